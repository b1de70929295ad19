"""Lines that give the period of one phase of a project: "Genomförande: 2022-09-01–2024-08-31"."""

from __future__ import annotations

import re

from graph.records import Period
from graph.sources.periods import find_periods
from graph.sources.screening import screened
from graph.sources.values import Found

_PHASES = (
    r"(?:analys|förberedelse|planering|mobilisering|uppstart|etablering|start|genomförande|avslut|"
    r"implementering|spridning|fas\s+\d|etapp\s+\d)"
)
# "Analys och planering: 2022-04-01–2022-08-31", one line of several
_BEFORE = screened(
    rf"[\s•*·–-]*{_PHASES}\w*-?(?:\s+[^\W\d]+-?){{0,3}}(?:\s*\([^()]{{1,20}}\))?\s*[:,–-]?\s*\(?"
    r"(?=\d|den\s+\d|(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec))",
    re.IGNORECASE,
)
# "2022-04-01–2022-08-31 Analys och planering"
_AFTER = re.compile(
    rf"\s*[:,–-]?\s*\(?{_PHASES}\w*-?(?:\s+[^\W\d]+-?){{0,4}}\)?[\s.]*", re.IGNORECASE
)
# "med en genomförandefas från"
_OF_PHASE = re.compile(r"(?i)\b[\w-]*fas(?:en)?\b[^.;]{0,25}\Z")
_LEAST = len(" .\n")  # characters behind a period that are more than the end of its line
_BULLET = len("• den ")  # characters before a period that its line may begin with


def is_phase(text: str, start: int, end: int, period: Found[Period]) -> bool:
    """Whether `start..end` holds the name of a phase beside `period`, and nothing else."""
    before = _BEFORE.match(text, start, end)
    if before is not None and before.end() == period.start and end - period.end < _LEAST:
        return True
    return period.start - start < _BULLET and _AFTER.fullmatch(text, period.end, end) is not None


def is_of_phase(text: str, start: int, at: int) -> bool:
    """Whether the words of `start..at` say that the period right after them is that of a phase."""
    return _OF_PHASE.search(text[start:at]) is not None


def last_of_phases(text: str, start: int, end: int) -> str | None:
    """The end of the last phase, where `start..end` and the lines below each tell of one.

    >>> lines = "2019-01-01–2019-05-31 Analys\\n2019-06-01–2021-05-31 Genomförande"
    >>> last_of_phases(lines, 0, 28)
    '2021-05-31'
    """
    last: str | None = None
    while True:
        period = next(find_periods(text, start, end), None)
        if period is None or not is_phase(text, start, end, period):
            return last
        last = max(filter(None, (last, period.value.end)), default=None)
        if end + 1 >= len(text):
            return last
        start = end + 1
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
