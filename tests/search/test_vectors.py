"""The vector cache: nothing embedded twice, not even after a kill, and safe between processes."""

import multiprocessing
import os
import signal
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from search.embedder import HashingEmbedder, Progress, Vectors
from search.errors import VectorCacheError
from search.vectors import BATCH, EmbedReport, VectorCache, embed_missing

TEXTS = [f"text nummer {number} om åtgärder" for number in range(5 * BATCH)]


class Counting(HashingEmbedder):
    """Counts the texts that reach the model, and may take its time."""

    def __init__(self, dimension: int = 64, seconds: float = 0.0) -> None:
        super().__init__(dimension)
        self.seen: list[str] = []
        self.seconds = seconds

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        self.seen += texts
        time.sleep(self.seconds)
        return super().embed_passages(texts, progress)


@pytest.fixture
def cache(tmp_path: Path) -> VectorCache:
    return VectorCache(tmp_path / "deep" / "vectors.sqlite")


def test_the_second_run_embeds_nothing(cache: VectorCache) -> None:
    first, second = Counting(), Counting()
    vectors, report = embed_missing(first, TEXTS, cache)
    assert report == EmbedReport(len(TEXTS), 0)
    again, report = embed_missing(second, TEXTS, cache)
    assert report == EmbedReport(0, len(TEXTS))
    assert second.seen == []
    assert again.dtype == np.float32
    assert np.array_equal(vectors, again)
    assert np.array_equal(vectors, HashingEmbedder(64).embed_passages(TEXTS))


def test_only_new_texts_are_embedded_and_equal_ones_once(cache: VectorCache) -> None:
    embed_missing(Counting(), ["ett", "två"], cache)
    embedder = Counting()
    progress: list[tuple[int, int]] = []
    vectors, report = embed_missing(
        embedder, ["tre", "ett", "tre"], cache, lambda done, total: progress.append((done, total))
    )
    assert embedder.seen == ["tre"]
    assert report == EmbedReport(embedded=1, reused=2)
    assert progress == [(1, 1)]
    assert np.array_equal(vectors, HashingEmbedder(64).embed_passages(["tre", "ett", "tre"]))


def test_model_and_kind_are_part_of_the_key(cache: VectorCache) -> None:
    embed_missing(Counting(64), ["ett"], cache)
    _, report = embed_missing(Counting(32), ["ett"], cache)
    assert report.embedded == 1
    _, report = embed_missing(Counting(64), ["ett"], cache, kind="query")
    assert report.embedded == 1


def test_no_texts(cache: VectorCache) -> None:
    vectors, report = embed_missing(Counting(), [], cache)
    assert vectors.shape == (0, 64)
    assert report == EmbedReport(0, 0)


def test_a_vector_of_another_length_counts_as_absent(cache: VectorCache) -> None:
    embedder = Counting()
    cache.put(embedder.model_id, "passage", ["ett"], np.ones((1, 3), dtype=np.float32))
    vectors, report = embed_missing(embedder, ["ett"], cache)
    assert report.embedded == 1
    assert vectors.shape == (1, 64)
    assert embed_missing(embedder, ["ett"], cache)[1].reused == 1


def _slow_run(path: Path) -> None:
    embed_missing(Counting(seconds=0.3), TEXTS, VectorCache(path))


def test_a_killed_run_goes_on_where_it_ended(cache: VectorCache) -> None:
    process = multiprocessing.get_context("spawn").Process(target=_slow_run, args=(cache.path,))
    process.start()
    deadline = time.monotonic() + 30
    model_id = HashingEmbedder(64).model_id
    # (a batch may come between the texts that one look at the cache asks for)
    while (held := len(cache.get(model_id, "passage", TEXTS, 64))) < BATCH:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert process.exitcode == -signal.SIGKILL
    vectors, report = embed_missing(Counting(), TEXTS, cache)
    assert report.reused >= held
    assert report.embedded + report.reused == len(TEXTS)
    assert report.embedded > 0
    assert np.array_equal(vectors, HashingEmbedder(64).embed_passages(TEXTS))


def _run(path: Path) -> int:
    return embed_missing(Counting(), TEXTS, VectorCache(path))[1].reused


def test_processes_write_at_the_same_time(cache: VectorCache) -> None:
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        pool.map(_run, [cache.path] * 6)
    assert embed_missing(Counting(), TEXTS, cache)[1].embedded == 0
    with sqlite3.connect(cache.path) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()


def test_a_file_that_is_no_cache_says_how_to_mend(tmp_path: Path) -> None:
    path = tmp_path / "vectors.sqlite"
    path.write_bytes(b"not a database at all, but long enough to be looked at" * 40)
    with pytest.raises(VectorCacheError, match="delete the file") as caught:
        embed_missing(Counting(), ["ett"], VectorCache(path))
    assert str(path) in str(caught.value)
