"""The command line: `samverkan`.

Commands print tables for people, and JSON with `--json`. Exit codes: 0 done, 1 something failed,
2 wrong use.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api import evaluate_command
from api.console import AsJson, Filtered
from api.console import console as _console
from api.console import errors as _errors
from api.console import escaped as _escaped
from api.console import print_json as _print_json
from api.console import progress as _progress
from api.console import service as _service
from api.console import settings as _settings
from api.network import command as network_command

if TYPE_CHECKING:
    from api.composition import Service
    from api.search_models import HitModel
    from graph.facets import Facet
    from graph.views import ProjectView

app = typer.Typer(
    name="samverkan",
    help="Graph and semantic search over European Social Fund projects in Sweden.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

app.add_typer(evaluate_command.app, name="evaluate")
app.add_typer(network_command.app, name="network")

Limit = Annotated[int, typer.Option(min=1, max=200, help="Most hits to show.")]
Faceted = Annotated[
    list[str] | None,
    typer.Option(
        "--facet",
        metavar="NAME",
        help="Count projects by theme, programme, status, year, region, county, municipality, "
        "organisation_type or role; `all` for all.",
    ),
]


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
    filtered: Filtered = None,
    faceted: Faceted = None,
    limit: Limit = 10,
    as_json: AsJson = False,
) -> None:
    """Projects nearest a text in meaning, and organisations by name."""
    from api.filter_options import facets_of, filters_of, show_facets
    from api.presentation import hit_models

    filters, wanted = filters_of(filtered or []), facets_of(faceted or [])
    service = _service()
    hits = hit_models(service, service.nearest(text, limit, filters), text)
    names = service.named(text, limit, filters)
    facets = service.facets.count(filters, wanted) if wanted else []
    if as_json:
        organisations = [{"id": hit.key, "name": hit.name, "score": hit.score} for hit in names]
        found = {"hits": _hits_as_json(hits), "organisations": organisations}
        _print_json({**found, **_facets_as_json(facets)})
        return
    from api.explanations.reports import show_hits
    from api.reports import show_names

    show_hits(_console(), hits)
    show_names(_console(), service.catalogue, names)
    show_facets(_console(), facets)


@app.command()
def projects(
    filtered: Filtered = None,
    faceted: Faceted = None,
    limit: Annotated[int, typer.Option(min=0, max=100_000, help="Most projects to list.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Projects that meet filters, by name, and counts of all that do."""
    from api.filter_options import facets_of, filters_of, show_facets
    from api.project_models import ProjectSummary
    from api.reports import show_projects

    filters, wanted = filters_of(filtered or []), facets_of(faceted or [])
    service = _service()
    found = service.finder.find(filters)
    facets = service.facets.count(filters, wanted) if wanted else []
    if as_json:
        items = [ProjectSummary.of(view).model_dump(mode="json") for view in found[:limit]]
        _print_json({"total": len(found), "items": items, **_facets_as_json(facets)})
        return
    show_projects(_console(), found[:limit], len(found))
    show_facets(_console(), facets)


@app.command()
def similar(
    key: Annotated[str | None, typer.Argument(metavar="[ID]", help="Key of a project.")] = None,
    text: Annotated[str | None, typer.Option(help="A text to compare with instead.")] = None,
    filtered: Filtered = None,
    limit: Limit = 10,
    as_json: AsJson = False,
) -> None:
    """Projects most like a project, or like a text."""
    if (key is None) == (text is None):
        raise typer.BadParameter("give either the ID of a project or --text")
    from api.filter_options import filters_of
    from api.presentation import hit_models

    filters = filters_of(filtered or [])
    service = _service()
    if text is not None:
        hits = hit_models(service, service.nearest(text, limit, filters), text)
    else:
        view = _project(service, key or "")
        hits = hit_models(service, service.similar(view, limit, filters), view)
    if as_json:
        _print_json({"hits": _hits_as_json(hits)})
        return
    from api.explanations.reports import show_hits

    show_hits(_console(), hits)


@app.command()
def partners(
    text: Annotated[
        str | None, typer.Argument(metavar="[TEXT]", help="The draft; - reads it from stdin.")
    ] = None,
    project: Annotated[str | None, typer.Option(help="Key of a project instead.")] = None,
    region: Annotated[list[str] | None, typer.Option(help="ESF region.")] = None,
    county: Annotated[list[str] | None, typer.Option(help="County.")] = None,
    municipality: Annotated[list[str] | None, typer.Option(help="Municipality.")] = None,
    on_board: Annotated[
        list[str] | None, typer.Option(help="Organisation already on board: key, IRI or name.")
    ] = None,
    organisation_type: Annotated[list[str] | None, typer.Option(help="Only of this type.")] = None,
    role: Annotated[list[str] | None, typer.Option(help="Count only this role.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=50, help="Most of each list.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Organisations with experience of what a draft, or a project, is about."""
    from pydantic import ValidationError

    from api.partners.command import show_partners
    from api.partners.models import PartnerRequest
    from api.partners.search import suggest

    try:
        request = PartnerRequest(
            text=sys.stdin.read() if text == "-" else text,
            project=project,
            region=region or [],
            county=county or [],
            municipality=municipality or [],
            on_board=on_board or [],
            organisation_type=organisation_type or [],
            role=role or [],
            limit=limit,
        )
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(map(str, fault["loc"])) or "request"
        raise typer.BadParameter(f"{where}: {fault['msg']}") from error
    found = suggest(_service(), request)
    if as_json:
        _print_json(found.model_dump(mode="json"))
    else:
        show_partners(_console(), found)


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


def _project(service: Service, key: str) -> ProjectView:
    from graph.errors import GraphError

    view = service.project(key)
    if view is None:
        raise GraphError(f"No project has the id {key!r}. Try `samverkan search`.")
    return view


def _facets_as_json(facets: list[Facet]) -> dict[str, Any]:
    from api.facets.models import facet_models

    if not facets:
        return {}
    return {"facets": {name: f.model_dump(mode="json") for name, f in facet_models(facets).items()}}


def _hits_as_json(hits: list[HitModel]) -> list[dict[str, Any]]:
    return [hit.model_dump(mode="json") for hit in hits]
