"""What an identifier leads to, and what is said of the thing it names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import DCTERMS, OWL, PROV, RDFS, SKOS, XSD, Graph, Literal, URIRef

from api.composition import Service
from api.linked.rdf import Description
from graph.library import query
from graph.lifecycle import Gone, whole_of
from ontology.identifiers import SEGMENTS

NTRIPLES = "application/n-triples"

SCHEMES = {SEGMENTS[kind]: kind for kind in ("theme", "role", "organisation_type")}
"""Path of a concept scheme → kind of its concepts."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """An identifier: `kind` and `key` of what it names, and what became of it if out of use.

    A concept scheme has the kind `scheme`, and the kind of its concepts as key.
    """

    path: str
    iri: str
    kind: str
    key: str
    gone: Gone | None = None


def resolved(service: Service, path: str) -> Resolved | None:
    """What a path after `/id/` leads to; None where nothing is known of it."""
    iri = f"{service.identifiers.base}/id/{path}"
    if path in SCHEMES:
        return Resolved(path, iri, "scheme", SCHEMES[path])
    found = service.identifiers.key_of(iri)
    if found is None:
        return None
    kind, key = found
    if kind == "dataset":
        known = (URIRef(iri), None, None) in service.dataset
    else:
        known = service.store.describes(iri) or bool(graphs_of(service, iri))
    if known:
        return Resolved(path, iri, kind, key)
    gone = service.changes.gone.get(whole_of(path))
    return Resolved(path, iri, kind, key, gone) if gone else None


def graphs_of(service: Service, iri: str) -> list[str]:
    """The named graphs that say something of a thing."""
    return [row["graph"] for row in query("internal/graphs-of").run(service.store, thing=iri)]


def description_of(service: Service, iri: str, *, graphs: bool = False) -> Description:
    """What the default graph says of a thing; with `graphs`, what each named graph says as well.

    Of a thing that only named graphs know, such as the amount that one source states, the
    description is what they say.
    """
    triples = service.store.construct(
        query("internal/describe").text, {"thing": URIRef(iri)}, NTRIPLES
    )
    if triples.strip() and not graphs:
        return Description(triples)
    named = {name: _in_graph(service, iri, name) for name in graphs_of(service, iri)}
    if not triples.strip():
        triples = b"".join(_lines(named.values()))
    return Description(triples, named)


def _lines(parts: Iterable[bytes]) -> list[bytes]:
    return sorted({line + b"\n" for part in parts for line in part.splitlines() if line})


def _in_graph(service: Service, iri: str, name: str) -> bytes:
    return service.store.construct(
        query("internal/describe-in-graph").text,
        {"thing": URIRef(iri), "graph": URIRef(name)},
        NTRIPLES,
    )


def dataset_description(service: Service) -> Description:
    """VoID and DCAT-AP-SE of the release."""
    return Description(service.dataset.serialize(format="nt", encoding="utf-8"))


def tombstone(service: Service, found: Resolved, gone: Gone) -> Description:
    """What remains to be said of an identifier out of use."""
    graph, thing = Graph(), URIRef(found.iri)
    graph.add((thing, OWL.deprecated, Literal(True)))
    graph.add((thing, PROV.invalidatedAtTime, Literal(f"{gone.date}T00:00:00Z", datatype=_TIME)))
    if gone.name:
        graph.add((thing, RDFS.label, Literal(gone.name, lang="sv")))
    for lang, text in gone.reason.items():
        graph.add((thing, SKOS.changeNote, Literal(text, lang=lang)))
    for path in gone.successors:
        successor = URIRef(f"{service.identifiers.base}/id/{path}")
        graph.add((thing, DCTERMS.isReplacedBy, successor))
    return Description(graph.serialize(format="nt", encoding="utf-8"))


_TIME = XSD.dateTime
