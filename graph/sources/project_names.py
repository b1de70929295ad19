"""Names of projects in Swedish prose: where "projektet X" ends, and which X a page is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from graph.sources.parties import looks_like_body
from graph.sources.passages import MASK, Unit, squeeze

_UPPER = "A-ZÅÄÖÉÜ"
_QUOTED = re.compile(r"[”\"“»'](?P<name>[^”\"“»«'\n]{2,80})[”\"“«']")
# Words that never belong to a name that is not in quotation marks.
_STOP = (
    r"tillsammans\s+med|där|som|ska|skall|har|hade|är|var|blir|får|fick|beviljas|beviljades|"
    r"beviljats|vill|"
    r"kommer|görs|gjordes|kan|syftar|pågår|pågick|startar|startade|drivs|drevs|ägs|ägdes|genomförs|"
    r"genomfördes|genom|vilket|vilka|"
    r"vars|men|samt|eftersom|när|handlar|handlade|riktar|riktade|vänder|bidrar|leds|leddes|"
    r"finansieras|finansierades|"
    r"består|omfattar|innebär|initierades|avslutas|avslutades|under|både|bygger|övergår|övergick|"
    r"utvecklar|"
    r"arbetar|samverkar|stärker|erbjuder|använder|medfinansieras|utvärderas|deltar|medverkar|"
    r"ingår|löper|tar|"
    r"sker|fortsätter|satsar|hjälper|skapar|ger|gör|ges|testar|prövar|fokuserar|"
    r"kompetensutvecklar|i\s+samverkan|i\s+samarbete|"
    r"i\s+syfte|för\s+att|med\s+(?:syfte|mål|stöd|målet|start|en|ett|totalt|drygt|ca|cirka)|"
    r"inom\s+ramen|på\s+(?:totalt|drygt|\d)|"
    r"till\s+och\s+med|från\s+(?:och|\d)|mellan\s+\d|av\s+(?:E|e)uropeiska|sedan|nu|också|även|"
    r"inte|därför|"
    r"med\s+(?-i:(?=[A-ZÅÄÖ]))|hos\s+(?-i:(?=[A-ZÅÄÖ]))|fram\s+till|mot\s+slutet|enligt|via|"
    r"efter|innan"
)
_END = re.compile(
    rf"\s+(?:(?:och\s+)?(?:{_STOP})\b)|[.!?…](?=\s|$|[”\"])|[,;:()\n•|–]|\s[-–—]\s|[”\"»«]|$",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(r"\s+(?:[a-zåäö]{3,}a|ge|få|nå|se|bli|stå|ske|gå)\s")
_KIND = (
    r"(?:pilot|förprojekt|utvecklings|EU-|ESF-|Esf-|esf-|socialfonds|ESF\s|EU\s|samverkans|"
    r"kompetens|huvud|genomförande)?"
)
CUE = re.compile(
    rf"(?:(?<![\w-])|(?<=-))(?P<kind>{_KIND})(?P<word>[Pp]rojekt(?:et)?|"
    r"PROJEKT(?:ET)?)(?:\s+med\s+namnet|\s+kallat|\s+vid\s+namn|\s+(?:som\s+)?heter|:)?"
    rf"\s+(?=[{_UPPER}\d”\"“»'#])"
)
_HEADINGS = re.compile(
    r"^(?:om\s+)?(?:projektet|projekt)\s*:?\s+(?=\S)|^(?:välkommen\s+till|om|"
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
    rf"(?P<name>[”\"“»]?[{_UPPER}\d][^.,;:\n]{{1,80}}?)\s+(?:är|var|"
    r"heter)\s+(?:namnet\s+på\s+)?(?:ett|Sveriges|länets)\s+"
    r"(?:[\w-]+\s+){0,4}?[\w-]*projekt\b"
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
_GENERIC = re.compile(
    r"^(?:i|om|på|för|med|till|från|det|detta|ett|en|den|de|vi|syfte|mål|bakgrund|resultat|"
    r"samverkan|ESF|EU|Europeiska.*|Svenska ESF.*|Socialfonden.*|Sverige|"
    r"Projekt(?:et|ägare|period|ledare|nummer|budget)?|Region|Kommun|Målgrupp|Under|Inom|Genom|"
    r"Efter|Varje|Alla|\d+|\d[\d\s,.]*(?:kronor|kr|mkr|tkr|miljoner|procent|personer|år|månader).*)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NameFound:
    """A project's name where it stands: `text[start:end]` is it, but for white space."""

    name: str
    start: int
    end: int
    cue: int  # where the word "projekt" before it begins
    capital: bool = False  # written "Projekt X", where "Projekt" may be part of the name


def name_at(text: str, at: int, stop: int, *, before_verb: bool = False) -> tuple[int, int] | None:
    """The range of the project name that begins at `at`, or None.

    A name without quotation marks begins with a capital and runs to punctuation or to a word no
    name holds; `before_verb` says that an infinitive follows ("för att i projektet X stärka …").
    """
    if quoted := _QUOTED.match(text, at, stop):
        return quoted.start("name"), quoted.end("name")
    if at >= stop or not (text[at].isupper() or text[at].isdigit() or text[at] == "#"):
        return None
    if re.compile(r"(?:19|20)\d\d\b").match(text, at, stop):
        return None  # a year, not a name
    end_match = _END.search(text, at, stop)
    end = end_match.start() if end_match else stop
    if end_match and end_match.group().startswith(".") and re.match(r"\.\d", text[end : end + 2]):
        return None
    if before_verb and (verb := _INFINITIVE.search(text, at, end)):
        end = verb.start()
    while end > at and text[end - 1] in " \t\n,–-":
        end -= 1
    trailing = re.search(r"\s+(?:och|i|av|med|för|till|på|inom)$", text[at:end])
    if trailing:
        end = at + trailing.start()
    written = squeeze(text[at:end])
    if not written or MASK in written or len(written) > 90 or _GENERIC.match(written):
        return None
    return at, end


def names_in(text: str, start: int, end: int) -> list[NameFound]:
    """The names after the word "projekt" in `start..end`."""
    found = []
    for cue in CUE.finditer(text, start, end):
        before_verb = re.search(r"\batt\s+i\s+$", text[max(start, cue.start() - 12) : cue.start()])
        span = name_at(text, cue.end(), end, before_verb=before_verb is not None)
        if span is not None:
            capital = cue["word"] == "Projekt" and not cue["kind"]
            name = squeeze(text[slice(*span)])
            found.append(NameFound(name, *span, cue=cue.start(), capital=capital))
    return found


def from_heading(line: str) -> tuple[str, str | None]:
    """The name that a heading states, and the project number if it has one.

    >>> from_heading("2016/00001 - Exempelvägen"), from_heading("Exempelvägen – ett ESF-projekt")
    (('Exempelvägen', '2016/00001'), ('Exempelvägen', None))
    """
    number = None
    line = squeeze(line).lstrip("#").strip()
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
        name = squeeze(match["name"]).strip('”"“»« ')
        if MASK in name or _GENERIC.match(name) or len(name) > 90:
            continue
        start = unit.start + match.start("name")
        found.append(NameFound(name, start, unit.start + match.end("name"), unit.start))
    return found


def main_name(
    text: str, units: list[Unit], is_body: Callable[[str], bool] = looks_like_body
) -> tuple[NameFound | None, list[str]]:
    """The project that a page in prose is about, and other spellings of its name.

    A heading that names it decides; else the name met most often after the word "projektet".
    """
    headings = [unit for unit in units[:6] if len(unit.text) < 120 and ">" not in unit.text]
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
    if len(name) > 60 or looks_like_body(name) or not name[:1].isupper() or _GENERIC.match(name):
        return False
    pattern = rf"(?<![\w-]){re.escape(name)}(?=\s+(?:är|var|ska|riktar|vänder|syftar|pågår|pågick|"
    pattern += r"drivs|drevs|är|ger|handlar|startade|startar|består|genomförs|bygger|får|har)\b)"
    return re.search(pattern, text[heading.end :]) is not None


def _in_heading(heading: Unit, counts: Counter[str], text: str) -> NameFound | None:
    name, _ = from_heading(heading.text)
    tailed = _TITLE_TAIL.search(heading.text) is not None
    announced = _HEADINGS.match(heading.text) is not None
    known = name.casefold() in counts or _recurs(name, heading, text)
    if not known and (parts := re.match(r"(.{2,60}?)(?:\s+[–—-]\s+|:\s+)", name)):
        short = parts[1].strip(' ”"“»«')
        if short.casefold() in counts or _recurs(short, heading, text):
            name, known = short, True
    if _CLAUSE.search(name):
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
