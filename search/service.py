"""Search as the rest of the program asks for it: by text, or by a project."""

from collections.abc import Collection
from functools import cached_property, lru_cache
from typing import Final

import numpy as np

from search.cross_encoder import SecondReading
from search.embedder import Embedder, Vectors, composed, normalise
from search.english import joined, read_as
from search.errors import EmptyTextError
from search.hybrid import HybridIndex
from search.index import Hit
from search.readings import readings
from search.sentences import SentencePair
from search.text import RESERVED_TOKENS, PassageSplitter, query_splitter

REMEMBERED: Final = 1024


def as_asked(text: str) -> str:
    """A query as the model is given it: composed, and small letters if all are capitals.

    Models tell capitals from small letters; a text all in capitals means no other thing.
    """
    text = composed(text)
    return text.lower() if text.isupper() else text


class SearchService:
    """Answers over one index with the model it was built with; threads may share it.

    With a ``second_reading`` the first hits for a text are read again by another model.
    """

    def __init__(
        self,
        index: HybridIndex,
        embedder: Embedder,
        second_reading: SecondReading | None = None,
    ) -> None:
        index.vectors.require_model(embedder)
        self._second = second_reading
        self.index = index
        self.embedder = embedder
        self._vector = lru_cache(maxsize=REMEMBERED)(self._embed)

    def by_text(self, text: str, k: int, allowed: Collection[str] | None = None) -> list[Hit]:
        """The k best projects for a text of any length, by meaning and words, best first.

        A text longer than the model reads is embedded in pieces and pooled, so that its end
        counts too. An English text is looked for in Swedish as well. Vectors of recent texts are
        remembered.
        """
        wanted = k if self._second is None else max(k, self._second.first)
        hits = self.index.search(text, self.query_vector(text), wanted, allowed, readings(text))
        return hits if self._second is None else self._second.ranked(text, hits)[:k]

    def by_project(self, key: str, k: int, allowed: Collection[str] | None = None) -> list[Hit]:
        """The k projects most like a project, without itself, best first."""
        return self.index.similar(key, k, allowed)

    def sentence_pair(self, asked: str, found: str) -> SentencePair | None:
        """The sentences of two projects that say the most alike; None where one has none."""
        sentences = self.index.sentences
        return sentences.pair(asked, found, self.index.lexical) if sentences else None

    def query_vector(self, text: str) -> Vectors:
        """The (dimension,) vector of a text as a query, of length one and read-only."""
        return self._vector(as_asked(text))

    @cached_property
    def _splitter(self) -> PassageSplitter:
        return query_splitter(self.embedder)

    def _embed(self, text: str) -> Vectors:
        vector = self._pooled(text)
        if (swedish := read_as(text)) != text:
            vector = joined(vector, self._pooled(swedish), self.index.english)
        vector.flags.writeable = False
        return vector

    def _pooled(self, text: str) -> Vectors:
        pieces = [text]
        # A token has at least one character, so a text this short fits without being split.
        if len(text) > self.embedder.max_tokens - RESERVED_TOKENS:
            pieces = [text[start:end] for start, end in self._splitter.split(text)]
            if not pieces:
                raise EmptyTextError("A text to search for holds no words. Give at least one.")
        vectors = self.embedder.embed_queries(pieces)
        weights = np.array([len(piece) for piece in pieces], dtype=np.float32)
        return vectors[0] if len(pieces) == 1 else normalise(weights @ vectors)
