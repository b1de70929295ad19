"""Views of the graph as API models: one place for JSON, pages and the command line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from api.composition import Service
from api.explanations.reasons import matcher_of, matches, pair_model, score_parts, shared_model
from api.organisations.models import OrganisationDetail
from api.projects.models import ProjectModel
from api.search.models import HitModel, PassageModel
from api.themes.lists import predicted_of
from api.themes.matches import summary_of
from graph.catalogue import sort_key
from graph.filters import Filters
from graph.similarity import DECIMALS
from graph.views import ProjectView, Reference
from search.index import Hit


def project_model(service: Service, view: ProjectView) -> ProjectModel:
    """A project with its evidence and sources."""
    sources = [service.catalogue.sources[key] for key in view.sources]
    model = ProjectModel.of(view, service.catalogue.roles, service.evidence(view), sources)
    return model.model_copy(update={"predicted_themes": predicted_of(service, view.id)})


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


def hit_models(
    service: Service,
    hits: Iterable[Hit],
    asked: str | ProjectView | None = None,
    filters: Filters | None = None,
) -> list[HitModel]:
    """Hits with the project in short, the passage that matched, and why they were found.

    `asked` is the text or the project that they were found for, `filters` what they had to meet.
    """
    filters = filters or Filters()
    matcher = matcher_of(asked)
    models = []
    for hit in hits:
        view = service.catalogue.projects[hit.project]
        model = HitModel(
            project=summary_of(service, view, filters),
            score=round(hit.score, DECIMALS),
            parts=score_parts(hit),
            passage=PassageModel(
                text=hit.passage.text,
                start=hit.passage.start,
                end=hit.passage.end,
                matches=matches(matcher, hit.passage.text),
            ),
            name_matches=matches(matcher, view.name),
        )
        if isinstance(asked, ProjectView):
            model.sentences = pair_model(service.search.sentence_pair(asked.id, view.id))
            model.shared = shared_model(asked, view)
        models.append(model)
    return models
