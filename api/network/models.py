"""JSON about networks that is no network itself: paths, coverage, measures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from api.models import Model, OrganisationModel
from api.projects.models import ProjectSummary
from graph.network.coverage import Coverage
from graph.network.definitions import Measure, measures
from graph.network.paths import Chains, Paths, Step
from graph.network.provenance import Provenance


class OriginModel(Model):
    """Where an answer comes from, and what makes it again."""

    release: str
    released: str = Field(examples=["2026-11-22"])
    query: str = Field(description="The whole question, as JSON.")
    address: str = Field(description="The address that answers it.")
    licence: str
    publisher: str
    version: str = Field(description="Version of the program.")
    citation_sv: str
    citation_en: str

    @classmethod
    def of(cls, provenance: Provenance) -> OriginModel:
        return cls(
            release=provenance.release,
            released=provenance.released.isoformat(),
            query=provenance.query,
            address=provenance.address,
            licence=provenance.licence,
            publisher=provenance.publisher,
            version=provenance.version,
            citation_sv=provenance.citation("sv"),
            citation_en=provenance.citation("en"),
        )


class CountModel(Model):
    """Projects of a selection, and what they state."""

    projects: int
    stating: int = Field(description="State that somebody besides the owner takes part.")
    silent: int = Field(description="State nobody but the owner. That is not knowing, not nobody.")
    tied: int = Field(description="Have two nodes of the network, and so make an edge.")
    dated: int = Field(description="State a start.")
    with_budget: int
    with_grant: int
    statements: int = Field(description="Stated participations in roles of collaboration.")
    unlinked: int = Field(description="Of those: names that no table has.")
    groups: int = Field(description="Of those: groups that name no body.")


class CoverageModel(Model):
    """What the projects of a selection state. What is not stated is under the empty name."""

    whole: CountModel
    by_year: dict[str, CountModel] = Field(description="By year of start.")
    by_region: dict[str, CountModel] = Field(description="By ESF region.")
    by_programme: dict[str, CountModel]
    edges_without_amount: int = Field(
        description="Edges left out, since none of their projects states the amount weighed by."
    )
    associations_unexpanded: int = Field(
        description="Parts of samordningsförbund that stand for themselves where members are "
        "asked for."
    )

    @classmethod
    def of(cls, coverage: Coverage) -> CoverageModel:
        def counts(found: Mapping[Any, Any]) -> dict[str, CountModel]:
            return {
                "" if key is None else str(key): CountModel.model_validate(count)
                for key, count in found.items()
            }

        return cls(
            whole=CountModel.model_validate(coverage.whole),
            by_year=counts(coverage.by_year),
            by_region=counts(coverage.by_region),
            by_programme=counts(coverage.by_programme),
            edges_without_amount=coverage.edges_without_amount,
            associations_unexpanded=coverage.associations_unexpanded,
        )


class CoverageAnswer(Model):
    """Coverage of a network, and where it comes from."""

    coverage: CoverageModel
    origin: OriginModel


class StepModel(Model):
    """A step from one body to the next, and the projects that both take part in."""

    source: OrganisationModel
    target: OrganisationModel
    kind: str = Field(description="direct, through or within.")
    projects: list[ProjectSummary]
    through: list[OrganisationModel] = Field(description="Samordningsförbund of the step.")

    @classmethod
    def of(cls, step: Step) -> StepModel:
        return cls(
            source=OrganisationModel.of(step.source),
            target=OrganisationModel.of(step.target),
            kind=step.kind.value,
            projects=[ProjectSummary.of(project) for project in step.projects],
            through=[OrganisationModel.of(body) for body in step.through],
        )


class ChainsModel(Model):
    """All shortest chains of one sort, the first of them written out."""

    length: int | None = Field(description="Steps of each; null where there is no chain.")
    total: int = Field(description="How many there are, counted up to 10,000.")
    chains: list[list[StepModel]]

    @classmethod
    def of(cls, found: Chains) -> ChainsModel:
        return cls(
            length=found.length,
            total=found.total,
            chains=[[StepModel.of(step) for step in chain] for chain in found.chains],
        )


class PathAnswer(Model):
    """Shortest chains: of direct steps, and those that need a membership in a samordningsförbund.

    The two are never mixed: who only shares a samordningsförbund may never have met.
    """

    source: OrganisationModel
    target: OrganisationModel
    direct: ChainsModel
    through: ChainsModel
    coverage: CoverageModel
    origin: OriginModel

    @classmethod
    def of(cls, paths: Paths, coverage: Coverage, provenance: Provenance) -> PathAnswer:
        return cls(
            source=OrganisationModel.of(paths.source),
            target=OrganisationModel.of(paths.target),
            direct=ChainsModel.of(paths.direct),
            through=ChainsModel.of(paths.through),
            coverage=CoverageModel.of(coverage),
            origin=OriginModel.of(provenance),
        )


class MeasureModel(Model):
    """A measure: what it is of, what it means, where it is from, and what counts it."""

    name: str = Field(examples=["betweenness"])
    of: str = Field(description="node, edge or network.")
    fit: str = Field(description="Networks that it is made for: any, directed or one-mode.")
    type: str
    label_sv: str
    label_en: str
    definition_sv: str
    definition_en: str
    reference: str
    doi: str | None
    library: str

    @classmethod
    def of_measure(cls, measure: Measure) -> MeasureModel:
        column = measure.attribute
        return cls(
            name=measure.name,
            of=measure.of.value,
            fit=measure.fit.value,
            type=column.type.value,
            label_sv=column.labels["sv"],
            label_en=column.labels["en"],
            definition_sv=column.definition["sv"],
            definition_en=column.definition["en"],
            reference=measure.reference,
            doi=measure.doi,
            library=measure.library,
        )


class MeasureList(Model):
    """Every measure, in the order of the documentation."""

    items: list[MeasureModel]

    @classmethod
    def whole(cls) -> MeasureList:
        return cls(items=[MeasureModel.of_measure(measure) for measure in measures().values()])
