"""What a page is about in terms of schema.org, as JSON-LD to stand in the page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from markupsafe import Markup

from api.models import OrganisationModel, PlaceModel
from api.organisations.models import OrganisationDetail
from api.projects.models import ProjectModel
from api.translations import Language
from graph.dataset import DESCRIPTIONS, KEYWORDS, TITLES, Edition, Publication
from ontology.identifiers import Identifiers

Node = dict[str, Any]

CONTEXT: Final = {"@vocab": "https://schema.org/"}
"""Every name is a term of schema.org; so the block can be read without fetching a context."""

_GOVERNMENT: Final = frozenset(
    {
        "agency",
        "coordination_association",
        "county_administrative_board",
        "municipal_federation",
        "municipality",
        "region",
    }
)


def embedded(*nodes: Node) -> Markup:
    """Nodes as the content of a script element; no value can end the element."""
    text = json.dumps({"@context": CONTEXT, "@graph": list(nodes)}, ensure_ascii=False)
    escaped = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(escaped)  # noqa: S704 (nothing is left that HTML reads)


def project(model: ProjectModel, lang: Language) -> list[Node]:
    """A project, and its grant where the sum is known."""
    me = {"@id": model.iri}
    node: Node = {
        **me,
        "@type": "Project",
        "url": model.iri,
        "name": model.name,
        "alternateName": list(model.alternative_names),
        "identifier": model.number,
        "description": model.summary,
        "foundingDate": model.period.start,
        "dissolutionDate": model.period.end,
        "areaServed": _areas(model.municipalities),
        "keywords": list(model.keywords),
        "knowsAbout": [
            {
                "@id": theme.iri,
                "@type": "DefinedTerm",
                "name": theme.label if lang == "sv" else theme.label_en,
            }
            for theme in model.themes
        ],
        "member": [
            {
                "@type": "OrganizationRole",
                "roleName": part.role_label,
                "member": _organisation(part.organisation),
            }
            for part in model.participations
        ],
        "subjectOf": [{"@type": "WebPage", "url": page} for page in model.pages],
    }
    found = [_without_nothing(node)]
    if model.budget.grant is not None:
        found.append(
            {
                "@type": "MonetaryGrant",
                "fundedItem": me,
                "amount": {
                    "@type": "MonetaryAmount",
                    "value": float(model.budget.grant),
                    "currency": model.budget.currency,
                },
                "funder": {
                    "@type": "Organization",
                    "name": "Europeiska socialfonden" if lang == "sv" else "European Social Fund",
                },
            }
        )
    return found


def organisation(model: OrganisationDetail) -> list[Node]:
    """An organisation."""
    number = model.organisation_number
    places = [place for place in (model.municipality, model.county) if place]
    return [
        _without_nothing(
            {
                **_organisation(model),
                "url": model.iri,
                "alternateName": list(model.alternative_names),
                "identifier": {
                    "@type": "PropertyValue",
                    "propertyID": "organisationsnummer",
                    "value": number,
                }
                if number
                else None,
                "areaServed": _areas(places),
                "parentOrganization": {
                    "@id": model.parent.iri,
                    "@type": "Organization",
                    "name": model.parent.name,
                }
                if model.parent
                else None,
                "subOrganization": [
                    {"@id": unit.iri, "@type": "Organization", "name": unit.name}
                    for unit in model.units
                ],
                "memberOf": [
                    _organisation(membership.organisation) for membership in model.member_of
                ],
                "sameAs": model.wikidata,
            }
        )
    ]


def dataset(
    edition: Edition, publication: Publication, identifiers: Identifiers, lang: Language
) -> list[Node]:
    """The data set, with its files and services."""
    base = identifiers.base
    publisher = {
        "@id": str(identifiers.dataset("utgivare")),
        "@type": "Organization",
        "name": publication.publisher,
        "url": publication.publisher_page,
    }
    dates = (edition.statistics.first_date, edition.statistics.last_date)
    files = [
        {
            "@id": str(identifiers.dataset(file.dump.key)),
            "@type": "DataDownload",
            "name": file.dump.label,
            "contentUrl": f"{base}/dumps/{file.dump.name}",
            "encodingFormat": file.dump.media_type,
            "contentSize": f"{file.size} B",
        }
        for file in edition.files
    ]
    return [
        _without_nothing(
            {
                "@id": str(identifiers.dataset("samverkansgrafen")),
                "@type": "Dataset",
                "name": TITLES[lang],
                "description": DESCRIPTIONS[lang],
                "url": f"{base}/dataset",
                "identifier": str(identifiers.dataset("samverkansgrafen")),
                "version": edition.release,
                "datePublished": edition.first_issued[:10],
                "dateModified": edition.created[:10],
                "license": publication.licence,
                "isAccessibleForFree": True,
                "keywords": list(KEYWORDS[lang]),
                "inLanguage": ["sv", "en"],
                "publisher": _without_nothing(publisher),
                "creator": {"@id": publisher["@id"]},
                "spatialCoverage": {
                    "@type": "Country",
                    "name": "Sverige" if lang == "sv" else "Sweden",
                },
                "temporalCoverage": "/".join(day or ".." for day in dates) if any(dates) else None,
                "includedInDataCatalog": {
                    "@id": str(identifiers.dataset("katalog")),
                    "@type": "DataCatalog",
                    "name": "Samverkansgrafen",
                },
                "distribution": files,
            }
        )
    ]


def concept(iri: str, labels: Mapping[str, str], scheme: str, definition: str | None) -> list[Node]:
    """A concept of a scheme."""
    return [
        _without_nothing(
            {
                "@id": iri,
                "@type": "DefinedTerm",
                "url": iri,
                "name": list(labels.values()),
                "description": definition,
                "inDefinedTermSet": scheme,
            }
        )
    ]


def _organisation(model: OrganisationModel | OrganisationDetail) -> Node:
    government = model.type in _GOVERNMENT
    return {
        "@id": model.iri,
        "@type": "GovernmentOrganization" if government else "Organization",
        "name": model.name,
    }


def _areas(places: Iterable[PlaceModel]) -> list[Node]:
    return [
        {"@id": place.iri, "@type": "AdministrativeArea", "name": place.name} for place in places
    ]


def _without_nothing(node: Node) -> Node:
    """A node without the values that are not known."""
    return {name: value for name, value in node.items() if value not in (None, [], "")}
