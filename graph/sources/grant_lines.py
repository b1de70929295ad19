"""Lines of a list that state a grant without a verb: "X, 3,1 mkr (projektägare: A kommun)"."""

from __future__ import annotations

import re

from graph.sources.amounts import find_amounts
from graph.sources.grant_words import GENERIC_NAME, OWNER_NOUN
from graph.sources.grants import Grant, is_body, trimmed
from graph.sources.parties import PartyReader
from graph.sources.passages import Unit
from graph.sources.screening import screened

_AMOUNT_TAIL = (
    r"\s*(?P<amount>(?:drygt|knappt|cirka|ca|närmare)?\s*\d[^()\n]*?(?:kronor|kr|mkr|tkr|"
    r"miljoner)\b[^()\n]{0,20})"
)
_NO_VERB = r"(?![^\n]*\s(?:har|får|fick|ger|kommer|ska|är|var|beviljas|beviljades)\s)"
_LINES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "grant.name-amount-owner",
        re.compile(
            rf"^(?P<name>[^,(\n]{{2,90}}),{_AMOUNT_TAIL}\s*\((?:{OWNER_NOUN}:?\s*)(?P<owner>[^)]+)\)",
            re.IGNORECASE,
        ),
    ),
    (
        "grant.name-owner-amount",
        re.compile(
            rf"^(?P<name>[^(\n]{{2,150}}?)\s*\((?:{OWNER_NOUN}:?\s*)?(?P<owner>[^)\d][^)]*)\)\s*[,:–-]{_AMOUNT_TAIL}",
            re.IGNORECASE,
        ),
    ),
    (
        "grant.owner-name-amount",
        re.compile(
            rf"^(?P<owner>[^,:–\n]{{2,80}}?)\s*(?:,|:|"
            rf"\s[–-])\s*(?:projekt(?:et)?\s+)?[”\"“»]?(?P<name>[^,:–\n”\"»]{{2,90}})[”\"«]?\s*(?:,|:|\s[–-]){_AMOUNT_TAIL}$",
            re.IGNORECASE,
        ),
    ),
    # "A kommun, X, samarbete i B, 6,6 miljoner kronor"
    (
        "grant.owner-long-name-amount",
        re.compile(
            rf"^(?P<owner>[^,:–\n]{{2,80}}?),\s+(?P<name>[^:–\n”\"»]{{2,110}}?),{_AMOUNT_TAIL}$",
            re.IGNORECASE,
        ),
    ),
    # "X (639 185 kr) A kommun", "X: A kommun tillsammans med B får nästan 7 miljoner"
    (
        "grant.name-sum-owner",
        re.compile(
            rf"^{_NO_VERB}(?P<name>[^(\n]{{2,120}}?)\s*\({_AMOUNT_TAIL}\)\s*[,–-]?\s*"
            r"(?P<owner>[A-ZÅÄÖ][^()\n]{2,80}?)\.?$"
        ),
    ),
    # "A kommun för projektet X med 2 395 000 kronor"
    (
        "grant.owner-for-project",
        re.compile(
            rf"^{_NO_VERB}(?P<owner>[A-ZÅÄÖ][^:\n]{{2,120}}?)\s+(?:för|till)\s+projektet\s+"
            rf"[”\"“»]?(?P<name>(?:[^:.\n”\"»]|\.(?=\d)){{2,90}}?)[”\"«]?\s+(?:med|på|om)\s{_AMOUNT_TAIL}"
        ),
    ),
    (
        "grant.name-colon-owner",
        re.compile(
            r"^(?P<name>[^:,(\n]{2,70}):\s+(?P<owner>[A-ZÅÄÖ][^:\n]{2,80}?)(?:\s+tillsammans\s+med\s+[^.;]{3,80}?)?"
            r"\s+(?:får|fick|beviljas|beviljades|beviljats|tilldelas|tilldelades)\s"
            rf"{_AMOUNT_TAIL.replace('närmare', 'närmare|nästan|över')}",
        ),
    ),
)
_OF_KNOWN = ("grant.owner-for-project", "grant.owner-long-name-amount")
"""Rules that hold only where the owner has a word of a body in its name, or a list has it."""
_SUM_IN_LINE = screened(r"(?:kronor|kr|mkr|tkr|miljoner)\b", re.IGNORECASE)


def grant_in_line(reader: PartyReader, unit: Unit) -> Grant | None:
    """The grant that a line of a list states without a verb: name, owner and sum."""
    if len(unit.text) > 260:
        return None
    if _SUM_IN_LINE.search(reader.text, unit.start, unit.end) is None:
        return None
    for rule, pattern in _LINES:
        match = pattern.match(unit.text)
        if match is None:
            continue
        amount = next(find_amounts(reader.text, unit.start + match.start("amount"), unit.end), None)
        spans = {
            part: trimmed(reader.text, unit.start + match.start(part), unit.start + match.end(part))
            for part in ("name", "owner")
        }
        if amount is None or (
            not reader.text[spans["name"][0]].isupper()
            and not reader.text[spans["name"][0]].isdigit()
        ):
            continue
        name, owner = spans["name"], spans["owner"]
        if GENERIC_NAME.match(reader.text[slice(*name)]) or (
            reader.text[name[1]] == "," and reader.text[name[1] + 1].isdigit()
        ):
            continue
        if rule in _OF_KNOWN and not is_body(reader, owner):
            continue
        if rule == "grant.name-colon-owner" and not is_body(reader, owner):
            mention = next(iter(reader.beginning_in(owner[0], owner[0] + 1)), None)
            if mention is None:
                continue
        if rule == "grant.owner-name-amount":
            if not is_body(reader, owner) and is_body(reader, name):
                name, owner = owner, name
            elif not is_body(reader, owner):
                continue
        party = reader.one(*owner)
        return Grant(name, party, amount, unit.start, unit.end, rule)
    return None
