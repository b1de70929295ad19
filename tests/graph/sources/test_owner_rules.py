"""Who owns a project: each wording once, on a page that says nothing else of who does."""

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
OWNER = (
    "{} har drivit Vindspelet i tre år.",
    "{} ska driva Vindspelet.",
    "{} genomför under 2020 och 2021 projektet Vindspelet.",
    "{} driver sedan i höstas projektet Vindspelet.",
    "{} drog i januari i gång Vindspelet.",
    "{} kommer under tre år att leda projektet.",
    "{} ska i tre år driva projektet Vindspelet.",
    "Vindspelet ska drivas av {} i tre år.",
    "{} står bakom Vindspelet.",
    "Det är {} som står bakom Vindspelet.",
    "Bakom Vindspelet står {}.",
    "Den som driver Vindspelet är {}.",
    "{} är huvudansvarig för Vindspelet.",
    "{} har huvudansvaret för Vindspelet.",
    "Ansvaret för Vindspelet har {}.",
    "Ansvaret för projektet ligger på {}.",
    "För projektledningen svarar {}.",
    "{} står för den övergripande projektledningen.",
    "{} står för ägarskapet.",
    "Det är {} som äger alltihop.",
    "{} driver insatsen.",
    "{} är lead partner.",
    "{} är samordnande projektägare.",
    "Som projektägare har {} ansvar för ekonomin.",
    "I egenskap av projektägare rekvirerar {} stödet.",
    "Rollen som projektägare gick till den idéburna sektorn, {}.",
    "Mottagare av stödet är {}.",
    "{} beviljades 2019 medel från ESF-rådet för Vindspelet.",
    "ESF-rådet gav 2019 {} 7 miljoner kronor.",
    "ESF-rådet beslutade att ge {} 7 miljoner kronor.",
    "Svenska ESF-rådet beviljade i juni {} 7 miljoner kronor.",
)
NOT_OWNER = (
    "Lokalerna ägs av {}.",
    "Huset där projektet håller till ägs av {}.",
    "Kaféet där deltagarna tränar drivs av {}.",
    "Delprojektet ägs av {}.",
    "Delar av utbildningen samordnas av {}.",
    "Referensgruppen leds av {}.",
    "Utvärderingen leds av {}.",
)


@pytest.fixture(scope="module")
def mentions() -> Mentions:
    return Mentions(Gazetteer.load(REFERENCE).surface_forms())


def owners(mentions: Mentions, sentence: str, body: str) -> list[str]:
    """The owners that a page with the sentence has by a rule, not by what is learnt."""
    document = TextDocument(Path("page.txt"), PAGE + sentence.format(body) + "\n", "0" * 64)
    return [
        part.party.name
        for record in read_document(document, mentions, "page").records
        for part in record.participations
        if part.role is Role.OWNER
        and any(not one.rule.endswith(("learnt", "likely")) for one in part.evidence)
    ]


@pytest.mark.parametrize("sentence", OWNER)
def test_each_wording_of_who_owns_is_read(mentions: Mentions, sentence: str) -> None:
    assert owners(mentions, sentence, "Haninge kommun") == ["Haninge kommun"]


@pytest.mark.parametrize("sentence", NOT_OWNER)
def test_who_owns_a_thing_or_leads_a_part_is_no_owner(mentions: Mentions, sentence: str) -> None:
    assert owners(mentions, sentence, "Haninge kommun") == []
