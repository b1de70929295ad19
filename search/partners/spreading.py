"""A list of suggestions in which not all are of one sort: ten municipalities of a county are no
consortium.

Bodies are taken one by one: the best by its score less what it shares with those that were taken
before (maximal marginal relevance, Carbonell & Goldstein 1998). Two bodies are alike, 1, where they
are of one type and have their seat in one county; else as much as the projects of one are those of
the other (Jaccard). What is taken off is the weight times log(1 + the sum of likeness), so that the
first of a sort loses nothing, and the tenth little more than the ninth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from search.partners.experience import Experience
from search.partners.features import Numbers

MOST_SPREAD = 2.0
"""Weight beyond which hardly anything but likeness would count."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the list: the number of a candidate, and what was taken off its score."""

    number: int
    crowding: float


def spread_out(
    experience: Experience,
    bodies: Sequence[str],
    scores: Numbers,
    order: Sequence[int],
    weight: float,
    limit: int,
) -> list[Place]:
    """The first `limit` places of the list.

    ``scores`` are of ``bodies``, and ``order`` their numbers, best first: it decides between equal
    ones, and is the list where the weight is 0.
    """
    if weight <= 0:
        return [Place(number, 0.0) for number in order[:limit]]
    rows = np.array([experience.number[bodies[number]] for number in order], dtype=np.int64)
    best = np.asarray(scores, dtype=np.float64)[list(order)]
    types = np.array([experience.views[row].types[0] for row in rows])
    counties = experience.counties[rows]
    projects = [experience.projects_of(bodies[number]) for number in order]
    crowd, left = np.zeros(len(order)), np.ones(len(order), dtype=np.bool_)
    places: list[Place] = []
    for _ in range(min(limit, len(order))):
        values = np.where(left, best - weight * np.log1p(crowd), -np.inf)
        taken = int(np.argmax(values))
        left[taken] = False
        places.append(Place(order[taken], float(weight * np.log1p(crowd[taken]))))
        alike = np.array([_shared(projects[taken], other) for other in projects])
        same = (types == types[taken]) & (counties == counties[taken]) & (counties != "")
        crowd += np.where(same, 1.0, alike)
    return places


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the projects of either that both have."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0
