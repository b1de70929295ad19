"""The disparity filter, and how far ties join what is alike."""

from __future__ import annotations

import math
from dataclasses import replace

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.network.arrays import MeasureInvalid, arrays_of
from graph.network.backbone import backbone, disparity
from graph.network.measures import DIRECT, Options, measured
from graph.network.mixing import assortativity
from graph.network.model import Network, Node
from tests.graph.network.drawn import edge, network, network_of, networks, peer


def star(weights: dict[str, float], *, directed: bool = False) -> Network:
    nodes = [Node(name, "organisation", name) for name in ("hub", *weights)]
    edges = [edge("hub", name, weight) for name, weight in weights.items()]
    return network(nodes, edges, directed=directed)


@pytest.mark.parametrize("directed", [False, True])
def test_disparity_by_hand(directed: bool) -> None:
    """Of the hub's weight of 20 the ties have 0.9, 0.05 and 0.05: (1 - p)² each."""
    made = star({"a": 18, "b": 1, "c": 1}, directed=directed)
    found = disparity(arrays_of(made, DIRECT))
    assert sorted(found) == pytest.approx([0.1**2, 0.95**2, 0.95**2])
    kept = backbone(made, DIRECT)
    assert [item.target for item in kept.edges] == ["a"]
    assert [node.id for node in kept.nodes] == ["a", "hub"]
    marked = measured(made, ["backbone"], options=Options(alpha=0.005))
    assert [item.values["backbone"] for item in marked.edges] == [False] * 3
    assert "threshold 0.005" in marked.edge_attributes[0].definition["en"]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(networks(), st.sampled_from([0.01, 0.2, 0.5, 1.0]))
def test_the_backbone_is_what_the_formula_keeps(made: Network, alpha: float) -> None:
    graph = peer(made)

    def chance(one: str, other: str) -> float:
        part = graph[one][other]["weight"] / graph.degree(one, weight="weight")
        return float((1 - part) ** (graph.degree(one) - 1))

    wanted = {
        frozenset(pair)
        for pair in graph.edges
        if min(chance(*pair), chance(*reversed(pair))) < alpha
    }
    kept = backbone(made, DIRECT, alpha)
    assert {frozenset((item.source, item.target)) for item in kept.edges} == wanted
    assert {node.id for node in kept.nodes} == {end for pair in wanted for end in pair}
    assert {item.kind for item in kept.edges} <= {"direct"}


@pytest.mark.parametrize("alpha", [0, -0.1, 1.1, math.nan])
def test_a_threshold_is_a_probability(alpha: float) -> None:
    with pytest.raises(MeasureInvalid, match="threshold of a backbone"):
        backbone(star({"a": 1}), DIRECT, alpha)


def typed(made: Network, types: dict[str, str]) -> Network:
    nodes = (
        replace(node, values={"type": types[node.id]} if node.id in types else {})
        for node in made.nodes
    )
    return replace(made, nodes=tuple(nodes))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    st.booleans().flatmap(lambda directed: networks(directed=directed)),
    st.lists(st.sampled_from(["kommun", "region", "myndighet", ""]), min_size=12, max_size=12),
)
def test_assortativity_equals_networkx(made: Network, types: list[str]) -> None:
    by_node = {f"n{place:02d}": kind for place, kind in enumerate(types) if kind}
    made = typed(made, by_node)
    found = assortativity(made, arrays_of(made, DIRECT), "type")
    graph = peer(made)
    known = graph.subgraph([node for node in graph if node in by_node])
    networkx.set_node_attributes(known, by_node, "type")
    assert found.ties == known.number_of_edges()
    assert found.left_out == graph.number_of_edges() - found.ties
    if found.coefficient is None:
        assert len({by_node[end] for pair in known.edges for end in pair}) <= 1
    else:
        expected = networkx.attribute_assortativity_coefficient(known, "type")
        assert found.coefficient == pytest.approx(expected, abs=1e-9)


def test_assortativity_of_extremes() -> None:
    made = network_of(networkx.Graph([(a, b) for a in range(3) for b in range(3, 6)]))
    sides = {node.id: "ab"[int(node.id) // 3] for node in made.nodes}
    found = assortativity(typed(made, sides), arrays_of(made, DIRECT), "type")
    assert found.coefficient == pytest.approx(-1)


def test_assortativity_needs_one_value() -> None:
    made = star({"a": 1})
    made = replace(made, nodes=tuple(replace(n, values={"types": ("x", "y")}) for n in made.nodes))
    with pytest.raises(MeasureInvalid, match="several values of types"):
        assortativity(made, arrays_of(made, DIRECT), "types")
