"""Wordings that say who owns a project by who answers for it, has taken it on or holds it.

A predicate is written once, as a verb and what goes with it; `_told` makes of it what the order of
words allows: "A håller i projektet", "…, A, som håller i projektet", "Därför håller A i projektet",
"Det är A som håller i projektet" and the same with "har".
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.records import Role
from graph.sources.role_words import IN, OWNER_NOUN, RoleRule, rule

_WORK = r"(?:\w*projektet|satsningen|förstudien|insatsen)"
_WHOLE = rf"(?:(?:hela\s+)?{_WORK}|helheten|alltihop|alltsammans|det\s+hela)"
_NAME = (
    r"(?:(?:kommunen|förbundet|samordningsförbundet|regionen|högskolan|universitetet|skolan|föreningen|"
    r"länsstyrelsen)|(?:(?-i:[a-zåäö]{3,}(?:en|et|an)\s+))?(?-i:[A-ZÅÄÖ])(?:(?!\ssom\s)[^.,;:]){2,60}?)"
)
_ADVERBS = (
    r"(?:(?:alltså|nu|därmed|därför|också|även|formellt|fortfarande|ytterst|sedan|"
    r"i\s+stället)\s+){0,2}"
)
_OWNERSHIP = (
    r"(?:projektägarskapet|ägarskapet|projektägarrollen|ägarrollen|projektägaransvaret|ägaransvaret|"
    r"huvudmannaskapet|huvudansvaret)"
)
_ANSWERED = rf"(?:{_WHOLE}|pengarna|medlen|budgeten)"
# "huvudansvaret för utvärderingen" is of a part
_OF_IT = rf"(?!\s+för\s+(?!{_ANSWERED}))"
_BE_OWNER = (
    rf"att\s+(?:vara|bli|stå\s+som)\s+{OWNER_NOUN}|(?:rollen|uppdraget)\s+som\s+{OWNER_NOUN}|"
    rf"(?:rollen\s+)?att\s+(?:äga|driva|leda|samordna|hålla\s+i(?:hop)?)\s+{_WHOLE}"
)


def _told(name: str, verbs: str, rest: str, having: str = "") -> Iterator[RoleRule]:
    """The rules for a predicate: `verbs` in the present or past, `having` what follows "har"."""
    after = rf"{_ADVERBS}(?:{rest})"
    have = rf"har\s+{_ADVERBS}(?:{having})" if having else ""
    finite = rf"(?:{verbs}|{have})" if have else rf"(?:{verbs})"
    yield rule(name, Role.OWNER, rf",?(?:\s+som)?\s+{finite}\s+{after}", "before", single=True)
    inverted = rf"\b(?:{verbs})\s+(?={_NAME}\s+{after})"
    if have:
        inverted += rf"|\bhar\s+(?={_NAME}\s+{_ADVERBS}(?:{having})\s+{after})"
    cleft = (
        rf"\bdet\s+(?:är|var|blir|blev)\s+(?={_NAME}\s+som\s+(?:(?:{having})\s+|{finite}\s+){after})"
        if having
        else rf"\bdet\s+(?:är|var|blir|blev)\s+(?={_NAME}\s+som\s+{finite}\s+{after})"
    )
    yield rule(f"{name}-inverted", Role.OWNER, rf"{inverted}|{cleft}", "after", single=True)


RESPONSIBILITY_RULES: tuple[RoleRule, ...] = (
    # "A tog på sig att vara projektägare"
    *_told(
        "owner.takes-on",
        r"tog|tar",
        rf"på\s+sig\s+(?:{_BE_OWNER}|{_OWNERSHIP}{_OF_IT}|ansvaret\s+för\s+{_WHOLE})\b",
        "tagit",
    ),
    *_told("owner.undertakes", r"åtog|åtar", rf"sig\s+(?:{_BE_OWNER})\b", "åtagit"),
    *_told(
        "owner.is-entrusted",
        r"fick|får",
        rf"(?:(?:förtroendet|uppdraget|ansvaret|frågan\s+om)\s+)?(?:{_BE_OWNER})\b",
        "fått",
    ),
    # "A har hand om koordineringen"
    *_told(
        "owner.has-charge",
        r"har|hade|tar|tog|fick|får",
        rf"hand\s+om\s+(?:{_WHOLE}|projektledningen|samordningen|koordineringen|projektägarskapet)\b"
        r"(?!\s+(?:av|mellan|kring|på|i)\s)",
        r"haft|tagit|fått",
    ),
    # "A, som håller i alltihop"
    *_told(
        "owner.holds",
        r"håller|höll",
        rf"(?:i|ihop|samman)\s+(?:{_WHOLE}|trådarna|taktpinnen)\b(?!\s+(?:lokalt|här|på|i|för)\b)",
        "hållit",
    ),
    # "A har alltså huvudansvaret för pengarna"
    *_told(
        "owner.main-responsibility",
        r"har|hade|bär|bar|tar|tog|får|fick|axlar|axlade",
        rf"(?:det\s+)?(?:(?:yttersta|övergripande|ekonomiska|formella|samlade|juridiska)\s+)?"
        rf"(?:{_OWNERSHIP}{_OF_IT}|ansvaret\s+för\s+{_ANSWERED})\b",
        r"haft|burit|tagit|fått|axlat",
    ),
    # "I våras gjorde A en förstudie med pengar från ESF"
    *_told(
        "owner.makes-study",
        r"gör|gjorde",
        r"en\s+(?:\w+\s+){0,2}?förstudie\b(?!\s+(?:inför|till|åt)\b)",
        "gjort",
    ),
    # "För projektet svarar A", "A driver det hela", "Det är A som äger alltihop"
    *_told(
        "owner.runs-all",
        r"driver|drev|äger|ägde|leder|ledde|samordnar|samordnade|koordinerar|koordinerade",
        r"(?:(?:hela\s+)?insatsen|alltihop|alltsammans|det\s+hela|helheten)\b(?!\s+(?:lokalt|här|på|i)\b)",
        "drivit|ägt|lett|samordnat|koordinerat",
    ),
    rule(
        "owner.for-it-answers",
        Role.OWNER,
        rf"\bför\s+(?:{_WHOLE}|projektledningen|projektägarskapet)\s+(?:ansvarar|ansvarade|svarar|svarade|står)\s+(?=(?-i:[A-ZÅÄÖ]))|"
        rf"\bansvaret\s+för\s+{_WHOLE}\s+(?:har|hade|ligger\s+(?:på|hos)|låg\s+(?:på|hos)|vilar\s+på|bärs\s+av|delas\s+inte)\s+(?=(?-i:[A-ZÅÄÖ]))|"
        r"\b(?:sökande|mottagare\s+av\s+(?:stödet|medlen|bidraget|pengarna))\s+(?:är|var)\s+(?=(?-i:[A-ZÅÄÖ]))",
        "after",
        single=True,
    ),
    *_told("owner.signs", r"undertecknade|undertecknar", r"(?:projekt)?ansökan\b", "undertecknat"),
    *_told("owner.signs", r"skrev|skriver", r"under\s+(?:projekt)?ansökan\b", "skrivit"),
    *_told(
        "owner.hands-in",
        r"lämnade|skickade",
        r"in\s+(?:projekt)?ansökan\b(?![^.;]{0,60}\b(?:avslag|nej|avslogs)\b)",
        r"lämnat|skickat",
    ),
    # "Rollen som projektägare har A", "Till projektägare utsågs A"
    rule(
        "owner.role-of",
        Role.OWNER,
        rf"\b(?:rollen|uppdraget)\s+som\s+{OWNER_NOUN}{IN}?\s+(?:har|hade|fick|får|tar|tog|innehar|föll\s+på|gick\s+till|hamnade\s+hos|"
        rf"axlas\s+av|ligger\s+(?:hos|på))\s+(?:(?:den|det)\s+\w+\s+\w+,\s+)?(?=(?-i:[A-ZÅÄÖ]))|"
        rf"\b(?:till|som)\s+{OWNER_NOUN}{IN}?\s+(?:valdes|utsågs|utses|väljs|har\s+(?:man\s+|parterna\s+)?(?:valt|utsett|valts|utsetts))\s+"
        r"(?=(?-i:[A-ZÅÄÖ]))|"
        rf"\b(?:valde|utsåg|väljer|utser)\s+(?={_NAME}\s+(?:till|som)\s+{OWNER_NOUN}\b)",
        "after",
        single=True,
    ),
    rule(
        "owner.is-chosen",
        Role.OWNER,
        rf"\s+(?:valdes|utsågs|utses|har\s+(?:valts|utsetts))\s+(?:till|som)\s+{OWNER_NOUN}\b",
        "before",
        single=True,
    ),
    # "Huvudansvaret vilar på A", "Organisatoriskt hör projektet till A"
    rule(
        "owner.lies-with",
        Role.OWNER,
        rf"\b(?:{_OWNERSHIP}|(?:yttersta|ekonomiska|formella|övergripande)\s+ansvaret)(?:\s+för\s+{_ANSWERED})?\s+"
        r"(?:ligger|låg|vilar|vilade|finns|fanns|har\s+legat)\s+(?:\w+\s+)?(?:hos|på)\s+(?=(?-i:[A-ZÅÄÖ]))|"
        rf"\b{_WORK}\s+(?:ligger|låg|sorterar|sorterade|hör|hörde|är\s+placera[td]|är\s+organisera[td])\s+"
        r"(?:(?:rent\s+)?(?:formellt|organisatoriskt|administrativt)\s+(?:hos|under|till|inom|på)|hos|under)\s+(?=(?-i:[A-ZÅÄÖ]))|"
        rf"\b(?:formellt|organisatoriskt|administrativt)\s+(?:ligger|låg|sorterar|hör|hörde)\s+{_WORK}\s+"
        r"(?:hos|under|till|inom|på)\s+(?=(?-i:[A-ZÅÄÖ]))",
        "after",
        single=True,
    ),
    # "Ansvarig för projektet är A"
    rule(
        "owner.responsible-is",
        Role.OWNER,
        rf"\b(?:(?:(?:ekonomiskt|formellt|ytterst|juridiskt)\s+ansvarig|huvudansvarig)(?:\s+för\s+{_ANSWERED})?|"
        rf"ansvarig\s+för\s+{_ANSWERED})\s+(?:är|var|blir|har\s+varit)\s+(?=(?-i:[A-ZÅÄÖ]))|"
        rf"\bden\s+(?:\w+\s+)?som\s+(?:formellt\s+)?(?:äger|driver|leder|håller\s+i(?:hop)?|samordnar|ansvarar\s+för|svarar\s+för)\s+"
        rf"{_WHOLE}\s+(?:är|var)\s+(?=(?-i:[A-ZÅÄÖ]))",
        "after",
        single=True,
    ),
    rule(
        "owner.is-responsible",
        Role.OWNER,
        rf"\s+(?:är|var|blir|har\s+varit)\s+(?:(?:ekonomiskt|formellt|ytterst|juridiskt)\s+ansvarig(?!\s+för\s+(?!{_ANSWERED}))|"
        rf"ansvarig\s+för\s+{_ANSWERED})\b",
        "before",
        single=True,
    ),
    # "A:s styrelse har beslutat att avsluta projektet"
    rule(
        "owner.board-decides",
        Role.OWNER,
        r"(?<=s)\s+(?:styrelse|ledning|förbundsstyrelse|kommunstyrelse|regionstyrelse|rektor)\s+(?:har\s+)?(?:\w+\s+)?"
        r"(?:beslutat|beslutade|bestämt|bestämde|beslöt|valt|valde)\s+att\s+(?:\w+\s+){0,3}?"
        rf"(?:starta|driva|stänga|avsluta|avbryta|genomföra|förlänga|lägga\s+ned|lägga\s+ner)\s+{_WORK}\b",
        "before",
        single=True,
    ),
)
