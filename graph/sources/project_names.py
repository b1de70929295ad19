"""Names of projects in Swedish prose: where "projektet X" ends, and which X a page is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

from graph.sources.parties import looks_like_body
from graph.sources.passages import MASK, Unit, squeeze
from graph.sources.screening import once_a_range, promised, screened

_UPPER = "A-ZÅÄÖÉÜ"
_QUOTED = re.compile(r"[”\"“»'](?P<name>[^”\"“»«'\n]{2,80})[”\"“«']")
# Words that never belong to a name that is not in quotation marks.
_STOP = (
    r"tillsammans\s+med|där|som|ska|skall|har|hade|är|var|blir|får|fick|beviljas|beviljades|"
    r"beviljats|vill|"
    r"kommer|görs|gjordes|kan|syftar|pågår|pågick|startar|startade|börjar|började|drivs|drevs|ägs|ägdes|genomförs|"
    r"genomfördes|genom|vilket|vilka|"
    r"vars|men|samt|eftersom|när|handlar|handlade|riktar|riktade|vänder|bidrar|leds|leddes|"
    r"finansieras|finansierades|"
    r"består|omfattar|innebär|initierades|avslutas|avslutades|under|både|bygger|övergår|övergick|"
    r"utvecklar|"
    r"arbetar|samverkar|stärker|erbjuder|använder|medfinansieras|utvärderas|deltar|medverkar|"
    r"ingår|löper|tar|"
    r"sker|fortsätter|satsar|hjälper|skapar|ger|gör|ges|testar|prövar|fokuserar|"
    r"utökas|utvidgas|förlängs|lanseras|presenteras|inleds|bedrivs|utbildas|erbjuds|stärks|utvecklas|testas|prövas|skapas|coachas|rustas|stöttas|används|arbetas|"
    r"kompetensutvecklas|kompetensutvecklar|(?-i:i\s+samverkan|i\s+samarbete)|"
    r"i\s+syfte|för\s+att|med\s+(?:syfte|mål|fokus|inriktning|stöd|målet|start|en|ett|totalt|drygt|ca|cirka)|"
    r"inom\s+(?:ramen|programområde)|på\s+(?:totalt|drygt|\d)|"
    r"till\s+och\s+med|från\s+(?:och|\d)|mellan\s+\d|av\s+(?:E|e)uropeiska|sedan|nu|också|även|"
    r"inte|därför|gäller|"
    r"tog|togs|blev|gav|gavs|fanns|syftade|samlade|arbetade|utvecklade|omfattade|innebar|erbjöd|ledde|gjorde|"
    r"startades|inleddes|bedrevs|utvärderades|deltog|medverkade|ingick|visade|anses|ansågs|"
    r"skriver|berättar|säger|startas|prioriterats|prioriteras|startats|avslutats|genomförts|drivits|bedrivits|"
    r"valts|förlängts|fått|"
    r"med\s+(?-i:(?=[A-ZÅÄÖ]))|hos\s+(?-i:(?=[A-ZÅÄÖ]))|fram\s+till|mot\s+slutet|enligt|via|"
    r"efter|innan|(?-i:i\s+(?!Sverige)[A-ZÅÄÖ]\w+\s+som)"
)
_END = re.compile(
    rf"\s+(?:(?:och\s+)?(?:{_STOP})\b)|[.!?…](?=\s|$|[”\"])|[,;()\n•|–]|:(?=\s|$)|\s[-–—]\s|[”\"»«]|$",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(r"\s+(?:[a-zåäö]{3,}a|ge|få|nå|se|bli|stå|ske|gå)\s")
_KIND = (
    r"(?:pilot|förprojekt|utvecklings|EU-|ESF-|Esf-|esf-|socialfonds|ESF\s|EU\s|samverkans|"
    r"kompetens|huvud|genomförande)?"
)
# "arbetslöshetsprojektet X": what a project is for, where the definite form names one
_COMPOUND_KIND = r"[a-zåäöé]{4,25}(?=projektet\s)"
CUE = screened(
    rf"(?<!\w)(?P<kind>(?i:{_KIND})|(?!(?:syster|forsknings|grann|förebild)){_COMPOUND_KIND})(?P<word>[Pp]rojekt(?:et)?|[Ff]örstudien?|"
    r"PROJEKT(?:ET)?)(?:\s+med\s+namnet|\s+kallat|\s+vid\s+namn|\s+(?:som\s+)?heter|:|,(?=\s[”\"“»]))?"
    rf"\s+(?=[{_UPPER}\d”\"“»'#])"
)
_EXPLAINED = re.compile(
    rf"(?P<sign>\s+[–—-]\s+|:\s+|,\s+)(?P<words>(?=[{_UPPER}])(?:(?!\s(?:{_STOP})\b)[^.;:()\n”\"]){{3,70}})"
)
# "Status, kvalitet och matchning från …"
_SERIES = re.compile(
    rf"(?:,\s+(?!(?:{_STOP}|en|ett|den|det|de|av|i|på)\b)[a-zåäöé]+){{1,3}},?\s+(?:och|samt)\s+"
    rf"(?!(?:{_STOP})\b)[a-zåäöé]+(?=\s+(?:från|{_STOP})\b|[.,;:”\"]|\s*$)"
)
# "Aktör: Exempelstads kommun" is a field, and no heading
_FIELD = re.compile(r"(?!(?:[Oo]m\s+)?[Pp]rojekt)[A-ZÅÄÖ][a-zåäö]+(?:\s[a-zåäö]+)?:\s+\S")
# "ett projekt för unga som heter X", "projektet kallas X"
_CALLED = screened(
    r"\b(?:[Pp]rojekt(?:et)?|[Ff]örstudien?|[Ss]atsningen)\b(?:\s+(?![A-ZÅÄÖ])[^\s.;:]+){0,8}?,?\s+(?:som\s+)?"
    rf"(?:heter|kallas|kallat|benämnt|går\s+under\s+namnet,?|(?:har\s+)?fått\s+namnet|fick\s+namnet|har\s+namnet|döpts\s+till|med\s+namnet)\s+(?=[{_UPPER}”\"“»'#])|"
    rf"\b(?:projektet|förstudien),\s+(?=[”\"“]?[{_UPPER}][^.,;:]{{1,40}},)"
)
# "Bland projekten finns ”X”"
_AMONG = screened(r"\bprojekten\b[^.;:”\"“]{0,50}(?=[”\"“])")
# "har sökt EU-medel till ”X”"
_MONEY_FOR = screened(
    r"\b(?:medel|\w*stöd|pengar|\w*bidrag|ansökan|ansökt|EU-medel|miljoner\s+kronor)\s+(?:till|för|om)\s+(?=[”\"“])"
)
# "Ett av de projekt som får stöd är X", "Bland de projekt som beviljats medel finns X"
_ONE_OF = screened(
    r"\b(?:[Ee]tt\s+av|[Bb]land)\s+(?:de\s+)?projekt(?:en)?\s+som\s+(?:får|fick|har\s+fått|"
    rf"beviljas|beviljats|prioriterats)\b[^.;,]{{0,80}}?\s+(?:är|finns)\s+(?=[{_UPPER}”\"“])"
)
_IN_IT = re.compile(r"\b(?:i|till|för|om|med)\s+$")
# "utbildar projektet 75 nyckelpersoner": a count of people, and no name
_COUNTED = re.compile(r"\d[\d ]*\s+(?:\w+\s+)?[a-zåäö]+(?:er|ar|or|are|na|en|unga|anställda)\b")
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
    rf"(?P<name>[”\"“»]?[{_UPPER}\d][^.,;:\n]{{1,80}}?)\s+(?:är|var|"
    r"heter)\s+(?:namnet\s+på\s+)?(?:ett|Sveriges|länets)\s+"
    r"(?:[\w-]+\s+){0,4}?[\w-]*projekt\b"
)
# "Projekt 12 34 56 - Exempelvägen": a number of the publisher's before the name
_NUMBERED = re.compile(r"Projekt\s+\d[\d ]{2,12}\s*[-–—:]\s+")
_OF_FUND = re.compile(r"(?:ESF|[Ss]ocialfonds?)\+?(?:-|\s)?projekt")
# A word of its own, explained: "Exempellyftet, som stöttar nyanlända, har …"
_OPENING = re.compile(
    rf"(?P<name>[{_UPPER}][\w-]{{5,}}(?:\s+[{_UPPER}0-9][\w.-]*)?),\s+(?:som|ett|en)\s+[^.]{{5,200}},\s+"
    r"(?:har|är|var|ska|startar|startade|får|fick|går|gick|drivs|avslutas|avslutades)\s"
)
# "Samordningsförbundet Exempelbygden är …" is no use of "Exempelbygden" as a project's name
_OF_BODY = re.compile(
    r"(?:förbundet|kommun(?:en)?|region(?:en)?|föreningen|stiftelsen|bolaget|skolan|företaget|myndigheten|länet|"
    r"nätverket|college)\s+\Z",
    re.IGNORECASE,
)
_LEADS = screened(rf"\b[Pp]rojekt(?:ledare|ägare)\s+(?:för|i)\s+(?=[{_UPPER}”\"“])")
_COMPOUND = re.compile(
    rf"(?<![\w-])(?!(?:ESF|EU|AMIF|ERUF|Leader|Interreg|Finsam|React)\b)(?P<name>[{_UPPER}][\w/]+)-projektets?\b"
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
    r"^(?:Årsberättelse.*|Årsredovisning.*|Verksamhetsberättelse.*|Slutrapport.*|Nyhet\w*|Aktuell\w*|i|om|på|för|med|till|från|det|detta|ett|en|den|de|vi|syfte|mål|bakgrund|resultat|"
    r"samverkan|ESF|EU|(?:ESF|EU)-(?:bidrag|stöd|medel|pengar|finansiering)\w*|Europeiska.*|"
    r"Svenska ESF.*|Socialfonden.*|Sverige|"
    r"Projekt(?:et|ägare|period|ledare|nummer|budget)?|"
    r"(?:Nytt\s+)?(?:ESF|EU|Socialfonds?)\+?[- ]?projekt(?:et|en)?|"
    r"Region|Kommun|Målgrupp|Under|Inom|Genom|"
    r"Efter|Varje|Alla|\d[\d\s]*|\d[\d\s,.]*(?:kronor|kr|mkr|tkr|miljoner|procent|personer|år|månader).*)$",
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
    if text[at].isdigit() and _COUNTED.match(text, at, stop):
        return None
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
    end = _with_explanation(text, at, end, stop)
    if trailing := re.search(r"\s+(?:och|samt)$", text[at:end]):
        end = at + trailing.start()
    written = squeeze(text[at:end])
    if not written or MASK in written or len(written) > 90 or _GENERIC.match(written):
        return None
    return at, end


def _with_explanation(text: str, at: int, end: int, stop: int) -> int:
    """The end of a name with what explains it: "ISA – Insatser i samverkan", "Steg: Vägen in"."""
    name = text[at:end]
    if series := _SERIES.match(text, end, stop):
        return series.end()
    longer = _EXPLAINED.match(text, end, stop)
    if longer is None or len(name) > 30 or MASK in longer.group():
        return end
    sign, words = longer["sign"].strip(), longer["words"]
    capitals = "".join(word[0] for word in words.split() if word[0].isupper())
    if sign == ",":
        return longer.end() if len(name) > 1 and capitals == name else end
    if sign == ":":
        short = " " in words and words.split()[1][:1].islower() and not looks_like_body(words)
        return longer.end() if short else end
    acronym = name.isupper() and 2 <= len(name) <= 8 and words[:1] == name[:1]
    return longer.end() if acronym else end


@once_a_range
def names_in(text: str, start: int, end: int) -> list[NameFound]:
    """The names after the word "projekt" in `start..end`."""
    found: list[NameFound] = []
    if not promised(text, start, end) & (
        _CALLED.bit | _AMONG.bit | _MONEY_FOR.bit | _ONE_OF.bit | CUE.bit
    ):
        return found
    for cue in _CALLED.finditer(text, start, end):
        if span := name_at(text, cue.end(), end):
            found.append(NameFound(squeeze(text[slice(*span)]), *span, cue=cue.start()))
    for cue in chain(_AMONG.finditer(text, start, end), _ONE_OF.finditer(text, start, end)):
        if span := name_at(text, cue.end(), end):
            found.append(NameFound(squeeze(text[slice(*span)]), *span, cue=cue.start()))
    for cue in _MONEY_FOR.finditer(text, start, end):
        if span := name_at(text, cue.end(), end):
            name = squeeze(text[slice(*span)]).rstrip(".")
            found.append(NameFound(name, span[0], span[0] + len(name), cue=cue.start()))
    for cue in CUE.finditer(text, start, end):
        if cue.group().rstrip().endswith(":") and _IN_IT.search(text[start : cue.start()]):
            continue  # "med i projektet: A och B" lists who is
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
        if MASK in name or _GENERIC.match(name) or len(name) > 90:
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
            if not _GENERIC.match(match["name"]):
                start = unit.start + match.start("name")
                return NameFound(match["name"], start, start + len(match["name"]), start)
    return None


def _opening(text: str, units: list[Unit]) -> NameFound | None:
    """The name that a page about an ESF project opens with: "Exempellyftet, som stöttar …"."""
    if not _OF_FUND.search(text):
        return None
    for unit in units[:4]:
        match = _OPENING.match(unit.text)
        if match is None or looks_like_body(match["name"]) or _GENERIC.match(match["name"]):
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
        or _GENERIC.match(name)
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
    if _CLAUSE.search(name) or _GENERIC.match(name):
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
