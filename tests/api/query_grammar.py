"""SPARQL queries by a grammar, and then spoilt: for fuzzing the endpoint.

Most of what the grammar makes is valid and touches the real data; a share of it is a runaway, an
update, a way out, or nested deeply. `mutated` takes letters out, puts others in, and doubles parts.
"""

from __future__ import annotations

from hypothesis import strategies as st

VARIABLES = st.sampled_from(["?s", "?p", "?o", "?name", "?å", "$x", "?_1"])
IRIS = st.sampled_from(
    [
        "samv:Project",
        "rdfs:label",
        "a",
        "org:member",
        "schema:funding/schema:amount",
        "^samv:owner",
        "(samv:owner|samv:partner)+",
        "!rdfs:label",
        "<http://127.0.0.1:8000/id/projekt/2017-00453>",
        "<http://127.0.0.1:8000/id/kommun/2482>",
        "<relative>",
        "<urn:å>",
        "nope:x",
        ":",
        "_:b",
    ]
)
LITERALS = st.one_of(
    st.integers(-(10**20), 10**20).map(str),
    st.sampled_from(
        ["1.5", "1e400", "true", "'å'@sv", '"x"^^xsd:date', "'2017-01-01'^^xsd:date", '"""a"b"""',
         "'\\u0022'", "'SERVICE <http://127.0.0.1:9/> {}'", "NOW()", "RAND()", "1/0"]
    ),
    st.text(max_size=8).map(lambda text: f"'{text}'"),
)  # fmt: skip
TERMS = st.one_of(VARIABLES, IRIS, LITERALS)
TRIPLES = st.tuples(VARIABLES, st.one_of(IRIS, VARIABLES), TERMS).map(" ".join)
CALLS = st.sampled_from(
    ["STR", "LANG", "DATATYPE", "IRI", "BNODE", "STRLEN", "UCASE", "YEAR", "isLITERAL", "ABS",
     "MD5", "xsd:integer", "<urn:f>", "COALESCE", "COUNT", "GROUP_CONCAT"]
)  # fmt: skip
EXPRESSIONS = st.recursive(
    TERMS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["=", "<", "+", "*", "/", "&&", "IN"]), inner).map(
            lambda parts: f"({' '.join(parts)})"
        ),
        st.tuples(CALLS, inner).map(lambda parts: f"{parts[0]}({parts[1]})"),
        st.tuples(inner, inner).map(lambda parts: f"REGEX(STR({parts[0]}), {parts[1]})"),
        inner.map(lambda part: f"(!{part})"),
    ),
    max_leaves=5,
)


def _blocks(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, inner).map(lambda parts: f"{parts[0]} . {parts[1]}"),
        st.tuples(inner, inner).map(lambda parts: f"{{ {parts[0]} }} UNION {{ {parts[1]} }}"),
        inner.map(lambda part: f"OPTIONAL {{ {part} }}"),
        inner.map(lambda part: f"MINUS {{ {part} }}"),
        inner.map(lambda part: f"GRAPH ?g {{ {part} }}"),
        inner.map(lambda part: f"{{ SELECT ?s (COUNT(*) AS ?n) {{ {part} }} GROUP BY ?s }}"),
        inner.map(lambda part: f"FILTER NOT EXISTS {{ {part} }}"),
        EXPRESSIONS.map(lambda part: f"FILTER({part})"),
        EXPRESSIONS.map(lambda part: f"BIND({part} AS ?bound)"),
        LITERALS.map(lambda part: f"VALUES ?o {{ {part} UNDEF }}"),
        inner.map(lambda part: f"SERVICE <http://127.0.0.1:9/> {{ {part} }}"),
        st.tuples(LITERALS, st.integers(-1, 300)).map(
            lambda parts: (
                "SERVICE <https://w3id.org/samverkansgrafen/search> "
                f"{{ ?s search:query {parts[0]} ; search:limit {parts[1]} }}"
            )
        ),
    )


PATTERNS = st.recursive(TRIPLES, _blocks, max_leaves=6)
HEADS = st.sampled_from(
    ["SELECT *", "SELECT DISTINCT ?s ?o", "SELECT (COUNT(*) AS ?n)", "SELECT (?o + 1 AS ?x)", "ASK",
     "CONSTRUCT { ?s ?p ?o } WHERE", "CONSTRUCT WHERE", "DESCRIBE ?s WHERE", "DESCRIBE",
     "select reduced ?s from <urn:g> where", "SELECT * FROM NAMED <urn:å>", "PREFIX : <urn:> ASK",
     "BASE <http://[x> ASK", "INSERT", "DELETE WHERE", "LOAD <http://127.0.0.1:9/> ;"]
)  # fmt: skip
TAILS = st.sampled_from(
    ["", "LIMIT 5", "LIMIT 0", "OFFSET 3 LIMIT 2", "ORDER BY ?s LIMIT 9", "GROUP BY ?s", "LIMIT -1",
     "HAVING (COUNT(*) > 1)", "ORDER BY DESC(STR(?o)) LIMIT 3", "VALUES ?s { UNDEF }", "LIMIT 1e9"]
)  # fmt: skip
RUNAWAYS = st.sampled_from(
    [
        "SELECT (COUNT(*) AS ?n) {?a ?b ?c . ?d ?e ?f . ?g ?h ?i}",
        "SELECT * {?a ?b ?c . ?d ?e ?f} ORDER BY ?a",
        "SELECT DISTINCT ?a ?d {?a ?b ?c . ?d ?e ?f}",
        "ASK { ?a (samv:owner|^samv:owner|samv:partner|^samv:partner)* ?b FILTER(?a = 'x') }",
        "SELECT * " + "{" * 3000 + "}" * 3000,
        "ASK { FILTER(" + "(" * 20000 + "1" + ")" * 20000 + ") }",
        "SELECT (REPLACE(?b, '.', ?b) AS ?c) { { SELECT (REPLACE(?a, '.', ?a) AS ?b) "
        "{ BIND('" + "a" * 3000 + "' AS ?a) } } }",
    ]
)
GRAMMAR = st.tuples(HEADS, PATTERNS, TAILS).map(
    lambda parts: f"{parts[0]} {{ {parts[1]} }} {parts[2]}"
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A query of the grammar with up to four changes to its letters."""
    query = draw(GRAMMAR)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(query)))
        to = draw(st.integers(at, min(len(query), at + 6)))
        before, after = query[:at], query[to:]
        way = draw(st.sampled_from(["without", "with", "twice", "other"]))
        if way == "with":
            query = before + draw(st.text(max_size=3)) + query[at:]
        elif way == "twice":
            query = query[:to] + query[at:]
        elif way == "other":
            letters = "{}()<>\"'\\#.;,?:@^&|!\r\n\x00"
            query = before + draw(st.sampled_from(letters)) + after
        else:
            query = before + after
    return query


QUERIES = st.one_of(GRAMMAR, mutated(), mutated(), st.text(max_size=60))
ACCEPTS = st.sampled_from(
    [None, "*/*", "text/csv", "text/turtle", "application/sparql-results+xml;q=0.5, */*;q=0.1",
     "image/png", "text/html", ";;q=", "application/ld+json"]
)  # fmt: skip
