"""How well two readings of the same projects agree: Cohen's kappa over pairs of project and theme.

Nearly all pairs are no to both readers, so that the share of agreement says nothing; kappa (Cohen
1960) is what is left of it beyond chance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from search.errors import EvaluationError
from search.themes.gold import GoldThemes

RESAMPLES: Final = 2000
SEED: Final = 1

Given = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of projects read twice: themes given first and again, and those that both gave.

    ``kappa`` is of all themes, with its 95 % interval (bootstrap over projects), ``kappa_primary``
    of primary ones.
    """

    projects: int
    first: int
    again: int
    both: int
    kappa: float
    interval: tuple[float, float]
    kappa_primary: float


def agreement(
    gold: Mapping[str, GoldThemes], again: Mapping[str, GoldThemes], themes: Sequence[str]
) -> Agreement:
    """Of the projects of the second reading; raises ``EvaluationError`` for one not in the gold."""
    if unknown := sorted(again.keys() - gold.keys()):
        raise EvaluationError(f"{unknown[0]} was read again, but is not in the gold set.")
    keys = sorted(again)
    one = np.array([[theme in gold[key].right for theme in themes] for key in keys])
    other = np.array([[theme in again[key].right for theme in themes] for key in keys])
    drawn = np.random.default_rng(SEED).integers(len(keys), size=(RESAMPLES, len(keys)))
    low, high = np.quantile([kappa(one[rows], other[rows]) for rows in drawn], [0.025, 0.975])
    return Agreement(
        projects=len(keys),
        first=int(one.sum()),
        again=int(other.sum()),
        both=int((one & other).sum()),
        kappa=kappa(one, other),
        interval=(float(low), float(high)),
        kappa_primary=kappa(
            np.array([[theme in gold[key].primary for theme in themes] for key in keys]),
            np.array([[theme in again[key].primary for theme in themes] for key in keys]),
        ),
    )


def kappa(one: Given, other: Given) -> float:
    """Cohen's kappa; 1 where both gave the same to all.

    >>> kappa(np.array([True, True, False, False]), np.array([True, False, False, False]))
    0.5
    """
    by_chance = float(one.mean() * other.mean() + (1 - one.mean()) * (1 - other.mean()))
    agreed = float((one == other).mean())
    return (agreed - by_chance) / (1 - by_chance) if by_chance < 1 else 1.0
