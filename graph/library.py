"""The query library: fixed SPARQL queries in `graph/queries`, with title, purpose, parameters.

Each `.rq` file begins with comment lines: `title-sv`, `title-en`, `purpose`, and a line
`param name (type): what it is` for every parameter. Parameters are bound as terms, never pasted
into the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from rdflib import URIRef

from graph.errors import GraphError
from graph.store import Row, Store

_HEADER = re.compile(r"^# (title-sv|title-en|purpose): (.+)$", re.MULTILINE)
_PARAMETER = re.compile(r"^# param (\w+) \((\w+)\): (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query: its variable, type and meaning."""

    name: str
    type: str
    description: str


@dataclass(frozen=True, slots=True)
class Query:
    """A query of the library."""

    name: str
    text: str
    titles: Mapping[str, str]
    purpose: str
    parameters: tuple[Parameter, ...]

    def run(self, store: Store, **iris: str) -> Iterator[Row]:
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
    """A query by its name ("organisation-pairs", "internal/projects")."""
    file = resources.files("graph").joinpath(f"queries/{name}.rq")
    try:
        return _parsed(name, file)
    except FileNotFoundError as error:
        raise GraphError(f"No query is named {name!r}.") from error


def names() -> list[str]:
    """Names of the published queries, in alphabetical order."""
    folder = resources.files("graph").joinpath("queries")
    return sorted(file.name[:-3] for file in folder.iterdir() if file.name.endswith(".rq"))


def _parsed(name: str, file: Traversable) -> Query:
    text = file.read_text(encoding="utf-8")
    header = dict(_HEADER.findall(text))
    missing = {"title-sv", "title-en", "purpose"} - set(header)
    if missing:
        raise GraphError(f"{name}.rq lacks the comment lines {sorted(missing)}.")
    return Query(
        name=name,
        text=text,
        titles={"sv": header["title-sv"], "en": header["title-en"]},
        purpose=header["purpose"],
        parameters=tuple(Parameter(*found) for found in _PARAMETER.findall(text)),
    )
