"""The bodies that a page names, as enumerations: those told of in one breath stand together.

Known names and places come from the lists of names. Others are taken by their capitals, and only
where they have a word of a body in them ("AB", "förening") or stand in an enumeration.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from graph.sources.page import Page
from graph.sources.party_names import looks_like_body
from graph.sources.party_words import UPPER
from graph.sources.passages import MASK, Unit
from graph.sources.place_names import COUNTY

_WORD = rf"(?:[{UPPER}][\w.&/+:-]*\w|[{UPPER}])"
_CAPITALS = re.compile(
    rf"[{UPPER}](?<![\w@/.-].)(?:[\w.&/+:-]*\w)?"
    rf"(?:[ \u00a0](?:(?:i|för|av|på|vid|&)[ \u00a0])?{_WORD})*"
    r"(?P<kind>[ \u00a0](?:län|kommun|stad|stift|församling|gymnasium|universitet|"
    r"[a-zåäö]*(?:högskola|förbund|förening|bolag|sällskap)|(?:ideell|ekonomisk)[ \u00a0]förening|"
    r"ek\.[ \u00a0]?för\.?)(?!\w))?"
)
_FIRST = re.compile(r"\S+[ \u00a0]")
# Words that begin sentences and headings, and no name of a body
_NO_NAMES = frozenset(
    re.findall(
        r"\S+",
        """
        Vi De Det Den Detta Denna Dessa Du Ni Jag Han Hon I På Under Genom Men Och Som För Med
        Efter Nu Här Där Alla Även Till Från Av Om När Hur Vad Varför Vem En Ett Många Flera
        Några Syftet Målet Projektet Projekt Projekten Projektets Exempel Resultat Sedan Också
        Samt Inom Utöver Bland Totalt Deltagarna Deltagare Läs Mer Se Kontakt Publicerad
        Uppdaterad Start Hem Nyheter Fler Sök Meny Dela Telefon E-post Tillsammans Samtidigt
        Idag Tidigare Dock Både Varje Vid Mellan Kontaktperson Bakgrund Syfte Mål Målgrupp
        Period Projektperiod Projekttid Projektägare Projektledare Budget Finansiering
        Finansiärer Samverkan Samverkansparter Metod Organisation Ansökan Januari Februari Mars
        April Maj Juni Juli Augusti September Oktober November December Sverige Sveriges Svenska
        Företagen Företaget Bolagen Kommunerna Regionerna Europa EU EU:s ESF ESF:s Europeiska
        """,
    )
)
# Kinds of schooling and of bodies, which headings and enumerations write with a capital
_KINDS = frozenset(
    {
        *("Högskola", "Yrkeshögskola", "Folkhögskola", "Universitet", "Gymnasium", "Grundskola"),
        *("Vuxenutbildning", "Yrkesvux", "Yrkesutbildning", "Lärling", "SFI", "Sfi", "Praktik"),
        *(
            "Kommun",
            "Kommuner",
            "Region",
            "Regioner",
            "Myndigheter",
            "Organisationer",
            "Föreningar",
        ),
        *("Arbetsgivare", "Näringsliv", "Näringslivet", "Civilsamhället", "Vården", "Skolan"),
    }
)
# What may stand between two names of one enumeration
_BETWEEN = re.compile(
    rf"(?:(?-i:\s(?:i\s)?[{UPPER}][\w-]+))?"  # where the first has its office
    r"(?:\s*(?:kommuner?|stad|län|regione?n?))?[\s,/&]*(?:(?:och|samt|eller)\s+)?"
    r"(?:(?:kommunerna|kommunen|kommuner|regionen|regionerna|även|också|liksom|i|med)\s+)?",
    re.IGNORECASE,
)
_LONGEST = 60  # characters between two names of one enumeration


class NamedBody(NamedTuple):
    """A body named in `start..end`: a known one, a bare place, or an unlisted name."""

    key: str  # one for all names of a body
    name: str
    start: int
    end: int
    form: str  # "known", "place" or "unlisted"
    genitive: bool


class Enumeration(NamedTuple):
    """Bodies named one after another in a unit of the page; most often a single one."""

    unit: Unit
    bodies: list[NamedBody]

    @property
    def start(self) -> int:
        """Where the first name begins."""
        return self.bodies[0].start

    @property
    def end(self) -> int:
        """Where the last name ends."""
        return self.bodies[-1].end


def enumerations(page: Page, units: Sequence[Unit]) -> Iterator[Enumeration]:
    """Every enumeration of bodies in `units`, in order."""
    for unit in units:
        together: list[NamedBody] = []
        where = ("named", unit.start, unit.end)
        for body in page.reader.once_of_text(where, partial(_named_in, page, unit)):
            if together and not _continues(page.text, together[-1].end, body.start):
                yield from _worth(unit, together)
                together = []
            together.append(body)
        yield from _worth(unit, together)


def _continues(text: str, end: int, start: int) -> bool:
    return start - end <= _LONGEST and _BETWEEN.fullmatch(text, end, start) is not None


def _worth(unit: Unit, bodies: list[NamedBody]) -> Iterator[Enumeration]:
    """The enumeration, unless it is one name that capitals alone speak for."""
    if len(bodies) > 1 or (
        bodies and (bodies[0].form != "unlisted" or looks_like_body(bodies[0].name))
    ):
        yield Enumeration(unit, bodies)


def _named_in(page: Page, unit: Unit) -> list[NamedBody]:
    is_municipality = page.reader.mentions.is_municipality
    found = []
    for mention in page.reader.beginning_in(unit.start, unit.end):
        bare = is_municipality(mention.name) and not looks_like_body(mention.name)
        form = "place" if bare else "known"
        key = page.body_key(mention.name)
        found.append(
            NamedBody(key, mention.name, mention.start, mention.end, form, mention.genitive)
        )
    ends = {one.end for one in found}
    overlaps = _overlaps(found)
    for place in page.reader.references.places(unit.start, unit.end):
        if _seat_of(page.text, place.start()) in ends:
            continue  # "Arbetsförmedlingen i Åmål" is one body
        if not overlaps(*place.span()):
            name = place.group()
            if name.endswith("s") and is_municipality(name[:-1]):
                name = name[:-1]  # "Nyköpings och Oxelösunds kommuner"
            found.append(NamedBody(page.body_key(name), name, *place.span(), "place", False))
    unlisted = list(_unlisted(page, unit, found))
    overlaps = _overlaps(unlisted)
    found = [one for one in found if not overlaps(one.start, one.end)]
    return sorted([*found, *unlisted], key=lambda one: one.start)


def _seat_of(text: str, start: int) -> int:
    """Where a body ends that the place at `start` would be the seat of."""
    before = text[start - 3 : start]
    return start - 3 if before == " i " else start - 1 if before[-1:] == " " else -1


def _unlisted(page: Page, unit: Unit, known: list[NamedBody]) -> Iterator[NamedBody]:
    """Names in capitals that no list has; "ABF Malmö" is one, though its place is known."""
    text = page.text
    known = sorted(known, key=lambda one: one.start)  # none of which overlaps another
    starts, ends = [one.start for one in known], [one.end for one in known]
    for run in _CAPITALS.finditer(text, unit.start, unit.end):
        start, end = run.span()
        while (first := _FIRST.match(text, start, end)) and first.group()[:-1] in _NO_NAMES:
            start = first.end()
        name = text[start:end]
        if (
            len(name) < 3
            or not name[0].isupper()
            or name in _NO_NAMES
            or name in _KINDS
            or MASK in name
        ):
            continue
        if text[end : end + 1] == "-" or COUNTY.fullmatch(name):
            continue  # "Vård- och omsorgscollege"
        inside = known[bisect_right(ends, start) : bisect_left(starts, end)]
        said = run["kind"] and all(one.end < run.start("kind") + 1 for one in inside)
        listed = any(one.form == "known" or one.start <= start for one in inside)
        if listed and not said:
            continue
        yield NamedBody(page.body_key(name), name, start, end, "unlisted", False)


def _overlaps(bodies: Sequence[NamedBody]) -> Callable[[int, int], bool]:
    """Whether a range overlaps any of `bodies`, which stand in order and apart."""
    starts, ends = [one.start for one in bodies], [one.end for one in bodies]

    def overlaps(start: int, end: int) -> bool:
        return bisect_right(ends, start) < bisect_left(starts, end)

    return overlaps
