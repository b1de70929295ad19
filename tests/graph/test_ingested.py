"""Readings kept on disk: what was saved comes back, what is damaged is reported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.assembly import collect
from graph.errors import UnreadableSource
from graph.ingested import ReadingFolder
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
)
from graph.sources.projects import read_facts

SOURCE = Source("sida", "document", "Sida", "0" * 64, url="https://example.org/")
READING = Reading(
    SOURCE,
    (
        ProjectRecord(
            "sida",
            "Ett “prov” på Öland",
            number="2017/00453",
            period=Period("2017-01", None),
            grant=Amount(Decimal("1000.50"), qualifier="drygt"),
            participations=(
                Participation(
                    Party("Kils kommun", "Skolan"),
                    Role.OWNER,
                    (Evidence("sida", "Kils kommun", 3, 14, "label", Cell(2, 3), None),),
                    "vissa delar",
                ),
            ),
            keywords=("a", "b"),
            evidence=(FieldEvidence("name", Evidence("sida", "Ett", 0, 3, "heading")),),
        ),
    ),
    (Problem("sida.txt", "fel.", "Rätta.", line=3, severity="warning"),),
)


def test_a_reading_comes_back_as_it_was(tmp_path: Path) -> None:
    folder = ReadingFolder(tmp_path / "readings")
    assert folder.load() == ([], [])
    folder.save([READING])
    assert folder.load() == ([READING], [])
    assert [path.name for path in (tmp_path / "readings").iterdir()] == ["sida.json"]


def test_saving_again_replaces(tmp_path: Path) -> None:
    folder = ReadingFolder(tmp_path)
    folder.save([READING])
    folder.save([replace(READING, records=())])
    assert folder.load() == ([replace(READING, records=())], [])


def test_every_record_of_the_facts_comes_back(tmp_path: Path, data: Path) -> None:
    reading = read_facts(data / "projects" / "facts.csv")
    ReadingFolder(tmp_path).save([reading])
    assert ReadingFolder(tmp_path).load() == ([reading], [])


def test_removing(tmp_path: Path) -> None:
    folder = ReadingFolder(tmp_path)
    folder.save([READING])
    assert folder.remove("sida")
    assert not folder.remove("sida")
    assert folder.load() == ([], [])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"{}",
        b'{"format": 1}',
        b'{"format": 2, "reading": {}}',
        b'{"format": 1, "reading": {"source": {}, "records": []}}',
        b'{"format": 1, "reading": null}',
        b"\xff\xfe",
    ],
)
def test_a_damaged_file_is_reported_and_the_others_are_read(tmp_path: Path, content: bytes) -> None:
    folder = ReadingFolder(tmp_path)
    folder.save([READING])
    (tmp_path / "annan.json").write_bytes(content)
    readings, problems = folder.load()
    assert readings == [READING]
    assert [problem.file for problem in problems] == ["annan.json"]
    assert "ingest" in problems[0].remedy


@pytest.mark.parametrize("cut", [1, 10, 100, 400])
def test_a_file_cut_short(tmp_path: Path, cut: int) -> None:
    folder = ReadingFolder(tmp_path)
    folder.save([READING])
    path = tmp_path / "sida.json"
    path.write_bytes(path.read_bytes()[:-cut])
    readings, problems = folder.load()
    assert (readings, len(problems)) == ([], 1)


TRICKS = [
    "../sida", "..", ".", "", "/etc/passwd", "a/b", "a\\b", "a\x00b", "~", "sida/../sida", " ", "å",
    "-x", "sida.json",
]  # fmt: skip


@pytest.mark.parametrize("key", TRICKS)
def test_a_key_that_is_no_file_name(tmp_path: Path, key: str) -> None:
    (tmp_path / "sida.json").write_text("x", encoding="utf-8")
    (tmp_path / ".json").write_text("x", encoding="utf-8")
    folder = ReadingFolder(tmp_path / "readings")
    folder.save([READING])
    assert not folder.remove(key)
    with pytest.raises(UnreadableSource, match="cannot name a source"):
        folder.save([replace(READING, source=replace(SOURCE, id=key))])
    found = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*"))
    assert found == [".json", "readings", "readings/sida.json", "sida.json"]


def test_a_draft_left_by_a_killed_program_is_not_read(tmp_path: Path) -> None:
    folder = ReadingFolder(tmp_path)
    folder.save([READING])
    (tmp_path / ".annan.json-99").write_text("{", encoding="utf-8")
    assert folder.load() == ([READING], [])


@pytest.mark.parametrize("key", ["fakta", "kuraterade", "referens-agencies"])
def test_a_document_does_not_take_the_place_of_a_table(
    tmp_path: Path, data: Path, key: str
) -> None:
    folder = ReadingFolder(tmp_path)
    record = ProjectRecord(key, "Spången", number=None)
    folder.save([Reading(replace(SOURCE, id=key), (record,))])
    collection = collect(data, folder)
    assert [reading.source.kind for reading in collection.readings] == ["table", "table"]
    (problem,) = collection.problems
    assert key in problem.message
    assert "ingest" in problem.remedy


text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(
    records=st.lists(
        st.builds(
            ProjectRecord,
            source=st.just("sida"),
            name=text,
            key=st.none() | text,
            keywords=st.lists(text, max_size=3).map(tuple),
            grant=st.none()
            | st.builds(Amount, st.decimals(0, 10**12, places=2), qualifier=st.none() | text),
            period=st.none() | st.builds(Period, st.none() | text, st.none() | text),
            planned_participants=st.none() | st.integers(0),
        ),
        max_size=3,
    )
)
def test_whatever_is_read_comes_back(
    tmp_path_factory: pytest.TempPathFactory, records: list[ProjectRecord]
) -> None:
    folder = ReadingFolder(tmp_path_factory.mktemp("readings"))
    reading = Reading(SOURCE, tuple(records))
    folder.save([reading])
    assert folder.load() == ([reading], [])


def test_two_documents_meet_with_the_facts(
    tmp_path: Path, data: Path, record: Callable[..., ProjectRecord]
) -> None:
    folder = ReadingFolder(tmp_path)
    for key in ("a", "b"):
        one = record(key, "Experio WorkLab", [("Region Värmland", Role.OWNER)], number="2019/00035")
        folder.save([Reading(replace(SOURCE, id=key), (one,))])
    collection = collect(data, folder)
    assert collection.problems == ()
    (project,) = [p for p in collection.projects if p.key == "2019-00035"]
    assert project.sources == ("kuraterade", "a", "b", "fakta")
    assert len(collection.projects) == 300
