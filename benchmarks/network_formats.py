"""Exports of networks: time, size and memory of each format, beside the library that writes it too.

The peers are NetworkX 3 and ndex2, given the same nodes, edges and attributes; making their graph
from the network counts, since they write nothing else. They write less: no types of empty columns,
no data dictionary, no provenance; texts in place of the lists that GraphML and GEXF writers refuse.

Each format is measured in a process of its own, so that the memory of one is not another's.
`python -m benchmarks.network_formats 10000` writes networks of so many edges.
"""

from __future__ import annotations

import io
import json
import math
import multiprocessing
import random
import resource
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import Any

from rich.console import Console
from rich.table import Table

from graph.network.attributes import BODY, TIE
from graph.network.formats import FORMATS, write
from graph.network.formats.columns import edge_row, json_row, node_row
from graph.network.model import Edge, Network, Node, Spell, Value
from graph.network.provenance import Provenance

EDGES = 100_000
_BASE = "https://data.example.org/id"


@dataclass(frozen=True, slots=True)
class Measured:
    """CPU seconds, megabytes written, and megabytes that writing added to memory; None: no peer."""

    format: str
    seconds: float
    size_mb: float
    memory_mb: float
    peer: str | None
    peer_seconds: float | None
    peer_memory_mb: float | None


class _Counting(io.BytesIO):
    """A stream that keeps nothing but the number of bytes."""

    written = 0

    def write(self, data: Any) -> int:
        self.written += len(data)
        return len(data)

    def writelines(self, lines: Iterable[Any]) -> None:
        for line in lines:
            self.write(line)


def network(edges: int, seed: int = 1) -> Network:
    """Bodies with as many attributes as real ones have, twenty edges for each."""
    lots = random.Random(seed)  # noqa: S311 - no secret
    nodes = tuple(_node(number) for number in range(max(2, edges // 20)))
    return Network(
        ("organisation",),
        False,
        "projects",
        nodes,
        tuple(_edge(number, lots.sample(nodes, 2), lots) for number in range(edges)),
        BODY,
        TIE,
    )


def measure(format_: str, edges: int) -> Measured:
    """Write one format, and have the peer write it, each in a process of its own."""
    seconds, size, memory = _apart(_write, format_, edges)
    peer = _PEERS.get(format_)
    if peer is None:
        return Measured(format_, seconds, size, memory, None, None, None)
    peer_seconds, _, peer_memory = _apart(_write_peer, format_, edges)
    return Measured(format_, seconds, size, memory, peer[0], peer_seconds, peer_memory)


def main() -> None:
    """Measure every format and show the table."""
    edges = int(sys.argv[1]) if len(sys.argv) > 1 else EDGES
    table = Table(title=f"A network of {edges:,} edges, written")
    for head in ("format", "s", "MB", "memory, MB", "peer", "s", "memory, MB", "ratio of time"):
        table.add_column(head, justify="left" if head in {"format", "peer"} else "right")
    for name in FORMATS:
        found = measure(name, edges)
        cells = [name, f"{found.seconds:.1f}", f"{found.size_mb:.1f}", f"{found.memory_mb:.0f}"]
        if found.peer_seconds is not None:
            ratio = found.peer_seconds / found.seconds
            cells += [str(found.peer), f"{found.peer_seconds:.1f}", f"{found.peer_memory_mb:.0f}"]
            cells.append(f"{ratio:.1f}")
        table.add_row(*cells)
    Console().print(table)


def _apart(
    work: Callable[[str, int], tuple[float, float, float]], format_: str, edges: int
) -> tuple[float, float, float]:
    """Seconds, megabytes written and megabytes of memory, in a process of its own."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(work, format_, edges).result()


def _write(format_: str, edges: int) -> tuple[float, float, float]:
    made = network(edges)
    file = _Counting()
    before, start = _memory(), time.process_time()
    write(made, _PROVENANCE, format_, file)
    return time.process_time() - start, file.written / 1e6, _memory() - before


def _write_peer(format_: str, edges: int) -> tuple[float, float, float]:
    made = network(edges)
    before, start = _memory(), time.process_time()
    _PEERS[format_][1](made)
    return time.process_time() - start, math.nan, _memory() - before


def _memory() -> float:
    """The most memory that this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _graph(made: Network, *, lists: bool) -> Any:
    import networkx as nx

    graph = nx.MultiGraph()
    for node in made.nodes:
        graph.add_node(node.id, **_plain(node_row(node), lists, id=None, spells="periods"))
    for edge in made.edges:
        row = _plain(edge_row(edge), lists, id=None, source=None, target=None, spells="periods")
        graph.add_edge(edge.source, edge.target, edge.id, **row)
    return graph


def _plain(row: dict[str, Value], lists: bool, **renamed: str | None) -> dict[str, Any]:
    found = json_row(row, **renamed)
    if lists:
        return found
    return {name: str(v) if isinstance(v, list) else v for name, v in found.items()}


def _json(made: Network) -> None:
    import networkx as nx

    json.dumps(nx.node_link_data(_graph(made, lists=True)), ensure_ascii=False)


def _cyjs(made: Network) -> None:
    import networkx as nx

    json.dumps(nx.cytoscape_data(_graph(made, lists=True)), ensure_ascii=False)


def _graphml(made: Network) -> None:
    import networkx as nx

    nx.write_graphml_lxml(_graph(made, lists=False), io.BytesIO())


def _gexf(made: Network) -> None:
    import networkx as nx

    nx.write_gexf(_graph(made, lists=False), io.BytesIO(), version="1.3")


def _cx2(made: Network) -> None:
    from ndex2.cx2 import CX2Network

    written = CX2Network()
    ids = {}
    for node in made.nodes:
        ids[node.id] = written.add_node(attributes=json_row(node_row(node), id="identifier"))
    for edge in made.edges:
        row = json_row(edge_row(edge), id="name", source=None, target=None)
        written.add_edge(source=ids[edge.source], target=ids[edge.target], attributes=row)
    json.dumps(written.to_cx2(), ensure_ascii=False)


_PEERS: dict[str, tuple[str, Callable[[Network], None]]] = {
    "json": ("networkx", _json),
    "cytoscape": ("networkx", _cyjs),
    "graphml": ("networkx", _graphml),
    "gexf": ("networkx", _gexf),
    "cx2": ("ndex2", _cx2),
}
_PROVENANCE = Provenance(
    title={"sv": "Organisationer", "en": "Organisations"},
    release="20261121T220509Z-01234567",
    released=date(2026, 11, 21),
    query="projection=organisation",
    address="https://data.example.org/api/network?projection=organisation",
    licence="https://creativecommons.org/publicdomain/zero/1.0/",
    publisher="Samverkansgrafen",
    version="0",
)


def _node(number: int) -> Node:
    return Node(
        f"{_BASE}/organisation/organisation-{number:06d}",
        "organisation",
        f"Samordningsförbundet nr {number} i Åsele",
        {
            "key": f"organisation-{number:06d}",
            "type": "coordination_association",
            "types": ("coordination_association",),
            "municipality": "Åsele",
            "municipality_code": "2463",
            "county": "Västerbottens län",
            "county_code": "24",
            "region_name": "Övre Norrland",
            "projects": number % 97,
        },
        (Spell(date(2015, 1, 1), date(2019, 12, 31)),),
    )


def _edge(number: int, ends: list[Node], lots: random.Random) -> Edge:
    source, target = ends
    projects = tuple(f"{_BASE}/projekt/2017-{lots.randrange(99999):05d}" for _ in range(2))
    return Edge(
        f"{source.values['key']}~{target.values['key']}~direct~{number}",
        source.id,
        target.id,
        "direct",
        lots.random(),
        {
            "projects": projects,
            "project_count": 2,
            "source_roles": ("owner",),
            "target_roles": ("participant", "partner"),
            "first": date(2015, 1, 1),
            "last": date(2019, 12, 31),
            "link_score": 1.0,
        },
        (Spell(date(2015, 1, 1), date(2016, 6, 30)), Spell(date(2018, 1, 1), date(2019, 12, 31))),
    )


if __name__ == "__main__":
    main()
