"""Merging: records of the same project from several sources become one project.

Two records are the same project when they have the same number; else the same table key; else
the same name (letters and digits only) and owners that do not differ. Every other pair stays
apart, however alike the names. A decision in data/projects/merges.csv goes before these rules.

Where sources differ, the value of the source that comes first counts (`_precedence`: curated
tables, then documents, then the table of gathered facts), except that an exact amount comes
before a hedged one. All values stay, as stated, in the graph of their source.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Literal, TypeVar

from graph.linking import GROUP, Link, Linker, fold
from graph.links import surroundings
from graph.projects import Body, Part, Project
from graph.records import (
    Amount,
    Evidence,
    Participation,
    Period,
    ProjectRecord,
    Role,
    Source,
    earliest_day,
)
from ontology.identifiers import project_key, slugify
from ontology.vocabulary import Labels

T = TypeVar("T")

GENERIC = "fakta"  # the table whose column "partners" leaves the kind of part unstated

_PROGRAMME_STARTS = ((2007, "ESF 2007-2013"), (2014, "ESF 2014-2020"), (2021, "ESF+ 2021-2027"))


@dataclass(slots=True)
class _Group:
    key: str
    records: list[ProjectRecord] = field(default_factory=list)


Reason = Literal["number", "key", "name and owner", "decision"]


@dataclass(frozen=True, slots=True)
class Match:
    """Why a record was taken for a project that another source had named."""

    key: str
    source: str
    name: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on a match: that a record of a source is, or is not, a known project."""

    source: str
    name: str
    project: str
    same: bool


class Merger:
    """Groups records into projects and compiles each group.

    `decisions` go before every rule: they undo a merge that was wrong, or make one that no rule
    finds.
    """

    def __init__(
        self,
        linker: Linker,
        themes: Labels,
        sources: Iterable[Source],
        decisions: Iterable[Decision] = (),
    ) -> None:
        self._decided = {(d.source, same_name(d.name)): d for d in decisions}
        self._linker = linker
        self._themes = themes
        self._rank = {source.id: _precedence(source) for source in sources}
        self._names: dict[str, str] = {}

    def merge(self, records: Sequence[ProjectRecord]) -> tuple[list[Project], list[Match]]:
        """All projects in the order of their keys, and the matches that were made."""
        groups, matches = self._grouped(records)
        projects = [self.compile(group.key, group.records) for group in groups]
        return sorted(projects, key=lambda project: project.key), matches

    def _grouped(self, records: Sequence[ProjectRecord]) -> tuple[list[_Group], list[Match]]:
        groups: dict[str, _Group] = {}
        by_name: dict[str, list[_Group]] = {}
        matches: list[Match] = []
        for record in sorted(records, key=self._order):
            name = same_name(record.name)
            decision = self._decision(record)
            apart = decision.project if decision and not decision.same else None
            group: _Group | None = None
            reason: Reason = "decision"
            if decision and decision.same:
                group = groups.get(decision.project)
            if group is None and record.number:
                group, reason = groups.get(project_key(record.number, record.name)), "number"
            elif group is None and record.key:
                group, reason = groups.get(record.key), "key"
            elif group is None:
                candidates = [
                    g
                    for g in by_name.get(name, [])
                    if g.key != apart and self._same_owner(g, record)
                ]
                if len(candidates) == 1:
                    group, reason = candidates[0], "name and owner"
            if group is not None and group.key == apart:
                group = None
            if group is None:
                key = record.key or project_key(record.number, record.name)
                if key in groups:  # another project of the same name: tell it by its owner
                    owners = [p.party.name for p in record.participations if p.role is Role.OWNER]
                    key = slugify(f"{key} {owners[0] if owners else record.source}")
                group = groups.setdefault(key, _Group(key))
            else:
                matches.append(Match(group.key, record.source, record.name, reason))
            group.records.append(record)
            known = by_name.setdefault(name, [])
            if group not in known:
                known.append(group)
        return list(groups.values()), matches

    def _order(self, record: ProjectRecord) -> tuple[bool, bool, bool, int]:
        """Records with a number or key first: the others may be one of theirs, or said to be."""
        decision = self._decision(record)
        said = decision is not None and decision.same
        return said, record.number is None, record.key is None, self._rank[record.source]

    def _decision(self, record: ProjectRecord) -> Decision | None:
        return self._decided.get((record.source, same_name(record.name)))

    def _same_owner(self, group: _Group, record: ProjectRecord) -> bool:
        def owners(records: Iterable[ProjectRecord]) -> set[str]:
            return {
                self._body(
                    group.key,
                    self._linker.link(p.party, day_of(r), surroundings(p, r.participations)),
                ).slug
                for r in records
                for p in r.participations
                if p.role is Role.OWNER
            }

        ours, theirs = owners(group.records), owners([record])
        return not ours or not theirs or bool(ours & theirs)

    def stated(self, key: str, record: ProjectRecord) -> Project:
        """What one source says of a project, and nothing else."""
        return replace(self.compile(key, [record]), programme=record.programme)

    def compile(self, key: str, records: Iterable[ProjectRecord]) -> Project:
        """One project out of records of the same one."""
        ranked = sorted(records, key=lambda record: self._rank[record.source])
        first = ranked[0]
        keywords = _union(record.keywords for record in ranked)
        names = _union((record.name, *record.alternative_names) for record in ranked)
        codes, unplaced = self._places(ranked)
        return Project(
            key=key,
            name=first.name,
            records=tuple(ranked),
            alternative_names=tuple(name for name in names if name != first.name),
            number=_first(record.number for record in ranked),
            call=_first(record.call for record in ranked),
            programme=_first(record.programme for record in ranked) or _programme(ranked),
            specific_objective=_first(record.specific_objective for record in ranked),
            region=_first(record.region for record in ranked),
            municipalities=codes,
            unplaced=unplaced,
            period=_period(ranked),
            total_budget=_amount(record.total_budget for record in ranked),
            grant=_amount(record.grant for record in ranked),
            planned_participants=_first(record.planned_participants for record in ranked),
            target_groups=_union(record.target_groups for record in ranked),
            keywords=keywords,
            themes=tuple(
                dict.fromkeys(slug for word in keywords if (slug := self._themes.find(word)))
            ),
            summary=_first(record.summary for record in ranked),
            parts=self._parts(key, ranked),
            predecessors=_union(record.predecessors for record in ranked),
            successors=_union(record.successors for record in ranked),
            sources=_union((record.source,) for record in ranked),
            pages=_union(
                (record.primary_source,) if record.primary_source else () for record in ranked
            ),
            evidence=tuple(item for record in ranked for item in record.evidence),
        )

    def _places(self, records: Sequence[ProjectRecord]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        names = _union(record.municipalities for record in records)
        codes = {name: self._linker.municipalities(name) for name in names}
        placed = dict.fromkeys(code for found in codes.values() for code in found)
        return tuple(placed), tuple(name for name, found in codes.items() if not found)

    def _parts(self, key: str, records: Sequence[ProjectRecord]) -> tuple[Part, ...]:
        """Participations; the first source that names a body decides its roles.

        A later source adds evidence where it agrees, and bodies that no earlier one names.
        """
        chosen: dict[str, list[Part]] = {}
        for record in records:
            stated: dict[str, list[Part]] = {}
            for participation in record.participations:
                for part in self._parts_of(key, record, participation):
                    stated.setdefault(part.body.slug, []).append(part)
            for slug, parts in stated.items():
                if slug not in chosen:
                    chosen[slug] = _distinct(parts)
                else:
                    chosen[slug] = [
                        _with_evidence(own, parts, generic=record.source == GENERIC)
                        for own in chosen[slug]
                    ]
        order = list(Role)
        return tuple(
            sorted(
                (part for parts in chosen.values() for part in parts),
                key=lambda part: order.index(part.role),
            )
        )

    def _parts_of(
        self, key: str, record: ProjectRecord, participation: Participation
    ) -> list[Part]:
        """The parts that a participation states: several where its party describes several."""
        around = surroundings(participation, record.participations)
        links = self._linker.links(participation.party, day_of(record), around)
        return [self._part(key, link, participation) for link in links]

    def _part(self, key: str, link: Link, participation: Participation) -> Part:
        body = self._body(key, link)
        unit = None
        if link.unit:
            unit = self._named(self._free(slugify(f"{body.slug} {link.unit}")), link.unit, "unit")
        return Part(
            body,
            unit,
            participation.role,
            participation.extent,
            participation.evidence,
            link.score,
            link.reason,
        )

    def _body(self, key: str, link: Link) -> Body:
        if link.slug:
            return Body(link.slug, link.name, link.type)
        if link.type == GROUP:  # "kommunerna" of two projects are not the same bodies
            return self._named(slugify(f"{key} {link.name}"), link.name, GROUP)
        return self._named(self._free(slugify(link.name)), link.name, link.type)

    def _free(self, slug: str) -> str:
        """A slug that no body of the gazetteer has."""
        return f"{slug}-namn" if self._linker.knows(slug) else slug

    def _named(self, slug: str, name: str, kind: str) -> Body:
        """A body that no table has; spelt as it was the first time, whatever its case later."""
        return Body(slug, self._names.setdefault(slug, name), kind)


@lru_cache(maxsize=8192)
def same_name(name: str) -> str:
    """A project's name for comparison: letters and digits only, lower case.

    >>> same_name("HälsoGReppet") == same_name("Hälsogreppet")
    True
    >>> same_name("Heja Hälsan") == same_name("Heja Hälsan TWO.0")
    False
    """
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", name).casefold())


def _precedence(source: Source) -> int:
    if source.kind == "document":
        return 1
    return 2 if source.id == GENERIC else 0


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value is not None), None)


def _union(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Every value once, as first spelt."""
    seen: dict[str, str] = {}
    for group in groups:
        for value in group:
            seen.setdefault(unicodedata.normalize("NFC", value).casefold(), value)
    return tuple(seen.values())


def _amount(amounts: Iterable[Amount | None]) -> Amount | None:
    stated = [amount for amount in amounts if amount is not None]
    exact = [amount for amount in stated if amount.qualifier is None]
    for amount in stated:
        # A hedge that stands beside the same figure elsewhere is known, so it is kept.
        if amount.qualifier and all(other.value == amount.value for other in exact):
            return amount
    return _first(exact)


def _period(records: Iterable[ProjectRecord]) -> Period | None:
    periods = [record.period for record in records if record.period]
    start = _first(period.start for period in periods)
    end = _first(period.end for period in periods)
    if start and end and not _in_order(start, end):  # taken from sources that disagree
        return periods[0]
    return Period(start, end) if start or end else None


def _in_order(start: str, end: str) -> bool:
    shared = min(len(start), len(end))  # a month is compared with a month
    return start[:shared] <= end[:shared]


def _year(record: ProjectRecord) -> int | None:
    if record.period and (record.period.start or record.period.end):
        return earliest_day(record.period.start or record.period.end or "").year
    number = re.match(r"(?:(20\d{2})\b|(\d{2})-\d{3}-)", record.number or "")
    if number:
        return int(number[1] or f"20{number[2]}")
    return None


def _programme(records: Iterable[ProjectRecord]) -> str | None:
    """The programme period that a project began in, where a number or date tells."""
    year = _first(_year(record) for record in records)
    started = [name for first, name in _PROGRAMME_STARTS if year and first <= year]
    return started[-1] if started else None


def day_of(record: ProjectRecord) -> date | None:
    """A day in the project's time, for names that changed hands."""
    if record.period and (record.period.start or record.period.end):
        return earliest_day(record.period.start or record.period.end or "")
    year = _year(record)
    if year is None and record.programme == "ESF 2007-2013":
        return date(2010, 1, 1)
    return date(year, 7, 1) if year else None


def _distinct(parts: Iterable[Part]) -> list[Part]:
    """Parts of one body, one for each role and unit."""
    found: dict[tuple[Role, str | None], Part] = {}
    for part in parts:
        key = (part.role, part.unit.slug if part.unit else None)
        found[key] = _joined(found[key], part.evidence) if key in found else part
    return list(found.values())


def _with_evidence(own: Part, others: Iterable[Part], *, generic: bool) -> Part:
    for other in others:
        agrees = other.role is own.role and (
            other.unit is None or own.unit is None or fold(other.unit.name) == fold(own.unit.name)
        )
        if agrees or (generic and other.role is Role.PARTNER and own.role is not Role.OWNER):
            own = _joined(own, other.evidence)
    return own


def _joined(part: Part, evidence: tuple[Evidence, ...]) -> Part:
    return replace(part, evidence=tuple(dict.fromkeys((*part.evidence, *evidence))))
