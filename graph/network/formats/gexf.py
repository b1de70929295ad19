"""GEXF 1.3, Gephi's own format: typed attributes, lists, and nodes and edges that come and go.

https://gexf.net/schema.html. Days are those of spells, both included, as Gephi's intervals are.
Gephi refuses an element whose intervals overlap, so those that do are written as one; the
attribute `periods` has them as they were. There is no type for dates: they are ISO 8601 text.

NetworkX's `write_gexf(version="1.3")` is not used: it writes today's date into the file, `float`
(32 bits in Gephi) for decimals and 32-bit integers, takes every list for values over time, gives
`xsi` a namespace that is not XML Schema's, and has no place for description or kinds of edges.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import IO, Any, Final

from lxml import etree

from graph.network.formats.columns import dictionary, edge_row, node_row, text_value
from graph.network.model import Network, Spell, Value, ValueType
from graph.network.provenance import Provenance, facts_of

NAMESPACE: Final = "http://gexf.net/1.3"
_TYPES: Final = {
    ValueType.STRING: "string",
    ValueType.INTEGER: "long",
    ValueType.DECIMAL: "double",
    ValueType.BOOLEAN: "boolean",
    ValueType.DATE: "string",
    ValueType.STRINGS: "liststring",
}
_OWN: Final = {"node": ("id", "label"), "edge": ("id", "source", "target", "weight")}
"""Columns that GEXF has attributes of its own for."""
_NAMES: Final = {"spells": "periods"}
"""NetworkX names what it reads from the element of that name so."""


def write(network: Network, provenance: Provenance, file: IO[bytes]) -> None:
    """Write a prepared network; `meta` tells what it is, a name and its value on each line."""
    dynamic = any(n.spells for n in network.nodes) or any(e.spells for e in network.edges)
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(f"{{{NAMESPACE}}}gexf", version="1.3", nsmap={None: NAMESPACE}):
            xml.write("\n", _meta(network, provenance), "\n")
            graph = {
                "defaultedgetype": "directed" if network.directed else "undirected",
                "idtype": "string",
                "mode": "dynamic" if dynamic else "static",
            }
            if dynamic:
                graph |= {"timeformat": "date", "timerepresentation": "interval"}
            with xml.element("graph", graph):
                xml.write("\n")
                for owner, columns in dictionary(network).items():
                    xml.write(_attributes(owner.removesuffix("s"), columns), "\n")
                _write_nodes(xml, network)
                _write_edges(xml, network)
            xml.write("\n")


def list_text(items: Iterable[str]) -> str:
    """Several strings as Gephi reads a `liststring`: quoted, with only \\ and " escaped.

    Python's `json.loads(text, strict=False)` reads it too.

    >>> print(list_text(["Åre", 'a "b"']))
    ["Åre", "a \\"b\\""]
    """
    quoted = ('"' + item.replace("\\", "\\\\").replace('"', '\\"') + '"' for item in items)
    return f"[{', '.join(quoted)}]"


def joined(spells: Iterable[Spell]) -> list[Spell]:
    """Spans of days in order, those that have days in common as one.

    >>> year, overlapping = date(2018, 1, 1), date(2018, 6, 1)
    >>> joined([Spell(overlapping, None), Spell(year, date(2018, 12, 31))])
    [Spell(start=datetime.date(2018, 1, 1), end=None)]
    """
    found: list[Spell] = []
    for spell in sorted(spells, key=lambda s: (s.start or date.min, s.end or date.max)):
        last = found[-1] if found else None
        if last is None or (last.end is not None and (spell.start or date.min) > last.end):
            found.append(spell)
        elif last.end is not None:
            found[-1] = Spell(last.start, spell.end and max(spell.end, last.end))
    return found


def _meta(network: Network, provenance: Provenance) -> Any:
    meta = etree.Element("meta", lastmodifieddate=provenance.released.isoformat())
    facts = facts_of(network, provenance)
    _sub(meta, "creator").text = f"{provenance.publisher}, {facts['program']}"
    _sub(meta, "description").text = "\n".join(
        f"{name}: {' '.join(text_value(fact).split())}" for name, fact in facts.items()
    )
    return meta


def _attributes(owner: str, columns: Iterable[Mapping[str, str]]) -> Any:
    element = etree.Element("attributes", mode="static")
    element.set("class", owner)
    for column in columns:
        if column["name"] not in _OWN[owner]:
            name = _NAMES.get(column["name"], column["name"])
            type_ = _TYPES[ValueType(column["type"])]
            _sub(element, "attribute", id=name, title=name, type=type_)
    return element


def _write_nodes(xml: Any, network: Network) -> None:
    with xml.element("nodes", count=str(len(network.nodes))):
        xml.write("\n")
        for node in network.nodes:
            element = etree.Element("node", id=node.id, label=node.label)
            _fill(element, "node", node_row(node), node.spells)
            xml.write(element, "\n")
    xml.write("\n")


def _write_edges(xml: Any, network: Network) -> None:
    with xml.element("edges", count=str(len(network.edges))):
        xml.write("\n")
        for edge in network.edges:
            element = etree.Element(
                "edge",
                id=edge.id,
                source=edge.source,
                target=edge.target,
                weight=repr(edge.weight),
                kind=edge.kind,
            )
            _fill(element, "edge", edge_row(edge), edge.spells)
            xml.write(element, "\n")
    xml.write("\n")


def _fill(element: Any, owner: str, row: Mapping[str, Value], spells: tuple[Spell, ...]) -> None:
    """Put values and spans of days into a node or an edge."""
    attvalues = _sub(element, "attvalues")
    for name, value in row.items():
        if name in _OWN[owner]:
            continue
        text = list_text(value) if isinstance(value, tuple) else text_value(value)
        attvalue = etree.SubElement(attvalues, "attvalue")
        attvalue.set("for", _NAMES.get(name, name))
        attvalue.set("value", text)
    if spells:
        inside = _sub(element, "spells")
        for spell in joined(spells):
            days = {"start": spell.start, "end": spell.end}
            _sub(inside, "spell", **{name: day.isoformat() for name, day in days.items() if day})


def _sub(parent: Any, local: str, **attributes: str) -> Any:
    return etree.SubElement(parent, local, attributes)
