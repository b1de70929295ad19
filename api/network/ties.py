"""Ties on a page, each with its projects and the passages that say who takes part in them."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nsmallest

from api.contexts.network import TiePart, TieProject, TieRow
from api.contexts.page import Linked
from api.network.networks import Answer
from api.pages import Pages
from graph.network.affiliations import Affiliation, ProjectBodies
from graph.network.model import Edge

PROJECTS_OF_TIE = 10


class TieRows:
    """The ties of a network, or those of its ego, the heaviest first."""

    def __init__(self, pages: Pages, found: Answer) -> None:
        self._pages = pages
        self._nodes = {node.id: node for node in found.network.nodes}
        self._ego = found.ego.iri if found.ego else None
        self.both_ends = self._ego is None or found.network.directed
        """Whether a reader must be told both ends of a tie: one is not the ego, or it is but the
        tie has direction."""
        networks = pages.service.networks
        self._bodies = {
            bodies.project.iri: bodies
            for bodies in networks.affiliations(found.question.query).by_project
        }
        self._passages = networks.passages
        self._edges = [
            edge
            for edge in found.network.edges
            if self._ego is None or self._ego in (edge.source, edge.target)
        ]

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self._edges)

    def first(self, most: int) -> tuple[TieRow, ...]:
        """The heaviest, with what is behind them."""
        heaviest = nsmallest(most, self._edges, key=lambda edge: (-edge.weight, edge.id))
        return tuple(map(self._row, heaviest))

    def _row(self, edge: Edge) -> TieRow:
        t = self._pages.reader.t
        source, target = edge.source, edge.target
        if target == self._ego and not self.both_ends:
            source, target = target, source
        named = edge.values.get("projects")
        projects = named if isinstance(named, tuple) else (edge.target,)
        first, last = edge.values.get("first"), edge.values.get("last")
        weight = t.number(int(edge.weight)) if edge.weight.is_integer() else t.part(edge.weight)
        return TieRow(
            source=self._node(source),
            target=self._node(target),
            kind=self._kind(edge),
            weight=weight,
            period=t.period(str(first) if first else None, str(last) if last else None) or "",
            projects=tuple(self._project(edge, iri) for iri in projects[:PROJECTS_OF_TIE]),
            more=max(0, len(projects) - PROJECTS_OF_TIE),
        )

    def _kind(self, edge: Edge) -> str:
        """What sort of tie it is, with the samordningsförbund that it goes through by name."""
        kind = self._pages.reader.t(f"net.{edge.kind}")
        through = edge.values.get("through")
        if not isinstance(through, tuple):
            return kind
        bodies = self._pages.service.catalogue.organisations.values()
        return f"{kind}: {', '.join(body.name for body in bodies if body.iri in through)}"

    def _node(self, iri: str) -> Linked:
        return Linked(self._nodes[iri].label, self._pages.reader.urls.thing(iri), "sv")

    def _project(self, edge: Edge, iri: str) -> TieProject:
        bodies = self._bodies[iri]
        project, reader = bodies.project, self._pages.reader
        parts = [
            part
            for end in (edge.source, edge.target)
            if end != iri
            for part in self._parts(bodies, end, edge)
        ]
        return TieProject(
            project=Linked(project.name, reader.urls.project(project.id), "sv"),
            period=reader.t.period(project.start, project.end) or "",
            parts=tuple(self._part(part) for part in parts),
        )

    def _parts(self, bodies: ProjectBodies, end: str, edge: Edge) -> Iterable[Affiliation]:
        """What a body is in a project, as far as the tie is of it."""
        key = str(self._nodes[end].values.get("key", ""))
        role = edge.values.get("role")
        direct = bodies.direct.get(key, ())
        if direct:
            return [p for p in direct if role is None or p.participation.role == role]
        through = edge.values.get("through", ())
        return [
            part
            for (body, via), parts in bodies.through.items()
            if body == key
            and isinstance(through, tuple)
            and self._pages.service.catalogue.organisations[via].iri in through
            for part in parts
            if role is None or part.participation.role == role
        ]

    def _part(self, part: Affiliation) -> TiePart:
        t, urls = self._pages.reader.t, self._pages.reader.urls
        catalogue = self._pages.service.catalogue
        stated = part.participation
        body = catalogue.organisations[part.body]
        via = catalogue.organisations[part.through] if part.through else None
        return TiePart(
            body=Linked(body.name, urls.organisation(body.id), "sv"),
            role=t.label(catalogue.roles[stated.role].labels),
            through=Linked(via.name, urls.organisation(via.id), "sv") if via else None,
            evidence=self._passages.get(stated.iri, ()),
        )
