"""Filters and facets on the command line: `--filter NAME=VALUE` and `--facet NAME`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Annotated

import typer
from pydantic import TypeAdapter, ValidationError
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.dependencies import Facets, FilterParameters
from api.errors import Problem
from graph.facets import Facet, FacetName
from graph.filters import Filters

SHOWN = 15
"""Values of a facet that are shown; JSON has all."""

_NAMES: TypeAdapter[list[FacetName]] = TypeAdapter(Annotated[list[FacetName], *Facets.__metadata__])


def values_of(given: Iterable[str]) -> dict[str, str | list[str]]:
    """Values by the names of filters, from `NAME=VALUE`; raises `typer.BadParameter`."""
    values: dict[str, list[str]] = defaultdict(list)
    for item in given:
        name, equals, value = item.partition("=")
        name = name.strip().replace("-", "_")
        if not equals or name not in FilterParameters.model_fields:
            known = ", ".join(FilterParameters.model_fields)
            raise typer.BadParameter(
                f"{item!r} is no filter. Write NAME=VALUE with one of: {known}.",
                param_hint="--filter",
            )
        values[name].append(value.strip())
    return {name: found[0] if len(found) == 1 else found for name, found in values.items()}


def filters_of(given: Iterable[str]) -> Filters:
    """The filters that `NAME=VALUE` say; raises `typer.BadParameter` naming what is wrong."""
    try:
        return FilterParameters.model_validate(values_of(given)).filters()
    except ValidationError as error:
        raise _wrong(error, "--filter") from error
    except Problem as error:
        raise typer.BadParameter(error.detail, param_hint="--filter") from error


def facets_of(given: Sequence[str]) -> list[FacetName]:
    """Names of facets, one by one or parted by commas; raises `typer.BadParameter`."""
    try:
        return _NAMES.validate_python(list(given))
    except ValidationError as error:
        raise _wrong(error, "--facet") from error


def show_facets(console: Console, facets: Iterable[Facet]) -> None:
    """A table for each facet: value, label, and how many projects it would select."""
    for facet in facets:
        title = facet.name + (f" on {facet.day}" if facet.day else "")
        table = Table(title=title, title_justify="left", title_style="bold cyan")
        for name in ("Value", "Swedish", "English"):
            table.add_column(name)
        table.add_column("Projects", justify="right")
        predicted = any(value.predicted for value in facet.values)
        if predicted:
            table.add_column("Predicted", justify="right")
        for value in facet.values[:SHOWN]:
            table.add_row(
                escape(value.value + (" *" if value.chosen else "")),
                "  " * value.depth + escape(value.labels["sv"]),
                "  " * value.depth + escape(value.labels["en"]),
                str(value.count),
                *((str(value.predicted),) if predicted else ()),
                style="bold" if value.chosen else None,
            )
        console.print(table)
        notes = []
        if len(facet.values) > SHOWN:
            notes.append(f"{len(facet.values) - SHOWN} more values; --json has them all")
        if facet.missing:
            notes.append(f"{facet.missing} projects state none")
        if notes:
            console.print(f"[dim]{'; '.join(notes)}[/]")


def _wrong(error: ValidationError, option: str) -> typer.BadParameter:
    fault = error.errors()[0]
    where = ".".join(map(str, fault["loc"]))
    return typer.BadParameter(f"{where}: {fault['msg']}", param_hint=option)
