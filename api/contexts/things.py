"""Contexts of documents about things: projects, organisations, and all else with an identifier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from api.contexts.page import Fact, Linked, Listing, PageContext
from api.contexts.themes import Ground
from api.models import EvidenceModel, OrganisationModel, ThingModel
from api.organisations.models import OrganisationDetail, PartnerModel
from api.projects.models import ProjectModel
from api.search.models import HitModel


@dataclass(frozen=True, slots=True)
class Part:
    """An organisation's part in a project; `doubt` says why its name may mean another."""

    organisation: OrganisationModel
    unit: str | None
    extent: str | None
    type: str
    doubt: str | None
    evidence: tuple[EvidenceModel, ...]


@dataclass(frozen=True, slots=True)
class RoleParts:
    """The organisations that take part in one role."""

    label: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class SimilarProject:
    """A project like another, and what both state: themes, organisations, places, groups."""

    hit: HitModel
    shared: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class PredictedTag:
    """A theme that a project is probably about, and that no source states."""

    theme: Linked
    probability: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class RoleProjects:
    """The projects that an organisation takes part in, in one role."""

    label: str
    projects: tuple[ThingModel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectPage(PageContext):
    """The document about a project."""

    template: ClassVar[str] = "project.html"

    project: Annotated[ProjectModel, "The project, as the API gives it."]
    facts: Annotated[tuple[Fact, ...], "Its values, in reading order, with evidence."]
    summary: Annotated[Fact | None, "Its summary, with evidence."]
    related: Annotated[tuple[Fact, ...], "Projects that it builds on, and that followed it."]
    roles: Annotated[tuple[RoleParts, ...], "Who takes part, by role, with evidence."]
    themes: Annotated[tuple[Linked, ...], "The themes that sources state."]
    predicted: Annotated[tuple[PredictedTag, ...], "Themes that are predicted and not stated."]
    similar: Annotated[tuple[SimilarProject, ...], "The projects most like it."]
    sources: Annotated[tuple[Linked, ...], "The sources that state something of it."]
    source_names: Annotated[dict[str, Linked], "Title and address of a source by its key."]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationPage(PageContext):
    """The document about an organisation."""

    template: ClassVar[str] = "organisation.html"

    organisation: Annotated[OrganisationDetail, "The organisation, as the API gives it."]
    facts: Annotated[tuple[Fact, ...], "What it is, and its ties to other bodies."]
    roles: Annotated[tuple[RoleProjects, ...], "Its projects by role."]
    direct: Annotated[tuple[PartnerModel, ...], "Bodies that share a project with it."]
    through: Annotated[tuple[PartnerModel, ...], "Bodies tied to it by a samordningsförbund."]
    first: Annotated[int, "About how many rows of a table to show before the rest is asked for."]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingPage(PageContext):
    """The document about anything else: a place, theme, role, programme, source …"""

    template: ClassVar[str] = "thing.html"

    kind: Annotated[str, "What kind of thing it is."]
    facts: Annotated[tuple[Fact, ...], "Its properties."]
    projects: Annotated[Listing, "Projects that it belongs to."]
    organisations: Annotated[Listing, "Organisations that it belongs to."]


@dataclass(frozen=True, slots=True, kw_only=True)
class GonePage(PageContext):
    """An identifier out of use: what became of the thing."""

    template: ClassVar[str] = "gone.html"

    heading: Annotated[str, "What happened."]
    explanation: Annotated[str, "What that means for the reader."]
    facts: Annotated[tuple[Fact, ...], "The identifier, when it went out of use, and why."]
    successors: Annotated[tuple[Linked, ...], "What the thing became; empty if withdrawn."]
