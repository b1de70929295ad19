"""Networks to write and read: hand-made ones with every kind of value, and any at all."""

from __future__ import annotations

import unicodedata
from datetime import date

from hypothesis import strategies as st

from graph.network.model import Attribute, Edge, Network, Node, Spell, Value, ValueType
from graph.network.provenance import Provenance

BASE = "https://data.example.org/id"
PROVENANCE = Provenance(
    title={"sv": "Organisationer i Jämtland & Härjedalen", "en": "Organisations in Jämtland"},
    release="20261121T220509Z-01234567",
    released=date(2026, 11, 21),
    query="county=J%C3%A4mtlands+l%C3%A4n&projection=organisation",
    address="https://data.example.org/api/network"
    "?county=J%C3%A4mtlands+l%C3%A4n&projection=organisation",
    licence="https://creativecommons.org/publicdomain/zero/1.0/",
    publisher="Förvaltaren",
    version="0.1.0",
    seed=42,
    facts={"projects_silent": 3, "density": 0.25, "connected": False, "method": "å <&> \"'"},
)


def attribute(name: str, type_: ValueType) -> Attribute:
    return Attribute(
        name,
        type_,
        {"sv": f"{name} på svenska", "en": f"{name} in English"},
        {"sv": f"Betyder <{name}> & annat.", "en": f"Means <{name}> & more."},
    )


ATTRIBUTES = tuple(attribute(f"a_{type_.name.lower()}", type_) for type_ in ValueType)
EVERYTHING: dict[str, Value] = {
    "a_string": 'Åre & <"kommun"> \'s;\n\té — 😀 ' + unicodedata.normalize("NFD", "Överkalix"),
    "a_integer": 2**40,
    "a_decimal": 0.1,
    "a_boolean": True,
    "a_date": date(2018, 2, 3),
    "a_strings": ('å; "b"', "c\\d, [e]", "c\\d, [e]", "it's\n", f"{BASE}/projekt/1"),
}


def organisation(key: str, name: str, values: dict[str, Value], *spells: Spell) -> Node:
    return Node(f"{BASE}/organisation/{key}", "organisation", name, values, spells)


def edge(
    source: Node, target: Node, kind: str, weight: float, values: dict[str, Value], *spells: Spell
) -> Edge:
    keys = [node.id.rsplit("/", 1)[1] for node in (source, target)]
    id_ = "~".join((*keys, kind))
    return Edge(id_, source.id, target.id, kind, weight, values, spells)


_ARE = organisation(
    "are",
    'Åre "kommun" & <co>\\ y',
    EVERYTHING,
    Spell(date(2015, 1, 1), date(2016, 3, 1)),
    Spell(date(2016, 2, 1), date(2017, 6, 30)),  # days in common with the one before
    Spell(date(2019, 1, 1), None),
)
_FORMULA = organisation("formel", '=HYPERLINK("http://x";"å")', {"a_boolean": False})
_SAME = organisation("formel-2", '=HYPERLINK("http://x";"å")', {"a_strings": (), "a_integer": -1})
_LONG = organisation("lang", "Samordningsförbundet " + "ÅÄÖ" * 2000, {"a_decimal": 1e-300})
_NFD = organisation("nfd", unicodedata.normalize("NFD", "Härjedalens kommun"), {})
_NODES = (_ARE, _FORMULA, _SAME, _LONG, _NFD)

ONE_MODE = Network(
    modes=("organisation",),
    directed=False,
    weight="projects",
    nodes=_NODES,
    edges=(
        edge(_ARE, _FORMULA, "direct", 1.5, EVERYTHING, Spell(None, date(2020, 12, 31))),
        edge(_ARE, _FORMULA, "through", 2.0, {"a_integer": 0}),
        edge(_FORMULA, _SAME, "direct", 1 / 3, {}),
        edge(_LONG, _NFD, "direct", 1e9, {"a_date": date(1, 1, 1)}, Spell(None, None)),
    ),
    node_attributes=ATTRIBUTES,
    edge_attributes=ATTRIBUTES,
)
DIRECTED = Network(
    ("organisation",),
    True,
    "newman",
    _NODES,
    (
        *ONE_MODE.edges,
        edge(_FORMULA, _ARE, "direct", 7.0, {}),
        edge(_NFD, _NFD, "direct", 1.0, {}),
    ),
    ATTRIBUTES,
    ATTRIBUTES,
)
_PROJECT = Node(f"{BASE}/projekt/2017-1", "project", "Vägen in", {"a_date": date(2017, 1, 1)})
TWO_MODE = Network(
    ("project", "organisation"),  # so that the first mode is not the first in order of ids
    False,
    "projects",
    (*_NODES, _PROJECT),
    (
        edge(_PROJECT, _ARE, "owner", 1.0, EVERYTHING),
        edge(_PROJECT, _ARE, "partner", 1.0, {}),
        edge(_PROJECT, _NFD, "partner", 1.0, {}),
    ),
    ATTRIBUTES,
    ATTRIBUTES,
)
EMPTY = Network(("organisation",), False, "projects", (), (), ATTRIBUTES, ATTRIBUTES)
NETWORKS = {
    "one-mode": ONE_MODE,
    "directed": DIRECTED,
    "two-mode": TWO_MODE,
    "empty": EMPTY,
}

texts = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"),
        st.sampled_from("\t\n\r\"'\\,;[]<>&=%*{}åäöÅÄÖé\u0301\u202e😀"),
    ),
    min_size=1,
    max_size=12,
)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
_VALUES: dict[ValueType, st.SearchStrategy[Value]] = {
    ValueType.STRING: texts,
    ValueType.INTEGER: st.integers(-(2**53), 2**53),
    # igraph refuses a file with a number nearer to 0 than the smallest normal one.
    ValueType.DECIMAL: st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False),
    ValueType.BOOLEAN: st.booleans(),
    ValueType.DATE: days,
    ValueType.STRINGS: st.lists(texts, max_size=3).map(tuple),
}
values = st.fixed_dictionaries(
    {}, optional={attribute.name: _VALUES[attribute.type] for attribute in ATTRIBUTES}
)
spells = st.lists(
    st.tuples(st.none() | days, st.none() | days).map(
        lambda ends: Spell(*sorted(ends)) if None not in ends else Spell(*ends)  # type: ignore[type-var]
    ),
    max_size=3,
).map(tuple)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Any network of one mode, with parallel edges and loops."""
    nodes = tuple(
        Node(f"{BASE}/organisation/{n}", "organisation", draw(texts), draw(values), draw(spells))
        for n in range(draw(st.integers(1, 3)))
    )
    edges = tuple(
        Edge(
            f"edge-{n}",
            draw(st.sampled_from(nodes)).id,
            draw(st.sampled_from(nodes)).id,
            draw(st.sampled_from(("direct", "through"))),
            draw(st.floats(0, 1e12, allow_subnormal=False)),
            draw(values),
            draw(spells),
        )
        for n in range(draw(st.integers(0, 3)))
    )
    directed = draw(st.booleans())
    return Network(("organisation",), directed, "projects", nodes, edges, ATTRIBUTES, ATTRIBUTES)
