"""Measuring against gold: how well pages are read, and how well search ranks."""

from __future__ import annotations

from collections.abc import Callable
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
from search.configurations import BASELINE, Options
from search.embedder import load_embedder
from search.evaluation import Evaluation, evaluate
from search.graded import read_graded
from search.vectors import VectorCache

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


def evaluate_search(
    settings: Settings,
    corpus: Path,
    queries: Path,
    qrels: Path,
    baseline: str | None = None,
    options: Options | None = None,
    progress: Callable[[str, int, int], None] = lambda step, done, total: None,
) -> Evaluation:
    """Measures of search over a corpus with graded queries, with the model of the settings.

    Vectors go to the cache of builds. Raises `EvaluationError` where a file cannot be read.
    """
    task = read_graded(corpus, queries, qrels)
    return evaluate(
        task,
        load_embedder(settings.model, settings.cache),
        VectorCache(settings.vectors),
        options=options,
        baseline=baseline or BASELINE,
        progress=lambda done, total: progress("Embedding texts", done, total),
    )


def show_search(console: Console, found: Evaluation) -> None:
    """A row for each configuration, what cross-validation gives, and each query's nDCG@10."""
    table = Table(
        title=f"{found.queries} queries and {found.known_items} known items, {found.texts} texts",
        title_justify="left",
    )
    table.add_column("Configuration")
    for heading in ("nDCG@10", "R(rel=2)@10", "Known item", f"to {found.baseline}", "p"):
        table.add_column(heading, justify="right")
    for result in found.results:
        table.add_row(
            escape(result.name),
            f"{result.ndcg:.3f}",
            f"{result.recall:.3f}",
            "" if result.known_item is None else f"{result.known_item:.3f}",
            f"{result.difference:+.3f}",
            "" if result.p is None else f"{result.p:.4f}",
        )
    console.print(table)
    tested = found.cross_validation
    chosen = ", ".join(f"{name} {value}" for name, value in tested.chosen.items())
    items = "" if tested.known_item is None else f", known item {tested.known_item:.3f}"
    console.print(
        f"Parameters chosen on other queries and items: nDCG@10 {tested.ndcg:.3f}{items} "
        f"({tested.folds} folds, {tested.repeats} times); on all queries but one: "
        f"{tested.leave_one_out:.3f}. All choose {chosen}, which gives {tested.best:.3f}."
    )
    last = found.results[-1]
    table = Table("Query", "nDCG@10", "R(rel=2)@10", title=escape(last.name), title_justify="left")
    for query, own in last.by_query.items():
        table.add_row(escape(query), *(f"{value:.3f}" for value in own.values()))
    console.print(table)


def _figures(score: Score) -> tuple[str, str, str, str, str]:
    return (
        f"{score.precision:.3f}",
        f"{score.recall:.3f}",
        f"{score.f1:.3f}",
        str(score.expected),
        str(score.found),
    )
