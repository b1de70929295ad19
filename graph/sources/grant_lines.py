"""Lines of a list that state a grant without a verb: "X, 3,1 mkr (projektägare: A kommun)"."""

from __future__ import annotations

import re

from graph.sources.grants import GENERIC_NAME, OWNER_NOUN, Grant, is_body, trimmed
from graph.sources.parties import PartyReader
from graph.sources.passages import Unit
from graph.sources.screening import screened
from graph.sources.values import find_amounts

_AMOUNT_TAIL = (
    r"\s*(?P<amount>(?:drygt|knappt|cirka|ca|närmare)?\s*\d[^()\n]*?(?:kronor|kr|mkr|tkr|"
    r"miljoner)\b[^()\n]{0,20})"
)
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
            rf"^(?P<name>[^(\n]{{2,90}}?)\s*\((?:{OWNER_NOUN}:?\s*)?(?P<owner>[^)\d][^)]*)\)\s*[,:–-]{_AMOUNT_TAIL}",
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
)
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
        if rule == "grant.owner-name-amount":
            if not is_body(reader, owner) and is_body(reader, name):
                name, owner = owner, name
            elif not is_body(reader, owner):
                continue
        party = reader.one(*owner)
        return Grant(name, party, amount, unit.start, unit.end, rule)
    return None
