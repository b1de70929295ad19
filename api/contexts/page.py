"""What every page is rendered from, and what several pages show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, ClassVar

from markupsafe import Markup

from api.dataset.citation import Citation
from api.models import EvidenceModel
from api.translations import Translator
from api.urls import Urls


@dataclass(frozen=True, slots=True)
class Linked:
    """A text that may lead somewhere; `lang` is its own language where it is not the page's."""

    text: str
    url: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter of the search form: its name, its options by value, and the chosen value."""

    name: str
    options: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class RangeField:
    """A field of the search form for an amount or a date: `kind` is the type of the input."""

    name: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A property of a thing: its values, and the passages that state them."""

    label: str
    values: tuple[Linked, ...]
    evidence: tuple[EvidenceModel, ...] = ()

    @classmethod
    def of(
        cls, label: str, values: Iterable[Linked], evidence: Iterable[EvidenceModel] = ()
    ) -> Fact | None:
        """A fact of the values that have a text; None where there is none."""
        given = tuple(value for value in values if value.text)
        return cls(label, given, tuple(evidence)) if given else None


@dataclass(frozen=True, slots=True)
class Listing:
    """The beginning of a list, and how long the whole of it is."""

    total: int
    shown: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class Format:
    """The same facts in a format for programs."""

    name: str
    url: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContext:
    """What every page has."""

    template: ClassVar[str]

    t: Annotated[Translator, "Texts in the language of the page; `t.lang` is the language."]
    urls: Annotated[Urls, "Builds every address on the page."]
    title: Annotated[str, "Title of the page, without the name of the site."]
    version: Annotated[str, "Version of the program."]
    release: Annotated[str, "Name of the release that the facts are from."]
    other_language: Annotated[Translator, "The language that the page can be switched to."]
    other_url: Annotated[str, "Address of this page in the other language."]
    formats: Annotated[tuple[Format, ...], "The same facts for programs; empty if there are none."]
    citation: Annotated[Citation | None, "How to cite the page; None for what is not to be cited."]
    structured: Annotated[Markup | None, "What the page is about, as JSON-LD of schema.org."]


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage(PageContext):
    """An error, for people."""

    template: ClassVar[str] = "error.html"

    heading: Annotated[str, "What happened."]
    explanation: Annotated[str, "What the reader can do."]
    detail: Annotated[str, "What the API says of the error, in English."]
