"""Answers that are kept, so that a query is evaluated once for a release.

A release never changes, so neither does the answer to a query that asks for no time and no chance.
"""

from __future__ import annotations

import threading
from concurrent.futures import Future

from cachetools import LRUCache

from graph.engines import Limits, QueryEngine
from graph.evaluation import Answer, Request
from graph.sparql import is_repeatable

_OVERHEAD = 500  # bytes that an answer takes beside its content


class RememberedAnswers(QueryEngine):
    """A `QueryEngine` over another, which keeps the answers asked for last, up to some bytes.

    Queries with NOW, RAND or UUID are always evaluated. Faults are not kept: a query that was
    stopped may be answered when asked again.
    """

    def __init__(self, engine: QueryEngine, most_bytes: int) -> None:
        self._engine = engine
        self._kept: LRUCache[str, Answer] = LRUCache(most_bytes, getsizeof=_size)
        self._using = threading.Lock()

    @property
    def limits(self) -> Limits:
        """The bounds in force."""
        return self._engine.limits

    def submit(self, request: Request, seconds: float | None = None) -> Future[Answer]:
        """The answer, at once where it is known; raises as the other engine does."""
        key = repr(request)
        with self._using:
            known = self._kept.get(key)
        if known is not None:
            done: Future[Answer] = Future()
            done.set_result(known)
            return done
        future = self._engine.submit(request, seconds)
        if is_repeatable(request.query):
            future.add_done_callback(lambda found: self._keep(key, found))
        return future

    def close(self) -> None:
        """Close the other engine and forget everything."""
        self._engine.close()
        with self._using:
            self._kept.clear()

    def _keep(self, key: str, future: Future[Answer]) -> None:
        if future.cancelled() or future.exception() is not None:
            return
        answer = future.result()
        with self._using:
            if _size(answer) <= self._kept.maxsize:
                self._kept[key] = answer


def _size(answer: Answer) -> int:
    return len(answer.content) + _OVERHEAD
