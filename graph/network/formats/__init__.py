"""Formats that networks are written in; `write` writes one, `FORMATS` says which there are.

Each export says inside itself, or in a file beside, where it comes from (`Provenance`), and is the
same bytes for the same network, provenance and version of the program.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import IO, Final

from graph.errors import GraphError
from graph.network.formats import csv_tables, cytoscape, gexf, graphml, node_link, pajek, turtle
from graph.network.formats.preparation import prepared, prepared_provenance
from graph.network.model import Network
from graph.network.provenance import Provenance

__all__ = ["FORMATS", "Format", "UnknownFormat", "to_bytes", "write"]


class UnknownFormat(GraphError):
    """A name that no format has."""

    def __init__(self, name: str) -> None:
        super().__init__(f"format={name!r} is not known. Use one of: {', '.join(FORMATS)}.")


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, media type and extension, what it is, and what writes it.

    `negotiable` tells whether a request for the media type means this format: two formats are zip
    files, and only one of them can be what `Accept: application/zip` asks for.
    """

    name: str
    media_type: str
    extension: str
    label: str
    writer: Callable[[Network, Provenance, IO[bytes]], None]
    negotiable: bool = True


FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        format_.name: format_
        for format_ in (
            Format("json", "application/json", "json", "JSON (node-link)", node_link.write),
            Format("graphml", "application/graphml+xml", "graphml", "GraphML", graphml.write),
            Format("gexf", "application/gexf+xml", "gexf", "GEXF 1.3", gexf.write),
            Format("csv", "application/zip", "zip", "CSV (zip)", csv_tables.write),
            Format("pajek", "application/zip", "zip", "Pajek (zip)", pajek.write, False),
            Format("net", "text/x-pajek", "net", "Pajek (.net)", pajek.write_net),
            Format(
                "cytoscape",
                "application/vnd.cytoscape.js+json",
                "cyjs",
                "Cytoscape.js JSON",
                cytoscape.write_cyjs,
            ),
            Format(
                "cx2",
                "application/vnd.cytoscape.cx2+json",
                "cx2",
                "Cytoscape CX2",
                cytoscape.write_cx2,
            ),
            Format("turtle", "text/turtle", "ttl", "RDF (Turtle)", turtle.write),
        )
    }
)
"""Formats by name, the first being the one that an unspecific request gets."""


def write(network: Network, provenance: Provenance, name: str, file: IO[bytes]) -> None:
    """Write a network to a stream in the format of a name.

    All checks come before the first byte. Raises `UnknownFormat`, and `NetworkInvalid` for a
    network that breaks its model.
    """
    if name not in FORMATS:
        raise UnknownFormat(name)
    FORMATS[name].writer(prepared(network), prepared_provenance(provenance), file)


def to_bytes(network: Network, provenance: Provenance, name: str) -> bytes:
    """A network as the bytes of a file; raises as `write` does."""
    file = io.BytesIO()
    write(network, provenance, name, file)
    return file.getvalue()
