"""Stated and predicted themes side by side: counts, projects of a theme, and what to review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from api.composition import Service
from api.themes.models import PredictedThemeModel, ThemeCount, ThemeOfProject, ThemeProject
from graph.catalogue import sort_key
from graph.filter_values import concepts_named
from graph.predicted_theme_views import Verdict, verdict_of
from graph.predicted_themes import ACCEPTED

Basis = Literal["stated", "predicted", "all"]


@dataclass(frozen=True, slots=True)
class Review:
    """Which predictions to look at; a theme includes no narrower ones here."""

    theme: str | None = None
    project: str | None = None
    show: Literal["all"] | Verdict = "all"
    minimum: float = ACCEPTED


def theme_key(service: Service, value: str) -> str:
    """The key of a theme by key, IRI or label; raises `UnknownValue`."""
    return min(concepts_named("theme", [value], service.catalogue.themes))


def predicted_of(service: Service, project: str) -> list[PredictedThemeModel]:
    """Every prediction of a project, the most probable first."""
    stated = {theme.id for theme in service.catalogue.projects[project].themes}
    themes = service.catalogue.themes
    return [
        PredictedThemeModel.of(found, themes[found.theme], stated=found.theme in stated)
        for found in service.predicted_themes.of(project)
        if found.theme in themes
    ]


def reviewed(service: Service, review: Review) -> list[ThemeOfProject]:
    """The predictions to look at, by theme in Swedish order and falling probability."""
    projects, themes = service.catalogue.projects, service.catalogue.themes
    found = [
        (key, prediction)
        for key, prediction in service.predicted_themes.each()
        if key in projects
        and prediction.theme in themes
        and prediction.score >= review.minimum
        and review.theme in (None, prediction.theme)
        and review.project in (None, key)
        and review.show in ("all", verdict_of(prediction))
    ]
    found.sort(
        key=lambda item: (sort_key(themes[item[1].theme].labels["sv"]), -item[1].score, item[0])
    )
    return [
        ThemeOfProject(
            project=key,
            project_name=projects[key].name,
            theme=PredictedThemeModel.of(
                prediction,
                themes[prediction.theme],
                stated=any(theme.id == prediction.theme for theme in projects[key].themes),
            ),
        )
        for key, prediction in found
    ]


def projects_with(
    service: Service, theme: str, basis: Basis, minimum: float = ACCEPTED
) -> list[ThemeProject]:
    """Projects with a theme or a narrower one, on what basis is asked for."""
    catalogue = service.catalogue
    wanted = {key for key, concept in catalogue.themes.items() if theme in concept.broader}
    wanted.add(theme)
    found = []
    for view in catalogue.projects.values():
        stated = any(each.id in wanted for each in view.themes)
        scores = [
            each.score
            for each in service.predicted_themes.of(view.id)
            if each.theme in wanted and each.score >= minimum
        ]
        if {"stated": stated, "predicted": bool(scores), "all": stated or bool(scores)}[basis]:
            best = max(scores, default=None)
            found.append(
                ThemeProject(
                    id=view.id, iri=view.iri, name=view.name, stated=stated, probability=best
                )
            )
    first = basis != "predicted"
    found.sort(
        key=lambda each: (
            first and not each.stated,
            -(each.probability or 0),
            sort_key(each.name),
            each.id,
        )
    )
    return found


def theme_counts(service: Service) -> list[ThemeCount]:
    """Every theme with its counts; verdicts are of predictions of the theme itself."""
    themes = service.catalogue.themes
    stated: Counter[str] = Counter()
    predicted: Counter[str] = Counter()
    judged: Counter[tuple[str, Verdict]] = Counter()
    for view in service.catalogue.projects.values():
        stated.update(_widened(service, (theme.id for theme in view.themes)))
        accepted = service.predicted_themes.accepted(view.id)
        predicted.update(_widened(service, (found.theme for found in accepted)))
        judged.update((found.theme, verdict_of(found)) for found in accepted)
    return [
        ThemeCount(
            id=key,
            iri=concept.iri,
            label=concept.labels["sv"],
            label_en=concept.labels["en"],
            stated=stated[key],
            predicted=predicted[key],
            right=judged[key, "right"],
            wrong=judged[key, "wrong"],
        )
        for key, concept in sorted(themes.items(), key=lambda item: sort_key(item[1].labels["sv"]))
    ]


def _widened(service: Service, keys: Iterator[str]) -> set[str]:
    """Themes with all that are broader."""
    found: set[str] = set()
    for key in keys:
        if key in service.catalogue.themes:
            found |= {key, *service.catalogue.themes[key].broader}
    return found
