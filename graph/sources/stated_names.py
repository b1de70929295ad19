"""The names that a page states for its projects, before persons' names are blacked out.

A project may be called what a person could be ("MIA Mobilisering"). Where a page has a number
before the name, as a project bank heads its pages, or the name among the labels of a project, it
is no person's wherever it stands on that page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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
_NEAR = 200  # characters before a label "Namn" that tell whose name it is


def stated_names(text: str) -> list[tuple[int, int]]:
    """Where the names stand that a page states for its projects, in order, none overlapping.

    >>> text = "2016/00403 - MIA Mobilisering\\nProjektägare: A\\nProjektperiod: 2016"
    >>> [text[start:end] for start, end in stated_names(text)]
    ['MIA Mobilisering']
    """
    if sum(label in text for label in _LABELS) < 2 or len(set(_PROJECT.findall(text))) < 2:
        return []
    names = {name for name in _stated(text) if 3 <= len(name) <= 120}
    found = sorted(
        match.span()
        for name in names
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
    )
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _stated(text: str) -> Iterator[str]:
    for match in _NUMBERED.finditer(text):
        yield match["name"].strip()
    for match in _LABELLED.finditer(text):
        before = text[max(0, match.start() - _NEAR) : match.start()]
        beside = text[match.end() : match.end() + _NEAR]
        # A person's name has the ways to reach the person beside it, and no project's label.
        if (_PROJECT.search(before) or _PROJECT.search(beside)) and not _PERSON.search(before):
            yield match["name"].strip()
