"""Context of the page of the collaboration network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from api.contexts.page import Choice, Format, Linked, PageContext, RangeField
from graph.network.coverage import Count
from graph.views import EvidenceView


@dataclass(frozen=True, slots=True)
class NetworkFigure:
    """A figure of the whole network: its name, and the number to read."""

    label: str
    value: str
    about: str


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """How many projects there are of a sort, and how many say who takes part."""

    name: str
    count: Count


@dataclass(frozen=True, slots=True)
class RankedNodes:
    """The first nodes by a measure, each with its value to read."""

    label: str
    about: str
    rows: tuple[tuple[Linked, str], ...]


@dataclass(frozen=True, slots=True)
class CommunityRow:
    """A community: its number, size, the foremost members, and how many more there are."""

    number: int
    size: int
    first: tuple[Linked, ...]
    more: int


@dataclass(frozen=True, slots=True)
class TiePart:
    """What one end of a tie is in a project, through whom, and the passages that say so."""

    body: Linked
    role: str
    through: Linked | None
    evidence: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True)
class TieProject:
    """A project behind a tie, and the parts of both ends in it."""

    project: Linked
    period: str
    parts: tuple[TiePart, ...]


@dataclass(frozen=True, slots=True)
class TieRow:
    """A tie: its ends, what sort it is, its weight and time, and the projects behind it."""

    source: Linked
    target: Linked
    kind: str
    weight: str
    period: str
    projects: tuple[TieProject, ...]
    more: int


@dataclass(frozen=True, slots=True)
class NetworkAnswer:
    """A network on a page: figures, coverage, foremost nodes, communities, ties, files."""

    title: str
    figures: tuple[NetworkFigure, ...]
    mixing: tuple[str, ...]
    apart: bool
    coverage: Count
    coverage_tables: tuple[tuple[str, tuple[CoverageRow, ...]], ...]
    ranked: tuple[RankedNodes, ...]
    communities: tuple[CommunityRow, ...]
    communities_about: str
    ties_heading: str
    both_ends: bool
    directed: bool
    ties: tuple[TieRow, ...]
    ties_total: int
    picture: str | None
    picture_about: str
    pictures: tuple[Format, ...]
    downloads: tuple[Format, ...]
    citation: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPage(PageContext):
    """The collaboration network: a form, and the network asked for."""

    template: ClassVar[str] = "network.html"

    settings: Annotated[tuple[Choice, ...], "What the nodes and ties are."]
    ego: Annotated[str, "The organisation that the network is round, as written."]
    depth: Annotated[str, "Steps from it."]
    choices: Annotated[tuple[Choice, ...], "Filters on projects."]
    more: Annotated[tuple[Choice, ...], "Further choices."]
    ranges: Annotated[tuple[RangeField, ...], "Fields for dates and the least weight."]
    kept: Annotated[tuple[tuple[str, str], ...], "Other parameters of the address."]
    answer: Annotated[NetworkAnswer | None, "The network; None where there is none."]
    fault: Annotated[str | None, "Why there is none, in English."]
    candidates: Annotated[tuple[Linked, ...], "Organisations that an unclear name may mean."]
    source_names: Annotated[dict[str, Linked], "Title and address of a source by its key."]
