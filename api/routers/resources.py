"""Linked data: identifiers answer 303 to the document about the thing, which negotiates.

After Digg's profile for persistent identifiers (docs/linked-data.md names each rule): `/id/…` names
the thing itself, `/res/…` is the document about it, as RDF or, for clients that ask for HTML, as a
page. What is out of use answers 308, 300 or 410.
"""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from api.composition import Service
from api.contexts.page import PageContext
from api.dependencies import ServiceDep
from api.errors import MEDIA_TYPE, Problem, problem
from api.linked import links
from api.linked.answers import Resolved, description_of, resolved, tombstone
from api.linked.pages import gone_page, scheme_page
from api.linked.rdf import (
    HTML,
    QUADS,
    TRIPLES,
    chosen,
    media_types,
    rdf_response,
    serialised,
)
from api.negotiation import negotiated
from api.organisations.pages import organisation_page
from api.pages import Pages
from api.projects.pages import project_page
from api.routers.pages import PagesDep, pages_for
from api.templating import page_response
from graph.lifecycle import Gone

router = APIRouter(tags=["linked data"])

FORMATS = (*TRIPLES, *QUADS)
OFFERED = tuple(item.media_type for item in FORMATS)

FormatParameter = Annotated[
    Literal["ttl", "jsonld", "nt", "rdf", "trig", "nq", "html"] | None,
    Query(alias="format", description="Format; goes before the Accept header."),
]

_GONE_RESPONSES: dict[int | str, dict[str, str]] = {
    300: {"description": "The thing was merged with another, or split; Link names what it became."},
    308: {"description": "The identifier was replaced by that in Location."},
    404: {"description": "Nothing is known of it."},
    410: {"description": "The identifier was withdrawn; the answer says when and why."},
}


@router.head("/id/{segment}", status_code=303, include_in_schema=False)
@router.get("/id/{segment}", status_code=303, include_in_schema=False)
def scheme_identifier(segment: str, request: Request, service: ServiceDep) -> Response:
    """A concept scheme."""
    return _identified(service, request, segment)


@router.head("/id/{segment}/{key}", status_code=303, include_in_schema=False)
@router.get("/id/{segment}/{key}", status_code=303, responses=_GONE_RESPONSES)
def identifier(segment: str, key: str, request: Request, service: ServiceDep) -> Response:
    """The thing itself cannot be sent; the document about it can."""
    return _identified(service, request, f"{segment}/{key}")


@router.head("/res/{segment}", response_class=Response, include_in_schema=False)
@router.get("/res/{segment}", response_class=Response, include_in_schema=False)
def scheme_document(
    segment: str,
    request: Request,
    service: ServiceDep,
    pages: PagesDep,
    name: FormatParameter = None,
) -> Response:
    """What the graph says of a concept scheme."""
    return _documented(service, pages, request, segment, name)


@router.head("/res/{segment}/{key}", response_class=Response, include_in_schema=False)
@router.get(
    "/res/{segment}/{key}",
    response_class=Response,
    responses={
        **_GONE_RESPONSES,
        200: {"content": {media_type: {} for media_type in (*OFFERED, HTML)}},
    },
)
def document(
    segment: str,
    key: str,
    request: Request,
    service: ServiceDep,
    pages: PagesDep,
    name: FormatParameter = None,
) -> Response:
    """What the graph says of a thing, as RDF or a page, in the format asked for.

    TriG and N-Quads have what each source says too, in its own graph.
    """
    return _documented(service, pages, request, f"{segment}/{key}", name)


def _identified(service: Service, request: Request, path: str) -> Response:
    found = _known(service, path)
    root = _root(request)
    if found.gone is not None and found.gone.how == "replaced":
        return _replaced(found.gone, f"{root}/id")
    if found.gone is not None:
        return _out_of_use(service, request, found, found.gone)
    address = f"{root}/dataset" if found.kind == "dataset" else f"{root}/res/{path}"
    described = links.representations(address, FORMATS, "describedby")
    if found.kind in ("project", "organisation"):
        json = f"{root}/api/{found.kind}s/{found.key}"
        described.append(links.link(json, "describedby", type="application/json"))
    return RedirectResponse(address, status_code=303, headers=links.header(described))


def _documented(
    service: Service, pages: Pages, request: Request, path: str, name: str | None
) -> Response:
    found = _known(service, path)
    root = _root(request)
    if found.kind == "dataset":
        return RedirectResponse(f"{root}/dataset", status_code=303)
    if found.gone is not None and found.gone.how == "replaced":
        return _replaced(found.gone, f"{root}/res")
    if found.gone is not None:
        return _out_of_use(service, request, found, found.gone)
    media_type = chosen(request, FORMATS, name, page=True)
    address = f"{root}/res/{path}"
    about = links.header(
        [
            links.link(found.iri, "describes"),
            links.link(address, "canonical"),
            *links.representations(address, FORMATS, "alternate", languages=True),
        ]
    )
    if media_type == HTML:
        response = page_response(_page(service, pages, found))
        response.headers.update(about)
        return response
    quads = media_type in {item.media_type for item in QUADS}
    return rdf_response(
        request,
        description_of(service, found.iri, graphs=quads),
        media_type,
        service.identifiers.base,
        {**about, "ETag": service.release.manifest.id},
    )


def _page(service: Service, pages: Pages, found: Resolved) -> PageContext:
    catalogue = service.catalogue
    if found.kind == "scheme":
        return scheme_page(pages, found.iri, found.key)
    if found.kind == "project" and found.key in catalogue.projects:
        return project_page(pages, catalogue.projects[found.key])
    if found.kind == "organisation" and found.key in catalogue.organisations:
        return organisation_page(pages, found.key)
    return pages.thing(found.iri, description_of(service, found.iri).graph())


def _known(service: Service, path: str) -> Resolved:
    found = resolved(service, path)
    if found is None:
        iri = f"{service.identifiers.base}/id/{path}"
        raise Problem(404, "not-found", f"Nothing is known of {iri}.")
    return found


def _root(request: Request) -> str:
    return str(request.scope.get("root_path", "")).rstrip("/")


def _replaced(gone: Gone, under: str) -> Response:
    return RedirectResponse(f"{under}/{gone.successors[0]}", status_code=308)


def _out_of_use(service: Service, request: Request, found: Resolved, gone: Gone) -> Response:
    """300 for what was merged or split, 410 for what was withdrawn, and what remains of it."""
    status = 300 if gone.successors else 410
    base = service.identifiers.base
    headers = dict(
        links.header(
            links.link(f"{base}/id/{path}", "successor-version") for path in gone.successors
        )
        if gone.successors
        else {}
    )
    headers["Vary"] = "Accept"
    offered = {
        **{
            name: media_type
            for name, media_type in media_types(TRIPLES, page=True).items()
            if name not in ("application/json", "application/xml", "text/xml", "text/plain")
        },
        MEDIA_TYPE: MEDIA_TYPE,
        "application/json": MEDIA_TYPE,
    }
    media_type = offered[negotiated(request.headers.get("accept"), tuple(offered))]
    detail = said_of(gone, base)
    if media_type == MEDIA_TYPE:
        return problem(
            status,
            detail,
            "moved" if gone.successors else "gone",
            headers,
            successors=[f"{base}/id/{path}" for path in gone.successors],
            date=gone.date,
            reason=dict(gone.reason),
            last_release=gone.release,
        )
    if media_type == HTML:
        response = page_response(gone_page(pages_for(request, service), found, gone), status)
        response.headers.update(headers)
        return response
    content = serialised(tombstone(service, found, gone), media_type, base)
    return Response(content, status, media_type=media_type, headers=headers)


def said_of(gone: Gone, base: str) -> str:
    """One sentence on an identifier out of use."""
    what = {
        "merged": "was merged with another thing",
        "split": "was split into several things",
        "withdrawn": "was withdrawn",
        "replaced": "was replaced",
    }[gone.how]
    named = f" ({gone.name})" if gone.name else ""
    where = ", ".join(f"{base}/id/{path}" for path in gone.successors)
    return f"{base}/id/{gone.path}{named} {what} on {gone.date}." + (
        f" See {where}." if where else ""
    )
