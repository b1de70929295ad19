"""Similarity between projects as triples: a named graph of its own, with score, rank and model.

Derived statements stand apart from what a source says. What made them is said once, of the graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from rdflib import RDF, RDFS, XSD, Literal, URIRef

from graph.triples import Triple
from ontology import terms as t
from ontology.identifiers import Identifiers

GRAPH = "likhet"
"""Key of the named graph."""

NEAREST = 20
"""Projects most like each that the graph has; shapes.ttl holds ranks to it."""

DECIMALS = 4
"""Places of a score, as everywhere it is shown."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A project that is like another: its key, and how alike they are, -1 to 1."""

    project: str
    score: float


def score_of(value: float) -> Decimal:
    """A score as it is written: four places, never a minus sign before nothing.

    >>> score_of(0.41999999), score_of(-0.00001)
    (Decimal('0.42'), Decimal('0.0'))
    """
    return Decimal(str(round(value, DECIMALS) + 0.0))


def similarity_graph(identifiers: Identifiers) -> URIRef:
    """The named graph of neighbours."""
    return identifiers.graph(GRAPH)


def similarities(
    neighbours: Iterable[tuple[str, Iterable[Neighbour]]], identifiers: Identifiers
) -> Iterator[Triple]:
    """A `samv:Similarity` for each project and each of those most like it, the best first."""
    for key, found in neighbours:
        project = identifiers.project(key)
        for rank, neighbour in enumerate(found, 1):
            node = identifiers.similarity(key, neighbour.project)
            yield node, RDF.type, t.SAMV_SIMILARITY
            yield node, t.SAMV_OF, project
            yield node, t.SAMV_SIMILAR_TO, identifiers.project(neighbour.project)
            yield node, t.SAMV_SCORE, Literal(score_of(neighbour.score))
            yield node, t.SAMV_RANK, Literal(rank, datatype=XSD.integer)


def provenance(model: str, identifiers: Identifiers) -> Iterator[Triple]:
    """What the named graph is, and the model that made it."""
    graph, computation = similarity_graph(identifiers), identifiers.computation(GRAPH)
    yield graph, RDF.type, t.PROV_ENTITY
    yield graph, t.DCTERMS_IDENTIFIER, Literal(GRAPH)
    yield graph, RDFS.label, Literal("Likhet mellan projekt", lang="sv")
    yield graph, RDFS.label, Literal("Similarity between projects", lang="en")
    yield graph, t.PROV_WAS_GENERATED_BY, computation
    yield computation, RDF.type, t.PROV_ACTIVITY
    yield computation, t.DCTERMS_IDENTIFIER, Literal(GRAPH)
    yield computation, RDFS.label, Literal("Beräkning av likhet mellan projekt", lang="sv")
    yield computation, RDFS.label, Literal("Computation of similarity between projects", lang="en")
    yield computation, t.SAMV_MODEL, Literal(model)
