"""Linking: resolve an organisation or place, as a source names it, to one entity, or to none.

Every link has a score in [0, 1], a reason and the candidates it was chosen from. What cannot be
resolved with a score of `LINKED_FROM` stays under its own name, with its candidates; nothing is
guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from graph.gazetteer import Gazetteer
from graph.links import GROUP, LINKED_FROM, UNKNOWN, Candidate, Link, Surroundings, ranked
from graph.municipality_names import MunicipalityNames
from graph.name_index import Found, NameIndex
from graph.names import (
    are_initials,
    fold,
    in_composed_form,
    is_acronym,
    is_group,
    names_association,
)
from graph.records import Party

__all__ = ["GROUP", "UNKNOWN", "Candidate", "Link", "Linker", "fold", "is_group"]

_LONGEST_NAME = 300  # characters; what is longer is no name
_BEGINNING = 12  # characters of a beginning that is worth a candidate

_WITH_LOCAL_OFFICES = frozenset({"arbetsformedlingen", "forsakringskassan"})
_AND = re.compile(r"(?:och|samt|med)\b|[&+/]", re.IGNORECASE)
# What follows a name does not mean a unit where it ends as the name of a legal person of its own.
_OWN_BODY = re.compile(
    r"\b(?:AB|HB|KB|ek\.? ?för\.?|\w*(?:förening|förbund|stiftelse|kår)(?:e?n|et)?)$",
    re.IGNORECASE,
)
# Words that end the name of a unit before its body: "Socialförvaltningen i Ystads kommun".
_UNIT_BEFORE = re.compile(
    r"(?:\w*(?:förvaltning|kontor|nämnd|enhet|avdelning|sektion|sektor|tjänst|omsorg|"
    r"utbildning|stab|myndighet)(?:en|et|n|ens)?|komvux|vux|sfi)$",
    re.IGNORECASE,
)
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)")
_UNIT_IN_PARENTHESIS = re.compile(r"[A-ZÅÄÖ][a-zåäöé]")
_HEAD_OF_MISSPELT = re.compile(r",|\b(?:kommun|stad)s?\b|\b(?:i|på|vid)\b|\(| [-–] ", re.IGNORECASE)
_ANOTHER_BODY = re.compile(
    r"^\W*(?:och|samt|med)\b|[&+/]|\b(?:kommun|stad|region|län)\w*", re.IGNORECASE
)
_FIRST_OF = re.compile(r",| och | samt ")
_FUND = "ESF"  # the one acronym that no page about an ESF project means otherwise
_ASSOCIATIONS_OF = re.compile(r"samordningsförbunden\s+i\s+(?P<counties>[A-ZÅÄÖ].*)$", re.I)


class Linker:
    """Resolves names against a gazetteer; built once, then only read."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._index = NameIndex(gazetteer)
        self._municipal_bodies = {
            body.municipality_code: body.slug
            for body in gazetteer.organisations.values()
            if body.municipality_code and "municipality" in body.types
        }
        self._places = MunicipalityNames(gazetteer)

    def knows(self, slug: str) -> bool:
        """Whether the gazetteer has an organisation with this slug."""
        return slug in self._gazetteer.organisations

    def municipality(self, name: str) -> str | None:
        """SCB code of the municipality a name means, or None.

        The two names that only diacritics tell apart (Habo, Håbo) are told apart.
        """
        return self._places.find(name)

    def municipalities(self, name: str) -> tuple[str, ...]:
        """SCB codes of the municipality that a name means, or of each that it describes."""
        code = self.municipality(name)
        if code is not None:
            return (code,)
        return self._places.described(name) or self._places.listed(name)

    def links(
        self, party: Party, on: date | None = None, around: Surroundings | None = None
    ) -> tuple[Link, ...]:
        """What a party is resolved to: one link, or one for each body that a description names.

        "Samtliga kommuner i Blekinge län" names each municipality of the county, "kommunerna A, B
        och C" the three; "de fem kommunerna i …" does so only where the county has five.
        """
        name = in_composed_form(party.name)
        codes = self._places.described(name) or self._places.listed(name)
        slugs = [self._municipal_bodies.get(code) for code in codes]
        return tuple(
            self._as_link((slug, 0.9, f"one of “{name}”"), party.unit) for slug in slugs if slug
        ) or (self.link(party, on, around),)

    def link(
        self, party: Party, on: date | None = None, around: Surroundings | None = None
    ) -> Link:
        """Resolve a party.

        `on` is a day in the project's period, for names used by two bodies. `around` says what
        stands beside the name, for short acronyms; None is a name without a text.
        """
        name = in_composed_form(party.name)
        if len(name) > _LONGEST_NAME and not is_group(name):
            return self._unlinked(name, party.unit, (), "too long for a name")
        if is_acronym(name) and (link := self._acronym(name, party, on, around)):
            return link
        found = self._index.whole(name, on)
        if found and found[1] < LINKED_FROM:
            return self._unlinked(name, party.unit, (self._candidate(*found),), found[2])
        if found:
            return self._as_link(found, party.unit or self._in_parenthesis(name, on))
        candidates = self._spelt(name, on) if name[:1].isupper() else ()
        if candidates and candidates[0].score >= 0.9:
            return self._chosen(candidates, party.unit)
        if is_group(name):
            reason = "describes a group, names no body"
            return Link(None, name, GROUP, party.unit, 1.0, reason, self._held(name))
        for body, unit, reason in self._splits(name):
            found = (
                self._acronym_of_office(body, unit)
                if is_acronym(body)
                else self._index.whole(body, on)
            )
            if found:
                slug, score, how = found
                if score < LINKED_FROM:
                    break
                units = ", ".join(part for part in (unit, party.unit) if part)
                whole = self._index.whole(units, on) if units else None
                if whole and whole[0] == slug:
                    units = ""  # the body's name again
                return self._as_link((slug, score, f"{how}, {reason}"), units or None)
        if cut := self._index.cut(name):
            return self._as_link((cut, 0.8, "beginning of a name that was cut"), party.unit)
        if candidates and candidates[0].score >= LINKED_FROM:
            return self._chosen(candidates, party.unit)
        for head, unit in self._heads(name):
            misspelt = self._spelt(head, on)
            if misspelt and misspelt[0].score >= LINKED_FROM:
                units = ", ".join(part for part in (unit, party.unit) if part)
                return self._chosen(misspelt, units or None)
            candidates += misspelt
        if self._places.counties(name.removesuffix(" län")):
            return self._unlinked(name, party.unit, (), "name of a county, which is a place")
        candidates = ranked((*candidates, *self._inside(name), *self._of_place(name)))
        reason = "no candidate is sure enough" if candidates else "in no table"
        return self._unlinked(name, party.unit, candidates, reason)

    # -- acronyms ------------------------------------------------------------------------------

    def _acronym(
        self, name: str, party: Party, on: date | None, around: Surroundings | None
    ) -> Link | None:
        """The link of a short acronym, by what stands beside it; None where no table has it."""
        entries = self._index.not_places(name)
        if not entries:
            return None
        found = self._index.choose(entries, on, "") if len(entries) == 1 else None
        if found is None:
            score, why = 0.5, "acronym of several bodies"
        elif name == _FUND:
            score, why = 1.0, found[2]
        elif around is None:
            score, why = (0.7 if len(name) == 2 else 0.8), "acronym, without a text around"
        elif beside := self._named_beside(around, on):
            score, why = (0.95 if around.field else 0.9), f"acronym, beside “{beside}”"
        elif around.field and len(name) > 2:
            score, why = 0.8, "acronym in a field of its own"
        else:
            score, why = 0.5, "acronym without another body beside it"
        if found and score >= LINKED_FROM:
            return self._as_link((found[0], score, why), party.unit)
        candidates = ranked(self._candidate(slug, score, why) for slug, _ in entries)
        return self._unlinked(name, party.unit, candidates, why)

    def _named_beside(self, around: Surroundings, on: date | None) -> str | None:
        """A party beside that a table has by its full name."""
        for party in around.beside:
            name = in_composed_form(party.name)
            if not is_acronym(name) and self.link(Party(name), on).slug:
                return name
        return None

    def _acronym_of_office(self, body: str, unit: str | None) -> Found | None:
        """The agency of "AF Malmö", "FK i Värmland": the place is the acronym's context."""
        if not unit:
            return None
        place = re.sub(r"^.*\b(?:i|på)\s+", "", unit)
        if self._places.find(place) or self._places.counties(place):
            for slug, _ in self._index.not_places(body):
                if slug in _WITH_LOCAL_OFFICES:
                    return slug, 0.85, "acronym with a place"
        return None

    # -- misspelt names ------------------------------------------------------------------------

    def _spelt(self, name: str, on: date | None) -> tuple[Candidate, ...]:
        """Bodies whose names are spelt much like this one."""
        found: list[Candidate] = []
        for guess in self._index.spellings.guesses(name):
            chosen = self._index.whole(guess.name, on)
            for slug in guess.keys:
                sure = chosen[1] if chosen and chosen[0] == slug else 0.6
                score = min(guess.score, sure)
                found.append(self._candidate(slug, score, guess.reason))
        return ranked(found)

    def _heads(self, name: str) -> Iterator[tuple[str, str]]:
        """Beginnings of a name that may be a misspelt body, with the unit that follows."""
        for mark in _HEAD_OF_MISSPELT.finditer(name):
            word = mark.group().strip(" -–,(")
            at = mark.end() if word[:1].casefold() in ("k", "s") else mark.start()
            head, unit = name[:at].strip(" ,-–"), name[mark.start() if at < mark.end() else at :]
            if not head or head == name or _OWN_BODY.search(unit.rstrip(")")):
                continue
            if not self._index.whole(head, None) and not _ANOTHER_BODY.search(unit):
                yield head, (name if word in ("i", "på", "vid") else unit.strip(" ,-–()"))

    def _inside(self, name: str) -> Iterator[Candidate]:
        """Bodies whose name begins this one, or is begun by it: hints, never links."""
        words = name.split()
        for size in range(len(words) - 1, 0, -1):
            entries = self._index.not_places(" ".join(words[:size]))
            if entries:
                for slug, _ in entries:
                    yield self._candidate(slug, 0.5, "its name begins this one, which says more")
                break
        folded = fold(name)
        if len(folded) >= _BEGINNING:
            begun = list(self._index.begun_by(folded))
            for slug in begun if len(begun) <= 2 else ():
                yield self._candidate(slug, 0.6, "its name begins like this one")

    def _of_place(self, name: str) -> Iterator[Candidate]:
        """The municipality whose place a single word misspells."""
        slug = self._municipal_bodies.get(self._places.find(name) or "")
        if slug:
            yield self._candidate(slug, 0.65, "spelt like the name of its place")

    # -- groups --------------------------------------------------------------------------------

    def _held(self, name: str) -> tuple[Candidate, ...]:
        """The associations that "Samordningsförbunden i Värmland" may hold."""
        match = _ASSOCIATIONS_OF.match(name)
        counties = self._places.counties(match["counties"].removesuffix(" län")) if match else ()
        return ranked(
            self._candidate(body.slug, 0.5, "samordningsförbund of the county")
            for body in self._gazetteer.organisations.values()
            if body.county_code in counties
            and "coordination_association" in body.types
            and body.status == "active"
        )

    # -- results ---------------------------------------------------------------------------------

    def _candidate(self, slug: str, score: float, reason: str) -> Candidate:
        body = self._gazetteer.organisations[slug]
        return Candidate(slug, body.name, body.types[0], score, reason)

    def _chosen(self, candidates: tuple[Candidate, ...], unit: str | None) -> Link:
        best = candidates[0]
        return Link(best.slug, best.name, best.type, unit, best.score, best.reason, candidates)

    def _as_link(self, found: Found, unit: str | None) -> Link:
        slug, score, reason = found
        best = self._candidate(slug, score, reason)
        return self._chosen((best,), unit)

    def _unlinked(
        self, name: str, unit: str | None, candidates: tuple[Candidate, ...], reason: str
    ) -> Link:
        return Link(None, name, UNKNOWN, unit, 0.0, reason, candidates)

    def _in_parenthesis(self, name: str, on: date | None) -> str | None:
        """The unit in "Västra Götalandsregionen (Närhälsan)", if it is not the body again."""
        inside = _PARENTHESIS.search(name)
        content = inside[1].strip() if inside else ""
        if not _UNIT_IN_PARENTHESIS.match(content) or re.search(r"\d", content):
            return None
        if name in self._index or content in self._index:
            return None
        return content

    # -- bodies with a unit --------------------------------------------------------------------

    def _splits(self, name: str) -> Iterator[tuple[str, str | None, str]]:
        """Ways to read a name as body and unit, the likeliest first."""
        for comma in re.finditer("[,/]", name):
            head, tail = name[: comma.start()], name[comma.end() :].strip()
            if comma.group() == "/" and (not self._index.takes_units(head) or tail in self._index):
                continue
            if self._index.takes_units(head) and self._index.takes_units(tail):
                return  # two bodies, not a body and a unit
            if (names_association(head) or self._places.find(head)) and any(
                self._places.find(part) for part in (_FIRST_OF.split(tail)[0], tail.split(" ")[0])
            ):
                continue  # municipalities, of an association's name or of a list, go on
            if are_initials(tail, head):
                yield head.strip(), None, "followed by its initials"
            else:
                yield head.strip(), tail, "followed by a unit"
                if self._index.not_places(tail):
                    yield tail, head.strip(), "preceded by a unit"
        words = name.split()
        for size in range(len(words) - 1, 0, -1):
            prefix = " ".join(words[:size]).rstrip(",")
            rest = " ".join(words[size:]).lstrip(" -–—:,")
            if not rest or _OWN_BODY.search(rest):
                continue
            genitive = prefix.endswith("s") and self._index.takes_units(prefix[:-1])
            if (_AND.match(rest) or self._index.takes_units(rest)) and (
                genitive or self._index.takes_units(prefix)
            ):
                return
            if self._index.takes_units(prefix):
                office = rest if not re.match(r"(?:i|på|lokalt)\b", rest) else name
                unit = None if rest.casefold() == "lokalt" else office
                yield prefix, unit, "followed by a unit"
            elif genitive and not rest.startswith("kommuner"):
                yield prefix[:-1], rest, "in the genitive, followed by a unit"
            elif size == 1 and is_acronym(prefix):
                yield prefix, rest, "its local office"
            if _UNIT_BEFORE.search(prefix) and self._index.takes_units(
                body := re.sub(r"^(?:i|vid|på|inom|hos)\s+", "", rest)
            ):
                yield body, prefix, "preceded by a unit"
