"""Answers of the query library against numbers worked out from the tables in plain Python."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from rdflib import RDFS

from graph.library import query
from graph.parameters import values_of
from graph.store import Row, Store
from ontology import terms as t
from ontology.identifiers import Identifiers, slugify
from ontology.vocabulary import Labels, concepts

COUNTED = {"owner", "participant", "partner", "cofinancier", "initiator"}
FK = "forsakringskassan"
Expected = dict[str, Any]


def answer(store: Store, name: str, **given: str) -> list[Row]:
    found = query(name)
    return list(store.select(found.with_values(values_of(found, given, Identifiers(), store))))


def key(iri: str) -> str:
    return iri.rpartition("/")[2]


@pytest.fixture(scope="module")
def bodies(expected: Expected) -> dict[str, set[str]]:
    """Bodies that take part in each project; groups left out."""
    return {
        project.key: {s for s, role, kind in project.parts if role in COUNTED and kind != "group"}
        for project in expected.values()
    }


@pytest.fixture(scope="module")
def programmes(expected: Expected) -> dict[str, str]:
    return {
        project.key: slugify(project.value("financier_program"))
        for project in expected.values()
        if project.value("financier_program")
    }


@pytest.fixture(scope="module")
def owners(expected: Expected) -> dict[str, set[str]]:
    return {
        project.key: {slug for slug, role, _ in project.parts if role == "owner"}
        for project in expected.values()
    }


@pytest.fixture(scope="module")
def partners(expected: Expected) -> dict[str, set[str]]:
    """Bodies in any other role than owner that counts."""
    return {
        project.key: {
            s for s, role, kind in project.parts if role in COUNTED - {"owner"} and kind != "group"
        }
        for project in expected.values()
    }


def counts(rows: list[Row], name: str, *numbers: str) -> dict[str, tuple[int, ...]]:
    return {key(row[name]): tuple(int(row[number]) for number in numbers) for row in rows}


def test_partners_of_an_organisation(store: Store, bodies: dict[str, set[str]]) -> None:
    shared: dict[str, set[str]] = defaultdict(set)
    for project, members in bodies.items():
        if FK in members:
            for other in members - {FK}:
                shared[other].add(project)
    rows = answer(store, "partners-of-organisation", organisation=FK)
    assert counts(rows, "partner", "projects") == {s: (len(p),) for s, p in shared.items()}
    assert [int(row["projects"]) for row in rows] == sorted(
        (len(p) for p in shared.values()), reverse=True
    )


def test_partners_of_an_organisation_on_a_theme(
    store: Store, expected: Expected, bodies: dict[str, set[str]]
) -> None:
    labels = Labels.of("themes")
    broader = {concept.slug: concept.broader for concept in concepts("themes")}

    def about(project: Any) -> bool:
        for word in project.values("themes"):
            slug = labels.find(word)
            while slug:
                if slug == "psykisk-ohalsa":
                    return True
                slug = broader[slug]
        return False

    wanted = set()
    for project in expected.values():
        if about(project) and FK in bodies[project.key]:
            wanted |= bodies[project.key] - {FK}
    rows = answer(store, "partners-of-organisation", organisation=FK, theme="Psykisk ohälsa")
    assert {key(row["partner"]) for row in rows} == wanted
    assert wanted


def test_triads(store: Store, bodies: dict[str, set[str]]) -> None:
    found: dict[tuple[str, ...], int] = defaultdict(int)
    for members in bodies.values():
        for three in combinations(sorted(members), 3):
            found[three] += 1
    rows = answer(store, "organisation-triads", least="2")
    assert {
        tuple(sorted(key(row[n]) for n in ("first", "second", "third"))): int(row["projects"])
        for row in rows
    } == {three: n for three, n in found.items() if n >= 2}


def test_newcomers(store: Store, bodies: dict[str, set[str]], programmes: dict[str, str]) -> None:
    seen = {period: set() for period in set(programmes.values())}  # type: dict[str, set[str]]
    for project, period in programmes.items():
        seen[period] |= bodies[project]
    before = seen["esf-2007-2013"] | seen["esf-2014-2020"]
    rows = answer(store, "newcomers", programme="ESF+ 2021-2027")
    assert {key(row["organisation"]) for row in rows} == seen["esf-2021-2027"] - before


def test_returning_partners(
    store: Store, bodies: dict[str, set[str]], programmes: dict[str, str]
) -> None:
    periods: dict[tuple[str, str], set[str]] = defaultdict(set)
    for project, period in programmes.items():
        for pair in combinations(sorted(bodies[project]), 2):
            periods[pair].add(period)
    rows = answer(store, "returning-partners")
    assert {
        tuple(sorted((key(row["first"]), key(row["second"])))): int(row["periods"]) for row in rows
    } == {pair: len(found) for pair, found in periods.items() if len(found) > 1}


def test_projects_without_partners(store: Store, expected: Expected) -> None:
    rows = answer(store, "projects-without-partners")
    assert {key(row["project"]) for row in rows} == {
        project.key
        for project in expected.values()
        if not any(role in COUNTED - {"owner"} for _, role, _ in project.parts)
    }


def test_turnover(
    store: Store,
    owners: dict[str, set[str]],
    partners: dict[str, set[str]],
    programmes: dict[str, str],
) -> None:
    with_partners: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for project, period in programmes.items():
        for owner in owners[project]:
            with_partners[period][owner] |= partners[project]
    earlier, later = with_partners["esf-2007-2013"], with_partners["esf-2014-2020"]
    rows = answer(store, "owner-partner-turnover", earlier="ESF 2007-2013", later="esf-2014-2020")
    assert counts(rows, "owner", "earlierPartners", "laterPartners", "kept") == {
        owner: (len(earlier[owner]), len(later[owner]), len(earlier[owner] & later[owner]))
        for owner in earlier.keys() & later.keys()
    }


def test_pairs_of_projects(store: Store, bodies: dict[str, set[str]]) -> None:
    rows = answer(store, "project-pairs", least="3")
    assert {
        tuple(sorted((key(row["first"]), key(row["second"])))): int(row["organisations"])
        for row in rows
    } == {
        (a, b): len(bodies[a] & bodies[b])
        for a, b in combinations(sorted(bodies), 2)
        if len(bodies[a] & bodies[b]) >= 3
    }


def test_diversity(store: Store, bodies: dict[str, set[str]]) -> None:
    rows = answer(store, "partner-diversity", least="4")
    assert counts(rows, "project", "organisations") == {
        project: (len(members),) for project, members in bodies.items() if len(members) >= 4
    }


def test_partners_by_programme(
    store: Store, bodies: dict[str, set[str]], programmes: dict[str, str]
) -> None:
    wanted, before = {}, set()  # type: dict[str, tuple[int, ...]], set[str]
    for period in sorted(set(programmes.values())):
        projects = [p for p, found in programmes.items() if found == period and FK in bodies[p]]
        met = set().union(*(bodies[p] for p in projects)) - {FK}
        if projects:
            wanted[period] = (len(projects), len(met), len(met - before))
        before |= met
    rows = answer(store, "partners-by-programme", organisation=FK)
    assert counts(rows, "programme", "projects", "partners", "newPartners") == wanted


def test_money_by_owner(store: Store, expected: Expected, owners: dict[str, set[str]]) -> None:
    wanted: dict[str, list[Decimal]] = defaultdict(list)
    for project in expected.values():
        for owner in owners[project.key]:
            wanted[owner].append(project.amount("esf_grant_sek") or Decimal(0))
    rows = answer(store, "money-by-owner")
    assert {key(r["owner"]): (int(r["projects"]), Decimal(r["grant"])) for r in rows} == {
        owner: (len(grants), sum(grants)) for owner, grants in wanted.items()
    }


def test_the_largest_projects(store: Store, expected: Expected) -> None:
    rows = answer(store, "projects-by-grant", least="20000000")
    assert {key(row["project"]): Decimal(row["grant"]) for row in rows} == {
        project.key: amount
        for project in expected.values()
        if (amount := project.amount("esf_grant_sek")) and amount >= 20_000_000
    }
    found = [Decimal(row["grant"]) for row in rows]
    assert found == sorted(found, reverse=True)
    assert found


def test_municipalities_in_no_project(
    store: Store, bodies: dict[str, set[str]], expected: Expected
) -> None:
    active = set().union(*bodies.values())
    rows = answer(store, "municipalities-without-projects")
    found = {key(row["municipality"]) for row in rows}
    assert not found & active
    seen = {s for p in expected.values() for s, r, k in p.parts if k == "municipality"} & active
    gotland = {"region-gotland"} & active
    assert len(found) + len(seen) + len(gotland) == 290


@pytest.mark.parametrize("word", ["SJUKSKRIVNING", "sjukskrivning"])
def test_a_word_in_any_case(store: Store, word: str) -> None:
    rows = answer(store, "projects-with-word", word=word)
    assert len(rows) == len(answer(store, "projects-with-word", word="Sjukskrivning"))
    assert rows


def test_shared_projects_have_the_roles_of_each(
    store: Store, expected: Expected, bodies: dict[str, set[str]]
) -> None:
    af = "arbetsformedlingen"
    roles = {concept.notation: concept.labels["sv"] for concept in concepts("roles")}

    def of(project: str, body: str) -> set[str]:
        return {roles[role] for slug, role, _ in expected[project].parts if slug == body}

    rows = answer(store, "shared-projects", first=FK, second=af)
    assert {
        key(row["project"]): (
            set(row["firstRole"].split(" | ")),
            set(row["secondRole"].split(" | ")),
        )
        for row in rows
    } == {
        project: (of(project, FK), of(project, af))
        for project, members in bodies.items()
        if {FK, af} <= members
    }


def test_projects_that_a_body_shares_with_itself_have_it_twice(
    store: Store, expected: Expected, bodies: dict[str, set[str]]
) -> None:
    every = answer(store, "projects-of-organisation", organisation=FK)
    times = Counter(row["project"] for row in every)
    rows = answer(store, "shared-projects", first=FK, second=FK)
    assert {row["project"] for row in rows} == {
        project for project, count in times.items() if count > 1 and FK in bodies[key(project)]
    }
    assert rows


def test_rows_are_sorted_by_name_and_then_by_identifier(store: Store) -> None:
    of_one = answer(store, "projects-of-organisation", organisation=FK)
    names = [(row["name"], row["project"]) for row in of_one]
    assert names == sorted(names)
    in_county = answer(store, "organisations-in-county", county="24")
    order = [
        (-int(row["projects"]), -int(row["owned"]), row["name"], row["organisation"])
        for row in in_county
    ]
    assert order == sorted(order)
    between = answer(store, "projects-between", **{"from": "2012-04-15", "to": "2012-04-20"})
    times = [(row["start"], row["end"], row["name"], row["project"]) for row in between]
    assert times == sorted(times)
    assert any(len(row["start"]) == len("2012-04") for row in between)


def test_what_the_queries_rely_on(store: Store) -> None:
    """Only participations have a role, and every project and body has one name."""
    role, part = t.ORG_ROLE.n3(), t.SAMV_PARTICIPATION.n3()
    assert store.count(f"?part {role} ?role MINUS {{ ?part a {part} }}") == 0
    assert store.count(f"?part {role} ?role") == store.count(f"?part a {part}") > 0
    for pattern in (
        f"?thing a {t.SAMV_PROJECT.n3()}",
        f"?thing {t.SAMV_TAKES_PART_IN.n3()} ?project",
    ):
        things = f"{{ SELECT DISTINCT ?thing WHERE {{ {pattern} }} }}"
        named = store.count(f"{things} ?thing {RDFS.label.n3()} ?name")
        assert store.count(things) == named > 0


def test_evidence_names_both(store: Store) -> None:
    rows = answer(store, "evidence-of-collaboration", first=FK, second="arbetsformedlingen")
    shared = {
        row["project"]
        for row in answer(store, "shared-projects", first=FK, second="arbetsformedlingen")
    }
    assert {row["project"] for row in rows} == shared
    assert {key(row["organisation"]) for row in rows} == {FK, "arbetsformedlingen"}
    assert all(row["quote"] and row["sourceTitle"] for row in rows)
