"""Names of organisations and places in running text, found with an Aho-Corasick automaton.

The automaton reads the text once, whatever the number of names. A name counts where it stands as
a whole word (a Swedish genitive -s may follow), in its own case, the longest name first. Offsets
are of the text as given, whether composed (NFC) or decomposed (NFD).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

import ahocorasick

MASK = "\u2588"  # stands for each character that was blacked out in a text
_DASHES = frozenset("-‐‑‒–—−")
# What is folded to "-" and to " ": white space is what `str.isspace` says
_FOLDED_SIGNS = (
    *((dash, "-") for dash in sorted(_DASHES - {"-"})),
    *(
        (space, " ")
        for space in "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005"
        "\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
    ),
)
_RUN = re.compile(r"[ -][ -]+")  # of spaces and dashes
# A text, short as most that are looked up, that folding only makes small letters of
_PLAIN = re.compile(r"(?:[A-Za-z0-9ÅÄÖåäöéÉüÜ.,:;&()/+'”\"]|[ -](?![ -])){0,80}")
_MAY_COMBINE = re.compile("[\u0300-\U0010ffff]")
_BELOW_COMBINING = bytes(range(0xCC))  # bytes of UTF-8 that begin no letter from U+0300 on
_PLAIN_SIGNS = (b"\xe2\x80", b"\xe2\x96")
_LETTER = re.compile(r"[^\W\d_]")
_KIND = re.compile(r"(?<=\w) (?:kommun|stad)$")

_start = attrgetter("start")

_GENITIVE = re.compile(r"[:'’]?s(?!\w)")

# Names that Swedish text also has as ordinary words: at the head of a sentence their capital
# says nothing, and in a text in capitals nothing tells the two apart.
ORDINARY_WORDS = frozenset(
    [
        "ale",
        "berg",
        "boden",
        "eda",
        "flen",
        "kil",
        "köping",
        "lund",
        "mark",
        "mora",
        "nacka",
        "nora",
        "sala",
        "salem",
        "skara",
        "trosa",
        "vara",
        "åre",
        "grums",
        "lomma",
        "adda",
        "attention",
        "basta",
        "bilda",
        "drivhuset",
        "forum",
        "fyrbodal",
        "handels",
        "kommunal",
        "livs",
        "ledarna",
        "metall",
        "naturvetarna",
        "pappers",
        "prevent",
        "sensus",
        "transport",
        "transportföretagen",
        "vision",
        "vägen",
        "ut",
        "handelskammaren",
        "stadsmissionen",
        "målarna",
        "elektrikerna",
        "byggnads",
        "fastighets",
    ]
)


class Mention(NamedTuple):
    """A listed name in a text: `text[start:end]` is the name as written, without a genitive s.

    `key` is what the name list maps it to, `name` its form in the list.
    """

    key: str
    name: str
    start: int
    end: int
    genitive: bool = False


@dataclass(frozen=True, slots=True)
class _Name:
    key: str
    name: str
    folded: str
    initials: str  # its letters where they are few and all capitals, else empty
    capital: bool  # whether its first letter is one


NameAt = tuple[int, int, _Name]  # a name of the list where a text may have it


class _Folded(NamedTuple):
    """A folded text and where its characters stand in the given one.

    From each of `marks`, offsets of `text`, characters follow one another as in the given text;
    `starts` and `ends` are where the character at the mark begins and ends there.
    """

    text: str
    marks: list[int]
    starts: list[int]
    ends: list[int]

    def stands_apart(self, first: int, last: int) -> bool:
        """Whether the characters `first` to `last` are no part of a longer word, as most are."""
        if first and self.text[first - 1].isalnum():
            return False
        after = self.text[last + 1 : last + 2]
        return after == "s" or not after.isalnum()

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The range of the given text that the characters `first` to `last` stand for."""
        if len(self.marks) == 1:
            return first, last + 1
        left, right = bisect_right(self.marks, first) - 1, bisect_right(self.marks, last) - 1
        return (
            self.starts[left] + first - self.marks[left],
            self.ends[right] + last - self.marks[right],
        )


class Mentions:
    """Finds the names of a list {surface form: key} in text.

    Names of one or two letters are left out: without context they are nothing but letters.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._automaton: Any = ahocorasick.Automaton()
        self._names: dict[str, _Name] = {}
        for name, key in names.items():
            folded = _fold(name).text.strip()
            if len(folded) > 2 and folded not in self._names:
                letters = "".join(_LETTER.findall(name))
                initials = letters if letters.isupper() and len(letters) <= 5 else ""
                capital = letters[:1].isupper()
                self._names[folded] = _Name(key, name, folded, initials, capital)
                self._automaton.add_word(folded, self._names[folded])
        if self._names:
            self._automaton.make_automaton()
        self._places = frozenset(_places(names))

    def __len__(self) -> int:
        return len(self._names)

    def key_of(self, name: str) -> str | None:
        """The key of a name that is `name` whole, in any case."""
        found = self._names.get(_fold_name(name))
        return found.key if found else None

    def is_municipality(self, name: str) -> bool:
        """Whether `name` is a municipality's, with or without "kommun" or "stad" after it.

        >>> Mentions({"Falu kommun": "falun"}).is_municipality("Falu")
        True
        """
        folded = _fold_name(name)
        return folded in self._places or _stem(folded) in self._places

    def find(self, text: str) -> list[Mention]:
        """The mentions in `text`, in order, none overlapping another.

        >>> found = Mentions({"Malmö stad": "malmo"}).find("Malmö  stads projekt")
        >>> [(mention.start, mention.end, mention.genitive) for mention in found]
        [(0, 11, True)]
        """
        return self.among(self.candidates(text), text)

    def candidates(self, text: str) -> list[NameAt]:
        """Where the letters of a name stand in `text` as a whole word, whatever their case."""
        if not self._names:
            return []
        folded = _fold(text)
        letters = folded.text
        found = []
        for last, name in self._automaton.iter(letters):
            first = last - len(name.folded) + 1
            # most of the finds are parts of longer words, which the letter before tells
            if not (first and letters[first - 1].isalnum()) and folded.stands_apart(first, last):
                found.append((*folded.span(first, last), name))
        return found

    def among(self, candidates: Iterable[NameAt], text: str) -> list[Mention]:
        """The mentions that `candidates` are in `text`, as `find` gives them.

        The candidates may be of a text from which this one differs by whole words that were
        blacked out: a name with such a word is none.
        """
        found = []
        for start, end, name in candidates:
            if text.find(MASK, start, end) < 0:
                mention = _verified(text, start, end, name)
                if mention is not None:
                    found.append(mention)
        found.reverse()  # of those that begin at one place the longest comes first
        found.sort(key=_start)
        kept: list[Mention] = []
        for mention in found:
            if not kept or mention.start >= kept[-1].end:
                kept.append(mention)
        return kept

    def beginning(self, text: str) -> Mention | None:
        """The mention that `text` begins with: of several the longest."""
        folded = _fold(text)
        known = self._automaton.longest_prefix(folded.text) if self._names else 0
        for length in range(known, 2, -1):
            name = self._names.get(folded.text[:length])
            if name is not None and folded.stands_apart(0, length - 1):
                mention = _verified(text, *folded.span(0, length - 1), name)
                if mention is not None:
                    return mention
        return None


def _places(names: Iterable[str]) -> Iterator[str]:
    """What stands before "kommun" and "stad" in names that are nothing more."""
    for name in names:
        folded = _fold(name).text.strip()
        if (stem := _stem(folded)) != folded and "förbund" not in stem and len(stem.split()) < 4:
            yield stem


def _stem(folded: str) -> str:
    return _KIND.sub("", folded) if folded.endswith((" kommun", " stad")) else folded


@lru_cache(maxsize=8192)
def _fold_name(name: str) -> str:
    """A name as the list has it."""
    return _fold(name).text.strip()


def _fold(text: str) -> _Folded:
    """`text` in lower case, composed, dashes as "-" and white space as one space, with offsets."""
    return _fold_composed(text) or _fold_any(text)


def _fold_composed(text: str) -> _Folded | None:
    """The same for composed text, run by run; None where a letter changes its length."""
    if _PLAIN.fullmatch(text):
        return _Folded(text.lower(), [0], [0], [1])
    lower = text.lower()
    if len(lower) != len(text) or "Σ" in text or not unicodedata.is_normalized("NFC", text):
        return None
    if _may_combine(text) and any(map(unicodedata.combining, set(_MAY_COMBINE.findall(text)))):
        return None
    plain = lower
    for sign, folded in _FOLDED_SIGNS:
        if sign in plain:  # most are nowhere, which is seen at once
            plain = plain.replace(sign, folded)
    out: list[str] = []
    marks, starts, ends = [0], [0], [1]
    at = length = 0
    for run in _RUN.finditer(plain):
        first, last = run.span()
        written = run.group()
        length += first - at
        if "-" in written:
            dashes = [first + n for n, character in enumerate(written) if character == "-"]
            out += plain[at:first], "-" * len(dashes)
            marks.extend(range(length, length + len(dashes)))
            starts.extend(dashes)
            ends.extend(dash + 1 for dash in dashes)
            length += len(dashes)
        else:
            out += plain[at:first], " "
            marks.append(length)
            starts.append(first)
            ends.append(last)
            length += 1
        marks.append(length)
        starts.append(last)
        ends.append(last + 1)
        at = last
    out.append(plain[at:])
    return _Folded("".join(out), marks, starts, ends)


def _may_combine(text: str) -> bool:
    """Whether a text may have combining signs: letters from U+0300 on, but for punctuation.

    It looks at the bytes of UTF-8, in which such letters begin with 0xCC or more; the dashes and
    quotation marks from U+2000 and the blocks (`MASK`) from U+2580 with the two of `_PLAIN_SIGNS`.
    """
    written = text.encode("utf-8", "surrogatepass")
    for sign in _PLAIN_SIGNS:
        written = written.replace(sign, b"")
    return len(written.translate(None, _BELOW_COMBINING)) > 0


def _fold_any(text: str) -> _Folded:
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    while position < len(text):
        after = position + 1
        while after < len(text) and unicodedata.combining(text[after]):
            after += 1
        cluster = text[position:after]
        if after - position > 1:
            cluster = unicodedata.normalize("NFC", cluster)
        lower = cluster.lower()
        character = lower if len(lower) == 1 else lower[0]
        if character in _DASHES:
            while out and out[-1] == " ":
                out.pop(), starts.pop(), ends.pop()
            character = "-"
        elif character.isspace():
            character = " "
            if out and out[-1] in " -":
                ends[-1] = after if out[-1] == " " else ends[-1]
                position = after
                continue
        out.append(character)
        starts.append(position)
        ends.append(after)
        position = after
    return _Folded("".join(out), list(range(len(out))), starts, ends)


def _verified(text: str, start: int, end: int, name: _Name) -> Mention | None:
    if start > 0 and text[start - 1] != " " and _joins(text, start - 1, -1):
        return None
    genitive = False
    if end < len(text) and text[end] != " " and _joins(text, end, 1):
        tail = _GENITIVE.match(text, end, end + 3)
        if tail is None or name.folded.endswith(("s", "x", "z")):
            return None
        after = tail.end()
        if after < len(text) and text[after] in _DASHES and _joins(text, after, 1):
            return None
        genitive = True
    elif end < len(text) - 1 and text[end] in ":'’" and _GENITIVE.match(text, end, end + 3):
        genitive = True
    if not _case_fits(text, start, end, name):
        return None
    return Mention(name.key, name.name, start, end, genitive)


def _joins(text: str, at: int, step: int) -> bool:
    """Whether the character beside a match makes it part of a longer word."""
    character = text[at]
    if character.isalnum() or character == "_" or unicodedata.combining(character):
        return True
    beyond = at + step
    return character in _DASHES and 0 <= beyond < len(text) and text[beyond].isalnum()


def _case_fits(text: str, start: int, end: int, name: _Name) -> bool:
    written = text[start:end]
    if not written.isascii():
        written = unicodedata.normalize("NFC", written)
    if name.initials:
        return "".join(_LETTER.findall(written)) == name.initials
    if written.isupper():
        return name.folded not in ORDINARY_WORDS
    if name.capital:
        first = written[0] if written[0].isalpha() else "".join(_LETTER.findall(written))[:1]
        if first and not first.isupper():
            return False
        if first and " " not in name.folded and not _same_case(name.name, written):
            return False
    return name.folded not in ORDINARY_WORDS or not _heads_sentence(text, start, end)


def _same_case(listed: str, written: str) -> bool:
    """One-word names: capitals inside may differ ("FolkUniversitetet"), the first may not."""
    return listed[:1].isupper() == written[:1].isupper()


def _heads_sentence(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 6) : start]
    if before.strip() and not re.search(r"(?:[.!?:]\s+|\n\s*|[•*–-]\s+)$", before):
        return False
    following = text[end : end + 40]
    listed = re.match(r"\s*(?:,\s*[A-ZÅÄÖ]|och\s+[A-ZÅÄÖ]|\n|$)", following)
    return listed is None
