"""How well search ranks: the shipped configuration beside its parts, measured by ir-measures.

Three questions are asked. On graded queries: nDCG@10 and recall of what is graded 2 or more among
the first ten. Of known items, which need no grades: where a text stands when its title is asked for
and the title is left out of the text; the mean of 1/rank. And what parameters chosen on some
queries give on the others: that figure, not the best one, says what new queries may expect.

Whether two configurations differ is tested by randomisation of paired scores (Smucker, Allan and
Carterette 2007): it supposes nothing of how the scores are spread, where the t-test wants them
normal and Wilcoxon's looks at ranks only. With 20 queries a difference below 0.03 is seldom more
than chance.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import product
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from search.analysis import content_words, grams, pieces, words
from search.builder import Material, gather
from search.embedder import Embedder, Progress, Vectors, composed
from search.english import english_offset, joined, read_as
from search.errors import EvaluationError
from search.graded import GradedQueries
from search.hubness import hubness
from search.hybrid import added_by_words
from search.index import VectorIndex
from search.lexical import Analyser, LexicalIndex
from search.parameters import Parameters
from search.service import as_asked
from search.vectors import VectorCache, embed_missing

DEPTH: Final = 100
"""Places of a ranking that are measured."""
FOLDS: Final = 5
REPEATS: Final = 20
RESAMPLES: Final = 9999
SEED: Final = 1
WHITENINGS: Final = (0.0, 0.25, 0.35, 0.5)
HUBS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
WEIGHTS: Final = (0.2, 0.3, 0.4, 0.5, 0.6, 0.8)
NOT_KNOWN_ITEMS: Final = "Tekniskt stöd"
"""Begins titles of administrative projects, which no text could be told from another by."""

Scores = NDArray[np.float64]


def all_grams(text: str) -> list[str]:
    """The 4-grams of all words, stop words too."""
    return [gram for word in words(text) for gram in pieces(word)]


@dataclass(frozen=True, slots=True)
class Configuration:
    """A way to rank. None for ``whitening`` leaves meaning out; None for ``analyse``, words.

    "dense" in a name is meaning as it is shipped: whitened, and hubs held down.
    """

    name: str
    whitening: float | None
    hubs: float
    analyse: Analyser | None
    k1: float = 0.0
    b: float = 0.0
    weight: float = 0.0


SHIPPED: Final = "dense + 4-grams"
BASELINE: Final = "dense"


def configurations(shipped: Parameters) -> tuple[Configuration, ...]:
    """What is shipped, last, after the parts that it is made of and what they might have been."""
    dense = shipped.whitening
    ours = {"k1": shipped.k1, "b": shipped.b, "weight": shipped.lexical}
    usual = {"k1": 1.2, "b": 0.75, "weight": shipped.lexical}
    return (
        Configuration("words, k1 1.2, b 0.75", None, 0, content_words, **usual),
        Configuration("4-grams, k1 1.2, b 0.75", None, 0, grams, **usual),
        Configuration("4-grams, stop words kept", None, 0, all_grams, **ours),
        Configuration("4-grams", None, 0, grams, **ours),
        Configuration("centred", 0.0, 0, None),
        Configuration("whitened", dense, 0, None),
        Configuration(BASELINE, dense, shipped.hubs, None),
        Configuration("centred + 4-grams", 0.0, 0, grams, **ours),
        Configuration("whitened + 4-grams", dense, 0, grams, **ours),
        Configuration("dense + words, k1 1.2, b 0.75", dense, shipped.hubs, content_words, **usual),
        Configuration("dense + 4-grams, k1 1.2, b 0.75", dense, shipped.hubs, grams, **usual),
        Configuration(SHIPPED, dense, shipped.hubs, grams, **ours),
    )


@dataclass(frozen=True, slots=True)
class Result:
    """A configuration's measures. ``p`` is of its nDCG@10 against the baseline's, two-sided."""

    name: str
    ndcg: float
    recall: float
    known_item: float | None
    difference: float
    p: float | None
    by_query: dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class CrossValidation:
    """nDCG@10 of queries that took no part in choosing the parameters."""

    folds: int
    repeats: int
    ndcg: float
    leave_one_out: float
    chosen: dict[str, float]
    """What all queries together choose, of ``WHITENINGS``, ``HUBS`` and ``WEIGHTS``."""
    best: float
    """What that choice gives on the queries that chose it: too high a figure."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that was measured; ``baseline`` names a result."""

    model_id: str
    texts: int
    queries: int
    known_items: int
    parameters: Parameters
    baseline: str
    results: tuple[Result, ...]
    cross_validation: CrossValidation

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return asdict(self)


class Rankings:
    """Scores of every project for queries, under any configuration; indexes are made once."""

    def __init__(self, material: Material, texts: Sequence[str], vectors: Vectors) -> None:
        self._material = material
        self._texts = texts
        self._vectors = vectors
        self._dense: dict[float, tuple[Scores, Scores]] = {}
        self._lexical: dict[tuple[Any, ...], NDArray[np.float32]] = {}
        self.keys = tuple(dict.fromkeys(passage.project for passage in material.passages))

    def scores(self, configuration: Configuration) -> Scores:
        """(queries, projects) scores, those of ``HybridIndex`` where both parts are there."""
        made = configuration
        lexical = self._of_words(made.analyse, made.k1, made.b) if made.analyse else None
        if made.whitening is None:
            if lexical is None:
                raise EvaluationError(f"{made.name} ranks by nothing. Give meaning or words.")
            return lexical.astype(np.float64)
        cosines, hubs = self._of_meaning(made.whitening)
        dense = cosines - made.hubs * hubs
        if lexical is None:
            return dense
        rows = zip(dense, lexical, strict=True)
        return np.stack([row + added_by_words(row, own, made.weight) for row, own in rows])

    def _of_meaning(self, whitening: float) -> tuple[Scores, Scores]:
        """(queries, projects) cosines and (projects,) hubness."""
        if whitening not in self._dense:
            index: VectorIndex = self._material.vector_index(whitening)
            rows = np.stack([index.scores(vector) for vector in self._vectors])
            hubs = hubness(index, self._material.examples, self._material.titled)
            self._dense[whitening] = rows.astype(np.float64), hubs.astype(np.float64)
        return self._dense[whitening]

    def _of_words(self, analyse: Analyser, k1: float, b: float) -> NDArray[np.float32]:
        key = analyse, k1, b
        if key not in self._lexical:
            index = LexicalIndex.build(self._material.documents, k1=k1, b=b, analyse=analyse)
            self._lexical[key] = np.stack([index.scores(text) for text in self._texts])
        return self._lexical[key]


def evaluate(
    task: GradedQueries,
    embedder: Embedder,
    cache: VectorCache,
    *,
    parameters: Parameters | None = None,
    baseline: str = BASELINE,
    progress: Progress | None = None,
) -> Evaluation:
    """Everything that is measured. ``progress`` counts the texts that must be embedded."""
    shipped = parameters or Parameters()
    made = configurations(shipped)
    if baseline not in {one.name for one in made}:
        names = "; ".join(one.name for one in made)
        raise EvaluationError(f"There is no configuration {baseline!r}. Name one of: {names}.")
    graded = _rankings(task, task.queries, embedder, cache, progress)
    items = _known_items(task)
    known = _rankings(_without_titles(task), items, embedder, cache, progress) if items else None
    measured = {one.name: _measured(task.grades, graded, graded.scores(one)) for one in made}
    results = tuple(
        Result(
            name=one.name,
            ndcg=_mean(measured[one.name], "nDCG@10"),
            recall=_mean(measured[one.name], "R(rel=2)@10"),
            known_item=_reciprocal_rank(known, list(items), one) if known else None,
            difference=_mean(measured[one.name], "nDCG@10") - _mean(measured[baseline], "nDCG@10"),
            p=None if one.name == baseline else _p(measured[one.name], measured[baseline]),
            by_query=measured[one.name],
        )
        for one in made
    )
    return Evaluation(
        model_id=embedder.model_id,
        texts=len(task.corpus),
        queries=len(task.queries),
        known_items=len(items),
        parameters=shipped,
        baseline=baseline,
        results=results,
        cross_validation=_cross_validated(task.grades, graded, made[-1]),
    )


def _without_titles(task: GradedQueries) -> GradedQueries:
    """The task with every title left out of its text."""
    return replace(task, corpus=tuple(replace(text, title="") for text in task.corpus))


def _known_items(task: GradedQueries) -> dict[str, str]:
    """Titles by the text that each is to find."""
    return {
        text.key: text.title
        for text in task.corpus
        if composed(text.title) and text.summary.strip()
        if not text.title.startswith(NOT_KNOWN_ITEMS)
    }


def _rankings(
    task: GradedQueries,
    texts: Mapping[str, str],
    embedder: Embedder,
    cache: VectorCache,
    progress: Progress | None,
) -> Rankings:
    keys, asked = list(texts), list(texts.values())
    material, _ = gather(task.corpus, embedder, cache, progress)
    written = [as_asked(text) for text in asked]
    vectors, _ = embed_missing(embedder, written, cache, kind="query")
    swedish = [read_as(text) for text in written]
    english = [row for row, text in enumerate(written) if swedish[row] != text]
    if english:
        offset = english_offset(embedder, cache)
        translated, _ = embed_missing(embedder, [swedish[i] for i in english], cache, kind="query")
        for row, vector in zip(english, translated, strict=True):
            vectors[row] = joined(vectors[row], vector, offset)
    if not len(material.examples):  # titles were left out: here they are what is asked
        material = replace(material, examples=vectors, titled=tuple(keys))
    return Rankings(material, swedish, vectors)


def _measured(
    grades: Mapping[str, Mapping[str, int]], rankings: Rankings, scores: Scores
) -> dict[str, dict[str, float]]:
    """Measures by query."""
    import ir_measures

    run = {
        query: {rankings.keys[i]: float(row[i]) for i in np.argsort(-row, kind="stable")[:DEPTH]}
        for query, row in zip(grades, scores, strict=True)
    }
    measures = [ir_measures.nDCG @ 10, ir_measures.R(rel=2) @ 10]
    found = {query: {str(measure): 0.0 for measure in measures} for query in grades}
    for metric in ir_measures.iter_calc(measures, grades, run):
        found[metric.query_id][str(metric.measure)] = float(metric.value)
    return found


def _mean(measured: Mapping[str, Mapping[str, float]], measure: str) -> float:
    return float(np.mean([own[measure] for own in measured.values()]))


def _reciprocal_rank(rankings: Rankings, wanted: Sequence[str], made: Configuration) -> float:
    """The mean of 1/rank; among equal scores the wanted one comes last."""
    place = {key: number for number, key in enumerate(rankings.keys)}
    scores = rankings.scores(made)
    ranks = [int((row >= row[place[key]]).sum()) for row, key in zip(scores, wanted, strict=True)]
    return float(np.mean([1 / rank for rank in ranks]))


def _p(one: Mapping[str, Mapping[str, float]], other: Mapping[str, Mapping[str, float]]) -> float:
    from scipy.stats import permutation_test

    differences = np.array([one[query]["nDCG@10"] - other[query]["nDCG@10"] for query in one])
    if len(differences) < 2 or not differences.any():
        return 1.0
    mean: Callable[..., Any] = lambda values, axis: values.mean(axis=axis)  # noqa: E731
    tested = permutation_test(
        (differences,),
        mean,
        permutation_type="samples",
        n_resamples=RESAMPLES,
        rng=np.random.default_rng(SEED),
    )
    return float(tested.pvalue)


def _cross_validated(
    grades: Mapping[str, Mapping[str, int]], rankings: Rankings, shipped: Configuration
) -> CrossValidation:
    grid = list(product(WHITENINGS, HUBS, WEIGHTS))
    table = np.empty((len(grid), len(grades)))
    for row, (whitening, hubs, weight) in enumerate(grid):
        made = replace(shipped, whitening=whitening, hubs=hubs, weight=weight)
        measured = _measured(grades, rankings, rankings.scores(made))
        table[row] = [own["nDCG@10"] for own in measured.values()]
    best = int(table.mean(axis=1).argmax())
    queries = list(range(len(grades)))
    folds = min(FOLDS, len(queries))
    figures = []
    for repeat in range(REPEATS):
        random.Random(SEED + repeat).shuffle(queries)  # noqa: S311
        held_out = [held for i in range(folds) for held in _held_out(table, queries[i::folds])]
        figures.append(np.mean(held_out))
    alone = [value for query in range(len(grades)) for value in _held_out(table, [query])]
    return CrossValidation(
        folds=folds,
        repeats=REPEATS,
        ndcg=float(np.mean(figures)),
        leave_one_out=float(np.mean(alone)),
        chosen=dict(zip(("whitening", "hubs", "lexical"), grid[best], strict=True)),
        best=float(table[best].mean()),
    )


def _held_out(table: Scores, test: Sequence[int]) -> list[float]:
    """What the row that is best on the other columns gives on these."""
    rest = np.setdiff1d(np.arange(table.shape[1]), test)
    row = int(table[:, rest].mean(axis=1).argmax()) if len(rest) else 0
    return [float(value) for value in table[row, list(test)]]
