"""BM25 over pieces of words, by bm25s: scores of all projects at once, in files that are mapped.

bm25s computes the scores of every term when the index is made (Lù 2024, arXiv 2407.03618), so that
a query is a sum of columns. tantivy, the other candidate, hands out the best hits, where fusing
wants the score of every project, and fixes k1 = 1.2 and b = 0.75 (docs/search.md has the cost).

A word that few documents have, such as a name, an acronym or a term, counts as a whole too, beside
its pieces: what shares pieces with it is then no match for what has it.
"""

import json
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from search.analysis import content_words, grams, pieces
from search.errors import IndexFormatError

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Analyser = Callable[[str], list[str]]

SIZE_FILE: Final = "documents.json"
WHOLE: Final = "="
"""Begins terms that are whole words; no piece of a word has it."""
REMEMBERED: Final = 4096
"""Texts whose rarities are kept."""


class LexicalIndex:
    """Scores of documents for a text; immutable, so threads may share it.

    Made by ``build`` or ``load``. Documents are known by their place in the order they came in.
    """

    def __init__(self, bm25: Any, count: int, analyse: Analyser = grams) -> None:
        self._bm25 = bm25
        """None where no document has a word."""
        self._count = count
        self._analyse = analyse
        self.rarities = lru_cache(maxsize=REMEMBERED)(self._rarities)
        """The text's terms, each with log(1 + documents / documents that have it)."""

    @classmethod
    def build(
        cls,
        documents: Sequence[str],
        *,
        k1: float,
        b: float,
        rare: float = 0.0,
        analyse: Analyser = grams,
    ) -> "LexicalIndex":
        """An index of the documents' texts. ``analyse`` cuts documents and queries into terms.

        Words that at most a share ``rare`` of the documents has, and those of one document, are
        terms too; none where it is 0.
        """
        bm25s = _bm25s()
        terms = [analyse(document) for document in documents]
        if rare:
            wholes = [_whole(document) for document in documents]
            counts = Counter(word for own in wholes for word in set(own))
            most = max(1, int(rare * len(documents)))
            for own, words in zip(terms, wholes, strict=True):
                own += [word for word in words if counts[word] <= most]
        if not any(terms):
            return cls(None, len(terms), analyse)
        # Numbered here, in order of appearance: bm25s takes them as a set's chance order has them.
        number: dict[str, int] = {}
        numbered = [[number.setdefault(t, len(number)) for t in own] for own in terms]
        bm25 = bm25s.BM25(k1=k1, b=b, method="lucene")
        bm25.index((numbered, number), create_empty_token=False, show_progress=False)
        return cls(bm25, len(terms), analyse)

    def __len__(self) -> int:
        """The number of documents."""
        return self._count

    def scores(self, text: str) -> NDArray[np.float32]:
        """A score of 0 or more for each document; 0 where it shares no term with the text.

        A term counts once however often the text has it: measured to rank as well, and the work
        of a long text stays bounded.
        """
        known = {} if self._bm25 is None else self._bm25.vocab_dict
        asked = dict.fromkeys((*self._analyse(text), *_whole(text)))
        terms = [known[term] for term in asked if term in known]
        if not terms:
            return np.zeros(self._count, dtype=np.float32)
        return np.asarray(self._bm25.get_scores_from_ids(terms), dtype=np.float32)

    def best_scores(self, texts: Sequence[str], less: float) -> NDArray[np.float32]:
        """Each document's score for the first text, or ``less`` of that for another if more."""
        first, *others = (self.scores(text) for text in texts)
        for other in others:
            np.maximum(first, less * other, out=first)
        return first

    def _rarities(self, text: str) -> Mapping[str, float]:
        if self._bm25 is None:
            return {}
        known, counts = self._bm25.vocab_dict, self._document_counts
        return {
            term: log(1 + self._count / max(1, int(counts[known[term]])))
            for term in dict.fromkeys(self._analyse(text))
            if term in known
        }

    def rarity(self, word: str) -> float:
        """How rare a folded word is: log(1 + documents / documents) of its rarest piece.

        A piece that no document has counts as if half of one had it.
        """
        known = self.rarities(word)
        return max(known.get(piece, log(1 + 2 * self._count)) for piece in pieces(word))

    @cached_property
    def _document_counts(self) -> NDArray[np.int64]:
        """How many documents have each term; in memory, where looking up one costs nothing."""
        pointers = np.asarray(self._bm25.scores["indptr"], dtype=np.int64)
        return np.asarray(np.diff(pointers), dtype=np.int64)

    def weights(self) -> "csr_array":
        """The (documents, terms) BM25 weights of terms in documents, whole words left out."""
        from scipy.sparse import csc_array, csr_array

        if self._bm25 is None:
            return csr_array((self._count, 1), dtype=np.float32)
        parts = tuple(np.asarray(self._bm25.scores[part]) for part in ("data", "indices", "indptr"))
        matrix = csc_array(parts, shape=(self._count, len(parts[2]) - 1))
        numbers = [n for term, n in self._bm25.vocab_dict.items() if not term.startswith(WHOLE)]
        return matrix[:, sorted(numbers)].tocsr()

    def save(self, folder: Path) -> None:
        """Writes the index into a folder, which is made."""
        folder.mkdir(parents=True)
        held = {"documents": self._count, "terms": self._bm25 is not None}
        (folder / SIZE_FILE).write_text(json.dumps(held) + "\n", "utf-8")
        if self._bm25 is not None:
            self._bm25.save(folder, show_progress=False)

    @classmethod
    def load(cls, folder: Path, *, mmap: bool = True) -> "LexicalIndex":
        """The index in a folder; with ``mmap`` the scores stay in the files."""
        try:
            held = json.loads((folder / SIZE_FILE).read_text("utf-8"))
            count = int(held["documents"])
            if not held["terms"]:
                return cls(None, count)
            bm25 = _bm25s().BM25.load(folder, mmap=mmap, show_progress=False)
            _check(bm25, count)
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            raise IndexFormatError(
                f"The word index in {folder} cannot be used: {error}. Build it again."
            ) from error
        return cls(bm25, count)


def _whole(text: str) -> list[str]:
    """The content words as terms; a number is a piece of its own already."""
    return [f"{WHOLE}{word}" for word in content_words(text) if not word.isdecimal()]


def _bm25s() -> Any:
    import bm25s

    # The library sets its own logger to DEBUG, past what the program was told to show.
    logging.getLogger("bm25s").setLevel(logging.NOTSET)
    return bm25s


def _check(bm25: Any, count: int) -> None:
    """Raises `ValueError` unless the files fit each other: a query trusts every place in them."""
    data, places, starts = (bm25.scores[part] for part in ("data", "indices", "indptr"))
    held = len(data), len(starts), bm25.scores["num_docs"]
    stated = len(places), len(bm25.vocab_dict) + 1, count
    if held != stated or int(starts[-1]) != len(data):
        raise ValueError(f"its files hold {held}, where {stated} belong")
