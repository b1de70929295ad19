"""Facets and ranges: every count is what the filter of its value finds; status on a given day."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.catalogue import Catalogue
from graph.facets import FACETS, Facet, Facets
from graph.filters import RANGES, Filters, ProjectFinder, UnknownValue
from graph.periods import Status, span, status_of
from graph.views import Money, ProjectView

DAY = date(2019, 6, 15)


@pytest.fixture(scope="module")
def dated(catalogue: Catalogue) -> ProjectFinder:
    """A finder for which it is always the same day."""
    return ProjectFinder(catalogue, lambda: DAY)


@pytest.fixture(scope="module")
def facets(dated: ProjectFinder) -> Facets:
    return Facets(dated)


def by_name(found: list[Facet]) -> dict[str, Facet]:
    return {facet.name: facet for facet in found}


def alone(filters: Filters, name: str, value: str) -> Filters:
    """The filters with one value in the place of a facet's own."""
    chosen: Any = (int(value),) if name == "year" else (value,)
    return replace(filters, **{name: chosen})


CHOICES: dict[str, st.SearchStrategy[Any]] = {
    "theme": st.sampled_from([("halsa",), ("psykisk-ohalsa", "integration"), ("ips",)]),
    "role": st.sampled_from([("owner",), ("partner", "funder")]),
    "organisation_type": st.sampled_from([("municipality",), ("region", "agency")]),
    "county": st.sampled_from([("Skåne",), ("01", "14")]),
    "municipality": st.sampled_from([("Göteborg",), ("Skellefteå", "Malmö")]),
    "region": st.sampled_from([("Stockholm",), ("Västsverige", "Sydsverige")]),
    "programme": st.sampled_from([("ESF 2014-2020",)]),
    "status": st.sampled_from([("ongoing",), ("avslutat", "okänt"), ("planned",)]),
    "year": st.sampled_from([(2012,), (2018, 2019), (1990,)]),
    "active_from": st.just(date(2012, 1, 1)),
    "start_to": st.just(date(2018, 12, 31)),
    "end_from": st.just(date(2013, 6, 1)),
    "budget_min": st.sampled_from([Decimal(0), Decimal("5e6")]),
    "grant_max": st.just(Decimal(20_000_000)),
    "partner": st.just(("forsakringskassan",)),
    "q": st.just("samverkan"),
    "status_on": st.just(date(2012, 3, 1)),
}


@settings(
    deadline=None,
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    chosen=st.lists(st.sampled_from(sorted(CHOICES)), unique=True, max_size=3).flatmap(
        lambda names: st.fixed_dictionaries({name: CHOICES[name] for name in names})
    )
)
def test_a_count_is_what_its_value_finds(
    facets: Facets, dated: ProjectFinder, chosen: dict[str, Any]
) -> None:
    filters = Filters(**chosen)
    for facet in facets.count(filters):
        nothing: Any = ()
        without = replace(filters, **{facet.name: nothing})
        eligible = {project.id for project in dated.find(without)}
        covered: set[str] = set()
        for value in facet.values:
            found = {p.id for p in dated.find(alone(filters, facet.name, value.value))}
            assert value.count == len(found), (facet.name, value)
            assert found <= eligible
            covered |= found
        assert facet.missing == len(eligible - covered)


def test_every_value_of_a_project_is_counted(facets: Facets, catalogue: Catalogue) -> None:
    found = by_name(facets.count(Filters()))
    assert tuple(found) == FACETS
    assert len(found) == 9
    views = list(catalogue.projects.values())
    regions = {value.value: value.count for value in found["region"].values}
    assert regions == {
        code: n
        for code in catalogue.regions
        if (n := sum(view.region is not None and view.region.code == code for view in views))
    }
    assert found["region"].missing == sum(view.region is None for view in views)
    statuses = {value.value: value.count for value in found["status"].values}
    assert sum(statuses.values()) == len(views)
    assert found["status"].day == DAY


def test_themes_stand_below_their_broader_ones(facets: Facets, catalogue: Catalogue) -> None:
    values = facets.count(Filters(theme=("ips",)), ["theme"])[0].values
    place = {value.value: number for number, value in enumerate(values)}
    count = {value.value: value.count for value in values}
    assert [value.value for value in values if value.chosen] == ["ips"]
    assert {value.depth for value in values} == {0, 1, 2}
    for number, value in enumerate(values):
        assert value.depth == len(catalogue.themes[value.value].broader)
        if value.broader is None:
            assert value.depth == 0
        else:
            assert place[value.broader] < number
            assert value.count <= count[value.broader]
            between = values[place[value.broader] + 1 : number]
            assert all(other.depth >= value.depth for other in between)


def test_order_of_values(facets: Facets) -> None:
    found = by_name(facets.count(Filters(status=("planned",), status_on=date(2050, 1, 1))))
    planned = found["status"].values[0]
    assert (planned.value, planned.count, planned.chosen) == ("planned", 0, True)
    found = by_name(facets.count(Filters()))
    assert [v.value for v in found["programme"].values] == [
        "esf-2007-2013",
        "esf-2014-2020",
        "esf-2021-2027",
    ]
    years = [int(value.value) for value in found["year"].values]
    assert years == sorted(years, reverse=True)
    assert [v.value for v in found["status"].values] == [
        s.value for s in Status if s.value in {v.value for v in found["status"].values}
    ]
    for name in ("county", "municipality", "region", "role", "organisation_type"):
        counts = [value.count for value in found[name].values]
        assert counts == sorted(counts, reverse=True)


def test_a_project_may_be_left_out(facets: Facets, dated: ProjectFinder) -> None:
    whole = by_name(facets.count(Filters()))
    less = by_name(facets.count(Filters(), besides="2017-00453"))
    total = sum(value.count for value in whole["programme"].values)
    assert sum(value.count for value in less["programme"].values) == total - 1
    assert {p.id for p in dated.find(Filters())} >= {"2017-00453"}


def project(
    catalogue: Catalogue, start: str | None, end: str | None, programme: bool
) -> ProjectView:
    view = catalogue.projects["2017-00453"]
    return replace(view, start=start, end=end, programme=view.programme if programme else None)


@pytest.mark.parametrize(
    ("start", "end", "programme", "day", "status"),
    [
        (None, None, True, "2019-01-01", Status.UNKNOWN),
        ("2018-03-01", "2020-02", True, "2018-02-28", Status.PLANNED),
        ("2018-03-01", "2020-02", True, "2018-03-01", Status.ONGOING),
        ("2018-03-01", "2020-02", True, "2020-02-29", Status.ONGOING),
        ("2018-03-01", "2020-02", True, "2020-03-01", Status.FINISHED),
        ("2018-03", None, True, "2023-12-31", Status.ONGOING),
        ("2018-03", None, True, "2024-01-01", Status.FINISHED),
        ("2018-03", None, False, "2018-03-01", Status.ONGOING),
        ("2018-03", None, False, "2018-03-02", Status.FINISHED),
        (None, "2020-02", True, "2013-12-31", Status.PLANNED),
        (None, "2020-02", True, "2014-01-01", Status.ONGOING),
        (None, "2020-02", False, "1995-01-01", Status.ONGOING),
        (None, "2020-02", True, "2020-03-01", Status.FINISHED),
    ],
)
def test_status_on_a_day(
    catalogue: Catalogue,
    start: str | None,
    end: str | None,
    programme: bool,
    day: str,
    status: Status,
) -> None:
    view = project(catalogue, start, end, programme)
    assert status_of(view, date.fromisoformat(day)) is status


@settings(deadline=None, max_examples=30)
@given(day=st.dates(date(2005, 1, 1), date(2032, 12, 31)))
def test_ongoing_is_active_that_day(dated: ProjectFinder, day: date) -> None:
    sets = {
        status: {p.id for p in dated.find(Filters(status=(status.value,), status_on=day))}
        for status in Status
    }
    assert sets[Status.ONGOING] == {
        p.id for p in dated.find(Filters(active_from=day, active_to=day))
    }
    assert sum(map(len, sets.values())) == 300
    for view in dated.find(Filters(status=("planned",), status_on=day)):
        bounds = span(view)
        assert bounds is not None
        assert bounds[0] > day


def test_a_status_without_a_day_is_of_today(dated: ProjectFinder) -> None:
    for written in ("ongoing", "Pågår", "PÅGÅR", unicodedata.normalize("NFD", "pågår")):
        assert dated.find(Filters(status=(written,))) == dated.find(
            Filters(status=("ongoing",), status_on=DAY)
        )
    assert dated.find(Filters(status=("finished",), status_on=DAY + timedelta(days=9000)))
    with pytest.raises(UnknownValue, match=r"status='över' is not known\. Use one of: planned, "):
        dated.find(Filters(status=("över",)))


def amount(view: ProjectView, name: str) -> Money | None:
    return view.total_budget if name == "budget" else view.grant


@settings(deadline=None, max_examples=40)
@given(
    name=st.sampled_from(["budget", "grant"]),
    least=st.none() | st.decimals(0, 60_000_000, places=0),
    most=st.none() | st.decimals(0, 120_000_000, places=0),
)
def test_amounts(
    dated: ProjectFinder,
    catalogue: Catalogue,
    name: str,
    least: Decimal | None,
    most: Decimal | None,
) -> None:
    filters = Filters(**{f"{name}_min": least, f"{name}_max": most})  # type: ignore[arg-type]
    wanted = {
        view.id
        for view in catalogue.projects.values()
        if (least is None and most is None)
        or (
            (money := amount(view, name)) is not None
            and (least is None or least <= money.value)
            and (most is None or money.value <= most)
        )
    }
    assert {view.id for view in dated.find(filters)} == wanted


def test_both_ends_of_an_amount_count(dated: ProjectFinder, catalogue: Catalogue) -> None:
    view = next(view for view in catalogue.projects.values() if view.total_budget)
    assert view.total_budget
    value = view.total_budget.value
    assert view.id in {p.id for p in dated.find(Filters(budget_min=value, budget_max=value))}
    assert len(dated.find(Filters(budget_min=Decimal(0)))) == sum(
        view.total_budget is not None for view in catalogue.projects.values()
    )


def test_stated_starts_and_ends(dated: ProjectFinder, catalogue: Catalogue) -> None:
    """A month counts from its first day for a start, and to its last for an end."""
    first, last = date(2017, 1, 1), date(2018, 6, 30)
    starts = {
        view.id
        for view in catalogue.projects.values()
        if view.start and "2017-01" <= view.start[:7] <= "2018-06"
    }
    ends = {
        view.id
        for view in catalogue.projects.values()
        if view.end and "2017-01" <= view.end[:7] <= "2018-06"
    }
    assert starts
    assert ends
    assert {v.id for v in dated.find(Filters(start_from=first, start_to=last))} == starts
    assert {v.id for v in dated.find(Filters(end_from=first, end_to=last))} == ends
    month = next(v for v in catalogue.projects.values() if v.end and len(v.end) == len("YYYY-MM"))
    assert month.end
    until = date.fromisoformat(f"{month.end}-27")
    assert month.id not in {v.id for v in dated.find(Filters(end_to=until))}


@pytest.mark.parametrize(("low", "high"), RANGES)
def test_a_range_that_ends_before_it_begins_is_a_fault(low: str, high: str) -> None:
    values: tuple[Any, Any] = (date(2018, 1, 1), date(2017, 1, 1))
    if low.endswith("_min"):
        values = (Decimal(2), Decimal(1))
    wrong = Filters(**{low: values[0], high: values[1]})
    assert wrong.fault is not None
    assert wrong.fault[0] == high
    assert low in wrong.fault[1]
    assert Filters(**{low: values[1], high: values[0]}).fault is None
    assert Filters(**{low: values[0], high: values[0]}).fault is None
