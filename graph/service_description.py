"""The description of the SPARQL service in RDF.

SPARQL 1.1 Service Description, https://www.w3.org/TR/sparql11-service-description/.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

from rdflib import BNode, Graph, Namespace, URIRef

from graph.engines import QueryEngine
from graph.evaluation import Request
from graph.remote import RemotePool
from graph.search_service import SERVICE
from graph.sparql import FORMATS
from ontology.namespaces import RDF

SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMAT: Final = Namespace("http://www.w3.org/ns/formats/")
_SIMPLE: Final = URIRef("http://www.w3.org/ns/entailment/Simple")

_NAMES: Final = {
    "json": FORMAT.SPARQL_Results_JSON,
    "xml": FORMAT.SPARQL_Results_XML,
    "csv": FORMAT.SPARQL_Results_CSV,
    "tsv": FORMAT.SPARQL_Results_TSV,
    "ttl": FORMAT.Turtle,
    "nt": FORMAT["N-Triples"],
    "rdf": FORMAT.RDF_XML,
    "jsonld": FORMAT["JSON-LD"],
    "trig": FORMAT.TriG,
    "nq": FORMAT["N-Quads"],
}
"""https://www.w3.org/ns/formats/ by the names of `graph.sparql.FORMATS`."""

_RDFLIB: Final = {
    "text/turtle": "turtle",
    "application/trig": "turtle",
    "application/n-triples": "nt",
    "application/n-quads": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
}


async def graph_names(pool: QueryEngine) -> list[str]:
    """IRIs of the named graphs, in alphabetical order."""
    if isinstance(pool, RemotePool) and pool.named_graphs:
        return sorted(pool.named_graphs)  # those of the release; an endpoint may have others
    query = "SELECT ?g { GRAPH ?g { } } ORDER BY ?g"
    answer = await pool.answer_soon(
        Request(query, "application/sparql-results+json", gives_graph=False)
    )
    rows = json.loads(answer.content)["results"]["bindings"]
    return [row["g"]["value"] for row in rows]


def described(base: str, graphs: Iterable[str], media_type: str) -> bytes:
    """The description of the service of a release, in an RDF format."""
    # rdflib nests blank nodes, which Oxigraph does not, and so people can read it.
    return description(base, graphs).serialize(format=_RDFLIB[media_type], encoding="utf-8")


def description(base: str, graphs: Iterable[str]) -> Graph:
    """The description of the service of a release with such named graphs."""
    graph = Graph(bind_namespaces="none")
    graph.bind("sd", SD)
    graph.bind("formats", FORMAT)
    service = URIRef(f"{base}/sparql")
    dataset = URIRef(f"{base}/sparql#dataset")
    read = f"{base}/rdf-graphs/service?"  # each graph is named by where to get it
    graph.add((service, RDF.type, SD.Service))
    graph.add((service, SD.endpoint, service))
    graph.add((service, SD.supportedLanguage, SD.SPARQL11Query))
    graph.add((service, SD.defaultEntailmentRegime, _SIMPLE))
    graph.add((service, SD.feature, URIRef(SERVICE)))
    graph.add((URIRef(SERVICE), RDF.type, SD.Feature))
    for item in FORMATS:
        graph.add((service, SD.resultFormat, _NAMES[item.name]))
    graph.add((service, SD.defaultDataset, dataset))
    graph.add((service, SD.availableGraphs, dataset))
    graph.add((dataset, RDF.type, SD.Dataset))
    graph.add((dataset, RDF.type, SD.GraphCollection))
    default = URIRef(f"{read}default")
    graph.add((dataset, SD.defaultGraph, default))
    graph.add((default, RDF.type, SD.Graph))
    for iri in graphs:
        named, content = BNode(), URIRef(f"{read}graph={quote(iri, safe='')}")
        graph.add((dataset, SD.namedGraph, named))
        graph.add((named, RDF.type, SD.NamedGraph))
        graph.add((named, SD.name, URIRef(iri)))
        graph.add((named, SD.graph, content))
        graph.add((content, RDF.type, SD.Graph))
    return graph
