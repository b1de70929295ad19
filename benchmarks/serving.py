"""Our own HTTP service over a generated release, in a process of its own.

Everything between the socket and the store is that of the service: its application, middleware,
route and worker processes. Only what no SPARQL query needs is left out, the catalogue and the
search index, which a generated release has not.

Run as `python -m benchmarks.serving VAR PORT SECONDS KEPT`; KEPT is bytes of answers to keep.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI

from api.app import create_app
from api.composition import Service
from api.network.work import Work
from api.serving.releases import Served, ServedReleases
from api.serving.server import serve as run
from api.settings import Settings
from graph.catalogue import Catalogue
from graph.release import Releases
from graph.store import Store
from ontology.identifiers import Identifiers


def serve(settings: Settings, port: int, opened: Callable[[], Service]) -> None:
    """Serve on a port what `opened` gives when the application starts, until stopped."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        service = opened()
        pool = service.open_pool()
        app.state.releases = ServedReleases(settings, Served(service, pool))
        app.state.network_work = Work(
            settings.network_workers, settings.network_waiting, settings.network_seconds
        )
        try:
            yield
        finally:
            app.state.network_work.close()
            pool.close()

    app = create_app(settings)
    app.router.lifespan_context = lifespan
    run(app, settings.host, port, "warning")


def without_search(settings: Settings) -> Service:
    """The service over the current release, without catalogue and search."""
    release = Releases(settings.releases).required()
    nothing = Catalogue({}, {}, {}, {}, {}, {}, {}, {}, {}, {})
    return Service(
        settings, release, Identifiers(release.manifest.base), Store(release.store), nothing
    )


def main() -> None:
    """Serve until stopped."""
    _, var, port, seconds, kept = sys.argv
    settings = Settings(var=Path(var), query_seconds=float(seconds), remembered_bytes=int(kept))
    serve(settings, int(port), lambda: without_search(settings))


if __name__ == "__main__":
    main()
