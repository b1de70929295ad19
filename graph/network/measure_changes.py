"""Measures of two networks in one: what each was before, and what it is after."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from graph.network.comparison import Comparison
from graph.network.definitions import measures
from graph.network.model import Attribute, Edge, Network, Node, Value

Item = TypeVar("Item", Node, Edge)

_SIDES = {
    "before": {"sv": "i det första nätverket", "en": "in the first network"},
    "after": {"sv": "i det andra nätverket", "en": "in the second network"},
}


def with_both(comparison: Comparison) -> Network:
    """Both networks as one, with `NAME_before` and `NAME_after` for each measure `NAME` of them.

    What is not in a network has no value of it.
    """
    network = comparison.network()
    names = frozenset(measures())
    before, after = comparison.before, comparison.after
    return replace(
        network,
        nodes=_told(network.nodes, before.nodes, after.nodes, names),
        edges=_told(network.edges, before.edges, after.edges, names),
        node_attributes=_columns(network.node_attributes, names),
        edge_attributes=_columns(network.edge_attributes, names),
    )


def _told(
    items: tuple[Item, ...],
    before: tuple[Item, ...],
    after: tuple[Item, ...],
    names: Collection[str],
) -> tuple[Item, ...]:
    sides = {
        "before": {item.id: item.values for item in before},
        "after": {item.id: item.values for item in after},
    }
    return tuple(_beside(item, sides, names) for item in items)


def _beside(
    item: Item, sides: Mapping[str, Mapping[str, Mapping[str, Value]]], names: Collection[str]
) -> Item:
    values = {name: value for name, value in item.values.items() if name not in names}
    for side, found in sides.items():
        for name, value in found.get(item.id, {}).items():
            if name in names:
                values[f"{name}_{side}"] = value
    return replace(item, values=MappingProxyType(values))


def _columns(columns: tuple[Attribute, ...], names: Collection[str]) -> tuple[Attribute, ...]:
    """Columns with each measure's as two."""
    return tuple(
        told
        for column in columns
        for told in (
            (_column(column, side) for side in _SIDES) if column.name in names else (column,)
        )
    )


def _column(column: Attribute, side: str) -> Attribute:
    words = _SIDES[side]
    return Attribute(
        f"{column.name}_{side}",
        column.type,
        {lang: f"{label}, {words[lang]}" for lang, label in column.labels.items()},
        {lang: f"{text} ({words[lang]})" for lang, text in column.definition.items()},
    )
