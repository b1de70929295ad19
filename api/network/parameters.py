"""Parameters of the network's addresses: the filters on projects, and every setting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError

from api.dependencies import FilterParameters, Value
from api.errors import Problem
from api.network.pictures import Wishes
from api.network.question import ALL, ASSORTATIVITY, NetworkQuestion
from api.translations import Language
from graph.filters import Filters
from graph.network.definitions import Of, measures
from graph.network.measures import MOST_RUNS, Options
from graph.network.paths import MOST_CHAINS
from graph.network.selection import (
    MAX_DEPTH,
    Associations,
    Confidence,
    NetworkQuery,
    NetworkQueryInvalid,
    Projection,
    Renamed,
    Units,
    Weight,
)
from graph.network.ties import Kind
from graph.postings import ThemeBasis

MOST_WEIGHT = 10**12
MOST_SEED = 2**31 - 1
NONE = "none"

FormatName = Literal[
    "json", "graphml", "gexf", "csv", "pajek", "net", "cytoscape", "cx2", "turtle", "svg", "png"
]


def _names(value: object) -> object:
    """Names one by one or parted by commas; `none` is an empty list."""
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list | tuple) or not all(isinstance(item, str) for item in given):
        return value
    parts = [part.strip() for item in given for part in item.split(",")]
    return [part for part in parts if part and part != NONE]


Names = Annotated[list[Value], Field(max_length=50), BeforeValidator(_names)]
Kinds = Annotated[list[Kind], Field(min_length=1, max_length=10), BeforeValidator(_names)]
Side = Annotated[str, Field(min_length=3, max_length=400, examples=["programme=ESF 2014-2020"])]


def _sides(value: object) -> object:
    return [value] if isinstance(value, str) else value


Sides = Annotated[list[Side], Field(max_length=50), BeforeValidator(_sides)]


class SelectionParameters(FilterParameters):
    """Filters, and who counts as taking part."""

    theme_basis: ThemeBasis = Field(
        "stated",
        description="Which themes of a project count in `theme`: those that sources state, those "
        "predicted from its texts, or all.",
    )
    associations: Associations = Field(
        Associations.NODE, description="A samordningsförbund as one node, or as its members."
    )
    units: Units = Field(Units.BODY, description="Units as their body, or as themselves.")
    renamed: Renamed = Field(
        Renamed.JOINED, description="Renamed and merged bodies as their successor, or apart."
    )
    confidence: Confidence = Field(
        Confidence.LOW, description="Least confidence of a membership in a samordningsförbund."
    )

    def selection(self) -> NetworkQuery:
        """The selection as a query."""
        return NetworkQuery(
            filters=self.filters(),
            associations=self.associations,
            units=self.units,
            renamed=self.renamed,
            confidence=self.confidence,
        )


class WeighedParameters(SelectionParameters):
    """A selection, projected and weighted."""

    projection: Projection = Field(
        Projection.ORGANISATION, description="What the nodes are, and what ties them."
    )
    weight: Weight = Field(Weight.PROJECTS, description="What makes an edge heavy.")

    def selection(self) -> NetworkQuery:
        """The selection, projected and weighted."""
        found = super().selection()
        return NetworkQuery(
            filters=found.filters,
            projection=self.projection,
            weight=self.weight,
            associations=found.associations,
            units=found.units,
            renamed=found.renamed,
            confidence=found.confidence,
        )


class MeasuredParameters(WeighedParameters):
    """A network but for its ego: how it is cut, measured and written."""

    minimum_weight: Annotated[float, Field(ge=0, le=MOST_WEIGHT, allow_inf_nan=False)] = Field(
        0.0, description="Least weight of an edge."
    )
    evidence: bool = Field(False, description="Put the sentences behind each edge into it.")
    measures: Names = Field(
        [],
        description="Measures of nodes and edges, by name, also parted by commas; `all` are those "
        "that fit. GET /api/network/measures lists them.",
    )
    kinds: Kinds = Field(
        [Kind.DIRECT], description="Kinds of edges that measures count: direct, through, within."
    )
    seed: int = Field(
        1, ge=0, le=MOST_SEED, description="Of communities, estimates and the picture's layout."
    )
    runs: int = Field(10, ge=1, le=MOST_RUNS, description="Runs of the search for communities.")
    resolution: Annotated[float, Field(gt=0, le=100, allow_inf_nan=False)] = Field(
        1.0, description="A larger one makes smaller communities."
    )
    alpha: Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)] = Field(
        0.05, description="Threshold of the backbone."
    )
    backbone: bool = Field(False, description="Leave out edges that are not in the backbone.")
    summary: bool = Field(True, description="Measure the whole, too: density, components …")
    assortativity: Names = Field(
        list(ASSORTATIVITY), description="Attributes of nodes to tell assortativity by; or `none`."
    )
    picture: Value | None = Field(
        None, description="Of svg and png: node-link or matrix; by default what shows it best."
    )
    size_by: Value = Field("degree", description="Of pictures: an attribute or measure; or `none`.")
    colour_by: Value = Field("type", description="Of pictures: an attribute, or community.")
    labels: int | None = Field(None, ge=0, le=1000, description="Of pictures: most names.")
    lang: Language = Field("sv", description="Of pictures: language of their texts.")
    format_: FormatName | None = Field(
        None, alias="format", description="Format; goes before the Accept header."
    )

    def wishes(self) -> Wishes:
        """How the network is to be drawn."""
        return Wishes(self.picture, self.size_by, self.colour_by, self.labels, self.lang)

    def question(self, ego: str | None = None, depth: int | None = None) -> NetworkQuestion:
        """The question; raises a 422 problem for settings that do not go together."""
        return NetworkQuestion(
            query=replace(
                self.selection(),
                minimum_weight=self.minimum_weight,
                ego=ego,
                depth=1 if depth is None else depth,
                evidence=self.evidence,
            ),
            measures=_known_measures(self.measures),
            options=Options(
                seed=self.seed,
                kinds=frozenset(kind.value for kind in self.kinds),
                runs=self.runs,
                resolution=self.resolution,
                alpha=self.alpha,
            ),
            backbone=self.backbone,
            summary=self.summary,
            assortativity=tuple(self.assortativity),
        )


Depth = Annotated[int, Field(ge=1, le=MAX_DEPTH)]
DEPTH = "Steps from the ego."


class NetworkParameters(MeasuredParameters):
    """Which network, and in which format."""

    ego: Value | None = Field(None, description="Only round this body: key, IRI or name.")
    depth: Depth | None = Field(None, description=f"{DEPTH} Needs an ego.")

    def question(self, ego: str | None = None, depth: int | None = None) -> NetworkQuestion:
        """The question; raises a 422 problem for settings that do not go together."""
        if self.depth is not None and self.ego is None:
            raise NetworkQueryInvalid(
                "depth", f"depth={self.depth} is counted from an ego. Give ego too, or leave it."
            )
        return super().question(self.ego, self.depth)


class EgoParameters(MeasuredParameters):
    """Of the network round a body, which is in the path."""

    depth: Depth = Field(1, description=DEPTH)


class CompareParameters(MeasuredParameters):
    """Two networks that differ in their filters."""

    before: Sides = Field(
        [], description="Filters of the first network, as NAME=VALUE; they go before the common."
    )
    after: Sides = Field(
        [], description="Filters of the second network, as NAME=VALUE; they go before the common."
    )

    def both(self) -> tuple[NetworkQuestion, NetworkQuestion]:
        """The questions of the two networks; raises a 422 problem where they are one."""
        common = self.question()
        one, other = (
            replace(common, query=replace(common.query, filters=self._filters(side)))
            for side in ("before", "after")
        )
        if one == other:
            raise NetworkQueryInvalid(
                "before",
                "before and after ask for the same network. Give filters that differ, such as "
                "before=programme=ESF 2007-2013 and after=programme=ESF 2014-2020.",
            )
        return one, other

    def _filters(self, side: str) -> Filters:
        common = {name: getattr(self, name) for name in FilterParameters.model_fields}
        given = {name: value for name, value in common.items() if value not in (None, [])}
        return filters_of({**given, **named_values(side, getattr(self, side))}, side)


class PathParameters(SelectionParameters):
    """Between whom, and in which projects."""

    from_: Value = Field(alias="from", description="A body: key, IRI or name.")
    to: Value = Field(description="Another.")
    limit: int = Field(10, ge=1, le=MOST_CHAINS, description="Most chains of each kind.")


class CoverageParameters(WeighedParameters):
    """Of which network."""


def named_values(side: str, given: Iterable[str]) -> dict[str, list[str]]:
    """Values by the name of a filter, from `NAME=VALUE`; raises a 422 problem for another name."""
    found: dict[str, list[str]] = {}
    for item in given:
        name, equals, value = item.partition("=")
        name = name.strip()
        if not equals or name not in FilterParameters.model_fields:
            known = ", ".join(FilterParameters.model_fields)
            raise NetworkQueryInvalid(
                side, f"{side}={item[:100]!r} is no filter. Write NAME=VALUE with one of: {known}."
            )
        found.setdefault(name, []).append(value.strip())
    return found


def filters_of(given: Mapping[str, Any], where: str) -> Filters:
    """Filters from values by name; raises a 422 problem for values that none can have."""
    single = {
        name: value[0] if isinstance(value, list) and len(value) == 1 else value
        for name, value in given.items()
    }
    try:
        return FilterParameters.model_validate(single).filters()
    except ValidationError as error:
        fault = error.errors()[0]
        name = ".".join(map(str, fault["loc"]))
        raise NetworkQueryInvalid(where, f"{where}: {name}: {fault['msg']}.") from error
    except Problem as error:
        raise NetworkQueryInvalid(where, f"{where}: {error.detail}") from error


def _known_measures(names: Iterable[str]) -> tuple[str, ...]:
    known = {name for name, measure in measures().items() if measure.of is not Of.NETWORK}
    for name in names:
        if name != ALL and name not in known:
            raise NetworkQueryInvalid(
                "measures",
                f"measures={name[:100]!r} is not known. There are {', '.join(sorted(known))}, "
                "and all.",
            )
    return tuple(names)
