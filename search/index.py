"""Exact index of passages that answers with projects.

A project's score for a query is the mean of two cosines: of its best passage, and of all its
passages together. Both are taken after the corpus mean has been subtracted, from passages and
queries each their own: E5 vectors share a large common part, and it differs between the two.
Measured on 374 Swedish regional-fund projects (nDCG@10): best passage alone 0.75; with passages
and query centred on the passages' mean 0.76; each on its own mean 0.78; and blended with the whole
project 0.80. Between projects (counting two as alike that were graded relevant to the same query),
centring lifts 0.43 to 0.47.

The mean of the two cosines is one inner product, ``q · (passage + project) / 2``, so that one flat
FAISS index serves it, exactly and under any filter.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from search.embedder import Embedder, Vectors, normalise
from search.errors import ModelMismatchError, UnknownProjectError, VectorError
from search.text import Passage

# A mean of few vectors says more of them than of the language: n vectors give n / (n + 50) of it.
# With one project the full mean would leave nothing to compare.
SHRINKAGE: Final = 50
FIRST_FETCH: Final = 32
GROWTH: Final = 4
# FAISS sums in another order than numpy; unit vectors differ by less than this.
TOLERANCE: Final = 1e-5


@dataclass(frozen=True, slots=True)
class Hit:
    """A project with its score (-1 to 1) and the passage that speaks most for it."""

    project: str
    score: float
    passage: Passage


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
        model_id: str,
        fingerprint: str,
    ) -> None:
        self._faiss = faiss_index
        self.passages = tuple(passages)
        self.project_vectors = projects
        self.centres = centres
        self.model_id = model_id
        self.fingerprint = fingerprint
        self.project_keys = tuple(dict.fromkeys(passage.project for passage in self.passages))
        self._number = {key: number for number, key in enumerate(self.project_keys)}
        self._owner = np.array([self._number[p.project] for p in self.passages], dtype=np.int64)

    @classmethod
    def build(
        cls,
        vectors: Vectors,
        passages: Sequence[Passage],
        *,
        model_id: str,
        query_examples: Vectors | None = None,
        fingerprint: str = "",
    ) -> "VectorIndex":
        """An index of (n, dimension) passage vectors.

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
        if query.shape != (self.dimension,):
            raise ModelMismatchError(
                f"A query vector of shape {query.shape} does not fit an index of "
                f"{self.dimension} dimensions (model {self.model_id}). Use that model."
            )
        return self._nearest(_unit(normalise(query) - self.centres[1]), k, allowed, None)

    def similar(self, project: str, k: int, allowed: Collection[str] | None = None) -> list[Hit]:
        """The k other projects nearest a project, by the vector of all its passages together."""
        number = self._number.get(project)
        if number is None:
            raise UnknownProjectError(
                f"Project {project!r} is not in the index of {len(self)} projects. Check the key, "
                "or build the index again if the project is new."
            )
        return self._nearest(self.project_vectors[number], k, allowed, number)

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
        # FAISS may sum equal rows in different order; one sum per row keeps ties equal.
        exact = (self._faiss.reconstruct_batch(found[0]) * query).sum(axis=1)
        best: dict[int, tuple[float, int]] = {}
        for row, score in zip(found[0].tolist(), exact.tolist(), strict=True):
            owner = int(self._owner[row])
            if owner not in best or (-score, row) < (-best[owner][0], best[owner][1]):
                best[owner] = (score, row)
        hits = [
            Hit(self.project_keys[owner], score, self.passages[row])
            for owner, (score, row) in best.items()
        ]
        hits.sort(key=lambda hit: (-hit.score, hit.project))
        return hits, float(scores[0, -1])


def _shrunk_mean(units: Vectors) -> Vectors:
    """The mean of the rows times n / (n + SHRINKAGE)."""
    total = units.sum(axis=0, dtype=np.float64)
    return np.asarray(total / (len(units) + SHRINKAGE), dtype=np.float32)


def _unit(vectors: Vectors) -> Vectors:
    """Rows of length one; a zero row (nothing left after centring) stays zero."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(lengths == 0, 1, lengths), dtype=np.float32)
