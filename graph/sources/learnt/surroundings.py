"""The words around a passage as signs: before it, after it, of its sentence and its heading.

A sign is a short word with what it stands for: `b1=med` says that "med" stands right before. Words
in capitals are no signs but for their shape, so that no name is one; numbers are all one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.sources.passages import Unit

TOKEN = re.compile(r"[^\W\d_]+|\d+|[:;,.!?()–•-]")
STEM = 7  # first letters of a word that count: most endings are beyond
_REACH = 160  # characters before and after a passage that are looked at
_NEAR = 10  # words before it, and
_AFTER = 7  # after it, that count wherever they stand
_SPEECH = re.compile(
    r"\b(?:säger|berättar|menar|chef|ledare|ordförande|telefon|e-post|kontakt)", re.IGNORECASE
)
_SPOKEN = re.compile(r"\S?[”\"“–—-]")
_SHORT = 60  # characters of a unit that is a line, and
_HEADING = 70  # of one that may be a heading


def headings(units: Sequence[Unit]) -> dict[int, str]:
    """For each unit, by its start, the heading or the words with a colon last above it."""
    above: dict[int, str] = {}
    last = ""
    for unit in units:
        above[unit.start] = last
        if unit.text.endswith(":") or (len(unit.text) < _HEADING and not unit.bullet):
            last = unit.text[-_HEADING:]
    return above


def around(
    text: str, start: int, end: int, unit: Unit, sentence: tuple[int, int], heading: str
) -> set[str]:
    """The signs of the passage `start..end` of a unit."""
    first, last = sentence
    left = max(first, start - _REACH)
    before = ["^"] * 4 + stems(text, left, start, opening=left == first)
    after = stems(text, end, min(last, end + _REACH)) + ["$"] * 3
    signs = {
        f"b1={before[-1]}",
        f"b2={before[-2]}",
        f"b3={before[-3]}",
        f"b12={before[-2]}_{before[-1]}",
        f"b23={before[-3]}_{before[-2]}",
        f"a1={after[0]}",
        f"a2={after[1]}",
        f"a12={after[0]}_{after[1]}",
    }
    signs.update(f"B={word}" for word in before[-_NEAR:])
    signs.update(f"A={word}" for word in after[:_AFTER])
    signs.update(f"S={word}" for word in stems(text, first, last, opening=True))
    signs.update(f"H={word}" for word in stems(heading, 0, len(heading), opening=True))
    if unit.bullet:
        signs.add("bullet")
    if len(unit.text) < _SHORT:
        signs.add("short")
    if start == first:
        signs.add("begins")
    if _SPOKEN.match(unit.text):
        signs.add("spoken")
    if _SPEECH.search(text, first, last):
        signs.add("speech")
    return signs


def stems(text: str, start: int, end: int, *, opening: bool = False) -> list[str]:
    """The words and signs of a passage; the first word of a sentence is written small."""
    found = [stem(token.group()) for token in TOKEN.finditer(text, start, end)]
    if opening and found and found[0][0].isupper():
        first = TOKEN.search(text, start, end)
        found[0] = first.group().casefold()[:STEM] if first else found[0]
    return found


def stem(word: str) -> str:
    """The beginning of a word in small letters, the shape of one in capitals, 0 for a number."""
    if word[0].isupper():
        return "AA" if word.isupper() and len(word) > 1 else "Aa"
    return "0" if word.isdigit() else word[:STEM]
