"""RDF documents: the formats offered, and how a description is written in each.

JSON-LD is compacted with the published context. It stands in the answer, so that a document can be
read by itself; by the profile `compacted` the answer refers to it, by `expanded` none is used
(https://www.w3.org/TR/json-ld11/#iana-considerations).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox
from fastapi import Request, Response
from rdflib import Graph

from api.errors import Problem
from api.negotiation import negotiated
from ontology.context import context
from ontology.namespaces import PREFIXES

HTML: Final = "text/html"
JSON_LD: Final = "application/ld+json"


@dataclass(frozen=True, slots=True)
class RdfFormat:
    """A format: value of `?format=`, media type, name, and media types that mean it too."""

    name: str
    media_type: str
    label: str
    also: tuple[str, ...] = ()
    quads: bool = False


TRIPLES: Final = (
    RdfFormat("ttl", "text/turtle", "Turtle", ("application/x-turtle", "text/n3", "text/rdf+n3")),
    RdfFormat("jsonld", JSON_LD, "JSON-LD", ("application/json",)),
    RdfFormat("nt", "application/n-triples", "N-Triples", ("text/plain",)),
    RdfFormat("rdf", "application/rdf+xml", "RDF/XML", ("application/xml", "text/xml")),
)
QUADS: Final = (
    RdfFormat("trig", "application/trig", "TriG", quads=True),
    RdfFormat("nq", "application/n-quads", "N-Quads", quads=True),
)

PROFILE_PREFIX: Final = "http://www.w3.org/ns/json-ld#"
_PROFILE = re.compile(r'application/ld\+json[^,]*;\s*profile\s*=\s*"?([^",;]+)"?', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Description:
    """Statements as N-Triples: those of the default graph, and those of named graphs by name."""

    triples: bytes
    graphs: Mapping[str, bytes] = field(default_factory=dict)

    def graph(self) -> Graph:
        """The statements of the default graph, for rdflib."""
        return Graph().parse(data=self.triples, format="nt")


def media_types(formats: tuple[RdfFormat, ...], *, page: bool) -> dict[str, str]:
    """Media type that a client may ask for → media type that answers, the preferred first.

    A page comes last: a client that takes anything is a program, and gets RDF.
    """
    own = {item.media_type: item.media_type for item in formats}
    other = {name: item.media_type for item in formats for name in item.also}
    return own | other | ({HTML: HTML, "application/xhtml+xml": HTML} if page else {})


def chosen(
    request: Request, formats: tuple[RdfFormat, ...], name: str | None, *, page: bool
) -> str:
    """The media type to answer with: by `?format=`, else by Accept; raises a 406 problem."""
    if name:
        by_name = {item.name: item.media_type for item in formats} | (
            {"html": HTML} if page else {}
        )
        if name not in by_name:
            raise Problem(406, "not-acceptable", f"format is one of {', '.join(by_name)}.")
        return by_name[name]
    offered = media_types(formats, page=page)
    accept = request.headers.get("accept")
    # A profile is no reason to refuse: without it the header says the same.
    plain = re.sub(r';\s*profile\s*=\s*("[^"]*"|[^,;]*)', "", accept) if accept else accept
    return offered[negotiated(plain, tuple(offered))]


def profile_of(request: Request) -> str | None:
    """The JSON-LD profile that a client asks for: `expanded`, `compacted`, or None."""
    found = _PROFILE.search(request.headers.get("accept", ""))
    for wanted in found[1].split() if found else ():
        name = wanted.removeprefix(PROFILE_PREFIX)
        if name in ("expanded", "compacted"):
            return name
    return None


def serialised(
    description: Description, media_type: str, base: str, profile: str | None = None
) -> bytes:
    """A description in a format. Statements are in order, so the same ones give the same bytes."""
    if media_type == JSON_LD:
        return _json_ld(description, base, profile)
    quads = sorted(
        (
            ox.Quad(quad.subject, quad.predicate, quad.object, graph)
            for graph, lines in _graphs(description, media_type)
            for quad in ox.parse(lines, ox.RdfFormat.N_TRIPLES)
        ),
        key=lambda quad: (str(quad.graph_name), str(quad.triple)),
    )
    rdf_format = ox.RdfFormat.from_media_type(media_type)
    if rdf_format in (ox.RdfFormat.N_QUADS, ox.RdfFormat.TRIG):
        return ox.serialize(quads, format=rdf_format, prefixes=dict(PREFIXES)) or b""
    triples = (quad.triple for quad in quads)
    return ox.serialize(triples, format=rdf_format, prefixes=dict(PREFIXES)) or b""


def _graphs(
    description: Description, media_type: str
) -> list[tuple[ox.NamedNode | ox.DefaultGraph, bytes]]:
    graphs: list[tuple[ox.NamedNode | ox.DefaultGraph, bytes]] = [
        (ox.DefaultGraph(), description.triples)
    ]
    if any(item.media_type == media_type for item in QUADS):
        graphs += [(ox.NamedNode(name), lines) for name, lines in description.graphs.items()]
    return graphs


def _json_ld(description: Description, base: str, profile: str | None) -> bytes:
    graph = description.graph()
    if profile == "expanded":
        return graph.serialize(format="json-ld", encoding="utf-8", ensure_ascii=False)
    text = graph.serialize(format="json-ld", context=context(), auto_compact=False)
    document = json.loads(text)
    if profile == "compacted":
        document["@context"] = f"{base}/context.jsonld"
    return json.dumps(_in_order(document), ensure_ascii=False, indent=1).encode()


def _in_order(value: object) -> object:
    """The same document, with keys and sets of values in order."""
    if isinstance(value, dict):
        return {key: _in_order(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        found = [_in_order(item) for item in value]
        return sorted(found, key=lambda item: json.dumps(item, sort_keys=True))
    return value


def rdf_response(
    request: Request,
    description: Description,
    media_type: str,
    base: str,
    headers: Mapping[str, str],
) -> Response:
    """A description as a response; 304 for a client that has it already.

    `headers` has the `ETag`, which is of the release and so the same for every format: the media
    type is added to it here.
    """
    profile = profile_of(request) if media_type == JSON_LD else None
    tag = f'W/"{headers["ETag"]}-{media_type}{"-" + profile if profile else ""}"'
    sent = {**headers, "ETag": tag, "Vary": "Accept"}
    if matches(request, tag):
        return Response(status_code=304, headers=sent)
    content = serialised(description, media_type, base, profile)
    if profile:
        media_type += f';profile="{PROFILE_PREFIX}{profile}"'
    return Response(content, media_type=media_type, headers=sent)


def matches(request: Request, tag: str) -> bool:
    """Whether `If-None-Match` has a tag, by weak comparison (RFC 9110, 13.1.2)."""
    given = request.headers.get("if-none-match", "")
    tags = {item.strip().removeprefix("W/") for item in given.split(",")}
    return "*" in tags or tag.removeprefix("W/") in tags
