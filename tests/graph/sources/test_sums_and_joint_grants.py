"""What the fund pays, and who is granted it together, in many wordings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.records import ProjectRecord, Role

Reading = Callable[[str], tuple[ProjectRecord, ...]]

FUNDS = ("Europeiska socialfonden (ESF)", "Svenska ESF-rådet", "EU:s socialfond")
PAID = (
    "{} har bestämt sig för att medfinansiera projektet Nya spår med 7,6 miljoner kronor.",
    "{} stöttar projektet med 7,6 miljoner kronor.",
    "{} går in med 7,6 miljoner kronor i projektet.",
    "Ca 7,6 milj kr fick Nya spår från {} 2015 för 3 års verksamhet.",
    "7,6 miljoner kronor har projektet fått från {}.",
    "Det betyder att ca 7,6 miljoner beviljas oss från {}.",
    "Projektet finansieras till största delen av {}, som bidrar med 7,6 miljoner kronor.",
    "{} betalar huvuddelen, nämligen 7,6 miljoner kronor.",
    "Av {} får projektet 7,6 miljoner kronor.",
    "Stödet från {} uppgår till 7,6 miljoner kronor.",
    "{} täcker 7,6 miljoner kronor av kostnaden.",
    "{} skjuter till 7,6 miljoner kronor.",
    "Vi har fått 7,6 miljoner kronor från {}.",
    "Projektet delfinansieras av {} (7,6 miljoner kronor).",
    "Tack vare 7,6 miljoner kronor från {} kan projektet starta.",
    "Ansökan till {} på 7,6 miljoner kronor har beviljats.",
    "{} har godkänt ansökan om 7,6 miljoner kronor.",
    "Den beviljade summan från {} är 7,6 miljoner kronor.",
    "Projektmedlen från {} uppgår till 7,6 mkr.",
)
A = "Falu kommun"
OTHERS = {"Borlänge kommun", "Region Dalarna"}
# Told of A and the others, who are granted the sum together
TOGETHER = (
    "{a}, {b} och {c} har tillsammans fått {s} från Europeiska socialfonden (ESF).",
    "För att bygga en arena har {a}, {b} och {c} tillsammans fått {s} från ESF.",
    "{a}, {b} och {c} sökte pengarna gemensamt och beviljades {s}.",
    "Projektet har beviljats {a} tillsammans med {b} och {c}.",
    "{a} har, tillsammans med {b} och {c}, fått {s} från ESF.",
    "Tillsammans med {b} och {c} har {a} fått {s} från ESF.",
    "ESF har beviljat {a}, {b} och {c} {s}.",
    "{s} från Europeiska socialfonden har beviljats {a}, {b} och {c}.",
    "{a}, {b} och {c} får dela på {s} från Europeiska socialfonden.",
    "Socialfonden finansierar projektet med {s}, som går till {a} tillsammans med {b} och {c}.",
    "Ansökan gjordes av {a} tillsammans med {b} och {c}, och ESF sa ja till {s}.",
    "ESF-rådet har sagt ja till Falu kommuns ansökan, som gjorts tillsammans med {b} och {c}.",
)


@pytest.mark.parametrize("paid", PAID)
@pytest.mark.parametrize("fund", FUNDS)
def test_what_the_fund_pays(paid: str, fund: str, reading: Reading) -> None:
    (record,) = reading(
        f"Projektet Nya spår startar\n\nFalu kommun driver projektet Nya spår. {paid.format(fund)}"
        "\n\nProjektet ska hjälpa arbetslösa till ett jobb.\n"
    )
    assert record.grant is not None
    assert record.grant.value == 7_600_000
    assert record.total_budget is None


@pytest.mark.parametrize("told", TOGETHER)
def test_who_is_granted_it_together(told: str, reading: Reading) -> None:
    b, c = sorted(OTHERS)
    told = told.format(a=A, b=b, c=c, s="20,8 miljoner kronor")
    (record,) = reading(
        f"Projektet Nya spår startar\n\n{told} Projektet Nya spår ska hjälpa arbetslösa.\n"
    )
    roles = {part.party.name: part.role for part in record.participations}
    roles = {name: role for name, role in roles.items() if role is not Role.FUNDER}
    assert roles.pop(A) is Role.OWNER
    assert set(roles) == OTHERS
    assert set(roles.values()) <= {Role.PARTICIPANT, Role.PARTNER}
    assert (record.grant.value if record.grant else None) == (
        20_800_000 if "20,8" in told else None
    )
