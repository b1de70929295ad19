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

from graph.sources.learnt.name_candidates import HEADING, Candidate, Place
from graph.sources.learnt.surroundings import STEM
from graph.sources.page import Page
from graph.sources.party_names import looks_like_body
from graph.sources.passages import Unit, sentence_at

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[:;,.!?()–•\"”“-]")
_REACH = 70  # characters before and after a name that are looked at
_NEAR = 6  # words before and after it that count wherever they stand
SMALL = frozenset(
    """i för och på med till av in the of by att en ett som är vid mot från om and inom genom ska
    eller vi de den det""".split()  # noqa: SIM905
)
_SUM = re.compile(r"\d\s*(?:miljon|mkr|mnkr|kronor|kr\b|tkr)", re.IGNORECASE)
_OF_FUND = re.compile(r"\bESF|[Ss]ocialfond|\bEU\b")
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
    of_fund = _OF_FUND.search(page.text) is not None
    return Surroundings(tuple(kinds), tuple(headings), tuple(titles), of_fund, most)


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
    if any(text.startswith("-projekt", end) for _, end in used):
        signs.add("before-kind")
    never = len(words) == 1 and name.lower() not in text and not name.isdigit()
    if never:
        signs |= {"never-small", f"never-small&uses={min(uses, 3)}"}
        if name[1:].islower():
            signs.add(f"never-small&inside={min(inside, 2)}")
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
    for place in one.places:
        signs |= _of_place(page, units, around, place, size)
    return frozenset(signs | _of_relations(found, around, one))


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
    if place.start - unit.start < 3 and unit.end - place.end < 3:
        signs |= {"whole", f"whole&in={kind}"}
    start, end = sentence_at(text, unit, place.start)
    left = max(start, place.start - _REACH)
    before = ["^", "^", *stems(text, left, place.start, opening=left == start)]
    after = [*stems(text, place.end, min(end, place.end + _REACH)), "$", "$"]
    signs |= {f"b1={before[-1]}", f"b12={before[-2]}_{before[-1]}"}
    signs |= {f"a1={after[0]}", f"a12={after[0]}_{after[1]}"}
    signs.update(f"B={word}" for word in before[-_NEAR:])
    signs.update(f"A={word}" for word in after[:_NEAR])
    if _SUM.search(text, start, end):
        signs.add("sum")
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
