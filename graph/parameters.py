"""Values for the parameters of a query: from what a person or program writes to RDF terms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from datetime import date

import pyoxigraph as ox
from rdflib import XSD, URIRef

from graph.binding import Term
from graph.errors import ParameterInvalid
from graph.library import Parameter, Query
from graph.store import TripleStore
from ontology.identifiers import Identifiers, slugify
from ontology.vocabulary import Labels, SchemeName, by_notation

KINDS = (
    "project",
    "organisation",
    "municipality",
    "county",
    "esf_region",
    "theme",
    "role",
    "organisation_type",
    "programme",
    "source",
)
LONGEST = 500
"""Characters of the longest value."""

_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,18}(?:\.[0-9]{1,6})?")
_SCHEMES: Mapping[str, SchemeName] = {
    "theme": "themes",
    "role": "roles",
    "organisation_type": "organisation-types",
}


def values_of(
    query: Query, given: Mapping[str, str], identifiers: Identifiers, store: TripleStore
) -> dict[str, Term]:
    """Terms for the parameters of a query; those not given have their default, if any.

    Raises `ParameterInvalid` for an unknown name, a value of another type or a thing that the
    graph says nothing of. An empty value counts as not given.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise ParameterInvalid(
            f"The query {query.name} has no parameter {unknown[0]!r}. "
            f"It takes {', '.join(known) or 'none'}."
        )
    values: dict[str, Term] = {}
    for parameter in query.parameters:
        text = given.get(parameter.name, "").strip() or parameter.default
        if text is None:
            if parameter.required:
                raise ParameterInvalid(
                    f"The query {query.name} needs {parameter.name}: {parameter.labels['en']}."
                )
            continue
        value = value_of(parameter, text, identifiers)
        if parameter.type in KINDS and not store.describes(value.value):
            raise ParameterInvalid(
                f"{parameter.name}: nothing is known of {parameter.type.replace('_', ' ')} "
                f"{text!r}."
            )
        values[parameter.name] = value
    return values


def value_of(parameter: Parameter, text: str, identifiers: Identifiers) -> Term:
    """The term that a text stands for as a value of a parameter.

    A thing is given by its IRI, its key, or a name written as its key would be.
    """
    text = unicodedata.normalize("NFC", text.strip())
    if len(text) > LONGEST:
        raise ParameterInvalid(f"{parameter.name} is longer than {LONGEST} characters.")
    if parameter.type in KINDS:
        return _thing(parameter, text, identifiers)
    if parameter.type == "integer" and _INTEGER.fullmatch(text):
        return _literal(str(int(text)), XSD.integer)
    if parameter.type == "decimal" and _DECIMAL.fullmatch(text):
        return _literal(text.removeprefix("+"), XSD.decimal)
    if parameter.type == "date":
        with suppress(ValueError):
            return _literal(date.fromisoformat(text).isoformat(), XSD.date)
        raise ParameterInvalid(f"{parameter.name} must be a day such as 2019-12-31, not {text!r}.")
    if parameter.type == "choice":
        if text in parameter.choices:
            return ox.Literal(text)
        raise ParameterInvalid(
            f"{parameter.name} must be one of {', '.join(parameter.choices)}, not {text!r}."
        )
    if parameter.type == "text":
        return ox.Literal(text)
    raise ParameterInvalid(f"{parameter.name} must be a number of type {parameter.type}: {text!r}.")


def _thing(parameter: Parameter, text: str, identifiers: Identifiers) -> ox.NamedNode:
    kind = parameter.type
    for candidate in _candidates(kind, text):
        iri = candidate
        if not candidate.startswith(("http://", "https://")):
            with suppress(ValueError):
                iri = str(_iri(identifiers, kind, candidate))
        found = identifiers.key_of(iri)
        if found is not None and found[0] == kind:
            return ox.NamedNode(iri)
    raise ParameterInvalid(
        f"{parameter.name} must be the key, name or IRI of a {kind.replace('_', ' ')}, "
        f"not {text!r}."
    )


def _candidates(kind: str, text: str) -> list[str]:
    if text.startswith(("http://", "https://")):
        return [text]
    candidates = []
    if kind in _SCHEMES:
        scheme = _SCHEMES[kind]
        notation = by_notation(scheme).get(text)
        labelled = Labels.of(scheme).find(text)
        candidates += [slug for slug in (notation and notation.slug, labelled) if slug]
    candidates += [text, text.replace("/", "-")]
    with suppress(ValueError):
        candidates.append(slugify(text))
    return candidates


def _iri(identifiers: Identifiers, kind: str, key: str) -> URIRef:
    make = getattr(identifiers, kind)
    iri: URIRef = make(key)
    return iri


def _literal(text: str, datatype: URIRef) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(str(datatype)))
