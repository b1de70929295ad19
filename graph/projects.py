"""Projects as they are known when all sources are read: values chosen, names resolved."""

from __future__ import annotations

from dataclasses import dataclass

from graph.records import Amount, Evidence, FieldEvidence, Period, ProjectRecord, Role


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation that takes part: of the gazetteer, or known by name alone."""

    slug: str
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Part:
    """A resolved participation; `score` and `reason` are those of the link."""

    body: Body
    unit: Body | None
    role: Role
    extent: str | None
    evidence: tuple[Evidence, ...]
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Project:
    """One project with its values chosen by precedence and its names resolved.

    `municipalities` are SCB codes; `unplaced` holds municipality names that no table has.
    `themes` are slugs of concepts that a stated keyword names.
    """

    key: str
    name: str
    records: tuple[ProjectRecord, ...]
    alternative_names: tuple[str, ...]
    number: str | None
    call: str | None
    programme: str | None
    specific_objective: str | None
    region: str | None
    municipalities: tuple[str, ...]
    unplaced: tuple[str, ...]
    period: Period | None
    total_budget: Amount | None
    grant: Amount | None
    planned_participants: int | None
    target_groups: tuple[str, ...]
    keywords: tuple[str, ...]
    themes: tuple[str, ...]
    summary: str | None
    parts: tuple[Part, ...]
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    sources: tuple[str, ...]
    pages: tuple[str, ...]
    evidence: tuple[FieldEvidence, ...]

    def owners(self) -> tuple[Part, ...]:
        """The participations in the role of owner."""
        return tuple(part for part in self.parts if part.role is Role.OWNER)
