"""What routers depend on, as annotated aliases, and the parameters that several share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from fastapi import Depends, Path, Request
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from api.composition import Service
from api.errors import Problem
from api.serving.releases import served
from graph.engines import QueryEngine
from graph.facets import FACETS, FacetName
from graph.filters import Filters
from graph.postings import ThemeBasis
from graph.views import ProjectView
from ontology.writing import MOST_MARKS, is_stream_safe

MAX_TEXT = 20_000
MAX_LIMIT = 200

Value = Annotated[str, Field(min_length=1, max_length=300)]


FIRST_YEAR, LAST_YEAR = 1957, 2100
"""From the treaty that founded the Social Fund, to beyond every programme."""
MOST_SEK = 10**12


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str | int) else value


def _as_written(value: object) -> object:
    """A day as ISO 8601 has it; pydantic would take a bare number for seconds since 1970."""
    if isinstance(value, int | float) or (
        isinstance(value, str) and value.strip("+-. \t").isdecimal()
    ):
        raise ValueError("write a day as YYYY-MM-DD")
    return value


def _as_text(value: str) -> str:
    if not is_stream_safe(value):
        raise ValueError(f"more than {MOST_MARKS} combining characters stand in a row")
    return value


Text = Annotated[str, Field(min_length=1, max_length=MAX_TEXT), AfterValidator(_as_text)]
"""A text to compare with."""
Values = Annotated[list[Value], Field(max_length=20), BeforeValidator(_as_list)]
Words = Annotated[str, Field(max_length=500)]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
Years = Annotated[list[Year], Field(max_length=20), BeforeValidator(_as_list)]
Day = Annotated[date, BeforeValidator(_as_written)]
Sek = Annotated[Decimal, Field(ge=0, le=MOST_SEK)]
ALL_FACETS = "all"


def _facet_names(value: object) -> object:
    """Names of facets, one by one or parted by commas; `all` is all of them."""
    given = _as_list(value)
    if not isinstance(given, list) or not all(isinstance(item, str) for item in given):
        return given
    names = [name.strip() for item in given for name in item.split(",")]
    return list(FACETS) if ALL_FACETS in names else list(dict.fromkeys(names))


Facets = Annotated[
    list[FacetName],
    BeforeValidator(_facet_names, json_schema_input_type=list[FacetName | Literal["all"]]),
]


def _service(request: Request) -> Service:
    return served(request.scope).service


def _pool(request: Request) -> QueryEngine:
    return served(request.scope).pool


ServiceDep = Annotated[Service, Depends(_service)]
PoolDep = Annotated[QueryEngine, Depends(_pool)]


class FilterParameters(BaseModel):
    """Filters on projects. Several values of one parameter are alternatives."""

    model_config = ConfigDict(extra="forbid")

    owner: Values = Field([], description="Owner: key, IRI or (part of) name.")
    partner: Values = Field([], description="Takes part, not as owner or funder.")
    organisation_type: Values = Field([], description="Type of some body that takes part.")
    role: Values = Field([], description="Role of that body.")
    theme: Values = Field([], description="Theme, or a narrower one: key or label.")
    theme_basis: ThemeBasis = Field(
        "all",
        description="Which themes of a project count in `theme` and in the facet: those that "
        "sources state, those predicted from its texts, or all.",
    )
    region: Values = Field([], description="ESF region: key or name.")
    county: Values = Field([], description="County: two digits or name.")
    municipality: Values = Field([], description="Municipality: four digits or name.")
    programme: Values = Field([], description="Programme period, such as ESF 2014-2020.")
    active_from: Day | None = Field(None, description="The period touches this day or later.")
    active_to: Day | None = Field(None, description="The period touches this day or earlier.")
    year: Years = Field([], description="The period touches this year.")
    status: Values = Field([], description="planned, ongoing, finished or unknown; or a label.")
    status_on: Day | None = Field(None, description="The day of that status; today if absent.")
    start_from: Day | None = Field(None, description="The stated start is this day or later.")
    start_to: Day | None = Field(None, description="The stated start is this day or earlier.")
    end_from: Day | None = Field(None, description="The stated end is this day or later.")
    end_to: Day | None = Field(None, description="The stated end is this day or earlier.")
    budget_min: Sek | None = Field(None, description="The total budget is this much, SEK, or more.")
    budget_max: Sek | None = Field(None, description="The total budget is this much, SEK, or less.")
    grant_min: Sek | None = Field(None, description="The ESF grant is this much, SEK, or more.")
    grant_max: Sek | None = Field(None, description="The ESF grant is this much, SEK, or less.")
    q: Words | None = Field(
        None, description="Words that all occur in the project's text or names."
    )

    def filters(self) -> Filters:
        """The filters, after a check that every range is one."""
        given: dict[str, Any] = {}
        for name in FilterParameters.model_fields:
            value = getattr(self, name)
            given[name] = tuple(value) if isinstance(value, list) else value
        filters = Filters(**given)
        if filters.fault:
            where, message = filters.fault
            errors = [{"where": where, "message": message}]
            raise Problem(422, "invalid-request", message, errors=errors)
        return filters


class ListParameters(BaseModel):
    """How much of a list, and from where."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(50, ge=1, le=MAX_LIMIT)
    cursor: str | None = Field(None, max_length=500, description="`next` of the part before.")


_FACETS_ABOUT = (
    "Facets to count, or `all`: how many projects each value of a filter would select, under the "
    "other filters."
)


class ProjectListParameters(FilterParameters, ListParameters):
    """Parameters of the list of projects."""

    facets: Facets = Field([], description=_FACETS_ABOUT)


class SimilarParameters(FilterParameters):
    """Parameters of similar projects."""

    limit: int = Field(10, ge=1, le=MAX_LIMIT)
    facets: Facets = Field([], description=_FACETS_ABOUT)


class SearchParameters(SimilarParameters):
    """Parameters of the search."""

    q: Annotated[Text, Field(description="What to search for.")]

    def filters(self) -> Filters:
        """The filters; here `q` is what is searched for, not one of them."""
        return replace(super().filters(), q=None)


def _project(key: Annotated[str, Path(alias="id")], service: ServiceDep) -> ProjectView:
    found = service.project(key)
    if found is None:
        raise Problem(
            404, "not-found", f"No project has the id {key!r}. Search with /api/search?q=."
        )
    return found


def _organisation(key: Annotated[str, Path(alias="id")], service: ServiceDep) -> str:
    found = service.organisation_key(key)
    if found is None:
        raise Problem(
            404, "not-found", f"No organisation has the id {key!r}. Search with /api/search?q=."
        )
    return found


ProjectDep = Annotated[ProjectView, Depends(_project)]
OrganisationDep = Annotated[str, Depends(_organisation)]
