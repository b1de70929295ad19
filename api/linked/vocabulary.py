"""The vocabulary as rows of a page, read from core.ttl."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from markupsafe import Markup
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from api.contexts.page import Fact, Linked
from api.contexts.specifications import TermRow
from api.linked.diagrams import Arrow, Block, diagram
from api.translations import Translator
from ontology.namespaces import PREFIXES, SAMV

_TIES: Final = (
    (RDFS.subClassOf, "vocabulary.broader_class"),
    (RDFS.subPropertyOf, "vocabulary.broader_property"),
    (RDFS.domain, "vocabulary.domain"),
    (RDFS.range, "vocabulary.range"),
    (OWL.inverseOf, "vocabulary.inverse"),
    (SKOS.closeMatch, "vocabulary.close"),
    (RDFS.seeAlso, "vocabulary.see"),
)


def terms(graph: Graph, *kinds: URIRef) -> list[URIRef]:
    """The vocabulary's own terms of some kinds, by name."""
    return sorted(
        {
            term
            for kind in kinds
            for term in graph.subjects(RDF.type, kind)
            if isinstance(term, URIRef) and term.startswith(SAMV)
        },
        key=lambda term: term.lower(),
    )


def class_rows(graph: Graph, t: Translator) -> Iterator[TermRow]:
    """The classes, each with a diagram."""
    for term in terms(graph, OWL.Class):
        drawn = diagram(
            t("vocabulary.diagram", name=text(graph, term, RDFS.label, t)), [_block(graph, term, t)]
        )
        yield _row(graph, term, t, drawn)


def property_rows(graph: Graph, t: Translator) -> Iterator[TermRow]:
    """The properties."""
    for term in terms(graph, OWL.ObjectProperty, OWL.DatatypeProperty):
        yield _row(graph, term, t)


def overview(graph: Graph, t: Translator) -> Markup:
    """Every class with the properties that lead to other things."""
    blocks = [_block(graph, term, t, things=True) for term in terms(graph, OWL.Class)]
    return diagram(t("vocabulary.overview"), [block for block in blocks if block.arrows])


def text(graph: Graph, thing: Node, term: URIRef, t: Translator) -> str:
    """A text about a thing in the reader's language; empty where there is none."""
    found = [value for value in graph.objects(thing, term) if isinstance(value, Literal)]
    found.sort(key=lambda value: value.language != t.lang)
    return str(found[0]) if found else ""


def short(iri: str) -> str:
    """An IRI with its prefix, where it has a known one."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _block(graph: Graph, term: URIRef, t: Translator, *, things: bool = False) -> Block:
    kinds = (OWL.ObjectProperty,) if things else (OWL.ObjectProperty, OWL.DatatypeProperty)
    arrows = [
        Arrow(
            text(graph, own, RDFS.label, t),
            ", ".join(sorted(short(str(value)) for value in graph.objects(own, RDFS.range)))
            or t("vocabulary.any"),
        )
        for own in terms(graph, *kinds)
        if (own, RDFS.domain, term) in graph
    ]
    above = sorted(short(str(other)) for other in graph.objects(term, RDFS.subClassOf))
    return Block(short(term), [] if things else above, arrows)


def _row(graph: Graph, term: URIRef, t: Translator, drawn: Markup | None = None) -> TermRow:
    return TermRow(
        name=term.removeprefix(str(SAMV)),
        iri=str(term),
        label=text(graph, term, RDFS.label, t),
        definition=text(graph, term, RDFS.comment, t),
        note=text(graph, term, SKOS.note, t) or None,
        facts=tuple(_facts(graph, term, t)),
        diagram=drawn,
    )


def _facts(graph: Graph, term: URIRef, t: Translator) -> Iterable[Fact]:
    for tie, label in _TIES:
        values = sorted(str(value) for value in graph.objects(term, tie))
        fact = Fact.of(t(label), [Linked(short(value), _link(value)) for value in values])
        if fact:
            yield fact


def _link(iri: str) -> str:
    return f"#{iri.removeprefix(str(SAMV))}" if iri.startswith(SAMV) else iri
