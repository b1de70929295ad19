"""The short and the long form of a project's name: "ISA", "ISA – insatser i samverkan".

A name that the page states with a dash or colon in it is the whole ("projektet ISA – insatser i
samverkan"); what follows a comma or a preposition ("SIA för samverkan", "KIIS, Kvinna in i landet")
only explains it, and of the two the page's own use decides. The other forms are kept beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph.records import FieldEvidence, ProjectRecord
from graph.sources.heading_names import is_subject
from graph.sources.page import Page
from graph.sources.passages import Unit, sentence_at, whole_uses
from graph.sources.project_names import GENERIC, NameFound, names_in
from graph.sources.references import abbreviates

_PARTS = re.compile(
    r"(?P<first>\S(?:[^–—:,()]|(?<=\w)[-:](?=\w))*?)"
    r"(?P<joint>\s+[–—-]\s+|:\s+|,\s+|\s+\(|\s+(?=för\s))(?P<rest>[^()]{3,}?)\)?"
)
_LETTERS = re.compile(r"(?=\S*[A-ZÅÄÖ]\S*[A-ZÅÄÖ])[A-ZÅÄÖa-zåäö0-9+-]{2,10}")
_CUED = re.compile(r"(?i:projekt(?:et)?|förstudien?|satsningen|insatsen)\s+[”\"“»]?\Z")
_KIND_BEHIND = re.compile(r"-(?i:projekt)")
_LONGEST_CUE = 16
_LONGEST_SHORT = 50
# "KIN (Kraft i norr)", "KIN, Kraft i norr, …", "KIN, en förkortning av Kraft i norr"
_STANDS_FOR = (
    r"(?:(?:som\s+)?(?:är\s+)?(?:en\s+)?förkortning\s+(?:av|för)|(?:som\s+)?står\s+för|kort\s+för)"
)
_SIGN = r"[”\"]?(?:\s\(|,\s|\s[–-]\s)"
_SAID = rf"(?:{_SIGN}|[”\"]?\s(?={_STANDS_FOR}))(?:{_STANDS_FOR}\s+)?[”\"“]?"
_BEHIND = re.compile(
    rf"{_SAID}(?P<words>[A-ZÅÄÖ][^.,;:()”\"“\n–]{{5,70}}?)[”\"]?"
    r"(?:\)|,|\s[–-]|\.(?=\s|$)|$|\soch\s(?:är|ska)\s)",
    re.MULTILINE,
)
_SHORT_BEHIND = re.compile(
    rf"{_SIGN}(?P<short>[\w+-]{{2,10}})(?:\)|,|\s[–-]|\s|\.|$)", re.MULTILINE
)
_SHORT_BEFORE = re.compile(rf"(?<![\w-])(?<![A-ZÅÄÖ]{{2}} )(?P<short>[\w+-]{{2,10}}){_SAID}\Z")


def with_forms(page: Page, records: Sequence[ProjectRecord]) -> list[ProjectRecord]:
    """The records, each with the forms of its name that the page has."""
    names = {record.name for record in records}
    return [_with_forms(page, record, names - {record.name}) for record in records]


def _with_forms(page: Page, record: ProjectRecord, taken: set[str]) -> ProjectRecord:
    whole = stated_whole(page.text, page.units, record.name)
    name, others = forms_of(page.text, whole.name if whole is not None else record.name)
    if not others and (beside := letters_beside(page.text, name)) is not None:
        others = [beside]
        if is_letters(beside) and _is_explained(page.text, beside, name):
            name, others = beside, [name]
    others = [other for other in (record.name, *record.alternative_names, *others) if other != name]
    if name in taken or not others:
        return record
    evidence = record.evidence
    if whole is not None:
        unit = next(unit for unit in page.units if unit.start <= whole.start < unit.end)
        sentence = sentence_at(page.text, unit, whole.start)
        cited = page.citer.cite(*sentence, "name.whole", (whole.start, whole.end))
        evidence = (FieldEvidence("name", cited), *evidence)
    forms = tuple(dict.fromkeys(other for other in others if other not in taken))
    return replace(record, name=name, alternative_names=forms, evidence=evidence)


def forms_of(text: str, name: str) -> tuple[str, list[str]]:
    """What a page mainly calls a project that it gives a name of two parts, and its other forms.

    >>> forms_of("Projektet SIA för samverkan. SIA-projektet pågår.", "SIA för samverkan")
    ('SIA', ['SIA för samverkan'])
    """
    parts = _PARTS.fullmatch(name)
    if parts is None:
        return name, []
    first, rest = parts["first"], parts["rest"].strip()
    joint = parts["joint"].strip()
    if is_letters(first) and (not joint or abbreviates(first, rest)):
        alone = _alone(text, name, first)
        if not joint:
            return (first, [name]) if alone else (name, [])
        if joint in ",(":
            used = _alone(text, name, rest)
            return (rest, [first, name]) if used > alone else (first, [rest, name])
        return name, [first]
    if is_letters(rest) and joint in "–—-(" and abbreviates(rest, first):
        return (name, [first, rest]) if joint != "(" else (first, [rest, name])
    if joint in "–—-:" and joint and _is_called(text, name, first):
        return name, [first]
    return name, []


def letters_beside(text: str, name: str) -> str | None:
    """The letters that a page explains by the name, or the words that it explains a name by.

    >>> letters_beside("I Kraft i norr (KIN) får unga stöd.", "Kraft i norr")
    'KIN'
    >>> letters_beside("I KIN, Kraft i norr, får unga stöd.", "KIN")
    'Kraft i norr'
    """
    for at in whole_uses(text, name):
        behind = _BEHIND.match(text, at + len(name))
        if is_letters(name):
            words = behind["words"] if behind is not None else None
            if words is not None and abbreviates(name, words) and words[0].isupper():
                return words
            continue
        before = _SHORT_BEFORE.search(text, max(0, at - _LONGEST_SHORT), at)
        for short in (_SHORT_BEHIND.match(text, at + len(name)), before):
            letters = short["short"] if short is not None else ""
            if is_letters(letters) and abbreviates(letters, name):
                return letters
    return None


def _is_explained(text: str, letters: str, words: str) -> bool:
    """Whether a page says "X står för …", so that the letters are what it goes by."""
    said = re.compile(
        rf"(?<!\w){re.escape(letters)}\W{{1,3}}{_STANDS_FOR}\W{{1,3}}{re.escape(words)}"
    )
    return said.search(text) is not None


def is_letters(name: str) -> bool:
    """Whether a name is made of first letters: "ISA", "DiVOS"."""
    return _LETTERS.fullmatch(name) is not None


def stated_whole(text: str, units: Iterable[Unit], name: str) -> NameFound | None:
    """The name with a dash or colon and more behind it, as the page states it once."""
    if _PARTS.fullmatch(name) is not None:
        return None
    opening = re.compile(rf"{re.escape(name)}(?:\s+[–—-]|:)\s", re.IGNORECASE)
    for unit in units:
        if opening.search(text, unit.start, unit.end) is None:
            continue
        for found in names_in(text, unit.start, unit.end):
            if opening.match(found.name) is not None:
                return found
    return None


def _uses_apart(text: str, whole: str, part: str) -> Iterator[int]:
    """Where a part of a name stands without the whole."""
    wholes = whole_uses(text, whole)
    taken = next(wholes, None)
    for at in whole_uses(text, part):
        while taken is not None and taken + len(whole) <= at:
            taken = next(wholes, None)
        if taken is None or at < taken:
            yield at


def _alone(text: str, whole: str, part: str) -> int:
    return sum(1 for _ in _uses_apart(text, whole, part))


def _is_called(text: str, whole: str, part: str) -> bool:
    """Whether the page calls the project by a part of its name, as "projektet X" or a subject."""
    if len(part) < 3 or GENERIC.match(part):
        return False
    return any(
        is_subject(text, at + len(part))
        or _KIND_BEHIND.match(text, at + len(part)) is not None
        or _CUED.search(text, max(0, at - _LONGEST_CUE), at) is not None
        for at in _uses_apart(text, whole, part)
    )
