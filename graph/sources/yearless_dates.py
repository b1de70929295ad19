"""Starts without a year, told on a page that says when it was published: "startar den 1 maj".

The year is that of the publication where the page says "i år", the one after where it says "nästa
år". Else what is to start does so after the publication, and what has started did so before it.
"""

from __future__ import annotations

import re

from graph.sources.furniture import page_date
from graph.sources.periods import MONTHS, find_date
from graph.sources.screening import once_a_range, screened
from graph.sources.values import Found

_MONTH = "|".join(name for name in MONTHS if len(name) > 3 or name == "maj")
_DATE = rf"(?:(?:den\s+)?(?P<day%d>\d{{1,2}}|första)(?::e|:a)?\s+|)(?P<month%d>{_MONTH})"
_NO_YEAR = (
    r"(?!\w|\.?,?\s+(?:19|20)\d\d|\s+månad|\s*[–-]|\s+(?:eller|till)\b|"
    rf"\s+och\s+(?:den\s+)?(?:\d|{_MONTH}))"
)
_WHICH = r"(?:\s+(?P<which%d>i\s+år|nästa\s+år|förra\s+året|i\s+fjol))?"
# "Projektet startar den 1 november i år", "I november drar vi i gång projektet"
_START = screened(
    r"\b(?:(?P<verb1>startar|(?:tjuv)?startade|börjar|började|inleds|inleddes|påbörjas|påbörjades|"
    r"(?:dra|drar|drog|sätter|sattes|kom|kommer)(?:\s+vi)?\s+i\s?gång|starten\s+(?:sker|blir|är|går)|med\s+(?:start|början)|"
    r"startskottet\s+(?:går|gick)|projektstart(?:en|)(?:\s+(?:är|blir|sker)|:)|(?<=[\n.•–-]\s)(?-i:Start)(?:\s+(?:blir|sker|är)|\s*:)?|(?<=\n)(?-i:Start)(?:\s+(?:blir|sker|är)|\s*:)?|"
    r"(?:pågår|löper|drivs|bedrivs|genomförs)\s+(?:[^.;\d]{1,40}\s)?(?:från(?:\s+och\s+med)?|fr\.?\s?o\.?\s?m\.?|med\s+(?:början|start)))\s+"
    r"(?:projektet\s+|alla\s+|redan\s+|båda\s+|formellt\s+|officiellt\s+|preliminärt\s+|i\s+(?:mån|tis|ons|tors|fre)dags,?\s+|(?:mån|tis|ons|tors|fre)dagen\s+)?(?:i\s+(?:början|mitten|slutet)\s+av\s+|i\s+|nu\s+i\s+)?"
    rf"{_DATE % (1, 1)}{_NO_YEAR}{_WHICH % 1}|"
    rf"(?:i\s+|den\s+){_DATE % (2, 2)}{_NO_YEAR}{_WHICH % 2},?\s+"
    r"(?P<verb2>startar|startade|börjar|började|inleds|inleddes|(?:drar|drog|sätter|kom)(?:\s+\w+)?\s+i\s?gång|går\s+startskottet|gick\s+startskottet)|"
    r"(?:\b(?:projektet|satsningen|det)\s+har\s+(?P<verb3>pågått|drivits|funnits|varit\s+i\s?gång)\s+"
    rf"sedan\s+(?:i\s+)?{_DATE % (3, 3)}{_NO_YEAR}{_WHICH % 3}|"
    rf"\bsedan\s+(?:i\s+)?{_DATE % (4, 4)}{_NO_YEAR}{_WHICH % 4}\s+"
    r"(?P<verb4>driver|drivs|pågår|bedriver|bedrivs|genomför|genomförs)))",
    re.IGNORECASE,
)
# "startar i januari 2020 och avslutas i december samma år", "… den 30 juni året därpå"
_SAME_YEAR = screened(
    r"(?P<year>(?:19|20)\d\d)\b[^.;\d]{1,60}?\b(?:avslut\w+|slut\w*|pågå\w*|pågick|löp\w+|till|klar\w*|färdig\w*|avklara\w*)\s+"
    rf"(?:(?:senast|fram\s+till|till\s+och\s+med|till|i)\s+)*{_DATE % (1, 1)}\s+"
    r"(?P<which>samma\s+år|året\s+därpå|året\s+efter|nästa\s+år|påföljande\s+år|följande\s+år)",
    re.IGNORECASE,
)
# "Det avslutas i december året därpå.", below the sentence that tells the year
_END_OF_YEAR = screened(
    r"\b(?:projektet|det|satsningen|insatsen)\s+(?:avslutas|avslutades|slutar|slutade|upphör|upphörde|tar\s+slut|tog\s+slut|(?:är|var)\s+(?:slut|över|klart))\s+"
    rf"(?:[^.;\d]{{1,30}},\s+)?(?:(?:senast|redan|formellt)\s+)?(?:i\s+)?{_DATE % (1, 1)}\s+"
    r"(?P<which>samma\s+år|året\s+därpå|året\s+efter|påföljande\s+år)",
    re.IGNORECASE,
)
_ABOVE = 200  # characters in which the year may stand before the end
_PAST = re.compile(
    r"(?:startade|började|inleddes|påbörjades|drog|sattes|kom\b|gick)", re.IGNORECASE
)
# "Sep 21, 2016 09:00 CEST", as news rooms write when a release was published
_ENGLISH = re.compile(
    r"\b(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+(?P<day>\d{1,2}),\s+"
    r"(?P<year>(?:19|20)\d\d)(?:,?\s+\d\d:\d\d(?:\s+CES?T)?)?\s*$"
)
_ENGLISH_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
)  # fmt: skip
# "Nyhetsbrev till personalen, november 2015"
_LETTER = re.compile(
    r"(?:[^\W\d]{0,20}(?:nyhetsbrev|månadsbrev|personalblad|medlemsblad|medlemsbrev|informationsblad)(?:et)?)\b[^\d\n]{0,40}?"
    rf"\b(?P<month>{_MONTH})\s+(?P<year>(?:19|20)\d\d)$",
    re.IGNORECASE,
)
_ISSUED = re.compile(
    r"(?:press(?:meddelande|release|info)?|nyhet(?:er)?|aktuellt|artikel|publicera\w*|"
    r"artikeln\s+publicerades|posta[dt]|upplagd|skapa[dt]|datum|inlagd|(?:mån|tis|ons|tors|fre|lör|sön)dag\w*)?"
    r"[\s:,|•–-]*(?:den\s+)?(?=\d)",
    re.IGNORECASE,
)
_ISSUED_BELOW = re.compile(
    r"(?:artikeln\s+|texten\s+|sidan\s+)?(?:publicera(?:d|t|des)|skrive[nt]|posta[dt]|inlag[dt]|upplagd)\b[^\d]{0,50}(?=\d)",
    re.IGNORECASE,
)
# "… och avslutas den 25 mars nästa år", told by the day of publication
_END = screened(
    r"\b(?:avslut\w*|slut(?:ar|ade|datum)|upphör|löper\s+ut|stänger\s+\w+|(?:fram\s+)?till\s+och\s+med|(?:pågår|pågå|löper|varar|håller\s+på)\s+(?:fram\s+)?till|klart?|färdigt?)\s+"
    rf"(?:i\s+|senast\s+)?{_DATE % (1, 1)}\s+(?P<which>i\s+år|nästa\s+år)\b",
    re.IGNORECASE,
)
_HEAD, _FOOT = 14, 14  # lines of a page where its date may stand
_LONGEST = 60  # characters of a line that is but a date

TELLING = _START.bit | _END.bit | _END_OF_YEAR.bit


def find_yearless_start(text: str, start: int, end: int) -> Found[str] | None:
    """The day or month, in ISO form, of a start told without its year in `start..end`."""
    told = _START.search(text, start, end)
    if told is None:
        return None
    issued = published(text, 0, len(text))
    if issued is None:
        return None
    form = next(form for form in "1234" if told[f"verb{form}"])
    month = MONTHS[told[f"month{form}"].casefold()]
    year, issued_month = int(issued[:4]), int(issued[5:7])
    which = " ".join((told[f"which{form}"] or "").casefold().split())
    if which in ("förra året", "i fjol"):
        year -= 1
    elif which == "nästa år":
        year += 1
    elif not which and (form in "34" or _PAST.search(told[f"verb{form}"])):
        year -= month > issued_month
    elif not which:
        year += month < issued_month
    return _date(told, form, year, month)


def find_yearless_end(text: str, start: int, end: int) -> Found[str] | None:
    """The day or month, in ISO form, of an end told by "i år" or "nästa år" in `start..end`."""
    told = _END.search(text, start, end)
    issued = published(text, 0, len(text)) if told is not None else None
    if told is None or issued is None:
        return None
    year = int(issued[:4]) + told["which"].casefold().startswith("n")
    return _date(told, "1", year, MONTHS[told["month1"].casefold()])


def find_end_of_same_year(text: str, start: int, end: int) -> Found[str] | None:
    """The day or month, in ISO form, of an end whose year is told by that of the start before it.

    >>> text = "Projektet startar i maj 2020 och avslutas i mars året därpå."
    >>> find_end_of_same_year(text, 0, len(text)).value
    '2021-03'
    """
    told = _SAME_YEAR.search(text, start, end)
    written = told["year"] if told is not None else None
    if told is None and (told := _END_OF_YEAR.search(text, start, end)):
        years = re.findall(
            r"\b(?:19|20)\d\d\b",
            text[max(0, told.start() - _ABOVE) : told.start()].rpartition("\n")[2],
        )
        written = years[-1] if years else None
    if told is None or written is None:
        return None
    year = int(written) + (told["which"].casefold().split() != ["samma", "år"])
    return _date(told, "1", year, MONTHS[told["month1"].casefold()])


def _date(told: re.Match[str], form: str, year: int, month: int) -> Found[str] | None:
    """The date of the group `day` of a form, "första" or none; None where no month has the day."""
    written = told[f"day{form}"]
    day = None if written is None else 1 if not written.isdigit() else int(written)
    value = f"{year}-{month:02}" + (f"-{day:02}" if day else "")
    if day is not None and find_date(value) is None:
        return None
    return Found(value, told.start(f"day{form}" if written else f"month{form}"), told.end())


@once_a_range
def published(text: str, start: int, end: int) -> str | None:
    """The day, in ISO form, that lines at the head or the foot of a page say it was published.

    Of a newsletter it is the month.
    """
    lines = [line for line in text[start:end].split("\n") if line.strip()]
    for line in (*lines[:_HEAD], *lines[-_FOOT:]):
        dated = page_date(line)
        if dated is not None and dated[0] == "issued":
            return dated[1]
    for line in lines[:_HEAD]:
        english = _ENGLISH.search(line) if len(line) <= _LONGEST else None
        if english is not None:
            month = _ENGLISH_MONTHS.index(english["month"]) + 1
            written = f"{english['year']}-{month:02}-{int(english['day']):02}"
            return written if find_date(written) else None
        letter = _LETTER.match(line.strip()) if len(line) <= _LONGEST else None
        if letter is not None:
            return f"{letter['year']}-{MONTHS[letter['month'].casefold()]:02}"
        opening = _ISSUED.match(line.strip())
        if opening is None or len(line) > _LONGEST:
            continue
        found = find_date(line.strip(), opening.end())
        if found is not None and found.start == opening.end():
            return found.value if len(found.value) == len("2020-01-01") else None
    for line in lines[-_FOOT:]:
        opening = _ISSUED_BELOW.match(line.strip()) if len(line) <= _LONGEST else None
        found = find_date(line.strip(), opening.end()) if opening is not None else None
        if opening is not None and found is not None and found.start == opening.end():
            return found.value if len(found.value) == len("2020-01-01") else None
    return None
