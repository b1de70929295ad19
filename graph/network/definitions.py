"""Every measure of networks: name, meaning in Swedish and English, source, and library.

They stand in `measures.toml`, which the service, the documentation and the data dictionary of an
export all read through here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from graph.network.model import Attribute, ValueType


class Of(StrEnum):
    """What a measure is of."""

    NODE = "node"
    EDGE = "edge"
    NETWORK = "network"


class Fit(StrEnum):
    """Networks that a measure is made for."""

    ANY = "any"
    DIRECTED = "directed"
    ONE_MODE = "one-mode"
    """Those whose nodes are of one kind: in a two-mode network no two neighbours are tied."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its column, what it is of and fits, its source (with DOI, if any), its library.

    `library` is what counts it; "NumPy" is code of this program over arrays.
    """

    attribute: Attribute
    of: Of
    fit: Fit
    reference: str
    doi: str | None
    library: str

    @property
    def name(self) -> str:
        """Name of its column."""
        return self.attribute.name


@cache
def measures() -> Mapping[str, Measure]:
    """Every measure by its name, in the order of the documentation.

    >>> measures()["constraint"].doi
    '10.1086/421787'
    """
    text = Path(__file__).with_name("measures.toml").read_text(encoding="utf-8")
    return MappingProxyType(
        {
            name: Measure(
                attribute=Attribute(
                    name,
                    ValueType(entry["type"]),
                    MappingProxyType(entry["label"]),
                    MappingProxyType(entry["definition"]),
                ),
                of=Of(entry["of"]),
                fit=Fit(entry["fit"]),
                reference=entry["reference"],
                doi=entry.get("doi"),
                library=entry["library"],
            )
            for name, entry in tomllib.loads(text).items()
        }
    )
