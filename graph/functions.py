"""Functions that a query calls by an IRI, for engines that have more than SPARQL's own.

What an IRI calls is for the engine to say. Virtuoso 7.2.5 has `<bif:http_get>`, which fetches an
address, and ends when `<xpath:doc>` is called. So where another engine evaluates, only the casts
of XML Schema pass (SPARQL 1.1 Query, 17.5); functions without an IRI are known to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rdflib.namespace import XSD

from graph.errors import QueryRefused
from graph.sparql import TOKEN, unescaped


def refuse_functions(query: str, prefixes: Mapping[str, str]) -> None:
    """Raise `QueryRefused` where a query that parses calls a function by an IRI.

    A list right after a property looks the same, and is refused as well.

    >>> refuse_functions("ASK { FILTER(xsd:integer ('1') = 1) }", {"xsd": str(XSD)})
    >>> refuse_functions("ASK { FILTER(<bif:f> # x\\n(1) = 1) }", {})
    Traceback (most recent call last):
        ...
    graph.errors.QueryRefused: <bif:f>(...) is refused: only SPARQL's own functions are called.
    """
    for text in {query, unescaped(query)}:
        for name in _called(text, prefixes):
            if not name.startswith(str(XSD)):
                raise QueryRefused(
                    f"<{name[:200]}>(...) is refused: only SPARQL's own functions are called."
                )


def _called(query: str, prefixes: Mapping[str, str]) -> Iterator[str]:
    """IRIs that stand right before a bracket."""
    known = dict(prefixes)
    label: str | None = None
    named: str | None = None
    is_prefix = False
    for token in TOKEN.finditer(query):
        text = token[0]
        if token["comment"] or text.isspace():
            continue
        if text == "(" and named is not None:
            yield named
        named = None
        if token["iri"]:
            named = unescaped(text[1:-1])
            if label is not None:
                known[label], label, named = named, None, None
        elif token["local"]:
            name, _, local = text.partition(":")
            if is_prefix:
                label = name
            else:
                # A name ends before a dot that no letter follows; what matters is its beginning.
                named = known.get(name, f"{name}:") + re.sub(r"\\(.)", r"\1", local)
        is_prefix = (token["word"] or "").lower() == "prefix"
