"""Things that a person named: one organisation by a key, an IRI or a name; and what is unclear."""

from __future__ import annotations

from graph.catalogue import Catalogue, sort_key
from graph.errors import GraphError
from graph.filters import ProjectFinder
from graph.views import OrganisationReference

NAMED = 10
"""Candidates that a message names."""
GROUP = "group"


class UnknownOrganisation(GraphError):
    """No organisation has the key, IRI or name."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"No organisation is called {text[:200]!r}. Give a key, an IRI or a name, or leave it "
            "out; /api/search finds organisations by name."
        )


class AmbiguousOrganisation(GraphError):
    """A name that several organisations have in whole or in part; `candidates` are they."""

    def __init__(self, text: str, candidates: tuple[OrganisationReference, ...]) -> None:
        named = "; ".join(f"{body.name} ({body.id})" for body in candidates[:NAMED])
        more = f"; and {len(candidates) - NAMED} more" if len(candidates) > NAMED else ""
        super().__init__(
            f"{text[:200]!r} may mean several organisations: {named}{more}. Give the key of one."
        )
        self.candidates = candidates


class UnknownProject(GraphError):
    """No project has the key."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"No project has the id {key[:200]!r}. Search with /api/search?q=, or give a text."
        )


class PlacesApart(GraphError):
    """Places that cannot all be meant: one lies outside the other."""

    def __init__(self, place: str, within: str, given: str) -> None:
        super().__init__(f"{place} lies in {within}, not in {given}. Leave one of them out.")


def organisation_named(catalogue: Catalogue, finder: ProjectFinder, text: str) -> str:
    """The key of the one organisation that is meant; groups that name no body are none.

    A whole name comes before a part of one. Raises `UnknownOrganisation`, or
    `AmbiguousOrganisation` where several are left.
    """
    found = [
        catalogue.organisations[key].reference
        for key in finder.organisations_named(text.strip())
        if catalogue.organisations[key].types[0] != GROUP
    ]
    if not found:
        raise UnknownOrganisation(text)
    if len(found) == 1:
        return found[0].id
    found.sort(key=lambda body: (sort_key(body.name), body.id))
    raise AmbiguousOrganisation(text, tuple(found))
