"""A SPARQL 1.1 endpoint over HTTP: queries, updates and the Graph Store Protocol.

Nothing here knows a product, but for the two headers with which Virtuoso says that an answer is
not whole, and the header "type" of its JSON, which Oxigraph's reader takes as well.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

import httpx2
import pyoxigraph as ox

from graph.errors import (
    EngineFault,
    EngineUnavailable,
    QueryInvalid,
    QueryOverload,
    QueryTimeout,
    ResultTooLarge,
)

CONNECT_SECONDS = 5.0
LONGEST_MESSAGE = 300
"""Characters of an endpoint's own words that are passed on."""

_LATE = "The SPARQL endpoint did not answer in time. Make the query narrower, or use LIMIT."
_JSON = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_AT_MOST = "X-SPARQL-MaxRows"  # Virtuoso: rows after which it cuts, in silence otherwise
_STATE = "X-SQL-State"  # Virtuoso: S1TAT where it gave up before all was found


@dataclass(frozen=True, slots=True)
class Address:
    """Where an endpoint is and how to enter. Only publishing needs more than `query`."""

    query: str
    update: str | None = None
    graph_store: str | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    scheme: Literal["digest", "basic"] = "digest"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of an endpoint; `at_most` is the number of rows after which it cuts, if it does."""

    content: bytes
    at_most: int | None = None


class Endpoint:
    """A client with pooled connections; close it when done. Threads may share it."""

    def __init__(self, address: Address, seconds: float) -> None:
        """`seconds` is how long an endpoint may be silent before it counts as gone."""
        self.address = address
        self._seconds = seconds
        auth: httpx2.Auth | None = None
        if address.user is not None:
            given = (address.user, address.password or "")
            digest = address.scheme == "digest"
            auth = httpx2.DigestAuth(*given) if digest else httpx2.BasicAuth(*given)
        self._auth = auth
        self._client = httpx2.Client(
            timeout=httpx2.Timeout(seconds, connect=CONNECT_SECONDS),
            headers={"User-Agent": "samverkan"},
            # What the service asks is between it and its endpoint: no proxy of the environment.
            trust_env=False,
        )

    def close(self) -> None:
        """Close every connection."""
        self._client.close()

    def select(
        self,
        query: str,
        default: Sequence[str] = (),
        named: Sequence[str] = (),
        *,
        seconds: float | None = None,
        limit: int | None = None,
    ) -> Reply:
        """The answer to a SELECT or ASK query, as SPARQL JSON.

        `default` and `named` are the graphs of the dataset (SPARQL 1.1 Protocol 2.1.4); `limit`
        is in bytes, and `ResultTooLarge` is raised beyond.
        """
        return self._query(query, default, named, _JSON, seconds, limit)

    def construct(
        self,
        query: str,
        default: Sequence[str] = (),
        named: Sequence[str] = (),
        *,
        seconds: float | None = None,
        limit: int | None = None,
    ) -> Reply:
        """The answer to a CONSTRUCT or DESCRIBE query, as N-Triples."""
        return self._query(query, default, named, _TRIPLES, seconds, limit)

    def _query(
        self,
        query: str,
        default: Sequence[str],
        named: Sequence[str],
        media_type: str,
        seconds: float | None,
        limit: int | None,
    ) -> Reply:
        deadline = time.monotonic() + (seconds or self._seconds)
        form = {
            "query": query,
            "default-graph-uri": list(default),
            "named-graph-uri": list(named),
        }
        with self._sent(
            "POST",
            self.address.query,
            data=form,
            headers={"Accept": media_type},
            seconds=seconds,
        ) as response:
            content = bytearray()
            for part in response.iter_bytes():
                content += part
                if time.monotonic() > deadline:
                    raise QueryTimeout(_LATE)
                if limit is not None and len(content) > limit:
                    raise ResultTooLarge(
                        f"The answer of the SPARQL endpoint is larger than {limit} bytes. "
                        "Use LIMIT and OFFSET."
                    )
            if response.headers.get(_STATE) == "S1TAT":
                raise QueryTimeout(
                    "The SPARQL endpoint gave up before all was found. Make the query narrower."
                )
            at_most = response.headers.get(_AT_MOST, "")
        return Reply(bytes(content), int(at_most) if at_most.isdecimal() else None)

    def update(self, text: str) -> None:
        """Carry out an update; raises `EngineFault` where the endpoint refuses."""
        if self.address.update is None:
            raise EngineFault(
                "No address for updates is set. Set SAMVERKAN_SPARQL_UPDATE_URL, or "
                "SAMVERKAN_SPARQL_GRAPH_STORE_URL."
            )
        with self._sent("POST", self.address.update, data={"update": text}, entering=True) as reply:
            reply.read()

    def put(self, graph: str, turtle: bytes, *, replace: bool) -> None:
        """Put triples into a graph, in place of what it has or beside it (Graph Store Protocol)."""
        method = "PUT" if replace else "POST"
        with self._sent(
            method,
            self.address.graph_store or "",
            params={"graph": graph},
            content=turtle,
            headers={"Content-Type": "text/turtle; charset=utf-8"},
            entering=True,
        ) as reply:
            reply.read()

    def drop(self, graph: str) -> None:
        """Remove a graph, if it is there."""
        if not self.address.graph_store:
            self.update(f"DROP SILENT GRAPH {ox.NamedNode(graph)}")
            return
        with self._sent(
            "DELETE", self.address.graph_store, params={"graph": graph}, entering=True, gone=True
        ) as reply:
            reply.read()

    @contextmanager
    def _sent(
        self,
        method: str,
        url: str,
        *,
        data: Mapping[str, object] | None = None,
        content: bytes | None = None,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        seconds: float | None = None,
        entering: bool = False,
        gone: bool = False,
    ) -> Iterator[httpx2.Response]:
        """A response that is no error; `entering` says who we are, `gone` takes a 404 for done."""
        timeout = httpx2.USE_CLIENT_DEFAULT
        try:
            with self._client.stream(
                method,
                url,
                data=data,
                content=content,
                params=params,
                headers=headers,
                auth=self._auth if entering else None,
                timeout=httpx2.Timeout(seconds, connect=CONNECT_SECONDS) if seconds else timeout,
            ) as response:
                failed = response.is_error or response.is_redirect
                if failed and not (gone and response.status_code == 404):
                    raise _fault(url, response.status_code, response.read())
                yield response
        except httpx2.ReadTimeout as error:
            raise QueryTimeout(_LATE) from error
        except (httpx2.TransportError, httpx2.InvalidURL) as error:
            raise EngineUnavailable(
                f"The SPARQL endpoint {url} cannot be reached ({type(error).__name__}). "
                "Start it, or set SAMVERKAN_SPARQL_URL to where it is."
            ) from error
        except httpx2.HTTPError as error:
            raise EngineFault(
                f"The answer of the SPARQL endpoint {url} cannot be read ({type(error).__name__})."
            ) from error


def _fault(url: str, status: int, content: bytes) -> Exception:
    """The error that a status means, with the endpoint's own words in short."""
    words = " ".join(content.decode("utf-8", "replace").partition("\n\n")[0].split())
    said = f': "{words[:LONGEST_MESSAGE]}"' if words else ""
    if status == 400:
        return QueryInvalid(f"The SPARQL endpoint does not take the query{said}.")
    if status in (401, 403):
        return EngineFault(
            f"The SPARQL endpoint {url} does not let us in ({status}). "
            "Set SAMVERKAN_SPARQL_USER and SAMVERKAN_SPARQL_PASSWORD."
        )
    if status == 429:
        return QueryOverload("The SPARQL endpoint has too many queries. Try again in a moment.")
    if status in (502, 503, 504):
        return EngineUnavailable(f"The SPARQL endpoint {url} cannot answer now ({status}){said}.")
    return EngineFault(f"The SPARQL endpoint {url} answered {status}{said}.")
