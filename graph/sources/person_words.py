"""Wordings that give away personal data: addresses, numbers, labels, titles, names."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.sources.quick_patterns import quick
from graph.sources.screening import longest_of, screened

UPPER = "A-ZÅÄÖÉÈÜØÆÁÍÓÚČŠŽĆŁ"
LOWER = "a-zåäöéèüøæáíóúčšžćłßçñïëøş"
# What of a name follows its capital; what it has read it gives back no part of.
_AFTER_CAPITAL = (
    rf"(?>[{LOWER}’']+(?:[{UPPER}][{LOWER}]+)?(?:-[{UPPER}]?[{LOWER}]+)*|"
    rf"\.|[{UPPER}]+(?:-[{UPPER}]{{2,}})*)"
)
TOKEN = rf"[{UPPER}]{_AFTER_CAPITAL}"
PARTICLE = r"(?:(?:af|av|von|van|de|da|der|den|el|al|bin|ben|la|le|du|di)[ \u00a0])"
GAP = r"(?:[ \u00a0]|[ \u00a0]?\n[ \u00a0]?)"
NAME = rf"{TOKEN}(?:[ \u00a0]{PARTICLE}{{0,2}}{TOKEN}){{1,3}}"
NAME_WRAPPED = rf"{TOKEN}(?:{GAP}{PARTICLE}{{0,2}}{TOKEN}){{1,2}}"

EMAIL = re.compile(
    r"(?P<local>[\w.+%'-]+)\s?(?:@|\(at\)|\[at\]|\(a\)|\[a\]|\(snabel-?a\)|&#64;)\s?"
    r"(?P<domain>[\w-]+(?:\.[\w-]+)+|[\w-]+)",
    re.IGNORECASE,
)
# (The first characters stand in a set, for which the text is searched fast.)
ACCOUNT = re.compile(
    r"[@ltx](?:(?<=@)(?<![\w@.]@)[\w.]{3,}|"
    r"(?:(?<=\bl)inkedin\.com/in|(?<=\bt)witter\.com|(?<=\bx)\.com)/[\w%.-]+)"
)
EMAIL_SIGN = re.compile(
    r"[@(\[&](?:(?<=@)|(?<=\()(?:at|a|snabel-?a)\)|(?<=\[)(?:at|a)\]|(?<=&)\#64;)", re.IGNORECASE
)
DIGIT = re.compile(r"\d")
PHONE_SIGN = re.compile(r"[+(0](?<![\d/\w,.–-].)")
SIX_DIGITS_AND_FOUR = (re.compile(r"-(?<=\d{6}-)\d{4}"), re.compile(r"\+(?<=\d{6}\+)\d{4}"))
IDENTITY_NUMBER = re.compile(
    r"(?<![\d/-])(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])[-+]\d{4}(?![\d/-])"
)
SP = r"[ \u00a0\u2009\u202f]"
DIGITS = rf"\d(?:{SP}?[-–/.]?{SP}?\d)"
PHONE = re.compile(
    rf"(?<![\d/\w,.–-])(?:(?:\+|00)\d{{2}}{SP}?(?:\(0\))?[-–]?{SP}?{DIGITS}{{6,10}}"
    rf"|\(?0\d{{1,3}}\)?{SP}?[-–/]{SP}?{DIGITS}{{4,7}}"
    rf"|0\d{{1,3}}(?:{SP}\d{{2,3}}){{2,4}}"
    rf"|0\d{{8,9}})(?![\d/–]|-\d|,\d|{SP}*(?:kr\b|kronor|tkr|mkr|miljoner|procent|%|st\b))"
)
LABELLED_PHONE = screened(
    r"(?i:\b(?:tel|telefon|telefonnummer|tfn|mobil|mobiltelefon|mobilnummer|växel|direkt|ring|"
    r"sms|fax)"
    rf"(?:n?r|nummer)?\b)[.:]?\s*(?P<number>\+?[\d(]{DIGITS[2:]}{{4,12}})"
)

_TITLES = (
    "chef|ledare|ordförande|direktör|samordnare|koordinator|handläggare|sekreterare|"
    "utredare|strateg|kommunalråd|regionråd|landstingsråd|borgarråd|rektor|ekonom|controller|"
    "kommunikatör|redaktör|administratör|ledamot|landshövding|inspektör|talesperson|"
    "pressansvarig|projektansvarig|utvecklare|generalsekreterare|statsråd|minister|ansvarig|"
    "rådgivare|samverkansperson|kurator|psykolog|sköterska|läkare|terapeut|pedagog|lärare|"
    "professor|lektor|docent|forskare|coach|konsulent|assistent|specialist|vd|VD|grundare"
)
TITLE = rf"(?:\w*{longest_of(_TITLES.split('|'))})(?:n|en|a|na|et|er|erna|ar|arna)?"
_VERBS = (
    "säger|sade|sa|berättar|berättade|menar|förklarar|kommenterar|konstaterar|understryker|"
    "betonar|tillägger|framhåller|påpekar|poängterar|hälsar|avslutar|fortsätter|intygar|skriver|"
    "summerar|sammanfattar|uppger|anser|tycker|hoppas|tror"
)
VERBS = frozenset(_VERBS.split("|"))
VERB = longest_of(sorted(VERBS))
_OF_PROJECT = (
    r"projekt(?:ledare|chef|ansvariga?|samordnare|koordinator|ekonom|administratör|medarbetare|"
    r"assistent|sekreterare)"
)
_INFORMATION = r" information(?:[ ,]*(?:vänligen )?(?:kontakta|lämnas av|ges av))?"
# After these a value is a person, whatever it looks like. (Each begins with a letter: see `quick`.)
PERSON_LABEL = quick(
    r"(?im)^[ \t•*·–-]*(?:kontaktpersone?r?(?:na)?|kontakt|kontakter|kontaktuppgifter|"
    r"kontaktinformation|"
    rf"kontakta oss|huvud{_OF_PROJECT}|del{_OF_PROJECT}|biträdande[ ]{_OF_PROJECT}|{_OF_PROJECT}|"
    r"projektledning|ekonomiansvariga?(?: utgivare)?|ansvariga?(?: utgivare)?|"
    r"handläggare|press?e?kontakt(?:er)?|pressansvarig|presskontakt|kommunikatör|samordnare|"
    r"koordinator|"
    r"verksamhetschef|enhetschef|avdelningschef|processledare|ekonom|firmatecknare|"
    r"e-?post(?:adress)?|mejl|"
    r"mail|telefon|tel|mobil|namn på kontaktperson|behörig företrädare|behörig firmatecknare|"
    r"attestant|sidansvarig|webbredaktör|författare|skribent|text|foto|fotograf|text och foto|bild|"
    rf"publicerad av|redaktör|utredare|ordförande|vd|rektor|för mer{_INFORMATION}|"
    rf"för ytterligare{_INFORMATION}|mer{_INFORMATION}|ytterligare{_INFORMATION}|"
    r"vill du veta mer\??(?: kontakta)?|"
    r"har du frågor\??(?: kontakta)?|frågor|upplysningar(?: lämnas av)?)"
    r"(?:[ ](?:på|för|hos|vid|i)[ ][^\n:]{2,60})?"
    r"(?:(?P<glued>(?-i:(?=[A-ZÅÄÖ][a-zåäö])))|[ \t]*(?P<colon>[:–-])[ \t]*|[ \t]*$|[ \t]{2,}|"
    r"[ \t]+(?-i:(?=[A-ZÅÄÖ])))"
)
BODY = quick(
    r"(?i)\b(?:region(?:en|ens)?|kommun(?:en|s|ens)?|stad(?:en|s)?|landsting\w*|länsstyrelse\w*|"
    r"län|läns|AB|HB|KB|"
    r"\w*förbund(?:et|ets)?|\w*förening(?:en|ar)?|stiftelse\w*|\w*högskol\w*|\w*universitet\w*|"
    r"\w*myndighet\w*|\w*skola[ns]?|\w*cent(?:rum|er|ret)|\w*kansli\w*|college|institut\w*|"
    r"\w*förvaltning\w*|\w*kontor(?:et)?|\w*enhet(?:en)?|\w*avdelning(?:en)?|\w*nämnd(?:en)?|"
    r"\w*råd(?:et)?|"
    r"\w*kassan|\w*förmedling(?:en)?|\w*verket|\w*tjänst(?:en)?|\w*partnerskap(?:et)?|"
    r"\w*nätverk(?:et)?|science|business|incubator|research|innovation|consulting|\w*kammaren|"
    r"\w*sällskapet|\w*kyrkan|\w*församlingen?|projektnamn|projekttitel|projekttid|stödsökande|"
    r"extern\w?|utvärder\w+|"
    r"diarien\w+|ärendenummer|"
    r"\w*projekt(?:et|en)?|europeiska|socialfond\w*|esf|eu|sverige|svenska|sveriges|"
    r"norra|södra|östra|västra|nordost|nordväst|sydost|sydväst|lilla|stora|övre|nedre|"
    r"arbetsliv\w*|arbetsmarknad\w*|hälsa\w*|\w*hälsan?|kompetens\w*|utbildning\w*|samverkan\w*|"
    r"twitter|facebook|linkedin|youtube|instagram|rss|prenumerera|nyhetsbrev\w*|kakor|cookies|"
    r"programområde|utlysning|projektperiod|projektnummer|projektägare|sammanfattning|beviljat|"
    r"specifikt|planerat|total|bakgrund|syfte|mål|resultat|information|om|för|och|på|till|med|"
    r"telefon|e-post|epost|mobil|mejl|adress|besöksadress|postadress|kontakt\w*)\b"
)
WORD = re.compile(rf"[{UPPER}{LOWER}]+")
GENERIC_LOCALS = frozenset(
    [
        "info",
        "kontakt",
        "kommun",
        "kommunen",
        "registrator",
        "registrering",
        "diarium",
        "esf",
        "esfradet",
        "support",
        "press",
        "kundtjanst",
        "reception",
        "kansli",
        "kansliet",
        "post",
        "mail",
        "mejl",
        "webmaster",
        "redaktion",
        "projekt",
        "projektet",
        "region",
        "regionen",
        "noreply",
        "kundservice",
        "servicecenter",
        "medborgarservice",
        "socialtjanst",
        "admin",
        "kommunikation",
        "ekonomi",
        "personal",
        "utbildning",
        "samordning",
        "samordningsforbundet",
        "styrelsen",
    ]
)
BOUNDARY = rf"(?<![{UPPER}{LOWER}\w-])"
# The capital that begins a name of two words or more. (It comes first, and BOUNDARY behind it,
# so that the search runs from capital to capital.)
NAME_START = re.compile(
    rf"[{UPPER}](?<![{UPPER}{LOWER}\w-].)(?={_AFTER_CAPITAL}{GAP}{PARTICLE}{{0,2}}{TOKEN})",
    re.DOTALL,
)
NAME_HERE = re.compile(NAME_WRAPPED)
GIVEN_AND_SURNAME = re.compile(rf"{TOKEN}{GAP}{PARTICLE}{{0,2}}{TOKEN}(?:[ ]{TOKEN})?")
NAME_IN_LINE = re.compile(rf"{BOUNDARY}{NAME}")
LONE_NAME = re.compile(rf"\s*({TOKEN}|[{LOWER}]+ [{LOWER}]+)\s*(?=$|[,(])")
_A_TITLE = re.compile(TITLE, re.IGNORECASE)
TITLE_WITHIN = quick(rf"\b{TITLE}\b", re.IGNORECASE)
BEFORE_NAME = re.compile(rf"\b(?P<word>\w++)(?P<joint>,|\s+är|\s+heter|:)?{GAP}\Z")
CONTACT_BEFORE_NAME = quick(
    rf"(?i:\b(?:kontakta|kontakt|ring|mejla|maila|hälsningar|av|till|hos))[: ]{GAP}?\Z"
)
CONTACT_NAME = re.compile(
    rf"{NAME_WRAPPED}(?=[^\n]{{0,40}}(?:@|\b(?<!\d[ \u00a0.])0\d|\+46|tel\b|telefon))"
)
_NAMED = rf"(?P<name>{NAME_WRAPPED})"
TITLE_AFTER_NAME = screened(
    rf"{_NAMED}(?:{GAP}?\((?:[A-ZÅÄÖ]{{1,3}})\))?,?{GAP}(?:som\s+är\s+|är\s+|"
    rf"tf\.?\s+|biträdande\s+|vice\s+|t\.f\.\s+)*{TITLE}\b"
)
PARTY_AFTER_NAME = screened(rf"{_NAMED}{GAP}\((?:S|M|C|L|KD|MP|V|SD|FP)\)")
VERB_AFTER_NAME = screened(rf"{_NAMED}(?:,[^.\n]{{3,60}},)?{GAP}{VERB}\b")
BODY_AFTER_NAME = re.compile(
    r"[ \u00a0-]?(?:AB\b|HB\b|stift|fond|skola|högskol|minnes|gymnasi|s?[ ]?kommun|"
    r"institut|förening|hus\b)",
    re.IGNORECASE,
)
AFTER_NAME = (TITLE_AFTER_NAME, PARTY_AFTER_NAME, VERB_AFTER_NAME)


@lru_cache(maxsize=4096)
def is_title(word: str) -> bool:
    """Whether a word is a person's title.

    >>> is_title("projektledaren"), is_title("projektet")
    (True, False)
    """
    return _A_TITLE.fullmatch(word) is not None
