"""Reader of `data/projects/merges.csv`: a person's word on which records are one project."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from graph.merging import Decision, same_name
from graph.records import Problem, Reading
from graph.tables import read_table


class _DecisionRow(BaseModel):
    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    source: Annotated[str, Field(min_length=1)]
    name: Annotated[str, Field(min_length=1)]
    project_id: Annotated[str, Field(min_length=1)]
    decision: Literal["same", "different"]


def read_decisions(path: Path, readings: Iterable[Reading]) -> tuple[list[Decision], list[Problem]]:
    """The decisions of a table, and a problem for each row that is wrong or about nothing read.

    A decision about a document that has not been read yet is kept: it may be read later.
    """
    table = read_table(path, _DecisionRow)
    names = {
        reading.source.id: {same_name(record.name) for record in reading.records}
        for reading in readings
    }
    decisions: list[Decision] = []
    problems = list(table.problems)
    for row in table.rows:
        value = row.value
        if value.source in names and same_name(value.name) not in names[value.source]:
            problems.append(
                Problem(
                    path.name,
                    f"the source {value.source!r} names no project {value.name!r}.",
                    "Write the name as the source does, or remove the row.",
                    line=row.line,
                    column="name",
                )
            )
            continue
        decisions.append(
            Decision(value.source, value.name, value.project_id, value.decision == "same")
        )
    return decisions, problems
