"""Where the hidden partner stands among all that may be suggested."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from search.partners.cases import Case
from search.partners.features import Features, Numbers, features
from search.partners.ranking import PartnerFinder

MISSED: Final = float("inf")
Ranks = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answer's place in the features, None where it is no candidate."""

    case: Case
    found: Features
    answer: int | None

    @property
    def values(self) -> Numbers:
        """(candidates, parts) values before weighting."""
        return self.found.values


def asked_about(finder: PartnerFinder, case: Case, kernel: tuple[float, float]) -> Asked:
    """A case with the features of its candidates; the kernel is midpoint and width of likeness."""
    parameters = replace(finder.parameters, midpoint=kernel[0], width=kernel[1])
    found = features(finder.bodies, finder.bodies.direct, case.query, parameters)
    answer = found.bodies.index(case.hidden) if case.hidden in found.bodies else None
    return Asked(case, found, answer)


def same_county(one: Asked) -> Numbers:
    """A baseline: experience in the counties of the project; popularity parts equal ones."""
    return np.asarray(one.found.in_counties + one.found.projects / 1e6, dtype=np.float64)


def rank(scores: Numbers, answer: int | None) -> float:
    """Place of the answer, from 1; in the middle of those that are equal to it."""
    if answer is None:
        return MISSED
    mine = scores[answer]
    return 1 + float((scores > mine).sum()) + (float((scores == mine).sum()) - 1) / 2


def ranks_of(asked: Sequence[Asked], score: Callable[[Asked], Numbers]) -> Ranks:
    """(cases, 1) ranks."""
    return np.array([[rank(score(one), one.answer)] for one in asked], dtype=np.float64)
