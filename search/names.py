"""Search of organisations by name, tolerant of spelling, with rapidfuzz."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process, utils

from search.embedder import composed

LEAST: Final = 75.0
"""Least score, of 100, that counts as a match."""
SHORT: Final = 5
"""Letters under which a name must stand in a query as words: "KI" is no part of "psykisk"."""


@dataclass(frozen=True, slots=True)
class NameHit:
    """A match: the key, the name that matched, and a score from 0 to 1."""

    key: str
    name: str
    score: float


class NameIndex:
    """Names of things by key; built once."""

    def __init__(self, names: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        self._entries = [(key, name) for key, group in names for name in group]
        self._folded = [_folded(name) for _, name in self._entries]

    def find(self, text: str, limit: int) -> list[NameHit]:
        """The best match of each thing, best first, then in the order of names."""
        query = _folded(text)
        if not query:
            return []
        matches = process.extract(
            query, self._folded, scorer=fuzz.WRatio, score_cutoff=LEAST, limit=None
        )
        best: dict[str, NameHit] = {}
        for folded, score, position in matches:
            if len(folded) < SHORT and not _stands_in(folded, query):
                continue
            key, name = self._entries[position]
            # Of names that hold the words equally well, the one nearest in length comes first.
            blended = (score + fuzz.ratio(query, folded)) / 200
            if key not in best or blended > best[key].score:
                best[key] = NameHit(key, name, round(blended, 4))
        return sorted(best.values(), key=lambda hit: (-hit.score, hit.name, hit.key))[:limit]


def _stands_in(name: str, query: str) -> bool:
    return set(name.split()) <= set(query.split()) or fuzz.ratio(name, query) >= LEAST


def _folded(text: str) -> str:
    return utils.default_process(composed(text).casefold())
