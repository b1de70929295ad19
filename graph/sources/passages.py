"""Passages of a text: lines, units (paragraphs and list items) and sentences, by offsets.

Nothing here changes the text: every passage is a range of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from graph.mentions import MASK as MASK
from graph.sources.furniture import is_furniture
from graph.sources.labels import PATTERN
from graph.sources.quick_patterns import quick
from graph.sources.screening import is_word, once_a_range

BULLET = re.compile(r"[•·▪◦●*+]\s*|[-–—]\s+|\d{1,2}[.)]\s+")
_TRIM = " \t\n\u00a0\u2009\u202f,;:–—-•·"
_ENDS = tuple(".!?:;…”\"')")
_LONGEST = 2000
_LINES_DIFFER = 1.3  # how much longer than another a line of text broken into lines may be
_SUM = re.compile(r"\d\s*(?:kronor|kr|tkr|mkr|miljoner(?:\s+kronor)?)$", re.IGNORECASE)
# A line that is a sum, and at the most a period: "4,5 miljoner kr, pågår 2022-02-01 – 2024-01-31"
SUM_LINE = re.compile(
    r"(?:(?:beviljas|(?:beviljat|sökt)\s+(?:stöd|belopp|EU-\w+)|stöd|EU-stöd|ESF-stöd|summa|belopp)\s*:?\s*)?"
    r"\d[\d ,.\u00a0]*\s*(?:miljoner\s+(?:kronor|kr)|mkr|mnkr|miljoner|kronor|kr|SEK)"
    r"(?:\s*[,;(]\s*(?:projektet\s+)?(?:pågår|period:?|projektperiod:?|projekttid:?)?\s*"
    r"[\w :–—-]{4,60}\)?)?\.?",
    re.IGNORECASE,
)
# A sum behind a name: "X – 3,5 miljoner kronor", "X, 3 500 000 kr", "X (3,5 mkr)"
SUM_BEHIND = re.compile(
    r"(?<=\w)(?:\s*[–—,(]\s*|\s+-\s+)(?P<sum>(?:(?:drygt|knappt|cirka|ca)\s+)?\d[\d ,.\u00a0]*\s*"
    r"(?:miljoner\s+(?:kronor|kr)|mkr|mnkr|miljoner|kronor|kr|SEK))\)?\s*$",
    re.IGNORECASE,
)
_FUNCTION_WORDS = frozenset(
    [
        "och",
        "samt",
        "av",
        "med",
        "för",
        "till",
        "från",
        "i",
        "på",
        "om",
        "hos",
        "vid",
        "inom",
        "under",
        "mellan",
        "som",
        "att",
        "den",
        "det",
        "de",
        "en",
        "ett",
        "eller",
        "mot",
        "genom",
        "sin",
        "sitt",
        "sina",
    ]
)
# Before a capital or a digit these end no sentence; "m.m.", "kr." and the word "i" do
_ABBREVIATION = quick(
    r"(?:^|[\s(])(?:t\.ex|bl\.a|d\.v\.s|dvs|fr\.o\.m|t\.o\.m|f\.d|s\.k|p\.g\.a|"
    r"ca|c:a|nr|kl|resp|gm|inkl|exkl|ev|jfr|tel|ek|för|dr|prof|"
    r"(?-i:[A-ZÅÄÖ]))\.$",
    re.IGNORECASE,
)
# A line that is a field of a project goes on no line before it.
_FIELD = re.compile(rf"{PATTERN.pattern}\s*:", re.IGNORECASE)
_UNMASKED = re.compile(f"[^{MASK}]+")
_BREAK = re.compile(
    r"[.!?…](?<![.!?…].)(?:[.!?…]*[”\"'»)\]]*\s+(?=(?:-\s+)?[\w#–—•¿”\"'»(\u2588])|"
    r"(?<=[a-zåäö]{3}\.)(?=[A-ZÅÄÖ][a-zåäö]+\s))"  # "i Exempelstad.Projektet pågår"
)


class Line(NamedTuple):
    """A line without the white space around it; `start == end` where it is blank."""

    start: int
    end: int
    text: str


class Unit(NamedTuple):
    """A paragraph, a list item or a heading: what is read as one piece.

    `start` and `end` leave out the bullet; `first` and `last` are line numbers from 0.
    """

    start: int
    end: int
    first: int
    last: int
    bullet: bool
    text: str


def split_lines(text: str) -> list[Line]:
    """Every line of `text`, blank ones too."""
    found = []
    position = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        start = position + (len(raw) - len(raw.lstrip()) if stripped else 0)
        found.append(Line(start, start + len(stripped), stripped))
        position += len(raw) + 1
    return found


def split_units(text: str, lines: list[Line] | None = None) -> list[Unit]:
    """The units of `text`: lines, those broken only by a line wrap joined."""
    rows = split_lines(text) if lines is None else lines
    units: list[Unit] = []
    row = 0
    while row < len(rows):
        if not rows[row].text:
            row += 1
            continue
        last = row
        while last + 1 < len(rows) and _wraps(rows[last].text, rows[last + 1].text):
            last += 1
        start, end = rows[row].start, rows[last].end
        bullet = None if text[start].isalpha() else BULLET.match(text, start, end)
        if bullet and bullet.end() < end:
            start = bullet.end()
        units.append(Unit(start, end, row, last, bullet is not None, text[start:end]))
        row = last + 1
    return units


def _wraps(line: str, following: str) -> bool:
    if not following or (not following[0].isalpha() and BULLET.match(following)):
        return False
    if SUM_LINE.fullmatch(following):
        return line.split()[-1].lower() in _FUNCTION_WORDS
    if line.endswith(_ENDS) or _SUM.search(line) or (line[-1].isdigit() and following[0].isupper()):
        return False
    if line.endswith(",") or line.split()[-1].lower() in _FUNCTION_WORDS:
        return not is_furniture(following) and PATTERN.fullmatch(line) is None
    if following[0].islower():
        return True
    if not 60 <= len(line) <= 130 or len(following) <= 12:
        return False
    # A line that had room for the next word of a longer one was ended on purpose.
    room = len(line) + 1 + len(following.split(maxsplit=1)[0])
    return len(following) < _LINES_DIFFER * room and _FIELD.match(following) is None


@once_a_range
def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of `text[start:end]`; a dot after an abbreviation or a number ends none."""
    found = []
    at = start
    for gap in _BREAK.finditer(text, start, end):
        before = text[at : gap.start() + 1]
        if _ABBREVIATION.search(before[-12:]) or text[gap.end()].islower():
            continue
        found.append((at, gap.start() + len(gap.group().rstrip())))
        at = gap.end()
    if at < end:
        found.append((at, end))
    if end - start <= _LONGEST:
        return found
    return [part for span in found for part in _bounded(text, *span)]


def sentence_at(text: str, unit: Unit, at: int) -> tuple[int, int]:
    """The sentence of a unit in which `at` is; the whole unit where it is in none."""
    sentences = split_sentences(text, unit.start, unit.end)
    return next((span for span in sentences if span[0] <= at < span[1]), (unit.start, unit.end))


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The passage in parts of at most `_LONGEST` characters: rules cost by a sentence's length."""
    parts = []
    while end - start > _LONGEST:
        space = text.rfind(" ", start, start + _LONGEST)
        cut = space if space > start else start + _LONGEST
        parts.append((start, cut))
        start = cut
    parts.append((start, end))
    return parts


def without_masks(text: str, start: int, end: int, focus: tuple[int, int]) -> tuple[int, int]:
    """The widest part of `start..end` around `focus` that holds no mask, trimmed if it was cut."""
    cut_left = text.rfind(MASK, start, focus[0])
    cut_right = text.find(MASK, focus[1], end)
    left = start if cut_left < 0 else cut_left + 1
    right = end if cut_right < 0 else cut_right
    while left < focus[0] and (text[left].isspace() or (cut_left >= 0 and text[left] in _TRIM)):
        left += 1
    while right > focus[1] and (
        text[right - 1].isspace() or (cut_right >= 0 and text[right - 1] in _TRIM)
    ):
        right -= 1
    return left, right


def pieces_without_masks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of `start..end` between masks that hold a letter or digit, trimmed."""
    if text.find(MASK, start, end) < 0:
        pieces = [(start, end)]
    else:
        pieces = [piece.span() for piece in _UNMASKED.finditer(text, start, end)]
    found = []
    for left, right in pieces:
        while left < right and text[left] in _TRIM:
            left += 1
        while right > left and text[right - 1] in _TRIM:
            right -= 1
        if left < right and (
            text[left].isalnum() or any(character.isalnum() for character in text[left:right])
        ):
            found.append((left, right))
    return found


@lru_cache(maxsize=256)
def whole_words(words: str) -> re.Pattern[str]:
    """The pattern of `words` in any case, as no part of longer ones; kept for the next asking."""
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)


def stands_whole(text: str, words: str, start: int, end: int) -> bool:
    """Whether `words` stand in `start..end`, as no part of longer ones.

    >>> stands_whole("Bron och Brons", "Bron", 0, 14), stands_whole("Brons", "Bron", 0, 5)
    (True, False)
    """
    at = text.find(words, start, end)
    while at >= 0:
        after = at + len(words)
        if not ((at > start and is_word(text[at - 1])) or (after < end and is_word(text[after]))):
            return True
        at = text.find(words, at + 1, end)
    return False


def whole_uses(text: str, words: str, start: int = 0) -> Iterator[int]:
    """Where `words` begin from `start` on, each time that they are no part of longer ones.

    >>> list(whole_uses("Bron och Brons, bron, Bron", "Bron"))
    [0, 22]
    """
    at = text.find(words, start)
    while at >= 0:
        after = at + len(words)
        if not ((at and is_word(text[at - 1])) or (after < len(text) and is_word(text[after]))):
            yield at
        at = text.find(words, after)


def without_mark(line: str) -> str:
    """A line without the mark that makes it a heading in Markdown; "#Framtid" is a name.

    >>> without_mark("## Om projektet"), without_mark("#Framtid")
    ('Om projektet', '#Framtid')
    """
    mark = _HEADING_MARK.match(line)
    return line[mark.end() :] if mark else line


_HEADING_MARK = re.compile(r"#{1,6}\s+")


def squeeze(value: str) -> str:
    """`value` with every run of white space as one space.

    >>> squeeze("Region \\n Skåne")
    'Region Skåne'
    """
    return " ".join(value.split())
