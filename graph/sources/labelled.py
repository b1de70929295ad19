"""Project-bank pages and fact boxes: labelled fields, then prose, read by a table of labels.

A label and its value may stand on one line, on two, with a colon or without, or glued together.
The order of the fields is of no account. A key field that comes a second time begins a new
project, so a list of projects with a few labels each is read too.
"""

from __future__ import annotations

import re

from graph.records import Party, Problem, ProjectRecord, Role
from graph.sources.drafts import Draft
from graph.sources.fields import SENTENCE, Field
from graph.sources.furniture import body_end, is_furniture, is_page_date
from graph.sources.labels import PATTERN, ROLES, TELLING
from graph.sources.parties import Named
from graph.sources.passages import MASK, Unit, squeeze
from graph.sources.project_names import from_heading
from graph.sources.prose import Page, add_places, read_body, read_predecessors
from graph.sources.role_rules import FUND
from graph.sources.values import (
    find_count,
    find_date,
    find_numbers,
    find_objective,
    find_periods,
    parse_amount,
)

_KEYS = frozenset({"owner", "number", "name", "period", "grant"})
_VALUES = frozenset(
    {"number", "call", "period", "start", "end", "budget", "grant", "participants", "objective"}
)
_HEADING_NOISE = re.compile(
    r"^(?:projekt(?:fakta|information|uppgifter|data)?|fakta(?:\s+om\s+projektet)?|faktaruta|"
    r"om\s+projektet|information|uppgifter|detaljer|grunduppgifter|allmänt|kort\s+om\s+projektet|"
    r"projektbanken?|(?:svenska\s+)?esf-rådet)\s*:?$",
    re.IGNORECASE,
)


def read_labelled(page: Page, fields: list[Field]) -> tuple[list[ProjectRecord], list[Problem]]:
    """The projects that labelled fields tell of."""
    groups = _groups(page, fields)
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
        next_heading = (
            _first_heading_row(page, groups[number + 1], group[-1].last)
            if number + 1 < len(groups)
            else below
        )
        _read_prose(page, draft, group, next_heading)
        draft.drop_echoes_of_owner()
        add_places(page, draft)
        records.append(draft.record())
    return records, problems


def read_values(page: Page, fields: list[Field], draft: Draft) -> None:
    """Add what the labels within a page in prose say."""
    for item in fields:
        # parties below a label are a list under a heading, which the prose is read for
        beside = item.kind in ROLES and item.end <= page.lines[item.row].end
        if (item.kind in _VALUES or beside) and item.row > 0:
            _read_field(page, draft, item)


def comes_after_prose(page: Page, fields: list[Field]) -> bool:
    """Whether labels only complete a page in prose: prose comes first, and none names a project."""
    if any(item.kind == "name" and item.end > item.start for item in fields):
        return False
    if len(_groups(page, fields)) > 1:
        return False
    return any(
        unit.first < fields[0].row and len(unit.text) > 60 and SENTENCE.search(unit.text)
        for unit in page.units
    )


def _differ(page: Page, known: Field, item: Field) -> bool:
    """Whether two fields of one kind have values, and not the same one."""
    if known.kind != item.kind or known.end == known.start or item.end == item.start:
        return False
    values = [squeeze(page.text[each.start : each.end]).casefold() for each in (known, item)]
    if item.kind == "number" and not all(list(find_numbers(value.upper())) for value in values):
        return False
    return values[0] != values[1]


def _groups(page: Page, fields: list[Field]) -> list[list[Field]]:
    groups: list[list[Field]] = [[]]
    for item in fields:
        if item.kind in _KEYS and (
            any(_differ(page, known, item) for known in groups[-1])
            or _begins_anew(page, groups[-1], item)
        ):
            groups.append([])
        groups[-1].append(item)
    kept: list[list[Field]] = []
    for group in groups:
        telling = {item.kind for item in group} & TELLING
        if kept and len(telling) < 2 and ("owner" not in telling or len(group) < 2):
            continue  # a field said twice, not a project of its own
        kept.append(group)
    return kept


def _begins_anew(page: Page, group: list[Field], item: Field) -> bool:
    """Whether a label met before stands under a new heading, though its value is the same."""
    if all(known.kind != item.kind for known in group) or len(group) < 2:
        return False
    above = page.lines[item.row - 1].text if item.row > group[-1].last + 1 else ""
    return bool(above) and len(above) < 90 and not above.endswith((".", ":"))


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
        if (
            len(text) > 120
            or text.endswith((".", "!"))
            or (SENTENCE.search(text) and len(text) > 80)
        ):
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
            draft.prove(
                "name",
                citer.cite(stated.label[0], stated.end, "label.name", (stated.start, stated.end)),
            )
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
            written = (
                number.value
                if number
                else (value if re.fullmatch(r"[\w/.-]*\d[\w/.-]*", value) else None)
            )
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
            planned = re.search(r"\bplanera\w*\D{0,12}(?=\d)", text[item.start : item.end])
            count = find_count(text, item.start + (planned.end() if planned else 0), item.end)
            if count is not None:
                draft.planned_participants = count.value
                draft.prove("planned_participants", evidence)
        case "municipalities" | "targets" | "keywords":
            _read_list(page, draft, item)
        case _:
            pass


def _read_period(page: Page, draft: Draft, item: Field) -> None:
    evidence = page.citer.cite(
        item.label[0], item.end, f"label.{item.kind}", (item.start, item.end)
    )
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
    evidence = page.citer.cite(
        item.label[0], item.end, f"label.{item.kind}", (item.start, item.end)
    )
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
        evidence = page.citer.cite(
            item.label[0] if len(item.items) == 1 else start,
            end,
            f"label.{item.kind}",
            (start, end),
        )
        pattern = (
            r"\s*[,;]\s*(?:och\s+)?|\s+och\s+" if item.kind == "municipalities" else r"\s*[,;|]\s*"
        )
        for part in re.split(pattern, squeeze(page.text[start:end])):
            value = part.strip(" .")
            if item.kind == "municipalities":
                value = re.sub(r"\s+(?:kommun|stad)$", "", value)
            if value:
                getattr(draft, kinds[item.kind]).append(value)
        draft.prove(kinds[item.kind], evidence)  # type: ignore[arg-type]


def _read_parties(page: Page, draft: Draft, item: Field) -> None:
    role = ROLES[item.kind]
    if re.fullmatch(
        r"(?:ja|nej|-|–|ingen|inga|saknas|\d[\d ]*(?:kr)?)\.?",
        page.text[item.start : item.end].strip(),
        re.IGNORECASE,
    ):
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
            draft.take_part(
                Party(fund.group()) if fund else party.party, actual, evidence, party.extent
            )


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
    prose = next((n for n, line in enumerate(page.lines) if n > last and len(line.text) > 60), last)
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
        for unit in page.units
        if last < unit.first < stop
        and unit.first not in taken
        and unit.start < max(footer, page.lines[last].end)
        and not is_page_date(unit.text)
        and not is_furniture(unit.text)
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
