"""Communities: connected, reproducible, and with a stability that means what it says."""

from __future__ import annotations

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from graph.network.arrays import arrays_of
from graph.network.communities import _agreement, communities, modularity
from graph.network.measures import DIRECT, Options, measured
from graph.network.model import Network
from tests.graph.network.drawn import network_of, networks, peer, summary


def ring(cliques: int) -> Network:
    """Cliques of five in a ring, each tied to the next by one tie."""
    return network_of(networkx.ring_of_cliques(cliques, 5))


def test_cliques_are_found_whatever_the_seed() -> None:
    for seed in range(3):
        found = communities(arrays_of(ring(8), DIRECT), seed)
        assert found is not None
        assert found.sizes == (5,) * 8
        assert (found.stability, found.information, found.runs) == (1.0, 1.0, 10)
        assert found.of.tolist() == [node // 5 for node in range(40)]


def test_chance_gives_no_stable_communities() -> None:
    graph = networkx.gnm_random_graph(200, 500, seed=4)
    found = communities(arrays_of(network_of(graph), DIRECT))
    assert found is not None
    assert found.stability is not None
    assert found.stability < 0.6


def test_a_larger_resolution_makes_smaller_communities() -> None:
    arrays = arrays_of(ring(30), DIRECT)
    coarse, fine = communities(arrays, resolution=0.3), communities(arrays, resolution=3)
    assert coarse is not None
    assert fine is not None
    assert max(coarse.sizes) > 5 >= max(fine.sizes)


def test_one_run_has_no_stability() -> None:
    found = communities(arrays_of(ring(4), DIRECT), runs=1)
    assert found is not None
    assert (found.stability, found.information) == (None, None)


def test_the_network_says_the_seed_and_the_summary_the_sizes() -> None:
    made = ring(4)
    found = measured(made, ["community"], seed=7)
    assert {node.values["community"] for node in found.nodes} == {1, 2, 3, 4}
    assert "seed 7" in found.node_attributes[0].definition["en"]
    whole = summary(made, options=Options(seed=7))
    assert whole.communities == (5, 5, 5, 5)
    assert (whole.values["communities"], whole.values["stability"]) == (4, 1.0)


@settings(max_examples=50, deadline=None, derandomize=True)
@given(networks(most=15), st.integers(0, 5))
def test_communities_are_connected_and_their_modularity_is_networkx(
    made: Network, seed: int
) -> None:
    arrays, graph = arrays_of(made, DIRECT), peer(made)
    found = communities(arrays, seed, runs=2)
    if found is None:
        assert not graph.number_of_edges()
        return
    names = list(graph)
    groups = [
        {names[node] for node in np.flatnonzero(found.of == group)}
        for group in range(len(found.sizes))
    ]
    assert [len(group) for group in groups] == sorted(map(len, groups), reverse=True)
    assert all(networkx.is_connected(graph.subgraph(group)) for group in groups)
    expected = networkx.community.modularity(graph, groups)
    assert found.modularity == pytest.approx(expected)
    assert modularity(arrays, found.of, 2.0) == pytest.approx(
        networkx.community.modularity(graph, groups, resolution=2)
    )


labels = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=30)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(labels)
def test_agreement_of_runs_is_that_of_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    one, other = (np.array(column) for column in zip(*pairs, strict=True))
    rand, shared = _agreement(one, other)
    assert rand == pytest.approx(adjusted_rand_score(one, other), abs=1e-9)
    assert shared == pytest.approx(normalized_mutual_info_score(one, other), abs=1e-9)
