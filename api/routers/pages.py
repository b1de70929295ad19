"""The start page, and errors as pages for browsers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from api.build import version
from api.contexts.search import FacetList, Results
from api.dependencies import FilterParameters, SearchParameters, ServiceDep
from api.errors import Problem
from api.facets.pages import FILTERS, NARROW, facet_lists, narrowed
from api.negotiation import negotiated
from api.pages import Pages
from api.reader import Reader
from api.routers.search import search
from api.serving.releases import is_served, served
from api.templating import page_response
from api.themes.matches import summary_of
from graph.filters import Filters

router = APIRouter(include_in_schema=False)

SHOWN = 20
LISTED = 50
LONGEST_IN_ADDRESS = 1000
"""A longer text stays out of addresses, and so out of logs and browser histories."""


def pages_for(request: Request, service: ServiceDep) -> Pages:
    """Pages for the reader who sent a request."""
    return Pages(service, Reader.of(request, service.identifiers.base), version())


PagesDep = Annotated[Pages, Depends(pages_for)]


def wants_page(request: Request) -> bool:
    """Whether a client asks for HTML before JSON; one that takes anything does not."""
    try:
        offered = ("application/problem+json", "application/json", "text/html")
        return negotiated(request.headers.get("accept"), offered) == "text/html"
    except Problem:
        return False


def error_page(request: Request, status: int, detail: str) -> Response | None:
    """The page for an error; None for a client that does not ask for HTML."""
    if not is_served(request.scope) or not wants_page(request):
        return None
    pages = pages_for(request, served(request.scope).service)
    return page_response(pages.error(status, detail), status)


@router.head("/", include_in_schema=False)
@router.get("/")
def home(request: Request, pages: PagesDep) -> Response:
    """The start page, with what `?q=` and the filters find."""
    given = {name: request.query_params.get(name, "").strip() for name in ("q", *FILTERS)}
    text, chosen = given.pop("q"), given
    return page_response(pages.home(text, chosen, _results(pages, text, chosen)))


@router.post("/")
async def submitted(request: Request, pages: PagesDep) -> Response:
    """The form: short searches get an address of their own, drafts are answered at once."""
    fields = parse_qs((await request.body()).decode("utf-8", "replace"))
    filled = {name: fields.get(name, [""])[0].strip() for name in ("q", *FILTERS)}
    given = narrowed(filled, fields.get(NARROW, [""])[0])
    if len(given["q"]) <= LONGEST_IN_ADDRESS:
        return RedirectResponse(pages.reader.urls.home(**given), status_code=303)
    return await run_in_threadpool(_answered_draft, pages, given)


def _answered_draft(pages: Pages, given: dict[str, str]) -> Response:
    text = given.pop("q")
    results = _results(pages, text, given)
    return page_response(pages.home(text, given, results, posted=True))


def _results(pages: Pages, text: str, chosen: Mapping[str, str]) -> Results | None:
    service = pages.service
    given = {name: value for name, value in chosen.items() if value}
    try:
        if text:
            parameters = SearchParameters.model_validate({**given, "q": text, "limit": SHOWN})
            found = search(service, parameters)
            return Results(
                found.total,
                hits=tuple(found.hits),
                organisations=tuple(found.organisations),
                facets=_facets(pages, text, chosen, parameters.filters()),
            )
        if not given:
            return None
        filters = FilterParameters.model_validate(given).filters()
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(map(str, fault["loc"]))
        raise Problem(422, "invalid-request", f"{where}: {fault['msg']}.") from error
    listed = service.finder.find(filters)
    summaries = tuple(summary_of(service, view, filters) for view in listed[:LISTED])
    facets = _facets(pages, text, chosen, filters)
    return Results(len(listed), listed=summaries, facets=facets)


def _facets(
    pages: Pages, text: str, chosen: Mapping[str, str], filters: Filters
) -> tuple[FacetList, ...]:
    return facet_lists(pages.reader, pages.service.facets.count(filters), text, chosen)
