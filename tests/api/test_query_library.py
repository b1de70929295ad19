"""The query library over HTTP and on the command line."""

from __future__ import annotations

import csv
import io
import json
import re

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from graph.library import names, query
from tests.api.problems import assert_problem

FK = "/api/queries/partners-of-organisation?organisation=forsakringskassan"


def test_the_list(client: TestClient) -> None:
    body = client.get("/api/queries").json()
    assert body["total"] == len(body["items"]) == len(names()) >= 25
    one = next(item for item in body["items"] if item["name"] == "partners-of-organisation")
    assert one["title"] == query("partners-of-organisation").titles
    (needed,) = [p for p in one["parameters"] if p["required"]]
    assert (needed["name"], needed["type"]) == ("organisation", "organisation")
    assert client.get(one["href"], params={"organisation": needed["example"]}).status_code == 200


def test_plain_rows(client: TestClient) -> None:
    body = client.get(FK, params={"organisation": "Försäkringskassan", "limit": 3}).json()
    assert len(body["rows"]) == 3
    first = body["rows"][0]
    assert first["name"] == "Arbetsförmedlingen"
    assert isinstance(first["projects"], int)
    assert len(first["projectNames"]) == first["projects"]
    assert body["parameters"]["organisation"].endswith("/id/organisation/forsakringskassan")
    assert body["release"] == client.get("/health/ready").json()["release"]


def test_pages_fit_together(client: TestClient) -> None:
    whole = client.get(f"{FK}&limit=10000")
    assert whole.json()["next"] is None
    assert 'rel="next"' not in whole.headers.get("link", "")
    rows, address = [], f"{FK}&limit=40"
    while address:
        answer = client.get(address)
        rows += answer.json()["rows"]
        address = answer.json()["next"]
        links = answer.headers.get("link", "")
        assert ('rel="next"' in links) == (address is not None)
        if address:
            assert f'<{address}>; rel="next"' in links
    assert rows == whole.json()["rows"]
    assert len(rows) > 80


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/csv", "csv"),
        ("text/tab-separated-values", "tsv"),
        ("application/sparql-results+json", "srj"),
        ("application/sparql-results+xml", "srx"),
    ],
)
def test_formats(client: TestClient, accept: str, kind: str) -> None:
    wanted = client.get(f"{FK}&limit=7").json()["rows"]
    answer = client.get(f"{FK}&limit=7", headers={"Accept": accept})
    assert answer.headers["content-type"].startswith(accept)
    assert "Accept" in answer.headers["vary"]
    assert 'rel="next"' in answer.headers["link"], "that rows follow is said in every format"
    named = client.get(f"{FK}&limit=7&format={kind}")
    assert named.content == answer.content
    assert f"format={kind}" in named.headers["link"]
    if kind == "csv":
        rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
        assert [row["name"] for row in rows] == [row["name"] for row in wanted]
        assert list(rows[0]) == ["partner", "name", "projects", "projectNames"]
    if kind in ("srj", "srx"):
        parser = ox.QueryResultsFormat.from_media_type(accept)
        found = ox.parse_query_results(answer.content, parser)
        assert isinstance(found, ox.QuerySolutions)
        assert [row["partner"].value for row in found] == [row["partner"] for row in wanted]


def test_types_of_values(client: TestClient) -> None:
    money = client.get("/api/queries/money-by-owner?limit=1").json()["rows"][0]
    assert isinstance(money["grant"], int | float)
    places = client.get("/api/queries/projects-by-municipality?limit=1").json()["rows"][0]
    assert re.fullmatch(r"POINT\(-?\d+\.\d{1,4} -?\d+\.\d{1,4}\)", places["point"])
    english = client.get("/api/queries/roles-by-organisation-type?lang=en&limit=1").json()["rows"]
    swedish = client.get("/api/queries/roles-by-organisation-type?limit=1").json()["rows"]
    assert english[0]["roleLabel"] != swedish[0]["roleLabel"]
    alone = client.get("/api/queries/projects-without-partners?limit=10000").json()["rows"]
    assert any(row["owners"] == [] for row in alone)


@pytest.mark.parametrize(
    "value",
    [
        '" } ; DROP ALL #',
        '"} SERVICE <http://127.0.0.1:9/> {',
        "\\u0022 } INSERT DATA { }",
        "?s ?p ?o",
        "'''",
        "\x00",
        "x\n#",
        "Å" * 400,
    ],
)
def test_a_value_is_never_a_part_of_the_query(client: TestClient, value: str) -> None:
    answer = client.get("/api/queries/projects-with-word", params={"word": value})
    assert answer.status_code == 200
    assert answer.json()["rows"] == []
    assert_problem(client.get(FK[:-17], params={"organisation": value}), 422, "parameter-invalid")


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/api/queries/nope", 404, "not-found"),
        ("/api/queries/internal%2Fprojects", 404, None),
        ("/api/queries/..%2Fstore", 404, None),
        ("/api/queries/partners-of-organisation", 422, "parameter-invalid"),
        ("/api/queries/brokers?nope=1", 422, "parameter-invalid"),
        ("/api/queries/brokers?type=kommun&type=region", 422, "parameter-invalid"),
        ("/api/queries/organisation-pairs?least=many", 422, "parameter-invalid"),
        ("/api/queries/projects-between?from=2016-02-30&to=2016-12-31", 422, "parameter-invalid"),
        ("/api/queries/brokers?organisation=finns-inte", 422, "parameter-invalid"),
        ("/api/queries/brokers?limit=0", 422, "invalid-request"),
        ("/api/queries/brokers?limit=10001", 422, "invalid-request"),
        ("/api/queries/brokers?offset=-1", 422, "invalid-request"),
        ("/api/queries/brokers?format=pdf", 422, "invalid-request"),
    ],
)
def test_what_is_wrong(client: TestClient, path: str, status: int, kind: str | None) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    if kind:
        assert_problem(answer, status, kind)


def test_none_of_the_formats(client: TestClient) -> None:
    assert_problem(client.get(FK, headers={"Accept": "image/png"}), 406, "not-acceptable")


def test_the_file_itself_is_a_query(client: TestClient) -> None:
    """What the library runs, anyone can send to /sparql."""
    for name in ("organisation-pairs", "coverage", "partners-of-organisation"):
        answer = client.post(
            "/sparql", data={"query": query(name).text}, headers={"Accept": "application/json"}
        )
        assert answer.status_code == 200
        assert json.loads(answer.content)["results"]["bindings"]


def test_pages(client: TestClient) -> None:
    html = {"Accept": "text/html"}
    listed = client.get("/queries?lang=en", headers=html).text
    assert all(f"/queries/{name}" in listed for name in names())
    asked = "/queries/partners-of-organisation"
    assert "<table>" not in client.get(asked, headers=html).text, "nothing was asked yet"
    page = client.get(f"{asked}?organisation=Försäkringskassan", headers=html).text
    assert "Arbetsförmedlingen" in page
    assert "format=csv" in page
    answer = client.get(f"{asked}?organisation=<b>finns-inte</b>", headers=html)
    assert answer.status_code == 422
    assert "nothing is known of" in answer.text
    assert "<b>finns" not in answer.text
    assert client.get("/queries/nope", headers=html).status_code == 404
    english = client.get("/queries/roles-by-organisation-type?lang=en", headers=html).text
    assert "project owner" in english
