"""Projects that a list names, an item each, with who owns them."""

from __future__ import annotations

import re
from itertools import pairwise

from graph.records import Role
from graph.sources.body import read_sentence, summarise
from graph.sources.drafts import Draft
from graph.sources.grants import is_body, trimmed
from graph.sources.page import Page
from graph.sources.party_names import looks_like_body
from graph.sources.passages import BULLET, MASK, Unit, split_sentences, squeeze
from graph.sources.project_names import name_at
from graph.sources.screening import screened
from graph.sources.sections import counts_projects
from graph.sources.statements import in_sentence

_OF_PROJECTS = re.compile(r"(?i)projekt|förstudier|\btre\s+av\s+dessa|\bdessa\b")
_ITEM = re.compile(r"[”\"“»]?(?P<name>[A-ZÅÄÖ0-9][^:–—”\"\n]{2,70}?)[”\"»]?(?:\s+[–—-]\s+|:\s+)\S")
_QUOTED_ITEM = re.compile(r"[”\"“»](?P<name>[A-ZÅÄÖ0-9][^:”\"»\n]{2,90}?)[”\"»]\s+[a-zåäö]")
_NAMED_ITEM = re.compile(r"(?:Projekt(?:et)?|Förstudien?)\s+")
# "X drivs av A": an item that tells of a project
_DRIVEN = screened(
    r"(?:Projektet\s+)?[”\"“»]?(?P<name>[A-ZÅÄÖ0-9](?:[^.;:,\n”\"»]|\.(?=\d)){2,110}?)[”\"»]?,?\s+(?:som\s+)?"
    r"(?:drivs|drevs|ägs|ägdes|leds|leddes|bedrivs|bedrevs|genomförs|genomfördes|drivet|ägt|lett)\s+av\s+"
    r"(?=[A-ZÅÄÖ])"
)
_TWO_NAMES = re.compile(r"(?P<first>[A-ZÅÄÖ0-9].+?)\s+(?:och|samt)\s+(?P<second>[A-ZÅÄÖ0-9].+)")
_OF_ONE = re.compile(
    r"(?:Projekt(?:et|en)?|Det|Den|Detta|Denna|De|Dessa|Verksamhet\w*|Satsning\w*|Arbetet|Insats\w*|Förstudien?|"
    r"Utvärdering\w*|Här|Där|I|Utbildning\w*|Kurs\w*)\b"
)


_SHORTEST = 4  # characters of a name that stands alone in an item
_OWNER_LINE = re.compile(
    r"\s*(?:Projektägare|Ägare|Huvudman|Projektägande\s+organisation)\s*:\s*"
    r"(?P<owner>[A-ZÅÄÖ].*?(?P<with>(?P<cue>,?\s+(?:i\s+(?:samverkan|samarbete)|tillsammans)\s+med\s+).+)?)$",
    re.MULTILINE,
)
# "De prioriterade projekten är:"
_PROJECTS = re.compile(r"(?i)\b(?:projekt|projekten|förstudier|förstudierna)\b")
# Projects that a page on another one speaks of
OTHER_PROJECTS = re.compile(
    r"(?i)\b(?:liknande|andra|närliggande|tidigare|syster)\s*(?:[\w-]+\s+)?projekt"
)
# "X, A", "X (A)", "X – A", and no more
_OWNED_ITEMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<name>\S[^()\n]{2,150}?)\s*\((?P<owner>[A-ZÅÄÖ][^()\n]{2,80})\)\.?",
        r"(?P<name>\S[^:\n]{2,150}),\s+(?P<owner>[A-ZÅÄÖ][^,:\n]{2,80}?)\.?",
        r"(?P<name>\S[^:\n]{2,150})\s+[–—-]\s+(?P<owner>[A-ZÅÄÖ][^,:\n]{2,80}?)\.?",
    )
)


def read_listed(page: Page, units: list[Unit]) -> list[Draft]:
    """Projects that a list names, an item each, under words that say who owns them all."""
    for at, intro in enumerate(units):
        counted = counts_projects(page, intro)
        if not (counted or (intro.text.endswith(":") and _OF_PROJECTS.search(intro.text))):
            continue
        spans = split_sentences(page.text, intro.start, intro.end)
        told = [(s, span) for span in spans for s in in_sentence(page.reader, *span)]
        owners = [s for s, _ in told if s.role is Role.OWNER]
        start, end = next((span for s, span in told if s.role is Role.OWNER), spans[-1])
        drafts = []
        for unit in units[at + 1 :]:
            item = _item_of(unit, counted=counted) if unit.bullet else None
            if item is None:
                break
            draft = Draft(page.citer, squeeze(item["name"]))
            named = (unit.start + item.start("name"), unit.start + item.end("name"))
            draft.prove("name", page.citer.cite(unit.start, unit.end, "name.listed", named))
            if counted:
                for other, span in told:
                    if other.role in (Role.PARTICIPANT, Role.PARTNER):
                        draft.take_named(other.named, other.role, other.rule, span)
            for owner in owners[:1]:
                draft.take_named(owner.named, Role.OWNER, "owner.of-list", (start, end))
            sentences = split_sentences(page.text, unit.start, unit.end)
            for span in sentences:
                read_sentence(page, draft, *span)
            summarise(page, draft, sentences, "summary.listed")
            drafts.append(draft)
        if owners and len(drafts) > 1:
            return drafts
    return []


def read_driven(page: Page, units: list[Unit]) -> list[Draft]:
    """Projects that items name with who drives them: "X, drivet av A", "X och Y drevs av B"."""
    drafts: list[Draft] = []
    units = [unit for unit in units if _DRIVEN.may_match(page.text, unit.start, unit.end)]
    for unit in units if len(units) > 1 else ():
        item = _DRIVEN.match(page.text, unit.start, unit.end)
        if item is None or looks_like_body(item["name"]) or _OF_ONE.match(item["name"]):
            continue
        spans = [item.span("name")]
        if joint := _TWO_NAMES.fullmatch(page.text, *item.span("name")):
            spans = [joint.span("first"), joint.span("second")]
        sentences = split_sentences(page.text, unit.start, unit.end)
        for span in spans:
            draft = Draft(page.citer, squeeze(page.text[slice(*span)]))
            draft.prove("name", page.citer.cite(unit.start, unit.end, "name.driven", span))
            for start, end in sentences:
                read_sentence(page, draft, start, end)
            summarise(page, draft, sentences, "summary.listed")
            drafts.append(draft)
    drafts = [draft for draft in drafts if draft.has(Role.OWNER)]
    names = {draft.name.casefold() for draft in drafts}
    return drafts if len(names) == len(drafts) > 1 else []


def read_owned(page: Page) -> list[Draft]:
    """Projects that items name, with a line "Projektägare: A i samverkan med B" below each."""
    drafts: list[Draft] = []
    for above, line in pairwise([line for line in page.lines if line.text]):
        owned = _OWNER_LINE.match(page.text, line.start, line.end)
        bullet = BULLET.match(above.text)
        if owned is None or bullet is None or above.text.endswith((".", ":")):
            continue
        named = (above.start + bullet.end(), above.end)
        name = squeeze(page.text[slice(*named)])
        end = owned["with"] and owned.start("with")
        owner = page.reader.one(owned.start("owner"), end or owned.end("owner"))
        if owner is None or len(name) < _SHORTEST or MASK in name:
            continue
        draft = Draft(page.citer, name)
        span = (above.start, line.end)
        draft.prove("name", page.citer.cite(*span, "name.listed", named))
        draft.take_named(owner, Role.OWNER, "owner.below-name", span)
        if end:
            for partner in page.reader.listed(owned.end("cue"), line.end):
                draft.take_named(partner, Role.PARTNER, "partner.below-name", span)
        drafts.append(draft)
    return drafts if len(drafts) > 1 else []


def read_with_owners(page: Page) -> list[Draft]:
    """Projects that items name with their owners and no more: "X, A" or "X (A)"."""
    above: Unit | None = None
    items: list[Unit] = []
    for unit in (*page.units, None):
        if unit is not None and unit.bullet:
            items.append(unit)
            continue
        if len(items) > 1 and above is not None and _announces(above):
            drafts = _with_owners(page, items)
            if drafts:
                return drafts
        above, items = unit, []
    return []


def _announces(unit: Unit) -> bool:
    of_projects = unit.text.endswith(":") and _PROJECTS.search(unit.text) is not None
    return of_projects and OTHER_PROJECTS.search(unit.text) is None


def _with_owners(page: Page, items: list[Unit]) -> list[Draft]:
    for form in _OWNED_ITEMS:
        found = [form.fullmatch(page.text, item.start, item.end) for item in items]
        owned = [match for match in found if match is not None]
        known = sum(is_body(page.reader, match.span("owner")) for match in owned)
        if len(owned) < len(items) or 2 * known < len(items):
            continue
        drafts = []
        for match, item in zip(owned, items, strict=True):
            named = trimmed(page.text, *match.span("name"))
            owner = page.reader.one(*match.span("owner"))
            if owner is None or is_body(page.reader, named):
                break
            draft = Draft(page.citer, squeeze(page.text[slice(*named)]))
            draft.prove("name", page.citer.cite(item.start, item.end, "name.listed", named))
            draft.take_named(owner, Role.OWNER, "owner.in-item", (item.start, item.end))
            drafts.append(draft)
        if len(drafts) == len(items):
            return drafts
    return []


def _item_of(unit: Unit, *, counted: bool) -> re.Match[str] | None:
    """The item of a list that names a project, by "X: …" or, after a count, "Projekt X …"."""
    if counted and (named := _NAMED_ITEM.match(unit.text)):
        span = name_at(unit.text, named.end(), len(unit.text))
        return (
            None if span is None else re.compile(r"(?P<name>.+)", re.DOTALL).match(unit.text, *span)
        )
    return _QUOTED_ITEM.match(unit.text) or _ITEM.match(unit.text)
