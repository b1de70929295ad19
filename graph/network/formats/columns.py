"""What stands in the columns of an export: which there are, their rows, and values as text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from graph.network.model import Attribute, Edge, Network, Node, Spell, Value, ValueType


def _attribute(name: str, type_: ValueType, sv: str, en: str, dsv: str, den: str) -> Attribute:
    return Attribute(name, type_, {"sv": sv, "en": en}, {"sv": dsv, "en": den})


_PERIODS = (
    "Tidrymder, var och en som första/sista dag, båda inräknade; en dag som inte är känd är tom.",
    "Periods, each as first/last day, both included; a day that is not known is empty.",
)
NODE_COLUMNS: Final = (
    _attribute(
        "id",
        ValueType.STRING,
        "identifierare",
        "identifier",
        "Nodens IRI, samma i alla exporter.",
        "The node's IRI, the same in every export.",
    ),
    _attribute(
        "kind",
        ValueType.STRING,
        "slag",
        "kind",
        "Vad noden är, ett av nätverkets slag av noder.",
        "What the node is, one of the network's kinds of nodes.",
    ),
    _attribute(
        "label", ValueType.STRING, "namn", "name", "Nodens namn.", "The node's name, in Swedish."
    ),
    _attribute("spells", ValueType.STRINGS, "tidrymder", "periods", *_PERIODS),
)
"""Columns that every node has."""
EDGE_COLUMNS: Final = (
    _attribute(
        "id",
        ValueType.STRING,
        "identifierare",
        "identifier",
        "Kantens nyckel, samma i varje export av samma utgåva och fråga.",
        "The edge's key, the same in every export of the same release and query.",
    ),
    _attribute(
        "source",
        ValueType.STRING,
        "från",
        "from",
        "Noden i kantens ena ände; den som kanten går från, i ett riktat nätverk.",
        "The node at one end; the one it runs from, in a directed network.",
    ),
    _attribute(
        "target",
        ValueType.STRING,
        "till",
        "to",
        "Noden i kantens andra ände; den som kanten går till, i ett riktat nätverk.",
        "The node at the other end; the one it runs to, in a directed network.",
    ),
    _attribute(
        "kind",
        ValueType.STRING,
        "slag",
        "kind",
        "Vad kanten är; kanter av olika slag kan gå mellan samma noder.",
        "What the edge is; edges of several kinds may run between the same nodes.",
    ),
    _attribute(
        "weight",
        ValueType.DECIMAL,
        "vikt",
        "weight",
        "Kantens vikt, av det slag som nätverket anger.",
        "The edge's weight, of the kind that the network states.",
    ),
    _attribute("spells", ValueType.STRINGS, "tidrymder", "periods", *_PERIODS),
)
"""Columns that every edge has."""


def spell_text(spell: Spell) -> str:
    """A span of days as an ISO 8601-2 interval; a day that is not stated is empty.

    >>> spell_text(Spell(date(2018, 1, 1), None))
    '2018-01-01/'
    """
    start = spell.start.isoformat() if spell.start else ""
    end = spell.end.isoformat() if spell.end else ""
    return f"{start}/{end}"


def node_row(node: Node) -> dict[str, Value]:
    """A node as a row: a value by the name of each column that it has one for."""
    own: dict[str, Value] = {"id": node.id, "kind": node.kind, "label": node.label}
    return {**own, **_periods(node.spells), **node.values}


def edge_row(edge: Edge) -> dict[str, Value]:
    """An edge as a row: a value by the name of each column that it has one for."""
    own: dict[str, Value] = {
        "id": edge.id,
        "source": edge.source,
        "target": edge.target,
        "kind": edge.kind,
        "weight": edge.weight,
    }
    return {**own, **_periods(edge.spells), **edge.values}


def json_row(row: Mapping[str, Value], **renamed: str | None) -> dict[str, Any]:
    """A row as JSON has it, some of its columns under another name, or left out (None).

    >>> json_row({"id": "a", "when": date(2018, 1, 1)}, id="key")
    {'key': 'a', 'when': '2018-01-01'}
    """
    names = ((name, renamed.get(name, name)) for name in row)
    return {new: json_value(row[name]) for name, new in names if new is not None}


def json_value(value: Value) -> str | int | float | bool | list[str]:
    """A value as JSON has it: a date as text, several strings as an array."""
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


def text_value(value: Value) -> str:
    """A value as text from which it can be read again, given its type.

    Numbers as Python writes them (the shortest that reads back as the same), booleans as true and
    false, dates as ISO 8601, several strings as a JSON array.

    >>> text_value(0.1), text_value(True), text_value(("Åre", 'a "b"'))
    ('0.1', 'true', '["Åre", "a \\\\"b\\\\""]')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, date) else repr(value)


def dictionary(network: Network) -> dict[str, list[dict[str, str]]]:
    """The data dictionary: of nodes and of edges each column's name, type, labels, definitions."""
    return {
        "nodes": [_described(column) for column in (*NODE_COLUMNS, *network.node_attributes)],
        "edges": [_described(column) for column in (*EDGE_COLUMNS, *network.edge_attributes)],
    }


def _periods(spells: tuple[Spell, ...]) -> dict[str, Value]:
    return {"spells": tuple(map(spell_text, spells))} if spells else {}


def _described(column: Attribute) -> dict[str, str]:
    return {
        "name": column.name,
        "type": str(column.type),
        "label_sv": column.labels["sv"],
        "label_en": column.labels["en"],
        "definition_sv": column.definition["sv"],
        "definition_en": column.definition["en"],
    }
