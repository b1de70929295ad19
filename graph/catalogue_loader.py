"""Reading of the catalogue from a store, with the fixed queries in `graph/queries/internal`.

What there is much of is read in columns. Any SPARQL 1.1 store can stand behind it.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from graph.catalogue import Catalogue
from graph.columns import Columns
from graph.library import query
from graph.project_loader import ProjectLoader, ReferredTo
from graph.store import Row, TripleStore
from graph.views import (
    AssociationMembership,
    Change,
    Concept,
    OrganisationReference,
    OrganisationView,
    ParticipationView,
    Place,
    SourceView,
)
from ontology import terms as t
from ontology.identifiers import Identifiers


def load_catalogue(store: TripleStore, identifiers: Identifiers) -> Catalogue:
    """The catalogue of a store whose IRIs are those of `identifiers`."""
    with _uncollected():
        return _Loader(store, identifiers).load()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without searching the new objects again and again for circles, of which there are none."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Loader:
    """Reads concepts, places and names of bodies first, as all that follows refers to them."""

    def __init__(self, store: TripleStore, identifiers: Identifiers) -> None:
        self._store = store
        self._columns = Columns(store)
        self._identifiers = identifiers
        concepts = self._concepts()
        self.themes, self.roles, self.types = (
            {concept.id: concept for concept in concepts if self._kind(concept.iri) == kind}
            for kind in ("theme", "role", "organisation_type")
        )
        self.municipalities, self.counties, self.regions = self._places()
        self.types_of = self._types_of()
        self.bodies = self._bodies()

    def _kind(self, iri: str) -> str | None:
        found = self._identifiers.key_of(iri)
        return found[0] if found else None

    def _key(self, iri: str) -> str:
        found = self._identifiers.key_of(iri)
        return found[1] if found else iri

    def _rows(self, name: str) -> Iterator[Row]:
        return query(f"internal/{name}").run(self._store)

    def load(self) -> Catalogue:
        known = ReferredTo(
            self.bodies,
            {c.iri: c.notation for c in self.roles.values() if c.notation},
            {concept.iri: concept for concept in self.themes.values()},
            {place.iri: place for place in self.municipalities.values()},
            {place.iri: place for place in self.regions.values()},
            self.counties,
        )
        projects = ProjectLoader(self._columns, self._identifiers, known).load()
        participations_of: dict[str, list[tuple[str, ParticipationView]]] = defaultdict(list)
        for project in projects.values():
            for part in project.participations:
                participations_of[part.organisation.id].append((project.id, part))
                if part.unit:
                    participations_of[part.unit.id].append((project.id, part))
        return Catalogue(
            projects=projects,
            organisations=self._organisations(),
            themes=self.themes,
            roles={concept.notation or concept.id: concept for concept in self.roles.values()},
            organisation_types={
                concept.notation or concept.id: concept for concept in self.types.values()
            },
            municipalities=self.municipalities,
            counties=self.counties,
            regions=self.regions,
            sources=self._sources(),
            _participations_of={key: tuple(value) for key, value in participations_of.items()},
        )

    def _concepts(self) -> list[Concept]:
        found: dict[str, Concept] = {}
        broader: dict[str, set[str]] = defaultdict(set)
        for row in self._rows("concepts"):
            key = self._key(row["concept"])
            found[row["concept"]] = Concept(
                key, row["concept"], row.get("notation"), {"sv": row["sv"], "en": row["en"]}
            )
            if "broader" in row:
                broader[row["concept"]].add(row["broader"])
        return [
            Concept(c.id, c.iri, c.notation, c.labels, self._closure(c.iri, broader))
            for c in found.values()
        ]

    def _closure(self, iri: str, broader: Mapping[str, set[str]]) -> frozenset[str]:
        found: set[str] = set()
        waiting = list(broader.get(iri, ()))
        while waiting:
            other = waiting.pop()
            if other not in found:
                found.add(other)
                waiting.extend(broader.get(other, ()))
        return frozenset(self._key(other) for other in found)

    def _places(self) -> tuple[dict[str, Place], dict[str, Place], dict[str, Place]]:
        by_kind: dict[str, dict[str, Place]] = {"municipality": {}, "county": {}, "esf_region": {}}
        for row in self._rows("places"):
            found = self._identifiers.key_of(row["place"])
            if found and found[0] in by_kind:
                kind, key = found
                within = self._key(row["within"]) if "within" in row else None
                by_kind[kind][key] = Place(key, row["place"], row["name"], within)
        return by_kind["municipality"], by_kind["county"], by_kind["esf_region"]

    def _types_of(self) -> dict[str, tuple[str, ...]]:
        """Types of bodies, units and groups by IRI, in its order; the main one of each first."""
        notations = {c.iri: c.notation for c in self.types.values() if c.notation}
        found: dict[str, set[str]] = defaultdict(set)
        for iri, kind in self._columns.pairs(t.ORG_CLASSIFICATION):
            if kind in notations:
                found[iri].add(notations[kind])
        return {iri: _main_first(found[iri]) for iri in sorted(found)}

    def _bodies(self) -> dict[str, OrganisationReference]:
        names = self._columns.one(self.types_of, t.RDFS_LABEL)
        return {
            iri: OrganisationReference(self._key(iri), iri, names[iri], types[0])
            for iri, types in self.types_of.items()
            if iri in names
        }

    def _organisations(self) -> dict[str, OrganisationView]:
        columns = self._columns
        names = columns.all(self.bodies, t.SKOS_ALT_LABEL)
        numbers = columns.one(self.bodies, t.SAMV_ORGANISATION_NUMBER)
        matches = columns.one(self.bodies, t.SKOS_EXACT_MATCH)
        places = columns.one(self.bodies, t.SCHEMA_AREA_SERVED)
        parents = columns.one(self.bodies, t.ORG_UNIT_OF)
        units = _inverted(parents)
        renamed_to, renamed_from = defaultdict(list), defaultdict(list)
        for row in self._rows("organisation-changes"):
            year = int(row["year"]) if "year" in row else None
            renamed_to[row["from"]].append(Change(self.bodies[row["to"]], year))
            renamed_from[row["to"]].append(Change(self.bodies[row["from"]], year))
        members, member_of = defaultdict(list), defaultdict(list)
        for row in self._rows("association-members"):
            about = row["confidence"], row["status"], row.get("start"), row.get("end")
            members[row["association"]].append(
                AssociationMembership(self.bodies[row["member"]], *about)
            )
            member_of[row["member"]].append(
                AssociationMembership(self.bodies[row["association"]], *about)
            )
        organisations: dict[str, OrganisationView] = {}
        for iri, body in self.bodies.items():
            place = places.get(iri, "")
            organisations[body.id] = OrganisationView(
                id=body.id,
                iri=iri,
                name=body.name,
                types=self.types_of[iri],
                alternative_names=names[iri],
                organisation_number=numbers.get(iri),
                wikidata=matches.get(iri),
                municipality=self.municipalities.get(self._key(place)),
                county=self._county(place),
                parent=self.bodies[parents[iri]] if iri in parents else None,
                units=tuple(self.bodies[unit] for unit in units.get(iri, ())),
                renamed_from=tuple(renamed_from[iri]),
                renamed_to=tuple(renamed_to[iri]),
                members=tuple(members[iri]),
                member_of=tuple(member_of[iri]),
            )
        return organisations

    def _county(self, place: str) -> Place | None:
        municipality = self.municipalities.get(self._key(place))
        if municipality and municipality.within:
            return self.counties.get(municipality.within)
        return self.counties.get(self._key(place))

    def _sources(self) -> dict[str, SourceView]:
        return {
            row["key"]: SourceView(
                id=row["key"],
                iri=row["source"],
                title=row["title"],
                kind=row["kind"],
                sha256=row.get("sha256"),
                url=row.get("url"),
                publisher=row.get("publisher"),
                licence=row.get("licence"),
                issued=row.get("issued"),
                modified=row.get("modified"),
            )
            for row in self._rows("sources")
        }


def _main_first(types: set[str]) -> tuple[str, ...]:
    main = "region" if "region" in types else min(types)  # only Region Gotland has two
    return (main, *sorted(types - {main}))


def _inverted(mapping: Mapping[str, str]) -> dict[str, list[str]]:
    """What each value is of, in order."""
    inverse: dict[str, list[str]] = defaultdict(list)
    for key, value in sorted(mapping.items()):
        inverse[value].append(key)
    return inverse
