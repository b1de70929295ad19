"""`samverkan evaluate search`: scores as a table and as JSON, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from api.settings import Settings
from tests.api.command import samverkan

TEXTS = [
    {"id": "a", "title": "Åter i arbete", "text": "Rehabilitering av långtidssjukskrivna"},
    {"id": "b", "title": "Ung nu", "text": "Unga utan arbete får praktik och en coach"},
    {"id": "c", "title": "Språket", "text": "Utrikes födda lär sig svenska inom omsorgen"},
]


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "corpus.json").write_text(json.dumps(TEXTS), "utf-8")
    (tmp_path / "queries.tsv").write_text("q1\trehabilitering\nq2\tpraktik för unga\n", "utf-8")
    (tmp_path / "qrels.txt").write_text("q1 0 a 3\nq2 0 b 2\nq2 0 a 1\n", "utf-8")
    names = {"--corpus": "corpus.json", "--queries": "queries.tsv", "--qrels": "qrels.txt"}
    return [part for option, name in names.items() for part in (option, str(tmp_path / name))]


def test_the_table_and_the_json_say_the_same(
    tmp_path: Path, files: list[str], settings: Settings
) -> None:
    own = settings.model_copy(update={"var": tmp_path / "var"})
    options = [*files, "--feedback=0"]
    found = json.loads(samverkan(own, "evaluate", "search", *options, "--json"))
    names = [result["name"] for result in found["results"]]
    assert any("with the thesaurus" in name for name in names)
    assert not any("with feedback" in name for name in names)
    shipped = found["results"][-1]
    assert shipped["by_query"]["q1"]["nDCG@10"] == 1
    shown = samverkan(own, "evaluate", "search", *options)
    for result in found["results"]:
        (row,) = [line for line in shown.splitlines() if line.startswith(f"│ {result['name']} ")][
            :1
        ]
        assert f"{result['ndcg']:.3f}" in row
    assert f"nDCG@10 {found['cross_validation']['ndcg']:.3f}" in shown
    assert f"known item {found['cross_validation']['known_item']:.3f}" in " ".join(shown.split())
    assert "DEBUG" not in shown


def test_a_file_that_cannot_be_read_is_one_line(
    tmp_path: Path, files: list[str], settings: Settings
) -> None:
    (tmp_path / "qrels.txt").write_text("nothing of the kind", "utf-8")
    own = settings.model_copy(update={"var": tmp_path / "var"})
    said = samverkan(own, "evaluate", "search", *files, code=1)
    assert "qrels.txt:1 is no grade" in " ".join(said.split())
