"""Queries made longer: by the theme thesaurus, or by the texts that were found first.

Both are measured (`samverkan evaluate search`) and neither is used: docs/search.md has what they
give. From the thesaurus come all labels of the concepts that a query names. Feedback takes the
texts found first for relevant (Rocchio 1971): their most telling pieces of words are looked for
too.
"""

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from ontology.vocabulary import concepts
from search.themes.words import LabelFinder

if TYPE_CHECKING:
    from scipy.sparse import csr_array

TELLING: Final = 20
"""Pieces of words that are taken from the texts found first; with 60 it is no better."""

Scores = NDArray[np.float64]


def thesaurus_labels(text: str) -> str:
    """The other labels of the concepts that a text names, a line each; empty where it names none.

    >>> "besöksnäring" in thesaurus_labels("företagande på landsbygden").split("\\n")
    True
    >>> thesaurus_labels("solenergi")
    ''
    """
    named = {concept.slug: concept for concept in concepts("themes")}
    found: dict[str, None] = {}
    for match in _finder().find(text):
        if match.how != "within" and not match.denied:
            concept = named[match.concept]
            found |= dict.fromkeys((concept.labels["sv"], *concept.alt))
    return "\n".join(found)


def feedback(weights: "csr_array", scores: Scores, texts: int) -> Scores:
    """What the words of the first texts of each ranking add, from 0 to 1, 1 for what adds the most.

    ``weights`` are (texts, terms) weights of terms in texts, ``scores`` (queries, texts).
    """
    columns = weights.T.tocsr()
    return np.stack([_added(weights, columns, np.argsort(-row)[:texts]) for row in scores])


def _added(weights: "csr_array", columns: "csr_array", first: NDArray[np.signedinteger]) -> Scores:
    mean = np.asarray(weights[first].sum(axis=0)).ravel()
    terms = np.argsort(-mean, kind="stable")[:TELLING]
    added = np.asarray(columns[terms].T @ mean[terms], dtype=np.float64).ravel()
    most = added.max(initial=0.0)
    return np.asarray(added / most if most > 0 else added, dtype=np.float64)


@cache
def _finder() -> LabelFinder:
    return LabelFinder(concepts("themes"))
