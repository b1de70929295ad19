"""How central nodes are: by the paths through and to them, and by the centrality of others."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from graph.network.arrays import Arrays, Floats, MeasureInvalid, sums
from graph.network.libraries import networkit_alone, networkit_graph
from graph.network.pivots import estimated, pivots

CLOSENESS_FACTOR = 10
"""How many times faster closeness is than betweenness, measured at 10,000 projects."""
_DAMPING = 0.85
_BLOCK = 64


@dataclass(frozen=True, slots=True)
class Limits:
    """How exact measures of paths are, and when they are estimated.

    A component is measured exactly where its nodes times its ties are at most `work` (2e8 take some
    four seconds on one core). It is else estimated from `pivots` nodes that `seed` draws. The bound
    that is then stated holds for all nodes at once with a probability of 1 - `chance`.
    """

    work: float = 2e8
    pivots: int = 512
    chance: float = 0.1
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """A value for each node, NaN where there is none; a note (sv, en) where some are estimates."""

    values: Floats
    note: tuple[str, str] | None = None


def betweenness(arrays: Arrays, limits: Limits, *, weighted: bool = False) -> Found:
    """The part of shortest paths between others that pass through each node.

    Divided by the (n-1)(n-2) ordered pairs of others, connected or not (Freeman 1977; exactly by
    Brandes 2001, else from pivots, Brandes and Pich 2007). A weighted tie is 1/weight long. Raises
    `MeasureInvalid` where it would have to be estimated but ties have length.
    """
    if weighted:
        arrays = arrays.weighing()
    others = max(1, (arrays.n - 1) * (arrays.n - 2))
    bounds: list[tuple[float, float]] = []

    def exactly(part: Arrays) -> Floats:
        lengths = 1 / part.weights if weighted else None
        with networkit_alone() as networkit:
            graph = networkit_graph(networkit, part, lengths)
            scores = networkit.centrality.Betweenness(graph, normalized=False).run().scores()
        return np.array(scores)  # over ordered pairs, in an undirected graph too

    def nearly(part: Arrays) -> Floats:
        if weighted:
            raise _too_large("betweenness", "weighted", part)
        drawn = pivots(part.n, limits.pivots, limits.seed)
        found = estimated(part, drawn, limits.chance)
        bounds.append((found.bound / others, found.deviation / others))
        return found.values

    values = _by_component(arrays, limits.work, exactly, nearly)
    if not bounds:
        return Found(values / others)
    bound, deviation = (f"{max(column):.2g}" for column in zip(*bounds, strict=True))
    drawn, sure = limits.pivots, 1 - limits.chance
    swedish = (
        f"uppskattad från {drawn} noder, frö {limits.seed}: standardfel högst {deviation}; alla "
        f"värden ± {bound} med sannolikhet {sure}"
    )
    english = (
        f"estimated from {drawn} nodes, seed {limits.seed}: standard error at most {deviation}; "
        f"all values ± {bound} with probability {sure}"
    )
    return Found(values / others, (swedish, english))


def closeness(arrays: Arrays, limits: Limits, *, weighted: bool = False) -> Found:
    """How near each node is to the others that can reach it; 0 where none can.

    (r/(n-1)) (r/d), where r nodes reach it and their distances sum to d (Wasserman and Faust 1994,
    p. 201). Else from pivots of the same component (Eppstein and Wang 2004): each mean distance is
    then off by a part of the largest one at most (Hoeffding 1963). A weighted tie is 1/weight long.
    Raises `MeasureInvalid` where it would have to be estimated but ties have direction.
    """
    if weighted:
        arrays = arrays.weighing()
    bounds: list[float] = []

    def exactly(part: Arrays) -> Floats:
        lengths = 1 / part.weights if weighted else None
        with networkit_alone() as networkit:
            graph = networkit_graph(networkit, _reversed(part), lengths)
            kind = networkit.centrality.ClosenessVariant.Generalized
            scores = networkit.centrality.Closeness(graph, True, kind).run().scores()
        return np.array(scores) * (part.n - 1)

    def nearly(part: Arrays) -> Floats:
        if arrays.directed:
            raise _too_large("closeness", "directed", part)
        drawn = pivots(part.n, limits.pivots, limits.seed)
        bounds.append(math.sqrt(math.log(2 * part.n / limits.chance) / (2 * len(drawn))))
        farness = np.zeros(part.n)
        lengths = 1 / part.weights if weighted else None
        with networkit_alone() as networkit:
            graph = networkit_graph(networkit, part, lengths)
            for start in range(0, len(drawn), _BLOCK):
                search = networkit.distance.SPSP(graph, drawn[start : start + _BLOCK].tolist())
                farness += search.run().getDistances(asarray=True).sum(axis=0)
        others = np.full(part.n, float(len(drawn)))
        others[drawn] -= 1  # a pivot's distance to itself tells nothing
        return np.asarray((part.n - 1) * others / farness, dtype=np.float64)

    values = _by_component(arrays, limits.work * CLOSENESS_FACTOR, exactly, nearly)
    values = values / max(1, arrays.n - 1)
    if not bounds:
        return Found(values)
    drawn, sure, bound = limits.pivots, 1 - limits.chance, f"{max(bounds):.2g}"
    swedish = (
        f"uppskattad från {drawn} noder, frö {limits.seed}: alla medelavstånd ± {bound} av det "
        f"största avståndet med sannolikhet {sure}"
    )
    english = (
        f"estimated from {drawn} nodes, seed {limits.seed}: all mean distances ± {bound} of the "
        f"largest distance with probability {sure}"
    )
    return Found(values, (swedish, english))


def eigenvector(arrays: Arrays) -> Found:
    """Entries of the leading eigenvector of the weights' matrix, in the largest component.

    They have length 1 together. Nodes outside have no value: a network of several components has no
    such vector of its own (Bonacich 1972). Found by repeated multiplication, shifted by half the
    mean strength, so that it converges in two-mode networks; no node has a value where that does
    not converge. Direction does not matter.
    """
    arrays = arrays.undirected().weighing()
    values = np.full(arrays.n, np.nan)
    if not arrays.m:
        return Found(values)
    inside = np.flatnonzero(arrays.components() == 0)
    part = arrays.within(inside)
    shift = part.weights.sum() / part.n
    vector = np.full(part.n, part.n**-0.5)
    for _ in range(max(1000, int(5e6 / (part.n + part.m)))):
        new = _times(part, vector) + shift * vector
        new /= math.sqrt((new * new).sum())
        change = np.abs(new - vector).max()
        vector = new
        if change < 1e-13:
            values[inside] = vector
            break
    return Found(values)


def pagerank(arrays: Arrays) -> Found:
    """The part of its time that a random walk over the ties, by weight, spends at each node.

    It starts anew at any node with probability 0.15, and where no tie leads on (Page and others
    1999). Sums to 1.
    """
    arrays = arrays.weighing()
    n = arrays.n
    if not n:
        return Found(np.zeros(0))
    out = arrays.out_strengths() if arrays.directed else arrays.strengths()
    ends = out == 0
    out[ends] = 1
    rank = np.full(n, 1 / n)
    while True:  # each step divides the error by 1/0.85
        flow = _times(arrays, rank / out)
        new = _DAMPING * (flow + rank[ends].sum() / n) + (1 - _DAMPING) / n
        change = np.abs(new - rank).sum()
        rank = new
        if change < 1e-13:
            return Found(rank / rank.sum())


def cores(arrays: Arrays) -> Found:
    """The largest k for which each node is in a part where all have at least k ties within it.

    Seidman 1983. Weights and direction do not matter.
    """
    arrays = arrays.undirected()
    if not arrays.m:
        return Found(np.zeros(arrays.n))
    with networkit_alone() as networkit:
        graph = networkit_graph(networkit, arrays)
        return Found(np.array(networkit.centrality.CoreDecomposition(graph).run().scores()))


def _by_component(
    arrays: Arrays,
    work: float,
    exactly: Callable[[Arrays], Floats],
    nearly: Callable[[Arrays], Floats],
) -> Floats:
    """Values of each component by itself: estimated where it is large, 0 for a lone node."""
    values = np.zeros(arrays.n)
    if not arrays.m:
        return values
    component = arrays.components()
    nodes = np.bincount(component).astype(float)
    large = np.flatnonzero(
        nodes * np.bincount(component[arrays.sources], minlength=len(nodes)) > work
    )
    for number in large:
        inside = np.flatnonzero(component == number)
        values[inside] = nearly(arrays.within(inside))
    rest = np.flatnonzero(~np.isin(component, large) & (nodes[component] > 1))
    if len(rest):
        # Their reach ends at their component, so all go in one call; see the tests.
        values[rest] = exactly(arrays.within(rest))
    return values


def _times(arrays: Arrays, vector: Floats) -> Floats:
    """The sum of others' entries over the ties that lead to each node, by weight."""
    found = sums(arrays.targets, arrays.weights * vector[arrays.sources], arrays.n)
    if not arrays.directed:
        found = found + sums(arrays.sources, arrays.weights * vector[arrays.targets], arrays.n)
    return found


def _reversed(arrays: Arrays) -> Arrays:
    """Ties the other way round: NetworKit follows ties outwards."""
    if not arrays.directed:
        return arrays
    return Arrays(arrays.n, True, arrays.targets, arrays.sources, arrays.weights, arrays.tie_of)


def _too_large(measure: str, ties: str, part: Arrays) -> MeasureInvalid:
    return MeasureInvalid(
        f"The {measure} of {part.n} nodes with {part.m} {ties} ties takes too long. Narrow the "
        "selection, ask for a minimum weight, or measure without weights or direction."
    )
