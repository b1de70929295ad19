"""Reader of the project tables in data/projects: `facts.csv` and the two curated tables.

The columns are in data/README.md. Each value's evidence is the cell that holds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from graph.records import (
    Amount,
    Cell,
    Evidence,
    FieldEvidence,
    Participation,
    Party,
    Period,
    Problem,
    ProjectRecord,
    Reading,
    Role,
    Source,
    earliest_day,
)
from graph.records import Field as RecordField
from graph.tables import Names, Row, Table, Text, read_table
from ontology.identifiers import slugify

RULE = "table-cell"
FACTS = "fakta"
CURATED = "kuraterade"
FACTS_LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"


def _iso_day(value: str | None) -> str | None:
    if value is None:
        return None
    if not re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", value):
        raise ValueError("a date is YYYY-MM-DD or YYYY-MM")
    earliest_day(value)
    return value


def _named(value: str | None) -> str | None:
    if value is not None:
        slugify(value)  # a name becomes part of an identifier
    return value


def _all_named(values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        _named(value)
    return values


def _call_number(value: str | None) -> str | None:
    if value is not None and not re.fullmatch(r"[0-9A-Za-z]+(?:[/-][0-9A-Za-z]+)*", value):
        raise ValueError("a call's number is letters and digits with / or - between")
    return value


def _address(value: str | None) -> str | None:
    if value is not None and not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", value):
        raise ValueError("an address begins with http:// or https:// and has no spaces")
    return value


def _blank(value: object) -> object:
    return None if value == "" else value


Name = Annotated[str, Field(min_length=1), AfterValidator(_named)]
Label = Annotated[Text, AfterValidator(_named)]
Parties = Annotated[Names, AfterValidator(_all_named)]
Address = Annotated[Text, AfterValidator(_address)]
CallNumber = Annotated[Text, AfterValidator(_call_number)]
Day = Annotated[Text, AfterValidator(_iso_day)]
Sum = Annotated[Annotated[Decimal, Field(ge=0, max_digits=14)] | None, BeforeValidator(_blank)]
Count = Annotated[Annotated[int, Field(ge=0)] | None, BeforeValidator(_blank)]
Qualifier = Annotated[Literal["drygt", "knappt", "cirka"] | None, BeforeValidator(_blank)]
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[A-Za-z0-9]+)*$")]


class _ProjectRow(BaseModel):
    """What both kinds of project table have."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    id: Identifier
    name: Name
    project_number: Label = None
    financier_program: Label = None
    specific_objective: Label = None
    esf_region: Label = None
    municipalities: Names = ()
    start_date: Day = None
    end_date: Day = None
    total_budget_sek: Sum = None
    esf_grant_sek: Sum = None
    planned_participants: Count = None
    target_groups: Names = ()
    themes: Names = ()
    summary_sv: Text = None
    source_url: Address = None


class _FactRow(_ProjectRow):
    owner: Label = None
    partners: Parties = ()


class _CuratedRow(_ProjectRow):
    alternative_names: Names = ()
    call_number: CallNumber = None
    total_budget_qualifier: Qualifier = None
    esf_grant_qualifier: Qualifier = None
    predecessor: Names = ()
    successor: Names = ()


class _ParticipationRow(BaseModel):
    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    project_id: Identifier
    organisation: Name
    unit: Label = None
    role: Role
    extent: Text = None


ProjectRowT = TypeVar("ProjectRowT", bound=_ProjectRow)

_FIELD_OF_COLUMN: Mapping[str, RecordField] = {
    "name": "name",
    "project_number": "number",
    "call_number": "call",
    "financier_program": "programme",
    "specific_objective": "specific_objective",
    "esf_region": "region",
    "municipalities": "municipalities",
    "start_date": "period",
    "end_date": "period",
    "total_budget_sek": "total_budget",
    "esf_grant_sek": "grant",
    "planned_participants": "planned_participants",
    "target_groups": "target_groups",
    "themes": "keywords",
    "summary_sv": "summary",
    "predecessor": "predecessors",
    "successor": "successors",
}


def read_facts(path: Path) -> Reading:
    """Read `facts.csv`: one project a row, partners of an unstated kind."""
    table = read_table(path, _FactRow, check=_period_fault)
    source = _source(table, FACTS, "Fakta om ESF-projekt ur offentliga sidor")
    unique, problems = _unique(table)
    records = [
        _record(
            source, row, participations=_stated_parties(source, row), row_url=row.value.source_url
        )
        for row in unique
    ]
    return Reading(source, tuple(records), (*table.problems, *problems))


def read_curated(projects: Path, participations: Path) -> Reading:
    """Read the curated projects and, from a table of their own, who takes part in which role."""
    table = read_table(projects, _CuratedRow, check=_period_fault)
    parties = read_table(participations, _ParticipationRow)
    source = _source(table, CURATED, "Kuraterade uppgifter om tio ESF-projekt")
    unique, problems = _unique(table)
    known = {row.value.id for row in unique}
    taking_part: dict[str, list[Participation]] = {}
    for row in parties.rows:
        if row.value.project_id not in known:
            problems.append(
                Problem(
                    participations.name,
                    f"no project has the id {row.value.project_id!r}.",
                    f"Use an id of {projects.name}, or add the project there.",
                    line=row.line,
                    column="project_id",
                )
            )
            continue
        party = Party(row.value.organisation, row.value.unit)
        evidence = _evidence(source, row, "organisation", row.value.organisation)
        taking_part.setdefault(row.value.project_id, []).append(
            Participation(party, row.value.role, (evidence,), row.value.extent)
        )
    records = [
        _record(
            source,
            row,
            participations=tuple(taking_part.get(row.value.id, ())),
            row_url=row.value.source_url,
        )
        for row in unique
    ]
    return Reading(source, tuple(records), (*table.problems, *parties.problems, *problems))


def _source(table: Table[ProjectRowT], key: str, title: str) -> Source:
    return Source(key, "table", title, table.sha256, licence=FACTS_LICENCE, issued="2026-11")


def _period_fault(row: _ProjectRow) -> str | None:
    if row.start_date is None or row.end_date is None:
        return None
    shared = min(len(row.start_date), len(row.end_date))  # a month is compared with a month
    if row.end_date[:shared] < row.start_date[:shared]:
        return f"end_date {row.end_date} is before start_date {row.start_date}."
    return None


def _unique(table: Table[ProjectRowT]) -> tuple[list[Row[ProjectRowT]], list[Problem]]:
    first: dict[str, int] = {}
    rows: list[Row[ProjectRowT]] = []
    problems: list[Problem] = []
    for row in table.rows:
        if row.value.id in first:
            problems.append(
                Problem(
                    table.path.name,
                    f"the id {row.value.id!r} stands on line {first[row.value.id]} already.",
                    "Give the row an id of its own.",
                    line=row.line,
                    column="id",
                )
            )
            continue
        first[row.value.id] = row.line
        rows.append(row)
    return rows, problems


def _record(
    source: Source,
    row: Row[ProjectRowT],
    participations: tuple[Participation, ...],
    row_url: str | None,
) -> ProjectRecord:
    value = row.value
    curated = value if isinstance(value, _CuratedRow) else None
    period = Period(value.start_date, value.end_date)
    return ProjectRecord(
        source=source.id,
        name=value.name,
        # Rows with a number are known by it; the others keep the table's own id for good.
        key=None if value.project_number else value.id,
        alternative_names=curated.alternative_names if curated else (),
        number=value.project_number,
        call=curated.call_number if curated else None,
        programme=value.financier_program,
        specific_objective=value.specific_objective,
        region=value.esf_region,
        municipalities=value.municipalities,
        period=period if period != Period() else None,
        total_budget=_amount(
            value.total_budget_sek, curated.total_budget_qualifier if curated else None
        ),
        grant=_amount(value.esf_grant_sek, curated.esf_grant_qualifier if curated else None),
        planned_participants=value.planned_participants,
        target_groups=value.target_groups,
        keywords=value.themes,
        summary=value.summary_sv,
        participations=participations,
        predecessors=curated.predecessor if curated else (),
        successors=curated.successor if curated else (),
        primary_source=row_url,
        evidence=tuple(_field_evidence(source, row)),
    )


def _amount(value: Decimal | None, qualifier: str | None) -> Amount | None:
    return None if value is None else Amount(value, qualifier=qualifier)


def _stated_parties(source: Source, row: Row[_FactRow]) -> tuple[Participation, ...]:
    parties = []
    if row.value.owner:
        evidence = _evidence(source, row, "owner", row.value.owner)
        parties.append(Participation(Party(row.value.owner), Role.OWNER, (evidence,)))
    for name in dict.fromkeys(row.value.partners):
        evidence = _evidence(source, row, "partners", name)
        parties.append(Participation(Party(name), Role.PARTNER, (evidence,)))
    return tuple(parties)


def _field_evidence(source: Source, row: Row[ProjectRowT]) -> Iterator[FieldEvidence]:
    for column, field in _FIELD_OF_COLUMN.items():
        if row.cells.get(column, "").strip():
            yield FieldEvidence(field, _evidence(source, row, column, row.cells[column]))


def _offset(cell: str, value: str) -> int:
    """Where a value begins in its cell: as a whole item of a list, if the cell is one."""
    item = re.search(rf"(?:^|\|)\s*({re.escape(value)})\s*(?=\||$)", cell)
    return item.start(1) if item else cell.find(value)


def _evidence(
    source: Source,
    row: Row[Any],
    column: str,
    quote: str,
) -> Evidence:
    start = _offset(row.cells[column], quote)
    page = row.cells.get("source_url") or None
    cell = Cell(row.number, row.columns[column])
    return Evidence(source.id, quote, start, start + len(quote), RULE, cell, page)
