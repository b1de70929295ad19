"""Questions to the network answered by hand from the tables that the release was built from.

The tables are read here as they are, with the `csv` module: nothing of the program reads them.
"""

from __future__ import annotations

import csv
import json
from itertools import combinations
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.conftest import REPOSITORY

PROJECTS = REPOSITORY / "data" / "projects"
COLLABORATION = {"owner", "participant", "partner", "cofinancier", "initiator"}
GROUPS = {
    "utvalda fackförbund",
    "företagshälsovården",
    "samordningsförbunden i Värmland",
    "arbetsgivarorganisationer",
}
"""What the table calls several bodies by; by hand."""
CALLED = {
    "Göteborgs stad": "Göteborgs Stad",
    "Karlstad kommun": "Karlstads kommun",
    "Länsstyrelsen Stockholm": "Länsstyrelsen i Stockholms län",
}
"""What the release calls a body that the table has under another spelling; by hand."""


def table(name: str) -> list[dict[str, str]]:
    with (PROJECTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def named(project: str) -> set[str]:
    """Bodies that the table of the ten projects names in a project."""
    rows = [row for row in table("curated-participations.csv") if row["project_id"] == project]
    names = {row["organisation"] for row in rows if row["role"] in COLLABORATION} - GROUPS
    return {CALLED.get(name, name) for name in names}


def asked(client: TestClient, **parameters: str) -> dict[str, Any]:
    response = client.get("/api/network", params=parameters)
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body


def pairs(body: dict[str, Any]) -> dict[frozenset[str], float]:
    """Weights by the names of both ends."""
    labels = {node["id"]: node["label"] for node in body["nodes"]}
    return {
        frozenset({labels[edge["source"]], labels[edge["target"]]}): edge["weight"]
        for edge in body["edges"]
    }


def test_who_is_tied_to_skelleftea_kommun_in_one_project(client: TestClient) -> None:
    body = asked(client, q="2017-00453", ego="skelleftea-kommun", evidence="true")
    others = {"Norsjö kommun", "Arjeplogs kommun", "Samordningsförbundet Skellefteå-Norsjö"}
    assert pairs(body) == {
        frozenset(pair): 1 for pair in combinations({*others, "Skellefteå kommun"}, 2)
    }
    assert body["graph"]["projects"] == 1
    for edge in body["edges"]:
        assert edge["projects"] == ["http://127.0.0.1:8000/id/projekt/2017-00453"]
        assert (edge["first"], edge["last"]) == ("2018-03-01", "2020-02-29")
        assert edge["evidence"]
    roles = {edge["key"]: (edge["source_roles"], edge["target_roles"]) for edge in body["edges"]}
    assert roles["arjeplogs-kommun~skelleftea-kommun~direct"] == (
        ["participant"],
        ["owner", "participant"],
    )


@pytest.mark.parametrize(("weight", "share"), [("newman", 1 / 3), ("budget", 3133746 / 6)])
def test_its_weights(client: TestClient, weight: str, share: float) -> None:
    """Four bodies, so six ties: a third of a project each by Newman, a sixth of the budget."""
    found = pairs(asked(client, q="2017-00453", weight=weight))
    assert len(found) == 6
    assert list(found.values()) == pytest.approx([share] * 6)


def test_whom_the_owner_has_for_partners(client: TestClient) -> None:
    body = asked(client, q="2017-00453", projection="owner-partner")
    assert len(body["edges"]) == 3
    assert {edge["source"].rpartition("/")[2] for edge in body["edges"]} == {"skelleftea-kommun"}


@pytest.mark.parametrize(
    "project",
    [
        "2017-00453",
        "2017-00129",
        "halsogreppet",
        "2019-00035",
        "digitalt-medarbetarskap",
        "spangen",
        "syven",
        "vidga-normen-i-praktiken",
    ],
)
def test_everybody_in_a_project_is_tied_to_everybody_else(client: TestClient, project: str) -> None:
    body = asked(client, q=project, renamed="apart")
    names = named(project)
    assert {node["label"] for node in body["nodes"]} == names
    assert pairs(body) == {frozenset(pair): 1 for pair in combinations(names, 2)}
    told = body["graph"]
    assert (told["projects"], told["projects_stating"]) == (1, int(len(names) > 1))


def test_a_project_without_named_bodies_is_silent(client: TestClient) -> None:
    assert named("projekt-omstallning") == set()
    body = asked(client, q="Projekt Omställning", programme="ESF 2014-2020")
    assert body["edges"] == []
    assert body["graph"]["projects_silent"] == body["graph"]["projects"] >= 1


def test_how_often_two_agencies_work_together(client: TestClient) -> None:
    agencies = ("Arbetsförmedlingen", "Försäkringskassan")

    def has(names: set[str], agency: str) -> bool:
        return any(name == agency or name.startswith(f"{agency},") for name in names)  # a unit

    facts = {row["id"]: {row["owner"], *row["partners"].split("|")} for row in table("facts.csv")}
    ten = {row["id"]: named(row["id"]) for row in table("curated-projects.csv")}
    del facts["experio-worklab-2019-00035"]  # the same project as 2019-00035 of the ten
    both = [
        project
        for project, names in (*facts.items(), *ten.items())
        if all(has(names, agency) for agency in agencies)
    ]
    [edge] = [
        edge
        for edge in asked(client)["edges"]
        if edge["key"] == "arbetsformedlingen~forsakringskassan~direct"
    ]
    assert edge["weight"] == edge["project_count"] == len(both) == 25


def test_how_many_projects_say_nothing_of_partners(client: TestClient) -> None:
    """Of the facts alone: a row without partners is a silent project."""
    told = asked(client)["graph"]
    curated = {row["id"] for row in table("curated-projects.csv")}
    facts = table("facts.csv")
    numbers = {row["project_number"].replace("/", "-") for row in facts if row["project_number"]}
    ids = {row["id"] for row in facts}
    new = curated - ids - numbers
    assert told["projects"] == len(facts) + len(new)
    stating = sum(bool(row["partners"].strip()) for row in facts)
    assert stating <= told["projects_stating"] <= stating + len(curated)


def test_a_chain_found_by_hand(client: TestClient) -> None:
    """Ale and Norsjö share no project; each shares one with somebody who shares one, and so on."""
    facts = {
        row["id"]: {row["owner"], *filter(None, row["partners"].split("|"))}
        for row in table("facts.csv")
    }
    shared = [names for names in facts.values() if {"Försäkringskassan", "Ale kommun"} <= names]
    assert "Försäkringskassan" in named("halsogreppet")
    assert "Ale kommun" in named("halsogreppet")
    response = client.get(
        "/api/network/path", params={"from": "Försäkringskassan", "to": "Ale kommun"}
    )
    direct = response.json()["direct"]
    assert (direct["length"], direct["total"]) == (1, 1)
    [[step]] = direct["chains"]
    assert "halsogreppet" in {project["id"] for project in step["projects"]}
    assert len(step["projects"]) == 1 + len(shared)
    assert json.loads(response.json()["origin"]["query"])["from"] == "forsakringskassan"


def test_who_stands_between_others(client: TestClient) -> None:
    """The two agencies are in most projects of most regions; nobody else stands between as many."""
    nodes = asked(client, measures="betweenness")["nodes"]
    first = sorted(nodes, key=lambda node: -node["betweenness"])[:2]
    assert [node["label"] for node in first] == ["Arbetsförmedlingen", "Försäkringskassan"]
    assert first[0]["betweenness"] > 2 * first[1]["betweenness"] > 0.2


def test_how_much_money_makes_ties(client: TestClient) -> None:
    """The budgets of the projects that two bodies or more take part in, of those that state one."""
    shares = pairs(asked(client, weight="budget"))
    assert sum(shares.values()) == pytest.approx(1_466_207_083)


def test_who_owned_the_projects_of_forsakringskassan(client: TestClient) -> None:
    """Rows of facts.csv from 2021 on that name it: one. Before, three of Östra Södertörn."""
    owners = {}
    for programme in ("ESF 2014-2020", "ESF+ 2021-2027"):
        body = asked(
            client, programme=programme, projection="owner-partner", ego="forsakringskassan"
        )
        me = "http://127.0.0.1:8000/id/organisation/forsakringskassan"
        labels = {node["id"]: node["label"] for node in body["nodes"]}
        owners[programme] = {
            labels[edge["source"]]: edge["weight"] for edge in body["edges"] if edge["target"] == me
        }
    assert owners["ESF+ 2021-2027"] == {"Kommunförbundet Kalmar län": 1}
    assert len(owners["ESF 2014-2020"]) == 8
    assert owners["ESF 2014-2020"]["Samordningsförbundet Östra Södertörn"] == 3


def test_how_far_it_is_from_kiruna_to_malmo(client: TestClient) -> None:
    response = client.get(
        "/api/network/path", params={"from": "Kiruna kommun", "to": "Malmö stad", "limit": 20}
    )
    direct = response.json()["direct"]
    assert direct["length"] == 5
    chains = {tuple(step["target"]["name"] for step in chain) for chain in direct["chains"]}
    inland = ("Lapplands kommunalförbund", "Kommunalförbundet Partnerskap Inland – Akademi Norr")
    assert (*inland, "Arvidsjaurs kommun", "Arbetsförmedlingen", "Malmö stad") in chains


def test_ties_through_a_samordningsforbund_by_their_dates(client: TestClient) -> None:
    """Mellerud joined Väst in 2022; the project with Väst, En skola för alla, ended in 2020."""
    body = asked(client, associations="members")
    labels = {node["id"]: node["label"] for node in body["nodes"]}
    through = {
        labels[end]
        for edge in body["edges"]
        if "http://127.0.0.1:8000/id/organisation/samordningsforbundet-vast"
        in edge.get("through", ())
        for end in (edge["source"], edge["target"])
    }
    assert {"Uddevalla kommun", "Lysekils kommun", "Orusts kommun"} <= through
    assert "Melleruds kommun" not in through
