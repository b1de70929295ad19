"""Patterns written anew for speed match exactly what they matched before."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.sources import documents, quick_patterns, screening
from graph.sources.quick_patterns import beginning, quick

GOLD = Path(__file__).parents[2] / "gold" / "pages"
PAGES = [page.read_text(encoding="utf-8") for page in sorted(GOLD.glob("*.txt"))[::9]]
WORDS = ("kommun", "kommuner", "Kommunen", "projekt", "på", "PÅ", "stöd", "ſtöd", "\u212aom", "år")


def found(pattern: re.Pattern[str], text: str) -> list[tuple[object, ...]]:
    return [
        (match.span(), match.groups(), match.groupdict(), match.lastgroup)
        for match in pattern.finditer(text)
    ]


def test_every_screened_pattern_finds_the_same() -> None:
    assert documents.read_document is not None
    for screened in screening._patterns[::3]:
        plain = re.compile(screened.written, screened.flags)
        made = quick(screened.written, screened.flags)
        for page in (*PAGES, PAGES[0].upper()):
            assert found(made, page) == found(plain, page), screened.written


@pytest.mark.parametrize("letter", sorted(quick_patterns._LETTERS))
def test_the_cases_of_a_letter_are_those_that_re_takes_for_it(letter: str) -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    assert set(quick_patterns._cases(letter)) == set(re.findall(letter, every, re.IGNORECASE))


@pytest.mark.parametrize("flags", [0, re.IGNORECASE, re.IGNORECASE | re.MULTILINE])
@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:kommunerna|kommuner|kommun|k|på|pÅ)s?",
        r"(?P<a>kommun)|kommuner|(?P<b>projekt|på)|\Z",
        r"(?:stöd|(?-i:Sala)|stad|sö?t){1,2}?(?<!ö)(?=[\s.]|$)",
        r"(?:kom+un|kom{2}uner?|ko[^m]|ka|k\.\-)++",
        r"(?i)^(?>på|projekt|(?s:p.))\b",
        r"(kommun|kust)\1|(?:|å|år|åren)",
        r"a|b|(?:c|cd|ce)",
    ],
)
@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from((*WORDS, " ", ".", "\n", "s", "Sala", "cd", "k.-")), max_size=9))
def test_any_text_is_matched_alike(pattern: str, flags: re.RegexFlag, parts: list[str]) -> None:
    text = "".join(parts)
    plain, made = re.compile(pattern, flags), quick(pattern, flags)
    assert found(made, text) == found(plain, text)
    for one, other in ((plain.match, made.match), (plain.fullmatch, made.fullmatch)):
        expected, actual = one(text), other(text)
        assert (actual and actual.groups(), actual and actual.span()) == (
            expected and expected.groups(),
            expected and expected.span(),
        )


@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
@pytest.mark.parametrize(
    "pattern",
    [
        r"\b(?:kommuner|projekt|\d{1,2}\s)(?!s)",
        r"(?P<a>s?t?öd|[k-m]om)\w*|\s+(?-i:Sala)|\n",
        r"(?<=k)(?:om|(?i:å)r){1,2}?",
        r"[.\]^-]\s*",
    ],
)
@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from((*WORDS, " ", ".", "]^-", "\n", "s", "Sala", "12 ")), max_size=9))
def test_a_beginning_is_where_each_match_begins(
    pattern: str, flags: re.RegexFlag, parts: list[str]
) -> None:
    text = "".join(parts)
    first = beginning(pattern, flags).search(text)
    whole = re.compile(pattern, flags).search(text)
    assert (first and first.span()) == (whole and (whole.start(), whole.start() + 1))


def test_of_the_readers_patterns_the_beginnings_are_found() -> None:
    only = [one for one in screening._patterns if one._compiled is beginning]
    assert len(only) > 2
    for one in only:
        whole = re.compile(one.written, one.flags)
        for page in PAGES:
            first = one.pattern.search(page)
            expected = whole.search(page)
            assert (first and first.start()) == (expected and expected.start()), one.written


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [("a?", "empty"), ("a|", "empty"), (".a", "any character"), ("[^a]b", "any character")],
)
def test_a_pattern_that_may_begin_anyhow_has_no_beginning(pattern: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        beginning(pattern)


def test_alternatives_that_begin_alike_stand_together() -> None:
    assert quick("på|kommun|projekt").pattern == "(?:p(?:å|rojekt)|kommun)"
    assert quick("(?:kal|kul)a").pattern == "k(?:al|ul)a"
    assert quick("å|ö|sa", re.IGNORECASE).pattern == "(?:(?-i:[åÅ\u212b])|(?-i:[öÖ])|(?-i:[sSſ])a)"
