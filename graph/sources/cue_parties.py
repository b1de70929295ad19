"""The parties that a cue names in the part of a sentence that it reaches."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from graph.records import Party, Role
from graph.sources.certain_names import can_be_subject
from graph.sources.parties import PartyReader
from graph.sources.party_names import Named, looks_like_body
from graph.sources.role_words import RoleRule

OWNED_BY = "owner.owned-by"  # "drivs av A, B och C": who stands first, or "med C som projektägare"
# … "Nu har A och B startat ett projekt" as well
OF_SEVERAL = frozenset(
    {
        OWNED_BY,
        "owner.drives-inverted",
        "owner.is",
        "owner.granted-inverted",
        "owner.granted-by-fund",
        "owner.gets-inverted",
    }
)
_AND = re.compile(r"\b(?:och|samt)\b")
_BY_BOARD = "owner.board-decides"
# "A:s projekt", "A:s styrelse har beslutat …": the body that something is of
_OF_POSSESSOR = frozenset({"owner.genitive", "evaluator.genitive", _BY_BOARD})
# "A, B och C driver projektet": the first answers for it, the others take part
_MANY_BEFORE = frozenset(
    {
        "owner.drives",
        "owner.drives-with",
        "owner.granted",
        "owner.granted-with",
        "owner.drives-named",
    }
)


def parties_of_cue(
    reader: PartyReader, rule: RoleRule, left: int, right: int, sentence: int
) -> Iterator[Named]:
    """The parties between `left` and `right`, of a sentence that begins at `sentence`."""
    if rule.name in _OF_POSSESSOR:
        possessors = [
            mention
            for mention in reader.beginning_in(max(left, right - 80), right)
            if mention.genitive and mention.end < right <= mention.end + 2
        ]
        for mention in possessors[-1:]:
            if (possessor := reader.one(mention.start, mention.end)) is not None:
                yield possessor
                return
    items = reader.listed(left, right, groups=rule.groups)
    if rule.name == "owner.who-drives":  # "… på A, som äger projektet": the body right before
        beside = [
            one for one in reader.beginning_in(max(left, right - 80), right) if one.end == right
        ]
        if beside and (named := reader.one(beside[-1].start, beside[-1].end)) is not None:
            yield named
            return
    if rule.side == "before":
        items = [item for item in items if can_be_subject(reader, item, sentence, len(items))]
        if rule.name in _OF_POSSESSOR:
            bare = _without_genitive(reader, sure=rule.name == _BY_BOARD)
            items = [item for item in map(bare, items[-1:]) if item]
        elif items and rule.single and rule.name not in _MANY_BEFORE:
            items = items[:1]
    elif rule.single and rule.name not in OF_SEVERAL:
        items = items[:1]
    elif rule.role is Role.EVALUATOR:
        items = items[:1] + [
            item
            for before, item in pairwise(items)
            if _AND.search(reader.text, before.end, item.start) is not None
        ]  # "utvärderas av A och B", but "av A, institutionen"
    yield from items


def _without_genitive(reader: PartyReader, *, sure: bool) -> Callable[[Named], Named | None]:
    """Of "Exempelstads kommuns" the body that a list has, which ends with it; else None.

    Where what follows makes it `sure` that a body is named, no list need have it.
    """

    def bare(named: Named) -> Named | None:
        for mention in reader.beginning_in(named.start, named.end):
            if mention.genitive and mention.end == named.end - 1:
                return reader.one(mention.start, mention.end)
        name = named.party.name
        known = reader.beginning_in(named.start, named.start + 1)
        local = known and not reader.mentions.is_municipality(known[0].name)  # "ABF Exempelstads"
        body = sure or local or looks_like_body(name[:-1])
        if name.endswith("s") and body and named.party.unit is None:
            return replace(named, party=Party(name[:-1]), end=named.end - 1)
        return None

    return bare
