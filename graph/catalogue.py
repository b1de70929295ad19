"""The catalogue: everything in the graph that lists, filters and pages need, by key.

`graph.catalogue_loader` reads it once from a store; after that it is only looked up in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.library import query
from graph.store import TripleStore
from graph.views import (
    Concept,
    EvidenceView,
    OrganisationView,
    ParticipationView,
    PartnerView,
    Place,
    ProjectView,
    Reference,
    SourceView,
)
from ontology import terms as t
from ontology.identifiers import Identifiers

# Without the funder: bodies that pay for nearly every project are left out when asking who works
# with whom.
DIRECT_ROLES = frozenset({"owner", "participant", "partner", "cofinancier", "initiator"})


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Projects and organisations by key; themes, roles, types and places by key."""

    projects: Mapping[str, ProjectView]
    organisations: Mapping[str, OrganisationView]
    themes: Mapping[str, Concept]
    roles: Mapping[str, Concept]
    organisation_types: Mapping[str, Concept]
    municipalities: Mapping[str, Place]
    counties: Mapping[str, Place]
    regions: Mapping[str, Place]
    sources: Mapping[str, SourceView]
    _participations_of: Mapping[str, tuple[tuple[str, ParticipationView], ...]]

    def participations_of(
        self, organisation: str
    ) -> Iterator[tuple[ProjectView, ParticipationView]]:
        """Projects that an organisation takes part in, itself or through a unit, with its part."""
        for key, part in self._participations_of.get(organisation, ()):
            yield self.projects[key], part

    def partners_of(self, organisation: str) -> list[PartnerView]:
        """Bodies that share projects with an organisation, those with most projects first.

        Direct partners and those through a samordningsförbund are separate entries. The funder,
        and groups that name no body, are no partners.
        """
        shared: dict[tuple[str, str | None], set[str]] = defaultdict(set)
        me = self.organisations[organisation]
        for project in self._direct_projects(organisation):
            for other in self._direct_bodies(project):
                shared[other, None].add(project)
                for membership in self.organisations[other].members:
                    shared[membership.organisation.id, other].add(project)
        for membership in me.member_of:
            association = membership.organisation.id
            for project in self._direct_projects(association):
                for other in self._direct_bodies(project):
                    if other != association:
                        shared[other, association].add(project)
        views = [
            PartnerView(
                self.organisations[other].reference,
                tuple(self._references(projects)),
                self.organisations[through].reference if through else None,
            )
            for (other, through), projects in shared.items()
            if organisation not in (other, through)
        ]
        return sorted(
            views,
            key=lambda view: (
                view.through is not None,
                -len(view.projects),
                sort_key(view.organisation.name),
                view.organisation.id,
                view.through.id if view.through else "",
            ),
        )

    def _direct_projects(self, organisation: str) -> set[str]:
        return {
            key
            for key, part in self._participations_of.get(organisation, ())
            if part.role in DIRECT_ROLES
        }

    def _direct_bodies(self, project: str) -> set[str]:
        return {
            part.organisation.id
            for part in self.projects[project].participations
            if part.role in DIRECT_ROLES and part.organisation.type != "group"
        }

    def _references(self, projects: Iterable[str]) -> list[Reference]:
        views = [self.projects[key] for key in projects]
        views.sort(key=lambda view: (sort_key(view.name), view.id))
        return [Reference(view.id, view.iri, view.name) for view in views]


def evidence_of(
    store: TripleStore, project: ProjectView, identifiers: Identifiers
) -> dict[str, list[tuple[str, EvidenceView]]]:
    """Evidence for a project: IRI of it or of a participation → (property IRI, passage) pairs.

    In the order of the sources and of the passages in them.
    """
    statements: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for row in query("internal/project-evidence").run(store, project=project.iri):
        statements[row["subject"], row["evidence"]][row["property"]] = row["value"]
    found: dict[str, list[tuple[str, EvidenceView]]] = defaultdict(list)
    for (subject, _), about in statements.items():
        source = identifiers.key_of(about[str(t.OA_HAS_SOURCE)])
        passage = EvidenceView(
            source=source[1] if source else about[str(t.OA_HAS_SOURCE)],
            quote=about[str(t.OA_EXACT)],
            start=int(about[str(t.OA_START)]),
            end=int(about[str(t.OA_END)]),
            rule=about[str(t.SAMV_RULE)],
            cell=about.get(str(t.RDF_VALUE)),
            page=about.get(str(t.PROV_HAD_PRIMARY_SOURCE)),
        )
        found[subject].append((about[str(t.SAMV_SUPPORTS)], passage))
    for passages in found.values():
        passages.sort(key=lambda item: (item[1].source, item[1].start, item[1].end, item[0]))
    return found


def sort_key(name: str) -> str:
    """A key that sorts Swedish names as a dictionary does: å, ä and ö last, case ignored.

    >>> sorted(["Östersund", "Zorn", "Ängelholm", "Åre", "alingsås"], key=sort_key)
    ['alingsås', 'Zorn', 'Åre', 'Ängelholm', 'Östersund']
    """
    return name.casefold().translate(_SWEDISH_ORDER)


_SWEDISH_ORDER = str.maketrans({"å": "{a", "ä": "{b", "ö": "{c", "é": "e", "ü": "y"})
