"""Static pictures of networks, as SVG and PNG: `drawn` draws one, `PICTURES` says which there are.

A picture says where it comes from and what it rests on, and is the same bytes for the same network,
provenance, wishes and versions of the program and its libraries.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from graph.network.formats.preparation import prepared, prepared_provenance
from graph.network.model import Network
from graph.network.pictures import matrix, node_link, timeline
from graph.network.pictures.canvas import About, Page, matplotlib_alone
from graph.network.pictures.density import Advice, advised
from graph.network.pictures.drawing import Drawing, NetworkError
from graph.network.provenance import Provenance

__all__ = [
    "IMAGES",
    "PICTURES",
    "Advice",
    "Image",
    "NetworkError",
    "Picture",
    "advised",
    "drawn",
    "fits",
]


@dataclass(frozen=True, slots=True)
class Picture:
    """A kind of picture: its name, what it is called in sv and en, and what draws it.

    `check` raises `NetworkError` for a network that is too large for it, before much is done.
    """

    name: str
    labels: Mapping[str, str]
    draws: Callable[[Network, Provenance, Drawing], tuple[Page, About]]
    check: Callable[[Network], None] = lambda network: None


@dataclass(frozen=True, slots=True)
class Image:
    """A format of pictures: its name, which is its extension too, and its media type."""

    name: str
    media_type: str


PICTURES: Final[Mapping[str, Picture]] = MappingProxyType(
    {
        picture.name: picture
        for picture in (
            Picture(
                "node-link",
                {"sv": "nätverk", "en": "node-link diagram"},
                node_link.draw,
                node_link.check,
            ),
            Picture(
                "matrix", {"sv": "matris", "en": "adjacency matrix"}, matrix.draw, matrix.check
            ),
            Picture("timeline", {"sv": "tidslinje", "en": "timeline"}, timeline.draw),
        )
    }
)
"""Pictures by name, the first being the one that is drawn where none is asked for."""

IMAGES: Final[Mapping[str, Image]] = MappingProxyType(
    {image.name: image for image in (Image("svg", "image/svg+xml"), Image("png", "image/png"))}
)


def fits(network: Network, picture: str) -> bool:
    """Whether a network is not too large for a picture."""
    try:
        PICTURES[picture].check(network)
    except NetworkError:
        return False
    return True


def drawn(
    network: Network,
    provenance: Provenance,
    picture: str = "node-link",
    image: str = "svg",
    language: str = "sv",
    seed: int = 1,
    size_by: str | None = "degree",
    colour_by: str = "type",
    labels: int | None = None,
) -> bytes:
    """A picture of a network as the bytes of a file; `Drawing` says what the others mean.

    The line on coverage is of `provenance.facts` `projects`, `projects_stating` and
    `projects_silent`. Raises `NetworkError` for what there is not and for a network that is too
    large for the picture, and `NetworkInvalid` for one that breaks its model.
    """
    if picture not in PICTURES:
        raise NetworkError(
            "picture", f"picture={picture!r} is not known. Use one of: {', '.join(PICTURES)}."
        )
    if image not in IMAGES:
        raise NetworkError(
            "format", f"format={image!r} is no picture. Use one of: {', '.join(IMAGES)}."
        )
    drawing = Drawing(language, seed, size_by, colour_by, labels)
    PICTURES[picture].check(network)
    network, provenance = prepared(network), prepared_provenance(provenance)
    with matplotlib_alone():
        page, about = PICTURES[picture].draws(network, provenance, drawing)
        return page.file(image, about)
