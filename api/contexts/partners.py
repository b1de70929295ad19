"""Context of the page that suggests partners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from api.contexts.page import Choice, Linked, PageContext
from api.partners.models import SuggestionModel


@dataclass(frozen=True, slots=True)
class PartnerProject:
    """A project that shows experience: what was done when, and the passage near the draft."""

    project: Linked
    about: str
    through: Linked | None
    passage: str


@dataclass(frozen=True, slots=True)
class PartnerTie:
    """A body on board, and what ties it to the suggested one."""

    body: Linked
    projects: tuple[Linked, ...]
    associations: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A suggested body: what and where it is, and what its score is made of: label, number."""

    suggestion: SuggestionModel
    type: str
    places: tuple[Linked, ...]
    parts: tuple[tuple[str, str], ...]
    projects: tuple[PartnerProject, ...]
    ties: tuple[PartnerTie, ...]


@dataclass(frozen=True, slots=True)
class PartnerAnswer:
    """What was suggested: by own projects and ties, and through a samordningsförbund.

    `read` is what the draft names: places, and types of bodies.
    """

    near: tuple[Linked, ...]
    on_board: tuple[Linked, ...]
    read: tuple[str, ...]
    direct: tuple[PartnerRow, ...]
    through: tuple[PartnerRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnersPage(PageContext):
    """Partners for a draft or a project: a form, and the organisations suggested."""

    template: ClassVar[str] = "partners.html"

    text: Annotated[str, "The draft in the form."]
    longest: Annotated[int, "Most characters that a draft may have."]
    project: Annotated[Linked | None, "The project asked about instead of a draft."]
    project_key: Annotated[str, "Its key; empty for a draft."]
    choices: Annotated[tuple[Choice, ...], "Places, types and roles of the form."]
    settings: Annotated[tuple[Choice, ...], "How to suggest: spread, and bodies without projects."]
    on_board: Annotated[str, "Who is on board, as it was written: one on a line."]
    answer: Annotated[PartnerAnswer | None, "What was found; None before it was asked."]
    fault: Annotated[str | None, "Why there is no answer, in English."]
    posted: Annotated[bool, "Whether the draft came in a form, so that no address leads to it."]
