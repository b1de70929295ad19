"""Reading of the catalogue from a store, with the fixed queries in `graph/queries/internal`.

Any SPARQL 1.1 store can stand behind it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from graph.catalogue import Catalogue, sort_key
from graph.library import query
from graph.records import Role
from graph.store import Row, TripleStore
from graph.views import (
    AssociationMembership,
    Change,
    Concept,
    Money,
    OrganisationReference,
    OrganisationView,
    ParticipationView,
    Place,
    ProjectView,
    Reference,
    SourceView,
)
from ontology import terms as t
from ontology.identifiers import Identifiers


def load_catalogue(store: TripleStore, identifiers: Identifiers) -> Catalogue:
    """The catalogue of a store whose IRIs are those of `identifiers`."""
    return _Loader(store, identifiers).load()


class _Loader:
    """Reads concepts, places and names of bodies first, as all that follows refers to them."""

    def __init__(self, store: TripleStore, identifiers: Identifiers) -> None:
        self._store = store
        self._identifiers = identifiers
        concepts = self._concepts()
        self.themes, self.roles, self.types = (
            {concept.id: concept for concept in concepts if self._kind(concept.iri) == kind}
            for kind in ("theme", "role", "organisation_type")
        )
        self.municipalities, self.counties, self.regions = self._places()
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
        parts = self._participations()
        projects = self._projects(parts)
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

    def _bodies(self) -> dict[str, tuple[OrganisationReference, list[Row]]]:
        rows: dict[str, list[Row]] = defaultdict(list)
        for row in self._rows("organisations"):
            rows[row["organisation"]].append(row)
        return {
            iri: (
                OrganisationReference(self._key(iri), iri, found[0]["name"], _main_type(found)),
                found,
            )
            for iri, found in rows.items()
        }

    def _body(self, iri: str) -> OrganisationReference:
        return self.bodies[iri][0]

    def _participations(self) -> dict[str, list[ParticipationView]]:
        parts: dict[str, list[ParticipationView]] = defaultdict(list)
        for row in self._rows("participations"):
            unit = None
            if "unit" in row:
                unit = Reference(self._key(row["unit"]), row["unit"], row["unitName"])
            parts[row["project"]].append(
                ParticipationView(
                    iri=row["participation"],
                    organisation=self._body(row["organisation"]),
                    unit=unit,
                    role=row["role"],
                    extent=row.get("extent"),
                    link_score=float(row["score"]) if "score" in row else None,
                    link_reason=row.get("reason"),
                )
            )
        return parts

    def _projects(self, parts: Mapping[str, list[ParticipationView]]) -> dict[str, ProjectView]:
        rows = {row["project"]: row for row in self._rows("projects")}
        texts = _grouped(self._rows("project-texts"), "property", "text")
        links = _grouped(self._rows("project-links"), "property", "other")
        places = _grouped(self._rows("project-places"), None, "municipality")
        themes = _grouped(self._rows("project-themes"), None, "theme")
        sources = _grouped(self._rows("project-sources"), None, "source")
        pages = _grouped(self._rows("project-sources"), None, "page")
        order = [role.value for role in Role]
        projects: dict[str, ProjectView] = {}
        for iri, row in rows.items():
            municipalities = [self.municipalities[self._key(p)] for p in places[iri, ""]]
            municipalities.sort(key=lambda place: sort_key(place.name))
            counties = {place.within for place in municipalities if place.within}
            themed = (self.themes[self._key(theme)] for theme in themes[iri, ""])

            def linked(
                term: object, iri: str = iri, rows: Mapping[str, Row] = rows
            ) -> tuple[Reference, ...]:
                return tuple(
                    Reference(self._key(other), other, rows[other]["name"])
                    for other in links[iri, str(term)]
                    if other in rows
                )

            projects[row["key"]] = ProjectView(
                id=row["key"],
                iri=iri,
                name=row["name"],
                alternative_names=texts[iri, str(t.SCHEMA_ALTERNATE_NAME)],
                number=row.get("number"),
                programme=Reference(
                    self._key(row["programme"]), row["programme"], row["programmeName"]
                )
                if "programme" in row
                else None,
                call=row.get("call"),
                specific_objective=row.get("objective"),
                start=row.get("start"),
                end=row.get("end"),
                total_budget=_money(row, "budget"),
                grant=_money(row, "grant"),
                planned_participants=int(row["participants"]) if "participants" in row else None,
                region=self.regions[self._key(row["region"])] if "region" in row else None,
                municipalities=tuple(municipalities),
                counties=tuple(self.counties[code] for code in sorted(counties)),
                summary=row.get("summary"),
                target_groups=texts[iri, str(t.SAMV_TARGET_GROUP)],
                keywords=texts[iri, str(t.SCHEMA_KEYWORDS)],
                themes=tuple(sorted(themed, key=lambda theme: sort_key(theme.labels["sv"]))),
                participations=tuple(
                    sorted(
                        parts.get(iri, ()),
                        key=lambda part: (
                            order.index(part.role),
                            sort_key(part.organisation.name),
                            part.iri,
                        ),
                    )
                ),
                preceded_by=linked(t.SAMV_PRECEDED_BY),
                succeeded_by=linked(t.SAMV_SUCCEEDED_BY),
                predecessor_names=texts[iri, str(t.SAMV_PREDECESSOR_NAME)],
                successor_names=texts[iri, str(t.SAMV_SUCCESSOR_NAME)],
                sources=tuple(self._key(source) for source in sources[iri, ""]),
                pages=pages[iri, ""],
            )
        return projects

    def _organisations(self) -> dict[str, OrganisationView]:
        names = _grouped(self._rows("organisation-names"), None, "name", subject="organisation")
        parents = {row["unit"]: row["parent"] for row in self._rows("organisation-units")}
        units = _inverted(parents)
        renamed_to, renamed_from = defaultdict(list), defaultdict(list)
        for row in self._rows("organisation-changes"):
            year = int(row["year"]) if "year" in row else None
            renamed_to[row["from"]].append(Change(self._body(row["to"]), year))
            renamed_from[row["to"]].append(Change(self._body(row["from"]), year))
        members, member_of = defaultdict(list), defaultdict(list)
        for row in self._rows("association-members"):
            about = row["confidence"], row["status"], row.get("start"), row.get("end")
            members[row["association"]].append(
                AssociationMembership(self._body(row["member"]), *about)
            )
            member_of[row["member"]].append(
                AssociationMembership(self._body(row["association"]), *about)
            )
        organisations: dict[str, OrganisationView] = {}
        for iri, (body, rows) in self.bodies.items():
            place = rows[0].get("place", "")
            organisations[body.id] = OrganisationView(
                id=body.id,
                iri=iri,
                name=body.name,
                types=(body.type, *sorted({row["type"] for row in rows} - {body.type})),
                alternative_names=names[iri, ""],
                organisation_number=rows[0].get("number"),
                wikidata=rows[0].get("exactMatch"),
                municipality=self.municipalities.get(self._key(place)),
                county=self._county(place),
                parent=self._body(parents[iri]) if iri in parents else None,
                units=tuple(self._body(unit) for unit in units.get(iri, ())),
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


def _main_type(rows: Sequence[Row]) -> str:
    types = {row["type"] for row in rows}
    return "region" if "region" in types else min(types)  # only Region Gotland has two


class _Groups(dict[tuple[str, str], tuple[str, ...]]):
    def __missing__(self, key: tuple[str, str]) -> tuple[str, ...]:
        return ()


def _grouped(rows: Iterable[Row], by: str | None, value: str, subject: str = "project") -> _Groups:
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        if value in row:
            groups[row[subject], row[by] if by else ""].append(row[value])
    return _Groups({key: tuple(dict.fromkeys(values)) for key, values in groups.items()})


def _inverted(mapping: Mapping[str, str]) -> dict[str, list[str]]:
    inverse: dict[str, list[str]] = defaultdict(list)
    for key, value in mapping.items():
        inverse[value].append(key)
    return inverse


def _money(row: Row, name: str) -> Money | None:
    if name not in row:
        return None
    return Money(Decimal(row[name]), row.get(f"{name}Qualifier"))
