"""Commands that make, check, publish and serve a release."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.commands import console
from api.commands.console import AsJson

app = typer.Typer()


@app.command()
def ingest(
    paths: Annotated[
        list[Path], typer.Argument(help="Text, HTML or PDF documents, folders or zip archives.")
    ],
    dry_run: Annotated[bool, typer.Option(help="Show what is read; keep nothing.")] = False,
    report: Annotated[
        Path | None, typer.Option(help="Write a page to review by eye: text beside records.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Show problems only.")] = False,
    as_json: AsJson = False,
) -> None:
    """Read documents, show what each says, and keep it for the next build."""
    from api.commands.ingest import linker_of, read, write_review
    from api.commands.reports import readings_as_json, show_readings

    settings = console.settings()
    with console.progress(quiet=as_json or quiet) as progress:
        readings = read(settings, paths, keep=not dry_run, progress=progress)
    if report is not None:
        write_review(settings, readings, report)
    if as_json:
        console.print_json(readings_as_json(readings, linker_of(settings)))
    else:
        show_readings(console.console(), readings, kept=not dry_run, records=not quiet)
    if not readings or any(reading.failed for reading in readings):
        raise typer.Exit(1)


@app.command()
def build(
    force: Annotated[bool, typer.Option(help="Build also if nothing has changed.")] = False,
    as_json: AsJson = False,
) -> None:
    """Make a release of the tables and of the documents read."""
    from api.build import build as make
    from api.commands.reports import build_as_json, show_build

    with console.progress(quiet=as_json) as report:
        done = make(console.settings(), force=force, progress=report)
    if as_json:
        console.print_json(build_as_json(done))
    else:
        show_build(console.console(), done)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port.")] = None,
) -> None:
    """Serve the current release over HTTP."""
    from api.app import create_app
    from api.serving.releases import Served
    from api.serving.server import serve as run

    settings = console.settings()
    opened = [Served.open(settings)]  # what hinders it is said before a server starts
    run(
        create_app(settings, opened.pop),
        host or settings.host,
        settings.port if port is None else port,
        settings.log_level.lower(),
    )


@app.command()
def publish(
    force: Annotated[bool, typer.Option(help="Send the release also if it is there.")] = False,
    as_json: AsJson = False,
) -> None:
    """Load the current release into the SPARQL engine that the settings name."""
    from api.engine import publish_current

    with console.progress(quiet=as_json) as report:
        done = publish_current(console.settings(), force=force, progress=report)
    publication = done.publication
    if as_json:
        console.print_json(
            {
                "release": publication.release,
                "default_graph": publication.dataset.default,
                "named_graphs": list(publication.dataset.named),
                "sent": done.sent,
                "removed": list(done.removed),
            }
        )
        return
    said = f"{done.sent} statements sent" if done.sent else "it was there already"
    console.console().print(f"Release {publication.release} is published: {said}.")
    console.console().print(f"Its default graph is {publication.dataset.default}")


@app.command()
def validate(as_json: AsJson = False) -> None:
    """Check the current release: its files, its counts, and its graph against the shapes."""
    from api.commands.reports import check_as_json, show_check
    from api.commands.validation import check

    with console.progress(quiet=as_json) as report:
        result = check(console.settings(), report)
    if as_json:
        console.print_json(check_as_json(result))
    else:
        show_check(console.console(), result)
    if not result.sound:
        raise typer.Exit(1)


@app.command()
def changes(as_json: AsJson = False) -> None:
    """What the current release changed: added, removed and changed projects and organisations."""
    from api.commands.changes import changes_as_json, show_changes

    service = console.service()
    if as_json:
        console.print_json(changes_as_json(service))
    else:
        show_changes(console.console(), service)
