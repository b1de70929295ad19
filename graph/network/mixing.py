"""How far ties join nodes of the same type, region or other attribute."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.network.arrays import Arrays, MeasureInvalid
from graph.network.model import Network


@dataclass(frozen=True, slots=True)
class Mixing:
    """Assortativity by an attribute, and how many ties it is of.

    `coefficient` is 1 where ties only join nodes that are alike, 0 where they do so as often as
    chance would, below 0 where more seldom; None where all are alike or no tie counts. `left_out`
    counts the ties that have a node without a value.
    """

    coefficient: float | None
    ties: int
    left_out: int


def assortativity(network: Network, arrays: Arrays, attribute: str) -> Mixing:
    """Newman's coefficient for a categorical attribute, each tie counting once.

    (sum of e_ii - sum of a_i b_i) / (1 - sum of a_i b_i), where e_ij is the part of the ties'
    ends that run from i to j, a and b its sums (2003, doi:10.1103/PhysRevE.67.026126). Raises
    `MeasureInvalid` for an attribute with several values in one node.
    """
    categories: dict[object, int] = {}
    codes = np.full(arrays.n, -1, dtype=np.int64)
    for place, node in enumerate(network.nodes):
        value = node.values.get(attribute)
        if isinstance(value, tuple):
            raise MeasureInvalid(
                f"Nodes may have several values of {attribute}. Assortativity needs an attribute "
                "with one value."
            )
        if value is not None:
            codes[place] = categories.setdefault(value, len(categories))
    sources, targets = codes[arrays.sources], codes[arrays.targets]
    known = (sources >= 0) & (targets >= 0)
    sources, targets = sources[known], targets[known]
    ties = len(sources)
    if not ties:
        return Mixing(None, 0, arrays.m)
    size = len(categories)
    out, into = np.bincount(sources, minlength=size), np.bincount(targets, minlength=size)
    if not arrays.directed:
        out = into = out + into
    chance = float((out / out.sum() * (into / into.sum())).sum())
    alike = float((sources == targets).sum()) / ties
    coefficient = (alike - chance) / (1 - chance) if (out * into).max() < out.sum() ** 2 else None
    return Mixing(coefficient, ties, arrays.m - ties)
