"""Linked data: identifiers answer 303 to the document about the thing, which negotiates.

After Digg's recommendation for persistent identifiers: `/id/…` names the thing itself, `/res/…`
is the document about it.
"""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.composition import Service
from api.dependencies import PoolDep, ServiceDep
from api.errors import Problem
from api.negotiation import negotiated
from graph.library import query
from graph.sparql import FORMATS
from graph.workers import Request as Evaluation
from ontology.namespaces import PREFIXES

router = APIRouter(tags=["linked data"])

RDF_TYPES = tuple(item.media_type for item in FORMATS if item.graph)


@router.api_route("/id/{segment}/{key}", methods=["GET", "HEAD"], status_code=303)
def identifier(segment: str, key: str, service: ServiceDep) -> RedirectResponse:
    """The thing itself cannot be sent; the document about it can."""
    _known(service, segment, key)
    return RedirectResponse(f"/res/{segment}/{key}", status_code=303)


@router.api_route(
    "/res/{segment}/{key}",
    methods=["GET", "HEAD"],
    response_class=Response,
    responses={200: {"content": {media_type: {} for media_type in RDF_TYPES}}},
)
def document(
    segment: str, key: str, request: Request, service: ServiceDep, pool: PoolDep
) -> Response:
    """What the graph says of a thing, as RDF in the format asked for."""
    iri = _known(service, segment, key)
    media_type = negotiated(request.headers.get("accept"), RDF_TYPES)
    evaluation = Evaluation(
        query("internal/describe").text,
        media_type,
        gives_graph=True,
        prefixes=dict(PREFIXES),
        bindings={"thing": iri},
    )
    content = pool.answer(evaluation)
    return Response(content, media_type=media_type, headers={"Vary": "Accept"})


def _known(service: Service, segment: str, key: str) -> str:
    """IRI of a thing that the graph says something of; raises a 404 problem for any other."""
    iri = f"{service.identifiers.base}/id/{segment}/{key}"
    if service.identifiers.key_of(iri) is None or not service.store.describes(iri):
        raise Problem(404, "not-found", f"Nothing is known of {iri}.")
    return iri
