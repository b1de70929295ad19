"""The release on this machine, for what another engine has no longer as the release had it.

At an endpoint each release has a default graph of its own, but named graphs keep their names, and
are replaced when the next release is published. Before the first is, the mark says so
(`graph.publishing`). So who has asked named graphs looks at the mark afterwards: if it still says
that nothing is being replaced, the answer is of the release; else the store on disk is asked.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from graph.engines import Limits
from graph.evaluation import Answer, Request
from graph.sparql import keywords
from graph.store import Store
from graph.workers import QueryPool

_NAMING = frozenset({"graph", "from"})


class OwnCopy:
    """The store of a release, opened when an endpoint has its named graphs no longer."""

    def __init__(self, folder: Path, is_whole: Callable[[], bool]) -> None:
        """`is_whole` says whether the endpoint still has every graph of the release."""
        self._folder = folder
        self._is_whole = is_whole
        self._opening = threading.Lock()
        self._pool: QueryPool | None = None

    @cached_property
    def store(self) -> Store:
        """The store; raises `ReleaseError` where it is gone."""
        return Store(self._folder)

    def is_needed(self, query: str, *graphs: str) -> bool:
        """Whether what an endpoint has just answered may be of another release.

        `graphs` are those that the request named beside the query.
        """
        return (bool(graphs) or names_graphs(query)) and not self._is_whole()

    def answer(self, request: Request, seconds: float, limits: Limits) -> Answer:
        """The answer to a request, in processes of its own."""
        with self._opening:
            self._pool = self._pool or QueryPool(self._folder, limits)
        return self._pool.answer(request, seconds)

    def close(self) -> None:
        """Stop the processes."""
        with self._opening:
            if self._pool is not None:
                self._pool.close()


def names_graphs(query: str) -> bool:
    """Whether a query asks any but the default graph of its dataset.

    >>> names_graphs("ASK { GRAPH ?g { ?s ?p ?o } }"), names_graphs("ASK { ?s ?p 'graph' }")
    (True, False)
    """
    return not _NAMING.isdisjoint(keywords(query))
