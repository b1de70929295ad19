"""Query workers: real processes over the real store, stopped, flooded and crashed."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from graph.datasets import Dataset, are_apart, is_set, merged
from graph.errors import (
    QueryInvalid,
    QueryMemory,
    QueryOverload,
    QueryTimeout,
    ReleaseError,
    ResultTooLarge,
)
from graph.release import Release
from graph.sparql import FORMATS
from graph.workers import Answer, Limits, QueryPool, Request
from ontology.identifiers import Identifiers

JSON = "application/sparql-results+json"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def runaway(kind: int | str) -> str:
    """A runaway that is not alike any other kind."""
    return RUNAWAY.replace("?a ?b ?c", f"?a ?b ?c FILTER(?a != <urn:{kind}>)")


def select(query: str, media_type: str = JSON, **values: Any) -> Request:
    return Request(query, media_type, gives_graph=False, **values)


def rows(answer: Answer) -> list[dict[str, str]]:
    return [
        {name: value["value"] for name, value in row.items()}
        for row in json.loads(answer.content)["results"]["bindings"]
    ]


def yes(answer: Answer) -> bool:
    return bool(json.loads(answer.content)["boolean"])


@pytest.fixture(scope="module")
def pool(release: Release) -> Iterator[QueryPool]:
    pool = QueryPool(release.store, Limits(seconds=1, answer_bytes=20_000, waiting=4, workers=2))
    yield pool
    pool.close()


@pytest.fixture
def ask(pool: QueryPool) -> Callable[[], bool]:
    return lambda: yes(pool.answer(select("ASK { ?s ?p ?o }")))


def test_an_answer_in_every_format(pool: QueryPool) -> None:
    for item in FORMATS:
        query = "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1" if item.graph else "SELECT (1 AS ?x) {}"
        answer = pool.answer(Request(query, item.media_type, gives_graph=item.graph))
        assert answer.content.strip()
        assert not answer.cut


def test_a_runaway_is_stopped_and_the_pool_works_on(
    pool: QueryPool, ask: Callable[[], bool]
) -> None:
    with pytest.raises(QueryTimeout, match="stopped after 1 seconds"):
        pool.answer(select(RUNAWAY))
    assert ask()


def test_a_request_may_shorten_its_time_but_not_lengthen_it(pool: QueryPool) -> None:
    for seconds, given in ((0.3, "0.3"), (60, "1")):
        with pytest.raises(QueryTimeout, match=f"stopped after {given} seconds"):
            pool.answer(select(RUNAWAY), seconds=seconds)


def test_others_are_answered_while_a_runaway_burns(
    pool: QueryPool, ask: Callable[[], bool]
) -> None:
    ask()
    burning = pool.submit(select(RUNAWAY))
    time.sleep(0.1)
    assert ask()
    assert not burning.done()
    assert isinstance(burning.exception(), QueryTimeout)


def test_an_answer_that_is_too_large_is_cut_and_says_so(
    pool: QueryPool, ask: Callable[[], bool]
) -> None:
    for item in FORMATS:
        query = "CONSTRUCT WHERE { ?s ?p ?o }" if item.graph else "SELECT * { ?s ?p ?o }"
        request = Request(query, item.media_type, gives_graph=item.graph)
        answer = pool.answer(request)
        assert answer.cut
        assert 15_000 < len(answer.content) < 21_000
        with pytest.raises(ResultTooLarge, match="20000 bytes"):
            pool.answer(replace(request, whole=True))
    assert ask()


def test_a_query_that_eats_memory_ends_with_a_clear_error(release: Release) -> None:
    pool = QueryPool(release.store, Limits(seconds=20, workers=1, memory_bytes=250_000_000))
    try:
        for query in (
            "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a",
            "SELECT (REPLACE(?b, '.', ?b) AS ?c) { { SELECT (REPLACE(?a, '.', ?a) AS ?b) "
            "{ BIND('" + "a" * 2000 + "' AS ?a) } } }",
        ):
            with pytest.raises(QueryMemory, match="250 MB"):
                pool.answer(select(query))
            assert yes(pool.answer(select("ASK { ?s ?p ?o }")))
    finally:
        pool.close()


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("SELECT * {\n  ?s ?p .\n}", 3, 1),
        ("SELECT * { ?s ?p ?o", 1, 20),
        ("SELECT * { ?s foo:bar ?o }", 1, 22),
        ("SELECT *\n{ ?s ?p 'å' 'ö' }", 2, 18),
    ],
)
def test_an_invalid_query_is_told_where(
    pool: QueryPool, query: str, line: int, column: int
) -> None:
    with pytest.raises(QueryInvalid, match=rf"(?i)line {line}, column {column}") as caught:
        pool.answer(select(query))
    assert (caught.value.line, caught.value.column) == (line, column)


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


def refused(pool: QueryPool, queries: list[str], accepted: list[Future[Answer]]) -> bool:
    """Whether some of many queries are refused for want of room."""
    try:
        for query in queries:
            accepted.append(pool.submit(select(query)))
    except QueryOverload as error:
        return "Try again" in str(error)
    return False


def test_long_queries_that_wait_are_bounded(pool: QueryPool, ask: Callable[[], bool]) -> None:
    """Two run, four wait, and the others are told at once that there is no room."""
    waiting = [pool.submit(select(runaway(number)), seconds=0.6) for number in range(4 + 2 + 2)]
    ends = [future.exception(timeout=20) for future in waiting]
    assert {type(end) for end in ends} <= {QueryTimeout, QueryOverload}
    assert sum(isinstance(end, QueryTimeout) for end in ends) >= 2
    assert refused(pool, [RUNAWAY] * 60, waiting)
    assert not wait(waiting, timeout=20).not_done
    assert ask()


def test_a_cheap_query_is_answered_while_long_ones_run_and_wait(
    pool: QueryPool, ask: Callable[[], bool]
) -> None:
    """Also when no more long queries may wait."""
    burning = [pool.submit(select(runaway(f"cheap{number}"))) for number in range(5)]
    while not refused(pool, [runaway(f"cheap{number % 2}") for number in range(9)], burning):
        time.sleep(0.1)  # until it is known that they are long
    for _ in range(5):
        assert ask()
    assert not all(future.done() for future in burning)
    for future in burning:
        future.cancel()
    assert ask()


def test_a_hundred_new_runaways_at_once_hold_up_nobody(release: Release) -> None:
    """Neither a query of a kind that was quick before, nor one of which nothing is known."""
    with closing(QueryPool(release.store, Limits(seconds=1, waiting=4, quick=3))) as pool:
        assert yes(pool.answer(select("ASK { ?s ?p ?o FILTER(?o != 'x') }")))
        burning = [pool.submit(select(runaway(number))) for number in range(100)]
        assert yes(pool.answer(select("ASK { ?a ?b ?c FILTER(?c != 'y') } # alike")))
        assert yes(pool.answer(select("ASK { ?s a ?type }")))
        assert not all(future.done() for future in burning)
        ends = {type(future.exception(timeout=20)) for future in burning}
        assert ends == {QueryTimeout, QueryOverload}


def test_a_query_that_was_long_and_is_quick_is_quick_again(release: Release) -> None:
    with closing(QueryPool(release.store, Limits(seconds=5, workers=1, quick=0))) as pool:
        filtered = "FILTER(CONTAINS(CONCAT(STR(?o), STR(?c)), '%s'))"
        shape = f"SELECT ?s {{ ?s ?p ?o . ?a ?b ?c {filtered} }} LIMIT 1"
        with pytest.raises(QueryTimeout):
            pool.answer(select(shape % "in no text at all, ever"), seconds=0.3)
        assert pool.answer(select(shape % ""))


def test_a_query_that_nobody_waits_for_is_stopped(release: Release) -> None:
    pool = QueryPool(release.store, Limits(seconds=60, workers=1, quick=0))
    try:
        running, queued = pool.submit(select(RUNAWAY)), pool.submit(select(f"{RUNAWAY} # 2"))
        time.sleep(0.5)
        assert queued.cancel()
        assert running.cancel()
        assert yes(pool.submit(select("ASK {}")).result(timeout=10))
    finally:
        pool.close()


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

    assert graphs() >= {facts, curated}
    assert graphs(named_graphs=(facts,)) == {facts}
    assert graphs(default_graphs=(facts,)) == set()


@pytest.fixture(scope="module")
def merging(release: Release) -> Iterator[QueryPool]:
    """One process with more time, for it makes a copy of the graphs and keeps it."""
    pool = QueryPool(release.store, Limits(seconds=20, workers=1, quick=0))
    yield pool
    pool.close()


@pytest.mark.parametrize("way", ["protocol", "from", "prefixed", "relative"])
def test_two_default_graphs_are_merged(
    merging: QueryPool, identifiers: Identifiers, way: str
) -> None:
    """A triple of both counts once (SPARQL 1.1 Query, 13.2), whoever names the graphs."""
    facts, curated = (str(identifiers.source(key)) for key in ("fakta", "kuraterade"))
    count = "{ ?s a <https://w3id.org/samverkansgrafen/core#Project> }"
    query = f"SELECT (COUNT(*) AS ?n) {count}"
    folder = facts.removesuffix("fakta")
    head = "SELECT (COUNT(*) AS ?n)"
    given: dict[str, Any] = {}
    if way == "protocol":
        given = {"default_graphs": (facts, curated)}
    elif way == "from":
        query = (
            f"{head} FROM <{facts}> # FROM <urn:no>\nFROM NAMED <{facts}> FROM <{curated}> {count}"
        )
    elif way == "prefixed":
        query = f"PREFIX k: <{folder}> {head} FROM k:fakta from k:kuraterade {count}"
    else:
        query = f"BASE <{folder}> {head} FROM <fakta> FROM <kuraterade> WHERE {count}"
    assert rows(merging.answer(select(query, **given))) == [{"n": "300"}]


@pytest.mark.parametrize(
    ("query", "merges"),
    [
        ("SELECT ?s { ?s a ?type }", True),
        ("SELECT DISTINCT ?s { ?s a ?type }", False),
        ("SELECT DISTINCT ?s { ?s a ?type } ORDER BY ?s LIMIT 7", False),
        ("SELECT DISTINCT ?s { { SELECT ?s { ?s a ?type } ORDER BY ?s LIMIT 7 } }", True),
        ("SELECT DISTINCT ?s { ?s a ?type } GROUP BY ?s HAVING (COUNT(?type) > 1)", True),
        ("SELECT (COUNT(*) AS ?n) { ?s a ?type }", True),
        ("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a ?type }", False),
        ("SELECT ?type (c\\u006funt(?s) AS ?n) { ?s a ?type } GROUP BY ?type", True),
        ("SELECT ?type (MAX(?s) AS ?last) { ?s a ?type } GROUP BY ?type", False),
        ("ASK { ?s a ?type }", False),
        ("CONSTRUCT WHERE { ?s a ?type }", False),
        ("CONSTRUCT WHERE { ?s a ?type } LIMIT 7", True),
        ("DESCRIBE ?s { ?s <http://purl.org/dc/terms/identifier> '2019-00035' }", True),
    ],
)
def test_graphs_are_merged_only_where_it_shows(
    release: Release, identifiers: Identifiers, query: str, merges: bool
) -> None:
    """The same answer with and without, where the query is told not to need the merge."""
    facts, curated = (str(identifiers.source(key)) for key in ("fakta", "kuraterade"))
    store = ox.Store.read_only(str(release.store))
    names = ox.NamedNode(facts), ox.NamedNode(curated)
    assert is_set(query) is not merges
    assert not are_apart(store, (facts, curated))
    assert are_apart(store, (facts, str(identifiers.graph("likhet"))))
    if not merges:
        found = merged(store, Dataset((facts, curated))).query(query)
        assert same(store.query(query, default_graph=list(names))) == same(found)


def same(found: Any) -> list[str]:
    """An answer, to compare with another."""
    if isinstance(found, ox.QueryBoolean):
        return [str(bool(found))]
    return sorted(map(str, found))


def test_named_graphs_beside_a_merge(merging: QueryPool, identifiers: Identifiers) -> None:
    facts, curated = (str(identifiers.source(key)) for key in ("fakta", "kuraterade"))
    query = "SELECT DISTINCT ?g { ?s a ?type . GRAPH ?g { ?s a ?type } }"
    answer = merging.answer(select(query, default_graphs=(facts, curated), named_graphs=(curated,)))
    assert rows(answer) == [{"g": curated}]
    answer = merging.answer(select(query, default_graphs=(facts, curated)))
    assert rows(answer) == []


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


def workers() -> set[int]:
    """Query workers that this process, or one that it started, has begun."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                status = (entry / "status").read_text(encoding="utf-8")
                parents[int(entry.name)] = int(status.partition("PPid:")[2].split()[0])
    found, generation = set[int](), {os.getpid()}
    while generation:
        generation = {pid for pid, parent in parents.items() if parent in generation}
        found |= generation
    # The server that forks the workers, and the tracker of its resources, stay.
    return {pid for pid in found if parents[pid] != os.getpid()}


@pytest.mark.skipif(not Path("/proc/self/ns/net").exists(), reason="reads /proc")
def test_workers_are_without_network_where_the_kernel_allows_it(release: Release) -> None:
    """A second wall: here SERVICE gets past the first, and still nobody is called."""
    before = workers()
    pool = QueryPool(release.store, Limits(seconds=10, workers=1, quick=0))
    try:
        assert yes(pool.answer(select("ASK {}")))
        (worker,) = workers() - before
        if (Path(f"/proc/{worker}/ns/net")).readlink() == Path("/proc/self/ns/net").readlink():
            pytest.skip("this machine lets no process leave the network")
        with socket.create_server(("127.0.0.1", 0)) as listening:
            listening.settimeout(0.5)
            url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
            pool.answer(select(f"SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}"))
            with pytest.raises(TimeoutError):
                listening.accept()
    finally:
        pool.close()


def wake_ups(worker: int) -> int:
    """How often a worker has woken up; 0 for one that is gone."""
    with suppress(FileNotFoundError, ProcessLookupError):
        status = Path(f"/proc/{worker}/status").read_text()
        return int(status.partition("\nvoluntary_ctxt_switches:")[2].split()[0])
    return 0


def when_asleep(
    pids: Callable[[], Iterable[int]], since: dict[int, int] | None = None
) -> dict[int, int]:
    """How often workers have woken up once all sleep, and one has woken up `since`, if given."""
    counts: dict[int, int] = {}
    for _ in range(200):
        still, counts = counts, {pid: wake_ups(pid) for pid in pids()}
        if counts == still and counts != since:
            break
        time.sleep(0.05)
    return counts


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks Linux what processes did")
def test_one_query_after_another_goes_to_the_process_that_has_the_store_in_its_cache(
    release: Release,
) -> None:
    before = workers()
    with closing(QueryPool(release.store, Limits(workers=3))) as pool:
        while len(workers() - before) < 5:
            time.sleep(0.01)
        ask = select("ASK { ?s ?p ?o }")
        wait([pool.submit(ask) for _ in range(20)])  # all have opened the store
        # Asked for anew: of those that began first some may be of a pool that was closed before.
        woken = when_asleep(lambda: workers() - before)
        for _ in range(10):
            pool.answer(ask)
        # One that always finds the next query waiting sleeps only after the last of them.
        asleep = when_asleep(lambda: woken.keys(), since=woken)
        rose = {worker: asleep[worker] - woken[worker] for worker in woken}
        assert [rise > 0 for rise in rose.values()].count(True) == 1, rose


def handles() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def outcome(pool: QueryPool, request: Request) -> type[BaseException] | None:
    error = pool.submit(request).exception(timeout=60)
    return None if error is None else type(error)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="reads /proc")
def test_runaways_leave_no_process_and_no_handle(release: Release) -> None:
    def use(runaways: int) -> None:
        pool = QueryPool(release.store, Limits(seconds=0.2, waiting=32, workers=2))
        try:
            queries = [select(f"{RUNAWAY} #{number % 7}") for number in range(runaways)]
            with ThreadPoolExecutor(2) as threads:
                assert set(threads.map(outcome, [pool] * runaways, queries)) == {QueryTimeout}
            assert pool.answer(select("ASK {}"), seconds=5)
        finally:
            pool.close()

    use(1)  # the first pool starts helpers of multiprocessing that stay
    before, opened = workers(), handles()
    use(20)
    time.sleep(0.2)
    assert workers() <= before
    assert handles() <= opened


def test_closing_ends_what_is_running(release: Release) -> None:
    before = workers()
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
    assert workers() <= before


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

    def answer(request: Request) -> Answer:
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
        assert yes(pool.answer(select("ASK {}")))
    finally:
        pool.close()
