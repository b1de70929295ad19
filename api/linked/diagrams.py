"""Class diagrams as SVG: a class, what it is a kind of, and what its properties lead to.

Drawn here rather than by a layout program: every diagram has two columns, which needs none, and no
browser has to run a script.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

_ROW: Final = 46
_BOX: Final = 30
_LEFT: Final = 190
_MIDDLE: Final = 220
_RIGHT: Final = 250
_WIDTH: Final = _LEFT + _MIDDLE + _RIGHT + 4


@dataclass(frozen=True, slots=True)
class Arrow:
    """A property from the class on the left to a class or datatype on the right."""

    label: str
    target: str


@dataclass(frozen=True, slots=True)
class Block:
    """A class with its arrows; `above` are the classes that it is a kind of."""

    name: str
    above: Sequence[str]
    arrows: Sequence[Arrow]


def diagram(title: str, blocks: Sequence[Block]) -> Markup:
    """Blocks below each other as an SVG image with a title; every text is escaped."""
    parts: list[Markup] = []
    top = 2
    for block in blocks:
        drawn, height = _block(block, top)
        parts.append(drawn)
        top += height + 14
    return Markup(
        '<svg class="diagram" role="img" aria-label="{title}" viewBox="0 0 {width} {height}" '
        'width="{width}" height="{height}" xmlns="http://www.w3.org/2000/svg">'
        "{parts}</svg>"
    ).format(title=title, width=_WIDTH, height=top, parts=Markup("").join(parts))


def _block(block: Block, top: int) -> tuple[Markup, int]:
    """A block drawn from a height on, and how high it is."""
    rows = max(len(block.arrows), 1, len(block.above) + 1)
    height = rows * _ROW
    own = len(block.above) * _ROW
    parts = []
    for number, name in enumerate(block.above):
        parts.append(_box(2, top + number * _ROW, _LEFT, name, "kind"))
    if block.above:
        low = top + own
        high = top + (len(block.above) - 1) * _ROW + _BOX
        parts.append(_line(_LEFT // 2, low, _LEFT // 2, high + 9, "isa"))
        parts.append(
            Markup('<path class="head" d="M{x},{y} l-6,9 h12 z"/>').format(x=_LEFT // 2, y=high)
        )
    parts.append(_box(2, top + own, _LEFT, block.name, "own"))
    for number, arrow in enumerate(block.arrows):
        parts.append(_arrow(arrow, top + own + _BOX // 2, top + number * _ROW))
    return Markup("").join(parts), height


def _arrow(arrow: Arrow, from_y: int, top: int) -> Markup:
    x, end, y = _LEFT + 2, _LEFT + _MIDDLE, top + _BOX // 2
    bend = x + 16
    return Markup(
        '<path class="way" d="M{x},{from_y} H{bend} V{y} H{end}"/>'
        '<path class="tip" d="M{end},{y} l-8,-4 v8 z"/>'
        '<text x="{middle}" y="{text_y}" text-anchor="middle">{label}</text>{box}'
    ).format(
        x=x,
        from_y=from_y,
        bend=bend,
        y=y,
        end=end,
        middle=(bend + end) // 2,
        text_y=y - 5,
        label=arrow.label,
        box=_box(end, top, _RIGHT, arrow.target, "other"),
    )


def _box(x: int, y: int, width: int, name: str, kind: str) -> Markup:
    return Markup(
        '<rect class="{kind}" x="{x}" y="{y}" width="{width}" height="{height}" rx="4"/>'
        '<text x="{middle}" y="{text_y}" text-anchor="middle">{name}</text>'
    ).format(
        kind=kind,
        x=x,
        y=y,
        width=width - 2,
        height=_BOX,
        middle=x + width // 2,
        text_y=y + 20,
        name=name,
    )


def _line(x1: int, y1: int, x2: int, y2: int, kind: str) -> Markup:
    return Markup('<path class="{kind}" d="M{x1},{y1} L{x2},{y2}"/>').format(
        kind=kind, x1=x1, y1=y1, x2=x2, y2=y2
    )
