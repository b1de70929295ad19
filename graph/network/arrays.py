"""The ties of a network as arrays, which every measure counts with.

A tie here is a pair of nodes. Edges that run between the same two are one tie, whose weight is
their sum; an edge from a node to itself is none. Which edges count is told by their `kind`: unless
asked otherwise those of work done together, never those through a samordningsförbund.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from graph.errors import GraphError
from graph.network.model import Network

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]


class MeasureInvalid(GraphError):
    """A measure that does not exist, does not fit the network, or takes too long on it."""


@dataclass(frozen=True, slots=True)
class Arrays:
    """Ties between n nodes that are numbered from 0 on, in the order of the network's.

    `sources`, `targets` and `weights` have an entry for each tie, in order of source and target. In
    an undirected network the source is the lower number. `tie_of` has, for each edge of the
    network, the number of its tie, or -1 where it does not count.
    """

    n: int
    directed: bool
    sources: Ints
    targets: Ints
    weights: Floats
    tie_of: Ints

    @property
    def m(self) -> int:
        """How many ties there are."""
        return len(self.sources)

    def undirected(self) -> Arrays:
        """The same without direction: ties that run both ways become one, their weights added."""
        if not self.directed:
            return self
        return _arrays(self.n, False, self.sources, self.targets, self.weights, self.tie_of)

    def weighing(self) -> Arrays:
        """Those ties alone that weigh something, for the measures that use weights."""
        return self if (self.weights > 0).all() else self.only(self.weights > 0)

    def only(self, kept: NDArray[np.bool_]) -> Arrays:
        """Some ties, between the same nodes."""
        number = np.append(np.where(kept, np.cumsum(kept) - 1, -1), -1)
        return Arrays(
            self.n,
            self.directed,
            self.sources[kept],
            self.targets[kept],
            self.weights[kept],
            number[self.tie_of],
        )

    def within(self, nodes: Ints) -> Arrays:
        """Ties between some nodes, given in order; these are then numbered by their place."""
        place = np.full(self.n, -1, dtype=np.int64)
        place[nodes] = np.arange(len(nodes))
        kept = self.only((place[self.sources] >= 0) & (place[self.targets] >= 0))
        return Arrays(
            len(nodes),
            self.directed,
            place[kept.sources],
            place[kept.targets],
            kept.weights,
            kept.tie_of,
        )

    def degrees(self) -> Ints:
        """Ties of each node; in a directed network those out of it and those into it."""
        return self.out_degrees() + self.in_degrees()

    def out_degrees(self) -> Ints:
        """Ties of which each node is the source."""
        return np.bincount(self.sources, minlength=self.n)

    def in_degrees(self) -> Ints:
        """Ties of which each node is the target."""
        return np.bincount(self.targets, minlength=self.n)

    def strengths(self) -> Floats:
        """Sums of the weights of the ties of each node."""
        return self.out_strengths() + self.in_strengths()

    def out_strengths(self) -> Floats:
        """Sums of the weights of the ties of which each node is the source."""
        return sums(self.sources, self.weights, self.n)

    def in_strengths(self) -> Floats:
        """Sums of the weights of the ties of which each node is the target."""
        return sums(self.targets, self.weights, self.n)

    def components(self) -> Ints:
        """The component of each node, numbered from 0 on by size, then by its first node.

        Direction does not matter (weak components).
        """
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        shape = (self.n, self.n)
        matrix = coo_array((np.ones(self.m), (self.sources, self.targets)), shape=shape)
        _, found = connected_components(matrix, directed=False)
        return by_size(found)


def arrays_of(network: Network, kinds: Collection[str]) -> Arrays:
    """The ties that a network's edges of some kinds make.

    Raises `MeasureInvalid` where an edge has a weight below 0, or none that is a number.
    """
    number = {node.id: place for place, node in enumerate(network.nodes)}
    edges = network.edges
    weights = np.array([edge.weight for edge in edges], dtype=np.float64)
    wrong = np.flatnonzero(~(np.isfinite(weights) & (weights >= 0)))
    if len(wrong):
        edge = edges[wrong[0]]
        raise MeasureInvalid(
            f"The edge {edge.id} weighs {edge.weight}. Measures need weights of 0 or more: take "
            "another weight."
        )
    sources = np.array([number[edge.source] for edge in edges], dtype=np.int64)
    targets = np.array([number[edge.target] for edge in edges], dtype=np.int64)
    counts = np.array([edge.kind in kinds for edge in edges], dtype=bool) & (sources != targets)
    tie_of = np.full(len(edges), -1, dtype=np.int64)
    tie_of[counts] = np.arange(counts.sum())
    return _arrays(
        len(network.nodes),
        network.directed,
        sources[counts],
        targets[counts],
        weights[counts],
        tie_of,
    )


def sums(places: Ints, values: Floats, size: int) -> Floats:
    """The sum of the values at each place.

    They are added in order whatever the threads, as BLAS does not.
    """
    return np.bincount(places, values, size).astype(np.float64, copy=False)


def by_size(groups: NDArray[np.integer]) -> Ints:
    """Groups of nodes numbered anew from 0 on: by size, the largest first, then by first node."""
    _, first, number, sizes = np.unique(
        groups, return_index=True, return_inverse=True, return_counts=True
    )
    order = np.lexsort((first, -sizes))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return place[number]


def _arrays(
    n: int, directed: bool, sources: Ints, targets: Ints, weights: Floats, tie_of: Ints
) -> Arrays:
    """Edges, put in order and merged; `tie_of` has the numbers that they had."""
    low, high = sources, targets
    if not directed:
        low, high = np.minimum(sources, targets), np.maximum(sources, targets)
    keys, number = np.unique(low * n + high, return_inverse=True)
    return Arrays(
        n,
        directed,
        keys // max(n, 1),
        keys % max(n, 1),
        sums(number, weights, len(keys)),
        np.append(number, -1)[tie_of],
    )
