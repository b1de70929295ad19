"""Who owns a page's one project and who takes part in it, where no rule says.

What the rules read stands. Of the bodies that they left out, those take part that a model is
rather sure of; the owner, where none was read, is the likeliest body. The models are fitted on
pages with answers (`training.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from graph.records import Role
from graph.sources.asides import is_aside, is_told_of_no_party
from graph.sources.body import body_of, other_project
from graph.sources.drafts import Draft
from graph.sources.learnt.body_signs import SignedBody, signed_bodies
from graph.sources.learnt.classifier import shipped
from graph.sources.page import Page
from graph.sources.party_names import municipality_named
from graph.sources.passages import BULLET, Unit
from graph.sources.place_runs import tells_of_elsewhere

# Classes of the model of bodies; a place is a municipality that the project works in
OWNER, PARTY, PLACE, NEITHER = "owner", "party", "place", "neither"
# Bodies that every rule passed over are less often parties than those the models were fitted on
_OWNS = 0.5  # least probability of an owner, and
_AHEAD = 0.15  # how much likelier it is than the next at least
_TAKES_PART = {"known": 0.6, "place": 0.65, "unlisted": 0.7}  # least probability of a party
_JOINING = (Role.PARTICIPANT, Role.PARTNER)
_LOOK_BACK = 600  # characters in which the words stand that introduce a list
_COLLABORATES = re.compile(r"samarbet|samverk|partner", re.IGNORECASE)
_WORKS_IN = 0.6  # least probability that a municipality takes part or is where the project works


def take_learnt_parts(page: Page, draft: Draft) -> None:
    """Add to the only draft of a page who owns its project and takes part in it, where likely."""
    left_out = _left_out(page, draft, body_of(page))
    if not draft.has(Role.OWNER):
        owner = _likely_owner(left_out)
        if owner is not None:
            _take(page, draft, left_out.pop(owner), Role.OWNER, "owner.learnt")
    _take_parties(page, draft, left_out.values())


def _likely_owner(left_out: Mapping[str, SignedBody]) -> str | None:
    """The key of the body that likely owns the project, well ahead of the others."""
    ranked = sorted(
        (-shipped("bodies").probabilities(one.signs)[OWNER], key) for key, one in left_out.items()
    )
    next_best = -ranked[1][0] if len(ranked) > 1 else 0.0
    if ranked and -ranked[0][0] >= max(_OWNS, next_best + _AHEAD):
        return ranked[0][1]
    return None


def _take_parties(page: Page, draft: Draft, left_out: Iterable[SignedBody]) -> None:
    for one in left_out:
        chances = shipped("bodies").probabilities(one.signs)
        others = 1 - chances[OWNER]
        if chances[OWNER] > chances[PARTY]:
            continue
        if chances[PARTY] >= _TAKES_PART[one.body.form] * others:
            role = _role_beside(draft, one) or _likely_role(page, one)
            _take(page, draft, one, role, f"{role}.learnt")
        elif chances[PARTY] + chances[PLACE] >= _WORKS_IN * others:
            _take_place(page, draft, one)


def _role_beside(draft: Draft, one: SignedBody) -> Role | None:
    """The part in the project that a body's sentence gives all others that it tells of, if any."""
    start, end = one.sentence
    roles = {
        part.role
        for part in draft.parts
        if part.role in _JOINING
        and any(start <= item.start and item.end <= end for item in part.evidence)
    }
    return roles.pop() if len(roles) == 1 else None


def _likely_role(page: Page, one: SignedBody) -> Role:
    if one.body.form == "place" and not _COLLABORATES.search(page.text, *one.sentence):
        return Role.PARTICIPANT  # "bedrivs i A, B och C": the project is in them
    roles = shipped("roles").probabilities(one.signs)
    return max(_JOINING, key=lambda role: roles[role])


def _take_place(page: Page, draft: Draft, one: SignedBody) -> None:
    """Add the municipality that a body is of or a bare place is, where no label lists them."""
    name = municipality_named(page.reader.mentions, one.body.name)
    listed = any(item.evidence.rule == "label.municipalities" for item in draft.evidence)
    if name == one.body.name and tells_of_elsewhere(page.text, *one.sentence):
        return
    if name is not None and not listed:
        focus = (one.body.start, one.body.end)
        evidence = page.citer.cite(*one.sentence, "municipalities.learnt", focus)
        draft.add_municipality(name, evidence)


def _left_out(page: Page, draft: Draft, units: Sequence[Unit]) -> dict[str, SignedBody]:
    """The bodies that have no part in the draft yet, nor has a part of theirs."""
    taken = [part.party.name for part in draft.parts]
    names = (draft.name, *draft.alternative_names)
    known = {page.body_key(name) for name in taken}
    return {
        key: one
        for key, one in signed_bodies(page, units, names, known).items()
        if not any(name.startswith(f"{one.body.name} ") for name in taken)
        and not any(_is_within(page.text, one.body.name, name) for name in taken)
        and not is_told_of_no_party(page.text, one.sentence, (one.body.start, one.body.end))
        and not _is_in_name(page.text, draft.name, one)
        and other_project(page.text, draft, *one.sentence) is None
        and not _is_listed_for_others(page.text, one.sentence[0])
    }


# What introduces a list of bodies that is none of those who take part
_FOR_OTHERS = re.compile(
    r"\b(?:styrgrupp|referensgrupp|anvisa|remitter|ansök|sök[ae]?r?\b|kontakta|inbjud|bjud|besök|studiebesök|praktik)",
    re.IGNORECASE,
)


def _is_listed_for_others(text: str, start: int) -> bool:
    """Whether a body is an item below words like "I styrgruppen sitter:", "Du kan söka via:"."""
    end = text.find("\n", start)
    above = text[max(0, start - _LOOK_BACK) : end if end >= 0 else len(text)].splitlines()
    lines = [line.strip() for line in reversed(above) if line.strip()]
    if not lines or BULLET.match(lines[0]) is None:
        return False
    intro = next((line for line in lines if BULLET.match(line) is None), "")
    return is_aside(intro, 0, len(intro)) or _FOR_OTHERS.search(intro) is not None


def _is_within(text: str, name: str, longer: str) -> bool:
    """Whether a page has a name only within a longer one: "Habiliteringen i Landstinget i A"."""
    within = f" {name}" in longer and f" vid {name}" not in longer
    return within and text.count(name) <= text.count(longer)


def _is_in_name(text: str, name: str, one: SignedBody) -> bool:
    """Whether a page has a word, or a name of no list, in the project's name only."""
    word = one.body.name
    if word not in name or (" " in word and one.body.form != "unlisted"):
        return False
    return text.count(word) == text.count(name) * name.count(word)


def _is_short_of(draft: Draft, name: str) -> bool:
    """Whether a body has its part under a longer name that begins so: "Exempel", "Exempel Nord"."""
    return any(part.party.name.startswith(f"{name} ") for part in draft.parts)


def _take(page: Page, draft: Draft, one: SignedBody, role: Role, rule: str) -> None:
    named = page.reader.one(one.body.start, one.body.end)
    if named is not None and named.party.name == f"{one.body.name}s":
        named = replace(named, party=replace(named.party, name=one.body.name))  # a genitive
    if named is not None and not _is_short_of(draft, named.party.name):
        draft.take_named(named, role, rule, one.sentence)
