"""The five real pages: every project, field and party, and none of their contact persons.

The pages are not part of the repository; the tests are skipped where they are absent.
"""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from graph.mentions import Mentions
from graph.records import Amount, Period, ProjectRecord, Reading
from graph.sources.documents import read_documents
from graph.sources.folded_words import fold_letters
from graph.sources.passages import MASK
from graph.sources.text import decode

# Persons on the pages, as the first 24 hex digits of the SHA-256 of the name without diacritics.
PERSONS = frozenset({
    "2daa73d80ae821e44ccbab53", "2534e77084224f5576fb54c3", "bcdfce2030c8e0e1d1f5c9b4",
    "928926b91b1722850ceb55e2", "5cc43de6727016062094f248", "33a031d5db41bc00f3660e1a",
    "2cf33fbbf98a012ddea7301b",
})  # fmt: skip
SURNAMES = frozenset({
    "678554525344bea83ee64d12", "590c30ae307b5cc56bc387c7", "e3ea6d25a5fe00666b02ac5d",
    "fc89e5315d0e3c1ae96698c7", "95c236a7ed4593a3ade34c95", "8e9f9c47a9196bc532602f05",
    "e79c3c5a7576615cb33d16ff",
})  # fmt: skip


@pytest.fixture(scope="module")
def readings(real_documents: Path, real_mentions: Mentions) -> dict[str, Reading]:
    found = {r.source.id: r for r in read_documents([real_documents], real_mentions)}
    assert len(found) == 5
    return found


@pytest.fixture(scope="module")
def projects(readings: dict[str, Reading]) -> dict[str, ProjectRecord]:
    return {record.name: record for r in readings.values() for record in r.records}


def parts(record: ProjectRecord) -> dict[str, list[str]]:
    """Names by role; a unit follows its body after a slash."""
    found: dict[str, list[str]] = {}
    for part in record.participations:
        name = f"{part.party.name} / {part.party.unit}" if part.party.unit else part.party.name
        found.setdefault(part.role.value, []).append(name)
    return found


def sek(value: int, qualifier: str | None = None) -> Amount:
    return Amount(Decimal(value), "SEK", qualifier)


def test_all_ten_projects_are_found_and_no_other(projects: dict[str, ProjectRecord]) -> None:
    assert sorted(projects) == [
        "Digitalt medarbetarskap", "ExperioWorkLab", "Heja Hälsan TWO.0",
        "Hälsofrämjande arbetsliv", "Hälsogreppet", "Projekt Omställning",
        "Psykisk hälsa Arbetsliv", "SYVen", "Spången", "Vidga normen i praktiken",
    ]  # fmt: skip


def test_nothing_is_lost(readings: dict[str, Reading]) -> None:
    assert [problem for r in readings.values() for problem in r.problems] == []


def test_sources_have_titles_and_dates(readings: dict[str, Reading]) -> None:
    sources = {
        key: (r.source.title, r.source.issued, r.source.modified) for key, r in readings.items()
    }
    assert sources == {
        "experioworklab": ("ExperioWorkLab Esf-projekt", None, None),
        "halsogreppet": ("Om projektet Hälsogreppet", None, "2020-02-18"),
        "heja-halsan-two": ("Heja Hälsan TWO.0", None, None),
        "psykisk-halsa-arbetsliv": ("2017/00453 - Psykisk hälsa Arbetsliv", None, None),
        "stockholm-105-miljoner": (
            "Över 100 miljoner investeras för ett hållbart arbetsliv", "2018-06-05", None,
        ),
    }  # fmt: skip


def test_the_page_with_colons(projects: dict[str, ProjectRecord]) -> None:
    record = projects["Psykisk hälsa Arbetsliv"]
    assert record.number == "2017/00453"
    assert record.call is None
    assert record.region == "Övre Norrland"
    assert record.specific_objective == "1.1"
    assert record.period == Period("2018-03-01", "2020-02-29")
    assert record.total_budget == sek(3_133_746)
    assert record.grant == sek(2_353_746)
    assert record.planned_participants == 185
    assert record.municipalities == ("Skellefteå", "Norsjö", "Arjeplog")
    assert parts(record) == {
        "owner": ["Skellefteå Kommun / Socialkontoret, Solkraft"],
        "funder": ["ESF"],
        "cofinancier": ["Samordningsförbundet Skellefteå-Norsjö"],
        "participant": [
            "Skellefteå kommun / socialförvaltningen",
            "Norsjö kommun / socialförvaltningen",
            "Arjeplog kommun / socialförvaltningen",
        ],
    }
    assert record.summary is not None
    assert record.summary.startswith("I projektet Psykisk hälsa Arbetsliv")
    assert record.summary.count("\n\n") == 4


def test_the_page_with_a_line_for_each_label_and_value(projects: dict[str, ProjectRecord]) -> None:
    record = projects["Heja Hälsan TWO.0"]
    assert record.number == "2017/00129"
    assert record.call == "2016/00739"
    assert record.region == "Sydsverige"
    assert record.specific_objective == "1.1"
    assert record.period == Period("2017-10-01", "2019-11-30")
    assert record.total_budget == sek(5_108_772)
    assert record.grant == sek(3_830_974)
    assert record.planned_participants == 700
    assert record.predecessors == ("Heja Hälsan – hållbart arbetsliv",)
    assert len(record.target_groups) == 4
    # The conference that all municipalities of two counties are invited to makes none a partner.
    assert parts(record) == {"owner": ["Olofströms kommun"], "funder": ["ESF"]}
    assert record.municipalities == ("Olofström",)
    assert record.summary is not None
    assert record.summary.startswith("Heja Hälsan TWO.0 är")
    assert "Sammanfattning" not in record.summary


def test_the_federations_page(projects: dict[str, ProjectRecord]) -> None:
    record = projects["Hälsogreppet"]
    twelve = (
        "Ale", "Alingsås", "Härryda", "Lerum", "Lilla Edet", "Kungsbacka", "Kungälv", "Mölndal",
        "Partille", "Stenungsund", "Tjörn", "Öckerö",
    )  # fmt: skip
    assert record.alternative_names == ("HälsoGReppet",)
    assert record.period == Period("2017-04-01", "2020-01-31")
    assert record.municipalities == (*twelve, "Göteborg")
    assert parts(record) == {
        "owner": ["Göteborgsregionen"],
        "participant": [*twelve, "Göteborgs stad"],
        "partner": ["Försäkringskassan", "Västra Götalandsregionen / Närhälsan"],
        "initiator": ["Göteborgsregionen / nätverk för personalchefer"],
        "funder": ["Europeiska Socialfonden"],
    }
    limited = {p.party.name: p.extent for p in record.participations if p.extent}
    assert set(limited) == {"Göteborgs stad"}
    assert "vissa delar" in (limited["Göteborgs stad"] or "")


def test_the_pilot_and_its_successor(projects: dict[str, ProjectRecord]) -> None:
    record = projects["ExperioWorkLab"]
    assert record.grant == sek(30_000_000, "drygt")
    assert record.predecessors == ("Projekt Omställning",)
    assert parts(record) == {
        "owner": ["Region Värmland / utvecklingsenheten"],
        "participant": [
            "Karlstad kommun / Vård- och omsorgsförvaltningen",
            "Region Värmland",
            "Kristinehamns kommun",
            "Filipstads kommun",
            "Eda kommun",
            "Säffle kommun",
            "Försäkringskassan i Värmland",
        ],
        "partner": [
            "Arbetsförmedlingen",
            "Försäkringskassan",
            "utvalda fackförbund",
            "arbetsgivarorganisationer",
            "företagshälsovården",
            "samordningsförbunden i Värmland",
        ],
        "funder": ["ESF"],
    }
    for part in record.participations:
        assert ("inga direkta deltagare" in (part.extent or "")) == (part.role == "partner")
    pilot = projects["Projekt Omställning"]
    assert pilot.successors == ("ExperioWorkLab",)
    assert parts(pilot) == {"funder": ["Samordningsförbunden i Värmland"]}


@pytest.mark.parametrize(
    ("name", "grant", "expected"),
    [
        (
            "Hälsofrämjande arbetsliv",
            sek(27_600_000, "drygt"),
            {
                "owner": ["Nynäshamns kommun"],
                "participant": ["Järfälla kommun"],
                "partner": [
                    "Centrum för arbets- och miljömedicin",
                    "Samordningsförbundet Östra Södertörn",
                ],
            },
        ),
        ("Digitalt medarbetarskap", sek(27_300_000, "drygt"), {"owner": ["Solna stad"]}),
        ("Spången", sek(30_700_000, "drygt"), {"owner": ["Stockholms stad"]}),
        (
            "SYVen",
            sek(5_200_000, "knappt"),
            {
                "owner": ["Stockholms stad"],
                "partner": [
                    "Kompetenscentrum Nordost",
                    "Danderyd",
                    "Österåker",
                    "Vallentuna",
                    "Täby",
                    "Vaxholm",
                ],
            },
        ),
        (
            "Vidga normen i praktiken",
            sek(14_200_000, "knappt"),
            {
                "owner": ["Länsstyrelsen Stockholm"],
                "partner": [
                    "Wise Professionals",
                    "Randstad",
                    "Konstfrämjandet",
                    "ABF Stockholm",
                    "Botkyrka kommun",
                    "Stockholms läns landsting",
                    "Arbetsförmedlingen / arbetsgivarcenter",
                ],
            },
        ),
    ],
)
def test_the_press_release(
    projects: dict[str, ProjectRecord], name: str, grant: Amount, expected: dict[str, list[str]]
) -> None:
    record = projects[name]
    assert record.grant == grant
    assert parts(record) == {**expected, "funder": ["Europeiska socialfonden"]}
    assert record.summary is not None


def test_every_quote_is_in_its_document(real_documents: Path, readings: dict[str, Reading]) -> None:
    for path in sorted(real_documents.glob("*.txt")):
        text = decode(path.read_bytes(), path.name)
        for record in readings[path.stem].records:
            given = [item for part in record.participations for item in part.evidence]
            for evidence in [*given, *(item.evidence for item in record.evidence)]:
                assert text[evidence.start : evidence.end] == evidence.quote
                assert MASK not in evidence.quote


def test_no_contact_person_is_in_any_output(
    real_documents: Path, readings: dict[str, Reading]
) -> None:
    texts = {p.stem: decode(p.read_bytes(), p.name) for p in real_documents.glob("*.txt")}
    words = {key: re.findall(r"[^\W\d_]+", fold_letters(text)) for key, text in texts.items()}
    everything = [word for found in words.values() for word in found]
    assert {digest(f"{a} {b}") for a, b in pairwise(everything)} >= PERSONS

    for key, reading in readings.items():
        output = repr(reading)
        folded = re.findall(r"[^\W\d_]+", fold_letters(output))
        assert MASK not in output
        assert not {digest(f"{a} {b}") for a, b in pairwise(folded)} & PERSONS
        assert not {digest(word) for word in folded} & SURNAMES
        addresses = re.findall(r"[\w.]+@[\w.]+", texts[key])
        phones = re.findall(r"\b0\d{1,3}-[\d ]{6,}\d", texts[key])
        assert "@" not in output
        for personal in [*addresses, *phones]:
            assert personal not in output
            name = re.escape(fold_letters(personal.split("@")[0]).replace(".", " "))
            assert not re.search(rf"\b{name}\b", " ".join(folded))


def test_the_code_names_nothing_of_these_pages(projects: dict[str, ProjectRecord]) -> None:
    """The rules know wordings; a name of a project or body in them would be a special case."""
    names = {*projects, *(p.party.name for r in projects.values() for p in r.participations)}
    names |= {p.party.unit for r in projects.values() for p in r.participations if p.party.unit}
    words_of_the_language = {
        "ESF", "Europeiska socialfonden", "Europeiska Socialfonden", "utvecklingsenheten",
        "socialförvaltningen", "arbetsgivarcenter", "arbetsgivarorganisationer",
        "företagshälsovården", "Ale", "Eda", "Försäkringskassan", "utvalda fackförbund",
    }  # fmt: skip
    folder = Path(__file__).parents[3] / "graph"
    code = [*folder.glob("sources/*.py")]
    found = {
        (path.name, name)
        for path in code
        for name in names - words_of_the_language
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", path.read_text(encoding="utf-8"))
    }
    assert found == set()


def digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:24]
