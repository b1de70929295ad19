"""Headings over a group of labels: which of the lines above may be the project's name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise

from graph.sources.fields import SENTENCE, Field
from graph.sources.furniture import is_page_date
from graph.sources.heading_names import from_heading
from graph.sources.labels import PATTERN
from graph.sources.learnt.name_candidates import is_like_body, opens_body
from graph.sources.owner_lines import is_body_line
from graph.sources.page import Page
from graph.sources.party_names import looks_like_body
from graph.sources.passages import MASK, Unit, whole_uses
from graph.sources.place_names import is_place
from graph.sources.project_names import GENERIC

# "Aktör: Exempelstads kommun": a field whose label is not known, before what may be a heading
_FIELD = re.compile(r"(?!Projekt)[A-ZÅÄÖ][a-zåäö]+(?:(?:\s[a-zåäö]+)?\s(?:till|av|för|med))?:\s+\S")
_HEADING_NOISE = re.compile(
    r"^(?:projekt(?:fakta|information|uppgifter|data)?|(?:kort|snabb)[ -]?fakta|"
    r"(?:projektet\s+)?i\s+korthet|fakta(?:\s+om\s+projektet)?|faktaruta|"
    r"om\s+projektet|information|uppgifter|detaljer|grunduppgifter|allmänt|kort\s+om\s+projektet|"
    r"(?:projektfas|typ\s+av\s+projekt|programområde|insatsområde|finansiär(?:er)?)\b.*|"
    r"projektbanken?|(?:svenska\s+)?esf-rådet)\s*:?$",
    re.IGNORECASE,
)
_SHORT = 4  # characters of a heading that the text has again by chance
_SHORT_LINE = 60  # characters of a name that ends like a sentence
_WAY = re.compile(r"\s[>»›]\s")  # the way to a page: "Start > Projekt > Exempelvägen"


def headings_over(
    page: Page, group: list[Field], above: int, *, several: bool = False
) -> list[Unit]:
    """The lines over the first label that may be the project's name, the nearest first.

    Where `several` projects have labels a heading that the page uses elsewhere is the site's.
    """
    first = first_telling(group).row
    found = []
    left = bisect_right(page.units, above, key=lambda unit: unit.last)
    right = bisect_left(page.units, first, key=lambda unit: unit.first)
    for unit in reversed(page.units[left:right]):
        text = unit.text.strip(" #*")
        if _HEADING_NOISE.match(text) or is_page_date(text) or _label_like(text) or MASK in text:
            continue
        if (
            len(text) > 120
            or text.endswith(".")
            or (text.endswith("!") and not _stands_over(unit, first))
            or (SENTENCE.search(text) and len(text) > 80)
        ):
            continue
        found.append(unit)
    found.sort(
        key=lambda unit: (
            _FIELD.match(unit.text) is not None,
            _is_body(page, unit),
            _WAY.search(unit.text) is not None,
            above < 0 and not several and not _recurs(page, unit),
        )
    )
    label = first_telling(group).label[0]
    line = page.lines[first]
    name = page.text[line.start : label].strip(" ,;|:–-")
    if not found and 2 < len(name) < 90 and MASK not in name and not _label_like(name):
        # A page flattened to one line: the name stands before the first label.
        return [Unit(line.start, line.start + len(name), first, first, False, name)]
    if not found:
        # All that stands over the labels is the name, though a full stop ends it.
        over = [unit for unit in page.units if above < unit.last and unit.first < first]
        if len(over) == 1 and len(over[0].text) <= 120 and not SENTENCE.search(over[0].text[:-1]):
            found = [] if _label_like(over[0].text) or MASK in over[0].text else over
    return found


def _stands_over(unit: Unit, first: int) -> bool:
    """Whether a line is short and right over the first label, as only a name is: "Klart, nu!"."""
    return len(unit.text) <= _SHORT_LINE and unit.last + 1 == first


def first_telling(group: list[Field]) -> Field:
    """The first field of a project: one like "Kontakt" far above the others is of the site."""
    for item, following in pairwise(group):
        if item.kind != "other" or following.row <= item.last + 1:
            return item
    return group[-1]


def _recurs(page: Page, unit: Unit) -> bool:
    """Whether the text below uses a heading as a name: a title, where another tells of what."""
    name, _ = from_heading(unit.text)
    if len(name) < _SHORT or GENERIC.match(name) or is_place(page.reader.mentions, name):
        return False
    return any(True for _ in whole_uses(page.text, name, unit.end))


def _is_body(page: Page, unit: Unit) -> bool:
    """Whether a line is the name of a body, as a publisher writes its own above the labels."""
    name = unit.text.strip(" #*")
    first = unit.start == page.units[0].start
    key_of = page.reader.mentions.key_of
    body, comma, part = (part.strip() for part in name.partition(","))
    known = key_of(name) or (comma and part[:1].islower() and key_of(body))  # "A, enheten för …"
    told = known or looks_like_body(name) or opens_body(name) or is_body_line(page, unit)
    return bool(told or (first and is_like_body(name)))


def _label_like(text: str) -> bool:
    match = PATTERN.fullmatch(text.rstrip(": "))
    return match is not None


def first_heading_row(page: Page, group: list[Field], above: int) -> int:
    if group[0].kind == "name":
        return group[0].row  # "Projekt: X" begins what is told of X
    headings = headings_over(page, group, above)
    return headings[0].first if headings else group[0].row
