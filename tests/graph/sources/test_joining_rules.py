"""Who takes part, collaborates and evaluates: each wording once, on a page that says no more."""

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
A, B = "Haninge kommun", "Arbetsförmedlingen"
PARTICIPANT = (
    "I projektet deltar {} och {}.",
    "Projektet genomförs av:\n\n- {}\n- {}",
    "I projektet deltar\n\n- {}\n- {}",
    "Projektet drivs tillsammans med\n\n- {}\n- {}",
    "Det är {} och {} som deltar i projektet.",
    "{} och {} har sedan starten deltagit i projektet.",
    "{} och {} kommer under hösten att delta i projektet.",
    "{} och {} har under två år medverkat i projektet.",
    "Anställda i {} och {} deltar i projektet.",
    "Verksamheter inom {} och {} kommer att delta i projektet.",
    "Sala kommun leder projektet med medsökande {} och {}.",
    "{} och {} finns med i projektet.",
    "{} och {} är två av projektets aktörer.",
    "Två av projektets aktörer är {} och {}.",
    "{} och {} ansvarar för utbildningarna.",
    "Medverkande organisationer: {}, {}",
    "Med i projektet:\n- {}\n- {}",
    "De som deltar i projektet är:\n\n- {}\n- {}",
    "Projektet har två parter. Dessa är {} och {}.",
    "Projektet har delprojekt i {} och {}.",
)
PARTNER = (
    "Projektet drivs i samarbete med\n\n- {}\n- {}",
    "Insatsen sker i nära samverkan med följande parter:\n\n• {}\n• {}.",
    "Vi samarbetar i projektet med\n\n- {}\n- {}",
    "Projektet har samverkat med {} och {}.",
    "Projektet kommer att samarbeta nära med {} och {}.",
    "Samarbetet mellan {} och {} fortsätter i projektet.",
    "{} och {} är projektets viktigaste samarbetspartners.",
    "Med {} och {} har vi en överenskommelse om samverkan.",
    "Sala kommun driver projektet med samarbetspartnerna {} och {}.",
    "Samverkan i projektet sker med {} och {}.",
    "Projektet arbetar nära {} och {}.",
    "Övriga partner är {} och {}.",
)
COFINANCIER = (
    "Finansiering: {}, {} samt Europeiska socialfonden (ESF)",
    "Finansieras av: {}, {} och ESF",
    "Projektet medfinansieras, vid sidan av ESF, av {} och {}.",
)
EVALUATOR = (
    "Forskare vid {} följer projektet.",
    "Forskare från {} har följt projektet i tre år.",
    "Följeforskarna kommer från {}.",
    "Projektet följs upp med en utvärdering av konsultföretaget {}.",
    "För utvärderingen har {} anlitats.",
    "Till projektet är {} knuten som utvärderare.",
    "{} följeutvärderar projektet.",
    "Förbundet har tilldelat {} uppdraget att följa och utvärdera projektet.",
    "Extern utvärderare är upphandlad. Uppdraget har gått till {}.",
    "Våren 2019 gav myndigheten {} i uppdrag att utvärdera projektet.",
)
NOBODY = (
    "Vi hade gärna sett att {} deltog i projektet.",
    "{} deltog i förstudien men ingår inte i projektet.",
    "Samtal förs om en ny lokal. Uppdraget har gått till {}.",
    "Utifrån detta beslutade styrelsen att finansiera insatsen. {} har fått ett brev.",
    "{} har varit med i diskussionerna.",
    "I styrgruppen för projektet ingår\n\n- {}\n- Sala kommun",
    "Projektet startade med ett studiebesök tillsammans med\n\n- {}\n- Sala kommun",
    "Projektet startas på initiativ av ESF och tar upp frågor om Yrkesvux, Högskola och {}s roll.",
)


@pytest.fixture(scope="module")
def mentions() -> Mentions:
    return Mentions(Gazetteer.load(REFERENCE).surface_forms())


def roles(mentions: Mentions, sentence: str) -> dict[str, set[Role]]:
    """The roles by a rule of all bodies of a page that has the sentence."""
    document = TextDocument(Path("page.txt"), f"{PAGE}{sentence}\n", "0" * 64)
    found: dict[str, set[Role]] = {}
    for record in read_document(document, mentions, "page").records:
        for part in record.participations:
            if not all(item.rule.endswith(".learnt") for item in part.evidence):
                found.setdefault(part.party.name, set()).add(part.role)
    return found


@pytest.mark.parametrize(
    ("role", "sentences"),
    [
        (Role.PARTICIPANT, PARTICIPANT),
        (Role.PARTNER, PARTNER),
        (Role.COFINANCIER, COFINANCIER),
        (Role.EVALUATOR, EVALUATOR),
    ],
)
def test_role_is_read(mentions: Mentions, role: Role, sentences: tuple[str, ...]) -> None:
    wrong = []
    for sentence in sentences:
        bodies = [A, B][: sentence.count("{}")]
        found = roles(mentions, sentence.format(*bodies))
        if any(found.get(body) != {role} for body in bodies):
            wrong.append(f"{sentence} {found}")
    assert not wrong, "\n".join(wrong)


def test_who_has_no_part_is_not_read(mentions: Mentions) -> None:
    wrong = [s for s in NOBODY if set(roles(mentions, s.format(A))) - {"ESF"}]
    assert not wrong, "\n".join(wrong)
