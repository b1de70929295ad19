"""Shortest chains: by hand, beside networkx, and in the real release."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.catalogue import Catalogue
from graph.filters import Filters, ProjectFinder
from graph.network.paths import Chains, Paths, paths
from graph.network.projection import build
from graph.network.selection import NetworkQuery, NetworkQueryInvalid
from graph.network.ties import Kind
from tests.graph.network.hand import Hand

KEYS = ("alfa", "beta", "gamma", "delta", "epsilon", "zeta")


def found(hand: Hand, source: str, target: str, limit: int = 10, **filters: object) -> Paths:
    catalogue = hand.catalogue
    query = NetworkQuery(filters=Filters(**filters))  # type: ignore[arg-type]
    return paths(catalogue, ProjectFinder(catalogue), query, source, target, limit)


def bodies(chains: Chains) -> list[list[str]]:
    for chain in chains.chains:
        assert all(one.target == other.source for one, other in pairwise(chain))
    return [[chain[0].source.id, *(step.target.id for step in chain)] for chain in chains.chains]


@pytest.fixture
def hand() -> Hand:
    """Åre and Malmö meet in no project; both met Luleå, and two associations tie them too."""
    hand = Hand()
    for key, name in (("are", "Åre kommun"), ("malmo", "Malmö stad"), ("lulea", "Luleå kommun")):
        hand.body(key, "municipality", name)
    hand.body("ab", "company", "Åkeriet AB")
    hand.body("norr", "coordination_association", "Samordningsförbundet Norr")
    hand.member("norr", "are", start="2010", end="2012")
    hand.member("norr", "lulea")
    hand.project("p1", [("are", "owner"), ("lulea", "partner")], themes=["halsa"])
    hand.project("p2", [("are", "partner"), ("lulea", "owner")])
    hand.project("p3", [("lulea", "owner"), ("malmo", "partner")])
    return hand


def test_every_step_has_its_projects(hand: Hand) -> None:
    answer = found(hand, "ÅRE KOMMUN", "Malmö stad")
    assert (answer.source.name, answer.target.name) == ("Åre kommun", "Malmö stad")
    assert bodies(answer.direct) == [["are", "lulea", "malmo"]]
    [chain] = answer.direct.chains
    assert [[project.id for project in step.projects] for step in chain] == [["p1", "p2"], ["p3"]]
    assert {step.kind for step in chain} == {Kind.DIRECT}
    assert (answer.direct.length, answer.direct.total) == (2, 1)
    assert answer.through == Chains(None, 0, ())


def test_chains_through_an_association_are_apart(hand: Hand) -> None:
    hand.project("p4", [("norr", "owner"), ("malmo", "partner")], "2011", "2011")
    answer = found(hand, "are", "malmo")
    assert bodies(answer.direct) == [["are", "lulea", "malmo"]]
    assert bodies(answer.through) == [["are", "malmo"]]
    [[step]] = answer.through.chains
    assert (step.kind, [b.id for b in step.through]) == (Kind.THROUGH, ["norr"])
    assert [project.id for project in step.projects] == ["p4"]


def test_chains_through_an_association_keep_to_its_time(hand: Hand) -> None:
    hand.project("p4", [("norr", "owner"), ("malmo", "partner")], "2015", "2015")
    assert bodies(found(hand, "are", "malmo").through) == []


def test_a_step_within_an_association(hand: Hand) -> None:
    hand.project("p4", [("norr", "owner"), ("ab", "partner")], "2011", "2011")
    hand.body("ensam")
    hand.member("norr", "ensam")
    answer = found(hand, "ensam", "malmo")
    assert answer.direct.length is None
    assert bodies(answer.through) == [["ensam", "lulea", "malmo"]]
    [[first, second]] = answer.through.chains
    assert (first.kind, second.kind) == (Kind.WITHIN, Kind.DIRECT)
    assert [b.id for b in first.through] == ["norr"]


def test_filters_count(hand: Hand) -> None:
    assert found(hand, "are", "lulea", theme=("halsa",)).direct.length == 1
    assert found(hand, "are", "malmo", theme=("halsa",)).direct.length is None


@pytest.mark.parametrize(
    ("source", "target", "limit", "parameter"),
    [
        ("Ankeborg", "malmo", 10, "from"),
        ("malmo", "Ankeborg", 10, "to"),
        ("malmo", "Malmö stad", 10, "to"),
        ("kommun", "malmo", 10, "from"),
        ("are", "malmo", 0, "limit"),
        ("are", "malmo", 101, "limit"),
    ],
)
def test_ends_that_are_no_two_bodies(
    hand: Hand, source: str, target: str, limit: int, parameter: str
) -> None:
    with pytest.raises(NetworkQueryInvalid, match=parameter) as refused:
        found(hand, source, target, limit)
    assert refused.value.parameter == parameter


@given(
    st.lists(st.lists(st.sampled_from(KEYS), unique=True, max_size=3), max_size=9),
    st.permutations(KEYS),
)
@settings(max_examples=100)
def test_chains_are_those_of_networkx(projects: list[list[str]], order: list[str]) -> None:
    hand = Hand()
    for key in KEYS:
        hand.body(key)
    for number, parts in enumerate(projects):
        hand.project(f"p{number}", [(key, "partner") for key in parts])
    graph = nx.Graph()
    graph.add_nodes_from(KEYS)
    for edge in hand.network().edges:
        graph.add_edge(*(iri.rsplit("/", 1)[1] for iri in (edge.source, edge.target)))
    source, target = order[:2]
    answer = found(hand, source, target, 100).direct
    if nx.has_path(graph, source, target):
        expected = sorted(nx.all_shortest_paths(graph, source, target))
        assert sorted(bodies(answer)) == expected
        assert (answer.length, answer.total) == (len(expected[0]) - 1, len(expected))
        some = found(hand, source, target, 1).direct
        assert some.chains == answer.chains[:1]
        assert some.total == answer.total
    else:
        assert answer == Chains(None, 0, ())


def test_real_chains(catalogue: Catalogue, finder: ProjectFinder) -> None:
    answer = paths(catalogue, finder, NetworkQuery(), "Skellefteå kommun", "Malmö stad", 3)
    graph = nx.Graph((e.source, e.target) for e in build(catalogue, finder, NetworkQuery()).edges)
    expected = nx.shortest_path_length(graph, answer.source.iri, answer.target.iri)
    assert answer.direct.length == expected
    for step in (step for chain in answer.direct.chains for step in chain):
        for project in step.projects:
            parts = {part.organisation.id for part in project.participations}
            assert {step.source.id, step.target.id} <= parts  # no renamed body on these chains
    assert answer.through.length is not None
    assert answer.through.length < expected  # by way of the state's agencies
    assert any(step.kind is not Kind.DIRECT for chain in answer.through.chains for step in chain)
