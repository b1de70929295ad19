"""The benchmark of the SPARQL endpoint as tables: `python -m benchmarks sparql`."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from api.settings import Settings
from benchmarks import peers
from benchmarks.generated import Recipe
from benchmarks.generated_release import Generated, generated_release
from benchmarks.sparql import (
    AGAIN,
    DIRECT,
    OURS,
    RDFLIB,
    VIRTUOSO,
    Timing,
    geometric_mean,
    latencies,
    measure,
    questions,
)
from benchmarks.virtuoso import VirtuosoMissing
from graph.store import Store
from ontology.identifiers import Identifiers

BYTES_OF_A_TRIPLE = 1300
"""Memory that rdflib takes for one, about."""
SPARE = 2_000_000_000
"""Bytes of memory that are left to everything else."""
KEPT: int = Settings.model_fields["remembered_bytes"].default
"""Bytes of answers that the service keeps as it is shipped."""
FACTOR, GRACE = 1.3, 3.0
"""At most so many times as long as Oxigraph in process, and so many milliseconds."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How large the graph is, and how long a query may take. `peers` are those to ask."""

    recipe: Recipe
    seconds: float = 60.0
    peers: tuple[str, ...] = (VIRTUOSO, RDFLIB)


def show(console: Console, settings: Settings, plan: Plan) -> None:
    """Measure and print. What peers are missing is said, and left out."""
    console.print(
        f"\nSPARQL: {plan.recipe.projects} generated projects, seed {plan.recipe.seed}. The first "
        "time takes a quarter of an hour for 100,000 projects, to make the graph and load it into "
        "every engine; it is kept. A query may take "
        f"{plan.seconds:g} seconds. Ctrl-C stops."
    )
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("Reading the tables", total=None)
        graph = generated_release(
            settings.data,
            settings.var / "bench",
            plan.recipe,
            settings.base,
            lambda step, done, total: bar.update(
                task, description=step, completed=done, total=total
            ),
        )
    _show_questions(console, graph, plan)
    _show_latency(console, graph)


def _show_questions(console: Console, graph: Generated, plan: Plan) -> None:
    store = graph.release.store
    engines: dict[str, peers.Engine] = {DIRECT: peers.Direct(store)}
    with ExitStack() as stack:
        engines[OURS] = stack.enter_context(peers.our_service(graph, plan.seconds))
        engines[AGAIN] = stack.enter_context(peers.our_service(graph, plan.seconds, KEPT))
        if VIRTUOSO in plan.peers:
            try:
                with console.status("Starting Virtuoso") as status:
                    started = peers.loaded_virtuoso(graph, status.update)
                    engines[VIRTUOSO] = stack.enter_context(started)
            except VirtuosoMissing as error:
                console.print(f"Without Virtuoso: {error}")
        if RDFLIB in plan.peers and _fits(console, graph):
            with console.status("Loading rdflib-endpoint (minutes)"):
                engines[RDFLIB] = stack.enter_context(peers.rdflib_endpoint(graph))
        asked = questions(Store(store), Identifiers(graph.release.manifest.base))
        timings = []
        with console.status("Asking") as status:
            for timing in measure(asked, engines, plan.seconds, status.update):
                timings.append(timing)
    triples = graph.release.manifest.counts["triples"]
    names = [name for name in (OURS, AGAIN, DIRECT, VIRTUOSO, RDFLIB) if name in engines]
    console.print(_table(timings, names, triples, plan))
    _show_targets(console, timings, names, plan)


def _fits(console: Console, graph: Generated) -> bool:
    if find_spec("rdflib_endpoint") is None:
        console.print("Without rdflib-endpoint: pip install '.[bench]'")
        return False
    needed = graph.release.manifest.counts["triples"] * BYTES_OF_A_TRIPLE + SPARE
    free = _free_memory()
    if needed > free:
        console.print(
            f"Without rdflib-endpoint: it needs {needed / 1e9:.0f} GB of memory for this graph, "
            f"and {free / 1e9:.0f} GB are free."
        )
        return False
    return True


def _free_memory() -> int:
    """Bytes that programs may still have; those of caches of files are among them."""
    for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def _table(timings: list[Timing], names: list[str], triples: int, plan: Plan) -> Table:
    others = names[1:]
    columns = [f"{name}, ms" for name in names] + [f"{name} / ours" for name in others]
    title = f"Median over HTTP, {triples:,} triples"
    table = Table("Question", "Rows", *columns, title=title)
    for timing in timings:
        cells = [_milliseconds(timing, name, plan) for name in names]
        cells = [
            f"{cell} *" if name in timing.differ else cell
            for name, cell in zip(names, cells, strict=True)
        ]
        ratios = [timing.ratio(name) for name in others]
        shown = ["-" if ratio is None else f"{ratio:.2f}" for ratio in ratios]
        table.add_row(timing.label, str(timing.rows), *cells, *shown)
    return table


def _milliseconds(timing: Timing, name: str, plan: Plan) -> str:
    if name in timing.failures:
        return "error"
    median = timing.medians.get(name)
    return f"over {plan.seconds * 1000:.0f}" if median is None else f"{median:.1f}"


def _show_targets(console: Console, timings: list[Timing], names: list[str], plan: Plan) -> None:
    """Geometric means, and which answers differ. One that was stopped counts as just stopped."""
    if any(timing.differ for timing in timings):
        console.print("* The answer differs from Oxigraph's.")
    for timing in timings:
        for name, message in timing.failures.items():
            console.print(f"{name}, {timing.label}: {message}", highlight=False, markup=False)
    for name in names[1:]:
        answered = geometric_mean(timing.ratio(name) for timing in timings)
        if answered is not None:
            count = sum(timing.ratio(name) is not None for timing in timings)
            console.print(
                f"{name} takes {answered:.2f} times as long as ours "
                f"(geometric mean of the {count} that it answered)"
            )
        least = geometric_mean(
            _least(timing, plan) if name in timing.stopped else timing.ratio(name)
            for timing in timings
        )
        if least is not None and any(name in timing.stopped for timing in timings):
            console.print(f"  at least {least:.1f} times with those that were stopped")
    within = sum(
        timing.medians[OURS] <= FACTOR * timing.medians[DIRECT] + GRACE  # type: ignore[operator]
        for timing in timings
        if timing.medians[OURS] is not None
    )
    console.print(
        f"{within} of {len(timings)} within {FACTOR} times Oxigraph in process and {GRACE:g} ms"
    )


def _least(timing: Timing, plan: Plan) -> float | None:
    ours = timing.medians[OURS]
    return None if ours is None else plan.seconds * 1000 / ours


def _show_latency(console: Console, graph: Generated) -> None:
    with console.status("ASK beside four runaways"), peers.our_service(graph, 10.0) as engine:
        idle, busy = latencies(engine)
    table = Table("ASK { ?s ?p ?o }", "Median, ms", "95 of 100 within, ms")
    for name, found in (("idle", idle), ("beside four runaways", busy)):
        table.add_row(name, f"{found.median:.1f}", f"{found.most:.1f}")
    console.print(table)
