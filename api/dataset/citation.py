"""How to cite: what exactly was seen, in which release, when, and on what terms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from api.composition import Service
from api.translations import LANGUAGES, Translator

_NOT_CITED: Final = frozenset({"lang", "format"})
"""Parameters that say how a thing is shown, not what is shown."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation: as text in each language, in BibTeX and as CSL-JSON.

    CSL after https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html.
    """

    texts: Mapping[str, str]
    bibtex: str
    csl: Mapping[str, Any]


def address_of(service: Service, path: str, query: str = "") -> str:
    """The address to cite for a path and query on this host: under the base of identifiers.

    An address under `/res/` is that of the thing itself, whose identifier does not change.
    """
    kept = [pair for pair in parse_qsl(query) if pair[0] not in _NOT_CITED]
    if path.startswith("/res/"):
        path = path.replace("/res/", "/id/", 1)
    written = f"?{urlencode(kept)}" if kept else ""
    return f"{service.identifiers.base}{quote(path, safe='/:@!$&()*+,;=~-._%')}{written}"


def citation(
    service: Service, title: str | None, address: str, accessed: date | None = None
) -> Citation:
    """The citation of a page or an answer, or of the whole data set, which needs no title.

    `accessed` is the day it was seen; today where none is given.
    """
    manifest = service.release.manifest
    day = accessed or datetime.now(UTC).date()
    released = date.fromisoformat(manifest.created[:10])
    publisher = service.settings.publisher
    titles = {
        lang: " – ".join(filter(None, (title, Translator(lang)("citation.dataset"))))
        for lang in LANGUAGES
    }
    texts: dict[str, str] = {
        lang: Translator(lang)(
            "citation.text",
            publisher=publisher,
            year=released.year,
            title=titles[lang],
            release=manifest.id,
            date=released.isoformat(),
            address=address,
            accessed=day.isoformat(),
            licence=service.settings.licence,
        )
        for lang in LANGUAGES
    }
    key = "samverkansgrafen" + re.sub(r"\W", "", manifest.id.partition("-")[0]).lower()
    fields = {
        "author": "{" + _bibtex(publisher) + "}",
        "title": "{" + _bibtex(titles["sv"]) + "}",
        "year": str(released.year),
        "version": _bibtex(manifest.id),
        "url": address.replace("{", "%7B").replace("}", "%7D"),
        "urldate": day.isoformat(),
        "note": _bibtex(f"Licence: {service.settings.licence}"),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return Citation(
        texts,
        f"@misc{{{key},\n{lines}}}\n",
        {
            "id": key,
            "type": "dataset",
            "title": titles["sv"],
            "author": [{"literal": publisher}],
            "publisher": publisher,
            "version": manifest.id,
            "issued": _csl_date(released),
            "accessed": _csl_date(day),
            "URL": address,
            "license": service.settings.licence,
            "language": "sv",
        },
    )


def parts_of(path: str) -> tuple[str, str]:
    """Path and query of an address on this host; raises ValueError for any other address."""
    split = urlsplit(path)
    if split.scheme or split.netloc or not split.path.startswith("/") or path.startswith("//"):
        raise ValueError("not a path on this host; write it as /api/projects?theme=halsa")
    return split.path, split.query


def _csl_date(day: date) -> dict[str, Any]:
    return {"date-parts": [[day.year, day.month, day.day]]}


def _bibtex(text: str) -> str:
    """Text with what BibTeX and TeX take for markup escaped.

    >>> print(_bibtex("Åre & {50 %}_a"))
    Åre \\& \\{50 \\%\\}\\_a
    """
    escapes = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return "".join(
        escapes.get(letter) or (f"\\{letter}" if letter in "{}&%$#_" else letter) for letter in text
    )
