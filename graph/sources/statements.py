"""Statements of roles in sentences and lists: which party takes part how, and where it says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from graph.mentions import Mention
from graph.records import Party, Role
from graph.sources.labels import PATTERN
from graph.sources.list_rules import HeadingRule, heading_rule
from graph.sources.parties import Named, PartyReader, looks_like_body
from graph.sources.passages import BULLET, MASK, Line
from graph.sources.role_rules import FUND, LIMITING, RULES, RoleRule, part_in

_CLAUSE = re.compile(r"(?:^|,\s*(?:och|men|medan|samt)\s+|;\s*|\s+medan\s+|,\s+men\s+)")
_STOPS = re.compile(
    r"[;:]\s|\)\s*(?=\()|\s+(?:vilket|vilka|där|för\s+att|i\s+syfte|med\s+(?:syfte|mål|målet|"
    r"målen)|beviljas|beviljades|beviljats|får|fick|tilldelas|"
    r"har\s+beviljats|ska|skall|kommer\s+att|kan|vill|arbetar|utvecklar|erbjuder|genomför|"
    r"startar|drivs|finansieras|syftar|driver|drev|äger|ägde|leder|fått|beviljats|tilldelats|"
    r"inom\s+ramen|med\s+start|under\s+(?:perioden|åren|\d)|mellan\s+\d|från\s+och\s+med|"
    r"som\s+(?:projektägare|projektpart\w*|samverkanspart\w*|ska|har|är|vill|deltar))\b",
    re.IGNORECASE,
)
_SUBJECT_END = re.compile(
    r"\s+(?:är|var|har|ska|kommer|som|där|att|vilka|vilket)\s+", re.IGNORECASE
)
_JOINT = re.compile(
    r"\b(?:tillsammans|gemensam\w*|samverka\w*|samarbet\w*|samverkan|går\s+samman|delaktig\w*|"
    r"deltar|medverkar|parter|deltagande|medverkande|står\s+bakom)\b",
    re.IGNORECASE,
)
_NOT_JOINT = re.compile(
    r"\b(?:inte|ej|inga|ingen|utan|liknande|tidigare|parallellt|strukturfondspartnerskap\w*|"
    r"besluta\w*|styrgrupp\w*|referensgrupp\w*|nätverk\w*|säger|sade|"
    r"finsam\w*|ERUF|AMIF|Leader|granskat|ansökning\w*|avslag)\b",
    re.IGNORECASE,
)
_JOINS = re.compile(
    r"s?(?:\s*\([^()]*\))?\s*(?:,|,?\s*(?:och|samt|liksom)|/|–)\s*(?:även\s+)?", re.IGNORECASE
)
_LABELLED = re.compile(rf"(?:{PATTERN.pattern})\s*:\s*\S", re.IGNORECASE)
_EXCEPT = re.compile(
    r"\b(?:utom|förutom|exklusive|med\s+undantag\s+(?:av|för)|utan|inte|ej)\b", re.IGNORECASE
)
_CONDITIONAL = re.compile(
    r"\b(?:bjuds?\s+in|bjuda\s+in|bjudas\s+in|inbjudan|"
    r"skickas\s+(?:ut\s+)?till|spridning\w*|konferens\w*|studiebesök|"
    r"inspireras|inspirerat|liknande\s+projekt|systerprojekt\w*|ett\s+annat\s+projekt|"
    r"parallellt\s+(?:driver|drivs|pågår|pågick)|driver\s+parallellt|inbjud(?:na|en)|bjudits\s+in|"
    r"(?:lämnat|skrivit)\s+(?:på\s+)?en\s+avsiktsförklaring|drog\s+sig\s+ur|fick\s+avslag|"
    r"fått\s+avslag|seminari\w+|web+inari\w+|uppstartsmöte\w*|slutkonferens\w*|är\s+inte\s+part|"
    r"valt\s+att\s+stå\s+utanför)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A role that a passage states, with the range that proves it."""

    named: Named
    role: Role
    rule: str
    start: int
    end: int
    extent: str | None = None


def in_sentence(
    reader: PartyReader, start: int, end: int, project: str | None = None
) -> list[Stated]:
    """The roles that the sentence `start..end` states; `project` is the one it tells of."""
    text = reader.text
    sentence = text[start:end]
    if _CONDITIONAL.search(sentence) and not re.search(
        r"\bprojektägare\b", sentence, re.IGNORECASE
    ):
        return []
    rules = RULES
    if project is not None and project in sentence:
        rules = (*RULES, part_in(project))
    cues = _cues(text, start, end, rules)
    found: list[Stated] = []
    for position, (rule, match) in enumerate(cues):
        previous = cues[position - 1] if position else None
        following = cues[position + 1] if position + 1 < len(cues) else None
        if rule.side == "after":
            left, right = _after(text, match.end(), end, following)
        else:
            left, right = _before(text, start, match.start(), previous)
        if left >= right:
            continue
        for number, named in enumerate(_parties(reader, rule, left, right, start)):
            role = rule.role
            if role is Role.OWNER and number:
                role = Role.PARTICIPANT  # "A, B och C driver projektet": the first answers for it
            name = named.party.name
            if rule.name == "owner.led-by" and not (
                reader.mentions.key_of(name) or looks_like_body(name)
            ):
                continue  # a person may lead a project
            if rule.name == "participant.likewise":
                if previous is None or previous[0].side != "before":
                    continue
                role = previous[0].role
            if fund := FUND.match(named.party.name):
                named = replace(named, party=Party(fund.group()))
            elif rule.name == "funder.grants":
                continue  # a board that decides is not who pays
            if role in (
                Role.COFINANCIER,
                Role.FUNDER,
                Role.PARTNER,
                Role.PARTICIPANT,
            ) and FUND.match(named.party.name):
                if role in (Role.PARTNER, Role.PARTICIPANT):
                    continue
                role = Role.FUNDER
            extent = _extent(match) or named.extent
            found.append(Stated(named, role, rule.name, start, end, extent))
    if all(item.role is Role.OWNER for item in found):
        found += _enumerated(reader, start, end, found)
    return found


def _enumerated(
    reader: PartyReader, start: int, end: int, owners: list[Stated]
) -> Iterator[Stated]:
    """Known bodies that a sentence enumerates, where its words speak of doing something jointly.

    It is asked only where no rule has found who takes part, and is the most careful: every item
    must be a body that the lists have, and nothing in the sentence may deny or limit.
    """
    text = reader.text
    sentence = text[start:end]
    opening = owners and re.match(r"[^.]{3,60}\(\s*projektägare\s*\)", sentence, re.IGNORECASE)
    joint = _JOINT.search(sentence) and re.search(r"(?i)projekt|satsning", sentence)
    if _NOT_JOINT.search(sentence) or not (joint or opening):
        return
    run: list[Mention] = []
    runs = [run]
    for mention in reader.beginning_in(start, end):
        between = text[run[-1].end : mention.start] if run else ""
        if run and not _JOINS.fullmatch(between):
            run = []
            runs.append(run)
        run.append(mention)
    longest = max(runs, key=len)
    if len(longest) < 2:
        return
    taken = [(item.named.start, item.named.end) for item in owners]
    for mention in longest:
        if any(left < mention.end and mention.start < right for left, right in taken):
            continue
        named = reader.one(mention.start, mention.end)
        if named is not None and not FUND.match(named.party.name):
            yield Stated(named, Role.PARTICIPANT, "participant.enumerated", start, end)


def limit_in(sentence: str) -> str | None:
    """The limit that a sentence puts on the parties of the sentence before it."""
    match = LIMITING.match(sentence.strip())
    return match["extent"].strip() if match else None


def _extent(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    limit = groups.get("extent") or groups.get("extent2")
    if not limit:
        return None
    whole = match.group().strip()
    at = whole.find(limit)
    verb = whole.split()[0]
    return (
        limit
        if at < 0 or " " not in whole
        else f"{verb} {limit}"
        if limit.startswith(("i ", "delvis"))
        else limit
    )


def _cues(
    text: str, start: int, end: int, rules: tuple[RoleRule, ...]
) -> list[tuple[RoleRule, re.Match[str]]]:
    """The cues of a sentence in order; where two overlap, the earlier and longer one counts."""
    found = [(rule, match) for rule in rules for match in rule.pattern.finditer(text, start, end)]
    found.sort(key=lambda item: (item[1].start() + _indent(item[1]), -item[1].end()))
    kept: list[tuple[RoleRule, re.Match[str]]] = []
    for rule, match in found:
        if kept and match.start() < kept[-1][1].end() - 1:
            continue
        kept.append((rule, match))
    return kept


def _indent(match: re.Match[str]) -> int:
    return len(match.group()) - len(match.group().lstrip())


def _after(
    text: str, left: int, end: int, following: tuple[RoleRule, re.Match[str]] | None
) -> tuple[int, int]:
    right = end
    besides = re.match(r"[\s,]*(?:förutom|utöver)\s+[^,.;]{2,60},\s*", text[left:end])
    left += besides.end() if besides else 0
    if following is not None:
        rule, match = following
        right = match.start()
        # "har tillsammans med A och B beviljats …": the verb's subject stands before both
        inserted = re.search(
            r"\b(?:har|hade|fick|får)\s+\w+\s+\w+\s*$", text[max(0, left - 40) : left]
        )
        if rule.side == "before" and not (rule.name == "owner.granted" and inserted):
            joints = list(re.finditer(r",?\s+(?:och|men|medan|samt)\s+|,\s+", text[left:right]))
            right = left + joints[-1].start() if joints else right
    stop = _STOPS.search(text, left, right)
    if stop:
        right = stop.start()
    exception = _EXCEPT.search(text, left, right)
    if exception:
        right = exception.start()
    tail = re.search(r"(?:\s+(?:och|samt)|[,;])?\s*$", text[left:right])
    return left, left + tail.start() if tail else right


def _before(
    text: str, start: int, right: int, previous: tuple[RoleRule, re.Match[str]] | None
) -> tuple[int, int]:
    left = start
    if previous is not None:
        left = previous[1].end()
        if previous[0].side == "after":
            joints = list(re.finditer(r",?\s+(?:och|men|medan|samt)\s+|,\s+", text[left:right]))
            left = left + joints[-1].end() if joints else right
        else:
            opening = re.match(r"[\s,;]*(?:och|men|medan|samt)?\s*", text[left:right])
            left += opening.end() if opening else 0
    clauses = [
        m.end() for m in re.finditer(r"[;:]\s+|\s+medan\s+|,\s+men\s+|\battt?\s+", text[left:right])
    ]
    if clauses:
        left += clauses[-1]
    if exception := _EXCEPT.search(text, left, right):
        right = exception.start() if exception.start() > left else left
    verbs = [match.end() for match in _SUBJECT_END.finditer(text, left, right)]
    if verbs:
        left = verbs[-1]
        relative = re.search(r"(\w+),?\s+där\s+$", text[start:left])
        if relative and "projekt" not in relative[1].casefold() and relative[1].islower():
            return right, right  # "nätverket där A ingår" tells of the network
    return left, right


def _parties(
    reader: PartyReader, rule: RoleRule, left: int, right: int, sentence: int
) -> Iterator[Named]:
    items = reader.listed(left, right, groups=rule.groups)
    if rule.side == "before":
        items = [item for item in items if _can_be_subject(reader, item, sentence, len(items))]
        if rule.name == "owner.in-parenthesis":
            items = items[-1:]
        elif rule.name == "owner.genitive":
            items = [item for item in map(_without_genitive(reader), items[-1:]) if item]
        elif items and rule.single and rule.name not in ("owner.drives", "owner.granted"):
            items = items[:1]
    elif rule.single:
        items = items[:1]
    yield from items


def _without_genitive(reader: PartyReader) -> Callable[[Named], Named | None]:
    """Of "Exempelstads kommuns" the body that a list has, which ends with it; else None."""

    def bare(named: Named) -> Named | None:
        for mention in reader.beginning_in(named.start, named.end):
            if mention.genitive and mention.end == named.end - 1:
                return reader.one(mention.start, mention.end)
        return None

    return bare


def _can_be_subject(reader: PartyReader, named: Named, sentence: int, count: int) -> bool:
    """A capital at the head of a sentence says nothing, so there more than it is asked for."""
    name = named.party.name
    if named.start > sentence + 3 and name[:1].isupper() and named.start > sentence:
        return True
    if (
        reader.mentions.key_of(name)
        or looks_like_body(name)
        or reader.mentions.is_municipality(name)
    ):
        return True
    words = name.split()
    if (
        count > 1
        or sum(word[:1].isupper() for word in words) > 1
        or any(c.isupper() for c in name[1:])
    ):
        return True
    lower = re.escape(name.lower())
    common = re.search(rf"(?<!\w){lower}(?!\w)", reader.text) or re.search(
        r"(?:er|ar|or|na|are|ade|"
        r"nde)$",
        name,
    )
    return common is None


# --- lists under a heading ----------------------------------------------------------------------


def lists(
    reader: PartyReader, lines: list[Line]
) -> Iterator[tuple[HeadingRule, list[Stated], int, int]]:
    """Lists of parties: rule, parties, and the numbers of the first and last line."""
    row = 0
    while row < len(lines):
        rule = _heading_of(lines[row].text)
        if rule is None:
            row += 1
            continue
        rows = _rows_below(lines, row, single=rule.role == Role.OWNER)
        stated = []
        for item in rows:
            line = lines[item]
            bullet = BULLET.match(line.text)
            start = line.start + (bullet.end() if bullet else 0)
            one = _single(reader, start, line.end)
            parties = [one] if one is not None else []
            if one is not None and len(rows) == 1 and rule.role != Role.OWNER:
                several = reader.listed(start, line.end, groups=True)
                parties = several if len(several) > 1 else parties
            for named in parties:
                role = (
                    Role.FUNDER
                    if rule.role == Role.COFINANCIER and FUND.match(named.party.name)
                    else rule.role
                )
                stated.append(Stated(named, role, rule.name, line.start, line.end, named.extent))
        last = rows[-1] if rows else row
        if stated:
            yield rule, stated, row, last
        row = last + 1


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


def _rows_below(lines: list[Line], heading: int, *, single: bool) -> list[int]:
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


def parties_of(stated: list[Stated]) -> list[Party]:
    """The parties, in order."""
    return [item.named.party for item in stated]
