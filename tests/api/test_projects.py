"""Projects over HTTP: list, filters, cursors, one, similar."""

from __future__ import annotations

import csv
import unicodedata
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.problems import assert_problem
from tests.conftest import REPOSITORY


def ids(body: dict[str, Any]) -> set[str]:
    return {item["id"] for item in body["items"]}


def listed(client: TestClient, **parameters: Any) -> dict[str, Any]:
    response = client.get("/api/projects", params={"limit": 200, **parameters})
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body


def test_a_project_has_all_that_is_known_of_it(client: TestClient) -> None:
    project = client.get("/api/projects/2017-00453").json()
    assert project["name"] == "Psykisk hälsa Arbetsliv"
    assert project["number"] == "2017/00453"
    assert project["programme"] == "ESF 2014-2020"
    assert project["specific_objective"] == "1.1"
    assert project["period"] == {"start": "2018-03-01", "end": "2020-02-29"}
    assert project["budget"]["total"] == 3133746
    assert project["budget"]["grant"] == 2353746
    assert project["budget"]["currency"] == "SEK"
    assert project["planned_participants"] == 185
    assert project["region"] == "Övre Norrland"
    assert {(place["code"], place["name"]) for place in project["municipalities"]} == {
        ("2482", "Skellefteå"),
        ("2417", "Norsjö"),
        ("2506", "Arjeplog"),
    }
    parts = {(p["organisation"]["id"], p["unit"], p["role"]) for p in project["participations"]}
    assert ("skelleftea-kommun", "Socialkontoret, Solkraft", "owner") in parts
    assert ("samordningsforbundet-skelleftea-norsjo", None, "cofinancier") in parts
    assert {theme["id"] for theme in project["themes"]} >= {"psykisk-ohalsa", "jamstalldhet"}
    assert project["themes"]
    assert not {theme["id"] for theme in project["themes"]} & {
        theme["id"] for theme in project["predicted_themes"] if not theme["stated"]
    }
    assert project["sources"][0]["id"] == "kuraterade"


def test_every_participation_has_evidence_that_quotes_its_cell(client: TestClient) -> None:
    project = client.get("/api/projects/2016-00403").json()
    with (REPOSITORY / "data/projects/facts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert len(project["participations"]) == 9
    for part in project["participations"]:
        for evidence in part["evidence"]:
            row, column = map(int, evidence["cell"].removeprefix("cell=").split(","))
            cell = rows[row - 1][column - 1]
            assert cell[evidence["start"] : evidence["end"]] == evidence["quote"]
            assert evidence["page"].startswith("https://")


def test_a_hedged_amount_keeps_its_hedge_and_an_exact_one_comes_first(client: TestClient) -> None:
    hedged = client.get("/api/projects/halsoframjande-arbetsliv").json()["budget"]
    assert (hedged["grant"], hedged["grant_qualifier"]) == (27600000, "drygt")
    exact = client.get("/api/projects/2019-00035").json()["budget"]
    assert (exact["grant"], exact["grant_qualifier"]) == (23085536, None)


def test_predecessors_are_linked_not_merged(client: TestClient) -> None:
    later = client.get("/api/projects/2019-00035").json()
    assert [project["id"] for project in later["preceded_by"]] == ["projekt-omstallning"]
    earlier = client.get("/api/projects/projekt-omstallning").json()
    assert [project["id"] for project in earlier["succeeded_by"]] == ["2019-00035"]
    two = client.get("/api/projects/2017-00129").json()
    assert two["preceded_by"] == []
    assert two["predecessor_names"] == ["Heja Hälsan – hållbart arbetsliv"]


def test_silence_about_partners_is_said(client: TestClient) -> None:
    assert not client.get("/api/projects/spangen").json()["partners_stated"]
    assert client.get("/api/projects/syven").json()["partners_stated"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("key", ["Hälsogreppet", "HÄLSOGREPPET", "halsogreppet"])
def test_a_project_is_found_by_its_name_in_any_form(
    client: TestClient, key: str, form: Any
) -> None:
    response = client.get(f"/api/projects/{unicodedata.normalize(form, key)}")
    assert response.json()["id"] == "halsogreppet"


@pytest.mark.parametrize("key", ["finns-inte", "2017-99999", "%00", "a" * 500, "<script>"])
def test_an_unknown_project_is_a_problem(client: TestClient, key: str) -> None:
    assert_problem(client.get(f"/api/projects/{key}"), 404, "not-found")


def test_the_list_has_every_project_once_in_swedish_order(client: TestClient) -> None:
    seen: list[dict[str, Any]] = []
    cursor: str | None = None
    while True:
        parameters: dict[str, Any] = {"limit": 37, **({"cursor": cursor} if cursor else {})}
        body = client.get("/api/projects", params=parameters).json()
        assert body["total"] == 300
        seen += body["items"]
        cursor = body["next"]
        if cursor is None:
            break
    assert len(seen) == len({item["id"] for item in seen}) == 300
    names = [item["name"] for item in seen]
    order = "abcdefghijklmnopqrstuvwxyzåäö"
    initials = [name[0].casefold() for name in names if name[0].casefold() in order]
    assert initials == sorted(initials, key=order.index)


@pytest.mark.parametrize("cursor", ["x", "!!!", "W10", "bnVsbA", "WyJhIiwiYiJd", "å", "A" * 400])
def test_a_cursor_of_another_list_is_refused(client: TestClient, cursor: str) -> None:
    response = client.get("/api/projects", params={"cursor": cursor})
    assert_problem(response, 400, "invalid-cursor")


def test_a_cursor_belongs_to_its_filters(client: TestClient) -> None:
    first = client.get("/api/projects", params={"limit": 1, "region": "Stockholm"}).json()
    response = client.get("/api/projects", params={"limit": 1, "cursor": first["next"]})
    assert_problem(response, 400, "invalid-cursor")


TEN = {
    "2017-00453",
    "2017-00129",
    "halsogreppet",
    "2019-00035",
    "projekt-omstallning",
    "halsoframjande-arbetsliv",
    "digitalt-medarbetarskap",
    "spangen",
    "syven",
    "vidga-normen-i-praktiken",
}


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"owner": "stockholms-stad"}, {"spangen", "syven"}),
        ({"owner": "Stockholms stad"}, {"spangen", "syven"}),
        ({"owner": "http://127.0.0.1:8000/id/organisation/stockholms-stad"}, {"spangen", "syven"}),
        ({"owner": "Nynäshamn"}, {"halsoframjande-arbetsliv"}),
        ({"partner": "Järfälla kommun"}, {"halsoframjande-arbetsliv"}),
        ({"partner": "Stockholms läns landsting"}, {"vidga-normen-i-praktiken"}),
        ({"partner": "Försäkringskassan"}, {"halsogreppet", "2019-00035"}),
        ({"organisation_type": "county_administrative_board"}, {"vidga-normen-i-praktiken"}),
        (
            {"organisation_type": "samordningsförbund", "role": "medfinansiär"},
            {"2017-00453"},
        ),
        ({"role": "initiator"}, {"halsogreppet"}),
        ({"theme": "psykisk-ohalsa", "region": "Övre Norrland"}, {"2017-00453"}),
        ({"county": "25"}, {"2017-00453"}),
        ({"county": "Norrbotten"}, {"2017-00453"}),
        ({"municipality": "Arjeplog"}, {"2017-00453"}),
        ({"municipality": "2506"}, {"2017-00453"}),
        ({"municipality": ["Olofström", "Solna"]}, {"2017-00129", "digitalt-medarbetarskap"}),
        ({"q": "sjukskriv", "municipality": "Ale"}, {"halsogreppet"}),
        ({"q": "HÄLSOGREPPET"}, {"halsogreppet"}),
        ({"active_from": "2020-02-01", "active_to": "2020-02-10", "county": "24"}, {"2017-00453"}),
        ({"active_from": "2020-03-01", "municipality": "Norsjö"}, set()),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_filters(
    client: TestClient, parameters: dict[str, Any], expected: set[str], form: Any
) -> None:
    """Each filter, looked at among the ten projects that are known in detail."""

    def normal(value: Any) -> Any:
        if isinstance(value, list):
            return [normal(item) for item in value]
        return unicodedata.normalize(form, value)

    body = listed(client, **{key: normal(value) for key, value in parameters.items()})
    assert body["next"] is None
    assert ids(body) & TEN == expected


def test_a_broad_theme_takes_in_narrower_ones(client: TestClient) -> None:
    narrow = ids(listed(client, theme="psykisk ohälsa"))
    broad = ids(listed(client, theme="halsa"))
    assert ids(listed(client, theme="Mental ill health")) == narrow
    assert narrow < broad


@pytest.mark.parametrize(
    "parameters",
    [
        {"role": "chef"},
        {"theme": "rymdfart"},
        {"region": "Lappland"},
        {"county": "99"},
        {"municipality": "Atlantis"},
        {"programme": "ESF 1995"},
        {"organisation_type": "klubb"},
    ],
)
def test_an_unknown_value_names_the_known_ones(
    client: TestClient, parameters: dict[str, str]
) -> None:
    body = assert_problem(client.get("/api/projects", params=parameters), 422, "unknown-value")
    assert "Use one of:" in body["detail"]


@pytest.mark.parametrize(
    "parameters",
    [
        {"limit": 0},
        {"limit": 201},
        {"limit": "många"},
        {"active_from": "igår"},
        {"active_from": "2020-02-30"},
        {"active_from": "2020-02-02", "active_to": "2019-01-01"},
        {"organisationtype": "agency"},
        {"owner": ""},
        {"owner": "a" * 301},
    ],
)
def test_a_wrong_parameter_is_refused(client: TestClient, parameters: dict[str, Any]) -> None:
    assert_problem(client.get("/api/projects", params=parameters), 422, "invalid-request")


def test_similar_projects_leave_out_the_project_itself(client: TestClient) -> None:
    body = client.get("/api/projects/2017-00453/similar", params={"limit": 200}).json()
    assert body["total"] == 299
    found = [hit["project"]["id"] for hit in body["hits"]]
    assert len(found) == len(set(found)) == 200
    assert "2017-00453" not in found
    scores = [hit["score"] for hit in body["hits"]]
    assert scores == sorted(scores, reverse=True)
    assert all(hit["passage"]["text"] for hit in body["hits"])


def test_similar_projects_under_a_filter_are_as_many_as_there_are(client: TestClient) -> None:
    parameters: dict[str, Any] = {"municipality": "Ale", "limit": 50}
    body = client.get("/api/projects/2017-00453/similar", params=parameters).json()
    expected = ids(listed(client, municipality="Ale"))
    assert {hit["project"]["id"] for hit in body["hits"]} == expected
    assert body["total"] == len(expected)
