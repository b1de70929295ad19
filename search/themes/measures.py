"""Measures of predicted themes against the right ones, and tests of their differences.

Figures are means over the repeats. Differences are tested by approximate randomisation over
projects (Yeh 2000): in each resample the counts of a project change sides by a toss, and micro F1
or precision@3 is taken anew.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from search.themes.ways import BASELINE, SEED, Run, Scores, Truth

RESAMPLES: Final = 9999
BINS: Final = 10
FIRST: Final = 3
"""Places that precision@3 looks at."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions of like probability: how many, the mean probability, and the share right."""

    count: int
    predicted: float
    observed: float


@dataclass(frozen=True, slots=True)
class ThemeResult:
    """The measures of one way to predict.

    ``p_precision`` and ``p_f1`` are two-sided, against the baseline. ``brier``, ``calibration``
    (expected calibration error) and ``reliability`` are None where no probability is given.
    """

    name: str
    precision_at_3: float
    micro_f1: float
    micro_precision: float
    micro_recall: float
    macro_f1: float
    primary_recall: float
    p_precision: float | None
    p_f1: float | None
    brier: float | None
    calibration: float | None
    threshold: float | None
    reliability: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class _Counts:
    """By project, means over the repeats: right among three, and hits, given and right."""

    first: Scores
    hits: Scores
    given: Scores
    right: Scores


def results_of(runs: Mapping[str, Run], right: Truth, primary: Truth) -> list[ThemeResult]:
    counted = {name: _counts(run, right) for name, run in runs.items()}
    return [
        _result(name, run, right, primary, counted[name], counted[BASELINE])
        for name, run in runs.items()
    ]


def _counts(run: Run, right: Truth) -> _Counts:
    first, hits, given = [], [], []
    for scores, thresholds in zip(run.scores, run.thresholds, strict=True):
        # What has no score at all is no prediction; equal scores go by the order of slugs.
        order = np.argsort(-scores, axis=1, kind="stable")[:, :FIRST]
        taken = np.zeros(right.shape, dtype=bool)
        np.put_along_axis(taken, order, True, axis=1)
        first.append((taken & right & (scores > 0)).sum(axis=1) / FIRST)
        chosen = scores >= thresholds[:, None]
        hits.append((chosen & right).sum(axis=1))
        given.append(chosen.sum(axis=1))
    return _Counts(
        np.mean(first, axis=0),
        np.mean(hits, axis=0),
        np.mean(given, axis=0),
        right.sum(axis=1).astype(np.float64),
    )


def _result(
    name: str, run: Run, right: Truth, primary: Truth, own: _Counts, base: _Counts
) -> ThemeResult:
    chosen = [s >= t[:, None] for s, t in zip(run.scores, run.thresholds, strict=True)]
    probabilities = run.scores.ravel()
    truth = np.tile(right.ravel(), len(run.scores)).astype(np.float64)
    bins = _reliability(probabilities, truth) if run.calibrated else ()
    same = name == BASELINE
    return ThemeResult(
        name=name,
        precision_at_3=float(own.first.mean()),
        micro_f1=_f1(own.hits, own.given, own.right),
        micro_precision=float(own.hits.sum() / max(own.given.sum(), 1)),
        micro_recall=float(own.hits.sum() / max(own.right.sum(), 1)),
        macro_f1=float(np.mean([_macro(each, right) for each in chosen])),
        primary_recall=float(np.mean([(e & primary).sum() / primary.sum() for e in chosen])),
        p_precision=None if same else _p(_mean_difference, own, base),
        p_f1=None if same else _p(_f1_difference, own, base),
        brier=float(np.mean((probabilities - truth) ** 2)) if run.calibrated else None,
        calibration=_calibration_error(bins) if run.calibrated else None,
        threshold=float(np.median(run.thresholds)) if run.calibrated else None,
        reliability=bins,
    )


def _macro(given: Truth, right: Truth) -> float:
    """The mean F1 of the themes that some gold project has."""
    there = right.any(axis=0)
    hits = (given & right).sum(axis=0)[there]
    return float(np.mean(2 * hits / (given.sum(axis=0) + right.sum(axis=0))[there]))


def _f1(hits: Scores, given: Scores, right: Scores) -> float:
    return float(2 * hits.sum() / max(given.sum() + right.sum(), 1))


def _mean_difference(own: _Counts, base: _Counts, swap: Truth) -> Scores:
    signs = np.where(swap, -1.0, 1.0)
    return np.asarray((signs * (own.first - base.first)).mean(axis=-1))


def _f1_difference(own: _Counts, base: _Counts, swap: Truth) -> Scores:
    def f1(one: _Counts, other: _Counts) -> Scores:
        hits = np.where(swap, other.hits, one.hits).sum(axis=-1)
        given = np.where(swap, other.given, one.given).sum(axis=-1)
        return np.asarray(2 * hits / (given + one.right.sum()))

    return f1(own, base) - f1(base, own)


def _p(
    difference: Callable[[_Counts, _Counts, Truth], Scores], own: _Counts, base: _Counts
) -> float:
    """How often a toss for each project gives a difference as large, two-sided."""
    count = len(own.first)
    swaps = np.random.default_rng(SEED).random((RESAMPLES, count)) < 0.5
    observed = abs(float(difference(own, base, np.zeros((1, count), dtype=bool))[0]))
    larger = int((np.abs(difference(own, base, swaps)) >= observed - 1e-12).sum())
    return (larger + 1) / (RESAMPLES + 1)


def _reliability(probabilities: Scores, truth: Scores) -> tuple[Bin, ...]:
    places = np.minimum((probabilities * BINS).astype(int), BINS - 1)
    return tuple(
        Bin(int(there.sum()), float(probabilities[there].mean()), float(truth[there].mean()))
        for number in range(BINS)
        if (there := places == number).any()
    )


def _calibration_error(bins: Sequence[Bin]) -> float:
    """Mean distance between probability and share right, weighted by size (ECE)."""
    total = sum(each.count for each in bins)
    return sum(each.count * abs(each.predicted - each.observed) for each in bins) / total
