"""JSON of organisations: in a list, with all that is known of one, and its partners."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.models import Model, OrganisationModel, PlaceModel, ThingModel
from graph.views import AssociationMembership, Change, OrganisationView, PartnerView, Reference


class ChangeModel(Model):
    """The other body of a renaming or merger, and the year where it is known."""

    organisation: OrganisationModel
    year: int | None

    @classmethod
    def of(cls, view: Change) -> ChangeModel:
        return cls.model_validate(view)


class AssociationModel(Model):
    """A membership in a samordningsförbund."""

    organisation: OrganisationModel
    confidence: Literal["high", "medium", "low"]
    status: str

    @classmethod
    def of(cls, view: AssociationMembership) -> AssociationModel:
        return cls.model_validate(view)


class OrganisationSummary(OrganisationModel):
    """An organisation in a list."""

    alternative_names: list[str]
    municipality: PlaceModel | None
    county: PlaceModel | None
    project_count: int = Field(description="Projects that it takes part in, in any role.")

    @classmethod
    def summary(cls, view: OrganisationView, project_count: int) -> OrganisationSummary:
        return cls(
            **_reference(view),
            alternative_names=list(view.alternative_names),
            municipality=PlaceModel.of(view.municipality) if view.municipality else None,
            county=PlaceModel.of(view.county) if view.county else None,
            project_count=project_count,
        )


def _reference(view: OrganisationView) -> dict[str, str]:
    """Key, IRI, name and type of an organisation."""
    return {"id": view.id, "iri": view.iri, "name": view.name, "type": view.types[0]}


class OrganisationDetail(OrganisationModel):
    """An organisation with all that is known of it."""

    types: list[str]
    alternative_names: list[str]
    organisation_number: str | None
    wikidata: str | None
    parent: OrganisationModel | None
    units: list[OrganisationModel]
    municipality: PlaceModel | None
    county: PlaceModel | None
    renamed_from: list[ChangeModel]
    renamed_to: list[ChangeModel]
    members: list[AssociationModel] = Field(description="Of a samordningsförbund.")
    member_of: list[AssociationModel] = Field(description="Samordningsförbund it belongs to.")
    projects: dict[str, list[ThingModel]] = Field(
        description="Projects by role (owner, participant, partner …)."
    )

    @classmethod
    def detail(
        cls, view: OrganisationView, projects: dict[str, list[Reference]]
    ) -> OrganisationDetail:
        return cls(
            **_reference(view),
            types=list(view.types),
            alternative_names=list(view.alternative_names),
            organisation_number=view.organisation_number,
            wikidata=view.wikidata,
            parent=OrganisationModel.of(view.parent) if view.parent else None,
            units=[OrganisationModel.of(unit) for unit in view.units],
            municipality=PlaceModel.of(view.municipality) if view.municipality else None,
            county=PlaceModel.of(view.county) if view.county else None,
            renamed_from=[ChangeModel.of(change) for change in view.renamed_from],
            renamed_to=[ChangeModel.of(change) for change in view.renamed_to],
            members=[AssociationModel.of(member) for member in view.members],
            member_of=[AssociationModel.of(member) for member in view.member_of],
            projects={
                role: [ThingModel.of(project) for project in found]
                for role, found in projects.items()
            },
        )


class PartnerModel(Model):
    """A body that shares projects with the organisation asked for."""

    partner: OrganisationModel
    projects: list[ThingModel]
    count: int
    connection: Literal["direct", "association"] = Field(
        description="direct: both take part. association: one is a member of the "
        "samordningsförbund that takes part. The two are counted apart."
    )
    through: OrganisationModel | None = Field(None, description="The samordningsförbund.")

    @classmethod
    def of(cls, view: PartnerView) -> PartnerModel:
        return cls(
            partner=OrganisationModel.of(view.organisation),
            projects=[ThingModel.of(project) for project in view.projects],
            count=len(view.projects),
            connection="association" if view.through else "direct",
            through=OrganisationModel.of(view.through) if view.through else None,
        )
