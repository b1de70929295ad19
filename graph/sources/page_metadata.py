"""What a page states of itself: address, title, days of publication and change.

Read from the head of the page (canonical link, Open Graph, Dublin Core, JSON-LD) and its `time`
elements. Nothing is guessed from the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from graph.sources.furniture import page_date
from graph.sources.passages import squeeze

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST = 300
_ISO_DAY = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_SITE = re.compile(r"\s+[|–—»-]\s+|\s+::\s+")
_ISSUED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "publishdate",
    "pubdate",
)
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "revised",
)


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page states of itself; days are ISO dates, `heading` a title its text may lack."""

    url: str | None = None
    title: str | None = None
    issued: str | None = None
    modified: str | None = None
    heading: str | None = None


def read_metadata(root: _Element) -> PageMetadata:
    """What the page with the element `root` states of itself."""
    named = dict(reversed(list(_named(root))))
    linked = dict(reversed(list(_json_ld(root))))
    visible = dict(reversed(list(_times(root))))
    headings = [squeeze("".join(each.itertext())) for each in root.iter("h1")]
    heading = next((text for text in headings if 2 < len(text) <= _LONGEST), None)
    title = named.get("og:title") or named.get("twitter:title") or _page_title(root, named)
    return PageMetadata(
        url=_address(root, named, linked),
        title=heading if heading and len(headings) == 1 else (title or heading),
        issued=_first_day(named, _ISSUED) or linked.get("issued") or visible.get("issued"),
        modified=_first_day(named, _MODIFIED) or linked.get("modified") or visible.get("modified"),
        heading=title,
    )


def clean_address(address: str) -> str | None:
    """A web address fit to be kept: absolute, without user, fragment or e-mail address.

    >>> clean_address("https://u:p@example.se/projekt/å?kontakt=a.b@example.se#topp")
    'https://example.se/projekt/%C3%A5'
    """
    address = address.strip()
    if len(address) > 2000:
        return None
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    if not re.fullmatch(r"[\w.-]+", host):
        return None
    if "@" in unquote(unquote(parts.path)):
        return None
    query = "" if "@" in unquote(unquote(parts.query)) else parts.query
    return urlunsplit(
        (
            parts.scheme.lower(),
            host if port is None else f"{host}:{port}",
            quote(parts.path, safe="/%:;=+$,!~*'()&"),
            quote(query, safe="/%:;=+$,!~*'()&?"),
            "",
        )
    )


def _named(root: _Element) -> Iterator[tuple[str, str]]:
    """The names and contents of the page's `meta` elements, and of elements with `itemprop`."""
    for element in root.iter("meta"):
        content = squeeze(element.get("content") or "")
        if content and len(content) <= 2000:
            for key in ("property", "name", "itemprop", "http-equiv"):
                if name := element.get(key):
                    yield name.strip().lower(), content
    for element in root.iter("time", "span"):
        name = (element.get("itemprop") or "").lower()
        if name in ("datepublished", "datemodified"):
            yield name, element.get("datetime") or element.get("content") or (element.text or "")


def _page_title(root: _Element, named: dict[str, str]) -> str | None:
    """The title without the name of the site, which stands after the last dash or line."""
    head = next(root.iter("title"), None)
    written = squeeze(head.text or "") if head is not None else ""
    if not written or len(written) > _LONGEST:
        return None
    site = named.get("og:site_name", "")
    parts = _SITE.split(written)
    if len(parts) > 1 and (not site or parts[-1].casefold() == site.casefold()):
        # "Projekt A - Projektbanken - Myndigheten": the page's own name comes first.
        return parts[0]
    return written


def _address(root: _Element, named: dict[str, str], linked: dict[str, str]) -> str | None:
    for element in root.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split() and (
            found := clean_address(element.get("href") or "")
        ):
            return found
    for stated in (named.get("og:url"), linked.get("url")):
        if stated and (found := clean_address(stated)):
            return found
    from lxml import etree

    for comment in (*root.itersiblings(etree.Comment, preceding=True), *root.iter(etree.Comment)):
        if match := _SAVED_FROM.search(comment.text or ""):
            return clean_address(match[1])
    return None


def _first_day(named: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((day for name in names if (day := _day(named.get(name, "")))), None)


def _day(written: str) -> str | None:
    match = _ISO_DAY.match(written)
    if match is None:
        return None
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    return day.isoformat() if 1990 <= day.year <= 2100 else None


def _json_ld(root: _Element) -> Iterator[tuple[str, str]]:
    """Address and days out of the page's JSON-LD."""
    for element in root.iter("script"):
        if "ld+json" not in (element.get("type") or "").lower():
            continue
        try:
            waiting: list[Any] = [json.loads(element.text or "")]
        except (ValueError, RecursionError):
            continue
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting.extend(node)
            if not isinstance(node, dict):
                continue
            waiting.extend(value for key, value in node.items() if key in ("@graph", "mainEntity"))
            for name, key in (("issued", "datePublished"), ("modified", "dateModified")):
                if isinstance(node.get(key), str) and (day := _day(node[key])):
                    yield name, day
            kind = node.get("@type")
            page = {"WebPage", "Article", "NewsArticle"}
            if isinstance(node.get("url"), str) and isinstance(kind, str) and kind in page:
                yield "url", node["url"]


def _times(root: _Element) -> Iterator[tuple[str, str]]:
    """Days in `time` elements that a word before them explains: "Publicerad", "Uppdaterad"."""
    for element in root.iter("time"):
        day = _day(element.get("datetime") or "")
        if day is None:
            continue
        if element.get("pubdate") is not None:
            yield "issued", day
            continue
        before = element.getprevious()
        parent = element.getparent()
        words = [
            (parent.text or "") if parent is not None and before is None else "",
            "".join(before.itertext()) + (before.tail or "")
            if before is not None and isinstance(before.tag, str)
            else "",
        ]
        for lead in words:
            if lead.strip() and (found := page_date(f"{squeeze(lead)[-80:].rstrip(' :')}: {day}")):
                yield found
                break
