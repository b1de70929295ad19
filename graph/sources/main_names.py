"""The project that a page in prose is about: which of the names on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from graph.sources.party_names import looks_like_body
from graph.sources.party_words import UPPER
from graph.sources.passages import MASK, Unit, squeeze
from graph.sources.project_names import GENERIC, NameFound, name_at, names_in
from graph.sources.screening import screened

# "Aktör: Exempelstads kommun" is a field, and no heading
_FIELD = re.compile(r"(?!(?:[Oo]m\s+)?[Pp]rojekt)[A-ZÅÄÖ][a-zåäö]+(?:\s[a-zåäö]+)?:\s+\S")
_HEADINGS = re.compile(
    r"^(?:om\s+)?(?:ESF-|EU-)?(?:projektet|projekt|förstudien?)\s*:?\s+(?=\S)|^(?:välkommen\s+till|om|"
    r"fakta\s+om)\s+(?-i:(?=[A-ZÅÄÖ]))",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\s(?:driver|söker|inleder|lanserar|satsar|investerar|beviljas|får|fick|startar|ska|vill|blir|"
    r"har|är|ger|leder|avslutas|deltar|medverkar)(?:\s|$)"
)
_TITLE_TAIL = re.compile(
    r"\s*(?:[-–—|:,(]\s*)?(?:ett\s+)?(?:nytt\s+)?(?:ESF|EU|"
    r"socialfonds?)[- ]?(?:finansierat\s+)?projekt(?:et)?\)?\s*$"
    r"|\s+[-–—|]\s+(?:Europeiska socialfonden|ESF|Svenska ESF-rådet|projektbanken?)\s*$",
    re.IGNORECASE,
)
_DEFINITION = re.compile(
    rf"(?P<name>[”\"“»]?[{UPPER}\d][^.,;:\n]{{1,80}}?)\s+(?:är|var|"
    r"heter)\s+(?:namnet\s+på\s+)?(?:ett|Sveriges|länets)\s+"
    r"(?:[\w-]+\s+){0,4}?[\w-]*projekt\b"
)
# "Projekt 12 34 56 - Exempelvägen": a number of the publisher's before the name
_NUMBERED = re.compile(r"Projekt\s+\d[\d ]{2,12}\s*[-–—:]\s+")
_OF_FUND = re.compile(r"(?:ESF|[Ss]ocialfonds?)\+?(?:-|\s)?projekt")
# A word of its own, explained: "Exempellyftet, som stöttar nyanlända, har …"
_OPENING = re.compile(
    rf"(?P<name>[{UPPER}][\w-]{{5,}}(?:\s+[{UPPER}0-9][\w.-]*)?),\s+(?:som|ett|en)\s+[^.]{{5,200}},\s+"
    r"(?:har|är|var|ska|startar|startade|får|fick|går|gick|drivs|avslutas|avslutades)\s"
)
# "Samordningsförbundet Exempelbygden är …" is no use of "Exempelbygden" as a project's name
_OF_BODY = re.compile(
    r"(?:förbundet|kommun(?:en)?|region(?:en)?|föreningen|stiftelsen|bolaget|skolan|företaget|myndigheten|länet|"
    r"nätverket|college)\s+\Z",
    re.IGNORECASE,
)
_LEADS = screened(rf"\b[Pp]rojekt(?:ledare|ägare)\s+(?:för|i)\s+(?=[{UPPER}”\"“])")
_COMPOUND = re.compile(
    rf"(?<![\w-])(?!(?:ESF|EU|AMIF|ERUF|Leader|Interreg|Finsam|React)\b)(?P<name>[{UPPER}][\w/]+)-projektets?\b"
)
_NUMBER_HEADING = re.compile(
    r"^(?P<number>\d{4}/\d{4,6}|\d{4}-\d{7}|"
    r"\d\d-\d{3}-[A-Z]\d\d)\s*[-–—:|]?\s*(?P<name>\S.*)$"
)
_NUMBER_TAIL = re.compile(
    r"^(?P<name>\S.*?)\s*[-–—,(|:]\s*(?:dnr\.?:?\s*|"
    r"diarienummer:?\s*)?(?P<number>\d{4}/\d{4,6}|\d{4}-\d{7}|"
    r"\d\d-\d{3}-[A-Z]\d\d)\)?$"
)
_OTHER_FUND = re.compile(
    r"(?:ERUF|AMIF|Leader|Finsam|Interreg|Erasmus\+?|Vinnova|regionalfonds|FEAD)[- ]?$",
    re.IGNORECASE,
)


def from_heading(line: str) -> tuple[str, str | None]:
    """The name that a heading states, and the project number if it has one.

    >>> from_heading("2016/00001 - Exempelvägen"), from_heading("Exempelvägen – ett ESF-projekt")
    (('Exempelvägen', '2016/00001'), ('Exempelvägen', None))
    """
    number = None
    line = squeeze(line).lstrip("#").strip().strip("*_").strip()
    for pattern in (_NUMBER_HEADING, _NUMBER_TAIL):
        if match := pattern.match(line):
            line, number = match["name"], match["number"]
            break
    name = _TITLE_TAIL.sub("", line)
    name = _HEADINGS.sub("", name) if _HEADINGS.match(name) else name
    return name.strip(' ”"“»«:–-') or line, number


def _defined(text: str, units: list[Unit]) -> list[NameFound]:
    """Names that a sentence explains: "X är ett treårigt ESF-projekt"."""
    found = []
    for unit in units:
        match = _DEFINITION.match(unit.text)
        if match is None:
            continue
        shift = number.end() if (number := _NUMBERED.match(match["name"])) else 0
        name = squeeze(match["name"][shift:]).strip('”"“»« ')
        if MASK in name or GENERIC.match(name) or len(name) > 90:
            continue
        start = unit.start + match.start("name") + shift
        found.append(NameFound(name, start, unit.start + match.end("name"), unit.start))
    return found


def main_name(
    text: str, units: list[Unit], is_body: Callable[[str], bool] = looks_like_body
) -> tuple[NameFound | None, list[str]]:
    """The project that a page in prose is about, and other spellings of its name.

    A heading that names it decides; else the name met most often after the word "projektet".
    """
    headings = [
        unit
        for unit in units[:6]
        if len(unit.text) < 120
        and ">" not in unit.text
        and (not _FIELD.match(unit.text) or _is_called(from_heading(unit.text)[0], unit, text))
    ]
    candidates = _defined(text, units) + [
        name
        for unit in units
        for name in names_in(text, unit.start, unit.end)
        if not _OTHER_FUND.search(text, max(0, name.cue - 12), name.cue)
    ]
    counts = Counter(name.name.casefold() for name in candidates)
    for name in counts:  # a project that a page is about is named without "projektet" as well
        counts[name] = max(
            counts[name], len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text.casefold()))
        )
    chosen: NameFound | None = None
    for heading in headings[:3]:
        chosen = chosen or _in_heading(heading, counts, text)
    if chosen is None and candidates:
        best = max(counts, key=lambda key: counts[key])
        same = [name for name in candidates if name.name.casefold() == best]
        chosen = same[0]
        spelling = Counter(name.name for name in same).most_common(1)[0][0]
        chosen = next(name for name in same if name.name == spelling)
    if chosen is None:
        ends = (_ending_of(heading, text, is_body) for heading in headings[:3])
        chosen = next((name for name in ends if name is not None), None)
    chosen = chosen or _opening(text, units) or _compound(units) or _led(text, units, is_body)
    if chosen is None:
        return None, []
    folded = chosen.name.casefold()
    pattern = rf"(?<![\w-]){re.escape(chosen.name)}(?![\w-])"
    written = {match.group() for match in re.finditer(pattern, text, re.IGNORECASE)}
    others = sorted(
        name
        for name in written
        if name != chosen.name
        and name.casefold() == folded
        and not name.isupper()
        and not name.islower()
    )
    return chosen, others


def _led(text: str, units: list[Unit], is_body: Callable[[str], bool]) -> NameFound | None:
    """The name in "projektledare för X som startar", where the page gives no other."""
    for unit in units:
        for match in _LEADS.finditer(text, unit.start, unit.end):
            span = name_at(text, match.end(), unit.end)
            if span is not None and not is_body(name := squeeze(text[slice(*span)])):
                return NameFound(name, *span, cue=match.start())
    return None


def _compound(units: list[Unit]) -> NameFound | None:
    """The name in "Exempel-projektet"."""
    for unit in units:
        for match in _COMPOUND.finditer(unit.text):
            if not GENERIC.match(match["name"]):
                start = unit.start + match.start("name")
                return NameFound(match["name"], start, start + len(match["name"]), start)
    return None


def _opening(text: str, units: list[Unit]) -> NameFound | None:
    """The name that a page about an ESF project opens with: "Exempellyftet, som stöttar …"."""
    if not _OF_FUND.search(text):
        return None
    for unit in units[:4]:
        match = _OPENING.match(unit.text)
        if match is None or looks_like_body(match["name"]) or GENERIC.match(match["name"]):
            continue
        start = unit.start + match.start("name")
        return NameFound(match["name"], start, unit.start + match.end("name"), unit.start)
    return None


def _ending_of(heading: Unit, text: str, is_body: Callable[[str], bool]) -> NameFound | None:
    """The name that a heading ends in ("Slutkonferens för X"), where the text uses it as one."""
    for preposition in re.finditer(r"\s(?:för|om|med|i|av|kring)\s+(?=[A-ZÅÄÖ])", heading.text):
        name = heading.text[preposition.end() :].strip(' ”"“»«.!')
        if is_body(name) or not _recurs(name, heading, text):
            continue
        start = heading.start + heading.text.find(name, preposition.end())
        return NameFound(name, start, start + len(name), heading.start)
    return None


def _recurs(name: str, heading: Unit, text: str) -> bool:
    """Whether a heading is used as a name in the text below it."""
    if (
        len(name) > 60
        or text.find(name, heading.end) < 0
        or looks_like_body(name)
        or not name[:1].isupper()
        or GENERIC.match(name)
    ):
        return False
    pattern = rf"(?<![\w-]){re.escape(name)}(?=\s+(?:är|var|ska|riktar|vänder|syftar|pågår|pågick|"
    pattern += r"drivs|drevs|är|ger|handlar|startade|startar|består|genomförs|bygger|får|har)\b)"
    return any(
        _OF_BODY.search(text, max(0, found.start() - 40), found.start()) is None
        for found in re.compile(pattern).finditer(text, heading.end)
    )


def _is_called(name: str, heading: Unit, text: str) -> bool:
    """Whether the text below a heading says "projektet" before the whole of it."""
    if not 3 < len(name) < 90 or text.find(name, heading.end) < 0 or looks_like_body(name):
        return False
    pattern = rf"(?i:projekt|projektet|förstudien?)\s+[”\"“»]?{re.escape(name)}(?!\w)"
    return re.search(pattern, text[heading.end :]) is not None


def _in_heading(heading: Unit, counts: Counter[str], text: str) -> NameFound | None:
    name, _ = from_heading(heading.text)
    tailed = _TITLE_TAIL.search(heading.text) is not None
    announced = _HEADINGS.match(heading.text) is not None
    known = (
        name.casefold() in counts or _recurs(name, heading, text) or _is_called(name, heading, text)
    )
    if not known and (parts := re.match(r"(.{2,60}?)(?:\s+[–—-]\s+|:\s+)", name)):
        short = parts[1].strip(' ”"“»«')
        if short.casefold() in counts or _recurs(short, heading, text):
            name, known = short, True
    if _CLAUSE.search(name) or GENERIC.match(name):
        return None
    if not (tailed or announced or known) or len(name) > 90 or MASK in name:
        return None
    if announced and counts[name.casefold()] < 2:
        shorter = [c for c in counts if name.casefold().startswith(f"{c} ")]
        if shorter:
            name, known = name[: len(max(shorter, key=len))], True
    if announced and not tailed and not known:
        span = name_at(name, 0, len(name))
        if span is None:
            return None
        name = name[slice(*span)]
    at = heading.text.find(name)
    if at < 0:
        return None
    start = heading.start + at
    return NameFound(name, start, start + len(name), heading.start)
