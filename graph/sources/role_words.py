"""Rules for the roles of bodies, and the words that several of them share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from graph.records import Role
from graph.sources.screening import Screened, screened


@dataclass(frozen=True, slots=True)
class RoleRule:
    """A cue for a role. `groups` says that collective descriptions count too.

    A group `extent` in the pattern is a stated limit of the part taken.
    """

    name: str
    role: Role
    pattern: Screened
    side: Literal["after", "before"]
    groups: bool = False
    single: bool = False


IN = (
    r"(?:\s+(?:i|till|inom|för|av)\s+(?:vårt\s+|det\s+|det\s+här\s+)?(?:projekt(?:et)?|"
    r"satsningen|samarbetet|samverkan|partnerskapet|arbetet|insatsen|teamet|verksamheten|förstudien|"
    r"förprojekteringen|förprojektet)(?:\s+(?-i:[A-ZÅÄÖ])[\w.]*)?)"
)
# … or in it by its name: "Parterna i Exempelvägen är A och B"
IN_NAMED = rf"(?:{IN}|\s+i\s+(?-i:[A-ZÅÄÖ#])[^.,;:]{{1,40}}?)"
IS = (
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
    r"partners?|partnerorganisation(?:er)?|"
    r"(?:stödjande|samverkande|samarbetande)\s+part(?:er|erna)?)(?:/[a-zåäö]{4,20})?"
)
PARTICIPANT_NOUN = (
    r"(?:medsökande|deltagande\s+(?:part(?:er)?|organisation(?:er)?|aktör(?:er)?)|"
    r"projektdeltagare|delprojektägare|delägare|medägare)"
)
COFINANCIER_NOUN = (
    r"(?:(?:med|del|sam)finansiär(?:er|erna|en)?|"
    r"(?:övriga|andra|ytterligare)\s+finansiär(?:er|erna)?)"
)
# "sedan i höstas", "under 2020 och 2021", "i tre år": what stands between a verb and its object
TIME = (
    r"(?:(?:sedan|under|i|från|redan|redan\s+i|sedan\s+i|nu\s+i)\s+(?:(?:höst|vår|sommar|vinter|fjol|år|somras|höstas|våras|vintras|"
    r"hösten|våren|sommaren|vintern|årsskiftet|starten|januari|februari|mars|april|maj|juni|juli|augusti|"
    r"september|oktober|november|december)(?:\s+\d{4})?|(?:åren?\s+)?\d{4}(?:\s*(?:[–-]|och|till|samt)\s*\d{4})?|"
    r"(?:drygt\s+|knappt\s+|nästan\s+)?(?:ett|två|tre|fyra|fem|flera|några|\d)\s+(?:år|månader)s?(?:\s+tid)?)|\d{4})"
)
OWNER_NOUN = (
    r"(?:(?:samordnande\s+|koordinerande\s+)?(?:huvud)?projektägare|(?:samordnande|koordinerande)\s+part(?:ner)?|lead\s*partner|stödsökande|stödmottagare|bidragsmottagare|projektägande\s+(?:organisation|part|kommun)|huvudman|huvudsökande|"
    r"(?:projekt)?ägarkommun|"
    r"(?:huvud)?ägare)"
)
# When and how, between a verb and what goes with it: "har sedan starten deltagit"
ADVERB = (
    r"(?:(?:också|även|nu|redan|länge|aktivt|dessutom|gemensamt|hela\s+tiden|från\s+(?:början|starten)|"
    r"sedan\s+(?:starten|början|\d{4})|(?:under|i|sedan)\s+(?:\w+\s+){0,2}?(?:hösten|våren|sommaren|vintern|året|åren|år|"
    r"månader|projekttiden))\s+){0,2}"
)
TAKES = (
    r"(?:deltar|medverkar|ingår|deltog|medverkade|ingick|är\s+(?:också\s+|även\s+)?med|var\s+(?:också\s+|även\s+)?med|"
    rf"har\s+{ADVERB}(?:deltagit|medverkat|ingått|varit\s+med)|kommer\s+{ADVERB}att\s+{ADVERB}(?:delta|medverka|ingå|vara\s+med)|"
    rf"(?:ska|skall)\s+{ADVERB}(?:delta|medverka|ingå|vara\s+med)|"
    r"har\s+valt\s+att\s+(?:aktivt\s+)?(?:delta|medverka|vara\s+med))"
)
SUM = (
    r"(?:(?:totalt|drygt|knappt|cirka|ca|närmare|nästan|hela|ytterligare|sammanlagt|resterande|vardera)\s+){0,2}"
    r"(?:\d[\d ,.\u00a0]*|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio)\s*"
    r"(?:miljon(?:er)?(?:\s+kronor)?|mkr|mnkr|kronor|kr|tkr)\b"
)
NOT = r"(?!\s+inte\b|\s+ej\b|\s+aldrig\b)"
# "A deltog i förstudien men ingår inte i projektet"
NO_LONGER = (
    r"(?![^.;]{0,60}\smen\s+(?:(?:ingår|deltar|medverkar)\s+(?:\w+\s+)?inte|"
    r"är\s+inte\s+(?:längre\s+)?med)\b)"
)
ALSO = (
    r"(?:\s+(?:även|också|dessutom|därutöver|aktivt|bland\s+annat|bland\s+andra|bl\.?a\.?|"
    r"gemensamt))*"
)
LIMIT = (
    r"(?P<extent>(?:i\s+|endast\s+i\s+|bara\s+i\s+|enbart\s+i\s+)?(?:vissa|några|enstaka|delar|"
    r"en\s+del|ett\s+av|två\s+av|tre\s+av|"
    r"en\s+mindre|delvis|endast|enbart|bara|utan)\b[^,.;]*?(?:projektet|delprojekt\w*|spår\w*|"
    r"satsningen|aktiviteter\w*|"
    r"insatser\w*|kartläggning\w*|fasen|delen|utbildningen|delar|delvis|medel|ESF-stöd|ersättning|deltagare)(?:\s+(?:av|"
    r"i)\s+(?:projekt\w*|satsningen|arbetet))?)"
)


def rule(
    name: str,
    role: Role,
    pattern: str,
    side: Literal["after", "before"],
    *,
    groups: bool = False,
    single: bool = False,
) -> RoleRule:
    return RoleRule(name, role, screened(pattern, re.IGNORECASE), side, groups, single)
