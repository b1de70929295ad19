"""What changed between two networks, such as those of two programme periods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from graph.network.arrays import MeasureInvalid
from graph.network.model import Attribute, Edge, Network, Node, Value, ValueType


class Change(StrEnum):
    """What became of a node or a tie."""

    KEPT = "kept"
    LOST = "lost"
    NEW = "new"


Key: TypeAlias = tuple[str, str, str]
"""A tie: its kind, then its ends, in order of id where the network has no direction."""

_CHANGE = Attribute(
    "change",
    ValueType.STRING,
    MappingProxyType({"sv": "förändring", "en": "change"}),
    MappingProxyType(
        {
            "sv": "kept: finns i båda nätverken; lost: bara i det första; new: bara i det andra",
            "en": "kept: in both networks; lost: in the first alone; new: in the second alone",
        }
    ),
)
_BEFORE = Attribute(
    "weight_before",
    ValueType.DECIMAL,
    MappingProxyType({"sv": "vikt före", "en": "weight before"}),
    MappingProxyType(
        {
            "sv": "Bandets vikt i det första nätverket",
            "en": "Weight of the tie in the first network",
        }
    ),
)
_AFTER = Attribute(
    "weight_after",
    ValueType.DECIMAL,
    MappingProxyType({"sv": "vikt efter", "en": "weight after"}),
    MappingProxyType(
        {
            "sv": "Bandets vikt i det andra nätverket",
            "en": "Weight of the tie in the second network",
        }
    ),
)


@dataclass(frozen=True, slots=True)
class TieChange:
    """A tie and its weight before and after; None in a network that does not have it."""

    kind: str
    source: str
    target: str
    before: float | None
    after: float | None

    @property
    def change(self) -> Change:
        """What became of it."""
        if self.before is None:
            return Change.NEW
        return Change.LOST if self.after is None else Change.KEPT


@dataclass(frozen=True, slots=True)
class Turnover:
    """How many were kept, lost and new.

    `jaccard` is the part of all that were kept (Jaccard 1901); None where there are none at all.
    """

    kept: int
    lost: int
    new: int

    @property
    def jaccard(self) -> float | None:
        """Kept, divided by all."""
        every = self.kept + self.lost + self.new
        return self.kept / every if every else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two networks side by side.

    `ties` are in order of kind and ends; `turnover` counts them by kind, and `among_kept` those
    alone whose nodes are in both networks: where nodes come and go, so do their ties.
    """

    before: Network
    after: Network
    nodes: Mapping[str, Change]
    ties: tuple[TieChange, ...]
    node_turnover: Turnover
    turnover: Mapping[str, Turnover]
    among_kept: Mapping[str, Turnover]

    def network(self) -> Network:
        """Both as one network, each node and edge with its `change`, an edge with both weights.

        What is in both has the values of the second. Its weight is that of the second network, or
        of the first where it was lost.
        """
        earlier = {node.id: node for node in self.before.nodes}
        later = {node.id: node for node in self.after.nodes}
        nodes = tuple(
            _marked(later.get(key) or earlier[key], self.nodes[key]) for key in self.nodes
        )
        by_key = {(tie.kind, tie.source, tie.target): tie for tie in self.ties}
        shown: dict[Key, list[Edge]] = defaultdict(list)
        for network in (self.before, self.after):
            for key, edges in _edges(network).items():
                shown[key] = edges
        edges = [_weighed(edge, by_key[key]) for key, group in shown.items() for edge in group]
        return replace(
            self.after,
            nodes=nodes,
            edges=tuple(sorted(edges, key=lambda edge: edge.id)),
            node_attributes=(*_united(self.before, self.after, "node_attributes"), _CHANGE),
            edge_attributes=(
                *_united(self.before, self.after, "edge_attributes"),
                *(_CHANGE, _BEFORE, _AFTER),
            ),
        )


def compared(before: Network, after: Network) -> Comparison:
    """How a network changed into another of the same modes, direction and weight.

    Edges of one kind between the same two nodes are one tie, whose weight is their sum. Ties of
    different kinds are never held against each other. Raises `MeasureInvalid` for networks that
    are not alike.
    """
    for what in ("modes", "directed", "weight"):
        one, other = getattr(before, what), getattr(after, what)
        if one != other:
            raise MeasureInvalid(
                f"Two networks are compared only if their {what} are the same: the first has "
                f"{one!r}, the second {other!r}."
            )
    old, new = ({node.id for node in network.nodes} for network in (before, after))
    nodes = {key: _change(key in old, key in new) for key in sorted(old | new)}
    weights = [
        {key: sum(edge.weight for edge in edges) for key, edges in _edges(network).items()}
        for network in (before, after)
    ]
    ties = tuple(
        TieChange(*key, weights[0].get(key), weights[1].get(key))
        for key in sorted(weights[0].keys() | weights[1].keys())
    )
    both = old & new
    among = [tie for tie in ties if tie.source in both and tie.target in both]
    return Comparison(
        before=before,
        after=after,
        nodes=MappingProxyType(nodes),
        ties=ties,
        node_turnover=_counted(nodes.values()),
        turnover=_by_kind(ties),
        among_kept=_by_kind(among),
    )


def _edges(network: Network) -> dict[Key, list[Edge]]:
    found: dict[Key, list[Edge]] = defaultdict(list)
    for edge in network.edges:
        ends = (edge.source, edge.target)
        one, other = ends if network.directed or network.two_mode else sorted(ends)
        found[edge.kind, one, other].append(edge)
    return found


def _change(before: bool, after: bool) -> Change:
    if not before:
        return Change.NEW
    return Change.KEPT if after else Change.LOST


def _counted(changes: Iterable[Change]) -> Turnover:
    counts = dict.fromkeys(Change, 0)
    for change in changes:
        counts[change] += 1
    return Turnover(counts[Change.KEPT], counts[Change.LOST], counts[Change.NEW])


def _by_kind(ties: Iterable[TieChange]) -> Mapping[str, Turnover]:
    kinds: dict[str, list[Change]] = defaultdict(list)
    for tie in ties:
        kinds[tie.kind].append(tie.change)
    return MappingProxyType({kind: _counted(kinds[kind]) for kind in sorted(kinds)})


def _marked(node: Node, change: Change) -> Node:
    return replace(node, values=MappingProxyType({**node.values, "change": change.value}))


def _weighed(edge: Edge, tie: TieChange) -> Edge:
    values: dict[str, Value] = {**edge.values, "change": tie.change.value}
    for name, weight in (("weight_before", tie.before), ("weight_after", tie.after)):
        if weight is not None:
            values[name] = weight
    return replace(edge, values=MappingProxyType(values))


def _united(before: Network, after: Network, what: str) -> tuple[Attribute, ...]:
    columns = {column.name: column for column in getattr(before, what)}
    columns.update({column.name: column for column in getattr(after, what)})
    return tuple(columns.values())
