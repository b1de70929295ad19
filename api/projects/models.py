"""JSON of projects: in a list, and with all that is known of one."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, PlainSerializer

from api.models import EvidenceModel, Model, OrganisationModel, PlaceModel, ThingModel
from api.themes.models import MatchedTheme, PredictedThemeModel
from graph.views import Concept, EvidenceView, Money, ParticipationView, ProjectView, SourceView


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


Sum = Annotated[Decimal, PlainSerializer(_number, return_type=int | float, when_used="json")]


class PeriodModel(Model):
    """First and last day, or month, as the source states them."""

    start: str | None = Field(None, examples=["2018-03-01"])
    end: str | None = Field(None, examples=["2020-02-29"])


class BudgetModel(Model):
    """Total budget and ESF grant; a qualifier is the source's hedge (drygt, knappt, cirka)."""

    total: Sum | None = Field(None, examples=[3133746])
    total_qualifier: str | None = None
    grant: Sum | None = Field(None, examples=[2353746])
    grant_qualifier: str | None = None
    currency: Literal["SEK"] = "SEK"

    @classmethod
    def between(cls, total: Money | None, grant: Money | None) -> BudgetModel:
        return cls(
            total=total.value if total else None,
            total_qualifier=total.qualifier if total else None,
            grant=grant.value if grant else None,
            grant_qualifier=grant.qualifier if grant else None,
        )


class ThemeModel(Model):
    """A theme that a source states."""

    id: str = Field(examples=["psykisk-ohalsa"])
    iri: str
    label: str = Field(examples=["psykisk ohälsa"])
    label_en: str = Field(examples=["mental ill health"])

    @classmethod
    def of(cls, view: Concept) -> ThemeModel:
        return cls(id=view.id, iri=view.iri, label=view.labels["sv"], label_en=view.labels["en"])


class ParticipationModel(Model):
    """An organisation's part in a project."""

    organisation: OrganisationModel
    unit: str | None = Field(None, description="The unit of the organisation that is named.")
    role: str = Field(examples=["owner"])
    role_label: str = Field(examples=["projektägare"])
    extent: str | None = Field(None, description="What limits the part, as the source says it.")
    link_score: float | None = Field(None, description="How sure the organisation is, 0 to 1.")
    link_reason: str | None = None
    evidence: list[EvidenceModel]

    @classmethod
    def of(
        cls, view: ParticipationView, role: Concept, evidence: list[EvidenceView]
    ) -> ParticipationModel:
        return cls(
            organisation=OrganisationModel.of(view.organisation),
            unit=view.unit.name if view.unit else None,
            role=view.role,
            role_label=role.labels["sv"],
            extent=view.extent,
            link_score=view.link_score,
            link_reason=view.link_reason,
            evidence=[EvidenceModel.of(item) for item in evidence],
        )


class FieldEvidenceModel(EvidenceModel):
    """A passage that states a value, and the property of the value."""

    property: str = Field(description="IRI of the property that the passage supports.")


class SourceModel(Model):
    """A source of the release."""

    id: str
    iri: str
    title: str
    kind: str
    url: str | None = None
    publisher: str | None = None
    licence: str | None = None
    issued: str | None = None
    modified: str | None = None

    @classmethod
    def of(cls, view: SourceView) -> SourceModel:
        return cls.model_validate(view)


class ProjectSummary(Model):
    """A project in a list."""

    id: str = Field(examples=["2017-00453"])
    iri: str
    name: str = Field(examples=["Psykisk hälsa Arbetsliv"])
    number: str | None = Field(None, examples=["2017/00453"])
    programme: str | None = Field(None, examples=["ESF 2014-2020"])
    period: PeriodModel
    budget: BudgetModel
    region: str | None = Field(None, examples=["Övre Norrland"])
    municipalities: list[PlaceModel]
    owners: list[OrganisationModel]
    matched_themes: list[MatchedTheme] = Field(
        [],
        description="Where a filter asks for themes: the project's own by which it meets it, those "
        "that sources state before those that were only predicted.",
    )

    @classmethod
    def of(cls, view: ProjectView) -> ProjectSummary:
        return cls(
            id=view.id,
            iri=view.iri,
            name=view.name,
            number=view.number,
            programme=view.programme.name if view.programme else None,
            period=PeriodModel(start=view.start, end=view.end),
            budget=BudgetModel.between(view.total_budget, view.grant),
            region=view.region.name if view.region else None,
            municipalities=[PlaceModel.of(place) for place in view.municipalities],
            owners=[OrganisationModel.of(part.organisation) for part in view.in_role("owner")],
        )


class ProjectModel(Model):
    """A project with all that is known of it."""

    id: str = Field(examples=["2017-00453"])
    iri: str
    name: str
    alternative_names: list[str]
    number: str | None
    programme: str | None
    call: str | None
    specific_objective: str | None
    period: PeriodModel
    budget: BudgetModel
    planned_participants: int | None
    region: str | None
    municipalities: list[PlaceModel]
    counties: list[PlaceModel]
    summary: str | None
    target_groups: list[str]
    keywords: list[str]
    themes: list[ThemeModel]
    predicted_themes: list[PredictedThemeModel] = Field(
        default=[], description="Themes by computation, with their grounds; no source states them."
    )
    participations: list[ParticipationModel]
    partners_stated: bool = Field(
        description="Whether any source names a partner. If not, partners are unknown, not none."
    )
    preceded_by: list[ThingModel]
    succeeded_by: list[ThingModel]
    predecessor_names: list[str] = Field(description="Predecessors that are not in the graph.")
    successor_names: list[str] = Field(description="Successors that are not in the graph.")
    evidence: list[FieldEvidenceModel] = Field(description="Passages for the project's values.")
    sources: list[SourceModel]
    pages: list[str] = Field(description="Addresses of the pages that the facts come from.")

    @classmethod
    def of(
        cls,
        view: ProjectView,
        roles: Mapping[str, Concept],
        evidence: dict[str, list[tuple[str, EvidenceView]]],
        sources: list[SourceView],
    ) -> ProjectModel:
        parts = [
            ParticipationModel.of(
                part, roles[part.role], [passage for _, passage in evidence.get(part.iri, [])]
            )
            for part in view.participations
        ]
        passages = [
            FieldEvidenceModel(property=term, **EvidenceModel.of(passage).model_dump())
            for term, passage in evidence.get(view.iri, [])
        ]
        return cls(
            id=view.id,
            iri=view.iri,
            name=view.name,
            alternative_names=list(view.alternative_names),
            number=view.number,
            programme=view.programme.name if view.programme else None,
            call=view.call,
            specific_objective=view.specific_objective,
            period=PeriodModel(start=view.start, end=view.end),
            budget=BudgetModel.between(view.total_budget, view.grant),
            planned_participants=view.planned_participants,
            region=view.region.name if view.region else None,
            municipalities=[PlaceModel.of(place) for place in view.municipalities],
            counties=[PlaceModel.of(place) for place in view.counties],
            summary=view.summary,
            target_groups=list(view.target_groups),
            keywords=list(view.keywords),
            themes=[ThemeModel.of(theme) for theme in view.themes],
            participations=parts,
            partners_stated=any(part.role not in ("owner", "funder") for part in parts),
            preceded_by=[ThingModel.of(other) for other in view.preceded_by],
            succeeded_by=[ThingModel.of(other) for other in view.succeeded_by],
            predecessor_names=list(view.predecessor_names),
            successor_names=list(view.successor_names),
            evidence=passages,
            sources=[SourceModel.of(source) for source in sources],
            pages=list(view.pages),
        )
