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
from api.models import Hits, Page, ProjectModel, ProjectSummary
from api.presentation import hit_models, project_model

router = APIRouter(prefix="/api/projects", tags=["projects"])


@router.get("")
def projects(
    service: ServiceDep, parameters: Annotated[ProjectListParameters, Query()]
) -> Page[ProjectSummary]:
    """Projects that meet all filters, by name."""
    filters = parameters.filters()
    found = service.finder.find(filters)
    scope = (service.release.manifest.id, filters)
    part, after = page(found, parameters.limit, parameters.cursor, scope, lambda view: view.id)
    return Page(total=len(found), items=[ProjectSummary.of(view) for view in part], next=after)


@router.get("/{id}")
def project(service: ServiceDep, found: ProjectDep) -> ProjectModel:
    """One project, with who takes part and the passages that say so."""
    return project_model(service, found)


@router.get("/{id}/similar")
def similar(
    service: ServiceDep, found: ProjectDep, parameters: Annotated[SimilarParameters, Query()]
) -> Hits:
    """Projects most like this one, nearest first."""
    filters = parameters.filters()
    hits = service.similar(found, parameters.limit, filters)
    others = [view for view in service.finder.find(filters) if view.id != found.id]
    return Hits(total=len(others), hits=hit_models(service, hits))
