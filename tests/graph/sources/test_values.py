"""Money, periods, numbers and counts as Swedish pages write them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.records import Amount, Period
from graph.sources.amounts import find_amounts, parse_amount
from graph.sources.periods import (
    find_date,
    find_end,
    find_periods,
    find_start,
)
from graph.sources.values import find_count, find_numbers, find_objective

SPACES = st.sampled_from([" ", "\u00a0", "\u2009", "\u202f"])
CURRENCIES = st.sampled_from([" kr", " kronor", "kr", " SEK", ":-", "\u00a0kr"])


def grouped(value: int, space: str) -> str:
    return f"{value:,}".replace(",", space)


@given(st.integers(1, 10**10), SPACES, CURRENCIES)
def test_an_amount_with_grouped_digits_parses_back(value: int, space: str, currency: str) -> None:
    text = grouped(value, space) + currency
    (found,) = find_amounts(text)
    assert found.value == Amount(Decimal(value))
    assert text[found.start : found.end] == text


@given(st.integers(1, 10**10), SPACES)
def test_a_field_needs_no_currency(value: int, space: str) -> None:
    found = parse_amount(grouped(value, space))
    assert found is not None
    assert found.value.value == value


@given(
    st.integers(1, 9_999),
    st.integers(0, 9),
    st.sampled_from(
        [" miljoner kronor", " miljoner kr", " Mkr", " mkr", "miljoner kronor", " mnkr"]
    ),
    st.sampled_from([None, "drygt", "knappt", "cirka", "ca", "närmare"]),
)
def test_millions_with_a_decimal_and_a_hedge_parse_back(
    whole: int, tenth: int, unit: str, hedge: str | None
) -> None:
    text = f"{hedge + ' ' if hedge else ''}{whole},{tenth}{unit}"
    (found,) = find_amounts(f"Staden får {text} till arbetet.")
    assert found.value == Amount(Decimal(whole * 1_000_000 + tenth * 100_000), "SEK", hedge)


@given(st.integers(1, 99_999))
def test_thousands_parse_back(value: int) -> None:
    (found,) = find_amounts(f"{value} tkr")
    assert found.value.value == value * 1000


def test_budget_and_the_share_of_the_fund_are_two_amounts() -> None:
    text = "budget på ca 45 miljoner kr varav 21,5 miljoner kr är från ESF"
    assert [found.value for found in find_amounts(text)] == [
        Amount(Decimal(45_000_000), "SEK", "ca"),
        Amount(Decimal(21_500_000)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "regionens en miljon invånare",
        "drygt 6000 pågående sjukfall",
        "2017/00453",
        "185",
        "stöd060 351 kr",
    ],
)
def test_other_numbers_are_no_money(text: str) -> None:
    assert list(find_amounts(text)) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.200.50 kr", "1200.50"), ("SEK 1.200.0", "1200"), ("1.200.000,5 kr", "1200000.5")],
)
def test_dots_between_thousands_and_before_decimals(text: str, value: str) -> None:
    (found,) = find_amounts(text)
    assert found.value.value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("en miljon 985 tusen kronor", [1_985_000]),
        ("5 miljoner 150 000 kronor", [5_150_000]),
        ("5 miljoner, 150 000 kronor", [5_000_000, 150_000]),
        ("5 miljoner kronor 150 000 kronor", [5_000_000, 150_000]),
    ],
)
def test_millions_and_the_rest_of_them_are_one_sum(text: str, values: list[int]) -> None:
    assert [int(found.value.value) for found in find_amounts(text)] == values


def test_a_sum_glued_to_its_label_keeps_its_first_digits() -> None:
    text = "Beviljat ESF-stöd23 060 351 kr"
    found = parse_amount(text, len("Beviljat ESF-stöd"))
    assert found is not None
    assert found.value.value == 23_060_351
    assert text[found.start : found.end] == "23 060 351 kr"


DAYS = st.dates(date(2007, 1, 1), date(2030, 1, 1))
MONTHS = "januari februari mars april maj juni juli augusti september oktober november december"


def swedish(day: date) -> str:
    return f"{day.day} {MONTHS.split()[day.month - 1]} {day.year}"


@given(DAYS, st.integers(31, 2000), st.sampled_from([" - ", "-", " – ", "–", " till ", "—"]))
def test_iso_periods_parse_back(start: date, days: int, between: str) -> None:
    end = start + timedelta(days)
    text = f"Projektperiod {start}{between}{end}"
    (found,) = find_periods(text)
    assert found.value == Period(str(start), str(end))
    assert text[found.start : found.end] == f"{start}{between}{end}"


@given(
    DAYS, st.integers(31, 2000), st.sampled_from([" till ", " – ", " till och med ", " t.o.m. "])
)
def test_written_periods_parse_back(start: date, days: int, between: str) -> None:
    end = start + timedelta(days)
    (found,) = find_periods(f"Från {swedish(start)}{between}{swedish(end)} pågår det.")
    assert found.value == Period(str(start), str(end))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("april 2017–januari 2020", Period("2017-04", "2020-01")),
        ("2016-10 – 2018-09", Period("2016-10", "2018-09")),
        ("1 januari – 31 december 2019", Period("2019-01-01", "2019-12-31")),
        ("1/3 2018 – 28/2 2020", Period("2018-03-01", "2020-02-28")),
        ("hösten 2018 till våren 2021", Period("2018-08", "2021-06")),
        ("åren 2011–2013", Period("2011-01", "2013-12")),
        ("januari 2019 till och med hösten 2020", Period("2019-01", "2020-12")),
        ("årsskiftet 2018/2019 till sommaren 2020", Period("2019-01", "2020-08")),
    ],
)
def test_periods_of_other_precision(text: str, expected: Period) -> None:
    assert [found.value for found in find_periods(text)] == [expected]


@pytest.mark.parametrize("years", ["2007–2013", "2014-2020", "2021–2027"])
def test_a_programme_period_is_no_projects_period(years: str) -> None:
    assert list(find_periods(f"Europeiska socialfonden {years}")) == []


@pytest.mark.parametrize(
    "text", ["2018-02-30 - 2019-01-01", "2019-05-01 - 2018-05-01", "2017/00453"]
)
def test_impossible_periods_are_none(text: str) -> None:
    assert list(find_periods(text)) == []


def test_a_start_and_an_end_may_stand_apart() -> None:
    text = "Projektet startade i januari 2017 och avslutas den 31 december 2019."
    start, end = find_start(text), find_end(text)
    assert start is not None
    assert end is not None
    assert (start.value, end.value) == ("2017-01", "2019-12-31")


@given(DAYS)
def test_dates_parse_back(day: date) -> None:
    for text in (str(day), swedish(day), f"{day:%Y%m%d}", f"{day.day}/{day.month} {day.year}"):
        found = find_date(f"Datum: {text}")
        assert found is not None
        assert found.value == str(day)


def test_numbers_objectives_and_counts() -> None:
    text = "2017/00453, 2013-3020018, 22-014-S05; 2018-03-01; 5 108 772"
    assert [found.value for found in find_numbers(text)] == [
        "2017/00453",
        "2013-3020018",
        "22-014-S05",
    ]
    for written in ("Programområde 1.1 Kompetensförsörjning", "Specifikt mål: 1.1"):
        objective = find_objective(written)
        assert objective is not None
        assert objective.value == "1.1"
    count = find_count("ca 1 097 personer")
    assert count is not None
    assert count.value == 1097
