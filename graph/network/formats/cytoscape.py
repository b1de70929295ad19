"""What Cytoscape opens: Cytoscape.js JSON (.cyjs), and CX2.

- cyjs: https://js.cytoscape.org/#notation/elements-json. Cytoscape desktop (3.1 and on),
  Cytoscape.js, and NetworkX's `cytoscape_graph` read it. It has no types beyond those of JSON.
- CX2: https://cytoscape.org/cx/cx2/specification/cytoscape-exchange-format-specification-(version-2)/.
  Cytoscape desktop (3.10 and on), Cytoscape Web and NDEx read it. Every attribute is declared
  with its type, so that a whole number stays one and a column without values stays a column.

The `ndex2` package writes CX2 too, but guesses types from the values, holds the whole network, and
brings pandas along; so it reads in the tests what is written here.
"""

from __future__ import annotations

from typing import IO, Any, Final

from graph.network.formats.columns import dictionary, edge_row, json_row, node_row
from graph.network.formats.node_link import encoded, write_items
from graph.network.model import Attribute, Edge, Network, Node, ValueType
from graph.network.provenance import Provenance, facts_of

_CX2_TYPES: Final = {
    ValueType.STRING: "string",
    ValueType.INTEGER: "long",
    ValueType.DECIMAL: "double",
    ValueType.BOOLEAN: "boolean",
    ValueType.DATE: "string",
    ValueType.STRINGS: "list_of_string",
}
_CX2_FACTS: Final = {bool: "boolean", int: "long", float: "double", str: "string"}


def write_cyjs(network: Network, provenance: Provenance, file: IO[bytes]) -> None:
    """Write a prepared network as Cytoscape.js JSON; `data` tells what it is."""
    told = {
        "name": provenance.title["en"],
        "shared_name": provenance.title["en"],
        **facts_of(network, provenance),
        "dictionary": encoded(dictionary(network)),
    }
    head = (
        f'{{"format_version": "1.0", "generated_by": {encoded(told["program"])}, '
        f'"target_cytoscapejs_version": "~3.0", "directed": {encoded(network.directed)}, '
        f'"multigraph": true,\n"data": {encoded(told)},\n"elements": {{\n"nodes": [\n'
    )
    file.write(head.encode())
    write_items(file, ({"data": _cyjs_node(node)} for node in network.nodes))
    file.write(b'],\n"edges": [\n')
    write_items(file, ({"data": _cyjs_edge(edge)} for edge in network.edges))
    file.write(b"]}}\n")


def write_cx2(network: Network, provenance: Provenance, file: IO[bytes]) -> None:
    """Write a prepared network as CX2, its nodes and edges numbered from 0 in their order."""
    told = {
        "name": provenance.title["en"],
        "description": provenance.citation("en"),
        **facts_of(network, provenance),
        "directed": network.directed,
        "dictionary": encoded(dictionary(network)),
    }
    declared = {
        "networkAttributes": {name: {"d": _CX2_FACTS[type(v)]} for name, v in told.items()},
        "nodes": {
            **{name: {"d": "string"} for name in ("name", "identifier", "kind")},
            "spells": {"d": "list_of_string"},
            **_declared(network.node_attributes),
        },
        "edges": {
            **{name: {"d": "string"} for name in ("name", "interaction")},
            "weight": {"d": "double"},
            "spells": {"d": "list_of_string"},
            **_declared(network.edge_attributes),
        },
    }
    counts = {
        "attributeDeclarations": 1,
        "networkAttributes": 1,
        "nodes": len(network.nodes),
        "edges": len(network.edges),
    }
    aspects = [{"name": name, "elementCount": count} for name, count in counts.items()]
    numbers = {node.id: number for number, node in enumerate(network.nodes)}
    head = (
        f'[{{"CXVersion": "2.0", "hasFragments": false}},\n{{"metaData": {encoded(aspects)}}},\n'
        f'{{"attributeDeclarations": [{encoded(declared)}]}},\n'
        f'{{"networkAttributes": [{encoded(told)}]}},\n{{"nodes": [\n'
    )
    file.write(head.encode())
    write_items(
        file,
        (
            {"id": number, "v": json_row(node_row(node), id="identifier", label="name")}
            for number, node in enumerate(network.nodes)
        ),
    )
    file.write(b']},\n{"edges": [\n')
    write_items(
        file,
        (
            {
                "id": number,
                "s": numbers[edge.source],
                "t": numbers[edge.target],
                "v": json_row(
                    edge_row(edge), id="name", kind="interaction", source=None, target=None
                ),
            }
            for number, edge in enumerate(network.edges)
        ),
    )
    file.write(b']},\n{"status": [{"success": true}]}]\n')


def _declared(attributes: tuple[Attribute, ...]) -> dict[str, dict[str, str]]:
    return {attribute.name: {"d": _CX2_TYPES[attribute.type]} for attribute in attributes}


def _cyjs_node(node: Node) -> dict[str, Any]:
    """`value` is the name of the node in NetworkX, `name` what Cytoscape shows."""
    return {"value": node.id, **json_row(node_row(node), label="name")}


def _cyjs_edge(edge: Edge) -> dict[str, Any]:
    """`key` tells edges between the same nodes apart in NetworkX."""
    return {"key": edge.id, **json_row(edge_row(edge), kind="interaction")}
