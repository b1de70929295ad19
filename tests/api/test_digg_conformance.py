"""Conformance with Digg's profile for persistent identifiers, rule by rule.

"Profil för beständiga identifierare", the rules BI-1 to BI-5 and UM-1 to UM-12 in docs/regler.md of
https://github.com/diggsweden/persistent-identifiers-investigation. SKALL is "shall", BÖR "should",
KAN "may". docs/linked-data.md says how each is met.
"""

from __future__ import annotations

import http.client
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient
from rdflib import Graph, URIRef

from api.build import BuildReport
from graph.dumps import DUMPS, quads
from graph.lifecycle import Gone, Known, Move, problems_of
from ontology.identifiers import SEGMENTS, Identifiers

BASE = "http://127.0.0.1:8000"
SAMPLES = {
    "project": "projekt/2017-00453",
    "organisation": "organisation/forsakringskassan",
    "municipality": "kommun/2482",
    "county": "lan/24",
    "esf_region": "esf-region/ovre-norrland",
    "theme": "tema/psykisk-ohalsa",
    "role": "roll/projektagare",
    "organisation_type": "organisationstyp/samordningsforbund",
    "programme": "program/esf-2014-2020",
    "source": "kalla/fakta",
    "dataset": "datamangd/samverkansgrafen",
}
"""A real identifier of each kind that has a name to write down; the others are looked up."""

Samples = Mapping[str, str]
FORMATS = {
    "text/turtle": "turtle",
    "application/ld+json": "json-ld",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/trig": "trig",
    "application/n-quads": "nquads",
}


@pytest.fixture(scope="module")
def iris(built: BuildReport) -> set[str]:
    """Every IRI under the base that the release mentions."""
    found = set()
    for quad in quads(built.release.folder / DUMPS):
        for term in (quad.subject, quad.object, quad.graph_name):
            value = getattr(term, "value", "")
            if value.startswith(f"{BASE}/id/") and type(term).__name__ == "NamedNode":
                found.add(value)
    assert len(found) > 10_000
    return found


@pytest.fixture(scope="module")
def samples(iris: set[str]) -> Samples:
    """One identifier of every kind: path after /id/."""
    found = dict(SAMPLES)
    for kind, segment in SEGMENTS.items():
        if kind not in found:
            some = sorted(iri for iri in iris if iri.startswith(f"{BASE}/id/{segment}/"))
            assert some, kind
            found[kind] = some[len(some) // 2].removeprefix(f"{BASE}/id/")
    for segment in ("tema", "roll", "organisationstyp"):
        found[f"scheme {segment}"] = segment
    return found


def links_of(header: str) -> list[tuple[str, dict[str, str]]]:
    """Links of a header: target, attributes."""
    return [
        (target, dict(re.findall(r'(\w+)="([^"]*)"', rest)))
        for target, rest in re.findall(r"<([^>]*)>((?:;[^,<]*)*)", header)
    ]


def related(header: str, relation: str) -> list[tuple[str, dict[str, str]]]:
    return [(target, about) for target, about in links_of(header) if about.get("rel") == relation]


def parsed(media_type: str, text: str) -> Graph:
    graph = Graph() if media_type not in ("application/trig", "application/n-quads") else None
    if graph is not None:
        return graph.parse(data=text, format=FORMATS[media_type])
    from rdflib import Dataset

    dataset = Dataset(default_union=True)
    dataset.parse(data=text, format=FORMATS[media_type])
    flat = Graph()
    for subject, predicate, value, _ in dataset.quads((None, None, None, None)):
        flat.add((subject, predicate, value))
    return flat


def test_bi_1_identifiers_are_http_addresses(iris: set[str]) -> None:
    """BI-1 SKALL: URL:er med schemat http eller https."""
    assert {urlsplit(iri).scheme for iri in iris} <= {"http", "https"}
    with pytest.raises(ValueError, match="http or https"):
        Identifiers("ftp://example.org")


@pytest.mark.parametrize(
    ("base", "named"),
    [
        ("https://samverkansgrafen.example.se", True),
        ("https://example.se/graf", True),
        ("http://127.0.0.1", False),
        ("http://localhost", False),
        ("http://[::1]", False),
        ("http://intranet", False),
    ],
)
def test_bi_2_identifiers_have_a_domain_name(base: str, named: bool) -> None:
    """BI-2 SKALL: domännamn; inte IP-adress eller localhost. A build under another says so."""
    assert (not any("BI-2" in fault for fault in Identifiers(base).faults)) is named


@pytest.mark.parametrize("base", ["http://u@example.org", "http://u:p@example.org"])
def test_bi_3_identifiers_have_no_port_or_user(base: str) -> None:
    """BI-3 SKALL INTE: portnummer, användarnamn eller lösenord."""
    with pytest.raises(ValueError, match="user name"):
        Identifiers(base)
    assert Identifiers("http://example.org:8080").faults == ("a port number (BI-3)",)
    assert Identifiers("http://example.org").faults == ()


def test_bi_4_and_5_identifiers_have_no_query_or_fragment(iris: set[str]) -> None:
    """BI-4 och BI-5 BÖR INTE: frågeparametrar eller fragment. Nor a file extension."""
    for iri in iris:
        assert "?" not in iri
        assert "#" not in iri
        assert not re.search(r"\.(ttl|rdf|html|json|nt)$", iri)
        assert not re.search(r"/v?\d+\.\d+(/|$)", iri)
    for bad in ("http://example.org/?a=b", "http://example.org/#a"):
        with pytest.raises(ValueError, match="query or fragment"):
            Identifiers(bad)


def test_um_1_a_name_is_looked_up_and_then_http_is_spoken(server: str) -> None:
    """UM-1 SKALL: uppslagning via DNS, därefter HTTP, på den server som svarar för domänen."""
    connection = http.client.HTTPConnection("localhost", urlsplit(server).port or 80, timeout=10)
    connection.request("HEAD", "/id/projekt/2017-00453")
    response = connection.getresponse()
    assert response.status == 303
    assert response.read() == b""
    connection.close()


def test_um_2_head_tells_what_get_tells(client: TestClient, samples: Samples) -> None:
    """UM-2 SKALL: information om identifieraren via HEAD, i form av headrar."""
    for kind, path in samples.items():
        head, get = client.head(f"/id/{path}"), client.get(f"/id/{path}")
        assert head.status_code == get.status_code == 303, kind
        assert head.headers["location"] == get.headers["location"]
        assert head.headers["link"] == get.headers["link"]
        assert head.content == b""


def test_um_3_a_document_answers_200_with_a_representation(
    client: TestClient, samples: Samples
) -> None:
    """UM-3 SKALL: en informationsresurs besvaras med 200 och en representation."""
    for kind, path in samples.items():
        address = client.get(f"/id/{path}").headers["location"]
        for method in ("GET", "HEAD"):
            response = client.request(method, address, headers={"accept": "text/turtle"})
            assert response.status_code == 200, kind
            assert response.headers["content-type"].startswith("text/turtle")
        assert response.content == b""


@pytest.mark.parametrize("media_type", FORMATS)
def test_um_4_the_format_is_negotiated(
    client: TestClient, samples: Samples, media_type: str
) -> None:
    """UM-4 BÖR: Accept avgör formatet; samma sak sägs i varje."""
    for kind in ("project", "organisation", "theme", "source", "membership", "dataset"):
        path = samples[kind]
        address = client.get(f"/id/{path}").headers["location"]
        response = client.get(address, headers={"accept": f"{media_type}, */*;q=0.1"})
        assert response.headers["content-type"].partition(";")[0] == media_type
        assert "Accept" in response.headers["vary"]
        graph = parsed(media_type, response.text)
        turtle = client.get(address, headers={"accept": "text/turtle"}).text
        # The formats with named graphs say more: what each source states.
        assert set(graph) >= set(Graph().parse(data=turtle, format="turtle"))
        assert (URIRef(f"{BASE}/id/{path}"), None, None) in graph


def test_um_4_language_and_encoding_are_negotiated(client: TestClient) -> None:
    """UM-4 BÖR: Accept-Language och Accept-Encoding."""
    for lang in ("sv", "en"):
        headers = {"accept": "text/html", "accept-language": lang, "accept-encoding": "gzip"}
        response = client.get("/res/tema/psykisk-ohalsa", headers=headers)
        assert response.headers["content-language"] == lang
        assert response.headers["content-encoding"] == "gzip"
        assert "Accept-Language" in response.headers["vary"]


@pytest.mark.parametrize("accept", ["text/turtle", "text/html"])
@pytest.mark.parametrize("address", ["/res/projekt/2017-00453", "/res/tema", "/dataset"])
def test_um_4_alternatives_are_linked(client: TestClient, address: str, accept: str) -> None:
    """UM-4 BÖR: alternativa representationer i Link med alternate, type och hreflang."""
    header = client.get(address, headers={"accept": accept}).headers["link"]
    alternatives = related(header, "alternate")
    assert {about["type"] for _, about in alternatives} == {*FORMATS, "text/html"}
    assert {about["hreflang"] for _, about in alternatives if "hreflang" in about} == {"sv", "en"}
    for target, about in alternatives:
        response = client.get(target, headers={"accept": "application/pdf"})
        assert response.status_code == 200
        assert response.headers["content-type"].partition(";")[0] == about["type"]
        if "hreflang" in about:
            assert response.headers["content-language"] == about["hreflang"]
    assert related(header, "canonical") == [(address, {"rel": "canonical"})]


@pytest.mark.parametrize("profile", ["expanded", "compacted"])
def test_um_5_a_profile_may_be_asked_for(client: TestClient, profile: str) -> None:
    """UM-5 KAN: profiler. JSON-LD has them, in its media type rather than Accept-Profile."""
    wanted = f'application/ld+json;profile="http://www.w3.org/ns/json-ld#{profile}"'
    response = client.get("/res/projekt/2017-00453", headers={"accept": wanted})
    assert response.headers["content-type"] == wanted
    document = response.json()
    assert isinstance(document, list) is (profile == "expanded")
    if profile == "compacted":
        assert document["@context"] == f"{BASE}/context.jsonld"


def test_um_6_a_representation_has_an_address_of_its_own(client: TestClient) -> None:
    """UM-6 KAN: adresser till en viss representation; here by `?format=`, without a redirect."""
    response = client.get("/res/projekt/2017-00453?format=nt", headers={"accept": "text/html"})
    assert response.headers["content-type"].startswith("application/n-triples")
    assert client.get("/res/projekt/2017-00453?format=pdf").status_code == 422


def test_um_7_a_thing_answers_303_with_its_description(
    client: TestClient, samples: Samples
) -> None:
    """UM-7 SKALL: 303 till en beskrivning av företeelsen, för HEAD och GET."""
    for kind, path in samples.items():
        for method in ("GET", "HEAD"):
            response = client.request(method, f"/id/{path}")
            assert response.status_code == 303, kind
        location = response.headers["location"]
        assert not location.startswith("/id/")
        turtle = client.get(location, headers={"accept": "text/turtle"}).text
        graph = Graph().parse(data=turtle, format="turtle")
        assert (URIRef(f"{BASE}/id/{path}"), None, None) in graph, kind
        described = [target for target, _ in related(response.headers["link"], "describedby")]
        assert f"{location}?format=ttl" in described


def test_um_8_further_descriptions_are_linked(client: TestClient) -> None:
    """UM-8 BÖR: ytterligare beskrivningar i Link med describedby."""
    for path, json in (
        ("projekt/2017-00453", "/api/projects/2017-00453"),
        ("organisation/forsakringskassan", "/api/organisations/forsakringskassan"),
    ):
        header = client.get(f"/id/{path}").headers["link"]
        others = {target: about.get("type") for target, about in related(header, "describedby")}
        assert others[json] == "application/json"
        for target, media_type in others.items():
            response = client.get(target)
            assert response.headers["content-type"].partition(";")[0] == media_type


def test_um_9_no_lookup_service_is_pointed_out(client: TestClient, samples: Samples) -> None:
    """UM-9 KAN: en uppslagningstjänst. There is none, so no 303 may have `alternate`."""
    for path in samples.values():
        assert related(client.get(f"/id/{path}").headers["link"], "alternate") == []


def test_um_10_what_was_withdrawn_answers_410(client: TestClient) -> None:
    """UM-10 SKALL: 410, med en gravsten som säger när och varför."""
    for under in ("id", "res"):
        for method in ("GET", "HEAD"):
            assert client.request(method, f"/{under}/projekt/borttaget").status_code == 410
        for media_type in ("text/turtle", "application/ld+json", "application/rdf+xml"):
            response = client.get(f"/{under}/projekt/borttaget", headers={"accept": media_type})
            assert response.headers["content-type"].partition(";")[0] == media_type
            graph = parsed(media_type, response.text)
            assert "Stood there twice." in {str(value) for value in graph.objects()}
        said = client.get(f"/{under}/projekt/borttaget", headers={"accept": "application/json"})
        assert said.headers["content-type"] == "application/problem+json"
        assert said.json()["type"].endswith("/problem/gone")
        assert said.json()["reason"]["sv"] == "Fanns två gånger."
        page = client.get(f"/{under}/projekt/borttaget", headers={"accept": "text/html"})
        assert page.status_code == 410
        assert "Å &lt;i&gt;&amp;" in page.text


def test_um_10_an_identifier_is_not_used_again() -> None:
    """UM-10: en identifierare får inte återanvändas för ett annat ting."""
    gone = Gone("projekt/x", "withdrawn", "2026-11-01")
    [problem] = problems_of([Move(2, gone)], Known("r", {"projekt/x": "X"}), {}, "moved.csv")
    assert "must not come to mean another thing" in str(problem)


@pytest.mark.parametrize("under", ["id", "res"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_um_11_what_was_replaced_answers_308(client: TestClient, method: str, under: str) -> None:
    """UM-11 SKALL: 308, och Location pekar ut den nya identifieraren."""
    response = client.request(method, f"/{under}/projekt/utbytt")
    assert response.status_code == 308
    assert response.headers["location"] == f"/{under}/projekt/2017-00453"


@pytest.mark.parametrize(
    ("path", "successors"),
    [
        ("projekt/delat", ["projekt/2017-00453", "projekt/2019-00035"]),
        ("projekt/sammanslaget", ["projekt/2017-00453"]),
    ],
)
def test_um_12_what_was_merged_or_split_answers_300(
    client: TestClient, path: str, successors: list[str]
) -> None:
    """UM-12 SKALL: 300; BÖR: successor-version i Link."""
    for method in ("GET", "HEAD"):
        response = client.request(method, f"/id/{path}", headers={"accept": "text/turtle"})
        assert response.status_code == 300
        found = [target for target, _ in related(response.headers["link"], "successor-version")]
        assert found == [f"{BASE}/id/{other}" for other in successors]
    page = client.get(f"/id/{path}", headers={"accept": "text/html"}).text
    for other in successors:
        assert f'href="/res/{other}"' in page
