"""Projects compared with projects: by meaning, words, themes and target groups."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.builder import build_index
from search.embedder import HashingEmbedder
from search.errors import IndexFormatError, UnknownProjectError, VectorError
from search.hybrid import HybridIndex
from search.hybrid_folder import LIKENESS, SENTENCE_PLACES, load_hybrid, save_hybrid
from search.lexical import LexicalIndex
from search.likeness import GROUPS, KINDS, THEMES, WORDS, Likeness
from search.text import ProjectText
from search.vectors import VectorCache

TEXTS = [
    ProjectText("a", "Vård", "Validering i vården", ("chefer",), themes=("validering", "vård")),
    ProjectText("b", "Omsorg", "Validering av omsorg", ("Chefer", "unga"), themes=("Validering",)),
    ProjectText("c", "Åre", "Turism i fjällen", themes=("turism",)),
    ProjectText("d", "Tom"),
]


@pytest.fixture
def index(hashing: HashingEmbedder, tmp_path: Path) -> HybridIndex:
    made, _ = build_index(TEXTS, hashing, VectorCache(tmp_path / "v.sqlite"))
    return made


def test_shares_are_of_what_either_has_and_the_same_both_ways(index: HybridIndex) -> None:
    likeness = index.likeness
    assert likeness is not None
    for kind in KINDS:
        table = np.array([likeness.shares(place, kind) for place in range(len(TEXTS))])
        assert table == pytest.approx(table.T)
        assert ((table >= 0) & (table <= 1)).all()
    # Of two themes, one is had by two of four projects and one by one.
    common, own = np.log(1 + 4 / 2), np.log(1 + 4 / 1)
    assert likeness.shares(0, THEMES) == pytest.approx([1, common / (common + own), 0, 0])
    assert likeness.shares(3, GROUPS) == pytest.approx([0, 0, 0, 0])
    words = likeness.shares(0, WORDS)
    assert words[0] == pytest.approx(1)
    assert words[1] > words[2]


def test_parts_add_up_to_a_score_between_minus_one_and_one(index: HybridIndex) -> None:
    hits = index.similar("a", 3)
    assert hits[0].project == "b"
    assert {hit.project for hit in hits} == {"b", "c", "d"}
    own = index.parameters
    total = 1 + own.like_words + own.like_themes + own.like_target_groups
    assert index.likeness is not None
    for hit in hits:
        place = index.vectors.place(hit.project)
        shares = {kind: float(index.likeness.shares(0, kind)[place]) for kind in KINDS}
        cosine = float(index.vectors.scores_of(0)[place])
        assert hit.dense == pytest.approx(cosine / total, abs=1e-5)
        assert hit.lexical == pytest.approx(own.like_words * shares[WORDS] / total)
        parts = dict(hit.evidence)
        assert parts[THEMES] == pytest.approx(own.like_themes * shares[THEMES] / total)
        assert parts[GROUPS] == pytest.approx(own.like_target_groups * shares[GROUPS] / total)
        assert hit.dense + hit.lexical + sum(parts.values()) == pytest.approx(hit.score, abs=1e-12)
        assert -1 <= hit.score <= 1


@settings(deadline=None, max_examples=25)
@given(data=st.data())
def test_similar_is_exact_under_any_filter(data: st.DataObject) -> None:
    words = ["vård", "omsorg", "unga", "arbete", "idé", "Åre", "kompetensförsörjning"]
    texts = data.draw(
        st.lists(st.lists(st.sampled_from(words), max_size=4), min_size=2, max_size=9)
    )
    projects = [
        ProjectText(f"p{i}", "Titel", " ".join(own), tuple(own[:1]), themes=tuple(own[1:2]))
        for i, own in enumerate(texts)
    ]
    embedder = HashingEmbedder(16)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("search.builder.embed_missing", _embedded)
        patch.setattr("search.sentences.embed_missing", _embedded)
        patch.setattr("search.english.embed_missing", _embedded)
        index, _ = build_index(projects, embedder, None)  # type: ignore[arg-type]
    everything = index.similar("p0", len(projects))
    assert len(everything) == len(projects) - 1
    k = data.draw(st.integers(1, 9))
    allowed = data.draw(st.sets(st.sampled_from([project.key for project in projects])))
    expected = [hit for hit in everything if hit.project in allowed][:k]
    assert index.similar("p0", k, allowed) == expected
    neighbours = dict(index.neighbours(k))
    assert neighbours["p0"] == everything[:k]
    assert set(neighbours) == {project.key for project in projects}


def _embedded(embedder, texts, cache, progress=None, kind="passage"):  # type: ignore[no-untyped-def]
    if not texts:
        return np.empty((0, embedder.dimension), dtype=np.float32), None
    return embedder.embed_passages(texts), None


def test_the_folder_keeps_likeness_sentences_and_the_english_offset(
    index: HybridIndex, hashing: HashingEmbedder, tmp_path: Path
) -> None:
    save_hybrid(index, tmp_path / "index")
    loaded = load_hybrid(tmp_path / "index", hashing)
    assert loaded.similar("a", 3) == index.similar("a", 3)
    assert loaded.sentences is not None
    assert index.sentences is not None
    assert loaded.sentences.pair("a", "b") == index.sentences.pair("a", "b")
    assert np.array_equal(loaded.english, index.english)  # type: ignore[arg-type]
    with pytest.raises(UnknownProjectError):
        loaded.similar("nobody", 3)


@pytest.mark.parametrize("name", [LIKENESS, SENTENCE_PLACES])
def test_a_damaged_file_is_said(index: HybridIndex, tmp_path: Path, name: str) -> None:
    save_hybrid(index, tmp_path / "index")
    (tmp_path / "index" / name).write_bytes(b"PK\x03\x04damaged")
    with pytest.raises(IndexFormatError, match="Build it again"):
        load_hybrid(tmp_path / "index")


def test_likenesses_of_other_projects_are_refused(index: HybridIndex) -> None:
    lexical = LexicalIndex.build(["vård"], k1=2, b=1)
    other = Likeness.build(lexical, [()], [()])
    with pytest.raises(VectorError, match="likeness"):
        HybridIndex(index.vectors, index.lexical, index.hubs, likeness=other)
