"""The change list of a release for the command line."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.composition import Service
from api.dataset.models import ChangesModel, DifferenceModel


def changes_as_json(service: Service) -> dict[str, Any]:
    """The change list as JSON values, as the API gives it."""
    return ChangesModel.of(service.changes, service.identifiers.base).model_dump(mode="json")


def show_changes(console: Console, service: Service) -> None:
    """Every project and organisation that is new, gone or changed, and what became of the gone."""
    model = ChangesModel.of(service.changes, service.identifiers.base)
    against = model.previous or "nothing: there is no earlier release"
    console.print(f"Release {model.release}, compared with {against}.")
    for kind in ("projects", "organisations"):
        _show(console, kind, getattr(model, kind))
    if model.gone:
        table = Table("Out of use", "What became of it", "Since", title_justify="left")
        for gone in model.gone:
            where = " ".join(gone.successors)
            table.add_row(gone.iri, f"{gone.how} {where}".strip(), gone.date)
        console.print(table)


def _show(console: Console, kind: str, found: DifferenceModel) -> None:
    total = f"{len(found.added)} added, {len(found.removed)} removed, {len(found.changed)} changed"
    console.print(f"{kind.capitalize()}: {total}.")
    table = Table("", "id", "name")
    for what in ("added", "removed", "changed"):
        for item in getattr(found, what):
            table.add_row(what, item.id, escape(item.name or ""))
    if table.row_count:
        console.print(table)
