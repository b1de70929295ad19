"""Texts of filters and facets, in Swedish and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

TEXTS: Final[Mapping[str, Mapping[Literal["sv", "en"], str]]] = {
    "form.municipality": {"sv": "Kommun", "en": "Municipality"},
    "form.theme_basis": {"sv": "Teman som räknas", "en": "Themes that count"},
    "form.theme_basis_all": {"sv": "alla", "en": "all"},
    "form.theme_basis_stated": {"sv": "angivna", "en": "stated"},
    "form.theme_basis_predicted": {"sv": "beräknade", "en": "predicted"},
    "form.year": {"sv": "År", "en": "Year"},
    "form.status": {"sv": "Läge i dag", "en": "Status today"},
    "form.role": {"sv": "Roll", "en": "Role"},
    "form.ranges": {"sv": "Belopp och datum", "en": "Amounts and dates"},
    "form.ranges_about": {
        "sv": "Belopp i kronor. Ett projekt som inte anger beloppet eller datumet utelämnas.",
        "en": "Amounts in SEK. A project that does not state the amount or the date is left out.",
    },
    "form.budget_min": {"sv": "Total budget, minst", "en": "Total budget, at least"},
    "form.budget_max": {"sv": "Total budget, högst", "en": "Total budget, at most"},
    "form.grant_min": {"sv": "ESF-stöd, minst", "en": "ESF grant, at least"},
    "form.grant_max": {"sv": "ESF-stöd, högst", "en": "ESF grant, at most"},
    "form.active_from": {"sv": "Pågår, från", "en": "Active, from"},
    "form.active_to": {"sv": "Pågår, till", "en": "Active, until"},
    "form.start_from": {"sv": "Börjar, tidigast", "en": "Starts, at the earliest"},
    "form.start_to": {"sv": "Börjar, senast", "en": "Starts, at the latest"},
    "form.end_from": {"sv": "Slutar, tidigast", "en": "Ends, at the earliest"},
    "form.end_to": {"sv": "Slutar, senast", "en": "Ends, at the latest"},
    "facets.heading": {"sv": "Avgränsa träffarna", "en": "Narrow the results"},
    "facets.about": {
        "sv": "Talet är hur många projekt valet ger, med övriga villkor som de är.",
        "en": "The number is how many projects the choice gives, with all other conditions kept.",
    },
    "facets.more": {"sv": "Visa {n} till", "en": "Show {n} more"},
    "facets.missing": {"sv": "uppgift saknas: {n}", "en": "not stated: {n}"},
    "facets.predicted": {"sv": "bara beräknade", "en": "only predicted"},
    "facets.predicted_about": {
        "sv": "Inom parentes: hur många av dem som bara har temat beräknat.",
        "en": "In parentheses: how many of them have the theme by prediction alone.",
    },
    "facets.remove": {"sv": "ta bort", "en": "remove"},
}
"""Key to text by language; `{n}` is filled in."""
