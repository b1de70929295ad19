"""Query workers: real processes over the real store, stopped, flooded and crashed."""

from __future__ import annotations

import asyncio
import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

import pytest

from graph.errors import QueryInvalid, QueryOverload, QueryTimeout, ReleaseError, ResultTooLarge
from graph.release import Release
from graph.sparql import FORMATS
from graph.workers import Limits, QueryPool, Request
from ontology.identifiers import Identifiers

JSON = "application/sparql-results+json"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def select(query: str, media_type: str = JSON, **values: Any) -> Request:
    return Request(query, media_type, gives_graph=False, **values)


def rows(answer: bytes) -> list[dict[str, str]]:
    return [
        {name: value["value"] for name, value in row.items()}
        for row in json.loads(answer)["results"]["bindings"]
    ]


@pytest.fixture(scope="module")
def pool(release: Release) -> Iterator[QueryPool]:
    pool = QueryPool(release.store, Limits(seconds=1, answer_bytes=20_000, waiting=4, workers=2))
    yield pool
    pool.close()


@pytest.fixture
def ask(pool: QueryPool) -> Callable[[], bool]:
    return lambda: bool(json.loads(pool.answer(select("ASK { ?s ?p ?o }")))["boolean"])


def test_an_answer_in_every_format(pool: QueryPool) -> None:
    for item in FORMATS:
        query = "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1" if item.graph else "SELECT (1 AS ?x) {}"
        answer = pool.answer(Request(query, item.media_type, gives_graph=item.graph))
        assert answer.strip()


def test_a_runaway_is_stopped_and_the_pool_works_on(
    pool: QueryPool, ask: Callable[[], bool]
) -> None:
    start = time.perf_counter()
    with pytest.raises(QueryTimeout, match="stopped after 1 seconds"):
        pool.answer(select(RUNAWAY))
    assert time.perf_counter() - start < 2.5
    assert ask()


def test_a_request_may_shorten_its_time_but_not_lengthen_it(pool: QueryPool) -> None:
    for seconds, limit in ((0.3, 1.2), (60, 2.5)):
        start = time.perf_counter()
        with pytest.raises(QueryTimeout):
            pool.answer(select(RUNAWAY), seconds=seconds)
        assert time.perf_counter() - start < limit


def test_others_are_answered_while_a_runaway_burns(
    pool: QueryPool, ask: Callable[[], bool]
) -> None:
    ask()
    runaway = pool.submit(select(RUNAWAY))
    time.sleep(0.1)
    start = time.perf_counter()
    assert ask()
    assert not runaway.done()
    assert time.perf_counter() - start < 0.9
    assert isinstance(runaway.exception(), TimeoutError)


def test_an_answer_that_is_too_large(pool: QueryPool, ask: Callable[[], bool]) -> None:
    with pytest.raises(ResultTooLarge, match="20000 bytes"):
        pool.answer(select("SELECT * { ?s ?p ?o }"))
    with pytest.raises(ResultTooLarge):
        pool.answer(Request("CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle", gives_graph=True))
    assert ask()


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("SELECT * {\n  ?s ?p .\n}", 3, 1),
        ("SELECT * { ?s ?p ?o", 1, 20),
        ("SELECT * { ?s foo:bar ?o }", 1, 22),
    ],
)
def test_an_invalid_query_is_told_where(
    pool: QueryPool, query: str, line: int, column: int
) -> None:
    with pytest.raises(QueryInvalid, match=rf"(?i)line {line}, column {column}"):
        pool.answer(select(query))


@pytest.mark.parametrize(
    "request_",
    [
        select("ASK {}", media_type="text/nonsense"),
        select("ASK {}", default_graphs=("no iri",)),
        select("ASK {}", named_graphs=("",)),
        select("ASK {}", bindings={"no name": "urn:x"}),
        select("ASK {}", bindings={"x": "no iri"}),
        select("SELECT * { ?s ?p '\ud800' }"),
        select("SELECT (1 AS ?x) (2 AS ?x) {}"),
        select("INSERT DATA { <urn:s> <urn:p> 1 }"),
    ],
    ids=lambda request: request.query[:20],
)
def test_wrong_requests(pool: QueryPool, ask: Callable[[], bool], request_: Request) -> None:
    with pytest.raises(QueryInvalid):
        pool.answer(request_)
    assert ask()


@pytest.mark.parametrize("depth", [5_000, 49_000])
def test_a_query_that_ends_its_process(
    pool: QueryPool, ask: Callable[[], bool], depth: int
) -> None:
    for query in (
        "SELECT * " + "{" * depth + "}" * depth,
        "ASK { FILTER(" + "(" * depth + "1" + ")" * depth + ") }",
    ):
        with pytest.raises((QueryInvalid, QueryTimeout)):
            pool.answer(select(query))
        assert ask()


def test_overload(pool: QueryPool, ask: Callable[[], bool]) -> None:
    waiting: list[Future[bytes]] = []
    for _ in range(6):
        waiting.append(pool.submit(select(RUNAWAY), seconds=0.3))
    with pytest.raises(QueryOverload, match="Try again"):
        pool.submit(select(RUNAWAY), seconds=0.3)
    assert not wait(waiting, timeout=20).not_done
    assert ask()


def test_graphs(pool: QueryPool, identifiers: Identifiers) -> None:
    facts, curated = (str(identifiers.source(key)) for key in ("fakta", "kuraterade"))
    count = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/samverkansgrafen/core#Project> }"
    named = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"

    def number(**graphs: Any) -> int:
        return int(rows(pool.answer(select(count, **graphs)))[0]["n"])

    assert number() == 300
    assert number(default_graphs=(facts,)) == 296
    assert number(default_graphs=(curated,)) == 10
    assert number(named_graphs=(facts,)) == 0, "named graphs alone leave the default graph empty"
    assert number(default_graphs=("urn:none",)) == 0

    def graphs(**given: Any) -> set[str]:
        return {row["g"] for row in rows(pool.answer(select(named, **given)))}

    assert graphs() == {facts, curated}
    assert graphs(named_graphs=(facts,)) == {facts}
    assert graphs(default_graphs=(facts,)) == set()


@pytest.mark.xfail(
    strict=True, reason="Oxigraph does not merge default graphs: a triple of two counts twice"
)
def test_two_default_graphs_are_merged(pool: QueryPool, identifiers: Identifiers) -> None:
    graphs = tuple(str(identifiers.source(key)) for key in ("fakta", "kuraterade"))
    query = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/samverkansgrafen/core#Project> }"
    assert rows(pool.answer(select(query, default_graphs=graphs))) == [{"n": "300"}]


def test_bindings_are_terms(pool: QueryPool, identifiers: Identifiers) -> None:
    project = str(identifiers.project("2017-00453"))
    query = "SELECT ?p ?name { ?p rdfs:label ?name }"
    (row,) = rows(
        pool.answer(
            select(
                query,
                prefixes={"rdfs": "http://www.w3.org/2000/01/rdf-schema#"},
                bindings={"p": project},
            )
        )
    )
    assert row == {"p": project, "name": "Psykisk hälsa Arbetsliv"}


def children() -> set[int]:
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                status = (entry / "status").read_text(encoding="utf-8")
            except OSError:
                continue
            if f"PPid:\t{os.getpid()}\n" in status:
                found.add(int(entry.name))
    return found


def handles() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="reads /proc")
def test_runaways_leave_no_process_and_no_handle(release: Release) -> None:
    def use(runaways: int) -> None:
        pool = QueryPool(release.store, Limits(seconds=0.2, waiting=32, workers=2))
        try:
            futures = [pool.submit(select(RUNAWAY)) for _ in range(runaways)]
            assert all(isinstance(f.exception(timeout=60), TimeoutError) for f in futures)
            assert pool.answer(select("ASK {}"), seconds=5)
        finally:
            pool.close()

    use(1)  # the first pool starts helpers of multiprocessing that stay
    before, opened = children(), handles()
    use(20)
    time.sleep(0.2)
    assert children() <= before
    assert handles() <= opened


def test_closing_ends_what_is_running(release: Release) -> None:
    before = children()
    pool = QueryPool(release.store, Limits(seconds=60, workers=2))
    failures: list[BaseException] = []

    def wait_for_it() -> None:
        try:
            pool.answer(select(RUNAWAY))
        except ReleaseError as error:
            failures.append(error)

    waiting = threading.Thread(target=wait_for_it, daemon=True)
    waiting.start()
    time.sleep(0.5)
    start = time.perf_counter()
    pool.close()
    waiting.join(timeout=5)
    assert time.perf_counter() - start < 5
    assert len(failures) == 1, "who waits for an answer is told that none will come"
    time.sleep(0.2)
    left = children() - before
    assert not {
        pid for pid in left if b"resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_bytes()
    }


def test_the_store_may_be_gone(tmp_path: Path) -> None:
    pool = QueryPool(tmp_path / "none", Limits(seconds=2, workers=1))
    try:
        for _ in range(3):
            with pytest.raises(ReleaseError, match="samverkan build"):
                pool.answer(select("ASK {}"))
    finally:
        pool.close()


def test_a_pool_whose_workers_failed_starts_again(release: Release, tmp_path: Path) -> None:
    pool = QueryPool(tmp_path / "store", Limits(seconds=5, workers=1))
    try:
        with pytest.raises(ReleaseError):
            pool.answer(select("ASK {}"))
        (tmp_path / "store").symlink_to(release.store)
        assert pool.answer(select("ASK {}"))
    finally:
        pool.close()


def test_a_closed_pool(release: Release) -> None:
    pool = QueryPool(release.store, Limits(workers=1))
    pool.close()
    with pytest.raises(ReleaseError):
        pool.answer(select("ASK {}"))


@pytest.mark.parametrize("soon", [False, True])
def test_a_query_does_not_wait_for_ever_behind_others(release: Release, soon: bool) -> None:
    """Six runaways and one worker: those that get no turn are told so within twice the limit."""
    pool = QueryPool(release.store, Limits(seconds=1, waiting=8, workers=1))

    def answer(request: Request) -> bytes:
        return asyncio.run(pool.answer_soon(request)) if soon else pool.answer(request)

    def run() -> type[Exception]:
        with pytest.raises((QueryTimeout, QueryOverload)) as caught:
            answer(select(RUNAWAY))
        return caught.type

    try:
        pool.answer(select("ASK {}"))  # the worker has started
        with ThreadPoolExecutor(6) as threads:
            ends = [future.result() for future in [threads.submit(run) for _ in range(6)]]
        assert set(ends) == {QueryTimeout, QueryOverload}
        assert json.loads(pool.answer(select("ASK {}")))["boolean"]
    finally:
        pool.close()
