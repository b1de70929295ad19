"""Readings kept on disk: what was read from documents, for the next build.

Only records and their evidence are kept, never the documents.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from graph.errors import UnreadableSource
from graph.records import Problem, Reading

_FORMAT = 1
_READING = TypeAdapter(Reading)


class ReadingFolder:
    """A folder of readings, one file a source; saving a source again replaces its file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, readings: Iterable[Reading]) -> None:
        """Write each reading beside its place, then rename it there."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for reading in readings:
            path = self._path(reading.source.id)
            draft = path.with_name(f".{path.name}-{os.getpid()}")
            kept = _READING.dump_python(reading, mode="json", exclude={"text"})
            content = {"format": _FORMAT, "reading": kept}
            draft.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
            draft.replace(path)

    def load(self) -> tuple[list[Reading], list[Problem]]:
        """All readings by source; a file that cannot be read becomes a problem."""
        readings: list[Reading] = []
        problems: list[Problem] = []
        for path in sorted(self._folder.glob("*.json")):
            try:
                readings.append(_load(path))
            except UnreadableSource as error:
                problems.append(
                    Problem(path.name, str(error), "Run `samverkan ingest` on the document again.")
                )
        return readings, problems

    def remove(self, source: str) -> bool:
        """Forget a source; tells whether it was there."""
        try:
            path = self._path(source)
        except UnreadableSource:
            return False
        if not path.is_file():
            return False
        path.unlink()
        return True

    def _path(self, source: str) -> Path:
        """The file of a source; raises `UnreadableSource` for an id that is no file name."""
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", source):
            raise UnreadableSource(
                f"{source!r} cannot name a source. Use letters a-z, digits and hyphens."
            )
        return self._folder / f"{source}.json"


def _load(path: Path) -> Reading:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["format"] != _FORMAT:
            raise UnreadableSource(f"format {content['format']}, expected {_FORMAT}.")
        return _READING.validate_python(content["reading"], strict=False)
    except (OSError, ValueError, KeyError, TypeError, ValidationError) as error:
        raise UnreadableSource(f"not a saved reading ({type(error).__name__}).") from error
