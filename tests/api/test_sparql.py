"""The SPARQL endpoint and dereferenceable identifiers over HTTP."""

from __future__ import annotations

import unicodedata
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient
from rdflib import RDFS, Graph, Literal, URIRef

from graph import library
from tests.api.problems import assert_problem

SELECT = "SELECT ?name WHERE { <http://127.0.0.1:8000/id/projekt/2017-00129> rdfs:label ?name }"
CONSTRUCT = "CONSTRUCT WHERE { <http://127.0.0.1:8000/id/projekt/2017-00129> rdfs:label ?name }"
NAME = "Heja Hälsan TWO.0"
RUNAWAY = "SELECT (COUNT(*) AS ?n) {?a ?b ?c . ?d ?e ?f . ?g ?h ?i}"


@pytest.mark.parametrize("method", ["get", "form", "body"])
def test_a_query_may_be_sent_in_three_ways(client: TestClient, method: str) -> None:
    if method == "get":
        response = client.get("/sparql", params={"query": SELECT})
    elif method == "form":
        response = client.post("/sparql", data={"query": SELECT})
    else:
        headers = {"Content-Type": "application/sparql-query"}
        response = client.post("/sparql", content=SELECT.encode(), headers=headers)
    assert response.headers["content-type"] == "application/sparql-results+json"
    assert response.json()["results"]["bindings"][0]["name"] == {
        "type": "literal",
        "value": NAME,
        "xml:lang": "sv",
    }


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/csv;q=0.3, application/sparql-results+xml", "application/sparql-results+xml"),
    ],
)
def test_select_answers_in_the_format_asked_for(
    client: TestClient, accept: str, media_type: str
) -> None:
    response = client.get("/sparql", params={"query": SELECT}, headers={"Accept": accept})
    assert response.headers["content-type"] == media_type
    assert response.headers["vary"].startswith("Accept")
    assert NAME in response.text
    if "xml" in media_type:
        ET.fromstring(response.content)  # noqa: S314


@pytest.mark.parametrize(
    ("accept", "parser"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
    ],
)
def test_construct_answers_with_rdf(client: TestClient, accept: str, parser: str) -> None:
    response = client.get("/sparql", params={"query": CONSTRUCT}, headers={"Accept": accept})
    graph = Graph().parse(data=response.text, format=parser)
    subject = URIRef("http://127.0.0.1:8000/id/projekt/2017-00129")
    assert set(graph) == {(subject, RDFS.label, Literal(NAME, lang="sv"))}


def test_ask_and_describe_answer(client: TestClient) -> None:
    assert client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"] is True
    query = "DESCRIBE <http://127.0.0.1:8000/id/kommun/2482>"
    response = client.get("/sparql", params={"query": query})
    assert response.headers["content-type"].startswith("text/turtle")
    assert len(Graph().parse(data=response.text, format="turtle")) > 4


@pytest.mark.parametrize("query", [SELECT, CONSTRUCT])
def test_a_format_that_is_not_there_is_406(client: TestClient, query: str) -> None:
    response = client.get("/sparql", params={"query": query}, headers={"Accept": "image/png"})
    assert_problem(response, 406, "not-acceptable")


@pytest.mark.parametrize("accept", ["garbage", "text/", ";;;", "*/*;q=x"])
def test_an_accept_header_that_cannot_be_read_is_no_fault_of_ours(
    client: TestClient, accept: str
) -> None:
    response = client.get("/sparql", params={"query": SELECT}, headers={"Accept": accept})
    assert response.status_code in (200, 400, 406)


@pytest.mark.parametrize(
    ("query", "status", "kind"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 403, "query-refused"),
        ("SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 403, "query-refused"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", 403, "query-refused"),
        ("LOAD <http://127.0.0.1:9/>", 403, "query-refused"),
        ("SELECT * {", 400, "query-invalid"),
        ("SELECT ?x { ?x foo:bar ?y }", 400, "query-invalid"),
        ("hej", 400, "query-invalid"),
        ("", 400, "query-invalid"),
    ],
)
def test_what_is_not_answered_says_why(
    client: TestClient, query: str, status: int, kind: str
) -> None:
    assert_problem(client.get("/sparql", params={"query": query}), status, kind)
    assert_problem(client.post("/sparql", data={"query": query}), status, kind)


def test_updates_are_refused_in_every_form(client: TestClient) -> None:
    update = "DELETE WHERE { ?s ?p ?o }"
    headers = {"Content-Type": "application/sparql-update"}
    assert_problem(client.post("/sparql", content=update, headers=headers), 403, "query-refused")
    assert_problem(client.post("/sparql", data={"update": update}), 403, "query-refused")
    assert client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"] is True


def test_a_request_without_or_with_two_queries_is_refused(client: TestClient) -> None:
    assert_problem(client.get("/sparql?default-graph-uri=urn:x"), 400, "query-invalid")
    assert_problem(client.post("/sparql", data={"timeout": "1"}), 400, "query-invalid")
    twice = client.get(f"/sparql?query={SELECT}&query={SELECT}")
    assert_problem(twice, 400, "query-invalid")


def test_a_media_type_that_is_no_query_is_refused(client: TestClient) -> None:
    response = client.post("/sparql", json={"query": SELECT})
    assert_problem(response, 415, "unsupported-media-type")


def test_a_runaway_ends_at_its_deadline_and_others_are_answered(client: TestClient) -> None:
    response = client.get("/sparql", params={"query": RUNAWAY, "timeout": "1"})
    assert_problem(response, 503, "query-timeout")
    assert response.headers["retry-after"]
    assert client.get("/sparql", params={"query": SELECT}).status_code == 200


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_swedish_letters_in_a_query_match_in_any_form(client: TestClient, form: str) -> None:
    query = f'SELECT ?p {{ ?p a samv:Project ; rdfs:label "{NAME}"@sv }}'
    normal = unicodedata.normalize(form, query)  # type: ignore[arg-type]
    rows = client.post("/sparql", data={"query": normal}).json()["results"]["bindings"]
    assert [row["p"]["value"][-10:] for row in rows] == ["2017-00129"]


def test_a_source_graph_holds_what_the_source_says(client: TestClient) -> None:
    query = """SELECT ?grant WHERE { <http://127.0.0.1:8000/id/projekt/2019-00035>
        schema:funding/schema:amount/schema:value ?grant }"""
    default = client.get("/sparql", params={"query": query}).json()
    graph = "http://127.0.0.1:8000/id/kalla/kuraterade"
    stated = client.get("/sparql", params={"query": query, "default-graph-uri": graph}).json()
    values = [
        [row["grant"]["value"] for row in body["results"]["bindings"]] for body in (default, stated)
    ]
    assert values == [["23085536"], ["30000000"]]


def test_a_graph_name_that_is_no_iri_is_refused(client: TestClient) -> None:
    response = client.get("/sparql", params={"query": SELECT, "default-graph-uri": "x y"})
    assert_problem(response, 400, "invalid-request")


@pytest.mark.parametrize(
    "name",
    [name for name in library.names() if not library.query(name).parameters],
)
def test_every_published_query_is_answered(client: TestClient, name: str) -> None:
    response = client.post("/sparql", data={"query": library.query(name).text})
    assert response.status_code == 200, response.text
    assert response.json()["results"]["bindings"]


@pytest.mark.parametrize(
    "path",
    [
        "projekt/2017-00453",
        "organisation/forsakringskassan",
        "kommun/2482",
        "lan/24",
        "esf-region/ovre-norrland",
        "tema/psykisk-ohalsa",
        "roll/projektagare",
        "organisationstyp/kommun",
        "program/esf-2014-2020",
        "kalla/fakta",
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_an_identifier_leads_to_a_document(client: TestClient, path: str, method: str) -> None:
    first = client.request(method, f"/id/{path}")
    assert first.status_code == 303
    headers = {"Accept": "text/turtle"}
    second = client.request(method, first.headers["location"], headers=headers)
    assert second.status_code == 200
    assert second.headers["content-type"].startswith("text/turtle")
    if method == "GET":
        graph = Graph().parse(data=second.text, format="turtle")
        assert (URIRef(f"http://127.0.0.1:8000/id/{path}"), None, None) in graph


@pytest.mark.parametrize("path", ["projekt/x", "x/y", "kommun/9999", "projekt/%3E", "tema/å"])
def test_an_unknown_identifier_is_404(client: TestClient, path: str) -> None:
    assert_problem(client.get(f"/id/{path}"), 404, "not-found")
    assert_problem(client.get(f"/res/{path}"), 404, "not-found")
