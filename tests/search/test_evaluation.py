"""Measuring search: files read, figures checked by hand, and nothing taken on trust."""

import json
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from search.configurations import BASELINE, SHIPPED, Options
from search.embedder import HashingEmbedder
from search.errors import EvaluationError
from search.evaluation import evaluate
from search.expansion import feedback, thesaurus_labels
from search.graded import GradedQueries, read_graded
from search.lexical import LexicalIndex
from search.text import ProjectText
from search.vectors import VectorCache

TEXTS = [
    ("a", "Åter i arbete", "Rehabilitering av långtidssjukskrivna i kommunens vård"),
    ("b", "Ung nu", "Unga utan arbete får praktik och en coach"),
    ("c", "Språket öppnar dörren", "Utrikes födda lär sig svenska inom omsorgen"),
    ("d", "Rätt kompetens", "Kompetensförsörjning i industrins småföretag"),
    ("e", "Tekniskt stöd 2014", "Administration av programmet"),
]
QUERIES = {"q1": "rehabilitering", "q2": "praktik för unga", "q3": "kompetens i industrin"}
GRADES = {"q1": {"a": 3, "b": 0}, "q2": {"b": 2, "a": 1}, "q3": {"d": 3}}


@pytest.fixture
def task() -> GradedQueries:
    return GradedQueries(tuple(ProjectText(*text) for text in TEXTS), QUERIES, GRADES)


def test_every_part_is_measured(task: GradedQueries, tmp_path: Path) -> None:
    found = evaluate(task, HashingEmbedder(64), VectorCache(tmp_path / "v.sqlite"))
    results = {result.name: result for result in found.results}
    assert (found.texts, found.queries, found.known_items) == (5, 3, 4)
    assert found.results[-1].name == SHIPPED
    words = results["4-grams"]
    # Rank 1 for each; the text graded 1 shares no word with q2, and what scores nothing is last.
    assert words.by_query["q1"] == {"nDCG@10": 1.0, "R(rel=2)@10": 1.0}
    assert words.by_query["q3"]["nDCG@10"] == 1.0
    assert 2 / (2 + 1 / math.log2(3)) < words.by_query["q2"]["nDCG@10"] <= 1
    assert words.ndcg == pytest.approx(sum(q["nDCG@10"] for q in words.by_query.values()) / 3)
    assert results[BASELINE].difference == 0
    assert results[BASELINE].p is None
    for result in found.results:
        assert result.p is None or 0 < result.p <= 1
        assert result.known_item is not None
        assert 0 < result.known_item <= 1
        assert result.difference == pytest.approx(result.ndcg - results[BASELINE].ndcg)
    held_out = found.cross_validation
    assert held_out.folds == 3
    assert 0 <= held_out.ndcg <= 1
    assert held_out.leave_one_out <= held_out.best + 1e-9
    assert json.loads(json.dumps(found.as_json()))["results"][-1]["name"] == SHIPPED


class Rehabilitator:
    """To whom nothing but rehabilitation is relevant, whatever was asked."""

    def relevance(self, query: str, texts: Sequence[str]) -> NDArray[np.float64]:
        assert query in QUERIES.values()
        return np.array([float("Rehabilitering" in text) for text in texts])


def test_options_are_rows_of_their_own(task: GradedQueries, tmp_path: Path) -> None:
    cache, embedder = VectorCache(tmp_path / "v.sqlite"), HashingEmbedder(64)
    none = evaluate(task, embedder, cache, options=Options(thesaurus=0, feedback=0))
    every = evaluate(task, embedder, cache, options=Options(feedback=2, reranker=Rehabilitator()))
    names = [result.name for result in every.results if result not in none.results]
    assert names == [
        f"{SHIPPED}, {how}" for how in ("with the thesaurus", "with feedback", "read again")
    ]
    assert every.cross_validation == none.cross_validation
    again = next(result for result in every.results if result.name.endswith("read again"))
    assert again.known_item is None
    assert again.by_query["q2"]["nDCG@10"] != every.results[-1].by_query["q2"]["nDCG@10"]


def test_queries_are_made_longer_by_labels_and_by_what_was_found() -> None:
    assert "ungdomar" in thesaurus_labels("praktik för unga").split("\n")
    assert thesaurus_labels("utan missbruk") == ""
    index = LexicalIndex.build(
        ["hälsa i vården", "vården och omsorgen", "omsorgen", "fiske"], k1=2, b=1
    )
    scores = np.array([[0.9, 0.5, 0.1, 0.2]])
    (added,) = feedback(index.weights(), scores, 1)
    assert added.max() == added[0] == 1
    assert added[1] > added[2] == added[3] == 0
    (added,) = feedback(index.weights(), scores, 2)
    assert added[2] > added[3] == 0


def test_known_items_are_ranked_without_their_titles(tmp_path: Path) -> None:
    texts = (
        ProjectText("a", "Havet", "Något helt annat"),
        ProjectText("b", "Skogen", "Om havet och kusten"),
    )
    task = GradedQueries(texts, {"q": "havet"}, {"q": {"b": 3}})
    found = evaluate(task, HashingEmbedder(64), VectorCache(tmp_path / "v.sqlite"))
    words = next(result for result in found.results if result.name == "4-grams")
    # "Havet" finds b first and "Skogen" nothing, so that both are last of two.
    assert words.known_item == 0.5


def test_an_unknown_baseline_is_refused(task: GradedQueries, tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="Name one of"):
        evaluate(task, HashingEmbedder(8), VectorCache(tmp_path / "v"), baseline="magic")


def written(folder: Path, corpus: object, queries: str, qrels: str) -> tuple[Path, Path, Path]:
    paths = folder / "corpus.json", folder / "queries.tsv", folder / "qrels.txt"
    contents = corpus if isinstance(corpus, str) else json.dumps(corpus), queries, qrels
    for path, content in zip(paths, contents, strict=True):
        path.write_text(content, "utf-8")
    return paths


ONE = [{"id": "a", "title": "Åter", "text": "i arbete"}]
OTHER = [{"ärende-id": 7, "projektnamn": "Åter", "projektbeskrivning": None}]


def test_files_are_read(tmp_path: Path) -> None:
    task = read_graded(*written(tmp_path, ONE, "q1\tåter i jobb\n", "q1 0 a 3\nq9 0 a 1\n"))
    assert task.corpus == (ProjectText("a", "Åter", "i arbete"),)
    assert task.queries == {"q1": "åter i jobb"}
    assert task.grades == {"q1": {"a": 3}}
    task = read_graded(*written(tmp_path, OTHER, "\ufeffq1\tåter\r\n\r\n", "q1\t0\t7\t1\r\n"))
    assert task.corpus == (ProjectText("7", "Åter", ""),)
    assert task.grades == {"q1": {"7": 1}}


@pytest.mark.parametrize(
    ("corpus", "queries", "qrels", "message"),
    [
        ("{", "q\tx", "q 0 a 1", "is not JSON"),
        ({}, "q\tx", "q 0 a 1", "no list of texts"),
        ([], "q\tx", "q 0 a 1", "no list of texts"),
        ([7], "q\tx", "q 0 a 1", "object 1, has no id"),
        ([{"name": "x"}], "q\tx", "q 0 a 1", "object 1, has no id"),
        ([*ONE, *ONE], "q\tx", "q 0 a 1", "the id a twice"),
        (ONE, "q x", "q 0 a 1", r"queries.tsv:1 is no query"),
        (ONE, "\nq\t ", "q 0 a 1", r"queries.tsv:2 is no query"),
        (ONE, "q\tx", "q a 1", r"qrels.txt:1 is no grade"),
        (ONE, "q\tx", "q 0 a good", r"qrels.txt:1 is no grade"),
        (ONE, "q\tx\nr\ty", "q 0 a 1\nr 0 a 0", "no relevant text for r"),
        (ONE, "q\tx", "q 0 b 1", "no relevant text for q"),
        (ONE, "", "", "no relevant text for any query"),
    ],
)
def test_a_wrong_file_is_named_with_its_line(
    tmp_path: Path, corpus: object, queries: str, qrels: str, message: str
) -> None:
    with pytest.raises(EvaluationError, match=message):
        read_graded(*written(tmp_path, corpus, queries, qrels))


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"nowhere\.json cannot be read"):
        read_graded(tmp_path / "nowhere.json", tmp_path / "q", tmp_path / "r")
