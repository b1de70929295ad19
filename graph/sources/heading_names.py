"""The name of a project that a heading states, alone or by how the text below it is worded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from graph.sources.party_names import looks_like_body
from graph.sources.passages import MASK, Unit, squeeze, whole_uses, without_mark
from graph.sources.place_names import is_where
from graph.sources.project_names import GENERIC, NameFound, name_at
from graph.sources.project_verbs import is_finite
from graph.sources.quick_patterns import quick

_HEADINGS = re.compile(
    r"^(?:slutrapport\s+(?:för\s+|från\s+)?)?(?:om\s+)?(?:ESF-|EU-)?(?:projektet|projekt|förstudien?(?!\s+(?-i:[a-zåäö])))(?:\s+(?:19|20)\d\d\s?[–-]\s?(?:19|20)\d\d)?\s*:?\s+(?=\S)|"
    r"^slutrapport\s+(?:för\s+|från\s+)?(?-i:(?=[A-ZÅÄÖ]))|"
    r"^(?:(?:slut|start|uppstarts)?konferens|seminarium|kickoff|inbjudan|slutrapport|slutredovisning|lägesrapport|delrapport|"
    r"utvärdering|projektbeskrivning)\s*[–—:-]\s+[”\"“]?(?-i:(?=[A-ZÅÄÖ]))|^(?:välkommen\s+till|om|"
    r"fakta(?:\s+om)?:?|(?:vanliga\s+)?frågor\s+(?:och\s+svar\s+)?om|allt\s+om|läget\s+i|nytt\s+från|nytt\s+om)\s+(?-i:(?=[A-ZÅÄÖ]))",
    re.IGNORECASE,
)
_LOOSELY = re.compile(r"(?:ESF-|EU-)?projekt\s", re.IGNORECASE)
CLAUSE = re.compile(
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
_CUT_OFF = re.compile(r"\s(?:i|av|för|med|till|om|på|från|och|ett|är|var|blir|blev|heter|kallas)$")
# "Samordningsförbundet Exempelbygden är …" is no use of "Exempelbygden" as a project's name
_OF_BODY = re.compile(
    r"(?:förbundet|kommun(?:en)?|region(?:en)?|föreningen|stiftelsen|bolaget|skolan|företaget|myndigheten|länet|"
    r"nätverket|college)\s+\Z",
    re.IGNORECASE,
)
# … nor is "med Exempelfacket Exempelbygden är …"
_GOES_BEFORE = re.compile(
    r"(?<=[\w,]\s)(?!(?i:[\w-]*projekt(?:et)?|satsningen|insatsen|förstudien)\b)[A-ZÅÄÖ][a-zåäö]+\s\Z"
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
# "Exempelvägen (förstudie)"
_KIND_TAIL = re.compile(
    r"\s*\((?:ESF-)?(?:förstudie|förprojektering|genomförandeprojekt)\)$", re.IGNORECASE
)
# "AVA-projektet": letters have a hyphen before any word
_LETTERS = re.compile(r"^(?P<letters>[A-ZÅÄÖ]{3,8})-projektet$")


def from_heading(line: str) -> tuple[str, str | None]:
    """The name that a heading states, and the project number if it has one.

    >>> from_heading("2016/00001 - Exempelvägen"), from_heading("Exempelvägen – ett ESF-projekt")
    (('Exempelvägen', '2016/00001'), ('Exempelvägen', None))
    """
    number = None
    line = without_mark(squeeze(line)).strip().strip("*_").strip()
    for pattern in (_NUMBER_HEADING, _NUMBER_TAIL):
        if match := pattern.match(line):
            line, number = match["name"], match["number"]
            break
    name = _TITLE_TAIL.sub("", line) if _TAIL_WORDS.search(line) else line
    if _CUT_OFF.search(name):
        name = line  # "A lyfter frågan i socialfondsprojekt" says what it is about
    name = _HEADINGS.sub("", name) if _HEADINGS.match(name) else name
    name = _KIND_TAIL.sub("", name) if name.endswith(")") else name
    name = _LETTERS.sub(r"\g<letters>", name) if name.endswith("-projektet") else name
    return name.strip(' ”"“»«:–-') or line, number


HEADINGS_AT = 8  # units at the head of a page among which its headings stand


def ending_of(heading: Unit, text: str, is_body: Callable[[str], bool]) -> NameFound | None:
    """The name that a heading ends in ("Slutkonferens för X"), where the text uses it as one."""
    for preposition in re.finditer(r"\s(?:för|om|med|i|av|kring)\s+(?=[A-ZÅÄÖ])", heading.text):
        name = heading.text[preposition.end() :].strip(' ”"“»«.!')
        if is_body(name) or is_where(text, name) or not _recurs(name, heading, text):
            continue
        start = heading.start + heading.text.find(name, preposition.end())
        return NameFound(name, start, start + len(name), heading.start)
    return None


_SUBJECT_OF = re.compile(
    r"\s+(?:är|var|ska|riktar|vänder|syftar|pågår|pågick|drivs|drevs|ger|handlar|startade|startar|"
    r"består|genomförs|bygger|får|har)\b"
)
_CALLED = re.compile(r"(?i:projekt|projektet|förstudien?)\s+[”\"“»]?")


# What bodies do that a page tells of beside the project
_BODIES_DO = frozenset(
    re.findall(
        r"\w+",
        "deltar deltog medverkar medverkade driver drev äger ägde söker sökte leder ledde "
        "samverkar samverkade samarbetar samarbetade arbetar arbetade "
        "genomför genomförde satsar satsade "
        "erbjuder erbjöd gör gjorde vill ville ser anställer mottar mottog tar tog kom kommer "
        "ligger beviljades beviljas",
    )
)
_NEXT_WORD = re.compile(r"[”\"]?\s+(?P<word>[a-zåäö]{2,})(?!\w)")


def is_subject(text: str, end: int) -> bool:
    """Whether a verb stands behind a name that ends at `end`, which is its subject."""
    if _SUBJECT_OF.match(text, end):
        return True
    behind = _NEXT_WORD.match(text, end)
    return behind is not None and is_finite(behind["word"]) and behind["word"] not in _BODIES_DO


_ASIDE = re.compile(r"(?i)(?:syfte|mål|bakgrund|resultat|metod|tidplan|budget)")


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
        and is_subject(text, at + len(name))
        and _OF_BODY.search(text, max(0, at - 40), at) is None
        and _GOES_BEFORE.search(text, max(0, at - 40), at) is None
        for at in whole_uses(text, name, heading.end)
    )


def _recurs_definite(name: str, heading: Unit, text: str) -> bool:
    """Whether a heading of several words is used with its first word in the definite form.

    "Nätverk sociala företag" above "Nätverket sociala företag ska …".
    """
    first, _, rest = name.partition(" ")
    if not rest or not name[0].isupper() or not first[-1].islower() or _ASIDE.match(first):
        return False
    definite = (f"{first}{ending} {rest}" for ending in ("et", "en", "t", "n"))
    return any(
        is_subject(text, at + len(form))
        for form in definite
        for at in whole_uses(text, form, heading.end)
    )


def is_called(name: str, heading: Unit, text: str) -> bool:
    """Whether the text below a heading says "projektet" before the whole of it."""
    if not 3 < len(name) < 90 or text.find(name, heading.end) < 0 or looks_like_body(name):
        return False
    ends = {found.end() for found in _CALLED.finditer(text, heading.end)}
    return any(at in ends for at in whole_uses(text, name, heading.end))


def in_heading(heading: Unit, counts: Counter[str], text: str) -> NameFound | None:
    """The name that a heading announces, or that `counts` or the text has as well.

    `counts` tells how often each name, in small letters, was met on the page.
    """
    name, _ = from_heading(heading.text)
    tail = _TITLE_TAIL.search(heading.text) if _TAIL_WORDS.search(heading.text) else None
    tailed = tail is not None and not _CUT_OFF.search(heading.text[: tail.start()])
    announced = _HEADINGS.match(heading.text) is not None
    known = (
        name.casefold() in counts
        or _recurs(name, heading, text)
        or is_called(name, heading, text)
        or _recurs_definite(name, heading, text)
    )
    if not known and (parts := re.match(r"(.{2,60}?)(?:\s+[–—-]\s+|:\s+)", name)):
        short = parts[1].strip(' ”"“»«')
        if short.casefold() in counts or _recurs(short, heading, text):
            name, known = short, True
    if CLAUSE.search(name) or GENERIC.match(name):
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
