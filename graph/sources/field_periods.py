"""The period of a labelled field: its days in one cell or two, or on a line for each phase."""

from __future__ import annotations

import re

from graph.records import Period
from graph.sources.drafts import Draft
from graph.sources.fields import Field
from graph.sources.page import Page
from graph.sources.periods import find_date, find_end, find_periods, find_whole_period
from graph.sources.phases import last_of_phases


def read_period(page: Page, draft: Draft, item: Field) -> None:
    """Add to the draft the days that a field of a period, a start or an end holds."""
    evidence = page.citer.cite(
        item.label[0], item.end, f"label.{item.kind}", (item.start, item.end)
    )
    if item.kind == "period":
        if _OF_DAY.search(page.text, item.start, item.end):
            return  # "Tid: torsdag 14 november 2019, klockan 9.30": of a meeting
        if draft.start is None and draft.end is None:
            draft.start, draft.end = find_whole_period(page.text, item.start, item.end)
            last = last_of_phases(page.text, item.start, item.end)
            draft.end = max(filter(None, (draft.end, last)), default=None)
            if draft.start and draft.end is None:
                draft.end = _second_date(page.text, item)
            if draft.start or draft.end:
                draft.prove("period", evidence)
        return
    whole = next(find_periods(page.text, item.start, item.end), None)
    if item.kind == "end" and whole is not None and draft.end is None:
        _read_phases(page, draft, item, whole.value)
        return
    found = find_date(page.text, item.start, item.end)
    if found is not None and item.kind == "start" and draft.start is None:
        draft.start = found.value
        draft.prove("period", evidence)
        ended = find_end(page.text, found.end, item.end)  # "1 maj 2019, slutdatum 30 april 2021"
        if ended is not None and draft.end is None:
            draft.end = ended.value
    elif found is not None and item.kind == "end" and draft.end is None:
        draft.end = found.value
        draft.prove("period", evidence)


_OF_DAY = re.compile(
    r"\b(?:kl\.?|klockan)\s*\d|\b(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en|ar)?\b", re.IGNORECASE
)
_BETWEEN_DATES = re.compile(r"[ \t|;,]*\n?[ \t]*(?:(?:till|t\.?\s?o\.?\s?m\.?|[-–—])\s*)?")


def _second_date(text: str, item: Field) -> str | None:
    """The last day of a period whose days stand in two cells or on two lines."""
    first = find_date(text, item.start, item.end)
    if first is None or text[item.start : first.start].strip():
        return None
    line = text.find("\n", max(first.end + 1, item.end + 1))
    stop = len(text) if line < 0 else line
    joint = _BETWEEN_DATES.match(text, first.end, stop)
    second = find_date(text, joint.end(), stop) if joint is not None else None
    if second is None or joint is None or second.start != joint.end():
        return None
    alone = not text[second.end : stop].split("\n")[0].strip(" .\t|")
    return second.value if alone and second.value[:7] >= first.value[:7] else None


# "Genomförande: 2022-09-01–2024-08-31": a line of a phase, and what may stand before its period
_PHASE = re.compile(r"[\s•*·–-]*[A-ZÅÄÖ][^\d:\n]{2,40}\s*[:,–-]?\s*(?:den\s+)?")


def _read_phases(page: Page, draft: Draft, item: Field, last: Period) -> None:
    """The period of a project of which each phase has its line, the last one "Avslut"."""
    text, start, left = page.text, last.start, item.label[0]
    above = text.rfind("\n", 0, item.label[0]) + 1
    while above > 0:
        head = text.rfind("\n", 0, above - 1) + 1
        period = next(find_periods(text, head, above - 1), None)
        if (
            period is None
            or not period.value.start
            or not _PHASE.fullmatch(text, head, period.start)
        ):
            break
        start, left, above = min(start or period.value.start, period.value.start), head, head
    draft.end = last.end
    if left != item.label[0] and draft.start is None:
        draft.start = start
    draft.prove("period", page.citer.cite(left, item.end, "label.phases", (item.start, item.end)))
