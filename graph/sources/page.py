"""A document cut into passages: what every reader of a layout reads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.mentions import Mention, Mentions
from graph.sources.drafts import Citer
from graph.sources.furniture import is_furniture
from graph.sources.parties import PartyReader
from graph.sources.passages import Line, Unit, split_lines, split_units
from graph.sources.screening import ScannedText

_OTHER_FUND = re.compile(
    r"\s*Inom\s+(?:(?:den|Europeiska|europeiska)\s+)*(?:regionala\s+utvecklingsfonden|ERUF)\b"
    r"(?![^.]*socialfond)",
    re.IGNORECASE,
)
_OPENS_OTHER_FUND = frozenset("Ii\u0130\u0131")  # as most paragraphs do not
_KIND = re.compile(r"\s+(?:kommun|stad)$", re.IGNORECASE)
_ENDS_KIND = frozenset("nNdD")


def is_of_other_fund(paragraph: str) -> bool:
    """Whether a paragraph tells of what another fund than the social fund pays for.

    >>> is_of_other_fund("Inom den regionala utvecklingsfonden fick två bolag pengar.")
    True
    """
    first = paragraph[:1]
    return (first in "Ii\u0130\u0131" or first.isspace()) and _OTHER_FUND.match(
        paragraph
    ) is not None


@dataclass(frozen=True, slots=True)
class Page:
    """A document cut into passages, with what reads its parties."""

    text: str  # that all offsets count in
    citer: Citer
    reader: PartyReader
    lines: list[Line]
    units: list[Unit]

    @classmethod
    def of(
        cls, source: str, text: str, mentions: Mentions, found: list[Mention] | None = None
    ) -> Page:
        """The page of `text`, whose personal data is blacked out; `found` are its mentions."""
        lines = split_lines(text)
        units = [unit for unit in split_units(text, lines) if not is_furniture(unit.text)]
        scanned = text if isinstance(text, ScannedText) else ScannedText(text)
        reader = PartyReader(scanned, mentions, found)
        return cls(scanned, Citer(source, scanned), reader, lines, units)

    def body_key(self, name: str) -> str:
        """One value for all the names of a body: "Falun" and "Falu kommun"."""
        return _body_key(self.reader.mentions, name)


@lru_cache(maxsize=8192)
def _body_key(mentions: Mentions, name: str) -> str:
    bare = _KIND.sub("", name) if name[-1:] in _ENDS_KIND else name
    key = mentions.key_of(name)
    if key is None or mentions.is_municipality(bare):
        key = mentions.key_of(f"{bare} kommun") or key
    return key or re.sub(r"s$", "", bare.casefold())
