"""Projects that a list names, an item each, with who owns them."""

from __future__ import annotations

import re

from graph.records import Role
from graph.sources.body import read_sentence, summarise
from graph.sources.drafts import Draft
from graph.sources.page import Page
from graph.sources.party_names import looks_like_body
from graph.sources.passages import Unit, split_sentences, squeeze
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


def _item_of(unit: Unit, *, counted: bool) -> re.Match[str] | None:
    """The item of a list that names a project, by "X: …" or, after a count, "Projekt X …"."""
    if counted and (named := _NAMED_ITEM.match(unit.text)):
        span = name_at(unit.text, named.end(), len(unit.text))
        return (
            None if span is None else re.compile(r"(?P<name>.+)", re.DOTALL).match(unit.text, *span)
        )
    return _QUOTED_ITEM.match(unit.text) or _ITEM.match(unit.text)
