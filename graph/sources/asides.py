"""Sentences beside the project: on a visit, a conference, another's project, or who stays out."""

from __future__ import annotations

import re

from graph.sources.memberships import tells_of_members
from graph.sources.purposes import is_general, is_of_another_group, is_standing
from graph.sources.screening import screened

_CONDITIONAL = screened(
    r"\b(?:hade\s+gärna\s+sett|bjuds?\s+in|bjuda\s+in|bjudas\s+in|inbjudan|"
    r"skickas\s+(?:ut\s+)?till|(?<!geografiska\s)(?<!geografisk\s)spridning\w*|(?:riks)?konferens\w*(?!\s+(?:AB|HB)\b)|studiebesök|"
    r"(?:deltar|deltog|medverkar|medverkade|talar|talade)\s+(?:\w+\s+)?(?:på|under|vid)\s+(?:\w+\s+)?\w*(?:dagen|dagarna|träffen|mötet|mässan|kvällen|lunchen|frukosten|invigningen)|"
    r"(?:på|vid|under)\s+(?:\w+\s+)?\w*(?:dagen|dagarna|träffen|mötet|mässan|kvällen|lunchen|frukosten|"
    r"invigningen|sammanträdet|workshop(?:en)?|starten)\s+(?:deltog|deltar|medverkade|medverkar|fanns|talade|närvarade|var|kom|samlades)|"
    r"ansökan\s+(?:avslogs|fick\s+nej|avslås)|har\s+däremot\s+(?:valt|avstått|tackat|inte)|i\s+så\s+fall|kan\s+komma\s+att\s+(?:omfatta|utökas|delta|medverka|ansluta|ingå)|"
    r"(?:ett|pris|årets|fick)\s+pris(?:et)?|utmärkelse\w*|besök(?:te|er|tes|t)|gästa(?:r|de)|tacka(?:r|de)?\b(?!\s+ja\b)|(?:ett\s+)?stort\s+tack|tackat?\s+nej|"
    r"visa(?:t|r|de)\s+intresse|inspireras|inspirerat|liknande\s+(?:projekt|satsning|insats|modell)\w*|systerprojekt\w*|ett\s+annat\s+projekt|"
    r"parallellt\s+(?:driver|drivs|pågår|pågick)|driver\s+parallellt|inbjud(?:na|en)|bjudits\s+in|"
    r"(?:en|dess|projektets)\s+föregångare|intervjua(?:t|ts|des|de)|rådfråga(?:ts|des|t)|(?:har\s+)?tillfrågats\b(?!\s+och\s+tackat\s+ja)|välkomna(?:t|r|de)\s+(?:beskedet|beslutet|satsningen|projektet)|(?:lämnat|skrivit)\s+(?:på\s+)?en\s+avsiktsförklaring|drog\s+sig\s+ur|fick\s+avslag|"
    r"fått\s+avslag|(?:på|vid|under|till|arrangera\w*|anordna\w*|ordna\w*|höll|hölls|hålls|håller|bjud\w+)\s+(?:[\w-]+\s+){0,4}?(?:seminari\w+|web+inari\w+)|(?:seminari|web+inari)(?:et|um)|uppstartsmöte\w*|slutkonferens\w*|är\s+inte\s+part|"
    r"valt\s+att\s+stå\s+utanför|inbjudits|(?:ett|det)\s+tidigare\s+projekt(?:et)?|ett\s+motsvarande\s+projekt|(?:vid|på)\s+invigningen|inte\s+att\s+(?:delta|medverka|vara\s+med)|som\s+inte\s+(?:deltar|medverkar|ingår|är\s+med)|"
    r"förebild(?:en)?\s+(?:är|var|har))\b",
    re.IGNORECASE,
)
# "Det förra projektet drevs av A", "I tidigare satsningar har A och B samverkat"
_FORERUNNER = re.compile(
    r"\s*(?:(?:I|Inom|Under)\s+)?(?:[Dd]e[tn]\s+)?(?:[Ff]örra|[Ff]öregående|[Tt]idigare|[Gg]amla)\s+"
    r"(?:[\w-]*projekt\w*|satsning\w*|omgång\w*|insats\w*|(?<![Tt]idigare\s)[A-ZÅÄÖ]\w+)"
)
# "A drev 2008 förprojektet X tillsammans med B", where the project has another name
PRECURSOR = screened(
    r"\b(?:drev|drevs|genomförde|genomfördes|gjorde|gjordes|bedrev|bedrevs|ägde|ägdes|hade)\b[^.;]{0,60}?"
    r"\b(?:förprojekt|pilotprojekt|föregångsprojekt|förstudie)(?:et|n)\s+[”\"“]?(?-i:[A-ZÅÄÖ])",
    re.IGNORECASE,
)
_OWNER_WORD = screened(r"\bprojektägare\b", re.IGNORECASE)
# "A ingår inte i projektet", "A valde att stå utanför"
_STAYS_OUT = re.compile(
    r"\b(?:ingår|ingick|deltar|deltog|medverkar|medverkade|är|var)\s+(?:inte|ej)\s+(?:med\b|i\b|en\s+part|part)|"
    r"\b(?:deltar|deltog|medverkar|ingår)\s+(?:inte|ej)\b|"
    r"\b(?:väntar\s+med|överväger|avvaktar|avstå|observatör\w*|har\s+(?:nu\s+)?lämnat)\b|"
    r"\bi\s+(?:mästerskap|tävling|mässa|kampanj|nätverk)\w*|\b(?:stå|står|stod|ställde\s+sig)\s+utanför\b|"
    r"\b(?:eget\s+projekt|egna\s+(?:projekt|satsningar|insatser))\b|\b(?:ingår\s+i|har\s+bildat)\s+(?:\w+\s+)?\w*(?:förbund|finsam)|\b(?:tackade|tackat)\s+nej\b|\bavst(?:år|od|ått)\s+från\b"
)
# "… projektledare på A": a rule knows when that tells of the owner
_LEADER_AT = re.compile(r"\bprojektledaren?\s+(?:på|i|vid|hos)\s+\Z")
# "Leader X omfattar A och B"
_AREA = re.compile(r"(?:Leader|LAG)\b[^.;]*?\bomfattar\b")
# "Projektet föregicks av förstudien X, som A genomförde", "A, Exempelgatan 3, Exempelstad"
_ELSEWHERE = re.compile(
    r"\bBland\s+(?:deltagarna|besökarna|gästerna|talarna|åhörarna)\s+(?:fanns|var|märktes|syntes)\b|"
    r"\b[Ff]öreg(?:icks|ås|ångare)\b|\bvuxit\s+fram\s+ur\b|\bsamverkar\s+inom\s+(?!projekt|satsning|insats|ramen)|"
    r"\b[A-ZÅÄÖ][a-zåäö]+(?:gatan|vägen|torget|gränd)\b(?=\s*\d|\s*,)"
)


def is_aside(text: str, start: int, end: int) -> bool:
    """Whether a sentence is about a visit, an invitation, a conference or another's project."""
    if _FORERUNNER.match(text, start, end):
        return True
    return (
        _CONDITIONAL.search(text, start, end) is not None
        and _OWNER_WORD.search(text, start, end) is None
    )


def is_told_of_no_party(text: str, sentence: tuple[int, int], name: tuple[int, int]) -> bool:
    """Whether the body `name` stands in a question, a general truth or a group of others."""
    start, end = sentence
    at, after = name
    return (
        text[end - 1] == "?"
        or is_aside(text, start, end)
        or tells_of_members(text, start, end)
        or is_general(text, after, end)
        or is_of_another_group(text, start, at)
        or is_standing(text, start, at)
        or _STAYS_OUT.search(text, after, end) is not None
        or _ELSEWHERE.search(text, start, end) is not None
        or PRECURSOR.search(text, start, end) is not None
        or _LEADER_AT.search(text, start, at) is not None
        or _AREA.match(text, start, at) is not None
    )
