"""Pictures say what is true of a network, readably, and are the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise
from typing import Any

import matplotlib
import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from graph.network.measures import measured
from graph.network.model import Attribute, Edge, Network, Node, Spell, Value, ValueType
from graph.network.pictures import (
    IMAGES,
    PICTURES,
    NetworkError,
    advised,
    drawn,
    matrix,
    node_link,
    timeline,
)
from graph.network.pictures.appearance import appearance
from graph.network.pictures.canvas import Page, matplotlib_alone, scale_of
from graph.network.pictures.drawing import Drawing
from graph.network.pictures.labels import two_lines
from graph.network.pictures.layout import placed
from graph.network.pictures.lettering import fitted, legible, width, wrapped
from graph.network.pictures.palette import _TYPES, CATEGORIES, GREY
from graph.network.pictures.texts import _TEXTS
from tests.graph.network.drawn import edge, networks
from tests.graph.network.examples import PROVENANCE

SVG = "{http://www.w3.org/2000/svg}"
COVERED = replace(
    PROVENANCE, facts={"projects": 1300, "projects_stating": 128, "projects_silent": 1172}
)
TYPES = ("municipality", "agency", "coordination_association", "region", "unknown")
COLUMNS = (
    Attribute("type", ValueType.STRING, {"sv": "typ", "en": "type"}, {"sv": "t", "en": "t"}),
    Attribute("county", ValueType.STRING, {"sv": "län", "en": "county"}, {"sv": "l", "en": "c"}),
    Attribute(
        "projects", ValueType.INTEGER, {"sv": "projekt", "en": "projects"}, {"sv": "p", "en": "p"}
    ),
)
HOSTILE = (
    "<b>&amp;</b> \"]]>' & <!-- -->",
    "Åre\nkommun\r\n\t😀🏽 族 سمورد שלום",
    "\u202eomvänd\u202c $x^2$ \\frac{1}{2} $",
    "Samordningsförbundet " + "ÅÄÖgy" * 60,
    "Arbetsmarknads- och vuxenutbildningsförvaltningens samverkansavdelning för rehabilitering",
    unicodedata.normalize("NFD", "Överkalix kommuns vård- och omsorgsnämnd"),
    "\x00\x07",
    "   ",
    "",
)


def body(number: int, name: str | None = None, spells: tuple[Spell, ...] = ()) -> Node:
    values: dict[str, Value] = {"type": TYPES[number % 5], "projects": number % 7 + 1}
    if number % 3:
        values["county"] = ("Örebro län", "Skåne län")[number % 2]
    label = f"Ålunda kommun {number}" if name is None else name
    return Node(f"urn:{number:04d}", "organisation", label, values, spells)


def some(nodes: int, ties: int, seed: int = 3) -> Network:
    """A network of which the first half of the ties go through a förbund, with lone nodes."""
    graph = networkx.gnm_random_graph(max(1, int(nodes * 0.9)), ties, seed=seed)
    edges = []
    for place, (one, other) in enumerate(graph.edges):
        kind = "through" if place < ties // 2 else "direct"
        edges.append(edge(f"urn:{one:04d}", f"urn:{other:04d}", place % 4 + 1, kind))
    return Network(
        ("organisation",),
        False,
        "projects",
        tuple(body(number) for number in range(nodes)),
        tuple(sorted(edges, key=lambda e: e.id)),
        COLUMNS,
    )


SEVENTY = some(70, 100)
NOBODY = some(0, 0)
ONE = replace(some(1, 0), nodes=(body(1),))


@pytest.fixture(name="alone")
def _alone() -> Iterator[Any]:
    with matplotlib_alone() as library:
        yield library


def texts(page: Page, start: str) -> list[Any]:
    return [t for t in page.axes.texts if (t.get_gid() or "").startswith(start)]


def drawn_nodes(page: Page) -> dict[str, Any]:
    return {line.get_gid(): line for line in page.axes.lines if line.get_gid()}


def written(svg: bytes) -> list[str]:
    return ["".join(t.itertext()) for t in etree.fromstring(svg).iter(f"{SVG}text")]


def overlapping(page: Page, found: list[Any]) -> list[tuple[str, str]]:
    renderer = page.figure.canvas.get_renderer()
    boxes = [(t.get_text(), t.get_window_extent(renderer)) for t in found]
    return [
        (one, other)
        for (one, a), (other, b) in combinations(boxes, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 0.5 and min(a.y1, b.y1) - max(a.y0, b.y0) > 0.5
    ]


# -- every picture ----------------------------------------------------------------------------


@pytest.mark.parametrize("image", IMAGES)
@pytest.mark.parametrize("picture", PICTURES)
def test_same_seed_same_bytes(picture: str, image: str) -> None:
    one, other = (drawn(some(16, 24), COVERED, picture, image) for _ in range(2))
    assert one == other
    if picture == "node-link":
        assert drawn(some(16, 24), COVERED, picture, image, seed=2) != one


def test_same_bytes_in_another_process_and_without_pyplot() -> None:
    script = (
        "import sys, hashlib\n"
        "import graph.network.pictures as p\n"
        "assert 'matplotlib' not in sys.modules and 'networkx' not in sys.modules\n"
        "from tests.graph.network.test_pictures import some, COVERED\n"
        "print(hashlib.sha256(p.drawn(some(16, 24), COVERED)).hexdigest())\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)}
    out = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True
    )
    assert out.returncode == 0, out.stderr
    ours = hashlib.sha256(drawn(some(16, 24), COVERED)).hexdigest()
    assert out.stdout.strip() == ours


def test_threads_and_settings_of_others_change_nothing() -> None:
    alone = drawn(some(16, 24), COVERED)
    with matplotlib.rc_context({"font.size": 30, "svg.fonttype": "path", "lines.linewidth": 9}):
        before = dict(matplotlib.rcParams)
        with ThreadPoolExecutor(4) as pool:
            found = list(pool.map(lambda _: drawn(some(16, 24), COVERED), range(4)))
        assert dict(matplotlib.rcParams) == before
    assert found == [alone] * 4


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("picture", PICTURES)
def test_says_what_it_is(picture: str, language: str) -> None:
    svg = drawn(SEVENTY, COVERED, picture, language=language)
    root = etree.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    about = [root.find(f".//*[@id='{id_}']") for id_ in root.get("aria-labelledby", "").split()]
    assert [item.tag for item in about] == [f"{SVG}title", f"{SVG}desc"]
    assert [item.tag for item in root].count(f"{SVG}title") == 1
    assert about[0].text == COVERED.title[language]
    assert "70" in about[1].text
    assert "100" in about[1].text
    lines = " ".join(written(svg))
    assert COVERED.title[language] in lines
    citation = COVERED.citation(language)
    assert citation in about[1].text
    assert re.sub(r"\s", "", citation) in re.sub(r"\s", "", lines)
    numbers = {"sv": ("1\xa0300", "1\xa0172"), "en": ("1,300", "1,172")}[language]
    assert all(number in legible(about[1].text) or number in about[1].text for number in numbers)
    found = ("Täckning: 128 av" if language == "sv" else "Coverage: 128 of") in lines
    assert found


@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.parametrize("made", [NOBODY, ONE], ids=["no node", "one node"])
def test_hardly_anything_to_draw(made: Network, picture: str) -> None:
    svg = drawn(made, PROVENANCE, picture)
    words = {
        "node-link": "Inga noder" if made is NOBODY else "Ålunda kommun 1",
        "matrix": "Inga noder" if made is NOBODY else "Inga band",
        "timeline": "Inga noder" if made is NOBODY else "Inga perioder",
    }
    assert any(words[picture] in line for line in written(svg))
    assert Image.open(io.BytesIO(drawn(made, PROVENANCE, picture, "png"))).format == "PNG"


@pytest.mark.parametrize("picture", PICTURES)
def test_hostile_names(picture: str) -> None:
    nodes = tuple(
        body(place, name, (Spell(date(1, 1, 1), date(9999, 12, 31)),))
        for place, name in enumerate(HOSTILE)
    )
    edges = tuple(edge(one.id, other.id) for one, other in combinations(nodes, 2))
    made = replace(ONE, nodes=nodes, edges=edges)
    title = {"sv": HOSTILE[1] + "<&", "en": "x"}
    provenance = replace(PROVENANCE, title=title)
    root = etree.fromstring(drawn(made, provenance, picture, colour_by="county"))
    told = [t.text or "" for t in root.iter(f"{SVG}title")]
    for name in HOSTILE[:2]:
        assert any(re.sub(r"\r\n?", "\n", name) in text.replace("\r", "\n").replace("\n\n", "\n")
                   for text in told)  # fmt: skip
    assert drawn(made, provenance, picture, "png").startswith(b"\x89PNG")


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=400), st.floats(20, 200))
def test_any_text_is_written_and_fits(name: str, most: float) -> None:
    text = legible(name)
    assert "\n" not in text
    assert width(fitted(text, most, 7), 7) <= most
    for line in wrapped(text, most, 7):
        assert width(line, 7) <= most
    assert all(width(line, 7) <= most for line in two_lines(name, most, 7))
    joined = "".join(wrapped(text, most, 7)).replace(" ", "")
    assert joined == text.replace(" ", "")


def test_png_is_as_large_as_its_page(alone: Any) -> None:
    page, about = node_link.draw(SEVENTY, COVERED, Drawing())
    made: Any = Image.open(io.BytesIO(page.file("png", about)))
    assert made.size == pytest.approx((page.width * 150 / 72, page.height * 150 / 72), abs=1)
    assert made.text["Title"] == COVERED.title["sv"]
    assert made.text["Source"] == COVERED.address
    assert "Software" not in made.text
    large = Page(7200, 72)
    assert Image.open(io.BytesIO(large.file("png", about))).size == (5000, 50)


@pytest.mark.parametrize(
    ("wishes", "parameter"),
    [
        ({"picture": "pie"}, "picture"),
        ({"image": "jpg"}, "format"),
        ({"language": "fi"}, "language"),
        ({"seed": -1}, "seed"),
        ({"labels": -1}, "labels"),
        ({"size_by": "county"}, "size_by"),
        ({"size_by": "nothing"}, "size_by"),
        ({"colour_by": "betweenness"}, "colour_by"),
        ({"colour_by": "nothing", "picture": "timeline"}, "colour_by"),
    ],
)
def test_refused(wishes: dict[str, Any], parameter: str) -> None:
    with pytest.raises(NetworkError) as raised:
        drawn(some(10, 10), PROVENANCE, **wishes)
    assert raised.value.parameter == parameter
    assert str(next(iter(wishes.values()))) in str(raised.value)


def test_too_large() -> None:
    with pytest.raises(NetworkError, match=r"701 nodes.*picture=matrix.*minimum_weight"):
        drawn(some(701, 10), PROVENANCE)
    with pytest.raises(NetworkError, match="3001 ties"):
        drawn(some(200, 3001), PROVENANCE)
    with pytest.raises(NetworkError, match=r"nodes with ties.*filter"):
        drawn(some(700, 2000), PROVENANCE, "matrix")


def test_texts_are_in_both_languages() -> None:
    for name, both in _TEXTS.items():
        swedish, _, english = both.partition(" | ")
        assert swedish.strip(), name
        assert english.strip(), name
        assert set(re.findall(r"{\w+}", swedish)) == set(re.findall(r"{\w+}", english)), name


# -- nodes and lines --------------------------------------------------------------------------


def test_every_node_is_drawn_on_the_page_and_labels_cover_nothing(alone: Any) -> None:
    page, _ = node_link.draw(SEVENTY, COVERED, Drawing())
    nodes = drawn_nodes(page)
    assert nodes.keys() == {f"node-{place}" for place in range(70)}
    ends = [{e.source, e.target} for e in SEVENTY.edges]
    count = sum("urn:0007" in pair for pair in ends)
    assert page.told["node-7"] == f"Ålunda kommun 7 (samordningsförbund); band: {count}"
    labels = texts(page, "label-")
    assert len({label.get_gid() for label in labels}) > 50
    assert overlapping(page, labels + texts(page, "legend") + texts(page, "names")) == []
    renderer = page.figure.canvas.get_renderer()
    for line in nodes.values():
        (x,), (y,) = line.get_data()
        assert 0 < x < page.width
        assert 0 < y < page.height
        middle = page.axes.transData.transform((x, y))
        hidden = [t for t in labels if t.get_window_extent(renderer).contains(*middle)]
        assert hidden == []
    for text in page.axes.texts:
        assert text.get_window_extent(renderer).x1 <= page.figure.bbox.x1, text.get_text()


@settings(max_examples=12, deadline=None)
@given(networks(most=30), st.integers(0, 9))
def test_labels_never_overlap(made: Network, seed: int) -> None:
    names = ("Samordningsförbundet i Kalmar län", "Åre", "Försäkringskassan", "ÅÄÖ-nätverket gy")
    nodes = tuple(replace(n, label=f"{names[p % 4]} {p}") for p, n in enumerate(made.nodes))
    with matplotlib_alone():
        page, _ = node_link.draw(replace(made, nodes=nodes), COVERED, Drawing(seed=seed))
        assert overlapping(page, texts(page, "label-")) == []
        assert len(drawn_nodes(page)) == len(nodes)


def test_nodes_keep_apart() -> None:
    look = appearance(some(150, 400), Drawing())
    tied = [place for place, degree in enumerate(look.degrees) if degree]
    places = placed(look.reaches, look.ties, tied, 900, 650, 1)
    reach = np.array(look.reaches)[tied]
    away = places[tied][:, None] - places[tied][None]
    gaps = np.hypot(*np.moveaxis(away, 2, 0)) - reach[:, None] - reach[None]
    np.fill_diagonal(gaps, 1)
    assert gaps.min() > 0
    assert np.isnan(np.delete(places, tied, axis=0)).all()


def test_legend_is_true(alone: Any) -> None:
    look = appearance(SEVENTY, Drawing(size_by="projects"))
    page, _ = node_link.draw(SEVENTY, COVERED, Drawing(size_by="projects", language="en"))
    words = " ".join(text.get_text() for text in texts(page, "legend"))
    for label, count in (("municipality", 14), ("government agency", 14), ("unknown", 14)):
        assert f"{label} ({count})" in words
    kinds = {kind: sum(tie.kind == kind for tie in look.ties) for kind in look.kinds}
    assert kinds == {"direct": 50, "through": 50}
    assert "direct (50)" in words
    assert look.sizes.label == "projekt"
    assert [value for value, _ in look.sizes.samples] == [1, 4, 7]
    for value, radius in look.sizes.samples:
        for place, node in enumerate(SEVENTY.nodes):
            if node.values["projects"] == value:
                line = drawn_nodes(page)[f"node-{place}"]
                scale = scale_of(line.get_marker())
                assert line.get_markersize() == pytest.approx(2 * radius * scale)
    shown = len({label.get_gid() for label in texts(page, "label-")})
    (told,) = (text.get_text() for text in texts(page, "names"))
    assert told == f"Names shown: {shown} of 70; names left out: {70 - shown}"


def test_labels_go_to_the_most_important_first(alone: Any) -> None:
    page, _ = node_link.draw(SEVENTY, COVERED, Drawing(labels=5))
    look = appearance(SEVENTY, Drawing())
    tied = {t.get_gid() for t in texts(page, "label-")} & {
        f"label-{place}" for place in look.ranks[:5]
    }
    assert len(tied) == 5
    page, _ = node_link.draw(SEVENTY, COVERED, Drawing(labels=0))
    assert texts(page, "label-") == []


def test_ties_of_each_kind_have_a_line_style_of_their_own(alone: Any) -> None:
    page, _ = node_link.draw(SEVENTY, COVERED, Drawing())
    lines = {g: c for c in page.axes.collections if (g := c.get_gid() or "").startswith("ties")}
    assert lines.keys() == {"ties-direct", "ties-through"}
    assert all(len(c.get_segments()) == 50 for c in lines.values())
    assert "Storlek och grupper är av direkta band." in [t.get_text() for t in page.axes.texts]
    styles = {str(c.get_linestyle()) for c in lines.values()}
    assert len(styles) == 2


def test_directed_ties_end_in_a_head_at_the_target(alone: Any) -> None:
    nodes = tuple(body(number) for number in range(2))
    both = (edge("urn:0000", "urn:0001", 2), edge("urn:0001", "urn:0000", 1))
    made = replace(ONE, directed=True, nodes=nodes, edges=both)
    page, _ = node_link.draw(made, COVERED, Drawing())
    (heads,) = [c for c in page.axes.collections if c.get_gid() == "arrows-direct"]
    tips = [path.vertices[0] for path in heads.get_paths()]
    ends = [np.ravel(drawn_nodes(page)[f"node-{place}"].get_data()) for place in (0, 1)]
    # The lightest is drawn first: the one that ends at node 0.
    assert [min((0, 1), key=lambda p: np.hypot(*(tip - ends[p]))) for tip in tips] == [0, 1]


def test_colours_by_community_and_by_any_attribute() -> None:
    found = measured(SEVENTY, ["community"])
    look = appearance(found, Drawing(colour_by="community"))
    assert sum(entry.count for entry in look.signs.by_value) == 70
    assert len(look.signs.by_value) <= len(CATEGORIES) + 2
    groups = {node.values.get("community"): set[str]() for node in found.nodes}
    for node, sign in zip(found.nodes, look.signs.of, strict=True):
        groups[node.values.get("community")].add(sign.colour)
    assert all(len(colours) == 1 for colours in groups.values())
    look = appearance(SEVENTY, Drawing(colour_by="county", language="en"))
    assert [(e.label, e.count) for e in look.signs.by_value] == [
        ("Skåne län", 23), ("Örebro län", 23), ("not stated", 24),
    ]  # fmt: skip
    assert len({sign.shape for sign in look.signs.of}) == 5


# -- colours ----------------------------------------------------------------------------------

# Machado, Oliveira and Fernandes 2009, doi:10.1109/TVCG.2009.113, severity 1.0.
DEFICIENCIES = {
    "none": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}  # fmt: skip


def lab(colour: str, matrix: Any) -> Any:
    """CIELAB (D65) of a colour as somebody sees it."""
    srgb = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(matrix) @ linear, 0, 1)
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    xyz = np.array(to_xyz) @ seen / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_colours_differ_for_the_colour_blind(deficiency: str) -> None:
    seen = [lab(colour, DEFICIENCIES[deficiency]) for colour in (*CATEGORIES, GREY)]
    assert min(np.hypot.reduce(a - b) for a, b in combinations(seen, 2)) > 10


def test_types_differ_in_shape_too() -> None:
    apart = [sign.shape for code, sign in _TYPES.items() if code != "theme"]
    assert len(set(apart)) == len(apart)


# -- matrix -----------------------------------------------------------------------------------


def cells(page: Page, kind: str = "direct") -> set[tuple[float, float]]:
    (found,) = [c for c in page.axes.collections if c.get_gid() == f"ties-{kind}"]
    return {tuple(np.round(path.vertices[:4].mean(axis=0), 3)) for path in found.get_paths()}


def test_matrix_has_each_tie_twice_and_names_every_tied_node(alone: Any) -> None:
    page, _ = matrix.draw(SEVENTY, COVERED, Drawing())
    assert len(cells(page, "direct")) == len(cells(page, "through")) == 100
    tied = {end for e in SEVENTY.edges for end in (e.source, e.target)}
    rows, columns = texts(page, "row-"), texts(page, "column-")
    assert len(rows) == len(columns) == len(tied)
    assert [r.get_text() for r in rows] == [c.get_text() for c in columns]
    assert overlapping(page, rows) == overlapping(page, columns) == []
    assert f"Utan band, inte med: {70 - len(tied)}" in [t.get_text() for t in page.axes.texts]


def test_matrix_of_directed_and_of_two_modes(alone: Any) -> None:
    nodes = tuple(body(number) for number in range(3))
    ties = (edge("urn:0000", "urn:0001"), edge("urn:0000", "urn:0002", 5))
    one = replace(ONE, directed=True, nodes=nodes, edges=ties)
    page, _ = matrix.draw(one, COVERED, Drawing())
    assert len(cells(page)) == 2
    assert len({y for _, y in cells(page)}) == 1
    modes = (replace(nodes[0], kind="project"), *nodes[1:])
    two = replace(one, directed=False, modes=("project", "organisation"), nodes=modes)
    page, _ = matrix.draw(two, COVERED, Drawing())
    assert [len(texts(page, "row-")), len(texts(page, "column-"))] == [1, 2]
    assert len(cells(page)) == 2


def test_matrix_puts_communities_together(alone: Any) -> None:
    graph = networkx.ring_of_cliques(4, 5)
    names = np.random.default_rng(1).permutation(20)
    nodes = tuple(body(number) for number in range(20))
    edges = [edge(f"urn:{names[a]:04d}", f"urn:{names[b]:04d}", 3) for a, b in graph.edges]
    page, _ = matrix.draw(replace(ONE, nodes=nodes, edges=tuple(edges)), COVERED, Drawing())
    order = [int(row.get_gid().removeprefix("row-")) for row in texts(page, "row-")]
    cliques = [int(np.flatnonzero(names == node)[0]) // 5 for node in order]
    assert len([1 for a, b in pairwise(cliques) if a != b]) == 3


# -- timeline ---------------------------------------------------------------------------------


def dated() -> Network:
    spells = {
        0: (Spell(date(2014, 1, 1), date(2015, 12, 31)), Spell(date(2018, 1, 1), None)),
        1: (Spell(None, date(2016, 6, 30)),),
        2: (Spell(None, None),),
        3: (),
    }
    nodes = tuple(body(number, spells=found) for number, found in spells.items())
    spans = (
        (Spell(date(2014, 1, 1), date(2016, 1, 1)),),
        (Spell(date(2016, 5, 1), None), Spell(date(2016, 7, 1), date(2016, 8, 1))),
        (),
    )
    edges = tuple(
        Edge(f"e{p}", "urn:0000", f"urn:000{p + 1}", "direct", 1.0, {}, s)
        for p, s in enumerate(spans)
    )
    return replace(ONE, nodes=nodes, edges=edges)


def test_timeline_draws_what_has_a_date_and_tells_what_has_none(alone: Any) -> None:
    page, _ = timeline.draw(dated(), COVERED, Drawing())
    found = {c.get_gid(): len(c.get_paths()) for c in page.axes.collections if c.get_gid()}
    assert found == {"bars-0": 1, "open-0": 1, "open-1": 1}
    assert [t.get_gid() for t in texts(page, "row-")] == ["row-0", "row-1"]
    words = [t.get_text() for t in page.axes.texts]
    assert "Utan datum, inte med (2): Ålunda kommun 2, Ålunda kommun 3" in words
    assert "Kanter utan datum, inte räknade: 1" in words
    assert "Kanter med bara start eller slut, räknade det året: 1" in words


def test_edges_per_year_count_an_edge_once_a_year() -> None:
    assert timeline.per_year(dated().edges) == {2014: 1, 2015: 1, 2016: 2}


def test_a_bar_is_as_long_as_its_period(alone: Any) -> None:
    page, _ = timeline.draw(dated(), COVERED, Drawing())
    (bar,) = [c for c in page.axes.collections if c.get_gid() == "bars-0"]
    x = bar.get_paths()[0].vertices[:, 0]
    years = {t.get_text(): t.get_position()[0] for t in page.axes.texts if t.get_size() == 7.0}
    two = years["2016"] - years["2014"]
    assert x.max() - x.min() == pytest.approx(two)


def test_timeline_has_a_bound_and_tells_it(alone: Any) -> None:
    spell = (Spell(date(2020, 1, 1), date(2021, 1, 1)),)
    nodes = tuple(body(number, spells=spell) for number in range(110))
    page, _ = timeline.draw(replace(SEVENTY, nodes=nodes), COVERED, Drawing(language="en"))
    assert len(texts(page, "row-")) == timeline.ROWS
    assert any(t.get_text().startswith("With dates, but left out: 30;") for t in page.axes.texts)


# -- which picture ----------------------------------------------------------------------------


def test_a_matrix_is_advised_for_a_hairball_and_the_picture_says_so() -> None:
    assert advised(some(20, 60)).picture == "node-link"
    assert advised(SEVENTY).picture == "node-link"
    dense = some(60, 600)
    advice = advised(dense)
    assert (advice.picture, advice.drawable) == ("matrix", True)
    assert advice.reason == {
        "sv": "600 band mellan 54 noder",
        "en": "600 ties among 54 nodes",
    }
    assert any("picture=matrix" in line for line in written(drawn(dense, COVERED)))
    assert not any("picture=matrix" in line for line in written(drawn(SEVENTY, COVERED)))
    assert not advised(some(2000, 8000)).drawable
