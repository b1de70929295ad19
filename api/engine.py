"""Another engine by setting: its endpoint, and the release that it has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from api.settings import Settings
from graph.endpoint import Address, Endpoint
from graph.engines import Limits, QueryEngine
from graph.errors import EngineFault
from graph.own_copy import OwnCopy
from graph.publishing import Progress, PublishReport, dataset_at, has_all, publish
from graph.release import Release, Releases
from graph.remote import Dataset, RemotePool, RemoteStore
from ontology.identifiers import Identifiers


@dataclass(frozen=True)
class Engine:
    """An endpoint that has a release."""

    endpoint: Endpoint
    dataset: Dataset
    release: Release

    @cached_property
    def store(self) -> RemoteStore:
        """The triple store there."""
        return RemoteStore(self.endpoint, self.dataset, self._own)

    def open_pool(self, limits: Limits) -> QueryEngine:
        """What evaluates SPARQL there."""
        return RemotePool(self.endpoint, self.dataset, limits, self._own)

    @cached_property
    def _own(self) -> OwnCopy:
        identifiers = Identifiers(self.release.manifest.base)
        return OwnCopy(
            self.release.store, lambda: has_all(self.endpoint, identifiers, self.dataset)
        )


def open_engine(settings: Settings, release: Release) -> Engine | None:
    """The engine that the settings name; None where none is named.

    Raises `EngineUnavailable` where it cannot be reached, `ReleaseError` where it has another
    release than the one to serve.
    """
    if settings.sparql_url is None:
        return None
    endpoint = endpoint_of(settings)
    try:
        return Engine(endpoint, dataset_at(endpoint, release.manifest), release)
    except BaseException:
        endpoint.close()
        raise


def endpoint_of(settings: Settings) -> Endpoint:
    """A client of the endpoint that the settings name; raises `EngineFault` where none is."""
    if settings.sparql_url is None:
        raise EngineFault(
            "No other engine is set. Set SAMVERKAN_SPARQL_URL to the address of a SPARQL endpoint."
        )
    address = Address(
        query=settings.sparql_url,
        update=settings.sparql_update_url,
        graph_store=settings.sparql_graph_store_url,
        user=settings.sparql_user,
        password=settings.sparql_password.get_secret_value() if settings.sparql_password else None,
        scheme=settings.sparql_auth,
    )
    # The service's own queries read whole tables, which no reader waits for.
    return Endpoint(address, max(60.0, settings.query_seconds))


def publish_current(
    settings: Settings,
    *,
    force: bool = False,
    progress: Progress = lambda step, done, total: None,
) -> PublishReport:
    """Load the current release into the engine that the settings name."""
    if settings.sparql_url and not (settings.sparql_update_url or settings.sparql_graph_store_url):
        raise EngineFault(
            "No address to publish to is set. Set SAMVERKAN_SPARQL_GRAPH_STORE_URL or "
            "SAMVERKAN_SPARQL_UPDATE_URL."
        )
    endpoint = endpoint_of(settings)
    try:
        release = Releases(settings.releases).required()
        return publish(endpoint, release, force=force, progress=progress)
    finally:
        endpoint.close()
