"""JSON of the suggestion of partners."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from api.dependencies import Text, Values
from api.models import Model, OrganisationModel, PlaceModel, ThingModel
from api.projects.models import PeriodModel
from api.search.models import PassageModel
from search.partners.spreading import MOST_SPREAD

MAX_PARTNERS = 50


class PartnerRequest(BaseModel):
    """What partners are wanted for: a draft text or a project, where, and who is on board."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "text": "Unga som varken arbetar eller studerar får stöd av en coach, praktik "
                    "och vägledning",
                    "region": ["Övre Norrland"],
                    "on_board": ["Luleå kommun"],
                    "limit": 5,
                }
            ]
        },
    )

    text: Text | None = Field(None, description="The draft. Give either this or `project`.")
    project: Annotated[str, Field(min_length=1, max_length=300)] | None = Field(
        None, description="Key or number of a project, whose own partners are then on board."
    )
    region: Values = Field([], description="ESF region: key or name.")
    county: Values = Field([], description="County: two digits or name.")
    municipality: Values = Field([], description="Municipality: four digits or name.")
    on_board: Values = Field(
        [], description="Organisations that are partners already: key, IRI or name."
    )
    organisation_type: Values = Field([], description="Suggest bodies of these types only.")
    role: Values = Field([], description="Count only what was done in these roles.")
    limit: int = Field(10, ge=1, le=MAX_PARTNERS)
    spread: float | None = Field(
        None,
        ge=0,
        le=MOST_SPREAD,
        allow_inf_nan=False,
        description="How much a body gives way that is of the type and county of those above it, "
        "or in their projects. 0 is the order of the scores. If absent, what the release says; 0 "
        "where `organisation_type` is given.",
    )
    newcomers: bool = Field(
        True,
        description="Whether to suggest bodies that have no project yet, by their type, seat and "
        "ties. With `role` none are.",
    )
    read: bool = Field(
        True,
        description="Whether places and types of bodies that the draft names count as asked for.",
    )

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.text is None) == (self.project is None):
            raise ValueError("give either text or project")
        return self


class NamedInDraft(Model):
    """What was read in the draft; places outside those that were given are left out."""

    municipalities: list[PlaceModel]
    counties: list[PlaceModel]
    organisation_types: list[str] = Field(examples=[["coordination_association"]])


class PartnerPlaces(Model):
    """What was understood: where (places that the draft names are among these), and who is on
    board."""

    project: ThingModel | None
    municipalities: list[PlaceModel]
    counties: list[PlaceModel]
    regions: list[PlaceModel]
    on_board: list[OrganisationModel]
    named: NamedInDraft


class ShownProject(Model):
    """A project that shows experience."""

    project: ThingModel
    period: PeriodModel
    region: str | None
    roles: list[str] = Field(description="What the body was in it.", examples=[["partner"]])
    similarity: float = Field(description="As in a search for the draft.")
    counted: float = Field(description="How much it counts as a similar project, 0 to 1.")
    passage: PassageModel
    through: OrganisationModel | None = Field(description="The samordningsförbund taking part.")


class TieModel(Model):
    """What ties a suggested body to one on board."""

    organisation: OrganisationModel
    projects: list[ThingModel] = Field(description="Both took part in them, each itself.")
    associations: list[OrganisationModel] = Field(
        description="Samordningsförbund that both belong to, or that one is and the other is in."
    )


class SuggestionModel(Model):
    """A suggested body. `parts` add up to `score`; a part that is not there is 0."""

    organisation: OrganisationModel
    municipality: PlaceModel | None
    county: PlaceModel | None
    score: float
    parts: dict[str, float] = Field(examples=[{"experience": 2.1, "region": 2.3}])
    projects: list[ShownProject] = Field(
        description="The most similar first, five at most; empty for a body without a project."
    )
    project_count: int = Field(
        description="All projects that it has taken part in; 0 where the gazetteer alone knows it."
    )
    ties: list[TieModel]
    brings: int = Field(
        description="How many bodies it has worked with that nobody on board has; 0 if nobody is."
    )
    known_as: list[OrganisationModel] = Field(
        description="Bodies under earlier names whose projects are counted here."
    )
    crowding: float = Field(
        description="What its place lost by being like those above it: the order is that of "
        "`score` less this."
    )


class PartnerSuggestions(Model):
    """Suggestions, best first. What was done through a samordningsförbund is ranked apart."""

    asked: PartnerPlaces
    total: int = Field(
        description="Bodies that took part in some project themselves, and those without a project "
        "that anything speaks for."
    )
    direct: list[SuggestionModel]
    total_through: int = Field(description="Bodies that did so through a samordningsförbund.")
    through: list[SuggestionModel]
