"""The data set: VoID, DCAT-AP-SE, dumps, change list, citation, context and structured data."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from typing import Any, cast

import pyoxigraph as ox
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from rdflib import DCAT, DCTERMS, FOAF, RDF, SDO, VOID, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from api.build import BuildReport
from api.composition import Service
from api.dataset.citation import citation, parts_of
from api.dataset.description import edition_of
from api.linked import structured
from graph.changes import Changes
from graph.dataset import Publication, dataset_graph
from graph.validation import validate
from ontology.vocabulary import load
from tests.api.problems import assert_problem

BASE = "http://127.0.0.1:8000"
DATASET = URIRef(f"{BASE}/id/datamangd/samverkansgrafen")
HTML = {"accept": "text/html"}
# Terms of schema.org that rdflib's list, made before them, has not.
NEWER = {"inDefinedTermSet", "hasDefinedTerm"}


@pytest.fixture(scope="module")
def service(client: TestClient) -> Service:
    """What the client's application serves."""
    return cast(Service, cast(FastAPI, client.app).state.releases.current.service)


@pytest.fixture(scope="module")
def description(client: TestClient) -> Graph:
    """The description of the data set, as a client gets it."""
    response = client.get("/.well-known/void", headers={"accept": "text/turtle"})
    assert response.status_code == 200
    return Graph().parse(data=response.text, format="turtle")


# VoID and DCAT-AP-SE


def test_void_counts_what_is_there(
    client: TestClient, description: Graph, service: Service
) -> None:
    def asked(pattern: str) -> int:
        return service.store.count(pattern)

    def stated(term: URIRef) -> int:
        return int(str(description.value(DATASET, term)))

    assert stated(VOID.triples) == asked("?s ?p ?o")
    assert stated(VOID.distinctSubjects) == asked("{ SELECT DISTINCT ?s { ?s ?p ?o } }")
    assert stated(VOID.distinctObjects) == asked("{ SELECT DISTINCT ?o { ?s ?p ?o } }")
    assert stated(VOID.properties) == asked("{ SELECT DISTINCT ?p { ?s ?p ?o } }")
    assert stated(VOID.classes) == asked("{ SELECT DISTINCT ?c { ?s a ?c } }")
    parts = list(description.objects(DATASET, VOID.classPartition))
    assert len(parts) == stated(VOID.classes)
    for part in parts:
        term = description.value(part, VOID["class"])
        assert int(str(description.value(part, VOID.entities))) == asked(f"?s a <{term}>")
    for linkset in description.subjects(RDF.type, VOID.Linkset):
        term = description.value(linkset, VOID.linkPredicate)
        target = description.value(linkset, VOID.objectsTarget)
        space = description.value(target, VOID.uriSpace)
        links = asked(f'?s <{term}> ?o FILTER(STRSTARTS(STR(?o), "{space}"))')
        assert int(str(description.value(linkset, VOID.triples))) == links > 0
    for example in description.objects(DATASET, VOID.exampleResource):
        path = str(example).removeprefix(BASE)
        assert client.get(path).status_code == 303


def test_the_description_meets_dcat_ap_se(description: Graph) -> None:
    report = validate(description, load("dcat-ap-se"))
    assert report.conforms, report.violations
    # No installation has to name a contact; one that is published should.
    assert {item.path for item in report.violations} == {str(DCAT.contactPoint)}


def test_with_a_contact_nothing_is_left_to_wish(service: Service) -> None:
    publication = Publication(
        "Åre kommun", "https://example.org/", "Öppna data", "https://example.org/kontakt", "urn:l"
    )
    graph = dataset_graph(edition_of(service), publication, service.identifiers)
    assert validate(graph, load("dcat-ap-se")).violations == ()


@pytest.mark.parametrize(
    ("subject", "term", "severity"),
    [
        ("katalog", DCTERMS.title, "Violation"),
        ("katalog", DCTERMS.description, "Violation"),
        ("katalog", DCTERMS.publisher, "Violation"),
        ("katalog", DCTERMS.license, "Violation"),
        ("katalog", DCAT.dataset, "Violation"),
        ("samverkansgrafen", DCTERMS.title, "Violation"),
        ("samverkansgrafen", DCTERMS.description, "Violation"),
        ("samverkansgrafen", DCTERMS.publisher, "Violation"),
        ("samverkansgrafen", DCAT.theme, "Warning"),
        ("samverkansgrafen", DCTERMS.accessRights, "Warning"),
        ("nquads", DCAT.accessURL, "Violation"),
        ("nquads", DCTERMS.license, "Warning"),
        ("sparql", DCTERMS.title, "Violation"),
        ("sparql", DCAT.endpointURL, "Violation"),
        ("utgivare", FOAF.name, "Violation"),
    ],
)
def test_a_description_that_lacks_something_is_found_out(
    description: Graph, subject: str, term: URIRef, severity: str
) -> None:
    graph = Graph() + description
    graph.remove((URIRef(f"{BASE}/id/datamangd/{subject}"), term, None))
    found = validate(graph, load("dcat-ap-se")).violations
    assert severity in {item.severity for item in found if item.path != str(DCAT.contactPoint)}


def test_nothing_harvested_is_a_blank_node(description: Graph) -> None:
    assert {type(term) for triple in description for term in triple} == {URIRef, Literal}


def test_the_page_is_for_browsers(client: TestClient) -> None:
    response = client.get("/.well-known/void", headers=HTML)
    assert response.status_code == 303
    page = client.get(response.headers["location"], headers=HTML)
    assert page.status_code == 200
    assert "samverkansgrafen.nq.gz" in page.text


# Dumps


def test_dumps_hold_all_and_match_their_checksums(client: TestClient, built: BuildReport) -> None:
    sums = client.get("/dumps/SHA256SUMS").text.splitlines()
    assert len(sums) == 2
    files = {}
    for line in sums:
        digest, name = line.split("  ")
        response = client.get(f"/dumps/{name}")
        assert response.headers["content-type"] == "application/gzip"
        assert "content-encoding" not in response.headers
        assert hashlib.sha256(response.content).hexdigest() == digest
        assert response.headers["etag"] == f'"{digest}"'
        files[name] = gzip.decompress(response.content)
    counts = built.release.manifest.counts
    quads = files["samverkansgrafen.nq.gz"].splitlines()
    assert len(quads) == counts["triples"] + counts["named_graph_triples"]
    assert quads == sorted(quads)
    triples = list(ox.parse(files["samverkansgrafen.ttl.gz"], ox.RdfFormat.TURTLE))
    assert len(triples) == counts["triples"]


def test_a_part_of_a_dump_can_be_had(client: TestClient) -> None:
    address = "/dumps/samverkansgrafen.nq.gz"
    whole = client.get(address)
    part = client.get(address, headers={"range": "bytes=100-199"})
    assert part.status_code == 206
    assert part.content == whole.content[100:200]
    assert part.headers["content-range"] == f"bytes 100-199/{len(whole.content)}"
    tag = whole.headers["etag"]
    assert client.get(address, headers={"if-none-match": tag}).status_code == 304
    same = client.get(address, headers={"range": "bytes=0-9", "if-range": tag})
    assert same.status_code == 206
    other = client.get(address, headers={"range": "bytes=0-9", "if-range": '"other"'})
    assert other.status_code == 200
    beyond = client.get(address, headers={"range": "bytes=999999999-"})
    assert_problem(beyond, 416, "range-not-satisfiable")
    assert beyond.headers["content-range"] == f"bytes */{len(whole.content)}"
    for unreadable in ("bytes=5-1", "lines=1-2", "bytes=x", "bytes=", f"bytes={'9' * 5000}-"):
        assert client.get(address, headers={"range": unreadable}).status_code == 200
    assert client.head(address).headers["content-length"] == str(len(whole.content))


@pytest.mark.parametrize("name", ["x.gz", "..%2Fmanifest.json", "manifest.json", "%00"])
def test_no_other_file_can_be_had(client: TestClient, name: str) -> None:
    assert client.get(f"/dumps/{name}").status_code == 404


# JSON-LD


def test_the_context_is_published(client: TestClient) -> None:
    response = client.get("/context.jsonld")
    assert response.headers["content-type"] == "application/ld+json"
    document = client.get(
        "/res/projekt/2017-00453", headers={"accept": "application/ld+json"}
    ).json()
    assert document["@context"] == response.json()["@context"]
    compacted = 'application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"'
    referring = client.get("/res/projekt/2017-00453", headers={"accept": compacted}).json()
    assert referring["@context"] == f"{BASE}/context.jsonld"
    referring["@context"] = document["@context"]
    assert referring == document


@pytest.mark.parametrize(
    "path",
    [
        "projekt/2017-00453",
        "projekt/samma-samverkan-mot-arbete",
        "organisation/forsakringskassan",
        "kommun/2482",
        "tema",
        "kalla/fakta",
    ],
)
def test_json_ld_says_what_turtle_says(client: TestClient, path: str) -> None:
    turtle = client.get(f"/res/{path}", headers={"accept": "text/turtle"})
    expected = Graph().parse(data=turtle.text, format="turtle")
    for profile in ("", ';profile="http://www.w3.org/ns/json-ld#expanded"'):
        answer = client.get(f"/res/{path}", headers={"accept": f"application/ld+json{profile}"})
        assert isomorphic(Graph().parse(data=answer.text, format="json-ld"), expected)


def test_an_answer_is_not_sent_twice(client: TestClient) -> None:
    for address in ("/res/projekt/2017-00453", "/dataset", "/spec/core"):
        first = client.get(address, headers={"accept": "text/turtle"})
        again = {"accept": "text/turtle", "if-none-match": first.headers["etag"]}
        assert client.get(address, headers=again).status_code == 304
        other = {**again, "accept": "application/n-triples"}
        assert client.get(address, headers=other).status_code == 200


# schema.org


def data_of(client: TestClient, address: str) -> Graph:
    html = client.get(address, headers=HTML).text
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return Graph().parse(data=block, format="json-ld")


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/res/projekt/2017-00453", "Project"),
        ("/res/projekt/samma-samverkan-mot-arbete", "Project"),
        ("/res/organisation/forsakringskassan", "GovernmentOrganization"),
        ("/res/organisation/samordningsforbundet-ostra-sodertorn", "GovernmentOrganization"),
        ("/res/tema/psykisk-ohalsa", "DefinedTerm"),
        ("/res/tema", "DefinedTermSet"),
        ("/dataset", "Dataset"),
    ],
)
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_pages_say_in_schema_org_what_they_are_about(
    client: TestClient, address: str, kind: str, lang: str
) -> None:
    graph = data_of(client, f"{address}?lang={lang}")
    thing = DATASET if address == "/dataset" else URIRef(BASE + address.replace("/res/", "/id/"))
    assert (thing, RDF.type, SDO[kind]) in graph
    assert graph.value(thing, SDO.name)
    used = {str(term) for term in (*graph.predicates(), *graph.objects(None, RDF.type))}
    used.discard(str(RDF.type))
    known = {str(SDO) + name for name in (*SDO.__annotations__, *NEWER)}
    assert used <= known


def test_a_project_names_members_roles_and_grant(client: TestClient) -> None:
    graph = data_of(client, "/res/projekt/2017-00453")
    project = client.get("/api/projects/2017-00453").json()
    thing = URIRef(project["iri"])
    members = {
        (str(graph.value(role, SDO.roleName)), str(graph.value(role, SDO.member)))
        for role in graph.objects(thing, SDO.member)
    }
    assert members == {
        (part["role_label"], part["organisation"]["iri"]) for part in project["participations"]
    }
    [grant] = graph.subjects(SDO.fundedItem, thing)
    amount = graph.value(grant, SDO.amount)
    assert float(str(graph.value(amount, SDO.value))) == project["budget"]["grant"]


@given(st.text(max_size=80))
def test_no_text_ends_the_block_of_data(text: str) -> None:
    written = str(structured.embedded({"@type": "Project", "name": text}))
    assert not set("<>&") & set(written)
    assert json.loads(written)["@graph"][0]["name"] == text


# Changes and citation


def test_the_first_release_is_all_new(client: TestClient, built: BuildReport) -> None:
    body = client.get("/api/changes").json()
    assert body["release"] == built.release.manifest.id
    assert body["previous"] is None
    assert len(body["projects"]["added"]) == built.release.manifest.counts["projects"]
    assert body["projects"]["removed"] == body["projects"]["changed"] == []
    assert {gone["how"] for gone in body["gone"]} == {"withdrawn", "split", "merged", "replaced"}
    assert Changes.read(built.release.folder).gone == {}


def test_every_answer_names_its_release(client: TestClient, built: BuildReport) -> None:
    for address in ("/api/projects", "/res/projekt/2017-00453", "/sparql?query=ASK{}", "/dataset"):
        response = client.get(address)
        assert response.headers["samverkan-release"] == built.release.manifest.id
        links = response.headers["link"]
        assert f'<{DATASET}>; rel="cite-as"' in links
        assert 'rel="license"' in links


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/json"),
        ("application/x-bibtex", "application/x-bibtex"),
        (
            "application/vnd.citationstyles.csl+json",
            "application/vnd.citationstyles.csl+json",
        ),
        ("text/plain", "text/plain"),
    ],
)
def test_a_citation_has_release_date_and_query(
    client: TestClient, built: BuildReport, accept: str, media_type: str
) -> None:
    path = "/api/projects?theme=halsa&q=åäö"
    response = client.get("/api/citation", params={"path": path}, headers={"accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == media_type
    manifest = built.release.manifest
    assert manifest.id in response.text
    assert "theme=halsa&q=%C3%A5%C3%A4%C3%B6" in response.text
    if media_type == "application/json":
        body = response.json()
        assert set(body["text"]) == {"sv", "en"}
        assert manifest.created[:10] in body["text"]["en"]
        assert body["csl"]["version"] == manifest.id


@pytest.mark.parametrize("path", ["https://example.org/", "//example.org", "projects", ""])
def test_only_what_is_here_can_be_cited(client: TestClient, path: str) -> None:
    response = client.get("/api/citation", params={"path": path})
    assert_problem(response, 422, "invalid-request")


def test_a_page_says_how_to_cite_it(client: TestClient, built: BuildReport) -> None:
    html = client.get("/?q=psykisk+oh%C3%A4lsa&lang=en", headers=HTML).text
    assert "How to cite" in html
    assert f"{BASE}/?q=psykisk+oh%C3%A4lsa" in html
    assert built.release.manifest.id in html
    project = client.get("/res/projekt/2017-00453?lang=sv", headers=HTML).text
    assert f"{BASE}/id/projekt/2017-00453" in project
    draft = client.post("/", data={"q": "stress " * 200}, headers=HTML).text
    assert "Så här citerar du" not in draft


@given(st.text(max_size=60))
def test_any_title_can_be_cited(service: Service, title: str) -> None:
    found = citation(service, title, f"{BASE}/dataset")
    depth = 0
    for letter in re.sub(r"\\[\\{}]|\\textbackslash\{\}", "", found.bibtex):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        assert depth >= 0
    assert depth == 0
    assert json.loads(json.dumps(dict(found.csl)))["type"] == "dataset"


@given(st.text(max_size=60))
def test_any_path_is_cited_or_refused(text: str) -> None:
    try:
        path, _ = parts_of(text)
    except ValueError:
        return
    assert path.startswith("/")


# Vocabulary


def test_the_vocabulary_is_read_as_it_is_written(client: TestClient) -> None:
    expected: dict[str, Any] = {"core": "core", "shapes": "shapes", "dcat-ap-se": "dcat-ap-se"}
    for path, name in expected.items():
        response = client.get(f"/spec/{path}", headers={"accept": "text/turtle"})
        graph = Graph().parse(data=response.text, format="turtle")
        assert isomorphic(graph, load(name))


def test_every_term_is_defined_on_the_page(client: TestClient) -> None:
    for lang in ("sv", "en"):
        html = client.get(f"/spec/core?lang={lang}", headers=HTML).text
        for term, _, label in load("core").triples((None, URIRef(f"{_RDFS}label"), None)):
            if isinstance(label, Literal) and label.language == lang and "core#" in str(term):
                assert f'id="{str(term).rpartition("#")[2]}"' in html
        assert html.count("<svg ") > 3


_RDFS = "http://www.w3.org/2000/01/rdf-schema#"


def test_schemes_count_their_projects(client: TestClient) -> None:
    html = client.get("/res/tema?lang=en", headers=HTML).text
    total = client.get("/api/projects?theme=psykisk-ohalsa&theme_basis=stated").json()["total"]
    place = html.index('href="/res/tema/psykisk-ohalsa?lang=en"')
    assert f"{total} projects" in html[place : place + 300]
