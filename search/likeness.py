"""How alike two projects are in words, themes and target groups: what a project is compared by.

A text is compared with projects by its vector and its words (`search.hybrid`). Of a project more is
known, and what it is told by can be chosen: its 120 most telling pieces of words, those with the
highest BM25 weight in it, as a vector of length one; the cosine of two such vectors is their
likeness in words, 0 to 1, the same in both directions. Themes and target groups are compared as
sets: the weight of what both have of the weight of what either has, where rare ones weigh more.
"""

from collections import Counter
from collections.abc import Sequence
from math import log, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from search.analysis import name_of
from search.errors import VectorError
from search.lexical import LexicalIndex

if TYPE_CHECKING:
    from scipy.sparse import csr_array

TELLING: Final = 120
"""Pieces of words that a project is compared by; 60 are too few, 250 no better."""
WORDS, THEMES, GROUPS = "words", "themes", "target_groups"
KINDS: Final = (WORDS, THEMES, GROUPS)

Shares = NDArray[np.float64]


class Likeness:
    """Rows of terms by project, in the order of the index; immutable, threads may share it.

    ``rows`` has a (projects, terms) matrix for each of ``KINDS``: of words with rows of length one,
    of themes and target groups with the root of each one's weight.
    """

    def __init__(self, rows: "dict[str, csr_array]") -> None:
        sizes = {matrix.shape[0] for matrix in rows.values()}
        if set(rows) != set(KINDS) or len(sizes) != 1:
            raise VectorError("The likenesses are not of the same projects. Build the index again.")
        self._rows = rows
        self._columns = {kind: matrix.T.tocsr() for kind, matrix in rows.items()}
        self._totals = {kind: (matrix * matrix).sum(axis=1) for kind, matrix in rows.items()}

    def __len__(self) -> int:
        """The number of projects."""
        return int(self._rows[WORDS].shape[0])

    @classmethod
    def build(
        cls,
        lexical: LexicalIndex,
        themes: Sequence[Sequence[str]],
        groups: Sequence[Sequence[str]],
    ) -> "Likeness":
        """Of the projects that ``lexical`` has the words of, with their themes and target groups.

        Names of themes and groups are compared as `search.analysis.name_of` writes them.
        """
        rows = {WORDS: _telling(lexical), THEMES: _weighted(themes), GROUPS: _weighted(groups)}
        return cls(rows)

    def shares(self, project: int, kind: str) -> Shares:
        """How alike each project is to one, (projects,) from 0 to 1; 1 to itself if it has any."""
        own = self._rows[kind][[project]]
        common = np.asarray((own @ self._columns[kind]).todense(), dtype=np.float64).ravel()
        if kind == WORDS:
            return np.clip(common, 0, 1)
        either = self._totals[kind] + self._totals[kind][project] - common
        return np.clip(common / np.where(either > 0, either, 1), 0, 1)

    def save(self, path: Path) -> None:
        """Writes the rows to one file."""
        held: dict[str, Any] = {}
        for kind, matrix in self._rows.items():
            held |= {
                f"{kind}_data": matrix.data,
                f"{kind}_indices": matrix.indices,
                f"{kind}_indptr": matrix.indptr,
                f"{kind}_shape": np.array(matrix.shape),
            }
        with path.open("wb") as file:
            np.savez(file, **held)

    @classmethod
    def load(cls, path: Path) -> "Likeness":
        """The rows in a file. Raises `ValueError`, `KeyError` or `OSError` where it is no such."""
        from scipy.sparse import csr_array

        with path.open("rb") as file, np.load(file) as held:
            rows = {}
            for kind in KINDS:
                parts = tuple(held[f"{kind}_{part}"] for part in ("data", "indices", "indptr"))
                count, terms = held[f"{kind}_shape"].tolist()
                rows[kind] = csr_array(parts, shape=(count, terms))
                rows[kind].check_format(full_check=True)
        return cls(rows)


def _telling(lexical: LexicalIndex) -> "csr_array":
    """The pieces with the highest weights of each project, as rows of length one."""
    from scipy.sparse import csr_array

    matrix = lexical.weights()
    data, indices, starts = [], [], [0]
    for row in range(matrix.shape[0]):
        own = slice(matrix.indptr[row], matrix.indptr[row + 1])
        weights, terms = matrix.data[own], matrix.indices[own]
        best = np.sort(np.argsort(-weights, kind="stable")[:TELLING])
        length = float(np.linalg.norm(weights[best])) or 1.0
        data.append(weights[best] / length)
        indices.append(terms[best])
        starts.append(starts[-1] + len(best))
    return csr_array(
        (
            np.concatenate(data or [np.zeros(0)]).astype(np.float32),
            np.concatenate(indices or [np.zeros(0)]).astype(np.int32),
            np.array(starts, dtype=np.int64),
        ),
        shape=matrix.shape,
    )


def _weighted(named: Sequence[Sequence[str]]) -> "csr_array":
    """A row of names for each project: the root of log(1 + projects / projects that have it)."""
    from scipy.sparse import csr_array

    sets = [dict.fromkeys(name for text in own if (name := name_of(text))) for own in named]
    counts = Counter(name for own in sets for name in own)
    columns = {name: number for number, name in enumerate(sorted(counts))}
    data = [sqrt(log(1 + len(sets) / counts[name])) for own in sets for name in own]
    indices = [columns[name] for own in sets for name in own]
    starts = np.cumsum([0, *map(len, sets)])
    return csr_array(
        (np.array(data, dtype=np.float64), np.array(indices, dtype=np.int32), starts),
        shape=(len(sets), max(1, len(columns))),
    )
