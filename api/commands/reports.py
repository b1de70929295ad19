"""Reports for people: rich tables of what the commands of the command line found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.build import BuildReport
from api.commands.stated_values import stated_values
from api.commands.validation import Check
from api.organisations.models import OrganisationDetail
from api.projects.models import ProjectModel
from graph.catalogue import Catalogue
from graph.linking import Linker
from graph.links import Link
from graph.records import Amount, Problem, ProjectRecord, Reading, Role
from graph.views import ProjectView
from search.names import NameHit


def show_readings(
    console: Console, readings: Sequence[Reading], *, kept: bool, records: bool
) -> None:
    """What was read from each document: projects, owners, partners, roles, evidence."""
    for reading in readings:
        if records:
            console.rule(f"[bold]{escape(reading.source.title)}[/] ({escape(reading.source.id)})")
            for record in reading.records:
                console.print(_record_table(record))
        _show_problems(console, reading.problems)
    projects = sum(len(reading.records) for reading in readings)
    failed = sum(1 for reading in readings if reading.failed)
    console.print(
        f"{len(readings)} documents, {projects} projects, {failed} documents not read. "
        + ("Run `samverkan build` to put them in a release." if kept else "Nothing was kept.")
    )


def _record_table(record: ProjectRecord) -> Table:
    title = escape(record.name + (f" ({record.number})" if record.number else ""))
    table = Table(title=title, title_justify="left", title_style="bold cyan", expand=True)
    table.add_column("What", ratio=2)
    table.add_column("Value", ratio=4)
    table.add_column("Evidence", ratio=6, style="dim")
    for field, value in _told_values(record).items():
        quotes = " … ".join(item.quote for item in record.evidence_for(field))  # type: ignore[arg-type]
        table.add_row(field, escape(value), escape(_short(quotes)))
    for role in Role:
        for part in record.participations:
            if part.role is role:
                name = part.party.name + (f" [{part.party.unit}]" if part.party.unit else "")
                extent = f" ({part.extent})" if part.extent else ""
                quotes = " … ".join(item.quote for item in part.evidence)
                table.add_row(role.value, escape(name + extent), escape(_short(quotes)))
    return table


def _told_values(record: ProjectRecord) -> dict[str, str]:
    """The values of a record that its heading does not have, and what it is about."""
    values = stated_values(record, _money, ", ")
    for field in ("name", "number", "target_groups"):
        values.pop(field, None)
    return values | ({"summary": summary} if (summary := _short(record.summary or "")) else {})


def _money(amount: Amount | None) -> str | None:
    if amount is None:
        return None
    figure = f"{amount.value:,.0f}".replace(",", "\u00a0")
    return " ".join(part for part in (amount.qualifier, figure, amount.currency) if part)


def _short(text: str, length: int = 160) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= length else folded[: length - 1].rstrip() + "…"


def _show_problems(console: Console, problems: Iterable[Problem]) -> None:
    for problem in problems:
        colour = "red" if problem.severity == "error" else "yellow"
        console.print(f"[{colour}]{problem.severity}[/]: {escape(str(problem))}")


def readings_as_json(readings: Sequence[Reading], linker: Linker) -> list[dict[str, Any]]:
    """Readings as JSON values; each participation with its links and their candidates.

    Each record also has `municipality_codes`: {name as stated: SCB codes, none where unlinked}.
    """
    from pydantic import TypeAdapter

    from api.commands.review import links_of

    adapter, links_adapter = TypeAdapter(Reading), TypeAdapter(tuple[Link, ...])
    shown = []
    for reading in readings:
        values = adapter.dump_python(reading, mode="json", exclude={"text"})
        for record, fields in zip(reading.records, values["records"], strict=True):
            for part, participation in zip(
                record.participations, fields["participations"], strict=True
            ):
                links = links_of(record, part, linker)
                participation["links"] = links_adapter.dump_python(links, mode="json")
            fields["municipality_codes"] = {
                name: list(linker.municipalities(name)) for name in record.municipalities
            }
        shown.append(values)
    return shown


def show_build(console: Console, report: BuildReport) -> None:
    """What a build did."""
    manifest = report.release.manifest
    if not report.built:
        console.print(f"Nothing has changed: release {manifest.id} is current.")
        return
    table = Table(title=f"Release {manifest.id}", title_justify="left", show_header=False)
    for name, count in manifest.counts.items():
        table.add_row(name.replace("_", " "), f"{count:,}".replace(",", "\u00a0"))
    if report.embedding:
        table.add_row("texts embedded", str(report.embedding.embedded))
        table.add_row("vectors reused", str(report.embedding.reused))
    table.add_row("model", manifest.model)
    table.add_row("shapes: violations", str(manifest.validation["violations"]))
    table.add_row("shapes: warnings", str(manifest.validation["warnings"]))
    console.print(table)
    for match in report.collection.matches:
        console.print(
            f"[dim]{escape(match.name)} in {match.source} is {match.key} (same {match.reason})[/]"
        )
    _show_problems(console, report.collection.problems)
    if report.validation:
        _show_violations(console, report.validation.violations)


def _show_violations(console: Console, violations: Iterable[Any]) -> None:
    for violation in violations:
        if violation.severity == "Violation":
            console.print(
                f"[red]violation[/]: {escape(violation.focus)} {escape(violation.path or '')}: "
                f"{escape(violation.message)}"
            )


def build_as_json(report: BuildReport) -> dict[str, Any]:
    """What a build did, as JSON values."""
    manifest = report.release.manifest
    return {
        "release": manifest.id,
        "built": report.built,
        "counts": dict(manifest.counts),
        "validation": dict(manifest.validation),
        "embedded": report.embedding.embedded if report.embedding else 0,
        "reused": report.embedding.reused if report.embedding else 0,
        "problems": [str(problem) for problem in report.collection.problems],
    }


def show_projects(
    console: Console,
    projects: Sequence[ProjectView],
    total: int,
    predicted: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Projects of a list: name, owner, period, place, programme.

    `predicted` are the themes asked for that no source states of a project, by its key.
    """
    table = Table("Project", "Owner", "Period", "Region", "Programme", expand=True)
    for view in projects:
        owners = ", ".join(part.organisation.name for part in view.in_role("owner"))
        period = f"{view.start or '?'} – {view.end or '?'}" if view.start or view.end else ""
        themes = ", ".join((predicted or {}).get(view.id, ()))
        table.add_row(
            f"{escape(view.name)}\n[dim]{escape(view.id)}[/]"
            + (f"\n[italic]predicted: {escape(themes)}[/]" if themes else ""),
            escape(owners),
            period,
            escape(view.region.name) if view.region else "",
            escape(view.programme.name) if view.programme else "",
        )
    if projects:
        console.print(table)
    console.print(f"{total} projects, {len(projects)} shown")


def show_names(console: Console, catalogue: Catalogue, names: Sequence[NameHit]) -> None:
    """Organisations found by name."""
    if not names:
        return
    table = Table(title="Organisations", title_justify="left")
    for column in ("Score", "Id", "Organisation", "Type"):
        table.add_column(column)
    for hit in names:
        body = catalogue.organisations[hit.key]
        table.add_row(f"{hit.score:.2f}", body.id, escape(body.name), body.types[0])
    console.print(table)


def show_rows(console: Console, rows: Sequence[Sequence[str]]) -> None:
    """Rows of a result, the header first."""
    table = Table(*rows[0] if rows else ())
    for row in rows[1:]:
        table.add_row(*map(escape, row))
    console.print(table)


def show_project(console: Console, project: ProjectModel) -> None:
    """Everything known of a project."""
    table = Table(title=escape(project.name), title_justify="left", show_header=False)
    budget = project.budget
    for name, value in (
        ("id", project.id),
        ("iri", project.iri),
        ("number", project.number),
        ("programme", project.programme),
        ("specific objective", project.specific_objective),
        ("call", project.call),
        ("period", f"{project.period.start or '?'} – {project.period.end or '?'}"),
        ("total budget", f"{budget.total:,.0f} SEK" if budget.total is not None else None),
        (
            "ESF grant",
            " ".join(filter(None, (budget.grant_qualifier, f"{budget.grant:,.0f} SEK")))
            if budget.grant is not None
            else None,
        ),
        ("planned participants", project.planned_participants),
        ("region", project.region),
        ("municipalities", ", ".join(place.name for place in project.municipalities)),
        ("themes", ", ".join(theme.label for theme in project.themes)),
        (
            "predicted themes",
            ", ".join(
                f"{theme.label} ({theme.probability:.2f})"
                for theme in project.predicted_themes
                if theme.accepted and not theme.stated
            ),
        ),
        ("preceded by", ", ".join(other.name for other in project.preceded_by)),
        ("succeeded by", ", ".join(other.name for other in project.succeeded_by)),
        ("summary", project.summary),
        ("sources", ", ".join(source.title for source in project.sources)),
        ("pages", "\n".join(project.pages)),
    ):
        if value:
            table.add_row(name, escape(str(value)))
    console.print(table)
    parts = Table("Role", "Organisation", "Unit", "Extent", "Evidence")
    for part in project.participations:
        quotes = " … ".join(item.quote for item in part.evidence)
        parts.add_row(
            part.role_label,
            escape(part.organisation.name),
            escape(part.unit or ""),
            escape(part.extent or ""),
            escape(_short(quotes)),
        )
    console.print(parts)
    if not project.partners_stated:
        console.print("[yellow]No source states a partner; that does not mean there is none.[/]")


def show_organisation(console: Console, organisation: OrganisationDetail) -> None:
    """Everything known of an organisation."""
    table = Table(title=escape(organisation.name), title_justify="left", show_header=False)
    for name, value in (
        ("id", organisation.id),
        ("iri", organisation.iri),
        ("types", ", ".join(organisation.types)),
        ("other names", ", ".join(organisation.alternative_names)),
        ("organisation number", organisation.organisation_number),
        ("part of", organisation.parent.name if organisation.parent else None),
        ("municipality", organisation.municipality.name if organisation.municipality else None),
        ("county", organisation.county.name if organisation.county else None),
        ("was", ", ".join(change.organisation.name for change in organisation.renamed_from)),
        ("became", ", ".join(change.organisation.name for change in organisation.renamed_to)),
        ("members", ", ".join(member.organisation.name for member in organisation.members)),
        ("member of", ", ".join(member.organisation.name for member in organisation.member_of)),
    ):
        if value:
            table.add_row(name, escape(str(value)))
    console.print(table)
    for role, projects in organisation.projects.items():
        found = Table(title=role, title_justify="left", show_header=False)
        for project in projects:
            found.add_row(project.id, escape(project.name))
        console.print(found)


def show_check(console: Console, check: Check) -> None:
    """What a check of a release found."""
    console.print(f"Release {check.release}")
    for file in check.damaged:
        console.print(f"[red]damaged[/]: {escape(file)}")
    for name, (stated, found) in check.miscounted.items():
        console.print(f"[red]count[/]: {name} is {found}, the manifest says {stated}")
    _show_violations(console, check.report.violations)
    console.print(
        f"{check.report.count('Violation')} violations, {check.report.count('Warning')} warnings, "
        f"{len(check.damaged)} damaged files, {len(check.miscounted)} counts that differ."
    )


def check_as_json(check: Check) -> dict[str, Any]:
    """What a check found, as JSON values."""
    return {
        "release": check.release,
        "sound": check.sound,
        "damaged": list(check.damaged),
        "miscounted": {name: list(pair) for name, pair in check.miscounted.items()},
        "violations": check.report.count("Violation"),
        "warnings": check.report.count("Warning"),
    }
