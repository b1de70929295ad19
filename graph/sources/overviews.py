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
from graph.sources.counted_names import COUNTS, after_count, of_pair, of_plural
from graph.sources.drafts import Draft
from graph.sources.page import Page
from graph.sources.party_names import looks_like_body
from graph.sources.passages import Unit, split_sentences, squeeze, whole_words
from graph.sources.project_names import NameFound, names_in
from graph.sources.screening import screened
from graph.sources.sections import counts_projects, may_name
from graph.sources.statements import in_sentence

_HEADINGS = 3  # units at the head of a page that may name its one project
_LONGEST_HEADING = 120
_FEW = 3  # items from which a list is one of projects, whoever owns them
# A project named as another's like or forerunner begins no passage of its own.
_ANOTHER = re.compile(
    r"\b(?:tidigare|föregående|avslutade|förra|syster|liknande|(?:(?<!bland )(?<!bl\.a\. )annat|"
    r"(?<!bland )andra)\s+(?:[\w-]+\s+){0,2}?\w*(?:projekt|satsning|insats)|förprojekt|pilot|"
    r"fortsättning|bygger|efterträder|följs|övergår|övergick|uppföljare|erfarenheter\w*|nästa)\b",
    re.IGNORECASE,
)


_FUND = re.compile(r"\bESF\b|[Ss]ocialfond")
_IN = re.compile(r"[”\"»]?\s+(?:i|hos|från|på)\s+")


_ORDINAL = re.compile(
    r"(?:Det|Den)\s+(?:ena|andra|första|tredje|fjärde|femte)\s+(?:av\s+projekten|projektet|förstudien)\b"
)
_IN_SEVERAL = re.compile(
    r"(?i)\b(?:i|för|till|med)\s+(?:två|tre|fyra|fem|båda|flera|\d)\s+(?:\w+\s+)?[\w-]*(?:projekt|ansökningar|förstudier|satsningar)\b"
)


_WHO_WILL = re.compile(
    r"(?P<body>[A-ZÅÄÖ][^.;,:]{2,60}?)\s(?:kommer\s+att|ska|driver|genomför|äger|startar|får|har|leder)\s"
)


_OURS = re.compile(r"\b(?:vi|våra|båda|bägge)\b", re.IGNORECASE)
_SO_MANY = re.compile(
    r"\b(?P<count>två|tre|fyra)\s+(?:[\w-]+\s+)?(?:[\w-]*projekt|förstudier|\w*ansökningar)\b",
    re.IGNORECASE,
)
_OWNER_SAID = screened(r"\bprojektägare\b", re.IGNORECASE)
_OWNERS_WE = re.compile(
    r"(?i)\b(?:vi\s+är|(?:vi|oss|att)\s+(?:får\s+)?(?:vara|bli))\s+projektägare\b|\bvi\b[^.]{0,160}\bvara\s+projektägare\b"
)
# "I de nya projekten samlas …" tells of them all again
_OF_ALL = re.compile(r"(?i)\b(?:projekten|båda|bägge|förstudierna)\b")


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
    if passages[0].shared is not None:
        _take_earlier(page, units, passages)
        _take_headed(page, units, passages)
    drafts = [_read(page, passage) for passage in passages]
    counted = sum(
        _ORDINAL.match(page.text, *passage.sentences[0]) is not None for passage in passages
    )
    if counted > 1 or (counted == 1 and len(passages) == counted_projects(page, units)):
        _share_parties(page, units, passages[0].start, drafts)
        return drafts
    together = passages[0].shared is not None and len({one.shared for one in passages}) == 1
    if together and _FUND.search(page.text):
        _share_owner_above(page, units, passages[0].start, drafts)
        _share_one_owner(page, passages, drafts)
        _share_owner(page, drafts)
        return drafts
    if _is_list(page, units, passages):
        return drafts
    if sum(draft.has(Role.OWNER) for draft in drafts) < 2:
        return []
    several = any(passage.shared is not None for passage in passages)
    return [draft for draft in drafts if draft.parts or several]


def counted_projects(page: Page, units: list[Unit]) -> int:
    """How many projects the page says at its beginning that it tells of; 0 where it does not."""
    for unit in units[:_HEADINGS]:
        if (count := _SO_MANY.search(page.text, unit.start, unit.end)) is not None:
            return numerals(2, 4)[count["count"].casefold()]
    return 0


def _is_list(page: Page, units: list[Unit], passages: list[_Passage]) -> bool:
    """Whether an item of one list names each project, below words that count them."""
    bullets = {unit.start: at for at, unit in enumerate(units) if unit.bullet}
    items = [bullets.get(passage.start) for passage in passages]
    if len(passages) < _FEW or None in items:
        return False
    first = min(item for item in items if item is not None)
    introduced = first > 0 and counts_projects(page, units[first - 1])
    return introduced and set(items) == set(range(first, first + len(items)))


def _share_owner(page: Page, drafts: list[Draft]) -> None:
    """Give projects told of together their owner, where no passage says who that is.

    A line of its own may: "A är projektägare"; or the publisher, whose name heads the page, does
    of itself: "vi är projektägare".
    """
    if any(draft.has(Role.OWNER) for draft in drafts):
        return
    for unit in page.units:
        for span in split_sentences(page.text, unit.start, unit.end):
            if not _OWNER_SAID.search(page.text, *span):
                continue
            said = [s for s in in_sentence(page.reader, *span) if s.role is Role.OWNER]
            if not said and _OWNERS_WE.search(page.text, *span):
                head = page.reader.beginning_in(0, page.units[min(2, len(page.units) - 1)].end)
                names = (page.text[one.start : one.end] for one in head)
                bodies = [
                    one for one, name in zip(head, names, strict=True) if looks_like_body(name)
                ]
                named = page.reader.one(bodies[0].start, bodies[0].end) if bodies else None
                if named is not None:
                    evidence = page.citer.cite(*span, "owner.publisher")
                    for draft in drafts:
                        draft.take_part(named.party, Role.OWNER, evidence)
                    return
            for stated in said[:1]:
                for draft in drafts:
                    draft.take_named(stated.named, Role.OWNER, stated.rule, span)
                return


def _share_parties(page: Page, units: list[Unit], first: int, drafts: list[Draft]) -> None:
    """Give each project the parties of a sentence above that says that they are in all of them."""
    for unit in units:
        for start, end in split_sentences(page.text, unit.start, unit.end):
            if start >= first or not _IN_SEVERAL.search(page.text, start, end):
                continue
            for stated in in_sentence(page.reader, start, end):
                for draft in drafts:
                    draft.take_named(stated.named, stated.role, stated.rule, (start, end))


def _share_one_owner(page: Page, passages: list[_Passage], drafts: list[Draft]) -> None:
    """Give projects of which a sentence says "vi driver projekten X och Y" the one owner told."""
    shared = passages[0].shared
    if shared is None or _OURS.search(page.text, *shared) is None:
        return
    owners = [part for draft in drafts for part in draft.parts if part.role is Role.OWNER]
    if len({page.body_key(part.party.name) for part in owners}) != 1:
        return
    for draft in drafts:
        if not draft.has(Role.OWNER):
            draft.take_part(owners[0].party, Role.OWNER, owners[0].evidence[0])


def _share_owner_above(page: Page, units: list[Unit], first: int, drafts: list[Draft]) -> None:
    """Give the projects of one sentence the owner that a sentence above states of them."""
    if any(draft.has(Role.OWNER) for draft in drafts):
        return
    for unit in units:
        for start, end in split_sentences(page.text, unit.start, unit.end):
            if start >= first:
                return
            for stated in in_sentence(page.reader, start, end):
                if stated.role is Role.OWNER:
                    for draft in drafts:
                        draft.take_named(stated.named, Role.OWNER, stated.rule, (start, end))
                    return


def _passages(page: Page, units: list[Unit]) -> list[_Passage]:
    found: list[_Passage] = []
    counted: tuple[int, int] | None = None  # the sentence before, where it counts projects
    alone: _Passage | None = None  # the one of several projects that is told of
    heading: Unit | None = None
    for unit in units:
        if may_name(unit):
            heading = unit
            if found and found[-1].shared:
                alone = _told_alone(page.text, found, unit.start, unit.end) or alone
            continue
        for start, end in split_sentences(page.text, unit.start, unit.end):
            name = _introduced(page, start, end)
            known = {passage.name.casefold() for passage in found}
            if heading is not None and (name is None or name.name.casefold() not in known):
                titled = _titled(page, heading, name, (start, end))
                name = titled or name
            heading = None
            several = after_count(page.text, counted, (start, end)) if counted else []
            several = several or of_plural(page.text, start, end)
            several = several or of_pair(page.text, start, end)
            if _joins_known(found, several, (start, end)):
                counted = None
                continue
            if len(several) > 1 and not any(one.name.casefold() in known for one in several):
                if found and found[-1].sentences[-1:] == [counted]:
                    found[-1].sentences.pop()
                for one in several:
                    shared = [*([counted] if counted else []), (start, end)]
                    named = (one.start, one.end)
                    found.append(_Passage(one.name, start, end, named, shared, shared[-1]))
                counted = None
                continue
            counted = (start, end) if COUNTS.search(page.text, start, end) else None
            if name is not None and name.name.casefold() not in known:
                first = min(start, name.start)
                found.append(_Passage(name.name, first, end, (name.start, name.end)))
            for passage in found[-1:]:
                of_both = [told for told in found if told.shared and told.shared == passage.shared]
                if len(of_both) > 1 and not _OF_ALL.search(page.text, start, end):
                    alone = _told_alone(page.text, of_both, start, end) or alone
                    of_both = [alone] if alone else of_both
                else:
                    alone = None
                for told in of_both or [passage]:
                    told.sentences.append((start, end))
    return found


def _told_alone(text: str, passages: list[_Passage], start: int, end: int) -> _Passage | None:
    """The one of several projects that a sentence names, and no other of them."""
    named = [passage for passage in passages if whole_words(passage.name).search(text[start:end])]
    return named[0] if len(named) == 1 else None


def _joins_known(found: list[_Passage], several: list[NameFound], span: tuple[int, int]) -> bool:
    """Add projects that a sentence names beside one already told of: "projekten X och Y"."""
    names = {_plain(one.name): one for one in several}
    known = [passage for passage in found if _plain(passage.name) in names]
    if len(known) != 1 or len(found) > 1 or len(names) < 2:
        return False
    known[0].shared = span
    known[0].sentences.append(span)
    for plain, one in names.items():
        if plain != _plain(known[0].name):
            named = (one.start, one.end)
            found.append(_Passage(one.name, *span, named, [span], span))
    return True


def _plain(name: str) -> str:
    """A name as it is compared: without case and the mark that a sentence may leave out."""
    return name.casefold().strip("!?")


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
        word = whole_words(passage.name)
        if any(word.search(unit.text) and not _names_all(unit, passages) for unit in before):
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


def _names_all(unit: Unit, passages: list[_Passage]) -> bool:
    """Whether a heading names every one of several projects: "Invigning av X och Y"."""
    folded = unit.text.casefold()
    return all(passage.name.casefold() in folded for passage in passages)


def _take_earlier(page: Page, units: list[Unit], passages: list[_Passage]) -> None:
    """Give projects told of together the sentences above that name one of them alone."""
    first = min(passage.start for passage in passages)
    for unit in units:
        if unit.start >= first:
            break
        for span in split_sentences(page.text, unit.start, unit.end):
            one = _told_alone(page.text, passages, *span) if span[0] < first else None
            if one is not None:
                one.sentences.append(span)


def _take_headed(page: Page, units: list[Unit], passages: list[_Passage]) -> None:
    """Give projects that one sentence names what stands under a heading of each below it.

    The heading may state the period: "X (hösten 2018–våren 2021)".
    """
    heads: dict[int, _Passage] = {}
    for at, unit in enumerate(units):
        if unit.start <= passages[0].start or not may_name(unit):
            continue
        text = squeeze(unit.text).casefold()
        for passage in passages:
            name = passage.name.casefold()
            if text == name or text.startswith(f"{name} ("):
                heads[at] = passage
    if len(heads) != len(passages) or len({id(one) for one in heads.values()}) != len(passages):
        return
    first = units[min(heads)].start
    above = {
        passage.name: [span for span in passage.sentences if span[0] < first]
        for passage in passages
    }
    for at, stop in pairwise([*heads, len(units)]):
        below = [
            span
            for unit in units[at:stop]
            for span in split_sentences(page.text, unit.start, unit.end)
        ]
        heads[at].sentences = below + above[heads[at].name]


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
