"""JSON as NetworkX's `node_link_graph` reads it, and D3's force layout.

https://networkx.org/documentation/stable/reference/readwrite/json_graph.html. Written from the
network piece by piece: `node_link_data` needs a NetworkX graph first, which holds 100,000 edges in
ten times the memory and gives them back in another order.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import IO, Any, Final

from graph.network.formats.columns import dictionary, edge_row, json_row, node_row
from graph.network.model import Network
from graph.network.provenance import Provenance, facts_of

_PIECES: Final = 500


def write(network: Network, provenance: Provenance, file: IO[bytes]) -> None:
    """Write a prepared network: `graph` tells what it is, with the data dictionary."""
    told = {
        **facts_of(network, provenance),
        **provenance.details,
        "dictionary": dictionary(network),
    }
    head = (
        f'{{"directed": {encoded(network.directed)}, "multigraph": true, '
        f'"graph": {encoded(told)},\n"nodes": [\n'
    )
    file.write(head.encode())
    write_items(file, (json_row(node_row(node)) for node in network.nodes))
    file.write(b'],\n"edges": [\n')
    write_items(file, (json_row(edge_row(edge), id="key") for edge in network.edges))
    file.write(b"]}\n")


def encoded(value: object) -> str:
    """A value as JSON: letters as they are, never NaN."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def write_items(file: IO[bytes], items: Iterable[Any]) -> None:
    """Items of a JSON array, one a line, written some at a time."""
    for number, piece in enumerate(_pieces(items)):
        file.write(((",\n" if number else "") + ",\n".join(piece)).encode())
    file.write(b"\n")


def _pieces(items: Iterable[Any]) -> Iterator[list[str]]:
    piece: list[str] = []
    for item in items:
        piece.append(encoded(item))
        if len(piece) == _PIECES:
            yield piece
            piece = []
    if piece:
        yield piece
