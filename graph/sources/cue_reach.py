"""How far the words of a cue reach: the part of a sentence that names its parties."""

from __future__ import annotations

import re

from graph.records import Role
from graph.sources.quick_patterns import quick
from graph.sources.role_words import RoleRule

_STOPS = quick(
    r"(?=[\s;:)])(?:(?<!kommuner)(?<!parter)(?<!aktörer)(?<!organisationer);\s(?!(?-i:[A-ZÅÄÖ])[^.;]{2,50}(?:[;.]|$))|"
    r":\s(?!(?-i:[A-ZÅÄÖ]))|\)\s*(?=\()|\s+(?:vilket|vilka|där|för\s+att|för\s+projekt(?:et|en)|"
    r"i\s+syfte|på\s+uppdrag\s+(?:av|från)|med\s+(?:syfte|mål|målet|"
    r"målen)|beviljas|beviljades|beviljats|får|fick|tilldelas|förs|pågår|pågick|bedrivs|sker|"
    r"skedde|råder|inleds|inleddes|planeras|"
    r"har\s+beviljats|ska|skall|kommer\s+att|kan|vill|arbetar|utvecklar|(?-i:utveckla|"
    r"vidareutveckla|stärka|förbättra|ge(?=\s+[a-zåäö\d])|ta\s+(?:fram|emot)|hjälpa|erbjuda|"
    r"utbilda|skapa|bygga|pröva|testa|arbeta|ordna|öka|minska|stötta|stödja|genomföra|starta|"
    r"driva|matcha|nå|möta|rusta|coacha|bedriva|anordna|undersöka|kartlägga)|erbjuder|genomför|"
    r"(?:bättre\s+|goda\s+|nya\s+)?(?:möjlighet(?:er)?|förutsättningar|verktyg|redskap)\s+(?:att|"
    r"för)|"
    r"enas|förenas|samlas|(?:går|gått)\s+(?:samman|ihop)|samverkar|samarbetar|"
    r"startar|drivs|finansieras|syftar|(?:rekryterat|anställt|utsett|tillsatt)\s+var(?:sin|sitt)?|"
    r"driver|drev|bedriver|bedrev|äger|ägde|leder|fått|beviljats|tilldelats|"
    r"inom\s+ramen|(?-i:(?:projekt)?(?:medel|stöd)|pengar)\s+(?:för|till|på)|(?:drygt\s+|"
    r"knappt\s+|cirka\s+|ca\s+|närmare\s+|nästan\s+)?\d[\d ,.]{0,12}\s?(?:miljoner|mkr|mnkr|"
    r"kronor|kr|tkr)|för\s+(?:ekonomin|redovisningen|budgeten|helheten)|i\s+(?:(?:bred|nära|tät|"
    r"gott?)\s+(?:samverkan|samarbete|partnerskap)|(?:ett|två|tre|fyra|fem|\d)\s+år)|"
    r"för\s+(?=(?-i:[A-ZÅÄÖ])[\w ]{2,40}s\s+räkning)|(?:in\s+i|av)\s+(?:projektet|satsningen|"
    r"samarbetet)|anslutit\s+sig|ensam(?:t|ma)?|i\s+spetsen|(?:ett\s+)?ja\s+(?:på|till)\s+(?:sin|"
    r"en)|med\s+start|under\s+(?:perioden|åren|\d)|mellan\s+\d|från\s+och\s+med(?!\s[^,;.]{3,20}\s(?:även|också)\s)|"
    r"(?:och|samt)\s+(?:som|tar|riktar|vänder|ger|gör|syftar|pågår|finansieras|bygger|omfattar|"
    r"innebär|handlar|löper|har|är)|"
    r"på\s+sig\s+(?:att|rollen|uppdraget|\w*ansvaret|\w*ägarskapet)|hand\s+om|(?:förtroendet|"
    r"uppdraget|rollen)\s+(?:att|som)|in\s+ansökan|"
    r"en\s+(?:\w+\s+)?förstudie|ett\s+(?:\w+\s+)?projekt|"
    r"som\s+(?:projektägare|projektpart\w*|samverkanspart\w*|samarbetspart\w*|partners?|part|"
    r"parter|medsökande|"
    r"medfinansiär\w*|deltagande|medverkande|ska|har|är|vill|deltar))\b)",
    re.IGNORECASE,
)
_SUBJECT_END = re.compile(
    r"\s+(?:är|var|har|ska|kommer|som|där|att|vilka|vilket)\s+|,?\s+som$", re.IGNORECASE
)
_CLAUSE = re.compile(r"[;:]\s+|\s+medan\s+|,\s+men\s+|\battt?\s+")
_SAME_SUBJECT = re.compile(r"[a-zåäö][a-zåäö -]*\s+(?:och|samt)")
_EXCEPT = quick(
    r"\b(?:utom|förutom|utöver|exklusive|med\s+undantag\s+(?:av|för)|(?:utan|inte)(?!\s+(?:även|också|bara|enbart|endast|minst)\b)|ej)\b",
    re.IGNORECASE,
)
# "Bredbandsforum Dalarna där länets kommuner ingår" tells of the forum
_IN_FORUM = quick(
    r"\w*(?:forum|forumet|nätverk|nätverket|råd|rådet|gruppen|kommittén|plattform|plattformen|"
    r"allians|alliansen|kluster|"
    r"klustret|styrelsen)\b[^,.;]{0,40},?\s+där\s+$",
    re.IGNORECASE,
)
_NEAR = 80  # characters before "där" within which a forum, or a word for the project, stands
_EFFORT = re.compile(r"projekt|satsning|insats|förstudie|\bteam|arbetslag", re.IGNORECASE)
_OTHER_VERB = re.compile(
    r"(?<=\s)(?:bidrar|stöttar|stödjer|stöder|driver|leder|äger|ansvarar|utvärderar|finansierar|"
    r"samordnar|koordinerar|erbjuder|arbetar|utbildar|ordnar|anordnar|hjälper|ställer|sköter|"
    r"handleder|undervisar|"
    r"rekryterar|informerar|tar|ger|står|gör|håller|startar|startade|pågår|pågick|löper|"
    r"avslutas|avslutades|inleds|inleddes|omfattar|omfattade|finansieras|finansierades)\s"
    r".*?,?\s(?:och|men|medan|samt)\s+(?=[A-ZÅÄÖ])",
    re.DOTALL,
)


# "A ordnar kurser och är partner": another verb of the same subject stands before the cue
_AND_THEN = re.compile(r",?\s+(?:och|samt|men)$")
_VERB = (
    r"(?![a-zåäö]*(?:nde|kommuner|parter|aktörer|förvaltningar|enheter|organisationer|föreningar|"
    r"församlingar|myndigheter|regioner|verksamheter|medlemmar|leverantörer|center|gårdar|"
    r"under|efter|eller|över|heller|gentemot)\b)"
    r"(?:[a-zåäö]{3,}(?:ar|er|ade|te|ste|nde)|tar|ger|går|gör|står|får|har\s+[a-zåäö]{3,}(?:at|it|"
    r"tt))(?![\w-])"
)
_TOLD_WITHIN = re.compile(
    r",\s+(?:som|vilket|vilken|vilka|där)\s[^,;:.]{3,100},(?:\s+(?:nu|också|även|redan))?$"
)
_DOES = re.compile(rf"\s+(?={_VERB})")
_BROUGHT_IN = re.compile(r"\b(?:av|med|från|hos)\s+(?=[A-ZÅÄÖ])")
_WHO_DOES = re.compile(rf",?\s+som\s+(?={_VERB})")
_PARTICIPLE = re.compile(r"\s*(?:beviljats|fått|tilldelats|sökt|ansökt|startat)\b")
# … but not the one in "Sveriges kommuner och landsting"
_JOINT = re.compile(r"(?<!-),?\s+(?:och|men|medan|samt)\s+(?!(?:landsting|regioner)\b)|,\s+")
_LED_BY_GROUP = re.compile(
    r"\s*en\s+(?:\w+\s+)?(?:styrgrupp|projektgrupp|ledningsgrupp|arbetsgrupp|styrelse|kommitté)\b"
)
_SUCH_AS = re.compile(
    r"\s*(?:[a-zåäö]+\s+){1,4}(?:så\s?som|till\s+exempel|exempelvis|bland\s+annat|t\.?\s?ex\.?|"
    r"bl\.?\s?a\.?)\s+"
    r"(?=[A-ZÅÄÖ]|kommunerna\s)|"
    # "deltar tio kommuner i Exempellän: A, B"
    r"\s*(?:[a-zåäö\d]+\s+){1,3}[a-zåäö]+(?:\s+i\s+[A-ZÅÄÖ][\w-]+(?:\s+län)?)?:\s+(?=[A-ZÅÄÖ])"
)
_INSERTED = re.compile(
    r"\s(?:har|hade|fick|får),?\s+(?:(?!\w*projekt|\w{3,}(?:ats|its|tts)\b)\w+\s+){1,3}med\s+$"
)
# "A och B tillsammans med C genomför …": names alone from where the clause begins
_NAMES_WITH = re.compile(
    r"(?:^|[.:;!?–]\s+|\satt\s+)[A-ZÅÄÖ][\w.&/-]*(?:,?\s+(?:(?:och|samt|i|för|län|kommun|stad|"
    r"kommuner)\b|"
    r"[A-ZÅÄÖ][\w.&/-]*)){0,9}(?P<verb>,?\s+tillsammans\s+med\s+)$",
    re.MULTILINE,
)


_JOINING = frozenset({Role.PARTICIPANT, Role.PARTNER})
# "…, som är partner", "…, vilket är projektets partner": told of the name right before
_RELATIVE = re.compile(r",?\s+(?:som|vilk(?:en|et))\s")
_WHAT = re.compile(r"\s*(?:det|den|de|dem|allt)\s+som\b")  # "ihop med det som finns hos A"
_BESIDES = re.compile(
    r"[\s,]*(?:förutom|utöver)\s+(?:(?-i:[A-ZÅÄÖ])[a-zåäö]+\s+(?=\d)|(?![^.;]*\s(?:även|också)\s)(?:de\s+)?(?:(?:båda|bägge|två|"
    r"tre|fyra|fem|sex)\s+[a-zåäö]+(?:na|en)|"
    r"[a-zåäö]+(?:er|or|ar)na)\s+(?=[A-ZÅÄÖ])|"
    r"[^,.;]{2,60}?(?:,\s*(?:även\s+|också\s+)?|\s+(?:även|också)\s+))"
)
_TAIL = re.compile(r"(?:\s+(?:och|samt)|(?<!\bek)(?<!\bek\.)\s+för\s*\.?|[,;])?\s*$")


def after_cue(
    text: str, left: int, end: int, following: tuple[RoleRule, re.Match[str]] | None
) -> tuple[int, int]:
    """The range of the names after a cue that ends at `left`: up to what begins another clause."""
    right = end
    if following is not None and _is_in_brackets(text, left, following[1].start()):
        following = None  # "A (som leder projektet), B och C"
    if besides := _BESIDES.match(text, left, end):
        left = besides.end()
    if _WHAT.match(text, left, end):
        return left, left
    if _LED_BY_GROUP.match(text, left, end):
        return left, left  # "leds av en styrgrupp med A och B"
    if such_as := _SUCH_AS.match(text, left, end):
        left = such_as.end()  # "samverkar offentliga verksamheter såsom A och B"
    if following is not None and following[1].start() >= left:
        rule, match = following
        right = match.start()
        told_of_last = rule.role in _JOINING and _RELATIVE.match(match.group()) is not None
        # "har tillsammans med A och B beviljats …": the verb's subject stands before both
        granted = _PARTICIPLE.match(text, match.start())  # "har A tillsammans med B beviljats …"
        if rule.side == "before" and inserted(text, left) is None and granted is None:
            joints = list(_JOINT.finditer(text, left, right))
            right = joints[-1].start() if joints else left if told_of_last else right
    listed = text[max(0, left - 2) : left].rstrip().endswith(":")  # "Parter: A; B; C"
    stops = _STOPS.finditer(text, left, right)
    stop = next(
        (
            one
            for one in stops
            if not (listed and text[one.start()] == ";")
            and not _is_in_brackets(text, left, one.start())
        ),
        None,
    )
    if stop:
        right = stop.start()
    exception = _EXCEPT.search(text, left, right)
    if exception:
        right = exception.start()
    tail = _TAIL.search(text[left:right])
    return left, left + tail.start() if tail else right


def _is_in_brackets(text: str, left: int, at: int) -> bool:
    """Whether a place is within brackets that are opened after `left`: "A (som leder det), B"."""
    opened = text.rfind("(", left, at)
    return text[at] != ")" and opened >= 0 and text.rfind(")", opened, at) < 0


_ADVERBS = re.compile(
    r"(?:\s*(?:också|även|givetvis|nu|sedan|dessutom|självklart|tidigare|idag|i\s+dag))*\s*"
)
_ANTECEDENT = re.compile(
    r"(?<![\w-])(?P<name>(?!Enligt\b)(?:[A-ZÅÄÖ]\w*-\soch\s[a-zåäö]+|"
    r"[A-ZÅÄÖ][\w-]*)(?:\s(?:[A-ZÅÄÖ][\w-]*|i|för|län|kommun|stad|frikyrkan|kyrkan|\w+förbund\w*|"
    r"\w*universitet|\w*högskola)){0,4}),?$"
)


# "De som går Exempelkurs ingår i antalet" tells of people
_PEOPLE_WHO = re.compile(
    r"\s*(?:De|Den|Alla|Övriga|(?:De\s+)?(?:[Dd]eltagar|[Pp]ersoner|[Uu]ngdomar|[Ee]lever|"
    r"[Aa]nställda)\w*)"
)


def inserted(text: str, left: int) -> int | None:
    """Where the verb begins that a cue up to `left` is inserted after: "har tillsammans med"."""
    if verb := _INSERTED.search(text, max(0, left - 40), left):
        return verb.start()
    names = _NAMES_WITH.search(text, max(0, left - 160), left)
    return names.start("verb") if names else None


def before_cue(
    text: str,
    start: int,
    right: int,
    previous: tuple[RoleRule, re.Match[str]] | None,
    *,
    owner: bool = False,
    relative: bool = False,
) -> tuple[int, int]:
    """The range of the subject before a cue that begins at `right`, in a sentence from `start`.

    For an `owner`, "förutom A som är projektägare" names one; else who is excepted takes no part.
    A `relative` cue has "som" in it: it tells of the body right before.
    """
    left = start
    if previous is not None:
        left = previous[1].end()
        if previous[0].side == "after":
            joints = list(
                re.finditer(r"(?<!-),?\s+(?:och|men|medan|samt)\s+|,\s+(?!som\b)", text[left:right])
            )
            if joints:
                left += joints[-1].end()
            elif not owner and not relative:
                left = right  # "mellan A som projektägare": A stands between both
        else:
            opening = re.match(r"[\s,;]*(?:och|men|medan|samt)?\s*", text[left:right])
            left += opening.end() if opening else 0
    if told := _TOLD_WITHIN.search(text, left, right):
        right = told.start()  # "A, som först tvekade, deltar nu"
    joined = _AND_THEN.search(text, max(left, right - 8), right)
    clauses = [
        m.end()
        for m in _CLAUSE.finditer(text[left:right])
        if not (joined and text[left + m.end()].islower() and m.group().startswith("att"))
    ]
    if clauses:
        left += clauses[-1]
    if exception := _EXCEPT.search(text, left, right):
        if owner and exception.group().casefold() in ("förutom", "utöver"):
            left = exception.end()
        else:
            right = exception.start() if exception.start() > left else left
    others = list(_OTHER_VERB.finditer(text, left, right))
    if others:
        left = others[-1].end()
    if relative and (name := _ANTECEDENT.search(text, left, right)):
        return name.span("name")
    if joined:
        who = list(_WHO_DOES.finditer(text, left, joined.start()))
        if who and (name := _ANTECEDENT.search(text, left, who[-1].start())):
            return name.span("name")  # "… av A, som bidrar med utbildning och är partner"
        if who and (brought := list(_BROUGHT_IN.finditer(text, left, who[-1].start()))):
            return brought[-1].end(), who[-1].start()
        if does := _DOES.search(text, left, joined.start()):
            right = does.start()  # "A ordnar kurser och är partner"
    clause = list(_SUBJECT_END.finditer(text, left, right))
    if (
        clause
        and clause[-1].end() == right
        and not _ANTECEDENT.search(text, left, clause[-1].start())
    ):
        clause.pop()  # "förvaltningen som är huvudman" has no name before "som"
    if clause and _SAME_SUBJECT.fullmatch(text, clause[-1].end(), right):
        right = clause.pop().start()  # "A har projektledningen och är projektägare"
    verbs = [match.end() for match in clause]
    if verbs:
        after_som = clause[-1].group().strip(" ,") == "som" and _ADVERBS.fullmatch(
            text, verbs[-1], right
        )
        if after_som and (name := _ANTECEDENT.search(text, left, clause[-1].start())):
            return name.span("name")  # "…, A kommun, som också stöttar projektet"
        if _PEOPLE_WHO.fullmatch(text, left, clause[-1].start()):
            return right, right
        left = verbs[-1]
        near = max(start, left - _NEAR)
        if _IN_FORUM.search(text, near, left):
            return right, right
        where = re.search(r"(\w+),?\s+där\s+$", text[start:left])
        if where and where[1].islower() and not _EFFORT.search(text, near, left):
            return right, right  # "nätverket där A ingår" tells of the network
    return left, right
