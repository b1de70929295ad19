"""Decisions in press releases: who is granted how much for which project."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.records import Amount
from graph.sources import grant_words as words
from graph.sources.amounts import SUM_WORD, find_amounts, parse_amount
from graph.sources.parties import PartyReader
from graph.sources.party_names import Named, looks_like_body
from graph.sources.passages import squeeze
from graph.sources.project_names import CUE, is_common_noun, name_at, names_in
from graph.sources.role_rules import FUND
from graph.sources.screening import may_match, promised
from graph.sources.values import Found

_TELLING = SUM_WORD.bit | words.NAME_BODY.bit
# Without any of these a sentence states no grant that names the project.
_CUES = sum(
    pattern.bit
    for pattern in (
        words.VERB,
        words.GIVES,
        words.GOES,
        words.NAME_FIRST,
        words.SUM_TO,
        words.THAT_GETS,
        words.NAME_BODY,
    )
)
_NEAR = 70  # characters from a verb to the sum that is given


@dataclass(frozen=True, slots=True)
class Grant:
    """A grant in `start..end`: ranges of the project's name and its owner's, the sum if told."""

    name: tuple[int, int]
    owner: Named | None
    amount: Found[Amount] | None
    start: int
    end: int
    rule: str
    others: tuple[Named, ...] = ()  # who is granted the sum with the owner


def may_state_grant(text: str, start: int, end: int) -> bool:
    """Whether `start..end` may state a grant: it has a word of a sum, or a wording without one."""
    return may_match(text, _TELLING, start, end)


def grant_in_sentence(reader: PartyReader, start: int, end: int) -> Grant | None:
    """The grant that a sentence states, which `may_state_grant` foresees."""
    text = reader.text
    likely = promised(text, start, end, _CUES)
    if not likely:
        return None
    for verb in words.VERB.finditer(text, start, end) if likely & words.VERB.bit else ():
        amount = next(
            (a for a in find_amounts(text, verb.end(), end) if a.start - verb.end() < 90), None
        )
        if amount is None:
            continue
        name = _name(text, start, end, verb, amount)
        if name is None or words.ONE_OF_MANY.search(text, start, verb.start()):
            continue
        name = _before_next_body(reader, name)
        owners = _owners(reader, start, verb, amount, name)
        if len(owners) > 1 and owners[0].party.name == squeeze(text[slice(*name)]):
            owners = owners[1:]  # "X, A beviljades 8 miljoner till projektet X"
        owner = owners[0] if owners else None
        return Grant(name, owner, amount, start, end, "grant.sentence", tuple(owners[1:]))
    return (
        _sum_first(reader, start, end)
        or _given(reader, start, end)
        or _name_first(reader, start, end)
        or _that_gets(reader, start, end)
        or _name_and_body(reader, start, end)
    )


def _sum_first(reader: PartyReader, start: int, end: int) -> Grant | None:
    """The grant of "3,1 miljoner kronor till A kommun för projektet X", which has no verb."""
    text = reader.text
    if not words.SUM_TO.may_match(text, start, end):
        return None
    amount = next(find_amounts(text, start, end), None)
    to = words.SUM_TO.pattern.match(text, amount.end, end) if amount else None
    name = name_at(text, to.end(), end) if to else None
    if amount is None or to is None or name is None or not is_body(reader, to.span("owner")):
        return None
    owner = reader.one(*to.span("owner"))
    return Grant(trimmed(text, *name), owner, amount, start, end, "grant.sentence")


def _name_and_body(reader: PartyReader, start: int, end: int) -> Grant | None:
    """The grant of "X, A kommun får 1 200 000 kronor till …": the name, then who gets the sum."""
    text = reader.text
    match = words.NAME_BODY.search(text, start, end)
    if match is None:
        return None
    name, owner = trimmed(text, *match.span("name")), match.span("owner")
    amount = next(find_amounts(text, match.end(), end), None)
    if amount is None or amount.start - match.end() > 12:
        amount = (
            parse_amount(text, match.end(), match.end() + 14)
            if words.SUM_AT.match(text, match.end(), end)
            else None
        )
    if amount is None or is_body(reader, name) or not is_body(reader, owner):
        return None
    return Grant(name, reader.one(*owner), amount, start, end, "grant.sentence")


def _body_after(reader: PartyReader, name: tuple[int, int]) -> Named | None:
    """The body right after a name: "projektet X, A kommun.", "projektet X (A kommun)"."""
    joint = words.APPOSED.match(reader.text, name[1])
    if joint is None:
        return None
    mention = next(iter(reader.beginning_in(joint.end(), joint.end() + 1)), None)
    if mention is None or reader.text[mention.end : mention.end + 1] not in (".", ")", ",", ""):
        return None
    return reader.one(mention.start, mention.end)


def _that_gets(reader: PartyReader, start: int, end: int) -> Grant | None:
    """The grant of "Ett projekt som får 8 miljoner kronor är A kommuns ”X”"."""
    text = reader.text
    for verb in words.THAT_GETS.finditer(text, start, end):
        amount = next(find_amounts(text, verb.end(), end), None)
        named = words.IS_NAMED.search(text, amount.end, end) if amount else None
        if amount is None or named is None or amount.start - verb.end() > 30:
            continue
        at = named.end()
        possessed = words.POSSESSED.match(text, at, end)
        quoted = possessed is not None and text[possessed.end()] in words.QUOTES
        if possessed is not None and (quoted or "projekt" in possessed.group()):
            at = possessed.end()
        else:
            possessed = None
        name = name_at(text, at, end)
        if name is None or is_body(reader, name):
            continue
        owner = reader.one(*possessed.span("of")) if possessed else None
        return Grant(name, owner, amount, start, end, "grant.sentence")
    return None


def grant_of_previous(
    reader: PartyReader, before: list[tuple[int, int]], start: int, end: int
) -> Grant | None:
    """The grant of "Det får 4 miljoner", of the project that the last of `before` names."""
    text = reader.text
    gets = words.IT_GETS.match(text, start, end)
    amount = next(find_amounts(text, gets.end(), end), None) if gets else None
    if gets is None or amount is None or amount.start - gets.end() > 30:
        return None
    for first, last in reversed(before):
        name = _name_in(text, first, last)
        if name is None:
            continue
        possessed = words.POSSESSED.match(text, first, name[0])
        whole = possessed is not None and possessed.end() == name[0]
        owned = words.OWNED_BY.match(text, name[1], last)
        of = possessed if possessed and whole else owned
        owner = reader.one(*of.span("of")) if of else _body_after(reader, name)
        return Grant(name, owner, amount, first, end, "grant.sentence")
    return None


def _name_in(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a sentence names a project, right after the word or in another way."""
    cued = (name_at(text, cue.end(), end) for cue in CUE.finditer(text, start, end))
    if name := next((name for name in cued if name is not None), None):
        return name
    found = names_in(text, start, end)
    return (found[0].start, found[0].end) if found else None


def _name_first(reader: PartyReader, start: int, end: int) -> Grant | None:
    """The grant of "X med A kommun som projektägare får …" and "X, ett projekt …, får …"."""
    text = reader.text
    first = words.NAME_FIRST.match(text, start, end)
    amount = next(find_amounts(text, first.end(), end), None) if first else None
    if first is None or amount is None or amount.start - first.end() > 30:
        return None
    name = trimmed(text, first.start("name"), first.end("name"))
    if is_body(reader, name) or words.GENERIC_NAME.match(text[slice(*name)]):
        return None
    groups = ("owner", "with", "driver", "runs", "possessor", "whose")
    by = next((group for group in groups if first[group]), None)
    owner = reader.one(*first.span(by)) if by else None
    return Grant(name, owner, amount, start, end, "grant.sentence")


def _given(reader: PartyReader, start: int, end: int) -> Grant | None:
    """The grant of a sentence whose subject is who gives, or the sum."""
    text = reader.text
    may_give = words.GIVES.may_match(text, start, end)
    may_go = words.GOES.may_match(text, start, end)
    for amount in find_amounts(text, start, end) if may_give or may_go else ():
        verb = _giving(text, start, amount) if may_give else None
        goes = None if verb or not may_go else words.GOES.pattern.match(text, amount.end, end)
        if verb is None and goes is None:
            continue
        after = goes.end() if goes else amount.end
        cue = CUE.search(text, after - 1, end)
        name = name_at(text, cue.end(), end) if cue else None
        if cue is None or name is None:
            continue
        if words.OTHER_PROJECTS.pattern.search(text, after, cue.start()):
            continue
        name = _before_next_body(reader, name)
        owners: list[Named] = []
        if verb is not None and (
            between := re.search(r"(?<=\s)[A-ZÅÄÖ]", text[verb.end() : amount.start])
        ):
            owners = reader.listed(verb.end() + between.start(), amount.start)
        if not owners:
            owners = _possessors(reader, after, cue.start())
        owner = owners[0] if owners else None
        return Grant(name, owner, amount, start, end, "grant.sentence", tuple(owners[1:]))
    return None


def _giving(text: str, start: int, amount: Found[Amount]) -> re.Match[str] | None:
    """The verb of giving that stands before a sum, near it."""
    verbs = words.GIVES.pattern.finditer(text, start, amount.start)
    return next((verb for verb in verbs if amount.start - verb.end() < _NEAR), None)


def sum_granted(
    reader: PartyReader, start: int, end: int, *, of_fund: bool = True
) -> tuple[Named, Found[Amount]] | None:
    """Who a sentence says is granted how much by the fund, where it does not name the project."""
    text = reader.text
    if of_fund and not words.OF_FUND.search(text, start, end):
        return None
    for verb in words.VERB.finditer(text, start, end):
        amount = next(
            (a for a in find_amounts(text, verb.end(), end) if a.start - verb.end() < 60), None
        )
        if amount is None or words.OTHER_PROJECTS.pattern.search(text, amount.end, end):
            continue
        owners = _owners(reader, start, verb, amount, (end, end))
        if owners and _sure(reader, owners[0]):
            return owners[0], amount
    may_give = words.GIVES.may_match(text, start, end)
    for amount in find_amounts(text, start, end):
        gives = may_give and _giving(text, start, amount) is not None
        if given_to := words.GRANTED_TO.match(text, amount.end, end):
            # "5 miljoner kronor beviljas A från Europeiska socialfonden"
            named = reader.one(*given_to.span("body"))
            if named is not None and not FUND.match(named.party.name):
                return named, amount
        to = words.TO.search(text, amount.end, end) if gives else None
        if to is None or words.OTHER_PROJECTS.pattern.search(text, amount.end, end):
            continue
        owners = _possessors(reader, to.start(), end)
        if owners and _sure(reader, owners[0]):
            return owners[0], amount
    return None


def granted_with(reader: PartyReader, owner: Named, amount: Found[Amount]) -> tuple[Named, ...]:
    """Who is granted a sum with the owner: "A, B och C får 6 miljoner kronor"."""
    named = reader.listed(owner.start, amount.start)[1:]
    sure = [_sure(reader, other) for other in named]
    return tuple(
        other
        for at, other in enumerate(named)
        if sure[at] or (True in sure[at + 1 :] and _in_capitals(other.party.name))
    )


def _in_capitals(name: str) -> bool:
    """Whether a name has several words, each with a capital, as a body between bodies has."""
    words = name.split()
    return len(words) > 1 and all(word[:1].isupper() for word in words)


def _sure(reader: PartyReader, named: Named) -> bool:
    name = named.party.name
    if FUND.match(name) or "partnerskap" in name.casefold():
        return False
    return (
        reader.mentions.key_of(name) is not None
        or reader.mentions.is_municipality(name)
        or looks_like_body(name)
    )


def _possessors(reader: PartyReader, start: int, stop: int) -> list[Named]:
    """The owner in "till A kommuns projekt X", "till A kommun för projektet X"."""
    text = reader.text
    opening = re.compile(r"\s*(?:till|för|på|åt)\s+").match(text, start, stop)
    left = opening.end() if opening else start
    for mention in reader.beginning_in(left, stop):
        if mention.start - left < 3:
            named = reader.one(mention.start, mention.end)
            return [named] if named is not None else []
        break
    if text[left : left + 1].isupper():
        return [
            named for named in reader.listed(left, stop)[:1] if looks_like_body(named.party.name)
        ]
    return []


def _before_next_body(reader: PartyReader, name: tuple[int, int]) -> tuple[int, int]:
    """A name without the "och B kommun" that begins the next grant of the sentence."""
    for mention in reader.beginning_in(name[0] + 1, name[1]):
        joint = re.search(r"\s+(?:och|samt|medan)\s+$", reader.text[name[0] : mention.start])
        if joint:
            return name[0], name[0] + joint.start()
    return name


def further_grants(reader: PartyReader, grant: Grant) -> list[Grant]:
    """The grants that follow in one sentence: "… och B kommun 3 miljoner för projektet Y"."""
    text, found = reader.text, [grant]
    while True:
        last = found[-1]
        joint = words.AND_TO.match(text, last.name[1], last.end)
        amount = next(find_amounts(text, joint.end(), last.end), None) if joint else None
        cue = CUE.search(text, amount.end, min(last.end, amount.end + 30)) if amount else None
        name = name_at(text, cue.end(), last.end) if cue else None
        if joint is None or amount is None or name is None:
            return found
        owners = reader.listed(joint.end(), amount.start)
        owner = owners[0] if owners else None
        found.append(Grant(name, owner, amount, last.start, last.end, "grant.sentence"))


def _name(
    text: str, start: int, end: int, verb: re.Match[str], amount: Found[Amount]
) -> tuple[int, int] | None:
    for cue in CUE.finditer(text, start, end):
        before_verb = re.search(r"\batt\s+i\s+$", text[max(start, cue.start() - 12) : cue.start()])
        span = name_at(text, cue.end(), end, before_verb=before_verb is not None)
        if span is None or span[0] < verb.start() < span[1]:
            continue
        # Before the verb only its subject names what is granted money.
        near = cue.start() - start < 12 or words.POSSESSED.fullmatch(text, start, cue.start())
        other = (
            words.OTHER_CLAUSE_OF_RELATIVE
            if words.RELATIVE.match(text, span[1])
            else words.OTHER_CLAUSE
        )
        opens = near and not other.search(text, span[1], verb.start())
        if span[0] > verb.start() or opens:
            return span
    if purpose := words.FOR.search(text, amount.end, min(end, amount.end + 80)):
        span = name_at(text, purpose.end(), end)
        written = text[slice(*span)] if span is not None else ""
        if span is not None and not (looks_like_body(written) or is_common_noun(text, written)):
            return span
    return None


def _owners(
    reader: PartyReader,
    start: int,
    verb: re.Match[str],
    amount: Found[Amount],
    name: tuple[int, int],
) -> list[Named]:
    text = reader.text
    between = squeeze(text[verb.end() : amount.start])
    if re.match(r"[A-ZÅÄÖ]", between):
        given = reader.listed(verb.end(), amount.start)
        if given and _sure(reader, given[0]):
            return given
    left, right = start, verb.start()
    if left <= name[0] < right:
        # "A kommuns projekt X får …"
        also = words.ALSO.match(text, start, name[0])
        start = also.end() if also else start
        if (
            possessed := words.POSSESSED.fullmatch(
                text, start, name[0] - (text[name[0] - 1] in words.QUOTES[1:])
            )
        ) or (possessed := words.POSSESSED.match(text, start, name[0])):
            named = reader.one(*possessed.span("of"))
            return [named] if named is not None else []
        # "Projektet X hos Y kommun får …": the owner, if any, stands after the name.
        owner = re.compile(
            r"\s*[,(]?\s*(?:hos|som\s+(?:drivs|ägs)\s+av|i\s+regi\s+av|"
            rf"(?:med\s+)?{words.OWNER_NOUN}:?(?:\s+är)?|med)\s+",
            re.IGNORECASE,
        ).match(text, name[1], right)
        if owner is None:
            return []
        left = owner.end()
    left = max(left, text.rfind(": ", left, right) + 2)  # "Besked från A: B får 8 miljoner"
    for clause in words.SUBCLAUSE.finditer(text, left, right):
        left = clause.end()  # "Satsningen blir möjlig genom att A har tilldelats 8 miljoner"
    if stop := words.OWNER_STOP.search(text, left, right):
        right = stop.start()
    place = re.match(r"I\s+[A-ZÅÄÖ]\w+\s+", text[left:right])
    listed = reader.listed(left + (place.end() if place else 0), right)
    if len(listed) == 2 and words.UNIT_OF.fullmatch(text, left, right):
        return listed[1:]  # "Miljöförvaltningen, A stad beviljas"
    return listed


def is_body(reader: PartyReader, span: tuple[int, int]) -> bool:
    """Whether what stands at `span` is a known body, or named like one."""
    written = squeeze(reader.text[slice(*span)])
    return reader.mentions.key_of(written) is not None or looks_like_body(written)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the quotation marks and blanks around it."""
    while start < end and text[start] in words.QUOTES:
        start += 1
    while end > start and text[end - 1] in words.QUOTES:
        end -= 1
    return start, end
