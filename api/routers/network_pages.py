"""The page of the collaboration network."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.errors import status_of
from api.network.form import given_of, parameters_of, question_of
from api.network.pages import PATH, network_page
from api.network.work import NetworkBusy, NetworkSlow
from api.routers.network import WorkDep
from api.routers.pages import PagesDep
from api.templating import page_response
from graph.errors import GraphError
from graph.network.selection import NetworkQueryInvalid

router = APIRouter(include_in_schema=False)


@router.head(PATH)
@router.get(PATH)
async def page(request: Request, pages: PagesDep, work: WorkDep) -> Response:
    """The form, and the network that it asks for."""
    given = given_of(request.query_params.multi_items())
    networks = pages.service.networks
    try:
        question = networks.canonical(question_of(parameters_of(given)))

        def made() -> Response:
            found = networks.answer(question)
            return page_response(network_page(pages, given, found, None))

        key = ("page", question, pages.reader)
        return await work.done(key, made)
    except GraphError as error:
        status, kind = status_of(error)
        if kind is None:
            raise
        candidates = error.candidates if isinstance(error, NetworkQueryInvalid) else ()
        refused = network_page(
            pages, given, None, str(error), ((body.id, body.name) for body in candidates)
        )
        response = page_response(refused, status)
        if isinstance(error, NetworkBusy | NetworkSlow):
            response.headers["Retry-After"] = "2"
        return response
