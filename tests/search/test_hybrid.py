"""Meaning and words together, against every project scored one by one, and as a folder."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.builder import build_index
from search.embedder import HashingEmbedder
from search.errors import IndexFormatError, VectorError
from search.hybrid import HybridIndex
from search.hybrid_folder import HUBS, MANIFEST, NAMES, load_hybrid, save_hybrid
from search.index import VectorIndex
from search.lexical import LexicalIndex
from search.parameters import Parameters
from search.text import Passage, ProjectText
from search.vectors import VectorCache

DIMENSION = 8
WORDS = ["vård", "omsorg", "unga", "arbete", "idé", "Åre", "kompetensförsörjning", "SFI"]


def made(sizes: list[int], seed: int, *, kinds: int = 0) -> HybridIndex:
    """An index of projects p0, p1, … with random vectors and words; ``kinds`` for few of each."""
    random = np.random.default_rng(seed)
    pool = random.normal(size=(kinds or sum(sizes), DIMENSION)).astype(np.float32)
    rows = pool[random.integers(0, kinds, sum(sizes))] if kinds else pool
    found = [
        Passage(f"p{p}", n, f"{p}/{n}", 0, 3) for p, size in enumerate(sizes) for n in range(size)
    ]
    documents = [
        " ".join(random.choice(WORDS[: kinds or len(WORDS)], size=1 if kinds else 6)) for _ in sizes
    ]
    parameters = Parameters(lexical=0.7, hubs=0.6)
    hubs = random.normal(size=len(sizes)).astype(np.float32)
    return HybridIndex(
        VectorIndex.build(rows, found, model_id="m"),
        LexicalIndex.build(documents, k1=parameters.k1, b=parameters.b),
        np.zeros(len(sizes), dtype=np.float32) if kinds else hubs,
        parameters,
    )


def expected(index: HybridIndex, text: str, query: np.ndarray) -> dict[str, tuple[float, float]]:
    """Score and lexical part of every project."""
    hits = index.vectors.search(query, len(index))
    taken = dict(zip(index.vectors.project_keys, (0.6 * index.hubs).tolist(), strict=True))
    dense = {hit.project: hit.score - taken[hit.project] for hit in hits}
    words = dict(zip(index.vectors.project_keys, index.lexical.scores(text).tolist(), strict=True))
    spread = np.std(list(words.values()))
    factor = 0.7 * np.std(list(dense.values())) / spread if spread > 1e-6 else 0.0
    return {key: (dense[key] + factor * words[key], factor * words[key]) for key in dense}


@settings(deadline=None, max_examples=100)
@given(
    sizes=st.lists(st.integers(1, 4), min_size=1, max_size=40),
    seed=st.integers(0, 10_000),
    k=st.integers(1, 50),
    share=st.sampled_from([0.0, 0.05, 0.5, 1.0, None]),
    text=st.lists(st.sampled_from([*WORDS, "zzz"]), max_size=3).map(" ".join),
)
def test_agrees_with_brute_force_under_any_filter(
    sizes: list[int], seed: int, k: int, share: float | None, text: str
) -> None:
    index = made(sizes, seed)
    random = np.random.default_rng(seed + 1)
    query = random.normal(size=DIMENSION).astype(np.float32)
    allowed = None
    if share is not None:
        allowed = {key for key in index.vectors.project_keys if random.random() < share} | {"none"}
    hits = index.search(text, query, k, allowed)
    scores = {
        key: score
        for key, score in expected(index, text, query).items()
        if allowed is None or key in allowed
    }
    best = sorted((score for score, _ in scores.values()), reverse=True)[:k]
    assert [hit.score for hit in hits] == pytest.approx(best, abs=1e-5)
    assert len({hit.project for hit in hits}) == len(hits) == min(k, len(scores))
    for hit in hits:
        assert (hit.score, hit.lexical) == pytest.approx(scores[hit.project], abs=1e-5)
        assert hit.dense + hit.lexical == pytest.approx(hit.score, abs=1e-9)
        assert hit.passage.project == hit.project


@pytest.mark.parametrize("share", [0.5, 0.05, 0.005])
def test_a_filter_that_keeps_little_loses_nothing(share: float) -> None:
    """1,000 passages; benchmarks/search.py does the same with 100,000."""
    index = made([2] * 500, 7)
    random = np.random.default_rng(11)
    query = random.normal(size=DIMENSION).astype(np.float32)
    scores = {key: score for key, (score, _) in expected(index, "vård SFI", query).items()}
    for _ in range(10):
        kept = random.permutation(500)[: round(500 * share)].tolist()
        allowed = {f"p{number}" for number in kept}
        hits = index.search("vård SFI", query, 10, allowed)
        best = sorted(allowed, key=lambda key: -scores[key])[:10]
        assert {hit.project for hit in hits} == set(best)
        assert len(hits) == min(10, len(allowed))


@settings(deadline=None, max_examples=40)
@given(
    sizes=st.lists(st.integers(1, 1), min_size=2, max_size=120),
    seed=st.integers(0, 1000),
    k=st.integers(1, 30),
)
def test_equal_scores_go_by_key(sizes: list[int], seed: int, k: int) -> None:
    index = made(sizes, seed, kinds=2)
    query = np.ones(DIMENSION, dtype=np.float32)
    everything = index.search("vård", query, len(sizes))
    assert everything == sorted(everything, key=lambda hit: (-hit.score, hit.project))
    assert index.search("vård", query, k) == everything[:k]
    assert index.search("vård", query, k, [hit.project for hit in everything]) == everything[:k]


def test_a_score_is_the_same_under_every_filter() -> None:
    index = made([1] * 30, 5)
    query = np.ones(DIMENSION, dtype=np.float32)
    everything = {hit.project: hit for hit in index.search("vård SFI", query, 30)}
    for hit in index.search("vård SFI", query, 30, {"p3", "p7", "p11"}):
        assert hit == everything[hit.project]


def test_words_add_nothing_where_none_are_shared() -> None:
    index = made([1, 2, 1], 5)
    hits = index.search("zzzz", np.ones(DIMENSION, dtype=np.float32), 3)
    assert [hit.lexical for hit in hits] == [0, 0, 0]


def test_an_empty_index_answers_with_nothing(tmp_path: Path) -> None:
    empty = HybridIndex(
        VectorIndex.build(np.empty((0, DIMENSION), dtype=np.float32), [], model_id="m"),
        LexicalIndex.build([], k1=2, b=1),
        np.zeros(0, dtype=np.float32),
    )
    save_hybrid(empty, tmp_path / "index")
    for index in (empty, load_hybrid(tmp_path / "index")):
        assert index.search("vad", np.ones(DIMENSION, dtype=np.float32), 5) == []


def test_words_and_vectors_of_other_projects_are_refused() -> None:
    with pytest.raises(VectorError, match="3 projects have vectors, 2 have words"):
        HybridIndex(made([1, 1, 1], 1).vectors, made([1, 1], 1).lexical, made([1, 1], 1).hubs)


def test_numbers_names_and_labels_are_found_by_their_words(tmp_path: Path) -> None:
    projects = [
        ProjectText(f"p{number}", "Namn", "Samma text för alla.", names=(f"2017/0{number}453",))
        for number in range(5)
    ]
    projects.append(ProjectText("short", "Annat", "Samma text för alla.", themes=("Hälsa",)))
    projects.append(ProjectText("long", "Ånge", "Annat, " * 200 + "Hälsa. " * 9))
    embedder = HashingEmbedder(64)
    index, _ = build_index(projects, embedder, VectorCache(tmp_path / "v.sqlite"))
    save_hybrid(index, tmp_path / "index")
    index = load_hybrid(tmp_path / "index")
    for text, key in (
        ("2017-03453", "p3"),
        ("2017/03453", "p3"),
        ("hälsa", "short"),
        ("A\u030aNGE", "long"),
        ("annat", "short"),
    ):
        (vector,) = embedder.embed_queries([text])
        assert index.search(text, vector, 1)[0].project == key


@pytest.mark.parametrize(
    "text",
    [
        "HÄLSOGREPPET",
        "ha\u0308lso greppet",
        "Hälsogreppets",
        "hälso\u00adgreppet",
        "Hälso-grepp-et",
    ],
)
def test_a_name_is_found_however_it_is_parted(text: str, tmp_path: Path) -> None:
    projects = [ProjectText(f"p{n}", f"Grepp {n}", f"Hälsogrepp {n} i vård") for n in range(5)]
    projects.append(ProjectText("meant", "Hälso-greppet", "Något helt annat."))
    embedder = HashingEmbedder(64)
    index, _ = build_index(projects, embedder, VectorCache(tmp_path / "v.sqlite"))
    first, second = index.search(text, embedder.embed_queries([text])[0], 2)
    assert first.project == "meant"
    assert first.lexical > second.lexical + 0.9


@pytest.mark.parametrize("mmap", [True, False])
def test_saved_and_loaded_answers_the_same(tmp_path: Path, mmap: bool) -> None:
    index = made([2, 3, 1, 4] * 10, 3)
    query = np.ones(DIMENSION, dtype=np.float32)
    save_hybrid(index, tmp_path / "index")
    loaded = load_hybrid(tmp_path / "index", mmap=mmap)
    assert loaded.parameters == index.parameters
    for allowed in (None, {"p1", "p2", "p9"}):
        assert loaded.search("vård", query, 7, allowed) == index.search("vård", query, 7, allowed)
    assert [path.name for path in tmp_path.iterdir()] == ["index"]


def test_broken_folders_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    save_hybrid(made([1, 1], 1), folder)
    with pytest.raises(IndexFormatError, match="does not exist yet"):
        save_hybrid(made([1, 1], 1), folder)
    with pytest.raises(IndexFormatError, match="Build it again"):
        load_hybrid(tmp_path / "none")
    whole = json.loads((folder / MANIFEST).read_text())
    wrong: list[object] = [[], {}, whole | {"format": 9}, whole | {"parameters": {"k2": 1}}]
    for broken in wrong:
        (folder / MANIFEST).write_text(json.dumps(broken))
        with pytest.raises(IndexFormatError, match="Build it again"):
            load_hybrid(folder)
    (folder / MANIFEST).write_text(json.dumps(whole))
    save_hybrid(made([1, 1, 1], 1), tmp_path / "other")
    (folder / "words").rename(tmp_path / "away")
    (tmp_path / "other" / "words").rename(folder / "words")
    with pytest.raises(IndexFormatError, match="3 have words"):
        load_hybrid(folder)
    (folder / "words").rename(tmp_path / "other" / "words")
    (tmp_path / "away").rename(folder / "words")
    for name, content in ((NAMES, "[]"), (NAMES, '{"a": [2]}'), (NAMES, ""), (HUBS, "")):
        before = (folder / name).read_bytes()
        (folder / name).write_text(content)
        with pytest.raises(IndexFormatError, match="Build it again"):
            load_hybrid(folder)
        (folder / name).write_bytes(before)
    assert len(load_hybrid(folder)) == 2
