"""The backbone of a network: the ties that weigh more than chance would let them (Serrano 2009)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from graph.network.arrays import Arrays, Floats, MeasureInvalid, arrays_of
from graph.network.model import Network

ALPHA = 0.05
"""The threshold that is used where none is given."""


def disparity(arrays: Arrays) -> Floats:
    """How likely it is that chance makes each tie as heavy a part of a node's weight as it is.

    (1 - w/s)^(k-1), for a node whose k ties weigh s together: the chance if s were divided among
    them at random, evenly (Serrano, Boguñá and Vespignani 2009, doi:10.1073/pnas.0808904106). The
    smaller value of the two ends; of a directed tie, that among those out of its source and that
    among those into its target. A node's only tie tells nothing at that end, and a tie of weight 0
    nothing at all: 1.
    """
    if arrays.directed:
        ends = (
            (arrays.sources, arrays.out_degrees(), arrays.out_strengths()),
            (arrays.targets, arrays.in_degrees(), arrays.in_strengths()),
        )
    else:
        degrees, strengths = arrays.degrees(), arrays.strengths()
        ends = ((arrays.sources, degrees, strengths), (arrays.targets, degrees, strengths))
    found = np.ones(arrays.m)
    for nodes, degrees, strengths in ends:
        total = strengths[nodes]
        part = np.divide(arrays.weights, total, out=np.zeros(arrays.m), where=total > 0)
        chance = np.maximum(0.0, 1 - part) ** (degrees[nodes] - 1)
        found = np.minimum(found, chance)
    return found


def backbone(network: Network, kinds: Collection[str], alpha: float = ALPHA) -> Network:
    """The edges of those kinds whose disparity is below `alpha`, and the nodes that they join.

    Edges between the same two stay or go together. Raises `MeasureInvalid` for a threshold that is
    no probability.
    """
    if not 0 < alpha <= 1:
        raise MeasureInvalid(f"The threshold of a backbone is above 0 and at most 1, not {alpha}.")
    arrays = arrays_of(network, kinds)
    kept = np.append(disparity(arrays) < alpha, False)[arrays.tie_of]
    edges = tuple(edge for edge, stays in zip(network.edges, kept, strict=True) if stays)
    joined = {end for edge in edges for end in (edge.source, edge.target)}
    nodes = tuple(node for node in network.nodes if node.id in joined)
    return replace(network, nodes=nodes, edges=edges)
