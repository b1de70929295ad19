"""Search over HTTP, and with the real model what it finds."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.build import build, project_texts
from api.composition import open_service
from api.settings import Settings
from graph.assembly import Collection, collect
from graph.filters import Filters
from graph.ingested import ReadingFolder
from ontology.namespaces import PREFIXES
from search.builder import build_index
from search.embedder import Embedder
from search.service import SearchService
from search.vectors import VectorCache
from tests.api.problems import assert_problem
from tests.api.test_projects import TEN


def test_search_answers_with_projects_and_organisations(client: TestClient) -> None:
    body = client.get("/api/search", params={"q": "Hälsogreppet", "limit": 3}).json()
    assert body["total"] == 300
    assert len(body["hits"]) == 3
    passage = body["hits"][0]["passage"]
    summary = client.get(f"/api/projects/{body['hits'][0]['project']['id']}").json()["summary"]
    assert summary[passage["start"] : passage["end"]] == passage["text"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Försäkringskassan", "forsakringskassan"),
        ("försäkringskasan", "forsakringskassan"),
        ("Samordningsförbundet Skellefteå–Norsjö", "samordningsforbundet-skelleftea-norsjo"),
        ("Göteborgsregionen", "goteborgsregionens-kommunalforbund"),
        ("Stockholms läns landsting", "stockholms-lans-landsting"),
    ],
)
def test_organisations_are_found_by_name(
    client: TestClient, text: str, key: str, form: str
) -> None:
    query = unicodedata.normalize(form, text)  # type: ignore[arg-type]
    body = client.get("/api/search", params={"q": query, "limit": 5}).json()
    assert body["organisations"][0]["organisation"]["id"] == key


def test_filters_hold_for_projects_and_organisations(client: TestClient) -> None:
    parameters: dict[str, str | int] = {"q": "kommun", "county": "Västerbotten", "limit": 50}
    body = client.get("/api/search", params=parameters).json()
    listed = client.get("/api/projects", params={"county": "Västerbotten", "limit": 200}).json()
    keys = {item["id"] for item in listed["items"]}
    assert {hit["project"]["id"] for hit in body["hits"]} == keys
    assert body["total"] == len(keys)


def test_post_similar_takes_a_text_and_filters(client: TestClient) -> None:
    request = {
        "text": "Vi vill förebygga sjukskrivningar bland anställda i kommunens omsorg",
        "filters": {"region": "Västsverige", "organisation_type": ["municipality"]},
        "limit": 4,
    }
    body = client.post("/api/similar", json=request).json()
    assert len(body["hits"]) == 4
    assert {hit["project"]["region"] for hit in body["hits"]} == {"Västsverige"}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": ""},
        {"text": "   "},
        {"text": "x", "limit": 0},
        {"text": "x", "filters": {"role": "chef"}},
        {"text": "x", "filter": {}},
        {"text": "x" * 20_001},
        {"text": 7},
        [],
    ],
)
def test_a_wrong_request_is_a_problem(client: TestClient, body: object) -> None:
    response = client.post("/api/similar", json=body)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"


def test_a_body_that_is_no_json_or_too_large_is_a_problem(client: TestClient) -> None:
    headers = {"Content-Type": "application/json"}
    assert_problem(
        client.post("/api/similar", content=b"\xff\xfe", headers=headers), 422, "invalid-request"
    )
    assert_problem(
        client.post("/api/similar", content=b"x" * 1_000_001, headers=headers), 413, "too-large"
    )


def test_a_missing_question_is_a_problem(client: TestClient) -> None:
    assert_problem(client.get("/api/search"), 422, "invalid-request")
    assert client.get("/api/search", params={"q": " "}).status_code == 422


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    return collect(Settings().data, ReadingFolder(tmp_path_factory.mktemp("none")))


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> VectorCache:
    return VectorCache(tmp_path_factory.mktemp("vectors") / "vectors.sqlite")


@pytest.fixture(scope="module")
def meaning(collection: Collection, real: Embedder, cache: VectorCache) -> SearchService:
    """Search over the real projects with the real model."""
    index, report = build_index(project_texts(collection), real, cache)
    assert report.embedded == len(index)
    return SearchService(index, real)


def test_building_again_embeds_nothing(
    collection: Collection, real: Embedder, cache: VectorCache, meaning: SearchService
) -> None:
    _, report = build_index(project_texts(collection), real, cache)
    assert report.embedded == 0
    assert report.reused == len(meaning.index)


def test_the_nearest_of_the_ten_are_about_health_at_work(meaning: SearchService) -> None:
    nearest = [hit.project for hit in meaning.by_project("2017-00453", 9, TEN)]
    assert set(nearest[:3]) == {"2017-00129", "2019-00035", "halsogreppet"}
    assert nearest[3] == "halsoframjande-arbetsliv"
    assert {"digitalt-medarbetarskap", "spangen", "vidga-normen-i-praktiken"} <= set(nearest[4:])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("studie- och yrkesvägledning med normkritik", "syven"),
        ("tjänstedesign för återgång i arbete efter sjukskrivning", "2019-00035"),
        ("career guidance with a norm-critical approach", "syven"),
        ("SJUKSKRIVNINGAR I KVINNODOMINERADE YRKEN I KOMMUNER RUNT GÖTEBORG", "halsogreppet"),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_meaning_is_found_whatever_the_words(
    meaning: SearchService, text: str, expected: str, form: str
) -> None:
    query = unicodedata.normalize(form, text)  # type: ignore[arg-type]
    assert expected in [hit.project for hit in meaning.by_text(query, 5)]


def test_search_inside_sparql_finds_by_meaning(
    settings: Settings, built: object, meaning: SearchService
) -> None:
    """With the real model: the same hits, joined with what the graph says of them."""
    service = open_service(settings)
    service.__dict__["search"] = meaning
    text = "psykisk ohälsa hos chefer i kommuner"
    query = f"""SELECT ?project ?score ?owner {{
      SERVICE <{service.identifiers.base}/spec/search> {{
        ?project search:query "{text}" ; search:score ?score ; search:limit 5 }}
      OPTIONAL {{ ?project samv:owner/rdfs:label ?owner }} }} ORDER BY DESC(?score)"""
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    rows = list(service.store.select(prefixes + service.expanded(query)))
    expected = service.nearest(text, 5, Filters())
    assert [(row["project"].rpartition("/")[2], float(row["score"])) for row in rows] == [
        (hit.project, round(hit.score, 4)) for hit in expected
    ]
    assert {"2017-00453", "halsogreppet"} <= {hit.project for hit in expected}
    assert "Skellefteå kommun" in {row.get("owner") for row in rows}


def test_neighbours_of_all_are_those_of_each(meaning: SearchService) -> None:
    for key, hits in meaning.index.neighbours(20):
        assert hits == meaning.by_project(key, 20)


def test_a_build_without_a_change_makes_no_release(settings: Settings, built: object) -> None:
    again = build(settings)
    assert not again.built
    assert again.embedding is None


def test_settings_of_another_model_are_refused(settings: Settings, tmp_path: Path) -> None:
    """A release is never searched with a model that it was not built with."""
    from search.errors import ModelMismatchError

    other = settings.model_copy(update={"model": "bundled"})
    service = open_service(other)
    with pytest.raises(ModelMismatchError):
        _ = service.search
