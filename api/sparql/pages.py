"""The page of the SPARQL endpoint: what it is, a form, and the answer to what was asked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import quote, urlencode

from api.contexts.page import Fact, Format, Linked
from api.contexts.queries import QueryExample, SparqlAnswer, SparqlPage
from api.pages import Pages
from graph.cutting import cut
from graph.engines import Limits
from graph.library import names, query
from graph.sparql import FORMATS, Form
from graph.workers import Answer
from ontology.namespaces import PREFIXES

PATH: Final = "/sparql"
SHOWN: Final = 500
"""Rows on a page."""
_READ: Final = 300_000  # bytes of an answer that are read for a page
_LONGEST_ADDRESS: Final = 6000  # characters; servers and browsers refuse longer ones
JSON: Final = "application/sparql-results+json"
TURTLE: Final = "text/turtle"
_EXAMPLE: Final = """SELECT ?project ?name WHERE {
  ?project a samv:Project ;
           rdfs:label ?name .
}
LIMIT 10"""
_LABELS: Final = {
    "json": "JSON",
    "xml": "XML",
    "csv": "CSV",
    "tsv": "TSV",
    "ttl": "Turtle",
    "nt": "N-Triples",
    "rdf": "RDF/XML",
    "jsonld": "JSON-LD",
    "trig": "TriG",
    "nq": "N-Quads",
}


def sparql_page(
    pages: Pages,
    limits: Limits,
    graphs: Iterable[str],
    asked: str | None = None,
    answer: SparqlAnswer | None = None,
    fault: str | None = None,
    form: Form | None = None,
) -> SparqlPage:
    """The page, with a query as it was asked, and its answer or what is wrong with it."""
    t, urls = pages.reader.t, pages.reader.urls
    frame = pages.frame(t("sparql.title"), cited=fault is None)
    if asked and form:
        frame |= {"formats": tuple(_formats(urls.root, asked, form))}
    return SparqlPage(
        **frame,
        query=asked or _EXAMPLE,
        answer=answer,
        fault=fault,
        prefixes=", ".join(f"{name}:" for name in PREFIXES),
        choices=(("html", t("sparql.table")), *_LABELS.items()),
        limits=(
            Fact(
                t("sparql.seconds"),
                (Linked(t("sparql.seconds_value", seconds=f"{limits.seconds:g}")),),
            ),
            Fact(
                t("sparql.bytes"),
                (Linked(t("sparql.bytes_value", bytes=t.number(limits.answer_bytes))),),
            ),
            Fact(t("sparql.waiting"), (Linked(t("sparql.waiting_value", waiting=limits.waiting)),)),
            Fact(t("sparql.refused"), (Linked(t("sparql.refused_value")),)),
        ),
        graphs=(
            Linked(t("sparql.default"), f"{urls.root}/rdf-graphs/service?default"),
            *(
                Linked(iri, f"{urls.root}/rdf-graphs/service?graph={quote(iri, safe='')}")
                for iri in graphs
            ),
        ),
        examples=tuple(_examples(pages)),
    )


def answer_of(pages: Pages, answer: Answer, form: Form) -> SparqlAnswer:
    """What a page shows of an answer, which is SPARQL JSON, or Turtle where it is a graph."""
    content, part = answer.content, answer.cut
    media_type = TURTLE if form.gives_graph else JSON
    if len(content) > _READ:
        content, part = cut(content[:_READ], media_type), True
    if form.gives_graph:
        return SparqlAnswer(text=content.decode("utf-8", "replace"), part=part)
    found = json.loads(content)
    if form is Form.ASK:
        return SparqlAnswer(boolean=found["boolean"])
    variables = tuple(found["head"]["vars"])
    bindings = found["results"]["bindings"]
    return SparqlAnswer(
        variables=variables,
        rows=tuple(
            tuple(_cell(pages, row.get(name)) for name in variables) for row in bindings[:SHOWN]
        ),
        part=part or len(bindings) > SHOWN,
    )


def _cell(pages: Pages, term: Mapping[str, Any] | None) -> Linked:
    if term is None:
        return Linked("")
    value = term["value"]
    if term["type"] == "uri":
        return Linked(value, pages.reader.urls.thing(value))
    if term["type"] == "bnode":
        return Linked(f"_:{value}")
    return Linked(value if isinstance(value, str) else str(value), lang=term.get("xml:lang"))


def _formats(root: str, asked: str, form: Form) -> Iterable[Format]:
    for item in FORMATS:
        address = f"{root}{PATH}?{urlencode({'query': asked, 'format': item.name})}"
        if item.graph == form.gives_graph and len(address) <= _LONGEST_ADDRESS:
            yield Format(_LABELS[item.name], address, item.media_type)


def _examples(pages: Pages) -> Iterable[QueryExample]:
    lang = pages.reader.t.lang
    for name in names():
        found = query(name)
        if not any(parameter.required for parameter in found.parameters):
            text = found.sparql.strip()
            url = pages.reader.urls.path(PATH, query=text, format="html")
            yield QueryExample(found.titles[lang], found.about[lang], text, url)
