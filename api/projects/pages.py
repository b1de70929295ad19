"""Context of the page of a project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from api.contexts.page import Fact, Linked
from api.contexts.things import (
    Part,
    PredictedTag,
    ProjectPage,
    RoleParts,
    SimilarProject,
)
from api.explanations.models import SharedModel
from api.linked import structured
from api.models import EvidenceModel
from api.pages import Pages
from api.presentation import hit_models, project_model
from api.projects.facts import project_facts, related_facts
from api.projects.models import ParticipationModel, ProjectModel
from api.themes.grounds import grounds_of
from graph.filters import Filters
from graph.views import ProjectView
from ontology import terms

SIMILAR: Final = 5
LEAST_SURE: Final = 0.9
"""A link of a name to an organisation with a lower score is shown as uncertain."""


def project_page(pages: Pages, view: ProjectView) -> ProjectPage:
    """The page about a project."""
    t = pages.reader.t
    project = project_model(pages.service, view)
    evidence: dict[str, list[EvidenceModel]] = defaultdict(list)
    for passage in project.evidence:
        evidence[passage.property].append(passage)
    sources = {
        source.id: Linked(source.title, pages.reader.urls.thing(source.iri), "sv")
        for source in project.sources
    }
    return ProjectPage(
        **pages.frame(
            project.name,
            project.iri,
            f"projects/{project.id}",
            structured.embedded(*structured.project(project, t.lang)),
        ),
        project=project,
        facts=tuple(project_facts(pages.reader, view, project, evidence)),
        summary=Fact.of(
            t("fact.summary"),
            [Linked(project.summary or "", None, "sv")],
            evidence[str(terms.SCHEMA_DESCRIPTION)],
        ),
        related=related_facts(pages.reader, project, evidence),
        roles=_role_parts(pages, project),
        themes=tuple(
            Linked(
                theme.label if t.lang == "sv" else theme.label_en,
                pages.reader.urls.thing(theme.iri),
            )
            for theme in project.themes
        ),
        predicted=tuple(
            PredictedTag(
                Linked(
                    theme.label if t.lang == "sv" else theme.label_en,
                    pages.reader.urls.thing(theme.iri),
                ),
                t("themes.probability", score=t.score(theme.probability)),
                grounds_of(theme, t),
            )
            for theme in project.predicted_themes
            if theme.accepted and not theme.stated
        ),
        similar=_similar(pages, view),
        sources=tuple(sources.values()),
        source_names=sources,
    )


def _role_parts(pages: Pages, project: ProjectModel) -> tuple[RoleParts, ...]:
    parts: dict[str, list[Part]] = defaultdict(list)
    for item in project.participations:
        parts[item.role].append(
            Part(
                item.organisation,
                item.unit,
                item.extent,
                pages.type_label(item.organisation.type),
                _doubt(pages, item),
                tuple(item.evidence),
            )
        )
    return tuple(RoleParts(pages.role_label(role), tuple(found)) for role, found in parts.items())


def _doubt(pages: Pages, part: ParticipationModel) -> str | None:
    t = pages.reader.t
    if part.organisation.type == "unknown":
        return t("project.unlinked")
    if part.organisation.type == "group" or part.link_score is None:
        return None
    if part.link_score < LEAST_SURE:
        return t("project.uncertain", score=t.score(part.link_score))
    return None


def _similar(pages: Pages, view: ProjectView) -> tuple[SimilarProject, ...]:
    hits = pages.service.similar(view, SIMILAR, Filters())
    return tuple(
        SimilarProject(hit, tuple(_shared(pages, hit.shared)) if hit.shared else ())
        for hit in hit_models(pages.service, hits, view)
    )


def _shared(pages: Pages, shared: SharedModel) -> Iterable[Fact]:
    t, urls = pages.reader.t, pages.reader.urls
    english = t.lang == "en"
    rows: list[tuple[str, list[Linked]]] = [
        (
            "themes",
            [
                Linked(theme.name_en, urls.thing(theme.iri))
                if english and theme.name_en
                else Linked(theme.name, urls.thing(theme.iri), "sv" if english else None)
                for theme in shared.themes
            ],
        ),
        (
            "organisations",
            [Linked(body.name, urls.organisation(body.id), "sv") for body in shared.organisations],
        ),
        (
            "places",
            [Linked(place.name, urls.thing(place.iri), "sv") for place in shared.places],
        ),
        ("target_groups", [Linked(group, None, "sv") for group in shared.target_groups]),
    ]
    for name, values in rows:
        fact = Fact.of(t(f"why.shared_{name}"), values)
        if fact:
            yield fact
