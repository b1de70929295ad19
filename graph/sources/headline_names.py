"""The name of a project within a headline that tells news of it: "Premiär för X", "X är i gång"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from graph.sources.party_names import looks_like_body
from graph.sources.party_words import UPPER
from graph.sources.passages import MASK, Unit, squeeze, whole_uses
from graph.sources.place_names import is_region
from graph.sources.project_names import GENERIC, NameFound
from graph.sources.role_rules import FUND

_HEAD = 6  # units of a page among which its headline stands
_LONGEST = 60  # characters of a name that a headline goes on behind
# What stands before the name of what there is news of
_BEFORE = re.compile(
    r"(?:Nu\s+är\s+det\s+(?:klart|dags)\s+för|Så\s+(?:gick|går)\s+det\s+(?:för|i|med)|Nytt\s+(?:ESF-|EU-)?projekt:|"
    r"(?:Stor\s+|Ny\s+|Digital\s+)?(?:[Pp]remiär|[Kk]ick-?off|[Uu]pp(?:start|takt)|[Ss]tart(?:skott)?(?:et)?|[Kk]lartecken|[Kk]lart|[Gg]rönt\s+ljus|"
    r"[Ff]örlängning|[Ff]ortsättning|[Ff]inal|[Aa]vslutning|[Jj]ubel|[Ff]ramgång(?:ar)?|[Ss]uccé|"
    r"(?:[Ss]lut|[Aa]vslutnings|[Ss]pridnings|[Rr]esultat|[Ss]tart)?(?:konferens|seminarium)|[Ss]lutkonferens|[Ss]lutseminarium)\s+(?:för|av|med|i)|"
    r"(?:[A-ZÅÄÖ][a-zåäö]+\s+){0,2}(?:resultat|utvärdering|start|avslut|betyg)\s+(?:för|av|i)|"
    r"(?:Beviljade\s+|Nya\s+|Mer\s+|EU-|ESF-|\d+\s+)*(?:[Mm]edel|[Pp]engar|[Ss]töd|[Mm]iljoner(?:\s+kronor)?|[Ff]inansiering)\s+till|"
    r"(?:[Ff]ull\s+)?(?:[Ff]art|[Gg]ång|[Uu]ppstart)\s+(?:i|på|med)|Vad\s+(?:är|gör|händer\s+i)|Vad\s+händer\s+med|Välkommen\s+till|Det\s+här\s+är|Lär\s+känna|Möt|Nu\s+(?:avslutas|startar|börjar|rullar|drar|inleds|lanseras))\s+"
    rf"(?:(?:ESF-|EU-)?[Pp]rojekt(?:et)?\s+)?(?=[”\"“»]?[{UPPER}])"
)
_STARTS = re.compile(
    r"\s+(?:i\s?gång|ut|på\s+allvar|vidare)\b.*|\s*[?!.:]+(?=\s|$)|\s+[–—-]\s.*|,\s.*"
)
# What only a project, or an event, is said to do
_RUNS = re.compile(
    r"\s+(?:är\s+(?:nu\s+)?(?:i\s?gång|här|i\s+mål|i\s+hamn|avslutat|beviljat|klar\w*\s+för\s+start|godkänt)|(?:drar|drog|rullar|sparkar|kör|sätter|går)(?:s|\s+nu)?\s+(?:i\s?gång|i\s+mål|vidare|ut|på)|"
    r"rullas\s+ut|startar|startade|avslutas|avslutades|avslutat|förlängs|förlängdes|beviljas|beviljat|beviljades|lanseras|inleds|kickar\s+igång|"
    r"får\s+(?:nu\s+)?(?:[\w-]*medel|[\w-]*pengar|\d[\d,]*\s+(?:miljoner|mkr)|klartecken|grönt\s+ljus|förlängning|fortsätta)|"
    r"(?:ett|en)\s+(?:viktigt\s+|stort\s+)?steg\s+(?:på|mot|i)|[–—-]\s+(?:ett\s+)?(?:nytt|avslutat|pågående)\s+(?:[\w-]+\s+)?[\w-]*projekt)(?!\w)",
)
_VERB = re.compile(
    r"\s+(?:hjälper|stöttar|stärker|ger|gör|ska|vill|visar|får|fick|har|öppnar|skapar|bygger|lockar|växer|fortsätter|utvecklar|samlar|leder|sprider)\s"
)
# "Arbetet", "Utbildningarna": no name, though a capital begins the line
_NOUN = re.compile(
    r"(?:[\w-]*(?:arbete|utbildning|kurs|verksamhet|satsning|insats|ansökan|rekrytering|kampanj|samarbete|"
    r"samverkan|tjänst|mässa|utlysning|program|pilot|föreläsning|träff|möte|studie|förening|nätverk|medel)\w*|"
    r"(?:Vi|De|Det|Den|Du|Ni|Här|Nu|Så|Snart|Alla|Fler|Många|Unga)\b.*)",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\d+\s|(?:Två|Tre|Fyra|Fem|Sex|Sju|Åtta|Nio|Tio|Flera|Ett|En)\s|(?:Ny|Nya|Nytt)\s(?:[\w-]*(?:projekt|satsning|insats|utlysning|medel|pengar|stöd|verktyg|tjänst)\w*)",
    re.IGNORECASE,
)


def headline_name(
    text: str, units: Sequence[Unit], is_body: Callable[[str], bool]
) -> NameFound | None:
    """The name in the first headline of a page that has one."""
    for unit in units[:_HEAD]:
        if len(unit.text) > 130 or unit.text.rstrip().endswith((".", ":")):
            continue
        span = named_in(unit.text, text, is_body)
        if span is not None:
            start, end = unit.start + span[0], unit.start + span[1]
            return NameFound(squeeze(text[start:end]), start, end, unit.start)
    return None


def named_in(line: str, text: str, is_body: Callable[[str], bool]) -> tuple[int, int] | None:
    """Where the name stands in a headline of the page `text`, if that tells news of a project.

    >>> line = "Premiär för Nya spår!"
    >>> line[slice(*named_in(line, "", str.isupper))]
    'Nya spår'
    """
    if before := _BEFORE.match(line):
        ends = _STARTS.search(line, before.end())
        start, end = before.end(), ends.start() if ends else len(line.rstrip())
        if _may_name(line[start:end], text, is_body):
            return _bare(line, start, end)
        return None
    runs = _RUNS.search(line)
    if runs is not None and _leads(line[: runs.start()], text, is_body):
        return _bare(line, 0, runs.start())
    verb = _VERB.search(line)
    if verb is not None and _leads(line[: verb.start()], text, is_body):
        name = line[: verb.start()].strip(' ”"“»«')
        if _is_name_below(name, text):
            return _bare(line, 0, verb.start())
    return None


def _bare(line: str, start: int, end: int) -> tuple[int, int]:
    """A span without quotation marks and spaces at its ends."""
    name = line[start:end]
    start += len(name) - len(name.lstrip(' ”"“»«'))
    return start, start + len(name.strip(' ”"“»«'))


def _may_name(name: str, text: str, is_body: Callable[[str], bool]) -> bool:
    """Whether a phrase with a capital may be a name: no body, place, fund, or noun of the text."""
    name = name.strip(' ”"“»«')
    return (
        2 < len(name) <= _LONGEST
        and MASK not in name
        and not GENERIC.match(name)
        and not FUND.match(name)
        and not _SEVERAL.match(name)
        and not (is_body(name) or looks_like_body(name) or is_region(name))
        and not is_body(name.removesuffix("s"))
    )


def _leads(lead: str, text: str, is_body: Callable[[str], bool]) -> bool:
    """Whether what a headline begins with may be a name, and not just its first word."""
    name = lead.strip(' ”"“»«')
    if not _may_name(name, text, is_body) or _NOUN.fullmatch(name) or name[:1].islower():
        return False
    small = name[:1].lower() + name[1:]
    return name[1:].lower() != name[1:] or next(whole_uses(text, small), None) is None


_WITHIN = re.compile(r"(?:[a-zåäö,]|\bI) [”\"“»]?\Z")


def _is_name_below(name: str, text: str) -> bool:
    """Whether the text has it within a sentence, with its capital."""
    return any(_WITHIN.search(text, max(0, at - 3), at) for at in whole_uses(text, name))
