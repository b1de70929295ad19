"""The columns of nodes and edges: name, type, and what each means, in Swedish and English."""

from __future__ import annotations

from graph.network.model import Attribute, ValueType


def _column(name: str, kind: ValueType, labels: str, definition: str) -> Attribute:
    return Attribute(name, kind, _both(labels), _both(definition))


def _both(text: str) -> dict[str, str]:
    swedish, _, english = text.partition(" | ")
    return {"sv": swedish, "en": english}


STRING, INTEGER, DECIMAL = ValueType.STRING, ValueType.INTEGER, ValueType.DECIMAL
DATE, STRINGS = ValueType.DATE, ValueType.STRINGS

_KEY = _column(
    "key", STRING, "nyckel | key", "Nyckel i tjänstens adresser | Key in the service's addresses"
)

BODY = (
    _KEY,
    _column(
        "type",
        STRING,
        "typ | type",
        "Huvudsaklig organisationstyp, som kod | Main type of organisation, as a code",
    ),
    _column(
        "types", STRINGS, "typer | types", "Alla organisationstyper | Every type of organisation"
    ),
    _column(
        "municipality",
        STRING,
        "kommun | municipality",
        "Kommunen som den verkar i | Municipality it serves",
    ),
    _column("municipality_code", STRING, "kommunkod | municipality code", "SCB:s kod | SCB's code"),
    _column("county", STRING, "län | county", "Länet som den verkar i | County it serves"),
    _column("county_code", STRING, "länskod | county code", "SCB:s kod | SCB's code"),
    _column(
        "region_name",
        STRING,
        "ESF-region | ESF region",
        "Länets ESF-region | ESF region of the county",
    ),
    _column(
        "projects",
        INTEGER,
        "projekt | projects",
        "Antal projekt i urvalet som den själv deltar i"
        " | Number of projects of the selection that it takes part in itself",
    ),
    _column(
        "projects_through",
        INTEGER,
        "projekt via förbund | projects through a förbund",
        "Antal projekt som den deltar i enbart genom ett samordningsförbund"
        " | Number of projects that it takes part in only through a samordningsförbund",
    ),
    _column(
        "joined",
        STRINGS,
        "sammanförda | joined",
        "Tidigare organisationer som räknas hit | Earlier bodies that count as this one",
    ),
)

PROJECT = (
    _KEY,
    _column("programme", STRING, "program | programme", "Programperiod | Programme period"),
    _column("themes", STRINGS, "teman | themes", "Teman, som nycklar | Themes, as keys"),
    _column(
        "region_name",
        STRING,
        "ESF-region | ESF region",
        "Projektets ESF-region | ESF region of the project",
    ),
    _column(
        "municipalities",
        STRINGS,
        "kommuner | municipalities",
        "Projektets kommuner | The project's municipalities",
    ),
    _column("start", DATE, "start | start", "Första dagen | First day"),
    _column("end", DATE, "slut | end", "Sista dagen | Last day"),
    _column(
        "budget",
        DECIMAL,
        "budget, SEK | budget, SEK",
        "Total budget, där den är angiven | Total budget, where stated",
    ),
    _column(
        "grant",
        DECIMAL,
        "ESF-stöd, SEK | ESF grant, SEK",
        "ESF-stöd, där det är angivet | ESF grant, where stated",
    ),
    _column(
        "bodies",
        INTEGER,
        "organisationer | organisations",
        "Antal organisationer i urvalet som själva deltar"
        " | Number of bodies of the selection that take part themselves",
    ),
)

THEME = (
    _KEY,
    _column(
        "name_en",
        STRING,
        "namn på engelska | name in English",
        "Namn på engelska | Name in English",
    ),
    _column(
        "projects",
        INTEGER,
        "projekt | projects",
        "Antal projekt i urvalet | Number of projects of the selection",
    ),
)

_TIE = (
    _column(
        "first",
        DATE,
        "först | first",
        "Första dagen i något projekt | First day of any of the projects",
    ),
    _column(
        "last", DATE, "sist | last", "Sista dagen i något projekt | Last day of any of the projects"
    ),
    _column(
        "through",
        STRINGS,
        "via förbund | through a förbund",
        "Samordningsförbund som bandet går genom | Samordningsförbund that the tie goes through",
    ),
    _column(
        "confidence",
        STRING,
        "säkerhet | confidence",
        "Hur säkert medlemskapet är: det minst säkra"
        " | How sure the membership is: the least sure one",
    ),
    _column(
        "link_score",
        DECIMAL,
        "länkpoäng | link score",
        "Hur säkert namnen är tolkade, 0 till 1: det minst säkra; 0 är ett namn som inte är länkat"
        " | How sure the names are resolved, 0 to 1: the least sure; 0 is one that is not linked",
    ),
    _column(
        "evidence",
        STRINGS,
        "belägg | evidence",
        "Meningarna bakom bandet, med källa och sida"
        " | The sentences behind the tie, with source and page",
    ),
)

TIE = (
    _column(
        "projects",
        STRINGS,
        "projekt | projects",
        "Projekten bakom bandet | The projects behind the tie",
    ),
    _column(
        "project_count",
        INTEGER,
        "antal projekt | number of projects",
        "Antal projekt | Number of projects",
    ),
    _column(
        "source_roles",
        STRINGS,
        "roller, från | roles, source",
        "Roller i projekten | Roles in the projects",
    ),
    _column(
        "target_roles",
        STRINGS,
        "roller, till | roles, target",
        "Roller i projekten | Roles in the projects",
    ),
    _column(
        "unweighed",
        INTEGER,
        "utan belopp | without amount",
        "Projekt som inte anger något belopp och inte är med i vikten"
        " | Projects that state no amount and are no part of the weight",
    ),
    *_TIE,
)

AFFILIATION = (
    _column("role", STRING, "roll | role", "Roll, som kod | Role, as a code"),
    _column(
        "units",
        STRINGS,
        "enheter | units",
        "Enheter som källan nämner | Units that the source names",
    ),
    _column(
        "budget",
        DECIMAL,
        "budget, SEK | budget, SEK",
        "Projektets totala budget | Total budget of the project",
    ),
    _column(
        "grant",
        DECIMAL,
        "ESF-stöd, SEK | ESF grant, SEK",
        "Projektets ESF-stöd | ESF grant of the project",
    ),
    *_TIE,
)
