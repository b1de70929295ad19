"""Tables and definition lists of a page as lines: labels with their values.

A row of a table and a term with its definition become a line "label: value", or a label with a
list below it; a table under a row of known labels becomes one such group for each row.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.sources.labels import LABELS
from graph.sources.passages import squeeze

_LONGEST_VALUE = 300
_LONGEST_ITEM = 120
_LONGEST_LABEL = 60


@dataclass(slots=True)
class Table:
    """The texts of a table's cells by row, each with whether it is a header."""

    rows: list[list[tuple[str, bool]]] = field(default_factory=list)
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


def _filled(row: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    return [(text, header) for text, header in row if text.strip()]


def _table_text(table: Table) -> str:
    rows = [row for row in table.rows if _filled(row)]
    lines = [table.caption, ""] if table.caption else []
    if _has_label_row(rows):
        head = [text for text, _ in rows[0]]
        for row in rows[1:]:
            for label, (value, _) in zip(head, row, strict=False):
                if label and value:
                    lines.extend(_labelled(label, value))
            lines.append("")
        return "\n".join(lines).strip("\n")
    for row in rows:
        lines.extend(_row_lines(row))
    return "\n".join(lines).strip("\n")


def _has_label_row(rows: list[list[tuple[str, bool]]]) -> bool:
    """Whether the first row names what the columns below it hold."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    labels = sum(is_label(text) for text, _ in rows[0])
    if labels < 2:
        return False
    if all(header for _, header in _filled(rows[0])):
        return True
    return labels == len(_filled(rows[0])) and not any(is_label(row[0][0]) for row in rows[1:])


def _row_lines(row: list[tuple[str, bool]]) -> list[str]:
    cells = _filled(row)
    if len(cells) == 1:
        return cells[0][0].split("\n")
    pairs = list(zip(cells[::2], cells[1::2], strict=False))
    if len(cells) % 2 == 0 and (
        all(is_label(label) for (label, _), _ in pairs) or (len(cells) == 2 and cells[0][1])
    ):
        return [line for (label, _), (value, _) in pairs for line in _labelled(label, value)]
    if any("\n" in text or len(text) > _LONGEST_VALUE for text, _ in cells):
        lines: list[str] = []  # a table that only sets the page
        for text, _ in cells:
            lines += [*text.split("\n"), ""]
        return lines
    return [" | ".join(text for text, _ in cells)]


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
