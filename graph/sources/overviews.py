"""Pages in prose that tell of several projects, a passage each, without sums granted.

A passage begins where a sentence names a project that no other passage names. A page is such an
overview when two of its passages say who owns their project, and no heading names one of them:
else it is a page about one project that mentions another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from graph.records import Role
from graph.sources.body import read_sentence, summarise
from graph.sources.drafts import Draft
from graph.sources.page import Page
from graph.sources.party_names import looks_like_body
from graph.sources.passages import Unit, split_sentences, squeeze
from graph.sources.project_names import NameFound, name_at, names_in
from graph.sources.statements import in_sentence

_HEADINGS = 3  # units at the head of a page that may name its one project
_LONGEST_HEADING = 120
_LONGEST_NAME = 70
# A project named as another's like or forerunner begins no passage of its own.
_ANOTHER = re.compile(
    r"\b(?:tidigare|föregående|avslutade|förra|syster|liknande|(?<!bland )(?<!bl\.a\. )annat|"
    r"(?<!bland )andra|förprojekt|pilot|"
    r"fortsättning|bygger|efterträder|följs|övergår|övergick|uppföljare|erfarenheter\w*|nästa)\b",
    re.IGNORECASE,
)


_OF_PROJECTS = re.compile(r"(?i)projekt|förstudier|\btre\s+av\s+dessa|\bdessa\b")
_ITEM = re.compile(r"[”\"“»]?(?P<name>[A-ZÅÄÖ0-9][^:–—”\"\n]{2,70}?)[”\"»]?(?:\s+[–—-]\s+|:\s+)\S")
_NAMED_ITEM = re.compile(r"(?:Projekt(?:et)?|Förstudien?)\s+")
_IN = re.compile(r"[”\"»]?\s+(?:i|hos|från|på)\s+")


_SEVERAL = re.compile(
    r"(?i)\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|\d{1,2}|flera|följande|våra|pågående|avslutade|några|alla)"
    r"\s+(?:\w+\s+){0,2}(?:(?:ESF-|EU-)?projekt(?:en)?|förstudier(?:na)?|projektansökningar)\b"
)


_ORDINAL = re.compile(
    r"(?:Det|Den)\s+(?:ena|andra|första|tredje|fjärde|femte)\s+(?:av\s+projekten|projektet|förstudien)\b"
)
_IN_SEVERAL = re.compile(
    r"(?i)\bi\s+(?:två|tre|fyra|fem|båda|flera|\d)\s+(?:\w+\s+)?(?:projekt|ansökningar|förstudier|satsningar)\b"
)


@dataclass(slots=True)
class _Passage:
    name: str
    start: int
    end: int
    named: tuple[int, int]
    sentences: list[tuple[int, int]] = field(default_factory=list)


def read_overview(page: Page, units: list[Unit]) -> list[Draft]:
    """The projects of an overview, in order; none where the page is not one."""
    passages = _passages(page, units)
    if len(passages) < 2 or not _apart(page, units, passages):
        return []
    drafts = [_read(page, passage) for passage in passages]
    counted = sum(
        _ORDINAL.match(page.text, *passage.sentences[0]) is not None for passage in passages
    )
    if counted > 1:
        _share_parties(page, units, passages[0].start, drafts)
        return drafts
    if sum(draft.has(Role.OWNER) for draft in drafts) < 2:
        return []
    return [draft for draft in drafts if draft.parts]


def _share_parties(page: Page, units: list[Unit], first: int, drafts: list[Draft]) -> None:
    """Give each project the parties of a sentence above that says that they are in all of them."""
    for unit in units:
        for start, end in split_sentences(page.text, unit.start, unit.end):
            if start >= first or not _IN_SEVERAL.search(page.text, start, end):
                continue
            for stated in in_sentence(page.reader, start, end):
                focus = (stated.named.start, stated.named.end)
                evidence = page.citer.cite(start, end, stated.rule, focus)
                for draft in drafts:
                    draft.take_part(stated.named.party, stated.role, evidence)


def read_sections(page: Page, units: list[Unit]) -> list[Draft]:
    """Projects that a page tells of under a heading each, below words that say there are several.

    Two sections at the least must say who owns their project or what it gets.
    """
    intro = next((at for at, unit in enumerate(units) if _SEVERAL.search(unit.text)), None)
    if intro is None:
        return []
    drafts: list[Draft] = []
    at = intro + 1
    while at + 1 < len(units):
        below = units[at + 1]
        if not _may_name(units[at]) or _may_name(below) or below.text[:1].islower():
            if not drafts and at > intro + 8:
                break
            at += 1
            continue
        last = at + 1
        while last + 1 < len(units) and not _may_name(units[last + 1]):
            last += 1
        drafts.append(_section(page, units[at], units[at + 1 : last + 1]))
        at = last + 1
    drafts = [draft for draft in drafts if draft.has(Role.OWNER) or draft.grant]
    if len(drafts) < 2:
        return []
    if not any(draft.has(Role.OWNER) for draft in drafts):
        _share_owner(page, units[: intro + 2], drafts)
    return drafts


def _share_owner(page: Page, units: list[Unit], drafts: list[Draft]) -> None:
    """Give projects of which no section says who owns it the owner that the words above state."""
    for unit in units:
        for start, end in split_sentences(page.text, unit.start, unit.end):
            if not _SEVERAL.search(page.text, start, end):
                continue
            for stated in in_sentence(page.reader, start, end):
                if stated.role is not Role.OWNER:
                    continue
                focus = (stated.named.start, stated.named.end)
                evidence = page.citer.cite(start, end, stated.rule, focus)
                for draft in drafts:
                    draft.take_part(stated.named.party, Role.OWNER, evidence)
                return


def _section(page: Page, heading: Unit, body: list[Unit]) -> Draft:
    """The project of a heading and the paragraphs below it; its name may be short of a subtitle."""
    name = squeeze(heading.text).strip(' ”"“»«#')
    told = " ".join(page.text[unit.start : unit.end] for unit in body)
    if name.isupper():
        same = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", told, re.IGNORECASE)
        name = same.group() if same else name
    head = (
        re.sub(r"-projektet$", "", name) if name.endswith("-projektet") else name.partition(":")[0]
    )
    if head != name and re.search(rf"(?<!\w){re.escape(head)}(?![\w-])", told):
        name = head
    draft = Draft(page.citer, name[:1].upper() + name[1:])
    draft.prove("name", page.citer.cite(heading.start, heading.end, "name.section"))
    sentences = [span for unit in body for span in split_sentences(page.text, unit.start, unit.end)]
    for start, end in sentences:
        read_sentence(page, draft, start, end)
    if not draft.has(Role.OWNER) and draft.grant is None:
        return draft
    summarise(page, draft, sentences, "summary.section")
    return draft


def read_listed(page: Page, units: list[Unit]) -> list[Draft]:
    """Projects that a list names, an item each, under words that say who owns them all."""
    for at, intro in enumerate(units):
        counted = _SEVERAL.search(intro.text) is not None
        if not (counted or (intro.text.endswith(":") and _OF_PROJECTS.search(intro.text))):
            continue
        spans = split_sentences(page.text, intro.start, intro.end)
        told = [(s, span) for span in spans for s in in_sentence(page.reader, *span)]
        owners = [s for s, _ in told if s.role is Role.OWNER]
        start, end = next((span for s, span in told if s.role is Role.OWNER), spans[-1])
        drafts = []
        for unit in units[at + 1 :]:
            item = _item_of(unit, counted=counted) if unit.bullet else None
            if item is None:
                break
            draft = Draft(page.citer, squeeze(item["name"]))
            named = (unit.start + item.start("name"), unit.start + item.end("name"))
            draft.prove("name", page.citer.cite(unit.start, unit.end, "name.listed", named))
            if counted:
                for other, span in told:
                    if other.role in (Role.PARTICIPANT, Role.PARTNER):
                        focus = (other.named.start, other.named.end)
                        evidence = page.citer.cite(*span, other.rule, focus)
                        draft.take_part(other.named.party, other.role, evidence)
            for owner in owners[:1]:
                focus = (owner.named.start, owner.named.end)
                evidence = page.citer.cite(start, end, "owner.of-list", focus)
                draft.take_part(owner.named.party, Role.OWNER, evidence)
            sentences = split_sentences(page.text, unit.start, unit.end)
            for span in sentences:
                read_sentence(page, draft, *span)
            summarise(page, draft, sentences, "summary.listed")
            drafts.append(draft)
        if owners and len(drafts) > 1:
            return drafts
    return []


def _item_of(unit: Unit, *, counted: bool) -> re.Match[str] | None:
    """The item of a list that names a project, by "X: …" or, after a count, "Projekt X …"."""
    if counted and (named := _NAMED_ITEM.match(unit.text)):
        span = name_at(unit.text, named.end(), len(unit.text))
        return (
            None if span is None else re.compile(r"(?P<name>.+)", re.DOTALL).match(unit.text, *span)
        )
    return _ITEM.match(unit.text)


def _passages(page: Page, units: list[Unit]) -> list[_Passage]:
    found: list[_Passage] = []
    heading: Unit | None = None
    for unit in units:
        if _may_name(unit):
            heading = unit
            continue
        for start, end in split_sentences(page.text, unit.start, unit.end):
            name = _introduced(page, start, end)
            known = {passage.name.casefold() for passage in found}
            if heading is not None and (name is None or name.name.casefold() not in known):
                titled = _titled(page, heading, name, (start, end))
                name = titled or name
            heading = None
            if name is not None and name.name.casefold() not in known:
                first = min(start, name.start)
                found.append(_Passage(name.name, first, end, (name.start, name.end)))
            if found:
                found[-1].sentences.append((start, end))
    return found


def _may_name(unit: Unit) -> bool:
    return (
        len(unit.text) <= _LONGEST_NAME
        and not unit.bullet
        and not unit.text.endswith((".", ":", "!", "?", ";"))
    )


def _titled(
    page: Page, heading: Unit, name: NameFound | None, first: tuple[int, int]
) -> NameFound | None:
    """A heading that the first sentence below it uses as the name of a project."""
    text = squeeze(heading.text).strip(' ”"“»«')
    if name is not None:
        same = name.name.casefold() == text.casefold()
        return NameFound(text, heading.start, heading.end, heading.start) if same else None
    below = page.text[slice(*first)].lstrip(' ”"“»«')
    if below.casefold().startswith(text.casefold()) and re.search(r"(?i)projekt", below):
        return NameFound(text, heading.start, heading.end, heading.start)
    return None


def _introduced(page: Page, start: int, end: int) -> NameFound | None:
    """The first project that a sentence names, unless as another's like or forerunner."""
    found = next(iter(names_in(page.text, start, end)), None)
    if found is not None and _ORDINAL.match(page.text, start, end):
        return found
    if found is None or _ANOTHER.search(page.text, start, end):
        return None
    return found


def _apart(page: Page, units: list[Unit], passages: list[_Passage]) -> bool:
    """Whether each project is named in its own passage only, and in no heading of the page."""
    before = [
        unit
        for unit in units[:_HEADINGS]
        if unit.start < passages[0].start and len(unit.text) < _LONGEST_HEADING
    ]
    told = {
        passage.name: " ".join(page.text[slice(*span)] for span in passage.sentences)
        for passage in passages
    }
    for passage in passages:
        word = re.compile(rf"(?<!\w){re.escape(passage.name)}(?!\w)", re.IGNORECASE)
        if any(word.search(unit.text) for unit in before):
            return False
        if any(word.search(text) for name, text in told.items() if name != passage.name):
            return False
    return True


def _read(page: Page, passage: _Passage) -> Draft:
    draft = Draft(page.citer, passage.name)
    span = next((s for s in passage.sentences if s[0] <= passage.named[0] < s[1]), passage.named)
    draft.prove("name", page.citer.cite(*span, "name.overview", passage.named))
    for start, end in passage.sentences:
        read_sentence(page, draft, start, end)
    if not draft.has(Role.OWNER) and (place := _IN.match(page.text, passage.named[1])):
        mention = next(iter(page.reader.beginning_in(place.end(), place.end() + 1)), None)
        if mention is not None and looks_like_body(page.text[mention.start : mention.end]):
            named = page.reader.one(mention.start, mention.end)
            if named is not None:
                focus = (named.start, named.end)
                evidence = page.citer.cite(*span, "owner.project-in", focus)
                draft.take_part(named.party, Role.OWNER, evidence)
    if not draft.has(Role.OWNER):
        draft.promote("participant.carried-out-by")
    summarise(page, draft, passage.sentences, "summary.overview")
    return draft
