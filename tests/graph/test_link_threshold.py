"""The threshold of links: precision and recall on names changed as people and machines change them.

The figures in docs/graph.md are of every body; here each second one is tried.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from benchmarks.linking import CHANGES, Trial, held_out, quality, strangers, trials
from graph.gazetteer import Gazetteer
from graph.linking import Linker
from graph.links import LINKED_FROM
from graph.records import Party

GOLDEN = Path(__file__).parent / "golden"
# What may be missed: a slip in a word of five letters or less, a first letter, "Håbo" in ASCII.
RECALL = {
    "letter dropped": 0.87,
    "letters swapped": 0.88,
    "letter replaced": 0.86,
    "letter doubled": 0.92,
    "hyphen inserted": 0.98,
    "no diacritics": 0.99,
    "decomposed": 1.0,
    "upper case": 1.0,
    "genitive": 0.96,
    "no genitive inside": 0.99,
}
# Names one letter away from another in the tables: in a gazetteer without them, a misspelling.
NEIGHBOURS = {
    ("Alvesta kommun", "avesta-kommun"),
    ("Avesta kommun", "alvesta-kommun"),
    ("Habo kommun", "habo-kommun-0305"),
    ("Håbo kommun", "habo-kommun-0643"),
    ("Lidköpings kommun", "linkopings-kommun"),
    ("Lärarförbundet", "sveriges-lakarforbund"),
}


@pytest.fixture(scope="module")
def changed(gazetteer: Gazetteer, linker: Linker) -> list[Trial]:
    return list(trials(gazetteer, linker, every=2))


@pytest.mark.parametrize("kind", CHANGES)
def test_changed_names_are_linked_to_their_body(changed: list[Trial], kind: str) -> None:
    tried = [trial for trial in changed if trial.kind == kind]
    found = quality(tried, LINKED_FROM)
    assert len(tried) > 300
    assert found.precision >= 0.997
    assert found.recall >= RECALL[kind]


def test_a_name_without_its_marks_is_wrong_only_where_another_has_that_name(
    changed: list[Trial],
) -> None:
    wrong = {
        trial.name
        for trial in changed
        if trial.score >= LINKED_FROM and trial.found not in trial.meant
    }
    assert wrong <= {"Habo kommun"}


def test_a_body_that_is_left_out_is_not_taken_for_another(gazetteer: Gazetteer) -> None:
    tried = list(held_out(gazetteer))
    assert len(tried) > 700
    linked = {(t.name, t.found) for t in tried if t.found and t.score >= LINKED_FROM}
    assert linked <= NEIGHBOURS


def test_names_that_no_table_has_are_not_linked(linker: Linker) -> None:
    names = [
        row["party"]
        for file in ("links.csv", "erdf_owners.csv")
        for row in csv.DictReader((GOLDEN / file).read_text(encoding="utf-8").splitlines())
        if not row["organisation"]
    ]
    tried = list(strangers(names, linker))
    assert len(tried) > 250
    assert [trial for trial in tried if trial.score >= LINKED_FROM] == []


def test_a_lower_threshold_links_more_and_worse(
    changed: list[Trial], linker: Linker, gazetteer: Gazetteer
) -> None:
    tried = [*changed, *held_out(gazetteer)]
    here, lower, higher = (quality(tried, at) for at in (LINKED_FROM, 0.5, 0.9))
    assert lower.recall > here.recall > higher.recall
    assert lower.precision < here.precision


def test_candidates_are_ranked_and_stand_below_the_threshold_where_nothing_is_linked(
    changed: list[Trial], linker: Linker
) -> None:
    for trial in changed[::7]:
        link = linker.link(Party(trial.name))
        scores = [candidate.score for candidate in link.candidates]
        assert scores == sorted(scores, reverse=True)
        assert len({candidate.slug for candidate in link.candidates}) == len(scores) <= 5
        assert all(candidate.reason for candidate in link.candidates)
        if link.slug is None:
            assert all(score < LINKED_FROM for score in scores)
        else:
            assert link.score >= LINKED_FROM
            assert (link.candidates[0].slug, link.candidates[0].score) == (link.slug, link.score)
