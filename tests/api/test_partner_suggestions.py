"""Suggestion of partners over HTTP, on the page, and on the command line."""

from __future__ import annotations

import json
import unicodedata
from io import StringIO
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from rich.console import Console

from api.build import BuildReport
from api.partners.command import show_partners
from api.partners.models import PartnerSuggestions
from api.settings import Settings
from tests.api.command import samverkan
from tests.api.problems import assert_problem

ADDRESS = "/api/partners/suggest"
DRAFT = "Utbildning av chefer för att minska sjukskrivningar i hemtjänsten"


def suggested(client: TestClient, **request: Any) -> dict[str, Any]:
    response = client.post(ADDRESS, json=request)
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body


def test_a_draft_gets_bodies_with_projects_that_show_it(client: TestClient) -> None:
    body = suggested(client, text=DRAFT, region="Västsverige", on_board=["Ale kommun"], limit=5)
    assert len(body["direct"]) == 5
    assert [place["name"] for place in body["asked"]["counties"]] == ["Västra Götalands län"]
    assert [one["id"] for one in body["asked"]["on_board"]] == ["ale-kommun"]
    for one in (*body["direct"], *body["through"]):
        assert one["score"] == pytest.approx(sum(one["parts"].values()))
        assert one["projects"] or (one["project_count"] == 0 and one["parts"])
        for shown in one["projects"]:
            assert shown["roles"]
            project = client.get(f"/api/projects/{shown['project']['id']}").json()
            passage = shown["passage"]
            if passage["end"]:
                assert project["summary"][passage["start"] : passage["end"]] == passage["text"]
            if shown["through"] is None:
                bodies = {
                    part["organisation"]["id"]: part["role"] for part in project["participations"]
                }
                names = {one["organisation"]["id"], *(body["id"] for body in one["known_as"])}
                assert names & set(bodies)


def test_a_project_has_its_own_partners_on_board(client: TestClient) -> None:
    body = suggested(client, project="2017-00453", limit=50)
    project = client.get("/api/projects/2017-00453").json()
    own = {part["organisation"]["id"] for part in project["participations"]}
    assert {one["id"] for one in body["asked"]["on_board"]} <= own
    for one in (*body["direct"], *body["through"]):
        assert one["organisation"]["id"] not in own
        assert "2017-00453" not in {shown["project"]["id"] for shown in one["projects"]}
    assert suggested(client, project="2017/00453", limit=50) == body


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Försäkringskassan", "forsakringskassan"),
        ("FÖRSÄKRINGSKASSAN", "forsakringskassan"),
        ("skelleftea-kommun", "skelleftea-kommun"),
        ("Samordningsförbundet Skellefteå-Norsjö", "samordningsforbundet-skelleftea-norsjo"),
        ("Landstinget i Värmland", "region-varmland"),
    ],
)
def test_who_is_on_board_may_be_named(client: TestClient, name: str, key: str, form: str) -> None:
    written = unicodedata.normalize(form, name)  # type: ignore[arg-type]
    body = suggested(client, text=DRAFT, on_board=[written])
    assert [one["id"] for one in body["asked"]["on_board"]] == [key]


def test_an_iri_names_a_body_too(client: TestClient) -> None:
    iri = client.get("/api/organisations/ale-kommun").json()["iri"]
    body = suggested(client, text=DRAFT, on_board=[iri])
    assert [one["id"] for one in body["asked"]["on_board"]] == ["ale-kommun"]


def test_an_ambiguous_name_is_answered_with_the_candidates(client: TestClient) -> None:
    response = client.post(ADDRESS, json={"text": DRAFT, "on_board": ["Skellefteå"]})
    found = assert_problem(response, 422, "ambiguous-organisation")
    assert "Skellefteå kommun (skelleftea-kommun)" in found["detail"]
    assert "skelleftea-kommun" in {one["id"] for one in found["candidates"]}


@pytest.mark.parametrize(
    ("request_", "kind"),
    [
        ({}, "invalid-request"),
        ({"text": DRAFT, "project": "2017-00453"}, "invalid-request"),
        ({"text": ""}, "invalid-request"),
        ({"text": "å" * 100_000}, "invalid-request"),
        ({"text": "   "}, "invalid-search"),
        ({"text": DRAFT, "limit": 0}, "invalid-request"),
        ({"text": DRAFT, "limit": 51}, "invalid-request"),
        ({"text": DRAFT, "spread": -1}, "invalid-request"),
        ({"text": DRAFT, "spread": 3}, "invalid-request"),
        ({"text": DRAFT, "newcomers": "kanske"}, "invalid-request"),
        ({"text": DRAFT, "organisations": ["Ale kommun"]}, "invalid-request"),
        ({"project": "finns-inte"}, "unknown-project"),
        ({"text": DRAFT, "on_board": ["Finns inte AB"]}, "unknown-organisation"),
        ({"text": DRAFT, "region": "Atlantis"}, "unknown-value"),
        ({"text": DRAFT, "municipality": "Kiruna", "county": "Skåne"}, "places-apart"),
        ({"text": DRAFT, "municipality": "Kiruna", "region": "Sydsverige"}, "places-apart"),
        ({"text": DRAFT, "county": "Skåne", "region": "Stockholm"}, "places-apart"),
        ({"text": DRAFT, "role": "chef"}, "unknown-value"),
        ({"text": DRAFT, "role": "funder"}, "unknown-value"),
        ({"text": DRAFT, "organisation_type": "klubb"}, "unknown-value"),
        ({"text": DRAFT, "on_board": ["x" * 301]}, "invalid-request"),
        ({"text": DRAFT, "on_board": ["Ale kommun"] * 21}, "invalid-request"),
    ],
)
def test_a_wrong_request_is_a_problem(
    client: TestClient, request_: dict[str, Any], kind: str
) -> None:
    assert_problem(client.post(ADDRESS, json=request_), 422, kind)


def test_types_and_roles_without_anybody_give_none(client: TestClient) -> None:
    body = suggested(client, text=DRAFT, organisation_type="company", role="cofinancier")
    assert body["direct"] == []
    assert body["total"] == 0


@hypothesis_settings(max_examples=15, deadline=None)
@given(text=st.text(min_size=1, max_size=200), name=st.text(min_size=1, max_size=60))
def test_any_text_is_answered_or_refused(client: TestClient, text: str, name: str) -> None:
    for request in ({"text": text}, {"text": DRAFT, "on_board": [name]}):
        content = json.dumps(request).encode("utf-8")
        response = client.post(
            ADDRESS, content=content, headers={"Content-Type": "application/json"}
        )
        assert response.status_code in (200, 400, 422), response.text


def test_the_page_suggests_and_tells_what_is_wrong(client: TestClient) -> None:
    form = {"q": DRAFT, "region": "vastsverige", "on_board": "Ale kommun\r\nPartille kommun\r\n"}
    page = client.post("/partners?lang=sv", data=form)
    assert page.status_code == 200
    assert "Förslag" in page.text
    assert "Har medverkat genom ett samordningsförbund" in page.text
    assert "gemensamma projekt:" in page.text
    assert DRAFT in page.text
    assert client.post("/partners?lang=en", data=form).text.count("What the score is made of") == 20
    wrong = client.post("/partners", data={"q": DRAFT, "on_board": "Skellefteå"})
    assert wrong.status_code == 422
    assert "skelleftea-kommun" in wrong.text
    assert client.post("/partners", data={"q": "å" * 20_001}).status_code == 422
    assert client.post("/partners", data={}).status_code == 200


def test_what_the_draft_names_is_told_and_counts(client: TestClient) -> None:
    draft = "Kommunerna i Dalarna och ett samordningsförbund förebygger sjukfrånvaro i Leksand"
    body = suggested(client, text=draft, limit=20)
    named = body["asked"]["named"]
    assert [place["name"] for place in named["municipalities"]] == ["Leksand"]
    assert [place["name"] for place in named["counties"]] == ["Dalarnas län"]
    assert named["organisation_types"] == ["coordination_association", "municipality"]
    assert [place["name"] for place in body["asked"]["regions"]] == ["Norra Mellansverige"]
    assert sum("kind_nearby" in one["parts"] for one in body["direct"]) > 5
    assert any(one["project_count"] == 0 for one in body["direct"])
    unread = suggested(client, text=draft, read=False)
    assert unread["asked"]["counties"] == []
    old = suggested(client, text=draft, newcomers=False, spread=0, limit=50)
    assert all(one["projects"] for one in old["direct"])
    scores = [one["score"] for one in old["direct"]]
    assert scores == sorted(scores, reverse=True)
    elsewhere = suggested(client, text=draft, county="Skåne")
    assert elsewhere["asked"]["named"]["municipalities"] == []
    form = {"q": draft, "spread": "2", "organisation_type": "municipality"}
    page = client.post("/partners?lang=sv", data=form)
    assert "Utläst ur texten" in page.text
    assert "Har inget eget projekt här ännu" in page.text
    assert '<option value="2" selected>' in page.text
    assert client.post("/partners", data={"q": draft, "spread": "många"}).status_code == 422


def test_the_start_page_leads_to_it(client: TestClient) -> None:
    assert 'href="/partners' in client.get("/", headers={"accept": "text/html"}).text


def test_the_command_line_says_the_same(
    client: TestClient, settings: Settings, built: BuildReport
) -> None:
    options = ("partners", DRAFT, "--county", "Värmland", "--on-board", "Karlstads kommun")
    body = suggested(client, text=DRAFT, county="Värmland", on_board=["Karlstads kommun"])
    assert json.loads(samverkan(settings, *options, "--json")) == body
    said = StringIO()
    show_partners(Console(file=said, width=200), PartnerSuggestions.model_validate(body))
    assert "Suggested" in said.getvalue()
    assert body["direct"][0]["organisation"]["name"] in said.getvalue()
    assert "give either text or project" in " ".join(
        samverkan(settings, "partners", code=2).split()
    )
