"""Parties in a passage: one body with its unit, or an enumeration of bodies.

Names stay as the source writes them; what is taken off are the words around them. A description
of several bodies ("utvalda fackförbund") is kept as a group where the caller asks for groups.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from graph.listed_places import listed_municipalities
from graph.mentions import Mention, Mentions
from graph.records import Party
from graph.sources import party_words as words
from graph.sources.passages import pieces_without_masks, squeeze
from graph.sources.references import References

T = TypeVar("T")

_FIRST_END = re.compile(r"[\s,]")
_SHARED_COUNTY = re.compile(
    r"(?<!\slän)(?:,\s+[A-ZÅÄÖ][\w-]+)*\s+(?:och|samt)\s+[A-ZÅÄÖ][\w-]+\s+län\b"
)
_COUNTY = re.compile(r"(?P<name>[A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ][\w-]+)?\slän)\b")
_KIND = re.compile(r"\s+(?:kommun|stad)$", re.IGNORECASE)


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


class PartyReader:
    """Reads parties; `mentions` tells names whose words would otherwise be taken apart."""

    def __init__(self, text: str, mentions: Mentions, found: list[Mention] | None = None) -> None:
        self.text = text
        self.mentions = mentions
        self.found = mentions.find(text) if found is None else found
        self.references = References(text, mentions, self.found)
        self._by_start = {mention.start: mention for mention in self.found}
        self._starts = [mention.start for mention in self.found]
        self._ends = {mention.end for mention in self.found}
        self._kept: dict[str, Any] = {}

    def once(self, what: str, read: Callable[[], T]) -> T:
        """What `read` gives, which is asked for only the first time."""
        if what not in self._kept:
            self._kept[what] = read()
        kept: T = self._kept[what]
        return kept

    # -- one party -----------------------------------------------------------------------------

    def one(self, start: int, end: int) -> Named | None:
        """The party that a field or a line of a list names, with its unit."""
        pieces = pieces_without_masks(self.text, start, end)
        pieces = [piece for piece in pieces if not self._is_title(piece)]
        if not pieces:
            return None
        start, end = max(pieces, key=lambda piece: piece[1] - piece[0])
        filler = words.FILLER.match(self.text[start:end])
        if filler and filler.end() < end - start:
            start += filler.end()
        return self._split(start, end, lists=False)

    def _is_title(self, piece: tuple[int, int]) -> bool:
        written = self.text[slice(*piece)]
        return (
            " " not in written
            and re.search(
                r"(?:chef|ledare|ordförande|samordnare|strateg|"
                r"handläggare)$",
                written,
                re.IGNORECASE,
            )
            is not None
        )

    def _split(self, start: int, end: int, *, lists: bool) -> Named | None:
        """Party of `start..end`, taking the unit off the body's name."""
        while end > start and self.text[end - 1] in " \t\n,.;:–-":
            end -= 1
        while start < end and self.text[start] in ' \t\n,.;:–-•*”"':
            start += 1
        written = squeeze(self.text[start:end])
        if not any(character.isalpha() for character in written):
            return None
        extent = None
        if adverb := words.ADVERB.search(written):
            written, extent = written[: adverb.start()], adverb["extent"]
        party = self._party(written, lists=lists)
        if whole := self.references.last_of_kind(party.name, start):
            party = replace(party, name=whole)
        return Named(party, start, end, extent=extent)

    def _party(self, written: str, *, lists: bool) -> Party:
        if self.mentions.key_of(written) is not None:
            return Party(written)
        if inside := words.PARENTHESIS.search(written):
            name = written[: inside.start()].strip()
            content = inside["inside"].strip()
            if name and words.ROLE_NOUN.fullmatch(content):
                return self._party(name, lists=lists)
            if (
                name
                and re.fullmatch(r"[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,5}", content)
                and not content[1:].islower()
            ):
                return self._party(name, lists=lists)
            if name and self._is_body(content) and not self._is_body(name):
                return Party(content, name)
            if name and content and not re.search(r"\d{4}|kommuner", content):
                party = self._party(name, lists=lists)
                return replace(party, unit=party.unit or content)
            if name:
                return self._party(name, lists=lists)
        if unit_first := words.UNIT_COMMA.match(written):
            body = written[unit_first.end() :]
            if self._is_body(body) and "," not in body:
                return Party(body, unit_first["unit"])
        if units := words.UNIT_IN.match(written):
            body = written[units.end() :]
            sure = units["unit"][0].islower() or self._is_body(body)
            if sure and not re.match(r"(?:och|samt)\b", body):
                return Party(body, units["unit"])
        known = self._known_prefix(written)
        if known is not None:
            name, rest, genitive = known
            if genitive and rest[:1].islower():
                return Party(name, rest)
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

    # -- enumerations --------------------------------------------------------------------------

    def listed(self, start: int, end: int, *, groups: bool = False) -> list[Named]:
        """The parties of an enumeration in running text, in order."""
        found: list[Named] = []
        pattern: str | None = "{}"
        unit: str | None = None
        inherited = closed = place_of_group = last = False
        if words.REFERRING.match(self.text, start, end):
            return []
        before = start
        in_brackets = words.BRACKET_OR_DASH.search(self.text, start, end) is not None
        for left, right in self._items(start, end):
            joint = self.text[found[-1].end : left] if found else ""
            left = self._skip_filler(left, right)
            counted = in_brackets and words.COUNT_BEFORE_BRACKET.match(self.text, left, end)
            if counted and counted.end() <= right:
                left = counted.end()
            if inherited and closed:
                pattern, unit, inherited = "{}", None, False
            closed = inherited and re.search(r"\b(?:och|samt)\b", joint) is not None
            head = words.HEAD_AT.match(self.text, left, end)
            if head and head.end() >= right:
                head = None
            if head and not self._is_mention_start(left, head.end()):
                number = next(n for n in range(len(words.HEADS)) if head[f"h{n}"])
                if words.HEADS[number][1] is None or _starts_name(self.text, head.end()):
                    pattern, inherited, unit = words.HEADS[number][1], True, None
                    left = head.end()
            elif units := words.UNITS_IN.match(self.text[left:right]):
                unit, pattern, inherited = _singular(units["units"]), "{}", True
                left += units.end()
            elif inherited and (
                self._stands_alone(left, right) or not _starts_name(self.text, left)
            ):
                pattern, unit, inherited = "{}", None, False
            if pattern is None:
                continue
            if place_of_group and re.search(r"\b(?:och|samt)\b", self.text[before:left]):
                place_of_group = False
                if self._is_place(left, right):
                    continue  # "företag i A och B" names two places
            place_of_group = words.GROUP_IN.match(self.text[left:right]) is not None
            before = right
            if last:
                break
            ending = words.CLAUSE_END.search(self.text, left, right)
            last = ending is not None and not re.search(
                r"\b(?:som|där|vilk\w+)\b", self.text[left : ending.start()]
            )
            if last and ending is not None and right > ending.start():
                right = ending.start()
            if others := words.OTHER_MUNICIPALITIES.match(self.text[left:right].strip(" .,;")):
                found += [
                    Named(Party(name), left, right, municipality=name)
                    for name in self.references.others(left, others["count"])
                ]
                continue
            named = self._item(left, right, groups=groups)
            if named is None and inherited and (county := _COUNTY.match(self.text, left, right)):
                named = Named(Party(county["name"]), left, county.end())  # "… i A och B län"
            if named is None:
                continue
            if found and self._is_unit_of(found[-1], named):
                previous = found[-1].party
                found[-1] = replace(
                    found[-1], party=Party(previous.name, squeeze(self.text[left:right])), end=right
                )
                continue
            if inherited and pattern != "{}":
                name = named.party.name
                if "styrelsen" in pattern and _SHARED_COUNTY.match(self.text, right, end):
                    name += " län"
                named = replace(named, party=Party(pattern.format(name), named.party.unit))
            if unit is not None:
                named = replace(named, party=Party(named.party.name, unit))
            found.append(named)
        return self._with_municipalities(found, start, end)

    def _items(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        atoms = [(m.start, m.end) for m in self._mentions_in(start, end)]
        at = start
        depth_spans = (
            [
                m.span()
                for m in re.finditer(r"\([^()]*\)", self.text[:end])
                if m.start() >= start
                and not words.COUNT_BEFORE_BRACKET.search(self.text[start : m.end()])
            ]
            if "(" in self.text[start:end]
            else []
        )
        for gap in words.SEPARATOR.finditer(self.text, start, end):
            if gap.start() < at or any(
                s < gap.end() and gap.start() < e for s, e in [*atoms, *depth_spans]
            ):
                continue
            if self._joins_name(at, gap, end):
                continue
            if gap.start() > at:
                yield at, gap.start()
            at = gap.end()
        if at < end:
            yield at, end

    def _joins_name(self, at: int, gap: re.Match[str], end: int) -> bool:
        """Whether an "och" stands inside a name: "vatten- och luftmedicin", "Prov och arbete"."""
        if "," in gap.group() or ";" in gap.group() or "\n" in gap.group():
            return False
        before, after = self.text[at : gap.start()], self.text[gap.end() : end]
        if before.endswith("-"):
            return True
        if not after[:1].islower():
            return False
        if before.strip()[:1].islower() or gap.start() in self._ends:
            return False
        item = re.split(r"[,;.]| och | samt ", after, maxsplit=1)[0].strip()
        return not (
            words.FURTHER.match(after)
            or words.HEAD_AT.match(after)
            or words.GROUP.match(item)
            or words.UNITS_IN.match(after)
            or words.UNIT_IN.match(after)
            or re.match(
                r"(?:i|med|ska|är|har|deltar|via|även|kommer|får|blir|drivs|leds|som)\b", after
            )
        )

    def _item(self, start: int, end: int, *, groups: bool) -> Named | None:
        mention = self._by_start.get(start)
        mention = mention if mention is not None and mention.end <= end else None
        floor = mention.end if mention else start
        if cut := words.CUT.search(self.text, floor, end):
            end = cut.start()
        if mention is not None and (verb := words.VERB_AFTER_KNOWN.match(self.text, floor, end)):
            end = verb.start()
        if sentence := words.NEXT_LABEL.search(self.text, floor, end):
            end = sentence.start()
        if mention is None and (verb := words.VERB_AFTER_NAME.search(self.text, start, end)):
            end = verb.end("name")
        pieces = pieces_without_masks(self.text, start, end)
        if not pieces:
            return None
        start, end = pieces[0]
        written = squeeze(self.text[start:end])
        trimmed = self.text[start:end].rstrip(" .,;:")
        if trimmed.endswith(")") and "(" not in trimmed:
            trimmed = trimmed.rstrip(") ")
        end = start + len(trimmed)
        written = squeeze(trimmed)
        if not written:
            return None
        if words.ANAPHORIC.match(written) or (mention is None and words.A_PROJECT.search(written)):
            return None
        if (
            mention is None
            and words.NO_BODY.match(written)
            and not words.ALL_IN_COUNTY.match(written)
        ):
            return None
        if mention is None and (possessed := words.POSSESSED.search(written)):
            written = written[: possessed.start()]
            end = start + len(written)
        if words.ALL_IN_COUNTY.match(written):
            return Named(Party(written), start, end)
        if words.COUNTED.match(written) or words.SHARE.match(written):
            return None  # how many there are, not who
        if not written[:1].isupper():
            return self._lower_case(start, end, written, groups=groups)
        first_word = _FIRST_END.split(written, 1)[0]
        if words.PRONOUN.match(first_word) and mention is None and written not in words.KINDS:
            return None
        if (
            groups
            and words.GROUP.match(written)
            and mention is None
            and not words.BODY_SIGN.match(first_word + " ")
        ):
            return Named(Party(written), start, end)
        return self._split(start, end, lists=True)

    def _lower_case(self, start: int, end: int, written: str, *, groups: bool) -> Named | None:
        kind = written.split(" (")[0].capitalize()
        if kind in words.SURE_KINDS and (whole := self.references.only_of_kind(kind)):
            return Named(Party(whole), start, start + len(kind))
        if words.AGENCY.fullmatch(written) and self.mentions.key_of(written.capitalize()):
            return Named(Party(written.capitalize()), start, end)
        if within := words.SERVICE_IN.match(self.text, start, end):
            mention = self._by_start.get(within.end())
            if mention is not None and not self.mentions.is_municipality(mention.name):
                name = squeeze(self.text[mention.start : mention.end])
                return Named(Party(name, within["unit"]), start, mention.end)
        if unit := words.UNIT_IN.match(written):
            body = written[unit.end() :]
            if body[:1].isupper():
                return Named(Party(body, unit["unit"]), start, end)
        if apposition := words.APPOSITION.match(self.text, start, end):
            body = self.text[apposition.end() : end]
            of_kind = words.BODY_NOUN.search(apposition.group()) is not None
            if of_kind or self._is_body(body) or looks_like_body(body):
                return self._split(apposition.end(), end, lists=False)
        adverb = words.ADVERB.search(written)
        plain = written[: adverb.start()] if adverb else written
        if groups and words.GROUP.match(plain):
            return Named(Party(plain), start, end, extent=adverb["extent"] if adverb else None)
        return None

    def _is_unit_of(self, previous: Named, named: Named) -> bool:
        """Whether an item of an enumeration is a department of the item before it."""
        if previous.party.unit or re.search(
            r"\b(?:och|samt)\b", self.text[previous.end : named.start]
        ):
            return False
        body = words.BODY_SIGN.search(previous.party.name) is not None
        return (
            body and re.fullmatch(rf"{words.UNIT_WORD}|HR(?:-\w+)?", named.party.name) is not None
        )

    def _is_place(self, start: int, end: int) -> bool:
        """Whether an item is one bare word with a capital, and no body that a list has."""
        written = self.text[start:end].strip(" .,;:")
        known = self.mentions.key_of(written) is not None
        return re.fullmatch(rf"[{words.UPPER}][\w-]+", written) is not None and not known

    def _stands_alone(self, start: int, end: int) -> bool:
        """Whether an item is a body by its own words, so that no shared head reaches it."""
        written = squeeze(self.text[start:end]).rstrip(" .,;:")
        if words.BODY_SIGN.search(written) and not re.search(r"(?i)\bkommun(?:er)?$", written):
            return True
        mention = self._by_start.get(start)
        return mention is not None and not self.mentions.is_municipality(mention.name)

    def _is_mention_start(self, start: int, end: int) -> bool:
        mention = self._by_start.get(start)
        return mention is not None and mention.end >= end

    def _mentions_in(self, start: int, end: int) -> list[Mention]:
        return [m for m in self.beginning_in(start, end) if m.end <= end]

    def beginning_in(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in `start..end`, in order."""
        first = bisect_left(self._starts, start)
        return self.found[first : bisect_left(self._starts, end, first)]

    def _skip_filler(self, start: int, end: int) -> int:
        filler = words.FILLER.match(self.text[start:end])
        return start + filler.end() if filler and filler.end() < end - start else start

    def _with_municipalities(self, found: list[Named], start: int, end: int) -> list[Named]:
        """Mark the places of "kommunerna A, B och C" and give "A, B och C kommun" its head."""
        places = listed_municipalities(self.text, start, end, self.mentions)
        if len(places) < 2:
            return found
        by_start = {place.start: place for place in places}
        marked = []
        for named in found:
            place = by_start.get(named.start)
            if place is not None:
                bare = place.name[:-1]
                genitive = place.name.endswith("s") and self.mentions.is_municipality(bare)
                named = replace(named, municipality=bare if genitive else place.name)
                name = re.sub(r"\bkommuner(?:na)?$", "kommun", named.party.name)
                named = replace(named, party=Party(name, named.party.unit))
                shared = re.match(r"[^.;:]*?\skommun(?:er|erna)?\b", self.text[named.end : end])
                before = re.search(r"(?i)\bkommunerna\b", self.text[start : named.start])
                if shared and not before and not re.search(r"(?i)kommun", named.party.name):
                    named = replace(
                        named, party=Party(f"{named.party.name} kommun", named.party.unit)
                    )
            marked.append(named)
        return marked


def _starts_name(text: str, at: int) -> bool:
    return at < len(text) and (text[at].isupper() or text[at] in "”\"'»")


def _same_initials(letters: str, name: str) -> bool:
    if not re.fullmatch(r"[A-ZÅÄÖ]{2,6}", letters):
        return False
    remaining = iter(name.upper())
    return all(letter in remaining for letter in letters)


def _singular(units: str) -> str:
    for plural, singular in words.PLURAL_UNITS:
        if units.endswith(plural):
            return units[: -len(plural)] + singular
    return units


def municipality_named(mentions: Mentions, name: str) -> str | None:
    """The bare name of the municipality that `name` is the body of, or a description of all.

    >>> municipality_named(Mentions({"Sala kommun": "sala"}), "SALA kommun")
    'Sala'
    """
    if words.ALL_IN_COUNTY.match(name):
        return name
    bare = _KIND.sub("", name)
    if not mentions.is_municipality(bare):
        return None
    if bare.endswith(("s", "S")) and mentions.is_municipality(bare[:-1]):
        bare = bare[:-1]
    return bare.title() if bare.isupper() else bare


def looks_like_body(name: str) -> bool:
    """Whether a name has a word of a body in it ("AB", "kommun", "…förbundet").

    >>> looks_like_body("Exempelbolaget AB"), looks_like_body("Chefer")
    (True, False)
    """
    return words.BODY_SIGN.search(name) is not None
