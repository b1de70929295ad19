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


def fit(examples: Sequence[Example], *, strength: float, least_pages: int) -> LinearClassifier:
    """The classifier of examples; `strength` is scikit-learn's C, the inverse of regularisation.

    Signs that fewer than `least_pages` pages have are left out: they tell of a page, not of
    Swedish, and could hold a name. Weights are rounded to three decimals.
    """
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    pages = Counter(
        sign for sign, _ in {(sign, one.page) for one in examples for sign in one.signs}
    )
    kept = {sign for sign, count in pages.items() if count >= least_pages}
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
