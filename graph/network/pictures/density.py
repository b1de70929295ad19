"""When a node-link picture is a hairball, and what to draw instead."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from graph.network.model import Network
from graph.network.pictures.appearance import Tie, merged
from graph.network.pictures.texts import text

NODE_LINK_NODES: Final = 700
NODE_LINK_TIES: Final = 3000
MATRIX_NODES: Final = 400
"""Nodes with ties, the larger mode's of a two-mode network."""
MATRIX_TIES: Final = 20_000

_FEW: Final = 20
_DENSE: Final = 0.2
_PER_NODE: Final = 3.0


@dataclass(frozen=True, slots=True)
class Advice:
    """The picture that shows a network best; where it is not the node-link one, why, by language.

    `drawable` tells whether a picture of it is within the bounds at all.
    """

    picture: str
    reason: dict[str, str] | None
    drawable: bool


def advised(network: Network) -> Advice:
    """Whether to draw a network as nodes and lines, or as a matrix.

    Ghoniem, Fekete and Castagliola 2005 (doi:10.1057/palgrave.ivs.9500092) found that people read
    matrices better from 20 nodes on, where the square root of ties to pairs is 0.2 to 0.6; paths
    alone are easier to follow along lines. More than three ties to a node is a bound of our own,
    for large networks that are thin as a whole and a knot in their middle.
    """
    return advised_of(network, merged(network)[0])


def advised_of(network: Network, ties: tuple[Tie, ...]) -> Advice:
    """As `advised`, of ties that are merged already."""
    pairs = {(min(t.source, t.target), max(t.source, t.target)) for t in ties}
    tied = {end for pair in pairs for end in pair}
    count = len(tied)
    rows = max(
        sum(network.nodes[place].kind == mode for place in tied) for mode in network.modes
    ) if network.two_mode else count  # fmt: skip
    large = len(network.nodes) > NODE_LINK_NODES or len(ties) > NODE_LINK_TIES
    dense = count > _FEW and (
        math.sqrt(len(pairs)) / count >= _DENSE or len(pairs) / count > _PER_NODE
    )
    if not dense and not large:
        return Advice("node-link", None, True)
    fits = rows <= MATRIX_NODES and len(ties) <= MATRIX_TIES
    reason = {
        language: text("reason", language, ties=len(pairs), nodes=count)
        for language in ("sv", "en")
    }
    return Advice("matrix" if fits else "node-link", reason, fits or not large)
