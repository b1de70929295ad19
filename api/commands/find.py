"""Commands that find projects, organisations and partners."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.commands import console
from api.commands.console import AsJson, Filtered

if TYPE_CHECKING:
    from api.composition import Service
    from api.search.models import HitModel
    from graph.facets import Facet
    from graph.views import ProjectView

app = typer.Typer()

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


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="What to search for.")],
    filtered: Filtered = None,
    faceted: Faceted = None,
    limit: Limit = 10,
    as_json: AsJson = False,
) -> None:
    """Projects nearest a text in meaning, and organisations by name."""
    from api.commands.filters import facets_of, filters_of, show_facets
    from api.presentation import hit_models

    filters, wanted = filters_of(filtered or []), facets_of(faceted or [])
    service = console.service()
    hits = hit_models(service, service.nearest(text, limit, filters), text, filters)
    names = service.named(text, limit, filters)
    facets = service.facets.count(filters, wanted) if wanted else []
    if as_json:
        organisations = [{"id": hit.key, "name": hit.name, "score": hit.score} for hit in names]
        found = {"hits": _hits_as_json(hits), "organisations": organisations}
        console.print_json({**found, **_facets_as_json(facets)})
        return
    from api.commands.reports import show_names
    from api.explanations.reports import show_hits

    show_hits(console.console(), hits)
    show_names(console.console(), service.catalogue, names)
    show_facets(console.console(), facets)


@app.command()
def projects(
    filtered: Filtered = None,
    faceted: Faceted = None,
    limit: Annotated[int, typer.Option(min=0, max=100_000, help="Most projects to list.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Projects that meet filters, by name, and counts of all that do."""
    from api.commands.filters import facets_of, filters_of, show_facets
    from api.commands.reports import show_projects
    from api.themes.matches import matched, summary_of

    filters, wanted = filters_of(filtered or []), facets_of(faceted or [])
    service = console.service()
    found = service.finder.find(filters)
    facets = service.facets.count(filters, wanted) if wanted else []
    if as_json:
        shown = (summary_of(service, view, filters) for view in found[:limit])
        items = [summary.model_dump(mode="json") for summary in shown]
        console.print_json({"total": len(found), "items": items, **_facets_as_json(facets)})
        return
    predicted = {
        view.id: [theme.label for theme in matched(service, view, filters) if not theme.stated]
        for view in (found[:limit] if filters.theme else ())
    }
    show_projects(console.console(), found[:limit], len(found), predicted)
    show_facets(console.console(), facets)


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
    from api.commands.filters import filters_of
    from api.presentation import hit_models

    filters = filters_of(filtered or [])
    service = console.service()
    if text is not None:
        hits = hit_models(service, service.nearest(text, limit, filters), text, filters)
    else:
        view = _project(service, key or "")
        hits = hit_models(service, service.similar(view, limit, filters), view, filters)
    if as_json:
        console.print_json({"hits": _hits_as_json(hits)})
        return
    from api.explanations.reports import show_hits

    show_hits(console.console(), hits)


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
    spread: Annotated[
        float | None,
        typer.Option(help="How much what is like those above gives way, 0 to 2; 0: by score."),
    ] = None,
    newcomers: Annotated[
        bool, typer.Option(help="Suggest bodies that have no project yet, too.")
    ] = True,
    read: Annotated[
        bool, typer.Option(help="Count places and types of bodies that the draft names as asked.")
    ] = True,
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
            spread=spread,
            newcomers=newcomers,
            read=read,
        )
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(map(str, fault["loc"])) or "request"
        raise typer.BadParameter(f"{where}: {fault['msg']}") from error
    found = suggest(console.service(), request)
    if as_json:
        console.print_json(found.model_dump(mode="json"))
    else:
        show_partners(console.console(), found)


@app.command()
def show(
    key: Annotated[str, typer.Argument(metavar="ID", help="Key of a project or organisation.")],
    as_json: AsJson = False,
) -> None:
    """Everything known of a project or an organisation."""
    from api.commands.reports import show_organisation, show_project
    from api.presentation import organisation_model, project_model
    from graph.errors import GraphError

    service = console.service()
    view = service.project(key)
    if view is not None:
        if as_json:
            console.print_json(project_model(service, view).model_dump(mode="json"))
        else:
            show_project(console.console(), project_model(service, view))
        return
    organisation = service.organisation_key(key)
    if organisation is None:
        raise GraphError(f"Nothing has the id {key!r}. Try `samverkan search`.")
    if as_json:
        console.print_json(organisation_model(service, organisation).model_dump(mode="json"))
    else:
        show_organisation(console.console(), organisation_model(service, organisation))


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
