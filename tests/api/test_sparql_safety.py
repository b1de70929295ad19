"""Nothing that is asked of the endpoint opens a connection, changes anything, or holds it up."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import httpx2
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.build import BuildReport
from api.settings import Settings
from graph.release import Releases, file_digest
from tests.api.live import serving

BASE = "http://127.0.0.1:8000"
RUNAWAY = "SELECT (COUNT(*) AS ?n) {?a ?b ?c . ?d ?e ?f . ?g ?h ?i}"
SEARCH = f"<{BASE}/spec/search>"


class Listener:
    """Counts who calls."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.calls = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                self.calls += 1
                connection.close()

    def close(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


WAYS_OUT = [
    "SELECT * {{ SERVICE <{url}/> {{ ?s ?p ?o }} }}",
    "SELECT * {{ service silent <{url}/> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICESILENT<{url}/>{{?s ?p ?o}} }}",
    "SELECT * {{ SeRvIcE#x\n<{url}/> {{ ?s ?p ?o }} }}",
    "SELECT * {{ \\u0053ERVICE <{url}/> {{ ?s ?p ?o }} }}",
    "SELECT * {{ S\\U00000045RVICE <{url}/> {{ ?s ?p ?o }} }}",
    "SELECT * {{ {{ SELECT * {{ SERVICE <{url}/> {{ ?s ?p ?o }} }} }} }}",
    "SELECT * {{ OPTIONAL {{ SERVICE <{url}/> {{ ?s ?p ?o }} }} }}",
    "SELECT * {{ FILTER EXISTS {{ SERVICE <{url}/> {{ ?s ?p ?o }} }} }}",
    "SELECT * {{ VALUES ?u {{ <{url}/> }} SERVICE ?u {{ ?s ?p ?o }} }}",
    "SELECT * {{ BIND(IRI('{url}/') AS ?u) SERVICE SILENT ?u {{ ?s ?p ?o }} }}",
    "PREFIX e: <{url}/> SELECT * {{ SERVICE e:x {{ ?s ?p ?o }} }}",
    "PREFIX : <{url}/> SELECT * {{ SERVICE:x{{?s ?p ?o}} }}",
    "BASE <{url}/> SELECT * {{ SERVICE <x> {{ ?s ?p ?o }} }}",
    'SELECT * {{ ?s ?p "a\\u0022 . SERVICE <{url}/> {{}} . ?s ?p \\u0022b" }}',
    "SELECT * {{ ?s ?p 'x'@sv.SERVICE <{url}/> {{ ?s ?p ?o }} }}",
    "CONSTRUCT WHERE {{ SERVICE <{url}/> {{ ?s ?p ?o }} }}",
    "ASK {{ LATERAL {{ SERVICE <{url}/> {{ ?s ?p ?o }} }} }}",
    "DESCRIBE ?s {{ SERVICE <{url}/> {{ ?s ?p ?o }} }}",
    "SELECT * {{ #\\u000a SERVICE <{url}/> {{ ?s ?p ?o }} }}",
    "SELECT * {{ \\u005Cu0053ERVICE <{url}/> {{ ?s ?p ?o }} }}",
    "SELECT * {{ \u017fervice <{url}/> {{ ?s ?p ?o }} }}",
    "SELECT * {{ \uff33\uff25\uff32\uff36\uff29\uff23\uff25 <{url}/> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SER\u200bVICE <{url}/> {{ ?s ?p ?o }} }}",
    "SELECT * {{ <s> <p> 1.SERVICE <{url}/> {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p _:b.SERVICE <{url}/> {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p ?o }} ORDER BY EXISTS {{ SERVICE <{url}/> {{ ?s ?p ?o }} }}",
    "SELECT (EXISTS {{ SERVICE <{url}/> {{}} }} AS ?x) {{}}",
    "SELECT ?s {{ ?s ?p ?o }} GROUP BY ?s HAVING EXISTS {{ SERVICE <{url}/> {{}} }}",
    "SELECT * {{ {{}} UNION {{ GRAPH ?g {{ MINUS {{ SERVICE <{url}/> {{}} }} }} }} }}",
    # Functions, and what Virtuoso has beside
    "SELECT (<{url}/f>(1) AS ?x) {{}}",
    "SELECT (<bif:http_get>('{url}/') AS ?x) {{}}",
    "SELECT (IRI('{url}/') AS ?x) {{}}",
    "DEFINE get:soft 'replace' SELECT * FROM <{url}/g> {{ ?s ?p ?o }}",
    # Beside, inside and instead of our own search
    "SELECT * {{ SERVICE <{url}/spec/search> {{ ?p search:query 'x' }} }}",
    "SELECT * {{ SERVICE {search} {{ ?p search:query 'x' }} SERVICE <{url}/> {{}} }}",
    "SELECT * {{ SERVICE {search} {{ ?p search:query 'x' . SERVICE <{url}/> {{}} }} }}",
    "SELECT * {{ SERVICE <{url}/> {{ SERVICE {search} {{ ?p search:query 'x' }} }} }}",
    "SELECT * {{ SERVICE {search} {{ ?p search:query '}} SERVICE <{url}/> {{' }} ?s ?p 1 }}",
    'SELECT * {{ SERVICE {search} {{ ?p search:query "\\u0027 }} SERVICE <{url}/> {{" }} }}',
    # What other engines fetch
    "SELECT * FROM <{url}/g> {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED <{url}/g> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "SELECT * FROM <{url}/g> FROM <{url}/h> {{ ?s ?p ?o }}",
    "SELECT * {{ GRAPH <{url}/g> {{ ?s ?p ?o }} }}",
    "DESCRIBE <{url}/g>",
    "LOAD <{url}/>",
    "LOAD SILENT <{url}/> INTO GRAPH <urn:g>",
    "l\\u006fad <{url}/>",
    "INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{url}/> {{ ?s ?p ?o }} }}",
    "SELECT * {{}} ; LOAD <{url}/>",
]


def test_nothing_that_is_asked_opens_a_connection(server: str, listener: Listener) -> None:
    with httpx2.Client(base_url=server, timeout=30) as client:
        for way in WAYS_OUT:
            query = way.format(url=listener.url, search=SEARCH)
            for response in (
                client.get("/sparql", params={"query": query}),
                client.post("/sparql", data={"query": query}),
                client.get("/sparql", params={"query": query, "format": "html"}),
            ):
                assert response.status_code in (200, 400, 403, 422), (query, response.text)
                refused = "SERVICE" in way.upper() and "{search}" not in way and "u005C" not in way
                assert not refused or response.status_code == 403, query
            assert client.post("/sparql", data={"update": query}).status_code == 403
        graph = f"{listener.url}/g"
        for name in ("default-graph-uri", "named-graph-uri"):
            response = client.get("/sparql", params={"query": "ASK { ?s ?p ?o }", name: graph})
            assert response.json()["boolean"] is False
        assert client.get("/rdf-graphs/service", params={"graph": graph}).status_code == 404
    time.sleep(0.2)
    assert listener.calls == 0
    with socket.create_connection(("127.0.0.1", int(listener.url.rpartition(":")[2]))):
        time.sleep(0.2)
    assert listener.calls == 1, "the listener hears"


def test_marks_without_end_do_not_hold_up_the_service(server: str) -> None:
    """To compose a million of them would take minutes, in the event loop."""
    marks = "\u0301\u0323" * 80_000
    began = time.monotonic()
    with httpx2.Client(base_url=server, timeout=60) as client:
        for text, status in ((marks, 400), (marks[:90_000], 400), ("a" + marks[:10], 200)):
            reply = client.post("/sparql", data={"query": f"ASK {{ FILTER('{text}' != '') }}"})
            assert reply.status_code == status, reply.text
        text = f"psykisk ohälsa {marks[:15_000]}"
        for path in ("/api/similar", "/api/partners/suggest"):
            reply = client.post(path, json={"text": text})
            assert reply.status_code == 422, (path, reply.text)
        assert client.get("/api/search", params={"q": text[:200]}).status_code == 422
    assert time.monotonic() - began < 20


def test_the_release_is_as_it_was(server: str, settings: Settings) -> None:
    release = Releases(settings.releases).required()
    before = {name: file_digest(release.folder / name) for name in release.manifest.files}
    with httpx2.Client(base_url=server, timeout=30) as client:
        for update in ("CLEAR ALL", "DROP ALL", "INSERT DATA { <urn:s> <urn:p> 1 }"):
            client.post("/sparql", data={"update": update})
            client.post("/sparql", data={"query": update})
            body = {"content": update, "headers": {"Content-Type": "application/sparql-update"}}
            client.post("/sparql", **body)  # type: ignore[arg-type]
            client.put("/rdf-graphs/service?default", content="<urn:s> <urn:p> 1 .")
            client.delete("/rdf-graphs/service?default")
        answer = client.get("/sparql", params={"query": "ASK { <urn:s> <urn:p> 1 }"}).json()
    assert answer["boolean"] is False
    assert {name: file_digest(release.folder / name) for name in before} == before


def test_a_cheap_query_is_answered_while_runaways_burn(server: str) -> None:
    """Also when so many wait that more are refused: `make bench` has the times."""
    with httpx2.Client(base_url=server, timeout=30) as client, ThreadPoolExecutor(48) as threads:

        def run(number: int) -> int:
            parameters = {"query": f"{RUNAWAY} # {number}", "timeout": "2"}
            return client.get("/sparql", params=parameters).status_code

        burning = [threads.submit(run, number % 4) for number in range(48)]
        time.sleep(0.5)
        answers = [
            client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).status_code
            for _ in range(10)
        ]
        assert answers == [200] * 10
        assert not all(future.done() for future in burning)
        assert {future.result() for future in burning} <= {503, 429}
        assert client.get("/health/live").status_code == 200


def test_an_answer_that_is_too_large_says_so(settings: Settings, built: BuildReport) -> None:
    small = settings.model_copy(update={"answer_bytes": 3000})
    with TestClient(create_app(small)) as client:
        query = "SELECT * { ?s ?p ?o }"
        for kind in ("json", "xml", "csv", "tsv"):
            response = client.get("/sparql", params={"query": query, "format": kind})
            assert response.status_code == 200
            assert response.headers["result-cut"] == "bytes=3000"
            assert f"<{BASE}/sparql#cut>" in response.headers["link"]
        link = client.get("/sparql", params={"query": query}).json()["head"]["link"]
        assert link[0].endswith("/problem/result-cut")
        whole = client.get("/sparql", params={"query": f"{query} LIMIT 2"})
        assert "result-cut" not in whole.headers
        refused = client.get("/rdf-graphs/service?default")
        assert refused.status_code == 422
        assert refused.json()["type"].endswith("/problem/result-too-large")


def test_a_client_that_goes_away_ends_its_query(settings: Settings, built: BuildReport) -> None:
    """With one process, the next query is answered only because the runaway was stopped."""
    one = settings.model_copy(update={"query_seconds": 60.0, "query_workers": 1, "query_quick": 0})
    with serving(one) as address:
        with httpx2.Client(base_url=address, timeout=1) as client:
            client.get("/sparql", params={"query": "ASK {}"})
            with pytest.raises(httpx2.TimeoutException):
                client.get("/sparql", params={"query": RUNAWAY})
        with httpx2.Client(base_url=address, timeout=10) as client:
            assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200
