"""What the service asks of whatever evaluates its queries.

`graph.workers.QueryPool` does it in processes over the embedded store, `graph.remote.RemotePool`
at a SPARQL endpoint. `graph.store.TripleStore` is the same for fixed queries.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from graph.evaluation import Answer, Request


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on queries.

    Seconds and bytes of memory for each, bytes of an answer, how many long queries run at a time,
    how many may wait for that and how many for any process, and how many processes there are
    beside those for long queries.
    """

    seconds: float = 10.0
    answer_bytes: int = 50_000_000
    waiting: int = 32
    workers: int = 4
    quick: int = 2
    memory_bytes: int = 1_000_000_000


class QueryEngine(Protocol):
    """Evaluates requests within limits; close it when done."""

    @property
    def limits(self) -> Limits:
        """The bounds in force."""

    def submit(self, request: Request, seconds: float | None = None) -> Future[Answer]:
        """The answer, to come; raises `QueryOverload` when too many queries wait."""

    def answer(self, request: Request, seconds: float | None = None) -> Answer:
        """Submit a query and wait for its answer."""
        return self.submit(request, seconds).result()

    async def answer_soon(self, request: Request, seconds: float | None = None) -> Answer:
        """As `answer`, without holding a thread: waiting queries must not stop other requests.

        The query is stopped when the caller is cancelled.
        """
        future = self.submit(request, seconds)
        loop = asyncio.get_running_loop()
        done = asyncio.Event()

        def tell(_: Future[Answer]) -> None:
            with suppress(RuntimeError):  # the loop is closed
                loop.call_soon_threadsafe(done.set)

        # `asyncio.wrap_future` makes a circle of references: the answer, which may be large, would
        # stay in memory until the garbage collector comes.
        future.add_done_callback(tell)
        try:
            await done.wait()
        except asyncio.CancelledError:
            future.cancel()
            raise
        return future.result()

    def close(self) -> None:
        """Give up whatever is under way."""
