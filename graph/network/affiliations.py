"""Who takes part in which project, after every condition of a query: the two-mode network's ties.

Filters choose projects. Of each project those take part whose role and type are asked for; a body
that only pays (the funder), evaluates or supplies, and a group that names no body, does so only
where its role, or its type, is asked for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from graph.catalogue import DIRECT_ROLES, Catalogue
from graph.filters import ProjectFinder, concepts_named
from graph.network.model import Spell
from graph.network.selection import (
    Associations,
    Confidence,
    NetworkQuery,
    Projection,
    Renamed,
    Units,
)
from graph.periods import span
from graph.records import earliest_day, latest_day
from graph.views import (
    AssociationMembership,
    OrganisationView,
    ParticipationView,
    ProjectView,
)

ASSOCIATION = "coordination_association"
MUNICIPALITY = "municipality"
OWNER = "owner"
TYPES_OF_NODES: Mapping[Projection, frozenset[str]] = {
    Projection.MUNICIPALITY: frozenset({MUNICIPALITY}),
    Projection.ASSOCIATION_MUNICIPALITY: frozenset({ASSOCIATION, MUNICIPALITY}),
}
"""What a body must be for a projection; every body will do for the others."""
_SURENESS = tuple(Confidence)


@dataclass(frozen=True, slots=True)
class Affiliation:
    """That a body takes part in a project: its key, and the participation that says so.

    `through` is None where the body does so itself. Else it is the key of the samordningsförbund
    that does, and `membership` how the body is a member of it. `spell` is the project's period, and
    of that only what lies in the membership.
    """

    body: str
    participation: ParticipationView
    spell: Spell
    through: str | None = None
    membership: AssociationMembership | None = None


@dataclass(frozen=True, slots=True)
class ProjectBodies:
    """A project and who takes part in it: itself, and through a samordningsförbund.

    `direct` and `through` hold affiliations by body, and by body and samordningsförbund. A body
    that takes part itself does not do so through a samordningsförbund too. `associations` are the
    samordningsförbund that stand as their members; those of them `counted` fit the query as a node.
    """

    project: ProjectView
    spell: Spell
    direct: Mapping[str, tuple[Affiliation, ...]]
    through: Mapping[tuple[str, str], tuple[Affiliation, ...]]
    associations: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()

    @property
    def size(self) -> int:
        """Number of bodies, with the samordningsförbund that would be nodes as nodes."""
        return len(self.direct.keys() | self.counted)

    @property
    def size_through(self) -> int:
        """Number of bodies and of samordningsförbund that stand as their members."""
        return len(self.direct.keys() | self.associations)

    @property
    def everybody(self) -> frozenset[str]:
        """Every body that takes part, itself or through a samordningsförbund."""
        return frozenset(self.direct).union(body for body, _ in self.through)

    @property
    def members(self) -> Mapping[str, int]:
        """How many bodies take part through each samordningsförbund."""
        return Counter(association for _, association in self.through)

    @property
    def standing(self) -> Iterator[tuple[tuple[str, tuple[str, ...]], tuple[Affiliation, ...]]]:
        """Each body with what it takes part through (nothing, or one), and its affiliations."""
        for body, parts in self.direct.items():
            yield (body, ()), parts
        for (body, association), parts in self.through.items():
            yield (body, (association,)), parts


def spell_of(project: ProjectView) -> Spell:
    """The period of a project in days; None where the source states no start or no end."""
    return Spell(
        earliest_day(project.start) if project.start else None,
        latest_day(project.end) if project.end else None,
    )


class Affiliations:
    """The projects that a query selects, and who takes part in each; silent projects too."""

    def __init__(self, catalogue: Catalogue, finder: ProjectFinder, query: NetworkQuery) -> None:
        """Raises `UnknownValue` for a value of a filter that does not exist."""
        self._catalogue = catalogue
        self._query = query
        filters = query.filters
        self.projects: tuple[ProjectView, ...] = tuple(finder.find(filters))
        self._roles = concepts_named("role", filters.role, catalogue.roles)
        self._types = concepts_named(
            "organisation_type", filters.organisation_type, catalogue.organisation_types
        )
        self._modes = TYPES_OF_NODES.get(query.projection, frozenset())
        self._node_of: dict[str, str] = {}
        self._members: dict[str, tuple[AssociationMembership, ...]] = {}

    @cached_property
    def by_project(self) -> tuple[ProjectBodies, ...]:
        """The selected projects in which somebody who is asked for takes part."""
        found = (self._bodies_of(project) for project in self.projects)
        return tuple(bodies for bodies in found if bodies.direct or bodies.through)

    @cached_property
    def projects_of(self) -> Mapping[str, tuple[ProjectBodies, ...]]:
        """The projects of each body, itself or through a samordningsförbund."""
        found: dict[str, list[ProjectBodies]] = defaultdict(list)
        for bodies in self.by_project:
            for body in bodies.everybody:
                found[body].append(bodies)
        return {body: tuple(projects) for body, projects in found.items()}

    def node_of(self, body: str) -> str:
        """The body that stands for one: its successor, where renamed bodies are joined.

        A body with several successors stands for itself: nothing says which of them it became.
        """
        if self._query.renamed is Renamed.APART:
            return body
        if body not in self._node_of:
            at, seen = body, {body}
            while len(changes := self._catalogue.organisations[at].renamed_to) == 1:
                following = changes[0].organisation.id
                if following in seen:  # a circle, which only a mistaken table makes
                    at = body
                    break
                seen.add(following)
                at = following
            self._node_of[body] = at
        return self._node_of[body]

    def organisation(self, body: str) -> OrganisationView:
        """A body by its key."""
        return self._catalogue.organisations[body]

    def types_of(self, body: str) -> tuple[str, ...]:
        """Types of a body; of a unit, those of what it belongs to."""
        view = self.organisation(body)
        return self.organisation(view.parent.id).types if view.parent else view.types

    def _bodies_of(self, project: ProjectView) -> ProjectBodies:
        direct: dict[str, list[Affiliation]] = defaultdict(list)
        through: dict[tuple[str, str], list[Affiliation]] = defaultdict(list)
        associations: set[str] = set()
        spell = spell_of(project)
        for part in project.participations:
            if not self._takes_part(part):
                continue
            members = self._members_of(part.organisation.id, project)
            if members:
                association = self.node_of(part.organisation.id)
                associations.add(association)
                for membership in members:
                    body = self.node_of(membership.organisation.id)
                    if self.fits(body):
                        through[body, association].append(
                            Affiliation(
                                body, part, _during(spell, membership), association, membership
                            )
                        )
            elif self.fits(part.organisation.id):
                if part.unit is not None and self._query.units is Units.UNIT:
                    body = part.unit.id
                else:
                    body = self.node_of(part.organisation.id)
                direct[body].append(Affiliation(body, part, spell))
        themselves = {
            self.node_of(item.participation.organisation.id)
            for items in direct.values()
            for item in items
        }
        return ProjectBodies(
            project,
            spell,
            {body: tuple(direct[body]) for body in sorted(direct)},
            {key: tuple(through[key]) for key in sorted(through) if key[0] not in themselves},
            frozenset(associations),
            frozenset(filter(self.fits, associations)),
        )

    def _takes_part(self, part: ParticipationView) -> bool:
        if self._query.projection is Projection.OWNER_PARTNER and part.role == OWNER:
            pass  # where the edges begin, whatever role is asked for at their other end
        elif self._roles:
            if part.role not in self._roles:
                return False
        elif part.role not in DIRECT_ROLES:
            return False
        return part.organisation.type != "group" or "group" in self._types

    def fits(self, body: str) -> bool:
        """Whether a body is of a type that the query asks for and the projection has."""
        types = self.types_of(body)
        return all(
            not wanted or not wanted.isdisjoint(types) for wanted in (self._types, self._modes)
        )

    def _members_of(self, body: str, project: ProjectView) -> tuple[AssociationMembership, ...]:
        """Who stands for a samordningsförbund in a project; nobody where it stands for itself."""
        if self._query.associations is Associations.NODE:
            return ()
        if ASSOCIATION not in self.organisation(body).types:
            return ()
        for association in self._line_of(body):
            if association not in self._members:
                least = _SURENESS.index(self._query.confidence)
                self._members[association] = tuple(
                    membership
                    for membership in self.organisation(association).members
                    if _SURENESS.index(Confidence(membership.confidence)) <= least
                )
            found = tuple(m for m in self._members[association] if _touches(m, project))
            if found:
                return found
        return ()

    def _line_of(self, association: str) -> Iterator[str]:
        """A samordningsförbund, then where renamed bodies are joined those before it.

        A source of today may call one by its name of today in a project of the time before.
        """
        yield association
        if self._query.renamed is Renamed.JOINED:
            before = [
                change.organisation.id for change in self.organisation(association).renamed_from
            ]
            if len(before) == 1:  # of several that merged, nothing says which one took part
                yield from self._line_of(before[0])


def overlap(one: Spell, other: Spell) -> Spell:
    """The days that lie in two spells; None, which is not known, bounds nothing."""
    starts = [spell.start for spell in (one, other) if spell.start]
    ends = [spell.end for spell in (one, other) if spell.end]
    return Spell(max(starts, default=None), min(ends, default=None))


def _during(spell: Spell, membership: AssociationMembership) -> Spell:
    """The part of a project's period in which a body is a member; all of it where none is known."""
    if spell == Spell(None, None):
        return spell
    return overlap(
        spell,
        Spell(
            earliest_day(membership.start) if membership.start else None,
            latest_day(membership.end) if membership.end else None,
        ),
    )


def _touches(membership: AssociationMembership, project: ProjectView) -> bool:
    """Whether a membership touches a project's period; where dates are not known it may.

    Both are counted in whole days: "until 2012" goes to the last of December.
    """
    bounds = span(project)
    if bounds is None:
        return True
    starts = earliest_day(membership.start) if membership.start else date.min
    ends = latest_day(membership.end) if membership.end else date.max
    return starts <= bounds[1] and bounds[0] <= ends
