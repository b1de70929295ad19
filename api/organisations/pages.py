"""Context of the page of an organisation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from api.contexts.page import Fact, Linked
from api.contexts.things import (
    OrganisationPage,
    RoleProjects,
)
from api.linked import structured
from api.models import OrganisationModel, ThingModel
from api.organisations.models import ChangeModel, PartnerModel
from api.pages import Pages
from api.presentation import organisation_model
from graph.records import Role

FIRST_PARTNERS: Final = 15


def organisation_page(pages: Pages, key: str) -> OrganisationPage:
    """The page about an organisation."""
    organisation = organisation_model(pages.service, key)
    partners = [PartnerModel.of(view) for view in pages.service.catalogue.partners_of(key)]
    return OrganisationPage(
        **pages.frame(
            organisation.name,
            organisation.iri,
            f"organisations/{organisation.id}",
            structured.embedded(*structured.organisation(organisation)),
        ),
        organisation=organisation,
        facts=tuple(_organisation_facts(pages, key)),
        roles=tuple(
            RoleProjects(pages.role_label(role.value), tuple(organisation.projects[role.value]))
            for role in Role
            if organisation.projects.get(role.value)
        ),
        direct=tuple(partner for partner in partners if partner.connection == "direct"),
        through=tuple(partner for partner in partners if partner.connection != "direct"),
        first=FIRST_PARTNERS,
    )


def _organisation_facts(pages: Pages, key: str) -> Iterable[Fact]:
    t, urls = pages.reader.t, pages.reader.urls
    body = organisation_model(pages.service, key)
    wikidata = urls.external(body.wikidata)
    rows: list[tuple[str, list[Linked]]] = [
        ("organisation.type", [Linked(pages.type_label(name)) for name in body.types]),
        (
            "fact.alternative_names",
            [Linked(name, None, "sv") for name in body.alternative_names],
        ),
        (
            "organisation.number",
            [Linked(body.organisation_number)] if body.organisation_number else [],
        ),
        (
            "organisation.municipality",
            pages.reader.places([body.municipality] if body.municipality else []),
        ),
        ("organisation.county", pages.reader.places([body.county] if body.county else [])),
        ("organisation.parent", _bodies(pages, [body.parent] if body.parent else [])),
        ("organisation.units", _bodies(pages, body.units)),
        ("organisation.renamed_from", _changes(pages, body.renamed_from)),
        ("organisation.renamed_to", _changes(pages, body.renamed_to)),
        (
            "organisation.wikidata",
            [Linked(wikidata.rpartition("/")[2], wikidata)] if wikidata else [],
        ),
    ]
    for label, values in rows:
        fact = Fact.of(t(label), values)
        if fact:
            yield fact


def _bodies(pages: Pages, bodies: Iterable[OrganisationModel | ThingModel]) -> list[Linked]:
    return [Linked(body.name, pages.reader.urls.organisation(body.id), "sv") for body in bodies]


def _changes(pages: Pages, changes: Iterable[ChangeModel]) -> list[Linked]:
    return [
        Linked(
            change.organisation.name + (f" ({change.year})" if change.year else ""),
            pages.reader.urls.organisation(change.organisation.id),
            "sv",
        )
        for change in changes
    ]
