"""`make bench`: every measurement, as a table of ratios with the machine named.

`python -m benchmarks sparql` makes one part of them only.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from api.settings import Settings
from benchmarks import (
    extraction,
    linking,
    network,
    network_serving,
    projection,
    queries,
    search_report,
    sparql,
    sparql_report,
)
from benchmarks.generated import Recipe
from graph.gazetteer import Gazetteer
from graph.linking import Linker
from graph.release import Releases

PARTS = ("queries", "reading", "linking", "search", "sparql", "projection", "network", "serving")
WIDTH = 160
"""Columns of a report that goes to a file: in 80, figures of a table of three peers are cut."""


def main() -> None:
    """Run all measurements, or those named."""
    asked = _arguments()
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    settings = Settings()
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    console.print(
        f"{platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB, "
        f"Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}"
    )
    if "queries" in asked.parts:
        _show_queries(console, settings)
    if "reading" in asked.parts:
        pages = Path(__file__).parent.parent / "tests" / "gold" / "pages"
        _show_reading(console, pages, settings.data / "reference")
    if "linking" in asked.parts:
        _show_linking(console, Gazetteer.load(settings.data / "reference"))
    if "search" in asked.parts:
        search_report.show(console, settings)
    if "projection" in asked.parts:
        sizes = [size for size in projection.SIZES if size <= asked.projects]
        projection.show(console, settings.data, settings.var / "bench", settings.base, sizes)
    if "network" in asked.parts:
        network.show(
            console, settings.data, [size for size in network.SIZES if size <= asked.projects]
        )
    if "serving" in asked.parts:
        network_serving.show(console, settings, asked.projects)
    if "sparql" in asked.parts:
        recipe = Recipe(asked.projects, asked.seed, asked.passages)
        peers = tuple(asked.peers) if asked.peers else sparql_report.Plan(recipe).peers
        sparql_report.show(console, settings, sparql_report.Plan(recipe, asked.seconds, peers))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    # argparse takes the default for no choice where there may be none
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--projects", type=int, default=100_000, help="to generate, at most")
    parser.add_argument("--seed", type=int, default=1, help="that they are generated from")
    parser.add_argument("--passages", action="store_true", help="generate those that state a value")
    parser.add_argument("--seconds", type=float, default=60.0, help="that a query may take")
    parser.add_argument(
        "--peer",
        dest="peers",
        action="append",
        choices=(sparql.VIRTUOSO, sparql.RDFLIB),
        help="to ask besides Oxigraph; all where none is given",
    )
    asked = parser.parse_args()
    asked.parts = asked.parts or list(PARTS)
    if unknown := sorted(set(asked.parts) - set(PARTS)):
        parser.error(f"no part is called {unknown[0]}; there are {', '.join(PARTS)}")
    return asked


def _show_queries(console: Console, settings: Settings) -> None:
    """Every published query without parameters, on the current release."""
    release = Releases(settings.releases).current()
    if release is None:
        raise SystemExit("There is no release to measure. Run `make build` first.")
    console.print(f"Release of {release.manifest.counts['triples']} triples")
    table = Table("Query", "Rows", "Ours, ms", "rdflib, ms", "Ratio")
    ratios = []
    for result in queries.measure(release.store):
        if result.peer is None:
            peer, ratio = f"over {queries.PEER_SECONDS * 1000}", "-"
        else:
            ratios.append(result.peer / result.ours)
            peer, ratio = f"{result.peer:.1f}", f"{ratios[-1]:.0f}"
        table.add_row(result.name, str(result.rows), f"{result.ours:.2f}", peer, ratio)
    console.print(table)
    if ratios:
        mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
        console.print(f"Geometric mean of the ratios: {mean:.0f} times faster than rdflib")


def _show_reading(console: Console, pages: Path, reference: Path) -> None:
    """Documents a second, how the time grows with their length and with the gazetteer."""
    table = Table("Characters", "Names known", "Documents a second, one core", title="Reading")
    *lengths, many = extraction.measure(pages, reference)
    for speed in (*lengths, many):
        table.add_row(str(speed.characters), str(speed.names), f"{speed.per_second:.1f}")
    console.print(table)
    console.print(
        f"Time grows with length to the power of {extraction.exponent(lengths):.2f}; with "
        f"{many.names / lengths[0].names:.0f} times as many names it takes "
        f"{lengths[0].per_second / many.per_second:.2f} times as long"
    )
    odd = list(extraction.measure_odd(reference))
    slowest = max(odd, key=lambda found: found.seconds[-1])
    steepest = max(odd, key=lambda found: found.exponent)
    console.print(
        f"{len(odd)} texts of {extraction.ODD_CHARACTERS[-1]} characters that repeat one thing: "
        f"{slowest.seconds[-1]:.2f} s at most ({slowest.text!r}), growing with the length to the "
        f"power of {steepest.exponent:.2f} at most ({steepest.text!r})"
    )
    table = Table("Names known", "Ours, Mchar/s", "spaCy, Mchar/s", "Ratio", title="Finding names")
    for found in extraction.measure_names(pages, reference):
        peer, ratio = "not installed", "-"
        if found.peer is not None:
            peer, ratio = f"{found.peer / 1e6:.2f}", f"{found.ours / found.peer:.1f}"
        table.add_row(str(found.names), f"{found.ours / 1e6:.2f}", peer, ratio)
    console.print(table)


def _show_linking(console: Console, gazetteer: Gazetteer) -> None:
    """Precision and recall over thresholds, and how the time grows with the gazetteer."""
    linker = Linker(gazetteer)
    changed = list(linking.trials(gazetteer, linker))
    left_out = list(linking.held_out(gazetteer))
    table = Table("Threshold", "Precision", "Recall", "Wrong of those left out", title="Linking")
    for threshold in linking.THRESHOLDS:
        found = linking.quality([*changed, *left_out], threshold)
        wrong = sum(trial.score >= threshold for trial in left_out)
        table.add_row(f"{threshold}", f"{found.precision:.4f}", f"{found.recall:.4f}", f"{wrong}")
    console.print(table)
    names = [trial.name for trial in changed]
    table = Table("Bodies", "Changed names linked a second, one core", title="Linking")
    for factor in (1, 10):
        many = linking.larger(gazetteer, factor)
        rate = linking.names_a_second(Linker(many), names)
        table.add_row(f"{len(many.organisations)}", f"{rate:.0f}")
    console.print(table)


if __name__ == "__main__":
    main()
