"""Networks with their measures: those of nodes and edges as attributes, those of the whole apart.

Edges of work done together count alone, unless other kinds are asked for, too. Names and meanings
are in `graph.network.definitions`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.network import centrality, triangles
from graph.network.arrays import Arrays, Floats, MeasureInvalid, arrays_of
from graph.network.backbone import ALPHA, disparity
from graph.network.centrality import Found, Limits
from graph.network.communities import Communities, communities
from graph.network.definitions import Fit, Measure, Of, measures
from graph.network.mixing import Mixing, assortativity
from graph.network.model import Attribute, Edge, Network, Node, Value, ValueType

Item = TypeVar("Item", Node, Edge)

MOST_RUNS = 100

DIRECT = frozenset({"direct"})
"""The kind of the edges that count unless others are asked for."""


@dataclass(frozen=True, slots=True)
class Options:
    """How measures are made.

    `kinds` are those of the edges that count. `seed`, `runs` and `resolution` are of communities,
    and the seed of estimates; `alpha` is the backbone's threshold. `limits` says when paths are
    estimated.
    """

    seed: int = 1
    kinds: frozenset[str] = DIRECT
    runs: int = 10
    resolution: float = 1.0
    alpha: float = ALPHA
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        for name, fine, needed in (
            ("seed", self.seed >= 0, "0 or more"),
            ("runs", 1 <= self.runs <= MOST_RUNS, f"1 to {MOST_RUNS}"),
            ("resolution", 0 < self.resolution <= 100, "above 0 and at most 100"),
            ("alpha", 0 < self.alpha <= 1, "above 0 and at most 1"),
        ):
            if not fine:
                raise MeasureInvalid(f"{name} is {getattr(self, name)}. It must be {needed}.")


@dataclass(frozen=True, slots=True)
class Summary:
    """Measures of a whole network: `values` by name, without those that are not defined.

    `components` and `communities` are sizes, the largest first; `mixing` is by attribute.
    """

    values: Mapping[str, Value]
    components: tuple[int, ...]
    communities: tuple[int, ...]
    mixing: Mapping[str, Mixing]


def measured(
    network: Network, names: Iterable[str], seed: int = 1, options: Options | None = None
) -> Network:
    """The network with those measures of nodes and edges; `seed` is used where no options are.

    Raises `MeasureInvalid` for a name that is none, a measure that does not fit the network, or one
    that would take too long.
    """
    return Analysis(network, options or Options(seed=seed)).measured(names)


def fitting(network: Network, of: Of) -> tuple[str, ...]:
    """Names of the measures of nodes, edges or the whole that fit a network, in order."""
    return tuple(
        name for name, measure in measures().items() if measure.of is of and _fits(measure, network)
    )


class Analysis:
    """A network's measures; what several need is made once."""

    def __init__(self, network: Network, options: Options) -> None:
        self._network = network
        self._options = options
        self._arrays = arrays_of(network, options.kinds)

    def measured(
        self,
        names: Iterable[str],
        progress: Callable[[str, int, int], None] = lambda name, done, total: None,
    ) -> Network:
        """See `measured`; `progress` is told of each measure before it is made."""
        network, wanted = self._network, [self._measure(name) for name in dict.fromkeys(names)]
        of_nodes = [measure for measure in wanted if measure.of is Of.NODE]
        of_edges = [measure for measure in wanted if measure.of is Of.EDGE]
        nodes: list[dict[str, Value]] = [{} for _ in network.nodes]
        edges: list[dict[str, Value]] = [{} for _ in network.edges]
        columns: dict[str, Attribute] = {}
        for done, measure in enumerate(of_nodes):
            progress(measure.name, done, len(wanted))
            found = self._node_values(measure.name)
            columns[measure.name] = self._column(measure, found.note)
            _put(nodes, measure, found.values)
        for done, measure in enumerate(of_edges, len(of_nodes)):
            progress(measure.name, done, len(wanted))
            values = np.append(self._tie_values(measure.name), np.nan)[self._arrays.tie_of]
            columns[measure.name] = self._column(measure, None)
            _put(edges, measure, values)
        return replace(
            network,
            nodes=_with(network.nodes, nodes) if of_nodes else network.nodes,
            edges=_with(network.edges, edges) if of_edges else network.edges,
            node_attributes=_columns(network.node_attributes, of_nodes, columns),
            edge_attributes=_columns(network.edge_attributes, of_edges, columns),
        )

    def summary(self, attributes: Sequence[str] = ()) -> Summary:
        """Measures of the whole; assortativity by those attributes of the nodes."""
        arrays, network = self._arrays, self._network
        components = np.bincount(arrays.components()) if arrays.n else np.zeros(0, dtype=np.int64)
        groups = self.communities
        sizes = groups.sizes if groups else ()
        values: dict[str, Value | None] = {
            "nodes": arrays.n,
            "ties": arrays.m,
            "density": _density(network, arrays),
            "mean_degree": float(arrays.degrees().mean()) if arrays.n else None,
            "components": len(components),
            "largest_component": int(components.max(initial=0)),
            "isolates": int((arrays.degrees() == 0).sum()),
            "communities": sum(size > 1 for size in sizes) if groups else None,
            "modularity": groups.modularity if groups else None,
            "stability": groups.stability if groups else None,
            "shared_information": groups.information if groups else None,
        }
        if network.directed:
            values["reciprocity"] = _reciprocity(arrays)
        if not network.two_mode and arrays.n:
            values["transitivity"] = triangles.transitivity(arrays)
            values["mean_clustering"] = float(triangles.clustering(arrays).mean())
        return Summary(
            values=MappingProxyType({k: v for k, v in values.items() if v is not None}),
            components=tuple(components.tolist()),
            communities=sizes,
            mixing=MappingProxyType(
                {name: assortativity(network, arrays, name) for name in attributes}
            ),
        )

    @cached_property
    def communities(self) -> Communities | None:
        """Communities; None where there is no tie."""
        options = self._options
        return communities(self._arrays, options.seed, options.runs, options.resolution)

    def _measure(self, name: str) -> Measure:
        measure = measures().get(name)
        if measure is None or measure.of is Of.NETWORK:
            known = [*fitting(self._network, Of.NODE), *fitting(self._network, Of.EDGE)]
            raise MeasureInvalid(
                f"{name!r} is no measure of nodes or edges. There are {', '.join(known)}."
            )
        if not _fits(measure, self._network):
            kind = "two-mode" if self._network.two_mode else "undirected"
            raise MeasureInvalid(
                f"{name} is a measure of {measure.fit} networks, and this one is {kind}. Take "
                "another projection."
            )
        return measure

    def _node_values(self, name: str) -> Found:
        if name == "community":
            groups = self.communities
            if groups is None:
                return Found(np.full(self._arrays.n, np.nan))
            return Found((groups.of + 1).astype(np.float64))
        if name == "degree_share":
            return Found(_degree_share(self._network, self._arrays))
        return _NODE[name](self._arrays, replace(self._options.limits, seed=self._options.seed))

    def _tie_values(self, name: str) -> Floats:
        found = disparity(self._arrays)
        return found if name == "disparity" else (found < self._options.alpha).astype(float)

    def _column(self, measure: Measure, note: tuple[str, str] | None) -> Attribute:
        """The column, with what this time was particular added to its definition."""
        options = self._options
        notes = {
            "community": (f"frö {options.seed}", f"seed {options.seed}"),
            "backbone": (f"tröskel {options.alpha}", f"threshold {options.alpha}"),
        }
        column, note = measure.attribute, note or notes.get(measure.name)
        if note is None:
            return column
        added = dict(zip(("sv", "en"), note, strict=True))
        definition = {
            language: f"{text} ({added[language]})" for language, text in column.definition.items()
        }
        return replace(column, definition=MappingProxyType(definition))


_NODE: Mapping[str, Callable[[Arrays, Limits], Found]] = MappingProxyType(
    {
        "degree": lambda arrays, _: Found(arrays.degrees().astype(float)),
        "in_degree": lambda arrays, _: Found(arrays.in_degrees().astype(float)),
        "out_degree": lambda arrays, _: Found(arrays.out_degrees().astype(float)),
        "strength": lambda arrays, _: Found(arrays.strengths()),
        "in_strength": lambda arrays, _: Found(arrays.in_strengths()),
        "out_strength": lambda arrays, _: Found(arrays.out_strengths()),
        "betweenness": lambda arrays, limits: centrality.betweenness(arrays, limits),
        "betweenness_weighted": lambda arrays, limits: centrality.betweenness(
            arrays, limits, weighted=True
        ),
        "closeness": lambda arrays, limits: centrality.closeness(arrays, limits),
        "closeness_weighted": lambda arrays, limits: centrality.closeness(
            arrays, limits, weighted=True
        ),
        "eigenvector": lambda arrays, _: centrality.eigenvector(arrays),
        "pagerank": lambda arrays, _: centrality.pagerank(arrays),
        "core": lambda arrays, _: centrality.cores(arrays),
        "clustering": lambda arrays, _: Found(triangles.clustering(arrays)),
        "clustering_weighted": lambda arrays, _: Found(triangles.weighted_clustering(arrays)),
        "constraint": lambda arrays, _: Found(triangles.constraint(arrays)),
        "effective_size": lambda arrays, _: Found(triangles.effective_size(arrays)),
        "component": lambda arrays, _: Found((arrays.components() + 1).astype(np.float64)),
    }
)


def _fits(measure: Measure, network: Network) -> bool:
    if measure.fit is Fit.DIRECTED:
        return network.directed
    return measure.fit is Fit.ANY or not network.two_mode


def _possible(network: Network, arrays: Arrays) -> float:
    """Pairs of nodes that could be tied, each way where there is direction."""
    if network.two_mode:
        first = sum(node.kind == network.modes[0] for node in network.nodes)
        return first * (arrays.n - first)
    pairs = arrays.n * (arrays.n - 1)
    return pairs if arrays.directed else pairs / 2


def _density(network: Network, arrays: Arrays) -> float | None:
    possible = _possible(network, arrays)
    return arrays.m / possible if possible else None


def _degree_share(network: Network, arrays: Arrays) -> Floats:
    if network.two_mode:
        first = np.array([node.kind == network.modes[0] for node in network.nodes], dtype=bool)
        others = np.where(first, (~first).sum(), first.sum())
    else:
        others = np.full(arrays.n, (arrays.n - 1) * (2 if arrays.directed else 1))
    found: Floats = np.full(arrays.n, np.nan)
    np.divide(arrays.degrees(), others, out=found, where=others > 0)
    return found


def _reciprocity(arrays: Arrays) -> float | None:
    if not arrays.m:
        return None
    there = arrays.sources * arrays.n + arrays.targets
    back = arrays.targets * arrays.n + arrays.sources
    return float(np.isin(there, back).mean())


def _put(values: list[dict[str, Value]], measure: Measure, found: NDArray[Any]) -> None:
    """Each value that is one, as the type of its column."""
    kinds = {ValueType.INTEGER: int, ValueType.BOOLEAN: bool}
    kind: Callable[[float], Value] = kinds.get(measure.attribute.type, float)
    for place in np.flatnonzero(~np.isnan(found)):
        values[place][measure.name] = kind(found[place])


def _with(items: tuple[Item, ...], values: Sequence[Mapping[str, Value]]) -> tuple[Item, ...]:
    """Nodes or edges with further values."""
    return tuple(
        replace(item, values=MappingProxyType({**item.values, **added}))
        for item, added in zip(items, values, strict=True)
    )


def _columns(
    before: tuple[Attribute, ...], measures: Sequence[Measure], columns: Mapping[str, Attribute]
) -> tuple[Attribute, ...]:
    """Columns with those of measures last; one that was measured before is replaced."""
    added = [columns[measure.name] for measure in measures]
    names = {column.name for column in added}
    return (*(column for column in before if column.name not in names), *added)
