"""Search by meaning, for projects; by name, for organisations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from api.composition import Service
from api.dependencies import (
    MAX_LIMIT,
    MAX_TEXT,
    FilterParameters,
    SearchParameters,
    ServiceDep,
)
from api.models import (
    HitModel,
    Hits,
    OrganisationHit,
    OrganisationModel,
    PassageModel,
    ProjectSummary,
    SearchResult,
)
from search.index import Hit

router = APIRouter(prefix="/api", tags=["search"])


class SimilarRequest(BaseModel):
    """A text, such as a draft application, to find similar projects for."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "text": "Utbildning av chefer i kommunen för att förebygga stress och minska "
                    "sjukskrivningar",
                    "filters": {"region": ["Västsverige"]},
                    "limit": 5,
                }
            ]
        },
    )

    text: Annotated[str, Field(min_length=1, max_length=MAX_TEXT)]
    filters: FilterParameters = Field(default_factory=FilterParameters)
    limit: int = Field(10, ge=1, le=MAX_LIMIT)


@router.post("/similar")
def similar(service: ServiceDep, request: SimilarRequest) -> Hits:
    """Projects most like a text, nearest first."""
    filters = request.filters.filters()
    hits = service.nearest(request.text, request.limit, filters)
    return Hits(total=len(service.finder.find(filters)), hits=hits_of(service, hits))


@router.get("/search")
def search(
    service: ServiceDep, parameters: Annotated[SearchParameters, Query()]
) -> SearchResult:
    """Projects by meaning, and organisations by name."""
    filters = parameters.filters()
    hits = service.nearest(parameters.q, parameters.limit, filters)
    eligible = service.finder.find(filters)
    return SearchResult(
        total=len(eligible),
        hits=hits_of(service, hits),
        organisations=_organisations(service, parameters, {view.id for view in eligible}),
    )


def hits_of(service: Service, hits: Iterable[Hit]) -> list[HitModel]:
    """Hits as models."""
    return [
        HitModel(
            project=ProjectSummary.of(service.catalogue.projects[hit.project]),
            score=round(hit.score, 4),
            passage=PassageModel(
                text=hit.passage.text, start=hit.passage.start, end=hit.passage.end
            ),
        )
        for hit in hits
    ]


def _organisations(
    service: Service, parameters: SearchParameters, eligible: set[str]
) -> list[OrganisationHit]:
    """Organisations by name; under filters, those that take part in a project that meets them."""
    filtered = bool(parameters.filters())
    catalogue = service.catalogue
    return [
        OrganisationHit(
            organisation=OrganisationModel.of(catalogue.organisations[hit.key].reference),
            score=hit.score,
            name=hit.name,
        )
        for hit in service.names.find(parameters.q, parameters.limit)
        if not filtered
        or any(view.id in eligible for view, _ in catalogue.participations_of(hit.key))
    ]
