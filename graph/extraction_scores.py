"""Scores of extraction: the records read from pages against the gold records of the same pages.

Names are compared after linking, on one day for both sides (a day of the gold's period, else of
the record's), so "Ale" and "Ale kommun" are one body; a name that no table has is compared as
written, case and dashes apart. A description of every municipality of a county ("samtliga
kommuner i Blekinge län") counts as the municipalities it stands for.

- project: gold projects found; matched by number, else by name (letters and digits only), else
  the likeliest pair left. A pair of the last kind is a project found under another name: its
  name counts against the value `name`.
- owner, participation: bodies; `participation` is every part but the owner's, as pairs of
  project and body; with role, as triples. A funder is counted only where the gold names funders
  of that project: "ett ESF-projekt" says who pays, and gold may leave that out.
- values: each field stated; municipalities singly. What the gold leaves null and a record states
  costs precision.
- linking: bodies of the reference tables that the gold names in any part, against those that the
  names of the matched record resolve to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from rapidfuzz import fuzz

from graph.gold import GoldPage, GoldProject
from graph.linking import Linker, fold
from graph.merging import same_name
from graph.records import Amount, Party, ProjectRecord, Role, earliest_day, latest_day

VALUE_FIELDS = (
    "name",
    "project_number",
    "municipalities",
    "period_start",
    "period_end",
    "total_budget_sek",
    "esf_grant_sek",
    "planned_participants",
    "region",
)
_LIKELY = 60.0  # least likeness of two names (0-100, with 40 for a shared owner) to be a pair


@dataclass(frozen=True, slots=True)
class Miss:
    """Something expected and not found ("missing"), or found and not expected ("extra")."""

    page: str
    measure: str
    kind: Literal["missing", "extra"]
    project: str
    value: str


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of what was expected, what was found, and what of both agrees."""

    expected: int = 0
    found: int = 0
    correct: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.expected + other.expected,
            self.found + other.found,
            self.correct + other.correct,
        )

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found or expected."""
        return self.correct / self.found if self.found else float(not self.expected)

    @property
    def recall(self) -> float:
        """Share of what was expected that was found; 1 where nothing was expected."""
        return self.correct / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall.

        >>> Score(expected=4, found=2, correct=2).f1
        0.6666666666666666
        """
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def as_json(self) -> dict[str, float | int]:
        """The score as JSON values."""
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "expected": self.expected,
            "found": self.found,
        }


@dataclass(slots=True)
class ExtractionScores:
    """Scores of each measure over all pages, and every miss."""

    project: Score = Score()
    owner: Score = Score()
    participation: Score = Score()
    participation_with_role: Score = Score()
    values: dict[str, Score] = field(
        default_factory=lambda: {name: Score() for name in VALUE_FIELDS}
    )
    linking: Score = Score()
    misses: list[Miss] = field(default_factory=list)

    @property
    def all_values(self) -> Score:
        """The score of the values of all fields taken together."""
        return sum(self.values.values(), Score())

    def as_json(self) -> dict[str, Any]:
        """The scores as JSON values."""
        return {
            "project": self.project.as_json(),
            "owner": self.owner.as_json(),
            "participation": self.participation.as_json(),
            "participation_with_role": self.participation_with_role.as_json(),
            "values": {name: score.as_json() for name, score in self.values.items()},
            "linking": self.linking.as_json(),
            "misses": [
                {
                    "page": miss.page,
                    "measure": miss.measure,
                    "kind": miss.kind,
                    "project": miss.project,
                    "value": miss.value,
                }
                for miss in self.misses
            ],
        }


Pair = tuple[GoldProject | None, ProjectRecord | None]


def score_extraction(
    pages: Iterable[GoldPage], records: Mapping[str, Sequence[ProjectRecord]], linker: Linker
) -> ExtractionScores:
    """Scores of the `records` read from each page, by the page's name."""
    scores = ExtractionScores()
    for page in pages:
        for gold, record in pair_projects(page.projects, records.get(page.name, ()), linker):
            _score_pair(scores, page.name, gold, record, linker)
    return scores


def pair_projects(
    gold: Sequence[GoldProject], records: Sequence[ProjectRecord], linker: Linker
) -> list[Pair]:
    """Each gold project with its record, then the records that no gold project has."""
    pairs: dict[int, ProjectRecord] = {}
    left = list(records)

    def take(same: Callable[[GoldProject, ProjectRecord], bool]) -> None:
        for number, project in enumerate(gold):
            if number in pairs:
                continue
            record = next((record for record in left if same(project, record)), None)
            if record is not None:
                pairs[number] = record
                left.remove(record)

    take(_same_number)
    take(_same_name)
    likely = sorted(
        (
            (_likeness(project, record, linker), number, position)
            for number, project in enumerate(gold)
            if number not in pairs
            for position, record in enumerate(left)
        ),
        reverse=True,
    )
    used: set[int] = set()
    for likeness, number, position in likely:
        if likeness >= _LIKELY and number not in pairs and position not in used:
            pairs[number] = left[position]
            used.add(position)
    rest = [record for position, record in enumerate(left) if position not in used]
    return [
        *((project, pairs.get(number)) for number, project in enumerate(gold)),
        *((None, record) for record in rest),
    ]


def _same_number(gold: GoldProject, record: ProjectRecord) -> bool:
    return (
        gold.project_number is not None
        and record.number is not None
        and _number(gold.project_number) == _number(record.number)
    )


def _same_name(gold: GoldProject, record: ProjectRecord) -> bool:
    if gold.project_number and record.number and not _same_number(gold, record):
        return False
    names = {same_name(name) for name in (record.name, *record.alternative_names)}
    return same_name(gold.name) in names


def _likeness(gold: GoldProject, record: ProjectRecord, linker: Linker) -> float:
    on = _day(gold, record)
    owner = _bodies(linker, gold.owner, on) & _owners(linker, record, on)
    likeness: float = fuzz.token_set_ratio(fold(gold.name), fold(record.name))
    return likeness * 0.8 + (40 if owner else 0)


def _day(gold: GoldProject | None, record: ProjectRecord | None) -> date | None:
    """The day on which names are linked, on both sides."""
    stated = [gold.period_start, gold.period_end] if gold else []
    if record is not None and record.period is not None:
        stated += [record.period.start, record.period.end]
    for value in stated:
        if value:
            return earliest_day(value)
    numbers = [gold.project_number if gold else None, record.number if record else None]
    for number in numbers:
        if year := re.match(r"(?:(20\d\d)\b|(\d\d)-\d{3}-)", number or ""):
            return date(int(year[1] or f"20{year[2]}"), 7, 1)
    return None


Bodies = set[tuple[str, bool]]  # slug or folded name, and whether a table has it


def _bodies(linker: Linker, name: str | None, on: date | None) -> Bodies:
    if not name:
        return set()
    return {
        (link.slug, True) if link.slug else (fold(link.name), False)
        for link in linker.links(Party(name), on)
    }


def _owners(linker: Linker, record: ProjectRecord, on: date | None) -> Bodies:
    return _union(
        _bodies(linker, part.party.name, on)
        for part in record.participations
        if part.role is Role.OWNER
    )


def _union(sets: Iterable[Bodies]) -> Bodies:
    return set().union(*sets)


def _score_pair(
    scores: ExtractionScores,
    page: str,
    gold: GoldProject | None,
    record: ProjectRecord | None,
    linker: Linker,
) -> None:
    on = _day(gold, record)
    project = gold.name if gold else record.name if record else ""
    names: dict[tuple[str, bool], str] = {}

    def compare(measure: str, expected: set[Any], found: set[Any]) -> Score:
        for kind, values in (("missing", expected - found), ("extra", found - expected)):
            for value in sorted(values, key=str):
                shown = _shown(value, names)
                scores.misses.append(Miss(page, measure, kind, project, shown))  # type: ignore[arg-type]
        return Score(len(expected), len(found), len(expected & found))

    def bodies_of(name: str | None) -> Bodies:
        bodies = _bodies(linker, name, on)
        for body in bodies:
            names.setdefault(body, name if name and len(bodies) == 1 else body[0])
        return bodies

    scores.project += compare(
        "project",
        {project} if gold else set(),
        {project} if record else set(),
    )
    expected_owner = bodies_of(gold.owner if gold else None)
    expected = {
        (body, partner.role)
        for partner in (gold.partners if gold else ())
        for body in bodies_of(partner.name)
    }
    counts_funders = any(role is Role.FUNDER for _, role in expected)
    found_owner: Bodies = set()
    found: set[tuple[tuple[str, bool], Role]] = set()
    for part in record.participations if record else ():
        bodies = bodies_of(part.party.name)
        if part.role is Role.OWNER:
            found_owner |= bodies
        elif part.role is not Role.FUNDER or counts_funders:
            found |= {(body, part.role) for body in bodies}
    scores.owner += compare("owner", expected_owner, found_owner)
    scores.participation_with_role += compare("participation_with_role", expected, found)
    scores.participation += compare(
        "participation", {body for body, _ in expected}, {body for body, _ in found}
    )
    scores.linking += compare(
        "linking",
        {body for body in expected_owner | {body for body, _ in expected} if body[1]},
        {body for body in found_owner | {body for body, _ in found} if body[1]},
    )
    stated, read = _gold_values(gold, linker), _record_values(record, linker)
    if gold and record and _same_name(gold, record):
        read["name"] = stated["name"]  # another spelling that the record has too
    for name, bound in (("period_start", earliest_day), ("period_end", latest_day)):
        # Gold that gives a year or month is met by every date within it, and a year or month that
        # was read meets the day that it begins with, or as an end the day that it ends with.
        for date_stated in stated[name]:
            read[name] = {
                date_stated
                if value.startswith(date_stated) or bound(value).isoformat() == date_stated
                else value
                for value in read[name]
            }
    for name in VALUE_FIELDS:
        scores.values[name] += compare(f"values.{name}", stated[name], read[name])


def _shown(value: Any, names: Mapping[tuple[str, bool], str]) -> str:
    if isinstance(value, tuple) and isinstance(value[0], tuple):
        return f"{names.get(value[0], value[0][0])} ({value[1].value})"
    if isinstance(value, tuple):
        return names.get(value, str(value[0]))
    return str(value)


def _gold_values(gold: GoldProject | None, linker: Linker) -> dict[str, set[Any]]:
    if gold is None:
        return {name: set() for name in VALUE_FIELDS}
    values: dict[str, set[Any]] = {
        "name": {same_name(gold.name)},
        "project_number": _stated(gold.project_number and _number(gold.project_number)),
        "municipalities": _municipalities(gold.municipalities, linker),
        "region": _stated(gold.region and fold(gold.region)),
    }
    for name in VALUE_FIELDS:
        values.setdefault(name, _stated(getattr(gold, name)))
    return values


def _record_values(record: ProjectRecord | None, linker: Linker) -> dict[str, set[Any]]:
    if record is None:
        return {name: set() for name in VALUE_FIELDS}
    period = record.period
    return {
        "name": {same_name(record.name)},
        "project_number": _stated(record.number and _number(record.number)),
        "municipalities": _municipalities(record.municipalities, linker),
        "period_start": _stated(period.start if period else None),
        "period_end": _stated(period.end if period else None),
        "total_budget_sek": _stated(_kronor(record.total_budget)),
        "esf_grant_sek": _stated(_kronor(record.grant)),
        "planned_participants": _stated(record.planned_participants),
        "region": _stated(record.region and fold(record.region)),
    }


def _kronor(amount: Amount | None) -> Decimal | None:
    """A sum in kronor; none of one in another currency, which the gold has no field for."""
    return amount.value if amount is not None and amount.currency == "SEK" else None


def _stated(value: object) -> set[Any]:
    return set() if value is None or value == "" else {value}


def _municipalities(names: Iterable[str], linker: Linker) -> set[str]:
    """Codes; a description of all municipalities of a county stands for each of them."""
    codes: set[str] = set()
    for name in names:
        found = linker.municipalities(name)
        codes |= set(found) if found else {fold(name)}
    return codes


def _number(number: str) -> str:
    return re.sub(r"[^0-9a-z]+", "-", number.casefold()).strip("-")
