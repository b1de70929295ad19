"""Measures of how the neighbours of a node are tied to each other: clustering and brokerage.

All count with the triangles of the network, listed once. A node of degree d has d² pairs of
neighbours, and a hub of a collaboration network thousands of neighbours; listed from the end with
fewer ties, each tie is in few candidates (Chiba and Nishizeki 1985, doi:10.1137/0214017).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np

from graph.network.arrays import Arrays, Floats, Ints, sums

Triangle: TypeAlias = tuple[Ints, Ints, Ints]
"""Numbers of the three ties of each triangle: of its nodes u, v, w those of uv, vw and uw."""

_CHUNK = 2_000_000  # candidates looked at together: 100 MB at most


def triangles(arrays: Arrays) -> Iterator[Triangle]:
    """Every triangle of an undirected network once, in parts."""
    n, m = arrays.n, arrays.m
    if not m:
        return
    rank = np.empty(n, dtype=np.int64)
    rank[np.lexsort((np.arange(n), arrays.degrees()))] = np.arange(n)
    one, other = rank[arrays.sources], rank[arrays.targets]
    low, high = np.minimum(one, other), np.maximum(one, other)
    order = np.lexsort((high, low))
    low, high = low[order], high[order]
    keys = low * n + high
    first = np.searchsorted(low, np.arange(n + 1))
    onward = first[high + 1] - first[high]  # ties from the higher end of each to one higher still
    ends = np.cumsum(onward)
    start = 0
    while start < m:
        done = int(ends[start - 1]) if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, done + _CHUNK, "right")))
        counts = onward[start:stop]
        tie = np.repeat(np.arange(start, stop), counts)
        step = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        second = first[high[tie]] + step
        wanted = low[tie] * n + high[second]
        third = np.minimum(np.searchsorted(keys, wanted), m - 1)
        closed = keys[third] == wanted
        yield order[tie[closed]], order[second[closed]], order[third[closed]]
        start = stop


def clustering(arrays: Arrays) -> Floats:
    """The part of the pairs of each node's neighbours that are tied; 0 with fewer than two.

    Watts and Strogatz 1998.
    """
    arrays = arrays.undirected()
    degrees = arrays.degrees()
    closed = np.zeros(arrays.n)
    for ties in triangles(arrays):
        for corner in _corners(arrays, ties):
            closed += np.bincount(corner, minlength=arrays.n)
    pairs = degrees * (degrees - 1) / 2
    return np.divide(closed, pairs, out=np.zeros(arrays.n), where=pairs > 0)


def weighted_clustering(arrays: Arrays) -> Floats:
    """Clustering where a triangle counts with the geometric mean of its weights.

    Weights are divided by the largest of the network (Onnela and others 2005).
    """
    arrays = arrays.undirected().weighing()
    degrees = arrays.degrees()
    closed = np.zeros(arrays.n)
    largest = arrays.weights.max(initial=0.0)
    roots = np.cbrt(arrays.weights / largest) if largest else arrays.weights
    for ties in triangles(arrays):
        mean = roots[ties[0]] * roots[ties[1]] * roots[ties[2]]
        for corner in _corners(arrays, ties):
            closed += np.bincount(corner, mean, arrays.n)
    pairs = degrees * (degrees - 1) / 2
    return np.divide(closed, pairs, out=np.zeros(arrays.n), where=pairs > 0)


def transitivity(arrays: Arrays) -> float | None:
    """Three times the triangles, divided by the paths of two ties; None where there are none."""
    arrays = arrays.undirected()
    degrees = arrays.degrees()
    paths = float((degrees * (degrees - 1) / 2).sum())
    closed = sum(len(ties[0]) for ties in triangles(arrays))
    return 3 * closed / paths if paths else None


def constraint(arrays: Arrays) -> Floats:
    """How far each node's ties lead back to the same few others; NaN without ties.

    The sum over neighbours j of (p_ij + sum over q of p_iq p_qj)², where p_ij is the part of the
    weight of i's ties that is j's (Burt 1992; 2004, doi:10.1086/421787). In a directed network
    the weights of both directions are added first.
    """
    arrays = arrays.undirected().weighing()
    strengths = arrays.strengths()
    # of each tie, the part that it has of its source's weight, and of its target's
    part = arrays.weights / strengths[np.stack(_ends(arrays))]
    invested = part.copy()
    for ties in triangles(arrays):
        for direct, side, leg, leg_side, last, last_side in _detours(arrays, ties):
            detour = part[leg_side, leg] * part[last_side, last]
            np.add.at(invested, (side, direct), detour)
    found = np.zeros(arrays.n)
    for ends, shares in zip(_ends(arrays), invested, strict=True):
        found += sums(ends, shares**2, arrays.n)
    found[strengths == 0] = np.nan
    return found


def effective_size(arrays: Arrays) -> Floats:
    """Neighbours less what is redundant among them; NaN without ties.

    The sum over neighbours j of 1 - (sum over q of p_iq m_jq), where m_jq is the weight of j and
    q's tie divided by that of j's heaviest (Burt 1992). Without weights it is n - 2t/n, for n
    neighbours with t ties among them (Borgatti 1997). Directions are added as in `constraint`.
    """
    arrays = arrays.undirected().weighing()
    strengths = arrays.strengths()
    heaviest = np.zeros(arrays.n)
    for ends in _ends(arrays):
        np.maximum.at(heaviest, ends, arrays.weights)
    sides = np.stack(_ends(arrays))
    part, marginal = arrays.weights / strengths[sides], arrays.weights / heaviest[sides]
    redundant = np.zeros(arrays.n)
    for ties in triangles(arrays):
        for direct, side, leg, leg_side, last, last_side in _detours(arrays, ties):
            # ego i to q by `leg`, and neighbour j to q by `last`: seen from j, its other side
            ego = np.where(side == 0, arrays.sources[direct], arrays.targets[direct])
            shared = part[leg_side, leg] * marginal[1 - last_side, last]
            redundant += sums(ego, shared, arrays.n)
    found = arrays.degrees() - redundant
    found[strengths == 0] = np.nan
    return found


def _ends(arrays: Arrays) -> tuple[Ints, Ints]:
    return arrays.sources, arrays.targets


def _corners(arrays: Arrays, ties: Triangle) -> Iterator[Ints]:
    """The three nodes of each triangle."""
    for one, other in ((0, 1), (1, 2), (0, 2)):
        yield _shared(arrays, ties[one], ties[other])


def _shared(arrays: Arrays, one: Ints, other: Ints) -> Ints:
    """The node that two ties have in common."""
    source = arrays.sources[one]
    at_source = (source == arrays.sources[other]) | (source == arrays.targets[other])
    return np.where(at_source, source, arrays.targets[one])


def _detours(arrays: Arrays, ties: Triangle) -> Iterator[tuple[Ints, Ints, Ints, Ints, Ints, Ints]]:
    """For each node i, neighbour j and third node q of triangles, the ties ij, iq and qj.

    Each with the side that it is seen from: 0 from its source, 1 from its target. ij and iq are
    seen from i, qj from q.
    """
    for direct in range(3):
        for leg in range(3):
            if leg == direct:
                continue
            last = 3 - direct - leg
            ego = _shared(arrays, ties[direct], ties[leg])
            third = _shared(arrays, ties[leg], ties[last])
            yield (
                ties[direct],
                (arrays.targets[ties[direct]] == ego).astype(np.int64),
                ties[leg],
                (arrays.targets[ties[leg]] == ego).astype(np.int64),
                ties[last],
                (arrays.targets[ties[last]] == third).astype(np.int64),
            )
