"""Wordings that say what a body counts as in a project: a partner, or one of those who take part.

"A och B räknas som samverkansparter", "C, vilken är projektets samverkanspart", "bland parterna
ingår D", "A är vi i nära samarbete med".
"""

from __future__ import annotations

from graph.records import Role
from graph.sources.role_words import ALSO, NOT, PARTNER_NOUN, RoleRule, rule

_NAME = r"(?-i:[”\"“]?[A-ZÅÄÖ])"
_ADVERB = (
    r"(?:\s+(?:nu|numera|därmed|därför|alltså|således|formellt|också|även|dessutom|fortfarande|redan|"
    r"sedan\s+[a-zåäö\d]+(?:\s+\d{4})?|från\s+(?:början|start(?:en)?|första\s+(?:dagen|stund))|"
    r"i\s+stället|istället|alla|båda|bägge|samtliga|var\s+för\s+sig|likaledes|likaså|åter))*"
)
_OF_IT = (
    r"(?:\s+(?:(?:projektets|satsningens|förstudiens|insatsens|våra?|en|ett|en\s+av(?:\s+(?:våra|projektets))?)\s+)?"
    r"(?:(?:viktiga?|nära|självklara?|formella?|aktiva?|ny|nya|lokala?|extern|externa)\s+)?)"
)
_COUNTS_AS = (
    r"(?:räkna[st]\s+(?:som|till|in\s+bland|in\s+som|bland)|räknades\s+(?:som|till|bland)|"
    r"utgör(?:s\s+av)?|utgjorde|betraktas\s+som|ses\s+som|"
    r"ingår(?:\s+därmed)?\s+bland|ingick\s+bland|finns\s+bland|fanns\s+bland|återfinns\s+bland|"
    r"(?:hör|hörde)(?:\s+också|\s+även)?\s+till|tillhör(?:de)?|"
    r"(?:är|var|står|stod|finns|fanns)\s+(?:upptagn?a?|angiv(?:en|na)|inskriv(?:en|na)|anmäld?a?|"
    r"registrerade?|antecknade?|uppförda?|med)\s+(?:som|bland)|"
    r"anges\s+som|angavs\s+som|agerar|agerade|har\s+(?:ställning|status|rollen?)\s+(?:som|av)|"
    r"(?:har\s+)?(?:skrivit|skrev|skriver)\s+(?:på|under)(?:\s+(?:avtalet|ansökan|överenskommelsen))?\s+som|"
    r"(?:har\s+)?(?:anslutit|anslöt|ansluter|anmält|anmälde)\s+sig\s+som|(?:har\s+)?blivit|"
    r"är|var|blir|blev|har\s+varit|förblir)"
)
_THE_PARTNERS = r"(?:de\s+)?(?:samverkande|samarbetande)(?=\s*[.,;:]|\s+(?:och|i)\s|$)"
_PARTIES_OF = (
    r"(?:medsökande|delprojektägare|(?:formellt\s+)?(?:deltagande|medverkande)\s+"
    r"(?:part(?:er(?:na)?)?|organisation(?:er(?:na)?)?|aktör(?:er(?:na)?)?|kommun(?:er(?:na)?)?|företag)|"
    r"(?:projektets\s+|de\s+)?parter(?:na)?(?=\s*[.,;]|\s+i\s+(?:projektet|satsningen|arbetet)|\s+och\s|$))"
)
_NOT_ELSEWHERE = (
    r"(?!\s+(?:i|av|till|inom)\s+(?!\w*projekt|satsning|insats|arbetet|samarbetet|ansökan|förstudie|teamet|"
    r"detta|denna|det\s+här|ett\s+\w*projekt|(?-i:[A-ZÅÄÖ])(?!\w*(?:råd|nätverk|forum|förbund|allians|kommitté|delegation|kluster))))"
)
_MANY_PARTNERS = (
    r"(?:(?:samverkans|samarbets|projekt)part(?:er|ners|ner)|(?:samverkans|samarbets)aktörer|partners|"
    r"(?:samverkande|samarbetande)\s+parter)"
)
_JOINT_WORK = r"(?:samarbete|samverkan|samråd|partnerskap)"

STANDING_RULES: tuple[RoleRule, ...] = (
    # "A och B räknas som samverkansparter", "Även C hör till de samverkande"
    rule(
        "partner.counts-as",
        Role.PARTNER,
        rf"(?:,?\s+(?:som|vilk(?:en|et))(?=\s))?\s+{_COUNTS_AS}{NOT}{_ADVERB}{_OF_IT}?\s*"
        rf"(?:{PARTNER_NOUN}\b{_NOT_ELSEWHERE}|(?<=till\s){_THE_PARTNERS}|(?<=bland\s){_THE_PARTNERS})",
        "before",
        groups=True,
    ),
    rule(
        "participant.counts-as",
        Role.PARTICIPANT,
        rf"(?:,?\s+(?:som|vilk(?:en|et))(?=\s))?\s+{_COUNTS_AS}{NOT}{_ADVERB}{_OF_IT}?\s*{_PARTIES_OF}\b{_NOT_ELSEWHERE}",
        "before",
    ),
    # "… tas fram med A och B, som är samverkansparter": all of them, as the noun says
    rule(
        "partner.who-are",
        Role.PARTNER,
        rf",?\s+(?:som|vilka)(?:\s+(?:alla|båda|bägge|samtliga))?\s+{_COUNTS_AS}{NOT}{_ADVERB}{_OF_IT}?\s*{_MANY_PARTNERS}\b{_NOT_ELSEWHERE}",
        "before",
    ),
    rule(
        "participant.who-are",
        Role.PARTICIPANT,
        rf",?\s+(?:som|vilka)(?:\s+(?:alla|båda|bägge|samtliga))\s+{_COUNTS_AS}{NOT}{_ADVERB}{_OF_IT}?\s*{_PARTIES_OF}\b{_NOT_ELSEWHERE}",
        "before",
    ),
    # "… hör till samverkansparterna jämte B och C": those beside whom A is one
    rule(
        "partner.beside-them",
        Role.PARTNER,
        r"(?:(?<=parterna)|(?<=parter)|(?<=partners)|(?<=partner)|(?<=part)|(?<=parten))\s+"
        rf"(?:jämte|vid\s+sidan\s+av|utöver|förutom|i\s+likhet\s+med)\s+(?={_NAME})",
        "after",
    ),
    # "Med A och B förs samarbete om …", "Med C pågår ett nära samarbete"
    rule(
        "partner.with-them-goes-on",
        Role.PARTNER,
        rf"\bmed\s+(?={_NAME}(?:(?!\ssom\s)[^.;:]){{2,120}}?\s+(?:förs|bedrivs|bedrevs|pågår|pågick|sker|skedde|finns|fanns|"
        rf"råder|inleds|inleddes|utvecklas|planeras|har\s+(?:det\s+)?(?:inletts|etablerats|upprättats|skett|bedrivits|förts))"
        rf"(?:\s+(?!inget\b|ingen\b|inte\b)[a-zåäö]+){{0,3}}?\s+{_JOINT_WORK}\b)",
        "after",
    ),
    # "A och B är man i nära samarbete med", "C samarbetar vi med"
    rule(
        "partner.we-are-with",
        Role.PARTNER,
        rf"\s+(?:(?:är|har|står|stod|hade|var)\s+(?:vi|man|projektet|förbundet)\s+(?:[a-zåäö]+\s+){{0,3}}?{_JOINT_WORK}|"
        r"(?:samarbetar|samverkar|samarbetade|samverkade)\s+(?:vi|man|projektet|de)(?:\s+(?:nära|tätt|också|även|löpande))?)"
        r"\s+med(?=\s*[.,;]|\s+(?:om|kring|i|när)\s|$)",
        "before",
    ),
    # "Som samverkansparter har A och B knutits till projektet"
    rule(
        "partner.as-tied",
        Role.PARTNER,
        rf"\bsom\s+(?:\w+\s+)?{PARTNER_NOUN}\s+(?:har|är|blev|blir)\s+(?:nu\s+|också\s+|även\s+)?(?={_NAME}[^.;:]{{2,120}}?\s(?:knutits|knutna|"
        r"anslutit|anslutna|tillkommit|utsetts|valts|angetts|angivits|angivna|utpekats|kopplats|kopplade)\b)",
        "after",
    ),
    # "På samverkanssidan finns A och B"
    rule(
        "partner.on-the-side",
        Role.PARTNER,
        rf"\bpå\s+(?:samverkans|samarbets|partner)sidan\s+(?:finns|fanns|är|har\s+vi|hittar\s+vi|står){ALSO}\s+(?={_NAME})",
        "after",
    ),
    # "Avtal om samverkan har slutits med A och B"
    rule(
        "partner.agreed-with",
        Role.PARTNER,
        r"\b(?:avtal|överenskommelser?)\s+om\s+(?:samverkan|samarbete|medverkan)(?:\s+i\s+projektet)?\s+(?:har|är)\s+(?:också\s+|även\s+)?"
        rf"(?:slutits|slutna|tecknats|tecknade|ingåtts|ingångna|träffats|träffade|skrivits|skrivna)\s+med\s+(?={_NAME})",
        "after",
    ),
    # "Utöver Exempelstad omfattas A och B av projektet"
    rule(
        "participant.comprised",
        Role.PARTICIPANT,
        rf"\bomfattas\s+(?:också\s+|även\s+)?(?={_NAME}[^.;:]{{2,160}}?\s+av\s+(?:projektet|satsningen|insatsen)\b)",
        "after",
    ),
    # "A har lovat att samarbeta med staden om platser"
    rule(
        "partner.pledges",
        Role.PARTNER,
        r"\s+har\s+(?:också\s+|även\s+|redan\s+|nu\s+)?(?:lovat|åtagit\s+sig|förbundit\s+sig|förklarat\s+sig\s+(?:villiga?|beredda?)|"
        r"gått\s+med\s+på|skrivit\s+på\s+(?:avtal\s+)?om|kommit\s+överens\s+(?:med\s+[^.;,]{3,40}?\s+)?om)\s+att\s+"
        r"(?:samarbeta|samverka|bistå|hjälpa\s+till)\b",
        "before",
    ),
    # "A är projektägare och samverkar i projektet med B och C"
    rule(
        "partner.in-it-with",
        Role.PARTNER,
        r"\b(?:samverkar|samarbetar|samverkade|samarbetade)\s+(?:(?:i|inom|kring|om|runt)\s+(?:projektet|satsningen|arbetet|insatsen|detta|det\s+här)"
        rf"|(?:här|där))(?:\s+(?:nära|tätt))?{ALSO}\s+med\s+"
        r"(?!(?:[a-zåäö]+\s+){0,3}(?:som|i|på|från|mellan|med)\s+(?!(?-i:[A-ZÅÄÖ])))(?=[^.;,]{0,60}?(?-i:[A-ZÅÄÖ]))",
        "after",
    ),
    # "B och C har skrivit på var sitt samverkansavtal"
    rule(
        "partner.signed-agreement",
        Role.PARTNER,
        r"(?:,?\s+(?:som|vilka)(?=\s))?\s+har\s+(?:båda\s+|alla\s+|också\s+|även\s+)?(?:skrivit\s+(?:på|under)|tecknat|undertecknat|ingått|slutit)\s+"
        r"(?:(?:ett|var\s+sitt|varsitt|egna|sina|skriftliga?)\s+){0,2}(?:samverkans|samarbets|partner(?:skaps)?)avtal\b"
        r"(?!\s+(?:om|kring)\s+(?!projekt|satsning|insats))",
        "before",
    ),
)
