"""Facts of a project in running text: period, money, participants, programme."""

from __future__ import annotations

import re

from graph.records import Period
from graph.sources.amounts import SUM_WORD, find_amounts
from graph.sources.drafts import Draft
from graph.sources.grant_words import ONE_OF_MANY
from graph.sources.passages import squeeze
from graph.sources.periods import (
    CENTURY,
    find_date,
    find_end,
    find_periods,
    find_start,
)
from graph.sources.phases import is_of_phase, is_phase
from graph.sources.planned_counts import TELLING as COUNT_TELLING
from graph.sources.planned_counts import find_planned, is_closer
from graph.sources.screening import may_match, screened
from graph.sources.stated_sums import THAT_MUCH, read_sums
from graph.sources.sum_rows import ROWS, read_rows
from graph.sources.values import Found, find_numbers
from graph.sources.yearless_dates import TELLING as YEARLESS
from graph.sources.yearless_dates import (
    find_end_of_same_year,
    find_yearless_end,
    find_yearless_start,
)

_PROJECT_TIME = screened(
    r"\b(?:pågår|pågick|pågått|pågå|löpt|sträckte|(?:ett|två|tre|fyra)årigt?|arbetar\s+(?:\w+\s+)?med\s+projektet|bedrivas|drivas|genomföras|löpa|(?:är|var|vara|varit)\s+(?:i\s?gång|verksamt?)|rullar|rullade|håller\s+på|höll\s+på|drivits|bedrivits|genomförts|löper|löpte|projektperiod\w*|projekttid\w*|(?:avtalad|beslutad|beviljad|planerad|beräknad)\s+tid|projektet\s+(?:start|pågå|"
    r"avslut|är)\w*|genomförs|genomfördes|"
    r"(?:prövas|prövades|testas|testades)(?=\s[^.;]{0,40}\b(?:projektet|satsningen)\b)|körs|kördes|drivs|drevs|drev|ledde|bedrivs|bedrevs|varar|varade|startar|startade|avslutas|avslutades|perioden|period(?=\s*:)|för\s+tiden|åren|under\s+(?:ett|två|tre|fyra|två\s+och\s+ett\s+halvt|tre\s+och\s+ett\s+halvt)\s+år(?=,)|(?:EU-medel|EU-stöd|ERUF|ESF\+?)\s+år(?=\s(?:19|20)\d\d\s?[–-])|under\s+tiden|under\s+(?:19|20)\d\d|ingick|"
    r"sträcker|mellan|finansiera(?:s|des)|(?:är|var)\s+ett\s+(?:[\w-]+\s+){0,3}?[\w-]*projekt|(?-i:Ett)\s+(?:[\w-]+\s+)?[\w-]*projekt(?=\s+(?:19|20)\d\d\s?[–-]))\b",
    re.IGNORECASE,
)
_NOT_PROJECT_TIME = screened(
    r"\b(?:uppdaterad|publicera\w*|statistik|rapporten(?!\s+(?:beskriver|redovisar|handlar|sammanfattar)\b[^.;]{0,60}?\bprojektet)|enkät\w*|"
    r"under\s+programperiod\w*|"
    r"(?:planen|tanken|tänkt|ursprunglig\w*)\s[^.;]{0,60}?\bskulle|skulle\s+(?:projektet\s+)?ursprungligen|"
    r"(?:kursen|utbildningen|gruppen|(?:nästa|första|andra)\s+(?:kurs|grupp|omgång)|anmälan|ansökan)\s+(?:startar|startade|börjar|började|pågår|pågick|är\s+öppen|stänger)|"
    r"(?:(?:projekt|process|teknik)?ledare[nr]|(?:projekt)?(?:medarbetare[nr]|koordinatorn|samordnaren|ekonomen)|handledare[nr]|kommunchefen|jag|hon|han)\s+(?:[^\W\d]+\s+){0,2}?(?:började|börjar|startade|slutade|slutar|tillträdde|tillträder|anställdes|rekryterades)|"
    r"konferens\w*|utlysning\w*\s+är\s+öppen|"
    r"(?:tagit|tog)\s+emot\s[^.;]{0,50}?(?:flyktingar|nyanlända|asylsökande))\b",
    re.IGNORECASE,
)
_PROJECT_WORD = screened(
    r"\b(?:tidsplan|(?-i:Start)\s+(?:är|sker|blir)|förstudie\w*|projekt\w*|[\w-]+-projektet|pågår|satsningen|(?-i:Insatsen|Kurserna|Utbildningarna|Aktiviteterna)\s+(?:har|pågår|startar|startade|drivs)|(?-i:Insatsen)\s+(?:pågick|påbörjas|påbörjades|inleds|inleddes|börjar|började|avslutas|avslutades|slutar|löper|löpte)|ska\s+allt\s+vara|(?:drog|drar|startade|började|körde)\s+vi\b|startskottet\s+(?:går|gick)|(?-i:Vi)\s+(?:startade|startar|började|börjar|(?:satte|sätter|drog|kom|drar|kommer)\s+i\s?gång)\s+(?:redan\s+)?(?:den\s+|i\s+)?(?:\d{1,2}\s+)?[a-z]{3,9}\s+(?:19|20)\d\d|med\s+(?:start|början)\s+(?:nu\s+|redan\s+)?(?:i|den|under|hösten|våren|\d)|(?-i:Vi|Igång|I\s+gång)\s+(?:(?:är|var|har\s+varit)\s+i\s?gång|sedan)|(?:låste|stängde|släckte)\s+vi|(?:beslutet|stödet|medlen|pengarna|finansieringen)\s+(?:gäller|räcker|löper)|(?:började|startade|inleddes)\s+(?:den\s+(?:första|inledande)\s+fasen|(?:analys|planerings|mobiliserings|förberedelse|uppstarts)fasen)|(?-i:Det|Den|Verksamheten|Arbetet|Allt|Starten|Avslutet|Avslutningen|Slutdatum|Startdatum)\s+(?:hela\s+)?(?:är|var|blir|sker|skedde|går|"
    r"gick|drog|drar|kom|kommer|startade|startar|började|börjar|inleddes|inleds|sätter|sattes|avslutas|avslutades|"
    r"håller|höll|löper|löpte|ska)(?=\s)|"
    r"(?:verksamheten|vi)\s+(?:håller|höll|drar|drog)\s+(?:på|i\s?gång))\b",
    re.IGNORECASE,
)
# "det tidigare projektet började 2017" dates another project
_OTHER_TIME = screened(
    r"\b(?:tidigare|föregående|förra|första\s+omgången\s+av|föregångare\w*)\s+(?:\w+\s+){0,2}?"
    r"(?:projekt\w*|satsning\w*|omgång\w*)\b[^.;]{0,40}?(?:började|startade|inleddes|pågick|avslutades|"
    r"genomfördes)[^.;,]{0,40}",
    re.IGNORECASE,
)
# "Ett samverkansprojekt 2019–2021" below the title: its days may be told further down
_YEARS_ONLY = re.compile(r"(?:19|20)\d\d\s?[–—-]\s?(?:19|20)\d\d")
_HEADING = 90  # characters of a heading
_MONTH = len("2020-01")
_REACH = 200  # characters before a period in which words tell that it is another project's
# "Slutrapport för projektet X 2009–2011"
_HEADED = re.compile(r"^(?:slutrapport(?:en)?(?:\s+(?:för|från)|:)?\s+)?projekt(?:et)?\s+[”\"]?")
# "Startade 2023-09-01", "Sista dag: 30 september 2023": a line of its own
_TERSE = re.compile(
    r"[\s•*–-]*(?:Startade?s?|Startar|Påbörjades|Avslutades|Avslutas|Slutar|Slutade|(?:Projekt)?(?:[Ss]tart|[Ss]lut)(?:år|månad(?:en)?)?|Startdatum|Slutdatum|Sista\s+dag(?:en)?|"
    r"Med\s+start)\b[^.;]{1,40}\.?\s*$"
)
_UNTIL = screened(
    r"\b(?:fram\s+till(?:\s+och\s+med)?|till\s+och\s+med|t\.?o\.?m\.?)(?=\s)", re.IGNORECASE
)
_UP_TO = re.compile(
    r"[\s–•*-]*(?:(?:Fram\s+till|Till|I|T\.?\s?o\.?\s?m\.?)(?:\s+och\s+med)?\s+)?(?:[Dd]en\s+)?"
)
_ENDS_WHEN = re.compile(
    r"När\s+(?:är|blir)\s+(?:projektet|satsningen)\s+(?:klart?|färdigt?|slut)\?\s+$|"
    r"När\s+(?:avslutas|slutar|upphör)\s+(?:projektet|satsningen)\?\s+$|"
    r"Hur\s+länge(?:\s+(?:pågår|löper|varar)\s+(?:projektet|satsningen))?\?\s+$"
)
_BEGINS_WHEN = re.compile(
    r"När\s+(?:börjar|startar|är)\s+(?:projektet|satsningen|det)\?\s+$|När\s+då\?\s+$|När\?\s+$|"
    r"Hur\s+länge(?:\s+(?:pågår|löper|varar)\s+(?:projektet|satsningen))?\?\s+$"
)
_SINCE = re.compile(
    r"[\s–•*-]*(?:Från(?:\s+och\s+med)?|Fr\.?\s?o\.?\s?m\.?|Med\s+start|I\s?gång\s+sedan|Sedan)\s[^.;]{0,40}?(?:den\s+)?"
)
_EXTENDED = screened(
    r"\b(?:[\w-]*projekt(?:et|tiden|perioden)|satsningen|tiden|men|och|det)\s+(?:har\s+(?:nu\s+|senare\s+)?(?:fått\s+)?|fick\s+)?"
    r"förläng(?:ts|s|des|t|d)\s+(?:(?:därför|sedan|senare|dock|också|nu)\s+){0,2}(?:fram\s+)?till\b",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(r"(?:När|Sedan|Efter\s+att)\s+(?!projektet\b)(?:\S+\s+){1,12}?avslut")
# "Denna fas pågår till mars 2017": the project goes on
_PHASE_UNTIL = screened(r"(?:\bfas(?:en)?|fasen)\s(?:[^\s.;]+\s){1,4}$", re.IGNORECASE)
_PROGRAMME = screened(
    r"\b(?:ESF\s?\+?|Europeiska\s+socialfonden(?:\s+plus)?|Socialfondsprogrammet|"
    r"Socialfonden(?:\s+plus)?|ESF-programmet|"
    r"programperioden)\s*(?:\(ESF\+?\)\s*)?,?\s*(?:programperioden\s+)?"
    r"(?P<years>(?:2007\s?[-–]\s?2013|2014\s?[-–]\s?2020|2021\s?[-–]\s?2027))",
    re.IGNORECASE,
)
_NUMBER_LABEL = screened(
    r"\b(?:projektnummer|diarienummer|dnr|ärendenummer|projekt-?id|"
    r"d\.?nr)\b[.:]*\s*(?:är\s+)?",
    re.IGNORECASE,
)
# "Jnr. 2021- 4656": the number of an application to a local fund
_JOURNAL_LABEL = screened(r"\b(?:journalnummer|journalnr|jnr)\b", re.IGNORECASE)
_JOURNAL = re.compile(r"[.:]*\s*(?P<year>(?:19|20)\d\d)\s?-\s?(?P<number>\d{3,5})(?!\d)")
# "Projektet pågår under 2022"
_IN_YEAR = screened(
    r"\b(?:pågår|pågick|pågå|genomförs|genomfördes|genomföras|bedrivs|bedrevs|drivs|drevs)\s+under\s+(?:hela\s+)?(?:år(?:et|en)?\s+)?(?P<year>(?:19|20)\d\d)"
    r"(?:\s+(?:och|samt)\s+(?P<last>(?:19|20)\d\d))?(?!\d|\s?[–/-]\s?\d|\s+(?:till|(?:och|samt)\s+(?:19|20)\d)\b)",
    re.IGNORECASE,
)
_OBJECTIVE = screened(
    r"\b(?:specifikt\s+mål|programområde|mål|"
    r"särskilt\s+mål)\s+(?P<objective>\d\.\d)(?!\.?\d)",
    re.IGNORECASE,
)
_ESF_PROJECT = screened(
    r"\b(?P<fund>ESF)(?:\+)?[- ](?:projekt\w*|finansiera[dt]\w*|stöd\w*)", re.IGNORECASE
)
_NEGATED = re.compile(r"\b(?:inte|inget|något|ej|utan)\b[^.]{0,30}$", re.IGNORECASE)

# "En vidareutveckling av det projekt som kommunen hade åren 2012–2014" dates what came before
_OF_EARLIER = re.compile(
    r"\b(?:(?:vidareutveckling|utveckling|fortsättning|påbyggnad|uppföljning|uppföljare|efterföljare|arvtagare)\s+(?:av|på|till)|"
    r"bygg(?:er|de)\s+(?:vidare\s+)?på|erfarenheter(?:na)?\s+(?:från|av)|lärdomar(?:na)?\s+(?:från|av))\s"
    r"(?:(?!\bpågår\b|\bpågick\b)[^.;,])*?(?:projekt\w*|satsning\w*|(?-i:[A-ZÅÄÖ])\w+)(?:(?!\b(?:pågår|genomförs|drivs|löper)\b)[^.;]){0,60}$",
    re.IGNORECASE,
)
# "3 år, 2019-03-01 till 2022-02-28"
_YEARS_LONG = re.compile(
    r"^(?:\d(?:,5)?|ett|två|tre|fyra)(?:\s+och\s+ett\s+halvt)?\s+år\b[\s,:(–-]*", re.IGNORECASE
)
_LETTERS = re.compile(r"\s\(([A-ZÅÄÖ][A-Za-zÅÄÖåäö\d]{1,9})\)")
# "ESF finansierar projektet fram till den 31 maj 2020"
_FINANCED_UNTIL = screened(
    r"\b(?:finansiera(?:r|s|t|d)|stödjer|stöttar|stöttas|stödet|pengarna|medlen|finansieringen|beviljat|beviljad|förlängt|förlängd)\b[^.;]{0,80}?\s"
    r"(?:fram\s+till(?:\s+och\s+med)?|till\s+och\s+med|t\.?o\.?m\.?|(?:räcker|gäller|löper)(?:\s+fram)?\s+till)\s+(?=(?:den\s+)?\d|[a-z]{3,9}\s+(?:19|20)\d\d)",
    re.IGNORECASE,
)
_OF_FUND = re.compile(r"\b(?:ESF\b|EU\b|Socialfond|Europeiska\s+socialfond)", re.IGNORECASE)

# Without any of these a sentence has no fact of a project.
_TELLING = (
    sum(pattern.bit for pattern in (CENTURY, SUM_WORD, _PROGRAMME, _NUMBER_LABEL, _OBJECTIVE))
    | _JOURNAL_LABEL.bit
    | COUNT_TELLING
    | YEARLESS
    | THAT_MUCH
    | ROWS
)


def read_facts(draft: Draft, start: int, end: int) -> None:
    """Add the facts that the sentence `start..end` states of the draft's project."""
    text = draft.citer.text
    if not may_match(text, _TELLING, start, end):
        return
    if many := ONE_OF_MANY.search(text, start, end):
        end = many.start()  # what follows tells of them all
    sentence = text[start:end]
    _period(draft, start, end, sentence)
    read_sums(draft, start, end)
    read_rows(draft, start, end)
    count = find_planned(text, start, end)
    if count is not None and is_closer(draft.planned_participants, count.value):
        draft.planned_participants = count.value
        draft.prove(
            "planned_participants",
            draft.citer.cite(start, end, "participants.sentence", (count.start, count.end)),
        )
    if draft.programme is None and (programme := _PROGRAMME.search(text, start, end)):
        draft.programme = squeeze(programme.group())
        draft.prove(
            "programme", draft.citer.cite(start, end, "programme.sentence", programme.span())
        )
    if draft.specific_objective is None and (objective := _OBJECTIVE.search(text, start, end)):
        draft.specific_objective = objective["objective"]
        draft.prove(
            "specific_objective",
            draft.citer.cite(start, end, "objective.sentence", objective.span()),
        )
    journal = None
    if draft.number is None and (label := _JOURNAL_LABEL.search(text, start, end)):
        journal = _JOURNAL.match(text, label.end())
    if journal is not None:
        draft.number = f"{journal['year']}-{journal['number']}"
        focus = (journal.start("year"), journal.end())
        draft.prove("number", draft.citer.cite(start, end, "number.journal", focus))
    if draft.number is None and (label := _NUMBER_LABEL.search(text, start, end)):
        number = next(find_numbers(text, label.end(), min(end, label.end() + 20)), None)
        if number is not None:
            draft.number = number.value
            draft.prove(
                "number",
                draft.citer.cite(start, end, "number.sentence", (number.start, number.end)),
            )


def _period(draft: Draft, start: int, end: int, sentence: str) -> None:
    text = draft.citer.text
    if draft.start and draft.end and _EXTENDED.search(text, start, end):
        _extend(draft, start, end)
        return
    known = draft.start and draft.end and not (draft.end_of_phase or draft.rough_period)
    if known:
        _refine(draft, start, end)
    if known or _NOT_PROJECT_TIME.search(text, start, end):
        return
    period = next(
        (
            one
            for one in find_periods(text, start, end)
            if not _OF_EARLIER.search(text[max(start, one.start - _REACH) : one.start])
        ),
        None,
    )
    if period is not None and _phase(draft, start, end, period):
        return
    # A line that is nothing but a period tells of the page's project ("När?" stands above it).
    bare = sentence.strip(" .")
    if bare.startswith(f"{draft.name} ("):  # "X (VT 2023–HT 2023)"
        bare = bare.removeprefix(draft.name).strip(" ()")
    bare = _YEARS_LONG.sub("", bare, count=1)
    alone = period is not None and len(bare) - (period.end - period.start) < 6
    told = alone or _PROJECT_TIME.search(text, start, end) is not None
    if period is not None and not told:
        told = _beside_sum(text, start, end, period) or _behind_name(draft, start, period)
    if period is not None and not told:  # "Från maj 2020 till maj 2022 ska 60 personer få stöd"
        told = find_planned(text, start, end) is not None
    if period is not None and not told:  # "Projekt X 1/6 2014 – 31/12 2015" as a heading
        before = text[start : period.start].strip(" \n\t:,–-(”\"“'").casefold()
        told = period.end >= end - 1 and (
            (
                before in (own := draft.name.casefold(), f"projekt {own}", f"projekt ”{own}")
                and len(period.value.start or "") == len("2020-01-01")
            )
            or _HEADED.sub("", before, count=1) == own != before
        )
    if (
        told
        and period is not None
        and (
            not (draft.start or draft.end)
            or (draft.rough_period and _is_finer(draft, period, text))
        )
    ):
        draft.start, draft.end = period.value.start, period.value.end
        earlier = find_start(text, start, period.start)
        if (
            earlier is not None
            and is_of_phase(text, start, period.start)
            and earlier.value < (draft.start or "")
        ):
            draft.start = earlier.value  # "startade 1 maj 2020, med genomförande från …"
        draft.rough_period = _YEARS_ONLY.fullmatch(text, period.start, period.end) is not None
        draft.prove(
            "period",
            draft.citer.cite(start, end, "period.sentence", (period.start, period.end)),
        )
        if draft.start and draft.end and _EXTENDED.search(text, period.end, end):
            _extend(draft, period.end, end)
        return
    named = draft.name.casefold() in sentence.casefold() or _in_letters(draft.name, text, sentence)
    if draft.start is None:
        _first_day(draft, start, end)
    if not (named or _PROJECT_WORD.search(text, start, end) or _TERSE.match(text, start, end)):
        if draft.end is None:
            _last_day(draft, start, end, sentence)
        return
    if _SUBORDINATE.match(sentence):
        return  # "När X avslutades hösten 2015 …" dates what came before
    another = _OTHER_TIME.search(text, start, end)
    if another is not None:
        start = another.end()
    for attribute, found in (
        ("start", find_start(text, start, end)),
        ("end", find_end(text, start, end)),
    ):
        if found is None:
            continue
        phase = attribute == "end" and _PHASE_UNTIL.search(text, start, found.start) is not None
        later = attribute == "end" and draft.end_of_phase and (draft.end or "") < found.value
        known_date = getattr(draft, attribute)
        closer = known_date and (
            (draft.rough_period and known_date[:4] == found.value[:4] != found.value)
            or (found.value != known_date and found.value.startswith(known_date))
        )
        if known_date is None or later or closer:
            setattr(draft, attribute, found.value)
            draft.end_of_phase = phase if attribute == "end" else draft.end_of_phase
            draft.prove(
                "period",
                draft.citer.cite(start, end, f"period.{attribute}", (found.start, found.end)),
            )
    if draft.start is None and draft.end is None and (year := _IN_YEAR.search(text, start, end)):
        draft.start, draft.end = f"{year['year']}-01", f"{year['last'] or year['year']}-12"
        focus = (year.start("year"), year.end())
        draft.prove("period", draft.citer.cite(start, end, "period.in-year", focus))
    if draft.end is None:
        _last_day(draft, start, end, sentence)
    if draft.start is None and (began := find_yearless_start(text, start, end)):
        draft.start = began.value
        focus = (began.start, began.end)
        draft.prove("period", draft.citer.cite(start, end, "period.start-without-year", focus))
    if draft.end is None and (ended := find_yearless_end(text, start, end)):
        draft.end = ended.value
        focus = (ended.start, ended.end)
        draft.prove("period", draft.citer.cite(start, end, "period.end-without-year", focus))
    if draft.end is None and (ended := find_end_of_same_year(text, start, end)):
        draft.end = ended.value
        focus = (ended.start, ended.end)
        draft.prove("period", draft.citer.cite(start, end, "period.end-of-same-year", focus))
    if draft.start and draft.end and draft.start[:7] > draft.end[:7]:
        draft.end = None


def _refine(draft: Draft, start: int, end: int) -> None:
    """Give a period of months the days that a later sentence has: "2014-02-03 till 2014-11-28"."""
    if len(draft.start or "") != _MONTH or len(draft.end or "") != _MONTH:
        return
    for one in find_periods(draft.citer.text, start, end):
        first, last = one.value.start or "", one.value.end or ""
        days = first[:_MONTH] == draft.start and last[:_MONTH] == draft.end
        if days and len(first) > _MONTH and len(last) > _MONTH:
            draft.start, draft.end = first, last
            cited = draft.citer.cite(start, end, "period.days", (one.start, one.end))
            draft.prove("period", cited)
            return


def _beside_sum(text: str, start: int, end: int, period: Found[Period]) -> bool:
    """Whether `start..end` holds a sum, the period and nothing else: "9 mkr, 2019–2021"."""
    sums = list(find_amounts(text, start, end))
    if len(sums) != 1:
        return False
    (left, right) = sorted(((sums[0].start, sums[0].end), (period.start, period.end)))
    between = (text[start : left[0]], text[left[1] : right[0]], text[right[1] : end])
    return all(not part.strip(" ,;.()–-•*|\n\t") for part in between)


def _behind_name(draft: Draft, start: int, period: Found[Period]) -> bool:
    """Whether a period of years stands right behind the project's name: "till X, 2021–2023"."""
    text = draft.citer.text
    before = text[start : period.start].rstrip(" (")
    if not before.endswith(",") and before == text[start : period.start].rstrip():
        return False
    opening = before.rstrip(' ,”"').casefold()
    return re.search(rf"(?<!\w){re.escape(draft.name.casefold())}$", opening) is not None


def _in_letters(name: str, text: str, sentence: str) -> bool:
    """Whether a sentence has the letters that the page writes behind the name: "X (AB)"."""
    at = text.find(f"{name} (")
    letters = _LETTERS.match(text, at + len(name)) if at >= 0 else None
    return letters is not None and re.search(rf"(?<!\w){letters[1]}(?!\w)", sentence) is not None


def _is_finer(draft: Draft, period: Found[Period], text: str) -> bool:
    """Whether a period tells more than the years that are known, and is of the same years."""
    told = period.value
    return _YEARS_ONLY.fullmatch(text, period.start, period.end) is None and (
        (told.start or "")[:4] == (draft.start or "")[:4]
        or (told.end or "")[:4] == (draft.end or "")[:4]
    )


def _phase(draft: Draft, start: int, end: int, period: Found[Period]) -> bool:
    """Widen the project's period by that of one of its phases, where the line tells but that."""
    alone = is_phase(draft.citer.text, start, end, period)
    if alone and draft.end and not draft.start and (period.value.start or "") < draft.end:
        draft.start = period.value.start  # the first of them, where the project's end is told
        focus = (period.start, period.end)
        draft.prove("period", draft.citer.cite(start, end, "period.phase", focus))
        return True
    if not alone or not (draft.end_of_phase or not (draft.start or draft.end)):
        return False
    first, last = period.value.start, period.value.end
    draft.start = min(filter(None, (draft.start, first)), default=None)
    draft.end = max(filter(None, (draft.end, last)), default=None)
    draft.end_of_phase = True
    focus = (period.start, period.end)
    draft.prove("period", draft.citer.cite(start, end, "period.phase", focus))
    return True


def _first_day(draft: Draft, start: int, end: int) -> None:
    """The start in an answer to a heading: "Hur länge?" with "Från den 1 maj 2019 …" below."""
    text = draft.citer.text
    found = find_date(text, start, end) if _SINCE.match(text, start, end) else None
    if found is None or not _BEGINS_WHEN.search(text, max(0, start - 60), start):
        return
    if _SINCE.fullmatch(text, start, found.start):
        draft.start = found.value
        focus = (found.start, found.end)
        draft.prove("period", draft.citer.cite(start, end, "period.start", focus))


def _last_day(draft: Draft, start: int, end: int, sentence: str) -> None:
    """The end that a sentence on who is to take part states, or an answer to a heading."""
    text = draft.citer.text
    found = None
    until = None
    if _OF_FUND.search(text, start, end):
        until = _FINANCED_UNTIL.search(text, start, end)
    if until is None and find_planned(text, start, end):
        until = _UNTIL.search(text, start, end)
    if until is not None:
        found = find_date(text, until.end(), end)
        if found is not None and found.start - until.end() > len(" den "):
            found = None
    elif _ENDS_WHEN.search(text, max(0, start - 60), start):
        found = find_date(text, start, end)
        opening = text[start : found.start] if found else ""
        if found is not None and not _UP_TO.fullmatch(opening):
            found = None
        if found is not None and len(sentence) - (found.end - found.start) > len(
            " Till och med den . "
        ):
            found = None
    if found is not None:
        draft.end = found.value
        focus = (found.start, found.end)
        draft.prove("period", draft.citer.cite(start, end, "period.end", focus))


def _extend(draft: Draft, start: int, end: int) -> None:
    """Put off the end that is known: "Projektet har nu förlängts till den 1 maj 2019"."""
    found = find_end(draft.citer.text, start, end)
    if found is not None and draft.end and found.value[:7] > draft.end[:7]:
        draft.end = found.value
        focus = (found.start, found.end)
        draft.prove("period", draft.citer.cite(start, end, "period.extended", focus))


def esf_named(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a passage calls the project an ESF project, or speaks of its ESF grant."""
    for match in _ESF_PROJECT.finditer(text, start, end):
        if not _NEGATED.search(text[max(start, match.start() - 45) : match.start()]):
            return match.span("fund")
    return None
