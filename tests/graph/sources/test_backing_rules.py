"""Who pays for a project: each wording once, on a page that says nothing else of who does."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.gazetteer import Gazetteer
from graph.mentions import Mentions
from graph.records import Role
from graph.sources.documents import read_document
from graph.sources.text import TextDocument

REFERENCE = Path(__file__).parents[3] / "data" / "reference"
PAGE = "Vindspelet\n\nVindspelet är ett ESF-projekt för unga, som får stöd av en coach.\n\n"
FUNDER = (
    "{} finansierar hela insatsen.",
    "{} finansierar projektet.",
    "Det är {} som finansierar projektet.",
    "{} har beslutat att finansiera projektet under tre år.",
    "{} är finansiär av projektet.",
    "{} står för hela finansieringen.",
    "Projektet finansieras i sin helhet av {}.",
    "Projektet finansieras genom medel från {}.",
    "Projektet drivs med medel från {}.",
    "Pengarna kommer från {}.",
    "{} bekostar projektet.",
)
COFINANCIER = (
    "Projektet finansieras till två tredjedelar av ESF och till en tredjedel av {}.",
    "Socialfonden finansierar 60 procent och {} resten.",
    "Socialfonden står för 60 procent av kostnaden och {} för 40 procent.",
    "Den övriga finansieringen står {} för.",
    "Även {} bidrar till finansieringen.",
    "Dessutom bidrar {} med finansiering.",
    "Utöver stödet från ESF bidrar {} med 2 miljoner kronor.",
    "{} satsar 2 miljoner kronor i projektet.",
    "{} har beviljat projektet 2 miljoner kronor i medfinansiering.",
    "Projektet får också stöd av {}.",
)
NOBODY = (
    "{} satsar 2 miljoner kronor på nya cykelvägar.",
    "{} betalar ut sjukpenning till den som inte kan arbeta.",
    "{} bidrar med kunskap om arbetsmarknaden.",
    "Deltagarna får ekonomiskt stöd av {} medan de studerar.",
)


@pytest.fixture(scope="module")
def mentions() -> Mentions:
    return Mentions(Gazetteer.load(REFERENCE).surface_forms())


def roles(mentions: Mentions, sentence: str, body: str) -> set[Role]:
    """The roles of a body that a page with the sentence has by a rule."""
    document = TextDocument(Path("page.txt"), PAGE + sentence.format(body) + "\n", "0" * 64)
    return {
        part.role
        for record in read_document(document, mentions, "page").records
        for part in record.participations
        if part.party.name == body
        and not all(item.rule.endswith(".learnt") for item in part.evidence)
    }


@pytest.mark.parametrize("body", ["Haninge kommun", "Samordningsförbundet Östra Södertörn"])
def test_who_pays_is_read(mentions: Mentions, body: str) -> None:
    wrong = [
        f"{sentence.format(body)} {sorted(found)}"
        for role, sentences in ((Role.FUNDER, FUNDER), (Role.COFINANCIER, COFINANCIER))
        for sentence in sentences
        if (found := roles(mentions, sentence, body)) != {role}
    ]
    assert not wrong, "\n".join(wrong)


def test_who_pays_for_something_else_is_not(mentions: Mentions) -> None:
    paying = {Role.FUNDER, Role.COFINANCIER}
    wrong = [s for s in NOBODY if roles(mentions, s, "Haninge kommun") & paying]
    assert not wrong, "\n".join(wrong)
