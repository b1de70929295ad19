"""Gold: what careful readers say that pages state, and how much of it the readers find.

`tests/gold/pages` are invented pages with real public bodies; `tests/gold/real` is gold for the
five real pages, which are not part of the repository. The floors lie just under what was measured.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from graph.extraction_scores import ExtractionScores, score_extraction
from graph.gazetteer import Gazetteer
from graph.gold import GoldPage, GoldPartner, GoldProject, read_gold
from graph.linking import Linker
from graph.mentions import Mentions
from graph.records import (
    Amount,
    Evidence,
    Participation,
    Party,
    Period,
    ProjectRecord,
    Role,
    earliest_day,
)
from graph.sources.documents import read_documents

GOLD = Path(__file__).parent / "gold"
REFERENCE = Path(__file__).parents[1] / "data" / "reference"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(REFERENCE)


@pytest.fixture(scope="module")
def linker(gazetteer: Gazetteer) -> Linker:
    return Linker(gazetteer)


def measured(pages: Sequence[GoldPage], gazetteer: Gazetteer, linker: Linker) -> ExtractionScores:
    mentions = Mentions(gazetteer.surface_forms())
    records = {
        page.name: [r for reading in read_documents([page.text], mentions) for r in reading.records]
        for page in pages
    }
    scores = score_extraction(pages, records, linker)
    shown = {key: value for key, value in scores.as_json().items() if key != "misses"}
    print(json.dumps(shown, indent=1))  # noqa: T201
    for miss in scores.misses:
        print(miss)  # noqa: T201
    return scores


def test_invented_pages(gazetteer: Gazetteer, linker: Linker) -> None:
    pages = read_gold(GOLD / "pages")
    assert len(pages) >= 70
    scores = measured(pages, gazetteer, linker)
    assert scores.project.f1 >= 0.99
    assert scores.owner.f1 >= 0.99
    assert scores.participation_with_role.f1 >= 0.99
    assert scores.all_values.f1 >= 0.99
    # No partner out of a sentence that names bodies which do not take part.
    assert [m for m in scores.misses if m.kind == "extra" and "participation" in m.measure] == []


def test_no_contact_person_comes_out(gazetteer: Gazetteer) -> None:
    """The invented persons of the pages: their surnames are words that no body has."""
    mentions = Mentions(gazetteer.surface_forms())
    texts = [page.text for page in read_gold(GOLD / "pages")]
    persons = re.compile(
        r"Testberg|Provsson|Påhitt|Fiktivsson|Låtsas|Låtsman|Hittepå|Uppdiktad|Diktan|Exempelberg|"
        r"Exempelsson|Påfund|Provberg|@|\b0\d{2,3}-00"
    )
    assert persons.search("".join(path.read_text(encoding="utf-8") for path in texts))
    for reading in read_documents(texts, mentions):
        assert persons.search(repr(reading)) is None, reading.source.id


def test_real_pages(gazetteer: Gazetteer, linker: Linker, shared: Path) -> None:
    scores = measured(read_gold(GOLD / "real", shared / "sources"), gazetteer, linker)
    assert (scores.project.precision, scores.project.recall, scores.project.expected) == (1, 1, 10)
    assert (scores.owner.precision, scores.owner.recall) == (1, 1)
    assert scores.participation_with_role.precision >= 0.98
    assert scores.participation_with_role.recall >= 0.98
    assert (scores.all_values.precision, scores.all_values.recall) == (1, 1)


def test_the_command_prints_every_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    table = CliRunner().invoke(app, ["evaluate", "extraction", str(GOLD / "pages")])
    assert table.exit_code == 0
    assert "participation with role" in table.stdout
    answer = CliRunner().invoke(app, ["evaluate", "extraction", str(GOLD / "pages"), "--json"])
    scores = json.loads(answer.stdout)
    assert set(scores) == {
        "project", "owner", "participation", "participation_with_role", "values", "linking",
        "misses",
    }  # fmt: skip
    for score in (scores["project"], scores["linking"], *scores["values"].values()):
        assert set(score) == {"precision", "recall", "f1", "expected", "found"}


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    answer = CliRunner().invoke(app, ["evaluate", "extraction", str(tmp_path)])
    assert answer.exit_code == 1
    assert "no NN.expected.json" in str(answer.exception)


# --- the scoring itself -------------------------------------------------------------------------


def part(name: str, role: Role) -> Participation:
    return Participation(Party(name), role, (Evidence("x", name, 0, len(name), "test"),))


def record(*parts: Participation, name: str = "Provet", **values: object) -> ProjectRecord:
    return ProjectRecord(source="x", name=name, participations=parts, **values)  # type: ignore[arg-type]


def score(gold: GoldProject, found: ProjectRecord, linker: Linker) -> ExtractionScores:
    return score_extraction([GoldPage("01", Path("01.txt"), (gold,))], {"01": [found]}, linker)


def test_two_names_of_one_body_are_the_same(linker: Linker) -> None:
    gold = GoldProject(name="Provet", owner="Ale", partners=(GoldPartner(name="Falu kommun"),))
    found = record(part("Ale kommun", Role.OWNER), part("Falun", Role.PARTNER))
    scores = score(gold, found, linker)
    assert scores.misses == []
    assert (scores.owner.f1, scores.participation_with_role.f1) == (1, 1)


def test_a_description_of_a_county_is_its_municipalities(linker: Linker) -> None:
    gold = GoldProject(
        name="Provet",
        partners=tuple(
            GoldPartner(name=name, role=Role.PARTICIPANT)
            for name in ("Karlshamn", "Karlskrona", "Olofström", "Ronneby", "Sölvesborg")
        ),
    )
    found = record(part("samtliga kommuner i Blekinge län", Role.PARTICIPANT))
    scores = score(gold, found, linker)
    assert scores.participation_with_role.expected == 5
    assert scores.misses == []


@pytest.mark.parametrize(("named", "count"), [(False, 0), (True, 1)])
def test_a_funder_counts_where_the_gold_names_funders(
    linker: Linker, named: bool, count: int
) -> None:
    funder = GoldPartner(name="Svenska ESF-rådet", role=Role.FUNDER)
    gold = GoldProject(name="Provet", partners=(funder,) if named else ())
    scores = score(gold, record(part("ESF", Role.FUNDER)), linker)
    assert (scores.participation.found, scores.participation.precision) == (count, 1)


def test_a_wrong_role_is_a_participation_without_role_only(linker: Linker) -> None:
    gold = GoldProject(
        name="Provet", partners=(GoldPartner(name="Ale kommun", role=Role.PARTICIPANT),)
    )
    scores = score(gold, record(part("Ale kommun", Role.PARTNER)), linker)
    assert (scores.participation.f1, scores.participation_with_role.f1) == (1, 0)
    assert {(miss.kind, miss.value) for miss in scores.misses} == {
        ("missing", "Ale kommun (participant)"),
        ("extra", "Ale kommun (partner)"),
    }


def test_roles_may_be_labels(tmp_path: Path) -> None:
    (tmp_path / "01.txt").write_text("Provet", encoding="utf-8")
    partners = [
        {"name": "Ale kommun", "role": "samverkanspart"},
        {"name": "Region Skåne", "role": "medfinansiär"},
        {"name": "Lerums kommun", "role": "participant"},
    ]
    gold = {"projects": [{"name": "Provet", "partners": partners, "municipalities": None}]}
    (tmp_path / "01.expected.json").write_text(json.dumps(gold), encoding="utf-8")
    (page,) = read_gold(tmp_path)
    assert [partner.role for partner in page.projects[0].partners] == [
        Role.PARTNER, Role.COFINANCIER, Role.PARTICIPANT,
    ]  # fmt: skip


def test_a_value_that_gold_leaves_open_costs_precision(linker: Linker) -> None:
    gold = GoldProject(name="Provet", period_start="2018")
    found = record(period=Period("2018-08", "2019-12"), planned_participants=4)
    values = score(gold, found, linker).values
    assert values["period_start"].f1 == 1  # a year is met by every month of it
    assert (values["period_end"].precision, values["planned_participants"].precision) == (0, 0)


def test_a_month_is_as_a_start_its_first_day_and_as_an_end_its_last(linker: Linker) -> None:
    found = record(period=Period("2018-09", "2020-06"))
    for start, end, f1 in (
        ("2018-09-01", "2020-06-30", 1),
        ("2018-09-15", "2020-06-01", 0),
        ("2018-01-01", "2020-12-31", 0),
    ):
        gold = GoldProject(name="Provet", period_start=start, period_end=end)
        values = score(gold, found, linker).values
        assert (values["period_start"].f1, values["period_end"].f1) == (f1, f1)


def test_a_sum_in_euro_is_none_in_kronor(linker: Linker) -> None:
    gold = GoldProject(name="Provet")
    for currency, count in (("EUR", 0), ("SEK", 1)):
        found = record(grant=Amount(Decimal(60_800), currency))
        assert score(gold, found, linker).values["esf_grant_sek"].found == count


def test_projects_pair_by_number_then_name_then_likeness(linker: Linker) -> None:
    gold = (
        GoldProject(name="Provet", project_number="2018/00001"),
        GoldProject(name="Vägen fram", owner="Ale kommun"),
        GoldProject(name="Helt annat"),
    )
    found = [
        record(part("Ale kommun", Role.OWNER), name="Vägen framåt"),
        record(name="Prövet", number="2018-00001"),
        record(name="Kursen"),
    ]
    page = GoldPage("01", Path("01.txt"), gold)
    scores = score_extraction([page], {"01": found}, linker)
    assert (scores.project.expected, scores.project.found, scores.project.f1) == (3, 3, 2 / 3)
    assert [m.value for m in scores.misses if m.measure == "project"] == ["Helt annat", "Kursen"]


# --- the owners of a public register ------------------------------------------------------------


def test_owners_and_municipalities_of_a_register(linker: Linker, shared: Path) -> None:
    """374 regional-fund projects: what the tables name is linked, what they lack is not."""
    register = json.loads((shared / "corpora" / "erdf-2014-2020.json").read_text(encoding="utf-8"))
    links = {
        (row["stödmottagare"], row["projekt_starttid"]): linker.link(
            Party(row["stödmottagare"]), earliest_day(row["projekt_starttid"][:10])
        )
        for row in register
    }
    linked = {name for (name, _), link in links.items() if link.slug}
    unlinked = {name for (name, _), link in links.items() if not link.slug}
    assert linked & unlinked == set()
    assert len(linked) + len(unlinked) == 221
    # Read by eye: companies, foundations and associations that no table has.
    public = re.compile(
        r"(?i)\b(?:kommun|stad|landsting|länsstyrelsen|universitet|kommunalförbund)$"
    )
    assert [name for name in unlinked if public.search(name)] == []
    places = {
        place.strip() for row in register for place in row["kommuner"].split(",") if place.strip()
    }
    assert [place for place in places if linker.municipality(place) is None] == []
