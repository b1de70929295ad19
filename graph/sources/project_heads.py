"""Headings, items and paragraphs that open with the name of a project each.

A head is told by its build: a name alone, a name with its owner, a name before what is told of it.
Whether heads of one kind are projects is asked in [headed_projects.py](headed_projects.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.sources.item_cuts import Span, is_name, is_owner, trim
from graph.sources.item_runs import QUOTE, SAYS
from graph.sources.labels import PATTERN
from graph.sources.learnt.name_candidates import may_be_name
from graph.sources.page import Page
from graph.sources.passages import SUM_BEHIND, Unit, squeeze
from graph.sources.project_names import GENERIC, name_at, names_in
from graph.sources.role_rules import FUND
from graph.sources.stretches import STATUS

LINE = 110  # characters of a heading
PART = "-part"  # ends the kind of a head that begins with the words of a part of a page
NAME = 90  # characters of a name
PARTED = "-parted"  # … of a head whose line may be parted into a body and a name
_ENDS = (".", "!", "?", ";", "…", ",")
# Headings of the parts of a page, and of what is no project
_PART = re.compile(
    r"(?i)(?:bakgrund|syfte|mål(?:et|en|grupp\w*|sättning\w*)?|budget|finansi\w+|kontakt\w*|om\s+(?:projekt|oss|esf|webb|kommun)\w*|"
    r"resultat\w*|aktivitet\w*|tid(?:s?plan|en|period)?|organisation|sammanfattning|ekonomi|kostnad\w*|fakta|genomför\w+|metod\w*|"
    r"projekt(?:et|en|ägare|period|tid|bank|nummer|stöd|ledare|partner\w*|fakta|grupp|mål)?(?!\s+(?-i:[A-ZÅÄÖ]))|"
    r"samverkans?\w*|samarbet\w*|partner\w*|part(?:er)?|deltag\w+|medverka\w*|medfinans\w+|styr\w+|utvärder\w+|nyhet\w*|press\w*|"
    r"publicera\w*|senast|läs|mer|relatera\w*|dokument|länk\w*|dela|start|startsida|hem|sök|meny|hoppa|arbetssätt|effekt\w*|"
    r"vision|summering|varför|vad|hur|vem|vilka|när|så|vi|nu|här|inledning|period\w*|stöd\w*|ägare|bidrag|pågående|avslutade|beviljade|"
    r"aktuell\w*|tidigare|kommande|region(?:en|er)?$|eu|esf|europeiska|social\w*fond\w*|utlysning\w*|ansök\w*|frågor|adress|telefon|"
    r"e-post|besök\w*|totalt|summa|spår|delprojekt|del|etapp|steg|fas|lokalt|publikation\w*|rapport\w*|film\w*|citat|bild\w*|"
    r"fler\s+\w*(?:nyheter|artiklar|projekt))\b"
)
_BEFORE = re.compile(
    r"[\s#*▼▽►▶▸→>»·•○◦■□–—-]*(?:\d{1,2}[.):]?\s+(?=[A-ZÅÄÖ”\"“])|[A-Ha-h][.)]\s+)?"
    rf"(?:{STATUS}\s*[:–—-]\s+)?(?:Om\s+(?=[A-ZÅÄÖ”\"“]))?"
    r"(?:(?:(?:[A-ZÅÄÖ]?[\w-]*-)?[Pp]rojekt(?:et)?|[Ff]örstudien?)\s*:?\s+(?=[A-ZÅÄÖ0-9”\"“»]))?"
)
_OF_PROJECTS = re.compile(
    r"(?i)\b(?:EU|ESF)-?\s?projekt|^Interreg\b|\bprojekten\b|\bprojekt$|"
    r"^(?:våra|alla|några|andra|fler|nya|[\w-]+s)\s+(?:\w+\s+){0,2}(?:projekt|insatser|satsningar)\b"
)
_DATED = re.compile(
    r"(?i)\d{1,2}\s+(?:jan|feb|mars|april|maj|juni|juli|aug|sep|okt|nov|dec)\w*\b|\d{4}-\d\d-\d\d"
)
# A line of a label that no list has, and its value
_LABELLED = re.compile(rf"(?!{STATUS}\s*:)(?P<label>[A-ZÅÄÖ][\w/ -]{{2,30}}):\s+\S")
_YEARS = re.compile(r"\s*[,(]?\s*(?:(?:19|20)\d\d(?:\s*[–—-]\s*(?:(?:19|20)?\d\d|pågår)?)?)\s*\)?$")
_BRACKET = re.compile(r"\s*\((?P<inside>[^()]{2,80})\)$")
_FUND_IN_BRACKETS = re.compile(r"(?:Interreg|ERUF|AMIF|Leader|EU)\b")
_DIVIDER = re.compile(r":\s+|\s+[–—|/]\s+|\s-\s|,\s+")
# What parts the name that an item opens with from what is told of it
_TOLD = re.compile(r"[”\"»]?\s*(?:\([^()\n]{2,60}\)\s*)?(?::\s|\s[–—-]\s|\.\s+(?=[A-ZÅÄÖ])|\n)")
_QUOTED = re.compile(r"[”\"“»](?P<name>[^”\"“»«\n]{2,90})[”\"«]")
_SUBJECT = re.compile(
    r"(?P<name>[A-ZÅÄÖ0-9][^.;:,()\n]{1,70}?)\s(?:är|var|ska|drivs|drevs|ägs|leds|pågår|pågick|startade|startar|riktar|vänder|vände|"
    r"syftar|syftade|handlar|handlade|genomförs|genomfördes|erbjuder|erbjöd|får|har)\s"
)


_COMMA = re.compile(r"(?P<name>[A-ZÅÄÖ0-9][^.;:,()\n]{2,80}),\s+(?=[a-zåäö])")
# "A driver X, en plats där …", "X, med tillägg, har beviljats A"
_DRIVES = re.compile(
    r"(?P<body>[A-ZÅÄÖ][^.;:\n]{2,60}?)\s(?:driver|äger|leder|genomför|startar|ansvarar\s+för|står\s+bakom|svarar\s+för)\s+"
    r"(?:projektet\s+|förstudien\s+)?(?=[A-ZÅÄÖ0-9”\"“»])"
)
_DRIVEN = re.compile(
    r"(?P<name>[A-ZÅÄÖ0-9][^.;\n”\"“]{1,70}?)\s(?:genomförs\s+i|(?:drivs|ägs|leds|genomförs)\s+av|(?:har\s+)?beviljats|beviljas|"
    r"har\s+tilldelats)\s+(?P<body>[A-ZÅÄÖ][^.;:,\n]{2,60})"
)
_VERB = re.compile(
    r"(?i)\b(?:är|var|ska|skall|har|får|fick|kan|vill|deltar|ingår|driver|drivs|genomför|finns|startar|startade|pågår|"
    r"beviljas|beviljats|prioriterat|arbetar|samverkar|säger)\b"
)
# "10,2 miljoner till X" as a heading
_GIVEN_ABOVE = re.compile(
    r"(?:(?:drygt|knappt|cirka|ca|nästan|över)\s+)?\d[\d ,.\u00a0]*\s*"
    r"(?:miljoner\s+kronor|miljoner\s+kr|miljoner|kronor|mkr|mnkr|tkr|kr)"
    r"\s+(?:till|för)\s+(?:projektet\s+|förstudien\s+)?(?=[A-ZÅÄÖ0-9”\"“»])",
    re.IGNORECASE,
)
# "18,3 miljoner kronor till X, där …"
_GIVEN_TO = re.compile(r"[\d ,.\u00a0]+(?:miljoner\s+kronor|miljoner|kronor|mkr|kr)\s+till\s+")


@dataclass(frozen=True, slots=True)
class Head:
    """The unit that opens with a project's name, its name and what is likely its owner."""

    at: int
    kind: str
    name: Span
    owner: Span | None = None
    doubtful: bool = False  # whether it may open a part of the page as well

    def name_in(self, text: str) -> str:
        """The name as `text`, that of the page, has it."""
        return squeeze(text[slice(*self.name)])


def heads_of(page: Page, units: Sequence[Unit]) -> Iterator[Head]:
    """Every unit that may open with the name of a project, in order."""
    for at, unit in enumerate(units):
        if (QUOTE.match(unit.text) and not unit.bullet) or SAYS.search(unit.text):
            continue
        line = len(unit.text) <= LINE and not unit.text.endswith(_ENDS)
        if line and _DATED.search(unit.text):
            continue
        below = units[at + 1] if at + 1 < len(units) else None
        if (
            line
            and below is not None
            and at
            and _is_text(page, below)
            and not _is_labelled(page, unit)
        ):
            yield from _of_line(page, unit, at)
        elif not line:
            yield from _of_text(page, unit, at)


def _is_labelled(page: Page, unit: Unit) -> bool:
    """Whether a line is a label with its value: "Belopp: 2 mkr", but not "A kommun: X"."""
    label = _LABELLED.match(page.text, unit.start, unit.end)
    return label is not None and not is_owner(page, label.span("label"))


def _is_text(page: Page, unit: Unit) -> bool:
    """Whether a unit is no heading: a sentence, an item, or a label with its value."""
    return (
        len(unit.text) > LINE
        or unit.bullet
        or unit.text.endswith(_ENDS)
        or (":" in unit.text and PATTERN.match(unit.text) is not None)
        or (":" in unit.text and _is_labelled(page, unit))
    )


def _of_line(page: Page, unit: Unit, at: int) -> Iterator[Head]:
    """A line that is a name, with the owner before or behind it at the most."""
    text = page.text
    before = _BEFORE.match(text, unit.start, unit.end)
    start, end = trim(text, before.end() if before else unit.start, unit.end)
    said = before is not None and "roj" in before.group()
    years = _YEARS.search(text, start, end)
    if years:
        start, end = trim(text, start, years.start())
    if beside := SUM_BEHIND.search(text, start, end):
        start, end = trim(text, start, beside.start())
    kind = "item" if unit.bullet else "line"
    label = PATTERN.match(text, start, end)
    if label and text[label.end() : label.end() + 1] in (":", ""):
        return
    if (given := _GIVEN_ABOVE.match(text, start, end)) is not None:
        name = trim(text, given.end(), end)
        if is_projects_name(page, name):
            yield Head(at, f"{kind}-sum", name)
        return
    dividers = sorted(_DIVIDER.finditer(text, start, end), key=lambda one: "," in one.group())
    for divider in dividers:
        first, rest = trim(text, start, divider.start()), trim(text, divider.end(), end)
        if is_owner(page, first) and is_projects_name(page, rest):
            yield Head(at, f"{kind}-owner-first", rest, first)
            return
        if (
            is_owner(page, rest)
            and is_projects_name(page, first)
            and divider.group().strip() != ":"
        ):
            yield Head(at, f"{kind}", first, rest)
            return
    for divider in dividers:
        first, rest = trim(text, start, divider.start()), trim(text, divider.end(), end)
        if "," not in divider.group() and is_projects_name(page, rest):
            yield Head(at, f"{kind}{PARTED}", rest, first)
            break
    if is_owner(page, (start, end)) and page.reader.beginning_in(start, start + 1):
        return
    if (bracket := _BRACKET.search(text, start, end)) is not None:
        inside = bracket.span("inside")
        fund = FUND.match(text, *inside) or _FUND_IN_BRACKETS.match(text, *inside)
        owner = inside if not fund and is_owner(page, inside) else None
        name = trim(text, start, bracket.start()) if owner or fund else (start, end)
        if is_projects_name(page, name):
            yield Head(at, kind, name, owner)
        return
    if is_projects_name(page, (start, end)) and (said or not _PART.match(text, start, end)):
        yield Head(at, kind, (start, end))
        return
    if not is_name(page, (start, end)) or end - start > NAME:
        return
    if _OF_PROJECTS.search(text, start, end) or GENERIC.match(squeeze(text[start:end])):
        return
    part = _PART.match(text, start, end)
    if part is None:
        yield Head(at, kind, (start, end), doubtful=True)
    elif part.end() < end and is_projects_name(page, (start, end)):
        yield Head(at, f"{kind}{PART}", (start, end))  # "Samverkan för hälsa"


def _of_text(page: Page, unit: Unit, at: int) -> Iterator[Head]:
    """A paragraph or an item that opens with a name: before a mark, in quotes, as its subject."""
    text = page.text
    before = _BEFORE.match(text, unit.start, unit.end)
    start = before.end() if before else unit.start
    said = before is not None and "roj" in before.group()
    kind = "item" if unit.bullet else "paragraph"
    stop = min(unit.end, start + NAME + 20)
    if (quoted := _QUOTED.match(text, start, unit.end)) is not None:
        if is_projects_name(page, quoted.span("name")):
            yield Head(at, f"{kind}-quoted", quoted.span("name"))
        return
    yield from _driven(page, unit, at, start)
    told = _TOLD.search(text, start, stop)
    if told is not None and told.start() > start + 1:
        name = trim(text, start, told.start())
        if is_owner(page, name):
            called = _called(page, told.end(), unit.end)
            if called is not None:
                yield Head(at, f"{kind}-owner-first", called, name)
                return
        elif _may_open(page, name, said=said) and not _VERB.search(text, *name):
            yield Head(at, f"{kind}-told", name)
            return
    comma = _COMMA.match(text, start, stop)
    if comma is not None and _may_open(page, comma.span("name"), said=said):
        called_so = comma["name"]
        if not _VERB.search(called_so) and text.count(called_so) > 1:
            yield Head(at, f"{kind}-subject", comma.span("name"))
            return
    subject = _SUBJECT.match(text, start, stop)
    if subject is not None and _may_open(page, subject.span("name"), said=said):
        yield Head(at, f"{kind}-subject", subject.span("name"))


def _driven(page: Page, unit: Unit, at: int, start: int) -> Iterator[Head]:
    """A paragraph that opens with a project and who drives it, in either order."""
    text = page.text
    kind = "item-driven" if unit.bullet else "paragraph-driven"
    if (drives := _DRIVES.match(text, start, unit.end)) is not None:
        name = name_at(text, drives.end(), unit.end)
        if name and is_owner(page, drives.span("body")) and is_projects_name(page, name):
            yield Head(at, kind, name, drives.span("body"))
        return
    driven = _DRIVEN.match(text, start, unit.end)
    if driven is not None and is_projects_name(page, driven.span("name")):
        owner = driven.span("body")
        in_place = text.endswith(" i ", start, owner[0])
        if in_place or is_owner(page, owner):
            yield Head(at, kind, driven.span("name"), None if in_place else owner)


def _may_open(page: Page, name: Span, *, said: bool) -> bool:
    """Whether a paragraph may open with a name: one that is `said` to be one, or no part's."""
    return (said or not _PART.match(page.text, *name)) and is_projects_name(page, name)


def _called(page: Page, start: int, end: int) -> Span | None:
    """The project that a paragraph names behind the body that it opens with."""
    named = next(iter(names_in(page.text, start, end)), None)
    if named is not None and is_projects_name(page, (named.start, named.end)):
        return named.start, named.end
    given = _GIVEN_TO.match(page.text, start, end)
    span = name_at(page.text, given.end(), end) if given else None
    return span if span is not None and is_projects_name(page, span) else None


def is_projects_name(page: Page, span: Span) -> bool:
    """Whether a range may be the name of a project, and of no body, fund or list of projects."""
    start, end = span
    if end - start > NAME or not is_name(page, span) or is_owner(page, span):
        return False
    name = squeeze(page.text[start:end])
    return may_be_name(name, page.reader.mentions) and _OF_PROJECTS.search(name) is None


def stops_between(page: Page, units: Sequence[Unit], heads: Sequence[int]) -> set[int]:
    """Headings between heads that name neither a project nor a part of what is told of one."""
    return {
        at
        for at, (unit, below) in enumerate(pairwise(units))
        if at > min(heads)
        and at not in heads
        and not unit.bullet
        and len(unit.text) <= LINE
        and not unit.text.endswith((*_ENDS, ":"))
        and not _PART.match(unit.text)
        and not _is_labelled(page, unit)
        and PATTERN.match(unit.text) is None
        and not is_owner(page, (unit.start, unit.end))
        and len(below.text) > len(unit.text)
        and _is_text(page, below)
    }
