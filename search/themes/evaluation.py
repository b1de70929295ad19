"""How well themes are predicted, measured on the gold set and on projects kept out of the fitting.

Every way to predict is measured twice: with the keywords that sources state, and with them hidden,
as it is for a project read from a page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Literal

import numpy as np

from ontology.vocabulary import Concept
from search.embedder import Embedder, Progress
from search.errors import EvaluationError
from search.text import ProjectText
from search.themes.agreement import Agreement, agreement
from search.themes.features import FEATURES, Material, gather_themes
from search.themes.gold import GoldThemes
from search.themes.measures import FIRST, ThemeResult, results_of
from search.themes.prediction import WITH_KEYWORDS, WITHOUT_KEYWORDS, Weights
from search.themes.ways import (
    EITHER,
    FOLDS,
    SHIPPED,
    STATED,
    Run,
    Scores,
    Truth,
    calibrated,
    either,
    fixed,
    runs_of,
)
from search.vectors import VectorCache

REPEATS: Final = 10
Condition = Literal["keywords", "keywords hidden"]


@dataclass(frozen=True, slots=True)
class WrongTheme:
    """A theme that a project was wrongly given, or, where ``missed``, wrongly not given."""

    theme: str
    project: str
    score: float
    missed: bool
    evidence: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights fitted to the whole gold set, and how far those that are shipped are from them."""

    intercept: float
    weights: dict[str, float]
    calibration: tuple[float, float, float]
    farthest: float


@dataclass(frozen=True, slots=True)
class ThemeEvaluation:
    """All that was measured. ``ceiling`` is the best that precision@3 can be, as some projects
    have fewer than three themes; ``wrong`` is of the shipped way, from folds kept out.
    ``agreement`` is of gold projects that were read a second time, if any were."""

    model_id: str
    projects: int
    themes: int
    labels: int
    primary: int
    ceiling: float
    folds: int
    repeats: int
    results: dict[Condition, tuple[ThemeResult, ...]]
    fitted: dict[Condition, Fitted]
    wrong: tuple[WrongTheme, ...]
    agreement: Agreement | None

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return asdict(self)


def evaluate_themes(
    projects: Sequence[ProjectText],
    stated: Mapping[str, Sequence[str]],
    gold: Mapping[str, GoldThemes],
    concepts: Sequence[Concept],
    embedder: Embedder,
    cache: VectorCache,
    *,
    again: Mapping[str, GoldThemes] | None = None,
    repeats: int = REPEATS,
    progress: Progress | None = None,
) -> ThemeEvaluation:
    """Measures on the gold projects; the others only say how near concepts are to everything.

    ``again`` is a second reading of some of the gold projects. ``stated`` are slugs of the themes
    that sources state. Raises ``EvaluationError`` where a gold project is not among the projects,
    or there are too few for the folds.
    """
    missing = sorted(set(gold) - {project.key for project in projects})
    if missing:
        raise EvaluationError(
            f"The gold set has {len(missing)} projects that are in no source, the first is "
            f"{missing[0]}. Mend data/evaluation/themes.csv."
        )
    if len(gold) < FOLDS:
        raise EvaluationError(f"{len(gold)} gold projects cannot be parted into {FOLDS} folds.")
    hidden = [replace(project, keywords=()) for project in projects]
    results: dict[Condition, tuple[ThemeResult, ...]] = {}
    fitted: dict[Condition, Fitted] = {}
    wrong: tuple[WrongTheme, ...] = ()
    conditions: tuple[tuple[Condition, Sequence[ProjectText], Weights], ...] = (
        ("keywords", projects, WITH_KEYWORDS),
        ("keywords hidden", hidden, WITHOUT_KEYWORDS),
    )
    for name, texts, shipped in conditions:
        material, _ = gather_themes(texts, concepts, embedder, cache, progress)
        rows = [number for number, key in enumerate(material.keys) if key in gold]
        right, primary = _truth(material, rows, gold)
        runs = runs_of(material, rows, right, concepts, repeats)
        if name == "keywords":
            given = [stated.get(material.keys[row], ()) for row in rows]
            ones = _ones(given, material.concepts)
            runs = {STATED: fixed(ones), **runs, EITHER: either(ones, runs[SHIPPED])}
            wrong = _wrong(material, rows, right, runs[SHIPPED])
        results[name] = tuple(results_of(runs, right, primary))
        fitted[name] = _fitted(material.features[rows], right, shipped)
    return ThemeEvaluation(
        model_id=embedder.model_id,
        projects=len(gold),
        themes=len(concepts),
        labels=sum(len(themes.right) for themes in gold.values()),
        primary=sum(len(themes.primary) for themes in gold.values()),
        ceiling=float(np.mean([min(FIRST, len(g.right)) / FIRST for g in gold.values()])),
        folds=FOLDS,
        repeats=repeats,
        results=results,
        fitted=fitted,
        wrong=wrong,
        agreement=agreement(gold, again, [concept.slug for concept in concepts]) if again else None,
    )


def _truth(
    material: Material, rows: Sequence[int], gold: Mapping[str, GoldThemes]
) -> tuple[Truth, Truth]:
    keys = [material.keys[row] for row in rows]
    right = _ones([gold[key].right for key in keys], material.concepts) > 0
    primary = _ones([gold[key].primary for key in keys], material.concepts) > 0
    return right, primary


def _ones(given: Sequence[Any], concepts: Sequence[str]) -> Scores:
    return np.array([[float(slug in themes) for slug in concepts] for themes in given])


def _fitted(features: Scores, right: Truth, shipped: Weights) -> Fitted:
    found = calibrated(features, right)
    apart = [abs(found.weights[name] - shipped.weights[name]) for name in FEATURES]
    apart += [abs(a - b) for a, b in zip(found.calibration, shipped.calibration, strict=True)]
    farthest = max(abs(found.intercept - shipped.intercept), *apart)
    return Fitted(found.intercept, dict(found.weights), found.calibration, farthest)


def _wrong(
    material: Material, rows: Sequence[int], right: Truth, run: Run
) -> tuple[WrongTheme, ...]:
    """What concepts wrongly attract and miss, the surest mistakes of each first."""
    scores = run.scores.mean(axis=0)
    given = scores >= np.median(run.thresholds)
    found = [
        WrongTheme(
            theme=material.concepts[column],
            project=material.keys[rows[row]],
            score=round(float(scores[row, column]), 3),
            missed=bool(right[row, column]),
            evidence=tuple(asdict(e) for e in material.evidence(rows[row], column)),
        )
        for row, column in np.argwhere(given != right)
    ]
    found.sort(key=lambda each: (each.theme, each.missed, -each.score, each.project))
    return tuple(found)
