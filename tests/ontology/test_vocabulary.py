"""The Turtle files: what they define, what they reuse, and the concepts read from them."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import (
    DCAT,
    DCTERMS,
    FOAF,
    GEO,
    ORG,
    PROV,
    SDO,
    SH,
    TIME,
    VANN,
    VOID,
    XSD,
    DefinedNamespace,
)

from ontology import terms
from ontology.identifiers import Identifiers, slugify
from ontology.namespaces import EURIO, OA, PREFIXES, SAMV, SEARCH, SHAPES
from ontology.vocabulary import (
    FILES,
    SCHEMES,
    Concept,
    FileName,
    Labels,
    SchemeName,
    by_notation,
    concepts,
    fold,
    load,
    version,
)

CLOSED: tuple[type[DefinedNamespace], ...] = (
    DCAT,
    DCTERMS,
    FOAF,
    GEO,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SDO,
    SH,
    SKOS,
    TIME,
    VANN,
    VOID,
    XSD,
)
"""Vocabularies that rdflib ships the term list of."""

OTHERS: dict[Namespace, set[str]] = {
    # https://www.w3.org/ns/oa, the namespace document of the Web Annotation vocabulary.
    OA: {
        "SpecificResource",
        "TextQuoteSelector",
        "TextPositionSelector",
        "FragmentSelector",
        "hasSource",
        "hasSelector",
        "exact",
        "prefix",
        "suffix",
        "start",
        "end",
    },
    # EURIO, the CORDIS ontology, http://data.europa.eu/s66#
    EURIO: {"Project", "OrganisationRole"},
}

KNOWN = {
    # In schema.org (https://schema.org/funding), younger than rdflib's list of 2021.
    URIRef("https://schema.org/funding"),
    # A document, not a term: https://www.w3.org/TR/annotation-model/#fragment-selector
    URIRef("http://tools.ietf.org/rfc/rfc7111"),
}

BASE = "https://example.org"

ROLES = {
    "owner": ("projektagare", "projektägare"),
    "participant": ("deltagande-organisation", "deltagande organisation"),
    "partner": ("samverkanspart", "samverkanspart"),
    "cofinancier": ("medfinansiar", "medfinansiär"),
    "funder": ("finansiar", "finansiär"),
    "initiator": ("initiativtagare", "initiativtagare"),
    "evaluator": ("utvarderare", "utvärderare"),
    "supplier": ("leverantor", "leverantör"),
}

ORGANISATION_TYPES = {
    "municipality": "kommun",
    "region": "region",
    "coordination_association": "samordningsforbund",
    "agency": "myndighet",
    "county_administrative_board": "lansstyrelse",
    "municipal_federation": "kommunalforbund",
    "university": "larosate",
    "union": "fackforbund",
    "employer_organisation": "arbetsgivarorganisation",
    "civil_society": "civilsamhalle",
    "company": "foretag",
    "unit": "enhet",
    "group": "grupp",
    "other": "ovrig",
    "unknown": "okand",
}


def constants() -> dict[str, URIRef]:
    return {name: value for name, value in vars(terms).items() if isinstance(value, URIRef)}


def exists(term: URIRef) -> bool:
    if term in KNOWN:
        return True
    if any(term.startswith(str(namespace)) and term in namespace for namespace in CLOSED):
        return True
    return any(term == namespace[name] for namespace, names in OTHERS.items() for name in names)


def reused(graph: Graph) -> Iterator[URIRef]:
    """Every IRI of a graph in a vocabulary that is not this project's own."""
    own = (
        str(SAMV)[:-1],
        str(SEARCH)[:-1],
        str(SHAPES)[:-1],
        f"{BASE}/id/",
        "https://www.apache.org/licenses/",
    )
    for triple in graph:
        for node in triple:
            if isinstance(node, URIRef) and not str(node).startswith(own):
                yield node
            elif isinstance(node, Literal) and node.datatype is not None:
                yield node.datatype


@pytest.mark.parametrize("name", FILES)
def test_file_parses_and_resolves_against_the_base(name: FileName) -> None:
    graph = load(name, "https://example.org/graf/")
    assert len(graph) > 0
    local = {s for s in graph.subjects() if isinstance(s, URIRef)}
    if name in SCHEMES:
        assert all(s.startswith("https://example.org/graf/id/") for s in local)
    else:
        assert all(s.startswith("https://w3id.org/samverkansgrafen/") for s in local)


@pytest.mark.parametrize("name", FILES)
def test_file_states_title_licence_and_version(name: FileName) -> None:
    graph = load(name)
    header = graph.value(None, OWL.versionInfo, Literal(version()))
    assert header is not None
    for predicate in (DCTERMS.title, DCTERMS.description):
        languages = {o.language for o in graph.objects(header, predicate) if isinstance(o, Literal)}
        assert languages == {"sv", "en"}
    licence = URIRef("https://www.apache.org/licenses/LICENSE-2.0")
    assert graph.value(header, DCTERMS.license) == licence


def test_every_defined_term_is_labelled_and_explained() -> None:
    core = load("core")
    ontology = URIRef("https://w3id.org/samverkansgrafen/core")
    for term in set(core.subjects(RDFS.isDefinedBy, ontology)):
        for predicate in (RDFS.label, RDFS.comment):
            languages = Counter(
                o.language for o in core.objects(term, predicate) if isinstance(o, Literal)
            )
            assert languages == {"sv": 1, "en": 1}, (term, predicate)
        kinds = set(core.objects(term, RDF.type))
        assert len(kinds & {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty}) == 1, term


def test_every_search_term_is_labelled_and_explained() -> None:
    graph = load("search")
    defined = set(graph.subjects(RDFS.isDefinedBy, URIRef(str(SEARCH)[:-1])))
    assert defined == {s for s in graph.subjects() if str(s).startswith(str(SEARCH))}
    for term in defined:
        for predicate in (RDFS.label, RDFS.comment):
            languages = {
                o.language for o in graph.objects(term, predicate) if isinstance(o, Literal)
            }
            assert languages == {"sv", "en"}, (term, predicate)


def test_constants_and_core_define_the_same_terms() -> None:
    core = load("core")
    defined = set(core.subjects(RDFS.isDefinedBy, None))
    assert {s for s in core.subjects() if str(s).startswith(str(SAMV))} == defined
    named = {term for term in constants().values() if term.startswith(str(SAMV))}
    assert named == defined


@pytest.mark.parametrize("name", FILES)
def test_project_terms_in_use_are_defined(name: FileName) -> None:
    defined = set(load("core").subjects(RDFS.isDefinedBy, None))
    used = {n for triple in load(name) for n in triple if isinstance(n, URIRef)}
    assert {n for n in used if n.startswith(str(SAMV))} <= defined


def test_reused_constants_exist_in_their_vocabulary() -> None:
    for name, term in constants().items():
        assert term.startswith(str(SAMV)) or exists(term), name


def test_no_two_constants_are_the_same_term() -> None:
    counted = Counter(constants().values())
    assert [term for term, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("name", FILES)
def test_reused_terms_in_files_exist_in_their_vocabulary(name: FileName) -> None:
    assert {term for term in reused(load(name, BASE)) if not exists(term)} == set()


def test_prefixes_cover_every_namespace_of_the_constants() -> None:
    assert all(
        any(term.startswith(namespace) for namespace in PREFIXES.values())
        for term in set(constants().values()) - KNOWN
    )


def test_a_near_match_is_not_asserted_as_the_same_class() -> None:
    core = load("core")
    assert (SAMV.Project, SKOS.closeMatch, EURIO.Project) in core
    assert (SAMV.Project, RDFS.subClassOf, EURIO.Project) not in core


def test_roles_are_those_agreed() -> None:
    found = {code: (c.slug, c.labels["sv"]) for code, c in by_notation("roles").items()}
    assert found == ROLES


def test_organisation_types_are_those_agreed() -> None:
    found = {code: c.slug for code, c in by_notation("organisation-types").items()}
    assert found == ORGANISATION_TYPES


def test_role_concepts_are_roles_of_the_organisation_vocabulary() -> None:
    graph = load("roles")
    assert set(graph.subjects(RDF.type, ORG.Role)) == set(graph.subjects(RDF.type, SKOS.Concept))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_concepts_are_labelled_defined_and_placed(scheme: SchemeName) -> None:
    for concept in concepts(scheme):
        assert list(concept.labels) == ["sv", "en"], concept.slug
        assert list(concept.definition) == ["sv", "en"], concept.slug
        assert all(text.endswith(".") for text in concept.definition.values()), concept.slug
        assert slugify(concept.slug) == concept.slug
        spellings = list(concept.spellings())
        assert all(text == " ".join(text.split()) for text in spellings), concept.slug
        assert all(unicodedata.is_normalized("NFC", text) for text in spellings), concept.slug
        kinds = [fold(concept.labels["sv"]), *map(fold, concept.alt), *map(fold, concept.hidden)]
        assert len(kinds) == len(set(kinds)), concept.slug


@pytest.mark.parametrize("scheme", SCHEMES)
def test_scheme_and_concepts_name_each_other(scheme: SchemeName) -> None:
    graph = load(scheme)
    root = graph.value(None, RDF.type, SKOS.ConceptScheme)
    everything = set(graph.subjects(RDF.type, SKOS.Concept))
    assert set(graph.subjects(SKOS.inScheme, root)) == everything
    tops = set(graph.subjects(SKOS.topConceptOf, root))
    assert set(graph.objects(root, SKOS.hasTopConcept)) == tops
    assert {c for c in everything if (c, SKOS.broader, None) not in graph} == tops
    assert graph.value(root, DCTERMS.identifier) == Literal(scheme)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_broader_and_narrower_are_both_stated(scheme: SchemeName) -> None:
    graph = load(scheme)
    up = set(graph.subject_objects(SKOS.broader))
    assert up == {(lower, upper) for upper, lower in graph.subject_objects(SKOS.narrower)}
    related = set(graph.subject_objects(SKOS.related))
    assert related == {(b, a) for a, b in related}
    assert not any(a == b for a, b in related)


def ancestors(concept: Concept, by_slug: dict[str, Concept]) -> list[str]:
    found: list[str] = []
    while concept.broader is not None:
        assert concept.broader not in found, "a cycle"
        found.append(concept.broader)
        concept = by_slug[concept.broader]
    return found


def test_themes_are_a_shallow_tree_of_fitting_size() -> None:
    by_slug = {c.slug: c for c in concepts("themes")}
    assert 40 <= len(by_slug) <= 80
    above = {slug: ancestors(c, by_slug) for slug, c in by_slug.items()}
    assert max(len(a) for a in above.values()) <= 2
    # SKOS S27: a concept is not also related to one above it.
    ids = Identifiers()
    graph = load("themes")
    for slug, upper in above.items():
        assert not any((ids.theme(slug), SKOS.related, ids.theme(u)) in graph for u in upper)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_label_names_two_concepts(scheme: SchemeName) -> None:
    labels = Labels.of(scheme)
    spellings = {fold(text) for c in concepts(scheme) for text in c.spellings()}
    assert len(labels) == len(spellings)


def test_a_label_of_two_concepts_is_refused() -> None:
    first, second, *_ = concepts("roles")
    clash = Concept("x", None, {"sv": first.labels["sv"].upper()}, (), (), None, {})
    with pytest.raises(ValueError, match="is a label of"):
        Labels([first, second, clash])


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("psykisk ohälsa", "psykisk-ohalsa"),
        (unicodedata.normalize("NFD", "Psykisk  OHÄLSA"), "psykisk-ohalsa"),
        ("UVAS", "uvas"),
        ("ips", "ips"),
        ("IPS", "ips"),
        ("unga utanför arbete och studier", "uvas"),
        ("förprojektering", "forstudie"),
        ("samordningsförbund", "finansiell-samordning"),
        ("gender equality", "jamstalldhet"),
        ("", None),
        ("rymdfart", None),
    ],
)
def test_themes_are_found_by_label(text: str, slug: str | None) -> None:
    assert Labels.of("themes").find(text) == slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Stödsökande", "projektagare"),
        ("Medsökande", "deltagande-organisation"),
        ("stödmottagare", "deltagande-organisation"),
        ("Samverkansparter", "samverkanspart"),
        ("samarbetspart", "samverkanspart"),
        ("projektpart", "samverkanspart"),
        ("stöd", "medfinansiar"),
    ],
)
def test_roles_are_found_by_the_words_the_fund_uses(text: str, slug: str) -> None:
    assert Labels.of("roles").find(text) == slug


def test_concepts_can_be_members_of_sets() -> None:
    themes = concepts("themes")
    assert len(set(themes)) == len(themes)


def test_a_loaded_graph_is_the_callers_own() -> None:
    before = len(load("roles"))
    triple: tuple[Any, Any, Any] = (BNode(), RDF.type, SKOS.Concept)
    load("roles").add(triple)
    assert len(load("roles")) == before
