"""Each export says where it comes from, and what its columns mean."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import networkx as nx
import pytest
from lxml import etree
from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef

from graph.network.formats import FORMATS, to_bytes
from graph.network.formats.columns import dictionary
from graph.network.formats.preparation import NetworkInvalid
from graph.network.provenance import facts_of
from ontology import terms as t
from ontology.namespaces import NETWORK, SAMV
from ontology.vocabulary import load
from tests.graph.network.examples import ATTRIBUTES, ONE_MODE, PROVENANCE

FACTS = facts_of(ONE_MODE, PROVENANCE)


def file_of(name: str, part: str) -> str:
    with zipfile.ZipFile(io.BytesIO(to_bytes(ONE_MODE, PROVENANCE, name))) as zipped:
        return zipped.read(part).decode()


def told(name: str) -> Mapping[str, Any]:
    """What an export says of itself, as its readers get it."""
    match name:
        case "csv" | "pajek":
            found: Mapping[str, Any] = json.loads(file_of(name, "provenance.json"))
            return found
    data = to_bytes(ONE_MODE, PROVENANCE, name)
    match name:
        case "json":
            found = nx.node_link_graph(json.loads(data)).graph
        case "cytoscape":
            found = nx.cytoscape_graph(json.loads(data)).graph
        case "graphml":
            found = nx.read_graphml(io.BytesIO(data)).graph
        case "cx2":
            found = json.loads(data)[3]["networkAttributes"][0]
        case "gexf":
            text = etree.fromstring(data).findtext(".//{*}description")
            lines = dict(line.split(": ", 1) for line in text.splitlines())
            return {name: _like(FACTS[name], value) for name, value in lines.items()}
    return found


def _like(fact: object, text: str) -> object:
    return text if isinstance(fact, str) else json.loads(text)


@pytest.mark.parametrize("name", ["json", "cytoscape", "graphml", "cx2", "gexf", "csv", "pajek"])
def test_an_export_says_where_it_comes_from(name: str) -> None:
    found = told(name)
    assert {fact: found[fact] for fact in FACTS} == FACTS
    assert FACTS["release"] == PROVENANCE.release
    assert FACTS["query"] == PROVENANCE.query
    assert FACTS["address"] == PROVENANCE.address
    assert FACTS["seed"] == 42
    assert FACTS["projects_silent"] == 3


def test_pajek_alone_carries_the_citation_and_the_question() -> None:
    lines = to_bytes(ONE_MODE, PROVENANCE, "net").decode("utf-8-sig").splitlines()
    assert lines[:3] == [
        f"% {PROVENANCE.citation('sv')}",
        f"% {PROVENANCE.citation('en')}",
        f"% {PROVENANCE.query}",
    ]


def test_turtle_says_it_in_reused_terms() -> None:
    graph = Graph().parse(data=to_bytes(ONE_MODE, PROVENANCE, "turtle"), format="turtle")
    me = URIRef(PROVENANCE.address)
    assert (me, RDF.type, t.SAMV_NETWORK) in graph
    for lang in ("sv", "en"):
        assert (me, t.DCTERMS_TITLE, Literal(PROVENANCE.title[lang], lang)) in graph
        citation = Literal(PROVENANCE.citation(lang), lang)
        assert (me, t.DCTERMS_BIBLIOGRAPHIC_CITATION, citation) in graph
    assert graph.value(me, t.DCTERMS_LICENSE) == URIRef(PROVENANCE.licence)
    assert graph.value(me, t.SAMV_QUERY) == Literal(PROVENANCE.query)
    issued = Literal(PROVENANCE.released.isoformat(), datatype=XSD.date)
    assert graph.value(me, t.DCTERMS_ISSUED) == issued
    assert graph.value(me, NETWORK["release"]) == Literal(PROVENANCE.release)
    assert graph.value(me, NETWORK["seed"]) == Literal(42)


def test_turtle_defines_every_term_it_uses() -> None:
    graph = Graph().parse(data=to_bytes(ONE_MODE, PROVENANCE, "turtle"), format="turtle")
    core = set(load("core").subjects())
    assert {p for p in graph.predicates() if str(p).startswith(str(SAMV))} <= core
    for owner in ("node", "tie"):
        for column in ATTRIBUTES:
            me = NETWORK[f"{owner}_{column.name}"]
            assert {o.language for o in graph.objects(me, RDFS.label)} == {"sv", "en"}  # type: ignore[attr-defined]
            assert {str(o) for o in graph.objects(me, RDFS.comment)} == set(
                column.definition.values()
            )


def test_the_day_of_the_release_is_the_only_day_in_an_export() -> None:
    """Nothing is taken from the clock: another day of release is what makes other bytes."""
    for name in FORMATS:
        later = replace(PROVENANCE, released=PROVENANCE.released.replace(day=22))
        data = to_bytes(ONE_MODE, PROVENANCE, name)
        assert data != to_bytes(ONE_MODE, later, name)
    with zipfile.ZipFile(io.BytesIO(to_bytes(ONE_MODE, PROVENANCE, "csv"))) as zipped:
        assert {entry.date_time for entry in zipped.infolist()} == {(2026, 11, 21, 0, 0, 0)}


def test_citations_name_all_that_is_needed() -> None:
    for lang in ("sv", "en"):
        citation = PROVENANCE.citation(lang)
        for part in (
            PROVENANCE.title[lang],
            PROVENANCE.publisher,
            PROVENANCE.release,
            "2026-11-21",
            PROVENANCE.address,
            PROVENANCE.licence,
            PROVENANCE.version,
        ):
            assert part in citation


@pytest.mark.parametrize("name", ["json", "cytoscape", "graphml", "cx2"])
def test_the_data_dictionary_travels_with_the_network(name: str) -> None:
    found = told(name)["dictionary"]
    assert (json.loads(found) if isinstance(found, str) else found) == dictionary(ONE_MODE)


def test_the_data_dictionary_of_the_tables() -> None:
    rows = list(csv.DictReader(io.StringIO(file_of("csv", "data-dictionary.csv"), newline="")))
    wanted = dictionary(ONE_MODE)
    for owner in ("nodes", "edges"):
        described = [row for row in rows if row["table"] == f"{owner}.csv"]
        assert described == [{"table": f"{owner}.csv", **column} for column in wanted[owner]]
    metadata = json.loads(file_of("csv", "csv-metadata.json"))
    for table_, owner in zip(metadata["tables"], ("nodes", "edges"), strict=True):
        header = file_of("csv", table_["url"]).split("\r\n", 1)[0].split(",")
        assert [c["name"] for c in table_["tableSchema"]["columns"]] == header
        assert header == [column["name"] for column in wanted[owner]]


def test_a_readme_names_each_file_beside_it() -> None:
    for name in ("csv", "pajek"):
        with zipfile.ZipFile(io.BytesIO(to_bytes(ONE_MODE, PROVENANCE, name))) as zipped:
            others = set(zipped.namelist()) - {"README.txt"}
            readme = zipped.read("README.txt").decode()
        for other in others:
            assert readme.count(f"  {other}: ") == 2, other
        assert PROVENANCE.citation("sv") in readme
        assert PROVENANCE.citation("en") in readme


def test_facts_that_cannot_be_told_are_refused() -> None:
    with pytest.raises(ValueError, match="release"):
        to_bytes(ONE_MODE, replace(PROVENANCE, facts={"release": "x"}), "json")
    with pytest.raises(NetworkInvalid, match="density"):
        to_bytes(ONE_MODE, replace(PROVENANCE, facts={"density": float("nan")}), "json")


@pytest.mark.parametrize("name", FORMATS)
def test_tables_are_objects_in_json_and_text_elsewhere(name: str) -> None:
    table = {"coverage": {"whole": {"projects": 3}, "by_region": {"Övre \x00Norrland": [1, None]}}}
    content = to_bytes(ONE_MODE, replace(PROVENANCE, details=table), name)
    if name == "json":
        told = json.loads(content)["graph"]["coverage"]
        assert told == {"whole": {"projects": 3}, "by_region": {"Övre \ufffdNorrland": [1, None]}}
    elif name == "graphml":
        text = nx.read_graphml(io.BytesIO(content)).graph["coverage"]
        assert json.loads(text)["by_region"] == {"Övre \ufffdNorrland": [1, None]}
    with pytest.raises(ValueError, match="coverage"):
        to_bytes(ONE_MODE, replace(PROVENANCE, details=table, facts={"coverage": 1}), "json")
