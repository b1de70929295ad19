"""The data set about itself: VoID and DCAT-AP-SE, as pure functions of a release.

VoID after https://www.w3.org/TR/void/; DCAT-AP-SE 3.0.1 after https://docs.dataportal.se/dcat/sv/.
Nothing is a blank node, because Sweden's data portal cannot harvest those.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import DCAT, DCTERMS, FOAF, OWL, PROV, RDF, RDFS, VOID, XSD, Graph, Literal, URIRef
from rdflib.namespace import Namespace
from rdflib.term import Node

from graph.dumps import FILES, Dump
from graph.statistics import TARGETS, Statistics
from ontology.identifiers import Identifiers, slugify
from ontology.namespaces import PREFIXES

Triple = tuple[Node, Node, Node]

ADMS: Final = Namespace("http://www.w3.org/ns/adms#")
SPDX: Final = Namespace("http://spdx.org/rdf/terms#")
VCARD: Final = Namespace("http://www.w3.org/2006/vcard/ns#")
EU: Final = Namespace("http://publications.europa.eu/resource/authority/")
FORMATS: Final = Namespace("http://www.w3.org/ns/formats/")

CC0: Final = URIRef("http://creativecommons.org/publicdomain/zero/1.0/")
"""The licence of the description itself, which the profile requires; not that of the data."""
PROFILE: Final = URIRef("https://docs.dataportal.se/dcat/3.0.1/")
SPARQL_PROTOCOL: Final = URIRef("http://www.w3.org/TR/sparql11-protocol/")
OPENAPI: Final = URIRef("https://spec.openapis.org/oas/v3.1.0")

NAME: Final = "samverkansgrafen"
TITLES: Final = {
    "sv": "Samverkan i Europeiska socialfondens projekt i Sverige",
    "en": "Collaboration in European Social Fund projects in Sweden",
}
DESCRIPTIONS: Final = {
    "sv": "Projekt som Europeiska socialfonden stöder i Sverige: vilka som äger dem och medverkar, "
    "i vilken roll, om vad, var, när och för hur mycket, med belägg i källorna.",
    "en": "Projects that the European Social Fund supports in Sweden: who owns them and takes "
    "part, in what role, about what, where, when and for how much, with evidence from sources.",
}
KEYWORDS: Final = {
    "sv": ("Europeiska socialfonden", "ESF", "samverkan", "arbetsmarknad", "samordningsförbund"),
    "en": ("European Social Fund", "ESF", "collaboration", "labour market", "linked data"),
}
CREDIT: Final = "Data from Who's On First, http://whosonfirst.mapzen.com#License"
"""The credit line that data/README.md asks to keep with the NUTS codes of counties."""


@dataclass(frozen=True, slots=True)
class Publication:
    """Who publishes the data and on what terms, by the settings of an installation.

    `licence` is the IRI of the licence of the data. A contact is a page, so that no person's
    address needs to be given.
    """

    publisher: str
    publisher_page: str | None
    contact: str | None
    contact_page: str | None
    licence: str


@dataclass(frozen=True, slots=True)
class DumpFile:
    """A dump as it lies in the release: bytes and SHA-256 in hex."""

    dump: Dump
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Edition:
    """What of a release goes into its description; dates are ISO times."""

    release: str
    created: str
    first_issued: str
    sources: tuple[str, ...]
    examples: tuple[str, ...]
    files: tuple[DumpFile, ...]
    statistics: Statistics


def dataset_graph(edition: Edition, publication: Publication, identifiers: Identifiers) -> Graph:
    """VoID and DCAT-AP-SE of a release in one graph."""
    graph = Graph()
    for prefix, namespace in {**PREFIXES, **_PREFIXES}.items():
        graph.bind(prefix, namespace)
    describer = _Describer(edition, publication, identifiers)
    for triple in (*describer.dcat(), *describer.void()):
        graph.add(triple)
    return graph


_PREFIXES: Final[Mapping[str, str]] = {
    "adms": str(ADMS),
    "foaf": str(FOAF),
    "spdx": str(SPDX),
    "vcard": str(VCARD),
}


class _Describer:
    def __init__(
        self, edition: Edition, publication: Publication, identifiers: Identifiers
    ) -> None:
        self._edition = edition
        self._publication = publication
        self._id = identifiers
        self._base = identifiers.base
        self._dataset = identifiers.dataset(NAME)

    # -- DCAT-AP-SE -------------------------------------------------------------------------

    def dcat(self) -> Iterator[Triple]:
        yield from self._catalogue()
        yield from self._described_dataset()
        for file in self._edition.files:
            yield from self._file(file)
        yield from self._services()
        yield from self._publisher()

    def _catalogue(self) -> Iterator[Triple]:
        node = self._id.dataset("katalog")
        yield node, RDF.type, DCAT.Catalog
        yield node, DCTERMS.title, Literal("Samverkansgrafens katalog", lang="sv")
        yield node, DCTERMS.title, Literal("Catalogue of Samverkansgrafen", lang="en")
        yield from _texts(node, DCTERMS.description, DESCRIPTIONS)
        yield node, DCTERMS.publisher, self._id.dataset("utgivare")
        yield node, DCTERMS.license, CC0
        yield node, DCTERMS.conformsTo, PROFILE
        yield node, DCTERMS.issued, _day(self._edition.first_issued)
        yield node, DCTERMS.modified, _day(self._edition.created)
        yield node, DCTERMS.spatial, EU["country/SWE"]
        yield node, FOAF.homepage, URIRef(f"{self._base}/")
        yield node, DCAT.themeTaxonomy, EU["data-theme"]
        yield node, DCAT.dataset, self._dataset
        for language in ("SWE", "ENG"):
            yield node, DCTERMS.language, EU[f"language/{language}"]
        for key in ("sparql", "api"):
            yield node, DCAT.service, self._id.dataset(key)

    def _described_dataset(self) -> Iterator[Triple]:
        node, edition = self._dataset, self._edition
        yield node, RDF.type, DCAT.Dataset
        yield from _texts(node, DCTERMS.title, TITLES)
        yield from _texts(node, DCTERMS.description, DESCRIPTIONS)
        yield node, DCTERMS.identifier, Literal(str(node))
        yield node, DCTERMS.publisher, self._id.dataset("utgivare")
        yield node, DCTERMS.license, URIRef(self._publication.licence)
        yield node, DCTERMS.rights, self._id.dataset("erkannande")
        yield self._id.dataset("erkannande"), RDF.type, DCTERMS.RightsStatement
        yield self._id.dataset("erkannande"), RDFS.label, Literal(CREDIT, lang="en")
        yield node, DCTERMS.accessRights, EU["access-right/PUBLIC"]
        yield node, DCTERMS.accrualPeriodicity, EU["frequency/IRREG"]
        yield node, DCTERMS.issued, _day(edition.first_issued)
        yield node, DCTERMS.modified, _day(edition.created)
        yield node, URIRef(f"{DCAT}version"), Literal(edition.release)
        yield node, OWL.versionInfo, Literal(edition.release)
        yield node, PROV.generatedAtTime, Literal(edition.created, datatype=XSD.dateTime)
        yield node, DCTERMS.spatial, EU["country/SWE"]
        yield node, DCAT.theme, EU["data-theme/SOCI"]
        yield node, DCAT.landingPage, URIRef(f"{self._base}/dataset")
        yield node, FOAF.homepage, URIRef(f"{self._base}/dataset")
        yield node, DCTERMS.conformsTo, URIRef("https://w3id.org/samverkansgrafen/core")
        for source in edition.sources:
            yield node, PROV.wasDerivedFrom, URIRef(source)
        for lang, words in KEYWORDS.items():
            for word in words:
                yield node, DCAT.keyword, Literal(word, lang=lang)
        for language in ("SWE", "ENG"):
            yield node, DCTERMS.language, EU[f"language/{language}"]
        if self._publication.contact:
            yield node, DCAT.contactPoint, self._id.dataset("kontakt")
        yield from self._period()
        for file in edition.files:
            yield node, DCAT.distribution, self._id.dataset(file.dump.key)
        for key in ("sparql", "api"):
            yield node, DCAT.distribution, self._id.dataset(f"{key}-distribution")

    def _period(self) -> Iterator[Triple]:
        statistics = self._edition.statistics
        if not (statistics.first_date or statistics.last_date):
            return
        period = self._id.dataset("tid")
        yield self._dataset, DCTERMS.temporal, period
        yield period, RDF.type, DCTERMS.PeriodOfTime
        for term, day in (
            (DCAT.startDate, statistics.first_date),
            (DCAT.endDate, statistics.last_date),
        ):
            if day:
                datatype = XSD.date if len(day) == 10 else XSD.gYearMonth
                yield period, term, Literal(day, datatype=datatype)

    def _file(self, file: DumpFile) -> Iterator[Triple]:
        dump = file.dump
        node, address = self._id.dataset(dump.key), URIRef(f"{self._base}/dumps/{dump.name}")
        yield node, RDF.type, DCAT.Distribution
        what = {"sv": "Standardgrafen", "en": "The default graph"}
        if dump.key == "nquads":
            what = {"sv": "Alla grafer", "en": "All graphs"}
        for lang, text in what.items():
            yield node, DCTERMS.title, Literal(f"{text} – {dump.label}", lang=lang)
            yield node, DCTERMS.description, Literal(f"{text} – {dump.label}, gzip", lang=lang)
        yield node, DCAT.accessURL, URIRef(f"{self._base}/dataset")
        yield node, DCAT.downloadURL, address
        yield node, DCTERMS.format, Literal(dump.media_type)
        yield node, DCAT.mediaType, _media_type(dump.media_type)
        yield node, DCAT.compressFormat, _media_type("application/gzip")
        yield node, DCAT.byteSize, Literal(file.size, datatype=XSD.nonNegativeInteger)
        yield node, DCTERMS.license, URIRef(self._publication.licence)
        yield node, DCTERMS.issued, _day(self._edition.created)
        yield node, ADMS.status, EU["dataset-status/COMPLETED"]
        checksum = self._id.dataset(f"{dump.key}-kontrollsumma")
        yield node, SPDX.checksum, checksum
        yield checksum, RDF.type, SPDX.Checksum
        yield checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256
        yield checksum, SPDX.checksumValue, Literal(file.sha256, datatype=XSD.hexBinary)

    def _services(self) -> Iterator[Triple]:
        for key, title, url, description, standard, formats in (
            (
                "sparql",
                {"sv": "SPARQL-frågor", "en": "SPARQL queries"},
                "sparql",
                "sparql",
                SPARQL_PROTOCOL,
                "application/sparql-results+json",
            ),
            (
                "api",
                {"sv": "JSON-API", "en": "JSON API"},
                "api/projects",
                "openapi.json",
                OPENAPI,
                "application/json",
            ),
        ):
            node = self._id.dataset(key)
            way = self._id.dataset(f"{key}-distribution")
            address = URIRef(f"{self._base}/{url}")
            yield node, RDF.type, DCAT.DataService
            yield way, RDF.type, DCAT.Distribution
            for part in (node, way):
                yield from _texts(part, DCTERMS.title, title)
                yield part, DCTERMS.license, URIRef(self._publication.licence)
            yield node, DCAT.endpointURL, address
            yield node, DCAT.endpointDescription, URIRef(f"{self._base}/{description}")
            yield node, DCAT.servesDataset, self._dataset
            yield node, DCTERMS.conformsTo, standard
            yield node, DCTERMS.accessRights, EU["access-right/PUBLIC"]
            yield node, DCTERMS.publisher, self._id.dataset("utgivare")
            yield way, DCAT.accessURL, address
            yield way, DCAT.accessService, node
            yield way, DCTERMS.format, Literal(formats)
            if self._publication.contact:
                yield node, DCAT.contactPoint, self._id.dataset("kontakt")

    def _publisher(self) -> Iterator[Triple]:
        publication = self._publication
        node = self._id.dataset("utgivare")
        yield node, RDF.type, FOAF.Agent
        yield node, FOAF.name, Literal(publication.publisher)
        if publication.publisher_page:
            yield node, FOAF.homepage, URIRef(publication.publisher_page)
        if publication.contact:
            contact = self._id.dataset("kontakt")
            yield contact, RDF.type, VCARD.Organization
            yield contact, VCARD.fn, Literal(publication.contact)
            if publication.contact_page:
                yield contact, VCARD.hasURL, URIRef(publication.contact_page)

    # -- VoID -------------------------------------------------------------------------------

    def void(self) -> Iterator[Triple]:
        node, statistics = self._dataset, self._edition.statistics
        yield node, RDF.type, VOID.Dataset
        for term, number in (
            (VOID.triples, statistics.triples),
            (VOID.entities, statistics.entities),
            (VOID.classes, len(statistics.classes)),
            (VOID.properties, len(statistics.properties)),
            (VOID.distinctSubjects, statistics.subjects),
            (VOID.distinctObjects, statistics.objects),
        ):
            yield node, term, _count(number)
        yield node, VOID.uriSpace, Literal(f"{self._base}/id/")
        yield node, VOID.sparqlEndpoint, URIRef(f"{self._base}/sparql")
        for dump in FILES:
            yield node, VOID.dataDump, URIRef(f"{self._base}/dumps/{dump.name}")
        for example in self._edition.examples:
            yield node, VOID.exampleResource, URIRef(example)
        for name in ("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "N-Quads", "TriG"):
            yield node, VOID.feature, FORMATS[name]
        for namespace in self._vocabularies():
            yield node, VOID.vocabulary, URIRef(namespace)
        yield from self._partitions()
        yield from self._graphs()
        yield from self._linksets()

    def _vocabularies(self) -> list[str]:
        used = {*self._edition.statistics.classes, *self._edition.statistics.properties}
        return sorted(
            namespace
            for namespace in PREFIXES.values()
            if any(term.startswith(namespace) for term in used)
        )

    def _partitions(self) -> Iterator[Triple]:
        statistics = self._edition.statistics
        for term, number in statistics.classes.items():
            part = self._id.dataset(f"klass-{_short(term)}")
            yield self._dataset, VOID.classPartition, part
            yield part, RDF.type, VOID.Dataset
            yield part, VOID["class"], URIRef(term)
            yield part, VOID.entities, _count(number)
        for term, number in statistics.properties.items():
            part = self._id.dataset(f"egenskap-{_short(term)}")
            yield self._dataset, VOID.propertyPartition, part
            yield part, RDF.type, VOID.Dataset
            yield part, VOID.property, URIRef(term)
            yield part, VOID.triples, _count(number)

    def _graphs(self) -> Iterator[Triple]:
        """Each named graph as a subset, called as the graph itself."""
        for name, number in self._edition.statistics.graphs.items():
            yield self._dataset, VOID.subset, URIRef(name)
            yield URIRef(name), RDF.type, VOID.Dataset
            yield URIRef(name), VOID.triples, _count(number)

    def _linksets(self) -> Iterator[Triple]:
        for target, links in self._edition.statistics.links.items():
            other = self._id.dataset(target)
            yield other, RDF.type, VOID.Dataset
            yield other, VOID.uriSpace, Literal(TARGETS[target])
            for term, number in links.items():
                node = self._id.dataset(f"lankar-{target}-{_short(term)}")
                yield self._dataset, VOID.subset, node
                yield node, RDF.type, VOID.Linkset
                yield node, VOID.subjectsTarget, self._dataset
                yield node, VOID.objectsTarget, other
                yield node, VOID.linkPredicate, URIRef(term)
                yield node, VOID.triples, _count(number)


def _texts(node: Node, term: URIRef, texts: Mapping[str, str]) -> Iterator[Triple]:
    for lang, text in texts.items():
        yield node, term, Literal(text, lang=lang)


def _day(time: str) -> Literal:
    return Literal(time[:10], datatype=XSD.date)


def _count(number: int) -> Literal:
    return Literal(number, datatype=XSD.integer)


def _media_type(name: str) -> URIRef:
    return URIRef(f"http://www.iana.org/assignments/media-types/{name}")


def _short(term: str) -> str:
    """A key for a term: its prefix and name, else a slug of the whole.

    >>> _short("http://www.w3.org/ns/org#Membership"), _short("http://example.org/x#y")
    ('org-Membership', 'http-example-org-x-y')
    """
    for prefix, namespace in PREFIXES.items():
        if term.startswith(namespace) and term.removeprefix(namespace).isalnum():
            return f"{prefix}-{term.removeprefix(namespace)}"
    return slugify(term)
