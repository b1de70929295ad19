"""Pages in prose and press releases: sentences and lists to project records."""

from __future__ import annotations

import re
from collections.abc import Callable

from graph.records import Party, Problem, ProjectRecord, Role
from graph.sources.body import add_places, add_region, body_of, read_body, summarise
from graph.sources.drafts import Draft
from graph.sources.facts import successions
from graph.sources.grants import Grant, sum_granted
from graph.sources.labels import PATTERN
from graph.sources.main_names import from_heading, main_name
from graph.sources.overviews import read_listed, read_overview, read_sections
from graph.sources.page import Page
from graph.sources.party_names import looks_like_body
from graph.sources.passages import (
    MASK,
    Unit,
    split_sentences,
    squeeze,
)
from graph.sources.releases import find_grants, granted, read_grants
from graph.sources.role_rules import FUND
from graph.sources.screening import screened

_PROJECT_NAMED = re.compile(
    r"\b(?:\w+-)?(?:projektet|projektägare|förstudien?|ett\s+(?:\w+\s+)?\w*projekt)\b",
    re.IGNORECASE,
)
_PROJECT_IN = screened(r"\bett\s+(?:[\w-]+\s+){0,3}?[\w-]*projekt\s+(?:i|hos|inom|vid|på)\s+")
_CONTACTS_AT = re.compile(
    r"^(?:Kontaktpersone?r?|Kontakter|Kontakt)\s+(?:på|hos|vid)\s+(?P<body>.+?)\s*:?$",
    re.IGNORECASE,
)


_STUDY = re.compile(
    r"(?:ESF\+?[\s-]+)?(?=(?:Förstudie|Projekt)\s+(?:för|om|kring)\s)", re.IGNORECASE
)
_SUBTITLED = re.compile(r"(?P<head>[A-ZÅÄÖ][\w-]{3,}(?:\s[\w-]+){0,3}?)\s+[–—-]\s+(?=[a-zåäö])")
_OF_SOCIAL_FUND = re.compile(r"\bESF\b|socialfond", re.IGNORECASE)
_THE_PROJECT = re.compile(r"\b(?:projektets?|förstudiens?|ESF-projektets?)\b", re.IGNORECASE)
_COUNTY = re.compile(
    r"(?:(?:Region\s+)?(?:Stockholm|Uppsala|Sörmland|Östergötland|Jönköping|Kronoberg|Kalmar|"
    r"Gotland|Blekinge|Skåne|Halland|Västra\s+Götaland|Värmland|Örebro|Västmanland|Dalarna|"
    r"Gävleborg|Västernorrland|Jämtland|Härjedalen|Västerbotten|Norrbotten|Skaraborg|Småland)"
    r"s?(?:\s+län)?(?:\s*[/,]\s*|\s+och\s+)?){1,4}",
    re.IGNORECASE,
)
_WE_DRIVE = re.compile(
    r"\b(?:(?:genomför|driver|söker|startar|leder|äger)\s+vi|vi\s+(?:genomför|driver|startar|leder|äger))"
    r"\s+(?:nu\s+)?(?:ett|en|det|vårt|projektet|förstudien)\b|"
    r"\bvårt\s+(?:\w+\s+)?(?:ESF-|EU-)?projekt\b",
    re.IGNORECASE,
)
# "Exempels kvinnoorganisationer arbetar för …": who a page opens with
_SUBJECT = re.compile(
    r"(?P<name>[A-ZÅÄÖ][\w-]*(?:\s+[A-ZÅÄÖ][\w-]*){0,4})\s+(?:arbetar|driver|är|har|genomför|söker)\s"
)


def read_prose(
    page: Page, read_fields: Callable[[Draft], None] | None = None
) -> tuple[list[ProjectRecord], list[Problem]]:
    """The projects of a page in prose: those it grants money, else the one it is about."""
    grants = find_grants(page)
    if len(grants) > 1:
        drafts = read_grants(page, grants)
    else:
        units = body_of(page)
        drafts = [] if grants else read_overview(page, units) or read_listed(page, units)
        drafts = drafts or read_sections(page, units)
        drafts = drafts or _read_one(page, grants[0] if grants else None, read_fields)
    for draft in drafts:
        draft.settle_parts(page.body_key)
        add_places(page, draft)
        add_region(page, draft)
    return [draft.record() for draft in drafts], []


def _read_one(
    page: Page, grant: Grant | None, read_fields: Callable[[Draft], None] | None
) -> list[Draft]:
    draft = granted(page, grant) if grant is not None else _named(page)
    relatives = _relatives(page, draft)
    if relatives and draft is None:
        draft = relatives.pop()
    nameless = draft is None
    if draft is None:
        draft = _by_title(page)
    if draft is None:
        return []
    if read_fields is not None:
        read_fields(draft)
    units = body_of(page)
    body = read_body(page, draft, units, {relative.name: relative for relative in relatives})
    summarise(page, draft, body, "summary.page")
    if not draft.has(Role.OWNER):
        draft.promote("participant.carried-out-by")
    if not draft.has(Role.OWNER):
        _owner_by_place(page, draft, units)
    if not draft.has(Role.OWNER):
        _owner_by_sum(page, draft)
    if not draft.has(Role.OWNER):
        _owner_by_contacts(page, draft)
    if not draft.has(Role.OWNER):
        _owner_by_we(page, draft, units)
    if nameless and not _is_told(page, draft):
        return []
    return [draft, *relatives]


def _owner_by_place(page: Page, draft: Draft, units: list[Unit]) -> None:
    """Where no sentence names an owner: the body that "ett ESF-projekt i A kommun" is one of."""
    for unit in units:
        for found in _PROJECT_IN.finditer(page.text, unit.start, unit.end):
            mention = next(iter(page.reader.beginning_in(found.end(), found.end() + 1)), None)
            if mention is None or not looks_like_body(page.text[mention.start : mention.end]):
                continue
            named = page.reader.one(mention.start, mention.end)
            if named is not None and not FUND.match(named.party.name):
                span = next(
                    s
                    for s in split_sentences(page.text, unit.start, unit.end)
                    if s[0] <= found.start() < s[1]
                )
                focus = (mention.start, mention.end)
                evidence = page.citer.cite(*span, "owner.project-in", focus)
                draft.take_part(named.party, Role.OWNER, evidence)
                return


def _is_told(page: Page, draft: Draft) -> bool:
    """Whether enough is known of a project that goes by the page's title: who owns it, or values.

    Without an owner the page must speak of its one project by the title or the definite form.
    """
    mentions = page.reader.mentions
    if any(
        part.role is Role.OWNER
        and (mentions.key_of(part.party.name) or looks_like_body(part.party.name))
        for part in draft.parts
    ):
        return True
    of_fund = _OF_SOCIAL_FUND.search(page.text) is not None
    told = len(_THE_PROJECT.findall(page.text)) > 1
    stated = (draft.start and draft.end) or draft.grant or draft.total_budget
    return of_fund and (told or draft.has(Role.OWNER)) and bool(stated)


def _owner_by_sum(page: Page, draft: Draft) -> None:
    """Where the sentence with the name leaves it out: the body that another says gets the sum."""
    for unit in page.units:
        for start, end in split_sentences(page.text, unit.start, unit.end):
            found = sum_granted(page.reader, start, end, of_fund=False)
            same = found and draft.grant and found[1].value.value == draft.grant.value
            if found is None or not (same or sum_granted(page.reader, start, end)):
                continue
            focus = (found[0].start, found[0].end)
            evidence = page.citer.cite(start, end, "owner.gets-sum", focus)
            draft.take_part(found[0].party, Role.OWNER, evidence)
            return


def _owner_by_we(page: Page, draft: Draft, units: list[Unit]) -> None:
    """On a page in which its publisher says "vi driver projektet": the body that it opens with."""
    said = any(_WE_DRIVE.search(unit.text) for unit in units if unit.text[:1] not in '–—-”"' + "“")
    if not said:
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


def _take_owner(page: Page, draft: Draft, start: int, end: int, unit: Unit) -> None:
    named = page.reader.one(start, end)
    if named is not None:
        span = split_sentences(page.text, unit.start, unit.end)[0]
        evidence = page.citer.cite(*span, "owner.publisher", (start, end))
        draft.take_part(named.party, Role.OWNER, evidence)


def _by_title(page: Page) -> Draft | None:
    """A project that the page gives no name: it goes by the title of the page.

    The page must call it a project; that someone owns it is asked for later.
    """
    granted_some = any(
        sum_granted(page.reader, *span)
        for unit in page.units[:8]
        for span in split_sentences(page.text, unit.start, unit.end)
    )
    if not granted_some and not _PROJECT_NAMED.search(page.text):
        return None
    for unit in page.units[:4]:
        title = squeeze(unit.text).lstrip("# ")
        if _COUNTY.fullmatch(title) or page.reader.mentions.is_municipality(title):
            continue  # the place line of a news item
        label = PATTERN.match(title)
        if study := _STUDY.match(title):
            title = title[study.end() :].rstrip(".")
        if title.endswith((".", ":", ";")) or (
            label and title[label.end() :].lstrip()[:1] in ("", ":")
        ):
            continue
        if 8 < len(title) < 110 and MASK not in title:
            if headed := _SUBTITLED.match(title):
                head = headed["head"].casefold()
                if page.text.casefold().count(head) > 1:
                    title = headed["head"]
            draft = Draft(page.citer, title)
            draft.prove("name", page.citer.cite(unit.start, unit.end, "name.title"))
            return draft
    return None


def _owner_by_contacts(page: Page, draft: Draft) -> None:
    """Where no sentence names an owner: the known body that has the project's contact persons."""
    for line in page.lines:
        found = _CONTACTS_AT.match(line.text)
        if found and page.reader.mentions.key_of(found["body"]) is not None:
            focus = (line.start + found.start("body"), line.start + found.end("body"))
            evidence = page.citer.cite(line.start, line.end, "owner.contacts-at", focus)
            draft.take_part(Party(squeeze(found["body"])), Role.OWNER, evidence)
            return


def _named(page: Page) -> Draft | None:
    mentions = page.reader.mentions

    def is_body(name: str) -> bool:
        known = mentions.key_of(name) is not None or mentions.is_municipality(name)
        return known or looks_like_body(name)

    found, others = main_name(page.text, page.units, is_body)
    if found is None:
        return None
    draft = Draft(page.citer, found.name, alternative_names=others)
    line = next(unit for unit in page.units if unit.start <= found.start < unit.end)
    start, end = next(
        s for s in split_sentences(page.text, line.start, line.end) if s[0] <= found.start < s[1]
    )
    draft.prove("name", page.citer.cite(start, end, "name.page", (found.start, found.end)))
    _, number = from_heading(line.text)
    if number is not None and line.text.find(number) >= 0:
        draft.number = number
        at = line.start + line.text.find(number)
        draft.prove(
            "number",
            page.citer.cite(line.start, line.end, "number.heading", (at, at + len(number))),
        )
    return draft


def _relatives(page: Page, draft: Draft | None) -> list[Draft]:
    """Projects that the page's project follows; those it tells more of become drafts."""
    found: list[Draft] = []
    for unit in page.units:
        for succession in (
            s
            for span in split_sentences(page.text, unit.start, unit.end)
            for s in successions(page.text, *span)
        ):
            span = (succession.start, succession.end)
            old = _spelled(page, succession.old)
            new = _spelled(page, succession.new) or (draft.name if draft else None)
            if old is None or new is None or old == new:
                continue
            older = Draft(page.citer, old, successors=[new])
            main = draft
            if draft is None or draft.name.casefold() == old.casefold():
                main = Draft(page.citer, new)
                main.prove("name", page.citer.cite(*span, succession.rule, succession.new))
                if draft is not None:
                    draft.successors.append(new)
                    draft.prove(
                        "successors", page.citer.cite(*span, succession.rule, succession.new)
                    )
                    main.predecessors.append(old)
                    main.prove(
                        "predecessors", page.citer.cite(*span, succession.rule, succession.old)
                    )
                    found.append(main)
                    continue
            if main is None:
                continue
            main.predecessors.append(old)
            main.prove("predecessors", page.citer.cite(*span, succession.rule, succession.old))
            if succession.described:
                older.prove("name", page.citer.cite(*span, succession.rule, succession.old))
                older.prove("successors", page.citer.cite(*span, succession.rule, succession.new))
                found.append(older)
            if draft is None:
                return [*found, main]
    return found


def read_predecessors(page: Page, draft: Draft, start: int, end: int) -> None:
    """Add the projects that the sentence `start..end` says the draft's project continues."""
    for succession in successions(page.text, start, end):
        old = _spelled(page, succession.old)
        if old is not None and succession.new is None and old.casefold() != draft.name.casefold():
            draft.predecessors.append(old)
            draft.prove(
                "predecessors", page.citer.cite(start, end, succession.rule, succession.old)
            )


def _spelled(page: Page, span: tuple[int, int] | None) -> str | None:
    return squeeze(page.text[slice(*span)]) if span is not None else None
