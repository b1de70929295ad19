"""Validation of a graph against ontology/shapes.ttl with pySHACL."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import RDF, SH, Graph
from rdflib.term import Node


@dataclass(frozen=True, slots=True)
class Violation:
    """One result of validation; `severity` is Violation, Warning or Info."""

    severity: str
    focus: str
    path: str | None
    value: str | None
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """A SHACL validation report, as results and as Turtle."""

    violations: tuple[Violation, ...]
    turtle: str

    @property
    def conforms(self) -> bool:
        """Whether there is no result of severity Violation."""
        return not self.count("Violation")

    def count(self, severity: str) -> int:
        """Number of results of a severity."""
        return sum(1 for violation in self.violations if violation.severity == severity)


def validate(data: Graph, shapes: Graph) -> Report:
    """Validate `data`, which must hold the vocabulary too: shapes ask for classes and schemes."""
    import pyshacl

    _, results, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    found = [_violation(results, node) for node in results.subjects(RDF.type, SH.ValidationResult)]
    found.sort(key=lambda item: (item.severity, item.focus, item.path or "", item.message))
    return Report(tuple(found), results.serialize(format="turtle"))


def _violation(results: Graph, node: Node) -> Violation:
    def text(value: Node | None) -> str | None:
        return None if value is None else str(value)

    messages = sorted(
        results.objects(node, SH.resultMessage),
        key=lambda message: getattr(message, "language", None) != "en",
    )
    return Violation(
        severity=str(results.value(node, SH.resultSeverity)).rpartition("#")[2],
        focus=str(results.value(node, SH.focusNode)),
        path=text(results.value(node, SH.resultPath)),
        value=text(results.value(node, SH.value)),
        message=str(messages[0]) if messages else "",
    )
