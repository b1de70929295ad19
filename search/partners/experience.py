"""Who has taken part in which project: the experience that partners are suggested by.

Bodies are those of the network (`graph.network.affiliations`): renamed and merged bodies are joined
with their successor, units with what they belong to; the funder, evaluators, suppliers and groups
that name no body take no part. What a body did itself and what it did through a samordningsförbund
(coordination association) are two `Experience` objects, and never added up.

Bodies of the gazetteer are there too, so that those without a project yet can be suggested; a body
that only projects name is there by its projects alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.catalogue import Catalogue
from graph.filters import ProjectFinder
from graph.network.affiliations import Affiliation, Affiliations
from graph.network.selection import Associations, NetworkQuery
from graph.periods import span
from graph.views import ProjectView

Indices = NDArray[np.int64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]

OWNER: Final = "owner"
MUNICIPALITY: Final = "municipality"
CLOSED: Final = "closed"
NAMED_BY_PROJECTS: Final = frozenset({"unknown", "group", "unit"})
"""Types that no body of the gazetteer has."""
# The middle of each programme period: when a project without dates was, roughly.
MIDDLE_YEAR: Final[Mapping[str, int]] = {
    "ESF 2007-2013": 2011,
    "ESF 2014-2020": 2018,
    "ESF+ 2021-2027": 2024,
}


class Bodies:
    """The bodies of a catalogue as the network joins them, and the samordningsförbund ties."""

    def __init__(self, catalogue: Catalogue, finder: ProjectFinder) -> None:
        self.catalogue = catalogue
        themselves = Affiliations(catalogue, finder, NetworkQuery())
        members = Affiliations(catalogue, finder, NetworkQuery(associations=Associations.MEMBERS))
        self._node_of = themselves.node_of
        self.associations_of: Mapping[str, frozenset[str]] = self._memberships()
        self.direct = Experience(
            catalogue,
            ((bodies.project.id, bodies.direct.values()) for bodies in themselves.by_project),
            self._gazetteer(),
        )
        self.through = Experience(
            catalogue,
            ((bodies.project.id, bodies.through.values()) for bodies in members.by_project),
        )
        self.municipal: Mapping[str, str] = {
            view.municipality.code: view.id
            for view in self.direct.views
            if view.municipality and MUNICIPALITY in view.types
        }
        """The municipality as a body, by the code of its place."""

    def joined(self, organisation: str) -> str:
        """The body that stands for an organisation: its successor, or what a unit belongs to."""
        view = self.catalogue.organisations[organisation]
        return self._node_of(view.parent.id if view.parent else organisation)

    def of_project(self, project: str) -> Mapping[str, frozenset[str]]:
        """Who takes part in a project itself, with the roles of each."""
        roles: dict[str, set[str]] = defaultdict(set)
        for part in self.direct.in_project.get(project, ()):
            roles[part.body].add(part.participation.role)
        return {body: frozenset(found) for body, found in roles.items()}

    def year_of(self, project: ProjectView) -> int | None:
        """The year that a project began, or roughly was; None where nothing says when."""
        if project.start:
            return int(project.start[:4])
        bounds = span(project)
        if bounds:
            return bounds[1].year
        return MIDDLE_YEAR.get(project.programme.name) if project.programme else None

    def company(self, on_board: Iterable[str], municipalities: Iterable[str]) -> frozenset[str]:
        """Those on board, and the municipalities of these places as bodies."""
        places = (self.municipal[code] for code in municipalities if code in self.municipal)
        return frozenset(on_board).union(places)

    def _gazetteer(self) -> Iterator[str]:
        """Bodies that reference tables know, those that closed or became another left out."""
        for key, view in self.catalogue.organisations.items():
            closed = view.members and all(each.status == CLOSED for each in view.members)
            if NAMED_BY_PROJECTS.isdisjoint(view.types) and not (closed or view.renamed_to):
                yield key

    def _memberships(self) -> dict[str, frozenset[str]]:
        """The samordningsförbund that each body is a member of, those that closed left out."""
        found: dict[str, set[str]] = defaultdict(set)
        for view in self.catalogue.organisations.values():
            for membership in view.members:
                if membership.status != CLOSED:
                    found[self.joined(membership.organisation.id)].add(self.joined(view.id))
        return {body: frozenset(associations) for body, associations in found.items()}


class Experience:
    """Participations by body and by project, and as arrays with a row per body and project.

    Bodies of ``also`` that take part in nothing follow those that do. ``known`` tells which bodies
    are among ``also``; ``counties``, ``regions`` and ``municipalities`` are codes of their seats,
    "" for none.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        projects: Iterable[tuple[str, Iterable[Iterable[Affiliation]]]],
        also: Iterable[str] = (),
    ) -> None:
        reference = frozenset(also)
        by_pair: dict[tuple[str, str], list[Affiliation]] = defaultdict(list)
        in_project: dict[str, list[Affiliation]] = defaultdict(list)
        for project, by_body in projects:
            for affiliation in chain.from_iterable(by_body):
                by_pair[affiliation.body, project].append(affiliation)
                in_project[project].append(affiliation)
        self.parts: Mapping[tuple[str, str], tuple[Affiliation, ...]] = {
            pair: tuple(found) for pair, found in sorted(by_pair.items())
        }
        self.in_project: Mapping[str, tuple[Affiliation, ...]] = {
            project: tuple(found) for project, found in in_project.items()
        }
        taking_part = dict.fromkeys(body for body, _ in self.parts)
        projects_of: dict[str, set[str]] = defaultdict(set)
        for body, project in self.parts:
            projects_of[body].add(project)
        self._projects_of = {body: frozenset(found) for body, found in projects_of.items()}
        self.bodies = (*taking_part, *sorted(reference - taking_part.keys()))
        self.number = {body: number for number, body in enumerate(self.bodies)}
        self.projects = tuple(catalogue.projects)
        self.place = {project: place for place, project in enumerate(self.projects)}
        self.views = tuple(catalogue.organisations[body] for body in self.bodies)
        self.known: Flags = np.array([body in reference for body in self.bodies], dtype=np.bool_)
        self.counties = np.array([view.county.code if view.county else "" for view in self.views])
        self.regions = np.array(
            [(view.county.within or "") if view.county else "" for view in self.views]
        )
        self.municipalities = np.array(
            [view.municipality.code if view.municipality else "" for view in self.views]
        )
        self.body_rows: Indices = np.array(
            [self.number[body] for body, _ in self.parts], dtype=np.int64
        )
        self.project_rows: Indices = np.array(
            [self.place[project] for _, project in self.parts], dtype=np.int64
        )
        self.partner_rows: Flags = np.array(
            [
                any(part.participation.role != OWNER for part in found)
                for found in self.parts.values()
            ],
            dtype=np.bool_,
        )

    def __len__(self) -> int:
        """The number of bodies."""
        return len(self.bodies)

    def summed(self, rows: Numbers) -> Numbers:
        """(bodies,) sums of a value per row."""
        found = np.bincount(self.body_rows, weights=rows, minlength=len(self))
        return np.asarray(found, dtype=np.float64)

    def projects_of(self, body: str) -> frozenset[str]:
        """The projects that a body takes part in."""
        return self._projects_of.get(body, frozenset())
