"""Filters on projects: which projects a list, a search or a network is about.

What a value of a filter selects is a set of projects (`graph.postings`); filters are unions and
intersections of such sets, and so are the counts of facets (`graph.facets`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from graph.catalogue import Catalogue
from graph.filter_values import UnknownValue as UnknownValue
from graph.filter_values import concepts_named as concepts_named
from graph.filter_values import places_named, statuses_named
from graph.linking import fold
from graph.periods import span, today
from graph.postings import Postings, Selection, ThemeBasis, any_of, union
from graph.records import earliest_day, latest_day
from graph.views import Money, OrganisationView, ProjectView

REMEMBERED = 256
"""Combinations of filters whose projects are remembered."""

RANGES = (
    ("active_from", "active_to"),
    ("start_from", "start_to"),
    ("end_from", "end_to"),
    ("budget_min", "budget_max"),
    ("grant_min", "grant_max"),
)
"""Filters that are the two ends of a range."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions that a project must all meet; several values of one are alternatives.

    Things may be given by key, IRI or name. `organisation_type` and `role` hold for one and the
    same participation. `active_from` and `active_to` ask for projects whose period touches that
    span, both days included, and `year` for those whose period touches that year. `start_from` to
    `end_to` bound the first and the last stated day, a stated month counting whole. `budget_min` to
    `grant_max` are SEK. A project that does not state what a range is about does not meet it.
    `status` is that on the day `status_on`; None is today. `q` are words that all must occur, also
    as parts of words. `theme_basis` says which themes of a project count, and is no condition.
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
    year: tuple[int, ...] = ()
    status: tuple[str, ...] = ()
    status_on: date | None = None
    start_from: date | None = None
    start_to: date | None = None
    end_from: date | None = None
    end_to: date | None = None
    budget_min: Decimal | None = None
    budget_max: Decimal | None = None
    grant_min: Decimal | None = None
    grant_max: Decimal | None = None
    theme_basis: ThemeBasis = "stated"

    def __bool__(self) -> bool:
        return self != Filters(theme_basis=self.theme_basis)

    @property
    def fault(self) -> tuple[str, str] | None:
        """The parameter that ends a range before its beginning, and what is wrong with it."""
        for low, high in RANGES:
            first, last = getattr(self, low), getattr(self, high)
            if first is not None and last is not None and last < first:
                word = "before" if isinstance(first, date) else "less than"
                return high, f"{high} is {word} {low}."
        return None

    def on(self, day: date) -> Filters:
        """The filters with the day that `status` is asked for, if none is given."""
        return self if self.status_on else replace(self, status_on=day)


class ProjectFinder:
    """Answers filters over one catalogue; built once, threads may share it.

    `day` tells which day it is, where filters ask for a status and name none; `predicted` the keys
    of the themes predicted for projects, by project, when they are first asked for.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        day: Callable[[], date] = today,
        predicted: Callable[[], Mapping[str, Iterable[str]]] = dict,
    ) -> None:
        self.catalogue = catalogue
        self.day = day
        self._texts = {key: _text_of(project) for key, project in catalogue.projects.items()}
        self.sets = Postings(catalogue, predicted)
        self._names = _names_of(catalogue.organisations.values())
        self._authorities = {
            name: body.municipality.code
            for body in catalogue.organisations.values()
            if body.municipality and "municipality" in body.types
            for name in self._names[body.id]
        }
        self._conditions = lru_cache(maxsize=REMEMBERED)(self._conditions_of)

    def find(self, filters: Filters) -> list[ProjectView]:
        """The projects that meet the filters, by name in Swedish order, then by key.

        Raises `UnknownValue` for a role, type, theme, place, programme or status that does not
        exist.
        """
        return self.sets.projects(self.selection(filters))

    def count(self, filters: Filters) -> int:
        """How many projects meet the filters."""
        return self.selection(filters).bit_count()

    def keys(self, filters: Filters) -> frozenset[str] | None:
        """Keys of the projects that meet the filters; None when there is nothing to meet."""
        if not filters:
            return None
        return frozenset(project.id for project in self.find(filters))

    def selection(self, filters: Filters, without: str | None = None) -> Selection:
        """The set of projects that meet the filters; those of one name may be left out.

        To leave out one of `organisation_type` and `role`, which hold together, the other is kept.
        """
        if without == "organisation_type":
            filters = replace(filters, organisation_type=())
        elif without == "role":
            filters = replace(filters, role=())
        chosen = self.sets.everything
        for name, selection in self._conditions(filters.on(self.day())):
            if name != without:
                chosen &= selection
        return chosen

    def organisations_named(self, text: str) -> frozenset[str]:
        """Organisations by key, IRI or name; by part of a name where no whole one fits."""
        if text in self.catalogue.organisations:
            return frozenset({text})
        folded = fold(text)
        exact = {
            key
            for key, names in self._names.items()
            if folded in names or self.catalogue.organisations[key].iri == text
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

    def _conditions_of(self, filters: Filters) -> tuple[tuple[str, Selection], ...]:
        return tuple(self._selections(filters))

    def _selections(self, filters: Filters) -> Iterator[tuple[str, Selection]]:
        """The set that each filter selects, with its name."""
        if filters.owner:
            yield "owner", self._takes_part(filters.owner, lambda role: role == "owner")
        if filters.partner:
            yield (
                "partner",
                self._takes_part(filters.partner, lambda role: role not in ("owner", "funder")),
            )
        if filters.organisation:
            yield "organisation", self._takes_part(filters.organisation, lambda role: True)
        if filters.organisation_type or filters.role:
            types, roles = self.types_named(filters), self.roles_named(filters)
            yield (
                "participation",
                union(
                    selection
                    for (kind, role), selection in self.sets.parts.items()
                    if (not types or kind in types) and (not roles or role in roles)
                ),
            )
        if filters.theme:
            sets = self.sets.themes_on(filters.theme_basis)
            yield "theme", any_of(sets, self.themes_named(filters))
        if filters.region:
            yield "region", any_of(self.sets.regions, self.regions_named(filters))
        if filters.county:
            yield "county", any_of(self.sets.counties, self.counties_named(filters))
        if filters.municipality:
            named = self.municipalities_named(filters)
            yield "municipality", any_of(self.sets.municipalities, named)
        if filters.programme:
            yield "programme", any_of(self.sets.programmes, self.programmes_named(filters))
        yield from self._periods(filters)
        yield from self._amounts(filters)
        words = _plain(filters.q or "").split()
        if words:
            yield "q", self.sets.select(lambda p: all(word in self._texts[p.id] for word in words))

    def _periods(self, filters: Filters) -> Iterator[tuple[str, Selection]]:
        if filters.active_from or filters.active_to:
            yield "active", self._active(filters.active_from, filters.active_to)
        if filters.year:
            yield "year", any_of(self.sets.years, filters.year)
        if filters.status:
            statuses = self.sets.statuses(filters.status_on or self.day())
            yield "status", any_of(statuses, statuses_named(filters.status))
        if filters.start_from or filters.start_to:
            first, last = filters.start_from or date.min, filters.start_to or date.max
            yield (
                "start",
                self.sets.select(
                    lambda p: bool(p.start and first <= earliest_day(p.start) <= last)
                ),
            )
        if filters.end_from or filters.end_to:
            begin, until = filters.end_from or date.min, filters.end_to or date.max
            ends = self.sets.select(
                lambda p: p.end is not None and begin <= latest_day(p.end) <= until
            )
            yield "end", ends

    def _amounts(self, filters: Filters) -> Iterator[tuple[str, Selection]]:
        def within(amount: Money | None, least: Decimal | None, most: Decimal | None) -> bool:
            return (
                amount is not None
                and (least is None or amount.value >= least)
                and (most is None or amount.value <= most)
            )

        least, most = filters.budget_min, filters.budget_max
        if least is not None or most is not None:
            yield "budget", self.sets.select(lambda p: within(p.total_budget, least, most))
        low, high = filters.grant_min, filters.grant_max
        if low is not None or high is not None:
            yield "grant", self.sets.select(lambda p: within(p.grant, low, high))

    def _active(self, first: date | None, last: date | None) -> Selection:
        """Projects whose period touches a span; one that states no date at all does not."""
        begin, until = first or date.min, last or date.max

        def touches(project: ProjectView) -> bool:
            bounds = span(project)
            return bounds is not None and bounds[0] <= until and begin <= bounds[1]

        return self.sets.select(touches)

    def _takes_part(self, names: Iterable[str], in_role: Callable[[str], bool]) -> Selection:
        wanted = frozenset().union(*(self.organisations_named(name) for name in names))
        return self.sets.of(
            project.id
            for organisation in wanted
            for project, part in self.catalogue.participations_of(organisation)
            if in_role(part.role)
        )

    def types_named(self, filters: Filters) -> frozenset[str]:
        """Types of organisation that the filters ask for; none where they ask for any."""
        known = self.catalogue.organisation_types
        return concepts_named("organisation_type", filters.organisation_type, known)

    def roles_named(self, filters: Filters) -> frozenset[str]:
        """Roles that the filters ask for; none where they ask for any."""
        return concepts_named("role", filters.role, self.catalogue.roles)

    def themes_named(self, filters: Filters) -> frozenset[str]:
        """Themes that the filters ask for."""
        return concepts_named("theme", filters.theme, self.catalogue.themes)

    def regions_named(self, filters: Filters) -> frozenset[str]:
        """ESF regions that the filters ask for."""
        return places_named("region", filters.region, self.catalogue.regions)

    def counties_named(self, filters: Filters) -> frozenset[str]:
        """Counties that the filters ask for."""
        return places_named("county", filters.county, self.catalogue.counties)

    def municipalities_named(self, filters: Filters) -> frozenset[str]:
        """Municipalities that the filters ask for, also by the name of the authority."""
        known = self.catalogue.municipalities
        return places_named("municipality", filters.municipality, known, self._authorities)

    def programmes_named(self, filters: Filters) -> frozenset[str]:
        """Programme periods that the filters ask for."""
        known = {
            project.programme.id: project.programme
            for project in self.catalogue.projects.values()
            if project.programme
        }
        found = set()
        for value in filters.programme:
            keys = [
                key
                for key, programme in known.items()
                if fold(value) in (fold(key), fold(programme.name)) or value == programme.iri
            ]
            if not keys:
                raise UnknownValue("programme", value, sorted(p.name for p in known.values()))
            found.update(keys)
        return frozenset(found)


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
