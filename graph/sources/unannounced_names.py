"""Names of projects that neither a heading nor the word "projektet" announces."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from graph.sources.heading_names import CLAUSE, HEADINGS_AT, from_heading, is_subject
from graph.sources.party_names import looks_like_body
from graph.sources.party_words import UPPER
from graph.sources.passages import MASK, Unit, squeeze, whole_uses
from graph.sources.place_names import is_region
from graph.sources.project_names import GENERIC, NameFound, name_at
from graph.sources.role_rules import FUND
from graph.sources.screening import screened

_OF_FUND = re.compile(r"(?:ESF|[Ss]ocialfonds?)\+?(?:-|\s)?projekt")
_OF_FUND_AT_ALL = re.compile(r"\bESF\b|[Ss]ocialfond")
# A word of its own, explained: "Exempellyftet, som stöttar nyanlända, har …"
_OPENING = re.compile(
    rf"(?P<name>[{UPPER}][\w-]{{5,}}(?:\s+[{UPPER}0-9][\w.-]*)?),\s+(?:som|ett|en)\s+[^.]{{5,200}},\s+"
    r"(?:har|är|var|ska|startar|startade|får|fick|går|gick|drivs|avslutas|avslutades)\s"
)
_LEADS = screened(
    rf"\b(?:[Pp]rojekt(?:ledare|ägare|ledaren|ledarna|ägaren|koordinatorn?)\s+(?:för|i|till)|[Dd]eltagarna\s+i|"
    rf"[\w-]*(?:[Ss]atsningen|[Ii]nsatsen)|(?:[Pp]ilot|[Uu]tvecklings)?(?:[Ii]nitiativet|[Vv]erksamheten|[Pp]rogrammet))\s+(?=[{UPPER}”\"“])"
)
_FUNDS_OWN = re.compile(r"(?:ESF|EU)\+?\s")  # "satsningen ESF Care" is the fund's own
_A_PROJECT = re.compile(
    r"(?:(?:Detta|Det\s+här)\s+är\s+ett|Ett)\s+(?:[\w-]+\s+){0,2}[\w-]*projekt\s+(?:med|som|för|där|i|mellan|av)\b"
)
_FUNDED = re.compile(
    r"\b(?:ESF|[Ss]ocialfonds?)-?(?:finansiera\w+|stö[dt]\w*)?[- ]?(?:\w+\s+)?\w*projekt\b"
)
_HASHTAG = re.compile(r"(?<!\w)#[A-ZÅÄÖa-zåäö]\w{3,}")
_COMPOUND = re.compile(
    rf"(?<![\w-])(?!(?:ESF|EU|AMIF|ERUF|Leader|Interreg|Finsam|React)\b)(?P<name>[{UPPER}][\w/]+)-projektets?\b"
)
# No common noun has a capital behind a word in small letters
_CAPITAL_COMPOUND = re.compile(
    r"(?<=[a-zåäö,] )(?!Social|Europa|Interreg|Leader|Region|Struktur|Integrationsfond)"
    r"(?P<name>[A-ZÅÄÖ][a-zåäöé]{3,30}projektet)(?=s?(?!\w))"
)


def unannounced_name(
    text: str, units: list[Unit], is_body: Callable[[str], bool]
) -> NameFound | None:
    """The name of a page's project by the first of these wordings that it has, if any."""
    return (
        _in_small_letters(text, units)
        or _above_project(units)
        or _opening(text, units)
        or _compound(text, units)
        or _led(text, units, is_body)
        or _hashtag(text, units)
        or _subheading(text, units)
        or _set_going(text, units, is_body)
    )


def _led(text: str, units: list[Unit], is_body: Callable[[str], bool]) -> NameFound | None:
    """The name in "projektledare för X" and "satsningen X", where the page gives no other."""
    for unit in units:
        for match in _LEADS.finditer(text, unit.start, unit.end):
            span = name_at(text, match.end(), unit.end)
            if span is None or _FUNDS_OWN.match(text, *span) or FUND.match(text, *span):
                continue
            name = squeeze(text[slice(*span)])
            if not (is_body(name) or is_region(name)):
                return NameFound(name, *span, cue=match.start())
    return None


def _hashtag(text: str, units: list[Unit]) -> NameFound | None:
    """The one word with "#" that a page about an ESF project has in its title and uses again."""
    title = next((found for unit in units[:2] if (found := _HASHTAG.search(unit.text))), None)
    if title is None or not _OF_FUND.search(text):
        return None
    name = title.group()
    written = {found.group() for found in _HASHTAG.finditer(text)}
    if written != {name} or text.count(name) < 2:
        return None
    at = text.find(name)
    return NameFound(name, at, at + len(name), at)


def _subheading(text: str, units: list[Unit]) -> NameFound | None:
    """The heading within a page that the paragraph below explains as a project of the fund."""
    for heading, below in pairwise(units):
        name = heading.text.strip(' ”"“»«')
        if not 3 < len(name) < 60 or name.endswith((".", ":", "?")) or GENERIC.match(name):
            continue
        if looks_like_body(name) or MASK in name or not name[:1].isupper():
            continue
        if name not in below.text[: len(name) + 1]:
            continue
        explained = re.match(rf"[”\"“]?{re.escape(name)}[”\"“]?\s+(?:är|var)\s", below.text)
        if explained and _FUNDED.search(below.text):
            end = heading.start + len(heading.text)
            return NameFound(name, heading.start, end, heading.start, section=True)
    return None


# "Nu rullar X i gång – fråga din klubb!"
_GOING = re.compile(
    r"(?:Nu|Äntligen|Idag|I\s+dag)\s+(?:rullar|startar|börjar|inleds|lanseras|sparkar\s+vi\s+i\s?gång|drar\s+vi\s+i\s?gång|"
    rf"kör\s+vi\s+i\s?gång|drar|kör)\s+(?:vi\s+)?(?=[{UPPER}”\"“»])"
)
_CLAUSE_OF = re.compile(r"\s(?:ett|en|sitt|sin|sina|nya|nytt|med)\s")
_SET_GOING = re.compile(r"\s+(?:ut|i\s?gång|på\s+allvar)\b")


def _set_going(text: str, units: list[Unit], is_body: Callable[[str], bool]) -> NameFound | None:
    """What a title of a page on the social fund says to begin: "Nu rullar X – fråga din klubb!"."""
    if not _OF_FUND_AT_ALL.search(text):
        return None
    for unit in units[:HEADINGS_AT]:
        going = _GOING.match(unit.text)
        span = name_at(text, unit.start + going.end(), unit.end) if going else None
        if span is None:
            continue
        ending = _SET_GOING.search(text, *span)
        start, end = span[0], ending.start() if ending else span[1]
        name = squeeze(text[start:end])
        if _CLAUSE_OF.search(name):
            continue  # "Nu startar A ett projekt"
        if len(name) > 3 and not (is_body(name) or GENERIC.match(name) or is_region(name)):
            return NameFound(name, start, end, unit.start)
    return None


def _compound(text: str, units: list[Unit]) -> NameFound | None:
    """The name in "Exempel-projektet", and "Exempelprojektet" that has a capital in a sentence."""
    for unit in units:
        for match in _COMPOUND.finditer(unit.text):
            before = unit.text[max(0, match.start() - 4) : match.start()]
            if not GENERIC.match(match["name"]) and not before.endswith((" på ", " i ")):
                end = unit.start + match.end("name")
                start = _from_first_word(text, unit, unit.start + match.start("name"), end)
                return NameFound(squeeze(text[start:end]), start, end, start)
    for match in _CAPITAL_COMPOUND.finditer(text):
        name = match["name"]
        if name[:1].lower() + name[1:] not in text:
            return NameFound(name, *match.span("name"), match.start("name"))
    return None


_CAPITALS_BEFORE = re.compile(r"(?:[A-ZÅÄÖ][\w&]*\s){1,4}\Z")


def _from_first_word(text: str, unit: Unit, start: int, end: int) -> int:
    """Where a name before "-projektet" begins: with words that the page has before it again."""
    before = _CAPITALS_BEFORE.search(text, max(unit.start, start - _LONGEST_BEFORE), start)
    firsts = [before.start(), *_spaces(before.group(), before.start())] if before else []
    for first in firsts:
        if first < start and sum(1 for _ in whole_uses(text, text[first:end])) >= _TIMES:
            return first
    return start


def _spaces(words: str, at: int) -> list[int]:
    return [at + space.end() for space in re.finditer(r"\s", words)]


# "… deltar i nya steg, ett projekt som A driver"
_SMALL = re.compile(
    r"\s(?:i|till|med|på|inom|genom|om|av)\s(?P<name>(?!\w*(?:en|et|an|na|ar|er|or|ing|het|ion|arbete|form|skola|vård|tid)\b)[a-zåäö]{6,}|[a-zåäö]{2,}(?:\s[a-zåäö]{2,}){1,3}),\s+ett\s+"
    r"(?:[\w-]+\s+){0,2}?[\w-]*(?:projekt|utvecklingsarbete)\s+(?:som|för|där|med)\b"
)
# What says of a project used once that it is one: who drives or pays it
_DRIVEN = re.compile(
    r"[^.!?\n]{0,120}?\b(?:äger|driver|leder|ESF|[Ss]ocialfonden|[Ss]ocialfonds\w*)\b"
)
_SMALL_HEADING = re.compile(r"[a-zåäö][\wåäö+-]*(?:\s[\wåäö+-]+){0,4}")
_LONGEST_BEFORE = 40  # characters of words before the last of a name
_TIMES = 2  # that the text below has a heading again, at the least


def _in_small_letters(text: str, units: list[Unit]) -> NameFound | None:
    """A name without a capital: a heading that opens sentences below, or what is explained."""
    for unit in units[:HEADINGS_AT]:
        name = unit.text
        if _SMALL_HEADING.fullmatch(name) is None or not 3 < len(name) < 50 or GENERIC.match(name):
            continue
        uses = list(whole_uses(text, name, unit.end))
        if text.casefold().count(name.casefold()) > text.count(name):
            continue  # elsewhere it begins with a capital
        does = any(is_subject(text, at + len(name)) for at in uses)
        if does or len(uses) > _TIMES:
            return NameFound(name, unit.start, unit.end, unit.start)
    for unit in units:
        found = _SMALL.search(unit.text)
        if found is None:
            continue
        if text.count(found["name"]) >= _TIMES or _DRIVEN.match(unit.text, found.end()):
            start = unit.start + found.start("name")
            return NameFound(found["name"], start, start + len(found["name"]), start)
    return None


def _above_project(units: list[Unit]) -> NameFound | None:
    """The title above a paragraph that begins with "Ett pågående projekt med syfte att …"."""
    for title, below in pairwise(units[:4]):
        name = from_heading(title.text)[0].strip(' ”"“»«')
        if not _A_PROJECT.match(below.text) or not 3 < len(name) < 60 or MASK in name:
            continue
        if not name[:1].isupper() or name.endswith((".", ":", "?", "!")) or CLAUSE.search(name):
            continue
        if not (looks_like_body(name) or GENERIC.match(name)):
            start = title.start + max(title.text.find(name), 0)
            return NameFound(name, start, start + len(name), title.start)
    return None


def _opening(text: str, units: list[Unit]) -> NameFound | None:
    """The name that a page about an ESF project opens with: "Exempellyftet, som stöttar …"."""
    if not _OF_FUND.search(text):
        return None
    for unit in units[:4]:
        match = _OPENING.match(unit.text)
        if match is None or looks_like_body(match["name"]) or GENERIC.match(match["name"]):
            continue
        start = unit.start + match.start("name")
        return NameFound(match["name"], start, unit.start + match.end("name"), unit.start)
    return None
