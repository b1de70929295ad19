"""Words and wordings in and around the names of bodies in Swedish."""

from __future__ import annotations

import re

from graph.numerals import numerals
from graph.sources.quick_patterns import beginning, quick
from graph.sources.screening import screened

UPPER = "A-ZÀ-ÖØ-Þ"
LOWER = "a-zß-öø-ÿ"

UNIT_WORD = (
    rf"[{UPPER}{LOWER}][\w/-]*(?:förvaltning(?:en)?|kontor(?:et)?|enhet(?:en)?|avdelning(?:en)?|"
    r"nämnd(?:en)?|sektion(?:en)?|kansli(?:et)?|stab(?:en)?|funktion(?:en)?|verksamhet(?:en)?|"
    r"ledning(?:en)?|cent(?:er|ret|rum)|byrå(?:n)?|tjänst(?:en)?)"
)
UNIT_COMMA = re.compile(
    rf"^(?P<unit>{UNIT_WORD}|[{UPPER}][\w-]*(?:hälsan|vården|(?<!hög)skolan|gymnasiet))"
    rf"(?:,\s+|\s+[–-]\s+)(?=[{UPPER}])"
)
# A body named by its kind alone, and the full names that it may stand for.
KINDS = {
    "Länsstyrelsen": re.compile(r"^Länsstyrelsen\s"),
    "Samordningsförbundet": re.compile(r"(?i)samordningsförbund"),
    "Förbundet": re.compile(r"(?i)förbund"),
    "Kommunalförbundet": re.compile(r"(?i)kommunalförbund"),
    "Kommunförbundet": re.compile(r"^Kommunförbundet\s"),
    "Regionförbundet": re.compile(r"^Regionförbundet\s"),
    "Regionen": re.compile(r"^Region\s|regionen$"),
    "Landstinget": re.compile(r"(?i)landsting"),
    "Kommunen": re.compile(r"(?i)\s(?:kommun|stad)$"),
    "Staden": re.compile(r"(?i)\sstad$"),
    "Universitetet": re.compile(r"(?i)universitet"),
    "Högskolan": re.compile(r"(?i)högskola"),
    "Skolan": re.compile(r"(?:folkhögskola|gymnasium|gymnasieskola)$"),
    "Folkhögskolan": re.compile(r"folkhögskola$"),
    "Föreningen": re.compile(r"^Föreningen\s|förening$"),
    "Stiftelsen": re.compile(r"^Stiftelsen\s"),
    "Bolaget": re.compile(r"\sAB$"),
    "Studieförbundet": re.compile(r"^Studieförbundet\s"),
}
# Of these the form in small letters means a body as well; "regionen" may be the place.
SURE_KINDS = frozenset(
    {"Kommunen", "Samordningsförbundet", "Länsstyrelsen", "Kommunalförbundet", "Förbundet"}
)
# "länsstyrelsen i Exempelbygden", "regionförbundet här i Exempellän": in small letters as well
DESCRIBED = screened(
    r"(?P<kind>[Ll]änsstyrelsen|[Ss]amordningsförbundet|[Rr]egionförbundet|[Kk]ommunförbundet|"
    rf"[Kk]ommunalförbundet|[Ll]andstinget)\s+(?:här\s+)?i\s+(?P<place>[{UPPER}][\w-]+(?:\s[{UPPER}][\w-]+)?(?:\s+län)?)"
)
# Agencies that pages write in small letters as well
AGENCY = re.compile(
    r"försäkringskassan?|arbetsförmedling(?:en)?|migrationsverket|polisen|polismyndigheten|skatteverket|"
    r"socialstyrelsen|kriminalvården|samhall|skolverket|folkhälsomyndigheten"
)
# "gymnasie- och vuxenutbildningsförvaltningen": of the one municipality or region of the page
DEPARTMENT = re.compile(
    rf"(?:[{LOWER}]+-\s+och\s+)?[{LOWER}]{{4,}}(?:förvaltningen|nämnden|kontoret|marknadsenheten)"
)
PLURAL_UNITS = (
    (r"förvaltningarna", "förvaltningen"), (r"kontoren", "kontoret"), (r"enheterna", "enheten"),
    (r"avdelningarna", "avdelningen"), (r"nämnderna", "nämnden"), (r"kanslierna", "kansliet"),
    (r"funktionerna", "funktionen"), (r"verksamheterna", "verksamheten"),
)  # fmt: skip
UNITS_IN = re.compile(
    rf"^(?P<units>(?:[{LOWER}{UPPER}][\w-]*)?(?:{'|'.join(plural for plural, _ in PLURAL_UNITS)}))"
    r"\s+(?:i|inom|hos|på|vid)\s+(?=\S)"
)
UNIT_IN = re.compile(
    rf"^(?P<unit>(?:[{LOWER}]+[ ](?:och[ ])?|[{UPPER}{LOWER}]+-[ ]och[ ])?{UNIT_WORD}"
    rf"(?:\s+för\s+[{LOWER}][^,]*?)?)"
    rf"\s+(?:(?:i|inom|hos|på|vid)\s+)?(?=[{UPPER}])"
)
# "psykiatrin i Region Exempel": a service of a body, by its definite form
SERVICE_IN = re.compile(
    rf"(?P<unit>(?:[{LOWER}]+-\s+och\s+)?[{LOWER}]{{5,}}(?:in|en|et|an))\s+(?:i|inom|hos|vid|på)\s+(?=[{UPPER}])"
)
# "den idéburna sektorn A", "utbildningsföretaget A": what the body A is
APPOSITION = re.compile(
    rf"(?:[{LOWER}-]{{3,}}\s+){{0,2}}[{LOWER}-]{{4,}}(?:en|et|an|rn|ln|n)\s+(?=[{UPPER}])"
)
# "den ideella föreningen A": whatever A is called, it is a body
BODY_NOUN = re.compile(
    r"(?:förening|bolag|stiftelse|organisation|företag|förbund|kooperativ|folkhögskol)(?:en|et|n|an)\s+$"
)
COMMA_UNIT = re.compile(
    rf"^(?:{UNIT_WORD}|.*(?:förvaltning|kontor|enhet|avdelning|nämnd|sektion|kansli|styrelse|"
    r"centrum|"
    r"verksamhet|personal|HR|stab|gymnasi|vuxenutbildning|arbetsmarknad|omsorg|välfärd|"
    r"socialtjänst)\w*)\b",
    re.IGNORECASE,
)
# "176 Socialförvaltningen, Exempelstads stad, 176 Arbetsmarknadsavdelningen" in a project bank
UNIT_NUMBER = re.compile(rf"(?:(?<=^)|(?<=,\s))\d{{2,4}}\s+(?=[{UPPER}])")
BETWEEN_UNITS = re.compile(
    rf"(?P<unit>[{UPPER}][^,]{{2,60}}),\s+(?P<body>[{UPPER}][^,]{{2,50}}),\s+[{UPPER}][^,]{{2,60}}"
)
# "Exempelstads kommun/utbildning och fritid"
SLASHED_UNIT = re.compile(
    rf"(?P<body>[{UPPER}][\w ]{{2,40}}\s(?:kommun|stad))\s?/\s?(?P<unit>[{LOWER}].+)"
)
# Heads that are shared by the names after them, and what each name becomes.
HEADS: tuple[tuple[str, str | None], ...] = (
    (r"(?:universiteten|högskolorna|lärosätena)\s+i(?=\s+[A-ZÅÄÖ])", None),
    ((r"(?:länets\s+|de\s+\w+\s+|övriga\s+)?(?:(?:medlems|läns|grann|kust|inlands|lands|värd|pilot|samarbets|samverkans|projekt|partner)?kommunerna(?:/städerna)?|städerna)"
      r"(?:\s+i(?=\s+(?-i:[A-ZÅÄÖ])[\w-]+(?:\s+(?-i:[A-ZÅÄÖ])[\w-]+)?\s*,)"
      r"(?![^.;]{0,60}\blän\b))?"), "{}"),
    ((r"(?:alla|samtliga|följande|våra)\s+\w*(?:kommuner|parter|organisationer|aktörer)(?:na)?"
      r"(?=\s*:)"), "{}"),
    ((r"samordningsförbunden(?:\s+i(?=\s+(?-i:[A-ZÅÄÖ])[\w-]+(?:,\s+(?-i:[A-ZÅÄÖ])[\w-]+)*\s+och\s)"
      r"(?![^.;]{0,60}\blän\b))?"), "Samordningsförbundet {}"),
    (r"regionerna", "Region {}"),
    (r"folkhögskolorna(?=\s+(?-i:[A-ZÅÄÖ]))", "{} folkhögskola"),
    (r"(?:lokala\s+)?arbetsförmedlingarna\s+i", "arbetsförmedlingen i {}".capitalize()),
    (r"(?:lokala\s+)?försäkringskassorna\s+i", "försäkringskassan i {}".capitalize()),
    (r"länsstyrelserna\s+i", "Länsstyrelsen i {}"),
    (r"kommunförbunden(?:\s+i)?", "Kommunförbundet {}"),
    (r"kommunalförbunden\s+i", "Kommunalförbundet {}"),
    ((r"(?:vuxenutbildning(?:en|arna)|socialtjänst(?:en|erna)|arbetsmarknadsenhet(?:en|erna)|"
      r"gymnasieskol(?:an|orna))\s+i(?=\s+(?-i:[A-ZÅÄÖ])[\w-]+(?:,|\s+och)\s+(?-i:[A-ZÅÄÖ]))"
      r"(?![^.;]{0,60}\blän\b)"), "{} kommun"),
    ((r"\w*(?:förbundens|förbundets|projektets|länets)\s+(?:\w+\s+)?(?:parter|medlemmar|medlemskommuner|partners)"
      r"(?=\s+(?:[–-]\s+)?(?-i:[A-ZÅÄÖ]))"), "{}"),
    ((r"(?:de\s+(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio)\s+)?(?:de\s+)?(?:idéburna\s+|ideella\s+|lokala\s+|privata\s+|"
     r"fackliga\s+|kommunala\s+|sociala\s+|allmännyttiga\s+)?(?:(?:studie|fack|arbetsgivar|bransch|idrotts)?förbunden|företagen|bolagen|organisationerna|"
     r"föreningarna|myndigheterna|aktörerna|parterna|högskolorna|universiteten|stiftelserna|"
     r"bildningsförbunden|partnerna|bemanningsföretagen)"), "{}"),
    ((r"(?:kommunen|företaget|bolaget|organisationen|(?-i:föreningen)|myndigheten|fackförbundet|"
     r"studieförbundet|parten|aktören|projektägaren|arbetsgivaren|(?-i:rederiet|kooperativet)|fristående\s+huvudmannen|"
     r"(?-i:[a-zåäö]{3,}(?:föreningen|organisationen|nätverket|klubben|kooperativet))|"
     r"kommunförvaltningen)(?=\s+[A-ZÅÄÖ])"), "{}"),
    ((r"(?:\w+(?:företaget|bolaget|koncernen|kedjan|firman|organisationen)|\w*konsulten)"
     r"(?=\s+[A-ZÅÄÖ])(?!\s+[AHK]B\b)"), "{}"),
    (r"företagshäls(?:an|ovården)(?=\s+[A-ZÅÄÖ][\w -]*\sAB\b)", "{}"),
    (r"(?:ESF-|EU-)?projekt(?:en|et)?(?=\s+[A-ZÅÄÖ”\"])", None),
)  # fmt: skip
# Whatever stands after these is the name of a body: "föreningen Kvinnor i Exempelstad"
SURE_HEAD = re.compile(
    r"(?:förening|organisation|nätverk|klubb|bolag|företag|kooperativ|rederi|fackförbund|studieförbund)(?:en|et)\s*$"
)
HEAD = re.compile("|".join(f"(?P<h{n}>{head})" for n, (head, _) in enumerate(HEADS)))
HEAD_AT = quick(rf"(?:{HEAD.pattern})(?:\s*:\s*|\s+[–-]\s+|\s+)", re.IGNORECASE)

GROUP_NOUN = (
    r"(?:kommun(?:er(?:na)?)?|\w*aktör(?:er(?:na)?)?|\w*förbund(?:en|et)?|fackliga?(?:\s+organisationer(?:na)?)?|"
    r"\w*organisation(?:er(?:na)?)?|\w*företag(?:en)?|företagshälsovård(?:en|er)?|"
    r"\w*myndighet(?:er(?:na)?)|\w*förening(?:ar(?:na)?)?|region(?:er(?:na)?|en)|landsting(?:et|"
    r"en)?|"
    r"\w*högskol(?:or(?:na)?|an)|universitet(?:en)?|\w*förvaltning(?:ar(?:na)?|en)|civilsamhället|"
    r"vårdcentral(?:er(?:na)?)|\w*skolor(?:na)?|näringslivet|\w*bolag(?:en)?|stiftelser|"
    r"församlingar|"
    r"socialtjänsten|psykiatrin|primärvården|sjukvården|polisen|arbetsgivare|idéburen sektor|"
    r"branschråd|bemanningsföretag|\w*stift|kyrkan)"
)
GROUP = quick(
    r"^(?:(?:\d+|ett antal|ett \w+tal|en rad|flera|några|två|tre|fyra|fem|sex|sju|åtta|nio|tio|"
    r"elva|tolv|"
    r"samtliga|alla|andra|övriga|olika|utvalda|lokala|regionala|berörda|privata|offentliga|"
    r"ideella|"
    rf"fackliga|länets|kommunala|statliga|mindre|större|av|\d+)\s+)*{GROUP_NOUN}"
    r"(?:\s+(?:i|på|från|inom|av|"
    rf"runt)\s+(?:(?-i:[{UPPER}])[\w-]*(?:\s+(?-i:[{UPPER}])[\w-]+){{0,2}}|länet|regionen|"
    r"kommunen|\d+\s+\w+|länets\s+\d+\s+\w+))?$",
    re.IGNORECASE,
)
# "samtliga kommuner i Exempellän", "de åtta kommunerna i Exempellän": each of a county's
# "Kommuner: A, B och C": what kind of bodies is enumerated, no part of the first one's name
KIND_HEAD = re.compile(
    r"(?:(?:Deltagande|Medverkande|Övriga|Andra|Ideella|Statliga|Privata)\s+)?"
    r"(?:[Kk]ommuner(?:na)?|[Ss]täder|[Rr]egioner|[Mm]yndigheter|[Oo]rganisationer|[Ff]öreningar|"
    r"[Ff]öretag|[Ss]kolor|[Ff]olkhögskolor|[Ll]ärosäten|[Hh]ögskolor|Civilsamhället?|Ideella)"
    r":\s+(?=[A-ZÅÄÖ])"
)
ALL_IN_COUNTY = quick(
    r"^(?:(?:samtliga|alla)\s+(?:de\s+)?(?:\w+\s+)?kommuner(?:na)?|(?:de\s+)?(?:(?:\d+|två|tre|"
    r"fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton)\s+)?kommunerna)"
    r"\s+(?:i|inom|från)\s+"
    r"(?-i:[A-ZÅÄÖ])[\w-]*(?:\s+(?-i:[A-ZÅÄÖ])[\w-]*)?(?:\s+län)?$",
    re.IGNORECASE,
)
GROUP_IN = re.compile(rf"^(?:\d+\s+)?[{LOWER}][\w ]*\s(?:i|på|från|kring)\s+(?-i:[{UPPER}])[\w-]+$")
ANAPHORIC = re.compile(
    r"^(?:de\s+|dessa\s+)?(?:\w+\s+)?(?:andra|övriga|nämnda|berörda)\s+(?:kommunerna|parterna|"
    r"organisationerna)$",
    re.IGNORECASE,
)
A_PROJECT = re.compile(r"\s(?:ESF-|EU-|[a-zåäö]*)projekt(?:et|en)?(?=\s|$)")
PROJECTS = re.compile(rf"projekten\s+[”\"“#]?[{UPPER}][^,;.]*$")
# "de tre andra kommunerna": of those listed before, all but the one that the sentence names
OTHER_MUNICIPALITIES = quick(
    r"^(?:de\s+)?(?:(?P<count>två|tre|fyra|fem|sex|sju|åtta|nio|tio)\s+)?(?:andra|övriga)\s+"
    r"(?:(?:deltagande|medverkande)\s+)?kommunerna$|^(?:de\s+)?(?P<all>två|tre|fyra|fem|sex|sju|åtta|nio|tio)\s+"
    r"(?:(?:deltagande|medverkande|samverkande|ingående)\s+)?kommunerna$|^(?:ovan\s?)?nämnda\s+kommuner(?:na)?$",
    re.IGNORECASE,
)
NUMBERS = numerals(2, 10)
COUNTED = quick(
    r"^(?:\d+|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|"
    r"tjugo)\s+"
    r"(?:[\w-]+\s+){0,2}\w*(?:kommuner|förbund|företag|organisationer|myndigheter|föreningar|"
    r"regioner|förvaltningar|arbetsgivare|högskolor)(?:na)?(?:\s+i\s+[\w\s]{3,30})?$",
    re.IGNORECASE,
)
SHARE = re.compile(r"^\d+\s+av\s+[\w\s]{3,40}?(?:kommuner|förbund|organisationer)(?:na)?$")
FILLER = quick(
    r"^(?:(?:både|såväl|bland\s+annat|bl\.?\s?a\.?|bland\s+andra|dels|även|också|främst|"
    r"t\.?\s?ex\.?|"
    r"till\s+exempel|exempelvis|däribland|nämligen|först\s+och\s+främst|dessutom|och|samt|som|"
    r"den|det|de|bara|endast|enbart|inledning|sammanfattning|bakgrund|inte\s+(?:bara|minst|enbart)|sedermera|senare|numera|så\s+småningom|"
    rf"[–—-]\s[^–—]{{3,30}}\s[–—-]|(?:från\s+och\s+med|sedan|efter)\s+[^,;]{{3,20}}\s(?:även|också)|våra\s+(?:vänner|kollegor|grannar|kamrater)\s+(?:på|i|hos|vid|inom)|"
    rf"(?-i:(?:[{LOWER}]+\s+)?[{LOWER}]{{3,}}(?:er|ar|or|bund|tag|bolag|gare)\s+(?:som|såsom|exempelvis|till\s+exempel|bland\s+annat|bland\s+andra)(?=\s+[{UPPER}]))|"
    r"av|från|med|hos|vid|vi\s+(?:på|i|inom|vid|hos)|även\s+om|:|–|-|•|\*|(?:representanter|företrädare)\s+(?:för|från))(?:\s+|$))+",
    re.IGNORECASE,
)
CUT = quick(
    r"\s+(?:och|samt)\s+(?:dess|deras|sina|sitt)\s|"
    r"\s+i\s+(?:England|Norge|Finland|Danmark|Tyskland|Polen|Spanien|Italien|Nederländerna|Storbritannien|Estland|Lettland|Litauen)\b|"
    r"\s+av\s+(?:Europeiska|EU\b|Svenska\s+ESF|ESF)|\s+[–—]\s|\s+(?:(?:åren\s+)?(?:19|20)\d\d|den\s+\d{1,2}|som(?!\s+andraspråk)|där|vilka|vilken|vilket|vars|av\s+respektive|för\s+(?:att|samtliga|alla|(?:ett|en)\s+\w*(?:projekt|satsning|insats|ansökan))|knutna|knuten|kopplad|ansluten|kopplade|anslutna|knutits|kopplats|att|(?-i:upp)|i\s+syfte|projektägare|(?:ESF-|EU-)?projektet|huvudman|stödsökande|ett\s+(?:\w+\s+)?[\w-]*(?:projekt|stöd|bidrag)\b|i\s+samband|i\s+[\w-]*projekt\w*|"
    r"i\s+arbetet|i\s+(?:bostadsområde|stadsdel)\w*|"
    r"i\s+(?:vissa|delar|hela|en|ett|det|den|sin|sina|sitt|deras|dess|samma|nära|tätt?|bred|brett?|god|gott|aktiv|form)|inom\s+(?:ramen|projekt\w*)|"
    r"under|ska|skall|"
    r"har|hade|är|var|blir|kommer|kan|vill|berör|(?-i:rör)|gäller|sker|består|finns|görs|gör|gjort|gjorde|ger|tar|går|ser|"
    r"bör|måste|skulle|kunde|deltar|medverkar|ingår|beviljas|får|fick|med|genom|"
    r"kring|om|mot|mellan\s+(?:\d|hösten|våren|sommaren|vintern|åren?|januari|februari|mars|april|maj|juni|juli|"
    r"augusti|september|oktober|november|december)|"
    r"när|medan|men|på\s+uppdrag\s+(?:av|från)|vid\s+sidan|utifrån|runt|driver|drev|äger|ägde|fått|beviljats|arbetat|drivit|genomfört|sökt|genomför(?:s|des)|(?:be)?driv(?:s|its)|(?:be)?drevs|ägs|leds|ges|utan|enligt|tillsammans|eftersom|samtidigt|inför|sedan|redan|"
    r"(?:ESF-|EU-)?(?:projekt)?medel|(?:EU-)?pengar|klartecken|grönt\s+ljus|gav|gick|tilldela(?:s|des|ts)|beviljades|"
    r"både|på\s+(?:uppdrag|plats|nytt|(?:vårt|projektets)\s+uppdrag)|för\s+\w*(?:utbildning|kurs)(?:en|erna|arna)|i\s+uppdrag|"
    r"inte|driver|leder|äger|ansvarar|står|deltog|medverkade|startade|erbjuder|bidrar|arbetar|"
    r"utvecklar|i\s+samverkan|i\s+samarbete|"
    r"anslutit|anslöt|prövat|testat|ta\s+(?:fram|emot)|hjälpa|till\s+(?:projekt\w*|att|och\s+med)|från\s+(?:och|\d|januari|februari|mars|april|maj|juni|"
    r"juli|augusti|"
    r"september|oktober|november|december))\b",
    re.IGNORECASE,
)
VERB_AFTER_NAME = re.compile(
    rf"(?P<name>\b[{UPPER}][\w-]*[^\Ws]|\b[{LOWER}]{{4,}}(?:en|et|an)|\b[{LOWER}]*(?:skola|förening|förbund|bolag|"
    r"universitet|museum|stiftelse|församling|sjukhus|kommun))\s+"
    rf"(?![{LOWER}]*(?:center|partner|kommuner)\b)"
    rf"(?:[{LOWER}]{{2,}}(?:as|ar|er|ade|ades|des)|samarbeta|samverka|delta|medverka|arbeta|driva|"
    r"starta|genomföra|utveckla|skapa|bistå|hitta|tog|gav|höll|stod|lät|drog|sökte|gjorde)\b"
)
# A verb right after a body that is known: what follows is no part of its name.
VERB_AFTER_KNOWN = re.compile(
    rf"(?P<seat>\s+i\s+[{UPPER}][\w-]+)?\s+(?![{LOWER}]*(?:kommuner|parter|aktörer|enheter|skolor|center)\b)"
    rf"(?:[{LOWER}]{{2,}}(?:ar|er|as|ade|ades|des|te|tes)|(?:bi|till|av|för)?står|får|sade|väljs|ges|görs|utvecklat|skapat|startat|drivit|fått|tagit|ansökt|sökt|"
    r"genomfört|arbetat|valt|beslutat|driva|genomföra|utveckla|starta|skapa|leda|arbeta|samverka)\b"
)
# "fem kommuner i Exempellän (A, B och C)": the names stand in brackets after a count of them.
BRACKET_OR_DASH = re.compile(r"\(|\s[–—-]\s")
COUNT_BEFORE_BRACKET = screened(
    r"[^()]*?\b\w*(?:kommuner(?:na)?|parter(?:na)?|aktörer(?:na)?|organisationer(?:na)?|myndigheter(?:na)?|"
    r"förbund(?:en)?|regioner(?:na)?|skolor(?:na)?)\b[^()]{0,40}?(?:\(|\s[–—-]\s)\s*(?=(?-i:[A-ZÅÄÖ])[^()]*[,&]|"
    r"(?-i:[A-ZÅÄÖ])[^()]*\soch\s)",
    re.IGNORECASE,
)
# A verb after a name: the clause has another subject or object from there on.
CLAUSE_END = re.compile(
    r"\s+(?:har|hade|är|var|ska|skall|kommer|kan|vill|får|fick|blivit|"
    r"och\s+[a-zåäö]{3,}it\s+(?:en|ett|till|i|med)\b|"
    r"[a-zåäö]{2,}a\s+(?=(?:en|ett|den|det|de|att|vilka|vilken|hur|nya?|sina?|fram|gemensam\w*)\b))"
)
# Plurals and kinds of bodies that name nobody: "Mindre företag", "Inkubatorer i Exempellän"
_PLURALS = (
    r"(?:(?:små|medlems|industri|tech|livsmedels|besöks|tjänste|turist)?företag(?:et)?|Företagen|"
    r"(?-i:(?:[Ss]må|[Mm]edlems|industri|livsmedels|besöks|tjänste|turist)?företagen)|SMF|SMEs?|"
    r"(?:små)?företagare(?:n|na)?|bolag(?:en)?|start-?ups?|inkubatorer(?:na)?|(?-i:science\s+parks?)|science\s+parks|"
    r"aktörer(?:na)?|organisation(?:er|erna)?|kommuner(?:na)?|arbetsgivare|högskolor(?:na)?|"
    r"universitet(?:en)?|lärosäten(?:a)?|skolor(?:na)?|forskare|forskning|forskningsinstitut(?:en)?|"
    r"institut|akademi(?:n|er)?|näringsliv(?:et)?|entreprenörer(?:na)?|innovatörer|studenter|"
    r"kunder(?:na)?|leverantörer(?:na)?|investerare|banker(?:na)?|riskkapitalister|"
    r"myndigheter(?:na)?|föreningar(?:na)?|kluster(?:organisationer)?|branschorganisationer(?:na)?|"
    r"regioner(?:na)?|intressenter(?:na)?|samhälle(?:t)?|civilsamhälle(?:t)?|verksamheter|"
    r"\w*ägare|hotell(?:en)?|restauranger|destinationer|offentlig\s+sektor|parter(?:na)?|"
    r"partners?|deltagare|personer|medarbetare)"
)
NO_BODY = quick(
    r"^(?:(?:pågående|avslutade|tidigare|våra)\s+\w*projekt|(?:(?:ett|cirka|ca|drygt|omkring)\s+)?\d+-tal(?:et)?\b.*|(?:ett|något|några)\s+\w+tal\s.*|VoO|IFO|AME|LSS|HVB|NPF|ADHD|POA?\s?\d(?:\.\d)?|Storbritannien|England|Tyskland|Frankrike|"
    r"Spanien|Italien|Polen|Estland|Lettland|Litauen|Finland|Norge|Danmark|Island|Norden|Europa|man|målen|delmål.*|(?:(?:västra|hela|övriga|gamla|dåvarande|norra|södra|östra|i)\s+)?[\w-]+\s+län|[\w-]*-länen|"
    r"(?:(?:små|mikro|stora|mindre|större|fler|många|respektive|\w+(?:ra|ka|ga|na|da|la|ta|va|nde))"
    rf"(?:-?\s+(?:och|eller)(?=\s))?\s+){{0,4}}{_PLURALS}(?:\s*\([^()]*\))?"
    r"(?:\s+(?:och|samt|eller)\s+[a-zåäö].*)?"
    r"(?:\s+(?:i|inom|på|från|för|med|av|runt|kring|utanför)\s+.{2,80})?)$|"
    r"\w+s\s+\w*(?:kartläggning|strategi|plan|analys|rapport|utredning|undersökning|policy)\b|"
    r"\w+s\s+(?:lokala\s+)?(?:näringsliv|företag|arbetsgivare|föreningsliv|civilsamhälle|\w*organisationer)(?:et|na)?$",
    re.IGNORECASE,
)
# "Exempelförbundens samarbetsorgan": a body of its own, and no department
OF_MEMBERS = re.compile(
    r"(?:samarbets|samverkans|central|riks|paraply|sam)?(?:organ|organisation|förbund|råd)\w{0,2}$"
)
# "Skaraborgs sjukhus": named after a place, and no part of its municipality
HOUSE = re.compile(r"(?:sjukhus|lasarett|folkhögskola|gymnasi\w+|stift|museum|universitet\w*)\b")
PLURAL_BODY = re.compile(r"(?:förbunden|företagen|föreningarna|organisationerna|kyrkorna)$")
# "folkhögskolor i Skånes, Östergötlands och Västra Götalands län": the counties alone
OF_COUNTY = re.compile(
    r"(?:Stockholms|Södermanlands|Östergötlands|Jönköpings|Kronobergs|Gotlands|Hallands|Värmlands|"
    r"Västmanlands|Dalarnas|Gävleborgs|Västernorrlands|Jämtlands|Västerbottens|Norrbottens|Skånes|"
    r"Västra\s+Götalands)(?:\s+län)?"
)
# What after "och" is no part of the name before it: "A AB och en rad aktörer inom …"
FURTHER = re.compile(
    r"(?:(?:\d+|två|tre|fyra|fem|sex|sju|åtta|nio|tio)\s+(?:till|andra|ytterligare)|"
    r"en\s+rad|ett\s+(?:antal|flertal|\w+-tal)|flera|fler|olika|andra|övriga|många|några|samtliga|båda|"
    r"bägge|regioner|länen?|"
    r"alla|lokala|regionala|nationella|privata|offentliga|ideella|representanter|aktörer|företag|"
    r"kommuner|organisationer|landet|resten|\w*ägare|\w*föreningar|\w*myndigheter|högskolor|forskare|"
    r"studenter|intressenter|partners?|parter|kunder|deltagare|fastighets\w+)\b",
    re.IGNORECASE,
)
POSSESSED = re.compile(
    r"(?<!dera)s\s+(?:(?:(?:eget|nya|stora|senaste)\s+)?(?:ESF-|EU-|socialfonds)?projekt|utveckling|arbete|satsning|verksamhet|metod|modell|ansökan)(?:en|et|er)?\b.*$"
)
REFERRING = re.compile(r"\s*(?:detta|denna|dessa|att)\b", re.IGNORECASE)
ADVERBS = ("lokalt", "regionalt", "centralt", "nationellt")
ADVERB = re.compile(rf"\s+(?P<extent>{'|'.join(ADVERBS)})$")
ASSOCIATION = re.compile(
    r"^(?:Samordningsförbund(?:et)?|Kommunalförbundet|Stiftelsen|"
    r"Föreningen)\b",
    re.IGNORECASE,
)
TYPE_TAIL = re.compile(
    r"^(?P<name>.+?\b(?:kommun|stad|KOMMUN|STAD|Kommun|"
    rf"Stad))\b\s*[,–-]?\s+(?!(?:ett|en|det|den|sitt|sin|sina)\s)(?P<unit>[{UPPER}{LOWER}].*)$"
)
# "A, B. Projektägare: C" in a field: another label ends the value
NEXT_LABEL = re.compile(
    rf"\.\s+(?=[{UPPER}][\w-]+(?:\s\w+)?\s*:)|(?:(?<=\skommun)|(?<=\sstad))\.\s+(?=[{UPPER}])"
)
ROLE_NOUN = re.compile(
    r"(?:projekt)?ägare|projektägande\s+organisation|huvudman|stödsökande|huvudsökande|medsökande|"
    r"projektpart(?:ner)?|samverkanspart|samordnare|koordinator|"
    r"(?:extern\s+)?utvärder(?:are|ing)|följeforsk(?:are|ning)|medfinansiär|medfinansiering|\w*leverantör|initiativtagare",
    re.IGNORECASE,
)
PARENTHESIS = re.compile(r"\s*\((?P<inside>[^()]*)\)$")
SEPARATOR = re.compile(  # (First it is seen whether any of its alternatives can begin there.)
    r"(?=[\s,;/)])(?:\s*[,;]\s*(?:(?:och|samt|liksom|jämte)\b\s*)?|\s+(?:och(?!\s+med\b)|samt|jämte|(?<!\sav\s)respektive|eller|liksom|&|utan\s+(?:även|också)|som)\s+|"
    r"\s*\n\s*|\s+/\s+|(?<=[a-zåäö])/(?=[A-ZÅÄÖ])|\s+\|\s+|\)?\s+(?:inklusive|inkl\.)\s+)"
)
PRONOUN = re.compile(
    r"^(?:projekt(?:et|en|ets)?|vi|de|det|den|dessa|denna|detta|deltagar\w*|syftet|målet|alla|"
    r"samtliga|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|här|nu|då|i|på|för|"
    r"under|genom|inom|när|som|om|att|en|ett|efter|vid|till|från|med|satsning\w*|arbetet|"
    r"insats\w*|parterna|"
    r"parter|samverkan|målgruppen|målsättning\w*|personal\w*|chefer\w*|medarbetar\w*|anställda|"
    r"kvinnor|män|"
    r"unga|ungdomar|personer|totalt|även|också|beslutet|pengarna|pengar|stödet|aktörer|"
    r"verksamhet\w*|deras|dess|"
    r"sin|varje|flera|många|några|andra|övriga|europa|sverige|länet|regionen|kommunen|"
    r"kommuner(?:na)?|respektive|dessutom|utöver|förutom|samtidigt|därutöver|därmed|vidare|likaså|sammanlagt|jo|ja|nej|[a-zåäö]*(?:chef|ordförande|direktör)|"
    r"idag|tidigare|sedan|båda|bägge|ingen)$",
    re.IGNORECASE,
)
# "Forskare vid Exempelhögskolan"
PEOPLE_AT = re.compile(
    r"(?:(?:En|Ett|Två|Tre|Flera)\s+)?(?:\w*[Ff]orskare|[Ff]orskar(?:grupp|lag|par|team)\w*|[Uu]tvärderare|[Ss]tudenter|"
    rf"[Ll]ärare|[Hh]andläggare|[Cc]oacher|[Tt]jänste(?:män|personer)|[Mm]edarbetare|[Pp]ersonal|[Cc]hefer|[Ee]xperter|[Ff]öreträdare|[Rr]epresentanter)\s+(?:vid|från|på|hos|för)\s+(?=[{UPPER}])"
)
# "Enheten för utvärdering vid Exempelhögskolan"
UNIT_AT = re.compile(
    rf"(?P<unit>(?:(?:Enheten|Avdelningen|Institutionen|Sektionen|Kansliet)\s+för\s+.{{3,70}}?|"
    rf"[{UPPER}][{LOWER}]+\s+(?:institutionen|fakulteten|enheten)))\s+(?:vid|på|hos|inom)\s+"
    rf"(?P<body>[{UPPER}].+)$"
)
# "Exempelgjuteriet AB i Exempelstad"
COMPANY_IN = re.compile(
    rf"(?P<name>.{{2,60}}\s(?:AB|HB|KB|folkhögskola))\s+i\s+[{UPPER}][{LOWER}]+(?:\s[{UPPER}][{LOWER}]+)?"
)
# "SFI i Exempelstads kommun"
SERVICE_AT = re.compile(
    rf"(?P<unit>SFI|Sfi|Komvux|AME|IFO|[{UPPER}][{LOWER}]+(?:utbildningen|tjänsten|omsorgen))\s+(?:i|på|vid|inom)\s+"
    rf"(?P<body>[{UPPER}].+)$"
)
DIOCESE = re.compile(rf"[{UPPER}][{LOWER}]+\s+(?:[Ss]tift|[Pp]astorat)")
# Words of bodies: whole ones, and such as others are compounded with
_BODY_WORDS = (
    r"region|landsting\w*|länsstyrelse\w*|stad|AB|HB|ek\.?\s+för\.?|institut\w*|science\s+park"
)
_BODY_ENDS = (
    r"kommun(?:er|erna|en)?|förbund\w*|förening\w*|stiftelse\w*|högskol\w*|universitet\w*|myndighet\w*|kassan|"
    r"förmedlingen|verket|styrelsen|centrum|college|råd(?:et)?|regionen|mission\w*|förvaltning\w*|nätverk\w*|"
    r"skolan?|fonden|partnerskap\w*|företagen|kammaren|sällskapet?|museet|församling(?:en)?|samfällighet(?:en)?|"
    r"kyrkan|bolaget|facket|(?:rid|ryttar|idrotts|boll|fotbolls|sim|skid|golf|motor|båt)klubb(?:en)?"
)
BODY_SIGN = quick(rf"\b(?:{_BODY_WORDS}|\w*(?:{_BODY_ENDS}))\b", re.IGNORECASE)  # to begin with
BODY_SIGN_WITHIN = beginning(rf"\b(?:{_BODY_WORDS})\b|(?:{_BODY_ENDS})\b", re.IGNORECASE)

# What stands where a party may, with a capital, and names no body: counts, sentences, purposes
NO_NAME = re.compile(
    r"(?:Att|Omkring|Cirka|Ca|Drygt|Knappt|Ungefär|Sammanlagt|Totalt|Respektive|Varje|Vissa|Några|"
    r"Många|Hela\s+Sverige$)\b|"
    rf"(?:{'|'.join(numerals(2, 12))}|\d+|flera|nya)\s+(?:[\w-]+\s+)?"
    r"[\w-]*(?:projekt(?:en)?|förstudier|satsningar)$|"
    r".*\s(?:används|är|var|har|ska|kommer|blir|blev|får|fick|bland|kan|vill)\s",
    re.IGNORECASE,
)
# "A och sju kommuner": those of whom only the number is told; "A och ett nytt koncept"
AND_SO_MANY = re.compile(
    rf"\s+(?:och|samt)\s+(?:{'|'.join(numerals(2, 20))}|\d+|flera|några)\s+(?:[a-zåäö]+\s+)?"
    r"(?:kommuner|företag|organisationer|föreningar|myndigheter|aktörer|parter|förbund|skolor|regioner|län)$|"
    r"\s+(?:och|samt)\s+(?:ett|en|sin|sitt|sina|dess)\s+[a-zåäö].*"
)
