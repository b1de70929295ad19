"""Sums of money in Swedish text, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from graph.numerals import numerals
from graph.records import Amount
from graph.sources.quick_patterns import quick
from graph.sources.screening import once_a_range, screened
from graph.sources.values import SPACE, Found

_NUMBER = (
    rf"(?:\d{{1,3}}(?:{SPACE}\d{{3}})+|\d{{1,3}}(?:\.\d{{3}})+|\d+)"
    r"(?:[,.]\d{1,3}|,\s\d(?=\s(?:miljon|mkr)))?"  # "13, 4 miljoner" as well
)
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_HEDGE = (
    r"drygt|knappt|cirka|ca\.?|c:a|circa|omkring|ungefär|runt|nästan|närmare|över|mer än|"
    r"uppemot|upp till|högst|max|minst|strax över|strax under|sammanlagt|totalt"
)
_NOT_HEDGES = frozenset({"sammanlagt", "totalt"})
_TENS = {
    "tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70,
    "åttio": 80, "nittio": 90,
}  # fmt: skip
_UNITS = {"en": 1, "ett": 1, **numerals(2, 9)}
_WORDS = (
    {"en": 1, "ett": 1, "sjutton": 17, "nitton": 19, **numerals(2, 16), **_TENS, "etthundra": 100}
    | {f"{ten}{unit}": _TENS[ten] + n for ten in _TENS for unit, n in _UNITS.items()}
    | {f"{unit}hundra": n * 100 for unit, n in _UNITS.items()}
)
_NUMERAL = "|".join(sorted(_WORDS, key=len, reverse=True))
_SCALES = {
    "tkr": 1_000, "ksek": 1_000, "tusen": 1_000, "mkr": 1_000_000, "msek": 1_000_000,
    "milj": 1_000_000, "miljon": 1_000_000, "miljoner": 1_000_000, "mnkr": 1_000_000,
    "mn": 1_000_000, "av miljonerna": 1_000_000,
    "miljard": 1_000_000_000, "miljarder": 1_000_000_000,
    "mdkr": 1_000_000_000, "mdr": 1_000_000_000,
}  # fmt: skip
_COUNT_TOO = frozenset({"tusen", "mn"})  # of anything, where no currency follows
_CARRIES_CURRENCY = frozenset({"tkr", "ksek", "mkr", "msek", "mnkr", "mdkr"})
_CURRENCIES = {"eur": "EUR", "euro": "EUR", "€": "EUR"}
# The first letters of hedges and of numbers, in any case: most places are passed over by them.
_HEDGES = r"(?-i:[CDHKMNORSTUÖcdhkmnorstuö\u017f\u212a])"
_NUMBERS = r"(?-i:[\dENFSTÅenfstå\u017f\u212b])"
_BEGINS = r"(?-i:[\dCDEFHKMNORSTUÅÖcdefhkmnorstuåö\u017f\u212a\u212b€])"
# (An optional part stands as an alternative to nothing, which `re` tries faster than with "?".)
_MONEY = quick(
    rf"(?={_BEGINS})(?:(?<!\w)|(?=(?-i:[EeSs\u017f€])))(?:\b(?={_HEDGES})(?P<hedge>{_HEDGE}){SPACE}*|)"
    rf"(?:(?=(?-i:[EeSs\u017f€]))(?P<before>SEK|EUR|€){SPACE}*|)"
    rf"(?<![\w/])(?={_NUMBERS})(?<!\D\d{{3}}{SPACE})(?!0\d)"
    rf"(?P<number>{_NUMBER}|(?:(?:{'|'.join(_WORDS)})\s+och\s+)?en\s+halv(?=\s)|"
    rf"(?:{_NUMERAL})(?:\s+komma\s+(?:noll\s+)?(?:{_NUMERAL}))?(?=\s|tusen))(?!\d)"
    rf"(?:[\s\u00a0]*(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))})\b\.?)?"
    rf"(?:[\s\u00a0]*(?P<currency>svenska kronor|kronor|kronro\b|kr\b|SEK\b|:-|euro\b|EUR\b|€))?",
    re.IGNORECASE,
)

# What after a bare scale says that it counts heads
_COUNTS_HEADS = re.compile(
    r"\s+(?!\w{3,7}\s+(?:till|för)\s+(?:det\s+)?projekt)(?!från|till|för|av|som\s+(?:hela\s+)?(?:projektet|satsningen|det|insatsen)\s+(?:kostar|kostade|omfattar|omsluter|beräknas\s+kosta)|(?:ESF|EU|socialfonds)-?(?:stöd|medel|bidrag|pengar)|har\s+(?:betala|bevilja|finansiera|kommit)|"
    r"bevilja(?:s|des)\b|tilldela(?:s|des)\b|(?:går|gick|satsas|satsades|ges|får|fick)\b|delas\s+ut|"
    r"har\s+(?:nu\s+)?(?:den\s+)?(?:Svenska|Europeiska|ESF|EU|vi|kommunen|projektet|regionen|förbundet)\b|att\b|ur|i\b|och|varav|på|per\b|ska|är|kommer|kom\s+(?:från|via)|utgörs?|finansieras|"
    r"under\b|samt|men\b|medan|vilket|fördela[td]|tillsammans|jämnt\b|blankt\b|prick\b|inom|nu\b|stöd\b|bidrag|när|eftersom)\w"
)
_MILLION, _THOUSAND = 1_000_000, 1_000
_LONG_LINE = 2000  # characters of a line that is read whole for the numbers in parts of it

# What any sum of money in running text has, and any period.
SUM_WORD = screened(
    rf"(?:{'|'.join(sorted(_SCALES.keys() - _COUNT_TOO))})\b|kronor|kr\b|sek\b|:-|euro?\b|€",
    re.IGNORECASE,
)


class _Number(NamedTuple):
    """A number where it stands, with the sum of money it is; `bare` where no currency says so."""

    start: int
    end: int
    bare: bool
    amount: Found[Amount] | None


def may_have_sum(text: str, start: int, end: int) -> bool:
    """Whether `start..end` may have a sum of money; what has none of its words has none."""
    return SUM_WORD.may_match(text, start, end)


def find_amounts(text: str, start: int = 0, end: int | None = None) -> Iterator[Found[Amount]]:
    """Sums of money in running text: a number with a currency or a scale.

    >>> [str(found.value.value) for found in find_amounts("drygt 27,6 miljoner kronor")]
    ['27600000']
    """
    stop = len(text) if end is None else end
    none = start >= stop or SUM_WORD.is_barred(text, start, stop)
    return iter(() if none else _sums(text, start, stop))


@once_a_range
def _sums(text: str, start: int, end: int) -> list[Found[Amount]]:
    around = _line_around(text, start, end)
    if not may_have_sum(text, *(around or (start, end))):
        return []
    numbers = _numbers(text, *around) if around else None
    if numbers is None or any(
        number.start < start < number.end or number.start < end < number.end for number in numbers
    ):
        numbers = _numbers(text, start, end)
    found: list[Found[Amount]] = []
    for number in numbers:
        if number.amount is None or number.start < start or number.end > end:
            continue
        # "en miljon invånare" counts heads, not kronor: a bare scale must end its phrase.
        if number.bare and _COUNTS_HEADS.match(text[number.end : min(number.end + 40, end)]):
            continue
        found.append(number.amount)
    return found


def _line_around(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The lines that `start..end` is of, where its numbers are those of the lines in its range.

    None where the lines are long, or where `start` or `end` might change what a number is.
    """
    left = text.rfind("\n", max(start - _LONG_LINE, 0), start) + 1
    right = text.find("\n", end, end + _LONG_LINE)
    if (not left and start > _LONG_LINE) or (right < 0 and len(text) - end > _LONG_LINE):
        return None
    right = len(text) if right < 0 else right
    whole_end = end == right or text[end].isspace()
    whole_start = (
        start == left
        or (text[start].isspace() and not text[start - 1].isdigit())
        or (
            text[start - 1].isspace()
            and not text[start - 2].isdigit()
            and start < right
            and not text[start].isdigit()
        )
    )
    return (left, right) if whole_start and whole_end else None


@once_a_range
def _numbers(text: str, start: int, end: int) -> list[_Number]:
    """The numbers in `start..end`, read as if nothing stood around it, with what sums they are."""
    found: list[_Number] = []
    for match in _MONEY.finditer(text[start:end]):
        scale = (match["scale"] or "").lower()
        bare = not (match["currency"] or match["before"] or scale in _CARRIES_CURRENCY)
        none = bare and (not scale or scale in _COUNT_TOO)
        whole = found[-1].amount if found and found[-1].bare else None
        amount = None if none and whole is None else _amount(match, start)
        if whole is not None and amount is not None and _goes_on(whole, amount, text):
            found.pop()
            amount = _joined(whole, amount)
            found.append(_Number(amount.start, amount.end, bare, amount))
            continue
        said = None if none else amount
        found.append(_Number(start + match.start(), start + match.end(), bare, said))
    return found


def _goes_on(whole: Found[Amount], rest: Found[Amount], text: str) -> bool:
    """Whether a sum is the rest of the one before: "en miljon 985 tusen kronor"."""
    return (
        whole.value.value >= _MILLION > rest.value.value >= _THOUSAND
        and whole.value.value % _MILLION == 0
        and text[whole.end : rest.start].strip() in ("", "och")
    )


def _joined(whole: Found[Amount], rest: Found[Amount]) -> Found[Amount]:
    """The sum that millions and the rest of them are together."""
    together = whole.value.value + rest.value.value
    amount = replace(whole.value, value=together, currency=rest.value.currency)
    return Found(amount, whole.start, rest.end)


def parse_amount(text: str, start: int = 0, end: int | None = None) -> Found[Amount] | None:
    """The first sum of money in a field that is known to hold one; the currency may lack.

    >>> parse_amount("3 133 746").value.value
    Decimal('3133746')
    """
    for match in _MONEY.finditer(text[start:end]):
        if match["number"][0].isdigit() or match["scale"]:
            return _amount(match, start)
    return None


def _in_words(words: list[str]) -> Decimal:
    """A number in words: "fyra", "tjugo komma ett", "elva komma noll fem"."""
    whole = Decimal(_WORDS[words[0]])
    if "komma" not in words:
        return whole
    return whole + Decimal(f"0.{'0' * ('noll' in words)}{_WORDS[words[-1]]}")


def _amount(match: re.Match[str], offset: int) -> Found[Amount] | None:
    raw = match["number"].lower()
    if raw.endswith("halv"):  # "en halv miljon", "två och en halv miljon"
        if not match["scale"]:
            return None
        number = Decimal(_WORDS.get(raw.split()[0], 0) if "och" in raw.split() else 0)
        number += Decimal("0.5")
    elif raw.split()[0] in _WORDS:
        if not match["scale"]:
            return None
        number = _in_words(raw.split())
    else:
        digits = "".join(raw.split())
        if _GROUPED.fullmatch(digits.split(",")[0]):
            digits = digits.replace(".", "")
        elif digits.count(".") > 1:  # "1.200.50"
            whole, _, part = digits.rpartition(".")
            digits = f"{whole.replace('.', '')}.{part}"
        number = Decimal(digits.replace(",", "."))
    value = number * _SCALES.get((match["scale"] or "").lower(), 1)
    if value == value.to_integral_value():
        value = value.quantize(Decimal(1))
    currency = (match["currency"] or match["before"] or "").lower()
    hedge = (match["hedge"] or "").lower() or None
    if hedge in _NOT_HEDGES:
        hedge = None
    amount = Amount(value, _CURRENCIES.get(currency, "SEK"), hedge)
    return Found(amount, offset + match.start(), offset + match.end())
