"""Decisions in press releases: who is granted how much for which project."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.records import Amount
from graph.sources.parties import Named, PartyReader, looks_like_body
from graph.sources.passages import Unit, squeeze
from graph.sources.project_names import CUE, name_at
from graph.sources.values import Found, find_amounts

_VERB = re.compile(
    r"(?:^|\s+)(?:kommer\s+att\s+)?(?:har\s+(?:nu\s+)?)?(?:beviljas|beviljades|beviljats|får|"
    r"fick|fått|tilldelas|tilldelats|tilldelades|erhåller|erhållit|att\s+bevilja)\b"
    r"(?:\s+(?:nu|även|också|sammanlagt|totalt|hela|stöd\s+(?:om|med|på)|ett\s+stöd\s+(?:om|på)|"
    r"ESF-stöd\s+(?:om|på|med)|medel\s+(?:om|på)))*",
    re.IGNORECASE,
)
_OWNER_STOP = re.compile(
    r"\s*(?:,|\(|;)?\s+(?:(?:och\s+)?(?:tillsammans|i\s+samverkan|i\s+samarbete|"
    r"i\s+partnerskap)\s+med|genom|via|som|där|med)\b|\s+–\s+",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\s+(?:för|till|i|inom)\s+(?:att\s+(?:driva|genomföra|starta|utveckla|"
    r"bedriva)\s+)?(?:sitt\s+|det\s+|ett\s+)?(?=[A-ZÅÄÖ0-9”\"“»])"
)
_AND_TO = re.compile(r"[”\"»]?,?\s+(?:och|samt|medan)\s+(?=[A-ZÅÄÖ])")
_OTHER_CLAUSE = re.compile(r"\b(?:då|när|eftersom|övergår|övergick|medan|men|och|att)\b|[.;]")
_OWNER_NOUN = r"(?:projektägare|ägare|sökande|stödsökande)"
_AMOUNT_TAIL = (
    r"\s*(?P<amount>(?:drygt|knappt|cirka|ca|närmare)?\s*\d[^()\n]*?(?:kronor|kr|mkr|tkr|"
    r"miljoner)\b[^()\n]{0,20})"
)
_LINES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "grant.name-amount-owner",
        re.compile(
            rf"^(?P<name>[^,(\n]{{2,90}}),{_AMOUNT_TAIL}\s*\((?:{_OWNER_NOUN}:?\s*)(?P<owner>[^)]+)\)",
            re.IGNORECASE,
        ),
    ),
    (
        "grant.name-owner-amount",
        re.compile(
            rf"^(?P<name>[^(\n]{{2,90}}?)\s*\((?:{_OWNER_NOUN}:?\s*)?(?P<owner>[^)\d][^)]*)\)\s*[,:–-]{_AMOUNT_TAIL}",
            re.IGNORECASE,
        ),
    ),
    (
        "grant.owner-name-amount",
        re.compile(
            rf"^(?P<owner>[^,:–\n]{{2,80}}?)\s*(?:,|:|"
            rf"\s[–-])\s*(?:projekt(?:et)?\s+)?[”\"“»]?(?P<name>[^,:–\n”\"»]{{2,90}})[”\"«]?\s*(?:,|:|\s[–-]){_AMOUNT_TAIL}$",
            re.IGNORECASE,
        ),
    ),
)
_QUOTES = " ”\"“»«'"


@dataclass(frozen=True, slots=True)
class Grant:
    """A grant in `start..end`: ranges of the project's name and its owner's, the sum."""

    name: tuple[int, int]
    owner: Named | None
    amount: Found[Amount]
    start: int
    end: int
    rule: str
    others: tuple[Named, ...] = ()  # who is granted the sum with the owner


def grant_in_sentence(reader: PartyReader, start: int, end: int) -> Grant | None:
    """The grant that a sentence states."""
    text = reader.text
    for verb in _VERB.finditer(text, start, end):
        amount = next(
            (a for a in find_amounts(text, verb.end(), end) if a.start - verb.end() < 90), None
        )
        if amount is None:
            continue
        name = _name(text, start, end, verb, amount)
        if name is None:
            continue
        name = _before_next_body(reader, name)
        owners = _owners(reader, start, verb, amount, name)
        owner = owners[0] if owners else None
        return Grant(name, owner, amount, start, end, "grant.sentence", tuple(owners[1:]))
    return None


def _before_next_body(reader: PartyReader, name: tuple[int, int]) -> tuple[int, int]:
    """A name without the "och B kommun" that begins the next grant of the sentence."""
    for mention in reader.beginning_in(name[0] + 1, name[1]):
        joint = re.search(r"\s+(?:och|samt|medan)\s+$", reader.text[name[0] : mention.start])
        if joint:
            return name[0], name[0] + joint.start()
    return name


def further_grants(reader: PartyReader, grant: Grant) -> list[Grant]:
    """The grants that follow in one sentence: "… och B kommun 3 miljoner för projektet Y"."""
    text, found = reader.text, [grant]
    while True:
        last = found[-1]
        joint = _AND_TO.match(text, last.name[1], last.end)
        amount = next(find_amounts(text, joint.end(), last.end), None) if joint else None
        cue = CUE.search(text, amount.end, min(last.end, amount.end + 30)) if amount else None
        name = name_at(text, cue.end(), last.end) if cue else None
        if joint is None or amount is None or name is None:
            return found
        owners = reader.listed(joint.end(), amount.start)
        owner = owners[0] if owners else None
        found.append(Grant(name, owner, amount, last.start, last.end, "grant.sentence"))


def _name(
    text: str, start: int, end: int, verb: re.Match[str], amount: Found[Amount]
) -> tuple[int, int] | None:
    for cue in CUE.finditer(text, start, end):
        before_verb = re.search(r"\batt\s+i\s+$", text[max(start, cue.start() - 12) : cue.start()])
        span = name_at(text, cue.end(), end, before_verb=before_verb is not None)
        if span is None or span[0] < verb.start() < span[1]:
            continue
        # Before the verb only its subject names what is granted money.
        opens = cue.start() - start < 12 and not _OTHER_CLAUSE.search(text, span[1], verb.start())
        if span[0] > verb.start() or opens:
            return span
    if purpose := _FOR.search(text, amount.end, min(end, amount.end + 80)):
        span = name_at(text, purpose.end(), end)
        if span is not None and not looks_like_body(text[slice(*span)]):
            return span
    return None


def _owners(
    reader: PartyReader,
    start: int,
    verb: re.Match[str],
    amount: Found[Amount],
    name: tuple[int, int],
) -> list[Named]:
    text = reader.text
    between = squeeze(text[verb.end() : amount.start])
    if re.match(r"[A-ZÅÄÖ]", between):
        return reader.listed(verb.end(), amount.start)
    left, right = start, verb.start()
    if left <= name[0] < right:
        # "Projektet X hos Y kommun får …": the owner, if any, stands after the name.
        owner = re.compile(
            r"\s*[,(]?\s*(?:hos|som\s+(?:drivs|ägs)\s+av|i\s+regi\s+av|"
            rf"{_OWNER_NOUN}:?(?:\s+är)?|med)\s+",
            re.IGNORECASE,
        ).match(text, name[1], right)
        if owner is None:
            return []
        left = owner.end()
    if stop := _OWNER_STOP.search(text, left, right):
        right = stop.start()
    place = re.match(r"I\s+[A-ZÅÄÖ]\w+\s+", text[left:right])
    return reader.listed(left + (place.end() if place else 0), right)


def grant_in_line(reader: PartyReader, unit: Unit) -> Grant | None:
    """The grant that a line of a list states without a verb: name, owner and sum."""
    if len(unit.text) > 260:
        return None
    for rule, pattern in _LINES:
        match = pattern.match(unit.text)
        if match is None:
            continue
        amount = next(find_amounts(reader.text, unit.start + match.start("amount"), unit.end), None)
        spans = {
            part: _trimmed(
                reader.text, unit.start + match.start(part), unit.start + match.end(part)
            )
            for part in ("name", "owner")
        }
        if amount is None or (
            not reader.text[spans["name"][0]].isupper()
            and not reader.text[spans["name"][0]].isdigit()
        ):
            continue
        name, owner = spans["name"], spans["owner"]
        if rule == "grant.owner-name-amount":
            if not _is_body(reader, owner) and _is_body(reader, name):
                name, owner = owner, name
            elif not _is_body(reader, owner):
                continue
        party = reader.one(*owner)
        return Grant(name, party, amount, unit.start, unit.end, rule)
    return None


def _is_body(reader: PartyReader, span: tuple[int, int]) -> bool:
    written = squeeze(reader.text[slice(*span)])
    return reader.mentions.key_of(written) is not None or looks_like_body(written)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _QUOTES:
        start += 1
    while end > start and text[end - 1] in _QUOTES:
        end -= 1
    return start, end
