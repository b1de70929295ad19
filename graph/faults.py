"""Syntax errors in queries, said so that their author can mend them.

The engine's parser lists every token that it would have taken, which is of no use to a reader.
"""

from __future__ import annotations

import re

from graph.errors import FormatUnfit, QueryInvalid

_PLACE = re.compile(r"error at (\d+):(\d+): (?:expected (?:one of )?)?(.*)", re.DOTALL)
# Some of what the parser "expects" is a sentence that says what is wrong.
_SENTENCE = re.compile(r"(?:^|, )([A-Z]\w+(?: [\w']+){2,})")
_PREFIXED = re.compile(r"((?:\w[\w.-]*)?:)(?:[\w.:%-]|\\.)*$")


# Characters that XML 1.0 (2.2) has no way to write, and the names without a local part that
# Oxigraph gives to properties such as <http://example.org/1>.
_NOT_XML = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]|<(?:[A-Za-z][\w.-]*)?:[\s/>]"
)


def check_xml(content: bytes, media_type: str) -> bytes:
    """The document itself; raises `FormatUnfit` for one of XML that no parser would read.

    >>> check_xml(b"<a>b</a>", "application/rdf+xml")
    b'<a>b</a>'
    """
    if media_type.endswith("+xml") and _NOT_XML.search(content):
        raise FormatUnfit(
            f"The answer has a character or a property that {media_type} cannot express. Ask for "
            "another format, such as JSON or Turtle."
        )
    return content


def fault_of(query: str, message: str) -> QueryInvalid:
    """The error for a parser's message, with line and column where it names them."""
    error = QueryInvalid(explained(query, message))
    place = _PLACE.match(message)
    if place:
        error.line, error.column = int(place[1]), int(place[2])
    return error


def explained(query: str, message: str) -> str:
    """What a parser's message says, in short: where, and what is wrong there.

    >>> explained("SELECT * { ?s foo:bar ?o }", "error at 1:22: expected one of Prefix not found")
    'Line 1, column 22: the prefix "foo:" is not declared. Begin with PREFIX foo: <...>.'
    """
    place = _PLACE.match(message)
    if not place:
        return message
    number, column, expected = int(place[1]), int(place[2]), place[3]
    lines = query.split("\n")
    line = lines[number - 1] if number <= len(lines) else ""
    before = "\n".join([*lines[: number - 1], line[: column - 1]])
    where = f"Line {number}, column {column}:"
    if "Prefix not found" in expected:
        name = _PREFIXED.search(before.rstrip())
        prefix = name[1] if name else ":"
        return f'{where} the prefix "{prefix}" is not declared. Begin with PREFIX {prefix} <...>.'
    if "IRI parsing failed" in expected:
        return f"{where} {_wrong_iri(before)}"
    if re.search(r"\bprefix\s+[\w.-]+\s*$", before, re.IGNORECASE):
        return f"{where} a prefix ends with a colon: PREFIX name: <...>."
    if sentence := _SENTENCE.search(expected):
        return f"{where} {sentence[1][0].lower()}{sentence[1][1:].strip()}."
    rest = line[column - 1 :].strip()[:40]
    if not rest:
        return f"{where} the query is not complete, or something before this place is wrong."
    return f"{where} not valid SPARQL at {rest!r}."


def _wrong_iri(before: str) -> str:
    """What is wrong with the IRI that a text ends with."""
    found = re.search(r"<([^<>]*)>\s*$", before)
    if not found:
        name = _PREFIXED.search(before.rstrip())
        return f"{name[0] if name else 'this'} does not make a valid IRI."
    kind = re.search(r"\b(?:(base)|prefix\s+[\w.-]*:)\s*<[^<>]*>\s*$", before, re.IGNORECASE)
    what = "the IRI" if not kind else "the base" if kind[1] else "the namespace"
    iri = found[1][:200]
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", iri):
        return f"{what} <{iri}> is relative, and there is no base. Begin with BASE <...>."
    return f"{what} <{iri}> is not a valid IRI."
