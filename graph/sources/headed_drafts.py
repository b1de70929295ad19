"""What is read of a project at its head and in the stretch below: its owner, its sum, its facts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.records import Role
from graph.sources.amounts import find_amounts
from graph.sources.drafts import Draft
from graph.sources.item_cuts import Span
from graph.sources.learnt.named_bodies import enumerations
from graph.sources.page import Page
from graph.sources.passages import Unit, sentence_at
from graph.sources.project_heads import NAME, Head
from graph.sources.role_rules import FUND
from graph.sources.stretches import READ_BY_STRETCH

_LEAST = 20_000  # SEK, of a grant that no words tell
# A body that speaks of itself, or goes by its kind
_WE = re.compile(
    r"(?i)\b(?:vi|vår|vårt|våra|oss|kommunen|staden|regionen|förbundet|skolan|föreningen|bolaget)\b"
)
_NEAR = 12  # characters between an owner and the sum behind it


def share_publisher(
    page: Page,
    above: Sequence[Unit],
    drafts: Sequence[Draft],
    below: Sequence[Sequence[Unit]],
    *,
    together: bool = False,
) -> None:
    """Give projects without an owner the one body that the words above name, where it says "we".

    Projects counted `together` are its own where it says so of one of them.
    """
    bodies: dict[str, Span] = {}
    for enumeration in enumerations(page, above):
        for body in enumeration.bodies:
            if body.form != "place" and not FUND.match(body.name):
                bodies.setdefault(body.key, (body.start, body.end))
    if len(bodies) != 1:
        return
    span = next(iter(bodies.values()))
    named = page.reader.one(*span)
    everything = [unit for part in below for unit in part] if together else []
    for draft, part in zip(drafts, below, strict=True):
        if named is None or draft.has(Role.OWNER):
            continue
        said = next((u for u in everything or part if _WE.search(page.text, u.start, u.end)), None)
        if said is not None and page.body_key(named.party.name) not in {
            page.body_key(one.party.name) for one in draft.parts
        }:
            draft.take_named(named, Role.OWNER, "owner.publisher", span)


def facts_of(draft: Draft) -> int:
    """How many kinds of facts a stretch tells: the owner, who takes part, sums, the period."""
    taking = any(
        part.role is not Role.OWNER and part.role is not Role.FUNDER for part in draft.parts
    )
    stated = (
        draft.grant or draft.total_budget,
        draft.start or draft.end,
        draft.planned_participants,
    )
    return draft.has(Role.OWNER) + taking + sum(map(bool, stated))


def take_only_sum(page: Page, draft: Draft, part: Sequence[Unit]) -> None:
    """The grant of a project of which a page on grants states one sum."""
    if draft.grant is not None or draft.total_budget is not None:
        return
    sums = [(one, unit) for unit in part for one in find_amounts(page.text, unit.start, unit.end)]
    if len(sums) == 1 and sums[0][0].value.value >= _LEAST:
        amount, unit = sums[0]
        sentence = sentence_at(page.text, unit, amount.start)
        cited = page.citer.cite(*sentence, "grant.only-sum", (amount.start, amount.end))
        draft.take_grant(amount.value, cited)


def _take_sum(page: Page, draft: Draft, span: Span) -> None:
    """The sum that stands right behind the owner: "A – 18,3 miljoner kronor"."""
    amount = next(find_amounts(page.text, *span), None)
    if amount is not None and amount.start - span[0] <= _NEAR:
        cited = page.citer.cite(*span, "grant.behind-owner", (amount.start, amount.end))
        draft.take_grant(amount.value, cited)


def draft_of(page: Page, units: Sequence[Unit], head: Head, name: str) -> Draft:
    draft = Draft(page.citer, name)
    unit = units[head.at]
    cited = (unit.start, min(unit.end, head.name[1] + NAME))
    draft.prove("name", page.citer.cite(*cited, READ_BY_STRETCH, head.name))
    if head.owner is not None:
        owner = page.reader.one(*head.owner)
        if owner is not None and not FUND.match(owner.party.name):
            draft.take_named(owner, Role.OWNER, "owner.in-heading", (unit.start, unit.end))
        if head.kind.startswith("paragraph"):
            _take_sum(page, draft, (head.owner[1], unit.end))
    elif head.kind.endswith("-sum"):
        _take_sum(page, draft, (unit.start, head.name[0]))
    return draft
