"""Colours and shapes that tell nodes apart, also for the colour-blind and without colour.

The colours are those of Okabe and Ito 2008 (Color Universal Design, https://jfly.uni-koeln.de/color/).
A type always has the same colour and shape, so that pictures can be set side by side; related types
share a colour and differ in shape.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from graph.network.model import Network, Node
from graph.network.pictures.texts import text, type_label

BLUE, SKY, GREEN, ORANGE = "#0072B2", "#56B4E9", "#009E73", "#E69F00"
VERMILLION, YELLOW, PURPLE, BLACK = "#D55E00", "#F0E442", "#CC79A7", "#000000"
GREY, WHITE = "#BBBBBB", "#FFFFFF"
CATEGORIES: Final = (BLUE, ORANGE, GREEN, PURPLE, SKY, VERMILLION, YELLOW, BLACK)
"""For values that have no colour of their own, the most frequent first; the rest is grey."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A colour and a marker of matplotlib."""

    colour: str
    shape: str


_TYPES: Final[Mapping[str, Sign]] = MappingProxyType(
    {
        "municipality": Sign(BLUE, "o"),
        "municipal_federation": Sign(SKY, "v"),
        "coordination_association": Sign(ORANGE, "D"),
        "region": Sign(GREEN, "^"),
        "agency": Sign(VERMILLION, "p"),
        "county_administrative_board": Sign(VERMILLION, "X"),
        "university": Sign(VERMILLION, "*"),
        "union": Sign(YELLOW, "<"),
        "employer_organisation": Sign(YELLOW, ">"),
        "civil_society": Sign(PURPLE, "h"),
        "company": Sign(BLACK, "P"),
        "unit": Sign(GREY, "8"),
        "group": Sign(GREY, "H"),
        "other": Sign(GREY, (4, 1, 0)),  # type: ignore[arg-type]
        "unknown": Sign(GREY, "d"),
        "project": Sign(WHITE, "s"),
        "theme": Sign(WHITE, "s"),
    }
)
_SHAPES: Final = ("o", "s", "^", "D", "v", "p", "h", "P")
"""For kinds of nodes that have no sign of their own."""
_MOST_VALUES: Final = len(CATEGORIES)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a legend: what a sign stands for, and how many nodes have it."""

    label: str
    sign: Sign
    count: int


@dataclass(frozen=True, slots=True)
class Signs:
    """The sign of each node, and what they mean.

    `by_type` are the meanings of colour and shape where the colour is the type's, and of shapes
    alone where `by_value` has the meanings of colours.
    """

    of: tuple[Sign, ...]
    by_type: tuple[Entry, ...]
    by_value: tuple[Entry, ...] = ()


def type_of(node: Node) -> str:
    """The code of a node's type; its kind where it has none."""
    value = node.values.get("type")
    return value if isinstance(value, str) and value else node.kind


def signs(network: Network, colour_by: str, language: str, ranks: Sequence[int]) -> Signs:
    """Signs by type, or by type and a value; `ranks` are nodes, the most important first."""
    codes = [type_of(node) for node in network.nodes]
    counts = Counter(codes)
    own = dict(_TYPES)
    for place, code in enumerate(sorted(counts.keys() - _TYPES.keys())):
        own[code] = Sign(CATEGORIES[place % len(CATEGORIES)], _SHAPES[place % len(_SHAPES)])
    order = sorted(counts, key=lambda code: (list(own).index(code), code))
    if colour_by == "type":
        return Signs(
            tuple(own[code] for code in codes),
            tuple(Entry(type_label(code, language), own[code], counts[code]) for code in order),
        )
    values = [node.values.get(colour_by) for node in network.nodes]
    labels = _labels(network, colour_by, language, ranks)
    stated = Counter(value for value in values if value is not None)
    found = sorted(stated, key=lambda value: (-stated[value], str(value)))
    colours = dict(zip(found, CATEGORIES, strict=False))
    entries = [
        Entry(labels[value], Sign(colours[value], "o"), stated[value])
        for value in found[:_MOST_VALUES]
    ]
    left = found[_MOST_VALUES:]
    if left:
        label = text("other", language, n=len(left))
        entries.append(Entry(label, Sign(GREY, "o"), sum(stated[value] for value in left)))
    missing = len(values) - stated.total()
    if missing:
        name = "untied" if colour_by == "community" else "missing"
        entries.append(Entry(text(name, language), Sign(WHITE, "o"), missing))
    return Signs(
        tuple(
            Sign(WHITE if value is None else colours.get(value, GREY), own[code].shape)
            for value, code in zip(values, codes, strict=True)
        ),
        tuple(
            Entry(type_label(code, language), Sign(WHITE, own[code].shape), counts[code])
            for code in order
        ),
        tuple(entries),
    )


def _labels(
    network: Network, colour_by: str, language: str, ranks: Sequence[int]
) -> dict[Any, str]:
    """What each value is called; a community by its number and its most important node."""
    labels: dict[Any, str] = {}
    if colour_by != "community":
        return {
            value: str(value)
            for node in network.nodes
            if (value := node.values.get(colour_by)) is not None
        }
    sizes = Counter(node.values.get("community") for node in network.nodes)
    for place in ranks:
        node = network.nodes[place]
        value = node.values.get("community")
        if value is not None and value not in labels:
            name = "community" if sizes[value] > 1 else "community_single"
            labels[value] = text(name, language, n=str(value), name=node.label)
    return labels
