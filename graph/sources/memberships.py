"""Sentences on who a body's members or owners are: they take part in no project by that.

"Samordningsförbundet X är ett samarbete mellan A, B och C", "Förbundets medlemmar är A och B".
"""

from __future__ import annotations

import re

from graph.sources.screening import screened

_BODY = (
    r"(?:\w*förbund(?:et|en)?|finsam|\w*föreningen|\w*bolaget|koncernen|stiftelsen|organisationen|"
    r"nätverket|myndigheten|college)(?:\s+(?:i\s+)?(?-i:[A-ZÅÄÖ])[\w-]+|\s+(?:och|i|norra|södra|västra|östra|län)){0,6}"
)
_MEMBERS = screened(
    r"(?:\b(?:medlemmar(?:na)?|medlemskommuner(?:na)?|medlemsorganisationer(?:na)?|huvudmän(?:nen)?|stiftare)"
    rf"(?:\s+i\s+{_BODY})?\s*(?:är\b|var\b|består\s+av|utgörs\s+av|:)|"
    rf"\b{_BODY}(?:,\s[^,.;]{{2,40}},)?\s+(?:(?:är|var)\s+(?:ett|en)\s+(?:[a-zåäö]+\s+)?"
    r"(?:samarbete|samverkan|sammanslutning|samarbetsorgan|samverkansorgan|myndighet|ideell\s+förening)\b|"
    r"består\s+av|bildades|bildas|bildats|utgörs\s+av|ägs\s+(?:gemensamt\s+)?av|ägdes\s+av|finansieras\s+av)|"
    rf"\b(?:bakom|i|inom)\s+{_BODY}\s+(?:står|ingår|finns|samverkar|samarbetar|är)\b)",
    re.IGNORECASE,
)
_OF_PROJECT = re.compile(r"projekt(?!kontor)|insatsen|satsningen", re.IGNORECASE)


def tells_of_members(text: str, start: int, end: int) -> bool:
    """Whether a sentence tells who belongs to a body, and of no project."""
    told = _MEMBERS.search(text, start, end)
    return told is not None and _OF_PROJECT.search(text, start, end) is None
