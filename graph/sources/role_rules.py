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


_IN = r"(?:\s+(?:i|till|inom|för|av)\s+(?:vårt\s+|det\s+|det\s+här\s+)?(?:projekt(?:et)?|satsningen|samarbetet|samverkan|partnerskapet|arbetet|insatsen)(?:\s+[A-ZÅÄÖ][\w.]*)?)"
_IS = r"(?:\s*:\s*|\s+(?:är|var|utgörs\s+av|utgjordes\s+av|består\s+av|har\s+varit|kommer\s+att\s+vara|blir)\s*:?\s+)"
_PARTIES = (
    r"(?:organisationer|parter|aktörer|kommuner|företag|arbetsgivare|verksamheter|arbetsplatser|"
    r"myndigheter|förvaltningar|samordningsförbund|regioner|delprojekt|projektparter|partners?|enheter|intressenter)(?:na)?"
)
_PARTNER_NOUN = (
    r"(?:samverkanspart(?:er|ner|ners|nern|en|erna)?|samarbetspart(?:er|ner|ners|nern|en|erna)?|"
    r"samverkansaktör(?:er|erna)?|samarbetsaktör(?:er|erna)?|projektpart(?:er|ner|ners|en|erna)?|partners?|partnerorganisation(?:er)?)"
)
_PARTICIPANT_NOUN = r"(?:medsökande|deltagande\s+(?:part(?:er)?|organisation(?:er)?|aktör(?:er)?)|projektdeltagare|stödmottagare)"
_COFINANCIER_NOUN = r"(?:medfinansiär(?:er|erna)?)"
_OWNER_NOUN = r"(?:projektägare|stödsökande|projektägande\s+organisation|huvudman|huvudsökande|ägare)"
_TAKES = r"(?:deltar|medverkar|ingår|deltog|medverkade|ingick|är\s+med|var\s+med|har\s+deltagit|har\s+medverkat|kommer\s+att\s+delta)"
_NOT = r"(?!\s+inte\b|\s+ej\b|\s+aldrig\b)"
_ALSO = r"(?:\s+(?:även|också|dessutom|därutöver|aktivt|bland\s+annat|bland\s+andra|bl\.?a\.?|gemensamt))*"
_LIMIT = (
    r"(?P<extent>(?:i\s+|endast\s+i\s+|bara\s+i\s+|enbart\s+i\s+)?(?:vissa|några|enstaka|delar|en\s+del|ett\s+av|två\s+av|tre\s+av|"
    r"en\s+mindre|delvis|endast|enbart|bara|utan)\b[^,.;]*?(?:projektet|delprojekt\w*|spår\w*|satsningen|aktiviteter\w*|"
    r"insatser\w*|delar|delvis|medel|ESF-stöd|ersättning|deltagare)(?:\s+(?:av|i)\s+(?:projekt\w*|satsningen|arbetet))?)"
)


def _rule(
    name: str, role: Role, pattern: str, side: Literal["after", "before"], *, groups: bool = False,
    single: bool = False,
) -> RoleRule:
    return RoleRule(name, role, re.compile(pattern, re.IGNORECASE), side, groups, single)


RULES: tuple[RoleRule, ...] = (
    # Owners
    _rule("owner.is", Role.OWNER, rf"\b{_OWNER_NOUN}{_IN}?{_IS}", "after", single=True),
    _rule("owner.as", Role.OWNER, rf"\s+{_TAKES}?\s*som\s+{_OWNER_NOUN}\b", "before", single=True),
    _rule("owner.noun-before", Role.OWNER, rf"\s+(?:är|var|blir|blev)\s+(?:också\s+)?{_OWNER_NOUN}\b{_IN}?", "before", single=True),
    _rule("owner.owned-by", Role.OWNER, r"\b(?:(?:som\s+)?(?:ägs|ägdes|drivs|drevs|leds|leddes|samordnas)(?:\s+och\s+\w+)?\s+av|i\s+regi\s+av|med)\s+(?=[^.]{3,60}\s+som\s+projektägare)|\b(?:ägs|ägdes|drivs|drevs)(?:\s+och\s+(?:leds|samordnas|drivs))?\s+av\s+", "after", single=True),
    _rule("owner.regi", Role.OWNER, r"\bi\s+regi\s+av\s+", "after", single=True),
    _rule("owner.drives", Role.OWNER, rf"\s+(?:äger|driver|drev|ägde|leder|samordnar)(?:\s+och\s+\w+)?\s+{_NOT}(?:det\s+\w+\s+)?(?:ESF-|EU-)?projektet\b", "before", single=True),
    # Taking part
    _rule("participant.municipalities-that", Role.PARTICIPANT, rf"\b(?:de|samtliga|alla|övriga)?\s*(?:\w+\s+)?{_PARTIES}\s+som\s+{_TAKES}{_IN}?{_IS}", "after"),
    _rule("partner.participants-and-partners", Role.PARTNER, rf"\b(?:deltagande|medverkande)\s+{_PARTIES}\s+(?:och|samt)\s+{_PARTNER_NOUN}{_IN}?{_IS}", "after", groups=True),
    _rule("participant.is", Role.PARTICIPANT, rf"\b(?:deltagande|medverkande|ingående|medsökande|övriga)(?:\s+(?:i\s+projektet|{_PARTIES}|deltagande\s+{_PARTIES}))?{_IN}?{_IS}", "after", groups=True),
    _rule("participant.in-project", Role.PARTICIPANT, rf"\bi\s+(?:projekt(?:et)?|satsningen|partnerskapet)(?:\s+[A-ZÅÄÖ][\w.-]*){{0,4}}\s+{_TAKES}{_NOT}{_ALSO}\s+", "after", groups=True),
    _rule("participant.together", Role.PARTICIPANT, r"\b(?:drivs\s+|genomförs\s+|drevs\s+|genomfördes\s+)?(?:tillsammans|gemensamt)\s+med\s+", "after"),
    _rule("participant.carried-out-by", Role.PARTICIPANT, r"\bgenomför(?:s|des)\s+(?:gemensamt\s+)?av\s+", "after"),
    _rule("participant.units-of", Role.PARTICIPANT, r"\b(?:inom|på|från|vid|hos)\s+(?=[a-zåäö-]+(?:förvaltningarna|kontoren|enheterna|avdelningarna|nämnderna|verksamheterna)\s+(?:i|inom|hos|på)\s+)", "after"),
    _rule("participant.takes-part", Role.PARTICIPANT, rf"\s+{_TAKES}{_NOT}{_ALSO}(?:\s+{_LIMIT}|{_IN}|(?=\s*[.;]|\s*$))(?:\s+{_LIMIT.replace('extent', 'extent2')})?", "before", groups=True),
    _rule("participant.as", Role.PARTICIPANT, rf"\s+(?:är|{_TAKES}){_NOT}{_ALSO}{_IN}?\s+(?:som\s+)?{_PARTICIPANT_NOUN}\b", "before"),
    # Collaboration
    _rule("partner.is", Role.PARTNER, rf"\b(?:{_PARTNER_NOUN}|(?:andra\s+|övriga\s+)?(?:samverkande|samarbetande)\s+{_PARTIES}){_IN}?(?:,[^.,]*(?:,[^.,]*)?,)?{_IS}", "after", groups=True),
    _rule("partner.with", Role.PARTNER, r"\b(?:(?:nära|i|och|ett|brett)\s+)*(?:samverkan|samarbete|partnerskap|samråd)\s+(?:sker\s+)?(?:mellan\s+(?=[A-ZÅÄÖ])|med\s+)", "after"),
    _rule("partner.collaborates", Role.PARTNER, rf"\b(?:samverkar|samarbetar|samverkade|samarbetade){_ALSO}(?:\s+(?:nära|tätt))?{_NOT}\s+med\s+", "after"),
    _rule("partner.as", Role.PARTNER, rf"\s+(?:är|{_TAKES}){_NOT}{_ALSO}{_IN}?\s+(?:som\s+)?{_PARTNER_NOUN}\b", "before", groups=True),
    # Money
    _rule("cofinancier.support", Role.COFINANCIER, r"\b(?:med|genom)\s+(?:ekonomiskt\s+|finansiellt\s+)?(?:stöd|medfinansiering|delfinansiering)\s+(?:av|från)\s+", "after"),
    _rule("cofinancier.by", Role.COFINANCIER, r"\b(?:medfinansieras|medfinansierades|medfinansierat|samfinansieras|delfinansieras|stöds|stöttas)\s+(?:även\s+|också\s+)?(?:av|genom|från)\s+", "after", groups=True),
    _rule("cofinancier.is", Role.COFINANCIER, rf"\b{_COFINANCIER_NOUN}{_IN}?{_IS}", "after", groups=True),
    _rule("cofinancier.as", Role.COFINANCIER, rf"\s+(?:är|{_TAKES}|står)\s+(?:som\s+|för\s+)?(?:{_COFINANCIER_NOUN}|medfinansieringen)\b|\s+medfinansierar\s+(?:\w+\s+)?projektet\b", "before", groups=True),
    _rule("funder.by", Role.FUNDER, r"\b(?:finansieras|finansierades|finansierat|finansierad|finansierats|bekostas|bekostades)(?:\s+(?:till\s+(?:\d+\s+(?:procent|%)|största\s+delen)|helt|delvis|i\s+huvudsak|främst))?\s+(?:med\s+(?:medel|stöd)\s+)?(?:av|genom|från|via)\s+", "after", groups=True),
    _rule("funder.money-from", Role.FUNDER, r"\b(?:kronor|kr|mkr|medel|pengar|finansiering|stöd|bidrag|ESF-stöd|projektmedel)\s+(?:från|ur|av)\s+(?=(?:den\s+)?(?:europeiska|svenska\s+esf|esf|EU:?s\s+social|socialfond|rådet\s+för))", "after"),
    _rule("funder.is", Role.FUNDER, rf"\bfinansiär(?:er|erna)?{_IN}?{_IS}", "after", groups=True),
    _rule("funder.finances", Role.FUNDER, r"\s+(?:finansierar|finansierade|bekostar)\s+(?:\w+\s+)?projektet\b", "before"),
    # Beginnings, evaluation, services
    _rule("initiator.by", Role.INITIATOR, r"\b(?:initiera(?:des|ts|t|d|s)|togs\s+initiativ\s+till|påbörjades\s+på\s+initiativ)\s+av\s+|\b(?:på|genom)\s+(?:ett\s+)?initiativ\s+(?:av|från)\s+|\binitiativet\s+(?:kom|kommer|togs)\s+(?:från|av)\s+", "after"),
    _rule("initiator.is", Role.INITIATOR, rf"\binitiativtagare(?:n)?{_IN}?{_IS}", "after"),
    _rule("initiator.before", Role.INITIATOR, r"\s+(?:initierade|tog\s+initiativ(?:et)?\s+till|är\s+initiativtagare\s+till|var\s+initiativtagare\s+till)\b", "before"),
    _rule("evaluator.by", Role.EVALUATOR, r"\b(?:utvärdera(?:s|des|ts|t)|följeforskning(?:en)?\s+(?:sker\s+|görs\s+|utförs\s+|genomförs\s+)?|(?:extern\s+)?utvärdering(?:en)?\s+(?:görs|utförs|genomförs|sker|gjordes|utfördes|genomfördes)\s*)\s*(?:externt\s+|löpande\s+)?av\s+", "after", single=True),
    _rule("evaluator.is", Role.EVALUATOR, rf"\b(?:extern\s+)?utvärderare{_IN}?{_IS}", "after", single=True),
    _rule("evaluator.before", Role.EVALUATOR, r"\s+(?:utvärderar|utvärderade|har\s+utvärderat|följeforskar|(?:svarar|ansvarar|står)\s+för\s+(?:den\s+\w+\s+)?(?:utvärderingen|följeforskningen))\b|\s+är\s+(?:extern\s+)?utvärderare\b", "before", single=True),
    _rule("supplier.is", Role.SUPPLIER, rf"\b(?:upphandlad[e]?\s+)?leverantör(?:er|erna|en)?(?:\s+av\s+\w+)?{_IN}?{_IS}", "after"),
    _rule("supplier.by", Role.SUPPLIER, r"\b(?:levereras|upphandlas|köps\s+in|upphandlats|upphandlades)\s+(?:av|från)\s+", "after"),
    _rule("supplier.before", Role.SUPPLIER, r"\s+(?:är|har\s+upphandlats\s+som|anlitas\s+som)\s+(?:upphandlad\s+)?leverantör(?:er)?\b", "before"),
)

# Funds are never co-financiers: "med stöd av Europeiska socialfonden" names who pays.
FUND = re.compile(
    r"^(?:den\s+)?(?:Europeiska\s+socialfonden(?:\s+plus)?|Socialfonden(?:\s+plus)?|Svenska\s+ESF-rådet|"
    r"ESF-rådet|ESF\b\+?|EU\b|Europeiska\s+unionen|Rådet\s+för\s+europeiska\s+socialfonden(?:\s+i\s+Sverige)?)",
    re.IGNORECASE,
)

LIMITING = re.compile(
    r"^(?:Dessa|De|Denna|Den|Dessa\s+parter|Parterna|Aktörerna|Dessa\s+aktörer|Organisationerna)\s+(?P<extent>(?:har|tar|får|erhåller|deltar|medverkar|ingår)\b"
    r"[^.]*?\b(?:inga|ingen|inget|inte|utan|endast|enbart|bara|vissa)\b[^.]*)"
)

_HEAD_TAIL = r"(?:\s+(?:i|till|inom|för|via|med|som|hos)\s+.{2,50})?\s*:?"


@dataclass(frozen=True, slots=True)
class HeadingRule:
    """A heading over a list of parties."""

    name: str
    role: Role
    pattern: re.Pattern[str]


def _heading(name: str, role: Role, pattern: str) -> HeadingRule:
    return HeadingRule(name, role, re.compile(rf"^(?:{pattern}){_HEAD_TAIL}$", re.IGNORECASE))


HEADINGS: tuple[HeadingRule, ...] = (
    _heading("list.owner", Role.OWNER, r"projektägare|projektägande\s+organisation|stödsökande|ägare|huvudman|projektägare\s+och\s+kontakt"),
    _heading("list.participants-and-partners", Role.PARTNER, rf"(?:deltagande|medverkande)\s+{_PARTIES}\s+(?:och|samt|/)\s+(?:{_PARTNER_NOUN}|samverkande\s+{_PARTIES})"),
    _heading("list.participant", Role.PARTICIPANT, rf"(?:deltagande|medverkande|ingående|medsökande)(?:\s+{_PARTIES})?|delprojekt|projektdeltagare|(?:kommuner|organisationer|parter|aktörer|företag)\s+som\s+(?:deltar|medverkar|ingår)|(?:dessa|de\s+här|följande)\s+(?:\w+\s+)?(?:deltar|medverkar|ingår)|medverkande|deltagare|vilka\s+(?:deltar|är\s+med)|i\s+projektet\s+(?:deltar|ingår|medverkar)"),
    _heading("list.partner", Role.PARTNER, rf"(?:våra\s+|övriga\s+)?{_PARTNER_NOUN}|(?:andra\s+)?(?:samverkande|samarbetande)\s+{_PARTIES}|i\s+samverkan\s+med|i\s+samarbete\s+med|samverkan(?:\s+med)?|(?:vi|projektet)\s+(?:samverkar|samarbetar)\s+med"),
    _heading("list.cofinancier", Role.COFINANCIER, r"medfinansiär(?:er)?|medfinansiering|med\s+stöd\s+(?:av|från)|medfinansieras\s+av"),
    _heading("list.funder", Role.FUNDER, r"finansiär(?:er)?|finansiering|finansieras\s+av|projektfinansiering"),
    _heading("list.evaluator", Role.EVALUATOR, r"(?:extern\s+)?utvärderare|utvärdering(?:\s+(?:görs|utförs)\s+av)?|följeforskare|följeforskning"),
    _heading("list.supplier", Role.SUPPLIER, r"(?:upphandlade?\s+)?leverantör(?:er)?|upphandlade\s+utbildare"),
    _heading("list.initiator", Role.INITIATOR, r"initiativtagare"),
)


def heading_rule(line: str) -> HeadingRule | None:
    """The rule for a line that stands as the heading of a list of parties.

    >>> heading_rule("Samverkansparter:").role.value, heading_rule("Vi deltar gärna.")
    ('partner', None)
    """
    if len(line) > 90 or line.endswith((".", "!", "?")):
        return None
    return next((rule for rule in HEADINGS if rule.pattern.match(line)), None)
