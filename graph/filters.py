"""Filters on projects: which projects a list, a search or a network is about."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from graph.catalogue import Catalogue, sort_key
from graph.errors import GraphError
from graph.linking import fold
from graph.records import earliest_day
from graph.views import Concept, OrganisationView, Place, ProjectView
from ontology.vocabulary import Labels, SchemeName

# Last day for which costs were eligible: regulations (EC) 1083/2006 art. 56, (EU) 1303/2013
# art. 65 as amended, and (EU) 2021/1060 art. 63. It bounds a project whose end is not stated.
LAST_DAY_OF_PROGRAMME: Mapping[str, date] = {
    "ESF 2007-2013": date(2015, 12, 31),
    "ESF 2014-2020": date(2023, 12, 31),
    "ESF+ 2021-2027": date(2029, 12, 31),
}


class UnknownValue(GraphError):
    """A filter value that is not one of a closed list; the message names the allowed ones."""

    def __init__(self, parameter: str, value: str, allowed: Iterable[str]) -> None:
        known = ", ".join(allowed)
        super().__init__(f"{parameter}={value!r} is not known. Use one of: {known}.")
        self.parameter = parameter


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions that a project must all meet; several values of one are alternatives.

    Things may be given by key, IRI or name. `organisation_type` and `role` hold for one and the
    same participation. `active_from` and `active_to` ask for projects whose period touches that
    span, both days included. `q` are words that all must occur, also as parts of words.
    """

    owner: tuple[str, ...] = ()
    partner: tuple[str, ...] = ()
    organisation: tuple[str, ...] = ()
    organisation_type: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    county: tuple[str, ...] = ()
    municipality: tuple[str, ...] = ()
    programme: tuple[str, ...] = ()
    active_from: date | None = None
    active_to: date | None = None
    q: str | None = None

    def __bool__(self) -> bool:
        return self != Filters()


class ProjectFinder:
    """Answers filters over one catalogue; built once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._texts = {key: _text_of(project) for key, project in catalogue.projects.items()}
        self._order = sorted(
            catalogue.projects.values(), key=lambda project: (sort_key(project.name), project.id)
        )
        self._names = _names_of(catalogue.organisations.values())
        self._authorities = {
            name: body.municipality.code
            for body in catalogue.organisations.values()
            if body.municipality and "municipality" in body.types
            for name in self._names[body.id]
        }

    def find(self, filters: Filters) -> list[ProjectView]:
        """The projects that meet the filters, by name in Swedish order, then by key.

        Raises `UnknownValue` for a role, type, theme, place or programme that does not exist.
        """
        conditions = list(self._conditions(filters))
        return [
            project
            for project in self._order
            if all(condition(project) for condition in conditions)
        ]

    def keys(self, filters: Filters) -> frozenset[str] | None:
        """Keys of the projects that meet the filters; None when there is nothing to meet."""
        if not filters:
            return None
        return frozenset(project.id for project in self.find(filters))

    def organisations_named(self, text: str) -> frozenset[str]:
        """Organisations by key, IRI or name; by part of a name where no whole one fits."""
        if text in self._catalogue.organisations:
            return frozenset({text})
        folded = fold(text)
        exact = {
            key
            for key, names in self._names.items()
            if folded in names or self._catalogue.organisations[key].iri == text
        }
        if exact:
            return frozenset(exact)
        return self.organisations_containing(text)

    def organisations_containing(self, text: str) -> frozenset[str]:
        """Organisations with the text as a part of one of their names."""
        folded = fold(text)
        return frozenset(
            key
            for key, names in self._names.items()
            if folded and any(folded in name for name in names)
        )

    def _conditions(self, filters: Filters) -> Iterator[Callable[[ProjectView], bool]]:
        if filters.owner:
            yield self._takes_part(filters.owner, lambda role: role == "owner")
        if filters.partner:
            yield self._takes_part(filters.partner, lambda role: role not in ("owner", "funder"))
        if filters.organisation:
            yield self._takes_part(filters.organisation, lambda role: True)
        if filters.organisation_type or filters.role:
            yield self._participates(filters)
        if filters.theme:
            themes = self._themes(filters.theme)
            yield lambda project: any(
                theme.id in themes or theme.broader & themes for theme in project.themes
            )
        yield from self._place_conditions(filters)
        if filters.programme:
            programmes = self._programmes(filters.programme)
            yield lambda project: bool(project.programme and project.programme.id in programmes)
        if filters.active_from or filters.active_to:
            first, last = filters.active_from or date.min, filters.active_to or date.max
            yield lambda project: _active(project, first, last)
        words = _plain(filters.q or "").split()
        if words:
            yield lambda project: all(word in self._texts[project.id] for word in words)

    def _place_conditions(self, filters: Filters) -> Iterator[Callable[[ProjectView], bool]]:
        catalogue = self._catalogue
        if filters.region:
            regions = _places("region", filters.region, catalogue.regions)
            yield lambda project: bool(project.region and project.region.code in regions)
        if filters.county:
            counties = _places("county", filters.county, catalogue.counties)
            yield lambda project: any(place.code in counties for place in project.counties)
        if filters.municipality:
            municipalities = _places(
                "municipality", filters.municipality, catalogue.municipalities, self._authorities
            )
            yield lambda project: any(
                place.code in municipalities for place in project.municipalities
            )

    def _takes_part(
        self, names: Iterable[str], in_role: Callable[[str], bool]
    ) -> Callable[[ProjectView], bool]:
        wanted = frozenset().union(*(self.organisations_named(name) for name in names))
        keys = {
            project.id
            for organisation in wanted
            for project, part in self._catalogue.participations_of(organisation)
            if in_role(part.role)
        }
        return lambda project: project.id in keys

    def _participates(self, filters: Filters) -> Callable[[ProjectView], bool]:
        types = concepts_named(
            "organisation_type", filters.organisation_type, self._catalogue.organisation_types
        )
        roles = concepts_named("role", filters.role, self._catalogue.roles)
        organisations = self._catalogue.organisations

        def participates(project: ProjectView) -> bool:
            return any(
                (not roles or part.role in roles)
                and (not types or types & set(organisations[part.organisation.id].types))
                for part in project.participations
            )

        return participates

    def _themes(self, values: Iterable[str]) -> frozenset[str]:
        return concepts_named("theme", values, self._catalogue.themes)

    def _programmes(self, values: Iterable[str]) -> frozenset[str]:
        known = {
            project.programme.id: project.programme
            for project in self._catalogue.projects.values()
            if project.programme
        }
        found = set()
        for value in values:
            keys = [
                key
                for key, programme in known.items()
                if fold(value) in (fold(key), fold(programme.name)) or value == programme.iri
            ]
            if not keys:
                raise UnknownValue("programme", value, sorted(p.name for p in known.values()))
            found.update(keys)
        return frozenset(found)


def _active(project: ProjectView, first: date, last: date) -> bool:
    """Whether a project's period touches a span; one that states no date at all does not."""
    if project.start is None and project.end is None:
        return False
    starts = earliest_day(project.start) if project.start else date.min
    if project.end:
        ends = _latest_day(project.end)
    else:
        programme = project.programme.name if project.programme else ""
        ends = LAST_DAY_OF_PROGRAMME.get(programme, starts)
    return starts <= last and first <= ends


def _latest_day(value: str) -> date:
    """Last day that an ISO date of day or month precision covers."""
    first = earliest_day(value)
    if len(value) > len("YYYY-MM"):
        return first
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def concepts_named(
    parameter: str, values: Iterable[str], concepts: Mapping[str, Concept]
) -> frozenset[str]:
    """Keys of the concepts that are meant, by key, IRI or any label; raises `UnknownValue`."""
    found = set()
    labels = _labels(parameter) if values else None
    for value in values:
        meant = labels.find(value) if labels else None
        keys = [
            key
            for key, concept in concepts.items()
            if fold(value) in (fold(key), fold(concept.id))
            or value == concept.iri
            or meant == concept.id
        ]
        if not keys:
            raise UnknownValue(parameter, value, sorted(concepts))
        found.update(keys)
    return frozenset(found)


@cache
def _labels(parameter: str) -> Labels:
    schemes: Mapping[str, SchemeName] = {"theme": "themes", "role": "roles"}
    return Labels.of(schemes.get(parameter, "organisation-types"))


def _places(
    parameter: str,
    values: Iterable[str],
    places: Mapping[str, Place],
    other_names: Mapping[str, str] = MappingProxyType({}),
) -> frozenset[str]:
    found = set()
    for value in values:
        folded = fold(value)
        keys = [
            key
            for key, place in places.items()
            if folded in _place_names(place) or value == place.iri or other_names.get(folded) == key
        ]
        if not keys:
            known = [f"{key} ({place.name})" for key, place in sorted(places.items())]
            raise UnknownValue(parameter, value, known[:25])
        found.update(keys)
    return frozenset(found)


def _place_names(place: Place) -> tuple[str, ...]:
    """A place's code and names: "Värmlands län" is also called Värmland."""
    name = fold(place.name)
    if name.endswith(" län"):
        short = name.removesuffix(" län")
        return (fold(place.code), name, short, short.removesuffix("s"))
    return (fold(place.code), name, f"{name} kommun")


def _text_of(project: ProjectView) -> str:
    parts = [
        project.name,
        *project.alternative_names,
        project.number or "",
        project.id,
        project.summary or "",
        *project.target_groups,
        *project.keywords,
        *(label for theme in project.themes for label in theme.labels.values()),
        *(place.name for place in project.municipalities),
        *(part.organisation.name for part in project.participations),
        *(part.unit.name for part in project.participations if part.unit),
    ]
    return _plain(" \n".join(parts))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _names_of(organisations: Iterable[OrganisationView]) -> dict[str, frozenset[str]]:
    return {
        body.id: frozenset(map(fold, (body.name, *body.alternative_names)))
        for body in organisations
    }
