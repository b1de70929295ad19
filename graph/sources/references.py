"""Names that refer to a body named elsewhere: "Länsstyrelsen", "kommunen", "de andra"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.mentions import Mention, Mentions
from graph.sources import party_words as words
from graph.sources.passages import squeeze

_ENDING = re.compile(r"[.\n]")
_PLACE = re.compile(rf"\b[{words.UPPER}][\w-]+(?: [{words.UPPER}][\w-]+)?\b")


class References:
    """Resolves references in `text` by the mentions found in it, in order of their start."""

    def __init__(self, text: str, mentions: Mentions, found: Sequence[Mention]) -> None:
        self.text = text
        self.mentions = mentions
        self.found = found

    def _beginning_in(self, start: int, end: int) -> list[Mention]:
        return [mention for mention in self.found if start <= mention.start < end]

    def last_of_kind(self, written: str, at: int) -> str | None:
        """The body that "Länsstyrelsen" or "Kommunen" means: the last of its kind named before it
        in the paragraph, else the only one on the page."""
        kind = words.KINDS.get(written)
        if kind is None:
            return None
        line = self.text.rfind("\n", 0, at) + 1
        before = [m for m in self._beginning_in(line, at) if kind.search(m.name)]
        if before:
            return squeeze(self.text[before[-1].start : before[-1].end])
        named = {m.key: self.text[m.start : m.end] for m in self.found if kind.search(m.name)}
        return squeeze(next(iter(named.values()))) if len(named) == 1 else None

    def only_of_kind(self, kind: str) -> str | None:
        """The one body of a kind that the page names: "kommunen" on the page of a municipality."""
        named = {m.key: m for m in self.found if words.KINDS[kind].search(m.name)}
        one = next(iter(named.values())) if len(named) == 1 else None
        return squeeze(self.text[one.start : one.end]) if one is not None else None

    def others(self, start: int, count: str | None) -> list[str]:
        """The municipalities of the last enumeration before, but for those of this sentence."""
        head = max(self.text.rfind(mark, 0, start) for mark in (". ", "\n", "! ")) + 1
        own = {self._place_key(place) for place in self._places(head, start)}
        groups: list[list[re.Match[str]]] = [[]]
        for place in self._places(0, head):
            if groups[-1] and _ENDING.search(self.text, groups[-1][-1].end(), place.start()):
                groups.append([])
            groups[-1].append(place)
        last = next((group for group in reversed(groups) if len(group) > 2), [])
        others = list(
            dict.fromkeys(place.group() for place in last if self._place_key(place) not in own)
        )
        if len(others) < 2 or (count and words.NUMBERS[count.lower()] != len(others)):
            return []
        return others

    def _places(self, start: int, end: int) -> Iterator[re.Match[str]]:
        """The words in `start..end` that name a municipality, with or without "kommun" after."""
        for word in _PLACE.finditer(self.text, start, end):
            if self.mentions.is_municipality(word.group()):
                yield word

    def _place_key(self, place: re.Match[str]) -> str:
        name = place.group()
        return self.mentions.key_of(f"{name} kommun") or name
