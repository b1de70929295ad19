"""The SPARQL endpoint: queries by GET and POST, read only."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Any
from urllib.parse import parse_qs, urlsplit

from fastapi import APIRouter, Query, Request, Response

from api.dependencies import PoolDep, ServiceDep
from api.errors import Problem
from api.negotiation import negotiated
from graph.errors import QueryInvalid, QueryRefused
from graph.sparql import FORMATS, classify, formats_for
from graph.workers import QueryPool
from graph.workers import Request as Evaluation
from ontology.namespaces import PREFIXES

router = APIRouter(tags=["sparql"])

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
VARY = {"Vary": "Accept"}

_EXAMPLE = "SELECT ?project ?name WHERE { ?project a samv:Project ; rdfs:label ?name } LIMIT 10"
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Bindings or a boolean, or RDF for CONSTRUCT and DESCRIBE, by Accept.",
        "content": {item.media_type: {} for item in FORMATS},
    }
}


@router.get("/sparql", responses=_ANSWERS, response_class=Response)
async def query_by_get(
    request: Request,
    service: ServiceDep,
    pool: PoolDep,
    query: Annotated[str | None, Query(examples=[_EXAMPLE])] = None,
) -> Response:
    """Evaluate a query (SPARQL 1.1 Protocol, 2.1.1). Common prefixes are declared already."""
    parameters = parse_qs(request.url.query, keep_blank_values=True)
    return await _answered(request, pool, parameters, query)


@router.post(
    "/sparql",
    responses=_ANSWERS,
    response_class=Response,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                QUERY: {"schema": {"type": "string"}, "example": _EXAMPLE},
                FORM: {
                    "schema": {
                        "type": "object",
                        "properties": {"query": {"type": "string"}},
                        "required": ["query"],
                    },
                    "example": {"query": _EXAMPLE},
                },
            },
        }
    },
)
async def query_by_post(request: Request, service: ServiceDep, pool: PoolDep) -> Response:
    """Evaluate a query sent as a form or as the body (SPARQL 1.1 Protocol, 2.1.2 and 2.1.3)."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == UPDATE:
        raise QueryRefused("This endpoint is read only: updates are refused.")
    try:
        body = (await request.body()).decode("utf-8")
    except UnicodeDecodeError as error:
        raise QueryInvalid("The request is not UTF-8.") from error
    if kind == QUERY:
        parameters = parse_qs(request.url.query, keep_blank_values=True)
        return await _answered(request, pool, parameters, body)
    if kind == FORM:
        parameters = parse_qs(body, keep_blank_values=True)
        return await _answered(request, pool, parameters, _one(parameters, "query"))
    raise Problem(
        415, "unsupported-media-type", f"Send {QUERY} or {FORM}, not {kind or 'an untyped body'}."
    )


async def _answered(
    request: Request, pool: QueryPool, parameters: dict[str, list[str]], query: str | None
) -> Response:
    if "update" in parameters:
        raise QueryRefused("This endpoint is read only: updates are refused.")
    if query is None or len(parameters.get("query", [])) > 1:
        raise QueryInvalid("Exactly one `query` must be given.")
    # The graph holds composed characters only, so a decomposed å could never match.
    query = unicodedata.normalize("NFC", query)
    form = classify(query)
    offered = formats_for(form)
    media_type = offered[negotiated(request.headers.get("accept"), list(offered))]
    evaluation = Evaluation(
        query=query,
        media_type=media_type,
        gives_graph=form.gives_graph,
        default_graphs=_graphs(parameters, "default-graph-uri"),
        named_graphs=_graphs(parameters, "named-graph-uri"),
        prefixes=dict(PREFIXES),
    )
    content = await pool.answer_soon(evaluation)
    return Response(content, media_type=media_type, headers=VARY)


def _one(parameters: dict[str, list[str]], name: str) -> str | None:
    values = parameters.get(name, [])
    return values[0] if values else None


def _graphs(parameters: dict[str, list[str]], name: str) -> tuple[str, ...]:
    graphs = tuple(parameters.get(name, ()))
    for iri in graphs:
        if not urlsplit(iri).scheme or any(c.isspace() or c in '<>"{}|\\^`' for c in iri):
            raise Problem(400, "invalid-request", f"{name} must be an absolute IRI: {iri[:200]!r}.")
    return graphs
