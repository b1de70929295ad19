"""Where the name of a project ends that is not in quotation marks, by signs and by small words."""

from __future__ import annotations

import re

from graph.sources.quick_patterns import beginning

# Words that never belong to a name that is not in quotation marks.
STOP = (
    r"tillsammans\s+med|där|som(?!\s+(?:kraft|resurs|metod|verktyg|arena|motor|drivkraft|möjlighet|mäklare|nyckel|katalysator|lots|bro|inkörsport|språngbräda)\b|\s+(?!pågår|pågick|startar|startade|startat|avslut|finns|fanns|drivs|drevs|genomför|ovan|heter|kallas|projekt|partner)[a-zåäö]+[.,”\"](?:\s|$)|\s+gör\s+skillnad\b)|ska|skall|har|hade|är|var|blir|får|fick|beviljas|beviljades|"
    r"beviljats|vill|"
    r"kommer|görs|gjordes|kan|syftar|pågår|pågick|startar|startade|börjar|började|drivs|drevs|ägs|ägdes|genomförs|"
    r"genomfördes|genom|vilket|vilka|"
    r"vars|men|samt|eftersom|när|handlar|handlade|riktar|riktade|vänder|bidrar|leds|leddes|"
    r"finansieras|finansierades|"
    r"består|omfattar|innebär|initierades|avslutas|avslutades|under|både|bygger|övergår|övergick|"
    r"utvecklar|"
    r"arbetar|samverkar|stärker|erbjuder|använder|medfinansieras|utvärderas|deltar|medverkar|"
    r"ingår|löper|tar|"
    r"sker|fortsätter|satsar|hjälper|skapar|ger|gör|ges|testar|prövar|fokuserar|"
    r"utökas|utvidgas|förlängs|lanseras|presenteras|inleds|bedrivs|utbildas|erbjuds|stärks|utvecklas|testas|prövas|skapas|coachas|rustas|stöttas|används|arbetas|"
    r"kompetensutvecklas|kompetensutvecklar|(?-i:i\s+(?:samverkan|samarbete)\s+(?:med|mellan))|"
    r"i\s+syfte|för\s+att|med\s+(?:projekt(?:ägare|ledare)n?|huvudman|syfte|mål|fokus|inriktning|stöd|målet|start|en|ett|totalt|drygt|ca|cirka)|"
    r"inom\s+(?:ramen|programområde)|på\s+(?:totalt|drygt|\d)|"
    r"till\s+och\s+med|från\s+(?:och|\d)|mellan\s+\d|av\s+(?:E|e)uropeiska|sedan|nu|också|även|"
    r"inte|därför|gick\s+(?:bra|dåligt|till|mot|ut)|gäller|i\s+mål|i\s+förtid|(?:tidigare|senare|längre|snabbare)\s+än|läggs|lades|"
    r"tog|togs|blev|gav|gavs|fanns|syftade|samlade|arbetade|utvecklade|omfattade|innebar|erbjöd|ledde|gjorde|"
    r"startades|inleddes|bedrevs|utvärderades|deltog|medverkade|ingick|visade|visas|visades|anses|ansågs|"
    r"står\s+för|kostar|kostade|tilldelas|tilldelats|tilldelades|varar|varade|sträcker\s+sig|beräknas|planeras|väntas|avser|"
    r"bjuder\s+in|går\s+(?:ut|under)|drar\s+(?:i\s)?gång|nominerats|utsågs|"
    r"skriver|berättar|säger|startas|prioriterats|prioriteras|startats|avslutats|genomförts|drivits|bedrivits|"
    r"valts|förlängts|fått|"
    r"med\s+(?-i:(?=[A-ZÅÄÖ]))|hos\s+(?-i:(?=[A-ZÅÄÖ]))|fram\s+till|mot\s+slutet|enligt|via|går\s+(?:en|ett|vi|man)|i\s+egenskap\s+av|"
    r"[a-zåäö]{3,}ades|slut(?=[.,!])|(?:kommit|kommer|dragit|sätts|växlar|växlade|går|gick|gått|ta|tar)\s+(?:i\s?gång|de|vi|man|han|hon|ihop|reda\s+på|upp(?=[,.]))|efter|innan|i\s+kommunerna|står\b|stod\b|avsluta[td]|klart?(?:\s+att)?|igång|i\s+(?:full\s+)?gång|(?-i:PO\s?\d)|(?-i:i\s+(?!Sverige)[A-ZÅÄÖ]\w+\s+som)"
)
# "… och varar i tre år": what the sentence says on of the project
_VERB = (
    r"[a-zåäö]{2,}(?:ar|er|år|as|es)\s+"
    r"(?:i|till|från|med|av|på|under|för|sig|mellan|fram|ett|en|över)\b"
)
# "Exempelvägens övergripande mål är": what a name in the genitive is followed by
OF_NAME = (
    r"(?-i:(?:övergripande|huvudsakliga|främsta|långsiktiga|viktigaste|primära|egna|första|olika|fyra|tre|två|fem|sex)\s+)?"
    r"(?-i:mål|syfte|målgrupp(?:er)?|målsättning|vision|resultat|deltagare|budget|styrgrupp|projektledare|projektägare|"
    r"aktiviteter|delprojekt|arbetspaket|slutrapport|slutkonferens|uppdrag|medarbetare|coacher|"
    r"metod(?:er)?|arbetssätt|lokaler|verksamhet|insatser|totala|projekttid|partner|parter|samverkanspart(?:ner)?)"
)
ENDS = (
    rf"\s+(?!(?:kan|vill|ska|har)[,.”\"])(?:(?:och\s+)?(?:{STOP})\b)|\s+och\s+(?-i:{_VERB})|"
    rf"(?<=s)(?<!unens)(?<!ionens)(?<!ndets)\s+{OF_NAME}\b|"
    r"\s+och\s+(?=(?-i:[A-ZÅÄÖ])[^.,;\n]{2,60}?\s(?:är|var|äger|driver|leder|deltar|ansvarar)\b)|"
    r"\s+och\s+(?:sin|sitt|sina|dess|deras)\s|\s+(?:19|20)\d\d\s?[–-]\s?(?:19|20)\d\d\b|"
    r"\s+(?:(?:drygt|knappt|cirka|ca|närmare|nästan|totalt)\s+)?\d[\d ,.]*\s*"
    r"(?:miljoner|mkr|mnkr|kronor|kr|tkr)\b|"
    r"[.!?…](?=\s|$|[”\"])|[,;()•|–]|\n(?!(?-i:[a-zåäö]))|:(?=\s|$)|\s[-–—]\s|[”\"»«]|"
    r"länk\s+till\s+annan\s+webbplats"  # glued to a name by the site
)
END = beginning(ENDS, re.IGNORECASE)
