"""Every identifier that a release mentions leads to a description of what it names."""

from __future__ import annotations

import random
from typing import cast

import pyoxigraph as ox
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from rdflib import Graph, URIRef

from api.build import BuildReport
from api.composition import Service
from api.linked.answers import description_of, resolved
from graph.dumps import DUMPS, quads

SAMPLED = 160


@pytest.fixture(scope="module")
def service(client: TestClient) -> Service:
    """What the client's application serves."""
    return cast(Service, cast(FastAPI, client.app).state.releases.current.service)


@pytest.fixture(scope="module")
def paths(built: BuildReport, service: Service) -> list[str]:
    """Every path after /id/ that some quad has, also as an object or a graph."""
    prefix = f"{service.identifiers.base}/id/"
    found = {
        term.value.removeprefix(prefix)
        for quad in quads(built.release.folder / DUMPS)
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)
        if isinstance(term, ox.NamedNode) and term.value.startswith(prefix)
    }
    described = {
        str(term).removeprefix(prefix)
        for triple in service.dataset
        for term in triple
        if isinstance(term, URIRef) and term.startswith(prefix)
    }
    return sorted(found | described)


def test_every_identifier_is_known(service: Service, paths: list[str]) -> None:
    assert len(paths) > 10_000
    unknown = [path for path in paths if resolved(service, path) is None]
    assert unknown == []


def test_identifiers_lead_to_turtle_about_them(
    client: TestClient, service: Service, paths: list[str]
) -> None:
    """`curl -L -H 'Accept: text/turtle'`, for some of every kind."""
    by_kind: dict[str, list[str]] = {}
    for path in paths:
        by_kind.setdefault(path.partition("/")[0], []).append(path)
    chance = random.Random(20261121)  # noqa: S311
    each = SAMPLED // len(by_kind) + 1
    for found in by_kind.values():
        for path in chance.sample(found, min(each, len(found))):
            response = client.get(
                f"/id/{path}", headers={"accept": "text/turtle"}, follow_redirects=True
            )
            assert response.status_code == 200, path
            graph = Graph().parse(data=response.text, format="turtle")
            thing = URIRef(f"{service.identifiers.base}/id/{path}")
            assert (thing, None, None) in graph, path


def test_what_only_a_source_knows_is_described(service: Service, paths: list[str]) -> None:
    """An amount that one source states is in no default graph, but its identifier is given out."""
    [path] = [path for path in paths if path == "belopp/2015-00192-budget-fakta"]
    iri = f"{service.identifiers.base}/id/{path}"
    assert not service.store.describes(iri)
    description = description_of(service, iri, graphs=True)
    assert list(description.graphs) == [f"{service.identifiers.base}/id/kalla/fakta"]
    assert (URIRef(iri), None, None) in description.graph()


def test_a_source_says_its_part_in_trig(client: TestClient, service: Service) -> None:
    response = client.get("/res/projekt/2019-00035", headers={"accept": "application/trig"})
    store = ox.Store()
    store.load(response.content, ox.RdfFormat.TRIG)
    graphs = {graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)}
    base = service.identifiers.base
    assert {f"{base}/id/kalla/fakta", f"{base}/id/kalla/kuraterade"} <= graphs
