"""The composition root: one release opened for reading, and everything that serves it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from rdflib import Graph

from api.dataset.description import described_dataset
from api.engine import Engine, open_engine
from api.network.networks import Networks
from api.settings import Settings
from graph.catalogue import Catalogue, evidence_of
from graph.catalogue_loader import load_catalogue
from graph.changes import Changes
from graph.engines import Limits, QueryEngine
from graph.facets import Facets
from graph.filters import Filters, ProjectFinder
from graph.predicted_theme_views import ThemePredictions
from graph.release import Release, Releases
from graph.remembered import RememberedAnswers
from graph.search_service import Hit as FoundBySearch
from graph.search_service import SearchRequest, Unanswerable, expand
from graph.similarity import score_of
from graph.statistics import Statistics
from graph.store import Store, TripleStore
from graph.views import EvidenceView, ProjectView
from graph.workers import QueryPool
from ontology.identifiers import Identifiers, slugify
from search.cross_encoder import CrossEncoderReranker, SecondReading
from search.embedder import Embedder, load_embedder
from search.errors import SearchError
from search.hybrid_folder import load_hybrid
from search.index import Hit
from search.names import NameHit, NameIndex
from search.partners.parameters import load_parameters
from search.partners.ranking import PartnerFinder
from search.service import SearchService

REMEMBERED_SEARCHES: Final = 256
WARMING_WORDS: Final = (1, 8, 32, 128)
# A query is little work: shared between threads, most of it is waiting for the last of them when
# the machine has anything else to do (two busy cores: median 90 ms with one, 430 ms with two).
QUERY_THREADS: Final = 1


@dataclass(frozen=True)
class Service:
    """A release with what answers over it; made by `open_service`, threads may share it."""

    settings: Settings
    release: Release
    identifiers: Identifiers
    store: TripleStore
    catalogue: Catalogue
    engine: Engine | None = None
    """Another engine that has the release; None for the embedded store."""
    embedder: Embedder | None = None
    """The embedding model, if it is loaded already."""

    @cached_property
    def finder(self) -> ProjectFinder:
        """Answers filters on projects."""
        return ProjectFinder(self.catalogue, predicted=lambda: self.predicted_themes.themes())

    @cached_property
    def facets(self) -> Facets:
        """Counts of projects by the values of filters."""
        return Facets(self.finder)

    @cached_property
    def search(self) -> SearchService:
        """Semantic search; loads the model when first used."""
        embedder = self.embedder or load_embedder(
            self.settings.model, self.settings.cache, threads=QUERY_THREADS
        )
        return SearchService(
            load_hybrid(self.release.search, embedder), embedder, self._second_reading()
        )

    def _second_reading(self) -> SecondReading | None:
        """The cross-encoder of the settings, loaded; None where none is named."""
        if self.settings.cross_encoder is None:
            return None
        reranker = CrossEncoderReranker(self.settings.cross_encoder)
        reranker.load()
        titles = {key: project.name for key, project in self.catalogue.projects.items()}
        return SecondReading(reranker, titles, self.settings.cross_encoder_hits)

    def warm(self) -> None:
        """Load and use all that a search needs, so that no one's first search waits for it.

        The model is asked for texts of several lengths: the first pass at a length costs more than
        those after it.
        """
        for words in WARMING_WORDS:
            self.nearest(" ".join(["samverkan"] * words), 1, Filters())
        _ = self.names
        _ = self.predicted_themes
        self.facets.count(Filters())

    @property
    def is_warm(self) -> bool:
        """Whether model, index, names and filters are in memory."""
        return {"search", "names", "finder", "facets"} <= self.__dict__.keys()

    @cached_property
    def names(self) -> NameIndex:
        """Search of organisations by name."""
        return NameIndex(
            (body.id, (body.name, *body.alternative_names))
            for body in self.catalogue.organisations.values()
            if body.types[0] not in ("group", "unit")
        )

    @cached_property
    def predicted_themes(self) -> ThemePredictions:
        """Themes predicted for projects."""
        return ThemePredictions.load(self.store, self.identifiers)

    @cached_property
    def partners(self) -> PartnerFinder:
        """Suggests partners for a draft."""
        parameters = load_parameters(self.release.search)
        return PartnerFinder(self.catalogue, self.finder, parameters)

    @cached_property
    def networks(self) -> Networks:
        """Makes networks, and remembers those made lately."""
        return Networks(self, self.settings.network_edges)

    @cached_property
    def changes(self) -> Changes:
        """What the release changed, and the identifiers that are out of use."""
        return Changes.read(self.release.folder)

    @cached_property
    def statistics(self) -> Statistics:
        """The counts of the data set."""
        return Statistics.read(self.release.folder)

    @cached_property
    def dataset(self) -> Graph:
        """VoID and DCAT-AP-SE of the release."""
        return described_dataset(self)

    @cached_property
    def answer(self) -> Callable[[SearchRequest], list[FoundBySearch]]:
        """Answers searches inside SPARQL; those made lately are remembered."""
        return lru_cache(maxsize=REMEMBERED_SEARCHES)(self._answered)

    def expanded(self, query: str, reached_at: str | None = None) -> str:
        """A SPARQL query with its search blocks replaced by what they find.

        `reached_at` is the address that the client used, if it is not the base.
        """
        return expand(query, self.identifiers.base, self.answer, reached_at)

    def _answered(self, request: SearchRequest) -> list[FoundBySearch]:
        if request.kind == "name":
            bodies = self.named(request.text, request.limit, request.filters)
            found = [
                FoundBySearch(self.catalogue.organisations[hit.key].iri, hit.score, hit.name)
                for hit in bodies
            ]
        else:
            try:
                hits = (
                    self.nearest(request.text, request.limit, request.filters)
                    if request.kind == "query"
                    else self.similar(
                        self._project_named(request.text), request.limit, request.filters
                    )
                )
            except SearchError as error:
                raise Unanswerable(str(error)) from error
            found = [
                FoundBySearch(self.catalogue.projects[hit.project].iri, hit.score, hit.passage.text)
                for hit in hits
            ]
        least = request.min_score
        return [hit for hit in found if least is None or score_of(hit.score) >= least]

    def _project_named(self, iri: str) -> ProjectView:
        kind, key = self.identifiers.key_of(iri) or ("", "")
        if kind != "project" or key not in self.catalogue.projects:
            raise Unanswerable(
                f"<{iri}> is no project here. The IRI of a project is like "
                f"<{self.identifiers.project('2017-00453')}>."
            )
        return self.catalogue.projects[key]

    def open_pool(self) -> QueryEngine:
        """What evaluates SPARQL, in processes or at an endpoint; the caller closes it."""
        pool = _pool_of(self.engine, self.settings, self.release)
        if self.engine is not None:
            return pool
        return RememberedAnswers(pool, self.settings.remembered_bytes)

    def close(self) -> None:
        """Let go of connections."""
        if self.engine is not None:
            self.engine.endpoint.close()

    def project(self, key: str) -> ProjectView | None:
        """A project by key, by number, or by a name written as a key would be."""
        return self.catalogue.projects.get(key) or self.catalogue.projects.get(_as_key(key))

    def organisation_key(self, key: str) -> str | None:
        """Key of an organisation by key, or by a name written as a key would be."""
        for candidate in (key, _as_key(key)):
            if candidate in self.catalogue.organisations:
                return candidate
        return None

    def evidence(self, project: ProjectView) -> dict[str, list[tuple[str, EvidenceView]]]:
        """Passages that state the project's values and participations."""
        return evidence_of(self.store, project, self.identifiers)

    def similar(self, project: ProjectView, limit: int, filters: Filters) -> list[Hit]:
        """The projects most like one, best first, itself left out."""
        return self.search.by_project(project.id, limit, self.finder.keys(filters))

    def named(self, text: str, limit: int, filters: Filters) -> list[NameHit]:
        """Organisations by name; under filters, those that take part in a project that meets them.

        The best match first; the filters leave out of the best `limit`.
        """
        keys = self.finder.keys(filters)
        return [
            hit
            for hit in self.names.find(text, limit)
            if keys is None
            or any(view.id in keys for view, _ in self.catalogue.participations_of(hit.key))
        ]

    def nearest(self, text: str, limit: int, filters: Filters) -> list[Hit]:
        """The projects nearest a text, best first."""
        return self.search.by_text(text, limit, self.finder.keys(filters))


def _as_key(text: str) -> str:
    try:
        return slugify(text)
    except ValueError:
        return ""


def query_limits(settings: Settings) -> Limits:
    """The bounds on SPARQL queries that the settings give."""
    return Limits(
        seconds=settings.query_seconds,
        answer_bytes=settings.answer_bytes,
        waiting=settings.query_waiting,
        workers=settings.query_workers,
        quick=settings.query_quick,
        memory_bytes=settings.query_memory,
    )


def open_store(settings: Settings, release: Release) -> TripleStore:
    """The triple store that has a release, without the rest of the service."""
    return _store_of(open_engine(settings, release), release)


def open_pool(settings: Settings, release: Release) -> QueryEngine:
    """What evaluates SPARQL on a release, without the rest of the service; close it when done."""
    return _pool_of(open_engine(settings, release), settings, release)


def _store_of(engine: Engine | None, release: Release) -> TripleStore:
    return Store(release.store) if engine is None else engine.store


def _pool_of(engine: Engine | None, settings: Settings, release: Release) -> QueryEngine:
    limits = query_limits(settings)
    return QueryPool(release.store, limits) if engine is None else engine.open_pool(limits)


def open_service(settings: Settings, before: Service | None = None) -> Service:
    """Open the current release; raises `ReleaseError` when there is none that can be read.

    `before` is a service with the same settings, whose embedding model is used again.
    """
    release = Releases(settings.releases).required()
    identifiers = Identifiers(release.manifest.base)
    engine = open_engine(settings, release)
    store = _store_of(engine, release)
    catalogue = load_catalogue(store, identifiers)
    embedder = before.search.embedder if before is not None and before.is_warm else None
    return Service(settings, release, identifiers, store, catalogue, engine, embedder)
