"""Projects beside the one that the rules found, on a page that speaks of several.

They are got where the sentences of the page tell something of them. The model is fitted on pages
with answers (`name_training.py`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from graph.records import Role
from graph.sources.body import body_of, read_sentence, summarise
from graph.sources.drafts import Draft
from graph.sources.learnt.known_names import KnownName, has_stated_name, is_among, names_of
from graph.sources.learnt.name_candidates import candidates
from graph.sources.learnt.name_chances import LikelyName, rank
from graph.sources.page import Page
from graph.sources.passages import Unit, split_sentences
from graph.sources.project_names import NameFound
from graph.sources.screening import screened

_FURTHER = 0.4  # least probability of a further project of which sentences tell something
_LISTED = 2  # likely names in a list of projects, at the least, and
_OF_LIST = 0.2  # least probability of any other in it
_SURE = 0.8  # and of one of which they tell nothing
_OUTRIGHT = frozenset({"called", "quoted"})
_SEVERAL = screened(
    r"\bprojekten\b|"
    r"\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|flera|olika|följande|några|alla|nya)\s+(?:[\w-]+\s+){0,2}"
    r"(?:\w*projekt|förstudier|satsningar)\b|\bandra\s+projekt",
    re.IGNORECASE,
    beginning_only=True,
)


def further_projects(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """Projects beside the one of `drafts`, on a page that speaks of several.

    None where more are read already. They stand in a list, or are named outright. What their own
    sentences say of them is read; one named outright of which nothing is said must be quite sure.
    """
    if len(drafts) != 1 or _SEVERAL.search(page.text, 0, len(page.text)) is None:
        return []
    if has_stated_name(drafts):
        return []
    known = [KnownName.of(name) for draft in drafts for name in names_of(draft)]
    units = body_of(page)
    found = candidates(page, units, outright=True)
    unknown = [one for one in found.values() if not is_among(one, known)]
    ranked = [one for one in rank(page, found, unknown, "further") if one.chance >= _OF_LIST]
    further: list[Draft] = []
    taken: set[int] = set()  # items that name a project found
    listed = _listed(ranked, units)
    for one in ranked:
        rows = {place.unit for place in one.candidate.places if units[place.unit].bullet}
        if rows & taken or is_among(one.candidate, known):
            continue
        if not (rows & listed):
            ways = {way for place in one.candidate.places for way in place.ways}
            if one.chance < _FURTHER or not ways & _OUTRIGHT:
                continue
        draft = _read(page, one.found, one.candidate.uses)
        if rows & listed or one.chance >= _SURE or _is_told(draft):
            further.append(draft)
            known.append(KnownName.of(draft.name))
            taken |= rows
    return further


def _is_told(draft: Draft) -> bool:
    """Whether a period, a sum or who takes part is known of a project."""
    stated = (draft.start, draft.end, draft.grant, draft.total_budget)
    return any(stated) or any(part.role is not Role.FUNDER for part in draft.parts)


def _listed(ranked: Sequence[LikelyName], units: Sequence[Unit]) -> set[int]:
    """The items of lists in which two at the least are likely to name a project."""
    likely = {
        place.unit
        for one in ranked
        if one.chance >= _FURTHER
        for place in one.candidate.places
        if units[place.unit].bullet
    }
    rows: set[int] = set()
    at = 0
    while at < len(units):
        last = at
        while last < len(units) and units[last].bullet:
            last += 1
        if sum(row in likely for row in range(at, last)) >= _LISTED:
            rows.update(range(at, last))
        at = last + 1
    return rows


def _read(page: Page, found: NameFound, uses: Sequence[tuple[int, int]]) -> Draft:
    """A draft with what the sentences that name it say of it."""
    draft = Draft(page.citer, found.name)
    units = body_of(page)
    starts = [unit.start for unit in units]
    sentences: dict[tuple[int, int], None] = {}
    for at in [found.start, *(use[0] for use in uses)]:
        unit = units[max(0, bisect_right(starts, at) - 1)]
        for span in split_sentences(page.text, unit.start, unit.end):
            if span[0] <= at < span[1]:
                sentences[span] = None
    told = sorted(sentences)
    named = next((s for s in told if s[0] <= found.start < s[1]), (found.start, found.end))
    draft.prove("name", page.citer.cite(*named, "name.learnt", (found.start, found.end)))
    for span in told:
        read_sentence(page, draft, *span)
    summarise(page, draft, told, "summary.section")
    return draft
