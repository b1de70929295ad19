"""Suggestion of partners for a draft or a project, with what speaks for each.

The score of a body is a sum: each part is a number that `search.partners.features` counts, times a
weight of `search.partners.parameters`. What bodies did themselves and what they did through a
samordningsförbund (coordination association) are ranked apart. Bodies of the gazetteer that have no
project yet are ranked with the former, by their type, their seat and their ties.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.catalogue import Catalogue, sort_key
from graph.filters import ProjectFinder
from search.index import Hit
from search.partners.draft import DraftReader
from search.partners.experience import Bodies, Experience
from search.partners.features import PARTS, Features, Numbers, PartnerQuery, features
from search.partners.parameters import PartnerParameters
from search.partners.spreading import Place, spread_out

SHOWN: Final = 5
"""Projects that show the experience of a body."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A project that shows experience. ``counted``, 0 to 1, is how much it counts as alike.

    ``hit`` has its likeness and the passage nearest the draft; ``through`` the samordningsförbund
    that takes part, of a body that does not do so itself.
    """

    project: str
    roles: tuple[str, ...]
    counted: float
    hit: Hit
    through: str | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """What ties a suggested body to one on board, or to a municipality asked for.

    ``projects`` are those that both take part in themselves, where the other is on board;
    ``associations`` are the samordningsförbund that both are members of, or that one is a member
    of where the other is it.
    """

    body: str
    projects: tuple[str, ...]
    associations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A body with its score, and the parts that add up to it; parts of 0 are left out.

    ``project_count`` is how many projects it has taken part in, ``known_as`` the bodies that were
    joined with it, ``brings`` how many bodies it has worked with that none on board has.
    ``crowding`` is what its place in the list lost by being like those above it.
    """

    body: str
    score: float
    parts: Mapping[str, float]
    shown: tuple[Shown, ...]
    project_count: int
    ties: tuple[Tie, ...]
    brings: int
    known_as: tuple[str, ...]
    crowding: float = 0.0


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Bodies by their own projects, and those with projects through a samordningsförbund.

    ``total`` and ``total_through`` are how many there are in all. A body that nothing speaks for is
    not among them.
    """

    direct: tuple[Suggestion, ...]
    through: tuple[Suggestion, ...]
    total: int
    total_through: int


class PartnerFinder:
    """Suggests partners over one catalogue; immutable, so threads may share it."""

    def __init__(
        self,
        catalogue: Catalogue,
        finder: ProjectFinder,
        parameters: PartnerParameters | None = None,
    ) -> None:
        self.catalogue = catalogue
        self.bodies = Bodies(catalogue, finder)
        self.parameters = parameters or PartnerParameters()
        self.reader = DraftReader(catalogue)

    def suggest(self, query: PartnerQuery, limit: int, spread: float | None = None) -> Suggestions:
        """The best `limit` of each kind, best first; equal scores in Swedish order of name.

        ``spread`` is how much what is like those above it gives way; None is what the parameters
        say, 0 the order of the scores.
        """
        weight = self.parameters.spread if spread is None else spread
        direct, total = self._ranked(self.bodies.direct, query, limit, weight)
        through, total_through = self._ranked(self.bodies.through, query, limit, weight)
        return Suggestions(direct, through, total, total_through)

    def _ranked(
        self, experience: Experience, query: PartnerQuery, limit: int, spread: float
    ) -> tuple[tuple[Suggestion, ...], int]:
        found = features(self.bodies, experience, query, self.parameters)
        parts = found.values * weights(self.parameters)
        scores = parts.sum(axis=1)
        names = [sort_key(self.catalogue.organisations[body].name) for body in found.bodies]
        order = sorted(
            np.flatnonzero((scores > 0) | (found.projects > 0)).tolist(),
            key=lambda i: (-scores[i], names[i], found.bodies[i]),
        )
        places = spread_out(experience, found.bodies, scores, order, spread, limit)
        hits = {hit.project: hit for hit in query.hits}
        met = self._met(query)
        best = [
            self._suggestion(experience, query, found, parts[place.number], place, hits, met)
            for place in places
        ]
        return tuple(best), len(order)

    def _met(self, query: PartnerQuery) -> frozenset[str]:
        """Bodies that somebody on board has shared a project with, or is."""
        direct = self.bodies.direct
        projects = {key for body in query.on_board for key in direct.projects_of(body)}
        return frozenset(
            part.body for key in projects - query.unseen for part in direct.in_project.get(key, ())
        )

    def _suggestion(
        self,
        experience: Experience,
        query: PartnerQuery,
        found: Features,
        parts: Numbers,
        place: Place,
        hits: Mapping[str, Hit],
        met: frozenset[str],
    ) -> Suggestion:
        body = found.bodies[place.number]
        taken = {
            project: affiliations
            for project in experience.projects_of(body) - query.unseen
            if (affiliations := experience.parts[body, project])
            and (
                not query.roles
                or any(part.participation.role in query.roles for part in affiliations)
            )
        }
        shown = [
            Shown(
                project,
                tuple(dict.fromkeys(part.participation.role for part in affiliations)),
                float(found.counted[experience.place[project]]),
                hits[project],
                affiliations[0].through,
            )
            for project, affiliations in taken.items()
            if project in hits
        ]
        shown.sort(key=lambda one: (-one.counted, -one.hit.score, one.project))
        names = {
            part.participation.organisation.id
            for affiliations in taken.values()
            for part in affiliations
            if part.through is None
        }
        return Suggestion(
            body=body,
            score=float(parts.sum()),
            parts={name: float(v) for name, v in zip(PARTS, parts, strict=True) if v},
            shown=tuple(shown[:SHOWN]),
            project_count=len(taken),
            ties=self._ties(body, query),
            brings=len(self._partners_in(taken) - met - {body}) if query.on_board else 0,
            known_as=tuple(sorted(names - {body})),
            crowding=place.crowding,
        )

    def _partners_in(self, projects: Iterable[str]) -> frozenset[str]:
        """The bodies that take part in some projects themselves."""
        in_project = self.bodies.direct.in_project
        return frozenset(part.body for key in projects for part in in_project.get(key, ()))

    def _ties(self, body: str, query: PartnerQuery) -> tuple[Tie, ...]:
        of = self.bodies.associations_of
        own = self.bodies.direct.projects_of(body) - query.unseen
        mine = of.get(body, frozenset()) | {body}
        ties = []
        company = self.bodies.company(query.on_board, query.municipalities)
        for other in sorted(company - {body}):
            shared = own & self.bodies.direct.projects_of(other)
            if other not in query.on_board:
                shared = frozenset()
            both = mine & (of.get(other, frozenset()) | {other})
            if shared or both:
                ties.append(Tie(other, tuple(self._by_name(shared)), tuple(sorted(both))))
        ties.sort(key=lambda tie: (-len(tie.projects), -len(tie.associations), tie.body))
        return tuple(ties)

    def _by_name(self, projects: Iterable[str]) -> list[str]:
        found = self.catalogue.projects
        return sorted(projects, key=lambda key: (sort_key(found[key].name), key))


def weights(parameters: PartnerParameters) -> Numbers:
    """(parts,) weights, in the order of ``PARTS``."""
    return np.array([getattr(parameters, name) for name in PARTS], dtype=np.float64)
