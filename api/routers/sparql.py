"""The SPARQL endpoint: SPARQL 1.1 Protocol for queries, read only, and its description."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
from dataclasses import replace
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.build import version
from api.composition import Service
from api.compression import takes_gzip
from api.contexts.queries import SparqlAnswer
from api.dependencies import PoolDep, ServiceDep
from api.errors import status_of
from api.negotiation import negotiated
from api.pages import Pages
from api.routers.pages import PagesDep
from api.sparql.pages import JSON, TURTLE, answer_of, sparql_page
from api.sparql.request import FORM, QUERY, SparqlRequest, accept_of, by_get, by_post
from api.templating import page_response
from graph.engines import QueryEngine
from graph.errors import GraphError, QueryTimeout
from graph.search_service import may_search
from graph.service_description import described, graph_names
from graph.sparql import FORMATS, Form, classify, formats_for, is_repeatable
from graph.workers import Answer
from graph.workers import Request as Evaluation
from ontology.namespaces import PREFIXES

router = APIRouter(tags=["sparql"])

ALLOWED = "GET, HEAD, POST, OPTIONS"
HTML = "text/html"
RDF_TYPES = tuple(item.media_type for item in FORMATS if item.graph)
CUT_HEADER = "Result-Cut"
"""Says that an answer is only the beginning of one, and after how many bytes it was cut."""
GONE = 499
"""What is logged for a request whose client went away before the answer."""
_LARGE = 50_000  # bytes
_FAST = 1  # level of compression; a higher one takes longer than most queries do
_LOOK_SECONDS = 0.5  # how often a client is looked for, while its query runs

_EXAMPLE = "SELECT ?project ?name WHERE { ?project a samv:Project ; rdfs:label ?name } LIMIT 10"
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Bindings or a boolean, or RDF for CONSTRUCT and DESCRIBE, by Accept. "
        "Without a query: what this service is (SPARQL 1.1 Service Description).",
        "content": {item.media_type: {} for item in FORMATS},
    },
    304: {"description": "The answer is the one that the client has already."},
    406: {"description": "The answer cannot be sent in any format that the client accepts."},
    429: {"description": "Too many queries wait already."},
    503: {"description": "The query was stopped at its deadline."},
}
_GRAPHS = "Graphs to ask instead of the default graph; absolute IRIs, repeatable."
_NAMED = "Graphs that GRAPH may name; absolute IRIs, repeatable."


@router.head("/sparql", response_class=Response, include_in_schema=False)
@router.get("/sparql", responses=_ANSWERS, response_class=Response)
async def query_by_get(
    request: Request,
    service: ServiceDep,
    pool: PoolDep,
    pages: PagesDep,
    query: Annotated[str | None, Query(examples=[_EXAMPLE])] = None,
    default_graph_uri: Annotated[
        list[str] | None, Query(alias="default-graph-uri", description=_GRAPHS)
    ] = None,
    named_graph_uri: Annotated[
        list[str] | None, Query(alias="named-graph-uri", description=_NAMED)
    ] = None,
    timeout: Annotated[
        str | None, Query(description="Seconds, up to the deadline of the service.")
    ] = None,
) -> Response:
    """Evaluate a query (SPARQL 1.1 Protocol, 2.1.1). Common prefixes are declared already."""
    asked = by_get(request)
    if asked.query is None:
        return await _description(request, service, pool, pages, asked.format)
    if asked.format == "html":
        return await _page(request, service, pool, pages, asked)
    return await answered(request, service, pool, asked)


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
    return await answered(request, service, pool, await by_post(request))


@router.options("/sparql", include_in_schema=False)
def options() -> Response:
    """Which methods and bodies the endpoint takes."""
    return Response(status_code=204, headers={"Allow": ALLOWED, "Accept-Post": f"{QUERY}, {FORM}"})


async def answered(
    request: Request, service: Service, pool: QueryEngine, asked: SparqlRequest
) -> Response:
    """The answer to a query, or 304 where the client has it already."""
    form, evaluation = await _evaluation(request, service, asked)
    evaluation = replace(evaluation, media_type=_media_type(request, asked, form))
    return await evaluated(request, service, pool, evaluation, asked.seconds)


async def _evaluation(
    request: Request, service: Service, asked: SparqlRequest
) -> tuple[Form, Evaluation]:
    """The form of a query, and what is to be evaluated; its media type is still open."""
    written = asked.query or ""
    # Search blocks are answered here, and gone before any other SERVICE is refused.
    query = await searched(service, written, str(request.base_url).rstrip("/"))
    form = classify(query, len(written))
    return form, Evaluation(
        query=query,
        media_type="",
        gives_graph=form.gives_graph,
        default_graphs=asked.default_graphs,
        named_graphs=asked.named_graphs,
        prefixes=dict(PREFIXES),
        base=f"{service.identifiers.base}/sparql",
    )


async def searched(service: Service, query: str, reached_at: str | None = None) -> str:
    """A query with its search blocks answered, in a thread where there are any."""
    if not may_search(query):
        return query
    return await run_in_threadpool(service.expanded, query, reached_at)


def _media_type(request: Request, asked: SparqlRequest, form: Form) -> str:
    """The media type to answer with: by name where `format` is one that fits, else by Accept."""
    offered = formats_for(form)
    if asked.format:
        for item in FORMATS:
            if item.graph == form.gives_graph and asked.format in (item.name, item.media_type):
                return item.media_type
    return offered[negotiated(accept_of(request), list(offered))]


async def evaluated(
    request: Request,
    service: Service,
    pool: QueryEngine,
    evaluation: Evaluation,
    seconds: float | None = None,
) -> Response:
    """The response to a query that `classify` let through."""
    headers = {"Vary": "Accept", "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
    if request.method in ("GET", "HEAD") and is_repeatable(evaluation.query):
        headers["ETag"] = _etag(service, pool, evaluation)
        if headers["ETag"].removeprefix("W/") in _tags(request):
            return Response(status_code=304, headers=headers)
    answer = await _while_connected(request, pool, evaluation, seconds)
    if answer is None:
        return Response(status_code=GONE)
    if "ETag" in headers and "*" in _tags(request):
        return Response(status_code=304, headers=headers)
    if answer.cut:
        headers[CUT_HEADER] = f"bytes={pool.limits.answer_bytes}"
        headers["Link"] = f'<{service.identifiers.base}/sparql#cut>; rel="help"'
        del headers["Cache-Control"]
    content = answer.content
    if len(content) > _LARGE and takes_gzip(request.headers.get("accept-encoding", "")):
        # The middleware would hold the event loop, and every other request, while it compresses.
        content = await run_in_threadpool(gzip.compress, content, _FAST, mtime=0)
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept, Accept-Encoding"}
    return Response(content, media_type=evaluation.media_type, headers=headers)


def _etag(service: Service, pool: QueryEngine, evaluation: Evaluation) -> str:
    """A weak tag, for the same bytes are also sent compressed.

    A release never changes, so the answer is a function of the release, the request, and this
    program with its bounds.
    """
    parts = (
        service.release.manifest.id,
        version(),
        pool.limits.answer_bytes,
        evaluation.query,
        evaluation.media_type,
        evaluation.default_graphs,
        evaluation.named_graphs,
    )
    return f'W/"{hashlib.sha256(repr(parts).encode("utf-8", "replace")).hexdigest()[:32]}"'


def _tags(request: Request) -> list[str]:
    """Tags of If-None-Match, which is a weak comparison (RFC 9110, 13.1.2)."""
    header = ", ".join(request.headers.getlist("if-none-match"))
    return [tag.strip().removeprefix("W/") for tag in header.split(",")]


async def _while_connected(
    request: Request, pool: QueryEngine, evaluation: Evaluation, seconds: float | None
) -> Answer | None:
    """The answer; None, and the query stopped, when the client goes away before it."""
    task = asyncio.ensure_future(pool.answer_soon(evaluation, seconds))
    try:
        while not (await asyncio.wait({task}, timeout=_LOOK_SECONDS))[0]:
            if await request.is_disconnected():
                return None
        return task.result()
    finally:
        task.cancel()


async def _description(
    request: Request,
    service: Service,
    pool: QueryEngine,
    pages: PagesDep,
    name: str | None,
) -> Response:
    """What the service is: RDF, or a page for a client that asks for HTML or `?format=html`."""
    names = await graph_names(pool)
    by_name = {item.name: item.media_type for item in FORMATS if item.graph} | {"html": HTML}
    offered = formats_for(Form.CONSTRUCT) | {HTML: HTML}
    media_type = by_name.get(name or "") or offered[negotiated(accept_of(request), list(offered))]
    if media_type == HTML:
        return await run_in_threadpool(
            lambda: page_response(sparql_page(pages, pool.limits, names))
        )
    content = await run_in_threadpool(described, service.identifiers.base, names, media_type)
    return Response(content, media_type=media_type, headers={"Vary": "Accept"})


async def _page(
    request: Request, service: Service, pool: QueryEngine, pages: Pages, asked: SparqlRequest
) -> Response:
    """The page with the answer to a query, or with what is wrong with it."""
    names, status = await graph_names(pool), 200
    form: Form | None = None
    answer: SparqlAnswer | None = None
    fault: str | None = None
    try:
        form, evaluation = await _evaluation(request, service, asked)
        evaluation = replace(evaluation, media_type=TURTLE if form.gives_graph else JSON)
        found = await _while_connected(request, pool, evaluation, asked.seconds)
        if found is not None:
            answer = await run_in_threadpool(answer_of, pages, found, form)
    except GraphError as error:
        status, _ = status_of(error)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR and not isinstance(error, QueryTimeout):
            raise
        fault = str(error)
    return await run_in_threadpool(
        lambda: page_response(
            sparql_page(pages, pool.limits, names, asked.query, answer, fault, form), status
        )
    )
