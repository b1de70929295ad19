"""Ranges and facets over HTTP, on the start page, on the command line and inside SPARQL."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any, cast

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.cli import app
from api.composition import Service
from api.settings import Settings
from graph.facets import FACETS
from tests.api.problems import assert_problem

LONG = "Vi vill förebygga sjukskrivningar bland anställda i kommunens omsorg. " * 20


def total(client: TestClient, **parameters: Any) -> int:
    answer = client.get("/api/projects", params={"limit": 1, **parameters})
    assert answer.status_code == 200, answer.text
    return int(answer.json()["total"])


def test_counts_are_totals(client: TestClient) -> None:
    """Of a few values of every facet, under filters that have values of three of them."""
    given: dict[str, Any] = {
        "county": ["Skåne", "14"],
        "theme": "halsa",
        "status": "finished",
        "active_from": "2010-01-01",
        "status_on": "2024-05-05",
    }
    body = client.get("/api/projects", params={**given, "facets": "all"}).json()
    assert set(body["facets"]) == set(FACETS)
    for name, facet in body["facets"].items():
        assert facet["values"], name
        for value in facet["values"][:3]:
            assert value["count"] == total(client, **{**given, name: value["value"]})
    assert [v["value"] for v in body["facets"]["county"]["values"] if v["chosen"]] == ["14", "12"]
    assert body["facets"]["status"]["day"] == "2024-05-05"
    labels = {v["label"]: v["label_en"] for v in body["facets"]["theme"]["values"]}
    assert labels["hälsa och ohälsa"] == "health and ill health"


def test_a_search_counts_all_that_meet_its_filters(client: TestClient) -> None:
    given = {"county": "Skåne", "facets": ["region,status", "county"]}
    found = client.get("/api/search", params={"q": "psykisk ohälsa", "limit": 1, **given}).json()
    assert list(found["facets"]) == ["status", "region", "county"]
    assert sum(v["count"] for v in found["facets"]["status"]["values"]) == found["total"]
    listed = client.get("/api/projects", params=given).json()
    assert found["facets"] == listed["facets"]
    request = {"text": "psykisk ohälsa", "filters": {"county": "Skåne"}, "facets": ["region"]}
    posted = client.post("/api/similar", json=request).json()
    assert posted["facets"] == {"region": listed["facets"]["region"]}


def test_projects_like_one_are_counted_without_it(client: TestClient) -> None:
    path = "/api/projects/2017-00453/similar"
    found = client.get(path, params={"facets": "status", "limit": 1}).json()
    assert found["total"] == 299
    assert sum(v["count"] for v in found["facets"]["status"]["values"]) == 299


def test_no_facets_unless_asked_for(client: TestClient) -> None:
    assert client.get("/api/projects").json()["facets"] == {}
    assert client.get("/api/search", params={"q": "arbete"}).json()["facets"] == {}


def test_ranges(client: TestClient) -> None:
    body = client.get("/api/projects", params={"budget_min": 2e7, "limit": 200}).json()
    assert body["items"]
    for item in body["items"][:5]:
        budget = client.get(f"/api/projects/{item['id']}").json()["budget"]
        assert budget["total"] >= 20_000_000
    body = client.get("/api/projects", params={"start_from": "2019-01-01", "limit": 200}).json()
    assert all(item["period"]["start"] >= "2019-01" for item in body["items"])
    year = total(client, year=2016)
    assert year == total(client, active_from="2016-01-01", active_to="2016-12-31") > 0
    assert total(client, year=[2016, 2022]) > year


@pytest.mark.parametrize(
    ("parameters", "named"),
    [
        ({"budget_min": "2", "budget_max": "1"}, "budget_max"),
        ({"grant_min": "2", "grant_max": "1"}, "grant_max"),
        ({"start_from": "2019-01-02", "start_to": "2019-01-01"}, "start_to"),
        ({"end_from": "2019-01-02", "end_to": "2019-01-01"}, "end_to"),
        ({"active_from": "2019-01-02", "active_to": "2019-01-01"}, "active_to"),
        ({"budget_min": "-1"}, "budget_min"),
        ({"budget_min": "NaN"}, "budget_min"),
        ({"grant_max": "1e30"}, "grant_max"),
        ({"start_from": "2019"}, "start_from"),
        ({"end_to": "2019-02-30"}, "end_to"),
        ({"status_on": "idag"}, "status_on"),
        ({"year": "0"}, "year"),
        ({"year": "tjugo"}, "year"),
        ({"facets": "färg"}, "facets"),
    ],
)
def test_impossible_values_are_problems_that_name_the_parameter(
    client: TestClient, parameters: dict[str, str], named: str
) -> None:
    for path in ("/api/projects", "/api/search", "/api/projects/2017-00453/similar"):
        asked = {**parameters, **({"q": "arbete"} if path == "/api/search" else {})}
        response = client.get(path, params=asked)
        assert_problem(response, 422, "invalid-request")
        assert named in response.json()["errors"][0]["where"]
        assert named in response.json()["detail"]
    if named != "facets":
        response = client.post("/api/similar", json={"text": "arbete", "filters": parameters})
        assert_problem(response, 422, "invalid-request")
        assert named in response.json()["detail"]


def test_a_status_that_is_none_is_a_problem(client: TestClient) -> None:
    response = client.get("/api/projects", params={"status": "snart"})
    assert_problem(response, 422, "unknown-value")
    assert "status='snart'" in response.json()["detail"]


def test_readiness_says_that_it_is_warm(client: TestClient) -> None:
    assert client.get("/health/ready").json()["warm"] is True


LINK = re.compile(
    r'<a href="([^"]+)" rel="nofollow"( aria-current="true")?>([^<]+)</a>.*?'
    r'<span class="count">([^<]+)</span>'
)


@pytest.mark.parametrize(("lang", "heading"), [("sv", "Avgränsa"), ("en", "Narrow the results")])
def test_facets_on_the_page_lead_to_what_they_count(
    client: TestClient, lang: str, heading: str
) -> None:
    given = {"q": "unga", "region": "stockholm", "budget_min": "1000000", "lang": lang}
    text = client.get("/", params=given).text
    assert heading in text
    links = LINK.findall(text)
    assert len(links) > 20
    [(gone, _, _, _)] = [link for link in links if link[1]]
    assert "region=" not in gone
    for url, chosen, _, count in [link for link in links if not link[1]][::9]:
        page = client.get(unescape(url)).text
        assert not chosen
        said = re.search(r" (?:av|of) (\S+) (?:projekt|projects)", page)
        assert said
        assert said[1] == count
        assert 'name="budget_min" type="number" value="1000000"' in page


def test_a_draft_is_narrowed_without_an_address(client: TestClient) -> None:
    """The text of a draft stands in no link: its facets are buttons of the form."""
    page = client.post("/", data={"q": LONG, "county": "14"}).text
    assert 'rel="nofollow"' not in page
    choices = re.findall(r'name="narrow" value="([^"]+)"', page)
    assert "county=" in choices
    choice = next(choice for choice in choices if choice.startswith("theme="))
    narrowed = client.post("/", data={"q": LONG, "county": "14", "narrow": choice}).text
    assert re.search(r'<option value="14" selected>', narrowed)
    assert f'<option value="{choice.removeprefix("theme=")}" selected>' in narrowed


def test_the_command_line(
    client: TestClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    service: Service = cast(FastAPI, client.app).state.releases.current.service
    monkeypatch.setattr("api.commands.console.service", lambda: service)
    asked = ["--filter", "county=Skåne", "--filter", "status=finished", "--facet", "theme,year"]
    listed = CliRunner().invoke(app, ["projects", *asked, "--limit", "2", "--json"])
    assert listed.exit_code == 0, listed.output
    body = json.loads(listed.stdout)
    parameters = {"county": "Skåne", "status": "finished", "facets": "theme,year"}
    expected = client.get("/api/projects", params=parameters).json()
    assert body["total"] == expected["total"] > len(body["items"]) == 2
    assert body["facets"] == expected["facets"]
    found = CliRunner().invoke(app, ["search", "unga", *asked, "--json"])
    assert json.loads(found.stdout)["facets"] == expected["facets"]
    shown = CliRunner().invoke(app, ["projects", *asked], env={"COLUMNS": "200"})
    assert "arbete och sysselsättning" in shown.stdout
    for wrong, words in (
        (["--filter", "budget_min=2", "--filter", "budget_max=1"], "budget_max is less than"),
        (["--filter", "färg=röd"], "is no filter"),
        (["--facet", "färg"], "--facet"),
    ):
        refused = CliRunner().invoke(app, ["projects", *wrong], env={"COLUMNS": "200"})
        assert refused.exit_code == 2
        assert words in refused.output


def test_ranges_inside_sparql(client: TestClient) -> None:
    service: Service = cast(FastAPI, client.app).state.releases.current.service

    def found(block: str) -> set[str]:
        query = f"""SELECT ?project {{ SERVICE <{service.identifiers.base}/spec/search> {{
          ?project search:query "arbete" ; search:limit 1000 ; {block} }} }}"""
        answer = client.get("/sparql", params={"query": query})
        assert answer.status_code == 200, answer.text
        rows = answer.json()["results"]["bindings"]
        return {row["project"]["value"].rpartition("/")[2] for row in rows}

    def listed(**parameters: Any) -> set[str]:
        body = client.get("/api/projects", params={"limit": 200, **parameters}).json()
        return {item["id"] for item in body["items"]}

    assert found("search:budgetMin 5000000 ; search:grantMax 2e7") == listed(
        budget_min=5_000_000, grant_max=20_000_000
    )
    assert found('search:year 2016, 2017 ; search:endTo "2017-12-31"') == listed(
        year=[2016, 2017], end_to="2017-12-31"
    )
    assert found('search:status "ongoing", "unknown" ; search:statusOn "2012-01-01"') == listed(
        status=["ongoing", "unknown"], status_on="2012-01-01"
    )
    for block, words in (
        ("search:budgetMin 2 ; search:budgetMax 1", "search:budgetMax is less than"),
        ('search:startFrom "2018-01-01" ; search:startTo "2017-01-01"', "search:startTo is before"),
        ("search:budgetMin -1", "search:budgetMin needs an amount"),
        ('search:year "i år"', "search:year needs a year"),
        ('search:status "snart"', "is not known"),
    ):
        query = f"""SELECT * {{ SERVICE <{service.identifiers.base}/spec/search> {{
          ?project search:query "arbete" ; {block} }} }}"""
        response = client.get("/sparql", params={"query": query})
        assert response.status_code == 400
        assert words in response.json()["detail"]
