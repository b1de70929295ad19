"""The network over HTTP: every route and format, headers, bounds, and what is refused."""

from __future__ import annotations

import asyncio
import gc
import io
import json
import threading
import unicodedata
import zipfile
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlsplit

import igraph
import networkx as nx
import pandas as pd
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from lxml import etree
from ndex2.cx2 import RawCX2NetworkFactory
from rdflib import RDF, Graph

from api.composition import Service
from api.network import networks
from api.network.networks import Networks, Remembered
from api.network.question import NetworkQuestion
from api.network.work import NetworkBusy, NetworkSlow, NetworkTooLarge, Work
from graph.filters import Filters
from graph.network.definitions import measures
from graph.network.formats import FORMATS
from graph.network.selection import NetworkQuery
from ontology import terms
from tests.api.problems import assert_problem

NETWORK = "/api/network"
NORTH = {"county": "25"}
NORTH_NODES, NORTH_EDGES = 45, 205


@pytest.fixture(scope="module")
def service(client: TestClient) -> Service:
    return cast(Service, cast(FastAPI, client.app).state.releases.current.service)


def asked(client: TestClient, path: str = NETWORK, **parameters: Any) -> dict[str, Any]:
    response = client.get(path, params=parameters)
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body


# What is answered


def test_the_network_says_where_it_comes_from_and_what_it_rests_on(
    client: TestClient, service: Service
) -> None:
    told = asked(client)["graph"]
    manifest = service.release.manifest
    assert told["release"] == manifest.id
    assert told["released"] == manifest.created[:10]
    assert told["licence"] == service.settings.licence
    assert manifest.id in told["citation_sv"]
    assert told["address"] in told["citation_en"]
    assert told["projects"] == len(service.catalogue.projects)
    assert told["projects_stating"] + told["projects_silent"] == told["projects"]
    assert told["coverage"]["whole"]["silent"] == told["projects_silent"]
    for name in ("by_year", "by_region", "by_programme"):
        counts = told["coverage"][name].values()
        assert sum(count["projects"] for count in counts) == told["projects"]
    assert told["density"] == pytest.approx(2 * told["ties"] / told["nodes"] / (told["nodes"] - 1))
    summary = told["summary"]
    assert sum(summary["communities"]) == told["nodes"] - told["isolates"]
    assert -1 <= summary["assortativity"]["type"]["coefficient"] <= 1


def test_the_address_and_the_query_make_the_same_answer_again(client: TestClient) -> None:
    first = client.get(
        f"{NETWORK}?theme=halsa&theme=psykisk-ohalsa&measures=degree,community&seed=7"
        "&status=finished"
    )
    told = first.json()["graph"]
    assert "status_on" in told["query"], "a status of no day would be another answer tomorrow"
    split = urlsplit(told["address"])
    assert client.get(f"{split.path}?{split.query}").content == first.content
    turned = (
        f"{NETWORK}?seed=7&status=finished&measures=degree&measures=community"
        "&theme=psykisk-ohalsa&theme=halsa&theme=halsa&projection=organisation"
    )
    assert client.get(turned).content == first.content
    query = json.loads(told["query"])
    assert query["theme"] == ["halsa", "psykisk-ohalsa"]
    assert (query["seed"], query["measures"]) == (7, ["degree", "community"])


def test_what_is_made_anew_has_the_same_bytes(
    client: TestClient, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    parameters = {**NORTH, "measures": "all", "evidence": "true", "format": "gexf"}
    first = client.get(NETWORK, params=parameters).content
    monkeypatch.setitem(service.__dict__, "networks", Networks(service, 100_000))
    assert client.get(NETWORK, params=parameters).content == first


def test_every_setting_is_taken(client: TestClient) -> None:
    for parameters in (
        {"projection": "affiliation", "weight": "budget", "evidence": "true"},
        {"projection": "municipality", "minimum_weight": "2", "renamed": "apart"},
        {"projection": "association-municipality", "weight": "grant"},
        {"projection": "theme-organisation", "units": "unit", "ego": "forsakringskassan"},
        {"projection": "owner-partner", "measures": "in_degree"},
        {"associations": "members", "confidence": "high", "kinds": "direct,through,within"},
        {"weight": "newman", "backbone": "true", "alpha": "0.3", "measures": "disparity,degree"},
    ):
        told = asked(client, **parameters)["graph"]
        query = json.loads(told["query"])
        for name, value in parameters.items():
            if name not in ("ego", "measures", "kinds"):
                assert str(query[name]).lower() == value or query[name] == float(value)


def test_edges_through_an_association_are_never_direct_ones(client: TestClient) -> None:
    apart = asked(client, associations="node")
    members = asked(client, associations="members")
    direct = {e["key"]: e["weight"] for e in members["edges"] if e["kind"] == "direct"}
    assert direct.items() <= {e["key"]: e["weight"] for e in apart["edges"]}.items()
    assert {e["kind"] for e in apart["edges"]} == {"direct"}
    for edge in members["edges"]:
        assert ("through" in edge) == (edge["kind"] != "direct")


def test_the_backbone_leaves_out_edges_and_keeps_the_measure_of_the_whole(
    client: TestClient,
) -> None:
    whole = asked(client, measures="disparity")
    cut = asked(client, measures="disparity,degree", backbone="true")
    kept = {e["key"]: e["disparity"] for e in cut["edges"]}
    assert kept == {e["key"]: e["disparity"] for e in whole["edges"] if e["disparity"] < 0.05}
    assert 0 < len(kept) < len(whole["edges"])
    assert all(node["degree"] for node in cut["nodes"])


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("name", ["skelleftea-kommun", "Skellefteå kommun", "SKELLEFTEÅ KOMMUN"])
def test_an_ego_may_be_named(client: TestClient, name: str, form: str) -> None:
    written = unicodedata.normalize(form, name)  # type: ignore[arg-type]
    body = asked(client, f"{NETWORK}/ego/{written}", depth=1)
    assert body["graph"]["ego"].endswith("/skelleftea-kommun")
    assert body["nodes"] == asked(client, ego=name)["nodes"]
    assert len(body["nodes"]) == 5


def test_an_ego_may_be_an_iri(client: TestClient, service: Service) -> None:
    iri = service.catalogue.organisations["ale-kommun"].iri
    body = asked(client, f"{NETWORK}/ego/{iri.replace('/', '%2F')}")
    assert body["graph"]["ego"] == iri


def test_paths_have_the_projects_of_each_step(client: TestClient) -> None:
    body = asked(client, f"{NETWORK}/path", **{"from": "Ale kommun", "to": "skelleftea-kommun"})
    assert (body["source"]["id"], body["target"]["id"]) == ("ale-kommun", "skelleftea-kommun")
    for name in ("direct", "through"):
        found = body[name]
        for chain in found["chains"]:
            assert len(chain) == found["length"]
            assert chain[0]["source"]["id"] == "ale-kommun"
            assert chain[-1]["target"]["id"] == "skelleftea-kommun"
            for step in chain:
                assert step["projects"]
                assert bool(step["through"]) == (step["kind"] != "direct")
        kinds = [{step["kind"] for step in chain} for chain in found["chains"]]
        assert all((one == {"direct"}) == (name == "direct") for one in kinds)
    assert body["coverage"]["whole"]["projects"] == 300
    split = urlsplit(body["origin"]["address"])
    assert client.get(f"{split.path}?{split.query}").json() == body


def test_a_comparison_counts_what_was_kept_lost_and_new(client: TestClient) -> None:
    sides = {"before": "programme=ESF 2007-2013", "after": "programme=ESF 2014-2020"}
    body = asked(client, f"{NETWORK}/compare", **sides, measures="degree")
    one, other = (
        asked(client, programme=value.partition("=")[2], measures="degree")
        for value in sides.values()
    )
    keys = [{edge["key"] for edge in network["edges"]} for network in (one, other)]
    turnover = body["graph"]["comparison"]["ties"]["direct"]
    assert turnover["kept"] == len(keys[0] & keys[1])
    assert turnover["lost"] == len(keys[0] - keys[1])
    assert turnover["new"] == len(keys[1] - keys[0])
    assert turnover["jaccard"] == pytest.approx(turnover["kept"] / len(keys[0] | keys[1]))
    assert {e["key"] for e in body["edges"] if e["change"] == "new"} == keys[1] - keys[0]
    degrees = [{n["id"]: n["degree"] for n in network["nodes"]} for network in (one, other)]
    for node in body["nodes"]:
        assert node.get("degree_before") == degrees[0].get(node["id"])
        assert node.get("degree_after") == degrees[1].get(node["id"])
        assert "degree" not in node
    for side, network in (("before", one), ("after", other)):
        assert body["graph"]["coverage"][side] == network["graph"]["coverage"]
    split = urlsplit(body["graph"]["address"])
    assert client.get(f"{split.path}?{split.query}").json() == body


def test_coverage_is_that_of_the_network(client: TestClient) -> None:
    body = asked(client, f"{NETWORK}/coverage", theme="halsa", projection="municipality")
    whole = asked(client, theme="halsa", projection="municipality")
    assert body["coverage"] == whole["graph"]["coverage"]
    assert body["origin"]["release"] in body["origin"]["citation_sv"]


def test_every_measure_is_listed_with_its_meaning(client: TestClient) -> None:
    items = asked(client, f"{NETWORK}/measures")["items"]
    assert [item["name"] for item in items] == list(measures())
    for item in items:
        texts = ("label_sv", "label_en", "definition_sv", "definition_en", "reference", "library")
        assert all(item[name] for name in texts)


# Formats


def _networkx(read: Callable[[Any], Any]) -> Callable[[bytes], tuple[int, int]]:
    def sizes(content: bytes) -> tuple[int, int]:
        graph = read(content)
        return graph.number_of_nodes(), graph.number_of_edges()

    return sizes


def _tables(content: bytes) -> tuple[int, int]:
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        assert "provenance.json" in files.namelist()
        nodes, edges = (pd.read_csv(files.open(f"{name}.csv")) for name in ("nodes", "edges"))
        assert set(edges["source"]) | set(edges["target"]) <= set(nodes["id"])
        return len(nodes), len(edges)


def _cx2(content: bytes) -> tuple[int, int]:
    network = RawCX2NetworkFactory().get_cx2network(json.loads(content))
    return len(network.get_nodes()), len(network.get_edges())


def _turtle(content: bytes) -> tuple[int, int]:
    graph = Graph().parse(data=content, format="turtle")
    kinds = (terms.SAMV_NETWORK_NODE, terms.SAMV_TIE)
    nodes, ties = (len(set(graph.subjects(RDF.type, kind))) for kind in kinds)
    return nodes, ties


def _net(content: bytes) -> tuple[int, int]:
    lines = content.decode().splitlines()
    graph = nx.parse_pajek(line for line in lines if not line.startswith("%"))
    return graph.number_of_nodes(), graph.number_of_edges()


def _graphml(content: bytes) -> tuple[int, int]:
    graph = igraph.Graph.Read_GraphML(io.BytesIO(content))
    return graph.vcount(), graph.ecount()


READ: dict[str, Callable[[bytes], tuple[int, int]]] = {
    "json": _networkx(lambda content: nx.node_link_graph(json.loads(content))),
    "graphml": _networkx(
        lambda content: nx.read_graphml(io.BytesIO(content), force_multigraph=True)
    ),
    "gexf": _networkx(lambda content: nx.read_gexf(io.BytesIO(content), version="1.3")),
    "csv": _tables,
    "pajek": _tables,
    "net": _net,
    "cytoscape": _networkx(lambda content: nx.cytoscape_graph(json.loads(content))),
    "cx2": _cx2,
    "turtle": _turtle,
}


def test_every_format_is_read_here() -> None:
    assert READ.keys() == FORMATS.keys()


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_opened_by_others_and_cites_itself(client: TestClient, name: str) -> None:
    parameters = {**NORTH, "measures": "degree,community", "format": name}
    response = client.get(NETWORK, params=parameters)
    assert response.status_code == 200
    format_ = FORMATS[name]
    assert response.headers["content-type"].partition(";")[0] == format_.media_type
    disposition = response.headers["content-disposition"]
    assert disposition.endswith(f'.{format_.extension}"')
    assert disposition.isascii()
    assert READ[name](response.content) == (NORTH_NODES, NORTH_EDGES)
    content = response.content
    if format_.media_type == "application/zip":
        with zipfile.ZipFile(io.BytesIO(content)) as files:
            content = b"".join(files.read(file) for file in files.namelist())
    told = content.decode().replace("&amp;", "&").replace('\\"', '"')
    release = client.get(NETWORK, params=NORTH).headers["Samverkan-Release"]
    assert release in told
    assert "/api/network?county=25&measures=" in told
    assert name == "net" or "projects_silent" in told


def test_igraph_reads_graphml_too(client: TestClient, tmp_path: Any) -> None:
    file = tmp_path / "north.graphml"
    file.write_bytes(client.get(NETWORK, params={**NORTH, "format": "graphml"}).content)
    graph = igraph.Graph.Read_GraphML(str(file))
    assert (graph.vcount(), graph.ecount()) == (NORTH_NODES, NORTH_EDGES)
    assert "Luleå kommun" in graph.vs["label"]


@pytest.mark.parametrize("image", ["svg", "png"])
def test_a_picture_is_drawn_and_cites_itself(client: TestClient, image: str) -> None:
    parameters = {"ego": "skelleftea-kommun", "lang": "sv", "format": image}
    response = client.get(NETWORK, params=parameters)
    assert response.status_code == 200, response.text
    assert response.content == client.get(NETWORK, params=parameters).content
    if image == "png":
        assert response.content.startswith(b"\x89PNG\r\n")
        return
    texts = " ".join(etree.fromstring(response.content).itertext())
    for text in ("Urkraft", "/api/network?ego=skelleftea-kommun"):
        assert text in texts
    other = client.get(NETWORK, params={**parameters, "lang": "en", "colour_by": "community"})
    assert other.headers["etag"] != response.headers["etag"]
    assert other.content != response.content


# Headers


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        (None, "json"),
        ("*/*", "json"),
        ("application/gexf+xml", "gexf"),
        ("text/turtle;q=0.3, application/graphml+xml;q=0.7", "graphml"),
        ("application/zip", "csv"),
        ("text/*;q=0.5, application/pdf", "net"),
        ("text/html,application/xhtml+xml,image/png,image/svg+xml,*/*;q=0.8", "json"),
        ("application/json;q=0.1, text/x-pajek;q=0.2", "net"),
    ],
)
def test_the_format_is_the_one_that_is_accepted(
    client: TestClient, accept: str | None, name: str
) -> None:
    headers = {"accept": accept} if accept else {}
    client.headers.pop("accept", None)
    response = client.get(NETWORK, params=NORTH, headers=headers)
    assert response.headers["etag"].endswith(f'-{name}"')
    assert response.headers["vary"].startswith("Accept")


def test_what_cannot_be_accepted_is_406(client: TestClient) -> None:
    for accept in ("application/pdf", "application/json;q=0"):
        response = client.get(NETWORK, params=NORTH, headers={"accept": accept})
        assert_problem(response, 406, "not-acceptable")
    found = client.get(NETWORK, params={**NORTH, "format": "pajek"}, headers={"accept": "a/b"})
    assert found.status_code == 200


def test_a_client_that_has_it_is_not_sent_it_again(client: TestClient) -> None:
    response = client.get(NETWORK, params=NORTH)
    tag = response.headers["etag"]
    for known in (tag, f'"x", {tag}', tag.removeprefix("W/"), "*"):
        again = client.get(NETWORK, params=NORTH, headers={"if-none-match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    for other in ({**NORTH, "seed": "2"}, {**NORTH, "format": "gexf"}):
        assert client.get(NETWORK, params=other, headers={"if-none-match": tag}).status_code == 200
    wrong = client.get(NETWORK, params={"theme": "x"}, headers={"if-none-match": "*"})
    assert_problem(wrong, 422, "unknown-value")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/ego/ale-kommun",
        "/measures",
        "/coverage",
        "/path?from=ale-kommun&to=partille-kommun",
        "/compare?before=theme=halsa&after=theme=unga",
    ],
)
def test_every_route_answers_head(client: TestClient, path: str) -> None:
    whole = client.get(f"{NETWORK}{path}")
    head = client.head(f"{NETWORK}{path}")
    assert head.status_code == whole.status_code == 200
    for name in ("content-type", "etag", "content-disposition"):
        assert head.headers.get(name) == whole.headers.get(name)


# What is refused


@pytest.mark.parametrize(
    ("parameters", "kind", "said"),
    [
        ({"measures": "popularity"}, "network-invalid", "betweenness"),
        ({"measures": "density"}, "network-invalid", "not known"),
        ({"measures": "constraint", "projection": "affiliation"}, "measure-invalid", "one-mode"),
        ({"measures": "in_degree"}, "measure-invalid", "directed"),
        ({"projection": "hypergraph"}, "invalid-request", "projection"),
        ({"format": "xlsx"}, "invalid-request", "graphml"),
        ({"weight": "newman", "projection": "affiliation"}, "network-invalid", "newman"),
        (
            {"associations": "members", "projection": "association-municipality"},
            "network-invalid",
            "associations=node",
        ),
        ({"minimum_weight": "nan"}, "invalid-request", "finite"),
        ({"minimum_weight": "-1"}, "invalid-request", "minimum_weight"),
        ({"minimum_weight": "1e400"}, "invalid-request", "finite"),
        ({"resolution": "inf"}, "invalid-request", "finite"),
        ({"alpha": "0"}, "invalid-request", "alpha"),
        ({"runs": "1000000000"}, "invalid-request", "100"),
        ({"seed": "99999999999999999999"}, "invalid-request", "seed"),
        ({"seed": "-1"}, "invalid-request", "seed"),
        ({"depth": "3"}, "network-invalid", "ego"),
        ({"depth": "11", "ego": "ale-kommun"}, "invalid-request", "depth"),
        ({"ego": "finns inte"}, "network-invalid", "no organisation"),
        ({"ego": "ale-kommun", "organisation_type": "company"}, "network-invalid", "type"),
        ({"theme": "finns-inte"}, "unknown-value", "halsa"),
        ({"kinds": "none"}, "invalid-request", "kinds"),
        ({"assortativity": "types"}, "network-invalid", "county"),
        ({"picture": "tavla", "format": "svg"}, "picture-invalid", "node-link"),
        ({"colour_by": "x", "format": "svg"}, "picture-invalid", "colour_by"),
        ({"budget_min": "5", "budget_max": "4"}, "invalid-request", "budget_max"),
        ({"themes": "halsa"}, "invalid-request", "themes"),
    ],
)
def test_a_wrong_question_is_a_problem(
    client: TestClient, parameters: dict[str, str], kind: str, said: str
) -> None:
    response = client.get(NETWORK, params=parameters)
    assert said in assert_problem(response, 422, kind)["detail"]


@pytest.mark.parametrize(
    "path",
    [
        "?ego=Skellefte%C3%A5",
        "/ego/Skellefte%C3%A5",
        "/path?from=Skellefte%C3%A5&to=ale-kommun",
        "/path?from=ale-kommun&to=Skellefte%C3%A5",
    ],
)
def test_an_unclear_name_is_answered_with_the_candidates(client: TestClient, path: str) -> None:
    response = client.get(f"{NETWORK}{path}")
    found = assert_problem(response, 422, "ambiguous-organisation")
    assert {"id": "skelleftea-kommun", "name": "Skellefteå kommun"} in found["candidates"]


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"before": "theme=halsa", "after": "theme=halsa"},
        {"before": "halsa"},
        {"before": "themes=halsa"},
        {"after": "year=abc"},
        {"after": "theme="},
        {"before": "budget_min=3", "after": "budget_min=5", "budget_max": "4"},
    ],
)
def test_two_sides_must_differ_and_be_filters(
    client: TestClient, parameters: dict[str, str]
) -> None:
    response = client.get(f"{NETWORK}/compare", params=parameters)
    assert_problem(response, 422, "network-invalid")


@examples(max_examples=20, deadline=None)
@given(
    name=st.sampled_from(["ego", "measures", "kinds", "theme", "q", "seed", "minimum_weight"]),
    value=st.text(max_size=40),
)
def test_any_value_is_answered_or_refused(client: TestClient, name: str, value: str) -> None:
    value = value.encode("utf-8", "replace").decode()
    for path in (NETWORK, f"{NETWORK}/coverage"):
        response = client.get(path, params={**NORTH, name: value, "summary": "false"})
        assert response.status_code in (200, 422), response.text


# Bounds


def test_a_network_that_is_too_large_is_refused_before_it_is_made(service: Service) -> None:
    small = Networks(service, 20)
    question = small.canonical(NetworkQuestion())
    with pytest.raises(NetworkTooLarge, match="pairs of bodies"):
        small.answer(question)
    with pytest.raises(NetworkTooLarge, match="edges"):
        Networks(service, 1000).answer(question)


def test_too_many_runs_over_too_many_edges_are_refused(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.network.networks.RUN_EDGES", 10_000)
    fresh = Networks(service, 100_000)
    with pytest.raises(NetworkTooLarge, match="runs=6"):
        fresh.answer(fresh.canonical(NetworkQuestion()))


def test_work_is_shared_bounded_and_goes_on_after_its_client() -> None:
    """One at a time, one more may wait; who asks for what is being made waits for the same."""
    made: list[str] = []
    going, begun = threading.Event(), threading.Event()

    def make(name: str) -> str:
        begun.set()
        going.wait(5)
        made.append(name)
        return name

    async def scenario() -> None:
        work = Work(workers=1, waiting=1, seconds=0.05)
        try:
            with pytest.raises(NetworkSlow, match="still being made"):
                await work.done("a", lambda: make("a"))
            assert begun.is_set()
            with pytest.raises(NetworkSlow):
                await work.done("b", lambda: make("b"))
            with pytest.raises(NetworkBusy, match="2 networks"):
                await work.done("c", lambda: make("c"))
            again = asyncio.create_task(work.done("a", lambda: make("never")))
            await asyncio.sleep(0)
            going.set()
            assert await again == "a"
            for _ in range(100):
                await asyncio.sleep(0.01)
                if made == ["a", "b"]:
                    break
            assert made == ["a", "b"]
            with pytest.raises(ZeroDivisionError):
                await work.done("c", lambda: 1 // 0)
            assert await work.done("c", lambda: "c") == "c"
        finally:
            going.set()
            work.close()

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("work", "status", "kind"),
    [
        (lambda: Work(workers=1, waiting=-1, seconds=5), 429, "network-busy"),
        (lambda: Work(workers=1, waiting=1, seconds=1e-9), 503, "network-slow"),
    ],
)
def test_busy_and_slow_tell_when_to_ask_again(
    client: TestClient, work: Callable[[], Work], status: int, kind: str
) -> None:
    state = cast(FastAPI, client.app).state
    usual, state.network_work = state.network_work, work()
    try:
        response = client.get(NETWORK, params={"municipality": "Kiruna", "seed": "3"})
        page = client.get("/network?municipality=Kiruna", headers={"accept": "text/html"})
    finally:
        state.network_work.close()
        state.network_work = usual
    assert_problem(response, status, kind)
    for answer in (response, page):
        assert answer.status_code == status
        assert answer.headers["retry-after"] == "2"


def test_what_was_used_last_is_kept_and_no_more() -> None:
    kept: Remembered[str, str] = Remembered(5, len)
    assert kept.get("a", lambda: "aa") == "aa"
    assert kept.get("a", lambda: "zz") == "aa"
    assert kept.get("b", lambda: "bbb") == "bbb"
    assert kept.get("c", lambda: "cc") == "cc"
    assert [kept.known(key) for key in "abc"] == [None, "bbb", "cc"]
    assert kept.get("d", lambda: "dddddddd") == "dddddddd"
    assert kept.known("d") is None


# How large files are sent


def test_a_large_file_is_sent_compressed_to_those_who_take_it(client: TestClient) -> None:
    address = "/api/network?format=graphml&summary=false"
    plain = client.get(address, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert int(plain.headers["content-length"]) == len(plain.content) > 100_000
    packed = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < len(packed.content) / 5
    assert packed.content == plain.content
    for response in (plain, packed):
        assert {"Accept", "Accept-Encoding"} <= set(response.headers["vary"].split(", "))
    assert packed.headers["etag"] == plain.headers["etag"]


@pytest.mark.parametrize("name", ["csv", "png"])
def test_what_is_compressed_already_is_sent_as_it_is(client: TestClient, name: str) -> None:
    found = client.get(f"/api/network?format={name}&county=25")
    assert found.status_code == 200
    assert "content-encoding" not in found.headers


def test_a_large_network_is_kept_from_the_garbage_collector(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(networks, "LARGE", 10)
    before = gc.get_freeze_count()
    made = Networks(service, 100_000)
    made.answer(made.canonical(NetworkQuestion(NetworkQuery(filters=Filters(county=("25",))))))
    assert gc.get_freeze_count() > before
