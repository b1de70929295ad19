"""Labels found in Swedish text: endings, compounds, letters, acronyms and what is denied."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.vocabulary import Concept, concepts
from search.themes.words import LabelFinder, words_of


@pytest.fixture(scope="module")
def finder() -> LabelFinder:
    return LabelFinder(concepts("themes"))


def whole(finder: LabelFinder, text: str) -> set[str]:
    return {m.concept for m in finder.find(text) if m.how == "whole" and not m.denied}


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Sjukfrånvarons utveckling", "sjukfranvaro"),
        ("kommunens sjukskrivningar", "sjukfranvaro"),
        ("PSYKISK OHÄLSA HOS CHEFER", "psykisk-ohalsa"),
        ("de långtidsarbetslösas väg", "langtidsarbetsloshet"),
        ("idéburna organisationers roll", "civilsamhalle"),
        ("ideburna organisationer", "civilsamhalle"),
        ("studie- och yrkesvägledningens", "studie-och-yrkesvagledning"),
        ("arbetslivsinriktad rehabilitering", "rehabilitering"),
    ],
)
def test_a_label_is_found_in_any_ending_and_case(
    finder: LabelFinder, text: str, concept: str
) -> None:
    assert concept in whole(finder, text)
    decomposed = unicodedata.normalize("NFD", text)
    assert concept in whole(finder, decomposed)
    assert whole(finder, text.upper()) >= {concept}


def test_places_are_of_the_text_as_it_is_written(finder: LabelFinder) -> None:
    text = unicodedata.normalize("NFD", "Mot sjukfrånvaron i Åre")
    found = [match for match in finder.find(text) if match.concept == "sjukfranvaro"]
    assert [unicodedata.normalize("NFC", text[m.start : m.end]) for m in found] == ["sjukfrånvaron"]


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("arbetsmiljögrupper i varje hus", "arbetsmiljo"),
        ("rehabiliteringskoordinatorer", "rehabilitering"),
        ("vardagsrehabilitering i hemmet", "rehabilitering"),
    ],
)
def test_compounds_hold_labels(finder: LabelFinder, text: str, concept: str) -> None:
    parts = {match.concept for match in finder.find(text) if match.how == "part"}
    assert concept in parts
    assert concept not in whole(finder, text)


def test_a_short_beginning_makes_no_compound(finder: LabelFinder) -> None:
    assert not [m for m in finder.find("ojämställdhet") if m.concept == "jamstalldhet"]


def test_of_labels_in_one_another_the_longest_is_whole(finder: LabelFinder) -> None:
    found = {(match.concept, match.how) for match in finder.find("unga med psykisk ohälsa")}
    assert ("psykisk-ohalsa", "whole") in found
    assert ("halsa", "within") in found
    assert ("halsa", "whole") not in found


def test_an_acronym_is_written_in_capitals(finder: LabelFinder) -> None:
    assert "ips" in whole(finder, "stöd enligt IPS")
    assert "ips" not in whole(finder, "ett ips i texten")


@pytest.mark.parametrize(
    "text",
    [
        "personer som inte har missbruk",
        "vuxna utan missbruk",
        "Alla utom personer med missbruk",
        "Missbruk ingår inte i projektet",
        "varken missbruk eller skulder",
    ],
)
def test_what_is_denied_is_marked(finder: LabelFinder, text: str) -> None:
    found = [match for match in finder.find(text) if match.concept == "missbruk"]
    assert found
    assert all(match.denied for match in found)


@pytest.mark.parametrize(
    "text",
    [
        "inte bara missbruk",
        "inte vård utan missbruk",
        "inte arbete, men missbruk",
        "Ingen betalar. Missbruk är temat",
        "utan även missbruk",
    ],
)
def test_what_only_looks_denied_is_not(finder: LabelFinder, text: str) -> None:
    found = [match for match in finder.find(text) if match.concept == "missbruk"]
    assert found
    assert not any(match.denied for match in found)


def test_a_denial_within_a_label_is_part_of_it(finder: LabelFinder) -> None:
    text = "unga som varken arbetar eller studerar"
    assert whole(finder, text) >= {"uvas"}


def test_a_label_does_not_reach_over_the_end_of_a_sentence(finder: LabelFinder) -> None:
    assert "psykisk-ohalsa" not in whole(finder, "Det är psykisk. Ohälsa är vanligt")


@given(st.text(max_size=200))
def test_any_text_can_be_searched(finder: LabelFinder, text: str) -> None:
    for match in finder.find(text):
        assert 0 <= match.start < match.end <= len(text)
        assert text[match.start : match.end].strip()
    for word in words_of(text):
        assert text[word.start : word.end]


@pytest.mark.parametrize("concept", concepts("themes"), ids=lambda concept: concept.slug)
def test_every_label_finds_its_concept(finder: LabelFinder, concept: Concept) -> None:
    for label in concept.spellings():
        assert concept.slug in whole(finder, label), label
