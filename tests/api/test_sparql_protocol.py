"""The SPARQL 1.1 Protocol over real HTTP.

The first part has every case of the query part of the W3C test list, by its name there:
https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/index.html. The graphs that the
cases name as data1.rdf to data3.rdf are graphs of the release here.
"""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urlsplit
from xml.etree import ElementTree as ET

import pytest
from rdflib import RDF, Graph, URIRef

BASE = "http://127.0.0.1:8000"
DATA1, DATA2 = (f"{BASE}/id/kalla/{name}" for name in ("fakta", "kuraterade"))
DATA3 = f"{BASE}/id/graf/likhet"
PROJECT = f"{BASE}/id/projekt/2019-00035"
"""A project that both DATA1 and DATA2 say something of."""
RESULTS_NS = "{http://www.w3.org/2005/sparql-results#}"
QUERY, FORM = "application/sparql-query", "application/x-www-form-urlencoded"
BINDINGS = {
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
}
GRAPHS = {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"}


@dataclass(frozen=True)
class Reply:
    """What came back: status, headers with lower-case names, and body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    def boolean(self) -> bool:
        assert self.status == 200, self.body
        if self.kind == "application/sparql-results+xml":
            return ET.fromstring(self.body).findtext(f"{RESULTS_NS}boolean") == "true"  # noqa: S314
        value = json.loads(self.body)["boolean"]
        assert isinstance(value, bool)
        return value

    def rows(self) -> list[dict[str, Any]]:
        assert self.status == 200, self.body
        rows: list[dict[str, Any]] = json.loads(self.body)["results"]["bindings"]
        return rows

    def problem(self, status: int, kind: str) -> dict[str, Any]:
        assert self.status == status, self.body
        assert self.kind == "application/problem+json"
        body: dict[str, Any] = json.loads(self.body)
        assert body["type"].endswith(f"/problem/{kind}")
        assert body["status"] == status
        assert body["detail"]
        return body


class Wire:
    """Sends exactly what it is told: a client that adds no header of its own."""

    def __init__(self, address: str) -> None:
        self._place = urlsplit(address).netloc

    def send(self, method: str, path: str, body: bytes | str = b"", **headers: Any) -> Reply:
        connection = http.client.HTTPConnection(self._place, timeout=30)
        content = body.encode() if isinstance(body, str) else body
        try:
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in headers.items():
                if value is not None:
                    connection.putheader(name.replace("_", "-"), value)
            if content:
                connection.putheader("Content-Length", str(len(content)))
            connection.endheaders(content or None)
            response = connection.getresponse()
            names = {name.lower(): value for name, value in response.getheaders()}
            return Reply(response.status, names, response.read())
        finally:
            connection.close()

    def query(self, query: str, parameters: str = "", **headers: Any) -> Reply:
        return self.send("POST", f"/sparql{parameters}", query, Content_Type=QUERY, **headers)

    def get(self, query: str, **headers: Any) -> Reply:
        return self.send("GET", f"/sparql?query={quote(query)}", **headers)


@pytest.fixture(scope="module")
def wire(server: str) -> Wire:
    return Wire(server)


def graphs(default: tuple[str, ...] = (), named: tuple[str, ...] = ()) -> str:
    pairs = [("default-graph-uri", iri) for iri in default]
    return urlencode(pairs + [("named-graph-uri", iri) for iri in named])


# The W3C list: what must be answered


def test_query_get(wire: Wire) -> None:
    reply = wire.send("GET", "/sparql?query=ASK%20%7B%7D")
    assert reply.boolean()
    assert reply.kind in BINDINGS


def test_query_post_form(wire: Wire) -> None:
    assert wire.send("POST", "/sparql", "query=ASK%20%7B%7D", Content_Type=FORM).boolean()


def test_query_post_direct(wire: Wire) -> None:
    assert wire.query("ASK {}").boolean()


def test_query_dataset_default_graph(wire: Wire) -> None:
    query = f"ASK {{ <{PROJECT}> ?p ?o }}"
    assert wire.query(query, f"?{graphs(default=(DATA1,))}").boolean()
    assert not wire.query(query, f"?{graphs(default=(DATA3 + '-not',))}").boolean()


COUNT = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/samverkansgrafen/core#Project> }"


def test_query_dataset_default_graphs_get(wire: Wire) -> None:
    reply = wire.send("GET", f"/sparql?query={quote(COUNT)}&{graphs(default=(DATA1, DATA2))}")
    assert reply.rows()[0]["n"]["value"] == "300"


def test_query_dataset_default_graphs_post(wire: Wire) -> None:
    form = f"{urlencode({'query': COUNT})}&{graphs(default=(DATA1, DATA2))}"
    assert wire.send("POST", "/sparql", form, Content_Type=FORM).rows()[0]["n"]["value"] == "300"
    direct = wire.query(COUNT, f"?{graphs(default=(DATA1, DATA2))}")
    assert direct.rows()[0]["n"]["value"] == "300"


NAMED = "ASK { GRAPH ?g { ?s ?p ?o } }"
NAMES = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"


def test_query_dataset_named_graphs_post(wire: Wire) -> None:
    parameters = f"?{graphs(named=(DATA1, DATA2))}"
    assert wire.query(NAMED, parameters).boolean()
    assert [row["g"]["value"] for row in wire.query(NAMES, parameters).rows()] == [DATA1, DATA2]
    assert not wire.query("ASK { ?s ?p ?o }", parameters).boolean(), "no default graph is given"


def test_query_dataset_named_graphs_get(wire: Wire) -> None:
    reply = wire.send("GET", f"/sparql?query={quote(NAMED)}&{graphs(named=(DATA1, DATA2))}")
    assert reply.boolean()


def test_query_dataset_full(wire: Wire) -> None:
    query = f"SELECT DISTINCT ?g {{ ?x a ?y . GRAPH ?g {{ <{PROJECT}> ?p ?o }} }} ORDER BY ?g"
    parameters = f"?{graphs(default=(DATA2,), named=(DATA1, DATA2))}"
    assert [row["g"]["value"] for row in wire.query(query, parameters).rows()] == [DATA1, DATA2]


def test_query_multiple_dataset(wire: Wire) -> None:
    """The dataset of the protocol goes before that of the query."""
    query = COUNT.replace("{", f"FROM <{DATA1}> {{")
    in_query = int(wire.query(query).rows()[0]["n"]["value"])
    in_both = int(wire.query(query, f"?{graphs(default=(DATA2,))}").rows()[0]["n"]["value"])
    assert (in_query, in_both) == (296, 10)


def test_query_content_type_select(wire: Wire) -> None:
    assert wire.query("SELECT (1 AS ?value) {}").kind in BINDINGS


def test_query_content_type_ask(wire: Wire) -> None:
    reply = wire.query("ASK {}")
    assert reply.kind in {"application/sparql-results+json", "application/sparql-results+xml"}


def test_query_content_type_describe(wire: Wire) -> None:
    reply = wire.query("DESCRIBE <http://example.org/>")
    assert reply.status == 200
    assert reply.kind in GRAPHS


def test_query_content_type_construct(wire: Wire) -> None:
    reply = wire.query("CONSTRUCT { <s> <p> 1 } WHERE {}")
    assert reply.status == 200
    assert reply.kind in GRAPHS
    (subject,) = Graph().parse(data=reply.body, format="turtle").subjects()
    assert str(subject) == f"{BASE}/s", "relative to the address of the endpoint"


# The W3C list: what must be refused


def test_bad_query_method(wire: Wire) -> None:
    reply = wire.send("PUT", "/sparql?query=ASK%20%7B%7D")
    reply.problem(405, "method-not-allowed")
    assert reply.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_bad_multiple_queries(wire: Wire) -> None:
    path = "/sparql?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D"
    wire.send("GET", path).problem(400, "query-invalid")
    wire.query("ASK {}", "?query=ASK%20%7B%7D").problem(400, "query-invalid")
    reply = wire.send("POST", "/sparql?query=ASK%7B%7D", "query=ASK%7B%7D", Content_Type=FORM)
    reply.problem(400, "query-invalid")


def test_bad_query_wrong_media_type(wire: Wire) -> None:
    reply = wire.send("POST", "/sparql", "ASK {}", Content_Type="text/plain")
    reply.problem(415, "unsupported-media-type")


def test_bad_query_missing_form_type(wire: Wire) -> None:
    wire.send("POST", "/sparql", "query=ASK%20%7B%7D").problem(415, "unsupported-media-type")


def test_bad_query_missing_direct_type(wire: Wire) -> None:
    wire.send("POST", "/sparql", "ASK {}").problem(415, "unsupported-media-type")


def test_bad_query_non_utf8(wire: Wire) -> None:
    body = "ASK {}".encode("utf-16")
    kind = f"{QUERY}; charset=UTF-16"
    reply = wire.send("POST", "/sparql", body, Content_Type=kind)
    reply.problem(415, "unsupported-media-type")
    wire.send("POST", "/sparql", body, Content_Type=QUERY).problem(400, "query-invalid")


def test_bad_query_syntax(wire: Wire) -> None:
    fault = wire.send("GET", "/sparql?query=ASK%20%7B").problem(400, "query-invalid")
    assert (fault["line"], fault["column"]) == (1, 6)


# Formats


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/*;q=0.5, text/csv;q=0.4", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/xml", "application/sparql-results+xml"),
        ("text/csv;q=0.1, text/tab-separated-values;q=0.2", "text/tab-separated-values"),
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
        ("text/turtle, text/csv;q=0.1", "text/csv"),
        ("TEXT/CSV", "text/csv"),
    ],
)
def test_the_format_of_bindings_is_negotiated(wire: Wire, accept: str | None, kind: str) -> None:
    reply = wire.query("SELECT (1 AS ?x) {}", Accept=accept)
    assert reply.kind == kind
    assert "Accept" in reply.headers["vary"]


@pytest.mark.parametrize(
    ("accept", "kind", "parser"),
    [
        (None, "text/turtle", "turtle"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("application/rdf+xml;q=0.9, text/turtle;q=0.8", "application/rdf+xml", "xml"),
        ("application/ld+json", "application/ld+json", "json-ld"),
        ("application/trig", "application/trig", "trig"),
        ("application/n-quads", "application/n-quads", "nquads"),
        ("text/n3", "text/turtle", "turtle"),
    ],
)
def test_the_format_of_a_graph_is_negotiated(
    wire: Wire, accept: str | None, kind: str, parser: str
) -> None:
    query = f"CONSTRUCT {{ <{PROJECT}> a ?type }} WHERE {{ <{PROJECT}> a ?type }}"
    reply = wire.query(query, Accept=accept)
    assert reply.kind == kind
    if parser in ("trig", "nquads"):
        from rdflib import Dataset

        triples = {quad[:3] for quad in Dataset().parse(data=reply.body, format=parser).quads()}
    else:
        triples = set(Graph().parse(data=reply.body, format=parser))
    assert {(subject, predicate) for subject, predicate, _ in triples} == {
        (URIRef(PROJECT), RDF.type)
    }


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        ("ASK {}", "image/png"),
        ("SELECT * {}", "text/turtle"),
        ("CONSTRUCT WHERE {}", "application/sparql-results+json"),
        ("ASK {}", "application/sparql-results+json;q=0"),
    ],
)
def test_a_format_that_there_is_not_is_406(wire: Wire, query: str, accept: str) -> None:
    wire.query(query, Accept=accept).problem(406, "not-acceptable")


def test_accept_may_come_in_several_lines(server: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=30)
    connection.putrequest("GET", "/sparql?query=ASK%20%7B%7D")
    connection.putheader("Accept", "image/png")
    connection.putheader("Accept", "application/sparql-results+xml")
    connection.endheaders()
    response = connection.getresponse()
    assert response.getheader("content-type") == "application/sparql-results+xml"
    connection.close()


def test_a_format_may_be_asked_for_by_name(wire: Wire) -> None:
    path = f"/sparql?query={quote('SELECT (1 AS ?x) {}')}"
    assert wire.send("GET", f"{path}&format=csv").kind == "text/csv"
    other = wire.send("GET", f"{path}&format=turtle", Accept="text/csv")
    assert other.kind == "text/csv", "a name that is none of ours is left to Accept"


# Other methods, caching, scripts of other sites


def test_head_says_what_get_would(wire: Wire) -> None:
    path = "/sparql?query=ASK%20%7B%7D"
    get, head = wire.send("GET", path), wire.send("HEAD", path)
    assert head.body == b""
    same = ("content-type", "content-length", "etag", "vary")
    assert [head.headers[name] for name in same] == [get.headers[name] for name in same]
    assert wire.send("HEAD", "/sparql?query=ASK").status == 400


def test_options(wire: Wire) -> None:
    reply = wire.send("OPTIONS", "/sparql")
    assert reply.status == 204
    assert reply.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert QUERY in reply.headers["accept-post"]


def test_a_script_of_another_site_may_ask(wire: Wire) -> None:
    preflight = wire.send(
        "OPTIONS",
        "/sparql",
        Origin="https://example.org",
        Access_Control_Request_Method="POST",
        Access_Control_Request_Headers="content-type, if-none-match",
    )
    assert preflight.status == 200
    assert preflight.headers["access-control-allow-origin"] == "*"
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert "content-type" in preflight.headers["access-control-allow-headers"]
    reply = wire.get("ASK {}", Origin="https://example.org")
    assert reply.headers["access-control-allow-origin"] == "*"
    assert {"ETag", "Retry-After", "Result-Cut"} <= set(
        reply.headers["access-control-expose-headers"].split(", ")
    )


def test_a_repeated_query_is_not_sent_again(wire: Wire) -> None:
    first = wire.get("ASK {}")
    tag = first.headers["etag"]
    for sent in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        again = wire.get("ASK {}", If_None_Match=sent)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["etag"] == tag
        assert "Accept" in again.headers["vary"]
    assert wire.get("ASK {}", If_None_Match='"other"').status == 200
    assert wire.get("ASK { }").headers["etag"] != tag
    assert wire.get("ASK {}", Accept="text/csv").headers["etag"] != tag
    path = f"/sparql?query={quote('ASK {}')}&{graphs(default=(DATA1,))}"
    assert wire.send("GET", path).headers["etag"] != tag
    assert wire.get("ASK {", If_None_Match="*").status == 400


@pytest.mark.parametrize("call", ["NOW()", "RAND()", "uuid()", "STRUUID()"])
def test_a_query_whose_answer_changes_has_no_tag(wire: Wire, call: str) -> None:
    assert "etag" not in wire.get(f"SELECT ({call} AS ?x) {{}}").headers


def test_compression(wire: Wire) -> None:
    import gzip

    for limit in (5, 50, 5000):  # none, by the middleware, by the route
        query = f"SELECT * {{ ?s ?p ?o }} LIMIT {limit}"
        plain = wire.query(query)
        packed = wire.query(query, Accept_Encoding="gzip")
        if len(plain.body) < 1000:
            assert "content-encoding" not in packed.headers
            continue
        assert packed.headers["content-encoding"] == "gzip"
        assert "Accept-Encoding" in packed.headers["vary"]
        assert "Accept-Encoding" in plain.headers["vary"]
        assert gzip.decompress(packed.body) == plain.body
    refused = wire.query("SELECT * { ?s ?p ?o } LIMIT 5000", Accept_Encoding="gzip;q=0, identity")
    assert "content-encoding" not in refused.headers


# Parameters


@pytest.mark.parametrize("value", ["0", "-1", "nan", "inf", "x", "", "1e999"])
def test_a_timeout_that_is_no_time_is_refused(wire: Wire, value: str) -> None:
    wire.query("ASK {}", f"?timeout={value}").problem(400, "invalid-request")


def test_a_timeout_shortens_the_deadline(wire: Wire) -> None:
    runaway = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } # protocol"
    reply = wire.query(runaway, "?timeout=0.4")
    assert "0.4 seconds" in reply.problem(503, "query-timeout")["detail"]
    assert int(reply.headers["retry-after"]) > 0
    assert wire.query("ASK {}", "?timeout=1000").boolean()


@pytest.mark.parametrize(
    ("query", "line", "column", "words"),
    [
        ("SELECT * {\n  ?s foo:bar ?o\n}", 2, 13, 'prefix "foo:" is not declared'),
        ("SELECT * { ?s ?p :x }", 1, 20, 'prefix ":" is not declared'),
        ("PREFIX a <urn:x> ASK {}", 1, 10, "ends with a colon"),
        ("BASE <http://[x> ASK {}", 1, 17, "the base <http://[x> is not a valid IRI"),
        ("PREFIX a: <http://[x> ASK {}", 1, 22, "the namespace <http://[x> is not a valid"),
        ("ASK { <http://[x> ?p ?o }", 1, 18, "the IRI <http://[x> is not a valid"),
        ("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o }", 1, 40, "variable that is unbound"),
        ("ASK { ?s ?p ?o", 1, 15, "not complete"),
    ],
)
def test_a_syntax_error_is_explained(
    wire: Wire, query: str, line: int, column: int, words: str
) -> None:
    fault = wire.query(query).problem(400, "query-invalid")
    assert words in fault["detail"]
    assert fault["detail"].startswith(f"Line {line}, column {column}: ")
    assert (fault["line"], fault["column"]) == (line, column)


@pytest.mark.parametrize(
    "path",
    [
        "/sparql?query=%FF",
        "/sparql?query=ASK%7B%7D&default-graph-uri=rel",
        "/sparql?query=ASK%7B%7D&named-graph-uri=http://[x",
        "/sparql?query=ASK%7B%7D&named-graph-uri=a:%3E%3Cb",
        "/sparql?" + "&".join(f"a{number}=" for number in range(2000)),
        "/sparql?default-graph-uri=urn:x",
    ],
)
def test_what_cannot_be_read_is_no_fault_of_ours(wire: Wire, path: str) -> None:
    reply = wire.send("GET", path)
    assert reply.status == 400
    assert reply.kind == "application/problem+json"


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        ('SELECT ("a\\u0001b" AS ?x) {}', "application/sparql-results+xml"),
        ('SELECT ("a\\uFFFEb" AS ?x) {}', "application/sparql-results+xml"),
        ('CONSTRUCT { <urn:a> <http://a/b> "\\u0001" } {}', "application/rdf+xml"),
        ("CONSTRUCT { <urn:a> <http://a/1> 2 } {}", "application/rdf+xml"),
    ],
)
def test_what_xml_cannot_express_is_406(wire: Wire, query: str, accept: str) -> None:
    problem = wire.get(query, Accept=accept).problem(406, "not-acceptable")
    assert "another format" in problem["detail"]
    assert wire.get(query).status == 200


@pytest.mark.parametrize(
    ("parameters", "accept", "kind"),
    [
        ("?format=html", "text/turtle", "text/html"),
        ("?format=jsonld", "text/html", "application/ld+json"),
        ("?format=csv", "text/turtle", "text/turtle"),  # no format of RDF: left to Accept
        ("", "application/xml", "application/rdf+xml"),
        ("", "text/plain", "application/n-triples"),
    ],
)
def test_the_format_of_the_description_is_chosen(
    wire: Wire, parameters: str, accept: str, kind: str
) -> None:
    reply = wire.send("GET", f"/sparql{parameters}", Accept=accept)
    assert (reply.status, reply.kind) == (200, kind)


def test_a_compressed_body_is_refused(wire: Wire) -> None:
    reply = wire.query("ASK {}", Content_Encoding="gzip")
    assert "gzip" in reply.problem(415, "unsupported-media-type")["detail"]
    assert wire.query("ASK {}", Content_Encoding="identity").boolean()


def test_a_byte_order_mark_is_no_part_of_the_query(wire: Wire) -> None:
    assert wire.query("\ufeffASK {}").boolean()


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("LOCK", "/sparql", "GET, HEAD, POST, OPTIONS"),
        ("PUT", "/rdf-graphs/service", "GET, HEAD, OPTIONS"),
        ("PUT", "/static/style.css", "GET, HEAD"),
        ("DELETE", "/id/projekt/2019-00035", "GET, HEAD"),
        ("POST", "/api/queries", "GET"),
    ],
)
def test_a_method_that_is_not_allowed_is_told_which_are(
    wire: Wire, method: str, path: str, allowed: str
) -> None:
    reply = wire.send(method, path)
    assert path in reply.problem(405, "method-not-allowed")["detail"]
    assert reply.headers["allow"] == allowed
