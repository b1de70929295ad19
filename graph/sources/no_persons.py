"""Names with capitals that stand where a person's may stand and are no person's."""

from __future__ import annotations

import re
from collections.abc import Callable

from graph.sources import person_words as wording
from graph.sources.folded_words import letters_of
from graph.sources.given_names import GIVEN_NAMES
from graph.sources.place_names import COUNTY

_COUNTIES = re.compile(rf"{COUNTY.pattern}(?:-{COUNTY.pattern})?", re.IGNORECASE)
_OF_COUNTY = re.compile(rf"{COUNTY.pattern}(?!\w)", re.IGNORECASE)
# Municipalities whose names are surnames as well
_SURNAMES = frozenset({"Berg", "Falkenberg", "Hallsberg", "Lund", "Mark"})
# Last words of names of offices and firms: "Case Manager", "Exempelköpings Hamn"
_LAST = re.compile(
    r"(?:Manager|Management|Coordinator|Officer|Coach|Design|Academy|Center|Centre|Group|Park|Hub|"
    r"Lab|Hamn|Norr|Syd|Väst|Öst)s?"
)
# "säger Exempelbolagets vd": who owns, before a title
_OWN_TITLE = re.compile(rf"[ \u00a0](?:{wording.TITLE}|styrelse\w*)\b", re.IGNORECASE)
# A heading in a line of its own, of one word, above a name
_HEADING_ABOVE = re.compile(r"(?<![^\n])[^\s]+\n")


def is_no_person(text: str, start: int, end: int, is_place: Callable[[str], bool]) -> bool:
    """Whether `start..end`, words with capitals, is surely not a person's name.

    `is_place` tells the names of municipalities.
    """
    if _OF_COUNTY.match(text, start, end):
        return True  # "Jämtland Härjedalen Turism"
    first, *others = text[start:end].split()
    if letters_of(first) in GIVEN_NAMES:
        return first.isupper() and _in_mixed_letters(text, [first, *others])
    if any(map(_COUNTIES.fullmatch, others)):
        return True  # "sekreterare SFP Skåne-Blekinge"
    if any(_is_place(word, is_place) for word in (first, *others)):
        return True
    if not others:
        return False
    own = others[-1].endswith("s") and _OWN_TITLE.match(text, end) is not None
    return own or _LAST.fullmatch(others[-1]) is not None


def _is_place(word: str, is_place: Callable[[str], bool]) -> bool:
    if word in _SURNAMES:
        return False
    return is_place(word) or (word.endswith("s") and is_place(word[:-1]))


def _in_mixed_letters(text: str, words: list[str]) -> bool:
    """Whether "MIA VIDARE" stands elsewhere as "MIA Vidare": a project, in a heading's capitals."""
    if len(words) < 2 or not all(word.isupper() for word in words):
        return False
    return " ".join((words[0], *(word.capitalize() for word in words[1:]))) in text


def without_heading(text: str, start: int, end: int) -> int:
    """Where a name begins that goes over a line break from a heading of one word above it."""
    above = _HEADING_ABOVE.match(text, start, end)
    if above is None or letters_of(above.group().strip()) in GIVEN_NAMES:
        return start
    return above.end()
