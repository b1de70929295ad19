"""Triples: pure functions from projects and their sources to RDF.

The shape of the graph is described in docs/graph.md and checked by ontology/shapes.ttl.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from decimal import Decimal

from rdflib import RDF, RDFS, XSD, Literal, URIRef

from graph.gazetteer import Gazetteer
from graph.linking import GROUP, UNKNOWN
from graph.projects import Body, Part, Project
from graph.records import Amount, Evidence, Role, Source
from graph.reference_triples import ReferenceDescriber, named
from graph.terms import Triple
from ontology import terms as t
from ontology.identifiers import Identifiers, slugify
from ontology.vocabulary import by_notation

COUNTED_AS_PARTNER = frozenset({Role.PARTICIPANT, Role.PARTNER, Role.COFINANCIER, Role.INITIATOR})
FUND = "radet-for-europeiska-socialfonden-i-sverige"

_PROPERTY_OF_FIELD = {
    "name": RDFS.label,
    "number": t.SAMV_PROJECT_NUMBER,
    "call": t.SAMV_CALL,
    "programme": t.SAMV_PROGRAMME,
    "specific_objective": t.SAMV_SPECIFIC_OBJECTIVE,
    "region": t.SAMV_ESF_REGION,
    "municipalities": t.SAMV_MUNICIPALITY,
    "period": t.SCHEMA_START_DATE,
    "total_budget": t.SAMV_TOTAL_BUDGET,
    "grant": t.SCHEMA_FUNDING,
    "planned_participants": t.SAMV_PLANNED_PARTICIPANTS,
    "target_groups": t.SAMV_TARGET_GROUP,
    "keywords": t.SCHEMA_KEYWORDS,
    "summary": t.SCHEMA_DESCRIPTION,
    "predecessors": t.SAMV_PRECEDED_BY,
    "successors": t.SAMV_SUCCEEDED_BY,
}


class Describer:
    """Makes triples under one base."""

    def __init__(self, identifiers: Identifiers, gazetteer: Gazetteer) -> None:
        self._id = identifiers
        self._gazetteer = gazetteer
        self._reference = ReferenceDescriber(identifiers, gazetteer)

    # -- projects -------------------------------------------------------------------------

    def project(
        self, project: Project, related: Mapping[str, str], *, derived: bool
    ) -> Iterator[Triple]:
        """Triples of one project.

        `related` maps names of other projects to keys. `derived` adds what no source states in
        so many words: shortcuts to owner and partners, amounts as plain decimals, counties.
        """
        node = self._id.project(project.key)
        yield node, RDF.type, t.SAMV_PROJECT
        yield node, RDFS.label, Literal(project.name, lang="sv")
        yield node, t.DCTERMS_IDENTIFIER, Literal(project.key)
        for name in project.alternative_names:
            yield node, t.SCHEMA_ALTERNATE_NAME, Literal(name, lang="sv")
        if project.number:
            yield node, t.SAMV_PROJECT_NUMBER, Literal(project.number)
        if project.summary:
            yield node, t.SCHEMA_DESCRIPTION, Literal(project.summary, lang="sv")
        if project.planned_participants is not None:
            yield node, t.SAMV_PLANNED_PARTICIPANTS, Literal(project.planned_participants)
        for text in project.target_groups:
            yield node, t.SAMV_TARGET_GROUP, Literal(text, lang="sv")
        for text in project.keywords:
            yield node, t.SCHEMA_KEYWORDS, Literal(text, lang="sv")
        for slug in project.themes:
            yield node, t.DCTERMS_SUBJECT, self._id.theme(slug)
        yield from self._time(node, project)
        yield from self._money(node, project, derived=derived)
        yield from self._funding_scheme(node, project)
        yield from self._places(node, project, derived=derived)
        yield from self._succession(node, project, related)
        for source in project.sources:
            yield node, t.PROV_WAS_DERIVED_FROM, self._id.source(source)
        for page in project.pages:
            yield node, t.PROV_HAD_PRIMARY_SOURCE, URIRef(page)
        for item in project.evidence:
            yield from self._evidence(node, item.evidence, _PROPERTY_OF_FIELD[item.field])
        for part in project.parts:
            yield from self._participation(node, project, part)
            if derived:
                yield from self._shortcuts(node, part)

    def _shortcuts(self, node: URIRef, part: Part) -> Iterator[Triple]:
        if part.role is not Role.OWNER and part.role not in COUNTED_AS_PARTNER:
            return
        body = self._id.organisation(part.body.slug)
        yield node, t.SAMV_OWNER if part.role is Role.OWNER else t.SAMV_PARTNER, body
        if part.body.type != GROUP:
            yield body, t.SAMV_TAKES_PART_IN, node

    def _time(self, node: URIRef, project: Project) -> Iterator[Triple]:
        if project.period is None:
            return
        for term, value in (
            (t.SCHEMA_START_DATE, project.period.start),
            (t.SCHEMA_END_DATE, project.period.end),
        ):
            if value:
                datatype = XSD.date if len(value) == 10 else XSD.gYearMonth
                yield node, term, Literal(value, datatype=datatype)

    def _money(self, node: URIRef, project: Project, *, derived: bool) -> Iterator[Triple]:
        # What a source states and what counts in the end are amounts of their own.
        scope = "" if derived else f"-{project.sources[0]}"
        if project.total_budget:
            amount = self._id.amount(f"{project.key}-budget{scope}")
            yield node, t.SAMV_TOTAL_BUDGET, amount
            yield from _amount(amount, project.total_budget)
            if derived:
                yield node, t.SAMV_TOTAL_BUDGET_SEK, _decimal(project.total_budget.value)
        if project.grant:
            grant = self._id.grant(f"{project.key}{scope}")
            amount = self._id.amount(f"{project.key}-stod{scope}")
            yield node, t.SCHEMA_FUNDING, grant
            yield grant, RDF.type, t.SCHEMA_MONETARY_GRANT
            yield grant, t.SCHEMA_FUNDER, self._id.organisation(FUND)
            yield grant, t.SCHEMA_AMOUNT, amount
            yield from _amount(amount, project.grant)
            if derived:
                yield node, t.SAMV_GRANT_SEK, _decimal(project.grant.value)

    def _funding_scheme(self, node: URIRef, project: Project) -> Iterator[Triple]:
        programme = self._id.programme(slugify(project.programme)) if project.programme else None
        if programme:
            yield node, t.SAMV_PROGRAMME, programme
            yield from _scheme(programme, project.programme or "")
        if project.specific_objective and programme:
            notation = project.specific_objective
            objective = self._id.programme(slugify(f"{project.programme} {notation}"))
            yield node, t.SAMV_SPECIFIC_OBJECTIVE, objective
            yield from _scheme(objective, f"{project.programme}, {notation}", notation)
            yield objective, t.SCHEMA_IS_PART_OF, programme
        if project.call:
            call = self._id.call(project.call.replace("/", "-"))
            yield node, t.SAMV_CALL, call
            yield from _scheme(call, f"Utlysning {project.call}", project.call)
            if programme:
                yield call, t.SCHEMA_IS_PART_OF, programme

    def _places(self, node: URIRef, project: Project, *, derived: bool) -> Iterator[Triple]:
        if project.region:
            region = self._id.esf_region(slugify(project.region))
            yield node, t.SAMV_ESF_REGION, region
            if slugify(project.region) not in self._reference.regions:
                yield region, RDF.type, t.SCHEMA_ADMINISTRATIVE_AREA
                yield region, RDFS.label, Literal(project.region, lang="sv")
        counties = set()
        for code in project.municipalities:
            yield node, t.SAMV_MUNICIPALITY, self._id.municipality(code)
            counties.add(self._gazetteer.municipalities[code].county_code)
        if derived:
            for county in sorted(counties):
                yield node, t.SAMV_COUNTY, self._id.county(county)

    def _succession(
        self, node: URIRef, project: Project, related: Mapping[str, str]
    ) -> Iterator[Triple]:
        before, after = t.SAMV_PRECEDED_BY, t.SAMV_SUCCEEDED_BY
        for names, term, inverse, unresolved in (
            (project.predecessors, before, after, t.SAMV_PREDECESSOR_NAME),
            (project.successors, after, before, t.SAMV_SUCCESSOR_NAME),
        ):
            for name in names:
                key = related.get(name)
                if key:
                    yield node, term, self._id.project(key)
                    yield self._id.project(key), inverse, node
                else:
                    yield node, unresolved, Literal(name, lang="sv")

    def _participation(
        self, project_node: URIRef, project: Project, part: Part
    ) -> Iterator[Triple]:
        body = part.unit or part.body
        role = by_notation("roles")[part.role.value].slug
        node = self._id.participation(project.key, body.slug, role)
        yield self._id.organisation(part.body.slug), t.ORG_HAS_MEMBERSHIP, node
        yield node, RDF.type, t.SAMV_PARTICIPATION
        yield node, t.ORG_MEMBER, self._id.organisation(part.body.slug)
        yield node, t.ORG_ORGANIZATION, project_node
        yield node, t.ORG_ROLE, self._id.role(role)
        if part.extent:
            yield node, t.SAMV_EXTENT, Literal(part.extent, lang="sv")
        yield node, t.SAMV_LINK_SCORE, Literal(Decimal(str(part.score)))
        yield node, t.SAMV_LINK_REASON, Literal(part.reason)
        yield from self._body(part.body)
        if part.unit:
            unit = self._id.organisation(part.unit.slug)
            yield node, t.SAMV_UNIT, unit
            yield unit, t.ORG_UNIT_OF, self._id.organisation(part.body.slug)
            yield from named(
                self._id, unit, t.ORG_ORGANIZATIONAL_UNIT, part.unit.name, part.unit.type
            )
        for item in part.evidence:
            yield from self._evidence(node, item, t.ORG_MEMBER)

    def _body(self, body: Body) -> Iterator[Triple]:
        """A body known by name alone; those of the gazetteer are described once for all."""
        if body.type in (GROUP, UNKNOWN):
            kind = t.SAMV_ORGANISATION_GROUP if body.type == GROUP else t.ORG_ORGANIZATION_CLASS
            yield from named(self._id, self._id.organisation(body.slug), kind, body.name, body.type)

    # -- evidence and sources -------------------------------------------------------------

    def _evidence(self, about: URIRef, evidence: Evidence, supports: URIRef) -> Iterator[Triple]:
        """A passage that backs a property of one or more things."""
        content = repr((evidence, str(supports)))
        node = self._id.evidence(hashlib.sha256(content.encode()).hexdigest()[:20])
        yield about, t.SAMV_EVIDENCE, node
        yield node, RDF.type, t.SAMV_EVIDENCE_CLASS
        yield node, t.SAMV_SUPPORTS, supports
        yield node, t.OA_HAS_SOURCE, self._id.source(evidence.source)
        yield node, t.SAMV_RULE, Literal(evidence.rule)
        quote = URIRef(f"{node}-citat")
        position = URIRef(f"{node}-plats")
        yield node, t.OA_HAS_SELECTOR, quote
        yield quote, RDF.type, t.OA_TEXT_QUOTE_SELECTOR
        yield quote, t.OA_EXACT, Literal(evidence.quote)
        yield node, t.OA_HAS_SELECTOR, position
        yield position, RDF.type, t.OA_TEXT_POSITION_SELECTOR
        yield position, t.OA_START, Literal(evidence.start, datatype=XSD.nonNegativeInteger)
        yield position, t.OA_END, Literal(evidence.end, datatype=XSD.nonNegativeInteger)
        if evidence.cell:
            fragment = URIRef(f"{node}-cell")
            yield node, t.OA_HAS_SELECTOR, fragment
            yield fragment, RDF.type, t.OA_FRAGMENT_SELECTOR
            yield fragment, RDF.value, Literal(evidence.cell.fragment)
            yield fragment, t.DCTERMS_CONFORMS_TO, t.RFC7111
        if evidence.page:
            yield node, t.PROV_HAD_PRIMARY_SOURCE, URIRef(evidence.page)

    def source(self, source: Source) -> Iterator[Triple]:
        """Triples of a source."""
        node = self._id.source(source.id)
        kind = t.SCHEMA_CREATIVE_WORK if source.kind == "document" else t.DCAT_DATASET
        yield node, RDF.type, t.PROV_ENTITY
        yield node, RDF.type, kind
        yield node, t.DCTERMS_IDENTIFIER, Literal(source.id)
        yield node, t.DCTERMS_TITLE, Literal(source.title, lang="sv")
        yield node, t.SAMV_SHA256, Literal(source.sha256)
        if source.url:
            yield node, t.SCHEMA_URL, URIRef(source.url)
        if source.publisher:
            yield node, t.SAMV_PUBLISHER_NAME, Literal(source.publisher, lang="sv")
        if source.licence:
            yield node, t.DCTERMS_LICENSE, URIRef(source.licence)
        for term, day in ((t.DCTERMS_ISSUED, source.issued), (t.DCTERMS_MODIFIED, source.modified)):
            if day:
                datatype = XSD.date if len(day) == 10 else XSD.gYearMonth
                yield node, term, Literal(day, datatype=datatype)

    def reference(self) -> Iterator[Triple]:
        """Triples of every place and organisation of the gazetteer."""
        return self._reference.all()


def _amount(node: URIRef, amount: Amount) -> Iterator[Triple]:
    yield node, RDF.type, t.SCHEMA_MONETARY_AMOUNT
    yield node, t.SCHEMA_VALUE, _decimal(amount.value)
    yield node, t.SCHEMA_CURRENCY, Literal(amount.currency)
    if amount.qualifier:
        yield node, t.SAMV_QUALIFIER, Literal(amount.qualifier, lang="sv")


def _decimal(value: Decimal) -> Literal:
    return Literal(format(value, "f"), datatype=XSD.decimal)


def _scheme(node: URIRef, name: str, notation: str | None = None) -> Iterator[Triple]:
    yield node, RDF.type, t.SCHEMA_FUNDING_SCHEME
    yield node, RDFS.label, Literal(name, lang="sv")
    if notation:
        yield node, t.SKOS_NOTATION, Literal(notation)
