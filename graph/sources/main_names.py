"""The project that a page in prose is about: which of the names on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from graph.sources.likely_names import COUNTY, is_publisher
from graph.sources.party_names import looks_like_body
from graph.sources.party_words import UPPER
from graph.sources.passages import MASK, Unit, squeeze, whole_uses, whole_words
from graph.sources.project_names import GENERIC, NameFound, name_at, names_in
from graph.sources.quick_patterns import quick
from graph.sources.references import abbreviates
from graph.sources.screening import screened

# "Aktör: Exempelstads kommun" is a field, and no heading
_FIELD = re.compile(r"(?!(?:[Oo]m\s+)?[Pp]rojekt)[A-ZÅÄÖ][a-zåäö]+(?:\s[a-zåäö]+)?:\s+\S")
_HEADINGS = re.compile(
    r"^(?:slutrapport\s+(?:för\s+|från\s+)?)?(?:om\s+)?(?:ESF-|EU-)?(?:projektet|projekt|förstudien?)(?:\s+(?:19|20)\d\d\s?[–-]\s?(?:19|20)\d\d)?\s*:?\s+(?=\S)|"
    r"^slutrapport\s+(?:för\s+|från\s+)?(?-i:(?=[A-ZÅÄÖ]))|^(?:välkommen\s+till|om|"
    r"fakta\s+om)\s+(?-i:(?=[A-ZÅÄÖ]))",
    re.IGNORECASE,
)
# "Samarbetspartner: Projekt Exempelvägen och A": who takes part, not what the page is about
_WHO_LABEL = re.compile(
    r"(?:samarbets|samverkans|projekt)?(?:part(?:er|ner|ners)?|aktör(?:er)?|deltagare|medfinansiär(?:er)?|finansiär(?:er)?)\s*:",
    re.IGNORECASE,
)
_LOOSELY = re.compile(r"(?:ESF-|EU-)?projekt\s", re.IGNORECASE)
_CLAUSE = re.compile(
    r"\s(?:driver|söker|inleder|lanserar|satsar|investerar|beviljas|får|fick|startar|ska|vill|blir|"
    r"har|är|ger|leder|avslutas|deltar|medverkar)(?:\s|$)"
)
# What follows the name in a title: the words, after what may join them to the name
_TITLE_TAILS = {
    r"(?:ESF|EU|socialfonds?)[- ]?(?:finansierat\s+)?projekt(?:et)?\)?\s*$": (
        r"\s*(?:[-–—|:,(]\s*)?(?:ett\s+)?(?:nytt\s+)?"
    ),
    r"ett\s+(?:[\w-]+\s+)?[\w-]*projekt\s+(?:som|för|där|med)\s.*$": (
        r"(?<=\w)\s*(?:[-–—|:,]\s*)?\s"
    ),
    r"(?:slutrapport|slutredovisning|lägesrapport|delrapport|utvärdering|(?:projekt\s+)?i\s+mål|"
    r"(?:ett\s+)?avslutat\s+projekt|om\s+projektet|projektbeskrivning)\s*$": r"\s*[-–—|:]\s+",
    r"\((?:förstudie|förprojektering)\)\s*$": r"\s*",
    r"(?:Europeiska socialfonden|ESF|Svenska ESF-rådet|projektbanken?)\s*$": r"\s+[-–—|]\s+",
}
_TITLE_TAIL = re.compile(
    "|".join(f"{joint}{words}" for words, joint in _TITLE_TAILS.items()), re.IGNORECASE
)
_TAIL_WORDS = quick("|".join(_TITLE_TAILS), re.IGNORECASE)  # which most titles soon lack
# "X är en av de insatser som …"
_ONE_OF = re.compile(
    rf"(?P<name>[{UPPER}\d][^.,;:\n]{{1,60}}?)\s+(?:är|var)\s+e(?:n|tt)\s+av\s+(?:de|våra)\s+(?:\w+\s+)?"
    r"(?:insatser(?:na)?|projekt(?:en)?|satsningar(?:na)?)\b"
)
_CUT_OFF = re.compile(r"\s(?:i|av|för|med|till|om|på|från|och|ett)$")
_DEFINITION = re.compile(
    rf"(?P<name>[”\"“»]?(?:[{UPPER}\d]|#(?=\w))[^.,;:\n]{{1,80}}?)\s+(?:är|var|"
    r"heter)\s+(?:(?:namnet\s+på\s+)?(?:ett|Sveriges|länets)\s+"
    r"(?:[\w-]+\s+){0,4}?[\w-]*projekt\b|en\s+samverkan\s+mellan\s)"
)
_THE_PROJECT = re.compile(r"(?:ESF-|EU-)?[Pp]rojektet\s+(?=[”\"“»A-ZÅÄÖ0-9])")
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
_LEADS = screened(
    rf"\b(?:[Pp]rojekt(?:ledare|ägare)\s+(?:för|i|till)|[Ss]atsningen|[Ii]nsatsen)\s+(?=[{UPPER}”\"“])"
)
# "Exempelstad deltar i X som är ett projekt": what the subject takes part in has the name
_TAKES_PART_IN = re.compile(
    r".{2,60}?\s(?:deltar|medverkar|ingår|är\s+med|driver)\s+(?:nu\s+|också\s+)?(?:i\s+)?(?=[A-ZÅÄÖ”\"“#])"
)
_FUNDS_OWN = re.compile(r"(?:ESF|EU)\+?\s")  # "satsningen ESF Care" is the fund's own
_A_PROJECT = re.compile(
    r"(?:(?:Detta|Det\s+här)\s+är\s+ett|Ett)\s+(?:[\w-]+\s+){0,2}[\w-]*projekt\s+(?:med|som|för|där|i|mellan|av)\b"
)
_FUNDED = re.compile(
    r"\b(?:ESF|[Ss]ocialfonds?)-?(?:finansiera\w+|stö[dt]\w*)?[- ]?(?:\w+\s+)?\w*projekt\b"
)
_HASHTAG = re.compile(r"(?<!\w)#[A-ZÅÄÖa-zåäö]\w{3,}")
_COMPOUND = re.compile(
    rf"(?<![\w-])(?!(?:ESF|EU|AMIF|ERUF|Leader|Interreg|Finsam|React)\b)(?P<name>[{UPPER}][\w/]+)-projektets?\b"
)
_NUMBER_HEADING = re.compile(
    r"^(?P<number>\d{4}/\d{4,6}|\d{4}-\d{7}|"
    r"(?:19|20)\d\d-(?!(?:19|20)\d\d)\d{3,5}(?=\s+[A-ZÅÄÖ])|"  # the journal of a local fund
    r"\d\d-\d{3}-[A-Z]\d\d)\s*[-–—:|]?\s*(?P<name>\S.*)$"
)
_NUMBER_TAIL = re.compile(
    r"^(?P<name>\S.*?)\s*[-–—,(|:]\s*(?:dnr\.?:?\s*|"
    r"diarienummer:?\s*)?(?P<number>\d{4}/\d{4,6}|\d{4}-\d{7}|"
    r"\d\d-\d{3}-[A-Z]\d\d)\)?$"
)
# "Exempel 2 ska bygga broar": a heading whose subject has the name and a number
_NUMBERED_SUBJECT = re.compile(
    rf"(?P<name>[{UPPER}][\w-]+(?:\s[\w-]+){{0,3}}?\s\d(?:\.\d)?)\s+[a-zåäö]"
)
_OTHER_FUND = re.compile(
    r"(?:ERUF|AMIF|Leader|Finsam|Interreg|Erasmus\+?|Vinnova|regionalfonds|FEAD)[- ]?$",
    re.IGNORECASE,
)


# "Exempelvägen (förstudie)"
_KIND_TAIL = re.compile(
    r"\s*\((?:ESF-)?(?:förstudie|förprojektering|genomförandeprojekt)\)$", re.IGNORECASE
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
    name = _TITLE_TAIL.sub("", line) if _TAIL_WORDS.search(line) else line
    if _CUT_OFF.search(name):
        name = line  # "A lyfter frågan i socialfondsprojekt" says what it is about
    name = _HEADINGS.sub("", name) if _HEADINGS.match(name) else name
    name = _KIND_TAIL.sub("", name) if name.endswith(")") else name
    return name.strip(' ”"“»«:–-') or line, number


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
        and ">" not in unit.text
        and not (" " not in unit.text and is_body(unit.text))  # the place line of a news item
        and (not _FIELD.match(unit.text) or _is_called(from_heading(unit.text)[0], unit, text))
    ]
    candidates = _defined(text, units) + [
        name
        for unit in units
        for name in names_in(text, unit.start, unit.end)
        if not _WHO_LABEL.match(unit.text)
        and not COUNTY.fullmatch(name.name)
        and not _OTHER_FUND.search(text, max(0, name.cue - 12), name.cue)
        and not (text[name.cue - 1 : name.cue] == "-" and is_body(name.name))  # "X-projektet A"
    ]
    counts = Counter(name.name.casefold() for name in candidates)
    for name in counts:  # a project that a page is about is named without "projektet" as well
        uses = (text[slice(*use)] for use in _spellings(text, name))
        counts[name] = max(counts[name], sum(use[:1].isupper() or use == name for use in uses))
    chosen: NameFound | None = None
    for heading in headings[:3]:
        chosen = chosen or _in_heading(heading, counts, text)
    if chosen is not None and counts and chosen.name.casefold() not in counts:
        chosen = None if is_publisher(text, units, chosen.name) else chosen
    if chosen is None and candidates:
        best = max(counts, key=lambda key: counts[key])
        same = [name for name in candidates if name.name.casefold() == best]
        chosen = same[0]
        spelling = Counter(name.name for name in same).most_common(1)[0][0]
        chosen = next(name for name in same if name.name == spelling)
    if chosen is None:
        ends = (_ending_of(heading, text, is_body) for heading in headings[:3])
        chosen = next((name for name in ends if name is not None), None)
    chosen = (
        chosen
        or _in_small_letters(text, units)
        or _above_project(units)
        or _opening(text, units)
        or _compound(units)
        or _led(text, units, is_body)
    )
    chosen = chosen or _hashtag(text, units) or _subheading(text, units)
    if chosen is None:
        return None, []
    chosen = _without_kind(_with_number(chosen, headings, text), text)
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


def _spellings(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where a name stands as whole words, in any case."""
    small, sought = text.lower(), name.lower()
    if len(small) == len(text):
        return ((at, at + len(sought)) for at in whole_uses(small, sought))
    return (use.span() for use in whole_words(name).finditer(text))


_ACRONYM = 8  # letters of one at most


def spelt_out(found: NameFound, units: list[Unit]) -> NameFound:
    """The name with the words of its letters, as a heading has them: "AVA – Alla är välkomna"."""
    short = found.name
    if not (2 < len(short) <= _ACRONYM and short.isupper()):
        return found
    for unit in units[:_HEADINGS_AT]:
        tail = _SPELT.match(unit.text, len(short)) if unit.text.startswith(short) else None
        if tail is not None and abbreviates(short, tail["words"]):
            end = unit.start + tail.end()
            return NameFound(squeeze(unit.text[: tail.end()]), unit.start, end, unit.start)
    return found


_SPELT = re.compile(r"\s*[–—:-]\s+(?P<words>[^.:;–—]{5,90})$")
_HEADINGS_AT = 8  # units at the head of a page among which its headings stand
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


_EXPLAINED = re.compile(r"\s+(?:står\s+för|är|betyder|ska)\s")


def _without_kind(found: NameFound, text: str) -> NameFound:
    """The name alone of "X-projektet", where the page says "X" as well."""
    bare = found.name.removesuffix("-projektet")
    if bare == found.name:
        return found
    alone = list(re.finditer(rf"(?<![\w-]){re.escape(bare)}(?![\w-])", text))
    if len(alone) < 2 and not any(_EXPLAINED.match(text, use.end()) for use in alone):
        return found
    return NameFound(bare, found.start, found.start + len(bare), found.cue)


def _led(text: str, units: list[Unit], is_body: Callable[[str], bool]) -> NameFound | None:
    """The name in "projektledare för X" and "satsningen X", where the page gives no other."""
    for unit in units:
        for match in _LEADS.finditer(text, unit.start, unit.end):
            span = name_at(text, match.end(), unit.end)
            if span is None or _FUNDS_OWN.match(text, *span):
                continue
            name = squeeze(text[slice(*span)])
            if not (is_body(name) or COUNTY.fullmatch(name)):
                return NameFound(name, *span, cue=match.start())
    return None


def _hashtag(text: str, units: list[Unit]) -> NameFound | None:
    """The one word with "#" that a page about an ESF project has in its title and uses again."""
    title = next((found for unit in units[:2] if (found := _HASHTAG.search(unit.text))), None)
    if title is None or not _OF_FUND.search(text):
        return None
    name = title.group()
    written = {found.group() for found in _HASHTAG.finditer(text)}
    if written != {name} or text.count(name) < 2:
        return None
    at = text.find(name)
    return NameFound(name, at, at + len(name), at)


def _subheading(text: str, units: list[Unit]) -> NameFound | None:
    """The heading within a page that the paragraph below explains as a project of the fund."""
    for heading, below in pairwise(units):
        name = heading.text.strip(' ”"“»«')
        if not 3 < len(name) < 60 or name.endswith((".", ":", "?")) or GENERIC.match(name):
            continue
        if looks_like_body(name) or MASK in name or not name[:1].isupper():
            continue
        if name not in below.text[: len(name) + 1]:
            continue
        explained = re.match(rf"[”\"“]?{re.escape(name)}[”\"“]?\s+(?:är|var)\s", below.text)
        if explained and _FUNDED.search(below.text):
            end = heading.start + len(heading.text)
            return NameFound(name, heading.start, end, heading.start, section=True)
    return None


def _compound(units: list[Unit]) -> NameFound | None:
    """The name in "Exempel-projektet"."""
    for unit in units:
        for match in _COMPOUND.finditer(unit.text):
            before = unit.text[max(0, match.start() - 4) : match.start()]
            if not GENERIC.match(match["name"]) and not before.endswith((" på ", " i ")):
                start = unit.start + match.start("name")
                return NameFound(match["name"], start, start + len(match["name"]), start)
    return None


# "… deltar i nya steg, ett projekt som A driver"
_SMALL = re.compile(
    r"\s(?:i|till|med|på|inom)\s(?P<name>[a-zåäö]{2,}(?:\s[a-zåäö]{2,}){1,3}),\s+ett\s+"
    r"(?:[\w-]+\s+)?[\w-]*projekt\s+(?:som|för|där|med)\b"
)
_SMALL_HEADING = re.compile(r"[a-zåäö][\wåäö+-]*(?:\s[\wåäö+-]+){0,4}")
_TIMES = 2  # that the text below has a heading again, at the least


def _in_small_letters(text: str, units: list[Unit]) -> NameFound | None:
    """A name without a capital: a heading that opens sentences below, or what is explained."""
    for unit in units[:_HEADINGS_AT]:
        name = unit.text
        if _SMALL_HEADING.fullmatch(name) is None or not 3 < len(name) < 50 or GENERIC.match(name):
            continue
        uses = list(whole_uses(text, name, unit.end))
        if text.casefold().count(name.casefold()) > text.count(name):
            continue  # elsewhere it begins with a capital
        does = any(_SUBJECT_OF.match(text, at + len(name)) for at in uses)
        if does or len(uses) > _TIMES:
            return NameFound(name, unit.start, unit.end, unit.start)
    for unit in units:
        found = _SMALL.search(unit.text)
        if found is not None and text.count(found["name"]) >= _TIMES:
            start = unit.start + found.start("name")
            return NameFound(found["name"], start, start + len(found["name"]), start)
    return None


def _above_project(units: list[Unit]) -> NameFound | None:
    """The title above a paragraph that begins with "Ett pågående projekt med syfte att …"."""
    for title, below in pairwise(units[:4]):
        name = title.text.strip(' ”"“»«')
        if _A_PROJECT.match(below.text) is None or not 3 < len(name) < 60 or MASK in name:
            continue
        if not name[:1].isupper() or name.endswith((".", ":", "?", "!")) or _CLAUSE.search(name):
            continue
        if not (looks_like_body(name) or GENERIC.match(name)):
            return NameFound(name, title.start, title.start + len(title.text), title.start)
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


_SUBJECT_OF = re.compile(
    r"\s+(?:är|var|ska|riktar|vänder|syftar|pågår|pågick|drivs|drevs|ger|handlar|startade|startar|"
    r"består|genomförs|bygger|får|har)\b"
)
_CALLED = re.compile(r"(?i:projekt|projektet|förstudien?)\s+[”\"“»]?")


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
    return any(
        text[at - 1] != "-"
        and _SUBJECT_OF.match(text, at + len(name)) is not None
        and _OF_BODY.search(text, max(0, at - 40), at) is None
        for at in whole_uses(text, name, heading.end)
    )


def _is_called(name: str, heading: Unit, text: str) -> bool:
    """Whether the text below a heading says "projektet" before the whole of it."""
    if not 3 < len(name) < 90 or text.find(name, heading.end) < 0 or looks_like_body(name):
        return False
    ends = {found.end() for found in _CALLED.finditer(text, heading.end)}
    return any(at in ends for at in whole_uses(text, name, heading.end))


def _in_heading(heading: Unit, counts: Counter[str], text: str) -> NameFound | None:
    name, _ = from_heading(heading.text)
    tail = _TITLE_TAIL.search(heading.text) if _TAIL_WORDS.search(heading.text) else None
    tailed = tail is not None and not _CUT_OFF.search(heading.text[: tail.start()])
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
    most = max(counts.values(), default=0)
    if heading.start > 100 and _LOOSELY.match(heading.text) and counts[name.casefold()] < most:
        return None  # "ESF-projekt Folkhögskola": words of an index
    if announced and counts[name.casefold()] < 2:
        shorter = [c for c in counts if name.casefold().startswith(f"{c} ")]
        if shorter:
            name, known = name[: len(max(shorter, key=len))], True
    if announced and not tailed and not known:
        span = name_at(name, 0, len(name))
        if span is not None:
            name = name[slice(*span)]
        elif " – " not in name:  # "Projekt Pilotprojekt – vägen till arbete" is one name
            return None
    at = heading.text.find(name)
    if at < 0:
        return None
    start = heading.start + at
    return NameFound(name, start, start + len(name), heading.start)
