"""`make bench`: every measurement, as a table of ratios with the machine named."""

from __future__ import annotations

import math
import os
import platform
from pathlib import Path

from rich.console import Console
from rich.table import Table

from api.settings import Settings
from benchmarks import extraction, queries
from graph.release import Releases


def main() -> None:
    """Run all measurements on the current release."""
    console = Console()
    release = Releases(Settings().releases).current()
    if release is None:
        raise SystemExit("There is no release to measure. Run `make build` first.")
    console.print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
        f"release of {release.manifest.counts['triples']} triples"
    )
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
    table = Table("Characters", "Names known", "Documents a second, one core", title="Reading")
    pages = Path(__file__).parent.parent / "tests" / "gold" / "pages"
    for speed in extraction.measure(pages, Settings().data / "reference"):
        table.add_row(str(speed.characters), str(speed.names), f"{speed.per_second:.0f}")
    console.print(table)


if __name__ == "__main__":
    main()
