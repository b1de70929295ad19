"""Texts of the page of an organisation, in Swedish and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

TEXTS: Final[Mapping[str, Mapping[Literal["sv", "en"], str]]] = {
    "organisation.kind": {"sv": "Organisation", "en": "Organisation"},
    "organisation.facts": {"sv": "Uppgifter", "en": "Facts"},
    "organisation.type": {"sv": "Typ", "en": "Type"},
    "organisation.number": {"sv": "Organisationsnummer", "en": "Organisation number"},
    "organisation.wikidata": {"sv": "Wikidata", "en": "Wikidata"},
    "organisation.municipality": {"sv": "Kommun", "en": "Municipality"},
    "organisation.county": {"sv": "Län", "en": "County"},
    "organisation.parent": {"sv": "Enhet inom", "en": "Unit of"},
    "organisation.units": {"sv": "Enheter", "en": "Units"},
    "organisation.renamed_from": {"sv": "Tidigare", "en": "Formerly"},
    "organisation.renamed_to": {"sv": "Numera", "en": "Now"},
    "organisation.members": {"sv": "Medlemmar i förbundet", "en": "Members of the association"},
    "organisation.member_of": {
        "sv": "Medlem i samordningsförbund",
        "en": "Member of coordination associations",
    },
    "organisation.member": {"sv": "Organisation", "en": "Organisation"},
    "organisation.confidence": {"sv": "Säkerhet", "en": "Confidence"},
    "organisation.status": {"sv": "Status", "en": "Status"},
    "organisation.projects": {"sv": "Projekt efter roll", "en": "Projects by role"},
    "organisation.no_projects": {
        "sv": "Organisationen medverkar inte själv i något projekt i denna utgåva.",
        "en": "The organisation does not itself take part in any project of this release.",
    },
    "organisation.partners": {"sv": "Samverkar med", "en": "Works with"},
    "organisation.direct": {"sv": "Direkt", "en": "Directly"},
    "organisation.direct_about": {
        "sv": "Båda medverkar själva i projekten. Finansiärer räknas inte.",
        "en": "Both take part in the projects themselves. Funders are not counted.",
    },
    "organisation.association": {
        "sv": "Genom ett samordningsförbund",
        "en": "Through a coordination association",
    },
    "organisation.association_about": {
        "sv": "Det är förbundet som medverkar; den ena organisationen är medlem i det. Räknas "
        "för sig och läggs aldrig ihop med de direkta.",
        "en": "It is the association that takes part; one of the two is a member of it. Counted "
        "apart and never added to the direct ones.",
    },
    "organisation.through": {"sv": "Förbund", "en": "Association"},
    "organisation.none": {"sv": "Inga i denna utgåva.", "en": "None in this release."},
    "organisation.more": {"sv": "Visa {n} till", "en": "Show {n} more"},
    "organisation.shared": {"sv": "Gemensamma projekt", "en": "Shared projects"},
    "confidence.high": {"sv": "hög", "en": "high"},
    "confidence.medium": {"sv": "medel", "en": "medium"},
    "confidence.low": {"sv": "låg", "en": "low"},
    "status.active": {"sv": "aktiv", "en": "active"},
    "status.unknown": {"sv": "okänd", "en": "unknown"},
    "status.closed": {"sv": "upphörd", "en": "closed"},
    "status.merged into": {"sv": "uppgått i {name}", "en": "merged into {name}"},
    "status.renamed": {"sv": "bytt namn till {name}", "en": "renamed {name}"},
    "projects.one": {"sv": "1 projekt", "en": "1 project"},
    "projects.many": {"sv": "{n} projekt", "en": "{n} projects"},
}
