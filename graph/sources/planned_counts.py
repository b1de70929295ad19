"""How many participants a project plans for, in running text: "300 lärare ska ha gått en kurs"."""

from __future__ import annotations

import re

from graph.sources.count_words import (
    ABOUT,
    HEADS,
    HEDGES,
    NO_COUNT,
    NUMERAL,
    NUMERAL_WORDS,
    NUMERALS,
    PEOPLE,
    SOME,
    WHO,
)
from graph.sources.counted_people import GOAL_AFTER, MOST, NEAR, find_counted
from graph.sources.quick_patterns import quick
from graph.sources.screening import once_a_range, screened
from graph.sources.values import Found, find_count

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
    rf"(?P<count4>{HEADS})\s+(?:\w+\s+)?{SOME}\s+(?:i\s+(?-i:[A-ZÅÄÖ])\w+\s+)?(?:att\s+)?(?:kunna\s+)?"
    r"(?:få|delta|gå|nås|utbildas|erbjudas|omfattas|genomgå|ta\s+del|medverka|"
    r"kompetensutvecklas)\b"
    r"|(?:(?:vänder|riktar)\s+sig\s+till|nå|når|nå\s+ut\s+till|omfattar|omfatta|"
    r"(?:ska|skall|kommer\s+att)\s+(?:[^\s.;:]+\s+){0,4}?(?:stärka|stödja|stötta|hjälpa|rusta|utbilda|coacha|vägleda)|"
    r"(?:ska|skall|kommer\s+att)\s+(?:[^\s.;:]+\s+){0,7}?arbeta\s+med|"
    r"för\s+att\s+ge|(?:kompetensutveckling|utbildning|fortbildning)\s+av|engagera|utbilda|räcker\s+till|till\s+att\s+ge)\s+"
    rf"(?:[^\W\d]\w*\s+)?(?P<count5>{HEADS})\s+(?:\w+\s+)?{PEOPLE}\b"
    r"|(?:till|för|hos|stötta|stödja|hjälpa|nå|att)\s+(?:(?:cirka|ca|drygt|omkring|runt|upp\s+till|"
    r"fler\s+än|mer\s+än|minst|åtminstone|sammanlagt|totalt|preliminärt)\s+){1,2}"
    rf"(?P<count8>{HEADS})\s+(?:av\s+\w+\s+|\w+\s+)?{PEOPLE}\b"
    rf"|(?<![\w/.,-])(?P<count6>{HEADS})\s+{SOME}\s+(?:ur\s+målgruppen\s+)?(?:ska|skall|beräknas|väntas|"
    r"kommer\s+att|förväntas)\s+(?:delta|genomgå|ta\s+del)\b"
    rf"|(?<![\w/.,-])(?P<counta>{HEADS})\s+(?:\w+\s+)?{PEOPLE}\s+"
    r"(?:mellan\s+\d\d\s+och\s+\d\d\s+år\s+)?(?:ska|skall|skulle|beräknas|"
    r"väntas|förväntas|planeras|kommer\s+(?:under\s+\w+\s+)?att)\s+(?:att\s+)?(?:kunna\s+)?(?:delta|arbeta|erbjudas|"
    r"genomgå|komma\s+(?:i|närmare)|ta\s+del|få\s+(?:stöd|utbildning|möjlighet)|ha\s+fått\s+stöd|"
    r"tas\s+emot|skrivas\s+in|anvisas)\b"
    rf"|(?<![\w/.,-])(?P<count7>{HEADS})\s+planerade\s+deltagare\b"
    r"|(?:företag|arbetsplatser|organisationer|förvaltningar)\s+med\s+(?:(?:totalt|sammanlagt|cirka|ca|drygt|minst)\s+)*"
    rf"(?P<count9>{HEADS})\s+(?:anställda|medarbetare)\b"
    r"|(?:deltar|ingår|omfattas|berörs)\s+(?:\d{1,3}\s+\w+\s+(?:och|med)\s+)?(?:totalt\s+|cirka\s+|ca\s+|drygt\s+)?"
    rf"(?P<count10>{HEADS})\s+(?:anställda|medarbetare|personer)\b"
    r"|planer\w+\s+antal\s+deltagare\D{0,20}(?P<count3>\d[\d ]*))",
    re.IGNORECASE,
)
# Who came, and no plan: "har haft 80 deltagare", "omfattade 116 deltagare"
_HAVE_HAD = re.compile(
    r"\b(?:har\s+(?:hittills\s+|redan\s+)?(?:haft|nått|samlat|genomgått)|omfattade|samlade|nådde|"
    r"har\s+(?:\w+\s+)?genomfört\s+[^.;\d]{0,60}(?:för|med)|totalt\s+hade|hade\s+(?:totalt|sammanlagt)|genomför(?:des|ts)\s+(?:\w+\s+)?\d+\s+\w+\s+med)\s",
    re.IGNORECASE,
)
# "Projekten ska nå 25 000 personer" counts those of all projects
_OF_MANY = re.compile(
    r"\bprojekten\s+(?:som|ska|kommer|beräknas|når|väntas|omfattar|har)\b|"
    r"\b(?:de|alla|samtliga|dessa)\s+(?:\w+\s+){0,2}projekt(?:en)?\b|\b\d+\s+projekt\b",
    re.IGNORECASE,
)
_PEOPLE_BEFORE = re.compile(rf"\b(?:{WHO}|[^\W\d]*platser)\b[^.;]{{0,40}}$", re.IGNORECASE)
_COMMITTEE = re.compile(r"\b(?:styr|referens|arbets|projekt)grupp", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"(?i)\b(?:under|år|åren|sedan|från|hösten|våren|sommaren|vintern|i\s+(?:början|slutet)\s+av)\s+(?:19|20)\d\d\Z"
)
_LONG = 90  # characters of a clause
_DIGIT = re.compile(r"\d")
_EACH_BEFORE = re.compile(r"\b(?:vardera|varje|per\s+\w+|om)\s+(?:cirka\s+|ca\s+)?$", re.IGNORECASE)
# "av planerade 200 skrevs 187 in", "de 424 som var planerade", "240 stycken enligt ansökan"
_CALLED_PLANNED = screened(
    rf"\b(?:planerade|tänkta|beräknade|utlovade)\s+(?P<count>{HEADS})\b{NO_COUNT}|"
    rf"\b\d+\s+av\s+(?:de\s+)?(?:totalt\s+)?(?P<count11>{HEADS})\s+(?:deltagare|personer)\s+(?:har\s+)?(?:skrivits\s+in|skrivit\s+in\s+sig|påbörjat|börjat|kommit\s+i\s?gång)\b|"
    rf"\bav\s+(?:de\s+)?(?P<count10>{HEADS})\s+(?:planerade|tänkta|beräknade)\s+[a-zåäö]{{4,}}(?:na|ne)\b|"
    rf"\b(?P<count2>{HEADS})\s+(?:stycken\s+|personer\s+|deltagare\s+)?(?:som\s+(?:var|är|hade)\s+(?:planera(?:de|ts)|tänkta)|"
    r"enligt\s+(?:ansökan|plan|planen|projektplanen))\b|"
    rf"\bav\s+de\s+(?P<count3>{HEADS})\s+(?:[a-zåäö]+\s+)?[a-zåäö]+\s+som\s+(?:ska|skall|skulle)\s+(?:delta|ingå|få|in\s)|"
    r"\bantal(?:et)?\s+(?:planerade\s+)?deltagare\s+(?:i\s+projektet\s+)?(?:beräknas|beräknades|planeras|planerades|väntas|uppskattas|ska)\s+"
    rf"(?:till\s+|bli\s+|vara\s+|uppgå\s+till\s+)?(?:(?:cirka|ca|omkring|drygt|minst)\s+)?(?P<count4>{HEADS})\b|"
    r"\b(?:planerade|beräknade|tänkta|förväntade)\s+(?:deltagar)?antalet\s+(?:deltagare\s+)?(?:är|var|uppgick\s+till|uppgår\s+till)\s+"
    rf"(?:(?:cirka|ca|omkring|drygt|minst)\s+)?(?P<count5>{HEADS})\b{NO_COUNT}|"
    rf"\bav\s+(?:de|projektets|satsningens|våra)\s+(?:totalt\s+)?(?P<count6>{HEADS})\s+(?:deltagar|projekt|utbildnings)?platser(?:na)?\s+(?:är|var|har)\s+(?:\w+\s+)?\d+\s|"
    rf"\b\d+\s+av\s+(?:de\s+|projektets\s+)?(?P<count7>{HEADS})\s+(?:deltagar|projekt|utbildnings)?platser(?:na)?\s+(?:är|har|var)\s+(?:\w+\s+)?(?:tillsatta|fyllda|fyllts|besatta|upptagna)\b|"
    rf"\bmålet\s+(?:om|på)\s+(?:att\s+nå\s+)?(?P<count9>{HEADS})\s+(?:deltagare|personer)\b(?=\s+(?:har|är|nå|över|upp))|"
    rf"\b(?:deltagit|deltog|skrivits\s+in|skrevs\s+in|påbörjat|nåtts|varit\s+med)\b[^.;]{{0,60}}?\bmålet\s+(?:som\s+(?:är|var)|är|var|på|om)\s+(?:{ABOUT}\s+)?(?P<count8>{HEADS})\b{NO_COUNT}(?=\s*(?:personer|deltagare|[.,;)]|$))",
    re.IGNORECASE,
)
# Further wordings, tried where a sentence has a number and words of people or of a plan
_FURTHER_PLANNED = quick(
    rf"\bplats(?:er)?\s+(?:finns|finnas)\s+(?:det\s+)?(?:för|åt)\s+(?:{ABOUT}\s+)?(?P<countm>{HEADS})\b{NO_COUNT}|"
    rf"\bantalet\s+{WHO}\s+som\s+(?:planeras|beräknas|ska|skall|väntas|förväntas)\s[^.;\d]{{2,40}}\s(?:är|var)\s+(?:{ABOUT}\s+)?(?P<countn>{HEADS})\b{NO_COUNT}|"
    rf"\b(?:planerade|tänkta|beräknade)\s+antalet\s+(?:deltagare\s+|platser\s+)?(?:är\s+|var\s+)?(?P<counto>{HEADS})\b{NO_COUNT}|"
    rf"\b(?:räknar|beräknas|planeras|väntas|förväntas|ska|kommer)\b[^.;\d]{{0,60}}?(?<![\w/.,–-])\d{{1,5}}\s?[–-]\s?(?P<countp>{HEADS})\s+(?:\w+\s+)?{WHO}\b|"
    rf"\bi\s+ansökan\s+(?:står|stod|lovade|anges|angavs|skrev|utlovades)\s+(?:det\s+|vi\s+|man\s+)?(?:{ABOUT}\s+)?(?P<counth>{HEADS})\b{NO_COUNT}(?=\s*(?:personer|deltagare|[.,;]|$))|"
    rf"\bav\s+de\s+(?P<counti>{HEADS})\s+som\s+(?:ska|skall|skulle)\s+(?:delta|ingå|in\s)|"
    rf"\b(?:ska|skall|kan|kommer\s+att|beräknas)\s+(?:kunna\s+)?(?:läsas|genomgås|gås|tas|användas|prövas|testas|nyttjas)\s+(?:igenom\s+|emot\s+)?av\s+(?:{ABOUT}\s+)?(?P<countk>{HEADS})\s+(?:[a-zåäö]+\s+)?{WHO}\b|"
    rf"\b(?:vi|man|förbundet|projektet|kommunen)\s+(?:har\s+|hade\s+)?(?:sökt|ansökt|sökte)\s+(?:pengar\s+|medel\s+|stöd\s+)?för\s+(?:{ABOUT}\s+)?(?P<countl>{HEADS})(?=\s*(?:personer|deltagare|platser|[.,;]|$))|"
    rf"\bde\s+(?P<counta>{HEADS})\s+(?:personer\s+|deltagare\s+)?som\s+(?:var|är)\s+(?:målet|målsättningen|planen|utlovade|utlovat|planerat|tänkt)\b|"
    rf"\bdeltagarna,?\s+som\s+(?:beräknas|väntas|planeras|ska)\s+(?:bli|vara|uppgå\s+till)\s+(?:{ABOUT}\s+)?(?P<countb>{HEADS})\b{NO_COUNT}|"
    rf"(?:\bav|(?-i:Av))\s+(?:de\s+)?(?:totalt\s+|planerade\s+|tänkta\s+)?(?P<countc>{HEADS})\s+(?:planerade\s+)?(?:deltagare|personer|ungdomar|individer)\s+"
    r"(?:ska|skall|beräknas|väntas|förväntas|planeras)\s+(?:minst\s+|cirka\s+|ca\s+)?\d|"
    rf"\bav\s+de\s+(?:totalt\s+)?(?P<countd>{HEADS})\s+(?:[a-zåäö]+\s+){{0,2}}?(?:som\s+)?(?:projektet|satsningen|insatsen|vi|man)\s+(?:totalt\s+|sammanlagt\s+)?"
    r"(?:ska|skall|skulle|räknar|räknade|planerar|planerade|hoppas|hoppades|har\s+som\s+mål)\b|"
    r"\bantalet\s+(?:utbildnings|deltagar|projekt)?platser\s+(?:i\s+projektet\s+)?(?:är\s+(?:begränsat\s+till\s+)?|begränsas\s+till\s+|uppgår\s+till\s+)"
    rf"(?:{ABOUT}\s+)?(?P<countg>{HEADS})\b{NO_COUNT}|"
    rf"\bmål(?:et|sättningen)?\s+(?:för\s+[^.;\d]{{3,40}}\s)?(?:är|var)\s+att\s+(?:{ABOUT}\s+|ytterligare\s+)?(?P<counte>{HEADS})\s+(?:ska|skall|skulle)\s+(?:ha\s+)?(?:få\s+del\s+av|ta\s+del\s+av|tagit\s+del\s+av|delta|deltagit|skrivas\s+in|skrivits\s+in|nås|nåtts|vara\s+med|varit\s+med|utbildas|utbildats)\b|"
    rf"\b(?:räknar|hoppas|siktar|planerar)\s+(?:vi|man|projektet|de|förbundet|kommunen)?\s*(?:med\s+|på\s+)?(?:att\s+)?(?:kunna\s+)?(?:ha\s+)?"
    rf"(?:nå|nått|hjälpa|hjälpt|stötta|stöttat|ta\s+emot|utbilda|utbildat)\s+(?:{ABOUT}\s+)?(?P<countf>{HEADS})\b(?=\s+av\s+(?:dem|dessa|er)|\s*[.,])|"
    rf"\b(?:åtagit\s+(?:oss|sig)|lovat|vill(?:\s+vi)?|vi\s+ska|projektet\s+ska)\s+(?:att\s+)?(?:nå|ta\s+emot|hjälpa|stötta|utbilda)\s+(?:{ABOUT}\s+)?(?P<countj>{HEADS})\b(?=\s+av\s+(?:dem|dessa|er)\b|\s*[.,])|"
    r"\b(?:kommuner(?:na)?|företag(?:en)?|parter(?:na)?|och\s+(?-i:[A-ZÅÄÖ])[\w-]+)\s+deltar\s+(?:i\s+projektet\s+)?med\s+"
    rf"(?:totalt\s+|sammanlagt\s+|cirka\s+|ca\s+|drygt\s+)?(?P<count11>{HEADS})\s+(?:\w+\s+)?{SOME}\b",
    re.IGNORECASE,
)
# Who has come: "sammanlagt 83 personer har deltagit"
_CAME_AFTER = re.compile(
    r"\s+(?:[a-zåäö]+\s+|(?:på|från|vid)\s+[^.;,]{2,50}?\s+)?(?:har|hade|deltog|fick|skrevs|gick|kom|nåddes|utbildades)\b",
    re.IGNORECASE,
)
# A sentence on each group, on a conference, on notice or on leaving: none on who takes part
_OF_A_GROUP = re.compile(
    r"\b(?:varje\s+(?:grupp|kurs|omgång|kull)|per\s+(?:grupp|kurs|omgång|termin)|åt\s+gången|"
    r"(?:till|på|vid)\s+(?:\w*konferensen|seminariet|invigningen|mässan|föreläsningen|mötet|träffen)|"
    r"(?:för|hos)\s+oss\s+(?:innebär|betyder|deltar|är\s+det)|enkät\w*|undersökning\w*|kartläggning(?:en)?\s[^.;:]{0,50}?\bvisa(?:r|de|t)|(?:kommunen|kommunerna|länet|Sverige)\s+(?:\w+\s+){0,3}?tar?\s+emot|"
    r"(?:ska|skall|kommer\s+att)\s+[^.;]{0,120}?\b(?:träffas|mötas|åka|resa)\b|"
    r"vars(?:la|lar|lats|las|lades)|säg(?:as|s)\s+upp|gå\s+i\s+pension|pensioneras|(?-i:Av)\s+deltagarna\s+(?:ska|har|beräknas|väntas))\b",
    re.IGNORECASE,
)
# "60 kvinnor och 60 män, totalt 120 personer"
_TOGETHER = re.compile(
    rf"(?:(?:och|,)\s[^.;:]{{1,30}}|\s[^.;:]{{0,40}}),\s*(?:totalt|sammanlagt|tillsammans)\s+(?P<count>{HEADS})\s+(?:personer|deltagare)\b",
    re.IGNORECASE,
)
# "Ett hundratal kvinnor, närmare bestämt 110, ska …"
_PRECISELY = re.compile(
    rf"(?:tal(?:et)?)?\s[^.;:,\d]{{1,40}}(?:,\s*|\s*\(|\s+–\s+)(?:närmare\s+bestämt|mer\s+exakt|exakt|för\s+att\s+vara\s+exakt)\s+(?P<count>{HEADS})\b{NO_COUNT}",
    re.IGNORECASE,
)
_WOMEN = r"(?:kvinnor|flickor|tjejer)"
_MEN = r"(?:män|pojkar|killar)"
# "160 kvinnor och 140 män ska delta"
_WOMEN_AND_MEN = re.compile(
    rf"(?<![\w/.,–-])(?P<first>{HEADS})\s+(?:{_WOMEN}\s+och\s+(?:cirka\s+|ca\s+)?(?P<second>{HEADS})\s+{_MEN}|"
    rf"{_MEN}\s+och\s+(?:cirka\s+|ca\s+)?(?P<third>{HEADS})\s+{_WOMEN})\b",
    re.IGNORECASE,
)
_ROUND = 100  # what a count of a headline is rounded to
# "Plats för 12 deltagare åt gången och 70 under hela projekttiden"
_GROUP_AND_ALL = re.compile(
    r"\b(?:åt\s+gången|i\s+taget|i\s+varje\s+\w+|per\s+(?:grupp|kurs|omgång|termin)|varje\s+(?:grupp|kurs|omgång)\s[^.;]{1,40}?)"
    rf"(?:\s+och|,|\s+men)\s+(?:{HEDGES}\s+){{0,2}}(?P<count>{HEADS})\s+(?:personer\s+|deltagare\s+)?"
    r"(?:under\s+(?:hela\s+)?projekt\w*|totalt|sammanlagt|i\s+allt|i\s+hela\s+projektet)\b|"
    r"\b(?:om\s+året|varje\s+år|årligen|åt\s+gången|i\s+taget|vardera|(?:per|i\s+varje)\s+[a-zåäö]+)(?:\s+(?:i|under)\s+[a-zåäö\d]+\s+(?:år|terminer|omgångar|månader))?"
    r"(?:,|\s+och|\s+[–=])?\s+\(?(?:(?:dvs\.?|d\.v\.s\.|det\s+vill\s+säga|alltså|eller|vilket\s+(?:blir|ger|är))\s+)?(?:totalt|sammanlagt|tillsammans|i\s+allt)\s+"
    rf"(?P<all>{HEADS}|{NUMERAL_WORDS})\b(?![\u0020\u00a0]\d)"
    r"(?!\s*(?:kr|mkr|miljon|procent|%|år|företag|kommuner))|"
    r"\b(?:om\s+året|per\s+år|årligen|per\s+(?:grupp|kurs|omgång|termin|ort|skola|kommun))\s[^.;\d]{0,40}(?:alltså|dvs\.?|d\.v\.s\.|det\s+vill\s+säga|vilket\s+(?:blir|ger))\s+"
    rf"(?P<sum>{HEADS}|{NUMERAL_WORDS})\s+(?:personer\s+|deltagare\s+)?(?:totalt|sammanlagt|i\s+allt|tillsammans|under\s+(?:hela\s+)?projekttiden)\b",
    re.IGNORECASE,
)
# "Hur många ska delta?", and "Cirka 240 personer." below it
_HOW_MANY = re.compile(
    r"\bHur\s+många\?\s+$|\bHur\s+många\s[^?\n]{0,40}?(?:ska|kan|får|beräknas|kommer|omfattas|deltar|delta|är\s+med|nås)\b[^?\n]{0,40}\?\s*$"
)
_ANSWER = re.compile(
    rf"(?:{HEDGES}\s+){{0,2}}(?P<count>{HEADS})\s+(?:st|stycken|personer|deltagare|individer|ungdomar|platser|medarbetare|anställda)\.?\s*$",
    re.IGNORECASE,
)
# "Hittills har 213 personer deltagit. Målet är 250."
_BARE_GOAL = screened(
    rf"(?:(?:Målet|Målsättningen|Planen)\s+(?:är|var)\s+(?:(?:från\s+början|ursprungligen)\s+)?|(?:När|Vid)\s+projekt\w*(?:\s+är)?\s*(?:slut)?\s+ska\s+(?:det|de)\s+(?:vara|ha\s+blivit)\s+)(?:{HEDGES}\s+)?(?P<count>{HEADS})(?:\s+(?:personer|deltagare|stycken))?\.?\s*$"
)
_CAME_BEFORE = re.compile(
    r"\d\s+(?:\w+\s+)?(?:personer|deltagare|ungdomar|kvinnor|medarbetare|anställda)\b[^.]{0,80}"
    r"\b(?:deltagit|deltog|skrivits\s+in|skrevs\s+in|påbörjat|nåtts|varit\s+med|deltar|fått\s+stöd)\b[^.]{0,80}\.\s*$|"
    rf"\b(?:har|hade)\s[^.\d]{{0,60}}(?:nått|haft\s+kontakt|stöd\s+(?:åt|till)|stöttat|hjälpt|tagit\s+emot|mött)\s(?:\w+\s+){{0,2}}\d{{1,5}}\s+(?:\w+\s+)?{WHO}\b[^.]{{0,60}}\.\s*$"
)
# A line of a fact box: "Deltagare (plan): 120", "Platser: 45", "240 deltagare i insatserna"
_LINE = screened(
    r"[\s•*·–—♦-]*(?:(?:(?:det\s+)?(?:planerade\s+|beräknade\s+)?(?:antal(?:et|)\s+)?(?:deltagare|deltagarantal(?:et|)|"
    r"deltagarmål(?:et|)|planerat\s+deltagande|deltagarplatser|platser|utbildningsplatser))(?:\s*\([^()]{2,25}\)|\s+[^\W\d]+){0,3}?"
    rf"\s*(?::|\t|\||\s[–-]|är|var|uppgår\s+till)\s*(?:{HEDGES}\s+){{0,2}}(?P<count>{HEADS})\b(?!\s*(?:procent|%|kr|företag|platser\s+per))|"
    rf"(?:antal(?:et|)\s+)?(?:[a-zåäö]+\s+){{0,2}}?(?:{WHO}|antal(?:et)?)\s+som\s+(?:ska|skall|beräknas|väntas|planeras|kommer\s+att)\s+"
    rf"(?:nås|delta|utbildas|medverka|ingå|omfattas|få\s+\w+|bli\s+\w+)\s*:\s*(?:{HEDGES}\s+){{0,2}}(?P<count5>{HEADS})\b{NO_COUNT}|"
    rf"(?:personer|individer|ungdomar|deltagare(?:\s+som\s+ska\s+nås)?|kvinnor\s+och\s+män)\s*:\s*(?:{HEDGES}\s+){{0,2}}(?P<count6>{HEADS})(?:\s+(?:st|stycken))?\.?\s*(?=\n|$)|"
    rf"målgrupp(?:en)?\s*:\s*[^.;:\d]{{3,150}}(?:,|\(|–)\s*(?:{HEDGES}\s+){{0,2}}(?P<count7>{HEADS})\s+(?:personer|deltagare|individer)\b|"
    rf"(?:(?:totalt|sammanlagt|i\s+(?:projektet|satsningen))\s+(?:finns|har\s+(?:projektet|vi))(?:\s+det)?|(?:det\s+)?finns|(?:vi|projektet)\s+har|(?:vi|projektet)\s+erbjuder)\s+(?:{HEDGES}\s+){{0,2}}(?P<count3>{HEADS})\s+(?:deltagar|utbildnings|projekt)?platser"
    rf"(?=[.,;]|\s+(?:i|inom)\s+(?:projektet|satsningen)|\s+totalt|$)|"
    r"antal(?:et|)\s+(?!anställda|medarbetare|medlemmar|boende|elever|unga|vuxna|studenter|kvinnor|män|barn|chefer)(?:[a-zåäö]+\s+)?"
    rf"(?:{WHO})(?:\s*\([^()]{{2,25}}\))?\s*:\s*(?:{HEDGES}\s+){{0,2}}(?P<count8>{HEADS})\b{NO_COUNT}|"
    rf"(?:volym|omfattning|mål|målsättning|måltal|plan|planen|planerat|ambition|når\s+ut\s+till|tänkt\s+omfattning|hur\s+många)\s*:\s*(?:{HEDGES}\s+){{0,2}}(?P<count4>{HEADS})\s+(?:deltagare|personer|ungdomar|individer|\w*anställda)\b|"
    rf"(?:{HEDGES}\s+){{0,2}}(?P<count2>{HEADS})\s+(?:deltagare|(?:personer|individer)(?=\s+deltar))(?!\s+(?:har|hade|fick|var|kom|deltog|svarade))(?:,?\s+[^\d.;]{{0,60}})?[.\s]*(?=\n|$))",
    re.IGNORECASE,
)
_PEOPLE_WORD = screened(
    r"(?:personer|människor|individer|ungdomar|unga|vuxna|kvinnor|elever|mammor|pappor|föräldrar|"
    r"klienter|medlemmar|studerande|studenter|deltagar|nyanlända|sökande|flyktingar|sjukskrivna|"
    r"permitterade|akademiker|läkare|kockar|ingenjörer|tekniker|operatörer|pedagoger|rektorer|"
    r"tjänstemän|anställda|medarbetare|arbetare|arbetslösa|sköterskor|biträden|lärare|ledare|chefer|"
    r"verksamma|födda|företagare|skötare|platser)",
    re.IGNORECASE,
)

# Without any of these a passage plans for no participants.
TELLING = _PLANNED.bit | _CALLED_PLANNED.bit | _LINE.bit | _BARE_GOAL.bit | _PEOPLE_WORD.bit


@once_a_range
def find_planned(text: str, start: int, end: int) -> Found[int] | None:
    """The number of participants that the sentence `start..end` says is planned for, if any."""
    if not _DIGIT.search(text, start, end) and not NUMERAL.search(text, start, end):
        return None
    both = _GROUP_AND_ALL.search(text, start, end)
    if both and (both["count"] or _counts_people(text, start, both.start())):
        return _numbered(
            text, both, next(name for name, value in both.groupdict().items() if value)
        )
    if (answer := _ANSWER.match(text, start, end)) and _HOW_MANY.search(
        text, max(0, start - NEAR), start
    ):
        return find_count(text, *answer.span("count"))
    goal = _BARE_GOAL.match(text, start, end)
    if goal and _CAME_BEFORE.search(text, max(0, start - NEAR), start):
        return find_count(text, *goal.span("count"))
    if _OF_MANY.search(text, start, end) or _OF_A_GROUP.search(text, start, end):
        return None
    found = (
        _as_worded(text, start, end) or _in_line(text, start, end) or find_counted(text, start, end)
    )
    if found is not None and _YEAR_BEFORE.search(text, max(start, found.start - _LONG), found.end):
        return None  # "ska under 2017 få unga att …"
    if found is not None and (people := _women_and_men(text, start, end, found)):
        return people
    if found is not None and (precise := _PRECISELY.match(text, found.end, end)):
        return find_count(text, *precise.span("count")) or found
    if found is not None and (together := _TOGETHER.search(text, found.end, end)):
        total = find_count(text, *together.span("count"))
        if total is not None and found.value < total.value <= MOST:
            return total
    return found


def _women_and_men(text: str, start: int, end: int, found: Found[int]) -> Found[int] | None:
    """The sum of women and men, where `found` counts the ones or the others."""
    for both in _WOMEN_AND_MEN.finditer(text, start, end):
        other = "second" if both["second"] else "third"
        parts = [find_count(text, *both.span(group)) for group in ("first", other)]
        first, second = (part.value if part else 0 for part in parts)
        if found.value in (first, second) and both.start() <= found.start < both.end():
            return Found(first + second, *both.span())
    return None


def is_closer(known: int | None, told: int) -> bool:
    """Whether nothing is known, or a round number of which `told` has more figures.

    >>> is_closer(1000, 1050), is_closer(1000, 1200), is_closer(24, 1050)
    (True, False, False)
    """
    if known is None:
        return True
    rounded = known >= _ROUND and known % _ROUND == 0
    return rounded and told % _ROUND != 0 and abs(told - known) * 10 <= known


def _as_worded(text: str, start: int, end: int) -> Found[int] | None:
    """A count in a wording that tells a plan by itself."""
    for planned in _PLANNED.finditer(text, start, end):
        near = max(start, planned.end() - NEAR)
        if _HAVE_HAD.search(text, near, planned.end()):
            return None
        group = next(name for name, value in planned.groupdict().items() if value)
        if _EACH_BEFORE.search(text, near, planned.start(group)):
            continue
        if group == "count8" and (
            _CAME_AFTER.match(text, planned.end(), end)
            or GOAL_AFTER.match(text, planned.end(), end)
        ):
            continue
        return find_count(text, planned.start(group), planned.end(group))
    called = _CALLED_PLANNED.search(text, start, end) or _FURTHER_PLANNED.search(text, start, end)
    if called is None:
        return None
    group = next(name for name, value in called.groupdict().items() if value)
    return find_count(text, *called.span(group))


def _counts_people(text: str, start: int, at: int) -> bool:
    """Whether what stands before `at` counts people: "60 deltagare per skola, totalt 300"."""
    before = _PEOPLE_BEFORE.search(text, max(start, at - _LONG), at)
    return before is not None and not _COMMITTEE.search(text, start, at + _LONG)


def _numbered(text: str, match: re.Match[str], group: str) -> Found[int] | None:
    """The count of a group that holds figures or a numeral in words."""
    span = match.span(group)
    value = NUMERALS.get(match[group].casefold())
    return find_count(text, *span) if value is None else Found(value, *span)


def _in_line(text: str, start: int, end: int) -> Found[int] | None:
    """A count in a line that holds nothing else, or after a label."""
    line = _LINE.match(text, start, end)
    if line is None:
        return None
    group = next(name for name, value in line.groupdict().items() if value)
    return find_count(text, *line.span(group))
