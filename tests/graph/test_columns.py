"""Columns: the values of a property, put together outside the engine."""

from __future__ import annotations

import pytest
from rdflib import RDF, RDFS, Literal, URIRef

from graph.columns import Columns
from graph.store import Store, StoreWriter
from graph.terms import Triple

A, B, C = (URIRef(f"https://example.org/{name}") for name in ("a", "b", "å"))
KIND, OTHER, NAME, PART = (URIRef(f"https://example.org/{n}") for n in ("K", "L", "name", "part"))


@pytest.fixture(scope="module")
def columns(tmp_path_factory: pytest.TempPathFactory) -> Columns:
    """Three things, of which two are of a class, the first with two names and one of three."""
    folder = tmp_path_factory.mktemp("columns") / "store"
    triples: list[Triple] = [
        (A, RDF.type, KIND),
        (C, RDF.type, KIND),
        (B, RDF.type, OTHER),
        (A, NAME, Literal("Ö", lang="sv")),
        (A, NAME, Literal("Å", lang="sv")),
        (B, NAME, Literal("Zon")),
        (A, PART, B),
        (C, PART, A),
        (B, RDFS.label, Literal("")),
    ]
    writer = StoreWriter(folder)
    writer.add(triples)
    writer.close()
    return Columns(Store(folder))


def test_things_of_a_class_are_in_order(columns: Columns) -> None:
    assert columns.of_class(KIND) == [str(A), str(C)]
    assert columns.of_class(NAME) == []


def test_one_value_is_the_first_in_order_of_those_asked_for(columns: Columns) -> None:
    assert columns.one([str(A), str(C)], NAME) == {str(A): "Å"}
    assert columns.one([str(A), str(B)], NAME) == {str(A): "Å", str(B): "Zon"}
    assert columns.one([str(B)], RDFS.label) == {str(B): ""}


def test_all_values_are_in_order_and_none_where_there_is_none(columns: Columns) -> None:
    names = columns.all([str(A), str(C)], NAME)
    assert dict(names) == {str(A): ("Å", "Ö")}
    assert names[str(C)] == ()
    assert dict(columns.all_of_class(KIND, NAME)) == {str(A): ("Å", "Ö")}


def test_values_of_what_things_point_at(columns: Columns) -> None:
    parts = columns.one([str(A), str(C)], PART)
    assert columns.through(parts, NAME) == {str(A): "Zon", str(C): "Å"}
    assert columns.through({}, NAME) == {}
