"""Pages in prose and press releases: sentences and lists to project records."""

from __future__ import annotations

import re
from collections.abc import Callable

from graph.records import Problem, ProjectRecord, Role
from graph.sources.body import add_places, add_region, body_of, read_body, summarise
from graph.sources.bracketed_projects import or_bracketed
from graph.sources.cell_tables import is_cell_table, read_cell_table
from graph.sources.drafts import Draft
from graph.sources.grants import Grant
from graph.sources.headed_projects import or_headed
from graph.sources.heading_antecedents import antecedent
from graph.sources.heading_names import from_heading
from graph.sources.item_lists import or_listed
from graph.sources.learnt.further_projects import further_projects
from graph.sources.learnt.learnt_names import (
    goes_by_title,
    learnt_name,
    settle_name,
    surer_name,
)
from graph.sources.learnt.learnt_parts import take_learnt_parts
from graph.sources.likely_names import likely_name
from graph.sources.listed_projects import read_driven, read_listed, read_owned, read_with_owners
from graph.sources.main_names import (
    main_name,
    spelt_out,
    with_lead,
    without_short,
)
from graph.sources.name_labels import labelled_name
from graph.sources.numbered_projects import or_numbered
from graph.sources.overviews import counted_projects, read_overview
from graph.sources.page import Page
from graph.sources.page_titles import named_by_title
from graph.sources.party_names import looks_like_body
from graph.sources.passages import Unit, sentence_at, split_sentences, squeeze
from graph.sources.place_names import is_place, is_where
from graph.sources.project_names import grown
from graph.sources.releases import find_grants, grant_name, granted, read_grants
from graph.sources.sections import read_named_sections, read_sections
from graph.sources.shared_owners import share_owner, share_parties
from graph.sources.shared_periods import share_period
from graph.sources.stretches import tell_apart
from graph.sources.successions import successions
from graph.sources.told_in_turn import or_told_in_turn
from graph.sources.unstated_owners import find_owner

_OF_SOCIAL_FUND = re.compile(r"\bESF\b|socialfond", re.IGNORECASE)
_THIS_ONE = re.compile(r"\b(?:denna\s+förstudie|detta\s+projekt)\b", re.IGNORECASE)
_A_PROJECT = re.compile(
    r"\bett\s+(?:[\w-]+\s+){0,3}?[\w-]*projekt\s+(?:som|för|där|med)\b", re.IGNORECASE
)
_THE_PROJECT = re.compile(r"\b(?:projektets?|förstudiens?|ESF-projektets?)\b", re.IGNORECASE)
_SAID_OUTRIGHT = frozenset({"owner.as", "owner.is"})  # "A som projektägare"


def read_prose(
    page: Page, read_fields: Callable[[Page, Draft], None] | None = None
) -> tuple[list[ProjectRecord], list[Problem]]:
    """The projects of a page in prose: those it grants money, else the one it is about.

    `read_fields` adds what the labels on a page, or on a part of it, say of a project.
    """
    grants = find_grants(page)
    if is_cell_table(page):
        drafts = read_cell_table(page)
    elif len(grants) > 1:
        drafts = read_grants(page, grants)
    else:
        units = body_of(page)
        drafts = _read_counted(page, units, grants[0]) if grants else read_overview(page, units)
        drafts = drafts or ([] if grants else read_listed(page, units) or read_owned(page))
        drafts = drafts or ([] if grants else read_with_owners(page))
        drafts = drafts or read_sections(page, units) or read_driven(page, units)
        drafts = drafts or read_named_sections(page, units)
        drafts = drafts or _read_one(page, grants[0] if grants else None, read_fields)
    drafts = or_listed(page, or_told_in_turn(page, or_bracketed(page, drafts)))
    drafts = or_numbered(page, or_headed(page, drafts, read_fields), read_fields)
    if len(drafts) == 1:
        take_learnt_parts(page, drafts[0])
        drafts = [*drafts, *further_projects(page, drafts)]
    else:
        share_owner(page, drafts)
        tell_apart(page, drafts, read_fields)
    share_owner(page, drafts)
    share_parties(page, drafts)
    share_period(page, drafts)
    for draft in drafts:
        draft.settle_parts(page.body_key)
        add_places(page, draft)
        add_region(page, draft)
    return [draft.record() for draft in drafts], []


def _read_counted(page: Page, units: list[Unit], grant: Grant) -> list[Draft]:
    """The projects of a page that counts them, and states the sum of one only."""
    many = counted_projects(page, units)
    drafts = read_overview(page, units) if many else []
    own = next(
        (draft for draft in drafts if draft.name.casefold() == grant_name(page, grant)), None
    )
    if len(drafts) != many or own is None:
        return []
    own.grant = own.grant or granted(page, grant).grant
    return drafts


def _read_one(
    page: Page, grant: Grant | None, read_fields: Callable[[Page, Draft], None] | None
) -> list[Draft]:
    draft = granted(page, grant) if grant is not None else _named(page)
    if draft is not None:
        settle_name(page, draft)
    relatives = _relatives(page, draft)
    if relatives and draft is None:
        draft = relatives.pop()
    nameless = draft is None or goes_by_title(page, draft)
    if nameless:
        title = named_by_title(page)
        draft = title if draft is None or _is_report(title) else draft
    if draft is None:
        return []
    if read_fields is not None:
        read_fields(page, draft)
    units = [unit for unit in body_of(page) if unit.start >= _first_of(draft)]
    body = read_body(page, draft, units, {relative.name: relative for relative in relatives})
    summarise(page, draft, body, "summary.page")
    if not draft.has(Role.OWNER):
        draft.promote("participant.carried-out-by")
    find_owner(page, draft, units)
    if nameless and not _is_told(page, draft):
        return []
    return [draft, *relatives]


def _is_report(draft: Draft | None) -> bool:
    """Whether a project goes by the title of a report on it."""
    return draft is not None and any(
        item.evidence.rule == "name.report-title" for item in draft.evidence
    )


def _first_of(draft: Draft) -> int:
    """Where the text of a project begins: at its heading, where that is one within the page."""
    named = next((one.evidence for one in draft.evidence if one.field == "name"), None)
    return named.start if named is not None and named.rule == "name.section" else 0


def _is_told(page: Page, draft: Draft) -> bool:
    """Whether enough is known of a project that goes by the page's title: who owns it, or values.

    Without an owner the page must speak of its one project by the title or the definite form.
    """
    mentions = page.reader.mentions
    if any(
        part.role is Role.OWNER
        and (
            mentions.key_of(part.party.name)
            or mentions.is_municipality(part.party.name)
            or looks_like_body(part.party.name)
        )
        for part in draft.parts
    ):
        return True
    of_fund = _OF_SOCIAL_FUND.search(page.text) is not None
    told = len(_THE_PROJECT.findall(page.text)) > 1
    if of_fund and any(
        part.role is Role.OWNER and any(one.rule in _SAID_OUTRIGHT for one in part.evidence)
        for part in draft.parts
    ):
        return True
    stated = (draft.start and draft.end) or draft.grant or draft.total_budget
    if _is_report(draft):
        return of_fund or page.text.casefold().count("projekt") > 1
    opening = page.text[_end_of_title(draft) :].lstrip()[:300].partition(".")[0]
    if not stated:
        return of_fund and told and _THIS_ONE.search(opening) is not None
    granted = draft.grant is not None and _A_PROJECT.search(page.text) is not None
    return of_fund and (told or granted or draft.has(Role.OWNER))


def _end_of_title(draft: Draft) -> int:
    named = next((one.evidence for one in draft.evidence if one.field == "name"), None)
    return named.end if named is not None else 0


def _named(page: Page) -> Draft | None:
    mentions = page.reader.mentions

    def is_body(name: str) -> bool:
        known = mentions.key_of(name) is not None
        return known or looks_like_body(name) or is_place(mentions, name)

    found, others = labelled_name(page.text, is_body), list[str]()
    if found is None:
        found, others = main_name(page.text, page.units, is_body)
    read = found or likely_name(page, body_of(page))
    titled = read is None and named_by_title(page) is not None
    found = (
        surer_name(page, read, weighed=found is None) if read else learnt_name(page, titled=titled)
    )
    if found is None:
        read = found = antecedent(page.text, body_of(page), is_body, later=True)
    if found is None:
        return None
    if found is not read and is_where(page.text, found.name):
        return None
    if found is not read:
        found, others = grown(page.text, found), []
    learnt = found is not read
    found = with_lead(page.text, found, is_body)
    whole = spelt_out(found, page.units)
    if whole is not found:
        found, others = whole, [*others, found.name]
    found, short = without_short(found)
    if short is not None:
        others = [*others, short]
    draft = Draft(page.citer, found.name, alternative_names=others)
    line = next(unit for unit in page.units if unit.start <= found.start < unit.end)
    start, end = sentence_at(page.text, line, found.start)
    rule = "name.section" if found.section else "name.page"
    if learnt:
        rule = "name.surer" if read else "name.learnt"
    draft.prove("name", page.citer.cite(start, end, rule, (found.start, found.end)))
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
