"""A project record in the making: values gathered one by one, each with its evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from graph.records import (
    Amount,
    Evidence,
    Field,
    FieldEvidence,
    Participation,
    Party,
    Period,
    ProjectRecord,
    Role,
)
from graph.sources.party_words import ALL_IN_COUNTY
from graph.sources.passages import MASK, squeeze, without_masks

_LISTS = ("list.", "label.")
_LEGAL_FORMS = frozenset({"AB", "HB", "KB", "Ek. för."})  # left alone where a name was masked

_KIND = re.compile(r"(?:s)?\s+(?:kommun|stad)$")


@dataclass(frozen=True, slots=True)
class Citer:
    """Makes evidence of ranges of one source's text; no quote holds a mask."""

    source: str
    text: str

    def cite(
        self, start: int, end: int, rule: str, focus: tuple[int, int] | None = None
    ) -> Evidence:
        """Evidence for `start..end`, narrowed to the part around `focus` without masks."""
        left, right = without_masks(self.text, start, end, focus or (start, start))
        return Evidence(self.source, self.text[left:right], left, right, rule)


@dataclass(slots=True)
class Draft:
    """What has been read of one project; the first value of a field stands."""

    citer: Citer
    name: str
    alternative_names: list[str] = field(default_factory=list)
    number: str | None = None
    call: str | None = None
    programme: str | None = None
    specific_objective: str | None = None
    region: str | None = None
    municipalities: list[str] = field(default_factory=list)
    start: str | None = None
    end: str | None = None
    total_budget: Amount | None = None
    grant: Amount | None = None
    planned_participants: int | None = None
    target_groups: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    summary: str | None = None
    predecessors: list[str] = field(default_factory=list)
    successors: list[str] = field(default_factory=list)
    evidence: list[FieldEvidence] = field(default_factory=list)
    _parts: dict[tuple[Party, Role], Participation] = field(default_factory=dict)

    def prove(self, of: Field, evidence: Evidence) -> None:
        """Add evidence for a field, once."""
        if evidence.quote and MASK not in evidence.quote:
            item = FieldEvidence(of, evidence)
            if item not in self.evidence:
                self.evidence.append(item)

    def take_part(
        self, party: Party, role: Role, evidence: Evidence, extent: str | None = None
    ) -> None:
        """Add a participation; the same party in the same role gains evidence only."""
        party = _cleaned(party)
        if role is Role.OWNER and ALL_IN_COUNTY.match(party.name):
            role = Role.PARTICIPANT  # all of a county are granted, and one answers for it
        if not party.name or party.name in _LEGAL_FORMS or not evidence.quote:
            return
        key = next((k for k in self._parts if k[1] == role and _same(k[0], party)), (party, role))
        known = self._parts.get(key)
        if known is None:
            self._parts[key] = Participation(party, role, (evidence,), extent)
        elif evidence not in known.evidence:
            self._parts[key] = Participation(
                known.party, role, (*known.evidence, evidence), known.extent or extent
            )

    def has(self, role: Role) -> bool:
        """Whether a party with this role is known."""
        return any(key[1] == role for key in self._parts)

    def yield_ownership(self, rules: Collection[str]) -> None:
        """Make owners that only `rules` tell of participants: a surer statement names another."""
        for key, part in list(self._parts.items()):
            if part.role is Role.OWNER and all(item.rule in rules for item in part.evidence):
                del self._parts[key]
                self._parts[(part.party, Role.PARTICIPANT)] = replace(part, role=Role.PARTICIPANT)

    def promote(self, rule: str) -> None:
        """Make the one body that `rule` tells of the owner, where nothing names an owner."""
        told = [
            (of, part)
            for of, part in self._parts.items()
            if any(item.rule == rule for item in part.evidence)
        ]
        if len(told) == 1:
            of, part = told[0]
            del self._parts[of]
            self._parts[(part.party, Role.OWNER)] = replace(part, role=Role.OWNER)

    def settle_parts(self, key: Callable[[str], str]) -> None:
        """Leave each body one part in the project, where sentences tell of it twice.

        Dropped are parts of the owner ("A driver projektet med B", A being owner), and the later
        of "deltar" and "samverkar" said of one body. A list of participants that has the owner in
        it, or a unit of the owner, is a statement of its own and stays. `key` gives all names of
        one body the same value.
        """
        owners = {key(part.party.name) for part in self._parts.values() if part.role is Role.OWNER}
        settled: dict[str, Role] = {}
        taking = [
            (of, part)
            for of, part in self._parts.items()
            if part.role in (Role.PARTICIPANT, Role.PARTNER) and not part.party.unit
        ]
        for told in (False, True):
            for of, part in taking:
                if told is any(item.rule.startswith(_LISTS) for item in part.evidence):
                    continue
                body = key(part.party.name)
                if told and (body in owners or settled.get(body, part.role) is not part.role):
                    del self._parts[of]
                settled.setdefault(body, part.role)

    def limit(self, parties: Iterable[Party], extent: str, evidence: Evidence) -> None:
        """Limit the participations of `parties` by a statement that follows them."""
        wanted = list(parties)
        for key, part in list(self._parts.items()):
            if any(_same(key[0], party) for party in wanted):
                joined = "; ".join(dict.fromkeys(filter(None, (part.extent, extent))))
                self._parts[key] = Participation(
                    part.party, part.role, (*part.evidence, evidence), joined
                )

    def add_municipality(self, name: str, evidence: Evidence) -> None:
        """Add a municipality by its bare name."""
        if name not in self.municipalities:
            self.municipalities.append(name)
            self.prove("municipalities", evidence)

    @property
    def parts(self) -> tuple[Participation, ...]:
        """The participations read so far."""
        return tuple(self._parts.values())

    def record(self) -> ProjectRecord:
        """The record; the evidence of each field in reading order."""
        period = Period(self.start, self.end) if self.start or self.end else None
        return ProjectRecord(
            source=self.citer.source,
            name=self.name,
            alternative_names=tuple(
                dict.fromkeys(name for name in self.alternative_names if name != self.name)
            ),
            number=self.number,
            call=self.call,
            programme=self.programme,
            specific_objective=self.specific_objective,
            region=self.region,
            municipalities=tuple(self.municipalities),
            period=period,
            total_budget=self.total_budget,
            grant=self.grant,
            planned_participants=self.planned_participants,
            target_groups=tuple(dict.fromkeys(self.target_groups)),
            keywords=tuple(dict.fromkeys(self.keywords)),
            summary=self.summary,
            participations=tuple(self._parts.values()),
            predecessors=tuple(dict.fromkeys(self.predecessors)),
            successors=tuple(dict.fromkeys(self.successors)),
            evidence=tuple(sorted(self.evidence, key=lambda item: item.evidence.start)),
        )


def _cleaned(party: Party) -> Party:
    return Party(_clean(party.name) or "", _clean(party.unit) if party.unit else None)


def _clean(value: str) -> str | None:
    if MASK in value:
        value = max(value.split(MASK), key=len)
    if value.count("(") > value.count(")"):
        value = value[: value.rfind("(")]
    return squeeze(value).strip(' ,;:–-•”"') or None


def _same(one: Party, other: Party) -> bool:
    """Whether two names are one body: capitals, "kommun" and a genitive s make no difference."""
    if one.unit and other.unit and one.unit.casefold() != other.unit.casefold():
        return False
    return _key(one.name) == _key(other.name)


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return _KIND.sub("", name.casefold())
