"""HTML elements to lines of text, in reading order.

Headings, paragraphs and lists are set as in a plain text; tables and definition lists become labels
with values. No address of a link is kept, but an e-mail address is set beside the words that link
to it, so that redaction finds both.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from graph.sources.fact_tables import Cell, Table, Terms, is_label, span_of
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
_LONGEST_ITEM = 120


class _Writer:
    """Collects text as a browser would flow it: lines, with at most one blank line between."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._breaks = 0
        self._space = False
        self._bullet = False

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
        if self._bullet:
            self.parts.append("- ")
            self._bullet = False
        self._breaks = 0
        self._space = flowed.endswith(" ")
        self.parts.append(flowed.rstrip(" "))

    def line(self, count: int = 1) -> None:
        """Begin a new line, or with 2 leave a blank one, but for within an item of a list."""
        self._breaks = max(self._breaks, 1 if self._bullet else count)
        self._space = False

    def item(self, begins: bool) -> None:
        """Begin or end an item of a list; one without text leaves nothing."""
        self.line()
        self._bullet = begins

    def finished(self) -> str:
        return "".join(self.parts)


def render(root: _Element, title: str | None = None) -> str:
    """The text of the tree; `title` heads it where the page has no heading of its own."""
    text = _Renderer().run(root)
    if title and text and next(root.iter(*_HEADINGS), None) is None and not text.startswith(title):
        return f"{title}\n\n{text}"
    return text


class _Renderer:
    def __init__(self) -> None:
        self.writers = [_Writer()]
        self.groups: list[Table | Terms] = []
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
        if tag == "pre":
            self._write("".join(element.itertext()))
            return False
        if tag == "table":
            self._open(element, Table())
        elif tag == "dl":
            self._open(element, Terms())
        elif self._is_captured(element):
            self.writers.append(_Writer())
        elif tag == "p":
            self.in_values = self._is_value(element)
            self.writer.line(1 if self.in_values else 2)
        elif tag in _HEADINGS or tag in _PARAGRAPHS:
            # A list goes on right below the label that it belongs to.
            self.writer.line(1 if tag in ("ul", "ol") else 2)
        elif tag == "li":
            self.writer.item(begins=True)
        elif tag in _LINES:
            self.writer.line()
        return True

    def _leave(self, element: _Element) -> None:
        tag = element.tag
        if tag in ("table", "dl") and self.groups:
            self._write(self.groups.pop().text())
        elif self._is_captured(element):
            written = self.writers.pop().finished()
            group = self.groups[-1]
            if isinstance(group, Terms):
                group.entries.append((written, tag == "dt"))
            elif tag == "caption":
                group.caption = written
            else:
                if not group.rows or element.getprevious() is None:
                    group.rows.append([])
                rows, columns = span_of(element.get("rowspan")), span_of(element.get("colspan"))
                group.rows[-1].append(Cell(written, tag == "th", rows, columns))
        elif tag in _HEADINGS:
            following = element.getnext()
            facts = following is not None and following.tag in ("table", "dl")
            label = facts or is_label(squeeze("".join(element.itertext())))
            self.writer.line(1 if label else 2)
        elif tag in _PARAGRAPHS:
            parent = element.getparent()
            in_item = parent is not None and parent.tag == "li"
            self.writer.line(1 if in_item or (tag == "p" and self.in_values) else 2)
        elif tag == "li":
            self.writer.item(begins=False)
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
            return not is_label(written)
        return is_label(squeeze("".join(before.itertext())))

    def _is_captured(self, element: _Element) -> bool:
        """Whether an element is a part of the table or definition list it stands in."""
        if not self.groups:
            return False
        if isinstance(self.groups[-1], Table):
            return element.tag in _CELLS or element.tag == "caption"
        return element.tag in ("dt", "dd")

    def _open(self, element: _Element, group: Table | Terms) -> None:
        """Begin a table or definition list, right below the heading that names it."""
        before = element.getprevious()
        self.writer.line(1 if before is not None and before.tag in _HEADINGS else 2)
        self.groups.append(group)

    def _write(self, text: str) -> None:
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
            or not is_label(written)
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
