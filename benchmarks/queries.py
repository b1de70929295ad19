"""Partnership queries on the real release: our store against rdflib, in one process each."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pebble import ProcessPool

from graph import library
from graph.store import Store

REPEATS = 7
PEER_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Measurement:
    """Median milliseconds of ours and of the peer's; None where the peer was stopped."""

    name: str
    rows: int
    ours: float
    peer: float | None


def measure(store_folder: Path) -> Iterator[Measurement]:
    """Measure every published query without parameters."""
    store = Store(store_folder)
    triples = store.default_graph().serialize(format="nt")
    with ProcessPool(max_workers=1, initializer=_load, initargs=(triples,)) as pool:
        for name in library.names():
            query = library.query(name)
            if query.parameters:
                continue
            rows = len(list(store.select(query.text)))
            ours = _median(lambda text=query.text: list(store.select(text)))  # type: ignore[misc]
            try:
                found, peer = pool.schedule(
                    _peer, args=(query.text,), timeout=PEER_SECONDS
                ).result()
                assert found == rows, (name, found, rows)
            except TimeoutError:
                peer = None
            yield Measurement(name, rows, ours, peer)


def _median(run: Callable[[], object], repeats: int = REPEATS) -> float:
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


_graph: Any = None


def _load(triples: str) -> None:
    from rdflib import Graph

    global _graph
    _graph = Graph().parse(data=triples, format="nt")


def _peer(text: str) -> tuple[int, float]:
    start = time.perf_counter()
    rows = len(list(_graph.query(text)))
    return rows, (time.perf_counter() - start) * 1000
