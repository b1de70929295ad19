"""Wordings of decisions: who grants, who is granted, what a sum is for."""

from __future__ import annotations

import re

from graph.sources.screening import screened

VERB = screened(
    r"(?:^|\s+)(?:kommer\s+att\s+)?(?:har\s+(?:nu\s+)?)?(?:beviljas|beviljades|beviljats|får|"
    r"fick|fått|tilldelas|tilldelats|tilldelades|erhåller|erhållit|att\s+bevilja)\b"
    r"(?:\s+(?:nu|även|också|sammanlagt|totalt|hela|stöd\s+(?:om|med|på)|ett\s+stöd\s+(?:om|på)|"
    r"ESF-stöd\s+(?:om|på|med)|medel\s+(?:om|på)))*",
    re.IGNORECASE,
)
# "Socialfonden ger 12 miljoner till …", "15 miljoner beviljas projektet …": who is granted the sum
# stands after it, or between the verb and it.
GIVES = screened(
    r"\s(?:ger|gav|har\s+gett|har\s+(?:nu\s+)?beviljat|beviljar|beviljade|satsar|satsade|"
    r"har\s+satsat|delar\s+ut|delade\s+ut|har\s+delat\s+ut|skjuter\s+till|sköt\s+till|tilldelar|tilldelade|har\s+tilldelat|investerar|bidrar\s+med|fördelar)\b"
    r"(?:\s+(?:nu|även|också|ett\s+stöd\s+(?:om|på)|stöd\s+(?:om|på|med)|medel\s+(?:om|på)))*",
    re.IGNORECASE,
)
GOES = screened(
    r",?\s*(?:(?:i\s+)?(?:stöd|bidrag|EU-medel|socialfondsmedel|medel)\s+)?(?:(?:från|ur|av)\s+[^.;]{3,50}?\s)?"
    r"(?:beviljas|beviljades|går|gick|ges|gavs|delas\s+ut|tilldelas|fördelas|satsas|avsätts|har\s+beviljats|"
    r"har\s+gått)\b(?:\s+(?:nu|även|också))*(?:\s+(?:till|på|för))?\s+",
    re.IGNORECASE,
)
NAME_FIRST = screened(
    r"(?:(?:Det|Den)\s+(?:ena|andra|första|tredje|fjärde|sista)\s+(?:(?:projektet|av\s+projekten|förstudien)\s+)?"
    r"(?:är|heter)\s+)?(?:(?:Även|Också|Likaså|Dessutom)\s+)?"
    r"(?:(?P<whose>[A-ZÅÄÖ][^.;:,\n”\"“»]{2,60}?)s\s+(?:[a-zåäö-]+(?<!s)\s+){0,2}(?=[”\"“»]))?"
    r"[”\"“»]?(?P<name>(?:[A-ZÅÄÖ0-9#]|[a-z](?=[A-ZÅÄÖ]))(?:[^.;:,\n]|\.(?=\d)){2,70}?)[”\"»]?(?:\s+med\s+(?P<owner>[A-ZÅÄÖ][^.;,]{2,60}?)\s+som\s+"
    r"(?:projektägare|ägare|sökande|huvudman)(?:\s*\([^()]{2,40}\))?,?|"
    r"\s+med\s+(?:projektägare|huvudman)\s+(?P<with>[A-ZÅÄÖ][^.;,]{2,60}?),?(?:\s+som)?|"
    r",?\s+(?:som\s+)?(?:drivs|ägs|leds|genomförs|bedrivs|samordnas|drivet|ägt|lett)\s+av\s+(?P<driver>[A-ZÅÄÖ][^.;,]{2,90}?),?|"
    r"\s+är\s+ett\s+[\w-]*projekt,?\s+som\s+(?:drivs|ägs|leds|genomförs|bedrivs)\s+av\s+(?P<runs>[A-ZÅÄÖ][^.;,]{2,90}?),?\s+(?:och|som)|"
    r",\s+(?:som\s+är\s+)?ett\s+[\w-]*projekt\b[^.;]{3,160}?,?|"
    r",\s+(?:där|som|vars)\s+[^.;,]{3,90},(?:\s+som)?|"
    r"\s+är\s+(?:ett\s+[\w-]*projekt|(?P<possessor>[A-ZÅÄÖ][^.;,]{2,60}?)s\s+[\w-]*(?:projekt|förstudie))\b"
    r"[^.;]{0,160}?,?(?:\s+som)?)\s+"
    r"(?:får|fick|beviljas|beviljades|tilldelas|tilldelades)\s",
)
# "3,1 miljoner kronor till A för projektet X"
SUM_TO = screened(
    r"\s+(?:till|beviljas|tilldelas|har\s+beviljats|har\s+tilldelats)\s+(?P<owner>(?-i:[A-ZÅÄÖ])[^.;,:\n]{2,80}?)\s+(?:för|till)\s+(?:projektet|projekt|förstudien|"
    r"att\s+(?:utveckla|starta|driva|genomföra|bygga\s+upp)\s+(?:projektet\s+)?(?=(?-i:[A-ZÅÄÖ”\"“])))\s*(?=\S)",
    re.IGNORECASE,
)
POSSESSED = re.compile(
    r"(?P<of>[A-ZÅÄÖ][^.;:,\n]{2,60}?)s\s+(?:(?:nya|gemensamma)\s+)?(?:[\w-]*projekt\s+)?"
)
ALSO = re.compile(r"(?:Även|Också|Likaså|Dessutom|[A-ZÅÄÖ][a-zåäö]+\s+är)\s+")
GENERIC_NAME = re.compile(
    r"(?i)(?:projekt|ett\b|det\b|den\b|de\b|satsning|\d+\s+projekt)|.*\bprojektet\b|"
    r".*\b(?:ligger|bidrar|är|har|ska|kommer)\b"
)
# "Projektet X är A kommuns."
OWNED_BY = re.compile(
    r"\s+(?:är|ägs\s+av|drivs\s+av)\s+(?P<of>[A-ZÅÄÖ][^.;:,\n]{2,60}?)s?\s*(?=[.,])"
)
# "Ett projekt som får 8 miljoner kronor i stöd är A kommuns ”X”"
THAT_GETS = screened(
    r"\bprojekt(?:en)?\s+som\s+(?:nu\s+)?(?:får|fick|beviljas|beviljades|beviljats|tilldelas|har\s+(?:fått|beviljats))\s"
)
IS_NAMED = re.compile(
    r"\s(?:är|heter|kallas)\s+(?:även\s+|också\s+)?(?:projektet\s+)?(?=[A-ZÅÄÖ0-9”\"“»])"
)
NAME_BODY = screened(
    r"(?:(?<=:\s)|(?<!\w)(?<![a-zåäö,]\s))(?P<name>[A-ZÅÄÖ][^.;:,\n]{2,70}),\s+(?P<owner>[A-ZÅÄÖ][^.;:,\n]{2,70}?)"
    r"(?:,\s+[A-ZÅÄÖ][\w-]+)?\s+(?:som\s+)?(?:får|fick|beviljas|beviljades|tilldelas|tilldelades)\s"
)
SUM_AT = re.compile(
    r"(?:ca\s+|cirka\s+)?\d{1,3}(?:[ \u00a0]\d{3})+(?!\s*(?:personer|deltagare|unga))"
)
APPOSED = re.compile(r"[”\"»]?\s*[,(]\s*(?=[A-ZÅÄÖ])")
# "Det får 4 miljoner kronor": the project that the sentence before names
IT_GETS = re.compile(
    r"\s*(?:Summan|Beloppet|Stödet|Bidraget)\s+(?:är|uppgår\s+till|blir|blev)\s|"
    r"\s*(?:Det|Projektet|Satsningen|Förstudien|Den|Kommunen|Regionen|Förbundet|Föreningen|Bolaget|"
    r"Högskolan|Universitetet|Skolan|Stiftelsen)\s+(?:har\s+|ska\s+)?(?:nu\s+|också\s+|även\s+)?"
    r"(?:får|fick|fått|beviljas|beviljades|beviljats|tilldelas|tilldelades|tilldelats)\s"
)
GRANTED_TO = re.compile(
    r"\s+(?:i\s+stöd\s+)?(?:har\s+)?(?:beviljas|beviljades|beviljats|tilldelas|tilldelades|tilldelats|får|fick|fått)\s+(?!projekt)"
    r"(?P<body>[A-ZÅÄÖ][^.;,]{2,60}?)\s+(?:från|av|ur)\s+(?:den\s+)?(?:Europeiska\s+socialfonden|Svenska\s+ESF|ESF|EU|[Ss]ocialfonden)"
)
# A unit before the body it belongs to: "Park- och miljöförvaltningen, A stad"
UNIT_OF = re.compile(
    r"\s*[A-ZÅÄÖ][\w-]*(?:\s+och\s+)?[\w -]{0,60}?"
    r"(?:förvaltningen|förvaltning|kontoret|nämnden|enheten|avdelningen),\s+"
    r"[A-ZÅÄÖ][^,;.]{2,60}"
)
TO = re.compile(r"\still\s+(?=[A-ZÅÄÖ])")
OF_FUND = screened(r"(?i)socialfond|\bESF|\bEU\b|partnerskapet\s+ger|EU-")
OTHER_PROJECTS = screened(
    r"\b(?:bland\s+annat|bl\.?\s?a|däribland|till\s+exempel|sammanlagt|totalt|flera|två|tre|fyra|fem|"
    r"sex|sju|åtta|nio|tio|\d+)\b(?![^.;]{0,12}\b(?:kronor|miljoner|mkr|kr)\b|\s+(?:år|månader|veckor)\b)",
    re.IGNORECASE,
)
# "X är ett av 300 projekt som fick dela på 2 miljarder": no sum of X
ONE_OF_MANY = screened(
    r"\b(?:ett\s+av|bland)\s+(?:\w+\s+)?(?:\d+|tio|elva|tolv|\w*tio|\w+tal|hundratals)\s+(?:[\w-]+\s+){0,3}"
    r"[\w-]*projekt(?:en)?\s+som\s"
)
OWNER_STOP = re.compile(
    r"\s*(?:,|\(|;)?\s+(?:(?:och\s+)?(?:tillsammans|i\s+samverkan|i\s+samarbete|"
    r"i\s+partnerskap)\s+med|genom|via|som|där|med)\b|\s+–\s+",
    re.IGNORECASE,
)
SUBCLAUSE = re.compile(r"\s(?:att|eftersom|sedan|när|då)\s+(?=[A-ZÅÄÖ]|kommunerna\s)")
FOR = re.compile(
    r"\s+(?:för|till|(?:i|inom)(?=\s+[”\"“]|\s+\w+\s+[”\"“]))\s+(?:att\s+(?:driva|genomföra|starta|utveckla|"
    r"bedriva)\s+)?(?:sitt\s+|det\s+|ett\s+)?(?=[A-ZÅÄÖ0-9”\"“»])"
)
AND_TO = re.compile(
    r"[”\"»]?,?\s+(?:och|samt|medan|följt\s+av)\s+"
    r"(?=[A-ZÅÄÖ]|(?:\w+\s+)?(?:\d[\d,. ]*|[a-zåäö]+)\s*(?:miljon|mkr|mnkr))"
)
OTHER_CLAUSE = re.compile(r"\b(?:då|när|eftersom|övergår|övergick|medan|men|och|att)\b|[.;]")
# "Projektet ”X” som handlar om att … får 13 miljoner": what is told of X comes before the verb
RELATIVE = re.compile(r"[”\"»],?\s+som\s+(?![A-ZÅÄÖ])")
OTHER_CLAUSE_OF_RELATIVE = re.compile(
    r"\b(?:då|när|eftersom|övergår|övergick|medan|men)\b|[.;]|[A-ZÅÄÖ]\w+\s+(?:kommun\s+)?\Z"
)
OWNER_NOUN = r"(?:projektägare|ägare|sökande|stödsökande)"
QUOTES = " ”\"“»«'"
