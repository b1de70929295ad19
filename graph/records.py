"""Project records: what one source says of one project, each value with its evidence.

A reader (`graph.sources`) makes records; nothing here knows RDF or HTTP. Values stand as the
source has them, only typed: names are not linked and nothing is inferred.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Literal


class Role(StrEnum):
    """Part an organisation takes in a project: the notations of `ontology/roles.ttl`."""

    OWNER = "owner"
    PARTICIPANT = "participant"
    PARTNER = "partner"
    COFINANCIER = "cofinancier"
    FUNDER = "funder"
    INITIATOR = "initiator"
    EVALUATOR = "evaluator"
    SUPPLIER = "supplier"


SourceKind = Literal["document", "table", "reference"]


@dataclass(frozen=True, slots=True)
class Source:
    """A document or table that records are read from.

    `id` names it within a release (a slug); `sha256` is of the bytes as read, in hex.
    """

    id: str
    kind: SourceKind
    title: str
    sha256: str
    url: str | None = None
    publisher: str | None = None
    licence: str | None = None
    issued: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a CSV table; row 1 is the header, columns count from 1 (RFC 7111)."""

    row: int
    column: int

    @property
    def fragment(self) -> str:
        """The RFC 7111 fragment identifier.

        >>> Cell(5, 3).fragment
        'cell=5,3'
        """
        return f"cell={self.row},{self.column}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The passage that states a value: `text[start:end] == quote`.

    `start` and `end` count characters in the text of the document, or of the cell where `cell`
    is set. `rule` names the reading rule that found it; `page` is the address of the page that
    a table's row was gathered from.
    """

    source: str
    quote: str
    start: int
    end: int
    rule: str
    cell: Cell | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation as a source names it, with the unit of it that is named, if any."""

    name: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Participation:
    """That a party takes part in a project in a role; `extent` limits it ("vissa delar")."""

    party: Party
    role: Role
    evidence: tuple[Evidence, ...]
    extent: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money in whole `currency` units, with the source's own hedge if it has one.

    `qualifier` is the Swedish word as written: drygt (a little more), knappt (a little less),
    cirka.
    """

    value: Decimal
    currency: str = "SEK"
    qualifier: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """Start and end as ISO 8601 dates, "YYYY-MM-DD" or "YYYY-MM"; None is not stated."""

    start: str | None = None
    end: str | None = None


Field = Literal[
    "name",
    "number",
    "call",
    "programme",
    "specific_objective",
    "region",
    "municipalities",
    "period",
    "total_budget",
    "grant",
    "planned_participants",
    "target_groups",
    "keywords",
    "summary",
    "predecessors",
    "successors",
]


@dataclass(frozen=True, slots=True)
class FieldEvidence:
    """Evidence for one value of a record."""

    field: Field
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ProjectRecord:
    """What one source says of one project. None or an empty tuple is "not stated".

    `key` is the identifier a curated table gives; a document gives none. `number` is as the
    source writes it ("2017/00453"). `municipalities`, `predecessors` and `successors` are names
    as stated. `primary_source` is the page that a table's row was gathered from.
    """

    source: str
    name: str
    key: str | None = None
    alternative_names: tuple[str, ...] = ()
    number: str | None = None
    call: str | None = None
    programme: str | None = None
    specific_objective: str | None = None
    region: str | None = None
    municipalities: tuple[str, ...] = ()
    period: Period | None = None
    total_budget: Amount | None = None
    grant: Amount | None = None
    planned_participants: int | None = None
    target_groups: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    summary: str | None = None
    participations: tuple[Participation, ...] = ()
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    primary_source: str | None = None
    evidence: tuple[FieldEvidence, ...] = ()

    def evidence_for(self, field: Field) -> tuple[Evidence, ...]:
        """The evidence for one field, in reading order."""
        return tuple(item.evidence for item in self.evidence if item.field == field)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a source that could not be read; the rest of the source was.

    `line` and `column` count from 1; `remedy` says how to mend it.
    """

    file: str
    message: str
    remedy: str
    line: int | None = None
    column: str | None = None
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        where = self.file
        if self.line is not None:
            where += f":{self.line}"
        if self.column is not None:
            where += f" [{self.column}]"
        return f"{where}: {self.message} {self.remedy}"


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one source.

    `text` is what the offsets of evidence count in, with personal data blacked out; None for a
    table, and for a reading that was kept for a later build.
    """

    source: Source
    records: tuple[ProjectRecord, ...]
    problems: tuple[Problem, ...] = ()
    text: str | None = field(default=None, repr=False, compare=False)

    @property
    def failed(self) -> bool:
        """Whether something in the source was lost."""
        return any(problem.severity == "error" for problem in self.problems)


def earliest_day(value: str) -> date:
    """First day that an ISO date of day or month precision covers.

    >>> earliest_day("2017-12")
    datetime.date(2017, 12, 1)
    """
    parts = [int(part) for part in value.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def latest_day(value: str) -> date:
    """Last day that an ISO date of day, month or year precision covers.

    >>> latest_day("2020-02"), latest_day("2012")
    (datetime.date(2020, 2, 29), datetime.date(2012, 12, 31))
    """
    first = earliest_day(value)
    if len(value) > len("YYYY-MM"):
        return first
    if len(value) == len("YYYY"):
        return first.replace(month=12, day=31)
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def problems_of(readings: Iterable[Reading]) -> list[Problem]:
    """Every problem of several readings, in order."""
    return [problem for reading in readings for problem in reading.problems]
