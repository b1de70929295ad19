"""Parties in a passage: one body with its unit, or an enumeration of bodies.

A description of several bodies ("utvalda fackförbund") is kept as a group where the caller asks for
groups.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from graph.listed_places import listed_municipalities
from graph.mentions import Mention
from graph.records import Party
from graph.sources import party_words as words
from graph.sources.county_groups import county_group
from graph.sources.party_names import Named, NameReader, looks_like_body
from graph.sources.passages import pieces_without_masks, squeeze
from graph.sources.references import abbreviates

_SHARED_COUNTY = re.compile(
    r"(?<!\slän)(?:,\s+[A-ZÅÄÖ][\w-]+)*\s+(?:och|samt)\s+[A-ZÅÄÖ][\w-]+\s+län\b"
)
_AND = re.compile(r"\b(?:och|samt)\b")
_UNIT_ALONE = re.compile(rf"{words.UNIT_WORD}|HR(?:-\w+)?")
_BRACKETS = re.compile(r"\([^()]*\)")
_COUNTY = re.compile(r"(?P<name>[A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ][\w-]+)?\slän)\b")


_AS_WELL = re.compile(r"(?i)\b(?:såväl|både)\s[^.;:]*\Z")
_BACK = 60  # characters before an item in which "såväl" stands
_OF_PLACE = re.compile(r"[A-ZÅÄÖ][a-zåäö]{2,}s\s+[A-ZÅÄÖ][a-zåäö]+")
_ONE_WORD = re.compile(r"[A-ZÅÄÖ][a-zåäö]+(?=\s+[a-zåäö]|[.,;]|$)")
_OF_MUNICIPALITIES = re.compile(r"[A-ZÅÄÖ][\w-]+(?:/[A-ZÅÄÖ][\w-]+)*\s+kommuner")
# Names with an "och" of their own
_ONE_NAME = re.compile(
    r"(?:Sveriges\s+kommuner\s+och\s+(?:landsting|regioner)|Region\s+Jämtland\s+och\s+Härjedalen|"
    r"Forskning\s+och\s+utveckling)\b",
    re.IGNORECASE,
)

_OF_RESEARCH = re.compile(r"(?<=\w\s)(?:Forskning|Utvärdering|Utredning|Analys|Utveckling)$")
_AND_RESEARCH = re.compile(
    r"(?:[Uu]tveckling|[Ff]orskning|[Aa]nalys|[Uu]tvärdering|[Ll]ärande)(?:\s+AB)?\b"
)


class PartyReader(NameReader):
    """Reads parties, one or as many as an enumeration has."""

    def listed(self, start: int, end: int, *, groups: bool = False) -> list[Named]:
        """The parties of an enumeration in running text, in order."""
        found: list[Named] = []
        pattern: str | None = "{}"
        unit: str | None = None
        inherited = closed = place_of_group = last = found_projects = sure = False
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
            closed = inherited and _AND.search(joint) is not None
            head = words.HEAD_AT.match(self.text, left, end)
            if head and head.end() >= right:
                head = None
            sure = head is not None and words.SURE_HEAD.search(head.group()) is not None
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
            if found_projects and _AND.search(self.text[before:left]):
                found_projects = False
                continue  # "ESF-projekten X och Y" are two projects
            found_projects = words.PROJECTS.search(self.text, left, right) is not None
            if place_of_group and _AND.search(self.text[before:left]):
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
                names = (
                    self.references.counted(left, others["all"])
                    if others["all"]
                    else self.references.others(left, others["count"])
                )
                found += [Named(Party(name), left, right, municipality=name) for name in names]
                continue
            named = self._item(left, right, groups=groups, sure=sure)
            if named is None and inherited and (county := _COUNTY.match(self.text, left, right)):
                named = Named(Party(county["name"]), left, county.end())  # "… i A och B län"
            if named is None:
                continue
            if found and self._is_short_of(found[-1], named):
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
        return self._with_municipalities(self._with_regions(found), start, end)

    def _items(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        atoms = [(m.start, m.end) for m in self._mentions_in(start, end)]
        at = start
        depth_spans = (
            [
                m.span()
                for m in _BRACKETS.finditer(self.text, start, end)
                if not words.COUNT_BEFORE_BRACKET.alone(self.text, start, m.end())
            ]
            if "(" in self.text[start:end]
            else []
        )
        whole = [*atoms, *depth_spans]
        for gap in words.SEPARATOR.finditer(self.text, start, end):
            first, last = gap.span()
            if first < at or (whole and any(s < last and first < e for s, e in whole)):
                continue
            if self._joins_name(at, gap, end):
                continue
            if first > at:
                yield at, first
            at = last
        if at < end:
            yield at, end

    def _joins_name(self, at: int, gap: re.Match[str], end: int) -> bool:
        """Whether an "och" stands inside a name: "vatten- och luftmedicin", "Prov och arbete"."""
        if "," in gap.group() or ";" in gap.group() or "\n" in gap.group():
            return False
        if gap.group().strip() == "som":  # "såväl A som B", but "A som driver B"
            return _AS_WELL.search(self.text, max(0, at - _BACK), gap.start()) is None
        if gap.group() == "/" and _OF_MUNICIPALITIES.match(self.text, gap.end()) is None:
            return gap.start() not in self._ends or gap.end() not in self._by_start
        before, after = self.text[at : gap.start()], self.text[gap.end() : end]
        if before.endswith("-"):  # "luft- och miljömedicin", but "Nora- och Lindesbergs kommun"
            word = before.rstrip("-").split()[-1:]
            return not (after[:1].isupper() and word and self.mentions.is_municipality(word[0]))
        one = _ONE_NAME.match(self.text, at)
        if one is not None and one.end() > gap.end():
            return True
        if _OF_RESEARCH.search(before) and _AND_RESEARCH.match(after):
            return True  # "Exempelblick Forskning och Utveckling"
        if _OF_PLACE.fullmatch(before) and _ONE_WORD.match(after) and self._unknown(at, gap):
            return True  # "Exempelstads Kultur och Medieverkstad"
        if "&" in gap.group():  # "Exempel Innovation & Growth AB" is one name
            last = before.rstrip().rpartition(" ")[2]
            return gap.start() not in self._ends and not looks_like_body(last)
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

    def _unknown(self, start: int, gap: re.Match[str]) -> bool:
        """Whether neither what begins at `start` nor what follows the gap is a known body."""
        return start not in self._by_start and gap.end() not in self._by_start

    def _item(self, start: int, end: int, *, groups: bool, sure: bool) -> Named | None:
        if head := words.KIND_HEAD.match(self.text, start, end):
            start = head.end()
        mention = self._by_start.get(start)
        mention = mention if mention is not None and mention.end <= end else None
        floor = mention.end if mention else start
        if cut := words.CUT.search(self.text, floor, end):
            end = cut.start()
        if mention is not None and (verb := words.VERB_AFTER_KNOWN.match(self.text, floor, end)):
            end = verb.end("seat") if verb["seat"] else verb.start()
        if sentence := words.NEXT_LABEL.search(self.text, floor, end):
            end = sentence.start()
        if mention is None and (verb := words.VERB_AFTER_NAME.search(self.text, start, end)):
            end = verb.end("name")
        pieces = pieces_without_masks(self.text, start, end)
        if not pieces:
            return None
        start, end = pieces[0]
        trimmed = self.text[start:end].rstrip(" .,;:").removesuffix(" och").removesuffix(" samt")
        if trimmed.endswith(")") and "(" not in trimmed:
            trimmed = trimmed.rstrip(") ")
        end = start + len(trimmed)
        written = squeeze(trimmed)
        if not written:
            return None
        if "ommuner" in written and (group := county_group(written, self.text)):
            return Named(Party(group), start, end)
        if words.ANAPHORIC.match(written) or (mention is None and words.A_PROJECT.search(written)):
            return None
        if (
            mention is None
            and words.NO_BODY.match(written)
            and not words.PEOPLE_AT.match(written)
            and not words.ALL_IN_COUNTY.match(written)
            and not _ONE_NAME.match(written)
            and not self.mentions.is_municipality(written.removesuffix(" kommuner"))
        ):
            return None
        if mention is None and (possessed := words.POSSESSED.search(written)):
            written = written[: possessed.start()]
            end = start + len(written)
        if words.ALL_IN_COUNTY.match(written):
            return Named(Party(written), start, end)
        if words.COUNTED.match(written) or words.SHARE.match(written):
            return None  # how many there are, not who
        if " i " in written and (described := words.DESCRIBED.pattern.fullmatch(written)):
            name = self.references.full_name(described["kind"].capitalize(), described["place"])
            return Named(Party(name), start, end)
        if not written[:1].isupper():
            return self._lower_case(start, end, written, groups=groups)
        first_word = written.partition(" ")[0].partition(",")[0]
        if (
            _is_pronoun(first_word)
            and mention is None
            and written not in words.KINDS
            and not (sure and " " in written)
            and not words.PEOPLE_AT.match(written)
        ):
            return None
        if (
            groups
            and words.GROUP.match(written)
            and mention is None
            and not words.BODY_SIGN.match(first_word + " ")
        ):
            return Named(Party(written), start, end)
        return self._split(start, end)

    def _lower_case(self, start: int, end: int, written: str, *, groups: bool) -> Named | None:
        kind = written.split(" (")[0].capitalize()
        if kind in words.SURE_KINDS and (whole := self.references.only_of_kind(kind)):
            return Named(Party(whole), start, start + len(kind))
        if words.AGENCY.fullmatch(written):
            for ending in ("", "en", "n"):  # "arbetsförmedling och försäkringskassa" as well
                if self.mentions.key_of(name := f"{written.capitalize()}{ending}"):
                    return Named(Party(name), start, end)
        raised = written[:1].upper() + written[1:]  # "länsstyrelsen i Exempellän"
        if " " in written and self.mentions.key_of(raised) is not None:
            return Named(Party(raised), start, end)
        lowered = written[:1].lower() + written[1:]  # "Socialförvaltningen" in an enumeration
        if words.DEPARTMENT.fullmatch(lowered) and (whole := self.references.only_authority()):
            return Named(Party(whole, written), start, end)
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
                return self._split(apposition.end(), end)
        adverb = words.ADVERB.search(written) if written.endswith(words.ADVERBS) else None
        plain = written[: adverb.start()] if adverb else written
        if groups and words.GROUP.match(plain):
            return Named(Party(plain), start, end, extent=adverb["extent"] if adverb else None)
        return None

    def _is_short_of(self, previous: Named, named: Named) -> bool:
        """Whether an item of an enumeration is a short form of the one before: "…, HSO, och …".

        Or the one before is short for it: "Exsam, Exempelsamlingens förbund, får …".
        """
        short, whole = sorted((named.party.name, previous.party.name), key=len)
        return (
            " " not in short
            and " " in whole
            and self.text[previous.end : named.start].strip() == ","
            and len(short) < 10
            and not self.mentions.is_municipality(short)
            and abbreviates(short, whole)
        )

    def _is_unit_of(self, previous: Named, named: Named) -> bool:
        """Whether an item of an enumeration is a department of the item before it."""
        if previous.party.unit or _AND.search(self.text[previous.end : named.start]):
            return False
        if _UNIT_ALONE.fullmatch(named.party.name) is None:
            return False
        return words.BODY_SIGN_WITHIN.search(previous.party.name) is not None

    def _is_place(self, start: int, end: int) -> bool:
        """Whether an item is one bare word with a capital, and no body that a list has."""
        written = self.text[start:end].strip(" .,;:")
        known = self.mentions.key_of(written) is not None
        return re.fullmatch(rf"[{words.UPPER}][\w-]+", written) is not None and not known

    def _stands_alone(self, start: int, end: int) -> bool:
        """Whether an item is a body by its own words, so that no shared head reaches it."""
        written = squeeze(self.text[start:end]).rstrip(" .,;:")
        sign = words.BODY_SIGN_WITHIN.search(written)
        if sign and not re.search(r"(?i)\bkommun(?:er)?$", written):
            return True
        mention = self._by_start.get(start)
        return mention is not None and not self.mentions.is_municipality(mention.name)

    def _is_mention_start(self, start: int, end: int) -> bool:
        mention = self._by_start.get(start)
        return mention is not None and mention.end >= end

    def _mentions_in(self, start: int, end: int) -> list[Mention]:
        return [m for m in self.beginning_in(start, end) if m.end <= end]

    def _with_regions(self, found: list[Named]) -> list[Named]:
        """Give "Region A, Region B och C" the head that its last place leaves out."""
        kept: list[Named] = []
        for named in found:
            name = f"Region {named.party.name}"
            before = kept[-1].party.name if kept else ""
            if (
                before.startswith("Region ")
                and " " not in named.party.name
                and not self.mentions.is_municipality(named.party.name)
                and self.mentions.key_of(name) is not None
            ):
                named = replace(named, party=Party(name, named.party.unit))
            kept.append(named)
        return kept

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


@lru_cache(maxsize=4096)
def _is_pronoun(word: str) -> bool:
    return words.PRONOUN.match(word) is not None


def _starts_name(text: str, at: int) -> bool:
    return at < len(text) and (text[at].isupper() or text[at] in "”\"'»")


def _singular(units: str) -> str:
    for plural, singular in words.PLURAL_UNITS:
        if units.endswith(plural):
            return units[: -len(plural)] + singular
    return units
