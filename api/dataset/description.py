"""The data set that a release is, from its files and the settings of the installation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from rdflib import Graph

from api.settings import Settings
from graph.dataset import DumpFile, Edition, Publication, dataset_graph
from graph.dumps import DUMPS, FILES

if TYPE_CHECKING:
    from api.composition import Service

EXAMPLES: Final = 3


def publication_of(settings: Settings) -> Publication:
    """Who publishes, and on what terms."""
    return Publication(
        publisher=settings.publisher,
        publisher_page=settings.publisher_page,
        contact=settings.contact,
        contact_page=settings.contact_page,
        licence=settings.licence,
    )


def dump_files(service: Service) -> tuple[DumpFile, ...]:
    """The dumps of the release, with size and the checksum of the manifest."""
    folder, files = service.release.folder, service.release.manifest.files
    return tuple(
        DumpFile(dump, (folder / name).stat().st_size, files[name])
        for dump in FILES
        if (name := f"{DUMPS}/{dump.name}") in files
    )


def edition_of(service: Service) -> Edition:
    """What of the release its description needs."""
    manifest, catalogue = service.release.manifest, service.catalogue
    return Edition(
        release=manifest.id,
        created=manifest.created,
        first_issued=service.changes.first_created,
        sources=tuple(sorted(source.iri for source in catalogue.sources.values())),
        examples=(
            *_first(view.iri for view in catalogue.projects.values()),
            *_first(body.iri for body in catalogue.organisations.values()),
        ),
        files=dump_files(service),
        statistics=service.statistics,
    )


def _first(iris: Iterable[str]) -> list[str]:
    return sorted(iris)[:EXAMPLES]


def described_dataset(service: Service) -> Graph:
    """VoID and DCAT-AP-SE of the release."""
    return dataset_graph(edition_of(service), publication_of(service.settings), service.identifiers)
