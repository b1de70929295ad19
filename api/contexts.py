"""What each page is rendered from: one typed context for every template.

A template sees exactly the fields of its context, and a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, ClassVar

from api.models import (
    EvidenceModel,
    HitModel,
    OrganisationDetail,
    OrganisationHit,
    OrganisationModel,
    PartnerModel,
    ProjectModel,
    ProjectSummary,
    ThingModel,
)
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
class Results:
    """What a search found. Projects come ranked, or only listed where no text was given."""

    total: int
    hits: tuple[HitModel, ...] = ()
    listed: tuple[ProjectSummary, ...] = ()
    organisations: tuple[OrganisationHit, ...] = ()


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
class Part:
    """An organisation's part in a project; `doubt` says why its name may mean another."""

    organisation: OrganisationModel
    unit: str | None
    extent: str | None
    type: str
    doubt: str | None
    evidence: tuple[EvidenceModel, ...]


@dataclass(frozen=True, slots=True)
class RoleParts:
    """The organisations that take part in one role."""

    label: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class SimilarProject:
    """A project like another, with the themes that both state."""

    hit: HitModel
    shared_themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleProjects:
    """The projects that an organisation takes part in, in one role."""

    label: str
    projects: tuple[ThingModel, ...]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(PageContext):
    """The start page, with the search form and what a search found."""

    template: ClassVar[str] = "home.html"

    counts: Annotated[tuple[tuple[str, int], ...], "What the release holds: text key, number."]
    text: Annotated[str, "The text searched for; empty before a search."]
    longest: Annotated[int, "Most characters that may be searched for."]
    choices: Annotated[tuple[Choice, ...], "The filters of the form."]
    results: Annotated[Results | None, "What was found; None before a search."]
    posted: Annotated[bool, "Whether the text came in a form, so that no address leads to it."]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectPage(PageContext):
    """The document about a project."""

    template: ClassVar[str] = "project.html"

    project: Annotated[ProjectModel, "The project, as the API gives it."]
    facts: Annotated[tuple[Fact, ...], "Its values, in reading order, with evidence."]
    summary: Annotated[Fact | None, "Its summary, with evidence."]
    related: Annotated[tuple[Fact, ...], "Projects that it builds on, and that followed it."]
    roles: Annotated[tuple[RoleParts, ...], "Who takes part, by role, with evidence."]
    themes: Annotated[tuple[Linked, ...], "Its themes; a predicted one says so."]
    similar: Annotated[tuple[SimilarProject, ...], "The projects most like it."]
    sources: Annotated[tuple[Linked, ...], "The sources that state something of it."]
    source_names: Annotated[dict[str, Linked], "Title and address of a source by its key."]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationPage(PageContext):
    """The document about an organisation."""

    template: ClassVar[str] = "organisation.html"

    organisation: Annotated[OrganisationDetail, "The organisation, as the API gives it."]
    facts: Annotated[tuple[Fact, ...], "What it is, and its ties to other bodies."]
    roles: Annotated[tuple[RoleProjects, ...], "Its projects by role."]
    direct: Annotated[tuple[PartnerModel, ...], "Bodies that share a project with it."]
    through: Annotated[tuple[PartnerModel, ...], "Bodies tied to it by a samordningsförbund."]
    first: Annotated[int, "About how many rows of a table to show before the rest is asked for."]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingPage(PageContext):
    """The document about anything else: a place, theme, role, programme, source …"""

    template: ClassVar[str] = "thing.html"

    kind: Annotated[str, "What kind of thing it is."]
    facts: Annotated[tuple[Fact, ...], "Its properties."]
    projects: Annotated[Listing, "Projects that it belongs to."]
    organisations: Annotated[Listing, "Organisations that it belongs to."]


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage(PageContext):
    """An error, for people."""

    template: ClassVar[str] = "error.html"

    heading: Annotated[str, "What happened."]
    explanation: Annotated[str, "What the reader can do."]
    detail: Annotated[str, "What the API says of the error, in English."]


PAGES: tuple[type[PageContext], ...] = (
    HomePage,
    ProjectPage,
    OrganisationPage,
    ThingPage,
    ErrorPage,
)
