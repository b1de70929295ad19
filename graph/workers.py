"""Query workers: processes that evaluate SPARQL and can be stopped at a deadline.

An evaluation in process cannot be interrupted, and one runaway would hold its thread for ever;
a worker process is killed and replaced. Pebble's pool does both.
"""

from __future__ import annotations

import asyncio
import io
import multiprocessing
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pebble import ProcessExpired, ProcessPool

from graph.errors import (
    GraphError,
    QueryInvalid,
    QueryOverload,
    QueryTimeout,
    ReleaseError,
    ResultTooLarge,
)
from graph.sparql import explained

_store: Any = None


@dataclass(frozen=True, slots=True)
class Request:
    """A query that `graph.sparql.classify` let through, and how to answer it."""

    query: str
    media_type: str
    gives_graph: bool
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    prefixes: dict[str, str] = field(default_factory=dict)
    bindings: dict[str, str] = field(default_factory=dict)
    """Variables that stand for an IRI."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on queries: seconds each, bytes of answer, and how many may run or wait."""

    seconds: float = 10.0
    answer_bytes: int = 50_000_000
    waiting: int = 32
    workers: int = 2


class QueryPool:
    """A pool of workers over one store; close it when done."""

    def __init__(self, store: Path, limits: Limits) -> None:
        self._store = store
        self._limits = limits
        self._free = threading.BoundedSemaphore(limits.waiting + limits.workers)
        self._lock = threading.Lock()
        self._closed = False
        self._running: set[Future[bytes]] = set()
        self._pool = self._new_pool()

    def _new_pool(self) -> ProcessPool:
        return ProcessPool(
            max_workers=self._limits.workers,
            initializer=_open,
            initargs=(str(self._store),),
            # A forked child would inherit the locks of the threads that the service runs.
            context=multiprocessing.get_context("spawn"),
        )

    def _working_pool(self) -> ProcessPool:
        """The pool, or a new one where every worker of the old one has failed."""
        with self._lock:
            if not self._pool.active and not self._closed:
                self._pool = self._new_pool()
            return self._pool

    @property
    def limits(self) -> Limits:
        """The bounds in force."""
        return self._limits

    def submit(self, request: Request, seconds: float | None = None) -> Future[bytes]:
        """The answer, to come, as bytes of the media type asked for.

        Raises `QueryOverload` when too many queries wait. The future raises `QueryTimeout`,
        `QueryInvalid` or `ResultTooLarge`; use `answer` to wait for it.
        """
        if not self._free.acquire(blocking=False):
            raise QueryOverload(
                f"{self._limits.waiting} queries are waiting already. Try again in a moment."
            )
        deadline = min(seconds or self._limits.seconds, self._limits.seconds)
        try:
            future: Future[bytes] = self._working_pool().schedule(
                _evaluate, args=(request, self._limits.answer_bytes), timeout=deadline
            )
        except RuntimeError as error:  # closed
            self._free.release()
            raise BrokenProcessPool(str(error)) from error
        except BaseException:
            self._free.release()
            raise
        self._running.add(future)
        future.add_done_callback(self._ended)
        return future

    def _ended(self, future: Future[bytes]) -> None:
        self._running.discard(future)
        self._free.release()

    def answer(self, request: Request, seconds: float | None = None) -> bytes:
        """Submit a query and wait for its answer, in a thread of its own.

        A query that gets no worker within its own deadline is given up: `QueryOverload`.
        """
        with self._explaining(request, seconds) as (future, patience):
            return future.result(patience)

    async def answer_soon(self, request: Request, seconds: float | None = None) -> bytes:
        """As `answer`, without holding a thread: waiting queries must not stop other requests."""
        with self._explaining(request, seconds) as (future, patience):
            return await asyncio.wait_for(asyncio.wrap_future(future), patience)

    @contextmanager
    def _explaining(
        self, request: Request, seconds: float | None
    ) -> Iterator[tuple[Future[bytes], float]]:
        """A submitted query, and how long to wait for it; what goes wrong in words of ours."""
        deadline = min(seconds or self._limits.seconds, self._limits.seconds)
        future: Future[bytes] | None = None
        try:
            future = self.submit(request, seconds)
            yield future, 2 * deadline
        except TimeoutError as error:
            if future is not None and (future.cancelled() or not future.done()):
                future.cancel()
                raise QueryOverload(
                    f"The query waited {2 * deadline:g} seconds without an answer, behind others. "
                    "Try again in a moment."
                ) from error
            raise QueryTimeout(
                f"The query was stopped after {deadline:g} seconds. Make it narrower, or use LIMIT."
            ) from error
        except ProcessExpired as error:
            raise QueryInvalid(
                "The query ended the process that evaluated it: it is nested too deeply, or needs "
                "too much memory. Make it simpler."
            ) from error
        except (BrokenProcessPool, CancelledError) as error:
            raise ReleaseError(
                "The triple store cannot be queried now. Try again; if that does not help, run "
                "`samverkan build` and start the service again."
            ) from error

    def close(self) -> None:
        """Stop every worker, whatever it is doing."""
        with self._lock:
            self._closed = True
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join(timeout=5)
        for future in list(self._running):  # or whoever waits for it would wait for ever
            future.cancel()


class _Bounded(io.BytesIO):
    """A buffer that refuses to grow past a number of bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > self._limit:
            raise ResultTooLarge(
                f"The answer is larger than {self._limit} bytes. Use LIMIT and OFFSET."
            )
        return super().write(data)


def _open(folder: str) -> None:
    import pyoxigraph as ox

    global _store
    # Pebble's handler would only run between two lines of Python, so never during an evaluation,
    # and the pool would wait seconds for it before it kills.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _store = ox.Store.read_only(folder)


def _evaluate(request: Request, limit: int) -> bytes:
    import pyoxigraph as ox

    try:
        default = [ox.NamedNode(iri) for iri in request.default_graphs] or None
        named = [ox.NamedNode(iri) for iri in request.named_graphs] or None
    except ValueError as error:
        raise QueryInvalid(f"The name of a graph is no IRI: {error}.") from error
    if default is None and named is not None:
        default = []  # SPARQL 1.1 Protocol 2.1.4: named graphs alone leave the default graph empty
    if named is None and default is not None:
        named = []  # and default graphs alone leave no named graph
    formats: type[Any] = ox.RdfFormat if request.gives_graph else ox.QueryResultsFormat
    buffer = _Bounded(limit)
    try:
        results = _store.query(
            request.query,
            prefixes=request.prefixes,
            default_graph=default,
            named_graphs=named,
            substitutions={
                ox.Variable(name): ox.NamedNode(iri) for name, iri in request.bindings.items()
            },
        )
        results.serialize(output=buffer, format=formats.from_media_type(request.media_type))
    except SyntaxError as error:
        raise QueryInvalid(explained(request.query, str(error))) from error
    except (OSError, ValueError, RuntimeError) as error:
        if isinstance(error.__context__, GraphError):
            raise error.__context__ from None
        raise QueryInvalid(f"The query cannot be evaluated: {error}") from error
    return buffer.getvalue()
