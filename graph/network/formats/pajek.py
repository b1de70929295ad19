"""Pajek: a zip of a project file, the network alone, and tables of all that Pajek cannot hold.

http://mrvar.fdv.uni-lj.si/pajek/DrawEPS.htm, and the reference manual. Pajek knows numbered
vertices with a label, lines with one value, classes of vertices (partitions) and numbers of
vertices (vectors). Labels cannot hold a double quote, a line end or a backslash and must differ
for NetworkX to tell vertices apart. All else, and every value as it is, stands in the tables.

- `network.paj`: the network with kinds of lines as relations and the years of each vertex and
  line, and each attribute of vertices as a partition or a vector. For Pajek.
- `network.net`: the network alone, which igraph and NetworkX read too (a two-mode one only igraph;
  neither reads relations or years).

NetworkX's `write_pajek` is not used: it warns about and leaves out every value that is no string,
writes no two-mode header, no partitions and no vectors, and quotes no label without a space.
"""

from __future__ import annotations

import codecs
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import IO, Final

from graph.network.formats.archive import archive, provenance_text, readme_text
from graph.network.formats.columns import text_value
from graph.network.formats.csv_tables import FILES, NOTES, add_table, add_tables, formula_note
from graph.network.formats.gexf import joined
from graph.network.model import Attribute, Edge, Network, Node, Spell, ValueType
from graph.network.provenance import Provenance

MISSING: Final = 999999998
"""Pajek's own missing value in vectors; in a partition it is class 0 here."""
_PIECES: Final = 1000
_CLASSES: Final = {ValueType.STRING, ValueType.BOOLEAN}
_NUMBERS: Final = {ValueType.INTEGER, ValueType.DECIMAL, ValueType.DATE}
_FILES: Final = {
    "network.paj": {
        "sv": "projektfil för Pajek: nätverk, partitioner och vektorer",
        "en": "project file for Pajek: network, partitions and vectors",
    },
    "network.net": {"sv": "bara nätverket", "en": "the network alone"},
    "vertices.csv": {
        "sv": "vertexnummer, nod och etikett",
        "en": "number of vertex, node and label",
    },
    "classes.csv": {
        "sv": "vad partitionernas klasser betyder",
        "en": "what the classes of partitions mean",
    },
    **FILES,
}
_NOTES: Final = (
    {
        "sv": "Pajek rymmer inte listor, text, identifierare eller kanters attribut: de står i "
        "nodes.csv och edges.csv. Linjerna står i samma ordning som raderna i edges.csv, i "
        "network.paj inom varje slag.",
        "en": "Pajek holds no lists, text, identifiers or attributes of edges: they are in "
        "nodes.csv and edges.csv. Lines stand in the order of the rows of edges.csv, in "
        "network.paj within each kind.",
    },
    {
        "sv": "I etiketter är citattecken, omvända snedstreck och radslut utbytta, och etiketter "
        "som är lika har fått vertexnumret efter sig; namnen som de är står i nodes.csv.",
        "en": "In labels, double quotes, backslashes and line ends are replaced, and labels that "
        "are alike have the number of the vertex after them; the names as they are stand in "
        "nodes.csv.",
    },
    {
        "sv": f"Tider är hela år. Ett datum i en vektor är talet ÅÅÅÅMMDD; {MISSING} och klass 0 "
        "är saknade värden.",
        "en": f"Times are whole years. A date in a vector is the number YYYYMMDD; {MISSING} and "
        "class 0 are missing values.",
    },
)


def write(network: Network, provenance: Provenance, file: IO[bytes]) -> None:
    """Write a prepared network as a zip for Pajek."""
    nodes = _in_order(network)
    partitions = _partitions(network, nodes)
    with archive(file, provenance.released) as zipped:
        with zipped.file("network.paj") as part:
            _write_lines(part, _project(network, nodes, provenance))
        with zipped.file("network.net") as part:
            write_net(network, provenance, part)
        add_table(
            zipped,
            "vertices.csv",
            ["vertex", "id", "label"],
            (
                {"vertex": number, "id": node.id, "label": label}
                for number, (node, label) in enumerate(zip(nodes, _labels(nodes), strict=True), 1)
            ),
        )
        add_table(
            zipped,
            "classes.csv",
            ["partition", "class", "value"],
            (
                {"partition": name, "class": number, "value": value}
                for name, classes in partitions.items()
                for value, number in classes.numbers.items()
            ),
        )
        add_tables(zipped, network, provenance)
        zipped.add("provenance.json", provenance_text(network, provenance))
        notes = (*_NOTES, *NOTES, formula_note(network))
        zipped.add("README.txt", readme_text(network, provenance, _FILES, notes))


def write_net(network: Network, provenance: Provenance, file: IO[bytes]) -> None:
    """Write a prepared network alone: vertices with labels, and lines with their weight."""
    nodes = _in_order(network)
    _write_lines(file, _net(network, nodes, provenance))


@dataclass(frozen=True, slots=True)
class _Classes:
    """A partition: the number of each class by its value, and the class of each vertex."""

    numbers: Mapping[str, int]
    of_vertices: tuple[int, ...]


def _net(network: Network, nodes: list[Node], provenance: Provenance) -> Iterator[str]:
    yield from _comments(provenance)
    yield _vertices(network, nodes)
    for number, label in enumerate(_labels(nodes), 1):
        yield f'{number} "{label}"'
    numbers = _numbers(nodes)
    yield "*Arcs" if network.directed else "*Edges"
    for edge in network.edges:
        yield _line(edge, numbers)


def _project(network: Network, nodes: list[Node], provenance: Provenance) -> Iterator[str]:
    spells = [spell for node in network.nodes for spell in node.spells]
    spells += [spell for edge in network.edges for spell in edge.spells]
    starts = [spell.start.year for spell in spells if spell.start]
    first = min(starts, default=1) if spells else None
    yield from _comments(provenance)
    yield f"*Network {_label(provenance.title['en'])}"
    yield _vertices(network, nodes)
    for number, (node, label) in enumerate(zip(nodes, _labels(nodes), strict=True), 1):
        yield f'{number} "{label}"{_years(node.spells, first)}'
    numbers = _numbers(nodes)
    head = "*Arcs" if network.directed else "*Edges"
    by_kind: dict[str, list[Edge]] = {}
    for edge in network.edges:
        by_kind.setdefault(edge.kind, []).append(edge)
    for number, (kind, edges) in enumerate(sorted(by_kind.items()), 1):
        yield f'{head} :{number} "{_label(kind)}"'
        for edge in edges:
            yield f"{_line(edge, numbers)}{_years(edge.spells, first)}"
    for name, classes in _partitions(network, nodes).items():
        yield f"*Partition {name}"
        yield f"*Vertices {len(nodes)}"
        yield from map(str, classes.of_vertices)
    for attribute in network.node_attributes:
        if attribute.type in _NUMBERS:
            yield f"*Vector {attribute.name}"
            yield f"*Vertices {len(nodes)}"
            yield from (_number(node, attribute) for node in nodes)


def _comments(provenance: Provenance) -> Iterator[str]:
    """What it is. A comment stands first, since NetworkX takes a byte order mark for a letter."""
    for text in (provenance.citation("sv"), provenance.citation("en"), provenance.query):
        yield f"% {' '.join(text.split())}"


def _in_order(network: Network) -> list[Node]:
    """The nodes as vertices are numbered: of a two-mode network, those of the first mode first."""
    if not network.two_mode:
        return list(network.nodes)
    return sorted(network.nodes, key=lambda node: network.modes.index(node.kind))


def _numbers(nodes: list[Node]) -> dict[str, int]:
    return {node.id: number for number, node in enumerate(nodes, 1)}


def _vertices(network: Network, nodes: list[Node]) -> str:
    if not network.two_mode:
        return f"*Vertices {len(nodes)}"
    return f"*Vertices {len(nodes)} {sum(node.kind == network.modes[0] for node in nodes)}"


def _labels(nodes: list[Node]) -> list[str]:
    """Labels as Pajek can hold them, no two the same."""
    labels = [_label(node.label) for node in nodes]
    times = Counter(labels)
    taken = set(labels)
    found = []
    for number, label in enumerate(labels, 1):
        if times[label] > 1:
            own = f"{label} ({number})"
            while own in taken:
                own += "*"
            taken.add(own)
            found.append(own)
        else:
            found.append(label)
    return found


def _label(text: str) -> str:
    return " ".join(text.replace('"', "'").replace("\\", "/").split()) or "-"


def _line(edge: Edge, numbers: Mapping[str, int]) -> str:
    return f"{numbers[edge.source]} {numbers[edge.target]} {edge.weight!r}"


def _years(spells: Iterable[Spell], first: int | None) -> str:
    """Spans of days as whole years, an unknown beginning being `first`, that of the network.

    Nothing where the network has no days at all (None). Else everything has years, that of which
    nothing is known all of them: statnet's reader wants vertices of the same number of columns.
    """
    if first is None:
        return ""
    spans: list[tuple[int, int | None]] = []
    for spell in joined(spells):
        start = spell.start.year if spell.start else first
        end = spell.end.year if spell.end else None
        last = spans[-1][1] if spans else None
        if last is not None and start <= last:
            spans[-1] = (spans[-1][0], end and max(end, last))
        else:
            spans.append((start, end))
    years = ",".join(f"{start}-{end or '*'}" for start, end in spans or [(first, None)])
    return f" [{years}]"


def _partitions(network: Network, nodes: list[Node]) -> dict[str, _Classes]:
    """Partitions by name: the kind of node, and each attribute of texts or yes and no."""
    columns = {"kind": [node.kind for node in nodes]}
    for attribute in network.node_attributes:
        if attribute.type in _CLASSES:
            values = [node.values.get(attribute.name) for node in nodes]
            columns[attribute.name] = ["" if v is None else text_value(v) for v in values]
    found = {}
    for name, texts in columns.items():
        numbers = {text: number for number, text in enumerate(sorted({*texts} - {""}), 1)}
        found[name] = _Classes(numbers, tuple(numbers.get(text, 0) for text in texts))
    return found


def _number(node: Node, attribute: Attribute) -> str:
    value = node.values.get(attribute.name, MISSING)
    return f"{value:%Y%m%d}" if isinstance(value, date) else repr(value)


def _write_lines(file: IO[bytes], lines: Iterator[str]) -> None:
    """Write lines in UTF-8 with the byte order mark by which Pajek knows it."""
    file.write(codecs.BOM_UTF8)
    while piece := list(itertools.islice(lines, _PIECES)):
        file.write("".join(f"{line}\r\n" for line in piece).encode())
