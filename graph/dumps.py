"""Dumps of a release: everything as N-Quads, the default graph as Turtle, with checksums.

The same content gives the same bytes: lines are sorted and the compressed files carry no time.
"""

from __future__ import annotations

import gzip
import heapq
import itertools
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, cast

import pyoxigraph as ox

from graph.release import file_digest
from ontology.namespaces import PREFIXES

DUMPS: Final = "dumps"
CHECKSUMS: Final = "SHA256SUMS"
_LINES_IN_MEMORY = 500_000


@dataclass(frozen=True, slots=True)
class Dump:
    """A file of all or a part of the data: its name, key in identifiers, and RDF format."""

    name: str
    key: str
    media_type: str
    label: str


NQUADS: Final = Dump("samverkansgrafen.nq.gz", "nquads", "application/n-quads", "N-Quads")
TURTLE: Final = Dump("samverkansgrafen.ttl.gz", "turtle", "text/turtle", "Turtle")
FILES: Final = (NQUADS, TURTLE)


def write_dumps(store: Path, folder: Path) -> None:
    """Write the dumps of a store on disk, and a file of their SHA-256 sums, into a new folder.

    Memory does not grow with the store: what is sorted is merged from files.
    """
    folder.mkdir()
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        unsorted = Path(temporary) / "unsorted.nq"
        ox.Store.read_only(str(store)).dump(str(unsorted), ox.RdfFormat.N_QUADS)
        with _compressed(folder / NQUADS.name) as file, unsorted.open("rb") as lines:
            file.writelines(_sorted(lines, Path(temporary)))
        turtle = Path(temporary) / "default.ttl"
        ox.serialize(
            (quad.triple for quad in quads(folder) if quad.graph_name == ox.DefaultGraph()),
            str(turtle),
            format=ox.RdfFormat.TURTLE,
            prefixes=dict(PREFIXES),
        )
        with _compressed(folder / TURTLE.name) as file, turtle.open("rb") as lines:
            file.writelines(with_sorted_prefixes(lines))
    sums = "".join(f"{file_digest(folder / dump.name)}  {dump.name}\n" for dump in FILES)
    (folder / CHECKSUMS).write_text(sums, encoding="ascii")


def quads(folder: Path) -> Iterator[ox.Quad]:
    """The quads of the dump in a folder, sorted by subject."""
    with gzip.open(folder / NQUADS.name) as file:
        yield from ox.parse(cast(IO[bytes], file), ox.RdfFormat.N_QUADS)


def _sorted(lines: Iterable[bytes], folder: Path) -> Iterator[bytes]:
    """Lines in byte order; runs that fit in memory are sorted, written and merged."""
    runs: list[Path] = []
    waiting = iter(lines)
    while run := sorted(itertools.islice(waiting, _LINES_IN_MEMORY)):
        runs.append(folder / f"run-{len(runs)}")
        with runs[-1].open("wb") as file:
            file.writelines(run)
    with ExitStack() as opened:
        yield from heapq.merge(*(opened.enter_context(path.open("rb")) for path in runs))


def with_sorted_prefixes(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines of Turtle whose prefixes stand in order: the serializer writes them in any."""
    waiting = iter(lines)
    prefixes: list[bytes] = []
    for line in waiting:
        if not line.startswith(b"@prefix "):
            yield from sorted(prefixes)
            yield b"\n"
            yield line
            break
        prefixes.append(line)
    yield from waiting


@contextmanager
def _compressed(path: Path) -> Iterator[IO[bytes]]:
    """A gzip file whose header has neither name nor time."""
    with (
        path.open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as file,
    ):
        yield cast(IO[bytes], file)
