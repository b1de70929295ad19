"""Where computed statements come from: their named graph, and the computation that made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rdflib import RDF, RDFS, Literal

from graph.terms import Triple
from ontology import terms as t
from ontology.identifiers import Identifiers


def computed_graph(
    key: str,
    labels: Mapping[str, str],
    computation_labels: Mapping[str, str],
    model: str,
    identifiers: Identifiers,
) -> Iterator[Triple]:
    """What the named graph of a key is, and the model that made it; labels are by language."""
    graph, computation = identifiers.graph(key), identifiers.computation(key)
    yield graph, RDF.type, t.PROV_ENTITY
    yield graph, t.DCTERMS_IDENTIFIER, Literal(key)
    for lang, label in labels.items():
        yield graph, RDFS.label, Literal(label, lang=lang)
    yield graph, t.PROV_WAS_GENERATED_BY, computation
    yield computation, RDF.type, t.PROV_ACTIVITY
    yield computation, t.DCTERMS_IDENTIFIER, Literal(key)
    for lang, label in computation_labels.items():
        yield computation, RDFS.label, Literal(label, lang=lang)
    yield computation, t.SAMV_MODEL, Literal(model)
