"""Text documents: which files to read, and bytes to text.

Every offset in a record counts characters of the text that `decode` returns: decoded, line ends
as "\\n", Unicode form NFC, without zero-width characters and soft hyphens.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from graph.errors import UnreadableSource
from graph.records import Problem

MAX_BYTES = 5_000_000
SUFFIXES = frozenset({".txt", ".text", ".md"})

_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_FORMATS = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a zip or office file",
    b"\xd0\xcf\x11\xe0": "an office file",
    b"\x1f\x8b": "a gzip file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
}
_SAVE_AS = "Save the page as plain text in UTF-8 and try again."


@dataclass(frozen=True, slots=True)
class TextDocument:
    """A document as text; `sha256` is of the bytes as read, in hex."""

    path: Path
    text: str
    sha256: str


def read_text(path: Path, max_bytes: int = MAX_BYTES) -> TextDocument:
    """The document at `path`; raises UnreadableSource where it is none."""
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise UnreadableSource(
                f"{path}: {size} bytes is over the limit of {max_bytes} for one document. "
                "Split it, or raise the limit."
            )
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableSource(
            f"{path}: cannot be read: {reason}. Check the path and its permissions."
        ) from error
    return TextDocument(path, decode(data, str(path), max_bytes), hashlib.sha256(data).hexdigest())


def decode(data: bytes, where: str, max_bytes: int = MAX_BYTES) -> str:
    """The text of `data`: UTF-8 (or UTF-16 with a byte order mark), else Windows-1252.

    `where` names the source in the message of the UnreadableSource that is raised for data that
    is empty, over `max_bytes`, or not text.

    >>> decode("Malmö\\r\\n".encode("cp1252"), "page.txt")
    'Malmö\\n'
    """
    if len(data) > max_bytes:
        raise UnreadableSource(
            f"{where}: {len(data)} bytes is over the limit of {max_bytes} for one document. "
            "Split it, or raise the limit."
        )
    text = normalise(_decoded(data, where))
    if not text.strip():
        raise UnreadableSource(f"{where}: the document is empty. Remove it, or save it again.")
    return text


def normalise(text: str) -> str:
    """The form that offsets count in."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _LINE_END.sub("\n", text)))


def _decoded(data: bytes, where: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise UnreadableSource(f"{where}: damaged UTF-16 text. {_SAVE_AS}") from error
    for magic, kind in _FORMATS.items():
        if data.startswith(magic):
            raise UnreadableSource(f"{where}: this is {kind}, not text. {_SAVE_AS}")
    if _is_binary(data):
        raise UnreadableSource(f"{where}: binary data, not text. {_SAVE_AS}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8-sig")
    # A few damaged bytes in what is plainly UTF-8 must not turn every å, ä and ö into two signs.
    mended = data.decode("utf-8-sig", errors="replace")
    if mended.count("\ufffd") * 10 < len(_MULTIBYTE.findall(data)):
        return mended
    best = from_bytes(data, cp_isolation=["cp1252"]).best()
    if best is not None:
        return str(best)
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"{where}: neither UTF-8 nor Windows-1252 text. {_SAVE_AS}") from (
            error
        )


def _is_binary(data: bytes) -> bool:
    sample = data[:65536]
    control = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    return b"\x00" in sample or control > len(sample) // 50


def document_paths(paths: Iterable[Path]) -> Iterator[Path | Problem]:
    """The text files among `paths` and in the folders among them, each once, in a stable order.

    In folders, README files, hidden files and files that are not text are passed over; a path
    that names nothing, or a file or folder without text, is a problem in its place.
    """
    seen: set[Path] = set()
    for path in paths:
        for found in _documents_at(path):
            if isinstance(found, Problem):
                yield found
            elif (resolved := found.resolve()) not in seen:
                seen.add(resolved)
                yield found


def _documents_at(path: Path) -> Iterator[Path | Problem]:
    if path.is_dir():
        found = sorted(_in_folder(path))
        if not found:
            yield Problem(
                str(path),
                "The folder holds no text documents.",
                f"Put files ending in {', '.join(sorted(SUFFIXES))} there.",
                severity="warning",
            )
        yield from found
    elif not path.exists():
        yield Problem(str(path), "There is no such file or folder.", "Check the path.")
    elif path.suffix.lower() not in SUFFIXES:
        yield Problem(
            str(path),
            f"Not a text document (its name ends in {path.suffix or 'nothing'}).",
            f"Give files ending in {', '.join(sorted(SUFFIXES))}.",
        )
    else:
        yield path


def _in_folder(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            hidden = name.startswith(".") or name.upper().startswith("README")
            if not hidden and Path(name).suffix.lower() in SUFFIXES:
                yield Path(parent) / name
