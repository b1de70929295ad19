"""Text of a PDF file: run as a program, PDF on standard input, JSON on standard output.

PDF files come from anywhere and PDFium is native code, so it runs in a process of its own, with a
limit on memory, and its end costs one document. Imports nothing of the project.
"""

from __future__ import annotations

import json
import sys


def _limit_memory(limit: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


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
            pages.append(content.get_text_range(0, min(content.count_chars(), left)))
            left -= len(pages[-1])
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
