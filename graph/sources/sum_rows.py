"""Sums in rows of a table of costs that is kept as lines: "Summa; 4 200 000", "varav ESF-stöd; …".

Such rows seldom name the currency, and other bodies' tables look the same: what all of it costs
counts only where a row near it tells what the fund gives.
"""

from __future__ import annotations

import re

from graph.records import Amount
from graph.sources.amounts import parse_amount
from graph.sources.drafts import Draft
from graph.sources.screening import screened
from graph.sources.values import Found

_COLUMN = r"\s*(?:[;|\t:]|\s(?=[\d\u0020\u00a0.]{5,15}(?:kr|SEK)))\s*"
_SUM = r"(?P<sum>\d{1,3}(?:[ \u00a0.]\d{3})+)(?!\d|\s*(?:%|procent))"
_WHOLE = screened(
    r"^[\u0020•*–-]*(?:summa(?:\s+(?:kostnader|totalt|finansiering|projektet))?|totalt|totalsumma|total\s+(?:budget|kostnad)|"
    rf"totalkostnad|sammanlagt){_COLUMN}{_SUM}",
    re.IGNORECASE | re.MULTILINE,
)
_OF_FUND = screened(
    r"^[ •*–-]*(?:varav\s+)?(?:(?:stöd|bidrag|medel|finansiering)\s+(?:från|ur|av)\s+|beviljat\s+)?"
    r"(?:(?:svenska\s+)?ESF(?:-(?:rådet|stöd|medel|bidrag))?|EU-(?:stöd|medel|bidrag)|(?:europeiska\s+)?socialfonden)"
    rf"(?:\s+enligt\s+(?:beslut|beslutet|budget))?{_COLUMN}{_SUM}",
    re.IGNORECASE | re.MULTILINE,
)
_NEAR = 400  # characters between the rows of one table
_LEAST = 10_000  # kronor

ROWS = _WHOLE.bit | _OF_FUND.bit


def read_rows(draft: Draft, start: int, end: int) -> None:
    """Add what the rows in `start..end` say that all of it costs, and what the fund gives."""
    text = draft.citer.text
    given = _OF_FUND.search(text, start, end)
    amount = _amount(text, given)
    if given is not None and amount is not None and draft.grant is None:
        draft.take_grant(
            amount.value, draft.citer.cite(*given.span(), "grant.row", given.span("sum"))
        )
    whole = _WHOLE.search(text, start, end) if draft.total_budget is None else None
    amount = _amount(text, whole)
    if whole is None or amount is None:
        return
    around = (max(0, whole.start() - _NEAR), whole.end() + _NEAR)
    if _OF_FUND.pattern.search(text[slice(*around)]) is not None:
        draft.total_budget = amount.value
        draft.prove(
            "total_budget", draft.citer.cite(*whole.span(), "budget.row", whole.span("sum"))
        )


def _amount(text: str, row: re.Match[str] | None) -> Found[Amount] | None:
    """The sum of a row, if it is one of a project."""
    found = parse_amount(text, *row.span("sum")) if row is not None else None
    return found if found is not None and found.value.value >= _LEAST else None
