"""The word index against BM25 written out, and as a folder."""

import math
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis import grams
from search.errors import IndexFormatError
from search.lexical import LexicalIndex

DOCUMENTS = [
    "Kompetensförsörjning inom vård och omsorg",
    "Laddstationer för elbilar i Åre",
    "",
    "Unga i arbete: SFI, praktik och kompetens",
]
WORDS = ["vård", "omsorg", "unga", "arbete", "idé", "Åre", "och", "kompetensförsörjning"]


def bm25(documents: list[str], text: str, k1: float, b: float) -> list[float]:
    """Lucene's BM25, term by term (Robertson and Zaragoza 2009, idf with one added)."""
    cut = [Counter(grams(document)) for document in documents]
    lengths = [sum(counts.values()) for counts in cut]
    mean = sum(lengths) / len(lengths)
    scores = []
    for counts, length in zip(cut, lengths, strict=True):
        score = 0.0
        for term in set(grams(text)) & counts.keys():
            holding = sum(term in other for other in cut)
            idf = math.log(1 + (len(cut) - holding + 0.5) / (holding + 0.5))
            tf = counts[term]
            score += idf * tf / (tf + k1 * (1 - b + b * length / mean))
        scores.append(score)
    return scores


@settings(deadline=None, max_examples=50)
@given(
    documents=st.lists(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), min_size=1),
    text=st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join),
    k1=st.sampled_from([1.2, 2.0]),
    b=st.sampled_from([0.75, 1.0]),
)
def test_scores_are_those_of_bm25(documents: list[str], text: str, k1: float, b: float) -> None:
    index = LexicalIndex.build(documents, k1=k1, b=b)
    expected = bm25(documents, text, k1, b) if any(map(grams, documents)) else [0] * len(documents)
    assert index.scores(text) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("KOMPETENS", 3),
        ("kompetensförsörjningen", 0),
        ("laddstasjoner", 1),
        ("elbil", 1),
        ("sfi", 3),
        ("A\u030are", 1),
    ],
)
def test_compounds_endings_and_misspellings_are_found(text: str, best: int) -> None:
    scores = LexicalIndex.build(DOCUMENTS, k1=2, b=1).scores(text)
    assert scores.argmax() == best
    assert scores[2] == 0


@pytest.mark.parametrize("text", ["", "och", "zzzzz", "\ud800", "!" * 1000])
def test_what_is_nowhere_scores_nothing(text: str) -> None:
    index = LexicalIndex.build([*DOCUMENTS[:2], "?"], k1=2, b=1)
    scores = index.scores(text)
    assert scores.shape == (3,)
    assert scores.dtype == np.float32
    assert not scores.any() or text == "och"


@pytest.mark.parametrize("mmap", [True, False])
@pytest.mark.parametrize("documents", [DOCUMENTS, ["", "-"], []])
def test_saved_and_loaded_scores_the_same(tmp_path: Path, documents: list[str], mmap: bool) -> None:
    index = LexicalIndex.build(documents, k1=2, b=1)
    index.save(tmp_path / "words")
    loaded = LexicalIndex.load(tmp_path / "words", mmap=mmap)
    assert len(loaded) == len(documents)
    for text in ("kompetens i vården", "nowhere", ""):
        assert loaded.scores(text).tolist() == index.scores(text).tolist()


def test_the_same_documents_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        LexicalIndex.build(DOCUMENTS, k1=2, b=1).save(tmp_path / name)
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        for name in ("one", "two")
    )
    assert one == two


def test_broken_folders_are_refused(tmp_path: Path) -> None:
    LexicalIndex.build(DOCUMENTS, k1=2, b=1).save(tmp_path / "whole")
    with pytest.raises(IndexFormatError, match="Build it again"):
        LexicalIndex.load(tmp_path / "none")
    for path in sorted((tmp_path / "whole").iterdir()):
        content = path.read_bytes()
        for cut in (0, len(content) // 2):
            path.write_bytes(content[:cut])
            with pytest.raises(IndexFormatError, match="Build it again"):
                LexicalIndex.load(tmp_path / "whole")
        path.write_bytes(content)
    other = tmp_path / "other"
    LexicalIndex.build(DOCUMENTS[:2], k1=2, b=1).save(other)
    for name in ("vocab.index.json", "indptr.csc.index.npy", "data.csc.index.npy"):
        path = tmp_path / "whole" / name
        content = path.read_bytes()
        path.write_bytes((other / name).read_bytes())
        with pytest.raises(IndexFormatError, match="belong"):
            LexicalIndex.load(tmp_path / "whole")
        path.write_bytes(content)
    assert len(LexicalIndex.load(tmp_path / "whole")) == 4


def test_a_rare_word_counts_as_a_whole_beside_its_pieces() -> None:
    documents = ["SIKTA i Umeå", "siktade och försikta", *["vård och omsorg"] * 198]
    plain = LexicalIndex.build(documents, k1=2, b=1)
    rare = LexicalIndex.build(documents, k1=2, b=1, rare=0.01)
    for text in ("sikta", "SIKTA", "hos Sikta"):
        without, found = plain.scores(text), rare.scores(text)
        assert found[0] / found[1] > without[0] / without[1]
    # Common words and numbers have their pieces only, and so do the weights that projects are
    # compared by.
    assert rare.scores("vård")[2] == pytest.approx(plain.scores("vård")[2], rel=0.2)
    assert rare.weights().shape == plain.weights().shape
    assert set(rare.rarities("sikta")) == set(plain.rarities("sikta"))


def test_of_two_texts_the_better_counts_and_the_second_less() -> None:
    index = LexicalIndex.build(DOCUMENTS, k1=2, b=1)
    first, second = (index.scores(text) for text in ("vård", "kompetens"))
    assert index.best_scores(("vård", "kompetens"), 0.5).tolist() == pytest.approx(
        np.maximum(first, 0.5 * second).tolist()
    )
    assert index.best_scores(("vård",), 0.5).tolist() == first.tolist()
