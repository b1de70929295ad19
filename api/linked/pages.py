"""Contexts of the pages on concept schemes, the data set, the vocabulary and what is out of use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from rdflib import DCTERMS, OWL, VANN, URIRef

from api.contexts.dataset import ChangeList, CountRow, DatasetPage, FileRow
from api.contexts.page import Fact, Linked, Listing
from api.contexts.specifications import (
    ConceptRow,
    SchemePage,
    SpecificationRow,
    SpecificationsPage,
    VocabularyPage,
)
from api.contexts.things import GonePage
from api.dataset.description import edition_of, publication_of
from api.linked import structured
from api.linked.answers import SCHEMES, Resolved
from api.linked.rdf import QUADS, TRIPLES, RdfFormat
from api.linked.vocabulary import class_rows, overview, property_rows, short, text
from api.pages import Pages
from api.translations import Translator
from graph.catalogue import sort_key
from graph.changes import Difference, Item
from graph.dataset import CREDIT, DESCRIPTIONS, NAME, TITLES
from graph.dumps import NQUADS
from graph.lifecycle import Gone
from ontology.identifiers import SEGMENTS
from ontology.namespaces import SAMV
from ontology.vocabulary import Concept, SchemeName, concepts, load

SHOWN: Final = 50
_TITLE: Final = DCTERMS.title

_SCHEME_FILES: Final[Mapping[str, SchemeName]] = {
    "theme": "themes",
    "role": "roles",
    "organisation_type": "organisation-types",
}

_COUNTS: Final = (
    "projects",
    "organisations",
    "organisations_taking_part",
    "participations",
    "evidence",
    "triples",
    "named_graph_triples",
)


def scheme_page(pages: Pages, iri: str, kind: str) -> SchemePage:
    """The page about a concept scheme, with the number of projects of each concept."""
    t, urls = pages.reader.t, pages.reader.urls
    name = _SCHEME_FILES[kind]
    graph = load(name, pages.service.identifiers.base)
    found = concepts(name)
    projects, bodies = _belonging(pages, kind)

    def rows(broader: str | None) -> tuple[ConceptRow, ...]:
        here = [concept for concept in found if concept.broader == broader]
        here.sort(key=lambda concept: sort_key(t.label(concept.labels)))
        return tuple(row(concept) for concept in here)

    def row(concept: Concept) -> ConceptRow:
        address = f"{pages.service.identifiers.base}/id/{SEGMENTS[kind]}/{concept.slug}"
        return ConceptRow(
            concept=Linked(t.label(concept.labels), urls.thing(address)),
            notation=concept.notation,
            definition=t.label(concept.definition),
            also=", ".join(concept.alt) if t.lang == "sv" else "",
            projects=projects[concept.slug],
            organisations=bodies[concept.slug] if bodies is not None else None,
            narrower=rows(concept.slug),
        )

    scheme = URIRef(iri)
    title = text(graph, scheme, DCTERMS.title, t)
    about = text(graph, scheme, DCTERMS.description, t)
    node = {
        "@id": iri,
        "@type": "DefinedTermSet",
        "url": iri,
        "name": title,
        "description": about,
        "hasDefinedTerm": [
            {
                "@id": f"{iri}/{concept.slug}",
                "@type": "DefinedTerm",
                "name": t.label(concept.labels),
            }
            for concept in found
        ],
    }
    return SchemePage(
        **pages.frame(title, iri, None, structured.embedded(node)),
        iri=iri,
        description=about,
        total=len(found),
        rows=rows(None),
    )


def _belonging(pages: Pages, kind: str) -> tuple[Counter[str], Counter[str] | None]:
    """Numbers of projects and of organisations for each concept; a broader one has all below."""
    catalogue = pages.service.catalogue
    projects: Counter[str] = Counter()
    bodies: Counter[str] | None = None
    for view in catalogue.projects.values():
        keys: set[str] = set()
        if kind == "theme":
            for theme in view.themes:
                keys |= {theme.id, *catalogue.themes[theme.id].broader}
        elif kind == "role":
            keys = {catalogue.roles[part.role].id for part in view.participations}
        else:
            types = catalogue.organisation_types
            bodies_of = (
                body.id
                for part in view.participations
                for body in (part.organisation, part.unit)
                if body
            )
            keys = {
                types[notation].id
                for body in bodies_of
                for notation in catalogue.organisations[body].types
            }
        projects.update(keys)
    if kind == "organisation_type":
        bodies = Counter(
            catalogue.organisation_types[notation].id
            for body in catalogue.organisations.values()
            for notation in body.types
        )
    return projects, bodies


def gone_page(pages: Pages, found: Resolved, gone: Gone) -> GonePage:
    """The page for an identifier out of use."""
    t, urls = pages.reader.t, pages.reader.urls
    base = pages.service.identifiers.base
    names = _names(pages)
    rows = (
        ("gone.identifier", Linked(found.iri)),
        ("gone.name", Linked(gone.name or "", None, "sv")),
        ("gone.date", Linked(gone.date)),
        ("gone.reason", Linked(gone.reason.get(t.lang, ""))),
        ("gone.release", Linked(gone.release or "")),
    )
    facts = (Fact.of(t(label), [value]) for label, value in rows)
    return GonePage(
        **pages.frame(gone.name or t("gone.title"), cited=False),
        heading=t(f"gone.{gone.how}"),
        explanation=t(f"gone.{gone.how}_about"),
        facts=tuple(fact for fact in facts if fact),
        successors=tuple(
            Linked(names.get(path, path), urls.thing(f"{base}/id/{path}"), "sv")
            for path in gone.successors
        ),
    )


def _names(pages: Pages) -> dict[str, str]:
    catalogue = pages.service.catalogue
    return {
        **{f"{SEGMENTS['project']}/{key}": view.name for key, view in catalogue.projects.items()},
        **{
            f"{SEGMENTS['organisation']}/{key}": body.name
            for key, body in catalogue.organisations.items()
        },
    }


def dataset_page(pages: Pages) -> DatasetPage:
    """The page about the data set."""
    service, t, urls = pages.service, pages.reader.t, pages.reader.urls
    edition, publication = edition_of(service), publication_of(service.settings)
    statistics, counts = edition.statistics, service.release.manifest.counts
    iri = str(service.identifiers.dataset(NAME))
    node = structured.dataset(edition, publication, service.identifiers, t.lang)
    return DatasetPage(
        **pages.frame(TITLES[t.lang], None, None, structured.embedded(*node))
        | {"formats": pages.formats(urls.path("/dataset"), (*TRIPLES, *QUADS))},
        description=DESCRIPTIONS[t.lang],
        facts=tuple(_dataset_facts(pages, iri)),
        files=tuple(
            FileRow(
                file.dump.name,
                urls.path(f"/dumps/{file.dump.name}"),
                f"{file.dump.label}: "
                + t("dataset.all_graphs" if file.dump == NQUADS else "dataset.default_graph"),
                _size(file.size, t),
                file.sha256,
            )
            for file in edition.files
        ),
        services=tuple(
            Fact(label, (Linked(address, address),))
            for label, address in (
                ("SPARQL", f"{service.identifiers.base}/sparql"),
                ("JSON API", f"{service.identifiers.base}/docs"),
                ("VoID", f"{service.identifiers.base}/.well-known/void"),
            )
        ),
        counts=tuple((name, counts[name]) for name in _COUNTS if name in counts),
        classes=_counted(statistics.classes),
        properties=_counted(statistics.properties),
        linksets=tuple(
            CountRow(f"{target} ({short(term)})", str(service.identifiers.dataset(target)), number)
            for target, found in statistics.links.items()
            for term, number in found.items()
        ),
        graphs=_counted(statistics.graphs),
        previous=service.changes.previous,
        changes=tuple(
            _change_list(pages, kind, found)
            for kind, found in (
                ("projects", service.changes.projects),
                ("organisations", service.changes.organisations),
            )
        ),
    )


def _dataset_facts(pages: Pages, iri: str) -> Iterable[Fact]:
    service, t, urls = pages.service, pages.reader.t, pages.reader.urls
    settings, manifest = service.settings, service.release.manifest
    statistics = service.statistics
    sources = sorted(service.catalogue.sources.values(), key=lambda source: sort_key(source.title))
    for label, values in (
        ("identifier", [Linked(iri, iri)]),
        ("release", [Linked(manifest.id)]),
        ("created", [Linked(manifest.created)]),
        ("publisher", [Linked(settings.publisher, urls.external(settings.publisher_page))]),
        ("contact", [Linked(settings.contact or "", urls.external(settings.contact_page))]),
        ("licence", [Linked(settings.licence, urls.external(settings.licence))]),
        ("rights", [Linked(CREDIT, None, "en")]),
        ("period", [Linked(t.period(statistics.first_date, statistics.last_date) or "")]),
        ("sources", [Linked(source.title, urls.thing(source.iri), "sv") for source in sources]),
    ):
        fact = Fact.of(t(f"dataset.{label}"), values)
        if fact:
            yield fact


def _size(size: int, t: Translator) -> str:
    """Bytes to read, in kB or MB."""
    if size < 1_000_000:
        return f"{t.number(round(size / 1000))} kB"
    return f"{t.number(round(size / 1_000_000, 1))} MB"


def _counted(counts: Mapping[str, int]) -> tuple[CountRow, ...]:
    return tuple(CountRow(short(iri), iri, number) for iri, number in counts.items())


def _change_list(pages: Pages, kind: str, found: Difference) -> ChangeList:
    t, urls = pages.reader.t, pages.reader.urls

    def listing(items: tuple[Item, ...], *, linked: bool) -> Listing:
        address = urls.project if kind == "projects" else urls.organisation
        return Listing(
            len(items),
            tuple(
                Linked(item.name or item.id, address(item.id) if linked else None, "sv")
                for item in items[:SHOWN]
            ),
        )

    return ChangeList(
        t(f"dataset.changed_{kind}"),
        (
            (t("dataset.added"), listing(found.added, linked=True)),
            (t("dataset.removed"), listing(found.removed, linked=True)),
            (t("dataset.changed"), listing(found.changed, linked=True)),
        ),
    )


def vocabulary_page(pages: Pages) -> VocabularyPage:
    """The page of the vocabulary, made from core.ttl."""
    t, urls = pages.reader.t, pages.reader.urls
    graph = load("core")
    me = URIRef(str(SAMV).rstrip("#"))
    licence = str(graph.value(me, DCTERMS.license) or "")
    facts = (
        Fact.of(t(f"vocabulary.{label}"), [Linked(value)])
        for label, value in (
            ("namespace", str(SAMV)),
            ("prefix", str(graph.value(me, VANN.preferredNamespacePrefix) or "")),
            ("version", str(graph.value(me, OWL.versionInfo) or "")),
        )
    )
    given = [fact for fact in facts if fact]
    given.append(Fact(t("dataset.licence"), (Linked(licence, urls.external(licence)),)))
    return VocabularyPage(
        **pages.frame(text(graph, me, DCTERMS.title, t))
        | {"formats": pages.formats(urls.path("/spec/core"), TRIPLES)},
        iri=str(SAMV),
        description=text(graph, me, DCTERMS.description, t),
        facts=tuple(given),
        diagram=overview(graph, t),
        classes=tuple(class_rows(graph, t)),
        properties=tuple(property_rows(graph, t)),
    )


def specifications_page(pages: Pages) -> SpecificationsPage:
    """The page that lists all that the data follow."""
    t, urls = pages.reader.t, pages.reader.urls
    base = pages.service.identifiers.base

    def formats(path: str, offered: Iterable[RdfFormat]) -> tuple[Linked, ...]:
        return tuple(Linked(item.label, urls.path(path, format=item.name)) for item in offered)

    rows = [
        SpecificationRow(
            Linked(t(f"specifications.{key}"), urls.path(path, **page)),
            t(f"specifications.{key}_about"),
            formats(path, TRIPLES),
        )
        for key, path, page in (
            ("core", "/spec/core", {}),
            ("shapes", "/spec/shapes", {"format": "ttl"}),
            ("dcat", "/spec/dcat-ap-se", {"format": "ttl"}),
        )
    ]
    for segment, kind in SCHEMES.items():
        title = text(load(_SCHEME_FILES[kind], base), URIRef(f"{base}/id/{segment}"), _TITLE, t)
        rows.append(
            SpecificationRow(
                Linked(title, urls.path(f"/res/{segment}")),
                t("specifications.scheme_about"),
                formats(f"/res/{segment}", (*TRIPLES, *QUADS)),
            )
        )
    rows.append(
        SpecificationRow(
            Linked(t("specifications.context"), urls.path("/context.jsonld")),
            t("specifications.context_about"),
            (),
        )
    )
    rows.append(
        SpecificationRow(
            Linked(t("specifications.search"), urls.path("/spec/search")),
            t("specifications.search_about"),
            (),
        )
    )
    return SpecificationsPage(**pages.frame(t("specifications.title")), rows=tuple(rows))
