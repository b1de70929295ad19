"""The application: one release, its routers, errors and limits."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.middleware.cors import CORSMiddleware
from fastapi_offline import FastAPIOffline
from starlette.staticfiles import StaticFiles

from api.build import version
from api.compression import Compression
from api.dataset.headers import RELEASE_HEADER, Citable
from api.errors import install
from api.limits import BodyLimit
from api.memory import unsettle
from api.network.work import Work
from api.routers import (
    dataset,
    graph_store,
    health,
    network,
    network_pages,
    organisations,
    pages,
    partner_pages,
    partners,
    projects,
    queries,
    resources,
    search,
    sparql,
    specifications,
    themes,
)
from api.serving.pace import Pace
from api.serving.releases import OneRelease, Served, ServedReleases
from api.settings import Settings

logger = logging.getLogger(__name__)

EXPOSED = ("Allow", "ETag", "Link", "Location", "Retry-After", RELEASE_HEADER, sparql.CUT_HEADER)
"""Headers that a script of another site may read, beside those that it always may."""

DESCRIPTION = """
Projects of the European Social Fund in Sweden: who runs them, with whom, about what and where.

Lists answer `{total, items, next}`, searches `{total, hits}`. Errors are problem details
(RFC 9457). An empty value means that no source states it, not that there is none.
"""


def create_app(settings: Settings, first: Callable[[], Served] | None = None) -> FastAPI:
    """The application for the current release, which `first` gives or opens when the server starts.

    It is not handed over as such: whoever held it would hold it when others have followed.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        open_first = first or partial(Served.open, settings)
        releases = ServedReleases(settings, await run_in_threadpool(open_first))
        app.state.releases = releases
        app.state.network_work = Work(
            settings.network_workers, settings.network_waiting, settings.network_seconds
        )
        logger.info("Serving release %s", releases.current.service.release.manifest.id)
        following = asyncio.create_task(releases.follow())
        try:
            yield
        finally:
            following.cancel()
            app.state.network_work.close()
            await releases.close()
            unsettle()

    # Its documentation pages load their scripts from the package, not from elsewhere.
    app = FastAPIOffline(
        title="Samverkansgrafen",
        version=version(),
        description=DESCRIPTION,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        lifespan=lifespan,
    )
    app.add_middleware(BodyLimit)
    app.add_middleware(Citable)
    app.add_middleware(Compression, minimum_size=1000, compresslevel=4)
    app.add_middleware(Pace)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
        allow_headers=["*"],
        expose_headers=EXPOSED,
        max_age=86400,
    )
    app.add_middleware(OneRelease)
    install(app, pages.error_page)
    for router in (
        health.router,
        projects.router,
        organisations.router,
        search.router,
        partners.router,
        partner_pages.router,
        network.router,
        network_pages.router,
        sparql.router,
        queries.router,
        graph_store.router,
        themes.router,
        dataset.router,
        specifications.router,
        resources.router,
        pages.router,
    ):
        app.include_router(router)
    app.mount("/static", StaticFiles(packages=[("api", "static")]), name="static")
    return app
