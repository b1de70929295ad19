"""Headings that give the bodies listed under them their role."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.records import Role
from graph.sources.quick_patterns import quick
from graph.sources.role_words import PARTIES, PARTNER_NOUN

_HEAD_TAIL = r"(?:\s+(?:i|till|inom|för|via|med|som|hos)\s+.{2,50})?(?:\s+är)?\s*:?"


_QUESTION = re.compile(r"(?:vilka|vem)\s[^.?]{2,40}\?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HeadingRule:
    """A heading over a list of parties."""

    name: str
    role: Role
    pattern: re.Pattern[str]


def _heading(name: str, role: Role, pattern: str) -> HeadingRule:
    return HeadingRule(name, role, re.compile(rf"^(?:{pattern}){_HEAD_TAIL}$", re.IGNORECASE))


HEADINGS: tuple[HeadingRule, ...] = (
    _heading(
        "list.owner",
        Role.OWNER,
        r"projektägare|projektägande\s+organisation|stödsökande|ägare|huvudman|"
        r"vem\s+(?:äger|driver|leder|ansvarar\s+för)\s+projektet|projektet\s+ägs\s+av|"
        r"projektägare\s+och\s+kontakt",
    ),
    _heading(
        "list.participants-and-partners",
        Role.PARTNER,
        rf"(?:deltagande|medverkande)\s+{PARTIES}\s+(?:och|samt|/)\s+(?:{PARTNER_NOUN}|"
        rf"samverkande\s+{PARTIES})",
    ),
    _heading(
        "list.participant",
        Role.PARTICIPANT,
        rf"(?:deltagande|medverkande|ingående|medsökande)(?:\s+{PARTIES})?|"
        r"(?:(?:de|våra|projektets)\s+)?(?:(?!olika\b)\w+\s+)?delprojekt(?:en)?(?:\s+och\s+kontakt\w*)?|"
        r"[^.:;]{2,40}\s(?:består|bestod)\s+av\s+(?:\w+\s+)?delprojekt|(?:projektets\s+)?parter(?:na)?|"
        r"projektdeltagare|(?:kommuner|organisationer|parter|aktörer|företag)\s+som\s+(?:deltar|"
        r"medverkar|ingår)|(?:dessa|de\s+här|följande)\s+(?:\w+\s+)?(?:deltar|medverkar|ingår|är\s+med)|"
        r"(?:dessa|de\s+här|följande)\s+\w+\s+är\s+(?:parter|deltagare)|"
        r"[^.;:]{3,70}\s(?:det|vilket)\s+gör\s+(?:även|också)(?:\s+\w+){1,3}|"
        r"medverkande|deltagare|vilka\s+(?:deltar|är\s+med|är\s+vi|ingår|medverkar)|vi\s+(?:är\s+med|som\s+(?:är\s+med|deltar))|i\s+projektet\s+(?:deltar|ingår|"
        r"medverkar)",
    ),
    _heading(
        "list.partner",
        Role.PARTNER,
        r"(?:(?:ett\s+urval\s+av|några\s+av|exempel\s+på)\s+)?"
        rf"(?:(?:våra|övriga|projektets|externa|viktiga)\s+){{0,2}}{PARTNER_NOUN}|(?:andra\s+)?(?:samverkande|"
        rf"samarbetande)\s+{PARTIES}|i\s+samverkan\s+med|i\s+samarbete\s+med|"
        r"samverkan(?:\s+med)?|(?:vi|projektet)\s+(?:samverkar|samarbetar)\s+med|"
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
        r"(?:extern\s+)?utvärderare|utvärdering(?:\s+(?:görs|utförs)\s+av)?|följeforskare|"
        r"följeforskning",
    ),
    _heading(
        "list.supplier",
        Role.SUPPLIER,
        r"(?:upphandlade?\s+)?leverantör(?:er)?|upphandlade\s+utbildare",
    ),
    _heading("list.initiator", Role.INITIATOR, r"initiativtagare"),
)

# Sentences that count those listed below, or speak of the others in the project
COUNTED_LISTED = HeadingRule("list.counted", Role.PARTICIPANT, re.compile(""))
OTHERS_LISTED = HeadingRule("list.the-others", Role.PARTICIPANT, re.compile(""))

_ANY_HEADING = quick("|".join(rule.pattern.pattern for rule in HEADINGS), re.IGNORECASE)


def heading_rule(line: str) -> HeadingRule | None:
    """The rule for a line that stands as the heading of a list of parties.

    >>> heading_rule("Samverkansparter:").role.value, heading_rule("Vi deltar gärna.")
    ('partner', None)
    """
    if line.endswith("?") and _QUESTION.match(line):
        line = line.removesuffix("?").rstrip()
    if len(line) > 90 or line.endswith((".", "!", "?")):
        return None
    if _ANY_HEADING.match(line) is None:
        return None
    return next((rule for rule in HEADINGS if rule.pattern.match(line)), None)
