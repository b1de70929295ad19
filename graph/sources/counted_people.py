"""Counts of people that the words around them call planned: "vi räknar med 120 ungdomar"."""

from __future__ import annotations

import re

from graph.sources.count_words import HEADS, HEDGES, NUMERAL_WORDS, NUMERALS, WHO
from graph.sources.quick_patterns import quick
from graph.sources.values import Found, find_count

# A count with who is counted, and up to three words between: "120 nya svenska mammor"
_COUNTED = quick(
    rf"(?<![\w/.,–-])(?P<count>{HEADS}|{NUMERAL_WORDS})(?:-?tal(?:et)?)?\s+"
    r"(?:(?!kronor|kr\b|procent|(?:EU-|ESF-)?miljoner|timmar|dagar|veckor|månader|år\b|platser|företag|kommuner|gånger|av\b|per\b|"
    r"i\b|på\b|med\b|från\b|till\b|har\b|som\b|varav\b|ska\b|skall\b|skulle\b|kommer\b|"
    r"minst\b|cirka\b|drygt\b|över\b|ha\b|fick\b|hade\b|tusen\b)"
    rf"[a-zåäöé-]+,?\s+){{0,4}}?(?P<who>{WHO})\b",
    re.IGNORECASE,
)
# What announces a plan, some words before the count
_AIM_BEFORE = quick(
    r"\b(?:räkna(?:r|de|s|des|t|)\s+(?:vi\s+|man\s+|projektet\s+|de\s+)?(?:med|kunna)|"
    r"mål(?:et|sättningen|sättning|en|)|ambition(?:en|)|plan(?:en|)|tank(?:en|e)|avsikt(?:en|)|"
    r"(?:avser|syftar\s+till)\s+att|målgrupp(?:en|)\s+(?:är|består|omfattar|utgörs)|sikta(?:r|de)(?:\s+\w+)?\s+på|hoppas|planera(?:r|s|de|des|t|)|beräkna(?:r|s|de|des|d|)|beräkning(?:en)?|går\s+ut\s+på|tänk(?:t|ta)|"
    r"förvänta(?:s|des|de|)|vänta(?:s|des)|(?:plats(?:er)?|rum|utrymme)\s+(?:för|åt)|enligt\s+ansökan|"
    r"vill\s+(?:vi\s+|man\s+|projektet\s+|de\s+)?(?:nå|hjälpa|stötta|stödja|utbilda|ge)|"
    r"(?:ska|skall|skulle|kommer)|(?:lovat|lovade|åtagit|utlovade))\b[^.;:]{0,90}$",
    re.IGNORECASE,
)
_OF_ALL_BEFORE = re.compile(
    rf"(?:\b(?:totalt|sammanlagt|sammantaget|inalles|i\s+allt)\s+(?:\w+\s+)?{HEDGES}?\s*|"
    rf"\b(?:kan|får|berör|engagerar|involverar|omfattar|utbildar|stöttar|når|tar\s+emot|ta\s+emot)\s+(?:{HEDGES}\s+)?|"
    rf"\bmålgrupp(?:en)?\s*[:\n]\s*[^.;:]{{0,80}}|\b(?:rör\s+det\s+sig|handlar\s+det)\s+om\s+(?:{HEDGES}\s+)?|"
    rf"\b(?:(?:utbildnings|kompetens)?insatser|\w*utbildning(?:en|ar|)|kompetensutveckling|stöd|hjälp|coachning|validering)"
    rf"\s+(?:för|till|av|åt)\s+(?:{HEDGES}\s+)?|"
    rf"\b[^\W\d]*(?:platser|praktik|träning|validering|utbildning|kompetensutveckling)\s+(?:[a-zåäö]+\s+){{0,3}}?för\s+(?:{HEDGES}\s+)?|"
    rf"\b(?:(?:vidare)?utbildas|kompetensutvecklas|coachas|stöttas|rustas)\s+(?:nu\s+)?(?:{HEDGES}\s+)?|"
    rf"\b(?:totalt|sammanlagt|sammantaget|i\s+projektet)\s+(?:deltar|ingår|omfattas|berörs|utbildas|"
    rf"erbjuds)\s+(?:{HEDGES}\s+)?)$",
    re.IGNORECASE,
)
# … and behind it: "300 lärare i åtta kommuner ska", "900 medarbetare deltar"
_AIM_AFTER = re.compile(
    r"(?:,\s*varav\s[^.;:,]{1,40},)?(?!,\s*(?:som|alla|med|vars|varav)\b)\s*(?:[^.;:]{0,90}?\s)?(?:ska|skall|skulle|kommer\s+att|beräkna(?:s|des)|vänta(?:s|des)|"
    r"förvänta(?:s|des)|planera(?:s|des)|(?:är|var)\s+(?:målet|tänkta|planerade|det\s+(?:tänkt|meningen))|"
    r"(?:räknar|hoppas|siktar|planerar)\s+(?:vi|man|projektet|kommunen|de))\b",
    re.IGNORECASE,
)
_NOW_AFTER = re.compile(
    r"\s+(?:\(?[^.;:,]{0,60}?\s)?(?:deltar|delta|berörs|omfattas|ingår|(?:vidare)?utbildas|kompetensutvecklas|coachas|erbjuds|"
    r"får\s+(?:nu\s+)?(?!inte\b)(?:(?:en|ett)\s+(?:[^\W\d][\w-]*\s+){0,3}?)?(?:plats|gå|läsa|delta|möjlighet|chansen|\w*utbildning|"
    r"utbilda|\w*stöd|kompetensutveckling|vidareutbilda|validera|\w*kurs|\w*praktik|\w*träning|"
    r"kombination\s+av)|kan\s+(?:\w+\s+)?(?:delta|vara\s+med|få|gå|läsa)|ges\s+(?:möjlighet|plats))\b",
    re.IGNORECASE,
)
# "Nu får 1 100 förare i A och B möjlighet att …"
_GET_BEFORE = re.compile(
    rf"\b(?:får|erbjuds|ges|ska\s+få)\s+(?:nu\s+)?(?:{HEDGES}\s+){{0,2}}$", re.IGNORECASE
)
_GET_AFTER = re.compile(
    r"\s+[^.;:]{0,80}?\b(?:möjlighet|chans(?:en)?|\w*utbildning\w*|utbilda|kompetensutveckling|vidareutbilda|coachning|"
    r"stöd|hjälp|plats|lära\s+sig|gå\s+(?:en\s+|ett\s+)?\w*kurs\w*)\b",
    re.IGNORECASE,
)
# What tells of some of them, of each group or year, of others, or of what has come about
_NO_PLAN_BEFORE = quick(
    r"(?:\b(?:varav|därav|(?<!utbildning\s)(?<!utveckling\s)av|bland|vardera|varje|per|ytterligare|låg|finns|fanns|bor|saknar|sysselsätter|"
    r"bodde|behöver|behövs|krävs|vi\s+är|nära|finnas|anställa|rekrytera|(?<!räknar\s)(?<!räknas\s)(?<!räkna\s)(?<!vi\s)(?<!man\s)med|inflyttning\w*\s+\w+|arbetar|jobbar|"
    r"var\s+tionde)\s+(?:(?:de|cirka|ca|omkring|totalt|drygt|minst|över|nästan|närmare|runt|sammanlagt|idag)\s+){0,2}|"
    r"\d\s+(?:till|och|eller|–|-)\s+(?:högst\s+|max\s+)?|"
    r"\b(?:har|hade)\s+(?:(?:hittills|redan|nu|idag|i\s+dag|cirka|ca|drygt|över|runt|omkring|totalt|sammanlagt|sammantaget)\s+){0,2}|"
    r"\b(?:deltog|skrevs|nådde|gick|fick|kom|gav|genomförde|omfattade|anställde|samlade|utbildade|stöttade|hjälpte|"
    r"erbjöd|organiseras)\s[^.;:]{0,40}|"
    r"\b(?:har|hade)\s+(?:[a-zåäö]+\s+){0,3}(?!att\b|ett\b|(?:in)?skrivit\b|lovat\b|utlovat\b|planerat\b|räknat\b|angett\b|angivit\b|åtagit\b|siktat\b)[a-zåäö]+(?:at|it|ått|ett|tt)\s[^.;:]{0,40})$",
    re.IGNORECASE,
)
_NO_PLAN_AFTER = re.compile(
    r"\s*(?:om\s+året|per\s|i\s+(?:taget|varje|veckan|månaden)|åt\s+gången|varje\s|vardera|"
    r"(?:har|hade|fick|deltog|skrevs|gick|fanns|finns|saknar|(?:är|var)(?!\s+(?:målet|tänkta|planerade|det\s+(?:tänkt|meningen))\b)|varslas|varslades|blev|bor|arbetar|jobbar)\b|"
    r"(?:som\s+)?(?:har|hade)\s)",
    re.IGNORECASE,
)
# What some are to reach, and no number of who takes part: "60 personer ska ha fått arbete"
GOAL_AFTER = re.compile(
    r"[^.;:]{0,110}?\bkomma\s+ut\s+(?:på|i)\s+(?:den\s+)?(?:öppna|reguljära|ordinarie)\s|"
    r"(?![^.;:]{0,60}?\b(?:hjälp|stöd|stöttning|rusta[ts]|möjlighet(?:er)?|chans(?:en|er)?|förutsättning(?:ar)?|verktyg)\s+(?:\w+\s+)?(?:att|till|med|för\s+att)\s)"
    r"[^.;:]{0,60}?\b(?:(?:få|fått|får|ha|har|hitta|hittat|gå\s+till|gå\s+i|gått\s+till|gå\s+vidare\s+till|gått\s+vidare\s+till|"
    r"komma?\s+(?:ut\s+)?i|kommit\s+(?:ut\s+)?i|vara\s+i|nå|nått|leda\s+till)\s+"
    r"(?:ett\s+|en\s+|eget\s+|egen\s+|nytt\s+|ordinarie\s+){0,2}"
    r"(?:arbete|jobb|anställning|försörjning|studier|utbildning\s+eller\s+arbete|betyg|examen)\b(?!s)|egenförsörj\w*|"
    r"lämna\w*\s+(?:sin\s+|sitt\s+)?(?:arbetslöshet|bidrag|försörjningsstöd)|arbetsmarknaden\s+inom|"
    r"anställas|(?:nöjda|förbättrat)\b)",
    re.IGNORECASE,
)
NEAR = 200  # characters before a count in which words tell of it
_FEWEST, MOST = 10, 30_000  # participants of a project


def find_counted(text: str, start: int, end: int) -> Found[int] | None:
    """A count of people that the words around it call planned."""
    if text[end - 1] == "?":
        return None
    for counted in _COUNTED.finditer(text, start, end):
        at, after = counted.start(), counted.end()
        near = max(start, at - NEAR)
        if _NO_PLAN_AFTER.match(text, after, end) or GOAL_AFTER.match(text, after, end):
            continue
        if _NO_PLAN_BEFORE.search(text, near, at):
            continue
        if (
            _AIM_BEFORE.search(text, near, at)
            or _AIM_AFTER.match(text, after, end)
            or _NOW_AFTER.match(text, after, end)
            or _OF_ALL_BEFORE.search(text, near, at)
            or (_GET_BEFORE.search(text, near, at) and _GET_AFTER.match(text, after, end))
        ):
            written = counted["count"].casefold()
            span = counted.span("count")
            value = NUMERALS.get(written)
            found = find_count(text, *span) if value is None else Found(value, *span)
            if found is not None and _FEWEST <= found.value <= MOST:
                return found
    return None
