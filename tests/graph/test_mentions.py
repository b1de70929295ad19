"""Names in running text: whole words, case, genitive, offsets, enumerations."""

from __future__ import annotations

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.listed_places import listed_municipalities
from graph.mentions import Mentions

NAMES = {
    "Ale kommun": "ale",
    "Salem kommun": "salem",
    "Salems kommun": "salem",
    "Åmål kommun": "amal",
    "Åmåls kommun": "amal",
    "Lilla Edet kommun": "lilla-edet",
    "Region Skåne": "region-skane",
    "Samordningsförbundet Älv-Dal": "alv-dal",
    "Samordningsförbundet Stockholms stad": "sf-stockholm",
    "Stockholms stad": "stockholm",
    "Försäkringskassan": "fk",
    "Vision": "vision",
    "ESF": "esf",
    "LO": "lo",
    "Åmål": "amal",
    "Norsjö": "norsjo",
    "Norsjö kommun": "norsjo",
}


@pytest.fixture(scope="module")
def mentions() -> Mentions:
    return Mentions(NAMES)


def keys(mentions: Mentions, text: str) -> list[str]:
    return [mention.key for mention in mentions.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ale kommun och Salem kommun", ["ale", "salem"]),
        ("Salems kommuns projekt", ["salem"]),
        ("Försäkringskassans lokaler", ["fk"]),
        ("Försäkringskassan:s lokaler", ["fk"]),
        ("försäkringskassan", []),
        ("FÖRSÄKRINGSKASSAN", ["fk"]),
        ("Region  Skåne", ["region-skane"]),
        ("Region\nSkåne", ["region-skane"]),
        ("Samordningsförbundet Älv–Dal", ["alv-dal"]),
        ("Samordningsförbundet Älv - Dal", ["alv-dal"]),
        ("Samordningsförbundet Stockholms stad", ["sf-stockholm"]),
        ("ESF-projektet", []),
        ("projekt från ESF.", ["esf"]),
        ("esf", []),
        ("LO", []),
        ("en vision för Vision", ["vision"]),
        ("Vision saknas. Vision behövs", []),
        ("Norsjö-Åmål", []),
        ("Skånes Åmålstrakt", []),
        ("Norsjö, Åmål", ["norsjo", "amal"]),
    ],
)
def test_names_are_found_as_whole_words(mentions: Mentions, text: str, expected: list[str]) -> None:
    assert keys(mentions, text) == expected


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_offsets_are_of_the_text_as_given(mentions: Mentions, form: str) -> None:
    text = unicodedata.normalize(form, "I Åmåls kommun och Försäkringskassans hus")  # type: ignore[arg-type]
    written = [text[found.start : found.end] for found in mentions.find(text)]
    assert [unicodedata.normalize("NFC", name) for name in written] == [
        "Åmåls kommun",
        "Försäkringskassan",
    ]


@given(st.text(max_size=60), st.sampled_from(sorted(NAMES)), st.text(max_size=60))
def test_any_text_is_read_and_no_mentions_overlap(before: str, name: str, after: str) -> None:
    text = f"{before} {name} {after}"
    found = Mentions(NAMES).find(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


def test_a_municipality_is_known_with_and_without_its_word(mentions: Mentions) -> None:
    assert mentions.is_municipality("Åmål")
    assert mentions.is_municipality("Åmåls kommun")
    assert mentions.is_municipality("Stockholms stad")
    assert not mentions.is_municipality("Samordningsförbundet Stockholms stad")
    assert not mentions.is_municipality("Försäkringskassan")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kommunerna Åmål, Norsjö och Lilla Edet", ["Åmål", "Norsjö", "Lilla Edet"]),
        ("i Åmål, Norsjö och Ale kommun", ["Åmål", "Norsjö", "Ale"]),
        ("Åmåls och Ale kommuner", ["Åmåls", "Ale"]),
        ("De tre kommuner som deltar är Åmål, Ale och Salem.", ["Åmål", "Ale", "Salem"]),
        ("kommunerna Åmål och Ale samt Region Skåne", ["Åmål", "Ale"]),
        ("Provbolaget, Testförbundet, Ale kommun", ["Ale"]),
        ("samtliga kommuner i Blekinge och Skåne", []),
    ],
)
def test_enumerations_name_each_municipality(
    mentions: Mentions, text: str, expected: list[str]
) -> None:
    found = listed_municipalities(text, known=mentions)
    assert [place.name for place in found] == expected
    assert all(text[place.start : place.end] == place.name for place in found)


def test_cost_does_not_grow_with_the_list() -> None:
    text = "Bland annat Försäkringskassan och Region Skåne deltar. " * 400
    small = Mentions(NAMES)
    large = Mentions(NAMES | {f"Provbolaget nummer {n}": f"p{n}" for n in range(20_000)})

    def seconds(found: Mentions) -> float:
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            found.find(text)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(large) < 4 * seconds(small) + 0.05


def test_an_empty_list_finds_nothing() -> None:
    assert Mentions({}).find("Region Skåne") == []


@given(
    st.lists(st.sampled_from([*NAMES, "sala", "vision", "Regionen"]), min_size=1, max_size=3),
    st.sampled_from(["", "s", ":s", " ", "  ", ", ", "-", " – ", "\u0308", "\u00a0"]),
    st.sampled_from(["NFC", "NFD"]),
)
def test_the_mention_a_text_begins_with(names: list[str], gap: str, form: str) -> None:
    mentions = Mentions(NAMES)
    text = unicodedata.normalize(form, gap.join(names) + gap)  # type: ignore[arg-type]
    found = mentions.find(text)[:1]
    assert mentions.beginning(text) == (found[0] if found and found[0].start == 0 else None)
