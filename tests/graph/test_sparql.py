"""SPARQL requests: which form they have, and that what is refused cannot get through in disguise.

The engine opens connections for `SERVICE`, so the last tests let it evaluate everything that
`classify` lets through, with a listener on this machine that counts who calls.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph.errors import QueryInvalid, QueryRefused
from graph.sparql import FORMATS, MAX_QUERY_CHARACTERS, Form, classify

PREFIXES = {"a": "urn:a", "schema": "https://schema.org/", "": "urn:empty"}


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * { ?s ?p ?o }", Form.SELECT),
        ("select?s{?s ?p ?o}", Form.SELECT),
        ("SELECT(1 AS ?x){}", Form.SELECT),
        ("SELECT*{}", Form.SELECT),
        ("ASK{}", Form.ASK),
        ("aSk { }", Form.ASK),
        ("CONSTRUCT WHERE { ?s ?p ?o }", Form.CONSTRUCT),
        ("CONSTRUCT{?s ?p ?o}{?s ?p ?o}", Form.CONSTRUCT),
        ("DESCRIBE <urn:x>", Form.DESCRIBE),
        ("DESCRIBE<urn:x>", Form.DESCRIBE),
        ("# SELECT\nASK {}", Form.ASK),
        ("PREFIX select: <urn:select> ASK {}", Form.ASK),
        ("PREFIX ask:<urn:ask>SELECT*{}", Form.SELECT),
        ("BASE <urn:select> DESCRIBE <x>", Form.DESCRIBE),
        ("PREFIX insert: <urn:i> SELECT * { insert:x ?p ?o }", Form.SELECT),
        ("SELECT * { ?s ?p 'ASK' }", Form.SELECT),
        ("\ufeffSELECT * {}", Form.SELECT),
        ("SELECT * { { SELECT ?s { ?s ?p ?o } } }", Form.SELECT),
        ("S\\u0045LECT * {}", None),
    ],
)
def test_the_form(query: str, form: Form | None) -> None:
    if form is None:
        with pytest.raises(QueryInvalid):
            classify(query)
    else:
        assert classify(query) is form


def test_which_forms_give_a_graph() -> None:
    assert [form for form in Form if form.gives_graph] == [Form.CONSTRUCT, Form.DESCRIBE]
    assert len({item.media_type for item in FORMATS}) == len(FORMATS)


@pytest.mark.parametrize(
    "query", ["", "   ", "# SELECT", "hej", "PREFIX a: <urn:a>", "'SELECT'", "<SELECT>", "?select"]
)
def test_what_is_no_query(query: str) -> None:
    with pytest.raises(QueryInvalid, match="SELECT, ASK, CONSTRUCT or DESCRIBE"):
        classify(query)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <urn:s> <urn:p> 1 }",
        "insert data{<urn:s> <urn:p> 1}",
        "DELETE WHERE { ?s ?p ?o }",
        "PREFIX a: <urn:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1/>",
        "LOAD SILENT <http://127.0.0.1/> INTO GRAPH <urn:g>",
        "CLEAR ALL",
        "DROP GRAPH <urn:g>",
        "CREATE GRAPH <urn:g>",
        "ADD <urn:a> TO <urn:b>",
        "MOVE <urn:a> TO <urn:b>",
        "COPY DEFAULT TO <urn:b>",
        "# SELECT\n InSeRt DATA {}",
        "I\\u004eSERT DATA {}",
    ],
)
def test_updates_are_refused(update: str) -> None:
    with pytest.raises(QueryRefused, match="read only"):
        classify(update)


SERVICES = [
    "SERVICE <{url}> {{ ?a ?b ?c }}",
    "SERVICE<{url}>{{?a ?b ?c}}",
    "service <{url}> {{ ?a ?b ?c }}",
    "SeRvIcE SILENT <{url}> {{ ?a ?b ?c }}",
    "SERVICESILENT<{url}>{{?a ?b ?c}}",
    "serviceSilent<{url}>{{?a ?b ?c}}",
    "SERVICE # comment\n <{url}> {{ ?a ?b ?c }}",
    "SERVICE#\n<{url}>{{?a ?b ?c}}",
    "SERVICE<{url}>#{{\n{{?a ?b ?c}}",
]
WRAPPERS = [
    "SELECT * {{ {0} }}",
    "SELECT*{{{0}}}",
    "ASK {{ ?s ?p ?o . {0} }}",
    "ASK {{ ?s ?p ?o {0} }} # {{",
    "CONSTRUCT {{ ?a ?b ?c }} WHERE {{ {0} }}",
    "SELECT * {{ {{ SELECT * {{ {0} }} }} }}",
    "SELECT * {{ {{ }} UNION {{ {0} }} }}",
    "SELECT * {{ {{}}{0} }}",
    "SELECT * {{ OPTIONAL {{ {0} }} }}",
    "SELECT * {{ ?s ?p ?o FILTER EXISTS {{ {0} }} }}",
    "SELECT * {{ ?s ?p ?o FILTER(1 < 2) {0} }}",
    "SELECT * {{ ?s ?p ?o FILTER(1<2){0} FILTER(2>1) }}",
    "SELECT * {{ ?s ?p 'x'.{0} }}",
    'SELECT * {{ ?s ?p "x"{0} }}',
    "SELECT * {{ ?s ?p 'x' . {0} . ?s ?p 'x' }}",
    'SELECT * {{ ?s ?p "\\u0078" . {0} ?s ?p "x" }}',
    'SELECT * {{ ?s ?p ?o FILTER(?o != "a\\u0022") {0} FILTER(?o != "b") }}',
    "SELECT * {{ ?s ?p ?o FILTER(?o != 'a\\u0027') {0} FILTER(?o != 'b') }}",
    'SELECT * {{ ?s ?p ?o FILTER(?o != "a\\\\") {0} FILTER(?o != "b") }}',
    'SELECT * {{ ?s ?p ?o FILTER(?o != """a\\"""" ) {0} FILTER(?o != "b") }}',
    "SELECT * {{ ?s ?p ?o FILTER(?s != <urn:x#y>) {0} }}",
    "SELECT * {{ ?s ?p ?o FILTER(?s != <urn:x'y>) {0} FILTER(?s != <urn:x'y>) }}",
    "SELECT * {{ ?s ?p ?o FILTER(?s != <urn:\\u0078#>) {0} }}",
    "SELECT * {{ ?s ?p a:.{0} }}",
    "SELECT * {{ ?s ?p :.{0} }}",
    "SELECT * {{ ?s ?p _:x . {0} }}",
    "SELECT * {{ ?s ?p 1{0} }}",
    "SELECT * {{ ?s ?p 1.{0} }}",
    "SELECT * {{ ?s ?p 1.0e5{0} }}",
    "SELECT * {{ ?s ?p true{0} }}",
    "SELECT * {{ ?s ?p 'x'@en.{0} }}",
    "SELECT * {{ ?s ?p a:x\\#y . {0} }}",
    "SELECT * {{ ?s ?p a:x\\'y . {0} ?s ?p a:x\\'y }}",
    "SELECT * {{ ?s ?p a:%23 . {0} }}",
    "SELECT * {{ ?s ?p ?o . # comment\r {0} }}",
    "# '\nSELECT * {{ {0} }} # '",
    "VERSION '1.2' SELECT * {{ {0} }}",
    "SELECT * {{ LATERAL {{ {0} }} }}",
    "SELECT * {{ MINUS {{ {0} }} }}",
    "SELECT * {{ GRAPH ?g {{ {0} }} }}",
    "SELECT * {{ VALUES ?x {{ 1 }}{0} }}",
    "SELECT * {{ BIND(1 AS ?x){0} }}",
]


@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_service_is_refused_wherever_it_stands(wrapper: str) -> None:
    for service in SERVICES:
        with pytest.raises(QueryRefused, match="SERVICE is not allowed"):
            classify(wrapper.format(service.format(url="http://127.0.0.1/")))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE ?x { ?a ?b ?c } }",
        "SELECT * { SERVICE?x{?a ?b ?c} }",
        "SELECT * { SERVICE$x{?a ?b ?c} }",
        "SELECT * { SERVICE a:x { } }",
        "SELECT * { SERVICE:x{} }",
        "SELECT * { SERVICE:{} }",
        "SELECT * { SERVICEa:x{} }",
        "SELECT * { SERVICESILENT:x{} }",
        "SELECT * { S\\u0045RVICE <urn:x> {} }",
        "SELECT * { \\u0053\\u0045\\u0052\\u0056\\u0049\\u0043\\u0045 <urn:x> {} }",
        "SELECT * { \\U00000053ERVICE <urn:x> {} }",
        'SELECT * { ?s ?p "a\\u0022 . SERVICE <urn:x> {} . ?s ?p \\u0022b" }',
        "SELECT * { # \\u000a SERVICE <urn:x> {} \n }",
        "SELECT * { ?s ?p a:b.SERVICE <urn:x> {} }",
        "SELECT * { ?s ?p _:b.SERVICE <urn:x> {} }",
        "DESCRIBE ?x { SERVICE <urn:x> {} }",
    ],
)
def test_odd_forms_of_service_are_refused(query: str) -> None:
    with pytest.raises(QueryRefused):
        classify(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s a schema:Service }",
        "SELECT * { ?s a schema:serviceType }",
        "SELECT * { ?s a <https://schema.org/SERVICE> }",
        "SELECT * { ?s ?p 'SERVICE <urn:x> {}' }",
        'SELECT * { ?s ?p "SERVICE <urn:x> {}" }',
        'SELECT * { ?s ?p """a "SERVICE" <urn:x> {}""" }',
        "SELECT * { ?s ?p '''a 'SERVICE' <urn:x> {}''' }",
        "SELECT ?service { ?service ?p $SERVICE }",
        "# SERVICE <urn:x> {}\nSELECT * {}",
        "SELECT * {} # SERVICE",
        "SELECT * { _:service ?p ?o }",
        "SELECT * { ?s ?p 'it\\'s a SERVICE' }",
        "SELECT * { ?s ?p 'insert' ; a:delete ?x }",
        "SELECT * { ?s ?p ?load . FILTER(REGEX(?load, 'drop')) }",
        'SELECT * { ?s ?p ?o FILTER(CONTAINS(?o, "\\u0022")) }',
    ],
)
def test_the_word_may_stand_where_it_is_no_keyword(query: str) -> None:
    assert classify(query) is Form.SELECT


@pytest.mark.parametrize(
    "text",
    [
        "a." * (MAX_QUERY_CHARACTERS // 2),
        "a" * MAX_QUERY_CHARACTERS,
        "-" * MAX_QUERY_CHARACTERS,
        ":" * MAX_QUERY_CHARACTERS,
        "<" * MAX_QUERY_CHARACTERS,
        "<a" * (MAX_QUERY_CHARACTERS // 2),
        '"' * (MAX_QUERY_CHARACTERS - 1),
        '"' + '\\"' * (MAX_QUERY_CHARACTERS // 2 - 1),
        '"""' + "\\" * (MAX_QUERY_CHARACTERS - 3),
        "'''" + "'a" * (MAX_QUERY_CHARACTERS // 2 - 2),
        "<" + "\\UFFFFFFFF" * (MAX_QUERY_CHARACTERS // 10 - 1),
        "\\u0022" * (MAX_QUERY_CHARACTERS // 6),
        "@a-" * (MAX_QUERY_CHARACTERS // 3),
        "%" * MAX_QUERY_CHARACTERS,
        "#\n" * (MAX_QUERY_CHARACTERS // 2),
        "'\n" * (MAX_QUERY_CHARACTERS // 2),
    ],
    ids=lambda text: repr(text[:8]),
)
def test_a_hostile_text_costs_little(text: str) -> None:
    start = time.process_time()
    with pytest.raises(QueryInvalid):
        classify(text)
    assert time.process_time() - start < 2


def test_length() -> None:
    query = "ASK {} #"
    assert classify(query.ljust(MAX_QUERY_CHARACTERS, "x")) is Form.ASK
    with pytest.raises(QueryInvalid, match=str(MAX_QUERY_CHARACTERS)):
        classify(query.ljust(MAX_QUERY_CHARACTERS + 1, "x"))


class Listener:
    """Counts connections, and closes each at once."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        self.calls = 0
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                self.calls += 1  # before it is closed, for which the engine waits
                connection.close()

    def close(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(timeout=5)


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


@pytest.fixture(scope="module")
def evaluate() -> Callable[[str], None]:
    """Evaluates a query over a small store; what it answers or raises does not matter."""
    values: list[ox.NamedNode | ox.Literal] = [
        *(ox.NamedNode(f"urn:{name}") for name in ("a", "empty", "ax#y", "ax'y", "a%23", "a#")),
        *(ox.Literal(text) for text in ("x", "b", 'a"', "a'")),
        ox.Literal("x", language="en"),
        ox.Literal(1),
        ox.Literal("1.0e5", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#double")),
        ox.Literal(True),
    ]
    store = ox.Store()
    for value in values:
        triple = ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), value
        store.add(ox.Quad(*triple))
        store.add(ox.Quad(*triple, ox.NamedNode("urn:g")))

    def evaluate(query: str) -> None:
        with suppress(SyntaxError, ValueError, OSError, RuntimeError):
            answer = store.query(query, prefixes=PREFIXES)
            if not isinstance(answer, ox.QueryBoolean):
                for _ in answer:
                    pass

    return evaluate


def test_the_listener_hears_the_engine(listener: Listener, evaluate: Callable[[str], None]) -> None:
    """Else the next tests would prove nothing."""
    silent = []
    for wrapper in WRAPPERS:
        before = listener.calls
        evaluate(wrapper.format(SERVICES[0].format(url=listener.url)))
        if listener.calls == before:
            silent.append(wrapper)
    assert len(silent) <= 4, silent


HIDING = st.sampled_from(
    ["'", '"', "'''", '"""', "#", "\n", "\r", "<", ">", ".", ":", "a:", "_:b", "@en", "^^a:b", "{",
     "}", "\\", "\\\\", "\u2028", "\x85", "?x", "%20", "1", "-", "|", "^", " ", "\t", "\\u0022",
     "\\u0027", "\\u0023", "\\u003c", "\\u003E", "\\u000A", "\\U0000005c", "<urn:x>", "a:x.",
     "'x'", '"x"', "FILTER(1<2)", "FILTER(2>1)", "<#>", "(", ")", ";", ",", "\u0338", "\u037e",
     "~", "<<", ">>", "<<(", ")>>", "{|", "|}", "\ufeff", "\u00b7", "\u200d", "²"]
)  # fmt: skip
SPELLINGS = [
    "SERVICE",
    "service",
    "SeRvIcE",
    "S\\u0045RVICE",
    "ſERVICE",
    "SERVİCE",
    "SERVICESILENT",
]


@settings(
    max_examples=600, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    wrapper=st.sampled_from(WRAPPERS),
    service=st.sampled_from(SERVICES),
    spelling=st.sampled_from(SPELLINGS),
    changes=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 3), st.one_of(st.just(""), HIDING)), max_size=5
    ),
)
@example("SELECT * {{ ?s ?p a:.{0} }}", SERVICES[1], "SERVICE", [])
def test_what_is_let_through_calls_nobody(
    listener: Listener,
    evaluate: Callable[[str], None],
    wrapper: str,
    service: str,
    spelling: str,
    changes: list[tuple[float, int, str]],
) -> None:
    query = wrapper.format(service.format(url=listener.url)).replace("SERVICE", spelling)
    for place, removed, inserted in changes:
        at = int(place * len(query))
        if listener.url in query[:at] + inserted + query[at + removed :]:
            query = query[:at] + inserted + query[at + removed :]
    try:
        classify(query)
    except (QueryRefused, QueryInvalid):
        return
    before = listener.calls
    evaluate(query)
    assert listener.calls == before, query


@settings(max_examples=200)
@given(st.text(max_size=200))
def test_classify_raises_nothing_else(text: str) -> None:
    with suppress(QueryRefused, QueryInvalid):
        assert classify(text) in Form
