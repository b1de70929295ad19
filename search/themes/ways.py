"""Ways to predict themes, each fitted to some projects and asked about the others.

Weights and thresholds are fitted to the other folds (of projects, so that no project's own labels
count), several times with other folds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ontology.vocabulary import Concept
from search.analysis import words
from search.themes.features import FEATURES, Material, Texts
from search.themes.prediction import Weights, logarithms

FOLDS: Final = 5
SEED: Final = 1
HARDLY_ANY: Final = 1e6
"""Inverse strength of the pull towards 0 of three numbers that thousands of pairs say."""
THRESHOLDS: Final = tuple(round(0.05 * step, 2) for step in range(2, 17))

BASELINE: Final = "preferred labels"
STATED: Final = "stated"
EITHER: Final = "stated or predicted"
SHIPPED: Final = "words + meaning"
UNCALIBRATED: Final = "words + meaning, uncalibrated"
_LEARNT: Final[Mapping[str, tuple[str, ...]]] = {
    "words": FEATURES[:7],
    "meaning": FEATURES[7:],
    UNCALIBRATED: FEATURES,
    SHIPPED: FEATURES,
}
_WHOLE: Final = slice(0, 4)

Scores = NDArray[np.float64]
Truth = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Run:
    """Scores of one way, (repeats, projects, themes), with the thresholds of each repeat's rows."""

    scores: Scores
    thresholds: Scores
    calibrated: bool


def runs_of(
    material: Material,
    rows: Sequence[int],
    right: Truth,
    concepts: Sequence[Concept],
    repeats: int,
) -> dict[str, Run]:
    """Scores of the gold projects by every way to predict; the baseline first."""
    features = material.features[list(rows)]
    texts = [material.texts[row] for row in rows]
    runs = {
        BASELINE: fixed(_preferred(texts, concepts)),
        "all labels": fixed(features[..., _WHOLE].sum(axis=-1)),
    }
    for name, chosen in _LEARNT.items():
        runs[name] = _cross_validated(features, right, chosen, name == SHIPPED, repeats)
    return runs


def fixed(scores: Scores) -> Run:
    """A way without anything to fit: what has a score at all is predicted."""
    return Run(scores[None], np.full((1, len(scores)), 0.5), calibrated=False)


def either(stated: Scores, run: Run) -> Run:
    """What a way predicts, and all that is stated."""
    return Run(np.maximum(run.scores, stated), run.thresholds, calibrated=False)


def _preferred(texts: Sequence[Texts], concepts: Sequence[Concept]) -> Scores:
    """In how many texts a preferred label stands word by word as it is written."""
    labels = [[f" {' '.join(words(label))} " for label in c.labels.values()] for c in concepts]
    found = np.zeros((len(texts), len(concepts)))
    for row, each in enumerate(texts):
        written = [f" {' '.join(words(text))} " for _, text in each.fields]
        for column, spellings in enumerate(labels):
            found[row, column] = sum(any(one in text for one in spellings) for text in written)
    return found


def _cross_validated(
    features: Scores, right: Truth, chosen: Sequence[str], calibrate: bool, repeats: int
) -> Run:
    scores = np.empty((repeats, *right.shape))
    thresholds = np.empty((repeats, len(right)))
    for repeat in range(repeats):
        order = np.random.default_rng(SEED + repeat).permutation(len(right))
        for fold in range(FOLDS):
            test = order[fold::FOLDS]
            train = np.setdiff1d(order, test)
            learn = calibrated if calibrate else fit
            weights = learn(features[train], right[train], chosen)
            scores[repeat, test] = weights.probabilities(features[test])
            own = weights.probabilities(features[train])
            thresholds[repeat, test] = best_threshold(own, right[train])
    return Run(scores, thresholds, calibrated=True)


def fit(features: Scores, right: Truth, chosen: Sequence[str] = FEATURES) -> Weights:
    """A logistic regression of (n, themes, features) values; features not chosen weigh nothing."""
    from sklearn.linear_model import LogisticRegression

    columns = [FEATURES.index(name) for name in chosen]
    model = LogisticRegression(C=1.0, max_iter=1000)
    model.fit(features[..., columns].reshape(-1, len(columns)), right.ravel())
    weights = dict.fromkeys(FEATURES, 0.0)
    weights.update(zip(chosen, model.coef_[0].tolist(), strict=True))
    return Weights(float(model.intercept_[0]), weights)


def calibrated(features: Scores, right: Truth, chosen: Sequence[str] = FEATURES) -> Weights:
    """The same regression with a beta calibration, fitted to what it gives projects kept out.

    A negative coefficient would turn the order round; it is 0 then, and the rest is fitted again.
    """
    from sklearn.linear_model import LogisticRegression

    odds = np.empty(right.shape)
    for fold in range(FOLDS):
        test = np.arange(fold, len(right), FOLDS)
        train = np.setdiff1d(np.arange(len(right)), test)
        odds[test] = fit(features[train], right[train], chosen).odds(features[test])
    yes, no = logarithms(odds.ravel())
    kept = {0: yes, 1: -no}
    found = {0: 0.0, 1: 0.0}
    intercept = 0.0
    while kept:
        model = LogisticRegression(C=HARDLY_ANY, max_iter=1000)
        model.fit(np.stack(list(kept.values()), axis=1), right.ravel())
        found = {0: 0.0, 1: 0.0} | dict(zip(kept, model.coef_[0].tolist(), strict=True))
        intercept = float(model.intercept_[0])
        if min(found.values()) >= 0:
            break
        del kept[min(found, key=lambda column: found[column])]
    weights = fit(features, right, chosen)
    return replace(weights, calibration=(found[0], found[1], intercept))


def best_threshold(scores: Scores, right: Truth) -> float:
    """Of ``THRESHOLDS`` the one with the best micro F1; the lowest of equal ones."""
    return max(THRESHOLDS, key=lambda at: (micro_f1(scores >= at, right), -at))


def micro_f1(given: Truth, right: Truth) -> float:
    """F1 of all pairs of project and theme together."""
    counted = int(given.sum()) + int(right.sum())
    return 2 * int((given & right).sum()) / counted if counted else 1.0
