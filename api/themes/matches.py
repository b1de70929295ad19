"""Why a project meets a filter by theme: which of its themes do, stated or predicted."""

from __future__ import annotations

from api.composition import Service
from api.projects.models import ProjectSummary
from api.themes.models import MatchedTheme
from graph.filters import Filters
from graph.views import ProjectView


def summary_of(service: Service, view: ProjectView, filters: Filters) -> ProjectSummary:
    """A project in short; with its themes that the filters ask for, if they ask for any."""
    summary = ProjectSummary.of(view)
    if filters.theme:
        return summary.model_copy(update={"matched_themes": matched(service, view, filters)})
    return summary


def matched(service: Service, view: ProjectView, filters: Filters) -> list[MatchedTheme]:
    """The project's themes that the filters ask for, or narrower ones; stated ones first."""
    themes = service.catalogue.themes
    wanted = service.finder.themes_named(filters)

    def meant(theme: str) -> bool:
        return theme in themes and bool(wanted & {theme, *themes[theme].broader})

    found: dict[str, float | None] = {}
    if filters.theme_basis != "predicted":
        found |= {theme.id: None for theme in view.themes if meant(theme.id)}
    if filters.theme_basis != "stated":
        for predicted in service.predicted_themes.accepted(view.id):
            if meant(predicted.theme):
                found.setdefault(predicted.theme, predicted.score)
    stated = {theme.id for theme in view.themes}
    return [
        MatchedTheme(
            id=key,
            label=themes[key].labels["sv"],
            label_en=themes[key].labels["en"],
            stated=key in stated,
            probability=probability,
        )
        for key, probability in sorted(
            found.items(), key=lambda item: (item[0] not in stated, -(item[1] or 0), item[0])
        )
    ]
