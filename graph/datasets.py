"""The RDF dataset of a query: which graphs its FROM clauses or the protocol name, and their merge.

SPARQL 1.1 (13.2) has the default graph of several FROM clauses be the merge of those graphs, in
which a triple stands once. Oxigraph asks the graphs one after the other, so that a triple of two
of them is found twice. Here such a default graph is made: a store in memory with the merge, kept
for the next query on the same graphs.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from graph.errors import QueryInvalid
from graph.sparql import TOKEN, unescaped

KEPT = 2
"""Merges that a worker keeps."""

_PREFIXED = re.compile(r"((?:\w[\w.-]*)?):((?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*)")
_made: OrderedDict[Dataset, Any] = OrderedDict()  # of the one store that a worker has open


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
