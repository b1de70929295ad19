"""Search inside SPARQL over HTTP: the same hits as the API's search, and what queries do with them.

The release is that of the hashing model; `test_search.py` asks with the real one.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest
from fastapi.testclient import TestClient
from rdflib import RDF, RDFS, Graph, Literal, URIRef

from api.build import BuildReport
from api.commands.sparql import evaluate
from api.settings import Settings
from graph.library import names, query
from graph.search_service import MAX_LIMIT
from graph.search_terms import TERMS
from graph.similarity import NEAREST
from graph.store import Store
from graph.validation import validate
from ontology import terms as t
from ontology.namespaces import SEARCH
from ontology.vocabulary import load
from search.hybrid_folder import load_hybrid
from tests.api.problems import assert_problem
from tests.conftest import REPOSITORY

BASE = "http://127.0.0.1:8000"
SERVICE = f"SERVICE <{BASE}/spec/search>"
GRAPH = f"{BASE}/id/graf/likhet"
PROJECT = f"{BASE}/id/projekt/2017-00453"

Row = dict[str, str]


def rows(client: TestClient, query: str) -> list[Row]:
    response = client.post("/sparql", data={"query": query})
    assert response.status_code == 200, response.text
    return [
        {name: value["value"] for name, value in row.items()}
        for row in response.json()["results"]["bindings"]
    ]


def hits_of(body: dict[str, Any]) -> list[tuple[str, float, str]]:
    return [(hit["project"]["iri"], hit["score"], hit["passage"]["text"]) for hit in body["hits"]]


def found(found_rows: list[Row]) -> list[tuple[str, float, str]]:
    return [(row["p"], float(row["s"]), row["t"]) for row in found_rows]


ASKED = "search:score ?s ; search:rank ?r ; search:passage ?t"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("psykisk ohälsa hos chefer", 20),
        ("SJUKSKRIVNINGAR i hemtjänsten", 5),
        ("Vägledning – café, kommuners öst-västliga å", 200),
        ('citat " och \\ omvänt', 3),
    ],
)
def test_a_text_finds_what_the_api_finds(
    client: TestClient, text: str, limit: int, form: str
) -> None:
    text = unicodedata.normalize(form, text)  # type: ignore[arg-type]
    body = client.get("/api/search", params={"q": text, "limit": limit}).json()
    literal = text.replace("\\", "\\\\").replace('"', '\\"')
    answer = rows(
        client,
        f"SELECT * {{ {SERVICE} {{ ?p search:query '''{literal}''' ; {ASKED} ; "
        f"search:limit {limit} }} }} ORDER BY ?r",
    )
    assert found(answer) == hits_of(body)
    assert [int(row["r"]) for row in answer] == list(range(1, len(answer) + 1))


def test_filters_are_those_of_the_api(client: TestClient) -> None:
    parameters: dict[str, Any] = {
        "q": "unga och arbete",
        "limit": 7,
        "region": ["Västsverige", "Stockholm"],
        "organisation_type": "municipality",
        "role": "owner",
        "active_from": "2012-01-01",
    }
    body = client.get("/api/search", params=parameters).json()
    assert body["hits"]
    answer = rows(
        client,
        f"""SELECT * {{ {SERVICE} {{ ?p search:query "unga och arbete" ; search:limit 7 ; {ASKED} ;
        search:region "Västsverige" , "Stockholm" ; search:role <{BASE}/id/roll/projektagare> ;
        search:organisationType "municipality" ; search:activeFrom "2012-01-01" }} }}
        ORDER BY ?r""",
    )
    assert found(answer) == hits_of(body)


def test_a_project_finds_what_the_api_finds(client: TestClient) -> None:
    body = client.get("/api/projects/2017-00453/similar", params={"limit": 30}).json()
    answer = rows(
        client,
        f"SELECT * {{ {SERVICE} {{ ?p search:similarTo <{PROJECT}> ; {ASKED} ; "
        "search:limit 30 } } ORDER BY ?r",
    )
    assert found(answer) == hits_of(body)


def test_a_name_finds_what_the_api_finds(client: TestClient) -> None:
    for text in ("försäkringskasan", "Göteborgsregionen"):
        body = client.get("/api/search", params={"q": text, "limit": 5}).json()
        answer = rows(
            client,
            f'SELECT * {{ {SERVICE} {{ ?p a org:Organization ; search:name "{text}" ; {ASKED} ; '
            "search:limit 5 } } ORDER BY ?r",
        )
        assert found(answer) == [
            (hit["organisation"]["iri"], hit["score"], hit["name"]) for hit in body["organisations"]
        ]


def test_hits_below_the_least_score_are_left_out(client: TestClient) -> None:
    block = f"""SELECT * {{ {SERVICE} {{ ?p search:query "arbete" ; search:limit 100 ;
        search:score ?s {{}} }} }}"""
    every = rows(client, block.replace("{}", ""))
    middle = sorted(float(row["s"]) for row in every)[50]
    kept = rows(client, block.replace("{}", f"; search:minScore {middle}"))
    assert {row["p"] for row in kept} == {row["p"] for row in every if float(row["s"]) >= middle}


def test_the_graph_of_neighbours_is_what_the_index_finds(
    client: TestClient, built: BuildReport
) -> None:
    index = load_hybrid(built.release.search)
    store = Store(built.release.store)
    stated = {
        (row["of"], int(row["rank"])): (row["to"], float(row["score"]))
        for row in store.select(
            f"""PREFIX samv: <https://w3id.org/samverkansgrafen/core#>
            SELECT * {{ GRAPH <{GRAPH}> {{ ?node a samv:Similarity ; samv:of ?of ;
            samv:similarTo ?to ; samv:score ?score ; samv:rank ?rank }} }}"""
        )
    }
    assert stated == {
        (f"{BASE}/id/projekt/{key}", rank): (
            f"{BASE}/id/projekt/{hit.project}",
            round(hit.score, 4),
        )
        for key in index.vectors.project_keys
        for rank, hit in enumerate(index.similar(key, NEAREST), 1)
    }
    assert built.release.manifest.counts["similarities"] == len(stated) == 300 * NEAREST
    (row,) = rows(
        client, f"SELECT ?m {{ GRAPH <{GRAPH}> {{ <{GRAPH}> prov:wasGeneratedBy/samv:model ?m }} }}"
    )
    assert row["m"] == built.release.manifest.model


def test_neighbours_conform_to_the_shapes(client: TestClient) -> None:
    query = f"""CONSTRUCT {{ ?s ?p ?o . ?a a samv:Project . ?b a samv:Project }} WHERE {{
        GRAPH <{GRAPH}> {{ ?s samv:of ?a ; samv:similarTo ?b ; ?p ?o }}
        ?a a samv:Project . ?b a samv:Project . FILTER(?a = <{PROJECT}>) }}"""
    headers = {"Accept": "application/n-triples"}
    graph = Graph().parse(
        data=client.get("/sparql", params={"query": query}, headers=headers).text, format="nt"
    )
    assert len(set(graph.subjects(RDF.type, t.SAMV_SIMILARITY))) == NEAREST
    report = validate(graph, load("shapes"))
    about = [v for v in report.violations if "/id/likhet/" in v.focus]
    assert about == []


def test_a_similarity_can_be_followed(client: TestClient) -> None:
    (row,) = rows(
        client,
        f"SELECT ?s {{ GRAPH <{GRAPH}> {{ ?s samv:of <{PROJECT}> ; samv:rank 1 }} }}",
    )
    for iri in (row["s"], GRAPH, f"{BASE}/id/berakning/likhet"):
        first = client.get(iri.removeprefix(BASE))
        assert first.status_code == 303
        headers = {"Accept": "text/turtle"}
        second = client.get(first.headers["location"], headers=headers)
        graph = Graph().parse(data=second.text, format="turtle")
        assert (URIRef(iri), None, None) in graph


def test_neighbours_of_what_the_query_finds(client: TestClient) -> None:
    block = "?p search:similarTo ?own ; search:score ?s ; search:rank ?r"
    query = f"""SELECT ?own ?p ?s ?r {{
        ?own samv:owner <{BASE}/id/organisation/skelleftea-kommun> .
        {SERVICE} {{ {block} }} }} ORDER BY ?own ?r"""
    answer = rows(client, query)
    own = {row["own"] for row in answer}
    assert PROJECT in own
    assert len(answer) == NEAREST * len(own)
    for project in own:
        single = rows(
            client,
            f"SELECT * {{ {SERVICE} {{ ?p search:similarTo <{project}> ; search:limit 20 ; "
            "search:score ?s ; search:rank ?r } } ORDER BY ?r",
        )
        assert single == [
            {"p": row["p"], "s": row["s"], "r": row["r"]} for row in answer if row["own"] == project
        ]
    three = rows(client, query.replace(block, f"{block} ; search:limit 3"))
    assert three == [row for row in answer if int(row["r"]) <= 3]


def test_hits_are_joined_filtered_and_ordered_like_all_else(client: TestClient) -> None:
    block = (
        f'{SERVICE} {{ ?p search:query "arbete och hälsa" ; search:score ?s ; search:limit 30 }}'
    )
    hits = {row["p"]: float(row["s"]) for row in rows(client, f"SELECT * {{ {block} }}")}
    assert len(hits) == 30
    ordered = rows(client, f"SELECT * {{ {block} }} ORDER BY DESC(?s) LIMIT 5")
    assert [float(row["s"]) for row in ordered] == sorted(hits.values(), reverse=True)[:5]
    joined = rows(client, f"SELECT ?p ?name {{ {block} ?p rdfs:label ?name . FILTER(?s > 0) }}")
    assert {row["p"] for row in joined} == {iri for iri, score in hits.items() if score > 0}
    owned = f"""SELECT ?p ?s {{ ?p samv:owner ?o . ?o org:classification/skos:notation ?n .
        FILTER(?n = "municipality") {block} }}"""
    owners = {row["p"] for row in rows(client, owned.replace(block, ""))}
    assert {row["p"] for row in rows(client, owned)} == owners & hits.keys()
    optional = rows(
        client, f"SELECT ?q ?s {{ VALUES ?q {{ 1 2 }} OPTIONAL {{ {block} FILTER(?s > 5) }} }}"
    )
    assert optional == [{"q": "1"}, {"q": "2"}]
    either = f"""SELECT DISTINCT ?p {{ {{ {block} }} UNION
        {{ {SERVICE} {{ ?p search:query "skola" ; search:limit 10 }} }} }}"""
    assert hits.keys() < {row["p"] for row in rows(client, either)}
    (best,) = rows(
        client,
        f"SELECT (MAX(?s) AS ?most) (COUNT(?p) AS ?n) {{ {{ SELECT ?p ?s {{ {block} }} }} }}",
    )
    assert (float(best["most"]), best["n"]) == (max(hits.values()), "30")
    negated = rows(client, f"SELECT ?p {{ ?p a samv:Project MINUS {{ {block} }} }}")
    assert len(negated) == 270
    ask = client.post("/sparql", data={"query": f"ASK {{ {block} ?p samv:owner ?o }}"})
    assert ask.json()["boolean"] is True
    construct = client.post(
        "/sparql",
        data={"query": f"CONSTRUCT {{ ?p <urn:score> ?s }} WHERE {{ {block} }}"},
        headers={"Accept": "application/n-triples"},
    )
    assert len(Graph().parse(data=construct.text, format="nt")) == 30


def test_two_searches_meet(client: TestClient) -> None:
    """Projects near both of two texts."""
    both = rows(
        client,
        f"""SELECT ?p {{ {SERVICE} {{ ?p search:query "unga" ; search:limit 60 }}
        {SERVICE} {{ ?p search:query "samverkan" ; search:limit 60 }} }}""",
    )
    each = [
        {row["p"] for row in rows(client, f"SELECT ?p {{ {SERVICE} {{ ?p search:query {text} ; "
         "search:limit 60 } }")}
        for text in ('"unga"', '"samverkan"')
    ]  # fmt: skip
    assert {row["p"] for row in both} == each[0] & each[1]
    assert both


@pytest.mark.parametrize(
    ("block", "detail"),
    [
        ('?p search:querry "x"', "search:querry is no term of search"),
        ("?p search:query ?text", "search:query needs a text in quotes, not the variable ?text"),
        (f'?p search:query "x" ; search:limit {MAX_LIMIT + 1}', "from 1 to 1000, not 1001"),
        (f"?p search:similarTo <{BASE}/id/projekt/finns-inte>", "is no project here"),
        (f"?p search:similarTo <{BASE}/id/kommun/2482>", "is no project here"),
        ('?p search:query "x" ; search:role "chef"', "search:role: 'chef' is not known. Use one"),
        ('?p search:query "x" ; search:theme <urn:x>', "search:theme: 'urn:x' is not known"),
        ('?p search:query "x" ; rdfs:label ?l', "rdfs:label cannot stand in a search block"),
        ("?p search:score ?s", "lacks what to search for"),
    ],
)
def test_a_fault_names_the_term_and_where_it_stands(
    client: TestClient, block: str, detail: str
) -> None:
    query = f"SELECT * {{\n  {SERVICE} {{ {block} }} }}"
    body = assert_problem(client.get("/sparql", params={"query": query}), 400, "query-invalid")
    assert detail in body["detail"]
    assert re.match(r"Line 2, column \d+: ", body["detail"])


def test_every_other_service_stays_refused(client: TestClient) -> None:
    block = f'{SERVICE} {{ ?p search:query "x" }}'
    for other in (
        "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }",
        "SERVICE ?where { ?s ?p ?o }",
        f'SERVICE <{BASE}/spec/search/> {{ ?p search:query "x" }}',
        f'\\u0053ERVICE <{BASE}/spec/search> {{ ?p search:query "x" }}',
    ):
        for text in (f"SELECT * {{ {other} }}", f"SELECT * {{ {block} {other} }}"):
            assert_problem(client.post("/sparql", data={"query": text}), 403, "query-refused")


def test_the_service_answers_under_the_address_that_it_is_reached_at(client: TestClient) -> None:
    text = 'SELECT * { SERVICE <http://other.test:81/spec/search> { ?p search:query "unga" } }'
    reached = client.post("/sparql", data={"query": text}, headers={"Host": "other.test:81"})
    assert len(reached.json()["results"]["bindings"]) == 10
    assert_problem(client.post("/sparql", data={"query": text}), 403, "query-refused")


def test_an_error_after_a_block_has_its_line_and_column(client: TestClient) -> None:
    query = f'SELECT * {{ {SERVICE} {{\n ?p search:query "x" }}\n ?p foo:bar 1 }}'
    body = assert_problem(client.get("/sparql", params={"query": query}), 400, "query-invalid")
    assert body["detail"].startswith("Line 3, column")


def test_a_large_answer_of_ours_is_no_query_that_is_too_long(client: TestClient) -> None:
    query = f'SELECT * {{ {SERVICE} {{ ?p search:query "x" ; {ASKED} ; search:limit 1000 }} }}'
    assert len(rows(client, query)) == 300


def test_a_repeated_query_is_not_sent_again(client: TestClient) -> None:
    query = f'SELECT * {{ {SERVICE} {{ ?p search:query "hälsa" ; {ASKED} }} }}'
    first = client.get("/sparql", params={"query": query})
    headers = {"If-None-Match": first.headers["etag"]}
    assert client.get("/sparql", params={"query": query}, headers=headers).status_code == 304


@pytest.mark.parametrize("name", [name for name in names() if name.startswith("search-")])
def test_the_examples_answer(client: TestClient, name: str) -> None:
    found = query(name)
    given = {p.name: p.example for p in found.parameters if p.required and p.example}
    body = client.get(f"/api/queries/{name}", params=given).json()
    assert body["rows"]
    raw = client.post("/sparql", data={"query": found.text})
    assert raw.status_code == 200, raw.text
    assert raw.json()["results"]["bindings"]


def test_the_command_line_searches_too(settings: Settings, built: BuildReport) -> None:
    query = f'SELECT ?p {{ {SERVICE} {{ ?p search:query "hälsa" ; search:limit 3 }} }}'
    answer = evaluate(settings, query, None)
    assert answer.rows is not None
    assert len(answer.rows) == 1 + 3


def test_the_terms_are_published(client: TestClient) -> None:
    turtle = client.get("/spec/search", headers={"Accept": "text/turtle"})
    assert turtle.headers["content-type"].startswith("text/turtle")
    graph = Graph().parse(data=turtle.text, format="turtle")
    assert (SEARCH.query, RDFS.label, Literal("text att söka efter", lang="sv")) in graph
    for lang, heading in (("sv", "Sökning inuti SPARQL"), ("en", "Search inside SPARQL")):
        page = client.get("/spec/search", params={"lang": lang}, headers={"Accept": "text/html"})
        assert page.headers["content-type"].startswith("text/html")
        assert f"<h1>{heading}</h1>" in page.text
        for term in TERMS:
            assert f'id="{term}"' in page.text
        for name in names():
            if name.startswith("search-"):
                assert query(name).titles[lang] in page.text
    assert client.head("/spec/search").status_code == 200


def test_the_block_on_the_page_can_be_run(client: TestClient) -> None:
    page = client.get("/spec/search", headers={"Accept": "text/html"}).text
    (block,) = re.findall(
        r"<pre[^>]*><code>(SELECT \?project \?name \?score.*?)</code>", page, re.S
    )
    written = block.replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", '"')
    assert len(rows(client, written)) == 20


def test_the_queries_of_the_documentation_run(client: TestClient) -> None:
    text = (REPOSITORY / "docs" / "sparql.md").read_text(encoding="utf-8")
    examples = [
        example
        for example in re.findall(r"```sparql\n(.*?)```", text, re.S)
        if "search:" in example or "likhet" in example
    ]
    assert len(examples) >= 2
    for example in examples:
        assert len(rows(client, example)) == 20
