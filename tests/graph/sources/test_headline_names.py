"""Names of projects within headlines that tell news of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.records import ProjectRecord

Reading = Callable[[str], tuple[ProjectRecord, ...]]

NAMES = ("Care Hyllie", "Nya spår", "KRAFT", "Våga välja", "Öppna dörrar", "Kompetensresan")
HEADLINES = (
    "{} är i gång",
    "Nu startar {}",
    "{} startar i höst",
    "{} drar i gång",
    "Premiär för {}!",
    "Kickoff för {}",
    "Klartecken för {}",
    "Klart för {}",
    "{} får ESF-medel",
    "{} får 8 miljoner",
    "Beviljade medel till {}",
    "{} – nytt projekt i Falun",
    "Nytt projekt: {}",
    "{} avslutas",
    "Slutkonferens för {}",
    "Lyckat resultat för {}",
    "Så gick det för {}",
    "{} förlängs",
    "Grönt ljus för {}",
    "Vad är {}?",
    "{} rullar på",
    "Full fart i {}",
    "{} ett steg på vägen",
)
TEXTS = (
    (
        "Det är med stor glädje att vi under tre år får göra en viktig insats för unga. "
        "Medlen har vi tilldelats av ESF-rådet. Projektet kommer att drivas i Falun och Borlänge."
    ),
    (
        "Falu kommun har beviljats medel från Europeiska socialfonden för att hjälpa unga. "
        "Projektet pågår till december 2024 och drivs tillsammans med Arbetsförmedlingen."
    ),
)
# What a headline may have there that is no name of a project
OTHERS = (
    "Falu kommun får 8 miljoner",
    "Region Dalarna får ESF-medel",
    "Unga får ESF-medel",
    "Arbetet är i gång",
    "Utbildningarna startar i höst",
    "Grönt ljus för Falu kommun",
    "Klartecken för Region Dalarna",
    "Beviljade medel till Borlänge",
)
PARTS = {"Falu kommun", "Region Dalarna", "Unga", "Arbetet", "Utbildningarna", "Borlänge"}


@pytest.mark.parametrize("headline", HEADLINES)
@pytest.mark.parametrize("text", TEXTS)
def test_the_name_in_a_headline(headline: str, text: str, reading: Reading) -> None:
    for name in NAMES:
        (record,) = reading(f"{headline.format(name)}\n\n{text}\n\nKontakt\nFalu kommun\n")
        assert record.name == name


@pytest.mark.parametrize("headline", OTHERS)
@pytest.mark.parametrize("text", TEXTS)
def test_what_is_no_name_in_a_headline(headline: str, text: str, reading: Reading) -> None:
    for record in reading(f"{headline}\n\n{text}\n\nKontakt\nFalu kommun\n"):
        assert record.name not in PARTS
