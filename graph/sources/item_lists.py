"""Lists of projects whose items are alike: found on the page itself, and read one record an item.

Repeated pieces are looked for (items with bullets, lines, paragraphs that begin alike, blocks),
each with at least two of a name, a body and a sum. How the pieces are cut is what holds of most of
them ([item_parts.py](item_parts.py)).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import islice

from graph.records import Role
from graph.sources.body import body_of, read_sentence, summarise
from graph.sources.drafts import Draft
from graph.sources.grant_words import QUOTES
from graph.sources.item_blocks import Block, blocks_of, take_shares
from graph.sources.item_cuts import Cut, Span, is_name, is_owner, trim
from graph.sources.item_parts import Parts, parts_of
from graph.sources.item_runs import counted_above, runs_of
from graph.sources.page import Page
from graph.sources.passages import Unit, split_sentences, squeeze

_FEW = 2
_ABOUT_IT = re.compile(
    r"(?:Projektet|Syftet|Målet|Satsningen|I\s+projektet|Inom\s+projektet|Genom\s+projektet|Förstudien)\b"
)


# What an item tells of the project that it names
_TOLD = re.compile(r",\s+(?:som|där|vilket|ett|en)\s")
# What was taken for a body, though it is of a sentence
_SENTENCE = re.compile(r"^[a-zåäö]|\.\s|\s(?:är|var|som|ska|gäller)\s")


@dataclass(frozen=True, slots=True)
class _Item:
    """An item of a list with its parts."""

    cut: Cut
    parts: Parts


def read_item_list(page: Page) -> list[Draft]:
    """The projects of the page's lists of projects, in order; none where it has no such list."""
    return page.reader.once("item lists", lambda: _read(page))


def _read(page: Page) -> list[Draft]:
    units = body_of(page)
    items: list[_Item] = []
    taken: set[int] = set()  # where the units of items begin
    for run in runs_of(page, units):
        if not any(cut.start in taken for cut in run):
            items += (found := _items(page, run))
            taken.update(item.cut.start for item in found)
    items.sort(key=lambda item: item.cut.start)
    names = {squeeze(page.text[slice(*item.parts.name)]).casefold() for item in items}
    if len(names) < _FEW or len(names) < len(items):
        blocks = blocks_of(page, units)
        stops = [block.head[0] for block in blocks[1:]] + [len(page.text)]
        return [_of_block(page, one, stop) for one, stop in zip(blocks, stops, strict=bool(blocks))]
    stops = [item.cut.start for item in items[1:]] + [len(page.text)]
    return [_of_item(page, item, stop) for item, stop in zip(items, stops, strict=True)]


def _items(page: Page, run: list[Cut]) -> list[_Item]:
    """The items of a run that has a name in most, and no body for a name in a third."""
    parts = parts_of(page, run)
    found = [_Item(cut, part) for cut, part in zip(run, parts, strict=bool(parts)) if part]
    bodies = sum(
        is_owner(page, name) and page.text[name[0] - 1] not in QUOTES
        for name in (item.parts.name for item in found)
    )
    if 3 * len(found) < 2 * len(run) or 3 * bodies > len(found):
        return _counted(page, run) if not found else []
    told = [item for item in found if item.cut.amount or item.parts.owner]
    return told if len(told) >= _FEW else []


def _counted(page: Page, run: list[Cut]) -> list[_Item]:
    """Items of a name and no more, as many as the line above says that there are projects."""
    if counted_above(page, run[0].start) != len(run):
        return []
    names = [_unexplained(page, trim(page.text, *cut.head)) for cut in run]
    whole = all(cut.bullet and cut.end - cut.head[1] < _FEW for cut in run)
    if not whole or not all(is_name(page, name) and not is_owner(page, name) for name in names):
        return []
    return [_Item(cut, Parts(name, None)) for cut, name in zip(run, names, strict=True)]


def _unexplained(page: Page, name: Span) -> Span:
    """A name without what the item tells of it: "X, som riktar sig till unga"."""
    told = _TOLD.search(page.text, *name)
    return (name[0], told.start()) if told is not None else name


def _of_item(page: Page, item: _Item, stop: int) -> Draft:
    cut, parts = item.cut, item.parts
    span = (cut.start, max(cut.head[1], cut.tail[1]))
    draft = Draft(page.citer, squeeze(page.text[slice(*parts.name)]))
    draft.prove("name", page.citer.cite(*span, "list.items.name", parts.name))
    if cut.amount is not None:
        cited = page.citer.cite(*span, "list.items.sum", (cut.amount.start, cut.amount.end))
        if cut.whole:
            draft.total_budget = cut.amount.value
            draft.prove("total_budget", cited)
        else:
            draft.take_grant(cut.amount.value, cited)
    if parts.number is not None:
        draft.number = page.text[slice(*parts.number)]
        draft.prove("number", page.citer.cite(*span, "list.items.number", parts.number))
    if parts.owner is not None:
        _take_bodies(page, draft, parts.owner, parts.role, span)
    sentences = split_sentences(page.text, cut.start, cut.end)
    _tell(page, draft, [one for one in sentences if one[0] >= cut.head[1]], cut.end, stop)
    return draft


def _of_block(page: Page, block: Block, stop: int) -> Draft:
    draft = Draft(page.citer, squeeze(page.text[slice(*block.name)]))
    draft.prove("name", page.citer.cite(*block.head, "list.blocks.name", block.name))
    if block.owner is not None:
        _take_bodies(page, draft, block.owner, Role.OWNER, block.owner)
    _tell(page, draft, split_sentences(page.text, *block.told), block.told[1], stop)
    return draft


def _tell(page: Page, draft: Draft, sentences: list[Span], end: int, stop: int) -> None:
    """Read what an item says of its project, and the paragraphs below that go on about it."""
    told = [*sentences, *_told_on(page, end, stop)]
    for one in told:
        take_shares(page, draft, one)
        read_sentence(page, draft, *one)
    if told:
        summarise(page, draft, told, "summary.listed")


def _take_bodies(page: Page, draft: Draft, at: Span, role: Role, span: Span) -> None:
    """The bodies of an item; of several owners the first, with whom the others take part."""
    several = page.reader.listed(*at)
    sure = all(is_owner(page, (named.start, named.end)) for named in several)
    if role is not Role.OWNER or (len(several) > 1 and sure):
        for number, named in enumerate(several):
            of = Role.PARTICIPANT if number and role is Role.OWNER else role
            draft.take_named(named, of, "list.items.body", span)
        return
    one = page.reader.one(*at)
    if one is not None:
        draft.take_named(one, Role.OWNER, "list.items.owner", span)


def _told_on(page: Page, end: int, stop: int) -> list[Span]:
    told: list[Span] = []
    for unit in islice(page.units, bisect_left(page.units, end, key=_start_of), None):
        if unit.start >= stop or not _ABOUT_IT.match(unit.text):
            break
        told += split_sentences(page.text, unit.start, unit.end)
    return told


def _start_of(unit: Unit) -> int:
    return unit.start


def or_listed(page: Page, drafts: list[Draft]) -> list[Draft]:
    """The projects of the page's lists, where they are more than `drafts`, with those told beside.

    Where both have as many, the list counts if `drafts` have an owner of it for a name. A project
    of the list that `drafts` know by the same name is read as there, with what the list adds.
    """
    listed = read_item_list(page)
    if len(listed) < _FEW or len(listed) < len(drafts):
        return drafts
    known = {draft.name.casefold(): draft for draft in drafts}
    if len(drafts) == 1 and len(_named_as(page, drafts[0])) == 1:
        known = {}  # all that is read of it beside the list is of the page, not of it
    owners = {part.party.name.casefold() for draft in listed for part in draft.parts}
    if len(listed) == len(drafts) and not known.keys() & owners:
        for draft in listed:
            _complete(known.get(draft.name.casefold()), draft)
        return drafts
    names = [draft.name.casefold() for draft in listed]
    ranges = [(one.evidence.start, one.evidence.end) for draft in listed for one in draft.evidence]
    merged = [_complete(known.get(name), draft) for draft, name in zip(listed, names, strict=True)]
    merged += [draft for draft in drafts if _stands_beside(draft, ranges, names)]
    return sorted(merged, key=lambda draft: min(one.evidence.start for one in draft.evidence))


def _named_as(page: Page, draft: Draft) -> list[str]:
    return re.findall(re.escape(draft.name), page.text, re.IGNORECASE)


def _complete(known: Draft | None, listed: Draft) -> Draft:
    """What another reader knows of a project, with the owner and the sum that the list adds."""
    if known is None or known is listed:
        return listed
    if known.grant is None and listed.grant is not None:
        known.grant = listed.grant
        for one in listed.evidence:
            if one.field == "grant":
                known.prove("grant", one.evidence)
    if not known.has(Role.OWNER):
        for part in listed.parts:
            if part.role is Role.OWNER and _SENTENCE.search(part.party.name) is None:
                known.take_part(part.party, Role.OWNER, part.evidence[0])
    return known


def _stands_beside(draft: Draft, ranges: list[Span], names: list[str]) -> bool:
    """Whether a granted project is told of outside the list, and is none of the list's."""
    name = draft.name.casefold()
    if draft.grant is None:
        return False
    named = next((one.evidence for one in draft.evidence if one.field == "name"), None)
    if named is None or not named.rule.startswith("grant."):
        return False
    if any(name in one or one in name for one in names):
        return False
    return not any(left < named.end and named.start < right for left, right in ranges)
