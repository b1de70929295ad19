"""Networks: the answer to a query, as nodes and edges with their attributes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from graph.catalogue import Catalogue
from graph.filters import ProjectFinder
from graph.network import attributes
from graph.network.affiliations import Affiliation, Affiliations, ProjectBodies, overlap
from graph.network.ego import body_named, reached, within
from graph.network.gathered import Evidence, Gathered, spells_of
from graph.network.model import Attribute, Edge, Network, Node, Spell, Value
from graph.network.selection import NetworkQuery, Projection, Weight
from graph.network.ties import Kind, Tie, TieKey, ties_of
from graph.network.weights import amount_of, share
from graph.views import Concept, ProjectView

MODES: Mapping[Projection, tuple[str, ...]] = {
    Projection.AFFILIATION: ("organisation", "project"),
    Projection.ORGANISATION: ("organisation",),
    Projection.MUNICIPALITY: ("municipality",),
    Projection.ASSOCIATION_MUNICIPALITY: ("association", "municipality"),
    Projection.THEME_ORGANISATION: ("theme", "organisation"),
    Projection.OWNER_PARTNER: ("organisation",),
}
_BODIES_ONLY = frozenset(Projection) - {Projection.AFFILIATION, Projection.THEME_ORGANISATION}
_MONEY = frozenset({Weight.BUDGET, Weight.GRANT})


def build(
    catalogue: Catalogue,
    finder: ProjectFinder,
    query: NetworkQuery,
    evidence: Evidence | None = None,
    affiliations: Affiliations | None = None,
) -> Network:
    """The network that a query asks for.

    `evidence` is put into the edges where the query asks for it (`sentences` of
    `graph.network.evidence` makes it). `affiliations` are those of the query, for a caller that has
    them already. Raises `UnknownValue` for a filter's value that does not
    exist and `NetworkQueryInvalid` for an ego that is no single body.
    """
    affiliations = affiliations or Affiliations(catalogue, finder, query)
    ego = among = None
    if query.ego is not None:
        ego = body_named(catalogue, finder, affiliations, query, query.ego)
        among = within(affiliations, ego, query.depth)
    shown = evidence if query.evidence and evidence else {}
    return _Builder(affiliations, catalogue, query, shown, ego, among).build()


class _Builder:
    def __init__(
        self,
        affiliations: Affiliations,
        catalogue: Catalogue,
        query: NetworkQuery,
        evidence: Evidence,
        ego: str | None,
        among: frozenset[str] | None,
    ) -> None:
        self._affiliations = affiliations
        self._catalogue = catalogue
        self._query = query
        self._evidence = evidence
        self._ego = ego
        self._among = among

    def build(self) -> Network:
        query = self._query
        two_mode = query.projection is Projection.AFFILIATION
        edges = list(self._affiliation_edges() if two_mode else self._tie_edges())
        nodes = list(self._nodes())
        ego = None if self._ego is None else self._iri(self._ego)
        if query.minimum_weight:
            edges = [edge for edge in edges if edge.weight >= query.minimum_weight]
            tied = {end for edge in edges for end in (edge.source, edge.target)}
            nodes = [node for node in nodes if node.id in tied or node.id == ego]
        if ego is not None and query.projection in _BODIES_ONLY:
            near = reached(edges, ego, query.depth)
            edges = [edge for edge in edges if edge.source in near and edge.target in near]
            nodes = [node for node in nodes if node.id in near]
        return Network(
            modes=MODES[query.projection],
            directed=query.projection is Projection.OWNER_PARTNER,
            weight=query.weight.value,
            nodes=tuple(sorted(nodes, key=lambda node: node.id)),
            edges=tuple(sorted(edges, key=lambda edge: edge.id)),
            node_attributes=self._node_attributes(),
            edge_attributes=attributes.AFFILIATION if two_mode else attributes.TIE,
        )

    def _node_attributes(self) -> tuple[Attribute, ...]:
        columns = list(attributes.BODY)
        other: tuple[Attribute, ...] = ()
        if self._query.projection is Projection.AFFILIATION:
            other = attributes.PROJECT
        elif self._query.projection is Projection.THEME_ORGANISATION:
            other = attributes.THEME
        known = {column.name for column in columns}
        return (*columns, *(column for column in other if column.name not in known))

    # -- nodes ----------------------------------------------------------------------------

    def _nodes(self) -> Iterator[Node]:
        direct: dict[str, list[ProjectBodies]] = defaultdict(list)
        through: dict[str, list[ProjectBodies]] = defaultdict(list)
        joined: dict[str, set[str]] = defaultdict(set)
        for bodies in self._affiliations.by_project:
            for body, parts in bodies.direct.items():
                direct[body].append(bodies)
                for item in parts:
                    if item.participation.unit is None or body != item.participation.unit.id:
                        joined[body].add(item.participation.organisation.id)
            for body in dict.fromkeys(body for body, _ in bodies.through):
                through[body].append(bodies)
        for body in self._among or direct.keys() | through.keys():
            yield self._body_node(
                body, direct.get(body, []), through.get(body, []), joined[body] - {body}
            )
        if self._query.projection is Projection.AFFILIATION:
            for bodies in self._projects():
                yield self._project_node(bodies)
        elif self._query.projection is Projection.THEME_ORGANISATION:
            yield from self._theme_nodes()

    def _body_node(
        self,
        body: str,
        direct: list[ProjectBodies],
        through: list[ProjectBodies],
        joined: set[str],
    ) -> Node:
        view = self._affiliations.organisation(body)
        home = self._affiliations.organisation(view.parent.id) if view.parent else view
        region = None
        if home.county and home.county.within:
            region = self._catalogue.regions.get(home.county.within)
        values: dict[str, Value | None] = {
            "key": view.id,
            "type": view.types[0],
            "types": view.types,
            "municipality": home.municipality.name if home.municipality else None,
            "municipality_code": home.municipality.code if home.municipality else None,
            "county": home.county.name if home.county else None,
            "county_code": home.county.code if home.county else None,
            "region_name": region.name if region else None,
            "projects": len(direct),
            "projects_through": len(through),
            "joined": tuple(sorted(self._catalogue.organisations[key].name for key in joined))
            or None,
        }
        spells = spells_of(item.spell for item in (*direct, *through))
        return Node(view.iri, self._kind_of(body), view.name, _stated(values), spells)

    def _kind_of(self, body: str) -> str:
        modes = MODES[self._query.projection]
        if self._query.projection is Projection.ASSOCIATION_MUNICIPALITY:
            types = self._affiliations.types_of(body)
            return modes[0] if "coordination_association" in types else modes[1]
        return modes[0] if modes[0] != "theme" else modes[1]

    def _project_node(self, bodies: ProjectBodies) -> Node:
        project = bodies.project
        spell = bodies.spell
        values: dict[str, Value | None] = {
            "key": project.id,
            "programme": project.programme.name if project.programme else None,
            "themes": tuple(theme.id for theme in project.themes) or None,
            "region_name": project.region.name if project.region else None,
            "municipalities": tuple(place.name for place in project.municipalities) or None,
            "start": spell.start,
            "end": spell.end,
            "budget": amount_of(project, Weight.BUDGET),
            "grant": amount_of(project, Weight.GRANT),
            "bodies": len(bodies.direct),
        }
        return Node(project.iri, "project", project.name, _stated(values), spells_of([spell]))

    def _theme_nodes(self) -> Iterator[Node]:
        projects: dict[str, list[Spell]] = defaultdict(list)
        concepts: dict[str, Concept] = {}
        for bodies in self._affiliations.by_project:
            if self._among is not None and not bodies.everybody & self._among:
                continue
            for theme in bodies.project.themes:
                concepts[theme.id] = theme
                projects[theme.id].append(bodies.spell)
        for key, concept in concepts.items():
            values: dict[str, Value | None] = {
                "key": key,
                "name_en": concept.labels["en"],
                "projects": len(projects[key]),
            }
            spells = spells_of(projects[key])
            yield Node(concept.iri, "theme", concept.labels["sv"], _stated(values), spells)

    # -- edges ----------------------------------------------------------------------------

    def _iri(self, key: str) -> str:
        return self._affiliations.organisation(key).iri

    def _tie_edges(self) -> Iterator[Edge]:
        query = self._query
        themes = query.projection is Projection.THEME_ORGANISATION
        ties = ties_of(self._affiliations, query.projection, query.weight, self._among)
        for key, tie in ties.items():
            if query.weight in _MONEY and tie.unweighed == len(tie.projects):
                continue  # nothing is known of the weight
            source = self._catalogue.themes[key.source].iri if themes else self._iri(key.source)
            values, spells = self._of_tie(key, tie)
            yield Edge(
                id="~".join((key.source, key.target, key.kind.value, *key.via)),
                source=source,
                target=self._iri(key.target),
                kind=key.kind.value,
                weight=tie.weight,
                values=values,
                spells=spells,
            )

    def _of_tie(self, key: TieKey, tie: Tie) -> tuple[Mapping[str, Value], tuple[Spell, ...]]:
        gathered = Gathered(self._evidence)
        roles: tuple[set[str], set[str]] = (set(), set())
        for bodies in tie.projects:
            spell = bodies.spell
            for end, of_end in zip((key.source, key.target), roles, strict=True):
                for part in _parts(bodies, end, key):
                    of_end.add(part.participation.role)
                    gathered.add(part, f"{bodies.project.name}: ")
                    if part.membership is not None:
                        spell = overlap(spell, part.spell)
            apart = spell.start and spell.end and spell.end < spell.start
            gathered.spells.add(bodies.spell if apart else spell)
        values: dict[str, Value] = {
            "projects": tuple([bodies.project.iri for bodies in tie.projects]),
            "project_count": len(tie.projects),
        }
        for name, of_end in zip(("source_roles", "target_roles"), roles, strict=True):
            if of_end:
                values[name] = tuple(sorted(of_end))
        if self._query.weight in _MONEY:
            values["unweighed"] = tie.unweighed
        if key.via:
            values["through"] = tuple([self._iri(via) for via in key.via])
        gathered.put_into(values)
        return values, spells_of(gathered.spells)

    def _projects(self) -> Iterator[ProjectBodies]:
        """The projects of the two-mode network; round a body, those of it or of two in reach."""
        for bodies in self._affiliations.by_project:
            if self._among is not None:
                near = bodies.everybody & self._among
                if len(near) < 2 and self._ego not in near:
                    continue
            yield bodies

    def _affiliation_edges(self) -> Iterator[Edge]:
        for bodies in self._projects():
            for (body, via), parts in bodies.standing:
                if self._among is not None and body not in self._among:
                    continue
                roles = dict.fromkeys(part.participation.role for part in parts)
                shared = bodies.members[via[0]] if via else 1
                size = bodies.size_through if via else bodies.size
                divisor = size * shared * len(roles)
                weight = share(bodies.project, self._query.weight, size, divisor)
                if weight is None:
                    continue
                for role in roles:
                    yield self._affiliation_edge(
                        bodies.project,
                        body,
                        via,
                        weight,
                        [part for part in parts if part.participation.role == role],
                    )

    def _affiliation_edge(
        self,
        project: ProjectView,
        body: str,
        via: tuple[str, ...],
        weight: float,
        parts: list[Affiliation],
    ) -> Edge:
        role = parts[0].participation.role
        kind = Kind.THROUGH if via else Kind.DIRECT
        units = {part.participation.unit.name for part in parts if part.participation.unit}
        gathered = Gathered(self._evidence)
        for part in parts:
            gathered.add(part)
            gathered.spells.add(part.spell)
        values = dict(
            _stated(
                {
                    "role": role,
                    "units": tuple(sorted(units)) or None,
                    "budget": amount_of(project, Weight.BUDGET),
                    "grant": amount_of(project, Weight.GRANT),
                    "through": tuple(self._iri(key) for key in via) or None,
                }
            )
        )
        gathered.put_into(values)
        return Edge(
            id="~".join((body, project.id, role, kind.value, *via)),
            source=self._iri(body),
            target=project.iri,
            kind=kind.value,
            weight=weight,
            values=values,
            spells=spells_of(gathered.spells),
        )


def _parts(bodies: ProjectBodies, end: str, key: TieKey) -> Iterable[Affiliation]:
    """Affiliations of one end of a tie; none for a theme."""
    if not key.via or end in bodies.direct:
        return bodies.direct.get(end, ())
    return [part for via in key.via for part in bodies.through.get((end, via), ())]


def _stated(values: Mapping[str, Value | None]) -> Mapping[str, Value]:
    return {name: value for name, value in values.items() if value is not None}
