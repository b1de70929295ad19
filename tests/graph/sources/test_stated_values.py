"""Sentences that state a value of a project, and such as only seem to, each on a page of its own.

A line of `stated_values.txt` holds, between tabs, what is stated (participants, grant or budget in
kronor, period as start/end, municipalities in order of the alphabet), the value ("–" for none) and
the sentence, where "\\n" ends a line. The page is of March 2020, and its project is of Kumla.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from graph.gazetteer import Gazetteer
from graph.mentions import Mentions
from graph.records import ProjectRecord
from graph.sources.documents import read_document
from graph.sources.planned_counts import find_planned
from graph.sources.text import TextDocument, normalise
from graph.sources.yearless_dates import find_yearless_start, published

REFERENCE = Path(__file__).parents[3] / "data" / "reference"
LINES = [
    line.split("\t")
    for line in (Path(__file__).parent / "stated_values.txt")
    .read_text(encoding="utf-8")
    .splitlines()
]
PAGE = """Projektet Solvägen

Publicerad 2020-03-10

Projektet Solvägen ägs av Kumla kommun. Syftet är att fler ska få arbete.

{sentence}

Vi berättar gärna mer om vad som händer i projektet.
"""


@pytest.fixture(scope="module")
def mentions() -> Mentions:
    return Mentions(Gazetteer.load(REFERENCE).surface_forms())


def records(text: str, mentions: Mentions) -> tuple[ProjectRecord, ...]:
    document = TextDocument(Path("page.txt"), normalise(text), "0" * 64)
    return read_document(document, mentions, "page").records


def stated(record: ProjectRecord, field: str) -> str:
    """What a record has of a field, as the file writes it."""
    period = record.period
    value = {
        "participants": record.planned_participants,
        "grant": record.grant and int(record.grant.value),
        "budget": record.total_budget and int(record.total_budget.value),
        "period": period and f"{period.start or ''}/{period.end or ''}",
        "municipalities": ", ".join(sorted(record.municipalities)),
    }[field]
    return "–" if value is None else str(value)


@pytest.mark.parametrize("field", ["participants", "grant", "budget", "period", "municipalities"])
def test_what_a_sentence_states_is_read(field: str, mentions: Mentions) -> None:
    wrong = []
    lines = [line for line in LINES if line[0] == field]
    assert len(lines) > 20
    for number, (_, value, sentence) in enumerate(lines):
        form: Literal["NFC", "NFD"] = "NFD" if number % 5 == 0 else "NFC"
        page = PAGE.format(sentence=sentence.replace("\\n", "\n"))
        (record,) = records(unicodedata.normalize(form, page), mentions)
        if stated(record, field) != value:
            wrong.append((sentence, value, stated(record, field)))
    assert wrong == []


def test_a_page_gives_several_projects_the_period_it_states_of_all(mentions: Mentions) -> None:
    page = """Två nya projekt

Projekten Grinden och Stegen drivs av Sala kommun. Båda projekten startar den 1 maj 2021 och \
avslutas den 30 april 2023.

Grinden

Projektägare: Sala kommun
Stöd från ESF: 4 000 000 kr

Stegen

Projektägare: Heby kommun
Stöd från ESF: 3 000 000 kr
Projekttid: 2021-08-01 – 2022-07-31
"""
    periods = {
        record.name: (record.period.start, record.period.end) if record.period else None
        for record in records(page, mentions)
    }
    assert periods["Stegen"] == ("2021-08-01", "2022-07-31")
    assert periods["Grinden"] == ("2021-05-01", "2023-04-30")


def test_a_column_of_participants_holds_counts(mentions: Mentions) -> None:
    page = """Projekt\tProjektägare\tStöd\tDeltagare
Stegen\tSala kommun\t4 200 000 kr\t80
Grinden\tHeby kommun\t3 100 000 kr\t1 200
"""
    assert [record.planned_participants for record in records(page, mentions)] == [80, 1200]


@pytest.mark.parametrize(
    ("sentence", "region"),
    [
        ("Projektet har fått stöd av ESF-rådet i Mellersta Norrland.", "Mellersta Norrland"),
        ("Projektet drivs ihop med IF Metall Mellersta Norrland.", None),
        ("I projektet arbetar forskare och företag i Västsverige sida vid sida.", None),
    ],
)
def test_a_region_within_a_name_is_none_of_the_fund(
    sentence: str, region: str | None, mentions: Mentions
) -> None:
    (record,) = records(PAGE.format(sentence=sentence), mentions)
    assert record.region == region


@pytest.mark.parametrize("heading", ["2017-3985 Solvägen", "Solvägen"])
def test_the_number_of_a_local_funds_journal(heading: str, mentions: Mentions) -> None:
    page = f"{heading}\n\nProjektet Solvägen ägs av Kumla kommun.\n\nJnr. 2017- 3985\n"
    (record,) = records(page, mentions)
    assert (record.name, record.number) == ("Solvägen", "2017-3985")


def test_a_sum_with_more_figures_takes_the_place_of_a_rounded_one(mentions: Mentions) -> None:
    page = """14 miljoner till Kumla

Kumla kommun får 14 miljoner kronor från Europeiska socialfonden för projektet Solvägen.

Stödet till projektet är 14 237 000 kronor. I länet får tio projekt 90 miljoner kronor.
"""
    (record,) = records(page, mentions)
    assert record.grant is not None
    assert record.grant.value == 14_237_000


@pytest.mark.parametrize(
    ("issued", "sentence", "expected"),
    [
        ("2019-10-05", "Projektet startar den 1 februari.", "2020-02-01"),
        ("2019-10-05", "Projektet startar i oktober.", "2019-10"),
        ("2019-10-05", "Projektet startade den 1 november.", "2018-11-01"),
        ("2019-10-05", "Projektet startade i mars i fjol.", "2018-03"),
        ("2019-10-05", "Den 1 maj nästa år inleds projektet.", "2020-05-01"),
        ("2019-10-05", "Projektet startar den 31 februari.", None),
        ("2019-10-05", "Projektet startar den 1 maj 2021.", None),
        (None, "Projektet startar den 1 februari.", None),
    ],
)
def test_a_start_without_a_year_is_of_the_time_of_the_page(
    issued: str | None, sentence: str, expected: str | None
) -> None:
    text = f"Nyhet\n{f'Publicerad: {issued}' if issued else ''}\n\n{sentence}"
    found = find_yearless_start(text, text.index(sentence), len(text))
    assert (found and found.value) == expected


def test_when_a_page_was_published() -> None:
    head = "Nyhet\n\nPressmeddelande den 14 november 2019\n"
    assert published(head, 0, len(head)) == "2019-11-14"
    foot = "Senast uppdaterad 2019-11-14\nOm 2018"
    assert published(foot, 0, len(foot)) is None


def test_planned_counts_stand_where_they_are_told() -> None:
    text = "Sammanlagt räknar vi med att 1\u00a0250 anställda ska delta."
    found = find_planned(text, 0, len(text))
    assert found is not None
    assert (found.value, text[found.start : found.end]) == (1250, "1\u00a0250")
