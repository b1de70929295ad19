"""Search by meaning, for projects; by name, for organisations."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from api.dependencies import (
    MAX_LIMIT,
    Facets,
    FilterParameters,
    SearchParameters,
    ServiceDep,
    Text,
)
from api.facets.models import FacetedHits, FacetedSearchResult, facet_models
from api.models import OrganisationModel
from api.presentation import hit_models
from api.search.models import OrganisationHit

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

    text: Text
    filters: FilterParameters = Field(default_factory=lambda: FilterParameters())
    limit: int = Field(10, ge=1, le=MAX_LIMIT)
    facets: Facets = []


@router.post("/similar")
def similar(service: ServiceDep, request: SimilarRequest) -> FacetedHits:
    """Projects most like a text, nearest first."""
    filters = request.filters.filters()
    hits = service.nearest(request.text, request.limit, filters)
    return FacetedHits(
        total=service.finder.count(filters),
        hits=hit_models(service, hits, request.text, filters),
        facets=facet_models(service.facets.count(filters, request.facets)),
    )


@router.get("/search")
def search(
    service: ServiceDep, parameters: Annotated[SearchParameters, Query()]
) -> FacetedSearchResult:
    """Projects by meaning, and organisations by name."""
    filters = parameters.filters()
    hits = service.nearest(parameters.q, parameters.limit, filters)
    return FacetedSearchResult(
        total=service.finder.count(filters),
        hits=hit_models(service, hits, parameters.q, filters),
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
        facets=facet_models(service.facets.count(filters, parameters.facets)),
    )
