"""The name of a page's project where no wording tells it: words with capitals, weighed.

A page that says "projektet" and never "projektet X" still uses its name as one: in its title, as
the subject of what projects do, again and again. Each use is evidence; a name needs several.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from graph.sources.furniture import is_menu
from graph.sources.page import Page
from graph.sources.party_names import looks_like_body
from graph.sources.party_words import UPPER
from graph.sources.passages import MASK, Unit, squeeze, whole_uses
from graph.sources.place_names import is_place, is_where
from graph.sources.project_names import GENERIC, NameFound
from graph.sources.role_rules import FUND
from graph.sources.screening import screened

_ENOUGH = 4
_LONGEST_TITLE = 120
_WORD = rf"(?:[{UPPER}#]|[a-z](?=[{UPPER}][a-zåäö]{{3}}))[\w&]*(?:[-./][\w&]+)*"
# "Exempelvägen", "Aktör för välfärd" only in a title, "Care Exempel Park", "Steget in 2.0"
_RUN = re.compile(
    rf"(?<![\w-]){_WORD}(?:\s(?:{_WORD}|\d(?:\.\d)?|(?:i|för|och|på|med|till|av|in|the|for|of)"
    rf"(?=\s[{UPPER}])))*"
)
_DOES = re.compile(
    r"[”\"»]?(?:\s\([^()\n]{2,60}\))?,?\s(?:är\sett|är\sen\s(?:\w+\s)?satsning|var\sett|blev\sett|pågår|pågick|startar|startade|har\sstartat|drivs|drevs|"
    r"bedrivs|genomförs|genomfördes|finansieras|medfinansieras|syftar|syftade|riktar\ssig|riktade\ssig|"
    r"vänder\ssig|handlar\som|avslutas|avslutades|förlängs|ska\spågå|kommer\satt\spågå|ägs|leds|har\spågått|"
    r"som\sprojekt|-projektet)\b"
)
# A title that tells of the project: "Exempelvägen har startat", "Slutkonferens för Exempelvägen"
_TITLE_VERB = re.compile(
    r"\s(?:har\s(?:nu\s)?(?:startat|avslutats|fått|beviljats|börjat)|startar|drar\sigång|är\sigång|är\si\smål|"
    r"avslutas|förlängs|fortsätter|får|beviljas|är\sklart|blir)\b|\s*[–—:|-]\s|\s*[!.]?$"
)
_BEGINS = re.compile(
    r"\s(?:har\s(?:nu\s)?(?:startat|avslutats|börjat)|startar|avslutas|är\si\smål|drar\sigång)\b"
)
_OF = re.compile(
    r"(?:syftet\smed|målet\smed|arbetet\s(?:i|inom|med)|inom\sramen\sför|erfarenheter(?:na)?\s(?:från|av)|"
    r"deltagar(?:e|na)\si|utvärdering(?:en)?\sav|resultat(?:en)?\s(?:från|av)|genom|via|metoderna\si)\s[”\"“]?$",
    re.IGNORECASE,
)
_OF_FUND = screened(r"\bESF\b|[Ss]ocialfond")
_PROJECT = re.compile(r"(?i)projekt|förstudie|satsning")
_NO_NAME = re.compile(
    r"(?:ESF|EU|EUs|EU-\w+|ESF-\w+|SFI|HR|IT|VD|Covid(?:-19)?|Corona\w*|Sverige\w*|Europa\w*|Europeiska\b.*|Svenska\b.*|"
    r"Norra|Södra|Östra|Västra|Mellersta|Övre|Januari|Februari|Mars|April|Maj|Juni|Juli|Augusti|"
    r"September|Oktober|November|December|Region\w*|Kommun\w*|Projekt\w*|Strukturfonds\w*|Utlysning\w*|"
    r"Mer\b.*|Läs\b.*|Kontakt\w*|Bakgrund|Syfte|Mål\w*|Metod\w*|Resultat\w*|Sammanfattning|Om|"
    r"Agenda\s2030|Ukraina|Facebook|Twitter|LinkedIn|Instagram|Youtube)\b.*",
)
# The name of a county or of several; the place line of a news item
# A phrase with a dash for its subject, which no sentence of prose has
_SUBJECT = re.compile(
    rf"(?P<name>[{UPPER}][^.,:;!?\n–]{{2,30}}\s–\s[^.,:;!?\n–]{{2,30}}?)\s(?:är|ska|bidrar|syftar|vill|hjälper|"
    r"erbjuder|riktar|vänder|stärker|samlar|handlar|pågår|startade|startar|ger|drivs|finansieras)\s"
)
_GOES_ON = re.compile(r"(?:\s(?:[a-zåäöé-]{1,20}|\d(?:\.\d)?(?!\w))){1,5}")
_STOP = re.compile(
    r"\s(?:är|var|har|ska|som|att|där|när|vill|kan|kommer|får|fick|drivs|pågår|startar|genomförs|syftar|riktar|vänder|och\s[a-zåäö]+r)\b"
)


# What bodies do, and projects never
_ACTS = re.compile(
    r"\s+(?:(?:är|var|blir)\s+(?:projektägare|ägare|huvudman|stödmottagare|projektpart|samarbetspart|samverkanspart)|"
    r"(?:äger|ägde|driver|drev|söker|sökte|leder|ledde|startar|startade|genomför|genomförde)\s"
    r"(?!(?:i|den|under|redan|hösten|våren|vid|med|för)\s|\d)|"
    r"(?:har|fick|får|beviljas|beviljades)\s[^.]{0,60}?(?:beviljats|kronor|ansökan|klartecken|stöd\s+(?:av|från)))"
)


_CALLED = re.compile(r"(?i:projekt(?:et)?|satsningen|insatsen|förstudien)\s+[”\"“»]?$")
_IS_PROJECT = re.compile(
    r"[”\"]?,?\s+(?:(?:är|var|som\s+är)\s+(?:ett|en|vårt|länets|Sveriges)\s+(?:[\w-]+\s+){0,4}?"
    r"[\w-]*(?:projekt|satsning|insats)|(?:pågår|pågick|drivs|drevs|finansieras|medfinansieras|syftar|avslutas|"
    r"avslutades|genomförs|genomfördes|ska\s+pågå|startade|startar)\b)"
)


def is_publisher(text: str, units: list[Unit], name: str) -> bool:
    """Whether a page's first line is `name`, above a menu or what the text calls a body."""
    if not units or not units[0].text.startswith(name):
        return False
    if _is_of_site(text, units):
        return not _CALLED.search(text[: units[0].start + len(name)]) and not any(
            _IS_PROJECT.match(text, at + len(name)) or _CALLED.search(text, max(0, at - 20), at)
            for at in whole_uses(text, name, units[0].start)
        )
    return acts_as_body(text, name, units[0].end)


def _is_of_site(text: str, units: list[Unit]) -> bool:
    """Whether a menu stands between the first lines of a page: above it is the site's name."""
    below = units[1].start if len(units) > 1 else units[0].end
    lines = text[units[0].end : below].splitlines()
    return any(is_menu(line.strip()) and "projektet" not in line for line in lines)


def acts_as_body(text: str, name: str, start: int) -> bool:
    """Whether the text from `start` tells of `name` what only a body does."""
    return any(_ACTS.match(text, at + len(name)) for at in whole_uses(text, name, start))


def likely_name(page: Page, units: list[Unit]) -> NameFound | None:
    """The best of the names that a page on a project of the social fund may use for it."""
    if not _OF_FUND.search(page.text, 0, len(page.text)) or not _PROJECT.search(page.text):
        return None
    best: tuple[int, int, NameFound] | None = None
    seen: dict[str, int] = {}
    for unit in units:
        for found in _runs(page, unit):
            if found.name in seen:
                continue
            seen[found.name] = score = _score(page, units, found)
            if score >= _ENOUGH and (best is None or score > best[0]):
                best = (score, -found.start, found)
    return best[2] if best else _opening(page, units)


def _opening(page: Page, units: list[Unit]) -> NameFound | None:
    """What a page opens with and goes on to call "projektet": "Mer skog – fler jobb bidrar …"."""
    found = _SUBJECT.match(page.text, units[0].start, units[0].end) if units else None
    if found is None or "rojektet" not in page.text[found.end() : units[0].end]:
        return None
    name = squeeze(found["name"])
    if MASK in name or looks_like_body(name):
        return None
    return NameFound(name, found.start("name"), found.end("name"), found.start())


def _runs(page: Page, unit: Unit) -> Iterator[NameFound]:
    taken = [(m.start, m.end) for m in page.reader.beginning_in(unit.start, unit.end)]
    for match in _RUN.finditer(page.text, unit.start, unit.end):
        name = squeeze(match.group()).strip(" .-/")
        if len(name) < 3 or MASK in name or GENERIC.match(name) or _NO_NAME.fullmatch(name):
            continue
        if any(left <= match.start() and match.end() <= right for left, right in taken):
            continue
        known = page.reader.mentions
        if looks_like_body(name) or FUND.match(name) or known.key_of(name):
            continue
        bare = name.removesuffix("s")
        if is_place(known, name) or known.is_municipality(bare) or known.key_of(bare):
            continue
        if is_publisher(page.text, page.units, name):
            continue
        end = _goes_on(page.text, match.start(), match.end(), unit.end)
        name = squeeze(page.text[match.start() : end]).strip(" .-/")
        yield NameFound(name, match.start(), end, match.start())


def _goes_on(text: str, start: int, end: int, stop: int) -> int:
    """The end of a name that goes on in small letters wherever it stands: "Aktör för välfärd"."""
    words = _GOES_ON.match(text, end, stop)
    if words is None or text.count(text[start:end]) < 2:
        return end
    uses = sum(1 for _ in whole_uses(text, text[start:end]))
    if uses < 2:
        return end
    right = words.end()
    verb = _STOP.search(text, end, right)
    right = verb.start() if verb else right
    while right > end:
        longer = text[start:right]
        if sum(1 for _ in whole_uses(text, longer)) == uses:
            return right
        right = text.rfind(" ", end, right)
    return end


def _score(page: Page, units: list[Unit], found: NameFound) -> int:
    """How much on the page says that a run of capitals is the name of its project."""
    text, name = page.text, found.name
    length = len(name)
    uses = [at for at in whole_uses(text, name) if not at or text[at - 1] != "-"]
    # A word with a capital only where sentences begin, and elsewhere without, is a common noun.
    if " " not in name and not name[1:].isupper() and _is_common(text, name):
        return 0
    if is_where(text, name):
        return 0
    score = min(len(uses) - 1, 3)
    inside = sum(not _begins_sentence(text, at) for at in uses)
    score += min(inside, 1)
    if any(_DOES.match(text, at + length) for at in uses):
        score += 2
    if any(_OF.search(text, max(0, at - 40), at) for at in uses):
        score += 2
    for unit in page.reader.once("titles", lambda: _titles(units)):
        if len(unit.text) > _LONGEST_TITLE or unit.text.endswith("."):
            continue
        titled = next((at for at in uses if unit.start <= at <= unit.end - length), None)
        if titled is None:
            continue
        begins = titled - unit.start < 3
        whole = begins and _TITLE_VERB.match(text[: unit.end], titled + length)
        score += 3 if whole and len(uses) > 1 else 2
        if (
            whole
            and _BEGINS.match(text, titled + length)
            and sum(w[0].isupper() for w in name.split()) > 1
        ):
            score += 2
        break
    return score


def _titles(units: list[Unit]) -> list[Unit]:
    """The first three units that may be titles: none that the page has twice, nor an address."""
    times = Counter(unit.text for unit in units)
    return [unit for unit in units if times[unit.text] == 1 and " " in unit.text][:3]


def _is_common(text: str, name: str) -> bool:
    lower = name.lower()
    return lower in text and re.search(rf"(?<!\w){re.escape(lower)}", text) is not None


def _begins_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip(' "”“–-•')
    return not before or before[-1] in ".!?:\n" or "\n" in text[max(0, at - 2) : at]
