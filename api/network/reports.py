"""Tables of `samverkan network`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.network.models import ChainsModel, CountModel, CoverageModel, MeasureList, PathAnswer
from api.network.networks import Answer, Compared
from graph.network.comparison import Change, Turnover
from graph.network.coverage import Coverage
from graph.network.model import Edge, Network
from graph.network.provenance import Provenance

SHOWN = 3
"""Projects of a step that are named; JSON has all."""
SILENCE = "A tie that is missing is no evidence that nobody worked together."


def export_as_json(
    file: str, name: str, network: Network, provenance: Provenance
) -> dict[str, Any]:
    """What was written, and how to cite it."""
    return {
        "file": file,
        "format": name,
        "nodes": len(network.nodes),
        "edges": len(network.edges),
        "release": provenance.release,
        "query": provenance.query,
        "address": provenance.address,
        "citation": {lang: provenance.citation(lang) for lang in ("sv", "en")},
        "facts": dict(provenance.facts),
    }


def show_export(console: Console, file: str, found: Answer, provenance: Provenance) -> None:
    """What was written, what it rests on, and how to cite it."""
    network = found.network
    console.print(
        f"[bold]{escape(file)}[/]: {len(network.nodes)} nodes, {len(network.edges)} edges."
    )
    _show_silence(console, found.coverage)
    _show_summary(console, found)
    console.print(f"[dim]{escape(provenance.citation('en'))}[/]", soft_wrap=True)


def show_ego(console: Console, found: Answer, limit: int) -> None:
    """The ties of the ego, the heaviest first, each kind apart."""
    network = found.network
    names = {node.id: node.label for node in network.nodes}
    me = found.ego.iri if found.ego else ""
    console.print(
        f"[bold]{escape(names.get(me, ''))}[/]: {len(network.nodes)} nodes and "
        f"{len(network.edges)} edges within reach."
    )
    for kind in dict.fromkeys(edge.kind for edge in network.edges):
        mine = [edge for edge in network.edges if edge.kind == kind and me in _ends(edge)]
        mine.sort(key=lambda edge: (-edge.weight, edge.id))
        if mine:
            _show_ties(console, f"{kind} ({len(mine)})", mine[:limit], names, me)
    _show_silence(console, found.coverage)


def show_paths(console: Console, answer: PathAnswer) -> None:
    """The chains, direct ones apart from those through a samordningsförbund."""
    source, target = escape(answer.source.name), escape(answer.target.name)
    console.print(f"[bold]{source}[/] to [bold]{target}[/]")
    _show_chains(console, "Direct", answer.direct)
    _show_chains(console, "Through a samordningsförbund", answer.through)
    _show_silent(console, answer.coverage.whole)


def show_comparison(console: Console, found: Compared, limit: int) -> None:
    """How many nodes and ties were kept, lost and new, and the ties that changed most."""
    comparison = found.comparison
    table = Table("", "Before", "After", "Kept", "Lost", "New", "Jaccard")
    sizes = [len(answer.network.nodes) for answer in (found.before, found.after)]
    _turnover_row(table, "nodes", sizes, comparison.node_turnover)
    rows = [(f"{kind} ties", turnover) for kind, turnover in comparison.turnover.items()]
    rows += [
        (f"{kind}, nodes in both", turnover) for kind, turnover in comparison.among_kept.items()
    ]
    for label, turnover in rows:
        before, after = turnover.kept + turnover.lost, turnover.kept + turnover.new
        _turnover_row(table, label, [before, after], turnover)
    console.print(table)
    names = {node.id: node.label for node in found.network.nodes}
    for change in Change:
        ties = [tie for tie in comparison.ties if tie.change is change]
        ties.sort(key=lambda tie: (-(tie.after or 0) - (tie.before or 0), tie.source, tie.target))
        if not ties:
            continue
        shown = Table("One", "Other", "Kind", "Before", "After", title=f"{change} ({len(ties)})")
        for tie in ties[:limit]:
            shown.add_row(
                escape(names[tie.source]),
                escape(names[tie.target]),
                tie.kind,
                "" if tie.before is None else f"{tie.before:g}",
                "" if tie.after is None else f"{tie.after:g}",
            )
        console.print(shown)
    for name, answer in (("Before", found.before), ("After", found.after)):
        console.print(f"{name}: ", end="")
        _show_silence(console, answer.coverage)


def show_coverage(console: Console, coverage: CoverageModel) -> None:
    """Counts of the whole, and by year, region and programme."""
    for title, counts in (
        ("Whole", {"": coverage.whole}),
        ("Year of start", coverage.by_year),
        ("ESF region", coverage.by_region),
        ("Programme", coverage.by_programme),
    ):
        console.print(_coverage_table(title, counts))
    console.print(SILENCE)


def show_measures(console: Console, found: MeasureList) -> None:
    """A row for each measure."""
    table = Table("Name", "Of", "Networks", "Meaning", "Source", "Library")
    for one in found.items:
        table.add_row(
            one.name, one.of, one.fit, escape(one.definition_en), escape(one.reference), one.library
        )
    console.print(table)


def _show_summary(console: Console, found: Answer) -> None:
    if found.summary is None:
        return
    table = Table("Measure of the whole", "Value")
    for name, value in found.summary.values.items():
        table.add_row(name, f"{value:.4g}" if isinstance(value, float) else str(value))
    for name, mixing in found.summary.mixing.items():
        if mixing.coefficient is not None:
            table.add_row(f"assortativity by {name}", f"{mixing.coefficient:.4g}")
    console.print(table)


def _show_ties(
    console: Console, title: str, edges: Iterable[Edge], names: Mapping[str, str], me: str
) -> None:
    table = Table("With", "Weight", "From", "To", "Projects", title=title, title_justify="left")
    for edge in edges:
        source, target = _ends(edge)
        projects = edge.values.get("project_count", 1)
        table.add_row(
            escape(names[target if source == me else source]),
            f"{edge.weight:g}",
            str(edge.values.get("first", "")),
            str(edge.values.get("last", "")),
            str(projects),
        )
    console.print(table)


def _show_chains(console: Console, title: str, found: ChainsModel) -> None:
    if found.length is None:
        console.print(f"{title}: none.")
        return
    steps = "1 step" if found.length == 1 else f"{found.length} steps"
    chains = "1 such chain" if found.total == 1 else f"{found.total} such chains"
    console.print(f"{title}: {steps}, {chains}.")
    for number, chain in enumerate(found.chains, 1):
        console.print(f"  {number}. {escape(chain[0].source.name)}")
        for step in chain:
            through = ", ".join(body.name for body in step.through)
            projects = "; ".join(f"{one.name} ({one.id})" for one in step.projects[:SHOWN])
            if len(step.projects) > SHOWN:
                projects += f"; and {len(step.projects) - SHOWN} more"
            said = f" through {through}" if through else ""
            console.print(
                f"     – {step.kind}{escape(said)} – [bold]{escape(step.target.name)}[/]: "
                f"{escape(projects)}"
            )


def _turnover_row(table: Table, name: str, sizes: list[int], turnover: Turnover) -> None:
    jaccard = "" if turnover.jaccard is None else f"{turnover.jaccard:.3f}"
    counts = (turnover.kept, turnover.lost, turnover.new)
    table.add_row(name, *map(str, (*sizes, *counts)), jaccard)


def _coverage_table(title: str, counts: Mapping[str, CountModel]) -> Table:
    table = Table(title, title_justify="left")
    for heading in ("Projects", "Stating", "Silent", "Tied", "With budget", "With grant"):
        table.add_column(heading, justify="right")
    for name, count in counts.items():
        table.add_row(
            escape(name) or ("all" if title == "Whole" else "not stated"),
            *map(
                str,
                (
                    count.projects,
                    count.stating,
                    count.silent,
                    count.tied,
                    count.with_budget,
                    count.with_grant,
                ),
            ),
        )
    return table


def _show_silence(console: Console, coverage: Coverage) -> None:
    _show_silent(console, CountModel.model_validate(coverage.whole))


def _show_silent(console: Console, count: CountModel) -> None:
    console.print(
        f"{count.stating} of {count.projects} projects state who takes part beside the owner; "
        f"{count.silent} are silent. {SILENCE}"
    )


def _ends(edge: Edge) -> tuple[str, str]:
    return edge.source, edge.target
