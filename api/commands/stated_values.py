"""The values that a record states, as text for tables and the review page."""

from __future__ import annotations

from collections.abc import Callable

from graph.records import Amount, ProjectRecord


def stated_values(
    record: ProjectRecord, money: Callable[[Amount | None], str | None], joint: str
) -> dict[str, str]:
    """Values by field: sums as `money` writes them, `joint` between what a list has."""
    period, participants = record.period, record.planned_participants
    values = {
        "name": record.name,
        "number": record.number,
        "call": record.call,
        "programme": record.programme,
        "specific_objective": record.specific_objective,
        "region": record.region,
        "municipalities": ", ".join(record.municipalities),
        "period": f"{period.start or '?'} – {period.end or '?'}" if period else None,
        "total_budget": money(record.total_budget),
        "grant": money(record.grant),
        "planned_participants": None if participants is None else str(participants),
        "target_groups": joint.join(record.target_groups),
        "predecessors": joint.join(record.predecessors),
        "successors": joint.join(record.successors),
    }
    return {field: value for field, value in values.items() if value}
