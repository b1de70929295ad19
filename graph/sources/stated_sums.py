"""Sums in running text: what a project costs in all, and what the fund gives it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from graph.records import Amount
from graph.sources.amounts import find_amounts
from graph.sources.drafts import Draft
from graph.sources.quick_patterns import quick
from graph.sources.screening import screened
from graph.sources.values import Found

_SEVERAL = quick(
    r"\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|flera|"
    r"\d+)\s+(?!år)(?:[\w-]+\s+)?[\w-]*(?:projekt|ansökningar|satsningar)\b|"
    r"\bvarje\s+projekt\b|"
    r"\btill\s+(?:olika\s+|flera\s+)?(?:projekt|insatser|satsningar)\s+(?:inom|i|som|för|runt)\b|"
    r"\bper\s+(?:år|deltagare)\b",
    re.IGNORECASE,
)
# "40 projekt får 266 miljoner", "209 miljoner kronor i Norra Exempelland" are no one project's
_SEVERAL_BEFORE = quick(
    r"\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|\d+)\s+(?:\w+\s+)?projekt\s+(?:\w+\s+){0,2}"
    r"(?:får|fick|beviljas|beviljades|delar\s+på|tilldelas|har\s+fått|finansieras|finansierats)\b"
    r"[^.;]{0,30}$|"
    r"\b(?:dela|delar|delade|delat)\s+på\b[^.;]{0,25}$|"
    r"\b(?:totalt|sammanlagt)\s+(?:beslutades\s+att\s+)?(?:fördelas?|fördelades|prioriterades)\b"
    r"[^.;]{0,80}$",
    re.IGNORECASE,
)
_OF_REGION = re.compile(r"\s*i\s+(?:regionen\b|länet\b|(?!EU|ESF)(?-i:[A-ZÅÄÖ])\w+)", re.IGNORECASE)
_IN_PROJECT = re.compile(r"\s*i\s+[”\"“]?", re.IGNORECASE)
# "3 miljoner kronor från staten": no money of the fund
_OF_OTHERS = re.compile(
    r"\s*(?:i\s+\w+\s+)?(?:från|av)\s+(?:staten|regeringen|Arvsfonden|Allmänna\s+arvsfonden|Vinnova|"
    r"Tillväxtverket|Migrationsverket|AMIF|Boverket|Skolverket|Socialstyrelsen)\b",
    re.IGNORECASE,
)
# A price, a wage, a part: "100 000 kronor per plats", "7 000 kronor i månaden"
_EACH_AFTER = re.compile(
    r"\s*(?:(?:i|per|om)\s+(?:månaden?|året|veckan?|plats|person|vecka|dag|individ)|årligen|i\s+underskott|"
    r"mindre|mer|i\s+(?:lön|ersättning|böter|(?:egen\s+|offentlig\s+)?medfinansiering)|back)\b",
    re.IGNORECASE,
)
_EACH_BEFORE = re.compile(
    r"\b(?:varje|per)\s+(?:deltagare|person|plats|elev|individ|familj|år|kommun)\b[^.;]{0,40}$|"
    r"\b(?:kommunens|statens|regionens|förvaltningens|nämndens)\s+budget\b[^.;]{0,40}$|"
    r"\bmellan\s+\d[\d ,.]*\s+och\s+$|\d\s?[–-]\s?$|"
    r"\b(?:sökt|ansökt|begärt)\s+(?:\w+-)?(?:stöd|belopp|bidrag|medel)\w*\b[^.;]{0,40}$|"
    r"\b(?:förra|tidigare|föregående)\s+(?:projektet|omgången|satsningen)\b[^.;]{0,50}$",
    re.IGNORECASE,
)
# What is asked for is not what is given, unless the words behind say so
_APPLIED = re.compile(
    r"\b(?P<cue>söker|sökte|sökt|söka|ansöker|ansökte|ansökt|ansöka|ansökan(?!\s+(?:är\s+|har\s+)?bevil)|begär|avslog|avslagit)\b"
    r"[^.;]{0,50}$",
    re.IGNORECASE,
)
_GRANTED_AFTER = re.compile(
    r"\s*(?:(?:från|hos|av|till|ur)\s+[^.;]{1,40}?\s)?(?:har\s+(?:nu\s+)?|är\s+|blev\s+|blir\s+)?"
    r"(?:bevilja(?:ts|des|s|d)|godkän(?:ts|des|d))\b|[^.;]{0,60}\bfått\s+(?:ja|beviljat)\b",
    re.IGNORECASE,
)
_GRANTED = re.compile(
    r"\b(?:bevilja|godkän|bif[aö]l)\w*|\b(?:fått|fick|sagt\s+ja|sa\s+ja|säger\s+ja|klartecken|grönt\s+ljus)\b",
    re.IGNORECASE,
)
_OF_PROGRAMME = 1_000_000_000  # kronor, from which a sum is a programme's and no project's
# … but not where it is called that of one: "Projektbudgeten var 1,2 miljarder"
_OF_ONE = re.compile(
    r"\b(?:projektbudget(?:en)?|projektets\s+(?:totala\s+|hela\s+)?(?:budget|kostnad|omslutning)|projektet\s+(?:kostar|kostade|omsätter|omsluter))"
    r"\s[^.;\d]{0,40}$",
    re.IGNORECASE,
)
_LEAST = 10_000  # kronor of a sum in a sentence; less is what one person gets
_COARSEST = 1_000_000  # kronor that a sum of a headline is rounded to
_FUND = (
    r"(?:(?:den\s+)?(?:europeiska\s+)?socialfonden|(?:Svenska\s+)?ESF(?:-rådet)?|ERUF|AMIF|"
    r"(?:den\s+)?(?:europeiska\s+)?regional(?:a\s+utvecklings)?fonden|"
    r"(?:europeiska\s+)?jordbruksfonden|EU(?::s\s+(?:socialfond|regionalfond))?|"
    r"Europeiska\s+unionen)"
)
_BUDGET = quick(
    r"\b(?P<cue>(?:total\w*\s+)?(?:projekt|total)?budget(?:en)?|omsluter|omslutning(?:en)?|projektomslutning(?:en)?|"
    r"omsätter|omsätts|(?:projektet\s+omfattar|omfattar\s+totalt)(?:\s+totalt)?|"
    r"(?:totalt|sammanlagt|sammantaget|inalles)\s+(?:omfattar|omsluter|omsätter|kostar|kostade|satsas)|"
    r"(?<!för\s)notan|(?:hela\s+)?summan\s+för\s+(?:hela\s+)?(?:projektet|satsningen|insatsen)|prislapp(?:en)?|kalkylen|"
    r"totalkostnad\w*|projektkostnad\w*|budgeterat|totalsumma(?:n)?|total\s+kostnad|kostar(?!\s+(?:samhället|staten|kommunen))|kosta|kostade|kostat|kostnad\w*|"
    r"(?:totala?|sammanlagda|hela)\s+finansiering(?:en)?|projektets(?=\s+(?:totalt\s+|sammanlagt\s+|drygt\s+)?$)|som\s+omfattar(?=\s+(?:totalt\s+)?$)|(?:projektet|satsningen)\s+är\s+värt?|(?:ett|det)\s+(?:(?!annat|tidigare|liknande|likartat|eget|nytt|annat|av)[\w-]+\s+)?[\w-]*projekt\s+(?:på|om|värt)(?=\s+(?:totalt\s+|sammanlagt\s+)?$)|(?:det\s+)?totala\s+beloppet,?|(?:projektet|satsningen|insatsen)\s+(?:är|var)\s+på(?:\s+totalt)?|en\s+satsning\s+(?:om|på)(?=\s+(?:totalt\s+)?$)|"
    r"(?:tillsammans|ihop)\s+med\s+[^.;\d]{0,50}?(?:finansiering(?:en)?|insats(?:er|en)?|pengar|medel)\s+(?:blir|är|uppgår)\s+(?:det|summan|potten)|"
    r"(?:till|i)\s+sitt\s+förfogande\s+har\s+(?:projektet|satsningen|insatsen)|(?:satsningen|insatsen)\s+omfattar|"
    r"(?:hela\s+)?(?:kakan|potten|kalaset|totalen|slutsumman|slutnotan)(?=\s+(?:är|blir|landar|ligger|slutar)\b)|"
    r"totalt\s+(?:blir|satsas)\s+det|(?:totalt|sammanlagt)\s+(?:handlar|rör)\s+det\s+(?:sig\s+)?om)(?!\w)[^.;]{0,70}?$",
    re.IGNORECASE,
)
_GIVES = (
    r"(?:(?:har\s+)?(?:gått\s+in|betalat|(?:med|del)?finansierat|stått\s+för|lagt|satsat|"
    r"skjutit\s+till|bekostat|stöttat)|(?:har\s+)?(?:bestämt\s+sig\s+för|beslutat|beslutade|valt)\s+att\s+"
    r"(?:med|del)?(?:finansiera|stödja|bevilja|satsa)|täcker|täckte|bekostar|bekostade|besluta(?:de|t)\s+att\s+ge|har\s+bidragit|bidrar|bidragit|bidrog|"
    r"(?:med|del)?finansierar|(?:med|del)?finansierade|ger|gav|har\s+gett|stod\s+för|står\s+för|"
    r"går\s+in|gick\s+in|skjuter\s+till|sköt\s+till|tillskjuter|svarar\s+för|svarade\s+för|"
    r"betalar|betalade|(?:pumpar|pumpade|plöjer|plöjde|stoppar|stoppade)\s+in|lägger|lade|anslår|anslog|har\s+anslagit|skickar|"
    r"stöd(?:de|jer|er)|stödjer|stöttar|stöttade|satsar|satsade|har\s+beviljat|med(?=\s))"
)
_GRANT_BEFORE = quick(
    r"\b(?P<cue>(?:socialfonden|regionala\s+utvecklingsfonden|regionalfonden|ERUF|AMIF|ESF(?:-rådet)?|"
    r"Europeiska\s+unionen|EU(?::s\s+(?:social|regional)fond)?)(?:\s+plus)?\+?(?:\s*\([^()\d]{2,30}\)|\s+i\s+\w+(?:\s+(?:och\s+)?(?-i:[A-ZÅÄÖ])\w+)?)?,?"
    rf"(?:\s+(?:som\s+)?{_GIVES}|\s*[:(]|\s+$)|"
    r"(?:socialfondens|regionalfondens|ESF-rådets|(?:ESF|EU):s)\s+(?:beslutade\s+)?(?:del|andel|bidrag|stöd|insats|finansiering|belopp)|"
    rf"(?:från|ur)\s+{_FUND}\+?\s+(?:kommer|kom|får|fick)|"
    # "Av budgeten på 9 mkr står fonden för …"
    r"(?:står|stod|svarar|svarade|bidrar|bidrog|går|gick|skjuter|sköt)\s+(?:EU-|social)?fonden\s+(?:för|med|in|till)|"
    rf"(?:står|stod|svarar|svarade|bidrar|bidrog|går|gick|skjuter|sköt)\s+{_FUND}\+?\s+(?:för|med|in|till)|"
    r"fonden\s+(?:står\s+för|stod\s+för|bidrar\s+med|bidrog\s+med|går\s+in\s+med|gick\s+in\s+med|betalar|betalade|skjuter\s+till|sköt\s+till|tillskjuter|ger|gav|täcker)|"
    rf"(?:stöds|stöttas|(?:med)?finansieras|(?:med)?finansierades)\s+(?:ekonomiskt\s+)?av\s+{_FUND}\b|"
    r"få(?=\s+(?:(?:hela|drygt|nästan|omkring|cirka|ca|knappt|totalt)\s+)?$)|"
    r"bevilja(?:s|ts|des|t|de|r)|bevilja(?=\s)|medfinansierats\s+med|tilldela(?:s|ts|des)|erhåll(?:er|it)|"
    r"erhöll|får|fick|fått|ESF-stöd(?:et)?|ESF-medel|EU-stöd|EU-medel|stöd(?:et)?|bidrag(?:et)?|"
    r"beslut(?=:\s+$)|beloppet\s+från|(?:prioriterat|beviljat)\s+belopp|pengarna|medlen|(?:sagt|säger|sa)\s+ja\s+till|godkänt|bifallit|bifalla|bifaller|"
    r"biföll|investerar|satsar|finansierar|finansiera(?:s|des|ts)|varav|därav|"
    r"(?:socialfondens|ESF:s|EU:s)(?=\s+$)|projektmedlen)(?!\w)[^.;]{0,90}?$",
    re.IGNORECASE,
)
_GRANT_AFTER = re.compile(
    r"\s*(?:får|fick|har)\s+(?:projektet\b|(?-i:[”\"“A-ZÅÄÖ])[^.;,]{2,60}?\s(?:av|från|ur|(?:19|20)\d\d)\s)|"
    rf"\s*har\s+{_FUND}\+?\s+(?:nu\s+)?(?:beviljat|gett|satsat)\b|"
    rf"\s*beviljas\s+(?:oss|vi)\s+(?:av|från)\s+{_FUND}|"
    rf"(?:\s+i\s+\w*(?:pengar|medel|stöd|bidrag))?\s+(?:har\s+)?bevilja(?:ts|des|s)\s+(?=(?-i:[A-ZÅÄÖ]))[^.;,]{{2,60}}?\s(?:av|från)\s+(?:Svenska\s+)?{_FUND}|"
    r"\s*(?:har\s+)?bevilja(?:ts|des)\s+(?:av|för|till|ur|från)\s|\s*beviljas\s+(?:oss|vi|kommunen|projektet)\b|"
    rf"\s*(?:i\s+(?:stöd|bidrag)\s+)?har\s+{_FUND}\+?\s+(?:nu\s+|också\s+)?(?:beviljat|gett|satsat|anslagit|delat\s+ut)\b|"
    r"\s*i\s+(?:EU-|ESF-)?(?:stöd|bidrag)(?=\s*[.,;:!]|\s+(?:för|till|under|och)\b|\s*$)|"
    rf"\s*,?\s*(?:står|stod|svarar|svarade|bidrar|bidrog|skjuter|sköt)\s+(?:den\s+)?{_FUND}\+?\s+(?:för|med|till)\b|"
    r"\s*(?:av\s+(?:kostnad\w*|budget\w*|summan)\s+)?(?:har\s+)?(?:betala(?:ts|s|des)|finansiera(?:ts|s|des)|bekosta(?:ts|s|des)|täck(?:s|tes))\s+av\s+"
    rf"(?:Svenska\s+)?{_FUND}\b|"
    r"[\s,.–-]*(?:(?:är|var)\s+)?(?:så\s+mycket|vad|det\s+som)\s+(?:[^\s.;]+\s+){0,4}?(?:får|fick|fått)\s+"
    rf"(?:[^\s.;]+\s+){{0,5}}?(?:av|från|ur)\s+(?:den\s+|Svenska\s+)?{_FUND}\b|"
    r"\s*(?:,\s*)?(?:av\s+(?:budgeten|kostnaden|kostnaderna|summan|pengarna|detta|det|dessa|dem)\s+)?"
    r"(?:(?:som\s+)?(?:projektet|satsningen|kommunen|vi)\s+(?:får|fick|har\s+fått)\s+|"
    r"(?:som\s+)?(?:får|fick|har)\s+(?:projektet|satsningen|kommunen|vi)\s+(?:fått\s+)?)?"
    r"(?:till\s+(?=(?:från|ur)\s))?(?:(?:är|var|kommer|kom|utgörs|i|av|som|beviljats|beviljas|beviljades)\s+){0,3}"
    r"(?:från|av|ur|i|med)?\s*(?:ESF-stöd|stöd|bidrag|medel)?\s*(?:från\s+|av\s+|ur\s+)?"
    r"(?:Svenska\s+)?(?:ESF|(?:den\s+)?Europeiska\s+(?:socialfond|regionala\s+utvecklingsfond|"
    r"regionalfond)|EU|socialfond|regionalfond|ERUF)",
    re.IGNORECASE,
)
_BUDGET_AFTER = re.compile(
    r"\s*(?:(?:ska|skall|kommer\s+att)\s+(?:alltså\s+|totalt\s+)?(?:användas\s+(?:till|i)|satsas\s+(?:på|i))\s+"
    r"(?:projektet|satsningen|insatsen)|till\s+(?:sitt\s+)?förfogande|att\s+röra\s+sig\s+med|i\s+(?:total)?budget|"
    r"(?:är|var|utgör)\s+(?:hela\s+projektets\s+|projektets\s+|den\s+|hela\s+)?(?:totala\s+|sammanlagda\s+)?"
    r"(?:projekt|total)?(?:budget(?:en)?|kostnad(?:en)?)|"
    r"som\s+(?:hela\s+)?(?:projektet|satsningen|insatsen|arbetet|förstudien|det\s+hela|alltihop|allt)\s+"
    r"(?:(?:totalt|sammanlagt)\s+)?(?:(?:beräknas|väntas|ska|skulle|kommer\s+att)\s+)?(?:kosta(?:r|de)?|omsluta|omsluter|omfattar?|omsätter)|"
    r",?\s*(?:vilket|som|det)\s+(?:är\s+lika\s+med|är\s+detsamma\s+som|motsvarar|utgör)\s+(?:hela\s+)?(?:projektets|insatsens|satsningens|förstudiens|den)\s+"
    r"(?:(?:totala|sammanlagda)\s+)?(?:total)?(?:kostnad(?:en)?|budget(?:en)?))\b",
    re.IGNORECASE,
)
# "6 mkr av totalt 9 mkr", "6 av projektets 9 mkr", "6 mkr av de 9 mkr som projektet kostar"
_PART_OF = re.compile(
    r"(?:(?:kronor|kr|miljoner|mkr|mnkr)|(?<![\d,.])(?P<part>\d{1,3}(?:,\d{1,2})?))\s+av\s+"
    r"(?:de\s+(?:totalt\s+)?|totalt\s+|totala\s+|sammanlagt\s+|"
    r"(?:hela\s+)?projektets\s+(?:(?:totalt|totala|sammanlagda)\s+)?(?:budget\s+på\s+)?|"
    r"(?:en\s+)?total\s?budget(?:en)?\s+på\s+)$",
    re.IGNORECASE,
)
_BUDGET_OF_SHARE = re.compile(
    r"\bav\s+(?:\w+\s+){0,3}?(?:\w*budget(?:en)?|kostnad(?:en|erna))\s+på\s+(?:totalt\s+)?$",
    re.IGNORECASE,
)
# "ESF finansierar 55 procent av kostnaderna, vilket motsvarar 6 mkr"
_SHARE_BEFORE = re.compile(
    rf"\b{_FUND}\+?\s+(?!utgör\b)(?:\w+\s+){{1,3}}?(?:(?:drygt|knappt|cirka|ca|nästan)\s+)?"
    r"(?:\d{1,2}(?:,\d+)?\s?(?:procent|%)|hälften|merparten|tredjedelar|två\s+tredjedelar|tre\s+fjärdedelar)"
    r"(?:\s+av\s+[^.;,(]{3,30}?)?(?:,?\s+(?:vilket|som|det)\s+(?:motsvarar|är|innebär|blir|ger)|"
    r",?\s+(?:det\s+vill\s+säga|dvs\.?|d\.v\.s\.|alltså|eller|motsvarande)|\s*\()\s*$",
    re.IGNORECASE,
)
# "7,8 miljoner. Så mycket får kommunen av EU"
_THAT_MUCH = screened(
    r"[\s–-]*(?:(?:så\s+mycket|det)\s+(?:får|fick|har)\s+(?:(?!\.\s)[^;]){1,120}?\s(?:av|från|ur)|"
    r"(?:så\s+stort|så\s+mycket)\s+(?:är|var)\s+(?:stödet|bidraget)\s+från)\s+"
    rf"(?:den\s+|Svenska\s+)?{_FUND}\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\bVad\s+kostar\s+(?:det|projektet|satsningen|insatsen|det\s+hela)\?\s+$|\bHur\s+mycket\s+kostar\s+(?:det|projektet|satsningen)\?\s+$"
)
# What stands between a sum that is a sentence by itself and the next one
_FULL_STOP = re.compile(r"\s*[.!…–-]?\s*")
_SHORT = 60  # characters of a sentence that is but a sum
# "Det rör sig om 3 250 000 kronor", below a sentence on a grant
_IT_IS = screened(
    r"[\s–-]*(?:Det|Där)\s+(?:rör\s+sig|handlar|är\s+fråga)\s+(?:det\s+)?(?:(?:nu|totalt|sammanlagt)\s+)?om\s+"
    r"(?=(?:\w+\s+){0,2}\d)"
)
_GRANT_ABOVE = re.compile(
    r"\b(?:bevilja\w*|fått|får|fick|tilldela\w*|godkänt|godkänd|sagt\s+ja)\s[^.;]{0,120}?\b(?:stöd|medel|pengar|bidrag|anslag|"
    rf"finansiering|{_FUND}|EU-\w+|ESF-\w+)|\b(?:stöd|medel|pengar|bidrag|finansiering)\s+(?:från|av|ur)\s+{_FUND}",
    re.IGNORECASE,
)
_APPLIED_ABOVE = re.compile(r"\b(?:söker|sökte|sökt|ansöker|ansökt|ansökte)\b", re.IGNORECASE)
_ABOVE = 220  # characters before a sum in which a sentence tells of the grant
# "varav Exempelkommun betalar 2 mkr": the share of another than the fund
_OF_PARTNER = re.compile(
    r"(?:varav|därav)\s+(?:[a-zåäö]+\s+){0,2}(?-i:[A-ZÅÄÖ])[\w-]+", re.IGNORECASE
)
_WHOLE = re.compile(r"(?:totalt|sammanlagt)\s+", re.IGNORECASE)
# "… kostar 9 mkr, varav 6 från ESF", "9 mkr, och ESF står för 6 av dem": the scale is the sum's
_BARE_SHARE = re.compile(
    r"\b(?:varav|av\s+(?:vilka|dem))\s+[^.;\d]{0,50}?(?<![\d,.])(?P<share>\d{1,3}(?:,\d{1,2})?)"
    r"(?![\d,]*\d|\s*(?:kr|mkr|tkr|mnkr|milj|procent|%|tusen|år|personer|deltagare|projekt|kommuner|företag))"
    r"[^.;\d]{0,60}|"
    rf"\b(?:där|och|medan)\s+{_FUND}\+?\s+(?:bidrar\s+med|bidrog\s+med|står\s+för|stod\s+för|ger|gav|betalar|finansierar|skjuter\s+till)\s+(?P<share3>\d{{1,3}}(?:,\d{{1,2}})?)"
    r"(?=\s*(?:[.;]|,\s|$|\s(?:av|och|medan|resten)\b))|"
    r"(?<![\d,.])(?P<share2>\d{1,3}(?:,\d{1,2})?)\s+av\s+(?:dem|dessa)\b",
    re.IGNORECASE,
)
_NAMES_FUND = re.compile(rf"\b(?:{_FUND}|ESF-\w+)(?!\w)", re.IGNORECASE)
_NEAR = 150  # characters before a share in which the fund is named
_MILLION = Decimal(1_000_000)
# "Projektet kostar 2 mkr och finansieras helt av EU"
# Of what a sentence tells that all of it is paid for, if the whole is to cost as much as the grant
_OF_WHOLE = re.compile(
    r"\b(?:projekt(?:et|ets|budgeten)?|satsningen|insatsen|förstudien|budget(?:en)?|kostnad(?:en|erna)?|hela)\b",
    re.IGNORECASE,
)
_ENTIRELY = (
    r"(?:fullt\s+ut|helt(?:\s+och\s+hållet)?|i\s+sin\s+helhet|till\s+fullo|uteslutande|"
    r"till\s+(?:100|hundra)\s+procent)"
)
_WHOLLY = screened(
    rf"\b(?:finansiera(?:s|des|ts|t)|betalas|betalades|bekostas|bekostades|täcks|täcktes|täckt)\s+{_ENTIRELY}\s+"
    r"(?:av|genom|med)\s+(?:medel\s+från\s+|stöd\s+(?:från|av)\s+)?(?:den\s+)?(?:EU|ESF|Europeiska\s+social|social)|"
    rf"\b{_ENTIRELY}\s+(?:finansiera(?:s|d|t)|betala(?:s|d|t)|bekosta(?:s|d|t))\s+(?:av|genom|med)\s+"
    r"(?:medel\s+från\s+)?(?:den\s+)?(?:EU|ESF|Europeiska\s+social|social)|"
    # "… på 6 mkr, där hela beloppet kommer från ESF", "allt från ESF"
    r"\b(?:hela\s+(?:beloppet|summan|budgeten|kostnaden|finansieringen)|alltihop)\s+(?:kommer|kom|är|betalas|finansieras|täcks|bekostas)\s+"
    rf"(?:från|av|ur|med)\s+(?:stöd\s+från\s+)?(?:den\s+)?{_FUND}|"
    r"\b(?:stödet|bidraget|EU-stödet|ESF-stödet|beloppet|summan|pengarna)\s+(?:motsvarar|täcker|räcker\s+till|utgör)\s+(?:hela|100\s+procent\s+av|samtliga)\s+"
    r"(?:projekt|total|projektets\s+)?(?:budgeten|budget|kostnaden|kostnader(?:na)?)\b|"
    # "ESF betalar hela kostnaden på 9 mkr"
    rf"\b{_FUND}\+?(?:\s+(?!som\b)[^.;,\d]{{1,40}}|,\s[^.;,\d]{{1,50}},)?\s+(?:betalar|betalade|täcker|täckte|bekostar|bekostade|finansierar|finansierade|står\s+för|stod\s+för)\s+"
    r"(?:hela\s+(?:kostnaden|budgeten|summan|beloppet|projektets\s+kostnad|projektbudgeten)|samtliga\s+kostnader|alla\s+kostnader)",
    re.IGNORECASE,
)

# Without these a sentence without a sum tells of none.
THAT_MUCH = _THAT_MUCH.bit | _WHOLLY.bit


def read_sums(draft: Draft, start: int, end: int) -> None:
    """Add the budget and the grant that the sentence `start..end` states."""
    text = draft.citer.text
    last: Found[Amount] | None = None
    if draft.grant is None:
        _read_sum_of_grant_above(draft, start, end)
    for found in find_amounts(text, start, end):
        _read_sum(draft, found, start, end)
        last = found
    if draft.grant is None and _THAT_MUCH.match(text, start, end):
        before = list(find_amounts(text, max(0, start - _SHORT), start))
        if (
            before
            and _LEAST <= before[-1].value.value < _OF_PROGRAMME
            and _FULL_STOP.fullmatch(text, before[-1].end, start)
        ):
            _state(draft, "grant", before[-1], before[-1].start, end, "grant.that-much")
    if last is not None and draft.grant is None:
        _read_share(draft, last, start, end)
    one_known = (draft.grant is None) != (draft.total_budget is None)
    of_whole = draft.grant is None or _OF_WHOLE.search(text, start, end) is not None
    if one_known and of_whole and _WHOLLY.search(text, start, end):
        field: Literal["grant", "total_budget"] = "total_budget" if draft.grant else "grant"
        setattr(draft, field, draft.grant or draft.total_budget)
        draft.prove(field, draft.citer.cite(start, end, "grant.whole-budget"))


def _read_sum_of_grant_above(draft: Draft, start: int, end: int) -> None:
    """The grant, where the sentence gives the sum alone and the one before tells of a grant."""
    text = draft.citer.text
    told = _IT_IS.match(text, start, end)
    found = next(iter(find_amounts(text, told.end(), end)), None) if told else None
    if found is None or not _LEAST <= found.value.value < _OF_PROGRAMME:
        return
    near = max(0, start - _ABOVE)
    above = text[max(near, text.rfind("\n\n", near, start)) : start]
    after = text[found.end : min(end, found.end + 60)]
    if (
        _GRANT_ABOVE.search(above)
        and not _APPLIED_ABOVE.search(above)
        and not _SEVERAL.search(above)
        and not _SEVERAL.search(after)
        and not _EACH_AFTER.match(after)
        and not next(iter(find_amounts(above)), None)
    ):
        _state(draft, "grant", found, start, end, "grant.sentence-above")


def _read_sum(draft: Draft, found: Found[Amount], start: int, end: int) -> None:
    text = draft.citer.text
    if found.value.value < _LEAST:
        return
    if found.value.value >= _OF_PROGRAMME and not _OF_ONE.search(text, start, found.start):
        return
    if _SEVERAL.search(text, found.end, min(end, found.end + 90)):
        return
    whole = _WHOLE.match(text, found.start)
    at = whole.end() if whole else found.start  # "omfattar totalt 7 mkr": no part of the number
    before, after = (
        text[max(start, at - 90) : at],
        text[found.end : min(end, found.end + 60)],
    )
    region = _OF_REGION.match(after)
    if region is not None and not _names_project(draft, after):
        return
    if _SEVERAL_BEFORE.search(before) or _OF_OTHERS.match(after):
        return
    if _EACH_AFTER.match(after):
        return
    if _EACH_BEFORE.search(before) and not _BUDGET_AFTER.match(after):
        return
    part = _PART_OF.search(before)
    if part is not None:
        if draft.total_budget is None:
            _state(draft, "total_budget", found, start, end, "budget.part-of")
        if part["part"] and draft.grant is None and found.value.value >= _MILLION:
            of = at - len(before) + part.start("part")
            if _NAMES_FUND.search(text, max(start, of - _NEAR), of):
                _state(
                    draft,
                    "grant",
                    _scaled(text, of, part.end("part") - part.start("part"), found),
                    start,
                    end,
                    "grant.part-of",
                )
        return
    if _BUDGET_OF_SHARE.search(before):  # "Av budgeten på 9 mkr står ESF för …"
        if draft.total_budget is None:
            _state(draft, "total_budget", found, start, end, "budget.of-share")
        return
    of_fund = _GRANT_AFTER.match(after) is not None or _SHARE_BEFORE.search(before) is not None
    budget, grant = _last_cue(_BUDGET, before), _last_cue(_GRANT_BEFORE, before)
    if (
        grant > budget
        and not of_fund
        and _OF_PARTNER.match(before, grant)
        and not _NAMES_FUND.search(before, grant)
    ):
        return
    applied = _last_cue(_APPLIED, before)
    if applied > max(budget, grant) and not _GRANTED.search(before):
        if not _GRANTED_AFTER.match(after):
            if draft.total_budget is None and _BUDGET_AFTER.match(after):
                _state(draft, "total_budget", found, start, end, "budget.sentence")
            return
        of_fund = True
    if (of_fund or grant > budget) and not _BUDGET_AFTER.match(after):
        if _is_closer(draft.grant, found.value):
            _state(draft, "grant", found, start, end, "grant.sentence")
    elif (
        draft.total_budget is None and (_BUDGET_AFTER.match(after) or _asked(text, start, at))
    ) or (budget > grant and not of_fund and _is_closer(draft.total_budget, found.value)):
        _state(draft, "total_budget", found, start, end, "budget.sentence")


def _asked(text: str, start: int, at: int) -> bool:
    """Whether a sum opens the answer to "Vad kostar det?"."""
    opening = text[start:at].strip(" –-•")
    return not opening and _ASKED.search(text, max(0, start - _SHORT), start) is not None


def _names_project(draft: Draft, after: str) -> bool:
    """Whether "i X" behind a sum names the project: "ESF går in med 6 mkr i Exempelvägen"."""
    opening = _IN_PROJECT.match(after)
    names = (draft.name, *draft.alternative_names)
    rest = after[opening.end() :].casefold() if opening is not None else ""
    return any(rest.startswith(name.casefold()[: len(rest)]) for name in names if rest)


def _state(
    draft: Draft,
    field: Literal["grant", "total_budget"],
    found: Found[Amount],
    start: int,
    end: int,
    rule: str,
) -> None:
    setattr(draft, field, found.value)
    draft.prove(field, draft.citer.cite(start, end, rule, (found.start, found.end)))


def _read_share(draft: Draft, whole: Found[Amount], start: int, end: int) -> None:
    """The fund's share of a sum in millions, told by its number alone."""
    text = draft.citer.text
    if whole.value.value < _MILLION:
        return
    share = _BARE_SHARE.search(text, start, end)
    if share is None:
        return
    group = next(name for name, written in share.groupdict().items() if written)
    clause = whole.end if group == "share2" else share.start()
    if share.start(group) < whole.end or not _NAMES_FUND.search(text, clause, share.end()):
        return
    at, stop = share.span(group)
    scaled = _scaled(text, at, stop - at, whole)
    if scaled.value.value < whole.value.value:
        _state(draft, "grant", scaled, start, end, "grant.bare-share")


def _scaled(text: str, at: int, length: int, whole: Found[Amount]) -> Found[Amount]:
    """The number at `at` in millions, as the sum is that it is a part of."""
    number = Decimal(text[at : at + length].replace(",", ".")) * _MILLION
    amount = replace(whole.value, value=number.quantize(Decimal(1)), qualifier=None)
    return Found(amount, at, at + length)


def _is_closer(known: Amount | None, told: Amount) -> bool:
    """Whether nothing is known, or a rounded sum of which `told` has more figures.

    "14 miljoner" above the text, "14 237 000 kronor" in it.
    """
    if known is None:
        return True
    if known.currency != told.currency or known.value == told.value:
        return False
    unit = _unit(known.value)
    return _unit(told.value) < unit and abs(known.value - told.value) < unit


def _unit(value: Decimal) -> Decimal:
    """What a sum is rounded to, a million kronor at most."""
    unit = Decimal(1)
    while unit < _COARSEST and value % (unit * 10) == 0:
        unit *= 10
    return unit


def _last_cue(pattern: re.Pattern[str], before: str) -> int:
    """Where the last cue of what a sum is begins in the text before it; -1 without one."""
    found = -1
    while match := pattern.search(before, found + 1):
        found = match.start("cue")
    return found
