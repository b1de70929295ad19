"""The name of one body in a passage, with its unit.

Names stay as the source writes them; what is taken off are the words around them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

from graph.mentions import Mention, Mentions
from graph.records import Party
from graph.sources import party_words as words
from graph.sources.passages import pieces_without_masks, squeeze
from graph.sources.place_names import FUND_REGION
from graph.sources.references import References

T = TypeVar("T")

_TITLE = re.compile(r"(?:chef|ledare|ordförande|samordnare|strateg|handläggare)$", re.IGNORECASE)
# Words that open a sentence before its verb: "Bland annat får projektet X …"
_OPENING = re.compile(
    r"bland\s+(?:annat|andra)|dessutom|därutöver|därtill|vidare|samtidigt|tidigare|nu",
    re.IGNORECASE,
)
# What stands behind a name: "A, B m.fl.", the sum in the next cell, "har A och B gått in i"
_BEHIND = re.compile(
    r"\s+(?:(?:m\.?\s?fl|med\s+flera|osv|etc)\.?|"
    r"\d{1,3}(?:[ .\u00a0]\d{3})+(?:\s*(?:kr|kronor|SEK))?|"
    r"(?:gått|fått|gett|tagit|blivit|varit|haft|sökt)(?:\s+(?:in|med|ihop))?)$"
)
# "ett 40-tal i Exempelbygden" counts, "Pågående samverkansprojekt" heads a list, "Summa" ends one
_NO_NAME = re.compile(
    r"(?:(?:ett|cirka|ca|drygt|omkring)\s+)?\d+-tal(?:et)?\b|(?:pågående|avslutade|tidigare|våra)\s+\w*projekt$|"
    r"(?:del)?summa\b|(?:viktiga|våra|övriga|andra|nya|flera|många|projektets|ingående|deltagande|medverkande)$|(?:våren|sommaren|hösten|vintern|januari|februari|mars|april|maj|juni|juli|augusti|september|"
    r"oktober|november|december)(?:\s+(?:19|20)\d\d)?$|(?:jag|du|han|hon|man|vi|ni|de|dem|den|det|dessa|dom)$",
    re.IGNORECASE,
)
# "A kommun till": a word that joins the name to what follows
_HANGING = re.compile(r"(?<=\w)\s+(?:till|för|och|som|med|av|samt)$")
_KIND = re.compile(r"\s+(?:kommun|stad)$", re.IGNORECASE)
_JOINED = re.compile(r"\s(?:i|på|inom|hos|vid)\s+$")
_LEGAL_TAIL = re.compile(r"\s(?:AB|ekonomisk\s+förening|ek\.?\s*för\.?)$")


@dataclass(frozen=True, slots=True)
class Named:
    """A party and the range of the text that names it.

    `municipality` is the bare name of a place where an enumeration says that it is a
    municipality; `extent` is a limit stated with the name ("lokalt").
    """

    party: Party
    start: int
    end: int
    municipality: str | None = None
    extent: str | None = None


class NameReader:
    """Reads names of bodies; `mentions` tells names whose words would otherwise be taken apart."""

    def __init__(self, text: str, mentions: Mentions, found: list[Mention] | None = None) -> None:
        self.text = text
        self.mentions = mentions
        self.found = mentions.find(text) if found is None else found
        self.references = References(text, mentions, self.found)
        self._by_start = {mention.start: mention for mention in self.found}
        self._starts = [mention.start for mention in self.found]
        self._ends = {mention.end for mention in self.found}
        self._kept: dict[str, Any] = {}
        self._of_text: dict[Any, Any] = {}

    def once(self, what: str, read: Callable[[], T]) -> T:
        """What `read` gives, which is asked for only the first time."""
        if what not in self._kept:
            self._kept[what] = read()
        kept: T = self._kept[what]
        return kept

    def once_of_text(self, what: Any, read: Callable[[], T]) -> T:
        """What `read` gives, as `once`, of the whole text: readers of its parts keep it too."""
        if what not in self._of_text:
            self._of_text[what] = read()
        kept: T = self._of_text[what]
        return kept

    def forget(self) -> None:
        """Ask anew for what has been kept, as a copy does that reads a part of the page."""
        self._kept = {}

    def beginning_in(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in `start..end`, in order."""
        first = bisect_left(self._starts, start)
        return self.found[first : bisect_left(self._starts, end, first)]

    def one(self, start: int, end: int) -> Named | None:
        """The party that a field or a line of a list names, with its unit."""
        pieces = pieces_without_masks(self.text, start, end)
        pieces = [piece for piece in pieces if not self._is_title(piece)]
        if not pieces:
            return None
        start, end = max(pieces, key=lambda piece: piece[1] - piece[0])
        return self._split(self._skip_filler(start, end), end)

    def _is_title(self, piece: tuple[int, int]) -> bool:
        written = self.text[slice(*piece)]
        return " " not in written and _TITLE.search(written) is not None

    def _skip_filler(self, start: int, end: int) -> int:
        filler = words.FILLER.match(self.text[start:end])
        return start + filler.end() if filler and filler.end() < end - start else start

    def _split(self, start: int, end: int) -> Named | None:
        """Party of `start..end`, taking the unit off the body's name."""
        while end > start and self.text[end - 1] in " \t\n,.;:–-":
            end -= 1
        if behind := _BEHIND.search(self.text, start, end):
            end = behind.start()
        if hanging := _HANGING.search(self.text, start, end):
            end = hanging.start()
        while start < end and self.text[start] in ' \t\n,.;:–-•*”"':
            start += 1
        written = squeeze(self.text[start:end])
        if not any(character.isalpha() for character in written) or _OPENING.fullmatch(written):
            return None
        if _NO_NAME.match(written) or FUND_REGION.pattern.fullmatch(written):
            return None
        extent = None
        if written.endswith(words.ADVERBS) and (adverb := words.ADVERB.search(written)):
            written, extent = written[: adverb.start()], adverb["extent"]
        party = self._party(written)
        if whole := self.references.last_of_kind(party.name, start):
            party = replace(party, name=whole)
        if (
            party.name[1:2].isupper()
            and self.mentions.key_of(party.name) is None
            and (full := self.references.stands_for(party.name))
        ):
            party = replace(party, name=full)
        return Named(party, start, end, extent=extent)

    def _party(self, written: str) -> Party:
        if self.mentions.key_of(written) is not None:
            return Party(written)
        if company := words.COMPANY_IN.fullmatch(written):
            return Party(company["name"])
        if people := words.PEOPLE_AT.match(written):
            return self._party(written[people.end() :])
        if inside := words.PARENTHESIS.search(written):
            name = written[: inside.start()].strip()
            content = inside["inside"].strip()
            if name and words.ROLE_NOUN.fullmatch(content):
                return self._party(name)
            if (
                name
                and re.fullmatch(r"[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,5}", content)
                and not content[1:].islower()
            ):
                return self._party(name)
            if name and self._is_body(content) and not self._is_body(name):
                return Party(content, name)
            if name and content and not re.search(r"\d{4}|kommuner", content):
                party = self._party(name)
                return replace(party, unit=party.unit or content)
            if name:
                return self._party(name)
        written = words.UNIT_NUMBER.sub("", written)
        between = words.BETWEEN_UNITS.fullmatch(written)
        if between and self._is_body(between["body"]) and words.COMMA_UNIT.match(between["unit"]):
            return Party(between["body"], between["unit"])
        if slashed := words.SLASHED_UNIT.match(written):
            return Party(slashed["body"], slashed["unit"])
        if unit_first := words.UNIT_COMMA.match(written):
            body = written[unit_first.end() :]
            if self._is_body(body) and "," not in body:
                return Party(body, unit_first["unit"])
        if units := words.UNIT_IN.match(written):
            body = written[units.end() :]
            joined = _JOINED.search(written[: units.end()]) is not None
            if not joined and _LEGAL_TAIL.search(body):
                return Party(written)  # "Exempelcentrum Norr AB"
            sure = (
                units["unit"][0].islower()
                or self._is_body(body)
                or (self.mentions.is_municipality(body) and joined)
            )
            if sure and not re.match(r"(?:och|samt)\b", body):
                return Party(body, units["unit"])
        service = words.SERVICE_AT.match(written)
        if service and self.mentions.key_of(service["body"]) is not None:
            return Party(service["body"], service["unit"])
        if within := words.UNIT_AT.match(written):
            return Party(within["body"], within["unit"])
        known = self._known_prefix(written)
        if known is not None:
            name, rest, genitive = known
            if genitive and re.match(r"(?:ESF|EU)-", rest):
                return Party(name)  # "A kommuns ESF-projekt"
            if genitive and rest[:1].islower():
                joint = (
                    words.OF_MEMBERS.match(rest)
                    or words.PLURAL_BODY.search(name)
                    or words.HOUSE.match(rest)
                )
                return Party(written) if joint else Party(name, rest)
            if (_LEGAL_TAIL.search(rest) or name == "Coompanion") and not rest.startswith(","):
                return Party(written)  # "Coompanion - Exempelbygden ekonomisk förening"
            if rest.startswith(",") or re.match(r"[–-]\s", rest):
                unit = rest.lstrip(",–- ")
                if unit and not _same_initials(unit, name):
                    return Party(name, unit)
                return Party(name)
        tail = words.TYPE_TAIL.match(written)
        if tail and not words.ASSOCIATION.match(written):
            unit = tail["unit"].lstrip(",–- ")
            if not re.match(r"(?:och|samt|i|på|AB|för)\b", unit):
                return Party(tail["name"].rstrip(" ,"), unit)
        head, comma, unit = (part.strip() for part in written.partition(","))
        if comma and self.mentions.key_of(unit) is not None and not self._is_body(head):
            return Party(unit, head)  # "Exempelgymnasiet 1, Exempelstads kommun"
        if comma and unit and not words.ASSOCIATION.match(head):
            if _same_initials(unit, head):
                return Party(head)
            if words.COMMA_UNIT.match(unit) or not re.search(r"\boch\b", unit):
                return Party(head, unit)
        return Party(written)

    def _is_body(self, written: str) -> bool:
        return (
            self.mentions.key_of(written) is not None or words.BODY_SIGN.match(written) is not None
        )

    def _known_prefix(self, written: str) -> tuple[str, str, bool] | None:
        mention = self.mentions.beginning(written)
        if mention is None or mention.end == len(written):
            return None
        rest = written[mention.end :]
        rest = re.sub(r"^[:'’]?s\b", "", rest) if mention.genitive else rest
        return written[: mention.end], rest.strip(), mention.genitive


def _same_initials(letters: str, name: str) -> bool:
    if not re.fullmatch(r"[A-ZÅÄÖ]{2,6}", letters):
        return False
    remaining = iter(name.upper())
    return all(letter in remaining for letter in letters)


_ISLAND = "region gotland"  # the name of a municipality that has the tasks of a region


def municipality_named(mentions: Mentions, name: str) -> str | None:
    """The bare name of the municipality that `name` is the body of, or a description of all.

    >>> municipality_named(Mentions({"Sala kommun": "sala"}), "SALA kommun")
    'Sala'
    """
    if words.ALL_IN_COUNTY.match(name):
        return name
    if name.casefold() == _ISLAND:
        return "Gotland"
    bare = _KIND.sub("", name)
    if not mentions.is_municipality(bare):
        return None
    if bare.endswith(("s", "S")) and mentions.is_municipality(bare[:-1]):
        bare = bare[:-1]
    return bare.title() if bare.isupper() else bare


@lru_cache(maxsize=8192)
def looks_like_body(name: str) -> bool:
    """Whether a name has a word of a body in it ("AB", "kommun", "…förbundet").

    >>> looks_like_body("Exempelbolaget AB"), looks_like_body("Chefer")
    (True, False)
    """
    if words.BODY_SIGN_WITHIN.search(name) is not None:
        return True
    return words.DIOCESE.fullmatch(name) is not None
