"""rdflib-endpoint over an N-Triples file, in a process of its own.

One query that takes long holds that server for ever. So the graph is loaded once, and served by a
copy of the process (`fork`), which shares its memory: SIGHUP kills the copy and makes another.

Run as `python -m benchmarks.rdflib_serving FILE PORT`.
"""

from __future__ import annotations

import gc
import importlib
import os
import signal
import sys
from types import FrameType

import uvicorn
from rdflib import Graph


def main() -> None:
    """Load and serve until stopped."""
    _, file, port = sys.argv
    endpoint = importlib.import_module("rdflib_endpoint")
    graph = Graph().parse(file, format="nt")
    gc.collect()
    gc.freeze()  # the collector must not touch, and so copy, the memory that is shared
    child = 0

    def stop(number: int, frame: FrameType | None) -> None:
        if child:
            os.kill(child, signal.SIGKILL)
        if number == signal.SIGTERM:
            os._exit(0)

    while True:
        child = os.fork()
        if child == 0:
            # Its documentation says that it is run so.
            application = endpoint.SparqlEndpoint(graph=graph)
            uvicorn.run(
                application,
                host="127.0.0.1",
                port=int(port),
                log_level="warning",
                access_log=False,
            )
            os._exit(0)
        signal.signal(signal.SIGHUP, stop)
        signal.signal(signal.SIGTERM, stop)
        os.waitpid(child, 0)
        child = 0


if __name__ == "__main__":
    main()
