"""What commands share: settings, the service, output for people and machines, progress.

Heavy modules are imported where they are used, so that `samverkan --help` is quick.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from api.composition import Service
    from api.settings import Settings

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
Filtered = Annotated[
    list[str] | None,
    typer.Option(
        "--filter",
        metavar="NAME=VALUE",
        help="A filter on projects, such as region=Stockholm or budget_min=5000000; several of one "
        "name are alternatives. docs/api.md has them all.",
    ),
]


def settings() -> Settings:
    """The settings of the environment; raises `typer.BadParameter` for one that is wrong."""
    from pydantic import ValidationError

    from api.settings import Settings

    try:
        found = Settings()
    except ValidationError as error:
        faults = "; ".join(
            f"SAMVERKAN_{str(fault['loc'][0]).upper()}: {fault['msg']}" for fault in error.errors()
        )
        raise typer.BadParameter(f"{faults}. See docs/settings.md.") from error
    # The level is for our own words: what libraries have to say counts only from warnings on.
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    for name in ("ontology", "graph", "search", "api"):
        logging.getLogger(name).setLevel(found.log_level)
    return found


def service() -> Service:
    """The service over the current release."""
    from api.composition import open_service

    return open_service(settings())


def console() -> Console:
    """Where answers go."""
    from rich.console import Console

    return Console()


def errors() -> Console:
    """Where faults and progress go."""
    from rich.console import Console

    return Console(stderr=True)


def escaped(text: str) -> str:
    """Text in which rich sees no markup."""
    from rich.markup import escape

    return escape(text)


def print_json(value: Any) -> None:
    """Print a value as JSON."""
    print(json.dumps(value, ensure_ascii=False, indent=2))  # noqa: T201


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar for each step, on standard error."""
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TaskID,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=errors(), disable=quiet) as bars:
        tasks: dict[str, TaskID] = {}

        def report(step: str, done: int, total: int) -> None:
            if step not in tasks:
                for earlier in tasks.values():
                    bars.stop_task(earlier)
                tasks[step] = bars.add_task(step, total=total)
            bars.update(tasks[step], completed=done, total=total)

        yield report
