"""Search beside its peers: the same model, texts and queries, in the same process.

- sentence-transformers with FAISS, as its documentation has it: a vector for each text (cut off
  where the model ends), the exact inner product, the model's prompts for queries and passages.
- txtai with hybrid search as its documentation has it: the prompts as instructions, the words by
  BM25 beside the vectors, both with the same weight; texts whole, or in the passages that ours has,
  where the best passage speaks for its project.

Both answer with projects, best first, as deep as nDCG@10 looks.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from api.composition import QUERY_THREADS
from benchmarks.search import K, Times, interleaved, throughput
from search.builder import build_index
from search.bundled_model import MODEL_NAME
from search.embedder import SentenceTransformerEmbedder
from search.graded import GradedQueries
from search.service import SearchService
from search.text import embedding_text, passage_splitter, passages
from search.vectors import VectorCache

OURS: Final = "ours"
PLAIN: Final = "sentence-transformers + FAISS"
TXTAI: Final = "txtai, hybrid, whole texts"
TXTAI_PASSAGES: Final = "txtai, hybrid, passages"
DEEPER: Final = 10
"""Passages that txtai is asked for each project wanted."""
BATCHES: Final = 5

Ranker = Callable[[str], list[str]]
"""Keys of the best projects for a query, best first."""


@dataclass(frozen=True, slots=True)
class Peer:
    """How well and how fast an engine answers; `per_second` with all queries given at once."""

    name: str
    ndcg: float
    times: Times
    per_second: float


def compare(task: GradedQueries, model: Path, cache: VectorCache) -> list[Peer]:
    """Each engine on the graded queries; txtai is left out where it is not installed."""
    # torch's threads are those of the process: one for every engine, as our service has it.
    embedder = SentenceTransformerEmbedder(model, name=MODEL_NAME, threads=QUERY_THREADS)
    index, _ = build_index(task.corpus, embedder, cache)
    ours = SearchService(index, embedder)
    rankers: dict[str, Ranker] = {OURS: lambda text: [hit.project for hit in ours.by_text(text, K)]}
    batches: dict[str, Callable[[Sequence[str]], object]] = {
        OURS: lambda texts: throughput(ours, texts)
    }
    _add_plain(task, model, rankers, batches)
    try:
        _add_txtai(task, model, embedder, rankers, batches)
    except ModuleNotFoundError as error:
        if error.name != "txtai":
            raise
    ndcg = {name: _ndcg(task, ranker) for name, ranker in rankers.items()}
    times = {found.name: found for found in interleaved(dict(rankers))}
    rates = _rates(task, batches)
    return [Peer(name, ndcg[name], times[name], rates[name]) for name in rankers]


def _add_plain(
    task: GradedQueries,
    model: Path,
    rankers: dict[str, Ranker],
    batches: dict[str, Callable[[Sequence[str]], object]],
) -> None:
    import faiss
    from sentence_transformers import SentenceTransformer

    encoder: Any = SentenceTransformer(str(model), local_files_only=True)
    keys = [text.key for text in task.corpus]

    def encoded(texts: Sequence[str], prompt: str) -> Any:
        return encoder.encode(
            list(texts), prompt=prompt, normalize_embeddings=True, show_progress_bar=False
        )

    index: Any = faiss.IndexFlatIP(encoder.get_embedding_dimension())
    index.add(encoded([f"{text.title}. {text.summary}" for text in task.corpus], "passage: "))

    def ranked(texts: Sequence[str]) -> list[list[str]]:
        _, found = index.search(encoded(texts, "query: "), K)
        return [[keys[row] for row in rows] for rows in found]

    rankers[PLAIN] = lambda text: ranked([text])[0]
    batches[PLAIN] = ranked


def _add_txtai(
    task: GradedQueries,
    model: Path,
    embedder: SentenceTransformerEmbedder,
    rankers: dict[str, Ranker],
    batches: dict[str, Callable[[Sequence[str]], object]],
) -> None:
    from txtai import Embeddings

    splitter = passage_splitter(embedder)
    whole = {text.key: (text.key, f"{text.title}. {text.summary}") for text in task.corpus}
    parts = {
        f"{text.key}/{piece.ordinal}": (text.key, embedding_text(text, piece))
        for text in task.corpus
        for piece in passages(text, splitter)
    }
    for name, texts, deep in ((TXTAI, whole, K), (TXTAI_PASSAGES, parts, K * DEEPER)):
        engine = Embeddings(
            path=str(model),
            instructions={"query": "query: ", "data": "passage: "},
            hybrid=True,
            content=False,
        )
        engine.index([(uid, text, None) for uid, (_, text) in texts.items()])
        owner = {uid: key for uid, (key, _) in texts.items()}

        def ranked(
            found: Sequence[tuple[str, float]], owner: Mapping[str, str] = owner
        ) -> list[str]:
            return list(dict.fromkeys(owner[uid] for uid, _ in found))[:K]

        rankers[name] = lambda text, engine=engine, deep=deep, ranked=ranked: ranked(  # type: ignore[misc]
            engine.search(text, deep)
        )
        batches[name] = lambda texts, engine=engine, deep=deep: engine.batchsearch(  # type: ignore[misc]
            list(texts), deep
        )


def _ndcg(task: GradedQueries, ranker: Ranker) -> float:
    import ir_measures

    run = {
        query: {key: 1 / rank for rank, key in enumerate(ranker(text), 1)}
        for query, text in task.queries.items()
    }
    measure = ir_measures.nDCG @ K
    return float(ir_measures.calc_aggregate([measure], task.grades, run)[measure])


def _rates(
    task: GradedQueries, batches: Mapping[str, Callable[[Sequence[str]], object]]
) -> dict[str, float]:
    """Queries a second of each, in batches of all queries; the median of some, taken in turn."""
    seconds: dict[str, list[float]] = {name: [] for name in batches}
    for number in range(BATCHES):
        for name, batch in batches.items():
            texts = [f"{text} {number}" for text in task.queries.values()]
            begun = time.perf_counter()
            batch(texts)
            seconds[name].append(time.perf_counter() - begun)
    return {name: len(task.queries) / float(np.median(found)) for name, found in seconds.items()}
