"""Text of a document: bytes to text, and the form that offsets count in.

Every offset in a record counts characters of the text that was read out of the document, as
`normalise` leaves it: line ends as "\\n", Unicode form NFC, without zero-width characters and soft
hyphens. Of an HTML page or a PDF file that is the text taken from it, not the file.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from graph.errors import UnreadableSource

MAX_BYTES = 5_000_000

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
_CONTROL = bytes(byte for byte in range(32) if not 9 <= byte <= 13)
_SAVE_AS = "Save the page as plain text in UTF-8 and try again."


@dataclass(frozen=True, slots=True)
class TextDocument:
    """A document as text; `sha256` is of the bytes as read, in hex.

    The other values are what the document states of itself, days as ISO dates.
    """

    path: Path
    text: str
    sha256: str
    url: str | None = None
    title: str | None = None
    issued: str | None = None
    modified: str | None = None


def read_text(path: Path, max_bytes: int = MAX_BYTES) -> TextDocument:
    """The plain text at `path`; raises UnreadableSource where it is none."""
    data = read_bytes(path, max_bytes)
    return TextDocument(path, decode(data, str(path), max_bytes), hashlib.sha256(data).hexdigest())


def read_bytes(path: Path, max_bytes: int) -> bytes:
    """What the file at `path` holds; never reads more than one byte over the limit."""
    try:
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableSource(
            f"{path}: cannot be read: {reason}. Check the path and its permissions."
        ) from error
    if len(data) > max_bytes:
        raise too_large(str(path), max_bytes)
    return data


def too_large(where: str, max_bytes: int) -> UnreadableSource:
    """The error for a document over the limit."""
    return UnreadableSource(
        f"{where}: over the limit of {max_bytes} bytes for one document. "
        "Split it, or save only the text of the page."
    )


def decode(data: bytes, where: str, max_bytes: int = MAX_BYTES) -> str:
    """The text of `data`: UTF-8 or UTF-16, else Windows-1252.

    `where` names the source in the message of the UnreadableSource that is raised for data that
    is empty, over `max_bytes`, or not text.

    >>> decode("Malmö\\r\\n".encode("cp1252"), "page.txt")
    'Malmö\\n'
    """
    if len(data) > max_bytes:
        raise too_large(where, max_bytes)
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
    if order := _utf16_order(data):
        try:
            return data.decode(order)
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


def _utf16_order(data: bytes) -> str | None:
    """The codec of UTF-16 text without a byte order mark: every second byte is nearly always 0."""
    sample = data[:4096]
    if len(sample) < 8:
        return None
    even, odd = sample[::2], sample[1::2]
    for codec, letters, zeros in (("utf-16-le", even, odd), ("utf-16-be", odd, even)):
        plain = len(letters.translate(None, _CONTROL))
        if zeros.count(0) * 10 > len(zeros) * 8 and plain * 10 > len(letters) * 9:
            return codec
    return None


def _is_binary(data: bytes) -> bool:
    sample = data[:65536]
    control = len(sample) - len(sample.translate(None, _CONTROL))
    return b"\x00" in sample or control > len(sample) // 50
