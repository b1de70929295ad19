"""Reading documents from paths, and keeping what they say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from api.settings import Settings
from graph.gazetteer import Gazetteer
from graph.ingested import ReadingFolder
from graph.mentions import Mentions
from graph.records import Reading
from graph.sources.documents import read_documents
from graph.sources.inputs import find_inputs


def read(
    settings: Settings,
    paths: Sequence[Path],
    *,
    keep: bool,
    progress: Callable[[str, int, int], None],
) -> list[Reading]:
    """What every document under `paths` says; with `keep`, for the next build too.

    A document that cannot be read gives a reading with its problem, and is not kept.
    """
    mentions = Mentions(Gazetteer.load(settings.data / "reference").surface_forms())
    total = sum(1 for _ in find_inputs(paths))
    readings: list[Reading] = []
    progress("Reading documents", 0, total)
    for reading in read_documents(paths, mentions):
        readings.append(reading)
        progress("Reading documents", len(readings), total)
    if keep:
        ReadingFolder(settings.documents).save(r for r in readings if r.records)
    return readings
