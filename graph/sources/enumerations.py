"""Bodies that a sentence enumerates, where its words speak of doing something jointly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.records import Role
from graph.sources.parties import PartyReader
from graph.sources.party_names import Named
from graph.sources.role_rules import FUND
from graph.sources.screening import screened

JOINT = screened(
    r"\b(?:tillsammans|gemensam\w*|samverka\w*|samarbet\w*|samverkan|går\s+samman|delaktig\w*|"
    r"deltar|medverkar|medverkat|deltagit|ingått|parter|part|deltagande|medverkande|står\s+bakom|gått\s+samman|involvera\w*|"
    r"vill|är\s+med|ingår|engagera\w*|söker\s+medel|sökt\s+medel)\b",
    re.IGNORECASE,
)
_NOT_JOINT = screened(
    r"\b(?:inte|ej|inga|ingen|utan|annan|annat|liknande|tidigare|parallellt|strukturfondspartnerskap\w*|"
    r"besluta\w*|styrgrupp\w*|referensgrupp\w*|nätverk\w*|säger|sade|"
    r"(?:ingår|är\s+med(?:lemmar)?)\s+i\s+\w*förbund\w*|finsam\w*|ERUF|AMIF|Leader|granskat|ansökning\w*|avslag)\b",
    re.IGNORECASE,
)
_JOINS = re.compile(
    r"s?(?:\s+kommun)?(?:\s*\([^()]*\))?\s*(?:,|;|,?\s*(?:och|samt|liksom)|/|–)\s*(?:även\s+)?",
    re.IGNORECASE,
)
_JOINS_ANOTHER = re.compile(
    rf"{_JOINS.pattern}(?:(?P<name>[A-ZÅÄÖ][\w&-]*(?:\s[A-ZÅÄÖ][\w&-]*){{0,3}}){_JOINS.pattern})?"
)
_MORE_OF_NAME = re.compile(
    r"(?:(?:\s(?!I\b)[A-ZÅÄÖ][a-zåäö]\w*){1,3}|,?\s[a-zåäö-]+(?:förvaltningen|kontoret|nämnden|"
    r"enheten|avdelningen))(?=\s*,|\s+(?:och|samt)\s)"
)
_FIRST_BODY = re.compile(
    r"(?<![\w-])(?P<name>[A-ZÅÄÖ]\w+(?:företagen|förbundet|föreningen|kammaren|sällskapet)),\s+$"
)
_LAST_BODY = re.compile(
    r"\s+(?:och|samt)\s+"
    r"(?P<name>[A-ZÅÄÖ]\w+(?:företagen|förbundet|föreningen|kammaren|sällskapet))\b"
)
# "nio av länets kommuner; A, B och C"
_COUNTED_PLACES = screened(
    r"\b(?:kommuner|kommunerna)(?:\s+i\s+\w+)?\s*(?:[;:,(–-]\s*)(?=(?-i:[A-ZÅÄÖ]))", re.IGNORECASE
)
OPENING_OWNER = screened(r"[^.]{3,60}\(\s*projektägare\s*\)", re.IGNORECASE)
_PROJECT_WORD = screened(r"projekt|satsning|ansökan|förstudie", re.IGNORECASE)


def enumerated(
    reader: PartyReader, start: int, end: int, owners: list[tuple[int, int]]
) -> Iterator[Named]:
    """Known bodies that a sentence enumerates, where its words speak of doing something jointly.

    It is asked only where no rule has found who takes part, and is the most careful: every item
    must be a body that the lists have, and nothing in the sentence may deny or limit. `owners`
    are the ranges of those that the sentence calls owners.
    """
    text = reader.text
    opening = owners and OPENING_OWNER.match(text, start, end)
    joint = JOINT.search(text, start, end) and _PROJECT_WORD.search(text, start, end)
    if not (joint or opening) or _NOT_JOINT.search(text, start, end):
        return
    run: list[tuple[int, int]] = []
    runs = [run]
    for body in _bodies(reader, start, end):
        if more := _MORE_OF_NAME.match(text, body[1], end):
            body = (body[0], more.end())
        between = run and _JOINS_ANOTHER.fullmatch(text, run[-1][1], body[0])
        if run and between and between["name"] is not None:
            run.append(between.span("name"))  # one that no list has, between two that are known
        elif run and not between:
            run = []
            runs.append(run)
        run.append(body)
    longest = max(runs, key=len)
    if len(longest) < 2:
        return
    if last := _LAST_BODY.match(text, longest[-1][1], end):
        longest.append(last.span("name"))
    if first := _FIRST_BODY.search(text, max(start, longest[0][0] - 60), longest[0][0]):
        longest.insert(0, first.span("name"))
    for body in longest:
        if any(left < body[1] and body[0] < right for left, right in owners):
            continue
        named = reader.one(*body)
        if named is not None and not FUND.match(named.party.name):
            yield named


def _bodies(reader: PartyReader, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Ranges of the known bodies of a sentence; of places those that it counts as municipalities.

    "nio av länets kommuner; A, B och C samt D" counts A, B and C so.
    """
    known = {mention.start: mention.end for mention in reader.beginning_in(start, end)}
    counted = _COUNTED_PLACES.search(reader.text, start, end)
    if counted is not None:
        for place in reader.references.places(counted.end(), end):
            if not any(left <= place.start() < right for left, right in known.items()):
                known[place.start()] = place.end()
    yield from sorted(known.items())


# "Samarbetet mellan A och B fortsätter": who collaborates is told before the names
_TOGETHER = re.compile(
    r"\b(?:samarbet|samverk)\w*\s+(?:\w+\s+){0,2}?(?:med|mellan)\s[^.;:]*$", re.IGNORECASE
)


def joining_of(text: str, start: int, named: Named) -> tuple[Role, str]:
    """The role and the rule for a body that a sentence on the project but enumerates."""
    if _TOGETHER.search(text, start, named.start):
        return Role.PARTNER, "partner.enumerated"
    return Role.PARTICIPANT, "participant.enumerated"
