"""What a page calls its project: no menu, body or state of it, and nothing cut off."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from graph.gazetteer import Gazetteer
from graph.mentions import Mentions
from graph.sources.documents import read_document
from graph.sources.furniture import is_menu
from graph.sources.learnt.name_candidates import is_like_body
from graph.sources.text import TextDocument, normalise

REPOSITORY = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def mentions() -> Mentions:
    return Mentions(Gazetteer.load(REPOSITORY / "data" / "reference").surface_forms())


def names(text: str, mentions: Mentions, form: Literal["NFC", "NFD"] = "NFC") -> list[str]:
    written = normalise(unicodedata.normalize(form, text))
    document = TextDocument(Path("page.txt"), written, "0" * 64)
    return [record.name for record in read_document(document, mentions, "page").records]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (  # the way to the page, and a menu, are no titles
            (
                "Hem / Projekt / Beviljade projekt\n\nKurser • Om skolan • Aktuellt\n\n"
                "Sjöbodar i Öregrund\n\nDetta projekt ägs av Östhammars kommun, som får 2 miljoner "
                "kronor från Europeiska socialfonden. Projektet startar i maj 2020.\n"
            ),
            "Sjöbodar i Öregrund",
        ),
        (  # the publisher's name stands nearer to the labels than the project's
            (
                "Slutrapport Mötesplats Åsen\nSamordningsförbundet Östra Södertörn\n\n"
                "Projektägare: Haninge kommun\nProjektperiod: 2015-10-01 – 2018-09-30\n"
                "Beviljat ESF-stöd: 4 000 000 kr\n"
            ),
            "Mötesplats Åsen",
        ),
        (  # what a field says of the state of a project
            (
                "Projektnamn: Äppelvägen (avslutat)\nProjektägare: Ale kommun\n"
                "Projektperiod: 2019-01-01 – 2020-12-31\nBeviljat belopp: 1 200 000 kr\n"
            ),
            "Äppelvägen",
        ),
        (  # the sum behind the name
            (
                "Stöd till länet\n\nESF-rådet har beviljat projektet ÅKO – Åkerns kompetens och "
                "omställning – 12,7 miljoner kronor. Det drivs av Ånge kommun.\n"
            ),
            "ÅKO – Åkerns kompetens och omställning",
        ),
        (  # a name that begins with what others only are
            (
                "Projekt Pilotprojekt – Vägen över ån\n\nPilotprojekt – Vägen över ån drivs av Ale "
                "kommun med stöd av Europeiska socialfonden.\n"
            ),
            "Pilotprojekt – Vägen över ån",
        ),
        (  # the subject of the sentence stands behind the name
            (
                "Nyhet\n\nI projektet Första Fiket går en handledare bredvid de nya kockarna. "
                "Första Fiket ägs av Orusts kommun och betalas av Europeiska socialfonden.\n"
            ),
            "Första Fiket",
        ),
        (  # a letter that Swedish has not
            (
                "Slöjd\n\nSocialfonden ger 2 miljoner kronor till projektet Árbbe. I Árbbe deltar "
                "Jokkmokks kommun.\n"
            ),
            "Árbbe",
        ),
        (  # the first line is of the site, whose owner acts in the text
            (
                "Hyresgästerna Ådalen\nPressrum\n\nNytt projekt på gång\n\nHyresgästerna Ådalen "
                "har beviljats 2 760 000 kronor av Europeiska socialfonden. Pengarna går till "
                "projektet Öppen trappa. Hyresgästerna Ådalen är projektägare.\n"
            ),
            "Öppen trappa",
        ),
        (  # a verb within a name that a sentence does no more than state
            (
                "Nyheter\n\nProjektet heter Grannen hjälper till och finansieras av Europeiska "
                "socialfonden. Åre kommun äger projektet.\n"
            ),
            "Grannen hjälper till",
        ),
        (  # what goes on alike wherever the name stands
            (
                "Skolan söker medel\n\nÅsa folkhögskola söker stöd av Europeiska socialfonden till "
                "projektet Slöjd som språk. Anmälan till Slöjd som språk öppnar i juni.\n"
            ),
            "Slöjd som språk",
        ),
        (  # verbs of the past that no list has
            (
                "Slutkonferens\n\nMånga kom när projektet Hål & Änd summerades. Hål & Änd ägdes av "
                "Säters kommun med stöd av Europeiska socialfonden.\n"
            ),
            "Hål & Änd",
        ),
        (  # the heading that the text goes on to use, and not the one nearer to the labels
            (
                "Grön Ås\nKompetens för små företag i trakten\n\nProjektägare: Åre kommun\n"
                "Projektperiod: 2019-01-01 – 2020-12-31\nBeviljat ESF-stöd: 1 200 000 kr\n\n"
                "Om projektet\nGrön Ås ger kurser åt dem som vill ställa om.\n"
            ),
            "Grön Ås",
        ),
        (  # a way to the page is no heading over labels
            (
                "Start > Tillväxt > Projekt med stöd\n\nÅkerbär\n\n"
                "Projektägare: Åre kommun\nProjektperiod: 2019-01-01 – 2020-12-31\n"
                "Beviljat ESF-stöd: 1 200 000 kr\n"
            ),
            "Åkerbär",
        ),
        (  # labels in a table, one of whose values is a label as well
            (
                "Databas\n\n| Projekt | Skogsnära Åsar |\n| Fond | Europeiska socialfonden |\n"
                "| Projektägare | Åre kommun |\n| Startdatum | 2020-04-01 |\n"
            ),
            "Skogsnära Åsar",
        ),
        (  # a fund and its sum in a box are no project
            (
                "Ordning på Ön\n\nÅre kommun driver projektet Ordning på Ön.\n\nFakta\n"
                "Projektägare: Åre kommun\n"
                "Finansiering: Europeiska socialfonden, 5 396 000 kronor\n"
            ),
            "Ordning på Ön",
        ),
        (  # headings within a page on one project
            (
                "Välfärd på Ås\n\nI projektet Välfärd på Ås får 400 medarbetare nya verktyg. Åre "
                "kommun är projektägare. Stödet från Europeiska socialfonden är 5 miljoner kronor."
                "\n\nOm utbildningen\n\nUtbildningen är på sju dagar. Varje deltagare har ett "
                "eget förbättringsprojekt. Vid en utställning kom politiker från Bräcke kommun.\n"
            ),
            "Välfärd på Ås",
        ),
        (  # what a county is called is no project
            (
                "Samordning i Halland\n\nHalland är ett län. I Halland pågår nu ESF-projektet "
                "Havsvägen, som Laholms kommun äger.\n"
            ),
            "Havsvägen",
        ),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_name_of_a_page(
    mentions: Mentions, text: str, name: str, form: Literal["NFC", "NFD"]
) -> None:
    assert names(text, mentions, form) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            (
                "Region Blekinge\n\nSvenska på verkstadsgolvet\n\nNu har regionen fått igenom en "
                "ansökan om Svarvspråk hos ESF-rådet. Svarvspråk drar i gång den 3 maj 2021. "
                "Olofströms kommun deltar.\n"
            ),
            "Svarvspråk",
        ),
        (
            (
                "Pressmeddelande\n\nKurser för kockar\n\nEU säger ja till Kryddan. Ale kommun får "
                "3 miljoner kronor ur socialfonden. Kryddan ska vara klar 2013, och 90 anställda "
                "får gå kurserna i Kryddan.\n"
            ),
            "Kryddan",
        ),
    ],
)
def test_a_name_that_no_wording_tells(mentions: Mentions, text: str, name: str) -> None:
    assert names(text, mentions) == [name]


@pytest.mark.parametrize(
    "line",
    [
        "Start > Nyheter > Sydsverige",
        "Om oss   Områden   Projekt   Kalender   Press",
        "Hem › Projekt › Beviljade projekt",
        "Nyheter > Arbete",
        "Sök stöd | Om oss | Filmer",
        "Vård & stöd > Integration > Exempelvägen",
        "Butiker – Miljö – Jobba hos oss – Press",
        "Kurser  Ansök  Skolan  Kontakt",
    ],
)
def test_menus_are_known(line: str) -> None:
    assert is_menu(line)


@pytest.mark.parametrize(
    "line",
    [
        "Projekt | Projektägare | Beviljat stöd",  # the head of a table
        "Projekt\tVem äger\tTid",
        "Projekt  Vem äger  Tid",
        "Exempelvägen – ett projekt – Press",
        "Språkbron | Falu kommun | 2 500 000",
        "Falu kommun / Borlänge kommun / Ludvika kommun",
        "Arbete och hälsa – vägen till jobb",
        "Projekt: Språkbron",
        "",
    ],
)
def test_what_tells_of_projects_is_no_menu(line: str) -> None:
    assert not is_menu(line)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_built_like_those_of_bodies(form: Literal["NFC", "NFD"]) -> None:
    bodies = ["Ölands Museum", "Åre-Tidningen", "Leader Höga Kusten", "Skärgårdens folkhögskola"]
    assert all(is_like_body(normalise(unicodedata.normalize(form, one))) for one in bodies)
    assert not any(map(is_like_body, ["Språkvägen", "Unga in", "Ett steg till", "Kölsträckt"]))
