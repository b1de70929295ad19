"""Ten questions on partnerships, over HTTP, beside three peers; and a cheap query under runaways.

Every engine has the same graph on the same machine, answers in SPARQL JSON, and is asked in turn,
so that whatever else the machine does falls on all alike. Oxigraph called in this process is what
our own service would cost if HTTP, processes and limits cost nothing.
"""

from __future__ import annotations

import math
import statistics
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from benchmarks.peers import Engine, Failed, OverHttp, Stopped, rows
from graph import library
from graph.parameters import values_of
from graph.store import TripleStore
from ontology.identifiers import Identifiers

OURS, DIRECT, RDFLIB, VIRTUOSO = "ours", "Oxigraph in process", "rdflib-endpoint", "Virtuoso"
AGAIN = "ours, asked again"
"""Our service as it is shipped, which keeps answers; `OURS` evaluates every query anew."""
REPEATS = 9
SLOW, SLOW_REPEATS = 1.0, 3
"""Seconds from which a query is asked less often."""
HOPELESS = 15.0
"""Seconds from which its first answer counts, and it is not asked again."""

QUESTIONS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("partners-of-organisation", {"organisation": "skelleftea-kommun"}),
    ("partners-of-organisation", {"organisation": "forsakringskassan", "county": "24"}),
    ("projects-of-organisation", {"organisation": "region-skane"}),
    ("shared-projects", {"first": "region-skane", "second": "arbetsformedlingen"}),
    ("participations-in-role", {"role": "medfinansiar"}),
    ("organisations-in-county", {"county": "24"}),
    ("experienced-organisations", {"theme": "psykisk-ohalsa", "county": "12"}),
    ("projects-between", {"from": "2016-01-01", "to": "2016-12-31"}),
    ("coordination-associations", {}),
    ("collaboration-by-programme", {}),
)
"""Queries of the library that answer within the deadline of the service at 100,000 projects."""
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
CHEAP = "ASK { ?s ?p ?o }"

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Question:
    """A query of the library with values for its parameters."""

    label: str
    text: str


@dataclass(slots=True)
class Timing:
    """Median milliseconds by engine, None where there was no answer, and whose answers differ.

    `failures` are the words of engines that answered with an error; the others were stopped.
    """

    label: str
    rows: int
    medians: dict[str, float | None] = field(default_factory=dict)
    differ: list[str] = field(default_factory=list)
    failures: dict[str, str] = field(default_factory=dict)

    def ratio(self, peer: str) -> float | None:
        """How many times as long as ours the peer takes."""
        ours, other = self.medians.get(OURS), self.medians.get(peer)
        return None if ours is None or other is None else other / ours

    @property
    def stopped(self) -> set[str]:
        """Engines that did not answer in time."""
        return {name for name, median in self.medians.items() if median is None} - set(
            self.failures
        )


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of a cheap query: median and the value that 95 of 100 do not exceed."""

    median: float
    most: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Latency:
        """Of single measurements, in seconds."""
        return cls(
            statistics.median(seconds) * 1000, statistics.quantiles(seconds, n=20)[18] * 1000
        )


def questions(store: TripleStore, identifiers: Identifiers) -> Iterator[Question]:
    """The ten questions; their parameters must be things of the store."""
    for name, given in QUESTIONS:
        query = library.query(name)
        values = values_of(query, given, identifiers, store)
        label = name if not given else f"{name} ({', '.join(given.values())})"
        yield Question(label, query.with_values(values))


def measure(
    asked: Iterable[Question],
    engines: Mapping[str, Engine],
    seconds: float,
    progress: Progress = lambda label: None,
) -> Iterator[Timing]:
    """Ask each question of each engine, in turn; the first answers warm them and are compared.

    `engines` must have Oxigraph in process, whose answers the others' must equal.
    """
    for question in asked:
        progress(question.label)
        expected = rows(engines[DIRECT].ask(question.text, seconds))
        timing = Timing(question.label, sum(expected.values()))
        repeats: dict[str, int] = {}
        times: dict[str, list[float]] = {}
        for name, engine in engines.items():
            try:
                took, content = _timed(engine, question.text, seconds)
            except (Stopped, Failed) as error:
                timing.medians[name] = None
                if isinstance(error, Failed):
                    timing.failures[name] = str(error)
                continue
            if rows(content) != expected:
                timing.differ.append(name)
            times[name] = [took] if took >= HOPELESS else []
            repeats[name] = 0 if took >= HOPELESS else SLOW_REPEATS if took >= SLOW else REPEATS
        for turn in range(max(repeats.values(), default=0)):
            for name, engine in engines.items():
                if turn < repeats.get(name, 0):
                    with suppress(Stopped):
                        times[name].append(_timed(engine, question.text, seconds)[0])
        for name, found in times.items():
            timing.medians[name] = statistics.median(found) * 1000 if found else None
        yield timing


def geometric_mean(ratios: Iterable[float | None]) -> float | None:
    """The geometric mean of the ratios that there are; None of none."""
    known = [math.log(ratio) for ratio in ratios if ratio is not None]
    return math.exp(sum(known) / len(known)) if known else None


def latencies(engine: OverHttp, runaways: int = 4, count: int = 200) -> tuple[Latency, Latency]:
    """A cheap query when nothing else is asked, and beside runaways."""
    idle = _cheap(engine, count)
    stopped = threading.Event()
    burning = [
        threading.Thread(target=_burn, args=(engine.another(), number, stopped), daemon=True)
        for number in range(runaways)
    ]
    for thread in burning:
        thread.start()
    time.sleep(1.0)
    try:
        busy = _cheap(engine, count)
    finally:
        stopped.set()
        for thread in burning:
            thread.join(timeout=60)
    return idle, busy


def _cheap(engine: OverHttp, count: int) -> Latency:
    for _ in range(10):
        engine.ask(CHEAP, 60)
    taken = []
    for _ in range(count):
        taken.append(_timed(engine, CHEAP, 60)[0])
        time.sleep(0.02)
    return Latency.of(taken)


def _burn(engine: OverHttp, number: int, stopped: threading.Event) -> None:
    """Ask for what never ends, again and again, each time with another text."""
    turn = 0
    while not stopped.is_set():
        turn += 1
        with suppress(Stopped, Failed, OSError):
            engine.ask(f"{RUNAWAY} # {number} {turn}", 60)
    engine.close()


def _timed(engine: Engine, query: str, seconds: float) -> tuple[float, bytes]:
    began = time.perf_counter()
    content = engine.ask(query, seconds)
    return time.perf_counter() - began, content
