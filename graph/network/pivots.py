"""Betweenness from some sources: exactly what Brandes' algorithm adds up, for a sample of them.

Brandes 2001 (doi:10.1080/0022250X.2001.9990249) by levels, many sources at once, as products with
the sparse matrix of ties; pivots as in Brandes and Pich 2007 (doi:10.1142/S0218127407018403).
NetworKit's KADABRA would need fewer samples, but version 11.2 of it gives undirected graphs twice
their betweenness and exceeds its own bound; its other estimators draw from a generator of the whole
process.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from graph.network.arrays import Arrays, Floats, Ints

_TOGETHER = 32  # sources: their levels are arrays of so many columns


@dataclass(frozen=True, slots=True)
class Estimate:
    """The mean dependency of the pivots on each node, times the number of nodes.

    With every node a pivot it is the betweenness over ordered pairs, not divided by anything.
    `bound` holds for all nodes at once with the probability asked for (Hoeffding 1963), and
    `deviation` is the largest standard error; both are in the same unit.
    """

    values: Floats
    bound: float
    deviation: float


def pivots(n: int, wanted: int, seed: int) -> Ints:
    """Different nodes drawn at random: as many as wanted, or all."""
    return np.sort(np.random.default_rng(seed).permutation(n)[:wanted])


def estimated(arrays: Arrays, sources: Ints, chance: float) -> Estimate:
    """Betweenness of connected nodes by the shortest paths from those sources; ties have length 1.

    `chance` is that the bound does not hold. Needs 100 MB for 100,000 nodes.
    """
    from scipy.sparse import csr_array

    n, count = arrays.n, len(sources)
    shape = (n, n)
    ones = np.ones(arrays.m)
    onward = csr_array((ones, (arrays.sources, arrays.targets)), shape=shape)
    if not arrays.directed:
        onward = onward + onward.T
    total, squares = np.zeros(n), np.zeros(n)
    backward = csr_array(onward.T)
    for start in range(0, count, _TOGETHER):
        found = _dependencies(onward, backward, sources[start : start + _TOGETHER])
        total += found.sum(axis=1)
        squares += (found * found).sum(axis=1)
    mean = total / count
    variance = np.maximum(0.0, squares / count - mean**2)
    left = 1 - count / n  # none where every node is a pivot
    most = max(0, n - 2)  # a dependency is 0 to n - 2
    return Estimate(
        values=mean * n,
        bound=n * most * math.sqrt(math.log(2 * n / chance) / (2 * count)) if left else 0.0,
        deviation=n * math.sqrt(float(variance.max(initial=0.0)) * left / count),
    )


def _dependencies(onward: Any, backward: Any, sources: Ints) -> Floats:
    """For each node and source, the sum over targets of the part of paths that pass the node."""
    n, columns = onward.shape[0], np.arange(len(sources))
    paths = np.zeros((n, len(sources)))
    paths[sources, columns] = 1
    levels = [paths.copy()]
    seen = paths > 0
    while True:
        reached = backward @ levels[-1]
        reached[seen] = 0
        if not reached.any():
            break
        seen |= reached > 0
        paths += reached
        levels.append(reached)
    found = np.zeros_like(paths)
    for depth in range(len(levels) - 1, 0, -1):
        at = levels[depth] > 0
        share = np.divide(1 + found, paths, out=np.zeros_like(paths), where=at)
        above = levels[depth - 1] > 0
        found += np.where(above, paths * (onward @ share), 0)
    found[sources, columns] = 0
    return found
