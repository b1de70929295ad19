"""CSV tables: what is wrong is reported by file, line and column, and the rest is read."""

from __future__ import annotations

import csv
import hashlib
import io
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from graph.errors import UnreadableSource
from graph.tables import Names, Table, Text, read_table


class Thing(BaseModel):
    name: str
    size: int
    note: Text = None
    tags: Names = ()


Reader = Callable[[bytes | str], Table[Thing]]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    def read(content: bytes | str) -> Table[Thing]:
        path = tmp_path / "things.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_table(path, Thing)

    return read


def names(table: Table[Thing]) -> list[str]:
    return [row.value.name for row in table.rows]


def test_rows_cells_and_columns(read: Reader) -> None:
    content = "name,size,tags,other\nKil,3, a | b ||c,x\n"
    table = read(content)
    (row,) = table.rows
    assert row.value == Thing(name="Kil", size=3, tags=("a", "b", "c"))
    assert (row.number, row.line) == (2, 2)
    assert row.columns == {"name": 1, "size": 2, "tags": 3, "other": 4}
    assert row.cells["other"] == "x"
    assert table.sha256 == hashlib.sha256(content.encode()).hexdigest()
    assert table.problems == ()


def test_a_bad_row_is_reported_and_the_rest_is_read(read: Reader) -> None:
    table = read('name,size\nA,1\n"B\n\nB",2\nC,three\nD,4\n')
    assert names(table) == ["A", "B\n\nB", "D"]
    (problem,) = table.problems
    assert (problem.file, problem.line, problem.column) == ("things.csv", 6, "size")
    assert "three" in problem.message
    assert problem.remedy
    assert str(problem).startswith("things.csv:6 [size]: ")
    assert [row.number for row in table.rows] == [2, 3, 5]


def test_every_fault_of_a_row_is_reported(tmp_path: Path) -> None:
    class Pair(BaseModel):
        first: int
        second: int

    path = tmp_path / "pairs.csv"
    path.write_text("first,second\nx,y\n", encoding="utf-8")
    assert [p.column for p in read_table(path, Pair).problems] == ["first", "second"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("B", "1 fields, 2 expected"),
        ("B,2,3", "3 fields, 2 expected"),
        ('"B"x,2', "not CSV"),
        ("B,", "unable to parse"),
        ("B\x00,2", "control character"),
        ("B\x1b[31m,2", "control character"),
    ],
)
def test_kinds_of_bad_rows(read: Reader, row: str, message: str) -> None:
    table = read(f"name,size\nA,1\n{row}\nC,3\n")
    assert names(table) == ["A", "C"]
    assert [problem.line for problem in table.problems] == [3]
    assert message in table.problems[0].message
    assert [item.number for item in table.rows] == [2, 4]


def test_a_quote_that_does_not_end_is_reported_where_it_begins(read: Reader) -> None:
    table = read('name,size\nA,1\n"B,2\nC,3\n')
    assert names(table) == ["A"]
    assert [(p.line, "quotes" in p.remedy) for p in table.problems] == [(3, True)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark(read: Reader, end: str, mark: str) -> None:
    table = read(mark + end.join(["name,size", "A,1", "B,b", "C,3", ""]))
    assert names(table) == ["A", "C"]
    assert [problem.line for problem in table.problems] == [3]


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x85", "\u00a0"])
def test_characters_that_are_no_line_ends_stay_in_the_cell(read: Reader, character: str) -> None:
    table = read(f"name,size\nA{character}B,1\nC,x\n")
    assert names(table) == [f"A{character}B"]
    assert [problem.line for problem in table.problems] == [3]


def test_text_is_composed(read: Reader) -> None:
    (row,) = read("name,size\nA\u030are,1\n").rows
    assert row.value.name == row.cells["name"] == "Åre"


def test_blank_lines_are_no_rows(read: Reader) -> None:
    table = read("name,size\n\nA,1\n,\n  ,  \nB,2\n\n")
    assert names(table) == ["A", "B"]
    assert table.problems == ()
    assert [row.line for row in table.rows] == [3, 6]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no header row"),
        (b"\xef\xbb\xbf", "no header row"),
        (b"\n\n", "column name, size is missing"),
        (b"name\nA\n", "column size is missing"),
        (b"Name,size\nA,1\n", "column name is missing"),
        (b"name,size,name\nA,1,B\n", "column name stands twice"),
        (b"name,size\nA,1\nB\xe5,2\n", ":3: not valid UTF-8"),
        ("name,size\nA,1\n".encode("utf-16"), "not valid UTF-8"),
    ],
)
def test_a_file_that_is_no_such_table(read: Reader, content: bytes, message: str) -> None:
    with pytest.raises(UnreadableSource, match=message) as raised:
        read(content)
    assert "things.csv" in str(raised.value)
    assert str(raised.value).rstrip(".").count(". ") >= 1, "what is wrong, then the remedy"


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(UnreadableSource, match="cannot be read"):
            read_table(path, Thing)


def test_a_header_without_rows(read: Reader) -> None:
    assert read("name,size\n").rows == ()


def test_a_row_that_only_the_check_refuses(tmp_path: Path) -> None:
    path = tmp_path / "things.csv"
    path.write_text("name,size\nA,1\nB,2\n", encoding="utf-8")
    table = read_table(path, Thing, check=lambda row: "too big." if row.size > 1 else None)
    assert names(table) == ["A"]
    assert [(p.line, p.message) for p in table.problems] == [(3, "too big.")]


def test_a_cell_over_the_limit_of_the_csv_library(read: Reader) -> None:
    table = read(f"name,size\n{'x' * 200_000},1\nB,2\n")
    assert names(table)[-1] == "B"
    assert len(table.rows) + len(table.problems) == 2


def test_a_hundred_thousand_rows(read: Reader) -> None:
    content = "name,size,note,tags\n" + "".join(f"N{i},{i},n,a|b\n" for i in range(100_000))
    start = time.process_time()
    table = read(content)
    assert len(table.rows) == 100_000
    assert time.process_time() - start < 8


cells = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters=[chr(n) for n in range(32)])
    | st.sampled_from("\n,\"';|\t")
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.tuples(cells.filter(str.strip), st.integers(0, 9)), max_size=6))
def test_what_the_csv_library_writes_is_read(read: Reader, values: list[tuple[str, int]]) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerows([("name", "size"), *values])
    table = read(buffer.getvalue())
    assert table.problems == ()
    assert [row.value.size for row in table.rows] == [size for _, size in values]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(
    st.binary(max_size=80)
    | st.text(max_size=80).map(lambda t: f"name,size\n{t}".encode(errors="replace"))
)
def test_whatever_the_bytes_only_the_promised_error_is_raised(read: Reader, content: bytes) -> None:
    try:
        table = read(content)
    except UnreadableSource:
        return
    assert all(problem.line for problem in table.problems)
