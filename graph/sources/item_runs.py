"""Where a page repeats itself: pieces that stand together, are alike, and are said to be projects.

The pieces are items with bullets, lines or paragraphs with sums, lines below words that announce
projects, and paragraphs with the owner behind a label.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from graph.numerals import numerals
from graph.sources.amounts import may_have_sum
from graph.sources.item_cuts import (
    OWNER_WITHIN,
    Cut,
    cut_below,
    cut_item,
    is_labelled_within,
)
from graph.sources.item_parts import Forms, may_part
from graph.sources.listed_projects import OTHER_PROJECTS
from graph.sources.page import Page
from graph.sources.passages import SUM_LINE, Unit, split_sentences
from graph.sources.screening import screened

_GAP = 3  # units between two items: headings between them, or what is told of the first
_SUBHEAD = 130  # characters of a heading within a list
_FEW = 2
_LONGEST_ITEM = 1_500
_LOOK_BACK = 8
_TRIES = 6  # lengths of a list that are tried, the longest first
_NEAREST = 2  # units above items without sums, of which one announces them
# What says that a list below is of projects
_PROJECTS = screened(
    r"(?i)\b(?:[\w-]*projekt(?:en)?|förstudier(?:na)?|projektansökningar(?:na)?|ansökningar(?:na)?|satsningar(?:na)?)\b"
)
SEVERAL = screened(
    r"\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|\d{1,3}|flera|följande|dessa|några|alla|övriga|andra|nya|"
    r"beviljade|prioriterade|godkända|beslutade|pågående)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:(?:[\w-]*projekt|förstudie)(?:en|r|rna)?|[\w-]*ansökningar(?:na)?)\b|"
    r"\b(?:projekten|förstudierna)\b|projekt\s+som\s+(?:[\w-]+\s+){0,3}?(?:får|fått|beviljas|beviljats|prioriterats|"
    r"prioriterades|prioriteras|beviljades|godkänts)\b|\bprojekt\b[^.;]{0,80}\bnedan\b",
    re.IGNORECASE,
    beginning_only=True,
)
_NUMERALS = numerals(2, 16)
_SO_MANY = re.compile(
    rf"(?i)(?<!\w)(?P<count>{'|'.join(_NUMERALS)}|\d{{1,2}})\s+(?:[\w-]+\s+){{0,4}}?(?:[\w-]*projekt(?:en)?|förstudier(?:na)?)\b"
)
_OTHER_LIST = re.compile(
    r"(?i)\b(?:delprojekt|aktiviteter|kontakt\w*|partners?|samarbetspartners?|parter|medfinansi\w+|kommuner|"
    r"deltar|medverkar|ingår|arbetspaket|workshop\w*|läs\s+mer|fler\s+nyheter|relaterade)\b"
)
# What is no list of the page's own projects, or only of parts of one
_PARTS = re.compile(r"(?i)\b(?:delprojekt|lokala\s+projekt)")
QUOTE = re.compile(r"[–—-]\s|[”\"“](?![^”\"“]{2,90}[”\"“])")
SAYS = re.compile(
    r"[,”\"»]\s+(?:säger|menar|berättar|konstaterar|förklarar|tror|hoppas|uppmanar|kommenterar)\s"
)


class Announcements:
    """Which units say that there are several projects; a unit is read when it is asked for."""

    def __init__(self, text: str, units: list[Unit]) -> None:
        self._text = text
        self._units = units
        self._known: dict[int, bool] = {}

    def stand_in(self, at: int) -> bool:
        """Whether unit number `at` says so."""
        known = self._known.get(at)
        if known is None:
            unit = self._units[at]
            known = SEVERAL.search(self._text, unit.start, unit.end) is not None
            self._known[at] = known
        return known


def runs_of(page: Page, units: list[Unit]) -> Iterator[list[Cut]]:
    """Runs of cut pieces: with labels, with bullets, with sums, then announced by words above."""
    text = page.text
    if OWNER_WITHIN.may_match(text, 0, len(text)):
        labelled = [unit for unit in units if is_labelled_within(text, unit.start, unit.end)]
        if len(labelled) >= _FEW:
            yield _cut(page, labelled)
    bullets = [at for at, unit in enumerate(units) if unit.bullet and not SAYS.search(unit.text)]
    summed = [
        at
        for at, unit in enumerate(units)
        if not unit.bullet
        and len(unit.text) <= _LONGEST_ITEM
        and may_have_sum(text, unit.start, unit.end)
    ]
    if max(len(bullets), len(summed)) < _FEW and not any(one.text[-1] == ":" for one in units):
        return
    said = Announcements(text, units)
    if not any(map(said.stand_in, range(len(units)))):
        return
    yield from _bulleted(page, units, bullets, said)
    if len(summed) >= _FEW:
        cuts = {at: cut for at in summed if (cut := _summed(page, units, at)) and cut.amount}
        for run in _near(list(cuts)):
            yield [cuts[at] for at in _announced_part(units, said, run, summed=True)]
    yield from _below_words(page, units)


def _summed(page: Page, units: list[Unit], at: int) -> Cut | None:
    """A line or paragraph with a sum, cut; a sum alone is of the name above it."""
    unit = units[at]
    if QUOTE.match(unit.text) or unit.text.endswith(":"):
        return None
    if not SUM_LINE.fullmatch(unit.text):
        return cut_item(page, unit.start, unit.end)
    above = units[at - 1] if at else unit
    if above.bullet or len(above.text) > _SUBHEAD or above.text.endswith((".", ":", "!", "?")):
        return None
    if may_have_sum(page.text, above.start, above.end):
        return None
    return cut_below(page, (above.start, above.end), (unit.start, unit.end))


def _bulleted(
    page: Page, units: list[Unit], bullets: list[int], said: Announcements
) -> Iterator[list[Cut]]:
    for run in _near(bullets):
        cuts = {at: cut_item(page, units[at].start, units[at].end, bullet=True) for at in run}
        summed = [at for at in run if (cut := cuts[at]) is not None and cut.amount]
        most = 3 * len(summed) >= 2 * len(run)  # where most have a sum, the others are no items
        for part in [summed] if most else _near(run, 0):
            below = _announced_part(units, said, part, summed=most)
            found = [cut for at in below if (cut := cuts[at]) is not None]
            if len(found) >= _FEW and 3 * len(found) >= 2 * len(part):
                yield found


def _cut(page: Page, units: list[Unit]) -> list[Cut]:
    cuts = [cut_item(page, unit.start, unit.end, bullet=unit.bullet) for unit in units]
    return [cut for cut in cuts if cut is not None]


def _near(chosen: list[int], gap: int = _GAP) -> Iterator[list[int]]:
    """Runs of chosen units with at most `gap` others between two."""
    run: list[int] = []
    for at in chosen:
        if run and at - run[-1] > gap + 1:
            if len(run) >= _FEW:
                yield run
            run = []
        run.append(at)
    if len(run) >= _FEW:
        yield run


def _announced_part(
    units: list[Unit], said: Announcements, run: list[int], *, summed: bool
) -> list[int]:
    """The items of a run from the first on that words above, one of `said`, say to be projects."""
    for number, at in enumerate(run):
        if _is_announced(units, said, at, summed=summed):
            return run[number:]
        if not summed:
            break
    return []


def counted_above(page: Page, first: int) -> int:
    """How many projects the line right above a list says that it has: "Fyra av projekten är:"."""
    at = bisect_left(page.units, first, key=lambda unit: unit.start)
    above = page.units[at - 1].text if at else ""
    count = _SO_MANY.search(above) if above.endswith(":") else None
    if count is None or _PARTS.search(above) or OTHER_PROJECTS.search(above):
        return 0
    return _NUMERALS.get(count["count"].casefold()) or int(count["count"])


def _is_announced(units: list[Unit], said: Announcements, first: int, *, summed: bool) -> bool:
    """Whether words above a list say that it is of projects; right above, where it has no sums."""
    for at in range(first - 1, max(first - _LOOK_BACK, 0) - 1, -1):
        unit = units[at]
        if not summed and (first - at > _NEAREST or OTHER_PROJECTS.search(unit.text)):
            return False
        near = unit.text.endswith(":") or len(unit.text) <= _SUBHEAD
        if near and _PARTS.search(unit.text):
            return False
        if said.stand_in(at):
            return True
        if unit.text.endswith(":") and _OTHER_LIST.search(unit.text):
            return False
    return False


def _below_words(page: Page, units: list[Unit]) -> Iterator[list[Cut]]:
    """Lines or paragraphs right below words that announce projects: "Projekten är:"."""
    for at, intro in enumerate(units[:-_FEW]):
        if not intro.text.endswith(":") or len(intro.text) > 400:
            continue
        last = split_sentences(page.text, intro.start, intro.end)[-1]
        if not _PROJECTS.search(page.text, *last):
            continue
        said = page.text[slice(*last)]
        if any(other.search(said) for other in (_OTHER_LIST, _PARTS, OTHER_PROJECTS)):
            continue
        below: list[Unit] = []
        for unit in units[at + 1 :]:
            if unit.bullet or len(unit.text) > _LONGEST_ITEM or QUOTE.match(unit.text):
                break
            if unit.text.endswith(":"):
                break
            below.append(unit)
        if not below:
            continue
        lines = [line for line in page.lines[intro.last + 1 : below[-1].last + 1] if line.text]
        if len(lines) > len(below):  # some were taken for wraps of the line above
            cuts = [cut for line in lines if (cut := cut_item(page, line.start, line.end))]
            yield from _leading(page, cuts)
        yield from _leading(page, _cut(page, below))


def _leading(page: Page, cuts: list[Cut]) -> Iterator[list[Cut]]:
    """The first items that one form cuts into a name and an owner, up to what is no item."""
    parted = [at for at, cut in enumerate(cuts) if may_part(page, cut)]
    forms = Forms(page, cuts[: parted[-1] + 1]) if parted else None
    for last in parted[: -_TRIES - 1 : -1]:
        parts = forms.parts(last + 1) if last and forms else []
        owned = [part is not None and part.owner is not None for part in parts]
        if parts and owned[0] and owned[-1] and 4 * sum(owned) >= 3 * len(parts):
            yield [cut for cut, has in zip(cuts, owned, strict=False) if has]
            return
