"""Labels: the table, its pattern, and what sets a label off from the words of a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.mentions import Mentions
from graph.records import ProjectRecord, Role
from graph.sources.documents import read_document
from graph.sources.labels import LABELS, PATTERN, kind_of
from graph.sources.periods import find_whole_period
from graph.sources.stated_names import stated_names
from graph.sources.text import TextDocument, normalise

NAMES = {
    "Åre kommun": "are", "Bräcke kommun": "bracke", "Ragunda kommun": "ragunda",
    "Region Jämtland Härjedalen": "region",
}  # fmt: skip


def only(text: str) -> ProjectRecord:
    document = TextDocument(Path("page.txt"), normalise(text), "0" * 64)
    (record,) = read_document(document, Mentions(NAMES), "page").records
    return record


def parties(record: ProjectRecord, role: Role) -> list[str]:
    return [part.party.name for part in record.participations if part.role is role]


def test_the_pattern_knows_every_label_whole() -> None:
    for label, kind in LABELS.items():
        for written in (label, label.upper(), label.replace(" ", "\u00a0")):
            match = PATTERN.match(f"{written}: x")
            assert match is not None, label
            assert (kind_of(match.group()), len(match.group())) == (kind, len(label))


def test_words_of_sentences_are_labels_only_before_a_colon() -> None:
    facts = "Projektägare: Åre kommun\nBeviljat stöd: 2 000 000 kr\n"
    told = only(f"Fjällsteget\n{facts}Pågår: 2019–2021\n")
    assert told.period is not None
    assert (told.period.start, told.period.end) == ("2019-01", "2021-12")
    prose = only(f"Fjällsteget\n{facts}Parter i målet fick rätt 2019 mot kommunen.\n")
    assert parties(prose, Role.PARTICIPANT) == []


def test_a_fund_is_a_label_of_a_sum_alone() -> None:
    facts = "Fjällsteget\nProjektägare: Åre kommun\nProjekttid: 2019–2021\n"
    assert only(f"{facts}Europeiska socialfonden: 6 240 000 kr\n").grant is not None
    assert only(f"{facts}Europeiska socialfonden\n2014-2020\n").grant is None


@pytest.mark.parametrize(
    ("line", "sum_"),
    [
        ("Budget (tkr): 18 600", 18_600_000),
        ("Budget i mnkr: 18,6", 18_600_000),
        ("Budget (kr): 18 600 000", 18_600_000),
        ("Budget (tkr): 18 600 000 kr", 18_600_000),
        ("Budget: 18,6 mnkr", 18_600_000),
    ],
)
def test_the_unit_may_stand_with_the_label(line: str, sum_: int) -> None:
    record = only(f"Fjällsteget\nProjektägare: Åre kommun\nProjekttid: 2019–2021\n{line}\n")
    assert record.total_budget is not None
    assert record.total_budget.value == sum_


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("hösten 2018", ("2018-08", "2018-12")),
        ("vt 2018 – ht 2019", ("2018-01", "2019-12")),
        ("2018", ("2018-01", "2018-12")),
        ("2018-01-15 – pågående", ("2018-01-15", None)),
        ("fr.o.m. maj 2018", ("2018-05", None)),
        ("t.o.m. 2020", (None, "2020-12")),
        ("– 31 december 2020", (None, "2020-12-31")),
        ("170401-200131", ("2017-04-01", "2020-01-31")),
        ("179901-200131", (None, None)),
        ("2014–2020", (None, None)),  # the fund's period
        ("tre år", (None, None)),
    ],
)
def test_periods_of_a_field(written: str, period: tuple[str | None, str | None]) -> None:
    assert find_whole_period(written) == period


BANK = (
    "2017/00981 - {name}\n\nNamn:\n{name}\nProjektnummer:\n2017/00981\n"
    "Projektägare:\nÅre kommun, Åre kommun\nProjektperiod:\n2017-09-01 - 2020-06-30\n"
)


@pytest.mark.parametrize("name", ["MIA Möjlighet", "Anna Ängslyckan", "Sara Åkraft"])
def test_a_project_with_the_name_of_a_person(name: str) -> None:
    record = only(BANK.format(name=name))
    assert record.name == name
    assert parties(record, Role.OWNER) == ["Åre kommun"]


def test_a_contact_person_is_no_project() -> None:
    text = (
        "2017/00981 - Fjällsteget\nProjektägare: Åre kommun\nProjektperiod: 2017–2020\n"
        "Kontaktperson:\nNamn: Anna Testberg\nTelefon: 08-000 00 00\n"
    )
    assert [text[start:end] for start, end in stated_names(text)] == ["Fjällsteget"]
    assert "Testberg" not in repr(only(text))


@pytest.mark.parametrize(
    "sentence",
    [
        "Satsningen ska öka samverkan mellan små företag och forskare.",
        "Samverkan mellan Bräcke kommun och Ragunda kommun är ofta viktig.",
        "Idag finns en testbädd i samarbete med Bräcke kommun.",
        "I styrgruppen ingår Bräcke kommun.",
        "Företagen inför sedan själva det nya med stöd av Bräcke kommun.",
        "Nätverket Norr, där Bräcke kommun ingår, har ett eget uppdrag.",
        "Mindre företag deltar i projektet.",
        "Inkubatorer i Jämtland medverkar i projektet.",
    ],
)
def test_what_names_no_party(sentence: str) -> None:
    record = only(f"Fjällsteget\nProjektägare: Åre kommun\nProjekttid: 2019–2021\n\n{sentence}\n")
    assert [part.party.name for part in record.participations] == ["Åre kommun"]


def test_a_wish_may_name_the_parties() -> None:
    record = only(
        "Fjällsteget\nProjektägare: Åre kommun\nProjekttid: 2019–2021\n\n"
        "Projektet ska stärka samverkan mellan Bräcke kommun och Region Jämtland Härjedalen.\n"
    )
    assert parties(record, Role.PARTNER) == ["Bräcke kommun", "Region Jämtland Härjedalen"]


def test_a_list_is_of_those_that_are_counted() -> None:
    text = (
        "Fjällsteget\n\nFjällsteget är ett ESF-projekt. {count} av länets kommuner deltar med egna "
        "grupper.\n\nÅre\nBräcke\nRagunda\n"
    )
    assert parties(only(text.format(count="Tre")), Role.PARTICIPANT) == ["Åre", "Bräcke", "Ragunda"]
    assert parties(only(text.format(count="Fem")), Role.PARTICIPANT) == []


def test_a_list_by_labels_of_what_was_applied_for_and_granted() -> None:
    text = (
        "Nya projekt\n\nPartnerskapet för Östra Mellansverige prioriterade två projekt.\n\n"
        "Bredda kunnandet (Förstudie)\nSökande: Säters kommun\nSökt EU-belopp: 400 000 kr\n\n"
        "Höj ribban\nSökande: Örebro universitet\nSökt EU-belopp: 2,5 miljoner kronor\n"
        "Total svensk projektomslutning: 5 miljoner kronor\n\n"
        "Totalt beviljat EU-stöd: 2,9 miljoner kronor\n"
    )
    document = TextDocument(Path("page.txt"), normalise(text), "0" * 64)
    first, second = read_document(document, Mentions(NAMES), "page").records
    assert (first.name, second.name) == ("Bredda kunnandet", "Höj ribban")
    assert first.grant is not None
    assert second.grant is not None
    assert second.total_budget is not None
    assert (int(first.grant.value), int(second.grant.value)) == (400_000, 2_500_000)
    assert int(second.total_budget.value) == 5_000_000
    assert {first.region, second.region} == {"Östra Mellansverige"}
