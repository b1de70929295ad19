"""Clauses that deny what their cue says: nobody pays, sells or evaluates there."""

from __future__ import annotations

import re

from graph.records import Role
from graph.sources.quick_patterns import quick

# Who deals with the project without taking part in it
SERVING = frozenset({Role.EVALUATOR, Role.SUPPLIER, Role.COFINANCIER, Role.INITIATOR})
_REACH = 90  # characters before a cue, within which its clause denies it
_DENIED = quick(
    r"\b(?:inte(?!\s+(?:bara|minst|enbart)\b)|sakna\w*|utan(?!\s+(?:även|också)\b)|sök(?:s|er|t|te|tes)|ej|inga|ingen|inget|aldrig|varken|avböj\w+|avstått|tveka\w*|(?:frågan|fråga)\s+om|skulle|kanske|eventuellt|"
    r"kan(?=\s+komma\b|\s*$)|föreg(?:åtts|icks|ås)\s+av)\b"
    r"[^,.;:]*$",
    re.IGNORECASE,
)
# Who is named so has no name yet: "fonden", "kommunen", or is above all projects
NOBODY = re.compile(
    r"(?:Fonden|Kommunen|Regionen|Regeringens?|Staten|EU-?fond\w*|Medfinansiering|LAG|Deltagarna|"
    r"Resten|Bolaget|Företaget|Universitetet|Högskolan|Utvärderingen|Rapporten)$"
)
_OF_ANOTHER = quick(
    r"[^.;]{0,60}?\b(?:förra|föregående|tidigare|liknande|andra)\s+[\w-]*(?:projekt|satsning|verksamhet)\w*|"
    r"\s*(?:inte|ej|aldrig|ingenting)\b",
    re.IGNORECASE,
)


def is_denied(text: str, start: int, cue: tuple[int, int], end: int) -> bool:
    """Whether the clause of a cue, in the sentence `start..end`, says that it is not so.

    >>> text = "Inga kurser köps från Lernia."
    >>> is_denied(text, 0, (12, 22), len(text)), is_denied(text, 12, (12, 22), len(text))
    (True, False)
    """
    first, last = cue
    return (
        _DENIED.search(text[max(start, first - _REACH) : first]) is not None
        or _OF_ANOTHER.match(text, last, end) is not None
    )
