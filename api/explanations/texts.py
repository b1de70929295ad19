"""Texts on why a project was found, in Swedish and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

TEXTS: Final[Mapping[str, Mapping[Literal["sv", "en"], str]]] = {
    "why.score": {"sv": "Så blev poängen {score}", "en": "What makes the score {score}"},
    "why.dense": {"sv": "betydelse", "en": "meaning"},
    "why.lexical": {"sv": "ord", "en": "words"},
    "why.context": {"sv": "ord i sammanhang", "en": "words in context"},
    "why.themes": {"sv": "teman", "en": "themes"},
    "why.target_groups": {"sv": "målgrupper", "en": "target groups"},
    "why.cross_encoder": {"sv": "omläsning (cross-encoder)", "en": "reading again (cross-encoder)"},
    "why.sentences": {
        "sv": "Meningarna som liknar varandra mest",
        "en": "The sentences most alike",
    },
    "why.this": {"sv": "Det här projektet", "en": "This project"},
    "why.other": {"sv": "Det liknande projektet", "en": "The similar project"},
    "why.shared_themes": {"sv": "Gemensamma teman", "en": "Shared themes"},
    "why.shared_organisations": {
        "sv": "Gemensamma organisationer",
        "en": "Shared organisations",
    },
    "why.shared_places": {"sv": "Gemensamma platser", "en": "Shared places"},
    "why.shared_target_groups": {"sv": "Gemensamma målgrupper", "en": "Shared target groups"},
    "why.continues": {
        "sv": "Det ena projektet är en fortsättning på det andra.",
        "en": "One of the projects continues the other.",
    },
}
