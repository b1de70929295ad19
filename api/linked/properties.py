"""What the graph says of a thing as facts to read: names for properties, values and things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from rdflib import RDFS, Graph, Literal, URIRef
from rdflib.term import Node

from api.composition import Service
from api.contexts.page import Fact, Linked, Listing
from api.linked.texts import PROPERTIES
from api.translations import Translator
from api.urls import Urls
from graph.catalogue import sort_key
from graph.filters import Filters, UnknownValue
from graph.views import OrganisationView, ProjectView
from ontology import terms, vocabulary
from ontology.namespaces import PREFIXES

LONGEST_LIST: Final = 100

_TITLES: Final = (terms.RDFS_LABEL, terms.SKOS_PREF_LABEL, terms.DCTERMS_TITLE)
_ORDER: Final = (
    *_TITLES,
    terms.SKOS_NOTATION,
    terms.SKOS_DEFINITION,
    terms.SKOS_ALT_LABEL,
    terms.SCHEMA_CONTAINED_IN_PLACE,
    terms.SCHEMA_IS_PART_OF,
    terms.SKOS_BROADER,
    terms.SKOS_NARROWER,
    terms.SKOS_RELATED,
)


def title_of(graph: Graph, thing: URIRef, t: Translator, otherwise: str) -> str:
    """What a thing is called, in the reader's language if it has a name in it."""
    names = [
        value
        for term in _TITLES
        for value in graph.objects(thing, term)
        if isinstance(value, Literal)
    ]
    names.sort(key=lambda name: name.language != t.lang)
    return str(names[0]) if names else otherwise


def facts_of(
    service: Service, urls: Urls, t: Translator, thing: URIRef, graph: Graph
) -> Iterator[Fact]:
    """The properties of a thing, the telling ones first; texts in the other language left out."""
    values: dict[URIRef, list[Node]] = defaultdict(list)
    for _, term, value in graph.triples((thing, None, None)):
        if isinstance(term, URIRef):
            values[term].append(value)
    order = {term: position for position, term in enumerate(_ORDER)}
    for term in sorted(values, key=lambda term: (order.get(term, len(order)), term)):
        shown = [_linked(service, urls, t, value) for value in _in_language(values[term], t)]
        shown.sort(key=lambda item: sort_key(item.text))
        yield Fact(_property_name(term, t), tuple(shown))


def listings_of(service: Service, urls: Urls, kind: str, key: str) -> tuple[Listing, Listing]:
    """Projects and organisations that belong to a place, theme, programme, role, type, source."""
    projects = sorted(_projects(service, kind, key), key=lambda view: sort_key(view.name))
    bodies = sorted(_organisations(service, kind, key), key=lambda body: sort_key(body.name))
    return (
        Listing(
            len(projects),
            tuple(
                Linked(view.name, urls.project(view.id), "sv") for view in projects[:LONGEST_LIST]
            ),
        ),
        Listing(
            len(bodies),
            tuple(
                Linked(body.name, urls.organisation(body.id), "sv")
                for body in bodies[:LONGEST_LIST]
            ),
        ),
    )


def _projects(service: Service, kind: str, key: str) -> list[ProjectView]:
    catalogue = service.catalogue
    if kind == "source":
        return [view for view in catalogue.projects.values() if key in view.sources]
    wanted = (key,)
    filters = {
        "municipality": Filters(municipality=wanted),
        "county": Filters(county=wanted),
        "esf_region": Filters(region=wanted),
        "theme": Filters(theme=wanted),
        "programme": Filters(programme=wanted),
        "role": Filters(role=wanted),
    }
    try:
        return service.finder.find(filters[kind]) if kind in filters else []
    except UnknownValue:  # a specific objective, or a concept scheme
        return []


def _organisations(service: Service, kind: str, key: str) -> list[OrganisationView]:
    catalogue = service.catalogue
    notation = next(
        (name for name, concept in catalogue.organisation_types.items() if concept.id == key), key
    )

    def belongs(body: OrganisationView) -> bool:
        if kind == "organisation_type":
            return notation in body.types
        place = {"municipality": body.municipality, "county": body.county}.get(kind)
        return place is not None and place.code == key

    return [body for body in catalogue.organisations.values() if belongs(body)]


def _in_language(values: Iterable[Node], t: Translator) -> list[Node]:
    """The values in the reader's language and in none; all of them where that leaves nothing."""
    found = list(values)
    fitting = [
        value
        for value in found
        if not isinstance(value, Literal) or value.language in (None, t.lang)
    ]
    return fitting or found


def _linked(service: Service, urls: Urls, t: Translator, value: Node) -> Linked:
    if isinstance(value, URIRef):
        return Linked(_name(service, t, str(value)), urls.thing(str(value)))
    lang = value.language if isinstance(value, Literal) else None
    return Linked(str(value), None, lang)


def _name(service: Service, t: Translator, iri: str) -> str:
    """What a thing that is linked to is called; its IRI in short where that is not known."""
    catalogue = service.catalogue
    kind, key = service.identifiers.key_of(iri) or ("", "")
    for concepts in (catalogue.themes, catalogue.roles, catalogue.organisation_types):
        for concept in concepts.values():
            if concept.iri == iri:
                return t.label(concept.labels)
    things: Mapping[str, Mapping[str, ProjectView | OrganisationView]] = {
        "project": catalogue.projects,
        "organisation": catalogue.organisations,
    }
    if kind in things and key in things[kind]:
        return things[kind][key].name
    for places in (catalogue.municipalities, catalogue.counties, catalogue.regions):
        if key in places and places[key].iri == iri:
            return places[key].name
    if kind == "source" and key in catalogue.sources:
        return catalogue.sources[key].title
    return key or _short(iri)


def _property_name(term: URIRef, t: Translator) -> str:
    short = _short(term)
    own = _own_labels().get(str(term), {})
    name = PROPERTIES[short][t.lang] if short in PROPERTIES else own.get(t.lang)
    return name or short


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


@cache
def _own_labels() -> Mapping[str, Mapping[str, str]]:
    """Labels of the project's own vocabulary: IRI, language, label."""
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for subject, _, label in vocabulary.load("core").triples((None, RDFS.label, None)):
        if isinstance(label, Literal) and label.language:
            labels[str(subject)][label.language] = str(label)
    return labels
