"""Wordings of who collaborates and who joins that name the bodies in an order of their own.

"A har B och C som samarbetspartner", "B samarbetar med projektet", "Så är också C".
"""

from __future__ import annotations

from graph.records import Role
from graph.sources.role_words import (
    ALSO,
    IN,
    NOT,
    PARTICIPANT_NOUN,
    PARTNER_NOUN,
    TAKES,
    RoleRule,
    rule,
)

_NAME = r"(?-i:[”\"“]?[A-ZÅÄÖ])"
_BODIES = (
    r"\w*(?:kommuner|parter|aktörer|organisationer|skolor|företag|förbund|regioner|myndigheter|"
    r"församlingar|föreningar|arbetsgivare|bolag|kooperativ|universitet|högskolor|lärosäten|"
    r"arbetsplatser|gårdar|klubbar|butiker|hotell|museer|stiftelser|vårdcentraler|fack)"
)
_COUNT = (
    r"(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|flera|ett\s+antal|"
    r"\d{1,2})"
)
_TOGETHER = r"(?:samverkar|samarbetar|samverkade|samarbetade)"
# "regionen", "förbundet": the owner, where a page says with whom others collaborate
_THE_OWNER = (
    r"(?:kommunen|kommunerna|regionen|förbundet|föreningen|universitetet|högskolan|stiftelsen|"
    r"bolaget|avdelningen|länsstyrelsen|folkhögskolan|kooperativet)"
)
_PLEDGES = (
    r"(?:(?:har\s+(?:också\s+|även\s+|redan\s+|nu\s+)?(?:lovat|åtagit\s+sig|förbundit\s+sig|"
    r"valt|bestämt\s+sig\s+för|beslutat(?:\s+sig\s+för)?|skrivit\s+under\s+en\s+avsiktsförklaring\s+om|"
    r"undertecknat\s+en\s+avsiktsförklaring\s+om))\s+att\s+"
    r"(?:aktivt\s+)?(?:delta|medverka|vara\s+med|ingå|gå\s+med|gå\s+in)|"
    r"har\s+(?:också\s+|även\s+|nu\s+)?anmält\s+sitt\s+deltagande|"
    r"kommer\s+(?:också|även)\s+(?:de\s+)?att\s+(?:delta|medverka|vara\s+med)|"
    r"finns\s+(?:också\s+|även\s+)?representera(?:d|t|de)\s+i\s+(?:projektet|satsningen))"
)

PARTNERSHIP_RULES: tuple[RoleRule, ...] = (
    # "Projektet är ett samarbete mellan A och B", "ett samverkansprojekt mellan A och B"
    rule(
        "partner.joint-project",
        Role.PARTNER,
        r"(?:(?<!som\s)\b(?:är|var|har\s+varit|blir|startade\s+(?:\w+\s+){0,3}?som)\s+e(?:tt|n)\s+(?:\w+\s+)?"
        r"(?:samarbete|samverkan|partnerskap)|\b(?:samverkans|samarbets)projekt)\s+mellan\s+"
        rf"(?={_NAME}|(?:(?:de\s+)?(?:\w+\s+)?kommunerna|regionerna|samordningsförbunden|två|tre|fyra|fem|sex|sju|åtta|nio|tio|\d+)\s|"
        rf"(?:kommunen|regionen|förbundet|länsstyrelsen),\s{_NAME}|"
        rf"(?:[a-zåäö]+-\s+och\s+)?[a-zåäö]{{5,}}(?:en|et|in)\s+i\s+{_NAME}|"
        rf"(?:\w*förbundet|\w*föreningen|stiftelsen|bolaget|företaget|\w*organisationen|myndigheten)\s{_NAME})",
        "after",
    ),
    # "A och B samverkar med projektet", "C samarbetar med regionen kring genomförandet"
    rule(
        "partner.works-with",
        Role.PARTNER,
        rf"\s+(?:som\s+)?(?:{_TOGETHER}|har\s+(?:också\s+|även\s+)?(?:samverkat|samarbetat)|"
        r"(?:kommer\s+att|ska|skall)\s+(?:samverka|samarbeta))(?:\s+(?:också|även|nära|tätt|aktivt|"
        r"löpande|ständigt))*\s+med\s+(?:(?:projektet|projektledningen|projektteamet|oss)\b|"
        rf"{_THE_OWNER}(?=\s*[.,;]|\s+(?:i|inom|kring|om|runt|under|när|för\s+att)\b))",
        "before",
    ),
    # "projektet, som också har A och B som samarbetspartner"
    rule(
        "partner.has-as",
        Role.PARTNER,
        rf"\b(?:har|hade|haft|fått){ALSO}\s+(?={_NAME}(?:(?!\ssom\s)[^.;]){{2,160}}?\s+som\s+"
        rf"(?:\w+\s+)?{PARTNER_NOUN}\b)",
        "after",
    ),
    rule(
        "participant.has-as",
        Role.PARTICIPANT,
        rf"\b(?:har|hade|haft|fått){ALSO}\s+(?={_NAME}(?:(?!\ssom\s)[^.;]){{2,160}}?\s+som\s+"
        rf"(?:parter|{PARTICIPANT_NOUN}|deltagande\s+\w+|medverkande\s+\w+)\b)",
        "after",
    ),
    # "med A och B, som båda är samverkansparter i förstudien"
    rule(
        "partner.who-all",
        Role.PARTNER,
        rf",?\s+(?:som|vilka)\s+(?:alla|båda|samtliga|bägge)(?:\s+\w+)?\s+(?:är|var|blir|fungerar\s+som)\s+"
        rf"{PARTNER_NOUN}\b",
        "before",
    ),
    rule(
        "participant.who-all",
        Role.PARTICIPANT,
        rf",?\s+(?:som|vilka)\s+(?:alla|båda|samtliga|bägge)(?:\s+\w+)?\s+{TAKES}{NOT}(?:\s+(?:i|med)\s|\s*[.;,]|$)",
        "before",
    ),
    # "Med på tåget finns A och B"
    rule(
        "participant.along",
        Role.PARTICIPANT,
        r"\bmed\s+på\s+(?:tåget|resan|vagnen|båten|noterna)\s+(?:finns|är|har\s+vi|fanns|var)"
        rf"{ALSO}\s+(?={_NAME})",
        "after",
    ),
    # "Med oss har vi A och B"
    rule(
        "participant.with-us-we-have",
        Role.PARTICIPANT,
        r"\bmed\s+(?:oss|sig)\s+(?:i\s+(?:projektet|satsningen|arbetet|ansökan)\s+)?(?:har|hade)\s+"
        rf"(?:vi|man|de|projektet|kommunen|förbundet|föreningen){ALSO}\s+(?={_NAME})",
        "after",
    ),
    # "Med A har vi ett samarbete kring …"
    rule(
        "partner.with-we-have",
        Role.PARTNER,
        rf"\bmed\s+(?={_NAME}[^.;]{{2,100}}?\s+(?:har|hade)\s+(?:vi|projektet|man)\s+"
        r"(?:(?:ett|en|också|även|inlett|etablerat|nära|tätt|löpande|tecknat|avtal\s+om|överenskommelse\s+om)\s+){0,4}"
        r"(?:samarbete|samverkan)\b)",
        "after",
    ),
    # "Projektet arbetar nära A och B"
    rule(
        "partner.works-near",
        Role.PARTNER,
        r"\b(?:projektet|vi|teamet|coacherna|projektgruppen)\s+(?:arbetar|jobbar|arbetade|jobbade)\s+(?:också\s+|även\s+|mycket\s+)?"
        rf"(?:nära|tätt)\s+(?:ihop\s+|tillsammans\s+)?(?:med\s+)?(?={_NAME})",
        "after",
    ),
    # "A driver projektet med medsökande B och C", "… med samarbetspartnerna B och C"
    rule(
        "participant.with-noun",
        Role.PARTICIPANT,
        rf"\bmed\s+(?:de\s+)?{PARTICIPANT_NOUN}(?:na)?\s+(?={_NAME})",
        "after",
    ),
    rule(
        "partner.with-noun",
        Role.PARTNER,
        rf"\bmed\s+(?:de\s+|våra\s+|sina\s+|projektets\s+)?{PARTNER_NOUN}(?:na)?\s+(?={_NAME})",
        "after",
    ),
    # "I Exempelvägen har A samverkat med B och C"
    rule(
        "partner.have-worked-with",
        Role.PARTNER,
        rf"\b(?:i|inom|under)\s+(?:projektet|satsningen|arbetet|{_NAME}[^.;,]{{1,40}}?)\s+har\s+"
        rf"(?:{_NAME}(?:(?!\smed\s|\soch\s)[^.;,])*|\w+)\s+(?:\w+\s+)?(?:samverkat|samarbetat)\s+(?:\w+\s+)?med\s+",
        "after",
    ),
    # "I Exempelvägen samverkar A, B och C med förbundet"
    rule(
        "partner.in-it-with-us",
        Role.PARTNER,
        rf"\bi\s+(?:projektet|satsningen|{_NAME}[^.,;]{{1,40}}?)\s+{_TOGETHER}{ALSO}\s+"
        rf"(?={_NAME}(?:(?!\smed\s)[^.;]){{2,160}}?\smed\s+(?:oss|projektledningen|{_THE_OWNER})\b)",
        "after",
    ),
    # "Därför går A in i projektet"
    rule(
        "participant.goes-in-inverted",
        Role.PARTICIPANT,
        rf"\b(?:går|gick)\s+(?:nu\s+|också\s+|även\s+)?(?={_NAME}[^.;]{{2,100}}?\s+in\s+i\s+"
        r"(?:projektet|satsningen|samarbetet)\b)",
        "after",
    ),
    rule(
        "participant.goes-in",
        Role.PARTICIPANT,
        r"\s+(?:(?:går|gick|har\s+(?:nu\s+|också\s+|även\s+)?gått|kommer|kom|har\s+(?:nu\s+|också\s+|även\s+)?kommit)\s+"
        r"(?:nu\s+|också\s+|även\s+)?in|kliver\s+(?:nu\s+)?(?:in|på)|hakar\s+på|hoppar\s+på|hoppade\s+på|har\s+hoppat\s+på)\s+i?\s*"
        rf"(?:projektet|satsningen|samarbetet)\b(?!\s+som\s+(?:\w+\s+)?{PARTNER_NOUN})|"
        r"\s+är\s+(?:nu\s+|också\s+)?inne\s+i\s+(?:projektet|satsningen)\b|"
        r"\s+(?:hänger|hakar|hängde|hakade)\s+(?:nu\s+|också\s+)?på(?=\s*[.;,])|"
        r"\s+(?:kommer|kom|har\s+(?:nu\s+|också\s+|även\s+)?kommit|tillkommer|tillkom|har\s+(?:nu\s+)?tillkommit)\s+"
        r"(?:(?:nu|också|även)\s+)?(?:med|som\s+(?:nya\s+)?(?:parter|deltagare|deltagande\s+\w+))"
        r"(?=\s*[.;,]|\s+i\s+(?:projektet|satsningen)\b)",
        "before",
    ),
    # "A har lovat att delta", "B har skrivit under en avsiktsförklaring om att delta"
    rule(
        "participant.pledges",
        Role.PARTICIPANT,
        rf"\s+{_PLEDGES}\b(?!\s+(?:(?:på|vid)\s|i\s+\w*(?:nätverk|styrgrupp|referensgrupp|dialog|kampanj|samtal)))",
        "before",
    ),
    # "A medverkade med lokaler", "B medverkade som mentorer"
    rule(
        "participant.with-means",
        Role.PARTICIPANT,
        r"\s+(?:deltar|medverkar|deltog|medverkade|har\s+deltagit|har\s+medverkat)\s+(?:(?:också|även),?\s+)?(?:"
        r"med\s+(?:[a-zåäö]+(?:\s+och|,)\s+)?(?:lokaler|personal|kompetens|expertis|expertkunskap|resurser|"
        r"handledning|utrustning|platser|praktikplatser|arbetsplatser|material|kunskap(?:er)?|statistik|"
        r"var\s+sin|varsin|varsitt|var\s+sitt)|"
        r"som\s+(?:mentor|handledare|utbildare|kursledare|värdar|lärare|coacher|processledare)(?:er)?)\b",
        "before",
    ),
    # "A, B och C bemannar var sin grupp"
    rule(
        "participant.each-with-one",
        Role.PARTICIPANT,
        r"\s+(?:bemannar|bemannade|avsätter|ansvarar\s+för|ansvarade\s+för|bidrar\s+med|bidrog\s+med|har|hade|står\s+för|"
        r"driver|drev|leder|ledde|deltar\s+med|deltog\s+med)\s+(?:varsin|var\s+sin|varsitt|var\s+sitt|varsina|var\s+sina)\s+"
        r"(?:\w+\s+)?(?:grupp|del|delprojekt|coach|samordnare|\w*ledare|\w*konsulent|handläggare|tjänst|halvtid|team|spår|"
        r"arbetspaket|delprojektledare)\b",
        "before",
    ),
    # "Två studieförbund deltar också, A och B", "Tre gårdar har tagit emot grupper: A, B och C"
    rule(
        "participant.counted-named",
        Role.PARTICIPANT,
        rf"\b{_COUNT}\s+(?:[a-zåäö]+\s+){{0,2}}?{_BODIES}\s+(?:(?:i|på|från)\s+[^.;:,()]{{3,50}}?\s+)?{TAKES}{NOT}"
        r"(?![^.;:,–]{0,50}(?:mässa|konferens|nätverk|styrgrupp|referensgrupp|träff|seminari|tävling))"
        rf"[^.;:,–]{{0,60}}?(?:,\s+(?:nämligen\s+)?|:\s+|\s+[–-]\s+)"
        rf"(?={_NAME}[^.;:]{{2,120}}?(?:,|\soch\s))",
        "after",
    ),
    # "Medverkade gjorde också A"
    rule(
        "participant.did-take-part",
        Role.PARTICIPANT,
        r"\b(?:deltar|deltog|medverkar|medverkade|ingår|ingick)\s+(?:i\s+projektet\s+)?(?:gör|gjorde)"
        rf"{ALSO}\s+",
        "after",
        groups=True,
    ),
    # "Arbetet bedrivs i åtta delprojekt, ett i var och en av kommunerna A, B och C"
    rule(
        "participant.one-in-each",
        Role.PARTICIPANT,
        r"\bdelprojekt[^.;:]{0,30}?,\s+ett\s+i\s+(?:var\s+och\s+en\s+av|vardera|varje\s+av|vart\s+och\s+ett\s+av)\s+"
        rf"(?:kommunerna\s+)?(?={_NAME})",
        "after",
    ),
    # "Under tre år arbetade A och B i projektet", "… hur A och B arbetar i projektet"
    rule(
        "participant.worked-in-it",
        Role.PARTICIPANT,
        rf"\b(?:arbetade|arbetar|jobbade|jobbar|samarbetade|samverkade)\s+(?={_NAME}(?:(?!\smed\s)[^.;]){{2,120}}?\soch\s"
        r"(?:(?!\smed\s)[^.;]){2,60}?\s+(?:tillsammans\s+)?i\s+(?:(?:ESF|EU)-)?projektet\b)",
        "after",
    ),
    # "A är projektets samverkanspart", "B har kommit med som samarbetspartner"
    rule(
        "partner.as-some",
        Role.PARTNER,
        r"\s+(?:(?:är|var|blir|blev|(?:ska|kommer\s+att)\s+vara|har\s+(?:(?:nu|också|även)\s+)?(?:varit|blivit)|"
        r"har\s+(?:genom|via)\s+[^.;,]{3,40}?\s+varit)\s+"
        rf"(?:(?:projektets|förstudiens|satsningens)(?:\s+[a-zåäö]+[ae])?|viktiga|nära|(?:en|ett)\s+(?:\w+\s+)?[a-zåäö]{{3,12}}t?)\s+{PARTNER_NOUN}|"
        r"(?:har\s+(?:(?:nu|också|även)\s+)?)?(?:kommit|gått|kom|går|gick|kommer)\s+(?:nu\s+)?(?:in|med)\s+"
        rf"(?:i\s+(?:projektet|satsningen)\s+)?som\s+(?:ny\s+|nya\s+|en\s+)?{PARTNER_NOUN}|"
        rf"sitter\s+med(?:\s+i\s+[^.;,]{{3,50}}?)?\s+som\s+{PARTNER_NOUN}|"
        rf"(?:står(?:\s+med)?|finns\s+med|ställer\s+upp)\s+som\s+{PARTNER_NOUN})\b",
        "before",
        groups=True,
    ),
    # "Till våra samarbetspartner hör A och B"
    rule(
        "partner.belongs",
        Role.PARTNER,
        rf"\btill\s+(?:våra|projektets|de)?\s*(?:\w+\s+)?{PARTNER_NOUN}\s+(?:hör|räknas|hörde){ALSO}\s+(?={_NAME})",
        "after",
    ),
    # "Som partner i projektet finns A och B"
    rule(
        "partner.in-it-as",
        Role.PARTNER,
        rf"\bsom\s+(?:\w+\s+)?{PARTNER_NOUN}{IN}\s+(?:finns|fanns|deltar|medverkar|ingår|är|har\s+vi){ALSO}\s+(?={_NAME})",
        "after",
        groups=True,
    ),
    # "… är partner i projektet tillsammans med A"
    rule(
        "partner.in-it-along-with",
        Role.PARTNER,
        r"(?:(?<=partner)|(?<=partners)|(?<=parter)|(?<=part))\s+i\s+(?:projektet|satsningen|förstudien),?\s+"
        r"(?:tillsammans|ihop)\s+med\s+",
        "after",
    ),
    # "B är samverkanspart. Så är också C": what the sentence before says of B
    rule(
        "partner.so-is",
        Role.PARTNER,
        r"(?:^|(?<=[.!?]\s)|(?<=\n))(?:Så|Det|Detsamma)\s+(?:är|var|gäller|gällde)(?:\s+(?:för|också|även|dessutom|nu))+\s+"
        rf"(?={_NAME})|(?:^|(?<=[.!?]\s)|(?<=\n))Detsamma\s+(?:gäller|gällde)\s+(?={_NAME})|"
        r"(?:^|(?<=[.!?]\s)|(?<=\n))Till\s+(?:dem|dessa)\s+(?:hör|hörde|räknas)(?:\s+(?:också|även|numera|nu|dessutom))*\s+"
        rf"(?={_NAME})",
        "after",
    ),
    rule(
        "participant.so-does",
        Role.PARTICIPANT,
        r"(?:^|(?<=[.!?]\s)|(?<=\n))(?:Det\s+gör|Det\s+gjorde|Så\s+gör|Så\s+gjorde)(?:\s+(?:också|även|dessutom|nu))+\s+"
        rf"(?={_NAME})|"
        r"(?:^|(?<=[.!?]\s)|(?<=\n))(?:Motsvarande|Likadant|Samma\s+sak|Samma|Detsamma|Likaså)\s+(?:gör|gjorde)"
        rf"(?:\s+(?:också|även|dessutom|nu))*\s+(?={_NAME})",
        "after",
    ),
)
