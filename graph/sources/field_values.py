"""The value of one labelled field: a number, a sum, a period, or parties in a role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.records import Party, Role
from graph.sources.amounts import find_amounts
from graph.sources.bracketed_roles import role_in_brackets
from graph.sources.clause_values import is_sentence, told_in_clause
from graph.sources.drafts import Draft
from graph.sources.facts import read_facts
from graph.sources.field_periods import read_period
from graph.sources.field_sums import read_share_of_fund, read_sum
from graph.sources.fields import Field
from graph.sources.labels import PATTERN, ROLES, kind_of
from graph.sources.page import Page
from graph.sources.party_names import Named
from graph.sources.passages import MASK, split_sentences, squeeze
from graph.sources.place_names import FUND_REGION
from graph.sources.planned_counts import find_planned
from graph.sources.role_rules import FUND
from graph.sources.role_words import OWNER_NOUN
from graph.sources.statements import in_sentence
from graph.sources.values import find_count, find_numbers, find_objective

_PAYING = frozenset({Role.FUNDER, Role.COFINANCIER})
# A name between two sums: what joins it to them is no part of it
_AROUND_SUM = re.compile(
    r"[\s,;.)–-]*(?:(?:och|samt)\s+)?(?P<name>[A-ZÅÄÖ].*?)(?:\s+(?:med|cirka|ca|drygt|knappt))*[\s,;:(–-]*",
    re.DOTALL,
)
# A sentence after the names of a field: it begins with words that no name begins with
_FEW_WORDS = 3
_PROSE = re.compile(
    r"(?:I\s+de\s+fall|Projekt\w*|De|Det|Den|Där|Här|Samtliga|Vi|Genom|Under|Även)\s"
)


def read_field(page: Page, draft: Draft, item: Field) -> None:
    """Add to the draft what a field says."""
    text, citer = page.text, page.citer
    bar = text.find("|", item.start, item.end)
    if bar >= 0 and (beside := PATTERN.match(text, _first_letter(text, bar + 1), item.end)):
        colon = _COLON.match(text, beside.end(), item.end)
        if colon is not None:  # "ESF-stöd: 2 mkr | Deltagare: 120"
            kind, at = kind_of(beside.group()), colon.end()
            within = [(at, item.end)]
            other = replace(item, kind=kind, label=beside.span(), start=at, items=within)
            read_field(page, draft, other)
            stop = item.start + len(text[item.start : bar].rstrip())
            item = replace(item, end=stop, items=[(item.start, stop)])
    if item.kind == "other" and draft.planned_participants is None:
        _read_head_count(page, draft, item)
    if item.end <= item.start or item.kind in ("other", "name", "summary"):
        return
    evidence = citer.cite(item.label[0], item.end, f"label.{item.kind}", (item.start, item.end))
    value = squeeze(text[item.start : item.end])
    if item.kind in ("funder", "budget"):
        read_share_of_fund(page, draft, item)
    if item.kind in ROLES:
        _read_parties(page, draft, item)
        return
    if MASK in value:
        return
    match item.kind:
        case "number" | "call":
            number = next(find_numbers(text, item.start, item.end), None)
            written = (
                number.value
                if number
                else (value if re.fullmatch(r"[\w/.-]*\d[\w/.-]*", value) else None)
            )
            if written and item.kind == "number" and draft.number in (None, written):
                draft.number = written
                draft.prove("number", evidence)
            elif written and item.kind == "call" and draft.call is None:
                draft.call = written
                draft.prove("call", evidence)
        case "programme" if draft.programme is None:
            draft.programme = value
            draft.prove("programme", evidence)
            if draft.region is None and FUND_REGION.pattern.fullmatch(value):
                draft.region = value  # a programme of the regional fund is a region's
                draft.prove("region", evidence)
        case "objective" if draft.specific_objective is None:
            objective = find_objective(text, item.start, item.end)
            if objective is not None:
                draft.specific_objective = objective.value
                draft.prove("specific_objective", evidence)
        case "region" if draft.region is None:
            if _NATIONWIDE.fullmatch(value):
                pass  # of no region
            elif _are_municipalities(page, value):  # "Geografiskt område: A, B och C"
                _read_places(page, draft, item)
            else:
                draft.region = value.rstrip(".")
                draft.prove("region", evidence)
        case "period" | "start" | "end":
            read_period(page, draft, item)
        case "budget" | "grant":
            known = (draft.total_budget, draft.grant)
            if is_sentence(text, item.start, item.end):
                for sentence in split_sentences(text, item.start, item.end):
                    read_facts(draft, *sentence)
            if known == (draft.total_budget, draft.grant):
                read_sum(page, draft, item)
        case "participants" if draft.planned_participants is None:
            planned = re.search(
                r"\b(?:planera\w*|totalt|sammanlagt)\D{0,12}(?=\d)", text[item.start : item.end]
            )
            count = find_count(text, item.start + (planned.end() if planned else 0), item.end)
            if count is not None:
                draft.planned_participants = count.value
                draft.prove("planned_participants", evidence)
        case "municipalities" | "targets" | "keywords":
            if item.kind == "targets" and draft.planned_participants is None:
                planned_count = find_planned(text, item.label[0], item.end)
                if planned_count is not None:
                    draft.planned_participants = planned_count.value
                    focus = (planned_count.start, planned_count.end)
                    cited = citer.cite(item.label[0], item.end, "label.target-count", focus)
                    draft.prove("planned_participants", cited)
            if item.kind == "municipalities" and not _OF_MUNICIPALITIES.match(text, *item.label):
                _read_places(page, draft, item)
            else:
                _read_list(page, draft, item)
        case _:
            pass


# Labels of the municipalities that a project is of; others ("Orter") name where it is carried out
_OF_MUNICIPALITIES = re.compile(
    r"(?:\w+\s+){0,3}(?:kommun(?:er|erna)?\b(?!/)|geografisk)|Projektet genomförs i", re.IGNORECASE
)
_NATIONWIDE = re.compile(
    r"(?:ESF[ -]?)?(?:nationell(?:t|a)?|hela\s+(?:landet|Sverige)|riket)\.?", re.IGNORECASE
)
_PLACES_JOINT = re.compile(r"\s*[,;/]\s*(?:(?:och|samt)\s+)?|\s+(?:och|samt)\s+")
_KIND_BEHIND = re.compile(r"\s+(?:kommun|stad)$")
_COLON = re.compile(r"\s*:\s*")


def is_region_field(page: Page, item: Field) -> bool:
    """Whether a field holds a region of the fund, and no county or body."""
    value = page.text[item.start : item.end].rstrip(".")
    return item.kind == "region" and (
        value == "Stockholm" or FUND_REGION.pattern.fullmatch(value) is not None
    )


def _first_letter(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \u00a0":
        at += 1
    return at


# "Deltagare: minst 360 personer"; without a number it is a list of bodies
_HEAD_COUNT = re.compile(
    r"(?:(?:cirka|ca\.?|c:a|omkring|drygt|minst|totalt|sammanlagt|över|upp\s+till)\s+){0,2}"
    r"(?P<count>\d{1,3}(?:[ \u00a0]\d{3})+|\d{2,5})"
    r"(?:\s+(?:st|stycken|personer|individer|deltagare|anställda|medarbetare|ungdomar))?(?:,\s*varav\s.{1,60})?\.?",
    re.IGNORECASE,
)


def _read_head_count(page: Page, draft: Draft, item: Field) -> None:
    """The number of participants, where a field "Deltagare" holds one."""
    if page.text[slice(*item.label)].casefold() != "deltagare":
        return
    count = _HEAD_COUNT.fullmatch(page.text, item.start, item.end)
    if count is not None:
        draft.planned_participants = int("".join(count["count"].split()))
        evidence = page.citer.cite(
            item.label[0], item.end, "label.participants", count.span("count")
        )
        draft.prove("planned_participants", evidence)


def _are_municipalities(page: Page, value: str) -> bool:
    """Whether a value lists municipalities, two at the least, and nothing else."""
    parts = _PLACES_JOINT.split(value.rstrip("."))
    return len(parts) > 1 and all(map(page.reader.mentions.is_municipality, parts))


def _read_places(page: Page, draft: Draft, item: Field) -> None:
    """The municipalities among the places of a field; whoever owns the project keeps its own."""
    for start, end in item.items:
        evidence = page.citer.cite(min(item.label[0], start), end, "label.places", (start, end))
        for part in _PLACES_JOINT.split(squeeze(page.text[start:end]).rstrip(".")):
            if page.reader.mentions.is_municipality(part):
                draft.add_municipality(_KIND_BEHIND.sub("", part), evidence)


def _read_list(page: Page, draft: Draft, item: Field) -> None:
    kinds = {"municipalities": "municipalities", "targets": "target_groups", "keywords": "keywords"}
    for start, end in item.items:
        if MASK in page.text[start:end]:
            continue
        evidence = page.citer.cite(
            item.label[0] if len(item.items) == 1 else start,
            end,
            f"label.{item.kind}",
            (start, end),
        )
        pattern = (
            r"\s*[,;]\s*(?:och\s+)?|\s+och\s+" if item.kind == "municipalities" else r"\s*[,;|]\s*"
        )
        for part in re.split(pattern, squeeze(page.text[start:end])):
            value = part.strip(" .")
            if item.kind == "municipalities":
                value = _KIND_BEHIND.sub("", value)
            if value:
                getattr(draft, kinds[item.kind]).append(value)
        draft.prove(kinds[item.kind], evidence)  # type: ignore[arg-type]


def _read_parties(page: Page, draft: Draft, item: Field) -> None:
    role, text = ROLES[item.kind], page.text
    if re.fullmatch(
        r"(?:ja|nej|-|–|ingen|inga|saknas|\d[\d ]*(?:kr)?)\.?",
        page.text[item.start : item.end].strip(),
        re.IGNORECASE,
    ):
        return
    names = _NAMES_JOINT.split(page.text[item.start : item.end])
    beside_fund = item.kind == "funder" and any(map(FUND.match, names))
    for start, end in item.items:
        left = item.label[0] if start == item.start else start
        if is_sentence(text, start, end) and (
            _take_sentences(page, draft, start, end) or item.kind == "funder"
        ):
            continue
        if role == Role.OWNER:
            end = _without_what_follows(page.text, start, end)
            one = page.reader.one(start, _without_echo(page.text, start, end))
            named = [one] if one is not None else []
        else:
            whole, end = end, _without_sentences(page.text, start, end)
            named = [
                party
                for part in _between_sums(page.text, start, end, role)
                for party in _several(page, *part, alone=len(item.items) > 1)
            ]
            if role in _JOINING and any(_is_phrase(one.party.name) for one in named):
                _take_sentences(page, draft, start, whole)
                continue
            told = told_in_clause(page.reader, start, item.end, role)
            named = named if told is None else told
        for party in named:
            evidence = page.citer.cite(left, end, f"label.{item.kind}", (party.start, party.end))
            fund = FUND.match(party.party.name)
            actual = Role.FUNDER if fund and role == Role.COFINANCIER else role
            if role in _JOINING and _OWNS.search(page.text, party.start, party.end):
                actual = Role.OWNER  # "Parter: A (projektägare), B och C"
            if role in (Role.PARTICIPANT, Role.PARTNER):
                actual = role_in_brackets(page.text, party.start, party.end) or actual
            if beside_fund and not fund and PATTERN.fullmatch(party.party.name):
                continue  # the next label, where a row holds them side by side
            if beside_fund and not fund:
                actual = Role.COFINANCIER  # "Finansiering: A och Europeiska socialfonden"
            draft.take_part(
                Party(fund.group()) if fund else party.party, actual, evidence, party.extent
            )


_JOINING = frozenset({Role.PARTICIPANT, Role.PARTNER})
_OWNS = re.compile(rf"\(\s*{OWNER_NOUN}\s*\)", re.IGNORECASE)
_NAMES_JOINT = re.compile(
    r"\s*[,;/|\n]\s*(?:(?:och|samt)\s+)?|\s+(?:och|samt|tillsammans\s+med)\s+(?:av\s+)?"
)
_SMALL = 4  # words in small letters that few names have
_VERB = re.compile(r"\s(?:[a-zåäö]{3,}(?:ar|er|ade|ades|ats|as)|sker|är|har|får|var)\s")


def _is_phrase(name: str) -> bool:
    """Whether what was taken for a name is a sentence: "Projektet samarbetar med A kring B"."""
    small = sum(word.islower() and len(word) > 2 for word in name.split())
    return small >= _SMALL and _VERB.search(name) is not None


def _take_sentences(page: Page, draft: Draft, start: int, end: int) -> bool:
    """Read a field of who takes part that holds sentences as such; whether they name anybody."""
    told = False
    for sentence in split_sentences(page.text, start, end):
        for one in in_sentence(page.reader, *sentence, draft.name):
            where = (one.named.start, one.named.end)
            evidence = page.citer.cite(one.start, one.end, one.rule, where)
            draft.take_part(one.named.party, one.role, evidence, one.extent)
            told = True
    return told


def _between_sums(text: str, start: int, end: int, role: Role) -> Iterator[tuple[int, int]]:
    """The names in a field of who pays, each of which may have its share after it."""
    sums = list(find_amounts(text, start, end)) if role in _PAYING else []
    if not sums:
        yield start, end
        return
    lefts = (start, *(one.end for one in sums))
    for left, right in zip(lefts, (*(one.start for one in sums), end), strict=True):
        name = _AROUND_SUM.fullmatch(text, left, right)
        if name is not None:
            yield name.span("name")


def _without_echo(text: str, start: int, end: int) -> int:
    """Where the name ends that a project bank writes twice, as body and as unit: "A, A"."""
    half = (end - start) // 2
    left, right = text[start : start + half], text[end - half : end]
    twice = text[start + half : end - half].strip(" ") in (",", "") and "," in text[start:end]
    return (
        start + len(left.rstrip(" ,")) if twice and left.strip(" ,") == right.strip(" ,") else end
    )


def _without_sentences(text: str, start: int, end: int) -> int:
    """Where the names of a field end that goes on in sentences: "A och B. I de fall där …"."""
    first = split_sentences(text, start, end)[0][1]
    rest = text[first:end].strip()
    return first if _PROSE.match(rest) else end


def _without_what_follows(text: str, start: int, end: int) -> int:
    """Where the owner of a field ends, behind whom a sentence goes on: "A. B var med också"."""
    first = split_sentences(text, start, end)[0][1]
    return first if len(text[first:end].split()) > _FEW_WORDS else end


def _several(page: Page, start: int, end: int, *, alone: bool) -> list[Named]:
    """The parties of one line of a field: one body with its unit, or an enumeration."""
    written = page.text[start:end]
    one = page.reader.one(start, end)
    several = page.reader.listed(start, end, groups=True)
    if alone and one is not None and (one.party.unit or len(several) < 2 or "," not in written):
        return [one]
    if len(several) > 1 or one is None:
        return several
    return [one]
