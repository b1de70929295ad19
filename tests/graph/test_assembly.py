"""Assembly: the release of the real tables conforms and counts what it says it counts."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from api.build import BuildReport
from graph import predicted_themes, similarity
from graph.assembly import COUNTS, Collection, collect, compiled_graph, counts, vocabulary_graph
from graph.errors import UnreadableSource
from graph.ingested import ReadingFolder
from graph.release import Release
from graph.store import Store
from graph.validation import validate
from ontology import terms as t
from ontology.identifiers import Identifiers
from ontology.vocabulary import load

NUMBERS = {XSD.decimal, XSD.integer, XSD.nonNegativeInteger}


@pytest.fixture
def copy(tmp_path: Path, data: Path) -> Path:
    """A copy of the tables, to change."""
    for name in ("projects", "reference"):
        shutil.copytree(data / name, tmp_path / name)
    return tmp_path


def no_documents(folder: Path) -> ReadingFolder:
    return ReadingFolder(folder / "none")


def test_the_graph_conforms(built: BuildReport) -> None:
    assert built.validation is not None
    assert built.validation.conforms
    assert [v for v in built.validation.violations if v.severity == "Violation"] == []
    assert built.release.manifest.validation["violations"] == 0
    assert built.release.manifest.problems == 0
    report = Graph().parse(built.release.report, format="turtle")
    assert len(report) > 0


def test_the_manifest_counts_what_sparql_counts(release: Release, store: Store) -> None:
    assert dict(release.manifest.counts) == counts(store)
    for name, pattern in COUNTS.items():
        assert release.manifest.counts[name] == store.count(pattern)
    assert release.manifest.counts["projects"] == 300
    assert release.manifest.counts["named_graphs"] == 4, "two sources, similarity, themes"
    assert {source["id"] for source in release.manifest.sources} >= {"fakta", "kuraterade"}


def test_the_counts_are_those_of_the_graph(release: Release, graph: Graph) -> None:
    found = release.manifest.counts
    assert found["triples"] == len(graph)
    participations = list(graph.subjects(RDF.type, t.SAMV_PARTICIPATION))
    assert found["participations"] == len(participations) == len(set(participations))
    assert found["organisations_taking_part"] == len(
        {graph.value(node, t.ORG_MEMBER) for node in participations}
    )
    assert found["organisations"] == len(set(graph.subjects(t.ORG_CLASSIFICATION)))
    assert found["evidence"] == len(set(graph.subjects(RDF.type, t.SAMV_EVIDENCE_CLASS)))


def test_the_store_holds_the_compiled_graph(
    collection: Collection, identifiers: Identifiers, graph: Graph, release: Release
) -> None:
    compiled = compiled_graph(collection, identifiers)
    for derived in (similarity, predicted_themes):
        for triple in derived.provenance(release.manifest.model, identifiers):
            compiled.add(triple)
    assert len(compiled) == len(graph)
    assert plain(compiled) == plain(graph)


def plain(graph: Graph) -> set[tuple[Node, Node, object]]:
    """Triples with numbers as values: the store writes 0.90 as 0.9, and every count as integer."""
    return {
        (s, p, Decimal(str(o)) if isinstance(o, Literal) and o.datatype in NUMBERS else o)
        for s, p, o in graph
    }


def test_a_fault_in_the_graph_is_found(identifiers: Identifiers) -> None:
    graph = vocabulary_graph(identifiers)
    project = identifiers.project("x")
    graph.add((project, RDF.type, t.SAMV_PROJECT))
    graph.add((project, t.SAMV_PLANNED_PARTICIPANTS, Literal("många")))
    report = validate(graph, load("shapes", identifiers.base))
    assert not report.conforms
    assert report.count("Violation") == sum(
        1 for violation in report.violations if violation.severity == "Violation"
    )
    assert str(project) in {violation.focus for violation in report.violations}
    assert str(t.SAMV_PLANNED_PARTICIPANTS) in {v.path for v in report.violations}
    assert all(violation.message for violation in report.violations)
    assert len(Graph().parse(data=report.turtle, format="turtle")) > 0


def test_the_tables_have_no_problem(collection: Collection) -> None:
    assert collection.problems == ()
    assert [reading.source.id for reading in collection.readings] == ["kuraterade", "fakta"]
    assert len(collection.sources) == 8  # two of projects, six of reference


def test_related_projects(collection: Collection, graph: Graph, identifiers: Identifiers) -> None:
    assert collection.related == {
        "projekt-omstallning": "projekt-omstallning",
        "2019-00035": "2019-00035",
    }
    before, after = (identifiers.project(k) for k in ("projekt-omstallning", "2019-00035"))
    assert (after, t.SAMV_PRECEDED_BY, before) in graph
    assert (before, t.SAMV_SUCCEEDED_BY, after) in graph
    heja = identifiers.project("2017-00129")
    assert str(graph.value(heja, t.SAMV_PREDECESSOR_NAME)) == "Heja Hälsan – hållbart arbetsliv"


def test_the_fingerprint_is_of_what_was_read(
    collection: Collection, copy: Path, data: Path, tmp_path: Path
) -> None:
    again = collect(data, no_documents(tmp_path))
    assert again.fingerprint == collection.fingerprint
    path = copy / "projects" / "facts.csv"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert collect(copy, no_documents(copy)).fingerprint != collection.fingerprint


def test_a_row_that_is_wrong_costs_that_row_only(copy: Path) -> None:
    path = copy / "projects" / "facts.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("2016-12-01", "2016-12-32", 1), encoding="utf-8")
    collection = collect(copy, no_documents(copy))
    (problem,) = collection.problems
    assert (problem.file, problem.line, problem.column) == ("facts.csv", 2, "start_date")
    assert len(collection.projects) == 299


def test_a_place_that_is_wrong_does_not_end_the_build(copy: Path) -> None:
    path = copy / "reference" / "counties.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\n01,", "\n1,", 1), encoding="utf-8")
    collection = collect(copy, no_documents(copy))
    assert [(p.file, p.column) for p in collection.problems] == [("counties.csv", "code")]
    graph = compiled_graph(collection, Identifiers())
    assert len(set(graph.subjects(RDF.type, t.SAMV_PROJECT))) == 300


def test_a_missing_table_ends_the_build(copy: Path) -> None:
    (copy / "projects" / "facts.csv").unlink()
    with pytest.raises(UnreadableSource, match=r"facts\.csv"):
        collect(copy, no_documents(copy))


def test_another_base(collection: Collection) -> None:
    graph = compiled_graph(collection, Identifiers("https://example.org/samverkan"))
    iris = {str(term) for triple in graph for term in triple if isinstance(term, URIRef)}
    assert not [iri for iri in iris if "127.0.0.1" in iri]
    assert "https://example.org/samverkan/id/projekt/2019-00035" in iris
