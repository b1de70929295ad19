"""Project-bank pages and fact boxes: labelled fields, then prose, read by a table of labels.

A label and its value may stand on one line, on two, with a colon or without, or glued together.
The order of the fields is of no account. A key field that comes a second time begins a new
project, so a list of projects with a few labels each is read too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import chain, islice

from graph.records import Problem, ProjectRecord, Role
from graph.sources.amounts import find_amounts
from graph.sources.body import add_places, add_region, body_of, read_body, read_sentence
from graph.sources.clause_values import is_sentence
from graph.sources.drafts import Draft
from graph.sources.facts import read_facts
from graph.sources.field_sums import read_applied
from graph.sources.field_values import is_region_field, read_field
from graph.sources.fields import SENTENCE, Field
from graph.sources.furniture import body_end, is_page_date
from graph.sources.heading_names import from_heading
from graph.sources.label_headings import first_heading_row, first_telling, headings_over
from graph.sources.labels import ROLES, TELLING, Kind
from graph.sources.owner_lines import take_owner_line
from graph.sources.page import Page
from graph.sources.passages import (
    MASK,
    SUM_BEHIND,
    Unit,
    split_sentences,
    squeeze,
    stands_whole,
)
from graph.sources.place_lists import read_counted_places
from graph.sources.prose import read_predecessors
from graph.sources.sections import counts_projects
from graph.sources.shared_periods import share_period
from graph.sources.stretches import page_of_units, tell_apart
from graph.sources.values import (
    find_numbers,
)

_FEW = 2  # projects of which a page tells below their labels, at the least
_KEYS = frozenset({"owner", "number", "name", "period", "grant"})
_VALUES = frozenset(
    {"number", "call", "period", "start", "end", "budget", "grant", "participants", "objective"}
)
_FURTHER = re.compile(r"\bprojekt(?:en)?\b", re.IGNORECASE)
_COFINANCED = re.compile(
    r"\(?(?:(?:övrig|offentlig|privat)\s+)?medfinans(?:ier|er)ing\s+(?:av|från)\s+(?P<bodies>[^:()]{3,120}?)\)?"
    r"(?:\s*:\s*\d[\d ,.]*\s*\w*)?",
    re.IGNORECASE,
)
# The sum of a list of projects: "Totalt beviljat EU-stöd: …"
_OF_ALL = re.compile(
    r"(?:Totalt|Sammanlagt|Summa)\s+(?:har\s+)?(?:bevilja|prioritera|fördela)|"
    r"[^.;]{0,30}\bomsätter\s+projekten\b",
    re.IGNORECASE,
)


_LONGEST_HEADING = 90
_PROSE = 60  # characters of what may be a paragraph
# "Exempelvägen (avslutat)"
_STATE = re.compile(
    r"(?<=\w)\s*\((?:avsluta[dt]|pågående|pågår|beviljat|förprojektering|förstudie)\)$",
    re.IGNORECASE,
)


def read_labelled(page: Page, fields: list[Field]) -> tuple[list[ProjectRecord], list[Problem]]:
    """The projects that labelled fields tell of."""
    groups = _groups(page, fields)
    drafts: list[Draft] = []
    problems: list[Problem] = []
    for number, group in enumerate(groups):
        above = groups[number - 1][-1].last if number else -1
        below = groups[number + 1][0].row if number + 1 < len(groups) else len(page.lines)
        headings = headings_over(page, group, above, several=len(groups) > 1)
        draft = _named(page, group, headings)
        if draft is None:
            problems.append(
                Problem(
                    page.citer.source,
                    "Labelled fields of a project without its name.",
                    "Add a line “Namn: …” or a heading above the fields.",
                    line=group[0].row + 1,
                    severity="warning",
                )
            )
            continue
        for item in group:
            read_field(page, draft, item)
        _take_beside(page, draft, headings)
        if headings and not draft.has(Role.OWNER):
            take_owner_line(page, draft, headings[0], first_telling(group).row)
        _read_between(page, draft, group, headings[0].last if headings else group[0].row)
        _read_cofinanced(page, draft, group[0].row, below)
        next_heading = (
            first_heading_row(page, groups[number + 1], group[-1].last)
            if number + 1 < len(groups)
            else below
        )
        told = _told_below(page, [*drafts, draft], group) if number + 1 == len(groups) else []
        next_heading = min([next_heading, *(unit.first for unit in told[:1])])
        _read_prose(page, draft, group, next_heading, several=len(groups) > 1)
        read_applied(page, draft, group, fields[0].row)
        drafts.append(draft)
        if told:
            tell_apart(page_of_units(page, told), drafts)
    for draft in drafts:
        draft.settle_parts(page.body_key)
        add_places(page, draft)
        if len(groups) > 1:
            add_region(page, draft)
    share_period(page, drafts)
    return [draft.record() for draft in drafts], problems


def _read_between(page: Page, draft: Draft, group: list[Field], head: int) -> None:
    """The facts in lines without a label among the fields, and in sentences below a label.

    Sentences between the heading, in the line `head`, and the fields tell of the project too.

    "Projektet pågår 2019-01-01 – 2021-12-31" between owner and grant; "Budgeten omsluter 9 mkr"
    below "Finansiering", which else holds bodies.
    """
    last = _last_of_block(page, group)
    fields = {row for item in group for row in range(item.row, item.last + 1)}
    for row in range(min(head, group[0].row) + 1, last):
        line = page.lines[row]
        if row in fields or not line.text or is_page_date(line.text):
            continue
        if is_sentence(page.text, line.start, line.end):
            for sentence in split_sentences(page.text, line.start, line.end):
                read_sentence(page, draft, *sentence)
        elif row > group[0].row:
            read_facts(draft, line.start, line.end)
    for item in group:
        told = item.end > item.start and is_sentence(page.text, item.start, item.end)
        if not told and not (
            item.kind in ROLES and SENTENCE.search(page.text[item.start : item.end])
        ):
            continue
        for start, end in split_sentences(page.text, item.start, item.end):
            if told and item.kind not in ROLES:
                read_sentence(page, draft, start, end)
            else:
                read_facts(draft, start, end)


def _told_below(page: Page, drafts: list[Draft], last: list[Field]) -> list[Unit]:
    """The paragraphs below all labels that tell of the projects again, two of them at the least."""
    if len(drafts) < _FEW:
        return []
    row = max((item.last for item in last if item.kind != "other"), default=last[-1].last)
    below = [unit for unit in body_of(page) if unit.first > row]
    named = {
        draft.name: next(
            (at for at, unit in enumerate(below) if stands_whole(page.text, draft.name, *unit[:2])),
            None,
        )
        for draft in drafts
    }
    found = [at for at in named.values() if at is not None]
    return below[min(found) :] if len(found) >= _FEW else []


def _read_cofinanced(page: Page, draft: Draft, first: int, stop: int) -> None:
    """Who pays besides, in lines of a label that names them: "Medfinansiering av A: 2 mkr"."""
    for line in page.lines[first:stop]:
        paid = _COFINANCED.fullmatch(line.text)
        if paid is None:
            continue
        span = (line.start, line.end)
        left, right = paid.span("bodies")
        owners = {page.body_key(part.party.name) for part in draft.parts if part.role is Role.OWNER}
        for named in page.reader.listed(line.start + left, line.start + right):
            if page.body_key(named.party.name) in owners:
                continue
            draft.take_named(named, Role.COFINANCIER, "label.cofinanced-by", span)


def read_values(page: Page, fields: list[Field], draft: Draft) -> None:
    """Add what the labels within a page in prose say."""
    for item in fields:
        # parties below a label are a list under a heading, which the prose is read for
        beside = item.kind in ROLES and item.end <= page.lines[item.row].end
        if _is_of_another(page, item) or (item.kind == "owner" and draft.has(Role.OWNER)):
            continue
        told = item.kind in _VALUES or beside or is_region_field(page, item)
        if told and item.row > 0:
            read_field(page, draft, item)
    read_counted_places(page, draft)


def _is_of_another(page: Page, item: Field) -> bool:
    """Whether a label stands below a further project's name: "Projekten är:", "X", "Ägare:"."""
    lines = (page.lines[row].text for row in range(item.row - 1, -1, -1))
    name, heading = islice(chain(filter(None, lines), ("", "")), 2)
    if not heading or name.endswith((".", ":")) or len(name) > 90:
        return False
    return heading.endswith(":") and _FURTHER.search(heading) is not None


def comes_after_prose(page: Page, fields: list[Field]) -> bool:
    """Whether labels only complete a page in prose: prose comes first, and it names the project."""
    for item in fields:
        name = squeeze(page.text[item.start : item.end]) if item.kind == "name" else ""
        if name and not any(
            unit.first < fields[0].row
            and len(unit.text) > _PROSE
            and stands_whole(page.text, name, unit.start, unit.end)
            for unit in page.units
        ):
            return False
    if len(_groups(page, fields)) > 1 or _has_own_heading(page, fields):
        return False
    return any(
        unit.first < fields[0].row and len(unit.text) > _PROSE and SENTENCE.search(unit.text)
        for unit in page.units
    )


def _has_own_heading(page: Page, fields: list[Field]) -> bool:
    """Whether labels stand right below a heading of theirs.

    So they do on a page whose prose speaks of several projects, and where owner, period and grant
    are labelled and most prose stands below: what is above is a notice of the site.
    """
    heading = next(iter(headings_over(page, fields, -1)), None)
    if heading is None or heading.first == 0:
        return False
    between = [line.text for line in page.lines[heading.last + 1 : fields[0].row] if line.text]
    above = [unit for unit in page.units if unit.last < heading.first]
    if between:
        return False
    prose = [unit for unit in page.units if len(unit.text) > _PROSE]
    below = [unit for unit in prose if unit.first > fields[-1].last]
    noticed = sum(len(unit.text) for unit in prose if unit.last < heading.first)
    whole = {"owner", "period", "grant"} <= {item.kind for item in fields}
    return (whole and 2 * noticed < sum(len(unit.text) for unit in below)) or any(
        counts_projects(page, unit) for unit in above
    )


def _value(page: Page, item: Field) -> str:
    """What a field holds, to compare with others of its kind; empty for nothing."""
    span = (item.start, item.end)
    if item.kind in ROLES and item.end > item.start and is_sentence(page.text, *span):
        return ""
    value = squeeze(page.text[item.start : item.end]).casefold()
    if item.kind == "number" and next(find_numbers(value.upper()), None) is None:
        return ""
    return value


def _groups(page: Page, fields: list[Field]) -> list[list[Field]]:
    groups: list[list[Field]] = [[]]
    values: dict[Kind, str] = {}  # of the last group
    for item in fields:
        value = _value(page, item) if item.kind in _KEYS else ""
        if item.kind in _KEYS and (
            (value and _differs(item.kind, values.get(item.kind, value), value))
            or _begins_anew(page, groups[-1], item)
            or _is_headed(page, groups[-1], item)
        ):
            groups.append([])
            values.clear()
        if value:
            values[item.kind] = value
        groups[-1].append(item)
    if len(groups) > 1 and not any(item.kind in TELLING for item in groups[0]):
        del groups[0]
    kept: list[list[Field]] = []
    for group in groups:
        telling = {item.kind for item in group} & TELLING
        if kept and len(telling) < 2 and ("owner" not in telling or len(group) < 2):
            continue  # a field said twice, not a project of its own
        kept.append(group)
    return kept


def _differs(kind: Kind, known: str, value: str) -> bool:
    """Whether two values are of two projects; one owner may stand with a number and without."""
    if kind == "owner":
        return not (known.startswith(value) or value.startswith(known))
    return known != value


def _begins_anew(page: Page, group: list[Field], item: Field) -> bool:
    """Whether a label met before stands under a new heading, though its value is the same."""
    if all(known.kind != item.kind for known in group) or len(group) < 2:
        return False
    between = [line.text for line in page.lines[group[-1].last + 1 : item.row] if line.text]
    above = between[-1] if between else ""
    return bool(above) and len(above) < _LONGEST_HEADING and not above.endswith((".", ":"))


def _is_headed(page: Page, group: list[Field], item: Field) -> bool:
    """Whether a label stands under a heading, and those before it only told whom to ask."""
    if not group or any(known.kind in TELLING for known in group) or item.row < 2:
        return False
    if group[-1].last == item.row - 1:
        return False  # what stands above is a field
    above, before = page.lines[item.row - 1].text, page.lines[item.row - 2].text
    return bool(above) and not before and len(above) < 120 and not above.endswith((".", ":"))


def _named(page: Page, group: list[Field], headings: list[Unit]) -> Draft | None:
    stated = next((item for item in group if item.kind == "name" and item.end > item.start), None)
    citer = page.citer
    heading = headings[0] if headings else None
    title, number = from_heading(heading.text) if heading else ("", None)
    draft: Draft | None = None
    if stated is not None:
        name = _STATE.sub("", squeeze(page.text[stated.start : stated.end]))
        if MASK not in name:
            draft = Draft(citer, name)
            draft.prove(
                "name",
                citer.cite(stated.label[0], stated.end, "label.name", (stated.start, stated.end)),
            )
    if heading is not None and title and (beside := SUM_BEHIND.search(title)):
        title = title[: beside.start()]
    if heading is not None and title:
        at = heading.start + max(heading.text.find(title), 0)
        if draft is None:
            draft = Draft(citer, title)
            draft.prove(
                "name",
                citer.cite(heading.start, heading.end, "heading.name", (at, at + len(title))),
            )
        elif number is not None and title.casefold() != draft.name.casefold():
            draft.alternative_names.append(title)
    if draft is not None and heading is not None and number is not None:
        at = heading.start + heading.text.find(number)
        draft.number = number
        draft.prove(
            "number",
            citer.cite(heading.start, heading.end, "heading.number", (at, at + len(number))),
        )
    return draft


def _take_beside(page: Page, draft: Draft, headings: list[Unit]) -> None:
    """The grant that stands behind the name in the heading over labels: "X – 3,5 mkr"."""
    heading = headings[0] if headings else None
    beside = SUM_BEHIND.search(page.text, heading.start, heading.end) if heading else None
    if heading is None or beside is None or draft.grant is not None:
        return
    amount = next(find_amounts(page.text, beside.start("sum"), heading.end), None)
    if amount is not None:
        span = (heading.start, heading.end)
        draft.take_grant(
            amount.value, page.citer.cite(*span, "grant.beside-name", (amount.start, amount.end))
        )


def _read_prose(page: Page, draft: Draft, group: list[Field], stop: int, *, several: bool) -> None:
    """The prose after the fields: the summary, and the parties named in it.

    Where labels tell of `several` projects, the sum of what they got is none of the last one's.
    """
    last = _last_of_block(page, group)
    below = range(last + 1, len(page.lines))
    prose = next((row for row in below if len(page.lines[row].text) > 60), last)
    footer = body_end(page.text, ((line.start, line.text) for line in page.lines[prose + 1 :]))
    taken = {
        row
        for item in group
        if item.kind != "targets" or item.row <= last
        for row in range(item.row, item.last + 1)
    }
    summary = next((item for item in group if item.kind == "summary"), None)
    units = [
        unit
        for unit in page.units[bisect_right(page.units, last, key=lambda unit: unit.first) :]
        if unit.first < stop
        and unit.first not in taken
        and unit.start < max(footer, page.lines[last].end)
        and not is_page_date(unit.text)
        and not (several and _OF_ALL.match(unit.text))
    ]
    paragraphs: list[str] = []
    if summary is not None and summary.end > summary.start:
        row = next((unit for unit in page.units if unit.first <= summary.row <= unit.last), None)
        end = row.end if row is not None else summary.end
        units.insert(
            0,
            Unit(
                summary.start, end, summary.row, summary.row, False, page.text[summary.start : end]
            ),
        )
    if not units:
        return
    sentences = read_body(page, draft, units, {})
    for start, end in sentences:
        read_predecessors(page, draft, start, end)
    for unit in units:
        inside = [s for s in sentences if unit.start <= s[0] < unit.end]
        clean = [s for s in inside if MASK not in page.text[slice(*s)]]
        if not inside and MASK not in unit.text:
            clean = [(unit.start, unit.end)]
        if not clean:
            continue
        paragraphs.append(" ".join(squeeze(page.text[slice(*s)]) for s in clean))
        whole = len(clean) == len(inside)
        draft.prove(
            "summary",
            page.citer.cite(
                clean[0][0], clean[-1][1] if whole else clean[0][1], "summary.after-labels"
            ),
        )
    draft.summary = "\n\n".join(paragraphs) or None


def _last_of_block(page: Page, group: list[Field]) -> int:
    """The last line of the fields that stand together; later ones are within the prose."""
    last = group[0].last
    for item in group[1:]:
        between = [line.text for line in page.lines[last + 1 : item.row] if line.text]
        if any(len(text) > 120 or (SENTENCE.search(text) and len(text) > 50) for text in between):
            break
        last = item.last
    return last
