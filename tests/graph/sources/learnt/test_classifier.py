"""The linear classifier: what it learns, what it leaves out, and its file."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from graph.sources.learnt.classifier import Example, LinearClassifier, fit, fit_choice, shares

EXAMPLES = [
    Example(frozenset({"b1=med", "k=kommun"}), "party", f"sida-{number}") for number in range(6)
] + [
    Example(frozenset({"b1=från", "k=kommun", "S=åäö"}), "neither", f"sida-{number}")
    for number in range(6)
]


def test_it_tells_the_classes_of_its_examples() -> None:
    model = fit(EXAMPLES, strength=1.0, least_pages=1)
    assert model.probabilities({"b1=med"})["party"] > 0.6
    assert model.probabilities({"b1=från"})["neither"] > 0.6


def test_probabilities_are_those_of_scikit_learn() -> None:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    labels = ["owner", "party", "neither"]
    examples = [
        Example(
            frozenset({f"s{number % 5}", f"t{number % 3}"}), labels[number % 7 % 3], str(number)
        )
        for number in range(60)
    ]
    model = fit(examples, strength=0.5, least_pages=1)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([dict.fromkeys(one.signs, 1.0) for one in examples])
    peer = LogisticRegression(C=0.5, max_iter=5000).fit(matrix, [one.label for one in examples])
    for one, expected in zip(examples, peer.predict_proba(matrix), strict=True):
        got = model.probabilities(one.signs)
        assert [got[name] for name in peer.classes_] == pytest.approx(list(expected), abs=0.002)


def test_two_classes_are_those_of_the_logistic_function() -> None:
    model = LinearClassifier(("a", "b"), (0.0, 0.0), {"x": (-1.0, 1.0)})
    assert model.probabilities({"x"})["b"] == pytest.approx(1 / (1 + math.exp(-2)))


def test_a_sign_of_few_pages_is_no_sign() -> None:
    examples = [*EXAMPLES, Example(frozenset({"b1=testsson"}), "party", "sida-1")]
    examples += [Example(frozenset({"b1=testsson"}), "party", "sida-1")] * 9
    assert "b1=testsson" not in fit(examples, strength=1.0, least_pages=2).weights


def test_the_file_gives_the_same_classifier(tmp_path: Path) -> None:
    model = fit(EXAMPLES, strength=1.0, least_pages=1)
    model.save(tmp_path / "model.json")
    assert LinearClassifier.read((tmp_path / "model.json").read_text(encoding="utf-8")) == model


def test_a_choice_is_of_one_thing_a_page_or_of_none() -> None:
    examples = [
        Example(frozenset(signs), label, f"sida-{number}")
        for number in range(8)
        for signs, label in (({"b1=kallas", "ö=1"}, "name"), ({"ö=1"}, "other"), ({"Ö"}, "other"))
    ]
    examples += [Example(frozenset({"Ö"}), "other", f"utan-{number}") for number in range(8)]
    model = fit_choice(examples, "name", penalty=0.1, least_pages=4)
    assert set(model.classes) == {"name", "other"}

    def score(*signs: str) -> float:
        name = model.classes.index("name")
        rows = [model.intercept, *(model.weights[sign] for sign in signs)]
        return sum(row[name] - row[1 - name] for row in rows)

    chosen, beside = shares([score("b1=kallas", "ö=1"), score("ö=1")])
    assert chosen > 0.7 > 0.2 > beside
    assert sum(shares([score("Ö")])) < 0.3
    assert not fit_choice(examples, "name", penalty=0.1, least_pages=99).weights


def test_shares_of_a_page_without_things_and_of_great_scores() -> None:
    assert shares([]) == []
    assert shares([1000.0, -1000.0]) == pytest.approx([1.0, 0.0])
