"""The JSON-LD context: short names for the terms of the graph, made from the vocabulary.

Terms of core.ttl are named as there. Of reused vocabularies those are here that the graph has;
every other term keeps its prefix. Where two vocabularies have a term of the same name, the one
that the graph uses most has the short name.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from rdflib import OWL, RDF, RDFS, XSD, URIRef
from rdflib.term import Node

from ontology import terms as t
from ontology.namespaces import PREFIXES, SAMV
from ontology.vocabulary import load

_THINGS: Final = (
    t.ORG_MEMBER,
    t.ORG_ORGANIZATION,
    t.ORG_ROLE,
    t.ORG_HAS_MEMBERSHIP,
    t.ORG_UNIT_OF,
    t.ORG_CLASSIFICATION,
    t.ORG_CHANGED_BY,
    t.ORG_RESULTED_FROM,
    t.ORG_ORIGINAL_ORGANIZATION,
    t.ORG_RESULTING_ORGANIZATION,
    t.SCHEMA_FUNDING,
    t.SCHEMA_AMOUNT,
    t.SCHEMA_FUNDER,
    t.SCHEMA_AREA_SERVED,
    t.SCHEMA_CONTAINED_IN_PLACE,
    t.SCHEMA_IS_PART_OF,
    t.SCHEMA_URL,
    t.SKOS_IN_SCHEME,
    t.SKOS_TOP_CONCEPT_OF,
    t.SKOS_HAS_TOP_CONCEPT,
    t.SKOS_BROADER,
    t.SKOS_NARROWER,
    t.SKOS_RELATED,
    t.SKOS_EXACT_MATCH,
    t.SKOS_CLOSE_MATCH,
    t.DCTERMS_SUBJECT,
    t.DCTERMS_SPATIAL,
    t.DCTERMS_LICENSE,
    t.DCTERMS_CONFORMS_TO,
    t.PROV_WAS_DERIVED_FROM,
    t.PROV_HAD_PRIMARY_SOURCE,
    t.OA_HAS_SOURCE,
    t.OA_HAS_SELECTOR,
    t.GEO_HAS_GEOMETRY,
    t.OWL_SAME_AS,
)
"""Properties whose values are things."""

_TEXTS: Final = (
    t.RDFS_LABEL,
    t.RDFS_COMMENT,
    t.SCHEMA_ALTERNATE_NAME,
    t.SCHEMA_DESCRIPTION,
    t.SCHEMA_KEYWORDS,
    t.SCHEMA_CURRENCY,
    t.SCHEMA_START_DATE,
    t.SCHEMA_END_DATE,
    t.SKOS_PREF_LABEL,
    t.SKOS_ALT_LABEL,
    t.SKOS_HIDDEN_LABEL,
    t.SKOS_DEFINITION,
    t.SKOS_NOTATION,
    t.DCTERMS_IDENTIFIER,
    t.DCTERMS_TITLE,
    t.OA_EXACT,
)
"""Properties whose values are literals of several kinds."""

_TYPED: Final = {
    t.SCHEMA_VALUE: XSD.decimal,
    t.OA_START: XSD.nonNegativeInteger,
    t.OA_END: XSD.nonNegativeInteger,
    t.GEO_AS_WKT: t.GEO_WKT_LITERAL,
}
"""Properties whose values are literals of one datatype."""

_CLASSES: Final = (
    t.ORG_ORGANIZATION_CLASS,
    t.ORG_FORMAL_ORGANIZATION,
    t.ORG_ORGANIZATIONAL_UNIT,
    t.ORG_MEMBERSHIP,
    t.ORG_ROLE_CLASS,
    t.ORG_CHANGE_EVENT,
    t.SCHEMA_MONETARY_AMOUNT,
    t.SCHEMA_MONETARY_GRANT,
    t.SCHEMA_FUNDING_SCHEME,
    t.SCHEMA_ADMINISTRATIVE_AREA,
    t.SCHEMA_CREATIVE_WORK,
    t.SKOS_CONCEPT,
    t.SKOS_CONCEPT_SCHEME,
    t.OA_TEXT_QUOTE_SELECTOR,
    t.OA_TEXT_POSITION_SELECTOR,
    t.OA_FRAGMENT_SELECTOR,
    t.GEO_GEOMETRY,
)


@cache
def _context() -> dict[str, Any]:
    context: dict[str, Any] = {"id": "@id", "type": "@type", **PREFIXES}
    for term in (*_CLASSES, *_own(OWL.Class)):
        context.setdefault(_name(term), _short(term))
    for term in (*_own(OWL.ObjectProperty), *_THINGS):
        context.setdefault(_name(term), {"@id": _short(term), "@type": "@id"})
    for term in _own(OWL.DatatypeProperty):
        context.setdefault(_name(term), _own_literal(term))
    for term, datatype in _TYPED.items():
        context.setdefault(_name(term), {"@id": _short(term), "@type": _short(datatype)})
    for term in _TEXTS:
        context.setdefault(_name(term), _short(term))
    return context


def context() -> dict[str, Any]:
    """The context, as the value of `@context`; a new one on every call."""
    return {
        name: dict(value) if isinstance(value, dict) else value
        for name, value in _context().items()
    }


def _own(kind: URIRef) -> list[URIRef]:
    """The terms of core.ttl that are of a kind, by name."""
    found = load("core").subjects(RDF.type, kind)
    return sorted(term for term in found if isinstance(term, URIRef) and term.startswith(SAMV))


def _own_literal(term: URIRef) -> dict[str, str] | str:
    """The entry of a datatype property; a text or a string is written as it stands."""
    ranges: list[Node] = list(load("core").objects(term, RDFS.range))
    if len(ranges) == 1 and ranges[0] not in (XSD.string, RDF.langString):
        return {"@id": _short(term), "@type": _short(URIRef(str(ranges[0])))}
    return _short(term)


def _name(term: URIRef) -> str:
    return str(term).rpartition("#")[2].rpartition("/")[2]


def _short(term: URIRef) -> str:
    for prefix, namespace in PREFIXES.items():
        if term.startswith(namespace):
            return f"{prefix}:{term.removeprefix(namespace)}"
    return str(term)
