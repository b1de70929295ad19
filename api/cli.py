"""The command line: `samverkan`.

Commands print tables for people, and JSON with `--json`. Exit codes: 0 done, 1 something failed,
2 wrong use.
"""

from __future__ import annotations

import sys

import typer

from api.commands import ask, console, evaluate, find, release
from api.network import command as network

app = typer.Typer(
    name="samverkan",
    help="Graph and semantic search over European Social Fund projects in Sweden.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

for commands in (release, find, ask):
    app.add_typer(commands.app)
app.add_typer(evaluate.app, name="evaluate")
app.add_typer(network.app, name="network")


def main() -> None:
    """Run the program; an expected error is one line on standard error and exit code 1."""
    from graph.errors import GraphError
    from search.errors import SearchError

    try:
        app()
    except (GraphError, SearchError) as error:
        console.errors().print(f"[bold red]Error:[/] {console.escaped(str(error))}")
        raise SystemExit(1) from None
    except BrokenPipeError:  # the reader of a pipe has gone
        sys.stderr.close()
        raise SystemExit(1) from None
