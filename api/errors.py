"""Errors as HTTP: one place that maps them to RFC 9457 problem details."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from graph.errors import (
    GraphError,
    QueryInvalid,
    QueryOverload,
    QueryRefused,
    QueryTimeout,
    ResultTooLarge,
)
from graph.filters import UnknownValue
from search.errors import SearchError

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "https://w3id.org/samverkansgrafen/problem/"

_STATUS: Mapping[type[GraphError], tuple[int, str]] = {
    QueryInvalid: (400, "query-invalid"),
    QueryRefused: (403, "query-refused"),
    ResultTooLarge: (422, "result-too-large"),
    QueryTimeout: (503, "query-timeout"),
    QueryOverload: (429, "query-overload"),
    UnknownValue: (422, "unknown-value"),
}


ErrorPage = Callable[[Request, int, str], Response | None]
"""Makes a page of a status and detail; None for a client that wants no page."""


class Problem(HTTPException):
    """An error with a problem type of its own, raised by the routers."""

    def __init__(self, status: int, kind: str, detail: str, **extra: Any) -> None:
        super().__init__(status, detail)
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
        for kind, (status, name) in _STATUS.items():
            if isinstance(error, kind):
                headers = {"Retry-After": "2"} if status in (429, 503) else None
                return answer(request, status, str(error), name, headers)
        logger.error("Unexpected graph error", exc_info=error)
        return answer(request, 500, "The service could not answer. The fault has been logged.")

    @app.exception_handler(SearchError)
    async def on_search(request: Request, error: SearchError) -> Response:
        return answer(request, 422, str(error), "invalid-search")

    @app.exception_handler(Exception)
    async def on_any(request: Request, error: Exception) -> Response:
        logger.error("Unexpected error", exc_info=error)
        return answer(request, 500, "The service could not answer. The fault has been logged.")
