"""Building a release: the only place where graph and search come together on disk."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path

from api.settings import Settings
from graph.assembly import (
    Collection,
    collect,
    compiled_graph,
    counts,
    write_store,
)
from graph.changes import Before, release_changes, write_records
from graph.dumps import DUMPS, quads, write_dumps
from graph.errors import ReleaseError
from graph.ingested import ReadingFolder
from graph.release import FORMAT, REPORT, SEARCH, STORE, Manifest, Release, Releases, release_id
from graph.similarity import NEAREST, Neighbour
from graph.statistics import statistics_of
from graph.store import Store
from graph.validation import Report, validate
from ontology.identifiers import DEFAULT_BASE, Identifiers
from ontology.vocabulary import concepts, load
from search.builder import build_index
from search.embedder import load_embedder
from search.hybrid import HybridIndex
from search.hybrid_folder import save_hybrid
from search.partners.parameters import PartnerParameters, save_parameters
from search.text import ProjectText
from search.themes.gold import GoldThemes, read_theme_gold
from search.themes.prediction import predict_themes
from search.vectors import EmbedReport, VectorCache

logger = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]

THEME_GOLD = Path("evaluation") / "themes.csv"
"""Where the gold set of themes is in the folder of data."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `embedding` and `validation` are None when nothing had changed."""

    release: Release
    collection: Collection
    embedding: EmbedReport | None = None
    validation: Report | None = None

    @property
    def built(self) -> bool:
        """Whether a new release was made."""
        return self.validation is not None


def version() -> str:
    """Version of the installed program."""
    with suppress(metadata.PackageNotFoundError):
        return metadata.version("samverkansgrafen")
    return "0"


def build(
    settings: Settings,
    *,
    force: bool = False,
    progress: Progress = lambda step, done, total: None,
) -> BuildReport:
    """Make a release of the tables and the documents read, unless the current one is of them.

    The current release is served on while this runs, and stays current if it fails.
    """
    progress("Reading the sources", 0, 1)
    collection = collect(settings.data, ReadingFolder(settings.documents))
    judged = theme_gold(settings.data)
    progress("Reading the sources", 1, 1)
    releases = Releases(settings.releases)
    fingerprint = _fingerprint(settings, collection)
    current = None
    with suppress(ReleaseError):  # a damaged or older release is replaced
        current = releases.current()
    if current and current.manifest.fingerprint == fingerprint and not force:
        return BuildReport(current, collection)
    identifiers = Identifiers(settings.base)
    with releases.draft() as draft:
        progress("Making the graph", 0, 1)
        compiled = compiled_graph(collection, identifiers)
        progress("Making the graph", 1, 1)
        progress("Checking it against the shapes", 0, 1)
        report = validate(compiled, load("shapes", identifiers.base))
        (draft / REPORT).write_text(report.turtle, encoding="utf-8")
        progress("Checking it against the shapes", 1, 1)
        progress("Loading the model", 0, 1)
        embedder = load_embedder(settings.model, settings.cache)
        progress("Loading the model", 1, 1)
        index, embedding = build_index(
            project_texts(collection),
            embedder,
            VectorCache(settings.vectors),
            fingerprint=fingerprint,
            progress=lambda done, total: progress("Embedding texts", done, total),
        )
        save_hybrid(index, draft / SEARCH)
        save_parameters(PartnerParameters(), draft / SEARCH)
        themes, _ = predict_themes(
            project_texts(collection),
            concepts("themes"),
            embedder,
            VectorCache(settings.vectors),
            judged={key: gold.right for key, gold in judged.items()},
            progress=lambda done, total: progress("Predicting themes", done, total),
        )
        write_store(
            collection,
            identifiers,
            compiled,
            draft / STORE,
            _neighbours(
                index, lambda done, total: progress("Finding similar projects", done, total)
            ),
            embedder.model_id,
            lambda done, total: progress("Writing the store", done, total),
            themes,
        )
        now = datetime.now(UTC)
        name, created = release_id(now, fingerprint), now.isoformat(timespec="seconds")
        progress("Writing the dumps", 0, 1)
        collection = _write_dumps(draft, identifiers.base, (name, created), current, collection)
        progress("Writing the dumps", 1, 1)
        manifest = Manifest(
            format=FORMAT,
            id=name,
            created=created,
            fingerprint=fingerprint,
            base=identifiers.base,
            version=version(),
            model=embedder.model_id,
            dimension=embedder.dimension,
            sources=tuple(
                {"id": source.id, "kind": source.kind, "sha256": source.sha256}
                for source in collection.sources
            ),
            counts=counts(Store(draft / STORE)),
            validation={
                "violations": report.count("Violation"),
                "warnings": report.count("Warning"),
            },
            problems=len(collection.problems),
            files={},
        )
        release = releases.publish(draft, manifest)
    logger.info("Release %s is current", release.manifest.id)
    if identifiers.faults and identifiers.base != DEFAULT_BASE:
        faults = " and ".join(identifiers.faults)
        logger.warning("Identifiers under %s have %s; they cannot last.", identifiers.base, faults)
    return BuildReport(release, collection, embedding, report)


def _write_dumps(
    draft: Path,
    base: str,
    release: tuple[str, str],
    current: Release | None,
    collection: Collection,
) -> Collection:
    """Write what others take away or compare with: dumps, statistics and the change list.

    Returns the collection, with what is wrong in the table of moved identifiers added.
    """
    folder = draft / DUMPS
    write_dumps(draft / STORE, folder)
    statistics_of(quads(folder), base).write(draft)
    records, changes, problems = release_changes(
        lambda: quads(folder), base, release, Before.of(current), collection.moves
    )
    write_records(records, draft)
    changes.write(draft)
    return replace(collection, problems=(*collection.problems, *problems))


def project_texts(collection: Collection) -> list[ProjectText]:
    """What of each project is embedded."""
    labels = {concept.slug: concept.labels["sv"] for concept in concepts("themes")}
    return [
        ProjectText(
            key=project.key,
            title=project.name,
            summary=project.summary or "",
            target_groups=project.target_groups,
            keywords=project.keywords,
            themes=tuple(labels[slug] for slug in project.themes),
            names=(*project.alternative_names, *([project.number] if project.number else [])),
        )
        for project in collection.projects
    ]


def theme_gold(data: Path) -> dict[str, GoldThemes]:
    """The gold themes by project; none where the data has no gold set."""
    path = data / THEME_GOLD
    if not path.exists():
        return {}
    return read_theme_gold(path, {concept.slug for concept in concepts("themes")})


def _neighbours(
    index: HybridIndex, progress: Callable[[int, int], None]
) -> Iterator[tuple[str, list[Neighbour]]]:
    """The projects most like each, for the graph."""
    for done, (key, hits) in enumerate(index.neighbours(NEAREST), 1):
        yield key, [Neighbour(hit.project, hit.score) for hit in hits]
        progress(done, len(index))


def _fingerprint(settings: Settings, collection: Collection) -> str:
    """Of everything that a release is a function of: sources, settings and the program itself."""
    digest = hashlib.sha256()
    digest.update(f"{FORMAT} {settings.base} {settings.model} {collection.fingerprint}\n".encode())
    if (settings.data / THEME_GOLD).is_file():
        digest.update((settings.data / THEME_GOLD).read_bytes())
    for package in ("ontology", "graph", "search"):
        for name, content in _files(resources.files(package), package):
            digest.update(f"{name} {hashlib.sha256(content).hexdigest()}\n".encode())
    return digest.hexdigest()


def _files(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        name = f"{path}/{item.name}"
        if item.is_dir() and item.name != "__pycache__":
            found += _files(item, name)
        elif item.name.endswith((".py", ".ttl", ".rq")):
            found.append((name, item.read_bytes()))
    return found
