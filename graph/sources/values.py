"""Typed values in Swedish text: numbers and counts; each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")

SPACE = r"[ \u00a0\u2009\u202f]"


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    """A value and the range of the text that states it."""

    value: Value
    start: int
    end: int


_PROJECT_NUMBER = re.compile(
    r"(?<![\w/-])(?:(?:19|20)\d\d/\d{4,6}|(?:19|20)\d\d-\d{7}|\d\d-\d{3}-[A-Z]\d\d)(?![\w/])"
)
# "Dnr KS 2016/0071": a number of a municipal board, not of the fund
_OF_BOARD = re.compile(
    r"(?<![\w-])(?:KS[FN]?|KF|BUN|BIN|UB?N|UAN|VUN|AMN|AAN|AVN|AN|SO?N|VON|ON|IFN|KUN|LKS|RSK?|RUN|TN|SBN)[\s-]{0,2}$"
)
_OBJECTIVE = re.compile(r"(?<![\d.])(\d\.\d)(?![\d.]*\d)")
_COUNT = re.compile(rf"(?<![\w/.,-])(?:\d{{1,3}}(?:{SPACE}\d{{3}})+|\d+)(?![\w/,.-]*\d)")


def find_numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[Found[str]]:
    """Numbers of projects and calls, as written: 2017/00453, 2013-3020018, 22-014-S05."""
    part = text[start:end]
    for match in _PROJECT_NUMBER.finditer(part):
        if _OF_BOARD.search(part, max(0, match.start() - 6), match.start()):
            continue
        yield Found(match.group(), start + match.start(), start + match.end())


def find_objective(text: str, start: int = 0, end: int | None = None) -> Found[str] | None:
    """The notation of a specific objective.

    >>> find_objective("Programområde 1.1 Kompetensförsörjning").value
    '1.1'
    """
    match = _OBJECTIVE.search(text[start:end])
    return Found(match[1], start + match.start(), start + match.end()) if match else None


def find_count(text: str, start: int = 0, end: int | None = None) -> Found[int] | None:
    """The first whole number, with or without spaces between thousands."""
    match = _COUNT.search(text[start:end])
    if match is None:
        return None
    return Found(int(re.sub(r"\s", "", match.group())), start + match.start(), start + match.end())
