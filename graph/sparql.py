"""SPARQL requests: what form a query has, what is refused, and in which formats it answers.

A query is refused before evaluation when it is an update or has a `SERVICE` clause, which would
make the engine open outgoing connections. The check works on the text, outside comments, strings
and IRIs, and is wider than the grammar: engines that split keywords without white space
("SERVICESILENT<…>") are covered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph.errors import QueryInvalid, QueryRefused

MAX_QUERY_CHARACTERS = 100_000

# Terminals of SPARQL 1.1 (https://www.w3.org/TR/sparql11-query/#sparqlGrammar), as far as needed
# to tell keywords from the rest.
_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n\r]*)
  | (?P<string>\"{3}(?:\\.|(?!\"{3}).)*\"{3}|'{3}(?:\\.|(?!'{3}).)*'{3}
              |\"(?:\\.|[^\"\\\n\r])*\"|'(?:\\.|[^'\\\n\r])*')
  | (?P<iri><(?:[^<>\"{}|^`\\\x00-\x20]|\\[uU][0-9A-Fa-f]{4,8})*>)
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<blank>_:[\w.-]*)
  | (?P<prefixed>(?P<prefix>[\w.-]*):(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*)
  | (?P<word>\w+)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATES = frozenset(
    {"insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"}
)


class Form(StrEnum):
    """The four query forms."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"

    @property
    def gives_graph(self) -> bool:
        """Whether the answer is RDF rather than bindings or a boolean."""
        return self in (Form.CONSTRUCT, Form.DESCRIBE)


@dataclass(frozen=True, slots=True)
class Format:
    """A result format: media type, file extension, and whether it carries RDF."""

    media_type: str
    extension: str
    graph: bool


FORMATS = (
    Format("application/sparql-results+json", "srj", graph=False),
    Format("application/sparql-results+xml", "srx", graph=False),
    Format("text/csv", "csv", graph=False),
    Format("text/tab-separated-values", "tsv", graph=False),
    Format("text/turtle", "ttl", graph=True),
    Format("application/n-triples", "nt", graph=True),
    Format("application/rdf+xml", "rdf", graph=True),
    Format("application/ld+json", "jsonld", graph=True),
)


def classify(query: str) -> Form:
    """The form of a query.

    Raises `QueryRefused` for an update or a `SERVICE` clause, `QueryInvalid` for a text that is
    no query at all.

    >>> classify("PREFIX a: <urn:a> ask { ?s a:service 'SERVICE' }")
    <Form.ASK: 'ASK'>
    """
    if len(query) > MAX_QUERY_CHARACTERS:
        raise QueryInvalid(
            f"The query has {len(query)} characters; the limit is {MAX_QUERY_CHARACTERS}."
        )
    form: Form | None = None
    for keyword in _keywords(_unescaped(query)):
        if "service" in keyword:
            raise QueryRefused(
                "SERVICE is not allowed here: this endpoint makes no outgoing requests. "
                "Query the other endpoint yourself and join the results."
            )
        if form is None:
            form = _form_of(keyword)
    if form is None:
        raise QueryInvalid("No query found: expected SELECT, ASK, CONSTRUCT or DESCRIBE.")
    return form


def _form_of(keyword: str) -> Form | None:
    if keyword in _UPDATES:
        raise QueryRefused(
            f"{keyword.upper()} is an update: this endpoint is read only. "
            "Use SELECT, ASK, CONSTRUCT or DESCRIBE."
        )
    return Form.__members__.get(keyword.upper())


def _keywords(query: str) -> Iterator[str]:
    """Everything that could be read as a keyword, in lower case."""
    for token in _TOKEN.finditer(query):
        if token["word"]:
            yield token["word"].lower()
        elif token["prefix"]:
            # A keyword may stand right before a name with the empty prefix: "SERVICE:x".
            prefix = token["prefix"].lower()
            if "service" in prefix:
                yield prefix


def _unescaped(query: str) -> str:
    """The query after the codepoint escapes of section 19.2 of SPARQL 1.1."""

    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code <= 0x10FFFF else match[0]

    return _ESCAPE.sub(character, query)
