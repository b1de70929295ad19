"""Wordings that say who sells courses, services or goods to a project."""

from __future__ import annotations

from graph.records import Role
from graph.sources.role_words import IN, IS, RoleRule, rule

_SUPPLIER = (
    r"(?:(?:(?!under)\w+)?leverantör(?:er|erna|en)?|(?:upphandla(?:d|de|t)\s+)(?:utbildare|utbildningsföretag|utbildningsanordnare|"
    r"kursanordnare|kursledare|konsult(?:er)?|handledare|part|aktör|coach(?:er)?|föreläsare)(?:n|na)?)"
)
# What projects buy; who delivers food or heat delivers to nobody's project.
_GOODS = (
    r"(?:\w*utbildning\w*|\w*kurs(?:en|er|erna)?\b|\w*coach(?:ning|ing)\w*|\w*handledning\w*|\w*föreläsning\w*|"
    r"\w*samtal(?:en)?\b|\w*material(?:et)?\b|\w*plattform\w*|\w*program(?:met|men)?\b|\w*systemet?\b|\w*verktyg\w*|"
    r"\w*undervisning\w*|\w*timmar(?:na)?\b|\w*träning\w*|\w*tjänst(?:en|er|erna)?\b|\w*moment(?:en)?\b|\w*workshop\w*|"
    r"\w*stöd(?:et)?\b|\w*intervju\w*|\w*kartläggning\w*|\w*appen?\b)"
)
_NOT_EVALUATION = r"(?![^.;]{0,90}?(?:utvärder|följeforsk))"
_FOR_PROJECT = (
    r"(?:på\s+(?:uppdrag\s+(?:av|från)\s+(?:projektet|oss|satsningen)|(?:vårt|projektets)\s+uppdrag)|"
    r"åt\s+(?:projektet|oss)\s+efter\s+upphandling|efter\s+(?:en\s+)?(?:offentlig\s+)?upphandling|på\s+entreprenad|"
    r"mot\s+betalning|efter\s+att\s+ha\s+vunnit\s+(?:upphandling|anbud)|"
    r"sedan\s+\w+\s+(?:har\s+)?vunnit\s+(?:upphandling|anbud))"
)
_BOUGHT = (
    r"(?:(?:levereras|levererades|levererats|upphandlas|upphandlats|upphandlades|upphandlade|köps|köptes|köpts|hyrs|hyrdes|beställs|"
    r"beställdes)(?:\s+in)?(?:\s+(?:också|även|externt))?\s+(?:av|från)|"
    r"(?:köper|köpte|upphandlar|upphandlade|hyr|beställer)\s+(?:vi|projektet)(?:\s+in)?(?:\s+(?:också|även))?\s+(?:av|från)|"
    r"har\s+(?:vi|projektet)\s+(?:köpt|upphandlat|hyrt|beställt)(?:\s+in)?\s+(?:av|från)|"
    r"(?:vi|projektet)\s+(?:har\s+)?(?:köper|köpte|köpt|upphandlar|upphandlat|upphandlade|beställt)\s+(?:in\s+)?(?!inte\b)[^.;,]{3,70}?\s(?:av|från))\s+"
)
_DOES = (
    r"(?:genomför|genomförde|håller(?:\s+i)?|höll(?:\s+i)?|levererar|levererade|står\s+för|stod\s+för|ger|gav|leder|ledde|sköter|skötte|"
    r"utför|utförde|ansvarar(?:\s+för)?|ansvarade(?:\s+för)?|ordnar|ordnade|anordnar|arrangerar)"
)
_DONE = (
    r"(?:genomförs|genomfördes|sköts|sköttes|hålls|hölls|ges|gavs|leds|leddes|utförs|utfördes|"
    r"anordnas|ordnas|levereras|levererades)"
)

SUPPLY_RULES: tuple[RoleRule, ...] = (
    rule(
        "supplier.is",
        Role.SUPPLIER,
        rf"\b(?:upphandla(?:d|de|t)\s+)?{_SUPPLIER}(?:\s+av\s+\w+)?{IN}?{IS}",
        "after",
    ),
    rule(
        "supplier.by",
        Role.SUPPLIER,
        r"\b(?:tecknat|skrivit|slutit)\s+(?:ram)?avtal\s+med\s+(?=(?-i:[A-ZÅÄÖ])[^.;]{2,120}?\s(?:om|för)\s+(?:\w+\s+)?(?:utbildning|kurs|tjänst|insats))|"
        r"\bavtal\s+(?:om|för)\s+(?!samverkan|samarbete|medverkan)[^.;,]{3,60}?\s(?:har\s+)?(?:tecknats|slutits|skrivits)\s+med\s+|"
        r"\b\w*upphandling(?:en|arna)?(?:\s+av\s+[^.;,]{3,50}?)?\s+(?:vanns|har\s+vunnits)\s+av\s+|"
        rf"\b{_BOUGHT}",
        "after",
    ),
    # "Kurserna hålls av A och B efter upphandling", "genomförs av A, som vann upphandlingen"
    rule(
        "supplier.tendered",
        Role.SUPPLIER,
        rf"\b(?:är\s+upphandla(?:d|de|t)\s+och\s+)?{_DONE}\s+av\s+(?=[^.;]{{2,110}}?\s{_FOR_PROJECT})|"
        rf"\bär\s+upphandla(?:d|de|t)\s+och\s+{_DONE}\s+av\s+|"
        rf"\b{_DONE}\s+av\s+(?=[^.;]{{2,70}}?,?\s+som\s+(?:är\s+upphandla|har\s+upphandlats|upphandlats|upphandlades|vann\s+|(?:har\s+)?vunnit\s+))|"
        rf"\bpå\s+(?:uppdrag\s+av\s+projektet|(?:vårt|projektets)\s+uppdrag)\s+{_DOES}\s+(?=(?-i:[A-ZÅÄÖ])){_NOT_EVALUATION}|"
        r"\befter\s+(?:en\s+)?upphandling\s+(?:har|fick|blev|valdes|anlitades|anlitas)\s+(?=(?-i:[A-ZÅÄÖ]))",
        "after",
    ),
    # "har anlitat A för kurserna"
    rule(
        "supplier.engaged",
        Role.SUPPLIER,
        rf"\b(?:har\s+(?:vi\s+|projektet\s+)?|vi\s+|projektet\s+)(?:anlitat|upphandlat|kontrakterat|anlitar|anlitade|upphandlade)\s+{_NOT_EVALUATION}"
        r"(?:(?:företaget|konsulten|utbildningsföretaget|bolaget|konsultföretaget)\s+)?(?=(?-i:[A-ZÅÄÖ]))",
        "after",
    ),
    rule(
        "supplier.before",
        Role.SUPPLIER,
        rf"\s+(?:är|var|blir|blev|har\s+(?:upphandlats|anlitats|kontrakterats)\s+som|anlitas\s+som|upphandlades\s+som|anlitades\s+som)\s+"
        rf"(?:(?:projektets|vår|en\s+av\s+\w+)\s+)?(?:upphandla(?:d|de)\s+)?(?:som\s+)?{_SUPPLIER}\b(?!\s+(?:av|till)\s+(?!{_GOODS}|projektet))|"
        r"(?:,?\s+som)?\s+(?:har\s+|är\s+|blev\s+|blivit\s+|har\s+blivit\s+)?(?:upphandla(?:ts|des|s|d|de)|anlita(?:ts|des|s|d|de)|kontraktera(?:ts|des|d))"
        rf"(?:\s+av\s+(?:projektet|oss))?(?:\s+(?:för|som|till)\s+(?:att\s+)?(?=\w){_NOT_EVALUATION}|(?=\s*(?:[.,;]|$)))|"
        r"(?:,?\s+som)?\s+(?:har\s+)?(?:vann|vunnit)\s+(?:den\s+|projektets\s+)?(?:\w*upphandling(?:en|arna)?|anbudstävlingen)"
        rf"(?:\s+av\s+(?={_GOODS}|tjänsten|uppdraget)|(?=\s*(?:[.,;]|$)|\s+(?:och|om|för)\b)){_NOT_EVALUATION}",
        "before",
    ),
    rule(
        "supplier.delivers",
        Role.SUPPLIER,
        rf"(?:,?\s+som)?\s+(?:levererar|levererade)(?:\s+(?!inte\b)[\w-]+){{0,3}}?\s+{_GOODS}|"
        r"(?<=[a-zåäö])\s+som\s+levererar(?=\s*[.,;])|"
        rf"(?:,?\s+som)?\s+{_DOES}\s+(?![^.;]{{0,70}}?\b(?:utvärder|inte\b))(?:[^.;]{{3,70}}?\s)?{_FOR_PROJECT}|"
        rf"\s+(?:har\s+)?(?:fått|fick)\s+(?:i\s+uppdrag|uppdraget)(?:\s+av\s+projektet)?\s+att\s+(?:leverera|hålla|utbilda|genomföra)\s+(?:[\w-]+\s+){{0,3}}?{_GOODS}",
        "before",
    ),
)
