"""Triples of the gazetteer: places, public bodies, how they changed, and who belongs to whom."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import RDF, RDFS, XSD, Literal, URIRef

from graph.gazetteer import Gazetteer
from graph.public_bodies import County, Municipality, Organisation, Stay
from graph.terms import Triple
from ontology import terms as t
from ontology.identifiers import Identifiers, slugify
from ontology.vocabulary import by_notation


class ReferenceDescriber:
    """Makes the triples of a gazetteer under one base."""

    def __init__(self, identifiers: Identifiers, gazetteer: Gazetteer) -> None:
        self._id = identifiers
        self._gazetteer = gazetteer
        self.regions = {slugify(name): name for name in gazetteer.esf_regions}

    def all(self) -> Iterator[Triple]:
        """Triples of every place and organisation."""
        for slug, name in self.regions.items():
            node = self._id.esf_region(slug)
            yield node, RDF.type, t.SCHEMA_ADMINISTRATIVE_AREA
            yield node, RDFS.label, Literal(name, lang="sv")
        for county in self._gazetteer.counties.values():
            yield from self._county(county)
        for place in self._gazetteer.municipalities.values():
            yield from self._municipality(place)
        for body in self._gazetteer.organisations.values():
            yield from self._organisation(body)
            yield from self._change(body)
            if "coordination_association" in body.types:
                yield from self._association_members(body)

    def _county(self, county: County) -> Iterator[Triple]:
        node = self._id.county(county.code)
        yield node, RDF.type, t.SCHEMA_ADMINISTRATIVE_AREA
        yield node, RDFS.label, Literal(county.name, lang="sv")
        yield node, t.SKOS_NOTATION, Literal(county.code)
        yield node, t.SCHEMA_CONTAINED_IN_PLACE, self._id.esf_region(slugify(county.esf_region))
        if county.nuts3:
            yield node, t.OWL_SAME_AS, URIRef(f"http://data.europa.eu/nuts/code/{county.nuts3}")
        yield from _wikidata(node, county.wikidata)

    def _municipality(self, place: Municipality) -> Iterator[Triple]:
        node = self._id.municipality(place.code)
        yield node, RDF.type, t.SCHEMA_ADMINISTRATIVE_AREA
        yield node, RDFS.label, Literal(place.name, lang="sv")
        yield node, t.SKOS_NOTATION, Literal(place.code)
        yield node, t.SCHEMA_CONTAINED_IN_PLACE, self._id.county(place.county_code)
        point = self._id.point(place.code)
        yield node, t.GEO_HAS_GEOMETRY, point
        yield point, RDF.type, t.GEO_GEOMETRY
        yield (
            point,
            t.GEO_AS_WKT,
            Literal(f"POINT({place.longitude} {place.latitude})", datatype=t.GEO_WKT_LITERAL),
        )
        yield from _wikidata(node, place.wikidata)

    def _organisation(self, body: Organisation) -> Iterator[Triple]:
        node = self._id.organisation(body.slug)
        yield from named(self._id, node, t.ORG_FORMAL_ORGANIZATION, body.name, body.types[0])
        for notation in body.types[1:]:
            yield node, t.ORG_CLASSIFICATION, type_of(self._id, notation)
        for name in body.alternative_names:
            yield node, t.SKOS_ALT_LABEL, Literal(name, lang="sv")
        if body.org_number:
            yield node, t.SAMV_ORGANISATION_NUMBER, Literal(body.org_number)
        # The Wikidata item of a municipality is its place's; the authority has none of its own.
        if "municipality" not in body.types:
            yield from _wikidata(node, body.wikidata)
        if body.municipality_code:
            yield node, t.SCHEMA_AREA_SERVED, self._id.municipality(body.municipality_code)
        if body.county_code and not body.municipality_code:
            yield node, t.SCHEMA_AREA_SERVED, self._id.county(body.county_code)

    def _change(self, body: Organisation) -> Iterator[Triple]:
        if body.successor is None:
            return
        node, new = self._id.organisation(body.slug), self._id.organisation(body.successor)
        event = self._id.change(f"{body.slug}-{body.successor}")
        yield event, RDF.type, t.ORG_CHANGE_EVENT
        yield event, t.ORG_ORIGINAL_ORGANIZATION, node
        yield event, t.ORG_RESULTING_ORGANIZATION, new
        yield node, t.ORG_CHANGED_BY, event
        yield new, t.ORG_RESULTED_FROM, event
        if body.changed:
            yield event, t.SCHEMA_START_DATE, Literal(str(body.changed), datatype=XSD.gYear)

    def _association_members(self, body: Organisation) -> Iterator[Triple]:
        association = self._id.organisation(body.slug)
        for member in self._gazetteer.members_of(body):
            node = self._id.membership(body.slug, member.slug)
            yield self._id.organisation(member.slug), t.ORG_HAS_MEMBERSHIP, node
            yield node, RDF.type, t.ORG_MEMBERSHIP
            yield node, t.ORG_MEMBER, self._id.organisation(member.slug)
            yield node, t.ORG_ORGANIZATION, association
            yield node, t.SAMV_CONFIDENCE, Literal(body.confidence)
            yield node, t.SAMV_MEMBERSHIP_STATUS, Literal(body.status)
            stay = self._gazetteer.stay_of(body, member)
            if stay is not None:
                yield from _interval(node, stay)


def named(
    identifiers: Identifiers, node: URIRef, kind: URIRef, name: str, notation: str
) -> Iterator[Triple]:
    """Triples of a body: its class, its name, and its type by notation."""
    yield node, RDF.type, kind
    yield node, RDFS.label, Literal(name, lang="sv")
    yield node, t.SKOS_PREF_LABEL, Literal(name, lang="sv")
    yield node, t.ORG_CLASSIFICATION, type_of(identifiers, notation)


def type_of(identifiers: Identifiers, notation: str) -> URIRef:
    """The concept of a type of organisations."""
    return identifiers.organisation_type(by_notation("organisation-types")[notation].slug)


def _interval(membership: URIRef, stay: Stay) -> Iterator[Triple]:
    """When a membership holds; its days, months or years are both included."""
    interval = URIRef(f"{membership}-tid")
    yield membership, t.ORG_MEMBER_DURING, interval
    yield interval, RDF.type, t.TIME_INTERVAL
    kinds = {len("YYYY"): XSD.gYear, len("YYYY-MM"): XSD.gYearMonth}
    for term, day in ((t.SCHEMA_START_DATE, stay.start), (t.SCHEMA_END_DATE, stay.end)):
        if day:
            yield interval, term, Literal(day, datatype=kinds.get(len(day), XSD.date))


def _wikidata(node: URIRef, item: str | None) -> Iterator[Triple]:
    if item:
        yield node, t.SKOS_EXACT_MATCH, URIRef(f"http://www.wikidata.org/entity/{item}")
