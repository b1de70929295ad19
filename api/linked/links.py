"""Link headers (RFC 8288), after rules UM-4, UM-7, UM-8 and UM-12 of Digg's profile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from api.linked.rdf import HTML, RdfFormat
from api.translations import LANGUAGES


def link(target: str, relation: str, **attributes: str) -> str:
    """One link.

    >>> link("/res/x", "describedby", type="text/turtle")
    '</res/x>; rel="describedby"; type="text/turtle"'
    """
    written = "".join(f'; {name}="{value}"' for name, value in attributes.items())
    return f'<{quote(target, safe=_SAFE)}>; rel="{relation}"{written}'


_SAFE = ":/?#[]@!$&'()*+,;=%~"


def representations(
    address: str, formats: Iterable[RdfFormat], relation: str, *, languages: bool = False
) -> list[str]:
    """A link to a document in each format, and as a page (with `languages`, in each language)."""
    found = [
        link(f"{address}?format={item.name}", relation, type=item.media_type) for item in formats
    ]
    if not languages:
        return [*found, link(f"{address}?format=html", relation, type=HTML)]
    pages = (
        link(f"{address}?format=html&lang={lang}", relation, type=HTML, hreflang=lang)
        for lang in LANGUAGES
    )
    return [*found, *pages]


def header(links: Iterable[str]) -> Mapping[str, str]:
    """Links as a header."""
    return {"Link": ", ".join(links)}
