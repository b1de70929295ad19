"""The page of the collaboration network: the form as it was filled in, and the network."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from heapq import nsmallest
from typing import Final

from api.contexts.network import (
    CommunityRow,
    CoverageRow,
    NetworkAnswer,
    NetworkFigure,
    NetworkPage,
    RankedNodes,
)
from api.contexts.page import (
    Choice,
    Format,
    Linked,
    RangeField,
)
from api.network.exports import PATH as API
from api.network.exports import provenance_of
from api.network.form import (
    FILTER_CHOICES,
    IN_FORM,
    RANGES,
    Given,
    chosen_of,
    more_of,
    one_of,
    settings_of,
    single,
)
from api.network.networks import Answer
from api.network.pictures import IMAGES, Wishes
from api.network.ties import TieRows
from api.pages import Pages
from graph.network.coverage import Coverage
from graph.network.definitions import measures
from graph.network.formats import FORMATS
from graph.network.model import Network, Node
from graph.network.pictures import PICTURES, advised, fits

PATH: Final = "/network"
SVG: Final = IMAGES["svg"]
ROWS_ON_PAGE: Final = 80
FIRST: Final = 8
COMMUNITIES: Final = 10
TIES_OF_EGO: Final = 40
TIES_OF_ALL: Final = 15
FIGURES: Final = (
    "nodes",
    "density",
    "components",
    "largest_component",
    "isolates",
    "mean_degree",
    "transitivity",
    "reciprocity",
)


def network_page(
    pages: Pages,
    given: Given,
    found: Answer | None,
    fault: str | None,
    candidates: Iterable[tuple[str, str]] = (),
) -> NetworkPage:
    """The page; with what was found, or what is wrong. `candidates` are keys and names."""
    t, urls = pages.reader.t, pages.reader.urls
    options = pages.options()
    chosen = {name: chosen_of(options[name], one_of(given, name)) for name in FILTER_CHOICES}
    answer = _Shown(pages, found, given).answer() if found is not None else None
    title = answer.title if answer is not None else t("network.kind")
    frame = pages.frame(title, cited=fault is None)
    if answer is not None:
        frame["formats"] = answer.downloads
    return NetworkPage(
        **frame,
        settings=tuple(
            Choice(name, labels, one_of(given, name) or labels[0][0])
            for name, labels in settings_of(pages).items()
        ),
        ego=one_of(given, "ego"),
        depth=one_of(given, "depth") or "1",
        choices=tuple(Choice(name, options[name], chosen[name]) for name in FILTER_CHOICES),
        more=tuple(
            Choice(name, labels, one_of(given, name))
            for name, labels in more_of(pages, given).items()
        ),
        ranges=tuple(RangeField(name, kind, one_of(given, name)) for name, kind in RANGES),
        kept=tuple(
            (name, value)
            for name, values in given.items()
            for value in (values[1:] if name in IN_FORM and chosen.get(name, True) else values)
        ),
        answer=answer,
        fault=fault,
        candidates=tuple(
            Linked(name, urls.path(PATH, **{**single(given), "ego": key}), "sv")
            for key, name in candidates
        ),
        source_names={
            source.id: Linked(source.title, urls.thing(source.iri), "sv")
            for source in pages.service.catalogue.sources.values()
        },
    )


class _Shown:
    """A network made ready to be read."""

    def __init__(self, pages: Pages, found: Answer, given: Given) -> None:
        self._pages = pages
        self._t = pages.reader.t
        self._urls = pages.reader.urls
        self._found = found
        self._given = given
        self._ranks = self._degrees(found.network)
        self._advice = advised(found.network)

    def answer(self) -> NetworkAnswer:
        found, t = self._found, self._t
        network = found.network
        provenance = provenance_of(self._pages.service, found)
        ties = TieRows(self._pages, found)
        most = TIES_OF_EGO if found.ego else TIES_OF_ALL
        heading = t("network.ties_of", name=found.ego.name) if found.ego else t("network.heaviest")
        title = provenance.title[t.lang]
        return NetworkAnswer(
            title=title,
            figures=tuple(self._figures()),
            mixing=tuple(self._mixing()),
            apart=any(edge.kind != "direct" for edge in network.edges),
            coverage=found.coverage.whole,
            coverage_tables=tuple(self._coverage(found.coverage)),
            ranked=tuple(self._ranked()),
            communities=tuple(self._communities()),
            communities_about=self._communities_about(),
            ties_heading=heading,
            both_ends=ties.both_ends,
            directed=network.directed,
            ties=ties.first(most),
            ties_total=ties.total,
            picture=self._picture(),
            picture_about=t(
                "network.picture_about",
                title=title,
                nodes=t.number(len(network.nodes)),
                edges=t.number(len(network.edges)),
            ),
            pictures=tuple(
                Format(t.heading(t.label(PICTURES[name].labels)), self._export("svg", name), SVG)
                for name in self._drawable
            ),
            downloads=tuple(self._downloads()),
            citation=provenance.citation(t.lang),
            question=provenance.query,
        )

    def _figures(self) -> Iterable[NetworkFigure]:
        t, summary = self._t, self._found.summary
        edges = NetworkFigure(t("network.edges"), t.number(len(self._found.network.edges)), "")
        for name in FIGURES:
            value = summary.values.get(name) if summary else None
            if isinstance(value, int | float):
                column = measures()[name].attribute
                written = self._number(value)
                yield NetworkFigure(t.label(column.labels), written, t.label(column.definition))
            if name == "nodes":
                yield edges

    def _mixing(self) -> Iterable[str]:
        t, summary = self._t, self._found.summary
        columns = {column.name: column for column in self._found.network.node_attributes}
        for name, mixing in (summary.mixing if summary else {}).items():
            if mixing.coefficient is not None:
                label = t.label(columns[name].labels)
                yield t("network.mixing", name=label, value=t.score(mixing.coefficient))

    def _coverage(self, coverage: Coverage) -> Iterable[tuple[str, tuple[CoverageRow, ...]]]:
        t = self._t
        for name in ("by_year", "by_region", "by_programme"):
            counts = getattr(coverage, name)
            yield (
                t(f"net.{name}"),
                tuple(
                    CoverageRow(t("network.not_stated") if key is None else str(key), count)
                    for key, count in counts.items()
                ),
            )

    def _ranked(self) -> Iterable[RankedNodes]:
        t, network = self._t, self._found.network
        for name in self._found.question.measures:
            column = next((c for c in network.node_attributes if c.name == name), None)
            if column is None or name == "community":
                continue
            for mode in network.modes:
                nodes = [
                    (node, value)
                    for node in network.nodes
                    if node.kind == mode
                    and isinstance(value := node.values.get(name), int | float)
                    and value
                ]
                first = nsmallest(FIRST, nodes, key=lambda item: (-item[1], item[0].id))
                if first:
                    label = t.heading(t.label(column.labels))
                    kind = t(f"net.mode_{mode}")
                    yield RankedNodes(
                        t("network.top_of", measure=label, mode=kind),
                        t.label(column.definition),
                        tuple((self._node(node), self._number(v)) for node, v in first),
                    )

    def _number(self, value: float) -> str:
        t = self._t
        if float(value).is_integer():
            return t.number(int(value))
        if value >= 1000:
            return t.number(round(value))
        return t.score(value) if value >= 1 else t.part(value)

    def _communities(self) -> Iterable[CommunityRow]:
        groups: dict[int, list[Node]] = defaultdict(list)
        for node in self._found.network.nodes:
            number = node.values.get("community")
            if isinstance(number, int):
                groups[number].append(node)
        for number in sorted(groups)[:COMMUNITIES]:
            nodes = sorted(groups[number], key=lambda node: (-self._ranks[node.id], node.id))
            if len(nodes) > 1:
                first = tuple(map(self._node, nodes[:FIRST]))
                yield CommunityRow(number, len(nodes), first, len(nodes) - len(first))

    def _communities_about(self) -> str:
        t, found = self._t, self._found
        values = found.summary.values if found.summary else {}
        told = {
            name: t.score(value) if isinstance(value := values.get(name), int | float) else "–"
            for name in ("modularity", "stability")
        }
        options = found.question.options
        return t("network.communities_about", seed=options.seed, runs=options.runs, **told)

    def _downloads(self) -> Iterable[Format]:
        for name, one in FORMATS.items():
            yield Format(one.label, self._export(name), one.media_type)
        for name, media_type in IMAGES.items() if self._advice.drawable else ():
            yield Format(name.upper(), self._export(name), media_type)

    def _picture(self) -> str | None:
        """The address of the picture on the page.

        On a page no matrix can be read that has many rows: its names are too small.
        """
        if not self._advice.drawable:
            return None
        many = sum(degree > 0 for degree in self._ranks.values()) > ROWS_ON_PAGE
        if many and self._advice.picture == "matrix" and "node-link" in self._drawable:
            return self._export("svg", "node-link")
        return self._export("svg")

    @cached_property
    def _drawable(self) -> tuple[str, ...]:
        """The kinds of picture that the network is not too large for."""
        return tuple(name for name in PICTURES if fits(self._found.network, name))

    def _export(self, name: str, picture: str | None = None) -> str:
        """The address of an export, which needs no language of the page unless it is a picture."""
        wishes = Wishes(
            picture=picture,
            colour_by=one_of(self._given, "colour_by") or Wishes().colour_by,
            lang=self._t.lang,
        )
        more = wishes.parameters() if name in IMAGES else []
        pairs = [*self._found.question.parameters(), *more, ("format", name)]
        return self._urls.export(API, pairs)

    def _node(self, node: Node) -> Linked:
        urls = self._urls
        return Linked(node.label, urls.thing(node.id), "sv")

    @staticmethod
    def _degrees(network: Network) -> Mapping[str, int]:
        found: dict[str, int] = defaultdict(int)
        for edge in network.edges:
            found[edge.source] += 1
            found[edge.target] += 1
        return found
