"""Measuring predicted themes against the gold set."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.build import THEME_GOLD, project_texts
from api.settings import Settings
from graph.assembly import collect
from graph.ingested import ReadingFolder
from ontology.vocabulary import concepts
from search.embedder import load_embedder
from search.themes.evaluation import ThemeEvaluation, evaluate_themes
from search.themes.gold import read_theme_gold
from search.themes.measures import ThemeResult
from search.themes.ways import SHIPPED, UNCALIBRATED
from search.vectors import VectorCache

READ_AGAIN: Final = Path("evaluation") / "themes-again.csv"
"""A second reading of some projects of the gold set, in the data folder."""


def measure_themes(
    settings: Settings,
    gold: Path | None = None,
    progress: Callable[[str, int, int], None] = lambda step, done, total: None,
) -> ThemeEvaluation:
    """Measures of predicted themes on the gold set, with the model of the settings.

    Vectors go to the cache of builds. Raises `EvaluationError` where the gold cannot be read.
    The second reading of some projects is of the gold of the data folder alone.
    """
    themes = concepts("themes")
    slugs = {concept.slug for concept in themes}
    judged = read_theme_gold(gold or settings.data / THEME_GOLD, slugs)
    second = settings.data / READ_AGAIN
    again = read_theme_gold(second, slugs) if gold is None and second.exists() else None
    collection = collect(settings.data, ReadingFolder(settings.documents))
    return evaluate_themes(
        project_texts(collection),
        {project.key: project.themes for project in collection.projects},
        judged,
        themes,
        load_embedder(settings.model, settings.cache),
        VectorCache(settings.vectors),
        again=again,
        progress=lambda done, total: progress("Embedding texts", done, total),
    )


def show_themes(console: Console, found: ThemeEvaluation) -> None:
    """A row for each way to predict, its reliability, and what is wrongly given by theme."""
    console.print(
        f"{found.projects} projects with {found.labels} themes, {found.primary} of them primary; "
        f"precision@3 can be at most {found.ceiling:.3f}. Fitted to {found.folds - 1} of "
        f"{found.folds} folds, {found.repeats} times."
    )
    if (twice := found.agreement) is not None:
        console.print(
            f"{twice.projects} of them read again: {twice.both} of {twice.first} and {twice.again} "
            f"themes given both times, kappa {twice.kappa:.2f} "
            f"({twice.interval[0]:.2f}-{twice.interval[1]:.2f}); of primary ones "
            f"{twice.kappa_primary:.2f}."
        )
    for condition, results in found.results.items():
        table = Table(title=f"With {condition}", title_justify="left")
        table.add_column("Way")
        headings = ("P@3", "p", "Micro F1", "p", "Precision", "Recall", "Macro F1", "Brier", "ECE")
        for heading in headings:
            table.add_column(heading, justify="right")
        for result in results:
            table.add_row(escape(result.name), *_figures(result))
        console.print(table)
    for condition, results in found.results.items():
        for result in results:
            if result.name in (UNCALIBRATED, SHIPPED):
                console.print(_reliability(f"{result.name}, with {condition}", result))
    table = Table("Theme", "Project", "Probability", "Ground", title="Wrongly given")
    for wrong in found.wrong:
        if not wrong.missed:
            quotes = "; ".join(dict.fromkeys(each["quote"] for each in wrong.evidence))
            table.add_row(wrong.theme, wrong.project, f"{wrong.score:.2f}", escape(quotes))
    console.print(table)


def _reliability(title: str, result: ThemeResult) -> Table:
    table = Table("Predictions", "Probability", "Right", title=title, title_justify="left")
    for each in result.reliability:
        table.add_row(str(each.count), f"{each.predicted:.3f}", f"{each.observed:.3f}")
    return table


def _figures(result: ThemeResult) -> tuple[str, ...]:
    values = (
        (result.precision_at_3, 3),
        (result.p_precision, 4),
        (result.micro_f1, 3),
        (result.p_f1, 4),
        (result.micro_precision, 3),
        (result.micro_recall, 3),
        (result.macro_f1, 3),
        (result.brier, 4),
        (result.calibration, 3),
    )
    return tuple("" if value is None else f"{value:.{places}f}" for value, places in values)
