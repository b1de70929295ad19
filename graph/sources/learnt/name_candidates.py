"""What a page may call its projects: headings, items, words in quotation marks or with capitals.

Many more passages are candidates than are names; which are is weighed in `name_chances.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from graph.mentions import Mentions
from graph.merging import same_name
from graph.sources.given_names import GIVEN_NAMES
from graph.sources.page import Page
from graph.sources.party_names import looks_like_body
from graph.sources.party_words import UPPER
from graph.sources.passages import MASK, Unit, squeeze, whole_uses
from graph.sources.place_names import is_place
from graph.sources.project_names import GENERIC, name_at
from graph.sources.quick_patterns import beginning
from graph.sources.role_rules import FUND

HEADING = 120  # characters of a line that may be a heading, or of an item that may name a project
_LONGEST = 110
_MOST = 200  # candidates of a page that are looked at, and
_MOST_USES = 20  # places where it has one of them: no page needs more
_PARTS = 3  # parts of a heading, divided by dashes, colons, commas, that are candidates

_WORD = rf"(?:[{UPPER}#]|[a-z](?=[{UPPER}][a-zåäö]{{2}})|\d(?=[A-Za-z]))[\w&+]*(?:[-./][\w&+]+)*"
# "Exempelvägen", "Care Exempel Park", "Unga i Arbete 2.0"
_CAPITALS = re.compile(
    rf"(?<![\w-]){_WORD}(?:\s(?:{_WORD}|\d(?:\.\d)?|"
    rf"(?:i|för|och|på|med|till|av|in|the|for|of|by|–|-|&)(?=\s[{UPPER}])))*"
)
# What opens a sentence before a name: "Med Exempelvägen, som …"
_OPENER = re.compile(
    r"(?:Med|I|På|Till|För|Av|Om|Under|Inom|Genom|Från|Efter|Hos|När|Att|Men|Och|Som|Där|Nu|Sedan|Vid|"
    r"Även|Både|Tack\svare|Utan|Kring|Bakom|Idag|Via|Den|Det|Vad|Hur|Varför|Projekt(?:et)?|Satsningen)"
    r"\s(?=\S)"
)
# "i Exempel in, exempel ut – ett projekt som …"
_EXPLANATION = re.compile(r",\s(?:som|ett|en|det|den|vilket)\s|[.;:!?]\s|\s?–\s")
_LONGEST_EXPLAINED = 70
_MARKED = re.compile(r"[\n”\"]")
_CRUMB = re.compile(r"\s[/>›»|•·]\s")  # "Start / Projekt / Exempelvägen"
_MOST_CRUMBS = 9
_JOINT = re.compile(r"\s(?:i|för|på|med|till|av|och|–|-)\s")
# "en handbok från SKR, ”…”": the title of something else
_IS_BOOK = re.compile(
    r"(?i)\b(?:hand)?(?:bok|rapport|skrift|broschyr|film|artikel|utredning|utställning|föreläsning|låt|podd)(?:en|n)?"
    r"\s(?:[^.;”\"“]{0,30}?,?\s)?\Z"
)
_NEAR_QUOTE = 45  # characters before a quotation in which such a word stands
_QUOTED = re.compile(r"[”\"“»](?P<name>[^”\"“»«\n]{2,90})[”\"“«]")
# "utlysningen ”Insatser för unga”": the name of no project
_OTHER_NAMED = beginning(
    r"(?:utlysning(?:en)?|handlingsplanen|rapporten|skriften|boken|filmen|konferensen|seminariet|föreläsningen)\s+"
    r"[”\"“»](?P<name>[^”\"“»«\n]{2,90})[”\"“«]",
    re.IGNORECASE,
)
# What says that a name follows: "projektet X", "som kallas X", "Projektnamn: X"
_CUE = re.compile(
    r"(?=[PpFfSsIihkn])(?:[Pp]rojekt(?:et|en)?|PROJEKT(?:ET)?|[Ff]örstudien?|[Ss]atsningen?|[Ii]nsatsen?|"
    r"[Ii]nitiativet|[Pp]rogrammet|heter|kallas|kallat|namnet|namn(?:et)? på projekt(?:et)?|"
    r"[Pp]rojektnamn)[:,]?\s+"
    rf"(?:som\s+heter\s+|med\s+namnet\s+)?(?=[”\"“»#{UPPER}\d])"
)
_DIVIDER = re.compile(rf"\s+[–—|>›»•·/-]\s+|:\s+|\s*[(|]|,\s+|\s–|–\s|\.\s|/(?=[{UPPER}][a-zåäöé])")
# What stands before the name in a heading
_HEAD_CUE = re.compile(
    r"(?:om\s+)?(?:(?:ESF|EU|pilot)-?)?(?:projekt(?:et)?|förstudien?|slutrapport|utvärdering\s+av|"
    r"välkommen\s+till)\s*[:–-]?\s+(?:för\s+|(?:projekt(?:et)?)\s+)?",
    re.IGNORECASE,
)
_GLUED = re.compile(r"\s*,?\s*länk\s+till\s+annan\s+webbplats.*$", re.IGNORECASE)
_EDGE = frozenset('┌┐└┘├┤│─═║╔╗╚╝►▶✓★■□●○◆→ \t\n\u00a0”"“»«*_|/·•–—-:;,.')
# What a page says of a project beside its name
_STATUS = re.compile(
    r"(?:avsluta[dt]|pågående|pågår|beviljad|beviljat|genomförd|genomfört|kommande|publicera[dt]|"
    r"uppdaterad|sammanfattning|inledning|bakgrund|lokalt|historik|kalendarium|deltagare|(?:snabb)?fakta(?:ruta)?|"
    r"finansiering|information|samarbeten|datum|namn|projektets\s+mål|ordlista\b.*|förslag\s+till\s+beslut|"
    r"tjänsteskrivelse|interreg(?:\s.{1,4})?|equal|leaderprojekt|\S+-projekt\s(?:mellan|för|med|i|som)\s.*)",
    re.IGNORECASE,
)
# Words of a site and its pictures
_FURNITURE = beginning(
    r"\b(?:logotyp\w*|logga|kommunvapen|ikon|bild\s+på|foto|cookies|webbplats\w*|innehåll(?:et)?|meny\w*|"
    r"annons\w*|nyhetsbrev\w*)\b",
    re.IGNORECASE,
)
# "Tio år med Europeiska socialfonden"
_WITH_FUND = re.compile(r"\s(?:[Ee]uropeiska\s+)?[Ss]ocialfonden\Z")
_KIND_ENDS = ("-projektet", "-projekt", "-projektets")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a candidate stands: its range, the number of its unit, and what makes it one."""

    start: int
    end: int
    unit: int
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a project's name, as mostly written, with the places where it stands so."""

    key: str  # letters and digits only, as names are compared
    name: str
    places: tuple[Place, ...]
    uses: tuple[tuple[int, int], ...]  # where the page has the name, candidate or not


def candidates(
    page: Page, units: Sequence[Unit], *, outright: bool = False
) -> dict[str, Candidate]:
    """What may name a project in `units`, by key, in the order of the page.

    `outright` leaves only what stands in quotation marks, after a word like "projektet", or in an
    item of a list: few, and soon found.
    """
    text, mentions = page.text, page.reader.mentions
    ways: dict[tuple[int, int], dict[str, None]] = {}
    standing: dict[tuple[int, int], int] = {}
    for number, start, end, way in (_outright if outright else _passages)(text, units):
        if end - start > 2 * _LONGEST:
            continue
        span = _trimmed(text, start, end)
        if 2 <= span[1] - span[0] <= _LONGEST:
            ways.setdefault(span, {})[way] = None
            standing[span] = number
    places: dict[str, list[Place]] = {}
    spellings: dict[str, Counter[str]] = {}
    barred = {same_name(other["name"]) for other in _OTHER_NAMED.finditer(text)}
    for start, end in sorted(ways):
        name = squeeze(text[start:end])
        key = same_name(name)
        if key in barred:
            continue
        if key not in places and (
            len(key) < 2 or len(places) == _MOST or not may_be_name(name, mentions)
        ):
            barred.add(key)
            continue
        place = Place(start, end, standing[start, end], tuple(ways[start, end]))
        places.setdefault(key, []).append(place)
        spellings.setdefault(key, Counter())[name] += 1
    found = {}
    for key, stands in places.items():
        name = _spelling(spellings[key])
        uses = tuple(islice(uses_of(text, name), _MOST_USES))
        found[key] = Candidate(key, name, tuple(stands[:_MOST_USES]), uses)
    return found


def uses_of(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where a name stands as a word of its own, or before "-projektet"."""
    for at in whole_uses(text, name):
        if text[at - 1 : at] != "-":
            yield at, at + len(name)


@lru_cache(maxsize=8192)
def may_be_name(name: str, mentions: Mentions) -> bool:
    """Whether a passage is no body, place, fund, person or common word by itself."""
    if MASK in name or not any(map(str.isalpha, name)):
        return False
    if GENERIC.match(name) or _STATUS.fullmatch(name) or _FURNITURE.search(name):
        return False
    if name[0].islower() and not any(map(str.isupper, name[1:3])):
        return False
    words = name.split()
    if "AB" in words:
        return False
    if len(words) == 2 and words[1][0].isupper() and same_name(words[0]) in GIVEN_NAMES:
        return False
    bare = name.removesuffix("s")
    return not (
        FUND.fullmatch(name)
        or _WITH_FUND.search(name)
        or any(mentions.key_of(one) or is_place(mentions, one) for one in {name, bare})
    )


# What ends the names of bodies that no list has: "Exempelbygdens Museum", "Exempel-Tidningen"
_BODY_ENDS = re.compile(
    r"(?:centrum|museum|museet|skola|skolan|tidning|tidningen|tidskrift|tidskriften|förbund|förbundet|förening|"
    r"föreningen|stiftelse|stiftelsen|bolag|bolaget|rådet|styrelsen|nyheter|mission|missionen|college|"
    r"universitet|universitetet|nämnden|verket|myndigheten|företagen|klubben|avdelningen|enheten|kontoret|"
    r"sällskap|sällskapet|lasarett|lasarettet|sjukhus|bibliotek|biblioteket|allehanda|posten|kuriren|församling|arbetarna|metall|"
    r"länet|län|koncernen|gruppen|handelskammare|handelskammaren|kansliet|pressrum)$",
    re.IGNORECASE,
)
_OPENS_BODY = re.compile(
    r"(?:Leader|Coompanion|Stiftelsen|Samordningsförbund\w*|Studieförbundet|IF|Region)\s"
)


def opens_body(name: str) -> bool:
    """Whether a name begins with the word of a body: "Coompanion Exempelbygden"."""
    return _OPENS_BODY.match(name) is not None


@lru_cache(maxsize=4096)
def is_like_body(name: str) -> bool:
    """Whether a name is built like a body's, by a word in it that no list need have.

    >>> is_like_body("Exempelbygdens Museum"), is_like_body("Exempelvägen")
    (True, False)
    """
    if opens_body(name) or looks_like_body(name):
        return True
    return any(_BODY_ENDS.search(word) for word in name.split() if word[0].isupper())


def _passages(text: str, units: Sequence[Unit]) -> Iterator[tuple[int, int, int, str]]:
    """The number of a unit, a range of it, and what makes the range a candidate."""
    yield from _outright(text, units)
    for number, unit in enumerate(units):
        start, end = unit.start, unit.end
        if not unit.bullet and end - start <= HEADING and not unit.text.endswith((".", ";")):
            for part in _parts(text, unit, "heading"):
                yield number, *part
        for run in _CAPITALS.finditer(text, start, end):
            first, last = run.span()
            yield number, first, last, "capitals"
            if opener := _OPENER.match(text, first, last):
                first = opener.end()
                yield number, first, last, "capitals"
            if first > start and text[first - 1] == " " and text[last : last + 1] != ",":
                stop = _EXPLANATION.search(text, last, min(end, first + _LONGEST_EXPLAINED + 3))
                if stop is not None and not _MARKED.search(text, first, stop.start()):
                    yield number, first, stop.start(), "to-dash"
            if run.group().endswith(_KIND_ENDS):
                joints = islice(_JOINT.finditer(text, first, last), _PARTS)
                for begin in (first, *(joint.end() for joint in joints)):
                    yield number, begin, text.rfind("-", begin, last), "before-kind"
            span = name_at(text, first, end, widest=True)
            if span is not None and span != (first, last):
                yield number, *span, "to-verb"


def _outright(text: str, units: Sequence[Unit]) -> Iterator[tuple[int, int, int, str]]:
    """What a page says to be a name: in quotation marks, after "projektet", in a list."""
    if not units:
        return
    for number, unit in enumerate(units):
        if unit.bullet:
            for part in _of_item(text, unit):
                yield number, *part
    starts = [unit.start for unit in units]
    for quoted in _QUOTED.finditer(text, units[0].start, units[-1].end):
        number = bisect_right(starts, quoted.start()) - 1
        if quoted.end() <= units[number].end and not _IS_BOOK.search(
            text, max(0, quoted.start() - _NEAR_QUOTE), quoted.start()
        ):
            yield number, *quoted.span("name"), "quoted"
    for cue in _CUE.finditer(text, units[0].start, units[-1].end):
        number = bisect_right(starts, cue.start()) - 1
        if cue.end() < units[number].end:
            span = name_at(text, cue.end(), units[number].end, widest=True)
            if span is not None:
                yield number, *span, "called"


def _of_item(text: str, unit: Unit) -> Iterator[tuple[int, int, str]]:
    if unit.end - unit.start <= HEADING:
        yield from _parts(text, unit, "item")
    else:
        yield from _first_parts(text, unit.start, unit.end, "item")


def _parts(text: str, unit: Unit, kind: str) -> Iterator[tuple[int, int, str]]:
    """A heading or an item, what follows "projektet" at its beginning, and its parts."""
    start, end = unit.start, unit.end
    yield start, end, f"{kind}-whole"
    cue = _HEAD_CUE.match(text, start, end)
    if cue is not None and cue.end() < end:
        start = cue.end()
        yield start, end, f"{kind}-cue"
    if kind == "heading":
        crumbs = list(islice(_CRUMB.finditer(text, start, end), _MOST_CRUMBS))
        if len(crumbs) > 1:
            yield crumbs[-1].end(), end, "crumb-last"
        for number, divider in enumerate(_DIVIDER.finditer(text, start, end)):
            if number == _PARTS:
                break
            yield divider.end(), end, f"{kind}-rest"
    yield from _first_parts(text, start, end, kind)


def _first_parts(text: str, start: int, end: int, kind: str) -> Iterator[tuple[int, int, str]]:
    """What stands before and between the first dividers of a heading or an item."""
    previous = start
    for number, divider in enumerate(_DIVIDER.finditer(text, start, min(end, start + HEADING))):
        if number == _PARTS:
            break
        yield start, divider.start(), f"{kind}-first"
        if number:
            yield previous, divider.start(), f"{kind}-part"
        previous = divider.end()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A range without marks at its ends, and without what a site glues to its links."""
    glued = _GLUED.search(text, start, end)
    end = glued.start() if glued else end
    if text.endswith("länk", start, end) and text.startswith(" till annan webbplats", end):
        end -= len("länk")
    while start < end and (text[start] in _EDGE or text.startswith(("# ", "##"), start)):
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    if end > start and text[end - 1] == ")" and text.find("(", start, end) < 0:
        end -= 1
    return start, end


def _spelling(names: Counter[str]) -> str:
    """The spelling used most, of several the longest; none in capitals where there is another."""
    ranked = sorted(names, key=lambda name: (-names[name], -len(name)))
    return next((name for name in ranked if not name.isupper()), ranked[0])
