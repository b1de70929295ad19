"""`samverkan query`: the query library on the command line."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rich.console import Console
from rich.table import Table

from api.commands.sparql import expanded
from api.composition import open_pool, open_store
from api.queries.library import QueryAnswer, QueryList, answer_model
from api.settings import Settings
from graph.answers import Page, Value, page_of, request_for
from graph.errors import ParameterInvalid
from graph.library import TOPICS, query
from graph.parameters import values_of
from graph.release import Releases
from ontology.identifiers import Identifiers

CSV = "text/csv"


def run(
    settings: Settings, name: str, given: Sequence[str], limit: int, offset: int
) -> tuple[Page, QueryAnswer]:
    """A page of the answer to a query on the current release, and the same as a model.

    `given` are parameters as NAME=VALUE.
    """
    found = query(name)
    parameters = _parameters(given)
    release = Releases(settings.releases).required()
    store = open_store(settings, release)
    values = values_of(found, parameters, Identifiers(release.manifest.base), store)
    pool = open_pool(settings, release)
    try:
        asked = request_for(found, values, limit, offset)
        reply = pool.answer(replace(asked, query=expanded(settings, asked.query)))
    finally:
        pool.close()
    page = page_of(found, reply.content, limit, offset)
    used = {name: value.value for name, value in values.items()}
    return page, answer_model(page, used, release.manifest.id, None)


def _parameters(given: Sequence[str]) -> dict[str, str]:
    parameters: dict[str, str] = {}
    for item in given:
        name, equals, value = unicodedata.normalize("NFC", item).partition("=")
        if not equals or not name:
            raise ParameterInvalid(f"A parameter is given as NAME=VALUE, not {item!r}.")
        if name in parameters:
            raise ParameterInvalid(f"{name} is given more than once.")
        parameters[name] = value
    return parameters


def show_library(console: Console) -> None:
    """Every query by topic, with its parameters."""
    for topic in TOPICS:
        table = Table(title=topic, title_justify="left", box=None, padding=(0, 2, 0, 0))
        for column in ("name", "answers", "parameters"):
            table.add_column(column, overflow="fold")
        for item in QueryList.whole().items:
            if item.topic == topic:
                parameters = [p.name if p.required else f"[{p.name}]" for p in item.parameters]
                table.add_row(item.name, item.title.en, _escaped(" ".join(parameters)))
        console.print(table)
        console.print()


def show_page(console: Console, page: Page, values: Mapping[str, str]) -> None:
    """Rows as a table, without the identifiers that stand beside names."""
    console.print(f"[bold]{_escaped(page.query.titles['en'])}[/]")
    if values:
        console.print(_escaped(", ".join(f"{name}={value}" for name, value in values.items())))
    shown = [c for c in page.query.columns if c.type != "iri"] or list(page.query.columns)
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in shown:
        numeric = column.type in ("integer", "decimal")
        table.add_column(column.name, justify="right" if numeric else "left", overflow="fold")
    for row in page.rows:
        table.add_row(*(_escaped(_text(row[column.name])) for column in shown))
    console.print(table)
    if page.more:
        console.print(f"More follow: --offset {page.offset + len(page.rows)}")


def _text(value: Value) -> str:
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None else f"{value:,}" if isinstance(value, int | float) else value


def _escaped(text: str) -> str:
    from rich.markup import escape

    return escape(text)
