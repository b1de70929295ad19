"""The query library over HTTP: its list, and answers as JSON, SPARQL results, CSV and TSV."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.composition import Service
from api.dependencies import PoolDep, ServiceDep
from api.errors import Problem
from api.negotiation import negotiated
from api.queries.library import PATH, QueryAnswer, QueryList, answer_model
from api.queries.pages import LANG, PAGES, SHOWN, list_page, query_page
from api.routers.pages import PagesDep
from api.routers.sparql import searched
from api.templating import page_response
from graph.answers import DEFAULT_LIMIT, MAX_LIMIT, MAX_OFFSET, Page, page_of, request_for
from graph.engines import QueryEngine
from graph.errors import ParameterInvalid
from graph.filters import UnknownValue
from graph.library import Query as LibraryQuery
from graph.library import query
from graph.parameters import values_of

router = APIRouter(tags=["query library"])

JSON = "application/json"
TYPES = {
    "json": JSON,
    "srj": "application/sparql-results+json",
    "srx": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
RESERVED = frozenset({"limit", "offset", "format"})
"""Parameters of the address that no query of the library may have."""


@router.get(PATH)
def library() -> QueryList:
    """Every query of the library, with its parameters and columns, in Swedish and English."""
    return QueryList.whole()


@router.get(
    f"{PATH}/{{name}}",
    response_model=QueryAnswer,
    responses={200: {"content": {kind: {} for kind in TYPES.values()}}},
)
async def answer(
    name: str,
    request: Request,
    service: ServiceDep,
    pool: PoolDep,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT, description="Most rows to give.")] = (
        DEFAULT_LIMIT
    ),
    offset: Annotated[int, Query(ge=0, le=MAX_OFFSET, description="Rows to leave out first.")] = 0,
    kind: Annotated[
        Literal["json", "srj", "srx", "csv", "tsv"] | None,
        Query(alias="format", description="Format; goes before the Accept header."),
    ] = None,
) -> Response:
    """The answer to a query. Its parameters are given by name in the address.

    Where rows follow, JSON has their address in `next`, and every format in the Link header.
    """
    found = query(name) if "/" not in name else None
    if found is None:
        raise Problem(404, "not-found", f"No query is named {name!r}. GET {PATH} lists them.")
    media_type = (
        TYPES[kind] if kind else negotiated(request.headers.get("accept"), list(TYPES.values()))
    )
    given = given_parameters(request)
    page, used = await page_for(service, pool, found, given, limit, offset)
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    following = None
    if page.more:
        following = _address(name, given, limit, offset + limit, kind)
        headers["Link"] = f'<{following}>; rel="next"'
    if media_type == JSON:
        model = answer_model(page, used, service.release.manifest.id, following)
        return Response(model.model_dump_json(), media_type=JSON, headers=headers)
    content = await run_in_threadpool(page.serialised, media_type)
    return Response(content, media_type=media_type, headers=headers)


@router.head(PAGES, include_in_schema=False)
@router.get(PAGES, include_in_schema=False)
def library_page(pages: PagesDep) -> Response:
    """The library as a page."""
    return page_response(list_page(pages))


@router.head(f"{PAGES}/{{name}}", include_in_schema=False)
@router.get(f"{PAGES}/{{name}}", include_in_schema=False)
async def answer_page(
    name: str, request: Request, service: ServiceDep, pool: PoolDep, pages: PagesDep
) -> Response:
    """A query as a page; it is asked once every value that it needs is given."""
    found = query(name)
    given = {key: value for key, value in given_parameters(request).items() if value.strip()}
    takes = {parameter.name for parameter in found.parameters}
    if LANG in takes:
        given[LANG] = pages.reader.t.lang
    else:
        given.pop(LANG, None)
    page, fault = None, None
    if all(p.name in given for p in found.parameters if p.required):
        try:
            page, _ = await page_for(service, pool, found, given, SHOWN, 0)
        except (ParameterInvalid, UnknownValue) as error:
            fault = str(error)
    content = await run_in_threadpool(query_page, pages, found, given, page, fault)
    return page_response(content, 422 if fault else 200)


async def page_for(
    service: Service,
    pool: QueryEngine,
    found: LibraryQuery,
    given: dict[str, str],
    limit: int,
    offset: int,
) -> tuple[Page, dict[str, str]]:
    """A page of a query's answer, and the values that its parameters had."""
    values = await run_in_threadpool(values_of, found, given, service.identifiers, service.store)
    asked = request_for(found, values, limit, offset)
    asked = replace(asked, query=await searched(service, asked.query))
    reply = await pool.answer_soon(asked)
    page = await run_in_threadpool(page_of, found, reply.content, limit, offset)
    return page, {name: value.value for name, value in values.items()}


def given_parameters(request: Request) -> dict[str, str]:
    """The parameters of a query that an address gives; raises a 422 problem for one given twice."""
    given: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name in RESERVED:
            continue
        if name in given:
            raise Problem(422, "parameter-invalid", f"{name[:100]} is given more than once.")
        given[name] = value
    return given


def _address(name: str, given: dict[str, str], limit: int, offset: int, kind: str | None) -> str:
    parts: dict[str, Any] = {**given, "limit": limit, "offset": offset}
    if kind:
        parts["format"] = kind
    return f"{PATH}/{quote(name)}?{urlencode(parts)}"
