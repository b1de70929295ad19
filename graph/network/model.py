"""A network as every measure, format and picture takes it: nodes and edges with typed attributes.

Bodies and projects make a two-mode network; its projections have one kind of node, or two. Between
the same nodes several edges may run, told apart by `kind`: work done together, and work through a
samordningsförbund, are never one edge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

Value: TypeAlias = str | int | float | bool | date | tuple[str, ...]
"""A value of an attribute. One that is missing stands in no mapping; it is never "" or 0."""


class ValueType(StrEnum):
    """Types of values, as the data dictionary of an export names them."""

    STRING = "string"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    STRINGS = "strings"
    """Several strings, in order."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A column: its name (ASCII, snake case), type, labels and definition in sv and en."""

    name: str
    type: ValueType
    labels: Mapping[str, str]
    definition: Mapping[str, str]


@dataclass(frozen=True, slots=True, order=True)
class Spell:
    """A span of days, both included, in which a node or an edge exists; None where not stated."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Node:
    """A body, project, municipality or theme. `id` is its IRI, `kind` one of the network's modes.

    `label` is its name in Swedish. `values` holds what the network's `node_attributes` name.
    """

    id: str
    kind: str
    label: str
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    spells: tuple[Spell, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie from one node to another, by their ids; the order means nothing in an undirected one.

    `id` is the same in every export of the same release and query. `weight` is what the network's
    `weight` names. `values` holds what its `edge_attributes` name.
    """

    id: str
    source: str
    target: str
    kind: str
    weight: float
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    spells: tuple[Spell, ...] = ()


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges in an order that is the same each time: nodes by id, edges by id.

    `modes` are the kinds of nodes: one for a one-mode network, two for a two-mode one, whose edges
    run from the first mode to the second. `weight` names the definition of the edges' weight.
    """

    modes: tuple[str, ...]
    directed: bool
    weight: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    node_attributes: tuple[Attribute, ...] = ()
    edge_attributes: tuple[Attribute, ...] = ()

    @property
    def two_mode(self) -> bool:
        """Whether edges run between two kinds of nodes."""
        return len(self.modes) == 2
