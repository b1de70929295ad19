"""Texts of the page of the SPARQL endpoint, in Swedish and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

TEXTS: Final[Mapping[str, Mapping[Literal["sv", "en"], str]]] = {
    "sparql.kind": {"sv": "För program", "en": "For programs"},
    "sparql.title": {"sv": "SPARQL-ändpunkt", "en": "SPARQL endpoint"},
    "sparql.lead": {
        "sv": "Ställ frågor till hela grafen med SPARQL 1.1. Ändpunkten är öppen för alla, också "
        "för skript på andra webbplatser, och kan bara läsas.",
        "en": "Ask the whole graph with SPARQL 1.1. The endpoint is open to all, also to scripts "
        "of other sites, and read only.",
    },
    "sparql.query": {"sv": "Fråga", "en": "Query"},
    "sparql.hint": {
        "sv": "Vanliga prefix är redan deklarerade: {prefixes}.",
        "en": "Common prefixes are declared already: {prefixes}.",
    },
    "sparql.format": {"sv": "Svar som", "en": "Answer as"},
    "sparql.table": {"sv": "Sida", "en": "Page"},
    "sparql.run": {"sv": "Kör frågan", "en": "Run the query"},
    "sparql.fault": {"sv": "Frågan besvarades inte", "en": "The query was not answered"},
    "sparql.answer": {"sv": "Svar", "en": "Answer"},
    "sparql.rows": {"sv": "{rows} rader.", "en": "{rows} rows."},
    "sparql.first": {
        "sv": "De första {rows} raderna. Hela svaret finns som fil, se länkarna längst ned.",
        "en": "The first {rows} rows. The whole answer is there as a file, see the links below.",
    },
    "sparql.part": {
        "sv": "Början av svaret. Hela svaret finns som fil, se länkarna längst ned.",
        "en": "The beginning of the answer. All of it is there as a file, see the links below.",
    },
    "sparql.true": {"sv": "Ja (true)", "en": "Yes (true)"},
    "sparql.false": {"sv": "Nej (false)", "en": "No (false)"},
    "sparql.limits": {"sv": "Gränser", "en": "Limits"},
    "sparql.seconds": {"sv": "Tid för en fråga", "en": "Time for a query"},
    "sparql.seconds_value": {
        "sv": "{seconds} sekunder, kortare med timeout=; sedan 503",
        "en": "{seconds} seconds, less with timeout=; then 503",
    },
    "sparql.bytes": {"sv": "Svarets storlek", "en": "Size of an answer"},
    "sparql.bytes_value": {
        "sv": "{bytes} byte; sedan skärs svaret av. Det sägs i huvudet Result-Cut, och i svaret "
        "självt där formatet har en plats för det",
        "en": "{bytes} bytes; then the answer is cut. The header Result-Cut says so, and the "
        "answer itself where its format has a place for it",
    },
    "sparql.waiting": {"sv": "Långa frågor som får vänta", "en": "Long queries that may wait"},
    "sparql.waiting_value": {"sv": "{waiting}; sedan 429", "en": "{waiting}; then 429"},
    "sparql.refused": {"sv": "Avvisas", "en": "Refused"},
    "sparql.refused_value": {
        "sv": "uppdateringar, och SERVICE till andra än den egna sökningen (403)",
        "en": "updates, and SERVICE to any other than our own search (403)",
    },
    "sparql.graphs": {"sv": "Grafer", "en": "Graphs"},
    "sparql.graphs_about": {
        "sv": "Utan GRAPH eller FROM söker en fråga i det sammanvägda: vad källorna säger "
        "tillsammans. Varje källa har dessutom en egen graf.",
        "en": "Without GRAPH or FROM a query asks what the sources say taken together. Each "
        "source has a graph of its own beside that.",
    },
    "sparql.default": {"sv": "Standardgrafen", "en": "The default graph"},
    "sparql.search": {"sv": "Sökning inne i SPARQL", "en": "Search inside SPARQL"},
    "sparql.search_about": {
        "sv": "En fråga kan också söka på innebörd.",
        "en": "A query can also search by meaning.",
    },
    "sparql.examples": {"sv": "Färdiga frågor", "en": "Queries to begin with"},
}
"""Key to text by language."""
