"""The benchmark of search as tables: `python -m benchmarks search`."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from api.composition import open_service
from api.settings import Settings
from benchmarks.search import Times, beside_embedding, exactness, over_http
from benchmarks.search_peers import OURS, TXTAI, compare
from search.bundled_model import materialise
from search.graded import read_graded
from search.vectors import VectorCache

PROJECTS: Final = 10_000
FACTOR: Final = 1.3
"""At most so many times as long as the embedding of the query alone."""
MOST_SIMILAR: Final = 10.0
"""Milliseconds within which the projects like one are to be answered."""


def show(console: Console, settings: Settings) -> None:
    """Measure and print: peers, cost beside the embedding, exactness, HTTP."""
    _show_peers(console, settings)
    service = open_service(settings)
    service.warm()
    times = beside_embedding(service, PROJECTS)
    _show_times(console, f"Search of {PROJECTS} projects, in process", times)
    alone, hybrid = times[0], times[1]
    console.print(
        f"Hybrid search takes {hybrid.median / alone.median:.2f} times as long as the embedding "
        f"alone (by processor time {hybrid.cpu / alone.cpu:.2f}; the aim is {FACTOR})"
    )
    for projects in (0, PROJECTS):
        title = f"{projects} projects" if projects else "The release"
        found = over_http(settings.var, projects)
        _show_times(console, f"{title}, over HTTP (similar within {MOST_SIMILAR:g} ms?)", found)
    table = Table("Passages", "Kept by the filter", "Recall@10", "Too few hits", title="Filters")
    for one in exactness(service):
        table.add_row(str(one.passages), f"{one.share:.1%}", f"{one.recall:.4f}", str(one.short))
    console.print(table)


def _show_peers(console: Console, settings: Settings) -> None:
    shared = Path(os.environ.get("SAMVERKAN_SHARED", Path(__file__).parents[2] / "shared"))
    corpus = shared / "corpora" / "erdf-2014-2020.json"
    if not corpus.is_file():
        console.print("No graded texts to compare peers on: set SAMVERKAN_SHARED to their folder.")
        return
    task = read_graded(
        corpus, shared / "evaluation" / "queries-dev.tsv", shared / "evaluation" / "qrels-dev.txt"
    )
    model = materialise(settings.cache)
    found = compare(task, model, VectorCache(settings.vectors))
    by_name = {peer.name: peer for peer in found}
    ours = by_name[OURS]
    table = Table(
        "Engine",
        "nDCG@10",
        "Median, ms",
        "95 of 100, ms",
        "Processor, ms",
        "A second, batch",
        "nDCG, ours/theirs",
        "Median, ours/theirs",
        title=f"{len(task.corpus)} texts, {len(task.queries)} queries",
    )
    for peer in found:
        table.add_row(
            peer.name,
            f"{peer.ndcg:.3f}",
            f"{peer.times.median:.1f}",
            f"{peer.times.p95:.1f}",
            f"{peer.times.cpu:.1f}",
            f"{peer.per_second:.0f}",
            f"{ours.ndcg / peer.ndcg:.2f}",
            f"{ours.times.median / peer.times.median:.2f}",
        )
    console.print(table)
    if TXTAI not in by_name:
        console.print('txtai is not installed: pip install -c constraints.txt ".[bench]"')


def _show_times(console: Console, title: str, times: Iterable[Times]) -> None:
    table = Table("What", "Median, ms", "95 of 100, ms", "Processor, ms", title=title)
    for one in times:
        used = f"{one.cpu:.1f}" if one.cpu else "-"
        table.add_row(one.name, f"{one.median:.1f}", f"{one.p95:.1f}", used)
    console.print(table)
