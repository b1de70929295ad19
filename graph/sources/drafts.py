"""A project record in the making: values gathered one by one, each with its evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
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
from graph.sources.party_names import Named
from graph.sources.party_words import ALL_IN_COUNTY, AND_SO_MANY, NO_NAME, OF_COUNTY
from graph.sources.passages import MASK, squeeze, without_masks

_PAYS = ("funder.", "list.funder", "label.funder")  # rules on who finances the project
_LISTS = ("list.", "label.")
# They say that a body takes part somehow; a sentence that says how counts before them
_VAGUE = frozenset(
    {"participant.together", "participant.enumerated", "partner.enumerated", "participant.units-of"}
)
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


def _is_short_of_any(name: str, longer: list[str]) -> bool:
    """Whether two words or more are how one of the longer names begins: "Exempel Nord (AB)"."""
    short = f"{name.casefold()} "
    return short.count(" ") > 1 and any(one.casefold().startswith(short) for one in longer)


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
    rough_period: bool = False  # whether `start` and `end` are but the years of a title
    end_of_phase: bool = False  # whether `end` is only that of a phase
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
    # what is in `_parts` by role and name, and where evidence of parts stands
    _by_name: dict[tuple[Role, str], list[tuple[Party, Role]]] = field(default_factory=dict)
    _cited: set[tuple[str, int | None, int | None]] = field(default_factory=set)
    _proved: set[tuple[Field, str, int, int, str]] = field(default_factory=set)

    def prove(self, of: Field, evidence: Evidence) -> None:
        """Add evidence for a field, once."""
        if evidence.quote and MASK not in evidence.quote:
            key = (of, evidence.rule, evidence.start, evidence.end, evidence.quote)
            if key not in self._proved:
                self._proved.add(key)
                self.evidence.append(FieldEvidence(of, evidence))

    def take_grant(self, amount: Amount, evidence: Evidence) -> None:
        """Set what the fund gives, with what proves it."""
        self.grant = amount
        self.prove("grant", evidence)

    def take_named(self, named: Named, role: Role, rule: str, span: tuple[int, int]) -> None:
        """Add the participation of a body that is named in the passage `span`, which is cited."""
        evidence = self.citer.cite(*span, rule, (named.start, named.end))
        self.take_part(named.party, role, evidence)

    def take_part(
        self, party: Party, role: Role, evidence: Evidence, extent: str | None = None
    ) -> None:
        """Add a participation; the same party in the same role gains evidence only."""
        party = _cleaned(party)
        if role is Role.OWNER and ALL_IN_COUNTY.match(party.name):
            role = Role.PARTICIPANT  # all of a county are granted, and one answers for it
        if not party.name or party.name in _LEGAL_FORMS or not evidence.quote:
            return
        if NO_NAME.match(party.name):
            return
        if OF_COUNTY.fullmatch(party.name):
            return
        named = self._by_name.get((role, _key(party.name)), ())
        known = next((k for k in named if k in self._parts and _same(k[0], party)), None)
        stands = (evidence.rule, evidence.start, evidence.end)
        if known is None:
            self._put(party, Participation(party, role, (evidence,), extent))
        elif stands not in self._cited or evidence not in self._parts[known].evidence:
            part = self._parts[known]
            self._parts[known] = Participation(
                part.party, role, (*part.evidence, evidence), part.extent or extent
            )
        self._cited.add(stands)

    def _put(self, party: Party, part: Participation) -> None:
        """Add a participation under a name of its party."""
        self._parts[(party, part.role)] = part
        self._by_name.setdefault((part.role, _key(party.name)), []).append((party, part.role))

    def has(self, role: Role) -> bool:
        """Whether a party with this role is known."""
        return any(key[1] == role for key in self._parts)

    def yield_ownership(self, is_unsure: Callable[[str], bool]) -> None:
        """Make owners that only unsure rules tell of participants: another is told of surely."""
        for key, part in list(self._parts.items()):
            if part.role is Role.OWNER and all(is_unsure(item.rule) for item in part.evidence):
                del self._parts[key]
                self._put(part.party, replace(part, role=Role.PARTICIPANT))

    def lengthen_owner(self, party: Party, evidence: Evidence) -> bool:
        """Give the owner the whole of its name: "Exempelbolaget" is "Exempelbolaget i Väst AB"."""
        name = _cleaned(party).name
        for key, part in list(self._parts.items()):
            if part.role is Role.OWNER and name.casefold().startswith(
                f"{part.party.name.casefold()} "
            ):
                del self._parts[key]
                longer = replace(party, name=name)
                self._put(longer, replace(part, party=longer, evidence=(*part.evidence, evidence)))
                return True
        return False

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
            self._put(part.party, replace(part, role=Role.OWNER))

    def settle_parts(self, key: Callable[[str], str]) -> None:
        """Leave each body one part in the project, where sentences tell of it twice.

        Dropped are parts of the owner ("A driver projektet med B", A being owner), that it
        evaluates or supplies its project, and the later of "deltar" and "samverkar" said of one
        body. A list of participants that has the owner in it, or a unit of the owner, is a
        statement of its own and stays. `key` gives all names of one body the same value.
        """
        owners = {key(part.party.name) for part in self._parts.values() if part.role is Role.OWNER}
        owner_names = [p.party.name for p in self._parts.values() if p.role is Role.OWNER]
        for of, part in list(self._parts.items()):
            by_itself = part.role in (Role.EVALUATOR, Role.SUPPLIER) or (
                part.role is Role.COFINANCIER
                and all(
                    item.rule.startswith(_PAYS) or part.party.name not in item.quote
                    for item in part.evidence  # or by "de fyra kommunerna"
                )
            )
            if by_itself and key(part.party.name) in owners:
                del self._parts[of]  # who evaluates its own project, teaches in it or pays for it
        settled: dict[str, Role] = {}
        in_lists: list[tuple[tuple[Party, Role], Participation]] = []
        in_sentences: list[tuple[tuple[Party, Role], Participation]] = []
        for of, part in self._parts.items():
            if part.role in (Role.PARTICIPANT, Role.PARTNER) and not part.party.unit:
                listed = any(item.rule.startswith(_LISTS) for item in part.evidence)
                (in_lists if listed else in_sentences).append((of, part))
        in_sentences.sort(key=lambda item: all(one.rule in _VAGUE for one in item[1].evidence))
        for told, parts in ((False, in_lists), (True, in_sentences)):
            for of, part in parts:
                body = key(part.party.name)
                owned = body in owners or _is_short_of_any(part.party.name, owner_names)
                if told and (owned or settled.get(body, part.role) is not part.role):
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
    name, unit = _clean(party.name) or "", _clean(party.unit) if party.unit else None
    return party if (name, unit) == (party.name, party.unit) else Party(name, unit)


def _clean(value: str) -> str | None:
    if MASK in value:
        value = max(value.split(MASK), key=len)
    if value.count("(") > value.count(")"):
        value = value[: value.rfind("(")]
    return AND_SO_MANY.sub("", squeeze(value)).strip(' ,;:–-•”"') or None


def _same(one: Party, other: Party) -> bool:
    """Whether two names are one body: capitals, "kommun" and a genitive s make no difference."""
    if one.unit and other.unit and one.unit.casefold() != other.unit.casefold():
        return False
    return _key(one.name) == _key(other.name)


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return _KIND.sub("", name.casefold())
