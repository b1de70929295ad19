"""HTML elements to lines of text, in reading order.

A row of a table and a term with its definition become a line "label: value", or a label with a
list below it; a table under a row of known labels becomes one such group for each row. No address
of a link is kept, but an e-mail address is set beside the words that link to it, so that redaction
finds both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from graph.sources.labels import LABELS
from graph.sources.passages import squeeze

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PARAGRAPHS = frozenset({
    "p", "blockquote", "pre", "figure", "section", "article", "main", "address", "fieldset",
    "form", "details", "hr", "aside", "header", "footer", "nav", "ul", "ol", "dl", "table",
    "caption",
})  # fmt: skip
_LINES = frozenset({
    "div", "li", "dt", "dd", "tr", "td", "th", "figcaption", "summary", "legend", "center",
    "option", "body", "html", "thead", "tbody", "tfoot", "colgroup", "col", "dir", "menu",
})  # fmt: skip
_INLINE_LABELS = frozenset({"strong", "b", "label", "span", "em", "i", "u"})
_CELLS = frozenset({"td", "th"})
_SPACE = re.compile(r"[ \t\n\r\f]+")
_LONGEST_VALUE = 300
_LONGEST_ITEM = 120
_LONGEST_LABEL = 60


class _Writer:
    """Collects text as a browser would flow it: lines, with at most one blank line between."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._breaks = 0
        self._space = False

    def text(self, written: str) -> None:
        flowed = _SPACE.sub(" ", written)
        if not flowed:
            return
        if flowed == " ":
            self._space = True
            return
        if self._breaks or not self.parts:
            if self.parts:
                self.parts.append("\n" * self._breaks)
            flowed = flowed.lstrip(" ")
        elif self._space and not flowed.startswith(" "):
            self.parts.append(" ")
        self._breaks = 0
        self._space = flowed.endswith(" ")
        self.parts.append(flowed.rstrip(" "))

    def line(self, count: int = 1) -> None:
        """Begin a new line, or with 2 leave a blank one."""
        self._breaks = max(self._breaks, count)
        self._space = False

    def finished(self) -> str:
        return "".join(self.parts)

    @property
    def at_line_start(self) -> bool:
        return self._breaks > 0 or not self.parts


@dataclass(slots=True)
class _Table:
    rows: list[list[tuple[str, bool]]] = field(default_factory=list)
    caption: str = ""


@dataclass(slots=True)
class _Terms:
    """A definition list: texts with whether each is a term."""

    entries: list[tuple[str, bool]] = field(default_factory=list)


def render(root: _Element, title: str | None = None) -> str:
    """The text of the tree; `title` heads it where the page has no heading of its own."""
    text = _Renderer().run(root)
    if title and text and next(root.iter(*_HEADINGS), None) is None and not text.startswith(title):
        return f"{title}\n\n{text}"
    return text


class _Renderer:
    def __init__(self) -> None:
        self.writers = [_Writer()]
        self.groups: list[_Table | _Terms] = []
        self.in_values = False

    @property
    def writer(self) -> _Writer:
        return self.writers[-1]

    def run(self, root: _Element) -> str:
        # A stack of our own: pages may be nested deeper than Python calls may.
        waiting: list[tuple[_Element, bool]] = [(root, True)]
        while waiting:
            element, entering = waiting.pop()
            if not isinstance(element.tag, str):
                if entering and element.tail:
                    self.writer.text(element.tail)
                continue
            if entering:
                waiting.append((element, False))
                if self._enter(element):
                    if element.text:
                        self.writer.text(element.text)
                    waiting.extend((child, True) for child in reversed(element))
            else:
                self._leave(element)
                if element.tail and element is not root:
                    self.writer.text(element.tail)
        return self.writers[0].finished()

    def _enter(self, element: _Element) -> bool:
        """Begin an element; tells whether what it holds is to be read."""
        tag = element.tag
        if tag == "br":
            self.writer.line()
            return False
        if tag == "a":
            return self._enter_link(element)
        if tag == "table":
            self.writer.line(2)
            self.groups.append(_Table())
        elif tag == "dl":
            self.writer.line(2)
            self.groups.append(_Terms())
        elif self._is_captured(element):
            self.writers.append(_Writer())
        elif tag == "p":
            self.in_values = self._is_value(element)
            self.writer.line(1 if self.in_values else 2)
        elif tag in _HEADINGS or tag in _PARAGRAPHS:
            # A list goes on right below the label that it belongs to.
            self.writer.line(1 if tag in ("ul", "ol") else 2)
        elif tag in _LINES:
            self.writer.line()
            if tag == "li":
                self.writer.text("- ")
        return True

    def _leave(self, element: _Element) -> None:
        tag = element.tag
        if tag == "table" and self.groups and isinstance(self.groups[-1], _Table):
            self._write(_table_text(self.groups.pop()))  # type: ignore[arg-type]
        elif tag == "dl" and self.groups and isinstance(self.groups[-1], _Terms):
            self._write(_terms_text(self.groups.pop()))  # type: ignore[arg-type]
        elif self._is_captured(element):
            written = self.writers.pop().finished()
            group = self.groups[-1]
            if isinstance(group, _Terms):
                group.entries.append((written, element.tag == "dt"))
            elif tag == "caption":
                group.caption = written
            else:
                parent = element.getparent()
                if not group.rows or element.getprevious() is None:
                    group.rows.append([])
                assert parent is not None or group.rows  # noqa: S101
                group.rows[-1].append((written, tag == "th"))
        elif tag in _HEADINGS:
            self.writer.line(1 if _is_label(squeeze("".join(element.itertext()))) else 2)
        elif tag in _PARAGRAPHS:
            self.writer.line(1 if tag == "p" and self.in_values else 2)
        elif tag in _LINES:
            self.writer.line()
        elif tag in _INLINE_LABELS:
            self._after_label(element)

    def _is_value(self, element: _Element) -> bool:
        """Whether a paragraph is one of the values right below a label, each a short line."""
        written = squeeze("".join(element.itertext()))
        if not written or len(written) > _LONGEST_ITEM or written.endswith((".", "!", "?", ":")):
            return False
        before = element.getprevious()
        if before is None:
            return False
        if before.tag == "p" and self.in_values:
            return not _is_label(written)
        return _is_label(squeeze("".join(before.itertext())))

    def _is_captured(self, element: _Element) -> bool:
        """Whether an element is a part of the table or definition list it stands in."""
        if not self.groups:
            return False
        if isinstance(self.groups[-1], _Table):
            return element.tag in _CELLS or element.tag == "caption"
        return element.tag in ("dt", "dd")

    def _write(self, text: str) -> None:
        self.writer.line(2)
        for number, line in enumerate(text.split("\n")):
            if number:
                self.writer.line(1 if line else 2)
            self.writer.text(line)
        self.writer.line(2)

    def _enter_link(self, element: _Element) -> bool:
        scheme, _, rest = (element.get("href") or "").strip().partition(":")
        if scheme.lower() == "mailto":
            address = unquote(rest.partition("?")[0]).strip()
            if "@" not in address:
                return False  # a link for sending the page to somebody
            written = "".join(element.itertext())
            if address.casefold() not in written.casefold():
                self.writer.text(f"{squeeze(written)} {address} ")
                return False
        return True

    def _after_label(self, element: _Element) -> None:
        """Set a label off from the value beside it, where only their looks do so on the page."""
        written = squeeze("".join(element.itertext())) if len(element) < 3 else ""
        if (
            written.endswith(":")
            or not _is_label(written)
            or not "".join(self.writer.parts[-3:]).endswith(written)
        ):
            return
        lead = "".join(self.writer.parts[-3:]).removesuffix(written)
        if lead and not lead.endswith(("\n", "\n- ")) and len(self.writer.parts) > 1:
            return
        after = (element.tail or "").lstrip()
        following = element.getnext()
        beside = following is not None and following.tag in ("span", "strong", "b", "a", "em")
        bold = element.tag in ("strong", "b", "label")
        if (after and bold and after[0].isalnum()) or (not after and beside):
            self.writer.text(": ")


def _is_label(written: str) -> bool:
    return len(written) <= _LONGEST_LABEL and written.rstrip(" :").casefold() in LABELS


def _filled(row: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    return [(text, header) for text, header in row if text.strip()]


def _table_text(table: _Table) -> str:
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
    labels = sum(_is_label(text) for text, _ in rows[0])
    if labels < 2:
        return False
    if all(header for _, header in _filled(rows[0])):
        return True
    return labels == len(_filled(rows[0])) and not any(_is_label(row[0][0]) for row in rows[1:])


def _row_lines(row: list[tuple[str, bool]]) -> list[str]:
    cells = _filled(row)
    if len(cells) == 1:
        return cells[0][0].split("\n")
    pairs = list(zip(cells[::2], cells[1::2], strict=False))
    if len(cells) % 2 == 0 and (
        all(_is_label(label) for (label, _), _ in pairs) or (len(cells) == 2 and cells[0][1])
    ):
        return [line for (label, _), (value, _) in pairs for line in _labelled(label, value)]
    if any("\n" in text or len(text) > _LONGEST_VALUE for text, _ in cells):
        lines: list[str] = []  # a table that only sets the page
        for text, _ in cells:
            lines += [*text.split("\n"), ""]
        return lines
    return [" | ".join(text for text, _ in cells)]


def _terms_text(terms: _Terms) -> str:
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
    if len(label) > _LONGEST_LABEL and not _is_label(label):
        return [label, "", *rows, ""]
    if len(rows) == 1 and len(rows[0]) <= _LONGEST_VALUE:
        return [f"{label}: {rows[0].removeprefix('- ')}"]
    if all(len(line) <= _LONGEST_ITEM for line in rows):
        return [f"{label}:", *(line if line.startswith("- ") else f"- {line}" for line in rows), ""]
    return ["", label, "", *value.split("\n"), ""]
