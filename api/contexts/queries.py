"""Contexts of queries: the SPARQL endpoint and the library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from api.contexts.page import Fact, Linked, PageContext


@dataclass(frozen=True, slots=True)
class QueryExample:
    """A query of the library to read and to run."""

    title: str
    about: str
    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SparqlAnswer:
    """What a page shows of an answer: rows, a boolean, or a graph as text; or a part of it."""

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Linked, ...], ...] = ()
    boolean: bool | None = None
    text: str | None = None
    part: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SparqlPage(PageContext):
    """The SPARQL endpoint: a form, the answer to what was asked, limits, graphs, examples."""

    template: ClassVar[str] = "sparql.html"

    query: Annotated[str, "The query in the form."]
    answer: Annotated[SparqlAnswer | None, "Its answer; None before one was asked."]
    fault: Annotated[str | None, "Why there is no answer, in English."]
    prefixes: Annotated[str, "The prefixes that need no declaration."]
    choices: Annotated[tuple[tuple[str, str], ...], "Formats: value of the form, name."]
    limits: Annotated[tuple[Fact, ...], "The bounds on queries."]
    graphs: Annotated[tuple[Linked, ...], "The graphs, each with where to get it whole."]
    examples: Annotated[tuple[QueryExample, ...], "Queries of the library that need no value."]


@dataclass(frozen=True, slots=True)
class QueryField:
    """A field of the form of a query: one of some choices, or a text."""

    name: str
    label: str
    value: str
    required: bool
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QueriesPage(PageContext):
    """The query library."""

    template: ClassVar[str] = "queries.html"

    topics: Annotated[
        tuple[tuple[str, tuple[QueryExample, ...]], ...], "Queries under the topic of each."
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryPage(PageContext):
    """A query of the library: a form, and the answer."""

    template: ClassVar[str] = "query.html"

    lead: Annotated[str, "What it answers."]
    address: Annotated[str, "Where the form leads, without the root of the application."]
    fields: Annotated[tuple[QueryField, ...], "The form, with the values that were given."]
    answer: Annotated[SparqlAnswer | None, "Its rows; None before it was asked."]
    fault: Annotated[str | None, "Why there is no answer, in English."]
    sparql: Annotated[str, "The query as it stands in its file."]
