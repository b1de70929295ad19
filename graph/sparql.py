"""SPARQL requests: what form a query has, what is refused, and in which formats it answers.

A query is refused before evaluation when it is an update or has a `SERVICE` clause, which would
make the engine open outgoing connections. The check works on the text, outside comments, strings
and IRIs, and is wider than the grammar: engines that split keywords without white space
("SERVICESILENT<…>") are covered.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph.errors import QueryInvalid, QueryRefused
from ontology.writing import MOST_MARKS, is_stream_safe

MAX_QUERY_CHARACTERS = 100_000

# Terminals of SPARQL 1.1 (https://www.w3.org/TR/sparql11-query/#sparqlGrammar), as far as needed
# to tell keywords from the rest. A dot ends a name here: in "a:.SERVICE" the keyword follows one.
# Every repetition is possessive, so that a hostile text costs no more than one pass over it.
TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n\r]*+)
  | (?P<string>\"{3}(?:\"{0,2}(?:[^\"\\]|\\.))*+\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*+'{3}
              |\"(?:[^\"\\\n\r]|\\.)*+\"|'(?:[^'\\\n\r]|\\.)*+')
  | (?P<iri><(?:[^<>\"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>)
  | (?P<variable>[?$]\w++)
  | (?P<blank>_:[\w-]*+)
  | (?P<name>\w[\w-]*+)?+(?P<local>:(?:[\w:-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*+)
  | (?P<word>\w[\w-]*+)
  | (?P<quote>[\"'])
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_MAX_STRAY_QUOTES = 100
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATES = frozenset(
    {"insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"}
)

_CHANGING = frozenset({"now", "rand", "uuid", "struuid"})


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
    """A result format: its media type, a short name, whether it carries RDF.

    `also` are media types that clients ask for when they mean this one.
    """

    media_type: str
    name: str
    graph: bool
    also: tuple[str, ...] = ()


FORMATS = (
    Format("application/sparql-results+json", "json", graph=False, also=("application/json",)),
    Format(
        "application/sparql-results+xml", "xml", graph=False, also=("application/xml", "text/xml")
    ),
    Format("text/csv", "csv", graph=False),
    Format("text/tab-separated-values", "tsv", graph=False),
    Format("text/turtle", "ttl", graph=True, also=("application/x-turtle", "text/n3")),
    Format("application/n-triples", "nt", graph=True, also=("text/plain",)),
    Format("application/rdf+xml", "rdf", graph=True, also=("application/xml", "text/xml")),
    Format("application/ld+json", "jsonld", graph=True, also=("application/json",)),
    # A graph is a dataset with nothing but a default graph.
    Format("application/trig", "trig", graph=True, also=("application/x-trig",)),
    Format("application/n-quads", "nq", graph=True),
)


def formats_for(form: Form) -> dict[str, str]:
    """Media type that a client may ask for → media type that answers, the preferred first."""
    offered = [item for item in FORMATS if item.graph == form.gives_graph]
    own = {item.media_type: item.media_type for item in offered}
    return own | {name: item.media_type for item in offered for name in item.also}


def composed(query: str) -> str:
    """A query with composed characters; the graph has no others, so a decomposed å matches nothing.

    Raises `QueryInvalid` for a query that is too long, or has too many combining characters in a
    row.
    """
    _check_length(len(query))
    if not is_stream_safe(query):
        raise QueryInvalid(f"The query has more than {MOST_MARKS} combining characters in a row.")
    return unicodedata.normalize("NFC", query)


def classify(query: str, written: int | None = None) -> Form:
    """The form of a query.

    `written` is how many characters its author wrote, where the service has added to it.

    Raises `QueryRefused` for an update or a `SERVICE` clause, `QueryInvalid` for a text that is
    no query at all.

    >>> classify("PREFIX a: <urn:a> ask { ?s a:service 'SERVICE' }")
    <Form.ASK: 'ASK'>
    """
    _check_length(len(query) if written is None else written)
    form = _scanned(query)
    decoded = unescaped(query)
    if decoded != query:
        # Some engines decode escapes before they read the query, others only inside strings and
        # IRIs, so "\\u0022" may end a string or not: both readings must be harmless.
        _scanned(decoded)
    if form is None:
        raise QueryInvalid("No query found: expected SELECT, ASK, CONSTRUCT or DESCRIBE.")
    return form


def _check_length(characters: int) -> None:
    if characters > MAX_QUERY_CHARACTERS:
        raise QueryInvalid(
            f"The query has {characters} characters; the limit is {MAX_QUERY_CHARACTERS}."
        )


def is_repeatable(query: str) -> bool:
    """Whether a query, asked again of the same data, has the same answer.

    >>> is_repeatable("SELECT (NOW() AS ?now) {}")
    False
    """
    return _CHANGING.isdisjoint(keywords(query))


def keywords(query: str) -> Iterator[str]:
    """Everything that could be read as a keyword, in lower case, also after codepoint escapes."""
    for text in {query, unescaped(query)}:
        yield from _keywords(text)


def _scanned(query: str) -> Form | None:
    """The first form named in a query; raises `QueryRefused` where it holds what is refused."""
    form: Form | None = None
    for keyword in _keywords(query):
        if "service" in keyword:
            raise QueryRefused(
                "SERVICE is not allowed here: this endpoint makes no outgoing requests. "
                "Query the other endpoint yourself and join the results. Only its own search is "
                "answered: SERVICE <https://w3id.org/samverkansgrafen/search> { ... }."
            )
        if form is None:
            form = _form_of(keyword)
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
    stray = 0
    for token in TOKEN.finditer(query):
        if token["word"]:
            yield token["word"].casefold()  # also where an odd letter stands for a plain one
        elif token["name"] and "service" in token["name"].lower():
            # A keyword may stand right before a name with the empty prefix: "SERVICE:x".
            yield "service"
        elif token["quote"]:
            stray += 1
            if stray > _MAX_STRAY_QUOTES:  # each costs a search for its end
                raise QueryInvalid("The query has strings that do not end. Close each quote.")


def unescaped(query: str) -> str:
    """A query, or part of one, after the codepoint escapes of section 19.2 of SPARQL 1.1."""

    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code <= 0x10FFFF else match[0]

    return _ESCAPE.sub(character, query)
