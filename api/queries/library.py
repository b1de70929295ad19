"""The query library as the API gives it: descriptions of queries, and pages of their answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, Field

from graph.answers import Page
from graph.library import Query, names, query
from graph.parameters import KINDS

PATH = "/api/queries"


class Text(BaseModel):
    """A text in both languages."""

    sv: str
    en: str


class ParameterModel(BaseModel):
    """A parameter of a query."""

    name: str
    type: str = Field(
        description="`integer`, `decimal`, `date`, `text`, `choice`, or a kind of thing: "
        f"{', '.join(KINDS)}. A thing is given by its key, its name or its IRI."
    )
    description: Text
    required: bool
    default: str | None = Field(description="Stands where the parameter is not given.")
    example: str | None
    choices: list[str] = Field(description="The values of a choice; empty for any other type.")


class ColumnModel(BaseModel):
    """A column of an answer."""

    name: str
    type: str = Field(description="`iri`, `text`, `integer`, `decimal`, `date`, `list`, `point`.")
    description: Text


class QueryModel(BaseModel):
    """A query of the library."""

    name: str
    title: Text
    about: Text = Field(description="What it answers, and what to mind.")
    topic: str
    parameters: list[ParameterModel]
    columns: list[ColumnModel]
    href: str = Field(description="Where the answer is, with the parameters in the address.")

    @classmethod
    def of(cls, found: Query) -> QueryModel:
        """The description of a query."""
        return cls(
            name=found.name,
            title=_text(found.titles),
            about=_text(found.about),
            topic=found.topic,
            parameters=[
                ParameterModel(
                    name=parameter.name,
                    type=parameter.type,
                    description=_text(parameter.labels),
                    required=parameter.required,
                    default=parameter.default,
                    example=parameter.example,
                    choices=list(parameter.choices),
                )
                for parameter in found.parameters
            ],
            columns=[
                ColumnModel(name=column.name, type=column.type, description=_text(column.labels))
                for column in found.columns
            ],
            href=f"{PATH}/{found.name}",
        )


class QueryList(BaseModel):
    """Every query of the library."""

    total: int
    items: list[QueryModel]

    @classmethod
    def whole(cls) -> QueryList:
        """The library, by name."""
        items = [QueryModel.of(query(name)) for name in names()]
        return cls(total=len(items), items=items)


class QueryAnswer(BaseModel):
    """A page of a query's answer."""

    query: QueryModel
    parameters: dict[str, str] = Field(description="The values that were used, with defaults.")
    release: str = Field(description="The release that answers; cite it.")
    offset: int
    rows: list[dict[str, Any]] = Field(
        description="A value for every column: number, text, list, or null where there is none."
    )
    next: str | None = Field(description="Address of the next page; null at the end.")


def answer_model(
    page: Page, values: Mapping[str, str], release: str, following: str | None
) -> QueryAnswer:
    """A page as JSON."""
    return QueryAnswer(
        query=QueryModel.of(page.query),
        parameters=dict(values),
        release=release,
        offset=page.offset,
        rows=page.rows,
        next=following,
    )


def _text(labels: Mapping[str, str]) -> Text:
    return Text(sv=labels["sv"], en=labels["en"])
