"""Labelled fields on a page: where each label and its value stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from graph.sources.furniture import is_menu
from graph.sources.labels import (
    FUNDS,
    PATTERN,
    SET_OFF,
    SUPPORTING,
    TELLING,
    Kind,
    is_one_of,
    kind_of,
)
from graph.sources.page import Page
from graph.sources.passages import BULLET, MASK

_LISTS = frozenset(
    {
        "participant",
        "partner",
        "cofinancier",
        "funder",
        "evaluator",
        "supplier",
        "initiator",
        "municipalities",
        "targets",
        "keywords",
    }
)
_DIGIT = re.compile(r"\d")
_NEAR_ROWS = 3  # lines between a label and the next in one group
_COUNT = re.compile(r"\d{2,5}|\d{1,2}[ \u00a0]\d{3}")
_SUM = re.compile(r"\d|ca|cirka|drygt|knappt|sek", re.IGNORECASE)
_VALUE_OF: dict[Kind, re.Pattern[str]] = {
    "number": _DIGIT,
    "call": _DIGIT,
    "period": re.compile(r"\d|från|[a-zåäö]{3,9}\s+\d{4}", re.IGNORECASE),
    "start": _DIGIT,
    "end": _DIGIT,
    "budget": _SUM,
    "grant": _SUM,
    "applied": _SUM,
    "participants": _SUM,
    "objective": re.compile(r"\d|mål|po", re.IGNORECASE),
}
_HOUR = re.compile(
    r"(?i)\b(?:kl\.?|klockan)\s*\d|\b\d{1,2}[.:]\d\d\s?[–-]\s?\d{1,2}[.:]\d\d(?![.:-]?\d)"
)
SENTENCE = re.compile(r"\w[.!?](?:\s|$)")
# What may stand between a label and its colon: "Budget (tkr):", "Beviljat stöd, kr:"
_CELL = re.compile(r"(?<=\|)[^|\t]*|[^|\t]+")
_FORMS = (" AB.", "för.", "m.fl.", "mkr.", "Dr.")  # a stop that belongs to the word before it
_FLATTENED = re.compile(rf"(?:{PATTERN.pattern})(?=\s*:|\s+\S|\d)", re.IGNORECASE)
_CAPITAL = re.compile(r"[A-ZÅÄÖ](?<![^\s|;,].)")  # the first letter of a word
_LEAST_KNOWN = 2  # columns of a table whose heads are labels
# The head of a column of those that take part, in words that no list has
_TAKING_PART = re.compile(
    r"(?:(?:övriga?|andra|alla|lokala)\s+)?(?:(?P<part>deltag\w+|medverka\w+|medsökande)|samverkan\w*|samarbet\w*|partner\w*)",
    re.IGNORECASE,
)
_FLAT_COLON = re.compile(r"\s*:\s*")
# What heads the prose below the fields
_PROSE_HEAD = re.compile(r"\s(?:Sammanfattning|Bakgrund|Projektbeskrivning)\s+(?=[A-ZÅÄÖ])")
_NOTE = re.compile(
    r"\s*(?:\([^()\n]{1,40}\)|,?\s*(?:i\s+)?(?:kr|kronor|SEK|tkr|mnkr|mkr))(?=\s*(?::|$))",
    re.IGNORECASE,
)
_BARE_SUM = re.compile(
    r"\s+\d[\d \u00a0]*(?:,\d+)?\s*(?:kr|kronor|SEK|tkr|mkr|mnkr|miljoner\s+kronor)\.?",
    re.IGNORECASE,
)
_CROWNS = re.compile(r",?\s*\(?(?:i\s+)?(?:kr|kronor|SEK)\)?$", re.IGNORECASE)
_COLON = re.compile(r"\s*\**\s*[:：|\t]\s*\**\s*")
_WIDE = re.compile(r"(?:[ \u00a0]{2,}|\t+|\s+[–—-]\s+)")
_NUMBERED = re.compile(r"\s+(?=\d(?:\.\d)?\s*[:–-]\s)")
# "Samarbetspartner utanför akademin:"
_PARTIES = frozenset({"participant", "partner"})
_WHOSE = re.compile(r"\s+(?:utanför|inom|från|bland|i)\s+[a-zåäö]+(?:\s+[a-zåäö]+)?(?=\s*:)")
# What may stand before a label: bullets, and the head of a page of a report
_LEADS = frozenset("S•*#>|·–—-")
_LEAD = re.compile(r"(?:Sida?\s+\d+\s*\(\d+\)\s+)?(?:[•*#>|·–—-]+\s*|\*\*)*")


_FLAT = 60  # characters of a line that may be a page without its line breaks
_FEWEST = 3  # fields of a page that was flattened to one line
_NEAR = 40  # characters before a label that join it to what stands there
_JOINED = re.compile(r"(?:\s(?:och|samt|med|av|i)|,)\s+\Z")


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
        text = page.lines[row].text
        if not text or is_menu(text):
            row += 1
            continue
        if _has_cells(text) and (rows := _under_labels(page, row)):
            fields.extend(rows)
            row = rows[-1].row + 1
            continue
        if len(text) >= _FLAT and (several := _in_one_line(page, row)):
            fields.extend(several)
            row += 1
            continue
        found = _field_at(page, row, fields)
        if found is None:
            row += 1
            continue
        fields.append(found)
        row = found.last + 1
    while len(fields) > 1 and _is_entry(fields[0], fields[1]):
        del fields[0]
    return fields


def _is_entry(first: Field, second: Field) -> bool:
    """Whether a page's first label is the entry of a menu: "Start", with no value, far above."""
    return first.end == first.start and second.row - first.last > _NEAR_ROWS


def is_labelled(fields: list[Field]) -> bool:
    """Whether fields make a page of labelled fields."""
    kinds = {found.kind for found in fields if found.end > found.start}
    telling = len(kinds & TELLING)
    owners = [found for found in fields if found.kind == "owner" and found.end > found.start]
    if len(owners) >= 2 and len(fields) >= 2 * len(owners):
        return True  # a list of projects with a few labels each
    return telling >= 3 or (telling == 2 and len(kinds & SUPPORTING) >= 1)


def _label_at(page: Page, row: int) -> tuple[re.Match[str], int, bool] | None:
    """The label that begins a line, where its value begins, and whether a colon sets it off."""
    line = page.lines[row]
    if not line.text:
        return None
    start = line.start
    if line.text[0] in _LEADS and (lead := _LEAD.match(line.text)):
        start += lead.end()
    match = PATTERN.match(page.text, start, line.end)
    while match is not None:
        after = match.end()
        if note := _NOTE.match(page.text, after, line.end):
            after = note.end()
        if kind_of(match.group()) in _PARTIES and (
            whose := _WHOSE.match(page.text, after, line.end)
        ):
            after = whose.end()
        rest = page.text[after : line.end]
        colon = _COLON.match(rest)
        if is_one_of(FUNDS, match.group()):
            # "ESF: 24 mnkr" is what the fund gives; elsewhere it is a name.
            if not (colon and _SUM.match(rest, colon.end())):
                return None
            return match, after + colon.end(), True
        if not rest.strip(" :*|\t"):
            return match, line.end, ":" in rest or after > match.end()
        if colon:
            return match, after + colon.end(), True
        if is_one_of(SET_OFF, match.group()):
            return None  # a word of a sentence, unless a colon sets it off
        if wide := _WIDE.match(rest):
            return match, after + wide.end(), True
        kind = kind_of(match.group())
        if kind == "objective" and (numbered := _NUMBERED.match(rest)):
            return match, after + numbered.end(), True
        written = page.text[slice(*match.span())]
        if (
            after == match.end()
            and not rest[0].isspace()
            and (rest[0].isupper() or rest[0].isdigit() or rest[0] == MASK)
            and not written.isupper()
        ):
            return match, match.end(), True
        if rest[0] in " \u00a0" and _plain_value(page, row, kind, rest.strip()):
            return match, after + 1, False
        match = _shorter(page.text, start, match)
    return None


def _shorter(text: str, start: int, match: re.Match[str]) -> re.Match[str] | None:
    """A shorter label at the same place, where the longest was not one."""
    return PATTERN.match(text, start, match.end() - 1)


def _plain_value(page: Page, row: int, kind: Kind, rest: str) -> bool:
    """Whether a label and a value with but a space between them are one field."""
    if len(rest) > 100 or SENTENCE.search(rest):
        return False
    shape = _VALUE_OF.get(kind)
    if shape is not None:
        return shape.match(rest) is not None
    if kind in ("summary", "other", "name", "targets"):
        return False
    # "Region Halland" is a body, unless the lines around it are fields as well.
    around = [page.lines[near].text for near in (row - 1, row + 1) if 0 <= near < len(page.lines)]
    beside = sum(
        1 for line in around if (label := PATTERN.match(line)) and kind_of(label.group()) != kind
    )
    return rest[:1].isupper() and beside > 0 and not page.lines[row].text.endswith(".")


def _is_of_participants(text: str, head: tuple[int, int]) -> bool:
    """Whether a column of numbers counts participants; elsewhere "Deltagare" are bodies."""
    return text[slice(*head)].casefold() == "deltagare"


def _under_labels(page: Page, row: int) -> list[Field]:
    """The fields of a table in plain text: a line of labels, and lines of as many cells below."""
    labels = _cells(page, row)
    if len(labels) < 2:
        return []
    kinds = [_kind_of_column(page.text, span) for span in labels]
    known = sum(kind is not None for kind in kinds)
    if known < _LEAST_KNOWN or 3 * known < 2 * len(kinds):
        return []
    fields: list[Field] = []
    for below in range(row + 1, len(page.lines)):
        cells = _cells(page, below)
        if cells and all(set(page.text[start:end]) <= set("-: ") for start, end in cells):
            continue  # the rule under the head of a table in Markdown
        if len(cells) != len(labels):
            break
        if not fields and _kind_of_column(page.text, cells[0]) is not None:
            return []  # a label and its value in each line: "Fond | Europeiska socialfonden"
        for kind, head, (start, end) in zip(kinds, labels, cells, strict=True):
            if kind == "other" and _COUNT.fullmatch(page.text, start, end):
                kind = "participants" if _is_of_participants(page.text, head) else kind
            if end > start and kind is not None:
                made = Field(kind, (start, start), start, end, below, below)
                made.items = [(start, end)]
                fields.append(made)
    return fields


def _kind_of_column(text: str, span: tuple[int, int]) -> Kind | None:
    """The kind of what stands below the head of a column; None where nothing is known of it."""
    match = PATTERN.fullmatch(text, *span)
    if match is None and (crowns := _CROWNS.search(text, *span)) is not None:
        match = PATTERN.fullmatch(text, span[0], crowns.start())  # "Beviljat stöd (kr)"
    if match is not None:
        return kind_of(match.group())
    taking = _TAKING_PART.match(text, *span)
    return None if taking is None else "participant" if taking["part"] else "partner"


def _has_cells(line: str) -> bool:
    return "\t" in line or "|" in line


def _cells(page: Page, row: int) -> list[tuple[int, int]]:
    """The cells of a line that tabs or bars part."""
    line = page.lines[row]
    if not _has_cells(line.text):
        return []
    written = line.text.rstrip("| ")
    return [
        _trim(page.text, line.start + cell.start(), line.start + cell.end())
        for cell in _CELL.finditer(written)
    ]


def _in_one_line(page: Page, row: int) -> list[Field]:
    """The fields of a page that was flattened to one line."""
    line = page.lines[row]
    capitals = [capital.start() for capital in _CAPITAL.finditer(page.text, line.start, line.end)]
    found: list[Field] = []
    at = line.start
    for number, capital in enumerate(capitals):
        if len(found) + len(capitals) - number < _FEWEST:
            return []
        if capital < at:
            continue
        match = _FLATTENED.match(page.text, capital, line.end)
        if match is None:
            continue
        at = match.end()
        kind = kind_of(match.group())
        rest = page.text[match.end() : match.end() + 30]
        colon = _FLAT_COLON.match(rest)
        if is_one_of(FUNDS, match.group()) or (not colon and is_one_of(SET_OFF, match.group())):
            continue
        if not colon and _JOINED.search(
            page.text, max(line.start, match.start() - _NEAR), match.start()
        ):
            continue  # "A och Region B"
        shape = _VALUE_OF.get(kind)
        if not colon and shape is not None and not shape.match(rest.strip()):
            continue
        if (
            not colon
            and shape is None
            and (kind not in ("owner", "region", "other") or not _opens_value(rest.strip()[:1]))
        ):
            continue
        if found and not page.text[found[-1].start : match.start()].strip(" ,;|"):
            continue
        if found:
            found[-1].end = match.start()
        start = match.end() + (colon.end() if colon else 0)
        found.append(Field(kind, match.span(), start, line.end, row, row))
        at = start
    kinds = {item.kind for item in found}
    few = len(kinds & TELLING) == 2 and kinds & SUPPORTING and line.text.count(":") >= len(found)
    if len(found) < _FEWEST or (len(kinds & TELLING) < 3 and not few):
        return []
    for item in found:
        if prose := _PROSE_HEAD.search(page.text, item.start, item.end):
            item.end = prose.start()
        item.start, item.end = _trim(page.text, item.start, item.end)
        written = page.text[item.start : item.end]
        if written.endswith(".") and not written.endswith(_FORMS):
            item.end -= 1
        item.items = [(item.start, item.end)]
    return found


def _opens_value(character: str) -> bool:
    return character.isupper() or character == MASK


def _field_at(page: Page, row: int, before: list[Field]) -> Field | None:
    found = _label_at(page, row)
    if found is None:
        return None
    match, at, set_off = found
    line = page.lines[row]
    kind = kind_of(match.group())
    if kind == "summary":
        start, end = _trim(page.text, at, line.end)
        return Field(
            kind, match.span(), start, end, row, row, [(start, end)] if end > start else []
        )
    if at < line.end:
        start, end = _trim(page.text, at, line.end)
        if kind == "period" and _HOUR.search(page.text, start, end):
            return None  # "Tid: torsdag 21 november, kl 9.30": when people meet
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
    if (
        shape is not None
        and not shape.match(below.text)
        and not any(c.isdigit() for c in below.text[:40])
    ):
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
    if bullet := BULLET.match(text):
        text = text[bullet.end() :]
    label = PATTERN.match(text)
    if label is None or len(text) <= len(label.group()) + 1:
        return False
    if ":" in text[label.end() : label.end() + 2] or not text[label.end()].isspace():
        return False
    if kind in _LISTS and _BARE_SUM.fullmatch(text, label.end()):
        return False  # "Total budget 17 220 000 kr" below who pays
    return kind in ("owner", "name", "objective", *_LISTS) or kind_of(label.group()) == "region"


def _extend(page: Page, made: Field) -> None:
    """Take the lines below as further items, up to a blank line, a label or a sentence."""
    row = made.last + 1
    while row < len(page.lines):
        line = page.lines[row]
        if not line.text or (
            _label_at(page, row) is not None and not _is_value(page, made.kind, row)
        ):
            return
        if len(line.text) > 120 or (SENTENCE.search(line.text) and len(line.text) > 60):
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
