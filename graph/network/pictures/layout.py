"""Where nodes are drawn: parts laid out one by one, packed onto a rectangle, and kept apart.

Each connected part is laid out by forces (Fruchterman and Reingold 1991,
doi:10.1002/spe.4380211102) with NetworkX, which takes a seed of its own. Ties pull alike whatever
they weigh. Such layouts leave hubs in a knot; positions are therefore evened out half-way towards
their ranks, which keeps who is left of whom and above whom.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.network.pictures.appearance import Tie

Places = NDArray[np.float64]

_ROUNDS: Final = 150
_EVEN: Final = 0.5  # how far positions go towards their ranks
_APART: Final = 200  # rounds of pushing
_GAP: Final = 3.0  # points between two nodes


def placed(
    radii: Sequence[float],
    ties: Sequence[Tie],
    tied: Sequence[int],
    width: float,
    height: float,
    seed: int,
) -> Places:
    """Where the tied nodes are on a rectangle of points, as rows (x, y); others are at (nan, nan).

    No two overlap where there is room.
    """
    import networkx

    found: Places = np.full((len(radii), 2), np.nan)
    graph = networkx.Graph()
    graph.add_nodes_from(tied)
    graph.add_edges_from((tie.source, tie.target) for tie in ties)
    parts = sorted(
        (sorted(part) for part in networkx.connected_components(graph)),
        key=lambda part: (-len(part), part),
    )
    boxes = _packed([math.sqrt(len(part)) for part in parts], width / height)
    if not parts:
        return found
    across, up = boxes[:, 2].max(), boxes[:, 3].max()
    for part, (left, bottom, right, top) in zip(parts, boxes, strict=True):
        shape = _laid_out(graph.subgraph(part), part, seed)
        box = np.array([(right - left) / across * width, (top - bottom) / up * height])
        margin = max(radii[node] for node in part) + _GAP
        inner = np.maximum(box - 2 * margin, 1.0)
        corner = np.array([left / across * width, bottom / up * height])
        found[part] = corner + margin + shape * inner + np.maximum(0, box - 2 * margin - inner) / 2
    here = np.array(tied)
    sizes = np.array(radii, dtype=np.float64)[here]
    found[here] = _apart(found[here], sizes, width, height)
    return found


def _laid_out(graph: object, part: Sequence[int], seed: int) -> Places:
    """A connected part in the unit square, its longest extent from left to right."""
    import networkx

    if len(part) == 1:
        return np.array([[0.5, 0.5]])
    if len(part) == 2:
        return np.array([[0.1, 0.5], [0.9, 0.5]])
    places = networkx.spring_layout(
        graph,
        k=2.5 / math.sqrt(len(part)),
        iterations=_ROUNDS,
        weight=None,
        seed=seed,
        method="force",
    )
    shape = np.array([places[node] for node in part], dtype=np.float64)
    shape -= shape.mean(axis=0)
    axes = np.linalg.svd(shape, full_matrices=False)[2]
    axes *= np.where(axes[np.arange(2), np.abs(axes).argmax(axis=1)] < 0, -1, 1)[:, None]
    return _evened(shape @ axes.T)


def _evened(shape: Places) -> Places:
    """Places in the unit square, half-way between where they are and their ranks."""
    low, high = shape.min(axis=0), shape.max(axis=0)
    scaled = (shape - low) / np.where(high > low, high - low, 1)
    order = shape.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    ranks: Places = order / (len(shape) - 1)
    # Of a few nodes ranks say nothing: a star of five would become a ladder.
    part = _EVEN * min(1.0, len(shape) / 40)
    evened: Places = np.where(high - low > 1e-9, (1 - part) * scaled + part * ranks, 0.5)
    return evened


def _packed(sides: Sequence[float], aspect: float) -> Places:
    """Rectangles for parts on shelves, as rows (left, bottom, right, top), the largest first.

    Each is as wide to its height as the page, so that together they are about so, too.
    """
    if not sides:
        return np.zeros((0, 4))
    stretch = math.sqrt(aspect)
    sizes = [(max(side, 1.3) * stretch, max(side, 1.3) / stretch) for side in sides]
    tries = [
        _shelves(sizes, most) for most in np.linspace(sizes[0][0], sum(w for w, _ in sizes), 40)
    ]
    return min(tries, key=lambda boxes: _waste(boxes, aspect))


def _waste(boxes: Places, aspect: float) -> float:
    """The area of the rectangle of that aspect that holds all."""
    width, height = boxes[:, 2].max(), boxes[:, 3].max()
    return float(max(width, height * aspect) ** 2)


def _shelves(sizes: Sequence[tuple[float, float]], most: float) -> Places:
    boxes = []
    left = bottom = top = 0.0
    for width, height in sizes:
        if left and left + width > most + 1e-9:
            left, bottom = 0.0, top
        boxes.append((left, bottom, left + width, bottom + height))
        left, top = left + width, max(top, bottom + height)
    return np.array(boxes)


def _apart(places: Places, radii: NDArray[np.float64], width: float, height: float) -> Places:
    """Places pushed from each other until circles with those radii do not overlap, on the page."""
    places = places.copy()
    needed = radii[:, None] + radii[None, :] + _GAP
    np.fill_diagonal(needed, 0)
    edge = radii[:, None] + 1
    low, high = edge, np.maximum(edge, np.array([width, height]) - edge)
    for _ in range(_APART):
        away = places[:, None, :] - places[None, :, :]
        distance = np.hypot(away[..., 0], away[..., 1])
        lacking = np.maximum(0, needed - distance)
        if lacking.max(initial=0) < 0.05:
            break
        # Nodes in one place part in a direction that their numbers give.
        same = distance < 1e-9
        angle = np.arange(len(places)) * 2.399963  # the golden angle
        direction = np.stack((np.cos(angle), np.sin(angle)), axis=1)
        unit = np.where(
            same[..., None], direction[:, None, :], away / np.where(same, 1, distance)[..., None]
        )
        places += (unit * (lacking / 2)[..., None]).sum(axis=1) * 0.8
        places = np.clip(places, low, high)
    return places
