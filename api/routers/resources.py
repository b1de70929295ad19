"""Linked data: identifiers answer 303 to the document about the thing, which negotiates.

After Digg's recommendation for persistent identifiers: `/id/…` names the thing itself, `/res/…`
is the document about it, as RDF or, for clients that ask for HTML, as a page.
"""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from rdflib import Graph, URIRef

from api.composition import Service
from api.dependencies import ServiceDep
from api.errors import Problem
from api.negotiation import negotiated
from api.pages import Pages
from api.routers.pages import PagesDep
from api.templating import page_response
from api.urls import FORMATS as NAMED
from graph.library import query
from graph.sparql import FORMATS

router = APIRouter(tags=["linked data"])

RDF_TYPES = tuple(item.media_type for item in FORMATS if item.graph)
HTML = "text/html"
# HTML comes last: a client that takes anything is a program, and gets RDF.
OFFERED = (*RDF_TYPES, HTML)


@router.head("/id/{segment}/{key}", status_code=303, include_in_schema=False)
@router.get("/id/{segment}/{key}", status_code=303)
def identifier(segment: str, key: str, service: ServiceDep) -> RedirectResponse:
    """The thing itself cannot be sent; the document about it can."""
    _known(service, segment, key)
    return RedirectResponse(f"/res/{segment}/{key}", status_code=303)


@router.head("/res/{segment}/{key}", response_class=Response, include_in_schema=False)
@router.get(
    "/res/{segment}/{key}",
    response_class=Response,
    responses={200: {"content": {media_type: {} for media_type in OFFERED}}},
)
def document(
    segment: str,
    key: str,
    request: Request,
    service: ServiceDep,
    pages: PagesDep,
    name: Annotated[
        Literal["ttl", "jsonld", "nt", "rdf", "html"] | None,
        Query(alias="format", description="Format; goes before the Accept header."),
    ] = None,
) -> Response:
    """What the graph says of a thing, as RDF or a page, in the format asked for."""
    iri = _known(service, segment, key)
    if name:
        media_type = HTML if name == "html" else NAMED[name][0]
    else:
        media_type = negotiated(request.headers.get("accept"), OFFERED)
    if media_type == HTML:
        return _page(service, pages, iri)
    content = _description(service, iri, media_type)
    return Response(content, media_type=media_type, headers={"Vary": "Accept"})


def _description(service: Service, iri: str, media_type: str) -> bytes:
    text = query("internal/describe").text
    return service.store.construct(text, {"thing": URIRef(iri)}, media_type)


def _page(service: Service, pages: Pages, iri: str) -> Response:
    kind, key = service.identifiers.key_of(iri) or ("", "")
    if kind == "project" and key in service.catalogue.projects:
        return page_response(pages.project(service.catalogue.projects[key]))
    if kind == "organisation" and key in service.catalogue.organisations:
        return page_response(pages.organisation(key))
    description = _description(service, iri, "application/n-triples")
    return page_response(pages.thing(iri, Graph().parse(data=description, format="nt")))


def _known(service: Service, segment: str, key: str) -> str:
    """IRI of a thing that the graph says something of; raises a 404 problem for any other."""
    iri = f"{service.identifiers.base}/id/{segment}/{key}"
    if service.identifiers.key_of(iri) is None or not service.store.describes(iri):
        raise Problem(404, "not-found", f"Nothing is known of {iri}.")
    return iri
