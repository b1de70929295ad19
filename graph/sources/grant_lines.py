"""Lines of a list that state a grant without a verb: "X, 3,1 mkr (projektägare: A kommun)"."""

from __future__ import annotations

import re

from graph.sources.amounts import find_amounts
from graph.sources.grant_words import GENERIC_NAME, OWNER_NOUN
from graph.sources.grants import Grant, is_body, trimmed
from graph.sources.labels import PATTERN
from graph.sources.parties import PartyReader
from graph.sources.passages import Unit
from graph.sources.screening import screened

_AMOUNT_TAIL = (
    r"\s*(?P<amount>(?:drygt|knappt|cirka|ca|närmare)?\s*\d[^()\n]*?(?:kronor|kr|mkr|mnkr|tkr|"
    r"miljoner)\b[^()\n]{0,20})"
)
_NO_VERB = r"(?![^\n]*\s(?:har|får|fick|ger|kommer|ska|är|var|beviljas|beviljades)\s)"
# By rule: what any such line has, and its pattern
_LINES: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    (
        "grant.name-amount-owner",
        "(",
        re.compile(
            rf"^(?P<name>[^,(\n]{{2,90}}),{_AMOUNT_TAIL}\s*\((?:{OWNER_NOUN}:?\s*)(?P<owner>[^)]+)\)",
            re.IGNORECASE,
        ),
    ),
    (
        "grant.name-owner-amount",
        "(",
        re.compile(
            rf"^(?P<name>[^(\n]{{2,150}}?)\s*\((?:{OWNER_NOUN}:?\s*)?(?P<owner>(?!ESF|ERUF|EU\b|EU-)[^)\d][^)]*)\)\s*[,:–-]?{_AMOUNT_TAIL}",
            re.IGNORECASE,
        ),
    ),
    (
        "grant.owner-name-amount",
        "",
        re.compile(
            rf"^(?P<owner>[^,:–\n]{{2,80}}?)\s*(?:,|:|"
            rf"\s[–-])\s*(?:projekt(?:et)?\s+)?[”\"“»]?(?P<name>[^,:–\n”\"»]{{2,90}})[”\"«]?\s*(?:,|:|\s[–-]){_AMOUNT_TAIL}$",
            re.IGNORECASE,
        ),
    ),
    # "A kommun, X, samarbete i B, 6,6 miljoner kronor"
    (
        "grant.owner-long-name-amount",
        ",",
        re.compile(
            rf"^(?P<owner>[^,:–\n]{{2,80}}?),\s+(?P<name>[^:–\n”\"»]{{2,110}}?),{_AMOUNT_TAIL}$",
            re.IGNORECASE,
        ),
    ),
    # "X, A kommun (4,4 mnkr)"
    (
        "grant.name-owner-sum",
        "(",
        re.compile(
            rf"^{_NO_VERB}(?P<name>[^(\n]{{2,120}}),\s+(?P<owner>[A-ZÅÄÖ][^,()\n]{{2,90}}?)\s*\({_AMOUNT_TAIL}\)\.?$",
            re.IGNORECASE,
        ),
    ),
    # "X (639 185 kr) A kommun", "X: A kommun tillsammans med B får nästan 7 miljoner"
    (
        "grant.name-sum-owner",
        "(",
        re.compile(
            rf"^{_NO_VERB}(?P<name>[^(\n]{{2,120}}?)\s*\({_AMOUNT_TAIL}\)\s*[,–-]?\s*"
            r"(?P<owner>[A-ZÅÄÖ][^()\n]{2,80}?)\.?$"
        ),
    ),
    # "A kommun för projektet X med 2 395 000 kronor"
    (
        "grant.owner-for-project",
        "projektet",
        re.compile(
            rf"^{_NO_VERB}(?P<owner>[A-ZÅÄÖ][^:\n]{{2,120}}?)\s+(?:för|till)\s+projektet\s+"
            rf"[”\"“»]?(?P<name>(?:[^:.\n”\"»]|\.(?=\d)){{2,90}}?)[”\"«]?\s+(?:med|på|om)\s{_AMOUNT_TAIL}"
        ),
    ),
    # "A kommun – 3,1 miljoner kronor till projektet X"
    (
        "grant.owner-sum-project",
        "rojekt",
        re.compile(
            rf"^{_NO_VERB}(?P<owner>[A-ZÅÄÖ][^,:\n]{{2,80}}?)(?:,|:|\s[–-])\s+"
            r"(?P<amount>(?:drygt\s+|knappt\s+|cirka\s+|ca\s+|närmare\s+)?\d[\d ,.\u00a0]{0,14}"
            r"(?:miljoner\s+kronor|miljoner\s+kr|miljoner|mkr|mnkr|tkr|kronor|kr))\s+(?:till|för)\s+"
            r"(?:ESF-|EU-)?projektet\s+[”\"“»]?(?P<name>[^:\n”\"»]{2,90}?)[”\"«]?\.?$"
        ),
    ),
    (
        "grant.name-colon-owner",
        ":",
        re.compile(
            r"^(?P<name>[^:,(\n]{2,70}):\s+(?P<owner>[A-ZÅÄÖ][^:\n]{2,80}?)(?:\s+tillsammans\s+med\s+[^.;]{3,80}?)?"
            r"\s+(?:får|fick|beviljas|beviljades|beviljats|tilldelas|tilldelades)\s"
            rf"{_AMOUNT_TAIL.replace('närmare', 'närmare|nästan|över')}",
        ),
    ),
)
_OF_KNOWN = (
    "grant.name-owner-sum",
    "grant.owner-for-project",
    "grant.owner-sum-project",
    "grant.owner-long-name-amount",
)
"""Rules that hold only where the owner has a word of a body in its name, or a list has it."""
# Two names and a sum, in a list of which other lines show which name is the owner's
_TWO_AND_SUM = re.compile(
    rf"^(?P<first>[^,:–\n]{{2,90}}?)(?:,|:|\s[–-])\s*(?P<second>[^,:–(\n]{{2,90}}?)(?:,|:|\s[–-]|\s*\()"
    rf"{_AMOUNT_TAIL}\)?\.?$",
    re.IGNORECASE,
)
# "X, A kommun, beviljas 2 000 000 kr för att …": an item of a list
_ITEM_GRANTED = re.compile(
    r"(?P<name>[A-ZÅÄÖa-z0-9”\"“][^\n]{2,150}?)[”\"]?,\s+(?P<owner>[A-ZÅÄÖ][^.:;\n]{2,110}?),?\s+(?:har\s+)?"
    r"(?:beviljas|beviljades|beviljats|får|fick|fått|tilldelas|tilldelades|tilldelats)\s+"
    r"(?=(?:drygt\s+|knappt\s+|cirka\s+|ca\s+|nästan\s+|totalt\s+)?\d)"
)
_TO_NAMED = re.compile(r"\s+(?:till|för)\s+(?:projektet\s+)?[”\"“»]")
_TWO_NAMED = ("grant.owner-name-amount", "grant.name-owner-sum")
_ENDING_IN_SUM = ("grant.owner-name-amount", "grant.owner-long-name-amount")
_TAIL = 30  # characters at the end of a line in which the currency stands
_SUM_IN_LINE = screened(r"(?:kronor|kr|mkr|mnkr|tkr|miljoner)\b", re.IGNORECASE)


def grant_in_line(reader: PartyReader, unit: Unit) -> Grant | None:
    """The grant that a line of a list states without a verb: name, owner and sum."""
    if unit.bullet and (item := _granted_item(reader, unit)) is not None:
        return item
    if len(unit.text) > 260:
        return None
    if _SUM_IN_LINE.search(reader.text, unit.start, unit.end) is None:
        return None
    ends_in_sum = _SUM_IN_LINE.search(unit.text, max(len(unit.text) - _TAIL, 0)) is not None
    for rule, sign, pattern in _LINES:
        if sign not in unit.text or (rule in _ENDING_IN_SUM and not ends_in_sum):
            continue
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
                if PATTERN.fullmatch(reader.text, *name):
                    continue  # "Finansiering: Europeiska socialfonden, 5 mkr"
            elif not is_body(reader, owner):
                continue
        party = reader.one(*owner)
        return Grant(name, party, amount, unit.start, unit.end, rule)
    return None


def _granted_item(reader: PartyReader, unit: Unit) -> Grant | None:
    """The grant of an item of a list: the name, who gets the sum, and the sum after the verb."""
    match = _ITEM_GRANTED.match(reader.text, unit.start, min(unit.end, unit.start + 330))
    if match is None:
        return None
    amount = next(find_amounts(reader.text, match.end(), min(unit.end, match.end() + 60)), None)
    if amount is None or amount.start - match.end() > 12:
        return None
    name, owner = (trimmed(reader.text, *match.span(part)) for part in ("name", "owner"))
    if is_body(reader, name) or GENERIC_NAME.match(reader.text[slice(*name)]):
        return None
    if _TO_NAMED.match(reader.text, amount.end, unit.end):
        return None  # a unit of who gets it stands first
    party = reader.one(*owner)
    return Grant(name, party, amount, unit.start, unit.end, "grant.item")


def grants_beside(reader: PartyReader, units: list[Unit], known: list[Grant]) -> list[Grant]:
    """Grants in lines that are like one in `known` right above or below, of bodies in no table.

    "X, A kommun, 2 mkr" shows that in "Y, B, 3 mkr" too the owner stands second.
    """
    read = {grant.start: grant for grant in known if grant.rule in _TWO_NAMED}
    lines = {unit.start for unit in units if unit.start in read}
    found: list[Grant] = []
    for order in (units, units[::-1]):
        above: Grant | None = None
        for unit in order:
            if unit.start in lines:
                above = read[unit.start]
                continue
            match = _TWO_AND_SUM.match(unit.text) if above is not None else None
            if above is None or match is None or above.owner is None:
                above = None
                continue
            first, second = (
                trimmed(reader.text, unit.start + match.start(part), unit.start + match.end(part))
                for part in ("first", "second")
            )
            owner, name = (second, first) if above.name[0] < above.owner.start else (first, second)
            amount = next(
                find_amounts(reader.text, unit.start + match.start("amount"), unit.end), None
            )
            if amount is None or not all(
                reader.text[span[0]].isupper() or reader.text[span[0]].isdigit()
                for span in (owner, name)
            ):
                above = None
                continue
            party = reader.one(*owner)
            above = Grant(name, party, amount, unit.start, unit.end, "grant.beside")
            lines.add(unit.start)
            read[unit.start] = above
            found.append(above)
    return found
