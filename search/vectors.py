"""Cache of vectors on disk, so that no text is embedded twice with the same model.

Words in context (`search.words_in_context`) are kept beside them, in half precision.

One SQLite file in write-ahead mode: several processes may share it on one machine, and a process
that is killed loses at most the batch it was embedding. The key is model id, kind and SHA-256 of
the text that is embedded; the text itself is not kept.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np

from search.embedder import Embedder, Progress, Vectors
from search.errors import VectorCacheError
from search.words_in_context import Reading, WordReader, WordsInContext

Kind = Literal["passage", "query"]

BATCH: Final = 64
WAIT_SECONDS: Final = 60.0
_TABLE: Final = """
CREATE TABLE IF NOT EXISTS vectors (
    model TEXT NOT NULL, kind TEXT NOT NULL, text BLOB NOT NULL, vector BLOB NOT NULL,
    PRIMARY KEY (model, kind, text)
) WITHOUT ROWID
"""
# Large rows are read quicker from an ordinary table.
_WORDS: Final = """
CREATE TABLE IF NOT EXISTS words (
    model TEXT NOT NULL, kind TEXT NOT NULL, text BLOB NOT NULL, words TEXT NOT NULL,
    vectors BLOB NOT NULL, PRIMARY KEY (model, kind, text)
)
"""
_VECTOR_OF: Final = "SELECT vector FROM vectors WHERE model = ? AND kind = ? AND text = ?"
_WORDS_OF: Final = "SELECT words, vectors FROM words WHERE model = ? AND kind = ? AND text = ?"


@dataclass(frozen=True, slots=True)
class EmbedReport:
    """How many of the texts went through the model, and how many had a vector already."""

    embedded: int
    reused: int


class VectorCache:
    """Vectors by model, kind and text. Each call opens the file anew, so threads may share it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def get(
        self, model_id: str, kind: Kind, texts: Iterable[str], dimension: int
    ) -> dict[str, Vectors]:
        """The vectors that are there, by text. One of another length counts as absent."""
        found: dict[str, Vectors] = {}
        for text, (vector,) in self._rows(_VECTOR_OF, model_id, kind, texts):
            if len(vector) == dimension * np.dtype("<f4").itemsize:
                found[text] = np.frombuffer(vector, dtype="<f4")
        return found

    def put(self, model_id: str, kind: Kind, texts: Sequence[str], vectors: Vectors) -> None:
        """Keeps the vectors, replacing those of the same texts, in one transaction."""
        rows = [
            (model_id, kind, _key(text), np.asarray(vector, dtype="<f4").tobytes())
            for text, vector in zip(texts, vectors, strict=True)
        ]
        with self._open() as database, database:
            database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?)", rows)

    def words(
        self, model_id: str, kind: Kind, texts: Iterable[str], dimension: int
    ) -> dict[str, WordsInContext]:
        """The words that are there, by text. Those of another length count as absent."""
        found: dict[str, WordsInContext] = {}
        for text, (joined, kept) in self._rows(_WORDS_OF, model_id, kind, texts):
            words = tuple(joined.split())
            if len(kept) == len(words) * dimension * np.dtype("<f2").itemsize:
                vectors = np.frombuffer(kept, dtype="<f2").reshape(len(words), dimension)
                found[text] = WordsInContext(words, vectors)
        return found

    def put_readings(
        self, model_id: str, kind: Kind, texts: Sequence[str], readings: Sequence[Reading]
    ) -> None:
        """Keeps vectors and words of texts, replacing those of the same texts."""
        self.put(model_id, kind, texts, np.stack([reading.vector for reading in readings]))
        rows = [
            (model_id, kind, _key(text), " ".join(words.words), _bytes(words))
            for text, words in zip(texts, (reading.words for reading in readings), strict=True)
        ]
        with self._open() as database, database:
            database.executemany("INSERT OR REPLACE INTO words VALUES (?, ?, ?, ?, ?)", rows)

    def _rows(
        self, query: str, model_id: str, kind: Kind, texts: Iterable[str]
    ) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """Each text that a query finds a row of, with that row."""
        with self._open() as database:
            for text in set(texts):
                row = database.execute(query, (model_id, kind, _key(text))).fetchone()
                if row:
                    yield text, row

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path, timeout=WAIT_SECONDS)) as database:
                database.execute("PRAGMA journal_mode = WAL")
                database.execute("PRAGMA synchronous = NORMAL")
                database.execute(_TABLE)
                database.execute(_WORDS)
                yield database
        except (sqlite3.Error, OSError) as error:
            raise VectorCacheError(
                f"The vector cache {self.path} cannot be used: {error}. It holds only what can be "
                "computed again: delete the file, or set a cache folder that can be written."
            ) from error


def embed_missing(
    embedder: Embedder,
    texts: Sequence[str],
    cache: VectorCache,
    progress: Progress | None = None,
    kind: Kind = "passage",
) -> tuple[Vectors, EmbedReport]:
    """(n, dimension) vectors of the texts, in order, and what it took to get them.

    Each batch is kept as soon as it is embedded: a run that was stopped goes on where it ended.
    ``progress`` counts the texts that must be embedded.
    """
    if not texts:
        return np.empty((0, embedder.dimension), dtype=np.float32), EmbedReport(0, 0)
    model_id, dimension = embedder.model_id, embedder.dimension
    known = cache.get(model_id, kind, texts, dimension)
    # Texts of like length together: a batch is padded to its longest.
    missing = sorted(set(texts) - known.keys(), key=lambda text: (len(text), text))
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        if kind == "passage":
            vectors = embedder.embed_passages(batch)
        else:
            vectors = embedder.embed_queries(batch)
        cache.put(model_id, kind, batch, vectors)
        known.update(zip(batch, vectors, strict=True))
        if progress:
            progress(start + len(batch), len(missing))
    report = EmbedReport(embedded=len(missing), reused=len(texts) - len(missing))
    return np.stack([known[text] for text in texts]), report


def _bytes(words: WordsInContext) -> bytes:
    return np.asarray(words.vectors, dtype="<f2").tobytes()


def read_missing(
    embedder: Embedder,
    texts: Sequence[str],
    cache: VectorCache,
    progress: Progress | None = None,
    kind: Kind = "passage",
) -> tuple[tuple[WordsInContext, ...], EmbedReport]:
    """The words in context of the texts, in order; none where the embedder gives none.

    The vectors of texts that are read come into the cache with them, so that `embed_missing` finds
    them there.
    """
    if not texts or not isinstance(embedder, WordReader):
        return (), EmbedReport(0, 0)
    model_id = embedder.model_id
    known = cache.words(model_id, kind, texts, embedder.dimension)
    missing = sorted(set(texts) - known.keys(), key=lambda text: (len(text), text))
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        read = embedder.read_queries if kind == "query" else embedder.read_passages
        readings = read(batch)
        cache.put_readings(model_id, kind, batch, readings)
        known.update(zip(batch, (reading.words for reading in readings), strict=True))
        if progress:
            progress(start + len(batch), len(missing))
    report = EmbedReport(embedded=len(missing), reused=len(texts) - len(missing))
    return tuple(known[text] for text in texts), report


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
