"""The query library: fixed SPARQL queries in `graph/queries`, described in their own comments.

Each `.rq` file begins with a header. A public query has

    # title-sv, title-en        what it is called
    # about-sv, about-en        what it answers, and what to mind
    # topic                     one of TOPICS
    # param NAME (TYPE, …): what it is in Swedish | in English
    # column NAME (TYPE): what it holds in Swedish | in English

where a parameter is `required` (with an `example`), has a `default` that stands when it is not
given, or neither: then the lines that begin with `#if NAME` stand only when it is given. TYPE of a
parameter is a kind of thing (`graph.parameters.KINDS`), `text`, `integer`, `decimal`, `date`, or
`one of A B C`; of a column one of COLUMN_TYPES. Queries in `queries/internal` have a title,
`purpose` and parameters only, all of which are IRIs. `graph.binding` says how values come into the
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from rdflib import URIRef

from graph.binding import Term, bound
from graph.errors import GraphError, UnknownQuery
from graph.store import Row, TripleStore

TOPICS = ("partners", "organisations", "associations", "projects", "money", "quality")
COLUMN_TYPES = ("iri", "text", "integer", "decimal", "date", "list", "point")
"""A list is a text of items with ` | ` between them; a point is WKT."""

_HEADER = re.compile(r"^# (title-sv|title-en|about-sv|about-en|topic|purpose): (.+)$", re.MULTILINE)
_PARAMETER = re.compile(r"^# param (\w+) \(([^()]+)\): (.+)$", re.MULTILINE)
_COLUMN = re.compile(r"^# column (\w+) \((\w+)\): (.+)$", re.MULTILINE)
_NAME = re.compile(r"(?:internal/)?[a-z0-9]+(?:-[a-z0-9]+)*")
_UNKNOWN = "No query is named {name!r}. GET /api/queries and `samverkan query` list them."

Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query: its variable, type and meaning.

    `choices` are the values of a parameter that is one of some; empty for any other.
    """

    name: str
    type: str
    labels: Labels
    required: bool
    default: str | None = None
    example: str | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer: its variable, type and meaning."""

    name: str
    type: str
    labels: Labels


@dataclass(frozen=True, slots=True)
class Query:
    """A query of the library."""

    name: str
    text: str
    titles: Labels
    about: Labels
    topic: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]

    @property
    def sparql(self) -> str:
        """The query without its header."""
        lines = self.text.split("\n")
        start = next(index for index, line in enumerate(lines) if not line.startswith("#"))
        return "\n".join(lines[start:])

    def with_values(self, values: Mapping[str, Term]) -> str:
        """The query with values for its parameters, one each that is required."""
        known = {parameter.name for parameter in self.parameters}
        required = {parameter.name for parameter in self.parameters if parameter.required}
        if not required <= set(values) <= known:
            raise GraphError(
                f"The query {self.name} takes {sorted(known) or 'no parameters'}, "
                f"given {sorted(values) or 'none'}."
            )
        return bound(self.sparql, values)

    def run(self, store: TripleStore, **iris: str) -> Iterator[Row]:
        """Rows of the query; every parameter must be given as an IRI."""
        wanted = {parameter.name for parameter in self.parameters}
        if wanted != set(iris):
            raise GraphError(
                f"The query {self.name} takes {sorted(wanted) or 'no parameters'}, "
                f"given {sorted(iris) or 'none'}."
            )
        return store.select(self.text, {name: URIRef(iri) for name, iri in iris.items()})


@cache
def query(name: str) -> Query:
    """A query by its name ("organisation-pairs", "internal/projects").

    Raises `UnknownQuery` when there is none.
    """
    if not _NAME.fullmatch(name):
        raise UnknownQuery(_UNKNOWN.format(name=name))
    file = resources.files("graph").joinpath(f"queries/{name}.rq")
    try:
        return _parsed(name, file)
    except FileNotFoundError as error:
        raise UnknownQuery(_UNKNOWN.format(name=name)) from error


def names() -> list[str]:
    """Names of the published queries, in alphabetical order."""
    folder = resources.files("graph").joinpath("queries")
    return sorted(file.name[:-3] for file in folder.iterdir() if file.name.endswith(".rq"))


def _parsed(name: str, file: Traversable) -> Query:
    text = file.read_text(encoding="utf-8")
    header = dict(_HEADER.findall(text))
    internal = name.startswith("internal/")
    wanted = {"title-sv", "title-en"} | (
        {"purpose"} if internal else {"about-sv", "about-en", "topic"}
    )
    missing = wanted - set(header)
    if missing:
        raise GraphError(f"{name}.rq lacks the comment lines {sorted(missing)}.")
    if not internal and header["topic"] not in TOPICS:
        raise GraphError(f"{name}.rq: the topic {header['topic']!r} is none of {TOPICS}.")
    about = {lang: header.get(f"about-{lang}", header.get("purpose", "")) for lang in ("sv", "en")}
    return Query(
        name=name,
        text=text,
        titles={"sv": header["title-sv"], "en": header["title-en"]},
        about={lang: text or "" for lang, text in about.items()},
        topic=header.get("topic", ""),
        parameters=tuple(_parameter(name, *found) for found in _PARAMETER.findall(text)),
        columns=tuple(_column(name, *found) for found in _COLUMN.findall(text)),
    )


def _parameter(query_name: str, name: str, about: str, labels: str) -> Parameter:
    kind, *qualities = (part.strip() for part in about.split(","))
    said = dict(quality.split(" ", 1) for quality in qualities if " " in quality)
    choices: tuple[str, ...] = ()
    if kind.startswith("one of "):
        choices, kind = tuple(kind[7:].split()), "choice"
    if choices and said.get("default") not in choices:
        raise GraphError(f"{query_name}.rq: the default of {name} is none of its choices.")
    required = "required" in qualities or query_name.startswith("internal/")
    return Parameter(
        name, kind, _both(labels), required, said.get("default"), said.get("example"), choices
    )


def _column(query_name: str, name: str, kind: str, labels: str) -> Column:
    if kind not in COLUMN_TYPES:
        raise GraphError(f"{query_name}.rq: the type {kind!r} of {name} is none of {COLUMN_TYPES}.")
    return Column(name, kind, _both(labels))


def _both(labels: str) -> Labels:
    swedish, _, english = labels.partition(" | ")
    return {"sv": swedish.strip(), "en": english.strip() or swedish.strip()}
