"""The page that documents search inside SPARQL, made from search.ttl and the query library."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from rdflib import DCTERMS, RDFS, Graph, URIRef

from api.contexts.page import Fact, Linked
from api.contexts.queries import QueryExample
from api.contexts.specifications import SearchSpecificationPage, TermRow
from api.linked.rdf import TRIPLES
from api.linked.vocabulary import short, text
from api.pages import Pages
from graph.library import names, query
from graph.search_service import SERVICE, service_iri
from graph.search_terms import TERMS
from graph.similarity import similarity_graph
from ontology.namespaces import SEARCH
from ontology.vocabulary import load

PATH: Final = "/spec/search"

_PATTERN: Final = """SELECT ?project ?name ?score WHERE {
  SERVICE <%s> {
    ?project search:query "psykisk ohälsa hos chefer" ; search:score ?score ; search:limit 20 .
  }
  ?project rdfs:label ?name .
}
ORDER BY DESC(?score)"""


def search_page(pages: Pages) -> SearchSpecificationPage:
    """The page, in the reader's language."""
    t, urls = pages.reader.t, pages.reader.urls
    identifiers = pages.service.identifiers
    graph = load("search")
    me = URIRef(SERVICE)
    neighbours = str(similarity_graph(identifiers))
    facts = (
        Fact(
            t("search_spec.addresses"),
            (Linked(service_iri(identifiers.base)), Linked(SERVICE)),
        ),
        Fact(t("search_spec.namespace"), (Linked(str(SEARCH)),)),
        Fact(t("search_spec.neighbours"), (Linked(neighbours, urls.thing(neighbours)),)),
    )
    return SearchSpecificationPage(
        **pages.frame(text(graph, me, DCTERMS.title, t))
        | {"formats": pages.formats(urls.path(PATH), TRIPLES)},
        description=text(graph, me, DCTERMS.description, t),
        pattern=_PATTERN % service_iri(identifiers.base),
        facts=facts,
        terms=tuple(_row(graph, name, pages) for name in TERMS),
        examples=tuple(_example(name, pages) for name in names() if name.startswith("search-")),
    )


def _row(graph: Graph, name: str, pages: Pages) -> TermRow:
    term, t = SEARCH[name], pages.reader.t
    return TermRow(
        name=name,
        iri=str(term),
        label=text(graph, term, RDFS.label, t),
        definition=text(graph, term, RDFS.comment, t),
        note=short(str(graph.value(term, RDFS.range) or "")) or None,
        facts=(),
    )


def _example(name: str, pages: Pages) -> QueryExample:
    found, lang = query(name), pages.reader.t.lang
    values = {p.name: p.example for p in found.parameters if p.required and p.example}
    return QueryExample(
        title=found.titles[lang],
        about=found.about[lang],
        text=found.sparql.strip(),
        url=f"{pages.reader.urls.api(f'queries/{name}')}?{urlencode(values)}",
    )
