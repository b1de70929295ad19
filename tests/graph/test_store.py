"""The triple store: what goes in comes out, and it is only read."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from rdflib import XSD, BNode, Literal, URIRef

from graph.errors import QueryInvalid
from graph.release import Release
from graph.store import Store, StoreWriter
from graph.terms import Triple, to_ox

S, P = URIRef("urn:s"), URIRef("urn:p")
VALUES = (
    URIRef("urn:é"),
    BNode("b1"),
    Literal("x"),
    Literal("Åre “kommun”\n\\", lang="sv"),
    Literal("1.5", datatype=XSD.decimal),
    Literal("2017-01", datatype=XSD.gYearMonth),
    Literal(True),
    Literal(5),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    writer = StoreWriter(folder)
    writer.add([(S, P, value) for value in VALUES])
    writer.add([(S, P, Literal("named"))], URIRef("urn:g"))
    writer.close()
    return folder


def test_what_goes_in_comes_out(folder: Path) -> None:
    store = Store(folder)
    assert len(store) == len(VALUES) + 1
    found = set(store.default_graph().objects(S, P))
    assert {v for v in found if not isinstance(v, BNode)} == {
        v for v in VALUES if not isinstance(v, BNode)
    }
    assert len(found) == len(VALUES)
    assert store.count("GRAPH <urn:g> { ?s ?p ?o }") == 1


def test_rows(folder: Path) -> None:
    store = Store(folder)
    rows = list(store.select("SELECT ?s ?x ?o { ?s ?p ?o . FILTER(?o = 5) OPTIONAL { ?o ?p ?x } }"))
    assert rows == [{"s": "urn:s", "o": "5"}]


def test_bindings(folder: Path) -> None:
    store = Store(folder)
    query = "SELECT ?s ?o { ?s <urn:p> ?o }"
    assert len(list(store.select(query, {"s": S}))) == len(VALUES)
    assert list(store.select(query, {"s": URIRef("urn:none")})) == []
    assert [row["o"] for row in store.select(query, {"o": Literal("x")})] == ["x"]


def test_describes(folder: Path) -> None:
    store = Store(folder)
    assert store.describes("urn:s")
    assert not store.describes("urn:none")


@pytest.mark.parametrize("query", ["SELECT", "ASK {}", "CONSTRUCT WHERE { ?s ?p ?o }", ""])
def test_what_is_no_select(folder: Path, query: str) -> None:
    with pytest.raises(QueryInvalid):
        list(Store(folder).select(query))


def test_the_same_triple_twice_is_one(tmp_path: Path) -> None:
    triple: Triple = (S, P, Literal("x"))
    writer = StoreWriter(tmp_path / "store")
    writer.add([triple, triple])
    writer.add([triple])
    writer.close()
    assert len(Store(tmp_path / "store")) == 1


def test_terms() -> None:
    assert [str(to_ox(value)) for value in VALUES[:4]] == [
        "<urn:é>",
        "_:b1",
        '"x"',
        '"Åre “kommun”\\n\\\\"@sv',
    ]


def test_many_may_read_at_once(release: Release) -> None:
    counts: list[int] = []

    def read() -> None:
        counts.append(Store(release.store).count("?s ?p ?o"))

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(counts)) == 1
    assert counts[0] > 10_000
