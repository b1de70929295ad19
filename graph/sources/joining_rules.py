"""Wordings that say who is in a project by what they do in it, or by being among its parties."""

from __future__ import annotations

from graph.records import Role
from graph.sources.role_words import PARTIES, TAKES, RoleRule, rule

JOINING_RULES: tuple[RoleRule, ...] = (
    rule(
        "participant.drives-part",
        Role.PARTICIPANT,
        r"\s+(?:driver|leder|bedriver|genomför|äger|har)\s+(?:också\s+|nu\s+)?(?:ett|två|tre|varsitt|egna)\s+"
        r"(?:av\s+(?:de\s+)?(?:\w+\s+){0,2})?(?:delprojekt(?:en)?|deltagande\s+projekten)\b",
        "before",
    ),
    # "… deltar i projektet. Dessa regioner är A, B och C": asked of the sentence before as well
    rule(
        "participant.these-are",
        Role.PARTICIPANT,
        r"(?:^|(?<=[.!]\s))(?:Dessa|De)\s+är,?\s+(?=(?-i:[A-ZÅÄÖ])[^.;]{2,120}?(?:,|\soch\s))|"
        r"(?:^|(?<=[.!]\s))(?:Dessa|De)\s+(?:\w+\s+)?(?:regioner(?:na)?|kommuner(?:na)?|parter(?:na)?|"
        r"aktörer(?:na)?|organisationer(?:na)?|företag(?:en)?)\s+är,?\s+(?!\w*(?:medsökande|part|deltagande|medverkande|samverka|samarbe))|"
        r"(?:^|(?<=[.!]\s))Det\s+(?:är|handlar\s+om|rör\s+sig\s+om)\s+(?![^.;]*\ssom\s)"
        r"(?=(?-i:[A-ZÅÄÖ])[^.;]{2,120}?(?:,|\soch\s))",
        "after",
    ),
    # "A, B och C är medverkande parter"
    rule(
        "participant.are-parties",
        Role.PARTICIPANT,
        r"\s+(?:är|var)\s+(?:också\s+|även\s+)?(?:medverkande|deltagande|ingående)\s+"
        r"(?:part(?:er)?|kommun(?:er)?|aktör(?:er)?|organisation(?:er)?)\b"
        r"(?!\s+i\s+(?!projektet|satsningen|samarbetet))",
        "before",
    ),
    # "I projektet arbetar personal från A och B"
    rule(
        "participant.staff-from",
        Role.PARTICIPANT,
        r"\bi\s+(?:projektet|projektgruppen|projektteamet|teamet|arbetslaget|satsningen)\s+(?:arbetar|ingår|finns|deltar|arbetade|ingick)\s+"
        r"(?:\w+\s+){0,2}?(?:personal|medarbetare|handläggare|representanter|coacher)\s+från\s+|"
        r"\bi\s+projektet(?:\s+(?-i:[A-ZÅÄÖ])[^.;,]{1,40}?)?\s+(?:ska|skall|kommer)\s+(?:\w+\s+)?"
        r"(?:personal|medarbetare|anställda|chefer)\s+(?:i|inom|från|vid|på|hos)\s+(?=(?-i:[A-ZÅÄÖ]))",
        "after",
    ),
    # "I projektet har A, B och C arbetat"
    rule(
        "participant.in-it-have",
        Role.PARTICIPANT,
        r"\bi\s+projektet\s+(?:har|ska|skall|kommer)\s+(?=(?-i:[A-ZÅÄÖ])[^.;]{2,200}?\s(?:arbeta|samverka|"
        r"samarbeta|delta|medverka|deltagi|gått\s+samman)t?\b)",
        "after",
    ),
    # "ett projekt där samtliga kommuner enas"
    rule(
        "participant.where-they-join",
        Role.PARTICIPANT,
        r"\b(?:projekt|satsning|samarbete|insats),?\s+(?:[^.,;:]{2,40}?,\s+)?där\s+"
        r"(?=(?:(?!\s(?:är|äger|driver|leder|har|ska)\s)[^.;:]){2,160}?\s"
        r"(?:enas|samlas|förenas|går\s+samman|går\s+ihop|gått\s+samman)\b)",
        "after",
        groups=True,
    ),
    # "Under tre år har A, tillsammans med B, prövat …"
    rule(
        "participant.have-together",
        Role.PARTICIPANT,
        r"\bhar\s+(?=(?-i:[A-ZÅÄÖ])[^.;,]{2,60}?,?\s+tillsammans\s+med\s[^.;]{2,160}?,?\s(?:prövat|testat|utvecklat|arbetat|genomfört)\b)",
        "after",
        single=True,
    ),
    # "Vi som arbetar i projektet kommer från A och B"
    rule(
        "participant.we-come-from",
        Role.PARTICIPANT,
        r"\b(?:jobbar|arbetar)\s+i\s+(?:projektet|teamet)\s+kommer\s+från\s+(?=(?-i:[A-ZÅÄÖ]))",
        "after",
    ),
    # "Avtalet om projektet är undertecknat av A och B"
    rule(
        "participant.signed-by",
        Role.PARTICIPANT,
        r"\b(?:överenskommelsen|avtalet|samverkansavtalet)\b[^.;]{0,80}?\b(?:underteckna(?:d|t|ts|des)|skrivits\s+under)\s+av\s+",
        "after",
    ),
    # "Bland de medverkande finns A och B"
    rule(
        "participant.among-them",
        Role.PARTICIPANT,
        r"\bbland\s+(?:de\s+)?(?:medverkande|deltagande|deltagarna|parterna)(?:\s+(?:kommunerna|organisationerna|företagen|aktörerna))?\s+"
        r"(?:finns|märks|återfinns)\s+(?=(?-i:[A-ZÅÄÖ]))|"
        rf"\bbland\s+de\s+(?:{PARTIES})\s+som\s+{TAKES}\s+(?:finns|märks)\s+(?=(?-i:[A-ZÅÄÖ]))",
        "after",
    ),
    # "Under projektets gång har de samverkat med A och B"
    rule(
        "partner.have-collaborated",
        Role.PARTNER,
        r"\b(?:i|inom|under|genom)\s+(?:projekt(?:et|tiden|perioden|ets\s+gång)|satsningen)\s+har\s+(?:[^\s.;]+\s+){0,4}?"
        r"(?:samverkat|samarbetat)\s+(?:\w+\s+)?med\s+",
        "after",
    ),
    # "Nio kommuner tackade ja: A, B och C"
    rule(
        "participant.said-yes",
        Role.PARTICIPANT,
        rf"\b(?:{PARTIES}|samordningsförbund|folkhögskolor|skolor)\s+(?:har\s+)?(?:tackade?t?|svarade?t?|sade|sagt|nappade?t?|(?:skrivit|skrev|hoppat|hoppade)\s+på|(?:gått|gick)\s+med|(?:anmält|anmälde|anslutit|anslöt)\s+sig)"
        r"(?:\s+ja\b|\s+på\s+(?:idén|erbjudandet)|(?=\s*:))(?:\s+till\s+(?:att\s+)?[^.;:]{2,40})?\s*:\s+",
        "after",
    ),
    # "A är huvudsökande och B och C medsökande"
    rule(
        "participant.beside-applicant",
        Role.PARTICIPANT,
        r"\s+medsökande(?=\s*[.;,]|$)",
        "before",
    ),
    # "… ett projekt som A driver med hjälp av B och C"
    rule(
        "participant.with-help-of",
        Role.PARTICIPANT,
        r"(?:(?<=\bdriver\s)|(?<=\bdrivs\s)|(?<=\bgenomförs\s)|(?<=\bbedrivs\s)|(?<=\bprojektet\s))med\s+hjälp\s+av\s+(?=(?-i:[A-ZÅÄÖ]))",
        "after",
    ),
    # "De som samverkar kring X är A och B"
    rule(
        "partner.who-collaborate",
        Role.PARTNER,
        r"\bde\s+som\s+(?:samverkar|samarbetar)\s+(?:(?:i|kring|bakom|inom|runt)\s+(?:projektet|satsningen|(?-i:[”\"A-ZÅÄÖ]))[^.;:,]{0,50}?\s)?är\s+(?=(?-i:[A-ZÅÄÖ]))",
        "after",
    ),
    # "Även A och B har sagt ja"
    rule(
        "participant.have-said-yes",
        Role.PARTICIPANT,
        r"(?<!egeringen)(?<!iksdagen)(?<!fullmäktige)(?<!styrelsen)(?<!nämnden)(?<!rskapet)(?<!rådet)"
        r"\s+har\s+(?:också\s+|även\s+|redan\s+|nu\s+)?(?:sagt|tackat)\s+ja(?=\s*\.|\s+till\s+att\s+(?:delta|medverka|vara\s+med|gå\s+med)\b)",
        "before",
    ),
    # "A har fått med sig flera kommuner, bland dem B och C"
    rule(
        "participant.taken-along",
        Role.PARTICIPANT,
        r"\b(?:fått|får|fick|har)\s+med\s+sig\s+(?:[^.;:]{2,60}?,\s+(?:bland\s+dem|däribland|bland\s+annat|bland\s+andra|nämligen)\s+)?"
        r"(?=(?-i:[A-ZÅÄÖ]))",
        "after",
    ),
    # "A och B är anslutna"
    rule(
        "participant.are-joined",
        Role.PARTICIPANT,
        r"\s+är\s+(?:nu\s+|också\s+|även\s+)?anslutna(?=\s+till\s+(?:projektet|satsningen)\b)|"
        r"(?<=i\slänet)\s+är\s+(?:nu\s+|också\s+|även\s+)?anslutna(?=\s*[.;,])",
        "before",
    ),
    # "A, B och C har anställt varsin coach"
    rule(
        "participant.one-each",
        Role.PARTICIPANT,
        r"\bhar\s+(?=(?-i:[A-ZÅÄÖ])[^.;]{2,120}?\s(?:rekryterat|anställt|utsett|tillsatt)\s+(?:varsin|var\s+sin|varsitt)\b)",
        "after",
    ),
    rule(
        "participant.have-one-each",
        Role.PARTICIPANT,
        r"\s+(?:har\s+(?:rekryterat|anställt|utsett|tillsatt)|anställer|rekryterar)\s+(?:varsin|var\s+sin|varsitt)\b",
        "before",
    ),
    # "A och B undertecknade avtalet om projektet"
    rule(
        "participant.have-signed",
        Role.PARTICIPANT,
        r"\s+(?:undertecknade|skrev|har\s+undertecknat|har\s+skrivit)\s+(?:[a-zåäö]+\s+){0,3}?"
        r"(?:avtal(?:et)?|överenskommelsen?|avsiktsförklaringen)\s+(?:om|kring|för)\s+(?:ESF-|EU-)?projektet\b",
        "before",
    ),
    # "… bemannas av personal från A och B"
    rule(
        "participant.staffed-by",
        Role.PARTICIPANT,
        r"\bbemanna(?:s|des|ts)\s+(?:av|med)\s+(?:(?:personal|medarbetare|handläggare|coacher|tjänstepersoner)\s+från\s+)?"
        r"(?=(?-i:[A-ZÅÄÖ])|kommunerna\s)",
        "after",
    ),
    # "… drivs av A med medverkan av B och C"
    rule(
        "participant.with-their-part",
        Role.PARTICIPANT,
        r"\bmed\s+(?:medverkan|deltagande)\s+(?:av|från)\s+(?=(?-i:[A-ZÅÄÖ])|kommunerna\s)",
        "after",
    ),
    # "Övriga som är med är B och C"
    rule(
        "participant.others-in-it",
        Role.PARTICIPANT,
        rf"\b(?:övriga|andra|de\s+andra|de)\s+(?:(?:{PARTIES}\s+)?som\s+{TAKES}|{PARTIES}\s+som\s+(?:bidrar|står\s+bakom|driver))(?:\s+i\s+(?:projektet|satsningen))?\s+(?:är|var)\s+(?=(?-i:[A-ZÅÄÖ]))",
        "after",
    ),
    # "Till projektet har även A och B anslutit sig"
    rule(
        "participant.joined-inverted",
        Role.PARTICIPANT,
        r"\bhar\s+(?:nu\s+|också\s+|även\s+|dessutom\s+)?(?=(?-i:[A-ZÅÄÖ])[^.;:]{2,160}?\s+anslutit\s+sig\b)",
        "after",
    ),
    # "A deltar med två handläggare"
    rule(
        "participant.with-staff",
        Role.PARTICIPANT,
        r"\s+(?:deltar|medverkar|ingår|går\s+in|är\s+med|deltog|medverkade|har\s+deltagit|har\s+medverkat)\s+med\s+"
        r"(?:hela\s+|sammanlagt\s+|totalt\s+)?(?:(?:sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton)|en|ett|två|tre|fyra|fem|sina|sin|sitt|egen|egna|\d{1,3})\s+"
        r"(?:[a-zåäö]+\s+)?(?:handläggare|coach(?:er)?|tjänst(?:er)?|heltidstjänst(?:er)?|samordnare|medarbetare|handledare|vägledare|personal(?:grupp(?:er)?|styrka)?|"
        r"arbetsplats(?:er)?|enhet(?:er)?|skol(?:a|or)|chefer|anställda|projektmedarbetare|arbetsmarknadscoacher)\b"
        r"(?!\s+i\s+(?!projektet|satsningen))",
        "before",
    ),
    # "Medarbetare inom äldreomsorgen i A och B ska utbildas genom projektet"
    rule(
        "participant.staff-will",
        Role.PARTICIPANT,
        r"\b(?:medarbetare|personal(?:en)?|anställda|chefer|undersköterskor|lärare)\s+(?:inom|i|vid|på|från)\s+"
        r"(?:[a-zåäö]{4,30}\s+i\s+)?(?=(?-i:[A-ZÅÄÖ])[^.;]{2,160}?\s(?:ska|kommer\s+att|får)\s+[^.;]{0,60}?\b(?:genom|via|inom|i)\s+"
        r"projektet\b)",
        "after",
    ),
    # "A och B har anslutit sig"
    rule(
        "participant.joined-it",
        Role.PARTICIPANT,
        r"\s+(?:har\s+(?:nu\s+|också\s+|även\s+)?anslutit\s+sig|anslöt\s+sig)(?=\s*[.;,]|\s+(?:till\s+(?:projektet|satsningen|ansökan)|som\s+part)\b)",
        "before",
    ),
    # "Sedan tidigare är A och B parter"
    rule(
        "participant.are-inverted",
        Role.PARTICIPANT,
        r"\bär\s+(?=(?-i:[A-ZÅÄÖ])[^.;:]{2,120}?\s+(?:parter|projektparter|deltagare)(?:\s+i\s+projektet)?\s*[.;,])",
        "after",
    ),
    # "medan A, B och C genomför det i praktiken"
    rule(
        "participant.carry-it-out",
        Role.PARTICIPANT,
        r"\s+(?:genomför|utför)\s+(?:det\s+i\s+praktiken|det\s+praktiska\s+arbetet|insatserna|aktiviteterna|delprojekten)\b",
        "before",
    ),
    # "Vi har A med oss i projektet"
    rule(
        "participant.with-us",
        Role.PARTICIPANT,
        r"\bvi\s+har\s+(?:också\s+|även\s+)?(?=(?-i:[A-ZÅÄÖ])[^.;,]{2,60}?\s+med\s+(?:oss|i\s+(?:projektet|satsningen))\b)",
        "after",
    ),
    # "Med i det här projektet är A och B"
    rule(
        "participant.in-it-are",
        Role.PARTICIPANT,
        r"\bmed\s+i\s+(?:(?:det|den)\s+här\s+|detta\s+|denna\s+)?(?:projektet?|satsning(?:en)?)\s+"
        r"(?:är|finns)\s+(?:också\s+|även\s+)?",
        "after",
        groups=True,
    ),
    # "en gemensam satsning av A och B"
    rule(
        "participant.joint-effort",
        Role.PARTICIPANT,
        r"\b(?:är|var)\s+e(?:n|tt)\s+gemensamt?\s+(?:satsning|projekt|insats|ESF-projekt)\s+(?:av|mellan|från)\s+(?=(?-i:[A-ZÅÄÖ]))",
        "after",
    ),
    # "ett projekt mellan sex av förbundets medlemmar: A, B och C"
    rule(
        "participant.project-between",
        Role.PARTICIPANT,
        r"\b\w*projekt\s+mellan\s+[^.;:]{3,60}?\s?:\s+(?=(?-i:[A-ZÅÄÖ]))",
        "after",
    ),
    # "Insatserna genomförs i A, B och C av respektive kommun"
    rule(
        "participant.each-carries-out",
        Role.PARTICIPANT,
        r"\b(?:genomförs|bedrivs|drivs)\s+i\s+(?=(?-i:[A-ZÅÄÖ])[^.;]{2,120}?\s+av\s+respektive\s+kommun\b)",
        "after",
    ),
    # "A är projektägare och B projektpartner"
    rule(
        "partner.beside-owner",
        Role.PARTNER,
        r"(?<=\w)\s+(?:projektpartner|samverkanspartner|samarbetspartner|samverkanspart|samarbetspart)(?=\s*\.)",
        "before",
    ),
    # "Projektet har en samarbetspart i A"
    rule(
        "partner.found-in",
        Role.PARTNER,
        r"\b(?:samarbets|samverkans)part(?:ner|ners|er)?\s+i\s+"
        r"(?=(?-i:[A-ZÅÄÖ])(?!\w*(?:råd|nätverk|forum|allians|kommitté|delegation)))",
        "after",
    ),
    # "Nu finns A och B med som deltagande kommuner"
    rule(
        "participant.in-it-as",
        Role.PARTICIPANT,
        r"\b(?:finns|är|fanns)\s+(?:även\s+|också\s+)?(?=(?-i:[A-ZÅÄÖ])[^.;]{2,120}?\s+med\s+som\s+(?:deltagande|medverkande|parter|part)\b)",
        "after",
    ),
    # "Bland företagen märks A och B, som deltar med …"
    rule(
        "participant.among-which",
        Role.PARTICIPANT,
        rf"\bbland\s+(?:de\s+)?(?:företagen|arbetsgivarna|kommunerna|{PARTIES})\s+(?:märks|finns)\s+(?=(?-i:[A-ZÅÄÖ])[^.;]{{2,160}}?,\s+som\s+{TAKES}\b)",
        "after",
    ),
    # "A deltar med hälsopedagoger"
    rule(
        "participant.with-people",
        Role.PARTICIPANT,
        r"\s+(?:deltar|medverkar|deltog|medverkade)\s+(?:med|som)\s+(?:[a-zåäö]+\s+och\s+)?[a-zåäö]*(?:pedagog|coach|mentor|terapeut|konsulent|"
        r"lots|psykolog|kurator|strateg|rådgivar|vägledar|handledar|handläggar|forskar|lärar)(?:er|e)?\b",
        "before",
    ),
    # "coacher som är anställda av kommunerna A, B och C"
    rule(
        "participant.employed-by",
        Role.PARTICIPANT,
        r"\b(?:är|var)\s+anställda\s+(?:av|i|hos|vid)\s+(?=kommunerna\s+(?-i:[A-ZÅÄÖ]))",
        "after",
    ),
    # "… omfattade äldreomsorgen i A, B och C"
    rule(
        "participant.services-in",
        Role.PARTICIPANT,
        r"\bprojektet\b[^.;]{0,80}?\b(?:omfattar|omfattade|involverar|berör|berörde)\s+[^.;]{0,60}?\b(?:äldreomsorgen|hemtjänsten|förskolan|"
        r"förskolorna|skolorna|vuxenutbildningen|socialtjänsten|omsorgen|vården)\s+i\s+(?=(?-i:[A-ZÅÄÖ]))",
        "after",
    ),
    # "Andra deltagare är A och B", "Övriga företag i länet är A, B och C"
    rule(
        "participant.others-are",
        Role.PARTICIPANT,
        rf"\b(?:övriga|andra|de\s+andra|de\s+(?:två|tre|fyra|fem|sex|sju|åtta)\s+(?=andra|övriga))\s*(?:andra|övriga|deltagare|medverkande|två|tre|fyra|fem|sex|sju|åtta|(?!partners?\b){PARTIES})"
        r"(?:\s+(?:från|i|inom)\s+(?:länet|regionen|projektet|satsningen|kommunen|området))?"
        r"\s+(?:är|var)\s+(?:också\s+|även\s+)?(?=(?-i:[A-ZÅÄÖ]))",
        "after",
    ),
    # "A är också med och tar emot en grupp"
    rule(
        "participant.in-it-and-does",
        Role.PARTICIPANT,
        r"\s+(?:är|var)\s+(?:också\s+|även\s+)?med\s+och\s+(?:tar|tog|driver|drev|erbjuder|erbjöd|utbildar|"
        r"utbildade|ställer|ställde|handleder|handledde|genomför|genomförde|planerar|planerade)\b",
        "before",
    ),
    # "A medverkar genom barn- och ungdomspsykiatrin"
    rule(
        "participant.through-its",
        Role.PARTICIPANT,
        r"\s+(?:medverkar|deltar|deltog|medverkade|ingår|ingick)\s+(?:också\s+|även\s+)?(?:genom|via)\s+"
        r"(?:sin\s+|sina\s+|sitt\s+)?(?=[a-zåäö]+(?:en|et|in|an|na|er|ar)?\b)",
        "before",
    ),
    # "Dessutom deltar fyra företag, bland annat A och B"
    rule(
        "participant.counted-among",
        Role.PARTICIPANT,
        rf"\b{TAKES}\s+(?:också\s+|även\s+)?(?-i:[a-zåäö\d])[^.;:,]{{1,50}}?\b(?:företag|kommuner|skolor|föreningar|kooperativ|"
        r"arbetsgivare|organisationer|folkhögskolor|arbetsplatser),\s+(?:bland\s+(?:annat|andra)|bl\.\s?a\.|"
        r"däribland|exempelvis|till\s+exempel)\s+(?=(?-i:[A-ZÅÄÖ]))",
        "after",
    ),
    # "De parter som bemannar teamet är A och B"
    rule(
        "participant.who-staff",
        Role.PARTICIPANT,
        rf"\bde\s+{PARTIES}\s+som\s+(?:bemannar|driver|bildar|står\s+bakom|finns\s+i|arbetar\s+i)\s+\w+\s+"
        r"(?:är|var)\s*:?\s+(?=(?-i:[A-ZÅÄÖ]))",
        "after",
    ),
    # "A, B och C har tillsammans fått ja", "A och B vill tillsammans starta …"
    rule(
        "participant.together-have",
        Role.PARTICIPANT,
        r"\s+har\s+(?:tillsammans|gemensamt)\s+(?:fått|sökt|ansökt|beviljats|tagit\s+fram|lämnat\s+in|startat|"
        r"beslutat\s+att\s+starta|skrivit)\b|"
        r"\s+(?:vill|ska|skall|kommer\s+att)\s+(?:tillsammans|gemensamt)\s+(?:starta|driva|genomföra|utveckla|pröva|"
        r"testa|söka|skapa|bygga)\b",
        "before",
    ),
)
