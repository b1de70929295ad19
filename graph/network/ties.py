"""Ties that projects make between bodies: counted, weighed, and told apart by how they came about.

- **direct**: both take part themselves. A samordningsförbund that takes part is a body like others.
- **through**: at least one of the two does so only as a member of a samordningsförbund.
- **within**: both do so only as members of one and the same samordningsförbund.

The same two bodies may have ties of each kind, and one through each samordningsförbund. A project
never counts in a direct tie and another kind between the same two, and two members that were not
members at the same time have no tie by it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple, TypeAlias

from graph.network.affiliations import (
    ASSOCIATION,
    OWNER,
    Affiliation,
    Affiliations,
    ProjectBodies,
    overlap,
)
from graph.network.selection import Projection, Weight
from graph.network.weights import share

Via: TypeAlias = tuple[str, ...]
"""Keys of the samordningsförbund that a tie goes through, in order; none for a direct one."""
Standing: TypeAlias = tuple[str, Via]
"""A body in a project: its key, and what it takes part through."""


class Kind(StrEnum):
    """How a tie came about."""

    DIRECT = "direct"
    THROUGH = "through"
    WITHIN = "within"


class TieKey(NamedTuple):
    """What a tie is one of: its ends, its kind, and what it goes through."""

    source: str
    target: str
    kind: Kind
    via: Via = ()


@dataclass(slots=True)
class Tie:
    """The projects of a tie so far, and the weight that they add up to.

    `unweighed` counts the projects that state no amount, where the weight is of money.
    """

    projects: list[ProjectBodies] = field(default_factory=list)
    weight: float = 0.0
    unweighed: int = 0


def ties_of(
    affiliations: Affiliations,
    projection: Projection,
    weight: Weight,
    among: frozenset[str] | None = None,
) -> dict[TieKey, Tie]:
    """Every tie of a projection, or those among some bodies, in the order of the projects.

    A tie among some weighs as much as among all.
    """
    themes = projection is Projection.THEME_ORGANISATION
    found: dict[TieKey, Tie] = {}
    for bodies in affiliations.by_project:
        for key, size, divisor in _ties(bodies, affiliations, projection):
            if among is not None and not (key.target in among and (themes or key.source in among)):
                continue
            tie = found.get(key)
            if tie is None:
                tie = found[key] = Tie()
            elif tie.projects[-1] is bodies:
                continue  # the same two by another way, through the same samordningsförbund
            tie.projects.append(bodies)
            added = share(bodies.project, weight, size, divisor)
            if added is None:
                tie.unweighed += 1
            else:
                tie.weight += added
    return found


def _ties(
    bodies: ProjectBodies, affiliations: Affiliations, projection: Projection
) -> Iterator[tuple[TieKey, int, float]]:
    """Ties that one project makes: key, n, and the number of ties that its money is divided over.

    A member stands for its samordningsförbund: n counts that once, however many members stand for
    it, and the money of its tie is divided evenly over them.
    """
    match projection:
        case Projection.THEME_ORGANISATION:
            yield from _theme_ties(bodies)
        case Projection.OWNER_PARTNER:
            yield from _owner_ties(bodies)
        case Projection.ASSOCIATION_MUNICIPALITY:
            yield from _association_ties(bodies, affiliations)
        case _:
            yield from _pair_ties(bodies)


def _pair_ties(bodies: ProjectBodies) -> Iterator[tuple[TieKey, int, float]]:
    n = bodies.size
    pairs = n * (n - 1) / 2
    for first, second in combinations(bodies.direct, 2):  # in order of their keys
        yield TieKey(first, second, Kind.DIRECT), n, pairs
    if not bodies.through:
        return
    members = bodies.members
    n = bodies.size_through
    pairs = n * (n - 1) / 2
    for one, association in bodies.through:
        for other in bodies.direct:
            if other != association:
                first, second = sorted((one, other))
                key = TieKey(first, second, Kind.THROUGH, (association,))
                yield key, n, pairs * members[association]
    met = [
        (one, here, other, there)
        for ((one, here), parts), ((other, there), others) in combinations(
            bodies.through.items(), 2
        )
        if one != other and _met(parts, others)
    ]
    within = {(one, other) for one, here, other, there in met if here == there}
    for one, here, other, there in met:
        if here != there and (one, other) in within:
            continue
        first, second = sorted((one, other))
        if here == there:
            yield TieKey(first, second, Kind.WITHIN, (here,)), members[here], math.inf
        else:
            via = tuple(sorted((here, there)))
            key = TieKey(first, second, Kind.THROUGH, via)
            yield key, n, pairs * members[here] * members[there]


def _association_ties(
    bodies: ProjectBodies, affiliations: Affiliations
) -> Iterator[tuple[TieKey, int, float]]:
    associations = [b for b in bodies.direct if ASSOCIATION in affiliations.types_of(b)]
    others = [b for b in bodies.direct if b not in associations]
    for association in associations:
        for other in others:
            key = TieKey(association, other, Kind.DIRECT)
            yield key, bodies.size, len(associations) * len(others)


def _owner_ties(bodies: ProjectBodies) -> Iterator[tuple[TieKey, int, float]]:
    standing = list(bodies.standing)
    owners = {who: parts for who, parts in standing if _has(parts, owner=True)}
    others = {who: parts for who, parts in standing if _has(parts, owner=False)}
    members = bodies.members

    def party(who: Standing) -> str:
        return who[1][0] if who[1] else who[0]

    ties = len(
        {
            (party(owner), party(other))
            for owner in owners
            for other in others
            if party(owner) != party(other)
        }
    )
    for owner in owners:
        for other in others:
            if owner[0] == other[0] or party(owner) == party(other):
                continue
            if owner[1] and other[1] and not _met(owners[owner], others[other]):
                continue
            via = tuple(sorted({*owner[1], *other[1]}))
            kind = Kind.THROUGH if via else Kind.DIRECT
            shared = math.prod(members[association] for association in via)
            key = TieKey(owner[0], other[0], kind, via)
            yield key, bodies.size_through if via else bodies.size, ties * shared


def _theme_ties(bodies: ProjectBodies) -> Iterator[tuple[TieKey, int, float]]:
    members, themes = bodies.members, len(bodies.project.themes)
    for theme in bodies.project.themes:
        for body in bodies.direct:
            yield TieKey(theme.id, body, Kind.DIRECT), bodies.size, themes * bodies.size
        for body, association in bodies.through:
            key = TieKey(theme.id, body, Kind.THROUGH, (association,))
            yield key, bodies.size_through, themes * bodies.size_through * members[association]


def _met(parts: Iterable[Affiliation], others: Iterable[Affiliation]) -> bool:
    """Whether two bodies were members at the same time, in the project's time."""
    return any(
        spell.start is None or spell.end is None or spell.start <= spell.end
        for spell in (overlap(part.spell, other.spell) for part in parts for other in others)
    )


def _has(parts: Iterable[Affiliation], *, owner: bool) -> bool:
    return any((part.participation.role == OWNER) is owner for part in parts)
