"""Names of projects by what the words around them are like, where no rule knows the wording."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.gazetteer import Gazetteer
from graph.gold import GoldProject
from graph.mentions import Mentions
from graph.records import ProjectRecord
from graph.sources.body import body_of
from graph.sources.documents import page_of, read_document
from graph.sources.learnt.classifier import shipped
from graph.sources.learnt.name_candidates import candidates, may_be_name, uses_of
from graph.sources.learnt.name_chances import NAME, OTHER
from graph.sources.learnt.name_signs import signs_of, stems, surroundings
from graph.sources.learnt.name_training import fit_names, held_out_names, name_examples
from graph.sources.learnt.training import Answered, answered
from graph.sources.page import Page
from graph.sources.text import TextDocument, normalise

REPOSITORY = Path(__file__).parents[4]
GOLD = REPOSITORY / "tests" / "gold" / "pages"
Form = Literal["NFC", "NFD"]
FORMS = ("NFC", "NFD")


@pytest.fixture(scope="module")
def mentions() -> Mentions:
    return Mentions(Gazetteer.load(REPOSITORY / "data" / "reference").surface_forms())


def document(text: str, form: Form = "NFC") -> TextDocument:
    return TextDocument(Path("page.txt"), normalise(unicodedata.normalize(form, text)), "0" * 64)


def page(text: str, mentions: Mentions) -> Page:
    return page_of(document(text), mentions, "page")


def read(text: str, mentions: Mentions, form: Form = "NFC") -> tuple[ProjectRecord, ...]:
    return read_document(document(text, form), mentions, "page").records


def rules(record: ProjectRecord) -> list[str]:
    return [item.evidence.rule for item in record.evidence if item.field == "name"]


def names(text: str, mentions: Mentions) -> set[str]:
    one = page(text, mentions)
    return {candidate.name for candidate in candidates(one, body_of(one)).values()}


@pytest.mark.parametrize("form", FORMS)
def test_a_page_that_no_rule_finds_a_name_on_gets_the_likeliest(
    mentions: Mentions, form: Form
) -> None:
    text = (
        "Nyheter\n\nNu har nysatsade ”Språkbron för Åmål” fått stöd. "
        "Upplägget, som är ett ESF-projekt, betalas av Socialfonden.\n"
    )
    (record,) = read(text, mentions, form)
    assert record.name == "Språkbron för Åmål"
    assert rules(record) == ["name.learnt"]


@pytest.mark.parametrize("form", FORMS)
def test_the_second_project_of_a_page_is_read_from_its_own_sentences(
    mentions: Mentions, form: Form
) -> None:
    text = (
        "Nya pengar till flera projekt i länet\n\n"
        "Projektet Ungdomsbron drivs av Gävle kommun och hjälper unga till studier. Det andra får "
        "nu också stöd. I projektet Växtkraft Nord samverkar Söderhamns kommun och Hudiksvalls "
        "kommun om språkstöd.\n"
    )
    first, second = read(text, mentions, form)
    assert (first.name, second.name) == ("Ungdomsbron", "Växtkraft Nord")
    assert rules(second) == ["name.learnt"]
    assert [part.party.name for part in first.participations] == ["Gävle kommun"]
    assert {part.party.name for part in second.participations} == {
        "Söderhamns kommun",
        "Hudiksvalls kommun",
    }


@pytest.mark.parametrize("form", FORMS)
def test_a_bodys_name_gives_way_to_a_likely_name(mentions: Mentions, form: Form) -> None:
    text = (
        "Unga får stöd\n\n"
        "ESF-projektet Samordningsförbundet Östra Södertörn hjälper unga. Samordningsförbundet "
        "Östra Södertörn får stöd. I satsningen ”Språkbron” får unga stöd.\n"
    )
    (record,) = read(text, mentions, form)
    assert (record.name, rules(record)) == ("Språkbron", ["name.surer"])


@pytest.mark.parametrize("form", FORMS)
def test_a_name_cut_too_late_is_cut_where_it_is_likely(mentions: Mentions, form: Form) -> None:
    text = (
        "Det nu avslutade Åmålsinitiativet Språkbron är ett ESF-projekt.\n\n"
        "I Språkbron får unga kurser. Åmåls kommun driver Språkbron.\n"
    )
    (record,) = read(text, mentions, form)
    assert record.name == "Språkbron"
    assert rules(record)[-1] in ("name.learnt", "name.surer")


@pytest.mark.parametrize(
    "text",
    [
        (
            "Arbetslösheten minskar i länet\n\nArbetslösheten i Gävleborg minskade i maj, visar "
            "statistik från Arbetsförmedlingen. Flera projekt har hjälpt till, säger chefen.\n"
        ),
        (
            "Utlysning: Stärkt ställning\n\nUtlyst belopp: 40 000 000 kronor. Sök stöd för projekt "
            "som stärker kvinnor. Ansökan ska vara inne den 3 maj.\n"
        ),
        (
            "Integration Värmland\n\nI Integration Värmland samarbetar Region Värmland och "
            "Karlstads kommun. Samarbetet ska samordna arbetet och starta projekt.\n"
        ),
    ],
)
def test_a_page_on_no_project_has_none(mentions: Mentions, text: str) -> None:
    assert not read(text, mentions)


def test_headings_quotations_items_and_compounds_are_candidates(mentions: Mentions) -> None:
    found = names(
        "Slutkonferens: Café Återbruk – jobb åt unga\n\n"
        "Deltagarna i SMÅ-STEG-projektet möter ”Öppna spår”. I projektet Vägen 2.0 är de 20.\n\n"
        "• Växtkraft (Åmåls kommun)\n",
        mentions,
    )
    assert found >= {
        "Café Återbruk",
        "Café Återbruk – jobb åt unga",
        "SMÅ-STEG",
        "Öppna spår",
        "Vägen 2.0",
        "Växtkraft",
    }


def test_what_a_site_glues_to_a_link_is_no_part_of_a_name(mentions: Mentions) -> None:
    found = names("Värd var projektet Grön Bostadlänk till annan webbplats idag.\n", mentions)
    assert "Grön Bostad" in found
    assert not any("länk" in name for name in found)


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("Språkbron", True),
        ("eHälsan", True),
        ("Åmål", False),
        ("Åmåls", False),
        ("Åmåls kommun", False),
        ("ARBETSFÖRMEDLINGEN", False),
        ("Socialfonden", False),
        ("Anna Testsson", False),
        ("projektet", False),
        ("Kommunens logotyp", False),
        ("2019–2021", False),
        ("████", False),
    ],
)
def test_bodies_places_persons_and_furniture_are_no_candidates(
    mentions: Mentions, name: str, may: bool
) -> None:
    assert may_be_name(name, mentions) is may


def test_a_use_of_a_name_is_a_whole_word() -> None:
    text = "Bron, Broner, Små-Bron och Bron-projektet. Bron"
    assert [text[start:end] for start, end in uses_of(text, "Bron")] == ["Bron"] * 3
    assert list(uses_of("ÅÅ", "Å")) == []


def test_words_with_capitals_are_signs_by_their_shape() -> None:
    text = "Unga i Åmål och ESF får Émile"
    assert stems(text, 0, len(text)) == ["Aa", "i", "Aa", "och", "AA", "får", "Aa"]
    assert stems(text, 0, len(text), opening=True)[0] == "unga"


@pytest.mark.parametrize("model", ["names", "further", "naming"])
def test_the_shipped_models_hold_no_name(model: str) -> None:
    weights = shipped(model)
    assert set(weights.classes) == {NAME, OTHER}
    for sign in weights.weights:
        value = sign.partition("=")[2]
        if sign[:2] in ("b1", "a1", "H=", "N=", "A=", "B=", "F=", "T="):
            words = [one for one in re.split(r"[_&]", value) if one not in ("Aa", "AA")]
            assert len(words) <= 2
            assert all(word == word.lower() and len(word) <= 7 for word in words), sign
        assert re.search(r"\s", sign) is None


def test_a_model_learns_names_from_pages_with_answers(mentions: Mentions) -> None:
    pages = [
        Answered(
            page_of(
                document(f"Nyheter\n\nNu växer {name} här. Kursen leds av Stora {name} Bolaget.\n"),
                mentions,
                f"page-{name}",
            ),
            [GoldProject(name=name)],
        )
        for name in ("Älvkraft", "Östan", "Ängen", "Ugglan", "Örat", "Åsnan", "Ekan", "Idén")
    ]
    examples = name_examples(pages)
    assert examples.names == 8
    assert sum(one.label == NAME for one in examples.candidates) == 8
    assert len(set(examples.groups)) == 8
    model = fit_names(examples)
    assert model.probabilities({"b1=växer"})[NAME] > model.probabilities({"b1=stora"})[NAME]
    held = held_out_names(examples)
    assert held.correct <= held.found <= len(examples.candidates)


def test_pages_of_one_project_are_held_out_together(mentions: Mentions) -> None:
    def one(number: int, *projects: str) -> Answered:
        text = "Nu växer " + " och ".join(projects) + " i länet.\n"
        gold = [GoldProject(name=name) for name in projects]
        return Answered(page_of(document(text), mentions, f"page-{number}"), gold)

    pages = [one(1, "Älvkraft"), one(2, "Ängen"), one(3, "Älvkraft", "Ängen"), one(4, "Örat")]
    examples = name_examples(pages)
    groups = {
        example.page: group
        for example, group in zip(examples.candidates, examples.groups, strict=True)
    }
    assert groups["page-1"] == groups["page-2"] == groups["page-3"] != groups["page-4"]


def test_the_shipped_model_knows_most_names_of_the_invented_pages(mentions: Mentions) -> None:
    likely = right = 0
    for one in answered([GOLD], mentions):
        gold = {"".join(filter(str.isalnum, project.name)).casefold() for project in one.projects}
        units = body_of(one.page)
        found = candidates(one.page, units)
        around = surroundings(one.page, units, found)
        for candidate in found.values():
            signs = signs_of(one.page, units, found, around, candidate)
            if shipped("names").probabilities(signs)[NAME] > 0.5:
                likely += 1
                right += candidate.key in gold
    assert likely > 100
    assert right / likely > 0.85


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["projektet ", "Å", "”", "-projektet", "\n", "• ", "Små-Steg ", ": ", "é", "(", "2.0 "]
        ),
        max_size=30,
    ).map("".join)
)
def test_candidates_stand_where_they_say(mentions: Mentions, text: str) -> None:
    one = page(text, mentions)
    units = body_of(one)
    for outright in (False, True):
        found = candidates(one, units, outright=outright)
        for candidate in found.values():
            for place in candidate.places:
                assert units[place.unit].start <= place.start < place.end <= units[place.unit].end
            assert all(one.text[slice(*use)] == candidate.name for use in candidate.uses)
