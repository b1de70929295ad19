"""Networks drawn at random, and the same for NetworkX, as the tests of measures need them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import networkx
from hypothesis import strategies as st

from graph.network.measures import Analysis, Options, Summary
from graph.network.model import Edge, Network, Node

WEIGHTS = (0.25, 0.5, 1.0, 2.0, 4.0, 7.0)


def network_of(graph: Any, modes: tuple[str, ...] = ("organisation",)) -> Network:
    """A graph of NetworkX as a network; a node's `bipartite` (0 or 1) is its mode."""
    names = {node: node if isinstance(node, str) else f"{node:04d}" for node in graph}
    nodes = (
        Node(names[node], modes[data.get("bipartite", 0)], names[node])
        for node, data in graph.nodes(data=True)
    )
    edges = (
        edge(names[one], names[other], data.get("weight", 1))
        for one, other, data in graph.edges(data=True)
    )
    return network(nodes, edges, directed=graph.is_directed(), modes=modes)


def network(
    nodes: Iterable[Node],
    edges: Iterable[Edge],
    *,
    directed: bool = False,
    modes: tuple[str, ...] = ("organisation",),
) -> Network:
    """A network with its nodes and edges in order."""
    return Network(
        modes,
        directed,
        "projects",
        tuple(sorted(nodes, key=lambda node: node.id)),
        tuple(sorted(edges, key=lambda edge: edge.id)),
    )


def edge(source: str, target: str, weight: float = 1, kind: str = "direct", name: str = "") -> Edge:
    """An edge named after its ends and kind."""
    return Edge(f"{source}~{target}~{kind}{name}", source, target, kind, float(weight))


def summary(
    made: Network, attributes: Sequence[str] = (), options: Options | None = None
) -> Summary:
    """Measures of the whole."""
    return Analysis(made, options or Options()).summary(attributes)


def peer(made: Network) -> Any:
    """What measures of a network should be of: its direct edges, merged, without loops.

    `length` is 1/weight. Nodes are in the order of the network's.
    """
    graph = networkx.DiGraph() if made.directed else networkx.Graph()
    graph.add_nodes_from(node.id for node in made.nodes)
    for item in made.edges:
        if item.kind == "direct" and item.source != item.target:
            before = graph.get_edge_data(item.source, item.target, {"weight": 0})["weight"]
            weight = before + item.weight
            graph.add_edge(item.source, item.target, weight=weight, length=1 / weight)
    return graph


@st.composite
def networks(draw: st.DrawFn, *, directed: bool = False, most: int = 12) -> Network:
    """Networks of some nodes: with edges in parallel, loops, and edges through a förbund."""
    count = draw(st.integers(1, most))
    nodes = [f"n{number:02d}" for number in range(count)]
    ends = st.sampled_from(nodes)
    kinds = st.sampled_from(("direct", "direct", "direct", "through"))
    found = draw(
        st.lists(st.tuples(ends, ends, st.sampled_from(WEIGHTS), kinds), max_size=3 * count)
    )
    return network(
        (Node(name, "organisation", name) for name in nodes),
        (edge(*item, name=f"~{place:02d}") for place, item in enumerate(found)),
        directed=directed,
    )
