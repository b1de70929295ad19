"""Projects that prose tells of one after the other: "Det ena är X … Det andra är Y …".

A page that says how many projects there are, and names as many, tells of that many: in one breath
("tre projekt – X, Y och Z –"), by ordinals, or in quotation marks after the word ("projektet “X”").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from graph.merging import same_name
from graph.records import Role
from graph.sources.amounts import find_amounts
from graph.sources.body import body_of, read_sentence, summarise
from graph.sources.counted_names import enumerated
from graph.sources.drafts import Draft
from graph.sources.item_cuts import is_name, is_owner
from graph.sources.item_runs import QUOTE
from graph.sources.page import Page
from graph.sources.passages import Unit, sentence_at, split_sentences, squeeze, stands_whole
from graph.sources.project_counts import APPLICATIONS, COUNT, COUNTED, PLURAL, number
from graph.sources.project_names import name_at, names_in
from graph.sources.screening import screened

Span = tuple[int, int]

# "tre projekt – X, Y och Z –"
_IN_ONE_BREATH = screened(
    rf"(?i:(?<!\w){COUNT}\s+(?:[\w-]+\s+){{0,3}}?{PLURAL}(?:\s+(?:som\s+)?(?:har\s+)?(?:beviljats|beviljas|får\s+stöd|pågår))?)"
    r"(?:\s+[–—-]\s+|:\s+|\s*\(|,\s+(?:nämligen\s+)?)"
    r"(?P<names>[A-ZÅÄÖ0-9”\"“»][^.;:()–—\n]{2,200}?)(?=\s+[–—-]\s|\)|[.;]|\s+som\s|$)"
)
# "De heter X, Y och Z": as many as are counted elsewhere
_THEY_ARE = screened(
    r"(?:De|Dessa|Projekten|Förstudierna|Satsningarna|Insatserna)\s+(?:heter|kallas|är)\s+"
    r"(?P<names>[A-ZÅÄÖ0-9”\"“»][^.;:()–—\n]{2,200}?)(?=[.;]|\s+som\s|$)"
)
_ORDINAL = screened(
    r"(?:Det|Den)\s+(?P<which>ena|första|andra|tredje|fjärde|femte|sjätte|sista)\b(?P<between>[^.;:]{0,120}?)"
    r"\s(?:är|heter|kallas|gäller|rör)\s+(?:projektet\s+)?(?=[A-ZÅÄÖ0-9”\"“»])"
)
# "Det tredje projektet, X, drivs av A"
_BESIDE = screened(
    r"(?:Det|Den)\s+(?:ena|första|andra|tredje|fjärde|femte|sjätte|sista|största|minsta|större|mindre|nyaste|senaste)"
    r"(?:\s+(?:av\s+(?:dem|projekten)|(?:[\w-]*projektet|satsningen|förstudien|ansökan)))?"
    r"(?:,\s+(?:som\s+heter\s+)?|\s+(?:heter|kallas|är)\s+)(?:projektet\s+)?(?=[A-ZÅÄÖ0-9”\"“»])"
)
# "X är det större av projekten"
_SAID_TO_BE = screened(
    r"[”\"“»]?(?P<name>[A-ZÅÄÖ0-9][^.;:,()\n”\"]{1,70}?)[”\"»]?\s+(?:är|blir|var)\s+(?:det|den)\s+"
    r"(?:ena|första|andra|tredje|fjärde|största|minsta|större|mindre|nyaste|senaste)\b"
)
_FIRST = frozenset({"ena", "första"})
_QUOTED = screened(
    r"(?i:(?:(?<!del)projekt(?:et|ets|s)?|förstudien?))\s+[”\"“»](?P<name>[A-ZÅÄÖ0-9][^”\"“»«\n]{2,90}?)[”\"«]"
)
_GRANTS = screened(
    r"(?i)\b(?:prioriter\w+|bevilja\w*|får|fick|fått|tilldela\w+|stöd|medfinansiering|bidrag|EU-\w+)\b"
)
_OF_ALL = re.compile(
    r"(?i)\b(?:totalt|sammanlagt|tillsammans|båda|bägge|samtliga|projekten|gemensamt|dela)\b"
)
_WHOLE = re.compile(r"(?i)\b(?:budget\w*|omslut\w+|kostnad\w*|kostar)\b[^.;]{0,25}\Z")
_POSSESSOR = re.compile(
    r"(?P<of>[A-ZÅÄÖ][^.;:,\n]{1,60}?)s\s+(?:nya\s+)?[\w-]*(?:projekt|förstudie)\s+\Z"
)
_ANOTHER = re.compile(
    r"(?i)\b(?:tidigare|föregående|avslutade|liknande|förprojekt|bygger\s+(?:vidare\s+)?på|fortsättning|erfarenheter\w*|uppföljare|testades|kallat)\b"
)
# "X, som följdes upp med Y. Båda projekten var …"
_BOTH = screened(r"(?i)(?<!\w)(?:båda|bägge)\s+(?:de\s+)?(?:ESF-|EU-|pilot)?projekten\b")
_ONE_OF_BOTH = re.compile(
    r"(?i:(?<![\w])(?:pilot|ESF-|EU-|för|huvud)?projekt(?:et)?|följdes?\s+upp\s+(?:med|av)|följdes\s+av|"
    r"efterföljaren|uppföljaren|ersattes\s+av)\s+(?=[A-ZÅÄÖ0-9”\"“»])"
)
_OF_PROJECT = re.compile(r"projekt|ansökan|satsning")
_LOOK_BACK = 90
_BOTH_ARE = 2


def or_told_in_turn(page: Page, drafts: list[Draft]) -> list[Draft]:
    """The projects that prose tells of in turn, where these are more than `drafts`."""
    units = body_of(page)
    told = read_told_in_turn(page, units, drafts)
    known = {draft.name.casefold(): draft for draft in drafts} if len(drafts) > 1 else {}
    told = [known.get(draft.name.casefold(), draft) for draft in told]
    best = told if len(told) > len(drafts) else drafts
    return _with_the_other(page, units, best[0]) if len(best) == 1 else best


def read_told_in_turn(page: Page, units: list[Unit], known: Sequence[Draft] = ()) -> list[Draft]:
    """The projects that prose names one after the other, as many as it counts; else none.

    `known` are projects that other readers have found.
    """
    counts = {
        number(found["count"])
        for count in (COUNTED, APPLICATIONS)
        if count.may_match(page.text, 0, len(page.text))
        for unit in units
        for found in count.finditer(page.text, unit.start, unit.end)
    }
    if not counts:
        return []
    named = _in_one_breath(page, units) or _called(page, units, counts)
    if not named:
        ordinals = _by_ordinals(page, units)
        quoted = _quoted(page, units)
        ways = (ordinals, quoted, _outright(page, units, known))
        named = next((some for some in ways if len(some) in counts), [])
    return _drafts(page, units, named)


def _in_one_breath(page: Page, units: list[Unit]) -> list[Span]:
    for unit in units:
        for found in _IN_ONE_BREATH.finditer(page.text, unit.start, unit.end):
            names = enumerated(page.text, found, found.start())
            spans = [(name.start, name.end) for name in names]
            if len(spans) == number(found["count"]) and all(
                _may_name(page, span) for span in spans
            ):
                return spans
    return []


def _called(page: Page, units: list[Unit], counts: set[int]) -> list[Span]:
    for unit in units:
        for found in _THEY_ARE.finditer(page.text, unit.start, unit.end):
            spans = [(one.start, one.end) for one in enumerated(page.text, found, found.start())]
            if len(spans) in counts and all(_may_name(page, span) for span in spans):
                return spans
    return []


def _by_ordinals(page: Page, units: list[Unit]) -> list[Span]:
    """The names in "Det ena är X", "Det tredje projektet, med en budget på 11 mkr, är Y"."""
    found: list[tuple[str, Span]] = []
    of_projects = False
    for unit in units:
        for start, end in split_sentences(page.text, unit.start, unit.end):
            ordinal = _ORDINAL.match(page.text, start, end)
            name = name_at(page.text, ordinal.end(), end) if ordinal else None
            if ordinal is not None and name is not None and _may_name(page, name):
                found.append((ordinal["which"], name))
                of_projects = of_projects or _OF_PROJECT.search(ordinal["between"]) is not None
            of_projects = of_projects or (
                not found
                and any(count.search(page.text, start, end) for count in (COUNTED, APPLICATIONS))
            )
    distinct = len({which for which, _ in found}) == len(found)
    if not found or found[0][0] not in _FIRST or not distinct or not of_projects:
        return []
    return [name for _, name in found]


def _quoted(page: Page, units: list[Unit]) -> list[Span]:
    found: dict[str, Span] = {}
    for unit in units:
        for quoted in _QUOTED.finditer(page.text, unit.start, unit.end):
            if is_name(page, quoted.span("name")):
                found.setdefault(quoted["name"].casefold(), quoted.span("name"))
    return list(found.values())


def _outright(page: Page, units: list[Unit], known: Sequence[Draft]) -> list[Span]:
    """The names of `known` projects, those after "projektet", and those of "Det andra, X, …"."""
    found: dict[str, Span] = {}
    for draft in known:
        named = next((one.evidence for one in draft.evidence if one.field == "name"), None)
        at = page.text.find(draft.name, named.start) if named is not None else -1
        if not any(unit.start <= at < unit.end for unit in units):
            return []  # told of in the page's footer, or in other words
        found[same_name(draft.name)] = (at, at + len(draft.name))
    for unit in units:
        for start, end in split_sentences(page.text, unit.start, unit.end):
            if _ANOTHER.search(page.text, start, end):
                continue
            spans = (
                []
                if len(known) > 1
                else [(one.start, one.end) for one in names_in(page.text, start, end)]
            )
            beside = _BESIDE.match(page.text, start, end)
            if beside is not None and (name := name_at(page.text, beside.end(), end)):
                spans.append(name)
            if (said := _SAID_TO_BE.match(page.text, start, end)) is not None:
                spans.append(said.span("name"))
            for span in spans:
                key = same_name(page.text[slice(*span)])
                same = any(key.startswith(one) or one.startswith(key) for one in found)
                if not same and _may_name(page, span):
                    found[key] = span
    return sorted(found.values())


def _with_the_other(page: Page, units: list[Unit], known: Draft) -> list[Draft]:
    """A page's project, and the other one of "X … följdes upp med Y. Båda projekten …"."""
    if not _BOTH.may_match(page.text, 0, len(page.text)):
        return [known]
    for unit in units:
        sentences = split_sentences(page.text, unit.start, unit.end)
        for before, sentence in pairwise(sentences):
            if _BOTH.match(page.text, *sentence) is None:
                continue
            cues = _ONE_OF_BOTH.finditer(page.text, *before)
            spans = [span for cue in cues if (span := name_at(page.text, cue.end(), before[1]))]
            names = {squeeze(page.text[slice(*one)]).strip(' ”"“»«'): one for one in spans}
            others = [name for name in names if name.casefold() != known.name.casefold()]
            if len(names) == _BOTH_ARE and len(others) == 1 and _may_name(page, names[others[0]]):
                other = Draft(page.citer, others[0])
                other.prove("name", page.citer.cite(*before, "name.in-turn", names[others[0]]))
                return [known, other]
    return [known]


def _may_name(page: Page, span: Span) -> bool:
    start, end = span
    while start < end and page.text[start] in ' ”"“»':
        start += 1
    return is_name(page, (start, end)) and not is_owner(page, (start, end))


def _drafts(page: Page, units: list[Unit], named: list[Span]) -> list[Draft]:
    names = [squeeze(page.text[slice(*span)]).strip(' ”"“»«') for span in named]
    if len(named) < 2 or len({name.casefold() for name in names}) < len(names):
        return []
    drafts = [Draft(page.citer, name) for name in names]
    told: list[list[Span]] = [[] for _ in drafts]
    last: int | None = None  # the project of the sentence before
    for unit in units:
        if QUOTE.match(unit.text):
            continue
        for sentence in split_sentences(page.text, unit.start, unit.end):
            here = [at for at, name in enumerate(names) if stands_whole(page.text, name, *sentence)]
            if len(here) > 1 or (not here and _OF_ALL.search(page.text, *sentence)):
                last = None
                continue
            last = here[0] if here else last
            if last is not None:
                told[last].append(sentence)
    for draft, span, sentences in zip(drafts, named, told, strict=True):
        unit = next(unit for unit in units if unit.start <= span[0] < unit.end)
        where = sentence_at(page.text, unit, span[0])
        draft.prove("name", page.citer.cite(*where, "name.in-turn", span))
        _take_possessor(page, draft, span, where)
        for sentence in sentences:
            read_sentence(page, draft, *sentence)
            _take_sum(page, draft, sentence)
        summarise(page, draft, sentences, "summary.overview")
    return drafts


def _take_possessor(page: Page, draft: Draft, span: Span, where: Span) -> None:
    """The owner in "A kommuns projekt “X”"."""
    before = page.text[max(where[0], span[0] - _LOOK_BACK) : span[0]].rstrip(' ”"“»') + " "
    at = max(where[0], span[0] - _LOOK_BACK)
    for one in page.reader.beginning_in(at, span[0]):
        if one.genitive and _POSSESSOR.search(before[one.start - at :]):
            named = page.reader.one(one.start, one.end)
            if named is not None:
                draft.take_named(named, Role.OWNER, "owner.genitive", where)
                return


def _take_sum(page: Page, draft: Draft, sentence: Span) -> None:
    """The sum that a sentence grants to the one project it tells of, or its budget."""
    for amount in find_amounts(page.text, *sentence):
        at = (amount.start, amount.end)
        if _WHOLE.search(page.text[sentence[0] : amount.start]):
            if draft.total_budget is None:
                draft.total_budget = amount.value
                draft.prove("total_budget", page.citer.cite(*sentence, "sum.in-turn", at))
        elif draft.grant is None and _GRANTS.search(page.text, *sentence):
            draft.take_grant(amount.value, page.citer.cite(*sentence, "sum.in-turn", at))
