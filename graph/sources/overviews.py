"""Pages in prose that tell of several projects, a passage each, without sums granted.

A passage begins where a sentence names a project that no other passage names. A page is such an
overview when two of its passages say who owns their project, and no heading names one of them:
else it is a page about one project that mentions another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from graph.numerals import numerals
from graph.records import Role
from graph.sources.body import read_sentence, summarise
from graph.sources.drafts import Draft
from graph.sources.page import Page
from graph.sources.party_names import looks_like_body
from graph.sources.passages import Unit, split_sentences, squeeze
from graph.sources.project_names import NameFound, names_in
from graph.sources.screening import screened
from graph.sources.sections import counts_projects, may_name
from graph.sources.statements import in_sentence

_HEADINGS = 3  # units at the head of a page that may name its one project
_LONGEST_HEADING = 120
_FEW = 3  # items from which a list is one of projects, whoever owns them
# A project named as another's like or forerunner begins no passage of its own.
_ANOTHER = re.compile(
    r"\b(?:tidigare|föregående|avslutade|förra|syster|liknande|(?<!bland )(?<!bl\.a\. )annat|"
    r"(?<!bland )andra|förprojekt|pilot|"
    r"fortsättning|bygger|efterträder|följs|övergår|övergick|uppföljare|erfarenheter\w*|nästa)\b",
    re.IGNORECASE,
)


_FUND = re.compile(r"\bESF\b|[Ss]ocialfond")
_IN = re.compile(r"[”\"»]?\s+(?:i|hos|från|på)\s+")


_ORDINAL = re.compile(
    r"(?:Det|Den)\s+(?:ena|andra|första|tredje|fjärde|femte)\s+(?:av\s+projekten|projektet|förstudien)\b"
)
_IN_SEVERAL = re.compile(
    r"(?i)\bi\s+(?:två|tre|fyra|fem|båda|flera|\d)\s+(?:\w+\s+)?(?:projekt|ansökningar|förstudier|satsningar)\b"
)


# "A ska genomföra två projekt." and then "X och Y (Vägen in) har fokus på …"
_COUNTS = re.compile(
    r"\b(?P<count>två|tre|fyra)\s+(?:\w+\s+)?(?:[\w-]*projekt|förstudier)\s*[.:]?$", re.IGNORECASE
)
_PLURAL_NAMES = screened(
    r"\b(?:[Pp]rojekten|[Ff]örstudierna)\s+(?P<names>[”\"“»]?[A-ZÅÄÖ0-9][^.;:\n]{2,120}?)(?=\s(?:har|är|ska|kommer|"
    r"riktar|vänder|syftar|handlar|startar|pågår|drivs|drevs|ägs|genomförs|får|beviljas|som|var|i|med|inom)\s|[.;]|$)"
)
_WHO_WILL = re.compile(
    r"(?P<body>[A-ZÅÄÖ][^.;,:]{2,60}?)\s(?:kommer\s+att|ska|driver|genomför|äger|startar|får|har|leder)\s"
)
_NAMES_THEN_VERB = re.compile(
    r"(?P<names>[A-ZÅÄÖ0-9”\"“»][^.;:\n]{2,120}?)\s(?:har|är|ska|kommer|riktar|vänder|syftar|handlar|startar|pågår)\s"
)
_ENUMERATED_NAME = re.compile(
    r"(?P<name>[”\"“»]?[A-ZÅÄÖ0-9](?:(?!\s(?:och|samt)\s)[^,(])*)(?:\s*\([^()]*\))?(?:,\s*|\s+(?:och|samt)\s+|$)"
)


# What stands between two projects of one sentence, right before the second
_AND = re.compile(r"\b(?:och|samt|respektive)\s+(?:i\s+|för\s+|till\s+)?\Z")


@dataclass(slots=True)
class _Passage:
    name: str
    start: int
    end: int
    named: tuple[int, int]
    sentences: list[tuple[int, int]] = field(default_factory=list)
    shared: tuple[int, int] | None = None  # the sentence that names another project with it


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
    together = passages[0].shared is not None and len({one.shared for one in passages}) == 1
    if together and _FUND.search(page.text):
        return drafts
    if _is_list(page, units, passages):
        return drafts
    if sum(draft.has(Role.OWNER) for draft in drafts) < 2:
        return []
    return [draft for draft in drafts if draft.parts]


def _is_list(page: Page, units: list[Unit], passages: list[_Passage]) -> bool:
    """Whether an item of one list names each project, below words that count them."""
    bullets = {unit.start: at for at, unit in enumerate(units) if unit.bullet}
    items = [bullets.get(passage.start) for passage in passages]
    if len(passages) < _FEW or None in items:
        return False
    first = min(item for item in items if item is not None)
    introduced = first > 0 and counts_projects(page, units[first - 1])
    return introduced and set(items) == set(range(first, first + len(items)))


def _share_parties(page: Page, units: list[Unit], first: int, drafts: list[Draft]) -> None:
    """Give each project the parties of a sentence above that says that they are in all of them."""
    for unit in units:
        for start, end in split_sentences(page.text, unit.start, unit.end):
            if start >= first or not _IN_SEVERAL.search(page.text, start, end):
                continue
            for stated in in_sentence(page.reader, start, end):
                for draft in drafts:
                    draft.take_named(stated.named, stated.role, stated.rule, (start, end))


def _passages(page: Page, units: list[Unit]) -> list[_Passage]:
    found: list[_Passage] = []
    counted: tuple[int, int] | None = None  # the sentence before, where it counts projects
    heading: Unit | None = None
    for unit in units:
        if may_name(unit):
            heading = unit
            continue
        for start, end in split_sentences(page.text, unit.start, unit.end):
            name = _introduced(page, start, end)
            known = {passage.name.casefold() for passage in found}
            if heading is not None and (name is None or name.name.casefold() not in known):
                titled = _titled(page, heading, name, (start, end))
                name = titled or name
            heading = None
            several = _after_count(page.text, counted, (start, end)) if counted else []
            several = several or _of_plural(page.text, start, end)
            several = several or _of_pair(page.text, start, end)
            if len(several) > 1 and not any(one.name.casefold() in known for one in several):
                if found and found[-1].sentences[-1:] == [counted]:
                    found[-1].sentences.pop()
                for one in several:
                    shared = [*([counted] if counted else []), (start, end)]
                    named = (one.start, one.end)
                    found.append(_Passage(one.name, start, end, named, shared, shared[-1]))
                counted = None
                continue
            counted = (start, end) if _COUNTS.search(page.text, start, end) else None
            if name is not None and name.name.casefold() not in known:
                first = min(start, name.start)
                found.append(_Passage(name.name, first, end, (name.start, name.end)))
            for passage in found[-1:]:
                of_both = [told for told in found if told.shared and told.shared == passage.shared]
                for told in of_both or [passage]:
                    told.sentences.append((start, end))
    return found


def _after_count(text: str, counted: tuple[int, int], span: tuple[int, int]) -> list[NameFound]:
    """The names that a sentence begins with after one that counts them: "X och Y (Z) har …"."""
    count = _COUNTS.search(text, *counted)
    begins = _NAMES_THEN_VERB.match(text, *span)
    if count is None or begins is None:
        return []
    names = [
        NameFound(
            squeeze(match["name"]).strip(' ”"“»'), match.start("name"), match.end("name"), span[0]
        )
        for match in _ENUMERATED_NAME.finditer(text, begins.start("names"), begins.end("names"))
    ]
    wanted = numerals(2, 4)[count["count"].casefold()]
    bodies = any(looks_like_body(name.name) for name in names)
    return names if len(names) == wanted and not bodies else []


def _of_plural(text: str, start: int, end: int) -> list[NameFound]:
    """The names in "projekten X och Y"."""
    found = _PLURAL_NAMES.search(text, start, end)
    if found is None:
        return []
    names = [
        NameFound(
            squeeze(match["name"]).strip(' ”"“»'), match.start("name"), match.end("name"), start
        )
        for match in _ENUMERATED_NAME.finditer(text, found.start("names"), found.end("names"))
    ]
    return [name for name in names if len(name.name) > 2 and not looks_like_body(name.name)]


def _of_pair(text: str, start: int, end: int) -> list[NameFound]:
    """The names in "projekt X om lärande och projekt Y om arbete"."""
    found = names_in(text, start, end)
    if len(found) < 2:
        return []
    names = sorted(found, key=lambda name: name.start)
    joined = [
        (one, other)
        for one, other in pairwise(names)
        if one.end < other.cue and _AND.search(text, one.end, other.cue)
    ]
    distinct = {name.name.casefold() for pair in joined for name in pair}
    return [joined[0][0], *(other for _, other in joined)] if len(distinct) > len(joined) else []


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
        others = [
            text
            for other in passages
            if other.name != passage.name
            and (other.shared is None or other.shared != passage.shared)
            for text in (told[other.name],)
        ]
        if any(word.search(text) for text in others):
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
                draft.take_named(named, Role.OWNER, "owner.project-in", span)
    if not draft.has(Role.OWNER):
        draft.promote("participant.carried-out-by")
    if not draft.has(Role.OWNER) and passage.shared is not None:
        subject = _WHO_WILL.match(page.text, *passage.sentences[0])
        named = page.reader.one(*subject.span("body")) if subject else None
        if named is not None:
            draft.take_named(named, Role.OWNER, "owner.of-several", passage.sentences[0])
    summarise(page, draft, passage.sentences, "summary.overview")
    return draft
