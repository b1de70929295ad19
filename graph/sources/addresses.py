"""E-mail addresses, account names, telephone numbers and personal identity numbers in a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from graph.sources import person_words as wording
from graph.sources.folded_words import Span, fold_letters


def addresses(text: str, is_other: Callable[[int, int], bool]) -> tuple[list[Span], set[str]]:
    """Ranges of addresses, account names and numbers, and the local parts of e-mail addresses.

    `is_other` tells whether what looks like an address without a dot names something else.
    """
    named: list[Span] = []
    masked: list[Span] = []
    locals_: set[str] = set()
    for match in _emails(text):
        if "@" in match.group() and "." not in match["domain"] and is_other(*match.span()):
            named.append(match.span())
        elif "." in match["domain"] or "@" in match.group():
            masked.append(match.span())
            locals_.add(fold_letters(match["local"]))
    if "@" in text or ".com" in text:
        accounts = (match.span() for match in wording.ACCOUNT.finditer(text))
        masked.extend(
            (start, end)
            for start, end in accounts
            if not any(left <= start < right for left, right in named)
        )
    if any(sign.search(text) for sign in wording.SIX_DIGITS_AND_FOUR):
        numbers = wording.IDENTITY_NUMBER.finditer(text)
        masked.extend(match.span() for match in numbers)
    end = 0
    for sign in wording.PHONE_SIGN.finditer(text):
        if sign.start() >= end and (phone := wording.PHONE.match(text, sign.start())):
            masked.append(phone.span())
            end = phone.end()
    if wording.LABELLED_PHONE.may_match(text, 0, len(text)):
        for start, end in _lines_with_digits(text):
            for match in wording.LABELLED_PHONE.finditer(text, start, end):
                masked.append(match.span("number"))
    return masked, locals_


def _emails(text: str) -> Iterator[re.Match[str]]:
    """Addresses, each sought from its sign back to the first character of its local part."""
    floor = 0
    for sign in wording.EMAIL_SIGN.finditer(text):
        start = sign.start()
        if start > floor and text[start - 1].isspace():
            start -= 1
        while start > floor and (text[start - 1].isalnum() or text[start - 1] in "_.+%'-"):
            start -= 1
        if match := wording.EMAIL.match(text, start):
            floor = match.end()
            yield match


def _lines_with_digits(text: str) -> Iterator[Span]:
    """Ranges of lines with a digit, each with the lines above it up to one with text."""
    start = above = 0
    first, last = 0, -1  # of the range that is being gathered
    while start < len(text):
        end = line_end(text, start)
        if wording.DIGIT.search(text, start, end):
            if above > last >= 0:
                yield first, last
            first, last = (above if last < 0 or above > last else first), end
        if end > start and not text[start:end].isspace():
            above = start
        start = end + 1
    if last >= 0:
        yield first, last


def line_end(text: str, at: int) -> int:
    """Where the line that `at` stands in ends."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end
