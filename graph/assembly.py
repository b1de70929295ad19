"""Assembly: from tables and read documents to projects, and from projects to a store."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph

from graph.gazetteer import Gazetteer
from graph.ingested import ReadingFolder
from graph.lifecycle import Move
from graph.linking import Linker
from graph.merging import Match, Merger, same_name
from graph.predicted_themes import PredictedTheme, predictions, predictions_graph
from graph.predicted_themes import provenance as themes_provenance
from graph.projects import Project
from graph.records import Problem, Reading, Source, problems_of
from graph.similarity import Neighbour, provenance, similarities, similarity_graph
from graph.sources.decisions import read_decisions
from graph.sources.moves import read_moves
from graph.sources.projects import read_curated, read_facts
from graph.store import Store, StoreWriter
from graph.terms import Triple
from graph.triples import Describer
from ontology.identifiers import Identifiers
from ontology.vocabulary import FILES, Labels, load

# Number of solutions of each pattern, in the default graph: what a manifest counts.
COUNTS: Mapping[str, str] = {
    "triples": "?s ?p ?o",
    "projects": "?s a <https://w3id.org/samverkansgrafen/core#Project>",
    "participations": "?s a <https://w3id.org/samverkansgrafen/core#Participation>",
    "organisations_taking_part": (
        "{ SELECT DISTINCT ?o WHERE { ?s a <https://w3id.org/samverkansgrafen/core#Participation> ;"
        " <http://www.w3.org/ns/org#member> ?o } }"
    ),
    "organisations": (
        "{ SELECT DISTINCT ?s WHERE { ?s <http://www.w3.org/ns/org#classification> ?type } }"
    ),
    "municipalities": (
        "{ SELECT DISTINCT ?m WHERE { ?s a <https://w3id.org/samverkansgrafen/core#Project> ;"
        " <https://w3id.org/samverkansgrafen/core#municipality> ?m } }"
    ),
    "themes_stated": (
        "?s a <https://w3id.org/samverkansgrafen/core#Project> ;"
        " <http://purl.org/dc/terms/subject> ?theme"
    ),
    "themes_predicted": (
        "GRAPH ?g { ?s <https://w3id.org/samverkansgrafen/core#predictedTheme> ?theme }"
    ),
    "theme_predictions": (
        "GRAPH ?g { ?s a <https://w3id.org/samverkansgrafen/core#ThemePrediction> }"
    ),
    "evidence": "?s a <https://w3id.org/samverkansgrafen/core#Evidence>",
    "similarities": "GRAPH ?g { ?s a <https://w3id.org/samverkansgrafen/core#Similarity> }",
    "named_graph_triples": "GRAPH ?g { ?s ?p ?o }",
    "named_graphs": "{ SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } }",
}


@dataclass(frozen=True, slots=True)
class Collection:
    """All that a release is built from.

    `related` maps names of predecessors and successors to the keys of projects.
    """

    gazetteer: Gazetteer
    readings: tuple[Reading, ...]
    projects: tuple[Project, ...]
    matches: tuple[Match, ...]
    related: Mapping[str, str]
    problems: tuple[Problem, ...]
    merger: Merger
    moves: tuple[Move, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source, those of projects first."""
        return (*(reading.source for reading in self.readings), *self.gazetteer.sources)

    @property
    def fingerprint(self) -> str:
        """SHA-256, in hex, of all sources and of what was read from them."""
        digest = hashlib.sha256()
        for source in sorted(self.sources, key=lambda source: source.id):
            digest.update(f"{source.id} {source.sha256}\n".encode())
        for reading in self.readings:
            digest.update(repr(reading.records).encode())
        digest.update(repr([(project.key, project.sources) for project in self.projects]).encode())
        digest.update(repr(self.moves).encode())
        return digest.hexdigest()


def collect(data: Path, documents: ReadingFolder) -> Collection:
    """Read all tables of `data` and what was read from documents, and merge the records.

    Raises `UnreadableSource` when a table is missing; a row that is wrong becomes a problem.
    """
    gazetteer = Gazetteer.load(data / "reference")
    projects = data / "projects"
    curated = read_curated(
        projects / "curated-projects.csv", projects / "curated-participations.csv"
    )
    facts = read_facts(projects / "facts.csv")
    loaded, unreadable = documents.load()
    taken = {source.id for source in (curated.source, facts.source, *gazetteer.sources)}
    read = []
    for reading in loaded:
        if reading.source.id in taken:
            unreadable.append(_same_source(reading.source))
        else:
            taken.add(reading.source.id)
            read.append(reading)
    readings = (curated, *read, facts)
    records = [record for reading in readings for record in reading.records]
    decisions, mistaken = read_decisions(projects / "merges.csv", readings)
    merger = Merger(
        Linker(gazetteer),
        Labels.of("themes"),
        (reading.source for reading in readings),
        decisions,
    )
    merged, matches = merger.merge(records)
    moves, mismoved = read_moves(projects / "moved.csv")
    return Collection(
        gazetteer=gazetteer,
        readings=readings,
        projects=tuple(merged),
        matches=tuple(matches),
        related=_related(merged),
        problems=(*gazetteer.problems, *unreadable, *problems_of(readings), *mistaken, *mismoved),
        merger=merger,
        moves=tuple(moves),
    )


def _same_source(source: Source) -> Problem:
    return Problem(
        source.title,
        f"another source has the id {source.id!r} already.",
        "Rename the document and run `samverkan ingest` on it again.",
    )


def _related(projects: Iterable[Project]) -> dict[str, str]:
    """Name of a predecessor or successor → key, where exactly one project has that name."""
    by_name: dict[str, set[str]] = {}
    for project in projects:
        for name in (project.key, project.name, *project.alternative_names):
            by_name.setdefault(same_name(name), set()).add(project.key)
    related: dict[str, str] = {}
    for project in projects:
        for name in (*project.predecessors, *project.successors):
            keys = by_name.get(same_name(name), set()) - {project.key}
            if len(keys) == 1:
                related[name] = next(iter(keys))
    return related


def compiled_graph(collection: Collection, identifiers: Identifiers) -> Graph:
    """The default graph: the vocabulary, organisations, places, sources and merged projects."""
    graph = vocabulary_graph(identifiers)
    for triple in _compiled(collection, Describer(identifiers, collection.gazetteer)):
        graph.add(triple)
    return graph


def vocabulary_graph(identifiers: Identifiers) -> Graph:
    """The vocabulary and its concept schemes, without the shapes."""
    graph = Graph()
    for name in FILES:
        if name != "shapes":
            graph += load(name, identifiers.base)
    return graph


def _compiled(collection: Collection, describer: Describer) -> Iterator[Triple]:
    yield from describer.reference()
    for source in collection.sources:
        yield from describer.source(source)
    for project in collection.projects:
        yield from describer.project(project, collection.related, derived=True)


def write_store(
    collection: Collection,
    identifiers: Identifiers,
    compiled: Graph,
    folder: Path,
    neighbours: Iterable[tuple[str, Iterable[Neighbour]]] = (),
    model: str = "",
    progress: Callable[[int, int], None] = lambda done, total: None,
    themes: Iterable[tuple[str, Iterable[PredictedTheme]]] = (),
) -> None:
    """Write the default graph, and what each source says as a graph of its own.

    `neighbours` are the projects most like each, and `themes` those predicted, found by `model`;
    they too get their own graphs.
    """
    describer = Describer(identifiers, collection.gazetteer)
    keys = {id(record): p.key for p in collection.projects for record in p.records}
    writer = StoreWriter(folder)
    writer.add(compiled)
    for done, reading in enumerate(collection.readings):
        progress(done, len(collection.readings))
        stated = [collection.merger.stated(keys[id(record)], record) for record in reading.records]
        writer.add(
            (
                triple
                for project in stated
                for triple in describer.project(project, collection.related, derived=False)
            ),
            identifiers.source(reading.source.id),
        )
    progress(len(collection.readings), len(collection.readings))
    if model:
        about = list(provenance(model, identifiers))
        writer.add(about)
        writer.add(
            itertools.chain(about, similarities(neighbours, identifiers)),
            similarity_graph(identifiers),
        )
        about = list(themes_provenance(model, identifiers))
        writer.add(about)
        writer.add(
            itertools.chain(about, predictions(themes, identifiers)),
            predictions_graph(identifiers),
        )
    writer.close()


def counts(store: Store) -> dict[str, int]:
    """What a manifest counts, by SPARQL on the store itself."""
    return {name: store.count(pattern) for name, pattern in COUNTS.items()}
