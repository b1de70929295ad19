"""Where a sentence goes on behind a project's name: "projektet Exempelvägen | lyfter unga".

The verbs by their stems, in the forms that stand behind a subject ("lyfter", "lyfte", "lyfts",
"har projektet X lyft"), and words that tell when, how far and by whom.
"""

from __future__ import annotations

import re
from functools import lru_cache

from graph.sources.party_words import UPPER
from graph.sources.passages import whole_uses
from graph.sources.project_verbs import INFINITIVES, VERBS, is_finite

# "Projektet Vi växer ska …": with one of these for its subject a clause is the name itself
_SUBJECTS = frozenset(
    re.findall(
        r"\w+",
        "alla allt de den det du fler flera hen här ingen jag man ni nu rätt så tillsammans vi",
    )
)
# Words that no verb follows at once: "Vägen till ökade chanser"
_BEFORE_NOUN = frozenset(
    re.findall(
        r"\w+",
        "att av de den det en ett fler från för genom i med mer mot och om på som till via vid",
    )
)
_NUMBERS = (
    r"(?:ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|femton|arton|tjugo|trettio|fyrtio|"
    r"femtio|\d[\d,.]*)"
)
_MONTH = (
    r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
)
_SEASON = r"(?:våren|sommaren|hösten|vintern|året|månaden|veckan|julen|påsken|årsskiftet)"
_SEASONS = rf"(?:{_SEASON}|vår|sommar|höst|vinter|jul)"
_DAY = r"(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en|s)?"
_YEARS = r"(?:19|20)\d\d"
# When, for how long, how much, by whom: what stands behind the name
_TELLS = re.compile(
    r"\s(?:"
    rf"(?:i|på|under|över|för|om|efter|inom|åt|à)\s(?:drygt\s|knappt\s|cirka\s|ca\s|ytterligare\s)?{_NUMBERS}(?:\s(?:och|till|ett)\s\w+)?\s(?:år|månad(?:er)?|veckor|dagar|halvår)|"
    rf"(?:i|under|till|från|före|efter|sedan|vid|kring|mot|inför)\s(?:och\smed\s|slutet\sav\s|början\sav\s|mitten\sav\s)?(?:{_MONTH}|{_SEASONS}|{_YEARS}|{_DAY})|"
    r"i\s(?:dag|år|fjol|våras|somras|höstas|vintras|stället|början|slutet|mitten|samband|och\smed|samråd|enlighet)|"
    rf"på\s(?:{_DAY}|plats|heltid|deltid|prov)|"
    rf"med\s(?:start|början|hjälp|medel|pengar|finansiering|bidrag|resultat|framgång|goda|{_NUMBERS}|både|sina?|sitt|många|flera)|"
    r"för\s(?:första|andra|tredje|sista)\s(?:gången|året)|"
    r"från\s(?:ESF|EU|[Ee]uropeiska|[Ss]ocialfonden)|"
    rf"mellan\s(?:åren\s)?{_YEARS}|mot\sårets|"
    rf"av\s(?:[{UPPER}][\w-]*|oss|dem|\w*(?:regeringen|rådet|ministern|kommunen|nämnden|styrelsen|hövdingen|myndigheten|fonden|förbundet|bolaget|fullmäktige))|"
    r"(?:till|från|hos|vid|åt)\s\w*(?:deltagarna|kommunen|kommunerna|förmedlingen|rådet|fonden)|"
    rf"vid\s(?:[{UPPER}][\w-]*|starten)|"
    r"(?:redan|nyligen|framöver|dessutom|alltså|dock|ännu|alltid|aldrig|bara|främst|numera|snart|"
    r"delvis|faktiskt|därmed|dels|sammanlagt|istället|framför\sallt|bland\sannat|till\sexempel|"
    r"just|drygt|knappt|nästan|närmare|cirka|ca|omkring|ungefär|antingen|totalt|hela\s(?:våren|hösten|året|tiden)|året\sut|varje\s\w+|ytterligare|"
    r"utifrån|trots|oavsett|såväl|runt\som\si|per\s(?:år|deltagare|månad)|tidigare|senare|"
    r"så\satt|dit|då|vilken|vilkas|ihop|utan\skostnad|utanför|längs|följt\sav|inklusive|exempelvis)|"
    rf"{_NUMBERS}\s(?:år|månader|miljoner?|mkr|mnkr|tkr|deltagare|personer|unga|anställda|kvinnor|ungdomar)|"
    r"på\s(?:vår|vårt|deras|sin|\w+s)\s(?:webb\w*|hemsida|sidor?)|(?:nya|fler)\s(?:deltagare|medarbetare|arbetsgivare)|"
    r"om\s(?:du|ni|man|de|vi)|och\s(?:om|hur|vad|våra|vårt?|i|på)|"
    rf"och\s(?:(?:[\w-]+)?projekt(?:et|en)|andra|deltagarna|arbetet|delar|annat|liknande|ett\s|en\s)"
    r")(?!\w)"
)
_LONGEST_CLAUSE = 200
_CLAUSE_START = re.compile(r"[.!?:;\n](?=\s)|,\s|\n|\s(?:att|men|eftersom|hur|medan|när|om)\s")
_RELATIVE = frozenset({"som", "där", "vars"})
_TWO_WORDS = re.compile(r"\s+\S+(?:\s+\S+)?")
_WORD = re.compile(r"(?<=\s)[a-zåäö]{2,}(?!\w)")
_ENDS_SENTENCE = re.compile(r"\s*[.,;”\"]|\s*$")
_ATT = re.compile(r"(?<=\s)att(?!\w)")
_WITH_ATT = re.compile(
    r"(?i)(?:lust|konst|rätt|vilja|mod|möjlighet|kraft|dags|redo|våga|lär|chans|makt|vägen\still|genom|om|"
    r"på|sätt|tid|behov|tro|plats|stöd)(?:en|et|n|a)?\s$"
)


def goes_on_at(text: str, at: int, end: int, *, infinitive: bool = False) -> int:
    """Where, within a name that begins at `at` and may reach to `end`, the sentence goes on.

    `infinitive` says that an auxiliary stands before ("ska projektet X hjälpa unga").

    >>> text = "Exempelvägen lyfter unga"
    >>> text[: goes_on_at(text, 0, len(text))]
    'Exempelvägen'
    """
    for stop in _stops(text, at, end, infinitive):
        behind = _TWO_WORDS.match(text, stop, end)
        if behind is None or not _is_always_so(text, text[at:stop], behind.group()):
            return stop
    return end


def _stops(text: str, at: int, end: int, infinitive: bool) -> list[int]:
    """The places at which the sentence may go on, in order."""
    found = [match.start() for match in _TELLS.finditer(text, at, end)]
    for match in _WORD.finditer(text, at, end):
        word = match.group()
        is_verb = word in VERBS or (infinitive and word in INFINITIVES)
        if is_verb and is_finite(word) and word not in INFINITIVES and _has_verb(text, at):
            continue  # "… beviljas medel för projektet Samverkan lyfter länet"
        if word == "att":
            is_verb = _WITH_ATT.search(text, at, match.start()) is None
        if not is_verb:
            continue
        words = text[at : match.start()].casefold().split()
        if not words or words[-1] in _BEFORE_NOUN:
            continue
        if set(words) <= _SUBJECTS:
            continue  # "Vi växer", "Alla behövs"
        if word.endswith("r") and match.end() == end and _ENDS_SENTENCE.match(text, end):
            continue  # "projektet Mångfald lyfter."
        found.append(match.start() - 1)
    return sorted(found)


def _has_verb(text: str, at: int) -> bool:
    """Whether the clause that a name stands in has its verb before it, so that none follows."""
    clause = _CLAUSE_START.split(text[max(0, at - _LONGEST_CLAUSE) : at])[-1]
    words = clause.split()
    return not _RELATIVE.intersection(words) and any(is_finite(word) for word in words)


@lru_cache(maxsize=64)  # a text that names one thing without end asks the same each time
def _is_always_so(text: str, name: str, behind: str) -> bool:
    """Whether a name is used again, and always with these words behind it: "Idé möter marknad"."""
    uses = list(whole_uses(text, name))
    return len(uses) > 1 and all(text.startswith(behind, use + len(name)) for use in uses)
