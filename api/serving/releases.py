"""The release that is served: the next one takes its place while requests run to their end.

A request has one release from its beginning to the last byte of its answer: what it began to read
it reads to the end, and its ETag and citation are of the release that answered. When nobody uses
a release any longer, its processes are stopped and its files are let go.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Final

from fastapi.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from api.composition import Service, open_service
from api.memory import clear, settle
from api.settings import Settings
from graph.engines import QueryEngine
from graph.errors import GraphError
from graph.release import Releases
from search.errors import SearchError

logger = logging.getLogger(__name__)

SERVED: Final = "samverkan.served"
"""Where the scope of a request has its release."""
_LONGEST_DELAY = 60.0
"""Seconds after which a release that could not be opened is tried again, at the latest."""


@dataclass(eq=False, slots=True)
class Served:
    """A release that answers, what evaluates its queries, and how many requests use it."""

    service: Service
    pool: QueryEngine
    held: ExitStack = field(default_factory=ExitStack)
    users: int = 0
    is_retired: bool = False

    @classmethod
    def open(cls, settings: Settings, before: Service | None = None) -> Served:
        """Open the current release; raises `GraphError`, `SearchError` or OSError.

        The embedding model of the service before is used again.
        """
        with ExitStack() as held:
            service = open_service(settings, before)
            held.callback(service.close)
            held.enter_context(service.release.in_use())
            service.warm()
            pool = service.open_pool()
            held.callback(pool.close)
            settle()
            return cls(service, pool, held.pop_all())

    def close(self) -> None:
        """Stop its processes and let go of its files."""
        self.held.close()


class ServedReleases:
    """The current release, and those before it that requests still use.

    For use in the event loop alone.
    """

    def __init__(self, settings: Settings, current: Served) -> None:
        self.current = current
        self._settings = settings
        self._retired: set[Served] = set()
        self._closing: set[asyncio.Task[None]] = set()

    @contextmanager
    def in_use(self) -> Iterator[Served]:
        """The current release, which stays open within."""
        served = self.current
        served.users += 1
        try:
            yield served
        finally:
            served.users -= 1
            self._let_go(served)

    async def follow(self) -> None:
        """Serve every release that becomes the current one, until cancelled.

        One that cannot be opened is told in the log, and tried again now and then.
        """
        delay = interval = self._settings.follow_seconds
        failed = ""
        while True:
            await asyncio.sleep(delay)
            delay = interval
            name = Releases(self._settings.releases).current_name()
            if name is None or name == self.current.service.release.folder.name:
                continue
            try:
                await self.switch()
            except (GraphError, SearchError, OSError) as error:
                if name != failed:
                    logger.error("The release %s cannot be served: %s", name, error)
                delay = min(_LONGEST_DELAY, max(interval, delay * 2))
                failed = name
            except Exception:
                logger.exception("The release %s cannot be served", name)
                delay = _LONGEST_DELAY

    async def switch(self) -> None:
        """Serve the release that is current now."""
        before = self.current
        self.current = await run_in_threadpool(Served.open, self._settings, before.service)
        before.is_retired = True
        self._retired.add(before)
        logger.info("Serving release %s", self.current.service.release.manifest.id)
        self._let_go(before)

    async def close(self) -> None:
        """Close every release, also one in use."""
        for served in (self.current, *self._retired):
            await run_in_threadpool(served.close)
        self._retired.clear()
        for task in list(self._closing):
            with suppress(asyncio.CancelledError):
                await task

    def _let_go(self, served: Served) -> None:
        if not served.is_retired or served.users or served not in self._retired:
            return
        self._retired.remove(served)
        task = asyncio.create_task(_closed(served))
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)


async def _closed(served: Served) -> None:
    """Close a release that nobody uses any longer."""
    name = served.service.release.manifest.id
    await run_in_threadpool(served.close)
    del served
    # Its objects refer to each other, and were kept from the collector when the service started.
    await run_in_threadpool(clear)
    logger.info("The release %s is closed", name)


class OneRelease:
    """ASGI middleware: gives each request the release that is current when it begins."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not hasattr(scope["app"].state, "releases"):
            await self._app(scope, receive, send)
            return
        releases: ServedReleases = scope["app"].state.releases
        with releases.in_use() as served:
            scope[SERVED] = served
            try:
                await self._app(scope, receive, send)
            finally:
                del scope[SERVED]  # an idle connection keeps the scope of its last request


def is_served(scope: Scope) -> bool:
    """Whether a request has a release; it has none before the application has started."""
    return SERVED in scope


def served(scope: Scope) -> Served:
    """The release of a request."""
    found: Served = scope[SERVED]
    return found
