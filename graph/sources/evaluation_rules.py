"""Wordings that say who evaluates a project, or follows it with research.

"utvärdering av A" names what is evaluated and not who does so: a body is an evaluator only where it
stands behind a passive ("görs av A"), before the verb, or beside the noun of the role.
"""

from __future__ import annotations

from graph.records import Role
from graph.sources.role_words import IN, IS, RoleRule, rule

_EVALUATION = (
    r"(?:\w*utvärdering(?:en|ar|arna)?|följeforskning(?:en)?)"
    r"(?:\s+(?:och|samt)\s+(?:\w*utvärdering(?:en)?|(?:följe)?forskning(?:en)?|uppföljning(?:en)?))?"
)
_EVALUATOR = r"(?:utvärderare|följeforskare|processutvärderare|projektutvärderare)"
_EVALUATORS = r"(?:(?:process|projekt)?utvärderar|följeforskar)(?:e|en|na)"
# Words between a verb and what it is about, none of which denies it
_ADVERBS = (
    r"(?:\s+(?:även|också|dessutom|löpande|fortlöpande|kontinuerligt|externt|vetenskapligt|oberoende|"
    r"nu|sedan|därefter|dels|både|just\s+nu|under\s+(?:hela\s+)?(?:projekttiden|tiden|projektets\s+gång)|"
    r"nära|noga|självständigt))*"
)
_KIND = r"(?:(?:en|den|sin|vår|projektets|och)\s+)?(?:[a-zåäö]+(?:a|d|de|nde|t|l)\s+){0,2}"
_OF_PROJECT = (
    r"(?:\s+av\s+(?:projektet|satsningen|insatsen|arbetet|verksamheten|insatserna|delprojekten|"
    r"[”\"]?(?-i:[A-ZÅÄÖ#])[\w. -]{2,30}?[”\"]?))?"
)
# What is evaluated: the project, and not a course, a law or who else evaluates its own
_PROJECT = (
    r"(?=\s*(?:[.,;:)”\"]|$)|\s+(?:(?:hela|båda|alla|samtliga|själva|det|den|vårt|vår|projektets|"
    r"satsningens)\s+)*(?:[\w-]*projekt\w*|satsning\w*|insats\w*|arbetet|arbetssätt\w*|verksamheten|samverkan\w*|"
    r"resultat\w*|effekt\w*|process\w*|metod\w*|modell\w*|utfall\w*|genomförand\w*|hur|om|vad|vilk\w+|och|samt|under|"
    r"genom|löpande|externt|åt|för|[”\"]?(?-i:[A-ZÅÄÖ#])))"
)
_IT = (
    r"(?=\s+(?:det|den)(?:\s*[.,;:]|$|"
    r"\s+(?:löpande|externt|under|genom|och|som|vetenskapligt|i\s+slutet)\b))"
)
_EVALUATED = rf"(?:{_PROJECT}|{_IT})"
# "forskare vid", "en forskargrupp från", "forskaren NN på": the body stands behind them
_PEOPLE = (
    r"(?:(?:(?:en|ett|två|tre|flera)\s+)?(?:(?:extern|externa|oberoende|särskild)\s+)?"
    r"(?:\w*forskar(?:e|en|na|grupp|gruppen|lag|team)?|doktorand(?:er)?|utvärderare|experter|konsulter|personal)"
    r"(?:\s+(?-i:[A-ZÅÄÖ])[\w-]+){0,3},?\s+(?:från|vid|på|hos)\s+)?"
)
_DONE_BY = (
    r"(?:görs|gjordes|utförs|utfördes|genomförs|genomfördes|sker|skedde|sköts|sköttes|bedrivs|bedrevs|"
    r"leds|leddes|skrivs|skrevs|hanteras|ansvaras|tas\s+fram|togs\s+fram|handhas|"
    r"(?:är|var|blir|blev)\s+(?:gjord|utförd|genomförd|framtagen)|"
    r"(?:har|hade|ska|skall|kommer\s+att)(?:\s+\w+)?\s+(?:gjorts|utförts|genomförts|skötts|bedrivits|letts|skrivits|"
    r"tagits\s+fram|göras|utföras|genomföras|skötas|bedrivas|ledas|skrivas|tas\s+fram|ske))"
)
_TASK = (
    r"(?:(?:i\s+uppdrag|uppdraget|ett\s+uppdrag)(?:\s+av\s+(?:projektet|oss|(?-i:[A-ZÅÄÖ])[^.;,]{2,60}?))?|"
    r"tackat\s+ja\s+till|lovat|åtagit\s+sig|(?:tog|tagit)\s+på\s+sig|åtog\s+sig)"
)
_TOLD = (
    r"(?:skriver|skrev|konstaterar|konstaterade|pekar|pekade|visar|visade|lyfter|lyfte|bedömer|bedömde|"
    r"menar|menade|framhåller|redovisar|redovisade|presenterar|presenterade|intervjuar|intervjuade|drar)"
)

EVALUATING_TASK = "evaluator.task"
EVALUATION_RULES: tuple[RoleRule, ...] = (
    # "Projektet utvärderas löpande av forskare vid A", "följs av en följeforskare från A"
    rule(
        "evaluator.by",
        Role.EVALUATOR,
        r"\b(?:följ(?:s|des|ts)(?:\s+upp)?|har\s+följts(?:\s+upp)?)(?:\s+[a-zåäö]+){0,3}?\s+av\s+(?:(?:en|två)\s+)?"
        r"(?:(?:extern|externa)\s+)?(?:\w*forskar(?:e|en|na|grupp|lag)|utvärderare)(?:\s+(?-i:[A-ZÅÄÖ])[\w-]+){0,3},?\s+"
        r"(?:från|vid|på|hos)\s+|"
        r"\bföljs\s+(?:upp\s+)?av\s+(?=[^.;]{3,70}?,?\s+som\s+(?:(?:ska|kommer\s+att|har|också)\s+)*(?:skriv\w*|lämna\w*|gör\w*|gjort|"
        r"presentera\w*)\s+[^.;,]{0,30}?(?:utvärdering|slutrapport))|"
        r"\b(?:utvärdera(?:s|des|ts|t|d)|följeforskas)(?:\s+(?!slutet|mitten|början)[a-zåäö]+){0,3}?\s+av\s+"
        rf"{_PEOPLE}",
        "after",
    ),
    # "Den löpande utvärderingen av projektet, som har gjorts av A"
    rule(
        "evaluator.done-by",
        Role.EVALUATOR,
        rf"\b{_EVALUATION}{_OF_PROJECT},?(?:\s+[a-zåäö]+,)?(?:\s+som)?\s+(?:(?:är|har)\s+upphandlat?s?d?\s+och\s+)?{_DONE_BY}(?:\s+[a-zåäö]+){{0,2}}?\s+av\s+{_PEOPLE}",
        "after",
    ),
    # "en utvärdering av företaget A", "Forskare vid A följer projektet", "Följeforskare från A"
    rule(
        "evaluator.whose",
        Role.EVALUATOR,
        rf"\b{_EVALUATION}\s+av\s+(?:(?:det|den)\s+[a-zåäö]+\s+)?(?:(?:konsult|analys|utvärderings|undersöknings)?"
        r"(?:företaget|bolaget|firman)|konsult(?:erna|en|byrån)|analysbyrån|forskare\s+(?:vid|från|på))\s+(?=(?-i:[A-ZÅÄÖ]))|"
        r"\b(?:(?:en|två|tre)\s+)?forskar(?:e|na|en|grupp|team)\s+(?:vid|från|på)\s+"
        r"(?=(?-i:[A-ZÅÄÖ])[^.;,]{2,70}?\s(?:följer|följde|har\s+följt|studerar|(?:ska|kommer\s+att)\s+(?:följa|studera))\s+"
        r"(?:(?:hela|noga|löpande)\s+)?(?:projektet|satsningen|insatsen|arbetet)\b)|"
        rf"\b{_EVALUATORS}\s+(?:kommer|är|finns)\s+(?:från|vid|på)\s+(?=(?-i:[A-ZÅÄÖ]))",
        "after",
        single=True,
    ),
    # "Utvärdering ska göras löpande. Uppdraget har gått till A": of the sentence before
    rule(
        EVALUATING_TASK,
        Role.EVALUATOR,
        r"(?:^|(?<=[.!]\s))Uppdraget\s+(?:har\s+(?:gått|getts|tilldelats)|gick|gavs|går|fick)\s+(?:till\s+)?(?=(?-i:[A-ZÅÄÖ]))",
        "after",
        single=True,
    ),
    # "En utvärdering som A har gjort"
    rule(
        "evaluator.which",
        Role.EVALUATOR,
        rf"\b{_EVALUATION}{_OF_PROJECT},?\s+som\s+(?=(?-i:[A-ZÅÄÖ])[^.;,]{{2,70}}?\s(?:har\s+)?"
        r"(?:gjort|gjorde|gör|genomfört|genomförde|genomför|skrivit|skrev|utfört|utförde)\b)",
        "after",
        single=True,
    ),
    rule(
        "evaluator.is",
        Role.EVALUATOR,
        rf"\b(?:extern\s+)?{_EVALUATORS}{IN}?{IS}|"
        rf"\bansvarig(?:a)?\s+för\s+(?:den\s+)?{_KIND}{_EVALUATION}{IS}|"
        rf"\b{_EVALUATION}:\s+(?=(?-i:[A-ZÅÄÖ]))(?!(?:görs|genomförs|utförs|sköts|sker|ska|har|en|den|i|vi|det)\b)",
        "after",
        single=True,
    ),
    # "Utvärderaren, A, konstaterar", "enligt utvärderare från A"
    rule(
        "evaluator.named",
        Role.EVALUATOR,
        rf"\b(?:(?:{_EVALUATORS}|utvärderingsföretaget|utvärderingsbolaget|utvärderingskonsulten)(?:\s+(?-i:[A-ZÅÄÖ])[\w-]+){{0,3}},?\s+"
        r"(?:från|vid|på|hos)\s+|"
        rf"(?:{_EVALUATOR}n|utvärderingsföretaget|utvärderingsbolaget|utvärderingskonsulten|"
        rf"(?:vår|projektets|extern|externa|anlitade|upphandlade)\s+{_EVALUATOR}),?\s+)(?=(?-i:[A-ZÅÄÖ]))",
        "after",
        single=True,
    ),
    # "A universitets utvärdering av projektet"
    rule(
        "evaluator.genitive",
        Role.EVALUATOR,
        r"(?<=s)\s+(?:\w+\s+)?(?:utvärdering|följeforskning)(?:en)?\s+av\s+(?:projektet|satsningen|arbetet|insatsen)\b",
        "before",
        single=True,
    ),
    # "För utvärderingen svarar A", "Uppdraget att utvärdera gick till A",
    # "har anlitat A som utvärderare"
    rule(
        "evaluator.inverted",
        Role.EVALUATOR,
        rf"\bför\s+(?:den\s+)?{_KIND}{_EVALUATION}{_OF_PROJECT}\s+(?:svarar|svarade|ansvarar|ansvarade|står|stod)\s+{_PEOPLE}(?=(?-i:[A-ZÅÄÖ]))|"
        rf"\bför\s+{_KIND}{_EVALUATION}{_OF_PROJECT}\s+(?:har|är|blev)\s+(?=(?-i:[A-ZÅÄÖ])[^.;,]{{2,70}}?\s(?:anlita|upphandla|engagera|kontrakterat)(?:ts|t|d|s)?\b)|"
        rf"\btill\s+(?:projektet|satsningen)\s+(?:är|har)\s+(?=(?-i:[A-ZÅÄÖ])[^.;,]{{2,70}}?\s(?:knut|kopplad|kopplats|anlita)\w*\s+som\s+(?:extern\s+)?{_EVALUATOR}\b)|"
        r"\buppdraget\s+att\s+(?:\w+\s+och\s+)?utvärdera\s+[^.;,]{0,40}?(?:gick|går|har\s+gått|gavs|ges)\s+(?:till|åt)\s+(?=(?-i:[A-ZÅÄÖ]))|"
        r"\b(?:skriver|konstaterar|menar|påpekar|noterar)\s+(?=(?-i:[A-ZÅÄÖ])[^.;,]{2,60}?\si\s+sin\s+\w*utvärdering)|"
        rf"\b(?:som|till)\s+(?:extern\s+)?{_EVALUATOR}\s+(?:har|hade|är|var|blev|blir|anlitas|anlitades|upphandlades|utsågs|valdes|valde|anlitade)"
        r"(?:\s+(?:vi|projektet))?(?:\s+(?:valt|anlitat|upphandlat|utsett))?\s+(?=(?-i:[A-ZÅÄÖ]))|"
        r"\b(?:anlita(?:t|r|de|s|ts|des)|upphandla(?:t|r|de|ts|des)|kontrakterat|engagerat|tilldela(?:t|r|de|ts|des)|gett|gav(?:\s+(?:myndigheten|kommunen|regionen|förbundet|projektet|styrelsen|vi|man))?|ger|tagit\s+hjälp\s+av|tar\s+hjälp\s+av|tog\s+hjälp\s+av|valt|utsett|uppdrar\s+åt|"
        rf"uppdragit\s+åt)\s+{_PEOPLE}(?=(?-i:[A-ZÅÄÖ])[^.;]{{2,70}}?\s(?:som\s+(?:extern\s+)?{_EVALUATOR}\b|(?:i\s+uppdrag\s+|uppdraget\s+)?(?:för\s+)?att\s+"
        rf"(?:[a-zåäö]+\s+){{0,3}}?utvärdera{_EVALUATED}|för\s+(?:att\s+göra\s+)?{_KIND}{_EVALUATION}))",
        "after",
        single=True,
    ),
    # "A ska följa och utvärdera projektet", "A, som har utvärderat det"
    rule(
        "evaluator.before",
        Role.EVALUATOR,
        r"(?:,?\s+som)?(?:\s+(?:ska|skall|kommer(?:\s+[a-zåäö]+)?\s+att|har(?:\s+även|\s+också|\s+sedan\s+\w+)?|hade))?"
        rf"(?:\s+(?:{_TASK}|(?:fått|haft|fick|får|har|tilldelats|antagit|tagit\s+på\s+sig)\s+{_TASK})\s+att)?"
        rf"(?:\s+på\s+(?:uppdrag\s+av\s+[^.;,]{{3,40}}?|\w+\s+uppdrag))?"
        rf"{_ADVERBS}(?:\s+(?:följ(?:er|de|a|t)|granska(?:r|t|de)?|dokumentera(?:r|t|de)?|studera(?:r|t|de)?)"
        r"(?:\s+(?:upp\s+)?(?:projektet|satsningen|arbetet|insatsen|verksamheten|det|den))?(?:\s+[a-zåäö]+){0,2}?\s+(?:och|samt)"
        rf"{_ADVERBS})?\s+(?:(?:följe)?utvärdera(?:r|t|de)?|följeforska(?:r|t|de)?){_EVALUATED}",
        "before",
        single=True,
    ),
    # "A gör en extern utvärdering av projektet", "A svarar för utvärderingen"
    rule(
        "evaluator.does",
        Role.EVALUATOR,
        r"(?:,?\s+som)?(?:\s+(?:har|ska|skall|kommer\s+att))?"
        rf"(?:\s+(?:(?:fått|haft|fick|får|har|tilldelats)\s+)?{_TASK}\s+att)?"
        r"(?:\s+på\s+(?:uppdrag\s+av\s+[^.;,]{3,40}?|\w+\s+uppdrag))?(?:\s+(?:även|också|nu|sedan|nyligen|dessutom))?\s+"
        r"(?:gör|gjorde|gjort|göra|utför|utförde|utfört|utföra|genomför|genomförde|genomfört|genomföra|skriver|skrev|skrivit|skriva|sköter|skötte|"
        r"skött|sköta|bedriver|bedrev|bedrivit|bedriva|leder|ledde|lett|tar\s+fram|tog\s+fram|tagit\s+fram|håller\s+i|bidrar\s+med|"
        r"(?:svarar|svarade|svara|ansvarar|ansvarade|ansvara|står|stod|stå)\s+för|är\s+(?:ansvarig|ansvariga)\s+för)\s+"
        rf"{_KIND}{_EVALUATION}\b(?!\s+av\s+(?!projekt|satsning|insats|arbetet|verksamhet|delprojekt|effekt|resultat|hur|hela|deras|vår|programmet|[”\"]?(?-i:[A-ZÅÄÖ])))",
        "before",
        single=True,
    ),
    # "A har anlitats för att utvärdera", "A är projektets utvärderare",
    # "A följer projektet som utvärderare"
    rule(
        "evaluator.engaged",
        Role.EVALUATOR,
        r"(?:,?\s+som)?\s+(?:(?:har|är|blev|blir|hade)\s+)?(?:anlita(?:ts|t|d|de|s|des)|upphandla(?:ts|t|d|de|s|des)|engagera(?:ts|s|des|d)|"
        r"kontrakterats|utsetts|utsågs|utsedd|valts|valdes|vald|fått\s+uppdraget|fick\s+uppdraget)(?:\s+av\s+(?:projektet|(?-i:[A-ZÅÄÖ])[^.;,]{2,60}?))?\s+"
        rf"(?:som|för|till|att)\s+(?:att\s+)?(?:[a-zåäö]+\s+){{0,4}}?(?:{_EVALUATOR}|utvärdera|{_EVALUATION})\b|"
        rf"\s+(?:är|var|blir|medverkar\s+som|deltar\s+som|följer\s+(?:projektet|arbetet|satsningen)\s+som|(?:ska|kommer\s+att)\s+(?:vara|bli|följa\s+\w+\s+som))\s+"
        rf"(?:(?:projektets|satsningens|vår|extern|externa|oberoende|lärande|också|även)\s+)*{_EVALUATOR}\b",
        "before",
        single=True,
    ),
    # "A följer arbetet och skriver en slutrapport", "A skriver i sin utvärdering"
    rule(
        "evaluator.follows",
        Role.EVALUATOR,
        r"(?:,?\s+som)?\s+(?:följer|följde|följt|har\s+följt|ska\s+följa|kommer\s+att\s+följa)\s+(?:upp\s+)?"
        r"(?!(?:[^.;]{0,80}\s)?(?:intresse\w*|väntar|avvaktar|tar\s+del|tagit\s+del|styrgrupp\w*|inte)\b)[^.;]{3,80}?"
        r"\s(?:(?:och|för\s+att)\s+(?:\w+\s+){0,2}?(?:skriver|skrev|skriva|lämnar|lämnade|lämna|redovisar|redovisade|redovisa|presenterar|"
        r"presenterade|presentera|ger|gör)\s+[^.;,]{0,40}?(?:utvärdering\w*|\w*rapport(?:en|er)?)|"
        r"(?:genom|med|via)\s+(?:[a-zåäö]+\s+)?(?:följe)?forskning|genom\s+att\s+utvärdera|och\s+utvärderar?)\b|"
        rf"(?:,?\s+som)?\s+{_TOLD}\s+[^.;]{{0,60}}?\bsin\s+(?:\w+\s+)?\w*utvärdering\b|"
        rf"\s+{_TOLD}\s+{_KIND}utvärdering\s+som\s+(?:ska|kommer)\b",
        "before",
        single=True,
    ),
)
