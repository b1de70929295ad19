"""Merging: which records are one project, and which of their values counts."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.assembly import Collection
from graph.linking import Linker
from graph.merging import Merger, same_name
from graph.projects import Project
from graph.records import Amount, Party, Period, ProjectRecord, Role
from ontology.vocabulary import Labels

Make = Callable[..., ProjectRecord]
Parts = set[tuple[str, str]]

OWNER, PARTNER, PARTICIPANT = Role.OWNER, Role.PARTNER, Role.PARTICIPANT


def merged(merger: Merger, *records: ProjectRecord) -> list[Project]:
    return merger.merge(records)[0]


def keys(merger: Merger, *records: ProjectRecord) -> list[str]:
    return [project.key for project in merged(merger, *records)]


def parts(project: Project) -> Parts:
    return {(part.body.slug, part.role.value) for part in project.parts}


def test_the_same_number_is_the_same_project(merger: Merger, record: Make) -> None:
    projects, matches = merger.merge(
        [
            record("fakta", "Ett", number="2017/00453"),
            record("sida-a", "Två", number="2017-00453"),
            record("sida-b", "Tre", number=" 2017/00453"),
            record("fakta", "Ett", number="2017/00454", key=None),
        ]
    )
    assert [project.key for project in projects] == ["2017-00453", "2017-00454"]
    assert [match.reason for match in matches] == ["number", "number"]
    assert projects[0].sources == ("sida-a", "sida-b", "fakta")


def test_the_same_key_is_the_same_project(merger: Merger, record: Make) -> None:
    projects, matches = merger.merge(
        [record("fakta", "Spången", key="spangen"), record("kuraterade", "Spången!", key="spangen")]
    )
    assert [(p.key, p.name) for p in projects] == [("spangen", "Spången!")]
    assert [(m.source, m.reason) for m in matches] == [("fakta", "key")]


@pytest.mark.parametrize(
    ("name", "owner", "same"),
    [
        ("Hälso-greppet", "Kils kommun", True),
        ("HÄLSOGREPPET", "KILS KOMMUN", True),
        ("Hälsogreppet", None, True),
        ("Hälsogreppet", "Kils kommun, Socialkontoret", True),
        ("Hälsogreppet", "Eda kommun", False),
        ("Hälsogreppet 2", "Kils kommun", False),
        ("Halsogreppet", "Kils kommun", False),
    ],
)
def test_the_same_name_and_owner(
    merger: Merger, record: Make, name: str, owner: str | None, same: bool
) -> None:
    first = record("fakta", "Hälsogreppet", [("Kils kommun", OWNER)], key="halsogreppet")
    second = record("sida-a", name, [(owner, OWNER)] if owner else [])
    assert (len(keys(merger, first, second)) == 1) is same


def test_two_rows_of_one_name_stay_apart(merger: Merger, record: Make) -> None:
    gavle = record("fakta", "Unga till arbete", [("Gävle kommun", OWNER)], key="unga-till-arbete")
    dalarna = record(
        "fakta", "Unga till arbete", [("Region Dalarna", OWNER)], key="unga-till-arbete-2"
    )
    assert keys(merger, gavle, dalarna) == ["unga-till-arbete", "unga-till-arbete-2"]
    # A page that names an owner goes with that owner's project, one that does not with none.
    page = record("sida-a", "Unga till arbete", [("Region Dalarna", OWNER)])
    (one, two) = merged(merger, gavle, dalarna, page)
    assert (one.sources, two.sources) == (("fakta",), ("sida-a", "fakta"))
    assert len(keys(merger, gavle, dalarna, record("sida-a", "Unga till arbete"))) == 3


def test_pages_of_one_name_and_other_owners_stay_apart(merger: Merger, record: Make) -> None:
    found = keys(
        merger,
        record("sida-a", "FIA", [("Kils kommun", OWNER)]),
        record("sida-a", "FIA", [("Eda kommun", OWNER)]),
        record("sida-b", "Fia", [("Eda kommun", OWNER)]),
    )
    assert found == ["fia", "fia-eda-kommun"]


def test_the_real_tables(collection: Collection) -> None:
    by_key = {project.key: project for project in collection.projects}
    assert len(by_key) == len(collection.projects) == 300
    unga = [project for project in collection.projects if project.name == "Unga till arbete"]
    assert len(unga) == 2
    hälsan = [p for p in collection.projects if same_name(p.name).startswith("hejahälsan")]
    assert "2017-00129" in {project.key for project in hälsan}
    assert all(len(p.sources) == 1 for p in hälsan)
    assert {match.key for match in collection.matches if match.reason == "number"} == {"2019-00035"}
    for project in collection.projects:
        assert len({record.number for record in project.records if record.number}) <= 1


def test_every_owner_of_a_source_is_owner_of_the_project(collection: Collection) -> None:
    for project in collection.projects:
        owners = {part.body.slug for part in project.owners()}
        for record in project.records:
            stated = collection.merger.stated(project.key, record)
            assert {part.body.slug for part in stated.owners()} <= owners


def test_heja_halsan_is_not_its_successor() -> None:
    assert same_name("Heja Hälsan – hållbart arbetsliv") != same_name("Heja Hälsan TWO.0")
    assert same_name("Heja Ha\u0308lsan") == same_name("HEJA HÄLSAN")


def test_precedence(merger: Merger, record: Make) -> None:
    (project,) = merged(
        merger,
        record(
            "fakta", "Fakta", number="1-1", summary="f", region="F", keywords=("hälsa", "praktik"),
            period=Period("2016-01", "2018-12"),
        ),
        record("sida-a", "Sida", number="1-1", summary="s", period=Period(None, "2019-01-31")),
        record("kuraterade", "Kurerad", number="1-1", keywords=("Hälsa",)),
    )  # fmt: skip
    assert (project.name, project.summary, project.region) == ("Kurerad", "s", "F")
    assert project.alternative_names == ("Sida", "Fakta")
    assert project.period == Period("2016-01", "2019-01-31")
    assert project.keywords == ("Hälsa", "praktik")


def test_a_period_put_together_is_in_order(merger: Merger, record: Make) -> None:
    (project,) = merged(
        merger,
        record("sida-a", "A", number="1-1", period=Period("2019-01-01")),
        record("fakta", "A", number="1-1", period=Period("2016-01-01", "2018-12-31")),
    )
    assert project.period == Period("2019-01-01")


SUM = Decimal(30_000_000)


@pytest.mark.parametrize(
    ("curated", "page", "facts", "expected"),
    [
        (Amount(SUM), Amount(SUM + 1), Amount(SUM + 2), Amount(SUM)),
        (None, Amount(SUM + 1), Amount(SUM + 2), Amount(SUM + 1)),
        (Amount(SUM, qualifier="drygt"), None, Amount(SUM + 2), Amount(SUM + 2)),
        (Amount(SUM, qualifier="drygt"), None, None, Amount(SUM, qualifier="drygt")),
        (None, Amount(SUM, qualifier="knappt"), Amount(SUM), Amount(SUM, qualifier="knappt")),
        (Amount(SUM), Amount(SUM, qualifier="cirka"), None, Amount(SUM, qualifier="cirka")),
        (
            Amount(SUM, qualifier="drygt"),
            Amount(SUM + 5, qualifier="knappt"),
            None,
            Amount(SUM, qualifier="drygt"),
        ),
        (None, None, None, None),
    ],
)
def test_amounts(
    merger: Merger,
    record: Make,
    curated: Amount | None,
    page: Amount | None,
    facts: Amount | None,
    expected: Amount | None,
) -> None:
    stated = {"kuraterade": curated, "sida-a": page, "fakta": facts}
    (project,) = merged(
        merger,
        *(record(source, "A", number="1-1", grant=amount) for source, amount in stated.items()),
    )
    assert project.grant == expected


def test_the_first_source_that_names_a_body_decides_its_role(merger: Merger, record: Make) -> None:
    (project,) = merged(
        merger,
        record(
            "kuraterade", "A",
            [("Kils kommun", PARTICIPANT, "Skolan"), ("Eda kommun", OWNER)], number="1-1",
        ),
        record(
            "fakta", "A",
            [("Kils kommun", PARTNER), ("Eda kommun", PARTNER), ("Ale kommun", PARTNER)],
            number="1-1",
        ),
    )  # fmt: skip
    assert parts(project) == {
        ("kils-kommun", "participant"),
        ("eda-kommun", "owner"),
        ("ale-kommun", "partner"),
    }
    evidence = {part.body.slug: [e.source for e in part.evidence] for part in project.parts}
    assert evidence["kils-kommun"] == ["kuraterade", "fakta"], "a partner of an unstated kind"
    assert evidence["eda-kommun"] == ["kuraterade"], "being partner does not show who owns"


def test_a_document_backs_only_the_role_it_states(merger: Merger, record: Make) -> None:
    (project,) = merged(
        merger,
        record("sida-a", "A", [("Kils kommun", PARTICIPANT)], number="1-1"),
        record("sida-b", "A", [("KILS KOMMUN", PARTNER)], number="1-1"),
    )
    ((only),) = project.parts
    assert (only.role, [e.source for e in only.evidence]) == (PARTICIPANT, ["sida-a"])


def test_two_roles_and_two_units_are_kept(merger: Merger, record: Make) -> None:
    (project,) = merged(
        merger,
        record(
            "kuraterade", "A",
            [("Kils kommun", OWNER, "Skolan"), ("Kils kommun", PARTICIPANT),
             ("Kils kommun", PARTICIPANT, "Vården"), ("Kils kommun", PARTICIPANT, "Vården")],
            number="1-1",
        ),
    )  # fmt: skip
    assert [(p.role.value, p.unit.name if p.unit else None) for p in project.parts] == [
        ("owner", "Skolan"),
        ("participant", None),
        ("participant", "Vården"),
    ]


def test_a_group_belongs_to_its_project(merger: Merger, record: Make) -> None:
    first, second = merged(
        merger,
        record("fakta", "A", [("kommunerna", PARTNER)], key="a"),
        record("fakta", "B", [("kommunerna", PARTNER)], key="b"),
    )
    assert parts(first) == {("a-kommunerna", "partner")}
    assert parts(second) == {("b-kommunerna", "partner")}
    assert first.parts[0].body.type == "group"


def test_an_unknown_body_is_one_however_it_is_written(merger: Merger, record: Make) -> None:
    first, second = merged(
        merger,
        record("fakta", "A", [("Kalix Folkhögskola", PARTNER)], key="a"),
        record("fakta", "B", [("Kalix folkhögskola", PARTNER)], key="b"),
    )
    assert first.parts[0].body == second.parts[0].body
    assert first.parts[0].body.name == "Kalix Folkhögskola"


def test_an_unknown_body_never_takes_the_key_of_a_known_one(merger: Merger, record: Make) -> None:
    (project,) = merged(merger, record("fakta", "A", [("Skellefteå-kommun!", PARTNER)], key="a"))
    body = project.parts[0].body
    assert (body.slug, body.type) in {
        ("skelleftea-kommun-namn", "unknown"),
        ("skelleftea-kommun", "municipality"),
    }


@pytest.mark.parametrize(
    ("values", "programme"),
    [
        ({"number": "2011-3090001"}, "ESF 2007-2013"),
        ({"number": "2016/00403"}, "ESF 2014-2020"),
        ({"number": "22-014-S05"}, "ESF+ 2021-2027"),
        ({"period": Period("2013-05")}, "ESF 2007-2013"),
        ({"period": Period(None, "2022-05")}, "ESF+ 2021-2027"),
        ({"number": "2016/00403", "programme": "ESF+ 2021-2027"}, "ESF+ 2021-2027"),
        ({"period": Period("2003-05")}, None),
        ({}, None),
    ],
)
def test_the_programme(
    merger: Merger, record: Make, values: dict[str, str], programme: str | None
) -> None:
    one = record("sida-a", "A", **values)
    (project,) = merged(merger, one)
    assert project.programme == programme
    assert merger.stated(project.key, one).programme == one.programme, "nothing is inferred"


def test_places_and_themes(merger: Merger, record: Make) -> None:
    (project,) = merged(
        merger,
        record(
            "fakta", "A", key="a", municipalities=("Habo", "Håbo", "Ingenstans"),
            keywords=("Psykisk Ohälsa", "något annat"),
        ),
    )  # fmt: skip
    assert project.municipalities == ("0643", "0305")
    assert project.unplaced == ("Ingenstans",)
    assert project.themes == ("psykisk-ohalsa",)


def essence(projects: list[Project]) -> list[object]:
    return [
        (p.key, p.name, p.grant, p.period, p.summary, frozenset(parts(p)), p.municipalities)
        for p in projects
    ]


def test_the_order_of_the_rows_of_a_table_does_not_matter(
    collection: Collection, linker: Linker
) -> None:
    records = [record for reading in collection.readings for record in reading.records]
    sources = [reading.source for reading in collection.readings]
    first = Merger(linker, Labels.of("themes"), sources).merge(records)[0]
    for seed in range(3):
        shuffled = records[:]
        random.Random(seed).shuffle(shuffled)  # noqa: S311 (an order, no secret)
        again = Merger(linker, Labels.of("themes"), sources).merge(shuffled)[0]
        assert essence(again) == essence(first)


names = st.sampled_from(["Alfa", "Beta", "Gamma"])
owners = st.sampled_from(["Kils kommun", "Eda kommun", "Folkbolaget X"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    rows=st.lists(st.tuples(names, owners, st.integers(0, 3)), max_size=8),
    order=st.randoms(use_true_random=False),
)
def test_shuffling_a_table_gives_the_same_projects(
    merger: Merger, record: Make, rows: list[tuple[str, str, int]], order: random.Random
) -> None:
    records = [
        record("fakta", name, [(owner, OWNER)], key=None if number else f"rad-{index}",
               number=f"2017/{index}" if number else None)
        for index, (name, owner, number) in enumerate(rows)
    ]  # fmt: skip
    shuffled = records[:]
    order.shuffle(shuffled)
    assert essence(merged(merger, *shuffled)) == essence(merged(merger, *records))
    assert sum(len(p.records) for p in merged(merger, *records)) == len(records)


def test_no_record_is_lost_or_counted_twice(collection: Collection) -> None:
    records = [id(r) for reading in collection.readings for r in reading.records]
    assert sorted(records) == sorted(id(r) for p in collection.projects for r in p.records)


def test_merging_twice_gives_the_same(collection: Collection, linker: Linker) -> None:
    records = [record for reading in collection.readings for record in reading.records]
    sources = [reading.source for reading in collection.readings]
    projects = Merger(linker, Labels.of("themes"), sources).merge(records)[0]
    assert projects == list(collection.projects)


def test_a_day_tells_bodies_of_one_name_apart(merger: Merger, record: Make) -> None:
    for start, slug in (
        ("2015-01", "region-varmland-kommunalforbund-2007-2018"),
        ("2019-01", "region-varmland"),
    ):
        (project,) = merged(
            merger,
            record("fakta", "A", [("Region Värmland", OWNER)], key="a", period=Period(start)),
        )
        assert parts(project) == {(slug, "owner")}


def test_records_are_not_changed(merger: Merger, record: Make) -> None:
    one = record("fakta", "A", [("Kils kommun", OWNER)], key="a")
    copy = replace(one, participations=tuple(one.participations))
    merged(merger, one)
    assert one == copy
    assert one.participations[0].party == Party("Kils kommun")
