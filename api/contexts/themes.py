"""Contexts of predicted themes: their grounds, and the page to review them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from api.contexts.page import Linked, PageContext


@dataclass(frozen=True, slots=True)
class Ground:
    """A place in a text that speaks for a theme, with a little before and after it.

    `near` says that no label stands there: it is only near the theme in meaning.
    """

    kind: str
    before: str
    quote: str
    after: str
    near: bool


@dataclass(frozen=True, slots=True)
class PredictedRow:
    """A prediction to review."""

    project: Linked
    theme: str
    probability: str
    verdict: str
    stated: bool
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class ThemeCountRow:
    """A theme with its counts of projects."""

    theme: Linked
    stated: int
    predicted: int
    right: int
    wrong: Linked


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeReviewPage(PageContext):
    """What themes attract, rightly and wrongly."""

    template: ClassVar[str] = "theme_review.html"

    chosen: Annotated[str | None, "The theme whose predictions are listed; None for all."]
    shows: Annotated[tuple[Linked, ...], "Verdicts to list by; the chosen one has no address."]
    total: Annotated[int, "How many predictions there are."]
    rows: Annotated[tuple[PredictedRow, ...], "The first of them, with their grounds."]
    counts: Annotated[tuple[ThemeCountRow, ...], "Every theme, with its counts."]
