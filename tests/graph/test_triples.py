"""Triples: pure functions of records, and a graph that holds every row of the tables."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import RDF, RDFS, XSD, BNode, Graph, Literal, URIRef

from graph.assembly import Collection
from graph.gazetteer import Gazetteer
from graph.merging import Merger
from graph.records import Amount, Period, ProjectRecord, Role, Source
from graph.store import Store
from graph.terms import Triple
from graph.triples import Describer
from ontology import terms as t
from ontology.identifiers import Identifiers
from ontology.vocabulary import by_notation

Make = Callable[..., ProjectRecord]
Facts = list[dict[str, str]]


@pytest.fixture(scope="module")
def describer(identifiers: Identifiers, gazetteer: Gazetteer) -> Describer:
    return Describer(identifiers, gazetteer)


@pytest.fixture(scope="module")
def key_of(collection: Collection) -> Callable[[dict[str, str]], str]:
    """The key of the project that a row of the facts went into."""
    keys = {
        (record.key or record.number): project.key
        for project in collection.projects
        for record in project.records
        if record.source == "fakta"
    }
    return lambda row: keys[row["project_number"] or row["id"]]


def described(describer: Describer, merger: Merger, *records: ProjectRecord) -> Graph:
    graph = Graph()
    for project in merger.merge(records)[0]:
        for triple in describer.project(project, {}, derived=True):
            graph.add(triple)
    return graph


def test_the_same_records_give_the_same_triples(
    collection: Collection, describer: Describer
) -> None:
    def all_triples() -> list[Triple]:
        return [
            triple
            for project in collection.projects
            for triple in describer.project(project, collection.related, derived=True)
        ] + list(describer.reference())

    assert all_triples() == all_triples()


def test_every_project_of_the_tables_is_in_the_graph(
    graph: Graph, identifiers: Identifiers, collection: Collection, facts: Facts,
    key_of: Callable[[dict[str, str]], str],
) -> None:  # fmt: skip
    projects = set(graph.subjects(RDF.type, t.SAMV_PROJECT))
    assert len(projects) == 300
    assert projects == {identifiers.project(project.key) for project in collection.projects}
    for row in facts:
        node = identifiers.project(key_of(row))
        names = {
            str(name)
            for term in (RDFS.label, t.SCHEMA_ALTERNATE_NAME)
            for name in graph.objects(node, term)
        }
        assert row["name"] in names
        if row["project_number"]:
            assert (node, t.SAMV_PROJECT_NUMBER, Literal(row["project_number"])) in graph
        if row["summary_sv"]:
            assert any(graph.objects(node, t.SCHEMA_DESCRIPTION))
        if row["source_url"]:
            assert (node, t.PROV_HAD_PRIMARY_SOURCE, URIRef(row["source_url"])) in graph
        assert (node, t.PROV_WAS_DERIVED_FROM, identifiers.source("fakta")) in graph


def test_every_owner_and_partner_of_the_tables_takes_part(
    graph: Graph, identifiers: Identifiers, facts: Facts, rows: Callable[[str], Facts],
    key_of: Callable[[dict[str, str]], str],
) -> None:  # fmt: skip
    roles = {identifiers.role(concept.slug): n for n, concept in by_notation("roles").items()}
    stated: dict[tuple[str, str], set[str]] = {}
    for node in graph.subjects(RDF.type, t.SAMV_PARTICIPATION):
        project = str(graph.value(node, t.ORG_ORGANIZATION)).rpartition("/")[2]
        role = roles[URIRef(str(graph.value(node, t.ORG_ROLE)))]
        for evidence in graph.objects(node, t.SAMV_EVIDENCE):
            for selector in graph.objects(evidence, t.OA_HAS_SELECTOR):
                quote = graph.value(selector, t.OA_EXACT)
                if quote is not None:
                    stated.setdefault((project, str(quote)), set()).add(role)
    count = 0
    for row in facts:
        key = key_of(row)
        if row["owner"]:
            assert "owner" in stated[key, row["owner"]], row["name"]
            count += 1
        for name in filter(None, row["partners"].split("|")):
            assert stated[key, name] & {"partner", "participant", "cofinancier"}, (key, name)
            count += 1
    for party in rows("projects/curated-participations.csv"):
        assert party["role"] in stated[party["project_id"], party["organisation"]]
        count += 1
    assert count > 700


def test_a_participation_has_one_member_project_and_role(graph: Graph) -> None:
    nodes = set(graph.subjects(RDF.type, t.SAMV_PARTICIPATION))
    for node in nodes:
        for term in (t.ORG_MEMBER, t.ORG_ORGANIZATION, t.ORG_ROLE, t.SAMV_LINK_SCORE):
            assert len(list(graph.objects(node, term))) == 1, (node, term)
        assert len(list(graph.objects(node, t.SAMV_UNIT))) <= 1
    assert len(nodes) > 700


def test_evidence_states_one_thing(graph: Graph) -> None:
    for node in graph.subjects(RDF.type, t.SAMV_EVIDENCE_CLASS):
        for term in (t.SAMV_SUPPORTS, t.OA_HAS_SOURCE, t.SAMV_RULE):
            assert len(list(graph.objects(node, term))) == 1, (node, term)
        assert len(list(graph.objects(node, t.OA_HAS_SELECTOR))) == 3


def test_every_organisation_has_a_name_and_a_type(
    graph: Graph, identifiers: Identifiers, gazetteer: Gazetteer
) -> None:
    for body in gazetteer.organisations.values():
        node = identifiers.organisation(body.slug)
        assert (node, RDF.type, t.ORG_FORMAL_ORGANIZATION) in graph
        assert (node, RDFS.label, Literal(body.name, lang="sv")) in graph
        assert len(list(graph.objects(node, t.ORG_CLASSIFICATION))) == len(body.types)
    for member in set(graph.objects(None, t.ORG_MEMBER)):
        assert len(list(graph.objects(member, RDFS.label))) == 1, member
        assert graph.value(member, t.ORG_CLASSIFICATION) is not None


def test_organisation_numbers_are_those_of_registers(
    graph: Graph, rows: Callable[[str], Facts]
) -> None:
    published = {str(number) for number in graph.objects(None, t.SAMV_ORGANISATION_NUMBER)}
    tables = {
        row["org_number"]: row.get("org_number_basis")
        for name in ("municipalities", "regions", "agencies", "coordination_associations")
        for row in rows(f"reference/{name}.csv")
        if row["org_number"]
    }
    assert published == {number for number, basis in tables.items() if basis != "inferred"}


def test_counties_follow_from_municipalities(graph: Graph) -> None:
    for project, place in graph.subject_objects(t.SAMV_MUNICIPALITY):
        county = str(place).rpartition("/")[2][:2]
        assert county in {
            str(node).rpartition("/")[2] for node in graph.objects(project, t.SAMV_COUNTY)
        }


def test_iris_are_valid_and_literals_composed(graph: Graph) -> None:
    for triple in graph:
        for term in triple:
            assert not isinstance(term, BNode)
            if isinstance(term, URIRef):
                ox.NamedNode(str(term))  # raises ValueError for what is no IRI
                assert not re.search(r"[\s<>\"{}|\\^`]", str(term))
            elif isinstance(term, Literal):
                assert unicodedata.is_normalized("NFC", str(term)), term
                assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", str(term))
                assert not term.ill_typed, term


def test_nothing_points_at_what_is_not_described(graph: Graph, identifiers: Identifiers) -> None:
    subjects = set(graph.subjects())
    dangling = {
        str(value)
        for value in graph.objects()
        if isinstance(value, URIRef)
        and str(value).startswith(f"{identifiers.base}/id/")
        and value not in subjects
    }
    assert dangling == set()


def test_amounts_of_sources_and_the_one_that_counts(
    store: Store, graph: Graph, identifiers: Identifiers
) -> None:
    project = identifiers.project("2019-00035")
    assert graph.value(project, t.SAMV_GRANT_SEK) == Literal("23085536", datatype=XSD.decimal)

    def stated(source: str) -> set[tuple[str, str | None]]:
        query = f"""
            SELECT ?value ?hedge {{ GRAPH <{identifiers.source(source)}> {{
              <{project}> <{t.SCHEMA_FUNDING}>/<{t.SCHEMA_AMOUNT}> ?amount .
              ?amount <{t.SCHEMA_VALUE}> ?value .
              OPTIONAL {{ ?amount <{t.SAMV_QUALIFIER}> ?hedge }} }} }}"""
        return {(row["value"], row.get("hedge")) for row in store.select(query)}

    assert stated("kuraterade") == {("30000000", "drygt")}
    assert stated("fakta") == {("23085536", None)}


def test_a_source_graph_holds_only_what_the_source_says(
    store: Store, identifiers: Identifiers, facts: Facts
) -> None:
    graph = f"GRAPH <{identifiers.source('fakta')}>"
    derived = (
        t.SAMV_OWNER,
        t.SAMV_PARTNER,
        t.SAMV_TAKES_PART_IN,
        t.SAMV_COUNTY,
        t.SAMV_GRANT_SEK,
        t.SAMV_TOTAL_BUDGET_SEK,
    )
    for term in derived:
        assert store.count(f"{graph} {{ ?s <{term}> ?o }}") == 0
    assert store.count(f"{graph} {{ ?s a <{t.SAMV_PROJECT}> }}") == len(facts)
    for term, column in (
        (t.SAMV_PROGRAMME, "financier_program"),
        (t.SCHEMA_DESCRIPTION, "summary_sv"),
        (t.SCHEMA_START_DATE, "start_date"),
        (t.SCHEMA_END_DATE, "end_date"),
        (t.SAMV_ESF_REGION, "esf_region"),
        (t.SCHEMA_FUNDING, "esf_grant_sek"),
        (t.SAMV_TOTAL_BUDGET, "total_budget_sek"),
        (t.SAMV_PLANNED_PARTICIPANTS, "planned_participants"),
    ):
        expected = sum(1 for row in facts if row[column])
        assert store.count(f"{graph} {{ ?p a <{t.SAMV_PROJECT}> ; <{term}> ?o }}") == expected


def test_dates_of_day_and_month(describer: Describer, merger: Merger, record: Make) -> None:
    graph = described(
        describer, merger, record("fakta", "A", key="a", period=Period("2017-01", "2018-06-30"))
    )
    (start,) = graph.objects(None, t.SCHEMA_START_DATE)
    (end,) = graph.objects(None, t.SCHEMA_END_DATE)
    assert start == Literal("2017-01", datatype=XSD.gYearMonth)
    assert end == Literal("2018-06-30", datatype=XSD.date)


@pytest.mark.parametrize(
    ("role", "shortcut"),
    [
        (Role.OWNER, t.SAMV_OWNER),
        (Role.PARTICIPANT, t.SAMV_PARTNER),
        (Role.PARTNER, t.SAMV_PARTNER),
        (Role.COFINANCIER, t.SAMV_PARTNER),
        (Role.INITIATOR, t.SAMV_PARTNER),
        (Role.FUNDER, None),
        (Role.EVALUATOR, None),
        (Role.SUPPLIER, None),
    ],
)
def test_shortcuts(
    describer: Describer, merger: Merger, record: Make, role: Role, shortcut: URIRef | None
) -> None:
    graph = described(describer, merger, record("fakta", "A", [("Kils kommun", role)], key="a"))
    found = {term for term in (t.SAMV_OWNER, t.SAMV_PARTNER) if any(graph.objects(None, term))}
    assert found == ({shortcut} if shortcut else set())
    assert bool(set(graph.subject_objects(t.SAMV_TAKES_PART_IN))) is bool(shortcut)
    assert len(set(graph.subjects(RDF.type, t.SAMV_PARTICIPATION))) == 1


def test_a_hedged_amount_and_its_plain_value(
    describer: Describer, merger: Merger, record: Make
) -> None:
    amount = Amount(Decimal("1e6"), qualifier="knappt")
    graph = described(describer, merger, record("fakta", "A", key="a", grant=amount))
    assert {str(v) for v in graph.objects(None, t.SCHEMA_VALUE)} == {"1000000"}
    assert {str(v) for v in graph.objects(None, t.SAMV_GRANT_SEK)} == {"1000000"}
    assert {str(v) for v in graph.objects(None, t.SAMV_QUALIFIER)} == {"knappt"}


def test_a_source(describer: Describer) -> None:
    source = Source(
        "sida", "document", "Sida", "0" * 64, url="https://example.org/", issued="2020-01"
    )
    triples = {(str(p), str(o)) for _, p, o in describer.source(source)}
    assert (str(RDF.type), str(t.SCHEMA_CREATIVE_WORK)) in triples
    assert (str(t.DCTERMS_ISSUED), "2020-01") in triples
    assert not any(p == str(t.DCTERMS_LICENSE) for p, _ in triples)
    (kind,) = [
        o for _, p, o in describer.source(replace(source, kind="table")) if o == t.DCAT_DATASET
    ]
    assert kind


def test_gotland_has_two_types(graph: Graph, identifiers: Identifiers) -> None:
    types = graph.objects(identifiers.organisation("region-gotland"), t.ORG_CLASSIFICATION)
    assert set(types) == {identifiers.organisation_type(slug) for slug in ("region", "kommun")}


def test_memberships(graph: Graph, identifiers: Identifiers, gazetteer: Gazetteer) -> None:
    expected = Counter(
        {
            str(identifiers.organisation(body.slug)): len(gazetteer.members_of(body))
            for body in gazetteer.organisations.values()
            if "coordination_association" in body.types
        }
    )
    found = Counter(
        str(graph.value(node, t.ORG_ORGANIZATION))
        for node in graph.subjects(RDF.type, t.ORG_MEMBERSHIP)
    )
    assert found == expected
    confidences = Counter(str(value) for value in graph.objects(None, t.SAMV_CONFIDENCE))
    assert set(confidences) == {"high", "medium", "low"}


def test_changes_point_from_the_old_body_to_the_new(graph: Graph, identifiers: Identifiers) -> None:
    old = identifiers.organisation("stockholms-lans-landsting")
    event = graph.value(old, t.ORG_CHANGED_BY)
    assert graph.value(event, t.ORG_RESULTING_ORGANIZATION) == identifiers.organisation(
        "region-stockholm"
    )
    assert graph.value(event, t.SCHEMA_START_DATE) == Literal("2019", datatype=XSD.gYear)


text = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
named = st.from_regex(r"[A-ZÅÄÖa-zåäö0-9][^\x00-\x1f\ud800-\udfff]{0,30}", fullmatch=True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    name=named,
    party=named,
    unit=st.none() | named,
    number=st.none() | named,
    keywords=st.lists(text, max_size=2),
    summary=st.none() | text,
)
def test_every_text_makes_valid_triples(
    describer: Describer, merger: Merger, record: Make, name: str, party: str, unit: str | None,
    number: str | None, keywords: list[str], summary: str | None,
) -> None:  # fmt: skip
    parties = [(party, Role.OWNER, unit)] if unit else [(party, Role.OWNER)]
    one = record("sida-a", name, parties, number=number, keywords=tuple(keywords), summary=summary)
    for subject, predicate, value in described(describer, merger, one):
        for term in (subject, predicate, value):
            if isinstance(term, URIRef):
                ox.NamedNode(str(term))
