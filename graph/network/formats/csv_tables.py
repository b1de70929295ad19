"""Tables: a zip of nodes and edges as CSV, with their data dictionary and where they come from.

CSV after RFC 4180, in UTF-8 without a byte order mark, described by CSV on the Web metadata
(https://www.w3.org/TR/tabular-metadata/), so that a reader of it knows the types. A missing value
is an empty cell. Several strings are a JSON array, which no separator inside a name can break.

A name stands as it is, also where it begins with a character that a spreadsheet takes for the
beginning of a formula: a mark put before it would be wrong data for everyone else. `README.txt`
says whether there are any, and how to open the tables in a spreadsheet.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any, Final

from graph.network.formats.archive import Archive, archive, provenance_text, readme_text
from graph.network.formats.columns import dictionary, edge_row, node_row, text_value
from graph.network.model import Network, Value, ValueType
from graph.network.provenance import Provenance

FORMULA_MARKS: Final = ("=", "+", "-", "@", "\t", "\r")
"""What spreadsheets take for the beginning of a formula (OWASP, CSV injection)."""
_CSVW_TYPES: Final[Mapping[ValueType, str]] = {
    ValueType.STRING: "string",
    ValueType.INTEGER: "integer",
    ValueType.DECIMAL: "double",
    ValueType.BOOLEAN: "boolean",
    ValueType.DATE: "date",
    ValueType.STRINGS: "json",
}
FILES: Final = {
    "nodes.csv": {"sv": "noder, en per rad", "en": "nodes, one a row"},
    "edges.csv": {"sv": "kanter, en per rad", "en": "edges, one a row"},
    "data-dictionary.csv": {
        "sv": "vad varje kolumn betyder",
        "en": "what each column means",
    },
    "csv-metadata.json": {
        "sv": "kolumnernas typer enligt CSV on the Web",
        "en": "the columns' types, after CSV on the Web",
    },
    "provenance.json": {
        "sv": "varifrån nätverket kommer och hur det görs om",
        "en": "where the network comes from and how to make it again",
    },
}
"""What the files beside README.txt hold."""
NOTES: Final = (
    {
        "sv": "CSV enligt RFC 4180, UTF-8. En tom cell är ett saknat värde, aldrig noll.",
        "en": "CSV after RFC 4180, UTF-8. An empty cell is a missing value, never zero.",
    },
    {
        "sv": "Flera värden i en cell är en JSON-lista: json.loads i Python, "
        "jsonlite::fromJSON i R.",
        "en": "Several values in one cell are a JSON array: json.loads in Python, "
        "jsonlite::fromJSON in R.",
    },
)


def write(network: Network, provenance: Provenance, file: IO[bytes]) -> None:
    """Write a prepared network as a zip of tables."""
    with archive(file, provenance.released) as zipped:
        add_tables(zipped, network, provenance)
        zipped.add("provenance.json", provenance_text(network, provenance))
        notes = (*NOTES, formula_note(network))
        zipped.add("README.txt", readme_text(network, provenance, FILES, notes))


def add_tables(zipped: Archive, network: Network, provenance: Provenance) -> None:
    """Add the tables of nodes and edges, the data dictionary and the metadata to an archive."""
    described = dictionary(network)
    names = {owner: [column["name"] for column in described[owner]] for owner in described}
    add_table(zipped, "nodes.csv", names["nodes"], map(node_row, network.nodes))
    add_table(zipped, "edges.csv", names["edges"], map(edge_row, network.edges))
    rows = (
        {"table": f"{owner}.csv", **column} for owner in described for column in described[owner]
    )
    columns = ["table", *described["nodes"][0]]
    add_table(zipped, "data-dictionary.csv", columns, rows)
    metadata = json.dumps(_metadata(described, provenance), ensure_ascii=False, indent=2)
    zipped.add("csv-metadata.json", metadata + "\n")


def formula_note(network: Network) -> dict[str, str]:
    """How to open the tables in a spreadsheet, and how many cells look like formulas."""
    rows = itertools.chain(map(node_row, network.nodes), map(edge_row, network.edges))
    cells = (cell for row in rows for cell in row.values())
    count = sum(isinstance(cell, str) and cell.startswith(FORMULA_MARKS) for cell in cells)
    return {
        "sv": f"{count} celler börjar med =, +, -, @, tabb eller radslut. Dubbelklicka inte upp "
        "tabellerna i ett kalkylprogram, som kan räkna ut dem som formler: importera dem "
        "(Data > Från text/CSV), med UTF-8 och texttyp.",
        "en": f"{count} cells begin with =, +, -, @, tab or a line end. Do not double-click the "
        "tables into a spreadsheet, which may compute them as formulas: import them "
        "(Data > From Text/CSV), as UTF-8 and as text.",
    }


def add_table(
    zipped: Archive, name: str, columns: list[str], rows: Iterable[Mapping[str, Value]]
) -> None:
    """Add a table of rows, each of which has a value by name for some of the columns."""
    with (
        zipped.file(name) as raw,
        io.TextIOWrapper(raw, encoding="utf-8", newline="") as text,
    ):
        table = csv.writer(text)
        table.writerow(columns)
        table.writerows(_cells(columns, rows))


def _cells(columns: list[str], rows: Iterable[Mapping[str, Value]]) -> Iterator[list[str]]:
    for row in rows:
        yield [text_value(row[name]) if name in row else "" for name in columns]


def _metadata(
    described: Mapping[str, list[dict[str, str]]], provenance: Provenance
) -> dict[str, Any]:
    keys: dict[str, dict[str, Any]] = {
        "nodes": {"primaryKey": "id"},
        "edges": {
            "primaryKey": "id",
            "foreignKeys": [
                {
                    "columnReference": end,
                    "reference": {"resource": "nodes.csv", "columnReference": "id"},
                }
                for end in ("source", "target")
            ],
        },
    }
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "dc:title": [
            {"@value": provenance.title[lang], "@language": lang} for lang in ("sv", "en")
        ],
        "dc:license": {"@id": provenance.licence},
        "dc:source": {"@id": provenance.address},
        "tables": [
            {
                "url": f"{owner}.csv",
                "tableSchema": {"columns": [_column(c) for c in columns], **keys[owner]},
            }
            for owner, columns in described.items()
        ],
    }


def _column(column: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": column["name"],
        "titles": column["name"],
        "datatype": _CSVW_TYPES[ValueType(column["type"])],
        "required": column["name"] in {"id", "source", "target", "kind", "label", "weight"},
        "rdfs:label": [{"@value": column[f"label_{x}"], "@language": x} for x in ("sv", "en")],
        "dc:description": [
            {"@value": column[f"definition_{x}"], "@language": x} for x in ("sv", "en")
        ],
    }
