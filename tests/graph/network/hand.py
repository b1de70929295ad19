"""Catalogues made by hand: a few bodies and projects, without a store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from graph.catalogue import Catalogue
from graph.filters import ProjectFinder
from graph.network.model import Edge, Network
from graph.network.projection import build
from graph.network.selection import NetworkQuery
from graph.records import Role
from graph.views import (
    AssociationMembership,
    Change,
    Concept,
    Money,
    OrganisationReference,
    OrganisationView,
    ParticipationView,
    Place,
    ProjectView,
    Reference,
)

BASE = "https://example.org/id/"
TYPES = (
    "municipality",
    "region",
    "agency",
    "coordination_association",
    "company",
    "unknown",
    "group",
    "unit",
)


@dataclass
class Hand:
    """What a catalogue is made of; `parts` of a project are (body, role) or (body, role, unit)."""

    bodies: dict[str, OrganisationView] = field(default_factory=dict)
    projects: dict[str, ProjectView] = field(default_factory=dict)
    parts: dict[str, list[ParticipationView]] = field(default_factory=lambda: defaultdict(list))

    def body(
        self, key: str, kind: str = "company", name: str | None = None, parent: str | None = None
    ) -> str:
        self.bodies[key] = OrganisationView(
            id=key,
            iri=f"{BASE}organisation/{key}",
            name=name or key,
            types=(kind,),
            alternative_names=(),
            organisation_number=None,
            wikidata=None,
            municipality=None,
            county=None,
            parent=self.bodies[parent].reference if parent else None,
            units=(),
            renamed_from=(),
            renamed_to=(),
            members=(),
            member_of=(),
        )
        return key

    def became(self, old: str, new: str, year: int | None = None) -> None:
        """One body was renamed to, or merged into, another."""
        self._change(old, renamed_to=(*self.bodies[old].renamed_to, self._named(new, year)))
        self._change(new, renamed_from=(*self.bodies[new].renamed_from, self._named(old, year)))

    def _named(self, key: str, year: int | None) -> Change:
        return Change(self.bodies[key].reference, year)

    def member(
        self,
        association: str,
        body: str,
        start: str | None = None,
        end: str | None = None,
        confidence: str = "high",
    ) -> None:
        about = AssociationMembership(self.bodies[body].reference, confidence, "active", start, end)
        self._change(association, members=(*self.bodies[association].members, about))

    def _change(self, key: str, **values: object) -> None:
        self.bodies[key] = replace(self.bodies[key], **values)  # type: ignore[arg-type]

    def project(
        self,
        key: str,
        parts: Iterable[tuple[str, str] | tuple[str, str, str]] = (),
        start: str | None = None,
        end: str | None = None,
        budget: int | None = None,
        themes: Iterable[str] = (),
        region: str | None = None,
    ) -> str:
        for body, role, *units in parts:
            self.parts[key].append(self._part(key, body, role, *units))
        self.projects[key] = ProjectView(
            id=key,
            iri=f"{BASE}projekt/{key}",
            name=key,
            alternative_names=(),
            number=None,
            programme=None,
            call=None,
            specific_objective=None,
            start=start,
            end=end,
            total_budget=None if budget is None else Money(Decimal(budget)),
            grant=None,
            planned_participants=None,
            region=Place(region, f"{BASE}esf-region/{region}", region) if region else None,
            municipalities=(),
            counties=(),
            summary=None,
            target_groups=(),
            keywords=(),
            themes=tuple(_theme(theme) for theme in themes),
            participations=tuple(self.parts[key]),
            preceded_by=(),
            succeeded_by=(),
            predecessor_names=(),
            successor_names=(),
            sources=(),
            pages=(),
        )
        return key

    def _part(
        self, project: str, body: str, role: str, unit: str | None = None
    ) -> ParticipationView:
        view = self.bodies[body]
        named = self.bodies[unit] if unit else None
        return ParticipationView(
            iri=f"{BASE}deltagande/{project}_{unit or body}_{role}",
            organisation=OrganisationReference(view.id, view.iri, view.name, view.types[0]),
            unit=Reference(named.id, named.iri, named.name) if named else None,
            role=role,
            extent=None,
            link_score=0.0 if view.types[0] == "unknown" else 1.0,
            link_reason=None,
        )

    @property
    def catalogue(self) -> Catalogue:
        of: dict[str, list[tuple[str, ParticipationView]]] = defaultdict(list)
        for key, project in self.projects.items():
            for part in project.participations:
                of[part.organisation.id].append((key, part))
                if part.unit:
                    of[part.unit.id].append((key, part))
        return Catalogue(
            projects=self.projects,
            organisations=self.bodies,
            themes={theme.id: theme for p in self.projects.values() for theme in p.themes},
            roles={role.value: _concept(role.value) for role in Role},
            organisation_types={kind: _concept(kind) for kind in TYPES},
            municipalities={},
            counties={},
            regions={},
            sources={},
            _participations_of={key: tuple(parts) for key, parts in of.items()},
        )

    def network(self, query: NetworkQuery | None = None, **values: object) -> Network:
        catalogue = self.catalogue
        query = query or NetworkQuery(**values)  # type: ignore[arg-type]
        return build(catalogue, ProjectFinder(catalogue), query)


def _concept(key: str) -> Concept:
    return Concept(key, f"{BASE}{key}", key, {"sv": key, "en": key})


def _theme(key: str) -> Concept:
    return Concept(key, f"{BASE}tema/{key}", None, {"sv": key, "en": f"{key} (en)"})


def ends(network: Network) -> Mapping[tuple[str, ...], Edge]:
    """Edges by (source, target, kind, *through), as keys."""

    def short(iri: str) -> str:
        return iri.rsplit("/", 1)[1]

    found = {}
    for edge in network.edges:
        through = edge.values.get("through", ())
        assert isinstance(through, tuple)
        key = (short(edge.source), short(edge.target), edge.kind, *map(short, through))
        assert key not in found
        found[key] = edge
    return found


def weights(network: Network) -> dict[tuple[str, ...], float]:
    """Weights by (source, target, kind, *through), as keys."""
    return {key: edge.weight for key, edge in ends(network).items()}
