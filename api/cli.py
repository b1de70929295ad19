"""The command line: `samverkan`.

Commands print tables for people, and JSON with `--json`. Exit codes: 0 done, 1 something failed,
2 wrong use.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from api.composition import Service
    from api.settings import Settings
    from graph.filters import Filters
    from search.index import Hit

app = typer.Typer(
    name="samverkan",
    help="Graph and semantic search over European Social Fund projects in Sweden.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

evaluations = typer.Typer(help="Measure the service against gold.", no_args_is_help=True)
app.add_typer(evaluations, name="evaluate")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
Limit = Annotated[int, typer.Option(min=1, max=200, help="Most hits to show.")]


def main() -> None:
    """Run the program; an expected error is one line on standard error and exit code 1."""
    from graph.errors import GraphError
    from search.errors import SearchError

    try:
        app()
    except (GraphError, SearchError) as error:
        _errors().print(f"[bold red]Error:[/] {_escaped(str(error))}")
        raise SystemExit(1) from None
    except BrokenPipeError:  # the reader of a pipe has gone
        sys.stderr.close()
        raise SystemExit(1) from None


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
    from api.ingest import linker_of, read, write_review
    from api.reports import readings_as_json, show_readings

    settings = _settings()
    with _progress(quiet=as_json or quiet) as progress:
        readings = read(settings, paths, keep=not dry_run, progress=progress)
    if report is not None:
        write_review(settings, readings, report)
    if as_json:
        _print_json(readings_as_json(readings, linker_of(settings)))
    else:
        show_readings(_console(), readings, kept=not dry_run, records=not quiet)
    if not readings or any(reading.failed for reading in readings):
        raise typer.Exit(1)


@app.command()
def build(
    force: Annotated[bool, typer.Option(help="Build also if nothing has changed.")] = False,
    as_json: AsJson = False,
) -> None:
    """Make a release of the tables and of the documents read."""
    from api.build import build as make
    from api.reports import build_as_json, show_build

    with _progress(quiet=as_json) as report:
        done = make(_settings(), force=force, progress=report)
    if as_json:
        _print_json(build_as_json(done))
    else:
        show_build(_console(), done)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port.")] = None,
) -> None:
    """Serve the current release over HTTP."""
    import uvicorn

    from api.app import create_app
    from api.engine import open_engine
    from graph.release import Releases

    settings = _settings()
    release = Releases(settings.releases).required()  # said at once, before a server starts
    open_engine(settings, release)
    uvicorn.run(
        create_app(settings),
        host=host or settings.host,
        port=settings.port if port is None else port,
        log_level=settings.log_level.lower(),
        access_log=False,  # what people search for is nobody else's business
    )


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="What to search for.")],
    limit: Limit = 10,
    as_json: AsJson = False,
) -> None:
    """Projects nearest a text in meaning, and organisations by name."""
    service = _service()
    hits = service.nearest(text, limit, _no_filters())
    names = service.names.find(text, limit)
    if as_json:
        organisations = [{"id": hit.key, "name": hit.name, "score": hit.score} for hit in names]
        _print_json({"hits": _hits_as_json(service, hits), "organisations": organisations})
        return
    from api.reports import show_hits, show_names

    show_hits(_console(), service.catalogue, hits)
    show_names(_console(), service.catalogue, names)


@app.command()
def similar(
    key: Annotated[str | None, typer.Argument(metavar="[ID]", help="Key of a project.")] = None,
    text: Annotated[str | None, typer.Option(help="A text to compare with instead.")] = None,
    limit: Limit = 10,
    as_json: AsJson = False,
) -> None:
    """Projects most like a project, or like a text."""
    if (key is None) == (text is None):
        raise typer.BadParameter("give either the ID of a project or --text")
    service = _service()
    if text is not None:
        hits = service.nearest(text, limit, _no_filters())
    else:
        hits = service.similar(_project(service, key or ""), limit, _no_filters())
    if as_json:
        _print_json({"hits": _hits_as_json(service, hits)})
        return
    from api.reports import show_hits

    show_hits(_console(), service.catalogue, hits)


@app.command()
def show(
    key: Annotated[str, typer.Argument(metavar="ID", help="Key of a project or organisation.")],
    as_json: AsJson = False,
) -> None:
    """Everything known of a project or an organisation."""
    from api.presentation import organisation_model, project_model
    from api.reports import show_organisation, show_project
    from graph.errors import GraphError

    service = _service()
    view = service.project(key)
    if view is not None:
        if as_json:
            _print_json(project_model(service, view).model_dump(mode="json"))
        else:
            show_project(_console(), project_model(service, view))
        return
    organisation = service.organisation_key(key)
    if organisation is None:
        raise GraphError(f"Nothing has the id {key!r}. Try `samverkan search`.")
    if as_json:
        _print_json(organisation_model(service, organisation).model_dump(mode="json"))
    else:
        show_organisation(_console(), organisation_model(service, organisation))


@app.command()
def sparql(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="A query file; - for stdin.")],
    media_type: Annotated[
        str | None, typer.Option("--format", help="json, xml, csv, tsv, or ttl, nt, rdf, jsonld.")
    ] = None,
) -> None:
    """Evaluate a SPARQL query on the current release."""
    from api.queries import evaluate

    try:
        query = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{file} cannot be read: {error}") from error
    terminal = sys.stdout.isatty() and media_type is None
    answer = evaluate(_settings(), query, media_type)
    if terminal and answer.rows is not None:
        from api.reports import show_rows

        show_rows(_console(), answer.rows)
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
    from api.library import QueryList
    from api.query_command import CSV, run, show_library, show_page

    if as_json and as_csv:
        raise typer.BadParameter("give either --json or --csv")
    if name is None:
        if as_json:
            _print_json(QueryList.whole().model_dump(mode="json"))
        else:
            show_library(_console())
        return
    page, answer = run(_settings(), name, param or [], limit, offset)
    if as_csv:
        sys.stdout.buffer.write(page.serialised(CSV))
        sys.stdout.buffer.flush()
    elif as_json:
        _print_json(answer.model_dump(mode="json"))
    else:
        show_page(_console(), page, answer.parameters)
    if page.more and (as_csv or as_json):
        _errors().print(f"More rows follow: --offset {offset + limit}")


@app.command()
def publish(
    force: Annotated[bool, typer.Option(help="Send the release also if it is there.")] = False,
    as_json: AsJson = False,
) -> None:
    """Load the current release into the SPARQL engine that the settings name."""
    from api.engine import publish_current

    with _progress(quiet=as_json) as report:
        done = publish_current(_settings(), force=force, progress=report)
    publication = done.publication
    if as_json:
        _print_json(
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
    _console().print(f"Release {publication.release} is published: {said}.")
    _console().print(f"Its default graph is {publication.dataset.default}")


@app.command()
def validate(as_json: AsJson = False) -> None:
    """Check the current release: its files, its counts, and its graph against the shapes."""
    from api.reports import check_as_json, show_check
    from api.validation import check

    with _progress(quiet=as_json) as report:
        result = check(_settings(), report)
    if as_json:
        _print_json(check_as_json(result))
    else:
        show_check(_console(), result)
    if not result.sound:
        raise typer.Exit(1)


@app.command()
def changes(as_json: AsJson = False) -> None:
    """What the current release changed: added, removed and changed projects and organisations."""
    from api.change_reports import changes_as_json, show_changes

    service = _service()
    if as_json:
        _print_json(changes_as_json(service))
    else:
        show_changes(_console(), service)


@evaluations.command("extraction")
def evaluate_extraction(
    folder: Annotated[
        Path, typer.Argument(metavar="GOLD", help="Folder of NN.txt with NN.expected.json.")
    ],
    as_json: AsJson = False,
) -> None:
    """Score what is read from gold pages: precision, recall, F1, and every miss."""
    from api.evaluations import evaluate_extraction as score
    from api.evaluations import show_extraction

    scores = score(_settings(), folder)
    if as_json:
        _print_json(scores.as_json())
    else:
        show_extraction(_console(), scores)


@evaluations.command("search")
def evaluate_search(
    corpus: Annotated[
        Path, typer.Option(help="Texts: a JSON list of objects with id, title and text.")
    ],
    queries: Annotated[Path, typer.Option(help="Queries: lines of id, tab, text.")],
    qrels: Annotated[Path, typer.Option(help="Grades in TREC's format.")],
    baseline: Annotated[
        str | None, typer.Option(help="The configuration that the others are tested against.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Score search and its parts on graded queries and known items, with cross-validation."""
    from api.evaluations import evaluate_search as score
    from api.evaluations import show_search

    with _progress(quiet=as_json) as progress:
        found = score(_settings(), corpus, queries, qrels, baseline, progress)
    if as_json:
        _print_json(found.as_json())
    else:
        show_search(_console(), found)


def _settings() -> Settings:
    from pydantic import ValidationError

    from api.settings import Settings

    try:
        settings = Settings()
    except ValidationError as error:
        faults = "; ".join(
            f"SAMVERKAN_{str(fault['loc'][0]).upper()}: {fault['msg']}" for fault in error.errors()
        )
        raise typer.BadParameter(f"{faults}. See docs/settings.md.") from error
    # The level is for our own words: what libraries have to say counts only from warnings on.
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    for name in ("ontology", "graph", "search", "api"):
        logging.getLogger(name).setLevel(settings.log_level)
    return settings


def _service() -> Service:
    from api.composition import open_service

    return open_service(_settings())


def _project(service: Service, key: str) -> Any:
    from graph.errors import GraphError

    view = service.project(key)
    if view is None:
        raise GraphError(f"No project has the id {key!r}. Try `samverkan search`.")
    return view


def _no_filters() -> Filters:
    from graph.filters import Filters

    return Filters()


def _hits_as_json(service: Service, hits: list[Hit]) -> list[dict[str, Any]]:
    from api.presentation import hit_models

    return [hit.model_dump(mode="json") for hit in hit_models(service, hits)]


def _console() -> Console:
    from rich.console import Console

    return Console()


def _errors() -> Console:
    from rich.console import Console

    return Console(stderr=True)


def _escaped(text: str) -> str:
    from rich.markup import escape

    return escape(text)


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))  # noqa: T201


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
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
    with Progress(*columns, TimeElapsedColumn(), console=_errors(), disable=quiet) as bars:
        tasks: dict[str, TaskID] = {}

        def report(step: str, done: int, total: int) -> None:
            if step not in tasks:
                for earlier in tasks.values():
                    bars.stop_task(earlier)
                tasks[step] = bars.add_task(step, total=total)
            bars.update(tasks[step], completed=done, total=total)

        yield report
