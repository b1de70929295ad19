"""Answers cut anywhere are whole documents still, with the rows that were whole, in order."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph

from graph.cutting import SIGN, cut
from graph.sparql import FORMATS
from ontology.namespaces import PREFIXES

NASTY = st.one_of(
    st.sampled_from(
        ['},{', '"},{"', '\\"},{', "</result>", " .\n", '"', '""', "\r\n", '"\r\n"', "]}", "\\",
         "</rdf:Description>", "å ä ö é", "a\u030a", "\u2028", "# x", "<!-- -->", "]]>", "\t"]
    ),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufffe\uffff")),
)  # fmt: skip
VALUES = st.lists(st.lists(NASTY, max_size=3).map("".join), min_size=1, max_size=6)
BINDINGS = [item.media_type for item in FORMATS if not item.graph]
GRAPHS = [item.media_type for item in FORMATS if item.graph]


def xml_safe(text: str) -> bool:
    return all(c in "\t\n\r" or c >= " " for c in text)


def select(values: list[str], media_type: str) -> bytes:
    data = " ".join(str(ox.Literal(value)) for value in values)
    results = ox.Store().query(
        f'SELECT ?x (STRLEN(?x) AS ?n) ("é" AS ?y) {{ VALUES ?x {{ {data} }} }}'
    )
    assert isinstance(results, ox.QuerySolutions)
    return results.serialize(format=ox.QueryResultsFormat.from_media_type(media_type)) or b""


def construct(values: list[str], media_type: str, prefixes: bool) -> bytes:
    triples = [
        ox.Triple(
            ox.NamedNode(f"https://schema.org/s{number // 2}"),
            ox.NamedNode("https://schema.org/p"),
            ox.Literal(value),
        )
        for number, value in enumerate(values)
    ]
    rdf_format = ox.RdfFormat.from_media_type(media_type)
    names = dict(PREFIXES) if prefixes else None
    return ox.serialize(triples, format=rdf_format, prefixes=names) or b""


def rows_json(content: bytes) -> list[str]:
    return [row["x"]["value"] for row in json.loads(content)["results"]["bindings"]]


def rows_parsed(content: bytes, results_format: ox.QueryResultsFormat) -> list[str]:
    found = ox.parse_query_results(content, format=results_format)
    assert isinstance(found, ox.QuerySolutions)
    return [row["x"].value for row in found]


def rows_csv(content: bytes) -> list[str]:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))
    assert all(len(row) == 3 for row in rows)
    return [row[0] for row in rows[1:]]


READERS: dict[str, Callable[[bytes], list[str]]] = {
    "application/sparql-results+json": rows_json,
    "application/sparql-results+xml": lambda c: rows_parsed(c, ox.QueryResultsFormat.XML),
    "text/csv": rows_csv,
    "text/tab-separated-values": lambda c: rows_parsed(c, ox.QueryResultsFormat.TSV) if c else [],
}


@pytest.mark.parametrize("media_type", BINDINGS)
@settings(max_examples=60, deadline=None)
@given(values=VALUES, place=st.floats(0, 1))
def test_bindings(media_type: str, values: list[str], place: float) -> None:
    if "xml" in media_type:
        values = [value for value in values if xml_safe(value)] or [""]
    content = select(values, media_type)
    at = int(place * len(content))
    whole = READERS[media_type](content)
    part = cut(content[:at], media_type)
    found = READERS[media_type](part)
    assert found == whole[: len(found)]
    if media_type.startswith("application"):
        assert SIGN.encode() in part
    # No more than the row that was cut is lost.
    longest = max(len(select([value], media_type)) for value in values)
    kept = len(part) if media_type.startswith("text") else at
    assert kept >= min(at, len(content)) - longest


@pytest.mark.parametrize("media_type", GRAPHS)
@pytest.mark.parametrize("prefixes", [False, True])
@settings(max_examples=25, deadline=None)
@given(values=VALUES, place=st.floats(0, 1))
def test_graphs(media_type: str, prefixes: bool, values: list[str], place: float) -> None:
    if "xml" in media_type:
        values = [value for value in values if xml_safe(value)] or [""]
    content = construct(values, media_type, prefixes)
    part = cut(content[: int(place * len(content))], media_type)
    rdf_format = ox.RdfFormat.from_media_type(media_type)
    whole = set(ox.parse(content, format=rdf_format))
    assert set(ox.parse(part, format=rdf_format)) <= whole
    assert (SIGN.encode() in part) == (media_type != "application/ld+json")


@pytest.mark.parametrize("media_type", GRAPHS)
@pytest.mark.parametrize("prefixes", [False, True])
def test_a_graph_cut_at_any_byte(media_type: str, prefixes: bool) -> None:
    values = [']]>},{"@id":"x"}]', '\\"},{', "}]} .\n{[ å", "\\"]
    content = construct(values, media_type, prefixes)
    rdf_format = ox.RdfFormat.from_media_type(media_type)
    whole = set(ox.parse(content, format=rdf_format))
    for at in range(len(content)):
        part = cut(content[:at], media_type)
        assert set(ox.parse(part, format=rdf_format)) <= whole, (at, part)


@pytest.mark.parametrize("media_type", BINDINGS)
def test_rows_cut_at_any_byte(media_type: str) -> None:
    values = ["]]>},{", '\\"},{', '"\r\n"', "\\", "å"]
    content = select(values, media_type)
    for at in range(len(content)):
        found = READERS[media_type](cut(content[:at], media_type))
        assert found == values[: len(found)], at


def test_most_of_a_graph_is_kept() -> None:
    values = [f"value {number}" for number in range(100)]
    for media_type in GRAPHS:
        content = construct(values, media_type, prefixes=True)
        part = cut(content[: len(content) * 3 // 4], media_type)
        kept = list(ox.parse(part, format=ox.RdfFormat.from_media_type(media_type)))
        assert 50 < len(kept) < 80, media_type


def test_rdflib_reads_what_was_cut() -> None:
    content = construct(["a", "b", "c", "d"], "text/turtle", prefixes=True)
    assert len(Graph().parse(data=cut(content[:-20], "text/turtle"), format="turtle")) == 2


def test_a_media_type_that_there_is_not() -> None:
    with pytest.raises(KeyError):
        cut(b"", "text/nonsense")
