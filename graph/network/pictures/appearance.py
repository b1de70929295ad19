"""How nodes and ties look: what is drawn of a network, before it has places on a page."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.network.definitions import Of, measures
from graph.network.measures import Options, fitting, measured
from graph.network.model import Network, Value, ValueType
from graph.network.pictures.canvas import reach_of
from graph.network.pictures.drawing import Drawing, NetworkError
from graph.network.pictures.palette import Signs, signs, type_of
from graph.network.pictures.texts import attribute_label, text, type_label

_LEAST_RADIUS: Final = 2.4  # points
_COLOURS: Final = frozenset({ValueType.STRING, ValueType.INTEGER, ValueType.BOOLEAN})
_NUMBERS: Final = frozenset({ValueType.INTEGER, ValueType.DECIMAL})
KINDS: Final = ("direct", "through", "within")


@dataclass(frozen=True, slots=True)
class Tie:
    """Edges of one kind from one node to another, as one line; `source`, `target` are places."""

    source: int
    target: int
    kind: str
    weight: float


@dataclass(frozen=True, slots=True)
class Sizes:
    """What sizes mean: the radius of each node in points, and up to three values with theirs."""

    radii: tuple[float, ...]
    label: str | None
    samples: tuple[tuple[float, float], ...]
    unvalued: int


@dataclass(frozen=True, slots=True)
class Appearance:
    """A network as it is drawn.

    `ties` are edges merged by their ends and kind, the lightest first; `loops` were left out.
    `degrees` count the nodes that each is tied with, `ranks` are nodes by importance.
    """

    network: Network
    drawing: Drawing
    ties: tuple[Tie, ...]
    loops: int
    degrees: tuple[int, ...]
    sizes: Sizes
    signs: Signs
    ranks: tuple[int, ...]

    def told(self, place: int) -> str:
        """A node in words."""
        node = self.network.nodes[place]
        return text(
            "told",
            self.drawing.language,
            name=node.label,
            type=type_label(type_of(node), self.drawing.language),
            n=self.degrees[place],
        )

    @property
    def reaches(self) -> tuple[float, ...]:
        """How far each node's shape goes from its middle, in points."""
        return tuple(
            radius * reach_of(sign.shape)
            for radius, sign in zip(self.sizes.radii, self.signs.of, strict=True)
        )

    @property
    def colour_label(self) -> str:
        """What colours mean."""
        language, name = self.drawing.language, self.drawing.colour_by
        if name == "type":
            return text("type", language)
        found = {a.name: a for a in self.network.node_attributes}[name]
        return attribute_label(found, language)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of ties that there are, in their order."""
        present = {tie.kind for tie in self.ties}
        return (*(k for k in KINDS if k in present), *sorted(present - set(KINDS)))


def appearance(network: Network, drawing: Drawing) -> Appearance:
    """How a network looks; raises `NetworkError` for a size or colour that it does not have."""
    network = _with(network, drawing)
    ties, loops = merged(network)
    neighbours: dict[int, set[int]] = defaultdict(set)
    for tie in ties:
        neighbours[tie.source].add(tie.target)
        neighbours[tie.target].add(tie.source)
    degrees = tuple(len(neighbours[place]) for place in range(len(network.nodes)))
    sizes = _sizes(network, drawing)
    ranks = tuple(
        sorted(
            range(len(network.nodes)),
            key=lambda p: (-sizes.radii[p], -degrees[p], network.nodes[p].label, p),
        )
    )
    return Appearance(
        network,
        drawing,
        ties,
        loops,
        degrees,
        sizes,
        signs(network, drawing.colour_by, drawing.language, ranks),
        ranks,
    )


def merged(network: Network) -> tuple[tuple[Tie, ...], int]:
    """Ties, and how many edges run from a node to itself."""
    places = {node.id: place for place, node in enumerate(network.nodes)}
    weights: dict[tuple[int, int, str], float] = defaultdict(float)
    loops = 0
    for edge in network.edges:
        source, target = places[edge.source], places[edge.target]
        if source == target:
            loops += 1
            continue
        if not network.directed and source > target:
            source, target = target, source
        weights[source, target, edge.kind] += edge.weight
    ties = (Tie(*key, weight) for key, weight in weights.items())
    return tuple(sorted(ties, key=lambda t: (t.weight, t.source, t.target, t.kind))), loops


def most_radius(nodes: int) -> float:
    """The radius of the largest of so many nodes, in points."""
    return float(np.interp(nodes, (10, 50, 150, 400), (16, 13, 11, 9)))


def _with(network: Network, drawing: Drawing) -> Network:
    """The network with the measures that sizes and colours ask for."""
    has = {attribute.name for attribute in network.node_attributes}
    wanted = [name for name in (drawing.size_by, drawing.colour_by) if name and name not in has]
    fit = set(fitting(network, Of.NODE))
    known = measures()
    made = [name for name in dict.fromkeys(wanted) if name in fit and known[name].of is Of.NODE]
    if made and network.nodes:
        network = measured(network, made, options=Options(seed=drawing.seed))
    elif made:
        added = tuple(known[name].attribute for name in made)
        attributes = (*network.node_attributes, *added)
        network = Network(network.modes, network.directed, network.weight, (), (), attributes)
    columns = {attribute.name: attribute for attribute in network.node_attributes}
    for parameter, name, types in (
        ("size_by", drawing.size_by, _NUMBERS),
        ("colour_by", drawing.colour_by, _COLOURS),
    ):
        if name is None or (parameter == "colour_by" and name == "type"):
            continue
        if name not in columns or columns[name].type not in types:
            fine = [a.name for a in network.node_attributes if a.type in types]
            more = [
                measure
                for measure in fitting(network, Of.NODE)
                if known[measure].attribute.type in types
            ]
            choices = ", ".join(dict.fromkeys((*fine, *more)))
            raise NetworkError(
                parameter, f"{parameter}={name!r} is nothing that nodes have. Use one of {choices}."
            )
    return network


def _sizes(network: Network, drawing: Drawing) -> Sizes:
    most = most_radius(len(network.nodes))
    name = drawing.size_by
    if name is None:
        return Sizes((most / 2,) * len(network.nodes), None, (), 0)
    values = [_number(node.values.get(name)) for node in network.nodes]
    stated = [value for value in values if value is not None]
    if any(value < 0 for value in stated):
        raise NetworkError("size_by", f"size_by={name!r} has values below 0. Use another.")
    top = max(stated, default=0.0)

    def radius(value: float | None) -> float:
        part = value / top if value and top else 0.0
        return math.sqrt(_LEAST_RADIUS**2 + (most**2 - _LEAST_RADIUS**2) * part)

    column = next(a for a in network.node_attributes if a.name == name)
    samples = _samples(stated, column.type is ValueType.INTEGER)
    return Sizes(
        tuple(radius(value) for value in values),
        attribute_label(column, drawing.language),
        tuple((value, radius(value)) for value in samples),
        values.count(None),
    )


def _number(value: Value | None) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _samples(values: Sequence[float], whole: bool) -> list[float]:
    """The least, one about the middle, and the most."""
    if not values:
        return []
    low, high = min(values), max(values)
    middle = (low + high) / 2
    return sorted({low, float(round(middle)) if whole else middle, high})


def arrays_of(ties: Sequence[Tie]) -> NDArray[np.int64]:
    """Both ends of ties, as rows."""
    return np.array([(t.source, t.target) for t in ties], dtype=np.int64).reshape(-1, 2)
