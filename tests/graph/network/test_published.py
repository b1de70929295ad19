"""Measures of classic networks equal what is published of them; each test names its source."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import igraph
import networkx
import pytest

from graph.network.arrays import arrays_of
from graph.network.communities import communities
from graph.network.measures import DIRECT, measured
from graph.network.model import Network
from tests.graph.network.drawn import network_of, summary


def unweighted(graph: Any) -> Network:
    made = network_of(graph)
    return replace(made, edges=tuple(replace(edge, weight=1.0) for edge in made.edges))


def values(made: Network, name: str) -> dict[str, Any]:
    return {node.id: node.values.get(name) for node in measured(made, [name]).nodes}


@pytest.fixture(scope="module")
def davis() -> Network:
    """Women and the social events that they went to (Davis, Gardner and Gardner 1941)."""
    return network_of(networkx.davis_southern_women_graph(), ("woman", "event"))


@pytest.fixture(scope="module")
def karate() -> Network:
    """Friends in a karate club (Zachary 1977); node 0000 is his actor 1."""
    return unweighted(networkx.karate_club_graph())


@pytest.fixture(scope="module")
def miserables() -> Network:
    """Who meets whom in Les Misérables (Knuth 1993, The Stanford GraphBase)."""
    return unweighted(networkx.les_miserables_graph())


def test_davis_degree(davis: Network) -> None:
    """Normalised two-mode degree as in Borgatti and Halgin 2011, Analyzing affiliation networks.

    In: Scott, Carrington (eds.), The SAGE Handbook of Social Network Analysis, table of centrality.
    """
    found = values(davis, "degree_share")
    published = {
        "E8": 0.78, "E9": 0.67, "E7": 0.56, "Nora Fayette": 0.57, "Evelyn Jefferson": 0.57,
        "Theresa Anderson": 0.57, "E6": 0.44, "Sylvia Avondale": 0.50, "Laura Mandeville": 0.50,
        "Brenda Rogers": 0.50, "Katherina Rogers": 0.43, "E5": 0.44, "Helen Lloyd": 0.36,
        "E3": 0.33, "Ruth DeSand": 0.29, "Verne Sanderson": 0.29, "E12": 0.33, "Myra Liddel": 0.29,
        "E11": 0.22, "Eleanor Nye": 0.29, "Frances Anderson": 0.29, "Pearl Oglethorpe": 0.21,
        "E4": 0.22, "Charlotte McDowd": 0.29, "E10": 0.28, "Olivia Carleton": 0.14,
        "Flora Price": 0.14, "E2": 0.17, "E1": 0.17, "Dorothy Murchison": 0.14, "E13": 0.17,
        "E14": 0.17,
    }  # fmt: skip
    assert found == pytest.approx(published, abs=0.006)


def test_davis_whole(davis: Network) -> None:
    """18 women, 14 events, 89 attendances (the table of Davis, Gardner and Gardner 1941)."""
    found = summary(davis).values
    assert (found["nodes"], found["ties"], found["components"]) == (32, 89, 1)
    assert found["density"] == pytest.approx(89 / (18 * 14))


def test_karate_communities(karate: Network) -> None:
    """The largest modularity is 0.4198, of four communities.

    Brandes and others 2008, doi:10.1109/TKDE.2007.190689; Aloise and others 2010,
    doi:10.1103/PhysRevE.82.046112, which has 0.41979.
    """
    for seed in range(3):
        found = communities(arrays_of(karate, DIRECT), seed)
        assert found is not None
        assert found.modularity == pytest.approx(0.41979, abs=5e-6)
        assert len(found.sizes) == 4


def test_karate_degree_and_betweenness(karate: Network) -> None:
    """Actor 34 has 17 friends and actor 1 has 16 (Zachary 1977, doi:10.1086/jar.33.4.3629752).

    Betweenness of actor 1 is 0.4376 of the possible paths. The igraph library, which ships the
    network too, finds the same of its own copy.
    """
    degree, paths = values(karate, "degree"), values(karate, "betweenness")
    assert (degree["0033"], degree["0000"], degree["0032"]) == (17, 16, 12)
    assert sum(degree.values()) == 2 * 78
    assert paths["0000"] == pytest.approx(0.4376, abs=5e-5)
    copy = igraph.Graph.Famous("Zachary")
    pairs = 33 * 32 / 2
    assert list(paths.values()) == pytest.approx([found / pairs for found in copy.betweenness()])
    constraint, core = values(karate, "constraint"), values(karate, "core")
    assert list(constraint.values()) == pytest.approx(copy.constraint())
    assert list(core.values()) == copy.coreness()


def test_miserables_communities(miserables: Network) -> None:
    """The largest modularity is 0.56001, of six communities (Aloise and others 2010)."""
    found = communities(arrays_of(miserables, DIRECT))
    assert found is not None
    assert found.modularity == pytest.approx(0.56001, abs=5e-6)
    assert len(found.sizes) == 6


def test_miserables_whole(miserables: Network) -> None:
    """77 characters, 254 ties, one component, 8 % of possible ties; Valjean meets 36 others.

    As NodeXL found (Wayne State University, Social Network Analysis: Understanding a Novel).
    """
    found = summary(miserables).values
    assert (found["nodes"], found["ties"], found["components"]) == (77, 254, 1)
    assert found["density"] == pytest.approx(0.08, abs=0.01)
    degree = values(miserables, "degree")
    assert degree["Valjean"] == max(degree.values()) == 36


HOLES = {
    ("A", "B"): 2, ("A", "F"): 3, ("A", "G"): 5, ("A", "E"): 2, ("E", "G"): 8, ("F", "G"): 3,
    ("B", "G"): 4, ("B", "D"): 1, ("D", "G"): 3, ("G", "C"): 10,
}  # fmt: skip


@pytest.mark.parametrize(
    ("weighted", "name", "published"),
    [
        (False, "effective_size", {"G": 4.67, "A": 2.50, "C": 1.00}),
        (True, "effective_size", {"G": 5.47, "A": 2.47, "C": 1.00}),
        (False, "constraint", {"G": 0.400, "A": 0.595, "C": 1.000}),
        (True, "constraint", {"G": 0.299, "A": 0.795, "C": 1.000}),
    ],
)
def test_structural_holes(weighted: bool, name: str, published: dict[str, float]) -> None:
    """The network of Borgatti 1997 (Connections 20(1), 35-38), after Burt 1992.

    Values of UCINET and igraph, as the tests of NetworkX record them.
    """
    graph = networkx.Graph()
    for (one, other), weight in HOLES.items():
        graph.add_edge(one, other, weight=weight)
    found = values(network_of(graph) if weighted else unweighted(graph), name)
    tolerance = 0.006 if name == "effective_size" else 0.0006
    assert {node: found[node] for node in published} == pytest.approx(published, abs=tolerance)
