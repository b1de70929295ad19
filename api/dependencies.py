"""What routers depend on, as annotated aliases, and the parameters that several share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import Depends, Path, Request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from api.composition import Service
from api.errors import Problem
from graph.engines import QueryEngine
from graph.filters import Filters
from graph.views import ProjectView

MAX_TEXT = 20_000
MAX_LIMIT = 200

Value = Annotated[str, Field(min_length=1, max_length=300)]


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Values = Annotated[list[Value], Field(max_length=20), BeforeValidator(_as_list)]
Words = Annotated[str, Field(max_length=500)]


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


def _pool(request: Request) -> QueryEngine:
    pool: QueryEngine = request.app.state.pool
    return pool


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
    region: Values = Field([], description="ESF region: key or name.")
    county: Values = Field([], description="County: two digits or name.")
    municipality: Values = Field([], description="Municipality: four digits or name.")
    programme: Values = Field([], description="Programme period, such as ESF 2014-2020.")
    active_from: date | None = Field(None, description="The period touches this day or later.")
    active_to: date | None = Field(None, description="The period touches this day or earlier.")

    q: Words | None = Field(
        None, description="Words that all occur in the project's text or names."
    )

    def filters(self) -> Filters:
        """The filters, after a check that the span is one."""
        if self.active_from and self.active_to and self.active_to < self.active_from:
            raise Problem(422, "invalid-request", "active_to is before active_from.")
        return Filters(
            owner=tuple(self.owner),
            partner=tuple(self.partner),
            organisation_type=tuple(self.organisation_type),
            role=tuple(self.role),
            theme=tuple(self.theme),
            region=tuple(self.region),
            county=tuple(self.county),
            municipality=tuple(self.municipality),
            programme=tuple(self.programme),
            active_from=self.active_from,
            active_to=self.active_to,
            q=self.q,
        )


class ListParameters(BaseModel):
    """How much of a list, and from where."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(50, ge=1, le=MAX_LIMIT)
    cursor: str | None = Field(None, max_length=500, description="`next` of the part before.")


class ProjectListParameters(FilterParameters, ListParameters):
    """Parameters of the list of projects."""


class SimilarParameters(FilterParameters):
    """Parameters of similar projects."""

    limit: int = Field(10, ge=1, le=MAX_LIMIT)


class SearchParameters(SimilarParameters):
    """Parameters of the search."""

    q: Annotated[str, Field(min_length=1, max_length=MAX_TEXT, description="What to search for.")]

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
