"""Grants told under headings that name the projects: a sum, or a sentence with one, below each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from graph.records import Amount
from graph.sources.amounts import find_amounts
from graph.sources.grants import Grant, is_body, sum_granted, trimmed
from graph.sources.labels import PATTERN
from graph.sources.page import Page
from graph.sources.party_names import looks_like_body
from graph.sources.passages import SUM_LINE, Unit, split_sentences, whole_uses, without_mark
from graph.sources.project_verbs import is_finite
from graph.sources.values import Found

NAMED_SUM = "grant.named-sum"
HEADED = "grant.heading"
# "X (ESF-projekt) 15 542 029 kr", with its fields and sentences below
_NAME_AND_SUM = re.compile(
    r"(?P<name>[A-ZÅÄÖ0-9][^(:\n]{1,80}?)\s*(?:\((?:ESF|ERUF|EU)[^()]{0,20}\))\s*[,:–-]?\s*"
    r"\d[\d ,.\u00a0]*\s*(?:miljoner\s+(?:kronor|kr)|mkr|mnkr|miljoner|kronor|kr)"
)
# "X, 1 322 476 kronor EU-medel ur ERUF år 2022-2023"
_NAME_SUM_OF_FUND = re.compile(
    r"(?P<name>[A-ZÅÄÖ0-9][^:\n]{2,150}?)[,:]?\s+(?:[–-]\s+)?\d[\d .\u00a0]*(?:,\d+\s)?\s*"
    r"(?:miljoner\s+(?:kronor|kr)|mkr|mnkr|miljoner|kronor|kr)\s+(?:i\s+)?"
    r"(?:EU-medel|EU-stöd|ESF-medel|ESF-stöd|stöd|medel|bidrag)\b[^.:;\n]{0,60}"
)
# "X av A", "X (A)", "X, A", "X – A", "A: X" above a line with the sum
_WITH_OWNER = tuple(
    re.compile(form)
    for form in (
        r"(?P<name>\S.{1,150})\s+av\s+(?P<owner>[A-ZÅÄÖ][^.;:]{2,80})",
        r"(?P<name>\S[^()]{1,150}?)\s*\((?P<owner>[A-ZÅÄÖ][^()]{2,80})\)",
        r"(?P<name>\S[^:]{1,150}),\s+(?P<owner>[A-ZÅÄÖ][^,:]{2,80})",
        r"(?P<name>\S[^:]{1,150})\s+[–—-]\s+(?P<owner>[A-ZÅÄÖ][^,:]{2,80})",
        r"(?P<owner>[A-ZÅÄÖ][^:]{2,80}):\s+(?P<name>\S.{1,150})",
    )
)
# A label with its value, or a kind of sum: what stands over a sum and is no name of a project
_NO_NAME = re.compile(
    rf"(?:{PATTERN.pattern})\s*:|(?:[\w-]+\s+){{0,2}}?[\w-]*(?:stöd|bidrag|finansiering|belopp|budget|kostnad(?:er)?|medel|"
    r"omslutning|värde)\b\s*(?:$|(?:från|av|för|till|i|ur)\s)|"
    r"(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|\d+|flera|följande)\s+(?:[\w-]+\s+)?[\w-]*projekt\s",
    re.IGNORECASE,
)
_WORD = re.compile(r"\s+([a-zåäö]+)(?=\s)")
_THE_PROJECT = re.compile(r"[Pp]rojektet\s+[”\"“»]?\Z")
_NEAR = 14  # characters before a name in which "projektet" stands
_LONGEST = 200
_LONGEST_ABOVE_SENTENCE = 100


def grants_under_headings(page: Page) -> list[Grant]:
    """Grants told under headings that are the names of the projects; two at the least."""
    found = [_as_called(page, grant) for grant in _headed(page)]
    if len(found) < 2:
        return []
    return _with_owners(page, found)


def _headed(page: Page) -> Iterator[Grant]:
    for at, (heading, below) in enumerate(pairwise(page.units)):
        title = without_mark(heading.text)
        if (
            PATTERN.fullmatch(title)
            or len(heading.text) > _LONGEST
            or heading.text.endswith((".", ":", "!", "?"))
            or heading.bullet
            or _NO_NAME.match(title)
        ):
            continue
        name = (heading.start + len(heading.text) - len(title), heading.end)
        if sum_line := _sum_line(page, below):
            above = page.units[at - 1] if at else None
            if above is not None and _is_named_above(page, above, heading):
                span, owner = (above.start, above.end), page.reader.one(heading.start, heading.end)
                yield Grant(span, owner, sum_line, above.start, below.end, HEADED)
                continue
            yield Grant(name, None, sum_line, heading.start, below.end, HEADED)
            continue
        start, end = split_sentences(page.text, below.start, below.end)[0]
        if named := (
            _NAME_AND_SUM.fullmatch(heading.text) or _NAME_SUM_OF_FUND.fullmatch(heading.text)
        ):
            amount = next(
                find_amounts(page.text, heading.start + named.end("name"), heading.end), None
            )
            name = (heading.start, heading.start + named.end("name"))
            if amount is not None and not looks_like_body(named["name"]):
                yield Grant(name, None, amount, heading.start, heading.end, NAMED_SUM)
            continue
        if len(heading.text) > _LONGEST_ABOVE_SENTENCE:
            continue
        if sums := sum_granted(page.reader, start, end, of_fund=False):
            owner, amount = sums
            yield Grant(name, owner, amount, heading.start, end, HEADED)


def _as_called(page: Page, grant: Grant) -> Grant:
    """The grant with the name alone of a heading that tells of it: "X tar vara på kompetens".

    The text below must say "projektet X".
    """
    start, end = grant.name
    verb = next(
        (word for word in _WORD.finditer(page.text, start, end) if is_finite(word[1])), None
    )
    if verb is None:
        return grant
    name = page.text[start : verb.start()]
    called = any(
        _THE_PROJECT.search(page.text, max(0, at - _NEAR), at)
        for at in whole_uses(page.text, name, end)
    )
    return replace(grant, name=(start, verb.start())) if called else grant


def _is_named_above(page: Page, above: Unit, owner: Unit) -> bool:
    """Whether a project's name stands right above its owner: "X", "A kommun", "3 500 000 kr"."""
    return (
        above.last + 1 == owner.first
        and len(above.text) <= _LONGEST_ABOVE_SENTENCE
        and not above.text.endswith((".", ":", "!", "?"))
        and is_body(page.reader, (owner.start, owner.end))
        and not is_body(page.reader, (above.start, above.end))
        and _sum_line(page, above) is None
    )


def _with_owners(page: Page, found: list[Grant]) -> list[Grant]:
    """The grants with the owners that their headings name, in one form at least half of them."""
    for form in _WITH_OWNER:
        split = [
            form.fullmatch(page.text, *grant.name) if grant.owner is None else None
            for grant in found
        ]
        known = sum(
            match is not None and is_body(page.reader, match.span("owner")) for match in split
        )
        if (known < 2 and not (known and len(found) == 2)) or 2 * known < len(found):
            continue
        return [
            grant
            if match is None
            else replace(
                grant,
                name=trimmed(page.text, *match.span("name")),
                owner=page.reader.one(*match.span("owner")),
            )
            for grant, match in zip(found, split, strict=True)
        ]
    return found


def _sum_line(page: Page, unit: Unit) -> Found[Amount] | None:
    """The sum of a line below a heading that is a sum, and at the most a period besides."""
    if SUM_LINE.fullmatch(unit.text) is None:
        return None
    return next(find_amounts(page.text, unit.start, unit.end), None)
