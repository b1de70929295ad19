"""The page to review predicted themes on: counts by theme, and one theme's projects."""

from __future__ import annotations

from typing import Final

from api.contexts.page import Linked
from api.contexts.themes import PredictedRow, ThemeCountRow, ThemeReviewPage
from api.pages import Pages
from api.themes.grounds import grounds_of
from api.themes.lists import Review, reviewed, theme_counts
from graph.predicted_themes import ACCEPTED

PATH: Final = "/review/themes"
SHOWN: Final = 100
"""Predictions on a page; the API has them all."""
SHOW: Final = {
    "all": "themes.show_all",
    "right": "themes.show_right",
    "wrong": "themes.show_wrong",
    "unjudged": "themes.show_unjudged",
}


def review_page(pages: Pages, theme: str | None, show: str) -> ThemeReviewPage:
    """The page; with a theme or a verdict it lists predictions."""
    t, urls = pages.reader.t, pages.reader.urls
    found = []
    if theme or show != "all":
        review = Review(theme, None, show, ACCEPTED)  # type: ignore[arg-type]
        found = reviewed(pages.service, review)
    title = t("themes.review_title")
    return ThemeReviewPage(
        **pages.frame(title, api="themes/predictions"),
        chosen=next(
            (
                t.label(c.labels)
                for key, c in pages.service.catalogue.themes.items()
                if key == theme
            ),
            None,
        ),
        shows=tuple(
            Linked(
                t(SHOW[name]),
                None if name == show else urls.path(PATH, theme=theme or "", show=name),
            )
            for name in SHOW
        ),
        total=len(found),
        rows=tuple(
            PredictedRow(
                project=Linked(item.project_name, urls.project(item.project), "sv"),
                theme=item.theme.label if t.lang == "sv" else item.theme.label_en,
                probability=t.score(item.theme.probability),
                verdict=t(SHOW[item.theme.verdict]),
                stated=item.theme.stated,
                grounds=grounds_of(item.theme, t),
            )
            for item in found[:SHOWN]
        ),
        counts=tuple(
            ThemeCountRow(
                theme=Linked(
                    count.label if t.lang == "sv" else count.label_en,
                    urls.path(PATH, theme=count.id),
                ),
                stated=count.stated,
                predicted=count.predicted,
                right=count.right,
                wrong=Linked(
                    str(count.wrong),
                    urls.path(PATH, theme=count.id, show="wrong") if count.wrong else None,
                ),
            )
            for count in theme_counts(pages.service)
        ),
    )
