"""Facets as JSON: the values of a filter, each with how many projects it would select."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pydantic import Field

from api.models import Model, Page
from api.projects.models import ProjectSummary
from api.search.models import Hits, SearchResult
from graph.facets import Facet, FacetValue


class FacetValueModel(Model):
    """A value, as its filter takes it."""

    value: str
    label: str = Field(description="Swedish.")
    label_en: str
    count: int = Field(
        description="`total` of the same request with this value alone in the facet's own filter."
    )
    chosen: bool = Field(description="Whether the request filters by it.")
    broader: str | None = Field(None, description="The value right above it, of themes.")
    predicted: int = Field(
        0, description="Of `count`, of themes: projects that have it by prediction alone."
    )

    @classmethod
    def of(cls, value: FacetValue) -> FacetValueModel:
        """The value as the API gives it."""
        return cls(
            value=value.value,
            label=value.labels["sv"],
            label_en=value.labels["en"],
            count=value.count,
            chosen=value.chosen,
            broader=value.broader,
            predicted=value.predicted,
        )


class FacetModel(Model):
    """A facet: values that any project has under the other filters, and those that are chosen."""

    values: list[FacetValueModel]
    missing: int = Field(description="Projects that state no value.")
    day: date | None = Field(None, description="The day of the statuses.")


FacetModels = dict[str, FacetModel]
_ABOUT = "The facets asked for, by name."


class FacetedProjects(Page[ProjectSummary]):
    """A part of the list of projects, and facets of the whole."""

    facets: FacetModels = Field(default={}, description=_ABOUT)


class FacetedHits(Hits):
    """The nearest projects, and facets of all that met the filters."""

    facets: FacetModels = Field(default={}, description=_ABOUT)


class FacetedSearchResult(SearchResult):
    """What a search finds, and facets of all projects that met the filters."""

    facets: FacetModels = Field(default={}, description=_ABOUT)


def facet_models(facets: Iterable[Facet]) -> FacetModels:
    """Facets by name."""
    return {
        facet.name: FacetModel(
            values=[FacetValueModel.of(value) for value in facet.values],
            missing=facet.missing,
            day=facet.day,
        )
        for facet in facets
    }
