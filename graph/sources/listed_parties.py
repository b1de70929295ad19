"""Lists of parties under headings that give their role."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.records import Role
from graph.sources.labels import PATTERN
from graph.sources.list_rules import HeadingRule, heading_rule
from graph.sources.parties import PartyReader
from graph.sources.party_names import Named
from graph.sources.passages import BULLET, MASK, Line, split_sentences
from graph.sources.role_rules import FUND
from graph.sources.role_words import OWNER_NOUN
from graph.sources.statements import Stated

_LABELLED = re.compile(rf"(?:{PATTERN.pattern})\s*:\s*\S", re.IGNORECASE)
_LONGEST_ENUMERATION = 800
_OPENING = 40  # characters of an item in which its body is named
_OPENS_WITH_NAME = re.compile(r".{3,60}?\s+[–-]\s")
_DESCRIBED = re.compile(r"\s+[–—-]\s+(?=[A-ZÅÄÖa-zåäö])")
_FINITE = re.compile(
    r"\b(?:är|var|blir|har|hade|ska|skall|kommer|kan|vill|får|fick|deltar|medverkar|ingår|består|"
    r"drivs|driver|samverkar|samarbetar|leder|leds|äger|ägs|arbetar|bidrar|finansieras|stödjer|"
    r"finns|görs|genomför|genomförs|syftar|startar|startade|pågår|pågick|riktar|omfattar|utgörs)\b",
    re.IGNORECASE,
)
_OWNS = re.compile(rf"[(,–-]\s*{OWNER_NOUN}\s*\)?\s*$", re.IGNORECASE)

ListStated = tuple[HeadingRule, list[Stated], int, int]


def lists(reader: PartyReader, lines: list[Line]) -> list[ListStated]:
    """Lists of parties: rule, parties, and the numbers of the first and last line.

    They are the same for every project of a page, so they are read once.
    """
    return reader.once("lists", lambda: list(_lists(reader, lines)))


def _lists(reader: PartyReader, lines: list[Line]) -> Iterator[ListStated]:
    row = 0
    while row < len(lines):
        rule = _heading_of(lines[row].text)
        if rule is None:
            row += 1
            continue
        rows = _rows_below(reader, lines, row, single=rule.role == Role.OWNER)
        stated = []
        for item in rows:
            line = lines[item]
            bullet = BULLET.match(line.text)
            start = line.start + (bullet.end() if bullet else 0)
            end = _before_description(reader, start, line.end)
            one = _single(reader, start, end)
            parties = [one] if one is not None else []
            if one is not None and rule.role != Role.OWNER:
                several = reader.listed(start, end, groups=True)
                if len(several) > 1 and (len(rows) == 1 or _all_known(reader, one, several)):
                    parties = several
            for named in parties:
                role = (
                    Role.FUNDER
                    if rule.role == Role.COFINANCIER and FUND.match(named.party.name)
                    else Role.OWNER
                    if _OWNS.search(line.text)
                    else rule.role
                )
                stated.append(Stated(named, role, rule.name, line.start, line.end, named.extent))
        last = rows[-1] if rows else row
        if not rows and rule.role is not Role.OWNER:
            stated = _enumerated_below(reader, lines, row, rule)
        if stated:
            yield rule, stated, row, last
        row = last + 1


def _all_known(reader: PartyReader, one: Named, several: list[Named]) -> bool:
    """Whether an item that no list has is two that they have: "A och B kommun"."""
    return reader.mentions.key_of(one.party.name) is None and all(
        reader.mentions.key_of(named.party.name) is not None for named in several
    )


def _before_description(reader: PartyReader, start: int, end: int) -> int:
    """Where the name of an item ends, of which words tell after a dash: "A kommun – utbildning"."""
    dash = _DESCRIBED.search(reader.text, start, end)
    if dash is None or not any(m.end == dash.start() for m in reader.beginning_in(start, end)):
        return end
    return dash.start()


def _enumerated_below(
    reader: PartyReader, lines: list[Line], heading: int, rule: HeadingRule
) -> list[Stated]:
    """The parties of a paragraph below a heading that opens by enumerating them, with no verb."""
    below = next((line for line in lines[heading + 1 : heading + 4] if line.text), None)
    if below is None:
        return []
    start, end = split_sentences(reader.text, below.start, below.end)[0]
    sentence = reader.text[start:end]
    if end - start > _LONGEST_ENUMERATION or "," not in sentence or _FINITE.search(sentence):
        return []
    named = reader.listed(start, end, groups=True)
    if len(named) < 2:
        return []
    # not "list.…": an enumeration that repeats the owner says nothing new of it
    name = rule.name.replace("list.", "enumeration.")
    return [Stated(one, rule.role, name, start, end, one.extent) for one in named]


def _heading_of(line: str) -> HeadingRule | None:
    """The rule for a heading, or for the words that end a paragraph and open a list."""
    line = line.lstrip("#").strip()
    if line.endswith(":") and (ends := list(re.finditer(r"[.!?]\s+", line))):
        line = line[ends[-1].end() :]
    return heading_rule(line) if line else None


def _single(reader: PartyReader, start: int, end: int) -> Named | None:
    written = reader.text[start:end]
    named = reader.one(start, end)
    if named is None or not re.search(r"[A-ZÅÄÖ]", written.replace(MASK, "")):
        return None
    return named


def _rows_below(reader: PartyReader, lines: list[Line], heading: int, *, single: bool) -> list[int]:
    """The lines of the list: up to a blank line, a sentence or another heading."""
    rows: list[int] = []
    row = heading + 1
    skipped = 0
    while row < len(lines):
        line = lines[row].text
        if not line:
            skipped += 1
            if (rows and not _goes_on(lines, row, rows)) or skipped > 2:
                break
            row += 1
            continue
        bullet = BULLET.match(line) is not None
        sentence = line.endswith((".", "!", "?")) and len(line) > 70
        if sentence and rows and bullet and _OPENS_WITH_NAME.match(line):
            first = lines[row].start
            sentence = not reader.beginning_in(first, first + _OPENING)  # "• A kommun - gör X."
        if _LABELLED.match(line):
            break
        if sentence or len(line) > 160 or heading_rule(line) is not None or line.endswith(":"):
            break
        rows.append(row)
        if single and not bullet:
            break
        skipped = 0
        row += 1
    return rows


def _goes_on(lines: list[Line], row: int, rows: list[int]) -> bool:
    """Whether a list with blank lines between its bullets goes on after one."""
    after = next((line.text for line in lines[row:] if line.text), "")
    return BULLET.match(lines[rows[-1]].text) is not None and BULLET.match(after) is not None
