"""SPARQL engines that answer the same queries: three over HTTP, and Oxigraph in this process."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Protocol
from urllib.parse import urlencode, urlsplit

import pyoxigraph as ox

from benchmarks.generated_release import Generated
from benchmarks.virtuoso import virtuoso

JSON = "application/sparql-results+json"
GRAPH = "https://example.org/graph"
"""Name in Virtuoso of what is the default graph elsewhere."""
START_SECONDS = 60.0
LOAD_SECONDS = 3600.0
BUFFERS = 340_000  # of 8 KiB; what Virtuoso's own documentation advises for 4 GB of memory
ISQL = "isql-vt"

Say = Callable[[str], None]


class Stopped(Exception):
    """An engine was stopped, for it did not answer in time."""


class Failed(Exception):
    """An engine answered with an error; the message is its own."""


class Engine(Protocol):
    """Answers a query with SPARQL JSON."""

    def ask(self, query: str, seconds: float) -> bytes:
        """The answer; raises `Stopped` after so many seconds, `Failed` where there is none."""


class Direct:
    """Oxigraph, called in this process; it cannot be stopped."""

    def __init__(self, store: Path) -> None:
        self._store = ox.Store.read_only(str(store))

    def ask(self, query: str, seconds: float) -> bytes:
        """The answer, however long it takes."""
        results = self._store.query(query)
        assert isinstance(results, ox.QuerySolutions | ox.QueryBoolean)
        return results.serialize(format=ox.QueryResultsFormat.JSON) or b""


class OverHttp:
    """A SPARQL endpoint, asked by POST over one connection that is kept open.

    The client is that of the standard library: the less time it takes itself, the better.
    """

    def __init__(
        self, url: str, graph: str | None = None, give_up: Callable[[], None] | None = None
    ) -> None:
        self._url = urlsplit(url)
        self._graph = {"default-graph-uri": graph} if graph else {}
        self._give_up = give_up
        self._connection: http.client.HTTPConnection | None = None

    def another(self) -> OverHttp:
        """A client of the same endpoint, with a connection of its own."""
        return OverHttp(self._url.geturl(), self._graph.get("default-graph-uri"))

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()

    def ask(self, query: str, seconds: float) -> bytes:
        """The answer; raises `Stopped` after so many seconds, `Failed` where there is none."""
        body = urlencode({"query": query, **self._graph})
        headers = {"Accept": JSON, "Content-Type": "application/x-www-form-urlencoded"}
        for attempt in (1, 2):
            connection = self._connection or http.client.HTTPConnection(
                self._url.hostname or "", self._url.port, timeout=seconds
            )
            kept, self._connection = self._connection is not None, None
            try:
                if connection.sock is not None:
                    connection.sock.settimeout(seconds)
                connection.request("POST", self._url.path or "/", body, headers)
                response = connection.getresponse()
                content = response.read()
            except TimeoutError as error:
                connection.close()
                if self._give_up:
                    self._give_up()
                raise Stopped from error
            except (ConnectionError, http.client.HTTPException):
                connection.close()
                if kept and attempt == 1:  # it had been closed while nothing was asked
                    continue
                raise
            if response.status in (408, 503):
                raise Stopped
            if response.status != 200:
                self._connection = connection
                raise Failed(f"{response.status} {content[:150].decode(errors='replace')}")
            self._connection = connection
            return content
        raise AssertionError


def rows(content: bytes) -> Counter[tuple[str, ...]]:
    """The rows of SPARQL JSON as lexical values; the items of a list have no order."""
    answer = json.loads(content)
    names = answer["head"]["vars"]
    return Counter(
        tuple(_value(row.get(name, {}).get("value", "")) for name in names)
        for row in answer["results"]["bindings"]
    )


def _value(text: str) -> str:
    return " | ".join(sorted(text.split(" | "))) if " | " in text else text


@contextmanager
def our_service(graph: Generated, seconds: float, kept: int = 0) -> Iterator[OverHttp]:
    """Our own service, which keeps so many bytes of answers."""
    port = free_port()
    arguments = ["benchmarks.serving", str(graph.var), str(port), str(seconds), str(kept)]
    with (
        module(arguments, port, START_SECONDS),
        closing(OverHttp(f"http://127.0.0.1:{port}/sparql")) as engine,
    ):
        yield engine


@contextmanager
def rdflib_endpoint(graph: Generated) -> Iterator[OverHttp]:
    """rdflib-endpoint, with the graph in memory."""
    port = free_port()
    arguments = ["benchmarks.rdflib_serving", str(graph.dump), str(port)]
    with module(arguments, port, LOAD_SECONDS) as process:

        def give_up() -> None:
            process.send_signal(signal.SIGHUP)
            time.sleep(0.5)
            _wait(port, process, START_SECONDS)

        with closing(OverHttp(f"http://127.0.0.1:{port}/", give_up=give_up)) as engine:
            yield engine


@contextmanager
def loaded_virtuoso(graph: Generated, say: Say) -> Iterator[OverHttp]:
    """Virtuoso with the graph; loaded by its bulk loader, unless an earlier run did."""
    folder = graph.var / "virtuoso"
    done = folder / "loaded"
    with (
        virtuoso(folder, buffers=BUFFERS) as address,
        closing(OverHttp(address.query, GRAPH)) as engine,
    ):
        if not done.exists():
            say("Loading Virtuoso")
            (folder / "graph.nt").unlink(missing_ok=True)
            os.link(graph.dump, folder / "graph.nt")  # it may read its own folder only
            for command in (
                "delete from DB.DBA.load_list",
                f"SPARQL CLEAR GRAPH <{GRAPH}>",  # of a run that was stopped
                f"ld_dir('.', 'graph.nt', '{GRAPH}')",
                "rdf_loader_run()",
                "checkpoint",
            ):
                _isql(folder, command)
            done.touch()
        found = rows(engine.ask("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", LOAD_SECONDS))
        expected = graph.release.manifest.counts["triples"]
        if found != Counter([(str(expected),)]):
            done.unlink()
            raise RuntimeError(f"Virtuoso has {list(found)} triples, not {expected}")
        yield engine


def _isql(folder: Path, command: str) -> None:
    settings = (folder / "virtuoso.ini").read_text(encoding="utf-8")
    port = re.search(r"ServerPort = (127\.0\.0\.1:\d+)", settings)
    assert port is not None
    done = subprocess.run(
        [ISQL, port[1], "dba", "dba", f"exec={command};"],
        capture_output=True,
        text=True,
        timeout=LOAD_SECONDS,
        check=False,
    )
    if done.returncode or "Error" in done.stderr:
        raise RuntimeError(f"{ISQL}: {done.stderr or done.stdout}")


@contextmanager
def module(arguments: list[str], port: int, seconds: float) -> Iterator[subprocess.Popen[bytes]]:
    """A module of ours as a program, until it listens and then until the block ends."""
    process = subprocess.Popen([sys.executable, "-m", *arguments], stdin=subprocess.DEVNULL)
    try:
        _wait(port, process, seconds)
        yield process
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=10)
        if process.poll() is None:
            process.kill()
            process.wait()


def _wait(port: int, process: subprocess.Popen[bytes], seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode}")
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError(f"{process.args!r} does not listen after {seconds:g} seconds")


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
