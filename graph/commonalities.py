"""What two projects have in common, by name: themes, organisations, places, target groups."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, TypeVar

from graph.views import (
    Concept,
    OrganisationReference,
    ParticipationView,
    Place,
    ProjectView,
    Reference,
)

ThingT = TypeVar("ThingT")

FUNDER: Final = "funder"


@dataclass(frozen=True, slots=True)
class Commonalities:
    """What both projects state, in the order of the first.

    ``organisations`` take part in both, in whatever role but as funder: that one they all have.
    ``places`` are municipalities, counties
    and the ESF region. ``continues`` says that one is stated to have gone before the other.
    """

    themes: tuple[Concept, ...]
    organisations: tuple[OrganisationReference, ...]
    places: tuple[Place, ...]
    target_groups: tuple[str, ...]
    programme: Reference | None
    continues: bool


def commonalities(one: ProjectView, other: ProjectView) -> Commonalities:
    """What the projects have in common; the same, in another order, the other way round."""
    bodies = {part.organisation.id: part.organisation for part in _parts(one)}
    programme = one.programme
    if programme and (other.programme is None or other.programme.id != programme.id):
        programme = None
    return Commonalities(
        themes=_both(one.themes, other.themes, lambda theme: theme.iri),
        organisations=_both(
            bodies.values(),
            [part.organisation for part in _parts(other)],
            lambda body: body.iri,
        ),
        places=_both(_places(one), _places(other), lambda place: place.iri),
        target_groups=_both(one.target_groups, other.target_groups, _folded),
        programme=programme,
        continues=any(
            earlier.id == later
            for project, later in ((one, other.id), (other, one.id))
            for earlier in (*project.preceded_by, *project.succeeded_by)
        ),
    )


def _parts(project: ProjectView) -> list[ParticipationView]:
    return [part for part in project.participations if part.role != FUNDER]


def _places(project: ProjectView) -> list[Place]:
    region = [project.region] if project.region else []
    return [*project.municipalities, *project.counties, *region]


def _both(
    own: Iterable[ThingT], others: Iterable[ThingT], key: Callable[[ThingT], str]
) -> tuple[ThingT, ...]:
    known = {key(thing) for thing in others}
    return tuple({key(thing): thing for thing in own if key(thing) in known}.values())


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().strip()
