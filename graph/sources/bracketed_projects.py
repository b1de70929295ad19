"""Projects of one sentence, with owners or sums in brackets: "X (A, 3 mkr) och Y (B)"."""

from __future__ import annotations

import re

from graph.records import Role
from graph.sources.amounts import find_amounts
from graph.sources.body import body_of
from graph.sources.drafts import Draft
from graph.sources.item_cuts import Span, is_name, is_owner, trim
from graph.sources.page import Page
from graph.sources.passages import split_sentences, squeeze
from graph.sources.screening import screened

_FEW = 2
_ON_PROJECTS = screened(r"(?i)(?<!del)projekt(?:en)?\b|\bförstudier|\bansökningar")
_ITEM = re.compile(
    r"[”\"“»]?(?P<name>[A-ZÅÄÖ0-9][^(),;:\n”\"“»]{2,80}?)[”\"«]?\s*\((?P<inside>[^()\n]{3,90})\)"
)
_BETWEEN = re.compile(
    r"\s*(?:[,;]|,?\s*(?:och|samt|respektive))\s*(?:(?:projektet|förstudien)\s+)?"
)
_PART = re.compile(r",\s+(?!\d)|\s+[–—-]\s+|;\s+")
# Words of the sentence before the first name: "Beviljades gjorde projekten X (A)"
_LEAD = re.compile(
    r"(?:.*\b(?:projekt(?:en|et)?|förstudier(?:na)?|ansökningar(?:na)?|är|till)\s*:?\s+)"
)


def or_bracketed(page: Page, drafts: list[Draft]) -> list[Draft]:
    """The projects that one sentence enumerates with brackets, where more than `drafts`."""
    found = _read(page)
    return found if len(found) >= _FEW and len(found) > len(drafts) else drafts


def _read(page: Page) -> list[Draft]:
    for unit in body_of(page):
        if "(" not in unit.text or not _ON_PROJECTS.search(page.text, unit.start, unit.end):
            continue
        for sentence in split_sentences(page.text, unit.start, unit.end):
            drafts = _of_sentence(page, sentence)
            if len({draft.name.casefold() for draft in drafts}) >= _FEW:
                return drafts
    return []


def _of_sentence(page: Page, sentence: Span) -> list[Draft]:
    drafts: list[Draft] = []
    end = sentence[0]
    for item in _ITEM.finditer(page.text, *sentence):
        between = _BETWEEN.fullmatch(page.text, end, item.start())
        lead = None if drafts else _LEAD.match(page.text, item.start("name"), item.end("name"))
        start = lead.end() if lead else item.start("name")
        name = trim(page.text, start, item.end("name"))
        if drafts and between is None:
            break
        draft = _draft(page, name, item.span("inside"), sentence)
        if draft is None:
            return []
        drafts.append(draft)
        end = item.end()
    return drafts


def _draft(page: Page, name: Span, inside: Span, sentence: Span) -> Draft | None:
    """A project with what the brackets behind its name say; none where they say something else."""
    if not is_name(page, name) or is_owner(page, name):
        return None
    draft = Draft(page.citer, squeeze(page.text[slice(*name)]))
    draft.prove("name", page.citer.cite(*sentence, "name.bracketed", name))
    amount = next(find_amounts(page.text, *inside), None)
    if amount is not None:
        cited = page.citer.cite(*sentence, "grant.bracketed", (amount.start, amount.end))
        draft.take_grant(amount.value, cited)
    parts = [inside[0], *(part.end() for part in _PART.finditer(page.text, *inside))]
    for at in parts:
        divider = _PART.search(page.text, at, inside[1])
        span = trim(page.text, at, divider.start() if divider else inside[1])
        owner = page.reader.one(*span) if is_owner(page, span) else None
        if owner is not None:
            draft.take_named(owner, Role.OWNER, "owner.bracketed", sentence)
            break
    return draft if amount is not None or draft.has(Role.OWNER) else None
