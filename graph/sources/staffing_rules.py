"""Wordings that say who is in a project by their staff, by what they add, or beside others."""

from __future__ import annotations

from graph.records import Role
from graph.sources.role_words import ALSO, IN, IS, NOT, PARTIES, PARTNER_NOUN, TAKES, RoleRule, rule

STAFFING_RULES: tuple[RoleRule, ...] = (
    # "X är ett tvåårigt projekt med kommunerna A och B samt Region C"
    rule(
        "participant.a-project-with",
        Role.PARTICIPANT,
        r"\b(?:är|var)\s+ett\s+(?:[\w-]+\s+){0,3}?[\w-]*projekt\s+med\s+"
        r"(?=(?:kommunerna|regionerna|samordningsförbunden|kommunalförbunden|folkhögskolorna)\s|"
        r"(?-i:[A-ZÅÄÖ])[^.,;]{2,40}?\s(?:kommun|stad)\b|(?-i:Region\s[A-ZÅÄÖ]|[A-ZÅÄÖ]\w+(?:förmedlingen|kassan)\b))",
        "after",
    ),
    # "Målgruppen är anställda i A och B kommuner"
    rule(
        "participant.staff-targeted",
        Role.PARTICIPANT,
        r"\bmålgrupp(?:en|er|erna)?\s[^.;]{0,160}?\b(?:anställda|medarbetare|medarbetarna|personal|chefer)\s+"
        r"(?:inom|i|vid|på|hos|från)\s+(?=(?-i:[A-ZÅÄÖ])|kommunerna\s)|"
        r"\b(?:[\w-]*projekt\s+för|(?:riktar|vänder|riktade|vände)\s+sig\s+till)\s+(?:\w+\s+)?(?:\w*personal(?:en)?|medarbetare|anställda|chefer|"
        r"undersköterskor|socialsekreterare|lärare)\s+(?:inom|i|vid|på|hos|från)\s+"
        r"(?=(?-i:[A-ZÅÄÖ])[^.;]{2,160}?\skommun(?:er)?\b|kommunerna\s)|"
        r"\b(?:riktar|vänder|riktade|vände)\s+sig\s+till\s+(?:\w*personal(?:en)?|medarbetare|anställda|chefer)\s+"
        r"(?:inom|i|vid|på|hos)\s+(?:[a-zåäö]+\s+){1,3}?i\s+(?=(?-i:[A-ZÅÄÖ])[\w-]+(?:,\s(?-i:[A-ZÅÄÖ])[\w-]+)*\s+och\s+(?-i:[A-ZÅÄÖ]))|"
        r"(?<!att\s)\b(?:ge|ger|gav|erbjuda|erbjuder|utbilda|utbildar|rusta|rustar|kompetensutveckla|kompetensutvecklar)\s+(?:alla\s+)?"
        r"(?:\w*personal(?:en)?|medarbetare|anställda|chefer)\s+(?:inom|i|vid|på|hos|från)\s+"
        r"(?=(?-i:[A-ZÅÄÖ])[^.;]{2,160}?(?:,|\soch)\s[^.;]{2,60}?\skommun(?:er)?\b|kommunerna\s)",
        "after",
    ),
    # "Anställda i A och B deltar", "Verksamheter inom A kommer att delta"
    rule(
        "participant.staff-take-part",
        Role.PARTICIPANT,
        r"\b(?:anställda|medarbetare|personal|chefer|lärare|handläggare|\w*verksamheter|enheter|\w*skolor|arbetsplatser)\s+"
        r"(?:i|inom|vid|hos|på)\s+(?=(?-i:[A-ZÅÄÖ])(?:(?!\ssom\s)[^.;:]){2,160}?\s"
        rf"{TAKES}{NOT}{ALSO}(?:{IN}|\s*[.;,]|\s*$))",
        "after",
    ),
    # "A är aktiv i projektet", "B finns med i satsningen", "C är en av projektets aktörer"
    rule(
        "participant.is-in-it",
        Role.PARTICIPANT,
        rf"\s+(?:finns|fanns|är|var|har\s+varit){NOT}{ALSO}\s+(?:med|aktiva?)\s+i\s+(?:projektet|satsningen|insatsen)(?=\s*[.,;]|\s*$|\s+(?:med|genom|sedan|under|och|som|för\s+att)\b)|"
        rf"\s+(?:är|var)\s+(?:en|två|tre)\s+av\s+(?:projektets|satsningens)\s+(?:\w+\s+)?{PARTIES}\b",
        "before",
    ),
    # "En av projektets aktörer är A"
    rule(
        "participant.one-is",
        Role.PARTICIPANT,
        rf"\b(?:en|två|tre)\s+av\s+(?:(?:projektets|satsningens|de\s+(?:deltagande|medverkande|ingående))\s+(?!(?:samarbets|samverkans|projekt)?part)"
        rf"{PARTIES}|(?:parterna|aktörerna|organisationerna|kommunerna|myndigheterna|företagen)\s+(?:i\s+(?:projektet|satsningen)|"
        rf"som\s+{TAKES}{IN}?))\s+(?:är|var)\s+(?=(?-i:[A-ZÅÄÖ]))",
        "after",
    ),
    # "ett projekt gemensamt mellan A och B"
    rule(
        "participant.joint-between",
        Role.PARTICIPANT,
        r"\bprojekt\s+gemensamt\s+(?:mellan|för)\s+",
        "after",
    ),
    # "Förutom A deltar B": A is in it as well
    rule(
        "participant.besides-it",
        Role.PARTICIPANT,
        r"(?:^|(?<=[.!?]\s)|(?<=\n))(?:förutom|utöver)\s+(?=(?-i:[A-ZÅÄÖ])[^.;]{2,80}?,?\s+(?:"
        rf"{TAKES}|är\s+det|är\s+också|är\s+även)\b)",
        "after",
    ),
    # "A bidrar med en samordnare"
    rule(
        "participant.contributes",
        Role.PARTICIPANT,
        r"\s+(?:bidrar|bistår)\s+(?:också\s+|även\s+)?med\s+(?:en\s+(?!utvärder|följe)|forskare\b|personal\b|"
        r"arbetstid\b|medarbetare\b|handläggare\b)",
        "before",
    ),
    # "Det är A, B och C som deltar"
    rule(
        "participant.cleft",
        Role.PARTICIPANT,
        rf"\b(?:är\s+det|det\s+är)\s+(?:också\s+|även\s+)?(?=(?-i:[A-ZÅÄÖ])[^.;]{{2,160}}?\s+som\s+(?:också\s+|även\s+)?(?:{TAKES}|(?:har\s+)?valt\s+att\s+(?:vara\s+med|delta|medverka)|"
        r"(?:(?:nu|tillsammans|gemensamt)\s+){1,2}(?:ska|driver|har|går|söker|genomför))\b)",
        "after",
    ),
    rule(
        "participant.noun-is",
        Role.PARTICIPANT,
        rf"\b(?:delprojektägare|delägare|medägare)(?:na)?{IN}?{IS}",
        "after",
    ),
    # "Med stöd av ESF ska A och B genom projektet X minska …"
    rule(
        "participant.will-through-it",
        Role.PARTICIPANT,
        r"\b(?:ska|skall|vill)\s+(?=(?-i:[A-ZÅÄÖ])[^.;]{2,160}?\s(?:genom|via)\s+projektet\b)",
        "after",
    ),
    # "Till sin hjälp har förbundet A och B"
    rule(
        "participant.help-it",
        Role.PARTICIPANT,
        r"\btill\s+sin\s+hjälp\s+har\s+(?:projektet|förbundet|kommunen|regionen|de|man)\s+(?=(?-i:[A-ZÅÄÖ]))",
        "after",
    ),
    # "Till projektet är A och B knutna", "bland samarbetsparterna märks A och B"
    rule(
        "partner.tied-to-it",
        Role.PARTNER,
        r"\btill\s+projektet\s+(?:är|har)\s+(?:också\s+|även\s+)?(?=(?-i:[A-ZÅÄÖ])[^.;]{2,160}?\s(?:knutna|kopplade|knutits|kopplats|anslutna|knuten|kopplad)\b(?!\s+som\s+\w*(?:utvärder|följeforsk)))|"
        rf"\bbland\s+(?:\w+\s+)?{PARTNER_NOUN}\s+(?:märks|finns|återfinns|kan\s+nämnas)\s+",
        "after",
    ),
    # "I projektet ingår nio kommuner och A är en av dem"
    rule(
        "participant.one-of-them",
        Role.PARTICIPANT,
        rf"\b{TAKES}\s[^.;]{{0,120}}?(?:\soch|,?\s+där|,?\s+varav)\s+"
        r"(?=(?-i:[A-ZÅÄÖ])[^.,;]{2,60}?\s+är\s+en\s+av\s+(?:dem|dessa|de)\b)",
        "after",
        single=True,
    ),
)
