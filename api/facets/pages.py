"""Filters and facets on the start page: the fields of the form, and links that narrow a search."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from api.contexts.page import Choice, RangeField
from api.contexts.search import FacetLink, FacetList
from api.reader import Reader
from api.translations import Translator
from graph.facets import FACETS, Facet, FacetValue

RANGES: Final = (
    "budget_min",
    "budget_max",
    "grant_min",
    "grant_max",
    "active_from",
    "active_to",
    "start_from",
    "start_to",
    "end_from",
    "end_to",
)
"""Filters of the form that are not chosen from a list."""
THEME_BASIS: Final = "theme_basis"
BASES: Final = ("stated", "predicted")
"""Choices of it beside all themes."""
FILTERS: Final = (*FACETS, THEME_BASIS, *RANGES)
"""Names of all filters that the form has."""
NARROW: Final = "narrow"
"""Field that a facet of a posted search is chosen by: `name=value`."""
FIRST: Final = 7
"""Values of a facet that are shown before the rest is asked for."""
_MONEY: Final = ("budget", "grant")


def range_fields(chosen: Mapping[str, str]) -> tuple[RangeField, ...]:
    """The fields for amounts and dates, as they were filled in."""
    return tuple(
        RangeField(name, "number" if name.startswith(_MONEY) else "date", chosen.get(name, ""))
        for name in RANGES
    )


def theme_basis_choice(t: Translator, chosen: Mapping[str, str]) -> Choice:
    """The field for which themes count, as it was filled in."""
    options = tuple((basis, t(f"form.{THEME_BASIS}_{basis}")) for basis in BASES)
    return Choice(THEME_BASIS, options, chosen.get(THEME_BASIS, ""))


def facet_lists(
    reader: Reader, facets: Iterable[Facet], text: str, chosen: Mapping[str, str]
) -> tuple[FacetList, ...]:
    """The facets that have a choice, each value with where it leads.

    A value leads to the same search with it in the facet's filter, a chosen one to the search
    without it.
    """
    return tuple(
        _facet_list(reader, facet, text, chosen)
        for facet in facets
        if len(facet.values) > 1 or any(value.chosen for value in facet.values)
    )


def narrowed(given: Mapping[str, str], choice: str) -> dict[str, str]:
    """The fields of a form after a facet's value was chosen in it: `name=value`."""
    name, equals, value = choice.partition("=")
    return {**given, name: value} if equals and name in FACETS else dict(given)


def _facet_list(reader: Reader, facet: Facet, text: str, chosen: Mapping[str, str]) -> FacetList:
    t = reader.t
    links = {value.value: _link(reader, facet.name, value, text, chosen) for value in facet.values}
    first = [links[value.value] for value in _first(facet)]
    rest = [links[v.value] for v in facet.values if links[v.value] not in first]
    return FacetList(
        name=facet.name,
        label=t(f"form.{facet.name}"),
        first=tuple(first),
        rest=tuple(rest),
        missing=facet.missing,
    )


def _first(facet: Facet) -> list[FacetValue]:
    """The values shown at once: those with most projects, and what is chosen.

    Of themes those at the top, and the path to what is chosen with those right below it.
    """
    if facet.name != "theme":
        return [v for place, v in enumerate(facet.values) if place < FIRST or v.chosen]
    above = {value.value: value.broader for value in facet.values}
    opened: set[str | None] = {None}
    for value in facet.values:
        at: str | None = value.value
        while value.chosen and at is not None:
            opened.add(at)
            at = above.get(at)
    return [value for value in facet.values if value.broader in opened]


def _link(
    reader: Reader, name: str, value: FacetValue, text: str, chosen: Mapping[str, str]
) -> FacetLink:
    wanted = "" if value.chosen else value.value
    return FacetLink(
        text=reader.t.heading(reader.t.label(value.labels)),
        count=value.count,
        predicted=value.predicted,
        url=reader.urls.home(**{"q": text, **chosen, name: wanted}),
        choice=f"{name}={wanted}",
        chosen=value.chosen,
        depth=value.depth,
    )
