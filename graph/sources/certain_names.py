"""How surely what was read as a party is the name of a body."""

from __future__ import annotations

import re

from graph.sources.parties import PartyReader
from graph.sources.party_names import Named, looks_like_body
from graph.sources.party_words import HOUSE
from graph.sources.passages import squeeze

_LONGEST_NAME = 60
_IN_A_CLAUSE = re.compile(r"(?i)\b(?:och|av|som|är|har|\w*projekt\w*|satsning\w*|insats\w*)\b")
_PLURAL_OR_VERB = re.compile(r"(?:er|ar|or|na|are|ade|nde)$")
_WORD = re.compile(r"\w+")
# "…, säger A, som har varit med sedan starten": a person
_SAYS = re.compile(
    r"\b(?:säger|sade|sa|berättar|berättade|menar|förklarar|tycker|konstaterar|undrar|påpekar|tror|hoppas)\s+$"
)


def is_body_alone(reader: PartyReader, start: int, end: int) -> bool:
    """Whether a passage is the name of a body, and nothing else."""
    name = squeeze(reader.text[start:end])
    return reader.mentions.key_of(name) is not None or (
        0 < len(name) < _LONGEST_NAME
        and (looks_like_body(name) or HOUSE.search(name) is not None)
        and _IN_A_CLAUSE.search(name) is None
    )


def is_subject_in_words(reader: PartyReader, named: Named) -> bool:
    """Whether a subject is a phrase with but its first word in capitals: "All undervisning"."""
    first, *others = named.party.name.split() or [""]
    return (
        bool(others)
        and not first.isupper()
        and all(word.islower() for word in others)
        and not others[-1].endswith(("centra", "centrum", "center"))
        and not is_certain_body(reader, named)
    )


def has_capitals(named: Named) -> bool:
    """Whether a name has two words with capitals at least: "Röda Korset i Exempelstad"."""
    return sum(word[:1].isupper() for word in named.party.name.split()) > 1


def is_speaker(reader: PartyReader, named: Named) -> bool:
    """Whether a name is of who says what stands before: "…, säger A, som är med i projektet"."""
    before = _SAYS.search(reader.text, max(0, named.start - 16), named.start)
    return before is not None and not is_certain_body(reader, named)


def is_long_name(named: Named) -> bool:
    """Whether a name has several words, each with a capital: "Exempel Science Park"."""
    words = named.party.name.split()
    return len(words) > 1 and all(word[:1].isupper() for word in words)


def is_certain_body(reader: PartyReader, named: Named) -> bool:
    """Whether a party is known by a list, or a body by a word of its own name."""
    name = named.party.name
    known = reader.mentions.key_of(name) is not None or named.municipality is not None
    return known or reader.mentions.is_municipality(name) or looks_like_body(name)


def can_be_subject(reader: PartyReader, named: Named, sentence: int, count: int) -> bool:
    """A capital at the head of a sentence says nothing, so there more than it is asked for."""
    name = named.party.name
    if named.start > sentence + 3 and name[:1].isupper() and named.start > sentence:
        return True
    if (
        reader.mentions.key_of(name)
        or looks_like_body(name)
        or reader.mentions.is_municipality(name)
    ):
        return True
    words = name.split()
    if (
        count > 1
        or sum(word[:1].isupper() for word in words) > 1
        or any(c.isupper() for c in name[1:])
    ):
        return True
    if _PLURAL_OR_VERB.search(name):
        return False
    return not reader.once(f"common {name}", lambda: _is_in_small_letters(reader, name.lower()))


def _is_in_small_letters(reader: PartyReader, lower: str) -> bool:
    """Whether the page has these words in small letters as well, so that they are no name."""
    words = reader.once("words", lambda: frozenset(_WORD.findall(reader.text)))
    if _WORD.fullmatch(lower):
        return lower in words
    first = _WORD.search(lower)
    if first is not None and first.group() not in words:
        return False
    return re.search(rf"(?<!\w){re.escape(lower)}(?!\w)", reader.text) is not None
