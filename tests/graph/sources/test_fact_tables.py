"""Tables of facts as lines: cells that span rows and columns, labels above or beside the values."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.mentions import Mentions
from graph.records import Reading, Role
from graph.sources.documents import read_document
from graph.sources.fact_tables import Cell, Table
from graph.sources.html import read_html
from graph.sources.text import TextDocument


def lines(table: str) -> list[str]:
    text, _ = read_html(f"<html><body><main>{table}</main></body></html>".encode(), "page.html")
    return [line for line in text.split("\n") if line]


def projects(table: str) -> Reading:
    data = f"<html><body><main>{table}</main></body></html>".encode()
    text, _ = read_html(data, "page.html")
    document = TextDocument(Path("page.html"), text, "0" * 64)
    return read_document(document, Mentions({}), "page")


def test_each_row_below_the_labels_is_a_project() -> None:
    reading = projects(
        "<h1>Pågående projekt</h1><table>"
        "<tr><th>Projekt</th><th>Projektägare</th><th>Projekttid</th><th>ESF-stöd</th></tr>"
        "<tr><td>Björkallén</td><td rowspan='2'>Eksjö kommun</td><td>2019–2021</td>"
        "<td>6 mnkr</td></tr>"
        "<tr><td>Ängsvägen</td><td>2020–2022</td><td>4 mnkr</td></tr>"
        "<tr><td colspan='4'>Avslutade projekt</td></tr>"
        "<tr><td>Åstigen</td><td>Vetlanda kommun</td><td>2016–2018</td><td>2 mnkr</td></tr>"
        "</table>"
    )
    found = [
        (record.name, next(p.party.name for p in record.participations if p.role is Role.OWNER))
        for record in reading.records
    ]
    assert found == [
        ("Björkallén", "Eksjö kommun"),
        ("Ängsvägen", "Eksjö kommun"),
        ("Åstigen", "Vetlanda kommun"),
    ]
    assert [str(record.grant.value) for record in reading.records if record.grant] == [
        "6000000", "4000000", "2000000",
    ]  # fmt: skip


def test_a_label_that_spans_rows_has_all_their_values() -> None:
    assert lines(
        "<table><tr><th rowspan=3>Medverkande</th><td>Gällivare kommun</td></tr>"
        "<tr><td>Pajala kommun</td></tr><tr><td>Arbetsförmedlingen</td></tr>"
        "<tr><th>Projekttid</th><td>2019–2021</td></tr></table>"
    ) == [
        "Medverkande:", "- Gällivare kommun", "- Pajala kommun", "- Arbetsförmedlingen",
        "Projekttid: 2019–2021",
    ]  # fmt: skip


def test_a_column_for_each_project() -> None:
    assert lines(
        "<table><tr><th>Projekt</th><td>Alfa</td><td>Öre</td></tr>"
        "<tr><th>Projektägare</th><td>Åre kommun</td><td>Bräcke kommun</td></tr></table>"
    ) == [
        "Projekt: Alfa",
        "Projektägare: Åre kommun",
        "Projekt: Öre",
        "Projektägare: Bräcke kommun",
    ]


def test_the_lower_of_two_rows_of_labels_counts() -> None:
    assert lines(
        "<table><tr><th rowspan=2>Projekt</th><th rowspan=2>Projektägare</th>"
        "<th colspan=2>Ekonomi</th></tr><tr><th>Budget</th><th>ESF-stöd</th></tr>"
        "<tr><td>Alfa</td><td>Åre kommun</td><td>4 mnkr</td><td>2 mnkr</td></tr></table>"
    ) == ["Projekt: Alfa", "Projektägare: Åre kommun", "Budget: 4 mnkr", "ESF-stöd: 2 mnkr"]


def test_a_title_over_the_labels_stays() -> None:
    assert lines(
        "<table><tr><th colspan=2>Fakta om Ljusglimten</th></tr>"
        "<tr><td>Projektägare</td><td>Åre kommun</td></tr></table>"
    ) == ["Fakta om Ljusglimten", "Projektägare: Åre kommun"]


@pytest.mark.parametrize("span", ["1000000000", "-1", "två", "", "9" * 400])
def test_no_span_costs_more_than_a_page(span: str) -> None:
    table = f"<table><tr><td colspan='{span}' rowspan='{span}'>Alfa</td><td>Beta</td></tr></table>"
    assert "".join(lines(table)).replace(" | ", "") in ("AlfaBeta", "BetaAlfa")


cells = st.builds(
    Cell,
    st.sampled_from(["", "Projekt", "Budget", "ESF-stöd", "Åre kommun", "4 mnkr", "rad\nrad"]),
    st.booleans(),
    st.integers(1, 4),
    st.integers(1, 4),
)


@given(st.lists(st.lists(cells, max_size=5), max_size=6))
def test_no_text_of_a_value_is_lost(rows: list[list[Cell]]) -> None:
    written = Table(rows).text()
    for row in rows:
        for cell in row:
            if cell.text and not cell.header and cell.text not in ("Projekt", "Budget", "ESF-stöd"):
                assert cell.text.split("\n")[0] in written
