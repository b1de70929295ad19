"""Suggestion of partners for a draft or a project, with what speaks for each.

The score of a body is a sum: each part is a number that `search.partners.features` counts, times a
weight of `search.partners.parameters`. Bodies that took part themselves and those that did so
through a samordningsförbund (coordination association) are ranked apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from graph.catalogue import Catalogue, sort_key
from graph.filters import ProjectFinder
from search.index import Hit
from search.partners.experience import Bodies, Experience
from search.partners.features import PARTS, Features, Numbers, PartnerQuery, features
from search.partners.parameters import PartnerParameters

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
    """What ties a suggested body to one on board.

    ``projects`` are those that both take part in themselves; ``associations`` are the
    samordningsförbund that both are members of, or that one is a member of where the other is it.
    """

    body: str
    projects: tuple[str, ...]
    associations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A body with its score, and the parts that add up to it; parts of 0 are left out.

    ``project_count`` is how many projects it has taken part in, ``known_as`` the bodies that were
    joined with it, ``brings`` how many bodies it has worked with that none on board has.
    """

    body: str
    score: float
    parts: Mapping[str, float]
    shown: tuple[Shown, ...]
    project_count: int
    ties: tuple[Tie, ...]
    brings: int
    known_as: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Bodies that took part themselves, and those that did so through a samordningsförbund.

    ``total`` and ``total_through`` are how many there are in all.
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

    def suggest(self, query: PartnerQuery, limit: int) -> Suggestions:
        """The best `limit` of each kind, best first; equal scores in Swedish order of name."""
        direct, total = self._ranked(self.bodies.direct, query, limit)
        through, total_through = self._ranked(self.bodies.through, query, limit)
        return Suggestions(direct, through, total, total_through)

    def _ranked(
        self, experience: Experience, query: PartnerQuery, limit: int
    ) -> tuple[tuple[Suggestion, ...], int]:
        found = features(self.bodies, experience, query, self.parameters)
        parts = found.values * weights(self.parameters)
        scores = parts.sum(axis=1)
        names = [sort_key(self.catalogue.organisations[body].name) for body in found.bodies]
        order = sorted(
            range(len(found.bodies)), key=lambda i: (-scores[i], names[i], found.bodies[i])
        )
        hits = {hit.project: hit for hit in query.hits}
        best = [
            self._suggestion(experience, query, found, parts[i], i, hits) for i in order[:limit]
        ]
        return tuple(best), len(order)

    def _suggestion(
        self,
        experience: Experience,
        query: PartnerQuery,
        found: Features,
        parts: Numbers,
        number: int,
        hits: Mapping[str, Hit],
    ) -> Suggestion:
        body = found.bodies[number]
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
            brings=round(float(np.expm1(found.values[number, PARTS.index("bridging")]))),
            known_as=tuple(sorted(names - {body})),
        )

    def _ties(self, body: str, query: PartnerQuery) -> tuple[Tie, ...]:
        of = self.bodies.associations_of
        own = self.bodies.direct.projects_of(body) - query.unseen
        mine = of.get(body, frozenset()) | {body}
        ties = []
        for other in sorted(query.on_board):
            shared = own & self.bodies.direct.projects_of(other)
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
