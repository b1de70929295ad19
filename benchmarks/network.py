"""Measures of the network of generated projects: time, most memory, and ratios to NetworkX.

The organisation projection of each size, two bodies being tied by the projects that both take part
in. NetworkX measures the same ties, where it can within `PEER_WORK`; each size is measured in a
process of its own, so that the memory of one is not another's.
`python -m benchmarks.network 1000 10000` measures these sizes only.
"""

from __future__ import annotations

import math
import multiprocessing
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.generated import Generator, Recipe, models
from graph.network.arrays import Arrays, arrays_of
from graph.network.backbone import disparity
from graph.network.centrality import (
    Limits,
    betweenness,
    closeness,
    cores,
    eigenvector,
    pagerank,
)
from graph.network.communities import communities
from graph.network.libraries import networkit_alone
from graph.network.model import Edge, Network, Node
from graph.network.triangles import clustering, constraint, effective_size, weighted_clustering

SIZES = (1_000, 10_000, 100_000)
PEER_WORK = 2e7
"""Nodes times ties up to which NetworkX is asked for what it does once for each node."""
PEER_TIES = 50_000
"""Ties up to which it is asked for what is slow in it: communities and triangles."""


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds that a measure took, and NetworkX; None where it was not asked."""

    name: str
    ours: float
    peer: float | None


@dataclass(frozen=True, slots=True)
class Measured:
    """One size: what was measured, how long it took, and the most memory before and after."""

    projects: int
    nodes: int
    ties: int
    timed: tuple[Timed, ...]
    before_mb: float
    after_mb: float
    modularity: float
    stability: float
    note: str


def organisations(data: Path, projects: int) -> Network:
    """The ties of generated projects; their weight is the number of projects."""
    ties: Counter[tuple[str, str]] = Counter()
    bodies: set[str] = set()
    for project, _ in Generator(models(data), Recipe(projects)).projects():
        taking_part = sorted({part.body.slug for part in project.parts})
        bodies.update(taking_part)
        ties.update(combinations(taking_part, 2))
    return Network(
        ("organisation",),
        False,
        "projects",
        tuple(Node(body, "organisation", body) for body in sorted(bodies)),
        tuple(
            Edge(f"{one}~{other}", one, other, "direct", float(ties[one, other]))
            for one, other in sorted(ties)
        ),
    )


def measure(data: Path, projects: int, limits: Limits | None = None) -> Measured:
    """Every measure of one size."""
    limits = limits or Limits()
    made = organisations(data, projects)
    before = _most_memory()
    arrays_of(made, {"direct"}).components()
    with networkit_alone():
        pass  # both libraries are loaded before time is taken
    arrays, seconds = _seconds(lambda: arrays_of(made, {"direct"}))
    notes: list[str] = []

    def between() -> None:
        found = betweenness(arrays, limits)
        notes.append(found.note[1] if found.note else "exact")

    ours: dict[str, Callable[[], Any]] = {
        "components": arrays.components,
        "betweenness": between,
        "closeness": lambda: closeness(arrays, limits),
        "eigenvector": lambda: eigenvector(arrays),
        "pagerank": lambda: pagerank(arrays),
        "core": lambda: cores(arrays),
        "clustering": lambda: clustering(arrays),
        "clustering_weighted": lambda: weighted_clustering(arrays),
        "constraint": lambda: constraint(arrays),
        "effective_size": lambda: effective_size(arrays),
        "disparity": lambda: disparity(arrays),
    }
    taken = {"arrays": seconds, **{name: _seconds(call)[1] for name, call in ours.items()}}
    groups, taken["communities, 10 runs"] = _seconds(lambda: communities(arrays))
    after = _most_memory()
    peers = _peers(made, arrays)
    return Measured(
        projects=projects,
        nodes=arrays.n,
        ties=arrays.m,
        timed=tuple(Timed(name, taken[name], peers.get(name)) for name in taken),
        before_mb=before,
        after_mb=after,
        modularity=groups.modularity if groups else math.nan,
        stability=groups.stability or math.nan if groups else math.nan,
        note=notes[0],
    )


def _peers(made: Network, arrays: Arrays) -> dict[str, float]:
    """Seconds that NetworkX takes, for what it can do in reasonable time.

    Its right way to effective sizes, node by node, takes minutes at 1,000 projects.
    """
    import networkx

    def graph() -> Any:
        found = networkx.Graph()
        found.add_nodes_from(node.id for node in made.nodes)
        found.add_weighted_edges_from((e.source, e.target, e.weight) for e in made.edges)
        return found

    known, seconds = _seconds(graph)
    calls: dict[str, Callable[[], Any]] = {
        "components": lambda: list(networkx.connected_components(known)),
        "pagerank": lambda: networkx.pagerank(known, tol=1e-13, max_iter=1000),
        "core": lambda: networkx.core_number(known),
    }
    if arrays.m <= PEER_TIES:
        calls["clustering"] = lambda: networkx.clustering(known)
        calls["clustering_weighted"] = lambda: networkx.clustering(known, weight="weight")
        calls["communities, 10 runs"] = lambda: [
            networkx.community.louvain_communities(known, seed=seed) for seed in range(10)
        ]
    if arrays.n * arrays.m <= PEER_WORK:
        calls["betweenness"] = lambda: networkx.betweenness_centrality(known)
        calls["closeness"] = lambda: networkx.closeness_centrality(known)
        calls["constraint"] = lambda: networkx.constraint(known, weight="weight")
    return {"arrays": seconds, **{name: _seconds(call)[1] for name, call in calls.items()}}


def show(console: Console, data: Path, sizes: Sequence[int] = SIZES) -> None:
    """Measure each size and print it."""
    for projects in sizes:
        found = _alone(measure, data, projects)
        title = f"{projects} projects: {found.nodes} bodies, {found.ties} ties"
        table = Table("Measure", "Ours, s", "NetworkX, s", "Ratio", title=title)
        for timed in found.timed:
            peer, ratio = "-", "-"
            if timed.peer is not None:
                peer, ratio = f"{timed.peer:.2f}", f"{timed.peer / max(timed.ours, 1e-4):.0f}"
            table.add_row(timed.name, f"{timed.ours:.2f}", peer, ratio)
        console.print(table)
        console.print(
            f"Betweenness: {found.note}. Communities: modularity {found.modularity:.3f}, stability "
            f"{found.stability:.2f}. Most memory {found.after_mb:.0f} MB, of which "
            f"{found.after_mb - found.before_mb:.0f} MB to measure."
        )


def _alone(call: Callable[..., Measured], *values: Any) -> Measured:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(call, *values).result()


def _seconds(call: Callable[[], Any]) -> tuple[Any, float]:
    """What it returns, and seconds of the processor, which other work does not lengthen."""
    start = time.process_time()
    found = call()
    return found, time.process_time() - start


def _most_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: Iterable[str]) -> None:
    """Measure the sizes named, or all."""
    data = Path(__file__).parent.parent / "data"
    show(Console(), data, [int(size) for size in arguments] or SIZES)


if __name__ == "__main__":
    main(sys.argv[1:])
