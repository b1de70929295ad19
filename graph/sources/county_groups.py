"""All municipalities of a county, however a page says so: "länets kommuner", "Hallands kommuner".

The county that "länet" stands for is the one that the page names; where it names several, the one
it speaks of by far most. A count is kept, so that whoever knows the county can check it.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from graph.numerals import numerals

_COUNTIES = (
    "Blekinge", "Dalarna", "Gotland", "Gävleborg", "Halland", "Jämtland", "Jönköping", "Kalmar",
    "Kronoberg", "Norrbotten", "Skåne", "Stockholm", "Sörmland", "Södermanland", "Uppsala",
    "Värmland", "Västerbotten", "Västernorrland", "Västmanland", "Västra Götaland", "Örebro",
    "Östergötland",
)  # fmt: skip
# Names of a town as well: they mean the county only where a word says so.
_TOWNS = frozenset({"Jönköping", "Kalmar", "Stockholm", "Uppsala", "Örebro"})
_OFFICIAL = {"Sörmland": "Södermanland"}
_ADJECTIVES = {
    "blekingska": "Blekinge", "gotländska": "Gotland", "gävleborgska": "Gävleborg",
    "halländska": "Halland", "jämtländska": "Jämtland", "norrbottniska": "Norrbotten",
    "skånska": "Skåne",
    "sörmländska": "Södermanland", "värmländska": "Värmland", "västerbottniska": "Västerbotten",
    "västmanländska": "Västmanland", "östgötska": "Östergötland",
}  # fmt: skip
_NUMBER = (
    r"\d{1,2}|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|tjugo"
)
_EVERY = r"(?:alla|samtliga)"
_NAME = "|".join(_COUNTIES)
_GROUP = re.compile(
    rf"(?:(?:{_EVERY}|var\s+och\s+en|hela)\s+(?:(?P<count_every>{_NUMBER})\s+)?(?:av\s+)?)?"
    rf"(?:(?P<of_county>länets|regionens)|(?P<name>{_NAME})s(?:\s+läns)?)\s+"
    rf"(?:(?:{_EVERY}|(?P<count>{_NUMBER}))\s+){{0,2}}kommuner|"
    rf"{_EVERY}\s+(?:de\s+)?(?:(?P<count_in>{_NUMBER})\s+)?kommuner(?:na)?\s+i\s+"
    rf"(?P<in_county>länet|regionen|(?P<name_in>{_NAME})s?(?:\s+län)?)|"
    rf"(?P<definite>(?:de\s+)?(?:(?P<count_definite>{_NUMBER})\s+)?kommunerna)\s+i\s+"
    rf"(?:länet|(?P<name_definite>{_NAME})s?(?:\s+län)?)|"
    rf"(?:{_EVERY}|de|övriga)\s+(?:(?P<count_of>{_NUMBER})\s+)?(?P<adjective>"
    rf"{'|'.join(_ADJECTIVES)})\s+kommuner(?:na)?",
    re.IGNORECASE,
)
# "samtliga 16 kommuner": all where the page's county has as many
_AS_MANY = re.compile(
    rf"(?:{_EVERY}|de)\s+(?:de\s+)?(?P<count>{_NUMBER})\s+kommuner(?:na)?", re.IGNORECASE
)
# "halländska kommunerna", "sex hallandskommuner": all where the county has as many
_COUNTED_GROUP = re.compile(
    rf"(?:(?:{_EVERY}|de)\s+)?(?:(?P<count>{_NUMBER})\s+)?(?:(?P<adjective>{'|'.join(_ADJECTIVES)})\s+|"
    rf"(?P<name>{_NAME})s?-?)kommuner(?P<definite>na)?",
    re.IGNORECASE,
)
_SIZES = {
    "Blekinge": 5, "Dalarna": 15, "Gävleborg": 10, "Halland": 6, "Jämtland": 8, "Jönköping": 13,
    "Kalmar": 12, "Kronoberg": 8, "Norrbotten": 14, "Skåne": 33, "Stockholm": 26,
    "Södermanland": 9, "Uppsala": 8, "Värmland": 16, "Västerbotten": 15, "Västernorrland": 7,
    "Västmanland": 10, "Västra Götaland": 49, "Örebro": 12, "Östergötland": 13,
}  # fmt: skip
_NAMED = re.compile(
    rf"\b(?P<before>[Rr]egion\s+|[Ll]änsstyrelsen\s+i\s+|[Ll]änsstyrelsen\s+)?(?P<name>{_NAME})"
    r"(?:s?\s+(?P<after>län)\b|s?\b)"
)
_OWN_BODY = re.compile(r"(?<=s) Kommuner$")  # "Skånes Kommuner" is an association of theirs
_NUMERALS = numerals(2, 20)
_LEAST = 3  # times that a page with several counties names the one that "länet" stands for
_LEAD = 4  # times as often as the next


def county_group(written: str, text: str) -> str | None:
    """The group of municipalities that `written` is on a page with this `text`, or None.

    >>> county_group("länets alla kommuner", "Region Halland driver projektet.")
    'samtliga kommuner i Hallands län'
    """
    match = _GROUP.fullmatch(written)
    if match is None:
        return _counted_group(written) or _as_many(written, text)
    if match["name"] and _OWN_BODY.search(written):
        return None
    counts = ("count", "count_every", "count_in", "count_definite", "count_of")
    count = next((match[group] for group in counts if match[group]), None)
    county = _named_county(match) or county_of(text)
    return _all_of(county, count) if county else None


def _counted_group(written: str) -> str | None:
    match = _COUNTED_GROUP.fullmatch(written)
    if match is None or not (match["definite"] or match["count"]):
        return None
    county = _named_county(match)
    if county is None:
        return None
    if match["count"] and _number(match["count"]) != _SIZES.get(county):
        return None  # some of them
    return _all_of(county, match["count"])


def _as_many(written: str, text: str) -> str | None:
    match = _AS_MANY.fullmatch(written)
    county = county_of(text) if match else None
    if match is None or county is None or _number(match["count"]) != _SIZES.get(county):
        return None
    return _all_of(county, match["count"])


def _number(written: str) -> int | None:
    return int(written) if written.isdigit() else _NUMERALS.get(written.casefold())


def _named_county(match: re.Match[str]) -> str | None:
    """The county whose name or adjective stands in a match, if one does."""
    if match["adjective"]:
        return _ADJECTIVES[match["adjective"].casefold()]
    groups = match.groupdict()
    written = next(
        (groups[of] for of in ("name", "name_in", "name_definite") if groups.get(of)), None
    )
    if not written:
        return None
    county = next(name for name in _COUNTIES if name.casefold() == written.casefold())
    return _OFFICIAL.get(county, county)


def _all_of(county: str, count: str | None) -> str:
    genitive = county if county.endswith("s") else f"{county}s"
    return f"samtliga {count + ' ' if count else ''}kommuner i {genitive} län"


@lru_cache(maxsize=4)
def county_of(text: str) -> str | None:
    """The county that a page is about; the last few pages are remembered."""
    counts = Counter(
        _OFFICIAL.get(found["name"], found["name"])
        for found in _NAMED.finditer(text)
        if found["name"] not in _TOWNS or found["before"] or found["after"]
    )
    ranked = counts.most_common(2)
    if not ranked:
        return None
    if len(ranked) == 1 or (ranked[0][1] >= _LEAST and ranked[0][1] >= _LEAD * ranked[1][1]):
        return ranked[0][0]
    return None
