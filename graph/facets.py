"""Facets: how many projects each value of a filter would select, under the other filters.

The count of a value is the number of projects that the same filters select with that value alone in
the place of the facet's own. So the values of a facet that is already filtered by stay to be seen,
as alternatives to what is chosen; and whoever follows a value finds as many projects as it said.
Several values of one filter select their union, which may be less than the sum of their counts: a
project has several themes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar, get_args

from graph.catalogue import Catalogue, sort_key
from graph.filter_values import statuses_named
from graph.filters import Filters, ProjectFinder
from graph.periods import STATUS_LABELS, Status
from graph.postings import Selection, union
from graph.views import Concept, Place

T = TypeVar("T")
FacetName = Literal[
    "theme",
    "programme",
    "status",
    "year",
    "region",
    "county",
    "municipality",
    "organisation_type",
    "role",
]
FACETS: tuple[FacetName, ...] = get_args(FacetName)


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet, as its filter takes it, with its labels in Swedish and English.

    `count` is of projects; `chosen` says whether the filters have the value. `broader` is the value
    right above in a hierarchy, and `depth` how many stand above it. `predicted` is how many of the
    projects have a theme by prediction alone.
    """

    value: str
    labels: Mapping[str, str]
    count: int
    chosen: bool = False
    broader: str | None = None
    depth: int = 0
    predicted: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of a facet that any project has, or that are chosen.

    Those with most projects come first, equal ones by Swedish name; narrower themes after their
    broader one, years from the last, statuses and programmes in the order of time. `missing` is how
    many projects have no value at all. `day` is that of the statuses.
    """

    name: FacetName
    values: tuple[FacetValue, ...]
    missing: int
    day: date | None = None


class Facets:
    """Counts facets over one catalogue; threads may share it."""

    def __init__(self, finder: ProjectFinder) -> None:
        self._finder = finder
        self._counters: Mapping[FacetName, Callable[[Filters, Selection], Facet]] = {
            "theme": self._themes,
            "programme": self._programmes,
            "status": self._statuses,
            "year": self._years,
            "region": self._regions,
            "county": self._counties,
            "municipality": self._municipalities,
            "organisation_type": self._types,
            "role": self._roles,
        }

    def count(
        self, filters: Filters, names: Iterable[FacetName] = FACETS, *, besides: str | None = None
    ) -> list[Facet]:
        """The facets of these names, in the order of `FACETS`, each once.

        `besides` is the key of a project that is not counted: the one that others are like. Raises
        `UnknownValue` as `ProjectFinder.find` does.
        """
        filters = filters.on(self._finder.day())
        left_out = self._finder.sets.of([besides] if besides else [])
        wanted = set(names)
        return [
            self._counters[name](filters, self._finder.selection(filters, name) & ~left_out)
            for name in FACETS
            if name in wanted
        ]

    @property
    def _catalogue(self) -> Catalogue:
        return self._finder.catalogue

    def _themes(self, filters: Filters, eligible: Selection) -> Facet:
        stated = self._finder.sets.themes
        sets = self._finder.sets.themes_on(filters.theme_basis)
        concepts = self._catalogue.themes
        chosen = self._finder.themes_named(filters)
        above = {key: _parent(concept, concepts) for key, concept in concepts.items()}
        # Chosen ones without a project are shown below what they are narrower than, too.
        kept = {key for key in concepts if sets.get(key, 0) & eligible} | chosen
        kept |= {broader for key in kept for broader in concepts[key].broader}
        values = {
            key: FacetValue(
                key,
                concepts[key].labels,
                (sets.get(key, 0) & eligible).bit_count(),
                key in chosen,
                above[key],
                len(concepts[key].broader),
                (sets.get(key, 0) & eligible & ~stated.get(key, 0)).bit_count(),
            )
            for key in kept
        }
        ordered = tuple(_in_tree(values, None))
        return Facet("theme", ordered, _missing(sets.values(), eligible))

    def _programmes(self, filters: Filters, eligible: Selection) -> Facet:
        names = {
            project.programme.id: project.programme.name
            for project in self._catalogue.projects.values()
            if project.programme
        }
        sets = self._finder.sets.programmes
        chosen = self._finder.programmes_named(filters)
        values = _counted(sets, eligible, chosen, lambda key: _same(names[key]))
        return Facet(
            "programme",
            tuple(sorted(values, key=lambda value: sort_key(value.labels["sv"]))),
            _missing(sets.values(), eligible),
        )

    def _statuses(self, filters: Filters, eligible: Selection) -> Facet:
        day = filters.status_on or self._finder.day()
        sets = self._finder.sets.statuses(day)
        chosen = statuses_named(filters.status)
        values = _counted(sets, eligible, chosen, lambda status: STATUS_LABELS[status])
        order = [status.value for status in Status]
        values.sort(key=lambda value: order.index(value.value))
        return Facet("status", tuple(values), 0, day)

    def _years(self, filters: Filters, eligible: Selection) -> Facet:
        sets = self._finder.sets.years
        values = _counted(sets, eligible, frozenset(filters.year), lambda year: _same(str(year)))
        values.sort(key=lambda value: -int(value.value))
        return Facet("year", tuple(values), _missing(sets.values(), eligible))

    def _regions(self, filters: Filters, eligible: Selection) -> Facet:
        sets, places = self._finder.sets.regions, self._catalogue.regions
        return _of_places("region", sets, places, self._finder.regions_named(filters), eligible)

    def _counties(self, filters: Filters, eligible: Selection) -> Facet:
        sets, places = self._finder.sets.counties, self._catalogue.counties
        return _of_places("county", sets, places, self._finder.counties_named(filters), eligible)

    def _municipalities(self, filters: Filters, eligible: Selection) -> Facet:
        sets, places = self._finder.sets.municipalities, self._catalogue.municipalities
        chosen = self._finder.municipalities_named(filters)
        return _of_places("municipality", sets, places, chosen, eligible)

    def _types(self, filters: Filters, eligible: Selection) -> Facet:
        roles = self._finder.roles_named(filters)
        sets = _gathered(
            (kind, selection)
            for (kind, role), selection in self._finder.sets.parts.items()
            if not roles or role in roles
        )
        concepts = self._catalogue.organisation_types
        chosen = self._finder.types_named(filters)
        values = _counted(sets, eligible, chosen, lambda key: concepts[key].labels)
        return Facet("organisation_type", _ranked(values), _missing(sets.values(), eligible))

    def _roles(self, filters: Filters, eligible: Selection) -> Facet:
        types = self._finder.types_named(filters)
        sets = _gathered(
            (role, selection)
            for (kind, role), selection in self._finder.sets.parts.items()
            if not types or kind in types
        )
        concepts = self._catalogue.roles
        chosen = self._finder.roles_named(filters)
        values = _counted(sets, eligible, chosen, lambda key: concepts[key].labels)
        return Facet("role", _ranked(values), _missing(sets.values(), eligible))


def _of_places(
    name: FacetName,
    sets: Mapping[str, Selection],
    places: Mapping[str, Place],
    chosen: frozenset[str],
    eligible: Selection,
) -> Facet:
    values = _counted(sets, eligible, chosen, lambda key: _same(places[key].name))
    return Facet(name, _ranked(values), _missing(sets.values(), eligible))


def _counted(
    sets: Mapping[T, Selection],
    eligible: Selection,
    chosen: frozenset[T],
    labels: Callable[[T], Mapping[str, str]],
) -> list[FacetValue]:
    """The values that any of the projects has, and those that are chosen."""
    return [
        FacetValue(str(key), labels(key), count, key in chosen)
        for key in (*sets, *(chosen - sets.keys()))
        if (count := (sets.get(key, 0) & eligible).bit_count()) or key in chosen
    ]


def _gathered(found: Iterable[tuple[str, Selection]]) -> dict[str, Selection]:
    sets: dict[str, Selection] = {}
    for key, selection in found:
        sets[key] = sets.get(key, 0) | selection
    return sets


def _missing(sets: Iterable[Selection], eligible: Selection) -> int:
    return (eligible & ~union(sets)).bit_count()


def _same(name: str) -> Mapping[str, str]:
    """The labels of what has one name in both languages."""
    return {"sv": name, "en": name}


def _ranked(values: Iterable[FacetValue]) -> tuple[FacetValue, ...]:
    return tuple(sorted(values, key=lambda value: (-value.count, sort_key(value.labels["sv"]))))


def _in_tree(values: Mapping[str, FacetValue], above: str | None) -> Iterator[FacetValue]:
    """The values below one, each followed by those below it."""
    for value in _ranked(found for found in values.values() if found.broader == above):
        yield value
        yield from _in_tree(values, value.value)


def _parent(concept: Concept, concepts: Mapping[str, Concept]) -> str | None:
    """The concept right above: of all that are broader, the one with most above itself."""
    found = concept.broader & concepts.keys()
    return max(found, key=lambda key: (len(concepts[key].broader), key)) if found else None
