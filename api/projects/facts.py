"""The values of a project as facts to read, with their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rdflib import URIRef

from api.contexts.page import Fact, Linked
from api.models import EvidenceModel
from api.projects.models import ProjectModel
from api.reader import Reader
from graph.views import ProjectView
from ontology import terms


def project_facts(
    reader: Reader,
    view: ProjectView,
    project: ProjectModel,
    evidence: Mapping[str, list[EvidenceModel]],
) -> Iterator[Fact]:
    """The values of a project in reading order, each with the passages that state it."""
    t, urls = reader.t, reader.urls
    budget = project.budget

    def texts(values: Iterable[str | None], lang: str | None = None) -> list[Linked]:
        return [Linked(value, None, lang) for value in values if value]

    programme = view.programme
    region = view.region
    participants = project.planned_participants
    rows: list[tuple[str, list[Linked], URIRef]] = [
        ("name", texts([project.name], "sv"), terms.RDFS_LABEL),
        (
            "alternative_names",
            texts(project.alternative_names, "sv"),
            terms.SCHEMA_ALTERNATE_NAME,
        ),
        ("number", texts([project.number]), terms.SAMV_PROJECT_NUMBER),
        (
            "programme",
            [Linked(programme.name, urls.thing(programme.iri))] if programme else [],
            terms.SAMV_PROGRAMME,
        ),
        (
            "specific_objective",
            texts([project.specific_objective]),
            terms.SAMV_SPECIFIC_OBJECTIVE,
        ),
        ("call", texts([project.call]), terms.SAMV_CALL),
        (
            "period",
            texts([t.period(project.period.start, project.period.end)]),
            terms.SCHEMA_START_DATE,
        ),
        (
            "region",
            [Linked(region.name, urls.thing(region.iri), "sv")] if region else [],
            terms.SAMV_ESF_REGION,
        ),
        ("municipalities", reader.places(project.municipalities), terms.SAMV_MUNICIPALITY),
        ("counties", reader.places(project.counties), terms.SAMV_COUNTY),
        (
            "total_budget",
            texts([t.money(budget.total, budget.total_qualifier)])
            if budget.total is not None
            else [],
            terms.SAMV_TOTAL_BUDGET,
        ),
        (
            "grant",
            texts([t.money(budget.grant, budget.grant_qualifier)])
            if budget.grant is not None
            else [],
            terms.SCHEMA_FUNDING,
        ),
        (
            "planned_participants",
            texts([t.number(participants)]) if participants is not None else [],
            terms.SAMV_PLANNED_PARTICIPANTS,
        ),
        ("target_groups", texts(project.target_groups, "sv"), terms.SAMV_TARGET_GROUP),
        ("keywords", texts(project.keywords, "sv"), terms.SCHEMA_KEYWORDS),
    ]
    for name, values, term in rows:
        fact = Fact.of(t(f"fact.{name}"), values, evidence.get(str(term), []))
        if fact:
            yield fact


def related_facts(
    reader: Reader, project: ProjectModel, evidence: Mapping[str, list[EvidenceModel]]
) -> tuple[Fact, ...]:
    """The projects before and after one."""
    t = reader.t
    facts = (
        Fact.of(
            t(label),
            [
                *(Linked(p.name, reader.urls.project(p.id), "sv") for p in projects),
                *(Linked(name, None, "sv") for name in names),
            ],
            [passage for term in found for passage in evidence.get(str(term), [])],
        )
        for label, projects, names, found in (
            (
                "project.preceded_by",
                project.preceded_by,
                project.predecessor_names,
                (terms.SAMV_PRECEDED_BY, terms.SAMV_PREDECESSOR_NAME),
            ),
            (
                "project.succeeded_by",
                project.succeeded_by,
                project.successor_names,
                (terms.SAMV_SUCCEEDED_BY, terms.SAMV_SUCCESSOR_NAME),
            ),
        )
    )
    return tuple(fact for fact in facts if fact)
