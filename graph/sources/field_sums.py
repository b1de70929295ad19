"""The sum of one labelled field: a budget, a grant, or the fund's share of them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from graph.records import Amount, Party, Role
from graph.sources.amounts import find_amounts, parse_amount
from graph.sources.drafts import Draft
from graph.sources.fields import Field
from graph.sources.page import Page
from graph.sources.periods import find_date
from graph.sources.values import Found

_SCALE = re.compile(r"(?<!\w)(?:tkr|mnkr|mkr)(?!\w)", re.IGNORECASE)
_YEARLY = re.compile(r"\s*(?:/|per\s+|om\s+)år", re.IGNORECASE)
_OF_FUND = re.compile(
    r"\b(?:ESF|EU|ERUF|projektstöd|\w*(?:social|regional|utvecklings)fond\w*)\b", re.IGNORECASE
)
_FUND_BEFORE = re.compile(
    r"\b(?:ESF(?:-\w+)?|EU(?:-\w+)?|ERUF|(?:\w*social|regional|(?<=regionala\s)utvecklings)fonden)\b\+?(?:\s*\(\d{1,3}(?:,\d+)?\s?(?:%|procent)\))?[^.;\d]{0,25}$",
    re.IGNORECASE,
)
_FUND_AFTER = re.compile(
    r"\s*(?:finansieras\s+(?:med|genom)|i)\s+projektstöd|"
    r"\s*\(?(?:i\s+|kommer\s+|är\s+|ges\s+)*(?:stöd\s+|medel\s+|bidrag\s+)?(?:från|av|ur)?\s*"
    r"(?:svenska\s+|den\s+|europeiska\s+)*(?:ESF|EU|socialfond)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\s*(?:%|procent\b)", re.IGNORECASE)
# Years that a sum is for; a sum stands behind them
_YEARS = re.compile(
    r"(?:19|20)\d\d(?:\s?[/–—-]\s?(?:20)?\d\d)?"
    r"(?![\d ]*(?:kr|t?kr|mn?kr|SEK|milj|tusen)|[\d,.]*\d| \d{3}\b)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_LEAST_WHOLE = 100_000  # kronor: a lesser sum under "tkr" or "mnkr" is in that unit
_GRANTED = re.compile(
    r"\b(?:(?:har|fått|som)\s+(?:\w+\s+)?bevilja(?:ts|s|des)|beviljade\s+(?:projekt|ansökningar|medel)|"
    r"(?:bevilja|prioritera)(?:des|s|de|r)\s+(?:[\w-]+\s+){0,3}?projekt|"
    r"beviljat\s+(?:projekt|EU-)?medel|tilldelas\s+(?:projekt|EU-)?medel|"
    r"projekt(?:en)?\s+(?:[\w-]+\s+){0,5}?(?:får|få|fick)\s+(?:ta\s+del\s+av\s+)?(?:medel|EU-medel|stöd|EU-stöd|pengar|dela\s+på)|"
    r"(?:kronor|miljoner)\b[^.;]{0,70}?\s(?:fördelas|går|ges)\s+(?:nu\s+)?(?:på|till)\s+\w+\s+projekt(?:en)?)\b",
    re.IGNORECASE,
)


def read_sum(page: Page, draft: Draft, item: Field) -> None:
    """Add to the draft the sum of a field "budget" or "grant", in the unit that its label has."""
    amount = _sum_in(page.text, item)
    if amount is None:
        return
    if _YEARLY.match(page.text, amount.end):
        return  # a part of it, not the whole
    note = page.text[item.label[1] : item.start]  # "Budget (tkr):"
    scale = _SCALE.search(note)
    if scale and amount.value.value < _LEAST_WHOLE:
        factor = 1_000 if scale.group().casefold() == "tkr" else 1_000_000
        whole = amount.value.value * factor
        if whole == whole.to_integral_value():
            whole = whole.quantize(Decimal(1))
        amount = replace(amount, value=replace(amount.value, value=whole))
    evidence = page.citer.cite(
        item.label[0], item.end, f"label.{item.kind}", (item.start, item.end)
    )
    if item.kind == "budget" and draft.total_budget is None:
        draft.total_budget = amount.value
        draft.prove("total_budget", evidence)
    elif item.kind == "grant" and draft.grant is None:
        draft.grant = amount.value
        draft.prove("grant", evidence)
        label = page.text[slice(*item.label)]
        fund = re.search(r"ESF|EU\b|socialfond\w*", label, re.IGNORECASE)
        if fund and "esf" in fund.group().casefold() and amount.value.value > 0:
            draft.take_part(Party("ESF"), Role.FUNDER, evidence)


def _sum_in(text: str, item: Field) -> Found[Amount] | None:
    """The first sum of a field, of which a share in percent, a day and years are none.

    "ESF-stöd: 60 % (4 000 000 kr)", "Beviljat: 2021-03-04", "Budget för 2019–2020 är 900 tkr".
    """
    at = item.start
    while (amount := parse_amount(text, at, item.end)) is not None:
        day = find_date(text, amount.start, item.end)
        if day is not None and day.start <= amount.start < day.end:
            at = day.end
        elif _PERCENT.match(text, amount.end):
            at = amount.end
        elif (years := _YEARS.match(text, amount.start, item.end)) and _DIGIT.search(
            text, years.end(), item.end
        ):
            at = years.end()
        else:
            return amount
    return None


def read_share_of_fund(page: Page, draft: Draft, item: Field) -> None:
    """What the fund gives, where a field says it beside another sum: "8 mkr, varav ESF 4 mkr"."""
    text = page.text
    if draft.grant is not None or not _OF_FUND.search(text, item.start, item.end):
        return
    sums = list(find_amounts(text, item.start, item.end))
    for number, found in enumerate(sums):
        left = sums[number - 1].end if number else item.start
        right = sums[number + 1].start if number + 1 < len(sums) else item.end
        named_before = _FUND_BEFORE.search(text, left, found.start)
        named_after = _FUND_AFTER.match(text, found.end, right)
        if named_before or named_after:
            draft.grant = found.value
            evidence = page.citer.cite(
                item.label[0], item.end, "label.share-of-fund", (found.start, found.end)
            )
            draft.prove("grant", evidence)
            return


def read_applied(page: Page, draft: Draft, group: list[Field], first: int) -> None:
    """The sum applied for, where the lines before the first field say that it was granted."""
    applied = next((item for item in group if item.kind == "applied"), None)
    if applied is None or draft.grant is not None or first == 0:
        return
    if not _GRANTED.search(page.text, 0, page.lines[first].start):
        return
    amount = parse_amount(page.text, applied.start, applied.end)
    if amount is not None:
        draft.grant = amount.value
        value = (applied.start, applied.end)
        draft.prove(
            "grant",
            page.citer.cite(applied.label[0], applied.end, "label.applied-and-granted", value),
        )
