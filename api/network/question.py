"""What somebody asks of the network: which one, measured how; and that question as text.

The text is canonical: two requests for the same thing, however they are written, are one question,
with one address, one place in memory and one export.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlencode

from graph.filters import Filters
from graph.network.measures import Options
from graph.network.selection import NetworkQuery
from graph.network.ties import Kind

ASSORTATIVITY: Final = ("type", "region_name")
"""Attributes of nodes that assortativity is told by, where none are asked for."""
ALL: Final = "all"
"""Asks for every measure that fits the network."""

_OF_NETWORK: Final = (
    "projection",
    "weight",
    "associations",
    "units",
    "renamed",
    "minimum_weight",
    "confidence",
    "evidence",
)


_JOINED: Final = frozenset({"measures", "kinds", "assortativity"})


@dataclass(frozen=True, slots=True)
class NetworkQuestion:
    """A network, and what is to be told of it.

    `measures` are of nodes and edges, by name, or `all`; `options` say how they are made.
    `backbone` leaves out the edges whose disparity is not below `options.alpha`. `summary` asks for
    measures of the whole, with assortativity by some attributes.
    """

    query: NetworkQuery = field(default_factory=NetworkQuery)
    measures: tuple[str, ...] = ()
    options: Options = field(default_factory=Options)
    backbone: bool = False
    summary: bool = True
    assortativity: tuple[str, ...] = ASSORTATIVITY

    def canonical(self, day: date) -> NetworkQuestion:
        """The same question in the one way of writing it.

        Values of filters are in order, each once, and composed (NFC). A status without a day is
        that on `day`: without it the same question would have another answer tomorrow.
        """
        given = {item.name: getattr(self.query.filters, item.name) for item in fields(Filters)}
        filters = Filters(**{name: _in_order(value) for name, value in given.items()})
        if filters.status:
            filters = filters.on(day)
        if not filters.theme:
            filters = replace(filters, theme_basis=Filters().theme_basis)
        ego = None if self.query.ego is None else _plain(self.query.ego)
        return replace(
            self,
            query=replace(self.query, filters=filters, ego=ego),
            measures=tuple(dict.fromkeys(self.measures)),
            assortativity=tuple(dict.fromkeys(self.assortativity)),
        )

    def settings(self) -> dict[str, Any]:
        """Everything that decides the answer, by the names of the parameters; filters as given."""
        query, options = self.query, self.options
        asked = dict(_stated(query.filters))
        asked |= {name: _plain_value(getattr(query, name)) for name in _OF_NETWORK}
        if query.ego is not None:
            asked |= {"ego": query.ego, "depth": query.depth}
        return {
            **asked,
            "measures": list(self.measures),
            "kinds": [kind.value for kind in Kind if kind.value in options.kinds],
            "seed": options.seed,
            "runs": options.runs,
            "resolution": options.resolution,
            "alpha": options.alpha,
            "backbone": self.backbone,
            "summary": self.summary,
            "assortativity": list(self.assortativity),
        }

    @property
    def text(self) -> str:
        """Every setting as JSON, defaults too: what an export needs to be made again."""
        return json.dumps(self.settings(), ensure_ascii=False)

    def parameters(self) -> list[tuple[str, str]]:
        """What an address needs: filters, and the settings that are not as they are by default."""
        usual = NetworkQuestion().settings()
        return [
            (name, written)
            for name, value in self.settings().items()
            if usual.get(name) != value and not (name == "depth" and value == 1)
            for written in (_joined(value) if name in _JOINED else _written(value))
        ]

    @property
    def query_string(self) -> str:
        """The parameters as an address has them."""
        return urlencode(self.parameters())

    def digest(self, *more: str) -> str:
        """Ten letters that stand for the question, and for more that decides an answer."""
        told = "\n".join((self.text, *more))
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def _stated(filters: Filters) -> Mapping[str, Any]:
    found = {}
    for item in fields(Filters):
        value = getattr(filters, item.name)
        if value not in (None, (), "", item.default):
            found[item.name] = _plain_value(value)
    return found


def _plain_value(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value


def _joined(value: list[str]) -> list[str]:
    """Names as one value: none of them can hold a comma."""
    return [",".join(value) or "none"]


def _written(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(item) for item in value]
    if isinstance(value, bool):
        return ["true" if value else "false"]
    return [str(value)]


def _in_order(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(sorted({_plain(item) if isinstance(item, str) else item for item in value}))
    if isinstance(value, Decimal):
        return value.normalize()
    return _plain(value) if isinstance(value, str) else value


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip())
