"""Tables copied with each cell on a line of its own: the cells of the head, then of each row.

A browser's selection of a table, and the text layer of some PDFs, put no mark between rows. The
head tells how many cells a row has and what each holds; where it has a column of sums, each sum
tells where its row stands, so that lines between rows and cells left empty after it do no harm.
"""

from __future__ import annotations

import re

from graph.records import Role
from graph.sources.amounts import parse_amount
from graph.sources.body import read_sentence, summarise
from graph.sources.drafts import Draft
from graph.sources.page import Page
from graph.sources.party_names import looks_like_body
from graph.sources.passages import MASK, Line, split_sentences, squeeze
from graph.sources.periods import find_whole_period
from graph.sources.quick_patterns import quick

_COLUMNS: tuple[tuple[str, str], ...] = (
    ("name", r"projekt(?:namn|titel|ets\s+namn)?|namn(?:\s+på\s+projekt(?:et)?)?|titel|insats"),
    (
        "owner",
        (
            r"sökande(?:\s+organisation)?|projektägare|stödsökande|stödmottagare|huvudman|"
            r"ägare|organisation|projektägande\s+organisation"
        ),
    ),
    (
        "grant",
        (
            r"(?:(?:sökt|beviljat|beviljade|prioriterat|preliminärt)\s+)?(?:EU-|ESF-)?"
            r"(?:belopp|stöd|medel|bidrag|stödbelopp)(?:\s+(?:från\s+)?(?:EU|ESF|socialfonden))?|summa"
        ),
    ),
    (
        "budget",
        r"(?:total\w*\s+)?(?:projekt)?budget|total\w*\s+(?:kostnad|belopp|finansiering)|totalt",
    ),
    ("number", r"projektnummer|diarienummer|diarienr|dnr|ärendenummer|ärende-?id"),
    ("period", r"projektperiod|projekttid|period|tid|pågår"),
    (
        "other",
        (
            r"beskrivning|kort\s+beskrivning|syfte|mål|målgrupp|programområde|insatsområde|fond|utlysning|"
            r"typ|län|region|kommun|ort|status|kontakt(?:person)?|medfinansiering|specifikt\s+mål|sammanfattning"
        ),
    ),
)
_UNIT = r"(?:\s*[,(]?\s*(?:kr|SEK|tkr|mnkr|kronor)\)?)?"
_COLUMN = quick(
    "|".join(rf"(?P<{kind}>(?:{words}){_UNIT})" for kind, words in _COLUMNS), re.IGNORECASE
)
_SUM = re.compile(
    r"(?:\d{1,3}(?:[ .\u00a0\u2009\u202f]\d{3})+|\d{5,})(?:,\d{1,2})?\s*(?:kr|kronor|SEK|:-)?\.?|"
    r"\d[\d ,.]*\s*(?:miljoner(?:\s+(?:kronor|kr))?|mkr|mnkr|tkr|kr|kronor)",
    re.IGNORECASE,
)
_SUMS = frozenset({"grant", "budget"})
_TOLD = frozenset({"name", "owner"}) | _SUMS
_LONGEST_NAME = 120
_FEWEST_COLUMNS = 3


def read_cell_table(page: Page) -> list[Draft]:
    """The projects of the first table of the page whose cells stand on a line each."""
    return page.reader.once("cell table", lambda: _read(page))


def _read(page: Page) -> list[Draft]:
    lines = [line for line in page.lines if line.text]
    head = _head(lines)
    if head is None:
        return []
    at, columns = head
    rows = _rows_by_sums(lines, at, columns) or _rows_by_owners(page, lines, at, columns)
    drafts = [_draft(page, columns, row) for row in rows]
    return [draft for draft in drafts if draft is not None]


def _head(lines: list[Line]) -> tuple[int, list[str]] | None:
    """The line after the head of a table, and what its columns hold."""
    # As many lines in a row head a table, so that every third tells whether one may be there
    if not any(_column(line) for line in lines[_FEWEST_COLUMNS - 1 :: _FEWEST_COLUMNS]):
        return None
    columns: list[str] = []
    for at, line in enumerate(lines):
        column = _column(line)
        if column is not None and column.lastgroup is not None:
            columns.append(column.lastgroup)
            continue
        if len(columns) >= _FEWEST_COLUMNS and {"name"} < _TOLD.intersection(columns):
            return at, columns
        if columns:
            columns = []
    return None


def _column(line: Line) -> re.Match[str] | None:
    return _COLUMN.fullmatch(line.text) if len(line.text) < 50 else None


def _rows_by_sums(lines: list[Line], at: int, columns: list[str]) -> list[list[Line]]:
    """The rows that begin so many lines before each sum as its column has columns before it."""
    before = next((n for n, column in enumerate(columns) if column in _SUMS), None)
    if before is None:
        return []
    sums = sum(column in _SUMS for column in columns[before:])
    starts: list[int] = []
    last = -1
    for n in range(at, len(lines)):
        if _SUM.fullmatch(lines[n].text) is None or n <= last:
            continue
        if n - before >= (starts[-1] + before + 1 if starts else at):
            starts.append(n - before)
            last = n + sums - 1
    if not starts:
        return []
    ends = [*starts[1:], min(len(lines), starts[-1] + len(columns))]
    return [
        lines[start : min(end, start + len(columns))]
        for start, end in zip(starts, ends, strict=True)
    ]


def _rows_by_owners(page: Page, lines: list[Line], at: int, columns: list[str]) -> list[list[Line]]:
    """Rows of as many lines as the head, as long as the column of owners names bodies."""
    if "owner" not in columns:
        return []
    of_owner = columns.index("owner")
    rows: list[list[Line]] = []
    while at + len(columns) <= len(lines):
        row = lines[at : at + len(columns)]
        owner = row[of_owner].text
        known = page.reader.mentions
        if not (
            looks_like_body(owner)
            or known.key_of(owner) is not None
            or known.is_municipality(owner)
        ):
            break
        rows.append(row)
        at += len(columns)
    return rows if len(rows) > 1 else []


def _draft(page: Page, columns: list[str], row: list[Line]) -> Draft | None:
    cells: dict[str, Line] = {}
    for column, line in zip(columns, row, strict=False):
        cells.setdefault(column, line)
    name = cells.get("name")
    if name is None or MASK in name.text or len(name.text) > _LONGEST_NAME:
        return None
    if _SUM.fullmatch(name.text) or not any(letter.isalpha() for letter in name.text):
        return None
    draft = Draft(page.citer, squeeze(name.text).strip(' ”"“»«'))
    draft.prove("name", page.citer.cite(name.start, name.end, "table.cells"))
    if owner := cells.get("owner"):
        named = page.reader.one(owner.start, owner.end)
        if named is not None:
            evidence = page.citer.cite(owner.start, owner.end, "table.cells")
            draft.take_part(named.party, Role.OWNER, evidence)
    for column, attribute in (("grant", "grant"), ("budget", "total_budget")):
        line = cells.get(column, name)
        amount = parse_amount(page.text, line.start, line.end) if line is not name else None
        if amount is not None:
            setattr(draft, attribute, amount.value)
            cited = page.citer.cite(line.start, line.end, "table.cells")
            draft.prove("grant" if column == "grant" else "total_budget", cited)
    if (number := cells.get("number")) and re.search(r"\d", number.text):
        draft.number = squeeze(number.text)
        draft.prove("number", page.citer.cite(number.start, number.end, "table.cells"))
    if period := cells.get("period"):
        draft.start, draft.end = find_whole_period(page.text, period.start, period.end)
        if draft.start or draft.end:
            draft.prove("period", page.citer.cite(period.start, period.end, "table.cells"))
    told = [
        span
        for column, line in zip(columns, row, strict=False)
        if column == "other" and line.text.endswith((".", "!"))
        for span in split_sentences(page.text, line.start, line.end)
    ]
    for start, end in told:
        read_sentence(page, draft, start, end)
    summarise(page, draft, told, "summary.table")
    return draft


def is_cell_table(page: Page) -> bool:
    """Whether the page has a table whose cells stand on a line each, of two projects or more."""
    return len(read_cell_table(page)) > 1
