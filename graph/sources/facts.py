"""Facts of a project in running text: period, money, participants, programme."""

from __future__ import annotations

import re

from graph.records import Amount
from graph.sources.amounts import SUM_WORD, find_amounts
from graph.sources.drafts import Draft
from graph.sources.grant_words import ONE_OF_MANY
from graph.sources.passages import squeeze
from graph.sources.periods import (
    CENTURY,
    find_end,
    find_periods,
    find_start,
)
from graph.sources.quick_patterns import quick
from graph.sources.screening import may_match, screened
from graph.sources.values import Found, find_count, find_numbers

_PROJECT_TIME = screened(
    r"\b(?:pågår|pågick|pågått|drivits|bedrivits|genomförts|löper|löpte|projektperiod\w*|projekttid\w*|projektet\s+(?:start|pågå|"
    r"avslut|är)\w*|genomförs|genomfördes|"
    r"drivs|drevs|drev|ledde|bedrivs|bedrevs|varar|varade|startar|startade|avslutas|avslutades|perioden|period(?=\s*:)|åren|(?:EU-medel|EU-stöd|ERUF|ESF\+?)\s+år(?=\s(?:19|20)\d\d\s?[–-])|under\s+tiden|under\s+(?:19|20)\d\d|ingick|"
    r"sträcker|mellan|finansiera(?:s|des)|(?:är|var)\s+ett\s+(?:[\w-]+\s+){0,3}?[\w-]*projekt)\b",
    re.IGNORECASE,
)
_NOT_PROJECT_TIME = screened(
    r"\b(?:uppdaterad|publicera\w*|statistik|rapporten|enkät\w*|"
    r"(?:planen|tanken|tänkt|ursprunglig\w*)\s[^.;]{0,60}?\bskulle|skulle\s+(?:projektet\s+)?ursprungligen|"
    r"konferens\w*|utlysning\w*\s+är\s+öppen|"
    r"(?:tagit|tog)\s+emot\s[^.;]{0,50}?(?:flyktingar|nyanlända|asylsökande))\b",
    re.IGNORECASE,
)
_PROJECT_WORD = screened(
    r"\b(?:tidsplan|(?-i:Start)\s+(?:är|sker|blir)|förstudie\w*|projekt\w*|pågår|satsningen)\b",
    re.IGNORECASE,
)
# "det tidigare projektet började 2017" dates another project
_OTHER_TIME = screened(
    r"\b(?:tidigare|föregående|förra|första\s+omgången\s+av|föregångare\w*)\s+(?:\w+\s+){0,2}?"
    r"(?:projekt\w*|satsning\w*|omgång\w*)\b[^.;]{0,40}?(?:började|startade|inleddes|pågick|avslutades|"
    r"genomfördes)[^.;,]{0,40}",
    re.IGNORECASE,
)
_EXTENDED = screened(
    r"\b(?:projektet|satsningen)\s+(?:har\s+(?:nu\s+)?)?förläng(?:ts|s|des)\s+(?:fram\s+)?till\b",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(r"(?:När|Sedan|Efter\s+att)\s+(?!projektet\b)(?:\S+\s+){1,12}?avslut")
_SEVERAL = quick(
    r"\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|flera|"
    r"\d+)\s+(?!år)(?:[\w-]+\s+)?[\w-]*(?:projekt|ansökningar|satsningar)\b|"
    r"\bvarje\s+projekt\b|\btill\s+(?:olika\s+|flera\s+)?(?:projekt|insatser|satsningar)\s+(?:inom|i|som|för|runt)\b|\bper\s+(?:år|deltagare)\b",
    re.IGNORECASE,
)
# "40 projekt får 266 miljoner", "209 miljoner kronor i Norra Exempelland" are no one project's
_SEVERAL_BEFORE = quick(
    r"\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|\d+)\s+(?:\w+\s+)?projekt\s+(?:\w+\s+){0,2}"
    r"(?:får|fick|beviljas|beviljades|delar\s+på|tilldelas|har\s+fått|finansieras|finansierats)\b[^.;]{0,30}$|"
    r"\b(?:dela|delar|delade|delat)\s+på\b[^.;]{0,25}$|\b(?:totalt|sammanlagt)\s+(?:beslutades\s+att\s+)?(?:fördelas?|fördelades|prioriterades)\b"
    r"[^.;]{0,80}$",
    re.IGNORECASE,
)
_OF_REGION = re.compile(r"\s*i\s+(?:regionen\b|länet\b|(?!EU|ESF)(?-i:[A-ZÅÄÖ])\w+)", re.IGNORECASE)
# "3 miljoner kronor från staten": no money of the fund
_OF_OTHERS = re.compile(
    r"\s*(?:i\s+\w+\s+)?från\s+(?:staten|regeringen|Arvsfonden|Allmänna\s+arvsfonden|Vinnova|Tillväxtverket|"
    r"Migrationsverket|AMIF|Boverket|Skolverket|Socialstyrelsen)\b",
    re.IGNORECASE,
)
# "Denna fas pågår till mars 2017": the project goes on
_PHASE_UNTIL = screened(r"(?:\bfas(?:en)?|fasen)\s(?:[^\s.;]+\s){1,4}$", re.IGNORECASE)
_OF_PROGRAMME = 1_000_000_000  # kronor, from which a sum is a programme's and no project's
_BUDGET = quick(
    r"\b(?P<cue>(?:total\w*\s+)?(?:projekt|total)?budget(?:en)?|omsluter|omslutning|omsätter|omsätts|(?:projektet\s+omfattar|omfattar\s+totalt)(?:\s+totalt)?|"
    r"totalkostnad\w*|total\s+kostnad|kostar|kosta|kostade|kostat|kostnad\w*|"
    r"total\s+finansiering|(?:det\s+)?totala\s+beloppet,?|"
    r"totalt\s+(?:blir|satsas)\s+det|totalt\s+(?:handlar|rör)\s+det\s+(?:sig\s+)?om)(?!\w)[^.;]{0,70}?$",
    re.IGNORECASE,
)
_GRANT_BEFORE = quick(
    r"\b(?P<cue>(?:socialfonden|ESF(?:-rådet)?)(?:\s+plus)?(?:\s*\(ESF\+?\))?,?(?:\s+(?:som\s+)?(?:(?:har\s+)?gått\s+in|har\s+bidragit|bidrar|bidragit|"
    r"(?:med|del)?finansierar|(?:med|del)?finansierade|bidrog|ger|gav|har\s+gett|stod\s+för|går\s+in|gick\s+in|stöd(?:de|jer)|"
    r"skjuter\s+till|stödjer|stöder|satsar|står\s+för)|\s*[:(])|"
    r"bevilja(?:s|ts|des|t|de)|medfinansierats\s+med|tilldela(?:s|ts|des)|erhåll(?:er|it)|erhöll|får|fick|fått|"
    r"ESF-stöd(?:et)?|ESF-medel|EU-stöd|EU-medel|stöd(?:et)?|bidrag(?:et)?|"
    r"beloppet\s+från|pengarna|medlen|(?:sagt|säger|sa)\s+ja\s+till|godkänt|bifallit|"
    r"investerar|satsar|finansierar|finansiera(?:s|des|ts)|varav)(?!\w)[^.;]{0,60}?$",
    re.IGNORECASE,
)
_GRANT_AFTER = re.compile(
    r"^\s*(?:,\s*)?(?:(?:är|var|kommer|kom|utgörs|i|av|som|beviljats|beviljas|beviljades)\s+){0,3}(?:från|av|ur|i|med)?\s*(?:ESF-stöd|"
    r"stöd|bidrag|medel)?\s*(?:från\s+|av\s+|ur\s+)?"
    r"(?:Svenska\s+)?(?:ESF|(?:den\s+)?Europeiska\s+socialfond|EU|socialfond)",
    re.IGNORECASE,
)
_HEADS = r"\d{1,3}(?:[ \u00a0]\d{3})+|\d{2,6}"
_PEOPLE = (
    r"(?:personer|medarbetare|anställda|chefer|ungdomar|unga|individer|kvinnor|män|elever|"
    r"arbetslösa|arbetssökande|företagare|nyckelpersoner|deltagare|yrkesverksamma|nyanlända|utrikesfödda|"
    r"utlandsfödda|långtidsarbetslösa|flyktingar|asylsökande|familjer|föräldrar|sjukskrivna|undersköterskor|vårdbiträden|lärare|ledare)"
)
_SOME = (
    r"(?!kronor|procent|timmar|dagar|veckor|månader|platser|företag|kommuner|gånger)[a-zåäö]{4,}"
)
_PLANNED = screened(
    r"\b(?:(?:(?:planer\w+|beräkn\w+|omfatta\w*|nå(?:r|tt|s)?|totalt|sammanlagt|kommer|ska|mål\w*|"
    r"cirka|ca|drygt|knappt|för|antal\w*|med)\b(?=[^.;\d]{0,60}+\d)[^.;]{0,60}?)"
    r"(?<![\w/.,-])(?P<count>\d{1,3}(?:[ \u00a0]\d{3})+|\d{2,6})\s+"
    r"(?:(?!kronor|kr\b|procent|timmar|dagar|per\b|miljon|av\b|varav\b)[^\W\d]\w*\s+){0,4}deltagare\b"
    r"|(?<![\w/.,-])(?P<count2>\d{1,3}(?:[ \u00a0]\d{3})+|\d{2,6})\s+(?:personer|medarbetare|"
    r"anställda|chefer|ungdomar|individer|kvinnor\s+och\s+män)\s+"
    r"(?:(?:planeras|planerades|beräknas|beräknades|förväntas|förväntades|ska|kommer\s+(?:under\s+\w+\s+)?att|väntas|väntades)\s+)+(?:att\s+)?(?:delta|ingå|"
    r"omfattas|medverka|få\s+stöd|få\s+(?:stöd|\w*utbildning\w*|kompetensutveckling)|nås)\b"
    r"|(?:ska|skall|kommer|får|beräknas|planeras|förväntas|väntas)\s+(?:\w+\s+){0,2}?"
    rf"(?P<count4>{_HEADS})\s+(?:\w+\s+)?{_SOME}\s+(?:i\s+(?-i:[A-ZÅÄÖ])\w+\s+)?(?:att\s+)?(?:kunna\s+)?"
    r"(?:få|delta|gå|nås|utbildas|erbjudas|omfattas|genomgå|ta\s+del|medverka|"
    r"kompetensutvecklas)\b"
    r"|(?:(?:vänder|riktar)\s+sig\s+till|nå|når|nå\s+ut\s+till|omfattar|omfatta|"
    r"(?:ska|skall|kommer\s+att)\s+(?:[^\s.;:]+\s+){0,4}?(?:stärka|stödja|stötta|hjälpa|rusta|utbilda|coacha|vägleda)|"
    r"för\s+att\s+ge|engagera|utbilda|till\s+att\s+ge)\s+"
    rf"(?:[^\W\d]\w*\s+)?(?P<count5>{_HEADS})\s+(?:\w+\s+)?{_PEOPLE}\b"
    r"|(?:till|för|hos|stötta|stödja|hjälpa|nå|att)\s+(?:(?:cirka|ca|drygt|omkring|runt|upp\s+till|"
    r"fler\s+än|mer\s+än|minst|åtminstone|sammanlagt|totalt|preliminärt)\s+){1,2}"
    rf"(?P<count8>{_HEADS})\s+(?:av\s+\w+\s+|\w+\s+)?{_PEOPLE}\b"
    rf"|(?<![\w/.,-])(?P<count6>{_HEADS})\s+{_SOME}\s+(?:ur\s+målgruppen\s+)?(?:ska|skall|beräknas|väntas|"
    r"kommer\s+att|förväntas)\s+(?:delta|genomgå|ta\s+del)\b"
    rf"|(?<![\w/.,-])(?P<counta>{_HEADS})\s+(?:\w+\s+)?{_PEOPLE}\s+"
    r"(?:mellan\s+\d\d\s+och\s+\d\d\s+år\s+)?(?:ska|skall|skulle|beräknas|"
    r"väntas|förväntas|planeras|kommer\s+att)\s+(?:att\s+)?(?:kunna\s+)?(?:delta|arbeta|erbjudas|"
    r"genomgå|komma\s+(?:i|närmare)|ta\s+del|få\s+(?:stöd|utbildning|möjlighet)|ha\s+fått\s+stöd|"
    r"tas\s+emot|skrivas\s+in|anvisas)\b"
    rf"|(?<![\w/.,-])(?P<count7>{_HEADS})\s+planerade\s+deltagare\b"
    r"|(?:företag|arbetsplatser|organisationer|förvaltningar)\s+med\s+(?:(?:totalt|sammanlagt|cirka|ca|drygt)\s+)*"
    rf"(?P<count9>{_HEADS})\s+(?:anställda|medarbetare)\b"
    r"|(?:deltar|ingår|omfattas|berörs)\s+(?:\d{1,3}\s+\w+\s+(?:och|med)\s+)?(?:totalt\s+|cirka\s+|ca\s+|drygt\s+)?"
    rf"(?P<count10>{_HEADS})\s+(?:anställda|medarbetare|personer)\b"
    r"|planer\w+\s+antal\s+deltagare\D{0,20}(?P<count3>\d[\d ]*))",
    re.IGNORECASE,
)
# Who came, and no plan: "har haft 80 deltagare", "omfattade 116 deltagare"
_HAVE_HAD = re.compile(
    r"\b(?:har\s+(?:hittills\s+|redan\s+)?(?:haft|nått|samlat|genomgått)|omfattade|samlade|nådde|"
    r"totalt\s+hade|hade\s+(?:totalt|sammanlagt))\s",
    re.IGNORECASE,
)
# "Projekten ska nå 25 000 personer" counts those of all projects
_OF_MANY = re.compile(
    r"\bprojekten\s+(?:som|ska|kommer|beräknas|når|väntas|omfattar|har)\b|"
    r"\b(?:de|alla|samtliga|dessa)\s+(?:\w+\s+){0,2}projekt(?:en)?\b|\b\d+\s+projekt\b",
    re.IGNORECASE,
)
_AT_DISPOSAL = re.compile(r"\s*till\s+(?:sitt\s+)?förfogande\b")
_DIGIT = re.compile(r"\d")  # which any count of participants has
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
_OBJECTIVE = screened(
    r"\b(?:specifikt\s+mål|programområde|mål|"
    r"särskilt\s+mål)\s+(?P<objective>\d\.\d)(?!\.?\d)",
    re.IGNORECASE,
)
_ESF_PROJECT = screened(
    r"\b(?P<fund>ESF)(?:\+)?[- ](?:projekt\w*|finansiera[dt]\w*|stöd\w*)", re.IGNORECASE
)
_NEGATED = re.compile(r"\b(?:inte|inget|något|ej|utan)\b[^.]{0,30}$", re.IGNORECASE)

# Without any of these a sentence has no fact of a project.
_TELLING = sum(
    pattern.bit for pattern in (CENTURY, SUM_WORD, _PLANNED, _PROGRAMME, _NUMBER_LABEL, _OBJECTIVE)
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
    for found in find_amounts(text, start, end):
        _money(draft, found, start, end)
    if (
        draft.planned_participants is None
        and _DIGIT.search(text, start, end)
        and (planned := _PLANNED.search(text, start, end))
        and not _OF_MANY.search(text, start, end)
        and not _HAVE_HAD.search(text, start, planned.end())
    ):
        group = next(name for name, value in planned.groupdict().items() if value)
        count = find_count(text, planned.start(group), planned.end(group))
        if count is not None:
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
    known = draft.start and draft.end and not draft.end_of_phase
    if known or _NOT_PROJECT_TIME.search(text, start, end):
        return
    period = next(find_periods(text, start, end), None)
    # A line that is nothing but a period tells of the page's project ("När?" stands above it).
    bare = sentence.strip(" .")
    if bare.startswith(f"{draft.name} ("):  # "X (VT 2023–HT 2023)"
        bare = bare.removeprefix(draft.name).strip(" ()")
    alone = period is not None and len(bare) - (period.end - period.start) < 6
    told = alone or _PROJECT_TIME.search(text, start, end) is not None
    if period is not None and not told:  # "Projekt X 1/6 2014 – 31/12 2015" as a heading
        before = text[start : period.start].strip(" \n\t:,–-(”\"“'").casefold()
        told = (
            before in (own := draft.name.casefold(), f"projekt {own}", f"projekt ”{own}")
            and period.end >= end - 1
            and len(period.value.start or "") == 10
        )
    if told and period is not None and not draft.start and not draft.end:
        draft.start, draft.end = period.value.start, period.value.end
        draft.prove(
            "period",
            draft.citer.cite(start, end, "period.sentence", (period.start, period.end)),
        )
        return
    named = draft.name.casefold() in sentence.casefold()
    if not named and not _PROJECT_WORD.search(text, start, end):
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
        if getattr(draft, attribute) is None or later:
            setattr(draft, attribute, found.value)
            draft.end_of_phase = phase if attribute == "end" else draft.end_of_phase
            draft.prove(
                "period",
                draft.citer.cite(start, end, f"period.{attribute}", (found.start, found.end)),
            )
    if draft.start and draft.end and draft.start[:7] > draft.end[:7]:
        draft.end = None


def _extend(draft: Draft, start: int, end: int) -> None:
    """Put off the end that is known: "Projektet har nu förlängts till den 1 maj 2019"."""
    found = find_end(draft.citer.text, start, end)
    if found is not None and draft.end and found.value[:7] > draft.end[:7]:
        draft.end = found.value
        focus = (found.start, found.end)
        draft.prove("period", draft.citer.cite(start, end, "period.extended", focus))


def _money(draft: Draft, found: Found[Amount], start: int, end: int) -> None:
    text = draft.citer.text
    if found.value.value >= _OF_PROGRAMME:
        return
    if _SEVERAL.search(text, found.end, min(end, found.end + 90)):
        return
    before, after = (
        text[max(start, found.start - 90) : found.start],
        text[found.end : min(end, found.end + 60)],
    )
    if _SEVERAL_BEFORE.search(before) or _OF_REGION.match(after) or _OF_OTHERS.match(after):
        return
    of_fund = _GRANT_AFTER.match(after) is not None
    budget, grant = _last_cue(_BUDGET, before), _last_cue(_GRANT_BEFORE, before)
    if draft.grant is None and (of_fund or grant > budget):
        draft.grant = found.value
        draft.prove(
            "grant", draft.citer.cite(start, end, "grant.sentence", (found.start, found.end))
        )
    elif draft.total_budget is None and (
        (budget > grant and not of_fund) or _AT_DISPOSAL.match(after)
    ):
        draft.total_budget = found.value
        draft.prove(
            "total_budget",
            draft.citer.cite(start, end, "budget.sentence", (found.start, found.end)),
        )


def _last_cue(pattern: re.Pattern[str], before: str) -> int:
    """Where the last cue of what a sum is begins in the text before it; -1 without one."""
    found = -1
    while match := pattern.search(before, found + 1):
        found = match.start("cue")
    return found


def esf_named(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a passage calls the project an ESF project, or speaks of its ESF grant."""
    for match in _ESF_PROJECT.finditer(text, start, end):
        if not _NEGATED.search(text[max(start, match.start() - 45) : match.start()]):
            return match.span("fund")
    return None
