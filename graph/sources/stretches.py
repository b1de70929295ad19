"""The stretch of a page that belongs to each of its projects, read as a page of its own.

A stretch begins where a heading, an item or a paragraph opens with the name of a project, or where
a sentence names it and no other; it goes on to where the next project is named. What names all of
them, or another one, belongs to none.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from statistics import median_high

from graph.records import Role
from graph.sources.body import body_of, read_body, summarise
from graph.sources.drafts import Draft
from graph.sources.item_cuts import is_labelled_within
from graph.sources.item_runs import QUOTE
from graph.sources.learnt.learnt_parts import take_learnt_parts
from graph.sources.page import Page
from graph.sources.passages import Line, Unit, split_sentences
from graph.sources.unstated_owners import find_owner

Span = tuple[int, int]
FieldReader = Callable[[Page, Draft], None]

READ_BY_STRETCH = "name.headed"  # the rule of names whose stretches are read at once
_ITEM = 160  # characters of a line of a list
_LINE = 90  # characters of a unit that may be a heading
_ENDS = (".", "!", "?", ";")
# What a heading may say of a project before its name
STATUS = (
    r"(?:Avslutat|Avslutad|Pågående|Nytt|Ny|Nystartat|Kommande|Beviljat|Fortsättning|"
    r"Aktuellt|Projekt)"
)
# Words before the name that a heading, an item or a paragraph opens with
_BEFORE_NAME = re.compile(
    r"[\s#”\"“»*▼▽►▶▸→>·•○◦■□–—-]*(?:\d{1,2}[.):]?\s+|[A-Ha-h][.)]\s+)?"
    rf"(?:{STATUS}\s*[:–—-]\s+)?(?:(?:Om|I|Inom)\s+)?"
    r"(?:(?:(?:[A-ZÅÄÖ]?[\w-]*-)?[Pp]rojekt(?:et)?|[Ff]örstudien?|[Ss]atsningen|[Ii]nsatsen)\s*:?\s+)?[”\"“»]?"
)
# A heading below which a page no longer tells of the project above it
_LEAVES = re.compile(
    r"(?i)(?:kontakt|läs\s+mer|mer\s+(?:om|information)|relatera|fler\s|dela\b|senast|publicerad|taggar|"
    r"om\s+(?:oss|webbplats|förbundet|kommunen|ESF|europeiska|socialfonden)|frågor|nyhet|strukturfondspartnerskap|länkar|dokument|"
    r"bilagor|(?:[\w-]+\s+){0,3}[\w-]*projekt(?:en)?\s*:?$|så\s+här|hitta\s|aktuellt|personuppgift|styrelse)"
)
# What is said of all projects
_OF_ALL = re.compile(
    r"(?i)\b(?:projekten|båda|bägge|samtliga\s+(?:projekt|ansökningar)|alla\s+(?:\w+\s+)?projekt|satsningarna|"
    r"förstudierna|(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|flera)\s+(?:\w+\s+){0,2}[\w-]*projekt)\b"
)
# How a paragraph goes on about the project of the one before it
_GOES_ON = re.compile(
    r"(?:Projekt(?:et|ets|tiden|ägare|perioden)|Satsningen|Insatsen|Syftet|Målet|Målgruppen|Målsättningen|Verksamheten|"
    r"Förstudien|Arbetet|Deltagarna|Där|Här|Det|Den|De|Dessutom|Även|Genom|Inom\s+projektet|I\s+projektet|Under|"
    r"Tillsammans|Med|Bakom|Totalt|Budgeten|Finansiering|Start|Period)\b"
)


@dataclass(slots=True)
class _Told:
    """A project with the unit that opens with its name, if one does, and what is told of it."""

    names: tuple[str, ...]
    head: int | None = None
    pieces: list[Unit] = field(default_factory=list)

    longer: tuple[str, ...] = ()  # names of others that begin with this one: "Vägen 2"

    def is_named(self, folded: str) -> bool:
        """Whether a passage in small letters names the project."""
        for name in self.longer:
            folded = folded.replace(name, "")
        return any(_stands(folded, name) for name in self.names)


def page_of_units(page: Page, units: Sequence[Unit]) -> Page:
    """A page that has only `units` of another one, with the same offsets and line numbers."""
    rows = {row for unit in units for row in range(unit.first, unit.last + 1)}
    lines = [
        line if row in rows else Line(line.start, line.start, "")
        for row, line in enumerate(page.lines)
    ]
    reader = copy.copy(page.reader)
    reader.forget()
    part = replace(page, reader=reader, lines=lines, units=list(units))
    reader.once("body", lambda: list(units))
    return part


def read_stretch(
    page: Page, draft: Draft, units: Sequence[Unit], read_fields: FieldReader | None = None
) -> None:
    """Read `units` as if the page had no more, and were on the draft's project alone."""
    part = page_of_units(page, units)
    if read_fields is not None:
        read_fields(part, draft)
    read_body(part, draft, part.units, {})
    if not draft.has(Role.OWNER):
        draft.promote("participant.carried-out-by")
    find_owner(part, draft, part.units)
    take_learnt_parts(part, draft)


def tell_stretch(
    page: Page, draft: Draft, units: Sequence[Unit], read_fields: FieldReader | None
) -> None:
    """Read `units`, which tell of a project that nothing is known of but its name."""
    read_stretch(page, draft, units, read_fields)
    spans = [s for unit in units for s in split_sentences(page.text, unit.start, unit.end)]
    summarise(page, draft, spans, "summary.section")


def tell_apart(page: Page, drafts: list[Draft], read_fields: FieldReader | None = None) -> None:
    """Add to each of several drafts what its stretch of the page tells of it."""
    if all(one.evidence.rule != READ_BY_STRETCH for draft in drafts for one in draft.evidence):
        _tell_apart(page, drafts, read_fields)


def _tell_apart(page: Page, drafts: list[Draft], read_fields: FieldReader | None) -> None:
    for draft, units in zip(drafts, stretches(page, drafts), strict=True):
        units = [one for one in units if not is_labelled_within(page.text, one.start, one.end)]
        if units and not _is_item(draft, units):
            read_stretch(page, draft, units, read_fields)


def _is_item(draft: Draft, units: Sequence[Unit]) -> bool:
    """Whether a stretch is no more than the line of a list that has been read for its owner."""
    if len(units) > 1 or len(units[0].text) > _ITEM or not draft.has(Role.OWNER):
        return False
    named = (one.evidence.start for one in draft.evidence if one.field == "name")
    return any(units[0].start <= start < units[0].end for start in named)


def stretches(
    page: Page,
    drafts: Sequence[Draft],
    opening: Sequence[int] = (),
    stops: Collection[int] = (),
) -> list[list[Unit]]:
    """The units, whole or in part, that tell of the project of each draft and of no other.

    `opening` are the numbers of the units that open with the names, where these are known;
    `stops` those at which a stretch ends in any case.
    """
    units = body_of(page)
    told = [_Told(_names(draft)) for draft in drafts]
    if len({one.names[0] for one in told}) < len(told):
        return [[] for _ in drafts]
    for one in told:
        others = (name for other in told if other is not one for name in other.names)
        one.longer = tuple(name for name in others if name.startswith(f"{one.names[0]} "))
    for one, at in zip(told, opening, strict=bool(opening)):
        one.head = at
    if not opening:
        _find_heads(units, told)
    heads = {one.head: number for number, one in enumerate(told) if one.head is not None}
    now: int | None = None  # the project of the passage before
    firm = False  # whether a heading or an item has opened its stretch
    for at, unit in enumerate(units):
        if at in heads:
            now, firm = heads[at], True
            told[now].pieces += _of_one(page.text, unit, told, now)
            continue
        if at in stops or (_is_line(unit) and _LEAVES.match(unit.text)):
            now, firm = None, False
            continue
        if firm and now is not None and not _opens_another(unit, told, now):
            told[now].pieces += _of_one(page.text, unit, told, now)
            continue
        now, firm = _in_prose(page.text, unit, told, now), False
    _end_last(told)
    return [one.pieces for one in told]


def _names(draft: Draft) -> tuple[str, ...]:
    names = (draft.name, *draft.alternative_names)
    return tuple(dict.fromkeys(name.casefold().strip(' ”"“»') for name in names))


def _stands(folded: str, name: str) -> bool:
    """Whether a name stands in a passage as no part of a word, both in small letters."""
    at = folded.find(name)
    while at >= 0:
        after = at + len(name)
        if not (at and folded[at - 1].isalnum()) and not folded[after : after + 1].isalnum():
            return True
        if folded[after : after + 1] == "s" and not folded[after + 1 : after + 2].isalnum():
            return True
        at = folded.find(name, at + 1)
    return False


def _is_line(unit: Unit) -> bool:
    return len(unit.text) <= _LINE and not unit.text.endswith(_ENDS)


def _find_heads(units: Sequence[Unit], told: Sequence[_Told]) -> None:
    """Find for each project the unit that opens with its name: a heading before an item or text."""
    opening: list[dict[int, int]] = [{} for _ in told]  # rank of each unit by project
    for at, unit in enumerate(units):
        start = _BEFORE_NAME.match(unit.text)
        rest = unit.text[start.end() if start else 0 :].casefold()
        named = [number for number, one in enumerate(told) if one.is_named(unit.text.casefold())]
        if len(named) != 1:
            continue
        number = named[0]
        opens = any(rest.startswith(name) for name in told[number].names)
        line = _is_line(unit) and not unit.bullet
        if line and not opens:
            opens = any(unit.text.casefold().endswith(f": {name}") for name in told[number].names)
        if opens:
            opening[number][at] = 0 if line else 1 if unit.bullet else 2
    for rank in range(3):
        ranked = [{at for at, kind in units_of.items() if kind == rank} for units_of in opening]
        if sum(map(bool, ranked)) < 2:
            continue
        for number, found in enumerate(ranked):
            if found and told[number].head is None:
                told[number].head = max(found) if rank == 0 else min(found)


def _opens_another(unit: Unit, told: Sequence[_Told], own: int) -> bool:
    """Whether a unit opens with another project than its stretch is on, or names it first."""
    folded = unit.text.casefold()
    if any(one.is_named(folded) for number, one in enumerate(told) if number != own):
        first = split_sentences(unit.text, 0, len(unit.text))[0]
        opening = folded[slice(*first)] if len(folded) == len(unit.text) else folded
        named = {number for number, one in enumerate(told) if one.is_named(opening)}
        if len(named) == 1 and own not in named:
            return True
    start = _BEFORE_NAME.match(unit.text)
    rest = unit.text[start.end() if start else 0 :].casefold()
    others = (one for number, one in enumerate(told) if number != own)
    return any(rest.startswith(one.names) and not rest.startswith(one.longer) for one in others)


def _of_one(text: str, unit: Unit, told: Sequence[_Told], own: int) -> list[Unit]:
    """The sentences of a unit that name no other project, as pieces of the unit."""
    folded = unit.text.casefold()
    others = [one for number, one in enumerate(told) if number != own and one.is_named(folded)]
    if not others:
        return [unit]
    spans = [
        (start, end)
        for start, end in split_sentences(text, unit.start, unit.end)
        if not any(one.is_named(text[start:end].casefold()) for one in others)
    ]
    return _pieces(text, unit, spans)


def _pieces(text: str, unit: Unit, spans: Sequence[Span]) -> list[Unit]:
    """Neighbouring sentences of a unit as pieces of it."""
    pieces: list[Span] = []
    for start, end in spans:
        if pieces and not text[pieces[-1][1] : start].strip():
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    return [unit._replace(start=start, end=end, text=text[start:end]) for start, end in pieces]


def _in_prose(text: str, unit: Unit, told: Sequence[_Told], now: int | None) -> int | None:
    """Give each sentence of a paragraph to the project it tells of; returns the last one."""
    if QUOTE.match(unit.text):
        return None
    if _is_line(unit) and not unit.bullet:
        here = [number for number, one in enumerate(told) if one.is_named(unit.text.casefold())]
        return here[0] if len(here) == 1 else None
    sentences = split_sentences(text, unit.start, unit.end)
    named_in = [
        [number for number, one in enumerate(told) if one.is_named(text[start:end].casefold())]
        for start, end in sentences
    ]
    named = {number for some in named_in for number in some}
    if not named and (now is None or _GOES_ON.match(unit.text) is None):
        return None
    spans: dict[int, list[Span]] = {}
    if len(named) == 1 and _OF_ALL.search(unit.text) is None:
        now = next(iter(named))  # the whole paragraph is on it
    elif named and not named_in[0] and _GOES_ON.match(unit.text) is None:
        now = None
    for span, some in zip(sentences, named_in, strict=True):
        if len(some) > 1 or (not some and _OF_ALL.search(text, *span)):
            now = None
        elif some:
            now = some[0]
        if now is not None:
            spans.setdefault(now, []).append(span)
    for number, own in spans.items():
        told[number].pieces += _pieces(text, unit, own)
    return now


def _end_last(told: Sequence[_Told]) -> None:
    """End the stretch of the last project where those of the others would have ended."""
    headed = [one for one in told if one.head is not None and one.pieces]
    if len(headed) < 2:
        return
    last = max(headed, key=lambda one: one.head or 0)
    usual = median_high(len(one.pieces) for one in headed if one is not last)
    del last.pieces[usual + (usual > 1) :]
