"""Zip files that are the same each time, and the note on what is in them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import IO, Final

from graph.network.formats.columns import dictionary, text_value
from graph.network.model import Network
from graph.network.provenance import Provenance, facts_of

_UNIX: Final = 3
_EARLIEST: Final = date(1980, 1, 1)  # the first day that a zip file can hold


class Archive:
    """A zip file being written; each file in it bears the day of the release."""

    def __init__(self, zipped: zipfile.ZipFile, day: date) -> None:
        self._zip = zipped
        self._day = max(day, _EARLIEST)

    @contextmanager
    def file(self, name: str) -> Iterator[IO[bytes]]:
        """A file in the archive, open for writing; one at a time."""
        entry = zipfile.ZipInfo(name, (self._day.year, self._day.month, self._day.day, 0, 0, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.create_system = _UNIX
        entry.external_attr = 0o644 << 16
        with self._zip.open(entry, "w") as file:
            yield file

    def add(self, name: str, text: str) -> None:
        """Add a whole text, in UTF-8."""
        with self.file(name) as file:
            file.write(text.encode())


@contextmanager
def archive(file: IO[bytes], day: date) -> Iterator[Archive]:
    """A zip file in a stream, which need not be able to seek."""
    with zipfile.ZipFile(file, "w") as zipped:
        yield Archive(zipped, day)


def provenance_text(network: Network, provenance: Provenance) -> str:
    """`provenance.json`: all that is told of the whole network."""
    told = {**facts_of(network, provenance), "directed": network.directed}
    return json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def readme_text(
    network: Network,
    provenance: Provenance,
    files: Mapping[str, Mapping[str, str]],
    notes: Iterable[Mapping[str, str]],
) -> str:
    """`README.txt` in Swedish, then in English: citation, files, what to know, the data dictionary.

    `files` are what each file holds and `notes` what to know, by language.
    """
    parts = []
    for lang, heads in _HEADS.items():
        title = " ".join(provenance.title[lang].split())
        lines = [title, "=" * min(len(title), 80), "", provenance.citation(lang), ""]
        lines += [heads["made"], f"  {provenance.query}", ""]
        lines += [heads["files"], *(f"  {name}: {text[lang]}" for name, text in files.items()), ""]
        lines += [heads["notes"], *(f"- {note[lang]}" for note in notes), ""]
        for owner, columns in dictionary(network).items():
            lines.append(heads[owner])
            lines += [
                f"  {c['name']} ({c['type']}): {c[f'label_{lang}']}. {c[f'definition_{lang}']}"
                for c in columns
            ]
            lines.append("")
        lines.append(heads["facts"])
        lines += [
            f"  {name}: {' '.join(text_value(fact).split())}"
            for name, fact in facts_of(network, provenance).items()
        ]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


_HEADS: Final = {
    "sv": {
        "made": "Frågan, i sin helhet:",
        "files": "Filer:",
        "notes": "Att veta:",
        "nodes": "Noders kolumner:",
        "edges": "Kanters kolumner:",
        "facts": "Om nätverket:",
    },
    "en": {
        "made": "The question, whole:",
        "files": "Files:",
        "notes": "To know:",
        "nodes": "Columns of nodes:",
        "edges": "Columns of edges:",
        "facts": "About the network:",
    },
}
