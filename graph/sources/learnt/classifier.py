"""A linear classifier over signs that a thing has or has not: multinomial logistic regression.

The probability of a class is the softmax of the summed weights of the signs present (Hosmer and
Lemeshow, Applied Logistic Regression, chapter 8). It is fitted with scikit-learn, which a reader
of pages does not need: the weights are a JSON file, and to classify is to add them up.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, fsum
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class LinearClassifier:
    """Weights of signs: for each sign and the intercept one number a class."""

    classes: tuple[str, ...]
    intercept: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def probabilities(self, signs: Iterable[str]) -> dict[str, float]:
        """The probability of each class (they sum to 1); a sign that is not known says nothing.

        >>> coin = LinearClassifier(("heads", "tails"), (0.0, 0.0), {"bent": (0.0, 1.1)})
        >>> coin.probabilities(["new"])
        {'heads': 0.5, 'tails': 0.5}
        >>> round(coin.probabilities(["bent"])["tails"], 2)
        0.75
        """
        known = [self.weights[sign] for sign in signs if sign in self.weights]
        sums = [fsum(column) for column in zip(self.intercept, *known, strict=True)]
        top = max(sums)
        powers = [exp(total - top) for total in sums]
        whole = sum(powers)
        return {name: power / whole for name, power in zip(self.classes, powers, strict=True)}

    def save(self, path: Path) -> None:
        """Write the weights as JSON, a line a sign, in order."""
        head = json.dumps({"classes": self.classes, "intercept": self.intercept})[1:-1]
        rows = ",\n".join(
            f"  {json.dumps(sign, ensure_ascii=False)}: {json.dumps(weights)}"
            for sign, weights in sorted(self.weights.items())
        )
        path.write_text(f'{{{head},\n "weights": {{\n{rows}\n}}}}\n', encoding="utf-8")

    @classmethod
    def read(cls, text: str) -> LinearClassifier:
        """The classifier of a file that `save` wrote."""
        stored: dict[str, Any] = json.loads(text)
        return cls(
            tuple(stored["classes"]),
            tuple(stored["intercept"]),
            {sign: tuple(weights) for sign, weights in stored["weights"].items()},
        )


@cache
def shipped(name: str) -> LinearClassifier:
    """The classifier that the package has under a name."""
    return LinearClassifier.read((files(__package__) / f"{name}.json").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Example:
    """The signs of one thing, the class it belongs to, and the page that it stands on."""

    signs: frozenset[str]
    label: str
    page: str


def fit_choice(
    examples: Sequence[Example], chosen: str, *, penalty: float, least_pages: int
) -> LinearClassifier:
    """The classifier that tells which thing of each page is the `chosen` one, of two classes.

    It is a conditional logit (McFadden 1974) with a ridge `penalty`: `shares` of the things of a
    page, and of none of them, is what is fitted. Several chosen things share their page evenly.
    Signs that fewer than `least_pages` pages have are left out, as in `fit`.
    """
    import numpy as np
    from scipy.optimize import minimize
    from sklearn.feature_extraction import DictVectorizer

    kept = _kept(examples, least_pages)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([dict.fromkeys(one.signs & kept, 1.0) for one in examples])
    numbers: dict[str, int] = {}
    pages = np.array([numbers.setdefault(one.page, len(numbers)) for one in examples])
    right = np.array([float(one.label == chosen) for one in examples])
    right /= np.maximum(np.bincount(pages, right, minlength=len(numbers)), 1.0)[pages]

    def loss(parameters: Any) -> tuple[float, Any]:
        weights, bias = parameters[:-1], parameters[-1]
        scores = matrix @ weights + bias
        tops = np.zeros(len(numbers))
        np.maximum.at(tops, pages, scores)
        powers = np.exp(scores - tops[pages])
        sums = np.bincount(pages, powers, minlength=len(numbers)) + np.exp(-tops)
        misses = powers / sums[pages] - right
        value = np.sum(np.log(sums) + tops) - right @ scores + penalty / 2 * weights @ weights
        return float(value), np.append(matrix.T @ misses + penalty * weights, misses.sum())

    start = np.zeros(matrix.shape[1] + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x / 2
    sides = (1.0, -1.0)
    classes = (chosen, next(one.label for one in examples if one.label != chosen))
    weights = {
        sign: tuple(round(side * float(found[column]), 2) for side in sides)
        for sign, column in vectorizer.vocabulary_.items()
    }
    return LinearClassifier(
        classes,
        tuple(round(side * float(found[-1]), 3) for side in sides),
        {sign: values for sign, values in weights.items() if any(values)},
    )


def shares(scores: Sequence[float]) -> list[float]:
    """The probability that each thing of a page is the chosen one, by the scores of `fit_choice`.

    What is missing to 1 is the probability that none of them is.

    >>> shares([0.0, 0.0])
    [0.3333333333333333, 0.3333333333333333]
    """
    top = max((0.0, *scores))
    powers = [exp(score - top) for score in scores]
    whole = fsum(powers) + exp(-top)
    return [power / whole for power in powers]


def _kept(examples: Iterable[Example], least_pages: int) -> set[str]:
    """The signs that enough pages have."""
    pages = Counter(
        sign for sign, _ in {(sign, one.page) for one in examples for sign in one.signs}
    )
    return {sign for sign, count in pages.items() if count >= least_pages}


def fit(examples: Sequence[Example], *, strength: float, least_pages: int) -> LinearClassifier:
    """The classifier of examples; `strength` is scikit-learn's C, the inverse of regularisation.

    Signs that fewer than `least_pages` pages have are left out: they tell of a page, not of
    Swedish, and could hold a name. Weights are rounded to three decimals.
    """
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    kept = _kept(examples, least_pages)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([dict.fromkeys(one.signs & kept, 1.0) for one in examples])
    model = LogisticRegression(C=strength, max_iter=5000)
    model.fit(matrix, [one.label for one in examples])
    classes = tuple(str(label) for label in model.classes_)
    rows, intercept = model.coef_, model.intercept_
    if len(classes) == 2:  # scikit-learn keeps the weights of the second class alone
        rows, intercept = [-rows[0] / 2, rows[0] / 2], [-intercept[0] / 2, intercept[0] / 2]
    weights = {
        sign: tuple(round(float(row[column]), 3) for row in rows)
        for sign, column in vectorizer.vocabulary_.items()
    }
    return LinearClassifier(
        classes,
        tuple(round(float(one), 3) for one in intercept),
        {sign: values for sign, values in weights.items() if any(values)},
    )
