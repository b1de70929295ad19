"""Ego networks: a body and those within some steps of it, before and after projecting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.catalogue import Catalogue
from graph.filters import ProjectFinder
from graph.network.affiliations import ASSOCIATION, Affiliations
from graph.network.model import Edge
from graph.network.selection import Associations, NetworkQuery, NetworkQueryInvalid

_SHOWN = 10


def body_named(
    catalogue: Catalogue,
    finder: ProjectFinder,
    affiliations: Affiliations,
    query: NetworkQuery,
    name: str,
    parameter: str = "ego",
) -> str:
    """The key of the node that a body is, by key, IRI or name.

    Raises `NetworkQueryInvalid` where no body, or more than one, is meant, or where the one that is
    can be no node of the network.
    """
    keys = {affiliations.node_of(key) for key in finder.organisations_named(name)}
    if not keys:
        raise NetworkQueryInvalid(
            parameter,
            f"{parameter}={name!r} is no organisation of the graph. Give its key, IRI or name.",
        )
    if len(keys) > 1:
        shown = sorted(keys)[:_SHOWN]
        more = f" and {len(keys) - _SHOWN} more" if len(keys) > _SHOWN else ""
        raise NetworkQueryInvalid(
            parameter,
            f"{parameter}={name!r} means several organisations: {', '.join(shown)}{more}. "
            "Give one by its key.",
            tuple(affiliations.organisation(key).reference for key in sorted(keys)),
        )
    [key] = keys
    if not affiliations.fits(key):
        raise NetworkQueryInvalid(
            parameter,
            f"{parameter}={name!r} is of no type that this network has. Choose another "
            "projection or organisation_type.",
        )
    if (
        query.associations is Associations.MEMBERS
        and ASSOCIATION in affiliations.types_of(key)
        and not any(key in bodies.direct for bodies in affiliations.by_project)
    ):
        raise NetworkQueryInvalid(
            parameter,
            f"{parameter}={name!r} is a samordningsförbund, which stands as its members here. "
            "Use associations=node.",
        )
    return key


def within(affiliations: Affiliations, ego: str, depth: int) -> frozenset[str]:
    """Bodies at most so many steps from a body; a step is a project that both take part in."""
    projects = affiliations.projects_of
    found, outermost = {ego}, {ego}
    for _ in range(depth):
        reached = {
            other
            for body in outermost
            for bodies in projects.get(body, ())
            for other in bodies.everybody
        }
        outermost = reached - found
        if not outermost:
            break
        found |= outermost
    return frozenset(found)


def reached(edges: Iterable[Edge], ego: str, depth: int) -> frozenset[str]:
    """Nodes at most so many edges from a node; their direction does not matter."""
    beside: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        beside[edge.source].add(edge.target)
        beside[edge.target].add(edge.source)
    found, outermost = {ego}, {ego}
    for _ in range(depth):
        outermost = set().union(*(beside[node] for node in outermost)) - found
        found |= outermost
    return frozenset(found)
