"""The page of the network: what it shows, in both languages, and what it says when it cannot."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient

from graph.network.formats import FORMATS
from tests.api.test_pages import Page, read

EGO = "/network?ego=skelleftea-kommun&lang=sv"


def page(client: TestClient, address: str) -> Page:
    response = read(client, address)
    assert response.status_code == 200
    return Page(response.text)


def test_the_figures_are_those_of_the_api(client: TestClient) -> None:
    shown = page(client, "/network?county=25&lang=en").text()
    told = client.get("/api/network?county=25").json()["graph"]
    assert f"Of {told['projects']} projects {told['projects_stating']} state somebody" in shown
    for name in ("nodes", "components", "isolates"):
        assert str(told[name]) in shown
    assert f"{told['density']:.3f}" in shown


def test_the_sentences_behind_each_tie_are_shown(client: TestClient) -> None:
    response = read(client, EGO)
    body = client.get("/api/network/ego/skelleftea-kommun?evidence=true").json()
    ego = body["graph"]["ego"]
    mine = [edge for edge in body["edges"] if ego in (edge["source"], edge["target"])]
    assert len(mine) == 4
    assert "4 av 4" in response.text
    for edge in mine:
        for sentence in edge["evidence"]:
            quote = sentence.partition("“")[2].partition("”")[0]
            assert quote.split("\n")[0][:30] in response.text
    assert "/res/projekt/2017-00453?lang=sv" in Page(response.text).links()


def test_every_format_can_be_downloaded_with_what_the_page_shows(client: TestClient) -> None:
    links = [link for link in page(client, EGO).links() if link.startswith("/api/network?")]
    asked = [parse_qs(urlsplit(link).query) for link in links]
    assert {one["format"][0] for one in asked} == {*FORMATS, "svg", "png"}
    assert all(one["ego"] == ["skelleftea-kommun"] for one in asked)
    [json_] = [link for link in dict.fromkeys(links) if link.endswith("format=json")]
    nodes = client.get(json_).json()["nodes"]
    assert all({"degree", "strength", "community"} <= node.keys() for node in nodes)


def test_the_picture_is_of_the_same_network_and_has_words_for_it(client: TestClient) -> None:
    [picture] = page(client, EGO).of("img")
    assert picture["src"].startswith("/api/network?ego=skelleftea-kommun")
    assert "5 noder och 8 kanter" in picture["alt"]


def test_an_organisation_leads_to_its_network(client: TestClient) -> None:
    links = page(client, "/res/organisation/skelleftea-kommun").links()
    assert "/network?ego=skelleftea-kommun" in links


def test_the_form_keeps_what_was_asked(client: TestClient) -> None:
    asked = "projection=owner-partner&theme=halsa&budget_min=1000000&minimum_weight=1&depth=2"
    shown = page(client, f"/network?{asked}&county=&lang=en")
    fields = {field["name"]: field.get("value") for field in shown.of("input")}
    assert fields["budget_min"] == "1000000"  # it has no field, and is kept all the same
    assert fields["minimum_weight"] == "1"
    assert fields["lang"] == "en"
    chosen = {option["value"] for option in shown.of("option") if "selected" in option}
    assert {"owner-partner", "halsa"} <= chosen
    told = " ".join(text for tag, text in shown.texts if tag == "code")
    assert '"budget_min": "1000000"' in told
    assert "depth" not in told  # there is nobody to count from


@pytest.mark.parametrize(
    "asked",
    [
        "projection=affiliation",
        "projection=municipality&associations=members",
        "projection=association-municipality&ego=samordningsforbundet-ostra-sodertorn",
        "projection=theme-organisation&ego=forsakringskassan",
        "projection=owner-partner&ego=forsakringskassan&lang=en",
        "ego=forsakringskassan&associations=members&measures=constraint",
        "county=25&measures=all&colour_by=community",
        "q=Projekt+Omst%C3%A4llning&programme=esf-2014-2020",
        "theme=halsa&theme=unga",
    ],
)
def test_every_network_can_be_read(client: TestClient, asked: str) -> None:
    assert page(client, f"/network?{asked}").of("h1")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("ego=Skellefte%C3%A5", "skelleftea-kommun"),
        ("ego=finns-inte", "no organisation"),
        ("weight=newman&projection=affiliation", "newman"),
        ("measures=constraint&projection=affiliation", "one-mode"),
        ("minimum_weight=nan", "finite"),
        ("theme=finns-inte", "Use one of"),
        ("projection=<b>", "projection"),
    ],
)
def test_what_is_wrong_is_said_on_the_page(client: TestClient, asked: str, said: str) -> None:
    response = read(client, f"/network?{asked}")
    assert response.status_code == 422
    assert said in response.text
    assert "<b>" not in response.text
    assert Page(response.text).of("form")


def test_an_unclear_name_is_answered_with_links(client: TestClient) -> None:
    shown = Page(read(client, "/network?ego=Skellefte%C3%A5&theme=halsa").text)
    assert "/network?ego=skelleftea-kommun&theme=halsa" in shown.links()


def test_the_picture_of_many_is_one_that_can_be_read_on_a_page(client: TestClient) -> None:
    """In full size the matrix is the better one, which the address alone gives."""
    whole = page(client, "/network?lang=en")
    [picture] = whole.of("img")
    assert "picture=node-link" in picture["src"]
    kinds = {
        parse_qs(urlsplit(link).query)["picture"][0]
        for link in whole.links()
        if "picture=" in link and "format=svg" in link
    }
    assert kinds >= {"node-link", "matrix", "timeline"}


def test_the_heading_says_in_words_what_was_asked(client: TestClient) -> None:
    swedish = read(client, "/network?county=25&theme=psykisk-ohalsa&lang=sv").text
    assert "(tema: psykisk ohälsa; län: Norrbottens län)" in swedish
    english = client.get(
        "/api/network/compare?before=programme%3DESF%202007-2013&after=county%3D25"
    ).json()["graph"]
    assert english["title_en"].endswith(
        " (before: programme: ESF 2007-2013; after: county: Norrbottens län): change"
    )


def test_a_filter_given_by_name_is_chosen_in_the_form(client: TestClient) -> None:
    named = page(client, "/network?programme=esf+2014-2020&county=Norrbottens+l%C3%A4n&lang=sv")
    chosen = {option["value"] for option in named.of("option") if "selected" in option}
    assert {"esf-2014-2020", "25"} <= chosen
    iri = "http://127.0.0.1:8000/id/lan/25"
    kept = page(client, f"/network?county={iri}&lang=sv").of("input")
    assert {"type": "hidden", "name": "county", "value": iri} in kept
