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
from functools import cache, cached_property, reduce, wraps
from operator import or_
from typing import Any, TypeVar

import ahocorasick

from graph.sources.needed_words import BOUND, Words, fold, words_needed
from graph.sources.quick_patterns import beginning, quick

_LONG = 16  # characters of a word that are looked for: more would seldom tell more
_SHORT = 4  # characters of a word, for which it is looked whether it stands alone
_EVERYWHERE = 2  # the rank of words that most sentences have, so that they tell nothing
# Words that a text has many times, by rank; of others the short ones have rank 1, the rest 0
_COMMON = {"projekt": 3, "projektet": 3} | dict.fromkeys(
    ("av", "de", "den", "det", "en", "ett", "för", "från", "har", "i", "med", "och", "om", "som",
     "till", "är"), 2
)  # fmt: skip

T = TypeVar("T")

# The white space of `re` but for the blank: a text is read with each run of it as one blank
_SPACES = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_NOT_READ = object()
_RUN_OF_SPACES = re.compile("  +")

_patterns: list[Screened] = []


class Screened:
    """A pattern that knows which texts it cannot match; methods as of `re.Pattern`.

    One without a `bit` is tried on every text.
    """

    def __init__(
        self,
        written: str,
        flags: int | re.RegexFlag = 0,
        bit: int = 0,
        compiled: Callable[[str, int | re.RegexFlag], re.Pattern[str]] = re.compile,
    ) -> None:
        self.written = written
        self.flags = flags
        self.bit = bit
        self._compiled = compiled

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern itself; most of them are compiled long after their module is read."""
        return self._compiled(self.written, self.flags)

    def may_match(self, text: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """Whether `start..end` has what a match needs."""
        return not (isinstance(text, ScannedText) and text.barred(start, end) & self.bit)

    def is_barred(self, text: str, start: int, end: int) -> bool:
        """Whether it was found before that `start..end` lacks what a match needs.

        For ranges that are asked for once, so that looking at their words costs more than it saves.
        """
        return isinstance(text, ScannedText) and text.known_barred(start, end) & self.bit != 0

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match in `start..end`."""
        if isinstance(text, ScannedText) and text.barred(start, end) & self.bit:
            return None
        return self.pattern.search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match that begins at `start`."""
        if isinstance(text, ScannedText) and text.barred(start, end) & self.bit:
            return None
        return self.pattern.match(text, start, end)

    def alone(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first match in `start..end`, read as if nothing stood around it."""
        return self.pattern.search(text[start:end]) if self.may_match(text, start, end) else None

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> Iterable[re.Match[str]]:
        """The matches in `start..end`, in order."""
        if isinstance(text, ScannedText) and text.barred(start, end) & self.bit:
            return ()
        return self.pattern.finditer(text, start, end)


def screened(
    pattern: str, flags: int | re.RegexFlag = 0, *, beginning_only: bool = False
) -> Screened:
    """The pattern, or its `beginning`. For constants of modules: each that is made is kept."""
    compiled = beginning if beginning_only else quick
    made = Screened(pattern, flags, 1 << len(_patterns), compiled)
    _patterns.append(made)
    return made


def promised(text: str, start: int, end: int, among: int = -1) -> int:
    """The screened patterns, as bits, of those `among` that can match in `start..end`."""
    return among & ~text.barred(start, end) if isinstance(text, ScannedText) else among


def may_match(text: str, patterns: int, start: int, end: int) -> bool:
    """Whether any of the screened `patterns`, given as bits, can match in `start..end`."""
    return not isinstance(text, ScannedText) or text.barred(start, end) & patterns != patterns


class ScannedText(str):
    """A text that tells which screened patterns can match in a part of it."""

    __slots__ = ("_barred", "_dropped", "_ends", "_masks", "_screen", "_ways", "kept")
    _screen: _Screen | None  # None before the text is read
    _dropped: list[int]  # offsets of white space after the first of its run, which is not scanned
    _ends: list[int]  # offsets, without those dropped, of the last letters of words
    _masks: list[int]  # what each of these words is to which pattern
    _ways: _Ways  # those that the whole text has: a part of it has no other
    _barred: dict[tuple[int, int], int]  # the patterns that cannot match in a range
    kept: dict[tuple[Any, int, int], Any]  # what `once_a_range` keeps

    def __new__(cls, text: str) -> ScannedText:
        made = super().__new__(cls, text)
        made._screen, made._barred, made.kept = None, {}, {}
        return made

    def barred(self, start: int, end: int) -> int:
        """The patterns, as bits, that lack something they need in `start..end`."""
        known = self._barred.get((start, end))
        if known is not None:
            return known
        screen = self._screen or self._scan()
        if self._cuts_word(start) or self._cuts_word(end):
            barred = 0  # `\b` may hold there that does not else
        else:
            dropped, ends = self._dropped, self._ends
            left = bisect_left(ends, start - bisect_left(dropped, start))
            right = bisect_left(ends, end - bisect_left(dropped, end), left)
            met = reduce(or_, self._masks[left:right], 0)
            barred = screen.barred(met, self._ways) if met else screen.sure
        self._barred[start, end] = barred
        return barred

    def known_barred(self, start: int, end: int) -> int:
        """What `barred` has found of `start..end`; nothing where it was not asked."""
        return self._barred.get((start, end), 0)

    def _scan(self) -> _Screen:
        folded = fold(self)
        dropped: list[int] = []
        self._dropped = dropped
        self._screen = screen = _screen(len(_patterns))
        if len(folded) != len(self):  # offsets of the one are not offsets of the other
            self._ends, self._masks = list(range(len(self))), [-1] * len(self)
            self._ways = screen.ways
            return screen
        for space in _SPACES:
            if space in folded:
                folded = folded.replace(space, " ")
        if "  " in folded:
            joined: list[str] = []
            at = 0
            for run in _RUN_OF_SPACES.finditer(folded):
                first, last = run.span()
                joined.append(folded[at : first + 1])
                dropped.extend(range(first + 1, last))
                at = last
            folded = "".join((*joined, folded[at:]))
        ends: list[int] = []
        masks: list[int] = []
        for end, worth in screen.automaton.iter(folded):
            ends.append(end)
            masks.append(worth if worth.__class__ is int else worth.at(folded, end))
        self._ends, self._masks = ends, masks
        met = reduce(or_, masks, 0)
        self._ways = screen.ways_in(met)
        self._barred[0, len(self)] = screen.barred(met, self._ways)
        return screen

    def _cuts_word(self, at: int) -> bool:
        return 0 < at < len(self) and self[at - 1].isalnum() and is_word(self[at])

    def rewritten(self, text: str) -> ScannedText:
        """`text`, which is this one but for words that were blacked out whole; it is not read."""
        made = ScannedText(text)
        made._screen, made._dropped = self._screen or self._scan(), self._dropped
        made._ends, made._masks, made._ways = self._ends, self._masks, self._ways
        whole = (0, len(text))
        made._barred[whole] = self.barred(*whole)
        return made


def once_a_range(read: Callable[[str, int, int], T]) -> Callable[[str, int, int], T]:
    """`read`, whose result for a range of a `ScannedText` is kept; nobody may change it."""

    @wraps(read)
    def kept(text: str, start: int, end: int) -> T:
        if not isinstance(text, ScannedText):
            return read(text, start, end)
        known = text.kept.get((read, start, end), _NOT_READ)
        if known is _NOT_READ:
            known = text.kept[read, start, end] = read(text, start, end)
        found: T = known
        return found

    return kept


def is_word(character: str) -> bool:
    """Whether a pattern takes a character for one of a word."""
    return character.isalnum() or character == "_"


class _Word:
    """What a word is worth wherever it stands, and where it begins or ends at a bound of words."""

    __slots__ = ("at_any", "at_begin", "at_end", "before", "closes", "opens", "whole")

    def __init__(self, word: str) -> None:
        self.before = len(word)  # characters from its last letter back to the one before it
        self.opens, self.closes = is_word(word[0]), is_word(word[-1])
        self.at_any = self.at_begin = self.at_end = self.whole = 0

    def add(self, bits: int, begins: bool, ends: bool) -> None:
        """Add what it is worth where it `begins` and `ends` at a bound, if it must."""
        if begins and ends:
            self.whole |= bits
        elif begins:
            self.at_begin |= bits
        elif ends:
            self.at_end |= bits
        else:
            self.at_any |= bits

    def at(self, text: str, last: int) -> int:
        """What the word is worth whose last letter stands at `last`."""
        first, after = last - self.before, text[last + 1 : last + 2]
        before = text[first] if first >= 0 else ""
        begins = (before.isalnum() or before == "_") is not self.opens
        ends = (after.isalnum() or after == "_") is not self.closes
        if not ends:
            return self.at_any | self.at_begin if begins else self.at_any
        if not begins:
            return self.at_any | self.at_end
        return self.at_any | self.at_begin | self.at_end | self.whole

    @property
    def value(self) -> int | _Word:
        """Its bits alone where they are the same wherever it stands, as of most words."""
        return self if self.at_begin or self.at_end or self.whole else self.at_any


@dataclass(frozen=True, slots=True)
class _Ways:
    """The ways in which patterns match that need several sets of words.

    Each is given by the bits of its sets together, with the bits of its patterns. `by_first` has
    them by the bit of their rarest set; `firsts` are those bits.
    """

    firsts: int
    by_first: dict[int, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class _Screen:
    """The sets of words that patterns need, for each way in which one can match.

    The mask of a word has the bits of patterns that need one of its sets and no other, and above
    them the bits of its sets that stand with others in a way.
    """

    automaton: Any  # of words, each with its mask or as `_Word`
    sure: int  # the patterns of which it is known what they need
    ways: _Ways

    def ways_in(self, met: int) -> _Ways:
        """The ways of which `met` has all sets."""
        possible: dict[int, list[tuple[int, int]]] = {}
        firsts = met & self.ways.firsts
        while firsts:
            first = firsts & -firsts
            ways = [way for way in self.ways.by_first[first] if met & way[0] == way[0]]
            if ways:
                possible[first] = ways
            firsts ^= first
        return _Ways(sum(possible), possible)

    def barred(self, met: int, ways: _Ways) -> int:
        """The patterns, as bits, for which `met` has all sets of none of the ways in the text."""
        able = met
        firsts = met & ways.firsts
        while firsts:
            first = firsts & -firsts
            for sets, patterns in ways.by_first[first]:
                if met & sets == sets:
                    able |= patterns
            firsts ^= first
        return self.sure & ~able


@cache
def _screen(count: int) -> _Screen:
    """The screen of the first `count` patterns."""
    needed = [
        (pattern.bit, words_needed(pattern.written, pattern.flags)) for pattern in _patterns[:count]
    ]
    alone: dict[Words, int] = {}
    joined: dict[Words, int] = {}
    ways: dict[int, dict[int, int]] = {}
    for bit, among in needed:
        for way in among:
            sets = list(dict.fromkeys(map(_looked_for, way)))
            sets = [words for words in sets if _commonness(words) < _EVERYWHERE] or sets
            if len(sets) == 1:
                alone[sets[0]] = alone.get(sets[0], 0) | bit
                continue
            for words in sets:
                joined.setdefault(words, 1 << count + len(joined))
            first = min(sets, key=_commonness)
            by_sets = ways.setdefault(joined[first], {})
            bits = sum(joined[words] for words in sets)
            by_sets[bits] = by_sets.get(bits, 0) | bit
    known: dict[str, _Word] = {}
    for words in alone | joined:
        for bounded in words:
            word = bounded.strip(BOUND)
            known.setdefault(word, _Word(word)).add(
                alone.get(words, 0) | joined.get(words, 0),
                bounded[0] == BOUND,
                bounded[-1] == BOUND,
            )
    automaton = ahocorasick.Automaton()
    for word, worth in known.items():
        automaton.add_word(word, worth.value)
    automaton.make_automaton()
    return _Screen(
        automaton,
        sum(bit for bit, among in needed if among),
        _Ways(sum(ways), {first: list(by_sets.items()) for first, by_sets in ways.items()}),
    )


def _looked_for(words: Words) -> Words:
    """As much of each word of a set as is looked for, without those that hold another.

    Of a longer word the blanks and bounds at its ends tell little more: without them many words are
    one, and a text has fewer to look at.
    """
    found = set()
    for bounded in words:
        word = bounded.strip(BOUND)[:_LONG]
        bare = word.strip()
        found.add(bounded if len(word) <= _SHORT else bare if len(bare) > _SHORT else word)
    free = [word for word in found if BOUND not in word]
    return frozenset(word for word in found if not any(one in word and one != word for one in free))


def _commonness(words: Words) -> int:
    """How common the commonest of a set's words is, as a rank: of rare words a text has fewer."""
    bare = {word.strip(f"{BOUND} ") for word in words}
    return max((_COMMON.get(word, int(len(word) <= _SHORT)) for word in bare), default=0)


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
