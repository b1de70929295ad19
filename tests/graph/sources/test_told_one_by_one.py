"""Releases that introduce several projects one by one, each in its own words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.records import ProjectRecord, Role

Reading = Callable[[str], tuple[ProjectRecord, ...]]

SUM = "3,4 miljoner kronor"
# The project, its owner where told, and whether a sum is told
TOLD = (
    ("{x} är ett av projekten som får pengar från Europeiska socialfonden. Det drivs av {a}.", "o"),
    ("Ett av projekten som får stöd från EU:s socialfond är {x}. Det genomförs av {a}.", "o"),
    ("Ett annat projekt som får stöd är {x}, som drivs av {a}.", "o"),
    ("Bland annat får {x} {s}. Det är ett projekt som ska höja kompetensen.", "s"),
    ("Största delen av pengarna går till projektet {x}, {a}, som får {s}.", "os"),
    ("Ett annat projekt som har beviljats pengar är {x}, {a}, som får {s}.", "os"),
    ("Ett annat exempel är {x}, där {a} får {s}.", "os"),
    ("{a} beviljas {s} för {x}, som ska hjälpa unga ut i arbete.", "os"),
    ("{s} går till {x}, ett projekt som {a} driver.", "os"),
    ("Mest pengar, {s}, får {a} för projektet {x}.", "os"),
    ("Ytterligare {s} går till {a} och projektet {x}.", "os"),
    ("Bakom projektet {x} står {a}. Projektet får {s}.", "os"),
    ("{a} är projektägare för {x}, som tilldelas {s}.", "os"),
    ("Projektet {x}, som ägs av {a}, får {s} i stöd från ESF.", "os"),
    ("För projektet {x} har {a} fått {s} av Svenska ESF-rådet.", "os"),
    ("Ett tredje projekt är {x}. {a} äger projektet, som får {s}.", "os"),
    ("Också {x}, en satsning på unga som {a} driver, får stöd med {s}.", "os"),
    ("{a} får {s} till sitt projekt {x}.", "os"),
    ("{x}, i regi av {a}, får {s}.", "os"),
    ("Projektet {x} ({a}) får {s}.", "os"),
    ("Dessutom har {a} fått {s} till {x}, ett projekt för långtidssjukskrivna.", "os"),
    ("Ett projekt vid namn {x} får {s}. Det leds av {a}.", "os"),
    ("{x}: {a} får {s}.", "os"),
)
FIRST = "Projektet Ekorrhjulet drivs av Umeå kommun och får 7 miljoner kronor."
PAGE = (
    "EU-pengar till länet\n\nFlera projekt får dela på pengar från Europeiska socialfonden.\n\n"
    "{first}\n\n{told} Målet är att minska sjukfrånvaron.\n\n"
    "– Det här är goda nyheter, säger Karin Berg (S), ordförande i partnerskapet.\n"
)


@pytest.mark.parametrize(("told", "states"), TOLD)
@pytest.mark.parametrize("owner", ["Falu kommun", "Samordningsförbundet Skellefteå-Norsjö"])
def test_projects_introduced_one_by_one(
    told: str, states: str, owner: str, reading: Reading
) -> None:
    page = PAGE.format(first=FIRST, told=told.format(x="Nya spår", a=owner, s=SUM))
    records = {record.name: record for record in reading(page)}
    assert set(records) == {"Ekorrhjulet", "Nya spår"}
    record = records["Nya spår"]
    owners = [part.party.name for part in record.participations if part.role is Role.OWNER]
    assert owners == ([owner] if "o" in states else [])
    assert (record.grant.value if record.grant else None) == (3_400_000 if "s" in states else None)


SHARED = (
    "Europeiska socialfonden har beviljat Falu kommun medel till tre förstudieprojekt.",
    "Falu kommun ska bedriva tre av förstudierna inom Europeiska socialfonden:",
    "Falu kommun får stöd från ESF till tre nya projekt:",
    "Tre projekt kommer att genomföras av Falu kommun med stöd från ESF.",
    "Tre av Falu kommuns projekt får stöd från Europeiska socialfonden.",
    "Falu kommuns tre ESF-projekt har beviljats medel.",
    "Tre projekt i Falu kommun får ESF-stöd. Falu kommun äger dem alla.",
    "Svenska ESF-rådet ger Falu kommun klartecken för tre projekt.",
    "Just nu pågår tre ESF-projekt i Falu kommuns regi:",
    "ESF satsar 12,3 miljoner kronor på tre projekt i Falu kommun. Kommunen äger projekten.",
)
BELOW = (
    (
        "\n\n• Steget vidare – förstudie som ska kartlägga behov.\n"
        "• Nya spår – förstudie som undersöker en plattform.\n"
        "• Jobbspåret – förstudie som ger en översikt.\n"
    ),
    (
        "\n\nSteget vidare\nProjektet ska kartlägga behov.\n\n"
        "Nya spår\nProjektet undersöker en plattform.\n\n"
        "Jobbspåret\nProjektet ger en översikt.\n"
    ),
    (
        "\n\n• Steget vidare, 3,2 miljoner kronor\n"
        "• Nya spår, 4 miljoner kronor\n• Jobbspåret, 5,1 miljoner kronor\n"
    ),
    (
        " De heter Steget vidare, Nya spår och Jobbspåret. Steget vidare ska kartlägga behov. "
        "Nya spår undersöker en plattform och Jobbspåret ger en översikt.\n"
    ),
)


@pytest.mark.parametrize("told", SHARED)
@pytest.mark.parametrize("below", BELOW)
def test_the_owner_that_several_projects_share(told: str, below: str, reading: Reading) -> None:
    if below.startswith(" "):
        told = f"{told.rstrip(':.')}."
    owners = {
        record.name: [part.party.name for part in record.participations if part.role is Role.OWNER]
        for record in reading(f"Pengar till nya projekt\n\n{told}{below}")
    }
    assert owners == {name: ["Falu kommun"] for name in ("Steget vidare", "Nya spår", "Jobbspåret")}
