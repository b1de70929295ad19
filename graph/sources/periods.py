"""Dates and periods in Swedish text, each with where it stands.

Dates are of day or month precision. What a page says more coarsely is an interval, and stands as
its first month where something starts and its last where something ends: a year is January to
December, våren January to June, sommaren June to August, hösten August to December (the terms of
the Swedish school year, which is how officers count), and a turn of the year December or January.
So "från hösten 2018 till våren 2021" is 2018-08 to 2021-06; the quoted evidence keeps the words.
Vintern is no interval here: which two years it falls in is not said.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from graph.records import Period
from graph.sources.quick_patterns import quick
from graph.sources.screening import screened
from graph.sources.values import Found

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "jan"), ("februari", "feb"), ("mars", "mar"), ("april", "apr"), ("maj",),
            ("juni", "jun"), ("juli", "jul"), ("augusti", "aug"), ("september", "sept", "sep"),
            ("oktober", "okt"), ("november", "nov"), ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = (
    rf"(?:(?:19|20)\d\d(?:-\d\d-|\.\d\d\.)\d\d(?!\d)|(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?![\d-]*\d)|"
    rf"(?<!\d)(?:19|20)\d{{6}}(?!\d)|"
    rf"(?:den\s+)?\d{{1,2}}(?::e|:a)?\s+(?:{_MONTH})\b\.?,?\s+(?:19|20)\d\d|"
    rf"(?:{_MONTH})\b\.?(?:\s+månad)?,?\s+(?:19|20)\d\d|"
    rf"(?:den\s+)?(?:första|förste|sista|siste)\s+(?:{_MONTH})\s+(?:19|20)\d\d|"
    rf"\d{{1,2}}/\d{{1,2}}[\s-]+(?:19|20)\d\d)"
)
_WHOLE_DATE = re.compile(_DATE, re.IGNORECASE)
_ISO_MONTH = r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])"
_YEARLESS = rf"(?:(?:den\s+)?\d{{1,2}}(?::e|:a)?\s+)?(?:{_MONTH})\b\.?|\d{{1,2}}/\d{{1,2}}"
_SEASONS = {
    "vår": ("01", "06"), "vt": ("01", "06"), "sommar": ("06", "08"), "höst": ("08", "12"),
    "ht": ("08", "12"),
}  # fmt: skip
_COARSE = (
    r"(?:(?:tidig[at]?\s+|sen[at]?\s+)?(?:(?:vår|sommar|höst)(?:en|terminen)?|[vh]t)\s+(?:19|20)\d\d|"
    r"årsskiftet\s+(?:19|20)\d\d\s?[/–-]\s?(?:(?:19|20)\d\d|\d\d)|"
    r"(?:(?:början|slutet)\s+av\s+)?(?:år\s+|år(?:et|en)\s+)?(?:19|20)\d\d(?![\d/-]|\s?[–-]\s?\d))"
)
_PROGRAMMES = frozenset({("2007", "2013"), ("2014", "2020"), ("2021", "2027"), ("2000", "2006")})
_BETWEEN = (
    r"\s*(?:--?|–|—|−|/|,?\s*(?:fram\s+)?(?:till\s+och\s+med|t\.?\s?o\.?\s?m\.?|till|tom|och|"
    r"fram\s+till)(?:\s+och\s+med)?(?:\s+den)?)\s*"
)
_RANGE = quick(
    rf"(?<![\d/])(?=(?-i:[\dADFJMNOSadfjmnos\u017f]))(?:(?P<ym1>{_ISO_MONTH})(?P<_1>\s*[-–—]\s*|"
    rf"\s+till\s+)(?P<ym2>{_ISO_MONTH})(?![-\d])|"
    rf"(?P<first>{_DATE}|{_YEARLESS}){_BETWEEN}(?P<second>{_DATE}))",
    re.IGNORECASE,
)
# "februari-oktober 2021"
_MONTHS_OF_YEAR = quick(
    rf"(?<!\d )\b(?P<month1>{_MONTH})\s?[-–—]\s?(?P<month2>{_MONTH})\s+(?P<year>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_YEAR = r"(?:år(?:en|et)?\s+)?(?:19|20)\d\d"
_COARSE_RANGE = quick(
    rf"(?<![\d/-])(?=(?-i:[\dABDFHJMNOSTVÅabdfhjmnostvå\u017f\u212b]))(?P<first>{_COARSE}|{_DATE}|{_YEAR}){_BETWEEN}(?P<second>{_COARSE}|{_DATE}|{_YEAR})(?![\d/])",
    re.IGNORECASE,
)
# "Slutdatum i beslutet: 30 juni 2019"
_AS_WRITTEN = r"(?:\s+(?:i|enligt)\s+(?:beslutet|ansökan|avtalet|planen|projektplanen))?"
_STARTS = screened(
    rf"\b(?:(?:upp|projekt|tjuv)?start(?:ar|ade|at|a|as|datum|ades|en|år|månad(?:en)?)?|(?:dra|drar|drogs?|dras|rulla(?:r|de)|kör(?:s|de|des)?|går|gick)\s+i\s*gång|(?:projektets\s+)?första\s+(?:dag(?:en)?|månad(?:en)?)|i\s?gång\s+sedan|påbörja(?:s|des|ts)|inled(?:s|des)|börja(?:r|de)|med\s+början|(?:tar|tog)\s+sin\s+början|(?:finns|fanns|är|var)\s+(?:på\s+plats|i\s?gång|verksamt?)\s+(?:från|sedan)|"
    rf"(?:kom|kommer|satte|sattes|sätts)\s+i\s*gång|(?:sätter|drog\s+vi|drar\s+vi)\s+i\s*gång|sjösätts|sjösattes|startskott(?:et)?\s+(?:går|gick|blir)|"
    rf"(?:driver|drivs|pågår|pågått|rullar|rullat)\s+sedan|(?:pågår|pågick|löper|löpte)\s+från|från\s+och\s+med|fr\.?\s?o\.?\s?m\.?){_AS_WRITTEN}\s*:?"
    rf"(?:\s+(?:är|var|blir|blev|sker|skedde|går|gick|satt\s+till|den|i|under|upp|"
    r"projektet\s+(?-i:[A-ZÅÄÖ#])[\w-]+(?:\s[\w-]+){0,3}?(?=\s(?:i|den|under|på)\s)|projektet|verksamheten|"
    rf"(?:mån|tis|ons|tors|fre)dagen|vi|formellt|officiellt|redan|alla|båda|bägge|samtliga|preliminärt|så\s+smått|på\s+allvar|insatsen|satsningen|arbetet|som\s+projekt|vid(?=\s+årsskiftet\s+\d)|(?:vid\s+årsskiftet,?\s+)?närmare\s+bestämt|med\s+en\s+\w+fas|på|(?:början|mitten|slutet)\s+av(?!\s+år)))*\s*"
    rf"(?P<date>{_DATE}|{_COARSE})",
    re.IGNORECASE,
)
_FIRST_PHASE = (
    r"(?:(?:den\s+första|den\s+inledande|första)\s+fasen|(?:analys|planerings|mobiliserings|förberedelse|"
    r"uppstarts|start)(?:-\s+och\s+(?:analys|planerings|mobiliserings))?fasen)"
)
# "Den 1 februari 2021 startade …"
_DATED_START = screened(
    rf"(?P<date>{_DATE}|{_COARSE})(?:\s+|(?=,\s))(?:startade|startades|startas|startar|inleddes|inleds|påbörjades|påbörjas|"
    r"(?:drog|drar|sattes|sätts|rullade|rullar|kom|kör|körde|går|gick)\s+(?:projektet\s+|satsningen\s+|vi\s+|verksamheten\s+)?i\s?gång|"
    rf"(?:började|börjar)\s+(?:projektet|satsningen|insatsen|arbetet|verksamheten|vi|{_FIRST_PHASE})|"
    r",\s+(?:då|när)\s+(?:projektet|satsningen|insatsen|verksamheten|vi)\s+(?:startade|startar|började|börjar|inleddes|inleds)|"
    r"(?:tog|tar)\s+(?:(?!\d{4})[^;\n]){3,60}?\svid|(?:gick|går)\s+startskottet|till\s+starten\s+av)\b|"
    # "Från den 1 juni 2020 drivs verksamheten som …"
    rf"\bfrån\s+(?:den\s+)?(?P<date3>{_DATE})\s+(?:drivs|bedrivs|pågår|genomförs|driver|kommer\s+(?:(?!fortsätta)[^.;\d]){{3,40}}?\s(?:drivas|bedrivas|pågå|genomföras))\b|"
    # A line of a timeline: "2023-01-01  Projektstart"
    rf"(?P<date2>{_DATE})\s*[:,–—-]?\s*(?:projektstart|projektet\s+(?:startar|startade)|start(?=[\s.]*$))",
    re.IGNORECASE,
)
# "Sedan mars 2019 driver kommunen projektet"
_SINCE = screened(
    rf"\bsedan\s+(?:den\s+|i\s+)?(?P<date>{_DATE}|{_COARSE})\s+(?:pågår|drivs|driver|bedriver|bedrivs|genomför|genomförs|"
    r"testar|prövar|provar|(?:har\s+(?:vi\s+|kommunen\s+)?)?(?:också\s+|även\s+)?ett\s+(?:[\w-]+\s+)?[\w-]*projekt|"
    r"(?:projekt)?(?:ägare|huvudman)(?=\s)|(?:drivit|bedrivit|genomfört|ägt|lett|samordnat)(?=\s+(?:(?:(?:ESF-|EU-)?projektet|satsningen)\s+)?[”\"“]?(?-i:[A-ZÅÄÖ])))\b|"
    r"\bhar\s+(?:drivits|letts|ägts|bedrivits|genomförts|pågått)\s+(?:av|hos|vid|inom|i|på)\s[^.;,\d]{2,60}?\s"
    rf"sedan\s+(?:den\s+|i\s+)?(?P<date3>{_DATE}|{_COARSE})|"
    rf"\b(?:projektet|satsningen|insatsen|verksamheten|arbetet|det|(?:testar|prövar|provar)(?:\s+(?:vi|de))?)\s+"
    r"(?:har\s+(?:nu\s+|redan\s+)?(?:pågått|funnits|drivits|bedrivits|rullat|hållit\s+på|varit\s+(?:i\s?gång|aktivt|öppen))\s+|)"
    rf"sedan\s+(?:den\s+|i\s+)?(?P<date2>{_DATE}|{_COARSE})",
    re.IGNORECASE,
)
# "I oktober 2022 avslutas det länsgemensamma projektet"
_DATED_END = screened(
    rf"(?P<date>{_DATE}|{_COARSE})(?:\s+|(?=,\s))(?:(?:avslutas|avslutades|upphör|upphörde)\s+(?:[\w-]+\s+){{0,3}}?"
    r"(?:[\w-]*projekt(?:et)?|satsningen)|"
    # "före den 31 mars 2023, då pengarna ska vara slut och X upphör"
    r",\s+(?:då|när)\s+(?:[^.;\d]{1,60}\s)?(?:projekt\w*|satsningen|insatsen|verksamheten|(?-i:[A-ZÅÄÖ])[\w-]+)\s+"
    r"(?:upphör|upphörde|avslutas|avslutades|tar\s+slut|tog\s+slut|läggs\s+ne[dr]|lades\s+ne[dr]|stänger|stängde|är\s+slut)|"
    r"(?:låste|låser|stängde|stänger|släckte|släcker)\s+(?:vi|projektet)(?=\s+(?:[^.;\d]{1,30}\s)?(?:för\s+(?:gott|sista\s+gången|alltid)|igen|ne[dr]|projektet)\b)|(?:tar|tog)\s+[^.;\d]{3,60}?\sslut|(?:går|gick)\s+[^.;\d]{3,60}?\si\s+(?:mål|graven)|(?:är|tar|går)\s+(?:projektet|satsningen)\s+(?:slut|klart|färdigt|i\s+mål)|"
    r"(?:ska|skall|skulle|kommer|beräknas|väntas|måste)\s+(?:allt|projektet|satsningen|arbetet|insatsen)\s+(?:att\s+)?vara\s+"
    r"(?:klart|klar|avslutat|avslutad|slutfört|slutförd|färdigt|färdig|genomfört|i\s+mål|i\s+hamn))\b|"
    rf"(?P<date2>{_DATE})\s*[:,–—-]?\s*(?:projektslut|projektavslut|projektet\s+(?:avslutas|avslutades|slutar)|(?:avslut|slut)(?=[\s.]*$))",
    re.IGNORECASE,
)
_ENDINGS = screened(
    rf"\b(?:avslut(?:as|ades|at|ats|ad|ade|et|ning|ningen)?|projektslut(?:et)?|projektavslut(?:et)?|(?:är|var|tar|tog)\s+slut,?|sträcker\s+sig\s+(?:fram\s+)?till|slut(?:ar|a|ade|datum|dag|dagen|förs|fördes|år|månad(?:en)?)?|upphör(?:de)?|"
    rf"sista\s+dag(?:en)?(?:\s+för\s+(?:hela\s+)?projektet)?|går\s+i\s+mål|gick\s+i\s+mål|(?:går|gick|löper|löpte)\s+ut|(?:är|var)\s+över|"
    rf"(?:projekt\w*|satsningen|insatsen|verksamheten)\s+(?:stänger|stängde|stängs|läggs\s+ne[dr]|lades\s+ne[dr])|avrunda(?:s|des)|(?:beslutet|stödet|medlen|pengarna|finansieringen)\s+(?:gäller|räcker|löper)(?:\s+(?:fram\s+)?till(?:\s+och\s+med)?)?|går\s+i\s+graven|gick\s+i\s+graven|och\s+stäng(?:er|de|s)|(?:fram\s+)?till\s+utgången\s+av|"
    rf"och\s+den\s+sista(?:\s+dagen)?|(?:pågår|pågick|pågå|varar|varade|räcker|löper|löpte|löpa|fortlöp\w+|fortgår|fortgå|fortsätt\w+|håller\s+på|höll\s+på|hålla\s+på)\s+(?:(?!från)\w+,?\s+){{0,3}}?(?:fram\s+)?till(?:\s+och\s+med)?|t\.?\s?o\.?\s?m\.?|"
    rf"från\s+(?:den\s+)?(?:\d{{1,2}}\s+)?\w+\s+i\s+år\s+(?:och\s+)?(?:fram\s+)?till|lever\s+vidare\s+(?:fram\s+)?till|förläng\w+\s+(?:(?:därför|sedan|senare|dock|också|nu)\s+){{0,2}}(?:fram\s+)?till|"
    rf"till\s+och\s+med|(?:vara|är|bli|blir)\s+(?:klar\w*|färdig\w*|avslutat|slutför\w*|avklara\w*|i\s+mål|i\s+hamn|till\s+ända)){_AS_WRITTEN}\s*:?(?:\s+(?:vid\s+utgången\s+av|till|senast|är|var|blir|blev|sker|skedde|formellt|officiellt|helt|satt\s+till|planera(?:d|t|s)|beräkna(?:d|t|s)|den|i|under|på|(?:början|mitten|slutet)\s+av(?!\s+år)))*\s*"
    rf"(?P<date>{_DATE}|{_COARSE})",
    re.IGNORECASE,
)
# "170401-200131", as diaries write days
_SHORT_DAYS = re.compile(r"(?<!\d)(\d{6})\s*[-–—]\s*(\d{6})(?!\d)")
_ONE_DATE = re.compile(
    rf"(?<![\d/-])(?P<date>{_COARSE}|{_DATE}|(?:19|20)\d\d(?!\d))", re.IGNORECASE
)
_YEAR_AND_MONTH = re.compile(r"\d{4}-\d\d")
_EIGHT_DIGITS = re.compile(r"\d{8}")
_ISO_DAY = re.compile(r"(\d{4})[-.](\d\d)[-.](\d\d)")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})[\s-]+(\d{4})")
_TURN_OF_MONTH = re.compile(r"(första|förste|sista|siste)\s+([a-z]+)\s+(\d{4})")
_NAMED_MONTH = re.compile(r"(?:(\d{1,2})\S*\s+)?([a-z]+)\.?(?:\s+månad)?,?\s+(\d{4})")
_OPENING_WORD = re.compile(r"den\s+")
_PROGRAMME_YEARS = re.compile(
    r"(?:2000\s*[-–]\s*2006|2007\s*[-–]\s*2013|2014\s*[-–]\s*2020|2021\s*[-–]\s*2027)"
)
_DATE_RE = re.compile(rf"(?<![\d/]){_DATE}", re.IGNORECASE)
CENTURY = screened(r"19|20")


def find_periods(text: str, start: int = 0, end: int | None = None) -> Iterator[Found[Period]]:
    """Ranges of two dates, of day or month precision; an impossible date or order is none.

    >>> next(find_periods("Från 3 maj 2018 till 30 juni 2021")).value
    Period(start='2018-05-03', end='2021-06-30')
    """
    if not CENTURY.may_match(text, start, len(text) if end is None else end):
        return
    part = text[start:end]
    precise = list(_RANGE.finditer(part))
    for match in _MONTHS_OF_YEAR.finditer(part):
        first, last = (
            _iso(f"{match['month1']} {match['year']}"),
            _iso(f"{match['month2']} {match['year']}"),
        )
        if first and last and first <= last:
            yield Found(Period(first, last), start + match.start(), start + match.end())
    for match in precise:
        if match["ym1"]:
            first, last = _iso(match["ym1"]), _iso(match["ym2"])
        else:
            last = _iso(match["second"])
            opening = match["first"]
            if last and not re.search(r"(?:19|20)\d\d", opening):
                opening = f"{opening} {last[:4]}"
            first = _iso(opening)
        if first and last and first[:7] <= last[:7]:
            yield Found(Period(first, last), start + match.start(), start + match.end())
    for match in _COARSE_RANGE.finditer(part):
        if any(one.start() < match.end() and match.start() < one.end() for one in precise):
            continue
        if part.endswith(("årsskiftet ", "Årsskiftet "), 0, match.start()):
            continue  # "vid årsskiftet 2020/2021" is one day
        years = tuple(re.findall(r"(?:19|20)\d\d", match.group()))
        worded = re.search(r"(?!åren\b)\b[a-zåäö]{4}", match.group(), re.IGNORECASE)
        if years in _PROGRAMMES and not worded:
            continue  # a programme period of the fund, not of a project
        first, last = _day_or_month(match["first"]), _day_or_month(match["second"], last=True)
        if first and last and first[:7] <= last[:7]:
            yield Found(Period(first, last), start + match.start(), start + match.end())


def find_start(text: str, start: int = 0, end: int | None = None) -> Found[str] | None:
    """The date that something is said to start.

    >>> find_start("Projektet startade hösten 2018.").value
    '2018-08'
    """
    span = (start, len(text) if end is None else end)
    if not CENTURY.may_match(text, *span):
        return None
    told = _STARTS.alone(text, *span) or _DATED_START.alone(text, *span)
    return _dated(told or _SINCE.alone(text, *span), start)


def find_end(text: str, start: int = 0, end: int | None = None) -> Found[str] | None:
    """The date that something is said to end."""
    span = (start, len(text) if end is None else end)
    if not CENTURY.may_match(text, *span):
        return None
    return _dated(_ENDINGS.alone(text, *span) or _DATED_END.alone(text, *span), start, last=True)


def find_date(text: str, start: int = 0, end: int | None = None) -> Found[str] | None:
    """The first date, in ISO form.

    >>> find_date("Publiceringsdatum: 5 juni 2018").value
    '2018-06-05'
    """
    for match in _DATE_RE.finditer(text[start:end]):
        value = _iso(match.group())
        if value:
            return Found(value, start + match.start(), start + match.end())
    return None


_PHASE = re.compile(r"\bfas(?:en)?\b|\w+fas(?:en)?\b", re.IGNORECASE)


def find_whole_period(
    text: str, start: int = 0, end: int | None = None
) -> tuple[str | None, str | None]:
    """Start and end of a field that is known to hold a period, also of one that is half open.

    >>> find_whole_period("hösten 2018"), find_whole_period("fr.o.m. maj 2018")
    (('2018-08', '2018-12'), ('2018-05', None))
    """
    periods = [found.value for found in find_periods(text, start, end)]
    part = text[start:end]
    if periods and (len(periods) == 1 or not _PHASE.search(part)):
        return periods[0].start, periods[0].end
    if periods:  # of each phase: the whole is from the first to the last
        first = min((found.start for found in periods if found.start), default=None)
        return first, max((found.end for found in periods if found.end), default=None)
    if days := _SHORT_DAYS.search(part):
        first, last = (
            _checked(2000 + int(day[:2]), int(day[2:4]), int(day[4:])) for day in days.groups()
        )
        return (first, last) if first and last and first < last else (None, None)
    begun, ended = find_start(text, start, end), find_end(text, start, end)
    if begun is not None or ended is not None:
        return (begun.value if begun else None), (ended.value if ended else None)
    if _PROGRAMME_YEARS.search(part):
        return None, None
    only = _ONE_DATE.search(part)
    if only is None:
        return None, None
    before = part[: only.start()].strip().casefold()
    open_ended = re.match(r"\s*[-–—]", part[only.end() :]) is not None or before.endswith("från")
    begins = _day_or_month(only["date"])
    exact = _WHOLE_DATE.fullmatch(only["date"]) is not None
    if before in ("-", "–", "—") and not open_ended:
        return None, _day_or_month(only["date"], last=True)
    return begins, None if open_ended or exact else _day_or_month(only["date"], last=True)


def _dated(match: re.Match[str] | None, offset: int, *, last: bool = False) -> Found[str] | None:
    if match is None:
        return None
    group = next(name for name, written in match.groupdict().items() if written)
    value = _day_or_month(match[group], last=last)
    return Found(value, offset + match.start(group), offset + match.end(group)) if value else None


def _iso(written: str) -> str | None:
    written = written.strip().lower()
    if opening := _OPENING_WORD.match(written):
        written = written[opening.end() :]
    if _YEAR_AND_MONTH.fullmatch(written):
        return written
    if len(written) == 8 and _EIGHT_DIGITS.fullmatch(written):
        written = f"{written[:4]}-{written[4:6]}-{written[6:]}"
    if iso := _ISO_DAY.fullmatch(written):
        return _checked(int(iso[1]), int(iso[2]), int(iso[3]))
    if slashed := _SLASHED.fullmatch(written):
        return _checked(int(slashed[3]), int(slashed[2]), int(slashed[1]))
    if turn := _TURN_OF_MONTH.fullmatch(written):
        month = MONTHS.get(turn[2])
        if month is None:
            return None
        last = monthrange(int(turn[3]), month)[1]
        return _checked(int(turn[3]), month, 1 if turn[1].startswith("först") else last)
    if named := _NAMED_MONTH.fullmatch(written):
        month = MONTHS.get(named[2])
        if month is None:
            return None
        if named[1] is None:
            return f"{named[3]}-{month:02}"
        return _checked(int(named[3]), month, int(named[1]))
    return None


def _day_or_month(written: str, *, last: bool = False) -> str | None:
    """An ISO date; of a season or year its first or last month."""
    if _WHOLE_DATE.fullmatch(written):
        return _iso(written)
    return _month(written, last=last)


def _month(written: str, *, last: bool = False) -> str | None:
    """The first or last month of a season, a year or a turn of the year."""
    years = re.findall(r"(?:19|20)\d\d", written)
    if not years:
        return None
    folded = written.casefold()
    if "årsskifte" in folded:
        return f"{years[0]}-12" if last else f"{int(years[0]) + 1}-01"
    season = next((months for word, months in _SEASONS.items() if word in folded), ("01", "12"))
    return f"{years[0]}-{season[last]}"


def _checked(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
