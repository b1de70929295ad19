"""The names of several projects that a sentence counts, or joins with "och"."""

from __future__ import annotations

import re
from itertools import pairwise

from graph.numerals import numerals
from graph.sources.party_names import looks_like_body
from graph.sources.passages import squeeze
from graph.sources.project_names import NameFound, names_in
from graph.sources.screening import screened

# "A ska genomföra två projekt." and then "X och Y (Vägen in) har fokus på …"
COUNTS = screened(
    r"\b(?P<count>två|tre|fyra|båda)\s+(?:\w+\s+)?(?:[\w-]*projekt|förstudier|\w*ansökningar|satsningar)"
    r"(?:\s+från\s+[A-ZÅÄÖ][^.;,]{2,60}?)?"
    r"(?:\s+(?:som\s+)?(?:kommer\s+att\s+|ska\s+)?(?:genomföras|genomförs|drivas|drivs|ägs|bedrivs|bedrivas)\s+av\s+[A-ZÅÄÖ][^.;]{2,80}?)?"
    r"(?:\s+(?:har\s+(?:nu\s+)?)?(?:bevilja(?:des|ts|s)|godkän(?:ts|des)|startar|startas|drar\s+i\s?gång|får\s+(?:pengar|stöd|medel)))?"
    r"\s*[.:!]?$",
    re.IGNORECASE,
)
_PLURAL_NAMES = screened(
    r"(?:[Pp]rojekten|[Ff]örstudierna)\s+(?P<names>[”\"“»]?[A-ZÅÄÖ0-9][^.;:\n]{2,120}?)(?=\s(?:har|är|ska|kommer|"
    r"riktar|vänder|syftar|handlar|startar|pågår|drivs|drevs|ägs|genomförs|får|beviljas|som|var|i|på|med|inom)\s|[.;]|$)"
)
_NAMES_THEN_VERB = re.compile(
    r"(?P<names>[A-ZÅÄÖ0-9”\"“»][^.;:\n]{2,120}?)\s(?:har|är|ska|kommer|riktar|vänder|syftar|handlar|startar|pågår|får|fick|heter|beviljas|beviljades|drivs|tilldelas)\s"
)
_ENUMERATED_NAME = re.compile(
    r"(?P<name>[”\"“»]?[A-ZÅÄÖ0-9](?:(?!\s+(?:och|samt)\s+(?=[A-ZÅÄÖ0-9”\"“])|\ssom\s)[^,(])*)(?:\s*\([^()]*\))?(?:,\s*|\s+(?:och|samt)\s+|(?=\ssom\s)|$)"
)
# What stands between two projects of one sentence, right before the second
_AND = re.compile(r"\b(?:och|samt|respektive)\s+(?:i\s+|för\s+|till\s+)?\Z")


def after_count(text: str, counted: tuple[int, int], span: tuple[int, int]) -> list[NameFound]:
    """The names that a sentence begins with after one that counts them: "X och Y (Z) har …"."""
    count = COUNTS.search(text, *counted)
    begins = _NAMES_THEN_VERB.match(text, *span)
    if count is None or begins is None:
        return []
    names = enumerated(text, begins, span[0])
    counted_as = count["count"].casefold()
    wanted = 2 if counted_as == "båda" else numerals(2, 4)[counted_as]
    bodies = any(looks_like_body(name.name) for name in names)
    return names if len(names) == wanted and not bodies else []


def of_plural(text: str, start: int, end: int) -> list[NameFound]:
    """The names in "projekten X och Y"."""
    found = _PLURAL_NAMES.search(text, start, end)
    if found is None:
        return []
    names = enumerated(text, found, start)
    return [name for name in names if len(name.name) > 2 and not looks_like_body(name.name)]


def enumerated(text: str, found: re.Match[str], cue: int) -> list[NameFound]:
    """Each of the `names` of a match, told of from `cue` on."""
    return [
        NameFound(
            squeeze(match["name"]).strip(' ”"“»'), match.start("name"), match.end("name"), cue
        )
        for match in _ENUMERATED_NAME.finditer(text, found.start("names"), found.end("names"))
    ]


def of_pair(text: str, start: int, end: int) -> list[NameFound]:
    """The names in "projekt X om lärande och projekt Y om arbete"."""
    found = names_in(text, start, end)
    if len(found) < 2:
        return []
    names = sorted(found, key=lambda name: name.start)
    joined = [
        (one, other)
        for one, other in pairwise(names)
        if one.end < other.cue and _AND.search(text, one.end, other.cue)
    ]
    distinct = {name.name.casefold() for pair in joined for name in pair}
    return [joined[0][0], *(other for _, other in joined)] if len(distinct) > len(joined) else []
