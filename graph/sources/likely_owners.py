"""The likeliest owner of the one project of a page, where no sentence says who owns it.

A careful reader concludes it from what the page tells of a body: that its people lead the project,
that it got the money, that it is who writes "vi". Each such sign has a weight; the body with the
most is taken, if that is enough and the next is well behind. Who is told to take part otherwise,
to pay, or to evaluate is no candidate, nor is a fund or a board that decides on money.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from graph.records import Role
from graph.sources.drafts import Draft
from graph.sources.page import Page
from graph.sources.party_names import looks_like_body
from graph.sources.party_words import DESCRIBED
from graph.sources.passages import Unit, split_sentences
from graph.sources.role_rules import FUND
from graph.sources.screening import screened

_OF_ONE_ONLY = {"application", "effort"}  # signs of the owner that no other party gives
_ENOUGH = 3  # least weight of an owner
_LEAD = 2  # least distance to the next
_STRONG = 2  # least weight of its strongest sign

_LEADS = screened(
    r"(?<!del)(?<!lokal )(?<!lokala )\bprojekt(?:ledaren?|chef|koordinator|samordnare)\b",
    re.IGNORECASE,
)
_AT = re.compile(r"[^.;:!?\n]{0,90}?(?:\s(?:i|på|vid|hos|från|inom|åt)\s+|,\s+)$", re.IGNORECASE)
_OWN_MONEY = screened(
    r"\b(?:tack\s+vare|med\s+hjälp\s+av|genom|med)\s+(?:\w+\s+)?(?:projekt|EU-|ESF-)?(?:medel|stöd|"
    r"pengar|finansiering|bidrag)\s+(?:från|ur|av)\s+(?:den\s+)?(?:Europeiska\s+)?(?:ESF|EU|socialfonden)",
    re.IGNORECASE,
)
_OFFERS = screened(
    r"\b(?:erbjud\w*|driv\w*|genomför\w*|arbeta\w*|starta\w*|satsa\w*|utbilda\w*|fortsätt\w*|"
    r"utveckla\w*|anställ\w*|bedriv\w*|hjälpa|hjälper|stötta\w*|rusta\w*|bygga|bygger|"
    r"skapa\w*|ordna\w*|pröva\w*)\b",
    re.IGNORECASE,
)
_WE_AT = screened(
    r"\b[Vv]i\s+(?:här\s+)?(?:på|i|inom|från|hos)\s+$|\b[Vv]i\s+(?:på|i|inom|från|hos)\s"
)
# "Exempelstad har fått pengar av EU:s sociala fond", "… kronor i EU-stöd"
_GRANTED = re.compile(
    r"\s+(?:har\s+)?(?:nu\s+|också\s+)?(?:fått|får|fick|beviljats|beviljas|tilldelats|tilldelas)\s+"
    r"(?:[^\s.;]+\s+){0,6}?(?:\w*pengar|\w*medel|\w*stöd|\w*bidrag|kronor|miljoner|mkr|mnkr)\s+"
    r"(?:[^\s.;]+\s+){0,3}?(?:av|från|ur|i)\s+(?:den\s+)?(?:Europeiska\s+social|ESF|EU\b|EU-|[Ss]ocialfond)"
)
# "på A som samordnar den här satsningen"
_WHO_LEADS = re.compile(
    r"[^.;:!?\n]{0,30}?\bsom\s+(?:samordnar|leder|driver|ansvarar\s+för|håller\s+i)\s+"
    r"(?:(?:den|det)\s+här\s+|detta\s+|denna\s+)?(?:satsningen|projektet|insatsen)\b"
)
_OUR_APPLICATION = re.compile(
    r"\bvår\s+(?:projekt)?ansökan\b|\bvi\s+(?:har\s+)?(?:nu\s+)?(?:sökt|fått|beviljats|blivit\s+beviljade|fick)\s+"
    r"(?:\w+\s+){0,3}(?:pengar\w*|medel|medlen|stöd|stödet|projektet|bidrag\w*)\b",
    re.IGNORECASE,
)
_PROJECT_WHERE = re.compile(r"\bett\s+(?:[\w-]+\s+){0,3}[\w-]*projekt\s+där\s+$")
# "godkänt A kommuns ansökan", "X är A kommuns satsning"
_APPLICATION = re.compile(r"[:']?s\s+(?:projekt)?ansökan\b")
_APPROVED = re.compile(
    r"\b(?:godkän\w+|bifall\w+|bevilja\w*|prioritera\w*|ja\s+till|klartecken\s+(?:till|för))\b"
)
_IS = re.compile(r"\s(?:är|var|blir)\s+(?:en\s+del\s+av\s+)?$")
_EFFORT = re.compile(r"[:']?s\s+(?:[a-zåäö]+\s+)?(?:satsning|insats|projekt|verksamhet)\b")
_POSSESSED = re.compile(r"[:']?s\s+(?:nya\s+|eget\s+)?(?:ESF-|EU-)?projekt(?:et)?\s")
_SPEAKER = screened(r"\b(?:säger|berättar|menar|förklarar|konstaterar)\b", re.IGNORECASE)
_PROJECT = screened(r"projekt|satsning", re.IGNORECASE)
_AGENCY = re.compile(
    r"(?:Arbetsförmedling|Försäkringskass|Migrationsverk|Polis|Skatteverk|Kriminalvård|Samhall|"
    r"Strukturfondspartnerskap|Sveriges\s+[Kk]ommuner|SKR|SKL|Svenska\s+ESF|Regeringen|EU-komm|"
    r"Tillväxtverk|LO\b|TCO\b|Saco\b|Kommunal\b)"
)
_HEAD = 3  # units at the head of the page that may name who publishes it
_TAIL = 6  # lines at its foot


@dataclass(frozen=True, slots=True)
class Body:
    """A body that the text names in `start..end`; `genitive` says that an "s" follows."""

    name: str
    start: int
    end: int
    genitive: bool = False


@dataclass(slots=True)
class Candidate:
    """A body with the weight of what speaks for it, and the sentence that says most."""

    weight: int = 0
    signs: Counter[str] = field(default_factory=Counter)
    best: tuple[int, Body, tuple[int, int]] | None = None

    def add(self, sign: str, weight: int, body: Body, span: tuple[int, int], most: int = 1) -> None:
        """Count a sign, at most `most` times."""
        if self.signs[sign] >= most:
            return
        self.signs[sign] += 1
        self.weight += weight
        if self.best is None or weight > self.best[0]:
            self.best = (weight, body, span)


def likely_owner(
    page: Page, draft: Draft, units: list[Unit]
) -> tuple[Body, tuple[int, int]] | None:
    """Where the likeliest owner is named and the sentence that tells most of it, or None."""
    candidates = candidates_of(page, draft, units)
    ranked = sorted(candidates.values(), key=lambda one: -one.weight)
    if not ranked or ranked[0].weight < _ENOUGH or ranked[0].best is None:
        return None
    if ranked[0].best[0] < _STRONG:
        return None
    if len(ranked) > 1 and ranked[0].weight - ranked[1].weight < _LEAD:
        return None
    _, body, span = ranked[0].best
    return body, span


def candidates_of(page: Page, draft: Draft, units: list[Unit]) -> dict[str, Candidate]:
    """Every body that may own the project, by key, with the weight of the signs for it."""
    text = page.text
    barred = {
        page.body_key(part.party.name)
        for part in draft.parts
        if part.role not in (Role.PARTICIPANT, Role.PARTNER)
    }
    taking = {page.body_key(part.party.name) for part in draft.parts}
    found: dict[str, Candidate] = defaultdict(Candidate)
    times: Counter[str] = Counter()
    for unit in units:
        bodies = _bodies(page, unit)
        if not bodies:
            continue
        for start, end in split_sentences(text, unit.start, unit.end):
            inside = [body for body in bodies if start <= body.start < end]
            for body in inside:
                key = page.body_key(body.name)
                if key in barred:
                    continue
                times[key] += 1
                _weigh(page, found[key], body, (start, end), alone=len(inside) == 1)
                if _says(text, unit, body, (start, end)):
                    found[key].add("applied", 3, body, (start, end))
    for key, count in times.most_common(1):
        following = times.most_common(2)[-1][1] if len(times) > 1 else 0
        if count > max(1, following):
            found[key].weight += 1
    for body, span in _publishers(page):
        key = page.body_key(body.name)
        if key not in barred:
            found[key].add("publisher", 1, body, span)
    for key in taking:
        if key in found and not found[key].signs.keys() & _OF_ONE_ONLY:
            found[key].weight -= 1  # told to take part, as others are
    return found


def _weigh(
    page: Page, candidate: Candidate, body: Body, span: tuple[int, int], *, alone: bool
) -> None:
    text = page.text
    start, end = span
    before = (start, body.start)
    for leader in _LEADS.finditer(text, *before):
        if _AT.fullmatch(text, leader.end(), body.start):
            candidate.add("leader", 3, body, span)
    if body.genitive and _LEADS.match(text, body.end + 2, end):
        candidate.add("leader", 3, body, span)
    if _WHO_LEADS.match(text, body.end, end):
        candidate.add("leader", 3, body, span)
    if _GRANTED.match(text, body.end, end):
        candidate.add("granted", 3, body, span)
    if alone and _OWN_MONEY.search(text, start, end) and _OFFERS.search(text, start, end):
        candidate.add("money", 3, body, span)
    if _PROJECT_WHERE.search(text, max(start, body.start - 70), body.start):
        candidate.add("project-where", 3, body, span)
    approved = body.genitive and _APPROVED.search(text, *before)
    if approved and _APPLICATION.match(text, body.end, end):
        candidate.add("application", 3, body, span)
    if body.genitive and _IS.search(text, *before) and _EFFORT.match(text, body.end, end):
        candidate.add("effort", 3, body, span)
    if body.genitive and _POSSESSED.match(text, body.end, end):
        candidate.add("possessor", 2, body, span)
    if _WE_AT.search(text, max(start, body.start - 20), body.start):
        candidate.add("we", 2, body, span)
    if alone and _SPEAKER.search(text, *before):
        candidate.add("speaker", 1, body, span, most=2)
    if alone and body.start - start < 3 and _PROJECT.search(text, body.end, end):
        candidate.add("subject", 1, body, span)


def _says(text: str, unit: Unit, body: Body, span: tuple[int, int]) -> bool:
    """Whether someone at a body says in a paragraph of speech that the application is theirs."""
    speaker = _SPEAKER.search(text, span[0], body.start)
    if speaker is None:
        return False
    spoken = text[max(unit.start - 2, 0) : unit.start + 1]
    start = unit.start if unit.bullet or any(sign in spoken for sign in "–—-”") else span[0]
    return _OUR_APPLICATION.search(text, start, speaker.start()) is not None


def _bodies(page: Page, unit: Unit) -> list[Body]:
    """The bodies that a paragraph names, and the places of which it says that they got money."""
    text = page.text
    found = _known(page, unit.start, unit.end)
    taken = [(body.start, body.end) for body in found]
    for described in DESCRIBED.finditer(text, unit.start, unit.end):
        named = page.reader.listed(*described.span())[:1]
        if named and not _overlaps(described.span(), taken):
            found.append(Body(named[0].party.name, *described.span()))
    for place in page.reader.references.places(unit.start, unit.end):
        if _GRANTED.match(text, place.end(), unit.end) and not _overlaps(place.span(), taken):
            found.append(Body(place.group(), *place.span()))
    return sorted(found, key=lambda body: body.start)


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(left < span[1] and span[0] < right for left, right in taken)


def _known(page: Page, start: int, end: int) -> list[Body]:
    """The known bodies that begin in `start..end`, but for funds, agencies and bare places."""
    found = []
    for mention in page.reader.beginning_in(start, end):
        name = page.text[mention.start : mention.end]
        if FUND.match(name) or _AGENCY.match(name):
            continue
        if looks_like_body(name) or not page.reader.mentions.is_municipality(name):
            found.append(Body(mention.name, mention.start, mention.end, mention.genitive))
    return found


def _publishers(page: Page) -> list[tuple[Body, tuple[int, int]]]:
    """Bodies that the head or the foot of the page names alone on a line, or as "X kommun | …"."""
    lines = [line for line in page.lines if line.text]
    found = []
    for line in [*lines[:_HEAD], *lines[-_TAIL:]]:
        for body in _known(page, line.start, line.start + 1):
            rest = page.text[body.end : line.end].strip()
            if not rest or rest[0] in "|–-,":
                found.append((body, (line.start, line.end)))
    return found
