"""Values in queries: each comes in as one term, whatever characters it has."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, Literal

from graph.binding import bound, term
from graph.errors import QueryInvalid

ECHO = "SELECT ?x WHERE { VALUES ?x { UNDEF } }"
HIDDEN = "SELECT ?y WHERE { VALUES ?x { UNDEF } BIND(?x AS ?y) }"
INJECTIONS = [
    '" } ; DROP ALL #',
    '"} SERVICE <http://127.0.0.1:9/> { ?s ?p ?o',
    "\\",
    '\\" } #',
    "'''",
    '"""',
    "\n} INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "?x } UNION { ?s ?p ?o",
    "#if x",
    "VALUES ?x { UNDEF }",
    "\\u0022 }",
    "Åre é ä\u0308 \U0001f600 \t\r\n",
]


def one(query: str) -> list[ox.Literal]:
    solutions = ox.Store().query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    return [solution[0] for solution in solutions]


@pytest.mark.parametrize("query", [ECHO, HIDDEN])
@pytest.mark.parametrize("text", INJECTIONS)
def test_a_text_stays_a_text(query: str, text: str) -> None:
    assert one(bound(query, {"x": ox.Literal(text)})) == [ox.Literal(text)]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_stays_a_text(text: str) -> None:
    for query in (ECHO, HIDDEN):
        assert one(bound(query, {"x": ox.Literal(text)})) == [ox.Literal(text)]


def test_two_values_do_not_mix() -> None:
    query = "SELECT ?x ?y WHERE { VALUES ?x { UNDEF } VALUES ?y { UNDEF } }"
    values = {"x": ox.Literal("?y VALUES ?y { UNDEF }"), "y": ox.Literal("?x")}
    (row,) = ox.Store().query(bound(query, values))  # type: ignore[misc]
    assert (row["x"], row["y"]) == (values["x"], values["y"])


def test_a_value_takes_the_place_of_its_variable_only() -> None:
    query = "ASK { ?x ?xy ?o . # ?x\n FILTER('?x' = $x || ?x-1 = 0) }"
    found = bound(query, {"x": ox.NamedNode("urn:é")})
    assert found == "ASK { <urn:é> ?xy ?o . # ?x\n FILTER('?x' = <urn:é> || <urn:é>-1 = 0) }"


def test_a_variable_that_is_shown_stays() -> None:
    query = "SELECT ?t (COUNT(?s) AS ?n) WHERE { ?s a ?t } GROUP BY ?t"
    found = bound(query, {"t": ox.NamedNode("urn:t")})
    assert found == (
        "SELECT ?t (COUNT(?s) AS ?n) WHERE { VALUES ?t { <urn:t> } ?s a ?t } GROUP BY ?t"
    )


def test_conditional_lines() -> None:
    query = "ASK {\n  #if x VALUES ?x { UNDEF } ?s <urn:p> ?x .\n  ?s ?p ?o\n}"
    assert bound(query, {}) == query.replace(query.splitlines()[1] + "\n", "")
    assert "?s <urn:p> 5 ." not in bound(query, {})
    assert bound(query, {"x": ox.Literal("a")}) == 'ASK {\n  ?s <urn:p> "a" .\n  ?s ?p ?o\n}'
    assert ox.Store().query(query) is not None, "the file as it is, is a query"


def test_what_is_no_term() -> None:
    with pytest.raises(QueryInvalid, match="blank node"):
        term(BNode())
    with pytest.raises(QueryInvalid, match=r"\?x must be"):
        bound(ECHO, {"x": ox.BlankNode()})  # type: ignore[dict-item]
    assert term(Literal("Åre", lang="sv")) == ox.Literal("Åre", language="sv")
