"""Projects in blocks that recur: a heading with a paragraph that states sums, or a quoted name.

"X" above "Finansiering: 2 mkr varav 1 mkr i projektstöd"; "A kommun" above "“X” Projektet ska …".
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from graph.sources.amounts import find_amounts
from graph.sources.drafts import Draft
from graph.sources.item_cuts import Span, is_name, is_owner, trim
from graph.sources.item_runs import SAYS
from graph.sources.page import Page
from graph.sources.passages import Unit, stands_whole
from graph.sources.screening import screened

_FEW = 2
_LONGEST_HEADING = 90
_SHORTEST_PARAGRAPH = 60
_SUM = r"\d[\d ,.\u00a0]{0,20}(?:kronor|kr|mkr|mnkr|tkr|miljoner(?:\s+kronor)?|SEK)"
_SUPPORT = r"(?:EU-stöd|ESF-stöd|projektstöd|leaderstöd|stöd\s+från\s+(?:EU|ESF))"
_STATED = screened(
    r"(?:Finansiering|Projektbudget|Totalbudget|Total\s+(?:budget|kostnad)|EU-stöd|ESF-stöd|"
    r"Projektstöd|Stöd|Budget|Beviljat\s+(?:stöd|belopp|EU-stöd|ESF-stöd))\s*:\s*\d|"
    rf"\bvarav\s+{_SUM}\s+i\s+{_SUPPORT}"
)
# "600 000 kr varav 400 000 kr i privata medel och resten i projektstöd"
_SHARE = re.compile(rf"(?P<sum>{_SUM})\s+(?:i|är|utgör)\s+{_SUPPORT}\b")
_OF_WHICH = re.compile(r"\bvarav\b")
_QUOTED = re.compile(r"[”\"“»](?P<name>[^”\"“»«\n]{2,120})[”\"«]\s+(?=[A-ZÅÄÖ])")
_TELLS = re.compile(
    r"(?:Projektet|Syftet|Förstudien|Målet|Satsningen|Ett\s+projekt|En\s+förstudie|I\s+projektet|Genom)\b"
)
_SECTION = re.compile(
    r"(?i)(?:bakgrund|syfte|mål|målgrupp|budget|finansiering|kontakt|om\s+projektet|resultat|aktiviteter|tidplan|"
    r"organisation|sammanfattning|projektet|ekonomi|kostnader|fakta|genomförande|metod)\b"
)


_OF_PROJECTS = re.compile(
    r"(?:Våra\s+)?(?:(?:pågående|aktuella|avslutade|våra|beviljade|några)\s+)(?:[\w-]+\s+)?(?:EU-|ESF-)?projekt\s*:?",
    re.IGNORECASE,
)
_PROJECT_X = re.compile(r"\b[Pp]rojekt(?:et)?\s+(?P<name>[A-ZÅÄÖ0-9”\"“].+)")
_ON_PROJECT = re.compile(r"(?i)\b(?:[\w-]*projekt(?:et|ets)?|förstudien?)\b")
_OPENING = 220  # characters of a paragraph in which it says that it is on a project
_ENDS = (".", ":", "!", "?", ";", "…")


@dataclass(frozen=True, slots=True)
class Block:
    """A project with a block of its own: where its name and its owner stand, and its paragraph."""

    name: Span
    owner: Span | None
    head: Span  # what proves the name
    told: Span


def blocks_of(page: Page, units: list[Unit]) -> list[Block]:
    """The blocks of a page, two or more of one kind; else none."""
    for kind in (_quoted, _headed, _named, _sections):
        found = kind(page, units)
        names = {page.text[slice(*block.name)].casefold() for block in found}
        if len(found) >= _FEW and len(names) == len(found):
            return found
    return []


def _quoted(page: Page, units: list[Unit]) -> list[Block]:
    """Paragraphs that open with a name in quotation marks, below a line with the owner."""
    found: list[Block] = []
    tells = 0
    for at, unit in enumerate(units):
        opening = _QUOTED.match(unit.text)
        if opening is None or SAYS.search(unit.text):
            continue
        name = trim(page.text, unit.start + opening.start("name"), unit.start + opening.end("name"))
        if not is_name(page, name):
            continue
        above = units[at - 1] if at else None
        owner = None
        if above is not None and is_owner(page, (above.start, above.end)):
            owner = (above.start, above.end)
        tells += _TELLS.match(unit.text, opening.end()) is not None
        told = (unit.start + opening.end(), unit.end)
        found.append(Block(name, owner, (unit.start, unit.start + opening.end()), told))
    owned = sum(block.owner is not None for block in found)
    return found if 2 * tells >= len(found) and 2 * owned >= len(found) else []


def _headed(page: Page, units: list[Unit]) -> list[Block]:
    """Paragraphs that state sums, each below a heading that may name a project."""
    if not _STATED.may_match(page.text, 0, len(page.text)):
        return []
    stated = [
        at
        for at, unit in enumerate(units)
        if len(unit.text) >= _SHORTEST_PARAGRAPH and _STATED.search(page.text, unit.start, unit.end)
    ]
    if len(stated) < _FEW:
        return []
    often = {text for text, times in Counter(unit.text for unit in units).items() if times > 1}
    found: list[Block] = []
    last = -1
    for at in stated:
        heads = [
            unit
            for unit in units[last + 1 : at]
            if len(unit.text) <= _LONGEST_HEADING and unit.text not in often and not unit.bullet
        ]
        last = at
        head = heads[-1] if heads else None
        if head is None or head.text.endswith((".", ":", "!", "?")) or _SECTION.match(head.text):
            return []
        span = trim(page.text, head.start, head.end)
        if not is_name(page, span) or is_owner(page, span):
            return []
        told = (units[at].start, units[at].end)
        found.append(Block(span, None, (head.start, head.end), told))
    return found


def _named(page: Page, units: list[Unit]) -> list[Block]:
    """Headings "Medel till projekt X", with a paragraph that names X below each."""
    found: list[Block] = []
    for head, below in pairwise(units):
        named = _PROJECT_X.search(head.text) if len(head.text) <= _LONGEST_HEADING else None
        if named is None or head.bullet or head.text.endswith(_ENDS):
            continue
        span = trim(page.text, head.start + named.start("name"), head.end)
        if is_name(page, span) and stands_whole(
            page.text, page.text[slice(*span)], below.start, below.end
        ):
            found.append(Block(span, None, (head.start, head.end), (below.start, below.end)))
    return found


def _sections(page: Page, units: list[Unit]) -> list[Block]:
    """Headings with paragraphs on a project each, below a heading "Pågående EU-projekt"."""
    first = next((at for at, unit in enumerate(units) if _OF_PROJECTS.fullmatch(unit.text)), None)
    if first is None:
        return []
    found: list[Block] = []
    heading: Unit | None = None
    for unit in units[first + 1 :]:
        if len(unit.text) <= _LONGEST_HEADING and not unit.bullet and not unit.text.endswith(_ENDS):
            if heading is not None or _SECTION.match(unit.text):
                break  # a heading over headings, or a part of a page on one project
            heading = unit
        elif heading is not None:
            span = trim(page.text, heading.start, heading.end)
            told = _ON_PROJECT.search(page.text, unit.start, min(unit.end, unit.start + _OPENING))
            if told is None or not is_name(page, span) or is_owner(page, span):
                break
            found.append(Block(span, None, (heading.start, heading.end), (unit.start, unit.end)))
            heading = None
    return found


def take_shares(page: Page, draft: Draft, sentence: Span) -> None:
    """The whole sum and the fund's share of "500 000 kr, varav 200 000 kr i projektstöd"."""
    which = _OF_WHICH.search(page.text, *sentence)
    share = _SHARE.search(page.text, which.end(), sentence[1]) if which else None
    if which is None or share is None:
        return
    whole = next(find_amounts(page.text, sentence[0], which.start()), None)
    part = next(find_amounts(page.text, *share.span("sum")), None)
    if whole is None or part is None or part.value.value > whole.value.value:
        return
    draft.total_budget, draft.grant = whole.value, part.value
    for field, amount in (("total_budget", whole), ("grant", part)):
        at = (amount.start, amount.end)
        cited = page.citer.cite(*sentence, "list.items.share", at)
        draft.prove("grant" if field == "grant" else "total_budget", cited)
