"""Answers that are kept."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future

import pyoxigraph as ox
import pytest

from graph.errors import QueryInvalid
from graph.evaluation import Answer, Request
from graph.remembered import RememberedAnswers
from graph.workers import Limits, QueryPool

JSON = "application/sparql-results+json"


class Counted(QueryPool):
    """A pool that counts what it was asked."""

    asked = 0

    def submit(self, request: Request, seconds: float | None = None) -> Future[Answer]:
        self.asked += 1
        return super().submit(request, seconds)


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counted]:
    folder = tmp_path_factory.mktemp("store")
    store = ox.Store(folder)
    store.extend(
        ox.Quad(ox.NamedNode(f"urn:{i}"), ox.NamedNode("urn:p"), ox.Literal("å" * 100))
        for i in range(50)
    )
    store.flush()
    del store
    engine = Counted(folder, Limits(workers=1, quick=1))
    yield engine
    engine.close()


def request(query: str, media_type: str = JSON) -> Request:
    return Request(query=query, media_type=media_type, gives_graph=False)


def test_an_answer_is_made_once(pool: Counted) -> None:
    kept, before = RememberedAnswers(pool, 1_000_000), pool.asked
    first = kept.answer(request("SELECT * { ?s ?p ?o }"))
    assert kept.answer(request("SELECT * { ?s ?p ?o }")) == first
    assert pool.asked == before + 1
    assert kept.answer(request("SELECT * { ?s ?p ?o }", "text/csv")) != first
    assert pool.asked == before + 2


@pytest.mark.parametrize("query", ["SELECT (RAND() AS ?n) {}", "SELECT (uuid() AS ?n) {}"])
def test_chance_is_not_kept(pool: Counted, query: str) -> None:
    kept = RememberedAnswers(pool, 1_000_000)
    assert kept.answer(request(query)) != kept.answer(request(query))


def test_faults_are_not_kept(pool: Counted) -> None:
    kept, before = RememberedAnswers(pool, 1_000_000), pool.asked
    for _ in range(2):
        with pytest.raises(QueryInvalid):
            kept.answer(request("SELECT nothing"))
    assert pool.asked == before + 2


def test_what_is_kept_has_a_bound(pool: Counted) -> None:
    kept, before = RememberedAnswers(pool, 20_000), pool.asked
    queries = [f"SELECT * {{ ?s ?p ?o }} LIMIT {n}" for n in range(20, 30)]
    for query in queries:
        kept.answer(request(query))
    kept.answer(request(queries[-1]))
    assert pool.asked == before + 10
    kept.answer(request(queries[0]))
    assert pool.asked == before + 11
    nothing = RememberedAnswers(pool, 0)
    assert nothing.answer(request("ASK {}")) == nothing.answer(request("ASK {}"))
    assert pool.asked == before + 13
