"""The labels of project-bank pages and fact boxes, with their variants, and what each holds."""

from __future__ import annotations

import re
from typing import Literal

from graph.records import Role

Kind = Literal[
    "name", "number", "call", "programme", "objective", "region", "municipalities", "period",
    "start", "end", "budget", "grant", "participants", "targets", "keywords", "summary", "other",
    "owner", "participant", "partner", "cofinancier", "funder", "evaluator", "supplier",
    "initiator",
]  # fmt: skip

ROLES: dict[str, Role] = {role.value: role for role in Role}

# One table for every generation of the project bank; case, "s" and spaces vary on the pages.
_VARIANTS: dict[Kind, str] = {
    "name": "Namn|Projektnamn|Projektets namn|Projekttitel|Titel|Projekt",
    "number": "Projektnummer|Projektnr|Projekt-id|Projektid|Diarienummer|Diarienr|Dnr|Ärendenummer|"
    "Ärende-id|Ärendeid|Diarienummer ESF",
    "call": "Utlysning|Utlysningsnummer|Utlysningens diarienummer|Utlysningens nummer|"
    "Utlysnings-id",
    "programme": "Program|Programperiod|ESF-program|Fond|Programnamn|Finansieringsprogram",
    "objective": "Programområde|Specifikt mål|Specifika mål|Särskilt mål|Insatsområde|"
    "Prioriterad inriktning|Mål inom programmet|Investeringsprioritering",
    "region": "Region|ESF-region|Programregion|Geografiskt område|NUTS-område",
    "municipalities": "Kommun|Kommuner|Berörda kommuner|Geografisk omfattning|"
    "Projektet genomförs i|Kommuner som omfattas",
    "period": "Projektperiod|Projekttid|Period|Tidsperiod|Löptid|Projektets löptid|Genomförandetid|"
    "Tid|Projektets tidsperiod|Genomförandeperiod",
    "start": "Startdatum|Projektstart|Start",
    "end": "Slutdatum|Projektslut|Slut",
    "budget": "Total projektbudget|Total budget|Totalbudget|Totalt budget|Projektbudget|Budget|"
    "Totalt|Totalt belopp|Total omslutning|Omslutning|Projektets budget|"
    "Totalkostnad|Total kostnad|Total projektkostnad|Total finansiering",
    "grant": "Beviljat ESF-stöd|Beviljat stöd|ESF-stöd|ESF-finansiering|Beviljat belopp|"
    "Beviljat EU-belopp|"
    "Beviljat EU-stöd|EU-stöd|EU-belopp|Beviljade medel|Beviljat stöd från ESF|Stöd från ESF|"
    "Beviljad ESF-finansiering|Beviljat socialfondsstöd|Beviljat bidrag",
    "participants": "Planerat antal deltagare|Antal deltagare|Antal planerade deltagare|"
    "Beräknat antal deltagare|Totalt antal deltagare|Antal deltagare (planerat)|Deltagarantal",
    "targets": "Målgrupp|Målgrupper|Målgrupp(er)|Projektets målgrupp",
    "keywords": "Nyckelord|Ämnesord|Ämnen|Ämne|Taggar|Teman|Tema",
    "summary": "Sammanfattning|Projektsammanfattning|Beskrivning|Projektbeskrivning|"
    "Sammanfattning av projektet|Kort beskrivning|Om projektet|Projektets sammanfattning",
    "owner": "Projektet ägs av|Projektet drivs av|Ägs av|Drivs av|"
    "Projektägare|Projektägande organisation|Projektägarorganisation|Stödsökande|"
    "Stödsökande organisation|Sökande|Sökande organisation|Ägare|Huvudsökande|Huvudman|"
    "Stödmottagare",
    "participant": "Deltagande kommuner|Medverkande kommuner|Kommuner som deltar|"
    "Kommuner som medverkar|Medsökande|"
    "Medsökande organisationer|Deltagande organisationer|"
    "Deltagande organisation|Deltagande parter|Deltagande aktörer|Deltagande företag|Medverkande|"
    "Medverkande organisationer|Medverkande parter|Deltagande delprojekt|Delprojekt|"
    "Deltagande verksamheter|Deltagande arbetsgivare|Projektdeltagare",
    "partner": "Samverkansparter|Samverkanspart|Samverkanspartner|Samverkanspartners|"
    "Samverkande parter|Samverkande organisationer|Samverkansaktörer|Samarbetspartner|"
    "Samarbetspartners|Samarbetsparter|Samarbetspart|Partner|Partners|Partnerskap|Projektpartner|"
    "Projektpartners|"
    "Projektparter|I samverkan med|I samarbete med|Samverkan med|Samarbetande parter|Samverkan",
    "cofinancier": "Medfinansiär|Medfinansiärer|Medfinansiering|Medfinansieras av|Med stöd av",
    "funder": "Finansiär|Finansiärer|Finansieras av|Finansiering|Finansierat av",
    "evaluator": "Utvärderare|Extern utvärderare|Utvärdering|Följeforskare",
    "supplier": "Leverantör|Leverantörer|Upphandlad leverantör|Upphandlade leverantörer",
    "initiator": "Initiativtagare|Initierat av",
    # Known labels whose values are not read; they end the value before them.
    "other": "Kontaktperson|Kontaktpersoner|Kontakt|Kontaktuppgifter|Kontaktinformation|E-post|"
    "E-postadress|Epost|Mejl|Telefon|Telefonnummer|Mobil|Projektledare|Huvudprojektledare|"
    "Projektledning|Handläggare|Ansvarig|Projektansvarig|Projektekonom|Webbplats|Webbsida|"
    "Hemsida|Länk|Projektets webbplats|Status|Projektstatus|Projekttyp|Typ av projekt|"
    "Beslutsdatum|Besökadress|Adress|"
    "Besöksadress|Postadress|Organisationsnummer|Org.nr|Sökt EU-belopp|Sökt belopp|Sökt stöd|"
    "Offentlig medfinansiering|Privat medfinansiering|Antal kvinnor|Antal män|Varav kvinnor|"
    "Varav män|Län|Publiceringsdatum|"
    "Publicerad|Senast uppdaterad|Uppdaterad|Dokument|Bilagor|Ladda ner|Transnationellt samarbete|"
    "Presskontakt|Pressekontakt|Enhet|Behörig företrädare|Arbetsplatsnamn|Deltagare|"
    "Utbetalt stöd|Utbetalt ESF-stöd",
}


def _folded(label: str) -> str:
    return re.sub(r"\s+", " ", label).casefold()


LABELS: dict[str, Kind] = {
    _folded(variant): kind
    for kind, variants in _VARIANTS.items()
    for variant in variants.split("|")
}

_BY_LENGTH = sorted(LABELS, key=len, reverse=True)
PATTERN = re.compile(
    "(?:" + "|".join(re.escape(label).replace(r"\ ", r"[\s\u00a0]+") for label in _BY_LENGTH) + ")",
    re.IGNORECASE,
)
# A page is read by its labels when at least three of these stand on it.
TELLING = frozenset(
    {
        "number",
        "call",
        "objective",
        "period",
        "start",
        "end",
        "budget",
        "grant",
        "participants",
        "owner",
        "region",
        "name",
    }
)
# These tell of a project too, but stand in prose as headings as well.
SUPPORTING = frozenset({"participant", "partner", "cofinancier", "funder", "municipalities"})


def kind_of(label: str) -> Kind:
    """What the value of a label is.

    >>> kind_of("BEVILJAT ESF-STÖD")
    'grant'
    """
    return LABELS[_folded(label)]
