"""What a network is asked for: of which projects and bodies, projected and weighted how."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum

from graph.errors import GraphError
from graph.filters import Filters
from graph.views import OrganisationReference

MAX_DEPTH = 10


class NetworkQueryInvalid(GraphError):
    """A network that cannot be asked for; `parameter` names what is wrong.

    `candidates` are the organisations that a name may mean, where it means several.
    """

    def __init__(
        self,
        parameter: str,
        message: str,
        candidates: tuple[OrganisationReference, ...] = (),
    ) -> None:
        super().__init__(message)
        self.parameter = parameter
        self.candidates = candidates


class Projection(StrEnum):
    """What the nodes are, and what ties them."""

    AFFILIATION = "affiliation"
    """Bodies and projects; an edge is the part that a body takes in a project."""
    ORGANISATION = "organisation"
    """Bodies that take part in the same projects."""
    MUNICIPALITY = "municipality"
    """Municipalities, as bodies, that take part in the same projects."""
    ASSOCIATION_MUNICIPALITY = "association-municipality"
    """Samordningsförbund and municipalities that take part in the same projects."""
    THEME_ORGANISATION = "theme-organisation"
    """Themes, and the bodies that take part in projects on them."""
    OWNER_PARTNER = "owner-partner"
    """Directed: from the owner of a project to everyone else who takes part in it."""


class Weight(StrEnum):
    """What makes an edge heavy; `graph.network.weights` has the definitions."""

    PROJECTS = "projects"
    NEWMAN = "newman"
    BUDGET = "budget"
    GRANT = "grant"


class Associations(StrEnum):
    """A samordningsförbund (coordination association) as one node, or as its members."""

    NODE = "node"
    MEMBERS = "members"


class Units(StrEnum):
    """Units rolled up to the body that they belong to, or as nodes of their own."""

    BODY = "body"
    UNIT = "unit"


class Renamed(StrEnum):
    """Bodies that were renamed or merged joined with their successor, or kept apart."""

    JOINED = "joined"
    APART = "apart"


class Confidence(StrEnum):
    """How sure it is that a body is a member of a samordningsförbund; the surest first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


TWO_MODE = frozenset(
    {Projection.AFFILIATION, Projection.ASSOCIATION_MUNICIPALITY, Projection.THEME_ORGANISATION}
)
NEWMAN_UNFIT = frozenset({Projection.AFFILIATION, Projection.THEME_ORGANISATION})


@dataclass(frozen=True, slots=True)
class NetworkQuery:
    """Which network; the same query on the same release gives the same network.

    `filters` choose projects, and its roles and types of organisation choose who of each project
    takes part too. `ego` is a body by key, IRI or name; `depth` how many steps from body to body
    the network goes out from it. `confidence` is the least that a membership in a
    samordningsförbund must have, where `associations` asks for members. `evidence` puts the
    sentences behind each edge into it. Raises `NetworkQueryInvalid` for what does not go together.
    """

    filters: Filters = field(default_factory=Filters)
    projection: Projection = Projection.ORGANISATION
    weight: Weight = Weight.PROJECTS
    associations: Associations = Associations.NODE
    units: Units = Units.BODY
    renamed: Renamed = Renamed.JOINED
    minimum_weight: float = 0.0
    ego: str | None = None
    depth: int = 1
    confidence: Confidence = Confidence.LOW
    evidence: bool = False

    def __post_init__(self) -> None:
        if not math.isfinite(self.minimum_weight) or self.minimum_weight < 0:
            raise NetworkQueryInvalid(
                "minimum_weight",
                f"minimum_weight={self.minimum_weight} is no weight. Give a number from 0 up.",
            )
        if not 1 <= self.depth <= MAX_DEPTH:
            raise NetworkQueryInvalid(
                "depth", f"depth={self.depth} is out of range. Give a number from 1 to {MAX_DEPTH}."
            )
        if self.weight is Weight.NEWMAN and self.projection in NEWMAN_UNFIT:
            raise NetworkQueryInvalid(
                "weight",
                f"weight=newman is defined between bodies that share projects, not for "
                f"projection={self.projection}. Use projects, budget or grant.",
            )
        if (
            self.associations is Associations.MEMBERS
            and self.projection is Projection.ASSOCIATION_MUNICIPALITY
        ):
            raise NetworkQueryInvalid(
                "associations",
                "associations=members leaves no association to be a node of "
                "projection=association-municipality. Use associations=node.",
            )
