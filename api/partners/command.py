"""`samverkan partners` and `samverkan evaluate partners`: what they do, and their tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.composition import Service
from api.partners.models import PartnerSuggestions, SuggestionModel
from search.partners.evaluation import PartnerEvaluation, evaluate_partners
from search.partners.measures import Group


def show_partners(console: Console, found: PartnerSuggestions) -> None:
    """A table of bodies by their own projects, and one of those through a samordningsförbund."""
    asked = found.asked
    where = [place.name for place in (*asked.municipalities, *asked.counties, *asked.regions)]
    if asked.project:
        console.print(f"For [bold]{escape(asked.project.name)}[/]")
    if where:
        console.print(escape(f"Near: {', '.join(where)}"))
    if asked.on_board:
        console.print(escape(f"On board: {', '.join(body.name for body in asked.on_board)}"))
    named = asked.named
    read = [place.name for place in (*named.municipalities, *named.counties)]
    if read or named.organisation_types:
        console.print(escape(f"Read in the draft: {', '.join(read + named.organisation_types)}"))
    _show(console, f"Suggested ({found.total})", found.direct)
    _show(console, f"Through a samordningsförbund ({found.total_through})", found.through)


def _show(console: Console, title: str, suggestions: Sequence[SuggestionModel]) -> None:
    table = Table(title=title, title_justify="left")
    table.add_column("Score", justify="right")
    table.add_column("Organisation", overflow="fold")
    table.add_column("Because of", overflow="fold")
    table.add_column("Similar projects", overflow="fold")
    table.add_column("Ties", overflow="fold")
    for one in suggestions:
        parts = sorted(one.parts.items(), key=lambda part: -part[1])
        projects = [
            f"{shown.project.name} ({', '.join(shown.roles)})"
            + (f" through {shown.through.name}" if shown.through else "")
            for shown in one.projects[:3]
        ]
        ties = [
            f"{tie.organisation.name}: "
            + ", ".join(
                [project.name for project in tie.projects]
                + [association.name for association in tie.associations]
            )
            for tie in one.ties[:3]
        ]
        table.add_row(
            f"{one.score:.2f}",
            escape(one.organisation.name),
            ", ".join(f"{name} {value:.2f}" for name, value in parts),
            escape("; ".join(projects)) or "no project of its own",
            escape("; ".join(ties)),
        )
    console.print(table if suggestions else f"{title}: none.")


def evaluate(
    service: Service,
    parts: bool = False,
    progress: Callable[[str, int, int], None] = lambda step, done, total: None,
) -> PartnerEvaluation:
    """Measures of the suggestions over the current release; with `parts`, each left out too."""
    return evaluate_partners(
        service.partners,
        service.search,
        parts_left_out=parts,
        progress=lambda done, total: progress("Asking for hidden partners", done, total),
    )


def show_evaluation(console: Console, found: PartnerEvaluation) -> None:
    """A row for each scenario; then by type, by experience, parts left out, and misses."""
    table = Table(
        title=f"One hidden partner of each of {found.projects} projects asked for, in turn",
        title_justify="left",
    )
    table.add_column("What is known")
    for heading in (
        "Hidden",
        "recall@10",
        "MRR",
        "Popularity",
        "Ratio",
        "Same county",
        "Ratio",
        "95 %",
        "p",
    ):
        table.add_column(heading, justify="right")
    for one in found.scenarios:
        popular, county = one.popularity, one.same_county
        table.add_row(
            one.name,
            str(one.hidden),
            f"{one.ours.recall:.3f}",
            f"{one.ours.reciprocal_rank:.3f}",
            f"{popular.baseline.recall:.3f}",
            f"{popular.ratio:.2f}",
            f"{county.baseline.recall:.3f}",
            f"{county.ratio:.2f}",
            f"{county.interval[0]:.2f}-{county.interval[1]:.2f}",
            f"{county.p:.4f}",
        )
    console.print(table)
    console.print(
        f"Measured on projects that the weights were not fitted on ({found.folds} folds, "
        f"{found.repeats} times)."
    )
    _show_groups(console, "Type of the hidden partner", found.by_type)
    _show_groups(console, "Its other projects", found.by_projects)
    if found.without:
        table = Table("Part left out", "recall@10", "MRR")
        for name, measure in found.without.items():
            table.add_row(name, f"{measure.recall:.3f}", f"{measure.reciprocal_rank:.3f}")
        console.print(table)
    if found.spreads:
        table = Table("Spread", "recall@10", "Types in ten", "Most of one type and county")
        for each in found.spreads:
            values = (f"{each.recall:.3f}", f"{each.types:.1f}", f"{each.crowd:.1f}")
            table.add_row(f"{each.spread:g}", *values)
        console.print(table)
    table = Table("Project", "Missed partner", "Rank")
    for project, partner, rank in found.missed:
        table.add_row(escape(project), escape(partner), str(rank))
    console.print(table)


def _show_groups(console: Console, title: str, groups: Sequence[Group]) -> None:
    table = Table(title, "Hidden", "Findable", "recall@10", "Same county")
    for group in groups:
        table.add_row(
            group.name,
            str(group.hidden),
            str(group.findable),
            f"{group.ours.recall:.3f}",
            f"{group.same_county.recall:.3f}",
        )
    console.print(table)
