"""Texts on predicted themes, in Swedish and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

TEXTS: Final[Mapping[str, Mapping[Literal["sv", "en"], str]]] = {
    "kind.prediction": {"sv": "Beräknat tema", "en": "Theme prediction"},
    "count.themes_predicted": {"sv": "beräknade teman", "en": "predicted themes"},
    "themes.predicted": {"sv": "Beräknade teman", "en": "Predicted themes"},
    "themes.predicted_lead": {
        "sv": "Ingen källa anger dessa. De är uträknade ur projektets texter; talet är "
        "sannolikheten att en läsare skulle hålla med.",
        "en": "No source states these. They are computed from the project's texts; the number is "
        "the probability that a reader would agree.",
    },
    "themes.near": {"sv": "liknar till innehållet", "en": "near in meaning"},
    "themes.matched": {
        "sv": "Beräknat tema: {theme} (sannolikhet {score})",
        "en": "Predicted theme: {theme} (probability {score})",
    },
    "themes.probability": {"sv": "sannolikhet {score}", "en": "probability {score}"},
    "themes.review": {"sv": "Granska beräknade teman", "en": "Review predicted themes"},
    "themes.review_title": {"sv": "Vad teman drar till sig", "en": "What themes attract"},
    "themes.review_lead": {
        "sv": "Teman som beräkningen ger projekt, och vad den bygger på. Projekten i facit är "
        "bedömda för hand: där syns vad ett tema felaktigt drar till sig. Beräkningen är anpassad "
        "till facit, så på andra projekt är felen fler.",
        "en": "Themes that projects are given by computation, and what that rests on. Projects of "
        "the gold set were judged by hand: they show what a theme wrongly attracts. The "
        "computation was fitted to the gold set, so other projects have more mistakes.",
    },
    "themes.theme": {"sv": "Tema", "en": "Theme"},
    "themes.stated": {"sv": "Angivet", "en": "Stated"},
    "themes.count": {"sv": "Beräknat", "en": "Predicted"},
    "themes.show": {"sv": "Visa", "en": "Show"},
    "themes.show_all": {"sv": "alla", "en": "all"},
    "themes.show_right": {"sv": "rätt enligt facit", "en": "right by the gold set"},
    "themes.show_wrong": {"sv": "fel enligt facit", "en": "wrong by the gold set"},
    "themes.show_unjudged": {"sv": "ej bedömda", "en": "not judged"},
    "themes.right": {"sv": "Rätt", "en": "Right"},
    "themes.wrong": {"sv": "Fel", "en": "Wrong"},
    "themes.also_stated": {"sv": "en källa anger det också", "en": "a source states it too"},
    "themes.counts": {
        "sv": "Projekt per tema, och hur de beräknade bedömdes",
        "en": "Projects by theme, and how predicted ones were judged",
    },
    "themes.none": {"sv": "Inga sådana.", "en": "None."},
    "themes.shown": {"sv": "{total} i allt", "en": "{total} in all"},
    "themes.first": {"sv": "De första {rows} av {total}", "en": "The first {rows} of {total}"},
}
