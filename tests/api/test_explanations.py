"""Why a project was found: in JSON, on pages, in the terminal and in the graph."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.composition import open_service
from api.explanations.models import MatchModel
from api.explanations.reports import marked, parts_line
from api.presentation import hit_models
from api.settings import Settings
from graph.commonalities import commonalities
from graph.filters import Filters
from search.errors import ModelLoadError
from tests.api.command import samverkan
from tests.search.tiny_cross_encoder import made

PROJECT = "2015-00260"
QUERY = "psykisk ohälsa bland chefer i kommunen"


def words_of(text: str, matches: list[dict[str, int]]) -> list[str]:
    return [text[match["start"] : match["end"]] for match in matches]


def added(hit: dict[str, Any]) -> float:
    return float(round(sum(hit["parts"].values()), 4))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_text_is_answered_with_matching_words_and_parts(client: TestClient, form: str) -> None:
    query = unicodedata.normalize(form, QUERY.upper())  # type: ignore[arg-type]
    hits = client.get("/api/search", params={"q": query, "limit": 20}).json()["hits"]
    seen = set()
    for hit in hits:
        assert added(hit) == pytest.approx(hit["score"], abs=1e-9)
        assert hit["sentences"] is hit["shared"] is None
        passage = hit["passage"]
        found = words_of(passage["text"], passage["matches"])
        found += words_of(hit["project"]["name"], hit["name_matches"])
        seen |= {word.casefold() for word in found}
    assert {"psykisk", "ohälsa", "chefer", "kommuner"} <= seen
    assert not seen & {"i", "och", "för", "landets"}


def test_an_english_question_marks_swedish_words(client: TestClient) -> None:
    body = client.post("/api/similar", json={"text": "mental ill health", "limit": 20}).json()
    seen = {
        word.casefold()
        for hit in body["hits"]
        for word in words_of(hit["passage"]["text"], hit["passage"]["matches"])
    }
    assert "psykisk" in seen


def test_similar_projects_say_what_is_alike(client: TestClient) -> None:
    asked = client.get(f"/api/projects/{PROJECT}").json()
    hits = client.get(f"/api/projects/{PROJECT}/similar", params={"limit": 50}).json()["hits"]
    assert len(hits) == 50
    assert hits == sorted(hits, key=lambda hit: -hit["score"])
    for hit in hits:
        assert added(hit) == pytest.approx(hit["score"], abs=1e-9)
        other = client.get(f"/api/projects/{hit['project']['id']}").json()
        # Where no sentence is like one of the other project's, none is shown.
        for project, kind in ((asked, "asked"), (other, "found")):
            if hit["sentences"] is not None:
                sentence = hit["sentences"][kind]
                text = sentence["text"]
                assert project["summary"][sentence["start"] : sentence["end"]] == text
        themes = {theme["id"] for theme in asked["themes"]}
        themes &= {theme["id"] for theme in other["themes"]}
        assert {theme["id"] for theme in hit["shared"]["themes"]} == themes
        assert bool(hit["parts"]["themes"]) <= bool(themes)
        bodies = [
            {p["organisation"]["id"] for p in project["participations"] if p["role"] != "funder"}
            for project in (asked, other)
        ]
        assert {body["id"] for body in hit["shared"]["organisations"]} == bodies[0] & bodies[1]
        places = [
            {place["code"] for place in (*project["municipalities"], *project["counties"])}
            for project in (asked, other)
        ]
        assert places[0] & places[1] <= {place["id"] for place in hit["shared"]["places"]}
    assert hits[0]["shared"]["organisations"]
    shown = [hit["sentences"] for hit in hits if hit["sentences"] is not None]
    assert len(shown) >= 10
    assert all(pair["score"] >= 0.1 for pair in shown)


def test_the_graph_of_neighbours_says_what_similar_says(client: TestClient) -> None:
    hits = client.get(f"/api/projects/{PROJECT}/similar", params={"limit": 20}).json()["hits"]
    iri = client.get(f"/api/projects/{PROJECT}").json()["iri"]
    query = f"""SELECT ?other ?score WHERE {{
        GRAPH ?derived {{
            [] samv:of <{iri}> ; samv:similarTo ?other ; samv:score ?score ; samv:rank ?rank
        }}
    }} ORDER BY ?rank"""
    rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    assert [(row["other"]["value"], float(row["score"]["value"])) for row in rows] == [
        (hit["project"]["iri"], hit["score"]) for hit in hits
    ]


@pytest.mark.parametrize(
    ("lang", "words"),
    [("sv", ["Så blev poängen", "Gemensamma"]), ("en", ["What makes the score", "Shared"])],
)
def test_pages_mark_words_and_show_parts(client: TestClient, lang: str, words: list[str]) -> None:
    html = {"Accept": "text/html"}
    found = client.get("/", params={"q": QUERY, "lang": lang}, headers=html).text
    project = client.get(f"/res/projekt/{PROJECT}", params={"lang": lang}, headers=html).text
    assert words[0] in found
    assert words[1] in project
    for page in (found, project):
        assert len(re.findall("<mark>[^<>]+</mark>", page)) > 5


def test_marks_let_no_markup_through(client: TestClient) -> None:
    page = client.get("/", params={"q": "<b>kommun</b> <script>"}).text
    assert "<b>" not in page
    assert "<mark>" in page


def test_the_terminal_says_why(settings: Settings, client: TestClient) -> None:
    shown = samverkan(settings, "similar", PROJECT, "--limit", "3")
    assert "meaning" in shown
    assert "Organisations:" in shown
    found = json.loads(samverkan(settings, "search", QUERY, "--limit", "2", "--json"))["hits"]
    assert found == client.get("/api/search", params={"q": QUERY, "limit": 2}).json()["hits"]


def test_a_long_passage_is_cut_around_its_first_match() -> None:
    text = "å" * 500 + " vård " + "ö" * 500
    cut = marked(text, [MatchModel(start=501, end=505)], 60)
    assert len(cut.plain) == 62
    assert "vård" in cut.plain
    assert [cut.plain[span.start : span.end] for span in cut.spans] == ["vård"]


def test_what_is_common_is_the_same_the_other_way_round(client: TestClient) -> None:
    projects = list(client.app.state.releases.current.service.catalogue.projects.values())[:40]  # type: ignore[attr-defined]
    for one in projects[:10]:
        for other in projects:
            there, back = commonalities(one, other), commonalities(other, one)
            assert {body.id for body in there.organisations} == {b.id for b in back.organisations}
            assert {theme.iri for theme in there.themes} == {t.iri for t in back.themes}
            assert {p.iri for p in there.places} == {p.iri for p in back.places}
            assert there.continues == back.continues
            assert len(there.target_groups) == len(back.target_groups)


def test_what_a_cross_encoder_adds_is_a_part_of_the_score(
    settings: Settings, built: object, tmp_path: Path
) -> None:
    model = str(made(tmp_path / "model", 1))
    own = settings.model_copy(update={"cross_encoder": model, "cross_encoder_hits": 4})
    service = open_service(own)
    hits = hit_models(service, service.nearest(QUERY, 6, Filters()), QUERY)
    for place, hit in enumerate(hits):
        assert added(hit.model_dump()) == pytest.approx(hit.score, abs=1e-9)
        assert bool(hit.parts.cross_encoder) == (place < 4)
    assert "cross-encoder" in parts_line(hits[0].parts)
    missing = settings.model_copy(update={"cross_encoder": str(tmp_path / "none" / "there")})
    with pytest.raises(ModelLoadError, match="none/there cannot be loaded"):
        _ = open_service(missing).search
