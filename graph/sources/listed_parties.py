"""Lists of parties under headings that give their role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.records import Role
from graph.sources.bracketed_roles import role_in_brackets
from graph.sources.clause_values import FINITE, is_sentence, told_in_clause
from graph.sources.introduced_lists import introduced, opens_list
from graph.sources.labels import PATTERN
from graph.sources.list_rules import (
    COUNTED_HEAD,
    COUNTED_LISTED,
    INTRODUCED,
    OTHERS_LISTED,
    HeadingRule,
    heading_rule,
)
from graph.sources.parties import PartyReader
from graph.sources.party_names import Named
from graph.sources.party_words import HEAD_AT
from graph.sources.passages import BULLET, MASK, Line, split_sentences, without_mark
from graph.sources.role_rules import FUND
from graph.sources.role_words import OWNER_NOUN
from graph.sources.statements import Stated

_LABELLED = re.compile(rf"(?:{PATTERN.pattern})\s*:\s*\S", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_NAME_OF_WORDS = 2  # blanks in a line that may be the name of a project rather than a heading
_LONGEST_ENUMERATION = 800
_LONGEST_INTRODUCTION = 240
_FEWEST_COUNTED = 2  # lines below "Sex klubbar är med"
_CLAUSE = re.compile(r"\b(?:där|som|och|med|att)\s+|,\s+")
# "Projektet drivs av A i samarbete med", and the bullets go on
_BREAKS_OFF = re.compile(
    r"\b(?:med|av|är|från|mellan|deltar|medverkar|ingår|finns)(?:\s+(?:även|också|bland\s+annat))?$"
)
_LAST_CUE = re.compile(
    r"\b(?:i\s+(?:\w+\s+)?(?:samarbete|samverkan)\s+med|(?:med)?finansieras\s+av|utvärderas\s+av|"
    r"medverkar|deltar|ingår):$",
    re.IGNORECASE,
)
_HOW = re.compile(r"(?<=^i\s)\w+\s+(?=sam)", re.IGNORECASE)  # "i nära samarbete med"
_OPENING = 40  # characters of an item in which its body is named
_OPENS_WITH_NAME = re.compile(r".{3,60}?\s+[–-]\s")
# "1 A kommun", "2 B AB": the number of the party, not of the street or the year
_ORDINAL = re.compile(r"(\d{1,2})(?:[.):]\s*|\s+)(?=[A-ZÅÄÖ])")
_DESCRIBED = re.compile(r"\s+[–—-]\s+(?=[A-ZÅÄÖa-zåäö])")
# "A kommun deltar", "B är samverkanspart": each line below the heading is a sentence of its own
_TELLS_ITS_PART = re.compile(r"\w\s(?:deltar|medverkar|ingår|är\s+[a-zåäö]+)$")
_OWNS = re.compile(rf"[(,–-]\s*{OWNER_NOUN}\s*\)?\s*$", re.IGNORECASE)

_COUNTS_PARTIES = re.compile(
    r"\b(?:\d{1,2}|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|följande|dessa)\s+(?:av\s+)?(?:\w+\s+){0,2}?"
    r"\w*(?:kommuner|parter|aktörer|organisationer|skolor|folkhögskolor|företag|förbund|regioner|"
    r"myndigheter|församlingar|föreningar)(?:na)?\b[^.;:]{0,80}?\b(?:deltar|deltog|medverkar|medverkade|"
    r"ingår|ingick|är\s+med|samverkar|samarbetar|har\s+deltagit)\b[^.;:]{0,40}\.$",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:de\s+andra|övriga)\s+\w*(?:länen|kommunerna|regionerna|parterna|organisationerna|förbunden)s\s"
    r"[^.;:]{0,50}:$",
    re.IGNORECASE,
)
_NOT_OF_IT = re.compile(r"\b(?:inte|ej|styrgrupp\w*|referensgrupp\w*|nätverk\w*)\b", re.IGNORECASE)

ListStated = tuple[HeadingRule, list[Stated], int, int]


def lists(reader: PartyReader, lines: list[Line]) -> list[ListStated]:
    """Lists of parties: rule, parties, and the numbers of the first and last line.

    They are the same for every project of a page, so they are read once.
    """
    return reader.once("lists", lambda: list(_lists(reader, lines)))


def _lists(reader: PartyReader, lines: list[Line]) -> Iterator[ListStated]:
    row = 0
    while row < len(lines):
        line = lines[row].text
        if line.count(" ") >= _NAME_OF_WORDS and reader.text.count(line) > 1:
            line = ""  # "Samverkan för hälsa": the project's name
        rule = (_heading_of(line) or _counted_below(reader, lines, row)) if line else None
        if rule is None:
            below = _introduced(reader, lines, row) if line else None
            if below is not None:
                yield below
            row = below[-1] + 1 if below is not None else row + 1
            continue
        rows = _rows_below(reader, lines, row, single=rule.role == Role.OWNER)
        if rule is COUNTED_HEAD and len(rows) < _FEWEST_COUNTED:
            row += 1
            continue
        if any(_TELLS_ITS_PART.search(lines[item].text) for item in rows):
            row += 1
            continue
        numbered = _are_numbered(lines, rows)
        stated = []
        for item in rows:
            beside = lines[item]
            bullet = (_ORDINAL if numbered else BULLET).match(beside.text)
            start = beside.start + (bullet.end() if bullet else 0)
            end = _before_description(reader, start, beside.end)
            told = told_in_clause(reader, start, end, rule.role)
            one = _single(reader, start, end) if told is None else None
            parties = told or ([one] if one is not None else [])
            if one is not None and rule.role != Role.OWNER:
                several = reader.listed(start, end, groups=True)
                shared = HEAD_AT.match(reader.text, start, end) is not None
                if len(several) > 1 and (
                    len(rows) == 1 or shared or _all_known(reader, one, several)
                ):
                    parties = several
            for named in parties:
                role = (
                    Role.FUNDER
                    if rule.role == Role.COFINANCIER and FUND.match(named.party.name)
                    else Role.OWNER
                    if _OWNS.search(beside.text)
                    else role_in_brackets(reader.text, named.start, named.end) or rule.role
                )
                whole = (beside.start, beside.end)
                stated.append(Stated(named, role, rule.name, *whole, named.extent))
        last = rows[-1] if rows else row
        if not rows and rule.role is not Role.OWNER:
            stated = _enumerated_below(reader, lines, row, rule)
        if stated:
            yield rule, _beside_fund(stated), row, last
        row = last + 1


def _introduced(reader: PartyReader, lines: list[Line], row: int) -> ListStated | None:
    """The list below a line that introduces it in words of its own, all bullets or none."""
    line = _whole_intro(lines[row].text)
    if not opens_list(line):
        return None
    rows = _rows_below(reader, lines, row, single=False)
    bullets = [BULLET.match(lines[item].text) for item in rows]
    if None in bullets and any(bullets):
        return None
    items = []
    for item, bullet in zip(rows, bullets, strict=True):
        start = lines[item].start + (bullet.end() if bullet else 0)
        named = _single(reader, start, _before_description(reader, start, lines[item].end))
        if named is None:
            return None
        items.append((named, (lines[item].start, lines[item].end)))
    stated = introduced(reader, line, items)
    return (INTRODUCED, _beside_fund(stated), row, rows[-1]) if stated else None


def _whole_intro(line: str) -> str:
    """A line with the colon that it lacks, where bullets go on with it."""
    line = without_mark(line).strip()
    return f"{line}:" if _BREAKS_OFF.search(line) else line


def _beside_fund(stated: list[Stated]) -> list[Stated]:
    """Who pays in a list that has the fund too pays besides: "Finansiering", the fund, A."""
    if not any(one.role is Role.FUNDER and FUND.match(one.named.party.name) for one in stated):
        return stated
    return [
        replace(one, role=Role.COFINANCIER)
        if one.role is Role.FUNDER and not FUND.match(one.named.party.name)
        else one
        for one in stated
    ]


def _are_numbered(lines: list[Line], rows: list[int]) -> bool:
    """Whether the lines of a list begin with the numbers from one on, with or without a stop."""
    if len(rows) < 2:
        return False
    numbers = (_ORDINAL.match(lines[row].text) for row in rows)
    return all(told is not None and int(told[1]) == n for n, told in enumerate(numbers, 1))


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
    told = told_in_clause(reader, start, end, rule.role)
    if told is not None:
        name = rule.name.replace("list.", "clause.")
        return [Stated(one, rule.role, name, start, end, one.extent) for one in told]
    if end - start > _LONGEST_ENUMERATION or "," not in sentence or FINITE.search(sentence):
        return []
    named = reader.listed(start, end, groups=True)
    if len(named) < 2:
        return []
    # not "list.…": an enumeration that repeats the owner says nothing new of it
    name = rule.name.replace("list.", "enumeration.")
    return [Stated(one, rule.role, name, start, end, one.extent) for one in named]


def _heading_of(line: str) -> HeadingRule | None:
    """The rule for a heading, or for the words that end a paragraph and open a list."""
    line = _whole_intro(line)
    if line.endswith(":") and (ends := list(re.finditer(r"[.!?]\s+", line))):
        line = line[ends[-1].end() :]
    rule = heading_rule(line) if line else None
    if rule is None and line.endswith(":") and len(line) < _LONGEST_INTRODUCTION:
        # "Projektet är ett samarbete där följande aktörer ingår:"
        tails = [line[cut.end() :] for cut in _CLAUSE.finditer(line)]
        if last := _LAST_CUE.search(line):
            tails.append(_HOW.sub("", last.group()))
        rule = next((one for one in map(heading_rule, tails) if one is not None), None)
    return rule


def _counted_below(reader: PartyReader, lines: list[Line], row: int) -> HeadingRule | None:
    """The rule for a paragraph that ends by counting those who take part, bullets of them below.

    "… där åtta kommuner och två skolor deltar.", "Läs om de andra kommunernas arbete:".
    """
    line = lines[row]
    if len(line.text) < 20 or not line.text.endswith((".", ":")):
        return None
    below = next((n for n in range(row + 1, min(row + 3, len(lines))) if lines[n].text), None)
    if below is None:
        return None
    bullets = BULLET.match(lines[below].text) is not None
    if line.text.endswith(".") and not bullets:
        return None
    start = split_sentences(reader.text, line.start, line.end)[-1][0]
    if line.text.endswith(":"):
        return OTHERS_LISTED if _OF_OTHERS.search(reader.text, start, line.end) else None
    counted = _COUNTS_PARTIES.search(reader.text, start, line.end)
    return COUNTED_LISTED if counted and not _NOT_OF_IT.search(counted.group()) else None


def _single(reader: PartyReader, start: int, end: int) -> Named | None:
    written = reader.text[start:end]
    named = reader.one(start, end)
    if named is None or not re.search(r"[A-ZÅÄÖ]", _IN_BRACKETS.sub("", written).replace(MASK, "")):
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
        if _LABELLED.match(BULLET.sub("", line, count=1)) or (
            PATTERN.fullmatch(line) and not FUND.match(line)
        ):
            break
        sentence = sentence or (
            not bullet and is_sentence(reader.text, lines[row].start, lines[row].end)
        )
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
