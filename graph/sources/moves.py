"""Reader of `data/projects/moved.csv`: a person's word on identifiers that are out of use."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from graph.lifecycle import Gone, How, Move
from graph.records import Problem
from graph.tables import Names, Row, read_table
from ontology.identifiers import SEGMENTS, Identifiers

# How many successors each way of going out of use has: the least and the most.
_SUCCESSORS: dict[How, tuple[int, int | None]] = {
    "replaced": (1, 1),
    "merged": (1, 1),
    "split": (2, None),
    "withdrawn": (0, 0),
}


class _MoveRow(BaseModel):
    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    kind: Annotated[str, Field(min_length=1)]
    old: Annotated[str, Field(min_length=1)]
    how: How
    new: Names
    reason_sv: Annotated[str, Field(min_length=1)]
    reason_en: Annotated[str, Field(min_length=1)]
    date: date


def read_moves(path: Path) -> tuple[list[Move], list[Problem]]:
    """The rows of the table, and a problem for each that is wrong; none where there is no table."""
    if not path.exists():
        return [], []
    seen: dict[str, int] = {}

    def check(row: _MoveRow) -> str | None:
        fault = _fault(row)
        if fault is None and f"{row.kind}/{row.old}" in seen:
            return f"{row.old} stands in the table already."
        seen[f"{row.kind}/{row.old}"] = 1
        return fault

    table = read_table(path, _MoveRow, check)
    return [_move(row) for row in table.rows], list(table.problems)


def _fault(row: _MoveRow) -> str | None:
    if row.kind not in SEGMENTS:
        return f"kind is one of {', '.join(SEGMENTS)}, not {row.kind!r}."
    least, most = _SUCCESSORS[row.how]
    if len(row.new) < least or (most is not None and len(row.new) > most):
        wanted = {(0, 0): "none", (1, 1): "one"}.get((least, most or 0), f"{least} or more")
        return f"new has {len(row.new)} keys; what is {row.how} has {wanted}."
    if row.old in row.new:
        return f"{row.old} cannot take its own place."
    for key in (row.old, *row.new):
        if Identifiers().key_of(_iri(row.kind, key)) is None:
            return f"{key!r} is not the key of a {row.kind}."
    return None


def _iri(kind: str, key: str) -> str:
    return f"{Identifiers().base}/id/{SEGMENTS[kind]}/{key}"


def _move(row: Row[_MoveRow]) -> Move:
    value = row.value
    segment = SEGMENTS[value.kind]
    gone = Gone(
        path=f"{segment}/{value.old}",
        how=value.how,
        date=value.date.isoformat(),
        successors=tuple(f"{segment}/{key}" for key in value.new),
        reason={"sv": value.reason_sv, "en": value.reason_en},
    )
    return Move(row.line, gone)
