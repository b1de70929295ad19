"""Exports read again by programs that did not write them, as rows to compare.

A row holds a value by the name of its column; every reader gives the types back by the declared
ones, as a user would who has the data dictionary. Edges of an undirected network have their ends
in order, since readers turn them round.
"""

from __future__ import annotations

import io
import json
import math
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pandas as pd
from ndex2.cx2 import RawCX2NetworkFactory
from rdflib import RDF, RDFS, Graph, Literal
from rdflib.collection import Collection

from graph.network.formats import to_bytes
from graph.network.formats.columns import spell_text
from graph.network.model import Network, ValueType
from ontology import terms as t
from ontology.namespaces import NETWORK
from tests.graph.network.examples import PROVENANCE

Row = dict[str, Any]
Rows = tuple[dict[str, Row], dict[str, Row]]
"""Nodes and edges by id."""


def expected(network: Network) -> Rows:
    """The rows that a faithful export gives."""
    nodes = {
        n.id: {"kind": n.kind, "label": n.label, **_spells(n.spells), **n.values}
        for n in network.nodes
    }
    edges = {
        e.id: {
            **_ends(network, e.source, e.target),
            "kind": e.kind,
            "weight": e.weight,
            **_spells(e.spells),
            **e.values,
        }
        for e in network.edges
    }
    return nodes, edges


def read(network: Network, name: str) -> Rows:
    """The rows of a network written in a format and read by the reader of a name."""
    return READERS[name](network)


def _networkx_json(network: Network) -> Rows:
    data = json.loads(to_bytes(network, PROVENANCE, "json"))
    return _of_networkx(network, nx.node_link_graph(data), json.loads)


def _networkx_cyjs(network: Network) -> Rows:
    data = json.loads(to_bytes(network, PROVENANCE, "cytoscape"))
    graph = nx.cytoscape_graph(data)
    nodes = {
        id_: _typed(network, "node", _without(row, "id", "value"), label="name")
        for id_, row in graph.nodes(data=True)
    }
    edges = {
        row["id"]: _typed(
            network,
            "edge",
            {**_without(row, "id", "key"), **_ends(network, row["source"], row["target"])},
            kind="interaction",
        )
        for _, _, row in graph.edges(data=True)
    }
    return nodes, edges


def _networkx_graphml(network: Network) -> Rows:
    data = io.BytesIO(to_bytes(network, PROVENANCE, "graphml"))
    graph = nx.read_graphml(data, force_multigraph=True)
    ids = {number: row["identifier"] for number, row in graph.nodes(data=True)}
    nodes = {
        row["identifier"]: _typed(network, "node", _without(row, "identifier"))
        for _, row in graph.nodes(data=True)
    }
    edges = {
        row["identifier"]: _typed(
            network,
            "edge",
            {**_ends(network, ids[u], ids[v]), **_without(row, "identifier", "id")},
        )
        for u, v, row in graph.edges(data=True)
    }
    return nodes, edges


def _igraph_graphml(network: Network) -> Rows:
    """igraph has no missing texts and yes or no: it reads them as "" and false."""
    graph = _igraph(to_bytes(network, PROVENANCE, "graphml"), igraph.Graph.Read_GraphML)
    wanted = expected(network)
    nodes, edges = {}, {}
    for vertex in graph.vs:
        row = _stated(vertex.attributes(), wanted[0][vertex["identifier"]])
        nodes[vertex["identifier"]] = _typed(network, "node", row)
    for line in graph.es:
        ends = [graph.vs[n]["identifier"] for n in line.tuple]
        row = _stated(line.attributes(), wanted[1][line["identifier"]])
        edges[line["identifier"]] = _typed(network, "edge", {**_ends(network, *ends), **row})
    return nodes, edges


def _networkx_gexf(network: Network) -> Rows:
    data = io.BytesIO(to_bytes(network, PROVENANCE, "gexf"))
    graph = nx.MultiDiGraph(nx.read_gexf(data, version="1.3"))
    nodes = {
        id_: _typed(network, "node", _without(row, "spells"), loads=_gephi_list, spells="periods")
        for id_, row in graph.nodes(data=True)
    }
    edges = {}
    for u, v, row in graph.edges(data=True):
        inside = {**_ends(network, u, v), **_without(row, "id", "spells")}
        edges[row["id"]] = _typed(network, "edge", inside, loads=_gephi_list, spells="periods")
    return nodes, edges


def _pandas_csv(network: Network) -> Rows:
    zipped = zipfile.ZipFile(io.BytesIO(to_bytes(network, PROVENANCE, "csv")))
    rows: dict[str, dict[str, Row]] = {}
    for owner in ("node", "edge"):
        with zipped.open(f"{owner}s.csv") as file:
            table = pd.read_csv(file, dtype=str, keep_default_na=False)
        rows[owner] = {}
        for record in table.to_dict("records"):
            row = {str(name): cell for name, cell in record.items() if cell != ""}
            if owner == "edge":
                row |= _ends(network, row["source"], row["target"])
            rows[owner][row["id"]] = _typed(network, owner, _without(row, "id"))
    return rows["node"], rows["edge"]


def _ndex2_cx2(network: Network) -> Rows:
    data = json.loads(to_bytes(network, PROVENANCE, "cx2"))
    read_ = RawCX2NetworkFactory().get_cx2network(data)
    ids = {number: node["v"]["identifier"] for number, node in read_.get_nodes().items()}
    nodes = {
        node["v"]["identifier"]: _typed(
            network, "node", _without(node["v"], "identifier"), label="name"
        )
        for node in read_.get_nodes().values()
    }
    edges = {
        line["v"]["name"]: _typed(
            network,
            "edge",
            {**_without(line["v"], "name"), **_ends(network, ids[line["s"]], ids[line["t"]])},
            kind="interaction",
        )
        for line in read_.get_edges().values()
    }
    return nodes, edges


def _rdflib_turtle(network: Network) -> Rows:
    graph = Graph().parse(data=to_bytes(network, PROVENANCE, "turtle"), format="turtle")
    represents = {str(node): str(iri) for node, iri in graph.subject_objects(t.SAMV_REPRESENTS)}
    nodes, edges = {}, {}
    for node in graph.subjects(RDF.type, t.SAMV_NETWORK_NODE):
        iri = represents[str(node)]
        row = _of_rdf(graph, node, "node")
        nodes[iri] = row | {"label": str(graph.value(node, RDFS.label))}
    for tie in graph.subjects(RDF.type, t.SAMV_TIE):
        ends = [represents[str(graph.value(tie, e))] for e in (t.SAMV_TIE_FROM, t.SAMV_TIE_TO)]
        weight = graph.value(tie, t.SAMV_WEIGHT)
        assert isinstance(weight, Literal)
        edges[str(graph.value(tie, t.DCTERMS_IDENTIFIER))] = {
            **_of_rdf(graph, tie, "tie"),
            **_ends(network, *ends),
            "weight": weight.toPython(),
        }
    return nodes, edges


READERS: Mapping[str, Callable[[Network], Rows]] = {
    "json by NetworkX": _networkx_json,
    "cytoscape by NetworkX": _networkx_cyjs,
    "graphml by NetworkX": _networkx_graphml,
    "graphml by igraph": _igraph_graphml,
    "gexf by NetworkX": _networkx_gexf,
    "csv by pandas": _pandas_csv,
    "cx2 by ndex2": _ndex2_cx2,
    "turtle by rdflib": _rdflib_turtle,
}


def igraph_pajek(data: bytes) -> igraph.Graph:
    """A Pajek network as igraph reads it."""
    return _igraph(data, igraph.Graph.Read_Pajek)


def _igraph(data: bytes, reader: Callable[[str], igraph.Graph]) -> igraph.Graph:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "network"
        path.write_bytes(data)
        return reader(str(path))


def _of_networkx(network: Network, graph: nx.MultiGraph, loads: Callable[[str], Any]) -> Rows:
    nodes = {id_: _typed(network, "node", row, loads=loads) for id_, row in graph.nodes(data=True)}
    edges = {
        key: _typed(network, "edge", {**_ends(network, u, v), **row}, loads=loads)
        for u, v, key, row in graph.edges(keys=True, data=True)
    }
    return nodes, edges


def _of_rdf(graph: Graph, subject: Any, owner: str) -> Row:
    row: Row = {"kind": str(graph.value(subject, t.SAMV_KIND))}
    prefix = f"{NETWORK}{owner}_"
    for predicate, value in graph.predicate_objects(subject):
        if not str(predicate).startswith(prefix):
            continue
        name = str(predicate).removeprefix(prefix)
        if graph.value(predicate, RDFS.range) == RDF.List:
            row[name] = tuple(str(item) for item in Collection(graph, value))
        elif isinstance(value, Literal) and name != "a_string":
            row[name] = value.toPython()
        else:
            row[name] = str(value)
    periods = [
        f"{graph.value(p, t.SCHEMA_START_DATE) or ''}/{graph.value(p, t.SCHEMA_END_DATE) or ''}"
        for p in graph.objects(subject, t.DCTERMS_TEMPORAL)
    ]
    return row | ({"spells": tuple(sorted(periods))} if periods else {})


def _typed(
    network: Network,
    owner: str,
    row: Mapping[str, Any],
    loads: Callable[[str], Any] = json.loads,
    **renamed: str,
) -> Row:
    """A row with values of the declared types; `renamed` tells the column's name in the file."""
    names = {old: new for new, old in renamed.items()}
    columns = network.node_attributes if owner == "node" else network.edge_attributes
    types = {column.name: column.type for column in columns}
    types |= {"spells": ValueType.STRINGS, "weight": ValueType.DECIMAL}
    found = {}
    for old, value in row.items():
        name = names.get(old, old)
        found[name] = _value(value, types.get(name, ValueType.STRING), loads)
    return found


def _value(value: Any, type_: ValueType, loads: Callable[[str], Any]) -> Any:
    match type_:
        case ValueType.STRINGS:
            return tuple(loads(value) if isinstance(value, str) else value)
        case ValueType.DATE:
            return date.fromisoformat(value)
        case ValueType.INTEGER:
            assert not isinstance(value, float) or value.is_integer()
            return int(value)
        case ValueType.DECIMAL:
            return float(value)
        case ValueType.BOOLEAN:
            return {"true": True, "false": False}[value] if isinstance(value, str) else bool(value)
        case _:
            assert isinstance(value, str)
            return value


def _gephi_list(text: str) -> list[str]:
    """A `liststring` as Gephi's graph store reads it: literals in which \\ escapes anything."""
    found: list[str] = []
    inside, escaped = False, False
    for letter in text:
        if not inside:
            assert letter in '[], "', "outside the quotes"
            if letter == '"':
                inside = True
                found.append("")
        elif escaped:
            found[-1] += letter
            escaped = False
        elif letter == "\\":
            escaped = True
        elif letter == '"':
            inside = False
        else:
            found[-1] += letter
    return found


def _spells(spells: Any) -> Row:
    return {"spells": tuple(map(spell_text, spells))} if spells else {}


def _ends(network: Network, source: str, target: str) -> Row:
    if not network.directed:
        source, target = sorted((source, target))
    return {"source": source, "target": target}


def _stated(attributes: Mapping[str, Any], wanted: Row) -> Row:
    """What igraph reads, less what it makes of missing values, which must be one of those."""
    row = {}
    for name, value in attributes.items():
        if name in wanted:
            row[name] = value
        elif name not in {"id", "identifier"}:
            assert value in ("", False) or math.isnan(value), name
    return row


def _without(row: Mapping[str, Any], *names: str) -> Row:
    return {name: value for name, value in row.items() if name not in names}
