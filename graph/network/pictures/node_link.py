"""The node-link picture: nodes as shapes, ties as lines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from graph.catalogue import sort_key
from graph.network.model import Network
from graph.network.pictures.appearance import Appearance, appearance, merged
from graph.network.pictures.canvas import FAINT, INK, About, Page
from graph.network.pictures.density import (
    NODE_LINK_NODES,
    NODE_LINK_TIES,
    advised_of,
)
from graph.network.pictures.drawing import Drawing, NetworkError
from graph.network.pictures.frame import Area, Legend, about, counted, framed
from graph.network.pictures.labels import Label, labelled
from graph.network.pictures.layout import placed
from graph.network.pictures.lettering import fitted, height, legible
from graph.network.pictures.strokes import (
    COLOURS,
    STYLES,
    THIN,
    arrow,
    opacity,
    thickness_of,
    ways_of,
)
from graph.network.pictures.texts import number, text, weight_label
from graph.network.provenance import Provenance

Array = NDArray[np.float64]

_LISTED: Final = 150
"""Nodes without ties that are listed by name; more are drawn as shapes alone."""
_ROW: Final = 10.5
_COLUMN: Final = 140.0
_NAME: Final = 112.0
"""Widest line of a name, in points."""


def draw(network: Network, provenance: Provenance, drawing: Drawing) -> tuple[Page, About]:
    """The picture on its page, of a network that is not too large."""
    look = appearance(network, drawing)
    tied = [place for place, degree in enumerate(look.degrees) if degree]
    alone = [place for place in look.ranks if not look.degrees[place]]
    width, top = _size(len(tied))
    band = _band_height(len(alone), width)
    # The names that find room are known once all has its place, so the legend tells them at last.
    legend = _legend(look, names=(0, 0))
    notes = _notes(look, network)
    page, area = framed(network, provenance, drawing, (width, top + band), legend, notes)
    body = Area(area.left, area.bottom + band, area.right, area.top)
    places = placed(look.reaches, look.ties, tied, body.width, body.height, drawing.seed)
    places += np.array([body.left, body.bottom])
    shown = _draw(page, look, places, tied, body)
    below = Area(area.left, area.bottom, area.right, body.bottom)
    most = len(alone) if drawing.labels is None else drawing.labels - shown
    shown += _draw_alone(page, look, alone, below, most)
    if not network.nodes:
        page.text(area.left, area.top - 30, text("empty", drawing.language), 10)
    told = _names_told(look, shown)
    page.text(page.width - 24 - 186, area.bottom, told, 7, colour=FAINT, name="names")
    names = [network.nodes[place].label for place in _by_degree(look)[:5]]
    return page, about(network, provenance, drawing, "node-link", notes, names)


def check(network: Network) -> None:
    """Raise `NetworkError` for a network that is too large."""
    nodes = len(network.nodes)
    if nodes > NODE_LINK_NODES:
        raise _too_large(f"{nodes} nodes; a node-link picture has at most {NODE_LINK_NODES}")
    ties = len(merged(network)[0])
    if ties > NODE_LINK_TIES:
        raise _too_large(f"{ties} ties; a node-link picture has at most {NODE_LINK_TIES}")


def _too_large(what: str) -> NetworkError:
    return NetworkError(
        "picture",
        f"The network has {what}. Use picture=matrix or picture=timeline, or make it smaller with "
        "minimum_weight, ego, or a filter.",
    )


def _size(nodes: int) -> tuple[float, float]:
    """Width and height of the drawing in points, of the shape of a page turned sideways."""
    wide = float(np.interp(nodes, (2, 30, 100, 300, 700), (360, 520, 760, 1060, 1500)))
    return wide, wide * 0.72 if nodes else 60.0


def _by_degree(look: Appearance) -> list[int]:
    tied = (place for place in look.ranks if look.degrees[place])
    return sorted(tied, key=lambda place: -look.degrees[place])


def _draw(page: Page, look: Appearance, places: Array, tied: Sequence[int], body: Area) -> int:
    """Draw ties, nodes and names; returns the number of names."""
    ways = ways_of(look, places)
    thickness = thickness_of(look) if look.ties else lambda _: THIN
    for kind in look.kinds:
        chosen = [(t, w) for t, w in zip(look.ties, ways, strict=True) if t.kind == kind]
        page.lines(
            [way for _, way in chosen],
            2,
            colors=COLOURS.get(kind, INK),
            linewidths=[thickness(tie.weight) for tie, _ in chosen],
            linestyles=[STYLES.get(kind, "dashdot")],
            alpha=opacity(len(look.ties)),
            gid=f"ties-{kind}",
        )
        if look.network.directed:
            page.polygons(
                [arrow(way, thickness(tie.weight)) for tie, way in chosen],
                3,
                facecolors=COLOURS.get(kind, INK),
                edgecolors="none",
                gid=f"arrows-{kind}",
            )
    for place in sorted(tied, key=lambda p: (-look.sizes.radii[p], p)):
        _node(page, look, place, places[place])
    labels = _labels(look, places, tied, ways, body)
    for label in labels:
        _write(page, label, places[label.node])
    return len(labels)


def _node(page: Page, look: Appearance, place: int, at: Array) -> None:
    sign = look.signs.of[place]
    page.marker(
        float(at[0]),
        float(at[1]),
        sign.shape,
        look.sizes.radii[place],
        sign.colour,
        f"node-{place}",
        look.told(place),
    )


def _labels(
    look: Appearance, places: Array, tied: Sequence[int], ways: Sequence[Array], body: Area
) -> list[Label]:
    most = look.drawing.labels
    wanted = [place for place in look.ranks if look.degrees[place]]
    largest = max(look.sizes.radii, default=1.0)
    sizes = [6.3 + 2.7 * (radius / largest) ** 2 for radius in look.sizes.radii]
    seen, reaches = np.array(tied, dtype=np.int64), look.reaches
    found = labelled(
        [look.network.nodes[place].label for place in tied],
        [sizes[place] for place in tied],
        [tied.index(place) for place in wanted[:most]],
        places[seen].reshape(-1, 2),
        [reaches[place] for place in tied],
        ways,
        (body.left - 12, body.bottom, body.right + 12, body.top),
        _NAME,
    )
    return [replace(label, node=tied[label.node]) for label in found]


def _write(page: Page, label: Label, node: Array) -> None:
    """Write a name; `node` is where its node is."""
    left, bottom, right, top = label.box
    page.polygons(
        [np.array([[left, bottom], [right, bottom], [right, top], [left, top]])],
        4.5,
        facecolors="white",
        edgecolors="none",
        alpha=0.7,
    )
    if label.led:
        nearest = np.clip(node, (left, bottom), (right, top))
        page.lines([np.array([nearest, node])], 2.5, colors=INK, linewidths=0.4, gid="leaders")
    line = height(label.size)
    for row, words in enumerate(label.lines):
        base = top - (row + 1) * line + 0.24 * label.size
        page.text(
            (left + right) / 2, base, words, label.size, across="center", name=f"label-{label.node}"
        )


# -- nodes without ties -----------------------------------------------------------------------


def _columns(width: float) -> int:
    return max(1, int(width // _COLUMN))


def _band_height(count: int, width: float) -> float:
    if not count:
        return 0.0
    if count > _LISTED:
        return math.ceil(count / (width // 12)) * 12 + 30
    return math.ceil(count / _columns(width)) * _ROW + 30


def _draw_alone(page: Page, look: Appearance, alone: Sequence[int], area: Area, most: int) -> int:
    """Draw nodes without ties below the others, in columns; returns the number of names.

    The most important of them are named, `most` at most.
    """
    if not alone:
        return 0
    top = area.top - 10
    page.rule(area.left, top, area.width)
    heading = text("isolates", look.drawing.language, n=len(alone))
    page.text(area.left, top - 11, heading, 7.5, bold=True)
    top -= 20
    if len(alone) > _LISTED:
        across = int(area.width // 12)
        for rank, place in enumerate(alone):
            at = np.array([area.left + 6 + rank % across * 12, top - rank // across * 12])
            _node(page, look, place, at)
        return 0
    columns = _columns(area.width)
    rows = math.ceil(len(alone) / columns)
    step = area.width / columns
    named = set(alone[: max(0, most)])
    for rank, place in enumerate(
        sorted(alone, key=lambda p: sort_key(look.network.nodes[p].label))
    ):
        at = np.array([area.left + 5 + rank // rows * step, top - rank % rows * _ROW])
        _node(page, look, place, at)
        if place in named:
            words = fitted(legible(look.network.nodes[place].label), step - 16, 6.3)
            page.text(at[0] + 6, at[1] - 2.2, words, 6.3, name=f"label-{place}")
    return len(named)


# -- legend -----------------------------------------------------------------------------------


def _legend(look: Appearance, names: tuple[int, int]) -> Legend:
    language = look.drawing.language
    legend = Legend()
    signs = look.signs
    if signs.by_value:
        legend.heading(text("colour", language, what=look.colour_label))
        for entry in signs.by_value:
            mark = partial(_mark, entry.sign.shape, 4.2, entry.sign.colour)
            legend.entry(mark, counted(entry.label, entry.count, language))
    if signs.by_type:
        legend.heading(text("shape" if signs.by_value else "colour_and_shape", language))
        for entry in signs.by_type:
            mark = partial(_mark, entry.sign.shape, 4.2, entry.sign.colour)
            legend.entry(mark, counted(entry.label, entry.count, language))
    if look.sizes.label and look.sizes.samples:
        legend.heading(text("size", language, what=look.sizes.label))
        for value, radius in look.sizes.samples:
            legend.entry(
                partial(_mark, "o", radius, "#d9d9d9"), number(value, language), 2 * radius
            )
        if look.sizes.unvalued:
            legend.entry(None, text("unvalued", language, n=look.sizes.unvalued))
    if look.ties:
        legend.heading(text("ties", language))
        thickness = thickness_of(look)
        for kind in look.kinds:
            count = sum(tie.kind == kind for tie in look.ties)
            label = text(kind, language) if kind in STYLES else kind
            legend.entry(partial(_stroke, kind, 1.2), counted(label, count, language))
        legend.heading(text("width", language, what=weight_label(look.network, language)))
        weights = sorted({look.ties[0].weight, look.ties[-1].weight})
        for weight in weights:
            stroke = partial(_stroke, look.kinds[0], thickness(weight))
            legend.entry(stroke, number(weight, language))
        if look.network.directed:
            ends = {
                "source": text("owner", language),
                "target": text("partner", language),
            }
            legend.entry(_arrowhead, text("arrow", language, **ends))
    if look.loops:
        legend.entry(None, text("loops", language, n=look.loops))
    return legend


def _mark(shape: Any, radius: float, colour: str, page: Page, x: float, y: float) -> None:
    page.marker(x, y, shape, radius, colour)


def _stroke(kind: str, thickness: float, page: Page, x: float, y: float) -> None:
    page.lines(
        [np.array([[x - 12, y], [x + 12, y]])],
        4,
        colors=COLOURS.get(kind, INK),
        linewidths=thickness,
        linestyles=[STYLES.get(kind, "dashdot")],
    )


def _arrowhead(page: Page, x: float, y: float) -> None:
    way = np.array([[x - 12, y], [x + 12, y]])
    page.lines([way], 4, colors=COLOURS["direct"], linewidths=1.0)
    page.polygons([arrow(way, 1.0)], 4, facecolors=COLOURS["direct"], edgecolors="none")


def _names_told(look: Appearance, shown: int) -> str:
    count = len(look.network.nodes)
    if not count:
        return ""
    name = "names" if shown < count else "all_names"
    return text(name, look.drawing.language, shown=shown, all=count, n=count - shown)


def _notes(look: Appearance, network: Network) -> list[str]:
    drawing, language = look.drawing, look.drawing.language
    if not look.ties:
        return []
    advice = advised_of(look.network, look.ties)
    notes = [text("seed", language, seed=look.drawing.seed)]
    has = {attribute.name for attribute in network.node_attributes}
    made = {drawing.size_by, drawing.colour_by} - has - {None, "type"}
    if made and set(look.kinds) != {"direct"}:
        notes.append(text("direct_only", language))
    if advice.reason is not None:
        name = "dense" if advice.picture == "matrix" else "dense_filter"
        notes.insert(0, text(name, language, reason=advice.reason[language]))
    return notes
