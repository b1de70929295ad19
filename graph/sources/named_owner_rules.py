"""Wordings that say who owns the project by its name: "A har drivit X", "Bakom X står A"."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.records import Role
from graph.sources.role_words import TIME, RoleRule
from graph.sources.screening import Screened, screened

_DRIVE = (
    r"(?:äga|driva|leda|samordna|koordinera|genomföra|bedriva|dra\s+i\s?gång|hålla\s+i(?:hop)?|"
    r"ansvara\s+för)"
)
_DRIVEN = (
    r"(?:ägt|drivit|lett|samordnat|koordinerat|genomfört|bedrivit|startat|dragit\s+i\s?gång|"
    r"hållit\s+i(?:hop)?)"
)
_DRIVES = (
    r"(?:äger|ägde|driver|drev|leder|ledde|samordnar|samordnade|koordinerar|koordinerade|"
    r"genomför|genomförde|bedriver|bedrev|håller\s+i(?:hop)?|höll\s+i(?:hop)?|"
    r"ha(?:r|de)\s+hand\s+om|står\s+bakom|stod\s+bakom|(?:an)?svarar\s+för|(?:an)?svarade\s+för|"
    r"(?:har|hade|bär|bar)\s+(?:det\s+)?(?:\w+\s+)?(?:huvud)?ansvar(?:et)?\s+för|"
    r"(?:är|var)\s+(?:huvud)?ansvarig\s+för)"
)
_THE = r"(?:(?:ESF-)?projektet\s+|satsningen\s+|insatsen\s+)?[”\"“]?"
_ADVERBS = rf"(?:(?:nu|också|även|sedan\s+\w+|{TIME})\s+){{0,2}}"

# What stands before the name: it is asked for first, as it needs no pattern of its own.
DRIVES = screened(
    rf"\s+(?:{_DRIVES}|dra(?:r|s)?\s+i\s?gång|drog\s+(?:{TIME}\s+)?i\s?gång|dra\s+i\s?gång|"
    rf"ha(?:r|de)\s+{_ADVERBS}{_DRIVEN}|(?:ska|skall|skulle|kommer)\s+{_ADVERBS}(?:att\s+)?{_DRIVE})"
    rf"\s+{_ADVERBS}{_THE}",
    re.IGNORECASE,
)
BEHIND = screened(
    r"\b(?:bakom|(?:huvud)?ansvaret\s+för|den\s+(?:\w+\s+)?som\s+"
    r"(?:äger|driver|leder|samordnar|håller\s+i(?:hop)?|(?:an)?svarar\s+för))\s+"
    rf"{_THE}",
    re.IGNORECASE,
)
_STANDS = (
    r"[”\"“]?\s+(?:står|stod|är|var|har|hade|ligger\s+(?:på|hos)|låg\s+(?:på|hos)|vilar\s+på)\s+"
    r"(?=(?-i:[A-ZÅÄÖ]))"
)
# "A driver X Väst", "A driver Xkursen": another name that begins with it
_ENDS = r"(?![\w-])(?!\s(?-i:[A-ZÅÄÖ])\w)"


@lru_cache(maxsize=64)
def drives(name: str) -> RoleRule:
    """The rule for "A driver NAME", where DRIVES is found."""
    made = Screened(rf"{DRIVES.pattern.pattern}{re.escape(name)}{_ENDS}", re.IGNORECASE)
    return RoleRule("owner.drives-named", Role.OWNER, made, "before", single=True)


@lru_cache(maxsize=64)
def behind(name: str) -> RoleRule:
    """The rule for "Bakom NAME står A, B och C", where BEHIND is found: the first answers."""
    made = Screened(rf"{BEHIND.pattern.pattern}{re.escape(name)}{_STANDS}", re.IGNORECASE)
    return RoleRule("owner.behind-named", Role.OWNER, made, "after", groups=True)
