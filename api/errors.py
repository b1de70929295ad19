"""Errors as HTTP: one place that maps them to RFC 9457 problem details."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.routing import Match, Mount

from api.network.work import NetworkBusy, NetworkSlow, NetworkTooLarge
from graph.errors import (
    EngineFault,
    EngineUnavailable,
    FormatUnfit,
    GraphError,
    ParameterInvalid,
    QueryInvalid,
    QueryMemory,
    QueryOverload,
    QueryRefused,
    QueryTimeout,
    ReleaseError,
    ResultTooLarge,
    UnknownQuery,
)
from graph.filters import UnknownValue
from graph.named_things import (
    AmbiguousOrganisation,
    PlacesApart,
    UnknownOrganisation,
    UnknownProject,
)
from graph.network.arrays import MeasureInvalid
from graph.network.pictures.drawing import NetworkError
from graph.network.selection import NetworkQueryInvalid
from graph.views import OrganisationReference
from search.errors import SearchError

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "https://w3id.org/samverkansgrafen/problem/"

_STATUS: Mapping[type[GraphError], tuple[int, str]] = {
    QueryInvalid: (400, "query-invalid"),
    QueryRefused: (403, "query-refused"),
    QueryMemory: (422, "query-memory"),
    ResultTooLarge: (422, "result-too-large"),
    QueryTimeout: (503, "query-timeout"),
    QueryOverload: (429, "query-overload"),
    FormatUnfit: (406, "not-acceptable"),
    UnknownQuery: (404, "not-found"),
    ParameterInvalid: (422, "parameter-invalid"),
    EngineUnavailable: (503, "engine-unavailable"),
    ReleaseError: (503, "release-unavailable"),
    EngineFault: (502, "engine-fault"),
    UnknownValue: (422, "unknown-value"),
    UnknownOrganisation: (422, "unknown-organisation"),
    UnknownProject: (422, "unknown-project"),
    AmbiguousOrganisation: (422, "ambiguous-organisation"),
    PlacesApart: (422, "places-apart"),
    NetworkQueryInvalid: (422, "network-invalid"),
    MeasureInvalid: (422, "measure-invalid"),
    NetworkError: (422, "picture-invalid"),
    NetworkTooLarge: (422, "network-too-large"),
    NetworkBusy: (429, "network-busy"),
    NetworkSlow: (503, "network-slow"),
}


_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

ErrorPage = Callable[[Request, int, str], Response | None]
"""Makes a page of a status and detail; None for a client that wants no page."""


def status_of(error: GraphError) -> tuple[int, str | None]:
    """The status of an error, and the kind of problem; 500 and None where it is a fault of ours."""
    for kind, found in _STATUS.items():
        if isinstance(error, kind):
            return found
    return 500, None


class Problem(HTTPException):
    """An error with a problem type of its own, raised by the routers."""

    def __init__(
        self,
        status: int,
        kind: str,
        detail: str,
        headers: Mapping[str, str] | None = None,
        **extra: Any,
    ) -> None:
        super().__init__(status, detail, dict(headers) if headers else None)
        self.kind = kind
        self.extra = extra


def problem(
    status: int,
    detail: str,
    kind: str | None = None,
    headers: Mapping[str, str] | None = None,
    **extra: Any,
) -> JSONResponse:
    """A problem+json response; without a kind its type is about:blank."""
    body = {
        "type": TYPE_PREFIX + kind if kind else "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **extra,
    }
    return JSONResponse(body, status, headers=dict(headers or {}), media_type=MEDIA_TYPE)


def _message(fault: Mapping[str, Any]) -> str:
    reason = fault.get("ctx", {}).get("error")
    return f"{fault['msg']} ({reason})" if isinstance(reason, str) else str(fault["msg"])


def _named(bodies: Iterable[OrganisationReference]) -> list[dict[str, str]]:
    return [{"id": body.id, "name": body.name} for body in bodies]


def _allowed(request: Request) -> list[str]:
    """The methods that the path of a request takes, whichever routes have it.

    A route that does not take the method names only its own: the path may have several.
    """
    scope = {"type": "http", "path": request.scope["path"], "root_path": "", "headers": []}
    routes = [route for route in request.app.routes if not isinstance(route, Mount)]
    found = [
        method
        for method in _METHODS
        if any(route.matches({**scope, "method": method})[0] is Match.FULL for route in routes)
    ]
    return found or ["GET", "HEAD"]  # a mount has files


def install(app: FastAPI, page: ErrorPage | None = None) -> None:
    """Have every error of an application answered as a problem, or as a page where one is made."""

    def answer(
        request: Request,
        status: int,
        detail: str,
        kind: str | None = None,
        headers: Mapping[str, str] | None = None,
        **extra: Any,
    ) -> Response:
        response = page(request, status, detail) if page else None
        if response is None:
            response = problem(status, detail, kind, headers, **extra)
            response.headers["Vary"] = "Accept"
        else:
            response.headers.update(headers or {})
        return response

    @app.exception_handler(Problem)
    async def on_problem(request: Request, error: Problem) -> Response:
        return answer(
            request, error.status_code, error.detail, error.kind, error.headers, **error.extra
        )

    @app.exception_handler(HTTPException)
    async def on_http(request: Request, error: HTTPException) -> Response:
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            allowed = ", ".join(_allowed(request))
            detail = f"{request.method} is not allowed at {request.url.path}. Use {allowed}."
            return answer(request, 405, detail, "method-not-allowed", {"Allow": allowed})
        if error.detail == HTTPStatus.NOT_FOUND.phrase:  # no route has the path
            detail = f"Nothing is at {request.url.path[:200]}. /docs lists the addresses."
            return answer(request, 404, detail, "not-found")
        return answer(request, error.status_code, str(error.detail), headers=error.headers)

    @app.exception_handler(RequestValidationError)
    async def on_validation(request: Request, error: RequestValidationError) -> Response:
        faults = [
            {"where": ".".join(map(str, fault["loc"])), "message": _message(fault)}
            for fault in error.errors()
        ]
        first = faults[0] if faults else {"where": "request", "message": "is not valid"}
        detail = f"{first['where']}: {first['message']}."
        return answer(request, 422, detail, "invalid-request", errors=faults)

    @app.exception_handler(GraphError)
    async def on_graph(request: Request, error: GraphError) -> Response:
        status, name = status_of(error)
        if isinstance(error, ReleaseError):
            logger.error("The release cannot be read", exc_info=error)
        if name is not None:
            headers = {"Retry-After": "2"} if status in (429, 503) else None
            extra: dict[str, Any] = {}
            if isinstance(error, QueryInvalid) and error.line is not None:
                extra = {"line": error.line, "column": error.column}
            if isinstance(error, AmbiguousOrganisation):
                extra = {"candidates": _named(error.candidates)}
            if isinstance(error, NetworkQueryInvalid):
                extra = {"errors": [{"where": error.parameter, "message": str(error)}]}
                if error.candidates:
                    name = _STATUS[AmbiguousOrganisation][1]
                    extra["candidates"] = _named(error.candidates)
            return answer(request, status, str(error), name, headers, **extra)
        logger.error("Unexpected graph error", exc_info=error)
        return answer(request, 500, "The service could not answer. The fault has been logged.")

    @app.exception_handler(SearchError)
    async def on_search(request: Request, error: SearchError) -> Response:
        return answer(request, 422, str(error), "invalid-search")

    @app.exception_handler(Exception)
    async def on_any(request: Request, error: Exception) -> Response:
        logger.error("Unexpected error", exc_info=error)
        return answer(request, 500, "The service could not answer. The fault has been logged.")
