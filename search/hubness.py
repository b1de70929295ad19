"""Hubs: projects that are near whatever is asked for, and so crowd out what is meant.

In many dimensions some vectors are among the nearest of far too many others. How near a project is
to the titles of other projects that are nearest to it tells how much of a hub it is; a part of that
is taken off its nearness to a query (after the CSLS measure of Conneau et al. 2018, arXiv
1710.04087; docs/search.md has what it gives).
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from search.embedder import Vectors
from search.index import SHRINKAGE, VectorIndex

# Of a large collection so many titles, spread evenly, are asked: the nearest then stand for the
# same share of all titles in any collection.
SAMPLE: Final = 400
NEAREST: Final = 30


def hubness(index: VectorIndex, titles: Vectors, projects: Sequence[str]) -> NDArray[np.float32]:
    """How near each project is to others' titles: a (projects,) cosine less the mean of all.

    ``titles`` are vectors of titles as queries, of ``projects`` by row. The mean is over the
    nearest ones, shrunk where there are few: a handful of titles says nothing.
    """
    places = {key: number for number, key in enumerate(index.project_keys)}
    asked = range(0, len(titles), -(-len(titles) // SAMPLE) or 1)
    if len(asked) < 2 or not places:
        return np.zeros(len(index), dtype=np.float32)
    near = np.empty((len(asked), len(index)), dtype=np.float32)
    for row, title in enumerate(asked):
        near[row] = index.scores(titles[title])
        near[row, places[projects[title]]] = -np.inf  # a project is near its own title
    count = min(NEAREST, len(asked) - 1)
    near.partition(len(asked) - count, axis=0)
    mean = near[-count:].mean(axis=0, dtype=np.float64)
    share = len(asked) / (len(asked) + SHRINKAGE)
    return np.asarray(share * (mean - mean.mean()), dtype=np.float32)
