"""The gazetteer of the real tables, and tables with faults in them."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import UnreadableSource
from graph.gazetteer import Gazetteer
from graph.public_bodies import Organisation
from ontology.vocabulary import by_notation

Rows = Callable[[str], list[dict[str, str]]]

INFERRED = [
    *("Södertälje", "Vingåker", "Gnesta", "Flen", "Gullspång", "Töreboda", "Laxå", "Gagnef"),
    *("Orsa", "Älvdalen", "Falun", "Säter", "Hedemora", "Vindeln", "Robertsfors"),
]


def of_type(gazetteer: Gazetteer, kind: str) -> list[Organisation]:
    return [body for body in gazetteer.organisations.values() if kind in body.types]


def named(gazetteer: Gazetteer, name: str) -> Organisation:
    (body,) = [body for body in gazetteer.organisations.values() if body.name == name]
    return body


def test_nothing_of_the_tables_is_lost(gazetteer: Gazetteer, rows: Rows) -> None:
    regions = rows("reference/regions.csv")
    former = [name for row in regions for name in row["former_name"].split("|") if name]
    agencies = rows("reference/agencies.csv")
    associations = rows("reference/coordination_associations.csv")
    municipalities = rows("reference/municipalities.csv")
    assert gazetteer.problems == ()
    assert len(gazetteer.counties) == 21
    assert len(gazetteer.municipalities) == len(municipalities) == 290
    # Region Gotland stands in the tables of regions and of municipalities.
    assert len(gazetteer.organisations) == (
        len(regions) + len(former) + len(municipalities) - 1 + len(associations) + len(agencies)
    )
    assert len(of_type(gazetteer, "coordination_association")) == 109
    kinds = Counter(row["type"] for row in agencies)
    for kind in kinds:
        assert len(of_type(gazetteer, kind)) == kinds[kind], kind
    assert len(gazetteer.esf_regions) == 8


def test_keys_are_slugs_and_types_are_known(gazetteer: Gazetteer) -> None:
    for slug, body in gazetteer.organisations.items():
        assert body.slug == slug
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
        assert set(body.types) <= set(by_notation("organisation-types"))


@pytest.mark.parametrize("place", INFERRED)
def test_an_inferred_organisation_number_is_not_published(
    gazetteer: Gazetteer, rows: Rows, place: str
) -> None:
    (row,) = [row for row in rows("reference/municipalities.csv") if row["name"] == place]
    assert row["org_number_basis"] == "inferred"
    assert row["org_number"]
    (body,) = [b for b in gazetteer.organisations.values() if b.municipality_code == row["code"]]
    assert body.org_number is None
    assert all(b.org_number != row["org_number"] for b in gazetteer.organisations.values())


def test_every_other_municipality_has_its_number(gazetteer: Gazetteer) -> None:
    without = [
        body
        for body in of_type(gazetteer, "municipality")
        if body.org_number is None and body.valid_to is None
    ]
    assert {gazetteer.municipalities[b.municipality_code or ""].name for b in without} == set(
        INFERRED
    )


def test_habo_and_habo(gazetteer: Gazetteer) -> None:
    assert named(gazetteer, "Habo kommun").slug == "habo-kommun-0643"
    assert named(gazetteer, "Håbo kommun").slug == "habo-kommun-0305"
    assert "habo-kommun" not in gazetteer.organisations


def test_gotland_is_one_body_of_two_types(gazetteer: Gazetteer) -> None:
    body = gazetteer.organisations["region-gotland"]
    assert body.types == ("region", "municipality")
    assert body.municipality_code == "0980"
    assert body.org_number == "212000-0803"
    assert [b.slug for b in gazetteer.organisations.values() if b.municipality_code == "0980"] == [
        "region-gotland"
    ]


def test_every_former_landsting_is_a_body_with_a_successor(
    gazetteer: Gazetteer, rows: Rows
) -> None:
    for row in rows("reference/regions.csv"):
        for name in filter(None, row["former_name"].split("|")):
            body = named(gazetteer, name)
            assert body.successor == named(gazetteer, row["name"]).slug
            assert body.changed == int(row["region_since"])
            assert body.valid_to == int(row["region_since"]) - 1
            assert body.org_number is None


@pytest.mark.parametrize(
    ("slug", "region", "year"),
    [
        ("region-varmland-kommunalforbund-2007-2018", "region-varmland", 2019),
        ("region-dalarna-kommunalforbund-2003-2018", "region-dalarna", 2019),
        ("region-gavleborg-regionforbund-2007-2014", "region-gavleborg", 2015),
        ("region-blekinge-regionforbund-2003-2018", "region-blekinge", 2019),
        ("region-halland-regionforbund-2005-2010", "region-halland", 2011),
        ("regionforbundet-vasterbottens-lan", "region-vasterbotten", 2019),
    ],
)
def test_a_federation_whose_name_a_region_took_leads_to_it(
    gazetteer: Gazetteer, slug: str, region: str, year: int
) -> None:
    body = gazetteer.organisations[slug]
    assert (body.successor, body.changed, body.valid_to) == (region, year, year - 1)
    assert gazetteer.organisations[region].name in body.alternative_names


def test_a_federation_without_years_in_the_table_leads_nowhere(gazetteer: Gazetteer) -> None:
    for name in ("Regionförbundet Östsam", "Regionförbundet södra Småland"):
        assert named(gazetteer, name).successor is None


def test_former_associations_lead_to_one_that_has_not_changed(
    gazetteer: Gazetteer, rows: Rows
) -> None:
    changed = 0
    for row in rows("reference/coordination_associations.csv"):
        body = named(gazetteer, row["official_name"])
        change = re.fullmatch(r"(?:merged into|renamed) (.+)", row["status"])
        if change is None:
            assert body.successor is None
            continue
        changed += 1
        assert body.successor == named(gazetteer, change[1]).slug
        seen = [body.slug]
        while body.successor:
            body = gazetteer.organisations[body.successor]
            assert body.slug not in seen
            seen.append(body.slug)
        assert body.status in ("active", "unknown")
    assert changed == 36


def test_members_of_an_association(gazetteer: Gazetteer) -> None:
    association = gazetteer.organisations["samordningsforbundet-skelleftea-norsjo"]
    assert {member.slug for member in gazetteer.members_of(association)} == {
        "skelleftea-kommun",
        "norsjo-kommun",
        "forsakringskassan",
        "arbetsformedlingen",
        "region-vasterbotten",
    }


def test_members_of_every_association(gazetteer: Gazetteer, rows: Rows) -> None:
    for row in rows("reference/coordination_associations.csv"):
        codes = set(filter(None, row["member_municipalities"].split("|")))
        assert codes <= set(gazetteer.municipalities)
        members = gazetteer.members_of(named(gazetteer, row["official_name"]))
        assert {m.municipality_code for m in members if m.municipality_code} == codes
        assert len(members) == len({member.slug for member in members})
        assert all(member.valid_to is None for member in members)
        if codes or row["county_code"]:
            counties = {code[:2] for code in codes} or {row["county_code"]}
            assert {m.county_code for m in members if "region" in m.types} == counties


def test_members_in_two_counties(gazetteer: Gazetteer) -> None:
    association = named(gazetteer, "Samordningsförbundet Bengtsfors, Åmål, Dals-Ed, Säffle, Årjäng")
    slugs = {member.slug for member in gazetteer.members_of(association)}
    assert {"region-varmland", "vastra-gotalandsregionen"} <= slugs


@pytest.mark.parametrize(
    ("official", "forms"),
    [
        ("Falu kommun", ["Falu kommun", "Falun kommun", "Faluns kommun", "Falu stad"]),
        ("Göteborgs Stad", ["Göteborgs Stad", "Göteborgs kommun", "Göteborg stad"]),
        ("Ale kommun", ["Ale kommun", "Ales kommun"]),
        ("Region Gotland", ["Region Gotland", "Gotlands kommun"]),
    ],
)
def test_names_of_a_municipality(gazetteer: Gazetteer, official: str, forms: list[str]) -> None:
    assert set(forms) <= set(gazetteer.names_of(named(gazetteer, official)))


def test_a_surface_form_means_a_body_that_has_the_name(gazetteer: Gazetteer) -> None:
    forms = gazetteer.surface_forms()
    assert forms["Skellefteå kommun"] == "skelleftea-kommun"
    assert forms["Region Värmland"] == "region-varmland", "the body of today, of two"
    owners: dict[str, set[str]] = {}
    for body in gazetteer.organisations.values():
        for name in gazetteer.names_of(body):
            owners.setdefault(name, set()).add(body.slug)
    assert set(forms) >= set(owners)
    assert all(slug in owners[name] for name, slug in forms.items() if name in owners)


def test_an_association_is_known_with_and_without_the_word_between(gazetteer: Gazetteer) -> None:
    forms = gazetteer.surface_forms()
    assert forms["Samordningsförbundet i Lekeberg och Örebro"] == "finsam-lekeberg-och-orebro"
    assert forms["Samordningsförbundet Kalmar län"] == forms["Samordningsförbundet i Kalmar län"]
    known = {name for body in gazetteer.organisations.values() for name in gazetteer.names_of(body)}
    further = set(forms) - known
    assert further
    assert all(name.startswith(("Samordningsförbundet ", "Finsam ")) for name in further)


def test_each_source_has_licence_and_checksum(gazetteer: Gazetteer) -> None:
    assert len({source.id for source in gazetteer.sources}) == 6
    for source in gazetteer.sources:
        assert source.kind == "reference"
        assert source.licence
        assert re.fullmatch("[0-9a-f]{64}", source.sha256)


@pytest.mark.parametrize(
    ("table", "old", "new", "column"),
    [
        ("municipalities", "0114,Upplands", "114,Upplands", "code"),
        ("counties", "01,Stockholms", "1,Stockholms", "code"),
        ("municipalities", "212000-0019", "2120000019", "org_number"),
        ("municipalities", "Q499425", "Wikidata Q499425", "wikidata"),
        ("municipalities", "59.5245", "595245", "latitude"),
        ("counties", "SE110", "SE-110", "nuts3"),
        ("agencies", ",agency,,202100-5521", ",authority,,202100-5521", "type"),
        ("coordination_associations", ",0127,", ",127,", "member_municipalities"),
        ("regions", "2019,SLL", "nitton,SLL", "region_since"),
        ("association_periods", "2582,2021-06-01", "2582,2021-6-1", "start"),
        ("association_periods", "2582,2021-06-01", "2582,2021-06-31", "start"),
        ("association_periods", "2582,2021-06-01", "258,2021-06-01", "municipality_code"),
    ],
)
def test_a_fault_in_a_table_is_reported_and_the_rest_is_read(
    tmp_path: Path, data: Path, table: str, old: str, new: str, column: str
) -> None:
    shutil.copytree(data / "reference", tmp_path, dirs_exist_ok=True)
    path = tmp_path / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    gazetteer = Gazetteer.load(tmp_path)
    assert [(p.file, p.line, p.column) for p in gazetteer.problems] == [
        (path.name, text[: text.index(old)].count("\n") + 1, column)
    ]
    assert len(gazetteer.organisations) >= 747


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("Samordningsförbundet Älv & Kust,,", "Samordningsförbundet Älv,,", "is no association"),
        ("2582,2021-06-01", "0127,2021-06-01", "is no member of"),
        ("2582,2021-06-01,", "2582,,", "neither"),
        ("2007-02-01,2010-03-31", "2007-02-01,2006", "before the start"),
    ],
)
def test_a_period_that_fits_no_association_is_reported(
    tmp_path: Path, data: Path, old: str, new: str, fault: str
) -> None:
    shutil.copytree(data / "reference", tmp_path, dirs_exist_ok=True)
    path = tmp_path / "association_periods.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    [problem] = Gazetteer.load(tmp_path).problems
    assert fault in problem.message
    assert problem.file == path.name


def test_stays_of_members(gazetteer: Gazetteer) -> None:
    bodies = gazetteer.organisations

    def stay(association: str, member: str) -> tuple[str | None, str | None] | None:
        found = gazetteer.stay_of(bodies[association], bodies[member])
        return (found.start, found.end) if found else None

    norra = "norra-vastmanlands-samordningsforbund"
    assert stay(norra, "sala-kommun") == ("2010", "2023")  # joined later than the others
    assert stay(norra, "fagersta-kommun") == ("2005-09-01", "2023")
    assert stay(norra, "forsakringskassan") == ("2005-09-01", "2023")
    assert stay("samordningsforbundet-stockholms-stad", "stockholms-stad") is None


def test_a_missing_table(tmp_path: Path, data: Path) -> None:
    shutil.copytree(data / "reference", tmp_path, dirs_exist_ok=True)
    (tmp_path / "regions.csv").unlink()
    with pytest.raises(UnreadableSource, match=r"regions\.csv"):
        Gazetteer.load(tmp_path)


def test_gotland_without_its_row_among_the_municipalities(tmp_path: Path, data: Path) -> None:
    shutil.copytree(data / "reference", tmp_path, dirs_exist_ok=True)
    path = tmp_path / "municipalities.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(li for li in lines if not li.startswith("0980,")), encoding="utf-8")
    gazetteer = Gazetteer.load(tmp_path)
    assert "Region Gotland" in gazetteer.names_of(gazetteer.organisations["region-gotland"])
