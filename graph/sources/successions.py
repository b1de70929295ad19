"""What a text says of the project before another, or after it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.sources.project_names import name_at
from graph.sources.screening import may_match, screened

_FOLLOWS = screened(
    r"\b(?:är|blir|var)\s+(?:en\s+|ett\s+)?(?:naturlig\s+|direkt\s+)?(?:fortsättning(?:en)?|"
    r"vidareutveckling(?:en)?|uppföljare(?:n)?|uppföljning|utveckling|"
    r"fortsättningsprojekt)\s+(?:av|på|till)\s+"
    r"|\b(?:bygger\s+(?:vidare\s+)?på|efterträder|tar\s+vid\s+efter|"
    r"ersätter)\s+(?=(?:det\s+\w+\s+)?(?:projekt|pilot|förprojekt|förstudie|ESF-projekt))",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"(?:(?:det|den|de|ett|en|vårt|pågående|tidigare|avslutade|genomförda|föregående|arbetet?|"
    r"erfarenheter\w*|resultaten?|metod\w*|som|gjordes|påbörjades|bedrevs|i|inom|från|av|"
    r"ESF-projekt(?:et)?|projekt(?:et)?|pilotprojekt(?:et)?|pilot(?:en)?|förprojekt(?:et)?|"
    r"förstudien?|EU-projekt(?:et)?|Projektet|Projekt)\s+)*",
)
_TURNS_INTO = screened(
    r"\s+(?:övergår\s+(?:till|i)|övergick\s+(?:till|i)|blir\s+(?:nu\s+)?(?=projektet)|följs\s+av|"
    r"följdes\s+av|ersätts\s+av|ersattes\s+av|utvecklas\s+till|utvecklades\s+till|"
    r"fortsätter\s+(?:nu\s+)?(?:som|i|under\s+namnet)|fortsatte\s+(?:som|i)|byter\s+namn\s+till|"
    r"går\s+vidare\s+(?:som|i)|får\s+en\s+fortsättning\s+i)\s+",
    re.IGNORECASE,
)
_SUCCEEDS = _FOLLOWS.bit | _TURNS_INTO.bit


@dataclass(frozen=True, slots=True)
class Succession:
    """That one project followed another, in `start..end`.

    `old` and `new` are ranges of their names; None is the project that the page is about.
    `described` says that the passage tells more of the older one.
    """

    old: tuple[int, int] | None
    new: tuple[int, int] | None
    start: int
    end: int
    rule: str
    described: bool = False


def successions(text: str, start: int, end: int) -> Iterable[Succession]:
    """Statements in `start..end` that a project continues or turns into another."""
    return _successions(text, start, end) if may_match(text, _SUCCEEDS, start, end) else ()


def _successions(text: str, start: int, end: int) -> Iterator[Succession]:
    for cue in _FOLLOWS.finditer(text, start, end):
        lead = _LEAD_IN.match(text, cue.end(), end)
        at = lead.end() if lead else cue.end()
        span = _long_name(text, at, end)
        if span is not None:
            yield Succession(span, None, start, end, "succession.follows")
    for cue in _TURNS_INTO.finditer(text, start, end):
        opening = text[start : cue.start()]
        lead = re.match(r"(?:Projektet|Pilotprojektet|Förprojektet|Piloten|Förstudien)\s+", opening)
        at = start + (lead.end() if lead else 0)
        old = _old_name(text, at, cue.start())
        word = re.match(
            r"(?:projektet\s+|ESF-projektet\s+|det\s+nya\s+projektet\s+|"
            r"ett\s+nytt\s+projekt,?\s+)?",
            text[cue.end() : end],
        )
        new = name_at(text, cue.end() + (word.end() if word else 0), _new_end(text, cue.end(), end))
        is_project = (
            lead
            or re.match(r"Projekt\b|Pilot", opening)
            or re.search(r"projekt|pilot|förstudie", opening)
        )
        if old and new and is_project:
            described = cue.start() - old[1] > 8
            yield Succession(old, new, start, end, "succession.turns-into", described)


def _new_end(text: str, start: int, end: int) -> int:
    stop = re.compile(
        r"\s+(?:då|när|som|efter|i\s+och\s+med|från|eftersom|sedan|med|under|den|"
        r"i)\s"
    ).search(text, start, end)
    return stop.start() if stop else end


def _old_name(text: str, at: int, stop: int) -> tuple[int, int] | None:
    dash = re.compile(r"\s+[-–—]\s+|,\s+|\s+\(").search(text, at, stop)
    return name_at(text, at, dash.start() if dash else stop)


def _long_name(text: str, at: int, end: int) -> tuple[int, int] | None:
    """A name that may go on after a dash: "Exempelvägen – hållbart arbetsliv"."""
    span = name_at(text, at, end)
    if span is None:
        return None
    longer = re.compile(r"\s+[–—-]\s+[a-zåäö][^.,;:\n]{3,50}(?=[.\n]|$)").match(text, span[1], end)
    return (span[0], longer.end()) if longer else span
