"""JSON of the API: pydantic models at the edge, made from the views of the graph."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from graph.views import (
    AssociationMembership,
    Change,
    Concept,
    EvidenceView,
    Money,
    OrganisationReference,
    OrganisationView,
    ParticipationView,
    PartnerView,
    Place,
    ProjectView,
    Reference,
    SourceView,
)

ItemT = TypeVar("ItemT")


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


Sum = Annotated[Decimal, PlainSerializer(_number, return_type=int | float, when_used="json")]


class Model(BaseModel):
    """Base of every model: built from objects, documented for OpenAPI."""

    model_config = ConfigDict(from_attributes=True)


class Page(Model, Generic[ItemT]):
    """A part of a list, in a stable order."""

    total: int = Field(description="How many there are in all.")
    items: list[ItemT]
    next: str | None = Field(None, description="Cursor of the next part; null at the end.")


class ThingModel(Model):
    """A thing by key, IRI and name."""

    id: str
    iri: str
    name: str

    @classmethod
    def of(cls, view: Reference) -> ThingModel:
        return cls.model_validate(view)


class OrganisationModel(Model):
    """An organisation in short."""

    id: str = Field(examples=["forsakringskassan"])
    iri: str
    name: str = Field(examples=["Försäkringskassan"])
    type: str = Field(examples=["agency"])

    @classmethod
    def of(cls, view: OrganisationReference) -> OrganisationModel:
        return cls.model_validate(view)


class PlaceModel(Model):
    """A municipality, county or ESF region."""

    code: str = Field(examples=["2482"])
    iri: str
    name: str = Field(examples=["Skellefteå"])

    @classmethod
    def of(cls, view: Place) -> PlaceModel:
        return cls.model_validate(view)


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
    """A theme. Stated ones are named by a source; others are predicted, with a score."""

    id: str = Field(examples=["psykisk-ohalsa"])
    iri: str
    label: str = Field(examples=["psykisk ohälsa"])
    label_en: str = Field(examples=["mental ill health"])
    score: float | None = Field(None, description="Of a predicted theme, 0 to 1; null if stated.")
    stated: bool = True

    @classmethod
    def of(cls, view: Concept) -> ThemeModel:
        return cls(id=view.id, iri=view.iri, label=view.labels["sv"], label_en=view.labels["en"])


class EvidenceModel(Model):
    """The passage that states something: characters `start` to `end` of the source.

    For a table, `cell` is the RFC 7111 fragment of the cell that the characters are counted in,
    and `page` the address of the page that its row was gathered from.
    """

    source: str = Field(examples=["fakta"])
    quote: str
    start: int
    end: int
    rule: str
    cell: str | None = None
    page: str | None = None

    @classmethod
    def of(cls, view: EvidenceView) -> EvidenceModel:
        return cls.model_validate(view)


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


class ChangeModel(Model):
    """The other body of a renaming or merger, and the year where it is known."""

    organisation: OrganisationModel
    year: int | None

    @classmethod
    def of(cls, view: Change) -> ChangeModel:
        return cls.model_validate(view)


class AssociationModel(Model):
    """A membership in a samordningsförbund."""

    organisation: OrganisationModel
    confidence: Literal["high", "medium", "low"]
    status: str

    @classmethod
    def of(cls, view: AssociationMembership) -> AssociationModel:
        return cls.model_validate(view)


class OrganisationSummary(OrganisationModel):
    """An organisation in a list."""

    alternative_names: list[str]
    municipality: PlaceModel | None
    county: PlaceModel | None
    project_count: int = Field(description="Projects that it takes part in, in any role.")

    @classmethod
    def summary(cls, view: OrganisationView, project_count: int) -> OrganisationSummary:
        return cls(
            **_reference(view),
            alternative_names=list(view.alternative_names),
            municipality=PlaceModel.of(view.municipality) if view.municipality else None,
            county=PlaceModel.of(view.county) if view.county else None,
            project_count=project_count,
        )


def _reference(view: OrganisationView) -> dict[str, str]:
    """Key, IRI, name and type of an organisation."""
    return {"id": view.id, "iri": view.iri, "name": view.name, "type": view.types[0]}


class OrganisationDetail(OrganisationModel):
    """An organisation with all that is known of it."""

    types: list[str]
    alternative_names: list[str]
    organisation_number: str | None
    wikidata: str | None
    parent: OrganisationModel | None
    units: list[OrganisationModel]
    municipality: PlaceModel | None
    county: PlaceModel | None
    renamed_from: list[ChangeModel]
    renamed_to: list[ChangeModel]
    members: list[AssociationModel] = Field(description="Of a samordningsförbund.")
    member_of: list[AssociationModel] = Field(description="Samordningsförbund it belongs to.")
    projects: dict[str, list[ThingModel]] = Field(
        description="Projects by role (owner, participant, partner …)."
    )

    @classmethod
    def detail(
        cls, view: OrganisationView, projects: dict[str, list[Reference]]
    ) -> OrganisationDetail:
        return cls(
            **_reference(view),
            types=list(view.types),
            alternative_names=list(view.alternative_names),
            organisation_number=view.organisation_number,
            wikidata=view.wikidata,
            parent=OrganisationModel.of(view.parent) if view.parent else None,
            units=[OrganisationModel.of(unit) for unit in view.units],
            municipality=PlaceModel.of(view.municipality) if view.municipality else None,
            county=PlaceModel.of(view.county) if view.county else None,
            renamed_from=[ChangeModel.of(change) for change in view.renamed_from],
            renamed_to=[ChangeModel.of(change) for change in view.renamed_to],
            members=[AssociationModel.of(member) for member in view.members],
            member_of=[AssociationModel.of(member) for member in view.member_of],
            projects={
                role: [ThingModel.of(project) for project in found]
                for role, found in projects.items()
            },
        )


class PartnerModel(Model):
    """A body that shares projects with the organisation asked for."""

    partner: OrganisationModel
    projects: list[ThingModel]
    count: int
    connection: Literal["direct", "association"] = Field(
        description="direct: both take part. association: one is a member of the "
        "samordningsförbund that takes part. The two are counted apart."
    )
    through: OrganisationModel | None = Field(None, description="The samordningsförbund.")

    @classmethod
    def of(cls, view: PartnerView) -> PartnerModel:
        return cls(
            partner=OrganisationModel.of(view.organisation),
            projects=[ThingModel.of(project) for project in view.projects],
            count=len(view.projects),
            connection="association" if view.through else "direct",
            through=OrganisationModel.of(view.through) if view.through else None,
        )


class PassageModel(Model):
    """The passage that matched best; `start` and `end` count characters of the summary."""

    text: str
    start: int
    end: int


class ScoreParts(Model):
    """What a score is made of; the parts add up to it."""

    dense: float = Field(
        description="Nearness in meaning, -1 to 1; less where a project is near to everything."
    )
    lexical: float = Field(
        description="What the words and pieces of words add, 0 or more; 0 between two projects."
    )


class HitModel(Model):
    """A project found, with its score (higher is nearer) and the passage nearest in meaning."""

    project: ProjectSummary
    score: float
    parts: ScoreParts
    passage: PassageModel


class Hits(Model):
    """The nearest projects. `total` is how many met the filters and so were ranked."""

    total: int
    hits: list[HitModel]


class OrganisationHit(Model):
    """An organisation whose name matched, with a score of 0 to 1."""

    organisation: OrganisationModel
    score: float
    name: str = Field(description="The name that matched.")


class SearchResult(Hits):
    """Projects by meaning, and organisations by name."""

    organisations: list[OrganisationHit]
