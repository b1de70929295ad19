"""How well search ranks: the shipped configuration beside its parts, measured by ir-measures.

Three questions are asked. On graded queries: nDCG@10 and recall of what is graded 2 or more among
the first ten. Of known items, which need no grades: where a text stands when its title is asked for
and the title is left out of the text; the mean of 1/rank. And what parameters chosen on some
queries and known items give on the others: those figures, not the best ones, say what new queries
may expect.

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

from search.builder import gather
from search.configurations import (
    BASELINE,
    Configuration,
    Options,
    Rankings,
    Scores,
    configurations,
)
from search.embedder import Embedder, Progress, composed
from search.english import english_offset, joined, read_as
from search.errors import EvaluationError
from search.graded import GradedQueries
from search.parameters import Parameters
from search.service import as_asked
from search.vectors import VectorCache, embed_missing, read_missing

DEPTH: Final = 100
"""Places of a ranking that are measured."""
FOLDS: Final = 5
REPEATS: Final = 20
RESAMPLES: Final = 9999
SEED: Final = 1
WHITENINGS: Final = (0.0, 0.25, 0.35, 0.5)
HUBS: Final = (0.0, 0.5, 0.75, 1.0)
WEIGHTS: Final = (0.3, 0.4, 0.5, 0.6)
CONTEXTS: Final = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6)
NOT_KNOWN_ITEMS: Final = "Tekniskt stöd"
"""Begins titles of administrative projects, which no text could be told from another by."""


@dataclass(frozen=True, slots=True)
class Result:
    """A configuration's measures. ``p`` is of its nDCG@10 against the baseline's, two-sided.

    Known items are not sought with a cross-encoder, which would read thousands of texts.
    """

    name: str
    ndcg: float
    recall: float
    known_item: float | None
    difference: float
    p: float | None
    by_query: dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class CrossValidation:
    """Measures of queries and known items that took no part in choosing the parameters.

    What is chosen has the largest sum of nDCG@10 and the known items' mean of 1/rank.
    """

    folds: int
    repeats: int
    ndcg: float
    known_item: float | None
    leave_one_out: float
    """nDCG@10 where each query alone is left out, and no known item."""
    chosen: dict[str, float]
    """What all queries together choose, of ``WHITENINGS`` and the like."""
    best: float
    """nDCG@10 that this gives on the queries that chose it: too high a figure."""


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


def evaluate(
    task: GradedQueries,
    embedder: Embedder,
    cache: VectorCache,
    *,
    parameters: Parameters | None = None,
    options: Options | None = None,
    baseline: str = BASELINE,
    progress: Progress | None = None,
) -> Evaluation:
    """Everything that is measured. ``progress`` counts the texts that must be embedded."""
    shipped = parameters or Parameters()
    made = configurations(shipped, options)
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
            known_item=_known_item(known, list(items), one) if known and not one.reranker else None,
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
        cross_validation=_cross_validated(task.grades, graded, known, list(items), made[-1]),
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
    swedish = [read_as(text) for text in written]
    words, _ = read_missing(embedder, swedish, cache, kind="query")  # their vectors, too
    vectors, _ = embed_missing(embedder, written, cache, kind="query")
    english = [row for row, text in enumerate(written) if swedish[row] != text]
    if english:
        offset = english_offset(embedder, cache)
        translated, _ = embed_missing(embedder, [swedish[i] for i in english], cache, kind="query")
        for row, vector in zip(english, translated, strict=True):
            vectors[row] = joined(vectors[row], vector, offset)
    if not len(material.examples):  # titles were left out: here they are what is asked
        material = replace(material, examples=vectors, titled=tuple(keys), asked=words)
    titles = {text.key: text.title for text in task.corpus}
    return Rankings(material, written, vectors, titles, words)


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


def _known_item(rankings: Rankings, wanted: Sequence[str], made: Configuration) -> float:
    return float(_reciprocal_ranks(rankings, wanted, made).mean())


def _reciprocal_ranks(rankings: Rankings, wanted: Sequence[str], made: Configuration) -> Scores:
    """1/rank of each item; among equal scores the wanted one comes last."""
    place = {key: number for number, key in enumerate(rankings.keys)}
    scores = rankings.scores(made)
    own = scores[np.arange(len(wanted)), [place[key] for key in wanted]]
    return np.asarray(1 / (scores >= own[:, None]).sum(axis=1), dtype=np.float64)


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
    grades: Mapping[str, Mapping[str, int]],
    graded: Rankings,
    known: Rankings | None,
    wanted: Sequence[str],
    shipped: Configuration,
) -> CrossValidation:
    grid = list(product(WHITENINGS, HUBS, WEIGHTS, CONTEXTS))
    queries = np.empty((len(grid), len(grades)))
    items = np.empty((len(grid), len(wanted) if known else 0))
    for row, (whitening, hubs, weight, context) in enumerate(grid):
        made = replace(shipped, whitening=whitening, hubs=hubs, weight=weight, context=context)
        measured = _measured(grades, graded, graded.scores(made))
        queries[row] = [own["nDCG@10"] for own in measured.values()]
        if known:
            items[row] = _reciprocal_ranks(known, wanted, made)
    best = _chosen(queries, items)
    folds = min(FOLDS, queries.shape[1])
    ndcg, rank = [], []
    for repeat in range(REPEATS):
        order = random.Random(SEED + repeat)  # noqa: S311
        ours, theirs = list(range(queries.shape[1])), list(range(items.shape[1]))
        order.shuffle(ours)
        order.shuffle(theirs)
        for fold in range(folds):
            held, apart = ours[fold::folds], theirs[fold::folds]
            row = _chosen(np.delete(queries, held, axis=1), np.delete(items, apart, axis=1))
            ndcg += queries[row, held].tolist()
            rank += items[row, apart].tolist()
    alone = [
        queries[_chosen(np.delete(queries, query, axis=1), items), query]
        for query in range(queries.shape[1])
    ]
    return CrossValidation(
        folds=folds,
        repeats=REPEATS,
        ndcg=float(np.mean(ndcg)),
        known_item=float(np.mean(rank)) if rank else None,
        leave_one_out=float(np.mean(alone)),
        chosen=dict(zip(("whitening", "hubs", "lexical", "context"), grid[best], strict=True)),
        best=float(queries[best].mean()),
    )


def _chosen(queries: Scores, items: Scores) -> int:
    """The row with the largest sum of means; those of equal sums, the first."""
    total = np.zeros(len(queries))
    for table in (queries, items):
        if table.shape[1]:
            total += table.mean(axis=1)
    return int(total.argmax())
