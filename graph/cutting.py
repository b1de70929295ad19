"""Answers that were cut off: what was written until then, made into a whole document.

A serialiser is stopped when its buffer is full, in the middle of a row. The rest of that row is
taken away and the document is closed, with a sign in it where its format has a place for one:
`link` in the head of SPARQL results in JSON and XML, a comment in Turtle, TriG, N-Triples,
N-Quads and RDF/XML. CSV, TSV and JSON-LD have none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

SIGN: Final = "https://w3id.org/samverkansgrafen/problem/result-cut"
"""Where a link or comment in a cut document points."""

_COMMENT = f"The answer was too large and was cut here, see {SIGN}".encode()


def cut(content: bytes, media_type: str) -> bytes:
    """The whole rows, or statements, at the beginning of a document, as a document.

    Raises `KeyError` for a media type that nothing is serialised as.
    """
    return _WAYS[media_type](content)


def _json(content: bytes) -> bytes:
    """https://www.w3.org/TR/sparql11-results-json/: `head`, and then rows of flat objects."""
    start = content.find(b'"bindings":[')
    if start < 0:
        return b'{"head":{"vars":[],"link":["%b"]},"results":{"bindings":[]}}' % SIGN.encode()
    start += len(b'"bindings":[')
    head = content[:start].replace(b'{"head":{', b'{"head":{"link":["%b"],' % SIGN.encode(), 1)
    return head + content[start : _last_object(content, start)] + b"]}}"


def _last_object(content: bytes, start: int) -> int:
    """End of the last whole object in a list of flat objects from `start` on; else `start`."""
    end = len(content)
    while (end := content.rfind(b"},{", start, end)) >= 0:
        # Inside a string, an odd number of quotes stands before; escaped ones do not count.
        before = content[start:end].replace(b"\\\\", b"").replace(b'\\"', b"")
        if before.count(b'"') % 2 == 0:
            return end + 1
        end = content.rfind(b'"', start, end)  # the rest of that string holds none either
    return start


def _xml(content: bytes) -> bytes:
    """https://www.w3.org/TR/rdf-sparql-XMLres/: a `<` in a value is always escaped."""
    start = content.find(b"<results>")
    if start < 0:
        head = (
            b'<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/>'
        )
        return _xml(head + b"<results>")
    end = content.rfind(b"</result>")
    rows = content[: end + len(b"</result>")] if end >= 0 else content[: start + len(b"<results>")]
    link = b'<link href="%b"/></head>' % SIGN.encode()
    rows = rows.replace(b"</head>", link, 1).replace(b"<head/>", b"<head>" + link, 1)
    return rows + b"</results></sparql>"


def _csv(content: bytes) -> bytes:
    """RFC 4180: a line break inside quotes ends no row."""
    end = len(content)
    while (end := content.rfind(b"\r\n", 0, end)) >= 0:
        if content.count(b'"', 0, end) % 2 == 0:
            return content[: end + 2]
    return b""


def _lines(content: bytes) -> bytes:
    return content[: content.rfind(b"\n") + 1]


def _statement_lines(content: bytes) -> bytes:
    """N-Triples and N-Quads: a line each."""
    return _lines(content) + b"# " + _COMMENT + b"\n"


def _turtle(content: bytes) -> bytes:
    """Turtle as Oxigraph writes it: no line break stands in a string; " ." ends a statement."""
    end = content.rfind(b" .\n")
    return content[: end + 3 if end >= 0 else 0] + b"# " + _COMMENT + b"\n"


def _rdf_xml(content: bytes) -> bytes:
    end = content.rfind(b"</rdf:Description>")
    if end >= 0:
        kept = content[: end + len(b"</rdf:Description>")]
    else:
        root = re.search(rb"<rdf:RDF[^>]*>", content)
        kept = content[: root.end()] if root else b'<rdf:RDF xmlns:rdf="%b">' % _RDF
    return kept + b"\n\t<!-- " + _COMMENT + b" -->\n</rdf:RDF>"


_RDF = b"http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def _json_ld(content: bytes) -> bytes:
    """JSON-LD as Oxigraph writes it: one list of nodes, or a context and then `@graph`."""
    if content.startswith(b"["):
        return _nodes(content, 1) + b"]"
    graph = re.match(rb'\{"@context":\{[^{}]*\},"@graph":\[', content)
    return _nodes(content, graph.end()) + b"]}" if graph else b"[]"


def _nodes(content: bytes, start: int) -> bytes:
    """The whole nodes of a list: in it, `},{"@id"` also stands between the values of a node."""
    text = re.compile(rb'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]')
    depth, end = 0, start
    for token in text.finditer(content, start):
        first = token[0][:1]
        if first in b"[{":
            depth += 1
        elif first in b"]}":
            depth -= 1
            if depth == 0:
                end = token.end()
    return content[:end]


_WAYS: Mapping[str, Callable[[bytes], bytes]] = {
    "application/sparql-results+json": _json,
    "application/sparql-results+xml": _xml,
    "text/csv": _csv,
    "text/tab-separated-values": _lines,
    "text/turtle": _turtle,
    "application/trig": _turtle,
    "application/n-triples": _statement_lines,
    "application/n-quads": _statement_lines,
    "application/rdf+xml": _rdf_xml,
    "application/ld+json": _json_ld,
}
