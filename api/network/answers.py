"""Answers about networks that are no network: paths and coverage, for the API and the commands."""

from __future__ import annotations

from api.composition import Service
from api.network.exports import PATH, selection_provenance
from api.network.models import CoverageAnswer, CoverageModel, OriginModel, PathAnswer
from api.network.parameters import CoverageParameters, PathParameters
from api.network.question import NetworkQuestion


def path_answer(service: Service, parameters: PathParameters) -> PathAnswer:
    """The shortest chains between two bodies; raises as `Networks.paths` does."""
    networks = service.networks
    question = networks.canonical(NetworkQuestion(parameters.selection()))
    found = networks.paths(question.query, parameters.from_, parameters.to, parameters.limit)
    ends = {"from": found.source.id, "to": found.target.id, "limit": parameters.limit}
    provenance = selection_provenance(
        service, question, f"{PATH}/path", ends, (found.source, found.target)
    )
    return PathAnswer.of(found, networks.coverage(question.query), provenance)


def coverage_answer(service: Service, parameters: CoverageParameters) -> CoverageAnswer:
    """What the projects of a network state; raises as `Networks.coverage` does."""
    networks = service.networks
    question = networks.canonical(NetworkQuestion(parameters.selection()))
    found = networks.coverage(question.query)
    provenance = selection_provenance(service, question, f"{PATH}/coverage", {}, ())
    return CoverageAnswer(coverage=CoverageModel.of(found), origin=OriginModel.of(provenance))
