"""The wordings by which Swedish pages give a body its role in a project.

Each rule is a cue with the names after it ("i samverkan med A och B"), or before it ("A och B
medverkar som samverkansparter"). Rules know Swedish, and no name of any project or body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from graph.records import Role


@dataclass(frozen=True, slots=True)
class RoleRule:
    """A cue for a role. `groups` says that collective descriptions count too.

    A group `extent` in the pattern is a stated limit of the part taken.
    """

    name: str
    role: Role
    pattern: re.Pattern[str]
    side: Literal["after", "before"]
    groups: bool = False
    single: bool = False


_IN = (
    r"(?:\s+(?:i|till|inom|för|av)\s+(?:vårt\s+|det\s+|det\s+här\s+)?(?:projekt(?:et)?|"
    r"satsningen|samarbetet|samverkan|partnerskapet|arbetet|insatsen)(?:\s+(?-i:[A-ZÅÄÖ])[\w.]*)?)"
)
_IS = (
    r"(?:\s*:\s*|\s+(?:är|var|utgörs\s+av|utgjordes\s+av|består\s+av|har\s+varit|"
    r"kommer\s+att\s+vara|blir)\s*[:,]?\s+)"
)
PARTIES = (
    r"(?:organisationer|parter|aktörer|kommuner|företag|arbetsgivare|verksamheter|arbetsplatser|"
    r"myndigheter|förvaltningar|samordningsförbund|regioner|delprojekt|projektparter|partners?|"
    r"enheter|intressenter)(?:na)?"
)
PARTNER_NOUN = (
    r"(?:samverkanspart(?:er|ner|ners|nern|en|erna)?|samarbetspart(?:er|ner|ners|nern|en|erna)?|"
    r"samverkansaktör(?:er|erna)?|samarbetsaktör(?:er|erna)?|projektpart(?:er|ner|ners|en|erna)?|"
    r"partners?|partnerorganisation(?:er)?)"
)
_PARTICIPANT_NOUN = (
    r"(?:medsökande|deltagande\s+(?:part(?:er)?|organisation(?:er)?|aktör(?:er)?)|"
    r"projektdeltagare|stödmottagare)"
)
_COFINANCIER_NOUN = r"(?:medfinansiär(?:er|erna)?)"
_OWNER_NOUN = (
    r"(?:projektägare|stödsökande|projektägande\s+organisation|huvudman|huvudsökande|ägare)"
)
_TAKES = (
    r"(?:deltar|medverkar|ingår|deltog|medverkade|ingick|är\s+med|var\s+med|har\s+deltagit|"
    r"har\s+medverkat|kommer\s+att\s+delta)"
)
_NOT = r"(?!\s+inte\b|\s+ej\b|\s+aldrig\b)"
_ALSO = (
    r"(?:\s+(?:även|också|dessutom|därutöver|aktivt|bland\s+annat|bland\s+andra|bl\.?a\.?|"
    r"gemensamt))*"
)
_LIMIT = (
    r"(?P<extent>(?:i\s+|endast\s+i\s+|bara\s+i\s+|enbart\s+i\s+)?(?:vissa|några|enstaka|delar|"
    r"en\s+del|ett\s+av|två\s+av|tre\s+av|"
    r"en\s+mindre|delvis|endast|enbart|bara|utan)\b[^,.;]*?(?:projektet|delprojekt\w*|spår\w*|"
    r"satsningen|aktiviteter\w*|"
    r"insatser\w*|delar|delvis|medel|ESF-stöd|ersättning|deltagare)(?:\s+(?:av|"
    r"i)\s+(?:projekt\w*|satsningen|arbetet))?)"
)


def _rule(
    name: str,
    role: Role,
    pattern: str,
    side: Literal["after", "before"],
    *,
    groups: bool = False,
    single: bool = False,
) -> RoleRule:
    return RoleRule(name, role, re.compile(pattern, re.IGNORECASE), side, groups, single)


RULES: tuple[RoleRule, ...] = (
    # Owners
    _rule("owner.is", Role.OWNER, rf"\b{_OWNER_NOUN}{_IN}?{_IS}", "after", single=True),
    _rule("owner.as", Role.OWNER, rf"\s+{_TAKES}?\s*som\s+{_OWNER_NOUN}\b", "before", single=True),
    _rule(
        "owner.noun-before",
        Role.OWNER,
        r"\s+(?:är|var|blir|"
        rf"blev)\s+(?:också\s+)?{_OWNER_NOUN}\b{_IN}?",
        "before",
        single=True,
    ),
    _rule(
        "owner.owned-by",
        Role.OWNER,
        r"\b(?:(?:som\s+)?(?:ägs|ägdes|drivs|drevs|leds|leddes|"
        r"samordnas)(?:\s+och\s+\w+)?\s+av|i\s+regi\s+av|"
        r"med)\s+(?=[^.]{3,60}\s+som\s+projektägare)|\b(?:ägs|"
        r"ägdes|drivs|drevs|drivits|ägts)(?:\s+och\s+(?:leds|samordnas|"
        r"drivs))?\s+av\s+",
        "after",
        single=True,
    ),
    _rule(
        "owner.relative",
        Role.OWNER,
        r"\bprojekt(?:et)?,?\s+(?:som\s+)?(?=(?-i:[A-ZÅÄÖ])[^.,;]{2,60}?\s+(?:driver|drev|äger|ägde|"
        r"leder|är\s+projektägare\s+för)\b)",
        "after",
        single=True,
    ),
    _rule(
        "owner.granted-inverted",
        Role.OWNER,
        r"(?:^|[,–]\s|(?<=\w)\s)har\s+(?=(?-i:[A-ZÅÄÖ])[^.,;]{2,60}?\s+(?:nu\s+)?(?:fått|beviljats|tilldelats)\b)",
        "after",
        single=True,
    ),
    _rule(
        "owner.granted",
        Role.OWNER,
        r"\s+(?:har\s+(?:nu\s+)?)?(?:beviljats|beviljas|beviljades|fått|får|fick|tilldelats|tilldelades)\s+"
        r"[^.]{0,60}?\b(?:kronor|mkr|stöd|medel|pengar|bidrag|klartecken|grönt\s+ljus|ja)\b[^.]{0,70}?\b(?:för|till)\s+"
        r"(?:att\s+\w+\s+)?(?:sitt\s+|det\s+|ett\s+)?(?:\w+\s+)?(?:ESF-)?projekt(?:et)?\b",
        "before",
        single=True,
    ),
    _rule("owner.led-by", Role.OWNER, r"\b(?:leds|leddes|samordnas)\s+av\s+", "after", single=True),
    _rule(
        "participant.jointly",
        Role.PARTICIPANT,
        r"\s+(?:söker\s+och\s+)?(?:får|fick|har\s+fått|beviljas|har\s+beviljats|satsar)\s+gemensamt\b",
        "before",
    ),
    _rule(
        "participant.from",
        Role.PARTICIPANT,
        rf"\bfrån\s+(?=(?-i:[A-ZÅÄÖ])[^.,;]{{2,60}}?\s+{_TAKES}\b)",
        "after",
    ),
    _rule(
        "owner.genitive",
        Role.OWNER,
        r"(?<=s)\s+(?:ESF-|EU-)projekt(?:et)?\s+(?=(?-i:[”\"“A-ZÅÄÖ#]))",
        "before",
        single=True,
    ),
    _rule("owner.regi", Role.OWNER, r"\bi\s+regi\s+av\s+", "after", single=True),
    _rule(
        "owner.drives",
        Role.OWNER,
        r"\s+(?:äger|driver|drev|ägde|leder|startar|startade|inleder|genomför|genomförde|bedriver|"
        rf"samordnar)(?:\s+och\s+\w+)?\s+{_NOT}(?:(?:nu|gemensamt|sedan(?:\s+\w+)?\s+\d{{4}}|"
        r"i\s+(?:höst|vår|år|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|"
        r"november|december))\s+)*(?:det\s+\w+\s+)?(?:ESF-|EU-)?projektet\b",
        "before",
        single=True,
    ),
    # Taking part
    _rule(
        "participant.municipalities-that",
        Role.PARTICIPANT,
        r"\b(?:de|samtliga|alla|"
        rf"övriga)?\s*(?:\w+\s+)?{PARTIES}\s+som\s+{_TAKES}{_IN}?{_IS}",
        "after",
    ),
    _rule(
        "partner.participants-and-partners",
        Role.PARTNER,
        r"\b(?:deltagande|"
        rf"medverkande)\s+{PARTIES}\s+(?:och|"
        rf"samt)\s+{PARTNER_NOUN}{_IN}?{_IS}",
        "after",
        groups=True,
    ),
    _rule(
        "participant.is",
        Role.PARTICIPANT,
        r"\b(?:deltagande|medverkande|ingående|medsökande|"
        rf"övriga)(?:\s+(?:i\s+projektet|{PARTIES}|"
        rf"deltagande\s+{PARTIES}))?{_IN}?{_IS}",
        "after",
        groups=True,
    ),
    _rule(
        "participant.in-project",
        Role.PARTICIPANT,
        r"\bi\s+(?:projekt(?:et)?|satsningen|"
        rf"partnerskapet)(?:\s+(?-i:[A-ZÅÄÖ])[^.,;]{{1,60}}?)?\s+(?:{_TAKES}|arbetar|samverkar|"
        rf"samarbetar|arbetade){_NOT}{_ALSO}\s+",
        "after",
        groups=True,
    ),
    _rule(
        "partner.in-project",
        Role.PARTNER,
        r"\bi\s+(?:projekt(?:et)?|satsningen)\s+(?:samverkar|samarbetar|samarbetade|samverkade)\s+"
        r"(?![A-ZÅÄÖ][^.;]*?\soch\s[^.;]*?\smed\s)[^.;:,]{2,60}?\s+med\s+",
        "after",
    ),
    _rule(
        "participant.likewise",
        Role.PARTICIPANT,
        r",?\s+liksom\s+(?=(?-i:[A-ZÅÄÖ]))",
        "after",
    ),
    _rule(
        "owner.in-parenthesis",
        Role.OWNER,
        rf"\s*\(\s*{_OWNER_NOUN}\s*\)",
        "before",
        single=True,
    ),
    _rule(
        "participant.parties",
        Role.PARTICIPANT,
        rf"\b(?:projektets\s+|övriga\s+)?parter(?:na)?{_IN}?{_IS}",
        "after",
        groups=True,
    ),
    _rule(
        "participant.joins",
        Role.PARTICIPANT,
        r"\s+(?:(?:går|gick|har\s+gått)\s+(?:nu\s+)?samman\b|är\s+(?:också\s+|även\s+)?(?:delaktiga?|"
        r"parter|part\s+i|engagerade?)\b|(?:samarbetar|samverkar|samarbetade|samverkade|satsar)\s+"
        r"(?:nu\s+)?(?:tillsammans\s+)?i\s+(?:det\s+\w+\s+)?(?:ESF-)?projektet\b)",
        "before",
    ),
    _rule(
        "participant.behind",
        Role.PARTICIPANT,
        r"\bbakom\s+(?:projektet|satsningen)\s+står\s+",
        "after",
        groups=True,
    ),
    _rule(
        "participant.together",
        Role.PARTICIPANT,
        r"\b(?:drivs\s+|genomförs\s+|drevs\s+|"
        r"genomfördes\s+)?(?:tillsammans|"
        r"gemensamt|ihop)\s+med\s+",
        "after",
    ),
    _rule(
        "participant.carried-out-by",
        Role.PARTICIPANT,
        r"\bgenomför(?:s|"
        r"des)\s+(?:gemensamt\s+)?av\s+",
        "after",
    ),
    _rule(
        "participant.units-of",
        Role.PARTICIPANT,
        r"\b(?:i|inom|på|från|vid|"
        r"hos)\s+(?=[a-zåäö-]*(?:förvaltningarna|"
        r"kontoren|enheterna|avdelningarna|nämnderna|"
        r"verksamheterna)\s+(?:i|inom|hos|på)\s+)",
        "after",
    ),
    _rule(
        "participant.takes-part",
        Role.PARTICIPANT,
        rf"\s+{_TAKES}{_NOT}{_ALSO}(?:\s+{_LIMIT}|"
        rf"{_IN}|\s+(?:i|med)\s+(?!styrgrupp|referensgrupp|nätverk|ledningsgrupp|dialog)"
        r"[a-zåäö-]+(?:en|et|na)\b|(?=\s*[.;]|"
        rf"\s*$))(?:\s+{_LIMIT.replace('extent', 'extent2')})?",
        "before",
        groups=True,
    ),
    _rule(
        "participant.as",
        Role.PARTICIPANT,
        r"\s+(?:är|var|blir|"
        rf"{_TAKES}){_NOT}{_ALSO}{_IN}?\s+(?:som\s+)?{_PARTICIPANT_NOUN}\b",
        "before",
    ),
    # Collaboration
    _rule(
        "partner.is",
        Role.PARTNER,
        rf"\b(?:{PARTNER_NOUN}|(?:andra\s+|"
        r"övriga\s+)?(?:samverkande|"
        rf"samarbetande)\s+{PARTIES}){_IN}?(?:,[^.,]*(?:,[^.,]*)?,)?{_IS}",
        "after",
        groups=True,
    ),
    _rule(
        "partner.with",
        Role.PARTNER,
        r"\b(?:(?:nära|i|och|ett|brett)\s+)*(?:samverkan|"
        r"samarbete|partnerskap|"
        r"samråd|samverkansprojekt|samarbetsprojekt)\s+(?:sker\s+)?"
        r"(?:(?<!som är ett samarbete )mellan\s+(?=(?-i:[A-ZÅÄÖ]))|med\s+)",
        "after",
    ),
    _rule(
        "partner.collaborates",
        Role.PARTNER,
        r"\b(?:samverkar|samarbetar|samverkade|"
        rf"samarbetade){_ALSO}(?:\s+(?:nära|"
        rf"tätt))?{_NOT}\s+med\s+",
        "after",
    ),
    _rule(
        "partner.as",
        Role.PARTNER,
        r"\s+(?:är|var|blir|har\s+varit|"
        rf"{_TAKES}){_NOT}{_ALSO}{_IN}?\s+(?:som\s+)?{PARTNER_NOUN}\b",
        "before",
        groups=True,
    ),
    # Money
    _rule(
        "cofinancier.support",
        Role.COFINANCIER,
        r"\b(?:med|genom)\s+(?:ekonomiskt\s+|"
        r"finansiellt\s+)?(?:stöd|medfinansiering|"
        r"delfinansiering)\s+(?:av|från)\s+",
        "after",
    ),
    _rule(
        "cofinancier.by",
        Role.COFINANCIER,
        r"\b(?:medfinansieras|medfinansierades|"
        r"medfinansierat|samfinansieras|delfinansieras|"
        r"stöds|stöttas)\s+(?:även\s+|också\s+)?(?:av|"
        r"genom|från)\s+",
        "after",
        groups=True,
    ),
    _rule(
        "cofinancier.is",
        Role.COFINANCIER,
        rf"\b{_COFINANCIER_NOUN}{_IN}?{_IS}",
        "after",
        groups=True,
    ),
    _rule(
        "cofinancier.as",
        Role.COFINANCIER,
        rf"\s+(?:är|var|blir|{_TAKES}|står|stod|svarar|svarade)\s+(?:som\s+|"
        rf"för\s+)?(?:{_COFINANCIER_NOUN}|"
        r"medfinansiering(?:en)?)\b|"
        r"\s+(?:stödjer|stöder|stöttar|stödde|stöttade)\s+(?:även\s+)?projektet\b|"
        r"\s+är\s+med\s+och\s+(?:med)?finansierar\b|"
        r"\s+medfinansierar\s+(?:\w+\s+)?projektet\b",
        "before",
        groups=True,
    ),
    _rule(
        "funder.by",
        Role.FUNDER,
        r"\b(?:finansieras|finansierades|finansierat|finansierad|"
        r"finansierats|bekostas|"
        r"bekostades)(?:\s+(?:till\s+(?:\d+\s+(?:procent|%)|"
        r"största\s+delen)|helt|delvis|i\s+huvudsak|"
        r"främst))?\s+(?:med\s+(?:medel|stöd)\s+)?(?:av|genom|från|"
        r"via)\s+",
        "after",
        groups=True,
    ),
    _rule(
        "funder.money-from",
        Role.FUNDER,
        r"\b(?:kronor|kr|mkr|medel|pengar|finansiering|stöd|"
        r"bidrag|ESF-stöd|projektmedel)\s+(?:från|ur|"
        r"av)\s+(?=(?:den\s+)?(?:europeiska|svenska\s+esf|"
        r"esf|EU:?s\s+social|socialfond|rådet\s+för))",
        "after",
    ),
    _rule("funder.is", Role.FUNDER, rf"\bfinansiär(?:er|erna)?{_IN}?{_IS}", "after", groups=True),
    _rule(
        "funder.grants",
        Role.FUNDER,
        r"\s+(?:har\s+)?(?:beslutat|beslutar|beviljar|beviljat|"
        r"investerar|satsar|fördelar)\b",
        "before",
    ),
    _rule(
        "funder.finances",
        Role.FUNDER,
        r"\s+(?:finansierar|finansierade|"
        r"bekostar)\s+(?:\w+\s+)?projektet\b",
        "before",
    ),
    # Beginnings, evaluation, services
    _rule(
        "initiator.by",
        Role.INITIATOR,
        r"\b(?:initiera(?:des|ts|t|d|s)|"
        r"togs\s+initiativ\s+till|"
        r"påbörjades\s+på\s+initiativ)\s+av\s+|\b(?:på|"
        r"genom)\s+(?:ett\s+)?initiativ\s+(?:av|från)\s+|"
        r"\binitiativet\s+(?:kom|kommer|togs)\s+(?:från|av)\s+",
        "after",
    ),
    _rule("initiator.is", Role.INITIATOR, rf"\binitiativtagare(?:n)?{_IN}?{_IS}", "after"),
    _rule(
        "initiator.before",
        Role.INITIATOR,
        r"\s+(?:tog\s+fram\s+(?:projekt)?idén|har\s+(?:varit\s+med\s+och\s+)?tagit\s+fram\s+"
        r"(?:projekt)?idén|initierade|tog\s+initiativ(?:et)?\s+till|är\s+initiativtagare\s+till|"
        r"var\s+initiativtagare\s+till)\b",
        "before",
    ),
    _rule(
        "evaluator.by",
        Role.EVALUATOR,
        r"\b(?:utvärdera(?:s|des|ts|t)|följeforskning(?:en)?\s+(?:sker\s+|görs\s+|utförs\s+|"
        r"genomförs\s+)?|(?:extern\s+)?utvärdering(?:en)?\s+(?:görs|utförs|genomförs|sker|"
        r"gjordes|utfördes|genomfördes)\s*)\s*(?:externt\s+|löpande\s+)?av\s+",
        "after",
        single=True,
    ),
    _rule(
        "evaluator.is",
        Role.EVALUATOR,
        rf"\b(?:extern\s+)?utvärderare{_IN}?{_IS}",
        "after",
        single=True,
    ),
    _rule(
        "evaluator.before",
        Role.EVALUATOR,
        r"\s+(?:(?:följer|följt|har\s+följt)\s+projektet\s+(?:genom|med|via)\s+följeforskning|"
        r"har\s+(?:anlitats|upphandlats|fått\s+i\s+uppdrag)\s+(?:för|som|att)\s+(?:den\s+)?(?:\w+\s+)?utvärder\w+|"
        r"(?:gör|gjorde|utför|utförde|genomför|genomförde)\s+(?:den\s+\w+\s+)?utvärderingen|"
        r"utvärderar|utvärderade|har\s+utvärderat|följeforskar|(?:svarar|ansvarar|"
        r"står)\s+för\s+(?:den\s+\w+\s+)?(?:utvärderingen|följeforskningen))\b|"
        r"\s+är\s+(?:extern\s+)?utvärderare\b",
        "before",
        single=True,
    ),
    _rule(
        "supplier.is",
        Role.SUPPLIER,
        rf"\b(?:upphandlad[e]?\s+)?leverantör(?:er|erna|en)?(?:\s+av\s+\w+)?{_IN}?{_IS}",
        "after",
    ),
    _rule(
        "supplier.by",
        Role.SUPPLIER,
        r"\b(?:levereras|upphandlas|köps\s+in|upphandlats|upphandlades)\s+(?:av|från)\s+",
        "after",
    ),
    _rule(
        "supplier.before",
        Role.SUPPLIER,
        r"\s+(?:är|har\s+upphandlats\s+som|anlitas\s+som)\s+(?:upphandlad\s+)?leverantör(?:er)?\b",
        "before",
    ),
)


def part_in(name: str) -> RoleRule:
    """The rule for "i NAME deltar A och B", for the project that a text is about."""
    return _rule(
        "participant.in-named",
        Role.PARTICIPANT,
        rf"\bi\s+[”\"“]?{re.escape(name)}[”\"“]?\s+(?:{_TAKES}|samverkar|samarbetar){_NOT}{_ALSO}\s+",
        "after",
        groups=True,
    )


# Funds are never co-financiers: "med stöd av Europeiska socialfonden" names who pays.
FUND = re.compile(
    r"^(?:den\s+)?(?:Europeiska\s+socialfonden(?:\s+plus)?|Socialfonden(?:\s+plus)?|"
    r"Svenska\s+ESF-rådet|"
    r"ESF-rådet|ESF\b\+?|EU\b|Europeiska\s+unionen|"
    r"Rådet\s+för\s+europeiska\s+socialfonden(?:\s+i\s+Sverige)?)",
    re.IGNORECASE,
)

LIMITING = re.compile(
    r"^(?:Dessa|De|Denna|Den|Dessa\s+parter|Parterna|Aktörerna|Dessa\s+aktörer|"
    r"Organisationerna)\s+(?P<extent>(?:har|tar|får|erhåller|deltar|medverkar|ingår)\b"
    r"[^.]*?\b(?:inga|ingen|inget|inte|utan|endast|enbart|bara|vissa)\b[^.]*)"
)
