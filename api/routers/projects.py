"""Projects: list, one, similar to one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.cursors import page
from api.dependencies import (
    ProjectDep,
    ProjectListParameters,
    ServiceDep,
    SimilarParameters,
)
from api.facets.models import FacetedHits, FacetedProjects, facet_models
from api.presentation import hit_models, project_model
from api.projects.models import ProjectModel
from api.themes.matches import summary_of

router = APIRouter(prefix="/api/projects", tags=["projects"])


@router.get("")
def projects(
    service: ServiceDep, parameters: Annotated[ProjectListParameters, Query()]
) -> FacetedProjects:
    """Projects that meet all filters, by name."""
    filters = parameters.filters()
    found = service.finder.find(filters)
    scope = (service.release.manifest.id, filters)
    part, after = page(found, parameters.limit, parameters.cursor, scope, lambda view: view.id)
    return FacetedProjects(
        total=len(found),
        items=[summary_of(service, view, filters) for view in part],
        next=after,
        facets=facet_models(service.facets.count(filters, parameters.facets)),
    )


@router.get("/{id}")
def project(service: ServiceDep, found: ProjectDep) -> ProjectModel:
    """One project, with who takes part and the passages that say so."""
    return project_model(service, found)


@router.get("/{id}/similar")
def similar(
    service: ServiceDep, found: ProjectDep, parameters: Annotated[SimilarParameters, Query()]
) -> FacetedHits:
    """Projects most like this one, nearest first."""
    filters = parameters.filters()
    hits = service.similar(found, parameters.limit, filters)
    others = service.finder.selection(filters) & ~service.finder.sets.of([found.id])
    return FacetedHits(
        total=others.bit_count(),
        hits=hit_models(service, hits, found, filters),
        facets=facet_models(service.facets.count(filters, parameters.facets, besides=found.id)),
    )
