"""SPARQL on the current release from the command line."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass

from api.composition import query_limits
from api.settings import Settings
from graph.errors import QueryInvalid
from graph.release import Releases
from graph.sparql import FORMATS, classify
from graph.workers import QueryPool, Request
from ontology.namespaces import PREFIXES


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as bytes; and as rows, the header first, where it is CSV."""

    content: bytes
    rows: list[list[str]] | None


def evaluate(settings: Settings, query: str, name: str | None) -> Answer:
    """Evaluate a query, in the format of that name, or CSV or Turtle by the form of the query."""
    query = unicodedata.normalize("NFC", query)
    form = classify(query)
    offered = {item.name: item.media_type for item in FORMATS if item.graph == form.gives_graph}
    if name is None:
        name = "ttl" if form.gives_graph else ("csv" if form.value == "SELECT" else "json")
    if name not in offered:
        raise QueryInvalid(f"A {form} query answers as {', '.join(offered)}, not {name}.")
    media_type = offered[name]
    release = Releases(settings.releases).required()
    pool = QueryPool(release.store, query_limits(settings))
    try:
        content = pool.answer(
            Request(
                query,
                media_type,
                form.gives_graph,
                prefixes=dict(PREFIXES),
            )
        )
    finally:
        pool.close()
    rows = None
    if media_type == "text/csv":
        rows = list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))
    return Answer(content, rows)
