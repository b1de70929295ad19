"""The server: how uvicorn is set up to serve the application."""

from __future__ import annotations

import resource
from contextlib import suppress

import uvicorn
from fastapi import FastAPI

from api.serving.connections import LOOK_SECONDS, MOST_CONNECTIONS, guarded

SHUTDOWN_SECONDS = 30
"""How long a server that is stopped waits for answers that are under way."""
_OTHER_FILES = 500
"""File handles for all that is no connection."""


def server_config(
    app: FastAPI,
    host: str = "127.0.0.1",
    port: int = 0,
    log_level: str | None = None,
    look_seconds: float = LOOK_SECONDS,
    most_connections: int = MOST_CONNECTIONS,
) -> uvicorn.Config:
    """The configuration of a server for the application."""
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        http=guarded(look_seconds, most_connections),
        ws="none",
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        lifespan="on",
        log_level=log_level,
        log_config=uvicorn.config.LOGGING_CONFIG if log_level else None,
        access_log=False,  # what people search for is nobody else's business
    )


def serve(app: FastAPI, host: str, port: int, log_level: str) -> None:
    """Serve until stopped."""
    most = min(MOST_CONNECTIONS, _files() - _OTHER_FILES)
    config = server_config(app, host, port, log_level, most_connections=max(100, most))
    uvicorn.Server(config).run()


def _files() -> int:
    """File handles that this process may have, raised to what it is allowed."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS + _OTHER_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(ValueError, OSError):
            most = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return wanted if soft == resource.RLIM_INFINITY else soft
