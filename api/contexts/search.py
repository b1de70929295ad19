"""Contexts of the start page: the search form, and what a search found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from api.contexts.page import Choice, PageContext, RangeField
from api.projects.models import ProjectSummary
from api.search.models import HitModel, OrganisationHit


@dataclass(frozen=True, slots=True)
class FacetLink:
    """A value of a facet: how many projects it gives, and the address or the button for it.

    `choice` is what a form sends for it. `depth` is how many values stand above it. `predicted` is
    how many of the projects have a theme by prediction alone.
    """

    text: str
    count: int
    predicted: int
    url: str
    choice: str
    chosen: bool
    depth: int


@dataclass(frozen=True, slots=True)
class FacetList:
    """A facet: the values shown at once, and the rest; `missing` projects state none."""

    name: str
    label: str
    first: tuple[FacetLink, ...]
    rest: tuple[FacetLink, ...]
    missing: int


@dataclass(frozen=True, slots=True)
class Results:
    """What a search found. Projects come ranked, or only listed where no text was given."""

    total: int
    hits: tuple[HitModel, ...] = ()
    listed: tuple[ProjectSummary, ...] = ()
    organisations: tuple[OrganisationHit, ...] = ()
    facets: tuple[FacetList, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(PageContext):
    """The start page, with the search form and what a search found."""

    template: ClassVar[str] = "home.html"

    counts: Annotated[tuple[tuple[str, int], ...], "What the release holds: text key, number."]
    text: Annotated[str, "The text searched for; empty before a search."]
    longest: Annotated[int, "Most characters that may be searched for."]
    choices: Annotated[tuple[Choice, ...], "The filters of the form."]
    ranges: Annotated[tuple[RangeField, ...], "Its fields for amounts and dates."]
    results: Annotated[Results | None, "What was found; None before a search."]
    posted: Annotated[bool, "Whether the text came in a form, so that no address leads to it."]
