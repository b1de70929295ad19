"""RDF: a network as Turtle, apart from what sources say of the same bodies and projects.

A node here is the standing of a thing in this one network (`samv:represents` leads to the thing),
so that the figures of two networks about one body can lie in one store. Every attribute is a
property that the file itself defines in both languages. Several strings are an RDF list, in which
order and repetition survive. Text that is an http address is written as an IRI, so that projects,
participations and evidence can be followed.
"""

from __future__ import annotations

import itertools
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import IO, Final

import pyoxigraph as ox
from rdflib import XSD, URIRef

from graph.dumps import with_sorted_prefixes
from graph.errors import FormatUnfit
from graph.network.formats.columns import dictionary, text_value
from graph.network.model import Network, Spell, Value, ValueType
from graph.network.provenance import LANGUAGES, Provenance, facts_of
from ontology import terms as t
from ontology.namespaces import NETWORK, PREFIXES, RDF, RDFS

_IRI: Final = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+")
_IN_MEMORY: Final = 32_000_000  # bytes; what is larger is put on disk while it is written
_PREFIXES: Final = ("dcterms", "prov", "rdf", "rdfs", "samv", "schema", "xsd")
_DATATYPES: Final[Mapping[type, URIRef]] = {
    bool: XSD.boolean,
    int: XSD.integer,
    float: XSD.double,
    date: XSD.date,
}
_FACTS: Final = {**_DATATYPES, str: XSD.string}
_RANGES: Final = {
    ValueType.STRING: XSD.string,
    ValueType.INTEGER: XSD.integer,
    ValueType.DECIMAL: XSD.double,
    ValueType.BOOLEAN: XSD.boolean,
    ValueType.DATE: XSD.date,
    ValueType.STRINGS: RDF.List,
}
_TOLD_APART: Final = frozenset(
    {"title_sv", "title_en", "citation_sv", "citation_en", "released", "licence", "publisher"}
    | {"query", "address"}
)
"""Facts that a reused term says."""


def write(network: Network, provenance: Provenance, file: IO[bytes]) -> None:
    """Write a prepared network; raises `FormatUnfit` where an identifier of a node is no IRI."""
    for iri in (provenance.address, *(node.id for node in network.nodes)):
        if not _IRI.fullmatch(iri):
            raise FormatUnfit(f"{iri!r} is no IRI, so the network cannot be written as RDF.")
    prefixes = {name: PREFIXES[name] for name in _PREFIXES}
    prefixes |= {"network": str(NETWORK), "here": f"{provenance.address}#"}
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as unsorted:
        triples = _Writer(network, provenance).triples()
        ox.serialize(triples, unsorted, ox.RdfFormat.TURTLE, prefixes=prefixes)
        unsorted.seek(0)
        file.writelines(with_sorted_prefixes(unsorted))


class _Writer:
    """Triples of one network; nodes and ties are parts of the document at its address."""

    def __init__(self, network: Network, provenance: Provenance) -> None:
        self._network = network
        self._provenance = provenance
        self._me = ox.NamedNode(provenance.address)
        self._blanks = (ox.BlankNode(f"b{number}") for number in itertools.count())

    def triples(self) -> Iterator[ox.Triple]:
        """The network itself, its properties, its nodes and its ties."""
        yield from self._about()
        yield from self._properties()
        numbers = {node.id: f"n{number}" for number, node in enumerate(self._network.nodes)}
        for node in self._network.nodes:
            me = self._part(numbers[node.id])
            yield ox.Triple(me, _TYPE, _named(t.SAMV_NETWORK_NODE))
            yield ox.Triple(me, _named(t.SAMV_IN_NETWORK), self._me)
            yield ox.Triple(me, _named(t.SAMV_REPRESENTS), ox.NamedNode(node.id))
            yield ox.Triple(me, _named(t.SAMV_KIND), ox.Literal(node.kind))
            yield ox.Triple(me, _LABEL, ox.Literal(node.label, language="sv"))
            yield from self._details("node", me, node.spells, node.values)
        for number, edge in enumerate(self._network.edges):
            me = self._part(f"e{number}")
            yield ox.Triple(me, _TYPE, _named(t.SAMV_TIE))
            yield ox.Triple(me, _named(t.SAMV_IN_NETWORK), self._me)
            yield ox.Triple(me, _named(t.DCTERMS_IDENTIFIER), ox.Literal(edge.id))
            yield ox.Triple(me, _named(t.SAMV_TIE_FROM), self._part(numbers[edge.source]))
            yield ox.Triple(me, _named(t.SAMV_TIE_TO), self._part(numbers[edge.target]))
            yield ox.Triple(me, _named(t.SAMV_KIND), ox.Literal(edge.kind))
            yield ox.Triple(me, _named(t.SAMV_WEIGHT), _literal(edge.weight, XSD.double))
            yield from self._details("tie", me, edge.spells, edge.values)

    def _about(self) -> Iterator[ox.Triple]:
        told, network, me = self._provenance, self._network, self._me
        yield ox.Triple(me, _TYPE, _named(t.SAMV_NETWORK))
        yield ox.Triple(me, _TYPE, _named(t.PROV_ENTITY))
        for lang in LANGUAGES:
            title = ox.Literal(told.title[lang], language=lang)
            yield ox.Triple(me, _named(t.DCTERMS_TITLE), title)
            citation = ox.Literal(told.citation(lang), language=lang)
            yield ox.Triple(me, _named(t.DCTERMS_BIBLIOGRAPHIC_CITATION), citation)
        yield ox.Triple(me, _named(t.DCTERMS_ISSUED), _literal(told.released, XSD.date))
        yield ox.Triple(me, _named(t.DCTERMS_LICENSE), _resource(told.licence))
        yield ox.Triple(me, _named(t.DCTERMS_PUBLISHER), ox.Literal(told.publisher))
        yield ox.Triple(me, _named(t.SAMV_QUERY), ox.Literal(told.query))
        yield ox.Triple(me, _named(t.SAMV_DIRECTED), _literal(network.directed, XSD.boolean))
        for name, fact in facts_of(network, told).items():
            if name not in _TOLD_APART:
                yield ox.Triple(me, _property(name), _literal(fact, _FACTS[type(fact)]))

    def _properties(self) -> Iterator[ox.Triple]:
        """What each attribute means."""
        described = dictionary(self._network)
        for owner, columns, attributes in (
            ("node", described["nodes"], self._network.node_attributes),
            ("tie", described["edges"], self._network.edge_attributes),
        ):
            texts = {column["name"]: column for column in columns}
            for attribute in attributes:
                me = _property(attribute.name, owner)
                yield ox.Triple(me, _TYPE, _named(RDF.Property))
                domain = t.SAMV_NETWORK_NODE if owner == "node" else t.SAMV_TIE
                yield ox.Triple(me, _named(RDFS.domain), _named(domain))
                yield ox.Triple(me, _named(RDFS.range), _named(_RANGES[attribute.type]))
                for lang in LANGUAGES:
                    label = texts[attribute.name][f"label_{lang}"]
                    yield ox.Triple(me, _LABEL, ox.Literal(label, language=lang))
                    comment = texts[attribute.name][f"definition_{lang}"]
                    yield ox.Triple(me, _COMMENT, ox.Literal(comment, language=lang))

    def _details(
        self, owner: str, me: ox.NamedNode, spells: Iterable[Spell], values: Mapping[str, Value]
    ) -> Iterator[ox.Triple]:
        """Values and periods of a node or a tie; what has no name of its own comes after it."""
        unnamed: list[ox.Triple] = []
        for name, value in values.items():
            property_ = _property(name, owner)
            if isinstance(value, tuple):
                cells = [next(self._blanks) for _ in value]
                yield ox.Triple(me, property_, cells[0] if cells else _NIL)
                unnamed += _cells(value, cells)
            elif isinstance(value, str):
                yield ox.Triple(me, property_, _resource(value))
            else:
                yield ox.Triple(me, property_, _literal(value, _DATATYPES[type(value)]))
        for spell in spells:
            period = next(self._blanks)
            yield ox.Triple(me, _named(t.DCTERMS_TEMPORAL), period)
            unnamed += _period(spell, period)
        yield from unnamed

    def _part(self, name: str) -> ox.NamedNode:
        return ox.NamedNode(f"{self._provenance.address}#{name}")


def _period(spell: Spell, me: ox.BlankNode) -> Iterator[ox.Triple]:
    yield ox.Triple(me, _TYPE, _named(t.DCTERMS_PERIOD_OF_TIME))
    for day, term in ((spell.start, t.SCHEMA_START_DATE), (spell.end, t.SCHEMA_END_DATE)):
        if day:
            yield ox.Triple(me, _named(term), _literal(day, XSD.date))


def _cells(items: tuple[str, ...], cells: list[ox.BlankNode]) -> Iterator[ox.Triple]:
    """The cells of an RDF list."""
    for number, (item, cell) in enumerate(zip(items, cells, strict=True), 1):
        yield ox.Triple(cell, _FIRST, _resource(item))
        yield ox.Triple(cell, _REST, cells[number] if number < len(cells) else _NIL)


def _resource(text: str) -> ox.NamedNode | ox.Literal:
    """An IRI where the text is one, else the text."""
    if text.startswith("http") and _IRI.fullmatch(text):
        return ox.NamedNode(text)
    return ox.Literal(text)


def _literal(value: Value, datatype: URIRef) -> ox.Literal:
    return ox.Literal(text_value(value), datatype=_named(datatype))


@lru_cache(maxsize=1024)
def _named(iri: str) -> ox.NamedNode:
    return ox.NamedNode(str(iri))


def _property(name: str, owner: str | None = None) -> ox.NamedNode:
    """The property of an attribute; nodes and ties may have one of the same name."""
    return _named(NETWORK[f"{owner}_{name}" if owner else name])


_TYPE: Final = ox.NamedNode(str(RDF.type))
_FIRST: Final = ox.NamedNode(str(RDF.first))
_REST: Final = ox.NamedNode(str(RDF.rest))
_NIL: Final = ox.NamedNode(str(RDF.nil))
_LABEL: Final = ox.NamedNode(str(RDFS.label))
_COMMENT: Final = ox.NamedNode(str(RDFS.comment))
