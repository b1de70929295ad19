"""Identifiers over two real releases: what changed, and where the old ones lead."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from rdflib import DCTERMS, Graph, URIRef
from typer.testing import CliRunner

from api.app import create_app
from api.build import build
from api.cli import app
from api.settings import Settings

BASE = "http://127.0.0.1:8000"
KEPT = 14
NUMBER = "2099-00001"


@pytest.fixture(scope="module")
def twice_built(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Two releases of a few real projects: one got a number, one a new name, two are gone."""
    folder = tmp_path_factory.mktemp("lifecycle")
    real = Settings()
    shutil.copytree(real.data / "reference", folder / "data" / "reference")
    shutil.copytree(real.data / "projects", folder / "data" / "projects")
    facts = folder / "data" / "projects" / "facts.csv"
    with facts.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    without = [row for row in rows if not row["project_number"]][:1]
    with_number = [row for row in rows if row["project_number"] and not row["partners"]][:KEPT]
    chosen = [*without, *with_number]
    _write(facts, chosen)
    settings = Settings(data=folder / "data", var=folder / "var", model="hashing")
    build(settings)
    chosen[0]["project_number"] = NUMBER
    chosen[1]["name"] += " – fortsättning"
    split, gone = chosen[2], chosen[3]
    _write(facts, [row for row in chosen if row not in (split, gone)])
    key = split["project_number"].replace("/", "-")
    others = "|".join(row["project_number"].replace("/", "-") for row in chosen[4:6])
    (folder / "data" / "projects" / "moved.csv").write_text(
        "kind,old,how,new,reason_sv,reason_en,date\n"
        f"project,{key},split,{others},Blev två projekt.,Became two projects.,2026-10-01\n"
        "project,finns-ej,replaced,finns-inte-heller,S,E,2026-10-01\n",
        encoding="utf-8",
    )
    report = build(settings)
    assert any("moved.csv:3" in str(problem) for problem in report.collection.problems)
    (folder / "chosen.csv").write_text("", encoding="utf-8")
    _write(folder / "chosen.csv", chosen)
    return settings


@pytest.fixture(scope="module")
def chosen(twice_built: Settings) -> list[dict[str, str]]:
    with (twice_built.var.parent / "chosen.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def served(twice_built: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(twice_built), follow_redirects=False) as client:
        yield client


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def key_of(row: dict[str, str]) -> str:
    return row["project_number"].replace("/", "-")


def test_the_change_list_says_what_changed(
    served: TestClient, chosen: list[dict[str, str]]
) -> None:
    body = served.get("/api/changes").json()
    assert body["previous"] is not None
    assert [item["id"] for item in body["projects"]["added"]] == [NUMBER]
    removed = {item["id"] for item in body["projects"]["removed"]}
    assert {key_of(chosen[2]), key_of(chosen[3])} < removed
    assert len(removed) == 3
    assert [item["id"] for item in body["projects"]["changed"]] == [key_of(chosen[1])]
    page = served.get("/dataset?lang=en", headers={"accept": "text/html"}).text
    assert body["previous"] in page
    assert chosen[3]["name"].replace("&", "&amp;") in page


def test_a_project_that_got_its_number_is_found_under_the_old_key(
    served: TestClient, chosen: list[dict[str, str]]
) -> None:
    body = served.get("/api/changes").json()
    [old] = [gone for gone in body["gone"] if gone["iri"].endswith(f"/{chosen[0]['id']}")]
    assert old["how"] == "replaced"
    path = old["iri"].removeprefix(BASE)
    response = served.get(path)
    assert response.status_code == 308
    assert response.headers["location"] == f"/id/projekt/{NUMBER}"
    turtle = served.get(path, headers={"accept": "text/turtle"}, follow_redirects=True)
    graph = Graph().parse(data=turtle.text, format="turtle")
    assert (URIRef(f"{BASE}/id/projekt/{NUMBER}"), None, None) in graph


def test_a_split_project_names_what_it_became(
    served: TestClient, chosen: list[dict[str, str]]
) -> None:
    response = served.get(f"/id/projekt/{key_of(chosen[2])}", headers={"accept": "text/turtle"})
    assert response.status_code == 300
    graph = Graph().parse(data=response.text, format="turtle")
    assert {str(other) for other in graph.objects(None, DCTERMS.isReplacedBy)} == {
        f"{BASE}/id/projekt/{key_of(row)}" for row in chosen[4:6]
    }


def test_a_project_that_is_gone_has_a_tombstone(
    served: TestClient, chosen: list[dict[str, str]]
) -> None:
    response = served.get(f"/id/projekt/{key_of(chosen[3])}", headers={"accept": "text/html"})
    assert response.status_code == 410
    assert "Det här har tagits bort" in response.text
    # What was a part of it is gone as well.
    changes = served.app.state.releases.current.service.changes  # type: ignore[attr-defined]
    parts = [path for path in changes.gone if path.startswith(f"deltagande/{key_of(chosen[3])}-")]
    assert parts
    evidence = [path for path in changes.gone if path.startswith("belagg/")]
    assert evidence
    for path in (*parts, *evidence[:3], f"{evidence[0]}-citat"):
        assert served.get(f"/id/{path}").status_code == 410


def test_an_unknown_identifier_is_still_unknown(served: TestClient) -> None:
    assert served.get("/id/projekt/har-aldrig-funnits").status_code == 404


def test_the_command_line_shows_the_list(
    twice_built: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMVERKAN_VAR", str(twice_built.var))
    monkeypatch.setenv("SAMVERKAN_MODEL", "hashing")
    monkeypatch.setenv("COLUMNS", "200")
    shown = CliRunner().invoke(app, ["changes"])
    assert shown.exit_code == 0
    assert "Projects: 1 added, 3 removed, 1 changed." in shown.output
    assert "replaced" in shown.output
    assert NUMBER in shown.output
    assert '"previous"' in CliRunner().invoke(app, ["changes", "--json"]).output
