"""Chains between two bodies: who would have to introduce whom, and in which projects they met.

Chains of bodies that take part themselves are kept apart from those that need a membership in a
samordningsförbund: who only shares a samordningsförbund may never have met.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import TypeAlias

from graph.catalogue import Catalogue
from graph.filters import ProjectFinder
from graph.network.affiliations import Affiliations
from graph.network.ego import body_named
from graph.network.selection import Associations, NetworkQuery, NetworkQueryInvalid, Projection
from graph.network.ties import Kind
from graph.views import OrganisationReference, ProjectView

MOST_CHAINS = 100
"""The most that are written out."""
MOST_COUNTED = 10_000
"""The most that are counted."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a chain: from whom to whom, and the projects that both take part in.

    `through` are the samordningsförbund that they take part through; none in a direct step.
    """

    source: OrganisationReference
    target: OrganisationReference
    kind: Kind
    projects: tuple[ProjectView, ...]
    through: tuple[OrganisationReference, ...] = ()


@dataclass(frozen=True, slots=True)
class Chains:
    """All shortest chains of a kind, up to a bound.

    `length` is their number of steps, None where there is no chain. `total` is how many there are,
    counted up to `MOST_COUNTED`, of which `chains` shows the first. No body stands twice on one.
    """

    length: int | None
    total: int
    chains: tuple[tuple[Step, ...], ...]


@dataclass(frozen=True, slots=True)
class Paths:
    """Shortest chains from one body to another; `through` ones need a membership at some step."""

    source: OrganisationReference
    target: OrganisationReference
    direct: Chains
    through: Chains


def paths(
    catalogue: Catalogue,
    finder: ProjectFinder,
    query: NetworkQuery,
    source: str,
    target: str,
    limit: int = 10,
    affiliations: Callable[[NetworkQuery], Affiliations] | None = None,
) -> Paths:
    """Shortest chains between two bodies, given by key, IRI or name, in the projects of a query.

    The query's filters, units and renamed count; its projection, weight and ego do not.
    `affiliations` gives those of a query, for a caller that remembers them. Raises
    `NetworkQueryInvalid` where an end is no single body, or both are the same, and `UnknownValue`
    for a filter's value that does not exist.
    """
    if not 1 <= limit <= MOST_CHAINS:
        raise NetworkQueryInvalid(
            "limit", f"limit={limit} is out of range. Give a number from 1 to {MOST_CHAINS}."
        )
    query = replace(query, projection=Projection.ORGANISATION, ego=None)
    made = affiliations or (lambda asked: Affiliations(catalogue, finder, asked))
    as_nodes = made(replace(query, associations=Associations.NODE))
    as_members = made(replace(query, associations=Associations.MEMBERS))
    start = body_named(catalogue, finder, as_nodes, query, source, "from")
    goal = body_named(catalogue, finder, as_nodes, query, target, "to")
    if start == goal:
        raise NetworkQueryInvalid("to", f"from and to are the same organisation, {start!r}.")
    return Paths(
        source=as_nodes.organisation(start).reference,
        target=as_nodes.organisation(goal).reference,
        direct=_Search(as_nodes, need_membership=False).chains(start, goal, limit),
        through=_Search(as_members, need_membership=True).chains(start, goal, limit),
    )


_State: TypeAlias = tuple[str, bool]
"""A body, and whether a step before it needed a membership."""


class _Search:
    """Breadth first search for shortest chains, of which one step may have to be no direct one."""

    def __init__(self, affiliations: Affiliations, *, need_membership: bool) -> None:
        self._affiliations = affiliations
        self._need_membership = need_membership
        self._projects = affiliations.projects_of
        self._beside: dict[str, Mapping[str, Kind]] = {}

    def chains(self, start: str, goal: str, limit: int) -> Chains:
        """All shortest chains, the first of them written out."""
        begin, end = (start, False), (goal, self._need_membership)
        before = self._before(begin, end)
        if end not in before:
            return Chains(None, 0, ())

        def walk(state: _State) -> Iterator[tuple[str, ...]]:
            """Chains to a state."""
            if state == begin:
                yield (state[0],)
                return
            for previous in sorted(before[state]):
                for chain in walk(previous):
                    yield (*chain, state[0])

        once = (chain for chain in walk(end) if len(set(chain)) == len(chain))
        found = list(islice(once, MOST_COUNTED))
        if not found:
            return Chains(None, 0, ())
        shown = tuple(map(self._steps, found[:limit]))
        return Chains(len(shown[0]), len(found), shown)

    def _before(self, begin: _State, end: _State) -> dict[_State, set[_State]]:
        """The states that each is reached from on a shortest way, up to the end's distance."""
        before: dict[_State, set[_State]] = {begin: set()}
        outermost = {begin}
        while outermost and end not in before:
            reached: dict[_State, set[_State]] = defaultdict(set)
            for state in outermost:
                body, needed = state
                if body == end[0]:
                    continue  # a chain ends where it first gets there
                for other, kind in self._neighbours(body).items():
                    after = (other, needed or (self._need_membership and kind is not Kind.DIRECT))
                    if after not in before and other != begin[0]:
                        reached[after].add(state)
            before |= reached
            outermost = set(reached)
        return before

    def _neighbours(self, body: str) -> Mapping[str, Kind]:
        """Bodies that share a project with one, and how; direct where any of the projects is so."""
        if body not in self._beside:
            found: dict[str, Kind] = {}
            for bodies in self._projects.get(body, ()):
                direct = body in bodies.direct
                for other in bodies.everybody - {body}:
                    if direct and other in bodies.direct:
                        found[other] = Kind.DIRECT
                    else:
                        found.setdefault(other, Kind.THROUGH)
            self._beside[body] = found
        return self._beside[body]

    def _steps(self, chain: tuple[str, ...]) -> tuple[Step, ...]:
        return tuple(self._step(source, target) for source, target in pairwise(chain))

    def _step(self, source: str, target: str) -> Step:
        shared = [bodies for bodies in self._projects[source] if target in bodies.everybody]
        direct = [b for b in shared if source in b.direct and target in b.direct]
        through: set[str] = set()
        kinds: set[Kind] = {Kind.DIRECT} if direct else set()
        for bodies in () if direct else shared:
            of_source, of_target = (
                {association for body, association in bodies.through if body == end}
                for end in (source, target)
            )
            common = of_source & of_target
            through |= common or of_source | of_target
            kinds.add(Kind.WITHIN if common else Kind.THROUGH)
        reference = self._affiliations.organisation
        return Step(
            source=reference(source).reference,
            target=reference(target).reference,
            kind=kinds.pop() if len(kinds) == 1 else Kind.THROUGH,
            projects=tuple(bodies.project for bodies in direct or shared),
            through=tuple(reference(association).reference for association in sorted(through)),
        )
