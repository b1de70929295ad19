"""Pictures of networks: what is wished of them, and their bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Final
from urllib.parse import urlencode

from graph.network.model import Network
from graph.network.provenance import Provenance

IMAGES: Final[Mapping[str, str]] = MappingProxyType({"svg": "image/svg+xml", "png": "image/png"})
"""Media types of pictures, by format, which is the extension too."""
ALIKE: Final = "none"
"""Value of `size_by` that draws all nodes alike."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a network is to be drawn, by the names of the parameters.

    `picture` is a kind of picture; None is the one that shows the network best.
    """

    picture: str | None = None
    size_by: str = "degree"
    colour_by: str = "type"
    labels: int | None = None
    lang: str = "sv"

    def parameters(self) -> list[tuple[str, str]]:
        """The wishes that are not the usual ones, as an address has them."""
        usual = Wishes()
        return [
            (item.name, str(getattr(self, item.name)))
            for item in fields(Wishes)
            if getattr(self, item.name) != getattr(usual, item.name)
        ]


def pictured(network: Network, provenance: Provenance, image: str, wishes: Wishes) -> bytes:
    """A picture as the bytes of a file; raises as `graph.network.pictures.drawn` does."""
    from graph.network.pictures import advised, drawn

    picture = wishes.picture or advised(network).picture
    return drawn(
        network,
        with_wishes(provenance, wishes),
        picture=picture,
        image=image,
        language=wishes.lang,
        seed=provenance.seed or 0,
        size_by=None if wishes.size_by == ALIKE else wishes.size_by,
        colour_by=wishes.colour_by,
        labels=wishes.labels,
    )


def with_wishes(provenance: Provenance, wishes: Wishes) -> Provenance:
    """The provenance of a picture: that of the network, and how it was drawn."""
    told = {item.name: getattr(wishes, item.name) for item in fields(Wishes)}
    parameters = urlencode(wishes.parameters())
    joint = "&" if "?" in provenance.address else "?"
    return replace(
        provenance,
        query=json.dumps({**json.loads(provenance.query), **told}, ensure_ascii=False),
        address=f"{provenance.address}{joint}{parameters}" if parameters else provenance.address,
    )
