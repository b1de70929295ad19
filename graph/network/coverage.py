"""What a network rests on: how many of the selected projects say who takes part, and how many not.

A project that states no partner may have had ten: its source was silent, or was read in part. So an
edge that is missing is no evidence that nobody worked together, and every network is to be read
beside these counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from graph.catalogue import DIRECT_ROLES, Catalogue
from graph.filters import ProjectFinder
from graph.network.affiliations import ASSOCIATION, OWNER, Affiliations, ProjectBodies
from graph.network.selection import Associations, NetworkQuery, Weight
from graph.network.ties import Kind, ties_of
from graph.network.weights import amount_of
from graph.records import earliest_day
from graph.views import ProjectView

KeyT = TypeVar("KeyT", str, int)
GROUP, UNKNOWN = "group", "unknown"


@dataclass(frozen=True, slots=True)
class Count:
    """Projects of a selection, and what they state; all are numbers of projects but the last three.

    `stating` name at least one other than the owner who takes part, `silent` none: they sum to
    `projects`. `tied` have two nodes of the network or more, and so make an edge. `dated` state a
    start. `statements` are the parts in those projects that are named, in roles of collaboration:
    `unlinked` of them name a body that no table knows, and `groups` describe bodies without naming
    them.
    """

    projects: int
    stating: int
    silent: int
    tied: int
    dated: int
    with_budget: int
    with_grant: int
    statements: int
    unlinked: int
    groups: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts for a whole selection, and by year, region and programme; None is not stated.

    A year is that of the project's start, a region the ESF region that its source states.
    `edges_without_amount` are left out of the network, where the weight is of money, because none
    of their projects states an amount. `associations_unexpanded` counts the parts of
    samordningsförbund that stand as the association itself, where members are asked for and none is
    known for the project's time.
    """

    whole: Count
    by_year: Mapping[int | None, Count]
    by_region: Mapping[str | None, Count]
    by_programme: Mapping[str | None, Count]
    edges_without_amount: int = 0
    associations_unexpanded: int = 0


def coverage(catalogue: Catalogue, finder: ProjectFinder, query: NetworkQuery) -> Coverage:
    """What the projects of a query state; the ego and the least weight do not narrow it.

    Raises `UnknownValue` for a filter's value that does not exist.
    """
    return coverage_of(Affiliations(catalogue, finder, query), query)


def coverage_of(affiliations: Affiliations, query: NetworkQuery) -> Coverage:
    """What the projects of a selection state."""
    bodies_of = {bodies.project.id: bodies for bodies in affiliations.by_project}
    projects = affiliations.projects
    return Coverage(
        whole=_count(projects, bodies_of),
        by_year=_counts(projects, bodies_of, _year),
        by_region=_counts(projects, bodies_of, lambda p: p.region.name if p.region else None),
        by_programme=_counts(
            projects, bodies_of, lambda p: p.programme.name if p.programme else None
        ),
        edges_without_amount=_edges_without_amount(affiliations, query),
        associations_unexpanded=_unexpanded(affiliations, query),
    )


def _year(project: ProjectView) -> int | None:
    return earliest_day(project.start).year if project.start else None


def _counts(
    projects: Iterable[ProjectView],
    bodies_of: Mapping[str, ProjectBodies],
    key_of: Callable[[ProjectView], KeyT | None],
) -> dict[KeyT | None, Count]:
    """Counts by a key, in its order, with what states none last."""
    groups: dict[KeyT | None, list[ProjectView]] = {}
    for project in projects:
        groups.setdefault(key_of(project), []).append(project)
    stated = sorted(key for key in groups if key is not None)
    counts: dict[KeyT | None, Count] = {key: _count(groups[key], bodies_of) for key in stated}
    if None in groups:
        counts[None] = _count(groups[None], bodies_of)
    return counts


def _count(projects: Iterable[ProjectView], bodies_of: Mapping[str, ProjectBodies]) -> Count:
    projects = list(projects)
    parts = [part for p in projects for part in p.participations if part.role in DIRECT_ROLES]
    stating = sum(map(states_partners, projects))
    return Count(
        projects=len(projects),
        stating=stating,
        silent=len(projects) - stating,
        tied=sum(p.id in bodies_of and len(bodies_of[p.id].everybody) > 1 for p in projects),
        dated=sum(p.start is not None for p in projects),
        with_budget=sum(amount_of(p, Weight.BUDGET) is not None for p in projects),
        with_grant=sum(amount_of(p, Weight.GRANT) is not None for p in projects),
        statements=len(parts),
        unlinked=sum(part.organisation.type == UNKNOWN for part in parts),
        groups=sum(part.organisation.type == GROUP for part in parts),
    )


def states_partners(project: ProjectView) -> bool:
    """Whether a project's sources say that anyone but the owner takes part, a group included."""
    return any(part.role in DIRECT_ROLES - {OWNER} for part in project.participations)


def _edges_without_amount(affiliations: Affiliations, query: NetworkQuery) -> int:
    if query.weight not in (Weight.BUDGET, Weight.GRANT):
        return 0
    ties = ties_of(affiliations, query.projection, query.weight)
    return sum(
        tie.unweighed == len(tie.projects)
        for key, tie in ties.items()
        if key.kind is not Kind.WITHIN  # has no part in the money in any case
    )


def _unexpanded(affiliations: Affiliations, query: NetworkQuery) -> int:
    if query.associations is Associations.NODE:
        return 0
    return sum(
        ASSOCIATION in affiliations.types_of(body)
        for bodies in affiliations.by_project
        for body in bodies.direct
    )
