"""Decisions on merges: they undo a wrong merge and make one that no rule finds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph.assembly import Collection, collect
from graph.ingested import ReadingFolder
from graph.records import ProjectRecord as Record
from graph.records import Reading, Source
from tests.conftest import REPOSITORY

HEADER = "source,name,project_id,decision,reason\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the tables, whose decisions a test may change."""
    folder = tmp_path / "data"
    for part in ("reference", "projects"):
        shutil.copytree(REPOSITORY / "data" / part, folder / part)
    return folder


@pytest.fixture
def documents(tmp_path: Path) -> ReadingFolder:
    """A document that names Spången, and one that names the same project otherwise."""
    folder = ReadingFolder(tmp_path / "documents")
    for key, name in (("ett", "SPÅNGEN"), ("tva", "Projektet Spången i Stockholm")):
        source = Source(key, "document", key, "0" * 64)
        folder.save([Reading(source, (Record(source=key, name=name),))])
    return folder


def collected(data: Path, documents: ReadingFolder, rows: str) -> Collection:
    (data / "projects" / "merges.csv").write_text(HEADER + rows, encoding="utf-8")
    return collect(data, documents)


def sources_of(collection: Collection, key: str) -> set[str]:
    return next(set(p.sources) for p in collection.projects if p.key == key)


def test_without_a_decision_the_rules_decide(data: Path, documents: ReadingFolder) -> None:
    collection = collected(data, documents, "")
    assert sources_of(collection, "spangen") == {"kuraterade", "fakta", "ett"}
    assert sources_of(collection, "projektet-spangen-i-stockholm") == {"tva"}
    assert collection.problems == ()


def test_a_merge_is_undone(data: Path, documents: ReadingFolder) -> None:
    collection = collected(data, documents, "ett,SPÅNGEN,spangen,different,another town\n")
    assert sources_of(collection, "spangen") == {"kuraterade", "fakta"}
    assert sources_of(collection, "spangen-ett") == {"ett"}


def test_a_merge_is_made(data: Path, documents: ReadingFolder) -> None:
    row = "tva,Projektet Spången i Stockholm,spangen,same,other name\n"
    collection = collected(data, documents, row)
    assert sources_of(collection, "spangen") == {"kuraterade", "fakta", "ett", "tva"}
    reasons = {match.source: match.reason for match in collection.matches}
    assert (reasons["tva"], reasons["ett"]) == ("decision", "name and owner")


def test_a_table_row_can_be_kept_apart_though_the_keys_agree(
    data: Path, documents: ReadingFolder
) -> None:
    collection = collected(data, documents, "fakta,Spången,spangen,different,test\n")
    assert "fakta" not in sources_of(collection, "spangen")
    # Two projects are now called so, and the document says of neither who owns it.
    assert sources_of(collection, "spangen-ett") == {"ett"}
    assert len(collection.projects) == 303


def test_a_decision_changes_the_fingerprint(data: Path, documents: ReadingFolder) -> None:
    before = collected(data, documents, "").fingerprint
    after = collected(data, documents, "ett,SPÅNGEN,spangen,different,x\n").fingerprint
    assert before != after


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("fakta,Finns inte,spangen,same,x\n", "name"),
        ("fakta,Spången,spangen,perhaps,x\n", "decision"),
    ],
)
def test_a_wrong_row_is_reported_and_the_rest_counts(
    data: Path, documents: ReadingFolder, row: str, column: str
) -> None:
    collection = collected(data, documents, row + "ett,SPÅNGEN,spangen,different,x\n")
    assert [(problem.line, problem.column) for problem in collection.problems] == [(2, column)]
    assert sources_of(collection, "spangen-ett") == {"ett"}
