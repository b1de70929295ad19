"""SPARQL engines over HTTP, for tests: a writable one over Oxigraph in memory, and one that fails.

Virtuoso is in `benchmarks.virtuoso`; our own `/sparql` is served by `served`.
"""

from __future__ import annotations

import base64
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import uvicorn

from api.app import create_app
from api.settings import Settings
from graph.endpoint import Address

USER, PASSWORD = "publisher", "hemligt å"
_ENTRY = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()

Respond = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def http_server(respond: Respond) -> Iterator[str]:
    """The address of a server in which a function answers every request."""

    stopped = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            try:
                self.raw_requestline = self.rfile.readline(65537)
                gone = stopped.is_set()
                if gone or not self.raw_requestline or not self.parse_request():
                    self.close_connection = True
                    return
                respond(self)
                self.wfile.flush()
            except ConnectionError:
                self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        stopped.set()  # connections that are kept alive are of no use from now on
        server.shutdown()
        server.server_close()
        thread.join()


def send(
    handler: BaseHTTPRequestHandler,
    status: int,
    content: bytes = b"",
    media_type: str = "text/plain",
    headers: dict[str, str] | None = None,
) -> None:
    """Send a response."""
    handler.send_response_only(status)
    handler.send_header("Content-Type", media_type)
    handler.send_header("Content-Length", str(len(content)))
    for name, value in (headers or {}).items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(content)


class OxigraphServer:
    """SPARQL 1.1 Protocol, Update and Graph Store Protocol over a store in memory.

    Only `USER` may write. `requests` are those that came, as (method, path).
    """

    def __init__(self) -> None:
        self.store = ox.Store()
        self.requests: list[tuple[str, str]] = []

    def respond(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        address = urlsplit(handler.path)
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        self.requests.append((handler.command, address.path))
        if address.path != "/query" and handler.headers.get("Authorization") != _ENTRY:
            send(handler, 401, headers={"WWW-Authenticate": 'Basic realm="x"'})
            return
        try:
            if address.path == "/query":
                self._query(handler, parse_qs(body.decode()))
            elif address.path == "/update":
                self.store.update(parse_qs(body.decode())["update"][0])
                send(handler, 204)
            else:
                self._graph(handler, parse_qs(address.query)["graph"][0], body)
        except (SyntaxError, ValueError) as error:
            send(handler, 400, str(error).encode())

    def _query(self, handler: BaseHTTPRequestHandler, form: dict[str, list[str]]) -> None:
        default: Any = [ox.NamedNode(name) for name in form.get("default-graph-uri", [])]
        named: Any = [ox.NamedNode(name) for name in form.get("named-graph-uri", [])]
        given = bool(default or named)
        results = self.store.query(
            form["query"][0],
            default_graph=default if given else None,
            named_graphs=named if given else None,
        )
        if isinstance(results, ox.QueryTriples):
            content = results.serialize(format=ox.RdfFormat.N_TRIPLES)
            send(handler, 200, content or b"", "application/n-triples")
        else:
            content = results.serialize(format=ox.QueryResultsFormat.JSON)
            send(handler, 200, content or b"", "application/sparql-results+json")

    def _graph(self, handler: BaseHTTPRequestHandler, name: str, body: bytes) -> None:
        graph = ox.NamedNode(name)
        if handler.command == "DELETE":
            known = graph in set(self.store.named_graphs())
            self.store.remove_graph(graph)
            send(handler, 204 if known else 404)
            return
        if handler.command == "PUT":
            self.store.clear_graph(graph)
        self.store.load(body, ox.RdfFormat.TURTLE, to_graph=graph)
        send(handler, 204)


@contextmanager
def oxigraph_server() -> Iterator[tuple[OxigraphServer, Address]]:
    """An empty engine that takes publications, and its address."""
    server = OxigraphServer()
    with http_server(server.respond) as base:
        yield (
            server,
            Address(
                f"{base}/query", f"{base}/update", f"{base}/store", USER, PASSWORD, scheme="basic"
            ),
        )


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """The address of our own service, over HTTP."""
    server = uvicorn.Server(
        uvicorn.Config(create_app(settings), host="127.0.0.1", port=0, log_level="warning")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 60
    while not server.started and thread.is_alive() and time.monotonic() < until:
        time.sleep(0.02)
    assert server.started, "the service does not start"
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
