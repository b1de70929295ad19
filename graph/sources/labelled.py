"""Project-bank pages and fact boxes: labelled fields, then prose, read by a table of labels.

A label and its value may stand on one line, on two, with a colon or without, or glued together.
The order of the fields is of no account. A key field that comes a second time begins a new
project, so a list of projects with a few labels each is read too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from graph.records import Party, Problem, ProjectRecord, Role
from graph.sources.drafts import Draft
from graph.sources.furniture import body_end, is_furniture, is_page_date
from graph.sources.labels import PATTERN, ROLES, TELLING, Kind, kind_of
from graph.sources.parties import Named
from graph.sources.passages import BULLET, MASK, Unit, squeeze
from graph.sources.project_names import from_heading
from graph.sources.prose import Page, read_body
from graph.sources.role_rules import FUND
from graph.sources.values import find_count, find_date, find_numbers, find_objective, find_periods, parse_amount

_KEYS = frozenset({"owner", "number", "name", "period", "grant"})
_LISTS = frozenset(
    {"participant", "partner", "cofinancier", "funder", "evaluator", "supplier", "initiator", "municipalities", "targets", "keywords"}
)
_VALUE_OF: dict[Kind, re.Pattern[str]] = {
    "number": re.compile(r"[\d-]"), "call": re.compile(r"[\d-]"), "period": re.compile(r"\d|från|[a-zåäö]{3,9}\s+\d{4}", re.IGNORECASE),
    "start": re.compile(r"\d"), "end": re.compile(r"\d"), "budget": re.compile(r"\d|ca|cirka|drygt|knappt|sek", re.IGNORECASE),
    "grant": re.compile(r"\d|ca|cirka|drygt|knappt|sek", re.IGNORECASE), "participants": re.compile(r"\d|ca|cirka|drygt", re.IGNORECASE),
    "objective": re.compile(r"\d|mål|po", re.IGNORECASE),
}  # fmt: skip
_SENTENCE = re.compile(r"\w[.!?](?:\s|$)")
_HEADING_NOISE = re.compile(
    r"^(?:projekt(?:fakta|information|uppgifter|data)?|fakta(?:\s+om\s+projektet)?|faktaruta|om\s+projektet|information|uppgifter|detaljer|grunduppgifter|allmänt|kort\s+om\s+projektet|projektbanken?|(?:svenska\s+)?esf-rådet)\s*:?$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Field:
    """A label with its value: ranges of the text; an empty value has `start == end`."""

    kind: Kind
    label: tuple[int, int]
    start: int
    end: int
    row: int
    last: int
    items: list[tuple[int, int]] = field(default_factory=list)


def find_fields(page: Page) -> list[Field]:
    """The labelled fields of a page, in order."""
    fields: list[Field] = []
    row = 0
    while row < len(page.lines):
        several = _in_one_line(page, row)
        if several:
            fields.extend(several)
            row += 1
            continue
        found = _field_at(page, row, fields)
        if found is None:
            row += 1
            continue
        fields.append(found)
        row = found.last + 1
    return fields


def is_labelled(fields: list[Field]) -> bool:
    """Whether fields make a page of labelled fields."""
    return len({found.kind for found in fields if found.end > found.start} & TELLING) >= 3


def _label_at(page: Page, row: int) -> tuple[re.Match[str], int, bool] | None:
    """The label that begins a line, where its value begins, and whether a colon sets it off."""
    line = page.lines[row]
    if not line.text:
        return None
    start = line.start
    if lead := re.match(r"(?:[•*#>|·-]+\s*|\*\*)+", line.text):
        start += lead.end()
    match = PATTERN.match(page.text, start, line.end)
    while match is not None:
        rest = page.text[match.end() : line.end]
        if not rest.strip(" :*|\t"):
            return match, line.end, ":" in rest
        if colon := re.match(r"\s*\**\s*[:：|\t]\s*\**\s*", rest):
            return match, match.end() + colon.end(), True
        if wide := re.match(r"(?:[ \u00a0]{2,}|\t+|\s+[–—-]\s+)", rest):
            return match, match.end() + wide.end(), True
        written = page.text[slice(*match.span())]
        if not rest[0].isspace() and (rest[0].isupper() or rest[0].isdigit()) and not written.isupper():
            return match, match.end(), True
        if rest[0] in " \u00a0" and _plain_value(page, row, kind_of(match.group()), rest.strip()):
            return match, match.end() + 1, False
        match = _shorter(page.text, start, match)
    return None


def _shorter(text: str, start: int, match: re.Match[str]) -> re.Match[str] | None:
    """A shorter label at the same place, where the longest was not one."""
    return PATTERN.match(text, start, match.end() - 1)


def _plain_value(page: Page, row: int, kind: Kind, rest: str) -> bool:
    """Whether a label and a value with but a space between them are one field."""
    if len(rest) > 100 or _SENTENCE.search(rest):
        return False
    shape = _VALUE_OF.get(kind)
    if shape is not None:
        return shape.match(rest) is not None
    if kind in ("summary", "other", "name", "targets"):
        return False
    # "Region Värmland" is a body, unless the lines around it are fields as well.
    around = [page.lines[near].text for near in (row - 1, row + 1) if 0 <= near < len(page.lines)]
    beside = sum(1 for line in around if (label := PATTERN.match(line)) and kind_of(label.group()) != kind)
    return rest[:1].isupper() and beside > 0 and not page.lines[row].text.endswith(".")


def _in_one_line(page: Page, row: int) -> list[Field]:
    """The fields of a page that was flattened to one line."""
    line = page.lines[row]
    if len(line.text) < 60:
        return []
    found: list[Field] = []
    pattern = re.compile(rf"(?:(?<=^)|(?<=[\s|;,]))(?:{PATTERN.pattern})(?=\s*:|\s+\S|\d)", re.IGNORECASE)
    at = line.start
    for match in pattern.finditer(page.text, line.start, line.end):
        if match.start() < at or not match.group()[0].isupper():
            continue
        kind = kind_of(match.group())
        rest = page.text[match.end() : match.end() + 30]
        colon = re.match(r"\s*:\s*", rest)
        shape = _VALUE_OF.get(kind)
        if not colon and shape is not None and not shape.match(rest.strip()):
            continue
        if not colon and shape is None and (kind not in ("owner", "region", "other") or not rest.strip()[:1].isupper()):
            continue
        if found and not page.text[found[-1].start : match.start()].strip(" ,;|"):
            continue
        if found:
            found[-1].end = match.start()
        start = match.end() + (colon.end() if colon else 0)
        found.append(Field(kind, match.span(), start, line.end, row, row))
        at = start
    if len({item.kind for item in found} & TELLING) < 3:
        return []
    for item in found:
        item.start, item.end = _trim(page.text, item.start, item.end)
        item.items = [(item.start, item.end)]
    return found


def _field_at(page: Page, row: int, before: list[Field]) -> Field | None:
    found = _label_at(page, row)
    if found is None:
        return None
    match, at, set_off = found
    line = page.lines[row]
    kind = kind_of(match.group())
    if kind == "summary":
        start, end = _trim(page.text, at, line.end)
        return Field(kind, match.span(), start, end, row, row, [(start, end)] if end > start else [])
    if at < line.end:
        start, end = _trim(page.text, at, line.end)
        made = Field(kind, match.span(), start, end, row, row, [(start, end)])
        if kind in _LISTS and page.text[start:end].endswith(","):
            _extend(page, made)
        return made
    following = row + 1
    while following < len(page.lines) and not page.lines[following].text and following - row < 3:
        following += 1
    if not set_off and not _standing_alone(line.text, match):
        return None
    empty = Field(kind, match.span(), line.end, line.end, row, row)
    if following >= len(page.lines) or not page.lines[following].text:
        return empty
    if _label_at(page, following) is not None and not _is_value(page, kind, following):
        return empty
    below = page.lines[following]
    shape = _VALUE_OF.get(kind)
    if shape is not None and not shape.match(below.text) and not any(c.isdigit() for c in below.text[:40]):
        return empty
    if len(below.text) > 160 and kind not in _LISTS:
        return empty
    start = below.start
    if bullet := BULLET.match(below.text):
        start += bullet.end()
    made = Field(kind, match.span(), start, below.end, row, following, [(start, below.end)])
    if kind in _LISTS:
        _extend(page, made)
    return made


def _standing_alone(line: str, match: re.Match[str]) -> bool:
    return len(line.strip(" :*#|•-")) <= len(match.group()) + 1


def _is_value(page: Page, kind: Kind, row: int) -> bool:
    """Whether the line below a label is its value though it begins like a label itself."""
    text = page.lines[row].text
    label = PATTERN.match(text)
    if label is None or len(text) <= len(label.group()) + 1:
        return False
    if ":" in text[label.end() : label.end() + 2] or not text[label.end()].isspace():
        return False
    return kind in ("owner", "name", "objective", *_LISTS) or kind_of(label.group()) == "region"


def _extend(page: Page, made: Field) -> None:
    """Take the lines below as further items, up to a blank line, a label or a sentence."""
    row = made.last + 1
    while row < len(page.lines):
        line = page.lines[row]
        if not line.text or _label_at(page, row) is not None and not _is_value(page, made.kind, row):
            return
        if len(line.text) > 120 or _SENTENCE.search(line.text) and len(line.text) > 60:
            return
        start = line.start
        if bullet := BULLET.match(line.text):
            start += bullet.end()
        made.items.append((start, line.end))
        made.last, made.end = row, line.end
        row += 1


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t\u00a0:*|":
        start += 1
    while end > start and text[end - 1] in " \t\u00a0*|;,":
        end -= 1
    return start, end


# --- fields to records --------------------------------------------------------------------------


def read_labelled(page: Page, fields: list[Field]) -> tuple[list[ProjectRecord], list[Problem]]:
    """The projects that labelled fields tell of."""
    groups = _groups(fields)
    records: list[ProjectRecord] = []
    problems: list[Problem] = []
    for number, group in enumerate(groups):
        above = groups[number - 1][-1].last if number else -1
        below = groups[number + 1][0].row if number + 1 < len(groups) else len(page.lines)
        headings = _headings(page, group, above)
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
            _read_field(page, draft, item)
        next_heading = _first_heading_row(page, groups[number + 1], group[-1].last) if number + 1 < len(groups) else below
        _read_prose(page, draft, group, next_heading)
        records.append(draft.record())
    return records, problems


def _groups(fields: list[Field]) -> list[list[Field]]:
    groups: list[list[Field]] = [[]]
    for item in fields:
        if item.kind in _KEYS and any(known.kind == item.kind for known in groups[-1]):
            groups.append([])
        groups[-1].append(item)
    kept: list[list[Field]] = []
    for group in groups:
        telling = {item.kind for item in group} & TELLING
        if kept and len(telling) < 2:
            continue  # a field said twice, not a project of its own
        kept.append(group)
    return kept


def _headings(page: Page, group: list[Field], above: int) -> list[Unit]:
    """The lines over the first label that may be the project's name, the nearest first."""
    first = group[0].row
    found = []
    for unit in reversed(page.units):
        if unit.first >= first or unit.last <= above:
            continue
        text = unit.text.strip(" #*")
        if _HEADING_NOISE.match(text) or is_page_date(text) or _label_like(text) or MASK in text:
            continue
        if len(text) > 120 or text.endswith((".", "!")) or _SENTENCE.search(text) and len(text) > 80:
            continue
        found.append(unit)
    return found


def _label_like(text: str) -> bool:
    match = PATTERN.fullmatch(text.rstrip(": "))
    return match is not None


def _first_heading_row(page: Page, group: list[Field], above: int) -> int:
    headings = _headings(page, group, above)
    return headings[0].first if headings else group[0].row


def _named(page: Page, group: list[Field], headings: list[Unit]) -> Draft | None:
    stated = next((item for item in group if item.kind == "name" and item.end > item.start), None)
    citer = page.citer
    heading = headings[0] if headings else None
    title, number = from_heading(heading.text) if heading else ("", None)
    draft: Draft | None = None
    if stated is not None:
        name = squeeze(page.text[stated.start : stated.end])
        if MASK not in name:
            draft = Draft(citer, name)
            draft.prove("name", citer.cite(stated.label[0], stated.end, "label.name", (stated.start, stated.end)))
    if heading is not None and title:
        at = heading.start + max(heading.text.find(title), 0)
        if draft is None:
            draft = Draft(citer, title)
            draft.prove("name", citer.cite(heading.start, heading.end, "heading.name", (at, at + len(title))))
        elif number is not None:
            if title.casefold() != draft.name.casefold():
                draft.alternative_names.append(title)
    if draft is not None and heading is not None and number is not None:
        at = heading.start + heading.text.find(number)
        draft.number = number
        draft.prove("number", citer.cite(heading.start, heading.end, "heading.number", (at, at + len(number))))
    return draft


def _read_field(page: Page, draft: Draft, item: Field) -> None:
    if item.end <= item.start or item.kind in ("other", "name", "summary"):
        return
    text, citer = page.text, page.citer
    evidence = citer.cite(item.label[0], item.end, f"label.{item.kind}", (item.start, item.end))
    value = squeeze(text[item.start : item.end])
    if item.kind in ROLES:
        _read_parties(page, draft, item)
        return
    if MASK in value:
        return
    match item.kind:
        case "number" | "call":
            number = next(find_numbers(text, item.start, item.end), None)
            written = number.value if number else (value if re.fullmatch(r"[\w/.-]*\d[\w/.-]*", value) else None)
            if written and item.kind == "number" and draft.number in (None, written):
                draft.number = written
                draft.prove("number", evidence)
            elif written and item.kind == "call" and draft.call is None:
                draft.call = written
                draft.prove("call", evidence)
        case "programme" if draft.programme is None:
            draft.programme = value
            draft.prove("programme", evidence)
        case "objective" if draft.specific_objective is None:
            objective = find_objective(text, item.start, item.end)
            if objective is not None:
                draft.specific_objective = objective.value
                draft.prove("specific_objective", evidence)
        case "region" if draft.region is None:
            draft.region = value
            draft.prove("region", evidence)
        case "period" | "start" | "end":
            _read_period(page, draft, item)
        case "budget" | "grant":
            _read_money(page, draft, item)
        case "participants" if draft.planned_participants is None:
            count = find_count(text, item.start, item.end)
            if count is not None:
                draft.planned_participants = count.value
                draft.prove("planned_participants", evidence)
        case "municipalities" | "targets" | "keywords":
            _read_list(page, draft, item)
        case _:
            pass


def _read_period(page: Page, draft: Draft, item: Field) -> None:
    evidence = page.citer.cite(item.label[0], item.end, f"label.{item.kind}", (item.start, item.end))
    if item.kind == "period":
        period = next(find_periods(page.text, item.start, item.end), None)
        if period is not None and draft.start is None and draft.end is None:
            draft.start, draft.end = period.value.start, period.value.end
            draft.prove("period", evidence)
        return
    found = find_date(page.text, item.start, item.end)
    if found is not None and item.kind == "start" and draft.start is None:
        draft.start = found.value
        draft.prove("period", evidence)
    elif found is not None and item.kind == "end" and draft.end is None:
        draft.end = found.value
        draft.prove("period", evidence)


def _read_money(page: Page, draft: Draft, item: Field) -> None:
    amount = parse_amount(page.text, item.start, item.end)
    if amount is None:
        return
    evidence = page.citer.cite(item.label[0], item.end, f"label.{item.kind}", (item.start, item.end))
    if item.kind == "budget" and draft.total_budget is None:
        draft.total_budget = amount.value
        draft.prove("total_budget", evidence)
    elif item.kind == "grant" and draft.grant is None:
        draft.grant = amount.value
        draft.prove("grant", evidence)
        label = page.text[slice(*item.label)]
        fund = re.search(r"ESF|EU\b|socialfond\w*", label, re.IGNORECASE)
        if fund and "esf" in fund.group().casefold() and amount.value.value > 0:
            draft.take_part(Party("ESF"), Role.FUNDER, evidence)


def _read_list(page: Page, draft: Draft, item: Field) -> None:
    kinds = {"municipalities": "municipalities", "targets": "target_groups", "keywords": "keywords"}
    for start, end in item.items:
        if MASK in page.text[start:end]:
            continue
        evidence = page.citer.cite(item.label[0] if len(item.items) == 1 else start, end, f"label.{item.kind}", (start, end))
        pattern = r"\s*[,;]\s*(?:och\s+)?|\s+och\s+" if item.kind == "municipalities" else r"\s*[,;|]\s*"
        for part in re.split(pattern, squeeze(page.text[start:end])):
            value = part.strip(" .")
            if item.kind == "municipalities":
                value = re.sub(r"\s+(?:kommun|stad)$", "", value)
            if value:
                getattr(draft, kinds[item.kind]).append(value)
        draft.prove(kinds[item.kind], evidence)  # type: ignore[arg-type]


def _read_parties(page: Page, draft: Draft, item: Field) -> None:
    role = ROLES[item.kind]
    if re.fullmatch(r"(?:ja|nej|-|–|ingen|inga|saknas|\d[\d ]*(?:kr)?)\.?", page.text[item.start : item.end].strip(), re.IGNORECASE):
        return
    for start, end in item.items:
        left = item.label[0] if start == item.start else start
        if role == Role.OWNER:
            one = page.reader.one(start, end)
            named = [one] if one is not None else []
        else:
            named = _several(page, start, end, alone=len(item.items) > 1)
        for party in named:
            evidence = page.citer.cite(left, end, f"label.{item.kind}", (party.start, party.end))
            fund = FUND.match(party.party.name)
            actual = Role.FUNDER if fund and role == Role.COFINANCIER else role
            draft.take_part(Party(fund.group()) if fund else party.party, actual, evidence, party.extent)


def _several(page: Page, start: int, end: int, *, alone: bool) -> list[Named]:
    """The parties of one line of a field: one body with its unit, or an enumeration."""
    written = page.text[start:end]
    one = page.reader.one(start, end)
    several = page.reader.listed(start, end, groups=True)
    if alone and one is not None and (one.party.unit or len(several) < 2 or "," not in written):
        return [one]
    if len(several) > 1 or one is None:
        return several
    return [one]


def _read_prose(page: Page, draft: Draft, group: list[Field], stop: int) -> None:
    """The prose after the fields: the summary, and the parties named in it."""
    last = _last_of_block(page, group)
    footer = body_end(page.text, ((line.start, line.text) for line in page.lines if not _label_like(line.text)))
    taken = {row for item in group if item.kind != "targets" or item.row <= last for row in range(item.row, item.last + 1)}
    summary = next((item for item in group if item.kind == "summary"), None)
    units = [
        unit for unit in page.units
        if last < unit.first < stop and unit.first not in taken and unit.start < max(footer, page.lines[last].end)
        and not is_page_date(unit.text) and not is_furniture(unit.text)
    ]
    paragraphs: list[str] = []
    if summary is not None and summary.end > summary.start:
        row = next((unit for unit in page.units if unit.first <= summary.row <= unit.last), None)
        end = row.end if row is not None else summary.end
        units.insert(0, Unit(summary.start, end, summary.row, summary.row, False, page.text[summary.start : end]))
    if not units:
        return
    sentences = read_body(page, draft, units, {})
    for unit in units:
        inside = [s for s in sentences if unit.start <= s[0] < unit.end]
        clean = [s for s in inside if MASK not in page.text[slice(*s)]]
        if not inside and MASK not in unit.text:
            clean = [(unit.start, unit.end)]
        if not clean:
            continue
        paragraphs.append(" ".join(squeeze(page.text[slice(*s)]) for s in clean))
        whole = len(clean) == len(inside)
        draft.prove("summary", page.citer.cite(clean[0][0], clean[-1][1] if whole else clean[0][1], "summary.after-labels"))
    draft.summary = "\n\n".join(paragraphs) or None


def _last_of_block(page: Page, group: list[Field]) -> int:
    """The last line of the fields that stand together; later ones are within the prose."""
    last = group[0].last
    for item in group[1:]:
        between = [line.text for line in page.lines[last + 1 : item.row] if line.text]
        if any(len(text) > 120 or _SENTENCE.search(text) and len(text) > 50 for text in between):
            break
        last = item.last
    return last
