"""`samverkan network`: export, ego networks and their errors."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.build import BuildReport
from api.cli import app
from api.composition import Service, open_service
from api.settings import Settings
from tests.api.command import samverkan

BEFORE, AFTER = "programme=ESF 2007-2013", "programme=ESF 2014-2020"


@pytest.fixture(scope="module")
def service(settings: Settings, built: BuildReport) -> Service:
    return open_service(settings)


@pytest.fixture
def said(service: Service, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """Runs commands in this process, over a service that is open."""
    monkeypatch.setattr("api.network.command.service", lambda: service)
    return CliRunner(env={"COLUMNS": "200", "TERM": "dumb"})


def output(said: CliRunner, *arguments: str, code: int = 0) -> str:
    done = said.invoke(app, ["network", *arguments])
    assert done.exit_code == code, (done.output, done.exception)
    return done.stdout if code == 0 else done.output


def test_a_file_is_the_same_as_the_answer_of_the_api(
    client: TestClient, settings: Settings, built: BuildReport, tmp_path: Path
) -> None:
    """As a process of its own: the same bytes, on another day and in another process."""
    file = tmp_path / "nord.graphml"
    told = json.loads(
        samverkan(settings, "network", "export", str(file), "--filter", "county=25", "--measures",
                  "degree,community", "--seed", "3", "--json")
    )  # fmt: skip
    address = "/api/network?county=25&measures=degree,community&seed=3&format=graphml"
    assert file.read_bytes() == client.get(address).content
    assert told["nodes"] == nx.read_graphml(file).number_of_nodes() == 45
    assert told["release"] in told["citation"]["sv"]
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("extension", ["json", "gexf", "zip", "net", "cyjs", "cx2", "ttl", "svg"])
def test_the_extension_says_the_format(
    said: CliRunner, client: TestClient, tmp_path: Path, extension: str
) -> None:
    file = tmp_path / f"a.{extension}"
    text = output(said, "export", str(file), "--ego", "Skellefteå kommun", "--evidence")
    name = {"zip": "csv", "cyjs": "cytoscape", "ttl": "turtle"}.get(extension, extension)
    address = "/api/network?ego=Skellefteå kommun&evidence=true&format="
    assert file.read_bytes() == client.get(address + name).content
    assert "5 nodes, 8 edges" in text
    assert "172 are silent" in text


def test_an_ego_and_its_ties(said: CliRunner) -> None:
    text = output(said, "ego", "Skellefteå kommun")
    assert "Urkraft" in text
    found = json.loads(output(said, "ego", "skelleftea-kommun", "--json"))
    assert len(found["nodes"]) == 5


def test_chains(said: CliRunner, client: TestClient) -> None:
    text = output(said, "path", "forsakringskassan", "Ale kommun")
    assert "Hälsogreppet (halsogreppet)" in text
    assert "Direct: 1 step, 1 such chain." in text
    body = json.loads(output(said, "path", "forsakringskassan", "Ale kommun", "--json"))
    address = "/api/network/path?from=forsakringskassan&to=Ale kommun&limit=5"
    assert body == client.get(address).json()


def test_what_changed(said: CliRunner, client: TestClient, tmp_path: Path) -> None:
    file = tmp_path / "change.gexf"
    text = output(said, "compare", "--before", BEFORE, "--after", AFTER, "-o", str(file))
    assert "Jaccard" in text
    sides = {"before": BEFORE, "after": AFTER, "format": "gexf"}
    assert file.read_bytes() == client.get("/api/network/compare", params=sides).content


def test_coverage_and_measures(said: CliRunner, client: TestClient) -> None:
    assert "no evidence that nobody" in output(said, "coverage", "--filter", "theme=halsa")
    body = json.loads(output(said, "coverage", "--filter", "theme=halsa", "--json"))
    assert body == client.get("/api/network/coverage?theme=halsa").json()
    assert "betweenness" in output(said, "measures")
    listed = json.loads(output(said, "measures", "--json"))
    assert listed == client.get("/api/network/measures").json()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("export", "a.xlsx"), "says no format"),
        (("export", "a.json", "--format", "xlsx"), "says no format"),
        (("export", "a.json", "--filter", "themes=x"), "is no filter"),
        (("export", "a.json", "--projection", "hypergraph"), "projection"),
        (("export", "a.json", "--minimum-weight", "nan"), "finite"),
        (("ego",), "Missing argument"),
    ],
)
def test_wrong_use_is_exit_code_2(
    said: CliRunner, arguments: tuple[str, ...], message: str
) -> None:
    assert message in " ".join(output(said, *arguments, code=2).split())


def test_what_cannot_be_asked_or_written_is_one_line(
    settings: Settings, built: BuildReport
) -> None:
    said = samverkan(settings, "network", "ego", "Skellefteå", code=1)
    assert "Error: ego='Skellefteå' means several organisations" in said
    assert "skelleftea-kommun" in said


def test_a_file_that_cannot_be_written_is_said(said: CliRunner, tmp_path: Path) -> None:
    file = tmp_path / "missing" / "a.json"
    done = said.invoke(app, ["network", "export", str(file), "--ego", "ale-kommun"])
    assert "cannot be written" in str(done.exception)
