"""The composition root: one release opened for reading, and everything that serves it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from api.settings import Settings
from graph.catalogue import Catalogue, evidence_of
from graph.filters import Filters, ProjectFinder
from graph.release import Release, Releases
from graph.store import Store
from graph.views import EvidenceView, ProjectView
from graph.workers import Limits, QueryPool
from ontology.identifiers import Identifiers, slugify
from search.embedder import load_embedder
from search.index import Hit
from search.index_folder import load_index
from search.names import NameIndex
from search.service import SearchService


@dataclass(frozen=True)
class Service:
    """A release with what answers over it; made by `open_service`, threads may share it."""

    settings: Settings
    release: Release
    identifiers: Identifiers
    store: Store
    catalogue: Catalogue

    @cached_property
    def finder(self) -> ProjectFinder:
        """Answers filters on projects."""
        return ProjectFinder(self.catalogue)

    @cached_property
    def search(self) -> SearchService:
        """Semantic search; loads the model when first used."""
        embedder = load_embedder(self.settings.model, self.settings.cache)
        return SearchService(load_index(self.release.search, embedder), embedder)

    @cached_property
    def names(self) -> NameIndex:
        """Search of organisations by name."""
        return NameIndex(
            (body.id, (body.name, *body.alternative_names))
            for body in self.catalogue.organisations.values()
            if body.types[0] not in ("group", "unit")
        )

    def open_pool(self) -> QueryPool:
        """Worker processes for SPARQL; the caller closes them."""
        return QueryPool(self.release.store, query_limits(self.settings))

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
    )


def open_service(settings: Settings) -> Service:
    """Open the current release; raises `ReleaseError` when there is none that can be read."""
    release = Releases(settings.releases).required()
    store = Store(release.store)
    identifiers = Identifiers(release.manifest.base)
    return Service(settings, release, identifiers, store, Catalogue.load(store, identifiers))
