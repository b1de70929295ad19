"""What a release changed, and what became of identifiers: from quads to lists."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.changes import (
    Before,
    Changes,
    Record,
    differences,
    known,
    read_records,
    records_of,
    release_changes,
    write_records,
)
from graph.dumps import CHECKSUMS, FILES, quads, write_dumps
from graph.errors import ReleaseError
from graph.lifecycle import Gone, Known, Move, gone_after, problems_of
from graph.sources.moves import read_moves
from graph.statistics import Statistics, statistics_of
from graph.store import StoreWriter
from graph.terms import Triple
from ontology.namespaces import PREFIXES

BASE = "https://example.org"
HEADER = "kind,old,how,new,reason_sv,reason_en,date\n"
PREFIX = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
DATA = """
<projekt/1> a samv:Project ; rdfs:label "Ålands väg"@sv ; schema:alternateName "Vägen"@sv ;
    samv:evidence <belagg/x> ; schema:funding <stod/1> ; samv:totalBudget <belopp/1-budget> .
<stod/1> schema:amount <belopp/1-stod> .
<belopp/1-stod> schema:value 10.0 .
<belopp/1-budget> schema:value 20.0 .
<deltagande/1-a> org:member <organisation/a> ; org:organization <projekt/1> ; org:role <roll/x> .
<organisation/a> rdfs:label "A"@sv ; org:hasMembership <deltagande/1-a> .
<organisation/b> rdfs:label "B"@sv .
<tema/halsa> skos:prefLabel "hälsa"@sv, "health"@en .
"""


def parsed(turtle: str, base: str = BASE) -> list[ox.Quad]:
    return sorted(
        ox.parse((PREFIX + turtle).encode(), ox.RdfFormat.TURTLE, base_iri=f"{base}/id/"), key=str
    )


def records(turtle: str, base: str = BASE) -> dict[str, Record]:
    found = parsed(turtle, base)
    return {record.path: record for record in records_of(lambda: found, base)}


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    found = differences(records(before).values(), records(after).values())
    return (
        [item.id for item in found["projects"].changed],
        [item.id for item in found["organisations"].changed],
    )


# Records and differences


def test_every_identifier_is_a_record_with_its_name() -> None:
    found = records(DATA)
    assert found["projekt/1"].name == "Ålands väg"
    assert found["projekt/1"].other_names == ("Vägen",)
    assert found["tema/halsa"].name == "hälsa"
    assert {path for path, record in found.items() if record.digest} == {
        "projekt/1",
        "organisation/a",
        "organisation/b",
    }


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Ålands väg", "Ålands vägar", (["1"], [])),
        ("schema:value 10.0", "schema:value 11.0", (["1"], [])),
        ("schema:value 20.0", "schema:value 21.0", (["1"], [])),
        ("<roll/x>", "<roll/y>", (["1"], [])),
        ('"B"@sv', '"Bé"@sv', ([], ["b"])),
        ("org:hasMembership <deltagande/1-a>", "org:hasMembership <deltagande/2-a>", ([], [])),
        ('"health"@en', '"good health"@en', ([], [])),
        ("samv:evidence <belagg/x>", "samv:evidence <belagg/y>", ([], [])),
        ("", "", ([], [])),
    ],
)
def test_a_record_changes_with_itself_and_its_parts(
    old: str, new: str, expected: tuple[list[str], list[str]]
) -> None:
    assert changed(DATA, DATA.replace(old, new) if old else DATA) == expected


def test_what_is_new_and_what_is_gone() -> None:
    found = differences(records(DATA).values(), records(DATA.replace("n/b>", "n/c>")).values())
    assert [(item.id, item.name) for item in found["organisations"].added] == [("c", "B")]
    assert [item.id for item in found["organisations"].removed] == ["b"]


def test_a_service_that_moves_has_changed_nothing() -> None:
    moved = records(DATA, "https://other.example/graf")
    assert moved == records(DATA)


def test_records_are_read_as_they_were_written(tmp_path: Path) -> None:
    found = list(records(DATA).values())
    write_records(found, tmp_path)
    assert read_records(tmp_path) == found
    once = (tmp_path / "records.csv.gz").read_bytes()
    write_records(found, tmp_path)
    assert (tmp_path / "records.csv.gz").read_bytes() == once
    (tmp_path / "records.csv.gz").write_bytes(b"no gzip")
    assert read_records(tmp_path) is None


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), unique=True))
def test_any_name_can_be_written(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("records")
    found = [Record(f"projekt/{number}", name) for number, name in enumerate(names)]
    write_records(found, folder)
    assert read_records(folder) == found


# Identifiers out of use


def use(release: str, *names: str, **projects: str) -> Known:
    """What is in use: organisations by name, projects by key and name."""
    own = {f"projekt/{key.replace('_', '-')}": name for key, name in projects.items()}
    return Known(
        release,
        {**{f"organisation/{name}": name for name in names}, **own},
        {path: (name,) for path, name in own.items()},
    )


def test_what_is_gone_is_withdrawn_and_stays_so() -> None:
    first = gone_after(use("r1", "a", "b"), (), use("r2", "a"), (), "2026-01-02")
    assert first == {
        "organisation/b": Gone("organisation/b", "withdrawn", "2026-01-02", name="b", release="r1")
    }
    second = gone_after(use("r2", "a"), first.values(), use("r3", "a"), (), "2026-03-03")
    assert second == first
    assert gone_after(use("r3", "a"), second.values(), use("r4", "a", "b"), (), "2026") == {}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_project_that_got_its_number_is_replaced(form: Literal["NFC", "NFD"]) -> None:
    """The slug of a name was the key for want of a number."""
    before = use("r1", vagen_in="Vägen in", annat="Annat")
    named = unicodedata.normalize(form, "VÄGEN IN")
    now = Known(
        "r2", {"projekt/2017-1": named, "projekt/annat": "Annat"}, {"projekt/2017-1": (named,)}
    )
    [gone] = gone_after(before, (), now, (), "2026-01-02").values()
    assert (gone.path, gone.how, gone.successors) == (
        "projekt/vagen-in",
        "replaced",
        ("projekt/2017-1",),
    )


def test_a_project_that_was_taken_into_another_is_merged() -> None:
    before = use("r1", vagen_in="Vägen in", x1="Vägen in")
    now = use("r2", x1="Vägen in")
    assert gone_after(before, (), now, (), "2026-01-02")["projekt/vagen-in"].how == "merged"


def test_a_name_that_two_projects_have_says_nothing() -> None:
    before = use("r1", fia="FIA")
    now = use("r2", x1="FIA", x2="FIA")
    assert gone_after(before, (), now, (), "2026-01-02")["projekt/fia"].how == "withdrawn"


def test_the_table_goes_before_what_was_found_out() -> None:
    reason = {"sv": "Delad.", "en": "Split."}
    row = Gone(
        "organisation/b", "split", "2025-05-05", ("organisation/a", "organisation/c"), None, reason
    )
    found = gone_after(use("r1", "a", "b"), (), use("r2", "a", "c"), (Move(2, row),), "2026-01-02")
    gone = found["organisation/b"]
    assert (gone.how, gone.date, gone.name, gone.release) == ("split", "2025-05-05", "b", "r1")
    assert gone.reason == reason
    assert problems_of([Move(2, row)], use("r2", "a", "c"), found, "moved.csv") == []


def test_rows_that_lead_nowhere_are_problems() -> None:
    row = Gone("organisation/b", "replaced", "2025-05-05", ("organisation/x",))
    problems = problems_of([Move(7, row)], use("r", "a", "b"), {}, "moved.csv")
    assert [(problem.line, problem.column) for problem in problems] == [(7, "old"), (7, "new")]


def table(folder: Path, *rows: str) -> Path:
    path = folder / "moved.csv"
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def test_the_table_is_read(tmp_path: Path) -> None:
    moves, problems = read_moves(
        table(
            tmp_path,
            "project,vagen-in,replaced,2017-00453,Fick nummer.,Got a number.,2026-01-02",
            "organisation,a-b,split,a|b,Delad.,Split.,2026-01-02",
            "project,x,withdrawn,,Fanns inte.,Did not exist.,2026-01-02",
        )
    )
    assert problems == []
    assert [(move.line, move.gone.path, move.gone.successors) for move in moves] == [
        (2, "projekt/vagen-in", ("projekt/2017-00453",)),
        (3, "organisation/a-b", ("organisation/a", "organisation/b")),
        (4, "projekt/x", ()),
    ]
    assert read_moves(tmp_path / "none.csv") == ([], [])


@pytest.mark.parametrize(
    "row",
    [
        "projekt,x,withdrawn,,S,E,2026-01-02",
        "project,x,gone,,S,E,2026-01-02",
        "project,x,withdrawn,y,S,E,2026-01-02",
        "project,x,replaced,,S,E,2026-01-02",
        "project,x,replaced,y|z,S,E,2026-01-02",
        "project,x,split,y,S,E,2026-01-02",
        "project,x,replaced,x,S,E,2026-01-02",
        "project,å,withdrawn,,S,E,2026-01-02",
        "municipality,12,withdrawn,,S,E,2026-01-02",
        "project,x,withdrawn,,S,E,i går",
        "project,x,withdrawn,,,E,2026-01-02",
    ],
)
def test_a_wrong_row_is_a_problem_with_its_line(tmp_path: Path, row: str) -> None:
    good = "project,y-1,withdrawn,,S,E,2026-01-02"
    moves, problems = read_moves(table(tmp_path, good, row))
    assert [move.gone.path for move in moves] == ["projekt/y-1"]
    assert {problem.line for problem in problems} == {3}


def test_an_identifier_stands_in_the_table_once(tmp_path: Path) -> None:
    row = "project,x,withdrawn,,S,E,2026-01-02"
    moves, problems = read_moves(table(tmp_path, row, row))
    assert len(moves) == 1
    assert len(problems) == 1


# The list as a file


def test_a_chain_of_releases(tmp_path: Path) -> None:
    def release(turtle: str, name: str, before: Before | None) -> Before:
        found = parsed(turtle)
        listed, changes, problems = release_changes(
            lambda: found, BASE, (name, f"2026-0{name[1]}-01T00:00:00+00:00"), before, ()
        )
        assert problems == []
        folder = tmp_path / name
        folder.mkdir()
        changes.write(folder)
        assert Changes.read(folder) == changes
        return Before(name, changes.created, tuple(listed), changes)

    first = release(DATA, "r1", None)
    assert first.changes.previous is None
    assert [item.id for item in first.changes.organisations.added] == ["a", "b"]
    second = release(DATA.replace("n/b>", "n/c>"), "r2", first)
    assert second.changes.previous == "r1"
    assert list(second.changes.gone) == ["organisation/b"]
    third = release(DATA.replace("n/b>", "n/c>"), "r3", second)
    assert third.changes.organisations == type(third.changes.organisations)()
    assert third.changes.gone["organisation/b"].release == "r1"
    assert third.changes.first_created == first.created
    assert known("r3", third.records).names.keys() == records(DATA.replace("n/b>", "n/c>")).keys()


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"release": 1}'])
def test_a_damaged_list_is_an_error_that_says_what_to_do(tmp_path: Path, content: str) -> None:
    (tmp_path / "changes.json").write_text(content, encoding="utf-8")
    (tmp_path / "statistics.json").write_text(content, encoding="utf-8")
    with pytest.raises(ReleaseError, match="samverkan build"):
        Changes.read(tmp_path)
    with pytest.raises(ReleaseError, match="samverkan build"):
        Statistics.read(tmp_path)


# Dumps and statistics


@pytest.fixture
def store(tmp_path: Path) -> Path:
    from rdflib import Graph, URIRef

    graph = Graph().parse(data=PREFIX + DATA, format="turtle", publicID=f"{BASE}/id/")
    writer = StoreWriter(tmp_path / "store")
    triples: Iterable[Triple] = list(graph)
    writer.add(triples)
    writer.add(triples, URIRef(f"{BASE}/id/kalla/x"))
    writer.close()
    return tmp_path / "store"


def test_dumps_of_the_same_content_are_the_same_bytes(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_dumps(store, tmp_path / "one")
    monkeypatch.setattr("graph.dumps._LINES_IN_MEMORY", 3)  # sorted in many runs, then merged
    write_dumps(store, tmp_path / "two")
    for name in (*(dump.name for dump in FILES), CHECKSUMS):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    assert sorted(path.name for path in (tmp_path / "two").iterdir()) == sorted(
        (*(dump.name for dump in FILES), CHECKSUMS)
    )
    found = list(quads(tmp_path / "one"))
    assert [str(quad) for quad in found] == sorted(str(quad) for quad in found)


def test_statistics_count_the_default_graph(store: Path, tmp_path: Path) -> None:
    write_dumps(store, tmp_path / "dumps")
    found = statistics_of(quads(tmp_path / "dumps"), BASE)
    assert found.quads == 2 * found.triples
    assert found.graphs == {f"{BASE}/id/kalla/x": found.triples}
    assert sum(found.properties.values()) == found.triples
    assert found.entities == found.subjects == 8
    found.write(tmp_path)
    assert Statistics.read(tmp_path) == found
