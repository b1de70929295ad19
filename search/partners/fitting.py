"""Weights of the parts of a score, fitted to questions with known answers.

A conditional logit (McFadden 1974): the hidden partner is chosen of all candidates with a
probability proportional to exp(score), so that the fitted score is the sum of the parts as it is
shown. Weights are not below 0 and pulled towards it.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from search.partners.cases import Scenario
from search.partners.features import PARTS, Numbers
from search.partners.parameters import PartnerParameters
from search.partners.ranks import Asked, Ranks, rank

FOLDS: Final = 5
SEED: Final = 1
KERNELS: Final = ((1.0, 0.5), (1.5, 0.35), (2.0, 0.35))
"""How alike a project must be to count: midpoint and width."""
PENALTY: Final = 0.02
"""Of the square of each weight, against the mean log likelihood."""

Table = Mapping[Scenario, Mapping[tuple[float, float], list[Asked]]]


@dataclass(frozen=True, slots=True)
class Fit:
    """How alike a project must be to count (midpoint, width), and a weight of each part."""

    kernel: tuple[float, float]
    weights: Numbers


def held_out(
    table: Table,
    fitted_on: Sequence[Scenario],
    kernels: Sequence[tuple[float, float]],
    parts: Sequence[int],
    repeats: int,
    step: Callable[[], None],
    only: Scenario | None = None,
) -> tuple[dict[Scenario, Ranks], list[str]]:
    """(cases, repeats) ranks by scenario, each by weights that its project took no part in."""
    measured = [only] if only else list(table)
    some = next(iter(table[measured[0]].values()))
    projects = sorted({one.case.project for one in some})
    ranks = {s: np.empty((len(some), repeats)) for s in measured}
    for repeat in range(repeats):
        order = list(projects)
        random.Random(SEED + repeat).shuffle(order)  # noqa: S311
        for fold in range(FOLDS):
            test = frozenset(order[fold::FOLDS])
            fit = fit_to(table, fitted_on, kernels, parts, frozenset(projects) - test)
            for scenario in measured:
                for row, one in enumerate(table[scenario][fit.kernel]):
                    if one.case.project in test:
                        ranks[scenario][row, repeat] = rank(one.values @ fit.weights, one.answer)
            step()
    return ranks, projects


def fit_to(
    table: Table,
    fitted_on: Sequence[Scenario],
    kernels: Sequence[tuple[float, float]],
    parts: Sequence[int],
    projects: frozenset[str],
) -> Fit:
    """The likeliest weights (0 for parts left out) and kernel on some projects."""
    best: tuple[float, Fit] | None = None
    for kernel in kernels:
        asked = [
            one
            for scenario in fitted_on
            for one in table[scenario][kernel]
            if one.answer is not None and one.case.project in projects
        ]
        loss, found = _likeliest(asked, list(parts))
        if best is None or loss < best[0]:
            whole = np.zeros(len(PARTS))
            whole[list(parts)] = found
            best = loss, Fit(kernel, whole)
    if best is None:
        raise ValueError("no kernels")
    return best[1]


def _likeliest(asked: Sequence[Asked], parts: list[int]) -> tuple[float, Numbers]:
    """The penalised loss and the weights of these parts that make the answers likeliest."""
    from scipy.optimize import minimize

    if not asked:
        return 0.0, np.ones(len(parts))
    sizes = Counter(one.case.project for one in asked)
    # Between counting projects and counting partners: one project has seventeen.
    importance = np.array([sizes[one.case.project] ** -0.5 for one in asked])
    importance /= importance.sum()
    values = np.concatenate([one.values[:, parts] for one in asked])
    lengths = np.array([len(one.values) for one in asked])
    begins = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    answers = begins + np.array([one.answer for one in asked])
    of = np.repeat(np.arange(len(asked)), lengths)

    def loss(weight: Numbers) -> tuple[float, Numbers]:
        scores = values @ weight
        scores -= np.maximum.reduceat(scores, begins)[of]
        chances = np.exp(scores)
        totals = np.add.reduceat(chances, begins)
        chances *= (importance / totals)[of]
        value = -float(importance @ (scores[answers] - np.log(totals)))
        slope = chances @ values - importance @ values[answers]
        penalty = PENALTY / 2 * float(weight @ weight)
        return value + penalty, slope + PENALTY * weight

    found = minimize(
        loss,
        np.full(len(parts), 0.5),
        jac=True,
        method="L-BFGS-B",
        bounds=[(0, None)] * len(parts),
    )
    return float(found.fun), np.asarray(found.x, dtype=np.float64)


def parameters_of(fit: Fit) -> PartnerParameters:
    """A fit as it is shipped, rounded; what is not fitted is as it was."""
    stated = {name: round(float(v), 2) for name, v in zip(PARTS, fit.weights, strict=True)}
    return PartnerParameters(midpoint=fit.kernel[0], width=fit.kernel[1], **stated)
