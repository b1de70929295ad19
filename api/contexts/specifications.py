"""Contexts of what the data follow: vocabulary, concept schemes, and the list of them all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from markupsafe import Markup

from api.contexts.page import Fact, Linked, PageContext
from api.contexts.queries import QueryExample


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchSpecificationPage(PageContext):
    """Search inside SPARQL: its terms and examples, made from search.ttl and the library."""

    template: ClassVar[str] = "search_specification.html"

    description: Annotated[str, "What the terms are for."]
    pattern: Annotated[str, "A short block to begin with."]
    facts: Annotated[tuple[Fact, ...], "Addresses of the service, namespace, graph."]
    terms: Annotated[tuple[TermRow, ...], "The terms, in the order of the file."]
    examples: Annotated[tuple[QueryExample, ...], "Queries that use them."]
