"""Bytes to text, and which files are read."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UnreadableSource
from graph.records import Problem
from graph.sources.text import decode, document_paths, read_text

SWEDISH = "Projektägare är Östra Provköpings kommun. Åtgärder för hälsa på arbetsplatsen – “nu”.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_encodings_of_saved_pages_are_read(encoding: str) -> None:
    assert decode(SWEDISH.encode(encoding), "page.txt") == SWEDISH


def test_line_ends_and_decomposed_letters_become_one_kind() -> None:
    data = unicodedata.normalize("NFD", "Å\r\nÄ\rÖ\u2028e\u00adn").encode()
    assert decode(data, "page.txt") == "Å\nÄ\nÖ\nen"


def test_a_file_cut_inside_a_letter_is_read_up_to_it() -> None:
    assert decode("Malmö få".encode()[:-1], "page.txt") == "Malmö f"


def test_some_damaged_bytes_do_not_spoil_the_rest() -> None:
    assert decode(b"\xff " + (SWEDISH * 3).encode(), "page.txt").endswith(SWEDISH)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x00\x01\x02binary", "binary"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "office"),
        (b"a" * 101, "limit"),
        (b"\x81\x8d\x8f\x90\x9d", "neither"),
    ],
)
def test_what_is_no_text_says_so_and_how_to_mend_it(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableSource, match=message) as raised:
        decode(data, "page.txt", max_bytes=100)
    assert str(raised.value).startswith("page.txt: ")
    assert str(raised.value).count(". ") >= 1


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_clear_refusal(data: bytes) -> None:
    try:
        text = decode(data, "page.txt")
    except UnreadableSource:
        return
    assert "\r" not in text
    assert unicodedata.is_normalized("NFC", text)


def test_folders_are_walked_without_readme_and_hidden_files(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / ".hidden").mkdir()
    for path in ("b.txt", "a.md", "README.md", "c.csv", ".d.txt", "inner/e.TEXT", ".hidden/f.txt"):
        (tmp_path / path).write_text("text")
    found = list(document_paths([tmp_path, tmp_path / "b.txt"]))
    assert [path.name for path in found if isinstance(path, Path)] == ["a.md", "b.txt", "e.TEXT"]


def test_a_path_to_nothing_is_a_problem_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "table.csv").write_text("a")
    found = list(
        document_paths([tmp_path / "none.txt", tmp_path / "empty", tmp_path / "table.csv"])
    )
    assert all(isinstance(one, Problem) and one.remedy for one in found)
    assert [one.severity for one in found if isinstance(one, Problem)] == [
        "error",
        "warning",
        "error",
    ]


def test_a_file_over_the_limit_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_text("a" * 50)
    with pytest.raises(UnreadableSource, match="over the limit of 10"):
        read_text(path, 10)
