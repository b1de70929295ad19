"""Where names stand beside nodes, so that none covers another name or a node.

Greedy, the most important first: of the places round a node, near ones before far ones, the free
one that covers the fewest ties is taken (point feature labelling as in Christensen, Marks and
Shieber 1995, doi:10.1145/212332.212334). A name without a free place is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.network.pictures.lettering import fitted, height, legible, width

Array = NDArray[np.float64]

_STEPS: Final = (1.5, 5.0, 11.0, 18.0)  # points from a node
LED: Final = 11.0
"""From so many points on, a label needs a line that leads to its node."""
_HALF: Final = 0.45
_SIDES: Final = (
    (1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1),
    (1, _HALF), (1, -_HALF), (-1, _HALF), (-1, -_HALF),
    (_HALF, 1), (_HALF, -1), (-_HALF, 1), (-_HALF, -1),
)  # fmt: skip
_PADDING: Final = 0.7
_FAR: Final = 0.9
"""What a point farther off costs, where three points of a covered tie cost 1."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name of a node: its lines and their size, and its box (left, bottom, right, top).

    `led` tells whether it stands so far off that a line leads to the node.
    """

    node: int
    lines: tuple[str, ...]
    size: float
    box: tuple[float, float, float, float]
    led: bool


def labelled(
    names: Sequence[str],
    sizes: Sequence[float],
    order: Sequence[int],
    places: Array,
    radii: Sequence[float],
    ways: Sequence[Array],
    page: tuple[float, float, float, float],
    most: float,
) -> list[Label]:
    """Labels of the nodes in `order` that find room, at most `most` points wide, in two lines.

    `ways` are the ties as points in order; `page` is what labels stay on.
    """
    passed = _dense(ways)
    circles = np.array(radii, dtype=np.float64)
    taken = np.zeros((0, 4))
    found: list[Label] = []
    for node in order:
        size = sizes[node]
        lines = two_lines(names[node], most, size)
        if not lines:
            continue
        across = max(width(line, size) for line in lines) + 2 * _PADDING
        up = len(lines) * height(size)
        boxes, costs = _candidates(places[node], circles[node], across, up)
        fine = (
            (boxes[:, 0] >= page[0])
            & (boxes[:, 1] >= page[1])
            & (boxes[:, 2] <= page[2])
            & (boxes[:, 3] <= page[3])
        )
        fine &= ~_touch(boxes, places, circles).any(axis=1)
        fine &= ~_overlap(boxes, taken).any(axis=1)
        if not fine.any():
            continue
        costs = costs + _covered(boxes, passed)
        best = int(np.argmin(np.where(fine, costs, np.inf)))
        taken = np.vstack((taken, boxes[best]))
        left, bottom, right, top = boxes[best].tolist()
        led = best >= len(_SIDES) * _STEPS.index(LED)
        found.append(Label(node, tuple(lines), size, (left, bottom, right, top), led))
    return found


def two_lines(name: str, most: float, size: float) -> list[str]:
    """A name in one line if it is short, in two of about the same length if not, cut at the end."""
    text = legible(name)
    if width(text, size) <= 0.6 * most:
        return [text] if text else []
    ends = [place for place, letter in enumerate(text) if letter == " " and place > 0]
    halves = [(text[:end], text[end + 1 :]) for end in ends]
    halves += [
        (text[: place + 1], text[place + 1 :])
        for place in range(3, len(text) - 3)
        if text[place] in "-/" and text[place + 1] != " "
    ]
    if not halves:
        return [fitted(text, most, size)]

    def longest(lines: tuple[str, str]) -> float:
        return max(width(line, size) for line in lines)

    best = min(halves, key=longest)
    if longest(best) > most:  # as much as the first line takes, and the rest cut
        first = [lines for lines in halves if width(lines[0], size) <= most]
        best = first[-1] if first else best
        for lines in first:
            if width(lines[0], size) > width(best[0], size):
                best = lines
    elif width(text, size) <= most and longest(best) > 0.8 * width(text, size):
        return [text]
    return [fitted(line, most, size) for line in best]


def _candidates(place: Array, radius: float, across: float, up: float) -> tuple[Array, Array]:
    boxes, costs = [], []
    half = np.array([across, up]) / 2
    for gap in _STEPS:
        for rank, side in enumerate(_SIDES):
            way = np.array(side, dtype=np.float64)
            reach = gap + radius * (0.72 if abs(side[0]) == abs(side[1]) else 1.0)
            middle = place + way * (reach + half)
            boxes.append(np.concatenate((middle - half, middle + half)))
            costs.append(gap * _FAR + rank * 0.3)
    return np.array(boxes), np.array(costs)


def _touch(boxes: Array, places: Array, circles: Array) -> NDArray[np.bool_]:
    """Whether each box touches each circle."""
    nearest = np.clip(places[None], boxes[:, None, :2], boxes[:, None, 2:])
    away = places[None] - nearest
    found: NDArray[np.bool_] = np.hypot(away[..., 0], away[..., 1]) < circles[None] + 0.8
    return found


def _overlap(boxes: Array, others: Array) -> NDArray[np.bool_]:
    one, other = boxes[:, None, :], others[None, :, :]
    found: NDArray[np.bool_] = (
        (one[..., 0] < other[..., 2])
        & (other[..., 0] < one[..., 2])
        & (one[..., 1] < other[..., 3])
        & (other[..., 1] < one[..., 3])
    )
    return found


def _dense(ways: Sequence[Array]) -> Array:
    """Points on ties, about three points of the page apart."""
    found = [np.zeros((0, 2))]
    for way in ways:
        for start, end in pairwise(way):
            count = max(2, int(np.hypot(*(end - start)) / 3))
            found.append(start + np.linspace(0, 1, count)[:, None] * (end - start))
    points = np.vstack(found)
    return points[points[:, 0].argsort(kind="stable")]


def _covered(boxes: Array, points: Array) -> Array:
    """How many points lie in each box; points are in the order of x."""
    found = []
    for left, bottom, right, top in boxes:
        first, last = np.searchsorted(points[:, 0], (left, right))
        y = points[first:last, 1]
        found.append(float(((y > bottom) & (y < top)).sum()))
    return np.array(found)
