"""The network over HTTP on generated projects: seconds to an answer, and what others wait.

The service is whole but for the search, which a generated release has no index for. Each address is
asked twice, the second time of what is remembered; while it is asked, somebody else asks whether
the service is alive, twenty times a second. Run as `python -m benchmarks.network_serving VAR PORT`
it is the service alone.
"""

from __future__ import annotations

import statistics
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
from rich.console import Console
from rich.table import Table

from api.composition import Service, open_service
from api.memory import settle
from api.settings import Settings
from benchmarks.generated import Recipe
from benchmarks.generated_release import generated_release
from benchmarks.peers import free_port, module
from benchmarks.serving import serve

STARTING_SECONDS = 600.0
ADDRESSES = (
    "/api/network/measures",
    "/api/network/coverage?county=25",
    "/api/network/coverage",
    "/api/network?county=25",
    "/api/network?county=25&measures=all",
    "/api/network?county=25&format=svg",
    "/api/network?county=25&theme=psykisk-ohalsa&format=svg",
    "/api/network?county=25&associations=members",
    "/api/network?programme=ESF%202021-2027&projection=affiliation&format=csv",
    "/api/network/ego/norsjo-kommun",
    "/api/network/ego/forsakringskassan?county=25",
    "/api/network/ego/forsakringskassan",
    "/api/network/path?from=norsjo-kommun&to=goteborgs-stad&limit=3",
    "/api/network/compare?before=county%3D25&after=county%3D24&projection=municipality",
    "/api/network?projection=municipality",
    "/api/network?projection=theme-organisation&measures=degree",
    "/api/network?projection=owner-partner&summary=false",
    "/api/network",
    "/api/network?format=gexf",
    "/api/network?measures=degree,betweenness,community",
    "/api/network?format=svg",
    "/api/network?associations=members",
    "/network?county=25",
    "/network?ego=norsjo-kommun",
    "/network",
)
PATIENCE = 10
"""Times that what takes too long is asked for again, as its answer says to."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An address: its status, seconds and bytes, first and again, and the wait of others in ms.

    `times` is how often it was asked until it was there.
    """

    address: str
    status: int
    times: int
    seconds: float
    again: float
    size: int
    alive: float
    alive_most: float


def without_search(settings: Settings) -> Service:
    """The service over the current release, without search."""
    service = open_service(settings)
    _ = service.finder
    settle()
    return service


def measure(var: Path, addresses: Sequence[str]) -> Iterator[Asked]:
    """Each address in turn, on a service of its own."""
    with _service(var) as base, httpx2.Client(base_url=base, timeout=600) as client:
        for address in addresses:
            with _alive(base) as waits:
                start = time.perf_counter()
                times, reply = 1, client.get(address)
                while reply.status_code == 503 and times < PATIENCE:
                    time.sleep(float(reply.headers.get("retry-after", "1")))
                    times, reply = times + 1, client.get(address)
                seconds = time.perf_counter() - start
            start = time.perf_counter()
            client.get(address)
            yield Asked(
                address,
                reply.status_code,
                times,
                seconds,
                time.perf_counter() - start,
                len(reply.content),
                statistics.median(waits),
                max(waits),
            )


@contextmanager
def _service(var: Path) -> Iterator[str]:
    port = free_port()
    with module(["benchmarks.network_serving", str(var), str(port)], port, STARTING_SECONDS):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _alive(base: str) -> Iterator[list[float]]:
    """Milliseconds that each question waits whether the service is alive."""
    waits: list[float] = []
    stopped = threading.Event()

    def ask() -> None:
        with httpx2.Client(base_url=base, timeout=600) as client:
            while True:
                start = time.perf_counter()
                client.get("/health/live")
                waits.append((time.perf_counter() - start) * 1000)
                if stopped.wait(0.05):
                    return

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield waits
    finally:
        stopped.set()
        thread.join()


def show(console: Console, settings: Settings, projects: int) -> None:
    """Measure a generated release and print it."""
    made = generated_release(
        settings.data, settings.var / "bench", Recipe(projects), settings.base, lambda *_: None
    )
    table = Table(
        "Address",
        "Status",
        "Asked, times",
        "First, s",
        "Again, s",
        "MB",
        "Others wait, ms",
        "at most",
        title=f"The network over HTTP, {projects} projects",
    )
    for found in measure(made.var, ADDRESSES):
        table.add_row(
            found.address,
            str(found.status),
            str(found.times),
            f"{found.seconds:.2f}",
            f"{found.again:.3f}",
            f"{found.size / 1e6:.2f}",
            f"{found.alive:.0f}",
            f"{found.alive_most:.0f}",
        )
    console.print(table)


def main() -> None:
    """Serve until stopped."""
    _, var, port = sys.argv
    settings = Settings(var=Path(var))
    serve(settings, int(port), lambda: without_search(settings))


if __name__ == "__main__":
    main()
