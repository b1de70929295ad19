"""Search inside SPARQL: blocks `SERVICE <{base}/spec/search> { … }` answered before the query runs.

A block is replaced by what our own index answers, as `VALUES`, so that any engine can run the rest
of the query. Only `search:similarTo` of a variable becomes a pattern, on the graph of precomputed
neighbours. Nothing is sent anywhere. All outside the blocks stays as it was, byte for byte, and
lines stay where they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import count

import pyoxigraph as ox

from graph.errors import GraphError
from graph.filters import UnknownValue
from graph.search_blocks import Block, SearchTermInvalid, blocks, given_values, variables
from graph.search_terms import (
    MAX_LIMIT,
    Given,
    Neighbours,
    Search,
    SearchRequest,
    searches,
    term_of,
)
from graph.similarity import NEAREST, score_of, similarity_graph
from graph.sparql import MAX_QUERY_CHARACTERS
from ontology import terms as t
from ontology.identifiers import Identifiers
from ontology.namespaces import PREFIXES

__all__ = [
    "MAX_LIMIT",
    "MAX_SEARCHES",
    "SERVICE",
    "Hit",
    "SearchRequest",
    "SearchTermInvalid",
    "Unanswerable",
    "expand",
    "may_search",
    "service_iri",
]

SERVICE = "https://w3id.org/samverkansgrafen/search"
"""The service under a name that does not depend on the base."""

MAX_SEARCHES = 20
"""Searches that one query may make."""


class Unanswerable(GraphError):
    """A request that the index cannot answer, such as one for a project that does not exist."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What a search found: its IRI, the score, and the text that speaks for it."""

    iri: str
    score: float
    text: str


def service_iri(base: str) -> str:
    """The address of the service, where its terms are described."""
    return f"{base}/spec/search"


def may_search(query: str) -> bool:
    """Whether a query may have a search block: a quick look, before it is read."""
    return "search" in query and "service" in query.lower()


def expand(
    query: str,
    base: str,
    answer: Callable[[SearchRequest], Iterable[Hit]],
    reached_at: str | None = None,
) -> str:
    """The query with every search block replaced by its answer.

    `reached_at` is the address that the client used, where that is not the base: the service
    answers under it too.

    `answer` may raise `Unanswerable` or `UnknownValue`; that and every fault of a block is raised
    as `SearchTermInvalid`, which names line, column and term. Under `SERVICE SILENT` what cannot be
    answered is one solution without bindings, as the standard has it; a fault of the block is still
    one of the query, and raised.
    """
    if not may_search(query) or len(query) > MAX_QUERY_CHARACTERS:
        return query
    graph = similarity_graph(Identifiers(base))
    hidden = _hidden(query)
    parts: list[str] = []
    position = made = 0
    given: Given = {}
    services = {service_iri(base), SERVICE, service_iri(reached_at or base)}
    for block in blocks(query, services, PREFIXES):
        given = given or given_values(query, PREFIXES)
        wanted = searches(block, given)
        made += sum(
            1 if isinstance(search.requests, Neighbours) else len(search.requests)
            for search in wanted
        )
        if made > MAX_SEARCHES:
            raise block.place.error(
                f"the query makes more than {MAX_SEARCHES} searches. Send it in parts."
            )
        try:
            text = " ".join(
                _pattern(search, search.requests, str(graph), hidden)
                if isinstance(search.requests, Neighbours)
                else _values(search, search.requests, answer)
                for search in wanted
            )
        except _Silenced as error:
            if not block.silent:
                raise error.reason from error.__cause__
            text = "{ }"
        parts += [query[position : block.start], text, _padding(query, block)]
        position = block.end
    return "".join((*parts, query[position:]))


class _Silenced(Exception):
    """What SILENT passes over."""

    def __init__(self, reason: SearchTermInvalid) -> None:
        super().__init__()
        self.reason = reason


def _answered(
    search: Search, request: SearchRequest, answer: Callable[[SearchRequest], Iterable[Hit]]
) -> list[Hit]:
    try:
        return list(answer(request))
    except UnknownValue as error:
        name = term_of(error.parameter)
        message = str(error).replace(f"{error.parameter}=", "", 1)
        raise _Silenced(search.places[name].error(f"search:{name}: {message}")) from error
    except Unanswerable as error:
        place = search.places[request.kind]
        raise _Silenced(place.error(f"search:{request.kind}: {error}")) from error


def _values(
    search: Search,
    requests: Iterable[tuple[ox.Literal | None, SearchRequest]],
    answer: Callable[[SearchRequest], Iterable[Hit]],
) -> str:
    """`VALUES (?project ?score) { (<…> 0.5) … }`."""
    names = " ".join(f"?{variable}" for variable in search.columns.values())
    rows = " ".join(
        f"({' '.join(_cell(column, hit, rank, text) for column in search.columns)})"
        for text, request in requests
        for rank, hit in enumerate(_answered(search, request, answer), 1)
    )
    return f"VALUES ({names}) {{ {rows} }}"


def _cell(column: str, hit: Hit, rank: int, text: ox.Literal | None) -> str:
    if column == "text":
        return str(text)
    if column == "subject":
        return str(ox.NamedNode(hit.iri))
    if column == "score":
        return str(score_of(hit.score))
    if column == "rank":
        return str(rank)
    # Written as N-Triples, a literal holds no line break and nothing that could end it.
    return str(ox.Literal(hit.text, language="sv"))


def _pattern(search: Search, request: Neighbours, graph: str, hidden: Iterator[str]) -> str:
    """The pattern on the graph of neighbours that finds what the search asks for."""
    columns = dict(search.columns)
    conditions = []
    if request.limit < NEAREST:
        columns.setdefault("rank", next(hidden))
        conditions.append(f"?{columns['rank']} <= {request.limit}")
    if request.min_score is not None:
        columns.setdefault("score", next(hidden))
        conditions.append(f"?{columns['score']} >= {_decimal(request.min_score)}")
    parts = [f"<{t.SAMV_OF}> ?{request.variable}", f"<{t.SAMV_SIMILAR_TO}> ?{columns['subject']}"]
    for column, term in (("score", t.SAMV_SCORE), ("rank", t.SAMV_RANK)):
        if column in columns:
            parts.append(f"<{term}> ?{columns[column]}")
    filters = f" . FILTER({' && '.join(conditions)})" if conditions else ""
    return f"GRAPH <{graph}> {{ [] {' ; '.join(parts)}{filters} }}"


def _decimal(value: Decimal) -> str:
    return f"{value:f}"


def _hidden(query: str) -> Iterator[str]:
    """Names of variables that the query does not use."""
    taken: frozenset[str] | None = None
    for number in count(1):
        taken = variables(query) if taken is None else taken
        name = f"search_{number}"
        if name not in taken:
            yield name


def _padding(query: str, block: Block) -> str:
    """White space that puts what follows a block on the line, and in the column, where it was."""
    written = query[block.start : block.end]
    lines = written.count("\n")
    if not lines:
        return ""
    return "\n" * lines + " " * (len(written) - written.rindex("\n") - 1)
