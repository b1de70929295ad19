"""What has become of identifiers that are no longer in use.

After rules UM-10 to UM-12 of Digg's profile for persistent identifiers
(https://github.com/diggsweden/persistent-identifiers-investigation): one that was replaced leads to
its successor, what was merged or split names what it became, and what was withdrawn stays known as
withdrawn. A path is the part of an IRI after `/id/`, such as `projekt/2017-00453`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, Self

from graph.records import Problem
from ontology.identifiers import SEGMENTS, slugify

How = Literal["replaced", "merged", "split", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Gone:
    """An identifier out of use.

    `successors` are paths: one where it was replaced, none where it was withdrawn. `date` is an
    ISO date. `release` is the last release that had it; None where only the table knows of it.
    """

    path: str
    how: How
    date: str
    successors: tuple[str, ...] = ()
    name: str | None = None
    reason: Mapping[str, str] = field(default_factory=dict)
    release: str | None = None

    def as_json(self) -> dict[str, Any]:
        """JSON values that `from_json` reads, without those that are empty."""
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read what `as_json` wrote."""
        return cls(**{**data, "successors": tuple(data.get("successors", ()))})


@dataclass(frozen=True, slots=True)
class Move:
    """A row of `data/projects/moved.csv`: a person's word on what became of an identifier."""

    line: int
    gone: Gone


@dataclass(frozen=True, slots=True)
class Known:
    """The identifiers of a release by path, each with the name of its thing where it has one."""

    release: str
    names: Mapping[str, str | None]
    projects: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Path of a project → all its names."""


def gone_after(
    before: Known | None,
    earlier: Iterable[Gone],
    now: Known,
    moves: Iterable[Move],
    today: str,
) -> dict[str, Gone]:
    """Every identifier that has been in use and is not now, by path.

    `before` is the release before, `earlier` what was out of use then already. The table goes
    before what was found out; an identifier that is in use is never among them.
    """
    found = {gone.path: gone for gone in earlier}
    if before is not None:
        renamed = _successors_by_name(before, now)
        for path, name in before.names.items():
            if path not in now.names and whole_of(path) == path:
                found[path] = _found_out(path, name, before.release, renamed.get(path), today)
    for move in moves:
        known = found.get(move.gone.path)
        found[move.gone.path] = Gone(
            path=move.gone.path,
            how=move.gone.how,
            date=move.gone.date,
            successors=move.gone.successors,
            name=known.name if known else None,
            reason=move.gone.reason,
            release=known.release if known else None,
        )
    return {path: found[path] for path in sorted(found) if path not in now.names}


def whole_of(path: str) -> str:
    """The evidence that a path is a place in: the identifier of the place is made from its own.

    >>> whole_of("belagg/0b769670af6f2d9cb4df-citat"), whole_of("projekt/vagen-in")
    ('belagg/0b769670af6f2d9cb4df', 'projekt/vagen-in')
    """
    return path.partition("-")[0] if path.startswith(_EVIDENCE) else path


_EVIDENCE = f"{SEGMENTS['evidence']}/"


def _found_out(
    path: str, name: str | None, release: str, successor: tuple[str, bool] | None, today: str
) -> Gone:
    if successor is None:
        return Gone(path, "withdrawn", today, name=name, release=release)
    other, is_new = successor
    # A project that was there all along has taken the other one in; a new one is the same project.
    how: How = "replaced" if is_new else "merged"
    return Gone(path, how, today, (other,), name, release=release)


def _successors_by_name(before: Known, now: Known) -> dict[str, tuple[str, bool]]:
    """Projects that were known by a name, and now by a number: path → (path, whether that is new).

    Only where exactly one project of now has a name that gives the old key.
    """
    by_slug: dict[str, set[str]] = defaultdict(set)
    for path, names in now.projects.items():
        for name in names:
            by_slug[_slug(name)].add(path)
    found: dict[str, tuple[str, bool]] = {}
    for path in before.projects:
        if path in now.names:
            continue
        others = by_slug.get(path.partition("/")[2], set())
        if len(others) == 1:
            other = next(iter(others))
            found[path] = (other, other not in before.names)
    return found


def _slug(name: str) -> str:
    try:
        return slugify(name)
    except ValueError:
        return ""


def problems_of(
    moves: Iterable[Move], now: Known, gone: Mapping[str, Gone], file: str
) -> list[Problem]:
    """What is wrong with rows of the table: old in use, or new leading nowhere."""
    found: list[Problem] = []
    for move in moves:
        if move.gone.path in now.names:
            found.append(
                Problem(
                    file,
                    f"{move.gone.path} is in use in this release.",
                    "Remove the row; an identifier out of use must not come to mean another thing.",
                    line=move.line,
                    column="old",
                )
            )
        for path in move.gone.successors:
            if path not in now.names and path not in gone:
                found.append(
                    Problem(
                        file,
                        f"{path} is not in this release, and has never been.",
                        "Write the key of what took its place, or withdraw it.",
                        line=move.line,
                        column="new",
                    )
                )
    return found
