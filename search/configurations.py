"""Ways to rank: what is shipped, the parts that it is made of, and what it might have been."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from search.analysis import content_words, grams, pieces, words
from search.builder import Material
from search.context import compared, rarities
from search.cross_encoder import READ_AGAIN, WEIGHT, Reranker
from search.embedder import Vectors
from search.english import read_as
from search.errors import EvaluationError
from search.expansion import feedback, thesaurus_labels
from search.hubness import hubness
from search.hybrid import added_by_words
from search.index import VectorIndex
from search.lexical import Analyser, LexicalIndex
from search.parameters import Parameters
from search.readings import readings
from search.text import ProjectText, embedding_text
from search.words_in_context import WordsInContext

Scores = NDArray[np.float64]

WITHOUT_CONTEXT: Final = "dense + 4-grams + rare words"
SHIPPED: Final = f"{WITHOUT_CONTEXT} + context"
BASELINE: Final = "dense"


def all_grams(text: str) -> list[str]:
    """The 4-grams of all words, stop words too."""
    return [gram for word in words(text) for gram in pieces(word)]


@dataclass(frozen=True, slots=True)
class Options:
    """What is measured beside what is shipped; 0 or None leaves one out.

    ``thesaurus``: what the labels of the concepts that a query names count, against its own words.
    ``feedback``: how many of the texts found first are taken for relevant; ``feedback_weight``:
    how many standard deviations of the scores their words add at most. ``reranker`` reads the first
    texts again.
    """

    thesaurus: float = 0.2
    feedback: int = 3
    feedback_weight: float = 0.5
    reranker: Reranker | None = None


@dataclass(frozen=True, slots=True)
class Configuration:
    """A way to rank. None for ``whitening`` leaves meaning out; None for ``analyse``, words.

    "dense" in a name is meaning as it is shipped: whitened, and hubs held down. ``english``: what
    the words of an English query count as they are. ``small_words`` are looked for, too, where
    ``analyse`` has them.
    """

    name: str
    whitening: float | None
    hubs: float
    analyse: Analyser | None
    k1: float = 0.0
    b: float = 0.0
    rare: float = 0.0
    weight: float = 0.0
    context: float = 0.0
    english: float = 0.0
    small_words: bool = False
    thesaurus: float = 0.0
    feedback: int = 0
    feedback_weight: float = 0.0
    reranker: Reranker | None = None


def configurations(
    shipped: Parameters, options: Options | None = None
) -> tuple[Configuration, ...]:
    """What is shipped, last, after the parts that it is made of and what they might have been."""
    ours = Configuration(
        name=SHIPPED,
        whitening=shipped.whitening,
        hubs=shipped.hubs,
        analyse=grams,
        k1=shipped.k1,
        b=shipped.b,
        rare=shipped.rare,
        weight=shipped.lexical,
        context=shipped.context,
        english=shipped.english,
    )
    without = replace(ours, name=WITHOUT_CONTEXT, context=0)
    pieces_only = replace(without, name="dense + 4-grams", rare=0)
    usual = replace(pieces_only, name="dense + 4-grams, k1 1.2, b 0.75", k1=1.2, b=0.75)
    whole = replace(usual, name="dense + words, k1 1.2, b 0.75", analyse=content_words)
    more = options or Options()
    longer = []
    if more.thesaurus:
        name = f"{SHIPPED}, with the thesaurus"
        longer.append(replace(ours, name=name, thesaurus=more.thesaurus))
    if more.feedback:
        name, weight = f"{SHIPPED}, with feedback", more.feedback_weight
        longer.append(replace(ours, name=name, feedback=more.feedback, feedback_weight=weight))
    if more.reranker is not None:
        name = f"{SHIPPED}, read again"
        longer.append(replace(ours, name=name, reranker=more.reranker))
    return (
        replace(whole, name="words, k1 1.2, b 0.75", whitening=None),
        replace(usual, name="4-grams, k1 1.2, b 0.75", whitening=None),
        replace(
            pieces_only,
            name="4-grams, small words kept",
            whitening=None,
            analyse=all_grams,
            small_words=True,
        ),
        replace(pieces_only, name="4-grams", whitening=None),
        replace(without, name="4-grams + rare words", whitening=None),
        replace(without, name="centred", whitening=0, hubs=0, analyse=None),
        replace(without, name="whitened", hubs=0, analyse=None),
        replace(without, name=BASELINE, analyse=None),
        replace(ours, name="dense + context", analyse=None),
        replace(pieces_only, name="centred + 4-grams", whitening=0, hubs=0),
        replace(pieces_only, name="whitened + 4-grams", hubs=0),
        whole,
        usual,
        pieces_only,
        without,
        *longer,
        replace(ours, name=f"{SHIPPED}, in Swedish only", english=0),
        ours,
    )


class Rankings:
    """Scores of every text for queries, under any configuration; indexes are made once.

    ``vectors`` are those of the ``queries``, (queries, dimension), ``words`` theirs in context, if
    any; ``titles`` are by text.
    """

    def __init__(
        self,
        material: Material,
        queries: Sequence[str],
        vectors: Vectors,
        titles: Mapping[str, str],
        words: Sequence[WordsInContext] = (),
    ) -> None:
        self._material = material
        self._titles = titles
        self._queries = queries
        self._vectors = vectors
        self._words = words
        self._near: Scores | None = None
        self._dense: dict[float, tuple[Scores, Scores]] = {}
        self._lexical: dict[tuple[Any, ...], Scores] = {}
        self._indexes: dict[tuple[Any, ...], LexicalIndex] = {}
        self.keys = tuple(dict.fromkeys(passage.project for passage in material.passages))

    def scores(self, made: Configuration) -> Scores:
        """(queries, texts) scores, those of ``HybridIndex`` where both parts are there."""
        lexical = self._of_words(made) if made.analyse else None
        if made.whitening is None:
            if lexical is None:
                raise EvaluationError(f"{made.name} ranks by nothing. Give meaning or words.")
            return lexical
        cosines, hubs = self._of_meaning(made.whitening)
        dense = cosines - made.hubs * hubs
        if lexical is None:
            return dense + self._of_context(made, dense)
        rows = zip(dense, lexical, strict=True)
        fused = np.stack([row + added_by_words(row, own, made.weight) for row, own in rows])
        fused += self._of_context(made, fused)
        if made.feedback:
            added = feedback(self._index(made).weights(), fused, made.feedback)
            fused += made.feedback_weight * fused.std(axis=1, keepdims=True) * added
        if made.reranker is not None:
            index = self._material.vector_index(made.whitening)
            for query, row in enumerate(fused):
                first = np.argsort(-row, kind="stable")[:READ_AGAIN].tolist()
                hits = index.hits(self._vectors[query], first)
                places = [index.place(hit.project) for hit in hits]
                texts = [
                    embedding_text(ProjectText(hit.project, self._titles[hit.project]), hit.passage)
                    for hit in hits
                ]
                row[places] += WEIGHT * made.reranker.relevance(self._queries[query], texts)
        return fused

    def _of_meaning(self, whitening: float) -> tuple[Scores, Scores]:
        """(queries, texts) cosines and (texts,) hubness."""
        if whitening not in self._dense:
            index: VectorIndex = self._material.vector_index(whitening)
            rows = np.stack([index.scores(vector) for vector in self._vectors])
            hubs = hubness(index, self._material.examples, self._material.titled)
            self._dense[whitening] = rows.astype(np.float64), hubs.astype(np.float64)
        return self._dense[whitening]

    def _of_context(self, made: Configuration, scores: Scores) -> Scores:
        """(queries, texts) that words in context add."""
        if not made.context:
            return np.zeros(scores.shape)
        if self._near is None:
            self._near = np.zeros(scores.shape)
            index = self._material.context_index()
            if index is not None and self._words:
                lexical = self._index(made)
                places = np.arange(len(self.keys))
                for row, words in zip(self._near, self._words, strict=True):
                    row[:] = index.nearness(words, rarities(words, lexical), places)
        return np.where(compared(scores), made.context * self._near, 0)

    def _of_words(self, made: Configuration) -> Scores:
        key = (*_index_key(made), made.english, made.thesaurus, made.small_words)
        if key not in self._lexical:
            index = self._index(made)
            found = []
            for query in self._queries:
                sought = (read_as(query),) if made.small_words else readings(query)
                scores = index.best_scores(sought, made.english).astype(np.float64)
                if made.thesaurus:
                    scores += made.thesaurus * index.scores(thesaurus_labels(read_as(query)))
                found.append(scores)
            self._lexical[key] = np.stack(found)
        return self._lexical[key]

    def _index(self, made: Configuration) -> LexicalIndex:
        key = _index_key(made)
        if key not in self._indexes:
            self._indexes[key] = LexicalIndex.build(
                self._material.documents,
                k1=made.k1,
                b=made.b,
                rare=made.rare,
                analyse=made.analyse or grams,
            )
        return self._indexes[key]


def _index_key(made: Configuration) -> tuple[Any, ...]:
    return made.analyse, made.k1, made.b, made.rare
