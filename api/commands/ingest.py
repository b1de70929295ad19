"""Reading documents from paths, and keeping what they say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from api.commands.review import review_page
from api.settings import Settings
from graph.gazetteer import Gazetteer
from graph.ingested import ReadingFolder
from graph.linking import Linker
from graph.mentions import Mentions
from graph.records import Reading
from graph.sources.documents import read_documents
from graph.sources.inputs import find_inputs
from graph.sources.projects import CURATED, FACTS


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
    mentions = Mentions(_gazetteer(settings).surface_forms())
    total = sum(1 for _ in find_inputs(paths))
    readings: list[Reading] = []
    progress("Reading documents", 0, total)
    for reading in read_documents(paths, mentions, reserved=(FACTS, CURATED)):
        readings.append(reading)
        progress("Reading documents", len(readings), total)
    if keep:
        ReadingFolder(settings.documents).save(r for r in readings if r.records)
    return readings


def write_review(settings: Settings, readings: Sequence[Reading], file: Path) -> None:
    """Write the review page of readings to a file, in one step."""
    page = review_page(readings, linker_of(settings))
    draft = file.with_name(f".{file.name}.draft")
    draft.write_text(page, encoding="utf-8")
    draft.replace(file)


def linker_of(settings: Settings) -> Linker:
    """Resolves names by the tables of data/reference."""
    return Linker(_gazetteer(settings))


def _gazetteer(settings: Settings) -> Gazetteer:
    return Gazetteer.load(settings.data / "reference")
