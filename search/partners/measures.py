"""Measures of ranks, and tests of their differences.

Figures are means over hidden partners; intervals and tests are over projects, whose partners are
found or missed together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from search.partners.fitting import SEED
from search.partners.ranks import MISSED, Asked, Ranks

FIRST: Final = 10
"""Places that recall looks at."""
RESAMPLES: Final = 9999


@dataclass(frozen=True, slots=True)
class Measure:
    """Recall among the first ten, and the mean of 1/rank."""

    recall: float
    reciprocal_rank: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Ours against a baseline in recall: the ratio with its 95 % interval, and p, two-sided."""

    baseline: Measure
    ratio: float
    interval: tuple[float, float]
    p: float


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the hidden partners."""

    name: str
    hidden: int
    findable: int
    ours: Measure
    same_county: Measure


def measured(ranks: Ranks) -> Measure:
    """Of (cases, repeats) ranks."""
    return Measure(float((ranks <= FIRST).mean()), float((1 / ranks).mean()))


def compared(projects: Sequence[str], ranks: Ranks, other: Ranks) -> Comparison:
    """Sums over the partners of a project are resampled, and tested with their signs turned."""
    names = sorted(set(projects))
    row = np.array([names.index(project) for project in projects])
    mine = np.bincount(row, weights=(ranks <= FIRST).mean(axis=1))
    theirs = np.bincount(row, weights=(other <= FIRST).mean(axis=1))
    random_state = np.random.default_rng(SEED)
    drawn = random_state.integers(len(names), size=(RESAMPLES, len(names)))
    sums = theirs[drawn].sum(axis=1)
    ratios = mine[drawn].sum(axis=1)[sums > 0] / sums[sums > 0]
    low, high = np.quantile(ratios, [0.025, 0.975]) if len(ratios) else (MISSED, MISSED)
    differences = mine - theirs
    signs = random_state.choice([-1.0, 1.0], size=(RESAMPLES, len(names)))
    reached = np.abs(signs @ differences) >= abs(differences.sum()) - 1e-9
    return Comparison(
        baseline=measured(other),
        ratio=float(mine.sum() / theirs.sum()) if theirs.sum() else MISSED,
        interval=(float(low), float(high)),
        p=float((reached.sum() + 1) / (RESAMPLES + 1)),
    )


def groups(
    asked: Sequence[Asked], ranks: Ranks, county: Ranks, name: Callable[[Asked], str]
) -> tuple[Group, ...]:
    """The cases parted by a name of each, the largest group first."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row, one in enumerate(asked):
        rows[name(one)].append(row)
    return tuple(
        Group(
            name=key,
            hidden=len(own),
            findable=sum(asked[row].answer is not None for row in own),
            ours=measured(ranks[own]),
            same_county=measured(county[own]),
        )
        for key, own in sorted(rows.items(), key=lambda item: (-len(item[1]), item[0]))
    )
