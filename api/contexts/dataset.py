"""Context of the page about the data set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from api.contexts.page import Fact, Listing, PageContext


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
