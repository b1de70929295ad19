"""Patterns that are tried only where a text has one of the words they need.

Most rules are patterns for wordings that most sentences lack. `screened` compiles a pattern like
`re.compile`, and works out of it the words of which every match holds one: of a pattern for
"medfinansieras av" or "stöttas av" these are "medfinansieras" and "stöttas". A `ScannedText` is
read once for the words of all such patterns together (Aho-Corasick), so that a pattern tried on a
sentence without its words costs a look at one bit. What is found is the same; a text that is no
`ScannedText` is searched as it is.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, reduce, wraps
from operator import or_
from typing import Any, TypeVar

import ahocorasick

from graph.sources.needed_words import BOUND, SPACES, Words, fold, words_needed

_LONG = 16  # characters of a word that are looked for: more would seldom tell more
_SHORT = 4  # characters of a word, for which it is looked whether it stands alone

T = TypeVar("T")

_patterns: list[Screened] = []


class Screened:
    """A compiled pattern that knows which texts it cannot match; methods as of `re.Pattern`.

    One without a `bit` is tried on every text.
    """

    __slots__ = ("bit", "pattern")

    def __init__(self, pattern: re.Pattern[str], bit: int = -1) -> None:
        self.pattern = pattern
        self.bit = bit

    def may_match(self, text: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """Whether `start..end` has what a match needs."""
        return not isinstance(text, ScannedText) or text.may_match(self.bit, start, end)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match in `start..end`."""
        if isinstance(text, ScannedText) and not text.may_match(self.bit, start, end):
            return None
        return self.pattern.search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match that begins at `start`."""
        if isinstance(text, ScannedText) and not text.may_match(self.bit, start, end):
            return None
        return self.pattern.match(text, start, end)

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> Iterable[re.Match[str]]:
        """The matches in `start..end`, in order."""
        if isinstance(text, ScannedText) and not text.may_match(self.bit, start, end):
            return ()
        return self.pattern.finditer(text, start, end)


def screened(pattern: str, flags: int | re.RegexFlag = 0) -> Screened:
    """The compiled pattern. For constants of modules: each that is made is kept."""
    made = Screened(re.compile(pattern, flags), 1 << len(_patterns))
    _patterns.append(made)
    return made


def promised(text: str, start: int, end: int, among: int = -1) -> int:
    """The screened patterns, as bits, of those `among` that can match in `start..end`."""
    return text.promises(start, end, among) if isinstance(text, ScannedText) else among


def may_match(text: str, patterns: int, start: int, end: int) -> bool:
    """Whether any of the screened `patterns`, given as bits, can match in `start..end`."""
    return not isinstance(text, ScannedText) or text.may_match(patterns, start, end)


class ScannedText(str):
    """A text that tells which screened patterns can match in a part of it."""

    __slots__ = ("_dropped", "_ends", "_kept", "_masks", "_met", "_screen")
    _screen: _Screen
    _dropped: list[int]  # offsets of white space after the first of its run, which is not scanned
    _ends: list[int]  # offsets, without those dropped, of the last letters of words
    _masks: list[int]  # what each of these words is to which pattern
    _met: dict[tuple[int, int], int]  # the masks of the words in a range, joined
    _kept: dict[tuple[Any, int, int], Any]  # what `once_a_range` keeps

    def may_match(self, patterns: int, start: int, end: int) -> bool:
        """Whether one of `patterns`, given as bits, has all that it needs in `start..end`."""
        try:
            met = self._met[start, end]
        except (AttributeError, KeyError):
            met = self._words_met(start, end)
        if met & patterns:
            return True
        ways = self._screen.ways_of[patterns]
        return ways.unsure != 0 or (met & ways.firsts != 0 and ways.is_met(met))

    def promises(self, start: int, end: int, among: int = -1) -> int:
        """The patterns, as bits, of those `among` that have all they need in `start..end`."""
        try:
            met = self._met[start, end]
        except (AttributeError, KeyError):
            met = self._words_met(start, end)
        return met & among | self._screen.ways_of[among].met(met)

    def _words_met(self, start: int, end: int) -> int:
        """The masks of the words in a range, joined; -1 for a range that cuts a word."""
        try:
            known = self._met
        except AttributeError:
            self._scan()
            known = self._met
        if self._cuts_word(start) or self._cuts_word(end):
            known[start, end] = -1  # `\b` may hold there that does not else
            return -1
        dropped, ends = self._dropped, self._ends
        left = bisect_left(ends, start - bisect_left(dropped, start))
        right = bisect_left(ends, end - bisect_left(dropped, end), left)
        met = known[start, end] = reduce(or_, self._masks[left:right], 0)
        return met

    def _scan(self) -> None:
        folded = fold(self)
        self._met = {}
        dropped: list[int] = []
        self._dropped = dropped
        self._screen = screen = _screen(len(_patterns))
        if len(folded) != len(self):  # offsets of the one are not offsets of the other
            self._ends, self._masks = list(range(len(self))), [-1] * len(self)
            return
        joined: list[str] = []
        at = 0
        for run in SPACES.finditer(folded):
            first, last = run.span()
            joined += folded[at:first], " "
            at = last
            if last - first > 1:
                dropped.extend(range(first + 1, last))
        if joined:
            folded = "".join((*joined, folded[at:]))
        found = [
            (end, mask)
            for end, word in screen.automaton.iter(folded)
            if (mask := word.at(folded, end) if word.bounded else word.at_any)
        ]
        self._ends = [end for end, _ in found]
        self._masks = [mask for _, mask in found]

    def _cuts_word(self, at: int) -> bool:
        return 0 < at < len(self) and self[at - 1].isalnum() and is_word(self[at])

    def rewritten(self, text: str) -> ScannedText:
        """`text`, which is this one but for words that were blacked out whole; it is not read."""
        made = ScannedText(text)
        self.promises(0, 0)
        made._screen, made._dropped = self._screen, self._dropped
        made._ends, made._masks, made._met = self._ends, self._masks, {}
        return made

    def once(self, read: Callable[[str, int, int], T], start: int, end: int) -> T:
        """What `read` makes of `start..end`, which is asked for only the first time."""
        try:
            kept: T = self._kept[read, start, end]
            return kept
        except AttributeError:
            self._kept = {}
        except KeyError:
            pass
        made = self._kept[read, start, end] = read(self, start, end)
        return made


def once_a_range(read: Callable[[str, int, int], T]) -> Callable[[str, int, int], T]:
    """`read`, whose result for a range of a `ScannedText` is kept; nobody may change it."""

    @wraps(read)
    def kept(text: str, start: int, end: int) -> T:
        return (
            text.once(read, start, end) if isinstance(text, ScannedText) else read(text, start, end)
        )

    return kept


def is_word(character: str) -> bool:
    """Whether a pattern takes a character for one of a word."""
    return character.isalnum() or character == "_"


def _is_bound(text: str, at: int) -> bool:
    """Whether `\\b` matches at `at`."""
    before = at > 0 and is_word(text[at - 1])
    return before is not (at < len(text) and is_word(text[at]))


@dataclass(slots=True)
class _Word:
    """What a word is worth wherever it stands, and where it begins or ends at a bound of words."""

    length: int
    at_any: int = 0
    at_begin: int = 0
    at_end: int = 0
    whole: int = 0
    bounded: bool = False

    def add(self, bit: int, begins: bool, ends: bool) -> None:
        if begins and ends:
            self.whole |= bit
        elif begins:
            self.at_begin |= bit
        elif ends:
            self.at_end |= bit
        else:
            self.at_any |= bit
        self.bounded = self.bounded or begins or ends

    def at(self, text: str, last: int) -> int:
        """What the word is worth whose last letter stands at `last`."""
        begins = _is_bound(text, last - self.length + 1)
        if not _is_bound(text, last + 1):
            return self.at_any | self.at_begin if begins else self.at_any
        if not begins:
            return self.at_any | self.at_end
        return self.at_any | self.at_begin | self.at_end | self.whole


@dataclass(frozen=True, slots=True)
class _Ways:
    """The ways in which patterns match that need several sets of words.

    Each is given by the bits of its sets together, with the bits of its patterns. `by_first` has
    them by the set that stands first, as the most telling; `firsts` are those sets. Of patterns
    `unsure` nothing is known.
    """

    firsts: int
    by_first: dict[int, list[tuple[int, int]]]
    unsure: int

    @classmethod
    def of(cls, ways: Iterable[tuple[int, int, int]], unsure: int) -> _Ways:
        """By ways as first set, all sets and pattern."""
        by_first: dict[int, dict[int, int]] = {}
        for first, sets, pattern in ways:
            by_sets = by_first.setdefault(first, {})
            by_sets[sets] = by_sets.get(sets, 0) | pattern
        listed = {first: list(by_sets.items()) for first, by_sets in by_first.items()}
        return cls(sum(by_first), listed, unsure)

    def is_met(self, met: int) -> bool:
        """Whether `met` has all sets of one of the ways."""
        first = met & self.firsts
        while first:
            lowest = first & -first
            for sets, _ in self.by_first[lowest]:
                if met & sets == sets:
                    return True
            first ^= lowest
        return False

    def met(self, met: int) -> int:
        """The patterns of which `met` has all sets of one way."""
        patterns = self.unsure
        first = met & self.firsts if met >= 0 else 0
        while first:
            lowest = first & -first
            for sets, bits in self.by_first[lowest]:
                if met & sets == sets:
                    patterns |= bits
            first ^= lowest
        return patterns


class _WaysOf(dict[int, _Ways]):
    """By bits of patterns, the ways in which they match that need several sets of words."""

    def __init__(self, ways: list[tuple[int, int, int]], sure: int) -> None:
        self._ways = ways
        self._sure = sure

    def __missing__(self, patterns: int) -> _Ways:
        made = _Ways.of((way for way in self._ways if way[2] & patterns), patterns & ~self._sure)
        self[patterns] = made
        return made


@dataclass(frozen=True, slots=True)
class _Screen:
    """The sets of words that patterns need, for each way in which one can match.

    The mask of a word has the bits of patterns that need one of its sets and no other, and above
    them the bits of its sets that stand with others in a way.
    """

    automaton: Any
    ways_of: _WaysOf


@cache
def _screen(count: int) -> _Screen:
    """The screen of the first `count` patterns."""
    needed = [(pattern.bit, words_needed(pattern.pattern)) for pattern in _patterns[:count]]
    alone: dict[Words, int] = {}
    joined: dict[Words, int] = {}
    ways: list[tuple[int, int, int]] = []
    for bit, among in needed:
        for way in among:
            if len(set(way)) == 1:
                alone[way[0]] = alone.get(way[0], 0) | bit
                continue
            for words in way:
                joined.setdefault(words, 1 << count + len(joined))
            ways.append((joined[way[0]], sum(joined[words] for words in set(way)), bit))
    known: dict[str, _Word] = {}
    for words in alone | joined:
        for bounded in words:
            word = bounded.strip(BOUND)[:_LONG]
            short = len(word) <= _SHORT  # a longer word is seldom part of another
            known.setdefault(word, _Word(len(word))).add(
                alone.get(words, 0) | joined.get(words, 0),
                short and bounded[0] == BOUND,
                short and bounded[-1] == BOUND,
            )
    automaton = ahocorasick.Automaton()
    for word, worth in known.items():
        automaton.add_word(word, worth)
    automaton.make_automaton()
    return _Screen(automaton, _WaysOf(ways, sum(bit for bit, among in needed if among)))


def longest_of(words: Iterable[str]) -> str:
    """A pattern for the longest of `words` that stands at a place; a space is any white space.

    The words stand as a tree of their beginnings, so that a place is compared with few of them.

    >>> re.match(longest_of(["Mål", "Målgrupp", "Mål i programmet"]), "Målgrupper").group()
    'Målgrupp'
    """
    by_first: dict[str, list[str]] = {}
    ends = False
    for word in words:
        if word:
            by_first.setdefault(word[0], []).append(word[1:])
        ends = ends or not word
    branches = [
        (r"[\s\u00a0]+" if first == " " else re.escape(first)) + longest_of(rest)
        for first, rest in by_first.items()
    ]
    if not branches:
        return ""
    if len(branches) == 1 and not ends:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if ends else "")
