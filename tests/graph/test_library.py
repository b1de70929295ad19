"""The query library: every query runs, and what the public ones answer is what the tables say."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest
from rdflib import RDFS, URIRef
from rdflib.plugins.sparql import prepareQuery

import graph
from graph.answers import SEPARATOR
from graph.errors import GraphError, QueryInvalid, UnknownQuery
from graph.library import Query, names, query
from graph.parameters import KINDS, value_of, values_of
from graph.sparql import Form, classify
from graph.store import Row, Store
from ontology.identifiers import Identifiers, slugify
from ontology.terms import SAMV_PROJECT
from ontology.vocabulary import Labels, by_notation, concepts

IDENTIFIERS = Identifiers()
FOLDER = Path(graph.__file__).parent / "queries"
ALL = sorted(path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.rq"))
PUBLIC = [name for name in ALL if "/" not in name]
COUNTED = {"owner", "participant", "partner", "cofinancier", "initiator"}

Expected = dict[str, Any]


SOME = {
    "programme": "esf-2014-2020",
    "theme": "psykisk-ohalsa",
    "county": "14",
    "type": "kommun",
    "role": "samverkanspart",
    "region": "vastsverige",
}
"""Values for parameters that are neither required nor have a default."""


def answer(store: Store, name: str, **given: str) -> list[Row]:
    """Every row of a public query; those not given have an example, or their default."""
    found = query(name)
    examples = {p.name: p.example for p in found.parameters if p.required and p.example}
    values = values_of(found, {**examples, **given}, IDENTIFIERS, store)
    return [with_sorted_lists(found, row) for row in store.select(found.with_values(values))]


def with_sorted_lists(found: Query, row: Row) -> Row:
    lists = {column.name for column in found.columns if column.type == "list"}
    return {
        name: SEPARATOR.join(sorted(value.split(SEPARATOR))) if name in lists else value
        for name, value in row.items()
    }


def key(iri: str) -> str:
    return iri.rpartition("/")[2]


def role_name(notation: str) -> str:
    return by_notation("roles")[notation].labels["sv"]


def test_the_public_queries_are_listed() -> None:
    assert names() == sorted(PUBLIC)
    assert len(PUBLIC) >= 25
    assert len(ALL) > len(PUBLIC)


@pytest.mark.parametrize("name", ALL)
def test_every_query_has_a_header_and_parses(name: str) -> None:
    found = query(name)
    for texts in (found.titles, found.about):
        assert texts.keys() == {"sv", "en"}
        assert all(texts.values())
    assert all(text.endswith(".") for text in found.about.values())
    if not has_search_block(name):
        assert classify(found.text) in (Form.SELECT, Form.CONSTRUCT)
    prepareQuery(found.text)
    ox.Store().query(found.text)
    for parameter in found.parameters:
        assert f"?{parameter.name}" in found.text
        assert all(parameter.labels.values())
        if "/" in name:
            assert parameter.type == "iri"


def has_search_block(name: str) -> bool:
    return name.startswith("search-")


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_query_describes_itself(store: Store, name: str) -> None:
    found = query(name)
    variables = ox.Store().query(found.text)
    assert isinstance(variables, ox.QuerySolutions)
    assert [variable.value for variable in variables.variables] == [c.name for c in found.columns]
    assert all(text for column in found.columns for text in column.labels.values())
    assert "ORDER BY" in found.text, "pages of an answer must fit together"
    kinds = {*KINDS, "text", "integer", "decimal", "date", "choice"}
    for parameter in found.parameters:
        assert parameter.type in kinds
        assert parameter.name not in ("limit", "offset", "format")
        assert not (parameter.required and parameter.default)
        assert parameter.example or not parameter.required
        given = parameter.example or parameter.default
        if given:
            value_of(parameter, given, IDENTIFIERS)


@pytest.mark.parametrize("name", [name for name in PUBLIC if not has_search_block(name)])
def test_every_public_query_answers(store: Store, name: str) -> None:
    found = query(name)
    rows = answer(store, name)
    assert rows
    assert len(rows) == len({tuple(sorted(row.items())) for row in rows}), "each row once"
    types = {column.name: column.type for column in found.columns}
    for row in rows:
        for column, value in row.items():
            if types[column] == "integer":
                assert int(value) >= 0
            elif types[column] == "decimal":
                assert Decimal(value) >= 0
            elif types[column] == "iri":
                assert urlsplit(value).scheme in ("http", "https")
    # With every parameter given, each conditional line is part of the query too.
    given = {p.name: p.example or p.default or SOME[p.name] for p in found.parameters}
    narrowed = answer(store, name, **given)
    assert len(narrowed) <= len(rows)


@pytest.mark.parametrize("name", [name for name in ALL if name.startswith("internal/")])
def test_every_internal_query_answers(store: Store, identifiers: Identifiers, name: str) -> None:
    found = query(name)
    iris = {
        "project": str(identifiers.project("2017-00453")),
        "thing": str(identifiers.project("2017-00453")),
        "graph": str(identifiers.source("kuraterade")),
        "type": str(SAMV_PROJECT),
        "property": str(RDFS.label),
    }
    given = {p.name: iris[p.name] for p in found.parameters}
    if classify(found.text) is Form.CONSTRUCT:
        with pytest.raises(QueryInvalid, match="Not a SELECT"):
            list(found.run(store, **given))
        assert store.construct(found.text, {k: URIRef(v) for k, v in given.items()}, "text/turtle")
        return
    assert list(found.run(store, **given))


@pytest.mark.parametrize("name", ["none", "../store", "internal/../brokers", "a/b", "", "Å"])
def test_a_query_that_is_none(name: str) -> None:
    with pytest.raises(UnknownQuery, match="No query is named"):
        query(name)


@pytest.mark.parametrize("iris", [{}, {"thing": "urn:x"}, {"project": "urn:x", "b": "urn:y"}])
def test_parameters_must_be_those_of_the_query(store: Store, iris: dict[str, str]) -> None:
    with pytest.raises(GraphError, match=r"takes \['project'\]"):
        list(query("internal/project-evidence").run(store, **iris))


def test_a_parameter_is_a_term_and_no_text(store: Store) -> None:
    with pytest.raises(ValueError, match="IRI"):
        list(query("internal/project-evidence").run(store, project="urn:x> } SERVICE <urn:y> {"))


def test_projects_of_forsakringskassan(
    store: Store, identifiers: Identifiers, expected: Expected
) -> None:
    iri = str(identifiers.organisation("forsakringskassan"))
    rows = answer(store, "projects-of-organisation", organisation=iri)
    assert rows == answer(store, "projects-of-organisation", organisation="Försäkringskassan")
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
        (key(row["project"]), row["role"]): set(row["members"].split(SEPARATOR))
        for row in rows
        if row["associationName"] == "Samordningsförbundet Skellefteå-Norsjö"
    }
    assert own == {
        ("2017-00453", "medfinansiär"): {"Skellefteå", "Norsjö"},
        ("urkraft-unga-med-aktivitetsersattning", "samverkanspart"): {"Skellefteå", "Norsjö"},
    }
    members = {row["associationName"]: set(row["members"].split(SEPARATOR)) for row in rows}
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
