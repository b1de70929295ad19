"""The Turtle files of this folder, as graphs and as concepts with labels."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final, Literal, Self

from rdflib import OWL, RDF, SKOS, Graph, URIRef
from rdflib import Literal as RDFLiteral

from ontology.identifiers import DEFAULT_BASE, Identifiers

FileName = Literal[
    "core", "search", "shapes", "roles", "organisation-types", "themes", "dcat-ap-se"
]
SchemeName = Literal["roles", "organisation-types", "themes"]

FILES: Final[tuple[FileName, ...]] = (
    "core",
    "search",
    "shapes",
    "roles",
    "organisation-types",
    "themes",
)
SCHEMES: Final[tuple[SchemeName, ...]] = ("roles", "organisation-types", "themes")


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of one of the schemes; its slug is the last part of its IRI."""

    slug: str
    notation: str | None
    labels: Mapping[str, str] = field(hash=False)
    """Preferred label by language (sv, en)."""
    alt: tuple[str, ...]
    hidden: tuple[str, ...]
    broader: str | None
    """Slug of the broader concept; None for a top concept."""
    definition: Mapping[str, str] = field(hash=False)
    """Definition by language (sv, en)."""

    def spellings(self) -> Iterable[str]:
        """Everything the concept is called, the preferred labels first."""
        yield from self.labels.values()
        yield from self.alt
        yield from self.hidden


class Labels:
    """Finds a concept by any of its labels, whatever their case, spacing or composition."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        """Raises ValueError where two concepts share a label."""
        self._slugs: dict[str, str] = {}
        for concept in concepts:
            for spelling in concept.spellings():
                other = self._slugs.setdefault(fold(spelling), concept.slug)
                if other != concept.slug:
                    raise ValueError(f"{spelling!r} is a label of {other} and {concept.slug}")

    @classmethod
    def of(cls, scheme: SchemeName) -> Self:
        """The labels of one of the schemes of this folder."""
        return cls(concepts(scheme))

    def __len__(self) -> int:
        return len(self._slugs)

    def find(self, text: str) -> str | None:
        """The slug of the concept with this label, or None.

        >>> Labels.of("themes").find("Psykisk  OHÄLSA")
        'psykisk-ohalsa'
        """
        return self._slugs.get(fold(text))


def fold(text: str) -> str:
    """Text for comparing labels: composed, case-folded, white space made single.

    >>> fold("  Återgång i\\tARBETE ")
    'återgång i arbete'
    """
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def load(name: FileName, base: str = DEFAULT_BASE) -> Graph:
    """The graph in a file of this folder, its relative IRIs resolved against the base.

    A new graph on every call, so that the caller may add to it.
    """
    text = (files("ontology") / f"{name}.ttl").read_text(encoding="utf-8")
    return Graph().parse(data=text, format="turtle", publicID=f"{Identifiers(base).base}/")


@cache
def concepts(scheme: SchemeName) -> tuple[Concept, ...]:
    """The concepts of a scheme, by slug."""
    graph = load(scheme)
    subjects = (s for s in graph.subjects(RDF.type, SKOS.Concept) if isinstance(s, URIRef))
    return tuple(sorted((_concept(graph, s) for s in subjects), key=lambda concept: concept.slug))


@cache
def by_notation(scheme: SchemeName) -> Mapping[str, Concept]:
    """The concepts of a scheme by their code; empty for themes, which have none.

    >>> by_notation("roles")["owner"].slug
    'projektagare'
    """
    return MappingProxyType({c.notation: c for c in concepts(scheme) if c.notation is not None})


def version() -> str:
    """The version of the vocabulary, as core.ttl states it."""
    return str(next(load("core").objects(None, OWL.versionInfo)))


def _concept(graph: Graph, subject: URIRef) -> Concept:
    notation = graph.value(subject, SKOS.notation)
    broader = graph.value(subject, SKOS.broader)
    return Concept(
        slug=_slug(subject),
        notation=None if notation is None else str(notation),
        labels=_by_language(graph, subject, SKOS.prefLabel),
        alt=_texts(graph, subject, SKOS.altLabel),
        hidden=_texts(graph, subject, SKOS.hiddenLabel),
        broader=_slug(broader) if isinstance(broader, URIRef) else None,
        definition=_by_language(graph, subject, SKOS.definition),
    )


def _slug(iri: URIRef) -> str:
    return iri.rsplit("/", 1)[1]


def _by_language(graph: Graph, subject: URIRef, predicate: URIRef) -> Mapping[str, str]:
    literals = (o for o in graph.objects(subject, predicate) if isinstance(o, RDFLiteral))
    texts = {literal.language or "": str(literal) for literal in literals}
    return MappingProxyType(dict(sorted(texts.items(), reverse=True)))


def _texts(graph: Graph, subject: URIRef, predicate: URIRef) -> tuple[str, ...]:
    return tuple(sorted(str(o) for o in graph.objects(subject, predicate)))
