"""Sentences of projects and their vectors: which two of two projects say the most alike.

Vectors are made when the index is built, and kept with it, so that a pair is found by one small
matrix product. Bounds are Unicode's (UAX 29) as ICU has them for Swedish: *t.ex.* and *bl.a.* end
no sentence.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from search.embedder import Embedder, Progress, Vectors, composed, normalise
from search.errors import VectorError
from search.index import SHRINKAGE
from search.lexical import LexicalIndex
from search.small_words import telling_words
from search.text import Passage
from search.vectors import VectorCache, embed_missing

SHORTEST: Final = 15
"""Letters of a sentence; what is shorter, like a heading or "Kl.", goes with what follows."""

LEAST: Final = 0.1
"""Of 40 pairs that were read, most below this were alike in no more than a common word."""
LEAST_WITHOUT_WORDS: Final = 0.2
FEW_WORDS: Final = 0.05
"""Cosine of words that is no more than a piece or two."""

# Half of a pair, which no UTF-8 can write: ICU refuses it.
_SURROGATES: Final = re.compile("[\ud800-\udfff]")

Halves = NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a project's passage; ``start`` and ``end`` count characters of the summary.

    Both are 0 in the passage of a project without summary.
    """

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A sentence of the project asked for, one of the project found, and how alike they are."""

    asked: Sentence
    found: Sentence
    score: float


def sentence_bounds(text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence, without the white space around it.

    >>> text = "Stöd till unga, t.ex. i Umeå. Projektet startar i maj."
    >>> [text[start:end] for start, end in sentence_bounds(text)]
    ['Stöd till unga, t.ex. i Umeå.', 'Projektet startar i maj.']
    """
    breaker, locale = _icu()
    found: list[tuple[int, int]] = []
    begun: int | None = None
    end = 0
    # The places that ICU gives count UTF-16; its pieces are the text's own.
    for piece in breaker(_SURROGATES.sub("\ufffd", text), locale):
        start, end = end, end + len(piece)
        if not piece.strip():
            continue
        first = start + len(piece) - len(piece.lstrip()) if begun is None else begun
        last = start + len(piece.rstrip())
        letters = sum(map(str.isalnum, text[first:last]))
        begun = first if letters < SHORTEST else None
        if begun is None:
            found.append((first, last))
    if begun is not None:  # what is left is short: it belongs to what stands before
        last = len(text.rstrip())
        found[-1:] = [(found[-1][0] if found else begun, last)]
    return found


class SentenceIndex:
    """Vectors of sentences by the place of their project; immutable.

    ``vectors`` are (sentences, dimension) halves of length one, or zero; ``places`` (sentences, 3):
    the passage, and start and end in its text. Rows come in the order of passages.
    """

    def __init__(
        self, vectors: Halves, places: NDArray[np.int32], passages: Sequence[Passage]
    ) -> None:
        rows = places[:, 0] if len(places) else np.zeros(0, dtype=np.int32)
        if len(vectors) != len(places) or (
            len(rows)
            and (rows.min() < 0 or rows.max() >= len(passages) or (np.diff(rows) < 0).any())
        ):
            raise VectorError("The sentences do not fit the passages. Build the index again.")
        self.vectors = vectors
        self.places = places
        self._passages = passages
        owners = [passages[row].project for row in rows.tolist()]
        self._words: dict[int, str] = {}
        self._rows: dict[str, list[int]] = {}
        for row, owner in enumerate(owners):
            self._rows.setdefault(owner, []).append(row)

    @classmethod
    def build(
        cls,
        passages: Sequence[Passage],
        embedder: Embedder,
        cache: VectorCache,
        whitening: Vectors,
        progress: Progress | None = None,
    ) -> "SentenceIndex":
        """An index of the sentences of passages; those not in the cache are embedded.

        Centred on their own mean and whitened as the passages are.
        """
        places = [
            (row, start, end)
            for row, passage in enumerate(passages)
            for start, end in sentence_bounds(passage.text)
        ]
        texts = [composed(passages[row].text[start:end]) for row, start, end in places]
        vectors, _ = embed_missing(embedder, texts, cache, progress)
        if len(vectors):
            units = normalise(vectors)
            mean = units.sum(axis=0, dtype=np.float64) / (len(units) + SHRINKAGE)
            units = (units - mean.astype(np.float32)) @ whitening
            lengths = np.linalg.norm(units, axis=1, keepdims=True)
            vectors = units / np.where(lengths == 0, 1, lengths)
        where = np.array(places, dtype=np.int32).reshape(len(places), 3)
        return cls(vectors.astype(np.float16), where, passages)

    def pair(
        self, asked: str, found: str, lexical: LexicalIndex | None = None
    ) -> SentencePair | None:
        """The two sentences of two projects that say the most alike; None where none do.

        By the mean of two cosines: of their meaning, and of the pieces of their telling words,
        weighted by how rare they are in ``lexical``; by meaning alone without it. Of equal pairs
        the first. With ``lexical``, a pair below ``LEAST``, or ``LEAST_WITHOUT_WORDS`` where no
        word to speak of is shared, is chance and not given.
        """
        own, other = self._rows.get(asked, []), self._rows.get(found, [])
        if not own or not other:
            return None
        cosines = self.vectors[own].astype(np.float32) @ self.vectors[other].astype(np.float32).T
        least = -1.0
        shared = np.zeros_like(cosines)
        if lexical is not None:
            told = [lexical.rarities(self._telling(row)) for row in (*own, *other)]
            rows = [[_cosine(a, b) for b in told[len(own) :]] for a in told[: len(own)]]
            shared = np.array(rows, dtype=np.float32)
            cosines = (cosines + shared) / 2
            least = LEAST
        at, to = divmod(int(cosines.argmax()), len(other))
        score = float(np.clip(cosines[at, to], -1, 1))
        if lexical is not None and shared[at, to] < FEW_WORDS:
            least = LEAST_WITHOUT_WORDS
        if score < least:
            return None
        return SentencePair(self.sentence(own[at]), self.sentence(other[to]), score)

    def _telling(self, row: int) -> str:
        """The telling words of the sentence of a row."""
        if row not in self._words:
            self._words[row] = " ".join(telling_words(self.sentence(row).text))
        return self._words[row]

    def sentence(self, row: int) -> Sentence:
        """The sentence of a row."""
        number, start, end = self.places[row].tolist()
        passage = self._passages[number]
        text = passage.text[start:end]
        if not passage.from_summary:
            return Sentence(text, 0, 0)
        return Sentence(text, passage.start + start, passage.start + end)


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Of two vectors by term."""
    common = sum(weight * other[term] for term, weight in one.items() if term in other)
    if not common:
        return 0.0
    lengths = [sum(weight * weight for weight in own.values()) for own in (one, other)]
    return float(common / sqrt(lengths[0] * lengths[1]))


@cache
def _icu() -> tuple[Any, Any]:
    from icu4py.breakers import SentenceBreaker
    from icu4py.locale import Locale

    return SentenceBreaker, Locale("sv")
