"""Organisations over HTTP: list, one, partners."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.problems import assert_problem


def test_an_organisation_has_its_projects_by_role(client: TestClient) -> None:
    body = client.get("/api/organisations/samordningsforbundet-ostra-sodertorn").json()
    assert body["type"] == "coordination_association"
    owned = {project["id"] for project in body["projects"]["owner"]}
    assert {"2016-00403", "mia-vidare"} <= owned
    assert "halsoframjande-arbetsliv" in {p["id"] for p in body["projects"]["partner"]}
    members = {member["organisation"]["id"]: member for member in body["members"]}
    assert set(members) == {
        "haninge-kommun",
        "nynashamns-kommun",
        "tyreso-kommun",
        "forsakringskassan",
        "arbetsformedlingen",
        "region-stockholm",
    }
    assert members["haninge-kommun"]["confidence"] == "high"
    assert [c["organisation"]["id"] for c in body["renamed_from"]] == [
        "samordningsforbundet-haninge"
    ]


def test_a_renamed_body_names_its_successor_and_the_year(client: TestClient) -> None:
    body = client.get("/api/organisations/stockholms-lans-landsting").json()
    assert body["renamed_to"] == [
        {
            "organisation": {
                "id": "region-stockholm",
                "iri": "http://127.0.0.1:8000/id/organisation/region-stockholm",
                "name": "Region Stockholm",
                "type": "region",
            },
            "year": 2019,
        }
    ]


def test_a_municipality_has_its_place_and_a_unit_its_parent(client: TestClient) -> None:
    body = client.get("/api/organisations/skelleftea-kommun").json()
    assert body["municipality"]["code"] == "2482"
    assert body["county"]["name"] == "Västerbottens län"
    units = {unit["id"] for unit in body["units"]}
    assert "skelleftea-kommun-socialkontoret-solkraft" in units
    unit = client.get("/api/organisations/skelleftea-kommun-socialkontoret-solkraft").json()
    assert unit["parent"]["id"] == "skelleftea-kommun"
    assert [project["id"] for project in unit["projects"]["owner"]] == ["2017-00453"]


def test_no_inferred_organisation_number_is_shown(client: TestClient) -> None:
    assert client.get("/api/organisations/falu-kommun").json()["organisation_number"] is None
    umea = client.get("/api/organisations/umea-kommun").json()
    assert umea["organisation_number"] == "212000-2627"


def partners(client: TestClient, key: str, **parameters: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor = None
    while True:
        extra: dict[str, Any] = {"cursor": cursor} if cursor else {}
        response = client.get(
            f"/api/organisations/{key}/partners", params={"limit": 100, **parameters, **extra}
        )
        assert response.status_code == 200, response.text
        found += response.json()["items"]
        cursor = response.json()["next"]
        if cursor is None:
            return found


def test_direct_partners_share_the_projects_named(client: TestClient) -> None:
    found = {
        item["partner"]["id"]: item
        for item in partners(client, "olofstroms-kommun", connection="direct")
    }
    assert all(item["through"] is None for item in found.values())
    assert "radet-for-europeiska-socialfonden-i-sverige" not in found
    for key, item in found.items():
        assert item["count"] == len(item["projects"]) > 0
        for project in item["projects"]:
            parts = client.get(f"/api/projects/{project['id']}").json()["participations"]
            assert {"olofstroms-kommun", key} <= {part["organisation"]["id"] for part in parts}


def test_partners_through_an_association_are_counted_apart(client: TestClient) -> None:
    found = partners(client, "norsjo-kommun")
    direct = {i["partner"]["id"]: i for i in found if i["connection"] == "direct"}
    through = [item for item in found if item["connection"] == "association"]
    assert "samordningsforbundet-skelleftea-norsjo" in direct
    assert {item["through"]["id"] for item in through} >= {"samordningsforbundet-skelleftea-norsjo"}
    # Region Västerbotten is in the förbund that supports the project, and in no project itself.
    region = [item for item in through if item["partner"]["id"] == "region-vasterbotten"]
    assert [(item["through"]["id"], item["count"]) for item in region] == [
        ("samordningsforbundet-skelleftea-norsjo", 2)
    ]
    assert {project["id"] for project in region[0]["projects"]} == {
        "2017-00453",
        "urkraft-unga-med-aktivitetsersattning",
    }
    only = partners(client, "norsjo-kommun", connection="association")
    assert [item["partner"]["id"] for item in only] == [i["partner"]["id"] for i in through]


def test_the_list_is_filtered_by_type_and_name(client: TestClient) -> None:
    body = client.get(
        "/api/organisations", params={"type": "coordination_association", "limit": 200}
    ).json()
    assert body["total"] == 109
    assert {item["type"] for item in body["items"]} == {"coordination_association"}
    named = client.get("/api/organisations", params={"q": "södertörn"}).json()
    assert "samordningsforbundet-ostra-sodertorn" in {item["id"] for item in named["items"]}
    active = client.get(
        "/api/organisations", params={"active": True, "type": "region", "limit": 200}
    ).json()
    assert all(item["project_count"] > 0 for item in active["items"])


def test_region_gotland_is_of_two_types(client: TestClient) -> None:
    body = client.get("/api/organisations/region-gotland").json()
    assert set(body["types"]) == {"region", "municipality"}
    for kind in ("region", "municipality"):
        listed = client.get("/api/organisations", params={"type": kind, "q": "Region Gotland"})
        assert [item["id"] for item in listed.json()["items"]] == ["region-gotland"]


@pytest.mark.parametrize("path", ["/api/organisations/x", "/api/organisations/x/partners"])
def test_an_unknown_organisation_is_a_problem(client: TestClient, path: str) -> None:
    assert_problem(client.get(path), 404, "not-found")


@pytest.mark.parametrize(
    "path", ["/api/organisations?type=klubb", "/api/organisations/lunds-kommun/partners?x=1"]
)
def test_a_wrong_parameter_is_a_problem(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 422
    assert client.get(path).headers["content-type"] == "application/problem+json"
