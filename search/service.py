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
from search.words_in_context import WordReader, WordsInContext, together

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
        self._asked = lru_cache(maxsize=REMEMBERED)(self._read)

    def by_text(
        self,
        text: str,
        k: int,
        allowed: Collection[str] | None = None,
        *,
        in_context: bool = True,
    ) -> list[Hit]:
        """The k best projects for a text of any length, by meaning and words, best first.

        A text longer than the model reads is embedded in pieces and pooled, so that its end
        counts too. An English text is looked for in Swedish as well. Vectors of recent texts are
        remembered. Without ``in_context`` the best projects gain nothing from words in context:
        for who wants scores of all projects that are made alike.
        """
        wanted = k if self._second is None else max(k, self._second.first)
        vector, words = self._asked(as_asked(text))
        compared = words if in_context else None
        hits = self.index.search(text, vector, wanted, allowed, readings(text), compared)
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
        return self._asked(as_asked(text))[0]

    @cached_property
    def _splitter(self) -> PassageSplitter:
        return query_splitter(self.embedder)

    def _read(self, text: str) -> tuple[Vectors, WordsInContext | None]:
        """A text's vector, and its words in context where the index has any: Swedish ones."""
        vector, words = self._pooled(text)
        if (swedish := read_as(text)) != text:
            other, words = self._pooled(swedish)
            vector = joined(vector, other, self.index.english)
        vector.flags.writeable = False
        return vector, words

    def _pooled(self, text: str) -> tuple[Vectors, WordsInContext | None]:
        pieces = [text]
        # A token has at least one character, so a text this short fits without being split.
        if len(text) > self.embedder.max_tokens - RESERVED_TOKENS:
            pieces = [text[start:end] for start, end in self._splitter.split(text)]
            if not pieces:
                raise EmptyTextError("A text to search for holds no words. Give at least one.")
        words = None
        if self.index.context is not None and isinstance(self.embedder, WordReader):
            found = self.embedder.read_queries(pieces)
            vectors = np.stack([reading.vector for reading in found])
            words = together([reading.words for reading in found])
        else:
            vectors = self.embedder.embed_queries(pieces)
        weights = np.array([len(piece) for piece in pieces], dtype=np.float32)
        return vectors[0] if len(pieces) == 1 else normalise(weights @ vectors), words
