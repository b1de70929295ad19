"""Headings that give the bodies listed under them their role."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.records import Role
from graph.sources.quick_patterns import quick
from graph.sources.role_words import ALSO, IN, NOT, PARTIES, PARTNER_NOUN, TAKES

_HEAD_TAIL = (
    r"(?:\s+(?:i|till|inom|för|via|med|som|hos|under)\s+.{2,50}|,\s+[a-zåäö][^.;:]{3,40})?(?:\s+är)?"
    r"(?:\s*\([^()]{2,50}\))?\s*:?"
)
# Who or what takes part and is no body: "Deltagande elever", "Deltagande observation"
_NO_BODIES = (
    r"(?!\s+\w*(?:personer|individer|ungdomar|unga|elever|barn|deltagare|kvinnor|män|klienter|studenter|forskare|lärare|"
    r"handläggare|artister|talare|föreläsare|utställare|länder|observation\w*|metod\w*|forskning|aktivitet\w*|design)\b)"
)


_QUESTION = re.compile(r"(?:vilka|vem)\s[^.?]{2,40}\?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HeadingRule:
    """A heading over a list of parties."""

    name: str
    role: Role
    pattern: re.Pattern[str]


def _heading(name: str, role: Role, pattern: str) -> HeadingRule:
    return HeadingRule(name, role, re.compile(rf"^(?:{pattern}){_HEAD_TAIL}$", re.IGNORECASE))


_BODIES = (
    r"\w*(?:kommuner|parter|aktörer|organisationer|skolor|företag|företrädare|förbund|regioner|"
    r"myndigheter|församlingar|föreningar|arbetsgivare|bolag|kooperativ|universitet|högskolor|"
    r"lärosäten|arbetsplatser|verksamheter|förvaltningar|anordnare|klubbar|gårdar|butiker|hotell|"
    r"museer|stiftelser|partners?|medlemmar|samarbetsparter|vårdcentraler)(?:na)?"
)
_COUNT = (
    r"(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|\d{1,2}|följande|"
    r"dessa|våra|alla|samtliga|flera)"
)
_IT = r"(?:projektet|satsningen|samarbetet|partnerskapet|insatsen|förstudien)"
# What ends a paragraph and opens a list: "I projektet deltar sju sociala företag:"
OPENINGS: tuple[HeadingRule, ...] = (
    HeadingRule(
        "list.participant",
        Role.PARTICIPANT,
        re.compile(
            rf"^(?:(?:i|inom)\s+{_IT}\s+{TAKES}{NOT}{ALSO}\s+[^.;:]{{0,80}}?{_BODIES}[^.;:]{{0,40}}|"
            rf"(?:förutom|utöver)\s[^.;:]{{3,60}}?\s{TAKES}{NOT}{ALSO}(?:\s+[^.;:]{{0,60}}?{_BODIES})?|"
            rf"{_COUNT}\s+(?:\w+\s+){{0,3}}?{_BODIES}[^.;:,]{{0,30}}?\s{TAKES}{NOT}[^.;:]{{0,60}}|"
            rf"(?:de\s+)?{_BODIES}\s+som\s+{TAKES}{IN}?(?:\s+(?:är|var))?|"
            rf"{_IT}\s+(?:omfattar|omfattade|samlar|samlade|involverar|engagerar)\s+[^.;:]{{0,60}}?{_BODIES}[^.;:]{{0,40}}"
            r")\s*:$",
            re.IGNORECASE,
        ),
    ),
    HeadingRule(
        "list.partner",
        Role.PARTNER,
        re.compile(
            rf"^(?:(?:vi|projektet|kommunen|förbundet|föreningen)\s+(?:samverkar|samarbetar|samverkade|samarbetade)"
            rf"(?:\s+\w+){{0,3}}?\s+med(?:\s+[^.;:]{{0,60}}?{_BODIES}[^.;:]{{0,40}})?|"
            rf"(?:samverkan|samarbete)\s+(?:sker|skedde|har\s+skett)(?:\s+\w+){{0,2}}?\s+med(?:\s+[^.;:]{{0,60}})?|"
            rf"{_IT}\s+(?:drivs|genomförs|bedrivs|sker)\s+i\s+(?:samverkan|samarbete)\s+med(?:\s+[^.;:]{{0,60}})?|"
            rf"{_COUNT}\s+(?:\w+\s+){{0,2}}?{_BODIES}\s+(?:är|var)\s+{PARTNER_NOUN}[^.;:]{{0,40}}|"
            rf"(?:projektet|vi)\s+har\s+(?:\w+\s+){{0,2}}?{PARTNER_NOUN}[^.;:]{{0,40}}"
            r")\s*:$",
            re.IGNORECASE,
        ),
    ),
)

# "Sex klubbar är med i projektet", above two lines at least
COUNTED_HEAD = HeadingRule(
    "list.counted-head",
    Role.PARTICIPANT,
    re.compile(
        rf"^{_COUNT}\s+(?:\w+\s+){{0,2}}?{_BODIES}\s+(?:i\s+[A-ZÅÄÖ][\w-]+\s+)?"
        rf"(?:deltar|medverkar|ingår|deltog|medverkade|är\s+med|var\s+med){IN}?$",
        re.IGNORECASE,
    ),
)

HEADINGS: tuple[HeadingRule, ...] = (
    _heading(
        "list.owner",
        Role.OWNER,
        r"projektägare|projektägande\s+organisation|stödsökande|stödmottagare|sökande|huvudsökande|ägare|huvudman|"
        r"ansvarig\s+(?:organisation|part|huvudman)|"
        r"vem\s+(?:äger|driver|leder|ansvarar\s+för)\s+projektet|projektet\s+ägs\s+av|"
        r"projektägare\s+och\s+kontakt",
    ),
    _heading(
        "list.participants-and-partners",
        Role.PARTNER,
        rf"(?:deltagande|medverkande)\s+{PARTIES}\s+(?:och|samt|/)\s+(?:{PARTNER_NOUN}|"
        rf"samverkande\s+{PARTIES})",
    ),
    # "Projektparter (med egen budget)", beside those who have none
    HeadingRule(
        "list.with-budget",
        Role.PARTICIPANT,
        re.compile(
            rf"^(?:{PARTNER_NOUN}|(?:projektets\s+)?parter(?:na)?)\s*"
            r"(?:\(\s*|,\s*|som\s+har\s+|med\s+)(?:med\s+)?(?:egen\s+|egna\s+)?"
            r"(?:budget(?:ar)?|projektbudget|projektmedel|ESF-medel|ESF-stöd)\s*\)?\s*:?$",
            re.IGNORECASE,
        ),
    ),
    _heading(
        "list.participant",
        Role.PARTICIPANT,
        rf"(?:(?:de|våra|projektets|alla)\s+)?(?:deltagande|medverkande|ingående|medsökande){_NO_BODIES}"
        rf"(?:\s+(?:{PARTIES}|[a-zåäö]+(?:\s+och\s+[a-zåäö]+)?))?|"
        r"(?:här\s+är\s+)?deltagarna\s+i\s+(?:samarbetet|partnerskapet|projektet)|"
        r"(?:så\s+här\s+ser\s+)?(?:partnerskapet|konsortiet)(?:\s+(?:ut|består\s+av))?|i\s+(?:partnerskapet|konsortiet)\s+ingår|"
        r"vi\s+som\s+(?:driver|genomför|står\s+bakom)\s+(?:projektet|satsningen)|aktörer|"
        r"(?:projekt|arbets)gruppen\s+består\s+av\s+(?:medarbetare|personal|representanter)\s+från|"
        r"(?:(?:de|våra|projektets)\s+)?(?:(?!olika\b)\w+\s+)?delprojekt(?:en)?(?:\s+och\s+kontakt\w*)?|"
        r"[^.:;]{2,40}\s(?:består|bestod)\s+av\s+(?:\w+\s+)?delprojekt|(?:projektets\s+)?parter(?:na)?|"
        r"projektdeltagare|(?:kommuner|organisationer|parter|aktörer|företag|skolor|föreningar)\s+(?:som\s+(?:deltar|"
        r"medverkar|ingår|är\s+med)|i\s+(?:projektet|satsningen|partnerskapet))|(?:dessa|de\s+här|följande)\s+(?:\w+\s+)?(?:deltar|medverkar|ingår|är\s+med)|"
        r"(?:dessa|de\s+här|följande)\s+\w+\s+är\s+(?:parter|deltagare)|"
        r"[^.;:]{3,70}\s(?:det|vilket)\s+gör\s+(?:även|också)(?:\s+\w+){1,3}|"
        r"med(?=\s+i\s+(?:projektet|satsningen)\b)|de\s+som\s+(?:deltar|medverkar|ingår|är\s+med)|"
        r"medverkande|deltagare|vilka\s+(?:deltar|är\s+med|är\s+vi|ingår|medverkar)|vi\s+(?:är\s+med|som\s+(?:är\s+med|deltar))|i\s+projektet\s+(?:deltar|ingår|"
        r"medverkar)",
    ),
    _heading(
        "list.partner",
        Role.PARTNER,
        r"(?:(?:ett\s+urval\s+av|några\s+av|exempel\s+på)\s+)?"
        rf"(?:(?:våra|övriga|projektets|externa|viktiga)\s+){{0,2}}{PARTNER_NOUN}|(?:andra\s+)?(?:samverkande|"
        rf"samarbetande)\s+{PARTIES}|(?:samverkar|samarbetar)\s+gör\s+(?:vi|projektet)\s+med|i\s+samverkan\s+med|i\s+samarbete\s+med|"
        r"(?:samverkan|samarbete)(?:\s+med)?|(?:vi|projektet)\s+(?:samverkar|samarbetar)\s+med|"
        r"(?:vi|parter|de)\s+som\s+(?:samverkar|samarbetar)|vilka\s+(?:samverkar|samarbetar)(?:\s+vi\s+med)?|"
        rf"samverkansparter\s+är|(?:dessa|de\s+här|följande)\s+\w+\s+är\s+{PARTNER_NOUN}",
    ),
    _heading(
        "list.cofinancier",
        Role.COFINANCIER,
        r"medfinansiär(?:er)?|medfinansiering|med\s+stöd\s+(?:av|från)|medfinansieras\s+av",
    ),
    _heading(
        "list.funder",
        Role.FUNDER,
        r"finansiär(?:er)?|finansiering|finansieras\s+av|projektfinansiering",
    ),
    _heading(
        "list.evaluator",
        Role.EVALUATOR,
        r"(?:(?:extern|externa|anlitad|anlitade|upphandlad|ansvarig|projektets|lärande)\s+)?(?:utvärderare|följeforskare|processutvärderare)|"
        r"(?:(?:extern|löpande|lärande)\s+)?utvärdering(?:en)?(?:\s+(?:och|&)\s+(?:följeforskning|forskning))?(?:\s+(?:görs|utförs|genomförs)\s+av)?|"
        r"följeforskning(?:en)?(?:\s+(?:och|&)\s+utvärdering)?(?:\s+(?:görs|utförs|genomförs)\s+av)?|"
        r"(?:vem|vilka)\s+utvärderar(?:\s+projektet)?|(?:projektet\s+)?utvärderas\s+av",
    ),
    _heading(
        "list.supplier",
        Role.SUPPLIER,
        r"(?:upphandla(?:de|d)\s+)?(?:kurs|utbildnings)?leverantör(?:er|erna)?(?:\s+av\s+\w*(?:utbildning|kurs)\w*)?|"
        r"(?:upphandla(?:de|d|t)|anlita(?:de|d|t))\s+(?:utbildare|utbildningsanordnare|konsult(?:er)?|företag|aktör(?:er)?|utförare)|"
        r"vem\s+levererar(?:\s+utbildning\w*)?",
    ),
    _heading(
        "list.initiator",
        Role.INITIATOR,
        r"initiativtagare(?:\s+till\s+projektet)?|på\s+initiativ\s+av|initiera(?:t|des)\s+av",
    ),
)

# Sentences that count those listed below, or speak of the others in the project
COUNTED_LISTED = HeadingRule("list.counted", Role.PARTICIPANT, re.compile(""))
OTHERS_LISTED = HeadingRule("list.the-others", Role.PARTICIPANT, re.compile(""))
# Lists below a sentence in words of its own, which gives each its part
INTRODUCED = HeadingRule("list.introduced", Role.PARTICIPANT, re.compile(""))

_ANY_HEADING = quick("|".join(rule.pattern.pattern for rule in HEADINGS), re.IGNORECASE)


def heading_rule(line: str) -> HeadingRule | None:
    """The rule for a line that stands as the heading of a list of parties.

    >>> heading_rule("Samverkansparter:").role.value, heading_rule("Vi deltar gärna.")
    ('partner', None)
    """
    if line.endswith("?") and _QUESTION.match(line):
        line = line.removesuffix("?").rstrip()
    if line.endswith(":") and (
        opening := next((o for o in OPENINGS if o.pattern.match(line)), None)
    ):
        return opening
    if len(line) > 90 or line.endswith((".", "!", "?")):
        return None
    if COUNTED_HEAD.pattern.match(line):
        return COUNTED_HEAD
    if _ANY_HEADING.match(line) is None:
        return None
    return next((rule for rule in HEADINGS if rule.pattern.match(line)), None)
