"""Organisations: list, one, and who it works with."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from api.composition import Service
from api.cursors import page
from api.dependencies import ListParameters, OrganisationDep, ServiceDep, Value, Values
from api.models import Page
from api.organisations.models import OrganisationDetail, OrganisationSummary, PartnerModel
from api.presentation import organisation_model
from graph.catalogue import sort_key
from graph.filters import concepts_named

router = APIRouter(prefix="/api/organisations", tags=["organisations"])


class OrganisationListParameters(ListParameters):
    """Parameters of the list of organisations."""

    type: Values = Field([], description="Type: municipality, coordination_association …")
    q: Value | None = Field(None, description="Part of a name.")
    active: bool = Field(False, description="Only those that take part in some project.")


class PartnerParameters(ListParameters):
    """Parameters of the list of partners."""

    connection: Literal["direct", "association", "all"] = "all"


@router.get("")
def organisations(
    service: ServiceDep, parameters: Annotated[OrganisationListParameters, Query()]
) -> Page[OrganisationSummary]:
    """Organisations, by name."""
    types = concepts_named("type", parameters.type, service.catalogue.organisation_types)
    named = service.finder.organisations_containing(parameters.q) if parameters.q else None
    found = [
        body
        for body in service.catalogue.organisations.values()
        if (not types or types & set(body.types))
        and (named is None or body.id in named)
        and (not parameters.active or _project_count(service, body.id))
    ]
    found.sort(key=lambda body: (sort_key(body.name), body.id))
    scope = (service.release.manifest.id, parameters.type, parameters.q, parameters.active)
    part, after = page(found, parameters.limit, parameters.cursor, scope, lambda body: body.id)
    items = [OrganisationSummary.summary(body, _project_count(service, body.id)) for body in part]
    return Page(total=len(found), items=items, next=after)


@router.get("/{id}")
def organisation(service: ServiceDep, key: OrganisationDep) -> OrganisationDetail:
    """One organisation, with its projects by role."""
    return organisation_model(service, key)


@router.get("/{id}/partners")
def partners(
    service: ServiceDep, key: OrganisationDep, parameters: Annotated[PartnerParameters, Query()]
) -> Page[PartnerModel]:
    """Bodies that share projects with this one: those that take part directly come first."""
    found = [
        view
        for view in service.catalogue.partners_of(key)
        if parameters.connection == "all"
        or (view.through is not None) == (parameters.connection == "association")
    ]
    scope = (service.release.manifest.id, key, parameters.connection)
    part, after = page(
        found,
        parameters.limit,
        parameters.cursor,
        scope,
        lambda view: f"{view.organisation.id} {view.through.id if view.through else ''}",
    )
    return Page(total=len(found), items=[PartnerModel.of(view) for view in part], next=after)


def _project_count(service: Service, key: str) -> int:
    return len({view.id for view, _ in service.catalogue.participations_of(key)})
