"""Views of the graph as API models: one place for JSON, pages and the command line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from api.composition import Service
from api.models import (
    HitModel,
    OrganisationDetail,
    PassageModel,
    ProjectModel,
    ProjectSummary,
    ScoreParts,
)
from graph.catalogue import sort_key
from graph.views import ProjectView, Reference
from search.index import Hit


def project_model(service: Service, view: ProjectView) -> ProjectModel:
    """A project with its evidence and sources."""
    sources = [service.catalogue.sources[key] for key in view.sources]
    return ProjectModel.of(view, service.catalogue.roles, service.evidence(view), sources)


def organisation_model(service: Service, key: str) -> OrganisationDetail:
    """An organisation with its projects by role."""
    projects: dict[str, dict[str, Reference]] = defaultdict(dict)
    for view, part in service.catalogue.participations_of(key):
        projects[part.role][view.id] = Reference(view.id, view.iri, view.name)
    return OrganisationDetail.detail(
        service.catalogue.organisations[key],
        {
            role: sorted(found.values(), key=lambda project: sort_key(project.name))
            for role, found in projects.items()
        },
    )


def hit_models(service: Service, hits: Iterable[Hit]) -> list[HitModel]:
    """Hits with the project in short and the passage that matched."""
    return [
        HitModel(
            project=ProjectSummary.of(service.catalogue.projects[hit.project]),
            score=round(hit.score, 4),
            parts=_parts(hit),
            passage=PassageModel(
                text=hit.passage.text, start=hit.passage.start, end=hit.passage.end
            ),
        )
        for hit in hits
    ]


def _parts(hit: Hit) -> ScoreParts:
    """The parts, rounded so that they add up to the score as it is shown."""
    lexical = round(hit.lexical, 4)
    return ScoreParts(dense=round(round(hit.score, 4) - lexical, 4), lexical=lexical)
