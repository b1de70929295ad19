"""The wordings by which Swedish pages give a body its role in a project.

Each rule is a cue with the names after it ("i samverkan med A och B"), or before it ("A och B
medverkar som samverkansparter"). Rules know Swedish, and no name of any project or body.
"""

from __future__ import annotations

import re
from functools import lru_cache

from graph.records import Role
from graph.sources.backing_rules import BACKING_RULES
from graph.sources.contribution_rules import CONTRIBUTION_RULES
from graph.sources.evaluation_rules import EVALUATION_RULES
from graph.sources.joining_rules import JOINING_RULES
from graph.sources.owner_rules import OWNER_RULES
from graph.sources.part_rules import PART_RULES
from graph.sources.partnership_rules import PARTNERSHIP_RULES
from graph.sources.quick_patterns import quick
from graph.sources.role_words import ALSO, NOT, TAKES, RoleRule
from graph.sources.screening import Screened, screened
from graph.sources.staffing_rules import STAFFING_RULES
from graph.sources.standing_rules import STANDING_RULES
from graph.sources.supply_rules import SUPPLY_RULES

# Of cues that are equally long and begin at one place the first counts: "genomförs av A efter
# upphandling" tells of who sells.
RULES = (
    *EVALUATION_RULES,
    *SUPPLY_RULES,
    *OWNER_RULES,
    *PART_RULES,
    *STAFFING_RULES,
    *JOINING_RULES,
    *PARTNERSHIP_RULES,
    *STANDING_RULES,
    *CONTRIBUTION_RULES,
    *BACKING_RULES,
)


PART_IN = screened(rf"(?:{TAKES}|samverkar|samarbetar){NOT}{ALSO}\s+", re.IGNORECASE)


@lru_cache(maxsize=64)
def part_in(name: str) -> RoleRule:
    """The rule for "i NAME deltar A och B", for the project that a text is about.

    It asks for PART_IN after the name, so where that is not found it need not be made.
    """
    pattern = rf"\bi\s+[”\"“]?{re.escape(name)}[”\"“]?\s+{PART_IN.pattern.pattern}"
    return RoleRule(
        "participant.in-named",
        Role.PARTICIPANT,
        Screened(pattern, re.IGNORECASE),
        "after",
        groups=True,
    )


# Funds are never co-financiers: "med stöd av Europeiska socialfonden" names who pays.
FUND = quick(
    r"^(?:den\s+)?(?:Europeiska\s+socialfonden(?:\s+plus)?|Socialfonden(?:\s+plus)?|"
    r"Svenska\s+ESF-rådet|"
    r"ESF-rådet|ESF\b\+?|ERUF\b|AMIF\b|EU\b|Europeiska\s+regionala\s+utvecklingsfonden|"
    r"Regionalfonden\b|Europeiska\s+unionen|"
    r"Rådet\s+för\s+europeiska\s+socialfonden(?:\s+i\s+Sverige)?)",
    re.IGNORECASE,
)

# A fund beside which a body pays; "Asyl-, migrations- och integrationsfonden" names but itself.
FUND_WITHIN = screened(r"\b(?:ESF\b|\w*socialfond)", re.IGNORECASE)

LIMITING = re.compile(
    r"^(?:Dessa|De|Denna|Den|Dessa\s+parter|Parterna|Aktörerna|Dessa\s+aktörer|"
    r"Organisationerna)\s+(?P<extent>(?:har|tar|får|erhåller|deltar|medverkar|ingår)\b"
    r"[^.]*?\b(?:inga|ingen|inget|inte|utan|endast|enbart|bara|vissa)\b[^.]*)"
)
