"""The review page: documents with what was read marked in the text, and the records beside it.

One self-contained HTML file, for a person to check by eye. Personal data is blacked out in it as
in everything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib import resources
from itertools import pairwise

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from api.commands.stated_values import stated_values
from graph.linking import Linker
from graph.links import Link, surroundings
from graph.merging import day_of
from graph.records import Amount, Evidence, Participation, ProjectRecord, Reading


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of a document's text; the statements it is evidence for, and those that end with it."""

    text: str
    statements: tuple[int, ...] = ()
    ending: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One row beside the text: what is stated, by which rules, and how a name was linked.

    `linked` says whether the name means a body of a table; `others` are the bodies that it may
    mean besides, the likeliest first.
    """

    number: int
    what: str
    value: str
    rules: tuple[str, ...]
    link: str | None = None
    score: float | None = None
    linked: bool = True
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewedProject:
    """A record as rows."""

    name: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class ReviewedDocument:
    """A document with its segments, projects and problems."""

    title: str
    source: str
    segments: tuple[Segment, ...]
    projects: tuple[ReviewedProject, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewContext:
    """What the template is given."""

    documents: tuple[ReviewedDocument, ...]
    styles: str


@dataclass(slots=True)
class _Marks:
    """Spans of the text by the statement they are evidence for."""

    spans: list[tuple[int, int, int]] = field(default_factory=list)
    count: int = 0

    def number(self, evidence: Iterable[Evidence]) -> int:
        self.count += 1
        self.spans += [(item.start, item.end, self.count) for item in evidence]
        return self.count


def review_page(readings: Sequence[Reading], linker: Linker) -> str:
    """The page for these readings; one without a text shows its problems only."""
    environment = Environment(
        loader=PackageLoader("api"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    styles = resources.files("api").joinpath("static/review.css").read_text(encoding="utf-8")
    context = ReviewContext(tuple(_document(reading, linker) for reading in readings), styles)
    return environment.get_template("review.html").render(page=context)


def _document(reading: Reading, linker: Linker) -> ReviewedDocument:
    marks = _Marks()
    projects = tuple(_project(record, marks, linker) for record in reading.records)
    return ReviewedDocument(
        title=reading.source.title,
        source=reading.source.id,
        segments=segments(reading.text or "", marks.spans),
        projects=projects,
        problems=tuple(str(problem) for problem in reading.problems),
    )


def segments(text: str, spans: Iterable[tuple[int, int, int]]) -> tuple[Segment, ...]:
    """The text cut wherever a span begins or ends; spans are (start, end, statement).

    >>> [(s.text, s.statements) for s in segments("abcd", [(0, 2, 1), (1, 3, 2)])]
    [('a', (1,)), ('b', (1, 2)), ('c', (2,)), ('d', ())]
    >>> [s.ending for s in segments("abcd", [(0, 2, 1), (1, 3, 2)])]
    [(), (1,), (2,), ()]
    """
    clamped = ((max(0, a), min(len(text), b), number) for a, b, number in spans)
    inside = [(a, b, number) for a, b, number in clamped if a < b]
    cuts = sorted({0, len(text), *(a for a, _, _ in inside), *(b for _, b, _ in inside)})
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for start, end, number in inside:
        starts.setdefault(start, []).append(number)
        ends.setdefault(end, []).append(number)
    open_now: list[int] = []
    found: list[Segment] = []
    for start, end in pairwise(cuts):
        for number in ends.get(start, ()):
            open_now.remove(number)
        open_now += starts.get(start, ())
        ending = tuple(sorted(set(ends.get(end, ()))))
        found.append(Segment(text[start:end], tuple(sorted(set(open_now))), ending))
    return tuple(found)


def _project(record: ProjectRecord, marks: _Marks, linker: Linker) -> ReviewedProject:
    rows: list[Statement] = []
    for what, value in stated_values(record, _sum, "; ").items():
        evidence = record.evidence_for(what)  # type: ignore[arg-type]
        rules = tuple(dict.fromkeys(item.rule for item in evidence))
        number = marks.number(evidence)
        if what == "municipalities":
            rows.append(_places(number, record, rules, linker))
        else:
            rows.append(Statement(number, what, value, rules))
    for part in record.participations:
        links = links_of(record, part, linker)
        name = part.party.name + (f", {part.party.unit}" if part.party.unit else "")
        rows.append(
            Statement(
                marks.number(part.evidence),
                part.role.value,
                name + (f" ({part.extent})" if part.extent else ""),
                tuple(dict.fromkeys(item.rule for item in part.evidence)),
                _named(links),
                min(link.score for link in links),
                linked=all(link.slug is not None for link in links),
                others=tuple(
                    f"{other.slug}: {other.reason} ({other.score:.2f})"
                    for link in links
                    for other in link.candidates
                    if other.slug != link.slug
                ),
            )
        )
    return ReviewedProject(record.name, tuple(rows))


def links_of(record: ProjectRecord, part: Participation, linker: Linker) -> tuple[Link, ...]:
    """What a participation's party is resolved to, in its record."""
    around = surroundings(part, record.participations)
    return linker.links(part.party, day_of(record), around)


def _named(links: Sequence[Link]) -> str:
    if len(links) == 1:
        return f"{links[0].slug or links[0].type}: {links[0].reason}"
    return f"{', '.join(link.slug or link.type for link in links)}: {links[0].reason}"


def _places(
    number: int, record: ProjectRecord, rules: tuple[str, ...], linker: Linker
) -> Statement:
    """The row of municipalities, with the codes that their names mean."""
    codes = {name: linker.municipalities(name) for name in record.municipalities}
    found = [code for each in codes.values() for code in each]
    missing = [name for name, each in codes.items() if not each]
    link = ", ".join(found)
    if missing:
        link += f"{'; ' if found else ''}no municipality: {', '.join(missing)}"
    value = ", ".join(record.municipalities)
    score = 1 - len(missing) / len(codes)
    return Statement(number, "municipalities", value, rules, link, score, linked=not missing)


def _sum(amount: Amount | None) -> str | None:
    if amount is None:
        return None
    return " ".join(filter(None, (amount.qualifier, f"{amount.value:,.0f}", amount.currency)))


def _text(value: object) -> str | None:
    return None if value is None else str(value)
