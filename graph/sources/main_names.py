"""The project that a page in prose is about: which of the names on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from graph.sources.heading_antecedents import antecedent
from graph.sources.heading_names import ending_of, from_heading, in_heading, is_called
from graph.sources.headline_names import headline_name
from graph.sources.likely_names import is_publisher
from graph.sources.party_names import looks_like_body
from graph.sources.party_words import UPPER
from graph.sources.passages import MASK, Unit, squeeze, whole_uses, whole_words
from graph.sources.place_names import is_region
from graph.sources.project_names import GENERIC, NameFound, names_in
from graph.sources.references import abbreviates
from graph.sources.unannounced_names import unannounced_name

# "Aktör: Exempelstads kommun" is a field, and no heading
_FIELD = re.compile(r"(?!(?:[Oo]m\s+)?[Pp]rojekt)[A-ZÅÄÖ][a-zåäö]+(?:\s[a-zåäö]+)?:\s+\S")
# "Start / Projekt / Exempelvägen": the way to the page
_WAY_HERE = re.compile(r">|\s(?P<sign>[/|›»])\s.*\s(?P=sign)\s")
# "Samarbetspartner: Projekt Exempelvägen och A": who takes part, not what the page is about
_WHO_LABEL = re.compile(
    r"(?:samarbets|samverkans|projekt)?(?:part(?:er|ner|ners)?|aktör(?:er)?|deltagare|medfinansiär(?:er)?|finansiär(?:er)?)\s*:",
    re.IGNORECASE,
)
# "X är en av de insatser som …"
_ONE_OF = re.compile(
    rf"(?P<name>[{UPPER}\d][^.,;:\n]{{1,60}}?)\s+(?:är|var)\s+e(?:n|tt)\s+av\s+(?:de|våra)\s+(?:\w+\s+)?"
    r"(?:insatser(?:na)?|projekt(?:en)?|satsningar(?:na)?)\b"
)
_DEFINITION = re.compile(
    rf"(?:[{UPPER}][^.,;:\n”\"“»]{{2,60}}?s\s+(?:\w+\s+){{0,2}}(?=[”\"“»]))?(?P<name>[”\"“»]?(?:[{UPPER}\d]|#(?=\w)|[a-z](?=[A-ZÅÄÖ][a-zåäö]))(?:[^.,;:\n]|\.(?=\d)){{1,80}}?)\s+(?:är|var|"
    r"heter)\s+(?:(?:namnet\s+på\s+)?(?:ett|Sveriges|länets)\s+"
    r"(?:[\w-]+\s+){0,4}?[\w-]*projekt\b|en\s+samverkan\s+mellan\s)"
)
_THE_PROJECT = re.compile(r"(?:ESF-|EU-)?[Pp]rojektet\s+(?=[”\"“»A-ZÅÄÖ0-9])")
# "Projekt 12 34 56 - Exempelvägen": a number of the publisher's before the name
_NUMBERED = re.compile(r"Projekt\s+\d[\d ]{2,12}\s*[-–—:]\s+")
# "Exempelstad deltar i X som är ett projekt": what the subject takes part in has the name
_TAKES_PART_IN = re.compile(
    r".{2,60}?\s(?:deltar|medverkar|ingår|är\s+med|driver)\s+(?:nu\s+|också\s+)?(?:i\s+)?(?=[A-ZÅÄÖ”\"“#])"
)
# "Exempel 2 ska bygga broar": a heading whose subject has the name and a number
_NUMBERED_SUBJECT = re.compile(
    rf"(?P<name>[{UPPER}][\w-]+(?:\s[\w-]+){{0,3}}?\s\d(?:\.\d)?)\s+[a-zåäö]"
)
_OTHER_FUND = re.compile(
    r"(?:ERUF|AMIF|Leader|Finsam|Interreg|Erasmus\+?|Vinnova|regionalfonds|FEAD)[- ]?$",
    re.IGNORECASE,
)

# "bygger vidare på det tidigare projektet X"
_FORMER = re.compile(r"\b(?:tidigare|föregående|förra|liknande|närliggande)\s+\Z")


def _defined(text: str, units: list[Unit]) -> list[NameFound]:
    """Names that a sentence explains: "X är ett treårigt ESF-projekt"."""
    found = []
    for unit in units:
        match = _DEFINITION.match(unit.text) or _ONE_OF.match(unit.text)
        if match is None:
            continue
        shift = number.end() if (number := _NUMBERED.match(match["name"])) else 0
        if subject := _TAKES_PART_IN.match(match["name"]) or _THE_PROJECT.match(match["name"]):
            shift = subject.end()
        name = squeeze(match["name"][shift:]).removesuffix(" som").strip('”"“»« ')
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
        and _WAY_HERE.search(unit.text) is None
        and not (" " not in unit.text and is_body(unit.text))  # the place line of a news item
        and (not _FIELD.match(unit.text) or is_called(from_heading(unit.text)[0], unit, text))
    ]
    candidates = _defined(text, units) + [
        name
        for unit in units
        for name in names_in(text, unit.start, unit.end)
        if not _WHO_LABEL.match(unit.text)
        and not is_region(name.name)
        and not _OTHER_FUND.search(text, max(0, name.cue - 12), name.cue)
        and not _FORMER.search(text, max(0, name.cue - 20), name.cue)
        and not (text[name.cue - 1 : name.cue] == "-" and is_body(name.name))  # "X-projektet A"
    ]
    counts = Counter(name.name.casefold() for name in candidates)
    for name in counts:  # a project that a page is about is named without "projektet" as well
        uses = (text[slice(*use)] for use in _spellings(text, name))
        counts[name] = max(counts[name], sum(use[:1].isupper() or use == name for use in uses))
    chosen: NameFound | None = None
    for heading in headings[:3]:
        chosen = chosen or in_heading(heading, counts, text)
    chosen = _above_labels(headings, units, counts, is_body) or chosen
    if chosen is not None and counts and chosen.name.casefold() not in counts:
        chosen = None if is_publisher(text, units, chosen.name) else chosen
    if chosen is None and candidates:
        best = max(counts, key=lambda key: counts[key])
        same = [name for name in candidates if name.name.casefold() == best]
        chosen = same[0]
        spelling = Counter(name.name for name in same).most_common(1)[0][0]
        chosen = next(name for name in same if name.name == spelling)
    chosen = chosen or headline_name(text, units, is_body)
    if chosen is None or (chosen in candidates and counts[chosen.name.casefold()] < _TWICE):
        chosen = antecedent(text, units, is_body) or chosen
    if chosen is None:
        ends = (ending_of(heading, text, is_body) for heading in headings[:3])
        chosen = next((name for name in ends if name is not None), None)
    chosen = chosen or unannounced_name(text, units, is_body)
    if chosen is None:
        return None, []
    chosen = _without_place(_with_number(chosen, headings, text), text)
    chosen = _without_kind(chosen, text)
    folded = chosen.name.casefold()
    written = {
        text[start:end]
        for start, end in _spellings(text, chosen.name)
        if text[start - 1 : start] != "-" and text[end : end + 1] != "-"
    }
    others = sorted(
        name
        for name in written
        if name != chosen.name
        and name.casefold() == folded
        and not name.isupper()
        and not name.islower()
    )
    return chosen, others


# A line that is a label alone, as a page has right below its title
_LABEL_LINE = re.compile(
    r"(?:Projektägare|Projektperiod|Projekttid|Projektnummer|Diarienummer|Dnr)\s*:?"
)


def _above_labels(
    headings: list[Unit],
    units: list[Unit],
    counts: Counter[str],
    is_body: Callable[[str], bool],
) -> NameFound | None:
    """The title right above labels that has the name of another project in it: "Spridning av X"."""
    for heading, below in pairwise(units[: len(headings) + 1]):
        title = from_heading(heading.text)[0]
        if heading not in headings or _LABEL_LINE.fullmatch(below.text) is None or is_body(title):
            continue
        folded = title.casefold()
        if any(folded != name and folded.endswith(f" av {name}") for name in counts):
            start = heading.start + max(heading.text.find(title), 0)
            return NameFound(title, start, start + len(title), heading.start, titled=True)
    return None


def _spellings(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where a name stands as whole words, in any case."""
    small, sought = text.lower(), name.lower()
    if len(small) == len(text):
        return ((at, at + len(sought)) for at in whole_uses(small, sought))
    return (use.span() for use in whole_words(name).finditer(text))


_TWICE = 2  # times that a name is used at least, unless a heading is it
_ACRONYM = 8  # letters of one at most
_HEAD = 20  # units among which its heading stands, below a menu of one entry a line


def spelt_out(found: NameFound, units: list[Unit]) -> NameFound:
    """The name with the words of its letters, as a heading has them: "AVA – Alla är välkomna"."""
    short = found.name
    if not (2 < len(short) <= _ACRONYM and short.isupper()):
        return found
    for unit in units[:_HEAD]:
        tail = _SPELT.match(unit.text, len(short)) if unit.text.startswith(short) else None
        if tail is not None and abbreviates(short, tail["words"]):
            end = unit.start + tail.end()
            return NameFound(squeeze(unit.text[: tail.end()]), unit.start, end, unit.start)
    return found


def with_lead(text: str, found: NameFound, is_body: Callable[[str], bool]) -> NameFound:
    """The name with what stands before a dash wherever it stands: "Steg framåt – En väg in"."""
    lead = _LEAD.search(text, max(0, found.start - _LONGEST_LEAD), found.start)
    if lead is None or is_body(lead["lead"]) or MASK in lead["lead"]:
        return found
    before = re.compile(rf"(?<!\w){re.escape(lead['lead'])}\s[–—-]\s\Z")
    uses = list(whole_uses(text, found.name))
    if (len(uses) < _TWICE and not _is_whole_line(text, lead.start("lead"), found.end)) or not all(
        before.search(text, max(0, at - _LONGEST_LEAD), at) for at in uses
    ):
        return found
    start = lead.start("lead")
    return replace(found, name=squeeze(text[start : found.end]), start=start)


def _is_whole_line(text: str, start: int, end: int) -> bool:
    """Whether a line is a name and what leads it in, which is none of what pages are."""
    line = text.rfind("\n", 0, start) + 1
    ends = text.startswith("\n", end) or end == len(text)
    return ends and not text[line:start].strip("#* ") and _KIND_OF_PAGE.match(text, start) is None


_KIND_OF_PAGE = re.compile(
    r"(?i:projekt|förstudie|slut|rapport|konferens|inbjudan|nyhet|aktuell|press|utvärdering|seminarium|om\s|välkommen)"
)
_LONGEST_LEAD = 50  # characters before a name in which what leads it in stands
_LEAD = re.compile(r"(?:^|\n|[.!?]\s)[\s#*]*(?P<lead>[A-ZÅÄÖ][^.:;,\n–—]{2,40}?)\s[–—-]\s$")


def without_short(found: NameFound) -> tuple[NameFound, str | None]:
    """The name without its short form in brackets, and that: "Samverkan i norra länet (SiNL)"."""
    bracket = _SHORT_BEHIND.search(found.name)
    if bracket is None or not abbreviates(bracket["short"], found.name[: bracket.start()]):
        return found, None
    name = found.name[: bracket.start()]
    end = found.end - (len(found.name) - len(name))
    return replace(found, name=name, end=end), bracket["short"]


_SHORT_BEHIND = re.compile(r"(?<=\w)\s+\((?P<short>[A-ZÅÄÖ][A-ZÅÄÖa-zåäö-]{1,9})\)$")
_SPELT = re.compile(r"\s*[–—:-]\s+(?P<words>[^.:;–—]{5,90})$")
_THE_PROJECT_BEFORE = re.compile(r"[Pp]rojektet\s+")
_NUMBER_AFTER = re.compile(r"(?P<number>\s\d\.\d)?(?!\w)")


def _with_number(found: NameFound, headings: list[Unit], text: str) -> NameFound:
    """The name with the number that a heading gives it: "X 2 ska …" where "X" went before it."""
    for heading in headings[:3]:
        named = None
        if found.name in heading.text:
            named = re.search(
                rf"(?<!\w){re.escape(found.name)}(?P<number>\s\d(?:\.\d)?(?![\w.]))?(?!\w)",
                heading.text,
            )
        if named is not None and named["number"] and text.find(named.group(), heading.end) >= 0:
            start = heading.start + named.start()
            return NameFound(named.group(), start, heading.start + named.end(), start)
        subject = _NUMBERED_SUBJECT.match(heading.text)
        if subject is None or not subject["name"].startswith(f"{found.name} "):
            if named is not None:
                return _numbered_below(found, text)  # the title has it without a number
            continue
        if text.find(subject["name"], heading.end) >= 0:
            end = heading.start + subject.end("name")
            return NameFound(subject["name"], heading.start, end, heading.start)
    return found


def _numbered_below(found: NameFound, text: str) -> NameFound:
    """The name with its number where the text says "projektet X 2.0", and "projektet X" never."""
    used: list[tuple[int, re.Match[str]]] = []
    for cue in _THE_PROJECT_BEFORE.finditer(text):
        if text.startswith(found.name, cue.end()):
            ending = _NUMBER_AFTER.match(text, cue.end() + len(found.name))
            used += [(cue.end(), ending)] if ending is not None else []
    if not used or not all(ending["number"] for _, ending in used):
        return found
    start, ending = used[0]
    return NameFound(text[start : ending.end()], start, ending.end(), start)


_PLACED = re.compile(r"(?P<bare>\S.{2,60}?)\s(?:i|på|vid)\s[A-ZÅÄÖ][^,.]{2,40}$")


def _without_place(found: NameFound, text: str) -> NameFound:
    """The name alone where the text mostly leaves out where it is: "projektet X i Exempelstad"."""
    placed = _PLACED.match(found.name)
    if placed is None:
        return found
    bare = placed["bare"]
    longer = sum(1 for _ in whole_uses(text, found.name))
    alone = sum(
        not text.startswith((" i ", " på ", " vid "), at + len(bare))
        for at in whole_uses(text, bare)
    )
    if alone <= longer:
        return found
    return replace(found, name=bare, end=found.start + len(bare))


_EXPLAINED = re.compile(r"\s+(?:står\s+för|är|betyder|ska)\s")


def _without_kind(found: NameFound, text: str) -> NameFound:
    """The name alone of "X-projektet", where the page says "X" as well."""
    bare = found.name.removesuffix("-projektet")
    if bare == found.name:
        return found
    if bare.isupper() and len(bare) > 2:  # letters have the hyphen before any word
        return NameFound(bare, found.start, found.start + len(bare), found.cue)
    alone = list(re.finditer(rf"(?<![\w-]){re.escape(bare)}(?![\w-])", text))
    if len(alone) < 2 and not any(_EXPLAINED.match(text, use.end()) for use in alone):
        return found
    return NameFound(bare, found.start, found.start + len(bare), found.cue)
