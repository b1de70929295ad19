"""Words of collaboration that tell of a wish or of how things are, not of a project's parties.

"öka samarbetet mellan små företag och högskolor" says what a project is for, and "samverkan mellan
A och B är ofta viktig" how the world is. In the former only bodies that a list knows, or that are
bodies by their own words, are taken for parties; in the latter nobody is.
"""

from __future__ import annotations

import re

# Cues that name the parties of any collaboration, not of this project alone.
WORDS_OF_COLLABORATION = frozenset(
    [
        "partner.with",
        "partner.joint-project",
        "partner.collaborates",
        "participant.together",
        "participant.inverted",
        "cofinancier.support",
    ]
)
_WISH = re.compile(
    r"\b(?:öka|ökad|ökat|ökar|utöka|utökat|utökad|stärka|stärkt|stärker|främja|främjar|förbättra|"
    r"förbättrad|förbättrat|bättre|fördjupa|fördjupad|fördjupat|stimulera|stimulerar|möjliggöra|"
    r"underlätta|underlättar|skapa|skapar|initiera|initierar|utveckla|utvecklar|bygga|etablera|"
    r"få\s+till|behov(?:et)?\s+av|brist(?:en)?\s+på|nya\s+former\s+(?:för|av)|syftar\s+till|konkret)"
    r"\s+(?:(?:och|en|ett|den|det|nya|nytt|ny|mer|mera|driva|konkret|nära|"
    r"\w+(?:a|are|ad|at|ig|igt|ell|ellt))\s+){0,4}$",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"\s(?:är|blir|var|spelar|behövs|krävs|saknas|behöver|måste)\s+(?:(?:ofta|därför|också|av|en|"
    r"ett|den|det|helt|mycket|alltid|många\s+gånger|i\s+dag|idag|stor|största)\s+)*"
    r"(?:vikt|viktig\w*|avgörande|nödvändig\w*|central\w*|betydelse\w*|förutsättning\w*|roll|svag\w*|"
    r"begränsa\w*|bristfällig\w*|eftersatt\w*|stärkas|utvecklas|öka|förbättras|framgångsfaktor\w*)\b"
    r"|\s(?:behövs|krävs|saknas)\b|^[^.;,]{2,40}\s(?:utmärker\s+sig|tillhör|hör\s+till)\b",
    re.IGNORECASE,
)
_STANDING = re.compile(
    r"\b(?:tidigare\s+(?:fanns|hade)|idag|i\s+dag|sedan\s+tidigare|sedan\s+länge|redan)\b|\bfinns\b[^.]{0,50}$|"
    r"\b(?:är|var)\s+ett\s+(?:\w*organ|\w*forum|\w*råd)\s+för\b[^.]{0,50}$",
    re.IGNORECASE,
)
_OTHER_GROUP = re.compile(
    r"\bi\s+(?:\w+\s+){0,2}\w*(?:styrgrupp|referensgrupp|ledningsgrupp|arbetsgrupp|nätverk|forum|"
    r"råd|kommitté|styrelse)\w*(?:\s+(?:för|i|till|kring)\s+(?:projektet|satsningen|insatsen|arbetet))?\s*$",
    re.IGNORECASE,
)
# "en undersökning som A har gjort tillsammans med"
_REPORT = re.compile(
    r"\b(?:undersökning|rapport|(?:bransch)?analys|utredning|enkät|studie)(?:en)?\b(?![^.;]*\bprojekt)[^.;]{0,140}?"
    r"\b(?:gjort|gjorts|tagits|tagit|genomfört|genomförts|publicera\w*|skriv\w*|presentera\w*)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_PROJECT = re.compile(
    r"projekt|satsning|insats|arbetet|drivs|genomförs|bedrivs|finansier|medel", re.I
)
_OTHERS = re.compile(r"\b(?:företag\w*|deltagar\w*|individ\w*|ungdom\w*)\s+(?:\w+\s+){0,3}$", re.I)


def is_wish(text: str, start: int, cue: int) -> bool:
    """Whether the words right before a cue make it a purpose of the project.

    >>> text = "ska öka det regionala samarbetet mellan"
    >>> is_wish(text, 0, text.index("samarbetet"))
    True
    """
    return _WISH.search(text[max(start, cue - 70) : cue]) is not None


def is_general(text: str, cue_end: int, end: int) -> bool:
    """Whether a sentence says that a collaboration is important, or is lacking.

    >>> is_general("Samverkan mellan A och B är ofta viktig.", 16, 40)
    True
    """
    return _GENERAL.search(text[cue_end:end]) is not None


def is_of_another_group(text: str, start: int, cue: int) -> bool:
    """Whether who "ingår" is in a group beside the project: "i styrgruppen ingår A".

    >>> is_of_another_group("I styrgruppen ingår A", 0, 14)
    True
    """
    return _OTHER_GROUP.search(text[start:cue]) is not None


def is_standing(text: str, start: int, cue: int) -> bool:
    """Whether a collaboration is beside the project: "Idag finns … i samarbete med", a study's.

    >>> is_standing("Idag finns slussar i samarbete med A", 0, 19)
    True
    """
    before = text[start:cue]
    if _REPORT.search(before):
        return True
    return _STANDING.search(before) is not None and _PROJECT.search(before) is None


def is_of_project(text: str, start: int, end: int) -> bool:
    """Whether a sentence speaks of the project or of work in it.

    >>> is_of_project("Materialet granskas i samråd med A.", 0, 35)
    False
    """
    return _PROJECT.search(text, start, end) is not None


def is_help_to_others(text: str, start: int, cue: int) -> bool:
    """Whether "med stöd av" tells of help that participants get: no project is told of before it.

    >>> text = "Företaget inför sedan själva det nya med stöd av IDC."
    >>> is_help_to_others(text, 0, text.index("med"))
    True
    """
    before = text[start:cue]
    return _PROJECT.search(before) is None or _OTHERS.search(before) is not None
