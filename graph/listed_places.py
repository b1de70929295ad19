"""Municipalities that running text enumerates: "kommunerna A, B och C", "A, B och C kommun"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.mentions import Mentions

_PLACE = r"[A-ZÅÄÖÉ][\w-]*(?:[ \u00a0](?:[A-ZÅÄÖÉ][\w-]*)){0,2}"
_JOINT = r"(?:\s*,\s*(?:och\s+|samt\s+)?|\s+och\s+|\s+samt\s+|\s*/\s*|\s+respektive\s+)"
_AFTER_HEAD = re.compile(
    r"\b(?i:kommunerna|(?:kommuner|kommunerna)\s+(?:som\s+\w+\s+(?:i\s+projektet\s+)?)?är|"
    r"städerna)"
    rf"(?:\s*:\s*|\s+)(?P<list>{_PLACE}(?:{_JOINT}{_PLACE})*)"
)
_BEFORE_HEAD = re.compile(
    rf"(?P<list>{_PLACE}(?:{_JOINT}{_PLACE})+)\s+(?P<head>kommuner(?:na)?|kommun)\b"
)
_ITEM = re.compile(_PLACE)
_BODY_WORD = re.compile(
    r"\b(?:AB|Region|Landsting\w*|Länsstyrelse\w*|\w*förbund\w*|Kommun|Stad|Universitet\w*|"
    r"Högskola\w*|Stiftelse\w*|\w*förening\w*)\b|(?:kassan|myndigheten|förmedlingen|regionen|"
    r"vården|"
    r"verket|bolaget|skolan|centrum|rådet)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """A municipality named in an enumeration: `text[start:end] == name`."""

    name: str
    start: int
    end: int


def listed_municipalities(
    text: str, start: int = 0, end: int | None = None, known: Mentions | None = None
) -> list[ListedPlace]:
    """The municipalities of enumerations such as "kommunerna A, B och C" and "A, B och C kommun".

    Wording decides, so a municipality that no list has is found too; `known` only tells bodies
    from places where the wording leaves it open ("Bolaget, Studieförbundet, Botkyrka kommun").

    >>> [place.name for place in listed_municipalities("i Orust, Lilla Edet och Åre kommun")]
    ['Orust', 'Lilla Edet', 'Åre']
    """
    stop = len(text) if end is None else end
    folded = text[start:stop].casefold()
    if "kommun" not in folded and "städerna" not in folded:
        return []
    found: dict[int, ListedPlace] = {}
    for match in _AFTER_HEAD.finditer(text, start, stop):
        previous = None
        for item in _items(match):
            if _BODY_WORD.search(item.name):
                break
            found.setdefault(item.start, item)
            if previous is not None and re.search(
                r"\b(?:och|samt)\b", text[previous.end : item.start]
            ):
                break  # what follows "A, B och C" is another list
            previous = item
    for match in _BEFORE_HEAD.finditer(text, start, stop):
        items = _items(match)
        plural = match["head"] != "kommun"
        for position in range(len(items) - 1, -1, -1):
            item = items[position]
            if _BODY_WORD.search(item.name):
                break
            certain = position == len(items) - 1 or plural
            if not certain:
                if known is not None and len(known):
                    certain = known.is_municipality(item.name)
                else:
                    certain = "och" in text[items[-2].end : items[-1].start]
            if not certain:
                break
            found.setdefault(item.start, item)
    return [found[at] for at in sorted(found)]


def _items(match: re.Match[str]) -> list[ListedPlace]:
    return [
        ListedPlace(item.group(), item.start(), item.end())
        for item in _ITEM.finditer(match.string, match.start("list"), match.end("list"))
    ]
