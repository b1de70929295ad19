"""Linking: resolve an organisation or place, as a source names it, to one entity, or to none.

Every link has a score in [0, 1] and a reason. What cannot be resolved stays under its own name;
nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from graph.gazetteer import Gazetteer, Organisation
from graph.records import Party

UNKNOWN = "unknown"
GROUP = "group"
_LONG_NAME = 8  # letters that a municipality's name must have for a misspelling to be seen
_TYPO = 94.0  # least likeness (0-100) of a misspelt name: one letter in eight or more
_CUT_AT = 30  # characters that the oldest project bank kept of a name
PLACE_NAME = "name of its place"

# A unit may follow these bodies' names without a comma ("Skellefteå kommun Socialkontoret").
_BODIES_WITH_UNITS = frozenset(
    {"municipality", "region", "agency", "county_administrative_board", "university"}
)
_PLURALS = re.compile(
    r"^(?:samordningsförbunden|kommunerna|folkhögskolorna|regionerna|församlingarna|kommuner|"
    r"landstinget$|regionen$|kommunen$|socialtjänsten$|sjukvården$|kommunala aktivitetsansvaret$|"
    r"länets|samtliga|alla|flera|utvalda|övriga|\w+ läns (?:\w+ )?kommuner|\w+ kommuner)\b"
    r"(?!.*\bsamverkan$)",
    re.IGNORECASE,
)
_ASSOCIATION = re.compile(r"\bsamordningsförbund(?:et|ets)?\b|\bfinsam\b", re.IGNORECASE)
_ASSOCIATION_FILLERS = frozenset({"i", "och", "län", "läns", "samt"})
# Words for a body or unit of any municipality or county: alone they name none.
_NAMELESS = re.compile(
    r"(?:samordningsförbundet|länsstyrelsen|kommunförbundet|regionförbundet|universitetet|"
    r"högskolan|\w*(?:förvaltningen|kontoret|nämnden|enheten))$",
    re.IGNORECASE,
)
_AND = re.compile(r"(?:och|samt|med)\b|[&+/]", re.IGNORECASE)
# What follows a name does not mean a unit where it ends as the name of a legal person of its own.
_OWN_BODY = re.compile(
    r"\b(?:AB|HB|KB|ek\.? ?för\.?|\w*(?:förening|förbund|stiftelse|kår)(?:e?n|et)?)$",
    re.IGNORECASE,
)
_NUMERALS = {
    "båda": 2, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9,
    "tio": 10, "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16,
}  # fmt: skip
_ALL_OF_COUNTY = re.compile(
    r"(?:(?P<every>samtliga|alla|hela)\s+)?(?:de\s+)?(?:(?P<count>\d+|"
    + "|".join(_NUMERALS)
    + r")\s+)?(?:kommuner|(?P<definite>kommunerna))\s+(?:i|inom|från)\s+"
    r"(?P<counties>[A-ZÅÄÖ][\w\s,]*?)(?:\s+län)?$",
    re.IGNORECASE,
)
_FEDERATION = re.compile(r"\s*[-–,]?\s*(?:kommunal|region)förbund(?:et)?$", re.IGNORECASE)
_ALIAS = re.compile(r"\(([A-ZÅÄÖ][\w-]{2,})\)")
_PARENTHESIS = re.compile(r"\s*\([^()]*\)")
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—/,&+]+")


@dataclass(frozen=True, slots=True)
class Link:
    """What a mention was resolved to.

    `slug` is None where the mention stays unlinked; `name` is then the name as stated. `type`
    is a notation of ontology/organisation-types.ttl. `reason` names the rule that decided.
    """

    slug: str | None
    name: str
    type: str
    unit: str | None
    score: float
    reason: str


def fold(name: str) -> str:
    """A name for comparison: NFC, lower case, dashes and spaces made one kind.

    >>> fold("Samordningsförbundet  Skellefteå–Norsjö")
    'samordningsförbundet skellefteå norsjö'
    """
    # Case folding may take letters apart again, so it stands between two compositions.
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    return _SEPARATORS.sub(" ", folded).strip(" .;:")


class Linker:
    """Resolves names against a gazetteer; built once, then only read."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._by_name: dict[str, list[tuple[str, str]]] = {}
        self._by_association: dict[frozenset[str], list[str]] = {}
        self._municipalities: dict[str, str] = {}
        for body in gazetteer.organisations.values():
            self._index(body)
        self._names = sorted(self._by_name)
        self._municipal_bodies = {
            body.municipality_code: body.slug
            for body in gazetteer.organisations.values()
            if body.municipality_code and "municipality" in body.types
        }
        self._counties = {
            re.sub(r"s? län$", "", fold(name)): county.code
            for county in gazetteer.counties.values()
            for name in (county.name, county.short_name)
        }
        for place in gazetteer.municipalities.values():
            for form in (place.name, place.genitive, place.kommun_form, place.official_name):
                self._municipalities.setdefault(fold(form), place.code)
                self._municipalities.setdefault(fold(f"{form} kommun"), place.code)

    def _index(self, body: Organisation) -> None:
        for position, name in enumerate(self._gazetteer.names_of(body)):
            reason = "name" if position == 0 else "alternative name"
            entries = self._by_name.setdefault(fold(name), [])
            if all(slug != body.slug for slug, _ in entries):
                entries.append((body.slug, reason))
            if "coordination_association" in body.types:
                for key in _association_keys(name):
                    slugs = self._by_association.setdefault(key, [])
                    if body.slug not in slugs:
                        slugs.append(body.slug)
        place = self._gazetteer.municipalities.get(body.municipality_code or "")
        if place and "municipality" in body.types:
            entries = self._by_name.setdefault(fold(place.name), [])
            if all(slug != body.slug for slug, _ in entries):
                entries.append((body.slug, PLACE_NAME))

    def knows(self, slug: str) -> bool:
        """Whether the gazetteer has an organisation with this slug."""
        return slug in self._gazetteer.organisations

    def municipality(self, name: str) -> str | None:
        """SCB code of the municipality a name means, or None.

        The two names that only diacritics tell apart (Habo, Håbo) are told apart.
        """
        folded = fold(name)
        code = self._municipalities.get(folded)
        if code is None and len(folded) >= _LONG_NAME:
            # "LillaEdet" and "Stenungssund" in registers: a lost space, a doubled letter
            spaced = fold(re.sub(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])", " ", name))
            code = self._municipalities.get(spaced)
            if code is None:
                likely = process.extractOne(
                    folded, self._municipalities.keys(), scorer=fuzz.ratio, score_cutoff=_TYPO
                )
                code = self._municipalities[likely[0]] if likely else None
        return code

    def link(self, party: Party, on: date | None = None) -> Link:
        """Resolve a party; `on` is a day in the project's period, for names used by two bodies."""
        name = unicodedata.normalize("NFC", party.name).strip()
        found = self._whole(name, on)
        if found:
            return self._as_link(found, party.unit)
        if is_group(name):
            return Link(None, name, GROUP, party.unit, 1.0, "describes a group, names no body")
        for body, unit, reason in self._splits(name):
            found = self._whole(body, on)
            if found:
                slug, score, how = found
                units = ", ".join(part for part in (unit, party.unit) if part)
                whole = self._whole(units, on) if units else None
                if whole and whole[0] == slug:
                    units = ""  # the body's name again
                return self._as_link((slug, score, f"{how}, {reason}"), units or None)
        if cut := self._cut(name):
            return self._as_link((cut, 0.8, "beginning of a name that was cut"), party.unit)
        return Link(None, name, UNKNOWN, party.unit, 0.0, "in no table")

    def _cut(self, name: str) -> str | None:
        """The one body whose name begins with `name`, where that has the length of a cut name."""
        if not _CUT_AT - 1 <= len(name) <= _CUT_AT:
            return None
        folded = fold(name)
        slugs: set[str] = set()
        for known in self._names[bisect_left(self._names, folded) :]:
            if not known.startswith(folded):
                break
            slugs.update(slug for slug, _ in self._by_name[known])
        return slugs.pop() if len(slugs) == 1 else None

    def links(self, party: Party, on: date | None = None) -> tuple[Link, ...]:
        """What a party is resolved to: one link, or one for each body that a description names.

        "Samtliga kommuner i Blekinge län" names each municipality of the county; "de fem
        kommunerna i …" does so only where the county has five.
        """
        name = unicodedata.normalize("NFC", party.name).strip()
        slugs = [self._municipal_bodies.get(code) for code in self._all_of_county(name)]
        return tuple(
            Link(slug, self._gazetteer.organisations[slug].name, "municipality", party.unit, 0.9,
                 f"one of “{name}”")
            for slug in slugs
            if slug
        ) or (self.link(party, on),)  # fmt: skip

    def municipalities(self, name: str) -> tuple[str, ...]:
        """SCB codes of the municipality that a name means, or of each that it describes."""
        code = self.municipality(name)
        if code is not None:
            return (code,)
        return self._all_of_county(unicodedata.normalize("NFC", name).strip())

    def _all_of_county(self, name: str) -> tuple[str, ...]:
        """SCB codes of the municipalities of a county, where a name describes all of them."""
        match = _ALL_OF_COUNTY.match(name)
        counties = self._county_codes(match["counties"]) if match else ()
        if match is None or not counties:
            return ()
        codes = tuple(
            place.code
            for place in self._gazetteer.municipalities.values()
            if place.county_code in counties
        )
        count = (match["count"] or "").casefold()
        number = int(count) if count.isdigit() else _NUMERALS.get(count)
        every = match["every"] is not None or number is not None or match["definite"] is not None
        return codes if every and number in (None, len(codes)) else ()

    def _county_codes(self, names: str) -> tuple[str, ...]:
        """Codes of the counties that "Blekinge och Kalmar län" names; none where one is unknown."""
        parts = re.split(r"\s*,\s*|\s+(?:och|samt)\s+", names.strip())
        codes = [self._counties.get(re.sub(r"s?(?: läns?)?$", "", fold(part))) for part in parts]
        return tuple(code for code in codes if code) if all(codes) else ()

    def _as_link(self, found: tuple[str, float, str], unit: str | None) -> Link:
        slug, score, reason = found
        body = self._gazetteer.organisations[slug]
        return Link(slug, body.name, body.types[0], unit, score, reason)

    def _whole(self, name: str, on: date | None) -> tuple[str, float, str] | None:
        entries = self._by_name.get(fold(name), [])
        if entries:
            return self._choose(entries, on, "")
        for form, remark in (
            (_PARENTHESIS.sub("", name), " without parenthesis"),
            *((alias[1], " in parenthesis") for alias in _ALIAS.finditer(name)),
        ):
            entries = self._not_places(form)
            if entries and form != name:
                return self._choose(entries, on, remark)
        if _ASSOCIATION.search(name):
            for form in (name, _PARENTHESIS.sub("", name)):
                for key in _association_keys(form):
                    slugs = self._by_association.get(key, [])
                    if len(slugs) == 1:
                        return slugs[0], 0.95, "name of a förbund in another order"
        for form in _spelled_out(name):
            entries = self._not_places(form)
            if entries:
                return self._choose(entries, on, " spelled out")
        if federation := _FEDERATION.search(name):
            entries = [
                entry
                for entry in self._not_places(name[: federation.start()])
                if "förbund" in self._gazetteer.organisations[entry[0]].name
            ]
            if entries:
                return self._choose(entries, on, " with its kind")
        without_i = re.sub(r"\bi (?=\w)", "", name)
        if without_i != name and not is_group(name):
            entries = self._not_places(without_i)
            if entries:
                return self._choose(entries, on, " without “i”")
        return None

    def _not_places(self, name: str) -> list[tuple[str, str]]:
        """Bodies of a name, leaving out a municipality meant by the bare name of its place."""
        return [entry for entry in self._by_name.get(fold(name), []) if entry[1] != PLACE_NAME]

    def _choose(
        self, entries: list[tuple[str, str]], on: date | None, remark: str
    ) -> tuple[str, float, str] | None:
        bodies = [(self._gazetteer.organisations[slug], reason) for slug, reason in entries]
        if len(bodies) == 1:
            body, reason = bodies[0]
            return body.slug, 0.9 if reason == PLACE_NAME else 1.0, reason + remark
        if on is not None:
            at_date = [item for item in bodies if _valid(item[0], on.year)]
            if len(at_date) == 1:
                body, reason = at_date[0]
                return body.slug, 0.95, f"{reason} in {on.year}{remark}"
        current = [item for item in bodies if item[0].valid_to is None]
        if len(current) == 1:
            body, reason = current[0]
            return body.slug, 0.7, f"{reason}, the body of today, no date tells{remark}"
        return None

    def _splits(self, name: str) -> Iterator[tuple[str, str | None, str]]:
        """Ways to read a name as body and unit, the likeliest first."""
        for comma in re.finditer(",", name):
            head, tail = name[: comma.start()], name[comma.end() :].strip()
            if self._takes_units(head) and self._takes_units(tail):
                return  # two bodies, not a body and a unit
            if _are_initials(tail, head):
                yield head.strip(), None, "followed by its initials"
            else:
                yield head.strip(), tail, "followed by a unit"
                if self._not_places(tail):
                    yield tail, head.strip(), "preceded by a unit"
        words = name.split()
        for size in range(len(words) - 1, 0, -1):
            prefix = " ".join(words[:size]).rstrip(",")
            rest = " ".join(words[size:]).lstrip(" -–—:,")
            if not rest or _OWN_BODY.search(rest):
                continue
            genitive = prefix.endswith("s") and self._takes_units(prefix[:-1])
            if (_AND.match(rest) or self._takes_units(rest)) and (
                genitive or self._takes_units(prefix)
            ):
                return
            if self._takes_units(prefix):
                office = rest if not re.match(r"(?:i|på|lokalt)\b", rest) else name
                unit = None if rest.casefold() == "lokalt" else office
                yield prefix, unit, "followed by a unit"
            elif genitive:
                yield prefix[:-1], rest, "in the genitive, followed by a unit"

    def _takes_units(self, name: str) -> bool:
        entries = self._by_name.get(fold(name), [])
        return any(
            self._gazetteer.organisations[slug].types[0] in _BODIES_WITH_UNITS
            and reason != PLACE_NAME
            and len(name) > 3
            for slug, reason in entries
        )


def _spelled_out(name: str) -> Iterator[str]:
    """A name whose legal form or kind a register has cut: "Stift X", "… Forskningsinst AB"."""
    if short := re.match(r"Stift(?:elsen)?\s+(?=\S)", name):
        yield f"Stiftelsen {name[short.end() :]}"
        yield name[short.end() :]
    if re.search(r"\w+inst\b", name):
        yield re.sub(r"inst\b", "institut", re.sub(r"\s+AB$", "", name))


def is_group(name: str) -> bool:
    """Whether a party is a description of several bodies ("sex samordningsförbund i väst").

    Such a description begins with a lower-case letter or a number, or with a plural.

    >>> is_group("Samordningsförbunden i Värmland"), is_group("Region Värmland")
    (True, False)
    """
    first = name[:1]
    return (
        first.islower()
        or first.isdigit()
        or _PLURALS.match(name) is not None
        or _NAMELESS.match(name) is not None
    )


def _are_initials(letters: str, name: str) -> bool:
    """Whether `letters` abbreviate `name` ("VBU" of Västerbergslagens Utbildningsförbund)."""
    if not re.fullmatch(r"[A-ZÅÄÖ]{2,5}", letters) or letters[0] != name[:1].upper():
        return False
    remaining = iter(name.upper())
    return all(letter in remaining for letter in letters)


def _association_keys(name: str) -> set[frozenset[str]]:
    """The words that tell one samordningsförbund from another, whatever their order."""
    folded = fold(name)
    if not _ASSOCIATION.search(folded):
        return set()
    words = [
        word for word in _ASSOCIATION.sub(" ", folded).split() if word not in _ASSOCIATION_FILLERS
    ]
    keys = {frozenset(words)}
    if re.search(r"s samordningsförbund\b", folded):  # "Lunds samordningsförbund"
        keys.add(frozenset(word.removesuffix("s") for word in words))
    return {key for key in keys if key}


def _valid(body: Organisation, year: int) -> bool:
    return (body.valid_from is None or body.valid_from <= year) and (
        body.valid_to is None or year <= body.valid_to
    )
