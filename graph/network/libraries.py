"""Networks as the libraries that measure them take them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import numpy as np

from graph.network.arrays import Arrays, Floats

_ALONE = threading.Lock()


@contextmanager
def networkit_alone(seed: int = 1) -> Iterator[ModuleType]:
    """NetworKit on one thread, its random numbers seeded, for one caller at a time.

    What it makes then is a function of graph and seed: on several threads the order of its sums and
    of its samples changes from run to run, and the generator is one of the whole process.
    """
    import networkit

    with _ALONE:
        threads = networkit.getMaxNumberOfThreads()
        networkit.setNumberOfThreads(1)
        networkit.setSeed(seed, False)
        try:
            yield networkit
        finally:
            networkit.setNumberOfThreads(threads)


def networkit_graph(networkit: ModuleType, arrays: Arrays, lengths: Floats | None = None) -> Any:
    """The ties as NetworKit's graph, with a length or weight for each where given."""
    ends = (arrays.sources.astype(np.uint64), arrays.targets.astype(np.uint64))
    data = ends if lengths is None else (lengths, ends)
    return networkit.GraphFromCoo(
        data, n=arrays.n, weighted=lengths is not None, directed=arrays.directed
    )
