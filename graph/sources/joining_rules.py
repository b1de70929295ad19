"""Wordings that say who is in a project by what they do in it, or by being among its parties."""

from __future__ import annotations

from graph.records import Role
from graph.sources.role_words import RoleRule, rule

JOINING_RULES: tuple[RoleRule, ...] = (
    rule(
        "participant.drives-part",
        Role.PARTICIPANT,
        r"\s+(?:driver|leder|bedriver|genomför|äger|har)\s+(?:också\s+|nu\s+)?(?:ett|två|tre)\s+"
        r"(?:av\s+(?:de\s+)?(?:\w+\s+){0,2})?(?:delprojekt(?:en)?|deltagande\s+projekten)\b",
        "before",
    ),
    # "… deltar i projektet. Dessa regioner är A, B och C": asked of the sentence before as well
    rule(
        "participant.these-are",
        Role.PARTICIPANT,
        r"(?:^|(?<=[.!]\s))(?:Dessa|De)\s+(?:\w+\s+)?(?:regioner(?:na)?|kommuner(?:na)?|parter(?:na)?|"
        r"aktörer(?:na)?|organisationer(?:na)?|företag(?:en)?)\s+är,?\s+|"
        r"(?:^|(?<=[.!]\s))Det\s+(?:är|handlar\s+om|rör\s+sig\s+om)\s+(?![^.;]*\ssom\s)"
        r"(?=(?-i:[A-ZÅÄÖ])[^.;]{2,120}?(?:,|\soch\s))",
        "after",
    ),
    # "A, B och C är medverkande parter"
    rule(
        "participant.are-parties",
        Role.PARTICIPANT,
        r"\s+(?:är|var)\s+(?:också\s+|även\s+)?(?:medverkande|deltagande|ingående)\s+"
        r"(?:part(?:er)?|kommun(?:er)?|aktör(?:er)?|organisation(?:er)?)\b"
        r"(?!\s+i\s+(?!projektet|satsningen|samarbetet))",
        "before",
    ),
    # "I projektet arbetar personal från A och B"
    rule(
        "participant.staff-from",
        Role.PARTICIPANT,
        r"\bi\s+(?:projektet|teamet|arbetslaget|satsningen)\s+(?:arbetar|ingår|finns|deltar|arbetade|ingick)\s+"
        r"(?:\w+\s+){0,2}?(?:personal|medarbetare|handläggare|representanter|coacher)\s+från\s+",
        "after",
    ),
    # "I projektet har A, B och C arbetat"
    rule(
        "participant.in-it-have",
        Role.PARTICIPANT,
        r"\bi\s+projektet\s+(?:har|ska|skall|kommer)\s+(?=(?-i:[A-ZÅÄÖ])[^.;]{2,200}?\s(?:arbeta|samverka|"
        r"samarbeta|delta|medverka|deltagi|gått\s+samman)t?\b)",
        "after",
    ),
    # "Med i det här projektet är A och B"
    rule(
        "participant.in-it-are",
        Role.PARTICIPANT,
        r"\bmed\s+i\s+(?:(?:det|den)\s+här\s+|detta\s+|denna\s+)?(?:projektet?|satsning(?:en)?)\s+"
        r"(?:är|finns)\s+(?:också\s+|även\s+)?",
        "after",
        groups=True,
    ),
    # "en gemensam satsning av A och B"
    rule(
        "participant.joint-effort",
        Role.PARTICIPANT,
        r"\b(?:är|var)\s+e(?:n|tt)\s+gemensamt?\s+(?:satsning|projekt|insats|ESF-projekt)\s+(?:av|mellan|från)\s+(?=(?-i:[A-ZÅÄÖ]))",
        "after",
    ),
)
