"""The items of a list of projects parted into name and owner, in the one way that fits most.

No separator is known beforehand: of all that might part the names from the owners ("X, A",
"A: X", "X (A)", "X av A", "X. A") the list itself decides, as the one that leaves bodies on one
side in most of its items. What holds of most is then read of the others too, whose owners are in
no table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graph.records import Role
from graph.sources.grant_words import OWNER_NOUN, QUOTES
from graph.sources.item_cuts import LONGEST_LINE, PLACE_AFTER, Cut, Span, is_name, is_owner, trim
from graph.sources.page import Page

_LONGEST_TAIL = 100
_FEW = 2
_MARKS = '”"“»'
# How a sentence begins, where an item is a paragraph with a sum
_OPENING = re.compile(
    r"(?:den|det|de|i|för|till|från|av|vi|här|där|under|genom|inom|enligt|bland|dessutom|samtidigt|även|också|"
    r"ett|en|ännu|nu|idag|efter|när|om|som|så|men|och|samt|totalt|sammanlagt|med|på|hela|ytterligare|två|tre|fyra|"
    r"fem|sex|sju|åtta|nio|tio|flera|många|alla|båda|beloppet|summan|utöver|förutom|var|vid)\b(?!-)",
    re.IGNORECASE,
)
_IN_CAPITALS = re.compile(r"[A-ZÅÄÖ][\w&-]*(?:\s[A-ZÅÄÖ][\w&-]*)+")
_TAIL = re.compile(r"[)\s]*(?:[,–—-]\s*)?(?P<owner>[A-ZÅÄÖ][^\n;:]{1,90}?)\s*\.?\s*$")
_BRACKETS = re.compile(
    rf"(?P<name>\S.{{1,150}}?)\s*\((?:(?P<label>{OWNER_NOUN}|(?:[\w-]+\s+)?(?:partners?|parter|samverkansparter|"
    r"samarbetspartners?|medverkande|deltagare|deltar|deltagande\s+\w+)):?\s*)?"
    r"(?P<owner>(?!ESF|ERUF|EU\b|EU-)(?-i:[A-ZÅÄÖ])[^()]{2,160})\)\s*",
    re.IGNORECASE,
)
_TAKING_PART = re.compile(r"(?i)medverkande|delta")
_OWNER_TOLD = re.compile(
    r"[”\"»]?(?:\s+är\s+(?:ett|en)\s+(?:[\w-]+\s+){0,2}?[\w-]*(?:projekt|satsning|förstudie|insats))?"
    r",?\s+(?:som\s+)?(?:drivs|ägs|leds|genomförs|bedrivs|drivet|ägt|lett)\s+av\s+|"
    r"[”\"»]?,?\s+med\s+(?=[A-ZÅÄÖ][^.;]{2,80}\ssom\s+(?:projektägare|huvudman|ägare))|"
    r"[”\"»]?[,.;]?\s+(?:med\s+)?(?:projektägare|sökande|huvudman|stödmottagare)n?:?\s+(?:är\s+)?(?=[A-ZÅÄÖ])",
    re.IGNORECASE,
)
_SEPARATORS: tuple[re.Pattern[str], ...] = (
    re.compile(r"[”\"»]?\s+av\s+(?=[A-ZÅÄÖ])"),
    re.compile(r"[”\"»]?\s*/\s*(?=[A-ZÅÄÖ])"),
    re.compile(r"[”\"»]?,\s+(?=[A-ZÅÄÖ0-9”\"“»])"),
    re.compile(r"[”\"»]?\s+[–—-]\s+(?=[A-ZÅÄÖ0-9”\"“»])"),
    re.compile(r"[”\"»]?:\s+(?=[A-ZÅÄÖ0-9”\"“»])"),
    re.compile(r"[”\"»]?\.\s+(?=[A-ZÅÄÖ0-9”\"“»])"),
    re.compile(r"\s*\n\s*"),
)
_ANY = re.compile(r"[,/(:.\n]|\s[–—-]\s|\sav\s")
_LEAD = re.compile(r"(?:(?:ESF-|EU-)?(?:Projektet|Projekt|Förstudien)\s*:?\s+)(?=[A-ZÅÄÖ0-9”\"“»])")
_NUMBER = re.compile(
    r"(?:\d{1,2}[.)]|(?P<number>(?:19|20)\d\d[-/][\w/-]*\d[\w/-]*):?)\s+(?=[A-ZÅÄÖ”\"“»])"
)
_KIND = re.compile(
    r"\s*\((?:ESF|ERUF|EU|Förstudie|Förprojektering|Genomförande\w*|Projekt)[^()]{0,20}\)\s*$",
    re.IGNORECASE,
)
_AS_OWNER = re.compile(r"\s+som\s+(?:projektägare|huvudman|ägare|sökande)\b.*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parts:
    """The name and the owner of an item."""

    name: Span
    owner: Span | None
    role: Role = Role.OWNER  # of whom `owner` names
    number: Span | None = None  # of the project, before its name


# How to part an item at the places of a separator, given by its number, or where its owner is told
_Form = tuple[Callable[[Page, Cut, list[Span]], Parts | None], int | None]
# The items parted, and of each whether it has an owner, and whether it is surely parted
_Parted = tuple[list[Parts | None], list[bool], list[bool]]


def parts_of(page: Page, cuts: list[Cut]) -> list[Parts | None]:
    """The names and owners of a list's items, in the form that fits most; none where none does.

    None for an item that has no name.
    """
    return Forms(page, cuts).parts(len(cuts))


class Forms:
    """The forms that may part the items of a list; each is read once for all its beginnings."""

    def __init__(self, page: Page, cuts: list[Cut]) -> None:
        self._page = page
        self._cuts = cuts
        self._told = [_places(page, cut, _OWNER_TOLD) for cut in cuts]  # "X, som drivs av A"
        self._found: dict[int, list[list[Span]]] = {}  # where each separator stands
        self._parted: dict[_Form, _Parted] = {}

    def parts(self, count: int) -> list[Parts | None]:
        """The names and owners of the first `count` items, as `parts_of` gives them."""
        page, cuts = self._page, self._cuts[:count]
        best: list[Parts | None] = []
        most = (0, 0)
        for form in self._fitting(count):
            split, owned, sure = self._parted.get(form) or self._part(form)
            fits = (sum(sure[:count]), sum(owned[:count]))
            if fits > most:
                best, most = split[:count], fits
        summed = all(cut.amount for cut in cuts)
        if _holds(count, *most, summed=summed):
            return _cleaned(page, cuts, best)
        if not summed or any(is_owner(page, cut.head) for cut in cuts):
            return []
        if any(cut.end - cut.start > LONGEST_LINE and not cut.bullet for cut in cuts):
            return []  # paragraphs with sums in them
        return _cleaned(page, cuts, [Parts(cut.head, None) for cut in cuts])

    def _fitting(self, count: int) -> Iterator[_Form]:
        """The forms that any of the first `count` items may have."""
        yield _by_tail, None
        yield _by_brackets, None
        told = any(self._told[:count])
        if told:
            yield _last, None
        for number, separator in enumerate(_SEPARATORS):
            if number not in self._found:
                self._found[number] = [_places(self._page, cut, separator) for cut in self._cuts]
            if sum(map(bool, self._found[number][:count])) >= _FEW:
                yield _last, number
                if not told:
                    yield _first, number

    def _part(self, form: _Form) -> _Parted:
        """All items parted by a form."""
        split, number = form
        places = self._told
        if number is not None:
            places = self._found[number]
            if split is _last:
                places = [one or other for one, other in zip(self._told, places, strict=True)]
        page = self._page
        parts = [split(page, cut, at) for cut, at in zip(self._cuts, places, strict=True)]
        owned = [part is not None and part.owner is not None for part in parts]
        sure = [part is not None and _is_sure(page, part) for part in parts]
        self._parted[form] = parts, owned, sure
        return self._parted[form]


def _holds(items: int, sure: int, parted: int, *, summed: bool) -> bool:
    """Whether a form holds of a list: of half of its items surely, or of all in their build.

    Of two items with sums one is enough; where all have a sum and are parted alike, a fourth.
    """
    if 2 * sure >= items and sure > 1:
        return True
    return summed and sure > 0 and (items == 2 or (parted == items and 4 * sure >= items))


def _is_sure(page: Page, part: Parts) -> bool:
    """Whether one part is a body and the other none, or the name alone is in quotation marks."""
    if part.owner is None or is_owner(page, part.name):
        return False
    if is_owner(page, part.owner) or part.role is not Role.OWNER:
        return True
    quoted = page.text[part.name[0]] in _MARKS
    return quoted and page.text[part.owner[0]].isupper()


def _cleaned(page: Page, cuts: list[Cut], split: list[Parts | None]) -> list[Parts | None]:
    """The parts without what stands around them, but for paragraphs that begin as sentences do."""
    cleaned = [_clean(page, part) for part in split]
    return [
        part if part is not None and not _is_sentence(page, cut, part) else None
        for cut, part in zip(cuts, cleaned, strict=True)
    ]


def _is_sentence(page: Page, cut: Cut, part: Parts) -> bool:
    line = cut.end - cut.start <= LONGEST_LINE
    if cut.bullet or (line and part.owner is not None):
        return False
    return _OPENING.match(page.text, *cut.head) is not None


def _by_tail(page: Page, cut: Cut, _places: list[Span]) -> Parts | None:
    """ "X (2 mkr), A" """
    owner = None
    if cut.amount is not None and cut.tail[1] - cut.tail[0] <= _LONGEST_TAIL:
        owner = _TAIL.match(page.text, *cut.tail)
    return Parts(cut.head, owner.span("owner") if owner else None)


def _by_brackets(page: Page, cut: Cut, _places: list[Span]) -> Parts | None:
    found = _BRACKETS.fullmatch(page.text, *cut.head)
    if found is None:
        return Parts(cut.head, None)
    label = found["label"]
    role = Role.OWNER
    if label and not re.fullmatch(OWNER_NOUN, label, re.IGNORECASE):
        role = Role.PARTICIPANT if _TAKING_PART.match(label) else Role.PARTNER
    return Parts(found.span("name"), found.span("owner"), role)


def may_part(page: Page, cut: Cut) -> bool:
    """Whether any form may part an item."""
    return _ANY.search(page.text, cut.head[0] + 1, cut.head[1]) is not None


def _places(page: Page, cut: Cut, separator: re.Pattern[str]) -> list[Span]:
    """Where a separator stands in an item, which is asked again for each list that has it."""
    known: dict[tuple[Span, int], list[Span]] = page.reader.once("item places", dict)
    key = (cut.head, id(separator))
    places = known.get(key)
    if places is None:
        found = separator.finditer(page.text, cut.head[0] + 1, cut.head[1])
        places = known[key] = [match.span() for match in found]
    return places


def _last(page: Page, cut: Cut, places: list[Span]) -> Parts | None:
    """The owner after the separator: from where a body begins, else after the last one."""
    start, end = cut.head
    if not places:
        return Parts(cut.head, None)
    sure = [
        at for at in places if is_owner(page, (at[1], end)) and not is_owner(page, (start, at[0]))
    ]
    stops = [*(at[0] for at in places[1:]), end]
    named = [
        at
        for at, stop in zip(places, stops, strict=True)
        if _IN_CAPITALS.fullmatch(page.text, at[1], stop)
    ]
    left, right = (sure or named or places[-1:])[0]
    return Parts((start, left), (right, end))


def _first(page: Page, cut: Cut, places: list[Span]) -> Parts | None:
    """The owner before the separator."""
    start, end = cut.head
    if not places:
        return None
    sure = [at for at in places if is_owner(page, (start, at[0]))]
    left, right = sure[-1] if sure and len(sure) < len(places) else places[0]
    return Parts((right, end), (start, left))


def _clean(page: Page, parts: Parts | None) -> Parts | None:
    """The parts without what stands around them; None for what is no name of a project."""
    if parts is None:
        return None
    text = page.text
    start, end = trim(text, *parts.name)
    lead = _LEAD.match(text, start, end)
    if lead and (":" in lead.group() or text[lead.end()] in QUOTES):
        start = lead.end()
    number = None
    if numbered := _NUMBER.match(text, start, end):
        start = numbered.end()
        number = numbered.span("number") if numbered["number"] else None
    if kind := _KIND.search(text, start, end):
        end = kind.start()
    start, end = trim(text, start, end)
    owner = parts.owner
    if owner is not None:
        left, right = trim(text, *owner)
        if role := _AS_OWNER.search(text, left, right):
            right = role.start()
        place = PLACE_AFTER.search(text, left, right)
        if place and page.reader.mentions.is_municipality(place["place"]):
            right = place.start()
        owner = (left, right) if right > left else None
    return Parts((start, end), owner, parts.role, number) if is_name(page, (start, end)) else None
