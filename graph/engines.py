"""What the service asks of whatever evaluates its queries.

`graph.workers.QueryPool` does it in processes over the embedded store, `graph.remote.RemotePool`
at a SPARQL endpoint. `graph.store.TripleStore` is the same for fixed queries.
"""

from __future__ import annotations

from concurrent.futures import Future
from typing import Protocol

from graph.evaluation import Answer, Request
from graph.workers import Limits


class QueryEngine(Protocol):
    """Evaluates requests within limits; close it when done."""

    @property
    def limits(self) -> Limits:
        """The bounds in force."""

    def submit(self, request: Request, seconds: float | None = None) -> Future[Answer]:
        """The answer, to come; raises `QueryOverload` when too many queries wait."""

    def answer(self, request: Request, seconds: float | None = None) -> Answer:
        """Submit a query and wait for its answer."""

    async def answer_soon(self, request: Request, seconds: float | None = None) -> Answer:
        """As `answer`, without holding a thread of the caller's."""

    def close(self) -> None:
        """Give up whatever is under way."""
