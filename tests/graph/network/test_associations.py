"""Samordningsförbund as one node or as their members: what is through one is never counted direct.

The cases are worked out by hand. Two associations: Norr, of which Ån is a member until 2012 and Ek
from 2014 on, and Syd, of which Ås is; the agency FK is a member of both, always.
"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.catalogue import Catalogue
from graph.filters import Filters, ProjectFinder
from graph.network.affiliations import Affiliations
from graph.network.coverage import coverage
from graph.network.model import Spell
from graph.network.projection import build
from graph.network.selection import (
    Associations,
    Confidence,
    NetworkQuery,
    NetworkQueryInvalid,
    Projection,
    Renamed,
    Weight,
)
from graph.network.ties import Kind
from tests.graph.network.hand import Hand, ends, weights

MEMBERS = Associations.MEMBERS


@pytest.fixture
def hand() -> Hand:
    return made()


def made() -> Hand:
    hand = Hand()
    for key, name in (("an", "Åns kommun"), ("ek", "Ekö kommun"), ("as", "Ås kommun")):
        hand.body(key, "municipality", name)
    hand.body("fk", "agency", "Försäkringskassan")
    hand.body("ab", "company", "Åkeriet AB")
    hand.body("norr", "coordination_association", "Samordningsförbundet Norr")
    hand.body("syd", "coordination_association", "Samordningsförbundet Syd")
    hand.member("norr", "an", end="2012")
    hand.member("norr", "ek", start="2014-03", confidence="low")
    hand.member("norr", "fk", confidence="medium")
    hand.member("syd", "as")
    hand.member("syd", "fk")
    return hand


def test_members_take_part_within_the_dates_of_their_membership(hand: Hand) -> None:
    hand.project("da", [("norr", "owner"), ("ab", "partner")], "2010-01-01", "2012-12-31")
    hand.project("mellan", [("norr", "owner"), ("ab", "partner")], "2013-01-01", "2014-02-28")
    hand.project("nu", [("norr", "owner"), ("ab", "partner")], "2014-02", "2015-01")
    hand.project("odaterat", [("norr", "owner"), ("ab", "partner")])
    found = ends(hand.network(associations=MEMBERS))

    def projects(*key: str) -> set[str]:
        stated = found[key].values["projects"]
        assert isinstance(stated, tuple)
        return {iri.rsplit("/", 1)[1] for iri in stated}

    assert projects("ab", "an", "through", "norr") == {"da", "odaterat"}
    assert projects("ab", "ek", "through", "norr") == {"nu", "odaterat"}
    assert projects("ab", "fk", "through", "norr") == {"da", "mellan", "nu", "odaterat"}
    assert projects("an", "fk", "within", "norr") == {"da", "odaterat"}
    assert projects("ek", "fk", "within", "norr") == {"nu", "odaterat"}
    # They were members at the same time in no project that states when it was.
    assert projects("an", "ek", "within", "norr") == {"odaterat"}
    assert not any("direct" in key for key in found)


@pytest.mark.parametrize(
    ("start", "end", "member"),
    [
        ("2012-12-31", "2013-12-31", True),  # begins on the last day
        ("2013-01-01", "2013-12-31", False),  # begins the day after
        ("2012-12", "2013-12", True),
        (None, "2009-01-01", True),
        (None, "2013-01-01", True),  # may have begun any time before
        ("2012-06-01", None, True),
        ("2013-06-01", None, False),
    ],
)
def test_the_last_day_of_a_membership_counts(
    hand: Hand, start: str | None, end: str | None, member: bool
) -> None:
    hand.project("p", [("norr", "owner"), ("ab", "partner")], start, end)
    found = weights(hand.network(associations=MEMBERS))
    assert (("ab", "an", "through", "norr") in found) is member


def test_edges_through_an_association_last_as_long_as_the_membership(hand: Hand) -> None:
    hand.project("p", [("norr", "owner"), ("ab", "partner")], "2012-07-01", "2014-06-30")
    found = ends(hand.network(associations=MEMBERS))
    an, ek = found["ab", "an", "through", "norr"], found["ab", "ek", "through", "norr"]
    assert an.spells == (Spell(date(2012, 7, 1), date(2012, 12, 31)),)
    assert (an.values["first"], an.values["last"]) == (date(2012, 7, 1), date(2012, 12, 31))
    assert ek.spells == (Spell(date(2014, 3, 1), date(2014, 6, 30)),)
    both = found["ab", "fk", "through", "norr"]
    assert both.spells == (Spell(date(2012, 7, 1), date(2014, 6, 30)),)
    # Ån left before Ek came: the project alone does not make them members together.
    assert ("an", "ek", "within", "norr") not in found


def test_the_confidence_of_memberships_is_carried_and_can_be_asked_for(hand: Hand) -> None:
    hand.project("p", [("norr", "owner"), ("ab", "partner")], "2015", "2016")
    found = ends(hand.network(associations=MEMBERS))
    assert found["ab", "fk", "through", "norr"].values["confidence"] == "medium"
    assert found["ab", "ek", "through", "norr"].values["confidence"] == "low"
    assert found["ek", "fk", "within", "norr"].values["confidence"] == "low"
    sure = weights(hand.network(associations=MEMBERS, confidence=Confidence.MEDIUM))
    assert list(sure) == [("ab", "fk", "through", "norr")]
    surest = weights(hand.network(associations=MEMBERS, confidence=Confidence.HIGH))
    assert list(surest) == [("ab", "norr", "direct")]  # nobody stands for it, so it does itself


def test_who_takes_part_itself_does_not_do_so_through_an_association_too(hand: Hand) -> None:
    hand.project("p", [("norr", "owner"), ("fk", "partner"), ("ab", "partner")], "2010", "2011")
    assert weights(hand.network(associations=MEMBERS)) == {
        ("ab", "fk", "direct"): 1,
        ("ab", "an", "through", "norr"): 1,
        ("an", "fk", "through", "norr"): 1,
    }
    assert weights(hand.network()) == {
        ("ab", "fk", "direct"): 1,
        ("ab", "norr", "direct"): 1,
        ("fk", "norr", "direct"): 1,
    }


def test_two_kinds_between_the_same_two_are_two_edges(hand: Hand) -> None:
    hand.project("direkt", [("an", "owner"), ("ab", "partner")], "2010", "2011")
    hand.project("via", [("norr", "owner"), ("ab", "partner")], "2010", "2011")
    hand.project("via-syd", [("syd", "owner"), ("fk", "partner")], "2010", "2011")
    found = weights(hand.network(associations=MEMBERS))
    assert found["ab", "an", "direct"] == 1
    assert found["ab", "an", "through", "norr"] == 1
    nodes = {n.label: n.values for n in hand.network(associations=MEMBERS).nodes}
    assert (nodes["Åns kommun"]["projects"], nodes["Åns kommun"]["projects_through"]) == (1, 1)
    assert (nodes["Ås kommun"]["projects"], nodes["Ås kommun"]["projects_through"]) == (0, 1)


def test_two_associations_of_one_project(hand: Hand) -> None:
    hand.project("p", [("norr", "owner"), ("syd", "partner")], "2010", "2011")
    assert weights(hand.network(associations=MEMBERS)) == {
        ("an", "as", "through", "norr", "syd"): 1,
        # The agency is in both: with each it has a membership in common, and nothing between.
        ("an", "fk", "within", "norr"): 1,
        ("as", "fk", "within", "syd"): 1,
    }


def test_weights_through_an_association(hand: Hand) -> None:
    hand.project("p", [("norr", "owner"), ("ab", "partner"), ("as", "partner")], "2010", "2011")
    newman = weights(hand.network(associations=MEMBERS, weight=Weight.NEWMAN))
    assert newman == {
        ("ab", "as", "direct"): 0.5,  # as where the association is a node: three take part
        ("ab", "an", "through", "norr"): 0.5,
        ("ab", "fk", "through", "norr"): 0.5,
        ("an", "as", "through", "norr"): 0.5,
        ("as", "fk", "through", "norr"): 0.5,
        ("an", "fk", "within", "norr"): 1,
    }
    hand.parts.clear()
    parts = [("norr", "owner"), ("ab", "partner"), ("as", "partner")]
    hand.project("p", parts, "2010", "2011", budget=600)
    money = weights(hand.network(associations=MEMBERS, weight=Weight.BUDGET))
    assert money == {
        ("ab", "as", "direct"): 200,
        ("ab", "an", "through", "norr"): 100,
        ("ab", "fk", "through", "norr"): 100,
        ("an", "as", "through", "norr"): 100,
        ("as", "fk", "through", "norr"): 100,
    }
    assert (
        coverage(
            hand.catalogue,
            ProjectFinder(hand.catalogue),
            NetworkQuery(associations=MEMBERS, weight=Weight.BUDGET),
        ).edges_without_amount
        == 0
    )  # that within one has no part in the money


def test_municipalities_through_an_association(hand: Hand) -> None:
    hand.project("p", [("norr", "owner"), ("as", "partner")], "2010", "2011")
    hand.project("q", [("an", "owner"), ("as", "partner")], "2010", "2011")
    by_node = hand.network(projection=Projection.MUNICIPALITY)
    assert weights(by_node) == {("an", "as", "direct"): 1}
    by_member = hand.network(projection=Projection.MUNICIPALITY, associations=MEMBERS)
    assert weights(by_member) == {
        ("an", "as", "direct"): 1,
        ("an", "as", "through", "norr"): 1,
    }
    assert weights(hand.network(projection=Projection.ASSOCIATION_MUNICIPALITY)) == {
        ("norr", "as", "direct"): 1
    }


def test_owners_through_an_association(hand: Hand) -> None:
    hand.project("p", [("norr", "owner"), ("ab", "partner")], "2010", "2011", budget=100)
    query = NetworkQuery(
        projection=Projection.OWNER_PARTNER, associations=MEMBERS, weight=Weight.BUDGET
    )
    assert weights(hand.network(query)) == {
        ("an", "ab", "through", "norr"): 50,
        ("fk", "ab", "through", "norr"): 50,
    }


def test_affiliations_and_themes_through_an_association(hand: Hand) -> None:
    hand.project("p", [("syd", "owner"), ("ab", "partner")], budget=100, themes=["halsa"])
    two_mode = hand.network(
        projection=Projection.AFFILIATION, associations=MEMBERS, weight=Weight.BUDGET
    )
    assert weights(two_mode) == {
        ("ab", "p", "direct"): 50,
        ("as", "p", "through", "syd"): 25,
        ("fk", "p", "through", "syd"): 25,
    }
    themes = hand.network(projection=Projection.THEME_ORGANISATION, associations=MEMBERS)
    assert weights(themes) == {
        ("halsa", "ab", "direct"): 1,
        ("halsa", "as", "through", "syd"): 1,
        ("halsa", "fk", "through", "syd"): 1,
    }


def test_types_choose_among_members(hand: Hand) -> None:
    hand.project("p", [("norr", "owner"), ("as", "partner")], "2010", "2011")
    kommun = Filters(organisation_type=("municipality",))
    assert weights(hand.network(filters=kommun, associations=MEMBERS)) == {
        ("an", "as", "through", "norr"): 1
    }


def test_an_association_that_became_another(hand: Hand) -> None:
    hand.body("nya-norr", "coordination_association", "Samordningsförbundet Nya Norr")
    hand.became("norr", "nya-norr", 2016)
    hand.member("nya-norr", "as", start="2017")
    hand.project("da", [("norr", "owner"), ("ab", "partner")], "2010", "2011")
    hand.project("nu", [("nya-norr", "owner"), ("ab", "partner")], "2018", "2019")
    hand.project("nytt-namn", [("nya-norr", "owner"), ("ab", "partner")], "2012", "2012")
    joined = ends(hand.network(associations=MEMBERS))
    assert {key: edge.weight for key, edge in joined.items() if key[0] == "ab"} == {
        ("ab", "an", "through", "nya-norr"): 2,  # the members of its time, by either name
        ("ab", "fk", "through", "nya-norr"): 2,
        ("ab", "as", "through", "nya-norr"): 1,
    }
    apart = weights(hand.network(associations=MEMBERS, renamed=Renamed.APART))
    assert apart["ab", "an", "through", "norr"] == 1
    assert apart["ab", "as", "through", "nya-norr"] == 1
    assert apart["ab", "nya-norr", "direct"] == 1  # in 2012 it had no member yet


def test_an_ego_that_stands_as_its_members_is_refused(hand: Hand) -> None:
    hand.project("p", [("norr", "owner"), ("ab", "partner")])
    with pytest.raises(NetworkQueryInvalid, match="associations=node"):
        hand.network(ego="norr", associations=MEMBERS)
    around = hand.network(ego="ab", associations=MEMBERS)
    assert ("ab", "an", "through", "norr") in ends(around)


@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from(("an", "ek", "as", "fk", "ab", "norr", "syd")), unique=True),
            st.integers(2009, 2016),
            st.integers(0, 3),
        ),
        max_size=6,
    ),
    st.sampled_from([Weight.PROJECTS, Weight.NEWMAN]),
)
@settings(max_examples=100)
def test_direct_counts_are_the_same_whatever_stands_for_an_association(
    projects: list[tuple[list[str], int, int]], weight: Weight
) -> None:
    hand = made()
    for number, (bodies, start, years) in enumerate(projects):
        parts = [(body, "partner") for body in bodies]
        hand.project(f"p{number}", parts, f"{start}-01-01", f"{start + years}-12-31")
    nodes, members = (hand.network(associations=a, weight=weight) for a in Associations)
    direct = {k: w for k, w in weights(members).items() if k[2] == "direct"}
    without = {key: w for key, w in weights(nodes).items() if not {"norr", "syd"} & set(key[:2])}
    assert direct == without
    # Fk is a member of both at all times, so no association is left to stand for itself.
    assert not {"norr", "syd"} & {node.values["key"] for node in members.nodes}
    if weight is Weight.PROJECTS:
        for key, edge in ends(members).items():
            shared = edge.values["projects"]
            assert isinstance(shared, tuple)
            assert len(set(shared)) == len(shared) == edge.weight
            if key[2] != "direct" and (*key[:2], "direct") in ends(members):
                assert not set(shared) & set(ends(members)[*key[:2], "direct"].values["projects"])  # type: ignore[arg-type]


# -- the real release ---------------------------------------------------------------------


def test_dates_of_memberships_reach_the_catalogue(catalogue: Catalogue) -> None:
    def membership(association: str, member: str) -> tuple[str | None, str | None, str]:
        [found] = [
            m for m in catalogue.organisations[association].members if m.organisation.id == member
        ]
        assert found in [
            m for m in catalogue.organisations[association].members if m.organisation.id == member
        ]
        return found.start, found.end, found.confidence

    norr = "samordningsforbundet-sodra-norrbotten"
    assert membership(norr, "bodens-kommun") == ("2021-06-01", None, "high")
    assert membership(norr, "lulea-kommun") == ("2020", None, "high")
    assert membership("samordningsforbundet-huddinge", "huddinge-kommun") == (None, "2012", "high")
    assert membership("samordningsforbundet-skelleftea", "skelleftea-kommun") == (
        "2005-12-01",
        "2013-12-31",
        "high",
    )
    vast = "samordningsforbundet-vast"
    assert membership(vast, "melleruds-kommun") == ("2022", None, "medium")
    assert membership(vast, "uddevalla-kommun") == ("2015", None, "medium")
    undated = "samordningsforbundet-stockholms-stad"
    assert membership(undated, "stockholms-stad") == (None, None, "high")


def test_real_direct_counts_are_the_same_in_both_networks(
    catalogue: Catalogue, finder: ProjectFinder
) -> None:
    nodes, members = (build(catalogue, finder, NetworkQuery(associations=a)) for a in Associations)
    keys = {node.id for node in members.nodes}
    before = {e.id: e.weight for e in nodes.edges if {e.source, e.target} <= keys}
    direct = {e.id: e.weight for e in members.edges if e.kind == "direct"}
    assert direct == before
    assert {edge.kind for edge in members.edges} == set(Kind)


def test_real_members_are_members_at_the_time(catalogue: Catalogue, finder: ProjectFinder) -> None:
    query = NetworkQuery(associations=MEMBERS)
    for bodies in Affiliations(catalogue, finder, query).by_project:
        for part in (part for _, parts in bodies.standing for part in parts):
            if part.membership and part.membership.end and bodies.project.start:
                assert bodies.project.start[:4] <= part.membership.end[:4]
            if part.membership and part.membership.start and bodies.project.end:
                assert part.membership.start[:4] <= bodies.project.end[:4]
