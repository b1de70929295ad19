"""Communities: parts whose nodes have more ties with each other than chance would give them.

Found by the Louvain method (Blondel and others 2008) with NetworKit, many times: each run takes the
nodes in an order of its own that a seed draws, and the best run is kept. How alike the runs are
tells how far the communities can be relied on. Louvain may leave a community in pieces that nothing
ties together (Traag and others 2019); such pieces are made communities of their own, which never
lowers modularity.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from graph.network.arrays import Arrays, Ints, by_size
from graph.network.libraries import networkit_alone, networkit_graph


@dataclass(frozen=True, slots=True)
class Communities:
    """The best of some runs: the community of each node, numbered from 0 on by size.

    `stability` is the mean adjusted Rand index of all pairs of runs (1: all alike, 0: as alike as
    chance makes them), `information` their mean normalised mutual information; both are of the
    nodes that have ties. None with a single run, or where there is no tie.
    """

    of: Ints
    modularity: float
    runs: int
    stability: float | None
    information: float | None

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many nodes each has, the largest first; a node without ties is one by itself."""
        return tuple(np.bincount(self.of).tolist())


def communities(
    arrays: Arrays, seed: int = 1, runs: int = 10, resolution: float = 1.0
) -> Communities | None:
    """Communities of a network by the weights of its ties, without direction; None without ties.

    A larger `resolution` makes smaller communities (Reichardt and Bornholdt 2006).
    """
    arrays = arrays.undirected().weighing()
    if not arrays.m:
        return None
    found = [_run(arrays, seed, number, resolution) for number in range(runs)]
    quality = [modularity(arrays, groups, resolution) for groups in found]
    best = int(np.argmax(quality))  # the first of equals
    tied = arrays.degrees() > 0
    pairs = [_agreement(one[tied], other[tied]) for one, other in combinations(found, 2)]
    return Communities(
        of=found[best],
        modularity=quality[best],
        runs=runs,
        stability=sum(rand for rand, _ in pairs) / len(pairs) if pairs else None,
        information=sum(shared for _, shared in pairs) / len(pairs) if pairs else None,
    )


def modularity(arrays: Arrays, groups: Ints, resolution: float = 1.0) -> float:
    """The part of the weight inside groups, less the part that chance would put there.

    Newman and Girvan 2004, doi:10.1103/PhysRevE.69.026113, for weighted ties.
    """
    total = arrays.weights.sum()
    inside = arrays.weights[groups[arrays.sources] == groups[arrays.targets]].sum()
    strengths = np.bincount(groups, arrays.strengths()) / (2 * total)
    return float(inside / total - resolution * (strengths * strengths).sum())


def _run(arrays: Arrays, seed: int, number: int, resolution: float) -> Ints:
    """The community of each node by one run."""
    order = np.random.default_rng([seed, number]).permutation(arrays.n)
    shuffled = Arrays(
        arrays.n,
        False,
        order[arrays.sources],
        order[arrays.targets],
        arrays.weights,
        arrays.tie_of,
    )
    with networkit_alone() as networkit:
        graph = networkit_graph(networkit, shuffled, shuffled.weights)
        method: Any = networkit.community.PLM(graph, refine=True, gamma=resolution, par="none")
        groups = np.array(method.run().getPartition().getVector(), dtype=np.int64)[order]
    inside = groups[arrays.sources] == groups[arrays.targets]
    return by_size(arrays.only(inside).components())


def _agreement(one: Ints, other: Ints) -> tuple[float, float]:
    """Adjusted Rand index (Hubert and Arabie 1985) and normalised mutual information.

    The latter is divided by the arithmetic mean of the two entropies. Both are 1 for equal groups.
    """
    n = len(one)
    cells = np.unique(one * (other.max() + 1) + other, return_counts=True)[1]
    rows, columns = np.bincount(one), np.bincount(other)
    together, first, second = (_pairs(counts) for counts in (cells, rows, columns))
    chance = first * second / _pairs(np.array([n])) if n > 1 else 0.0
    most = (first + second) / 2
    rand = 1.0 if most == chance else (together - chance) / (most - chance)
    entropies = _entropy(rows, n) + _entropy(columns, n)
    mutual = entropies - _entropy(cells, n)
    return rand, 1.0 if entropies == 0 else 2 * mutual / entropies


def _pairs(counts: Ints) -> float:
    return float((counts * (counts - 1.0) / 2).sum())


def _entropy(counts: Ints, n: int) -> float:
    parts = counts[counts > 0] / n
    return -math.fsum((parts * np.log(parts)).tolist())
