"""GraphML, which Gephi, Cytoscape, yEd, igraph, tidygraph, visone and NetworkX read.

http://graphml.graphdrawing.org/specification.html. Identifiers of nodes and edges are name tokens
there, which no IRI is, so they are numbered and the IRI is an attribute, `identifier`. GraphML has
no lists and no dates: several strings are a JSON array, a date is ISO 8601 text, and the
`dictionary` of the graph tells which attribute is what.

NetworkX's `write_graphml_lxml` is not used: it writes booleans as Python does (True), ids as they
come, refuses lists, leaves out an attribute that no node has a value of, has no place for what an
attribute means, and needs a NetworkX graph first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO, Any, Final

from lxml import etree

from graph.network.formats.columns import dictionary, edge_row, node_row, text_value
from graph.network.formats.node_link import encoded
from graph.network.model import Network, Value, ValueType
from graph.network.provenance import Fact, Provenance, facts_of

NAMESPACE: Final = "http://graphml.graphdrawing.org/xmlns"
_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA: Final = f"{NAMESPACE} http://graphml.graphdrawing.org/xmlns/1.1/graphml.xsd"
_TYPES: Final = {
    ValueType.STRING: "string",
    ValueType.INTEGER: "long",
    ValueType.DECIMAL: "double",
    ValueType.BOOLEAN: "boolean",
    ValueType.DATE: "string",
    ValueType.STRINGS: "string",
}
_RENAMED: Final[Mapping[str, str | None]] = {"id": "identifier", "source": None, "target": None}
"""Columns under another name, or (None) with a place of their own."""
_FACT_TYPES: Final = {bool: "boolean", int: "long", float: "double", str: "string"}


def write(network: Network, provenance: Provenance, file: IO[bytes]) -> None:
    """Write a prepared network; the graph's own data tell what it is."""
    described = dictionary(network)
    facts = {**facts_of(network, provenance), "dictionary": encoded(described)}
    numbers = {node.id: f"n{number}" for number, node in enumerate(network.nodes)}
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        attributes = {f"{{{_XSI}}}schemaLocation": _SCHEMA}
        with xml.element(
            f"{{{NAMESPACE}}}graphml", attributes, nsmap={None: NAMESPACE, "xsi": _XSI}
        ):
            xml.write("\n", _text("desc", provenance.citation("en")), "\n")
            _write_keys(xml, facts, described)
            default = "directed" if network.directed else "undirected"
            with xml.element("graph", id="network", edgedefault=default):
                xml.write("\n")
                for element in _data("g", facts):
                    xml.write(element, "\n")
                for node in network.nodes:
                    element = etree.Element("node", id=numbers[node.id])
                    element.extend(_data("n", node_row(node)))
                    xml.write(element, "\n")
                for number, edge in enumerate(network.edges):
                    element = etree.Element(
                        "edge",
                        id=f"e{number}",
                        source=numbers[edge.source],
                        target=numbers[edge.target],
                    )
                    element.extend(_data("e", edge_row(edge)))
                    xml.write(element, "\n")
            xml.write("\n")


def _write_keys(
    xml: Any, facts: Mapping[str, Fact], described: Mapping[str, list[dict[str, str]]]
) -> None:
    for name, fact in facts.items():
        xml.write(_key("graph", name, _FACT_TYPES[type(fact)]), "\n")
    for owner, columns in (("node", described["nodes"]), ("edge", described["edges"])):
        for column in columns:
            renamed = _RENAMED.get(column["name"], column["name"])
            if renamed is None:
                continue
            key = _key(owner, renamed, _TYPES[ValueType(column["type"])])
            meaning = f"{column['definition_sv']} | {column['definition_en']}"
            key.append(_text("desc", f"{meaning} ({_written_as(column['type'])})"))
            xml.write(key, "\n")


def _written_as(type_: str) -> str:
    return {"strings": "strings: JSON array", "date": "date: ISO 8601"}.get(type_, type_)


def _key(owner: str, name: str, type_: str) -> Any:
    element = etree.Element("key", id=f"{owner[0]}_{name}")
    element.set("for", owner)
    element.set("attr.name", name)
    element.set("attr.type", type_)
    return element


def _data(owner: str, values: Mapping[str, Value]) -> Iterable[Any]:
    for column, value in values.items():
        renamed = _RENAMED.get(column, column)
        if renamed is not None:
            element = etree.Element("data", key=f"{owner}_{renamed}")
            element.text = text_value(value)
            yield element


def _text(name: str, text: str) -> Any:
    element = etree.Element(name)
    element.text = text
    return element
