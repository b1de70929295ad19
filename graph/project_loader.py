"""Reading of projects, and of who takes part in them, from the columns of a store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Final

from rdflib import URIRef

from graph.catalogue import sort_key
from graph.columns import Columns
from graph.records import Role
from graph.views import (
    Concept,
    Money,
    OrganisationReference,
    ParticipationView,
    Place,
    ProjectView,
    Reference,
)
from ontology import terms as t
from ontology.identifiers import Identifiers

ONE: Final[Mapping[str, URIRef]] = MappingProxyType(
    {
        "key": t.DCTERMS_IDENTIFIER,
        "name": t.RDFS_LABEL,
        "number": t.SAMV_PROJECT_NUMBER,
        "programme": t.SAMV_PROGRAMME,
        "objective": t.SAMV_SPECIFIC_OBJECTIVE,
        "call": t.SAMV_CALL,
        "region": t.SAMV_ESF_REGION,
        "start": t.SCHEMA_START_DATE,
        "end": t.SCHEMA_END_DATE,
        "summary": t.SCHEMA_DESCRIPTION,
        "participants": t.SAMV_PLANNED_PARTICIPANTS,
        "budget": t.SAMV_TOTAL_BUDGET,
        "funding": t.SCHEMA_FUNDING,
    }
)
"""What a project has at most one of."""
MANY: Final[Mapping[str, URIRef]] = MappingProxyType(
    {
        "alternative_names": t.SCHEMA_ALTERNATE_NAME,
        "target_groups": t.SAMV_TARGET_GROUP,
        "keywords": t.SCHEMA_KEYWORDS,
        "themes": t.DCTERMS_SUBJECT,
        "municipalities": t.SAMV_MUNICIPALITY,
        "preceded_by": t.SAMV_PRECEDED_BY,
        "succeeded_by": t.SAMV_SUCCEEDED_BY,
        "predecessor_names": t.SAMV_PREDECESSOR_NAME,
        "successor_names": t.SAMV_SUCCESSOR_NAME,
        "sources": t.PROV_WAS_DERIVED_FROM,
    }
)
"""What it may have several of."""


@dataclass(frozen=True, slots=True)
class ReferredTo:
    """What projects refer to, by IRI; counties by code, roles as their codes."""

    bodies: Mapping[str, OrganisationReference]
    roles: Mapping[str, str]
    themes: Mapping[str, Concept]
    municipalities: Mapping[str, Place]
    regions: Mapping[str, Place]
    counties: Mapping[str, Place]


class ProjectLoader:
    """Reads the projects of a store."""

    def __init__(self, columns: Columns, identifiers: Identifiers, known: ReferredTo) -> None:
        self._columns = columns
        self._identifiers = identifiers
        self._known = known
        self._sort_key = cache(sort_key)
        self._key = cache(self._key_of)

    def load(self) -> dict[str, ProjectView]:
        """Every project by its key, in the order of the keys."""
        columns, known = self._columns, self._known
        parts = self._participations()
        every = columns.of_class(t.SAMV_PROJECT)
        one = {name: columns.one(every, term) for name, term in ONE.items()}
        many = {name: columns.all(every, term) for name, term in MANY.items()}
        # Evidence has pages too, in far greater number.
        pages = columns.all_of_class(t.SAMV_PROJECT, t.PROV_HAD_PRIMARY_SOURCE)
        names = {iri: name for iri, name in one["name"].items() if iri in one["key"]}
        programmes = self._programmes(one["programme"])
        calls = columns.through(one["call"], t.SKOS_NOTATION)
        objectives = columns.through(one["objective"], t.SKOS_NOTATION)
        budgets = self._money(one["budget"])
        grants = self._money(columns.through(one["funding"], t.SCHEMA_AMOUNT))

        def linked(others: Iterable[str]) -> tuple[Reference, ...]:
            return tuple(Reference(self._key(o), o, names[o]) for o in others if o in names)

        projects: dict[str, ProjectView] = {}
        for iri in sorted(names, key=one["key"].__getitem__):
            key = one["key"][iri]
            municipalities = self._places(many["municipalities"][iri])
            counties = sorted({place.within for place in municipalities if place.within})
            region = one["region"].get(iri)
            participants = one["participants"].get(iri)
            projects[key] = ProjectView(
                id=key,
                iri=iri,
                name=names[iri],
                alternative_names=many["alternative_names"][iri],
                number=one["number"].get(iri),
                programme=programmes.get(one["programme"].get(iri, "")),
                call=calls.get(iri),
                specific_objective=objectives.get(iri),
                start=one["start"].get(iri),
                end=one["end"].get(iri),
                total_budget=budgets.get(iri),
                grant=grants.get(iri),
                planned_participants=None if participants is None else int(participants),
                region=None if region is None else known.regions[region],
                municipalities=municipalities,
                counties=tuple([known.counties[code] for code in counties]),
                summary=one["summary"].get(iri),
                target_groups=many["target_groups"][iri],
                keywords=many["keywords"][iri],
                themes=self._themes(many["themes"][iri]),
                participations=self._in_order(parts.get(iri, ())),
                preceded_by=linked(many["preceded_by"][iri]),
                succeeded_by=linked(many["succeeded_by"][iri]),
                predecessor_names=many["predecessor_names"][iri],
                successor_names=many["successor_names"][iri],
                sources=tuple(map(self._key, many["sources"][iri])),
                pages=pages[iri],
            )
        return projects

    def _key_of(self, iri: str) -> str:
        found = self._identifiers.key_of(iri)
        return found[1] if found else iri

    def _participations(self) -> dict[str, list[ParticipationView]]:
        """Participations by the IRI of the project."""
        columns, bodies = self._columns, self._known.bodies
        every = columns.of_class(t.SAMV_PARTICIPATION)
        projects, members, roles, extents, scores, reasons, units = (
            columns.one(every, term)
            for term in (
                t.ORG_ORGANIZATION,
                t.ORG_MEMBER,
                t.ORG_ROLE,
                t.SAMV_EXTENT,
                t.SAMV_LINK_SCORE,
                t.SAMV_LINK_REASON,
                t.SAMV_UNIT,
            )
        )
        parts: dict[str, list[ParticipationView]] = defaultdict(list)
        for iri in every:
            role = self._known.roles.get(roles.get(iri, ""))
            if role is None or iri not in projects or iri not in members:
                continue
            unit = bodies.get(units.get(iri, ""))
            parts[projects[iri]].append(
                ParticipationView(
                    iri=iri,
                    organisation=bodies[members[iri]],
                    unit=Reference(unit.id, unit.iri, unit.name) if unit else None,
                    role=role,
                    extent=extents.get(iri),
                    link_score=float(scores[iri]) if iri in scores else None,
                    link_reason=reasons.get(iri),
                )
            )
        return parts

    def _programmes(self, of: Mapping[str, str]) -> dict[str, Reference]:
        """The programmes of projects by their IRI."""
        names = self._columns.one(of.values(), t.RDFS_LABEL)
        return {iri: Reference(self._key(iri), iri, name) for iri, name in names.items()}

    def _money(self, amounts: Mapping[str, str]) -> dict[str, Money]:
        """Sums by project, of the nodes that state them."""
        values = self._columns.through(amounts, t.SCHEMA_VALUE)
        qualifiers = self._columns.through(amounts, t.SAMV_QUALIFIER)
        return {iri: Money(Decimal(value), qualifiers.get(iri)) for iri, value in values.items()}

    def _places(self, iris: Iterable[str]) -> tuple[Place, ...]:
        found = [self._known.municipalities[iri] for iri in iris]
        found.sort(key=lambda place: self._sort_key(place.name))
        return tuple(found)

    def _themes(self, iris: Iterable[str]) -> tuple[Concept, ...]:
        found = [self._known.themes[iri] for iri in iris]
        found.sort(key=lambda theme: self._sort_key(theme.labels["sv"]))
        return tuple(found)

    def _in_order(self, parts: Iterable[ParticipationView]) -> tuple[ParticipationView, ...]:
        """By role, then by name."""
        return tuple(
            sorted(
                parts,
                key=lambda part: (
                    _RANKS[part.role],
                    self._sort_key(part.organisation.name),
                    part.iri,
                ),
            )
        )


_RANKS: Final = MappingProxyType({role.value: rank for rank, role in enumerate(Role)})
