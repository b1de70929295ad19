"""Commands that ask the graph: SPARQL, and the query library."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from api.commands import console
from api.commands.console import AsJson

app = typer.Typer()


@app.command()
def sparql(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="A query file; - for stdin.")],
    media_type: Annotated[
        str | None, typer.Option("--format", help="json, xml, csv, tsv, or ttl, nt, rdf, jsonld.")
    ] = None,
) -> None:
    """Evaluate a SPARQL query on the current release."""
    from api.commands.sparql import evaluate

    try:
        query = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{file} cannot be read: {error}") from error
    terminal = sys.stdout.isatty() and media_type is None
    answer = evaluate(console.settings(), query, media_type)
    if terminal and answer.rows is not None:
        from api.commands.reports import show_rows

        show_rows(console.console(), answer.rows)
    else:
        sys.stdout.buffer.write(answer.content)
        sys.stdout.buffer.flush()


@app.command("query")
def query_library(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="A query; without one, all are listed.")
    ] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", metavar="NAME=VALUE", help="A parameter.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="Most rows to show.")] = 100,
    offset: Annotated[int, typer.Option(min=0, max=1_000_000, help="Rows to leave out.")] = 0,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
) -> None:
    """Ask a query of the library, or list them."""
    from api.commands.query import CSV, run, show_library, show_page
    from api.queries.library import QueryList

    if as_json and as_csv:
        raise typer.BadParameter("give either --json or --csv")
    if name is None:
        if as_json:
            console.print_json(QueryList.whole().model_dump(mode="json"))
        else:
            show_library(console.console())
        return
    page, answer = run(console.settings(), name, param or [], limit, offset)
    if as_csv:
        sys.stdout.buffer.write(page.serialised(CSV))
        sys.stdout.buffer.flush()
    elif as_json:
        console.print_json(answer.model_dump(mode="json"))
    else:
        show_page(console.console(), page, answer.parameters)
    if page.more and (as_csv or as_json):
        console.errors().print(f"More rows follow: --offset {offset + limit}")
