"""Texts of the page on search inside SPARQL, in Swedish and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

TEXTS: Final[Mapping[str, Mapping[Literal["sv", "en"], str]]] = {
    "search_spec.kind": {"sv": "Specifikation", "en": "Specification"},
    "search_spec.how": {"sv": "Så skriver man", "en": "How to write it"},
    "search_spec.how_about": {
        "sv": "Blocket kan stå överallt där SERVICE får stå, flera gånger i samma fråga. Det "
        "innehåller bara termerna nedan. Prefixen search: är redan deklarerad. Allt utom "
        "variabler för svaret är konstanter; för en text eller ett filter får en variabel stå, "
        "om frågan ger den värden med VALUES.",
        "en": "The block may stand wherever SERVICE may, several times in one query. It holds "
        "only the terms below. The prefix search: is declared already. All but the variables "
        "for the answer are constants; a text or a filter may be a variable, if the query gives "
        "it values by VALUES.",
    },
    "search_spec.silent": {
        "sv": "Ett fel i blocket besvaras med rad, kolumn och term (400). Med SERVICE SILENT ger "
        "det som inte kan besvaras, som ett projekt som inte finns, en lösning utan värden.",
        "en": "A fault in the block is answered with line, column and term (400). With SERVICE "
        "SILENT, what cannot be answered, such as a project that does not exist, gives one "
        "solution without values.",
    },
    "search_spec.addresses": {"sv": "Tjänstens adresser", "en": "Addresses of the service"},
    "search_spec.namespace": {"sv": "Namnrymd", "en": "Namespace"},
    "search_spec.neighbours": {
        "sv": "Graf med förberäknad likhet",
        "en": "Graph of precomputed similarity",
    },
    "search_spec.terms": {"sv": "Termer", "en": "Terms"},
    "search_spec.terms_about": {
        "sv": "Termerna och vad de betyder; sist värdets typ",
        "en": "The terms and what they mean; last the type of the value",
    },
    "search_spec.term": {"sv": "Term", "en": "Term"},
    "search_spec.meaning": {"sv": "Innebörd", "en": "Meaning"},
    "search_spec.examples": {"sv": "Exempel", "en": "Examples"},
    "search_spec.run": {"sv": "Kör frågan", "en": "Run the query"},
}
"""Key to text by language."""
