"""The RDF dataset of a query: which graphs its FROM clauses or the protocol name, and their merge.

SPARQL 1.1 (13.2) has the default graph of several FROM clauses be the merge of those graphs, in
which a triple stands once. Oxigraph asks the graphs one after the other, so that a triple of two
of them is found twice. That is as good where the answer is a set (`is_set`), and where no triple is
in two of the graphs (`are_apart`). Else the default graph is made: a store in memory with the
merge, kept for the next query on the same graphs.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from urllib.parse import urljoin

from graph.errors import QueryInvalid
from graph.sparql import TOKEN, keywords, unescaped

KEPT = 2
"""Merges that a worker keeps."""
MOST_COMPARED = 4
"""Graphs that are looked through for triples in common; more are merged at once."""

_PREFIXED = re.compile(r"((?:\w[\w.-]*)?):((?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*)")
# What depends on how often a solution is found; LIMIT too, unless all before it is a set.
_COUNTING = frozenset({"count", "sum", "avg", "group_concat"})
_AGGREGATES = _COUNTING | {"min", "max", "sample"}
_CUTTING = frozenset({"limit", "offset"})
# Of the one store that a worker has open:
_made: OrderedDict[Dataset, Any] = OrderedDict()
_apart: OrderedDict[frozenset[str], bool] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Dataset:
    """Names of the graphs that make up the default graph, and of the named ones.

    None is not the same as empty: it means that nothing was said.
    """

    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None

    @property
    def is_given(self) -> bool:
        """Whether anything was said of the dataset."""
        return self.default is not None or self.named is not None

    @property
    def is_merge(self) -> bool:
        """Whether the default graph is made of several."""
        return len(set(self.default or ())) > 1


def dataset_of(query: str, base: str | None, prefixes: Mapping[str, str]) -> Dataset:
    """What the FROM clauses of a query say.

    A name whose prefix is not declared is left out: the engine refuses the query.

    >>> dataset_of("PREFIX g: <urn:g:> SELECT * FROM g:1 FROM NAMED <2> { }", "http://h/", {})
    Dataset(default=('urn:g:1',), named=('http://h/2',))
    """
    if not re.search("from", query, re.IGNORECASE):
        return Dataset()
    known, default, named = dict(prefixes), [], []
    state = label = ""
    resolved = base
    at = 0
    while (token := TOKEN.match(query, at)) is not None and token[0] not in ("{", ""):
        at = token.end()
        if token["comment"] or token[0].isspace():
            continue
        word = (token["word"] or "").lower()
        if word in ("base", "prefix", "from") or (state == "from" and word == "named"):
            state, label = word, ""
            continue
        iri: str | None = None
        if token["iri"]:
            iri = _resolved(resolved, unescaped(token["iri"][1:-1]))
        elif token["local"] and (name := _PREFIXED.match(query, token.start())):
            if state == "prefix":
                label = name[1]
                at = name.end()
                continue
            at = token.start() + len(name[0].rstrip("."))
            local = re.sub(r"\\(.)", r"\1", name[2].rstrip("."))
            iri = known[name[1]] + local if name[1] in known else None
        if iri is not None and state == "base":
            resolved = iri
        elif iri is not None and state == "prefix":
            known[label] = iri
        elif iri is not None and state == "from":
            default.append(iri)
        elif iri is not None and state == "named":
            named.append(iri)
        state = ""
    if not default and not named:
        return Dataset()
    return Dataset(tuple(default), tuple(named))


def _resolved(base: str | None, iri: str) -> str:
    try:
        return urljoin(base, iri) if base else iri
    except ValueError:
        return iri


def is_set(query: str) -> bool:
    """Whether a query has the same answer however often each of its solutions is found.

    >>> is_set("SELECT DISTINCT ?s { ?s ?p ?o } LIMIT 5"), is_set("SELECT ?s { ?s ?p ?o }")
    (True, False)
    >>> is_set("SELECT ?p (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o } GROUP BY ?p")
    True
    """
    words = list(keywords(query))
    following = [*words[1:], ""]
    for word, after in zip(words, following, strict=True):
        if word in _COUNTING and after != "distinct":
            return False
    cuts = not _CUTTING.isdisjoint(words)
    forms = [word for word in words if word in ("select", "ask", "construct", "describe")]
    if not forms or forms[0] == "select":
        is_distinct = bool(forms) and following[words.index("select")] == "distinct"
        is_grouped = forms == ["select"] and not _AGGREGATES.isdisjoint(words)
        return (is_distinct or is_grouped) and not (cuts and len(forms) > 1)
    return not cuts and forms[0] != "describe"  # Oxigraph describes from each graph by itself


def are_apart(store: Any, names: Sequence[str]) -> bool:
    """Whether no triple is in two of some graphs; False also where there are many graphs.

    Raises ValueError for a name that is no IRI.
    """
    if len(names) > MOST_COMPARED:
        return False
    return all(_are_apart(store, frozenset(pair)) for pair in combinations(names, 2))


def _are_apart(store: Any, names: frozenset[str]) -> bool:
    import pyoxigraph as ox

    known = _apart.get(names)
    if known is None:
        sizes = []
        for name in names:
            (row,) = store.query(
                "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", default_graph=ox.NamedNode(name)
            )
            sizes.append((int(row["n"].value), name))
        # Each triple of the smaller one is looked up in the other.
        (_, small), (_, large) = sorted(sizes)
        both = " ".join(f"GRAPH {ox.NamedNode(name)} {{ ?s ?p ?o }}" for name in (small, large))
        known = _apart[names] = not store.query(f"ASK {{ {both} }}")
        while len(_apart) > KEPT * MOST_COMPARED**2:
            _apart.popitem(last=False)
    return known


def merged(store: Any, dataset: Dataset) -> Any:
    """A store whose default graph is the merge of the default graphs, with the named ones.

    It takes some seconds for each million triples, which count against the query's deadline.
    Raises `QueryInvalid` for a graph name that is no IRI.
    """
    import pyoxigraph as ox

    default, named = (tuple(sorted(set(names or ()))) for names in (dataset.default, dataset.named))
    key = Dataset(default, named)
    found = _made.pop(key, None)
    if found is None:
        while len(_made) >= KEPT:
            _made.popitem(last=False)
        found = ox.Store()
        try:
            for name in default:
                found.bulk_extend(
                    ox.Quad(quad.subject, quad.predicate, quad.object)
                    for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(name))
                )
            for name in named:
                found.bulk_extend(store.quads_for_pattern(None, None, None, ox.NamedNode(name)))
        except ValueError as error:
            raise QueryInvalid(f"The name of a graph is no IRI: {error}.") from error
    _made[key] = found
    return found
