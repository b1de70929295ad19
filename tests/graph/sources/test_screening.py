"""Screening: a pattern finds in a scanned text exactly what it finds without."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.sources import documents, needed_words, screening
from graph.sources.needed_words import words_needed
from graph.sources.passages import split_units
from graph.sources.screening import (
    ScannedText,
    Screened,
    longest_of,
    once_a_range,
    screened,
)

GOLD = Path(__file__).parents[2] / "gold" / "pages"
PATTERNS = tuple(screening._patterns)
WORDS = sorted(
    {
        word.strip(" \b")
        for pattern in PATTERNS
        for way in words_needed(pattern.written, pattern.flags)
        for words in way
        for word in words
    }
)
GAPS = (" ", " ", " ", "\n", "  ", "\u00a0", " \n", ", ", ". ", "-", "")


def spans(pattern: Screened, text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text, start, end)]


def assert_same(text: str, start: int, end: int) -> None:
    scanned = ScannedText(text)
    for pattern in PATTERNS:
        plain = [match.span() for match in pattern.pattern.finditer(text, start, end)]
        assert spans(pattern, scanned, start, end) == plain, pattern.pattern.pattern
        assert (pattern.search(scanned, start, end) is None) == (not plain)


def test_the_readers_screen_their_patterns() -> None:
    assert documents.read_document is not None
    assert len(PATTERNS) > 60
    unscreened = [
        pattern for pattern in PATTERNS if not words_needed(pattern.written, pattern.flags)
    ]
    assert len(unscreened) * 10 < len(PATTERNS)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("change", [str, str.upper])
def test_in_every_paragraph_of_gold_pages(form: str, change: type[str]) -> None:
    text = "\n\n".join(page.read_text(encoding="utf-8") for page in sorted(GOLD.glob("*.txt"))[::6])
    text = unicodedata.normalize(form, change(text))  # type: ignore[arg-type]
    for unit in split_units(text):
        assert_same(text, unit.start, unit.end)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=14), st.data())
def test_in_any_words_that_patterns_ask_for(
    parts: list[tuple[str, str]], data: st.DataObject
) -> None:
    text = "".join(word + gap for word, gap in parts)
    start = data.draw(st.integers(0, len(text)))
    assert_same(text, start, data.draw(st.integers(start, len(text))))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"samverkan\s+med", "i SAMVERKAN\u00a0\n med Sala"),
        (r"\bkontakt\b", "ta \u212aontakt"),
        (r"\bstöd\b", "ſtöd"),
        (r"\binitiativ\b", "\u0130n\u0131tiativ"),
        (r"åtgärd", "\u212btgärd"),
        (r"(?:a|b)c|(?<=x)yz", "xyz"),
        (r"(?=ab)a", "ab"),
        (r"x(?:ab|cd)?y", "xy"),
        (r"projekt(?:ets)?-?id\b", "PROJEKT-ID"),
        (r"(?>sam)?verk(?>an|ar)", "verkan"),
        (r"a\s\sb", "a \nb"),
        (r"(?:ett|två){2}", "tvåett"),
        (r"", "x"),
    ],
)
def test_of_odd_letters_and_odd_patterns(pattern: str, text: str) -> None:
    made = Screened(pattern, re.IGNORECASE)
    ways = words_needed(made.written, made.flags)
    folded = re.sub(r"\s+", " ", needed_words.fold(text))
    assert made.pattern.search(text)
    assert not ways or any(
        all(any(w.strip("\b") in folded for w in words) for words in way) for way in ways
    )


def test_a_short_word_is_looked_for_whole() -> None:
    currency = screened(r"\d\s*kr\b", re.IGNORECASE)
    try:
        assert words_needed(currency.written, currency.flags) == [[frozenset({"kr\b"})]]
        for text in ("3 kr", "3 KR.", "3 kr\u0308", "3kr!"):
            assert currency.may_match(ScannedText(text), 0, len(text)), text
        told = ScannedText("3 kronor i krav")
        assert not currency.may_match(told, 0, len(told))
        cut = currency.search(told, 0, 4)  # `\b` holds where the range ends, in mid-word as well
        assert cut is not None
        assert cut.group() == "3 kr"
    finally:
        screening._patterns.remove(currency)


def test_of_a_long_word_only_its_beginning_is_looked_for() -> None:
    board = screened(r"arbetsmarknadsdepartementets?\s+nämnd", re.IGNORECASE)
    screening._screen.cache_clear()  # of as many patterns one more test may have made another
    try:
        told = ScannedText("Arbetsmarknadsdepartementets\n nämnd")
        assert board.search(told) is not None
        assert board.may_match(ScannedText("arbetsmarknadsdelen"))
        assert not board.may_match(ScannedText("arbetsmarknaden och en nämnd"))
    finally:
        screening._patterns.remove(board)
        screening._screen.cache_clear()


def test_what_is_read_of_a_range_is_kept() -> None:
    asked: list[tuple[int, int]] = []

    @once_a_range
    def length(text: str, start: int, end: int) -> int:
        """How long a range is."""
        asked.append((start, end))
        return end - start

    text = ScannedText("Sala och Åre")
    assert [length(text, 0, 4), length(text, 0, 4), length(text, 1, 4)] == [4, 4, 3]
    assert asked == [(0, 4), (1, 4)]
    assert [length("Sala", 0, 4), length("Sala", 0, 4)] == [4, 4]  # of a plain text nothing is kept
    assert len(asked) == 4
    assert length.__doc__ == "How long a range is."


def test_a_text_with_words_blacked_out_promises_what_the_text_did() -> None:
    text = ScannedText("Projektet drivs av Test Testsson i samverkan med Sala kommun")
    hidden = text.rewritten(text.replace("Test Testsson", "████ ████████"))
    whole = (0, len(text))
    assert hidden.barred(*whole) == text.barred(*whole)
    assert "Testsson" not in hidden
    assert_same(str(hidden), *whole)


def test_a_pattern_made_after_a_text_was_scanned_is_tried_on_it() -> None:
    text = ScannedText("en sentens om övrigt")
    assert text.barred(0, len(text))
    late = screened(r"övrigt$")
    try:
        assert late.search(text, 0, len(text))
    finally:
        screening._patterns.remove(late)


@given(
    st.lists(st.text("abå -.", min_size=1, max_size=5), min_size=1), st.text("abå -.", max_size=8)
)
def test_the_longest_of_words(words: list[str], text: str) -> None:
    longest = max((word for word in words if text.startswith(word)), key=len, default=None)
    if "  " not in text and all("  " not in word for word in words):
        found = re.match(longest_of(words), text)
        assert (found.group() if found else None) == longest
