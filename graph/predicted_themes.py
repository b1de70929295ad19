"""Predicted themes as triples: a named graph of its own, with probability, evidence and model.

A prediction stands beside what sources state and changes nothing of it: `dcterms:subject` is only
ever written for stated themes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal as OneOf

from rdflib import RDF, RDFS, XSD, Literal, URIRef

from graph.computations import computed_graph
from graph.terms import Triple
from ontology import terms as t
from ontology.identifiers import Identifiers

GRAPH = "teman"
"""Key of the named graph."""

ACCEPTED = 0.4
"""Probability from which a theme counts as predicted in counts, lists and the shortcut
`samv:predictedTheme`: the threshold of the best micro F1, chosen in cross-validation
(`samverkan evaluate themes`)."""

DECIMALS = 3
"""Places of a probability; the gold set of 100 projects supports no more."""

TextField = OneOf["name", "summary", "keyword", "target_group"]

_PROPERTIES: Mapping[TextField, URIRef] = {
    "name": RDFS.label,
    "summary": t.SCHEMA_DESCRIPTION,
    "keyword": t.SCHEMA_KEYWORDS,
    "target_group": t.SAMV_TARGET_GROUP,
}
FIELDS: Mapping[str, TextField] = {str(term): name for name, term in _PROPERTIES.items()}
"""The texts of a project by the IRI of their property."""


@dataclass(frozen=True, slots=True)
class ThemeEvidence:
    """Why a theme was predicted: `text[start:end] == quote` in a text of the project.

    Of a summary, `text` is the sentence alone. `label` is the label of the concept that stands
    there; None where the passage is only near it in meaning.
    """

    field: TextField
    text: str
    start: int
    end: int
    quote: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class PredictedTheme:
    """A concept that a project is probably about; `score` is a probability, 0 to 1.

    `right` is what a person judged, where the project is in the gold set.
    """

    theme: str
    score: float
    evidence: tuple[ThemeEvidence, ...]
    right: bool | None = None

    @property
    def accepted(self) -> bool:
        """Whether it counts as predicted, and is not only kept for review."""
        return probability(self.score) >= Decimal(str(ACCEPTED))


def probability(score: float) -> Decimal:
    """A probability as it is written.

    >>> probability(0.41999)
    Decimal('0.42')
    """
    return Decimal(str(round(score, DECIMALS) + 0.0))


def predictions_graph(identifiers: Identifiers) -> URIRef:
    """The named graph of predicted themes."""
    return identifiers.graph(GRAPH)


def predictions(
    predicted: Iterable[tuple[str, Iterable[PredictedTheme]]], identifiers: Identifiers
) -> Iterator[Triple]:
    """A `samv:ThemePrediction` for each project and theme, and the shortcut for accepted ones."""
    for key, themes in predicted:
        project = identifiers.project(key)
        for found in themes:
            node, concept = identifiers.prediction(key, found.theme), identifiers.theme(found.theme)
            yield node, RDF.type, t.SAMV_THEME_PREDICTION
            yield node, t.SAMV_PREDICTION_OF, project
            yield node, t.SAMV_PREDICTS, concept
            yield node, t.SAMV_PROBABILITY, Literal(probability(found.score))
            if found.right is not None:
                yield node, t.SAMV_JUDGED_RIGHT, Literal(found.right)
            if found.accepted:
                yield project, t.SAMV_PREDICTED_THEME, concept
            for number, evidence in enumerate(found.evidence, 1):
                yield from _evidence(node, number, evidence)


def _evidence(prediction: URIRef, number: int, evidence: ThemeEvidence) -> Iterator[Triple]:
    node = URIRef(f"{prediction}-grund-{number}")
    yield prediction, t.SAMV_GROUND, node
    yield node, RDF.type, t.SAMV_PREDICTION_GROUND
    yield node, t.SAMV_IN_PROPERTY, _PROPERTIES[evidence.field]
    yield node, RDF.value, Literal(evidence.text, lang="sv")
    yield node, t.OA_EXACT, Literal(evidence.quote)
    yield node, t.OA_START, Literal(evidence.start, datatype=XSD.nonNegativeInteger)
    yield node, t.OA_END, Literal(evidence.end, datatype=XSD.nonNegativeInteger)
    if evidence.label:
        yield node, t.SAMV_MATCHED_LABEL, Literal(evidence.label)


def provenance(model: str, identifiers: Identifiers) -> Iterator[Triple]:
    """What the named graph is, and the model that made it."""
    return computed_graph(
        GRAPH,
        {"sv": "Beräknade teman", "en": "Predicted themes"},
        {"sv": "Beräkning av teman", "en": "Prediction of themes"},
        model,
        identifiers,
    )
