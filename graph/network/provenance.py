"""What every export of a network says of itself: release, question, address, licence and citation.

Nothing here is taken from the clock: the date is that of the release. The same release, question
and program give the same bytes at any time, so that a checksum tells whether two people have the
same file. The day on which somebody fetched it belongs into the citation that they write, and is
in the `Date` header of the answer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from graph.network.model import Network

LANGUAGES: Final = ("sv", "en")

_CITATIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sv": "{publisher} ({year}). {title} [nätverk]. Samverkansgrafen, utgåva {release} "
        "({date}), program {version}. {address}. Licens: {licence}.",
        "en": "{publisher} ({year}). {title} [network]. Samverkansgrafen, release {release} "
        "({date}), program {version}. {address}. Licence: {licence}.",
    }
)

Fact = str | int | float | bool
"""A value in `facts`: something that holds for the whole network."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a network comes from, and all that is needed to make it again.

    `title` is by language, sv and en. `release` names the release and `released` is its day.
    `query` is the whole question in its canonical form, `address` answers it. `licence` is an IRI,
    `version` that of the program. `seed` is that of measures and pictures that draw lots. `facts`
    are figures of the whole network, by names in ASCII: its coverage, its communities. `details`
    are tables of it, as JSON has them: objects in JSON, and JSON as text in the other formats.
    """

    title: Mapping[str, str]
    release: str
    released: date
    query: str
    address: str
    licence: str
    publisher: str
    version: str
    seed: int | None = None
    facts: Mapping[str, Fact] = field(default_factory=lambda: MappingProxyType({}))
    details: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def citation(self, language: str) -> str:
        """The citation in a language, sv or en, without a day of access."""
        return _CITATIONS[language].format(
            publisher=self.publisher,
            year=self.released.year,
            title=self.title[language],
            release=self.release,
            date=self.released.isoformat(),
            version=self.version,
            address=self.address,
            licence=self.licence,
        )


def facts_of(network: Network, provenance: Provenance) -> dict[str, Fact]:
    """All that an export says of the whole network, by name, in the order it is written.

    The names of `provenance.facts` and `details` must differ from those given here, and from each
    other; raises ValueError for one that does not.
    """
    told: dict[str, Fact] = {
        "title_sv": provenance.title["sv"],
        "title_en": provenance.title["en"],
        "citation_sv": provenance.citation("sv"),
        "citation_en": provenance.citation("en"),
        "release": provenance.release,
        "released": provenance.released.isoformat(),
        "query": provenance.query,
        "address": provenance.address,
        "licence": provenance.licence,
        "publisher": provenance.publisher,
        "program": f"samverkansgrafen {provenance.version}",
        "modes": " ".join(network.modes),
        "weight": network.weight,
        "number_of_nodes": len(network.nodes),
        "number_of_edges": len(network.edges),
    }
    if provenance.seed is not None:
        told["seed"] = provenance.seed
    own = provenance.facts.keys() | provenance.details.keys()
    taken = sorted((told.keys() | {"dictionary", "name"}) & own)
    taken += sorted(provenance.facts.keys() & provenance.details.keys())
    if taken:
        raise ValueError(f"names that every export gives itself: {', '.join(taken)}; use others")
    texts = {
        name: json.dumps(detail, ensure_ascii=False, allow_nan=False)
        for name, detail in provenance.details.items()
    }
    return {**told, **provenance.facts, **texts}
