"""What changed between two networks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from graph.network.arrays import MeasureInvalid
from graph.network.comparison import Change, TieChange, Turnover, compared
from graph.network.model import Network, Node
from tests.graph.network.drawn import edge, network, networks


def nodes(names: str) -> list[Node]:
    return [Node(name, "organisation", name) for name in names]


BEFORE = network(nodes("abcd"), [edge("a", "b", 2), edge("b", "c"), edge("c", "d", 1, "through")])
AFTER = network(
    nodes("abce"),
    [edge("b", "a", 3), edge("a", "b", 1, name="2"), edge("a", "c"), edge("b", "e")],
)


def test_ties_and_nodes_are_kept_lost_and_new() -> None:
    found = compared(BEFORE, AFTER)
    assert found.nodes == {
        "a": Change.KEPT,
        "b": Change.KEPT,
        "c": Change.KEPT,
        "d": Change.LOST,
        "e": Change.NEW,
    }
    assert found.ties == (
        TieChange("direct", "a", "b", 2.0, 4.0),
        TieChange("direct", "a", "c", None, 1.0),
        TieChange("direct", "b", "c", 1.0, None),
        TieChange("direct", "b", "e", None, 1.0),
        TieChange("through", "c", "d", 1.0, None),
    )
    assert found.node_turnover == Turnover(3, 1, 1)
    assert found.node_turnover.jaccard == 3 / 5
    assert found.turnover == {"direct": Turnover(1, 1, 2), "through": Turnover(0, 1, 0)}
    assert found.among_kept == {"direct": Turnover(1, 1, 1)}


def test_kinds_are_never_held_against_each_other() -> None:
    before = network(nodes("ab"), [edge("a", "b", 1, "direct")])
    after = network(nodes("ab"), [edge("a", "b", 1, "through")])
    found = compared(before, after)
    assert found.turnover == {"direct": Turnover(0, 1, 0), "through": Turnover(0, 0, 1)}


def test_direction_matters_where_there_is_one() -> None:
    one, other = (
        network(nodes("ab"), [edge(*ends)], directed=True) for ends in (("a", "b"), ("b", "a"))
    )
    assert compared(one, other).turnover["direct"].jaccard == 0
    assert compared(one, one).turnover["direct"].jaccard == 1


def test_both_as_one_network() -> None:
    found = compared(BEFORE, AFTER).network()
    assert {node.id: node.values["change"] for node in found.nodes} == {
        "a": "kept",
        "b": "kept",
        "c": "kept",
        "d": "lost",
        "e": "new",
    }
    shown = {item.id: dict(item.values) for item in found.edges}
    assert shown == {
        "b~a~direct": {"change": "kept", "weight_before": 2.0, "weight_after": 4.0},
        "a~b~direct2": {"change": "kept", "weight_before": 2.0, "weight_after": 4.0},
        "a~c~direct": {"change": "new", "weight_after": 1.0},
        "b~c~direct": {"change": "lost", "weight_before": 1.0},
        "b~e~direct": {"change": "new", "weight_after": 1.0},
        "c~d~through": {"change": "lost", "weight_before": 1.0},
    }
    assert [column.name for column in found.edge_attributes] == [
        "change",
        "weight_before",
        "weight_after",
    ]
    assert [item.id for item in found.edges] == sorted(shown)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(networks(), networks())
def test_counts_add_up_and_turn_round(before: Network, after: Network) -> None:
    there, back = compared(before, after), compared(after, before)
    for kind, turnover in there.turnover.items():
        assert back.turnover[kind] == Turnover(turnover.kept, turnover.new, turnover.lost)
    count = sum(t.kept + t.lost + t.new for t in there.turnover.values())
    assert count == len(there.ties)
    both = there.network()
    assert {node.id for node in both.nodes} == there.nodes.keys()
    same = compared(before, before)
    assert {tie.change for tie in same.ties} <= {Change.KEPT}
    assert same.node_turnover.jaccard == 1


def test_empty_networks_have_no_jaccard() -> None:
    empty = network([], [])
    assert compared(empty, empty).node_turnover.jaccard is None
    assert compared(empty, empty).network() is not None


def test_networks_that_are_not_alike_are_refused() -> None:
    with pytest.raises(MeasureInvalid, match="weight are the same: the first has 'projects'"):
        compared(BEFORE, replace(AFTER, weight="newman"))
    with pytest.raises(MeasureInvalid, match="directed"):
        compared(BEFORE, replace(AFTER, directed=True))
