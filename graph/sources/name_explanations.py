"""What explains the name of a project, and is part of it: "ISA – Insatser i samverkan"."""

from __future__ import annotations

import re

from graph.sources.name_ends import STOP
from graph.sources.party_names import looks_like_body
from graph.sources.party_words import LOWER, UPPER
from graph.sources.passages import MASK
from graph.sources.references import abbreviates

_EXPLAINED = re.compile(
    rf"(?P<sign>\s+[–—-]\s+|:\s+|,\s+)(?P<words>(?=[{UPPER}{LOWER}])(?:(?!\s(?:{STOP})\b|\s[–—-]\s\d)[^.;:()\n”\"]){{3,70}})"
)
# "Lots – Vägen till arbete", "Lots – KLARA": a capital within the sentence is the name's still
_PHRASE = re.compile(
    r"[A-ZÅÄÖ][a-zåäö]+(?<!s)\s(?:till|mot|för|från|ut|in|på|av|med|genom)\s[a-zåäö\s]+$|[A-ZÅÄÖ]{4,8}$"
)
_WAY = re.compile(r"\w+\s(?:till|mot|ut|in)\s")  # that no body has in its name
_NO_EXPLANATION = re.compile(r"(?:som|ett|en|det|den|där|att|i|om|så|nu|vi|hur)\s")
# "ISA", "DiVOS": words in capitals, or with more than one of them
_LETTERS = re.compile(r"(?=[A-ZÅÄÖ]\w*[A-ZÅÄÖ])[A-ZÅÄÖa-zåäö]{3,8}")
# "Status, kvalitet och matchning från …"
_SERIES = re.compile(
    rf"(?:,\s+(?!(?:{STOP}|en|ett|den|det|de|av|i|på)\b)[a-zåäöé]+){{1,3}},?\s+(?:och|samt)\s+"
    rf"(?!(?:{STOP})\b)[a-zåäöé]+(?=\s+(?:från|{STOP})\b|[.,;:”\"]|\s*$)"
)


def with_explanation(text: str, at: int, end: int, stop: int) -> int:
    """The end of a name with what explains it: "ISA – Insatser i samverkan", "Steg: Vägen in"."""
    name = text[at:end]
    if series := _SERIES.match(text, end, stop):
        return series.end()
    longer = _EXPLAINED.match(text, end, stop)
    if longer is None or len(name) > 30 or MASK in longer.group():
        return end
    sign, words = longer["sign"].strip(), longer["words"]
    if words[0].islower():  # "ISA – insatser i samverkan": only where the letters are its own
        spelt = _LETTERS.fullmatch(name) is not None and words[0] == name[0].lower()
        whole = spelt and sign in "–—-" and _NO_EXPLANATION.match(words) is None
        return longer.end() if whole and abbreviates(name, words) else end
    if sign == ",":
        stops = [found.start() for found in re.finditer(",|$", words)]
        for stop_at in stops if len(name) > 1 else ():  # "ISA, Insatser i samverkan, ska …"
            if _capitals(words[:stop_at]) == name:
                return longer.start("words") + stop_at
        return end
    if sign == ":":
        parts = words.split()
        short = len(parts) > 1 and parts[1][0].islower() and not looks_like_body(words)
        return longer.end() if short else end
    acronym = name.isupper() and 2 <= len(name) <= 8 and words[:1] == name[:1]
    phrase = _PHRASE.match(words) is not None and (
        _WAY.match(words) is not None or not looks_like_body(words)
    )
    return longer.end() if acronym or phrase else end


def _capitals(words: str) -> str:
    return "".join(word[0] for word in words.split() if word[0].isupper())
