"""PDF files with a text layer: their text, page by page.

Every offset in a record counts characters of the text that `read_pdf` returns. Headers and footers
that come again on the pages, and page numbers, are left out.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from graph.errors import UnreadableSource
from graph.sources.passages import squeeze
from graph.sources.text import MAX_BYTES, normalise, too_large

MAX_PDF_BYTES = 30_000_000
MAX_PAGES = 2000
MEMORY = 2_000_000_000
SECONDS = 60
_WORKER = Path(__file__).with_name("pdf_worker.py")
_HYPHEN = re.compile("[\x02\ufffe\u00ad]\r?\n?")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_PAGE_NUMBER = re.compile(r"(?:sida?\s*)?\d{1,4}(?:\s*(?:/|\(|av)\s*\d{1,4}\)?)?", re.IGNORECASE)
_NO_TITLE = re.compile(r"microsoft|untitled|namnlös|\.(?:docx?|pdf|indd|pptx?|xlsx?)\b", re.I)
_LONGEST_HEAD = 150
_PRINT_AGAIN = "Open it, save it as plain text or as a new PDF file, and try again."


def looks_like_pdf(data: bytes) -> bool:
    """Whether `data` begins as a PDF file does (ISO 32000 lets some bytes stand before)."""
    return b"%PDF-" in data[:1024]


def read_pdf(data: bytes, where: str, max_characters: int = MAX_BYTES) -> tuple[str, str | None]:
    """The text of a PDF file, and its title if it states one.

    Raises UnreadableSource, which names `where`, for one that is damaged, encrypted, too large, or
    has no text layer.
    """
    if len(data) > MAX_PDF_BYTES:
        raise too_large(where, MAX_PDF_BYTES)
    try:
        done = subprocess.run(
            # -P: the worker's folder must not hide modules of the standard library.
            [sys.executable, "-P", str(_WORKER), str(MEMORY), str(MAX_PAGES), str(max_characters)],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableSource(
            f"{where}: the PDF file took more than {SECONDS} seconds to read. {_PRINT_AGAIN}"
        ) from error
    except OSError as error:
        raise UnreadableSource(
            f"{where}: the PDF reader could not be started: {error.strerror}. Free some memory."
        ) from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise UnreadableSource(
            f"{where}: the PDF file is damaged, or needs too much memory. {_PRINT_AGAIN}"
        ) from error
    if "error" in answer:
        raise _refused(where, str(answer["error"]))
    text = _joined([str(page) for page in answer["pages"]])
    if sum(character.isalpha() for character in text) < 20:
        raise UnreadableSource(
            f"{where}: the PDF file has no text layer; its pages are images. "
            "Recognise its text (OCR) and save it again, or type the text into a file."
        )
    title = squeeze(_CONTROL.sub("", str(answer.get("title") or "")))
    return text, title if 3 < len(title) < 200 and not _NO_TITLE.search(title) else None


def _refused(where: str, reason: str) -> UnreadableSource:
    if "password" in reason.lower() or "security" in reason.lower():
        return UnreadableSource(
            f"{where}: the PDF file is encrypted. Save it without a password and try again."
        )
    return UnreadableSource(f"{where}: the PDF file is damaged. {_PRINT_AGAIN}")


def _joined(pages: list[str]) -> str:
    lines_of = [
        [line.rstrip() for line in normalise(_CONTROL.sub("", _HYPHEN.sub("", page))).split("\n")]
        for page in pages
    ]
    again = _running_heads([[line for line in lines if line] for lines in lines_of])
    kept: list[str] = []
    for lines in lines_of:
        filled = [number for number, line in enumerate(lines) if line]
        edges = {*filled[:2], *filled[-2:]}
        page = "\n".join(
            line
            for number, line in enumerate(lines)
            if number not in edges
            or not (_folded(line) in again or _PAGE_NUMBER.fullmatch(line.strip()))
        )
        if page.strip():
            kept.append(re.sub(r"\n{3,}", "\n\n", page.strip("\n")))
    return "\n".join(kept) + "\n"


def _running_heads(lines_of: list[list[str]]) -> set[str]:
    """Lines that stand first or last on most pages, of three pages or more."""
    if len(lines_of) < 3:
        return set()
    ends = Counter(
        folded
        for lines in lines_of
        for folded in {_folded(line) for line in lines[:2] + lines[-2:]}
    )
    return {
        line
        for line, count in ends.items()
        if count * 2 > len(lines_of) and len(line) <= _LONGEST_HEAD
    }


def _folded(line: str) -> str:
    return re.sub(r"\d+", "#", squeeze(line)).casefold()
