"""The index against brute force over every project, and as a folder."""

import json
from collections.abc import Collection
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.linalg import fractional_matrix_power

from search.embedder import HashingEmbedder, Vectors
from search.errors import (
    IndexFormatError,
    ModelMismatchError,
    UnknownProjectError,
    VectorError,
)
from search.index import SHRINKAGE, WHITENING, VectorIndex
from search.index_folder import MANIFEST, PASSAGES, load_index, save_index
from search.text import Passage

DIMENSION = 8


def made(
    sizes: list[int], seed: int, *, dimension: int = DIMENSION, kinds: int = 0
) -> tuple[Vectors, list[Passage]]:
    """Passages of projects p0, p1, … interleaved; with ``kinds``, only so many distinct vectors."""
    random = np.random.default_rng(seed)
    count = sum(sizes)
    pool = random.normal(size=(kinds or count or 1, dimension))
    rows = pool[random.integers(0, kinds, count)] if kinds else pool[:count]
    places = [(ordinal, p) for p, size in enumerate(sizes) for ordinal in range(size)]
    found = [Passage(f"p{p}", ordinal, f"{p}/{ordinal}", 0, 3) for ordinal, p in sorted(places)]
    return np.asarray(rows, dtype=np.float32).reshape(count, dimension), found


def expected(
    vectors: Vectors,
    found: list[Passage],
    examples: Vectors,
    query: Vectors,
    allowed: Collection[str] | None,
) -> dict[str, float]:
    """The documented score of every allowed project, computed in float64 one by one."""

    def unit(row: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(row / np.linalg.norm(row), dtype=np.float64)

    units = [unit(row.astype(float)) for row in vectors]
    centre = np.sum(units, axis=0) / (len(units) + SHRINKAGE)
    centred = [unit(row - centre) for row in units]
    asked = unit(
        unit(query.astype(float))
        - np.sum([unit(row.astype(float)) for row in examples], axis=0)
        / (len(examples) + SHRINKAGE)
    )
    # Whitening by the inverse root of the shrunk covariance, as a matrix power.
    covariance = sum(np.outer(row, row) for row in centred) / len(centred)
    mean = np.trace(covariance) / DIMENSION
    share = len(centred) / (len(centred) + DIMENSION)
    even = share * covariance / mean + (1 - share) * np.eye(DIMENSION)
    power = np.real(fractional_matrix_power(even, -WHITENING / 2))
    centred = [unit(row @ power) for row in centred]
    asked = unit(asked @ power)
    scores = {}
    for key in {passage.project for passage in found}:
        if allowed is None or key in allowed:
            own = [row for row, p in zip(centred, found, strict=True) if p.project == key]
            pooled = unit(np.sum(own, axis=0))
            scores[key] = float(max(asked @ row for row in own) + asked @ pooled) / 2
    return scores


@settings(deadline=None, max_examples=150)
@given(
    sizes=st.lists(st.integers(1, 6), min_size=1, max_size=40),
    seed=st.integers(0, 10_000),
    k=st.integers(1, 50),
    share=st.sampled_from([0.0, 0.1, 0.5, 1.0, None]),
)
def test_agrees_with_brute_force_under_any_filter(
    sizes: list[int], seed: int, k: int, share: float | None
) -> None:
    vectors, found = made(sizes, seed)
    random = np.random.default_rng(seed + 1)
    examples = random.normal(size=(5, DIMENSION)).astype(np.float32)
    query = random.normal(size=DIMENSION).astype(np.float32)
    keys = [f"p{number}" for number in range(len(sizes))]
    allowed = None
    if share is not None:
        allowed = {key for key in keys if random.random() < share} | {"not in the index"}
    index = VectorIndex.build(vectors, found, model_id="m", query_examples=examples)
    hits = index.search(query, k, allowed)
    scores = expected(vectors, found, examples, query, allowed)
    assert len(hits) == min(k, len(scores))
    assert len({hit.project for hit in hits}) == len(hits)
    best = sorted(scores.values(), reverse=True)[: len(hits)]
    assert [hit.score for hit in hits] == pytest.approx(best, abs=1e-5)
    for hit in hits:
        assert hit.score == pytest.approx(scores[hit.project], abs=1e-5)
        assert hit.passage.project == hit.project


@settings(deadline=None, max_examples=60)
@given(
    sizes=st.lists(st.integers(1, 4), min_size=2, max_size=120),
    seed=st.integers(0, 1000),
    k=st.integers(1, 30),
)
def test_equal_scores_go_by_key(sizes: list[int], seed: int, k: int) -> None:
    # Two distinct vectors only: nearly everything ties, far beyond the first fetch.
    vectors, found = made(sizes, seed, kinds=2)
    index = VectorIndex.build(vectors, found, model_id="m")
    query = np.ones(DIMENSION, dtype=np.float32)
    everything = index.search(query, len(sizes))
    assert len(everything) == len(sizes)
    assert everything == sorted(everything, key=lambda hit: (-hit.score, hit.project))
    assert index.search(query, k) == everything[:k]
    assert index.search(query, k, [hit.project for hit in everything]) == everything[:k]


def test_the_best_passage_is_the_one_returned() -> None:
    vectors = np.eye(4, dtype=np.float32)
    found = [Passage("a", 0, "x", 0, 1), Passage("a", 1, "y", 1, 2)]
    found += [Passage("b", 0, "x", 0, 1), Passage("b", 1, "y", 1, 2)]
    index = VectorIndex.build(vectors, found, model_id="m")
    assert index.search(vectors[1], 1)[0].passage == found[1]
    assert index.search(vectors[3], 1)[0].passage == found[3]
    assert [hit.project for hit in index.search(vectors[3], 2)] == ["b", "a"]


def test_many_passages_of_one_project_hide_no_other() -> None:
    # One project owns the 300 best rows; the second project is still found.
    random = np.random.default_rng(1)
    near = np.ones((300, DIMENSION)) + random.normal(size=(300, DIMENSION)) * 0.01
    far = random.normal(size=(20, DIMENSION))
    vectors = np.concatenate([near, far]).astype(np.float32)
    found = [Passage("big", n, "", 0, 0) for n in range(300)]
    found += [Passage(f"small{n}", 0, "", 0, 0) for n in range(20)]
    index = VectorIndex.build(vectors, found, model_id="m")
    assert len(index.search(np.ones(DIMENSION, dtype=np.float32), 5)) == 5


def test_similar_leaves_itself_out_and_obeys_the_filter() -> None:
    vectors, found = made([2, 3, 1, 2, 2], 4)
    vectors[1] = vectors[0]
    index = VectorIndex.build(vectors, found, model_id="m")
    hits = index.similar("p0", 10)
    assert sorted(hit.project for hit in hits) == ["p1", "p2", "p3", "p4"]
    assert [hit.project for hit in index.similar("p0", 10, {"p0", "p3"})] == ["p3"]
    assert index.similar("p0", 10, {"p0"}) == []
    with pytest.raises(UnknownProjectError, match="'p9'"):
        index.similar("p9", 1)


def test_an_empty_index_answers_with_nothing(tmp_path: Path) -> None:
    empty = VectorIndex.build(np.empty((0, DIMENSION), dtype=np.float32), [], model_id="m")
    save_index(empty, tmp_path / "index")
    for index in (
        empty,
        load_index(tmp_path / "index"),
        load_index(tmp_path / "index", mmap=False),
    ):
        assert len(index) == 0
        assert index.search(np.ones(DIMENSION, dtype=np.float32), 5) == []


def test_one_project_has_a_score() -> None:
    vectors, found = made([2], 0)
    index = VectorIndex.build(vectors, found, model_id="m")
    (hit,) = index.search(vectors[0], 3)
    assert 0.5 < hit.score <= 1


@pytest.mark.parametrize("k", [0, -1])
def test_none_wanted_none_given(k: int) -> None:
    vectors, found = made([2, 2], 0)
    assert VectorIndex.build(vectors, found, model_id="m").search(vectors[0], k) == []


def test_bad_vectors_are_refused() -> None:
    vectors, found = made([2, 2], 0)
    with pytest.raises(VectorError, match="4 passages"):
        VectorIndex.build(vectors[:3], found, model_id="m")
    with pytest.raises(VectorError, match="one model"):
        VectorIndex.build(vectors, found, model_id="m", query_examples=vectors[:, :4])
    for bad in (0.0, np.nan, np.inf):
        spoilt = vectors.copy()
        spoilt[1] = bad
        with pytest.raises(VectorError, match="not finite"):
            VectorIndex.build(spoilt, found, model_id="m")
    index = VectorIndex.build(vectors, found, model_id="m")
    with pytest.raises(ModelMismatchError, match="8 dimensions"):
        index.search(np.ones(9, dtype=np.float32), 1)


@pytest.mark.parametrize("mmap", [True, False])
def test_saved_and_loaded_answers_the_same(tmp_path: Path, mmap: bool) -> None:
    vectors, found = made([2, 3, 1, 4] * 10, 3)
    index = VectorIndex.build(
        vectors, found, model_id="m@1", query_examples=vectors[:3], fingerprint="graph 7"
    )
    folder = tmp_path / "release" / "vectors"
    save_index(index, folder)
    loaded = load_index(folder, mmap=mmap)
    assert (loaded.model_id, loaded.fingerprint) == ("m@1", "graph 7")
    assert loaded.passages == index.passages
    for allowed in (None, {"p1", "p2", "p9"}):
        assert loaded.search(vectors[0], 7, allowed) == index.search(vectors[0], 7, allowed)
        assert loaded.similar("p1", 7, allowed) == index.similar("p1", 7, allowed)
    assert [path.name for path in folder.parent.iterdir()] == ["vectors"]


def test_another_model_is_refused(tmp_path: Path) -> None:
    vectors, found = made([1, 1], 3, dimension=64)
    embedder = HashingEmbedder(64)
    save_index(VectorIndex.build(vectors, found, model_id=embedder.model_id), tmp_path / "good")
    assert len(load_index(tmp_path / "good", embedder)) == 2
    with pytest.raises(ModelMismatchError, match=r"hashing-3-5-v1-64.*hashing-3-5-v1-32"):
        load_index(tmp_path / "good", HashingEmbedder(32))


def test_a_full_folder_is_not_overwritten(tmp_path: Path) -> None:
    vectors, found = made([1, 1], 3)
    index = VectorIndex.build(vectors, found, model_id="m")
    (tmp_path / "there").mkdir()
    save_index(index, tmp_path / "there")
    with pytest.raises(IndexFormatError, match="does not exist yet"):
        save_index(index, tmp_path / "there")
    assert len(load_index(tmp_path / "there")) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


def test_broken_folders_are_refused(tmp_path: Path) -> None:
    vectors, found = made([2, 2], 3)
    index = VectorIndex.build(vectors, found, model_id="m")
    with pytest.raises(IndexFormatError, match="cannot be read"):
        load_index(tmp_path / "none")

    def broken(name: str) -> Path:
        folder = tmp_path / name
        save_index(index, folder)
        return folder

    for file in (
        "passages.faiss",
        "projects.npy",
        "centres.npy",
        "whitening.npy",
        PASSAGES,
        MANIFEST,
    ):
        for cut in (0, 10):
            folder = broken(f"{file}{cut}")
            path = folder / file
            path.write_bytes(path.read_bytes()[:cut])
            with pytest.raises(IndexFormatError, match="Build it again"):
                load_index(folder)
    folder = broken("newer")
    manifest = json.loads((folder / MANIFEST).read_text())
    (folder / MANIFEST).write_text(json.dumps(manifest | {"format": 3}))
    with pytest.raises(IndexFormatError, match="format 3, this version reads 2"):
        load_index(folder)
    (folder / MANIFEST).write_text(json.dumps(manifest | {"count": 3}))
    with pytest.raises(IndexFormatError, match="its manifest states"):
        load_index(folder)
