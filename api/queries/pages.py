"""Pages of the query library: the list, and a form with the answer for every query."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urlencode

from api.contexts.page import Format, Linked
from api.contexts.queries import QueriesPage, QueryExample, QueryField, QueryPage, SparqlAnswer
from api.pages import Pages
from api.queries.library import PATH
from graph.answers import Page, Value
from graph.library import TOPICS, Query, names, query

PAGES: Final = "/queries"
SHOWN: Final = 200
"""Rows on a page."""
LANG: Final = "lang"
"""A parameter of some queries, which on pages is the language of the page."""


def list_page(pages: Pages) -> QueriesPage:
    """The list, by topic."""
    t, urls = pages.reader.t, pages.reader.urls
    found = [query(name) for name in names()]
    return QueriesPage(
        **pages.frame(t("queries.title"), api="queries"),
        topics=tuple(
            (
                t(f"topic.{topic}"),
                tuple(
                    QueryExample(
                        title=item.titles[t.lang],
                        about=item.about[t.lang],
                        text=item.sparql,
                        url=urls.path(f"{PAGES}/{item.name}"),
                    )
                    for item in found
                    if item.topic == topic
                ),
            )
            for topic in TOPICS
        ),
    )


def query_page(
    pages: Pages, found: Query, given: Mapping[str, str], page: Page | None, fault: str | None
) -> QueryPage:
    """A query with its form; with its answer, or what is wrong, where it was asked."""
    t, urls = pages.reader.t, pages.reader.urls
    frame = pages.frame(found.titles[t.lang], cited=fault is None)
    if page is not None:
        address = f"{urls.root}{PATH}/{found.name}?" + urlencode(dict(given))
        frame |= {
            "formats": tuple(
                Format(label, f"{address}&format={kind}", media_type)
                for kind, label, media_type in (
                    ("csv", "CSV", "text/csv"),
                    ("json", "JSON", "application/json"),
                )
            )
        }
    return QueryPage(
        **frame,
        lead=found.about[t.lang],
        address=f"{PAGES}/{found.name}",
        fields=tuple(
            QueryField(
                name=parameter.name,
                label=parameter.labels[t.lang],
                value=given.get(parameter.name) or parameter.default or parameter.example or "",
                required=parameter.required,
                choices=parameter.choices,
            )
            for parameter in found.parameters
            if parameter.name != LANG
        ),
        answer=_answer(pages, page) if page is not None else None,
        fault=fault,
        sparql=found.sparql.strip(),
    )


def _answer(pages: Pages, page: Page) -> SparqlAnswer:
    """The rows; a name leads to what the identifier before it names."""
    shown = [column for column in page.query.columns if column.type != "iri"]
    columns = shown or list(page.query.columns)
    return SparqlAnswer(
        variables=tuple(column.labels[pages.reader.t.lang] for column in columns),
        rows=tuple(
            tuple(_cells(pages, page.query, row, {column.name for column in columns}))
            for row in page.rows
        ),
        part=page.more,
    )


def _cells(
    pages: Pages, found: Query, row: Mapping[str, Value], shown: set[str]
) -> Iterator[Linked]:
    t, urls = pages.reader.t, pages.reader.urls
    iri: str | None = None
    for column in found.columns:
        value = row[column.name]
        if column.name in shown:
            if isinstance(value, list):
                text = "; ".join(value)
            elif isinstance(value, int):
                text = t.number(value)
            else:
                text = "" if value is None else str(value)
            url = urls.thing(iri) if iri else None
            yield Linked(text, url if text else None)
        # The text right after an identifier is its name.
        iri = str(value) if column.type == "iri" and value else None
