"""Projects that have a name in common and numbers of their own: "Exempelvägen 1" and "… 2".

A page on the second tells of the first as well, or of both in turn. Each counts whose own stretch
of the page tells of two kinds of facts.
"""

from __future__ import annotations

import re

from graph.records import Role
from graph.sources.amounts import find_amounts
from graph.sources.body import body_of
from graph.sources.drafts import Draft
from graph.sources.headed_drafts import facts_of
from graph.sources.page import Page
from graph.sources.passages import squeeze, whole_uses
from graph.sources.stretches import READ_BY_STRETCH, FieldReader, stretches, tell_stretch

_FEW = 2
_NUMBER = r"\d(?:\.\d)?|I{1,3}|IV"
_NUMBERED = re.compile(rf"(?P<base>.{{3,}}?)\s(?:{_NUMBER})")
_GETS = re.compile(
    r"\s+(?:fick|får|har\s+fått|beviljades|beviljas|har\s+beviljats|tilldelades)\s+"
    r"(?:(?:drygt|knappt|cirka|ca|nästan|totalt)\s+)?"
)
_HEAD = 6  # units at the head of a page
_NEXT = 2  # characters after "fick" in which the sum begins, and
_NEAR = 40  # in which it stands
# What follows the number of a project, and no sum or year
_NO_COUNT = r"(?![\w.,]*\d)(?!\s*(?:miljon|mkr|mnkr|kr\b|kronor|procent|%|år\b|[–-]\s?\d))(?!\w)"


def or_numbered(
    page: Page, drafts: list[Draft], read_fields: FieldReader | None = None
) -> list[Draft]:
    """The one project of `drafts`, with those of its name that have other numbers."""
    if len(drafts) != 1:
        return drafts
    whole = _NUMBERED.fullmatch(drafts[0].name)
    base = whole["base"] if whole else drafts[0].name
    found: dict[str, tuple[int, int]] = {}
    numbered = re.compile(rf"(?<![\w-]){re.escape(base)}\s(?:{_NUMBER}){_NO_COUNT}")
    for unit in body_of(page):
        for one in numbered.finditer(page.text, unit.start, unit.end):
            found.setdefault(squeeze(one.group()), one.span())
    if bare := _without_number(page, base) if len(found) == 1 else None:
        found[base] = bare
        whole = None
    if len(found) < _FEW or (whole and drafts[0].name not in found):
        return drafts
    told = [_draft(page, name, span) for name, span in found.items()]
    for draft, units in zip(told, stretches(page, told), strict=True):
        if units:
            tell_stretch(page, draft, units, read_fields)
        _take_grant(page, draft)
    rich = [draft for draft in told if facts_of(draft) >= _FEW]
    if whole is None and len(rich) >= _FEW:
        for part in drafts[0].parts:
            for draft in rich if part.role is Role.OWNER else ():
                if not draft.has(Role.OWNER):
                    draft.take_part(part.party, part.role, part.evidence[0])
        return rich
    if whole is None:
        return drafts
    others = [draft for draft in rich if draft.name != drafts[0].name]
    return [*drafts, *others]


def _without_number(page: Page, base: str) -> tuple[int, int] | None:
    """Where "projektet Exempelvägen" stands on a page that has "Exempelvägen 2" for a heading."""
    headed = any(
        _NUMBERED.fullmatch(unit.text) and unit.text.startswith(f"{base} ")
        for unit in page.units[:_HEAD]
    )
    if not headed:
        return None
    called = re.compile(rf"\b[Pp]rojektet\s+(?P<name>{re.escape(base)})(?!\s\d)(?![\w-])")
    found = (called.search(page.text, unit.start, unit.end) for unit in body_of(page))
    return next((one.span("name") for one in found if one is not None), None)


def _take_grant(page: Page, draft: Draft) -> None:
    """The sum that a project gets right after its name: "X 1 fick 5 miljoner, X 2 fick 8"."""
    for at in whole_uses(page.text, draft.name) if draft.grant is None else ():
        gets = _GETS.match(page.text, at + len(draft.name))
        if gets is None:
            continue
        stop = min(gets.end() + _NEAR, len(page.text))
        amount = next(find_amounts(page.text, gets.end(), stop), None)
        if amount is not None and amount.start - gets.end() < _NEXT:
            cited = page.citer.cite(at, amount.end, "grant.of-number", (amount.start, amount.end))
            draft.take_grant(amount.value, cited)
            return


def _draft(page: Page, name: str, span: tuple[int, int]) -> Draft:
    """A project that goes by `name`, which stands at `span`."""
    draft = Draft(page.citer, name)
    unit = next(unit for unit in body_of(page) if unit.end > span[0])
    draft.prove("name", page.citer.cite(unit.start, unit.end, READ_BY_STRETCH, span))
    return draft
