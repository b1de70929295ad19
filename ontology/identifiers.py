"""Identifiers: from the key of a thing to its IRI, and back."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from rdflib import URIRef
from slugify import slugify as _slugify

DEFAULT_BASE: Final = "http://127.0.0.1:8000"

SEGMENTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "project": "projekt",
        "organisation": "organisation",
        "municipality": "kommun",
        "county": "lan",
        "esf_region": "esf-region",
        "theme": "tema",
        "role": "roll",
        "organisation_type": "organisationstyp",
        "programme": "program",
        "call": "utlysning",
        "participation": "deltagande",
        "source": "kalla",
        "evidence": "belagg",
        "change": "andring",
        "membership": "medlemskap",
        "amount": "belopp",
        "grant": "stod",
        "point": "punkt",
        "similarity": "likhet",
        "prediction": "forutsagelse",
        "computation": "berakning",
        "dataset": "datamangd",
        "graph": "graf",
    }
)
"""Kind of thing to the path segment after ``/id/``."""

_KINDS: Final = {segment: kind for kind, segment in SEGMENTS.items()}
_KEY: Final = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")
_CODES: Final = {"municipality": re.compile(r"[0-9]{4}"), "county": re.compile(r"[0-9]{2}")}
_IRI_FORBIDDEN: Final = re.compile(r"[\s<>\"{}|\\^`]")


def slugify(text: str) -> str:
    """A lower-case key of a-z, 0-9 and single hyphens.

    Composed and decomposed letters give the same slug. Raises ValueError where nothing is left.

    >>> slugify("Företag i Åre – Överkalix & Malmö Café")
    'foretag-i-are-overkalix-malmo-cafe'
    """
    slug = _slugify(
        unicodedata.normalize("NFC", text), entities=False, decimal=False, hexadecimal=False
    )
    if not slug:
        raise ValueError(f"no letter or digit to make a slug of in {text!r}")
    return slug


def project_key(number: str | None, name: str) -> str:
    """The project's key: its number without slashes, or the slug of its name.

    >>> project_key("2017/00453", "Vägen in")
    '2017-00453'
    >>> project_key("22-014-S05", "Vägen in")
    '22-014-S05'
    >>> project_key("22-014-s05", "Vägen in")
    '22-014-S05'
    >>> project_key(None, "Vägen in")
    'vagen-in'
    """
    written = (number or "").strip()
    if not written:
        return slugify(name)
    key = re.sub(r"\s*[/\u2010-\u2015-]\s*", "-", written).upper()
    return key if _KEY.fullmatch(key) else slugify(written)


@dataclass(frozen=True, slots=True)
class Identifiers:
    """The IRIs of one installation.

    They follow the Swedish recommendation for persistent identifiers: no query, fragment, version
    or file extension. Every method raises ValueError for a key that could not be part of one.

    >>> ids = Identifiers("https://example.org/")
    >>> str(ids.project("2017-00453"))
    'https://example.org/id/projekt/2017-00453'
    >>> ids.key_of(ids.municipality("2482"))
    ('municipality', '2482')
    """

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        parts = urlsplit(self.base)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(f"the base must be an absolute http or https address: {self.base!r}")
        if "?" in self.base or "#" in self.base:
            raise ValueError(f"the base must have no query or fragment: {self.base!r}")
        if parts.username or parts.password:
            raise ValueError("the base must have no user name or password")
        if _IRI_FORBIDDEN.search(self.base):
            raise ValueError(f"the base has a character that no IRI may have: {self.base!r}")
        object.__setattr__(self, "base", self.base.rstrip("/"))

    @property
    def faults(self) -> tuple[str, ...]:
        """Why identifiers under this base cannot last: rules BI-2 and BI-3 of Digg's profile.

        >>> Identifiers("https://data.example.org").faults
        ()
        >>> Identifiers("http://127.0.0.1:8000").faults
        ('an address of a machine instead of a domain name (BI-2)', 'a port number (BI-3)')
        """
        parts = urlsplit(self.base)
        host = parts.hostname or ""
        number = re.fullmatch(r"[0-9.]+|.*:.*", host) is not None
        found = []
        if number or host == "localhost" or "." not in host:
            found.append("an address of a machine instead of a domain name (BI-2)")
        if parts.port is not None:
            found.append("a port number (BI-3)")
        return tuple(found)

    def project(self, key: str) -> URIRef:
        """A project, by the key that `project_key` gives."""
        return self._iri("project", key)

    def organisation(self, slug: str) -> URIRef:
        """An organisation, a unit or a group."""
        return self._iri("organisation", slug)

    def municipality(self, code: str) -> URIRef:
        """A municipality as a place, by Statistics Sweden's four digits."""
        return self._iri("municipality", code)

    def county(self, code: str) -> URIRef:
        """A county as a place, by Statistics Sweden's two digits."""
        return self._iri("county", code)

    def esf_region(self, slug: str) -> URIRef:
        """One of the fund's eight regions."""
        return self._iri("esf_region", slug)

    def theme(self, slug: str) -> URIRef:
        """A concept of the theme scheme."""
        return self._iri("theme", slug)

    def role(self, slug: str) -> URIRef:
        """A concept of the role scheme."""
        return self._iri("role", slug)

    def organisation_type(self, slug: str) -> URIRef:
        """A concept of the organisation type scheme."""
        return self._iri("organisation_type", slug)

    def programme(self, slug: str) -> URIRef:
        """A programme, or a specific objective within one."""
        return self._iri("programme", slug)

    def call(self, key: str) -> URIRef:
        """A call for proposals, by its number without a slash."""
        return self._iri("call", key)

    def participation(self, project: str, organisation: str, role: str) -> URIRef:
        """One organisation in one role in one project."""
        for part in (project, organisation, role):
            _require_key(part)
        return self._iri("participation", f"{project}-{organisation}-{role}")

    def source(self, key: str) -> URIRef:
        """A source, and the named graph of what it says."""
        return self._iri("source", key)

    def evidence(self, digest: str) -> URIRef:
        """A piece of evidence, by the hash of what it consists of."""
        return self._iri("evidence", digest)

    def change(self, slug: str) -> URIRef:
        """A change of organisations: a new name, a merger or a division."""
        return self._iri("change", slug)

    def membership(self, association: str, municipality: str) -> URIRef:
        """The membership of a municipality or another body in a samordningsförbund."""
        for part in (association, municipality):
            _require_key(part)
        return self._iri("membership", f"{association}-{municipality}")

    def amount(self, key: str) -> URIRef:
        """An amount of money, by the project's key and what the amount is of."""
        return self._iri("amount", key)

    def grant(self, key: str) -> URIRef:
        """The grant of a project."""
        return self._iri("grant", key)

    def point(self, code: str) -> URIRef:
        """The point on the map of a municipality, by the municipality's code."""
        return self._iri("point", code)

    def dataset(self, key: str) -> URIRef:
        """The data set itself, or what describes it: catalogue, file, service, publisher."""
        return self._iri("dataset", key)

    def graph(self, key: str) -> URIRef:
        """A named graph of what is derived, such as the nearest projects of each project."""
        return self._iri("graph", key)

    def similarity(self, project: str, other: str) -> URIRef:
        """That one project is like another: the key of each, which has no low line."""
        for part in (project, other):
            _require_key(part)
        return self._iri("similarity", f"{project}_{other}")

    def prediction(self, project: str, theme: str) -> URIRef:
        """That a project is probably about a theme: the key of each, which has no low line."""
        for part in (project, theme):
            _require_key(part)
        return self._iri("prediction", f"{project}_{theme}")

    def computation(self, name: str) -> URIRef:
        """What made a graph of derived statements."""
        return self._iri("computation", name)

    def scheme(self, kind: str) -> URIRef:
        """The concept scheme of a kind: theme, role or organisation_type."""
        if kind not in {"theme", "role", "organisation_type"}:
            raise ValueError(f"no concept scheme of {kind!r}")
        return URIRef(f"{self.base}/id/{SEGMENTS[kind]}")

    def key_of(self, iri: str) -> tuple[str, str] | None:
        """The kind (a key of SEGMENTS) and key that an IRI of this installation was made from.

        None for any other IRI.
        """
        prefix = f"{self.base}/id/"
        if not iri.startswith(prefix):
            return None
        segment, _, key = iri[len(prefix) :].partition("/")
        kind = _KINDS.get(segment)
        if kind is None or not _is_key(kind, key):
            return None
        return kind, key

    def _iri(self, kind: str, key: str) -> URIRef:
        if not _is_key(kind, key):
            raise ValueError(f"not the key of a {kind.replace('_', ' ')}: {key!r}")
        return URIRef(f"{self.base}/id/{SEGMENTS[kind]}/{key}")


def _is_key(kind: str, key: str) -> bool:
    return _CODES.get(kind, _KEY).fullmatch(key) is not None


def _require_key(key: str) -> None:
    if _KEY.fullmatch(key) is None:
        raise ValueError(f"not a key: {key!r}")
