"""English questions: told from Swedish ones, put into Swedish, and answered as those are."""

from pathlib import Path

import pytest

from search.builder import build_index
from search.embedder import Embedder
from search.english import glossary, in_swedish, is_english, read_as
from search.readings import readings
from search.service import SearchService
from search.text import ProjectText
from search.vectors import VectorCache

QUERIES = Path(__file__).parents[2] / "data" / "evaluation" / "queries-dev.en.tsv"


@pytest.mark.parametrize(
    "text",
    [
        "mental illness among managers",
        "YOUNG DROPOUTS",
        "solar energy",
        "language training at work",
    ],
)
def test_english_is_told(text: str) -> None:
    assert is_english(text)
    assert read_as(text) != text


@pytest.mark.parametrize(
    "text",
    [
        "psykisk ohälsa hos chefer",
        "coaching och supported employment för unga",
        "film, spel och digitala medier",
        "Plug in för ungdomar",
        "a\u030aldersna\u0308ra",
        "solenergi",
        "2017-00453",
        "robot",
        "",
    ],
)
def test_swedish_and_what_is_both_are_left_as_they_are(text: str) -> None:
    assert not is_english(text)
    assert read_as(text) == text


def test_the_longest_phrase_wins_and_names_stay() -> None:
    assert in_swedish("Skills shortages in the forest industries of Åre") == (
        "kompetensbrist skogsindustri åre"
    )
    assert in_swedish("waste heat, waste") == "spillvärme avfall"
    assert in_swedish("managers in innovative companies") == "chef innovativ företag"
    assert in_swedish("management of innovations") == "ledning innovation"


def test_names_in_english_are_looked_for_as_they_are() -> None:
    assert readings("Green Innovation Park of research") == (
        "grön innovation park forskning",
        "green innovation park research",
    )
    assert readings("fler unga tillbaka i arbete") == ("unga arbete",)
    assert readings("fram och tillbaka") == ("fram och tillbaka",)
    assert readings("A\u030aTER I ARBETE") == ("arbete",)


def test_every_line_of_the_glossary_says_something() -> None:
    known = glossary()
    assert len(known.phrases) > 900
    assert all(source and target for source, target in known.phrases.items())


def test_the_translated_queries_are_all_read_as_english() -> None:
    lines = QUERIES.read_text("utf-8").splitlines()
    assert len(lines) == 20
    assert all(is_english(line.split("\t")[1]) for line in lines)


def test_an_english_question_finds_what_the_swedish_one_finds(
    real: Embedder, tmp_path: Path
) -> None:
    projects = [
        ProjectText("a", "Spillet", "Spillvärme från industrin värmer växthus"),
        ProjectText("b", "Tåget", "Gods flyttas från lastbil till järnväg"),
        ProjectText("c", "Chefen", "Chefer utbildas för att förebygga psykisk ohälsa"),
        ProjectText("d", "Språket", "Nyanlända kvinnor lär sig svenska på arbetsplatsen"),
    ]
    index, _ = build_index(projects, real, VectorCache(tmp_path / "v.sqlite"))
    service = SearchService(index, real)
    for text, key in {
        "waste heat for greenhouses": "a",
        "rail freight": "b",
        "mental ill health, managers": "c",
        "newly arrived women learning Swedish at work": "d",
    }.items():
        assert service.by_text(text, 1)[0].project == key
