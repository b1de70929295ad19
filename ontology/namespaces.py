"""Namespaces of the vocabularies that the graph uses, and the prefixes they are written with."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from rdflib import (
    DCAT,
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SDO,
    SH,
    SKOS,
    TIME,
    VANN,
    VOID,
    XSD,
    Namespace,
)
from rdflib.namespace import GEO

__all__ = [
    "DCAT",
    "DCTERMS",
    "EURIO",
    "FOAF",
    "GEO",
    "NETWORK",
    "NUTS",
    "OA",
    "ORG",
    "OWL",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "SAMV",
    "SCHEMA",
    "SEARCH",
    "SH",
    "SHAPES",
    "SKOS",
    "TIME",
    "VANN",
    "VOID",
    "WIKIDATA",
    "XSD",
]

SAMV: Final = Namespace("https://w3id.org/samverkansgrafen/core#")
SHAPES: Final = Namespace("https://w3id.org/samverkansgrafen/shapes#")
NETWORK: Final = Namespace("https://w3id.org/samverkansgrafen/network#")
SEARCH: Final = Namespace("https://w3id.org/samverkansgrafen/search#")
SCHEMA: Final = SDO
OA: Final = Namespace("http://www.w3.org/ns/oa#")
EURIO: Final = Namespace("http://data.europa.eu/s66#")
NUTS: Final = Namespace("http://data.europa.eu/nuts/code/")
WIKIDATA: Final = Namespace("http://www.wikidata.org/entity/")

PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "dcat": str(DCAT),
        "dcterms": str(DCTERMS),
        "eurio": str(EURIO),
        "geo": str(GEO),
        "nuts": str(NUTS),
        "oa": str(OA),
        "org": str(ORG),
        "owl": str(OWL),
        "prov": str(PROV),
        "rdf": str(RDF),
        "rdfs": str(RDFS),
        "samv": str(SAMV),
        "schema": str(SCHEMA),
        "search": str(SEARCH),
        "skos": str(SKOS),
        "time": str(TIME),
        "void": str(VOID),
        "wd": str(WIKIDATA),
        "xsd": str(XSD),
    }
)
"""Prefix to namespace, for serialising the graph and for the head of queries."""
