"""SPARQL requests over HTTP: their parameters, checked, whichever way they were sent.

SPARQL 1.1 Protocol, https://www.w3.org/TR/sparql11-protocol/, section 2.1.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from fastapi import Request

from api.errors import Problem
from graph.errors import QueryInvalid, QueryRefused
from graph.sparql import composed

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

MAX_PARAMETERS = 1000

Parameters = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class SparqlRequest:
    """What a request asks: a query, the graphs to ask, how long it may take, in which format.

    `query` is None where the request has no parameter at all, and so is about the service itself.
    """

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    seconds: float | None = None
    format: str | None = None


def accept_of(request: Request) -> str | None:
    """The Accept header, also where it was sent in several lines (RFC 9110, 5.3)."""
    return ", ".join(request.headers.getlist("accept")) or None


def by_get(request: Request) -> SparqlRequest:
    """Read a request by GET or HEAD (2.1.1)."""
    parameters = _parsed(request.scope.get("query_string", b""))
    if not parameters.keys() - {"lang", "format"}:
        return SparqlRequest(None, format=next(iter(parameters.get("format", ())), None))
    return _checked(parameters)


async def by_post(request: Request) -> SparqlRequest:
    """Read a request by POST, as a form (2.1.2) or with the query as its body (2.1.3)."""
    coding = request.headers.get("content-encoding", "").strip().lower()
    if coding not in ("", "identity"):
        raise Problem(
            415,
            "unsupported-media-type",
            f"Send the body as it is, not with Content-Encoding: {coding[:100]}.",
            headers={"Accept-Encoding": "identity"},
        )
    kind, _, rest = request.headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    if kind == UPDATE:
        raise QueryRefused("This endpoint is read only: updates are refused.")
    if kind not in (QUERY, FORM):
        raise Problem(
            415,
            "unsupported-media-type",
            f"Send {QUERY} or {FORM}, not {kind[:100] or 'an untyped body'}.",
        )
    for name, _, value in (part.partition("=") for part in rest.split(";")):
        if name.strip().lower() == "charset" and value.strip(' "').lower() not in ("utf-8", "utf8"):
            raise Problem(
                415, "unsupported-media-type", f"Send UTF-8, not {value.strip()[:100]!r}."
            )
    body = await request.body()
    parameters = _parsed(request.scope.get("query_string", b""))
    if kind == FORM:
        sent = _parsed(body)
        # A form is whole in its body; what also stands in the address counts once more.
        parameters = {
            name: [*parameters.get(name, ()), *sent.get(name, ())]
            for name in {**parameters, **sent}
        }
    else:
        try:
            query = body.decode("utf-8-sig")  # some editors begin a file with U+FEFF
        except UnicodeDecodeError as error:
            raise QueryInvalid("The query is not UTF-8.") from error
        parameters = {**parameters, "query": [*parameters.get("query", ()), query]}
    return _checked(parameters)


def _parsed(text: bytes) -> dict[str, list[str]]:
    try:
        return parse_qs(
            text.decode("ascii", "strict") if text.isascii() else text.decode("utf-8"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MAX_PARAMETERS,
        )
    except UnicodeDecodeError as error:
        raise Problem(400, "invalid-request", "The parameters are not UTF-8.") from error
    except ValueError as error:
        raise Problem(
            400, "invalid-request", f"More than {MAX_PARAMETERS} parameters were sent."
        ) from error


def _checked(parameters: Parameters) -> SparqlRequest:
    if "update" in parameters:
        raise QueryRefused("This endpoint is read only: updates are refused.")
    queries = parameters.get("query", ())
    if len(queries) != 1:
        raise QueryInvalid(f"Exactly one `query` must be given, not {len(queries)}.")
    formats = parameters.get("format", ())
    return SparqlRequest(
        query=composed(queries[0]),
        default_graphs=iris(parameters, "default-graph-uri"),
        named_graphs=iris(parameters, "named-graph-uri"),
        seconds=_seconds(parameters.get("timeout", ())),
        format=formats[-1] if formats else None,
    )


def _seconds(values: Sequence[str]) -> float | None:
    if not values:
        return None
    try:
        seconds = float(values[-1])
    except ValueError:
        seconds = math.nan
    if not 0 < seconds < math.inf:
        raise Problem(
            400,
            "invalid-request",
            f"timeout must be a number of seconds above 0, not {values[-1][:100]!r}.",
        )
    return seconds


def iris(parameters: Parameters, name: str) -> tuple[str, ...]:
    """Values of a parameter that takes absolute IRIs; raises a 400 problem for any other."""
    values = tuple(parameters.get(name, ()))
    for value in values:
        try:
            absolute = bool(urlsplit(value).scheme)
        except ValueError:
            absolute = False
        if not absolute or any(c.isspace() or c in '<>"{}|\\^`' or c < " " for c in value):
            raise Problem(
                400, "invalid-request", f"{name} must be an absolute IRI: {value[:200]!r}."
            )
    return values
