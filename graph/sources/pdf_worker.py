"""Text of a PDF file: run as a program, PDF on standard input, JSON on standard output.

PDF files come from anywhere and PDFium is native code, so it runs in a process of its own, with a
limit on memory, and its end costs one document. Imports nothing of the project.
"""

from __future__ import annotations

import contextlib
import json
import re
import sys
from itertools import pairwise
from typing import Any

_Box = tuple[float, float, float, float]
_COLUMN_GAP = 9.0  # points
_SHORTEST_FULL = 200.0  # points that a line is wide at least, if the margin is what ended it
_BULLET = re.compile(r"[•·▪◦●*]|[-–—]\s|\d{1,2}[.)]\s")


def _limit_memory(limit: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    with contextlib.suppress(ValueError, OSError):  # macOS has no such limit
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


class _Line:
    """A line of a page: its range of the text, and where on the page it stands, in points."""

    def __init__(
        self, start: int, end: int, text: str, first: _Box, last: _Box, word: _Box
    ) -> None:
        self.start, self.end, self.text = start, end, text
        self.left, self.right, self.bottom = first[0], last[1], first[2]
        self.word_width = word[1] - first[0]


def _wraps(line: _Line, following: _Line, lines: list[_Line]) -> bool:
    """Whether a line ends only because the first word of the next one had no room on it."""
    bullet = _BULLET.match(line.text) is not None
    if _BULLET.match(following.text) or "\t" in line.text + following.text:
        return False
    if not -3 < following.left - line.left < (40 if bullet else 3):
        return False
    margin = max(each.right for each in lines if -3 < each.left - line.left < 40)
    return line.right + following.word_width > margin and line.right - line.left > _SHORTEST_FULL


def _laid_out(content: Any, text: str) -> str:
    """`text` with tabs between columns, blank lines between paragraphs, and its lines unwrapped.

    PDFium sets one space between a label and its value in the next column of a table, and a line
    end between any two lines, be they a name that was wrapped or two paragraphs.
    """
    import ctypes

    from pypdfium2 import raw

    edges = [ctypes.c_double() for _ in range(4)]
    places = [ctypes.byref(edge) for edge in edges]

    def box(at: int) -> _Box | None:
        index = raw.FPDFText_GetCharIndexFromTextIndex(content.raw, at)
        if at < 0 or index < 0 or not raw.FPDFText_GetCharBox(content.raw, index, *places):
            return None
        left, right, bottom, top = (edge.value for edge in edges)
        return left, right, bottom, top

    letters = list(text)
    for match in re.finditer(r"(?<=\S) (?=\S)", text):
        before, after = box(match.start() - 1), box(match.end())
        if before is None or after is None:
            continue
        height = max(before[3] - before[2], after[3] - after[2])
        if after[0] - before[1] > max(_COLUMN_GAP, 2.5 * height):
            letters[match.start()] = "\t"
    lines = [
        _Line(match.start(), match.end(), match.group(), first, last, word)
        for match in re.finditer(r"[^\s][^\r\n]*(?<=\S)", "".join(letters))
        if (first := box(match.start()))
        and (last := box(match.end() - 1))
        and (word := box(match.start() + len(match.group().split()[0]) - 1))
    ]
    steps = sorted(
        above.bottom - below.bottom
        for above, below in pairwise(lines)
        if above.bottom > below.bottom
    )
    usual = steps[len(steps) // 3] if steps else 0.0
    for above, below in pairwise(lines):
        step = above.bottom - below.bottom
        if step > 1.45 * usual:
            letters[below.start] = f"\n{letters[below.start]}"
        elif step > 0 and above.end < below.start and _wraps(above, below, lines):
            letters[above.end : below.start] = [" "] + [""] * (below.start - above.end - 1)
    return "".join(letters)


def main(memory: int, max_pages: int, max_characters: int) -> None:
    """Write {"pages": […], "title": …} or {"error": …}."""
    _limit_memory(memory)
    import pypdfium2

    data = sys.stdin.buffer.read()
    answer: dict[str, object] = {}
    try:
        document = pypdfium2.PdfDocument(data)
        pages: list[str] = []
        left = max_characters
        for number in range(min(len(document), max_pages)):
            page = document[number]
            content = page.get_textpage()
            count = min(content.count_chars(), left)
            pages.append(_laid_out(content, content.get_text_range(0, count)))
            left -= count
            content.close()
            page.close()
            if left <= 0:
                break
        answer = {
            "pages": pages,
            "count": len(document),
            "title": document.get_metadata_value("Title"),
        }
    except pypdfium2.PdfiumError as error:
        answer = {"error": str(error)}
    except MemoryError:
        answer = {"error": "memory"}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:4]))
