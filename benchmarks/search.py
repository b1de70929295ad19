"""Search: what it costs beside the embedding alone, whether filters are exact, and over HTTP.

Beside peers it stands in `benchmarks.search_peers`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx2
import numpy as np
from numpy.typing import NDArray

from api.composition import Service
from benchmarks.enlarged import PASSAGES, enlarged, material, random_keys
from benchmarks.peers import free_port, module
from benchmarks.search_serving import SEED, larger
from search.hybrid import HybridIndex, added_by_words
from search.parameters import Parameters
from search.readings import readings
from search.service import SearchService, as_asked
from search.words_in_context import WordReader

SIZES: Final = (1_000, 10_000, 100_000)
"""Passages of the indexes whose filters are tried."""
SHARES: Final = (0.5, 0.05, 0.005)
TRIALS: Final = 20
K: Final = 10
SHORT_TEXT: Final = 300
"""Characters of a text there: exactness has nothing to do with length, making the index has."""
QUERIES: Final = (
    "psykisk ohälsa hos chefer i kommuner",
    "unga som varken arbetar eller studerar",
    "språkträning för utrikes födda kvinnor",
    "validering av kompetens inom vård och omsorg",
    "digital kompetens i små företag",
    "återgång i arbete efter långtidssjukskrivning",
    "samverkan mellan försäkringskassan, arbetsförmedlingen och regionen",
    "supported employment",
    "normkritisk studie- och yrkesvägledning",
    "kompetensförsörjning i glesbygd",
)
ROUNDS: Final = 12
REQUESTS: Final = 100
STARTING_SECONDS: Final = 600.0


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of one thing done many times."""

    name: str
    median: float
    p95: float
    cpu: float = 0.0
    """The median of the processor time that the process used for it, in all its threads."""

    @classmethod
    def of(cls, name: str, seconds: Sequence[float], cpu: Sequence[float] = ()) -> Times:
        """From seconds, one for each time."""
        used = float(np.median(cpu)) * 1e3 if cpu else 0.0
        return cls(name, float(np.median(seconds)) * 1e3, _p95(seconds) * 1e3, used)


@dataclass(frozen=True, slots=True)
class Exactness:
    """How much of what brute force finds under random filters is found."""

    passages: int
    share: float
    recall: float
    short: int
    """Searches with fewer hits than there were projects to find."""


def interleaved(tasks: dict[str, Callable[[str], object]], rounds: int = ROUNDS) -> list[Times]:
    """Each task on each query in turn, so that other work on the machine meets all alike.

    No text is asked twice, so that nothing can be remembered.
    """
    wall: dict[str, list[float]] = {name: [] for name in tasks}
    cpu: dict[str, list[float]] = {name: [] for name in tasks}
    for number in range(rounds):
        for query in QUERIES:
            for place, (name, task) in enumerate(tasks.items()):
                text = f"{query} {number}{place}"
                begun, used = time.perf_counter(), time.process_time()
                task(text)
                wall[name].append(time.perf_counter() - begun)
                cpu[name].append(time.process_time() - used)
    skipped = len(QUERIES)  # the first round warms
    return [Times.of(name, wall[name][skipped:], cpu[name][skipped:]) for name in tasks]


def beside_embedding(service: Service, projects: int) -> list[Times]:
    """Searches of so many projects beside the embedding of the query alone."""
    made = larger(service, projects)
    embedder = service.search.embedder
    half, _ = random_keys(list(made.catalogue.projects), 0.5, np.random.default_rng(SEED))
    keys = iter(list(made.catalogue.projects) * ROUNDS)
    fixed = embedder.embed_queries([QUERIES[0]])[0]
    words = None
    if isinstance(embedder, WordReader):
        words = embedder.read_queries([QUERIES[0]])[0].words
    return interleaved(
        {
            "embedding alone": lambda text: embedder.embed_queries([as_asked(text)]),
            "hybrid search": lambda text: made.search.by_text(text, K),
            "hybrid search, half filtered out": lambda text: made.search.by_text(text, K, half),
            "without the embedding": lambda text: made.search.index.search(
                text, fixed, K, words=words
            ),
            "similar to a project": lambda _: made.search.by_project(next(keys), K),
        }
    )


def exactness(service: Service, sizes: Iterable[int] = SIZES) -> Iterator[Exactness]:
    """Hybrid search under random filters against every project scored one by one."""
    vectors = service.search.embedder.embed_queries([as_asked(query) for query in QUERIES])
    for size in sizes:
        catalogue = enlarged(service.catalogue, size // PASSAGES, SEED)
        keys = list(catalogue.projects)
        views = list(catalogue.projects.values())
        index = material(service, views, SEED, SHORT_TEXT, words=0).index(Parameters())
        random = np.random.default_rng(SEED)
        expected = [
            brute_force(index, query, vector)
            for query, vector in zip(QUERIES, vectors, strict=True)
        ]
        for share in SHARES:
            found = wanted = short = 0
            for trial in range(TRIALS):
                number = trial % len(QUERIES)
                allowed, flags = random_keys(keys, share, random)
                hits = index.search(QUERIES[number], vectors[number], K, allowed)
                scores = expected[number]
                least = np.sort(scores[flags])[-min(K, len(allowed))]
                # Scores nearer than rounding are equal: either project is right.
                right = {keys[i] for i in np.flatnonzero(flags & (scores >= least - 1e-6))}
                found += len({hit.project for hit in hits} & right)
                wanted += min(K, len(allowed))
                short += len(hits) < min(K, len(allowed))
            yield Exactness(size, share, found / wanted, short)


def brute_force(index: HybridIndex, text: str, query: NDArray[np.float32]) -> NDArray[np.float64]:
    """The score of every project, in double precision and without FAISS or a filter."""
    vectors = index.vectors
    asked = query.astype(np.float64) / np.linalg.norm(query.astype(np.float64))
    asked -= vectors.centres[1]
    asked /= np.linalg.norm(asked)
    asked = asked @ vectors.whitening.astype(np.float64)
    asked /= np.linalg.norm(asked)
    rows = vectors.faiss_index.reconstruct_n(0, vectors.faiss_index.ntotal).astype(np.float64)
    best: dict[str, float] = {}
    for passage, score in zip(vectors.passages, (rows @ asked).tolist(), strict=True):
        best[passage.project] = max(best.get(passage.project, -2.0), score)
    dense = np.array([best[key] for key in vectors.project_keys])
    dense -= index.parameters.hubs * index.hubs.astype(np.float64)
    return dense + added_by_words(dense, index.lexical.scores(text), index.parameters.lexical)


def throughput(search: SearchService, texts: Sequence[str]) -> float:
    """Searches a second, the texts embedded together."""
    begun = time.perf_counter()
    asked = [as_asked(text) for text in texts]
    if isinstance(search.embedder, WordReader):
        for text, read in zip(texts, search.embedder.read_queries(asked), strict=True):
            search.index.search(text, read.vector, K, readings=readings(text), words=read.words)
    else:
        for text, vector in zip(texts, search.embedder.embed_queries(asked), strict=True):
            search.index.search(text, vector, K, readings=readings(text))
    return len(texts) / (time.perf_counter() - begun)


def over_http(var: Path, projects: int) -> list[Times]:
    """Requests to the service in a process of its own, over one kept connection."""
    with _serving(var, projects) as address, httpx2.Client(base_url=address, timeout=60) as client:
        listed = client.get("/api/projects", params={"limit": 200}).json()["items"]
        keys = [item["id"] for item in listed]
        paths: dict[str, Callable[[int], str]] = {
            "/health/live": lambda _: "/health/live",
            "/api/projects/{id}/similar": lambda n: f"/api/projects/{keys[n % len(keys)]}/similar",
            "/api/search": lambda n: f"/api/search?q={QUERIES[n % len(QUERIES)]} {n}",
            "/api/search, all facets": lambda n: (
                f"/api/search?q={QUERIES[n % len(QUERIES)]} f{n}&facets=all"
            ),
        }
        times: dict[str, list[float]] = {name: [] for name in paths}
        for number in range(REQUESTS):
            for name, path in paths.items():
                begun = time.perf_counter()
                client.get(path(number)).raise_for_status()
                times[name].append(time.perf_counter() - begun)
    return [Times.of(name, found[10:]) for name, found in times.items()]


@contextmanager
def _serving(var: Path, projects: int) -> Iterator[str]:
    port = free_port()
    arguments = ["benchmarks.search_serving", str(var), str(port), str(projects)]
    with module(arguments, port, STARTING_SECONDS):
        yield f"http://127.0.0.1:{port}"


def _p95(values: Sequence[float]) -> float:
    return float(np.percentile(values, 95))
