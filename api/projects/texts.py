"""Texts of the page of a project, in Swedish and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

TEXTS: Final[Mapping[str, Mapping[Literal["sv", "en"], str]]] = {
    "project.kind": {"sv": "Projekt", "en": "Project"},
    "project.facts": {"sv": "Uppgifter", "en": "Facts"},
    "project.summary": {"sv": "Sammanfattning", "en": "Summary"},
    "project.participations": {"sv": "Vilka medverkar", "en": "Who takes part"},
    "project.partners_unknown": {
        "sv": "Ingen källa anger någon partner: partnerna är okända, det betyder inte att de "
        "saknas.",
        "en": "No source states a partner: partners are unknown, which does not mean none.",
    },
    "project.unlinked": {
        "sv": "finns inte i organisationsregistret",
        "en": "not in the register of organisations",
    },
    "project.uncertain": {"sv": "osäker koppling ({score})", "en": "uncertain link ({score})"},
    "project.themes": {"sv": "Teman", "en": "Themes"},
    "project.related": {"sv": "Före och efter", "en": "Before and after"},
    "project.preceded_by": {"sv": "Bygger på", "en": "Preceded by"},
    "project.succeeded_by": {"sv": "Följdes av", "en": "Succeeded by"},
    "project.similar": {"sv": "Liknande projekt", "en": "Similar projects"},
    "project.sources": {"sv": "Källor", "en": "Sources"},
    "project.pages": {
        "sv": "Sidor som uppgifterna är hämtade från",
        "en": "Pages that the facts were gathered from",
    },
    "fact.name": {"sv": "Namn", "en": "Name"},
    "fact.alternative_names": {"sv": "Kallas även", "en": "Also called"},
    "fact.number": {"sv": "Diarienummer", "en": "Project number"},
    "fact.programme": {"sv": "Program", "en": "Programme"},
    "fact.specific_objective": {"sv": "Särskilt mål", "en": "Specific objective"},
    "fact.call": {"sv": "Utlysning", "en": "Call"},
    "fact.period": {"sv": "Period", "en": "Period"},
    "fact.region": {"sv": "ESF-region", "en": "ESF region"},
    "fact.municipalities": {"sv": "Kommuner", "en": "Municipalities"},
    "fact.counties": {"sv": "Län", "en": "Counties"},
    "fact.total_budget": {"sv": "Total budget", "en": "Total budget"},
    "fact.grant": {"sv": "ESF-stöd", "en": "ESF grant"},
    "fact.planned_participants": {"sv": "Planerade deltagare", "en": "Planned participants"},
    "fact.target_groups": {"sv": "Målgrupper", "en": "Target groups"},
    "fact.keywords": {"sv": "Nyckelord", "en": "Keywords"},
    "fact.summary": {"sv": "Sammanfattning", "en": "Summary"},
    "period.from": {"sv": "från {start}", "en": "from {start}"},
    "period.until": {"sv": "till {end}", "en": "until {end}"},
    "evidence.one": {"sv": "1 belägg", "en": "1 piece of evidence"},
    "evidence.many": {"sv": "{n} belägg", "en": "{n} pieces of evidence"},
    "evidence.for": {"sv": "för {what}", "en": "for {what}"},
    "evidence.source": {"sv": "Källa", "en": "Source"},
    "evidence.cell": {"sv": "tabellcell", "en": "table cell"},
    "evidence.characters": {"sv": "tecken {start}–{end}", "en": "characters {start}–{end}"},
    "evidence.page": {"sv": "sida", "en": "page"},
}
