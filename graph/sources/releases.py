"""Press releases: each project that is granted money, with what the release tells of it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from graph.records import Amount, Role
from graph.sources.amounts import find_amounts
from graph.sources.body import read_sentence, summarise
from graph.sources.drafts import Draft
from graph.sources.grant_lines import grant_in_line, grants_beside
from graph.sources.grants import (
    Grant,
    further_grants,
    grant_in_sentence,
    grant_of_previous,
    granted_with,
    may_state_grant,
    sum_granted,
)
from graph.sources.headed_grants import HEADED, NAMED_SUM, grants_under_headings
from graph.sources.introduced_grants import (
    INTRODUCED,
    introduced,
    named_with_sum,
    sum_of_introduced,
)
from graph.sources.page import Page, is_of_other_fund
from graph.sources.party_names import looks_like_body
from graph.sources.passages import (
    MASK,
    Unit,
    split_sentences,
    squeeze,
    stands_whole,
)
from graph.sources.place_names import is_place
from graph.sources.project_names import GENERIC, names_in
from graph.sources.role_rules import FUND
from graph.sources.screening import screened
from graph.sources.statements import in_sentence
from graph.sources.values import Found

_AND_ANOTHER = re.compile(
    r"[”\"»]?\s*(?:,\s*(?:och|samt|medan)?|\s(?:och|samt|medan))\s+(?=[A-ZÅÄÖ]|projektet\s)"
)
_REST = re.compile(r"(?P<named>\s+(?:[–—-]\s+|\()(?P<words>[^.;:()]{3,70}?)\)?)\s*\.?\s*\Z")
_MONEY = re.compile(r"\s*(?:Pengarna|Medlen|Stödet|Bidraget|Summan|EU-medlen|EU-stödet)\b")
# A sentence that speaks on of the money, or of who got it
_REFERS = re.compile(
    r"\s*(?:Projektet|Satsningen|Beslutet|Summan|De|Det|Den|Han|Där|Här|"
    r"Genom|Syftet|Kommunen|Förbundet|Regionen|Föreningen|I\s+projekt(?:et)?)\b"
)
_ONE_OF = re.compile(
    r"\b(?:däribland|bland\s+(?:annat|andra|dem)|inklusive|t\.?\s?ex\.?|till\s+exempel|exempelvis)"
    r"\s+$",
    re.IGNORECASE,
)
# A paragraph that goes on about the project of the one before it
_TELLS_ON = re.compile(
    r"(?:Projektet(?:s\s+syfte)?|Syftet|Målet|Satsningen|I\s+projektet|Inom\s+projektet|Verksamheten)\s+"
    r"(?![A-ZÅÄÖ”\"])"
)
_NAME_GETS = screened(
    r"[”\"“»]?(?P<name>[A-ZÅÄÖ0-9][^.;:,\n”\"]{1,60}?)[”\"«]?\s+(?:har\s+)?(?:nu\s+)?"
    r"(?:fått|får|fick|beviljas|beviljades|beviljats|tilldelas|tilldelades|tilldelats)\s"
)
_OF_WHICH = re.compile(
    r"\bvarav\s+(?P<sum>(?:drygt\s+|knappt\s+|cirka\s+|ca\s+)?\d[^.;]{1,30}?)\s+(?:kommer\s+|kom\s+|är\s+|var\s+|utgörs\s+|utgjordes\s+)?"
    r"(?:från|av|ur|i)\s+(?:den\s+)?(?:Svenska\s+)?(?:ESF|Europeiska\s+socialfonden|EU|[Ss]ocialfonden)"
)
# "X får mest stöd, 56 miljoner kronor"
_MOST = re.compile(r"(?:allra\s+|näst\s+)?(?:mest|störst|högst)\b")
_TOLD_IN_TEXT = frozenset({"grant.sentence", HEADED, NAMED_SUM, INTRODUCED})
# A page that speaks of several projects
_SEVERAL = screened(
    r"(?i)\bprojekten\b|\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|flera|nya|olika|\d+)\s+(?:[\w-]+\s+){0,2}[\w-]*projekt\b"
)
_FUNDER_SUM = screened(r"\bprojekt\b|\binvestera|\bsatsa|\bbevilja|\bfördela", re.IGNORECASE)
_OPENS = 15  # characters before a sum that opens its sentence
_ABOVE = 6  # sentences above "Projektet beviljades …" that may name the project


def find_grants(page: Page) -> list[Grant]:
    """Each grant on the page, one a project."""
    return page.reader.once("grants", lambda: _find_grants(page))


def _find_grants(page: Page) -> list[Grant]:
    found: dict[str, Grant] = {}
    introduced: dict[str, Grant] = {}  # those whose sum is not told
    for unit in page.units:
        if is_of_other_fund(unit.text):
            continue
        line = None
        if may_state_grant(page.text, unit.start, unit.end):
            line = grant_in_line(page.reader, unit)
        stated = [line] if line else _in_sentences(page, unit, of_fund=not found)
        for grant in stated:
            if unit.bullet:
                grant = _named_to_the_end(page, unit, grant)
            grant = _named_as_headed(page, unit, grant)
            key = grant_name(page, grant)
            if MASK not in key and not (is_place(page.reader.mentions, key) or GENERIC.match(key)):
                (found if grant.amount else introduced).setdefault(key, grant)
    for grant in grants_beside(page.reader, page.units, list(found.values())):
        found.setdefault(grant_name(page, grant), grant)
    if not found:
        found = {grant_name(page, grant): grant for grant in grants_under_headings(page)}
    if len(found) > 1 or _SEVERAL.search(page.text):
        named = dict(found)
        _add_named(page, named)
        if found or introduced or len(named) > 1:
            found = named
    further = {
        key: grant
        for key, grant in introduced.items()
        if not any(one.startswith(key) or key.startswith(one) for one in found)
    }
    if len(found) + len(further) > 1:
        found |= further
    return sorted(found.values(), key=lambda grant: grant.name)


def _add_named(page: Page, found: dict[str, Grant]) -> None:
    """Add the grants of sentences that name a project and a sum in whatever words."""
    taken = [(grant.start, grant.end) for grant in found.values()]
    for unit in page.units:
        if not may_state_grant(page.text, unit.start, unit.end) or is_of_other_fund(unit.text):
            continue
        for start, end in split_sentences(page.text, unit.start, unit.end):
            if any(left < end and start < right for left, right in taken):
                continue
            grant = named_with_sum(page.reader, start, end)
            key = grant_name(page, grant) if grant else ""
            if grant and not any(one.startswith(key) or key.startswith(one) for one in found):
                found[key] = grant


def _in_sentences(page: Page, unit: Unit, *, of_fund: bool) -> list[Grant]:
    """The grants that the sentences of a unit state."""
    stated: list[Grant] = []
    may_state = may_state_grant(page.text, unit.start, unit.end)
    sentences = split_sentences(page.text, unit.start, unit.end)
    since = 0  # the number of the sentence that introduced the last project without its sum
    for number, (start, end) in enumerate(sentences):
        above = sentences[max(number - _ABOVE, since) : number]
        following = sentences[number + 1] if number + 1 < len(sentences) else (end, end)
        if may_state and (several := _in_sentence(page, start, end)):
            stated += several
        elif may_state and (one := _of_named(page, start, end)):
            stated.append(one)
        elif may_state and (told := grant_of_previous(page.reader, above, start, end)):
            stated.append(told)
        elif since == number - 1 and stated and (amount := _its_sum(page, stated[-1], start, end)):
            stated[-1] = replace(stated[-1], amount=amount, end=end)
        elif may_state and (later := _named_later(page, unit, sentences[number:], of_fund=of_fund)):
            stated.append(later)
        elif new := introduced(page.reader, start, end, following):
            stated.append(new)
            since = number
    return stated


def _its_sum(page: Page, grant: Grant, start: int, end: int) -> Found[Amount] | None:
    """The sum that a sentence gives to the project that the one before it introduced."""
    return None if grant.amount else sum_of_introduced(page.text, start, end)


def _in_sentence(page: Page, start: int, end: int) -> list[Grant]:
    """The grants that one sentence states, each with the name of its project."""
    stated: list[Grant] = []
    first = grant_in_sentence(page.reader, start, end)
    while first is not None:
        stated += further_grants(page.reader, first)
        last = stated[-1]
        at = max(last.name[1], last.amount.end if last.amount else 0)
        joint = _AND_ANOTHER.match(page.text, at, end)
        first = grant_in_sentence(page.reader, joint.end(), end) if joint else None
        if first is not None:
            first = replace(first, start=start)
    return stated


def _named_to_the_end(page: Page, unit: Unit, grant: Grant) -> Grant:
    """A grant in an item of a list, whose name may go on to the end: "Vägen – till arbete"."""
    rest = _REST.match(page.text, grant.name[1], unit.end)
    if rest is None or looks_like_body(rest["words"]):
        return grant
    return replace(grant, name=(grant.name[0], rest.end("named")))


def _named_as_headed(page: Page, unit: Unit, grant: Grant) -> Grant:
    """A grant whose name goes on as the line above does: "X hos Y", of which a sentence shows X."""
    at = page.units.index(unit)
    above = page.units[at - 1] if at else None
    start, end = grant.name
    if above is None or above.end > start or not len(above.text) > end - start:
        return grant
    stop = start + len(above.text)
    whole = page.text[start:stop] == above.text and page.text[stop : stop + 1] in (
        "",
        " ",
        ".",
        ",",
    )
    return replace(grant, name=(start, stop)) if whole else grant


def grant_name(page: Page, grant: Grant) -> str:
    """The name of the project of a grant, in small letters."""
    return squeeze(page.text[slice(*grant.name)]).casefold()


def _of_named(page: Page, start: int, end: int) -> Grant | None:
    """The grant of "X har fått 2,6 miljoner kronor", where the page elsewhere calls X a project."""
    gets = _NAME_GETS.match(page.text, start, end)
    amount = next(find_amounts(page.text, gets.end(), end), None) if gets else None
    if gets is None or amount is None or amount.start - gets.end() > 30:
        return None
    if looks_like_body(gets["name"]):
        return None
    names = page.reader.once("names", lambda: _names(page))
    most = _MOST.match(page.text, gets.end()) and not page.reader.mentions.key_of(gets["name"])
    known = squeeze(gets["name"]).casefold() in names or most
    if not known:
        return None
    return Grant(gets.span("name"), None, amount, start, end, "grant.sentence")


def _names(page: Page) -> frozenset[str]:
    return frozenset(
        found.name.casefold()
        for unit in page.units
        for found in names_in(page.text, unit.start, unit.end)
    )


def _named_later(
    page: Page, unit: Unit, sentences: list[tuple[int, int]], *, of_fund: bool = True
) -> Grant | None:
    """The grant of the first of `sentences`, where one right after it names the project.

    "A kommun får 4 miljoner kronor från ESF. Pengarna går till projektet X." It need not tell
    that the money is `of_fund` where the page has told of another grant.
    """
    start, end = sentences[0]
    sums = sum_granted(page.reader, start, end, of_fund=of_fund)
    if sums is None:
        return None
    if sums[1].start - start < _OPENS and (own := names_in(page.text, sums[1].end, end)):
        # "En och en halv miljon kronor får A från ESF för förstudien X"
        return Grant((own[0].start, own[0].end), *sums, start, end, "grant.sentence")
    below = page.units[page.units.index(unit) + 1 :][:3]
    following = sentences[1:] + [
        span for one in below for span in split_sentences(page.text, one.start, one.end)
    ]
    owner, amount = sums
    for number, (left, right) in enumerate(following[:8]):
        if sum_granted(page.reader, left, right) or grant_in_sentence(page.reader, left, right):
            return None
        told = _MONEY.match(page.text, left, right) or (
            number < 2 and _REFERS.match(page.text, left, right)
        )
        if told and (found := names_in(page.text, left, right)):
            name = (found[0].start, found[0].end)
            others = granted_with(page.reader, owner, amount)
            return Grant(name, owner, amount, start, right, "grant.sentence", others)
    return None


def read_grants(page: Page, grants: list[Grant]) -> list[Draft]:
    drafts: list[Draft] = []
    read: set[tuple[int, int]] = set()
    lines = all(grant.rule not in _TOLD_IN_TEXT for grant in grants)
    # Lines of grants with a paragraph below each: the paragraphs tell of the projects above them.
    told = lines and all(
        _told_below(page, grant, following.start) for grant, following in pairwise(grants)
    )
    for number, grant in enumerate(grants):
        stop = grants[number + 1].start if number + 1 < len(grants) else len(page.text)
        block = _block(page, grant, stop)
        if told:
            block += _told_below(page, grant, stop)
        draft = granted(page, grant)
        for start, end in block:
            read_sentence(page, draft, start, end)
        read.update(block)
        if grant.rule in _TOLD_IN_TEXT or len(block) > 1:
            summarise(page, draft, block, "summary.grant")
        drafts.append(draft)
    _read_further(page, drafts, grants, read)
    _share_funder(page, drafts, grants)
    return drafts


def _read_further(
    page: Page, drafts: list[Draft], grants: list[Grant], read: set[tuple[int, int]]
) -> None:
    """Sentences below the first grants that name one of the projects, and those that go on."""
    by_name = {draft.name.casefold(): draft for draft in drafts}
    below = [unit for unit in page.units if unit.end > grants[1].end]
    first = below[0].start if below else len(page.text)
    named_below = [draft for draft in drafts if page.text.find(draft.name, first) >= 0]
    for unit in below:
        told: Draft | None = None  # of whom the sentence before is
        for start, end in split_sentences(page.text, unit.start, unit.end):
            granted = any(one.start < end and start < one.end for one in grants)
            if granted or (start, end) in read or unit.text[0] in '–—-”"“':
                told = None
                continue
            named = {found.name.casefold() for found in names_in(page.text, start, end)}
            named |= {
                draft.name.casefold()
                for draft in named_below
                if page.text.find(draft.name, start, end) >= 0
                and stands_whole(page.text, draft.name, start, end)
            }
            if named:
                told = by_name.get(next(iter(named))) if len(named) == 1 else None
            if told is not None:
                read_sentence(page, told, start, end)


def granted(page: Page, grant: Grant) -> Draft:
    citer = page.citer
    draft = Draft(citer, squeeze(page.text[slice(*grant.name)]))
    draft.prove("name", citer.cite(grant.start, grant.end, grant.rule, grant.name))
    if (amount := grant.amount) is not None:
        draft.grant = amount.value
        cited = citer.cite(grant.start, grant.end, grant.rule, (amount.start, amount.end))
        draft.prove("grant", cited)
        _take_share(page, draft, grant, amount)
    if grant.owner is not None:
        # "11 kommuner, däribland A, har beviljats": A is one of those that are granted.
        one_of = _ONE_OF.search(page.text, grant.start, grant.owner.start)
        span = (grant.start, grant.end)
        role = Role.PARTICIPANT if one_of else Role.OWNER
        draft.take_named(grant.owner, role, grant.rule, span)
        for other in grant.others:
            draft.take_named(other, Role.PARTICIPANT, grant.rule, span)
    return draft


def _take_share(page: Page, draft: Draft, grant: Grant, whole: Found[Amount]) -> None:
    """Tell the fund's share from the whole: "7,5 miljoner satsas …, varav 5 miljoner från ESF"."""
    share = _OF_WHICH.search(page.text, whole.end, grant.end)
    amount = next(find_amounts(page.text, share.start("sum"), share.end()), None) if share else None
    if amount is None or amount.value.value > whole.value.value:
        return
    draft.total_budget, draft.grant = draft.grant, amount.value
    span = (grant.start, grant.end)
    cited = page.citer.cite(*span, "grant.share", (whole.start, whole.end))
    draft.prove("total_budget", cited)
    draft.prove("grant", page.citer.cite(*span, "grant.share", (amount.start, amount.end)))


def _block(page: Page, grant: Grant, stop: int) -> list[tuple[int, int]]:
    """The sentences that tell of a granted project: its paragraph from the grant on.

    A grant under a heading of its own takes the paragraphs up to the next heading or quotation.
    """
    at_sum = grant.amount.start if grant.amount and grant.rule == HEADED else grant.start
    own = next(unit for unit in page.units if unit.start <= at_sum < unit.end)
    sentences = [
        s
        for s in split_sentences(page.text, own.start, own.end)
        if s[0] >= grant.start and s[0] < stop
    ]
    if grant.name[0] >= own.end:  # the project is named in a paragraph below the sum
        told = next(unit for unit in page.units if unit.start <= grant.name[0] < unit.end)
        sentences += [s for s in split_sentences(page.text, told.start, told.end) if s[0] < stop]
    at = page.units.index(own)
    headed = (
        at > 0
        and len(page.units[at - 1].text) < 90
        and not page.units[at - 1].text.endswith((".", ":"))
    )
    if grant.rule == NAMED_SUM:
        for unit in page.units[at + 1 :]:
            if unit.start >= stop or unit.text[0] in '–—-”"':
                break
            sentences += split_sentences(page.text, unit.start, unit.end)
        return sentences
    name = squeeze(page.text[slice(*grant.name)]).casefold()
    if headed and name in page.units[at - 1].text.casefold():
        for unit in page.units[at + 1 :]:
            if unit.start >= stop or len(unit.text) < 90 or unit.bullet or unit.text[0] in '–—-”"':
                break
            sentences += split_sentences(page.text, unit.start, unit.end)
    for unit in page.units[at + 1 :]:
        if unit.start >= stop or _TELLS_ON.match(unit.text) is None:
            break
        spans = split_sentences(page.text, unit.start, unit.end)
        sentences += [span for span in spans if span not in sentences]
    return sentences


def _told_below(page: Page, grant: Grant, stop: int) -> list[tuple[int, int]]:
    """The sentences of the paragraph that follows the line of a grant."""
    unit = next((unit for unit in page.units if unit.start >= grant.end), None)
    if unit is None or unit.start >= stop or not unit.text.endswith((".", "!")):
        return []
    return split_sentences(page.text, unit.start, unit.end)


def _share_funder(page: Page, drafts: list[Draft], grants: list[Grant]) -> None:
    """A fund that the release names for all its projects funds each of them."""
    if all(draft.has(Role.FUNDER) for draft in drafts):
        return
    first = grants[0].start
    for unit in page.units:
        for start, end in split_sentences(page.text, unit.start, unit.end):
            if start >= first:
                return
            if not _FUNDER_SUM.search(page.text, start, end):
                continue
            for stated in in_sentence(page.reader, start, end):
                if stated.role == Role.FUNDER and FUND.match(stated.named.party.name):
                    for draft in drafts:
                        if not draft.has(Role.FUNDER):
                            evidence = page.citer.cite(
                                start,
                                end,
                                "funder.document",
                                (stated.named.start, stated.named.end),
                            )
                            draft.take_part(stated.named.party, Role.FUNDER, evidence)
                    return
