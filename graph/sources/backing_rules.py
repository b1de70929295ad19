"""Wordings that say who pays for a project, or began it."""

from __future__ import annotations

from graph.records import Role
from graph.sources.role_words import COFINANCIER_NOUN, IN, IS, TAKES, RoleRule, rule

_SUM = (
    r"(?:(?:totalt|drygt|knappt|cirka|ca|ytterligare|sammanlagt|resterande|vardera)\s+){0,2}"
    r"(?:\d[\d ,.\u00a0]*|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio)\s*"
    r"(?:miljon(?:er)?(?:\s+kronor)?|mkr|mnkr|kronor|kr|tkr)\b"
)

# What part of the costs somebody pays: "en tredjedel", "40 procent"
_SHARE = (
    r"(?:\d{1,2}(?:,\d)?\s*(?:%|procent)|(?:en|två|tre|fyra)\s+(?:tredje|fjärde|femte)del(?:ar)?|"
    r"hälften(?:\s+var)?|(?:den\s+)?största\s+delen)"
)
_WORK = r"(?:projektet|satsningen|insatsen|insatserna|verksamheten|arbetet)"
# Words up to the end of the clause, sums with a comma among them
_FREELY = r"(?:[^.;,]|(?<=\d)[.,](?=\d))"
# What somebody began: the project, and not a library or a fair
_BEGUN = (
    r"(?=\s+(?:det\s+|ett\s+|en\s+|den\s+)?(?:\w+\s+){0,2}?(?:[\w-]*projekt\w*|[\w-]*satsning\w*|"
    r"arbete\w*|samarbete\w*|samverkan\w*|\w*insats\w*|ansökan\w*|förstudie\w*|[”\"]?(?-i:[A-ZÅÄÖ#])|(?<=det)(?=[\s.,])))"
)

BACKING_RULES: tuple[RoleRule, ...] = (
    # Money
    rule(
        "cofinancier.support",
        Role.COFINANCIER,
        r"\b(?:med|genom)\s+(?:ekonomiskt\s+|"
        r"finansiellt\s+)?(?:stöd|medfinansiering|"
        r"delfinansiering)\s+(?:av|från)\s+",
        "after",
    ),
    rule(
        "cofinancier.by",
        Role.COFINANCIER,
        r"\b(?:medfinansieras|medfinansierades|"
        r"medfinansierat|samfinansieras|delfinansieras|"
        r"medfinansierad|medfinansierats|stöds|stöttas)(?:\s+(?:projektet|satsningen|insatsen|det))?"
        rf"(?:\s+(?:även|också|dessutom|bland\s+annat|delvis))?(?:\s+med\s+{_SUM})?"
        r"(?:,\s+(?:förutom|utöver|vid\s+sidan)\s+av\s+[^,.;]{2,40},)?\s+(?:av|genom|från)\s+|"
        rf"\bmedfinansiering(?:en)?(?:\s+(?:på|om|med|motsvarande)\s+{_FREELY}{{2,30}}?)?\s+"
        rf"(?:(?:är|uppgår\s+till|blir|var|uppgick\s+till)\s+(?:på\s+)?{_SUM}\s+(?:och|som)\s+)?"
        r"(?:(?:som\s+)?(?:kommer|kom|kommit|har\s+kommit|sker|skedde|görs|gjordes|lämnas|lämnades|har\s+lämnats|ges|gavs|utgörs|"
        r"tillskjuts|betalas|betalades|erhålls|finns|fås|(?:får|fick|har)\s+(?:vi|projektet|kommunen)(?:\s+fått)?)\s+"
        r"(?:(?:i\s+första\s+hand|främst|också|även|bland\s+annat|i\s+huvudsak|dels|dessutom)\s+)*)?"
        r"(?:från|av)\s+(?=(?-i:[A-ZÅÄÖ]))(?![^.,;]{2,40}s\s+(?:\w+\s+)?projekt)",
        "after",
        groups=True,
    ),
    # "resten betalar A och B", "resterande del kommer från A"
    rule(
        "cofinancier.rest",
        Role.COFINANCIER,
        r"\b(?:resten|återstoden|(?:den\s+)?(?:resterande|övriga?|återstående)\s+finansiering(?:en)?|"
        r"(?:(?:den\s+)?(?:resterande|övriga?)\s+)?medfinansiering(?:en)?|"
        r"(?:den\s+)?(?:resterande|övriga|återstående)\s+(?:del(?:en|arna)?|summan?|belopp(?:et)?|kostnad(?:en|er|erna)?|medel|medlen))"
        r"(?:\s+av\s+(?:pengarna|kostnaden|kostnaderna|summan|budgeten|finansieringen|beloppet))?"
        r"(?:,\s+[^.;]{2,40}?,)?\s+"
        r"(?:betalar|betalas\s+av|finansierar|finansieras\s+av|bekostas\s+av|kommer\s+från|kommer\s+ifrån|från|"
        r"(?:är|utgörs\s+av)\s+medfinansiering\s+från|(?:står|stod|svarar|svarade)(?=[^.;]{2,140}?\sför\b)|"
        r"tillskjuts\s+av)\s+(?=(?-i:[A-ZÅÄÖ])|kommunerna|regionerna)",
        "after",
        groups=True,
    ),
    # "Därtill kommer 1,2 mkr från A", "A går in med två miljoner kronor"
    rule(
        "cofinancier.adds",
        Role.COFINANCIER,
        rf"\b(?:därtill|dessutom|till\s+det|utöver\s+det)\s+(?:kommer|tillkommer)\s+{_SUM}\s+(?:i\s+\w+\s+)?från\s+"
        r"(?=(?-i:[A-ZÅÄÖ]))",
        "after",
    ),
    # "… 4,9 miljoner från Europeiska socialfonden och 1 miljon från A"
    rule(
        "cofinancier.beside-fund",
        Role.COFINANCIER,
        rf"\b(?:ESF|socialfonden|EU|regionala\s+utvecklingsfonden)(?:-rådet|\s+plus|\+)?,?\s+(?:och|samt)\s+{_SUM}\s+från\s+"
        r"(?=(?-i:[A-ZÅÄÖ]))",
        "after",
    ),
    # "A medfinansierar med 2 miljoner kronor och B med 700 000 kronor"
    rule(
        "cofinancier.share",
        Role.COFINANCIER,
        rf"\b(?:resten|återstoden|till\s+{_SHARE})\s+av\s+(?=(?-i:[A-ZÅÄÖ]))|\s+med\s+{_SUM}(?:\s+kronor)?(?:,|,?\s+(?:och|samt|medan))\s+(?=(?-i:[A-ZÅÄÖ])[^.;,]{{2,70}}?\s+(?:bidrar\s+)?med\s+\d)",
        "after",
        single=True,
    ),
    # "Socialfonden finansierar 60 procent och A resten"
    rule(
        "cofinancier.share-behind",
        Role.COFINANCIER,
        rf"(?<=\w)\s+(?:för\s+|med\s+)?(?:resten|återstoden|resterande\s+(?:del|{_SHARE})|{_SHARE})(?=\s*[.,;]|\s*$)",
        "before",
    ),
    # "Dessutom bidrar A med finansiering", "Utöver stödet från ESF bidrar A med 2 miljoner kronor"
    rule(
        "cofinancier.inverted",
        Role.COFINANCIER,
        r"\b(?:bidrar|bidrog|har|går|gick|skjuter|sköt)\s+(?:också\s+|även\s+|dessutom\s+)?"
        r"(?![^.;]{2,140}?\s(?:fått|beviljats|tilldelats|erhållit|sökt|ansökt)\b)(?=(?-i:[A-ZÅÄÖ])[^.;]{2,90}?\s(?:(?:in\s+|bidragit\s+|gått\s+in\s+|skjutit\s+till\s+)?(?:med\s+|till\s+)?"
        rf"(?:{_SUM}|(?:med)?finansiering))(?!\s+(?:från|ur)\s))",
        "after",
    ),
    # "A betalar återstoden"
    rule(
        "cofinancier.pays-rest",
        Role.COFINANCIER,
        r"\s+(?:betalar|bekostar|finansierar|står\s+för|stod\s+för|bidrar\s+med|bidrog\s+med)\s+(?:resten|återstoden|det\s+som\s+återstår|"
        r"resterande(?:\s+[a-zåäö]+)?)\b",
        "before",
    ),
    rule(
        "cofinancier.puts-in",
        Role.COFINANCIER,
        rf"\s+(?:har\s+)?(?:(?:går|gick|gått)\s+in\s+med|(?:skjuter|sköt|skjutit)\s+till|tillskjuter|tillsköt)\s+(?:{_SUM}|(?:också\s+|även\s+)?(?:pengar|medel)\b)"
        r"(?!\s+(?:från|ur)\s+(?:den\s+)?(?:europeiska|regional|social|EU))",
        "before",
    ),
    # "A har lovat 600 000 kronor per år i medfinansiering", "A tillför 1,5 mnkr i kontanta medel"
    rule(
        "cofinancier.allots",
        Role.COFINANCIER,
        r"\s+(?:har\s+)?(?:tillför|tillförde|tillfört|sätter\s+av|satte\s+av|satt\s+av|lägger\s+in|lade\s+in|lagt\s+in|utlovar|utlovade|"
        rf"lovat|lovar|förbinder\s+sig\s+att\s+täcka|har\s+förbundit\s+sig\s+att\s+täcka)\s+{_SUM}",
        "before",
    ),
    rule(
        "cofinancier.is",
        Role.COFINANCIER,
        rf"\b{COFINANCIER_NOUN}{IN}?{IS}",
        "after",
        groups=True,
    ),
    rule(
        "cofinancier.as",
        Role.COFINANCIER,
        rf"\s+(?:är|var)\s+en\s+av\s+(?:\w+\s+)?medfinansiärerna\b|\s+(?:har\s+)?dela(?:r|de|t)\s+på\s+(?:den\s+\w+\s+)?medfinansieringen\b|"
        rf"\s+(?:är|var|blir|{TAKES}|står|stod|svarar|svarade|går\s+in|gick\s+in)\s+(?:som\s+|"
        rf"för\s+)?(?:{COFINANCIER_NOUN}|"
        r"medfinansiering(?:en)?)\b|"
        r"\s+(?:stödjer|stöder|stöttar|stödde|stöttade)\s+(?:även\s+)?(?:projektet|satsningen)\b|"
        r"\s+är\s+med\s+och\s+(?:med)?finansierar\b|"
        rf",?\s+som\s+(?:båda|alla|samtliga|också|även)\s+är\s+{COFINANCIER_NOUN}\b|"
        r"\s+har\s+(?:under\s+\w+\s+)?varit\s+med\s+och\s+(?:med)?finansierat\b|"
        r"(?:,?\s+som)?(?:\s+har(?:\s+(?:också|även))?)?\s+(?:med|del|sam)finansiera(?:r|de|t)\b(?!\s+(?:inte|ej|av)\b)|"
        r"\s+(?:(?:har\s+)?(?:lovat|lovar|beslutat|beslutade|åtagit\s+sig|erbjudit\s+sig|sagt\s+ja\s+till|tackat\s+ja\s+till)|"
        r"är\s+tänkt|avser|ska|skall|kommer)(?:\s+(?:också|även))?(?:\s+att)?(?:\s+(?:också|även))?\s+"
        r"(?:med|del|sam)finansiera\b|"
        rf"\s+(?:finansierar|finansierade|har\s+finansierat)\s+(?:\w+\s+)?(?:projektet|satsningen)\s+med\s+{_SUM}",
        "before",
        groups=True,
    ),
    # "A bidrar med 80 000 kronor i medfinansiering", "står för en del av finansieringen"
    rule(
        "cofinancier.contributes",
        Role.COFINANCIER,
        r"\s+(?:har\s+|ska\s+|kommer\s+att\s+)?(?:bidrar|bidrog|bidragit|bidra|går\s+in|gick\s+in|gått\s+in|gå\s+in|hjälper\s+till|"
        r"hjälpte\s+till|ställer\s+upp|ställde\s+upp|skjuter\s+till|deltar|deltog|medverkar|medverkade|är\s+med|stöttar|stödjer|stöder)\s+"
        rf"(?:även\s+|också\s+)?(?:med|som)\s+(?:(?:(?!\s(?:och|samt|är|medan)\s){_FREELY}){{0,50}}?\s)?medfinansi(?:ering(?:en)?|är(?:er)?)\b|"
        r"\s+(?:bidrar|bidrog|har\s+bidragit)\s+(?:också\s+|även\s+)?(?:till\s+(?:\w+\s+)?|med\s+)(?:med)?finansiering(?:en)?\b|"
        rf"\s+(?:har\s+)?(?:satsar|satsade|satsat)\s+{_SUM}\s+(?:i|på)\s+{_WORK}\b|"
        rf"\s+(?:har\s+)?(?:beviljat|beviljar|beviljade|ger|gav|gett)\s+(?:{_WORK}\s+)?{_SUM}\s+i\s+medfinansiering\b|"
        r"\s+(?:bidrar|bidrog)\s+med\s+[^.;,]{3,60}?\s+och\s+(?:är|blir|var)\s+(?:\w+\s+)?medfinansiär\b|"
        r"\s+(?:har\s+)?(?:svarar|svarade|svarat|står|stod|stått|ansvarar)\s+(?:också\s+|även\s+)?för\s+(?!(?:hela|all)\s)(?:\w+\s+){0,5}?"
        r"(?:med)?finansiering(?:en)?\b|"
        r"\s+(?:ger|gav|har\s+gett|lämnar|lämnade)\s+(?:ett\s+)?(?:ekonomiskt|finansiellt)\s+(?:stöd|bidrag)\s+(?:till|åt)\s+(?:projektet|satsningen)\b|"
        r"\s+(?:har\s+)?(?:beviljat|beviljar|beviljade|beslutat\s+om|beslutade\s+om|lämnar|lämnat|lämnade|ger|gav|gett|skjuter\s+till|skjutit\s+till)\s+"
        r"(?:\w+\s+){0,3}?medfinansiering(?:en)?\b",
        "before",
        groups=True,
    ),
    # "har A som medfinansiär", "från A får kommunen en medfinansiering", "en donation från A"
    rule(
        "cofinancier.has",
        Role.COFINANCIER,
        r"\bför\s+(?:den\s+)?(?:\w+\s+)?medfinansieringen\s+(?:svarar|svarade|står|stod|ansvarar)\s+(?=(?-i:[A-ZÅÄÖ]))|"
        r"\b(?:projektet|satsningen|insatsen)\s+(?:får|fick|har\s+fått)\s+(?:också\s+|även\s+|dessutom\s+)?(?:ekonomiskt|finansiellt)\s+"
        r"(?:stöd|bidrag)\s+(?:av|från)\s+(?=(?-i:[A-ZÅÄÖ]))|"
        r"\bprojektet\s+(?:får|fick|har\s+fått)\s+(?:också|även|dessutom)\s+(?:stöd|bidrag|medel)\s+(?:av|från)\s+(?=(?-i:[A-ZÅÄÖ]))|"
        r"\bsom\s+medfinansiär(?:er)?\s+(?:står|stod|går|gick|medverkar|deltar|är|finns|har)(?:\s+(?:även|också|projektet|vi))?\s+(?:in\s+)?(?=(?-i:[A-ZÅÄÖ]))|"
        r"\b(?:har|hade|med|får|fick)\s+(?=(?-i:[A-ZÅÄÖ])[^.;]{2,90}?\ssom\s+(?:\w+\s+)?medfinansiär)|"
        rf"\bfrån\s+(?=(?-i:[A-ZÅÄÖ])[^.;,]{{2,70}}?\s(?:får|fick|har|kommer|kom|erhåller)\s{_FREELY}{{0,60}}?medfinansiering)|"
        rf"\b(?:även|också|dessutom)\s+(?:(?:ett|en)\s+)?(?:bidrag|tillskott|anslag|stöd)\s+(?:på|om)\s+{_SUM}\s+från\s+(?=(?-i:[A-ZÅÄÖ]))|"
        r"\b(?:en|ett)\s+(?:\w+\s+)?(?:donation|gåva)\s+(?:på\s+[^.;,]{3,30}\s+)?från\s+(?=(?-i:[A-ZÅÄÖ]))",
        "after",
        groups=True,
    ),
    rule(
        "funder.by",
        Role.FUNDER,
        r"\b(?:finansieras|finansierades|finansierat|finansierad|"
        r"finansierats|bekostas|"
        r"bekostades)"
        rf"(?:\s+(?:projektet|satsningen|insatsen))?(?:\s+(?:till\s+{_SHARE}|helt|delvis|i\s+huvudsak|helt\s+och\s+hållet|"
        r"i\s+sin\s+helhet|fullt\s+ut|främst))?\s+(?:(?:med|genom)\s+(?:medel|stöd|pengar|bidrag)\s+)?(?:av|genom|från|"
        r"via)\s+|"
        r"\b(?:drivs|drevs|bedrivs|bedrevs|genomförs|genomfördes|drivits|genomförts)\s+(?:helt\s+)?(?:med|genom)\s+"
        r"(?:(?:hjälp\s+av|ekonomiska)\s+)?(?:medel|pengar|finansiering)\s+från\s+|"
        r"\b(?:pengarna|medlen|finansieringen|projektmedlen)\s+(?:kommer|kom)\s+(?:helt\s+)?(?:i)?från\s+",
        "after",
        groups=True,
    ),
    rule(
        "funder.money-from",
        Role.FUNDER,
        r"\b(?:kronor|kr|mkr|medel|pengar|finansiering|stöd|"
        r"bidrag|ESF-stöd|projektmedel)\s+(?:från|ur|"
        r"av)\s+(?=(?:den\s+)?(?:europeiska|svenska\s+esf|"
        r"esf|EU:?s\s+social|socialfond|rådet\s+för))",
        "after",
    ),
    rule("funder.is", Role.FUNDER, rf"\bfinansiär(?:er|erna)?{IN}?{IS}", "after", groups=True),
    rule(
        "funder.grants",
        Role.FUNDER,
        r"\s+(?:har\s+)?(?:beslutat|beslutar|beviljar|beviljat|"
        r"investerar|satsar|fördelar)\b",
        "before",
    ),
    rule(
        "funder.finances",
        Role.FUNDER,
        rf"(?:,?\s+som)?\s+(?:har\s+)?(?:finansierar|finansierade|finansierat|bekostar|bekostade|bekostat|betalar\s+för|betalar)\s+"
        rf"(?:(?:också|även|hela|helt|nu)\s+){{0,2}}{_WORK}\b|"
        r"\s+(?:har\s+)?(?:beslutat|beslutade|beslöt|beslutar|valt|valde|bestämt)\s+(?:[^.;,]{1,30}\s)?att\s+(?:fortsätta\s+(?:att\s+)?)?"
        rf"(?:finansiera|bekosta)\s+(?:hela\s+)?{_WORK}\b|"
        r"\s+(?:är|var)\s+(?:(?:projektets|insatsens|ensam|huvud)\s*)?finansiär(?:er)?\b|"
        r"\s+(?:står|stod|svarar|svarade)\s+för\s+(?:hela|all)\s+finansiering(?:en)?\b",
        "before",
        groups=True,
    ),
    # Beginnings
    rule(
        "initiator.by",
        Role.INITIATOR,
        r"\b(?:initiera(?:des|ts|t|d|s)|"
        r"togs\s+initiativ\s+till|(?:tillkom|kom\s+till|startade|startades|påbörjades)\s+på\s+(?:förslag|begäran)|"
        r"påbörjades\s+på\s+initiativ)\s+av\s+|\b(?:på|"
        r"genom)\s+(?:ett\s+)?(?:gemensamt\s+)?initiativ\s+(?:av|från)\s+|"
        r"\bett\s+(?:gemensamt\s+)?initiativ\s+(?:av|från)\s+|"
        r"\b(?:initiativet|(?:projekt|grund)?idén|tanken|uppslaget)(?:\s+(?:till|bakom|om)\s+(?:(?:det\s+|ett\s+)?(?:gemensamma\s+|gemensamt\s+)?"
        r"(?:projekt|satsning|ansökan|arbete|samarbete|insats|förstudie)\w*|"
        r"[”\"]?(?-i:[A-ZÅÄÖ#])[\w -]{2,40}?[”\"]?))?\s+"
        r"(?:kom|kommer|togs|föddes|väcktes|uppstod|lades\s+fram|har\s+kommit|härrör)(?:\s+(?:från\s+början|ursprungligen|i\s+början|först|redan\s+\d{4}))*\s+"
        r"(?:ifrån|från|av|hos|inom)\s+(?=(?-i:[A-ZÅÄÖ]))|"
        r"\b(?:bakom|till)\s+(?:initiativet|(?:projekt)?idén)(?:\s+till\s+(?:projektet|satsningen))?\s+(?:står|stod|fanns|finns|låg|ligger)\s+(?=(?-i:[A-ZÅÄÖ]))",
        "after",
    ),
    rule(
        "initiator.inverted",
        Role.INITIATOR,
        r"\btog\s+(?=(?-i:[A-ZÅÄÖ])[^.;]{2,90}?\s+initiativ(?:et)?\s+till\b)",
        "after",
        single=True,
    ),
    rule("initiator.is", Role.INITIATOR, rf"\binitiativtagare(?:n)?{IN}?{IS}", "after"),
    rule(
        "initiator.before",
        Role.INITIATOR,
        r"\s+(?:tog\s+fram\s+(?:projekt)?idén|har\s+(?:varit\s+med\s+och\s+)?tagit\s+fram\s+"
        r"(?:projekt)?idén|(?:är|var)\s+(?:\w+\s+)?initiativtagare|kom\s+med\s+(?:projekt)?idén|väckte\s+(?:projekt)?idén)\b|"
        r"(?:,?\s+som)?\s+(?:ligger|låg|står|stod)\s+bakom\s+(?:initiativet|(?:projekt)?idén)\b|"
        rf"(?:,?\s+som)?\s+(?:(?:har\s+)?(?:tagit|tog)\s+(?:ett\s+)?initiativ(?:et)?\s+till|initierade|har\s+initierat){_BEGUN}",
        "before",
    ),
)
