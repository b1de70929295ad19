"""Networks of one release: made when asked for, within bounds, and remembered.

What several answers share is made once: who takes part in which project, the network, and the bytes
of an export. A release never changes, so all of it holds until the service opens another.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from cachetools import LRUCache

from api.memory import settle
from api.network.packing import Packed
from api.network.question import ALL, NetworkQuestion
from api.network.work import NetworkTooLarge
from graph.network.affiliations import Affiliations
from graph.network.backbone import backbone
from graph.network.comparison import Comparison, compared
from graph.network.coverage import Coverage, coverage_of
from graph.network.definitions import Of
from graph.network.ego import body_named
from graph.network.evidence import evidence_of_participations, sentences
from graph.network.measure_changes import with_both
from graph.network.measures import Analysis, Summary, fitting
from graph.network.model import Network, ValueType
from graph.network.paths import Paths, paths
from graph.network.projection import build
from graph.network.selection import NetworkQuery, NetworkQueryInvalid, Projection, Weight
from graph.views import EvidenceView, OrganisationReference

if TYPE_CHECKING:
    from api.composition import Service

Progress = Callable[[str, int, int], None]
T = TypeVar("T")

PAIRS_FOR_AN_EDGE: Final = 10
"""Pairs of bodies that are looked at for each edge that may be made."""
RUN_EDGES: Final = 5_000_000
"""Edges times runs of the search for communities; so many take some ten seconds."""
EXPORT_BYTES: Final = 64_000_000
"""Bytes of exports that are remembered, as they are kept."""
PROJECTS: Final = 320_000
"""Projects whose bodies are remembered, over all selections."""
COVERAGES: Final = 256
LARGE: Final = 20_000
"""Nodes and edges from which on a network is kept from the garbage collector."""


NARROW: Final = (
    "Narrow it: by theme, region, programme or dates; by ego and depth; or by organisation_type."
)


def quiet(step: str, done: int, total: int) -> None:
    """Progress that nobody follows."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A network with what it rests on; `summary` is None where it was not asked for."""

    question: NetworkQuestion
    network: Network
    coverage: Coverage
    summary: Summary | None
    ego: OrganisationReference | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """Two answers, what changed from the one to the other, and both as one network."""

    before: Answer
    after: Answer
    comparison: Comparison
    network: Network


class Networks:
    """Makes the networks of a release; threads may share it."""

    def __init__(self, service: Service, most_edges: int) -> None:
        self._service = service
        self._most_edges = most_edges
        self._parts: Remembered[NetworkQuery, Affiliations] = Remembered(
            PROJECTS, lambda found: len(found.projects) + 50
        )
        self._answers: Remembered[NetworkQuestion, Answer] = Remembered(
            2 * most_edges, lambda found: _size(found.network) + 100
        )
        self._coverages: Remembered[NetworkQuery, Coverage] = Remembered(COVERAGES, lambda _: 1)
        self.exports: Remembered[Hashable, Packed] = Remembered(EXPORT_BYTES, len)
        """Exports by question and format."""

    def canonical(self, question: NetworkQuestion) -> NetworkQuestion:
        """The question in its one form, on the day that it is."""
        return question.canonical(self._service.finder.day())

    def answer(self, question: NetworkQuestion, progress: Progress = quiet) -> Answer:
        """The answer to a canonical question.

        Raises `NetworkQueryInvalid`, `UnknownValue` and `MeasureInvalid` for what cannot be asked,
        and `NetworkTooLarge`.
        """
        return self._answers.get(question, lambda: self._made(question, progress))

    def compared(
        self, before: NetworkQuestion, after: NetworkQuestion, progress: Progress = quiet
    ) -> Compared:
        """What changed between two networks; raises as `answer` does."""
        one, other = (self.answer(question, progress) for question in (before, after))
        comparison = compared(one.network, other.network)
        return Compared(one, other, comparison, with_both(comparison))

    def paths(self, query: NetworkQuery, source: str, target: str, limit: int) -> Paths:
        """Shortest chains between two bodies; raises as `answer` does."""
        service = self._service
        self._check(query, self.affiliations(query))
        return paths(
            service.catalogue, service.finder, query, source, target, limit, self.affiliations
        )

    def coverage(self, query: NetworkQuery) -> Coverage:
        """What the selected projects state; raises as `answer` does."""
        affiliations = self.affiliations(query)
        self._check(query, affiliations)
        return self._coverage(query, affiliations)

    def affiliations(self, query: NetworkQuery) -> Affiliations:
        """Who takes part in the projects of a query."""
        basis = replace(_whole(query), weight=Weight.PROJECTS)
        return self._parts.get(
            basis, lambda: Affiliations(self._service.catalogue, self._service.finder, basis)
        )

    def _coverage(self, query: NetworkQuery, affiliations: Affiliations) -> Coverage:
        return self._coverages.get(_whole(query), lambda: coverage_of(affiliations, query))

    @cached_property
    def passages(self) -> Mapping[str, tuple[EvidenceView, ...]]:
        """The passages that state each participation, by its IRI."""
        return evidence_of_participations(self._service.store, self._service.identifiers)

    @cached_property
    def _sentences(self) -> Mapping[str, tuple[str, ...]]:
        return sentences(self.passages)

    def _made(self, question: NetworkQuestion, progress: Progress) -> Answer:
        service, query = self._service, question.query
        progress("Who takes part", 0, 1)
        affiliations = self.affiliations(query)
        self._check(query, affiliations)
        progress("Who takes part", 1, 1)
        evidence = self._sentences if query.evidence else None
        progress("Network", 0, 1)
        network = build(service.catalogue, service.finder, query, evidence, affiliations)
        if len(network.edges) > self._most_edges:
            raise NetworkTooLarge(
                f"The network has {len(network.edges)} edges; {self._most_edges} are the most that "
                f"are given. {NARROW} Or ask for a minimum_weight."
            )
        progress("Network", 1, 1)
        coverage = self._coverage(query, affiliations)
        network, analysis = self._measured(question, network, progress)
        summary = None
        if question.summary:
            _check_attributes(network, question.assortativity)
            self._check_runs(question, network)
            progress("Summary", 0, 1)
            summary = analysis.summary(question.assortativity)
            progress("Summary", 1, 1)
        ego = None
        if query.ego is not None:
            named = body_named(service.catalogue, service.finder, affiliations, query, query.ego)
            ego = service.catalogue.organisations[named].reference
        if _size(network) >= LARGE:
            settle()
        return Answer(question, network, coverage, summary, ego)

    def _measured(
        self, question: NetworkQuestion, network: Network, progress: Progress
    ) -> tuple[Network, Analysis]:
        """The network with measures, and what measures it.

        Edges are measured before the network is cut to its backbone, nodes after.
        """
        options = question.options
        analysis = Analysis(network, options)
        of_edges = fitting(network, Of.EDGE)
        names = [
            found
            for name in question.measures
            for found in ((*fitting(network, Of.NODE), *of_edges) if name == ALL else (name,))
        ]
        if "community" in names:
            self._check_runs(question, network)

        def told(name: str, done: int, total: int) -> None:
            progress("Measures", done, total)

        if question.backbone:
            network = analysis.measured([name for name in names if name in of_edges], told)
            network = backbone(network, options.kinds, options.alpha)
            names = [name for name in names if name not in of_edges]
            analysis = Analysis(network, options)
        if names:
            network = analysis.measured(names, told)
            progress("Measures", len(names), len(names))
        return network, analysis

    def _check(self, query: NetworkQuery, affiliations: Affiliations) -> None:
        """Refuse what would take too long to make, before it is begun."""
        most = PAIRS_FOR_AN_EDGE * self._most_edges
        pairs = 0
        for bodies in affiliations.by_project:
            standing = len(bodies.direct) + len(bodies.through)
            match query.projection:
                case Projection.AFFILIATION:
                    pairs += standing
                case Projection.THEME_ORGANISATION:
                    pairs += standing * len(bodies.project.themes)
                case _:
                    pairs += standing * (standing - 1) // 2
        if pairs > most:
            raise NetworkTooLarge(
                f"The selection has {pairs} pairs of bodies that take part in the same projects; "
                f"{most} are the most that are made into a network. {NARROW}"
            )

    def _check_runs(self, question: NetworkQuestion, network: Network) -> None:
        runs = question.options.runs
        if runs * len(network.edges) > RUN_EDGES:
            most = max(1, RUN_EDGES // len(network.edges))
            raise NetworkTooLarge(
                f"runs={runs} over {len(network.edges)} edges takes too long. Ask for at most "
                f"runs={most}, or narrow the selection."
            )


def _check_attributes(network: Network, names: tuple[str, ...]) -> None:
    kinds = {column.name: column.type for column in network.node_attributes}
    fit = sorted(name for name, kind in kinds.items() if kind is not ValueType.STRINGS)
    for name in names:
        if name not in fit:
            raise NetworkQueryInvalid(
                "assortativity",
                f"assortativity={name[:100]!r} is no attribute that each node has one value of. "
                f"There are {', '.join(fit)}; and none.",
            )


def _whole(query: NetworkQuery) -> NetworkQuery:
    """The query without what narrows the network, and not the projects or who takes part."""
    return replace(query, minimum_weight=0.0, ego=None, depth=1, evidence=False)


def _size(network: Network) -> int:
    return len(network.nodes) + len(network.edges)


K = TypeVar("K", bound=Hashable)


class Remembered(Generic[K, T]):
    """What was used last, up to some size over all; threads may share it."""

    def __init__(self, most: int, size: Callable[[Any], int]) -> None:
        self._kept: LRUCache[K, T] = LRUCache(most, getsizeof=size)
        self._size = size
        self._using = threading.Lock()

    def known(self, key: K) -> T | None:
        """What is kept under a key."""
        with self._using:
            return self._kept.get(key)

    def get(self, key: K, make: Callable[[], T]) -> T:
        """What is kept under a key; made, and kept unless it is too large, where nothing is."""
        found = self.known(key)
        if found is None:
            found = make()
            with self._using:
                if self._size(found) <= self._kept.maxsize:
                    self._kept[key] = found
        return found
