"""Projects that a page tells of under a heading each."""

from __future__ import annotations

import re
from itertools import pairwise

from graph.records import Role
from graph.sources.body import read_sentence, summarise
from graph.sources.drafts import Draft
from graph.sources.labels import PATTERN
from graph.sources.page import Page
from graph.sources.party_names import looks_like_body
from graph.sources.passages import MASK, Unit, split_sentences, squeeze, whole_words, without_mark
from graph.sources.project_counts import OF_THEM, PLURAL
from graph.sources.project_names import GENERIC
from graph.sources.screening import screened
from graph.sources.statements import in_sentence

_LONGEST_NAME = 70
# A heading over several projects
_OVER_PROJECTS = re.compile(
    r"(?i)(?:våra|alla|några|andra|pågående|avslutade|aktuella|beviljade|nya|[\w-]+s)\s+(?:\w+\s+){0,2}[\w-]*projekt\b"
)
SEVERAL = screened(
    r"\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|(?<![.,:])\d{1,2}(?!\s+(?:är|var)\b)|flera|följande|våra|pågående|avslutade|några|alla)"
    rf"\s+(?:{OF_THEM}|(?:[\w-]+\s+){{0,3}}?(?:{PLURAL}|projektansökningar)\b)|"
    r"\b(?:projekt|insatser|satsningar)(?:en|na)?\s+som\s+(?:nu\s+)?(?:får|fått|beviljas|beviljats|tilldelas|"
    r"prioriterats|har\s+fått|har\s+prioriterats)\s",
    re.IGNORECASE,
    beginning_only=True,
)
_FUND = screened(r"\bESF\b|[Ss]ocialfond")
_PROJECTS = re.compile(r"(?i)\bprojekten\b|\bprojekt\s+(?:som|där|inom|hos|i|på)\b")
_IS_PROJECT = re.compile(
    r"\s(?:är|var|startade|startar|pågår|pågick|bedrivs|bedrevs|drivs|drevs|genomförs|genomfördes|syftar|syftade|"
    r"vänder|vände|riktar|riktade|ska|har|handlar|handlade|erbjuder|erbjöd|avslutades)\b"
)
_SERIES_OPENING = re.compile(
    r"(?P<name>[A-ZÅÄÖ][\w-]*(?:\s[A-ZÅÄÖ\d][\w.-]*){1,3})\s(?:startade|startar|pågår|pågick|är|var|bedrivs|drivs)\b"
)


def counts_projects(page: Page, unit: Unit) -> bool:
    """Whether a paragraph says that there are several projects."""
    return SEVERAL.search(page.text, unit.start, unit.end) is not None


def read_sections(page: Page, units: list[Unit]) -> list[Draft]:
    """Projects that a page tells of under a heading each, below words that say there are several.

    Two sections at the least must say who owns their project or what it gets.
    """
    intro = next((at for at, unit in enumerate(units) if counts_projects(page, unit)), None)
    if intro is None:
        return []
    drafts: list[Draft] = []
    at = intro + 1
    while at + 1 < len(units):
        below = units[at + 1]
        if (
            not may_name(units[at])
            or MASK in units[at].text
            or _OVER_PROJECTS.match(units[at].text)
            or may_name(below)
            or below.text[:1].islower()
        ):
            if not drafts and at > intro + 8:
                break
            at += 1
            continue
        last = at + 1
        while last + 1 < len(units) and not may_name(units[last + 1]):
            last += 1
        drafts.append(_section(page, units[at], units[at + 1 : last + 1]))
        at = last + 1
    drafts = [draft for draft in drafts if draft.has(Role.OWNER) or draft.grant]
    if len(drafts) < 2:
        return []
    if not any(draft.has(Role.OWNER) for draft in drafts):
        _share_owner(page, units[: intro + 2], drafts)
    return drafts


def read_named_sections(page: Page, units: list[Unit]) -> list[Draft]:
    """Projects under headings that the words below use as names: "X", then "X var ett projekt …".

    The page must speak of projects of the social fund; one more of the series ("X Syd", "X Väst")
    may be told of above the first heading.
    """
    if not _FUND.search(page.text, 0, len(page.text)) or not _PROJECTS.search(page.text):
        return []
    heads = [
        at
        for at, (unit, below) in enumerate(pairwise(units))
        if may_name(unit)
        and not may_name(below)
        and not counts_projects(page, below)
        and _is_subject(page, unit, below)
    ]
    if len(heads) < 2:
        return []
    names = {squeeze(units[at].text).casefold() for at in heads}
    drafts = []
    for at in range(heads[0]):
        opening = _SERIES_OPENING.match(page.text, units[at].start, units[at].end)
        if opening is None or squeeze(opening["name"]).casefold() in names:
            continue
        first = opening["name"].split()[0].casefold()
        if all(name.split()[0] == first for name in names):
            draft = Draft(page.citer, squeeze(opening["name"]))
            named = split_sentences(page.text, units[at].start, units[at].end)[0]
            draft.prove("name", page.citer.cite(*named, "name.section", opening.span("name")))
            read_sentence(page, draft, *named)
            drafts.append(draft)
    for at, stop in pairwise([*heads, len(units)]):
        last = next((n for n in range(at + 1, stop) if may_name(units[n])), stop)
        drafts.append(_section(page, units[at], units[at + 1 : last]))
    _share_owner(page, units[: heads[0]], [d for d in drafts if not d.has(Role.OWNER)])
    called = {
        squeeze(units[at].text) for at in heads if _is_called(units[at].text, units[at + 1].text)
    }
    told = [
        draft
        for draft in drafts
        if (draft.parts or draft.start or draft.end or draft.grant or draft.total_budget)
        or draft.name in called
    ]
    return drafts if len(told) > 1 else []


def _is_subject(page: Page, heading: Unit, below: Unit) -> bool:
    """Whether the first sentence below a heading has it for its subject, or as a project's name."""
    name = squeeze(heading.text).strip(' ”"“»«')
    if not name[:1].isupper() or looks_like_body(name) or len(name) < 3:
        return False
    known = page.reader.mentions
    if known.key_of(name) is not None or known.is_municipality(name):
        return False
    start, end = split_sentences(page.text, below.start, below.end)[0]
    told = squeeze(page.text[start:end])
    subject = told.casefold().startswith(f"{name.casefold()} ") and (
        _IS_PROJECT.match(told, len(name)) is not None
    )
    return subject or _is_called(name, told)


def _is_called(name: str, told: str) -> bool:
    """Whether a sentence says "projektet" before a name."""
    if name not in told:
        return False
    called = rf"(?i:projekt(?:et)?)\s+(?:The\s+)?[”\"“]?{re.escape(name)}(?!\w)"
    return re.search(called, told) is not None


def _share_owner(page: Page, units: list[Unit], drafts: list[Draft]) -> None:
    """Give projects of which no section says who owns it the owner that the words above state."""
    for unit in units:
        for start, end in split_sentences(page.text, unit.start, unit.end):
            if not (
                SEVERAL.search(page.text, start, end) or _PROJECTS.search(page.text, start, end)
            ):
                continue
            for stated in in_sentence(page.reader, start, end):
                if stated.role is not Role.OWNER:
                    continue
                for draft in drafts:
                    draft.take_named(stated.named, Role.OWNER, stated.rule, (start, end))
                return


def _section(page: Page, heading: Unit, body: list[Unit]) -> Draft:
    """The project of a heading and the paragraphs below it; its name may be short of a subtitle."""
    name = without_mark(squeeze(heading.text)).strip(' ”"“»«')
    told = " ".join(page.text[unit.start : unit.end] for unit in body)
    if name.isupper():
        same = whole_words(name).search(told)
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


def may_name(unit: Unit) -> bool:
    """Whether a line is short enough to name a project, and no item, sentence or label."""
    title = without_mark(unit.text)
    return (
        len(unit.text) <= _LONGEST_NAME
        and PATTERN.fullmatch(title) is None
        and not GENERIC.match(title)
        and not unit.bullet
        and not unit.text.endswith((".", ":", "!", "?", ";"))
    )
