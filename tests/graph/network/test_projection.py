"""Projections: of hand-made catalogues, of random ones beside networkx, and of the real release."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from types import SimpleNamespace
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.catalogue import DIRECT_ROLES, Catalogue
from graph.filters import Filters, ProjectFinder, UnknownValue
from graph.network.evidence import evidence_of_participations, sentences
from graph.network.gathered import spells_of
from graph.network.model import Network, Spell
from graph.network.projection import build
from graph.network.selection import (
    Associations,
    NetworkQuery,
    NetworkQueryInvalid,
    Projection,
    Renamed,
    Units,
    Weight,
)
from graph.store import Store
from ontology.identifiers import Identifiers
from tests.graph.network.hand import BASE, Hand, ends, weights

KEYS = ("alfa", "beta", "gamma", "delta", "epsilon", "zeta")
AFFILIATION, OWNER_PARTNER = Projection.AFFILIATION, Projection.OWNER_PARTNER


@st.composite
def hands(draw: st.DrawFn) -> Hand:
    """Up to six bodies and eight projects, with any part of the bodies in each."""
    hand = Hand()
    for key in KEYS:
        hand.body(key)
    for number in range(draw(st.integers(0, 8))):
        bodies = draw(st.lists(st.sampled_from(KEYS), unique=True))
        roles = [draw(st.sampled_from(sorted(DIRECT_ROLES))) for _ in bodies]
        budget = draw(st.none() | st.integers(1, 10**9))
        hand.project(f"p{number}", zip(bodies, roles, strict=True), budget=budget)
    return hand


def two_mode(network: Network) -> tuple[nx.Graph, list[str]]:
    graph = nx.Graph()
    graph.add_node("a project of nobody")  # networkx wants one project at least
    graph.add_nodes_from(node.id for node in network.nodes)
    graph.add_edges_from((edge.source, edge.target) for edge in network.edges)
    return graph, [node.id for node in network.nodes if node.kind == "organisation"]


@given(hands())
@settings(max_examples=100)
def test_projections_are_those_of_networkx(hand: Hand) -> None:
    graph, bodies = two_mode(hand.network(projection=AFFILIATION))
    for weight, theirs in (
        (Weight.PROJECTS, nx.bipartite.weighted_projected_graph(graph, bodies)),
        (Weight.NEWMAN, nx.bipartite.collaboration_weighted_projected_graph(graph, bodies)),
    ):
        ours = hand.network(weight=weight)
        assert [node.id for node in ours.nodes] == sorted(bodies)
        expected = {frozenset(pair): w for *pair, w in theirs.edges.data("weight")}
        found = {frozenset((edge.source, edge.target)): edge.weight for edge in ours.edges}
        assert found == pytest.approx(expected)


@given(hands())
@settings(max_examples=40)
def test_newman_strength_is_the_number_of_projects_shared(hand: Hand) -> None:
    network = hand.network(weight=Weight.NEWMAN)
    for node in network.nodes:
        strength = sum(e.weight for e in network.edges if node.id in (e.source, e.target))
        shared = sum(
            len(project.participations) > 1
            and any(part.organisation.iri == node.id for part in project.participations)
            for project in hand.projects.values()
        )
        assert strength == pytest.approx(shared)


@given(hands(), st.sampled_from([Projection.ORGANISATION, OWNER_PARTNER]))
@settings(max_examples=40)
def test_budget_is_divided_without_loss(hand: Hand, projection: Projection) -> None:
    network = hand.network(weight=Weight.BUDGET, projection=projection)

    def makes_a_tie(parts: Any) -> bool:
        owners = sum(part.role == "owner" for part in parts)
        if projection is OWNER_PARTNER:
            return bool(owners) and owners < len(parts)
        return len(parts) > 1

    divided = sum(
        float(project.total_budget.value)
        for project in hand.projects.values()
        if project.total_budget and makes_a_tie(project.participations)
    )
    assert sum(edge.weight for edge in network.edges) == pytest.approx(divided)
    affiliation = hand.network(weight=Weight.BUDGET, projection=AFFILIATION)
    assert sum(edge.weight for edge in affiliation.edges) == pytest.approx(
        sum(
            float(project.total_budget.value)
            for project in hand.projects.values()
            if project.total_budget and project.participations
        )
    )


@given(hands(), st.sampled_from(KEYS), st.integers(1, 3))
@settings(max_examples=40)
def test_an_ego_network_is_that_of_networkx(hand: Hand, ego: str, depth: int) -> None:
    whole = hand.network(weight=Weight.NEWMAN)
    graph = nx.Graph()
    graph.add_weighted_edges_from((e.source, e.target, e.weight) for e in whole.edges)
    iri = hand.bodies[ego].iri
    graph.add_node(iri)
    expected = nx.ego_graph(graph, iri, radius=depth)
    found = hand.network(weight=Weight.NEWMAN, ego=ego, depth=depth)
    assert {node.id for node in found.nodes} == set(expected)
    assert {(e.source, e.target): e.weight for e in found.edges} == {
        tuple(sorted(pair)): w for *pair, w in expected.edges.data("weight")
    }


@pytest.fixture
def hand() -> Hand:
    """Four bodies, one of them only paying; a project with a budget, and one without."""
    hand = Hand()
    hand.body("åre", "municipality", "Åre kommun")
    hand.body("malmo", "municipality", "Malmö stad")
    hand.body("fk", "agency", "Försäkringskassan")
    hand.body("esf", "agency", "Svenska ESF-rådet")
    hand.body("sex-kommuner", "group", "sex kommuner i Västra Götaland")
    hand.body("nagon", "unknown", "Någon ek. för.")
    hand.project(
        "ett",
        [("fk", "owner"), ("malmo", "partner"), ("åre", "participant"), ("esf", "funder")],
        start="2012-01",
        end="2013-06",
        budget=300,
        themes=["integration", "halsa"],
    )
    hand.project(
        "tva", [("malmo", "owner"), ("fk", "partner"), ("sex-kommuner", "partner")], start="2015"
    )
    hand.project("tre", [("nagon", "owner"), ("malmo", "initiator")], themes=["halsa"])
    hand.project("tyst", [("åre", "owner")], start="2016-01-01")
    return hand


def test_weights(hand: Hand) -> None:
    assert weights(hand.network()) == {
        ("fk", "malmo", "direct"): 2,
        ("fk", "åre", "direct"): 1,
        ("malmo", "åre", "direct"): 1,
        ("malmo", "nagon", "direct"): 1,
    }
    assert weights(hand.network(weight=Weight.NEWMAN)) == {
        ("fk", "malmo", "direct"): 1.5,
        ("fk", "åre", "direct"): 0.5,
        ("malmo", "åre", "direct"): 0.5,
        ("malmo", "nagon", "direct"): 1,
    }


def test_projects_without_a_budget_are_stated_and_never_weigh_nothing(hand: Hand) -> None:
    found = ends(hand.network(weight=Weight.BUDGET))
    assert {key: edge.weight for key, edge in found.items()} == {
        ("fk", "malmo", "direct"): 100,
        ("fk", "åre", "direct"): 100,
        ("malmo", "åre", "direct"): 100,
    }
    assert found["fk", "malmo", "direct"].values["unweighed"] == 1
    assert found["fk", "åre", "direct"].values["unweighed"] == 0


def test_funders_and_groups_take_part_only_where_they_are_asked_for(hand: Hand) -> None:
    network = hand.network(projection=AFFILIATION)
    assert "Svenska ESF-rådet" not in {node.label for node in network.nodes}
    assert "sex kommuner i Västra Götaland" not in {node.label for node in network.nodes}
    asked = hand.network(filters=Filters(role=("funder", "owner")))
    assert weights(asked) == {("esf", "fk", "direct"): 1}
    groups = hand.network(filters=Filters(organisation_type=("group",)), projection=AFFILIATION)
    assert list(ends(groups)) == [("sex-kommuner", "tva", "direct")]


def test_edges_say_roles_days_projects_and_sureness(hand: Hand) -> None:
    edge = ends(hand.network())["fk", "malmo", "direct"]
    assert edge.id == "fk~malmo~direct"
    assert edge.values == {
        "projects": (f"{BASE}projekt/ett", f"{BASE}projekt/tva"),
        "project_count": 2,
        "source_roles": ("owner", "partner"),
        "target_roles": ("owner", "partner"),
        "first": date(2012, 1, 1),
        "last": date(2013, 6, 30),
        "link_score": 1.0,
    }
    assert edge.spells == (
        Spell(date(2012, 1, 1), date(2013, 6, 30)),
        Spell(date(2015, 1, 1), None),
    )
    assert ends(hand.network())["malmo", "nagon", "direct"].values["link_score"] == 0


def test_spells_that_overlap_are_one() -> None:
    def spell(first: int, last: int) -> Spell:
        return Spell(date(first, 1, 1), date(last, 1, 1))

    assert spells_of([spell(2015, 2017), spell(2010, 2012), spell(2011, 2013)]) == (
        spell(2010, 2013),
        spell(2015, 2017),
    )
    unbounded = [Spell(None, date(2011, 1, 1)), spell(2010, 2012), Spell(date(2011, 1, 1), None)]
    assert spells_of([Spell(None, None), *unbounded]) == tuple(unbounded)


def test_affiliations_have_an_edge_for_each_role() -> None:
    hand = Hand()
    hand.body("a")
    hand.project("p", [("a", "owner"), ("a", "partner")], budget=10)
    network = hand.network(projection=AFFILIATION, weight=Weight.BUDGET)
    assert [(edge.id, edge.weight, edge.values["role"]) for edge in network.edges] == [
        ("a~p~owner~direct", 5, "owner"),
        ("a~p~partner~direct", 5, "partner"),
    ]
    assert network.two_mode
    assert network.modes == ("organisation", "project")


def test_owners_point_to_partners(hand: Hand) -> None:
    network = hand.network(projection=OWNER_PARTNER)
    assert network.directed
    assert weights(network) == {
        ("fk", "malmo", "direct"): 1,
        ("fk", "åre", "direct"): 1,
        ("malmo", "fk", "direct"): 1,
        ("nagon", "malmo", "direct"): 1,
    }
    partners = hand.network(projection=OWNER_PARTNER, filters=Filters(role=("partner",)))
    assert weights(partners) == {("fk", "malmo", "direct"): 1, ("malmo", "fk", "direct"): 1}


def test_themes_meet_bodies(hand: Hand) -> None:
    network = hand.network(projection=Projection.THEME_ORGANISATION)
    assert weights(network) == {
        ("halsa", "fk", "direct"): 1,
        ("halsa", "malmo", "direct"): 2,
        ("halsa", "nagon", "direct"): 1,
        ("halsa", "åre", "direct"): 1,
        ("integration", "fk", "direct"): 1,
        ("integration", "malmo", "direct"): 1,
        ("integration", "åre", "direct"): 1,
    }
    themes = {node.label: node for node in network.nodes if node.kind == "theme"}
    assert themes["halsa"].values["projects"] == 2
    assert themes["halsa"].values["name_en"] == "halsa (en)"
    money = hand.network(projection=Projection.THEME_ORGANISATION, weight=Weight.BUDGET)
    assert set(weights(money).values()) == {50}


def test_municipalities_are_counted_among_themselves(hand: Hand) -> None:
    network = hand.network(projection=Projection.MUNICIPALITY, weight=Weight.NEWMAN)
    assert {node.kind for node in network.nodes} == {"municipality"}
    assert weights(network) == {("malmo", "åre", "direct"): 1}


def test_filters_choose_projects_and_roles_and_types_choose_participations(hand: Hand) -> None:
    by_theme = hand.network(filters=Filters(theme=("integration",)))
    assert {node.label for node in by_theme.nodes} == {
        "Försäkringskassan",
        "Malmö stad",
        "Åre kommun",
    }
    by_type = hand.network(filters=Filters(organisation_type=("municipality",)))
    assert weights(by_type) == {("malmo", "åre", "direct"): 1}
    by_body = hand.network(filters=Filters(organisation=("Någon ek. för.",)))
    assert weights(by_body) == {("malmo", "nagon", "direct"): 1}
    with pytest.raises(UnknownValue, match="trollkarl"):
        hand.network(filters=Filters(role=("trollkarl",)))


def test_the_least_weight_leaves_out_edges_and_who_has_none(hand: Hand) -> None:
    network = hand.network(minimum_weight=2)
    assert weights(network) == {("fk", "malmo", "direct"): 2}
    assert len(network.nodes) == 2
    alone = hand.network(minimum_weight=2, ego="åre")
    assert [node.label for node in alone.nodes] == ["Åre kommun"]


def test_units_stand_for_their_body_or_for_themselves() -> None:
    hand = Hand()
    hand.body("umea", "municipality", "Umeå kommun")
    hand.body("umea-if", "unit", "Individ- och familjeomsorgen", parent="umea")
    hand.body("fk", "agency")
    hand.project("p", [("umea", "owner"), ("umea", "partner", "umea-if"), ("fk", "partner")])
    assert weights(hand.network()) == {("fk", "umea", "direct"): 1}
    apart = hand.network(units=Units.UNIT)
    assert set(weights(apart)) == {
        ("fk", "umea", "direct"),
        ("fk", "umea-if", "direct"),
        ("umea", "umea-if", "direct"),
    }
    only = hand.network(units=Units.UNIT, projection=Projection.MUNICIPALITY)
    assert list(weights(only)) == [("umea", "umea-if", "direct")]
    [edge] = [
        edge
        for edge in hand.network(projection=AFFILIATION).edges
        if edge.values["role"] == "partner" and edge.source.endswith("umea")
    ]
    assert edge.values["units"] == ("Individ- och familjeomsorgen",)


def test_renamed_bodies_are_joined_or_kept_apart() -> None:
    hand = Hand()
    for key in ("sll", "region-stockholm", "fk", "a", "b", "c"):
        hand.body(key, "region")
    hand.became("sll", "region-stockholm", 2019)
    hand.became("a", "b")
    hand.became("a", "c")
    hand.project("da", [("sll", "owner"), ("fk", "partner")])
    hand.project("nu", [("region-stockholm", "owner"), ("fk", "partner"), ("a", "partner")])
    joined = hand.network()
    assert weights(joined)["fk", "region-stockholm", "direct"] == 2
    [node] = [node for node in joined.nodes if node.label == "region-stockholm"]
    assert node.values["joined"] == ("sll",)
    assert ("a", "fk", "direct") in weights(joined)  # which of two it became, nobody says
    apart = weights(hand.network(renamed=Renamed.APART))
    assert apart["fk", "sll", "direct"] == apart["fk", "region-stockholm", "direct"] == 1


def test_a_circle_of_renamings_ends() -> None:
    hand = Hand()
    for key in ("a", "b", "c"):
        hand.body(key)
    hand.became("a", "b")
    hand.became("b", "a")
    hand.project("p", [("a", "owner"), ("b", "partner"), ("c", "partner")])
    assert ("a", "c", "direct") in weights(hand.network())


@pytest.mark.parametrize(
    ("values", "parameter"),
    [
        ({"depth": 0}, "depth"),
        ({"depth": 11}, "depth"),
        ({"minimum_weight": -1.0}, "minimum_weight"),
        ({"minimum_weight": float("nan")}, "minimum_weight"),
        ({"weight": Weight.NEWMAN, "projection": AFFILIATION}, "weight"),
        ({"weight": Weight.NEWMAN, "projection": Projection.THEME_ORGANISATION}, "weight"),
        (
            {
                "associations": Associations.MEMBERS,
                "projection": Projection.ASSOCIATION_MUNICIPALITY,
            },
            "associations",
        ),
    ],
)
def test_what_does_not_go_together_is_refused(values: dict[str, Any], parameter: str) -> None:
    with pytest.raises(NetworkQueryInvalid, match=parameter) as refused:
        NetworkQuery(**values)
    assert refused.value.parameter == parameter


def test_an_ego_is_one_body_of_the_network(hand: Hand) -> None:
    for name, meant in (("MALMÖ STAD", "Malmö stad"), ("Åre kommun", "Åre kommun")):
        nodes = hand.network(ego=name).nodes
        assert meant in {node.label for node in nodes}
    with pytest.raises(NetworkQueryInvalid, match="no organisation"):
        hand.network(ego="Ankeborg")
    with pytest.raises(NetworkQueryInvalid, match="several organisations"):
        hand.network(ego="k")
    with pytest.raises(NetworkQueryInvalid, match="type"):
        hand.network(ego="fk", projection=Projection.MUNICIPALITY)


def test_the_network_round_a_body_in_two_modes(hand: Hand) -> None:
    network = hand.network(ego="nagon", projection=AFFILIATION)
    assert set(ends(network)) == {("malmo", "tre", "direct"), ("nagon", "tre", "direct")}
    further = hand.network(ego="nagon", projection=AFFILIATION, depth=2)
    assert {("fk", "tva", "direct"), ("fk", "ett", "direct")} < set(ends(further))
    themes = hand.network(ego="nagon", projection=Projection.THEME_ORGANISATION)
    assert {("halsa", "nagon", "direct"), ("halsa", "malmo", "direct")} <= set(ends(themes))
    assert not any(key[1] == "fk" for key in ends(themes))


# -- the real release ---------------------------------------------------------------------


@pytest.mark.parametrize("projection", Projection)
@pytest.mark.parametrize("associations", Associations)
def test_real_networks_are_sound(
    catalogue: Catalogue,
    finder: ProjectFinder,
    projection: Projection,
    associations: Associations,
) -> None:
    if associations is Associations.MEMBERS and projection is Projection.ASSOCIATION_MUNICIPALITY:
        return
    query = NetworkQuery(projection=projection, associations=associations)
    network = build(catalogue, finder, query)
    assert build(catalogue, finder, query) == network  # in the same order, too
    nodes = {node.id: node for node in network.nodes}
    assert list(nodes) == sorted(nodes)
    assert len(nodes) == len(network.nodes)
    ids = [edge.id for edge in network.edges]
    assert ids == sorted(set(ids))
    assert network.edges
    attributes = {column.name for column in network.edge_attributes}
    of_nodes = {column.name for column in network.node_attributes}
    for edge in network.edges:
        assert set(edge.values) <= attributes
        assert edge.source != edge.target
        assert edge.weight > 0
        assert ("through" in edge.values) == (edge.kind != "direct")
        kinds = nodes[edge.source].kind, nodes[edge.target].kind
        assert kinds == (network.modes if network.two_mode else network.modes * 2)
    for node in network.nodes:
        assert set(node.values) <= of_nodes
        assert node.kind in network.modes
    if projection not in (AFFILIATION, Projection.THEME_ORGANISATION):
        for edge in network.edges:
            assert edge.weight == edge.values["project_count"]


def test_real_pairs_are_counted_from_the_tables(
    catalogue: Catalogue, finder: ProjectFinder, expected: dict[str, SimpleNamespace]
) -> None:
    """Against the tables and the reviewed links, without the code under test."""
    pairs: dict[frozenset[str], int] = {}
    for project in expected.values():
        bodies = {
            slug for slug, role, kind in project.parts if role in DIRECT_ROLES and kind != "group"
        }
        for pair in combinations(sorted(bodies), 2):
            pairs[frozenset(pair)] = pairs.get(frozenset(pair), 0) + 1
    network = build(catalogue, finder, NetworkQuery(renamed=Renamed.APART))
    keys = {node.id: str(node.values["key"]) for node in network.nodes}
    found = {
        frozenset((keys[edge.source], keys[edge.target])): edge.weight for edge in network.edges
    }
    assert found == pairs
    assert found[frozenset({"arbetsformedlingen", "forsakringskassan"})] == max(pairs.values())


def test_every_real_edge_has_its_sentences(
    catalogue: Catalogue, finder: ProjectFinder, store: Store, identifiers: Identifiers
) -> None:
    passages = evidence_of_participations(store, identifiers)
    parts = {p.iri for project in catalogue.projects.values() for p in project.participations}
    assert set(passages) == parts
    query = NetworkQuery(projection=AFFILIATION, evidence=True)
    network = build(catalogue, finder, query, sentences(passages))
    for edge in network.edges:
        evidence = edge.values["evidence"]
        assert isinstance(evidence, tuple)
        assert all(sentence.startswith("“") for sentence in evidence)
    one = next(edge for edge in network.edges if edge.id.startswith("skelleftea-kommun~2017-00453"))
    assert "“Skellefteå kommun” (kuraterade, cell=2,2)" in one.values["evidence"]  # type: ignore[operator]
