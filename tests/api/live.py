"""The application behind a real server."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from api.app import create_app
from api.serving.server import server_config
from api.settings import Settings


@contextmanager
def serving(settings: Settings, **limits: Any) -> Iterator[str]:
    """Serve in a thread, on a port of its own; gives the address.

    `limits` are those of `server_config`.
    """
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(server_config(create_app(settings), **limits))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            thread.join(0.05)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=20)
