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
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any, TypeVar

import ahocorasick

from graph.sources.needed_words import BOUND, SPACES, Words, fold, words_needed

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
        return not isinstance(text, ScannedText) or text.promises(start, end) & self.bit != 0

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match in `start..end`."""
        if isinstance(text, ScannedText) and not text.promises(start, end) & self.bit:
            return None
        return self.pattern.search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match that begins at `start`."""
        if isinstance(text, ScannedText) and not text.promises(start, end) & self.bit:
            return None
        return self.pattern.match(text, start, end)

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> Iterator[re.Match[str]]:
        """The matches in `start..end`, in order."""
        if isinstance(text, ScannedText) and not text.promises(start, end) & self.bit:
            return iter(())
        return self.pattern.finditer(text, start, end)


def screened(pattern: str, flags: int | re.RegexFlag = 0) -> Screened:
    """The compiled pattern. For constants of modules: each that is made is kept."""
    made = Screened(re.compile(pattern, flags), 1 << len(_patterns))
    _patterns.append(made)
    return made


def promised(text: str, start: int, end: int) -> int:
    """The screened patterns, as bits, that can match in `start..end`."""
    return text.promises(start, end) if isinstance(text, ScannedText) else -1


class ScannedText(str):
    """A text that tells which screened patterns can match in a part of it."""

    __slots__ = ("_ends", "_kept", "_known", "_masks", "_screen")
    _screen: _Screen
    _ends: list[int]  # offsets of the last letters of words that patterns need
    _masks: list[int]  # what each of these words is to which pattern
    _known: dict[tuple[int, int], int]  # the answers given
    _kept: dict[tuple[Any, int, int], Any]  # what `once_a_range` keeps

    def promises(self, start: int, end: int) -> int:
        """The patterns, as bits, that have all they need in `start..end`."""
        try:
            return self._known[start, end]
        except AttributeError:
            self._scan()
        except KeyError:
            pass
        if self._cuts_word(start) or self._cuts_word(end):
            promised = self._known[start, end] = -1  # `\b` may hold there that does not else
            return promised
        left = bisect_left(self._ends, start)
        met = 0
        for mask in self._masks[left : bisect_left(self._ends, end, left)]:
            met |= mask
        promised = self._known[start, end] = self._screen.promised(met)
        return promised

    def _scan(self) -> None:
        folded = fold(self)
        self._known = {}
        self._screen = _screen(len(_patterns))
        if len(folded) != len(self):  # offsets of the one are not offsets of the other
            self._ends, self._masks = list(range(len(self))), [-1] * len(self)
            return
        joined: list[str] = []
        cuts: list[int] = []  # offsets in `joined` before which characters were left out
        at = length = 0
        for run in SPACES.finditer(folded):
            joined += folded[at : run.start()], " "
            length += run.start() - at + 1
            at = run.end()
            cuts += [length] * (at - run.start() - 1)
        joined.append(folded[at:])
        searched = "".join(joined)
        ends, masks = [], []
        for end, word in self._screen.automaton.iter(searched):
            mask = word.at_any
            if word.bounded:
                begins = _is_bound(searched, end - word.length + 1)
                closes = _is_bound(searched, end + 1)
                if begins:
                    mask |= word.at_begin
                if closes:
                    mask |= word.at_end
                    if begins:
                        mask |= word.whole
            if mask:
                ends.append(end)
                masks.append(mask)
        self._ends = [end + bisect_right(cuts, end) for end in ends] if cuts else ends
        self._masks = masks

    def _cuts_word(self, at: int) -> bool:
        return 0 < at < len(self) and self[at - 1].isalnum() and _is_word(self[at])

    def rewritten(self, text: str) -> ScannedText:
        """`text`, which is this one but for words that were blacked out whole; it is not read."""
        made = ScannedText(text)
        self.promises(0, 0)
        made._screen, made._ends, made._masks = self._screen, self._ends, self._masks
        made._known = {}
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


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _is_bound(text: str, at: int) -> bool:
    """Whether `\\b` matches at `at`."""
    before = at > 0 and _is_word(text[at - 1])
    return before is not (at < len(text) and _is_word(text[at]))


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


@dataclass(frozen=True, slots=True)
class _Screen:
    """The sets of words that the first `count` patterns need, for each way in which one can match.

    Each set is a bit; a word is worth the bits of the sets that have it, and above them those of
    the patterns that need no other set.
    """

    automaton: Any
    count: int
    # The sets that stand first, as the most telling, in a way of several: by them those ways, as
    # all their sets with the patterns.
    firsts: int
    ways: tuple[tuple[tuple[int, int], ...], ...]
    unscreened: int  # the bits of patterns of which nothing is known, and of later ones

    def promised(self, met: int) -> int:
        """The patterns, as bits, of which one way has a word of each of its sets."""
        bits = self.unscreened | met >> len(self.ways)
        first = met & self.firsts
        while first:
            at = first.bit_length() - 1
            for sets, patterns in self.ways[at]:
                if met & sets == sets:
                    bits |= patterns
            first ^= 1 << at
        return bits


@cache
def _screen(count: int) -> _Screen:
    needed = [(pattern.bit, words_needed(pattern.pattern)) for pattern in _patterns[:count]]
    numbers: dict[Words, int] = {}
    for _, among in needed:
        for way in among:
            for words in way:
                numbers.setdefault(words, len(numbers))
    alone = [0] * len(numbers)
    ways: list[dict[int, int]] = [{} for _ in numbers]
    firsts = 0
    for bit, among in needed:
        for way in among:
            first = numbers[way[0]]
            sets = sum(1 << numbers[words] for words in set(way))
            if sets == 1 << first:
                alone[first] |= bit
            else:
                ways[first][sets] = ways[first].get(sets, 0) | bit
                firsts |= 1 << first
    known: dict[str, _Word] = {}
    for words, number in numbers.items():
        for bounded in words:
            word = bounded.strip(BOUND)
            short = len(word) <= _SHORT  # a longer word is seldom part of another
            known.setdefault(word, _Word(len(word))).add(
                1 << number | alone[number] << len(numbers),
                short and bounded[0] == BOUND,
                short and bounded[-1] == BOUND,
            )
    automaton = ahocorasick.Automaton()
    for word, worth in known.items():
        automaton.add_word(word, worth)
    automaton.make_automaton()
    unscreened = sum(bit for bit, among in needed if not among) | (-1 << count)
    return _Screen(automaton, count, firsts, tuple(tuple(w.items()) for w in ways), unscreened)


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
