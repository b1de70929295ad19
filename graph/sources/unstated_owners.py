"""The owner of a page's one project where no sentence states it: from what else the page tells.

Each way is tried only where those before it found nobody: whose project it is said to be, who
gets the sum, who has the contact persons, who writes "vi", and last the body for which most of the
page's signs speak.
"""

from __future__ import annotations

import re

from graph.mentions import Mention
from graph.records import Party, Role
from graph.sources.drafts import Draft
from graph.sources.grants import granted_with, sum_granted
from graph.sources.likely_owners import Body, likely_owner
from graph.sources.owner_lines import is_of_body
from graph.sources.page import Page
from graph.sources.party_names import looks_like_body
from graph.sources.passages import Unit, sentence_at, split_sentences, squeeze
from graph.sources.role_rules import FUND
from graph.sources.screening import screened

# "ett ESF-projekt inom arbetsmarknadsenheten i A", "en verksamhet inom A"
_PROJECT_IN = screened(
    r"\b(?:ett\s+(?:[\w-]+\s+){0,3}?[\w-]*projekt|en\s+(?:verksamhet|satsning|insats))\s+(?:i|hos|inom|vid|på)\s+"
    r"(?:[a-zåäö-]+(?:enheten|förvaltningen|nämnden|kontoret)\s+(?:i|på|inom|vid)\s+)?"
)
# "…, projektledare, A kommun, …" among who is to be asked
_LEADER_AT = re.compile(
    r"(?:^|[,█])\s*projektledare,?\s+(?P<body>[A-ZÅÄÖ][^,█]{2,60}?)\s*(?:,|█|$)"
)
_CONTACTS_AT = re.compile(
    r"^(?:Kontaktpersone?r?|Kontakter|Kontakt)\s+(?:på|hos|vid)\s+(?P<body>.+?)\s*:?$",
    re.IGNORECASE,
)
_WE_DRIVE = screened(
    r"\b(?:(?:genomför|driver|söker|startar|leder|äger)\s+vi|vi\s+(?:genomför|driver|startar|leder|äger))"
    r"\s+(?:nu\s+)?(?:ett|en|det|vårt|projektet|förstudien)\b|"
    r"\bvårt\s+(?:\w+\s+)?(?:ESF-|EU-)?projekt\b|"
    r"\bvi\s+(?:i|på|inom)\s+[a-zåäö]{3,}(?:en|et|an)\s+(?:har\s+)?(?:\w+\s+){0,4}?"
    r"(?:leda|lett|leder|driva|drivit|driver|genomföra|genomfört|genomför|äga|äger)\s+(?:ett|projektet)\b|"
    r"\b(?:vi\s+har|har\s+vi|fick\s+vi|vi\s+fick|får\s+vi|vi\s+får)\s+(?:nu\s+|glädjande\s+nog\s+)?(?:fått\s+|beviljats\s+|tilldelats\s+)?"
    r"(?=[^.;:]{0,60}?\b(?:ESF|Europeiska\s+socialfonden|EU:s\s+socialfond))(?:\w+\s+){0,3}?(?:medel|pengar|stöd|bidrag|ja|klartecken|av|från)\b|"
    r"\bvårt\s+heter\s|\bär\s+(?:äntligen\s+|nu\s+)?vårt[.!]|\bav\s+våra\s+egna\s+projekt\b|\bvår\s+(?:egen\s+)?förstudie\b",
    re.IGNORECASE,
)
# "Exempelföreningen Norr": words with capitals, as the first line of a body's pages
_HOUSE = re.compile(r"[A-ZÅÄÖ][\w&-]*(?:\s+(?:(?:i|för|och)\s+)?[A-ZÅÄÖ][\w&-]*){1,4}")
_OF_PRESS = re.compile(
    r"(?i)\b(?:press\w*|nyhet\w*|aktuellt|meny|projekt\w*|tidning\w*|start|bladet|\w+posten|\w+kuriren|allehanda)\b"
)
_TOGETHER = screened(r"\s+(?:tillsammans|ihop|i\s+samarbete|i\s+samverkan)\s+med\s+")
# "Exempels kvinnoorganisationer arbetar för …": who a page opens with
_SUBJECT = re.compile(
    r"(?P<name>[A-ZÅÄÖ][\w-]*(?:\s+[A-ZÅÄÖ][\w-]*){0,4})\s+(?:arbetar|driver|är|har|genomför|söker)\s"
)


def find_owner(page: Page, draft: Draft, units: list[Unit]) -> None:
    """Give the draft an owner, if it has none and the page tells of one otherwise."""
    if not draft.has(Role.OWNER):
        _by_place(page, draft, units)
    if not draft.has(Role.OWNER):
        _by_sum(page, draft)
    if not draft.has(Role.OWNER):
        _by_partners(page, draft, units)
    if not draft.has(Role.OWNER):
        _by_contacts(page, draft)
    if not draft.has(Role.OWNER):
        _by_we(page, draft, units)
    if not draft.has(Role.OWNER) and (likely := likely_owner(page, draft, units)) is not None:
        _take_likely(page, draft, *likely)


def _by_place(page: Page, draft: Draft, units: list[Unit]) -> None:
    """Where no sentence names an owner: the body that "ett ESF-projekt i A kommun" is one of."""
    for unit in units:
        for found in _PROJECT_IN.finditer(page.text, unit.start, unit.end):
            mention = next(iter(page.reader.beginning_in(found.end(), found.end() + 1)), None)
            if mention is None or not looks_like_body(page.text[mention.start : mention.end]):
                continue
            named = page.reader.one(mention.start, mention.end)
            if named is not None and _is_one_of(draft, named.party):
                continue
            if named is not None and not FUND.match(named.party.name):
                span = sentence_at(page.text, unit, found.start())
                focus = (mention.start, mention.end)
                evidence = page.citer.cite(*span, "owner.project-in", focus)
                draft.take_part(named.party, Role.OWNER, evidence)
                return


def _is_one_of(draft: Draft, party: Party) -> bool:
    """Whether a sentence says that a body is one of those that take part."""
    return any(
        part.party == party and any("one-of" in one.rule for one in part.evidence)
        for part in draft.parts
    )


def _by_sum(page: Page, draft: Draft) -> None:
    """Where the sentence with the name leaves it out: the body that another says gets the sum."""
    for unit in page.units:
        for start, end in split_sentences(page.text, unit.start, unit.end):
            found = sum_granted(page.reader, start, end, of_fund=False)
            same = found and draft.grant and found[1].value.value == draft.grant.value
            if found is None or not (same or sum_granted(page.reader, start, end)):
                continue
            draft.take_named(found[0], Role.OWNER, "owner.gets-sum", (start, end))
            for other in granted_with(page.reader, *found):  # "A, B och C har beviljats …"
                draft.take_named(other, Role.PARTICIPANT, "participant.gets-sum", (start, end))
            return


def _by_partners(page: Page, draft: Draft, units: list[Unit]) -> None:
    """Where no sentence names an owner: who "tillsammans med" those that take part does a thing.

    "Under tre år ska A tillsammans med B och C pröva …": one body only may be told of so.
    """
    taking = {
        page.body_key(part.party.name)
        for part in draft.parts
        if part.role in (Role.PARTICIPANT, Role.PARTNER)
    }
    found: dict[str, tuple[Mention, tuple[int, int]]] = {}
    for unit in units:
        for together in _TOGETHER.finditer(page.text, unit.start, unit.end):
            near = page.reader.beginning_in(
                max(unit.start, together.start() - 80), together.start()
            )
            lead = next((mention for mention in near if mention.end == together.start()), None)
            others = page.reader.beginning_in(together.end(), together.end() + 60)
            if lead is None or FUND.match(page.text[lead.start : lead.end]):
                continue
            if not any(page.body_key(other.name) in taking for other in others):
                continue
            span = sentence_at(page.text, unit, lead.start)
            found.setdefault(page.body_key(lead.name), (lead, span))
    if len(found) == 1:
        lead, span = next(iter(found.values()))
        named = page.reader.one(lead.start, lead.end)
        if named is not None:
            draft.take_named(named, Role.OWNER, "owner.together-with", span)


def _by_contacts(page: Page, draft: Draft) -> None:
    """Where no sentence names an owner: the known body that has the project's contact persons."""
    for line in page.lines:
        found = _CONTACTS_AT.match(line.text) or _LEADER_AT.search(line.text)
        if found and page.reader.mentions.key_of(found["body"]) is not None:
            focus = (line.start + found.start("body"), line.start + found.end("body"))
            evidence = page.citer.cite(line.start, line.end, "owner.contacts-at", focus)
            draft.take_part(Party(squeeze(found["body"])), Role.OWNER, evidence)
            return


def _by_we(page: Page, draft: Draft, units: list[Unit]) -> None:
    """On a page in which its publisher says "vi driver projektet": the body that it opens with."""
    said = any(
        _WE_DRIVE.search(page.text, unit.start, unit.end)
        for unit in units
        if unit.text[:1] not in '–—-”"' + "“"
    )
    if not said:
        return
    if (line := _publisher(page, draft)) is not None:
        _take_owner(page, draft, line.start, line.end, line)
        return
    for unit in units[:6]:
        for mention in page.reader.beginning_in(unit.start, unit.end):
            name = page.text[mention.start : mention.end]
            if mention.start > unit.start or FUND.match(name):
                break
            _take_owner(page, draft, mention.start, mention.end, unit)
            return
        opening = _SUBJECT.match(page.text, unit.start, unit.end)
        if opening is not None and (looks_like_body(opening["name"]) or " " in opening["name"]):
            _take_owner(page, draft, *opening.span("name"), unit)
            return


def _publisher(page: Page, draft: Draft) -> Unit | None:
    """The first line of the page, where it is a body's name and nothing else."""
    if not page.units:
        return None
    line = page.units[0]
    name = squeeze(line.text)
    if draft.name.casefold() in name.casefold() or FUND.match(name) or _OF_PRESS.search(name):
        return None
    return line if is_of_body(page, name) or _HOUSE.fullmatch(name) else None


def _take_owner(page: Page, draft: Draft, start: int, end: int, unit: Unit) -> None:
    named = page.reader.one(start, end)
    if named is not None:
        span = split_sentences(page.text, unit.start, unit.end)[0]
        evidence = page.citer.cite(*span, "owner.publisher", (start, end))
        draft.take_part(named.party, Role.OWNER, evidence)


def _take_likely(page: Page, draft: Draft, body: Body, span: tuple[int, int]) -> None:
    """Make a body the owner that the page's signs speak for; it takes part as nothing else."""
    for named in page.reader.listed(body.start, body.end)[:1]:
        evidence = page.citer.cite(*span, "owner.likely", (body.start, body.end))
        draft.take_part(named.party, Role.OWNER, evidence)
