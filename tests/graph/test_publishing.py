"""Publishing a release into another engine: what is sent, what stays, and what a stop leaves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyoxigraph as ox
import pytest

from graph import publishing
from graph.endpoint import Address, Endpoint
from graph.errors import EngineFault, EngineUnavailable, ReleaseError
from graph.evaluation import Request
from graph.own_copy import OwnCopy
from graph.publishing import dataset_at, has_all, publication, publish
from graph.remote import RemotePool, RemoteStore
from graph.workers import Limits
from ontology.identifiers import Identifiers
from tests.engines import OxigraphServer, oxigraph_server

BASE = "http://127.0.0.1:8000"
PROJECT = ox.NamedNode("https://w3id.org/samverkansgrafen/core#Project")
A = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
SOURCE = ox.NamedNode(f"{BASE}/id/kalla/a")
SIZE = 40


def release(folder: Path, number: int, named: tuple[str, ...] = ("a",)) -> Any:
    """A small release: projects in the default graph and in each named one, with blank nodes."""
    store = ox.Store(str(folder / f"store-{number}"))
    for index in range(SIZE):
        thing = ox.NamedNode(f"{BASE}/id/projekt/{number}-{index}")
        store.add(ox.Quad(thing, A, PROJECT))
        part = ox.BlankNode()
        store.add(ox.Quad(thing, ox.NamedNode("urn:part"), part))
        store.add(
            ox.Quad(part, ox.NamedNode("urn:says"), ox.Literal(f'Å "{index}"\n\\', language="sv"))
        )
        for name in named:
            store.add(ox.Quad(thing, A, PROJECT, ox.NamedNode(f"{BASE}/id/kalla/{name}")))
    store.flush()
    counts = {"triples": 3 * SIZE, "named_graph_triples": SIZE * len(named)}
    manifest = SimpleNamespace(id=f"2026112{number}T000000Z-0", base=BASE, counts=counts)
    del store
    return SimpleNamespace(store=folder / f"store-{number}", manifest=manifest)


@pytest.fixture(params=["graph store", "updates"])
def engine(request: pytest.FixtureRequest) -> Iterator[tuple[OxigraphServer, Endpoint]]:
    """An empty engine, written to by each of the two ways."""
    with oxigraph_server() as (server, address):
        if request.param == "updates":
            address = replace(address, graph_store=None)
        endpoint = Endpoint(address, 10)
        yield server, endpoint
        endpoint.close()


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "TRIPLES_AT_ONCE", 25)
    monkeypatch.setattr(publishing, "INSERTED_AT_ONCE", 25)


def test_a_release_is_there_whole(engine: tuple[OxigraphServer, Endpoint], tmp_path: Path) -> None:
    _server, endpoint = engine
    steps: list[tuple[str, int, int]] = []
    first = release(tmp_path, 1)
    report = publish(endpoint, first, progress=lambda *step: steps.append(step))
    assert report.sent == 4 * SIZE
    assert [done for _, done, _ in steps] == sorted(done for _, done, _ in steps)
    assert steps[-1][1:] == (4 * SIZE, 4 * SIZE)
    dataset = dataset_at(endpoint, first.manifest)
    assert dataset == report.publication.dataset
    store = RemoteStore(endpoint, dataset)
    assert len(store) == 4 * SIZE
    assert store.count("?s a ?t") == SIZE
    assert store.count("GRAPH ?g { ?s a ?t }") == SIZE
    # Blank nodes still join what they joined, though the graph came in parts.
    rows = list(store.select("SELECT ?o { ?s <urn:part> ?p . ?p <urn:says> ?o }"))
    assert len(rows) == SIZE
    assert {row["o"] for row in rows} == {f'Å "{index}"\n\\' for index in range(SIZE)}
    assert len(store.default_graph()) == 3 * SIZE


def test_once_is_enough(engine: tuple[OxigraphServer, Endpoint], tmp_path: Path) -> None:
    server, endpoint = engine
    first = release(tmp_path, 1)
    publish(endpoint, first)
    before = len(server.store)
    writes = [path for method, path in server.requests if path != "/query"]
    again = publish(endpoint, first)
    assert again.sent == 0
    assert [path for method, path in server.requests if path != "/query"] == writes
    forced = publish(endpoint, first, force=True)
    assert forced.sent == 4 * SIZE
    assert len(server.store) == before


def test_what_a_stop_leaves(engine: tuple[OxigraphServer, Endpoint], tmp_path: Path) -> None:
    _server, endpoint = engine
    first, second = release(tmp_path, 1), release(tmp_path, 2)
    publish(endpoint, first)
    before = dataset_at(endpoint, first.manifest)

    class Stopped(Exception):
        pass

    def stop(step: str, done: int, total: int) -> None:
        if done > total // 2:
            raise Stopped

    with pytest.raises(Stopped):
        publish(endpoint, second, progress=stop)
    # Who served the first release still does, from the same graph.
    assert dataset_at(endpoint, first.manifest) == before
    assert RemoteStore(endpoint, before).count("?s a ?t") == SIZE
    with pytest.raises(ReleaseError, match=r"has the release 20261121.*samverkan publish"):
        dataset_at(endpoint, second.manifest)
    done = publish(endpoint, second)
    assert done.sent == 4 * SIZE
    assert len(RemoteStore(endpoint, dataset_at(endpoint, second.manifest))) == 4 * SIZE


def test_only_the_release_before_is_kept(
    engine: tuple[OxigraphServer, Endpoint], tmp_path: Path
) -> None:
    server, endpoint = engine
    identifiers = Identifiers(BASE)
    for number, named in ((1, ("a", "b")), (2, ("a",)), (3, ("a",))):
        publish(endpoint, release(tmp_path, number, named))
    names = {name.value for name in server.store.named_graphs()}
    assert {name.rpartition("/")[2] for name in names} == {
        "kunskap-20261122T000000Z-0",
        "kunskap-20261123T000000Z-0",
        "publicering",
        "a",
    }
    found = publication(endpoint, identifiers)
    assert found is not None
    assert found.release == "20261123T000000Z-0"
    assert found.replaced == str(identifiers.graph("kunskap-20261122T000000Z-0"))
    subjects = {quad.subject for quad in server.store.quads_for_pattern(None, A, None, SOURCE)}
    assert all("/3-" in str(subject) for subject in subjects), "a source's graph is replaced"


def test_who_asks_meanwhile_sees_one_release(
    engine: tuple[OxigraphServer, Endpoint], tmp_path: Path
) -> None:
    """Of the release before, at every step of publishing the next one, and afterwards."""
    _server, endpoint = engine
    first, second = release(tmp_path, 1, ("a", "b")), release(tmp_path, 2, ("a", "c"))
    publish(endpoint, first)
    dataset = dataset_at(endpoint, first.manifest)
    identifiers = Identifiers(BASE)
    wholes: list[bool] = []

    def is_whole() -> bool:
        wholes.append(has_all(endpoint, identifiers, dataset))
        return wholes[-1]

    own = OwnCopy(first.store, is_whole)
    store = RemoteStore(endpoint, dataset, own)
    pool = RemotePool(endpoint, dataset, Limits(workers=1, quick=0), own)
    things = "SELECT DISTINCT ?s { GRAPH ?g { ?s a ?t } }"
    mine = {f"{BASE}/id/projekt/1-{index}" for index in range(SIZE)}

    def look(*_step: object) -> None:
        assert {row["s"] for row in store.select(things)} == mine
        assert store.count("?s a ?t") == SIZE
        given: list[dict[str, Any]] = [{}, {"default_graphs": (SOURCE.value,)}]
        for graphs in given:
            query = "SELECT DISTINCT ?s { ?s a ?t }" if graphs else things
            content = pool.answer(Request(query, "text/csv", gives_graph=False, **graphs)).content
            assert set(content.decode().split()[1:]) == mine
        whole = store.construct(
            "CONSTRUCT { ?s a ?t } WHERE { GRAPH ?g { ?s a ?t } }", {}, "application/n-triples"
        )
        assert whole.count(b"/projekt/1-") == SIZE

    try:
        look()
        assert wholes == [True] * len(wholes)
        publish(endpoint, second, progress=look)
        look()
        assert not wholes[-1]
        assert sorted(wholes, reverse=True) == wholes, "once it is not whole, it is so no longer"
    finally:
        pool.close()
    assert RemoteStore(endpoint, dataset_at(endpoint, second.manifest)).count("?s a ?t") == SIZE


def test_other_graphs_are_left_alone(
    engine: tuple[OxigraphServer, Endpoint], tmp_path: Path
) -> None:
    server, endpoint = engine
    other = ox.Quad(ox.NamedNode("urn:x"), A, PROJECT, ox.NamedNode("urn:other"))
    server.store.add(other)
    first = release(tmp_path, 1)
    publish(endpoint, first)
    assert other in server.store
    store = RemoteStore(endpoint, dataset_at(endpoint, first.manifest))
    assert store.count("GRAPH ?g { ?s a ?t }") == SIZE, "what others keep there is not ours"


def test_an_engine_without_a_mark(tmp_path: Path) -> None:
    """A dump loaded by hand, or another service's endpoint: the counts must be the release's."""
    with oxigraph_server() as (server, address):
        first = release(tmp_path, 1)
        endpoint = Endpoint(address, 10)
        with pytest.raises(ReleaseError, match="has no release"):
            dataset_at(endpoint, first.manifest)
        server.store.bulk_extend(ox.Store.read_only(str(first.store)))
        dataset = dataset_at(endpoint, first.manifest)
        assert dataset.default is None
        assert len(RemoteStore(endpoint, dataset)) == 4 * SIZE
        endpoint.close()


def test_an_engine_that_loses_statements(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with oxigraph_server() as (_server, address):
        endpoint = Endpoint(address, 10)
        put = endpoint.put
        monkeypatch.setattr(
            endpoint,
            "put",
            lambda graph, turtle, replace: put(graph, turtle.split(b"\n", 1)[1], replace=replace),
        )
        with pytest.raises(EngineFault, match="statements in"):
            publish(endpoint, release(tmp_path, 1))
        assert publication(endpoint, Identifiers(BASE)) is None
        endpoint.close()


def test_who_may_not_write(tmp_path: Path) -> None:
    with oxigraph_server() as (_, address):
        endpoint = Endpoint(replace(address, password="fel"), 10)
        with pytest.raises(EngineFault, match="SAMVERKAN_SPARQL_PASSWORD"):
            publish(endpoint, release(tmp_path, 1))
        endpoint.close()
        endpoint = Endpoint(Address(address.query), 10)
        with pytest.raises(EngineFault, match="SAMVERKAN_SPARQL_UPDATE_URL"):
            publish(endpoint, release(tmp_path, 1))
        endpoint.close()


def test_nobody_there(tmp_path: Path) -> None:
    endpoint = Endpoint(Address("http://127.0.0.1:9/sparql"), 1)
    with pytest.raises(EngineUnavailable, match="cannot be reached"):
        publication(endpoint, Identifiers(BASE))
    endpoint.close()
