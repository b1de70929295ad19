"""The names that a page states for its projects, before persons' names are blacked out.

A project may be called what a person could be ("MIA Mobilisering"). Where a page has a number
before the name, as a project bank heads its pages, or the name among the labels of a project, it
is no person's wherever it stands on that page; nor is a word in capitals in "MIA-projektet".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.sources.passages import stands_whole, whole_words

# "2016/00403 - Exempelvägen", "2011-3030112 Exempelvägen"
_NUMBERED = re.compile(
    r"^[ \t#]*(?:\d{4}/\d{4,6}|\d{4}-\d{7}|\d\d-\d{3}-[A-Z]\d\d)[ \t]*[-–—:|]?[ \t]+"
    r"(?P<name>\S.*)$",
    re.MULTILINE,
)
_LABELLED = re.compile(
    r"^[ \t]*(?:Namn|Projektnamn|Projektets namn|Namn på projektet)[ \t]*:[ \t]*\n?[ \t]*"
    r"(?P<name>\S.*)$",
    re.MULTILINE,
)
# Labels that only projects have: they tell a name among them from that of a contact person.
_LABELS = (
    "Projektägare",
    "Projektnummer",
    "Projektperiod",
    "Beviljat ESF-stöd",
    "Total projektbudget",
    "Stödmottagare",
    "Planerat antal deltagare",
    "Diarienummer",
    "Projekttid",
)
_PROJECT = re.compile(rf"\b(?:{'|'.join(_LABELS)})\b")
_PERSON = re.compile(
    r"\b(?:kontakt\w*|projektledare|ansvarig|handläggare|e-post\w*|telefon|uppgiftslämnare|"
    r"företrädare|sökande)\b",
    re.IGNORECASE,
)
# "MIA-projektet", "projektet MIA", "MIA Vidare är ett projekt": in capitals, and said to be one
_CALLED = re.compile(r"rojekt(?:et\s+(?P<after>[A-ZÅÄÖ]{2,6})(?![\w-]|\s+[A-ZÅÄÖ])|(?:et)?\b)")
_BEFORE = re.compile(r"(?<![\w-])(?P<name>[A-ZÅÄÖ]{2,6})-[Pp]\Z")
_DEFINED = re.compile(r" är ett (?:\w+ ){0,3}\w*projekt\b")
_SUBJECT = re.compile(
    r"(?:\A|\n|[.!?]\s)(?P<name>[A-ZÅÄÖ]{2,6} [A-ZÅÄÖ][a-zåäö]+|[A-ZÅÄÖ]{2,6}(?= [-–—] ))"
    r"(?: [-–—] [^.:\n]{3,60})?\Z"
)
_LONGEST_SUBJECT = 80
_NEAR = 200  # characters before a label "Namn" that tell whose name it is


def stated_names(text: str) -> list[tuple[int, int]]:
    """Where the names stand that a page states for its projects, in order, none overlapping.

    >>> text = "2016/00403 - MIA Mobilisering\\nProjektägare: A\\nProjektperiod: 2016"
    >>> [text[start:end] for start, end in stated_names(text)]
    ['MIA Mobilisering']
    """
    names: set[str] = set()
    if sum(stands_whole(text, label, 0, len(text)) for label in _LABELS) > 1:
        names = {name for name in _stated(text) if 3 <= len(name) <= 120}
    acronyms = set(_acronyms(text))
    found = sorted(
        [match.span() for name in names for match in whole_words(name).finditer(text)]
        + [
            match.span()
            for name in acronyms
            for match in re.finditer(rf"{name}(?!\w)(?<!\w{name})", text)
        ]
    )
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _acronyms(text: str) -> Iterator[str]:
    """Words in capitals that the text calls a project, and the word after one so defined."""
    for called in _CALLED.finditer(text):
        start = called.start()
        if called["after"]:
            yield called["after"]
        elif text[start - 2 : start - 1] == "-":
            before = _BEFORE.search(text, max(0, start - 9), start)
            if before is not None:
                yield before["name"]
    for defined in _DEFINED.finditer(text):
        first = max(0, defined.start() - _LONGEST_SUBJECT)
        if subject := _SUBJECT.search(text[first : defined.start()]):
            yield subject["name"]


def _stated(text: str) -> Iterator[str]:
    for match in _NUMBERED.finditer(text):
        yield match["name"].strip()
    for match in _LABELLED.finditer(text):
        before = text[max(0, match.start() - _NEAR) : match.start()]
        beside = text[match.end() : match.end() + _NEAR]
        # A person's name has the ways to reach the person beside it, and no project's label.
        if (_PROJECT.search(before) or _PROJECT.search(beside)) and not _PERSON.search(before):
            yield match["name"].strip()
