"""The reader of the project tables: the real ones whole, and rows that are wrong."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from graph.errors import UnreadableSource
from graph.records import Amount, Cell, Party, Period, Problem, ProjectRecord, Reading, Role
from graph.sources.projects import read_curated, read_facts

Rows = Callable[[str], list[dict[str, str]]]

FACT = {
    "id": "prov",
    "name": "Prov",
    "project_number": "2017/00001",
    "owner": "Kalix kommun",
    "partners": "Överkalix kommun | Kalix kommun|Kalix kommun",
    "financier_program": "ESF 2014-2020",
    "specific_objective": "1.1",
    "esf_region": "Övre Norrland",
    "municipalities": "Kalix",
    "start_date": "2017-01",
    "end_date": "2018-06-30",
    "total_budget_sek": "1000.50",
    "esf_grant_sek": "500",
    "planned_participants": "40",
    "target_groups": "unga",
    "themes": "praktik|hälsa",
    "summary_sv": "Ett prov.",
    "source_url": "https://example.org/prov",
    "source_kind": "other",
}
CURATED = {key: FACT[key] for key in FACT if key not in ("owner", "partners", "source_kind")} | {
    "alternative_names": "",
    "call_number": "2016/00001",
    "total_budget_qualifier": "drygt",
    "esf_grant_qualifier": "",
    "predecessor": "Förprov",
    "successor": "",
}
PARTY = {
    "project_id": "prov",
    "organisation": "Kalix kommun",
    "unit": "",
    "role": "owner",
    "extent": "",
}


def write(path: Path, *rows: dict[str, str]) -> Path:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(buffer.getvalue(), encoding="utf-8")
    return path


@pytest.fixture
def facts_of(tmp_path: Path) -> Callable[..., Reading]:
    return lambda *rows: read_facts(write(tmp_path / "facts.csv", *rows))


@pytest.fixture
def curated_of(tmp_path: Path) -> Callable[..., Reading]:
    def read(projects: list[dict[str, str]], parties: list[dict[str, str]]) -> Reading:
        return read_curated(
            write(tmp_path / "projects.csv", *projects), write(tmp_path / "parties.csv", *parties)
        )

    return read


def all_evidence(record: ProjectRecord) -> list[tuple[str, int, int, Cell | None]]:
    found = [item.evidence for item in record.evidence]
    found += [e for part in record.participations for e in part.evidence]
    return [(e.quote, e.start, e.end, e.cell) for e in found]


def test_every_row_of_the_facts_is_kept(data: Path, facts: list[dict[str, str]]) -> None:
    reading = read_facts(data / "projects" / "facts.csv")
    assert reading.problems == ()
    assert len(reading.records) == len(facts) == 296
    for row, record in zip(facts, reading.records, strict=True):
        assert record.name == row["name"]
        assert record.number == (row["project_number"] or None)
        assert record.key == (None if row["project_number"] else row["id"])
        assert record.programme == (row["financier_program"] or None)
        assert record.region == (row["esf_region"] or None)
        assert record.summary == (row["summary_sv"] or None)
        period = record.period or Period()
        assert (period.start or "", period.end or "") == (row["start_date"], row["end_date"])
        for amount, column in (
            (record.total_budget, "total_budget_sek"),
            (record.grant, "esf_grant_sek"),
        ):
            assert amount == (Amount(Decimal(row[column])) if row[column] else None)
        count = record.planned_participants
        assert ("" if count is None else str(count)) == row["planned_participants"]
        names = [(p.party.name, p.role) for p in record.participations]
        stated = [(row["owner"], Role.OWNER)] if row["owner"] else []
        partners = dict.fromkeys(filter(None, row["partners"].split("|")))
        assert names == stated + [(name, Role.PARTNER) for name in partners]
        for values, column in (
            (record.municipalities, "municipalities"),
            (record.target_groups, "target_groups"),
            (record.keywords, "themes"),
        ):
            assert list(values) == [part for part in row[column].split("|") if part]


def test_every_row_of_the_curated_tables_is_kept(data: Path, rows: Rows) -> None:
    folder = data / "projects"
    reading = read_curated(folder / "curated-projects.csv", folder / "curated-participations.csv")
    projects = rows("projects/curated-projects.csv")
    parties = rows("projects/curated-participations.csv")
    assert reading.problems == ()
    assert len(reading.records) == len(projects) == 10
    for row, record in zip(projects, reading.records, strict=True):
        budget, grant = record.total_budget, record.grant
        assert (budget.qualifier if budget else None) == (row["total_budget_qualifier"] or None)
        assert (grant.qualifier if grant else None) == (row["esf_grant_qualifier"] or None)
        assert record.call == (row["call_number"] or None)
        assert [
            (p.party.name, p.party.unit or "", p.role.value, p.extent or "")
            for p in record.participations
        ] == [
            (party["organisation"], party["unit"], party["role"], party["extent"])
            for party in parties
            if party["project_id"] == row["id"]
        ]


def test_evidence_is_the_cell_that_states_the_value(data: Path) -> None:
    folder = data / "projects"
    files = {
        "fakta": (folder / "facts.csv",) * 2,
        "kuraterade": (folder / "curated-projects.csv", folder / "curated-participations.csv"),
    }
    for reading in (
        read_facts(files["fakta"][0]),
        read_curated(*files["kuraterade"]),
    ):
        tables = []
        for path in files[reading.source.id]:
            with path.open(encoding="utf-8", newline="") as file:
                tables.append(list(csv.reader(file)))
        for record in reading.records:
            for evidence, table in [
                *((item.evidence, tables[0]) for item in record.evidence),
                *((e, tables[1]) for part in record.participations for e in part.evidence),
            ]:
                assert evidence.cell
                cell = table[evidence.cell.row - 1][evidence.cell.column - 1]
                assert cell[evidence.start : evidence.end] == evidence.quote
                assert evidence.quote.strip()


def test_values_of_a_row(facts_of: Callable[..., Reading]) -> None:
    (record,) = facts_of(FACT).records
    assert record.period == Period("2017-01", "2018-06-30")
    assert record.total_budget == Amount(Decimal("1000.50"))
    assert record.planned_participants == 40
    assert record.keywords == ("praktik", "hälsa")
    assert record.primary_source == "https://example.org/prov"
    assert [(p.party, p.role) for p in record.participations] == [
        (Party("Kalix kommun"), Role.OWNER),
        (Party("Överkalix kommun"), Role.PARTNER),
        (Party("Kalix kommun"), Role.PARTNER),
    ]


def test_evidence_of_a_list_item_is_the_whole_item(facts_of: Callable[..., Reading]) -> None:
    partners = "Region Skåne Nord|Region Skåne"
    (record,) = facts_of({**FACT, "partners": partners}).records
    (found,) = [p.evidence[0] for p in record.participations if p.party.name == "Region Skåne"]
    assert found.cell == Cell(2, 5)
    assert (found.start, found.quote) == (partners.index("|") + 1, "Region Skåne")


def test_evidence_follows_a_row_that_is_no_csv(tmp_path: Path) -> None:
    path = write(tmp_path / "facts.csv", FACT)
    head, row = path.read_text(encoding="utf-8").splitlines()
    path.write_text(f'{head}\n"x"y\n\n{row}\n', encoding="utf-8")
    reading = read_facts(path)
    assert [problem.line for problem in reading.problems] == [2]
    assert reading.records[0].evidence[0].evidence.cell == Cell(4, 2)


def test_qualifiers_and_predecessors(curated_of: Callable[..., Reading]) -> None:
    (record,) = curated_of([CURATED], [PARTY]).records
    assert record.total_budget == Amount(Decimal("1000.50"), qualifier="drygt")
    assert record.grant == Amount(Decimal(500))
    assert (record.predecessors, record.successors) == (("Förprov",), ())
    assert record.call == "2016/00001"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("id", "Prov 1"),
        ("id", ""),
        ("id", "../prov"),
        ("name", ""),
        ("name", "  "),
        ("name", "–"),
        ("project_number", "---"),
        ("owner", "?"),
        ("partners", "Kalix kommun|–"),
        ("financier_program", "*"),
        ("esf_region", "-"),
        ("start_date", "2017"),
        ("start_date", "1 januari 2017"),
        ("start_date", "2017-13"),
        ("start_date", "2017-02-30"),
        ("end_date", "2018-6-30"),
        ("total_budget_sek", "-1"),
        ("total_budget_sek", "1 000"),
        ("total_budget_sek", "NaN"),
        ("total_budget_sek", "Infinity"),
        ("esf_grant_sek", "5 mkr"),
        ("esf_grant_sek", "123456789012345"),
        ("planned_participants", "-1"),
        ("planned_participants", "många"),
        ("planned_participants", "1.5"),
        ("source_url", "www.esf.se"),
        ("source_url", "https://example.org/a b"),
        ("source_url", "javascript:alert(1)"),
        ("source_url", "https://example.org/<x>"),
    ],
)
def test_a_wrong_value_costs_its_row_only(
    facts_of: Callable[..., Reading], column: str, value: str
) -> None:
    other = {**FACT, "id": "annat", "name": "Annat"}
    reading = facts_of({**FACT, column: value}, other)
    assert [(p.file, p.line, p.column) for p in reading.problems] == [("facts.csv", 2, column)]
    assert reading.failed
    assert [record.name for record in reading.records] == ["Annat"]


@pytest.mark.parametrize(
    ("start", "end", "fault"),
    [
        ("2018-06-30", "2018-06-29", True),
        ("2018-07", "2018-06-30", True),
        ("2018-07-01", "2018-06", True),
        ("2018-06-30", "2018-06-30", False),
        ("2018-06-30", "2018-06", False),
        ("2018-06", "2018-06-01", False),
        ("", "2018-06-01", False),
        ("2018-06-01", "", False),
    ],
)
def test_an_end_before_the_start(
    facts_of: Callable[..., Reading], start: str, end: str, fault: bool
) -> None:
    reading = facts_of({**FACT, "start_date": start, "end_date": end})
    assert len(reading.problems) == fault
    if fault:
        assert reading.problems[0].line == 2
        assert end in reading.problems[0].message


def test_an_id_that_stands_twice(facts_of: Callable[..., Reading]) -> None:
    reading = facts_of(FACT, {**FACT, "name": "Annat"})
    assert [(p.line, p.column) for p in reading.problems] == [(3, "id")]
    assert "line 2" in reading.problems[0].message
    assert [record.name for record in reading.records] == ["Prov"]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("project_id", "okänt"),
        ("project_id", "annat"),
        ("organisation", ""),
        ("organisation", "!"),
        ("role", "boss"),
        ("role", ""),
    ],
)
def test_a_wrong_participation(curated_of: Callable[..., Reading], column: str, value: str) -> None:
    reading = curated_of([CURATED], [{**PARTY, column: value}, {**PARTY, "role": "partner"}])
    assert [(p.file, p.line, p.column) for p in reading.problems] == [("parties.csv", 2, column)]
    assert [p.role for p in reading.records[0].participations] == [Role.PARTNER]


@pytest.mark.parametrize(
    ("column", "value"),
    [("call_number", "2016 / 1"), ("total_budget_qualifier", "typ"), ("call_number", "nej!")],
)
def test_a_wrong_curated_value(curated_of: Callable[..., Reading], column: str, value: str) -> None:
    reading = curated_of([{**CURATED, column: value}], [PARTY])
    assert [(p.file, p.line, p.column) for p in reading.problems] == [
        ("projects.csv", 2, column),
        ("parties.csv", 2, "project_id"),
    ]
    assert reading.records == ()


def test_a_problem_says_where_and_how(facts_of: Callable[..., Reading]) -> None:
    (problem,) = facts_of({**FACT, "start_date": "i våras"}).problems
    assert isinstance(problem, Problem)
    assert str(problem).startswith("facts.csv:2 [start_date]: ")
    assert "i våras" in str(problem)


def test_a_table_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match=r"none\.csv"):
        read_facts(tmp_path / "none.csv")
