"""Measuring how well pages are read: the readers run over gold pages, and their scores shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.settings import Settings
from graph.extraction_scores import ExtractionScores, Score, score_extraction
from graph.gazetteer import Gazetteer
from graph.gold import read_gold
from graph.linking import Linker
from graph.mentions import Mentions
from graph.sources.documents import read_documents

if TYPE_CHECKING:
    from graph.records import ProjectRecord


def evaluate_extraction(settings: Settings, folder: Path) -> ExtractionScores:
    """Scores of what is read from the pages of a folder, against the gold beside them.

    Nothing is kept. Raises `UnreadableSource` where the folder is none of gold.
    """
    pages = read_gold(folder)
    gazetteer = Gazetteer.load(settings.data / "reference")
    mentions = Mentions(gazetteer.surface_forms())
    records: dict[str, tuple[ProjectRecord, ...]] = {
        page.name: tuple(
            record
            for reading in read_documents([page.text], mentions)
            for record in reading.records
        )
        for page in pages
    }
    return score_extraction(pages, records, Linker(gazetteer))


def show_extraction(console: Console, scores: ExtractionScores) -> None:
    """Each measure with its counts, then every miss."""
    table = Table(title="Extraction", title_justify="left")
    table.add_column("Measure")
    for heading in ("Precision", "Recall", "F1", "Expected", "Found"):
        table.add_column(heading, justify="right")
    for name, score in (
        ("project", scores.project),
        ("owner", scores.owner),
        ("participation", scores.participation),
        ("participation with role", scores.participation_with_role),
        *((f"value: {field}", score) for field, score in scores.values.items()),
        ("values, all", scores.all_values),
        ("linking", scores.linking),
    ):
        table.add_row(name, *_figures(score))
    console.print(table)
    if not scores.misses:
        console.print("No misses.")
        return
    misses = Table(title=f"{len(scores.misses)} misses", title_justify="left")
    for heading in ("Page", "Measure", "Kind", "Project", "Value"):
        misses.add_column(heading, overflow="fold")
    for miss in scores.misses:
        misses.add_row(
            escape(miss.page), miss.measure, miss.kind, escape(miss.project), escape(miss.value)
        )
    console.print(misses)


def _figures(score: Score) -> tuple[str, str, str, str, str]:
    return (
        f"{score.precision:.3f}",
        f"{score.recall:.3f}",
        f"{score.f1:.3f}",
        str(score.expected),
        str(score.found),
    )
