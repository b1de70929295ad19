"""Predicted themes as the API gives them."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import BaseModel, Field

from graph.predicted_theme_views import verdict_of
from graph.predicted_themes import PredictedTheme, TextField
from graph.views import Concept


class GroundModel(BaseModel):
    """A place in a text of the project that speaks for a theme: `text[start:end] == quote`.

    Of a summary, `text` is the sentence that the place is in. `label` is the label of the theme
    that stands there, whole or as part of a compound; null where the sentence is only near the
    theme in meaning.
    """

    field: TextField
    text: str
    start: int
    end: int
    quote: str
    label: str | None = Field(examples=["psykisk ohälsa"])


class MatchedTheme(BaseModel):
    """A theme by which a project meets a filter."""

    id: str = Field(examples=["psykisk-ohalsa"])
    label: str = Field(examples=["psykisk ohälsa"])
    label_en: str = Field(examples=["mental ill health"])
    stated: bool = Field(description="A source states it; else it is only predicted.")
    probability: float | None = Field(description="Of the prediction that counts; null if none.")


class PredictedThemeModel(BaseModel):
    """A theme that a project is probably about; no source states it unless `stated`."""

    id: str = Field(examples=["psykisk-ohalsa"])
    iri: str
    label: str = Field(examples=["psykisk ohälsa"])
    label_en: str = Field(examples=["mental ill health"])
    probability: float = Field(ge=0, le=1)
    accepted: bool = Field(description="Counts as predicted; else it is kept for review only.")
    stated: bool = Field(description="Whether a source states the theme too.")
    verdict: Literal["right", "wrong", "unjudged"] = Field(
        description="What a person judged; only projects of the gold set are judged."
    )
    grounds: list[GroundModel]

    @classmethod
    def of(cls, found: PredictedTheme, concept: Concept, *, stated: bool) -> Self:
        return cls(
            id=concept.id,
            iri=concept.iri,
            label=concept.labels["sv"],
            label_en=concept.labels["en"],
            probability=found.score,
            accepted=found.accepted,
            stated=stated,
            verdict=verdict_of(found),
            grounds=[
                GroundModel(
                    field=ground.field,
                    text=ground.text,
                    start=ground.start,
                    end=ground.end,
                    quote=ground.quote,
                    label=ground.label,
                )
                for ground in found.evidence
            ],
        )


class ThemeOfProject(BaseModel):
    """A prediction with the project that it is of."""

    project: str = Field(examples=["2017-00453"])
    project_name: str
    theme: PredictedThemeModel


class ThemePredictionList(BaseModel):
    """Predictions, by theme and falling probability."""

    total: int
    items: list[ThemeOfProject]
    next: str | None = Field(description="Cursor of the rest; null at the end.")


class ThemeCount(BaseModel):
    """How many projects have a theme, or a narrower one; and how its predictions were judged."""

    id: str
    iri: str
    label: str
    label_en: str
    stated: int = Field(description="Projects of which a source states it.")
    predicted: int = Field(description="Projects for which it is predicted, stated or not.")
    right: int = Field(description="Accepted predictions that a person found right.")
    wrong: int = Field(description="Accepted predictions that a person found wrong.")


class ThemeCounts(BaseModel):
    """Every theme, by its Swedish label."""

    items: list[ThemeCount]


class ThemeProject(BaseModel):
    """A project with a theme, or a narrower one."""

    id: str
    iri: str
    name: str
    stated: bool
    probability: float | None = Field(description="Of the surest prediction; null if none.")


class ThemeProjects(BaseModel):
    """Projects with a theme: those of which it is stated, then by falling probability."""

    total: int
    basis: Literal["stated", "predicted", "all"]
    items: list[ThemeProject]
    next: str | None = Field(description="Cursor of the rest; null at the end.")
