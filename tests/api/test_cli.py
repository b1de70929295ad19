"""The command line: what each command answers, and the whole way of a document."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from api.build import BuildReport
from api.settings import Settings
from tests.api.command import samverkan, samverkan_process
from tests.conftest import REPOSITORY

PAGE = """2018/00999 - Ljusare vardag

Namn:
Ljusare vardag
Region:
Övre Norrland
Projektägare:
Piteå Kommun Socialtjänsten, Enheten för stöd
Projektnummer:
2018/00999
Planerat antal deltagare:
40
Projektperiod:
2018-05-01 - 2019-04-30
Total projektbudget:
1 204 500
Beviljat ESF-stöd:
903 375
Kontaktperson:
Ture Testberg
E-post:
ture.testberg@example.se
Specifikt mål:
1.1

I projektet Ljusare vardag utbildas chefer i kommunens omsorg i att upptäcka och förebygga stress.
"""


def as_json(text: str) -> Any:
    return json.loads(text)


@pytest.fixture
def release(settings: Settings, built: BuildReport) -> Settings:
    """Settings of the release that the session built."""
    return settings


def test_search_finds_projects_and_organisations(release: Settings) -> None:
    found = as_json(samverkan(release, "search", "Försäkringskassan", "--limit", "3", "--json"))
    assert len(found["hits"]) == 3
    assert found["organisations"][0]["id"] == "forsakringskassan"
    assert "Försäkringskassan" in samverkan(release, "search", "Försäkringskassan")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_similar_takes_a_key_a_name_or_a_text(release: Settings, form: Any) -> None:
    by_key = as_json(samverkan(release, "similar", "halsogreppet", "--json"))
    name = unicodedata.normalize(form, "Hälsogreppet")
    assert as_json(samverkan(release, "similar", name, "--json")) == by_key
    text = unicodedata.normalize(form, "hälsa på jobbet")
    by_text = as_json(samverkan(release, "similar", "--text", text, "--json", "--limit", "2"))
    assert len(by_text["hits"]) == 2


@pytest.mark.parametrize(
    "arguments", [("similar",), ("similar", "halsogreppet", "--text", "x"), ("search",), ("x",)]
)
def test_wrong_use_is_exit_code_2(release: Settings, arguments: tuple[str, ...]) -> None:
    samverkan(release, *arguments, code=2)


@pytest.mark.parametrize("command", ["similar", "show"])
def test_what_is_not_there_is_one_line(release: Settings, command: str) -> None:
    output = samverkan_process(release, command, "finns-inte", code=1)
    assert output.startswith("Error:")
    assert "samverkan search" in output


def test_show_gives_a_project_or_an_organisation(release: Settings) -> None:
    project = as_json(samverkan(release, "show", "2017-00453", "--json"))
    assert project["budget"]["total"] == 3133746
    assert "Psykisk hälsa Arbetsliv" in samverkan(release, "show", "2017-00453")
    body = as_json(samverkan(release, "show", "forsakringskassan", "--json"))
    assert body["type"] == "agency"
    assert "Försäkringskassan" in samverkan(release, "show", "forsakringskassan")


def test_sparql_reads_a_file_or_standard_input(release: Settings) -> None:
    file = "graph/queries/municipalities-by-partners.rq"
    rows = samverkan(release, "sparql", file).splitlines()
    assert rows[0] == "municipality,name,partners,projects"
    answer = samverkan(release, "sparql", "-", "--format", "json", text="ASK { ?s ?p ?o }")
    assert as_json(answer)["boolean"] is True
    turtle = samverkan(release, "sparql", "-", text="CONSTRUCT WHERE { ?s a samv:Project }")
    assert "a samv:Project" in turtle


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * {", "Line 1, column"),
        ("CLEAR ALL", "read only"),
        ("SELECT * { SERVICE <http://127.0.0.1:9> {} }", "SERVICE is not allowed"),
    ],
)
def test_a_query_that_is_not_answered_says_why(release: Settings, query: str, message: str) -> None:
    assert message in samverkan(release, "sparql", "-", text=query, code=1)


def test_validate_finds_the_release_sound(release: Settings) -> None:
    result = as_json(samverkan(release, "validate", "--json"))
    assert result["sound"]
    assert result["violations"] == 0
    assert result["damaged"] == []
    assert result["miscounted"] == {}


def test_without_a_release_every_command_says_what_to_do(
    settings: Settings, tmp_path: Path
) -> None:
    empty = settings.model_copy(update={"var": tmp_path})
    for arguments in (("search", "x"), ("show", "x"), ("validate",), ("serve",)):
        assert "samverkan build" in samverkan(empty, *arguments, code=1)


def test_a_release_of_another_model_is_not_served_and_the_reason_is_said(
    release: Settings, tmp_path: Path
) -> None:
    other = release.model_copy(update={"var": tmp_path})
    shutil.copytree(release.releases, other.releases, symlinks=True)
    index = other.releases / "current" / "search" / "vectors" / "index.json"
    index.write_text(index.read_text(encoding="utf-8").replace("hashing-3", "other-3"), "utf-8")
    said = samverkan(other, "serve", "--port", "0", code=1)
    assert "was built with model other-3" in said


@pytest.mark.parametrize(
    ("name", "value"),
    [("SAMVERKAN_PORT", "många"), ("SAMVERKAN_BASE", "x"), ("SAMVERKAN_LOG_LEVEL", "LOUD")],
)
def test_a_wrong_setting_is_named(release: Settings, name: str, value: str) -> None:
    assert name in samverkan_process(release, "search", "x", code=2, **{name: value})


def test_ingest_shows_keeps_and_builds(settings: Settings, tmp_path: Path) -> None:
    """The whole way of a document: read, kept without personal data, built, found."""
    mine = settings.model_copy(update={"var": tmp_path / "var"})
    folder = tmp_path / unicodedata.normalize("NFD", "sidor från Piteå")
    folder.mkdir()
    (folder / "sida.txt").write_text(PAGE, encoding="utf-8")
    (folder / "trasig.txt").write_bytes(b"\x00\x01\x02" * 100)

    dry = samverkan_process(mine, "ingest", str(folder), "--dry-run", code=1)
    assert "Ljusare vardag" in dry
    assert "trasig" in dry
    assert not mine.documents.exists()

    output = samverkan_process(mine, "ingest", str(folder), "--json", code=1)
    readings = {reading["source"]["id"]: reading for reading in as_json(output)}
    record = readings["sida"]["records"][0]
    assert record["number"] == "2018/00999"
    assert record["grant"]["value"] == "903375"
    assert readings["trasig"]["problems"][0]["severity"] == "error"
    assert [path.name for path in mine.documents.iterdir()] == ["sida.json"]

    report = as_json(samverkan_process(mine, "build", "--json"))
    assert report["built"]
    assert report["counts"]["projects"] == 301
    assert report["validation"]["violations"] == 0
    assert not as_json(samverkan_process(mine, "build", "--json"))["built"]
    shown = as_json(samverkan_process(mine, "show", "2018-00999", "--json"))
    owner = shown["participations"][0]
    assert owner["organisation"]["id"] == "pitea-kommun"
    assert owner["unit"] == "Socialtjänsten, Enheten för stöd"
    quote = owner["evidence"][0]
    assert PAGE[quote["start"] : quote["end"]] == quote["quote"]

    for path in mine.var.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"Testberg" not in content, path
            assert b"testberg" not in content, path


def test_help_comes_at_once() -> None:
    """No heavy library is imported before a command needs it."""
    code = (
        "import sys; from api.cli import app; "
        "heavy = {'torch', 'faiss', 'transformers', 'sentence_transformers', 'pyshacl', 'rdflib',"
        " 'fastapi', 'pyoxigraph', 'lxml', 'pypdfium2'} & set(sys.modules); print(sorted(heavy))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=REPOSITORY, check=True
    )
    assert done.stdout.strip() == "[]"
