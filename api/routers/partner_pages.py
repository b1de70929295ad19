"""The page that suggests partners for a draft."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import ValidationError

from api.errors import status_of
from api.pages import Pages
from api.partners.models import PartnerRequest
from api.partners.pages import CHOICES, PATH, SETTINGS, partners_page
from api.partners.search import suggest
from api.routers.pages import PagesDep
from api.templating import page_response
from graph.errors import GraphError
from search.errors import SearchError

router = APIRouter(include_in_schema=False)

FIELDS = ("q", "project", "on_board", *CHOICES, *SETTINGS)
INVALID = 422


@router.head(PATH)
@router.get(PATH)
def asked(request: Request, pages: PagesDep) -> Response:
    """The form; with `?q=` or `?project=`, and the answer."""
    given = {name: request.query_params.get(name, "").strip() for name in FIELDS}
    return _answered(pages, given, posted=False)


@router.post(PATH)
async def submitted(request: Request, pages: PagesDep) -> Response:
    """The form as sent: answered at once, so that a draft stands in no address."""
    fields = parse_qs((await request.body()).decode("utf-8", "replace"))
    given = {name: fields.get(name, [""])[0].strip() for name in FIELDS}
    return await run_in_threadpool(_answered, pages, given, posted=True)


def _answered(pages: Pages, given: Mapping[str, str], *, posted: bool) -> Response:
    if not (given["q"] or given["project"]):
        return page_response(partners_page(pages, given, None, None, posted=False))
    try:
        found = suggest(pages.service, _request(given))
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(map(str, fault["loc"])) or "form"
        return _refused(pages, given, f"{where}: {fault['msg']}.", INVALID, posted)
    except SearchError as error:
        return _refused(pages, given, str(error), INVALID, posted)
    except GraphError as error:
        status, kind = status_of(error)
        if kind is None:
            raise
        return _refused(pages, given, str(error), status, posted)
    return page_response(partners_page(pages, given, found, None, posted=posted))


def _refused(
    pages: Pages, given: Mapping[str, str], fault: str, status: int, posted: bool
) -> Response:
    return page_response(partners_page(pages, given, None, fault, posted=posted), status)


def _request(given: Mapping[str, str]) -> PartnerRequest:
    chosen = {name: [given[name]] for name in CHOICES if given[name]}
    lines = (line.strip() for line in given["on_board"].splitlines())
    return PartnerRequest.model_validate(
        {
            **chosen,
            **{name: given[name] for name in SETTINGS if given[name]},
            "text": given["q"] or None,
            "project": given["project"] or None,
            "on_board": [line for line in lines if line],
        }
    )
