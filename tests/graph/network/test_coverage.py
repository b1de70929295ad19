"""What the selected projects state: counted by hand, and from the tables of the real release."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

from graph.catalogue import DIRECT_ROLES, Catalogue
from graph.filters import Filters, ProjectFinder
from graph.network.coverage import Count, Coverage, coverage
from graph.network.selection import Associations, NetworkQuery, Weight
from tests.graph.network.hand import Hand


def covered(hand: Hand, **values: object) -> Coverage:
    catalogue = hand.catalogue
    return coverage(catalogue, ProjectFinder(catalogue), NetworkQuery(**values))  # type: ignore[arg-type]


def made() -> Hand:
    hand = Hand()
    for key, kind in (
        ("a", "company"),
        ("b", "municipality"),
        ("okand", "unknown"),
        ("grupp", "group"),
        ("esf", "agency"),
        ("norr", "coordination_association"),
    ):
        hand.body(key, kind)
    hand.project(
        "uttalat",
        [("a", "owner"), ("b", "partner"), ("okand", "partner"), ("esf", "funder")],
        start="2012-01",
        budget=10,
        region="Övre Norrland",
    )
    hand.project(
        "tyst", [("a", "owner"), ("esf", "funder")], start="2012-06-01", region="Sydsverige"
    )
    hand.project("ingen", [], region="Övre Norrland")
    hand.project("grupp", [("a", "owner"), ("grupp", "partner")], start="2013-01-01")
    hand.project("forbund", [("norr", "owner"), ("b", "partner")])
    return hand


def test_silent_projects_are_counted() -> None:
    found = covered(made())
    assert found.whole == Count(
        projects=5,
        stating=3,
        silent=2,
        tied=2,  # a group is stated, and no node
        dated=3,
        with_budget=1,
        with_grant=0,
        statements=8,
        unlinked=1,
        groups=1,
    )
    by_year = {year: (c.projects, c.stating, c.silent) for year, c in found.by_year.items()}
    assert by_year == {2012: (2, 1, 1), 2013: (1, 1, 0), None: (2, 1, 1)}
    assert list(by_year) == [2012, 2013, None]
    by_region = {region: (c.projects, c.silent) for region, c in found.by_region.items()}
    assert by_region == {"Sydsverige": (1, 1), "Övre Norrland": (2, 1), None: (2, 0)}
    assert found.by_programme == {None: found.whole}


def test_coverage_is_that_of_the_selection() -> None:
    found = covered(made(), filters=Filters(organisation=("a",)), ego="b")
    assert (found.whole.projects, found.whole.silent) == (3, 1)
    narrow = covered(made(), filters=Filters(organisation_type=("municipality",)))
    assert (narrow.whole.projects, narrow.whole.stating, narrow.whole.tied) == (2, 2, 0)
    nothing = covered(made(), filters=Filters(organisation=("finns ej",)))
    assert nothing.whole == Count(*[0] * 10)
    assert nothing.by_year == {}


def test_edges_without_an_amount_are_counted() -> None:
    hand = made()
    assert covered(hand, weight=Weight.BUDGET).edges_without_amount == 1
    assert covered(hand, weight=Weight.GRANT).edges_without_amount == 4
    assert covered(hand).edges_without_amount == 0


def test_associations_without_known_members_are_counted() -> None:
    hand = made()
    assert covered(hand, associations=Associations.MEMBERS).associations_unexpanded == 1
    hand.member("norr", "a")
    assert covered(hand, associations=Associations.MEMBERS).associations_unexpanded == 0
    assert covered(hand).associations_unexpanded == 0


def test_real_coverage_is_that_of_the_tables(
    catalogue: Catalogue, finder: ProjectFinder, expected: dict[str, SimpleNamespace]
) -> None:
    found = coverage(catalogue, finder, NetworkQuery())

    def number(meets: Callable[[SimpleNamespace], bool]) -> int:
        return sum(map(meets, expected.values()))

    partners = DIRECT_ROLES - {"owner"}
    stating = number(lambda p: any(role in partners for _, role, _ in p.parts))
    assert found.whole.projects == len(expected)
    assert (found.whole.stating, found.whole.silent) == (stating, len(expected) - stating)
    assert found.whole.with_budget == number(lambda p: p.amount("total_budget_sek") is not None)
    assert found.whole.with_grant == number(lambda p: p.amount("esf_grant_sek") is not None)
    assert found.whole.dated == number(lambda p: bool(p.value("start_date")))
    for groups in (found.by_year, found.by_region, found.by_programme):
        counts = [count.projects for count in groups.values()]
        assert sum(counts) == len(expected)
        assert all(c.stating + c.silent == c.projects for c in groups.values())
    assert found.whole.statements > found.whole.unlinked > 0
