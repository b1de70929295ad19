"""Bodies that a sentence means by "båda", "samtliga", "de två sistnämnda": named before it."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.sources.parties import PartyReader
from graph.sources.party_names import Named
from graph.sources.party_words import NUMBERS
from graph.sources.role_rules import FUND

_COUNT = r"(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio)"
# Kinds of which a page may name just so many: "de båda samordningsförbunden"
_KINDS = (
    r"samordningsförbunden|förbunden|kommunerna|regionerna|lärosätena|universiteten|högskolorna"
)
_OF_KIND = {
    "samordningsförbunden": re.compile(r"Samordningsförbund|\wsamordningsförbund|Finsam"),
    "förbunden": re.compile(r"[Ff]örbund|Finsam"),
    "kommunerna": re.compile(r"\s(?:kommun|stad)$"),
    "regionerna": re.compile(r"^Region\s|regionen$"),
    "lärosätena": re.compile(r"[Uu]niversitet|[Hh]ögskola"),
    "universiteten": re.compile(r"[Uu]niversitet"),
    "högskolorna": re.compile(r"[Hh]ögskola"),
}
_MEANT = re.compile(
    rf"\s*(?:och\s+)?(?:(?P<both>(?:de\s+)?(?:båda|bägge))|(?:samtliga|alla|dessa|vilka|"
    rf"de(?=\s+(?:{_COUNT}|sistnämnda|senare|[a-zåäö]+(?:en|na)\b)))(?:\s+(?P<count>{_COUNT}))?|(?:alla|samtliga)\s+dessa)"
    rf"(?:\s+(?P<last>sistnämnda|senare)|\s+(?P<kind>{_KINDS})|\s+(?:organisationerna|företagen|parterna|myndigheterna|"
    r"föreningarna|skolorna|aktörerna|bolagen|arbetsgivarna))?\s*,?\s*",
    re.IGNORECASE,
)
_JOINS = re.compile(
    r"s?(?:\s+(?:kommun|stad))?(?:\s*\([^()]*\))?\s*(?:,|,?\s*(?:och|samt|liksom|jämte))\s*(?:även\s+)?"
)
_MORE_OF_NAME = re.compile(r"(?:\s[A-ZÅÄÖ][a-zåäö]\w*){1,3}\b")
_LOOK_BACK = 300  # characters in which the sentence before stands
_ENDING = re.compile(r"[.!?]\s+(?=[A-ZÅÄÖ–-])|\n")


def meant_by(reader: PartyReader, start: int, left: int, right: int) -> list[Named]:
    """The bodies that `left..right`, of a sentence from `start`, means if it names none itself.

    They are enumerated in the words before it in the sentence, else in the sentence before.
    Where these do not count as many as it says, nobody can tell.
    """
    meant = _MEANT.fullmatch(reader.text, left, right)
    if meant is None:
        return []
    begin = max(0, start - _LOOK_BACK)
    ended = list(_ENDING.finditer(reader.text, begin, max(begin, start - 2)))
    before = ended[-1].end() if ended else begin
    own = _last_run(reader, start, left)
    run = own if len(own) > 1 else _last_run(reader, before, start)
    count = 2 if meant["both"] else NUMBERS[meant["count"].lower()] if meant["count"] else 0
    if meant["last"]:
        run = run[-count:] if count else []
    if (len(run) < 2 or (count and len(run) != count)) and count and meant["kind"]:
        run = _all_of_kind(reader, meant["kind"].lower(), start)
    if len(run) < 2 or (count and len(run) != count):
        return []
    named = (reader.one(*body) for body in run)
    return [
        replace(one, start=left, end=right)
        for one in named
        if one is not None and not FUND.match(one.party.name)
    ]


def _all_of_kind(reader: PartyReader, kind: str, end: int) -> list[tuple[int, int]]:
    """Where each body of a kind is named first, in all words before."""
    first: dict[str, tuple[int, int]] = {}
    for mention in reader.beginning_in(0, end):
        if _OF_KIND[kind].search(mention.name):
            first.setdefault(mention.name, (mention.start, mention.end))
    return list(first.values())


def _last_run(reader: PartyReader, start: int, end: int) -> list[tuple[int, int]]:
    """Ranges of the known bodies and municipalities that are enumerated last in a passage."""
    known = {mention.start: mention.end for mention in reader.beginning_in(start, end)}
    for place in reader.references.places(start, end):
        if not any(left <= place.start() < right for left, right in known.items()):
            known[place.start()] = place.end()
    runs: list[list[tuple[int, int]]] = [[]]
    for body in sorted(known.items()):
        if runs[-1] and not _JOINS.fullmatch(reader.text, runs[-1][-1][1], body[0]):
            runs.append([])
        more = _MORE_OF_NAME.match(reader.text, body[1], end)
        runs[-1].append((body[0], more.end()) if more else body)
    several = [run for run in runs if len(run) > 1]
    return several[-1] if several else []
