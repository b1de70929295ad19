"""Sets of projects by value: what filters and facets are made of.

A set is the bits of one integer: bit i is the i-th project by name. Unions and intersections are
those of integers, and counting a set is counting bits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property, lru_cache
from itertools import compress
from typing import Literal, TypeVar

from graph.catalogue import Catalogue, sort_key
from graph.periods import Status, status_of, years_of
from graph.views import ProjectView

T = TypeVar("T")
Selection = int
"""A set of projects."""

ThemeBasis = Literal["stated", "predicted", "all"]
"""Whether a theme is what sources state, what was predicted, or either."""

DAYS = 8
"""Days whose statuses are remembered."""


class Postings:
    """The projects of a catalogue by name in Swedish order, and sets of them by value.

    Each kind of value is looked through once, when it is first asked for; so are the themes that
    were `predicted` for projects, by their keys.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        predicted: Callable[[], Mapping[str, Iterable[str]]] = dict,
    ) -> None:
        self.order = sorted(
            catalogue.projects.values(), key=lambda project: (sort_key(project.name), project.id)
        )
        self._number = {project.id: number for number, project in enumerate(self.order)}
        self.everything: Selection = (1 << len(self.order)) - 1
        self._organisations = catalogue.organisations
        self._concepts = catalogue.themes
        self._predicted = predicted
        self._statuses = lru_cache(maxsize=DAYS)(
            lambda day: self._postings(lambda project: [status_of(project, day)])
        )

    def projects(self, selection: Selection) -> list[ProjectView]:
        """The projects of a set, in order."""
        flags = (bit == "1" for bit in reversed(f"{selection:b}"))
        return list(compress(self.order, flags))

    def select(self, meets: Callable[[ProjectView], bool]) -> Selection:
        """The set of projects that meet a condition."""
        return self.of(project.id for project in self.order if meets(project))

    @cached_property
    def parts(self) -> Mapping[tuple[str, str], Selection]:
        """Projects by type of organisation and role of some body that takes part in them."""
        organisations = self._organisations
        return self._postings(
            lambda project: (
                (kind, part.role)
                for part in project.participations
                for kind in organisations[part.organisation.id].types
            )
        )

    @cached_property
    def themes(self) -> Mapping[str, Selection]:
        """Projects by stated theme, and by every broader one."""
        return self._postings(
            lambda project: (key for theme in project.themes for key in (theme.id, *theme.broader))
        )

    @cached_property
    def predicted_themes(self) -> Mapping[str, Selection]:
        """Projects by predicted theme, and by every broader one."""
        predicted, concepts = self._predicted(), self._concepts
        return self._postings(
            lambda project: (
                key
                for theme in predicted.get(project.id, ())
                if theme in concepts
                for key in (theme, *concepts[theme].broader)
            )
        )

    @cached_property
    def all_themes(self) -> Mapping[str, Selection]:
        """Projects by theme, stated or predicted, and by every broader one."""
        stated, predicted = self.themes, self.predicted_themes
        keys = (*stated, *(predicted.keys() - stated.keys()))
        return {key: stated.get(key, 0) | predicted.get(key, 0) for key in keys}

    def themes_on(self, basis: ThemeBasis) -> Mapping[str, Selection]:
        """Projects by theme, on this basis."""
        if basis == "stated":
            return self.themes
        return self.predicted_themes if basis == "predicted" else self.all_themes

    @cached_property
    def regions(self) -> Mapping[str, Selection]:
        """Projects by ESF region."""
        return self._postings(lambda project: [project.region.code] if project.region else [])

    @cached_property
    def counties(self) -> Mapping[str, Selection]:
        """Projects by county."""
        return self._postings(lambda project: (place.code for place in project.counties))

    @cached_property
    def municipalities(self) -> Mapping[str, Selection]:
        """Projects by municipality."""
        return self._postings(lambda project: (place.code for place in project.municipalities))

    @cached_property
    def programmes(self) -> Mapping[str, Selection]:
        """Projects by programme period."""
        return self._postings(lambda p: [p.programme.id] if p.programme else [])

    @cached_property
    def years(self) -> Mapping[int, Selection]:
        """Projects by each year that they touch."""
        return self._postings(years_of)

    def statuses(self, day: date) -> Mapping[Status, Selection]:
        """Projects by where they stand on a day."""
        return self._statuses(day)

    def _postings(self, values: Callable[[ProjectView], Iterable[T]]) -> dict[T, Selection]:
        """Projects by value."""
        keys: dict[T, list[str]] = defaultdict(list)
        for project in self.order:
            for value in set(values(project)):
                keys[value].append(project.id)
        return {value: self.of(found) for value, found in keys.items()}

    def of(self, keys: Iterable[str]) -> Selection:
        """The set of the projects of these keys."""
        flags = bytearray(len(self.order) // 8 + 1)
        for key in keys:
            number = self._number[key]
            flags[number >> 3] |= 1 << (number & 7)
        return int.from_bytes(flags, "little")


def any_of(postings: Mapping[T, Selection], values: Iterable[T]) -> Selection:
    """The set of projects with any of some values."""
    return union(postings.get(value, 0) for value in values)


def union(selections: Iterable[Selection]) -> Selection:
    """The projects of all of some sets."""
    found: Selection = 0
    for selection in selections:
        found |= selection
    return found
