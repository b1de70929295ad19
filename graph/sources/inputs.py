"""Inputs: which files are read, and a document out of each, whatever its format.

Text, saved HTML pages (also as MHTML) and PDF files, in folders and zip archives or by themselves.
What a file is shows in its first bytes; its name only says whether it is looked at.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PurePosixPath

from graph.errors import UnreadableSource
from graph.records import Problem
from graph.sources.archives import beside_page, open_archive
from graph.sources.html import looks_like_html, read_html
from graph.sources.mhtml import page_of
from graph.sources.page_metadata import clean_address
from graph.sources.pdf import MAX_PDF_BYTES, looks_like_pdf, read_pdf
from graph.sources.text import MAX_BYTES, TextDocument, decode, read_bytes

TEXT = frozenset({".txt", ".text", ".md"})
HTML = frozenset({".html", ".htm", ".xhtml"})
MHTML = frozenset({".mht", ".mhtml"})
SUFFIXES = TEXT | HTML | MHTML | {".pdf"}
ARCHIVES = frozenset({".zip"})
_KNOWN = ", ".join(sorted(SUFFIXES | ARCHIVES))


@dataclass(frozen=True, slots=True)
class Input:
    """A document to be read; `path` says where it is, `name` what its identifier is made of."""

    path: Path
    name: PurePath
    read: Callable[[int], bytes] = field(repr=False)
    """What it holds, of at most so many bytes; raises UnreadableSource."""


def find_inputs(paths: Iterable[Path]) -> Iterator[Input | Problem]:
    """The documents at `paths` and in the folders and archives there, each once, in stable order.

    In folders, README files, hidden files and files of other kinds are passed over; a path that
    names nothing, and a folder or archive without a document, is a problem in its place. Members
    of an archive must be read before the next input is asked for.
    """
    seen: set[Path] = set()
    for path in paths:
        for found in _at(path):
            if isinstance(found, Input):
                place = _resolved(found.path)
                if place in seen:
                    continue
                seen.add(place)
            yield found


def read_input(found: Input, max_bytes: int = MAX_BYTES) -> TextDocument:
    """The document of an input; raises UnreadableSource where it is none.

    `max_bytes` bounds text and HTML; PDF files and web archives may hold pictures and have a bound
    of their own.
    """
    suffix = found.path.suffix.lower()
    is_pdf = suffix == ".pdf"
    has_pictures = is_pdf or suffix in MHTML
    data = found.read(max(MAX_PDF_BYTES, max_bytes) if has_pictures else max_bytes)
    where = str(found.path)
    digest = hashlib.sha256(data).hexdigest()
    if looks_like_pdf(data):
        text, title = read_pdf(data, where, max_bytes)
        return TextDocument(found.path, text, digest, title=title)
    if is_pdf:
        raise UnreadableSource(
            f"{where}: this is not a PDF file, or its beginning is lost. Save it again."
        )
    if suffix in MHTML:
        html, address = page_of(data, where)
        text, page = read_html(html, where, max_bytes)
        url = page.url or clean_address(address or "")
        return TextDocument(found.path, text, digest, url, page.title, page.issued, page.modified)
    if suffix in HTML or looks_like_html(data):
        text, page = read_html(data, where, max_bytes)
        return TextDocument(
            found.path, text, digest, page.url, page.title, page.issued, page.modified
        )
    return TextDocument(found.path, decode(data, where, max_bytes), digest)


def _input(path: Path, name: PurePath) -> Input:
    return Input(path, name, lambda limit: read_bytes(path, limit))


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a ring of links
        return path.absolute()


def _at(path: Path) -> Iterator[Input | Problem]:
    suffix = path.suffix.lower()
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        yield Problem(str(path), "There is no such file or folder.", "Check the path.")
        return
    if stat.S_ISDIR(mode):
        yield from _in_folder(path)
    elif not stat.S_ISREG(mode):
        yield Problem(
            str(path),
            "This is neither a file nor a folder.",
            "Save what it gives as a file and try again.",
        )
    elif suffix in ARCHIVES:
        yield from _in_archive(path, PurePath(path.stem))
    elif suffix in SUFFIXES:
        yield _input(path, PurePath(path.name))
    else:
        yield Problem(
            str(path),
            f"Not a document that can be read (its name ends in {suffix or 'nothing'}).",
            f"Give files ending in {_KNOWN}.",
        )


def _in_archive(path: Path, name: PurePath) -> Iterator[Input | Problem]:
    for found in open_archive(path, _is_document):
        if isinstance(found, Problem):
            yield found
        else:
            yield Input(found.path, name / found.name, found.read)


def _is_document(name: PurePosixPath) -> bool:
    return name.suffix.lower() in SUFFIXES and not name.name.upper().startswith("README")


def _in_folder(folder: Path) -> Iterator[Input | Problem]:
    unread: list[Problem] = []

    def failed(error: OSError) -> None:
        unread.append(
            Problem(
                str(error.filename or folder),
                f"The folder cannot be read: {error.strerror or error}.",
                "Check its permissions.",
            )
        )

    files: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=failed):
        pages = {Path(name).stem for name in names if Path(name).suffix.lower() in HTML}
        folders[:] = [
            name for name in folders if not name.startswith(".") and not beside_page(name, pages)
        ]
        for name in names:
            path = Path(parent, name)
            known = path.suffix.lower() in SUFFIXES | ARCHIVES
            if known and not name.startswith(".") and not name.upper().startswith("README"):
                files.append(path)
    for path in sorted(files):
        below = path.relative_to(folder)
        if path.is_symlink():
            yield Problem(
                str(path),
                "This is a symbolic link; links in folders are not followed.",
                "Give the path of the file itself.",
                severity="warning",
            )
        elif path.suffix.lower() in ARCHIVES:
            yield from _in_archive(path, below.with_suffix(""))
        elif path.exists() and not path.is_file():
            yield Problem(str(path), "This is not a file.", "Save what it gives as a file.")
        else:
            yield _input(path, below)
    yield from unread
    if not files and not unread:
        yield Problem(
            str(folder),
            "The folder holds no documents that can be read.",
            f"Put files ending in {_KNOWN} there.",
            severity="warning",
        )
