"""The endpoint under attack: `python -m benchmarks.endpoint fuzz|runaways|burning [number]`.

fuzz: so many requests, half from the API's own description by schemathesis, half queries of a
grammar, spoilt. Nothing may be a fault of the service, hang, or cost it a worker.

runaways: so many queries that never end; then memory, processes and file handles are compared.

burning: how long a cheap query takes when idle, and while four runaways burn.

A service of its own is started on the current release.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx2
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from api.app import create_app
from api.settings import Settings
from tests.api.query_grammar import ACCEPTS, QUERIES, RUNAWAYS

RUNAWAY = "SELECT (COUNT(*) AS ?n) {?a ?b ?c . ?d ?e ?f . ?g ?h ?i}"
ASK = "ASK {?s ?p ?o}"
LONGEST_ADDRESS = 10_000
"""Characters of a query that fit into an address, percent-encoded."""
PATIENCE = 20.0
"""Seconds after which a request hangs: the deadline, the wait for a turn, and a slow machine."""


class Service:
    """A service in a process of its own, and what it holds of the machine."""

    def __init__(self, address: str, pid: int) -> None:
        self.address = address
        self.pid = pid

    def processes(self) -> set[int]:
        """It, and all that it started."""
        parents = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                with suppress(OSError):
                    status = (entry / "status").read_text(encoding="utf-8")
                    parents[int(entry.name)] = int(status.partition("PPid:")[2].split()[0])
        found, generation = {self.pid}, {self.pid}
        while generation:
            generation = {pid for pid, parent in parents.items() if parent in generation}
            found |= generation
        return found

    def footprint(self) -> tuple[int, int, int]:
        """Processes, file handles of the service, and resident megabytes of the service."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        resident = int(status.partition("VmRSS:")[2].split()[0]) // 1024
        handles = len(list(Path(f"/proc/{self.pid}/fd").iterdir()))
        return len(self.processes()), handles, resident


@contextmanager
def serving(**settings: str) -> Iterator[Service]:
    """A service on the current release, with settings of its own."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    environment = {**os.environ, **settings, "SAMVERKAN_PORT": port, "SAMVERKAN_LOG_LEVEL": "ERROR"}
    command = [sys.executable, "-c", "from api.cli import main; main()", "serve"]
    with subprocess.Popen(command, env=environment) as process:
        address = f"http://127.0.0.1:{port}"
        try:
            while True:
                if process.poll() is not None:
                    raise SystemExit("The service did not start. Run `make build` first.")
                with suppress(httpx2.HTTPError):
                    httpx2.get(f"{address}/health/ready")
                    break
                time.sleep(0.1)
            yield Service(address, process.pid)
        finally:
            process.terminate()


def judged(response: Any, seconds: float, what: object) -> str:
    """The status, after a check that it is no fault of the service."""
    status = response.status_code
    assert seconds < PATIENCE, (what, seconds)
    if status == 503:
        assert "query-timeout" in response.text, (what, response.text)
    else:
        assert status < 500, (what, response.text)
    if status >= 400:
        kind = str(response.headers.get("content-type"))
        assert "problem+json" in kind or "text/html" in kind, (what, kind)
    return str(status)


def fuzz(number: int, service: Service) -> Counter[str]:
    """Send so many requests; how many were answered with each status."""
    seen: Counter[str] = Counter()
    share = number // 2
    with httpx2.Client(base_url=service.address, timeout=PATIENCE + 10) as client:

        @_many(number - share)
        @given(
            query=st.integers(0, 99).flatmap(lambda n: RUNAWAYS if n < 2 else QUERIES),
            accept=ACCEPTS,
            way=st.sampled_from(["GET", "HEAD", "form", "body"]),
        )
        def by_grammar(query: str, accept: str | None, way: str) -> None:
            headers = {"Accept": accept} if accept else {}
            start = time.perf_counter()
            if way in ("GET", "HEAD") and len(query) > LONGEST_ADDRESS:
                way = "form"
            if way == "body":
                headers["Content-Type"] = "application/sparql-query"
                response = client.post("/sparql?timeout=0.5", content=query, headers=headers)
            elif way == "form":
                form = {"query": query, "timeout": "0.5"}
                response = client.post("/sparql", data=form, headers=headers)
            else:
                parameters = {"query": query, "timeout": "0.5"}
                response = client.request(way, "/sparql", params=parameters, headers=headers)
            if way == "HEAD" and response.status_code == 503:
                seen["503"] += 1
                return
            seen[judged(response, time.perf_counter() - start, query)] += 1

        by_grammar()
        described = schemathesis.openapi.from_dict(create_app(Settings()).openapi())
        operations = [
            described[path][method.upper()]
            for path, methods in described.raw_schema["paths"].items()
            for method in methods
            if method in ("get", "post")
        ]
        for operation in operations:

            @_many(share // len(operations) + 1)
            @given(case=operation.as_strategy())
            def by_description(case: Any) -> None:
                start = time.perf_counter()
                response = case.call(base_url=service.address)
                seen[judged(response, time.perf_counter() - start, case)] += 1

            by_description()
    return seen


def _many(number: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return examples(
        max_examples=number,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


def run_away(number: int, service: Service) -> Counter[str]:
    """Send so many runaways, eight at a time; how many ended with each status."""

    def one(turn: int) -> str:
        start = time.perf_counter()
        # Of twenty kinds: those that are known are not tried again.
        query = RUNAWAY.replace("?i}", f"?i FILTER(?i != <urn:{turn % 20}>)}}")
        parameters = {"query": query, "timeout": "0.5"}
        response = httpx2.get(f"{service.address}/sparql", params=parameters, timeout=60)
        return judged(response, time.perf_counter() - start, turn)

    with ThreadPoolExecutor(8) as threads:
        return Counter(threads.map(one, range(number)))


def cheap(service: Service, number: int = 200) -> list[float]:
    """Milliseconds of a cheap query, so many times."""
    times = []
    with httpx2.Client(base_url=service.address, timeout=60) as client:
        for turn in range(number):
            start = time.perf_counter()
            # Evaluated each time: of a query that is repeated, the answer is remembered.
            response = client.post("/sparql", data={"query": f"{ASK} # {start} {turn}"})
            times.append((time.perf_counter() - start) * 1000)
            assert response.json()["boolean"] is True
            time.sleep(0.01)
    return times


def burning(service: Service, runaways: int = 4) -> tuple[list[float], list[float], set[int]]:
    """Milliseconds of a cheap query when idle, and while runaways burn; how those end."""
    idle = cheap(service)

    def one(turn: int) -> int:
        query = {"query": f"{RUNAWAY} # {turn}"}
        return httpx2.get(f"{service.address}/sparql", params=query, timeout=60).status_code

    with ThreadPoolExecutor(runaways) as threads:
        started = [threads.submit(one, turn) for turn in range(runaways)]
        time.sleep(0.05)
        busy = cheap(service)
        return idle, busy, {future.result() for future in started}


def _told(name: str, times: list[float]) -> None:
    ordered = sorted(times)
    print(
        f"{name}: median {statistics.median(ordered):.1f} ms, "
        f"95 of 100 within {ordered[int(len(ordered) * 0.95)]:.1f} ms, most {ordered[-1]:.1f} ms"
    )


def main(what: str, number: int) -> None:
    """Run one of them, and say what was seen."""
    if what == "burning":
        with serving() as service:
            idle, busy, ends = burning(service, number)
        _told("idle", idle)
        _told(f"while {number} runaways burn", busy)
        print(f"the runaways end with {sorted(ends)}")
        return
    with serving(SAMVERKAN_QUERY_SECONDS="1") as service:
        cheap(service, 50)
        run_away(16, service)
        time.sleep(1)
        before = service.footprint()
        start = time.perf_counter()
        seen = fuzz(number, service) if what == "fuzz" else run_away(number, service)
        took = time.perf_counter() - start
        time.sleep(1)
        after = service.footprint()
        cheap(service, 10)
    print(f"{sum(seen.values())} requests in {took:.0f} s, by status: {dict(sorted(seen.items()))}")
    for name, was, now in zip(("processes", "file handles", "MB"), before, after, strict=True):
        print(f"{name}: {was} before, {now} after")
    assert after[0] == before[0], "a worker was lost, or one too many is left"
    assert after[1] <= before[1] + 2, "file handles leak"


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 4)
