"""What the SPARQL service says of itself, its page, and its graphs one by one."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from api.build import BuildReport
from api.sparql.pages import SHOWN
from graph.sparql import FORMATS
from graph.workers import Limits, QueryPool
from tests.api.problems import assert_problem

BASE = "http://127.0.0.1:8000"
CURATED = f"{BASE}/id/kalla/kuraterade"
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
SERVICE = "/rdf-graphs/service"
PARSERS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
    "application/trig": "turtle",
    "application/n-quads": "nt",
}


@pytest.mark.parametrize(("accept", "parser"), PARSERS.items())
def test_a_bare_get_describes_the_service(client: TestClient, accept: str, parser: str) -> None:
    response = client.get("/sparql", headers={"Accept": accept})
    assert response.headers["content-type"].startswith(accept)
    graph = Graph().parse(data=response.text, format=parser)
    service = graph.value(predicate=RDF.type, object=SD.Service)
    assert service == URIRef(f"{BASE}/sparql")
    assert (service, SD.endpoint, service) in graph
    assert (service, SD.supportedLanguage, SD.SPARQL11Query) in graph
    assert len(set(graph.objects(service, SD.resultFormat))) == len(FORMATS)
    names = {str(name) for name in graph.objects(predicate=SD.name)}
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    assert names == {row["g"]["value"] for row in rows}


def test_every_graph_of_the_description_can_be_got(client: TestClient) -> None:
    graph = Graph().parse(data=client.get("/sparql").text, format="turtle")
    described = [str(found) for found in graph.subjects(RDF.type, SD.Graph)]
    assert len(described) > 2
    for address in described:
        response = client.head(address.removeprefix(BASE), headers={"Accept": "text/turtle"})
        assert response.status_code == 200, address


def test_a_browser_gets_a_page(client: TestClient) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    page = client.get("/sparql", headers=browser)
    assert page.headers["content-type"].startswith("text/html")
    assert "SPARQL-ändpunkt" in page.text
    assert 'id="cut"' in page.text, "the Link of a cut answer leads there"
    assert "SPARQL endpoint" in client.get("/sparql?lang=en", headers=browser).text
    for address in re.findall(r'href="(/rdf-graphs[^"]+)"', page.text):
        assert client.head(address.replace("&amp;", "&")).status_code == 200


def asked(client: TestClient, query: str, status: int = 200) -> str:
    response = client.get("/sparql", params={"query": query, "format": "html", "lang": "en"})
    assert response.status_code == status
    assert response.headers["content-type"].startswith("text/html")
    return response.text


def test_the_page_shows_an_answer(client: TestClient) -> None:
    place = f"{BASE}/id/kommun/2482"
    query = f"SELECT ?p ?n {{ VALUES ?p {{ <{place}> }} ?p skos:prefLabel|rdfs:label ?n }}"
    page = asked(client, query)
    assert 'href="/res/kommun/2482?lang=en"' in page
    assert "Skellefteå" in page
    assert re.search(r'type="text/csv" title="CSV" href="/sparql\?query=[^"]+format=csv"', page)
    assert "Yes (true)" in asked(client, "ASK {}")
    assert "No (false)" in asked(client, "ASK { FILTER(false) }")
    assert "samv:Project" in asked(client, "CONSTRUCT WHERE { ?s a samv:Project }")
    assert "_:" in asked(client, "SELECT (BNODE() AS ?x) {}")


def test_the_page_says_when_it_shows_a_part(client: TestClient) -> None:
    page = asked(client, "SELECT * { ?s ?p ?o }")
    assert f"The first {SHOWN} rows" in page
    assert "The beginning of the answer" in asked(client, "CONSTRUCT WHERE { ?s ?p ?o }")


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("SELECT * { ?s ?p", 400, "Line 1, column 17"),
        ("DROP ALL", 403, "read only"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> {} }", 403, "no outgoing requests"),
    ],
)
def test_the_page_says_what_is_wrong_and_keeps_the_query(
    client: TestClient, query: str, status: int, words: str
) -> None:
    page = asked(client, query, status)
    assert words in page
    assert query.replace("<", "&lt;").replace(">", "&gt;") in page


def test_the_page_escapes_what_it_shows(client: TestClient) -> None:
    query = 'SELECT ("<script>alert(1)</script>" AS ?x) (<javascript:alert(1)> AS ?y) {}'
    page = asked(client, query)
    assert "<script" not in page
    assert 'href="javascript:' not in page


# Graph Store HTTP Protocol, for reading


@pytest.mark.parametrize(("accept", "parser"), PARSERS.items())
def test_a_graph_can_be_got_whole(client: TestClient, accept: str, parser: str) -> None:
    response = client.get(SERVICE, params={"graph": CURATED}, headers={"Accept": accept})
    assert response.headers["content-type"].startswith(accept)
    graph = Graph().parse(data=response.text, format=parser)
    query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{CURATED}> {{ ?s ?p ?o }} }}"
    (row,) = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    assert len(graph) == int(row["n"]["value"]) > 50


def test_the_default_graph_can_be_got_whole(client: TestClient) -> None:
    response = client.get(f"{SERVICE}?default", headers={"Accept": "application/n-triples"})
    (row,) = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).json()[
        "results"
    ]["bindings"]
    assert response.text.count(" .\n") == int(row["n"]["value"])
    again = client.get(
        f"{SERVICE}?default",
        headers={"Accept": "application/n-triples", "If-None-Match": response.headers["etag"]},
    )
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("query", "status", "kind"),
    [
        ("", 400, "invalid-request"),
        (f"?default&graph={CURATED}", 400, "invalid-request"),
        (f"?graph={CURATED}&graph={CURATED}", 400, "invalid-request"),
        ("?graph=relative", 400, "invalid-request"),
        ("?graph=", 400, "invalid-request"),
        ("?graph=urn:none", 404, "not-found"),
        (f"?graph={CURATED}x", 404, "not-found"),
    ],
)
def test_a_graph_that_cannot_be_got(client: TestClient, query: str, status: int, kind: str) -> None:
    assert_problem(client.get(f"{SERVICE}{query}"), status, kind)
    assert client.head(f"{SERVICE}{query}").status_code == status


@pytest.mark.parametrize("method", ["PUT", "POST", "PATCH", "DELETE"])
@pytest.mark.parametrize("query", ["?default", f"?graph={CURATED}", ""])
def test_a_graph_cannot_be_changed(client: TestClient, method: str, query: str) -> None:
    response = client.request(method, f"{SERVICE}{query}")
    assert_problem(response, 405, "method-not-allowed")
    assert response.headers["allow"] == "GET, HEAD, OPTIONS"
    graph = Graph().parse(data=client.get(SERVICE, params={"graph": CURATED}).text)
    assert (URIRef(CURATED), None, None) in graph or len(graph) > 50
    assert (None, None, Literal("changed")) not in graph


def test_a_graph_in_no_format_that_there_is(client: TestClient) -> None:
    response = client.get(f"{SERVICE}?default", headers={"Accept": "text/csv"})
    assert_problem(response, 406, "not-acceptable")
    assert client.options(SERVICE).headers["allow"] == "GET, HEAD, OPTIONS"


def test_a_store_that_cannot_be_read_is_told(
    client: TestClient, built: BuildReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = QueryPool(built.release.store, Limits(workers=1, quick=0))
    pool.close()
    monkeypatch.setattr(client.app.state.releases.current, "pool", pool)  # type: ignore[attr-defined]
    response = client.get("/sparql", params={"query": "ASK {}"})
    assert "samverkan build" in assert_problem(response, 503, "release-unavailable")["detail"]
    assert response.headers["retry-after"]
