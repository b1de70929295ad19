"""Answers of the query library: a page of rows, as plain values or in a format of SPARQL 1.1.

Engines differ where SPARQL leaves them free. Lists (GROUP_CONCAT) come in any order and are sorted
here; an empty one is no value; coordinates that an engine keeps in single precision are rounded.
Every public query orders its rows fully, so that pages of one answer fit together.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyoxigraph as ox

from graph.binding import Term
from graph.errors import EngineFault
from graph.evaluation import Request
from graph.library import Query

DEFAULT_LIMIT = 100
MAX_LIMIT = 10_000
MAX_OFFSET = 1_000_000
SEPARATOR = " | "
"""Stands between the items of a list in an engine's answer."""

_JSON = "application/sparql-results+json"
_NUMBER = re.compile(r"-?\d+\.\d+")
_DECIMALS = 4  # of a degree, as in the gazetteer: ten metres

Value = str | int | float | list[str] | None


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of a query's answer; `more` where others follow.

    `results` is the same as SPARQL JSON.
    """

    query: Query
    results: Mapping[str, Any]
    offset: int
    more: bool

    @property
    def rows(self) -> list[dict[str, Value]]:
        """Every row with a value for every column: a number, a text, a list, or None."""
        return [
            {
                column.name: _plain(row.get(column.name, {}).get("value"), column.type)
                for column in self.query.columns
            }
            for row in self.results["results"]["bindings"]
        ]

    def serialised(self, media_type: str) -> bytes:
        """The rows in a format of SPARQL 1.1 query results."""
        content = json.dumps(self.results, ensure_ascii=False).encode()
        wanted = ox.QueryResultsFormat.from_media_type(media_type)
        found = ox.parse_query_results(content, ox.QueryResultsFormat.JSON)
        return found.serialize(format=wanted) or b""


def request_for(query: Query, values: Mapping[str, Term], limit: int, offset: int) -> Request:
    """What to ask an engine for a page: one row more, to know whether others follow."""
    text = query.with_values(values).rstrip()
    return Request(
        f"{text}\nLIMIT {int(limit) + 1} OFFSET {int(offset)}\n",
        _JSON,
        gives_graph=False,
        whole=True,
    )


def page_of(query: Query, content: bytes, limit: int, offset: int) -> Page:
    """The page that an engine's answer to `request_for` holds; raises `EngineFault` for no answer.

    Its columns are those that the query declares, in that order.
    """
    try:
        bindings = json.loads(content)["results"]["bindings"]
    except (ValueError, KeyError, TypeError) as error:
        raise EngineFault(f"The answer to {query.name} cannot be read ({error}).") from error
    types = {column.name: column.type for column in query.columns}
    results = {
        "head": {"vars": list(types)},
        "results": {"bindings": [_canonical(row, types) for row in bindings[:limit]]},
    }
    return Page(query, results, offset, more=len(bindings) > limit)


def _canonical(row: Mapping[str, Any], types: Mapping[str, str]) -> dict[str, Any]:
    """A row without what depends on the engine."""
    found: dict[str, Any] = {}
    for name, term in row.items():
        kind = types.get(name)
        if kind is None:
            continue
        if kind == "list":
            text = SEPARATOR.join(sorted(filter(None, term["value"].split(SEPARATOR))))
            term = {"type": "literal", "value": text}
            if not text:
                continue
        elif kind == "point":
            term = {**term, "value": _NUMBER.sub(_rounded, term["value"])}
        found[name] = term
    return found


def _rounded(match: re.Match[str]) -> str:
    return f"{float(match[0]):.{_DECIMALS}f}".rstrip("0")


def _plain(text: str | None, kind: str) -> Value:
    if kind == "list":
        return text.split(SEPARATOR) if text else []
    if text is None:
        return None
    if kind == "integer":
        return int(text)
    if kind == "decimal":
        number = Decimal(text)
        return int(number) if number == number.to_integral_value() else float(number)
    return text
