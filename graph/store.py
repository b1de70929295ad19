"""The triple store: Oxigraph on disk, written once by a build and only read after that."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol, runtime_checkable

import pyoxigraph as ox
from rdflib import Graph, URIRef
from rdflib.term import Node

from graph.binding import bound, term
from graph.errors import QueryInvalid, ReleaseError
from graph.terms import Triple, to_ox
from ontology.namespaces import PREFIXES

Row = Mapping[str, str]
Bindings = Mapping[str, Node]


@runtime_checkable
class TripleStore(Protocol):
    """What the service asks of a triple store; `Store` is embedded, `RemoteStore` an endpoint.

    Patterns are matched in the default graph of the release, and `GRAPH` in its named graphs.
    """

    def select(self, query: str, bindings: Bindings | None = None) -> Iterator[Row]:
        """Rows of a SELECT query: variable → lexical value, unbound variables left out.

        `bindings` gives variables a value before evaluation, as `graph.binding` says.
        """

    def construct(self, query: str, bindings: Bindings, media_type: str) -> bytes:
        """The graph that a CONSTRUCT query gives, in an RDF format."""

    def describes(self, iri: str) -> bool:
        """Whether the default graph says anything of a thing."""

    def default_graph(self) -> Graph:
        """The default graph as an rdflib graph."""

    def count(self, pattern: str) -> int:
        """Number of solutions of a graph pattern."""

    def __len__(self) -> int:
        """Number of statements in all graphs."""


class StoreWriter:
    """Writes a new store into a folder that does not exist yet."""

    def __init__(self, folder: Path) -> None:
        self._store = ox.Store(str(folder))

    def add(self, triples: Iterable[Triple], graph: URIRef | None = None) -> None:
        """Add triples to the default graph, or to a named one."""
        name = ox.DefaultGraph() if graph is None else ox.NamedNode(str(graph))
        self._store.bulk_extend(_quads(triples, name))

    def close(self) -> None:
        """Write all to disk and let go of the files."""
        self._store.flush()
        self._store.optimize()
        del self._store


class Store:
    """A store on disk, opened read only; safe to share between threads and processes."""

    def __init__(self, folder: Path) -> None:
        try:
            self._store = ox.Store.read_only(str(folder))
        except (OSError, RuntimeError) as error:  # missing or locked; damaged
            raise ReleaseError(
                f"{folder}: the triple store cannot be opened ({error}). "
                "Run `samverkan build` to make a new release."
            ) from error

    def select(self, query: str, bindings: Bindings | None = None) -> Iterator[Row]:
        """Rows of a SELECT query: variable → lexical value, unbound variables left out.

        `bindings` gives variables a value before evaluation, as `graph.binding` says.
        """
        try:
            solutions = self._store.query(with_values(query, bindings))
        except SyntaxError as error:
            raise QueryInvalid(str(error)) from error
        if not isinstance(solutions, ox.QuerySolutions):
            raise QueryInvalid("Not a SELECT query.")
        names = [variable.value for variable in solutions.variables]
        for solution in solutions:
            yield {
                name: value.value
                for name, value in zip(names, solution, strict=True)
                if value is not None
            }

    def construct(self, query: str, bindings: Bindings, media_type: str) -> bytes:
        """The graph that a CONSTRUCT query gives, in an RDF format."""
        triples = self._store.query(with_values(query, bindings))
        if not isinstance(triples, ox.QueryTriples):
            raise QueryInvalid("Not a CONSTRUCT query.")
        rdf_format = ox.RdfFormat.from_media_type(media_type)
        content = ox.serialize(triples, format=rdf_format, prefixes=dict(PREFIXES))
        return content or b""

    def describes(self, iri: str) -> bool:
        """Whether the default graph says anything of a thing."""
        quads = self._store.quads_for_pattern(ox.NamedNode(iri), None, None, ox.DefaultGraph())
        return next(iter(quads), None) is not None

    def default_graph(self) -> Graph:
        """The default graph as an rdflib graph."""
        buffer = io.BytesIO()
        self._store.dump(buffer, ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
        return Graph().parse(data=buffer.getvalue(), format="nt")

    def count(self, pattern: str) -> int:
        """Number of solutions of a graph pattern."""
        rows = self.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
        return int(next(iter(rows))["n"])

    def __len__(self) -> int:
        return len(self._store)


def _quads(triples: Iterable[Triple], graph: ox.NamedNode | ox.DefaultGraph) -> Iterator[ox.Quad]:
    for subject, predicate, value in triples:
        yield ox.Quad(to_ox(subject), to_ox(predicate), to_ox(value), graph)  # type: ignore[arg-type]


def with_values(query: str, bindings: Bindings | None) -> str:
    """A query with the values of its variables; raises ValueError for an IRI that is none."""
    return bound(query, {name: term(node) for name, node in (bindings or {}).items()})
