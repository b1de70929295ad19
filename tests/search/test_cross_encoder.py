"""A cross-encoder made here, of a configuration and no download, reads the first hits again."""

from pathlib import Path

import numpy as np
import pytest

from search.builder import build_index
from search.cross_encoder import CROSS_ENCODER, CrossEncoderReranker, SecondReading
from search.embedder import HashingEmbedder
from search.errors import ModelLoadError
from search.service import SearchService
from search.text import ProjectText
from search.vectors import VectorCache
from tests.search.tiny_cross_encoder import WORDS, made


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("cross-encoder"), 1)


def by_hand(folder: Path, query: str, texts: list[str]) -> np.ndarray:
    """(texts, classes) outputs of the network, without sentence-transformers."""
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder)
    network = AutoModelForSequenceClassification.from_pretrained(folder).eval()
    with torch.inference_mode():
        read = tokenizer([query] * len(texts), texts, padding=True, return_tensors="pt")
        return np.asarray(network(**read).logits.numpy(), dtype=np.float64)


TEXTS = ["unga i arbete", "vård", "chefer språk industri", "o\u0308ppet"]


def test_relevance_is_the_sigmoid_of_one_output(model: Path) -> None:
    reranker = CrossEncoderReranker(model)
    found = reranker.relevance("unga arbete", TEXTS)
    expected = 1 / (1 + np.exp(-by_hand(model, "unga arbete", TEXTS)[:, 0]))
    assert found == pytest.approx(expected, abs=1e-5)
    assert len(set(found.round(3).tolist())) > 2
    assert reranker.relevance("unga", []).shape == (0,)


def test_relevance_is_the_probability_of_the_last_class(tmp_path: Path) -> None:
    folder = made(tmp_path / "three", 3)
    odds = np.exp(by_hand(folder, "vård", TEXTS))
    found = CrossEncoderReranker(folder).relevance("vård", TEXTS)
    assert found == pytest.approx(odds[:, 2] / odds.sum(axis=1), abs=1e-5)


def test_a_model_that_cannot_be_had_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelLoadError, match=r"empty cannot be loaded.*Name a folder"):
        CrossEncoderReranker(tmp_path / "empty").load()


def test_the_first_hits_are_read_again_and_the_parts_add_up(model: Path, tmp_path: Path) -> None:
    projects = [
        ProjectText(f"p{number}", WORDS[number % 7], f"{WORDS[number % 5]} i {WORDS[number % 3]}")
        for number in range(12)
    ]
    embedder = HashingEmbedder(64)
    index, _ = build_index(projects, embedder, VectorCache(tmp_path / "v.sqlite"))
    reranker = CrossEncoderReranker(model)
    titles = {project.key: project.title for project in projects}
    plain = SearchService(index, embedder)
    again = SearchService(index, embedder, SecondReading(reranker, titles, first=5, weight=0.5))
    for allowed in (None, {"p1", "p2", "p3", "p7", "p8", "p9", "p10"}):
        before = plain.by_text("unga i arbete", 12, allowed)
        after = again.by_text("unga i arbete", 12, allowed)
        assert {hit.project for hit in after[:5]} == {hit.project for hit in before[:5]}
        assert after[5:] == before[5:]
        assert [hit.score for hit in after] == sorted((hit.score for hit in after), reverse=True)
        old = {hit.project: hit for hit in before}
        for hit in after[:5]:
            text = f"{titles[hit.project]}. {hit.passage.text}"
            gain = 0.5 * reranker.relevance("unga i arbete", [text])[0]
            assert dict(hit.evidence)[CROSS_ENCODER] == pytest.approx(gain, abs=1e-5)
            assert hit.score == pytest.approx(old[hit.project].score + gain, abs=1e-5)
            parts = hit.dense + hit.lexical + sum(part for _, part in hit.evidence)
            assert parts == pytest.approx(hit.score, abs=1e-12)
        # What comes first does not depend on how many are asked for.
        assert again.by_text("unga i arbete", 2, allowed) == after[:2]
