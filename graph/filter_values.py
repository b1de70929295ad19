"""Values of filters as people write them: keys, codes, IRIs or labels in Swedish or English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from graph.errors import GraphError
from graph.linking import fold
from graph.periods import STATUS_LABELS, Status
from graph.views import Concept, Place
from ontology.vocabulary import Labels, SchemeName


class UnknownValue(GraphError):
    """A filter value that is not one of a closed list; the message names the allowed ones."""

    def __init__(self, parameter: str, value: str, allowed: Iterable[str]) -> None:
        known = ", ".join(allowed)
        super().__init__(f"{parameter}={value!r} is not known. Use one of: {known}.")
        self.parameter = parameter


def statuses_named(values: Iterable[str]) -> frozenset[Status]:
    """Statuses by key or label; raises `UnknownValue`."""
    known = {
        fold(name): status
        for status, labels in STATUS_LABELS.items()
        for name in (status.value, *labels.values())
    }
    found = set()
    for value in values:
        if fold(value) not in known:
            raise UnknownValue("status", value, [status.value for status in Status])
        found.add(known[fold(value)])
    return frozenset(found)


def concepts_named(
    parameter: str, values: Iterable[str], concepts: Mapping[str, Concept]
) -> frozenset[str]:
    """Keys of the concepts that are meant, by key, IRI or any label; raises `UnknownValue`."""
    found = set()
    labels = _labels(parameter) if values else None
    for value in values:
        meant = labels.find(value) if labels else None
        keys = [
            key
            for key, concept in concepts.items()
            if fold(value) in (fold(key), fold(concept.id))
            or value == concept.iri
            or meant == concept.id
        ]
        if not keys:
            raise UnknownValue(parameter, value, sorted(concepts))
        found.update(keys)
    return frozenset(found)


@cache
def _labels(parameter: str) -> Labels:
    schemes: Mapping[str, SchemeName] = {"theme": "themes", "role": "roles"}
    return Labels.of(schemes.get(parameter, "organisation-types"))


def places_named(
    parameter: str,
    values: Iterable[str],
    places: Mapping[str, Place],
    other_names: Mapping[str, str] = MappingProxyType({}),
) -> frozenset[str]:
    """Codes of the places that are meant, by code, IRI or name; raises `UnknownValue`."""
    found = set()
    for value in values:
        folded = fold(value)
        keys = [
            key
            for key, place in places.items()
            if folded in _place_names(place) or value == place.iri or other_names.get(folded) == key
        ]
        if not keys:
            known = [f"{key} ({place.name})" for key, place in sorted(places.items())]
            raise UnknownValue(parameter, value, known[:25])
        found.update(keys)
    return frozenset(found)


def _place_names(place: Place) -> tuple[str, ...]:
    """A place's code and names: "Värmlands län" is also called Värmland."""
    name = fold(place.name)
    if name.endswith(" län"):
        short = name.removesuffix(" län")
        return (fold(place.code), name, short, short.removesuffix("s"))
    return (fold(place.code), name, f"{name} kommun")
