"""Tables and definition lists of a page as lines: labels with their values.

A row of a table and a term with its definition become a line "label: value", or a label with a
list below it; a table under a row of known labels becomes one such group for each row.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain, repeat

from graph.sources.labels import LABELS
from graph.sources.passages import squeeze

_LONGEST_VALUE = 300
_LONGEST_ITEM = 120
_LONGEST_LABEL = 60
_MOST_SPANNED = 200  # rows or columns of one cell; pages of facts have far fewer
_MOST_HEADS = 3  # rows at the head of a table that may hold its labels


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell, whether it is a header, and the rows and columns it spans."""

    text: str
    header: bool = False
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class Table:
    """A table's cells by row, as the page writes them."""

    rows: list[list[Cell]] = field(default_factory=list)
    caption: str = ""

    def text(self) -> str:
        """The table as lines."""
        return _table_text(self)


@dataclass(slots=True)
class Terms:
    """The texts of a definition list, each with whether it is a term."""

    entries: list[tuple[str, bool]] = field(default_factory=list)

    def text(self) -> str:
        """The definition list as lines."""
        return _terms_text(self)


def is_label(written: str) -> bool:
    """Whether a text is the label of a known field of projects and nothing else."""
    return len(written) <= _LONGEST_LABEL and written.rstrip(" :").casefold() in LABELS


def span_of(written: str | None, most: int = _MOST_SPANNED) -> int:
    """A `rowspan` or `colspan` attribute as a count of at least one.

    >>> span_of("3"), span_of(None), span_of("0"), span_of("1000000000")
    (3, 1, 1, 200)
    """
    value = (written or "").strip()
    return min(max(int(value), 1), most) if value.isascii() and value.isdigit() else 1


def _filled(row: list[Cell]) -> list[Cell]:
    return [cell for cell in row if cell.text.strip()]


def _grid(rows: list[list[Cell]]) -> list[list[Cell]]:
    """The rows with a cell in every column: one that spans rows stands in each of them.

    The further columns of a cell are empty, so that a title over the table stays one cell.
    """
    grid: list[list[Cell]] = []
    spanning: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        line: list[Cell] = []
        waiting = iter(row)
        while True:
            column = len(line)
            if column in spanning:
                cell, left = spanning.pop(column)
                if left > 1:
                    spanning[column] = (cell, left - 1)
                line.append(cell)
                continue
            found = next(waiting, None)
            if found is None:
                break
            for number in range(found.columns):
                cell = found if number == 0 else Cell("", found.header)
                if found.rows > 1:
                    spanning[len(line)] = (cell, found.rows - 1)
                line.append(cell)
        grid.append(line)
    return grid


def _table_text(table: Table) -> str:
    rows = [row for row in table.rows if _filled(row)]
    lines = [table.caption, ""] if table.caption else []
    grid = _grid(rows)
    head = _label_row(grid)
    if head is None and (turned := _turned(grid)) is not None:
        grid, head = turned, 0
    if head is not None:
        labels = [cell.text for cell in grid[head]]
        titles = [
            " | ".join(cell.text for cell in cells)
            for row in grid[:head]
            if len(cells := _filled(row)) == 1 or not all(cell.header for cell in cells)
        ]
        lines.extend([*titles, ""] if titles else [])
        for row in grid[head + 1 :]:
            if len(_filled(row)) == 1 and len(row) > 1:
                lines.extend(["", *_filled(row)[0].text.split("\n"), ""])  # a title in the table
                continue
            for label, cell in zip(chain(labels, repeat("")), row, strict=False):
                if cell.text:
                    lines.extend(_labelled(label, cell.text))
            lines.append("")
        return "\n".join(lines).strip("\n")
    for row in _values_joined(rows):
        lines.extend(_row_lines(row))
    return "\n".join(lines).strip("\n")


def _label_row(grid: list[list[Cell]]) -> int | None:
    """The row that names what the columns below it hold; above it only titles may stand."""
    for number, row in enumerate(grid[:_MOST_HEADS]):
        if number + 1 >= len(grid) or len(row) < 2:
            continue
        filled = _filled(row)
        labels = sum(is_label(cell.text) for cell in filled)
        if labels < 2:
            if number and not all(cell.header for cell in filled) and len(filled) > 1:
                return None
            continue
        if all(cell.header for cell in filled):
            return _last_head(grid, number)
        below = [_filled(other)[:1] for other in grid[number + 1 :]]
        if labels == len(filled) and not any(
            cell.header or is_label(cell.text) for first in below for cell in first
        ):
            return number
        return None
    return None


def _last_head(grid: list[list[Cell]], head: int) -> int:
    """The last of the header rows that begin at `head`, where labels stand under joint titles."""
    while head + 2 < len(grid):
        following = _filled(grid[head + 1])
        if len(following) < 2 or not all(cell.header for cell in following):
            break
        head += 1
    return head


def _turned(grid: list[list[Cell]]) -> list[list[Cell]] | None:
    """A table whose first column holds the labels and each further one a project, as rows."""
    width = max((len(row) for row in grid), default=0)
    if width < 3 or any(len(row) != width for row in grid):
        return None
    firsts = [row[0] for row in grid]
    if any(not is_label(row[0].text) and row[0].text and len(_filled(row)) == 1 for row in grid):
        return None  # a text of its own, which stands beside no value
    labels = sum(is_label(cell.text) for cell in firsts)
    inside = any(is_label(cell.text) for row in grid for cell in row[1:])
    if labels < 2 or inside or labels < len(_filled(firsts)) - 1 or not firsts[0].text:
        return None
    return [[row[column] for row in grid] for column in range(width)]


def _values_joined(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Rows where a label that spans several has all their values in one cell."""
    joined: list[list[Cell]] = []
    left = 0
    for row in rows:
        if left and len(row) == 1 and joined:
            label, value = joined[-1][0], joined[-1][-1]
            joined[-1] = [label, Cell("\n".join(filter(None, (value.text, row[0].text))))]
            left -= 1
            continue
        left = row[0].rows - 1 if len(row) == 2 else 0
        joined.append(row)
    return joined


def _row_lines(row: list[Cell]) -> list[str]:
    cells = _filled(row)
    if len(cells) == 1:
        return cells[0].text.split("\n")
    pairs = list(zip(cells[::2], cells[1::2], strict=False))
    if len(cells) % 2 == 0 and (
        all(is_label(label.text) for label, _ in pairs) or (len(cells) == 2 and cells[0].header)
    ):
        return [line for label, value in pairs for line in _labelled(label.text, value.text)]
    if any("\n" in cell.text or len(cell.text) > _LONGEST_VALUE for cell in cells):
        lines: list[str] = []  # a table that only sets the page
        for cell in cells:
            lines += [*cell.text.split("\n"), ""]
        return lines
    return [" | ".join(cell.text for cell in cells)]


def _terms_text(terms: Terms) -> str:
    lines: list[str] = []
    labels: list[str] = []
    values: list[str] = []
    for text, is_term in [*terms.entries, ("", True)]:
        if is_term and (values or not text):
            label = " / ".join(filter(None, labels))
            lines.extend(_labelled(label, "\n".join(filter(None, values))))
            labels, values = [], []
        (labels if is_term else values).append(text)
    return "\n".join(lines).strip("\n")


def _labelled(label: str, value: str) -> list[str]:
    """The lines of a label and its value."""
    label = squeeze(label).rstrip(" :")
    rows = [line for line in value.split("\n") if line.strip()]
    if not rows:
        return [f"{label}:"] if label else []
    if not label:
        return rows
    if len(label) > _LONGEST_LABEL and not is_label(label):
        return [label, "", *rows, ""]
    if len(rows) == 1 and len(rows[0]) <= _LONGEST_VALUE:
        return [f"{label}: {rows[0].removeprefix('- ')}"]
    if all(len(line) <= _LONGEST_ITEM for line in rows):
        return [f"{label}:", *(line if line.startswith("- ") else f"- {line}" for line in rows), ""]
    return ["", label, "", *value.split("\n"), ""]
