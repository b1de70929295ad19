"""The query library: every query runs, and what the public ones answer is what the tables say."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import URIRef
from rdflib.plugins.sparql import prepareQuery

import graph
from graph.errors import GraphError, QueryInvalid
from graph.library import names, query
from graph.sparql import Form, classify
from graph.store import Row, Store
from ontology.identifiers import Identifiers, slugify
from ontology.vocabulary import Labels, by_notation, concepts

FOLDER = Path(graph.__file__).parent / "queries"
ALL = sorted(path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.rq"))
PUBLIC = [
    "coordination-associations",
    "money-by-owner-type",
    "municipalities-by-partners",
    "organisation-pairs",
    "projects-by-theme-and-region",
    "projects-of-organisation",
]
COUNTED = {"owner", "participant", "partner", "cofinancier", "initiator"}

Expected = dict[str, Any]


def answer(store: Store, name: str, **iris: str) -> list[Row]:
    return list(query(name).run(store, **iris))


def key(iri: str) -> str:
    return iri.rpartition("/")[2]


def role_name(notation: str) -> str:
    return by_notation("roles")[notation].labels["sv"]


def test_the_public_queries_are_listed() -> None:
    assert names() == PUBLIC
    assert len(ALL) > len(PUBLIC)


@pytest.mark.parametrize("name", ALL)
def test_every_query_has_a_header_and_parses(name: str) -> None:
    found = query(name)
    assert found.titles.keys() == {"sv", "en"}
    assert all(found.titles.values())
    assert found.purpose.endswith(".")
    assert classify(found.text) in (Form.SELECT, Form.CONSTRUCT)
    prepareQuery(found.text)
    ox.Store().query(found.text)
    for parameter in found.parameters:
        assert parameter.type == "iri"
        assert f"?{parameter.name}" in found.text


@pytest.mark.parametrize("name", ALL)
def test_every_query_answers(store: Store, identifiers: Identifiers, name: str) -> None:
    found = query(name)
    if classify(found.text) is Form.CONSTRUCT:
        with pytest.raises(QueryInvalid, match="Not a SELECT"):
            answer(store, name, thing=str(identifiers.project("2017-00453")))
        return
    things = {
        "project": identifiers.project("2017-00453"),
        "organisation": identifiers.organisation("forsakringskassan"),
    }
    assert answer(store, name, **{p.name: str(things[p.name]) for p in found.parameters})


def test_a_query_that_is_none() -> None:
    with pytest.raises(GraphError, match="'none'"):
        query("none")


@pytest.mark.parametrize(
    "iris", [{}, {"project": "urn:x"}, {"organisation": "urn:x", "b": "urn:y"}]
)
def test_parameters_must_be_those_of_the_query(store: Store, iris: dict[str, str]) -> None:
    with pytest.raises(GraphError, match=r"takes \['organisation'\]"):
        answer(store, "projects-of-organisation", **iris)


def test_a_parameter_is_a_term_and_no_text(store: Store) -> None:
    with pytest.raises(ValueError, match="IRI"):
        answer(store, "projects-of-organisation", organisation="urn:x> } SERVICE <urn:y> {")


def test_projects_of_forsakringskassan(
    store: Store, identifiers: Identifiers, expected: Expected
) -> None:
    iri = str(identifiers.organisation("forsakringskassan"))
    rows = answer(store, "projects-of-organisation", organisation=iri)
    found = {(key(row["project"]), row["role"]) for row in rows}
    assert found == {
        (project.key, role_name(role))
        for project in expected.values()
        for slug, role, _ in project.parts
        if slug == "forsakringskassan"
    }
    # Read in the tables by hand.
    assert ("2019-00035", "deltagande organisation") in found
    assert ("2019-00035", "samverkanspart") in found
    assert ("dirigo-2", "projektägare") in found
    assert ("2016-00403", "samverkanspart") in found
    assert len(found) == 28
    (own,) = [
        row for row in rows
        if key(row["project"]) == "2019-00035" and row["role"] == "deltagande organisation"
    ]  # fmt: skip
    assert own["unit"] == "Försäkringskassan i Värmland"
    assert own["extent"] == "delprojekt"


def test_coordination_associations(store: Store, expected: Expected) -> None:
    rows = answer(store, "coordination-associations")
    assert {(key(r["association"]), key(r["project"]), r["role"]) for r in rows} == {
        (slug, project.key, role_name(role))
        for project in expected.values()
        for slug, role, kind in project.parts
        if kind == "coordination_association"
    }
    own = {
        (key(row["project"]), row["role"]): set(row["members"].split(", "))
        for row in rows
        if row["associationName"] == "Samordningsförbundet Skellefteå-Norsjö"
    }
    assert own == {
        ("2017-00453", "medfinansiär"): {"Skellefteå", "Norsjö"},
        ("urkraft-unga-med-aktivitetsersattning", "samverkanspart"): {"Skellefteå", "Norsjö"},
    }
    members = {row["associationName"]: set(row["members"].split(", ")) for row in rows}
    assert members["Samordningsförbundet Botkyrka, Huddinge och Salem"] == {
        "Botkyrka",
        "Huddinge",
        "Salem",
    }


def test_municipalities_by_partners(store: Store, expected: Expected) -> None:
    others: dict[str, set[str]] = defaultdict(set)
    projects: dict[str, set[str]] = defaultdict(set)
    for project in expected.values():
        counted = {(slug, kind) for slug, role, kind in project.parts if role in COUNTED}
        for slug, kind in counted:
            if kind == "municipality" or slug == "region-gotland":
                projects[slug].add(project.key)
                others[slug] |= {s for s, k in counted if k != "group" and s != slug}
    rows = answer(store, "municipalities-by-partners")
    assert {key(r["municipality"]): (int(r["partners"]), int(r["projects"])) for r in rows} == {
        slug: (len(others[slug]), len(projects[slug])) for slug in projects
    }
    order = [(-int(row["partners"]), -int(row["projects"])) for row in rows]
    assert order == sorted(order)


def test_organisation_pairs(store: Store, expected: Expected) -> None:
    pairs: Counter[tuple[str, str]] = Counter()
    for project in expected.values():
        bodies = sorted({s for s, role, k in project.parts if role in COUNTED and k != "group"})
        pairs.update((a, b) for i, a in enumerate(bodies) for b in bodies[i + 1 :])
    rows = answer(store, "organisation-pairs")
    found = {
        tuple(sorted((key(row["first"]), key(row["second"])))): int(row["projects"]) for row in rows
    }
    assert found == dict(pairs)
    assert len(found) == len(rows), "each pair once"
    first = (rows[0]["firstName"], rows[0]["secondName"])
    assert first == ("Arbetsförmedlingen", "Försäkringskassan")


def test_projects_by_theme_and_region(store: Store, expected: Expected) -> None:
    labels = Labels.of("themes")
    broader = {concept.slug: concept.broader for concept in concepts("themes")}
    counts: Counter[tuple[str, str]] = Counter()
    for project in expected.values():
        themes: set[str] = set()
        for word in project.values("themes"):
            slug = labels.find(word)
            while slug:
                themes.add(slug)
                slug = broader[slug]
        region = slugify(project.value("esf_region")) if project.value("esf_region") else ""
        counts.update((theme, region) for theme in themes)
    rows = answer(store, "projects-by-theme-and-region")
    assert {
        (key(row["theme"]), key(row.get("region", ""))): int(row["projects"]) for row in rows
    } == dict(counts)
    for row in rows:
        assert len(row["names"].split("; ")) <= int(row["projects"])


def test_money_by_owner_type(store: Store, expected: Expected) -> None:
    sums: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 5)
    for project in expected.values():
        grant, budget = project.amount("esf_grant_sek"), project.amount("total_budget_sek")
        for kind in {kind for _, role, kind in project.parts if role == "owner"}:
            values = (1, grant or 0, grant is not None, budget or 0, budget is not None)
            sums[kind] = [Decimal(a) + Decimal(b) for a, b in zip(sums[kind], values, strict=True)]
    slugs = {
        concept.slug: notation for notation, concept in by_notation("organisation-types").items()
    }
    columns = ("projects", "grant", "projectsWithGrant", "budget", "projectsWithBudget")
    rows = answer(store, "money-by-owner-type")
    assert {
        slugs[key(row["type"])]: [Decimal(row[column]) for column in columns] for row in rows
    } == dict(sums)
    assert sum(int(row["projects"]) for row in rows) >= sum(
        1 for project in expected.values() if any(role == "owner" for _, role, _ in project.parts)
    )


def test_bindings_of_a_library_query_are_iris(store: Store, identifiers: Identifiers) -> None:
    iri = identifiers.organisation("skelleftea-kommun")
    rows = list(store.select(query("projects-of-organisation").text, {"organisation": URIRef(iri)}))
    assert {row["organisation"] for row in rows} == {str(iri)}
    assert {row.get("unit") for row in rows} >= {"Socialkontoret, Solkraft", "socialförvaltningen"}
