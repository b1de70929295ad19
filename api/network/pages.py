"""The page of the collaboration network: the form as it was filled in, and the network."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from pydantic import ValidationError

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
from api.network.networks import Answer
from api.network.parameters import NetworkParameters
from api.network.pictures import IMAGES, Wishes
from api.network.question import NetworkQuestion
from api.network.ties import TieRows
from api.pages import Pages
from graph.network.coverage import Coverage
from graph.network.definitions import Fit, Of, measures
from graph.network.formats import FORMATS
from graph.network.model import Network, Node
from graph.network.pictures import advised
from graph.network.projection import MODES
from graph.network.selection import Associations, NetworkQueryInvalid, Projection, Weight
from graph.network.weights import LABELS

PATH: Final = "/network"
FILTER_CHOICES: Final = (
    "theme",
    "programme",
    "region",
    "county",
    "municipality",
    "organisation_type",
    "role",
)
SETTINGS: Final = ("projection", "weight", "associations")
MORE: Final = ("measures", "colour_by")
RANGES: Final = (("active_from", "date"), ("active_to", "date"), ("minimum_weight", "number"))
IN_FORM: Final = frozenset(
    {*FILTER_CHOICES, *SETTINGS, *MORE, "ego", "depth", *(name for name, _ in RANGES)}
)
NOT_KEPT: Final = frozenset({"lang", "format", "picture", "size_by", "labels"})
COLOURS: Final = ("type", "community")
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
NAMES: Final = frozenset(
    field.alias or name for name, field in NetworkParameters.model_fields.items()
)

Given = Mapping[str, Sequence[str]]
"""Values by the names of parameters, without empty ones."""


def given_of(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The parameters that an address gives; empty fields of the form are left out.

    Steps are counted from an organisation, so that they are left out where none is named.
    """
    given: dict[str, list[str]] = defaultdict(list)
    for name, value in pairs:
        if name in NAMES and name not in NOT_KEPT and value.strip():
            given[name].append(value.strip())
    if "ego" not in given:
        given.pop("depth", None)
    return dict(given)


def parameters_of(given: Given) -> NetworkParameters:
    """The parameters as the API takes them; raises `NetworkQueryInvalid`."""
    single = {name: found[0] if len(found) == 1 else found for name, found in given.items()}
    try:
        return NetworkParameters.model_validate(single)
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(map(str, fault["loc"])) or "request"
        raise NetworkQueryInvalid(where, f"{where}: {fault['msg']}.") from error


def question_of(parameters: NetworkParameters) -> NetworkQuestion:
    """What the page asks: the question of the address, with the measures that the page shows."""
    asked = [*_usual(parameters.projection), *parameters.measures, "community"]
    return parameters.model_copy(update={"measures": list(dict.fromkeys(asked))}).question()


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
    answer = _Shown(pages, found, given).answer() if found is not None else None
    title = answer.title if answer is not None else t("network.kind")
    frame = pages.frame(title, cited=fault is None)
    if answer is not None:
        frame["formats"] = answer.downloads
    return NetworkPage(
        **frame,
        settings=tuple(
            Choice(name, labels, _one(given, name) or labels[0][0])
            for name, labels in _settings(pages).items()
        ),
        ego=_one(given, "ego"),
        depth=_one(given, "depth") or "1",
        choices=tuple(Choice(name, options[name], _one(given, name)) for name in FILTER_CHOICES),
        more=tuple(
            Choice(name, labels, _one(given, name)) for name, labels in _more(pages, given).items()
        ),
        ranges=tuple(RangeField(name, kind, _one(given, name)) for name, kind in RANGES),
        kept=tuple(
            (name, value)
            for name, values in given.items()
            for value in (values if name not in IN_FORM else values[1:])
        ),
        answer=answer,
        fault=fault,
        candidates=tuple(
            Linked(name, urls.path(PATH, **{**_single(given), "ego": key}), "sv")
            for key, name in candidates
        ),
        source_names={
            source.id: Linked(source.title, urls.thing(source.iri), "sv")
            for source in pages.service.catalogue.sources.values()
        },
    )


def _one(given: Given, name: str) -> str:
    return next(iter(given.get(name, ())), "")


def _single(given: Given) -> dict[str, str]:
    return {name: values[0] for name, values in given.items()}


def _settings(pages: Pages) -> dict[str, tuple[tuple[str, str], ...]]:
    t = pages.reader.t
    shapes = (Projection.ORGANISATION, *Projection)
    return {
        "projection": tuple((one.value, t(f"net.{one.value}")) for one in dict.fromkeys(shapes)),
        "weight": tuple((one.value, t.label(LABELS[one])) for one in Weight),
        "associations": tuple((one.value, t(f"net.{one.value}")) for one in Associations),
    }


def _more(pages: Pages, given: Given) -> dict[str, tuple[tuple[str, str], ...]]:
    t = pages.reader.t
    projection = _one(given, "projection") or Projection.ORGANISATION
    return {
        "measures": tuple(
            (name, t.label(measure.attribute.labels))
            for name, measure in measures().items()
            if measure.of is Of.NODE and _fits(measure.fit, projection)
        ),
        "colour_by": tuple((name, t(f"net.{name}")) for name in COLOURS),
    }


def _fits(fit: Fit, projection: str) -> bool:
    if fit is Fit.DIRECTED:
        return projection == Projection.OWNER_PARTNER
    two_mode = projection in {one.value for one in MODES if len(MODES[one]) == 2}
    return fit is Fit.ANY or not two_mode


def _usual(projection: Projection) -> tuple[str, ...]:
    if projection is Projection.OWNER_PARTNER:
        return ("out_degree", "in_degree", "betweenness")
    return ("degree", "strength", "betweenness")


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
            picture=self._export("svg") if self._advice.drawable else None,
            picture_about=t(
                "network.picture_about",
                title=title,
                nodes=t.number(len(network.nodes)),
                edges=t.number(len(network.edges)),
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
                written = t.number(value) if isinstance(value, int) else t.part(value)
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
                nodes.sort(key=lambda item: (-item[1], item[0].id))
                if nodes:
                    label = t.heading(t.label(column.labels))
                    kind = t(f"net.mode_{mode}")
                    yield RankedNodes(
                        t("network.top_of", measure=label, mode=kind),
                        t.label(column.definition),
                        tuple((self._node(node), self._number(v)) for node, v in nodes[:FIRST]),
                    )

    def _number(self, value: float) -> str:
        t = self._t
        if float(value).is_integer():
            return t.number(int(value))
        return t.number(round(value)) if value >= 1000 else t.part(value)

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

    def _export(self, name: str) -> str:
        """The address of an export, which needs no language of the page unless it is a picture."""
        wishes = Wishes(
            colour_by=_one(self._given, "colour_by") or Wishes().colour_by, lang=self._t.lang
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
