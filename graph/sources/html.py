"""Saved HTML pages: bytes to the text of the page, and what the page states of itself.

The text is what stands on the page in reading order, without menus, notices, share links and
footers (`graph.sources.boilerplate`); headings, lists, definition lists and tables keep a form
that the readers of labelled fields know (`graph.sources.layout`). Every offset in a record counts
characters of that text, not of the HTML.

Libraries that find the main text of a page were tried (trafilatura, resiliparse, jusText): each
took a list of linked partners for a menu, or lost headings. So lxml parses, and the rules are ours.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Any

from graph.errors import UnreadableSource
from graph.sources.boilerplate import remove_boilerplate
from graph.sources.layout import render
from graph.sources.page_metadata import PageMetadata, read_metadata
from graph.sources.text import MAX_BYTES, decode, normalise, too_large

if TYPE_CHECKING:
    from lxml.etree import _Element

_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,200}?\b(?:charset|encoding)\s*=\s*[\"']?([\w:.-]+)", re.I
)
_LOOKS_LIKE = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b",
    re.I | re.S,
)
# Declared for what WHATWG reads as Windows-1252, or for nothing that a decoder need be told.
_LATIN = frozenset({"ascii", "us-ascii", "iso8859-1", "latin-1", "cp1252"})


def looks_like_html(data: bytes) -> bool:
    """Whether `data` begins as an HTML page does, whatever its name.

    >>> looks_like_html(b"\\n<!DOCTYPE html><p>Hej"), looks_like_html(b"Ett <b>projekt</b>")
    (True, False)
    """
    head = data[:4096]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in head[:64]:
        head = (
            head.replace(b"\x00", b"")[2:]
            if head[:1] in b"\xff\xfe"
            else head.replace(b"\x00", b"")
        )
    return _LOOKS_LIKE.match(head.decode("latin-1").lstrip("ÿþï»¿")) is not None


def read_html(data: bytes, where: str, max_bytes: int = MAX_BYTES) -> tuple[str, PageMetadata]:
    """The text of the page `data`, and what it states of itself.

    Raises UnreadableSource, which names `where`, for what is no page or holds no text.
    """
    if len(data) > max_bytes:
        raise too_large(where, max_bytes)
    root = _parse(decode_html(data, where, max_bytes), where)
    metadata = read_metadata(root)
    remove_boilerplate(root)
    text = normalise(render(root, metadata.heading)).strip()
    if not text:
        raise UnreadableSource(
            f"{where}: the page holds no text. Pages that a script fills must be saved from the "
            "browser as text, or printed to PDF."
        )
    return text + "\n", metadata


def decode_html(data: bytes, where: str, max_bytes: int = MAX_BYTES) -> str:
    """The HTML as text: by what the bytes are before what the page declares them to be.

    >>> decode_html("<meta charset=utf-8>Malmö".encode("cp1252"), "page.html")
    '<meta charset=utf-8>Malmö'
    """
    declared = _DECLARED.search(data[:4096])
    if declared is not None and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            name = _codec(declared[1])
            if name is not None:
                try:
                    return data.decode(name)
                except (UnicodeError, ValueError):
                    pass  # declared wrongly
    return decode(data, where, max_bytes)


def _codec(declared: bytes) -> str | None:
    """The declared charset, if it is one that says more than the bytes do."""
    try:
        found = codecs.lookup(declared.decode("ascii"))
    except (LookupError, UnicodeError, ValueError):
        return None
    name = found.name
    # Codecs such as "hex" and "zip" are no charsets, and unpack what they are given.
    if not getattr(found, "_is_text_encoding", True) or name.startswith(
        ("utf", "idna", "punycode")
    ):
        return None
    if name in _LATIN or name.endswith("unicode-escape") or name in ("undefined", "unicode_escape"):
        return None
    return name


def _parse(text: str, where: str) -> _Element:
    from lxml import etree

    # Without huge_tree what lies deeper than 256 levels is lost, and some pages are that deep.
    parser: Any = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableSource(f"{where}: this is not an HTML page. Save it again.") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableSource(
            f"{where}: the elements of the page are nested more than 2,000 levels deep. "
            "Save the page as plain text in UTF-8 and try again."
        )
    if root is None:
        raise UnreadableSource(f"{where}: the page is empty. Remove it, or save it again.")
    return root
