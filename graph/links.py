"""Links: what a mention was resolved to, and the entities that it may mean besides."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from graph.records import Participation, Party, Role

UNKNOWN = "unknown"
GROUP = "group"
# A candidate with this score or more is the link; below it a mention stays unlinked, with its
# candidates. tests/graph/test_link_threshold.py measures precision and recall at this score.
LINKED_FROM = 0.7
CANDIDATES = 5  # most that a link keeps


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a mention may mean; `score` in [0, 1], `reason` names the rule that says so.

    `type` is a notation of ontology/organisation-types.ttl, `name` the entity's own.
    """

    slug: str
    name: str
    type: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Link:
    """What a mention was resolved to.

    `slug` is None where the mention stays unlinked; `name` is then the name as stated. `type`
    is a notation of ontology/organisation-types.ttl. `reason` names the rule that decided.
    `candidates` are ranked, the linked one first; where nothing is linked all are below
    `LINKED_FROM`, and where a group is described they are bodies that it may hold.
    """

    slug: str | None
    name: str
    type: str
    unit: str | None
    score: float
    reason: str
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a party: the context that a short acronym needs.

    `field` says that it is the value of a labelled field or of a table's cell; `beside` are the
    other parties of the project, but for its funders.
    """

    field: bool = False
    beside: tuple[Party, ...] = ()


def surroundings(
    participation: Participation, participations: Collection[Participation]
) -> Surroundings:
    """What stands around a participation's party, in the record that has these participations.

    A funder tells nothing of the others: the fund is on every page.
    """
    return Surroundings(
        field=any(
            item.cell is not None or item.rule.startswith("label.")
            for item in participation.evidence
        ),
        beside=tuple(
            other.party
            for other in participations
            if other.party.name != participation.party.name and other.role is not Role.FUNDER
        ),
    )


def ranked(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The best candidate of each entity, highest score first, `CANDIDATES` at most."""
    best: dict[str, Candidate] = {}
    for candidate in candidates:
        if candidate.slug not in best or best[candidate.slug].score < candidate.score:
            best[candidate.slug] = candidate
    order = sorted(best.values(), key=lambda candidate: (-candidate.score, candidate.slug))
    return tuple(order[:CANDIDATES])
