"""One fact box in the layouts that pages have: all give the same record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.gazetteer import Gazetteer
from graph.mentions import Mentions
from graph.records import ProjectRecord, Role
from graph.sources.documents import read_document
from graph.sources.html import read_html
from graph.sources.text import TextDocument

REFERENCE = Path(__file__).parents[3] / "data" / "reference"
NAME = "Ekorrhjulet"
PROSE = (
    "Ekorrhjulet ska hjälpa unga som varken arbetar eller studerar att hitta en väg vidare. "
    "Deltagarna får en egen coach och hjälp att planera sina studier."
)
BOX = (
    ("Projektägare", "Falu kommun"),
    ("Projektperiod", "2019-03-01 – 2021-02-28"),
    ("Total budget", "12 000 000 kr"),
    ("Beviljat stöd från ESF", "8 000 000 kr"),
    ("Antal deltagare", "240"),
    ("Samarbetspartners", "Arbetsförmedlingen, Region Dalarna"),
    ("Medfinansiärer", "Borlänge kommun"),
    ("Diarienummer", "2018/00123"),
    ("Region", "Norra Mellansverige"),
)
Row = Callable[[str, str], str]
TEXT: dict[str, tuple[str, Row]] = {
    "colon": ("\n", lambda label, value: f"{label}: {value}"),
    "colon, blank lines between": ("\n\n", lambda label, value: f"{label}: {value}"),
    "blank before the colon": ("\n", lambda label, value: f"{label} : {value}"),
    "value on the next line": ("\n", lambda label, value: f"{label}\n{value}"),
    "value on the next line, blank lines": ("\n\n", lambda label, value: f"{label}\n{value}"),
    "colon, value on the next line": ("\n", lambda label, value: f"{label}:\n{value}"),
    "headings": ("\n\n", lambda label, value: f"## {label}\n\n{value}"),
    "tab": ("\n", lambda label, value: f"{label}\t{value}"),
    "spaces": ("\n", lambda label, value: f"{label}    {value}"),
    "dash": ("\n", lambda label, value: f"{label} – {value}"),
    "bold with the colon": ("\n", lambda label, value: f"**{label}:** {value}"),
    "bold before the colon": ("\n", lambda label, value: f"**{label}**: {value}"),
    "bullets": ("\n", lambda label, value: f"• {label}: {value}"),
    "dashes as bullets": ("\n", lambda label, value: f"- {label}: {value}"),
    "capitals": ("\n", lambda label, value: f"{label.upper()}: {value}"),
    "table": ("\n", lambda label, value: f"| {label} | {value} |"),
    "bars": ("\n", lambda label, value: f"{label} | {value}"),
    "glued together": ("\n", lambda label, value: f"{label}{value}"),
    "one line": (" ", lambda label, value: f"{label}: {value}"),
}
HTML: dict[str, tuple[str, Row]] = {
    "headings": ("{}", lambda label, value: f"<h3>{label}</h3><p>{value}</p>"),
    "bold": ("{}", lambda label, value: f"<p><strong>{label}:</strong> {value}</p>"),
    "bold above": ("{}", lambda label, value: f"<p><strong>{label}</strong><br>{value}</p>"),
    "list of terms": ("<dl>{}</dl>", lambda label, value: f"<dt>{label}</dt><dd>{value}</dd>"),
    "table": (
        "<table>{}</table>",
        lambda label, value: f"<tr><th>{label}</th><td>{value}</td></tr>",
    ),
    "items": ("<ul>{}</ul>", lambda label, value: f"<li><b>{label}:</b> {value}</li>"),
    "blocks": ("{}", lambda label, value: f"<div><div>{label}</div><div>{value}</div></div>"),
    "spans": ("{}", lambda label, value: f"<div><span>{label}</span> <span>{value}</span></div>"),
    "breaks": ("<p>{}</p>", lambda label, value: f"{label}: {value}<br/>"),
}


@pytest.fixture(scope="module")
def mentions() -> Mentions:
    return Mentions(Gazetteer.load(REFERENCE).surface_forms())


def told(text: str, mentions: Mentions) -> list[dict[str, object]]:
    document = TextDocument(Path("page.txt"), text, "0" * 64)
    return [values(record) for record in read_document(document, mentions, "page").records]


def values(record: ProjectRecord) -> dict[str, object]:
    parts = {f"{part.role}: {part.party.name}" for part in record.participations}
    assert record.period is not None
    assert record.total_budget is not None
    assert record.grant is not None
    return {
        "name": record.name,
        "number": record.number,
        "region": record.region,
        "period": (record.period.start, record.period.end),
        "budget": int(record.total_budget.value),
        "grant": int(record.grant.value),
        "participants": record.planned_participants,
        "parts": {part for part in parts if not part.startswith(Role.FUNDER)},
    }


WANTED = {
    "name": NAME,
    "number": "2018/00123",
    "region": "Norra Mellansverige",
    "period": ("2019-03-01", "2021-02-28"),
    "budget": 12_000_000,
    "grant": 8_000_000,
    "participants": 240,
    "parts": {
        "owner: Falu kommun",
        "partner: Arbetsförmedlingen",
        "partner: Region Dalarna",
        "cofinancier: Borlänge kommun",
    },
}


@pytest.mark.parametrize("layout", TEXT)
@pytest.mark.parametrize("title", [NAME, f"# {NAME}"])
def test_every_layout_of_text_is_read_alike(mentions: Mentions, layout: str, title: str) -> None:
    between, row = TEXT[layout]
    box = between.join(row(label, value) for label, value in BOX)
    assert told(f"{title}\n\n{box}\n\n{PROSE}\n", mentions) == [WANTED]
    assert told(f"{title}\n\n{PROSE}\n\n{box}\n", mentions) == [WANTED]


@pytest.mark.parametrize("layout", HTML)
def test_every_layout_of_html_is_read_alike(mentions: Mentions, layout: str) -> None:
    whole, row = HTML[layout]
    box = whole.format("".join(row(label, value) for label, value in BOX))
    for body in (f"{box}<p>{PROSE}</p>", f"<p>{PROSE}</p>{box}"):
        page = (
            f"<!doctype html><html lang=sv><head><meta charset=utf-8><title>{NAME} - Falu kommun"
            "</title></head><body><nav><ul><li><a href=/>Start</a><li><a href=/p>Projekt</a></ul>"
            f"</nav><main><h1>{NAME}</h1>{body}</main><footer><p>Falu kommun, 791 83 Falun</p>"
            "</footer></body></html>"
        )
        text, _ = read_html(page.encode(), "page.html")
        assert told(text, mentions) == [WANTED]
