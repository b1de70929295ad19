"""The timeline: a bar for each period of a project or body, and the edges of each year.

What states no date is told in words and drawn nowhere: it is not a period of no length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final

import numpy as np

from graph.catalogue import sort_key
from graph.network.model import Edge, Network, Node, Spell
from graph.network.pictures.appearance import KINDS, Appearance, appearance
from graph.network.pictures.canvas import FAINT, INK, About, Page, Points
from graph.network.pictures.drawing import Drawing
from graph.network.pictures.frame import Area, Legend, about, counted, framed
from graph.network.pictures.lettering import fitted, legible, width
from graph.network.pictures.palette import WHITE, type_of
from graph.network.pictures.texts import number, text, type_label
from graph.network.provenance import Provenance

ROWS: Final = 80
"""Bars at most; those with most ties are drawn."""
_NAME: Final = 230.0
_WIDE: Final = 430.0
_ROW: Final = 11.0
_PANEL: Final = 78.0
_SIZE: Final = 7.0
_NAMED: Final = 12
_KIND_COLOURS: Final = {"direct": "#4d4d4d", "through": "#b87333", "within": "#56B4E9"}


@dataclass(frozen=True, slots=True)
class _Scale:
    """Years from the first to the last, and where they are drawn."""

    first: int
    last: int
    left: float
    right: float

    def x(self, day: date, *, ends: bool = False) -> float:
        """Where a day begins, or ends."""
        length = date(day.year, 12, 31).timetuple().tm_yday
        part = (day.timetuple().tm_yday - (0 if ends else 1)) / length
        return self.year(day.year + part)

    def year(self, year: float) -> float:
        """Where a year begins."""
        return self.left + (year - self.first) / (self.last + 1 - self.first) * (
            self.right - self.left
        )


def draw(network: Network, provenance: Provenance, drawing: Drawing) -> tuple[Page, About]:
    """The picture on its page."""
    look = appearance(network, replace(drawing, size_by=None))
    language = drawing.language
    candidates = _candidates(look.network)
    dated = [p for p in candidates if _stated(look.network.nodes[p].spells)]
    undated = [p for p in candidates if not _stated(look.network.nodes[p].spells)]
    rank = {place: number for number, place in enumerate(look.ranks)}
    by_degree = sorted(dated, key=lambda p: (-look.degrees[p], rank[p]))
    shown = sorted(by_degree[:ROWS], key=lambda p: _first(look.network.nodes[p]))
    kinds = _kinds(network)
    counts = {kind: per_year(e for e in network.edges if e.kind == kind) for kind in kinds}
    counts = {kind: found for kind, found in counts.items() if found}
    notes = _notes(look, undated, len(dated) - len(shown), language)
    legend = _legend(look, shown, language)
    beside = min(
        _NAME,
        max((width(legible(look.network.nodes[p].label), _SIZE) for p in shown), default=0.0),
    )
    high = 30 + len(shown) * _ROW + len(counts) * (_PANEL + 24)
    page, area = framed(
        look.network, provenance, drawing, (beside + 22 + _WIDE, high), legend, notes
    )
    if shown or counts:
        _draw(page, look, shown, counts, area, beside)
    else:
        name = "undated" if network.nodes else "empty"
        page.text(area.left, area.top - 30, text(name, language), 10)
    names = [look.network.nodes[p].label for p in by_degree[:5]]
    return page, about(look.network, provenance, drawing, "timeline", notes, names)


def per_year(edges: Iterable[Edge]) -> dict[int, int]:
    """How many edges run in each year that any states; one with a single date runs that year."""
    found: Counter[int] = Counter()
    for edge in edges:
        years: set[int] = set()
        for spell in edge.spells:
            days = [day.year for day in (spell.start, spell.end) if day]
            if days:
                years.update(range(min(days), max(days) + 1))
        found.update(years)
    return dict(sorted(found.items()))


def _candidates(network: Network) -> list[int]:
    """Projects where there are any among the nodes, and all nodes where not."""
    projects = [p for p, node in enumerate(network.nodes) if node.kind == "project"]
    return projects or list(range(len(network.nodes)))


def _stated(spells: Sequence[Spell]) -> list[Spell]:
    return [spell for spell in spells if spell.start or spell.end]


def _first(node: Node) -> tuple[date, date, str, str]:
    spells = _stated(node.spells)
    first = min(spell.start or spell.end or date.max for spell in spells)
    last = max(spell.end or spell.start or date.min for spell in spells)
    return first, last, sort_key(node.label), node.id


def _kinds(network: Network) -> list[str]:
    present = {edge.kind for edge in network.edges}
    return [k for k in KINDS if k in present] + sorted(present - set(KINDS))


def _draw(
    page: Page,
    look: Appearance,
    shown: Sequence[int],
    counts: dict[str, dict[int, int]],
    area: Area,
    beside: float,
) -> None:
    spells = [s for p in shown for s in _stated(look.network.nodes[p].spells)]
    years = [day.year for s in spells for day in (s.start, s.end) if day]
    years += [year for found in counts.values() for year in found]
    scale = _Scale(min(years), max(years), area.left + beside + 18, area.right)
    top = area.top - 16
    bottom = top - len(shown) * _ROW
    if shown:
        _years(page, scale, top, bottom)
    for rank, place in enumerate(shown):
        _row(page, look, place, scale, top - (rank + 0.5) * _ROW, area.left + beside)
    for kind, found in counts.items():
        label = text(kind, look.drawing.language) if kind in KINDS else kind
        title = f"{text('per_year', look.drawing.language)}: {label}"
        page.text(scale.left, bottom - 16, title, 7.5, bold=True)
        bottom -= 24 + _PANEL
        _panel(page, found, scale, bottom, look.drawing.language, _KIND_COLOURS.get(kind, FAINT))


def _years(page: Page, scale: _Scale, top: float, bottom: float) -> None:
    step = next(
        s for s in (1, 2, 5, 10, 20, 50, 100, 1000, 10000)
        if (scale.right - scale.left) / (scale.last + 1 - scale.first) * s >= 24 or s == 10000
    )  # fmt: skip
    lines = []
    for year in range(scale.first, scale.last + 2):
        if (year - scale.first) % step == 0:
            x = scale.year(year)
            lines.append(np.array([[x, top], [x, bottom]]))
            if year <= scale.last:
                page.text(x + 1.5, top + 4, str(year), _SIZE, colour=FAINT)
    page.lines(lines, 1, colors="#d9d9d9", linewidths=0.5)


def _row(
    page: Page, look: Appearance, place: int, scale: _Scale, y: float, names_end: float
) -> None:
    node, sign = look.network.nodes[place], look.signs.of[place]
    words = fitted(legible(node.label), _NAME, _SIZE)
    page.text(names_end, y - 0.36 * _SIZE, words, _SIZE, across="right", name=f"row-{place}")
    page.marker(names_end + 8, y, sign.shape, 2.6, sign.colour, f"node-{place}", look.told(place))
    half = _ROW * 0.32
    bars, open_ends = [], []
    for spell in _stated(node.spells):
        if spell.start and spell.end:
            left, right = sorted((scale.x(spell.start), scale.x(spell.end, ends=True)))
            right = max(right, left + 1)
            bars.append(
                np.array([[left, y - half], [right, y - half], [right, y + half], [left, y + half]])
            )
        elif spell.start:
            open_ends.append(_open(scale.x(spell.start), y, half, 1))
        elif spell.end:
            open_ends.append(_open(scale.x(spell.end, ends=True), y, half, -1))
    colour = "#f2f2f2" if sign.colour == WHITE else sign.colour
    page.polygons(bars, 3, facecolors=colour, edgecolors=INK, linewidths=0.4, gid=f"bars-{place}")
    page.polygons(
        open_ends, 3, facecolors=colour, edgecolors=INK, linewidths=0.4, gid=f"open-{place}"
    )


def _open(x: float, y: float, half: float, way: int) -> Points:
    """A triangle that points from the day that is stated to where the period goes on."""
    return np.array([[x, y - half], [x + way * 7, y], [x, y + half]])


def _panel(
    page: Page, found: dict[int, int], scale: _Scale, bottom: float, language: str, colour: str
) -> None:
    """Edges per year as columns, each with its number where there is room."""
    most = max(found.values())
    room = _PANEL - 26
    base = bottom + 12
    bars = []
    for year, count in found.items():
        left, right = scale.year(year + 0.12), scale.year(year + 0.88)
        high = count / most * room
        bars.append(
            np.array([[left, base], [right, base], [right, base + high], [left, base + high]])
        )
        words = number(count, language)
        if width(words, 6.0) <= scale.year(year + 1) - scale.year(year) - 1:
            page.text((left + right) / 2, base + high + 2, words, 6.0, across="center")
    page.polygons(bars, 3, facecolors=colour, edgecolors="none")
    page.rule(scale.left, base, scale.right - scale.left)
    if width("2020", 6.0) <= scale.year(scale.first + 1) - scale.left - 2:
        for year in range(scale.first, scale.last + 1):
            page.text(scale.year(year + 0.5), bottom + 3, str(year), 6.0, across="center",
                      colour=FAINT)  # fmt: skip
    else:
        page.text(scale.left, bottom + 3, str(scale.first), 6.0, colour=FAINT)
        page.text(scale.right, bottom + 3, str(scale.last), 6.0, colour=FAINT, across="right")


def _legend(look: Appearance, shown: Sequence[int], language: str) -> Legend:
    legend = Legend()
    if not shown:
        return legend
    signs = look.signs
    if signs.by_value:
        legend.heading(text("colour", language, what=look.colour_label))
        drawn = {look.signs.of[place].colour for place in shown}
        for entry in signs.by_value:
            if entry.sign.colour in drawn:
                legend.entry(partial(_bar, entry.sign.colour), entry.label)
    types = Counter(type_of(look.network.nodes[place]) for place in shown)
    legend.heading(text("shape" if signs.by_value else "colour_and_shape", language))
    for entry in signs.by_type:
        count = sum(n for code, n in types.items() if type_label(code, language) == entry.label)
        if count:
            mark = partial(_mark, entry.sign.shape, entry.sign.colour)
            legend.entry(mark, counted(entry.label, count, language))
    legend.heading(text("periods", language))
    legend.entry(partial(_bar, "#d9d9d9"), text("period", language))
    spells = [s for p in shown for s in _stated(look.network.nodes[p].spells)]
    if any(not (spell.start and spell.end) for spell in spells):
        legend.entry(_open_mark, text("open", language))
    return legend


def _bar(colour: str, page: Page, x: float, y: float) -> None:
    corners = [[x - 12, y - 3], [x + 12, y - 3], [x + 12, y + 3], [x - 12, y + 3]]
    page.polygons([np.array(corners)], 4, facecolors=colour, edgecolors=INK, linewidths=0.4)


def _mark(shape: str, colour: str, page: Page, x: float, y: float) -> None:
    page.marker(x, y, shape, 4.0, colour)


def _open_mark(page: Page, x: float, y: float) -> None:
    page.polygons(
        [_open(x - 3, y, 3.5, 1)], 4, facecolors="#d9d9d9", edgecolors=INK, linewidths=0.4
    )


def _notes(look: Appearance, undated: Sequence[int], out: int, language: str) -> list[str]:
    notes = []
    if out:
        notes.append(text("rows_out", language, n=out))
    if undated:
        names = sorted((look.network.nodes[place].label for place in undated), key=sort_key)
        listed = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
        notes.append(text("rows_undated", language, n=len(undated), names=listed))
    edges = look.network.edges
    silent = sum(not _stated(edge.spells) for edge in edges)
    if silent:
        notes.append(text("edges_undated", language, n=silent))
    partial_ = sum(_half_dated(edge) for edge in edges)
    if partial_:
        notes.append(text("edges_open", language, n=partial_))
    return notes


def _half_dated(edge: Edge) -> bool:
    stated = _stated(edge.spells)
    return bool(stated) and any(not (spell.start and spell.end) for spell in stated)
