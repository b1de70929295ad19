"""What is read once for several parts of a text is what each part says when read alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.gazetteer import Gazetteer
from graph.mentions import MASK, Mentions
from graph.sources.amounts import find_amounts
from graph.sources.redaction import redact
from graph.sources.screening import ScannedText

WORDS = (
    "drygt", "strax över", "ca", "3", "500", "000", "27,6", "1.200.000", "2018", "tre", "en",
    "miljoner", "miljon", "mkr", "tkr", "kronor", "kr", "SEK", "EUR", "€", "av", "till", "får",
    "projektet", "personer", "Falu kommun", "(3", "mkr)", "-", ".", ",", "5:-", "ÖVER", "MKR",
)  # fmt: skip
HEARD = (
    "Falu kommun", "FALU KOMMUN", "Sala", "Vara", "Region Skåne", "Skåne", "A\u030are",
    "Åre kommuns", "SKR", "Anna", "Ek-Berg", "och", "säger", "•",
)  # fmt: skip
GAPS = (" ", " ", " ", "\n", "\u00a0", "  ", "", "\n\n")
texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=14).map(
    lambda parts: "".join(word + gap for word, gap in parts)
)


@settings(max_examples=150, deadline=None)
@given(texts, st.data())
def test_sums_of_a_part_are_those_of_the_part_alone(text: str, data: st.DataObject) -> None:
    scanned = ScannedText(text)
    for _ in range(4):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        alone = [
            (found.value, start + found.start, start + found.end)
            for found in find_amounts(text[start:end])
        ]
        found_within = find_amounts(scanned, start, end)
        within = [(found.value, found.start, found.end) for found in found_within]
        assert within == alone


@pytest.fixture(scope="module")
def names() -> Mentions:
    return Mentions({
        name: name.casefold()
        for name in ("Falu kommun", "Sala", "Vara", "Region Skåne", "Skåne", "SKR", "Åre kommun")
    })  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(HEARD),
            st.sampled_from((" ", ". ", "\n", " - ", ", ", "–", "\u00a0")),
            st.booleans(),
        ),
        max_size=12,
    )
)
def test_names_in_a_text_with_words_blacked_out(
    names: Mentions, parts: list[tuple[str, str, bool]]
) -> None:
    text = "".join(word + gap for word, gap, _ in parts)
    hidden = "".join(
        (re.sub(r"\S", MASK, word) if gone else word) + gap for word, gap, gone in parts
    )
    assert names.among(names.candidates(text), text) == names.find(text)
    if not re.search(rf"{MASK}(?:(?<=\w.)|(?=\w))", hidden):
        assert names.among(names.candidates(text), hidden) == names.find(hidden)


def test_persons_of_gold_pages_leave_the_same_names(data: Path) -> None:
    known = Mentions(Gazetteer.load(data / "reference").surface_forms())
    text = "Kontaktperson: Test Testsson, Falu kommun\nÅre kommun - Prov Provsson, 08-123 45 67"
    hidden = redact(text)
    assert MASK in hidden
    assert known.among(known.candidates(text), hidden) == known.find(hidden)
