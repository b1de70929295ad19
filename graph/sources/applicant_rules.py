"""Wordings that say who owns a project by who applied for its grant, or got it."""

from __future__ import annotations

from graph.records import Role
from graph.sources.role_words import SUM, TIME, RoleRule, rule

_IS_GRANTED = (
    r"(?:beviljas|beviljades|beviljats|tilldelas|tilldelades|tilldelats|prioriteras|prioriterades|"
    r"prioriterats|får|fick|fått|kammar\s+hem|kammade\s+hem|kammat\s+hem|tar\s+hem|tog\s+hem|tagit\s+hem)"
)
_OF_FUND = (
    r"(?:från|av|ur|via|genom)\s+(?:den\s+)?(?:Europeiska\s+socialfonden|Svenska\s+ESF|ESF|EU|socialfonden|"
    r"(?:Allmänna\s+)?arvsfonden|(?:Europeiska\s+)?regionala\s+utvecklingsfonden|Interreg|Leader|Vinnova|Tillväxtverket)\b"
    r"(?:\+|-rådet|\s+plus)?"
)

# "A har fått stöd för X"
GRANTED_RULES: tuple[RoleRule, ...] = (
    # "Ett treårigt projekt har beviljats A tillsammans med B"
    rule(
        "owner.granted-to",
        Role.OWNER,
        r"\b(?:[\w-]*projekt(?:et)?|förstudien?)\b[^.,;:]{0,60}?\s(?:har\s+)?(?:nu\s+)?(?:beviljats|beviljades|tilldelats|tilldelades)\s+"
        r"(?=(?-i:[A-ZÅÄÖ])[^.,;:]{2,50}?\s(?:tillsammans|ihop|i\s+(?:samarbete|samverkan))\s+med\s)",
        "after",
        single=True,
    ),
    rule(
        "owner.granted-inverted",
        Role.OWNER,
        r"(?:^|[,–]\s|(?<=[\w”\"»)])\s)har\s+(?=(?-i:[A-ZÅÄÖ])"
        r"(?:[^.,;]{2,60}?|[^.;]{2,60}?\s+(?:och|samt)\s+(?-i:[A-ZÅÄÖ])[^.,;]{2,40}?)\s+"
        r"(?:nu\s+|tillsammans\s+|gemensamt\s+)?(?:fått|beviljats|tilldelats)\b"
        r"(?!\s+(?:i\s+uppdrag|uppdraget)\s+att\s+(?:\w+\s+){0,3}?(?:utvärdera|följa|leverera)\b))",
        "after",
        single=True,
    ),
    rule(
        "owner.granted",
        Role.OWNER,
        r"(?<!\bnu)\s+(?:har\s+(?:nu\s+)?)?(?:beviljats|beviljas|beviljades|fått|får|fick|tilldelats|tilldelades)\s+"
        r"[^.]{0,60}?\b(?:kronor|mkr|stöd|medel|pengar|bidrag|klartecken|grönt\s+ljus|ja)\b[^.]{0,70}?\b"
        r"(?:(?:för|till)\s+(?:att\s+\w+\s+)?|att\s+\w+\s+)(?:sitt\s+|det\s+|ett\s+|en\s+|sin\s+)?(?:\w+\s+){0,2}"
        r"(?:(?:ESF-|EU-)?projekt(?:et)?|förstudien?)\b",
        "before",
        single=True,
    ),
    # "A prioriteras med 2 miljoner kronor för X", "A har beviljats 2 miljoner kronor av ESF"
    rule(
        "owner.granted-sum",
        Role.OWNER,
        rf"\s+(?:har\s+(?:nu\s+)?)?{_IS_GRANTED}\s+(?=(?:med\s+)?{SUM}\s+(?:{_OF_FUND}\s+)?"
        r"(?:för|till)\s+(?-i:[”\"“A-ZÅÄÖ]))",
        "before",
        single=True,
    ),
    rule(
        "owner.granted-sum-of-fund",
        Role.OWNER,
        rf"\s+(?:har\s+(?:nu\s+)?)?{_IS_GRANTED}\s+(?={SUM}\s+(?:i\s+\w+\s+)?{_OF_FUND})",
        "before",
        single=True,
    ),
    # "A kommun fick besked om att vår projektansökan …"
    rule(
        "owner.told-of-application",
        Role.OWNER,
        r"\s+(?:har\s+)?(?:nu\s+)?(?:(?:av|från)\s+(?:Svenska\s+)?ESF[\w-]*(?:\s+i\s+(?-i:[A-ZÅÄÖ])\w+)?\s+)?(?:fått|fick|får)\s+"
        r"(?:[^\s.;,]+\s+){0,4}?besked(?:et)?\s+(?:om\s+)?att\s+"
        r"(?:[^.;,]{0,40}?\b(?:projekt|ansökan|ansökningar|förstudie)|"
        r"(?-i:[A-ZÅÄÖ”\"“])[^.;,]{1,60}?\s+(?:kan|får|ska)\s+(?:fortsätta|starta|börja|dra|drivas|genomföras|bli\s+av)\b)",
        "before",
        single=True,
    ),
    rule(
        "owner.granted-project",
        Role.OWNER,
        r"\s+(?:har\s+)?(?:beviljas|beviljades|beviljats|tilldelas|tilldelades|fick|får)\s+(?:också\s+|även\s+|nu\s+)?"
        r"(?:stöd\s+(?:för|till)\s+)?(?:sitt\s+|det\s+)?(?:ESF-)?projektet\s+(?=(?-i:[”\"“A-ZÅÄÖ]))",
        "before",
        single=True,
    ),
    # "A har beviljats medel för tre förstudier:"
    rule(
        "owner.granted-several",
        Role.OWNER,
        r"\s+(?:har\s+)?(?:nu\s+)?(?:beviljats|beviljas|beviljades|tilldelats|fått|får|fick)\s+"
        r"(?:stöd|medel|pengar|bidrag|EU-medel|EU-stöd|finansiering)\s+(?:(?:från|av|ur)\s+[^.;:]{3,60}?\s+)?"
        r"(?:för|till)\s+(?:två|tre|fyra|fem|sex|sju|\d+)\s+(?:nya\s+)?(?:\w*projekt|förstudier)\b",
        "before",
        single=True,
    ),
    # "A fick under 2023 medel från Europeiska socialfonden för insatser som …"
    rule(
        "owner.granted-of-fund",
        Role.OWNER,
        rf"\s+(?:har\s+(?:(?:nu|därför|också|även)\s+)?)?(?:fått|får|fick|beviljats|beviljades|tilldelats)\s+(?:nu\s+|{TIME}\s+)?"
        r"(?:nya\s+)?(?:EU-|ESF-|projekt)?(?:medel|pengar|stöd|bidrag|finansiering)\s+(?:från|av|ur)\s+(?:den\s+)?"
        r"(?:Europeiska\s+socialfonden|socialfonden|(?:Svenska\s+)?ESF)(?:\+|-rådet|\s+plus)?"
        r"(?:\s+\(ESF\+?\)|,\s+ESF\+?,)?,?\s+(?:för|till)\s+",
        "before",
        single=True,
    ),
)

# "ansökningar från A", "Nu får A stöd från ESF"
GRANTED_BY_RULES: tuple[RoleRule, ...] = (
    rule(
        "owner.applications-from",
        Role.OWNER,
        r"\b\w*(?:projekt|ansökningar)(?:na|en)?,\s+[^.;]{3,90}?,\s+från\s+(?=(?-i:[A-ZÅÄÖ]))|"
        r"\b\w*(?:ansökan|ansökningar(?:na)?)\s+från\s+(?=(?-i:[A-ZÅÄÖ])[^.;,]{2,60}?\s+(?:har\s+(?:nu\s+)?)?(?:bevilja(?:des|ts|s)|godkän(?:ts|ns|des)|får|fick|fått|prioritera(?:des|ts|s)))",
        "after",
        single=True,
    ),
    rule(
        "owner.granted-by-fund",
        Role.OWNER,
        r"\b(?:(?:beviljade|beviljar|tilldelade|tilldelar)\s+(?:Svenska\s+)?ESF-rådet|"
        r"(?:ESF|socialfonden|ESF-rådet)(?:\s+\(ESF\+?\))?\s+(?:har\s+)?(?:nu\s+)?(?:beviljat|beviljade|beviljar|tilldelat|tilldelar|gett|ger))\s+"
        r"(?=(?-i:[A-ZÅÄÖ])[^.;]{2,200}?\s(?:medel|stöd|pengar|bidrag|kronor|mkr)\b)",
        "after",
        single=True,
    ),
    rule(
        "owner.gets-inverted",
        Role.OWNER,
        r"\b(?:får|fick)\s+(?:nu\s+)?(?=(?-i:[A-ZÅÄÖ])[^.;]{2,200}?,?\s(?:stöd|medel|pengar|bidrag)\s+"
        r"från\s+(?:Svenska\s+)?(?:ESF|Europeiska\s+socialfonden|EU)[^.;]{0,60}?\b\w*projekt)|"
        r"\b(?:fick|har)\s+(?=(?-i:[A-ZÅÄÖ])[^.;,]{2,80}?\s(?:fått\s+)?(?:klartecken|grönt\s+ljus)\s+"
        r"(?:från|av)\s+(?:Svenska\s+)?(?:ESF|Europeiska\s+socialfonden|EU))",
        "after",
        single=True,
    ),
)

# "… som A har ansökt om", "A fick ja på sin ansökan"
APPLIED_RULES: tuple[RoleRule, ...] = (
    rule(
        "owner.applied",
        Role.OWNER,
        r"\b\w*(?:stöd|medel|pengar|bidrag)(?:et|en)?\b[^.;]{0,80}?\bsom\s+"
        r"(?=(?-i:[A-ZÅÄÖ])[^.;,]{2,60}?\s+har\s+(?:ansökt\s+om|sökt)\b)|"
        r"\b(?:godkänt|godkänner|beviljat|beviljar|bifallit)\s+(?=(?-i:[A-ZÅÄÖ])[^.;,]{2,60}?s\s+ansökan\b)",
        "after",
        single=True,
    ),
    rule(
        "owner.is-granted",
        Role.OWNER,
        rf"\b(?:beviljar?|beviljat|beviljade|tilldelar?|tilldelat|tilldelade|ger|ge|gav|gett)\s+(?:{TIME}\s+)?"
        r"(?=(?-i:[A-ZÅÄÖ])[^.,;]{2,60}?\s+(?:drygt\s+|knappt\s+|cirka\s+|ca\s+|närmare\s+|"
        r"nästan\s+)?\d[^.;]{0,30}?\b(?:miljoner|mkr|kronor|kr)\b)|"
        r"\b(?:beviljar?|beviljat|beviljade|tilldelar?|tilldelat|tilldelade)\s+(?=(?-i:[A-ZÅÄÖ])[^.,;]{2,60}?\s+"
        r"(?:(?:projekt|ESF-|EU-)?(?:medel|pengar)|stöd|projektstöd)\s+(?:för|till|på|att)\b)|"
        r"\b(?:tilldelades|tilldelas|beviljades|beviljas)\s+(?=(?-i:[A-ZÅÄÖ])[^.,;]{2,60}?\s+(?:ESF-)?projektet\s+(?-i:[”\"“A-ZÅÄÖ]))",
        "after",
        single=True,
    ),
    # "A söker medel för att under två år …": what an application says of who makes it
    rule(
        "owner.seeks",
        Role.OWNER,
        r"\s+(?:söker|ansöker\s+om)\s+(?:EU-|ESF-|projekt)?(?:medel|stöd|pengar|bidrag)\s+(?:(?:från|ur|av)\s+[^.;,]{3,40}?\s+)?"
        r"för\s+att\s+(?!(?:fortsätta|sprida|permanenta|utvärdera|ta\s+|föra\s+))",
        "before",
        single=True,
    ),
    # "Lyktan har beviljats A", "Inom utlysningen beviljades A ett förberedande projekt"
    rule(
        "owner.project-granted",
        Role.OWNER,
        r"(?<=\w)\s+(?:har\s+beviljats|beviljades|beviljas|har\s+tilldelats|tilldelades)\s+(?=(?-i:[A-ZÅÄÖ])[^.,;:()]{3,50}?[.,])|"
        r"\b(?:beviljades|tilldelades|beviljas|fick)\s+(?=(?:föreningen|förbundet|kommunen|skolan|(?-i:[A-ZÅÄÖ]))[^.,;:()]{0,60}?\s+ett\s+(?:\w+\s+){0,2}?[\w-]*projekt\b)",
        "after",
        single=True,
    ),
    # "I maj fick A ja på sin ansökan", "A sökte och beviljades medel"
    rule(
        "owner.got-a-yes",
        Role.OWNER,
        r"\b(?:fick|har)\s+(?=(?-i:[A-ZÅÄÖ])[^.;,]{2,60}?\s+(?:fått\s+)?(?:ett\s+)?ja\s+(?:på|till)\s+(?:sin|en)\s+ansökan\b)|"
        r"\b(?:pengarna|medlen|stödet|bidraget)\b[^.;,]{0,40}?\s(?:söktes|har\s+sökts|söks)\s+av\s+(?=(?-i:[A-ZÅÄÖ]))",
        "after",
        single=True,
    ),
    rule(
        "owner.has-got-through",
        Role.OWNER,
        r"\s+(?:har\s+(?:\w+\s+){0,4}?fått|fick|får)\s+(?:igenom\s+(?:en|sin)\s+ansökan|(?:ett\s+)?ja\s+(?:på|till)\s+sin\s+ansökan|"
        r"grönt\s+ljus\s+för)\b|"
        r"\s+har\s+(?:nu\s+)?fått\s+(?:ett\s+)?(?:ja|klartecken|grönt\s+ljus)\s+från\s+(?:Svenska\s+)?(?:ESF|Europeiska\s+socialfonden)|"
        r"\s+(?:beviljades|tilldelades)\s+(?:stödet|medlen|pengarna|bidraget|finansieringen)\b|"
        r"\s+sökte\s+och\s+(?:beviljades|fick)\s+(?:medel|stöd|pengar)\b|"
        r",\s+som\s+(?:har\s+)?(?:skickat|lämnat|skickade|lämnade)\s+in\s+ansökan\b",
        "before",
        single=True,
    ),
)
