"""Our own HTTP service over a generated release, in a process of its own.

Everything between the socket and the store is that of the service: its application, middleware,
route and worker processes. Only what no SPARQL query needs is left out, the catalogue and the
search index, which a generated release has not.

Run as `python -m benchmarks.serving VAR PORT SECONDS KEPT`; KEPT is bytes of answers to keep.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from api.app import create_app
from api.composition import Service
from api.settings import Settings
from graph.catalogue import Catalogue
from graph.release import Releases
from graph.store import Store
from ontology.identifiers import Identifiers


def application(settings: Settings) -> FastAPI:
    """The application, over the current release, without catalogue and search."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        release = Releases(settings.releases).required()
        nothing = Catalogue({}, {}, {}, {}, {}, {}, {}, {}, {}, {})
        app.state.service = Service(
            settings, release, Identifiers(release.manifest.base), Store(release.store), nothing
        )
        app.state.pool = app.state.service.open_pool()
        try:
            yield
        finally:
            app.state.pool.close()

    app = create_app(settings)
    app.router.lifespan_context = lifespan
    return app


def main() -> None:
    """Serve until stopped."""
    _, var, port, seconds, kept = sys.argv
    settings = Settings(var=Path(var), query_seconds=float(seconds), remembered_bytes=int(kept))
    uvicorn.run(
        application(settings),
        host=settings.host,
        port=int(port),
        log_level="warning",
        access_log=False,
    )


if __name__ == "__main__":
    main()
