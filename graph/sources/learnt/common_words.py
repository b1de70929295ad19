"""Words that pages write in small letters: what else begins a sentence may be a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from graph.sources.learnt.classifier import Example
from graph.sources.learnt.surroundings import STEM

_WORDS = frozenset(
    """b1 b2 b3 b12 b23 a1 a2 a12 A B S H N F T subject""".split()  # noqa: SIM905
)
_LETTERS = re.compile(r"[a-zåäöéü]{2,}")
_SMALL_WORD = re.compile(r"(?<![\w-])[a-zåäöéü]{2,}(?![\w-])")


@dataclass(slots=True)
class CommonWords:
    """In how many pages each word stands in small letters."""

    least: int  # pages that a common word has
    _pages: Counter[str] = field(default_factory=Counter)

    def meet(self, text: str) -> None:
        """Count the words of a page."""
        self._pages.update({word.group()[:STEM] for word in _SMALL_WORD.finditer(text)})

    def kept(self, examples: Iterable[Example]) -> list[Example]:
        """The examples without signs of words that are not common."""
        return [
            replace(one, signs=frozenset(sign for sign in one.signs if self._has(sign)))
            for one in examples
        ]

    def _has(self, sign: str) -> bool:
        kind, _, value = sign.rpartition("&")[2].partition("=")
        if kind not in _WORDS:
            return True
        return all(self._pages[word] >= self.least for word in _LETTERS.findall(value))
