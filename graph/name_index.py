"""The index of names: every name of the gazetteer's bodies, folded, and whole names looked up."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date
from functools import cached_property

from graph.gazetteer import Gazetteer
from graph.names import association_keys, fold, is_group, names_association, spelled_out
from graph.public_bodies import Organisation
from graph.spellings import Spellings

Found = tuple[str, float, str]  # slug, score in [0, 1], reason

_CUT_AT = 30  # characters that the oldest project bank kept of a name
PLACE_NAME = "name of its place"
_ONE_OF_SEVERAL = "name of one of several bodies that the table has as one"
_OF_SEVERAL = "name of several bodies that the table has as one"
_FEDERATION = re.compile(r"\s*[-–,]?\s*(?:kommunal|region)förbund(?:et)?$", re.IGNORECASE)
_ALIAS = re.compile(r"\(([A-ZÅÄÖ][\w-]{2,})\)")
# Scores of whole names that are less sure than most.
_SCORES = {PLACE_NAME: 0.9, _OF_SEVERAL: 0.7, _ONE_OF_SEVERAL: 0.6}
# A unit may follow these bodies' names without a comma ("Skellefteå kommun Socialkontoret").
_BODIES_WITH_UNITS = frozenset(
    {"municipality", "region", "agency", "county_administrative_board", "university"}
)
_PARENTHESIS = re.compile(r"\s*\([^()]*\)")


class NameIndex:
    """Names of bodies by what they mean; built once, then only read."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._by_name: dict[str, list[tuple[str, str]]] = {}
        self._by_association: dict[frozenset[str], list[str]] = {}
        for body in gazetteer.organisations.values():
            self._index(body)
        self._names = sorted(self._by_name)

    def __contains__(self, name: str) -> bool:
        return fold(name) in self._by_name

    def _index(self, body: Organisation) -> None:
        for position, name in enumerate(self._gazetteer.names_of(body)):
            reason = "name" if position == 0 else "alternative name"
            if body.folded:
                reason = _ONE_OF_SEVERAL if name in body.folded else _OF_SEVERAL
            entries = self._by_name.setdefault(fold(name), [])
            if all(slug != body.slug for slug, _ in entries):
                entries.append((body.slug, reason))
            if "coordination_association" in body.types:
                for key in association_keys(name):
                    slugs = self._by_association.setdefault(key, [])
                    if body.slug not in slugs:
                        slugs.append(body.slug)
        place = self._gazetteer.municipalities.get(body.municipality_code or "")
        if place and "municipality" in body.types:
            entries = self._by_name.setdefault(fold(place.name), [])
            if all(slug != body.slug for slug, _ in entries):
                entries.append((body.slug, PLACE_NAME))

    @cached_property
    def spellings(self) -> Spellings:
        """Made when the first name is looked up in vain."""
        names = {
            name: tuple(slug for slug, reason in entries if reason != PLACE_NAME)
            for name, entries in self._by_name.items()
        }
        return Spellings({name: slugs for name, slugs in names.items() if slugs})

    def whole(self, name: str, on: date | None) -> Found | None:
        """The body that a name means as a whole, spelt as a table has it or in a known variant."""
        entries = self._by_name.get(fold(name), [])
        if entries:
            return self.choose(entries, on, "")
        bare = _PARENTHESIS.sub("", name)
        entries = self.not_places(bare)
        if entries and bare != name:
            return self.choose(entries, on, " without parenthesis")
        if names_association(name):
            for form in (name, bare):
                for key in association_keys(form):
                    slugs = self._by_association.get(key, [])
                    if len(slugs) == 1:
                        return slugs[0], 0.95, "name of a förbund in another order"
        for alias in _ALIAS.finditer(name):
            entries = self.not_places(alias[1])
            if entries:
                return self.choose(entries, on, " in parenthesis")
        for form in spelled_out(name):
            entries = self.not_places(form)
            if entries:
                return self.choose(entries, on, " spelled out")
        if federation := _FEDERATION.search(name):
            entries = [
                entry
                for entry in self.not_places(name[: federation.start()])
                if "förbund" in self._gazetteer.organisations[entry[0]].name
            ]
            if entries:
                return self.choose(entries, on, " with its kind")
        without_i = re.sub(r"\bi (?=\w)", "", name)
        if without_i != name and not is_group(name):
            entries = self.not_places(without_i)
            if entries:
                return self.choose(entries, on, " without “i”")
        return None

    def not_places(self, name: str) -> list[tuple[str, str]]:
        """Bodies of a name, leaving out a municipality meant by the bare name of its place."""
        return [entry for entry in self._by_name.get(fold(name), []) if entry[1] != PLACE_NAME]

    def choose(self, entries: list[tuple[str, str]], on: date | None, remark: str) -> Found | None:
        bodies = [(self._gazetteer.organisations[slug], reason) for slug, reason in entries]
        if len(bodies) == 1:
            body, reason = bodies[0]
            renamed = self._gazetteer.organisations.get(body.successor or "")
            if on and renamed and "region" in body.types and not _valid(body, on.year):
                # A county council that got a new name is the same legal person.
                return renamed.slug, 0.95, f"{reason} until {body.valid_to}{remark}"
            return body.slug, _SCORES.get(reason, 1.0), reason + remark
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

    def cut(self, name: str) -> str | None:
        """The one body whose name begins with `name`, where that has the length of a cut name."""
        if not _CUT_AT - 1 <= len(name) <= _CUT_AT:
            return None
        slugs = self.begun_by(fold(name), inside_word=True)
        return slugs.pop() if len(slugs) == 1 else None

    def begun_by(self, folded: str, *, inside_word: bool = False) -> set[str]:
        """Bodies with a name that begins so, and goes on inside the word where that is asked."""
        slugs: set[str] = set()
        for known in self._names[bisect_left(self._names, folded) :]:
            if not known.startswith(folded):
                break
            if not inside_word or known[len(folded) : len(folded) + 1].isalnum():
                slugs.update(slug for slug, _ in self._by_name[known])
        return slugs

    def takes_units(self, name: str) -> bool:
        entries = self._by_name.get(fold(name), [])
        return any(
            self._gazetteer.organisations[slug].types[0] in _BODIES_WITH_UNITS
            and reason != PLACE_NAME
            and len(name) > 3
            for slug, reason in entries
        )


def _valid(body: Organisation, year: int) -> bool:
    return (body.valid_from is None or body.valid_from <= year) and (
        body.valid_to is None or year <= body.valid_to
    )
