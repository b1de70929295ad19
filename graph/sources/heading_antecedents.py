"""A heading that the text takes up again as "projektet": it is the name of what it speaks of.

A definite form wants something that it refers to. Where a page says "I projektet ska vi …" and has
named no project and told of none ("ett projekt som …") before, that is the heading above.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from graph.sources.heading_names import CLAUSE, from_heading, is_subject
from graph.sources.party_names import looks_like_body
from graph.sources.passages import MASK, Unit, whole_uses
from graph.sources.place_names import is_region
from graph.sources.project_names import GENERIC, NameFound, names_in
from graph.sources.project_verbs import is_finite

_HEAD = 10  # units of a page among which its heading and the words below it stand
_OPENING = 900  # characters below the heading in which the project is taken up, at the latest
_LONGEST = 90  # characters of a name, and
_LONGEST_LINE = 130  # of a line that is no sentence
_MOST_UP = 3  # lines between the heading and the text, as "Bakgrund", a date
# Every word for the project, alone or as the last part of a compound
_PROJECT = re.compile(
    r"(?<![\w@/.])(?:[\w+]+-)*[a-zåäö]*(?P<word>projekt|förstudie)(?P<form>(?:et|ets|en|n|ns|s)?)(?![\w-])",
    re.IGNORECASE,
)
_DEFINITE = frozenset({"projektet", "projektets", "förstudien", "förstudiens"})
# "Detta är ett projekt", "I detta projekt", "Ett projekt som …" at the head of a paragraph
_POINTING = re.compile(
    r"(?:(?:[Dd]etta|[Dd]et\s+här|[Dd]enna|[Aa]ktuell(?:t|a)?|[Nn]uvarande)\s+(?:[a-zåäö]+\s+){0,2}|"
    r"\b(?:[Dd]etta|[Dd]et\s+här)\s+är\s+(?:ett|en)\s+(?:[\w-]+\s+){0,2}|"
    r"(?:^|\n|[.]\s)(?:Ett|En)\s+(?:[\w-]+\s+){0,2}|[Pp]rojektet\s+är\s+(?:ett|en)\s+(?:[\w-]+\s+){0,2})\Z"
)
# What a headline tells of: money, a project not yet told of, news
_HEADLINE = re.compile(
    r"projekt|satsning|förstudie|miljon|\bmkr\b|\bstöd(?:et)?\b|bidrag|\bESF\b|\bEU\b|socialfond|beviljat|"
    r"\bnytt\b|\bklart?\b|pressmeddelande|nyhet|aktuell|inbjudan|konferens|\bom\s+oss\b|kontakt|"
    r"pengar|\bså\s|^om\s(?-i:[a-zåäö])|utlysning|upphandling|rapport|protokoll|tid\s+och\s+plats|årsredovisning|verksamhetsberättelse|\d{4}-\d\d-\d\d|[?!]|\.{3}|…$",
    re.IGNORECASE,
)
# A line between: of a part of the page, or of the site
_ASIDE = re.compile(
    r"(?:\d{1,2}(?:\.\d)?\.?\s+)?(?:om\s+)?(?:projektet|bakgrund|syfte|mål|inledning|sammanfattning|beskrivning|innehåll)"
    r"(?:\s+och\s+(?:syfte|mål|bakgrund))?:?|.*\d{4}-\d\d-\d\d.*|.*\b(?:19|20)\d\d\b.{0,12}",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-zÅÄÖåäöé]+")
# A name within a sentence, of one word: those of several are bodies' more often
_CAPITAL = re.compile(r"(?<=[a-zåäö,] )[A-ZÅÄÖ][a-zåäöA-ZÅÄÖ]{3,}(?! (?:[A-ZÅÄÖ]|kommun|stad|län))")
_WITHIN = re.compile(r"[a-zåäö,] [”\"“]?\Z")
# Where a name may end in a heading that has more than the name
_JOINT = re.compile(r"\s+[–—-]\s|:\s|\s(?:för|i|på|till|med|av|från|inom|mot)\s")


def antecedent(
    text: str, units: Sequence[Unit], is_body: Callable[[str], bool], *, later: bool = False
) -> NameFound | None:
    """The heading that the first "projektet" of the text below it can only refer to.

    That must stand in the first paragraph, unless `later`: further on it may refer to what the
    page has told of in between.
    """
    for number, unit in enumerate(units[:_HEAD]):
        if not _is_sentence(unit):
            continue
        heading = _heading_above(units[:number], text, is_body)
        if heading is None or not _is_taken_up(text, heading, unit, later, is_body):
            return None
        name, _ = from_heading(heading.text)
        name = _as_used(text, name, heading.end)
        at = heading.text.find(name)
        if at < 0:
            return None
        return NameFound(
            name, heading.start + at, heading.start + at + len(name), heading.start, titled=True
        )
    return None


def _is_sentence(unit: Unit) -> bool:
    """Whether a unit is running text: long, or ending as sentences do."""
    line = unit.text.rstrip()
    return len(line) > _LONGEST_LINE or (line.endswith((".", ":", "!")) and len(line.split()) > 4)


def _heading_above(above: Sequence[Unit], text: str, is_body: Callable[[str], bool]) -> Unit | None:
    """The line right above the text, but for lines on parts of the page, if it may be a name."""
    for unit in reversed(above[-_MOST_UP:]):
        name, _ = from_heading(unit.text)
        if _ASIDE.fullmatch(unit.text.strip()) or GENERIC.match(name):
            continue
        return unit if _may_name(name, unit, is_body) else None
    return None


def _may_name(name: str, unit: Unit, is_body: Callable[[str], bool]) -> bool:
    """Whether a line is a phrase that may be a name: no clause, headline, label, body or place."""
    if not 3 < len(name) <= _LONGEST or MASK in name or ">" in unit.text or " / " in unit.text:
        return False
    if not (name[0].isupper() or name[0].isdigit()) or name.endswith((".", ":", ",")):
        return False
    if CLAUSE.search(name) or _HEADLINE.search(name) or unit.text.count(" | "):
        return False
    if is_body(name) or looks_like_body(name) or is_region(name):
        return False
    words = _WORD.findall(name)
    return not any(is_finite(word) for word in words[1:])


def _is_taken_up(
    text: str, heading: Unit, opening: Unit, later: bool, is_body: Callable[[str], bool]
) -> bool:
    """Whether the first word for a project below the heading is definite, and names none."""
    start = heading.end
    stop = start + _OPENING if later else min(opening.end, start + _OPENING)
    first = _PROJECT.search(text, start, min(len(text), stop))
    if first is None:
        return False
    line = text.rfind("\n", 0, first.start()) + 1
    end = text.find("\n", first.end())
    end = len(text) if end < 0 else end
    if any(name.cue <= first.start() < name.end for name in names_in(text, line, end)):
        return False
    if _rival(text, heading, first.start(), is_body):
        return False
    if first.start() < opening.start:
        return False
    word = first["word"].casefold() + first["form"].casefold()
    if _POINTING.search(text, max(line - 1, first.start() - 60), first.start()):
        return True
    return word in _DEFINITE


def _rival(text: str, heading: Unit, stop: int, is_body: Callable[[str], bool]) -> bool:
    """Whether what "projektet" may refer to instead has a name, which the page uses again."""
    for word in _CAPITAL.finditer(text, heading.end, stop):
        name = word.group().removesuffix("s")
        if name in heading.text or GENERIC.match(name) or is_body(name) or is_region(name):
            continue
        uses = list(whole_uses(text, name, heading.end))
        if len(uses) > 1 and any(is_subject(text, at + len(name)) for at in uses):
            return True
    return False


def _as_used(text: str, heading: str, start: int) -> str:
    """What the page uses of a heading for the name: the whole, or what stands before a joint."""
    if text.find(heading, start) >= 0:
        return heading
    cuts = [joint.start() for joint in _JOINT.finditer(heading)]
    leads = (heading[:cut] for cut in reversed(cuts))
    return next((lead for lead in leads if len(lead) > 3 and _is_used(text, lead, start)), heading)


def _is_used(text: str, lead: str, start: int) -> bool:
    """Whether the page has a name alone: as a line above, as a subject, or within a sentence."""
    for at in whole_uses(text, lead):
        end = at + len(lead)
        if at < start:
            if text.startswith("\n", end):
                return True
        elif is_subject(text, end) or _WITHIN.search(text, max(0, at - 3), at):
            return True
    return False
