"""Clients that know nothing of us read the endpoint: SPARQLWrapper and rdflib's SPARQLStore.

What they make of it is compared with the store itself.
"""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.error import HTTPError

import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from api.build import BuildReport
from api.settings import Settings
from graph import library
from graph.release import Releases
from ontology.namespaces import PREFIXES, SAMV

PROJECT = URIRef("http://127.0.0.1:8000/id/projekt/2017-00129")
CURATED = "http://127.0.0.1:8000/id/kalla/kuraterade"
NAMES = "SELECT ?p ?name { ?p a samv:Project ; rdfs:label ?name }"
Rows = Counter[tuple[str | None, ...]]


@pytest.fixture(scope="module")
def store(settings: Settings, built: BuildReport) -> ox.Store:
    """The store of the release, asked directly."""
    return ox.Store.read_only(str(Releases(settings.releases).required().store))


def rows_of(store: ox.Store, query: str) -> Rows:
    found = store.query(query, prefixes=dict(PREFIXES))
    assert isinstance(found, ox.QuerySolutions)
    return Counter(tuple(term and _value(term) for term in row) for row in found)


def _value(term: Any) -> str:
    return str(term.value)


def wrapper(server: str, query: str, kind: str) -> SPARQLWrapper:
    client = SPARQLWrapper(f"{server}/sparql")
    client.setQuery(query)
    client.setReturnFormat(kind)
    return client


def bindings_of(client: SPARQLWrapper) -> list[dict[str, dict[str, str]]]:
    converted: Any = client.queryAndConvert()
    rows: list[dict[str, dict[str, str]]] = converted["results"]["bindings"]
    return rows


@pytest.mark.parametrize("method", [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
def test_sparqlwrapper_reads_bindings(
    server: str, store: ox.Store, method: tuple[str, str]
) -> None:
    client = wrapper(server, NAMES, JSON)
    client.setMethod(method[0])
    client.setRequestMethod(method[1])
    bindings = bindings_of(client)
    found = Counter((row["p"]["value"], row["name"]["value"]) for row in bindings)
    assert found == rows_of(store, NAMES)
    assert len(found) == 300


@pytest.mark.parametrize("kind", [XML, CSV, TSV])
def test_sparqlwrapper_reads_other_formats(server: str, store: ox.Store, kind: str) -> None:
    result: Any = wrapper(server, NAMES, kind).queryAndConvert()
    if kind == XML:
        assert result.toxml().count("<result>") == 300
    else:
        assert len(result.decode("utf-8").splitlines()) == 301
        assert "Heja Hälsan TWO.0" in result.decode("utf-8")


@pytest.mark.parametrize("kind", [RDFXML, TURTLE, N3, JSONLD])
def test_sparqlwrapper_reads_graphs(server: str, store: ox.Store, kind: str) -> None:
    query = f"CONSTRUCT WHERE {{ <{PROJECT}> ?p ?o }}"
    found = wrapper(server, query, kind).queryAndConvert()
    if isinstance(found, bytes):
        found = Graph().parse(data=found, format="turtle")
    assert isinstance(found, Graph)
    expected = store.quads_for_pattern(ox.NamedNode(str(PROJECT)), None, None, ox.DefaultGraph())
    assert len(found) == len(list(expected)) > 5


def test_sparqlwrapper_gives_a_dataset_and_sees_errors(server: str) -> None:
    client = wrapper(server, "SELECT (COUNT(*) AS ?n) { ?s a samv:Project }", JSON)
    client.addDefaultGraph(CURATED)
    assert bindings_of(client)[0]["n"]["value"] == "10"
    with pytest.raises(QueryBadFormed, match="Line 1, column 17"):
        wrapper(server, "SELECT * { ?s ?p", JSON).query()
    update = wrapper(server, "DROP ALL", JSON)
    update.setMethod(POST)
    with pytest.raises(HTTPError) as caught:
        update.query()
    assert caught.value.code == 403
    caught.value.close()


@pytest.fixture(scope="module")
def remote(server: str) -> Graph:
    """rdflib's view of the endpoint."""
    return Graph(store=SPARQLStore(f"{server}/sparql"))


@pytest.mark.parametrize(
    "name",
    [name for name in library.names() if not library.query(name).parameters][:6],
)
def test_rdflib_answers_as_the_store_does(remote: Graph, store: ox.Store, name: str) -> None:
    query = library.query(name).text
    if "spec/search" in query:
        pytest.skip("search is answered by the endpoint, not by the store")
    found = Counter(
        tuple(term if term is None else str(term) for term in row)  # type: ignore[union-attr]
        for row in remote.query(query)
    )
    expected = rows_of(store, query)
    assert {_rounded(row) for row in found} == {_rounded(row) for row in expected}


def _rounded(row: tuple[str | None, ...]) -> tuple[str | float | None, ...]:
    """Numbers by value: rdflib writes 1.50 and 1.5 as it likes."""
    out: list[str | float | None] = []
    for term in row:
        try:
            out.append(term if term is None else float(term))
        except ValueError:
            out.append(term)
    return tuple(out)


def test_rdflib_matches_triples(remote: Graph) -> None:
    assert remote.value(PROJECT, RDFS.label) == Literal("Heja Hälsan TWO.0", lang="sv")
    assert (PROJECT, RDF.type, SAMV.Project) in remote
    assert (PROJECT, RDF.type, RDFS.Class) not in remote
    assert len(set(remote.subjects(RDF.type, SAMV.Project))) == 300


def test_rdflib_asks_constructs_and_names_graphs(server: str, remote: Graph) -> None:
    assert remote.query("ASK { ?s ?p ?o }").askAnswer
    built = remote.query(f"CONSTRUCT WHERE {{ <{PROJECT}> a ?type }}").graph
    assert built is not None
    assert (PROJECT, RDF.type, SAMV.Project) in built
    named = Graph(store=SPARQLStore(f"{server}/sparql"), identifier=URIRef(CURATED))
    assert len(set(named.subjects(RDF.type, SAMV.Project))) == 10
