"""Stated and predicted themes over HTTP, on pages and in the query library."""

import json
from typing import Any, cast

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.cli import app
from graph.predicted_themes import ACCEPTED
from tests.api.problems import assert_problem


def found(client: TestClient, **parameters: object) -> dict[str, object]:
    response = client.get("/api/themes/predictions", params={"limit": 200, **parameters})  # type: ignore[dict-item]
    assert response.status_code == 200
    body: dict[str, object] = response.json()
    return body


def test_a_project_has_predicted_themes_apart_from_stated(client: TestClient) -> None:
    project = client.get("/api/projects/2017-00453").json()
    predicted = project["predicted_themes"]
    stated = {theme["id"] for theme in project["themes"]}
    assert stated >= {"psykisk-ohalsa", "jamstalldhet"}
    assert {theme["id"] for theme in predicted if theme["stated"]} <= stated
    scores = [theme["probability"] for theme in predicted]
    assert scores == sorted(scores, reverse=True)
    for theme in predicted:
        for ground in theme["grounds"]:
            assert ground["text"][ground["start"] : ground["end"]] == ground["quote"]


def test_what_a_theme_wrongly_attracts_can_be_listed(client: TestClient) -> None:
    body = found(client, show="wrong")
    assert body["total"] == len(body["items"]) > 10  # type: ignore[arg-type]
    for item in body["items"]:  # type: ignore[attr-defined]
        assert item["theme"]["verdict"] == "wrong"
        assert item["theme"]["probability"] >= ACCEPTED
    one = found(client, show="wrong", theme="Unga")
    assert {item["theme"]["id"] for item in one["items"]} == {"unga"}  # type: ignore[attr-defined]


def test_the_list_goes_on_where_it_stopped(client: TestClient) -> None:
    first = client.get("/api/themes/predictions", params={"limit": 3}).json()
    rest = client.get("/api/themes/predictions", params={"limit": 3, "cursor": first["next"]})
    assert not {(i["project"], i["theme"]["id"]) for i in first["items"]} & {
        (i["project"], i["theme"]["id"]) for i in rest.json()["items"]
    }


@pytest.mark.parametrize("basis", ["stated", "predicted", "all"])
def test_projects_of_a_theme_by_basis(client: TestClient, basis: str) -> None:
    body = client.get(
        "/api/themes/psykisk-ohalsa/projects", params={"basis": basis, "limit": 200}
    ).json()
    assert body["total"] == len(body["items"]) > 0
    given: dict[str, Any] = {"theme": "psykisk-ohalsa", "theme_basis": basis, "limit": 200}
    listed = client.get("/api/projects", params=given).json()
    assert {each["id"] for each in body["items"]} == {each["id"] for each in listed["items"]}
    searched = client.get("/api/search", params={**given, "q": "chefer"}).json()
    assert searched["total"] == listed["total"]
    for project in (*listed["items"], *(hit["project"] for hit in searched["hits"])):
        [*themes] = project["matched_themes"]
        assert themes
        if basis == "stated":
            assert all(theme["stated"] for theme in themes)
        elif basis == "predicted":
            assert all(theme["probability"] >= ACCEPTED for theme in themes)
    if basis == "predicted":
        assert all(each["probability"] >= ACCEPTED for each in body["items"])
    if basis == "all":
        assert client.get("/api/projects", params={**given, "theme_basis": []}).json() == listed


@pytest.mark.parametrize("basis", ["stated", "predicted", "all"])
def test_facets_count_themes_on_the_basis_of_the_filter(client: TestClient, basis: str) -> None:
    given: dict[str, Any] = {"theme_basis": basis, "facets": "theme", "limit": 1}
    facet = client.get("/api/projects", params=given).json()["facets"]["theme"]
    assert all(0 <= value["predicted"] <= value["count"] for value in facet["values"])
    assert any(value["predicted"] for value in facet["values"]) == (basis != "stated")
    for value in facet["values"][::15]:
        narrowed = client.get("/api/projects", params={**given, "theme": value["value"]}).json()
        assert narrowed["total"] == value["count"]
        counts = {v["value"]: v["count"] for v in narrowed["facets"]["theme"]["values"]}
        assert counts[value["value"]] == value["count"]


@pytest.mark.parametrize(("lang", "word"), [("sv", "Beräknat tema:"), ("en", "Predicted theme:")])
def test_the_page_marks_projects_that_are_there_by_prediction(
    client: TestClient, lang: str, word: str
) -> None:
    given = {"theme": "psykisk-ohalsa", "lang": lang}
    queries: tuple[dict[str, str], ...] = ({}, {"q": "chefer"})
    for query in queries:
        found = client.get("/", params={**given, **query}).text
        assert word in found
        assert ("bara beräknade" if lang == "sv" else "only predicted") in found
        stated = client.get("/", params={**given, **query, "theme_basis": "stated"}).text
        assert word not in stated
        assert "theme_basis=stated" in stated, "facets keep the choice"


def test_the_command_line_takes_the_basis_and_marks_predictions(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = cast(FastAPI, client.app).state.releases.current.service
    monkeypatch.setattr("api.commands.console.service", lambda: service)

    def command(*options: str) -> str:
        asked = ["projects", "--filter", "theme=psykisk-ohalsa", *options]
        ran = CliRunner().invoke(app, asked, env={"COLUMNS": "200"})
        assert ran.exit_code == 0, ran.output
        return ran.stdout

    for basis in ("stated", "all"):
        body = json.loads(command("--filter", f"theme_basis={basis}", "--limit", "200", "--json"))
        asked: dict[str, Any] = {"theme": "psykisk-ohalsa", "theme_basis": basis, "limit": 200}
        assert body["items"] == client.get("/api/projects", params=asked).json()["items"]
    said = command("--facet", "theme")
    assert "predicted: psykisk ohälsa" in said
    assert "Predicted" in said


def test_a_network_is_of_stated_themes_unless_asked(client: TestClient) -> None:
    def nodes(**more: str) -> int:
        body = client.get("/api/network", params={"theme": "psykisk-ohalsa", **more}).json()
        return len(body["nodes"])

    assert nodes() == nodes(theme_basis="stated") < nodes(theme_basis="all")


def test_counts_agree_with_lists_and_with_the_library(client: TestClient) -> None:
    counts = {each["id"]: each for each in client.get("/api/themes").json()["items"]}
    assert counts["unga"]["stated"] == client.get("/api/themes/unga/projects").json()["total"]
    for basis in ("stated", "predicted"):
        rows = client.get(
            "/api/queries/themes-by-programme", params={"basis": basis, "limit": 1000}
        ).json()["rows"]
        of_unga = sum(row["projects"] for row in rows if row["theme"].endswith("/id/tema/unga"))
        assert 0 <= counts["unga"][basis] - of_unga <= 1, "one project has no programme"


def test_the_library_lists_what_a_theme_attracts(client: TestClient) -> None:
    rows = client.get(
        "/api/queries/predicted-themes", params={"show": "wrong", "limit": 1000}
    ).json()["rows"]
    assert len(rows) == found(client, show="wrong")["total"]
    assert all(row["verdict"] == "wrong" and row["words"] for row in rows)


@pytest.mark.parametrize(
    "address",
    [
        "/api/themes/predictions?theme=finns-inte",
        "/api/themes/predictions?show=felaktiga",
        "/api/themes/predictions?minimum=2",
        "/api/themes/predictions?minimum=nan",
        "/api/themes/predictions?annat=1",
        "/api/themes/unga/projects?basis=gissat",
        "/api/projects?theme=unga&theme_basis=gissat",
        "/api/search?q=unga&theme_basis=",
    ],
)
def test_what_cannot_be_meant_is_refused(client: TestClient, address: str) -> None:
    kind = "unknown-value" if "theme=finns" in address else "invalid-request"
    assert_problem(client.get(address), 422, kind)


def test_an_unknown_theme_is_not_found(client: TestClient) -> None:
    assert_problem(client.get("/api/themes/finns-inte/projects"), 404, "not-found")


@pytest.mark.parametrize(("lang", "word"), [("sv", "Beräknade teman"), ("en", "Predicted themes")])
def test_pages_show_predicted_themes_apart(client: TestClient, lang: str, word: str) -> None:
    headers = {"accept": "text/html"}
    page = client.get(f"/res/projekt/2015-00646?lang={lang}", headers=headers)
    assert word in page.text
    assert ("sannolikhet 0," if lang == "sv" else "probability 0.") in page.text
    review = client.get(f"/review/themes?theme=unga&show=wrong&lang={lang}", headers=headers)
    assert review.status_code == 200
    assert "<mark>" in review.text
