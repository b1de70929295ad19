"""Other engines: the same release, behind the same service, gives the same answers.

One suite runs on every engine: our own `/sparql` over HTTP, and Virtuoso where it is installed.
What the embedded store answers is what is wanted.
"""

from __future__ import annotations

import shutil
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr
from rdflib import Graph
from rdflib.compare import to_isomorphic

from api.app import create_app
from api.build import BuildReport
from api.engine import endpoint_of, open_engine, publish_current
from api.settings import Settings
from benchmarks.virtuoso import PACKAGE, PROGRAM, virtuoso
from graph.endpoint import Address, Endpoint
from graph.errors import EngineFault, ReleaseError
from graph.evaluation import Request
from graph.library import names, query
from graph.remote import Dataset as EngineDataset
from graph.remote import RemotePool, RemoteStore
from graph.workers import Limits
from tests.api.problems import assert_problem
from tests.engines import OxigraphServer, http_server, oxigraph_server, send, served

PROJECT = "2017-00453"

needs_virtuoso = pytest.mark.skipif(
    shutil.which(PROGRAM) is None, reason=f"{PROGRAM} is not installed: apt-get install {PACKAGE}"
)


def engine_settings(settings: Settings, address: Address) -> Settings:
    """Settings of a service over an engine."""
    return settings.model_copy(
        update={
            "sparql_url": address.query,
            "sparql_update_url": address.update,
            "sparql_graph_store_url": address.graph_store,
            "sparql_user": address.user,
            "sparql_password": SecretStr(address.password or ""),
            "sparql_auth": address.scheme,
            # What is compared are answers: Virtuoso's plans, and so its times, vary by run.
            "query_seconds": 90,
        }
    )


@pytest.fixture(scope="module", params=["own", pytest.param("virtuoso", marks=needs_virtuoso)])
def there(
    request: pytest.FixtureRequest,
    settings: Settings,
    built: BuildReport,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Settings]:
    """Settings of a service over an engine that has the release."""
    with ExitStack() as stack:
        if request.param == "own":
            base = stack.enter_context(served(settings))
            yield settings.model_copy(update={"sparql_url": f"{base}/sparql"})
            return
        address = stack.enter_context(virtuoso(tmp_path_factory.mktemp("virtuoso")))
        found = engine_settings(settings, address)
        report = publish_current(found)
        assert (
            report.sent
            == built.release.manifest.counts["triples"]
            + (built.release.manifest.counts["named_graph_triples"])
        )
        yield found


@pytest.fixture(scope="module")
def remote(there: Settings) -> Iterator[TestClient]:
    """A client of the whole service over that engine."""
    with TestClient(create_app(there), follow_redirects=False) as client:
        yield client


def url_of(name: str, given: dict[str, str] | None = None) -> str:
    parameters = given or {p.name: p.example for p in query(name).parameters if p.example}
    pairs = "&".join(f"{key}={value}" for key, value in parameters.items())
    return f"/api/queries/{name}?limit=10000&{pairs}"


@pytest.mark.parametrize(
    "path",
    [
        "/health/ready",
        f"/api/projects/{PROJECT}",
        "/api/projects/dirigo-2",
        "/api/projects?limit=200",
        "/api/projects?organisation_type=coordination_association&role=owner&limit=50",
        "/api/projects?theme=psykisk-ohalsa&region=Västsverige&active_from=2017-01-01",
        "/api/projects?q=sjukskrivning",
        f"/api/projects/{PROJECT}/similar?limit=5",
        "/api/search?q=psykisk%20oh%C3%A4lsa&limit=5",
        "/api/organisations?type=coordination_association&limit=200",
        "/api/organisations/forsakringskassan",
        "/api/organisations/region-stockholm",
        "/api/organisations/forsakringskassan/partners",
        "/api/projects/nope",
    ],
)
def test_the_api_answers_the_same(client: TestClient, remote: TestClient, path: str) -> None:
    wanted, found = client.get(path), remote.get(path)
    assert found.status_code == wanted.status_code
    assert found.json() == wanted.json()


def on_virtuoso(request: pytest.FixtureRequest) -> bool:
    return bool(request.node.callspec.params["there"] == "virtuoso")


def test_every_query_of_the_library_answers_the_same(
    request: pytest.FixtureRequest, client: TestClient, remote: TestClient
) -> None:
    different = []
    for name in names() if on_virtuoso(request) else names()[::5]:
        wanted, found = client.get(url_of(name)), remote.get(url_of(name))
        assert wanted.status_code == found.status_code == 200, (name, found.text)
        if wanted.json() != found.json():
            different.append(name)
    assert not different


def test_parameters_that_are_optional_answer_the_same(
    request: pytest.FixtureRequest, client: TestClient, remote: TestClient
) -> None:
    if not on_virtuoso(request):
        pytest.skip("the same engine as the embedded one; every fifth query shows that it is")
    some = {
        "programme": "esf-2014-2020",
        "theme": "psykisk-ohalsa",
        "county": "14",
        "type": "kommun",
        "role": "samverkanspart",
        "region": "vastsverige",
    }
    for name in names():
        given = {p.name: p.example or p.default or some[p.name] for p in query(name).parameters}
        wanted, found = client.get(url_of(name, given)), remote.get(url_of(name, given))
        assert wanted.status_code == found.status_code == 200, (name, found.text)
        assert found.json() == wanted.json(), name


@pytest.mark.parametrize("accept", ["text/csv", "text/tab-separated-values"])
def test_the_library_in_other_formats(client: TestClient, remote: TestClient, accept: str) -> None:
    path, headers = url_of("partners-of-organisation"), {"Accept": accept}
    assert remote.get(path, headers=headers).content == client.get(path, headers=headers).content


ASKED = {
    "names": """SELECT ?s (STR(?name) AS ?n) { ?s a samv:Project ; rdfs:label ?name }
                ORDER BY STR(?name) ?s""",
    "literals": """SELECT ?p ?o { <http://127.0.0.1:8000/id/projekt/2017-00453> ?p ?o
                   FILTER(isLiteral(?o)) } ORDER BY ?p STR(?o)""",
    "graphs": """SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s a samv:Participation } }
                 GROUP BY ?g ORDER BY ?g""",
    "from": """SELECT (COUNT(*) AS ?n) FROM <http://127.0.0.1:8000/id/kalla/kuraterade>
               { ?s ?p ?o }""",
    "unbound": """SELECT ?s ?none { ?s a samv:Project OPTIONAL { ?s samv:none ?none } }
                  ORDER BY ?s LIMIT 3""",
    "own prefix": "PREFIX samv: <urn:x:> SELECT (COUNT(*) AS ?n) { ?s a samv:Project }",
    "count": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s samv:owner ?o }",
    "ask": "ASK { ?s a samv:Project }",
    "ask not": "ASK { ?s a samv:Nothing }",
}


def canonical(content: dict[str, Any]) -> Any:
    """SPARQL JSON without what engines are free in: `typed-literal`, xsd:string, extra heads."""
    if "boolean" in content:
        return content["boolean"]
    return content["head"]["vars"], content["results"]["bindings"]


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("accept", ["application/sparql-results+json", "text/csv"])
def test_sparql_answers_the_same(
    client: TestClient, remote: TestClient, name: str, accept: str
) -> None:
    if name.startswith("ask") and accept == "text/csv":
        accept = "application/sparql-results+xml"
    asked = {"params": {"query": ASKED[name]}, "headers": {"Accept": accept}}
    wanted, found = client.get("/sparql", **asked), remote.get("/sparql", **asked)  # type: ignore[arg-type]
    assert found.status_code == 200, found.text
    assert found.headers["content-type"] == wanted.headers["content-type"]
    if accept.endswith("json"):
        assert canonical(found.json()) == canonical(wanted.json())
    else:
        assert found.text == wanted.text


@pytest.mark.parametrize("accept", ["text/turtle", "application/n-triples", "application/ld+json"])
def test_graphs_answer_the_same(client: TestClient, remote: TestClient, accept: str) -> None:
    text = "CONSTRUCT { ?s rdfs:label ?name } WHERE { ?s a samv:Project ; rdfs:label ?name }"
    asked = {"params": {"query": text}, "headers": {"Accept": accept}}
    wanted, found = (one.get("/sparql", **asked) for one in (client, remote))  # type: ignore[arg-type]
    assert found.status_code == 200, found.text
    assert as_graph(found.content, accept) == as_graph(wanted.content, accept)


def as_graph(content: bytes, media_type: str) -> Any:
    name = {"application/n-triples": "nt", "application/ld+json": "json-ld"}.get(media_type, "ttl")
    graph = Graph().parse(data=content, format=name)
    assert len(graph) > 0
    return to_isomorphic(graph)


@pytest.mark.parametrize(
    "path",
    [
        f"/res/projekt/{PROJECT}",
        "/res/organisation/forsakringskassan",
        "/res/kommun/1480",
        "/res/tema/psykisk-ohalsa",
        "/res/kalla/kuraterade",
    ],
)
def test_linked_data_is_the_same(client: TestClient, remote: TestClient, path: str) -> None:
    headers = {"Accept": "application/n-triples"}
    wanted, found = client.get(path, headers=headers), remote.get(path, headers=headers)
    assert found.status_code == wanted.status_code == 200
    # An engine may keep the numbers of a point in single precision, and decimals without zeros.
    lines = [
        Counter(n3 for n3 in text.splitlines() if "POINT" not in n3)
        for text in (wanted.text, found.text)
    ]
    assert lines[0] == lines[1]


def test_a_graph_is_read_whole(client: TestClient, remote: TestClient) -> None:
    name = "http://127.0.0.1:8000/id/kalla/kuraterade"
    path = f"/rdf-graphs/service?graph={name}"
    headers = {"Accept": "application/n-triples"}
    wanted, found = client.get(path, headers=headers), remote.get(path, headers=headers)
    assert found.status_code == wanted.status_code == 200, found.text
    assert set(found.text.splitlines()) == set(wanted.text.splitlines())


def test_the_search_inside_sparql(client: TestClient, remote: TestClient) -> None:
    text = """PREFIX search: <https://w3id.org/samverkansgrafen/search#>
        SELECT ?project ?name { SERVICE <http://127.0.0.1:8000/spec/search> {
          ?project search:query "psykisk ohälsa" ; search:limit 5 . }
          ?project rdfs:label ?name } ORDER BY ?project"""
    wanted, found = (
        one.get("/sparql", params={"query": text}, headers={"Accept": "text/csv"})
        for one in (client, remote)
    )
    assert wanted.status_code == found.status_code == 200, found.text
    assert len(found.text.splitlines()) == 6
    assert found.text == wanted.text


def test_what_is_wrong_is_said_as_ever(client: TestClient, remote: TestClient) -> None:
    for text, status in (
        ("SELECT * {\n  ?s nope:x ?o }", 400),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", 403),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 403),
    ):
        wanted, found = (one.get("/sparql", params={"query": text}) for one in (client, remote))
        assert found.status_code == wanted.status_code == status
        assert found.json() == wanted.json()


@pytest.mark.parametrize(
    "function",
    [
        "<bif:http_get>",
        "<bif:http_get> # comment\n ",
        "<\\u0062if:http_get>",
        "<xpath:doc>",
        "PREFIX:http_get",
        "<http://www.openlinksw.com/schemas/bif#http_get>",
    ],
)
def test_functions_of_the_engine_are_refused(remote: TestClient, function: str) -> None:
    """Virtuoso fetches an address with one, and ends with another."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.05)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        call = f"{function.replace('PREFIX', 'b')}('{address}')"
        for query in (
            f"PREFIX b: <bif:> SELECT ({call} AS ?x) {{}}",
            f"PREFIX b: <bif:> SELECT * {{ ?s a ?c BIND({call} AS ?x) }} LIMIT 1",
        ):
            reply = remote.get("/sparql", params={"query": query})
            problem = assert_problem(reply, 403, "query-refused")
            assert "only SPARQL's own functions" in problem["detail"]
        with pytest.raises(TimeoutError):
            listening.accept()
    cast = "SELECT (xsd:integer ('7') AS ?x) {}"
    assert remote.get("/sparql", params={"query": cast, "format": "csv"}).text == "x\r\n7\r\n"


def test_another_release_is_refused(there: Settings, tmp_path: Path, built: BuildReport) -> None:
    manifest = replace(built.release.manifest, id="20200101T000000Z-0", counts={
        **built.release.manifest.counts, "triples": 1
    })  # fmt: skip
    with pytest.raises(ReleaseError, match="samverkan publish"):
        open_engine(there, replace(built.release, manifest=manifest))


@needs_virtuoso
def test_a_limit_on_rows_is_never_silent(tmp_path: Path) -> None:
    """Virtuoso cuts at its ResultSetMaxRows and says so in a header only."""
    with virtuoso(tmp_path / "virtuoso", rows=100) as address:
        endpoint = Endpoint(address, 30)
        lines = (f"<urn:s{number}> <urn:p> <urn:o> .\n" for number in range(300))
        endpoint.put("urn:g", "".join(lines).encode(), replace=True)
        found = EngineDataset("urn:g")
        store = RemoteStore(endpoint, found)
        with pytest.raises(EngineFault, match="ResultSetMaxRows"):
            list(store.select("SELECT ?s { ?s ?p ?o }"))
        with pytest.raises(EngineFault, match="ResultSetMaxRows"):
            store.default_graph()
        assert store.count("?s ?p ?o") == 300
        pool = RemotePool(endpoint, found, Limits())
        asked = Request("SELECT ?s { ?s ?p ?o }", "text/csv", gives_graph=False)
        assert pool.answer(asked).cut
        assert not pool.answer(replace(asked, query=asked.query + " LIMIT 50")).cut
        pool.close()
        endpoint.close()


class Breakable:
    """Stands before an engine, and answers in its place when told to."""

    def __init__(self, server: OxigraphServer) -> None:
        self._server = server
        self.answer: tuple[int, bytes] | None = None
        self.silent = False
        self.ended = threading.Event()

    def respond(self, handler: BaseHTTPRequestHandler) -> None:
        if self.answer is None and not self.silent:
            self._server.respond(handler)
            return
        handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        if self.silent:
            self.ended.wait(30)
            handler.close_connection = True
        else:
            send(handler, *self.answer or (500, b""))


def test_an_engine_with_faults(settings: Settings, built: BuildReport) -> None:
    """Whatever an engine does, a caller gets a problem that says so, and never a trace."""
    query = {"query": "SELECT * { ?s a ?t } LIMIT 5"}
    with ExitStack() as stack:
        server, address = stack.enter_context(oxigraph_server())
        there = engine_settings(settings, address)
        publish_current(there)
        engine = Breakable(server)
        before = ExitStack()
        base = before.enter_context(http_server(engine.respond))
        moved = {"sparql_url": f"{base}/query", "query_seconds": 2}
        client = stack.enter_context(TestClient(create_app(there.model_copy(update=moved))))
        assert client.get("/sparql", params=query).status_code == 200
        for answer, status, kind in (
            ((500, b"Virtuoso 22023 Error\n\nSELECT secret"), 502, "engine-fault"),
            ((200, b"<html>not sparql</html>"), 502, "engine-fault"),
            ((200, b""), 502, "engine-fault"),
            ((401, b""), 502, "engine-fault"),
            ((302, b""), 502, "engine-fault"),
            ((503, b"busy"), 503, "engine-unavailable"),
            ((429, b""), 429, "query-overload"),
            ((400, b"cannot do that"), 400, "query-invalid"),
        ):
            engine.answer = answer
            ready = client.get("/health/ready")
            assert ready.status_code == (200 if status == 429 else status), "busy is there"
            body = assert_problem(client.get("/sparql", params=query), status, kind)
            assert "secret" not in body["detail"]
        engine.silent = True
        body = assert_problem(client.get("/sparql", params=query), 503, "query-timeout")
        assert "in time" in body["detail"]
        engine.ended.set()
        engine.silent, engine.answer = False, None
        before.close()
        gone = "/sparql?query=ASK{?s%20?p%20?o}", "/api/queries/coverage", "/health/ready"
        for path in gone:
            body = assert_problem(client.get(path), 503, "engine-unavailable")
            assert "SAMVERKAN_SPARQL_URL" in body["detail"]
        assert_problem(client.get("/res/kommun/1480?format=nt"), 503, "engine-unavailable")
        assert client.get("/health/live").status_code == 200
        assert client.get("/api/projects?limit=3").status_code == 200, "held in memory"


def test_a_password_is_nowhere_to_be_read(settings: Settings) -> None:
    there = settings.model_copy(
        update={"sparql_url": "http://127.0.0.1:9/", "sparql_password": SecretStr("hemligt")}
    )
    endpoint = endpoint_of(there)
    assert "hemligt" not in repr(there) + repr(endpoint.address)
    endpoint.close()
