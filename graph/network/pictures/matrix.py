"""The adjacency matrix: a row and a column for each node, a cell for each tie."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.network.measures import Options, measured
from graph.network.model import Edge, Network, Node
from graph.network.pictures.appearance import Appearance, appearance
from graph.network.pictures.canvas import FAINT, INK, About, Page
from graph.network.pictures.density import MATRIX_NODES, MATRIX_TIES
from graph.network.pictures.drawing import Drawing, NetworkError
from graph.network.pictures.frame import Legend, about, counted, framed
from graph.network.pictures.lettering import fitted, legible, width
from graph.network.pictures.palette import Entry
from graph.network.pictures.texts import number, plural, text, weight_label
from graph.network.provenance import Provenance

Array = NDArray[np.float64]

_NAME: Final = 150.0
"""Widest name in points."""
_SIGN: Final = 8.0
_INSET: Final = {"direct": 0.0, "through": 0.12, "within": 0.36}


@dataclass(frozen=True, slots=True)
class _Grid:
    """Nodes as rows (from the top) and columns, and the side of a cell in points."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    cell: float
    left: float
    top: float

    def corner(self, row: int, column: int) -> tuple[float, float]:
        """The lower left corner of a cell."""
        return self.left + column * self.cell, self.top - (row + 1) * self.cell

    def square(self, row: int, column: int, inset: float = 0.0) -> Array:
        """The corners of a cell, drawn in by a part of its side."""
        x, y = self.corner(row, column)
        low, high = inset * self.cell, (1 - inset) * self.cell
        return np.array(
            [[x + low, y + low], [x + high, y + low], [x + high, y + high], [x + low, y + high]]
        )


def draw(network: Network, provenance: Provenance, drawing: Drawing) -> tuple[Page, About]:
    """The picture on its page; raises `NetworkError` for a network with too many ties.

    Rows and columns are in the order of communities, and within them of the number of ties. Nodes
    without ties are left out, which is told.
    """
    shown = replace(network, nodes=_tied(network), edges=_between(network))
    look = appearance(shown, replace(drawing, size_by=None))
    if len(look.ties) > MATRIX_TIES:
        raise _too_large(f"{len(look.ties)} ties; a matrix has at most {MATRIX_TIES}")
    groups = _groups(look)
    order = list(look.ranks)
    order.sort(key=lambda p: (groups[p], -look.degrees[p], look.network.nodes[p].label, p))
    rows = columns = order
    if network.two_mode:
        rows, columns = (
            [p for p in order if look.network.nodes[p].kind == mode] for mode in network.modes
        )
    cell = float(np.interp(max(len(rows), len(columns)), (10, 60, 150), (14, 9.5, 7.5)))
    size = min(8.0, cell * 0.82)
    beside = _room(look, rows, size)
    above = _room(look, columns, size)
    notes = _notes(look, drawing, network)
    shade = _shade(look)
    legend = _legend(look, shade)
    wanted = (beside + len(columns) * cell, above + len(rows) * cell)
    least = (max(wanted[0], 300.0), max(wanted[1], 60.0))
    page, area = framed(network, provenance, drawing, least, legend, notes)
    if rows and columns:
        grid = _Grid(tuple(rows), tuple(columns), cell, area.left + beside, area.top - above)
        _draw(page, look, grid, groups, size, shade)
    else:
        name = "no_ties" if network.nodes else "empty"
        page.text(area.left, area.top - 30, text(name, drawing.language), 10)
    most = sorted(order, key=lambda p: -look.degrees[p])[:5]
    names = [network.nodes[place].label for place in most]
    return page, about(network, provenance, drawing, "matrix", notes, names)


def check(network: Network) -> None:
    """Raise `NetworkError` for a network with too many nodes."""
    nodes = _tied(network)
    count = len(nodes)
    if network.two_mode:
        count = max(sum(node.kind == mode for node in nodes) for mode in network.modes)
    if count > MATRIX_NODES:
        raise _too_large(f"{count} nodes with ties; a matrix has at most {MATRIX_NODES}")


def _tied(network: Network) -> tuple[Node, ...]:
    """The nodes that have ties."""
    tied = {end for e in network.edges if e.source != e.target for end in (e.source, e.target)}
    return tuple(node for node in network.nodes if node.id in tied)


def _too_large(what: str) -> NetworkError:
    return NetworkError(
        "picture",
        f"The network has {what}. Make it smaller with minimum_weight, ego, or a filter.",
    )


def _between(network: Network) -> tuple[Edge, ...]:
    """Edges without those from a node to itself."""
    return tuple(edge for edge in network.edges if edge.source != edge.target)


def _groups(look: Appearance) -> list[int]:
    """The community of each node; the last of all where it has none."""
    network = look.network
    if not network.nodes:
        return []
    kinds = frozenset(tie.kind for tie in look.ties) or frozenset({"direct"})
    found = measured(network, ["community"], options=Options(look.drawing.seed, kinds))
    values = [node.values.get("community") for node in found.nodes]
    return [value if isinstance(value, int) else len(values) + 1 for value in values]


def _room(look: Appearance, places: Sequence[int], size: float) -> float:
    """How far the names of rows or columns reach, with the sign of each."""
    names = (width(legible(look.network.nodes[place].label), size) for place in places)
    return min(_NAME, max(names, default=0.0)) + _SIGN + 8


def _draw(
    page: Page,
    look: Appearance,
    grid: _Grid,
    groups: Sequence[int],
    size: float,
    shade: Callable[[float], str],
) -> None:
    rows = {place: rank for rank, place in enumerate(grid.rows)}
    columns = {place: rank for rank, place in enumerate(grid.columns)}
    _background(page, grid, groups)
    for kind in look.kinds:
        cells, colours = [], []
        for tie in look.ties:
            if tie.kind != kind:
                continue
            ways = [(tie.source, tie.target)]
            if not look.network.directed and not look.network.two_mode:
                ways.append((tie.target, tie.source))
            elif look.network.two_mode and tie.source not in rows:
                ways = [(tie.target, tie.source)]
            for row, column in ways:
                cells.append(grid.square(rows[row], columns[column], _INSET.get(kind, 0.25)))
                colours.append(shade(tie.weight))
        hollow = kind == "through"
        page.polygons(
            cells,
            3,
            facecolors="none" if hollow else colours,
            edgecolors=colours if hollow else "none",
            linewidths=grid.cell * 0.16 if hollow else 0,
            gid=f"ties-{kind}",
        )
    for rank, place in enumerate(grid.rows):
        middle = grid.top - (rank + 0.5) * grid.cell
        _name(page, look, place, size, (grid.left - 4, middle), turned=False)
    for rank, place in enumerate(grid.columns):
        middle = grid.left + (rank + 0.5) * grid.cell
        _name(page, look, place, size, (middle, grid.top + 4), turned=True)


def _name(
    page: Page,
    look: Appearance,
    place: int,
    size: float,
    at: tuple[float, float],
    *,
    turned: bool,
) -> None:
    """The sign of a node next to the matrix and its name beyond it."""
    sign = look.signs.of[place]
    words = fitted(legible(look.network.nodes[place].label), _NAME, size)
    x, y = at
    name = f"column-{place}" if turned else f"row-{place}"
    if turned:
        page.marker(x, y + 2, sign.shape, 0.26 * size + 0.6, sign.colour, f"node-{name}", "")
        page.text(x + 0.36 * size, y + _SIGN, words, size, turned=True, name=name, across="left")
    else:
        page.marker(x - 2, y, sign.shape, 0.26 * size + 0.6, sign.colour, f"node-{name}", "")
        page.text(x - _SIGN, y - 0.36 * size, words, size, across="right", name=name)
    page.told[f"node-{name}"] = look.told(place)


def _background(page: Page, grid: _Grid, groups: Sequence[int]) -> None:
    """A thin grid, and thicker lines between communities."""
    wide, high = len(grid.columns) * grid.cell, len(grid.rows) * grid.cell
    for places, count in ((grid.rows, len(grid.rows)), (grid.columns, len(grid.columns))):
        across = places is grid.rows
        if places is grid.columns and grid.rows == grid.columns:
            across = False
        _lines(page, grid, [groups[p] for p in places], count, wide, high, across=across)
    if grid.rows == grid.columns:
        marks = [grid.square(rank, rank) for rank in range(len(grid.rows))]
        page.polygons(marks, 1.5, facecolors="#e6e6e6", edgecolors="none", gid="diagonal")


def _lines(
    page: Page,
    grid: _Grid,
    groups: Sequence[int],
    count: int,
    wide: float,
    high: float,
    *,
    across: bool,
) -> None:
    thin: list[Array] = []
    thick: list[Array] = []
    for rank in range(count + 1):
        if across:
            y = grid.top - rank * grid.cell
            line = np.array([[grid.left, y], [grid.left + wide, y]])
        else:
            x = grid.left + rank * grid.cell
            line = np.array([[x, grid.top], [x, grid.top - high]])
        parted = rank in (0, count) or groups[rank] != groups[rank - 1]
        (thick if parted else thin).append(line)
    page.lines(thin, 1, colors="#e6e6e6", linewidths=0.3)
    page.lines(thick, 4, colors=FAINT, linewidths=0.6)


def _shade(look: Appearance) -> Callable[[float], str]:
    """The colour of a weight, from light to dark by its logarithm.

    The scale is cividis (Nuñez, Anderton and Renslow 2018, doi:10.1371/journal.pone.0199239), which
    the colour-blind see as others do, without its lightest part.
    """
    from matplotlib import colormaps
    from matplotlib.colors import to_hex

    scale = colormaps["cividis"]
    weights = [tie.weight for tie in look.ties if tie.weight > 0]
    low, high = (math.log(min(weights)), math.log(max(weights))) if weights else (0.0, 0.0)

    def shade(weight: float) -> str:
        part = (math.log(weight) - low) / (high - low) if weight > 0 and high > low else 0.0
        return str(to_hex(scale(1 - (0.12 + 0.88 * part) if high > low else 0.15)))

    return shade


def _legend(look: Appearance, shade: Callable[[float], str]) -> Legend:
    language = look.drawing.language
    legend = Legend()
    if look.signs.by_value:
        legend.heading(text("colour", language, what=look.colour_label))
        _entries(legend, look.signs.by_value, language)
    if look.signs.by_type:
        legend.heading(text("shape" if look.signs.by_value else "colour_and_shape", language))
        _entries(legend, look.signs.by_type, language)
    if look.ties:
        legend.heading(text("darkness", language, what=weight_label(look.network, language)))
        for weight in _samples([tie.weight for tie in look.ties]):
            legend.entry(partial(_square, "direct", shade(weight)), number(weight, language))
        legend.heading(text("ties", language))
        for kind in look.kinds:
            count = sum(tie.kind == kind for tie in look.ties)
            label = text(kind, language) if kind in _INSET else kind
            legend.entry(partial(_square, kind, shade(look.ties[-1].weight)),
                         counted(label, count, language))  # fmt: skip
    return legend


def _entries(legend: Legend, entries: Sequence[Entry], language: str) -> None:
    for entry in entries:
        legend.entry(partial(_mark, entry), counted(entry.label, entry.count, language))


def _mark(entry: Entry, page: Page, x: float, y: float) -> None:
    page.marker(x, y, entry.sign.shape, 4.0, entry.sign.colour)


def _square(kind: str, colour: str, page: Page, x: float, y: float) -> None:
    grid = _Grid((), (), 9.0, x - 4.5, y + 4.5)
    hollow = kind == "through"
    page.polygons(
        [grid.square(0, 0, _INSET.get(kind, 0.25))],
        4,
        facecolors="none" if hollow else colour,
        edgecolors=colour if hollow else INK,
        linewidths=1.5 if hollow else 0.3,
    )


def _samples(weights: Sequence[float]) -> list[float]:
    """The least, the most, and up to two of the weights between them, apart on the scale."""
    found = sorted(set(weights))
    if len(found) <= 4:
        return found
    logs = np.log(np.maximum(found, 1e-12))
    wanted = np.linspace(logs[0], logs[-1], 4)
    return [found[place] for place in sorted({int(np.abs(logs - at).argmin()) for at in wanted})]


def _notes(look: Appearance, drawing: Drawing, network: Network) -> list[str]:
    language = drawing.language
    notes = [text("order", language, seed=drawing.seed)]
    if network.directed:
        notes.append(text("rows_columns", language))
    if network.two_mode:
        rows, columns = (plural(mode, language) for mode in network.modes)
        notes.append(text("rows_modes", language, rows=rows, columns=columns))
    alone = len(network.nodes) - len(look.network.nodes)
    if alone:
        notes.append(text("isolates_out", language, n=alone))
    loops = len(network.edges) - len(_between(network))
    if loops:
        notes.append(text("loops", language, n=loops))
    return notes
