"""A release in another engine: the triple store and the query workers over a SPARQL endpoint.

`graph.publishing` puts a release there. What Oxigraph calls the default graph is a named graph
then, so every request names the graphs of the release: the endpoint may hold more than that.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import Graph, URIRef

from graph.cutting import cut
from graph.datasets import dataset_of
from graph.endpoint import Endpoint, Reply
from graph.engines import Limits, QueryEngine
from graph.errors import EngineFault, QueryInvalid, QueryOverload, ReleaseError, ResultTooLarge
from graph.evaluation import Answer, Request
from graph.faults import check_xml, fault_of
from graph.functions import refuse_functions
from graph.own_copy import OwnCopy
from graph.sparql import Form, classify
from graph.store import Bindings, Row, with_values
from ontology.namespaces import PREFIXES

INTERMEDIATE = 4
"""SPARQL JSON and N-Triples are so many times larger than other formats, at most."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs of a release at an endpoint.

    `default` is the graph that stands for the default graph; None where the endpoint's own
    default graph is that of the release, and its named graphs are the release's.
    """

    default: str | None
    named: tuple[str, ...] = ()

    @property
    def default_graphs(self) -> tuple[str, ...]:
        """What a request says of the default graph."""
        return (self.default,) if self.default else ()

    @property
    def named_graphs(self) -> tuple[str, ...]:
        """What a request says of the named graphs."""
        return self.named if self.default else ()


class RemoteStore:
    """A triple store at an endpoint, read only; a `graph.store.TripleStore`."""

    def __init__(self, endpoint: Endpoint, dataset: Dataset, own: OwnCopy | None = None) -> None:
        self._endpoint = endpoint
        self._dataset = dataset
        self._own = own

    def select(self, query: str, bindings: Bindings | None = None) -> Iterator[Row]:
        """Rows of a SELECT query: variable → lexical value, unbound variables left out."""
        reply = self._ask(query, bindings)
        if self._own is not None and self._own.is_needed(query):
            yield from self._own.store.select(query, bindings)
            return
        found = parsed(reply)
        if not isinstance(found, ox.QuerySolutions):
            raise QueryInvalid("Not a SELECT query.")
        names = [variable.value for variable in found.variables]
        count = 0
        for solution in found:
            count += 1
            yield {
                name: value.value
                for name, value in zip(names, solution, strict=True)
                if value is not None
            }
        if reply.at_most is not None and count >= reply.at_most:
            raise EngineFault(
                f"The SPARQL endpoint gives {reply.at_most} rows at most, and there are more. "
                "Raise its limit (Virtuoso: ResultSetMaxRows in virtuoso.ini)."
            )

    def construct(self, query: str, bindings: Bindings, media_type: str) -> bytes:
        """The graph that a CONSTRUCT query gives, in an RDF format."""
        text = with_values(query, bindings)
        if classify(query) is not Form.CONSTRUCT:
            raise QueryInvalid("Not a CONSTRUCT query.")
        reply = self._endpoint.construct(
            text, self._dataset.default_graphs, self._dataset.named_graphs
        )
        if self._own is not None and self._own.is_needed(query):
            return self._own.store.construct(query, bindings, media_type)
        content = ox.serialize(
            triples(reply), format=ox.RdfFormat.from_media_type(media_type), prefixes=dict(PREFIXES)
        )
        return content or b""

    def describes(self, iri: str) -> bool:
        """Whether the default graph says anything of a thing."""
        query = f"ASK {{ VALUES ?thing {{ {ox.NamedNode(iri)} }} ?thing ?property ?value }}"
        return bool(parsed(self._ask(query)))

    def default_graph(self) -> Graph:
        """The default graph as an rdflib graph; raises `EngineFault` where it comes cut."""
        content = self.construct("CONSTRUCT WHERE { ?s ?p ?o }", {}, "application/n-triples")
        graph = Graph().parse(data=content, format="nt")
        wanted = self.count("?s ?p ?o")
        if len(graph) != wanted:
            raise EngineFault(
                f"The SPARQL endpoint gave {len(graph)} of {wanted} statements. "
                "Raise its limit (Virtuoso: ResultSetMaxRows in virtuoso.ini)."
            )
        return graph

    def count(self, pattern: str) -> int:
        """Number of solutions of a graph pattern."""
        rows = self.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
        return int(next(iter(rows))["n"])

    def __len__(self) -> int:
        return self.count("?s ?p ?o") + self.count("GRAPH ?g { ?s ?p ?o }")

    def _ask(self, query: str, bindings: Bindings | None = None) -> Reply:
        return self._endpoint.select(
            with_values(query, bindings), self._dataset.default_graphs, self._dataset.named_graphs
        )


class RemotePool(QueryEngine):
    """Evaluates requests at an endpoint, as `graph.workers.QueryPool` does in processes.

    So many threads wait for the endpoint at a time as the pool has workers; the endpoint must
    bound memory itself. Answers are read and written anew, so that every engine's look the same.
    """

    def __init__(
        self, endpoint: Endpoint, dataset: Dataset, limits: Limits, own: OwnCopy | None = None
    ) -> None:
        self._endpoint = endpoint
        self._dataset = dataset
        self._limits = limits
        self._own = own
        workers = limits.workers + limits.quick
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="sparql")
        self._free = threading.BoundedSemaphore(workers + limits.waiting)

    @property
    def limits(self) -> Limits:
        """The bounds in force."""
        return self._limits

    @property
    def named_graphs(self) -> tuple[str, ...]:
        """The named graphs of the release; empty where they are whatever the endpoint has."""
        return self._dataset.named_graphs

    def submit(self, request: Request, seconds: float | None = None) -> Future[Answer]:
        """The answer, to come; raises `QueryOverload` when too many queries wait."""
        if not self._free.acquire(blocking=False):
            raise QueryOverload(
                f"{self._limits.waiting} queries are waiting already. Try again in a moment."
            )
        deadline = min(seconds or self._limits.seconds, self._limits.seconds)
        try:
            future = self._threads.submit(self._evaluate, request, deadline)
        except RuntimeError as error:  # closed
            self._free.release()
            raise ReleaseError("The service is stopping. Try again in a moment.") from error
        future.add_done_callback(lambda _: self._free.release())
        return future

    def close(self) -> None:
        """Give up what waits; what is under way ends at its deadline."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        if self._own is not None:
            self._own.close()

    def _evaluate(self, request: Request, seconds: float) -> Answer:
        check(request)
        refuse_functions(request.query, request.prefixes)
        default, named = self._graphs(request)
        text = declared(request)
        limit = INTERMEDIATE * self._limits.answer_bytes
        ask = self._endpoint.construct if request.gives_graph else self._endpoint.select
        reply = ask(text, default, named, seconds=seconds, limit=limit)
        given = (*request.default_graphs, *request.named_graphs)
        if self._own is not None and self._own.is_needed(request.query, *given):
            return self._own.answer(request, seconds, self._limits)
        content, is_cut = serialised(request, reply)
        check_xml(content, request.media_type)
        if len(content) > self._limits.answer_bytes:
            if request.whole:
                raise ResultTooLarge(
                    f"The answer is larger than {self._limits.answer_bytes} bytes, and would be "
                    "of no use in part. Use a query with LIMIT and OFFSET."
                )
            return Answer(cut(content[: self._limits.answer_bytes], request.media_type), cut=True)
        return Answer(content, cut=is_cut)

    def _graphs(self, request: Request) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What the protocol says of graphs, else what the query says, else those of the release."""
        if request.default_graphs or request.named_graphs:
            return request.default_graphs, request.named_graphs
        if dataset_of(request.query, request.base, request.prefixes).is_given:
            return (), ()
        return self._dataset.default_graphs, self._dataset.named_graphs


def declared(request: Request) -> str:
    """A query with the base and the prefixes that its request gives; its own go before them."""
    base = f"BASE {ox.NamedNode(request.base)} " if request.base else ""
    prefixes = " ".join(
        f"PREFIX {name}: {ox.NamedNode(iri)}" for name, iri in request.prefixes.items()
    )
    return f"{base}{prefixes}\n{with_values(request.query, _iris(request))}"


def check(request: Request) -> None:
    """Raise `QueryInvalid`, with line and column, for a query that does not parse.

    The endpoint would say so in words of its own, counted from what was written before the query.
    Oxigraph has no parser by itself: here it is asked for something that it refuses, but only
    after it has read the query.
    """
    try:
        ox.Store().query(
            request.query,
            base_iri=request.base,
            prefixes=request.prefixes,
            default_graph=[ox.DefaultGraph()],
            use_default_graph_as_union=True,
        )
    except SyntaxError as error:
        raise fault_of(request.query, str(error)) from error
    except ValueError:
        return


def parsed(reply: Reply) -> ox.QuerySolutions | ox.QueryBoolean:
    """SPARQL JSON as solutions; raises `EngineFault` where it is none."""
    try:
        return ox.parse_query_results(reply.content, ox.QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise _unreadable(error) from error


def solutions(reply: Reply) -> ox.QuerySolutions:
    """SPARQL JSON as the rows of a SELECT query; raises `EngineFault` where it is none."""
    found = parsed(reply)
    if not isinstance(found, ox.QuerySolutions):
        raise EngineFault("The SPARQL endpoint's answer is no table.")
    return found


def triples(reply: Reply) -> list[ox.Triple]:
    """The statements of N-Triples, each once; raises `EngineFault` where it is none."""
    try:
        # Lenient: engines write language tags and IRIs that a strict reader refuses.
        quads = ox.parse(reply.content, ox.RdfFormat.N_TRIPLES, lenient=True)
        return list(dict.fromkeys(quad.triple for quad in quads))
    except (SyntaxError, ValueError) as error:
        raise _unreadable(error) from error


def serialised(request: Request, reply: Reply) -> tuple[bytes, bool]:
    """An endpoint's answer in the format asked for, and whether the endpoint has cut it."""
    if request.gives_graph:
        statements = triples(reply)
        is_cut = reply.at_most is not None and len(statements) >= reply.at_most
        rdf_format = ox.RdfFormat.from_media_type(request.media_type)
        return ox.serialize(statements, format=rdf_format, prefixes=request.prefixes) or b"", is_cut
    is_cut = False
    if reply.at_most is not None:
        rows = parsed(reply)
        is_cut = isinstance(rows, ox.QuerySolutions) and sum(1 for _ in rows) >= reply.at_most
    results_format = ox.QueryResultsFormat.from_media_type(request.media_type)
    try:
        return parsed(reply).serialize(format=results_format) or b"", is_cut
    except (SyntaxError, ValueError) as error:  # solutions are read as they are written
        raise _unreadable(error) from error


def _iris(request: Request) -> Bindings:
    return {name: URIRef(iri) for name, iri in request.bindings.items()}


def _unreadable(error: Exception) -> EngineFault:
    return EngineFault(
        f"The SPARQL endpoint's answer cannot be read ({error}). "
        "Is SAMVERKAN_SPARQL_URL the address for queries?"
    )
