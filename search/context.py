"""Words of a text against words of projects, by what they mean where they stand: late interaction.

Each word of the text is compared with all words of a project, and the nearest counts (MaxSim, after
Khattab and Zaharia 2020, arXiv 2004.12832); rare words count more. Less what the words of titles
have with that project in the mean: a long text has a word near to anything.

    nearness = t · mean over the words, by rarity, of (highest cosine - the project's mean of that)

n words of titles give t = n / (n + 50): of few, the means say little.

Vectors are centred and whitened in part, as those of passages are, and kept in the directions in
which words differ most, in a byte each: `SIZE` bytes a word, some 10 kB a project.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from search.errors import VectorError
from search.lexical import LexicalIndex
from search.words_in_context import Vectors, WordsInContext, together

SIZE: Final = 128
"""Directions that are kept: all of them rank no better."""
POWER: Final = 0.35
"""Of whitening, as for passages."""
SCALE: Final = 250.0
"""Steps of a byte to 1; what a vector has beyond half of its length in one direction is cut."""
SHRINKAGE: Final = 50
SAMPLE: Final = 50_000
"""Words, spread evenly, that the directions are learned from."""
ASKED: Final = 500
"""Words of titles, spread evenly, that tell how near a project's words are to any."""
MOST: Final = 64
"""Words of a text that are compared, the rarest: the work of a long text stays bounded."""
CLOSE: Final = 100
"""Projects that are compared word by word: those with the highest scores without it."""
BLOCK: Final = 256
ROUNDING: Final = 2e-5
"""By which the scores of equal projects may differ."""
CONTEXT: Final = "context"
"""Names the part of a score that this gives."""

Scores = NDArray[np.float64]
Rows = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Directions:
    """How vectors of words are laid out: (2, dimension) means, of projects and of questions, and a
    (dimension, size) matrix.
    """

    centres: Vectors
    matrix: Vectors

    @classmethod
    def learned(cls, found: Rows, asked: Rows) -> "Directions":
        """From vectors of words in projects, and in texts like those that will be asked."""
        units = _unit(found)
        centre = _shrunk_mean(units)
        other = _shrunk_mean(_unit(asked))
        centred = _unit(units - centre).astype(np.float64)
        count, dimension = centred.shape
        spread, axes = np.linalg.eigh(centred.T @ centred / max(count, 1))
        mean = float(spread.mean()) or 1.0
        share = count / (count + dimension)
        evened = (share * np.clip(spread, 0, None) / mean + 1 - share) ** (-POWER / 2)
        kept = (axes * evened)[:, -min(SIZE, dimension) :]
        return cls(np.stack([centre, other]), kept.astype(np.float32))

    def of_projects(self, vectors: Rows) -> Vectors:
        """(n, size) vectors of length one."""
        return _unit(_unit(_unit(vectors) - self.centres[0]) @ self.matrix)

    def of_questions(self, vectors: Rows) -> Vectors:
        """(n, size) vectors of length one."""
        return _unit(_unit(_unit(vectors) - self.centres[1]) @ self.matrix)


class ContextIndex:
    """Words of projects by their place; immutable, so threads may share it.

    ``vectors`` are (words, size) bytes, those of project i from ``starts[i]`` to ``starts[i + 1]``;
    ``background`` has what any words have with each project, and ``trust`` is how sure that is,
    0 to 1.
    """

    def __init__(
        self,
        vectors: NDArray[np.int8],
        starts: NDArray[np.int64],
        background: Vectors,
        directions: Directions,
        trust: float,
    ) -> None:
        size = directions.matrix.shape[1] if directions.matrix.ndim == 2 else -1
        if (
            vectors.ndim != 2
            or vectors.shape[1] != size
            or len(starts) != len(background) + 1
            or starts[0] != 0
            or starts[-1] != len(vectors)
            or (np.diff(starts) < 0).any()
            or directions.centres.shape != (2, directions.matrix.shape[0])
        ):
            raise VectorError("The words in context do not fit each other. Build the index again.")
        self._vectors = vectors
        self._starts = starts
        self._background = background
        self._directions = directions
        self._trust = trust

    def __len__(self) -> int:
        """The number of projects."""
        return len(self._background)

    @classmethod
    def build(
        cls,
        passages: Sequence[WordsInContext],
        owners: Sequence[int],
        count: int,
        asked: Sequence[WordsInContext] = (),
    ) -> "ContextIndex | None":
        """Of the words of passages, which belong to the projects of these places, of ``count``.

        ``asked`` are words of texts like those that will be asked. A word that a project has
        several times has one vector there, the mean. None where there are no words of either.
        """
        if not any(map(len, passages)) or not any(map(len, asked)):
            return None
        titles = together(asked).vectors
        step = -(-sum(map(len, passages)) // SAMPLE)
        sample = np.concatenate([own.vectors[::step] for own in passages if len(own)])
        directions = Directions.learned(sample, titles)
        by_project: list[list[WordsInContext]] = [[] for _ in range(count)]
        for words, owner in zip(passages, owners, strict=True):
            if len(words):
                by_project[owner].append(words)
        rows = [_distinct(together(own), directions) for own in by_project if own]
        sizes = np.zeros(count, dtype=np.int64)
        sizes[[bool(own) for own in by_project]] = list(map(len, rows))
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        vectors = np.clip(np.rint(np.concatenate(rows) * SCALE), -127, 127).astype(np.int8)
        made = cls(vectors, starts, np.zeros(count, dtype=np.float32), directions, 0)
        some = directions.of_questions(titles[:: -(-len(titles) // ASKED)])
        background = np.zeros(count, dtype=np.float32)
        for first in range(0, count, BLOCK):
            block = np.arange(first, min(count, first + BLOCK))
            background[block] = made._highest(some, block).mean(axis=0)
        trust = len(titles) / (len(titles) + SHRINKAGE)
        return cls(vectors, starts, background, directions, trust)

    def nearness(
        self, asked: WordsInContext, rarities: Sequence[float], places: NDArray[np.int64]
    ) -> Scores:
        """(places,) how near the words are to those of projects; 0 where no nearer than any."""
        weights = np.asarray(rarities, dtype=np.float64)
        rarest = np.sort(np.argsort(-weights, kind="stable")[:MOST])
        weights = weights[rarest]
        if not weights.sum() > 0 or not len(places):
            return np.zeros(len(places))
        if asked.vectors.shape[1] != self._directions.matrix.shape[0]:
            raise VectorError(
                f"Words of {asked.vectors.shape[1]} dimensions do not fit an index of "
                f"{self._directions.matrix.shape[0]}. Use the model that it was built with."
            )
        rows = self._directions.of_questions(asked.vectors[rarest])
        highest = self._highest(rows, places) - self._background[places]
        found = self._trust * (weights @ highest / weights.sum())
        return np.asarray(np.clip(found, 0, None), dtype=np.float64)

    def added(
        self, asked: WordsInContext, lexical: LexicalIndex, scores: Scores, weight: float
    ) -> Scores:
        """What nearness adds to the scores of all projects: something for the `CLOSE` best only.

        Whichever projects are asked for, so that filters change no score. Nothing is taken off, so
        that none of the rest passes them.
        """
        gained = np.zeros(len(scores))
        if len(asked) and weight and len(scores):
            close = np.flatnonzero(compared(scores))
            gained[close] = weight * self.nearness(asked, rarities(asked, lexical), close)
        return gained

    def _highest(self, rows: Vectors, places: NDArray[np.int64]) -> Vectors:
        """(rows, places) highest cosines of each row with a word of each project; 0 without one."""
        starts, ends = self._starts[places], self._starts[places + 1]
        present = np.flatnonzero(ends > starts)
        found = np.zeros((len(rows), len(places)), dtype=np.float32)
        if len(present):
            ranges = [np.arange(starts[i], ends[i]) for i in present]
            words = self._vectors[np.concatenate(ranges)].astype(np.float32)
            bounds = np.concatenate([[0], np.cumsum([len(own) for own in ranges])[:-1]])
            found[:, present] = np.maximum.reduceat(rows @ words.T, bounds, axis=1) / SCALE
        return found

    def save(self, vectors: Path, rest: Path) -> None:
        """Writes the vectors to one file, which can be mapped, and the rest to another."""
        np.save(vectors, self._vectors)
        with rest.open("wb") as file:
            np.savez(
                file,
                starts=self._starts,
                background=self._background,
                centres=self._directions.centres,
                matrix=self._directions.matrix,
                trust=np.float64(self._trust),
            )

    @classmethod
    def load(cls, vectors: Path, rest: Path, *, mmap: bool = True) -> "ContextIndex":
        """The index in two files. Raises `ValueError`, `KeyError` or `OSError` if they are none."""
        with rest.open("rb") as file, np.load(file) as held:
            directions = Directions(held["centres"], held["matrix"])
            starts, background = held["starts"], held["background"]
            trust = float(held["trust"])
        rows = np.load(vectors, mmap_mode="r" if mmap else None)
        return cls(rows, starts, background, directions, trust)


def rarities(asked: WordsInContext, lexical: LexicalIndex) -> list[float]:
    """How rare each of the words is, in the projects' texts."""
    return [lexical.rarity(word) for word in asked.words]


def compared(scores: Scores) -> NDArray[np.bool_]:
    """Whether each of the last axis is among the `CLOSE` best; where projects are equal, all."""
    last = scores.shape[-1] - min(CLOSE, scores.shape[-1])
    floor = np.partition(scores, last, axis=-1)[..., last]
    # Equal projects may differ by rounding.
    return np.asarray(scores >= floor[..., None] - ROUNDING)


def _distinct(words: WordsInContext, directions: Directions) -> Vectors:
    """A row for each distinct word: the mean of its vectors, of length one."""
    places = {word: number for number, word in enumerate(dict.fromkeys(words.words))}
    total = np.zeros((len(places), directions.matrix.shape[1]), dtype=np.float32)
    np.add.at(total, [places[word] for word in words.words], directions.of_projects(words.vectors))
    return _unit(total)


def _shrunk_mean(units: Vectors) -> Vectors:
    """The mean of the rows times n / (n + SHRINKAGE)."""
    total = units.sum(axis=0, dtype=np.float64)
    return np.asarray(total / (len(units) + SHRINKAGE), dtype=np.float32)


def _unit(vectors: Rows) -> Vectors:
    """Rows of length one; a zero row stays zero."""
    vectors = np.asarray(vectors, dtype=np.float32)
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(lengths == 0, 1, lengths), dtype=np.float32)
