"""Similarity between projects as triples: a named graph of its own, with score, rank and model.

Derived statements stand apart from what a source says. What made them is said once, of the graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from rdflib import RDF, XSD, Literal, URIRef

from graph.computations import computed_graph
from graph.terms import Triple
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
    return computed_graph(
        GRAPH,
        {"sv": "Likhet mellan projekt", "en": "Similarity between projects"},
        {
            "sv": "Beräkning av likhet mellan projekt",
            "en": "Computation of similarity between projects",
        },
        model,
        identifiers,
    )
