"""Parameters of queries: what people write becomes the right term, or an error that helps."""

from __future__ import annotations

import unicodedata

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import XSD

from graph.errors import ParameterInvalid
from graph.library import Parameter, query
from graph.parameters import LONGEST, value_of, values_of
from graph.store import Store
from ontology.identifiers import Identifiers

IDENTIFIERS = Identifiers()
LABELS = {"sv": "värdet", "en": "the value"}


def parameter(kind: str, choices: tuple[str, ...] = ()) -> Parameter:
    return Parameter("x", kind, LABELS, True, choices=choices)


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize(
    ("kind", "text", "iri"),
    [
        ("organisation", "skelleftea-kommun", IDENTIFIERS.organisation("skelleftea-kommun")),
        ("organisation", "Skellefteå kommun", IDENTIFIERS.organisation("skelleftea-kommun")),
        ("organisation", nfd("SKELLEFTEÅ kommun"), IDENTIFIERS.organisation("skelleftea-kommun")),
        (
            "organisation",
            str(IDENTIFIERS.organisation("forsakringskassan")),
            IDENTIFIERS.organisation("forsakringskassan"),
        ),
        ("project", "2017/00453", IDENTIFIERS.project("2017-00453")),
        ("project", "2017-00453", IDENTIFIERS.project("2017-00453")),
        ("county", "24", IDENTIFIERS.county("24")),
        ("municipality", "2482", IDENTIFIERS.municipality("2482")),
        ("esf_region", "Övre Norrland", IDENTIFIERS.esf_region("ovre-norrland")),
        ("theme", "Psykisk ohälsa", IDENTIFIERS.theme("psykisk-ohalsa")),
        ("theme", nfd("psykisk OHÄLSA"), IDENTIFIERS.theme("psykisk-ohalsa")),
        ("role", "owner", IDENTIFIERS.role("projektagare")),
        ("role", "projektägare", IDENTIFIERS.role("projektagare")),
        ("organisation_type", "municipality", IDENTIFIERS.organisation_type("kommun")),
        ("organisation_type", "kommun", IDENTIFIERS.organisation_type("kommun")),
        ("programme", "ESF+ 2021-2027", IDENTIFIERS.programme("esf-2021-2027")),
        ("source", "fakta", IDENTIFIERS.source("fakta")),
    ],
)
def test_things(kind: str, text: str, iri: str) -> None:
    assert value_of(parameter(kind), text, IDENTIFIERS) == ox.NamedNode(str(iri))


@pytest.mark.parametrize(
    ("kind", "text", "value", "datatype"),
    [
        ("integer", "3", "3", XSD.integer),
        ("integer", " -07 ", "-7", XSD.integer),
        ("decimal", "0.95", "0.95", XSD.decimal),
        ("decimal", "+10000000", "10000000", XSD.decimal),
        ("date", "2016-02-29", "2016-02-29", XSD.date),
        ("text", nfd("Åre é"), "Åre é", XSD.string),
        ("choice", "sv", "sv", XSD.string),
    ],
)
def test_literals(kind: str, text: str, value: str, datatype: str) -> None:
    found = value_of(parameter(kind, ("sv", "en")), text, IDENTIFIERS)
    assert found == ox.Literal(value, datatype=ox.NamedNode(str(datatype)))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("integer", "three"),
        ("integer", "1.5"),
        ("integer", "1" * 30),
        ("integer", "٣"),
        ("decimal", "1e9"),
        ("decimal", "NaN"),
        ("date", "2017-02-29"),
        ("date", "2017"),
        ("choice", "de"),
        ("county", "Skåne län } #"),
        ("county", "http://example.org/id/lan/24"),
        ("county", str(IDENTIFIERS.municipality("2482"))),
        ("theme", ""),
        ("text", "x" * (LONGEST + 1)),
        ("organisation", "http://127.0.0.1:8000/id/organisation/x> } ; DROP ALL #"),
    ],
)
def test_what_a_parameter_cannot_be(kind: str, text: str) -> None:
    with pytest.raises(ParameterInvalid, match=r"^x "):
        value_of(parameter(kind, ("sv", "en")), text, IDENTIFIERS)


def test_values_for_a_query(store: Store) -> None:
    brokers = query("brokers")
    assert {n: v.value for n, v in values_of(brokers, {}, IDENTIFIERS, store).items()} == {
        "organisation": str(IDENTIFIERS.organisation("forsakringskassan")),
        "type": str(IDENTIFIERS.organisation_type("kommun")),
    }
    assert values_of(brokers, {"type": " "}, IDENTIFIERS, store)["type"].value.endswith("/kommun")
    for given_, message in (
        ({"nope": "1"}, "no parameter 'nope'"),
        ({"organisation": "finns-inte"}, "nothing is known of organisation 'finns-inte'"),
    ):
        with pytest.raises(ParameterInvalid, match=message):
            values_of(brokers, given_, IDENTIFIERS, store)
    with pytest.raises(ParameterInvalid, match="needs organisation"):
        values_of(query("partners-of-organisation"), {}, IDENTIFIERS, store)


@settings(max_examples=50, deadline=None)
@given(
    kind=st.sampled_from(["organisation", "theme", "county", "integer", "date", "text"]),
    text=st.text(max_size=40),
)
def test_anything_is_a_term_or_an_error(kind: str, text: str) -> None:
    try:
        found = value_of(parameter(kind), text, IDENTIFIERS)
    except ParameterInvalid:
        return
    assert isinstance(found, ox.NamedNode | ox.Literal)
    if isinstance(found, ox.NamedNode):
        assert IDENTIFIERS.key_of(found.value) is not None
