"""Exact index of passages that answers with projects.

A project's score for a query is the mean of two cosines: of its best passage, and of all its
passages together. Both are taken after the corpus mean has been subtracted, from passages and
queries each their own: E5 vectors share a large common part, and it differs between the two.
Measured on 374 Swedish regional-fund projects (nDCG@10): best passage alone 0.75; with passages
and query centred on the passages' mean 0.76; each on its own mean 0.78; and blended with the whole
project 0.80. Between projects (counting two as alike that were graded relevant to the same query),
centring lifts 0.43 to 0.47.

After centring, vectors are whitened in part: directions in which the corpus spreads most, which are
its commonest matters and not what tells its projects apart, count less, the others more (after Su
et al. 2021, arXiv 2103.15316, with a power below 1; docs/search.md has what it gives).

The mean of the two cosines is one inner product, ``q · (passage + project) / 2``, so that one flat
FAISS index serves it, exactly and under any filter.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from search.embedder import Embedder, Vectors, normalise
from search.errors import ModelMismatchError, UnknownProjectError, VectorError
from search.parameters import Parameters
from search.text import Passage

# A mean of few vectors says more of them than of the language: n vectors give n / (n + 50) of it.
# With one project the full mean would leave nothing to compare.
SHRINKAGE: Final = 50
# Chosen by cross-validation, as the rest of ``search.parameters.Parameters``.
WHITENING: Final = Parameters().whitening
FIRST_FETCH: Final = 32
GROWTH: Final = 4
# FAISS sums in another order than numpy; unit vectors differ by less than this.
TOLERANCE: Final = 1e-5
# Projects whose neighbours are found at once: one matrix product for all of them.
BATCH: Final = 4096


@dataclass(frozen=True, slots=True)
class Hit:
    """A project with its score and the passage that is nearest in meaning.

    ``score`` is ``dense`` (-1 to 1, nearness in meaning) and ``lexical`` (0 or more, what the words
    add) together; between two projects also ``evidence``, what each of other likenesses adds.
    """

    project: str
    score: float
    passage: Passage
    lexical: float = 0.0
    evidence: tuple[tuple[str, float], ...] = ()

    @property
    def dense(self) -> float:
        """The part of the score that meaning gives."""
        return self.score - self.lexical - sum(part for _, part in self.evidence)


class VectorIndex:
    """Vectors of passages, grouped by project; immutable, so threads may share it.

    Made by ``build`` or by ``search.index_folder.load_index``.
    """

    def __init__(
        self,
        *,
        faiss_index: Any,
        passages: Sequence[Passage],
        projects: Vectors,
        centres: Vectors,
        whitening: Vectors,
        model_id: str,
        fingerprint: str,
    ) -> None:
        self._faiss = faiss_index
        self.passages = tuple(passages)
        self.project_vectors = projects
        self.centres = centres
        self.whitening = whitening
        self.model_id = model_id
        self.fingerprint = fingerprint
        self.project_keys = tuple(dict.fromkeys(passage.project for passage in self.passages))
        self._number = {key: number for number, key in enumerate(self.project_keys)}
        self._owner = np.array([self._number[p.project] for p in self.passages], dtype=np.int64)
        # Rows by project, and where each project's begin.
        self._rows = np.argsort(self._owner, kind="stable")
        # Passages come in the order of projects; nothing but a test makes an index of others.
        self._grouped = bool(np.all(self._rows[1:] > self._rows[:-1]))
        numbers = np.arange(len(self.project_keys) + 1)
        self._bounds = np.searchsorted(self._owner[self._rows], numbers)

    @classmethod
    def build(
        cls,
        vectors: Vectors,
        passages: Sequence[Passage],
        *,
        model_id: str,
        query_examples: Vectors | None = None,
        fingerprint: str = "",
        whitening: float = WHITENING,
    ) -> "VectorIndex":
        """An index of (n, dimension) passage vectors.

        ``whitening`` is its power, 0 to 1; 0 leaves the vectors centred.

        ``query_examples`` are vectors of texts like those that will be asked, such as the titles
        embedded as queries; their mean centres queries. Without any, queries are centred on the
        passages' mean. ``fingerprint`` names what the passages came from; it is kept, not read.
        """
        import faiss

        if vectors.ndim != 2 or len(vectors) != len(passages) or vectors.shape[1] < 1:
            raise VectorError(
                f"{len(passages)} passages need as many vectors, got an array of {vectors.shape}. "
                "Embed the passages again."
            )
        dimension = vectors.shape[1]
        if query_examples is not None and query_examples.shape[1:] != (dimension,):
            raise VectorError(
                f"Query examples of shape {query_examples.shape} do not fit passages of "
                f"{dimension} dimensions. Embed both with one model."
            )
        units = normalise(vectors)
        centre = _shrunk_mean(units)
        query_centre = centre
        if query_examples is not None and len(query_examples):
            query_centre = _shrunk_mean(normalise(query_examples))
        centred = _unit(units - centre)
        matrix = _whitening(centred, whitening)
        centred = _unit(centred @ matrix)
        keys = list(dict.fromkeys(passage.project for passage in passages))
        number = {key: i for i, key in enumerate(keys)}
        owner = np.array([number[passage.project] for passage in passages], dtype=np.int64)
        projects = np.zeros((len(keys), dimension), dtype=np.float32)
        np.add.at(projects, owner, centred)
        projects = _unit(projects)
        flat = faiss.IndexFlatIP(dimension)
        flat.add(np.ascontiguousarray((centred + projects[owner]) / 2, dtype=np.float32))
        return cls(
            faiss_index=flat,
            passages=passages,
            projects=projects,
            centres=np.stack([centre, query_centre]),
            whitening=matrix,
            model_id=model_id,
            fingerprint=fingerprint,
        )

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._faiss.d)

    @property
    def faiss_index(self) -> Any:
        """The FAISS index over the blended vectors, a row per passage."""
        return self._faiss

    def __len__(self) -> int:
        """The number of projects."""
        return len(self.project_keys)

    def __contains__(self, project: object) -> bool:
        return project in self._number

    def require_model(self, embedder: Embedder) -> None:
        """Raises unless the embedder has the model that the index was built with."""
        if self.model_id != embedder.model_id:
            raise ModelMismatchError(
                f"The index was built with model {self.model_id}, the embedder has "
                f"{embedder.model_id}. Build the index again, or set the model it was built with."
            )

    def search(self, query: Vectors, k: int, allowed: Collection[str] | None = None) -> list[Hit]:
        """The k projects nearest the query vector, best first, equal scores by project key.

        Exactly k whenever that many exist among ``allowed`` (all projects when None; keys that are
        not in the index are passed over).
        """
        return self._nearest(self._asked(query), k, allowed, None)

    def scores(self, query: Vectors) -> NDArray[np.float32]:
        """The (projects,) scores that ``search`` gives, in the order of ``project_keys``.

        Sums are FAISS's: equal to the hits' scores within ``TOLERANCE``.
        """
        if not len(self):
            return np.zeros(0, dtype=np.float32)
        rows = self._products(self._asked(query))
        in_order = rows if self._grouped else rows[self._rows]
        return np.maximum.reduceat(in_order, self._bounds[:-1])

    def hits(self, query: Vectors, projects: Sequence[int]) -> list[Hit]:
        """The projects of these numbers, places in ``project_keys``, with exact scores, sorted."""
        found = [self._rows[self._bounds[i] : self._bounds[i + 1]] for i in projects]
        return self._hits(self._asked(query), np.concatenate(found)) if found else []

    def similar(self, project: str, k: int, allowed: Collection[str] | None = None) -> list[Hit]:
        """The k other projects nearest a project, by the vector of all its passages together."""
        number = self.place(project)
        return self._nearest(self.project_vectors[number], k, allowed, number)

    def place(self, project: str) -> int:
        """The project's place in ``project_keys``."""
        number = self._number.get(project)
        if number is None:
            raise UnknownProjectError(
                f"Project {project!r} is not in the index of {len(self)} projects. Check the key, "
                "or build the index again if the project is new."
            )
        return number

    def scores_of(self, project: int) -> NDArray[np.float32]:
        """The (projects,) scores that ``similar`` gives the others, and the project itself."""
        rows = self._products(self.project_vectors[project])
        in_order = rows if self._grouped else rows[self._rows]
        return np.maximum.reduceat(in_order, self._bounds[:-1])

    def hits_of(self, project: int, others: Sequence[int]) -> list[Hit]:
        """Others, by their places, as ``similar`` gives them: with exact scores, sorted."""
        found = [self._rows[self._bounds[i] : self._bounds[i + 1]] for i in others]
        return self._hits(self.project_vectors[project], np.concatenate(found)) if found else []

    def neighbours(self, k: int) -> Iterator[tuple[str, list[Hit]]]:
        """Every project with the k others most like it, as `similar` gives them.

        In batches, each one matrix product: for n projects the work grows as n squared, the memory
        as n. Measured on 2 cores: 10,000 projects in 4 seconds, 100,000 in 4 minutes.
        """
        wanted = min(k, len(self) - 1)
        if wanted < 1:
            return
        fetch = min(self._faiss.ntotal, max(FIRST_FETCH, GROWTH * (wanted + 1)))
        for start in range(0, len(self), BATCH):
            queries = np.ascontiguousarray(self.project_vectors[start : start + BATCH])
            scores, found = self._faiss.search(queries, fetch)
            for offset, query in enumerate(queries):
                key = self.project_keys[start + offset]
                hits = [hit for hit in self._hits(query, found[offset]) if hit.project != key]
                floor = float(scores[offset, -1])
                settled = len(hits) >= wanted and hits[wanted - 1].score > floor + TOLERANCE
                yield key, hits[:wanted] if settled else self.similar(key, k)

    def _asked(self, query: Vectors) -> Vectors:
        """A query's vector, centred and whitened as the index is."""
        if query.shape != (self.dimension,):
            raise ModelMismatchError(
                f"A query vector of shape {query.shape} does not fit an index of "
                f"{self.dimension} dimensions (model {self.model_id}). Use that model."
            )
        return _unit(_unit(normalise(query) - self.centres[1]) @ self.whitening)

    def _products(self, query: Vectors) -> Vectors:
        """The (passages,) inner products of all rows of the FAISS index with a vector.

        By FAISS's own kernel, in one thread. numpy would first copy the rows, which lie in the
        mapped file where no float32 is aligned, and then share the product between threads: on a
        machine with other work, most of the time is waiting for the last of them (measured with
        20,000 rows: 1 ms here, 3 ms there when the machine is quiet, 20 ms when it is not).
        """
        import faiss

        library: Any = faiss
        count, dimension = self._faiss.ntotal, self._faiss.d
        out = np.empty(count, dtype=np.float32)
        vector = np.ascontiguousarray(query, dtype=np.float32)
        library.fvec_inner_products_ny(
            library.swig_ptr(out),
            library.swig_ptr(vector),
            self._faiss.get_xb(),
            dimension,
            count,
        )
        return out

    def _nearest(
        self, query: Vectors, k: int, allowed: Collection[str] | None, without: int | None
    ) -> list[Hit]:
        chosen = self._chosen(allowed)
        if without is not None:
            chosen[without] = False
        wanted = min(k, int(chosen.sum()))
        if wanted < 1:
            return []
        rows = chosen[self._owner]
        total = int(rows.sum())
        fetch = min(total, max(FIRST_FETCH, GROWTH * wanted))
        while True:
            hits, floor = self._fetch(query, fetch, None if rows.all() else rows)
            # A project not met yet scores at most ``floor``.
            if fetch == total or (
                len(hits) >= wanted and hits[wanted - 1].score > floor + TOLERANCE
            ):
                return hits[:wanted]
            fetch = min(total, fetch * GROWTH)

    def numbers(self, allowed: Collection[str] | None) -> NDArray[np.int64]:
        """The places in ``project_keys`` of the allowed projects, all of them when None."""
        return np.flatnonzero(self._chosen(allowed))

    def _chosen(self, allowed: Collection[str] | None) -> NDArray[np.bool_]:
        """A flag per project."""
        if allowed is None:
            return np.ones(len(self), dtype=np.bool_)
        chosen = np.zeros(len(self), dtype=np.bool_)
        chosen[[self._number[key] for key in allowed if key in self._number]] = True
        return chosen

    def _fetch(
        self, query: Vectors, count: int, rows: NDArray[np.bool_] | None
    ) -> tuple[list[Hit], float]:
        """The projects of the ``count`` best rows, best first, and the score of the last row."""
        import faiss

        parameters = None
        if rows is not None:
            bits = np.packbits(rows, bitorder="little")
            # The stubs know the C++ signatures, not the Python ones laid over them.
            library: Any = faiss
            parameters = library.SearchParameters(sel=library.IDSelectorBitmap(bits))
        scores, found = self._faiss.search(query[None, :], count, params=parameters)
        return self._hits(query, found[0]), float(scores[0, -1])

    def _hits(self, query: Vectors, found: NDArray[np.int64]) -> list[Hit]:
        """The projects that rows of the index belong to, best first, each by its best row."""
        # FAISS may sum equal rows in different order; one sum per row keeps ties equal.
        exact = (self._faiss.reconstruct_batch(found) * query).sum(axis=1)
        best: dict[int, tuple[float, int]] = {}
        for row, score in zip(found.tolist(), exact.tolist(), strict=True):
            owner = int(self._owner[row])
            if owner not in best or (-score, row) < (-best[owner][0], best[owner][1]):
                best[owner] = (score, row)
        hits = [
            Hit(self.project_keys[owner], score, self.passages[row])
            for owner, (score, row) in best.items()
        ]
        hits.sort(key=lambda hit: (-hit.score, hit.project))
        return hits


def _shrunk_mean(units: Vectors) -> Vectors:
    """The mean of the rows times n / (n + SHRINKAGE)."""
    total = units.sum(axis=0, dtype=np.float64)
    return np.asarray(total / (len(units) + SHRINKAGE), dtype=np.float32)


def _whitening(centred: Vectors, power: float) -> Vectors:
    """The (dimension, dimension) matrix that evens out how far the rows spread in each direction.

    The covariance of few rows says little, so n rows of d dimensions give n / (n + d) of it, and
    an even spread the rest: with few projects the matrix is all but the identity.
    """
    count, dimension = centred.shape
    covariance = (centred.T @ centred).astype(np.float64) / max(count, 1)
    spread, directions = np.linalg.eigh(covariance)
    mean = spread.mean()
    if not power or mean <= 0:
        return np.eye(dimension, dtype=np.float32)
    share = count / (count + dimension)
    evened = (share * np.clip(spread, 0, None) / mean + (1 - share)) ** (-power / 2)
    return np.asarray((directions * evened) @ directions.T, dtype=np.float32)


def _unit(vectors: Vectors) -> Vectors:
    """Rows of length one; a zero row (nothing left after centring) stays zero."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(lengths == 0, 1, lengths), dtype=np.float32)
