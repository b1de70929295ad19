"""A network made ready to be written: checked and cleaned, once for all formats.

Every format writes what `prepared` gives, so that all of them say the same of the same network.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from graph.errors import GraphError
from graph.network.formats.columns import EDGE_COLUMNS, NODE_COLUMNS
from graph.network.model import Attribute, Edge, Network, Node, Value, ValueType
from graph.network.provenance import Fact, Provenance


class NetworkInvalid(GraphError):
    """A network that breaks its own model; the message names the node, edge or attribute."""


_TAKEN: Final = {
    "node": {column.name for column in NODE_COLUMNS}
    | {"identifier", "name", "periods", "value", "vertex", "shared_name"},
    "edge": {column.name for column in EDGE_COLUMNS}
    | {"identifier", "name", "periods", "key", "interaction", "line", "shared_name", "type"},
}
"""Names that a format gives a meaning of its own."""
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST: Final = 2**63


def clean(text: str) -> str:
    """Text with each character that XML 1.0 or UTF-8 cannot hold made U+FFFD, in every format.

    These are control characters other than tab and line ends, U+FFFE, U+FFFF and lone surrogates
    (https://www.w3.org/TR/xml/#charsets). All others stay, marks of direction included.

    >>> clean("Å\\x00\\tB\\ud800")
    'Å\ufffd\\tB\ufffd'
    """
    return _UNFIT.sub("\ufffd", text)


def prepared(network: Network) -> Network:
    """The network with clean texts and plain values of the declared types.

    Raises `NetworkInvalid` for two nodes or edges of one id, an edge to no node, a name of an
    attribute that is taken or not ASCII, and a value that is not declared, of another type, not
    finite, or an integer of more than 64 bits.
    """
    node_types = _types("node", network.node_attributes)
    edge_types = _types("edge", network.edge_attributes)
    nodes = tuple(
        replace(
            node,
            id=clean(node.id),
            kind=clean(node.kind),
            label=clean(node.label),
            values=_values(f"node {node.id}", node.values, node_types),
        )
        for node in network.nodes
    )
    edges = tuple(
        replace(
            edge,
            id=clean(edge.id),
            source=clean(edge.source),
            target=clean(edge.target),
            kind=clean(edge.kind),
            weight=_decimal(f"edge {edge.id}", "weight", edge.weight),
            values=_values(f"edge {edge.id}", edge.values, edge_types),
        )
        for edge in network.edges
    )
    ids = _unique("nodes", nodes)
    _unique("edges", edges)
    for edge in edges:
        if edge.source not in ids or edge.target not in ids:
            raise NetworkInvalid(f"edge {edge.id}: one of its ends is no node of the network")
    if network.two_mode:
        _check_modes(network.modes, nodes, edges)
    return replace(
        network,
        nodes=nodes,
        edges=edges,
        node_attributes=tuple(map(_clean_attribute, network.node_attributes)),
        edge_attributes=tuple(map(_clean_attribute, network.edge_attributes)),
    )


def prepared_provenance(provenance: Provenance) -> Provenance:
    """The provenance with clean texts; raises `NetworkInvalid` for a fact that is not finite."""
    facts: dict[str, Fact] = {}
    for name, fact in provenance.facts.items():
        if isinstance(fact, float) and not math.isfinite(fact):
            raise NetworkInvalid(f"the fact {name} is not finite; leave out what is missing")
        facts[name] = clean(fact) if isinstance(fact, str) else fact
    return replace(
        provenance,
        title={lang: clean(text) for lang, text in provenance.title.items()},
        query=clean(provenance.query),
        publisher=clean(provenance.publisher),
        facts=facts,
        details={name: _clean_detail(detail) for name, detail in provenance.details.items()},
    )


def _clean_detail(detail: Any) -> Any:
    """A table with clean texts."""
    if isinstance(detail, Mapping):
        return {clean(name): _clean_detail(value) for name, value in detail.items()}
    if isinstance(detail, list | tuple):
        return [_clean_detail(value) for value in detail]
    return clean(detail) if isinstance(detail, str) else detail


def _clean_attribute(attribute: Attribute) -> Attribute:
    return replace(
        attribute,
        labels={lang: clean(text) for lang, text in attribute.labels.items()},
        definition={lang: clean(text) for lang, text in attribute.definition.items()},
    )


def _types(owner: str, attributes: Iterable[Attribute]) -> dict[str, ValueType]:
    types: dict[str, ValueType] = {}
    for attribute in attributes:
        if not _NAME.fullmatch(attribute.name):
            raise NetworkInvalid(
                f"{owner} attribute {attribute.name!r}: a name is of a-z, 0-9 and low lines"
            )
        if attribute.name in _TAKEN[owner] or attribute.name in types:
            raise NetworkInvalid(f"{owner} attribute {attribute.name!r}: the name is taken")
        types[attribute.name] = attribute.type
    return types


def _values(
    owner: str, values: Mapping[str, Value], types: Mapping[str, ValueType]
) -> dict[str, Value]:
    """Values in the order in which the attributes are declared."""
    if not values.keys() <= types.keys():
        unknown = ", ".join(sorted(values.keys() - types.keys()))
        raise NetworkInvalid(f"{owner}: values of attributes that are not declared: {unknown}")
    return {
        name: _value(owner, name, values[name], type_)
        for name, type_ in types.items()
        if name in values
    }


def _value(owner: str, name: str, value: object, type_: ValueType) -> Value:
    match type_:
        case ValueType.STRING if isinstance(value, str):
            return clean(value)
        case ValueType.STRINGS if isinstance(value, tuple) and all(
            isinstance(item, str) for item in value
        ):
            return tuple(map(clean, value))
        case ValueType.BOOLEAN if isinstance(value, bool):
            return value
        case ValueType.DATE if isinstance(value, date) and not isinstance(value, datetime):
            return value
        case ValueType.INTEGER if not isinstance(value, bool) and hasattr(value, "__index__"):
            number = operator.index(value)
            if -_LONGEST <= number < _LONGEST:
                return number
        case ValueType.DECIMAL if not isinstance(value, bool) and hasattr(value, "__float__"):
            return _decimal(owner, name, value)
    raise NetworkInvalid(f"{owner}: the value of {name} is no {type_}: {value!r:.80}")


def _decimal(owner: str, name: str, value: object) -> float:
    number = float(value) if hasattr(value, "__float__") else math.nan
    if not math.isfinite(number):
        raise NetworkInvalid(f"{owner}: {name} is not finite; leave out what is missing")
    return number


def _unique(what: str, items: Iterable[Node] | Iterable[Edge]) -> set[str]:
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            raise NetworkInvalid(f"two {what} have the id {item.id}")
        seen.add(item.id)
    return seen


def _check_modes(modes: tuple[str, ...], nodes: Iterable[Node], edges: Iterable[Edge]) -> None:
    kinds = {node.id: node.kind for node in nodes}
    for edge in edges:
        if (kinds[edge.source], kinds[edge.target]) != modes:
            raise NetworkInvalid(f"edge {edge.id} does not run from a {modes[0]} to a {modes[1]}")
