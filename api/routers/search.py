"""Search by meaning, for projects; by name, for organisations."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from api.dependencies import (
    MAX_LIMIT,
    MAX_TEXT,
    FilterParameters,
    SearchParameters,
    ServiceDep,
)
from api.models import (
    Hits,
    OrganisationHit,
    OrganisationModel,
    SearchResult,
)
from api.presentation import hit_models

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
    filters: FilterParameters = Field(default_factory=lambda: FilterParameters())
    limit: int = Field(10, ge=1, le=MAX_LIMIT)


@router.post("/similar")
def similar(service: ServiceDep, request: SimilarRequest) -> Hits:
    """Projects most like a text, nearest first."""
    filters = request.filters.filters()
    hits = service.nearest(request.text, request.limit, filters)
    return Hits(total=len(service.finder.find(filters)), hits=hit_models(service, hits))


@router.get("/search")
def search(service: ServiceDep, parameters: Annotated[SearchParameters, Query()]) -> SearchResult:
    """Projects by meaning, and organisations by name."""
    filters = parameters.filters()
    hits = service.nearest(parameters.q, parameters.limit, filters)
    eligible = service.finder.find(filters)
    return SearchResult(
        total=len(eligible),
        hits=hit_models(service, hits),
        organisations=[
            OrganisationHit(
                organisation=OrganisationModel.of(
                    service.catalogue.organisations[hit.key].reference
                ),
                score=hit.score,
                name=hit.name,
            )
            for hit in service.named(parameters.q, parameters.limit, filters)
        ],
    )
