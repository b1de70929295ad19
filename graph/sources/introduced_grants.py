"""Projects that a release introduces one by one, each in other words.

"Ett annat projekt som får stöd är X, som drivs av A", "8 miljoner går till X, en satsning …",
"Bland annat får X 4 miljoner kronor". The sum may stand in a sentence below, or nowhere.
"""

from __future__ import annotations

import re

from graph.records import Amount
from graph.sources.amounts import find_amounts
from graph.sources.grants import Grant, is_body, trimmed
from graph.sources.parties import PartyReader
from graph.sources.party_names import Named
from graph.sources.passages import squeeze
from graph.sources.project_names import GENERIC, name_at, names_in
from graph.sources.role_rules import FUND
from graph.sources.screening import screened
from graph.sources.values import Found

INTRODUCED = "grant.introduced"

_NAME = r"(?=[”\"“»#]|(?-i:[A-ZÅÄÖ0-9]))"
_GETS = (
    r"(?:har\s+)?(?:nu\s+|också\s+|även\s+)*(?:får|fick|fått|beviljas|beviljades|beviljats|tilldelas|tilldelades|"
    r"tilldelats|erhåller|prioriteras|prioriterats)"
)
_PROJECT = r"[\w-]*(?:projekt(?:et)?|satsning(?:en)?|förstudien?|insats(?:en)?)"
_WHICH = (
    r"(?:annat|annan|andra|tredje|fjärde|femte|sjätte|ytterligare\s+ett|nytt|större|mindre|"
    r"första|ena|sista|största|minsta)"
)
# "Ett av projekten som får stöd är X", "Det tredje projektet är X", "Ett annat exempel är X"
_ONE_IS = screened(
    rf"(?:(?:ett|det|en|den)\s+(?:av\s+(?:de\s+)?(?:[\w-]+\s+){{0,3}}?[\w-]*(?:projekt(?:en)?|satsningarna|förstudierna)|"
    rf"{_WHICH}(?:\s+(?:av\s+(?:dem|projekten)|{_PROJECT}|exempel))?|exempel)|ytterligare\s+ett\s+{_PROJECT})"
    r"(?:\s+(?:som|där|inom|i|med|från|på|bland)\s(?:[^.;:,]|(?<=EU):){2,90}?)?(?:,\s+som\s[^.;:,]{2,60},)?"
    rf"\s+(?:är|heter|kallas)\s+(?:projektet\s+|förstudien\s+|också\s+|även\s+)*{_NAME}",
    re.IGNORECASE,
)
# "Bland projekten som får stöd finns X", "Hit hör X"
_AMONG = screened(
    rf"(?:bland\s+(?:de\s+)?(?:[\w-]+\s+){{0,2}}?[\w-]*projekt(?:en)?\b[^.;:,]{{0,80}}?\s(?:finns|märks|återfinns)|hit\s+hör|dit\s+hör)"
    rf"\s+(?:bland\s+annat\s+|även\s+|också\s+|projektet\s+)*{_NAME}",
    re.IGNORECASE,
)
# "Bland annat får X 4 miljoner kronor"
_ALSO_GETS = screened(
    r"(?:bland\s+annat|bl\.?\s?a\.?|även|också|dessutom|därutöver|vidare|likaså|samtidigt|sedan|till\s+exempel)\s+"
    rf"{_GETS}\s+(?:projektet\s+)?{_NAME}",
    re.IGNORECASE,
)
# "8 miljoner kronor går till X, en satsning …"
_GOES_TO = screened(
    r"\s(?:går|gick|ges|avsätts|satsas|fördelas|delas\s+ut|beviljas)\s+(?:också\s+|även\s+|nu\s+)*till\s+"
    rf"(?:projektet\s+)?(?P<at>{_NAME})",
    re.IGNORECASE,
)
# "Störst stöd, 56 miljoner kronor, får X"
_MOST_GETS = screened(
    r"(?:allra\s+|näst\s+)?(?:störst|mest|högst|minst)\s+(?:stöd|pengar|bidrag|summa|belopp|andel|anslag),?\s+"
    rf"[^.;:]{{4,50}}?,?\s+(?:får|fick|går\s+till|gick\s+till|tilldelas|tilldelades|beviljas|beviljades)\s+(?:projektet\s+)?{_NAME}",
    re.IGNORECASE,
)
# "X: A får 4 miljoner kronor"
_BEFORE_OWNER = re.compile(
    r"[”\"“»]?(?P<name>[A-ZÅÄÖ0-9#][^.;:,\n”\"“»]{1,70}?)[”\"«]?:\s+(?P<owner>[A-ZÅÄÖ][^.;:,\n]{2,80}?)\s+"
    rf"{_GETS}\s"
)
# How the sentence after one that gives money to a project goes on
_OF_PROJECT = re.compile(
    r"(?:Det\s+(?:projektet|är\s+ett\s+[\w-]*projekt)|Projektet|Satsningen|Förstudien|Syftet|Målet)\b"
)
# "A är projektägare för X, som tilldelas …", "A driver X, som får …"
_OWNS = screened(
    r"(?P<owner>[A-ZÅÄÖ][^.;:,\n]{2,80}?)\s+(?:(?P<said>är\s+(?:projekt)?ägare\s+(?:för|till|av))|äger|driver|leder|ansvarar\s+för|"
    rf"står\s+bakom|startar|genomför)\s+(?:projektet\s+)?(?P<at>[”\"“»#A-ZÅÄÖ0-9])(?=[^.;:\n]{{2,90}}?,\s+som\s+{_GETS}\s)"
)
# "X är ett av projekten som får stöd", "A kommuns ”X” är ett projekt som får stöd"
_IS_ONE = screened(
    r"(?:(?P<of>[A-ZÅÄÖ][^.;:,\n”\"“]{1,60}?)s\s+(?:nya\s+)?(?:[\w-]*projekt\s+)?(?=[”\"“»]))?"
    r"(?:Projektet\s+|Förstudien\s+)?[”\"“»]?(?P<name>[A-ZÅÄÖ0-9#](?:[^.;:,\n”\"“»]|\.(?=\d)){1,70}?)[”\"«]?"
    r"\s+är\s+(?:också\s+|även\s+)?(?:ett|en|det)\s+(?:(?:av\s+(?:de\s+)?|annat\s+|annan\s+|tredje\s+|fjärde\s+)?(?:[\w-]+\s+){0,3}?)"
    rf"[\w-]*(?:projekt(?:en)?|satsning(?:arna)?|förstudie(?:rna)?)\s+som\s+{_GETS}\b"
)
# "X, i regi av A, får …", "Även A kommuns projekt X, en satsning …, får …", "Projektet X (A) får …"
_TAIL_GETS = screened(
    r"(?:(?:Även|Också|Likaså|Dessutom)\s+)?(?:(?:Projektet|projektet|Förstudien)\s+)?"
    r"[”\"“»]?(?P<name>[A-ZÅÄÖ0-9#](?:[^.;:,()\n”\"“»]|\.(?=\d)){1,70}?)[”\"«]?"
    r"(?P<tail>\s*\([A-ZÅÄÖ][^()]{2,80}\)|,\s+(?:i\s+regi\s+av|ett|en|där|som|med|vars)\s[^.;]{3,160}?,)"
    rf"\s+(?:som\s+)?{_GETS}\s"
)
_TAIL = re.compile(
    r"[”\"»«]?\s*(?:\((?P<brackets>[A-ZÅÄÖ][^()]{2,80})\)|"
    r",\s+i\s+regi\s+av\s+(?P<run>[A-ZÅÄÖ][^.;,]{2,80})|"
    r",\s+(?:som\s+)?(?:drivs|ägs|leds|bedrivs|genomförs|samordnas)\s+av\s+(?P<by>[A-ZÅÄÖ][^.;,]{2,80}?)(?=[.,]|(?<!-)\s+och\s+[a-zåäö])|"
    rf",\s+där\s+(?P<where>[A-ZÅÄÖ][^.;,]{{2,80}}?)\s+{_GETS}\s|"
    r",\s+(?:ett|en)\s[^.;,]{3,110}?\s?som\s+(?P<who>[A-ZÅÄÖ][^.;,]{2,80}?)\s+"
    r"(?:driver|äger|leder|genomför|bedriver|ansvarar\s+för|står\s+bakom|håller\s+i|ska\s+driva)\b|"
    r",\s+(?P<apposed>[A-ZÅÄÖ][^.;:,]{2,80}?)(?=,|\s+som\s|[.;]|\Z))"
)
_OF_MONEY = re.compile(r"(?i)[^.;]{0,25}?(?:\d|\bstöd|\bmedel|\bpengar|\bbidrag|\bEU-)")
_SUPPORTED = re.compile(
    rf"(?i)\b(?:{_GETS}|stöd|pengar\w*|medel|bidrag|EU-\w+|\w*finansier\w+|socialfond\w*)\b"
)
_IT_GETS = re.compile(
    rf"(?i)\s*(?:(?:det|projektet|satsningen|förstudien|den|summan)\s+(?:är\s+)?|[^.;,]{{3,80}}?\sprojektet,?\s+(?:och|som)\s+|"
    rf"[^.;,]{{3,80}}?\soch\s+){_GETS}\s"
)

# A sum that is no grant
_OTHER_SUM = re.compile(
    r"(?i)\b(?:budget\w*|omsätter|omsluter|omslutning\w*|kostar|kostnad\w*|medfinansier\w*|tidigare|sökt|ansökt|söker)\b"
)
_BESIDE = re.compile(
    r"(?i)\b(?:med|mellan|från|av|via|genom|hos|vid|inom|bland|säger|i)\s+(?:bland\s+annat\s+)?\Z"
)
_BACK = 40  # characters before a body in which these stand
_LONGEST = 80  # characters of a body's name


def introduced(reader: PartyReader, start: int, end: int, below: tuple[int, int]) -> Grant | None:
    """The project that a sentence introduces as one of those granted; its sum may be unknown.

    `below` is the sentence after it, which may give the support that the first does not speak of.
    """
    text = reader.text
    found = _named(reader, start, end, below)
    if found is None:
        return None
    name, owner, outright = found
    body = (
        reader.mentions.key_of(squeeze(text[slice(*name)])) if outright else is_body(reader, name)
    )
    if body or GENERIC.match(text[slice(*name)]):
        return None
    owner = _owner_after(reader, name[1], end) or owner
    amount = _only_sum(text, start, end)
    supported = _SUPPORTED.search(text, start, end) or (owner and find_sum(text, *below))
    if amount is None and supported is None and find_sum(text, *below) is None:
        return None
    return Grant(name, owner, amount, start, end, INTRODUCED)


def named_with_sum(reader: PartyReader, start: int, end: int) -> Grant | None:
    """The grant of a sentence with one project after the word, one sum and a verb of any kind.

    For releases that grant other projects money: "Med 8 miljoner i ryggen startar A projektet X",
    "X: A får 4 miljoner kronor".
    """
    text = reader.text
    amount = _only_sum(text, start, end)
    before = _BEFORE_OWNER.match(text, start, end) if amount else None
    if before is not None and is_body(reader, before.span("owner")):
        name = before.span("name")
        if not (is_body(reader, name) or GENERIC.match(before["name"])):
            return Grant(name, reader.one(*before.span("owner")), amount, start, end, INTRODUCED)
    names = names_in(text, start, end) if amount else []
    if (
        amount is None
        or len({one.name for one in names}) != 1
        or _OTHER_SUM.search(text, start, end)
    ):
        return None
    name = names[0].start, names[0].end
    owner = _owner_after(reader, name[1], end) or _only_body(reader, start, end, name)
    return Grant(name, owner, amount, start, end, INTRODUCED)


def _only_body(reader: PartyReader, start: int, end: int, name: tuple[int, int]) -> Named | None:
    """The one body of a sentence that stands in no phrase of who is with, gives or receives."""
    found: list[Named] = []
    for one in reader.beginning_in(start, end):
        if name[0] <= one.start < name[1] or _BESIDE.search(
            reader.text[max(start, one.start - _BACK) : one.start]
        ):
            continue
        named = next(iter(reader.listed(one.start, min(end, one.start + _LONGEST))), None)
        if named is not None and not FUND.match(named.party.name):
            found.append(named)
    return found[0] if len({one.party.name for one in found}) == 1 else None


def sum_of_introduced(text: str, start: int, end: int) -> Found[Amount] | None:
    """The sum of "Projektet får 4 miljoner kronor", said of the project introduced before it."""
    return _only_sum(text, start, end) if _IT_GETS.match(text, start, end) else None


def find_sum(text: str, start: int, end: int) -> Found[Amount] | None:
    """The first sum of a sentence."""
    return next(find_amounts(text, start, end), None)


def _only_sum(text: str, start: int, end: int) -> Found[Amount] | None:
    sums = list(find_amounts(text, start, end))
    return sums[0] if len(sums) == 1 else None


def _named(
    reader: PartyReader, start: int, end: int, below: tuple[int, int]
) -> tuple[tuple[int, int], Named | None, bool] | None:
    """The name that a sentence introduces, the owner before it, whether it is called a project."""
    text = reader.text
    for pattern in (_ONE_IS, _AMONG, _ALSO_GETS):
        cue = pattern.match(text, start, end)
        name = name_at(text, cue.end(), end) if cue else None
        if cue is not None and name is not None:
            if pattern is _ALSO_GETS and find_sum(text, name[1], end) is None:
                return None
            return name, None, pattern is _ONE_IS
    owns = _OWNS.match(text, start, end)
    if owns is not None and (owns["said"] or is_body(reader, owns.span("owner"))):
        name = name_at(text, owns.start("at"), end)
        return (name, reader.one(*owns.span("owner")), False) if name else None
    if goes := _GOES_TO.search(text, start, end):
        name = name_at(text, goes.start("at"), end)
        sums = find_sum(text, start, goes.start())
        goes_on = text[name[1] : name[1] + 1] in ',”"' if name else False
        if name is not None and sums and (goes_on or _OF_PROJECT.match(text, *below)):
            return name, None, False
    most = _MOST_GETS.match(text, start, end)
    if most is not None and not names_in(text, start, end):
        name = name_at(text, most.end(), end)
        return (name, None, True) if name else None
    for pattern in (_IS_ONE, _TAIL_GETS):
        first = pattern.match(text, start, end)
        if first is None:
            continue
        of = first.groupdict().get("of")
        owner = reader.one(*first.span("of")) if of else None
        if pattern is _TAIL_GETS and not _OF_MONEY.match(text, first.end(), end):
            continue
        return trimmed(text, *first.span("name")), owner, pattern is _IS_ONE
    return None


def _owner_after(reader: PartyReader, at: int, end: int) -> Named | None:
    """The owner that is told right behind a name: "X, A kommun, som får …", "X (A)"."""
    tail = _TAIL.match(reader.text, at, end)
    if tail is None or tail.lastgroup is None:
        return None
    span = tail.span(tail.lastgroup)
    return reader.one(*span) if is_body(reader, span) else None
