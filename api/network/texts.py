"""Texts about networks, in Swedish and English: titles of exports, and the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

TEXTS: Final[Mapping[str, Mapping[Literal["sv", "en"], str]]] = {
    "net.affiliation": {
        "sv": "Organisationer och de projekt som de deltar i",
        "en": "Organisations and the projects that they take part in",
    },
    "net.organisation": {
        "sv": "Organisationer som deltar i samma projekt",
        "en": "Organisations that take part in the same projects",
    },
    "net.municipality": {
        "sv": "Kommuner som deltar i samma projekt",
        "en": "Municipalities that take part in the same projects",
    },
    "net.association-municipality": {
        "sv": "Samordningsförbund och kommuner som deltar i samma projekt",
        "en": "Samordningsförbund and municipalities that take part in the same projects",
    },
    "net.theme-organisation": {
        "sv": "Teman och organisationer i projekt om dem",
        "en": "Themes and the organisations in projects on them",
    },
    "net.owner-partner": {
        "sv": "Från projektägare till dem som deltar",
        "en": "From the owners of projects to those who take part",
    },
    "net.paths": {
        "sv": "Kedjor av samarbete mellan {source} och {target}",
        "en": "Chains of collaboration between {source} and {target}",
    },
    "net.coverage": {
        "sv": "Täckning: vilka projekt som anger vem som deltar",
        "en": "Coverage: which projects state who takes part",
    },
    "net.node": {"sv": "Som en organisation", "en": "As one organisation"},
    "net.members": {"sv": "Som sina medlemmar", "en": "As its members"},
    "net.type": {"sv": "Typ av organisation", "en": "Type of organisation"},
    "net.community": {"sv": "Grupp i nätverket", "en": "Community in the network"},
    "net.mode_organisation": {"sv": "organisationer", "en": "organisations"},
    "net.mode_project": {"sv": "projekt", "en": "projects"},
    "net.mode_municipality": {"sv": "kommuner", "en": "municipalities"},
    "net.mode_association": {"sv": "samordningsförbund", "en": "samordningsförbund"},
    "net.mode_theme": {"sv": "teman", "en": "themes"},
    "net.direct": {"sv": "direkt", "en": "direct"},
    "net.through": {"sv": "genom samordningsförbund", "en": "through a samordningsförbund"},
    "net.within": {
        "sv": "inom samma samordningsförbund",
        "en": "within the same samordningsförbund",
    },
    "net.owner": {"sv": "Projektägare", "en": "Project owner"},
    "net.partner": {"sv": "Deltar", "en": "Taking part"},
    "net.takes_part": {"sv": "Organisation", "en": "Organisation"},
    "net.words": {"sv": "Ord", "en": "Words"},
    "net.status": {"sv": "Läge", "en": "Status"},
    "net.status_on": {"sv": "Den dag som läget gäller", "en": "Day of the status"},
    "net.before": {"sv": "Före", "en": "Before"},
    "net.after": {"sv": "Efter", "en": "After"},
    "net.by_year": {"sv": "Startår", "en": "Year of start"},
    "net.by_region": {"sv": "ESF-region", "en": "ESF region"},
    "net.by_programme": {"sv": "Program", "en": "Programme"},
    "network.around": {"sv": "kring {name}", "en": "around {name}"},
    "network.change": {"sv": "{title}: förändring", "en": "{title}: change"},
    "network.kind": {"sv": "Nätverk", "en": "Network"},
    "network.lead": {
        "sv": "Vem arbetar med vem, om vad och när. Välj projekt, och vad som ska vara noder. Allt "
        "går att ladda ner för Gephi, Cytoscape, Pajek, R och Python.",
        "en": "Who works with whom, about what and when. Choose projects, and what the nodes are. "
        "All of it can be downloaded for Gephi, Cytoscape, Pajek, R and Python.",
    },
    "network.settings": {"sv": "Nätverket", "en": "The network"},
    "network.projects": {"sv": "Projekten", "en": "The projects"},
    "network.more": {"sv": "Tid, vikt och bild", "en": "Time, weight and picture"},
    "network.submit": {"sv": "Visa nätverket", "en": "Show the network"},
    "network.ego_hint": {
        "sv": "En organisation, till exempel Skellefteå kommun. Tomt visar alla.",
        "en": "An organisation, such as Skellefteå kommun. Empty shows all.",
    },
    "network.fault": {"sv": "Nätverket går inte att visa", "en": "There is no such network"},
    "network.candidates": {"sv": "Menar du", "en": "Do you mean"},
    "network.summary": {"sv": "I korthet", "en": "In short"},
    "network.edges": {"sv": "kanter", "en": "edges"},
    "network.mixing": {
        "sv": "Assortativitet efter {name}: {value} (1 är bara band mellan lika, 0 som slumpen)",
        "en": "Assortativity by {name}: {value} (1 is ties among the alike only, 0 as by chance)",
    },
    "network.direct_only": {
        "sv": "Måtten räknar bara direkta band; band genom samordningsförbund står för sig.",
        "en": "Measures count direct ties only; ties through a samordningsförbund stand apart.",
    },
    "network.picture": {"sv": "Bild", "en": "Picture"},
    "network.picture_about": {
        "sv": "{title}: {nodes} noder och {edges} kanter. Tabellerna nedan säger det viktigaste.",
        "en": "{title}: {nodes} nodes and {edges} edges. The tables below tell the main of it.",
    },
    "network.picture_hint": {
        "sv": "Öppna bilden för att se den i full storlek. Samma nätverk som:",
        "en": "Open the picture to see it in full size. The same network as:",
    },
    "network.too_large": {
        "sv": "Nätverket är för stort för en bild. Begränsa det, eller öppna det i Gephi.",
        "en": "The network is too large for a picture. Narrow it, or open it in Gephi.",
    },
    "network.coverage": {"sv": "Täckning", "en": "Coverage"},
    "network.silence": {
        "sv": "Av {projects} projekt anger {stating} någon mer än ägaren som deltar; {silent} "
        "säger inget om det. Ett band som saknas visar alltså inte att ingen har samarbetat.",
        "en": "Of {projects} projects {stating} state somebody besides the owner who takes part; "
        "{silent} do not say. So a tie that is missing is no evidence that nobody worked together.",
    },
    "network.total": {"sv": "Projekt", "en": "Projects"},
    "network.stating": {"sv": "Anger deltagare", "en": "State who takes part"},
    "network.silent": {"sv": "Tysta", "en": "Silent"},
    "network.tied": {"sv": "Ger band", "en": "Make ties"},
    "network.not_stated": {"sv": "inte angivet", "en": "not stated"},
    "network.top": {"sv": "Främst efter mått", "en": "First by measure"},
    "network.top_of": {"sv": "{measure}: {mode}", "en": "{measure}: {mode}"},
    "network.name": {"sv": "Namn", "en": "Name"},
    "network.value": {"sv": "Värde", "en": "Value"},
    "network.communities": {"sv": "Grupper", "en": "Communities"},
    "network.communities_about": {
        "sv": "Delar med fler band inom sig än slumpen ger (Louvain, frö {seed}, {runs} "
        "körningar). Modularitet {modularity}; körningarna är lika varandra till {stability} "
        "(1: helt, 0: som slumpen).",
        "en": "Parts with more ties within than chance would give (Louvain, seed {seed}, {runs} "
        "runs). Modularity {modularity}; the runs agree to {stability} (1: wholly, 0: as chance).",
    },
    "network.size": {"sv": "Storlek", "en": "Size"},
    "network.members": {"sv": "Främst", "en": "Foremost"},
    "network.others": {"sv": "och {n} till", "en": "and {n} more"},
    "network.ties_of": {"sv": "Banden till {name}", "en": "The ties of {name}"},
    "network.heaviest": {"sv": "De tyngsta banden", "en": "The heaviest ties"},
    "network.ties_about": {
        "sv": "{shown} av {total}, de tyngsta först; alla finns i filerna. Under varje band står "
        "projekten och de ställen i källorna som säger vem som deltar.",
        "en": "{shown} of {total}, the heaviest first; the files have all. Under each tie are the "
        "projects, and the passages of the sources that say who takes part.",
    },
    "network.weight": {"sv": "Vikt", "en": "Weight"},
    "network.via": {"sv": "genom {name}", "en": "through {name}"},
    "network.none": {"sv": "Inga band.", "en": "No ties."},
    "network.downloads": {"sv": "Ladda ner", "en": "Download"},
    "network.downloads_about": {
        "sv": "Varje fil säger själv var den kommer ifrån: utgåva, fråga, täckning och hur den "
        "citeras.",
        "en": "Every file says itself where it comes from: release, question, coverage and how to "
        "cite it.",
    },
    "network.cite": {"sv": "Så här citeras nätverket", "en": "How to cite the network"},
    "network.question": {"sv": "Frågan i sin helhet", "en": "The whole question"},
    "network.link": {"sv": "Nätverket kring organisationen", "en": "The network around it"},
    "network.all": {"sv": "Hela nätverket", "en": "The whole network"},
    "form.projection": {"sv": "Noder och band", "en": "Nodes and ties"},
    "form.weight": {"sv": "Bandens vikt", "en": "Weight of ties"},
    "form.associations": {"sv": "Samordningsförbund", "en": "Samordningsförbund"},
    "form.ego": {"sv": "Kring", "en": "Around"},
    "form.depth": {"sv": "Steg därifrån", "en": "Steps from it"},
    "form.minimum_weight": {"sv": "Minsta vikt", "en": "Least weight"},
    "form.measures": {"sv": "Visa också måttet", "en": "Show the measure, too"},
    "form.colour_by": {"sv": "Bildens färger", "en": "Colours of the picture"},
}
