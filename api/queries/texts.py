"""Texts of the pages of the query library, in Swedish and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

TEXTS: Final[Mapping[str, Mapping[Literal["sv", "en"], str]]] = {
    "queries.kind": {"sv": "Frågebibliotek", "en": "Query library"},
    "queries.title": {"sv": "Frågor om samverkan", "en": "Questions about collaboration"},
    "queries.lead": {
        "sv": "Färdiga frågor till grafen. Svaren kan laddas ned som CSV och JSON.",
        "en": "Questions to the graph, ready to ask. Answers can be downloaded as CSV and JSON.",
    },
    "topic.partners": {"sv": "Vem samverkar med vem", "en": "Who works with whom"},
    "topic.organisations": {"sv": "Organisationer", "en": "Organisations"},
    "topic.associations": {"sv": "Samordningsförbund", "en": "Coordination associations"},
    "topic.projects": {"sv": "Projekt", "en": "Projects"},
    "topic.money": {"sv": "Pengar", "en": "Money"},
    "topic.quality": {
        "sv": "Belägg och luckor",
        "en": "Evidence and gaps",
    },
    "queries.ask": {"sv": "Visa svaret", "en": "Show the answer"},
    "queries.optional": {"sv": "valfritt", "en": "optional"},
    "queries.answer": {"sv": "Svar", "en": "Answer"},
    "queries.none": {"sv": "Inga rader.", "en": "No rows."},
    "queries.fault": {"sv": "Frågan gick inte att besvara", "en": "The query was not answered"},
    "queries.first": {"sv": "De första {rows} raderna", "en": "The first {rows} rows"},
    "queries.rows": {"sv": "{rows} rader", "en": "{rows} rows"},
    "queries.sparql": {"sv": "Frågan i SPARQL", "en": "The query in SPARQL"},
}
