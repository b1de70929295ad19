"""The signs by which a model tells a project's name from other words with capitals.

A sign is a short word with what it stands for: `b1=projekt` says that "projekt…" stands right
before. Words with capitals, of the name or around it, are signs by their shape only; of the name
count its small words and the end of its last one. The signs of a candidate are those of all its
places.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.merging import same_name
from graph.sources.given_names import GIVEN_NAMES
from graph.sources.learnt.name_candidates import HEADING, Candidate, Place, is_like_body
from graph.sources.learnt.surroundings import STEM
from graph.sources.page import Page
from graph.sources.party_names import looks_like_body
from graph.sources.passages import Unit, sentence_at
from graph.sources.quick_patterns import beginning
from graph.sources.screening import once_a_range, screened

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[:;,.!?()–•\"”“-]")
_REACH = 70  # characters before and after a name that are looked at
_FEW_USES = 5  # that are asked how a name is brought in
_CUE_REACH = 30  # characters before a name in which a word stands that brings it in
_FOLLOWING = 40  # characters of the next sentence whose first word counts
_MARKS = 3  # characters beside a name on its line, at most, where it is the whole of it
_TWICE = 2
_NEAR = 6  # words before and after it that count wherever they stand
SMALL = frozenset(
    """i för och på med till av in the of by att en ett som är vid mot från om and inom genom ska
    eller vi de den det""".split()  # noqa: SIM905
)
_SUM = re.compile(r"\d\s*(?:miljon|mkr|mnkr|kronor|kr\b|tkr)", re.IGNORECASE)
_OF_FUND = screened(r"\bESF|[Ss]ocialfond|\bEU\b")
_NO_NAME = re.compile(
    r"(?:ESF|EU|EUs|EU-\w+|ESF-\w+|SFI|HR|IT|VD|Covid(?:-19)?|Corona\w*|Sverige\w*|Europa\w*|"
    r"Europeiska\b.*|Svenska\b.*|Norra|Södra|Östra|Västra|Mellersta|Övre|Januari|Februari|Mars|"
    r"April|Maj|Juni|Juli|Augusti|September|Oktober|November|December|Region\w*|Kommun\w*|"
    r"Projekt\w*|Strukturfonds\w*|Utlysning\w*|Mer\b.*|Läs\b.*|Kontakt\w*|Bakgrund|Syfte|Mål\w*|"
    r"Metod\w*|Resultat\w*|Sammanfattning|Om|Agenda\s2030|Ukraina|Facebook|Twitter|LinkedIn|"
    r"Instagram|Youtube|Publicera\w*|Beskrivning|Nyhet\w*|Press\w*|Artikel\w*)\b.*"
)
_DOES = re.compile(
    r"[”\"»]?(?:\s\([^()\n]{2,60}\))?,?\s(?:är\s(?:ett|en)|var\sett|blev\sett|pågår|pågick|startar|"
    r"startade|har\sstartat|drivs|drevs|bedrivs|genomförs|genomfördes|finansieras|medfinansieras|"
    r"syftar|syftade|riktar\ssig|vänder\ssig|handlar\som|avslutas|avslutades|förlängs|ägs|leds|får|"
    r"fick|beviljas|ska|har|vill|erbjuder|hjälper)\b"
)
_NUMBERED = re.compile(r"\b\d(?:\.\d)?$")
# A line of a site's menu or of the way to the page: "A / B / C", "A | B"
_CRUMBS = re.compile(
    r"\s[/>›»|•·]\s.*\s[/>›»|•·]\s|^[^.]{2,40}\s[|•·›>]\s",
)
_CRUMBS_LONGEST = 160
_PROJECT_WORD = beginning(r"projekt|satsning|insats|förstudie|initiativ", re.IGNORECASE)
_FUND_WORD = beginning(
    r"\bESF|[Ss]ocialfond|\bEU\b|\bEU[-:]|[Mm]edel\b|\bLeader|AMIF|REACT|Tillväxtverket|regionalfond|"
    r"bidrag|stöd\b"
)
# What brings a name in: "sagt ja till X", "X, en satsning på …", "X drar i gång"
_BRINGS_IN = beginning(
    r"(?:ja\still|grönt\sljus\sför|ansökan\s(?:om|för)|lansera\w*|döpt\still|heter|kallas|kallat|namnet(?:\sär)?|"
    r"resultatet\s(?:är|blev|blir)|idén\s(?:med|bakom)|tanken\s(?:med|bakom)|(?:syfte|mål)t?(?:et)?\smed|ramen\sför|"
    r"(?:pengar(?:na)?|medel|stöd|bidrag|miljoner|kronor)\s(?:till|för|i)|del\sav|deltagare(?:n|na)?\si|gått\sigenom|"
    r"arbetet\s(?:i|med|inom)|starten\s(?:för|av|på)|(?:kontrakt|avtal)et\s(?:för|om)|satsa\w*\spå|äg(?:er|s)|driv(?:er|s)|"
    r"leder|svarar\sför|med\si|plats\si|hakat\spå|vara\smed\si|slutkonferens\sför|halvvägs\si|året\smed|dag\s(?:på|i))"
    r"\s[”\"“]?$",
    re.IGNORECASE,
)
_IS_EXPLAINED = re.compile(
    r"[”\"]?(?:\s\([^()\n]{2,60}\))?,?\s(?:[–-]\s)?(?:som\s(?:är|var|blir)\s|är\s|var\s|blir\s)?(?:namnet\spå\s)?"
    r"(?:ett|en|vårt|vår|det|den|namnet)\s(?:[\w-]+\s){0,4}?[\w-]*(?:projekt|satsning|insats|förstudie|initiativ|program)"
    r"(?:et|en)?\b",
    re.IGNORECASE,
)
_GOES = re.compile(
    r"[”\"]?\s(?:drar|drog|rullar|rullade|sätter|är\sigång|har\s(?:pågått|startat|passerat|nu|fått|gett|hjälpt)|startar|"
    r"startade|pågår|pågick|lever\svidare|är\si\smål|finansieras|betalas|kostar|ägs|bekostas|går\smot|avslutas|avslutades|"
    r"kom\s(?:i\sgång|till)|ska|vill)\b"
)
_SPEECH = ("– ", "- ", "— ", "”", "“", '"')
_ADDRESS = frozenset("./@#")
_DOMAINS = frozenset({".se", ".eu", ".nu"})
_TITLES = 3  # lines at the head of a page that may be its title
_ENDS = range(3, 7)  # letters that an ending of a name's last word has


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the signs of all candidates of a page share: of each unit its kind and heading."""

    kinds: tuple[str, ...]
    headings: tuple[str, ...]
    titles: tuple[int, ...]
    of_fund: bool
    most: int  # uses of the candidate that the page has most often
    most_apt: int  # of those that are named neither like bodies nor like persons
    small: str  # the page's text in small letters
    beside: dict[int, frozenset[str]] = field(default_factory=dict)  # signs of a unit, once asked


def surroundings(page: Page, units: Sequence[Unit], found: Mapping[str, Candidate]) -> Surroundings:
    """The kinds and headings of `units`."""
    times = Counter(unit.text for unit in units)
    titles = [at for at, unit in enumerate(units) if times[unit.text] == 1 and " " in unit.text]
    titles = titles[:_TITLES]
    kinds, headings, last = [], [], ""
    for at, unit in enumerate(units):
        headings.append(last)
        if unit.bullet:
            kind = "item"
        elif len(unit.text) < _CRUMBS_LONGEST and _CRUMBS.search(unit.text):
            kind = "crumbs"
        elif len(unit.text) > HEADING or unit.text.endswith((".", ";")):
            kind = "paragraph"
        elif at in titles:
            kind = f"title{titles.index(at)}"
        elif at and at + 1 < len(units) and len(units[at + 1].text) > HEADING:
            kind = "heading"
        else:
            kind = "menu" if times[unit.text] > 1 else "line"
        kinds.append(kind)
        if not unit.bullet and (len(unit.text) < 70 or unit.text.endswith(":")):
            last = unit.text[-80:]
    most = max((len(one.uses) for one in found.values()), default=0)
    apt = max(
        (uses for one in found.values() if (uses := len(one.uses)) > 1 and _is_apt(one.name)),
        default=1,
    )
    of_fund = _OF_FUND.search(page.text, 0, len(page.text)) is not None
    shared = (tuple(kinds), tuple(headings), tuple(titles))
    return Surroundings(*shared, of_fund, most, apt, page.text.lower())


def _is_apt(name: str) -> bool:
    """Whether a name is not one of a body, of a person, or a heading of any page."""
    person = same_name(name.split()[0]) in GIVEN_NAMES
    return not (person or looks_like_body(name) or _NO_NAME.fullmatch(name))


def signs_of(
    page: Page,
    units: Sequence[Unit],
    found: Mapping[str, Candidate],
    around: Surroundings,
    one: Candidate,
) -> frozenset[str]:
    """The signs of one candidate among those of its page."""
    text, name = page.text, one.name
    words = name.split()
    signs = _of_shape(name, words)
    signs.add("fund" if around.of_fund else "no-fund")
    size = "AA" if len(words) == 1 and name.isupper() else str(1 << (len(words).bit_length() - 1))
    used, uses = one.uses, len(one.uses)
    inside = min(sum(not _begins(text, start) for start, _ in used), 4)
    signs |= {f"uses={min(uses, 6)}", f"inside={inside}", f"places={min(len(one.places), 6)}"}
    if any(_DOES.match(text, end) for _, end in used):
        signs.add("does")
    told = used[:_FEW_USES]
    if any(_BRINGS_IN.search(text, max(0, start - _CUE_REACH), start) for start, _ in told):
        signs.add("brought-in")
    if any(_IS_EXPLAINED.match(text, end) for _, end in told):
        signs.add("explained")
    if any(_GOES.match(text, end) for _, end in told):
        signs.add("goes")
    if any(text.startswith("-projekt", end) for _, end in used):
        signs.add("before-kind")
    never = len(words) == 1 and name.lower() not in text and not name.isdigit()
    if never:
        signs |= {"never-small", f"never-small&uses={min(uses, 3)}"}
        if name[1:].islower():
            signs.add(f"never-small&inside={min(inside, 2)}")
    signs |= _of_lines(units, one)
    kinds = {around.kinds[place.unit] for place in one.places}
    broad = {kind.rstrip("012") for kind in kinds}
    if len(broad) > 1 and "paragraph" in broad:
        signs.add("paragraph-and-line")
    for kind in kinds:
        signs.add(f"in={kind}")
    for kind in broad:
        signs.add(f"in={kind}&size={size}")
        if never:
            signs.add(f"in={kind}&never-small")
    if any(text.find(name, units[at].start, units[at].end) >= 0 for at in around.titles):
        signs |= {"in-title", f"in-title&uses={min(uses, 3)}"}
    start, end = units[0].start, units[-1].end
    signs.add(f"at={(one.places[0].start - start) * 5 // max(1, end - start)}")
    third = (end - start) / 3
    if uses > 1 and used[0][0] < start + third and used[-1][0] > end - third:
        signs.add("spread")
    if _is_address(around.small, one.key):
        signs.add("address")
    signs |= _of_parts(page, one, words)
    for place in one.places:
        signs |= _of_place(page, units, around, place, size)
    return frozenset(signs | _of_relations(found, around, one))


def _is_address(small: str, key: str) -> bool:
    """Whether the letters of a name stand in an address of the web, or after "#"."""
    at = small.find(key)
    while at >= 0:
        end = at + len(key)
        if small[at - 1 : at] in _ADDRESS or small[end : end + 3] in _DOMAINS:
            return True
        at = small.find(key, end)
    return False


def _of_lines(units: Sequence[Unit], one: Candidate) -> set[str]:
    """The signs of the passages in which a candidate stands: whole lines, questions, speech."""
    lines = [units[place.unit] for place in one.places]
    row = one.places[0].unit
    whole = any(
        place.start - unit.start < _MARKS and unit.end - place.end < _MARKS
        for place, unit in zip(one.places, lines, strict=True)
    )
    signs: set[str] = set()
    if whole and len(one.uses) < _TWICE:
        signs |= {"once-line", f"once-line&row={min(row, 5)}"}
    elif whole:
        signs.add("line-and-used")
    like_body = is_like_body(one.name)
    if like_body:
        signs.add("like-body")
    elif len(one.uses) >= _TWICE:
        signs.add(f"no-body&uses={min(len(one.uses), 4)}")
    if row == 0:
        signs.add("like-body&first-row" if like_body else "no-body&first-row")
        signs.add("first-row&whole" if whole else "first-row")
    if all(unit.text.rstrip(' ”"').endswith("?") for unit in lines):
        signs.add("only-question")
    if all(unit.text.startswith(_SPEECH) for unit in lines):
        signs.add("only-speech")
    return signs


def _of_parts(page: Page, one: Candidate, words: Sequence[str]) -> set[str]:
    """What bodies and places a name holds, whether it begins like a person's, and with what."""
    signs: set[str] = set()
    place = one.places[0]
    for mention in page.reader.beginning_in(place.start, place.end):
        where = "last" if mention.end >= place.end else "middle"
        where = "first" if mention.start == place.start else where
        signs |= {"known-part", f"known-part={where}"}
    if same_name(words[0]) in GIVEN_NAMES:
        signs |= {"person", f"person={min(len(words), 3)}"}
    signs.add(f"F={words[0].casefold()[:STEM]}")
    if len(words) > 1:
        signs.add(f"F={words[1].casefold()[:STEM]}" if words[1][0].islower() else "F=Aa")
    return signs


def _of_shape(name: str, words: Sequence[str]) -> set[str]:
    """The signs of a name by itself: its length, capitals and marks."""
    small = [word for word in words if word[0].islower()]
    signs = {
        f"words={min(len(words), 8)}",
        f"length={min(len(name) // 8, 8)}",
        f"capitals={min(sum(word[0].isupper() for word in words), 4)}",
        f"small={min(len(small), 4)}",
    }
    signs.update(f"w={word.casefold()}" for word in small if len(word) < 12)
    signs.update(f"we={word[-2:]}" for word in small if len(word) > 3)
    if small:
        signs.add(f"tail={words[-1][-2:].casefold()}" if words[-1][0].islower() else "tail=Aa")
        signs.add(f"first-small={words.index(small[0])}")
    if name.isupper():
        signs |= {"upper", f"upper={min(len(name), 7)}"}
    elif len(words) == 1 and any(map(str.isupper, name[1:])):
        signs.add("camel")
    if any(map(str.isdigit, name)):
        signs.add("digit")
    if _NUMBERED.search(name):
        signs.add("numbered")
    signs.update(f"has={mark}" for mark in "-–:(,!?&/" if mark in name)
    last = words[-1].rstrip('.!?)"”')
    signs.update(f"ends={last[-n:].casefold()}" for n in _ENDS if len(last) > n + 1)
    if words[0].casefold() in SMALL:
        signs |= {"begins-small", f"begins={words[0].casefold()}"}
    if last.casefold() in SMALL:
        signs.add("ends-small")
    if looks_like_body(name):
        signs.add("body")
    if _NO_NAME.fullmatch(name):
        signs.add("no-name")
    if last.endswith(("projektet", "projekt")):
        signs.add("project")
    return signs


def _of_place(
    page: Page, units: Sequence[Unit], around: Surroundings, place: Place, size: str
) -> set[str]:
    """The signs of one place: the words around, the kind of passage, the heading above."""
    text, unit, kind = page.text, units[place.unit], around.kinds[place.unit]
    signs: set[str] = set()
    for way in place.ways:
        signs |= {f"way={way}", f"way={way}&in={kind}", f"way={way}&size={size}"}
    if place.start - unit.start < _MARKS and unit.end - place.end < _MARKS:
        signs |= {"whole", f"whole&in={kind}"}
    start, end = sentence_at(text, unit, place.start)
    left = max(start, place.start - _REACH)
    before = ["^", "^", *stems(text, left, place.start, opening=left == start)]
    after = [*stems(text, place.end, min(end, place.end + _REACH)), "$", "$"]
    signs |= {f"b1={before[-1]}", f"b12={before[-2]}_{before[-1]}"}
    signs |= {f"a1={after[0]}", f"a12={after[0]}_{after[1]}"}
    signs.update(f"B={word}" for word in before[-_NEAR:])
    signs.update(f"A={word}" for word in after[:_NEAR])
    if _tells_sum(text, start, end):
        signs.add("sum")
    title = kind.startswith("title")
    opens, closes = before[-1] == "^", unit.end - place.end < _MARKS
    if title or kind in ("paragraph", "item"):
        shape = "begin" if opens else "inside"
        if _tells_of_fund(text, start, end):
            signs |= {"beside-fund", f"beside-fund={shape}"}
        if _PROJECT_WORD.search(text, start, place.start):
            signs.add("project-before")
        if _PROJECT_WORD.search(text, place.end, end):
            signs |= {"project-after", f"project-after={shape}"}
    if opens:
        signs.add(f"subject={after[0]}")
    if kind == "paragraph" and end < unit.end:
        following = stems(text, end, min(end + _FOLLOWING, unit.end), opening=True)
        signs.update(f"T={word}" for word in following[:1])
    if title:
        signs.add("title-last" if closes else "title-first" if opens else "title-middle")
        signs |= {f"title&a1={after[0]}", f"title&b1={before[-1]}"}
    if kind == "crumbs":
        signs.add("crumb-last" if closes and not opens else "crumb")
    passage = around.beside.get(place.unit)
    if passage is None:
        passage = around.beside[place.unit] = _beside(text, units, around, place.unit)
    signs |= passage
    return signs


def _beside(text: str, units: Sequence[Unit], around: Surroundings, at: int) -> frozenset[str]:
    """The signs of the heading above a unit, and of what stands below where it is a line."""
    heading = around.headings[at]
    signs = {f"H={word}" for word in stems(heading, 0, len(heading), opening=True)[:12]}
    if around.kinds[at] != "paragraph" and at + 1 < len(units):
        below = units[at + 1]
        words = stems(text, below.start, min(below.end, below.start + 60), opening=True)
        signs.update(f"N={word}" for word in words[:3])
    return frozenset(signs)


def _of_relations(found: Mapping[str, Candidate], around: Surroundings, one: Candidate) -> set[str]:
    """The signs of a candidate beside others that are longer or shorter than it."""
    own, key = len(one.uses), one.key
    signs = {"most"} if own == around.most else set()
    if own == around.most_apt:
        signs |= {"most-apt", f"most-apt={min(own, 4)}"}
    uses: dict[str, int] = {}
    for other in found:
        if key in other:
            if len(other) > len(key):
                label = "longer" if other.startswith(key) else "within"
                uses[label] = max(uses.get(label, 0), len(found[other].uses))
        elif key.startswith(other):
            uses["shorter"] = max(uses.get("shorter", 0), len(found[other].uses))
    for label, most in uses.items():
        signs |= {label, f"{label}&uses={min(most, 3)}"}
        if most >= own:
            signs.add(f"{label}&as-many")
    return signs


@once_a_range
def _tells_of_fund(text: str, start: int, end: int) -> bool:
    return _FUND_WORD.search(text, start, end) is not None


@once_a_range
def _tells_sum(text: str, start: int, end: int) -> bool:
    return _SUM.search(text, start, end) is not None


def _begins(text: str, at: int) -> bool:
    """Whether a sentence or a line begins where a name stands."""
    before = text[max(0, at - 3) : at].rstrip(' "”“')
    return not before or before[-1] in ".!?:–-•" or "\n" in text[max(0, at - 2) : at]


def stems(text: str, start: int, end: int, *, opening: bool = False) -> list[str]:
    """The words and marks of a passage; the first word of a sentence is written small."""
    found: list[str] = []
    for token in _TOKEN.finditer(text, start, end):
        word = token.group()
        if word[0].isupper() and not (opening and not found):
            found.append("AA" if word.isupper() and len(word) > 1 else "Aa")
        else:
            found.append(word.casefold()[:STEM])
    return found
