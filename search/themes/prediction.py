"""Themes predicted for projects: labels and meaning together, as a probability with evidence.

A logistic regression weighs the features of `search.themes.features`. Its weights were fitted to
the gold set of `data/evaluation/themes.csv` (`samverkan evaluate themes` fits them again and
measures them on projects that they were not fitted to). Keywords that a source states are the best
of signs; a project without any is judged by weights of its own, fitted to the gold projects with
their keywords hidden.

Most pairs of project and theme are far from each other, and a logistic regression that fits them
all gives too low probabilities to those in between. A beta calibration (Kull, Silva Filho & Flach
2017) mends that; it is monotone, so that no two themes change places.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.predicted_themes import PredictedTheme
from ontology.vocabulary import Concept
from search.embedder import Embedder, Progress
from search.text import ProjectText
from search.themes.features import FEATURES, Material, gather_themes
from search.vectors import EmbedReport, VectorCache

KEPT: Final = 0.1
"""Probability from which a prediction is kept for review; below, nine in ten would be wrong."""
LEAST: Final = 3
"""Predictions that every project gets, however improbable."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic regression: the log-odds are ``intercept`` plus the weighted features.

    ``calibration`` is (a, b, c): of a probability p that the regression gives, a ln p - b ln(1 - p)
    + c are the log-odds that are right; (1, 1, 0) leaves it as it is.
    """

    intercept: float
    weights: Mapping[str, float]
    calibration: tuple[float, float, float] = (1.0, 1.0, 0.0)

    def odds(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Log-odds of (..., features) values, in the order of ``FEATURES``, before calibration."""
        weights = np.array([self.weights[name] for name in FEATURES])
        return np.asarray(self.intercept + features @ weights, dtype=np.float64)

    def probabilities(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Of (..., features) values, in the order of ``FEATURES``."""
        a, b, c = self.calibration
        yes, no = logarithms(self.odds(features))
        return np.asarray(np.exp(logarithms(a * yes - b * no + c)[0]), dtype=np.float64)


def logarithms(odds: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """ln p and ln(1 - p) of log-odds.

    >>> yes, no = logarithms(np.array([0.0, 800.0]))
    >>> [float(round(value, 3)) + 0.0 for value in (*yes, *no)]
    [-0.693, 0.0, -0.693, -800.0]
    """
    return -np.logaddexp(0.0, -odds), -np.logaddexp(0.0, odds)


WITH_KEYWORDS: Final = Weights(
    -4.729,
    {
        "keyword": 4.924,
        "target_group": 4.856,
        "name": 1.645,
        "summary": 2.485,
        "part": -0.298,
        "within": 0.943,
        "repeated": -1.775,
        "near_passage": 0.655,
        "near_facts": 0.332,
    },
    (1.333, 0.424, 1.155),
)
WITHOUT_KEYWORDS: Final = Weights(
    -4.149,
    {
        "keyword": 0.000,
        "target_group": 4.822,
        "name": 2.156,
        "summary": 2.924,
        "part": 0.806,
        "within": 0.459,
        "repeated": -1.993,
        "near_passage": 0.919,
        "near_facts": 0.046,
    },
    (1.256, 0.454, 0.840),
)


def probabilities(material: Material) -> NDArray[np.float64]:
    """(projects, concepts) probabilities by the shipped weights."""
    keyed = np.array([bool(texts.project.keywords) for texts in material.texts], dtype=bool)
    return np.where(
        keyed[:, None],
        WITH_KEYWORDS.probabilities(material.features),
        WITHOUT_KEYWORDS.probabilities(material.features),
    )


def predict_themes(
    projects: Sequence[ProjectText],
    concepts: Sequence[Concept],
    embedder: Embedder,
    cache: VectorCache,
    *,
    judged: Mapping[str, frozenset[str]] | None = None,
    progress: Progress | None = None,
) -> tuple[list[tuple[str, list[PredictedTheme]]], EmbedReport]:
    """For each project its themes by falling probability, equal ones by slug.

    ``judged`` are the right themes of projects that a person read. The themes that sources state
    are not looked at. Each text is embedded once and kept in the cache.
    """
    material, report = gather_themes(projects, concepts, embedder, cache, progress)
    judged = judged or {}
    found = []
    for number, row in enumerate(probabilities(material)):
        key = material.keys[number]
        right = judged.get(key)
        order = sorted(range(len(row)), key=lambda at: (-row[at], material.concepts[at]))
        found.append(
            (
                key,
                [
                    PredictedTheme(
                        theme=material.concepts[at],
                        score=float(row[at]),
                        evidence=material.evidence(number, at),
                        right=None if right is None else material.concepts[at] in right,
                    )
                    for place, at in enumerate(order)
                    if place < LEAST or row[at] >= KEPT
                ],
            )
        )
    return found, report
