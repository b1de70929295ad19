"""What a release changed: projects and organisations added, removed and changed.

Two releases are compared by a hash of each record: the statements of the default graph about the
thing itself and about what exists only as a part of it (participations, memberships, sums). Where
in a source the evidence stands is left out of it, since a row that is added to a table moves that
of all below; so is the base of identifiers, since a service that moves has changed no record.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, Final, Self, TextIO, cast

import pyoxigraph as ox

from graph.errors import ReleaseError
from graph.lifecycle import Gone, Known, Move, gone_after, problems_of
from graph.records import Problem
from graph.release import Release
from ontology import terms as t
from ontology.identifiers import SEGMENTS

CHANGES: Final = "changes.json"
GONE: Final = "gone.jsonl.gz"
RECORDS: Final = "records.csv.gz"

COMPARED: Final[Mapping[str, str]] = {
    "projects": SEGMENTS["project"],
    "organisations": SEGMENTS["organisation"],
}
"""What is compared, by the path segment of its identifiers."""

_PART_OF: Final = frozenset(
    str(term) for term in (t.SCHEMA_FUNDING, t.SCHEMA_AMOUNT, t.SAMV_TOTAL_BUDGET)
)
_WHOLE: Final = str(t.ORG_ORGANIZATION)
# A body is not changed by what it takes part in, nor a record by where its evidence stands.
_LEFT_OUT: Final = frozenset({str(t.ORG_HAS_MEMBERSHIP), str(t.SAMV_EVIDENCE)})


@dataclass(frozen=True, slots=True)
class Record:
    """An identifier of a release: its path, name and, for what is compared, hash (hex)."""

    path: str
    name: str | None = None
    digest: str | None = None
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A project or organisation in a list of changes."""

    id: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one kind of thing, each list in the order of ids."""

    added: tuple[Item, ...] = ()
    removed: tuple[Item, ...] = ()
    changed: tuple[Item, ...] = ()

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read what `dataclasses.asdict` gave."""
        return cls(**{name: tuple(Item(**item) for item in found) for name, found in data.items()})


@dataclass(frozen=True, slots=True)
class Changes:
    """The change list of a release, and every identifier that is out of use, by path.

    `previous` is the release before, and `previous_created` its time; None for a first one, in
    which everything is new. `first_created` is the time of the first release of all.
    """

    release: str
    created: str
    first_created: str
    previous: str | None
    previous_created: str | None
    projects: Difference
    organisations: Difference
    gone: Mapping[str, Gone]

    def write(self, folder: Path) -> None:
        """Write the list into the folder of a release."""
        data = {**asdict(replace(self, gone={})), "gone": None}
        text = json.dumps(data, ensure_ascii=False, indent=1)
        (folder / CHANGES).write_text(text + "\n", encoding="utf-8")
        with _packed(folder / GONE) as file:
            for gone in self.gone.values():
                file.write(json.dumps(gone.as_json(), ensure_ascii=False) + "\n")

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The list of the release in a folder; raises `ReleaseError` where it cannot be read."""
        try:
            data = json.loads((folder / CHANGES).read_text(encoding="utf-8"))
            with gzip.open(folder / GONE, "rt", encoding="utf-8") as file:
                gone = [Gone.from_json(json.loads(line)) for line in file]
            return cls(
                **{
                    **data,
                    **{name: Difference.from_json(data[name]) for name in COMPARED},
                    "gone": {item.path: item for item in gone},
                }
            )
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            raise ReleaseError(
                f"{folder / CHANGES}: the change list cannot be read ({error}). "
                "Run `samverkan build --force` to make a new release."
            ) from error


def records_of(quads: Callable[[], Iterable[ox.Quad]], base: str) -> list[Record]:
    """Every identifier that the quads say something of, in the order of paths.

    `quads` gives the quads sorted, anew on every call: they are gone through twice.
    """
    prefix = f"{base}/id/"
    wholes = _wholes(quads(), prefix)
    digests: dict[str, Any] = {}
    names: dict[str, list[str]] = defaultdict(list)
    paths: set[str] = set()
    for quad in quads():
        subject = _iri(quad.subject)
        if not subject.startswith(prefix):
            continue
        path = subject.removeprefix(prefix)
        paths.add(path)
        if quad.graph_name != ox.DefaultGraph():
            continue
        term = quad.predicate.value
        if isinstance(quad.object, ox.Literal) and _names(term, quad.object, path in names):
            names[path].insert(0 if term == _LABEL else len(names[path]), quad.object.value)
        record = wholes.get(path, path)
        if term not in _LEFT_OUT and record.partition("/")[0] in COMPARED.values():
            digest = digests.setdefault(record, hashlib.sha256())
            digest.update(str(quad.triple).replace(prefix, "").encode() + b"\n")
    return [
        Record(
            path,
            names[path][0] if path in names else None,
            digests[path].hexdigest() if path in digests else None,
            tuple(names[path][1:]) if path in names else (),
        )
        for path in sorted(paths)
    ]


_LABEL = str(t.RDFS_LABEL)


def _names(term: str, value: ox.Literal, named: bool) -> bool:
    """Whether a literal names the thing; a concept has a Swedish name and no other is wanted."""
    if term == str(t.SKOS_PREF_LABEL):
        return not named and value.language == "sv"
    return term in (_LABEL, str(t.SCHEMA_ALTERNATE_NAME))


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


def _wholes(quads: Iterable[ox.Quad], prefix: str) -> dict[str, str]:
    """Path of a part → path of the project or organisation that it is a part of."""
    owners: dict[str, str] = {}
    for quad in quads:
        subject, value = _iri(quad.subject), _iri(quad.object)
        if not (subject.startswith(prefix) and value.startswith(prefix)):
            continue
        if quad.predicate.value == _WHOLE:
            owners[subject.removeprefix(prefix)] = value.removeprefix(prefix)
        elif quad.predicate.value in _PART_OF:
            owners[value.removeprefix(prefix)] = subject.removeprefix(prefix)
    return {part: owners.get(whole, whole) for part, whole in owners.items()}


def write_records(records: Iterable[Record], folder: Path) -> None:
    """Write the identifiers of a release with their hashes, for the next build to compare with."""
    with _packed(folder / RECORDS) as text:
        writer = csv.writer(text)
        for record in records:
            writer.writerow(
                (record.path, record.digest or "", record.name or "", *record.other_names)
            )


@contextmanager
def _packed(path: Path) -> Iterator[TextIO]:
    """A compressed text file; the same text gives the same bytes."""
    with (
        path.open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed,
        io.TextIOWrapper(cast(BinaryIO, packed), encoding="utf-8", newline="") as text,
    ):
        yield text


def read_records(folder: Path) -> list[Record] | None:
    """The identifiers of the release in a folder; None where it has no readable list of them."""
    try:
        with gzip.open(folder / RECORDS, "rt", encoding="utf-8", newline="") as file:
            return [
                Record(path, name or None, digest or None, tuple(others))
                for path, digest, name, *others in csv.reader(file, strict=True)
            ]
    except (OSError, EOFError, ValueError, csv.Error):
        return None


def release_changes(
    quads: Callable[[], Iterable[ox.Quad]],
    base: str,
    release: tuple[str, str],
    before: Before | None,
    moves: Iterable[Move],
) -> tuple[list[Record], Changes, list[Problem]]:
    """The records of a release, what it changed, and what is wrong with the table of moves.

    `release` is its id and its time.
    """
    name, created = release
    records = records_of(quads, base)
    now = known(name, records)
    moved = tuple(moves)
    earlier = before.changes if before else None
    gone = gone_after(
        known(before.release, before.records) if before else None,
        earlier.gone.values() if earlier else (),
        now,
        moved,
        created[:10],
    )
    found = differences(before.records if before else (), records)
    changes = Changes(
        release=name,
        created=created,
        first_created=earlier.first_created if earlier else created,
        previous=before.release if before else None,
        previous_created=before.created if before else None,
        projects=found["projects"],
        organisations=found["organisations"],
        gone=gone,
    )
    return records, changes, problems_of(moved, now, gone, "moved.csv")


@dataclass(frozen=True, slots=True)
class Before:
    """What is compared with: the release before, by id, time, records and its own change list."""

    release: str
    created: str
    records: tuple[Record, ...]
    changes: Changes

    @classmethod
    def of(cls, release: Release | None) -> Self | None:
        """A release on disk; None where there is none, or it is from before change lists."""
        if release is None:
            return None
        records = read_records(release.folder)
        try:
            changes = Changes.read(release.folder)
        except ReleaseError:
            return None
        if records is None:
            return None
        return cls(release.manifest.id, release.manifest.created, tuple(records), changes)


def known(release: str, records: Iterable[Record]) -> Known:
    """Records as what is in use."""
    found = list(records)
    segment = f"{SEGMENTS['project']}/"
    return Known(
        release,
        {record.path: record.name for record in found},
        {
            record.path: (*([record.name] if record.name else ()), *record.other_names)
            for record in found
            if record.path.startswith(segment)
        },
    )


def differences(before: Iterable[Record], now: Iterable[Record]) -> dict[str, Difference]:
    """What became of each kind of thing between two releases: keys of `COMPARED`."""
    old = {record.path: record for record in before}
    new = {record.path: record for record in now}
    return {
        kind: Difference(
            added=_items(segment, (r for path, r in new.items() if path not in old)),
            removed=_items(segment, (r for path, r in old.items() if path not in new)),
            changed=_items(
                segment,
                (r for path, r in new.items() if path in old and old[path].digest != r.digest),
            ),
        )
        for kind, segment in COMPARED.items()
    }


def _items(segment: str, records: Iterable[Record]) -> tuple[Item, ...]:
    def items() -> Iterator[Item]:
        for record in records:
            kind, _, key = record.path.partition("/")
            if kind == segment:
                yield Item(key, record.name)

    return tuple(sorted(items(), key=lambda item: item.id))
