"""What the graph says of projects and organisations, as plain objects for pages, API and search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Reference:
    """A thing by its key, IRI and name."""

    id: str
    iri: str
    name: str


@dataclass(frozen=True, slots=True)
class OrganisationReference:
    """An organisation by its key, IRI, name and type (a notation of organisation-types.ttl)."""

    id: str
    iri: str
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality, county or ESF region; `code` is SCB's, or a slug for an ESF region."""

    code: str
    iri: str
    name: str
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Concept:
    """A theme, role or organisation type; `broader` holds the keys of all broader concepts."""

    id: str
    iri: str
    notation: str | None
    labels: Mapping[str, str]
    broader: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A passage of a source: `quote` is `text[start:end]`, or of the table cell `cell`."""

    source: str
    quote: str
    start: int
    end: int
    rule: str
    cell: str | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class ParticipationView:
    """An organisation's part in a project. `link_reason` says how its name was resolved."""

    iri: str
    organisation: OrganisationReference
    unit: Reference | None
    role: str
    extent: str | None
    link_score: float | None
    link_reason: str | None


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in SEK; `qualifier` is the source's hedge (drygt, knappt, cirka)."""

    value: Decimal
    qualifier: str | None = None


@dataclass(frozen=True, slots=True)
class ProjectView:
    """A project with its values chosen by precedence (see `graph.merging`).

    Dates are as in the source, "YYYY-MM-DD" or "YYYY-MM".
    """

    id: str
    iri: str
    name: str
    alternative_names: tuple[str, ...]
    number: str | None
    programme: Reference | None
    call: str | None
    specific_objective: str | None
    start: str | None
    end: str | None
    total_budget: Money | None
    grant: Money | None
    planned_participants: int | None
    region: Place | None
    municipalities: tuple[Place, ...]
    counties: tuple[Place, ...]
    summary: str | None
    target_groups: tuple[str, ...]
    keywords: tuple[str, ...]
    themes: tuple[Concept, ...]
    participations: tuple[ParticipationView, ...]
    preceded_by: tuple[Reference, ...]
    succeeded_by: tuple[Reference, ...]
    predecessor_names: tuple[str, ...]
    successor_names: tuple[str, ...]
    sources: tuple[str, ...]
    pages: tuple[str, ...]

    def in_role(self, role: str) -> tuple[ParticipationView, ...]:
        """The participations in one role."""
        return tuple(part for part in self.participations if part.role == role)


@dataclass(frozen=True, slots=True)
class Change:
    """The other body of a renaming or merger, and the year where it is known."""

    organisation: OrganisationReference
    year: int | None


@dataclass(frozen=True, slots=True)
class AssociationMembership:
    """Membership in a samordningsförbund; `confidence` is high, medium or low.

    `start` and `end` are "YYYY", "YYYY-MM" or "YYYY-MM-DD", both included; None is not known.
    """

    organisation: OrganisationReference
    confidence: str
    status: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """An organisation and what it is tied to."""

    id: str
    iri: str
    name: str
    types: tuple[str, ...]
    alternative_names: tuple[str, ...]
    organisation_number: str | None
    wikidata: str | None
    municipality: Place | None
    county: Place | None
    parent: OrganisationReference | None
    units: tuple[OrganisationReference, ...]
    renamed_from: tuple[Change, ...]
    renamed_to: tuple[Change, ...]
    members: tuple[AssociationMembership, ...]
    member_of: tuple[AssociationMembership, ...]

    @property
    def reference(self) -> OrganisationReference:
        """This organisation in short."""
        return OrganisationReference(self.id, self.iri, self.name, self.types[0])


@dataclass(frozen=True, slots=True)
class PartnerView:
    """A body that shares projects with another.

    `through` is None where both take part themselves. Else it is the samordningsförbund that
    takes part in the projects and that one of the two is a member of.
    """

    organisation: OrganisationReference
    projects: tuple[Reference, ...]
    through: OrganisationReference | None


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source of the release."""

    id: str
    iri: str
    title: str
    kind: str
    sha256: str | None
    url: str | None
    publisher: str | None
    licence: str | None
    issued: str | None
    modified: str | None
