"""Releases of generated projects on disk, kept for the next run; without a search index."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox

from benchmarks.generated import Recipe, fingerprint, generated, models
from graph.assembly import counts
from graph.errors import ReleaseError
from graph.release import FORMAT, STORE, Manifest, Release, Releases, release_id
from graph.store import Store, StoreWriter
from ontology.identifiers import Identifiers

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Generated:
    """A generated release; `var` is the folder to serve it from, and for what peers make of it."""

    var: Path
    release: Release

    @property
    def dump(self) -> Path:
        """Its default graph as N-Triples."""
        return self.var / "graph.nt"


def generated_release(
    data: Path, folder: Path, recipe: Recipe, base: str, progress: Progress
) -> Generated:
    """The release of a recipe: made now, or by an earlier run from the same tables and program."""
    collection = models(data)
    identifiers = Identifiers(base)
    made_of = fingerprint(collection, recipe, identifiers)
    var = folder / f"{recipe.name}-{made_of}"
    releases = Releases(var / "releases")
    release = None
    with suppress(ReleaseError):  # of a program of another format
        release = releases.current()
    if release is None:
        for old in folder.glob(f"{recipe.name}-*"):
            shutil.rmtree(old)
        with releases.draft() as draft:
            writer = StoreWriter(draft / STORE)
            writer.add(
                generated(
                    collection,
                    recipe,
                    identifiers,
                    lambda done, total: progress("Generating projects", done, total),
                )
            )
            writer.close()
            now = datetime.now(UTC)
            progress("Counting", 0, 1)
            manifest = Manifest(
                format=FORMAT,
                id=release_id(now, made_of),
                created=now.isoformat(timespec="seconds"),
                fingerprint=made_of,
                base=base,
                version="0",
                model="",
                dimension=0,
                sources=(),
                counts=counts(Store(draft / STORE)),
                validation={},
                problems=0,
                files={},
            )
            release = releases.publish(draft, manifest)
            progress("Counting", 1, 1)
    made = Generated(var, release)
    if not made.dump.exists():
        progress("Writing the dump", 0, 1)
        draft_dump = made.dump.with_suffix(".draft")
        store = ox.Store.read_only(str(release.store))
        store.dump(str(draft_dump), ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
        draft_dump.rename(made.dump)
        progress("Writing the dump", 1, 1)
    return made
