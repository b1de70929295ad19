"""Measures equal those of NetworkX, for as many random networks as the issue asks for."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.network.arrays import MeasureInvalid, arrays_of
from graph.network.centrality import Limits, betweenness, closeness
from graph.network.definitions import Fit, Of, measures
from graph.network.libraries import networkit_alone
from graph.network.measures import DIRECT, Options, fitting, measured
from graph.network.model import Network, Node, Value, ValueType
from tests.graph.network.drawn import edge, network, network_of, networks, peer, summary

GRAPHS = settings(max_examples=200, deadline=None, derandomize=True)
QUICK = Options(runs=1)


def values(made: Network, name: str, **options: Any) -> dict[str, Value | None]:
    found = measured(made, [name], options=Options(**options))
    return {node.id: node.values.get(name) for node in found.nodes}


def assert_equal(
    found: Mapping[str, Value | None], expected: Mapping[str, float], name: str = ""
) -> None:
    for node, value in expected.items():
        if math.isnan(value):
            assert found[node] is None, (name, node)
        else:
            assert found[node] == pytest.approx(value, abs=1e-8), (name, node)


UNDIRECTED: Mapping[str, Callable[[Any], Mapping[str, float]]] = {
    "degree": lambda graph: dict(graph.degree()),
    "strength": lambda graph: dict(graph.degree(weight="weight")),
    "betweenness": networkx.betweenness_centrality,
    "betweenness_weighted": lambda g: networkx.betweenness_centrality(g, weight="length"),
    "closeness": networkx.closeness_centrality,
    "closeness_weighted": lambda g: networkx.closeness_centrality(g, distance="length"),
    "pagerank": lambda graph: networkx.pagerank(graph, tol=1e-13, max_iter=1000),
    "core": networkx.core_number,
    "clustering": networkx.clustering,
    "clustering_weighted": lambda graph: networkx.clustering(graph, weight="weight"),
    "constraint": lambda graph: networkx.constraint(graph, list(graph), weight="weight"),
    # For all nodes at once NetworkX 3.6 divides by the wrong maxima (its pull request 8906).
    "effective_size": lambda g: networkx.effective_size(g, list(g), weight="weight"),
}

DIRECTED: Mapping[str, Callable[[Any], Mapping[str, float]]] = {
    "in_degree": lambda graph: dict(graph.in_degree()),
    "out_degree": lambda graph: dict(graph.out_degree()),
    "in_strength": lambda graph: dict(graph.in_degree(weight="weight")),
    "out_strength": lambda graph: dict(graph.out_degree(weight="weight")),
    "betweenness": networkx.betweenness_centrality,
    "betweenness_weighted": lambda g: networkx.betweenness_centrality(g, weight="length"),
    "closeness": networkx.closeness_centrality,
    "closeness_weighted": lambda g: networkx.closeness_centrality(g, distance="length"),
    "pagerank": lambda graph: networkx.pagerank(graph, tol=1e-13, max_iter=1000),
    "constraint": lambda graph: networkx.constraint(graph, weight="weight"),
}


@GRAPHS
@given(networks())
def test_measures_equal_networkx(made: Network) -> None:
    graph = peer(made)
    found = measured(made, UNDIRECTED)
    for name, expected in UNDIRECTED.items():
        by_node = {node.id: node.values.get(name) for node in found.nodes}
        assert_equal(by_node, expected(graph), name)
    whole = summary(made, options=QUICK)
    parts = sorted(map(len, networkx.connected_components(graph)), reverse=True)
    assert whole.components == tuple(parts)
    assert whole.values["isolates"] == networkx.number_of_isolates(graph)
    assert whole.values["ties"] == graph.number_of_edges()
    if len(graph) > 1:
        assert whole.values["density"] == pytest.approx(networkx.density(graph))
    assert whole.values.get("transitivity", 0) == pytest.approx(networkx.transitivity(graph))
    assert whole.values["mean_clustering"] == pytest.approx(networkx.average_clustering(graph))
    if graph.number_of_edges():
        assert_eigenvector(made, graph)


def assert_eigenvector(made: Network, graph: Any) -> None:
    # of components of equal size the one with the first node
    part = max(sorted(map(sorted, networkx.connected_components(graph))), key=len)
    matrix = networkx.to_numpy_array(graph.subgraph(part), nodelist=part)
    expected = np.abs(np.linalg.eigh(matrix)[1][:, -1])
    found = values(made, "eigenvector")
    assert [node for node, value in found.items() if value is not None] == part
    assert [found[node] for node in part] == pytest.approx(expected, abs=1e-6)


@GRAPHS
@given(networks(directed=True))
def test_measures_of_directed_networks_equal_networkx(made: Network) -> None:
    graph = peer(made)
    found = measured(made, DIRECTED)
    for name, expected in DIRECTED.items():
        by_node = {node.id: node.values.get(name) for node in found.nodes}
        assert_equal(by_node, expected(graph), name)
    if graph.number_of_edges():
        expected_share = networkx.overall_reciprocity(graph)
        whole = summary(made, options=QUICK)
        assert whole.values["reciprocity"] == pytest.approx(expected_share)


@GRAPHS
@given(networks(directed=True))
def test_measures_without_direction_add_the_weights_of_both(made: Network) -> None:
    both = networkx.Graph()
    both.add_nodes_from(peer(made))
    for one, other, data in peer(made).edges(data=True):
        before = both.get_edge_data(one, other, {"weight": 0})["weight"]
        both.add_edge(one, other, weight=before + data["weight"])
    names = ("core", "clustering", "clustering_weighted", "effective_size")
    found = measured(made, names)
    for name in names:
        by_node = {node.id: node.values.get(name) for node in found.nodes}
        assert_equal(by_node, UNDIRECTED[name](both), name)


def test_an_eigenvector_that_does_not_converge_is_missing() -> None:
    long = network_of(networkx.path_graph(3000))
    assert set(values(long, "eigenvector").values()) == {None}


def test_kinds_are_never_mixed_unless_asked_for() -> None:
    made = network(
        [Node(name, "organisation", name) for name in "abc"],
        [edge("a", "b", 2), edge("a", "b", 5, "through"), edge("b", "c", 1, "through")],
    )
    assert values(made, "strength") == {"a": 2, "b": 2, "c": 0}
    both = frozenset({"direct", "through"})
    assert values(made, "strength", kinds=both) == {"a": 7, "b": 8, "c": 1}
    assert values(made, "degree", kinds=frozenset({"through"})) == {"a": 1, "b": 2, "c": 1}
    marked = measured(made, ["disparity", "backbone"])
    assert [("disparity" in item.values) for item in marked.edges] == [True, False, False]


def test_a_tie_of_no_weight_is_one_where_weights_are_not_used() -> None:
    made = network(
        [Node(name, "organisation", name) for name in "abc"], [edge("a", "b", 0), edge("b", "c")]
    )
    assert values(made, "degree") == {"a": 1, "b": 2, "c": 1}
    assert values(made, "betweenness") == {"a": 0, "b": 1, "c": 0}
    assert values(made, "betweenness_weighted") == {"a": 0, "b": 0, "c": 0}
    assert values(made, "constraint") == {"a": None, "b": 1, "c": 1}


@pytest.mark.parametrize("weight", [-1.0, math.nan, math.inf])
def test_a_weight_that_is_none_is_refused(weight: float) -> None:
    made = network([Node(n, "organisation", n) for n in "ab"], [edge("a", "b", weight)])
    with pytest.raises(MeasureInvalid, match="a~b~direct weighs"):
        measured(made, ["degree"])


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("modes", [("organisation",), ("organisation", "project")])
@pytest.mark.parametrize("count", [0, 1, 2])
def test_networks_without_ties_have_every_measure_or_none(
    count: int, modes: tuple[str, ...], directed: bool
) -> None:
    nodes = [Node(f"å{n}", modes[n % len(modes)], "Å") for n in range(count)]
    made = network(nodes, [], directed=directed, modes=modes)
    found = measured(made, [*fitting(made, Of.NODE), *fitting(made, Of.EDGE)])
    assert len(found.nodes) == count
    for node in found.nodes:
        assert node.values["betweenness"] == 0
        assert node.values.get("eigenvector") is None
        assert node.values.get("community") is None
    whole = summary(made, ["type"])
    assert whole.values["nodes"] == count
    assert whole.components == (1,) * count
    assert whole.communities == ()
    assert whole.mixing["type"].coefficient is None


def test_values_are_of_the_types_that_the_registry_says() -> None:
    made = network_of(networkx.karate_club_graph())
    names = (*fitting(made, Of.NODE), *fitting(made, Of.EDGE))
    found = measured(made, names)
    types = {ValueType.INTEGER: int, ValueType.DECIMAL: float, ValueType.BOOLEAN: bool}
    columns = (*found.node_attributes, *found.edge_attributes)
    assert tuple(column.name for column in columns) == names
    for column in columns:
        owners = found.nodes if measures()[column.name].of is Of.NODE else found.edges
        assert {type(owner.values[column.name]) for owner in owners} == {types[column.type]}


def test_measuring_twice_replaces_and_keeps_the_rest() -> None:
    made = network_of(networkx.karate_club_graph())
    node = replace(made.nodes[0], values={"type": "förening"})
    made = replace(made, nodes=(node, *made.nodes[1:]))
    once = measured(made, ["degree", "core"])
    twice = measured(once, ["degree"])
    assert [column.name for column in twice.node_attributes] == ["core", "degree"]
    assert twice.nodes[0].values == {"type": "förening", "degree": 16, "core": 4}
    assert measured(made, []) == made


@pytest.mark.parametrize("name", ["density", "betwenness", "", "DEGREE"])
def test_an_unknown_measure_is_named_with_those_there_are(name: str) -> None:
    with pytest.raises(
        MeasureInvalid, match=r"is no measure of nodes or edges\. There are degree,"
    ):
        measured(network_of(networkx.path_graph(3)), [name])


def test_a_measure_that_does_not_fit_is_refused() -> None:
    two_mode = network_of(networkx.davis_southern_women_graph(), ("organisation", "project"))
    for name, measure in measures().items():
        if measure.of is Of.NODE and measure.fit is not Fit.ANY:
            with pytest.raises(MeasureInvalid, match=f"{name} is a measure of"):
                measured(two_mode, [name])
    assert "clustering" not in fitting(two_mode, Of.NODE)
    assert "transitivity" not in summary(two_mode).values


@pytest.mark.parametrize(
    "wrong", [{"seed": -1}, {"runs": 0}, {"runs": 101}, {"resolution": 0.0}, {"alpha": 1.5}]
)
def test_options_out_of_range_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(MeasureInvalid, match=next(iter(wrong))):
        Options(**wrong)


def test_estimates_are_near_and_say_so() -> None:
    graph = networkx.barabasi_albert_graph(400, 2, seed=5)
    graph.add_edges_from([(400, 401), (401, 402)])  # a second component, measured exactly
    graph.add_node(403)
    made = network_of(graph)
    names = ("betweenness", "closeness", "closeness_weighted")
    rough = Options(limits=Limits(work=100, pivots=128))
    found = measured(made, names, options=rough)
    exact = networkx.betweenness_centrality(graph)
    near = networkx.closeness_centrality(graph)
    for node, position in zip(found.nodes, sorted(graph), strict=True):
        assert node.values["betweenness"] == pytest.approx(exact[position], abs=0.07)
        assert node.values["closeness"] == pytest.approx(near[position], rel=0.1)
        assert node.values["closeness_weighted"] == node.values["closeness"]
    assert found.nodes[401].values["betweenness"] == pytest.approx(exact[401], rel=1e-9)
    for column in found.node_attributes:
        assert "estimated from 128 nodes, seed 1" in column.definition["en"]
        assert "uppskattad från 128 noder, frö 1" in column.definition["sv"]
    assert found == measured(made, names, options=rough)
    other = measured(made, ["betweenness"], options=replace(rough, seed=2))
    assert [n.values["betweenness"] for n in other.nodes] != [
        n.values["betweenness"] for n in found.nodes
    ]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.booleans().flatmap(lambda directed: networks(directed=directed)))
def test_all_nodes_as_pivots_are_exact(made: Network) -> None:
    arrays = arrays_of(made, DIRECT)
    found = betweenness(arrays, Limits(work=0)).values
    expected = networkx.betweenness_centrality(peer(made))
    assert found == pytest.approx([*expected.values()])
    if not made.directed:
        near = networkx.closeness_centrality(peer(made))
        assert closeness(arrays, Limits(work=0)).values == pytest.approx([*near.values()])


def test_what_cannot_be_estimated_is_refused() -> None:
    path = networkx.path_graph(30)
    with pytest.raises(MeasureInvalid, match="The betweenness of 30 nodes with 29 weighted ties"):
        betweenness(arrays_of(network_of(path), DIRECT), Limits(work=10), weighted=True)
    made = network_of(networkx.DiGraph(path))
    with pytest.raises(MeasureInvalid, match="58 directed ties"):
        closeness(arrays_of(made, DIRECT), Limits(work=1))


def test_results_do_not_depend_on_threads() -> None:
    import networkit

    made = network_of(networkx.barabasi_albert_graph(300, 3, seed=2))
    # a weighted betweenness is never estimated
    names = [name for name in fitting(made, Of.NODE) if name != "betweenness_weighted"]
    options = Options(limits=Limits(work=100, pivots=50), runs=3)
    expected = measured(made, names, options=options)
    before = networkit.getMaxNumberOfThreads()
    networkit.setNumberOfThreads(4)
    try:
        assert measured(made, names, options=options) == expected
        assert networkit.getMaxNumberOfThreads() == 4
        found: list[Network] = []

        def measure() -> None:
            found.append(measured(made, names, options=options))

        threads = [threading.Thread(target=measure) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [expected, expected]
    finally:
        networkit.setNumberOfThreads(before)


def test_networkit_is_left_as_it_was_after_an_error() -> None:
    with networkit_alone() as networkit:
        before = networkit.getMaxNumberOfThreads()
    assert before == 1
    with pytest.raises(ValueError, match="stop"), networkit_alone():
        raise ValueError("stop")
    with networkit_alone(7) as again:
        assert again is networkit
