"""Work on networks beside the event loop: so much at a time, and nobody waits for ever.

A thread cannot be stopped. So what is begun is bounded before it begins (`api.network.networks`);
it is made to its end once a client has waited long enough, and it is remembered: who asks again has
it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from graph.errors import GraphError

T = TypeVar("T")


class NetworkTooLarge(GraphError):
    """A network, or work on it, beyond the bounds; the message says how to narrow it."""


class NetworkBusy(GraphError):
    """As many networks are being made, and wait for it, as may."""


class NetworkSlow(GraphError):
    """A network that is still being made when its client has waited long enough."""


class Work:
    """Threads that make networks; used from one event loop. Close it when done."""

    def __init__(self, workers: int, waiting: int, seconds: float) -> None:
        self._pool = ThreadPoolExecutor(workers, "network")
        self._most = workers + waiting
        self._seconds = seconds
        self._running: dict[Hashable, Future[Any]] = {}

    async def done(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives; whoever asks for the same key meanwhile gets the same.

        Raises `NetworkBusy`, `NetworkSlow`, and what `make` raises.
        """
        running: Future[T] | None = self._running.get(key)
        if running is None:
            if len(self._running) >= self._most:
                raise NetworkBusy(
                    f"{self._most} networks are being made or wait for their turn. Ask again in a "
                    "few seconds."
                )
            running = self._running[key] = self._pool.submit(make)
            loop = asyncio.get_running_loop()
            running.add_done_callback(
                lambda _: loop.call_soon_threadsafe(self._running.pop, key, None)
            )
        try:
            return await asyncio.wait_for(
                asyncio.shield(asyncio.wrap_future(running)), self._seconds
            )
        except TimeoutError:
            raise NetworkSlow(
                f"The network is not made after {self._seconds:g} seconds; it is still being made, "
                "and is here when you ask again in a while. Or narrow it: by theme, region or "
                "dates, by ego and depth, or with fewer measures and runs."
            ) from None

    def close(self) -> None:
        """Begin nothing more."""
        self._pool.shutdown(wait=False, cancel_futures=True)
