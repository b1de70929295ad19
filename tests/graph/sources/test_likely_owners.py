"""The owner that a careful reader concludes, and when nobody can be concluded."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from graph.gazetteer import Gazetteer
from graph.mentions import Mentions
from graph.records import Role
from graph.sources.documents import read_document
from graph.sources.text import TextDocument, normalise

REFERENCE = Path(__file__).parents[3] / "data" / "reference"
HEAD = "Projektet Räcket\n\nProjektet Räcket finansieras av Europeiska socialfonden."
CONCLUDED = {
    "– Det går bra, säger Test Testsson, projektledare på Åmåls kommun.": "Åmåls kommun",
    "Örebro kommuns projektledare Test Testsson ser fram emot starten.": "Örebro kommun",
    "– Det är projektledaren Test Testsson i Säters kommun som leder det.": "Säters kommun",
    "Tack vare pengar från Europeiska socialfonden kan Åre kommun utbilda fler.": "Åre kommun",
    "– Vår ansökan blev beviljad, säger Test Testsson, chef på Åmåls kommun.": "Åmåls kommun",
    "Det är ett treårigt projekt där Ängelholms kommun ger stöd åt unga.": "Ängelholms kommun",
    "Nu är det klart att Höör fått pengar av EU:s sociala fond.": "Höör",
    "Vi på Åmåls kommun ser fram emot projektet. Åmåls kommun arbetar för fler.": "Åmåls kommun",
    "Region Skånes projekt syftar till fler jobb. Vi på Region Skåne leder det.": "Region Skåne",
}
UNKNOWN = (
    "Åmåls kommun är en kommun i Dalsland.",
    "– Det är bra, säger Test Testsson på Åmåls kommun.",
    "Vi på Arbetsförmedlingen ser fram emot projektet. Arbetsförmedlingen växer.",
    "– Det går bra, säger Test Testsson, delprojektledare på Åmåls kommun.",
    "Säger Test, projektledare på Åmåls kommun, och Prov, projektledare på Säters kommun.",
    "Projektet utvärderas av Örebro universitet. Vi på Örebro universitet ser resultat.",
    "Projektet medfinansieras av Åre kommun. Vi på Åre kommun är glada för projektet.",
    "Har Åmåls kommun någon projektledare i projektet?",
    "Strukturfondspartnerskapet i Mellersta Norrland har fått pengar av EU:s socialfond.",
)


@pytest.fixture(scope="module")
def mentions() -> Mentions:
    return Mentions(Gazetteer.load(REFERENCE).surface_forms())


def owners(text: str, mentions: Mentions) -> list[tuple[str, str]]:
    document = TextDocument(Path("page.txt"), normalise(f"{HEAD}\n\n{text}\n"), "0" * 64)
    (record,) = read_document(document, mentions, "page").records
    return [
        (unicodedata.normalize("NFC", part.party.name), part.evidence[0].rule)
        for part in record.participations
        if part.role is Role.OWNER
    ]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("text", CONCLUDED)
def test_the_likeliest_body_is_the_owner(
    mentions: Mentions, text: str, form: Literal["NFC", "NFD"]
) -> None:
    found = owners(unicodedata.normalize(form, text), mentions)
    assert found == [(CONCLUDED[text], "owner.likely")]


@pytest.mark.parametrize("text", UNKNOWN)
def test_too_little_speaks_for_any_body(mentions: Mentions, text: str) -> None:
    assert owners(text, mentions) == []


def test_an_owner_that_is_told_is_not_weighed(mentions: Mentions) -> None:
    told = "Säters kommun äger projektet. – Bra, säger Prov, projektledare på Åmåls kommun."
    assert owners(told, mentions) == [("Säters kommun", "owner.drives")]
