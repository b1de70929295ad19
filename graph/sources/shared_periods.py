"""Periods that a page states of all its projects: "Båda projekten startar den 1 maj 2019"."""

from __future__ import annotations

import re

from graph.sources.body import body_of
from graph.sources.drafts import Draft
from graph.sources.page import Page
from graph.sources.passages import split_sentences
from graph.sources.periods import find_end, find_periods, find_start
from graph.sources.screening import screened
from graph.sources.values import Found
from graph.sources.yearless_dates import find_yearless_start

_SOME = r"(?:två|tre|fyra|fem|sex|sju|åtta)"
_PROJECTS = r"(?:projekt(?:en)?|delprojekt(?:en)?|satsningar(?:na)?|insatser(?:na)?)"
_BEGINS = r"(?:startar|startade|inleds|inleddes|börjar|började|pågår|pågick|löper|drar|drog)"
_OF_ALL = screened(
    rf"\b(?:(?:båda|bägge|alla|samtliga|dessa)\s+(?:{_SOME}\s+)?{_PROJECTS}|de\s+{_SOME}\s+{_PROJECTS}|"
    rf"projekten\s+(?:(?:ska|skall|kommer\s+att|beräknas|väntas|planeras)\s+(?:alla\s+|båda\s+|samtliga\s+)?(?:pågå|vara|starta|börja|bedrivas|drivas|genomföras|avslutas|löpa|påbörjas|inledas)|"
    rf"{_BEGINS}|avslutas|avslutades|genomförs|bedrivs|är)|{_BEGINS}\s+projekten|"
    rf"de\s+{_BEGINS}\s+(?:alla|båda|samtliga)|(?:alla|samtliga)\s+(?:{_SOME}\s+)?{_BEGINS}|båda\s+{_BEGINS}|"
    rf"(?:alla|båda|bägge|samtliga)\s+(?:{_SOME}\s+)?(?:får|ska|skall|kan|kommer\s+att|beräknas|väntas)\s+(?:starta|börja|pågå|vara\s+(?:klara|i\s?gång)|avslutas|dra\s+i\s?gång))\b",
    re.IGNORECASE,
)
_OF_PROGRAMME = re.compile(
    r"\b(?:programperiod\w*|utlysning\w*|ansökningsperiod\w*)\b", re.IGNORECASE
)


def share_period(page: Page, drafts: list[Draft]) -> None:
    """Give projects the start and end that is stated of all of them, where they have none."""
    without = [draft for draft in drafts if draft.start is None or draft.end is None]
    if len(drafts) < 2 or not without or not _OF_ALL.may_match(page.text):
        return
    for unit in body_of(page):
        if not _OF_ALL.may_match(page.text, unit.start, unit.end):
            continue
        for start, end in split_sentences(page.text, unit.start, unit.end):
            if not _OF_ALL.search(page.text, start, end):
                continue
            first, last, focus = _stated(page.text, start, end)
            if focus is None or _OF_PROGRAMME.search(page.text, start, end):
                continue
            evidence = page.citer.cite(start, end, "period.of-all", focus)
            for draft in without:
                start_of, end_of = draft.start or first, draft.end or last
                if (start_of, end_of) == (draft.start, draft.end) or (
                    start_of and end_of and start_of[:7] > end_of[:7]
                ):
                    continue
                draft.start, draft.end = start_of, end_of
                draft.prove("period", evidence)
            return


def _stated(
    text: str, start: int, end: int
) -> tuple[str | None, str | None, tuple[int, int] | None]:
    """The start and the end that a sentence states, and where."""
    period = next(find_periods(text, start, end), None)
    if period is not None:
        return period.value.start, period.value.end, (period.start, period.end)
    begun: Found[str] | None = find_start(text, start, end)
    begun = begun or find_yearless_start(text, start, end)
    ended = find_end(text, start, end)
    told = begun or ended
    if told is None:
        return None, None, None
    first, last = begun.value if begun else None, ended.value if ended else None
    return first, last, (told.start, told.end)
