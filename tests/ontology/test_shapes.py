"""The shapes: one small graph that conforms, and one fault in it for every property shape."""

from dataclasses import dataclass

import pyshacl
import pytest
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.collection import Collection

from ontology.namespaces import PREFIXES, SHAPES
from ontology.vocabulary import FileName, load

BASE = "https://example.org/"
HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
HEAD = f"BASE <{BASE}>\nPREFIX foaf: <http://xmlns.com/foaf/0.1/>\n{HEAD}"

CONFORMING = """
<p> a samv:Project ; rdfs:label "Vägen vidare"@sv ;
    dcterms:identifier "2017-00453" ; samv:projectNumber "2017/00453" ;
    schema:alternateName "The way on"@en ; schema:description "Ett prov."@sv ;
    schema:startDate "2017-03-01"^^xsd:date ; schema:endDate "2017-03"^^xsd:gYearMonth ;
    samv:totalBudget <budget> ; samv:totalBudgetSEK 100.5 ; schema:funding <grant> ;
    samv:grantSEK 50.0 ; samv:plannedParticipants 40 ; samv:targetGroup "unga"@sv ;
    schema:keywords "praktik"@sv ; dcterms:subject <id/tema/t> ;
    samv:programme <id/program/esf-2014-2020> ;
    samv:specificObjective <id/program/esf-2014-2020-1-1> ; samv:call <id/utlysning/2016-1> ;
    samv:esfRegion <id/esf-region/r> ; samv:county <id/lan/24> ;
    samv:municipality <id/kommun/2482> ; samv:precededBy <p0> ; samv:succeededBy <p2> ;
    samv:owner <o> ; samv:partner <forbund> ;
    prov:wasDerivedFrom <s> ; prov:hadPrimarySource <https://example.com/projekt> ;
    samv:evidence <e> .
<p0> a samv:Project ; rdfs:label "Vägen"@sv ; dcterms:identifier "vagen" ;
    schema:description "Ett prov."@sv ; samv:owner <o> ; prov:wasDerivedFrom <s> .
<p2> a samv:Project ; rdfs:label "Vägen fram"@sv ; dcterms:identifier "vagen-fram" ;
    schema:description "Ett prov."@sv ; samv:owner <o> ; prov:wasDerivedFrom <s> .
<m> a samv:Participation ; org:member <o> ; org:organization <p> ; org:role <id/roll/agare> ;
    samv:unit <u> ; samv:extent "i vissa delar"@sv ; samv:linkScore 0.9 ;
    samv:linkReason "exact" ; samv:evidence <e> .
<m0> a samv:Participation ; org:member <u> ; org:organization <p0> ; org:role <id/roll/agare> ;
    samv:evidence <e> .
<m2> a samv:Participation ; org:member <g> ; org:organization <p2> ; org:role <id/roll/agare> ;
    samv:evidence <e> .
<mi> a time:Interval ; schema:startDate "2007-01"^^xsd:gYearMonth .
<mm> a org:Membership ; org:memberDuring <mi> ; org:member <o> ; org:organization <forbund> ;
    samv:confidence "high" ; samv:membershipStatus "active" .
<o> a org:FormalOrganization ; rdfs:label "Skellefteå kommun"@sv ;
    skos:prefLabel "Skellefteå kommun"@sv ; skos:altLabel "Skellefteå stad"@sv ;
    org:classification <id/organisationstyp/kommun> ; samv:organisationNumber "212000-2643" ;
    skos:exactMatch wd:Q1 ; schema:areaServed <id/kommun/2482> ; org:changedBy <c> .
<forbund> a org:FormalOrganization ; rdfs:label "Förbundet"@sv ; skos:prefLabel "Förbundet"@sv ;
    org:classification <id/organisationstyp/forbund> .
<x> a org:Organization ; rdfs:label "Okänd"@sv ; skos:prefLabel "Okänd"@sv ;
    org:classification <id/organisationstyp/okand> .
<g> a samv:OrganisationGroup ; rdfs:label "åtta kommuner"@sv ; skos:prefLabel "åtta kommuner"@sv ;
    org:classification <id/organisationstyp/okand> .
<u> a org:OrganizationalUnit ; rdfs:label "Kontoret"@sv ; skos:prefLabel "Kontoret"@sv ;
    org:classification <id/organisationstyp/okand> ; org:unitOf <o> .
<c> a org:ChangeEvent ; org:originalOrganization <o> ; org:resultingOrganization <x> ;
    schema:startDate "2019"^^xsd:gYear .
<id/kommun/2482> a schema:AdministrativeArea ; rdfs:label "Skellefteå"@sv ; skos:notation "2482" ;
    schema:containedInPlace <id/lan/24> ; skos:exactMatch wd:Q2 ; geo:hasGeometry <point> .
<point> a geo:Geometry ; geo:asWKT "POINT(20.9 64.7)"^^geo:wktLiteral .
<id/lan/24> a schema:AdministrativeArea ; rdfs:label "Västerbottens län"@sv ; skos:notation "24" .
<id/esf-region/r> a schema:AdministrativeArea ; rdfs:label "Övre Norrland"@sv .
<budget> a schema:MonetaryAmount ; schema:value 100.5 ; schema:currency "SEK" ;
    samv:qualifier "drygt"@sv .
<amount> a schema:MonetaryAmount ; schema:value 50.0 ; schema:currency "SEK" .
<grant> a schema:MonetaryGrant ; schema:amount <amount> ; schema:funder <o> .
<id/program/esf-2014-2020> a schema:FundingScheme ; rdfs:label "ESF 2014-2020"@sv .
<id/program/esf-2014-2020-1-1> a schema:FundingScheme ; rdfs:label "ESF 2014-2020, 1.1"@sv .
<id/utlysning/2016-1> a schema:FundingScheme ; rdfs:label "Utlysning 2016/1"@sv .
<e> a samv:Evidence ; oa:hasSource <s> ; oa:hasSelector <quote>, <position>, <fragment> ;
    samv:supports samv:owner ; samv:rule "label" .
<quote> a oa:TextQuoteSelector ; oa:exact "Projektägare: Skellefteå kommun" .
<position> a oa:TextPositionSelector ; oa:start "3"^^xsd:nonNegativeInteger ;
    oa:end "34"^^xsd:nonNegativeInteger .
<fragment> a oa:FragmentSelector ; rdf:value "row=5" ;
    dcterms:conformsTo <http://tools.ietf.org/rfc/rfc7111> .
<s> a prov:Entity ; dcterms:title "Prov"@sv ; dcterms:license <https://example.com/licens> ;
    dcterms:issued "2020-01"^^xsd:gYearMonth ; schema:url <https://example.com/> ;
    samv:sha256 "0000000000000000000000000000000000000000000000000000000000000000" .
<id/tema> a skos:ConceptScheme ; dcterms:identifier "themes" .
<id/tema/t> a skos:Concept ; skos:inScheme <id/tema> ; skos:topConceptOf <id/tema> ;
    skos:prefLabel "hälsa"@sv, "health"@en ; skos:altLabel "ohälsa"@sv ;
    skos:hiddenLabel "hälsan"@sv ; skos:definition "Prov."@sv ; skos:narrower <id/tema/n> .
<id/tema/n> a skos:Concept ; skos:inScheme <id/tema> ; skos:broader <id/tema/t> ;
    skos:prefLabel "folkhälsa"@sv, "public health"@en ; skos:definition "Prov."@sv .
<id/roll> a skos:ConceptScheme ; dcterms:identifier "roles" .
<id/roll/agare> a skos:Concept, org:Role ; skos:inScheme <id/roll> ; skos:notation "owner" ;
    skos:topConceptOf <id/roll> ; skos:prefLabel "ägare"@sv, "owner"@en ;
    skos:definition "Prov."@sv .
<id/organisationstyp> a skos:ConceptScheme ; dcterms:identifier "organisation-types" .
<id/organisationstyp/kommun> a skos:Concept ; skos:inScheme <id/organisationstyp> ;
    skos:notation "municipality" ; skos:topConceptOf <id/organisationstyp> ;
    skos:prefLabel "kommun"@sv, "municipality"@en ; skos:definition "Prov."@sv .
<id/organisationstyp/forbund> a skos:Concept ; skos:inScheme <id/organisationstyp> ;
    skos:notation "coordination_association" ; skos:topConceptOf <id/organisationstyp> ;
    skos:prefLabel "samordningsförbund"@sv, "coordination association"@en ;
    skos:definition "Prov."@sv .
<id/organisationstyp/okand> a skos:Concept ; skos:inScheme <id/organisationstyp> ;
    skos:notation "unknown" ; skos:topConceptOf <id/organisationstyp> ;
    skos:prefLabel "okänd"@sv, "unknown"@en ; skos:definition "Prov."@sv .
<tema> a samv:ThemePrediction ; samv:predictionOf <p> ; samv:predicts <id/tema/t> ;
    samv:probability 0.5 ; samv:judgedRight true ; samv:ground <grund> .
<grund> a samv:PredictionGround ; samv:inProperty schema:keywords ; rdf:value "praktik"@sv ;
    oa:exact "praktik" ; oa:start "0"^^xsd:nonNegativeInteger ;
    oa:end "7"^^xsd:nonNegativeInteger ; samv:matchedLabel "praktik" .
<likhet> a samv:Similarity ; samv:of <p> ; samv:similarTo <p2> ; samv:score 0.5 ; samv:rank 1 .
"""


@dataclass(frozen=True)
class Fault:
    """A change to the conforming graph, and the shape and focus node that must be reported.

    `drop` is a SPARQL triple pattern of what to take away, `add` is Turtle.
    """

    shape: str
    focus: str
    drop: str = ""
    add: str = ""


FAULTS = (
    # Project
    Fault("Project-label", "p", "<p> rdfs:label ?o"),
    Fault("Project-label", "p", add='<p> rdfs:label "Annat"@sv .'),
    Fault("Project-label", "p", "<p> rdfs:label ?o", '<p> rdfs:label "The way"@en .'),
    Fault("Project-identifier", "p", "<p> dcterms:identifier ?o"),
    Fault("Project-identifier", "p", add='<p> dcterms:identifier "annat" .'),
    Fault("Project-number", "p", add='<p> samv:projectNumber "2017-453" .'),
    Fault("Project-start", "p", add='<p> schema:startDate "2017-03"^^xsd:gYearMonth .'),
    Fault("Project-start", "p0", add='<p0> schema:startDate "2017" .'),
    Fault("Project-end", "p", add='<p> schema:endDate "2018-01-01"^^xsd:date .'),
    Fault("Project-end", "p0", add='<p0> schema:endDate "vår" .'),
    Fault("Project-totalBudget", "p", add="<p> samv:totalBudget <amount> ."),
    Fault("Project-totalBudget", "p0", add="<p0> samv:totalBudget 5 ."),
    Fault("Project-funding", "p", add="<p> schema:funding <amount> ."),
    Fault("Project-totalBudgetSEK", "p", add="<p> samv:totalBudgetSEK 7.5 ."),
    Fault("Project-totalBudgetSEK", "p0", add="<p0> samv:totalBudgetSEK 7 ."),
    Fault("Project-grantSEK", "p", add="<p> samv:grantSEK 7.5 ."),
    Fault("Project-grantSEK", "p0", add="<p0> samv:grantSEK -7.5 ."),
    Fault("Project-grantWithinBudget", "p", "<p> samv:grantSEK ?o", "<p> samv:grantSEK 101.0 ."),
    Fault("Project-plannedParticipants", "p0", add="<p0> samv:plannedParticipants -1 ."),
    Fault("Project-targetGroup", "p", add='<p> samv:targetGroup "unga" .'),
    Fault("Project-keywords", "p", add='<p> schema:keywords "praktik" .'),
    Fault("Project-subject", "p", add="<p> dcterms:subject <id/roll/agare> ."),
    Fault("Project-subject", "p", add="<p> dcterms:subject <id/tema/okant> ."),
    Fault("Project-subject", "p", add='<p> dcterms:subject "hälsa" .'),
    Fault("Project-programme", "p", add="<p> samv:programme <id/utlysning/2016-1> ."),
    Fault("Project-specificObjective", "p", add="<p> samv:specificObjective <okant> ."),
    Fault("Project-call", "p0", add="<p0> samv:call <okant> ."),
    Fault("Project-place", "p", add="<p> samv:county <o> ."),
    Fault("Project-precededBy", "p", add="<p> samv:precededBy <okant> ."),
    Fault("Project-precededBy", "p", add="<p> samv:precededBy <p2> ."),
    Fault("Project-succeededBy", "p", add="<p> samv:succeededBy <o> ."),
    Fault("Project-party", "p", add="<p> samv:partner <id/kommun/2482> ."),
    Fault("Project-participations", "p0", "<m0> org:organization ?o"),
    Fault("Project-ownerGap", "p0", "<p0> samv:owner ?o"),
    Fault("Project-descriptionGap", "p0", "<p0> schema:description ?o"),
    Fault("Project-description", "p", add='<p> schema:description "A trial."@en .'),
    Fault("Project-description", "p", add='<p> schema:description "Till a.b@example.org"@sv .'),
    Fault("Project-source", "p", "<p> prov:wasDerivedFrom ?o"),
    Fault("Project-page", "p", add='<p> prov:hadPrimarySource "sidan" .'),
    Fault("Project-evidence", "p", add="<p> samv:evidence <s> ."),
    Fault("Project", "", add='[] a samv:Project ; rdfs:label "Namnlös"@sv .'),
    # Participation and other membership
    Fault("Membership-member", "m", "<m> org:member ?o"),
    Fault("Membership-member", "m", add="<m> org:member <x> ."),
    Fault("Membership-member", "mm", "<mm> org:member ?o", "<mm> org:member <id/kommun/2482> ."),
    Fault("Membership-organization", "m", "<m> org:organization ?o"),
    Fault("Membership-organization", "mm", add="<mm> org:organization <o> ."),
    Fault("Participation-project", "m", "<m> org:organization ?o", "<m> org:organization <o> ."),
    Fault("Participation-role", "m", "<m> org:role ?o"),
    Fault("Participation-role", "m", add="<m> org:role <id/tema/t> ."),
    Fault("Participation-role", "m", "<m> org:role ?o", '<m> org:role "owner" .'),
    Fault(
        "Participation-roleCode",
        "m",
        "<m> org:role ?o",
        "<m> org:role <id/organisationstyp/okand> .",
    ),
    Fault("Participation-unit", "m", add="<m> samv:unit <o> ."),
    Fault("Participation-extent", "m", add='<m> samv:extent "delvis" .'),
    Fault("Participation-linkScore", "m", "<m> samv:linkScore ?o", "<m> samv:linkScore 1.5 ."),
    Fault("Participation-linkReason", "m", add='<m> samv:linkReason "alias" .'),
    Fault("Participation-evidence", "m", "<m> samv:evidence ?o"),
    Fault("AssociationMembership-confidence", "mm", "<mm> samv:confidence ?o"),
    Fault("AssociationMembership-confidence", "mm", add='<mm> samv:confidence "ganska" .'),
    Fault("AssociationMembership-status", "mm", "<mm> samv:membershipStatus ?o"),
    Fault(
        "AssociationMembership-organization",
        "mm",
        "<mm> org:organization ?o",
        "<mm> org:organization <o> .",
    ),
    Fault("AssociationMembership-type", "mm", "<mm> a ?o"),
    Fault("AssociationMembership-during", "mm", add="<mm> org:memberDuring <o> ."),
    Fault(
        "AssociationMembership-during",
        "mm",
        add="<mm> org:memberDuring <mi2> . <mi2> a time:Interval ; "
        'schema:endDate "2020"^^xsd:gYear .',
    ),
    Fault("MembershipInterval", "mi", "<mi> schema:startDate ?o"),
    Fault("MembershipInterval-start", "mi", add='<mi> schema:startDate "2008"^^xsd:gYear .'),
    Fault("MembershipInterval-start", "mi", add='<mi> schema:startDate "vår" .'),
    Fault("MembershipInterval-end", "mi", add='<mi> schema:endDate "2012" .'),
    # Organisation, unit and change
    Fault("Organisation", "", add='[] a org:Organization ; rdfs:label "Namnlös"@sv .'),
    Fault("Organisation-label", "o", "<o> rdfs:label ?o"),
    Fault("Organisation-label", "g", add='<g> rdfs:label "nio kommuner"@sv .'),
    Fault("Organisation-label", "u", "<u> rdfs:label ?o"),
    Fault(
        "Organisation-prefLabel", "x", "<x> skos:prefLabel ?o", '<x> skos:prefLabel "Annan"@sv .'
    ),
    Fault("Organisation-prefLabel", "x", "<x> skos:prefLabel ?o"),
    Fault("Organisation-altLabel", "o", add='<o> skos:altLabel "Skellefteå kommun"@sv .'),
    Fault("Organisation-classification", "o", "<o> org:classification ?o"),
    Fault("Organisation-classificationCode", "o", add="<o> org:classification <id/roll/agare> ."),
    Fault("Organisation-number", "x", add='<x> samv:organisationNumber "2120002643" .'),
    # The form of a personal identity number: the third digit belongs to a month.
    Fault("Organisation-number", "x", add='<x> samv:organisationNumber "001231-0000" .'),
    Fault(
        "Organisation-wikidata", "o", add="<o> skos:exactMatch <https://www.wikidata.org/wiki/Q1> ."
    ),
    Fault("Organisation-areaServed", "o", add="<o> schema:areaServed <x> ."),
    Fault("Organisation-changedBy", "o", add="<o> org:changedBy <x> ."),
    Fault("Unit-unitOf", "u", "<u> org:unitOf ?o"),
    Fault("Unit-unitOf", "u", "<u> org:unitOf ?o", "<u> org:unitOf <p> ."),
    Fault("ChangeEvent-original", "c", "<c> org:originalOrganization ?o"),
    Fault("ChangeEvent-original", "c", add="<c> org:resultingOrganization <o> ."),
    Fault("ChangeEvent-resulting", "c", "<c> org:resultingOrganization ?o"),
    Fault("ChangeEvent-start", "c", add='<c> schema:startDate "2020"^^xsd:gYear .'),
    Fault("ChangeEvent-startGap", "c", "<c> schema:startDate ?o"),
    # Place
    Fault("Place", "", add='[] a schema:AdministrativeArea ; rdfs:label "Namnlös"@sv .'),
    Fault("Place-label", "id/lan/24", "<id/lan/24> rdfs:label ?o"),
    Fault("Place-label", "id/lan/24", add='<id/lan/24> rdfs:label "Annat"@sv .'),
    Fault("Place-notation", "id/esf-region/r", add='<id/esf-region/r> skos:notation "a", "b" .'),
    Fault(
        "Place-containedInPlace", "id/lan/24", add='<id/lan/24> schema:containedInPlace "Sverige" .'
    ),
    Fault(
        "Place-geometry",
        "id/kommun/2482",
        "<point> geo:asWKT ?o",
        '<point> geo:asWKT "POINT(1 2)" .',
    ),
    Fault("Place-wikidata", "id/lan/24", add="<id/lan/24> skos:exactMatch <x> ."),
    Fault("Municipality-code", "id/kommun/2482", "<id/kommun/2482> skos:notation ?o"),
    Fault(
        "County-code",
        "id/lan/24",
        "<id/lan/24> skos:notation ?o",
        '<id/lan/24> skos:notation "4" .',
    ),
    # Money and programmes
    Fault(
        "MonetaryAmount-value", "budget", "<budget> schema:value ?o", "<budget> schema:value 5 ."
    ),
    Fault("MonetaryAmount-value", "budget", "<budget> schema:value ?o"),
    Fault(
        "MonetaryAmount-currency",
        "budget",
        "<budget> schema:currency ?o",
        '<budget> schema:currency "EUR" .',
    ),
    Fault("MonetaryAmount-qualifier", "budget", add='<budget> samv:qualifier "cirka"@sv .'),
    Fault("MonetaryGrant-amount", "grant", "<grant> schema:amount ?o"),
    Fault("MonetaryGrant-funder", "grant", "<grant> schema:funder ?o"),
    Fault("FundingScheme-label", "id/utlysning/2016-1", "<id/utlysning/2016-1> rdfs:label ?o"),
    # Evidence and source
    Fault("Evidence-source", "e", "<e> oa:hasSource ?o"),
    Fault("Evidence-source", "e", add="<e> oa:hasSource <x> ."),
    Fault("Evidence-selector", "e", "<e> oa:hasSelector ?o"),
    Fault("Evidence-selector", "e", add="<e> oa:hasSelector <s> ."),
    Fault("Evidence-supports", "e", "<e> samv:supports ?o"),
    Fault("Evidence-rule", "e", add='<e> samv:rule "annan" .'),
    Fault("TextQuoteSelector-exact", "quote", "<quote> oa:exact ?o"),
    Fault(
        "TextQuoteSelector-exact",
        "quote",
        "<quote> oa:exact ?o",
        '<quote> oa:exact "Fråga a.b@example.org" .',
    ),
    Fault(
        "TextPositionSelector-start",
        "position",
        "<position> oa:start ?o",
        "<position> oa:start 35 .",
    ),
    Fault(
        "TextPositionSelector-start",
        "position",
        "<position> oa:start ?o",
        "<position> oa:start -1 .",
    ),
    Fault("TextPositionSelector-end", "position", "<position> oa:end ?o"),
    Fault("FragmentSelector-value", "fragment", "<fragment> rdf:value ?o"),
    Fault("FragmentSelector-conformsTo", "fragment", "<fragment> dcterms:conformsTo ?o"),
    Fault("Source-title", "s", "<s> dcterms:title ?o"),
    Fault("Source-license", "s", "<s> dcterms:license ?o"),
    Fault("Source-issued", "s", "<s> dcterms:issued ?o", '<s> dcterms:issued "2020" .'),
    Fault("Source-url", "s", "<s> schema:url ?o"),
    Fault("Source-sha256", "s", add='<s> samv:sha256 "abc" .'),
    # Concept
    Fault("Concept", "", add='[] a skos:Concept ; skos:prefLabel "x"@sv, "x"@en .'),
    Fault("Concept-scheme", "id/tema/t", "<id/tema/t> skos:inScheme ?o"),
    Fault("Concept-prefLabelSv", "id/tema/t", add='<id/tema/t> skos:prefLabel "annat"@sv .'),
    Fault("Concept-prefLabelSv", "id/roll/agare", "<id/roll/agare> skos:prefLabel ?o"),
    Fault("Concept-prefLabelEn", "id/roll/agare", "<id/roll/agare> skos:prefLabel ?o"),
    Fault("Concept-altLabel", "id/tema/t", add='<id/tema/t> skos:altLabel "hälsa"@sv .'),
    Fault("Concept-altLabel", "id/tema/t", add='<id/tema/t> skos:altLabel "hälsan"@sv .'),
    Fault("Concept-hiddenLabel", "id/tema/t", add='<id/tema/t> skos:hiddenLabel "hälsa"@sv .'),
    Fault("Concept-definition", "id/tema/t", "<id/tema/t> skos:definition ?o"),
    Fault("Concept-broader", "id/tema/n", add="<id/tema/n> skos:broader <id/roll/agare> ."),
    Fault("ConceptPosition", "id/tema/n", "<id/tema/n> skos:broader ?o"),
    # Predicted themes
    Fault(
        "ThemePrediction",
        "",
        add="[] a samv:ThemePrediction ; samv:predictionOf <p> ; samv:predicts <id/tema/t> ; "
        "samv:probability 0.5 ; samv:ground <grund> .",
    ),
    Fault("ThemePrediction-of", "tema", "<tema> samv:predictionOf ?o"),
    Fault("ThemePrediction-theme", "tema", "<tema> samv:predicts ?o", "<tema> samv:predicts <o> ."),
    Fault(
        "ThemePrediction-probability",
        "tema",
        "<tema> samv:probability ?o",
        "<tema> samv:probability 1.5 .",
    ),
    Fault(
        "ThemePrediction-judgedRight",
        "tema",
        "<tema> samv:judgedRight ?o",
        '<tema> samv:judgedRight "ja" .',
    ),
    Fault("ThemePrediction-ground", "tema", "<tema> samv:ground ?o"),
    Fault(
        "PredictionGround",
        "",
        add='[] a samv:PredictionGround ; samv:inProperty rdfs:label ; rdf:value "a"@sv ; '
        'oa:exact "a" ; oa:start "0"^^xsd:nonNegativeInteger ; '
        'oa:end "1"^^xsd:nonNegativeInteger .',
    ),
    Fault(
        "PredictionGround-property",
        "grund",
        "<grund> samv:inProperty ?o",
        "<grund> samv:inProperty dcterms:subject .",
    ),
    Fault("PredictionGround-text", "grund", "<grund> rdf:value ?o", '<grund> rdf:value "utan" .'),
    Fault("PredictionGround-exact", "grund", "<grund> oa:exact ?o", '<grund> oa:exact "" .'),
    Fault(
        "PredictionGround-start",
        "grund",
        "<grund> oa:start ?o",
        '<grund> oa:start "9"^^xsd:nonNegativeInteger .',
    ),
    Fault("PredictionGround-end", "grund", add='<grund> oa:end "8"^^xsd:nonNegativeInteger .'),
    Fault("PredictionGround-label", "grund", add='<grund> samv:matchedLabel "annat" .'),
    # Similarity
    Fault(
        "Similarity",
        "",
        add="[] a samv:Similarity ; samv:of <p> ; samv:similarTo <p2> ; samv:score 0.0 ; "
        "samv:rank 2 .",
    ),
    Fault("Similarity-of", "likhet", "<likhet> samv:of ?o"),
    Fault("Similarity-of", "likhet", "<likhet> samv:of ?o", "<likhet> samv:of <p2> ."),
    Fault("Similarity-similarTo", "likhet", add="<likhet> samv:similarTo <o> ."),
    Fault("Similarity-score", "likhet", "<likhet> samv:score ?o", "<likhet> samv:score 1.5 ."),
    Fault("Similarity-score", "likhet", "<likhet> samv:score ?o", "<likhet> samv:score 5e-1 ."),
    Fault("Similarity-rank", "likhet", "<likhet> samv:rank ?o", "<likhet> samv:rank 0 ."),
    # Personal data
    Fault("NoContactDetails-none", "o", add='<o> schema:telephone "0" .'),
    Fault("NoContactDetails-none", "p", add="<p> foaf:mbox <mailto:a@example.org> ."),
)


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return load("shapes")


@pytest.fixture(scope="module")
def core() -> Graph:
    return load("core")


def conforming() -> Graph:
    return Graph().parse(data=HEAD + CONFORMING, format="turtle")


def faulty(fault: Fault) -> Graph:
    graph = conforming()
    if fault.drop:
        before = len(graph)
        graph.update(f"{HEAD} DELETE WHERE {{ {fault.drop} }}")
        assert len(graph) < before
    if fault.add:
        graph.parse(data=HEAD + fault.add, format="turtle")
    return graph


def results(data: Graph, shapes: Graph, core: Graph) -> tuple[bool, Graph]:
    conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes, ont_graph=core)
    assert isinstance(report, Graph)
    return bool(conforms), report


def test_conforming_graph_conforms(shapes: Graph, core: Graph) -> None:
    conforms, report = results(conforming(), shapes, core)
    assert conforms, report.serialize(format="turtle")


def test_conforming_graph_has_a_node_for_every_shape(shapes: Graph) -> None:
    data = conforming()
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        classes = set(shapes.objects(shape, SH.targetClass))
        assert not classes or any((None, RDF.type, cls) in data for cls in classes), shape


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f"{f.shape}: {f.drop or f.add}")
def test_fault_is_reported(fault: Fault, shapes: Graph, core: Graph) -> None:
    conforms, report = results(faulty(fault), shapes, core)
    assert not conforms
    shape = SHAPES[fault.shape]
    found = set(report.subjects(SH.sourceShape, shape))
    assert found, report.serialize(format="turtle")
    if fault.focus:
        focuses = {report.value(result, SH.focusNode) for result in found}
        assert focuses == {URIRef(BASE + fault.focus)}
    path = shapes.value(shape, SH.path)
    for result in found:
        assert report.value(result, SH.resultSeverity) == (
            shapes.value(shape, SH.severity) or SH.Violation
        )
        reported = report.value(result, SH.resultPath)
        if isinstance(path, URIRef):
            assert reported == path
        else:
            assert (reported is None) == (path is None)
        expected = set(shapes.objects(shape, SH.message))
        assert set(report.objects(result, SH.resultMessage)) == expected


def test_every_shape_that_can_report_has_a_fault(shapes: Graph) -> None:
    can_report = {s for s in shapes.subjects(SH.message, None) if isinstance(s, URIRef)}
    can_report |= {s for s in shapes.subjects(RDF.type, SH.PropertyShape) if isinstance(s, URIRef)}
    assert {SHAPES[fault.shape] for fault in FAULTS} == can_report


def test_messages_are_in_both_languages(shapes: Graph) -> None:
    for shape in set(shapes.subjects(SH.message, None)):
        messages = [m for m in shapes.objects(shape, SH.message) if isinstance(m, Literal)]
        assert sorted(m.language or "" for m in messages) == ["en", "sv"], shape


def test_every_property_shape_is_used(shapes: Graph) -> None:
    used = {s for s in shapes.objects(None, SH.property) if isinstance(s, URIRef)}
    assert set(shapes.subjects(RDF.type, SH.PropertyShape)) == used


@pytest.mark.parametrize("name", ["roles", "organisation-types", "themes"])
def test_concepts_of_this_folder_conform(name: FileName, shapes: Graph, core: Graph) -> None:
    conforms, report = results(load(name), shapes, core)
    assert conforms, report.serialize(format="turtle")


def test_codes_are_those_of_the_schemes(shapes: Graph) -> None:
    for shape, name in (
        ("Participation-roleCode", "roles"),
        ("Organisation-classificationCode", "organisation-types"),
    ):
        head = shapes.value(SHAPES[shape], SH["in"])
        assert head is not None
        allowed = {str(code) for code in Collection(shapes, head)}
        scheme = load("roles") if name == "roles" else load("organisation-types")
        codes = {str(o) for o in scheme.objects(None, URIRef(f"{PREFIXES['skos']}notation"))}
        assert allowed == codes


@pytest.mark.parametrize(
    ("start", "end", "before"),
    [
        ('"2017-03-31"^^xsd:date', '"2017-03"^^xsd:gYearMonth', False),
        ('"2017-03"^^xsd:gYearMonth', '"2017-03-01"^^xsd:date', False),
        ('"2017-03"^^xsd:gYearMonth', '"2017-03"^^xsd:gYearMonth', False),
        ('"2017-03-31"^^xsd:date', '"2017-04-01"^^xsd:date', False),
        ('"2017-03-31"^^xsd:date', '"2017-02"^^xsd:gYearMonth', True),
        ('"2017-03"^^xsd:gYearMonth', '"2017-02-28"^^xsd:date', True),
        ('"2017-03"^^xsd:gYearMonth', '"2016-12"^^xsd:gYearMonth', True),
        ('"2017-03-31"^^xsd:date', '"2017-03-30"^^xsd:date', True),
    ],
)
def test_days_and_months_are_compared(
    start: str, end: str, before: bool, shapes: Graph, core: Graph
) -> None:
    add = f"<p0> schema:startDate {start} ; schema:endDate {end} ."
    conforms, report = results(faulty(Fault("", "", add=add)), shapes, core)
    assert conforms is not before, report.serialize(format="turtle")
    if before:
        (result,) = report.subjects(SH.sourceShape, SHAPES.ProjectPeriod)
        project = URIRef(f"{BASE}p0")
        assert report.value(result, SH.value) == project
        assert report.value(result, SH.resultPath) == URIRef("https://schema.org/endDate")
        messages = [str(message) for message in report.objects(result, SH.resultMessage)]
        assert len(messages) == 2
        assert all(message.endswith(f": {project}") for message in messages)
