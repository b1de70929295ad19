"""Places that a sentence names one after the other: "praktik på gårdar i A, B och C".

Three or more are where the project works, unless the sentence tells of something else; two or
one only where what is carried out there is said to be the project.
"""

from __future__ import annotations

import re

from graph.sources.drafts import Draft
from graph.sources.page import Page
from graph.sources.screening import screened

_MANY = 3
_NEAR = 140  # characters before a place in which what happens there is told
_PLACE = r"(?:(?:Västra|Östra|Norra|Lilla|Stora)\s|Upplands[\s-])?[A-ZÅÄÖ][a-zåäöé]+"
_ITEM = re.compile(rf"(?P<name>{_PLACE})(?![\w-])")
# "i A, en i B och vid kontoret i C", "i A (Exempelbyn) samt i B"
_JOINT = re.compile(
    r"(?:\s+\([^()\n]{2,40}\))?(?:\s*,\s*(?:och|samt)?|\s*/|\s+(?:och|samt|eller|respektive))\s*"
    r"(?:(?:(?:(?:vid|på|hos)\s+[a-zåäö]+|en|ett|två|tre|fyra)\s+)?i\s+)?(?=[A-ZÅÄÖ])"
)
_START = screened(
    r"\b(?P<by>i|från|till)\s+(?:kommunerna\s+)?"
    rf"(?={_PLACE}(?:\s+\([^()\n]{{2,40}}\))?(?:,|/|\s+(?:och|samt|eller|respektive)\s))"
)
_ONE = screened(rf"\b(?P<by>i|till)\s+(?={_PLACE}(?!\w))")
# Behind a name these make it another place or body: "Kalmar län", "Umeå universitet"
_NO_PLACE = re.compile(
    r"\s*(?:läns?\b|stift\b|universitet|högskol|folkhögskol|stads\b|kommunförbund|regionen|[&-])|"
    r"\s+(?:[A-ZÅÄÖ]|kommun(?:er|erna|s)?\b|stad\b)"
)
# What makes a sentence one on the project and not on its surroundings
_ON_PROJECT = re.compile(
    r"projekt|satsning|insats|verksamhet|aktivitet|deltagar|kurs(?:er|tart)|utbildning|praktik|"
    r"handled|coach|mötesplats|mottagning|grupper\b|målgrupp|företag|arbetsplats|anställda|"
    r"medarbetare|\b(?:tanken|planen|målet|syftet)\b|\bteam|lokaler\b|verkst(?:ad|äder)|\bstöd\b",
    re.IGNORECASE,
)
# What is told of other times, other bodies' doings, meetings, or of the state of things
_ELSEWHERE = re.compile(
    r"\b(?:(?<!som\s)inte|ej|aldrig|varken|inget|ingen|liknande|motsvarande|likartad\w*|tidigare|redan|"
    r"(?:samma|andra)\s+(?:projekt|modell|metod|arbetssätt|satsning|upplägg|kommun|ort|del)\w*|"
    r"sedan\s+länge|förebild\w*|förlaga\w*|på\s+sikt|hoppas|framöver|lever\s+(?:\w+\s+)?vidare|"
    r"besök\w*|studie(?:besök|res)\w*|\w*(?:konferens|seminari|mässor|mässan|mässa\b|möte(?!splats)|varsel|varsl)\w*|"
    r"arbetslöshet\w*|sjuktal\w*|andelen|statistik\w*|högst|lägst|född\w*|"
    r"sprid\w*|inspir\w*|hämta\w*|anvisa\w*|remitter\w*|erfarenhet\w*|intresse\w*|jämför\w*|"
    r"medlem\w*|huvudkontor\w*|fabrik(?:er)?|\w*butiker|"
    r"(?:förbundet|företaget|bolaget|föreningen|stiftelsen|koncernen|skolan|projektledaren|hon|han)\s+"
    r"(?:har|hade|finns)|arbetat|(?:har|hade)\s+(?:\w+\s+)?kontor|"
    r"avsl(?:ag|og|ogs|agit)|projekt\s+(?:finns|pågår|drivs)|finns\s+(?:andra|projekt)|lämna\w*|"
    r"presenter\w*|utställning\w*|förstudien|styrgrupp\w*|referensgrupp\w*)\b",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"\b(?:deltagare|deltagarna|personer|ungdomar|unga|elever|anställda|medarbetare|av\s+dem|"
    r"individer|kvinnor|män)\b[^.;:]{0,60}\b(?:kommer|kom|rekryteras|rekryterats|är)\b|"
    r"\b(?:kommer|kom|rekryteras)\b[^.;:]{0,40}\b(?:deltagare|personer|ungdomar|\d{2,4})\b|"
    r"\bav\s+(?:dem|dessa)\s+(?:kommer|är|kom)\b",
    re.IGNORECASE,
)
_PLACED = re.compile(r"\bförlag(?:d|da|t|ts)\s+$", re.IGNORECASE)
_WORK = (
    r"projektet|delprojekten?|satsningen|verksamheten|verksamheterna|insatsen|insatserna|"
    r"aktiviteterna|arbetet|genomförandet|kurserna|utbildningen|utbildningarna|praktiken"
)
_HAPPENS = (
    r"(?:kommer\s+att\s+|ska\s+|skall\s+|har\s+)?(?:genomförs|genomfördes|genomföras|genomförts|"
    r"bedrivs|bedrevs|bedrivas|bedrivits|drivs|drevs|drivas|pågår|pågick|pågå|sker|skedde|ske|"
    r"äger\s+rum|hålls|finns|ligger|startar|startade|(?:är|blir|var)\s+förlag(?:d|da|t))"
)
_WITHIN = (
    r"(?:\s+(?:nu|även|bland\s+annat|både|huvudsakligen|främst|främst|helt|dels|under\s+[\w\s]{2,20}|"
    r"(?:vid|på|hos)\s+[a-zåäö]+|till|[a-zåäö]+er|[a-zåäö]+na)){0,3}\s*$"
)
_CARRIED_OUT = re.compile(rf"(?:(?<!\w)(?i:{_HAPPENS})){_WITHIN}")
# "söker pengar till en verksamhet i A", "bygger upp en ny testbädd i A"
_SETS_UP = re.compile(
    r"\b(?:söker|ansöker|startar|starta|öppnar|öppna|bygger\s+upp|bygga\s+upp|skapar|skapa|etablerar|driver)\s"
    r"[^.;:]{0,50}?\b(?:ett|en|fem|fyra|tre|två|ny|nya|nytt)\s+(?:[a-zåäö]+\s+){0,2}?"
    r"(?:projekt|\w*verksamhet(?:er)?|mötesplats(?:er)?|testbädd|företag|caféer|café|verkstad|verkstäder|\w*utbildning|mottagning)\s+$",
    re.IGNORECASE,
)
# "Den som hamnat i A eller B", "dig som bor i A eller B": whom the project is for
_FOR_WHO_LIVES = re.compile(
    r"\b(?:(?:den|de|dem|dig|du|unga|personer|kvinnor|män|vuxna|ungdomar)\s+som\s+"
    r"(?:[a-zåäö]+\s+){0,6}?)(?:bor|bosatt\s+sig|hamnat|lever|flyttat)\s*$",
    re.IGNORECASE,
)


def read_place_runs(page: Page, draft: Draft, start: int, end: int) -> None:
    """Add the places of the sentence `start..end` that it says the project works in."""
    text = page.text
    if text[end - 1] == "?":
        return
    for cue in _START.finditer(text, start, end):
        places = _places(page, cue.end(), end)
        if places and _is_worked_in(text, draft, cue, len(places), start, end):
            _add(page, draft, places, start, end)
    for cue in _ONE.finditer(text, start, end):
        if _happens_at(text, draft, cue, start):
            places = _places(page, cue.end(), end)
            if len(places) == 1 and not tells_of_elsewhere(text, start, end):
                _add(page, draft, places, start, end)


def tells_of_elsewhere(text: str, start: int, end: int) -> bool:
    """Whether a sentence names places by the way: other times, others, the state of things."""
    return _ELSEWHERE.search(text, start, end) is not None


def _places(page: Page, at: int, end: int) -> list[tuple[int, int]]:
    """The municipalities that stand one after the other from `at`, each by its bare name."""
    text, known = page.text, page.reader.mentions
    places: list[tuple[int, int]] = []
    while (item := _ITEM.match(text, at, end)) and known.is_municipality(item["name"]):
        if _NO_PLACE.match(text, item.end(), end):
            return []
        places.append(item.span("name"))
        joint = _JOINT.match(text, item.end(), end)
        if joint is None:
            break
        at = joint.end()
    return places


def _is_worked_in(
    text: str, draft: Draft, cue: re.Match[str], count: int, start: int, end: int
) -> bool:
    """Whether a sentence says that the project works in the `count` places after `cue`."""
    if count < 2 or tells_of_elsewhere(text, start, end):
        return False
    before = text[max(start, cue.start() - _NEAR) : cue.start()]
    if cue["by"] == "från":
        return count >= _MANY and _COMING.search(before) is not None
    if cue["by"] == "till":
        return _PLACED.search(before) is not None
    if _FOR_WHO_LIVES.search(before) or _happens_at(text, draft, cue, start):
        return True
    return count >= _MANY and _ON_PROJECT.search(text, start, end) is not None


def _happens_at(text: str, draft: Draft, cue: re.Match[str], start: int) -> bool:
    """Whether the words before `cue` say that the project, or its work, is carried out there."""
    before = text[max(start, cue.start() - _NEAR) : cue.start()]
    if _SETS_UP.search(before):
        return True
    happens = _CARRIED_OUT.search(before)
    if happens is None:
        return False
    words = before[: happens.start()]
    subject = rf"(?:(?<!\w)(?:{_WORK})|{re.escape(draft.name)}[”\"]?)"
    return re.search(rf"(?i:{subject})(?:\s+[a-zåäö]+){{0,3}}\s*$", words) is not None


def _add(page: Page, draft: Draft, places: list[tuple[int, int]], start: int, end: int) -> None:
    for span in places:
        evidence = page.citer.cite(start, end, "places.run", span)
        draft.add_municipality(page.text[slice(*span)], evidence)
