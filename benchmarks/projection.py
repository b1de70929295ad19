"""The network of generated projects: time and memory to make it, how they grow, and a peer.

The peer is networkx 3: its `bipartite.weighted_projected_graph` makes the organisation projection
of the same two-mode network. It knows neither roles, dates nor samordningsförbund, so it is set
beside the counting of ties alone; making the network adds nodes and edges with every attribute.

Each size is measured in a process of its own, so that the memory of one is not another's, and in
seconds of the processor, which other work on the machine does not lengthen.
`python -m benchmarks.projection 1000 10000` makes these sizes only.
"""

from __future__ import annotations

import math
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.table import Table

from benchmarks.generated import Recipe
from benchmarks.generated_release import generated_release

SIZES = (1_000, 10_000, 100_000)
MOST = 1.2
"""The growth that is promised: time as the number of projects to this power."""

T = TypeVar("T")
_SHORT = 2.0  # seconds
_TIMES = 5


@dataclass(frozen=True, slots=True)
class Measured:
    """One size: seconds for each step, the most memory before and after projecting, what was made.

    `ties` counts and weighs the ties of the organisation projection, which is what `peer` does.
    """

    projects: int
    nodes: int
    edges: int
    affiliation: float
    ties: float
    organisation: float
    peer: float
    before_mb: float
    after_mb: float


def measure(data: Path, folder: Path, base: str, projects: int) -> Measured:
    """Make the networks of a generated release, in a process of its own."""
    release = _alone(_generate, data, folder, base, projects)
    return _alone(_measure, release, base, projects)


def _alone(work: Callable[..., T], *given: object) -> T:
    """What a function returns, called in a new process."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(work, *given).result()


def exponent(results: Sequence[Measured], seconds: Callable[[Measured], float]) -> float:
    """The power of the number of projects that the time grows with, from the first to the last."""
    first, last = results[0], results[-1]
    return math.log(seconds(last) / seconds(first)) / math.log(last.projects / first.projects)


def _generate(data: Path, folder: Path, base: str, projects: int) -> Path:
    return generated_release(data, folder, Recipe(projects), base, lambda *_: None).release.store


def _measure(store: Path, base: str, projects: int) -> Measured:
    import networkx as nx

    from graph.catalogue_loader import load_catalogue
    from graph.filters import ProjectFinder
    from graph.network.affiliations import Affiliations
    from graph.network.projection import build
    from graph.network.selection import NetworkQuery, Projection, Weight
    from graph.network.ties import ties_of
    from graph.store import Store
    from ontology.identifiers import Identifiers

    catalogue = load_catalogue(Store(store), Identifiers(base))
    finder = ProjectFinder(catalogue)
    before = _megabytes()
    query = NetworkQuery()
    network, organisation = _timed(lambda: build(catalogue, finder, query))
    after = _megabytes()
    ties, counting = _timed(
        lambda: ties_of(Affiliations(catalogue, finder, query), query.projection, Weight.PROJECTS)
    )
    two_mode, affiliation = _timed(
        lambda: build(catalogue, finder, NetworkQuery(projection=Projection.AFFILIATION))
    )
    graph = nx.Graph((edge.source, edge.target) for edge in two_mode.edges)
    bodies = [node.id for node in two_mode.nodes if node.kind == two_mode.modes[0]]
    projected, peer = _timed(lambda: nx.bipartite.weighted_projected_graph(graph, bodies))
    theirs = {(frozenset(edge[:2]), edge[2]) for edge in projected.edges.data("weight")}
    ours = {(frozenset((edge.source, edge.target)), edge.weight) for edge in network.edges}
    if ours != theirs or len(ties) != len(network.edges):
        raise SystemExit(f"The networks of {projects} projects differ: nothing to compare.")
    return Measured(
        projects=projects,
        nodes=len(network.nodes),
        edges=len(network.edges),
        affiliation=affiliation,
        ties=counting,
        organisation=organisation,
        peer=peer,
        before_mb=before,
        after_mb=after,
    )


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    """What a function returns and its seconds; the best of several times where they are few."""
    best = math.inf
    for _ in range(_TIMES):
        start = time.process_time()
        result = work()
        best = min(best, time.process_time() - start)
        if best > _SHORT:
            break
    return result, best


def _megabytes() -> float:
    """The most memory that this process has had."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def show(console: Console, data: Path, folder: Path, base: str, sizes: Sequence[int]) -> None:
    """Measure the sizes and print a table, with the growth and the ratio to the peer."""
    results = [measure(data, folder, base, size) for size in sizes]
    table = Table(
        "Projects",
        "Nodes",
        "Edges",
        "Two-mode, s",
        "Projection, s",
        "its ties alone, s",
        "networkx, s",
        "Ratio",
        "MB, catalogue",
        "MB, with network",
        title="Network",
    )
    for found in results:
        table.add_row(
            str(found.projects),
            str(found.nodes),
            str(found.edges),
            f"{found.affiliation:.2f}",
            f"{found.organisation:.2f}",
            f"{found.ties:.2f}",
            f"{found.peer:.2f}",
            f"{found.peer / found.ties:.1f}",
            f"{found.before_mb:.0f}",
            f"{found.after_mb:.0f}",
        )
    console.print(table)
    if len(results) > 1:
        console.print(
            f"Time grows with the number of projects to the power of "
            f"{exponent(results, lambda m: m.affiliation):.2f} (two-mode), "
            f"{exponent(results, lambda m: m.organisation):.2f} (projection), "
            f"{exponent(results, lambda m: m.peer):.2f} (networkx); promised: at most {MOST}"
        )


if __name__ == "__main__":
    from api.settings import Settings

    settings = Settings()
    show(
        Console(),
        settings.data,
        settings.var / "bench",
        settings.base,
        [int(size) for size in sys.argv[1:]] or SIZES,
    )
