"""Values of labels and lines below headings that are clauses: "Utvärdering: görs av A".

Who follows "Utvärdering" or "Leverantör" is either named, or told of in a sentence of its own
("Utvärdering" with "Den löpande utvärderingen genomförs av A." below). Such a sentence is no name.
"""

from __future__ import annotations

import re

from graph.records import Role
from graph.sources.denials import SERVING
from graph.sources.parties import PartyReader
from graph.sources.party_names import Named
from graph.sources.passages import split_sentences
from graph.sources.quick_patterns import quick
from graph.sources.role_words import OWNER_NOUN
from graph.sources.statements import in_sentence

_VERB = quick(
    r"(?<![\w-])(?:har|hade|är|var|blir|ska|skall|kommer\s+att|görs|gjordes|gjorts|genomförs|genomfördes|genomförts|utförs|utfördes|"
    r"utförts|sköts|sköttes|sker|bedrivs|följer|följde|följs|utvärderar|utvärderas|utvärderade|utvärderades|levererar|"
    r"levereras|levererades|köps|köptes|upphandlas|upphandlats|upphandlades|upphandlade|anlitas|anlitats|anlitades|"
    r"bidrar|bidrog|finansierar|medfinansierar|medfinansieras|medfinansierade|svarar|pågår|skriver|saknas|finns)(?![\w-])",
    re.IGNORECASE,
)
# Verbs of sentences on who takes part; lists of names have none
FINITE = re.compile(
    r"\b(?:är|var|blir|har|hade|ska|skall|kommer|kan|vill|får|fick|deltar|medverkar|ingår|består|"
    r"drivs|driver|samverkar|samarbetar|leder|leds|äger|ägs|arbetar|bidrar|finansieras|stödjer|"
    r"finns|görs|gör|genomför|genomförs|syftar|startar|startade|pågår|pågick|riktar|omfattar|utgörs|"
    r"ligger|står|stod|svarar|ansvarar|finansierar|medfinansierar|medfinansieras|utvärderar|utvärderas|"
    r"sker|bedrivs|bedriver|samordnar|samordnas|koordinerar|koordineras|administreras|förvaltas|ägde|drev|ingick|deltog|medverkade|stöttar|kommer|"
    r"går|gick|ger|gav|tar|tog|håller|stöder|bistår|hjälper|erbjuder|ordnar|anordnar|satsar|bekostar|bekostas|betalar|"
    r"beviljas|beviljades|anlitas|sitter|behöver|uppgår|uppgick|omsluter|omsätter|kostar|gäller|innebär)\b",
    re.IGNORECASE,
)
# What a name may be followed by, in which a verb tells nothing of who takes part
_ASIDE = re.compile(r"\s[–—-]\s|[(:;|•\n]")
_OWNS = re.compile(rf"\s(?:är|var|äger|driver|har)\s+(?:{OWNER_NOUN}|projektet)\b")
# "görs löpande av A", "köps in från A": the label itself is what the clause tells of
_OPENING = quick(
    r"(?:har\s+)?(?:görs|gjordes|gjorts|genomförs|genomfördes|genomförts|utförs|utfördes|utförts|sköts|sköttes|sker|bedrivs|"
    r"ges|lämnas|levereras|levererades|köps|köptes|upphandlas|upphandlades|finansieras|medfinansieras)(?:\s+[a-zåäö]+){0,2}?\s+(?:av|från)\s+",
    re.IGNORECASE,
)
_NO_BODY = quick(
    r"\b(?:(?:arbets|egen)?tid(?:en)?|\w*ersättning(?:ar|en)?|lön(?:er|en)?|egeninsats(?:er)?)$|^\W*(?:se\s+)?bilaga\b",
    re.IGNORECASE,
)


def is_sentence(text: str, start: int, end: int) -> bool:
    """Whether the value `start..end` of a label opens with a sentence: "Medsökande är A och B."."""
    first, stop = split_sentences(text, start, end)[0]
    verb = FINITE.search(text, first, stop)
    if verb is None or not text[first:stop].rstrip().endswith("."):
        return False
    return _ASIDE.search(text, first, verb.start()) is None


def told_in_clause(reader: PartyReader, start: int, end: int, role: Role) -> list[Named] | None:
    """Whom the value `start..end` of a label for `role` tells of, if it is a clause; else None."""
    text = reader.text
    if role is Role.OWNER and _OWNS.search(text, start, end) is not None:
        stated = in_sentence(reader, *split_sentences(text, start, end)[0])
        return [item.named for item in stated if item.role is role] or None
    if role not in SERVING:
        return None
    if _NO_BODY.search(text[start:end].rstrip(" .")) is not None:
        return []
    if _VERB.search(text, start, end) is None:
        return None
    opening = _OPENING.match(text, start, end)
    if opening is not None:
        told = reader.listed(opening.end(), split_sentences(text, start, end)[0][1])
        return told[:1] if role is Role.EVALUATOR else told  # "görs av A, institutionen"
    return [
        item.named
        for sentence in split_sentences(text, start, end)
        for item in in_sentence(reader, *sentence)
        if item.role is role
    ]
