"""CSV tables validated row by row: a bad row is reported by file, line and column, not fatal."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, ValidationError

from graph.errors import UnreadableSource
from graph.records import Problem


def _split(value: object) -> object:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split("|") if part.strip())
    return value


def _none_if_blank(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


Names = Annotated[tuple[str, ...], BeforeValidator(_split)]
Text = Annotated[str | None, BeforeValidator(_none_if_blank)]

RowT = TypeVar("RowT", bound=BaseModel)

# Characters that no text holds and that XML, one of the formats of the graph, cannot write.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Row(Generic[RowT]):
    """One valid row: its number (the header is 1), its physical line, its values and cells."""

    number: int
    line: int
    value: RowT
    cells: Mapping[str, str]
    columns: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Table(Generic[RowT]):
    """The valid rows of a file and a problem for each of the others."""

    path: Path
    sha256: str
    rows: tuple[Row[RowT], ...]
    problems: tuple[Problem, ...]


def read_table(
    path: Path, model: type[RowT], check: Callable[[RowT], str | None] | None = None
) -> Table[RowT]:
    """Read a UTF-8 CSV file with a header into rows of `model`.

    The text is made NFC first. `check` may refuse a row that is valid by itself, by returning
    what is wrong. Raises `UnreadableSource` when the file is missing, is not UTF-8, lacks a
    required column or has a column twice.
    """
    try:
        content = path.read_bytes()
        text = unicodedata.normalize("NFC", content.decode("utf-8-sig"))
    except OSError as error:
        raise UnreadableSource(
            f"{path}: cannot be read ({error.strerror}). Check that the file is there."
        ) from error
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableSource(
            f"{path}:{line}: not valid UTF-8. Save the table as UTF-8 and try again."
        ) from error
    rows: list[Row[RowT]] = []
    problems: list[Problem] = []
    for item in _rows(path, text, model):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        fault = check(item.value) if check else None
        if fault:
            problems.append(Problem(path.name, fault, "Mend the row or remove it.", line=item.line))
        else:
            rows.append(item)
    digest = hashlib.sha256(content).hexdigest()
    return Table(path, digest, tuple(rows), tuple(problems))


def _rows(path: Path, text: str, model: type[RowT]) -> Iterator[Row[RowT] | Problem]:
    # Not splitlines(), which also splits at characters that may stand inside a cell.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader)
    except (StopIteration, csv.Error) as error:
        raise UnreadableSource(f"{path}: no header row. Add one with the column names.") from error
    missing = [
        name
        for name, field in model.model_fields.items()
        if field.is_required() and name not in header
    ]
    if missing:
        raise UnreadableSource(
            f"{path}:1: column {', '.join(missing)} is missing. See data/README.md for the columns."
        )
    twice = [name for name, times in Counter(header).items() if times > 1]
    if twice:
        raise UnreadableSource(
            f"{path}:1: column {', '.join(twice)} stands twice. Remove one or rename it."
        )
    columns = {name: position for position, name in enumerate(header, start=1)}
    number = 1
    while True:
        line = reader.line_num + 1
        number += 1
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Problem(
                path.name, f"not CSV ({error}).", "Check the quotes in the row.", line=line
            )
            continue
        if not any(value.strip() for value in values):
            continue
        if len(values) != len(header):
            yield Problem(
                path.name,
                f"{len(values)} fields, {len(header)} expected.",
                "Quote fields that have commas.",
                line=line,
            )
            continue
        cells = dict(zip(header, values, strict=True))
        control = next((name for name in header if _CONTROL.search(cells[name])), None)
        if control is not None:
            yield Problem(
                path.name,
                "the cell has a control character.",
                "Remove it.",
                line=line,
                column=control,
            )
            continue
        known = {name: cells[name] for name in model.model_fields if name in cells}
        try:
            yield Row(number, line, model.model_validate(known), cells, columns)
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                column = str(fault["loc"][0]) if fault["loc"] else None
                yield Problem(
                    path.name,
                    f"{fault['msg']}, found {fault.get('input')!r:.80}.",
                    "Mend the value; see data/README.md for what the column takes.",
                    line=line,
                    column=column,
                )
