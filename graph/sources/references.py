"""Names that refer to a body named elsewhere: "Länsstyrelsen", "kommunen", "de andra"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from graph.mentions import Mention, Mentions
from graph.sources import party_words as words
from graph.sources.county_groups import county_of
from graph.sources.passages import squeeze

_ENDING = re.compile(r"[.\n]")
_MUNICIPALITY = re.compile(r" (?:kommun|stad)\b")
_PLACE = re.compile(rf"[{words.UPPER}](?<!\w.)[\w-]+(?: [{words.UPPER}][\w-]+)?\b")


# "Riksföreningen Exempel Sverige (RES)", "Exempel Norra Turism, ENT,": a name, and what the page
# calls it from there on
_SHORT = re.compile(
    rf"\s\((?P<short>[{words.UPPER}][{words.UPPER}{words.LOWER}]{{1,7}})\)|"
    rf"(?<=[{words.LOWER}]), (?P<capitals>[{words.UPPER}]{{2,6}}),"
)
_ASSOCIATION_NAMED = re.compile(
    rf"(?:Samordningsförbundet|Kommunalförbundet|Kommunförbundet)(?:\s+i)?"
    rf"(?:\s+[{words.UPPER}][{words.LOWER}{words.UPPER}/-]+){{1,3}}"
)
# What may be the name of a body: "Föreningen Gula Huset", "Norra bygdens folkhögskola"
_NAME = re.compile(rf"[{words.UPPER}][\w&-]*(?:\s[\w&-]+){{1,5}}")
_LONGEST_FULL = 7  # words of a name that has a short form


def abbreviates(short: str, name: str) -> bool:
    """Whether a word is made of the letters of a name, from the beginning of one of its words.

    >>> abbreviates("RSO", "Exemplens samarbetshögskola"), abbreviates("Exsam", "Exempelsamling")
    (False, True)
    """
    letters = short.casefold()
    folded = name.casefold()
    for word in re.finditer(r"\w+", folded):
        if word.group()[0] != letters[0]:
            continue
        at = word.start()
        for letter in letters:
            at = folded.find(letter, at) + 1
            if at == 0:
                break
        else:
            return True
    return False


class References:
    """Resolves references in `text` by the mentions found in it, in order of their start."""

    def __init__(self, text: str, mentions: Mentions, found: Sequence[Mention]) -> None:
        self.text = text
        self.mentions = mentions
        self.found = found
        self._full: dict[str, str] | None = None
        self._by_kind: dict[str, str | None] = {}

    def _beginning_in(self, start: int, end: int) -> list[Mention]:
        return [mention for mention in self.found if start <= mention.start < end]

    def last_of_kind(self, written: str, at: int) -> str | None:
        """The body that "Länsstyrelsen" or "Kommunen" means: the last of its kind named before it
        in the paragraph, else who publishes the page, else the only one above it or on the page."""
        kind = words.KINDS.get(written)
        if kind is None:
            return None
        line = self.text.rfind("\n", 0, at) + 1
        before = [m for m in self._beginning_in(line, at) if kind.search(m.name)]
        if before:
            return squeeze(self.text[before[-1].start : before[-1].end])
        if publisher := self._publisher(written):
            return publisher
        named = {m.key: self.text[m.start : m.end] for m in self.found if kind.search(m.name)}
        if not named:
            return self._of_kind(written)
        above = {m.key: named[m.key] for m in self._beginning_in(0, at) if kind.search(m.name)}
        known = above if len(above) == 1 else named
        return squeeze(next(iter(known.values()))) if len(known) == 1 else None

    def _described(self, kind: str) -> str | None:
        """The one body of a kind that the page describes: "länsstyrelsen i Exempelbygden"."""
        places = {
            found["place"]
            for found in words.DESCRIBED.finditer(self.text, 0, len(self.text))
            if found["kind"].capitalize() == kind
        }
        return self.full_name(kind, next(iter(places))) if len(places) == 1 else None

    def _of_kind(self, written: str) -> str | None:
        """The body of a kind that no list names on the page; each kind is looked for once."""
        if written not in self._by_kind:
            found = self._described(written) or self._of_county(written)
            self._by_kind[written] = found or self._unlisted(written)
        return self._by_kind[written]

    def _of_county(self, kind: str) -> str | None:
        """The county board of the one county that the page is about."""
        county = county_of(self.text) if kind == "Länsstyrelsen" else None
        if county is None:
            return None
        name = f"Länsstyrelsen i {county if county.endswith('s') else county + 's'} län"
        return name if self.mentions.key_of(name) else None

    def _publisher(self, kind: str) -> str | None:
        """Who publishes the page, if its first line is a name of the kind."""
        first = self.text.lstrip().partition("\n")[0]
        name = squeeze(re.split(r"\s+[|–—-]\s", first, maxsplit=1)[0])
        return name if _NAME.fullmatch(name) and words.KINDS[kind].search(name) else None

    def _unlisted(self, kind: str) -> str | None:
        """The one association that the page names in capitals, where no list has it."""
        if not kind.casefold().endswith("förbundet"):
            return None
        names = {
            squeeze(found.group())
            for found in _ASSOCIATION_NAMED.finditer(self.text)
            if kind == "Förbundet" or found.group().casefold().startswith(kind.casefold())
        }
        return next(iter(names)) if len(names) == 1 else None

    def full_name(self, kind: str, place: str) -> str:
        """The name of a body of a kind at a place: without "i" where a list has it so."""
        names = (f"{kind} i {place}", f"{kind} {place}")
        return next((name for name in names if self.mentions.key_of(name)), names[0])

    def stands_for(self, short: str) -> str | None:
        """The name that the page gives its short form in brackets after: "Exempelrådet (ER)"."""
        if self._full is None:
            self._full = {}
            for match in _SHORT.finditer(self.text):
                short_form = match["short"] or match["capitals"]
                if sum(letter.isupper() for letter in short_form) > 1:
                    full = self._before(match.start(), short_form)
                    if full is not None:
                        self._full.setdefault(short_form, full)
        return self._full.get(short)

    def _before(self, end: int, short: str) -> str | None:
        """The fewest words before `end` that begin with the first letter and have all of them."""
        line = max(self.text.rfind("\n", 0, end), self.text.rfind(". ", 0, end)) + 1
        found = list(re.finditer(r"\S+", self.text[line:end]))[-_LONGEST_FULL:]
        for word in reversed(found):
            if word.group()[0].casefold() != short[0].casefold() or not word.group()[0].isupper():
                continue
            name = squeeze(self.text[line + word.start() : end])
            if " " in name and "," not in name and abbreviates(short, name):
                return name
        return None

    def only_of_kind(self, kind: str) -> str | None:
        """The one body of a kind that the page names: "kommunen" on the page of a municipality."""
        named = {m.key: m for m in self.found if words.KINDS[kind].search(m.name)}
        one = next(iter(named.values())) if len(named) == 1 else None
        return squeeze(self.text[one.start : one.end]) if one is not None else None

    def only_authority(self) -> str | None:
        """The one municipality or region that the page names: whose department one means."""
        kinds = (words.KINDS["Kommunen"], words.KINDS["Regionen"])
        named = {m.key: m for m in self.found if any(kind.search(m.name) for kind in kinds)}
        one = next(iter(named.values())) if len(named) == 1 else None
        return squeeze(self.text[one.start : one.end]) if one is not None else None

    def others(self, start: int, count: str | None) -> list[str]:
        """The municipalities of the last enumeration before, but for those of this sentence."""
        head = max(self.text.rfind(mark, 0, start) for mark in (". ", "\n", "! ")) + 1
        own = {self._place_key(place) for place in self.places(head, start)}
        last = next((group for group in self._enumerated(head) if len(group) > 2), [])
        others = list(
            dict.fromkeys(place.group() for place in last if self._place_key(place) not in own)
        )
        if len(others) < 2 or (count and words.NUMBERS[count.lower()] != len(others)):
            return []
        return others

    def counted(self, start: int, count: str) -> list[str]:
        """The municipalities of the last enumeration before that has as many: "de tre kommunerna".

        Where it has more, or the next before has others, nobody can tell.
        """
        wanted = words.NUMBERS[count.lower()]
        for group in self._enumerated(start):
            names = list({self._place_key(place): self._whole(place) for place in group}.values())
            if len(names) == wanted:
                return names
            if len(names) > wanted:
                return []
        return []

    def _whole(self, place: re.Match[str]) -> str:
        """A place with the word that makes it a municipality, where it stands there."""
        word = _MUNICIPALITY.match(self.text, place.end())
        return place.group() + (word.group() if word else "")

    def _enumerated(self, end: int) -> Iterator[list[re.Match[str]]]:
        """The places named together before `end`, the last first."""
        group: list[re.Match[str]] = []  # the last first
        for at in range(bisect_right(self._places, end, key=re.Match.end) - 1, -1, -1):
            place = self._places[at]
            if group and _ENDING.search(self.text, place.end(), group[-1].start()):
                yield group[::-1]
                group = []
            group.append(place)
        yield group[::-1]

    @cached_property
    def _places(self) -> list[re.Match[str]]:
        return list(self.places(0, len(self.text)))

    def places(self, start: int, end: int) -> Iterator[re.Match[str]]:
        """The words in `start..end` that name a municipality, with or without "kommun" after."""
        for word in _PLACE.finditer(self.text, start, end):
            if self.mentions.is_municipality(word.group()):
                yield word

    def _place_key(self, place: re.Match[str]) -> str:
        name = place.group()
        return self.mentions.key_of(f"{name} kommun") or name
