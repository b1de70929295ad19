"""Identifiers of every kind that a release has, followed as `curl -L` does, and by HEAD."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from rdflib import Graph, URIRef

from api.build import BuildReport
from ontology.identifiers import SEGMENTS

BASE = "http://127.0.0.1:8000"
PARSERS = {
    "text/turtle": "turtle",
    "application/ld+json": "json-ld",
    "application/n-triples": "nt",
    "text/html": None,
}


@pytest.fixture(scope="module")
def kinds(built: BuildReport) -> dict[str, str]:
    """Path after the base → an identifier, for each kind of which the release has any."""
    store = ox.Store.read_only(str(built.release.store))
    everything = "SELECT DISTINCT ?s { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    found: dict[str, str] = {}
    rows = store.query(everything)
    assert isinstance(rows, ox.QuerySolutions)
    for row in rows:
        path = row["s"].value.removeprefix(f"{BASE}/id/")
        if path != row["s"].value:
            found.setdefault(path.partition("/")[0] if "/" in path else f"({path})", path)
    found[SEGMENTS["dataset"]] = f"{SEGMENTS['dataset']}/samverkansgrafen"
    return found


def test_the_release_has_things_of_most_kinds(kinds: dict[str, str]) -> None:
    assert len(kinds) > 20
    assert {key for key in kinds if not key.startswith("(")} <= set(SEGMENTS.values())


@pytest.mark.parametrize("accept", PARSERS)
def test_an_identifier_leads_to_what_is_said_of_the_thing(
    client: TestClient, kinds: dict[str, str], accept: str
) -> None:
    for path in kinds.values():
        address = f"/id/{path}"
        first = client.get(address, headers={"Accept": accept})
        assert first.status_code == 303, path
        reply = client.get(address, headers={"Accept": accept}, follow_redirects=True)
        head = client.head(address, headers={"Accept": accept}, follow_redirects=True)
        assert (reply.status_code, head.status_code) == (200, 200), path
        kind = reply.headers["content-type"]
        assert kind.partition(";")[0] == accept
        assert (head.headers["content-type"], head.content) == (kind, b""), path
        parser = PARSERS[accept]
        if parser is None:
            assert "<h1" in reply.text
            continue
        assert (URIRef(f"{BASE}{address}"), None, None) in Graph().parse(
            data=reply.text, format=parser
        ), path


def test_what_is_no_identifier_is_404(client: TestClient, kinds: dict[str, str]) -> None:
    for path in kinds.values():
        if "/" in path:
            segment = path.partition("/")[0]
            for method in ("GET", "HEAD"):
                assert client.request(method, f"/id/{segment}/finns-inte-å").status_code == 404
                assert client.request(method, f"/res/{segment}/finns-inte-å").status_code == 404
