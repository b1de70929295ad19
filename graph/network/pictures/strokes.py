"""Ties as lines on a page: their ways, bends, heads, styles and thickness."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from graph.network.pictures.appearance import Appearance, Tie

Array = NDArray[np.float64]

STYLES: Final[dict[str, Any]] = {"direct": "solid", "through": (0, (4, 2)), "within": (0, (1, 2))}
COLOURS: Final = {"direct": "#4d4d4d", "through": "#7a4a00", "within": "#00506e"}
THIN, _THICK = 0.45, 3.6  # points


def ways_of(look: Appearance, places: Array) -> list[Array]:
    """Each tie as points from node to node; bent where there are several between two nodes."""
    side: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number_, tie in enumerate(look.ties):
        side[min(tie.source, tie.target), max(tie.source, tie.target)].append(number_)
    bends = [0.0] * len(look.ties)
    for numbers in side.values():
        for rank, number_ in enumerate(sorted(numbers, key=lambda n: _order(look.ties[n]))):
            bends[number_] = (rank - (len(numbers) - 1) / 2) * 0.24
    ways, reaches = [], look.reaches
    for tie, bend in zip(look.ties, bends, strict=True):
        turned = bend if tie.source < tie.target else -bend
        ways.append(
            _way(
                places[tie.source],
                places[tie.target],
                turned,
                reaches[tie.target] + 1 if look.network.directed else 0.0,
            )
        )
    return ways


def _order(tie: Tie) -> tuple[str, bool]:
    return tie.kind, tie.source > tie.target


def _way(start: Array, end: Array, bend: float, short: float) -> Array:
    """A line from point to point, bent by a part of its length, ending `short` points before."""
    away = end - start
    length = float(np.hypot(*away)) or 1.0
    if bend:
        middle = (start + end) / 2 + bend * np.array([-away[1], away[0]])
        t = np.linspace(0, 1, 13)[:, None]
        way = (1 - t) ** 2 * start + 2 * t * (1 - t) * middle + t**2 * end
    else:
        way = np.array([start, end])
    if short and length > short:
        back = way[-1] - way[-2] if not bend else way[-1] - way[-4]
        stop = end - back / (float(np.hypot(*back)) or 1.0) * short
        kept = way[np.hypot(*(way - end).T) > short]
        way = np.vstack((kept if len(kept) else way[:1], stop))
    return way


def arrow(way: Array, thickness: float) -> Array:
    """A head at the end of a line."""
    back = way[-2] - way[-1]
    back = back / (float(np.hypot(*back)) or 1.0)
    aside = np.array([-back[1], back[0]])
    long = 4.5 + 1.5 * thickness
    base = way[-1] + back * long
    return np.array([way[-1], base + aside * long * 0.38, base - aside * long * 0.38])


def thickness_of(look: Appearance) -> Callable[[float], float]:
    """How thick a tie of a weight is in points; where weights hardly differ none is very thick."""
    lightest, heaviest = look.ties[0].weight, look.ties[-1].weight
    spread = heaviest / lightest if lightest > 0 else math.inf
    thick = float(np.interp(spread, (1, 6), (1.1, _THICK)))
    thick *= float(np.interp(len(look.ties), (200, 1500), (1.0, 0.6)))

    def thickness(weight: float) -> float:
        part = weight / heaviest if heaviest > 0 else 0.0
        return THIN + (thick - THIN) * math.sqrt(max(0.0, part))

    return thickness


def opacity(ties: int) -> float:
    return float(np.interp(ties, (50, 400, 1500, 3000), (0.85, 0.55, 0.33, 0.22)))
