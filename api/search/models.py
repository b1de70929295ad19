"""JSON of what a search found."""

from __future__ import annotations

from pydantic import Field

from api.explanations.models import MatchModel, ScoreParts, SentencePairModel, SharedModel
from api.models import Model, OrganisationModel
from api.projects.models import ProjectSummary


class PassageModel(Model):
    """The passage nearest in meaning; `start` and `end` count characters of the summary.

    `matches` count characters of the passage: the words asked for, or parts of them.
    """

    text: str
    start: int
    end: int
    matches: list[MatchModel] = Field([])


class HitModel(Model):
    """A project found, with its score (higher is nearer) and the passage nearest in meaning."""

    project: ProjectSummary
    score: float
    parts: ScoreParts
    passage: PassageModel
    name_matches: list[MatchModel] = Field(
        [], description="The words asked for, or parts of them, in the name."
    )
    sentences: SentencePairModel | None = Field(
        None, description="Of two projects: the sentences that say the most alike."
    )
    shared: SharedModel | None = Field(None, description="Of two projects: what both state.")


class Hits(Model):
    """The nearest projects. `total` is how many met the filters and so were ranked."""

    total: int
    hits: list[HitModel]


class OrganisationHit(Model):
    """An organisation whose name matched, with a score of 0 to 1."""

    organisation: OrganisationModel
    score: float
    name: str = Field(description="The name that matched.")


class SearchResult(Hits):
    """Projects by meaning, and organisations by name."""

    organisations: list[OrganisationHit]
