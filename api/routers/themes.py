"""Themes: how many projects have each, stated or predicted, and predictions to review."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.cursors import page
from api.dependencies import MAX_LIMIT, ServiceDep, Value
from api.errors import Problem
from api.routers.pages import PagesDep
from api.templating import page_response
from api.themes.lists import Basis, Review, projects_with, reviewed, theme_counts, theme_key
from api.themes.models import ThemeCounts, ThemePredictionList, ThemeProjects
from api.themes.pages import PATH, review_page
from graph.predicted_themes import ACCEPTED

router = APIRouter(tags=["themes"])

Limit = Annotated[int, Field(ge=1, le=MAX_LIMIT)]
Probability = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Show = Literal["all", "right", "wrong", "unjudged"]


class ReviewParameters(BaseModel):
    """Which predictions to list."""

    model_config = ConfigDict(extra="forbid")

    theme: Value | None = Field(None, description="Only that theme: key, IRI or label.")
    project: Value | None = Field(None, description="Only that project, by key.")
    show: Show = Field("all", description="Only with that verdict of the gold set.")
    minimum: Probability = Field(ACCEPTED, description="Least probability.")
    limit: Limit = 50
    cursor: str | None = Field(None, max_length=500)


class ThemeProjectParameters(BaseModel):
    """Which projects of a theme to list."""

    model_config = ConfigDict(extra="forbid")

    basis: Basis = Field("stated", description="Themes that sources state, predicted, or both.")
    minimum: Probability = Field(ACCEPTED, description="Least probability of a prediction.")
    limit: Limit = 50
    cursor: str | None = Field(None, max_length=500)


@router.get("/api/themes")
def themes(service: ServiceDep) -> ThemeCounts:
    """Every theme with how many projects have it, and how its predictions were judged."""
    return ThemeCounts(items=theme_counts(service))


@router.get("/api/themes/predictions")
def predictions(
    service: ServiceDep, parameters: Annotated[ReviewParameters, Query()]
) -> ThemePredictionList:
    """Predicted themes with their grounds; `show=wrong` is what themes wrongly attract."""
    review = Review(
        theme_key(service, parameters.theme) if parameters.theme else None,
        parameters.project,
        parameters.show,
        parameters.minimum,
    )
    found = reviewed(service, review)
    scope = (service.release.manifest.id, review)
    part, after = page(
        found,
        parameters.limit,
        parameters.cursor,
        scope,
        lambda item: f"{item.project} {item.theme.id}",
    )
    return ThemePredictionList(total=len(found), items=part, next=after)


@router.get("/api/themes/{id}/projects")
def theme_projects(
    service: ServiceDep,
    key: Annotated[str, Path(alias="id")],
    parameters: Annotated[ThemeProjectParameters, Query()],
) -> ThemeProjects:
    """Projects with a theme or a narrower one: stated, predicted, or both."""
    if key not in service.catalogue.themes:
        raise Problem(404, "not-found", f"No theme has the id {key!r}. GET /api/themes lists them.")
    found = projects_with(service, key, parameters.basis, parameters.minimum)
    scope = (service.release.manifest.id, key, parameters.basis, parameters.minimum)
    part, after = page(found, parameters.limit, parameters.cursor, scope, lambda item: item.id)
    return ThemeProjects(total=len(found), basis=parameters.basis, items=part, next=after)


@router.head(PATH, include_in_schema=False)
@router.get(PATH, include_in_schema=False)
def review(request: Request, pages: PagesDep) -> Response:
    """The page of what each theme attracts, rightly and wrongly."""
    given = request.query_params
    show = given.get("show", "all")
    if show not in ("all", "right", "wrong", "unjudged"):
        raise Problem(422, "invalid-request", "show must be all, right, wrong or unjudged.")
    theme = given.get("theme", "").strip()
    key = theme_key(pages.service, theme) if theme else None
    return page_response(review_page(pages, key, show))
