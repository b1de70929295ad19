"""What a project is called: each wording once, on a page that gives its project no other name."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.gazetteer import Gazetteer
from graph.mentions import Mentions
from graph.sources.documents import read_document
from graph.sources.project_names import names_in
from graph.sources.sentence_words import goes_on_at
from graph.sources.text import TextDocument

REFERENCE = Path(__file__).parents[3] / "data" / "reference"
TITLE = "Nytt stöd till unga som saknar jobb\n\n"
BELOW = "\n\nProjektet finansieras av Europeiska socialfonden. Haninge kommun är projektägare.\n"
NAMES = ("Vindspelet", "Vägen vidare")
WORDINGS = (
    "Projektet {} hjälper unga. {} pågår i tre år.",
    "Projektets namn är {}.",
    "Namnet på projektet är {}.",
    "Projektet bär namnet {}.",
    "Projektet har titeln {}.",
    "Vi kallar projektet för {}.",
    "{} heter det nya projektet för unga.",
    "{} kallas projektet som ska hjälpa unga.",
    "{} var ett projekt som pågick 2016–2018.",
    "Kommunens arbetsmarknadsprojekt {} har fått förlängt.",
    "Kompetenssatsningen {} omfattar 300 anställda.",
    "Initiativet {} vänder sig till unga.",
    "Projektet – {} – startar i höst.",
    "I höst startar ett nytt projekt – {} – som ska hjälpa unga till jobb.",
    "Haninge kommun satsar på unga genom {}, ett treårigt projekt.",
    "Ett av projekten är {}, som ska hjälpa unga till jobb.",
    "Projektnamn:\n{}\nProjektägare:\nHaninge kommun",
    "Projekttitel: {}\nProjektägare: Haninge kommun",
    "Benämning: {}\nProjektägare: Haninge kommun",
    "Det är projektet {} som har gett resultat.",
    "Vill du delta i projektet {}? Hör av dig till oss.",
    "Det nya arbetsmarknadsprojektet kallas {} och ska hjälpa unga till jobb.",
)
ENDS = (
    "Projektet {} lyfter unga i länet.",
    "Projektet {} sökte nya vägar.",
    "Projektet {} att växa vidare var svårt.",
    "Utvärderingen av projektet {} visar goda resultat.",
    "Under tre år har projektet {} hjälpt 300 unga till arbete.",
    "Nu ska projektet {} hjälpa unga.",
    "Kommunen driver projektet {} i tre år.",
    "Kommunen driver projektet {} i höst.",
    "Kommunen driver projektet {} till december 2021.",
    "Kommunen driver projektet {} ytterligare ett år.",
    "Kommunen driver projektet {} med hjälp av ESF.",
    "Kommunen driver projektet {} med 300 deltagare.",
    "I dag invigdes projektet {} av kommunalrådet.",
    "Läs mer om projektet {} på kommunens webbplats.",
    "Läs om projektet {} och om våra andra insatser.",
    "Kvinnor som deltar i projektet {} lär sig svenska.",
)
WHOLE = (
    "Regionen får 13 miljoner kronor för projektet Samverkan leder till arbete.",
    "Nu startar projektet Vägen till ökade chanser.",
    "Projektet Vi växer ska hjälpa unga.",
    "Projektet Rätt från början ska hjälpa unga.",
    "Projektet Komma igen ska hjälpa unga.",
    "Projektet Lusten att lära ska hjälpa unga.",
    "Projektet Lots – Vägen till arbete ska hjälpa unga.",
)
CALLED = (
    "Samverkan leder till arbete",
    "Vägen till ökade chanser",
    "Vi växer",
    "Rätt från början",
    "Komma igen",
    "Lusten att lära",
    "Lots – Vägen till arbete",
)


@pytest.fixture(scope="module")
def mentions() -> Mentions:
    return Mentions(Gazetteer.load(REFERENCE).surface_forms())


def names(mentions: Mentions, text: str) -> list[str]:
    document = TextDocument(Path("page.txt"), text, "0" * 64)
    return [record.name for record in read_document(document, mentions, "page").records]


@pytest.mark.parametrize("wording", WORDINGS)
def test_what_a_project_is_called(mentions: Mentions, wording: str) -> None:
    assert [names(mentions, TITLE + wording.replace("{}", name) + BELOW) for name in NAMES] == [
        [name] for name in NAMES
    ]


@pytest.mark.parametrize("sentence", ENDS)
@pytest.mark.parametrize("name", NAMES)
def test_a_name_ends_where_the_sentence_goes_on(sentence: str, name: str) -> None:
    text = sentence.replace("{}", name)
    assert [found.name for found in names_in(text, 0, len(text))] == [name]


@pytest.mark.parametrize(("sentence", "name"), list(zip(WHOLE, CALLED, strict=True)))
def test_a_name_that_has_such_words_in_it(sentence: str, name: str) -> None:
    assert [found.name for found in names_in(sentence, 0, len(sentence))] == [name]


def test_words_that_always_stand_behind_a_name_are_its_own() -> None:
    text = "Idé möter marknad"
    assert goes_on_at(text, 0, len(text)) == len("Idé")
    twice = f"{text}. Här är {text}."
    assert goes_on_at(twice, 0, len(text)) == len(text)
