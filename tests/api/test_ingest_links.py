"""How names were linked, as the review page and `ingest --json` show it."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from api.commands.ingest import linker_of, read, write_review
from api.commands.reports import readings_as_json
from api.settings import Settings
from graph.links import LINKED_FROM
from graph.records import Reading

PAGE = """2018/00111 - Provbron

Projektägare: Skelefteå kommun, Socialkontoret
Samverkansparter: AF, Samordningsförbunden i Värmland, Coompanion Kronoberg, Region Skåhe
Kommuner: Skellefteå, Norsjö, Provköping
Projektperiod: 2018-01-01 till 2019-12-31
Beviljat ESF-stöd: 1 204 500 kr
"""
COUNTY = PAGE.replace("Skellefteå, Norsjö, Provköping", "samtliga kommuner i Blekinge")


@pytest.fixture
def readings(settings: Settings, tmp_path: Path) -> list[Reading]:
    (tmp_path / "sida.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "sida-lan.txt").write_text(COUNTY, encoding="utf-8")
    return read(settings, [tmp_path], keep=False, progress=lambda *_: None)


def test_json_has_each_link_with_its_candidates(
    settings: Settings, readings: list[Reading]
) -> None:
    shown = {item["source"]["id"]: item for item in readings_as_json(readings, linker_of(settings))}
    (record,) = shown["sida"]["records"]
    links = {part["party"]["name"]: part["links"] for part in record["participations"]}
    (owner,) = links["Skelefteå kommun"]
    assert (owner["slug"], owner["unit"]) == ("skelleftea-kommun", "Socialkontoret")
    assert LINKED_FROM <= owner["score"] < 1
    (agency,) = links["AF"]
    assert agency["slug"] == "arbetsformedlingen"
    assert "beside" in agency["reason"]
    (region,) = links["Region Skåhe"]
    assert (region["slug"], region["type"]) == (None, "unknown")
    assert [candidate["slug"] for candidate in region["candidates"]] == ["region-skane"]
    assert record["municipality_codes"] == {
        "Skellefteå": ["2482"],
        "Norsjö": ["2417"],
        "Provköping": [],
    }
    (record,) = shown["sida-lan"]["records"]
    codes = record["municipality_codes"]["samtliga kommuner i Blekinge"]
    assert codes == ["1060", "1080", "1081", "1082", "1083"]


def test_the_page_shows_candidates_of_what_is_not_linked(
    settings: Settings, readings: list[Reading], tmp_path: Path
) -> None:
    write_review(settings, readings, tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    rows = {
        re.sub(r"<[^>]+>", " ", cell): row
        for row in re.findall(r"<tr id=.*?</tr>", page, re.DOTALL)
        for cell in re.findall(r'<td lang="sv">(.*?)</td>', row)
    }
    region = html.unescape(rows["Region Skåhe"])
    assert 'class="unsure"' in region
    assert "region-skane: spelt like “region skåne” (0.64)" in region
    owner = html.unescape(rows["Skelefteå kommun, Socialkontoret"])
    assert "unsure" not in owner
    assert "skelleftea-kommun: spelt like “skellefteå kommun” (0.82)" in owner
    assert "coompanion-sverige" in rows["Coompanion Kronoberg"]
    assert "klaralvdalens-samordningsforbund" in rows["Samordningsförbunden i Värmland"]
    assert "no municipality: Provköping" in rows["Skellefteå, Norsjö, Provköping"]
    assert "1060, 1080" in rows["samtliga kommuner i Blekinge"]
