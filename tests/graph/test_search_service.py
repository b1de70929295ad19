"""Search blocks in queries: what is replaced by what, what is refused, and what is left alone."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QueryInvalid, QueryRefused
from graph.filters import UnknownValue
from graph.search_service import (
    MAX_LIMIT,
    MAX_SEARCHES,
    SERVICE,
    Hit,
    SearchRequest,
    SearchTermInvalid,
    Unanswerable,
    expand,
)
from graph.search_terms import TERMS
from graph.sparql import MAX_QUERY_CHARACTERS, classify
from ontology.namespaces import PREFIXES, SEARCH
from ontology.vocabulary import load

BASE = "http://example.org"
A, B = f"{BASE}/id/projekt/a", f"{BASE}/id/projekt/b"
TEXT = "Hon sa: \"åter\" \\ 'i'\narbete"
SEARCHED = f"SERVICE <{BASE}/spec/search>"


class Recorder:
    """Answers with two projects, and keeps what was asked."""

    def __init__(self) -> None:
        self.asked: list[SearchRequest] = []

    def __call__(self, request: SearchRequest) -> Iterable[Hit]:
        self.asked.append(request)
        return [Hit(A, 0.512349, TEXT), Hit(B, -0.00001, "annan")][: request.limit]


@pytest.fixture
def answer() -> Recorder:
    return Recorder()


def expanded(query: str, answer: Recorder | None = None) -> str:
    return expand(query, BASE, answer or Recorder())


def rows(query: str) -> list[dict[str, str]]:
    """What Oxigraph gives for an expanded query on an empty store: nothing could be sent away."""
    classify(query)
    solutions = ox.Store().query(query, prefixes=dict(PREFIXES))
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return [
        {name: value.value for name, value in zip(names, solution, strict=True) if value}
        for solution in solutions
    ]


def test_a_block_becomes_the_answer_of_the_index(answer: Recorder) -> None:
    query = f"""SELECT * {{
      {SEARCHED} {{ ?p search:query "ohälsa" ; search:score ?s ; search:rank ?r ;
        search:passage ?t ; search:limit 5 }} }}"""
    assert rows(expanded(query, answer)) == [
        {"p": A, "s": "0.5123", "r": "1", "t": TEXT},
        {"p": B, "s": "0", "r": "2", "t": "annan"},
    ]
    assert answer.asked == [SearchRequest("query", "ohälsa", 5)]


@pytest.mark.parametrize(
    "block",
    [
        '{ ?p search:query "ohälsa" ; search:limit 5 . }',
        '{?p search:query"ohälsa";search:limit 5}',
        "{ ?p search:query 'ohälsa'@sv ; search:limit +5 ; }",
        '{ ?p search:query """ohälsa""" . ?p search:limit 5 }',
        "{ ?p search:query '''ohälsa''' ; ; search:limit 5 . }",
        '{ # } "\n ?p search:query "oh\\u00e4lsa" # search:limit 7\n ; search:limit 5 }',
        '{ ?p a samv:Project ; search:query "oh\\U000000e4lsa"^^xsd:string ; search:limit 5 }',
        '{ $p <https://w3id.org/samverkansgrafen/search#query> "ohälsa" ; s:limit 5.0 }',
        '{ ?p s:query "ohälsa" ; s:limit "5"^^<http://www.w3.org/2001/XMLSchema#integer> }',
    ],
)
@pytest.mark.parametrize(
    "service",
    [
        f"SERVICE <{BASE}/spec/search>",
        f"service<{BASE}/spec/search>",
        f"SERVICE # x\n SILENT <{BASE}/spec/search>",
        "SERVICE <spec/search>",
        "SERVICE g:search",
        f"SERVICE <{SERVICE}>",
    ],
)
def test_a_block_may_be_written_in_every_way(block: str, service: str, answer: Recorder) -> None:
    head = f"BASE <{BASE}/>\nPREFIX s: <{SEARCH}> PREFIX g: <spec/> # PREFIX s: <urn:x>\n"
    found = rows(expanded(f"{head}SELECT ?p {{ {service} {block} }}", answer))
    assert [row["p"] for row in found] == [A, B]
    assert answer.asked == [SearchRequest("query", "ohälsa", 5)]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_words_with_swedish_letters_come_as_they_were_written(form: str) -> None:
    answer = Recorder()
    text = unicodedata.normalize(form, "ÅTERGÅNG i arbete, Café Öst-väst")  # type: ignore[arg-type]
    expanded(f'SELECT * {{ {SEARCHED} {{ ?p search:query "{text}" }} }}', answer)
    assert answer.asked[0].text == text


def test_filters_and_least_score_are_passed_on(answer: Recorder) -> None:
    expanded(
        f"""SELECT * {{ {SEARCHED} {{ ?p search:query "x" ; search:minScore 0.25 ;
        search:region "Västsverige" , "Stockholm" ; search:theme <{BASE}/id/tema/t> ;
        search:organisationType "municipality" ; search:activeFrom "2017-01-31"^^xsd:date }} }}""",
        answer,
    )
    (request,) = answer.asked
    assert request.min_score == Decimal("0.25")
    assert request.filters.region == ("Västsverige", "Stockholm")
    assert request.filters.theme == (f"{BASE}/id/tema/t",)
    assert request.filters.organisation_type == ("municipality",)
    assert str(request.filters.active_from) == "2017-01-31"


def test_several_blocks_and_several_searches_in_one(answer: Recorder) -> None:
    query = f"""SELECT ?p ?q ?o {{
      {{ {SEARCHED} {{ ?p search:query "ett" ; search:limit 1 . ?o search:name "två" }} }}
      UNION {{ {SEARCHED} {{ ?q search:similarTo <{A}> ; search:limit 1 }} }} }}"""
    found = rows(expanded(query, answer))
    assert found == [{"p": A, "o": A}, {"p": A, "o": B}, {"q": A}]
    assert [(request.kind, request.text) for request in answer.asked] == [
        ("query", "ett"),
        ("name", "två"),
        ("similarTo", A),
    ]


def test_the_text_may_be_a_variable_with_a_list_of_values(answer: Recorder) -> None:
    query = f"""SELECT * {{ VALUES ?text {{ "ett"@sv "två" UNDEF }}
      {SEARCHED} {{ ?p search:query ?text ; search:limit 1 ; search:county ?county }}
      VALUES ?county {{ UNDEF }} }}"""
    found = rows(expanded(query, answer))
    assert {(row["p"], row["text"]) for row in found} == {(A, "ett"), (A, "två")}
    assert [request.text for request in answer.asked] == ["ett", "två"]
    assert answer.asked[0].filters.county == (), "a list without a value leaves the filter out"
    expanded(query.replace("UNDEF }\n", '"24" }\n').replace("{ UNDEF }", '{ "24" }'), answer)
    assert answer.asked[-1].filters.county == ("24",)


def test_neighbours_of_a_variable_are_a_pattern_on_their_graph() -> None:
    query = f"""SELECT * {{ ?own samv:owner <urn:o> .
      {SEARCHED} {{ ?p search:similarTo ?own ; search:score ?s }} }}"""
    text = expanded(query)
    assert f"GRAPH <{BASE}/id/graf/likhet>" in text
    store = ox.Store()
    store.load(
        f"""PREFIX samv: <{PREFIXES["samv"]}>
        <{A}> samv:owner <urn:o> . <{B}> samv:owner <urn:other> .
        GRAPH <{BASE}/id/graf/likhet> {{
          <urn:1> samv:of <{A}> ; samv:similarTo <{B}> ; samv:score 0.5 ; samv:rank 1 .
          <urn:2> samv:of <{A}> ; samv:similarTo <urn:c> ; samv:score 0.4 ; samv:rank 2 .
          <urn:3> samv:of <{B}> ; samv:similarTo <{A}> ; samv:score 0.3 ; samv:rank 1 .
        }}""".encode(),
        format=ox.RdfFormat.TRIG,
    )

    def found(query: str) -> set[tuple[str, ...]]:
        solutions = store.query(expanded(query), prefixes=dict(PREFIXES))
        assert isinstance(solutions, ox.QuerySolutions)
        return {tuple(value.value for value in solution) for solution in solutions}

    assert found(query) == {(A, B, "0.5"), (A, "urn:c", "0.4")}
    ranked = query.replace("*", "?own ?p ?s ?r").replace("?s }", "?s ; search:rank ?r }")
    assert found(ranked.replace("?r }", "?r ; search:limit 1 }")) == {(A, B, "0.5", "1")}
    nearest = query.replace("*", "?own ?p ?search_1").replace("?s }", "?s ; search:limit 1 }")
    assert "?search_2 <= 1" in expanded(nearest), "a name of the query's own is not taken"
    assert found(query.replace("?s }", "?s ; search:minScore 0.45 }")) == {(A, B, "0.5")}


FAULTS = [
    ('?p search:qury "x"', 4, "no term of search. Did you mean search:query? The terms are"),
    ('?p search:fuzzy "x"', 4, "search:fuzzy is no term of search. The terms are search:query"),
    ('?p rdfs:label "x"', 4, "rdfs:label cannot stand in a search block"),
    ('?p foo:query "x"', 4, '"foo:" is not declared'),
    ('?p <query> "x"', 4, "'<query>' is no absolute IRI"),
    ("?p search:query ?q", 17, "search:query needs a text in quotes, not the variable ?q"),
    ("?p search:query 5", 17, "search:query needs a text in quotes, not 5"),
    ('?p search:query "x"^^xsd:date', 17, "search:query needs a text in quotes"),
    ('?p search:query "\\q"', 17, "cannot be read"),
    ('?p search:query " \\n"', 17, "holds no words"),
    ('?p search:query "x" , "y"', 4, "search:query is given twice for ?p"),
    ('?p search:query "x" ; search:name "y"', 23, "search:name cannot stand with search:query"),
    ("?p search:limit 5", 1, "lacks what to search for"),
    ("", -3, "the search block is empty"),
    ('?p search:query "x" ; search:limit 0', 36, "a whole number from 1 to 1000, not 0"),
    (f'?p search:query "x" ; search:limit {MAX_LIMIT + 1}', 36, "from 1 to 1000, not 1001"),
    ('?p search:query "x" ; search:limit 2.5', 36, "not 2.5"),
    ('?p search:query "x" ; search:limit "10"', 36, "search:limit needs a whole number"),
    ('?p search:query "x" ; search:limit ?n', 36, "search:limit needs a whole number"),
    ('?p search:query "x" ; search:limit "INF"^^xsd:double', 36, "search:limit needs"),
    ('?p search:query "x" ; search:minScore true', 39, "search:minScore needs a number"),
    ('?p search:query "x" ; search:score 0.5', 36, "search:score gives a value"),
    ('?p search:query "x" ; search:score ?p', 23, "?p stands twice"),
    ('?p search:query "x" ; search:score ?a ; search:rank ?a', 41, "?a stands twice"),
    (f'<{A}> search:query "x"', 1, "the subject of a search is a variable"),
    ('?p search:similarTo "x"', 21, "needs the IRI of a project or a variable"),
    ("?p search:similarTo ?q ; search:limit 21", 39, "a whole number from 1 to 20, not 21"),
    ("?p search:similarTo ?q ; search:passage ?t", 26, "search:passage cannot stand"),
    ('?p search:similarTo ?q ; search:county "24"', 26, "search:county cannot stand"),
    ('?p a org:Organization ; search:query "x"', 6, "projects"),
    ('?p a samv:Project ; search:name "x"', 6, "organisations"),
    ('?p search:query "x" ; search:activeFrom "2017"', 41, 'a day such as "2017-01-31"'),
    (
        '?p search:query "x" ; search:activeFrom "2018-01-01" ; search:activeTo "2017-01-01"',
        56,
        "before search:activeFrom",
    ),
    ('?p search:query "x" . FILTER(?p = 1)', 23, "'FILTER' cannot stand here"),
    ('?p search:query "x" . { ?p ?q ?r }', 23, "'{' cannot stand here"),
    ('[] search:query "x"', 1, "'[' cannot stand here"),
    ('_:b search:query "x"', 1, "'_:b' cannot stand here"),
    ('?p search:query/search:name "x"', 16, "'/' cannot stand here"),
    ("?p search:query", 17, "the search block ends too early"),
]


@pytest.mark.parametrize(("block", "column", "message"), FAULTS)
@pytest.mark.parametrize("silent", ["", "SILENT "])
def test_a_fault_is_named_with_its_place(
    block: str, column: int, message: str, silent: str
) -> None:
    query = f"SELECT * {{\nSERVICE {silent}<{BASE}/spec/search> {{\n{block} }} }}"
    with pytest.raises(SearchTermInvalid) as raised:
        expanded(query)
    assert message in str(raised.value)
    where = f"Line 3, column {column}:" if column > 0 else "Line 2, column 1:"
    assert str(raised.value).startswith(where)
    assert isinstance(raised.value, QueryInvalid)


def test_a_text_that_is_too_long_and_too_many_searches() -> None:
    with pytest.raises(SearchTermInvalid, match="has 20001 characters; at most 20000"):
        expanded(f'SELECT * {{ {SEARCHED} {{ ?p search:query "{"å" * 20_001}" }} }}')
    block = f'{SEARCHED} {{ ?p search:query "x" }}'
    assert expanded(f"SELECT * {{ {block * MAX_SEARCHES} }}")
    with pytest.raises(SearchTermInvalid, match=f"more than {MAX_SEARCHES} searches"):
        expanded(f"SELECT * {{ {block * (MAX_SEARCHES + 1)} }}")


def test_what_cannot_be_answered_is_passed_over_by_silent_only() -> None:
    def unknown(request: SearchRequest) -> list[Hit]:
        if request.filters.role:
            raise UnknownValue("role", "chef", ["owner", "partner"])
        raise Unanswerable("<urn:x> is no project here.")

    def query(silent: str, terms: str) -> str:
        block = f"SERVICE {silent}<{BASE}/spec/search> {{ ?p search:{terms} }}"
        return f"SELECT * {{ {block} BIND(1 AS ?x) }}"

    similar = query("", "similarTo <urn:x>")
    with pytest.raises(SearchTermInvalid, match="search:similarTo: <urn:x> is no project here"):
        expand(similar, BASE, unknown)
    role = query("", 'query "x" ; search:role "chef"')
    with pytest.raises(SearchTermInvalid, match=r"search:role: 'chef' is not known\. Use one of"):
        expand(role, BASE, unknown)
    silent = expand(query("SILENT ", "similarTo <urn:x>"), BASE, unknown)
    assert rows(silent) == [{"x": "1"}], "one solution, without what the search would bind"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ SERVICE <{BASE}/spec/search/> {{ ?p search:query 'x' }} }}",
        f"SELECT * {{ SERVICE <{BASE}/spec/searching> {{ ?p search:query 'x' }} }}",
        "SELECT * { SERVICE <http://evil.example/spec/search> { ?p search:query 'x' } }",
        "SELECT * { SERVICE ?search { ?p search:query 'x' } }",
        f"SELECT * {{ {SEARCHED} {{ ?p search:query 'x' }} SERVICE <urn:x> {{ ?a ?b ?c }} }}",
        f"SELECT * {{ SERVICE <urn:x> {{ {SEARCHED} {{ ?p search:query 'x' }} }} }}",
        f"SELECT * {{ \\u0053ERVICE <{BASE}/spec/search> {{ ?p search:query 'x' }} }}",
        f"INSERT {{ ?p a ?p }} WHERE {{ {SEARCHED} {{ ?p search:query 'x' }} }}",
    ],
)
def test_every_other_service_and_update_is_refused_as_before(query: str) -> None:
    with pytest.raises(QueryRefused):
        classify(expanded(query))


def test_no_passage_can_end_its_literal() -> None:
    hostile = [
        '"@sv) } } SERVICE <urn:x> { ?a ?b ?c } #',
        "\\",
        '\\"',
        '"""',
        "\\u0022",
        "\n}",
        "'",
    ]
    query = f'SELECT ?t {{ {SEARCHED} {{ ?p search:query "x" ; search:passage ?t }} }}'
    text = expand(query, BASE, lambda request: [Hit(A, 0.5, item) for item in hostile])
    solutions = ox.Store().query(text)
    assert isinstance(solutions, ox.QuerySolutions)
    assert [solution[0].value for solution in solutions] == hostile


def test_lines_and_columns_after_a_block_stay_where_they_were() -> None:
    query = f'SELECT * {{ {SEARCHED}\n{{ ?p search:query "x"\n  }} ?p foo:bar 1 }}\n?'
    text = expanded(query)
    assert [line[-15:] for line in text.split("\n")[2:]] == [
        line[-15:] for line in query.split("\n")[2:]
    ]
    assert text.split("\n")[2].index("foo:") == query.split("\n")[2].index("foo:")


def test_a_query_that_is_too_long_is_not_read() -> None:
    long = f'SELECT * {{ {SEARCHED} {{ ?p search:query "x" }} }} #{"x" * MAX_QUERY_CHARACTERS}'
    assert expanded(long) == long
    many = f'SELECT * {{ {SEARCHED} {{ ?p search:query "x" ; search:passage ?t }} }}'
    text = expand(many, BASE, lambda request: [Hit(A, 0.5, "å" * 1000)] * 1000)
    assert len(text) > MAX_QUERY_CHARACTERS
    assert classify(text, len(many)).value == "SELECT", "our own answer does not count"


def test_terms_are_those_that_the_vocabulary_describes() -> None:
    described = {str(s) for s in load("search").subjects() if str(s).startswith(str(SEARCH))}
    assert described == {f"{SEARCH}{term}" for term in TERMS}


HOSTILE = ['"' * 9999, '"""' + '"a' * 9999, "<" * 9999, "a." * 9999, ":." * 9999, "a" + "." * 9999]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:4])
def test_a_hostile_text_costs_little(text: str) -> None:
    query = f"{text} SERVICE search"
    start = time.process_time()
    assert expanded(query * (50_000 // len(query))) == query * (50_000 // len(query))
    assert time.process_time() - start < 5


# Pieces that could fool a reader: each whole, so that none changes what the next one is.
BLOCK_LIKE = f'SERVICE <{BASE}/spec/search> {{ ?p search:query "x" }}'
INERT = st.sampled_from(
    [
        f"# {BLOCK_LIKE}\n",
        f"'''{BLOCK_LIKE}'''",
        "'" + BLOCK_LIKE.replace('"', '\\"') + "'",
        '"""' + BLOCK_LIKE + ' """',
        '"' + BLOCK_LIKE.replace('"', '\\"') + '"@sv',
        f"<urn:service/{BASE}/spec/search>",
        "<urn:x#SERVICE>",
        "?service ",
        "_:service ",
        "a:service ",
        ":SERVICE ",
        "service:x\\#y ",
        '"#"',
        "'\\\\'",
        "<urn:'>",
        " ?a < 3 && ?b > 4 ",
        "{ } ",
        "å ä ö ",
        "\r\n",
        "5.5e3 ",
        "# ' \" {\n",
        " a:b.SERVICE ",
    ]
)


@given(st.lists(INERT, max_size=8), st.lists(INERT, max_size=8))
def test_all_but_the_blocks_stays_byte_for_byte(before: list[str], after: list[str]) -> None:
    head, tail = "".join(before), "".join(after)
    answer = Recorder()
    assert expanded(f"SELECT * {{ {head} }}", answer) == f"SELECT * {{ {head} }}"
    assert answer.asked == []
    found = expanded(f"SELECT * {{ {head} {BLOCK_LIKE} {tail} }}", answer)
    values = f"VALUES (?p) {{ (<{A}>) (<{B}>) }}"
    assert found == f"SELECT * {{ {head} {values} {tail} }}"
    assert len(answer.asked) == 1


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_with_its_place(text: str) -> None:
    query = f"SELECT * {{ {SEARCHED} {{ {text}"
    fault = ""
    try:
        expanded(query)
    except SearchTermInvalid as error:
        fault = str(error)
    assert not fault or fault.startswith("Line ")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_any_text_can_be_searched_for_and_any_passage_shown(text: str) -> None:
    asked: list[str] = []

    def answer(request: SearchRequest) -> list[Hit]:
        asked.append(request.text)
        return [Hit(A, 0.5, text)]

    literal = str(ox.Literal(text))
    query = f"SELECT ?t {{ {SEARCHED} {{ ?p search:query {literal} ; search:passage ?t }} }}"
    if not text.strip():
        with pytest.raises(SearchTermInvalid):
            expand(query, BASE, answer)
        return
    solutions = ox.Store().query(expand(query, BASE, answer))
    assert isinstance(solutions, ox.QuerySolutions)
    assert [solution[0].value for solution in solutions] == [text]
    assert asked == [text]
