"""Terms of the vocabularies, as named constants: the vocabulary's prefix, then the term's name.

A class that a property shares its name with ends in _CLASS.
"""

from typing import Final

from rdflib import URIRef

from ontology.namespaces import (
    DCAT,
    DCTERMS,
    EURIO,
    GEO,
    OA,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SAMV,
    SCHEMA,
    SKOS,
    TIME,
    VOID,
)

# samv: the vocabulary of this project (core.ttl)
SAMV_PROJECT: Final = SAMV["Project"]  # class: a Social Fund project
SAMV_PARTICIPATION: Final = SAMV["Participation"]  # class: an organisation in a role
SAMV_ORGANISATION_GROUP: Final = SAMV["OrganisationGroup"]  # class: several unnamed bodies
SAMV_EVIDENCE_CLASS: Final = SAMV["Evidence"]  # class: the place in a source that a value rests on
SAMV_PROJECT_NUMBER: Final = SAMV["projectNumber"]  # the fund's registration number, as written
SAMV_PLANNED_PARTICIPANTS: Final = SAMV["plannedParticipants"]  # planned number of people, integer
SAMV_TARGET_GROUP: Final = SAMV["targetGroup"]  # group addressed, in the source's words, @sv
SAMV_TOTAL_BUDGET: Final = SAMV["totalBudget"]  # whole budget, as a schema:MonetaryAmount
SAMV_QUALIFIER: Final = SAMV["qualifier"]  # the source's reservation about an amount
SAMV_TOTAL_BUDGET_SEK: Final = SAMV["totalBudgetSEK"]  # derived: whole budget, xsd:decimal
SAMV_GRANT_SEK: Final = SAMV["grantSEK"]  # derived: grant, xsd:decimal
SAMV_PROGRAMME: Final = SAMV["programme"]  # programme with its period
SAMV_SPECIFIC_OBJECTIVE: Final = SAMV["specificObjective"]  # objective within the programme
SAMV_CALL: Final = SAMV["call"]  # call applied under
SAMV_ESF_REGION: Final = SAMV["esfRegion"]  # one of the fund's eight regions, a place
SAMV_COUNTY: Final = SAMV["county"]  # county, as a place
SAMV_MUNICIPALITY: Final = SAMV["municipality"]  # municipality, as a place
SAMV_PRECEDED_BY: Final = SAMV["precededBy"]  # earlier project that this one continues
SAMV_SUCCEEDED_BY: Final = SAMV["succeededBy"]  # later project that continues this one
SAMV_PREDECESSOR_NAME: Final = SAMV["predecessorName"]  # name of an earlier project not linked
SAMV_SUCCESSOR_NAME: Final = SAMV["successorName"]  # name of a later project not linked
SAMV_OWNER: Final = SAMV["owner"]  # derived: organisation owning the project
SAMV_PARTNER: Final = SAMV["partner"]  # derived: other party to the project
SAMV_TAKES_PART_IN: Final = SAMV["takesPartIn"]  # derived: project that a body owns or joins
SAMV_UNIT: Final = SAMV["unit"]  # unit that the source states for a participation
SAMV_EXTENT: Final = SAMV["extent"]  # limit of a participation, in the source's words, @sv
SAMV_LINK_SCORE: Final = SAMV["linkScore"]  # how sure the naming of the member is, 0 to 1
SAMV_LINK_REASON: Final = SAMV["linkReason"]  # why the member is taken for the one named
SAMV_ORGANISATION_NUMBER: Final = SAMV["organisationNumber"]  # number from a register, NNNNNN-NNNN
SAMV_CONFIDENCE: Final = SAMV["confidence"]  # certainty of a membership: high, medium or low
SAMV_MEMBERSHIP_STATUS: Final = SAMV["membershipStatus"]  # whether a membership stands
SAMV_EVIDENCE: Final = SAMV["evidence"]  # evidence for something said here
SAMV_SUPPORTS: Final = SAMV["supports"]  # the property that a piece of evidence backs
SAMV_RULE: Final = SAMV["rule"]  # reading rule that took the value from the source
SAMV_PUBLISHER_NAME: Final = SAMV["publisherName"]  # name of who published a source, @sv
SAMV_SHA256: Final = SAMV["sha256"]  # checksum of a source, hexadecimal
SAMV_SIMILARITY: Final = SAMV["Similarity"]  # class: derived: one project is like another
SAMV_OF: Final = SAMV["of"]  # similarity to the project it was computed from
SAMV_SIMILAR_TO: Final = SAMV["similarTo"]  # similarity to the project that is like it
SAMV_SCORE: Final = SAMV["score"]  # how alike they are, -1 to 1, xsd:decimal
SAMV_RANK: Final = SAMV["rank"]  # place among the most alike, from 1, xsd:integer
SAMV_MODEL: Final = SAMV["model"]  # model and version that a computation was made with
SAMV_THEME_PREDICTION: Final = SAMV["ThemePrediction"]  # class: derived: a probable theme
SAMV_PREDICTION_OF: Final = SAMV["predictionOf"]  # prediction to the project
SAMV_PREDICTS: Final = SAMV["predicts"]  # prediction to the theme
SAMV_PROBABILITY: Final = SAMV["probability"]  # how probable the theme is, 0 to 1, xsd:decimal
SAMV_JUDGED_RIGHT: Final = SAMV["judgedRight"]  # whether a person found it right, xsd:boolean
SAMV_PREDICTED_THEME: Final = SAMV["predictedTheme"]  # derived: project to a theme it seems about
SAMV_GROUND: Final = SAMV["ground"]  # prediction to a place in a text that speaks for it
SAMV_PREDICTION_GROUND: Final = SAMV["PredictionGround"]  # class: such a place
SAMV_IN_PROPERTY: Final = SAMV["inProperty"]  # such a place to the property whose text it is in
SAMV_MATCHED_LABEL: Final = SAMV["matchedLabel"]  # label of the theme that stands in the text
SAMV_NETWORK: Final = SAMV["Network"]  # class: bodies, projects or places and ties between them
SAMV_NETWORK_NODE: Final = SAMV["NetworkNode"]  # class: something's standing in one network
SAMV_TIE: Final = SAMV["Tie"]  # class: an edge of a network
SAMV_IN_NETWORK: Final = SAMV["inNetwork"]  # node or tie to its network
SAMV_REPRESENTS: Final = SAMV["represents"]  # node to what it stands for
SAMV_TIE_FROM: Final = SAMV["tieFrom"]  # tie to the node at one end
SAMV_TIE_TO: Final = SAMV["tieTo"]  # tie to the node at the other end
SAMV_KIND: Final = SAMV["kind"]  # what a node or a tie is, as a code
SAMV_WEIGHT: Final = SAMV["weight"]  # how heavy a tie is, xsd:double
SAMV_DIRECTED: Final = SAMV["directed"]  # whether a network's ties run one way, xsd:boolean
SAMV_QUERY: Final = SAMV["query"]  # the question that a network answers

# org: organisations, https://www.w3.org/TR/vocab-org/
ORG_ORGANIZATION_CLASS: Final = ORG.Organization  # class: one known by its name only
ORG_FORMAL_ORGANIZATION: Final = ORG.FormalOrganization  # class: a legal person or public body
ORG_ORGANIZATIONAL_UNIT: Final = ORG.OrganizationalUnit  # class: a part of an organisation
ORG_MEMBERSHIP: Final = ORG.Membership  # class: a member in an organisation, in a role
ORG_ROLE_CLASS: Final = ORG.Role  # class: a role that a member can have
ORG_CHANGE_EVENT: Final = ORG.ChangeEvent  # class: organisations becoming other ones
ORG_MEMBER: Final = ORG.member  # membership to the organisation taking part
ORG_ORGANIZATION: Final = ORG.organization  # membership to what is taken part in
ORG_ROLE: Final = ORG.role  # membership to the role
ORG_HAS_MEMBERSHIP: Final = ORG.hasMembership  # member to its membership
ORG_HAS_MEMBER: Final = ORG.hasMember  # organisation to a member, without a role
ORG_MEMBER_DURING: Final = ORG.memberDuring  # interval for which a membership holds
ORG_UNIT_OF: Final = ORG.unitOf  # unit to the organisation it is part of
ORG_CLASSIFICATION: Final = ORG.classification  # organisation to its type
ORG_IDENTIFIER: Final = ORG.identifier  # registered identifier of an organisation
ORG_CHANGED_BY: Final = ORG.changedBy  # organisation to the event that changed it
ORG_RESULTED_FROM: Final = ORG.resultedFrom  # organisation to the event that made it
ORG_ORIGINAL_ORGANIZATION: Final = ORG.originalOrganization  # event to what was before
ORG_RESULTING_ORGANIZATION: Final = ORG.resultingOrganization  # event to what came after

# time: intervals, https://www.w3.org/TR/owl-time/
TIME_INTERVAL: Final = TIME.Interval  # class: a span of time

# schema: schema.org
SCHEMA_PROJECT: Final = SCHEMA.Project  # class: a project
SCHEMA_MONETARY_AMOUNT: Final = SCHEMA.MonetaryAmount  # class: an amount of money
SCHEMA_MONETARY_GRANT: Final = SCHEMA.MonetaryGrant  # class: a grant of money
SCHEMA_FUNDING_SCHEME: Final = SCHEMA.FundingScheme  # class: a programme, objective or call
SCHEMA_ADMINISTRATIVE_AREA: Final = SCHEMA.AdministrativeArea  # class: region, county, municipality
SCHEMA_CREATIVE_WORK: Final = SCHEMA.CreativeWork  # class: a document used as a source
SCHEMA_ALTERNATE_NAME: Final = SCHEMA.alternateName  # another name
SCHEMA_DESCRIPTION: Final = SCHEMA.description  # summary
SCHEMA_START_DATE: Final = SCHEMA.startDate  # first day or month; of a change, its time
SCHEMA_END_DATE: Final = SCHEMA.endDate  # last day or month
SCHEMA_FUNDING: Final = URIRef(f"{SCHEMA}funding")  # project to a grant
SCHEMA_AMOUNT: Final = SCHEMA.amount  # grant to its amount
SCHEMA_FUNDER: Final = SCHEMA.funder  # grant to the organisation that gives it
SCHEMA_VALUE: Final = SCHEMA.value  # number of an amount, xsd:decimal
SCHEMA_CURRENCY: Final = SCHEMA.currency  # currency code of an amount
SCHEMA_KEYWORDS: Final = SCHEMA.keywords  # keyword in the source's words, @sv
SCHEMA_AREA_SERVED: Final = SCHEMA.areaServed  # organisation to the place it serves
SCHEMA_CONTAINED_IN_PLACE: Final = SCHEMA.containedInPlace  # place to the larger place it is in
SCHEMA_IS_PART_OF: Final = SCHEMA.isPartOf  # objective or call to the programme it belongs to
SCHEMA_IDENTIFIER: Final = SCHEMA.identifier  # identifier of any kind
SCHEMA_URL: Final = SCHEMA.url  # web address

# skos: concepts, labels and matches
SKOS_CONCEPT: Final = SKOS.Concept  # class: a concept
SKOS_CONCEPT_SCHEME: Final = SKOS.ConceptScheme  # class: a scheme of concepts
SKOS_PREF_LABEL: Final = SKOS.prefLabel  # the preferred label
SKOS_ALT_LABEL: Final = SKOS.altLabel  # another label
SKOS_HIDDEN_LABEL: Final = SKOS.hiddenLabel  # a label for searching only
SKOS_DEFINITION: Final = SKOS.definition  # definition of a concept
SKOS_NOTATION: Final = SKOS.notation  # code of a concept or place
SKOS_IN_SCHEME: Final = SKOS.inScheme  # concept to its scheme
SKOS_TOP_CONCEPT_OF: Final = SKOS.topConceptOf  # top concept to its scheme
SKOS_HAS_TOP_CONCEPT: Final = SKOS.hasTopConcept  # scheme to a top concept
SKOS_BROADER: Final = SKOS.broader  # concept to a broader one
SKOS_NARROWER: Final = SKOS.narrower  # concept to a narrower one
SKOS_RELATED: Final = SKOS.related  # concept to a related one
SKOS_EXACT_MATCH: Final = SKOS.exactMatch  # the same thing elsewhere
SKOS_CLOSE_MATCH: Final = SKOS.closeMatch  # nearly the same thing elsewhere

# dcterms: description of resources
DCTERMS_IDENTIFIER: Final = DCTERMS.identifier  # key of a resource
DCTERMS_TITLE: Final = DCTERMS.title  # title
DCTERMS_DESCRIPTION: Final = DCTERMS.description  # description
DCTERMS_SUBJECT: Final = DCTERMS.subject  # project to a theme
DCTERMS_SPATIAL: Final = DCTERMS.spatial  # place that something concerns
DCTERMS_CONFORMS_TO: Final = DCTERMS.conformsTo  # specification that something follows
DCTERMS_LICENSE: Final = DCTERMS.license  # licence
DCTERMS_ISSUED: Final = DCTERMS.issued  # date of publication
DCTERMS_MODIFIED: Final = DCTERMS.modified  # date of the last change
DCTERMS_PUBLISHER: Final = DCTERMS.publisher  # who published it
DCTERMS_BIBLIOGRAPHIC_CITATION: Final = DCTERMS.bibliographicCitation  # how to cite it
DCTERMS_TEMPORAL: Final = DCTERMS.temporal  # time that something is about
DCTERMS_PERIOD_OF_TIME: Final = DCTERMS.PeriodOfTime  # class: a period

# prov: provenance
PROV_ENTITY: Final = PROV.Entity  # class: something with provenance
PROV_WAS_DERIVED_FROM: Final = PROV.wasDerivedFrom  # resource to the source it was taken from
PROV_HAD_PRIMARY_SOURCE: Final = PROV.hadPrimarySource  # resource to the page that first states it
PROV_GENERATED_AT_TIME: Final = PROV.generatedAtTime  # when something was made
PROV_AT_TIME: Final = PROV.atTime  # when an event took place
PROV_ACTIVITY: Final = PROV.Activity  # class: something done, such as a computation
PROV_WAS_GENERATED_BY: Final = PROV.wasGeneratedBy  # what was made to what made it

# oa: Web Annotation, https://www.w3.org/TR/annotation-vocab/
OA_SPECIFIC_RESOURCE: Final = OA["SpecificResource"]  # class: a part of another resource
OA_TEXT_QUOTE_SELECTOR: Final = OA["TextQuoteSelector"]  # class: a part told by quoting it
OA_TEXT_POSITION_SELECTOR: Final = OA["TextPositionSelector"]  # class: a part told by positions
OA_FRAGMENT_SELECTOR: Final = OA["FragmentSelector"]  # class: a part told by a fragment identifier
OA_HAS_SOURCE: Final = OA["hasSource"]  # part to the whole source
OA_HAS_SELECTOR: Final = OA["hasSelector"]  # part to what tells it
OA_EXACT: Final = OA["exact"]  # the quoted text
OA_PREFIX: Final = OA["prefix"]  # text before the quotation
OA_SUFFIX: Final = OA["suffix"]  # text after the quotation
OA_START: Final = OA["start"]  # first character, counted from 0
OA_END: Final = OA["end"]  # the character after the last

# eurio: the CORDIS ontology of European research information
EURIO_PROJECT: Final = EURIO["Project"]  # class: a research project
EURIO_ORGANISATION_ROLE: Final = EURIO["OrganisationRole"]  # class: role in a project

# geo: GeoSPARQL
GEO_HAS_GEOMETRY: Final = GEO.hasGeometry  # place to its geometry
GEO_GEOMETRY: Final = GEO.Geometry  # class: a geometry
GEO_AS_WKT: Final = GEO.asWKT  # geometry as text
GEO_WKT_LITERAL: Final = GEO.wktLiteral  # datatype of geometry as text

# dcat: data sets
DCAT_DATASET: Final = DCAT.Dataset  # class: a table used as a source, or the whole graph
DCAT_DISTRIBUTION_CLASS: Final = DCAT.Distribution  # class: a file of a data set
DCAT_DISTRIBUTION: Final = DCAT.distribution  # data set to a file of it
DCAT_DOWNLOAD_URL: Final = DCAT.downloadURL  # file's address
DCAT_MEDIA_TYPE: Final = DCAT.mediaType  # file's media type

# void: RDF data sets
VOID_DATASET: Final = VOID.Dataset  # class: a set of triples
VOID_TRIPLES: Final = VOID.triples  # number of triples
VOID_SPARQL_ENDPOINT: Final = VOID.sparqlEndpoint  # address for queries
VOID_DATA_DUMP: Final = VOID.dataDump  # address of a dump
VOID_EXAMPLE_RESOURCE: Final = VOID.exampleResource  # an example of what is described

# owl: sameness
OWL_SAME_AS: Final = OWL.sameAs  # the same thing elsewhere
OWL_VERSION_INFO: Final = OWL.versionInfo  # version

# rdfs: labels
RDFS_LABEL: Final = RDFS.label  # name
RDFS_COMMENT: Final = RDFS.comment  # explanation

# rdf: types and values
RDF_TYPE: Final = RDF.type  # what something is an instance of
RDF_VALUE: Final = RDF.value  # value of a fragment selector

# specifications
RFC7111: Final = URIRef("http://tools.ietf.org/rfc/rfc7111")  # fragment identifiers for CSV
