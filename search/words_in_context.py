"""Words with the meaning that they have where they stand: the vectors of their tokens, pooled.

A model gives every token of a text a vector that depends on the rest of the text; its vector of the
text is their mean. Taken word by word they tell more: that *spillvärme* is close to one word of a
long text, where the mean is about many things.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from search.analysis import WORD, folded
from search.small_words import is_small_word

Vectors = NDArray[np.float32]
Halves = NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class WordsInContext:
    """The words of a text that are no small ones, folded, and their (words, dimension) vectors.

    In half precision, which ranks the same and takes half the space.
    """

    words: tuple[str, ...]
    vectors: Halves

    def __len__(self) -> int:
        """The number of words."""
        return len(self.words)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a model makes of a text in one pass: its vector, of length one, and its words."""

    vector: Vectors
    words: WordsInContext


@runtime_checkable
class WordReader(Protocol):
    """An embedder that gives the words of a text, too."""

    def read_queries(self, texts: Sequence[str]) -> list[Reading]:
        """What someone looks for."""

    def read_passages(self, texts: Sequence[str]) -> list[Reading]:
        """What can be found."""


def words_in_context(
    text: str, tokens: Vectors, bounds: Sequence[tuple[int, int]], start: int = 0
) -> WordsInContext:
    """The words of a text from ``start`` on, each with the mean of its tokens' vectors.

    ``tokens`` are (tokens, dimension), ``bounds`` the characters of each; those of a token that
    stands for no character are equal. Words that the model did not read are left out, and small
    words, unless there are no others.
    """
    places = [i for i, (first, last) in enumerate(bounds) if last > max(first, start)]
    words, vectors = [], []
    at = 0
    for match in WORD.finditer(text, start):
        while at < len(places) and bounds[places[at]][1] <= match.start():
            at += 1
        own, place = [], at
        while place < len(places) and bounds[places[place]][0] < match.end():
            own.append(places[place])
            place += 1
        if own:
            words.append(folded(match.group()))
            vectors.append(tokens[own].mean(axis=0))
    telling = [i for i, word in enumerate(words) if not is_small_word(word)] or range(len(words))
    found = np.zeros((len(telling), tokens.shape[1]), dtype=np.float16)
    for row, i in enumerate(telling):
        found[row] = vectors[i]
    return WordsInContext(tuple(words[i] for i in telling), found)


def together(found: Sequence[WordsInContext]) -> WordsInContext:
    """The words of several texts, in order."""
    words = tuple(word for own in found for word in own.words)
    return WordsInContext(words, np.concatenate([own.vectors for own in found]))
