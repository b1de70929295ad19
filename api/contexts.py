"""What each page is rendered from: one typed context for every template.

A template sees exactly the fields of its context, and a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, ClassVar

from markupsafe import Markup

from api.citation import Citation
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
    citation: Annotated[Citation | None, "How to cite the page; None for what is not to be cited."]
    structured: Annotated[Markup | None, "What the page is about, as JSON-LD of schema.org."]


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


@dataclass(frozen=True, slots=True)
class ConceptRow:
    """A concept in the tree of its scheme, with what belongs to it and the concepts below it."""

    concept: Linked
    notation: str | None
    definition: str
    also: str
    projects: int
    organisations: int | None
    narrower: tuple[ConceptRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemePage(PageContext):
    """A concept scheme: every theme, role or type of organisation."""

    template: ClassVar[str] = "scheme.html"

    iri: Annotated[str, "The identifier of the scheme."]
    description: Annotated[str, "What the scheme is."]
    total: Annotated[int, "How many concepts it has."]
    rows: Annotated[tuple[ConceptRow, ...], "The top concepts, in order of name."]


@dataclass(frozen=True, slots=True, kw_only=True)
class GonePage(PageContext):
    """An identifier out of use: what became of the thing."""

    template: ClassVar[str] = "gone.html"

    heading: Annotated[str, "What happened."]
    explanation: Annotated[str, "What that means for the reader."]
    facts: Annotated[tuple[Fact, ...], "The identifier, when it went out of use, and why."]
    successors: Annotated[tuple[Linked, ...], "What the thing became; empty if withdrawn."]


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file to take away: what is in it, its size to read, and its SHA-256."""

    name: str
    url: str
    what: str
    size: str
    sha256: str


@dataclass(frozen=True, slots=True)
class CountRow:
    """A term and how often it stands in the data."""

    name: str
    iri: str
    count: int


@dataclass(frozen=True, slots=True)
class ChangeList:
    """The projects or the organisations of a release that are new, gone or changed."""

    heading: str
    lists: tuple[tuple[str, Listing], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetPage(PageContext):
    """The data set: what it is, how to get it, what is in it, and what is new."""

    template: ClassVar[str] = "dataset.html"

    description: Annotated[str, "What the data set is about."]
    facts: Annotated[tuple[Fact, ...], "Publisher, licence, release, period."]
    files: Annotated[tuple[FileRow, ...], "Files to take away."]
    services: Annotated[tuple[Fact, ...], "Ways to query."]
    counts: Annotated[tuple[tuple[str, int], ...], "What the release holds: text key, number."]
    classes: Annotated[tuple[CountRow, ...], "How many instances each class has."]
    properties: Annotated[tuple[CountRow, ...], "How many triples each property has."]
    linksets: Annotated[tuple[CountRow, ...], "How many links lead to each other data set."]
    graphs: Annotated[tuple[CountRow, ...], "How many triples each named graph has."]
    previous: Annotated[str | None, "The release compared with; None for the first one."]
    changes: Annotated[tuple[ChangeList, ...], "What changed since then."]


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term of the vocabulary: names, definition, and its ties to other terms."""

    name: str
    iri: str
    label: str
    definition: str
    note: str | None
    facts: tuple[Fact, ...]
    diagram: Markup | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyPage(PageContext):
    """The vocabulary, made from its Turtle file."""

    template: ClassVar[str] = "vocabulary.html"

    iri: Annotated[str, "The namespace of its terms."]
    description: Annotated[str, "What the vocabulary is for."]
    facts: Annotated[tuple[Fact, ...], "Version, prefix and licence."]
    diagram: Annotated[Markup, "The classes and how they hang together."]
    classes: Annotated[tuple[TermRow, ...], "The classes."]
    properties: Annotated[tuple[TermRow, ...], "The properties."]


@dataclass(frozen=True, slots=True)
class SpecificationRow:
    """A vocabulary, set of shapes or context to read or take away."""

    name: Linked
    what: str
    formats: tuple[Linked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecificationsPage(PageContext):
    """All that the data follow: vocabulary, shapes, concept schemes, context."""

    template: ClassVar[str] = "specifications.html"

    rows: Annotated[tuple[SpecificationRow, ...], "Each of them, with its formats."]


@dataclass(frozen=True, slots=True)
class QueryExample:
    """A query of the library to read and to run."""

    title: str
    about: str
    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchSpecificationPage(PageContext):
    """Search inside SPARQL: its terms and examples, made from search.ttl and the library."""

    template: ClassVar[str] = "search_specification.html"

    description: Annotated[str, "What the terms are for."]
    pattern: Annotated[str, "A short block to begin with."]
    facts: Annotated[tuple[Fact, ...], "Addresses of the service, namespace, graph."]
    terms: Annotated[tuple[TermRow, ...], "The terms, in the order of the file."]
    examples: Annotated[tuple[QueryExample, ...], "Queries that use them."]


@dataclass(frozen=True, slots=True, kw_only=True)
class SparqlAnswer:
    """What a page shows of an answer: rows, a boolean, or a graph as text; or a part of it."""

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Linked, ...], ...] = ()
    boolean: bool | None = None
    text: str | None = None
    part: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SparqlPage(PageContext):
    """The SPARQL endpoint: a form, the answer to what was asked, limits, graphs, examples."""

    template: ClassVar[str] = "sparql.html"

    query: Annotated[str, "The query in the form."]
    answer: Annotated[SparqlAnswer | None, "Its answer; None before one was asked."]
    fault: Annotated[str | None, "Why there is no answer, in English."]
    prefixes: Annotated[str, "The prefixes that need no declaration."]
    choices: Annotated[tuple[tuple[str, str], ...], "Formats: value of the form, name."]
    limits: Annotated[tuple[Fact, ...], "The bounds on queries."]
    graphs: Annotated[tuple[Linked, ...], "The graphs, each with where to get it whole."]
    examples: Annotated[tuple[QueryExample, ...], "Queries of the library that need no value."]


@dataclass(frozen=True, slots=True)
class QueryField:
    """A field of the form of a query: one of some choices, or a text."""

    name: str
    label: str
    value: str
    required: bool
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QueriesPage(PageContext):
    """The query library."""

    template: ClassVar[str] = "queries.html"

    topics: Annotated[
        tuple[tuple[str, tuple[QueryExample, ...]], ...], "Queries under the topic of each."
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryPage(PageContext):
    """A query of the library: a form, and the answer."""

    template: ClassVar[str] = "query.html"

    lead: Annotated[str, "What it answers."]
    address: Annotated[str, "Where the form leads, without the root of the application."]
    fields: Annotated[tuple[QueryField, ...], "The form, with the values that were given."]
    answer: Annotated[SparqlAnswer | None, "Its rows; None before it was asked."]
    fault: Annotated[str | None, "Why there is no answer, in English."]
    sparql: Annotated[str, "The query as it stands in its file."]


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
    SchemePage,
    GonePage,
    DatasetPage,
    VocabularyPage,
    SpecificationsPage,
    SearchSpecificationPage,
    SparqlPage,
    QueriesPage,
    QueryPage,
    ErrorPage,
)
