"""SPARQL on the current release from the command line."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from api.composition import Service, open_pool, open_service
from api.settings import Settings
from graph.errors import QueryInvalid
from graph.release import Releases
from graph.search_service import Hit, SearchRequest, expand, may_search
from graph.sparql import FORMATS, classify, composed
from graph.workers import Request
from ontology.namespaces import PREFIXES


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as bytes; and as rows, the header first, where it is CSV."""

    content: bytes
    rows: list[list[str]] | None


def evaluate(settings: Settings, query: str, name: str | None) -> Answer:
    """Evaluate a query, in the format of that name, or CSV or Turtle by the form of the query."""
    written = composed(query)
    query = expanded(settings, written)
    form = classify(query, len(written))
    offered = {item.name: item.media_type for item in FORMATS if item.graph == form.gives_graph}
    if name is None:
        name = "ttl" if form.gives_graph else ("csv" if form.value == "SELECT" else "json")
    if name not in offered:
        raise QueryInvalid(f"A {form} query answers as {', '.join(offered)}, not {name}.")
    media_type = offered[name]
    release = Releases(settings.releases).required()
    pool = open_pool(settings, release)
    try:
        content = pool.answer(
            Request(
                query,
                media_type,
                form.gives_graph,
                prefixes=dict(PREFIXES),
            )
        ).content
    finally:
        pool.close()
    rows = None
    if media_type == "text/csv":
        rows = list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))
    return Answer(content, rows)


def expanded(settings: Settings, query: str) -> str:
    """The query with its search blocks answered; the service is opened only where it has one."""
    if not may_search(query):
        return query
    base = Releases(settings.releases).required().manifest.base
    opened: list[Service] = []

    def answer(request: SearchRequest) -> list[Hit]:
        if not opened:
            opened.append(open_service(settings))
        return opened[0].answer(request)

    return expand(query, base, answer)
