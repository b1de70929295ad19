"""Publishing a release into another engine, by its HTTP interface.

The named graphs of a release keep their names, and each is replaced in one request where it is of
common size. The default graph becomes a named graph of the release's own, beside that of the
release before, which services may still be asking. Last of all a mark is written that names the
release and its graphs; until then nobody finds it, so a publication that is stopped changes no
default graph that is in use, and is simply begun again. Before the first named graph is replaced,
the mark of the release before says so: who asks its named graphs then turns to its store on disk.

Blank nodes become IRIs under `/.well-known/genid/` (RDF 1.1, 3.5), so that a graph may be sent in
parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pyoxigraph as ox

from graph.endpoint import Endpoint
from graph.errors import EngineFault, ReleaseError
from graph.release import Manifest, Release
from graph.remote import Dataset, parsed, solutions
from ontology import terms as t
from ontology.identifiers import Identifiers
from ontology.namespaces import DCTERMS

MARK = "publicering"
"""Key of the graph that says which release is published."""
KNOWLEDGE = "kunskap"
"""Beginning of the keys of graphs that stand for a default graph."""
TRIPLES_AT_ONCE = 1_000_000
"""Triples in a request of the Graph Store Protocol: some 150 MB.

Virtuoso 7.2.5 plans joins badly over a graph that came in parts: seconds for milliseconds.
"""
INSERTED_AT_ONCE = 500
"""Triples in an INSERT DATA, which engines compile as one statement."""

Progress = Callable[[str, int, int], None]

_MARK_QUERY = f"""SELECT ?graph ?release ?part ?replaced WHERE {{
  ?graph <{t.DCTERMS_IDENTIFIER}> ?release .
  OPTIONAL {{ ?graph <{DCTERMS.hasPart}> ?part }}
  OPTIONAL {{ ?graph <{DCTERMS.replaces}> ?replaced }}
}}"""


@dataclass(frozen=True, slots=True)
class Publication:
    """The release at an endpoint, and the graph of the release before it, if it is still there."""

    release: str
    dataset: Dataset
    replaced: str | None = None


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What publishing did; `sent` is the number of triples, 0 where the release was there."""

    publication: Publication
    sent: int
    removed: tuple[str, ...] = ()


def publication(endpoint: Endpoint, identifiers: Identifiers) -> Publication | None:
    """The release that an endpoint's mark names; None where it has no mark."""
    reply = endpoint.select(_MARK_QUERY, (str(identifiers.graph(MARK)),))
    rows = [
        {name: row[name].value for name in ("graph", "release", "part", "replaced") if row[name]}
        for row in solutions(reply)
    ]
    if not rows:
        return None
    named = sorted({row["part"] for row in rows if "part" in row})
    return Publication(
        rows[0]["release"], Dataset(rows[0]["graph"], tuple(named)), rows[0].get("replaced")
    )


def dataset_at(endpoint: Endpoint, manifest: Manifest) -> Dataset:
    """Where an endpoint has a release; raises `ReleaseError` where it has another one, or none.

    An endpoint without a mark may serve a release as it is, such as the `/sparql` of another
    service or an engine into which the dump was loaded: then the counts must be those of the
    manifest.
    """
    found = publication(endpoint, Identifiers(manifest.base))
    if found is None:
        counted = {name: _count(endpoint, pattern) for name, pattern in _COUNTED.items()}
        if counted == {name: manifest.counts[name] for name in _COUNTED}:
            return Dataset(None)
    if found is None or found.release != manifest.id:
        there = f"the release {found.release}" if found else "no release"
        raise ReleaseError(
            f"{endpoint.address.query} has {there}; the current one is {manifest.id}. "
            "Run `samverkan publish`."
        )
    return found.dataset


_COUNTED = {"triples": "?s ?p ?o", "named_graph_triples": "GRAPH ?g { ?s ?p ?o }"}


def publish(
    endpoint: Endpoint,
    release: Release,
    *,
    force: bool = False,
    progress: Progress = lambda step, done, total: None,
) -> PublishReport:
    """Load a release into an endpoint, unless it is there already.

    Raises `EngineFault` or `EngineUnavailable`; then the release before is still the published
    one, and the command can be given again.
    """
    identifiers = Identifiers(release.manifest.base)
    before = publication(endpoint, identifiers)
    store = ox.Store.read_only(str(release.store))
    if before is not None and before.release == release.manifest.id and not force:
        return PublishReport(before, 0)
    knowledge = str(identifiers.graph(f"{KNOWLEDGE}-{release.manifest.id}"))
    graphs: list[tuple[str, ox.NamedNode | ox.DefaultGraph]] = sorted(
        (name.value, name) for name in store.named_graphs() if isinstance(name, ox.NamedNode)
    )
    loader = _Loader(endpoint, store, identifiers.base)
    total = len(store)
    sent = 0
    for name, source in [(knowledge, ox.DefaultGraph()), *graphs]:
        if before is not None and graphs and name == graphs[0][0]:
            # From here on the graphs of the release before are not what they were.
            loader.replace(
                str(identifiers.graph(MARK)), [*_marked(before), _leaving(before, knowledge)]
            )
        for count in loader.load(name, source):
            sent += count
            progress("Sending statements", sent, total)
    named = tuple(name for name, _ in graphs)
    replaced = _replaced(before, knowledge)
    done = Publication(release.manifest.id, Dataset(knowledge, named), replaced)
    loader.replace(str(identifiers.graph(MARK)), _marked(done))
    removed = _remove_old(endpoint, identifiers, done, before)
    return PublishReport(done, sent, removed)


def _replaced(before: Publication | None, knowledge: str) -> str | None:
    if before is None:
        return None
    return before.replaced if before.dataset.default == knowledge else before.dataset.default


def _marked(done: Publication) -> list[ox.Triple]:
    """The mark: what the graph of the release is called, and which named graphs belong to it."""
    graph = ox.NamedNode(done.dataset.default or "")
    mark = [ox.Triple(graph, _node(t.DCTERMS_IDENTIFIER), ox.Literal(done.release))]
    mark += [
        ox.Triple(graph, _node(DCTERMS.hasPart), ox.NamedNode(name)) for name in done.dataset.named
    ]
    if done.replaced:
        mark.append(ox.Triple(graph, _node(DCTERMS.replaces), ox.NamedNode(done.replaced)))
    return mark


def _leaving(before: Publication, knowledge: str) -> ox.Triple:
    """That the graphs of a release are being replaced."""
    left = ox.NamedNode(before.dataset.default or "")
    return ox.Triple(left, _node(DCTERMS.isReplacedBy), ox.NamedNode(knowledge))


def has_all(endpoint: Endpoint, identifiers: Identifiers, dataset: Dataset) -> bool:
    """Whether an endpoint still has every graph of a release as it was published."""
    if dataset.default is None:  # as it is, without a mark
        return True
    ours = ox.NamedNode(dataset.default)
    pattern = (
        f"{ours} <{t.DCTERMS_IDENTIFIER}> ?release "
        f"OPTIONAL {{ {ours} <{DCTERMS.isReplacedBy}> ?next }} FILTER(!BOUND(?next))"
    )
    reply = endpoint.select(f"ASK {{ {pattern} }}", (str(identifiers.graph(MARK)),))
    return bool(parsed(reply))


def _remove_old(
    endpoint: Endpoint, identifiers: Identifiers, done: Publication, before: Publication | None
) -> tuple[str, ...]:
    """Remove graphs of releases before the last, of stopped publications, and of lost sources."""
    project = f"<{t.SAMV_PROJECT}>"
    # Asked of the whole endpoint, whatever it takes for its default graph.
    reply = endpoint.select(f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s a {project} }} }}")
    prefix = str(identifiers.graph(f"{KNOWLEDGE}-x"))[:-1]
    found = {row["g"].value for row in solutions(reply)}
    old = {name for name in found if name.startswith(prefix)}
    old -= {done.dataset.default or "", done.replaced or ""}
    if before is not None:
        old |= set(before.dataset.named) - set(done.dataset.named)
    for name in sorted(old):
        endpoint.drop(name)
    return tuple(sorted(old))


class _Loader:
    """Sends graphs to an endpoint, by the Graph Store Protocol or by updates."""

    def __init__(self, endpoint: Endpoint, store: ox.Store, base: str) -> None:
        self._endpoint = endpoint
        self._store = store
        self._genid = f"{base}/.well-known/genid/"
        self._at_once = TRIPLES_AT_ONCE if endpoint.address.graph_store else INSERTED_AT_ONCE

    def load(self, name: str, source: ox.NamedNode | ox.DefaultGraph) -> Iterator[int]:
        """Replace a graph by one of the release; yields the number of triples of each request."""
        triples = self._triples(source)
        total = 0
        replace = True
        while batch := list(islice(triples, self._at_once)):
            self._send(name, batch, replace=replace)
            replace = False
            total += len(batch)
            yield len(batch)
        there = _count(self._endpoint, "?s ?p ?o", name)
        if there != total:
            raise EngineFault(
                f"The SPARQL endpoint has {there} statements in <{name}> where {total} were sent. "
                "Run `samverkan publish --force`; if that does not help, look into its log."
            )

    def replace(self, name: str, triples: Sequence[ox.Triple]) -> None:
        """Replace a graph by some triples, in one request."""
        self._send(name, triples, replace=True)

    def _triples(self, source: ox.NamedNode | ox.DefaultGraph) -> Iterator[ox.Triple]:
        for quad in self._store.quads_for_pattern(None, None, None, source):
            yield ox.Triple(self._named(quad.subject), quad.predicate, self._named(quad.object))

    def _named(self, term: Any) -> Any:
        """A blank node under a name of its own; any other term as it is."""
        return ox.NamedNode(self._genid + term.value) if isinstance(term, ox.BlankNode) else term

    def _send(self, name: str, triples: Sequence[ox.Triple], *, replace: bool) -> None:
        content = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
        if self._endpoint.address.graph_store:
            self._endpoint.put(name, content, replace=replace)
            return
        graph = ox.NamedNode(name)
        if replace:
            self._endpoint.update(f"CLEAR SILENT GRAPH {graph}")
        self._endpoint.update(f"INSERT DATA {{ GRAPH {graph} {{\n{content.decode()}}} }}")


def _count(endpoint: Endpoint, pattern: str, graph: str | None = None) -> int:
    reply = endpoint.select(
        f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}", (graph,) if graph else ()
    )
    (row,) = solutions(reply)
    return int(row["n"].value)


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(str(iri))
