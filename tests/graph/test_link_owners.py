"""Owners of 374 real projects of the regional fund, each linked as a person read it.

`golden/erdf_owners.csv` has each owner with the year its project began. Where the corpus lies
beside the checkout, the list is compared with it; `WRITE_GOLDEN=1` writes it anew, to be read.
"""

from __future__ import annotations

import csv
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.linking import UNKNOWN, Linker
from graph.records import Party

GOLDEN = Path(__file__).parent / "golden" / "erdf_owners.csv"
SHARED = Path(os.environ.get("SAMVERKAN_SHARED", Path(__file__).resolve().parents[3] / "shared"))
CORPUS = SHARED / "corpora" / "erdf-2014-2020.json"
HEADER = ("party", "year", "organisation", "score")

needs_corpus = pytest.mark.skipif(not CORPUS.is_file(), reason="the corpus is not here")


def linked(linker: Linker, party: str, year: str) -> tuple[str, str, str, str]:
    link = linker.link(Party(party), date(int(year), 7, 1) if year else None)
    return party, year, link.slug or "", f"{link.score:.2f}" if link.slug else ""


def reviewed() -> list[tuple[str, ...]]:
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert tuple(header) == HEADER
    return [tuple(row) for row in rows]


@pytest.fixture(scope="module")
def corpus() -> list[dict[str, Any]]:
    return json.loads(CORPUS.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def test_owners_are_linked_as_reviewed(linker: Linker) -> None:
    rows = reviewed()
    assert [linked(linker, row[0], row[1]) for row in rows] == rows
    assert len({row[0] for row in rows}) == 221
    named = {row[0] for row in rows if row[2]}
    assert len(named) == 89
    for party in {row[0] for row in rows} - named:
        assert linker.link(Party(party)).type == UNKNOWN  # kept under its own name


@needs_corpus
def test_every_owner_of_the_corpus_is_in_the_list(
    linker: Linker, corpus: list[dict[str, Any]]
) -> None:
    owners = {(row["stödmottagare"], row["projekt_starttid"][:4]) for row in corpus}
    found = sorted(linked(linker, party, year) for party, year in owners)
    if os.environ.get("WRITE_GOLDEN"):
        with GOLDEN.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([HEADER, *found])
    assert found == reviewed()


@needs_corpus
def test_every_municipality_of_the_corpus_is_linked(
    linker: Linker, corpus: list[dict[str, Any]]
) -> None:
    names = [name.strip() for row in corpus for name in row["kommuner"].split(",")]
    assert len(names) > 10_000
    assert [name for name in names if name and not linker.municipality(name)] == []
