"""Pages of every layout to records, compared with golden files; and what cannot be read."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import asdict, fields
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.mentions import Mentions
from graph.records import Evidence, ProjectRecord, Reading
from graph.sources.documents import read_document, read_documents, source_id
from graph.sources.passages import MASK
from graph.sources.text import TextDocument, decode, read_text

PAGES = Path(__file__).parent / "pages"
PAGE_FILES = sorted(PAGES.glob("*.txt"))
PEOPLE = ("Testa", "Provsson", "Prova", "Lundsten", "Provina", "Testander", "@", "0520", "123 45")


def read(text: str, mentions: Mentions, name: str = "page") -> Reading:
    return read_document(TextDocument(Path(f"{name}.txt"), text, "0" * 64), mentions, name)


def evidence_of(record: ProjectRecord) -> list[Evidence]:
    parts = [item for part in record.participations for item in part.evidence]
    return [*(item.evidence for item in record.evidence), *parts]


def plain(record: ProjectRecord) -> dict[str, Any]:
    """A record as JSON values, empty fields left out, evidence as rule and quote."""
    found: dict[str, Any] = {}
    for each in fields(record):
        value = getattr(record, each.name)
        if value in (None, ()) or each.name in ("source", "evidence", "participations"):
            continue
        found[each.name] = json.loads(
            json.dumps(asdict(value) if hasattr(value, "__slots__") else value, default=str)
        )
    found["participations"] = [
        {
            key: value
            for key, value in {
                "role": part.role.value,
                "name": part.party.name,
                "unit": part.party.unit,
                "extent": part.extent,
                "rules": [item.rule for item in part.evidence],
                "quote": part.evidence[0].quote,
            }.items()
            if value is not None
        }
        for part in record.participations
    ]
    found["evidence"] = [
        [item.field, item.evidence.rule, item.evidence.quote] for item in record.evidence
    ]
    return found


def readable(reading: Reading) -> dict[str, Any]:
    """A reading as the golden files hold it."""
    return {
        "title": reading.source.title,
        "issued": reading.source.issued,
        "modified": reading.source.modified,
        "problems": [problem.message for problem in reading.problems],
        "projects": [plain(record) for record in reading.records],
    }


def check_evidence(reading: Reading, text: str) -> None:
    for record in reading.records:
        for evidence in evidence_of(record):
            assert text[evidence.start : evidence.end] == evidence.quote
            assert evidence.quote.strip()
            assert MASK not in evidence.quote
            assert evidence.source == reading.source.id
            assert evidence.rule
        assert MASK not in repr(record)


@pytest.mark.parametrize("path", PAGE_FILES, ids=lambda path: path.stem)
def test_pages_are_read_as_their_golden_files_say(path: Path, mentions: Mentions) -> None:
    document = read_text(path)
    reading = read_document(document, mentions, path.stem)
    found = readable(reading)
    golden = path.with_suffix(".json")
    assert found == json.loads(golden.read_text(encoding="utf-8"))
    check_evidence(reading, document.text)


@pytest.mark.parametrize("path", PAGE_FILES, ids=lambda path: path.stem)
def test_no_person_of_a_page_is_in_its_records(path: Path, mentions: Mentions) -> None:
    reading = read_document(read_text(path), mentions, path.stem)
    for word in PEOPLE:
        assert word not in repr(reading.records) + reading.source.title


@pytest.mark.parametrize("path", PAGE_FILES, ids=lambda path: path.stem)
def test_the_file_format_makes_no_difference(path: Path, mentions: Mentions) -> None:
    text = read_text(path).text
    expected = [plain(record) for record in read(text, mentions).records]
    for data in (
        text.replace("\n", "\r\n").encode(),
        unicodedata.normalize("NFD", text).encode(),
        text.encode("utf-8-sig"),
        text.replace("•", "-").encode("cp1252") if "•" not in text else text.encode(),
    ):
        again = read(decode(data, "page.txt"), mentions)
        assert [plain(record) for record in again.records] == expected


@pytest.mark.parametrize("path", PAGE_FILES, ids=lambda path: path.stem)
def test_a_page_cut_anywhere_is_read_or_reported(path: Path, mentions: Mentions) -> None:
    text = read_text(path).text
    for end in range(0, len(text), 37):
        part = text[:end]
        if part.strip():
            check_evidence(read(part, mentions), part)


@pytest.mark.parametrize("path", PAGE_FILES, ids=lambda path: path.stem)
def test_a_page_in_capitals_keeps_its_evidence_and_hides_its_persons(
    path: Path, mentions: Mentions
) -> None:
    text = read_text(path).text.upper()
    reading = read(text, mentions)
    check_evidence(reading, text)
    if "KONTAKTPERSON" in text:
        assert "PROVSSON" not in repr(reading.records)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Projektägare",
                "Projektägare: ",
                "Kumla kommun",
                "Projektet Nya vägar",
                "\n",
                " ",
                ", ",
                " och ",
                "i samverkan med ",
                "beviljas 5,2 miljoner kronor för ",
                "Region Skåne",
                "Kontaktperson\n",
                "Testa Provsson",
                "2017/00453",
                "Projektnummer\n",
                "Projektperiod",
                "2018-03-01 - 2020-02-29",
                "deltar i vissa delar av projektet",
                ". ",
                "• ",
                "Samverkansparter\n",
                "(",
                ")",
                "–",
                "är ",
                "Beviljat ESF-stöd",
                "3 133 746 kr",
                "finansieras av Europeiska socialfonden",
                "ä\u0308",
                "\t",
            ]
        ),
        max_size=40,
    )
)
def test_whatever_stands_on_a_page_quotes_are_true(mentions: Mentions, parts: list[str]) -> None:
    text = decode(("Sida " + "".join(parts)).encode(), "page.txt")
    check_evidence(read(text, mentions), text)


def test_only_labels_make_no_project(mentions: Mentions) -> None:
    reading = read("Projektägare\nProjektnummer\nProjektperiod\nBeviljat ESF-stöd\n", mentions)
    assert reading.records == ()
    assert [problem.severity for problem in reading.problems] == ["warning"]
    assert "No project was found" in reading.problems[0].message


def test_fields_without_a_name_are_reported_with_their_line(mentions: Mentions) -> None:
    reading = read(
        "Projektägare: Kumla kommun\nProjektnummer: 2017/00001\nRegion: Väst\n", mentions
    )
    assert reading.records == ()
    assert reading.problems[0].line == 1


def test_a_huge_line_is_read_in_little_time(mentions: Mentions) -> None:
    line = "Kumla kommun beviljas 5,2 miljoner kronor i samverkan med Region Skåne, " * 3000
    text = f"Projektet Nya vägar\n\n{line}"
    check_evidence(read(text, mentions), text)


def test_one_broken_document_does_not_stop_the_others(tmp_path: Path, mentions: Mentions) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01")
    (tmp_path / "c.txt").write_text((PAGES / "bank-colon.txt").read_text())
    readings = list(read_documents([tmp_path, tmp_path / "none.txt"], mentions))
    assert [reading.failed for reading in readings] == [True, True, False, True]
    assert [len(reading.records) for reading in readings] == [0, 0, 1, 0]
    for reading in readings:
        for problem in reading.problems:
            assert problem.file.startswith(str(tmp_path))
            assert problem.remedy


def test_a_rule_that_trips_costs_one_document(
    tmp_path: Path, mentions: Mentions, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trip(*_: object) -> None:
        raise ValueError("Testa Provsson")

    (tmp_path / "a.txt").write_text("Projektet Nya vägar")
    monkeypatch.setattr("graph.sources.documents.find_fields", trip)
    (reading,) = read_documents([tmp_path], mentions)
    assert reading.failed
    assert "Provsson" not in str(reading.problems[0])


def test_sources_have_an_id_of_their_own(tmp_path: Path, mentions: Mentions) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "Över gränsen.txt").write_text(f"Projektet {folder} pågår.")
    ids = [reading.source.id for reading in read_documents([tmp_path], mentions)]
    assert ids == ["a-over-gransen", "b-over-gransen"]
    assert source_id(Path("….txt"), set()) == "dokument"


def test_amounts_stay_decimals(mentions: Mentions) -> None:
    record = read((PAGES / "bank-glued.txt").read_text(), mentions).records[0]
    assert record.grant is not None
    assert record.grant.value == Decimal(23_060_351)
