"""Releases: immutable folders that a build writes and the service reads.

A release holds the triple store, the search index, a SHACL report, dumps, statistics, the list of
what changed since the release before, and a manifest with checksums.
`current` is a link to the release being served. A build writes a folder beside it and swaps the
link in one step at the end, so a build that fails or is killed changes nothing.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from graph.errors import BuildError, ReleaseError

FORMAT = 2
MANIFEST = "manifest.json"
STORE = "store"
SEARCH = "search"
REPORT = "shacl-report.ttl"
CURRENT = "current"
DRAFT_PREFIX = ".draft-"
KEPT = 3  # releases that stay on disk, the current one included

# RocksDB's own logs change whenever the store is opened, also for reading.
_NOT_CHECKED = ("LOG", "LOCK")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a release is made of; `counts` are by SPARQL on its own store.

    `fingerprint` is of everything the release is a function of: two builds with the same one
    have the same content.
    """

    format: int
    id: str
    created: str
    fingerprint: str
    base: str
    version: str
    model: str
    dimension: int
    sources: tuple[Mapping[str, Any], ...]
    counts: Mapping[str, int]
    validation: Mapping[str, int]
    problems: int
    files: Mapping[str, str]

    @classmethod
    def read(cls, path: Path) -> Manifest:
        """Read a manifest; raises `ReleaseError` when it cannot be, or is of another format."""
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            found = data["format"]
        except FileNotFoundError as error:
            raise ReleaseError(
                f"{path}: there is no release here. Run `samverkan build` to make one."
            ) from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ReleaseError(
                f"{path}: the manifest cannot be read ({error}). Run `samverkan build` again."
            ) from error
        if found != FORMAT:
            raise ReleaseError(
                f"{path}: the release has format {found}, this program reads {FORMAT}. "
                "Run `samverkan build` to make a new one."
            )
        try:
            return cls(**{**data, "sources": tuple(data["sources"])})
        except (KeyError, TypeError) as error:
            raise ReleaseError(
                f"{path}: the manifest lacks or has unknown fields ({error}). "
                "Run `samverkan build` again."
            ) from error


@dataclass(frozen=True, slots=True)
class Release:
    """A finished release on disk."""

    folder: Path
    manifest: Manifest

    @classmethod
    def open(cls, folder: Path) -> Release:
        """Open a release, checking that every file of the manifest is there."""
        manifest = Manifest.read(folder / MANIFEST)
        missing = [name for name in manifest.files if not (folder / name).is_file()]
        if missing:
            raise ReleaseError(
                f"{folder}: {len(missing)} files are missing, the first is {missing[0]}. "
                "Run `samverkan build --force` to make a new release."
            )
        return cls(folder, manifest)

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Keep builds from removing the release, however many there are in the meantime.

        By a shared lock (flock(2)) on the manifest, which ends with the process at the latest.
        """
        with (self.folder / MANIFEST).open("rb") as manifest:
            fcntl.flock(manifest, fcntl.LOCK_SH)
            yield

    def damaged(self) -> list[str]:
        """Files that are gone, or whose checksum is no longer that of the manifest."""
        return [
            name
            for name, digest in self.manifest.files.items()
            if not (self.folder / name).is_file() or file_digest(self.folder / name) != digest
        ]

    @property
    def store(self) -> Path:
        """Folder of the triple store."""
        return self.folder / STORE

    @property
    def search(self) -> Path:
        """Folder of the search index."""
        return self.folder / SEARCH

    @property
    def report(self) -> Path:
        """The SHACL validation report, in Turtle."""
        return self.folder / REPORT


class Releases:
    """The folder that holds releases, and the link to the current one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def current(self) -> Release | None:
        """The release being served, or None when none was made yet."""
        link = self._folder / CURRENT
        if not link.is_symlink():
            return None
        # Resolved once: a switch while this release is in use must not mix two of them.
        return Release.open(link.resolve())

    def current_name(self) -> str | None:
        """Name of the release being served, without opening it; None when there is none."""
        try:
            return (self._folder / CURRENT).readlink().name
        except OSError:
            return None

    def required(self) -> Release:
        """The release being served; raises `ReleaseError` when none was made yet."""
        release = self.current()
        if release is None:
            raise ReleaseError(
                f"{self._folder}: there is no release yet. Run `samverkan build` to make one."
            )
        return release

    @contextmanager
    def draft(self) -> Iterator[Path]:
        """A folder to build in, removed unless it was published. One build at a time."""
        self._folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._folder / ".lock")
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise BuildError(
                f"{self._folder}: another build is running. Wait for it to end."
            ) from error
        try:
            for left_over in self._folder.glob(f"{DRAFT_PREFIX}*"):  # of a build that was killed
                shutil.rmtree(left_over, ignore_errors=True)
            folder = self._folder / f"{DRAFT_PREFIX}{os.getpid()}"
            folder.mkdir()
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
        finally:
            lock.release()

    def publish(self, draft: Path, manifest: Manifest) -> Release:
        """Give a draft its manifest and name, and make it the current release."""
        files = {
            str(path.relative_to(draft)): file_digest(path)
            for path in sorted(draft.rglob("*"))
            if path.is_file() and not path.name.startswith(_NOT_CHECKED)
        }
        complete = {**asdict(manifest), "files": files}
        text = json.dumps(complete, ensure_ascii=False, indent=2)
        (draft / MANIFEST).write_text(text + "\n", encoding="utf-8")
        _sync(draft)
        folder = self._folder / manifest.id
        draft.rename(folder)
        link = self._folder / f".{CURRENT}-{os.getpid()}"
        link.unlink(missing_ok=True)
        link.symlink_to(manifest.id)
        link.replace(self._folder / CURRENT)
        self._remove_old(keep=folder)
        return Release.open(folder)

    def _remove_old(self, keep: Path) -> None:
        """Remove all but the newest releases and those that a service is still serving."""
        finished = sorted(
            path.parent
            for path in self._folder.glob(f"*/{MANIFEST}")
            if path.parent.name != CURRENT
        )
        others = [folder for folder in finished if folder != keep]
        for folder in others[: max(0, len(others) - (KEPT - 1))]:
            if not _is_in_use(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _is_in_use(folder: Path) -> bool:
    """Whether any process is within `Release.in_use` of the release in a folder."""
    try:
        with (folder / MANIFEST).open("rb") as manifest:
            fcntl.flock(manifest, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # or it cannot be told, and so is left
        return True
    return False


def release_id(now: datetime, fingerprint: str) -> str:
    """Name of a release: time of the build and the beginning of its fingerprint.

    >>> release_id(datetime(2026, 11, 21, 22, 5, 9, tzinfo=UTC), "0123456789abcdef")
    '20261121T220509Z-01234567'
    """
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{fingerprint[:8]}"


def file_digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(folder: Path) -> None:
    """Have the operating system write every file of a folder to disk."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
